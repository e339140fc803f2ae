//! One passage (a paragraph, a heading, a cell) in two versions: sentences, then words.

use std::collections::BTreeSet;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::align::{Bag, Numbers, Step, align, share};
use super::tokens::{Token, Writer, text_of, tokens};
use crate::document::model::{Change, FieldPath, Inline, plain};

/// From this likeness on, a sentence is another one with some words changed.
const ALIKE: f64 = 0.45;

/// A passage in two versions.
#[derive(Debug, Clone, Default)]
pub(super) struct Compared {
    /// The words of both, marked.
    pub(super) content: Vec<Inline>,
    /// The older sentences that changed.
    pub(super) old: Vec<String>,
    /// The newer sentences that changed.
    pub(super) new: Vec<String>,
    /// The facts that the changed words state.
    pub(super) sources: BTreeSet<FieldPath>,
}

impl Compared {
    /// Whether the words are the same.
    pub(super) fn is_equal(&self) -> bool {
        self.old.is_empty() && self.new.is_empty()
    }
}

/// Words that stand in both versions, or in one.
#[derive(Debug)]
enum Run {
    Equal(Vec<(usize, usize)>),
    Changed(Range<usize>, Range<usize>),
}

/// Compares a passage.
pub(super) fn compare(old: &[Inline], new: &[Inline]) -> Compared {
    let unchanged = |content: &[Inline]| Compared {
        content: content.to_vec(),
        ..Compared::default()
    };
    if old == new {
        return unchanged(new);
    }
    let (before, after) = (tokens(old), tokens(new));
    let mut numbers = Numbers::default();
    let mut ids = |tokens: &'_ [Token]| -> Vec<usize> {
        let mut ids = Vec::with_capacity(tokens.len());
        for (index, token) in tokens.iter().enumerate() {
            // Keys borrow from tokens of two lists; their words are enough to own.
            let key = token.key(index == 0);
            ids.push(numbers.of(format!("{key:?}")));
        }
        ids
    };
    let (old_ids, new_ids) = (ids(&before), ids(&after));
    if old_ids == new_ids {
        return unchanged(new);
    }
    let (old_sentences, new_sentences) = (ranges(&before), ranges(&after));
    let mut runs = runs((&old_ids, &old_sentences), (&new_ids, &new_sentences));
    // Where the versions end their sentences differently, words alone show less that is no change.
    let mut by_words = Vec::new();
    words_of(
        &old_ids,
        0..before.len(),
        &new_ids,
        0..after.len(),
        &mut by_words,
    );
    if 10 * cost(&by_words) <= 7 * cost(&runs) {
        runs = by_words;
    }
    let mut compared = Compared {
        content: write(&runs, &before, &after),
        ..Compared::default()
    };
    let mut sides: [BTreeSet<usize>; 2] = Default::default();
    for run in &runs {
        if let Run::Changed(gone, come) = run {
            for (tokens, range, side) in [(&before, gone, 0), (&after, come, 1)] {
                for token in tokens.get(range.clone()).unwrap_or_default() {
                    sides[side].insert(token.sentence);
                    compared.sources.extend(token.word.leaf.source().cloned());
                }
            }
        }
    }
    // A sentence that lost words shows what it became, and the other way round.
    for run in &runs {
        if let Run::Equal(pairs) = run {
            for (from, to) in pairs {
                if let (Some(from), Some(to)) = (before.get(*from), after.get(*to)) {
                    let touched =
                        sides[0].contains(&from.sentence) || sides[1].contains(&to.sentence);
                    if touched {
                        sides[0].insert(from.sentence);
                        sides[1].insert(to.sentence);
                    }
                }
            }
        }
    }
    let said = |tokens: &[Token], sentences: &[Range<usize>], chosen: &BTreeSet<usize>| {
        chosen
            .iter()
            .filter_map(|number| tokens.get(sentences.get(*number)?.clone()))
            .map(|tokens| text_of(tokens).trim().to_owned())
            .collect()
    };
    compared.old = said(&before, &old_sentences, &sides[0]);
    compared.new = said(&after, &new_sentences, &sides[1]);
    compared
}

