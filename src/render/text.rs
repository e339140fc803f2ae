//! The plain text face: UTF-8, one sentence a line, no wrapping.
//!
//! It is the text part of an e-mail and the form in which versions are compared line by line.
//! Everything it adds to the document's words is made of signs: underlines, bullets, bars, colons
//! after terms, link targets in `<…>` and the lines of the markings.

use crate::document::model::{Block, Change, Document, Inline, LetterHead};
use crate::document::sentences::sentences;
use crate::render::words::{changes_direction, clean, names_target};

/// Draws the document as plain text; lines end with `\n`.
#[must_use]
pub fn render(document: &Document) -> String {
    let mut page = Page::default();
    let marks: Vec<String> = document
        .markings
        .lines()
        .iter()
        .map(|line| format!("*** {line} ***"))
        .collect();
    page.group(&marks, "");
    for block in &document.blocks {
        page.block(block, "");
    }
    page.group(&marks, "");
    page.finish()
}

/// Lines written so far; groups of lines are set apart by one empty line.
#[derive(Default)]
struct Page {
    out: String,
    /// The next group follows without an empty line (items of a list).
    tight: bool,
}

impl Page {
    fn finish(self) -> String {
        self.out
    }

    /// Writes lines as a group; nothing for no lines.
    fn group(&mut self, lines: &[String], indent: &str) {
        if lines.is_empty() {
            return;
        }
        if !self.out.is_empty() && !self.tight {
            self.out.push('\n');
        }
        self.tight = false;
        for line in lines {
            self.line(line, indent);
        }
    }

    fn line(&mut self, line: &str, indent: &str) {
        if !line.is_empty() {
            self.out.push_str(indent);
            self.out.push_str(line);
        }
        self.out.push('\n');
    }

    fn block(&mut self, block: &Block, indent: &str) {
        match block {
            Block::Heading { level, content, .. } => self.heading(*level, content, indent),
            Block::Paragraph { content } => self.group(&running(content), indent),
            Block::List { start, items } => self.list(*start, items, indent),
            Block::Table { head, rows, .. } => self.table(head, rows, indent),
            Block::Definitions { items } => {
                let lines: Vec<String> = items
                    .iter()
                    .flat_map(|(term, text)| labelled(&one_line(term), text))
                    .collect();
                self.group(&lines, indent);
            }
            Block::Notice { title, content, .. } => self.notice(title, content, indent),
            Block::Contact { name, lines } => {
                let mut all = Vec::new();
                push_line(name, &mut all);
                all.extend(
                    lines
                        .iter()
                        .flat_map(|(label, value)| labelled(&label_text(label), value)),
                );
                self.group(&all, indent);
            }
            Block::LetterHead(head) => self.letter_head(head, indent),
            Block::Signature { place, lines } => {
                let mut all = Vec::new();
                push_line(place, &mut all);
                self.group(&all, indent);
                let mut all = Vec::new();
                lines.iter().for_each(|line| push_line(line, &mut all));
                self.group(&all, indent);
            }
            Block::PageBreak => {}
        }
    }

    fn heading(&mut self, level: u8, content: &[Inline], indent: &str) {
        let title = one_line(content);
        if title.is_empty() {
            return;
        }
        let sign = match level {
            0 | 1 => Some('='),
            2 => Some('-'),
            _ => None,
        };
        let rule = sign.map(|sign| underline(&title, sign));
        let lines: Vec<String> = std::iter::once(title).chain(rule).collect();
        self.group(&lines, indent);
    }

    fn notice(&mut self, title: &[Inline], content: &[Block], indent: &str) {
        let inner = format!("{indent}  ");
        let title = one_line(title);
        if !title.is_empty() {
            let rule = underline(&title, '~');
            self.group(&[title, rule], &inner);
        }
        for block in content {
            self.block(block, &inner);
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], indent: &str) {
        for (position, item) in items.iter().enumerate() {
            let marker = match start {
                Some(first) => {
                    let offset = u64::try_from(position).unwrap_or(u64::MAX);
                    format!("{}. ", first.saturating_add(offset))
                }
                None => "- ".to_owned(),
            };
            let inner = format!("{indent}{}", " ".repeat(marker.len()));
            let mut page = Self::default();
            for block in item {
                // What belongs to the first paragraph of an item follows it closely.
                page.tight |= matches!(block, Block::List { .. });
                page.block(block, &inner);
            }
            let text = page.finish();
            let Some(rest) = text.strip_prefix(inner.as_str()) else {
                continue;
            };
            if !self.out.is_empty() && !self.tight && position == 0 {
                self.out.push('\n');
            }
            self.out.push_str(indent);
            self.out.push_str(&marker);
            self.out.push_str(rest);
        }
        self.tight = false;
    }

