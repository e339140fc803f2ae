//! What may be wrong: data that somebody changed.

use super::data::sensitivity;
use super::kinds::{self, Kind, kind};
use super::level::{Range, Span, level};
use super::source::Source;
use super::{Effect, Judgement};
use crate::facts::{Daten, FieldPath, Incident, Integritaet, Schutzziel};

pub(super) fn judge(incident: &Incident) -> Judgement {
    let mut judgement = Judgement::new(Range::GERING);
    let path = FieldPath::new("vorfall.integritaet");
    let entries = match incident.daten.liste() {
        [] if !incident.daten.ist_bekannt() => &[Daten::default()][..],
        entries => entries,
    };
    let severe = entries
        .iter()
        .map(|entry| sensitivity(entry.kategorie.wert().copied()).severity)
        .fold(Span::exactly(2), Span::max)
        .at_most(4);
    let (likely, effect, text) = match incident.vorfall.integritaet.wert() {
        Some(Integritaet::OhneMissbrauch) => (
            Span::exactly(1),
            Effect::Senkt,
            "Daten wurden verändert, aber nicht missbraucht.",
        ),
        Some(Integritaet::MissbrauchUmkehrbar) => (
            Span::exactly(2),
            Effect::Erhoeht,
            "Veränderte Daten wurden verwendet; die Folgen lassen sich umkehren.",
        ),
        Some(Integritaet::MissbrauchUnumkehrbar) => (
            Span::exactly(3),
            Effect::Erhoeht,
            "Veränderte Daten wurden verwendet; die Folgen lassen sich nicht umkehren.",
        ),
        Some(Integritaet::Offen) | None if may_be_hurt(incident) => (
            Span::new(1, 3),
            Effect::Offen,
            "Entscheidend wäre: ob veränderte Daten verwendet wurden und ob sich das umkehren lässt.",
        ),
        Some(Integritaet::Offen) | None => return judgement,
    };
    // Altered data that nobody used: only what is sure lowers the level to a low one.
    judgement.range = if likely == Span::exactly(1) {
        Range::GERING
    } else {
        level(severe, likely)
    };
    judgement.because(effect, path, Source::Harm, text);
    judgement
}

fn may_be_hurt(incident: &Incident) -> bool {
    // What an attacker has locked is altered in name only; nobody works with it.
    let locked = kind(incident) == Kind::Ransom && incident.vorfall.integritaet.ist_fehlt();
    match kinds::named(incident, Schutzziel::Integritaet) {
        Some(named) => named && !locked,
        None => kind(incident) == Kind::Change || kinds::unsaid(incident),
    }
}
