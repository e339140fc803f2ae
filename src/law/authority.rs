//! Who is competent: the supervisory authority of a controller and of its areas.
//!
//! The rules are few and stated with their norm. Where the law of a Land or a church decides
//! and the facts do not say enough, there is no authority but a reason: nothing is guessed.

use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize, Serializer, ser::SerializeMap};

use crate::facts::{
    Bereich, Bundesland, Fachgebiet, Incident, Rechtsregime, Verantwortlicher, VerantwortlicherArt,
};

/// A supervisory authority, as `data/behoerden.json` has it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Authority {
    /// Identifier of the data set, `demvldi`.
    pub id: String,
    /// Official name.
    pub name: String,
    /// Short name.
    pub kurz: String,
    /// ISO 3166-2:DE without `DE-`, or `DE`.
    #[serde(rename = "iso")]
    pub land: String,
    competence: Competence,
    postal_address: Option<String>,
    phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Website.
    #[serde(rename = "website")]
    pub web: Option<String>,
    /// Address of the form for reports.
    #[serde(rename = "breach_form_url")]
    pub meldeweg: Option<String>,
    /// Address of the form for complaints; no way to report.
    #[serde(rename = "complaint_form_url_NOT_breach")]
    pub beschwerde: Option<String>,
    /// What to know when filing there.
    pub hinweise: Vec<String>,
    /// When the contact data were checked.
    #[serde(rename = "contact_data_date")]
    pub stand: Option<NaiveDate>,
    /// Where the data come from.
    #[serde(rename = "sources")]
    pub quellen: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Competence {
    oeffentlich: Option<String>,
    nicht_oeffentlich: Option<String>,
}

#[derive(Deserialize)]
struct File {
    authorities: Vec<Authority>,
}

impl Authority {
    /// Address lines, without the country.
    #[must_use]
    pub fn anschrift(&self) -> Vec<&str> {
        let lines = self.postal_address.as_deref().unwrap_or_default().lines();
        lines
            .map(str::trim)
            .filter(|line| !line.is_empty() && *line != "Deutschland")
            .collect()
    }

    /// Telephone in German form: `0385 594940`.
    #[must_use]
    pub fn telefon(&self) -> Option<String> {
        self.phone
            .as_deref()
            .map(|number| match number.strip_prefix("+49") {
                Some(rest) => format!("0{}", rest.trim_start()),
                None => number.to_owned(),
            })
    }
}

/// All authorities known.
#[must_use]
pub fn authorities() -> &'static [Authority] {
    static AUTHORITIES: OnceLock<Vec<Authority>> = OnceLock::new();
    AUTHORITIES.get_or_init(|| {
        serde_json::from_str::<File>(include_str!("../../data/behoerden.json"))
            .map(|file| file.authorities)
            .unwrap_or_default()
    })
}

/// The authority with this identifier.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Authority> {
    authorities().iter().find(|authority| authority.id == id)
}

/// The federal authority.
fn federal() -> Option<&'static Authority> {
    by_id("debfdi")
}

/// The authority of a Land: for public bodies, or for others.
fn of_land(land: Bundesland, public: bool) -> Option<&'static Authority> {
    authorities().iter().find(|authority| {
        let competence = if public {
            &authority.competence.oeffentlich
        } else {
            &authority.competence.nicht_oeffentlich
        };
        authority.land == land.schluessel() && competence.as_deref() == Some("ja")
    })
}

/// A competent authority, or none, with the reason for either.
#[derive(Debug, Clone, PartialEq)]
pub struct Competent {
    /// The authority; `None` where it is to be settled.
    pub authority: Option<&'static Authority>,
    /// Why, in German, with the norm.
    pub reason: String,
}

impl Competent {
    fn new(authority: Option<&'static Authority>, reason: impl Into<String>) -> Self {
        Self {
            authority,
            reason: reason.into(),
        }
    }

    fn open(reason: &str) -> Self {
        Self::new(None, format!("Zu klären: {reason}"))
    }
}

