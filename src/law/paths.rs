//! Paths of list items.

use serde_json::{Map, Value};

use crate::facts::{FieldPath, item_name, item_names};

/// The paths of the items of a list, in order.
pub(super) fn items(list: &FieldPath, values: &[Value]) -> Vec<FieldPath> {
    item_names(list.as_str(), values)
        .iter()
        .map(|name| list.item(name))
        .collect()
}

/// The path of item `index` of a list of the incident, `daten` or `meldung.eingereicht`.
pub(super) fn item(facts: &Map<String, Value>, list: &str, index: usize) -> FieldPath {
    let path = FieldPath::new(list);
    match values(facts, list) {
        Some(values) if index < values.len() => path.item(&item_name(list, values, index)),
        Some(_) | None => path,
    }
}

fn values<'a>(facts: &'a Map<String, Value>, list: &str) -> Option<&'a [Value]> {
    let mut keys = list.split('.');
    let first = keys.next().and_then(|key| facts.get(key));
    let found = keys.try_fold(first, |table, key| Some(table?.get(key)));
    found.flatten()?.as_array().map(Vec::as_slice)
}

/// The paths of all items of a list of the incident: once, for who asks for each of many.
pub(super) fn items_of(facts: &Map<String, Value>, list: &str) -> Vec<FieldPath> {
    values(facts, list)
        .map(|values| items(&FieldPath::new(list), values))
        .unwrap_or_default()
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
        let all = items_of(facts, "daten");
        assert_eq!(all.len(), 3);
        for (index, path) in all.iter().enumerate() {
            assert_eq!(item(facts, "daten", index), *path);
        }
    }
}
