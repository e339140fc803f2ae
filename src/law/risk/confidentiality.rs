//! What may become known: how bad it is for people, and how likely.
//!
//! Each category of data is judged with its own `abfluss`, `unlesbar`, number and groups; the worst
//! counts.

use serde_json::Value;

use super::data::{Sensitivity, sensitivity};
use super::exposure::{self, Circle, Reach};
use super::grounds::{about_category, about_leak, about_people};
use super::kinds::{Kind, kind};
use super::level::{Level, Range, Span, level};
use super::source::Source;
use super::{Effect, Judgement, recipients};
use crate::facts::{
    Angabe, Daten, FieldPath, Gewissheit, Gruppe, Identifizierbar, Incident, Kategorie,
    UmfangJePerson, Veroeffentlichung,
};
use crate::law::paths;

/// From this many people on misuse pays for strangers; the numbers are this program's own.
pub(super) const LARGE: u64 = 1_000;
/// From this many on a list that own people took weighs more.
const LARGE_INSIDE: u64 = 10_000;
/// From this many on even simple data are worth a large fraud.
const VERY_LARGE: u64 = 100_000;

pub(super) fn judge(incident: &Incident) -> Judgement {
    let mut judgement = Judgement::new(Range::GERING);
    if misuse(incident, &mut judgement) {
        return judgement;
    }
    if incident.daten.wert().is_some_and(Vec::is_empty) {
        judgement.because(
            Effect::Senkt,
            FieldPath::new("daten"),
            Source::Definition,
            "Nach der leeren Liste der Daten sind keine personenbezogenen Daten betroffen.",
        );
        return judgement;
    }
    if !exposure::concerns(incident) {
        return judgement;
    }
    let mut about_reach = Judgement::new(Range::GERING);
    let reach = exposure::reach(incident, &mut about_reach);
    let unnamed = [Daten::default()];
    let entries = match incident.daten.liste() {
        [] => &unnamed[..],
        entries => entries,
    };
    let names = paths_of(entries);
    let certain = entries
        .iter()
        .any(|entry| entry.gewissheit == Gewissheit::Sicher);
    let combined = combined(entries);
    let sensitive = entries
        .iter()
        .any(|entry| sensitivity(entry.kategorie.wert().copied()).severity.high > 1);
    let mut reasons = Judgement::new(Range::GERING);
    let mut reachable = 0;
    for (entry, path) in entries.iter().zip(&names) {
        let likely = likelihood_of(incident, reach, entry);
        reachable = reachable.max(likely.high);
        judgement.range = judgement
            .range
            .max(of_category(incident, reach, entry, likely));
        if combined && likely.low > 3 {
            judgement.range = judgement.range.max(level(Span::exactly(2), likely));
        }
        if likely.high > 0 {
            about_category(incident, entry, path, sensitive, &mut reasons);
        }
    }
    if !certain {
        // Each category is only possible, but some data are hit: at least simple ones.
        let likely = likelihood_of(incident, reach, &Daten::default());
        let least = level(Span::exactly(1), likely).low;
        judgement.range = judgement.range.max(Range::between(least, least));
    }
    if reachable > 0 {
        judgement.reasons.extend(reasons.reasons);
        if combined {
            judgement.because(
                Effect::Erhoeht,
                FieldPath::new("daten"),
                Source::Data,
                "Mehrere Arten von Daten zusammen sagen mehr über eine Person als jede für sich.",
            );
        }
        about_people(incident, reach, &mut judgement);
        judgement.reasons.extend(about_reach.reasons);
    }
    about_leak(incident, reachable, &mut judgement);
    if published(incident) && reachable > 2 {
        judgement.range = Range::HOCH;
    }
    judgement
}

/// Three kinds of data or more: a combination is more sensitive than a single piece.
fn combined(entries: &[Daten]) -> bool {
    let sure = entries
        .iter()
        .filter(|entry| entry.gewissheit == Gewissheit::Sicher);
    sure.count() >= 3
}

/// Misuse that is known leaves nothing to estimate.
fn misuse(incident: &Incident, judgement: &mut Judgement) -> bool {
    let known = incident.risiko.umstaende.missbrauch_bekannt == Some(true);
    if known {
        judgement.range = Range::HOCH;
        judgement.because(
            Effect::Erhoeht,
            FieldPath::new("risiko.umstaende.missbrauch_bekannt"),
            Source::Harm,
            "Ein Missbrauch der Daten ist bekannt; der Schaden ist eingetreten oder steht bevor.",
        );
    }
    known
}

fn published(incident: &Incident) -> bool {
    let answer = &incident.erpressung.veroeffentlichung;
    answer.ist(&Veroeffentlichung::Ja)
}

fn or<'a, T>(own: &'a Angabe<T>, whole: &'a Angabe<T>) -> &'a Angabe<T> {
    if own.ist_fehlt() { whole } else { own }
}

fn likelihood_of(incident: &Incident, reach: Reach, entry: &Daten) -> Span {
    let leak = or(&entry.abfluss, &incident.vorfall.abfluss);
    let unreadable = or(&entry.unlesbar, &incident.vorfall.unlesbar);
    let span = exposure::likelihood(incident, reach, leak, unreadable);
    match incident.risiko.umstaende.identifizierbar {
        Some(Identifizierbar::Nein) => span.at_most(1),
        Some(Identifizierbar::Pseudonym) => span.at_most(2),
        Some(Identifizierbar::Direkt | Identifizierbar::MitZusatzwissen) | None => span,
    }
}

