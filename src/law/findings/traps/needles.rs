//! The words of which a text must hold one for a pattern to occur in it.

use regex_syntax::hir::{Class, Hir, HirKind};

/// A class of more signs than this is no short list of words.
const WIDEST: u32 = 10;

/// Words of which every text holds at least one where this pattern occurs; none where there are no
/// such words, or the pattern cannot be read.
pub(super) fn needles(pattern: &str) -> Vec<String> {
    let read = regex_syntax::parse(pattern).ok();
    read.and_then(|hir| needed(&hir)).unwrap_or_default()
}

fn needed(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            Some(vec![text.to_owned()])
        }
        HirKind::Class(Class::Unicode(class)) => {
            let signs = || class.iter().flat_map(|range| range.start()..=range.end());
            let few = class
                .iter()
                .map(|range| u32::from(range.end()) - u32::from(range.start()) + 1);
            (few.sum::<u32>() <= WIDEST).then(|| signs().map(String::from).collect())
        }
        HirKind::Capture(capture) => needed(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => needed(&repetition.sub),
        // All parts occur: the one whose words tell most is looked for.
        HirKind::Concat(parts) => parts.iter().filter_map(needed).max_by_key(|found| {
            let told = |word: &String| match word.as_str() {
                " " | "." | "-" | "," => 0,
                word => word.len(),
            };
            found.iter().map(told).min()
        }),
        // One of the parts occurs: all must have words.
        HirKind::Alternation(parts) => {
            let found: Option<Vec<Vec<String>>> = parts.iter().map(needed).collect();
            found.map(|found| found.concat())
        }
        HirKind::Empty
        | HirKind::Class(Class::Bytes(_))
        | HirKind::Look(_)
        | HirKind::Repetition(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::needles;

    #[test]
    fn the_longest_words_that_must_occur() {
        for (pattern, expected) in [
            (r"\bschuld (ist|sind)\b", vec!["schuld "]),
            (
                r"\b(wer|wo) [^.]{0,60}(fehler|panne)n?\b",
                vec!["fehler", "panne"],
            ),
            (r"(abc)+|d+ef", vec!["abc", "ef"]),
            (r"(nie )?da", vec!["da"]),
            (r"(abc)?|def", vec![]),
            (r"[ab]{3}", vec!["a", "b"]),
            (r"x\.[a-z]", vec!["x."]),
            (r"\.[ab]", vec!["a", "b"]),
            (r"[a-z]", vec![]),
            (r"(", vec![]),
        ] {
            assert_eq!(needles(pattern), expected, "{pattern}");
        }
    }
}
