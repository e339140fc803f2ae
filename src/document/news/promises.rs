//! Promised days that passed: what was to follow, or when people were to be told again.

use chrono::NaiveDate;
use serde_json::Value as Json;

use super::{Change, News};
use crate::document::slots::trimmed;
use crate::document::value::{Form, form};
use crate::document::wording::dates::{Moment, date};

const NEXT: &str = "benachrichtigung.naechste_information.am";

/// A promise that was not kept.
#[derive(Debug, PartialEq)]
pub(super) struct Missed {
    /// The promised day.
    pub(super) day: NaiveDate,
    /// Where it stands now, in words.
    pub(super) now: String,
}

/// The promise of the earlier document that a change shows as not kept.
pub(super) fn missed(change: &Change, news: &News) -> Option<Missed> {
    let today = Moment::Time(news.now).day();
    let (old, new) = (change.old.as_ref()?, change.new.as_ref());
    if change.place() == NEXT {
        let promised = day(old)?;
        let since = Moment::Time(news.released).day();
        let told = |at: &NaiveDate| (since..=promised).contains(at);
        if promised >= today || news.told.iter().any(told) {
            return None;
        }
        let next = new.map(|new| match form(new) {
            Form::NotApplicable(reason) => {
                format!(
                    "eine weitere ist nicht vorgesehen. Grund: {}.",
                    trimmed(reason)
                )
            }
            Form::Open(reason, _) => {
                format!(
                    "ein neuer Termin steht nicht fest. Grund: {}.",
                    trimmed(reason)
                )
            }
            Form::Missing
            | Form::Exact(_)
            | Form::About(_)
            | Form::Range(..)
            | Form::Undeterminable(_) => day(new).map_or_else(
                || "ein neuer Termin ist nicht genannt".to_owned(),
                |next| format!("neuer Termin: {}", date(next)),
            ),
        });
        let next = next.unwrap_or_else(|| "ein neuer Termin ist nicht genannt".to_owned());
        return Some(Missed {
            day: promised,
            now: format!("Bis dahin ist keine Information verzeichnet; {next}"),
        });
    }
    let (Form::Open(_, Some(until)), Form::Open(reason, next)) = (form(old), form(new?)) else {
        return None;
    };
    let promised = Moment::parse(until)?.day();
    if promised >= today {
        return None;
    }
    let next = match next.and_then(Moment::parse).map(Moment::day) {
        Some(next) if next > promised => format!("neuer Termin: {}", date(next)),
        Some(_) | None => "ein neuer Termin steht nicht fest".to_owned(),
    };
    Some(Missed {
        day: promised,
        now: format!("liegt noch nicht vor; {next}. Grund: {}.", trimmed(reason)),
    })
}

/// The day of a point in time; the last of several.
fn day(value: &Json) -> Option<NaiveDate> {
    let said = match form(value) {
        Form::Exact(json) | Form::About(json) | Form::Range(_, json) => json.as_str()?,
        Form::Missing | Form::Open(..) | Form::Undeterminable(_) | Form::NotApplicable(_) => {
            return None;
        }
    };
    Moment::parse(said).map(Moment::day)
}
