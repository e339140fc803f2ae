//! The blocks of two documents become one: which stand beside each other, and what came of them.

use super::super::align::Step;
use super::super::passage::{self, Compared};
use super::likeness::{
    ALIKE, alike, block_key, block_likeness, moves, section_steps, steps, words,
};
use super::text::{lead, place, sections, text_of};
use super::{Passage, PassageKind};
use crate::document::model::{Block, Change, Inline, LetterHead, plain};

/// Writes the redline and keeps a list of what changed.
#[derive(Default)]
pub(super) struct Builder {
    /// What changed so far.
    pub(super) passages: Vec<Passage>,
    section: String,
    heading: String,
    /// Marks written so far.
    pub(super) marks: usize,
    /// Ids of the sections that the block stands in, in both versions.
    sections: [String; 2],
    /// What the row is about that is written, in both versions.
    pub(super) row: [String; 2],
    /// What stands before the list that is written, in both versions: it says what the list is about.
    pub(super) lead: [String; 2],
    /// Set while blocks are written that stand elsewhere in the other version.
    moved: bool,
}

impl Builder {
    /// The blocks of a document: its sections by their ids, then what is in them.
    pub(super) fn top(&mut self, old: &[Block], new: &[Block]) -> Vec<Block> {
        let steps = section_steps(old, new);
        let moves = moves(old, new, &steps);
        let (old_sections, new_sections) = (sections(old), sections(new));
        let at = |sections: &[&str], index: usize| {
            let section = sections.get(index).copied();
            section.unwrap_or_default().to_owned()
        };
        let mut out = Vec::new();
        for step in steps {
            let outside = (self.section.clone(), self.heading.clone());
            match step {
                Step::Both(from, to) => {
                    if let (Some(before), Some(after)) = (old.get(from), new.get(to)) {
                        self.enter(after);
                        self.lead = [lead(old, from), lead(new, to)];
                        self.sections = [at(&old_sections, from), at(&new_sections, to)];
                        out.extend(self.both(before, after));
                    }
                }
                Step::Old(from) => {
                    if let Some(block) = old.get(from) {
                        self.enter(block);
                        self.lead = [lead(old, from), String::new()];
                        self.sections = [at(&old_sections, from), at(&old_sections, from)];
                        self.moved = moves.iter().any(|(gone, _)| *gone == from);
                        out.extend(self.whole(block, Change::Deleted));
                    }
                }
                Step::New(to) => {
                    if let Some(block) = new.get(to) {
                        self.enter(block);
                        self.lead = [String::new(), lead(new, to)];
                        self.sections = [at(&new_sections, to), at(&new_sections, to)];
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

    pub(super) fn enter(&mut self, block: &Block) {
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
    pub(super) fn take(&mut self, compared: Compared) -> Vec<Inline> {
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
                places: [0, 1].map(|side: usize| {
                    let at = |both: &[String; 2]| both.get(side).cloned().unwrap_or_default();
                    place(&at(&self.sections), &at(&self.row))
                }),
            });
        }
        compared.content
    }

    /// The items of a list, which is about what stands before it.
    pub(super) fn in_list<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> T {
        let lead = std::mem::take(&mut self.lead);
        self.in_row(lead, write)
    }

    /// Words of a row that is about this, in both versions.
    pub(super) fn in_row<T>(&mut self, row: [String; 2], write: impl FnOnce(&mut Self) -> T) -> T {
        let outside = std::mem::replace(&mut self.row, row);
        let written = write(self);
        self.row = outside;
        written
    }

    pub(super) fn inlines(&mut self, old: &[Inline], new: &[Inline]) -> Vec<Inline> {
        self.take(passage::compare(old, new))
    }

    pub(super) fn mark(&mut self, content: &[Inline], change: Change) -> Vec<Inline> {
        self.take(passage::whole(content, change))
    }

    /// A block that became another one; two blocks where their kinds do not fit.
    pub(super) fn both(&mut self, old: &Block, new: &Block) -> Vec<Block> {
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
                items: self.in_list(|builder| builder.items(was, items)),
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
    pub(super) fn blocks(&mut self, old: &[Block], new: &[Block]) -> Vec<Block> {
        let steps = steps(old, new, block_key, &block_likeness);
        let mut out = Vec::new();
        for step in steps {
            match step {
                Step::Both(from, to) => {
                    if let (Some(before), Some(after)) = (old.get(from), new.get(to)) {
                        self.lead = [lead(old, from), lead(new, to)];
                        out.extend(self.both(before, after));
                    }
                }
                Step::Old(from) => {
                    self.lead = [lead(old, from), String::new()];
                    out.extend(
                        old.get(from)
                            .map(|b| self.whole(b, Change::Deleted))
                            .into_iter()
                            .flatten(),
                    );
                }
                Step::New(to) => {
                    self.lead = [String::new(), lead(new, to)];
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

    pub(super) fn items(&mut self, old: &[Vec<Block>], new: &[Vec<Block>]) -> Vec<Vec<Block>> {
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

    pub(super) fn all(&mut self, blocks: Option<&Vec<Block>>, change: Change) -> Vec<Block> {
        blocks
            .into_iter()
            .flatten()
            .flat_map(|block| self.whole(block, change))
            .collect()
    }
}