/// Marks all words of a passage.
pub(super) fn whole(content: &[Inline], change: Change) -> Compared {
    let mut sources = BTreeSet::new();
    for token in tokens(content) {
        sources.extend(token.word.leaf.source().cloned());
    }
    let said = sentences_of(content);
    let (old, new) = match change {
        Change::Deleted => (said, Vec::new()),
        Change::Inserted => (Vec::new(), said),
    };
    Compared {
        content: vec![Inline::Changed {
            change,
            content: content.to_vec(),
        }],
        old,
        new,
        sources,
    }
}

/// The sentences of a passage.
pub(super) fn sentences_of(content: &[Inline]) -> Vec<String> {
    crate::document::sentences::sentences(&plain(content))
        .into_iter()
        .map(str::to_owned)
        .collect()
}

/// Where the sentences begin and end, in tokens.
fn ranges(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        while found.len() <= token.sentence {
            found.push(index..index);
        }
        if let Some(range) = found.last_mut() {
            range.end = index + 1;
        }
    }
    found
}

/// How many words are marked.
fn cost(runs: &[Run]) -> usize {
    runs.iter()
        .map(|run| match run {
            Run::Equal(_) => 0,
            Run::Changed(gone, come) => gone.len() + come.len(),
        })
        .sum()
}

type Side<'s> = (&'s [usize], &'s [Range<usize>]);

fn runs((old, old_sentences): Side<'_>, (new, new_sentences): Side<'_>) -> Vec<Run> {
    let mut numbers = Numbers::default();
    let words =
        |ids: &[usize], range: &Range<usize>| ids.get(range.clone()).unwrap_or_default().to_vec();
    let of = |numbers: &mut Numbers<Vec<usize>>, ids: &[usize], ranges: &[Range<usize>]| {
        let mut found = Vec::with_capacity(ranges.len());
        for range in ranges {
            found.push(numbers.of(words(ids, range)));
        }
        found
    };
    let before = of(&mut numbers, old, old_sentences);
    let after = of(&mut numbers, new, new_sentences);
    let bags = |ids: &[usize], ranges: &[Range<usize>]| -> Vec<Bag> {
        let bag = |range: &Range<usize>| Bag::new(words(ids, range));
        ranges.iter().map(bag).collect()
    };
    let (old_bags, new_bags) = (bags(old, old_sentences), bags(new, new_sentences));
    let single = old_sentences.len() == 1 && new_sentences.len() == 1;
    let likeness = |from: usize, to: usize| {
        let found = match (old_bags.get(from), new_bags.get(to)) {
            (Some(before), Some(after)) => before.likeness(after),
            _ => 0.0,
        };
        // A passage of one sentence is compared by its words from a lower likeness on.
        if found >= if single { 0.3 } else { ALIKE } {
            found
        } else {
            0.0
        }
    };
    let mut runs = Vec::new();
    for step in align(&before, &after, &likeness) {
        match step {
            Step::Both(from, to) => {
                if let (Some(from), Some(to)) = (old_sentences.get(from), new_sentences.get(to)) {
                    words_of(old, from.clone(), new, to.clone(), &mut runs);
                }
            }
            Step::Old(from) => {
                if let Some(from) = old_sentences.get(from) {
                    change(&mut runs, from.clone(), None);
                }
            }
            Step::New(to) => {
                if let Some(to) = new_sentences.get(to) {
                    change(&mut runs, 0..0, Some(to.clone()));
                }
            }
        }
    }
    runs
}

/// Adds changed words; those next to changed words join them.
fn change(runs: &mut Vec<Run>, gone: Range<usize>, come: Option<Range<usize>>) {
    let come = come.unwrap_or(0..0);
    if let Some(Run::Changed(before, after)) = runs.last_mut() {
        join(before, gone);
        join(after, come);
    } else {
        runs.push(Run::Changed(gone, come));
    }
}

fn join(range: &mut Range<usize>, more: Range<usize>) {
    if range.start == range.end {
        *range = more;
    } else if more.start < more.end {
        range.end = more.end;
    }
}

