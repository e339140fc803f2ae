//! The comparison as a document that a reviewer reads: what changed in the facts, what follows,
//! and the changed documents with the old and the new words.
//!
//! One ordinary [`Document`], so that every face draws it. The web page has links and a view side
//! by side besides.

mod changes;
mod embed;
mod excerpt;
mod facts;

use std::collections::BTreeSet;

use super::comparison::{ComparedDocument, Comparison, FindingChange, Presence};
use crate::document::model::{Block, Inline, Layout, Markings, NoticeKind};
use crate::document::wording::words::word;
use crate::document::{DOCUMENTS, Document};
use crate::facts::label;

pub(super) use changes::{FOLDED, mark_id};
pub use changes::{causes, passage_line, sentences};
use embed::{embed, id_of, marks, side_by_side};
pub use facts::{touched_lines, value_words};

/// A version as the reader calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// What was given: a file, or a folder with a version.
    pub name: String,
    /// What else to know: when it was released, for which time it is made, its digest.
    pub about: Vec<String>,
    /// The time that its documents are made for, RFC 3339.
    pub time: String,
    /// SHA-256 of its facts file.
    pub digest: String,
    /// Whether it is made for the time of the newer version, for want of its own.
    pub is_recomputed: bool,
}

/// What stands around a comparison.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The older version.
    pub old: Side,
    /// The newer version.
    pub new: Side,
    /// What a reader must know before the rest.
    pub remarks: Vec<String>,
    /// Kennung of the incident.
    pub reference: String,
    /// Name of the controller.
    pub sender: String,
    /// Date of the comparison, German.
    pub date: String,
    /// Markings of the compared documents.
    pub markings: Markings,
}

/// For which face the document is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Paper: no links.
    Paper,
    /// A page on the screen: links to every change, and a view side by side.
    Screen,
}

/// Makes the document.
#[must_use]
pub fn document(comparison: &Comparison, frame: &Frame, shape: Shape) -> Document {
    let mut blocks = vec![heading(1, "vergleich", "Vergleich zweier Fassungen")];
    blocks.push(sides(frame));
    if let Some(notice) = remarks(comparison, frame) {
        blocks.push(notice);
    }
    facts::table(comparison, &mut blocks);
    consequences(comparison, &mut blocks);
    texts(comparison, shape, &mut blocks);
    let title = format!("Vergleich zweier Fassungen – {}", frame.reference);
    Document {
        name: "vergleich".to_owned(),
        part: None,
        subject: title.clone(),
        fingerprint: None,
        layout: Layout::Seite,
        sender: frame.sender.clone(),
        reference: frame.reference.clone(),
        date: frame.date.clone(),
        foot: format!("{title} · nur für den internen Gebrauch"),
        title,
        markings: frame.markings,
        blocks,
        conditions: BTreeSet::new(),
        release: None,
        by_hand: Vec::new(),
    }
}

fn heading(level: u8, id: &str, words: &str) -> Block {
    Block::Heading {
        level,
        id: id.to_owned(),
        content: vec![Inline::text(words)],
    }
}

fn paragraph(words: impl Into<String>) -> Block {
    Block::Paragraph {
        content: vec![Inline::text(words)],
    }
}

fn sides(frame: &Frame) -> Block {
    let side = |side: &Side| {
        let mut content = vec![Inline::text(&side.name)];
        for line in &side.about {
            content.push(Inline::Break);
            content.push(Inline::text(line));
        }
        content
    };
    Block::Definitions {
        items: vec![
            (vec![Inline::text("Bisherige Fassung")], side(&frame.old)),
            (vec![Inline::text("Neue Fassung")], side(&frame.new)),
        ],
    }
}

/// What a reader must know first, in a box.
fn remarks(comparison: &Comparison, frame: &Frame) -> Option<Block> {
    let mut lines = Vec::new();
    if comparison.is_equal() {
        lines.push("Die beiden Fassungen sind in Tatsachen und Worten gleich.".to_owned());
    }
    if comparison.is_internal() {
        lines.push("Geändert sind allein interne Angaben; sie stehen nur im Vermerk.".to_owned());
    }
    lines.extend(frame.remarks.iter().cloned());
    (!lines.is_empty()).then(|| Block::Notice {
        kind: NoticeKind::Hinweis,
        title: vec![Inline::text("Vorab")],
        id: "vorab".to_owned(),
        content: lines.into_iter().map(paragraph).collect(),
    })
}

