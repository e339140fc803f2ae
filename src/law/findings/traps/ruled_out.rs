//! Words that claim more than the facts prove.

use super::super::passages::Passage;
use super::super::{Context, Finding, Grade, Level, REPORT, Rule, TO_PEOPLE};
use crate::facts::{Abfluss, Incident, Sicht};

pub(in crate::law::findings) const RULES: [Rule; 2] = [IN_NOTICE, IN_REPORT];

const MESSAGE: &str = "Der Text schließt einen Abfluss von Daten aus; die Tatsachen tun das nicht \
                       (vorfall.abfluss).";
const HINT: &str = "Sagen Sie nur, was feststeht, zum Beispiel: „Wir wissen noch nicht, ob Fremde \
                    Daten kopiert haben.“ Oder belegen Sie den Ausschluss: vorfall.abfluss = \
                    \"ausgeschlossen\" mit [vorfall.abfluss_nachweis].";

const IN_NOTICE: Rule = Rule {
    code: "B005",
    grade: Grade::Always(Level::Fehler),
    path: "vorfall.beschreibung_buerger",
    article: "Art. 34 Abs. 2 DSGVO",
    message: MESSAGE,
    hint: HINT,
    documents: TO_PEOPLE,
};

const IN_REPORT: Rule = Rule {
    code: "M310",
    grade: Grade::Always(Level::Warnung),
    path: "vorfall.beschreibung",
    article: "Art. 34 Abs. 2 DSGVO",
    message: MESSAGE,
    hint: HINT,
    documents: REPORT,
};

const PHRASES: [&str; 4] = [
    "zu keinem zeitpunkt",
    "kein datenabfluss",
    "keine daten abgeflossen",
    "keinerlei daten abgeflossen",
];

pub(super) fn find(context: &Context<'_>, passages: &[Passage], found: &mut Vec<Finding>) {
    let is_report = context.incident.vorfall.sicht == Sicht::Verantwortlicher;
    if !is_report || ruled_out(context.incident) {
        return;
    }
    for passage in passages.iter().filter(|passage| claims(&passage.text)) {
        if passage.is_for_people() {
            found.push(IN_NOTICE.at(passage.path.clone(), context.complete));
        }
        if !passage.is_for_record_only() {
            found.push(IN_REPORT.at(passage.path.clone(), context.complete));
        }
    }
}

/// Whether the facts rule out that data left, for all of them.
fn ruled_out(incident: &Incident) -> bool {
    incident.vorfall.abfluss.ist(&Abfluss::Ausgeschlossen)
        && incident
            .daten
            .liste()
            .iter()
            .all(|data| data.abfluss.ist_fehlt() || data.abfluss.ist(&Abfluss::Ausgeschlossen))
}

fn claims(text: &str) -> bool {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let flat = words.join(" ");
    PHRASES.iter().any(|phrase| flat.contains(phrase))
}
