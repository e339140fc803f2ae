//! Two versions of a document as one: a redline, and the passages that differ.
//!
//! Blocks are set beside each other by the ids of their sections first, then by likeness; within
//! a block sentences, then words. A redline is an ordinary document with marked words: without
//! the deleted ones it says what the newer version says, without the inserted ones the older one
//! ([`side`](super::side())).

use std::collections::BTreeSet;
use std::hash::Hash;
use std::ops::Range;

use serde::Serialize;

use super::align::{Bag, Numbers, Step, align};
use super::passage::{self, Compared, sentences_of};
use crate::document::Document;
use crate::document::model::{Block, Change, FieldPath, Inline, LetterHead, plain};

/// From this likeness on, a block is another one with some words changed.
const ALIKE: f64 = 0.4;
/// From this likeness on, a block that stands elsewhere is the same one.
const MOVED: f64 = 0.8;
/// So many words a block has at least that is recognised elsewhere.
const MOVED_WORDS: usize = 4;

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
            section: "betreff".to_owned(),
            heading: "Betreff der E-Mail".to_owned(),
            kind: PassageKind::Changed,
            old: vec![old.subject.clone()],
            new: vec![new.subject.clone()],
            marks: builder.marks..builder.marks,
            sources: BTreeSet::new(),
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

#[derive(Default)]
struct Builder {
    passages: Vec<Passage>,
    section: String,
    heading: String,
    /// Marks written so far.
    marks: usize,
    /// Set while blocks are written that stand elsewhere in the other version.
    moved: bool,
}

impl Builder {
    /// The blocks of a document: its sections by their ids, then what is in them.
    fn top(&mut self, old: &[Block], new: &[Block]) -> Vec<Block> {
        let steps = section_steps(old, new);
        let moves = moves(old, new, &steps);
        let mut out = Vec::new();
        for step in steps {
            let outside = (self.section.clone(), self.heading.clone());
            match step {
                Step::Both(from, to) => {
                    if let (Some(before), Some(after)) = (old.get(from), new.get(to)) {
                        self.enter(after);
                        out.extend(self.both(before, after));
                    }
                }
                Step::Old(from) => {
                    if let Some(block) = old.get(from) {
                        self.enter(block);
                        self.moved = moves.iter().any(|(gone, _)| *gone == from);
                        out.extend(self.whole(block, Change::Deleted));
                    }
                }
                Step::New(to) => {
                    if let Some(block) = new.get(to) {
                        self.enter(block);
                        self.moved = moves.iter().any(|(_, come)| *come == to);
                        out.extend(self.whole(block, Change::Inserted));
                    }
                }
            }
            self.moved = false;
            // A box is a section of its own; behind it the one around it goes on.
            if !matches!(out.last(), Some(Block::Heading { .. })) {
                (self.section, self.heading) = outside;
            }
        }
        out
    }

    fn enter(&mut self, block: &Block) {
        if let Block::Heading { id, content, .. }
        | Block::Notice {
            id, title: content, ..
        } = block
        {
            self.section.clone_from(id);
            self.heading = plain(content).replace('\n', " ");
        }
    }

    /// Takes a compared passage over.
    fn take(&mut self, compared: Compared) -> Vec<Inline> {
        let count = compared
            .content
            .iter()
            .filter(
                |inline| matches!(inline, Inline::Changed { content, .. } if !content.is_empty()),
            )
            .count();
        let marks = self.marks..self.marks + count;
        self.marks += count;
        if !compared.is_equal() {
            let kind = match (compared.old.is_empty(), compared.new.is_empty()) {
                _ if self.moved => PassageKind::Moved,
                (true, _) => PassageKind::Inserted,
                (_, true) => PassageKind::Deleted,
                (false, false) => PassageKind::Changed,
            };
            self.passages.push(Passage {
                section: self.section.clone(),
                heading: self.heading.clone(),
                kind,
                old: compared.old,
                new: compared.new,
                marks,
                sources: compared.sources,
            });
        }
        compared.content
    }

