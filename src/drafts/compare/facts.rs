//! What changed in the facts: every difference between two states, with its name and its kind.
//!
//! Both states are normalised facts, so that order of keys, comments and spelling of times don't
//! count. Lists are compared by the natural keys of their items, lists without keys by likeness.
//! Nothing is lost: [`apply`] makes the newer state from the older one and the changes.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use super::certainty::kind;
use super::matching::{Pairing, pair};
use super::value_words;
use crate::document::value::{Form, form};
use crate::facts::{FieldPath, item_names, label};

/// Tables that only the record shows, marked as internal or not.
const OF_THE_RECORD: [&str; 3] = ["schutzkontakt", "entscheidungen", "lehren"];

/// How a fact changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Was not written before.
    #[serde(rename = "hinzugefuegt")]
    Added,
    /// Is not written any more.
    #[serde(rename = "entfernt")]
    Removed,
    /// Has another value.
    #[serde(rename = "geaendert")]
    Changed,
    /// Was open and is known.
    #[serde(rename = "bekannt_geworden")]
    BecameKnown,
    /// Was known roughly or as a range and is known exactly, or more surely.
    #[serde(rename = "sicher_geworden")]
    BecameCertain,
    /// Was known, and is known less surely or not at all.
    #[serde(rename = "unsicher_geworden")]
    BecameUncertain,
    /// The entries of a list stand in another order; old and new are their names.
    #[serde(rename = "umgestellt")]
    Reordered,
}

impl ChangeKind {
    /// The key, as JSON has it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Added => "hinzugefuegt",
            Self::Removed => "entfernt",
            Self::Changed => "geaendert",
            Self::BecameKnown => "bekannt_geworden",
            Self::BecameCertain => "sicher_geworden",
            Self::BecameUncertain => "unsicher_geworden",
            Self::Reordered => "umgestellt",
        }
    }

    /// German words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Added => "hinzugefügt",
            Self::Removed => "entfernt",
            Self::Changed => "geändert",
            Self::BecameKnown => "bekannt geworden",
            Self::BecameCertain => "sicher geworden",
            Self::BecameUncertain => "unsicher geworden",
            Self::Reordered => "umgestellt",
        }
    }
}

/// One difference between two states of the facts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FactChange {
    /// Where the fact stands in the newer state; for a removed one, in the older state.
    #[serde(rename = "pfad")]
    pub path: FieldPath,
    /// Where it stood in the older state; of a new list entry, where it stands now.
    #[serde(rename = "pfad_alt")]
    pub old_path: FieldPath,
    /// German name, with the entry that it belongs to.
    #[serde(rename = "bezeichnung")]
    pub label: String,
    /// What became of it.
    #[serde(rename = "art")]
    pub kind: ChangeKind,
    /// The older value; `None` where none was written.
    #[serde(rename = "alt")]
    pub old: Option<Value>,
    /// The newer value; `None` where none is written.
    #[serde(rename = "neu")]
    pub new: Option<Value>,
    /// Whether only the record shows it, before and after.
    #[serde(rename = "intern")]
    pub internal: bool,
    /// What [`apply`] needs besides.
    #[serde(skip)]
    place: Place,
}

impl FactChange {
    /// The older value in German words; `None` where none was written.
    #[must_use]
    pub fn old_words(&self) -> Option<String> {
        self.old
            .as_ref()
            .map(|value| flat(&value_words::say(&self.old_path, value)))
    }

    /// The newer value in German words; `None` where none is written.
    #[must_use]
    pub fn new_words(&self) -> Option<String> {
        self.new
            .as_ref()
            .map(|value| flat(&value_words::say(&self.path, value)))
    }

    /// The older value in lines: of a table, one for each of its facts.
    #[must_use]
    pub fn old_lines(&self) -> Vec<String> {
        let value = self.old.iter();
        let lines = value.flat_map(|value| value_words::lines(&self.old_path, value));
        lines.map(|line| flat(&line)).collect()
    }