/// The words of a sentence in two versions.
fn words_of(
    old: &[usize],
    from: Range<usize>,
    new: &[usize],
    to: Range<usize>,
    runs: &mut Vec<Run>,
) {
    let before = old.get(from.clone()).unwrap_or_default();
    let after = new.get(to.clone()).unwrap_or_default();
    let ops = capture_diff_slices(Algorithm::Myers, before, after);
    let equal: usize = ops
        .iter()
        .map(|op| match op {
            DiffOp::Equal { len, .. } => *len,
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => 0,
        })
        .sum();
    if share(2 * equal, before.len() + after.len()) < 0.3 {
        change(runs, from, Some(to));
        return;
    }
    let count = ops.len();
    for (index, op) in ops.iter().enumerate() {
        let (gone, come) = (op.old_range(), op.new_range());
        let gone = from.start + gone.start..from.start + gone.end;
        let come = to.start + come.start..to.start + come.end;
        match op {
            // A single word between two changes is an accident more often than not.
            DiffOp::Equal { len: 1, .. }
                if index > 0 && index + 1 < count && lonely(&ops, index) =>
            {
                change(runs, gone, Some(come));
            }
            DiffOp::Equal { .. } => {
                let pairs = gone.zip(come);
                match runs.last_mut() {
                    Some(Run::Equal(known)) => known.extend(pairs),
                    _ => runs.push(Run::Equal(pairs.collect())),
                }
            }
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                change(runs, gone, Some(come));
            }
        }
    }
}

/// Whether both neighbours of a single equal word replace at least two words.
fn lonely(ops: &[DiffOp], index: usize) -> bool {
    let large =
        |op: Option<&DiffOp>| op.is_some_and(|op| op.old_range().len() + op.new_range().len() > 2);
    large(ops.get(index.wrapping_sub(1))) && large(ops.get(index + 1))
}

/// The marked words: deleted before inserted, white space so that both versions read as they were.
fn write(runs: &[Run], before: &[Token], after: &[Token]) -> Vec<Inline> {
    let mut writer = Writer::default();
    // White space that a change already wrote in the place of the next equal word.
    let mut spaced = false;
    for (index, run) in runs.iter().enumerate() {
        match run {
            Run::Equal(pairs) => {
                for (at, (_, to)) in pairs.iter().enumerate() {
                    let Some(token) = after.get(*to) else {
                        continue;
                    };
                    if !(at == 0 && spaced)
                        && let Some(space) = &token.space
                    {
                        writer.push(None, space);
                    }
                    writer.push(None, &token.word);
                }
                spaced = false;
            }
            Run::Changed(gone, come) => {
                let next = match runs.get(index + 1) {
                    Some(Run::Equal(pairs)) => pairs.first().copied(),
                    Some(Run::Changed(..)) | None => None,
                };
                let gone = before.get(gone.clone()).unwrap_or_default();
                let come = after.get(come.clone()).unwrap_or_default();
                let next = next.and_then(|(from, to)| Some((before.get(from)?, after.get(to)?)));
                spaced = changed(&mut writer, gone, come, next);
            }
        }
    }
    writer.finish()
}

