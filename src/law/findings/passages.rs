//! The free texts of the facts, and the documents that show them.
//!
//! One list for every detector: what a text says is judged by who will read it. Texts of tables
//! marked as internal, decisions and lessons stand in the record alone.

use serde_json::Value;

use super::{Context, Finding, Rule};
use crate::facts::paths::{item_names, without_items};
use crate::facts::{Angabe, FieldPath, Sicht};

/// A free text.
#[derive(Debug, Clone)]
pub(super) struct Passage {
    /// Where it stands.
    pub(super) path: FieldPath,
    /// What it says, white space as single spaces.
    pub(super) text: String,
    /// The documents that show it.
    pub(super) documents: &'static [&'static str],
}

impl Passage {
    /// Whether people outside authorities and processors read it.
    pub(super) fn is_for_people(&self) -> bool {
        self.documents
            .iter()
            .any(|document| super::TO_PEOPLE.contains(document))
    }

    /// Whether anybody may read it.
    pub(super) fn is_public(&self) -> bool {
        self.documents
            .iter()
            .any(|document| super::PUBLIC.contains(document))
    }

    /// Whether it stays in the own files.
    pub(super) fn is_for_record_only(&self) -> bool {
        self.documents == RECORD
    }

    /// The finding of a rule at this text, for the documents that show it.
    pub(super) fn finding(&self, rule: &Rule, complete: bool) -> Finding {
        Finding {
            documents: self.documents,
            ..rule.at(self.path.clone(), complete)
        }
    }
}

type Documents = &'static [&'static str];

const RECORD: Documents = &["vermerk"];
const PROCESSOR: Documents = &["auftragsverarbeiter", "vermerk"];
const OFFICIAL: Documents = &["meldung", "portalbogen", "vermerk"];
const OFFICIAL_AND_PROCESSOR: Documents =
    &["meldung", "portalbogen", "vermerk", "auftragsverarbeiter"];
/// Official texts that people read where no plain variant is written.
const OFFICIAL_READ_BY_PEOPLE: Documents = &[
    "meldung",
    "portalbogen",
    "vermerk",
    "auftragsverarbeiter",
    "buergerinformation",
    "benachrichtigung",
    "pressemitteilung",
    "telefonleitfaden",
];
const PLAIN: Documents = &[
    "buergerinformation",
    "benachrichtigung",
    "aushang",
    "pressemitteilung",
    "telefonleitfaden",
    "portalbogen",
];
const PLAIN_MEASURE: Documents = &[
    "buergerinformation",
    "benachrichtigung",
    "pressemitteilung",
    "telefonleitfaden",
];
const ADVICE: Documents = &[
    "buergerinformation",
    "benachrichtigung",
    "telefonleitfaden",
    "vermerk",
];
const EVERYWHERE: Documents = &[
    "meldung",
    "portalbogen",
    "vermerk",
    "auftragsverarbeiter",
    "buergerinformation",
    "benachrichtigung",
    "aushang",
    "pressemitteilung",
    "telefonleitfaden",
];
const SERVICES: Documents = &[
    "buergerinformation",
    "aushang",
    "pressemitteilung",
    "telefonleitfaden",
    "vermerk",
];
const RECIPIENT: Documents = &["meldung", "portalbogen", "vermerk", "empfaengerschreiben"];

