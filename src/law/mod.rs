//! What follows: deadlines, authorities, risk, findings, open points.
//!
//! Knows the facts and the stated time, and nothing else: no clock, no files. What it derives is
//! a proposal with its reasons; the decision is a person's and stands in the facts.

pub mod authority;
pub mod deadline;
pub mod findings;
pub mod form;
pub mod open;
mod paths;
pub mod reports;
pub mod risk;
mod words;

use chrono::{DateTime, FixedOffset};
use serde::{Serialize, Serializer, ser::SerializeMap};

pub use authority::{AreaAuthority, Authority};
pub use deadline::Deadline;
pub use findings::{Finding, Level};
pub use open::{OpenKind, OpenPoint, open_points};
pub use reports::{AreaReport, area_reports};
pub use risk::Proposal;

use crate::facts::Incident;

/// The legal data of this build, by name of the file in `data/`.
pub const DATA: [(&str, &str); 4] = [
    ("enisa.toml", include_str!("../../data/enisa.toml")),
    ("fristen.toml", include_str!("../../data/fristen.toml")),
    ("behoerden.json", include_str!("../../data/behoerden.json")),
    (
        "edpb-meldevorlage.toml",
        include_str!("../../data/edpb-meldevorlage.toml"),
    ),
];

/// What follows from the facts at a stated time.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// The deadline; `None` where awareness is not known or the regime has none in hours.
    pub deadline: Option<Deadline>,
    /// The competent authority; `None` where it is to be settled.
    pub authority: Option<&'static Authority>,
    /// Why that one, or why none.
    pub authority_reason: String,
    /// Authorities and regimes of areas.
    pub areas: Vec<AreaAuthority>,
    /// Everything open or not yet collected.
    pub open: Vec<OpenPoint>,
    /// What the facts suggest about the risk; no decision.
    pub risk: Proposal,
    /// The ENISA computation, where an input of it is given.
    pub enisa: Option<risk::enisa::Outcome>,
    /// Findings: *fehler* first, then by code.
    pub findings: Vec<Finding>,
    /// Whether it is on the whole incident, not on areas with another authority or regime.
    pub whole: bool,
}

/// Draws the conclusions from the facts at the time `now`.
#[must_use]
pub fn assess(incident: &Incident, now: DateTime<FixedOffset>) -> Assessment {
    assess_shown(incident, incident, now)
}

/// The same for facts that are shown, where more are known: the risk is proposed from all of them.
#[must_use]
pub fn assess_shown(shown: &Incident, all: &Incident, now: DateTime<FixedOffset>) -> Assessment {
    let competent = authority::competent(&shown.verantwortlicher);
    let risk = risk::propose(all);
    conclude(
        shown,
        now,
        competent.authority,
        competent.reason,
        true,
        risk,
    )
}

/// The same for a report on areas; `incident` holds the facts of the areas.
#[must_use]
pub fn assess_areas(
    incident: &Incident,
    now: DateTime<FixedOffset>,
    report: &AreaReport,
) -> Assessment {
    conclude(
        incident,
        now,
        report.authority,
        report.reason.clone(),
        false,
        risk::propose(incident),
    )
}

fn conclude(
    incident: &Incident,
    now: DateTime<FixedOffset>,
    authority: Option<&'static Authority>,
    authority_reason: String,
    whole: bool,
    risk: Proposal,
) -> Assessment {
    let mut assessment = Assessment {
        deadline: if whole {
            deadline::deadline(&reports::filings_of_whole(incident), now)
        } else {
            deadline::deadline(incident, now)
        },
        authority,
        authority_reason,
        whole,
        areas: authority::areas(incident),
        open: open_points(incident),
        risk,
        enisa: risk::enisa::compute(incident),
        findings: Vec::new(),
    };
    assessment.findings = findings::find(incident, &assessment, now);
    assessment
}

/// The form in which templates see it as `recht`.
impl Serialize for Assessment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let authority = self
            .authority
            .map(|authority| authority::WithReason(authority, &self.authority_reason));
        let mut map = serializer.serialize_map(Some(8))?;
        map.serialize_entry("frist", &self.deadline)?;
        map.serialize_entry("behoerde", &authority)?;
        map.serialize_entry("behoerde_grund", &self.authority_reason)?;
        map.serialize_entry("bereiche", &self.areas)?;
        map.serialize_entry("gesamt", &self.whole)?;
        map.serialize_entry("offen", &self.open)?;
        let risk = risk::Shown {
            proposal: &self.risk,
            enisa: &self.enisa,
        };
        map.serialize_entry("risiko", &risk)?;
        map.serialize_entry("befunde", &self.findings)?;
        map.end()
    }
}

#[cfg(test)]
mod tests;
