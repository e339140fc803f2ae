//! What is said: the block model, the template engine and the German wording helpers.
//!
//! A [`Document`] knows no output format. It is made from facts and an assessment by
//! [`engine`], and every face (HTML, text, e-mail, PDF) is drawn from it alone.

mod advice;
mod block_helpers;
mod by_hand;
mod by_hand_findings;
mod catalogue;
pub mod engine;
pub mod form;
mod given;
mod head;
mod helpers;
mod kinds;
pub mod language;
pub mod markdown;
pub mod model;
pub mod news;
pub mod sections;
pub mod sentences;
mod settled;
mod shipped;
mod short_text;
pub mod slots;
pub mod template_error;
pub mod typography;
pub mod usage;
pub mod value;
pub mod wording;

pub use by_hand_findings::RULES as HAND_RULES;
pub use catalogue::DOCUMENTS;
pub use engine::{Engine, Gap, Part, Setting};
pub use given::Given;
pub use head::{Audience, Continues, Each};
pub use model::{Block, ByHand, Document, FieldPath, Inline, Layout, Markings, Release};
pub use short_text::SHORT_TEXT_LIMIT;
pub use template_error::TemplateError;
