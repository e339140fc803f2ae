//! From a comparison to a Word file with tracked changes: who, when, and why.

use chrono::{DateTime, FixedOffset};

use crate::document::model::Change;
use crate::document::{Document, FieldPath};
use crate::drafts::compare::comparison::{ComparedDocument, Comparison};
use crate::drafts::compare::facts::FactChange;
use crate::drafts::compare::side;
use crate::render::docx::{Comment, Revision, concerns};

/// The document for the own files: it alone speaks of internal facts.
const RECORD: &str = "vermerk";

/// Author, date and a comment for each fact that changed the words of one compared document.
#[must_use]
pub fn revision(
    comparison: &Comparison,
    compared: &ComparedDocument,
    author: &str,
    date: DateTime<FixedOffset>,
) -> Revision {
    let document = &compared.redline;
    let comments = comparison
        .facts
        .iter()
        .filter(|fact| !fact.change.internal || document.name == RECORD)
        .filter(|fact| fact.touched.documents.contains(&compared.stem))
        .map(|fact| {
            let change = &fact.change;
            let stated = states(document, &change.path);
            let caused = compared
                .passages
                .iter()
                .find(|passage| passage.facts.contains(&change.path))
                .filter(|passage| !passage.passage.marks.is_empty())
                .map(|passage| passage.passage.marks.start);
            Comment {
                facts: vec![change.path.clone()],
                mark: caused.filter(|_| !stated),
                text: said(change),
            }
        })
        .collect();
    Revision {
        author: author.to_owned(),
        date: date.to_rfc3339(),
        comments,
    }
}

/// What a comment says: the fact, what became of it, and its old and new value.
fn said(change: &FactChange) -> Vec<String> {
    let mut lines = vec![format!("{}: {}", change.label, change.kind.words())];
    for (name, value) in [
        ("bisher", change.old_lines()),
        ("jetzt", change.new_lines()),
    ] {
        match value.as_slice() {
            [] => {}
            [line] => lines.push(format!("{name}: {line}")),
            _ => {
                lines.push(format!("{name}:"));
                lines.extend(value);
            }
        }
    }
    lines.push(format!("Stelle in der Tatsachendatei: {}", change.path));
    lines
}

/// Whether the newer words state the fact or a part of it.
fn states(document: &Document, path: &FieldPath) -> bool {
    let newer = side(document, Change::Inserted);
    newer
        .shown_facts()
        .iter()
        .any(|stated| concerns(path, stated))
}
