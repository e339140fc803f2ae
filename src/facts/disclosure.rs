//! What may leave the house: the facts without the tables marked `intern = true`.
//!
//! An internal table appears in the record (`vermerk`) alone; every other document is made
//! from these facts, so that no template can show it by mistake.

use serde_json::{Map, Value};

use super::paths::item_names;
use super::{FieldPath, Incident};

/// The normalised facts without internal tables; a removed table reads as never written.
#[must_use]
pub fn without_internal(facts: &Value) -> Value {
    let blank = serde_json::to_value(Incident::default()).unwrap_or(Value::Null);
    strip(facts, Some(&blank))
}

/// Tables that stand in the record (`vermerk`) alone, marked as internal or not.
const OF_THE_RECORD: [&str; 3] = ["schutzkontakt", "entscheidungen", "lehren"];

/// The facts that the assessment reads: `open` ones, and those that no other document than the
/// record shows anyway. So a duty is never met by a fact that no recipient will see.
#[must_use]
pub fn for_assessment(facts: &Value, open: &Value) -> Value {
    let mut judged = open.clone();
    for table in OF_THE_RECORD {
        if let (Some(written), Some(place)) = (facts.get(table), judged.get_mut(table)) {
            place.clone_from(written);
        }
    }
    judged
}

/// The path among all facts of a fact that the assessment names: where internal items are taken
/// out of a list, the others are named anew.
#[must_use]
pub fn in_whole(whole: &Value, path: &FieldPath) -> FieldPath {
    let written = path.as_str();
    if OF_THE_RECORD.iter().any(|table| {
        let rest = written.strip_prefix(table);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    }) {
        return path.clone();
    }
    let mut out = String::new();
    let mut rest = written;
    let mut place = Some(whole);
    while !rest.is_empty() {
        if let Some((name, behind)) = rest.strip_prefix('[').and_then(|r| r.split_once(']')) {
            let found = place
                .and_then(Value::as_array)
                .and_then(|items| renamed(&out, items, name));
            let (name, item) = match found {
                Some((name, item)) => (name, Some(item)),
                None => (name.to_owned(), None),
            };
            out.push_str(&format!("[{name}]"));
            (place, rest) = (item, behind);
        } else {
            let rest_of_key = rest.strip_prefix('.').unwrap_or(rest);
            let end = rest_of_key.find(['.', '[']).unwrap_or(rest_of_key.len());
            let (key, behind) = rest_of_key.split_at(end);
            if !out.is_empty() {
                out.push('.');
            }
            out.push_str(key);
            (place, rest) = (place.and_then(|place| place.get(key)), behind);
        }
    }
    FieldPath::new(out)
}

/// The item that has this name among those that are not internal, with its name among all.
fn renamed<'a>(list: &str, items: &'a [Value], name: &str) -> Option<(String, &'a Value)> {
    let open: Vec<(usize, &Value)> = items
        .iter()
        .enumerate()
        .filter(|(_, item)| !is_internal(item))
        .collect();
    let shown: Vec<Value> = open.iter().map(|(_, item)| (*item).clone()).collect();
    let at = item_names(list, &shown)
        .iter()
        .position(|known| known == name)?;
    let (index, item) = open.get(at)?;
    let name = item_names(list, items).into_iter().nth(*index)?;
    Some((name, item))
}

/// Tables that only the house needs, whether they are marked or not.
const OWN: [&str; 5] = [
    "lehren",
    "textfassungen",
    "schutzkontakt",
    "freigabe",
    "gestaltung",
];

/// Open facts in the form of a facts file: without what nobody wrote and without what only the
/// house needs.
#[must_use]
pub fn for_attachment(open: &Value) -> Value {
    let mut written = written(open).unwrap_or_else(|| Value::Object(Map::new()));
    if let Some(table) = written.as_object_mut() {
        table.retain(|key, _| !OWN.contains(&key.as_str()));
    }
    written
}

