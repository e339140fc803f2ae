//! What a report or notice that continues an earlier one says first: which one, and what is new.
//!
//! Comparing is done above ([`crate::case`]); here the differences get their groups and their
//! words, and templates see them as `bezug`.

mod groups;
mod items;
mod promises;
mod template;

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::Value as Json;

use super::model::FieldPath;

pub use groups::Group;
pub(super) use template::{Row, lines, value};

/// The earlier document, and what has changed since.
#[derive(Debug, Clone, PartialEq)]
pub struct News {
    /// The number of its version in the case file.
    pub version: u32,
    /// When it was released.
    pub released: DateTime<FixedOffset>,
    /// Of which kind the earlier report was: a key of `meldung.art`.
    pub kind: Option<String>,
    /// The facts that the document is made from.
    pub facts: Arc<Json>,
    /// The stated time of the document.
    pub now: DateTime<FixedOffset>,
    /// Where the earlier one named its own day for the certainty of exfiltration: that day.
    pub judged_on: Option<NaiveDate>,
    /// The days on which people were told.
    pub told: Vec<NaiveDate>,
    /// End of the period as the earlier report and as this one computes it, RFC 3339.
    pub ends: Option<(String, String)>,
    /// All differences, in the order of the facts.
    pub changes: Vec<Change>,
    /// Headings of sections whose words a person fixed anew.
    pub reworded: Vec<String>,
    /// Advice to people that is new in this document, in its words.
    pub advice_added: Vec<String>,
    /// Advice to people that the earlier document gave, and this one does not.
    pub advice_gone: Vec<String>,
    /// Numbers of the fields of the report form that are filled in another way.
    pub fields: Vec<u16>,
    /// Earlier versions of this document, oldest first.
    pub earlier: Vec<Kept>,
}

/// An earlier version that is kept beside the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// When it was released.
    pub released: DateTime<FixedOffset>,
    /// Its file: `buergerinformation-2021-10-18.html`; `None` where it is not kept any more.
    pub file: Option<String>,
}

/// What became of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// Was not written, and is.
    Added,
    /// Was written, and is no more.
    Removed,
    /// Has another value.
    Changed,
    /// Was open, and is known or known better.
    Known,
    /// Is known less surely.
    Uncertain,
}

/// How a value stood in the earlier document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Was {
    /// It was not written.
    Absent,
    /// It was announced as open, or as not known.
    Open,
    /// It was known roughly, or between two values.
    Rough,
    /// It was stated.
    Stated,
}

/// A difference inside a unit: a single value, or a key of a list entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Detail {
    /// Its key below the unit; empty for the unit itself.
    pub key: String,
    /// Its German name, with the entry it belongs to.
    pub label: String,
    /// What became of it.
    pub became: Became,
    /// How it stood before.
    pub was: Was,
    /// The earlier value in words.
    pub old: Option<String>,
    /// The later value in words.
    pub new: Option<String>,
}

/// A difference as readers see it: of a single value, of a list of words, or of a list entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Where it stands now; for what is gone, where it stood.
    pub path: FieldPath,
    /// Where it stood.
    pub old_path: FieldPath,
    /// The earlier value; `None` where nothing was written.
    pub old: Option<Json>,
    /// The later value; `None` where nothing is written.
    pub new: Option<Json>,
    /// What differs in it.
    pub details: Vec<Detail>,
}

/// The table on what a statement on exfiltration rests on: one difference, whatever differs in it.
pub const EVIDENCE: &str = "vorfall.abfluss_nachweis";
/// The day of the public notice: a new one is a new edition.
pub const EDITION: &str = "benachrichtigung.stand";

impl Change {
    /// The path without the names of list entries.
    #[must_use]
    pub fn place(&self) -> String {
        crate::facts::paths::without_items(self.path.as_str())
    }
}