/// The authority of a controller.
#[must_use]
pub fn competent(controller: &Verantwortlicher) -> Competent {
    use VerantwortlicherArt as Art;
    let land = controller.bundesland.wert().copied();
    let Some(art) = controller.art.wert().copied() else {
        return Competent::open(
            "Die Art der verantwortlichen Stelle ist nicht angegeben (verantwortlicher.art).",
        );
    };
    match art {
        Art::Bundesbehoerde => Competent::new(
            federal(),
            "Für öffentliche Stellen des Bundes ist die oder der Bundesbeauftragte zuständig \
             (§ 9 Abs. 1 BDSG).",
        ),
        Art::JobcenterGemeinsam => Competent::new(
            federal(),
            "Für ein Jobcenter als gemeinsame Einrichtung ist die oder der Bundesbeauftragte \
             zuständig (§ 50 Abs. 4 SGB II).",
        ),
        Art::Kommune
        | Art::Landesbehoerde
        | Art::Zweckverband
        | Art::Anstalt
        | Art::Schule
        | Art::Hochschule
        | Art::JobcenterKommunal => public_body(land),
        Art::Krankenhaus if land == Some(Bundesland::By) => Competent::open(
            "In Bayern hängt die Zuständigkeit für ein Krankenhaus davon ab, ob es eine \
             öffentliche Stelle ist (BayLfD) oder nicht (BayLDA).",
        ),
        Art::Krankenhaus => either_body(land),
        Art::Verein | Art::Unternehmen => private_body(land),
        Art::Eigenbetrieb | Art::KommunalesUnternehmen => Competent::open(
            "Ob ein Eigenbetrieb oder kommunales Unternehmen eine öffentliche Stelle ist, bestimmt \
             das Landesdatenschutzgesetz (vgl. § 2 Abs. 5 BDSG).",
        ),
        Art::KircheKatholisch => Competent::open(
            "Für katholische Einrichtungen ist die kirchliche Datenschutzaufsicht des Bistums \
             zuständig (KDG).",
        ),
        Art::KircheEvangelisch => Competent::open(
            "Für evangelische Einrichtungen ist die Aufsicht der EKD oder der Gliedkirche zuständig \
             (DSG-EKD).",
        ),
        Art::Rundfunk => Competent::open(
            "Für Rundfunkanstalten gibt es eigene Aufsichten; welche zuständig ist, richtet sich \
             nach der Anstalt.",
        ),
        Art::Sonstige => {
            Competent::open("Die Art der verantwortlichen Stelle lässt keine Zuordnung zu.")
        }
    }
}

const NO_LAND: &str = "Das Bundesland ist nicht angegeben (verantwortlicher.bundesland).";

fn public_body(land: Option<Bundesland>) -> Competent {
    let Some(land) = land else {
        return Competent::open(NO_LAND);
    };
    let reason = if land == Bundesland::By {
        "Für öffentliche Stellen in Bayern ist der Landesbeauftragte (BayLfD) zuständig, nicht das \
         Landesamt (BayLDA) (Art. 55 DSGVO)."
    } else {
        "Für öffentliche Stellen eines Landes ist die Aufsichtsbehörde des Landes zuständig \
         (Art. 55 DSGVO)."
    };
    Competent::new(of_land(land, true), reason)
}

fn private_body(land: Option<Bundesland>) -> Competent {
    let Some(land) = land else {
        return Competent::open(NO_LAND);
    };
    let reason = if land == Bundesland::By {
        "Für nicht-öffentliche Stellen in Bayern ist das Landesamt für Datenschutzaufsicht (BayLDA) \
         zuständig (Art. 55 DSGVO)."
    } else {
        "Für nicht-öffentliche Stellen ist die Aufsichtsbehörde des Landes zuständig (Art. 55 DSGVO)."
    };
    Competent::new(of_land(land, false), reason)
}

fn either_body(land: Option<Bundesland>) -> Competent {
    let Some(land) = land else {
        return Competent::open(NO_LAND);
    };
    Competent::new(
        of_land(land, true),
        "Die Aufsichtsbehörde des Landes ist für öffentliche und nicht-öffentliche Stellen zuständig \
         (Art. 55 DSGVO). Für kirchliche Häuser gilt das nicht.",
    )
}

/// The authority and regime of an area.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaAuthority {
    /// Name of the area.
    pub name: Option<String>,
    /// Field of law.
    pub fachgebiet: Option<Fachgebiet>,
    /// The authority; `None` where it is to be settled.
    pub authority: Option<&'static Authority>,
    /// Why.
    pub reason: String,
    /// Regime.
    pub regime: Rechtsregime,
    /// The organisational unit that is the controller.
    pub unit: Option<String>,
    /// Whether it gets a report of its own.
    pub separate: bool,
}

