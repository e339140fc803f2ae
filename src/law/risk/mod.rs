//! The risk for people: a proposal from the facts alone, with its reasons.
//!
//! The model is small and made from criteria, not from cases (EDPB Guidelines 9/2022 section IV,
//! recitals 75, 76 and 85 GDPR). Three questions are judged apart: what may become known and to whom
//! ([`confidentiality`]), what may be wrong ([`integrity`]), what is missing and to whom
//! ([`availability`]). Each answers with a [`Range`] of levels: as wide as what is not known. The
//! highest counts. What is missing and would decide is looked for afterwards ([`unknown`]).
//!
//! It reads facts and never a decision: not `risiko.ergebnis`, `risiko.schwere`,
//! `benachrichtigung.status` or `entscheidungen`. Where the facts do not decide, it says so.

mod availability;
mod conclusion;
mod confidentiality;
mod data;
pub mod enisa;
mod exposure;
mod grounds;
mod integrity;
mod kinds;
mod level;
mod recipients;
mod source;
mod unknown;

use serde::ser::{Serialize, SerializeMap, Serializer};

pub use level::{Level, Range};

use crate::facts::{FieldPath, Incident};
use source::Source;

/// The level proposed; `offen` where the facts do not say whether there is more than a low risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Proposed {
    /// No more than a low risk.
    Gering,
    /// A risk.
    Risiko,
    /// A high risk.
    Hoch,
    /// Facts are missing that decide.
    Offen,
}

/// Whether a duty follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Duty {
    /// Yes.
    Ja,
    /// No.
    Nein,
    /// To be examined: the facts allow both.
    Pruefen,
}

/// Where a reason leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// What follows from all reasons.
    Ergebnis,
    /// It raises the risk.
    Erhoeht,
    /// It lowers the risk.
    Senkt,
    /// It is not known and would decide.
    Offen,
    /// To be kept in mind; moves nothing.
    Hinweis,
}

/// A reason: which fact moves the proposal, where to, and by which source.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Reason {
    /// A German sentence that reads alone; never a value of the facts.
    pub text: String,
    /// Which fact.
    pub pfad: Option<FieldPath>,
    /// Where the criterion comes from.
    pub quelle: &'static str,
    /// Where it leads.
    pub wirkung: Effect,
}

/// What the facts suggest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The level.
    pub risk: Proposed,
    /// The lowest and the highest level that the facts allow.
    pub range: Range,
    /// Whether to report to the authority.
    pub report: Duty,
    /// Whether to communicate to the data subjects.
    pub communicate: Duty,
    /// Why.
    pub reasons: Vec<Reason>,
}

impl Serialize for Proposal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("risiko", &self.risk)?;
        map.serialize_entry("meldung_behoerde", &self.report)?;
        map.serialize_entry("benachrichtigung", &self.communicate)?;
        map.serialize_entry("gruende", &self.reasons)?;
        map.end()
    }
}

/// Proposal and computation, as templates see them under `recht.risiko`.
#[derive(Debug, serde::Serialize)]
pub(super) struct Shown<'a> {
    #[serde(flatten)]
    pub(super) proposal: &'a Proposal,
    pub(super) enisa: &'a Option<enisa::Outcome>,
}

/// Proposes a level and what follows from it.
#[must_use]
pub fn propose(incident: &Incident) -> Proposal {
    let judged = judge(incident);
    let asked = unknown::questions(incident, judged.range);
    conclusion::conclude(incident, judged, asked)
}

/// What one of the three questions, or all together, amount to.
#[derive(Debug, Clone)]
struct Judgement {
    range: Range,
    reasons: Vec<Reason>,
}

impl Judgement {
    fn new(range: Range) -> Self {
        Self {
            range,
            reasons: Vec::new(),
        }
    }

    fn because(
        &mut self,
        effect: Effect,
        path: FieldPath,
        source: Source,
        text: impl Into<String>,
    ) {
        self.reasons.push(Reason {
            text: text.into(),
            pfad: Some(path),
            quelle: source.text(),
            wirkung: effect,
        });
    }

    fn and(mut self, other: Self) -> Self {
        self.range = self.range.max(other.range);
        self.reasons.extend(other.reasons);
        self
    }
}

/// All three questions; the highest level counts.
fn judge(incident: &Incident) -> Judgement {
    confidentiality::judge(incident)
        .and(integrity::judge(incident))
        .and(availability::judge(incident))
}