    fn inlines(&mut self, old: &[Inline], new: &[Inline]) -> Vec<Inline> {
        self.take(passage::compare(old, new))
    }

    fn mark(&mut self, content: &[Inline], change: Change) -> Vec<Inline> {
        self.take(passage::whole(content, change))
    }

    /// A block that became another one; two blocks where their kinds do not fit.
    fn both(&mut self, old: &Block, new: &Block) -> Vec<Block> {
        if old == new {
            return vec![new.clone()];
        }
        vec![match (old, new) {
            (Block::Heading { content: was, .. }, Block::Heading { level, id, content }) => {
                Block::Heading {
                    level: *level,
                    id: id.clone(),
                    content: self.inlines(was, content),
                }
            }
            (Block::Paragraph { content: was }, Block::Paragraph { content }) => Block::Paragraph {
                content: self.inlines(was, content),
            },
            (Block::List { items: was, .. }, Block::List { start, items }) => Block::List {
                start: *start,
                items: self.items(was, items),
            },
            (
                Block::Table {
                    head: was_head,
                    rows: was,
                    ..
                },
                Block::Table {
                    head,
                    rows,
                    row_heads,
                },
            ) if was_head.len() == head.len() => Block::Table {
                head: was_head
                    .iter()
                    .zip(head)
                    .map(|(was, is)| self.inlines(was, is))
                    .collect(),
                rows: self.rows(was, rows),
                row_heads: *row_heads,
            },
            (Block::Definitions { items: was }, Block::Definitions { items }) => {
                Block::Definitions {
                    items: self.definitions(was, items),
                }
            }
            (
                Block::Notice {
                    title: was_title,
                    content: was,
                    ..
                },
                Block::Notice {
                    kind,
                    title,
                    id,
                    content,
                },
            ) => {
                let title = self.inlines(was_title, title);
                Block::Notice {
                    kind: *kind,
                    title,
                    id: id.clone(),
                    content: self.blocks(was, content),
                }
            }
            (
                Block::Contact {
                    name: was_name,
                    lines: was,
                },
                Block::Contact { name, lines },
            ) => Block::Contact {
                name: self.inlines(was_name, name),
                lines: self.labelled(was, lines),
            },
            (Block::LetterHead(was), Block::LetterHead(is)) => {
                Block::LetterHead(Box::new(LetterHead {
                    return_line: self.inlines(&was.return_line, &is.return_line),
                    remarks: self.lines(&was.remarks, &is.remarks),
                    address: self.lines(&was.address, &is.address),
                    information: self.labelled(&was.information, &is.information),
                }))
            }
            (
                Block::Signature {
                    place: was_place,
                    lines: was,
                },
                Block::Signature { place, lines },
            ) => Block::Signature {
                place: self.inlines(was_place, place),
                lines: self.lines(was, lines),
            },
            (before, after) => {
                let gone = self.whole(before, Change::Deleted);
                let come = self.whole(after, Change::Inserted);
                return gone.into_iter().chain(come).collect();
            }
        }]
    }

    /// Blocks inside a block.
    fn blocks(&mut self, old: &[Block], new: &[Block]) -> Vec<Block> {
        let steps = steps(old, new, block_key, &block_likeness);
        let mut out = Vec::new();
        for step in steps {
            match step {
                Step::Both(from, to) => {
                    if let (Some(before), Some(after)) = (old.get(from), new.get(to)) {
                        out.extend(self.both(before, after));
                    }
                }
                Step::Old(from) => {
                    out.extend(
                        old.get(from)
                            .map(|b| self.whole(b, Change::Deleted))
                            .into_iter()
                            .flatten(),
                    );
                }
                Step::New(to) => {
                    out.extend(
                        new.get(to)
                            .map(|b| self.whole(b, Change::Inserted))
                            .into_iter()
                            .flatten(),
                    );
                }
            }
        }
        out
    }

