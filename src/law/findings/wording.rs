//! Words that claim more than the facts prove.

use super::{Context, Finding, Grade, Level, REPORT, Rule, TO_PEOPLE};
use crate::facts::{Abfluss, FieldPath, Incident};
use crate::law::paths;

pub(super) const RULES: [Rule; 2] = [IN_NOTICE, IN_REPORT];

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

/// Where a text stands and who reads it.
struct Passage<'a> {
    path: FieldPath,
    text: &'a str,
    public: bool,
}

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Finding>) {
    if ruled_out(context.incident) {
        return;
    }
    for passage in passages(context) {
        if claims(passage.text) {
            if passage.public {
                found.push(IN_NOTICE.at(passage.path.clone(), context.complete));
            }
            found.push(IN_REPORT.at(passage.path, context.complete));
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

/// The texts of report and notice. Where a plain variant is missing, people read the official one.
fn passages<'a>(context: &Context<'a>) -> Vec<Passage<'a>> {
    let incident = context.incident;
    let mut passages = Vec::new();
    let mut add = |path: FieldPath, text: Option<&'a str>, public: bool| {
        if let Some(text) = text {
            passages.push(Passage { path, text, public });
        }
    };
    let official = incident.vorfall.beschreibung.wert().map(String::as_str);
    let plain = incident.vorfall.beschreibung_buerger.wert();
    add(
        FieldPath::new("vorfall.beschreibung"),
        official,
        plain.is_none(),
    );
    add(
        FieldPath::new("vorfall.beschreibung_buerger"),
        plain.map(String::as_str),
        true,
    );
    for (index, measure) in incident.massnahmen.liste().iter().enumerate() {
        if !measure.intern {
            let path = paths::item(&context.facts, "massnahmen", index);
            let official = measure.text.wert().map(String::as_str);
            let plain = measure.text_buerger.as_deref();
            add(path.key("text"), official, plain.is_none());
            add(path.key("text_buerger"), plain, true);
        }
    }
    for (index, advice) in incident.empfehlungen.iter().enumerate() {
        if !advice.intern {
            let path = paths::item(&context.facts, "empfehlungen", index);
            add(path.key("text"), advice.text.as_deref(), true);
        }
    }
    passages
}
