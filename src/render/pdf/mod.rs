//! The PDF face: layout into pages of placed fragments, and the writer of a file.
//!
//! [`layout`] turns blocks into pieces, [`page`] puts pieces on pages, [`writer`] draws pages.
//! Between layout and writing stands [`LaidOut`]: a second writer needs nothing else.

pub mod address;
mod attachments;
mod breaks;
pub mod content;
mod fit;
pub mod fonts;
pub mod fragment;
pub mod layout;
pub mod letter;
pub mod letterhead;
mod metadata;
mod objects;
mod outline;
pub mod page;
pub mod paragraph;
mod picture;
pub mod poster;
pub mod shape;
pub mod style;
pub mod table;
pub mod tags;
pub mod writer;

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]
mod tests;

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};

use crate::document::model::Layout;
use crate::document::{Block, Document};
use crate::render::design::Design;

use layout::Look;

pub use fragment::LaidOut;
pub use writer::{FileWriter, PageWriter};

/// What the facts do not say about the file.
#[derive(Debug, Clone)]
pub struct PdfOptions {
    /// Time stated as the time of creation.
    pub created: DateTime<FixedOffset>,
    /// Files that the document carries; with any it is PDF/A-3a, without PDF/A-2a.
    pub attachments: Vec<Attachment>,
    /// Logo and colour of the house.
    pub design: Design,
}

impl PdfOptions {
    /// Options without attachments.
    #[must_use]
    pub fn new(created: DateTime<FixedOffset>) -> Self {
        Self {
            created,
            attachments: Vec::new(),
            design: Design::default(),
        }
    }
}

/// A file inside the document (ISO 19005-3, 6.8 and Annex E).
#[derive(Debug, Clone)]
pub struct Attachment {
    /// File name.
    pub name: &'static str,
    /// What it is, for people.
    pub description: &'static str,
    /// How it relates to the document.
    pub relation: Relation,
    /// JSON.
    pub bytes: Vec<u8>,
}

/// How an attachment relates to its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The document was made from it.
    Source,
    /// It says the same in a form for machines.
    Data,
}

/// A finished file.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// The file.
    pub bytes: Vec<u8>,
    /// Characters that the fonts cannot draw; they stand as replacement characters.
    pub missing: BTreeSet<char>,
    /// Number of pages.
    pub pages: usize,
}

/// Why there is no file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// A font of this program cannot be read.
    #[error("Die Schrift {0} ist nicht lesbar")]
    Font(&'static str),
    /// The file cannot be put together.
    #[error("Die PDF-Datei ließ sich nicht zusammensetzen")]
    Write,
}

/// Whether the fonts cannot draw a character.
#[must_use]
pub fn lacks(c: char) -> bool {
    // A tab is drawn as a space.
    let Ok(fonts) = fonts::Fonts::get() else {
        return false;
    };
    c != '\t' && shape::lacks(fonts.face(fonts::Face::Regular), c)
}

/// Lays out a document in the look of this program.
///
/// # Errors
/// The fonts cannot be read.
pub fn lay_out(document: &Document) -> Result<(LaidOut, BTreeSet<char>), PdfError> {
    lay_out_as(document, &Design::default())
}

/// Lays out a document in the look of a house.
///
/// # Errors
/// The fonts cannot be read.
pub fn lay_out_as(
    document: &Document,
    design: &Design,
) -> Result<(LaidOut, BTreeSet<char>), PdfError> {
    let logo = design.logo.as_ref();
    let shaper = shape::Shaper::new(fonts::Fonts::get()?);
    let set = |look| {
        let pieces = layout::flow(&shaper, document, look, style::TEXT_WIDTH);
        page::paginate(&shaper, document, &pieces, logo)
    };
    let laid_out = match document.layout {
        Layout::Plakat => poster::lay_out(&shaper, document, logo),
        Layout::Verzeichnis => {
            let width = style::LANDSCAPE.text_width;
            let pieces = layout::flow(&shaper, document, Look::Running, width);
            page::paginate(&shaper, document, &pieces, logo)
        }
        Layout::Seite => {
            let notice = set(Look::Notice);
            // What was to be one page, or one before each page break: nearer together, if it
            // then is. So is what leaves the last page nearly empty.
            let is_break = |block: &&Block| matches!(block, Block::PageBreak);
            let wanted = document.blocks.iter().filter(is_break).count() + 1;
            let count = notice.pages.len();
            let closer = (count == wanted + 1 || is_sparse(&notice)).then(|| set(Look::Close));
            closer
                .filter(|closer| closer.pages.len() < count)
                .unwrap_or(notice)
        }
        Layout::Brief => {
            let running = set(Look::Running);
            // A letter of little more than a page: nearer together, if it then is one page.
            let closer = [Look::Beside, Look::Dense].into_iter();
            let one_page = (running.pages.len() == 2)
                .then(|| closer.map(set).find(|closer| closer.pages.len() == 1));
            one_page.flatten().unwrap_or(running)
        }
    };
    Ok((laid_out, shaper.into_missing()))
}

/// Whether the last of several pages holds little: less than a third of it.
fn is_sparse(laid_out: &LaidOut) -> bool {
    let Some((last, [_, ..])) = laid_out.pages.split_last() else {
        return false;
    };
    let ends = last
        .content
        .iter()
        .map(|placed| placed.y + placed.fragment.height);
    ends.fold(0.0, f32::max) < style::PAGE_HEIGHT / 3.0
}

/// Draws a document as a PDF file.
pub fn render(document: &Document, options: &PdfOptions) -> Result<Rendered, PdfError> {
    let (laid_out, missing) = lay_out_as(document, &options.design)?;
    let writer = FileWriter {
        fonts: fonts::Fonts::get()?,
    };
    Ok(Rendered {
        bytes: writer.write(&laid_out, document, options)?,
        missing,
        pages: laid_out.pages.len(),
    })
}