    /// The newer value in lines.
    #[must_use]
    pub fn new_lines(&self) -> Vec<String> {
        let value = self.new.iter();
        let lines = value.flat_map(|value| value_words::lines(&self.path, value));
        lines.map(|line| flat(&line)).collect()
    }
}

/// A text without the line ends that its file has.
fn flat(text: &str) -> String {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    words.join(" ")
}

#[derive(Debug, Clone, PartialEq)]
enum Place {
    /// A value; how "not written" is written there (`None`: the key is absent).
    Value(Option<Value>),
    /// A list entry that goes.
    Leaves,
    /// A list entry that comes: its list in the older state, its position in the newer one.
    Comes(FieldPath, usize),
    /// Entries in another order.
    Order,
}

/// Whether a normalised value says that nothing is written.
#[must_use]
pub fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Object(_) => form(value) == Form::Missing,
        Value::Array(items) => items.is_empty(),
        Value::Bool(true) | Value::Number(_) | Value::String(_) => false,
    }
}

/// All differences between two states of normalised facts, in the order of the format.
#[must_use]
pub fn changes(old: &Value, new: &Value) -> Vec<FactChange> {
    let mut walk = Walk::default();
    let root = Spot::default();
    walk.compare(&root, old, new);
    walk.found
}

/// Where the walk is, in both states.
#[derive(Debug, Clone, Default)]
struct Spot {
    old: FieldPath,
    new: FieldPath,
    /// The entries on the way, as a reader calls them.
    entries: Vec<String>,
    /// Whether only the record shows it, in the older and the newer state.
    internal: (bool, bool),
}

impl Spot {
    fn key(&self, key: &str) -> Self {
        let of_the_record = self.old.as_str().is_empty() && OF_THE_RECORD.contains(&key);
        Self {
            old: self.old.key(key),
            new: self.new.key(key),
            entries: self.entries.clone(),
            internal: (
                self.internal.0 || of_the_record,
                self.internal.1 || of_the_record,
            ),
        }
    }

    fn item(&self, old: &str, new: &str, item: &Value) -> Self {
        let mut entries = self.entries.clone();
        entries.push(entry_name(&self.new, new, item));
        Self {
            old: self.old.item(old),
            new: self.new.item(new),
            entries,
            internal: self.internal,
        }
    }

    fn label(&self, path: &FieldPath) -> String {
        let label = label(path).unwrap_or_else(|| path.as_str().to_owned());
        if self.entries.is_empty() {
            label
        } else {
            format!("{label} ({})", self.entries.join(", "))
        }
    }
}

/// How a reader calls an entry: by its natural key, by its first words, or by its number.
fn entry_name(list: &FieldPath, name: &str, item: &Value) -> String {
    let key = crate::facts::natural_key(&crate::facts::paths::without_items(list.as_str()));
    if let Some(key) = key
        && let Some(Value::String(found)) = item.get(key)
    {
        let path = list.item(name).key(key);
        return shortened(&value_words::closed(&path, found).unwrap_or_else(|| found.clone()));
    }
    let text = ["text", "bezeichnung", "name", "was"]
        .iter()
        .find_map(|key| item.get(*key).and_then(Value::as_str));
    match text {
        Some(text) => format!("„{}“", shortened(text)),
        None => format!("Nr. {name}"),
    }
}

