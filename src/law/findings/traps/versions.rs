//! Wording fixed by hand (`textfassungen`) whose facts have changed since.
//!
//! The key `grundlage` holds a mark of the facts that the sentence was written for: the first
//! sixteen hexadecimal digits of the SHA-256 of the facts that documents may show, as compact
//! JSON in the order of the format, without `textfassungen` and `gestaltung`, without what only the record shows
//! or steers releases, and without keys that nobody wrote. Any change of these facts changes the mark; the sentence is
//! then to be read once more.

use std::fmt::Write;

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::super::{Context, Finding, Level, Rule};
use super::identifiers::EVERY_DOCUMENT;
use crate::facts::disclosure::without_internal;
use crate::law::paths;

pub(super) const RULE: Rule = Rule::new(
    "M708",
    Level::Hinweis,
    "textfassungen[].grundlage",
    "Art. 5 Abs. 1 Buchst. d, Art. 33 Abs. 4 DSGVO",
    "Diese Handfassung ist für einen anderen Stand der Tatsachen geschrieben, oder es steht nicht dabei, \
     für welchen.",
    "Lesen Sie den Satz mit den heutigen Tatsachen. Stimmt er noch, tragen Sie ihren Stand ein.",
    EVERY_DOCUMENT,
);

/// Tables that do not count: the wording itself, how documents look, and what only the record shows.
const NOT_COUNTED: [&str; 7] = [
    "textfassungen",
    "gestaltung",
    "entscheidungen",
    "lehren",
    "schutzkontakt",
    "unterschriften",
    "freigabe",
];

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Finding>) {
    let versions = &context.incident.textfassungen;
    if versions.is_empty() {
        return;
    }
    let now = mark(&context.facts);
    let paths = paths::items_of(&context.facts, "textfassungen");
    for (version, path) in versions.iter().zip(paths) {
        if version.grundlage.wert() != Some(&now) {
            let mut finding = RULE.at(path.key("grundlage"), context.complete);
            finding.hint = format!("{} grundlage = \"{now}\"", RULE.hint);
            found.push(finding);
        }
    }
}

/// The mark of the facts.
#[must_use]
pub(crate) fn mark(facts: &Map<String, Value>) -> String {
    let shown = without_internal(&Value::Object(facts.clone()));
    let counted: Map<String, Value> = shown
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(key, _)| !NOT_COUNTED.contains(&key.as_str()))
        .filter_map(|(key, value)| Some((key.clone(), written(value)?)))
        .collect();
    let digest = Sha256::digest(Value::Object(counted).to_string());
    digest.iter().take(8).fold(String::new(), |mut mark, byte| {
        // Writing to a String cannot fail.
        let _ = write!(mark, "{byte:02x}");
        mark
    })
}

/// The value without what was never written: a key that a later version of the format adds
/// changes no mark.
fn written(value: &Value) -> Option<Value> {
    match value {
        Value::Object(table) if table.contains_key("fehlt") => None,
        Value::Object(table) => {
            let table: Map<String, Value> = table
                .iter()
                .filter_map(|(key, value)| Some((key.clone(), written(value)?)))
                .collect();
            (!table.is_empty()).then_some(Value::Object(table))
        }
        Value::Array(list) => Some(Value::Array(list.iter().filter_map(written).collect())),
        Value::Null | Value::Bool(false) => None,
        Value::Bool(true) | Value::Number(_) | Value::String(_) => Some(value.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_mark_follows_the_facts_that_documents_show() {
        let of = |value: &Value| mark(value.as_object().unwrap());
        let facts = json!({ "vorfall": { "titel": "Angriff" }, "textfassungen": [] });
        let other = json!({ "vorfall": { "titel": "Angriff" }, "textfassungen": [{ "text": "Neu" }],
            "lehren": [{ "text": "Nur im Vermerk" }] });
        assert_eq!(of(&facts), of(&other));
        assert_eq!(of(&facts).len(), 16);
        assert_ne!(
            of(&facts),
            of(&json!({ "vorfall": { "titel": "Störung" } }))
        );
        let later =
            json!({ "vorfall": { "titel": "Angriff", "neu": { "fehlt": true } }, "neu": {} });
        assert_eq!(of(&facts), of(&later));
    }
}
