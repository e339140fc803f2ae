//! The table of changed facts: old and new value, and what each change touches.

use super::super::causes::Touched;
use super::super::comparison::{ComparedFact, Comparison};
use super::super::facts::FactChange;
use super::super::passage;
use super::document_name;
use super::excerpt::{cut, side};
use super::{heading, kind_of, paragraph};
use crate::document::model::{Block, Change, Inline};

pub(super) fn table(comparison: &Comparison, blocks: &mut Vec<Block>) {
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
    let (old, new) = values(change);
    vec![name, old, new, touched]
}

/// Old and new value; of texts that have much in common, the changed words are marked.
fn values(change: &FactChange) -> (Vec<Inline>, Vec<Inline>) {
    if let Some(both) = value_words(change) {
        let both = cut(&both);
        return (side(&both, Change::Deleted), side(&both, Change::Inserted));
    }
    let lines = |lines: Vec<String>| {
        let mut out = Vec::new();
        for line in lines {
            if !out.is_empty() {
                out.push(Inline::Break);
            }
            out.push(Inline::text(line));
        }
        if out.is_empty() {
            out.push(Inline::text("nicht angegeben"));
        }
        out
    };
    (lines(change.old_lines()), lines(change.new_lines()))
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

/// Names of documents; many of one kind are counted: `Meldung (4)`.
fn grouped(stems: &[String]) -> Vec<String> {
    const SINGLE: usize = 3;
    let mut kinds: Vec<(&str, Vec<&str>)> = Vec::new();
    for stem in stems {
        let kind = kind_of(stem).0;
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, of_kind)) => of_kind.push(stem),
            None => kinds.push((kind, vec![stem])),
        }
    }
    kinds
        .into_iter()
        .flat_map(|(kind, of_kind)| {
            if of_kind.len() > SINGLE {
                vec![format!("{} ({})", document_name(kind), of_kind.len())]
            } else {
                of_kind.into_iter().map(document_name).collect()
            }
        })
        .collect()
}
