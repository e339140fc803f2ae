//! The comparison as a document that a reviewer reads: what changed in the facts, what follows,
//! and the changed documents with the old and the new words.
//!
//! One ordinary [`Document`], so that every face draws it. The web page has links and a view side
//! by side besides.

use std::collections::BTreeSet;

use super::causes::{Cause, Touched};
use super::comparison::{
    ComparedDocument, ComparedFact, ComparedPassage, Comparison, FindingChange, Presence,
};
use super::facts::FactChange;
use super::passage;
use super::words::{Passage, PassageKind};
use crate::document::model::{Block, Change, Inline, Layout, LetterHead, Markings, NoticeKind};
use crate::document::{DOCUMENTS, Document};
use crate::facts::{FieldPath, label};

/// A version as the reader calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// What was given: a file, or a folder with a version.
    pub name: String,
    /// What else to know: when it was released, by which templates.
    pub about: Vec<String>,
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
    facts(comparison, &mut blocks);
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

fn facts(comparison: &Comparison, blocks: &mut Vec<Block>) {
    blocks.push(heading(2, "tatsachen", "Geänderte Tatsachen"));
    if comparison.facts.is_empty() {
        blocks.push(paragraph("Die Tatsachen sind gleich."));
        return;
    }
    let head = ["Tatsache", "Bisher", "Jetzt", "Berührt"];
    blocks.push(Block::Table {
        head: head
            .iter()
            .map(|words| vec![Inline::text(*words)])
            .collect(),
        rows: comparison.facts.iter().map(fact_row).collect(),
        row_heads: true,
    });
}

fn fact_row(fact: &ComparedFact) -> Vec<Vec<Inline>> {
    let change = &fact.change;
    let mut name = vec![Inline::text(&change.label), Inline::Break];
    let mut kind = change.kind.words().to_owned();
    if change.internal {
        kind.push_str(" · nur intern");
    }
    name.push(Inline::Emphasis {
        content: vec![Inline::text(kind)],
    });
    let mut touched = Vec::new();
    for line in touched_lines(&fact.touched) {
        if !touched.is_empty() {
            touched.push(Inline::Break);
        }
        touched.push(Inline::text(line));
    }
    let value = |words: Option<String>| {
        vec![Inline::text(
            words.unwrap_or_else(|| "nicht angegeben".to_owned()),
        )]
    };
    vec![
        name,
        value(change.old_words()),
        value(change.new_words()),
        touched,
    ]
}

/// What a fact touches, a line a kind.
#[must_use]
pub fn touched_lines(touched: &Touched) -> Vec<String> {
    [
        ("Dokumente", &grouped(&touched.documents)),
        ("Pflichten", &touched.duties),
        ("neue Befunde", &touched.findings),
        ("erledigte Befunde", &touched.settled),
    ]
    .into_iter()
    .filter(|(_, names)| !names.is_empty())
    .map(|(what, names)| format!("{what}: {}", names.join(", ")))
    .collect()
}

/// Names of documents, those of one kind counted: `meldung (3)`.
fn grouped(stems: &[String]) -> Vec<String> {
    let kind = |stem: &str| {
        let found = DOCUMENTS.iter().find(|name| {
            stem.strip_prefix(**name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        });
        found.map_or_else(|| stem.to_owned(), |name| (*name).to_owned())
    };
    let mut kinds: Vec<(String, usize)> = Vec::new();
    for stem in stems {
        let kind = kind(stem);
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((kind, 1)),
        }
    }
    kinds
        .into_iter()
        .map(|(kind, count)| match count {
            1 => kind,
            _ => format!("{kind} ({count})"),
        })
        .collect()
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
    let same: Vec<&str> = comparison
        .documents
        .iter()
        .filter(|document| document.passages.is_empty())
        .map(|document| document.stem.as_str())
        .collect();
    if comparison.changed().next().is_none() {
        blocks.push(paragraph("Die Dokumente lauten gleich."));
    }
    if !same.is_empty() {
        blocks.push(paragraph(format!("Unverändert: {}.", same.join(", "))));
    }
    // Marks before the document, so that links lead to the right one.
    let mut before = 0;
    for document in comparison.changed() {
        let name = name_of(document);
        blocks.push(heading(2, &id_of(&document.stem, "dokument"), &name));
        if let Some(words) = presence(document.presence) {
            blocks.push(paragraph(words));
        }
        blocks.push(changes_of(comparison, document, shape, before));
        let id = id_of(&document.stem, "worte");
        blocks.push(heading(
            3,
            &id,
            &format!("Alte und neue Worte: {}", document.stem),
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
                &format!("Nebeneinander: {}", document.stem),
            ));
            let table = side_by_side(document);
            before += marks(std::slice::from_ref(&table));
            blocks.push(table);
        }
    }
}

