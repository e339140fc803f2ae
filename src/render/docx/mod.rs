//! The face for reviewers: a Word file (OOXML, ECMA-376) without macros.
//!
//! Headings, lists and tables are real ones, so that navigation, screen readers and tracked
//! changes work. Every section carries its id ([`names`]), so that a reviewer's wording finds its
//! way back. Of a redline, words, paragraph ends and rows are tracked changes, and what changed
//! in the facts is a comment.

mod body;
pub mod names;
mod package;
mod runs;
mod styles;
mod xml;

use chrono::{DateTime, FixedOffset, SecondsFormat, Utc};

use crate::document::model::{Block, Document, FieldPath, Layout, plain};
use crate::document::sections;

use body::Body;
use package::{Part, Relation};
use runs::Runs;
pub use runs::concerns;
use styles::{Sizes, text_width};
use xml::{DECLARATION, escape};

/// What a Word file needs to know beside its document.
#[derive(Debug, Clone)]
pub struct DocxOptions {
    /// The stated time.
    pub now: DateTime<FixedOffset>,
    /// The mark of the facts it was made from.
    pub basis: String,
    /// Of a redline: who changed what, and when.
    pub revision: Option<Revision>,
}

/// Author, date and comments of a redline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Author of the changes.
    pub author: String,
    /// Their date, RFC 3339.
    pub date: String,
    /// Comments, in the order of the file.
    pub comments: Vec<Comment>,
}

/// A comment: what changed in the facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The facts it speaks of; it stands with the first words that state one of them.
    pub facts: Vec<FieldPath>,
    /// The mark of a change that it stands with instead, counted in reading order.
    pub mark: Option<usize>,
    /// Its paragraphs.
    pub text: Vec<String>,
}