/// What was written of a value; `None` where nothing was.
fn written(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Object(table) if table.contains_key("fehlt") => None,
        Value::Object(table) => {
            let kept: Map<String, Value> = table
                .iter()
                .filter(|(key, _)| *key != "intern")
                .filter_map(|(key, inner)| Some((key.clone(), written(inner)?)))
                .collect();
            (!kept.is_empty()).then_some(Value::Object(kept))
        }
        Value::Array(items) => Some(items.iter().filter_map(written).collect()),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => Some(value.clone()),
    }
}

fn is_internal(value: &Value) -> bool {
    value
        .get("intern")
        .and_then(Value::as_bool)
        .unwrap_or(false)
}

fn strip(value: &Value, blank: Option<&Value>) -> Value {
    match value {
        Value::Object(_) if is_internal(value) => blank.cloned().unwrap_or_else(|| emptied(value)),
        Value::Object(table) => {
            let stripped: Map<String, Value> = table
                .iter()
                .map(|(key, inner)| (key.clone(), strip(inner, blank.and_then(|b| b.get(key)))))
                .collect();
            Value::Object(stripped)
        }
        Value::Array(items) => {
            let shown: Vec<Value> = items
                .iter()
                .filter(|i| !is_internal(i))
                .map(|i| strip(i, None))
                .collect();
            // An empty list says "none"; that nothing of it may be shown says nothing.
            match blank {
                Some(blank) if shown.is_empty() && !items.is_empty() => blank.clone(),
                Some(_) | None => Value::Array(shown),
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

/// A table inside a list item, emptied: every value reads as never written.
fn emptied(value: &Value) -> Value {
    match value {
        Value::Object(table) => Value::Object(
            table
                .iter()
                .map(|(key, inner)| (key.clone(), emptied(inner)))
                .collect(),
        ),
        Value::Array(_) => Value::Array(Vec::new()),
        Value::Bool(_) => Value::Bool(false),
        Value::Null => Value::Null,
        Value::Number(_) | Value::String(_) => serde_json::json!({ "fehlt": true }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn internal_tables_and_list_items_are_gone() {
        let facts = json!({
            "erpressung": { "schreiben": "ja", "intern": true },
            "stellen": [{ "name": "A", "intern": true }, { "name": "B", "intern": false }],
        });
        let open = without_internal(&facts);
        assert_eq!(
            open.pointer("/erpressung/schreiben"),
            Some(&json!({ "fehlt": true }))
        );
        assert_eq!(
            open.pointer("/stellen")
                .and_then(Value::as_array)
                .map(Vec::len),
            Some(1)
        );
        assert!(!open.to_string().contains("\"A\""));
    }

    #[test]
    fn a_path_names_the_same_fact_among_all_facts() {
        let whole = json!({
            "massnahmen": [{ "text": "A", "intern": true }, { "text": "B" }, { "text": "C" }],
            "daten": [
                { "kategorie": "steuerdaten", "intern": true },
                { "kategorie": "steuerdaten" },
                { "kategorie": "kontaktdaten" },
            ],
            "entscheidungen": [{ "intern": true }, {}],
            "zeiten": { "kenntnis": "2021-10-15" },
        });
        for (open, all) in [
            ("massnahmen[1].am", "massnahmen[2].am"),
            ("massnahmen[2]", "massnahmen[3]"),
            ("massnahmen[9].am", "massnahmen[9].am"),
            ("daten[steuerdaten].anzahl", "daten[2].anzahl"),
            ("daten[kontaktdaten]", "daten[kontaktdaten]"),
            ("entscheidungen[2].am", "entscheidungen[2].am"),
            ("zeiten.kenntnis", "zeiten.kenntnis"),
            ("", ""),
        ] {
            assert_eq!(in_whole(&whole, &FieldPath::new(open)).as_str(), all);
        }
    }

    #[test]
    fn a_list_of_internal_entries_does_not_read_as_none() {
        let facts = json!({ "stellen": [{ "name": "A", "intern": true }], "verlauf": [{ "intern": true }] });
        let open = without_internal(&facts);
        assert_eq!(open["stellen"], json!({ "fehlt": true }));
        assert_eq!(open["verlauf"], json!([]));
        let none = without_internal(&json!({ "stellen": [] }));
        assert_eq!(none["stellen"], json!([]));
    }
}
