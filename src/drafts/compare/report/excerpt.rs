//! What of long texts is shown: the words that changed, with a few around them.

use crate::document::model::{Change, Inline, plain};

/// So many words stay on each side of a change.
const AROUND: usize = 6;
/// Longest excerpt, in characters.
const LONGEST: usize = 160;

/// One side of compared words: without those of the other version.
pub(super) fn side(both: &[Inline], side: Change) -> Vec<Inline> {
    let is_other =
        |inline: &&Inline| matches!(inline, Inline::Changed { change, .. } if *change != side);
    both.iter()
        .filter(|inline| !is_other(inline))
        .cloned()
        .collect()
}

/// The same with long unchanged runs cut to what stands beside a change.
pub(super) fn cut(both: &[Inline]) -> Vec<Inline> {
    let last = both.len().saturating_sub(1);
    both.iter()
        .enumerate()
        .map(|(index, inline)| match inline {
            Inline::Text { text, .. } => {
                let words: Vec<&str> = text.split(' ').collect();
                let head = if index == 0 { 0 } else { AROUND };
                let tail = if index == last { 0 } else { AROUND };
                // Cutting one or two words saves nothing.
                if words.len() <= head + tail + 4 {
                    return inline.clone();
                }
                let head = words.get(..head).unwrap_or_default().join(" ");
                let tail = words
                    .get(words.len() - tail..)
                    .unwrap_or_default()
                    .join(" ");
                let mut said = format!("{head} … {tail}");
                if index == 0 {
                    said = said.trim_start().to_owned();
                }
                Inline::text(said)
            }
            Inline::Strong { .. }
            | Inline::Emphasis { .. }
            | Inline::Link { .. }
            | Inline::Break
            | Inline::Open { .. }
            | Inline::Changed { .. }
            | Inline::Time { .. } => inline.clone(),
        })
        .collect()
}

/// One side of compared words in short.
pub(super) fn excerpt(both: &[Inline], of: Change) -> String {
    let kept = side(&cut(both), of);
    shortened(plain(&kept).trim(), LONGEST)
}

/// The first words, at most so many characters.
pub(super) fn shortened(text: &str, longest: usize) -> String {
    let flat = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= longest {
        return flat;
    }
    let mut short = String::new();
    for word in flat.split(' ') {
        if !short.is_empty() && short.chars().count() + word.chars().count() >= longest {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    let short: String = short.chars().take(longest).collect();
    format!("{short} …")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_words_keep_their_neighbours() {
        let both = [
            Inline::text("eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf "),
            Inline::Changed {
                change: Change::Deleted,
                content: vec![Inline::text("alt")],
            },
            Inline::Changed {
                change: Change::Inserted,
                content: vec![Inline::text("neu")],
            },
            Inline::text(" danach."),
        ];
        assert_eq!(
            excerpt(&both, Change::Deleted),
            "… acht neun zehn elf zwölf alt danach."
        );
        assert_eq!(
            excerpt(&both, Change::Inserted),
            "… acht neun zehn elf zwölf neu danach."
        );
        assert_eq!(shortened("ein  langer\nText", 8), "ein …");
        assert_eq!(shortened("ein  kurzer", 80), "ein kurzer");
    }
}
