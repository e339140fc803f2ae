//! The register: the documentation of every breach (Art. 33 Abs. 5 DSGVO), also of those that
//! were never reported.
//!
//! One incident becomes an [`Entry`]: what is counted and sorted by, and its fields in words. The
//! words come from one template (`register-eintrag.md.j2`), so that table, page, CSV and JSON say
//! the same. A [`Register`] puts entries in order, counts them by years and makes all faces.
//! Internal facts stand in it, as in the record: it is for the own files and for the authority.

mod count;
mod csv;
mod entry;
mod fields;
mod figures;
mod json;
mod missing;
mod names;
mod overdue;
mod paper;
mod reports;
mod selection;
mod state;
mod views;

pub use count::Persons;
pub use entry::{CaseFile, Deleted, Entry, Maker};
pub use fields::Field;
pub use figures::{Figures, Year};
pub use missing::Gap;
pub use overdue::{Overdue, Promised};
pub use reports::{Report, Standing};
pub use selection::Selection;
pub use state::State;

use chrono::{DateTime, FixedOffset};

use crate::document::{Document, Engine, TemplateError};

/// A folder that could not be read, or only with doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The folder, below the one of the register.
    pub folder: String,
    /// Why: German sentences.
    pub reason: String,
    /// Whether it was left out on purpose: a link, which is not followed.
    pub on_purpose: bool,
}

/// What stands in a register.
#[derive(Debug, Clone)]
pub struct Register {
    /// The incidents, by awareness, then by Kennung.
    entries: Vec<Entry>,
    /// What could not be read.
    unreadable: Vec<Unreadable>,
    /// Figures by years of the entries.
    figures: Figures,
    /// Which entries were asked for.
    selection: Selection,
    /// What was left out.
    left_out: LeftOut,
    /// Whether examples and drills are in it.
    with_examples: bool,
    /// The stated time.
    now: DateTime<FixedOffset>,
}

/// What was left out, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// Examples and drills.
    pub examples: usize,
    /// Outside the period or the states asked for.
    pub unwanted: usize,
}

impl Register {
    /// Puts a register together.
    #[must_use]
    pub fn new(
        entries: Vec<Entry>,
        unreadable: Vec<Unreadable>,
        selection: Selection,
        with_examples: bool,
        now: DateTime<FixedOffset>,
    ) -> Self {
        let mut left_out = LeftOut::default();
        let mut kept = Vec::new();
        for entry in entries {
            if (entry.example || entry.drill) && !with_examples {
                left_out.examples += 1;
            } else if selection.wants(&entry) {
                kept.push(entry);
            } else {
                left_out.unwanted += 1;
            }
        }
        kept.sort_by(|one, other| one.order().cmp(&other.order()));
        mark_doubles(&mut kept);
        Self {
            figures: Figures::of(&kept),
            entries: kept,
            unreadable,
            selection,
            left_out,
            with_examples,
            now,
        }
    }

    /// The incidents, in order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The figures.
    #[must_use]
    pub fn figures(&self) -> &Figures {
        &self.figures
    }

    /// What was left out.
    #[must_use]
    pub fn left_out(&self) -> LeftOut {
        self.left_out
    }

    /// Kennungen that several folders have, with these folders.
    #[must_use]
    pub fn doubles(&self) -> Vec<(&str, Vec<&str>)> {
        let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
        for entry in self.entries.iter().filter(|entry| entry.double) {
            let folder = entry.folder.as_str();
            match found
                .iter_mut()
                .find(|(known, _)| *known == entry.reference)
            {
                Some((_, folders)) => folders.push(folder),
                None => found.push((&entry.reference, vec![folder])),
            }
        }
        found
    }

    /// The register as a document: table, figures, then each incident.
    ///
    /// # Errors
    /// An error of a template.
    pub fn document(&self, engine: &Engine) -> Result<Document, TemplateError> {
        paper::document(self, engine)
    }

    /// The page for browsers, with the table in several orders.
    #[must_use]
    pub fn html(&self, document: &Document) -> String {
        views::html(self, document)
    }

    /// The table for spreadsheets.
    ///
    /// # Errors
    /// None that this program knows of: it is written into memory.
    pub fn csv(&self) -> Result<Vec<u8>, ::csv::Error> {
        csv::bytes(self)
    }

    /// The same for programs.
    ///
    /// # Errors
    /// None that this program knows of.
    pub fn json(&self) -> Result<String, serde_json::Error> {
        json::text(self)
    }
}

/// Two folders with one Kennung: nobody can tell which of them a document means.
fn mark_doubles(entries: &mut [Entry]) {
    let mut seen = std::collections::BTreeMap::<String, usize>::new();
    for entry in entries.iter() {
        *seen.entry(entry.reference.clone()).or_default() += 1;
    }
    for entry in entries {
        entry.double = seen.get(&entry.reference).is_some_and(|count| *count > 1);
    }
}
