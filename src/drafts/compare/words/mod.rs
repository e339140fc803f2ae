//! Two versions of a document as one: a redline, and the passages that differ.
//!
//! Blocks are set beside each other by the ids of their sections first, then by likeness; within
//! a block sentences, then words. A redline is an ordinary document with marked words: without
//! the deleted ones it says what the newer version says, without the inserted ones the older one
//! ([`side`](super::side())).

mod builder;
mod likeness;
mod lines;
mod text;

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use crate::document::Document;
use crate::document::model::FieldPath;
use builder::Builder;
use text::SUBJECT;
pub use text::sentences;

/// How a passage changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PassageKind {
    /// The newer version alone has it.
    #[serde(rename = "eingefuegt")]
    Inserted,
    /// The older version alone has it.
    #[serde(rename = "geloescht")]
    Deleted,
    /// Some words differ.
    #[serde(rename = "geaendert")]
    Changed,
    /// It stands elsewhere.
    #[serde(rename = "verschoben")]
    Moved,
}

impl PassageKind {
    /// German words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Inserted => "eingefügt",
            Self::Deleted => "gelöscht",
            Self::Changed => "geändert",
            Self::Moved => "verschoben",
        }
    }
}

/// A passage whose words changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Id of its section; empty before the first one.
    pub section: String,
    /// Heading of its section.
    pub heading: String,
    /// How it changed.
    pub kind: PassageKind,
    /// The older sentences that changed.
    pub old: Vec<String>,
    /// The newer sentences that changed.
    pub new: Vec<String>,
    /// The numbers of its marks among all marks of the redline, in reading order.
    pub marks: Range<usize>,
    /// The facts that the changed words state.
    pub sources: BTreeSet<FieldPath>,
    /// Where its sentences stand in the older and the newer version, as [`sentences`] names it.
    pub places: [String; 2],
}

impl Passage {
    /// What the row or list is about that it stands in; empty outside of them.
    pub(super) fn about(&self) -> &str {
        let [_, now] = &self.places;
        now.split_once(text::BETWEEN).map_or("", |(_, row)| row)
    }

    /// Whether it is the heading of a section that came or went.
    pub(super) fn is_heading(&self) -> bool {
        let said = match self.kind {
            PassageKind::Inserted => &self.new,
            PassageKind::Deleted => &self.old,
            PassageKind::Changed | PassageKind::Moved => return false,
        };
        !self.heading.is_empty() && said.join(" ").trim() == self.heading.trim()
    }
}

/// Two versions of a document as one.
#[derive(Debug, Clone, PartialEq)]
pub struct Redline {
    /// The newer document with the older one's words in it.
    pub document: Document,
    /// What changed, in reading order.
    pub passages: Vec<Passage>,
}

/// Compares two versions of a document; one of them may be missing.
#[must_use]
pub fn redline(old: Option<&Document>, new: Option<&Document>) -> Option<Redline> {
    let mut document = new.or(old)?.clone();
    let before = old.map_or(&[][..], |document| document.blocks.as_slice());
    let after = new.map_or(&[][..], |document| document.blocks.as_slice());
    let mut builder = Builder::default();
    document.blocks = builder.top(before, after);
    builder.passages = replaced(builder.passages);
    // What stands outside of the blocks: an e-mail's subject.
    if let (Some(old), Some(new)) = (old, new)
        && old.subject != new.subject
    {
        builder.passages.push(Passage {
            section: SUBJECT.to_owned(),
            heading: "Betreff der E-Mail".to_owned(),
            kind: PassageKind::Changed,
            old: vec![old.subject.clone()],
            new: vec![new.subject.clone()],
            marks: builder.marks..builder.marks,
            sources: BTreeSet::new(),
            places: [SUBJECT.to_owned(), SUBJECT.to_owned()],
        });
    }
    Some(Redline {
        document,
        passages: builder.passages,
    })
}

/// One passage that went and one that came in its place are one that changed.
fn replaced(passages: Vec<Passage>) -> Vec<Passage> {
    let follows = |before: Option<&Passage>, after: Option<&Passage>, kind: PassageKind| {
        before.zip(after).is_some_and(|(before, after)| {
            after.kind == kind
                && before.section == after.section
                && before.marks.end == after.marks.start
        })
    };
    let mut out: Vec<Passage> = Vec::new();
    for (index, passage) in passages.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|at| passages.get(at));
        let earlier = index.checked_sub(2).and_then(|at| passages.get(at));
        let pair = before.is_some_and(|before| before.kind == PassageKind::Deleted)
            && follows(before, Some(passage), PassageKind::Inserted)
            && !(earlier.is_some_and(|earlier| earlier.kind == PassageKind::Deleted)
                && follows(earlier, before, PassageKind::Deleted))
            && !follows(
                Some(passage),
                passages.get(index + 1),
                PassageKind::Inserted,
            );
        match out.last_mut() {
            Some(last) if pair => {
                last.kind = PassageKind::Changed;
                last.new.clone_from(&passage.new);
                last.marks.end = passage.marks.end;
                last.sources.extend(passage.sources.iter().cloned());
            }
            _ => out.push(passage.clone()),
        }
    }
    out
}
