//! What is said: the block model, the template engine and the German wording helpers.
//!
//! A [`Document`] knows no output format. It is made from facts and an assessment by
//! [`engine`], and every face (HTML, text, e-mail, PDF) is drawn from it alone.

pub mod model;
pub mod sentences;

pub use model::{Block, Document, Inline};
