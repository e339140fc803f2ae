//! JSON Schema (2020-12) of the facts file, with German titles and descriptions.
//!
//! The schema comes from the types; the words come from `locales/felder.ftl`, one message for
//! each field, its description as the attribute `beschreibung`.

use std::sync::LazyLock;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::paths::without_items;
use super::{FieldPath, Incident};

const LABELS: &str = include_str!("../../locales/felder.ftl");

type Bundle = FluentBundle<FluentResource>;

/// The German words of the fields, read once.
static WORDS: LazyLock<Bundle> = LazyLock::new(labels);

/// The schema without words, made once.
static BARE: LazyLock<Value> = LazyLock::new(make_bare);

fn labels() -> Bundle {
    let mut bundle = Bundle::new_concurrent("de".parse().into_iter().collect());
    bundle.set_use_isolating(false);
    let resource = match FluentResource::try_new(LABELS.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    bundle.add_resource_overriding(resource);
    bundle
}

/// Identifier of the message for a path: `betroffene.anzahl` is `betroffene-anzahl`.
fn message_id(path: &str) -> String {
    if path.rsplit('.').next() == Some("intern") {
        return "intern".to_owned();
    }
    path.replace('.', "-")
}

/// A message of the bundle, or one of its attributes.
fn words(bundle: &Bundle, id: &str, attribute: Option<&str>) -> Option<String> {
    let message = bundle.get_message(id)?;
    let pattern = match attribute {
        Some(name) => message.get_attribute(name)?.value(),
        None => message.value()?,
    };
    let mut errors = Vec::new();
    Some(
        bundle
            .format_pattern(pattern, None, &mut errors)
            .into_owned(),
    )
}

/// German label of a field: `betroffene.anzahl` is „Zahl der betroffenen Personen“. Keys of list
/// items in brackets do not matter.
#[must_use]
pub fn label(path: &FieldPath) -> Option<String> {
    words(&WORDS, &message_id(&without_items(path.as_str())), None)
}

/// The JSON Schema without words: what the walk checks.
pub(crate) fn bare() -> &'static Value {
    &BARE
}

/// The schema of another file of the user's, without words.
pub(crate) fn bare_of<T: JsonSchema>() -> Value {
    let generator = SchemaSettings::draft2020_12()
        .with(|settings| settings.inline_subschemas = true)
        .into_generator();
    let mut schema = generator.into_root_schema_for::<T>().to_value();
    tidy(&mut schema);
    schema
}

fn make_bare() -> Value {
    let mut schema = bare_of::<Incident>();
    if let Some(root) = schema.as_object_mut() {
        root.insert("required".to_owned(), json!(["format", "vorfall"]));
    }
    if let Some(incident) = schema
        .pointer_mut("/properties/vorfall")
        .and_then(Value::as_object_mut)
    {
        incident.insert("required".to_owned(), json!(["kennung"]));
    }
    schema
}

/// Removes the English words of the types and their defaults; carries limits into open forms.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            // `title` and `default` as keywords are texts or values; as names of properties they
            // would stand under `properties`, which is walked by its values alone.
            for keyword in ["title", "description", "default"] {
                map.remove(keyword);
            }
            let maximum = map.get("maximum").cloned();
            if map.get("x-messbar") == Some(&Value::Bool(true))
                && let Some(maximum) = maximum
                && let Some(forms) = map.get_mut("anyOf").and_then(Value::as_array_mut)
            {
                for form in forms.iter_mut() {
                    carry_maximum(form, &maximum);
                }
            }
            for (keyword, value) in map.iter_mut() {
                if keyword == "properties" {
                    if let Some(properties) = value.as_object_mut() {
                        properties.values_mut().for_each(tidy);
                    }
                } else {
                    tidy(value);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(tidy),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The limit of a number holds for approximate numbers and both ends of a range too.
fn carry_maximum(form: &mut Value, maximum: &Value) {
    let Some(properties) = form.get_mut("properties").and_then(Value::as_object_mut) else {
        return;
    };
    for key in ["ungefaehr", "von", "bis"] {
        if let Some(number) = properties.get_mut(key).and_then(Value::as_object_mut)
            && number.get("type").and_then(Value::as_str) == Some("integer")
        {
            number.insert("maximum".to_owned(), maximum.clone());
        }
    }
}

/// The JSON Schema with German titles and descriptions, for editors.
#[must_use]
pub fn schema() -> Value {
    let bundle = &*WORDS;
    let mut schema = bare().clone();
    describe(&mut schema, "", bundle);
    if let Some(root) = schema.as_object_mut() {
        for (keyword, attribute) in [("title", None), ("description", Some("beschreibung"))] {
            if let Some(text) = words(bundle, "datei", attribute) {
                root.insert(keyword.to_owned(), Value::String(text));
            }
        }
    }
    schema
}

/// Attaches title and description to every property below `path`.
fn describe(schema: &mut Value, path: &str, bundle: &Bundle) {
    let Some(map) = schema.as_object_mut() else {
        return;
    };
    if let Some(properties) = map.get_mut("properties").and_then(Value::as_object_mut) {
        for (key, property) in properties.iter_mut() {
            let below = join(path, key);
            describe(property, &below, bundle);
            if let Some(property) = property.as_object_mut() {
                attach(property, &below, bundle);
            }
        }
    }
    if let Some(items) = map.get_mut("items") {
        describe(items, path, bundle);
    }
    // The first form of an open value, or of an optional one, is the value itself.
    if let Some(first) = map
        .get_mut("anyOf")
        .and_then(Value::as_array_mut)
        .and_then(|forms| forms.first_mut())
    {
        describe(first, path, bundle);
    }
}

fn attach(property: &mut Map<String, Value>, path: &str, bundle: &Bundle) {
    let id = message_id(path);
    if let Some(title) = words(bundle, &id, None) {
        property.insert("title".to_owned(), Value::String(title));
    }
    if let Some(text) = words(bundle, &id, Some("beschreibung")) {
        property.insert("description".to_owned(), Value::String(text));
    }
}

/// The path of `key` below `path`.
pub(crate) fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

/// All paths of the schema, without brackets, in its order.
#[must_use]
pub fn all_paths() -> Vec<String> {
    let mut paths = Vec::new();
    collect(bare(), "", &mut paths);
    paths
}

pub(crate) fn collect(schema: &Value, path: &str, paths: &mut Vec<String>) {
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        for (key, property) in properties {
            let below = join(path, key);
            paths.push(below.clone());
            collect(property, &below, paths);
        }
    }
    if let Some(items) = schema.get("items") {
        collect(items, path, paths);
    }
    if let Some(first) = schema.pointer("/anyOf/0") {
        collect(first, path, paths);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_property_has_words() {
        let bundle = labels();
        let missing: Vec<String> = all_paths()
            .into_iter()
            .filter(|path| {
                let id = message_id(path);
                words(&bundle, &id, None).is_none()
                    || words(&bundle, &id, Some("beschreibung")).is_none()
            })
            .collect();
        assert!(missing.is_empty(), "no words for: {missing:#?}");
        assert!(FluentResource::try_new(LABELS.to_owned()).is_ok());
    }

    #[test]
    fn labels_ignore_items() {
        let found = label(&FieldPath::new("daten[kontaktdaten].beispiele"));
        assert_eq!(found, label(&FieldPath::new("daten.beispiele")));
        assert!(found.is_some());
        assert_eq!(
            label(&FieldPath::new("betroffene.anzahl")).as_deref(),
            Some("Zahl der betroffenen Personen")
        );
        assert_eq!(label(&FieldPath::new("nichts")), None);
    }
}
