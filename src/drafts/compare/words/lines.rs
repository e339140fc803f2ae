//! What blocks are made of: rows of tables, lines with labels, terms; and blocks that came or went
//! as a whole.

use super::super::align::Step;
use super::super::passage;
use super::builder::Builder;
use super::likeness::{ALIKE, alike, steps, words};
use crate::document::model::{Block, Change, Inline, LetterHead, plain};

impl Builder {
    pub(super) fn rows(
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
                    (Some(before), Some(after)) => self.row(before, after),
                    _ => continue,
                },
                Step::Old(from) => self.whole_row(old.get(from), Change::Deleted),
                Step::New(to) => self.whole_row(new.get(to), Change::Inserted),
            });
        }
        out
    }

    /// A row in two versions: its first cell says what it is about.
    fn row(&mut self, old: &[Vec<Inline>], new: &[Vec<Inline>]) -> Vec<Vec<Inline>> {
        let row = [about(old), about(new)];
        let mut out = Vec::new();
        for (column, (was, is)) in old.iter().zip(new).enumerate() {
            out.push(if column == 0 {
                self.inlines(was, is)
            } else {
                self.in_row(row.clone(), |builder| builder.inlines(was, is))
            });
        }
        out
    }

    /// A row that came or went.
    fn whole_row(&mut self, row: Option<&Vec<Vec<Inline>>>, change: Change) -> Vec<Vec<Inline>> {
        let name = row.map(|row| about(row)).unwrap_or_default();
        self.in_row([name.clone(), name], |builder| builder.runs(row, change))
    }

    /// Cells of a row or lines of a block that came or went: one passage.
    pub(super) fn runs(
        &mut self,
        runs: Option<&Vec<Vec<Inline>>>,
        change: Change,
    ) -> Vec<Vec<Inline>> {
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
    pub(super) fn join(&mut self, from: usize) {
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

    pub(super) fn lines(&mut self, old: &[Vec<Inline>], new: &[Vec<Inline>]) -> Vec<Vec<Inline>> {
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

    pub(super) fn labelled(
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
                        let row = [label.clone(), label.clone()];
                        let value = self.in_row(row, |builder| builder.inlines(was, is));
                        out.push((label.clone(), value));
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
    pub(super) fn labelled_mark(
        &mut self,
        label: &str,
        value: &[Inline],
        change: Change,
    ) -> Vec<Inline> {
        let mut compared = passage::whole(value, change);
        let side = match change {
            Change::Deleted => &mut compared.old,
            Change::Inserted => &mut compared.new,
        };
        side.insert(0, format!("{label}:"));
        self.in_row([label.to_owned(), label.to_owned()], |builder| {
            builder.take(compared)
        })
    }

    pub(super) fn definitions(
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
                        let row = [plain(&was.0), plain(&is.0)];
                        let text = self.in_row(row, |builder| builder.inlines(&was.1, &is.1));
                        out.push((term, text));
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

    pub(super) fn item(
        &mut self,
        item: &(Vec<Inline>, Vec<Inline>),
        change: Change,
    ) -> (Vec<Inline>, Vec<Inline>) {
        let name = plain(&item.0);
        self.in_row([name.clone(), name], |builder| {
            let from = builder.passages.len();
            let term = builder.mark(&item.0, change);
            let text = builder.mark(&item.1, change);
            builder.join(from);
            (term, text)
        })
    }

    /// A block that came or went; a page break has no words to mark.
    pub(super) fn whole(&mut self, block: &Block, change: Change) -> Option<Block> {
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
                items: self.in_list(|builder| {
                    let items = items.iter();
                    items.map(|item| builder.all(Some(item), change)).collect()
                }),
            },
            Block::Table {
                head,
                rows,
                row_heads,
            } => Block::Table {
                head: self.runs(Some(head), change),
                rows: rows
                    .iter()
                    .map(|row| self.whole_row(Some(row), change))
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

    pub(super) fn all_labelled(
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

/// What a row is about: its first cell.
fn about(row: &[Vec<Inline>]) -> String {
    row.first().map(|cell| plain(cell)).unwrap_or_default()
}
