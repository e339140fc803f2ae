//! Which facts no document uses: nothing that was written down may disappear unnoticed.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::model::{Document, FieldPath};
use super::value::{Form, form, item_paths};

/// Facts that steer the program or the wording instead of stating something.
const STEERING: [&str; 3] = ["format", "vorfall.sicht", "vorfall.beispiel"];
const STEERING_TABLES: [&str; 2] = ["freigabe.", "gestaltung."];
const STEERING_KEYS: [&str; 3] = ["intern", "artikel", "nennen"];

/// The facts that no document shows and no condition of a document asked for.
#[must_use]
pub fn unused<'a>(
    facts: &Json,
    documents: impl IntoIterator<Item = &'a Document>,
) -> Vec<FieldPath> {
    let mut used: BTreeSet<FieldPath> = BTreeSet::new();
    for document in documents {
        used.extend(document.shown_facts());
        used.extend(document.conditions.iter().cloned());
    }
    let mut written = Vec::new();
    leaves(&FieldPath::default(), facts, &mut written);
    written.retain(|path| !used.contains(path) && !steers(path));
    written
}

/// Of unused facts those that a document would show, had no person fixed the words of their
/// section: whether these words state them is for a person to see.
#[must_use]
pub fn behind_hands<'a>(
    unused: &[FieldPath],
    documents: impl IntoIterator<Item = &'a Document>,
) -> Vec<FieldPath> {
    let replaced: BTreeSet<&FieldPath> = documents
        .into_iter()
        .flat_map(|document| &document.by_hand)
        .flat_map(|entry| &entry.replaced)
        .collect();
    let behind = unused.iter().filter(|path| replaced.contains(path));
    behind.cloned().collect()
}

fn steers(path: &FieldPath) -> bool {
    let path = path.as_str();
    STEERING.contains(&path)
        || STEERING_TABLES.iter().any(|table| path.starts_with(table))
        || path
            .rsplit('.')
            .next()
            .is_some_and(|key| STEERING_KEYS.contains(&key))
}

/// The paths of all facts that are written; a plain `false` is the same as nothing.
pub fn leaves(path: &FieldPath, json: &Json, found: &mut Vec<FieldPath>) {
    if form(json) == Form::Missing || *json == Json::Bool(false) {
        return;
    }
    match json {
        Json::Object(table) if matches!(form(json), Form::Exact(_)) => {
            for (key, inner) in table {
                leaves(&path.key(key), inner, found);
            }
        }
        Json::Array(items) => {
            for (item, path) in items.iter().zip(item_paths(path, items)) {
                leaves(&path, item, found);
            }
        }
        Json::Null => {}
        Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Object(_) => {
            found.push(path.clone());
        }
    }
}
