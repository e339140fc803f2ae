//! Figures by years, as a report on a year's work needs them. The year of awareness counts.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::count::Sum;
use super::entry::{Entry, Told};
use super::state::State;
use crate::facts::Typ;

/// Figures of a register.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figures {
    /// By years, the earliest first; last those without a day of awareness.
    pub years: Vec<Year>,
    /// All together.
    pub total: Year,
}

/// Figures of one year.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Year {
    /// The year; `None`: no day of awareness is known.
    pub year: Option<i32>,
    /// How many incidents.
    pub incidents: usize,
    /// How many of them were reported to an authority, also in part.
    pub reported: usize,
    /// How many of these late.
    pub late: usize,
    /// How many are not reported although the period is over.
    pub overdue: usize,
    /// How many were not to be reported.
    pub not_due: usize,
    /// How many turned out to be no breach.
    pub no_breach: usize,
    /// How many a processor told its controller.
    pub passed_on: usize,
    /// How many are open.
    pub open: usize,
    /// Of how many people were told.
    pub told: usize,
    /// Of how many the files are deleted.
    pub deleted: usize,
    /// The people concerned, together.
    pub persons: Sum,
    /// How many of each kind; `None`: not known.
    pub kinds: BTreeMap<Option<Typ>, usize>,
}

impl Figures {
    /// Counts entries.
    #[must_use]
    pub fn of(entries: &[Entry]) -> Self {
        let mut years: BTreeMap<(bool, Option<i32>), Year> = BTreeMap::new();
        let mut total = Year::default();
        for entry in entries {
            let year = entry.aware.map(|at| at.datum().year());
            let counted = years.entry((year.is_none(), year)).or_insert_with(|| Year {
                year,
                ..Year::default()
            });
            counted.add(entry);
            total.add(entry);
        }
        Self {
            years: years.into_values().collect(),
            total,
        }
    }
}

impl Year {
    fn add(&mut self, entry: &Entry) {
        let count = |number: &mut usize, counts: bool| {
            if counts {
                *number += 1;
            }
        };
        self.incidents += 1;
        let reported = entry.is_reported();
        count(&mut self.reported, reported);
        count(&mut self.late, entry.is_late());
        count(&mut self.overdue, entry.is_overdue());
        let low = entry
            .reports
            .first()
            .is_some_and(|report| report.lage == super::Standing::NichtMeldepflichtig);
        let none = entry.state == State::KeineVerletzung;
        count(&mut self.not_due, !reported && low && !none);
        count(&mut self.no_breach, none);
        count(&mut self.passed_on, entry.state == State::Mitgeteilt);
        count(&mut self.open, entry.state == State::Offen);
        count(&mut self.told, entry.notice.lage == Told::Erfolgt);
        count(&mut self.deleted, entry.state == State::Geloescht);
        self.persons.add(entry.persons);
        *self.kinds.entry(entry.kind).or_default() += 1;
    }
}
