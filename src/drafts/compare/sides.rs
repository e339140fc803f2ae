//! The two documents inside a redline: what it reads when all changes are taken or refused.

use crate::document::Document;
use crate::document::model::{Block, Change, Inline, LetterHead, wholly};

/// The document without the words marked with the other change: `Inserted` gives the newer
/// version, `Deleted` the older one.
#[must_use]
pub fn side(redline: &Document, kept: Change) -> Document {
    Document {
        blocks: blocks(&redline.blocks, kept),
        ..redline.clone()
    }
}

fn inlines(content: &[Inline], kept: Change) -> Vec<Inline> {
    let mut out = Vec::new();
    for inline in content {
        match inline {
            Inline::Changed { change, content } if *change == kept => out.extend(content.clone()),
            Inline::Changed { .. } => {}
            Inline::Text { .. }
            | Inline::Strong { .. }
            | Inline::Emphasis { .. }
            | Inline::Link { .. }
            | Inline::Break
            | Inline::Open { .. }
            | Inline::Time { .. } => out.push(inline.clone()),
        }
    }
    out
}

/// Whether all words of a run belong to the other version.
fn is_other(content: &[Inline], kept: Change) -> bool {
    wholly(content).is_some_and(|change| change != kept)
}

fn all_other(runs: &[Vec<Inline>], kept: Change) -> bool {
    !runs.is_empty() && runs.iter().all(|run| is_other(run, kept))
}

fn runs(runs: &[Vec<Inline>], kept: Change) -> Vec<Vec<Inline>> {
    runs.iter()
        .filter(|run| !is_other(run, kept))
        .map(|run| inlines(run, kept))
        .collect()
}

fn labelled(lines: &[(String, Vec<Inline>)], kept: Change) -> Vec<(String, Vec<Inline>)> {
    lines
        .iter()
        .filter(|(_, value)| !is_other(value, kept))
        .map(|(label, value)| (label.clone(), inlines(value, kept)))
        .collect()
}

fn blocks(redline: &[Block], kept: Change) -> Vec<Block> {
    redline.iter().filter_map(|one| block(one, kept)).collect()
}

fn block(block: &Block, kept: Change) -> Option<Block> {
    Some(match block {
        Block::Heading { level, id, content } => Block::Heading {
            level: *level,
            id: id.clone(),
            content: some(content, kept)?,
        },
        Block::Paragraph { content } => Block::Paragraph {
            content: some(content, kept)?,
        },
        Block::List { start, items } => {
            let left: Vec<Vec<Block>> = items
                .iter()
                .map(|item| blocks(item, kept))
                .zip(items)
                .filter(|(left, item)| !left.is_empty() || item.is_empty())
                .map(|(left, _)| left)
                .collect();
            if left.is_empty() && !items.is_empty() {
                return None;
            }
            Block::List {
                start: *start,
                items: left,
            }
        }
        Block::Table {
            head,
            rows,
            row_heads,
        } => {
            if all_other(head, kept) {
                return None;
            }
            Block::Table {
                head: head.iter().map(|cell| inlines(cell, kept)).collect(),
                rows: rows
                    .iter()
                    .filter(|row| !all_other(row, kept))
                    .map(|row| row.iter().map(|cell| inlines(cell, kept)).collect())
                    .collect(),
                row_heads: *row_heads,
            }
        }
        Block::Definitions { items } => {
            let left: Vec<_> = items
                .iter()
                .filter(|(term, text)| !(is_other(term, kept) && is_other(text, kept)))
                .map(|(term, text)| (inlines(term, kept), inlines(text, kept)))
                .collect();
            if left.is_empty() && !items.is_empty() {
                return None;
            }
            Block::Definitions { items: left }
        }
        Block::Notice {
            kind,
            title,
            id,
            content,
        } => {
            let left = blocks(content, kept);
            if is_other(title, kept) && left.is_empty() {
                return None;
            }
            Block::Notice {
                kind: *kind,
                title: inlines(title, kept),
                id: id.clone(),
                content: left,
            }
        }
        Block::Contact { name, lines } => {
            let left = labelled(lines, kept);
            if is_other(name, kept) && left.is_empty() {
                return None;
            }
            Block::Contact {
                name: inlines(name, kept),
                lines: left,
            }
        }
        Block::LetterHead(head) => {
            if is_other(&head.return_line, kept)
                && (head.address.is_empty() || all_other(&head.address, kept))
            {
                return None;
            }
            Block::LetterHead(Box::new(LetterHead {
                return_line: inlines(&head.return_line, kept),
                remarks: runs(&head.remarks, kept),
                address: runs(&head.address, kept),
                information: labelled(&head.information, kept),
            }))
        }
        Block::Signature { place, lines } => {
            if (place.is_empty() || is_other(place, kept)) && all_other(lines, kept) {
                return None;
            }
            Block::Signature {
                place: inlines(place, kept),
                lines: runs(lines, kept),
            }
        }
        Block::PageBreak => Block::PageBreak,
    })
}

fn some(content: &[Inline], kept: Change) -> Option<Vec<Inline>> {
    (!is_other(content, kept)).then(|| inlines(content, kept))
}
