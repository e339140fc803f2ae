//! The free texts of the facts, and the documents that show them.
//!
//! One list for every detector: what a text says is judged by who will read it. Texts of tables
//! marked as internal, decisions and lessons stand in the record alone.

use serde_json::Value;

use super::{Context, Finding, Rule};
use crate::facts::paths::{item_names, without_items};
use crate::facts::{Angabe, DokumentWahl, FieldPath, Sicht};

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

    /// The finding of a rule at this text, for the documents that show it. A rule on what people
    /// read concerns no other document that shows the text too.
    pub(super) fn finding(&self, rule: &Rule, complete: bool) -> Finding {
        let for_people = rule
            .documents
            .iter()
            .all(|document| super::TO_PEOPLE.contains(document));
        Finding {
            documents: if for_people {
                rule.documents
            } else {
                self.documents
            },
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
const WHERE: [(&str, Documents); 33] = [
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
    ("folgen.beschreibung", EVERYWHERE),
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
    ("bereiche.verantwortliche_einheit", OFFICIAL),
    ("meldung.eingereicht.nachweis", RECORD),
    ("anlagen.bezeichnung", OFFICIAL_AND_PROCESSOR),
    ("entscheidungen.ergebnis", RECORD),
    ("entscheidungen.begruendung", RECORD),
    ("entscheidungen.stellungnahme_dsb", RECORD),
    ("lehren.text", RECORD),
];

/// Keys under which a value that is not there has its reason.
const REASONS: [&str; 3] = ["offen", "nicht_bestimmbar", "entfaellt"];

/// The documents that a text fixed by hand stands in.
fn shows(wanted: DokumentWahl) -> &'static [&'static str] {
    match wanted {
        DokumentWahl::Meldung => &["meldung"],
        DokumentWahl::Portalbogen => &["portalbogen"],
        DokumentWahl::Benachrichtigung => &["benachrichtigung"],
        DokumentWahl::Buergerinformation => &["buergerinformation"],
        DokumentWahl::Auftragsverarbeiter => &["auftragsverarbeiter"],
        DokumentWahl::Aushang => &["aushang"],
        DokumentWahl::Telefonleitfaden => &["telefonleitfaden"],
        DokumentWahl::Empfaengerschreiben => &["empfaengerschreiben"],
        DokumentWahl::Pressemitteilung => &["pressemitteilung"],
        DokumentWahl::Vermerk => RECORD,
        DokumentWahl::Alle
        | DokumentWahl::Beschaeftigteninformation
        | DokumentWahl::Unterrichtung => EVERYWHERE,
    }
}

/// All free texts, in the order of the facts.
pub(super) fn passages(context: &Context<'_>) -> Vec<Passage> {
    let mut walk = Walk {
        by_processor: context.incident.vorfall.sicht == Sicht::Auftragsverarbeiter,
        plain: context
            .incident
            .vorfall
            .beschreibung_buerger
            .wert()
            .is_some(),
        passages: Vec::new(),
    };
    for (key, value) in &context.facts {
        walk.value(value, &FieldPath::new(key.as_str()), false, None);
    }
    let paths = crate::law::paths::items_of(&context.facts, "textfassungen");
    for (version, path) in context.incident.textfassungen.iter().zip(paths) {
        if let Angabe::Genau(text) = &version.text {
            let documents = version
                .dokument
                .wert()
                .map_or(EVERYWHERE, |wanted| shows(*wanted));
            walk.add(path.key("text"), text, documents);
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
                // Why something is open, not determinable or not applicable is said in words too.
                let reason = REASONS.iter().find_map(|key| inner.get(*key)?.as_str());
                if let Some(reason) = reason {
                    let documents = if internal {
                        RECORD
                    } else {
                        OFFICIAL_AND_PROCESSOR
                    };
                    self.add(path.clone(), reason, documents);
                    return;
                }
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

#[cfg(test)]
#[allow(clippy::disallowed_methods)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use chrono::{DateTime, FixedOffset};

    use super::*;
    use crate::case::{Case, Occasion};
    use crate::document::{DOCUMENTS, Engine, Markings, usage};
    use crate::facts::{Incident, disclosure, read};

    fn examples() -> Vec<(String, Incident)> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut found = Vec::new();
        for folder in ["beispiele", "tests/arten"] {
            for entry in std::fs::read_dir(root.join(folder)).unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_some_and(|end| end == "toml") {
                    let name = path.file_name().unwrap().to_string_lossy().into_owned();
                    let read = read(&name, &std::fs::read(&path).unwrap()).unwrap();
                    found.push((name, read.incident));
                }
            }
        }
        assert!(found.len() > 15);
        found
    }

    fn passages_of(incident: &Incident, now: DateTime<FixedOffset>) -> Vec<Passage> {
        let facts = serde_json::to_value(incident).unwrap();
        let shown = serde_json::from_value(disclosure::without_internal(&facts)).unwrap();
        let assessment = crate::law::assess(incident, now);
        passages(&Context {
            incident,
            shown,
            facts: facts.as_object().unwrap().clone(),
            assessment: &assessment,
            now,
            complete: false,
        })
    }

    /// Whether a shown fact is a text of its own: several words, in no closed list.
    fn is_free_text(facts: &Value, path: &FieldPath) -> bool {
        let key = without_items(path.as_str());
        let not_free = [
            "name",
            "funktion",
            "strasse",
            "ort",
            "sprechzeiten",
            "behoerde",
            "durch",
            "weg",
            "untersuchung",
            "leistung",
            "verantwortlich",
            "aktenzeichen",
            "kennung",
        ];
        let end = key.rsplit('.').next().unwrap_or_default();
        !not_free.contains(&end)
            && text_at(facts, &FieldPath::default(), path)
                .is_some_and(|text| text.split_whitespace().count() > 3)
    }

    fn text_at<'a>(value: &'a Value, here: &FieldPath, wanted: &FieldPath) -> Option<&'a str> {
        match value {
            Value::String(text) => (here == wanted).then_some(text),
            Value::Object(table) => table
                .iter()
                .find_map(|(key, value)| text_at(value, &here.key(key), wanted)),
            Value::Array(list) => item_names(here.as_str(), list)
                .iter()
                .zip(list)
                .find_map(|(name, value)| text_at(value, &here.item(name), wanted)),
            Value::Null | Value::Bool(_) | Value::Number(_) => None,
        }
    }

    #[test]
    fn the_list_names_every_document_that_shows_a_text() {
        let engine = Engine::new(&[]).unwrap();
        let now = DateTime::parse_from_rfc3339("2026-11-20T12:00:00+01:00").unwrap();
        let mut wrong = BTreeSet::new();
        for (_, incident) in examples() {
            let case = Case::new(incident.clone()).unwrap();
            let mut written = Vec::new();
            for facts in [case.whole(), case.open()] {
                usage::leaves(&FieldPath::default(), facts, &mut written);
            }
            let whole = serde_json::to_value(&incident).unwrap();
            let open = disclosure::without_internal(&whole);
            let open: Incident = serde_json::from_value(open).unwrap();
            let mut passages = passages_of(&incident, now);
            passages.extend(passages_of(&open, now));
            let assessed = case.assess(now);
            let occasion = Occasion {
                now,
                markings: Markings {
                    entwurf: true,
                    ..Markings::default()
                },
                despite: None,
            };
            for &document in DOCUMENTS {
                if case
                    .reason_against(&engine, document, &assessed)
                    .unwrap()
                    .is_some()
                {
                    continue;
                }
                for made in case
                    .documents(&engine, document, &assessed, &occasion)
                    .unwrap()
                {
                    for path in made.unwrap().document.shown_facts() {
                        let key = without_items(path.as_str());
                        let listed = WHERE.iter().any(|(known, _)| *known == key);
                        let named = passages
                            .iter()
                            .any(|p| p.path == path && p.documents.contains(&document));
                        if listed && !named && written.contains(&path)
                            || !listed && is_free_text(case.whole(), &path)
                        {
                            wrong.insert(format!("{key}: {document}"));
                        }
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
