//! A place in the normalised facts, with its path.

use chrono::NaiveDate;
use serde_json::Value as Json;

use crate::document::model::{FieldPath, Inline};
use crate::document::slots::{text_inlines, trimmed};
use crate::document::value::{Form, form, item_paths};
use crate::document::wording::{dates, words};

static NOTHING: Json = Json::Null;

/// A fact, or the place where one would stand.
#[derive(Debug, Clone)]
pub(super) struct Cell<'a> {
    pub(super) path: FieldPath,
    pub(super) json: &'a Json,
}

impl<'a> Cell<'a> {
    /// The whole facts.
    pub(super) fn root(json: &'a Json) -> Self {
        Self {
            path: FieldPath::default(),
            json,
        }
    }

    /// The fact below, `anschrift.ort`.
    pub(super) fn at(&self, path: &str) -> Self {
        path.split('.').fold(self.clone(), |place, key| Self {
            path: place.path.key(key),
            json: place.json.get(key).unwrap_or(&NOTHING),
        })
    }

    /// The items of a list; none where there is no list.
    pub(super) fn items(&self) -> Vec<Self> {
        let items = self.json.as_array().map_or(&[][..], Vec::as_slice);
        item_paths(&self.path, items)
            .into_iter()
            .zip(items)
            .map(|(path, json)| Self { path, json })
            .collect()
    }

    /// How it is written.
    pub(super) fn form(&self) -> Form<'a> {
        form(self.json)
    }

    /// Whether a value is written.
    pub(super) fn is_known(&self) -> bool {
        matches!(
            self.form(),
            Form::Exact(_) | Form::About(_) | Form::Range(..)
        )
    }

    /// The text or key.
    pub(super) fn key(&self) -> Option<&'a str> {
        self.json.as_str()
    }

    /// Whether it is this key.
    pub(super) fn is(&self, key: &str) -> bool {
        self.key() == Some(key)
    }

    /// The day of a known point in time; of a range its first.
    pub(super) fn day(&self) -> Option<NaiveDate> {
        self.moments().map(|(from, _)| from.day())
    }

    /// First and last of a known point in time.
    pub(super) fn moments(&self) -> Option<(dates::Moment, dates::Moment)> {
        let (from, to) = match self.form() {
            Form::Exact(json) | Form::About(json) => (json, json),
            Form::Range(from, to) => (from, to),
            Form::Missing | Form::Open(..) | Form::Undeterminable(_) | Form::NotApplicable(_) => {
                return None;
            }
        };
        let read = |json: &Json| json.as_str().and_then(dates::Moment::parse);
        Some((read(from)?, read(to)?))
    }

    /// The word of a key, in its list.
    pub(super) fn word(&self, list: &str) -> Option<Inline> {
        let word = words::word(list, self.key()?, None)?;
        Some(Inline::fact(word, self.path.clone()))
    }

    /// A fact in words: texts, numbers and times as they are entered, open values as such; none
    /// where nothing is written.
    pub(super) fn words(&self) -> Vec<Inline> {
        let open = |text: String| {
            vec![Inline::Open {
                text,
                source: Some(self.path.clone()),
            }]
        };
        match self.form() {
            Form::Missing => Vec::new(),
            Form::Exact(json) => self.scalar(json),
            Form::About(json) => [vec![Inline::text("ungefähr ")], self.scalar(json)].concat(),
            Form::Range(from, to) => [
                self.scalar(from),
                vec![Inline::text(" bis ")],
                self.scalar(to),
            ]
            .concat(),
            Form::Open(reason, _) => open(format!("noch offen ({})", trimmed(reason))),
            Form::Undeterminable(reason) => open(format!("nicht bestimmbar ({})", trimmed(reason))),
            Form::NotApplicable(reason) => open(format!("entfällt ({})", trimmed(reason))),
        }
    }

    fn scalar(&self, json: &Json) -> Vec<Inline> {
        match json {
            Json::String(text) => match dates::Moment::parse(text) {
                Some(moment) if self.is_time() => vec![self.moment(moment)],
                Some(_) | None => text_inlines(text, &self.path),
            },
            Json::Number(number) => {
                let text = number.to_string().replace('.', ",");
                let text = text.strip_suffix(",0").unwrap_or(&text);
                vec![Inline::fact(text, self.path.clone())]
            }
            Json::Bool(_) | Json::Null | Json::Array(_) | Json::Object(_) => Vec::new(),
        }
    }

    /// A point in time as it is typed: `15.10.2021, 07:20 Uhr`.
    pub(super) fn moment(&self, moment: dates::Moment) -> Inline {
        Inline::Time {
            text: dates::typed(moment),
            datetime: moment.machine(),
            source: Some(self.path.clone()),
        }
    }

    fn is_time(&self) -> bool {
        crate::document::slots::is_time(&self.path)
    }
}

/// Lines with breaks between them.
pub(super) fn lines(lines: Vec<Vec<Inline>>) -> Vec<Inline> {
    let mut content = Vec::new();
    for line in lines.into_iter().filter(|line| !line.is_empty()) {
        if !content.is_empty() {
            content.push(Inline::Break);
        }
        content.extend(line);
    }
    content
}

/// A line with a label: `Telefon: …`; empty where the words are.
pub(super) fn labelled(label: &str, words: Vec<Inline>) -> Vec<Inline> {
    if words.is_empty() {
        return words;
    }
    [vec![Inline::text(format!("{label}: "))], words].concat()
}
