//! Names that the facts keep out of sight: where `datenschutzbeauftragter.nennen` is `funktion`,
//! a register says the function wherever the name stands, also inside texts.

use serde_json::Value;

use crate::facts::{Incident, Nennen};

/// What stands in the place of the name.
const FUNCTION: &str = "[datenschutzbeauftragte Person]";

/// The name that is not to be printed.
fn protected(incident: &Incident) -> Option<&str> {
    let officer = &incident.datenschutzbeauftragter;
    match officer.nennen {
        Nennen::Funktion => officer
            .name
            .wert()
            .map(|name| name.trim())
            .filter(|name| !name.is_empty()),
        Nennen::Name => None,
    }
}

/// Facts without the name that is to stay out of sight.
pub(super) fn without(incident: &Incident, facts: &mut Value) {
    if let Some(name) = protected(incident) {
        replace(facts, name);
    }
}

fn replace(value: &mut Value, name: &str) {
    match value {
        Value::String(text) => {
            if text.contains(name) {
                *text = whole_words(text, name);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, name)),
        Value::Object(table) => table.values_mut().for_each(|item| replace(item, name)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Replaces the name where it is not a part of a longer word.
fn whole_words(text: &str, name: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(name) {
        let (before, found) = rest.split_at(at);
        let behind = found.get(name.len()..).unwrap_or_default();
        let joined =
            before.ends_with(char::is_alphanumeric) || behind.starts_with(char::is_alphanumeric);
        out.push_str(before);
        out.push_str(if joined { name } else { FUNCTION });
        rest = behind;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_function_stands_for_the_name() {
        let mut incident = Incident::default();
        incident.datenschutzbeauftragter.name = "A. Beispiel".to_owned().into();
        let facts = json!({ "durch": "A. Beispiel", "texte": ["Rat von A. Beispiel.", "A. Beispielhausen"] });
        let mut hidden = facts.clone();
        incident.datenschutzbeauftragter.nennen = Nennen::Funktion;
        without(&incident, &mut hidden);
        assert_eq!(
            hidden,
            json!({
                "durch": "[datenschutzbeauftragte Person]",
                "texte": ["Rat von [datenschutzbeauftragte Person].", "A. Beispielhausen"],
            })
        );
        incident.datenschutzbeauftragter.nennen = Nennen::Name;
        let mut shown = facts.clone();
        without(&incident, &mut shown);
        assert_eq!(shown, facts);
    }
}