/// The authorities of all areas, in the order of the file.
#[must_use]
pub fn areas(incident: &Incident) -> Vec<AreaAuthority> {
    let whole = competent(&incident.verantwortlicher);
    let land = incident.verantwortlicher.bundesland.wert().copied();
    incident
        .bereiche
        .iter()
        .map(|area| {
            let default = incident.vorfall.rechtsregime;
            let mut found = one_area(area, land, &whole, default);
            found.separate = found.regime != default
                || found.authority.map(|a| &a.id) != whole.authority.map(|a| &a.id);
            found
        })
        .collect()
}

fn one_area(
    area: &Bereich,
    land: Option<Bundesland>,
    whole: &Competent,
    default: Rechtsregime,
) -> AreaAuthority {
    let field = area.fachgebiet.wert().copied();
    let (competent, regime) = match field {
        Some(Fachgebiet::Realsteuern) => (
            Competent::new(
                federal(),
                "Für Realsteuern (Grundsteuer, Gewerbesteuer) ist die oder der Bundesbeauftragte \
                 zuständig (§ 32h Abs. 1 in Verbindung mit § 1 Abs. 2 Nr. 1 AO).",
            ),
            default,
        ),
        Some(Fachgebiet::Jobcenter) => (
            Competent::new(
                federal(),
                "Für ein Jobcenter als gemeinsame Einrichtung ist die oder der Bundesbeauftragte \
                 zuständig (§ 50 Abs. 4 SGB II). Es ist selbst verantwortlich und meldet selbst.",
            ),
            default,
        ),
        Some(Fachgebiet::Bussgeld) => (
            public_area(
                land,
                "Für Ordnungswidrigkeiten gelten nicht Art. 33 und 34 DSGVO, sondern nationales \
                 Recht; Norm zu prüfen. Zuständig ist die Aufsichtsbehörde des Landes.",
            ),
            Rechtsregime::Ji,
        ),
        Some(Fachgebiet::Sozialleistungen) => (
            public_area(
                land,
                "Zuständig ist die Aufsichtsbehörde des Landes. In einer Gebietskörperschaft ist \
                 die Organisationseinheit verantwortlich, die die Aufgabe erfüllt \
                 (§ 67 Abs. 4 Satz 2 SGB X).",
            ),
            default,
        ),
        Some(Fachgebiet::Allgemein | Fachgebiet::Sonstige) | None => (whole.clone(), default),
    };
    AreaAuthority {
        name: area.name.wert().cloned(),
        fachgebiet: field,
        authority: competent.authority,
        reason: competent.reason,
        regime: area.regime.unwrap_or(regime),
        unit: area.verantwortliche_einheit.wert().cloned(),
        separate: false,
    }
}

fn public_area(land: Option<Bundesland>, reason: &str) -> Competent {
    match land {
        Some(land) => Competent::new(of_land(land, true), reason),
        None => Competent::open(NO_LAND),
    }
}

impl Serialize for AreaAuthority {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("fachgebiet", &self.fachgebiet)?;
        map.serialize_entry("behoerde", &self.authority.map(|a| a.name.as_str()))?;
        map.serialize_entry("kurz", &self.authority.map(|a| a.kurz.as_str()))?;
        map.serialize_entry("grund", &self.reason)?;
        map.serialize_entry("regime", &self.regime)?;
        map.serialize_entry("einheit", &self.unit)?;
        map.serialize_entry("gesondert", &self.separate)?;
        map.end()
    }
}

/// An authority with the reason, as documents use it.
pub(super) struct WithReason<'a>(pub(super) &'static Authority, pub(super) &'a str);

