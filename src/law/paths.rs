//! Names of list items in field paths: their natural key where it is unique, else the position.

use serde_json::{Map, Value};

use crate::facts::FieldPath;

/// The natural key of a list, by the key of the list.
fn natural_key(list: &str) -> Option<&'static str> {
    match list {
        "daten" => Some("kategorie"),
        "gruppen" => Some("gruppe"),
        "folgen" => Some("art"),
        "dienste" | "beteiligte" | "stellen" | "bereiche" => Some("name"),
        _ => None,
    }
}

/// The paths of the items of a list, in order.
pub(super) fn items(list: &FieldPath, values: &[Value]) -> Vec<FieldPath> {
    let last = list.as_str().rsplit('.').next().unwrap_or_default();
    let key = natural_key(last);
    let names: Vec<Option<&str>> = values
        .iter()
        .map(|value| {
            key.and_then(|key| value.get(key))
                .and_then(Value::as_str)
                .filter(|name| !name.is_empty())
        })
        .collect();
    names
        .iter()
        .zip(1_usize..)
        .map(|(name, position)| match name {
            Some(name) if names.iter().filter(|other| *other == &Some(*name)).count() == 1 => {
                list.item(name)
            }
            Some(_) | None => list.item(&position.to_string()),
        })
        .collect()
}

/// The path of item `index` of a list of the incident, `daten` or `massnahmen`.
pub(super) fn item(facts: &Map<String, Value>, list: &str, index: usize) -> FieldPath {
    let path = FieldPath::new(list);
    facts
        .get(list)
        .and_then(Value::as_array)
        .and_then(|values| items(&path, values).into_iter().nth(index))
        .unwrap_or(path)
}

/// The path without the names of list items: `daten[].abfluss`.
pub(super) fn generic(path: &FieldPath) -> String {
    let mut out = String::new();
    let mut depth = 0_usize;
    for letter in path.as_str().chars() {
        match letter {
            '[' => {
                if depth == 0 {
                    out.push_str("[]");
                }
                depth += 1;
            }
            ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(letter),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn natural_keys_name_items_where_unique() {
        let facts = json!({"daten": [{"kategorie": "steuerdaten"}, {"kategorie": "offen"}, {"kategorie": "offen"}]});
        let facts = facts.as_object().unwrap();
        assert_eq!(item(facts, "daten", 0).as_str(), "daten[steuerdaten]");
        assert_eq!(item(facts, "daten", 2).as_str(), "daten[3]");
        assert_eq!(item(facts, "massnahmen", 0).as_str(), "massnahmen");
        assert_eq!(
            generic(&FieldPath::new("dienste[Amt [1]].hinweis")),
            "dienste[].hinweis"
        );
    }
}
