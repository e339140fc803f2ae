//! Which blocks of two documents belong together: by the ids of their sections, else by likeness.

use std::hash::Hash;

use super::super::align::{Bag, Numbers, Step, align};
use super::text::{sections, text_of};
use crate::document::model::Block;

/// From this likeness on, a block is another one with some words changed.
pub(super) const ALIKE: f64 = 0.4;
/// From this likeness on, a block that stands elsewhere is the same one.
const MOVED: f64 = 0.8;
/// So much more alike are blocks of the same section.
const SAME_SECTION: f64 = 0.5;
/// So many words a block has at least that is recognised elsewhere.
const MOVED_WORDS: usize = 4;

/// The blocks of two documents beside each other: sections by their ids first.
pub(super) fn section_steps(old: &[Block], new: &[Block]) -> Vec<Step> {
    let (before, after) = (headings(old), headings(new));
    let mut numbers = Numbers::default();
    let mut ids = |blocks: &[Block], at: &[usize]| -> Vec<usize> {
        let mut ids = Vec::new();
        for index in at {
            if let Some(Block::Heading { id, .. } | Block::Notice { id, .. }) = blocks.get(*index) {
                ids.push(numbers.of(id.clone()));
            }
        }
        ids
    };
    let (old_ids, new_ids) = (ids(old, &before), ids(new, &after));
    let mut out = Vec::new();
    let (mut from, mut to) = (0, 0);
    let with_sections = |blocks: &'_ [Block]| -> Vec<(Block, String)> {
        let sections = sections(blocks).into_iter().map(str::to_owned);
        blocks.iter().cloned().zip(sections).collect()
    };
    let (old, new) = (with_sections(old), with_sections(new));
    let likeness =
        |one: &(Block, String), other: &(Block, String)| match block_likeness(&one.0, &other.0) {
            found if found > 0.0 && one.1 == other.1 => found + SAME_SECTION,
            found => found,
        };
    let between = |from: usize, until: usize, to: usize, end: usize, out: &mut Vec<Step>| {
        let old = old.get(from..until).unwrap_or_default();
        let new = new.get(to..end).unwrap_or_default();
        let key = |block: &(Block, String)| block_key(&block.0);
        out.extend(
            steps(old, new, key, &likeness)
                .into_iter()
                .map(|step| match step {
                    Step::Both(one, other) => Step::Both(from + one, to + other),
                    Step::Old(one) => Step::Old(from + one),
                    Step::New(other) => Step::New(to + other),
                }),
        );
    };
    for step in align(&old_ids, &new_ids, &|_, _| 0.0) {
        if let Step::Both(one, other) = step
            && let (Some(one), Some(other)) = (before.get(one), after.get(other))
        {
            between(from, *one, to, *other, &mut out);
            out.push(Step::Both(*one, *other));
            (from, to) = (one + 1, other + 1);
        }
    }
    between(from, old.len(), to, new.len(), &mut out);
    out
}

/// Where sections begin.
pub(super) fn headings(blocks: &[Block]) -> Vec<usize> {
    blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| matches!(block, Block::Heading { .. } | Block::Notice { .. }))
        .map(|(index, _)| index)
        .collect()
}

/// Blocks that stand elsewhere in the other version: positions in both.
pub(super) fn moves(old: &[Block], new: &[Block], steps: &[Step]) -> Vec<(usize, usize)> {
    let mut gone = Vec::new();
    let mut come = Vec::new();
    for step in steps {
        match step {
            Step::Old(from) => {
                gone.extend(old.get(*from).map(|block| (*from, words([text_of(block)]))))
            }
            Step::New(to) => come.extend(new.get(*to).map(|block| (*to, words([text_of(block)])))),
            Step::Both(..) => {}
        }
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (from, bag) in &gone {
        let best = come
            .iter()
            .filter(|(to, _)| !found.iter().any(|(_, taken)| taken == to))
            .filter(|(_, other)| bag.len() >= MOVED_WORDS && other.len() >= MOVED_WORDS)
            .map(|(to, other)| (bag.likeness(other), *to))
            .filter(|(likeness, _)| *likeness >= MOVED)
            .max_by(|(one, at), (other, there)| one.total_cmp(other).then(there.cmp(at)));
        if let Some((_, to)) = best {
            found.push((*from, to));
        }
    }
    found
}

/// Two lists beside each other, by keys and likeness.
pub(super) fn steps<T, K: Hash + Eq>(
    old: &[T],
    new: &[T],
    key: impl Fn(&T) -> K,
    likeness: &dyn Fn(&T, &T) -> f64,
) -> Vec<Step> {
    let mut numbers = Numbers::default();
    let before: Vec<usize> = old.iter().map(|item| numbers.of(key(item))).collect();
    let after: Vec<usize> = new.iter().map(|item| numbers.of(key(item))).collect();
    align(
        &before,
        &after,
        &|from, to| match (old.get(from), new.get(to)) {
            (Some(one), Some(other)) => likeness(one, other),
            _ => 0.0,
        },
    )
}

pub(super) fn block_key(block: &Block) -> String {
    format!("{}\u{1f}{}", kind(block), text_of(block))
}

pub(super) fn kind(block: &Block) -> &'static str {
    match block {
        Block::Heading { .. } => "heading",
        Block::Paragraph { .. } => "paragraph",
        Block::List { .. } => "list",
        Block::Table { .. } => "table",
        Block::Definitions { .. } => "definitions",
        Block::Notice { .. } => "notice",
        Block::Contact { .. } => "contact",
        Block::LetterHead(_) => "head",
        Block::Signature { .. } => "signature",
        Block::PageBreak => "break",
    }
}

pub(super) fn block_likeness(old: &Block, new: &Block) -> f64 {
    if kind(old) != kind(new) {
        return 0.0;
    }
    match (old, new) {
        (Block::LetterHead(_), Block::LetterHead(_))
        | (Block::Signature { .. }, Block::Signature { .. }) => 1.0,
        (Block::Table { head, .. }, Block::Table { head: other, .. })
            if head.len() != other.len() =>
        {
            0.0
        }
        // Sections are known by their ids alone.
        (Block::Heading { id, .. }, Block::Heading { id: other, .. }) if id != other => 0.0,
        _ => {
            let is_long = matches!(
                old,
                Block::List { .. } | Block::Table { .. } | Block::Definitions { .. }
            );
            let least = if is_long { 0.15 } else { ALIKE };
            alike(&words([text_of(old)]), &words([text_of(new)]), least)
        }
    }
}

pub(super) fn alike(old: &Bag, new: &Bag, least: f64) -> f64 {
    let found = old.likeness(new);
    if found >= least { found } else { 0.0 }
}

/// Words to numbers by a hash: only likeness is made of it.
pub(super) fn words(texts: impl IntoIterator<Item = String>) -> Bag {
    use std::hash::{DefaultHasher, Hasher as _};
    let mut found = Vec::new();
    for text in texts {
        for word in text.split_whitespace() {
            let mut hasher = DefaultHasher::new();
            word.trim_matches(|c: char| !c.is_alphanumeric())
                .hash(&mut hasher);
            found.push(usize::try_from(hasher.finish() >> 1).unwrap_or(usize::MAX));
        }
    }
    Bag::new(found)
}
