//! Areas: parts of an administration with an authority, a regime or a controller of their own.

use std::sync::Arc;

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::data::{Authorities, Authority};
use super::routing::{Candidate, Routing};
use crate::facts::{Bereich, Bundesland, Fachgebiet, Incident, Rechtsregime, VerantwortlicherArt};

/// The authority and regime of an area.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaAuthority {
    /// Name of the area.
    pub name: Option<String>,
    /// Field of law.
    pub fachgebiet: Option<Fachgebiet>,
    /// The authority; `None` where it is to be settled.
    pub authority: Option<Arc<Authority>>,
    /// Why.
    pub reason: String,
    /// Who comes into question where it is to be settled.
    pub candidates: Vec<Candidate>,
    /// What a person has to settle.
    pub question: Option<String>,
    /// Regime.
    pub regime: Rechtsregime,
    /// The organisational unit that is the controller.
    pub unit: Option<String>,
    /// Whether it gets a report of its own.
    pub separate: bool,
}

/// The authorities of all areas, in the order of the file.
#[must_use]
pub fn areas(incident: &Incident, authorities: &Authorities) -> Vec<AreaAuthority> {
    let default = incident.vorfall.rechtsregime;
    let whole = authorities.competent(&incident.verantwortlicher, default);
    incident
        .bereiche
        .iter()
        .map(|area| {
            let mut found = one_area(area, incident, &whole, authorities);
            found.separate = found.regime != default
                || found.authority.as_ref().map(|a| &a.id)
                    != whole.authority.as_ref().map(|a| &a.id);
            found
        })
        .collect()
}

fn one_area(
    area: &Bereich,
    incident: &Incident,
    whole: &Routing,
    authorities: &Authorities,
) -> AreaAuthority {
    let default = incident.vorfall.rechtsregime;
    let land = incident.verantwortlicher.bundesland.wert().copied();
    let field = area.fachgebiet.wert().copied();
    let by_field = match field {
        Some(Fachgebiet::Bussgeld) => Rechtsregime::Ji,
        Some(
            Fachgebiet::Allgemein
            | Fachgebiet::Realsteuern
            | Fachgebiet::Sozialleistungen
            | Fachgebiet::Jobcenter
            | Fachgebiet::Sonstige,
        )
        | None => default,
    };
    let regime = area.regime.unwrap_or(by_field);
    let routing = match (field, regime) {
        // A church's own law has its own authority, also where a town is the controller.
        (_, Rechtsregime::Kdg | Rechtsregime::DsgEkd) if regime != default => {
            authorities.by_rules(&incident.verantwortlicher, regime)
        }
        // The Jobcenter of a municipality alone is under the authority of its Land.
        (Some(Fachgebiet::Jobcenter), _)
            if incident
                .verantwortlicher
                .art
                .ist(&VerantwortlicherArt::JobcenterKommunal) =>
        {
            whole.clone()
        }
        (Some(field), _) => of_field(field, land, whole, authorities),
        (None, _) => whole.clone(),
    };
    AreaAuthority {
        name: area.name.wert().cloned(),
        fachgebiet: field,
        authority: routing.authority,
        reason: routing.reason,
        candidates: routing.candidates,
        question: routing.question,
        regime,
        unit: area.verantwortliche_einheit.wert().cloned(),
        separate: false,
    }
}

fn of_field(
    field: Fachgebiet,
    land: Option<Bundesland>,
    whole: &Routing,
    authorities: &Authorities,
) -> Routing {
    match field {
        Fachgebiet::Realsteuern => Routing::one(
            authorities.federal(),
            "§ 32h Abs. 1 in Verbindung mit § 1 Abs. 2 Nr. 1 AO",
            "Für Realsteuern (Grundsteuer, Gewerbesteuer) ist die oder der Bundesbeauftragte \
             zuständig (§ 32h Abs. 1 in Verbindung mit § 1 Abs. 2 Nr. 1 AO).",
        ),
        Fachgebiet::Jobcenter => authorities.joint_jobcentre(),
        Fachgebiet::Bussgeld => authorities.public_body(
            land,
            "nationales Recht zur Richtlinie (EU) 2016/680",
            "Für Ordnungswidrigkeiten gelten nicht Art. 33 und 34 DSGVO, sondern nationales \
             Recht; Norm zu prüfen. Zuständig ist die Aufsichtsbehörde des Landes.",
        ),
        Fachgebiet::Sozialleistungen => authorities.public_body(
            land,
            "§ 67 Abs. 4 Satz 2 SGB X",
            "Zuständig ist die Aufsichtsbehörde des Landes. In einer Gebietskörperschaft ist \
             die Organisationseinheit verantwortlich, die die Aufgabe erfüllt \
             (§ 67 Abs. 4 Satz 2 SGB X).",
        ),
        Fachgebiet::Allgemein | Fachgebiet::Sonstige => whole.clone(),
    }
}

impl Serialize for AreaAuthority {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let authority = self.authority.as_deref();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("fachgebiet", &self.fachgebiet)?;
        map.serialize_entry("behoerde", &authority.map(|a| a.name.as_str()))?;
        map.serialize_entry("kurz", &authority.map(|a| a.kurz.as_str()))?;
        map.serialize_entry("grund", &self.reason)?;
        map.serialize_entry("kandidaten", &self.candidates)?;
        map.serialize_entry("frage", &self.question)?;
        map.serialize_entry("regime", &self.regime)?;
        map.serialize_entry("einheit", &self.unit)?;
        map.serialize_entry("gesondert", &self.separate)?;
        map.end()
    }
}
