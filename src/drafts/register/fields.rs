//! The fields of an entry: what its template says under each heading.

use crate::document::model::{Inline, plain};
use crate::document::{Block, Document};

/// One field: its name for programs, its label and its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The id of its heading.
    pub id: String,
    /// The words of its heading.
    pub label: String,
    /// What it says; lines are parted by breaks.
    pub content: Vec<Inline>,
}

impl Field {
    /// Whether it stands in the table alone.
    #[must_use]
    pub fn is_short(&self) -> bool {
        self.id.starts_with("kurz-")
    }
}

/// Takes a rendered entry apart.
pub(super) fn of(document: Document) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for block in document.blocks {
        if let Block::Heading { id, content, .. } = block {
            fields.push(Field {
                id,
                label: plain(&content),
                content: Vec::new(),
            });
        } else if let Some(field) = fields.last_mut() {
            append(block, &mut field.content);
        }
    }
    fields
}

/// Adds a block as lines.
fn append(block: Block, content: &mut Vec<Inline>) {
    if let Block::List { items, .. } = block {
        let several = items.len() > 1;
        for item in items {
            new_line(content);
            if several {
                content.push(Inline::text("– "));
            }
            let mut words = Vec::new();
            item.into_iter().for_each(|block| append(block, &mut words));
            content.extend(words);
        }
    } else if let Block::Paragraph { content: words } = block {
        new_line(content);
        content.extend(words);
    }
}

fn new_line(content: &mut Vec<Inline>) {
    if !content.is_empty() {
        content.push(Inline::Break);
    }
}
