//! The facts of one part of the administration, for the report to its authority.

use serde_json::Value;

/// Keeps the areas at `indices`, their data categories where they name any, and puts the areas'
/// regime in the place of the incident's. What the areas do not restrict stays as it is.
#[must_use]
pub fn narrow(facts: &Value, indices: &[usize], regime: &str) -> Value {
    let mut narrowed = facts.clone();
    let kept: Vec<Value> = facts
        .pointer("/bereiche")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .enumerate()
        .filter(|(index, _)| indices.contains(index))
        .map(|(_, area)| area.clone())
        .collect();
    let categories: Vec<&str> = kept
        .iter()
        .filter_map(|area| area.get("daten").and_then(Value::as_array))
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    if !categories.is_empty()
        && let Some(data) = narrowed.pointer_mut("/daten").and_then(Value::as_array_mut)
    {
        data.retain(|item| {
            item.get("kategorie")
                .and_then(Value::as_str)
                .is_some_and(|category| categories.contains(&category))
        });
    }
    if let Some(place) = narrowed.pointer_mut("/vorfall/rechtsregime") {
        *place = Value::String(regime.to_owned());
    }
    if let Some(place) = narrowed.pointer_mut("/bereiche") {
        *place = Value::Array(kept);
    }
    narrowed
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_the_area_and_its_data_stay() {
        let facts = json!({
            "vorfall": { "rechtsregime": "dsgvo" },
            "bereiche": [
                { "name": "A", "daten": ["steuerdaten"] },
                { "name": "B", "daten": [] },
            ],
            "daten": [{ "kategorie": "steuerdaten" }, { "kategorie": "kontaktdaten" }],
        });
        let tax = narrow(&facts, &[0], "dsgvo");
        assert_eq!(tax["bereiche"].as_array().map(Vec::len), Some(1));
        assert_eq!(tax["daten"], json!([{ "kategorie": "steuerdaten" }]));
        let other = narrow(&facts, &[1], "ji");
        assert_eq!(other["vorfall"]["rechtsregime"], "ji");
        assert_eq!(other["daten"].as_array().map(Vec::len), Some(2));
    }
}
