//! The German names of months and days, for everything that says a date.

use chrono::{Datelike, NaiveDate};

/// `Freitag`
pub(crate) fn day_name(day: NaiveDate) -> &'static str {
    let index = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or_default();
    DAYS.get(index).copied().unwrap_or_default()
}

/// January first.
pub(crate) const MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// Monday first.
pub(crate) const DAYS: [&str; 7] = [
    "Montag",
    "Dienstag",
    "Mittwoch",
    "Donnerstag",
    "Freitag",
    "Samstag",
    "Sonntag",
];
