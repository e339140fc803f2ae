//! What follows: deadlines, authorities, risk, findings, open points.
//!
//! Knows the facts and the stated time, and nothing else: no clock, no files. What it derives is
//! a proposal with its reasons; the decision is a person's and stands in the facts.

pub mod authority;
pub mod contacts;
pub mod deadline;
pub mod duties;
pub mod findings;
pub mod form;
pub mod holidays;
pub mod open;
mod paths;
pub mod reports;
pub mod risk;
pub mod timetable;
pub(crate) mod words;

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Serialize, Serializer, ser::SerializeMap};

pub use authority::{AreaAuthority, Authorities, Authority, Candidate, Routing};
pub use contacts::{Contact, contacts};
pub use deadline::Deadline;
pub use duties::Duty;
pub(crate) use findings::traps::versions::mark as basis;
pub use findings::{Finding, Level};
pub use open::{OpenKind, OpenPoint, open_points};
pub use reports::{AreaReport, area_reports};
pub use risk::Proposal;
pub use timetable::Timetable;

use crate::facts::{Incident, JaNeinUnbekannt};

/// The legal data of this build, by name of the file in `data/`.
pub const DATA: [(&str, &str); 9] = [
    ("enisa.toml", include_str!("../../data/enisa.toml")),
    ("fristen.toml", include_str!("../../data/fristen.toml")),
    ("behoerden.json", authority::SOURCE),
    ("bistuemer.toml", authority::DIOCESES),
    ("pflichten.toml", duties::DUTIES),
    ("landesrecht.toml", duties::LAENDER),
    ("nebenpflichten.toml", duties::NEIGHBOURS),
    (
        "edpb-meldevorlage.toml",
        include_str!("../../data/edpb-meldevorlage.toml"),
    ),
    ("feiertage.toml", include_str!("../../data/feiertage.toml")),
];

/// The legal data, by file, that were last checked more than a year before `today`. Authorities have
/// a date each, and a finding of their own.
#[must_use]
pub fn outdated_data(today: NaiveDate) -> Vec<&'static str> {
    let periods = deadline::periods().iter().map(|row| row.stand).min();
    let holidays = holidays::rules().iter().map(|row| row.stand).min();
    [
        ("fristen.toml", periods),
        ("feiertage.toml", holidays),
        ("bistuemer.toml", authority::dioceses_stand()),
        ("pflichten.toml", duties::stand_of_duties()),
        ("landesrecht.toml", duties::stand_of_laender()),
        ("nebenpflichten.toml", duties::stand_of_neighbours()),
    ]
    .into_iter()
    .filter(|(_, at)| at.is_none_or(|at| authority::older_than_a_year(at, today)))
    .map(|(name, _)| name)
    .collect()
}

/// What follows from the facts at a stated time.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// The deadline; `None` where awareness is not known or the regime has none in hours.
    pub deadline: Option<Deadline>,
    /// The competent authority; `None` where it is to be settled.
    pub authority: Option<Arc<Authority>>,
    /// Why that one, or why none.
    pub authority_reason: String,
    /// Who comes into question where it is to be settled; may be empty.
    pub candidates: Vec<Candidate>,
    /// What a person has to settle to find the authority.
    pub authority_question: Option<String>,
    /// Who would have been competent, where the user's own file decides otherwise.
    pub instead_of: Option<Arc<Authority>>,
    /// Authorities of neighbouring states, where the processing crosses borders.
    pub abroad: Vec<Candidate>,
    /// Authorities and regimes of areas.
    pub areas: Vec<AreaAuthority>,
    /// Everything open or not yet collected.
    pub open: Vec<OpenPoint>,
    /// What the facts suggest about the risk; no decision.
    pub risk: Proposal,
    /// The ENISA computation, where an input of it is given.
    pub enisa: Option<risk::enisa::Outcome>,
    /// Who is to be told what, by which norm, until when: proposals.
    pub duties: Vec<Duty>,
    /// Findings: *fehler* first, then by code.
    pub findings: Vec<Finding>,
    /// Whether it is on the whole incident, not on areas with another authority or regime.
    pub whole: bool,
}

/// Draws the conclusions from the facts at the time `now`, with the authorities of this build.
#[must_use]
pub fn assess(incident: &Incident, now: DateTime<FixedOffset>) -> Assessment {
    assess_with(incident, now, Authorities::shipped())
}

/// Draws the conclusions from the facts at the time `now`, with these authorities.
#[must_use]
pub fn assess_with(
    incident: &Incident,
    now: DateTime<FixedOffset>,
    authorities: &Authorities,
) -> Assessment {
    assess_shown(incident, incident, now, authorities)
}

