//! Facts as template values: every value knows its path and notes when a condition asks it.
//!
//! A [`Fact`] wraps a piece of the normalised facts; filters and tests of the templates take
//! it apart, the formatter turns it into a slot. It never becomes template text.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use minijinja::value::{Enumerator, Object, ObjectRepr, Value};
use serde_json::Value as Json;

use super::model::FieldPath;
use crate::facts::item_names;

/// Paths that conditions asked for, shared by all facts of one rendering.
pub type Conditions = Arc<Mutex<BTreeSet<FieldPath>>>;

/// A fact, or a table or list of facts, with its path.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Where it stands in the facts file.
    pub path: FieldPath,
    /// Its normalised value.
    pub json: Arc<Json>,
    /// All facts: wording may depend on others (one person or several).
    whole: Arc<Json>,
    conditions: Conditions,
}

/// How an `Angabe` is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Form<'a> {
    /// Not written: not asked yet.
    Missing,
    /// Known.
    Exact(&'a Json),
    /// Known approximately.
    About(&'a Json),
    /// Between two values.
    Range(&'a Json, &'a Json),
    /// Open: reason and promised date.
    Open(&'a str, Option<&'a str>),
    /// Cannot be determined.
    Undeterminable(&'a str),
    /// Does not apply.
    NotApplicable(&'a str),
}

impl Fact {
    /// Wraps a tree of facts under the path given.
    #[must_use]
    pub fn root(
        path: FieldPath,
        json: Arc<Json>,
        whole: Arc<Json>,
        conditions: Conditions,
    ) -> Self {
        Self {
            path,
            json,
            whole,
            conditions,
        }
    }

    fn child(&self, path: FieldPath, json: &Json) -> Value {
        Value::from_object(Self {
            path,
            json: Arc::new(json.clone()),
            whole: Arc::clone(&self.whole),
            conditions: Arc::clone(&self.conditions),
        })
    }

    /// Notes that a condition asked for this fact.
    pub fn asked(&self) {
        if let Ok(mut paths) = self.conditions.lock() {
            paths.insert(self.path.clone());
        }
    }

    /// Another fact of the same facts file, by its path; notes that wording depends on it.
    #[must_use]
    pub fn elsewhere(&self, path: &str) -> Option<&Json> {
        if let Ok(mut paths) = self.conditions.lock() {
            paths.insert(FieldPath::new(path));
        }
        self.whole.pointer(&format!("/{}", path.replace('.', "/")))
    }

    /// The value inside, where it is a `Fact`.
    #[must_use]
    pub fn of(value: &Value) -> Option<Arc<Self>> {
        value.downcast_object::<Self>()
    }

    /// How the value is written.
    #[must_use]
    pub fn form(&self) -> Form<'_> {
        form(&self.json)
    }

    /// The string inside, where it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        self.json.as_str()
    }
}

/// How a normalised value is written.
#[must_use]
pub fn form(json: &Json) -> Form<'_> {
    let Some(table) = json.as_object() else {
        return if json.is_null() {
            Form::Missing
        } else {
            Form::Exact(json)
        };
    };
    let text = |key: &str| table.get(key).and_then(Json::as_str);
    if table.get("fehlt").is_some() && table.len() == 1 {
        Form::Missing
    } else if let Some(about) = table.get("ungefaehr").filter(|_| table.len() == 1) {
        Form::About(about)
    } else if let (Some(from), Some(to), 2) = (table.get("von"), table.get("bis"), table.len()) {
        Form::Range(from, to)
    } else if let Some(reason) = text("offen").filter(|_| table.len() <= 2) {
        Form::Open(reason, text("bis"))
    } else if let Some(reason) = text("nicht_bestimmbar").filter(|_| table.len() == 1) {
        Form::Undeterminable(reason)
    } else if let Some(reason) = text("entfaellt").filter(|_| table.len() == 1) {
        Form::NotApplicable(reason)
    } else {
        Form::Exact(json)
    }
}

/// The paths of the items of a list, named as the reader of the facts names them.
#[must_use]
pub fn item_paths(list: &FieldPath, items: &[Json]) -> Vec<FieldPath> {
    item_names(list.as_str(), items)
        .iter()
        .map(|name| list.item(name))
        .collect()
}

impl Object for Fact {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        match &*self.json {
            Json::Object(_) => ObjectRepr::Map,
            Json::Array(_) => ObjectRepr::Seq,
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => ObjectRepr::Plain,
        }
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match &*self.json {
            Json::Object(table) => {
                let key = key.as_str()?;
                let found = table.get(key)?;
                Some(self.child(self.path.key(key), found))
            }
            Json::Array(items) => {
                let index = key.as_usize()?;
                let path = item_paths(&self.path, items).into_iter().nth(index)?;
                items.get(index).map(|item| self.child(path, item))
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => None,
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        match &*self.json {
            Json::Object(table) => Enumerator::Values(table.keys().map(Value::from).collect()),
            Json::Array(items) => Enumerator::Values(
                item_paths(&self.path, items)
                    .into_iter()
                    .zip(items)
                    .map(|(path, item)| self.child(path, item))
                    .collect(),
            ),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {
                Enumerator::NonEnumerable
            }
        }
    }

    fn is_true(self: &Arc<Self>) -> bool {
        self.asked();
        match &*self.json {
            Json::Null => false,
            Json::Bool(value) => *value,
            Json::String(text) => !text.is_empty(),
            Json::Array(items) => !items.is_empty(),
            Json::Number(_) => true,
            Json::Object(_) => !matches!(self.form(), Form::Missing),
        }
    }

    fn render(self: &Arc<Self>, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Facts reach the output through slots only; an error message shows the path.
        write!(f, "‹{}›", self.path)
    }
}
