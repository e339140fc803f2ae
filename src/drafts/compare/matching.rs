//! Which entry of a list became which.

use std::collections::BTreeSet;

use serde_json::Value;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::align::share;
use super::facts::is_blank;
use crate::facts::FieldPath;
use crate::facts::natural_key;
use crate::facts::paths::without_items;

/// From this likeness on, two entries are one that was changed.
const ALIKE: f64 = 0.45;

/// The entries of two lists beside each other.
#[derive(Debug, Default)]
pub(super) struct Pairing {
    /// Positions in the older and the newer list, in the order of the newer one.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Positions in the older list of entries that are gone.
    pub(super) gone: Vec<usize>,
    /// Positions in the newer list of entries that came.
    pub(super) come: Vec<usize>,
}

/// Pairs entries: by natural key, then equal ones, then by likeness.
pub(super) fn pair(
    list: &FieldPath,
    (old, old_names): (&[Value], &[String]),
    (new, new_names): (&[Value], &[String]),
) -> Pairing {
    let mut pairs = Vec::new();
    let mut left: Vec<usize> = (0..old.len()).collect();
    let mut right: Vec<usize> = (0..new.len()).collect();
    let mut take =
        |left: &mut Vec<usize>, right: &mut Vec<usize>, fits: &dyn Fn(usize, usize) -> bool| {
            right.retain(|to| {
                // The same position first: the order of equal entries means nothing.
                let found = left
                    .iter()
                    .position(|from| from == to && fits(*from, *to))
                    .or_else(|| left.iter().position(|from| fits(*from, *to)));
                match found {
                    Some(at) => {
                        pairs.push((left.remove(at), *to));
                        false
                    }
                    None => true,
                }
            });
        };
    if natural_key(&without_items(list.as_str())).is_some() {
        let is_key = |name: &String| name.parse::<usize>().is_err();
        take(&mut left, &mut right, &|from, to| {
            old_names
                .get(from)
                .is_some_and(|name| is_key(name) && new_names.get(to) == Some(name))
        });
    }
    take(&mut left, &mut right, &|from, to| {
        old.get(from) == new.get(to)
    });
    let mut candidates = Vec::new();
    for from in &left {
        for to in &right {
            if let (Some(before), Some(after)) = (old.get(*from), new.get(*to)) {
                let alike = likeness(before, after);
                if alike >= ALIKE {
                    candidates.push((alike, *from, *to));
                }
            }
        }
    }
    candidates.sort_by(|(a, from, to), (b, other_from, other_to)| {
        let apart = from.abs_diff(*to).cmp(&other_from.abs_diff(*other_to));
        b.total_cmp(a)
            .then(apart)
            .then((from, to).cmp(&(other_from, other_to)))
    });
    let (mut taken_left, mut taken_right) = (BTreeSet::new(), BTreeSet::new());
    for (_, from, to) in candidates {
        if !taken_left.contains(&from) && !taken_right.contains(&to) {
            taken_left.insert(from);
            taken_right.insert(to);
            pairs.push((from, to));
        }
    }
    left.retain(|from| !taken_left.contains(from));
    right.retain(|to| !taken_right.contains(to));
    pairs.sort_by_key(|(_, to)| *to);
    Pairing {
        pairs,
        gone: left,
        come: right,
    }
}

/// How alike two values are, from 0 to 1: texts by their words, tables by what is written in them.
fn likeness(old: &Value, new: &Value) -> f64 {
    match (old, new) {
        _ if old == new => 1.0,
        (Value::String(before), Value::String(after)) => {
            let before: Vec<&str> = before.split_whitespace().collect();
            let after: Vec<&str> = after.split_whitespace().collect();
            ratio(&before, &after)
        }
        (Value::Object(before), Value::Object(after)) => {
            let (mut alike, mut weights) = (0.0, 0.0);
            let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
            for key in keys {
                let (was, is) = (before.get(key), after.get(key));
                let written = |value: Option<&Value>| value.is_some_and(|value| !is_blank(value));
                if !written(was) && !written(is) {
                    continue;
                }
                // Texts say more about what an entry is than keys of closed lists.
                let is_text = |value: Option<&Value>| {
                    value
                        .and_then(Value::as_str)
                        .is_some_and(|text| text.contains(' '))
                };
                let weight = if is_text(was) || is_text(is) {
                    3.0
                } else {
                    1.0
                };
                weights += weight;
                if let (Some(was), Some(is)) = (was, is) {
                    alike += weight * likeness(was, is);
                }
            }
            if weights > 0.0 { alike / weights } else { 0.0 }
        }
        _ => 0.0,
    }
}

fn ratio(old: &[&str], new: &[&str]) -> f64 {
    let ops = capture_diff_slices(Algorithm::Myers, old, new);
    let equal: usize = ops
        .iter()
        .map(|op| match op {
            DiffOp::Equal { len, .. } => *len,
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => 0,
        })
        .sum();
    share(2 * equal, old.len() + new.len())
}
