//! With whom to file: each authority that gets a report of an incident, with the reason and all
//! that one needs to file there.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{AreaReport, Assessment, Authority, Candidate};
use crate::facts::{Incident, Rechtsregime};

/// One report's authority, or what is to be settled to find it.
#[derive(Debug, Clone, PartialEq)]
pub struct Contact {
    /// The areas that the report covers, by their names; empty for the report on the whole.
    pub areas: Vec<String>,
    /// Regime.
    pub regime: Rechtsregime,
    /// The authority; `None` where it is to be settled.
    pub authority: Option<Arc<Authority>>,
    /// Why that one, or why none.
    pub reason: String,
    /// Who comes into question where it is to be settled.
    pub candidates: Vec<Candidate>,
    /// What a person has to settle.
    pub question: Option<String>,
    /// Who would have been competent by the rules, where the user's own file decides otherwise.
    pub instead_of: Option<Arc<Authority>>,
    /// The day on which the age of the data is judged.
    pub today: NaiveDate,
}

impl Contact {
    /// Whether the contact data have not been checked for a year.
    #[must_use]
    pub fn is_outdated(&self) -> bool {
        let authority = self.authority.as_ref();
        authority.is_some_and(|authority| authority.is_outdated(self.today))
    }
}

/// The authorities of all reports of an incident: that of the whole first.
#[must_use]
pub fn contacts<'a>(
    incident: &Incident,
    assessment: &Assessment,
    reports: impl IntoIterator<Item = &'a AreaReport>,
    today: NaiveDate,
) -> Vec<Contact> {
    let whole = Contact {
        areas: Vec::new(),
        regime: incident.vorfall.rechtsregime,
        authority: assessment.authority.clone(),
        reason: assessment.authority_reason.clone(),
        candidates: assessment.candidates.clone(),
        question: assessment.authority_question.clone(),
        instead_of: assessment.instead_of.clone(),
        today,
    };
    let of_areas = reports.into_iter().map(|report| Contact {
        areas: names(incident, report),
        regime: report.regime,
        authority: report.authority.clone(),
        reason: report.reason.clone(),
        candidates: report.candidates.clone(),
        question: report.question.clone(),
        instead_of: None,
        today,
    });
    std::iter::once(whole).chain(of_areas).collect()
}

/// The names of the areas of a report; for one without a name its field.
#[must_use]
pub fn names(incident: &Incident, report: &AreaReport) -> Vec<String> {
    report
        .areas
        .iter()
        .filter_map(|index| incident.bereiche.get(*index))
        .filter_map(|area| {
            let field = area.fachgebiet.wert().map(|field| field.schluessel());
            let name = area.name.wert().map(String::as_str).or(field);
            name.map(str::to_owned)
        })
        .collect()
}

/// An entry of the JSON of the command `behoerde`.
impl Serialize for Contact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let authority = self.authority.as_deref();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &authority.map(|a| &a.id))?;
        map.serialize_entry("name", &authority.map(|a| &a.name))?;
        map.serialize_entry("kurz", &authority.map(|a| &a.kurz))?;
        map.serialize_entry("regime", &self.regime)?;
        map.serialize_entry("grund", &self.reason)?;
        map.serialize_entry("bereich", &(!self.areas.is_empty()).then_some(&self.areas))?;
        map.serialize_entry("anschrift", &authority.map(Authority::anschrift))?;
        map.serialize_entry("telefon", &authority.and_then(Authority::telefon))?;
        map.serialize_entry("fax", &authority.and_then(Authority::telefax))?;
        map.serialize_entry("email", &authority.and_then(|a| a.email.as_ref()))?;
        map.serialize_entry("web", &authority.and_then(|a| a.web.as_ref()))?;
        map.serialize_entry("meldeweg", &authority.and_then(|a| a.meldeweg.as_ref()))?;
        map.serialize_entry("wege", &authority.map(Authority::wege).unwrap_or_default())?;
        map.serialize_entry("pgp", &authority.and_then(Authority::pgp))?;
        map.serialize_entry(
            "pgp_schluessel",
            &authority.and_then(Authority::pgp_schluessel),
        )?;
        map.serialize_entry("nachweis", &authority.and_then(|a| a.nachweis.as_ref()))?;
        map.serialize_entry(
            "hinweise",
            authority.map_or(&[][..], |a| a.hinweise.as_slice()),
        )?;
        map.serialize_entry("stand", &authority.and_then(|a| a.stand))?;
        map.serialize_entry("veraltet", &authority.map(|a| a.is_outdated(self.today)))?;
        map.serialize_entry("beschwerde", &authority.and_then(|a| a.beschwerde.as_ref()))?;
        map.serialize_entry(
            "quellen",
            authority.map_or(&[][..], |a| a.quellen.as_slice()),
        )?;
        map.serialize_entry("eigen", &authority.map(|a| a.eigen))?;
        map.serialize_entry("statt", &self.instead_of.as_ref().map(|a| &a.id))?;
        map.serialize_entry("frage", &self.question)?;
        map.serialize_entry("kandidaten", &self.candidates)?;
        map.end()
    }
}