/// Texts by their path without list items.
const WHERE: [(&str, Documents); 31] = [
    ("vorfall.titel", EVERYWHERE),
    ("vorfall.beschreibung", OFFICIAL_AND_PROCESSOR),
    ("vorfall.beschreibung_buerger", PLAIN),
    ("vorfall.systeme", OFFICIAL_AND_PROCESSOR),
    ("vorfall.abfluss_nachweis.untersuchung", EVERYWHERE),
    ("vorfall.abfluss_nachweis.durch", EVERYWHERE),
    ("zeiten.entdeckung", OFFICIAL_AND_PROCESSOR),
    ("beteiligte.leistung", OFFICIAL_AND_PROCESSOR),
    ("betroffene.gruppen.beschreibung", OFFICIAL_READ_BY_PEOPLE),
    ("daten.beispiele", OFFICIAL_READ_BY_PEOPLE),
    ("folgen.beschreibung", OFFICIAL_READ_BY_PEOPLE),
    ("massnahmen.text", OFFICIAL_AND_PROCESSOR),
    ("massnahmen.text_buerger", PLAIN_MEASURE),
    ("risiko.begruendung", OFFICIAL),
    ("meldung.verspaetung", OFFICIAL),
    ("meldung.ruecknahme_grund", OFFICIAL),
    ("benachrichtigung.begruendung", OFFICIAL),
    ("benachrichtigung.schritte.grund", OFFICIAL),
    ("benachrichtigung.naechste_information.wo", EVERYWHERE),
    ("dienste.name", SERVICES),
    ("dienste.hinweis", SERVICES),
    ("empfehlungen.text", ADVICE),
    ("verlauf.text", OFFICIAL_AND_PROCESSOR),
    ("empfaenger.bezeichnung", RECIPIENT),
    ("empfaenger.nachweis", OFFICIAL),
    ("bereiche.name", OFFICIAL),
    ("anlagen.bezeichnung", OFFICIAL_AND_PROCESSOR),
    ("entscheidungen.ergebnis", RECORD),
    ("entscheidungen.begruendung", RECORD),
    ("entscheidungen.stellungnahme_dsb", RECORD),
    ("lehren.text", RECORD),
];

/// All free texts, in the order of the facts.
pub(super) fn passages(context: &Context<'_>) -> Vec<Passage> {
    let mut walk = Walk {
        by_processor: context.incident.vorfall.sicht == Sicht::Auftragsverarbeiter,
        plain: context.incident.vorfall.beschreibung_buerger.wert().is_some(),
        passages: Vec::new(),
    };
    for (key, value) in &context.facts {
        walk.value(value, &FieldPath::new(key.as_str()), false, None);
    }
    for (index, version) in context.incident.textfassungen.iter().enumerate() {
        if let Angabe::Genau(text) = &version.text {
            let path = crate::law::paths::item(&context.facts, "textfassungen", index);
            walk.add(path.key("text"), text, EVERYWHERE);
        }
    }
    walk.passages
}

struct Walk {
    /// Whether the processor writes: its notice and the record are all there is.
    by_processor: bool,
    /// Whether the incident is described in plain words too.
    plain: bool,
    passages: Vec<Passage>,
}

impl Walk {
    fn value(
        &mut self,
        value: &Value,
        path: &FieldPath,
        internal: bool,
        table: Option<&serde_json::Map<String, Value>>,
    ) {
        match value {
            Value::Object(inner) => {
                let internal = internal || inner.get("intern") == Some(&Value::Bool(true));
                for (key, value) in inner {
                    self.value(value, &path.key(key), internal, Some(inner));
                }
            }
            Value::Array(list) => {
                let names = item_names(path.as_str(), list);
                for (item, name) in list.iter().zip(names) {
                    self.value(item, &path.item(&name), internal, table);
                }
            }
            Value::String(text) => self.text(text, path, internal, table),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn text(
        &mut self,
        text: &str,
        path: &FieldPath,
        internal: bool,
        table: Option<&serde_json::Map<String, Value>>,
    ) {
        let plain_path = without_items(path.as_str());
        let Some((_, documents)) = WHERE.iter().find(|(known, _)| *known == plain_path) else {
            return;
        };
        let has_plain = match plain_path.as_str() {
            "vorfall.beschreibung" => self.plain,
            "massnahmen.text" => {
                table.is_some_and(|table| table.get("text_buerger").is_some_and(Value::is_string))
            }
            _ => true,
        };
        let documents = if internal {
            RECORD
        } else if has_plain {
            documents
        } else {
            OFFICIAL_READ_BY_PEOPLE
        };
        self.add(path.clone(), text, documents);
    }

    fn add(&mut self, path: FieldPath, text: &str, documents: Documents) {
        let documents = if !self.by_processor {
            documents
        } else if documents.contains(&"auftragsverarbeiter") {
            PROCESSOR
        } else {
            RECORD
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.passages.push(Passage {
                path,
                text,
                documents,
            });
        }
    }
}