    fn items(&mut self, old: &[Vec<Block>], new: &[Vec<Block>]) -> Vec<Vec<Block>> {
        let key = |item: &Vec<Block>| item.iter().map(text_of).collect::<Vec<_>>().join("\n");
        let likeness = |one: &Vec<Block>, other: &Vec<Block>| {
            alike(
                &words(one.iter().map(text_of)),
                &words(other.iter().map(text_of)),
                ALIKE,
            )
        };
        let mut out = Vec::new();
        for step in steps(old, new, key, &likeness) {
            out.push(match step {
                Step::Both(from, to) => {
                    let (before, after) = (old.get(from), new.get(to));
                    self.blocks(
                        before.map(Vec::as_slice).unwrap_or_default(),
                        after.map(Vec::as_slice).unwrap_or_default(),
                    )
                }
                Step::Old(from) => self.all(old.get(from), Change::Deleted),
                Step::New(to) => self.all(new.get(to), Change::Inserted),
            });
        }
        out
    }

    fn all(&mut self, blocks: Option<&Vec<Block>>, change: Change) -> Vec<Block> {
        blocks
            .into_iter()
            .flatten()
            .flat_map(|block| self.whole(block, change))
            .collect()
    }

    fn rows(
        &mut self,
        old: &[Vec<Vec<Inline>>],
        new: &[Vec<Vec<Inline>>],
    ) -> Vec<Vec<Vec<Inline>>> {
        let cells = |row: &Vec<Vec<Inline>>| row.iter().map(|cell| plain(cell)).collect::<Vec<_>>();
        let key = |row: &Vec<Vec<Inline>>| cells(row).join("\u{1f}");
        let likeness = |one: &Vec<Vec<Inline>>, other: &Vec<Vec<Inline>>| {
            if one.len() != other.len() {
                return 0.0;
            }
            let (before, after) = (cells(one), cells(other));
            // A row is known by its first cell.
            let named =
                before.first() == after.first() && before.first().is_some_and(|c| !c.is_empty());
            let found = alike(&words(before), &words(after), if named { 0.0 } else { 0.5 });
            if named { found.max(0.1) + 1.0 } else { found }
        };
        let mut out = Vec::new();
        for step in steps(old, new, key, &likeness) {
            out.push(match step {
                Step::Both(from, to) => match (old.get(from), new.get(to)) {
                    (Some(before), Some(after)) => before
                        .iter()
                        .zip(after)
                        .map(|(was, is)| self.inlines(was, is))
                        .collect(),
                    _ => continue,
                },
                Step::Old(from) => self.runs(old.get(from), Change::Deleted),
                Step::New(to) => self.runs(new.get(to), Change::Inserted),
            });
        }
        out
    }

    /// Cells of a row or lines of a block that came or went: one passage.
    fn runs(&mut self, runs: Option<&Vec<Vec<Inline>>>, change: Change) -> Vec<Vec<Inline>> {
        let from = self.passages.len();
        let out = runs
            .into_iter()
            .flatten()
            .map(|run| self.mark(run, change))
            .collect();
        self.join(from);
        out
    }

    /// Makes one passage of those from `from` on.
    fn join(&mut self, from: usize) {
        let mut parts = self
            .passages
            .split_off(from.min(self.passages.len()))
            .into_iter();
        let Some(mut joined) = parts.next() else {
            return;
        };
        for part in parts {
            joined.old.extend(part.old);
            joined.new.extend(part.new);
            joined.marks.end = part.marks.end;
            joined.sources.extend(part.sources);
        }
        self.passages.push(joined);
    }

    fn lines(&mut self, old: &[Vec<Inline>], new: &[Vec<Inline>]) -> Vec<Vec<Inline>> {
        let key = |line: &Vec<Inline>| plain(line);
        let likeness = |one: &Vec<Inline>, other: &Vec<Inline>| {
            alike(&words([plain(one)]), &words([plain(other)]), ALIKE)
        };
        let mut out = Vec::new();
        for step in steps(old, new, key, &likeness) {
            out.push(match step {
                Step::Both(from, to) => match (old.get(from), new.get(to)) {
                    (Some(was), Some(is)) => self.inlines(was, is),
                    _ => continue,
                },
                Step::Old(from) => match old.get(from) {
                    Some(line) => self.mark(line, Change::Deleted),
                    None => continue,
                },
                Step::New(to) => match new.get(to) {
                    Some(line) => self.mark(line, Change::Inserted),
                    None => continue,
                },
            });
        }
        out
    }

