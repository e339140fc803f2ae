//! German wording helpers: pure functions from values to words, each with its own tests.
//!
//! They know the language, not the facts file and not the templates.

pub mod dates;
pub mod declension;
pub mod lists;
pub mod numbers;
pub mod words;
