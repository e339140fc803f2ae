//! What follows: deadlines, authorities, findings, open points.
//!
//! Knows the facts and the stated time, and nothing else: no clock, no files. What it derives is
//! a proposal with its reasons; the decision is a person's and stands in the facts.

pub mod authority;
pub mod deadline;
pub mod findings;
pub mod open;
mod paths;
mod words;

use chrono::{DateTime, FixedOffset};
use serde::{Serialize, Serializer, ser::SerializeMap};

pub use authority::{AreaAuthority, Authority};
pub use deadline::Deadline;
pub use findings::{Finding, Level};
pub use open::{OpenKind, OpenPoint, open_points};

use crate::facts::Incident;

/// The legal data of this build, by name of the file in `data/`.
pub const DATA: [(&str, &str); 2] = [
    ("fristen.toml", include_str!("../../data/fristen.toml")),
    ("behoerden.json", include_str!("../../data/behoerden.json")),
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
    /// Findings: *fehler* first, then by code.
    pub findings: Vec<Finding>,
}

/// Draws the conclusions from the facts at the time `now`.
#[must_use]
pub fn assess(incident: &Incident, now: DateTime<FixedOffset>) -> Assessment {
    let competent = authority::competent(&incident.verantwortlicher);
    let mut assessment = Assessment {
        deadline: deadline::deadline(incident, now),
        authority: competent.authority,
        authority_reason: competent.reason,
        areas: authority::areas(incident),
        open: open_points(incident),
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
        let mut map = serializer.serialize_map(Some(6))?;
        map.serialize_entry("frist", &self.deadline)?;
        map.serialize_entry("behoerde", &authority)?;
        map.serialize_entry("behoerde_grund", &self.authority_reason)?;
        map.serialize_entry("bereiche", &self.areas)?;
        map.serialize_entry("offen", &self.open)?;
        map.serialize_entry("befunde", &self.findings)?;
        map.end()
    }
}

#[cfg(test)]
mod tests;
