//! The comparison for programs.

use serde_json::{Map, Value, json};

use super::comparison::{ComparedDocument, ComparedFact, ComparedPassage, Comparison};
use super::report::{Frame, Side};

/// The comparison as a JSON value; its form is documented and stable.
#[must_use]
pub fn value(comparison: &Comparison, frame: &Frame) -> Value {
    let side = |side: &Side| {
        json!({
            "name": side.name,
            "angaben": side.about,
            "zeitpunkt": side.time,
            "sha256": side.digest,
            "neu_gerechnet": side.is_recomputed,
        })
    };
    json!({
        "kennung": frame.reference,
        "alt": side(&frame.old),
        "neu": side(&frame.new),
        "hinweise": frame.remarks,
        "gleich": comparison.is_equal(),
        "nur_intern": comparison.is_internal(),
        "fakten": comparison.facts.iter().map(fact).collect::<Vec<_>>(),
        "texte": comparison.changed().flat_map(passages).collect::<Vec<_>>(),
        "dokumente": comparison.documents.iter().map(document).collect::<Vec<_>>(),
        "pflichten": comparison.duties,
        "befunde": { "neu": comparison.findings, "erledigt": comparison.settled },
    })
}

fn fact(fact: &ComparedFact) -> Value {
    let mut table = match serde_json::to_value(&fact.change) {
        Ok(Value::Object(table)) => table,
        Ok(_) | Err(_) => Map::new(),
    };
    table.insert("alt_text".to_owned(), json!(fact.change.old_words()));
    table.insert("neu_text".to_owned(), json!(fact.change.new_words()));
    table.insert("betrifft".to_owned(), json!(fact.touched));
    Value::Object(table)
}

fn document(document: &ComparedDocument) -> Value {
    json!({
        "dokument": document.stem,
        "titel": document.redline.title,
        "vorhanden": document.presence,
        "stellen": document.passages.len(),
    })
}

fn passages(document: &ComparedDocument) -> Vec<Value> {
    let passage = |compared: &ComparedPassage| {
        let passage = &compared.passage;
        let text = |sentences: &[String]| (!sentences.is_empty()).then(|| sentences.join(" "));
        json!({
            "dokument": document.stem,
            "abschnitt": passage.section,
            "ueberschrift": passage.heading,
            "art": passage.kind,
            "alt": text(&passage.old),
            "neu": text(&passage.new),
            "ursachen": compared.causes,
            "tatsachen": compared.facts,
        })
    };
    document.passages.iter().map(passage).collect()
}
