//! The sheet for an authority's portal: every field of a report form with what to enter there.
//!
//! [`crate::law::form`] knows what the form asks, here stands what the facts answer. The page
//! and `portalbogen.json` are made from the same [`Sheet`], so they say the same.

mod answer;
mod breach;
mod cell;
mod communication;
mod effects;
mod parties;
mod resolve;
mod template;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;
use serde_json::Value as Json;

use super::model::{FieldPath, Inline, Markings, plain};
use super::news::{Group, News, Row, lines};
use super::wording::dates;
use crate::law::form::{Duty, Field, Form, Kind, Question, form};
use answer::Answer;
use cell::Cell;

pub(super) use template::value;

/// A filled form.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The form.
    pub form: &'static Form,
    /// The day of the report, by which the form was chosen.
    pub day: NaiveDate,
    /// Its fields, in the form's order.
    pub fields: Vec<Entry>,
}

/// State of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// There is something to enter.
    Ausgefuellt,
    /// Still to come, with the reason.
    Offen,
    /// The form does not ask it here.
    Entfaellt,
}

/// A field with what to enter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// Number of the field.
    pub nummer: u16,
    /// Number of its section.
    pub abschnitt: &'static str,
    /// Its label.
    pub bezeichnung: &'static str,
    /// What is entered.
    pub art: Kind,
    /// Whether it must be filled.
    pub pflicht: Duty,
    /// Its state.
    pub stand: State,
    /// The value for machines: text, number, RFC 3339 time, yes or no; `null` for choices.
    pub wert: Option<Json>,
    /// What the sheet shows, in words.
    pub text: String,
    /// Letters of the options to choose.
    pub optionen: Vec<&'static str>,
    /// The keys of the facts behind them.
    pub schluessel: Vec<String>,
    /// A remark for the person who types.
    pub hinweis: Option<String>,
    /// Why it is open or void.
    pub grund: Option<String>,
    /// The promised date.
    pub bis: Option<NaiveDate>,
    /// The fact it states first.
    pub pfad: Option<FieldPath>,
    /// All facts it states.
    pub pfade: Vec<FieldPath>,
    /// The same words as [`Entry::text`], with their facts.
    #[serde(skip)]
    pub content: Vec<Inline>,
}

/// What the answers are made from.
struct Case<'a> {
    form: &'static Form,
    facts: Cell<'a>,
    law: &'a Json,
    now: DateTime<FixedOffset>,
}

impl<'a> Case<'a> {
    fn at(&self, path: &str) -> Cell<'a> {
        self.facts.at(path)
    }

    fn field(&self, question: Question) -> Option<&'static Field> {
        self.form
            .fields
            .iter()
            .find(|field| field.frage == question)
    }

    /// Whether two keys of a list mean the same option of a field.
    fn same_choice(&self, question: Question, one: &str, other: &str) -> bool {
        self.field(question).is_some_and(|field| {
            let choice = field.choice(one);
            choice.is_some() && choice == field.choice(other)
        })
    }

    fn today(&self) -> NaiveDate {
        dates::Moment::Time(self.now).day()
    }
}

/// Fills the form that holds at the time `now`; `None` where the data know none.
///
/// `facts` are the normalised facts that the reader may see, `law` the assessment in its
/// serialised form.
#[must_use]
pub fn fill(facts: &Json, law: &Json, now: DateTime<FixedOffset>) -> Option<Sheet> {
    let day = dates::Moment::Time(now).day();
    let form = form(day)?;
    let case = Case {
        form,
        facts: Cell::root(facts),
        law,
        now,
    };
    let complete = facts.pointer("/meldung/vollstaendig") == Some(&Json::Bool(true));
    let fields = form
        .fields
        .iter()
        .map(|field| resolve::entry(field, answer(&case, field.frage), complete))
        .collect();
    Some(Sheet { form, day, fields })
}

