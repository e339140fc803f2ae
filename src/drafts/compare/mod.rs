//! Comparing two versions: in facts, and in words.

mod align;
pub mod facts;
mod matching;
mod passage;
mod sides;
mod tokens;
mod value_words;
pub mod words;

pub use sides::side;
pub use value_words::say;
