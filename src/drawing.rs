//! Facts that paper cannot show: characters that the fonts of the PDF do not hold.
//!
//! The fonts hold everything that German administration must be able to write (DIN 91379). What
//! lies beyond stands in a PDF as a replacement character; HTML and text keep it.

use serde_json::Value;

use crate::document::DOCUMENTS;
use crate::facts::{FieldPath, item_names};
use crate::law::findings::{Finding, Grade, Level, Rule};
use crate::render::pdf;

/// The rule behind the findings.
pub const RULE: Rule = Rule {
    code: "S101",
    grade: Grade::Always(Level::Warnung),
    path: "",
    article: "DIN 91379",
    message: "Dieser Text enthält Zeichen, die die Schrift der PDF-Dateien nicht kennt. Dort steht an ihrer \
              Stelle ein Ersatzzeichen.",
    hint: "Prüfen Sie, ob die Zeichen gemeint sind. Namen schreiben Sie mit den lateinischen Buchstaben der DIN \
           91379. Webseite, E-Mail-Text und Textdatei enthalten die Zeichen unverändert.",
    documents: DOCUMENTS,
};

/// One finding for each text with such characters, in the order of the facts.
#[must_use]
pub fn findings(facts: &Value) -> Vec<Finding> {
    let mut found = Vec::new();
    walk(&FieldPath::default(), facts, &mut found);
    found
}

fn walk(path: &FieldPath, value: &Value, found: &mut Vec<Finding>) {
    match value {
        Value::String(text) if text.chars().any(pdf::lacks) => found.push(Finding {
            code: RULE.code,
            level: Level::Warnung,
            path: Some(path.clone()),
            article: RULE.article,
            message: RULE.message.to_owned(),
            hint: RULE.hint.to_owned(),
            documents: RULE.documents,
        }),
        Value::Object(table) => {
            for (key, inner) in table {
                walk(&path.key(key), inner, found);
            }
        }
        Value::Array(items) => {
            let names = item_names(path.as_str(), items);
            for (name, item) in names.iter().zip(items) {
                walk(&path.item(name), item, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_the_fonts_lack_is_found() {
        let facts = json!({
            "vorfall": { "titel": "Đặng, C\u{328}\u{306}esar und „Ñandú“ \u{2011} 5 ≤ 7 €" },
            "massnahmen": [{ "text": "gut" }, { "text": "日本" }],
            "dienste": [{ "name": "Bücherei", "hinweis": "\u{202e}ערב" }],
        });
        let paths: Vec<String> = findings(&facts)
            .into_iter()
            .filter_map(|finding| finding.path)
            .map(|path| path.as_str().to_owned())
            .collect();
        assert_eq!(paths, ["massnahmen[2].text", "dienste[Bücherei].hinweis"]);
    }
}