/// The same for facts that are shown, where more are known: the risk is proposed from all of them.
#[must_use]
pub fn assess_shown(
    shown: &Incident,
    all: &Incident,
    now: DateTime<FixedOffset>,
    authorities: &Authorities,
) -> Assessment {
    let regime = shown.vorfall.rechtsregime;
    let routing = authorities.competent(&shown.verantwortlicher, regime);
    conclude(shown, now, authorities, routing, true, risk::propose(all))
}

/// The same for a report on areas; `incident` holds the facts of the areas.
#[must_use]
pub fn assess_areas(
    incident: &Incident,
    now: DateTime<FixedOffset>,
    report: &AreaReport,
    authorities: &Authorities,
) -> Assessment {
    let routing = Routing {
        authority: report.authority.clone(),
        reason: report.reason.clone(),
        norm: "Art. 55 DSGVO",
        candidates: report.candidates.clone(),
        question: report.question.clone(),
        instead_of: None,
    };
    let risk = risk::propose(incident);
    conclude(incident, now, authorities, routing, false, risk)
}

fn conclude(
    incident: &Incident,
    now: DateTime<FixedOffset>,
    authorities: &Authorities,
    routing: Routing,
    whole: bool,
    risk: Proposal,
) -> Assessment {
    let crosses = incident.vorfall.grenzueberschreitend.wert() == Some(&JaNeinUnbekannt::Ja);
    let mut assessment = Assessment {
        deadline: if whole {
            deadline::deadline(&reports::filings_of_whole(incident, authorities), now)
        } else {
            deadline::deadline(incident, now)
        },
        authority: routing.authority,
        authority_reason: routing.reason,
        candidates: routing.candidates,
        authority_question: routing.question,
        instead_of: routing.instead_of,
        abroad: if crosses {
            authorities.abroad()
        } else {
            Vec::new()
        },
        whole,
        areas: authority::areas(incident, authorities),
        open: if whole {
            open_points(incident)
        } else {
            open::open_points_of_areas(incident)
        },
        risk,
        enisa: risk::enisa::compute(incident),
        duties: Vec::new(),
        findings: Vec::new(),
    };
    assessment.duties = duties::find(incident, &assessment, authorities, now);
    assessment.findings = findings::find(incident, &assessment, now);
    assessment
}

/// An authority beside the one of the whole, with the names of its areas.
#[derive(Serialize)]
struct Beside<'a> {
    #[serde(rename = "bereiche")]
    areas: Vec<&'a str>,
    #[serde(rename = "behoerde")]
    authority: authority::WithReason<'a>,
}

impl Assessment {
    /// The other authorities of areas, in the order of the areas.
    fn beside(&self) -> Vec<Beside<'_>> {
        let mut found: Vec<Beside<'_>> = Vec::new();
        let own = self.authority.as_ref().map(|authority| &authority.id);
        for area in self.areas.iter().filter(|area| area.separate) {
            let Some(authority) = area.authority.as_deref() else {
                continue;
            };
            if Some(&authority.id) == own {
                continue;
            }
            let name = area.name.as_deref();
            match found
                .iter_mut()
                .find(|known| known.authority.0.id == authority.id)
            {
                Some(known) => known.areas.extend(name),
                None => found.push(Beside {
                    areas: name.into_iter().collect(),
                    authority: authority::WithReason(authority, &area.reason),
                }),
            }
        }
        found
    }
}

/// The form in which templates see it as `recht`.
impl Serialize for Assessment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let authority = self
            .authority
            .as_deref()
            .map(|authority| authority::WithReason(authority, &self.authority_reason));
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("frist", &self.deadline)?;
        map.serialize_entry("behoerde", &authority)?;
        map.serialize_entry("behoerde_grund", &self.authority_reason)?;
        map.serialize_entry("behoerde_kandidaten", &self.candidates)?;
        map.serialize_entry("behoerde_frage", &self.authority_question)?;
        map.serialize_entry("behoerden_ausland", &self.abroad)?;
        map.serialize_entry("bereiche", &self.areas)?;
        map.serialize_entry("behoerden_daneben", &self.beside())?;
        map.serialize_entry("gesamt", &self.whole)?;
        map.serialize_entry("offen", &self.open)?;
        let risk = risk::Shown {
            proposal: &self.risk,
            enisa: &self.enisa,
        };
        map.serialize_entry("risiko", &risk)?;
        map.serialize_entry("pflichten", &self.duties)?;
        map.serialize_entry("befunde", &self.findings)?;
        map.end()
    }
}

#[cfg(test)]
mod tests;
