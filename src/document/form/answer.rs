//! Answers to a form's questions: filled, open, or void by the form's own condition.

use chrono::NaiveDate;
use serde_json::Value as Json;

use super::cell::{Cell, lines};
use crate::document::model::{FieldPath, Inline};
use crate::document::slots::trimmed;
use crate::document::value::Form;
use crate::document::wording::dates;

/// What the program says of a fact that nobody wrote down yet.
pub(super) const MISSING: &str = "noch nicht erhoben";
/// What it says of a field for which the facts have no place.
pub(super) const NOT_KEPT: &str =
    "bitte von Hand eintragen; die Tatsachendatei sieht diese Angabe nicht vor";

/// The answer to a question, before the form's letters are known.
#[derive(Debug, Clone)]
pub(super) enum Answer {
    /// Words, a number, a time, yes or no.
    Filled {
        content: Vec<Inline>,
        value: Option<Json>,
        hint: Option<String>,
    },
    /// Keys of the facts, each with its path.
    Chosen {
        keys: Vec<(String, FieldPath)>,
        hint: Option<String>,
    },
    /// Not known yet.
    Open {
        reason: String,
        until: Option<NaiveDate>,
        path: Option<FieldPath>,
        hint: Option<String>,
        /// The form's own option for what is still to come would say more than is known.
        unlettered: bool,
    },
    /// The form does not ask it here; without a reason its own condition says why.
    Void {
        reason: Option<String>,
        path: Option<FieldPath>,
    },
}

/// Whether a condition of the form holds.
#[derive(Debug, Clone)]
pub(super) enum Holds {
    Yes,
    No,
    /// That depends on a fact still open.
    Unknown(FieldPath),
}

impl From<bool> for Holds {
    fn from(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}

/// An answer under a condition.
pub(super) fn under(condition: Holds, answer: impl FnOnce() -> Answer) -> Answer {
    match condition {
        Holds::Yes => answer(),
        Holds::No => Answer::void(),
        Holds::Unknown(path) => {
            let label = crate::facts::label(&path).unwrap_or_else(|| path.as_str().to_owned());
            Answer::Open {
                reason: format!("hängt von einer Angabe ab, die noch aussteht: {label}"),
                until: None,
                path: Some(path),
                hint: None,
                unlettered: false,
            }
        }
    }
}

impl Answer {
    /// The form does not ask it here.
    pub(super) fn void() -> Self {
        Self::Void {
            reason: None,
            path: None,
        }
    }

    /// Open for a reason.
    pub(super) fn open(reason: impl Into<String>, path: &FieldPath) -> Self {
        Self::Open {
            reason: reason.into(),
            until: None,
            path: Some(path.clone()),
            hint: None,
            unlettered: false,
        }
    }

    /// Nobody wrote it down yet.
    pub(super) fn missing(path: &FieldPath) -> Self {
        Self::open(MISSING, path)
    }

    /// The facts file has no place for it.
    pub(super) fn not_kept() -> Self {
        Self::Open {
            reason: NOT_KEPT.to_owned(),
            until: None,
            path: None,
            hint: None,
            unlettered: false,
        }
    }

    /// Lines of words; open where there are none.
    pub(super) fn of_lines(all: Vec<Vec<Inline>>, path: &FieldPath) -> Self {
        let content = lines(all);
        if content.is_empty() {
            return Self::missing(path);
        }
        Self::Filled {
            content,
            value: None,
            hint: None,
        }
    }

    /// One key.
    pub(super) fn key(key: &str, path: &FieldPath) -> Self {
        Self::Chosen {
            keys: vec![(key.to_owned(), path.clone())],
            hint: None,
        }
    }

    /// Yes or no.
    pub(super) fn yes(holds: bool, path: &FieldPath) -> Self {
        Self::Filled {
            content: vec![Inline::fact(
                if holds { "Ja" } else { "Nein" },
                path.clone(),
            )],
            value: Some(Json::Bool(holds)),
            hint: None,
        }
    }

    /// The answer that a value not written gives; `None` where it is known.
    pub(super) fn unknown(cell: &Cell<'_>) -> Option<Self> {
        let path = Some(cell.path.clone());
        match cell.form() {
            Form::Exact(_) | Form::About(_) | Form::Range(..) => None,
            Form::Missing => Some(Self::missing(&cell.path)),
            Form::Open(reason, until) => Some(Self::Open {
                reason: trimmed(reason).to_owned(),
                until: until.and_then(dates::Moment::parse).map(dates::Moment::day),
                path,
                hint: None,
                unlettered: false,
            }),
            Form::Undeterminable(reason) => Some(Self::open(
                format!("nicht bestimmbar: {}", trimmed(reason)),
                &cell.path,
            )),
            Form::NotApplicable(reason) => Some(Self::Void {
                reason: Some(trimmed(reason).to_owned()),
                path,
            }),
        }
    }

