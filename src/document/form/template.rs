//! The sheet as templates see it: `formular`, filled when a template first asks for it.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, FixedOffset};
use minijinja::value::{Object, Value};

use super::resolve::VOID;
use super::{Entry, Sheet, State, fill};
use crate::document::Given;
use crate::document::model::Inline;
use crate::document::slots::inlines;
use crate::document::wording::{dates, lists};
use crate::law::form::Duty;

/// `formular` in templates: `name`, `version`, `status`, `quelle`, `stand`, `veraltet` and
/// `abschnitte` (`nummer`, `titel`, `felder`).
#[derive(Debug)]
struct Lazy {
    given: Given,
    now: DateTime<FixedOffset>,
    made: OnceLock<Value>,
}

/// The value for templates; nothing is computed before a template asks.
pub(in crate::document) fn value(given: Given, now: DateTime<FixedOffset>) -> Value {
    Value::from_object(Lazy {
        given,
        now,
        made: OnceLock::new(),
    })
}

impl Object for Lazy {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let made = self.made.get_or_init(|| {
            fill(&self.given.facts, &self.given.law, self.now)
                .map_or_else(Value::default, |sheet| table(&sheet))
        });
        made.get_item(key)
            .ok()
            .filter(|found| !found.is_undefined())
    }
}

fn table(sheet: &Sheet) -> Value {
    let form = sheet.form;
    let sections: Vec<Value> = form
        .sections
        .iter()
        .map(|section| {
            let fields: Vec<Value> = sheet
                .fields
                .iter()
                .filter(|entry| entry.abschnitt == section.nummer)
                .map(field)
                .collect();
            Value::from(BTreeMap::from([
                ("nummer", Value::from(section.nummer.as_str())),
                ("titel", Value::from(section.titel.as_str())),
                ("felder", Value::from(fields)),
            ]))
        })
        .collect();
    let count = |state: State| Value::from(sheet.counts().get(&state).copied().unwrap_or_default());
    Value::from(BTreeMap::from([
        ("name", Value::from(form.name.as_str())),
        ("version", Value::from(form.version.as_str())),
        ("status", Value::from(form.status.as_str())),
        ("quelle", Value::from(form.quelle.as_str())),
        ("stand", Value::from(dates::date(form.stand))),
        ("gilt", Value::from(form.holds(sheet.day))),
        ("veraltet", Value::from(form.is_stale(sheet.day))),
        ("ausgefuellt", count(State::Ausgefuellt)),
        ("offen", count(State::Offen)),
        ("entfaellt", count(State::Entfaellt)),
        ("offene_pflichtfelder", Value::from(open_duties(sheet))),
        ("abschnitte", Value::from(sections)),
    ]))
}

/// `41, 44 und 67`: the fields that must be filled and are open.
fn open_duties(sheet: &Sheet) -> String {
    let numbers: Vec<String> = sheet.open_duties().iter().map(u16::to_string).collect();
    lists::und(&numbers.iter().map(String::as_str).collect::<Vec<_>>())
}

fn field(entry: &Entry) -> Value {
    let text = |text: Option<&str>| text.map_or_else(|| Value::from(()), Value::from);
    Value::from(BTreeMap::from([
        ("nummer", Value::from(entry.nummer.to_string())),
        ("bezeichnung", Value::from(entry.bezeichnung)),
        ("pflicht", Value::from(entry.pflicht == Duty::Ja)),
        ("offen", Value::from(entry.stand == State::Offen)),
        ("entfaellt", Value::from(entry.stand == State::Entfaellt)),
        ("wert", content(entry)),
        ("hinweis", text(entry.hinweis.as_deref())),
    ]))
}

/// The words of the value cell; of a field that is not asked its reason alone.
fn content(entry: &Entry) -> Value {
    let mut content = entry.content.clone();
    if let (State::Entfaellt, Some(Inline::Text { text, .. })) = (entry.stand, content.first_mut())
        && let Some(reason) = text.strip_prefix(VOID)
    {
        *text = reason.to_owned();
    }
    if content.is_empty() {
        content.push(Inline::text("–"));
    }
    inlines(content)
}
