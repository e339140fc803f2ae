//! The list of what changed in a document: where, which words became which, and why.

use super::super::causes::Cause;
use super::super::comparison::{ComparedDocument, ComparedPassage, Comparison};
use super::super::facts::FactChange;
use super::super::passage;
use super::super::words::{Passage, PassageKind};
use super::Shape;
use super::excerpt::{excerpt, shortened};
use crate::document::model::{Block, Change, Inline};
use crate::facts::FieldPath;

/// So many facts are named as the cause of a passage; more are counted.
const NAMED: usize = 5;
/// So many passages of an entry are quoted.
const QUOTED: usize = 3;
/// Longest heading in the list, in characters.
const HEADING: usize = 60;

/// Passages that are one for a reader: a section that came or went, or neighbours that changed in
/// the same way for the same reason.
struct Entry<'c> {
    passages: Vec<&'c ComparedPassage>,
    /// Whether it is a whole section.
    is_section: bool,
}

fn entries(document: &ComparedDocument) -> Vec<Entry<'_>> {
    let mut found: Vec<Entry<'_>> = Vec::new();
    for compared in &document.passages {
        let passage = &compared.passage;
        let joins = found.last().is_some_and(|last| {
            last.passages.last().is_some_and(|before| {
                let alike = before.passage.section == passage.section
                    && before.passage.kind == passage.kind
                    && !passage.marks.is_empty();
                let same = before.causes == compared.causes && before.facts == compared.facts;
                alike && !passage.is_heading() && (last.is_section || same)
            })
        });
        match found.last_mut() {
            Some(last) if joins => last.passages.push(compared),
            _ => found.push(Entry {
                is_section: passage.is_heading(),
                passages: vec![compared],
            }),
        }
    }
    found
}

impl Entry<'_> {
    /// Where it stands and how it changed.
    fn line(&self) -> String {
        let Some(first) = self.passages.first() else {
            return String::new();
        };
        if self.is_section {
            let heading = shortened(&first.passage.heading, HEADING);
            let kind = first.passage.kind.words();
            return match self.passages.len() {
                1 => format!("{kind}: Überschrift „{heading}“"),
                count => format!("{kind}: Abschnitt „{heading}“ ({count} Stellen)"),
            };
        }
        let line = passage_line(&first.passage);
        match (first.passage.kind, first.passage.about()) {
            // A row that changed is named; one that came or went says itself what it is about.
            (PassageKind::Changed, row) if !row.is_empty() => {
                format!("{line}, {}", shortened(row, HEADING))
            }
            _ => line,
        }
    }

    /// The words, old and new; a section that came or went stands whole below.
    fn quotes(&self) -> String {
        if self.is_section {
            return String::new();
        }
        let mut quotes: Vec<String> = self
            .passages
            .iter()
            .take(QUOTED)
            .map(|compared| quote(&compared.passage))
            .collect();
        if self.passages.len() > QUOTED {
            quotes.push(format!(
                "und {} weitere Stellen",
                self.passages.len() - QUOTED
            ));
        }
        quotes.join("; ")
    }

    /// The facts that explain it, in the order of the facts, and its other causes.
    fn reasons(&self, comparison: &Comparison) -> (Vec<String>, Vec<&'static str>) {
        let explains = |path: &FieldPath| {
            let mut passages = self.passages.iter();
            passages.any(|compared| compared.facts.contains(path))
        };
        let mut facts: Vec<String> = Vec::new();
        for fact in &comparison.facts {
            let name = named(&fact.change);
            if explains(&fact.change.path) && !facts.contains(&name) {
                facts.push(name);
            }
        }
        let mut others: Vec<Cause> = self
            .passages
            .iter()
            .flat_map(|compared| compared.causes.iter().copied())
            .filter(|cause| *cause != Cause::Facts)
            .collect();
        others.sort();
        others.dedup();
        (facts, others.into_iter().map(Cause::words).collect())
    }
}

/// Old and new words of a passage.
fn quote(passage: &Passage) -> String {
    let [old, new] =
        [Change::Deleted, Change::Inserted].map(|side| excerpt(&sentences(passage), side));
    match (old.is_empty(), new.is_empty()) {
        (true, _) => format!("„{new}“"),
        (_, true) => format!("„{old}“"),
        (false, false) => format!("bisher „{old}“, jetzt „{new}“"),
    }
}

/// The list of changes of a document; `before` is the number of marks before it.
pub(super) fn list(
    comparison: &Comparison,
    document: &ComparedDocument,
    shape: Shape,
    before: usize,
) -> Block {
    let item = |entry: &Entry<'_>| {
        let marks = entry.passages.first().map(|first| &first.passage.marks);
        let line = entry.line();
        let place = match (shape, marks) {
            (Shape::Screen, Some(marks)) if !marks.is_empty() => Inline::Link {
                target: format!("#{}", mark_id(before + marks.start)),
                content: vec![Inline::text(line)],
            },
            _ => Inline::text(line),
        };
        let mut content = vec![place];
        let quotes = entry.quotes();
        if !quotes.is_empty() {
            content.push(Inline::text(format!(": {quotes}")));
        }
        let (facts, others) = entry.reasons(comparison);
        let why = words(&facts, &others);
        let is_long = facts.len() > NAMED;
        if !is_long || shape == Shape::Paper {
            content.push(Inline::text(format!(" – Grund: {why}")));
            return vec![Block::Paragraph { content }];
        }
        // The page folds the list of facts behind these words.
        content.push(Inline::text(" – Grund: "));
        content.push(Inline::Link {
            target: FOLDED.to_owned(),
            content: vec![Inline::text(why)],
        });
        let names = facts.into_iter().map(|name| {
            vec![Block::Paragraph {
                content: vec![Inline::text(name)],
            }]
        });
        vec![
            Block::Paragraph { content },
            Block::List {
                start: None,
                items: names.collect(),
            },
        ]
    };
    Block::List {
        start: Some(1),
        items: entries(document).iter().map(item).collect(),
    }
}

/// Where a link leads behind which the page folds the list that follows.
pub(in super::super) const FOLDED: &str = "#gruende";

/// Id of a mark in the page.
pub(in super::super) fn mark_id(number: usize) -> String {
    format!("aenderung-{}", number + 1)
}

/// Where a passage stands and how it changed, in a line.
#[must_use]
pub fn passage_line(passage: &Passage) -> String {
    let kind = passage.kind.words();
    if passage.heading.is_empty() {
        format!("{kind}: am Anfang")
    } else {
        format!("{kind}: „{}“", shortened(&passage.heading, HEADING))
    }
}

/// Why a passage changed, in words.
#[must_use]
pub fn causes(comparison: &Comparison, compared: &ComparedPassage) -> String {
    let entry = Entry {
        passages: vec![compared],
        is_section: false,
    };
    let (facts, others) = entry.reasons(comparison);
    words(&facts, &others)
}

fn words(facts: &[String], others: &[&str]) -> String {
    let facts = match facts.len() {
        0 => None,
        count if count > NAMED => Some(format!("mehrere Tatsachen ({count})")),
        _ => Some(facts.join(", ")),
    };
    let others = others.iter().map(|words| (*words).to_owned());
    facts
        .into_iter()
        .chain(others)
        .collect::<Vec<_>>()
        .join("; ")
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