    /// A text.
    pub(super) fn text(cell: &Cell<'_>) -> Self {
        if let Form::Undeterminable(reason) = cell.form() {
            return Self::Filled {
                content: vec![Inline::fact(
                    format!("Nicht bestimmbar: {}", trimmed(reason)),
                    cell.path.clone(),
                )],
                value: None,
                hint: None,
            };
        }
        Self::unknown(cell).unwrap_or_else(|| Self::of_lines(vec![cell.words()], &cell.path))
    }

    /// A key of a closed list.
    pub(super) fn choice(cell: &Cell<'_>) -> Self {
        if let Form::Undeterminable(reason) = cell.form() {
            let reason = format!("nicht bestimmbar: {}", trimmed(reason));
            return Self::key("nicht_bestimmbar", &cell.path).hint(reason);
        }
        Self::unknown(cell)
            .or_else(|| cell.key().map(|key| Self::key(key, &cell.path)))
            .unwrap_or_else(|| Self::missing(&cell.path))
    }

    /// The keys of a list: of its items, or of the fact `key` in each; an item without one counts
    /// as `otherwise`.
    pub(super) fn choices(list: &Cell<'_>, items: &[Cell<'_>], key: &str, otherwise: &str) -> Self {
        if let Some(answer) = Self::unknown(list) {
            return answer;
        }
        let keys: Vec<_> = items
            .iter()
            .map(|item| {
                let cell = if key.is_empty() {
                    item.clone()
                } else {
                    item.at(key)
                };
                let path = if cell.json.is_null() {
                    &item.path
                } else {
                    &cell.path
                };
                (cell.key().unwrap_or(otherwise).to_owned(), path.clone())
            })
            .collect();
        if keys.is_empty() {
            return Self::Filled {
                content: vec![Inline::fact("keine", list.path.clone())],
                value: None,
                hint: None,
            };
        }
        Self::Chosen { keys, hint: None }
    }

    /// A point in time; of a range its first, or its last.
    pub(super) fn time(cell: &Cell<'_>, last: bool, day_only: bool) -> Self {
        if let Some(answer) = Self::unknown(cell) {
            return answer;
        }
        let Some((from, to)) = cell.moments() else {
            return Self::missing(&cell.path);
        };
        let moment = if last { to } else { from };
        let shown = if day_only {
            dates::Moment::Date(moment.day())
        } else {
            moment
        };
        let mut hints = Vec::new();
        match cell.form() {
            Form::About(_) => hints.push("ungefähre Angabe".to_owned()),
            Form::Range(..) => hints.push(format!(
                "zwischen {} und {}; eingetragen ist der {} Zeitpunkt",
                dates::typed(from),
                dates::typed(to),
                if last { "spätere" } else { "frühere" }
            )),
            Form::Missing
            | Form::Exact(_)
            | Form::Open(..)
            | Form::Undeterminable(_)
            | Form::NotApplicable(_) => {}
        }
        if !day_only && matches!(moment, dates::Moment::Date(_)) {
            hints.push("ohne Uhrzeit angegeben".to_owned());
        }
        Self::Filled {
            content: vec![cell.moment(shown)],
            value: Some(Json::String(shown.machine())),
            hint: (!hints.is_empty()).then(|| hints.join("; ")),
        }
    }

    /// How exactly a number is known, as a key.
    pub(super) fn exactness(cell: &Cell<'_>) -> Self {
        match cell.form() {
            Form::Exact(_) => Self::key("genau", &cell.path),
            Form::About(_) | Form::Range(..) => Self::key("ungefaehr", &cell.path),
            Form::Undeterminable(_) | Form::Missing | Form::Open(..) | Form::NotApplicable(_) => {
                Self::choice(cell)
            }
        }
    }

    /// A number; of a range its upper end.
    pub(super) fn number(cell: &Cell<'_>) -> Self {
        let (number, hint) = match cell.form() {
            Form::Exact(json) => (json, None),
            Form::About(json) => (json, Some("ungefähre Zahl".to_owned())),
            Form::Range(from, to) => (
                to,
                Some(format!("{from} bis {to}; eingetragen ist die Obergrenze")),
            ),
            Form::Undeterminable(_) => return Self::void(),
            Form::Missing | Form::Open(..) | Form::NotApplicable(_) => {
                return Self::unknown(cell).unwrap_or_else(|| Self::missing(&cell.path));
            }
        };
        Self::Filled {
            content: vec![Inline::fact(number.to_string(), cell.path.clone())],
            value: Some(number.clone()),
            hint,
        }
    }

    /// The same without the form's option for what is still to come.
    pub(super) fn without_letter(mut self) -> Self {
        if let Self::Open { unlettered, .. } = &mut self {
            *unlettered = true;
        }
        self
    }

    /// The same with a remark for the person who types.
    pub(super) fn hint(mut self, text: impl Into<String>) -> Self {
        match &mut self {
            Self::Filled { hint, .. } | Self::Chosen { hint, .. } | Self::Open { hint, .. } => {
                let text = text.into();
                *hint = Some(match hint.take() {
                    Some(first) => format!("{first}; {text}"),
                    None => text,
                });
            }
            Self::Void { .. } => {}
        }
        self
    }
}
