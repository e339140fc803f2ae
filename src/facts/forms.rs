//! The forms of open values, checked for the walk.

use serde_json::Value;

use super::angabe::FORMEN;
use super::paths::without_items;
use super::problem::Span;
use super::scalars::list_hint;
use super::times::{TimeError, Zeitpunkt, parse_date};
use super::tree::{Entry, Node, Val};
use super::walk::{Walk, kind};
use super::{FieldPath, suggest};

impl Walk<'_> {
    /// A table in the place of a value: one of the open forms.
    pub(super) fn open(
        &mut self,
        entries: &[Entry],
        span: &Span,
        schema: &Value,
        inner: &Value,
        path: &FieldPath,
    ) -> Option<Value> {
        let place = without_items(path.as_str());
        let form_keys = entries
            .iter()
            .any(|entry| FORMEN.contains(&entry.key.as_str()));
        if !form_keys && kind(inner) == "array" && !entries.is_empty() {
            self.push(
                path,
                span,
                format!("„{place}“ ist eine Liste, hier steht eine einzelne Tabelle"),
                list_hint(inner, &place),
            );
            return None;
        }
        let measurable = schema.get("x-messbar") == Some(&Value::Bool(true));
        let mut clean = true;
        for entry in entries {
            if !FORMEN.contains(&entry.key.as_str()) {
                clean = false;
                let hint = suggest::nearest(&entry.key, FORMEN.iter().copied()).map_or_else(
                    || forms(measurable),
                    |near| format!("Meinten Sie „{near}“?"),
                );
                self.push(
                    path,
                    &entry.key_span,
                    format!(
                        "Den Schlüssel „{}“ gibt es in „{place}“ nicht",
                        suggest::printable(&entry.key)
                    ),
                    hint,
                );
            }
        }
        if !clean {
            return None;
        }
        let get = |key: &str| {
            entries
                .iter()
                .find(|entry| entry.key == key)
                .map(|entry| &entry.node)
        };
        let mut keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
        keys.sort_unstable();
        let mut map = serde_json::Map::new();
        match keys.as_slice() {
            ["offen"] | ["bis", "offen"] => {
                let reason = self.reason(get("offen")?, &path.key("offen"))?;
                map.insert("offen".to_owned(), reason);
                if let Some(date) = get("bis") {
                    map.insert("bis".to_owned(), self.date(date, &path.key("bis"))?);
                }
            }
            [key @ ("nicht_bestimmbar" | "entfaellt")] => {
                let reason = self.reason(get(key)?, &path.key(key))?;
                map.insert((*key).to_owned(), reason);
            }
            ["ungefaehr"] if measurable => {
                let value = self.plain(get("ungefaehr")?, inner, schema, &path.key("ungefaehr"))?;
                map.insert("ungefaehr".to_owned(), value);
            }
            ["bis", "von"] if measurable => {
                let from = self.plain(get("von")?, inner, schema, &path.key("von"));
                let to = self.plain(get("bis")?, inner, schema, &path.key("bis"));
                let (from, to) = (from?, to?);
                if is_reversed(&from, &to) {
                    self.push(
                        path,
                        span,
                        format!("In „{place}“ ist „von“ größer als „bis“"),
                        "Vertauschen Sie die beiden Werte.".to_owned(),
                    );
                    return None;
                }
                map.insert("von".to_owned(), from);
                map.insert("bis".to_owned(), to);
            }
            ["ungefaehr"] | ["bis", "von"] => {
                self.push(
                    path,
                    span,
                    format!("„{place}“ kann nicht ungefähr oder als Spanne angegeben werden"),
                    "Das geht nur bei Zahlen und Zeiten. Geben Sie den Wert an, oder schreiben Sie: { offen = \"Grund\" }".to_owned(),
                );
                return None;
            }
            ["von"] | ["bis"] => {
                self.push(
                    path,
                    span,
                    format!("Der Spanne in „{place}“ fehlt ein Ende"),
                    "Eine Spanne hat beide: { von = …, bis = … }. Ein einzelner Wert kann ungefähr sein: { ungefaehr = … }".to_owned(),
                );
                return None;
            }
            _ => {
                self.push(
                    path,
                    span,
                    format!("„{place}“ braucht genau eine der Formen für offene Werte"),
                    forms(measurable),
                );
                return None;
            }
        }
        Some(Value::Object(map))
    }

    /// A reason: text, not empty.
    fn reason(&mut self, node: &Node, path: &FieldPath) -> Option<Value> {
        let Val::Text(text) = &node.value else {
            self.wrong_kind(node, "string", &Value::Null, path);
            return None;
        };
        let text = self.clean(text, &node.span, path)?;
        if text.is_empty() {
            self.push(
                path,
                &node.span,
                "Hier fehlt der Grund".to_owned(),
                "Schreiben Sie in einem Satz, warum; er steht so in den Dokumenten.".to_owned(),
            );
            return None;
        }
        Some(Value::String(text))
    }

    /// A promised date.
    fn date(&mut self, node: &Node, path: &FieldPath) -> Option<Value> {
        let text = match &node.value {
            Val::Text(text) | Val::Time(text) => text.trim(),
            Val::Integer(_) | Val::Float(_) | Val::Bool(_) | Val::List(_) | Val::Table(_) => "",
        };
        match parse_date(text) {
            Ok(date) => Some(Value::String(date.to_string())),
            Err(TimeError::NoSuchDate) => {
                self.wrong_time(TimeError::NoSuchDate, &node.span, path);
                None
            }
            Err(_) => {
                self.push(
                    path,
                    &node.span,
                    "Nach „offen“ gibt „bis“ ein Datum ohne Uhrzeit an".to_owned(),
                    "Zum Beispiel: { offen = \"Grund\", bis = 2021-10-29 }".to_owned(),
                );
                None
            }
        }
    }
}

fn forms(measurable: bool) -> String {
    let measures = if measurable {
        "{ ungefaehr = … }, { von = …, bis = … }, "
    } else {
        ""
    };
    format!(
        "Erlaubt sind: {measures}{{ offen = \"Grund\" }}, {{ offen = \"Grund\", bis = 2021-10-29 }}, {{ nicht_bestimmbar = \"Grund\" }}, {{ entfaellt = \"Grund\" }}."
    )
}

/// Whether a range runs backwards.
fn is_reversed(from: &Value, to: &Value) -> bool {
    match (from, to) {
        (Value::String(from), Value::String(to)) => {
            match (Zeitpunkt::parse(from), Zeitpunkt::parse(to)) {
                (Ok(from), Ok(to)) => from.bei() > to.bei(),
                (Ok(_) | Err(_), _) => false,
            }
        }
        (from, to) => match (from.as_f64(), to.as_f64()) {
            (Some(from), Some(to)) => from > to,
            (Some(_) | None, _) => false,
        },
    }
}
