//! Who got the data by mistake: how many, how trustworthy, what they did.

use super::exposure::{Circle, Reach};
use super::level::Span;
use super::source::Source;
use super::{Effect, Judgement};
use crate::facts::{Empfaenger, FieldPath, Incident, JaNeinUnbekannt, Reaktion};

/// Up to this many are a few; the numbers are this program's own.
const FEW: u64 = 50;
/// From this many on nobody can answer for all.
const MANY: u64 = 200;
/// From this many on the data are as good as public.
const VERY_MANY: u64 = 1_000;

/// How likely harm is, by the number of recipients and nothing else.
fn by_number(low: u64, high: Option<u64>) -> Span {
    let least = |number: u64| if number >= MANY { 3 } else { 2 };
    let most = |number: u64| match number {
        0..=FEW => 2,
        number if number < VERY_MANY => 3,
        _ => 4,
    };
    // How many there are where nobody counted is asked for afterwards.
    let high = high.unwrap_or(low.max(1));
    Span::new(least(low), most(high).max(least(low)))
}

/// The reach of those who are named.
pub(super) fn reach(list: &[Empfaenger], judgement: &mut Judgement) -> Reach {
    let path = FieldPath::new("empfaenger");
    let low: u64 = list
        .iter()
        .map(|entry| entry.anzahl.mindestens().copied().unwrap_or(1))
        .fold(0, u64::saturating_add);
    let high = list.iter().try_fold(0_u64, |sum, entry| {
        entry
            .anzahl
            .hoechstens()
            .map(|number| sum.saturating_add(*number))
    });
    let number = by_number(low, high);
    if low >= MANY {
        judgement.because(
            Effect::Erhoeht,
            path.clone(),
            Source::Consequences,
            "Viele haben die Daten erhalten; was sie damit tun, lässt sich nicht überblicken.",
        );
    }
    let mut span = Span::exactly(0);
    let (mut trusted, mut refused, mut unknown) = (false, false, false);
    for entry in list {
        let own = match manner(entry) {
            Manner::Trusted => {
                trusted = true;
                number.lower(1, 1)
            }
            Manner::Doubtful => {
                refused = true;
                number.max(Span::new(2, 3))
            }
            Manner::Unknown => {
                unknown = true;
                number
            }
        };
        span = span.max(own);
    }
    for (holds, effect, text) in [
        (
            trusted && !refused && !unknown,
            Effect::Senkt,
            "Wer die Daten erhalten hat, ist vertrauenswürdig; ein Missbrauch ist wenig wahrscheinlich.",
        ),
        (
            refused,
            Effect::Erhoeht,
            "Wer die Daten erhalten hat, ist nicht durchweg vertrauenswürdig oder verweigert die Löschung.",
        ),
        (
            unknown,
            Effect::Erhoeht,
            "Ob vertrauenswürdig ist, wer die Daten erhalten hat, steht nicht fest.",
        ),
    ] {
        if holds {
            judgement.because(effect, path.clone(), Source::Consequences, text);
        }
    }
    let returned = list.iter().all(confirmed);
    if returned {
        judgement.because(
            Effect::Senkt,
            path,
            Source::Consequences,
            "Nach Ihren Angaben hat niemand mehr die Daten, der sie versehentlich erhalten hat.",
        );
    }
    Reach {
        returned: returned && !refused,
        hostile: refused,
        trusted: trusted && !refused && !unknown,
        ..Reach::new(span, Circle::Known)
    }
}

/// The reach of an open list of addresses, where its recipients are not named: those on it.
pub(super) fn of_open_list(incident: &Incident) -> Span {
    let number = &incident.betroffene.anzahl;
    match (number.mindestens(), number.hoechstens()) {
        (Some(low), Some(high)) => by_number(*low, Some(*high)),
        (None, _) | (_, None) => Span::new(2, 3),
    }
}

/// Whether an open list is long, or of unknown length: then it may itself say something of those on it.
pub(super) fn is_long(incident: &Incident) -> bool {
    incident
        .betroffene
        .anzahl
        .hoechstens()
        .is_none_or(|number| *number >= MANY)
}

enum Manner {
    Trusted,
    Doubtful,
    Unknown,
}

fn manner(entry: &Empfaenger) -> Manner {
    let trust = &entry.vertrauenswuerdig;
    if trust.ist(&JaNeinUnbekannt::Nein) || entry.reaktion.ist(&Reaktion::Verweigert) {
        Manner::Doubtful
    } else if trust.ist(&JaNeinUnbekannt::Ja) {
        Manner::Trusted
    } else {
        Manner::Unknown
    }
}

fn confirmed(entry: &Empfaenger) -> bool {
    [
        Reaktion::Geloescht,
        Reaktion::Zurueckgegeben,
        Reaktion::Ungelesen,
    ]
    .iter()
    .any(|answer| entry.reaktion.ist(answer))
}
