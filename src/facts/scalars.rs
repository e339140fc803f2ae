//! Single values, checked for the walk.

use serde_json::{Number, Value};
use validator::{ValidateEmail, ValidateUrl};

use super::paths::without_items;
use super::problem::Span;
use super::times::{TimeError, Zeitpunkt};
use super::tree::{Node, Val};
use super::walk::{Walk, kind};
use super::{FieldPath, suggest};

const TIME_FORMS: &str = "Schreiben Sie Zeiten so: 2021-10-15T07:20:00 (Ortszeit), 2021-10-15T07:20:00+02:00 oder nur das Datum 2021-10-15.";

impl Walk<'_> {
    pub(super) fn text(
        &mut self,
        node: &Node,
        inner: &Value,
        outer: &Value,
        path: &FieldPath,
    ) -> Option<Value> {
        let look = |keyword: &str| inner.get(keyword).or_else(|| outer.get(keyword));
        let format = look("format").and_then(Value::as_str).unwrap_or_default();
        let text = match &node.value {
            Val::Text(text) => self.clean(text, &node.span, path)?,
            Val::Time(text) if format == "zeitpunkt" => text.clone(),
            Val::Time(_)
            | Val::Integer(_)
            | Val::Float(_)
            | Val::Bool(_)
            | Val::List(_)
            | Val::Table(_) => {
                self.wrong_kind(node, "string", inner, path);
                return None;
            }
        };
        if let Some(allowed) = look("enum").and_then(Value::as_array) {
            let allowed: Vec<&str> = allowed.iter().filter_map(Value::as_str).collect();
            if !allowed.contains(&text.as_str()) {
                let near = suggest::nearest(&text, allowed.iter().copied())
                    .map(|near| format!("Meinten Sie „{near}“? "))
                    .unwrap_or_default();
                self.push(
                    path,
                    &node.span,
                    format!(
                        "Diesen Wert gibt es für „{}“ nicht",
                        without_items(path.as_str())
                    ),
                    format!("{near}Erlaubt sind: {}.", allowed.join(", ")),
                );
                return None;
            }
            return Some(Value::String(text));
        }
        let length = text.chars().count();
        let limit = look("maxLength")
            .and_then(Value::as_u64)
            .and_then(|limit| usize::try_from(limit).ok());
        if let Some(limit) = limit
            && length > limit
        {
            self.too_long(path, &node.span, limit, length);
            return None;
        }
        let form = match format {
            "zeitpunkt" => {
                return match Zeitpunkt::parse(&text) {
                    Ok(point) => Some(Value::String(point.to_string())),
                    Err(error) => {
                        self.wrong_time(error, &node.span, path);
                        None
                    }
                };
            }
            "email" if !text.is_ascii() || !text.validate_email() || !text.contains('.') => (
                "keine E-Mail-Adresse",
                "Eine E-Mail-Adresse hat die Form: name@example.org. Namen und spitze Klammern stehen nicht dabei.",
            ),
            "uri" if !is_web(&text) => (
                "keine Internetadresse",
                "Eine Internetadresse beginnt mit https:// oder http:// und enthält keine Leerzeichen.",
            ),
            "plz" if !(text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit())) => (
                "keine Postleitzahl",
                "Eine Postleitzahl hat fünf Ziffern und steht in Anführungszeichen: plz = \"19053\".",
            ),
            "farbe" if !is_colour(&text) => (
                "keine Farbe",
                "Eine Farbe hat die Form #rrggbb mit sechs Ziffern und Buchstaben von 0 bis f, zum Beispiel: farbe = \"#0a5c36\"",
            ),
            "kennung" if !is_kennung(&text) => (
                "keine Kennung",
                "Erlaubt sind a–z, 0–9 und der Bindestrich (nicht am Anfang oder Ende), höchstens 60 Zeichen. Zum Beispiel: muster-2021-10",
            ),
            _ => return Some(Value::String(text)),
        };
        self.push(
            path,
            &node.span,
            format!(
                "Der Wert von „{}“ ist {}",
                without_items(path.as_str()),
                form.0
            ),
            form.1.to_owned(),
        );
        None
    }

    pub(super) fn number(
        &mut self,
        node: &Node,
        inner: &Value,
        outer: &Value,
        path: &FieldPath,
    ) -> Option<Value> {
        let look = |keyword: &str| outer.get(keyword).or_else(|| inner.get(keyword));
        let (number, json) = match &node.value {
            Val::Integer(number) => (
                as_float(*number),
                i64::try_from(*number).ok().map(Number::from),
            ),
            Val::Float(number) => (*number, Number::from_f64(*number)),
            Val::Text(_) | Val::Bool(_) | Val::Time(_) | Val::List(_) | Val::Table(_) => {
                return None;
            }
        };
        let place = without_items(path.as_str());
        if let Some(allowed) = look("enum").and_then(Value::as_array) {
            let numbers: Vec<f64> = allowed.iter().filter_map(Value::as_f64).collect();
            if !numbers.contains(&number) {
                let list: Vec<String> = numbers.iter().map(ToString::to_string).collect();
                self.push(
                    path,
                    &node.span,
                    format!("Diesen Wert gibt es für „{place}“ nicht"),
                    format!("Erlaubt sind: {}.", list.join(", ")),
                );
                return None;
            }
        }
        let minimum = look("minimum").and_then(Value::as_f64).unwrap_or(f64::MIN);
        let maximum = look("maximum").and_then(Value::as_f64).unwrap_or(f64::MAX);
        if !(minimum..=maximum).contains(&number) || json.is_none() {
            let (message, hint) = if place == "format" {
                (
                    "Dieses Dateiformat kennt die vorliegende Fassung des Programms nicht"
                        .to_owned(),
                    "Schreiben Sie: format = 1".to_owned(),
                )
            } else {
                let upper = if maximum > 1e9 {
                    "10.000.000.000".to_owned()
                } else {
                    maximum.to_string()
                };
                (
                    format!("Die Zahl in „{place}“ liegt außerhalb des Erlaubten"),
                    format!("Erlaubt sind Zahlen von {} bis {upper}.", minimum.max(0.0)),
                )
            };
            self.push(path, &node.span, message, hint);
            return None;
        }
        json.map(Value::Number)
    }

    pub(super) fn wrong_time(&mut self, error: TimeError, span: &Span, path: &FieldPath) {
        let place = without_items(path.as_str());
        let iso = |time: chrono::DateTime<chrono::FixedOffset>| time.format("%Y-%m-%dT%H:%M:%S%:z");
        let (message, hint) = match error {
            TimeError::Form => (
                format!("Der Wert von „{place}“ ist keine lesbare Zeitangabe"),
                TIME_FORMS.to_owned(),
            ),
            TimeError::German => (
                format!("Die Zeitangabe in „{place}“ steht in deutscher Reihenfolge"),
                TIME_FORMS.to_owned(),
            ),
            TimeError::NoSuchDate => (
                format!("Das Datum in „{place}“ gibt es im Kalender nicht"),
                "Prüfen Sie Tag und Monat; die Reihenfolge ist Jahr-Monat-Tag.".to_owned(),
            ),
            TimeError::NoSuchTime => (
                format!("Die Uhrzeit in „{place}“ gibt es nicht"),
                "Uhrzeiten reichen von 00:00:00 bis 23:59:59.".to_owned(),
            ),
            TimeError::Year => (
                format!("Das Jahr in „{place}“ liegt nicht zwischen 1900 und 2199"),
                TIME_FORMS.to_owned(),
            ),
            TimeError::Skipped { before, after } => (
                format!(
                    "Die Ortszeit in „{place}“ gab es nicht: Die Uhren wurden auf Sommerzeit vorgestellt"
                ),
                format!(
                    "Schreiben Sie die Zeit mit ihrem Abstand zur Weltzeit, also {} oder {}.",
                    iso(before),
                    iso(after)
                ),
            ),
            TimeError::Doubled { first, second } => (
                format!(
                    "Die Ortszeit in „{place}“ gab es zweimal: Die Uhren wurden auf Winterzeit zurückgestellt"
                ),
                format!(
                    "Schreiben Sie die Zeit mit ihrem Abstand zur Weltzeit: {} (Sommerzeit, das erste Mal) oder {} (Winterzeit, das zweite Mal).",
                    iso(first),
                    iso(second)
                ),
            ),
        };
        self.push(path, span, message, hint);
    }

    pub(super) fn wrong_kind(
        &mut self,
        node: &Node,
        expected: &str,
        schema: &Value,
        path: &FieldPath,
    ) {
        let place = without_items(path.as_str());
        let time = schema
            .get("format")
            .is_some_and(|format| format == "zeitpunkt");
        let wanted = match expected {
            "object" => "eine Tabelle",
            "array" => "eine Liste",
            "boolean" => "true oder false",
            "integer" => "eine ganze Zahl",
            "number" => "eine Zahl",
            _ if time => "eine Zeitangabe",
            _ => "ein Text",
        };
        let found = match &node.value {
            Val::Text(_) => "ein Text",
            Val::Integer(_) => "eine Zahl",
            Val::Float(_) => "eine Dezimalzahl",
            Val::Bool(_) => "true oder false",
            Val::Time(_) => "eine Zeitangabe",
            Val::List(_) => "eine Liste",
            Val::Table(_) => "eine Tabelle",
        };
        let values = schema.get("enum").and_then(Value::as_array).map(|values| {
            let keys: Vec<String> = values
                .iter()
                .filter_map(Value::as_str)
                .map(|key| format!("\"{key}\""))
                .collect();
            keys.join(", ")
        });
        let hint = match (expected, &node.value) {
            ("boolean", Val::Text(_)) => "Schreiben Sie true (ja) oder false (nein) ohne Anführungszeichen.".to_owned(),
            ("integer" | "number", Val::Text(_)) => "Schreiben Sie die Zahl ohne Anführungszeichen, Punkt und Leerzeichen: 1200. Ungefähre Zahlen: { ungefaehr = 1200 }".to_owned(),
            ("integer", Val::Float(_)) => "Schreiben Sie Tausender ohne Punkt: 1200.".to_owned(),
            ("string", _) if values.is_some() => format!("Erlaubt sind: {}.", values.unwrap_or_default()),
            ("string", Val::Integer(_) | Val::Float(_) | Val::Time(_)) if !time => "Setzen Sie den Wert in Anführungszeichen.".to_owned(),
            ("string", _) if time => TIME_FORMS.to_owned(),
            ("array", _) => list_hint(schema, &place),
            ("object", Val::List(_)) => format!("Schreiben Sie [{place}] mit einfachen Klammern, und nur einmal."),
            ("object", _) => format!("Schreiben Sie [{place}] in eine eigene Zeile und die Angaben darunter."),
            _ => String::new(),
        };
        self.push(
            path,
            &node.span,
            format!("„{place}“: erwartet wird {wanted}, hier steht {found}"),
            hint,
        );
    }
}

pub(super) fn list_hint(schema: &Value, place: &str) -> String {
    let tables = schema
        .get("items")
        .is_some_and(|items| kind(items) == "object");
    if tables {
        format!("Schreiben Sie vor jeden Eintrag [[{place}]] mit doppelten Klammern.")
    } else {
        "Eine Liste steht in eckigen Klammern: [\"eins\", \"zwei\"]. Eine leere Liste [] heißt „keine“.".to_owned()
    }
}

fn is_web(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://"))
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c))
        && text.validate_url()
}

/// `#` and six hexadecimal digits.
fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn is_kennung(text: &str) -> bool {
    (1..=60).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// Exact up to 2^53, far beyond any allowed number.
#[expect(clippy::cast_precision_loss)]
fn as_float(number: i128) -> f64 {
    number as f64
}