/// How a reader calls a document.
fn name_of(document: &ComparedDocument) -> String {
    format!("{} ({})", document.redline.title, document.stem)
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

fn id_of(stem: &str, what: &str) -> String {
    let plain: String = stem
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect();
    format!("{plain}-{what}")
}

/// The list of changes of a document.
fn changes_of(
    comparison: &Comparison,
    document: &ComparedDocument,
    shape: Shape,
    before: usize,
) -> Block {
    let item = |compared: &ComparedPassage| {
        let passage = &compared.passage;
        let line = passage_line(passage);
        let place = match (shape, passage.marks.is_empty()) {
            (Shape::Screen, false) => Inline::Link {
                target: format!("#{}", mark_id(before + passage.marks.start)),
                content: vec![Inline::text(line)],
            },
            _ => Inline::text(line),
        };
        let why = format!(" – Grund: {}", causes(comparison, compared));
        let mut content = vec![place, Inline::text(why)];
        if passage.marks.is_empty() {
            // Nothing in the redline shows it.
            content.push(Inline::Break);
            content.extend(sentences(passage));
        }
        vec![Block::Paragraph { content }]
    };
    Block::List {
        start: Some(1),
        items: document.passages.iter().map(item).collect(),
    }
}

/// Id of a mark in the page.
pub(super) fn mark_id(number: usize) -> String {
    format!("aenderung-{}", number + 1)
}

/// Where a passage stands and how it changed, in a line.
#[must_use]
pub fn passage_line(passage: &Passage) -> String {
    let kind = passage.kind.words();
    if passage.heading.is_empty() {
        kind.to_owned()
    } else {
        format!("{kind}: „{}“", passage.heading)
    }
}

/// Why a passage changed, in words.
#[must_use]
pub fn causes(comparison: &Comparison, compared: &ComparedPassage) -> String {
    let name = |path: &FieldPath| {
        comparison
            .facts
            .iter()
            .find(|fact| fact.change.path == *path)
            .map_or_else(|| path.as_str().to_owned(), |fact| named(&fact.change))
    };
    let mut parts = Vec::new();
    for cause in &compared.causes {
        match cause {
            Cause::Facts => {
                let mut names: Vec<String> = compared.facts.iter().map(name).collect();
                names.dedup();
                parts.push(names.join(", "));
            }
            Cause::ByHand | Cause::Time | Cause::Template | Cause::Together => {
                parts.push(cause.words().to_owned());
            }
        }
    }
    parts.join("; ")
}

fn named(change: &FactChange) -> String {
    if change.internal {
        format!("{} (nur intern)", change.label)
    } else {
        change.label.clone()
    }
}

/// The changed sentences of a passage with old and new words.
#[must_use]
pub fn sentences(passage: &Passage) -> Vec<Inline> {
    let text = |sentences: &[String]| vec![Inline::text(sentences.join(" "))];
    match passage.kind {
        PassageKind::Inserted => passage::whole(&text(&passage.new), Change::Inserted).content,
        PassageKind::Deleted => passage::whole(&text(&passage.old), Change::Deleted).content,
        PassageKind::Changed => passage::compare(&text(&passage.old), &text(&passage.new)).content,
        PassageKind::Moved if passage.new.is_empty() => {
            passage::whole(&text(&passage.old), Change::Deleted).content
        }
        PassageKind::Moved => passage::whole(&text(&passage.new), Change::Inserted).content,
    }
}

/// Old and new words of a long text in one; `None` where the two have little in common.
#[must_use]
pub fn value_words(change: &FactChange) -> Option<Vec<Inline>> {
    const LONG: usize = 6;
    let (old, new) = (change.old_words()?, change.new_words()?);
    if old.split_whitespace().count() < LONG {
        return None;
    }
    let both = passage::compare(&[Inline::text(old)], &[Inline::text(new)]).content;
    let kept = |inline: &Inline| matches!(inline, Inline::Text { text, .. } if text.split_whitespace().count() >= LONG / 2);
    both.iter().any(kept).then_some(both)
}

/// The changed sentences beside each other.
fn side_by_side(document: &ComparedDocument) -> Block {
    let rows = document.passages.iter().map(|compared| {
        let passage = &compared.passage;
        let both = sentences(passage);
        let of = |other: Change| -> Vec<Inline> {
            both.iter()
                .filter(
                    |inline| !matches!(inline, Inline::Changed { change, .. } if *change == other),
                )
                .cloned()
                .collect()
        };
        vec![
            vec![Inline::text(if passage.heading.is_empty() {
                passage.kind.words()
            } else {
                passage.heading.as_str()
            })],
            of(Change::Inserted),
            of(Change::Deleted),
        ]
    });
    Block::Table {
        head: ["Abschnitt", "Bisher", "Jetzt"]
            .iter()
            .map(|words| vec![Inline::text(*words)])
            .collect(),
        rows: rows.collect(),
        row_heads: true,
    }
}

/// How many marks the blocks have.
fn marks(blocks: &[Block]) -> usize {
    let mut count = 0;
    for block in blocks {
        block.each_inline(&mut |inline| {
            count += usize::from(
                matches!(inline, Inline::Changed { content, .. } if !content.is_empty()),
            );
        });
    }
    count
}

/// A block of a compared document inside the comparison: headings stand lower, the head of a
/// letter has no place of its own.
fn embed(block: &Block, stem: &str, out: &mut Vec<Block>) {
    match block {
        Block::Heading { level, id, content } => out.push(Block::Heading {
            level: (level + 2).clamp(3, 4),
            id: id_of(stem, id),
            content: content.clone(),
        }),
        Block::Notice {
            kind,
            title,
            id,
            content,
        } => {
            let mut inside = Vec::new();
            for block in content {
                embed(block, stem, &mut inside);
            }
            out.push(Block::Notice {
                kind: *kind,
                title: title.clone(),
                id: id_of(stem, id),
                content: inside,
            });
        }
        Block::LetterHead(head) => out.push(Block::Definitions {
            items: letter_head(head),
        }),
        Block::PageBreak => {}
        Block::Paragraph { .. }
        | Block::List { .. }
        | Block::Table { .. }
        | Block::Definitions { .. }
        | Block::Contact { .. }
        | Block::Signature { .. } => out.push(block.clone()),
    }
}

fn letter_head(head: &LetterHead) -> Vec<(Vec<Inline>, Vec<Inline>)> {
    let lines = |lines: &[Vec<Inline>]| {
        let mut content = Vec::new();
        for line in lines {
            if !content.is_empty() {
                content.push(Inline::Break);
            }
            content.extend(line.iter().cloned());
        }
        content
    };
    let mut items = vec![(vec![Inline::text("Absender")], head.return_line.clone())];
    for (label, content) in [
        ("Vermerke", lines(&head.remarks)),
        ("Anschrift", lines(&head.address)),
    ] {
        if !content.is_empty() {
            items.push((vec![Inline::text(label)], content));
        }
    }
    let information = head.information.iter();
    items.extend(information.map(|(label, value)| (vec![Inline::text(label)], value.clone())));
    items
}
