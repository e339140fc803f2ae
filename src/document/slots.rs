//! Slots: values stand beside the Markdown text, never in it.
//!
//! The formatter writes a marker of noncharacters around a number and keeps the value; after
//! the Markdown is parsed, the marker becomes text with its fact path, or the inlines or
//! blocks that a helper returned. So no value can change the structure of a document.

use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, Value};
use minijinja::{Error, ErrorKind, Output, State};
use serde_json::Value as Json;

use super::model::{Block, FieldPath, Inline};
use super::value::{Fact, Form};
use super::wording::{dates, numbers};

/// Begins a slot marker.
pub const OPEN: char = '\u{fdd0}';
/// Ends a slot marker.
pub const CLOSE: char = '\u{fdd1}';

/// What stands in a slot.
#[derive(Debug, Clone, PartialEq)]
pub enum Slot {
    /// Words inside a paragraph.
    Inlines(Vec<Inline>),
    /// Blocks in the place of a paragraph.
    Blocks(Vec<Block>),
}

/// A typed value that a helper returned.
#[derive(Debug)]
pub struct Typed(pub Slot);

impl Object for Typed {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        match &self.0 {
            Slot::Inlines(inlines) => !inlines.is_empty(),
            Slot::Blocks(blocks) => !blocks.is_empty(),
        }
    }

    fn render(self: &Arc<Self>, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("‹Text›")
    }
}

/// The slots of one rendering.
#[derive(Debug, Default, Clone)]
pub struct Store(Vec<Slot>);

impl Store {
    /// Keeps `slot` and returns its number.
    fn keep(&mut self, slot: Slot) -> usize {
        self.0.push(slot);
        self.0.len() - 1
    }

    /// The slot of a number.
    #[must_use]
    pub fn get(&self, number: usize) -> Option<Slot> {
        self.0.get(number).cloned()
    }
}

/// A typed value for templates from inlines.
#[must_use]
pub fn inlines(content: Vec<Inline>) -> Value {
    Value::from_object(Typed(Slot::Inlines(content)))
}

/// A typed value for templates from blocks.
#[must_use]
pub fn blocks(content: Vec<Block>) -> Value {
    Value::from_object(Typed(Slot::Blocks(content)))
}

/// The formatter of the template engine: template text that was captured passes, every
/// other value becomes a slot.
///
/// # Errors
/// A value without wording: undefined, none, a list or a table.
pub fn format(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if value.is_safe() {
        return out
            .write_str(value.as_str().unwrap_or_default())
            .map_err(Error::from);
    }
    let slot = match value.downcast_object_ref::<Typed>() {
        Some(typed) => typed.0.clone(),
        None => Slot::Inlines(to_inlines(value)?),
    };
    let number = state
        .get_or_insert_extension_with(Store::default)
        .keep(slot);
    write!(out, "{OPEN}{number}{CLOSE}").map_err(Error::from)
}

/// The words of a value.
///
/// # Errors
/// A value without wording.
pub fn to_inlines(value: &Value) -> Result<Vec<Inline>, Error> {
    if let Some(typed) = value.downcast_object_ref::<Typed>() {
        return match &typed.0 {
            Slot::Inlines(content) => Ok(content.clone()),
            Slot::Blocks(_) => Err(no_wording(
                "Hier steht ein ganzer Absatz, wo nur Wörter stehen können.",
            )),
        };
    }
    if let Some(fact) = Fact::of(value) {
        return fact_inlines(&fact);
    }
    if let Some(text) = value.as_str() {
        return Ok(vec![Inline::text(text)]);
    }
    if let Some(number) = value.as_i64().filter(|_| value.is_integer()) {
        return Ok(vec![Inline::text(numbers::grouped(number))]);
    }
    Err(no_wording(
        "Der Wert hat keinen Wortlaut (nichts, Liste, Tabelle oder Wahrheitswert).",
    ))
}

fn no_wording(detail: &'static str) -> Error {
    Error::new(ErrorKind::BadSerialization, detail)
}

fn fact_inlines(fact: &Fact) -> Result<Vec<Inline>, Error> {
    let source = Some(fact.path.clone());
    let open = |text: String| {
        vec![Inline::Open {
            text,
            source: source.clone(),
        }]
    };
    Ok(match fact.form() {
        Form::Missing => open("noch nicht erhoben".to_owned()),
        Form::Open(reason, until) => open(match until.and_then(dates::Moment::parse) {
            Some(date) => format!(
                "noch offen ({}; wird bis {} nachgereicht)",
                trimmed(reason),
                dates::date(date.day())
            ),
            None => format!("noch offen ({})", trimmed(reason)),
        }),
        Form::Undeterminable(reason) => open(format!("nicht bestimmbar ({})", trimmed(reason))),
        Form::NotApplicable(reason) => open(format!("entfällt ({})", trimmed(reason))),
        Form::Exact(json) => scalar(json, fact)?,
        Form::About(json) => match json.as_str().and_then(|text| clock(text, &fact.path)) {
            Some(moment) => vec![Inline::Time {
                text: dates::about(moment),
                datetime: moment.machine(),
                source,
            }],
            None => {
                let mut content = vec![Inline::text("ungefähr ")];
                content.extend(scalar(json, fact)?);
                content
            }
        },
        Form::Range(from, to) => {
            let mut content = scalar(from, fact)?;
            content.push(Inline::text(" bis "));
            content.extend(scalar(to, fact)?);
            content
        }
    })
}

