//! Paths of list items.

use serde_json::{Map, Value};

use crate::facts::{FieldPath, item_names};

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
    let mut keys = list.split('.');
    let first = keys.next().and_then(|key| facts.get(key));
    keys.try_fold(first, |table, key| Some(table?.get(key)))
        .flatten()
        .and_then(Value::as_array)
        .and_then(|values| items(&path, values).into_iter().nth(index))
        .unwrap_or(path)
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
    }
}
