//! Comparing two versions: in facts, and in words.

pub mod facts;
mod matching;
mod value_words;

pub use value_words::say;