/// A Word file could not be written.
#[derive(Debug, thiserror::Error)]
#[error("Die Word-Datei ließ sich nicht zusammenstellen: {0}")]
pub struct DocxError(#[from] zip::result::ZipError);

/// Author of comments.
const PROGRAM: &str = "datenpanne";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Draws the document as a Word file.
///
/// # Errors
/// An archive beyond the limits of its format.
pub fn render(document: &Document, options: &DocxOptions) -> Result<Vec<u8>, DocxError> {
    let layout = document.layout;
    let is_redline = options.revision.is_some();
    let runs = Runs::new(options.revision.as_ref());
    let mut body = Body::new(layout, runs, !is_redline);
    let content = body.write(&document.blocks);
    let sizes = Sizes::of(layout, poster_size(document));

    let [top, right, bottom, left] = styles::margins(layout);
    let first_head = if layout == Layout::Brief {
        "<w:headerReference w:type=\"first\" r:id=\"rHead1\"/><w:footerReference w:type=\"first\" r:id=\"rFoot\"/>"
    } else {
        ""
    };
    let title_page = if layout == Layout::Brief {
        "<w:titlePg/>"
    } else {
        ""
    };
    let main = format!(
        "{DECLARATION}<w:document xmlns:w=\"{}\" xmlns:r=\"{}\"><w:body>{content}<w:sectPr>\
         <w:headerReference w:type=\"default\" r:id=\"rHead\"/>{first_head}<w:footerReference w:type=\"default\" r:id=\"rFoot\"/>\
         {}<w:pgMar w:top=\"{top}\" w:right=\"{right}\" w:bottom=\"{bottom}\" w:left=\"{left}\" w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/>{title_page}\
         </w:sectPr></w:body></w:document>",
        package::W,
        package::R,
        styles::page(layout),
        styles::mm(80),
        styles::mm(80),
    );

    let mut relations = vec![
        inner("rStyles", "styles", "styles.xml"),
        inner("rNumbers", "numbering", "numbering.xml"),
        inner("rSettings", "settings", "settings.xml"),
        inner("rHead", "header", "header1.xml"),
        inner("rFoot", "footer", "footer1.xml"),
    ];
    let mut parts = vec![
        package::root(),
        package::word("word/document.xml", "document.main", main),
        package::word("word/styles.xml", "styles", styles::part(layout, sizes)),
        package::word(
            "word/numbering.xml",
            "numbering",
            styles::numbering(&body.starts),
        ),
        package::word("word/settings.xml", "settings", settings(document)),
        package::word("word/header1.xml", "header", head(document, false)),
        package::word("word/footer1.xml", "footer", foot(document)),
    ];
    if layout == Layout::Brief {
        relations.push(inner("rHead1", "header", "header2.xml"));
        parts.push(package::word(
            "word/header2.xml",
            "header",
            head(document, true),
        ));
    }
    if let Some(revision) = &options.revision
        && !revision.comments.is_empty()
    {
        relations.push(inner("rComments", "comments", "comments.xml"));
        parts.push(package::word(
            "word/comments.xml",
            "comments",
            comments(revision),
        ));
    }
    for (number, target) in body.runs.links.iter().enumerate() {
        relations.push(Relation {
            id: format!("rLink{}", number + 1),
            kind: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
            target: target.clone(),
            external: true,
        });
    }
    parts.push(package::relations(
        "word/_rels/document.xml.rels",
        &relations,
    ));
    parts.extend(about(document, options));
    Ok(package::archive(&parts)?)
}

fn inner(id: &str, kind: &str, target: &str) -> Relation {
    let kind = match kind {
        "styles" => "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles",
        "numbering" => {
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
        }
        "settings" => {
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings"
        }
        "header" => "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header",
        "footer" => "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer",
        _ => "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    };
    Relation {
        id: id.to_owned(),
        kind,
        target: target.to_owned(),
        external: false,
    }
}

/// The parts that say what the file is.
fn about(document: &Document, options: &DocxOptions) -> Vec<Part> {
    let utc = options
        .now
        .with_timezone(&Utc)
        .to_rfc3339_opts(SecondsFormat::Secs, true);
    let marked: Vec<&str> = [
        (document.markings.entwurf, "entwurf"),
        (document.markings.uebung, "uebung"),
    ]
    .into_iter()
    .filter_map(|(is, word)| is.then_some(word))
    .collect();
    let mut properties = vec![
        (names::FORM, names::FORM_VERSION.to_owned()),
        (names::DOCUMENT, document.name.clone()),
        (names::PART, document.part.clone().unwrap_or_default()),
        (names::REFERENCE, document.reference.clone()),
        (names::BASIS, options.basis.clone()),
        (names::TIME, options.now.to_rfc3339()),
        (names::MARKINGS, marked.join(" ")),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| (name.to_owned(), value))
    .collect::<Vec<_>>();
    // Word keeps 255 characters of a property.
    let mut line = String::new();
    let mut lines = Vec::new();
    for section in sections::of(document) {
        let entry = format!("{}={}", section.place.key(), section.mark());
        if !line.is_empty() && line.len() + entry.len() >= 240 {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&entry);
    }
    lines.push(line);
    for (number, line) in lines.into_iter().enumerate() {
        properties.push((format!("{}{}", names::SECTIONS, number + 1), line));
    }
    vec![
        package::core(
            &document.markings.mark(&document.title),
            &document.sender,
            &document.subject,
            &utc,
        ),
        package::app(),
        package::custom(&properties),
    ]
}

/// A draft tracks what reviewers change.
fn settings(document: &Document) -> String {
    let track = if document.markings.entwurf {
        "<w:trackRevisions/>"
    } else {
        ""
    };
    format!(
        "{DECLARATION}<w:settings xmlns:w=\"{}\">{track}<w:defaultTabStop w:val=\"708\"/><w:autoHyphenation/>\
         <w:hyphenationZone w:val=\"425\"/><w:characterSpacingControl w:val=\"doNotCompress\"/>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"de-DE\"/><w:decimalSymbol w:val=\",\"/><w:listSeparator w:val=\";\"/></w:settings>",
        package::W
    )
}

fn line(style: &str, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
        escape(text)
    )
}

/// The head of a page: markings, and on the first page of a letter the sender.
fn head(document: &Document, with_sender: bool) -> String {
    let mut lines = String::new();
    let markings = document.markings.lines().join(" · ");
    if !markings.is_empty() {
        lines.push_str(&line("Kennzeichen", &markings));
    }
    if with_sender && !document.sender.trim().is_empty() {
        lines.push_str(&line("Absender", &document.sender));
    }
    if lines.is_empty() {
        lines.push_str("<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr></w:p>");
    }
    format!(
        "{DECLARATION}<w:hdr xmlns:w=\"{}\">{lines}</w:hdr>",
        package::W
    )
}

/// The foot of a page: what it is, and which page of how many.
fn foot(document: &Document) -> String {
    let field = |name: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {name} </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let words = |text: &str| {
        format!(
            "<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>",
            escape(text)
        )
    };
    let mut lines = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:pBdr><w:top w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"{}\"/></w:pBdr>\
         <w:tabs><w:tab w:val=\"right\" w:pos=\"{}\"/></w:tabs></w:pPr>{}<w:r><w:tab/></w:r>{}{}{}{}</w:p>",
        styles::RULE,
        text_width(document.layout),
        words(&document.foot),
        words("Seite "),
        field("PAGE"),
        words(" von "),
        field("NUMPAGES"),
    );
    for proof in document.proofs() {
        lines.push_str(&format!(
            "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><w:rPr><w:sz w:val=\"12\"/><w:szCs w:val=\"12\"/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            escape(&proof)
        ));
    }
    format!(
        "{DECLARATION}<w:ftr xmlns:w=\"{}\" xmlns:r=\"{OFFICE}\">{lines}</w:ftr>",
        package::W
    )
}