fn of_category(incident: &Incident, reach: Reach, entry: &Daten, likely: Span) -> Range {
    let severe = severity(incident, reach, entry, likely);
    // What somebody unknown says to have deleted counts for ordinary data.
    let ordinary = severe.high < 4;
    let gone = u8::from(reach.returned && ordinary && likely.low > 1);
    let likely = Span::new(likely.low - gone, likely.high);
    let mut range = level(severe, likely);
    if reach.returned && reach.trusted && ordinary && likely.high <= 1 {
        range = Range::GERING;
    }
    // What is not named may be anything, blocked records too.
    let unnamed = matches!(entry.kategorie.wert(), None | Some(Kategorie::Offen));
    if unnamed && likely.high > 0 {
        range.high = Level::Hoch;
    }
    // A block protects against danger to life and health: any way out is one too many.
    if entry.auskunftssperre && likely.high > 0 {
        return Range::HOCH;
    }
    match entry.gewissheit {
        Gewissheit::Sicher => range,
        Gewissheit::Moeglich => Range::between(Level::Gering, range.high),
    }
}

/// Severity if these data become known: kind, volume, people, number, identifiability.
fn severity(incident: &Incident, reach: Reach, entry: &Daten, likely: Span) -> Span {
    let known = sensitivity(entry.kategorie.wert().copied());
    let simple = known.severity.high == 1;
    let mut span = by_volume(incident, &known, likely);
    if kind(incident) == Kind::OpenList && simple && recipients::is_long(incident) {
        span = span.max(Span::new(1, 3));
    }
    if vulnerable(incident, entry) {
        // That simple data say something of such people is possible; in the hands of somebody hostile
        // it is certain, and an address alone can be enough.
        let hostile = u8::from(reach.hostile);
        span = span.raise(Span::new(u8::from(!simple).max(hostile), 1 + hostile));
    } else if pupils(incident, entry) {
        span = span.raise(Span::new(0, 1));
    }
    span = span.raise(by_number(incident, reach, entry));
    let span = match incident.risiko.umstaende.identifizierbar {
        Some(Identifizierbar::Nein) => Span::exactly(1),
        Some(Identifizierbar::Pseudonym) => span.lower(2, 2),
        Some(Identifizierbar::MitZusatzwissen) => span.lower(1, 0),
        Some(Identifizierbar::Direkt) | None => span,
    };
    span.at_most(5)
}

fn by_volume(incident: &Incident, known: &Sensitivity, likely: Span) -> Span {
    let span = known.severity;
    match incident.risiko.umstaende.umfang_je_person {
        Some(UmfangJePerson::Gering) if known.special => {
            // A single harmless remark, where those who read it are few.
            span.lower(if likely.low < 3 { 3 } else { 2 }, 2)
        }
        Some(UmfangJePerson::Gering) => span.lower(1, 1),
        Some(UmfangJePerson::Umfassend) if span.high == 1 && likely.low < 3 => {
            span.raise(Span::new(0, 1))
        }
        Some(UmfangJePerson::Umfassend) => span.raise(Span::exactly(1)),
        Some(UmfangJePerson::Mittel) | None => span,
    }
}

fn by_number(incident: &Incident, reach: Reach, entry: &Daten) -> Span {
    let number = or(&entry.anzahl, &incident.betroffene.anzahl);
    let step = |number: u64| match reach.circle {
        Circle::Known => Span::new(0, u8::from(number >= LARGE)),
        Circle::Insider => Span::new(0, u8::from(number >= LARGE_INSIDE)),
        Circle::Strangers | Circle::Public if number >= VERY_LARGE => Span::exactly(2),
        Circle::Strangers | Circle::Public => Span::new(0, u8::from(number >= LARGE)),
    };
    // A wrong letter may not be the only one.
    let uncounted = u8::from(matches!(reach.circle, Circle::Known | Circle::Public));
    let least = number.mindestens().map_or(0, |n| step(*n).low);
    let most = number.hoechstens().map_or(uncounted, |n| step(*n).high);
    Span::new(least, most)
}

const VULNERABLE: [Gruppe; 5] = [
    Gruppe::Minderjaehrige,
    Gruppe::Patienten,
    Gruppe::Schutzbeduerftige,
    Gruppe::Leistungsbeziehende,
    Gruppe::Sicherheitskraefte,
];

fn has_group(incident: &Incident, entry: &Daten, wanted: &[Gruppe]) -> bool {
    let mut all = incident.betroffene.gruppen.liste().iter();
    let hit = |group: &Gruppe| wanted.contains(group);
    if entry.gruppen.is_empty() {
        all.any(|group| group.gruppe.wert().is_some_and(hit))
    } else {
        entry.gruppen.iter().any(hit)
    }
}

pub(super) fn vulnerable(incident: &Incident, entry: &Daten) -> bool {
    incident.risiko.umstaende.schutzbeduerftige == Some(true)
        || has_group(incident, entry, &VULNERABLE)
}

pub(super) fn pupils(incident: &Incident, entry: &Daten) -> bool {
    has_group(incident, entry, &[Gruppe::Schueler])
}

fn paths_of(entries: &[Daten]) -> Vec<FieldPath> {
    let values: Vec<Value> = entries
        .iter()
        .map(|entry| serde_json::to_value(entry).unwrap_or_default())
        .collect();
    paths::items(&FieldPath::new("daten"), &values)
}
