//! Names of list items in field paths: by natural key where it is unique, else by position.

use std::collections::BTreeMap;

use serde_json::Value;

/// Longest natural key that becomes part of a path.
const LONGEST: usize = 80;

/// The key that names the items of the list at `list` (a path without brackets), if it has one.
#[must_use]
pub fn natural_key(list: &str) -> Option<&'static str> {
    match list {
        "beteiligte" | "bereiche" | "stellen" | "dienste" => Some("name"),
        "behoerden" => Some("id"),
        "betroffene.gruppen" => Some("gruppe"),
        "daten" => Some("kategorie"),
        "folgen" => Some("art"),
        "empfaenger" | "anlagen" => Some("bezeichnung"),
        "entscheidungen" => Some("gegenstand"),
        "unterschriften" => Some("dokument"),
        "textfassungen" => Some("abschnitt"),
        _ => None,
    }
}

/// The names of items from the texts of their natural keys, in order.
#[must_use]
pub fn names(keys: &[Option<&str>]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for key in keys.iter().flatten() {
        *counts.entry(key).or_default() += 1;
    }
    keys.iter()
        .enumerate()
        .map(|(index, key)| match key {
            Some(key) if counts.get(key) == Some(&1) && is_usable(key) => (*key).to_owned(),
            Some(_) | None => (index + 1).to_string(),
        })
        .collect()
}

/// The names of the items of a list of the normalised JSON; `list` is its path, brackets allowed.
#[must_use]
pub fn item_names(list: &str, items: &[Value]) -> Vec<String> {
    let key = natural_key(&without_items(list));
    let keys: Vec<Option<&str>> = items
        .iter()
        .map(|item| key.and_then(|key| item.get(key)).and_then(Value::as_str))
        .collect();
    names(&keys)
}

/// The name of one item of a list: as [`item_names`] gives it, without naming all others.
#[must_use]
pub fn item_name(list: &str, items: &[Value], index: usize) -> String {
    let key = natural_key(&without_items(list));
    let of = |item: &Value| -> Option<String> {
        let text = item.get(key?)?.as_str()?;
        Some(text.to_owned())
    };
    let own = items.get(index).and_then(of).filter(|own| {
        let same = |item: &&Value| key.and_then(|key| item.get(key)?.as_str()) == Some(own);
        is_usable(own) && items.iter().filter(same).count() == 1
    });
    own.unwrap_or_else(|| (index + 1).to_string())
}

/// Whether a natural key can stand in brackets and is no position.
fn is_usable(key: &str) -> bool {
    !key.is_empty()
        && key.chars().count() <= LONGEST
        && !key.contains(['[', ']', '\n'])
        && !key.bytes().all(|byte| byte.is_ascii_digit())
}

/// The path without `[…]`.
#[must_use]
pub fn without_items(path: &str) -> String {
    let mut depth = 0usize;
    path.chars()
        .filter(|character| {
            match character {
                '[' => depth += 1,
                ']' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}
