//! Comparing two versions: in facts, and in words.
//!
//! [`facts`] finds what changed between two states, [`words`] sets two documents beside each other
//! as a redline, [`causes`] tries which fact changed which words, [`comparison`] is all of it.

mod align;
pub mod causes;
mod certainty;
pub mod comparison;
mod duties;
pub mod facts;
pub mod json;
mod matching;
pub mod page;
mod passage;
pub mod report;
mod sides;
mod tokens;
mod value_words;
pub mod words;

pub use causes::Version;
pub use comparison::{Comparison, compare};
pub use duties::DutyChange;
pub use sides::side;
pub use value_words::say;
