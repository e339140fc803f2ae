//! The walk beside the schema: every error of form at once, German, with its place.
//!
//! It returns the same facts as JSON: texts normalised, empty ones left out.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::paths::{names, natural_key, without_items};
use super::problem::{Problem, Span};
use super::text::{Issue, normalise};
use super::tree::{Entry, Node, Val};
use super::{FieldPath, schema, suggest};

/// Longest text, in characters.
pub(super) const LONGEST_TEXT: usize = 20_000;
/// Longest list.
const LONGEST_LIST: usize = 10_000;

/// Most problems that are reported.
const MOST_PROBLEMS: usize = 2_000;

pub(super) struct Walk<'a> {
    pub(super) source: &'a str,
    root: &'a Value,
    known: Vec<String>,
    pub(super) problems: Vec<Problem>,
    positions: BTreeMap<FieldPath, Span>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(source: &'a str, root: &'a Value) -> Self {
        let mut known = Vec::new();
        schema::collect(root, "", &mut known);
        Self {
            source,
            root,
            known,
            problems: Vec::new(),
            positions: BTreeMap::new(),
        }
    }

    pub(super) fn finish(self) -> (Vec<Problem>, BTreeMap<FieldPath, Span>) {
        (self.problems, self.positions)
    }

    /// The whole file.
    pub(super) fn file(&mut self, tree: &Node) -> Option<Value> {
        let value = self.value(tree, self.root, &FieldPath::default());
        if tree.get("format").is_none() {
            self.problems.push(
                Problem::error("Es fehlt „format“, die Nummer des Dateiformats")
                    .hint("Schreiben Sie als erste Zeile: format = 1"),
            );
        }
        let kennung = tree.get("vorfall").and_then(|node| node.get("kennung"));
        if kennung.is_none() {
            self.problems.push(
                Problem::error("Es fehlt „vorfall.kennung“, der Kurzname des Vorfalls")
                    .hint("Schreiben Sie unter [vorfall] zum Beispiel: kennung = \"muster-2021-10\". Sie steht in den Namen der erzeugten Dateien."),
            );
        }
        value
    }

    pub(super) fn push(&mut self, path: &FieldPath, span: &Span, message: String, hint: String) {
        if self.problems.len() >= MOST_PROBLEMS {
            return;
        }
        let mut problem = Problem::error(message).at(path, span);
        if !hint.is_empty() {
            problem = problem.hint(hint);
        }
        self.problems.push(problem);
    }

    /// A value beside its schema. `None` where an error or an empty text leaves nothing.
    pub(super) fn value(&mut self, node: &Node, schema: &Value, path: &FieldPath) -> Option<Value> {
        if !path.as_str().is_empty() {
            self.positions.insert(path.clone(), node.span.clone());
        }
        if schema.get("x-angabe").is_some() {
            let inner = schema.pointer("/anyOf/0")?;
            return match &node.value {
                Val::Table(entries) => self.open(entries, &node.span, schema, inner, path),
                Val::Text(_)
                | Val::Integer(_)
                | Val::Float(_)
                | Val::Bool(_)
                | Val::Time(_)
                | Val::List(_) => self.plain(node, inner, schema, path),
            };
        }
        let inner = match schema.pointer("/anyOf/0") {
            Some(inner) => inner,
            None => schema,
        };
        self.plain(node, inner, schema, path)
    }

    /// A value that is no open form; `outer` holds further limits.
    pub(super) fn plain(
        &mut self,
        node: &Node,
        inner: &Value,
        outer: &Value,
        path: &FieldPath,
    ) -> Option<Value> {
        match (kind(inner), &node.value) {
            ("object", Val::Table(entries)) => self.table(entries, inner, path),
            ("array", Val::List(items)) => self.list(items, &node.span, inner, path),
            ("string", Val::Text(_) | Val::Time(_)) => self.text(node, inner, outer, path),
            ("boolean", Val::Bool(flag)) => Some(Value::Bool(*flag)),
            ("integer", Val::Integer(_)) | ("number", Val::Integer(_) | Val::Float(_)) => {
                self.number(node, inner, outer, path)
            }
            (expected, _) => {
                self.wrong_kind(node, expected, inner, path);
                None
            }
        }
    }

    fn table(&mut self, entries: &[Entry], schema: &Value, path: &FieldPath) -> Option<Value> {
        let properties = schema.get("properties").and_then(Value::as_object)?;
        let mut map = Map::new();
        for entry in entries {
            let Some(property) = properties.get(&entry.key) else {
                self.unknown_key(entry, properties, path);
                continue;
            };
            let below = path.key(&entry.key);
            if may_be_empty(property)
                && matches!(&entry.node.value, Val::Text(text) if text.trim().is_empty())
            {
                self.positions.insert(below, entry.node.span.clone());
                continue;
            }
            if let Some(value) = self.value(&entry.node, property, &below) {
                map.insert(entry.key.clone(), value);
            }
        }
        self.rules(entries, path);
        Some(Value::Object(map))
    }

    /// Rules between the keys of a table.
    fn rules(&mut self, entries: &[Entry], path: &FieldPath) {
        let place = without_items(path.as_str());
        if place == "empfehlungen" {
            let keys = entries.iter().filter(|entry| entry.key != "intern").count();
            if keys != 1
                && let Some(entry) = entries.first()
            {
                self.push(
                    path,
                    &entry.key_span,
                    "Eine Empfehlung hat genau einen der Schlüssel „text“, „vorschlag“ und „verwerfen“".to_owned(),
                    "Teilen Sie den Eintrag in mehrere [[empfehlungen]] auf.".to_owned(),
                );
            }
        }
        if place == "folgen" {
            let text = |key: &str| {
                entries
                    .iter()
                    .find(|entry| entry.key == key)
                    .and_then(|entry| match &entry.node.value {
                        Val::Text(text) => Some((text.as_str(), &entry.node.span)),
                        Val::Integer(_)
                        | Val::Float(_)
                        | Val::Bool(_)
                        | Val::Time(_)
                        | Val::List(_)
                        | Val::Table(_) => None,
                    })
            };
            if let (Some((aim, _)), Some((form, span))) = (text("schutzziel"), text("auspraegung"))
            {
                let allowed: &[&str] = match aim {
                    "vertraulichkeit" => &[
                        "offenlegung_ueber_zweck",
                        "verknuepfung",
                        "zweckentfremdung",
                    ],
                    "integritaet" => &["ungueltig_genutzt", "zu_anderem_zweck"],
                    "verfuegbarkeit" => &["kein_zugang", "unterbrechung"],
                    _ => return,
                };
                if !allowed.contains(&form) && !matches!(form, "sonstiges" | "wird_bewertet") {
                    let span = span.clone();
                    self.push(
                        &path.key("auspraegung"),
                        &span,
                        "Die Ausprägung gehört nicht zu diesem Schutzziel".to_owned(),
                        format!(
                            "Erlaubt sind hier: {}, sonstiges, wird_bewertet.",
                            allowed.join(", ")
                        ),
                    );
                }
            }
        }
    }

    fn unknown_key(&mut self, entry: &Entry, siblings: &Map<String, Value>, path: &FieldPath) {
        if self.problems.len() >= MOST_PROBLEMS {
            return;
        }
        let place = without_items(path.as_str());
        let shown = suggest::printable(&entry.key);
        let message = if place.is_empty() {
            format!("Den Schlüssel „{shown}“ gibt es nicht")
        } else {
            format!("Den Schlüssel „{shown}“ gibt es in „{place}“ nicht")
        };
        let hint =
            if let Some(near) = suggest::nearest(&entry.key, siblings.keys().map(String::as_str)) {
                format!("Meinten Sie „{near}“?")
            } else if let Some(elsewhere) = self.elsewhere(&entry.key) {
                elsewhere
            } else {
                let keys: Vec<&str> = siblings.keys().map(String::as_str).collect();
                format!("Erlaubt sind: {}.", keys.join(", "))
            };
        self.push(path, &entry.key_span, message, hint);
    }

    /// Where else in the format this key belongs.
    fn elsewhere(&self, key: &str) -> Option<String> {
        let places: Vec<&str> = self
            .known
            .iter()
            .filter_map(|path| path.rsplit_once('.'))
            .filter(|(_, last)| *last == key)
            .map(|(table, _)| table)
            .collect();
        match places.as_slice() {
            [only] => Some(format!("Er gehört in die Tabelle „{only}“.")),
            [first, second] => Some(format!(
                "Er gehört in die Tabelle „{first}“ oder „{second}“."
            )),
            _ => None,
        }
    }

    fn list(
        &mut self,
        items: &[Node],
        span: &Span,
        schema: &Value,
        path: &FieldPath,
    ) -> Option<Value> {
        if items.len() > LONGEST_LIST {
            self.push(
                path,
                span,
                format!(
                    "Die Liste „{}“ hat mehr als {} Einträge",
                    without_items(path.as_str()),
                    suggest::number(LONGEST_LIST)
                ),
                "So lange Listen gehören in eine eigene Tabelle, nicht in diese Datei.".to_owned(),
            );
            return None;
        }
        let schema = schema.get("items")?;
        let key = natural_key(&without_items(path.as_str()));
        let texts: Vec<Option<String>> = items
            .iter()
            .map(|item| {
                match (
                    key,
                    key.and_then(|key| item.get(key)).map(|node| &node.value),
                ) {
                    (Some(_), Some(Val::Text(text))) => Some(normalise(text).0),
                    _ => None,
                }
            })
            .collect();
        let keys: Vec<Option<&str>> = texts.iter().map(Option::as_deref).collect();
        let mut values = Vec::with_capacity(items.len());
        for (item, name) in items.iter().zip(names(&keys)) {
            if kind(schema) == "string"
                && matches!(&item.value, Val::Text(text) if text.trim().is_empty())
            {
                continue;
            }
            if let Some(value) = self.value(item, schema, &path.item(&name)) {
                values.push(value);
            }
        }
        Some(Value::Array(values))
    }

    /// Normalises a text and reports what is wrong in it.
    pub(super) fn clean(&mut self, text: &str, span: &Span, path: &FieldPath) -> Option<String> {
        let (cleaned, issues) = normalise(text);
        let mut damaged = false;
        for issue in issues {
            match issue {
                Issue::Damaged(character) => {
                    damaged = true;
                    let place = self.find(character, span);
                    self.push(
                        path,
                        &place,
                        format!("Der Text enthält ein Zeichen, das keines ist (U+{:04X}): Die Datei ist beschädigt", u32::from(character)),
                        "Löschen Sie die Stelle, und schreiben Sie sie neu.".to_owned(),
                    );
                }
                // Warnings leave room for errors.
                Issue::Removed(_) if self.problems.len() >= MOST_PROBLEMS / 2 => {}
                Issue::Removed(character) => {
                    let place = self.find(character, span);
                    self.problems.push(
                        Problem::warning(format!(
                            "Ein unsichtbares Zeichen (U+{:04X}) wurde aus dem Text entfernt",
                            u32::from(character)
                        ))
                        .at(path, &place)
                        .hint("Es gelangt oft beim Kopieren in den Text; Sie können es löschen."),
                    );
                }
            }
        }
        let length = cleaned.chars().count();
        if length > LONGEST_TEXT {
            self.too_long(path, span, LONGEST_TEXT, length);
            return None;
        }
        (!damaged).then_some(cleaned)
    }

    pub(super) fn too_long(&mut self, path: &FieldPath, span: &Span, limit: usize, length: usize) {
        self.push(
            path,
            span,
            format!(
                "Der Text in „{}“ ist zu lang: {} Zeichen, erlaubt sind {}",
                without_items(path.as_str()),
                suggest::number(length),
                suggest::number(limit)
            ),
            "Kürzen Sie den Text, oder legen Sie ihn als Anlage bei.".to_owned(),
        );
    }

    /// The place of a character inside a value, or the value where it was written as an escape.
    fn find(&self, character: char, span: &Span) -> Span {
        self.source
            .get(span.clone())
            .and_then(|text| text.find(character))
            .map_or_else(
                || span.clone(),
                |at| span.start + at..span.start + at + character.len_utf8(),
            )
    }
}

/// Whether an empty text in this place says nothing.
fn may_be_empty(property: &Value) -> bool {
    property.get("x-angabe").is_some() || is_optional(property)
}

fn is_optional(property: &Value) -> bool {
    let null = |value: &Value| value == "null" || value.get("type").is_some_and(|t| t == "null");
    ["type", "anyOf"]
        .iter()
        .filter_map(|keyword| property.get(*keyword).and_then(Value::as_array))
        .any(|items| items.iter().any(null))
}

/// The kind of value a schema asks for.
pub(super) fn kind(schema: &Value) -> &str {
    match schema.get("type") {
        Some(Value::String(kind)) => kind,
        Some(Value::Array(kinds)) => kinds
            .iter()
            .filter_map(Value::as_str)
            .find(|kind| *kind != "null")
            .unwrap_or_default(),
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_)) | None => "",
    }
}
