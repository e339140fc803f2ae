//! The words of a document, run by run and sentence by sentence.

use super::super::passage::sentences_of;
use crate::document::Document;
use crate::document::model::{Block, Inline, plain};

/// The words of a block with the labels it has.
pub(super) fn text_of(block: &Block) -> String {
    let mut out = Vec::new();
    runs_of(block, &mut |label, content| {
        if let Some(label) = label {
            out.push(label.to_owned());
        }
        out.push(plain(content));
    });
    out.join("\n")
}

/// Visits the runs of words of a block, with their labels.
pub(super) fn runs_of<'b>(block: &'b Block, visit: &mut dyn FnMut(Option<&'b str>, &'b [Inline])) {
    match block {
        Block::Heading { content, .. } | Block::Paragraph { content } => visit(None, content),
        Block::List { items, .. } => items
            .iter()
            .flatten()
            .for_each(|block| runs_of(block, visit)),
        Block::Table { head, rows, .. } => {
            head.iter().for_each(|cell| visit(None, cell));
            rows.iter().flatten().for_each(|cell| visit(None, cell));
        }
        Block::Definitions { items } => items.iter().for_each(|(term, text)| {
            visit(None, term);
            visit(None, text);
        }),
        Block::Notice { title, content, .. } => {
            visit(None, title);
            content.iter().for_each(|block| runs_of(block, visit));
        }
        Block::Contact { name, lines } => {
            visit(None, name);
            lines
                .iter()
                .for_each(|(label, value)| visit(Some(label), value));
        }
        Block::LetterHead(head) => {
            visit(None, &head.return_line);
            head.remarks
                .iter()
                .chain(&head.address)
                .for_each(|line| visit(None, line));
            head.information
                .iter()
                .for_each(|(label, value)| visit(Some(label), value));
        }
        Block::Signature { place, lines } => {
            visit(None, place);
            lines.iter().for_each(|line| visit(None, line));
        }
        Block::PageBreak => {}
    }
}

/// The section that stands for the subject of the e-mail.
pub(super) const SUBJECT: &str = "betreff-der-e-mail";

/// What stands between the section and what the row is about.
pub(super) const BETWEEN: char = '\u{1f}';

/// Where a sentence stands: the section, and what the row is about.
pub(super) fn place(section: &str, row: &str) -> String {
    if row.is_empty() {
        section.to_owned()
    } else {
        format!("{section}{BETWEEN}{row}")
    }
}

/// The sentences of a document in reading order, each with its place: the id of its section, and
/// in tables and lists of labels what the row is about. The subject of the e-mail comes last.
#[must_use]
pub fn sentences(document: &Document) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let sections = sections(&document.blocks);
    for (index, (block, section)) in document.blocks.iter().zip(sections).enumerate() {
        let lead = lead(&document.blocks, index);
        sentences_in(block, (section, "", &lead), &mut found);
    }
    found.push((SUBJECT.to_owned(), document.subject.clone()));
    found
}

/// The section that each block stands in: a box is one of its own.
pub(super) fn sections(blocks: &[Block]) -> Vec<&str> {
    let mut section = "";
    let mut found = Vec::with_capacity(blocks.len());
    for block in blocks {
        if let Block::Heading { id, .. } = block {
            section = id;
        }
        found.push(if let Block::Notice { id, .. } = block {
            id
        } else {
            section
        });
    }
    found
}

/// What stands before a block and announces it, if it is a list: the paragraph before.
pub(super) fn lead(blocks: &[Block], index: usize) -> String {
    match index.checked_sub(1).and_then(|before| blocks.get(before)) {
        Some(Block::Paragraph { content }) => plain(content),
        Some(_) | None => String::new(),
    }
}

/// The sentences of a block in a section: its place inside a row, and what announces it.
fn sentences_in(
    block: &Block,
    (section, row, before): (&str, &str, &str),
    found: &mut Vec<(String, String)>,
) {
    let mut add = |row: &str, content: &[Inline]| {
        let place = place(section, row);
        let said = sentences_of(content).into_iter();
        found.extend(said.map(|said| (place.clone(), said)));
    };
    match block {
        Block::Table { head, rows, .. } => {
            head.iter().for_each(|cell| add(row, cell));
            for cells in rows {
                let Some((first, rest)) = cells.split_first() else {
                    continue;
                };
                let about = plain(first);
                add(row, first);
                add(&about, first);
                rest.iter().for_each(|cell| add(&about, cell));
            }
        }
        Block::Definitions { items } => {
            for (term, text) in items {
                let about = plain(term);
                add(row, term);
                add(&about, term);
                add(&about, text);
            }
        }
        Block::Contact { name, lines } => {
            add(row, name);
            let lines = lines.iter();
            lines.for_each(|(label, value)| labelled(label, value, &mut add));
        }
        Block::LetterHead(head) => {
            add(row, &head.return_line);
            let lines = head.remarks.iter().chain(&head.address);
            lines.for_each(|line| add(row, line));
            let information = head.information.iter();
            information.for_each(|(label, value)| labelled(label, value, &mut add));
        }
        Block::Notice { title, content, .. } => {
            add(row, title);
            sentences_below(content, (section, row), found);
        }
        Block::List { items, .. } => items
            .iter()
            .for_each(|item| sentences_below(item, (section, before), found)),
        Block::Heading { .. }
        | Block::Paragraph { .. }
        | Block::Signature { .. }
        | Block::PageBreak => runs_of(block, &mut |_, content| add(row, content)),
    }
}

fn sentences_below(
    blocks: &[Block],
    (section, row): (&str, &str),
    found: &mut Vec<(String, String)>,
) {
    for (index, block) in blocks.iter().enumerate() {
        sentences_in(block, (section, row, &lead(blocks, index)), found);
    }
}

fn labelled(label: &str, value: &[Inline], add: &mut impl FnMut(&str, &[Inline])) {
    add(label, &[Inline::text(format!("{label}:"))]);
    add(label, value);
}