/// A reason without the full stop at its end, so that a sentence can go on behind it.
#[must_use]
pub fn trimmed(reason: &str) -> &str {
    let reason = reason.trim();
    if reason.ends_with("..") {
        reason
    } else {
        reason.strip_suffix('.').unwrap_or(reason)
    }
}

fn scalar(json: &Json, fact: &Fact) -> Result<Vec<Inline>, Error> {
    match json {
        Json::String(text) => Ok(match time_inline(text, &fact.path) {
            Some(time) => vec![time],
            None => text_inlines(text, &fact.path),
        }),
        Json::Number(number) => {
            let words = match number.as_i64() {
                Some(whole) => numbers::rounded(whole),
                None => number.as_f64().map(numbers::decimal).unwrap_or_default(),
            };
            Ok(vec![Inline::fact(words, fact.path.clone())])
        }
        Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => Err(Error::new(
            ErrorKind::BadSerialization,
            format!(
                "„{}“ hat keinen Wortlaut; nehmen Sie einen Filter.",
                fact.path
            ),
        )),
    }
}

/// A time in words, where `text` is a machine-readable time.
fn time_inline(text: &str, path: &FieldPath) -> Option<Inline> {
    if !is_time(path) {
        return None;
    }
    let moment = dates::Moment::parse(text)?;
    Some(Inline::Time {
        text: dates::moment(moment),
        datetime: moment.machine(),
        source: Some(path.clone()),
    })
}

/// A point in time with its hour.
fn clock(text: &str, path: &FieldPath) -> Option<dates::Moment> {
    let moment = dates::Moment::parse(text).filter(|_| is_time(path))?;
    matches!(moment, dates::Moment::Time(_)).then_some(moment)
}

/// Keys whose values are points in time; any other text that looks like a date stays as it is.
const TIME_KEYS: [&str; 15] = [
    "beginn",
    "ende",
    "entdeckt",
    "erste_anhaltspunkte",
    "kenntnis",
    "kenntnis_auftragsverarbeiter",
    "mitteilung_auftragsverarbeiter",
    "am",
    "stand",
    "bis",
    "ziel",
    "meldezeit",
    "jetzt",
    "gueltig_ab",
    "gueltig_bis",
];

/// Whether the fact at a path is a point in time.
pub(super) fn is_time(path: &FieldPath) -> bool {
    let last = path.as_str().rsplit('.').next().unwrap_or_default();
    TIME_KEYS.contains(&last)
}

/// Text of a fact as inlines: single line ends become spaces, blank lines and line ends
/// before list marks become breaks.
#[must_use]
pub fn text_inlines(text: &str, path: &FieldPath) -> Vec<Inline> {
    let mut content = Vec::new();
    for paragraph in paragraphs(text) {
        for line in paragraph {
            if !content.is_empty() {
                content.push(Inline::Break);
            }
            content.push(Inline::fact(line, path.clone()));
        }
    }
    content
}

/// The paragraphs of a text and their lines: wrapped lines are joined, a line that begins
/// with a list mark starts a line of its own.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Vec<String>> {
    let mut paragraphs: Vec<Vec<String>> = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    for line in text.split('\n') {
        let words = line
            .split(' ')
            .filter(|w| !w.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        if words.is_empty() {
            if !lines.is_empty() {
                paragraphs.push(std::mem::take(&mut lines));
            }
            continue;
        }
        match lines.last_mut() {
            Some(last) if !starts_item(&words) => {
                last.push(' ');
                last.push_str(&words);
            }
            Some(_) | None => lines.push(words),
        }
    }
    if !lines.is_empty() {
        paragraphs.push(lines);
    }
    paragraphs
}

fn starts_item(line: &str) -> bool {
    ["- ", "* ", "• ", "– "]
        .iter()
        .any(|mark| line.starts_with(mark))
        || line.split_once(". ").is_some_and(|(n, _)| {
            n.len() <= 2 && !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())
        }) && !line.split(' ').nth(1).is_some_and(is_month)
}

fn is_month(word: &str) -> bool {
    (1..=12)
        .filter_map(|m| chrono::NaiveDate::from_ymd_opt(2000, m, 1))
        .any(|d| dates::date(d).contains(word.trim_end_matches(['.', ','])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_are_joined_and_lists_kept() {
        assert_eq!(
            paragraphs("eins\nzwei\n\ndrei"),
            [vec!["eins zwei"], vec!["drei"]]
        );
        assert_eq!(
            paragraphs("Folgen:\n- a\n- b"),
            [vec!["Folgen:", "- a", "- b"]]
        );
        assert_eq!(
            paragraphs("bis zum\n15. Oktober 2021"),
            [vec!["bis zum 15. Oktober 2021"]]
        );
        assert!(paragraphs(" \n ").is_empty());
    }

    #[test]
    fn a_reason_loses_its_full_stop() {
        assert_eq!(trimmed("läuft. "), "läuft");
        assert_eq!(trimmed("läuft..."), "läuft...");
    }
}
