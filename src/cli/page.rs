//! A page of text for people: headings, paragraphs, lists, wrapped to the width of the terminal.
//!
//! Everything that comes in is cleaned: no control character reaches a terminal.

use std::io;

use terminal_size::{Width, terminal_size_of};
use textwrap::{Options, WordSeparator, WordSplitter};

use super::messages::{Console, Tone, clean_lines};
use crate::document::typography::no_break;

/// Width where there is no terminal.
const DEFAULT: usize = 80;
/// Narrower and wider than this nobody reads well.
const NARROWEST: usize = 40;
const WIDEST: usize = 100;

/// A page in the making.
pub(crate) struct Page {
    text: String,
    width: usize,
    console: Console,
}

impl Page {
    /// An empty page for stdout.
    pub(crate) fn new(console: &Console) -> Self {
        let width = terminal_size_of(io::stdout()).map_or(DEFAULT, |(Width(width), _)| {
            usize::from(width).clamp(NARROWEST, WIDEST)
        });
        Self {
            text: String::new(),
            width,
            console: *console,
        }
    }

    /// The title, underlined.
    pub(crate) fn title(&mut self, text: &str) {
        let start = self.text.len();
        self.wrapped(text, "", "");
        let longest = self
            .text
            .get(start..)
            .unwrap_or_default()
            .lines()
            .map(|line| line.chars().count())
            .max();
        self.text
            .extend(std::iter::repeat_n('=', longest.unwrap_or_default()));
        self.text.push('\n');
    }

    /// A heading, after an empty line.
    pub(crate) fn heading(&mut self, text: &str) {
        self.text.push('\n');
        let text = self.console.paint_result(Tone::Note, &one_line(text));
        self.text.push_str(&text);
        self.text.push('\n');
    }

    /// A paragraph.
    pub(crate) fn paragraph(&mut self, text: &str) {
        self.wrapped(text, "", "");
    }

    /// A paragraph below a heading.
    pub(crate) fn below(&mut self, text: &str) {
        self.wrapped(text, "  ", "  ");
    }

    /// An entry of a list, behind its mark.
    pub(crate) fn item(&mut self, mark: &str, text: &str) {
        let first = format!("  {mark} ");
        let rest = " ".repeat(first.chars().count());
        self.wrapped(text, &first, &rest);
    }

    /// A label with its value.
    pub(crate) fn field(&mut self, label: &str, text: &str) {
        let first = format!("  {label:<12}  ");
        let rest = " ".repeat(first.chars().count());
        self.wrapped(text, &first, &rest);
    }

    /// A line in colour.
    pub(crate) fn coloured(&mut self, tone: Tone, text: &str) {
        let start = self.text.len();
        self.wrapped(text, "", "");
        let line = self.text.split_off(start);
        let line = self.console.paint_result(tone, line.trim_end());
        self.text.push_str(&line);
        self.text.push('\n');
    }

    /// An empty line.
    pub(crate) fn gap(&mut self) {
        self.text.push('\n');
    }

    /// The finished page.
    pub(crate) fn bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    fn wrapped(&mut self, text: &str, first: &str, rest: &str) {
        let options = Options::new(self.width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            // An address or a path is copied whole.
            .break_words(false);
        for line in textwrap::wrap(&no_break(&one_line(text)), options) {
            self.text.push_str(line.replace('\u{a0}', " ").trim_end());
            self.text.push('\n');
        }
    }
}

/// Cleaned, with every run of blanks and line breaks as one blank.
fn one_line(text: &str) -> String {
    let text = clean_lines(text);
    text.split([' ', '\n', '\t'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::args::Farbe;
    use super::*;

    fn page() -> Page {
        Page {
            text: String::new(),
            width: 40,
            console: Console::new(Farbe::Nie),
        }
    }

    #[test]
    fn lines_keep_to_the_width_and_numbers_to_their_word() {
        let mut page = page();
        page.item(
            "1.",
            "Die Frist endet am Montag nach Art. 33 Abs. 1 DSGVO, und zwar um 8 Uhr am 18. Oktober 2021.",
        );
        assert!(page.text.lines().all(|line| line.chars().count() <= 40));
        assert!(page.text.contains("\n     "));
        assert!(!page.text.contains("Art.\n"));
        assert!(!page.text.contains('\u{a0}'));
    }

    #[test]
    fn nothing_moves_the_cursor() {
        let mut page = page();
        page.title("a\u{1b}[2J\nb\r");
        page.below("c\u{202e}d");
        assert!(page.text.starts_with("a\u{fffd}[2J b\u{fffd}\n==="));
        assert!(page.text.contains("c\u{fffd}d"));
    }
}