/// Writes a change; whether it wrote the white space before the next equal word too.
fn changed(
    writer: &mut Writer,
    gone: &[Token],
    come: &[Token],
    next: Option<(&Token, &Token)>,
) -> bool {
    let first = |tokens: &[Token]| tokens.first().and_then(|token| token.space.clone());
    let put = |change: Change, tokens: &[Token], without_first: bool, writer: &mut Writer| {
        for (at, token) in tokens.iter().enumerate() {
            if !(at == 0 && without_first)
                && let Some(space) = &token.space
            {
                writer.push(Some(change), space);
            }
            writer.push(Some(change), &token.word);
        }
    };
    let next_old = next.and_then(|(token, _)| token.space.as_ref());
    let next_new = next.and_then(|(_, token)| token.space.as_ref());
    match (gone.is_empty(), come.is_empty()) {
        (false, false) => {
            let shared = first(gone).is_some() && first(come).is_some();
            if shared && let Some(space) = first(come) {
                writer.push(None, &space);
            }
            put(Change::Deleted, gone, shared, writer);
            put(Change::Inserted, come, shared, writer);
            false
        }
        (true, true) => false,
        (one, _) => {
            let (change, tokens, own, other) = if one {
                (Change::Inserted, come, next_new, next_old)
            } else {
                (Change::Deleted, gone, next_old, next_new)
            };
            match (first(tokens), own, other) {
                // "the old dog": the space before stays, the one behind goes along.
                (Some(space), Some(behind), Some(_)) => {
                    writer.push(None, &space);
                    put(change, tokens, true, writer);
                    writer.push(Some(change), behind);
                    true
                }
                // At the beginning of a passage.
                (None, Some(behind), None) => {
                    put(change, tokens, false, writer);
                    writer.push(Some(change), behind);
                    true
                }
                _ => {
                    put(change, tokens, false, writer);
                    false
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::model::current;

    fn marked(old: &str, new: &str) -> String {
        let compared = compare(&[Inline::text(old)], &[Inline::text(new)]);
        compared
            .content
            .iter()
            .map(|inline| {
                if let Inline::Changed { change, content } = inline {
                    match change {
                        Change::Inserted => format!("[+{}+]", plain(content)),
                        Change::Deleted => format!("[-{}-]", plain(content)),
                    }
                } else {
                    plain(std::slice::from_ref(inline))
                }
            })
            .collect()
    }

    #[test]
    fn words_are_marked_and_nothing_else() {
        for (old, new, expected) in [
            ("der alte Hund", "der Hund", "der [-alte -]Hund"),
            ("der Hund", "der alte Hund", "der [+alte +]Hund"),
            (
                "Alte Server laufen",
                "Server laufen",
                "[-Alte -]Server laufen",
            ),
            (
                "Der Hund läuft.",
                "Der Hund läuft schnell.",
                "Der Hund läuft[+ schnell+].",
            ),
            (
                "Es sind 1.200 Personen betroffen.",
                "Es sind 1.320 Personen betroffen.",
                "Es sind [-1.200-][+1.320+] Personen betroffen.",
            ),
            (
                "Wir melden uns bis 30. Oktober 2021 wieder.",
                "Wir melden uns bis 3. November 2021 wieder.",
                "Wir melden uns bis [-30. Oktober 2021-][+3. November 2021+] wieder.",
            ),
            (
                "Das ist so. Es gilt z. B. Art. 33 Abs. 1 DSGVO. Ende gut.",
                "Das ist so. Ende gut.",
                "Das ist so. [-Es gilt z. B. Art. 33 Abs. 1 DSGVO. -]Ende gut.",
            ),
        ] {
            assert_eq!(marked(old, new), expected);
        }
    }

    #[test]
    fn a_sentence_that_has_little_in_common_is_another_one() {
        assert_eq!(
            marked(
                "Die Zahl ist offen. Wir prüfen.",
                "Kriminelle haben alle Server verschlüsselt. Wir prüfen."
            ),
            "[-Die Zahl ist offen.-][+Kriminelle haben alle Server verschlüsselt.+] Wir prüfen."
        );
    }

    #[test]
    fn style_and_kind_of_space_are_no_change_of_words() {
        let strong = vec![Inline::Strong {
            content: vec![Inline::text("Art.\u{a0}33 gilt")],
        }];
        let compared = compare(&[Inline::text("Art.\u{a0}33 gilt")], &strong);
        assert!(compared.is_equal());
        assert_eq!(compared.content, strong);
    }

    #[test]
    fn changed_sentences_are_named_whole() {
        let compared = compare(
            &[Inline::text("Eins bleibt. Zwei war rot. Drei bleibt.")],
            &[Inline::text("Eins bleibt. Zwei ist rot. Drei bleibt.")],
        );
        assert_eq!(compared.old, ["Zwei war rot."]);
        assert_eq!(compared.new, ["Zwei ist rot."]);
        assert_eq!(
            current(&compared.content),
            "Eins bleibt. Zwei ist rot. Drei bleibt."
        );
    }
}