/// The part `word/comments.xml`.
fn comments(revision: &Revision) -> String {
    let mut all = String::new();
    for (number, comment) in revision.comments.iter().enumerate() {
        all.push_str(&format!(
            "<w:comment w:id=\"{number}\" w:author=\"{PROGRAM}\" w:date=\"{}\" w:initials=\"dp\">",
            escape(&revision.date)
        ));
        for text in &comment.text {
            all.push_str(&line("CommentText", text));
        }
        if comment.text.is_empty() {
            all.push_str(&line("CommentText", ""));
        }
        all.push_str("</w:comment>");
    }
    format!(
        "{DECLARATION}<w:comments xmlns:w=\"{}\">{all}</w:comments>",
        package::W
    )
}

/// The size of a poster's text in half points: the largest with which it should fit one page.
fn poster_size(document: &Document) -> u32 {
    // The text is 257 mm high; a little stays free.
    const HEIGHT: u32 = 13_700;
    let fits = |half: u32| {
        // A letter is about half as wide as the type is high.
        let letter = half * 5;
        let width = text_width(document.layout);
        let height: u32 = document
            .blocks
            .iter()
            .map(|block| block_height(block, half, width, letter))
            .sum();
        height <= HEIGHT
    };
    (28..=56).rev().find(|half| fits(*half)).unwrap_or(28)
}

/// About how high a block is, in twips.
fn block_height(block: &Block, half: u32, width: u32, letter: u32) -> u32 {
    let lines_in = |text: &str, wider: u32, width: u32| {
        let count = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let length = u64::from(count) * u64::from(letter) * u64::from(wider) / 10;
        u32::try_from(length.div_ceil(u64::from(width.max(1))))
            .unwrap_or(1_000)
            .clamp(1, 1_000)
    };
    let lines = |text: &str, wider: u32| lines_in(text, wider, width);
    let line = half * 10 * 12 / 10;
    match block {
        Block::Heading { level, content, .. } => {
            let wider = if *level == 1 { 16 } else { 13 };
            lines(&plain(content), wider) * line * wider / 10 + half * 8
        }
        Block::Paragraph { content } => lines(&plain(content), 10) * line + half * 4,
        Block::List { items, .. } => items
            .iter()
            .flatten()
            .map(|block| block_height(block, half, width.saturating_sub(400), letter))
            .sum(),
        Block::Notice { title, content, .. } => {
            let inner: u32 = content
                .iter()
                .map(|block| block_height(block, half, width.saturating_sub(400), letter))
                .sum();
            inner + lines(&plain(title), 13) * line * 13 / 10 + 300
        }
        Block::Table { rows, .. } => {
            let columns = rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
            let width = width / u32::try_from(columns).unwrap_or(1);
            let row = |row: &Vec<_>| {
                row.iter()
                    .map(|cell: &Vec<_>| lines_in(&plain(cell), 10, width))
                    .max()
                    .unwrap_or(1)
                    * line
                    + 60
            };
            rows.iter().map(row).sum()
        }
        Block::Definitions { items } => items
            .iter()
            .map(|(_, text)| lines(&plain(text), 15) * line + 60)
            .sum(),
        Block::Contact { lines: ways, .. } => {
            u32::try_from(ways.len().saturating_add(1)).unwrap_or(1) * (line + 60)
        }
        Block::Signature { lines: names, .. } => {
            u32::try_from(names.len().saturating_add(2)).unwrap_or(1) * line + 900
        }
        Block::LetterHead(_) | Block::PageBreak => 0,
    }
}