/// The first words, at most about fifty characters.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 50;
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= LONGEST {
        return flat;
    }
    let mut short = String::new();
    for word in flat.split(' ') {
        if !short.is_empty() && short.chars().count() + word.chars().count() >= LONGEST {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    let cut: String = short.chars().take(LONGEST).collect();
    format!("{cut} …")
}

#[derive(Default)]
struct Walk {
    found: Vec<FactChange>,
}

impl Walk {
    fn compare(&mut self, spot: &Spot, old: &Value, new: &Value) {
        match (old, new) {
            (Value::Object(before), Value::Object(after)) if is_table(old) && is_table(new) => {
                self.table(spot, before, after);
            }
            (Value::Array(before), Value::Array(after)) => self.list(spot, before, after),
            _ if old == new => {}
            _ => self.value(spot, Some(old), Some(new)),
        }
    }

    fn table(&mut self, spot: &Spot, old: &Map<String, Value>, new: &Map<String, Value>) {
        let marked = |table: &Map<String, Value>| table.get("intern") == Some(&Value::Bool(true));
        let mut inside = spot.clone();
        inside.internal.0 |= marked(old);
        inside.internal.1 |= marked(new);
        let keys = old
            .keys()
            .chain(new.keys().filter(|key| !old.contains_key(*key)));
        for key in keys {
            let below = inside.key(key);
            match (old.get(key), new.get(key)) {
                (Some(before), Some(after)) => self.compare(&below, before, after),
                (before, after) => self.value(&below, before, after),
            }
        }
    }

    fn value(&mut self, spot: &Spot, old: Option<&Value>, new: Option<&Value>) {
        let written = |value: Option<&Value>| value.filter(|value| !is_blank(value)).cloned();
        let (before, after) = (written(old), written(new));
        if before.is_none() && after.is_none() && (old.is_none() || new.is_none()) {
            // A key that one version of the format does not know, and nobody used.
            return;
        }
        let kind = kind(&spot.new, old, new);
        // What is not written says nothing on who may see it.
        let internal =
            (before.is_none() || spot.internal.0) && (after.is_none() || spot.internal.1);
        self.found.push(FactChange {
            path: spot.new.clone(),
            old_path: spot.old.clone(),
            label: spot.label(&spot.new),
            kind,
            place: Place::Value(if after.is_some() { None } else { new.cloned() }),
            old: before,
            new: after,
            internal,
        });
    }

    fn list(&mut self, spot: &Spot, old: &[Value], new: &[Value]) {
        let before = item_names(spot.old.as_str(), old);
        let after = item_names(spot.new.as_str(), new);
        let Pairing { pairs, gone, come } = pair(&spot.new, (old, &before), (new, &after));
        for index in gone {
            let (Some(item), Some(name)) = (old.get(index), before.get(index)) else {
                continue;
            };
            let at = spot.item(name, name, item);
            self.entry(&at, Some(item), None, Place::Leaves);
        }
        let order: Vec<usize> = pairs.iter().map(|(from, _)| *from).collect();
        if !order.is_sorted() {
            let mut sorted = order.clone();
            sorted.sort_unstable();
            let names = |order: &[usize]| {
                let names = order.iter().filter_map(|index| before.get(*index));
                Some(names.map(|name| Value::String(name.clone())).collect())
            };
            self.found.push(FactChange {
                path: spot.new.clone(),
                old_path: spot.old.clone(),
                label: spot.label(&spot.new),
                kind: ChangeKind::Reordered,
                old: names(&sorted),
                new: names(&order),
                internal: spot.internal == (true, true),
                place: Place::Order,
            });
        }
        let mut pairs = pairs.into_iter().peekable();
        let mut come = come.into_iter().peekable();
        for (index, item) in new.iter().enumerate() {
            let Some(name) = after.get(index) else {
                continue;
            };
            if come.next_if_eq(&index).is_some() {
                let mut at = spot.item(name, name, item);
                at.old = at.new.clone();
                let place = Place::Comes(spot.old.clone(), index);
                self.entry(&at, None, Some(item), place);
            } else if let Some((from, _)) = pairs.next_if(|(_, to)| *to == index)
                && let (Some(was), Some(known)) = (old.get(from), before.get(from))
            {
                self.compare(&spot.item(known, name, item), was, item);
            }
        }
    }

    /// A list entry that comes or goes.
    fn entry(&mut self, spot: &Spot, old: Option<&Value>, new: Option<&Value>, place: Place) {
        let marked = |item: Option<&Value>, internal: bool| {
            internal || item.is_none_or(|item| item.get("intern") == Some(&Value::Bool(true)))
        };
        self.found.push(FactChange {
            path: spot.new.clone(),
            old_path: spot.old.clone(),
            label: spot.label(&spot.new),
            kind: if new.is_some() {
                ChangeKind::Added
            } else {
                ChangeKind::Removed
            },
            old: old.cloned(),
            new: new.cloned(),
            internal: marked(old, spot.internal.0) && marked(new, spot.internal.1),
            place,
        });
    }
}

/// A table of facts, and no value that is open in some way.
fn is_table(value: &Value) -> bool {
    value.is_object() && matches!(form(value), Form::Exact(_))
}

/// The newer state, made from the older one and the changes.
#[must_use]
pub fn apply(old: &Value, changes: &[FactChange]) -> Value {
    let mut plan = Plan::default();
    for change in changes {
        let at = change.old_path.as_str();
        match &change.place {
            Place::Value(blank) => {
                let value = change.new.clone().or_else(|| blank.clone());
                plan.values.insert(at, value);
            }
            Place::Leaves => plan.leaves.push(at),
            Place::Comes(list, index) => plan
                .comes
                .entry(list.as_str())
                .or_default()
                .push((*index, change.new.clone().unwrap_or(Value::Null))),
            Place::Order => {
                plan.orders.insert(at, change.new.as_ref());
            }
        }
    }
    plan.build(&FieldPath::default(), old)
}

#[derive(Default)]
struct Plan<'c> {
    values: BTreeMap<&'c str, Option<Value>>,
    leaves: Vec<&'c str>,
    comes: BTreeMap<&'c str, Vec<(usize, Value)>>,
    orders: BTreeMap<&'c str, Option<&'c Value>>,
}

