//! The compared documents inside the comparison: their blocks, and the view side by side.

use super::super::comparison::ComparedDocument;
use super::changes::sentences;
use crate::document::model::{Block, Change, Inline, LetterHead};

/// The changed sentences beside each other.
pub(super) fn side_by_side(document: &ComparedDocument) -> Block {
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
pub(super) fn marks(blocks: &[Block]) -> usize {
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
pub(super) fn embed(block: &Block, stem: &str, out: &mut Vec<Block>) {
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

pub(super) fn id_of(stem: &str, what: &str) -> String {
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