/// Duties and findings.
fn consequences(comparison: &Comparison, blocks: &mut Vec<Block>) {
    if !comparison.duties.is_empty() {
        blocks.push(heading(2, "pflichten", "Geänderte Pflichten"));
        let head = ["Pflicht", "Bisher", "Jetzt"];
        let cell = |words: &Option<String>| {
            vec![Inline::text(
                words.clone().unwrap_or_else(|| "keine".to_owned()),
            )]
        };
        blocks.push(Block::Table {
            head: head
                .iter()
                .map(|words| vec![Inline::text(*words)])
                .collect(),
            rows: comparison
                .duties
                .iter()
                .map(|duty| {
                    let name = format!("{} ({})", duty.duty, duty.norm);
                    vec![vec![Inline::text(name)], cell(&duty.old), cell(&duty.new)]
                })
                .collect(),
            row_heads: true,
        });
    }
    if comparison.findings.is_empty() && comparison.settled.is_empty() {
        return;
    }
    blocks.push(heading(2, "befunde", "Geänderte Befunde"));
    let groups = [
        ("befunde-neu", "Neue Befunde", &comparison.findings),
        ("befunde-erledigt", "Erledigte Befunde", &comparison.settled),
    ];
    for (id, title, findings) in groups {
        if findings.is_empty() {
            continue;
        }
        blocks.push(heading(3, id, title));
        blocks.push(Block::List {
            start: None,
            items: findings
                .iter()
                .map(|finding| vec![paragraph(finding_line(finding))])
                .collect(),
        });
    }
}

/// A finding in one line.
#[must_use]
pub fn finding_line(finding: &FindingChange) -> String {
    let mut line = format!("{}: {}", finding.code, finding.message);
    if let Some(path) = &finding.path
        && let Some(label) = label(path)
    {
        line.push_str(&format!(" ({label})"));
    }
    line
}

fn texts(comparison: &Comparison, shape: Shape, blocks: &mut Vec<Block>) {
    blocks.push(heading(2, "texte", "Geänderte Dokumente"));
    let same: Vec<String> = comparison
        .documents
        .iter()
        .filter(|document| document.passages.is_empty())
        .map(|document| document_name(&document.stem))
        .collect();
    if comparison.changed().next().is_none() {
        blocks.push(paragraph("Die Dokumente lauten gleich."));
    }
    if !same.is_empty() {
        blocks.push(paragraph(format!("Unverändert: {}.", same.join(", "))));
    }
    // Marks before the document, so that links lead to the right one.
    let mut before = marks(blocks);
    for document in comparison.changed() {
        let name = name_of(document);
        blocks.push(heading(2, &id_of(&document.stem, "dokument"), &name));
        if let Some(words) = presence(document.presence) {
            blocks.push(paragraph(words));
        }
        blocks.push(changes::list(comparison, document, shape, before));
        let id = id_of(&document.stem, "worte");
        blocks.push(heading(
            3,
            &id,
            &format!("Alte und neue Worte: {}", document_name(&document.stem)),
        ));
        let from = blocks.len();
        for block in &document.redline.blocks {
            embed(block, &document.stem, blocks);
        }
        before += marks(blocks.get(from..).unwrap_or_default());
        if shape == Shape::Screen {
            let id = id_of(&document.stem, "nebeneinander");
            blocks.push(heading(
                3,
                &id,
                &format!("Nebeneinander: {}", document_name(&document.stem)),
            ));
            let table = side_by_side(document);
            before += marks(std::slice::from_ref(&table));
            blocks.push(table);
        }
    }
}

/// How a reader calls a document, by its name and part: `Meldung (realsteuern)`.
#[must_use]
pub fn document_name(stem: &str) -> String {
    let (name, part) = kind_of(stem);
    let said = word("dokument", name, None).unwrap_or_else(|| name.to_owned());
    if part.is_empty() {
        said
    } else {
        let mut letters = part.chars();
        let first = letters.next().map(char::to_uppercase);
        let part: String = first.into_iter().flatten().chain(letters).collect();
        format!("{said} ({part})")
    }
}

/// Name and part of a document, by its file name without ending.
fn kind_of(stem: &str) -> (&str, &str) {
    DOCUMENTS
        .iter()
        .find_map(|name| {
            let rest = stem.strip_prefix(*name)?;
            match rest.strip_prefix('-') {
                Some(part) => Some((*name, part)),
                None => rest.is_empty().then_some((*name, "")),
            }
        })
        .unwrap_or((stem, ""))
}

/// How a reader calls a document, with its title.
#[must_use]
pub fn name_of(document: &ComparedDocument) -> String {
    format!(
        "{}: {}",
        document_name(&document.stem),
        document.redline.title
    )
}

/// What is to be said of a document that one version alone has.
#[must_use]
pub fn presence(presence: Presence) -> Option<&'static str> {
    match presence {
        Presence::Both => None,
        Presence::New => Some("Dieses Dokument verlangt erst die neue Fassung."),
        Presence::Old => Some("Dieses Dokument verlangt die neue Fassung nicht mehr."),
    }
}
