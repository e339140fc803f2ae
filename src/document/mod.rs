//! What is said: the block model, the template engine and the German wording helpers.
//!
//! A [`Document`] knows no output format. It is made from facts and an assessment by
//! [`engine`], and every face (HTML, text, e-mail, PDF) is drawn from it alone.

mod block_helpers;
pub mod engine;
mod helpers;
pub mod markdown;
pub mod model;
pub mod sentences;
pub mod slots;
pub mod template_error;
pub mod typography;
pub mod value;
pub mod wording;

pub use engine::{DOCUMENTS, Engine, Gap, Setting};
pub use model::{Block, Document, FieldPath, Inline, Layout, Markings};
pub use template_error::TemplateError;