/// The answer to a question: each part of the form knows its own.
fn answer(case: &Case<'_>, question: Question) -> Answer {
    parties::answer(case, question)
        .or_else(|| breach::answer(case, question))
        .or_else(|| effects::answer(case, question))
        .or_else(|| communication::answer(case, question))
        .unwrap_or_else(Answer::not_kept)
}

impl Sheet {
    /// How many fields are in each state.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<State, usize> {
        let mut counts = BTreeMap::new();
        for entry in &self.fields {
            *counts.entry(entry.stand).or_default() += 1;
        }
        counts
    }

    /// Numbers of fields that must be filled and are open.
    #[must_use]
    pub fn open_duties(&self) -> Vec<u16> {
        self.fields
            .iter()
            .filter(|entry| entry.stand == State::Offen && entry.pflicht == Duty::Ja)
            .map(|entry| entry.nummer)
            .collect()
    }

    /// `portalbogen.json`: indented, with a line end.
    #[must_use]
    pub fn json(
        &self,
        reference: &str,
        (law, news): (&Json, Option<&News>),
        markings: Markings,
        now: DateTime<FixedOffset>,
    ) -> String {
        let face = Face {
            format: 1,
            vorlage: FaceForm {
                name: &self.form.name,
                version: &self.form.version,
                status: &self.form.status,
                gueltig_ab: self.form.gueltig_ab,
                gueltig_bis: self.form.gueltig_bis,
                quelle: &self.form.quelle,
                stand: self.form.stand,
            },
            kennung: reference,
            zeit: now.to_rfc3339(),
            beispiel: markings.beispiel,
            uebung: markings.uebung,
            entwurf: markings.entwurf,
            behoerde: law
                .get("behoerde")
                .filter(|found| found.is_object())
                .map(|found| {
                    ["name", "kurz", "meldeweg"]
                        .into_iter()
                        .map(|key| (key, found.get(key).unwrap_or(&Json::Null)))
                        .collect()
                }),
            gesamt: law.get("gesamt").and_then(Json::as_bool).unwrap_or(true),
            bezug: news.map(FaceNews::new),
            felder: &self.fields,
        };
        let mut text = serde_json::to_string_pretty(&face).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// `portalbogen.json`; see `docs/portalbogen-json.md`.
#[derive(Serialize)]
struct Face<'a> {
    format: u8,
    vorlage: FaceForm<'a>,
    kennung: &'a str,
    zeit: String,
    beispiel: bool,
    uebung: bool,
    entwurf: bool,
    behoerde: Option<BTreeMap<&'static str, &'a Json>>,
    gesamt: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    bezug: Option<FaceNews<'a>>,
    felder: &'a [Entry],
}

/// The report that a later one continues, and what is new.
#[derive(Serialize)]
struct FaceNews<'a> {
    version: u32,
    am: String,
    art: Option<&'a str>,
    felder: &'a [u16],
    berichtigt: Vec<Row>,
    zugesagt: Vec<Row>,
    ergaenzt: Vec<Row>,
    genauer: Vec<Row>,
    seither: Vec<Row>,
    neu_gefasst: &'a [String],
}

impl<'a> FaceNews<'a> {
    fn new(news: &'a News) -> Self {
        Self {
            version: news.version,
            am: news.released.to_rfc3339(),
            art: news.kind.as_deref(),
            felder: &news.fields,
            berichtigt: lines(news, Group::Corrected),
            zugesagt: lines(news, Group::Promised),
            ergaenzt: lines(news, Group::Completed),
            genauer: lines(news, Group::Refined),
            seither: lines(news, Group::Since),
            neu_gefasst: &news.reworded,
        }
    }
}

#[derive(Serialize)]
struct FaceForm<'a> {
    name: &'a str,
    version: &'a str,
    status: &'a str,
    gueltig_ab: NaiveDate,
    gueltig_bis: Option<NaiveDate>,
    quelle: &'a str,
    stand: NaiveDate,
}

/// Words as plain text, as the JSON holds them.
fn text(content: &[Inline]) -> String {
    plain(content)
}
