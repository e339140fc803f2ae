//! Text normalisation: what a file writes becomes the text that documents print.
//!
//! NFC; `\r\n`, U+2028 and U+2029 become `\n`; tabs become spaces; white space at both ends goes.
//! Invisible format characters are removed with a warning; control characters and noncharacters
//! mean that the file is damaged.

use unicode_normalization::UnicodeNormalization;

/// What is wrong with a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Issue {
    /// A control character or noncharacter: an error.
    Damaged(char),
    /// An invisible character that was removed: a warning.
    Removed(char),
}

/// The normalised text, and each issue once.
#[must_use]
pub fn normalise(text: &str) -> (String, Vec<Issue>) {
    let mut issues = Vec::new();
    let mut cleaned = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    let mut note = |issue: Issue| {
        if !issues.contains(&issue) {
            issues.push(issue);
        }
    };
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    cleaned.push('\n');
                }
            }
            '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\t' => cleaned.push(' '),
            '\n' => cleaned.push('\n'),
            other if is_invisible(other) => note(Issue::Removed(other)),
            other if other.is_control() || is_noncharacter(other) => note(Issue::Damaged(other)),
            other => cleaned.push(other),
        }
    }
    let normal: String = cleaned.nfc().collect();
    (normal.trim().to_owned(), issues)
}

/// Format characters that nobody sees and that change how text reads.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}'
            | '\u{61C}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FEFF}'
    )
}

/// Code points that are never characters.
fn is_noncharacter(character: char) -> bool {
    let code = u32::from(character);
    (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normalises() {
        assert_eq!(
            normalise(" a\r\nb\u{2028}c\td \n"),
            ("a\nb\nc d".to_owned(), vec![])
        );
        assert_eq!(normalise("u\u{308}").0, "ü");
        assert_eq!(
            normalise("a\u{202E}b\u{202E}"),
            ("ab".to_owned(), vec![Issue::Removed('\u{202E}')])
        );
        assert_eq!(
            normalise("\u{FDD0}\u{1FFFF}\u{7}\u{85}").1,
            ['\u{FDD0}', '\u{1FFFF}', '\u{7}', '\u{85}'].map(Issue::Damaged)
        );
        assert_eq!(normalise("").0, "");
    }
}
