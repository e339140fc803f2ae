//! The words of a document in reading order, and how text from facts is cleaned.
//!
//! Every face must say these words in this order. Bullets, list numbers and what a face puts
//! around the document (banner, skip link, page foot) do not belong to them.

use crate::document::model::{Block, Document, Inline, LetterHead, plain};

/// The word sequence every face must keep.
#[must_use]
pub fn words(document: &Document) -> Vec<String> {
    let mut pieces = Vec::new();
    for block in &document.blocks {
        collect(block, &mut pieces);
    }
    pieces.iter().flat_map(|piece| split(piece)).collect()
}

/// Splits text into words: at white space (no-break spaces too), without invisible characters.
#[must_use]
pub fn split(text: &str) -> Vec<String> {
    clean(text)
        .split_whitespace()
        .map(|word| word.chars().filter(|c| !is_invisible(*c)).collect())
        .filter(|word: &String| !word.is_empty())
        .collect()
}

/// Text without control characters; tabs and line ends become spaces.
///
/// Control characters have no meaning in any face, and some of them are errors in HTML and mail.
#[must_use]
pub fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                Some(' ')
            }
            c if c.is_control() || is_noncharacter(c) => None,
            c => Some(c),
        })
        .collect()
}

/// Whether `text` could change the writing direction of what stands beside it.
#[must_use]
pub fn changes_direction(text: &str) -> bool {
    text.chars().any(|c| {
        is_bidi_control(c)
            || matches!(c,
                '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
                | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    })
}

/// Marks, embeddings, overrides and isolates of the Unicode bidirectional algorithm.
#[must_use]
pub fn is_bidi_control(c: char) -> bool {
    matches!(c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether the words of a link already name its web address.
#[must_use]
pub fn names_target(shown: &str, target: &str) -> bool {
    bare(shown) == bare(target)
}

/// An address without scheme and closing slash.
fn bare(address: &str) -> String {
    let lower = address.trim().to_lowercase();
    let rest = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"))
        .unwrap_or(&lower);
    rest.trim_end_matches('/').to_owned()
}

fn is_invisible(c: char) -> bool {
    is_bidi_control(c) || c == '\u{ad}'
}

fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || (u32::from(c) & 0xfffe) == 0xfffe
}

fn collect(block: &Block, out: &mut Vec<String>) {
    match block {
        Block::Heading { content, .. } | Block::Paragraph { content } => out.push(plain(content)),
        Block::List { items, .. } => items.iter().flatten().for_each(|b| collect(b, out)),
        Block::Table { head, rows, .. } => {
            push_all(head, out);
            rows.iter().for_each(|row| push_all(row, out));
        }
        Block::Definitions { items } => {
            for (term, text) in items {
                out.push(plain(term));
                out.push(plain(text));
            }
        }
        Block::Notice { title, content, .. } => {
            out.push(plain(title));
            content.iter().for_each(|b| collect(b, out));
        }
        Block::Contact { name, lines } => {
            out.push(plain(name));
            push_labelled(lines, out);
        }
        Block::LetterHead(head) => collect_head(head, out),
        Block::Signature { place, lines } => {
            out.push(plain(place));
            push_all(lines, out);
        }
        Block::PageBreak => {}
    }
}

fn collect_head(head: &LetterHead, out: &mut Vec<String>) {
    out.push(plain(&head.return_line));
    push_all(&head.remarks, out);
    push_all(&head.address, out);
    push_labelled(&head.information, out);
}

fn push_all(runs: &[Vec<Inline>], out: &mut Vec<String>) {
    out.extend(runs.iter().map(|run| plain(run)));
}

fn push_labelled(lines: &[(String, Vec<Inline>)], out: &mut Vec<String>) {
    for (label, value) in lines {
        out.push(label.clone());
        out.push(plain(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_split_at_every_space_and_lose_what_is_invisible() {
        assert_eq!(
            split("Art.\u{a0}33 Abs.\u{202f}1\nDaten\u{ad}schutz \u{202e}x\u{202c} \u{0}\u{7}"),
            ["Art.", "33", "Abs.", "1", "Datenschutz", "x"]
        );
        assert!(split("").is_empty());
    }

    #[test]
    fn cleaning_keeps_letters_and_drops_controls() {
        assert_eq!(
            clean("a\u{0}b\tc\r\nd\u{fdd0}\u{1f600}"),
            "ab c  d\u{1f600}"
        );
    }
}