impl Plan<'_> {
    fn build(&self, path: &FieldPath, old: &Value) -> Value {
        match old {
            Value::Object(table) if is_table(old) => {
                let mut made = Map::new();
                for (key, value) in table {
                    let below = path.key(key);
                    let value = match self.values.get(below.as_str()) {
                        Some(value) => value.clone(),
                        None => Some(self.build(&below, value)),
                    };
                    if let Some(value) = value {
                        made.insert(key.clone(), value);
                    }
                }
                self.new_keys(path, table, &mut made);
                Value::Object(made)
            }
            Value::Array(items) => self.list(path, items),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Object(_) => old.clone(),
        }
    }

    /// Keys that the older state does not have at all.
    fn new_keys(&self, path: &FieldPath, old: &Map<String, Value>, made: &mut Map<String, Value>) {
        for (at, value) in &self.values {
            let key = match (path.as_str(), *at) {
                ("", at) => Some(at),
                (above, at) => at
                    .strip_prefix(above)
                    .and_then(|rest| rest.strip_prefix('.')),
            };
            if let (Some(key), Some(value)) = (key, value)
                && !key.contains(['.', '['])
                && !old.contains_key(key)
            {
                made.insert(key.to_owned(), value.clone());
            }
        }
    }

    fn list(&self, path: &FieldPath, items: &[Value]) -> Value {
        let mut kept: Vec<(String, Value)> = Vec::new();
        for (name, item) in item_names(path.as_str(), items).into_iter().zip(items) {
            let at = path.item(&name);
            if self.leaves.contains(&at.as_str()) {
                continue;
            }
            let item = match self.values.get(at.as_str()) {
                Some(value) => value.clone().unwrap_or(Value::Null),
                None => self.build(&at, item),
            };
            kept.push((name, item));
        }
        if let Some(Some(Value::Array(order))) = self.orders.get(path.as_str()) {
            let position = |name: &str| order.iter().position(|known| known == name);
            kept.sort_by_key(|(name, _)| position(name));
        }
        let mut made: Vec<Value> = kept.into_iter().map(|(_, item)| item).collect();
        for (index, item) in self.comes.get(path.as_str()).into_iter().flatten() {
            made.insert((*index).min(made.len()), item.clone());
        }
        Value::Array(made)
    }
}
