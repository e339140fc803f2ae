//! A reviewer's Word file on its way back: which sections a person reworded, and the facts file
//! that says so.
//!
//! The file comes from outside and is treated so: limits on sizes and depth, no document types,
//! no entities. Sections are found by the names that [`crate::render::docx`] gave them. What a
//! person may reword is the prose of a section; everything else is said, with its remedy.
//! On the way there, [`revision`] says who changed what, for a file with tracked changes.

mod package;
mod read;
mod review;
mod revision;
mod running;
mod tree;
mod write;

pub use package::LARGEST_FILE;
pub use read::{Draft, read};
pub use review::{Change, Problem, Review, review, running};
pub use revision::revision;
pub use write::{Entry, Unwritable, add};

/// Why a file can't be used: German, with the remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unusable {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl Unusable {
    fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: hint.into(),
        }
    }
}