impl Serialize for WithReason<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(authority, reason) = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &authority.id)?;
        map.serialize_entry("name", &authority.name)?;
        map.serialize_entry("kurz", &authority.kurz)?;
        map.serialize_entry("anschrift", &authority.anschrift())?;
        map.serialize_entry("telefon", &authority.telefon())?;
        map.serialize_entry("email", &authority.email)?;
        map.serialize_entry("web", &authority.web)?;
        map.serialize_entry("meldeweg", &authority.meldeweg)?;
        map.serialize_entry("beschwerde", &authority.beschwerde)?;
        map.serialize_entry("hinweise", &authority.hinweise)?;
        map.serialize_entry("stand", &authority.stand)?;
        map.serialize_entry("grund", reason)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn controller(art: VerantwortlicherArt, land: Bundesland) -> Verantwortlicher {
        Verantwortlicher {
            art: art.into(),
            bundesland: land.into(),
            ..Verantwortlicher::default()
        }
    }

    fn short(art: VerantwortlicherArt, land: Bundesland) -> Option<&'static str> {
        let found = competent(&controller(art, land));
        assert!(!found.reason.is_empty());
        found.authority.map(|authority| authority.kurz.as_str())
    }

    #[test]
    fn every_land_has_an_authority_for_its_municipalities() {
        for land in Bundesland::alle() {
            assert!(
                short(VerantwortlicherArt::Kommune, *land).is_some(),
                "{land}"
            );
            assert!(
                short(VerantwortlicherArt::Unternehmen, *land).is_some(),
                "{land}"
            );
        }
        assert_eq!(authorities().len(), 31);
    }

    #[test]
    fn bavaria_has_two() {
        use VerantwortlicherArt as Art;
        assert_eq!(short(Art::Kommune, Bundesland::By), Some("BayLfD"));
        assert_eq!(short(Art::Verein, Bundesland::By), Some("BayLDA"));
        assert_eq!(short(Art::Krankenhaus, Bundesland::By), None);
        assert_eq!(short(Art::Krankenhaus, Bundesland::He), Some("HBDI"));
    }

    #[test]
    fn federal_bodies_and_joint_jobcentres_report_to_the_federal_commissioner() {
        use VerantwortlicherArt as Art;
        assert_eq!(short(Art::JobcenterGemeinsam, Bundesland::Nw), Some("BfDI"));
        assert_eq!(
            short(Art::JobcenterKommunal, Bundesland::Nw),
            Some("LDI NRW")
        );
        assert_eq!(short(Art::Bundesbehoerde, Bundesland::Be), Some("BfDI"));
    }

    #[test]
    fn what_is_not_settled_is_not_guessed() {
        use VerantwortlicherArt as Art;
        for art in [
            Art::Eigenbetrieb,
            Art::KommunalesUnternehmen,
            Art::KircheKatholisch,
            Art::KircheEvangelisch,
            Art::Rundfunk,
            Art::Sonstige,
        ] {
            let found = competent(&controller(art, Bundesland::Mv));
            assert!(found.authority.is_none());
            assert!(found.reason.starts_with("Zu klären"));
        }
        assert!(competent(&Verantwortlicher::default()).authority.is_none());
    }

    #[test]
    fn contact_data_have_german_form() {
        let schwerin = by_id("demvldi").unwrap();
        assert_eq!(schwerin.telefon().as_deref(), Some("0385 594940"));
        assert_eq!(
            schwerin.anschrift(),
            ["Schloss Schwerin", "Lennéstraße 1", "19053 Schwerin"]
        );
        for authority in authorities() {
            assert!(!authority.anschrift().contains(&"Deutschland"));
        }
    }

    #[test]
    fn areas_have_their_own_authority_and_regime() {
        let mut incident = Incident {
            verantwortlicher: controller(VerantwortlicherArt::Kommune, Bundesland::Mv),
            ..Incident::default()
        };
        let fields = [
            (Fachgebiet::Realsteuern, "BfDI", Rechtsregime::Dsgvo),
            (Fachgebiet::Jobcenter, "BfDI", Rechtsregime::Dsgvo),
            (Fachgebiet::Bussgeld, "LfDI MV", Rechtsregime::Ji),
            (Fachgebiet::Sozialleistungen, "LfDI MV", Rechtsregime::Dsgvo),
            (Fachgebiet::Allgemein, "LfDI MV", Rechtsregime::Dsgvo),
        ];
        for (field, _, _) in fields {
            incident.bereiche.push(Bereich {
                fachgebiet: field.into(),
                ..Bereich::default()
            });
        }
        let found = areas(&incident);
        for (area, (_, kurz, regime)) in found.iter().zip(fields) {
            assert_eq!(area.authority.map(|a| a.kurz.as_str()), Some(kurz));
            assert_eq!(area.regime, regime);
        }
        assert!(found[2].reason.contains("Norm zu prüfen"));
        assert!(found[3].reason.contains("§ 67 Abs. 4 Satz 2 SGB X"));
    }
}