    fn table(&mut self, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], indent: &str) {
        let mut lines = Vec::new();
        let heads: Vec<String> = head.iter().map(|cell| one_line(cell)).collect();
        if heads.iter().any(|cell| !cell.is_empty()) {
            let rules: Vec<String> = heads.iter().map(|cell| underline(cell, '-')).collect();
            lines.push(heads.join(" | "));
            lines.push(rules.join(" | "));
        }
        for row in rows {
            let cells: Vec<String> = row.iter().map(|cell| in_cell(cell)).collect();
            lines.push(cells.join(" | ").trim_end().to_owned());
        }
        self.group(&lines, indent);
    }

    fn letter_head(&mut self, head: &LetterHead, indent: &str) {
        let mut lines = Vec::new();
        push_line(&head.return_line, &mut lines);
        self.group(&lines, indent);
        let mut lines = Vec::new();
        head.remarks
            .iter()
            .chain(&head.address)
            .for_each(|line| push_line(line, &mut lines));
        self.group(&lines, indent);
        let lines: Vec<String> = head
            .information
            .iter()
            .flat_map(|(label, value)| labelled(&label_text(label), value))
            .collect();
        self.group(&lines, indent);
    }
}

/// `Begriff: Text` on one line, or the sentences of a longer text below the term.
fn labelled(term: &str, text: &[Inline]) -> Vec<String> {
    let mut lines = running(text);
    let colon = if term.is_empty() || term.ends_with([':', '?', '.', '!']) {
        ""
    } else {
        ":"
    };
    let head = format!("{term}{colon}");
    if lines.len() > 1 && !term.is_empty() {
        lines.iter_mut().for_each(|line| line.insert_str(0, "  "));
        lines.insert(0, head);
        return lines;
    }
    let line = lines.pop().unwrap_or_default();
    let line = format!("{head} {line}").trim().to_owned();
    if line.is_empty() {
        Vec::new()
    } else {
        vec![line]
    }
}

fn push_line(content: &[Inline], lines: &mut Vec<String>) {
    let line = one_line(content);
    if !line.is_empty() {
        lines.push(line);
    }
}

fn underline(title: &str, sign: char) -> String {
    let width = title.chars().count().clamp(3, 72);
    std::iter::repeat_n(sign, width).collect()
}

/// The sentences of running text, each without line ends and no-break spaces.
fn running(content: &[Inline]) -> Vec<String> {
    let mut text = String::new();
    write_inlines(content, &mut text);
    sentences(&text)
        .into_iter()
        .map(flat)
        .filter(|line| !line.is_empty())
        .collect()
}

/// Inlines on one line.
fn one_line(content: &[Inline]) -> String {
    let mut text = String::new();
    write_inlines(content, &mut text);
    flat(&text)
}

/// Inlines of a cell: its lines side by side, told apart by a stroke.
fn in_cell(content: &[Inline]) -> String {
    let mut text = String::new();
    write_inlines(content, &mut text);
    let lines = text.split('\n').map(flat).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" / ")
}

/// A label on one line.
fn label_text(label: &str) -> String {
    let mut text = String::new();
    write_text(label, &mut text);
    flat(&text)
}

/// One line with single, ordinary spaces.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn write_inlines(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text { text, .. } | Inline::Open { text, .. } | Inline::Time { text, .. } => {
                write_text(text, out);
            }
            Inline::Strong { content } | Inline::Emphasis { content } => {
                write_inlines(content, out);
            }
            Inline::Link { target, content } => write_link(target, content, out),
            Inline::Changed { change, content } => {
                let (open, close) = match change {
                    Change::Inserted => ("[+", "+]"),
                    Change::Deleted => ("[-", "-]"),
                };
                let mut words = String::new();
                write_inlines(content, &mut words);
                // Space at the edges stays outside of the marks.
                let said = words.trim();
                if !said.is_empty() {
                    let start = words.len() - words.trim_start().len();
                    out.push_str(words.get(..start).unwrap_or_default());
                    out.push_str(&format!("{open}{said}{close}"));
                    out.push_str(words.get(start + said.len()..).unwrap_or_default());
                }
            }
            Inline::Break => out.push('\n'),
        }
    }
}

fn write_text(text: &str, out: &mut String) {
    let text = clean(text);
    if changes_direction(&text) {
        // An isolate keeps right-to-left text and stray overrides to themselves.
        out.push('\u{2068}');
        out.push_str(&text);
        out.push('\u{2069}');
    } else {
        out.push_str(&text);
    }
}

/// The words of a link; a web address follows where the words do not name it.
fn write_link(target: &str, content: &[Inline], out: &mut String) {
    let from = out.len();
    write_inlines(content, out);
    let target = clean(target);
    let lower = target.to_ascii_lowercase();
    if !(lower.starts_with("https://") || lower.starts_with("http://"))
        || target.contains(char::is_whitespace)
        || changes_direction(&target)
    {
        return;
    }
    let shown = out.get(from..).unwrap_or_default();
    if !names_target(shown, &target) {
        out.push_str(" <");
        out.push_str(&target);
        out.push('>');
    }
}
