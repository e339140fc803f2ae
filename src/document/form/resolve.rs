//! From an answer in keys of the facts to a field's letters, words and state.

use chrono::NaiveDate;
use serde_json::Value as Json;

use super::answer::{Answer, MISSING, NOT_KEPT};
use super::cell::lines;
use super::{Entry, State, text};
use crate::document::model::{FieldPath, Inline};
use crate::document::wording::{dates, words};
use crate::law::form::{Choice, Duty, Field, Kind};

/// Before the reason of a field that is not asked.
pub(super) const VOID: &str = "entfällt: ";

/// What an answer has become.
struct Outcome {
    state: State,
    content: Vec<Inline>,
    value: Option<Json>,
    chosen: Vec<(&'static Choice, FieldPath)>,
    keys: Vec<String>,
    hints: Vec<String>,
    reason: Option<String>,
    until: Option<NaiveDate>,
    path: Option<FieldPath>,
}

impl Outcome {
    fn new(state: State, hint: Option<String>) -> Self {
        Self {
            state,
            content: Vec::new(),
            value: None,
            chosen: Vec::new(),
            keys: Vec::new(),
            hints: hint.into_iter().collect(),
            reason: None,
            until: None,
            path: None,
        }
    }
}

/// A field with its answer.
pub(super) fn entry(field: &'static Field, answer: Answer, complete: bool) -> Entry {
    let mut outcome = match answer {
        Answer::Filled {
            content,
            value,
            hint,
        } => {
            let mut outcome = Outcome::new(State::Ausgefuellt, hint);
            outcome.value = value;
            outcome.content = content;
            outcome
        }
        Answer::Chosen { keys, hint } => choose(field, keys, hint, complete),
        Answer::Open {
            reason,
            until,
            path,
            hint,
            unlettered,
        } => {
            let mut outcome = Outcome::new(State::Offen, hint);
            if let Some(choice) = field.open_choice().filter(|_| !unlettered) {
                take(
                    choice,
                    path.clone().unwrap_or_default(),
                    complete,
                    &mut outcome,
                );
            }
            outcome.reason = Some(reason);
            outcome.until = until;
            outcome.path = path;
            outcome
        }
        Answer::Void { reason, path } => {
            let mut outcome = Outcome::new(State::Entfaellt, None);
            outcome.reason = reason.or_else(|| field.bedingung.clone());
            outcome.path = path;
            outcome
        }
    };
    outcome
        .chosen
        .sort_by_key(|(choice, _)| field.optionen.iter().position(|o| o == *choice));
    let content = words_of(&mut outcome);
    let mut paths = paths(&content);
    if let Some(path) = outcome.path.filter(|path| !paths.contains(path)) {
        paths.insert(0, path);
    }
    let choice = matches!(field.art, Kind::Auswahl | Kind::Mehrfachauswahl);
    let text = text(&content);
    let value = match outcome.state {
        State::Ausgefuellt if !choice => outcome.value.or_else(|| Some(Json::String(text.clone()))),
        State::Ausgefuellt | State::Offen | State::Entfaellt => None,
    };
    Entry {
        nummer: field.nummer,
        abschnitt: &field.abschnitt,
        bezeichnung: &field.bezeichnung,
        art: field.art,
        pflicht: field.pflicht,
        stand: outcome.state,
        wert: value,
        text,
        optionen: outcome
            .chosen
            .iter()
            .map(|(choice, _)| choice.buchstabe.as_str())
            .collect(),
        schluessel: outcome.keys,
        hinweis: (!outcome.hints.is_empty()).then(|| outcome.hints.join("; ")),
        grund: outcome.reason,
        bis: outcome.until,
        pfad: paths.first().cloned(),
        pfade: paths,
        content,
    }
}

/// The options that keys mean.
fn choose(
    field: &'static Field,
    keys: Vec<(String, FieldPath)>,
    hint: Option<String>,
    complete: bool,
) -> Outcome {
    let mut outcome = Outcome::new(State::Ausgefuellt, hint);
    let word = |key: &str| {
        field
            .woerter
            .as_ref()
            .and_then(|list| words::word(list, key, None))
    };
    let mut only_open = true;
    let mut without = Vec::new();
    for (key, path) in keys {
        outcome.path.get_or_insert_with(|| path.clone());
        match field.choice(&key) {
            Some(choice) => {
                only_open &= choice.offen;
                if choice.grob
                    && let Some(word) = word(&key)
                {
                    outcome.hints.push(format!("Angabe: {word}"));
                }
                take(choice, path, complete, &mut outcome);
            }
            None => without.push((key.clone(), word(&key))),
        }
        if !outcome.keys.contains(&key) {
            outcome.keys.push(key);
        }
    }
    for (key, word) in without {
        let said = word.unwrap_or_default();
        let reason = if key == "offen" {
            "wird noch geklärt".to_owned()
        } else if said.is_empty() {
            "keine Auswahl der Vorlage passt eindeutig".to_owned()
        } else {
            format!("keine Auswahl der Vorlage passt eindeutig: {said}")
        };
        if only_open {
            outcome.reason.get_or_insert(reason);
        } else {
            outcome.hints.push(reason);
        }
    }
    if only_open {
        outcome.state = State::Offen;
        outcome
            .reason
            .get_or_insert_with(|| "wird noch geklärt".to_owned());
    }
    outcome
}

/// Takes an option, unless a complete report must not choose it.
fn take(choice: &'static Choice, path: FieldPath, complete: bool, outcome: &mut Outcome) {
    if complete && choice.nur_unvollstaendig {
        outcome.hints.push(format!(
            "„{}) {}“ lässt die Vorlage nur in einer unvollständigen Meldung zu",
            choice.buchstabe, choice.text
        ));
    } else if !outcome.chosen.iter().any(|(taken, _)| *taken == choice) {
        outcome.chosen.push((choice, path));
    }
}

/// The words of the value cell.
fn words_of(outcome: &mut Outcome) -> Vec<Inline> {
    let options = outcome.chosen.iter().map(|(choice, path)| {
        let words = format!("{}) {}", choice.buchstabe, choice.text);
        vec![if path.as_str().is_empty() {
            Inline::text(words)
        } else {
            Inline::fact(words, path.clone())
        }]
    });
    let mut all: Vec<Vec<Inline>> = options.collect();
    let reason = outcome.reason.clone().unwrap_or_default();
    match outcome.state {
        State::Ausgefuellt => all.push(std::mem::take(&mut outcome.content)),
        State::Offen => {
            let mut text = if reason == MISSING || reason == NOT_KEPT {
                reason
            } else {
                format!("noch offen: {reason}")
            };
            if let Some(day) = outcome.until {
                text.push_str(&format!(" (wird bis {} nachgereicht)", dates::date(day)));
            }
            all.push(vec![Inline::Open {
                text,
                source: outcome.path.clone(),
            }]);
        }
        State::Entfaellt => {
            let text = if reason.is_empty() {
                "entfällt".to_owned()
            } else {
                format!("{VOID}{reason}")
            };
            all.push(vec![match &outcome.path {
                Some(path) => Inline::fact(text, path.clone()),
                None => Inline::text(text),
            }]);
        }
    }
    lines(all)
}

/// The facts that words state, in order.
fn paths(content: &[Inline]) -> Vec<FieldPath> {
    let mut found: Vec<FieldPath> = Vec::new();
    for inline in content {
        let (Inline::Text { source, .. }
        | Inline::Open { source, .. }
        | Inline::Time { source, .. }) = inline
        else {
            continue;
        };
        if let Some(path) = source.as_ref().filter(|path| !found.contains(path)) {
            found.push(path.clone());
        }
    }
    found
}

impl Entry {
    /// Whether it is still open although it must be filled.
    #[must_use]
    pub fn is_open_duty(&self) -> bool {
        self.stand == State::Offen && self.pflicht == Duty::Ja
    }
}
