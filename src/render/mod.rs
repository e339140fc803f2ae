//! How it looks: the faces of a [`crate::document::Document`].
//!
//! Every face is drawn from the block model alone and says the same words in the same order.
//! Faces know no clock and no file system.

pub mod atom;
pub mod design;
pub mod docx;
pub mod email;
pub mod html;
pub mod ical;
pub mod pdf;
pub mod text;
pub mod words;
