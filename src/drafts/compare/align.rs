//! Two lists beside each other: what is the same, what became what, what came and what went.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// How much work is put into what became what; beyond it, all went and all came.
const LARGEST: usize = 250_000;

/// One step through both lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// An entry of the older list that became one of the newer list.
    Both(usize, usize),
    /// An entry of the older list alone.
    Old(usize),
    /// An entry of the newer list alone.
    New(usize),
}

/// Numbers for keys, so that they are compared fast.
pub(super) struct Numbers<K> {
    known: HashMap<K, usize>,
}

impl<K> Default for Numbers<K> {
    fn default() -> Self {
        Self {
            known: HashMap::new(),
        }
    }
}

impl<K: Hash + Eq> Numbers<K> {
    pub(super) fn of(&mut self, key: K) -> usize {
        let next = self.known.len();
        *self.known.entry(key).or_insert(next)
    }
}

/// Lists in order: first what is equal by its number, in between what is alike.
pub(super) fn align(
    old: &[usize],
    new: &[usize],
    likeness: &dyn Fn(usize, usize) -> f64,
) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut gap = (0..0, 0..0);
    for op in capture_diff_slices(Algorithm::Patience, old, new) {
        match op {
            DiffOp::Equal {
                old_index,
                new_index,
                len,
            } => {
                close(&mut gap, likeness, &mut steps);
                steps.extend((0..len).map(|at| Step::Both(old_index + at, new_index + at)));
                gap = (
                    old_index + len..old_index + len,
                    new_index + len..new_index + len,
                );
            }
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                gap.0.end = gap.0.end.max(op.old_range().end);
                gap.1.end = gap.1.end.max(op.new_range().end);
            }
        }
    }
    close(&mut gap, likeness, &mut steps);
    steps
}

/// Finds what became what between equal entries: the pairs in order whose likeness is greatest.
fn close(
    gap: &mut (std::ops::Range<usize>, std::ops::Range<usize>),
    likeness: &dyn Fn(usize, usize) -> f64,
    steps: &mut Vec<Step>,
) {
    let (old, new) = (gap.0.clone(), gap.1.clone());
    let (rows, columns) = (old.len(), new.len());
    if rows == 0 || columns == 0 || rows.saturating_mul(columns) > LARGEST {
        steps.extend(old.map(Step::Old));
        steps.extend(new.map(Step::New));
        return;
    }
    // best[r][c]: the greatest sum for what follows row r and column c.
    let width = columns + 1;
    let mut best = vec![0.0_f64; (rows + 1) * width];
    let mut alike = vec![0.0_f64; rows * columns];
    let at = |table: &[f64], index: usize| table.get(index).copied().unwrap_or_default();
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let found = likeness(old.start + row, new.start + column);
            if let Some(place) = alike.get_mut(row * columns + column) {
                *place = found;
            }
            let down = at(&best, (row + 1) * width + column);
            let right = at(&best, row * width + column + 1);
            let pair = if found > 0.0 {
                found + at(&best, (row + 1) * width + column + 1)
            } else {
                0.0
            };
            if let Some(place) = best.get_mut(row * width + column) {
                *place = pair.max(down).max(right);
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        let found = at(&alike, row * columns + column);
        let here = at(&best, row * width + column);
        if found > 0.0 && here <= found + at(&best, (row + 1) * width + column + 1) {
            steps.push(Step::Both(old.start + row, new.start + column));
            (row, column) = (row + 1, column + 1);
        } else if here <= at(&best, (row + 1) * width + column) {
            steps.push(Step::Old(old.start + row));
            row += 1;
        } else {
            steps.push(Step::New(new.start + column));
            column += 1;
        }
    }
    steps.extend((row..rows).map(|row| Step::Old(old.start + row)));
    steps.extend((column..columns).map(|column| Step::New(new.start + column)));
}

/// The words of something, counted: for likeness.
#[derive(Debug, Clone, Default)]
pub(super) struct Bag {
    counts: BTreeMap<usize, usize>,
    total: usize,
}

impl Bag {
    pub(super) fn new(words: impl IntoIterator<Item = usize>) -> Self {
        let mut bag = Self::default();
        for word in words {
            *bag.counts.entry(word).or_default() += 1;
            bag.total += 1;
        }
        bag
    }

    /// How many words it holds.
    pub(super) fn len(&self) -> usize {
        self.total
    }

    /// The share of words that both have, from 0 to 1.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        let shared: usize = self
            .counts
            .iter()
            .filter_map(|(word, count)| other.counts.get(word).map(|also| also.min(count)))
            .sum();
        share(2 * shared, self.total + other.total)
    }
}

/// A part of a whole; of nothing, all.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if whole == 0 {
        1.0
    } else {
        number(part) / number(whole)
    }
}