    fn labelled(
        &mut self,
        old: &[(String, Vec<Inline>)],
        new: &[(String, Vec<Inline>)],
    ) -> Vec<(String, Vec<Inline>)> {
        let key = |line: &(String, Vec<Inline>)| format!("{}\u{1f}{}", line.0, plain(&line.1));
        let likeness = |one: &(String, Vec<Inline>), other: &(String, Vec<Inline>)| {
            f64::from(u8::from(one.0 == other.0))
        };
        let mut out = Vec::new();
        for step in steps(old, new, key, &likeness) {
            match step {
                Step::Both(from, to) => {
                    if let (Some((_, was)), Some((label, is))) = (old.get(from), new.get(to)) {
                        out.push((label.clone(), self.inlines(was, is)));
                    }
                }
                Step::Old(from) => out.extend(old.get(from).map(|(label, value)| {
                    (
                        label.clone(),
                        self.labelled_mark(label, value, Change::Deleted),
                    )
                })),
                Step::New(to) => out.extend(new.get(to).map(|(label, value)| {
                    (
                        label.clone(),
                        self.labelled_mark(label, value, Change::Inserted),
                    )
                })),
            }
        }
        out
    }

    /// A line with its label that came or went; the passage names the label too.
    fn labelled_mark(&mut self, label: &str, value: &[Inline], change: Change) -> Vec<Inline> {
        let mut compared = passage::whole(value, change);
        let side = match change {
            Change::Deleted => &mut compared.old,
            Change::Inserted => &mut compared.new,
        };
        side.insert(0, format!("{label}:"));
        self.take(compared)
    }

    fn definitions(
        &mut self,
        old: &[(Vec<Inline>, Vec<Inline>)],
        new: &[(Vec<Inline>, Vec<Inline>)],
    ) -> Vec<(Vec<Inline>, Vec<Inline>)> {
        type Item = (Vec<Inline>, Vec<Inline>);
        let key = |item: &Item| format!("{}\u{1f}{}", plain(&item.0), plain(&item.1));
        let likeness = |one: &Item, other: &Item| {
            let named = plain(&one.0) == plain(&other.0);
            let texts = |item: &Item| words([plain(&item.0), plain(&item.1)]);
            let found = alike(&texts(one), &texts(other), 0.5);
            if named { 1.0 + found } else { found }
        };
        let mut out = Vec::new();
        for step in steps(old, new, key, &likeness) {
            match step {
                Step::Both(from, to) => {
                    if let (Some(was), Some(is)) = (old.get(from), new.get(to)) {
                        let term = self.inlines(&was.0, &is.0);
                        out.push((term, self.inlines(&was.1, &is.1)));
                    }
                }
                Step::Old(from) => {
                    out.extend(old.get(from).map(|item| self.item(item, Change::Deleted)))
                }
                Step::New(to) => {
                    out.extend(new.get(to).map(|item| self.item(item, Change::Inserted)))
                }
            }
        }
        out
    }

    fn item(
        &mut self,
        item: &(Vec<Inline>, Vec<Inline>),
        change: Change,
    ) -> (Vec<Inline>, Vec<Inline>) {
        let from = self.passages.len();
        let term = self.mark(&item.0, change);
        let text = self.mark(&item.1, change);
        self.join(from);
        (term, text)
    }

