//! What is not known and would decide: a caseworker's questions.
//!
//! A fact that is not written counts as its usual value. Before that makes a "no", it is asked what
//! the worst answer would change: where it makes a "yes", the proposal is "to be examined", and the
//! question is a reason. So a proposal never turns from yes to no because a fact is left out.

use super::level::{Level, Range};
use super::source::Source;
use super::{Effect, Reason, exposure, judge, kinds};
use crate::facts::{
    Abfluss, Angabe, BetroffeneGruppe, Daten, FieldPath, Gruppe, Incident, Kategorie,
    UmfangJePerson, Veroeffentlichung,
};

/// Something not known.
struct Question {
    path: &'static str,
    source: Source,
    text: &'static str,
    /// Whether the facts leave it open.
    open: fn(&Incident) -> bool,
    /// The worst answer.
    worst: fn(&mut Incident),
}

const QUESTIONS: [Question; 6] = [
    Question {
        path: "daten",
        source: Source::Controller,
        text: "Entscheidend wäre: ob von den Daten Behandlungen oder Sozialleistungen abhängen.",
        open: |incident| {
            let entries = incident.daten.liste();
            let named = |entry: &Daten| {
                let category = entry.kategorie.wert();
                category.is_some_and(|category| *category != Kategorie::Offen)
            };
            !incident.daten.ist_bekannt() || !entries.iter().all(named)
        },
        worst: |incident| {
            let patients = BetroffeneGruppe {
                gruppe: Gruppe::Patienten.into(),
                ..BetroffeneGruppe::default()
            };
            incident.betroffene.gruppen = vec![patients].into();
        },
    },
    Question {
        path: "risiko.umstaende.umfang_je_person",
        source: Source::Data,
        text: "Entscheidend wäre: wie viel über jede Person zu erfahren ist.",
        open: |incident| incident.risiko.umstaende.umfang_je_person.is_none(),
        worst: |incident| {
            incident.risiko.umstaende.umfang_je_person = Some(UmfangJePerson::Umfassend);
        },
    },
    Question {
        path: "betroffene.gruppen",
        source: Source::People,
        text: "Entscheidend wäre: ob Kinder oder andere schutzbedürftige Menschen betroffen sind.",
        open: |incident| incident.risiko.umstaende.schutzbeduerftige.is_none(),
        worst: |incident| incident.risiko.umstaende.schutzbeduerftige = Some(true),
    },
    Question {
        path: "betroffene.anzahl",
        source: Source::Number,
        text: "Entscheidend wäre: wie viele Menschen betroffen sind.",
        open: |incident| !incident.betroffene.anzahl.ist_bekannt(),
        worst: |incident| incident.betroffene.anzahl = 1_000_000_u64.into(),
    },
    Question {
        path: "empfaenger",
        source: Source::Consequences,
        text: "Entscheidend wäre: wie viele die Daten erhalten haben.",
        open: |incident| {
            let mut list = incident.empfaenger.liste().iter();
            list.any(|entry| !entry.anzahl.ist_bekannt())
        },
        worst: |incident| {
            if let Angabe::Genau(list) | Angabe::Ungefaehr(list) = &mut incident.empfaenger {
                for entry in list.iter_mut().filter(|entry| !entry.anzahl.ist_bekannt()) {
                    entry.anzahl = 1_000_000_u64.into();
                }
            }
        },
    },
    Question {
        path: "erpressung.veroeffentlichung",
        source: Source::Attacker,
        text: "Entscheidend wäre: ob Daten veröffentlicht oder missbraucht wurden.",
        open: |incident| {
            let leak = &incident.vorfall.abfluss;
            let unlikely =
                leak.ist(&Abfluss::Unwahrscheinlich) || leak.ist(&Abfluss::Ausgeschlossen);
            exposure::concerns(incident)
                && kinds::outside_malice(incident)
                && !unlikely
                && !incident.erpressung.veroeffentlichung.ist_bekannt()
        },
        worst: |incident| incident.erpressung.veroeffentlichung = Veroeffentlichung::Ja.into(),
    },
];

/// What the questions open, and the questions that do.
pub(super) fn questions(incident: &Incident, range: Range) -> (Range, Vec<Reason>) {
    let mut high = range.high;
    let mut reasons = Vec::new();
    if range.high == Level::Hoch {
        return (range, reasons);
    }
    for question in QUESTIONS {
        if !(question.open)(incident) {
            continue;
        }
        let mut other = incident.clone();
        (question.worst)(&mut other);
        let worst = judge(&other).range;
        if worst.low > range.high {
            high = high.max(worst.low);
            reasons.push(Reason {
                text: question.text.to_owned(),
                pfad: Some(FieldPath::new(question.path)),
                quelle: question.source.text(),
                wirkung: Effect::Offen,
            });
        }
    }
    (Range::between(range.low, high), reasons)
}