    /// A block that came or went; a page break has no words to mark.
    fn whole(&mut self, block: &Block, change: Change) -> Option<Block> {
        Some(match block {
            Block::Heading { level, id, content } => Block::Heading {
                level: *level,
                id: id.clone(),
                content: self.mark(content, change),
            },
            Block::Paragraph { content } => Block::Paragraph {
                content: self.mark(content, change),
            },
            Block::List { start, items } => Block::List {
                start: *start,
                items: items
                    .iter()
                    .map(|item| self.all(Some(item), change))
                    .collect(),
            },
            Block::Table {
                head,
                rows,
                row_heads,
            } => Block::Table {
                head: self.runs(Some(head), change),
                rows: rows
                    .iter()
                    .map(|row| self.runs(Some(row), change))
                    .collect(),
                row_heads: *row_heads,
            },
            Block::Definitions { items } => Block::Definitions {
                items: items.iter().map(|item| self.item(item, change)).collect(),
            },
            Block::Notice {
                kind,
                title,
                id,
                content,
            } => Block::Notice {
                kind: *kind,
                title: self.mark(title, change),
                id: id.clone(),
                content: self.all(Some(content), change),
            },
            Block::Contact { name, lines } => Block::Contact {
                name: self.mark(name, change),
                lines: self.all_labelled(lines, change),
            },
            Block::LetterHead(head) => Block::LetterHead(Box::new(LetterHead {
                return_line: self.mark(&head.return_line, change),
                remarks: self.runs(Some(&head.remarks), change),
                address: self.runs(Some(&head.address), change),
                information: self.all_labelled(&head.information, change),
            })),
            Block::Signature { place, lines } => Block::Signature {
                place: self.mark(place, change),
                lines: self.runs(Some(lines), change),
            },
            Block::PageBreak => return (change == Change::Inserted).then_some(Block::PageBreak),
        })
    }

    fn all_labelled(
        &mut self,
        lines: &[(String, Vec<Inline>)],
        change: Change,
    ) -> Vec<(String, Vec<Inline>)> {
        let from = self.passages.len();
        let out = lines
            .iter()
            .map(|(label, value)| (label.clone(), self.labelled_mark(label, value, change)))
            .collect();
        self.join(from);
        out
    }
}

/// The blocks of two documents beside each other: sections by their ids first.
fn section_steps(old: &[Block], new: &[Block]) -> Vec<Step> {
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
    let between = |from: usize, until: usize, to: usize, end: usize, out: &mut Vec<Step>| {
        let old = old.get(from..until).unwrap_or_default();
        let new = new.get(to..end).unwrap_or_default();
        out.extend(steps(old, new, block_key, &block_likeness).into_iter().map(
            |step| match step {
                Step::Both(one, other) => Step::Both(from + one, to + other),
                Step::Old(one) => Step::Old(from + one),
                Step::New(other) => Step::New(to + other),
            },
        ));
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
fn headings(blocks: &[Block]) -> Vec<usize> {
    blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| matches!(block, Block::Heading { .. } | Block::Notice { .. }))
        .map(|(index, _)| index)
        .collect()
}

/// Blocks that stand elsewhere in the other version: positions in both.
fn moves(old: &[Block], new: &[Block], steps: &[Step]) -> Vec<(usize, usize)> {
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
fn steps<T, K: Hash + Eq>(
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

fn block_key(block: &Block) -> String {
    format!("{}\u{1f}{}", kind(block), text_of(block))
}

fn kind(block: &Block) -> &'static str {
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

fn block_likeness(old: &Block, new: &Block) -> f64 {
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

fn alike(old: &Bag, new: &Bag, least: f64) -> f64 {
    let found = old.likeness(new);
    if found >= least { found } else { 0.0 }
}

/// Words to numbers by a hash: only likeness is made of it.
fn words(texts: impl IntoIterator<Item = String>) -> Bag {
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

/// The words of a block with the labels it has.
fn text_of(block: &Block) -> String {
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
fn runs_of<'b>(block: &'b Block, visit: &mut dyn FnMut(Option<&'b str>, &'b [Inline])) {
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

/// The sentences of a document in reading order, each with the id of its section.
#[must_use]
pub fn sentences(document: &Document) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut section = String::new();
    for block in &document.blocks {
        if let Block::Heading { id, .. } = block {
            section.clone_from(id);
        }
        let here = if let Block::Notice { id, .. } = block {
            id.clone()
        } else {
            section.clone()
        };
        runs_of(block, &mut |_, content| {
            found.extend(
                sentences_of(content)
                    .into_iter()
                    .map(|said| (here.clone(), said)),
            );
        });
    }
    found
}
