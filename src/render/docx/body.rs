//! Blocks as paragraphs and tables of `word/document.xml`.

mod letter;
mod tables;

use crate::document::model::{Block, Change, Inline, Layout, plain, wholly};

use super::names;
use super::runs::Runs;
use super::xml::escape;

/// A paragraph before it is written.
#[derive(Default)]
struct Paragraph {
    style: &'static str,
    keep_next: bool,
    /// Number of the list and level.
    list: Option<(usize, usize)>,
    /// Space above, in twips, where it is not the style's.
    before: Option<u32>,
    /// Indent of what goes on below an item.
    indent: Option<u32>,
    /// The runs.
    runs: String,
    /// What became of it as a whole.
    change: Option<Change>,
}

/// A piece of the body: paragraphs stay open until it is known what stands beside them.
enum Part {
    Paragraph(Paragraph),
    Table(String),
}

/// Writes the body.
pub(super) struct Body<'a> {
    layout: Layout,
    pub(super) runs: Runs<'a>,
    /// First numbers of the numbered lists.
    pub(super) starts: Vec<u64>,
    /// Whether the headings are protected from being deleted by accident.
    guarded: bool,
    page_break: bool,
    level: u8,
    /// How many signatures have passed.
    signatures: usize,
}

impl<'a> Body<'a> {
    pub(super) fn new(layout: Layout, runs: Runs<'a>, guarded: bool) -> Self {
        Self {
            layout,
            runs,
            starts: Vec::new(),
            guarded,
            page_break: false,
            level: 1,
            signatures: 0,
        }
    }

    /// All blocks of a document.
    pub(super) fn write(&mut self, blocks: &[Block]) -> String {
        let mut parts = Vec::new();
        for block in blocks {
            self.block(block, 0, &mut parts);
        }
        let homeless = self.runs.homeless();
        if !homeless.is_empty() {
            let first = parts.iter_mut().find_map(|part| match part {
                Part::Paragraph(paragraph) => Some(paragraph),
                Part::Table(_) => None,
            });
            match first {
                Some(paragraph) => paragraph.runs.insert_str(0, &homeless),
                None => parts.push(Part::Paragraph(Paragraph {
                    style: "Normal",
                    runs: homeless,
                    ..Paragraph::default()
                })),
            }
        }
        self.finish(parts)
    }

    /// Parts as XML: tables that meet get a gap, and the last part is a paragraph.
    fn finish(&mut self, mut parts: Vec<Part>) -> String {
        move_last_mark(&mut parts);
        let mut out = String::new();
        let mut after_table = false;
        let mut is_first = true;
        for part in parts {
            match part {
                Part::Paragraph(mut paragraph) => {
                    if after_table && paragraph.before.is_none() && paragraph.style != "Heading2" {
                        paragraph.before = Some(120);
                    }
                    if is_first && paragraph.style == "Heading2" {
                        paragraph.before = Some(0);
                    }
                    out.push_str(&self.paragraph(paragraph));
                    after_table = false;
                }
                Part::Table(table) => {
                    if after_table || self.page_break {
                        out.push_str(&self.paragraph(gap()));
                    }
                    out.push_str(&table);
                    after_table = true;
                }
            }
            is_first = false;
        }
        if after_table || is_first {
            out.push_str(&self.paragraph(gap()));
        }
        out
    }

    fn paragraph(&mut self, paragraph: Paragraph) -> String {
        let mut properties = format!("<w:pStyle w:val=\"{}\"/>", paragraph.style);
        if paragraph.keep_next {
            properties.push_str("<w:keepNext/>");
        }
        if std::mem::take(&mut self.page_break) {
            properties.push_str("<w:pageBreakBefore/>");
        }
        if let Some((number, level)) = paragraph.list {
            properties.push_str(&format!(
                "<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{number}\"/></w:numPr>",
                level.min(8)
            ));
        }
        if let Some(before) = paragraph.before {
            properties.push_str(&format!("<w:spacing w:before=\"{before}\"/>"));
        }
        if let Some(left) = paragraph.indent {
            properties.push_str(&format!("<w:ind w:left=\"{left}\"/>"));
        }
        if let Some(change) = paragraph.change {
            let mark = self.runs.mark(change);
            properties.push_str(&format!("<w:rPr>{mark}</w:rPr>"));
        }
        format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", paragraph.runs)
    }

    fn block(&mut self, block: &Block, depth: usize, parts: &mut Vec<Part>) {
        match block {
            Block::Heading { level, id, content } => {
                let level = (*level).clamp(1, 3);
                if depth == 0 {
                    self.level = level;
                }
                let heading = self.heading(level, (depth == 0).then_some(id.as_str()), content);
                parts.push(Part::Paragraph(heading));
            }
            Block::Paragraph { content } => {
                let runs = self.runs.write(content);
                parts.push(Part::Paragraph(Paragraph {
                    style: "Normal",
                    // What announces a list or a table stays with it.
                    keep_next: plain(content).trim_end().ends_with(':'),
                    runs,
                    change: wholly(content),
                    ..Paragraph::default()
                }));
            }
            Block::List { start, items } => self.list(*start, items, 0, depth, parts),
            Block::Table {
                head,
                rows,
                row_heads,
            } => {
                let table = self.table(head, rows, *row_heads);
                parts.push(Part::Table(table));
            }
            Block::Definitions { items } => {
                let rows: Vec<_> = items
                    .iter()
                    .map(|(term, text)| [term.as_slice(), text.as_slice()])
                    .collect();
                if !rows.is_empty() {
                    let table = self.labelled(&[], &rows);
                    parts.push(Part::Table(table));
                }
            }
            Block::Notice {
                kind,
                title,
                id,
                content,
            } => {
                let id = (depth == 0).then_some(id.as_str());
                let table = self.notice(*kind, title, id, content, depth);
                parts.push(Part::Table(table));
            }
            Block::Contact { name, lines } => {
                let labels: Vec<_> = lines
                    .iter()
                    .map(|(label, value)| beside(label, value))
                    .collect();
                let rows: Vec<_> = labels
                    .iter()
                    .zip(lines)
                    .map(|(label, (_, value))| [label.as_slice(), value.as_slice()])
                    .collect();
                let table = self.labelled(name, &rows);
                parts.push(Part::Table(table));
            }
            Block::LetterHead(head) => {
                let table = self.letter_head(head);
                parts.push(Part::Table(table));
            }
            Block::Signature { place, lines } => self.signature(place, lines, parts),
            Block::PageBreak => self.page_break = true,
        }
    }

    /// A heading, marked with its id.
    fn heading(&mut self, level: u8, id: Option<&str>, content: &[Inline]) -> Paragraph {
        let words = self.runs.write(content);
        let runs = match id {
            Some(id) => self.named(id, &words, &plain(content)),
            None => words,
        };
        Paragraph {
            style: match level {
                1 => "Heading1",
                2 => "Heading2",
                3 => "Heading3",
                _ => "Heading4",
            },
            runs,
            change: wholly(content),
            ..Paragraph::default()
        }
    }

    /// Words with the bookmark and the control that carry the id of a section.
    fn named(&mut self, id: &str, words: &str, title: &str) -> String {
        let marked = self.bookmarked(&names::bookmark(id), words);
        if words.is_empty() {
            return marked;
        }
        let number = self.runs.id();
        let lock = if self.guarded {
            "<w:lock w:val=\"sdtLocked\"/>"
        } else {
            ""
        };
        let alias: String = title.chars().take(60).collect();
        format!(
            "<w:sdt><w:sdtPr><w:alias w:val=\"Abschnitt: {}\"/><w:tag w:val=\"{}{}\"/><w:id w:val=\"{}\"/>{lock}</w:sdtPr>\
             <w:sdtContent>{marked}</w:sdtContent></w:sdt>",
            escape(&alias),
            names::TAG,
            escape(id),
            1_000_000_u32.saturating_add(number),
        )
    }

    fn bookmarked(&mut self, name: &str, words: &str) -> String {
        let number = self.runs.id();
        format!(
            "<w:bookmarkStart w:id=\"{number}\" w:name=\"{name}\"/>{words}<w:bookmarkEnd w:id=\"{number}\"/>"
        )
    }

    fn list(
        &mut self,
        start: Option<u64>,
        items: &[Vec<Block>],
        level: usize,
        depth: usize,
        parts: &mut Vec<Part>,
    ) {
        let number = match start {
            None => 1,
            Some(first) => {
                self.starts.push(first);
                self.starts.len().saturating_add(1)
            }
        };
        for item in items {
            let mut blocks = item.as_slice();
            let mut first = Paragraph {
                style: "ListParagraph",
                list: Some((number, level)),
                ..Paragraph::default()
            };
            if let [Block::Paragraph { content }, rest @ ..] = item.as_slice() {
                first.runs = self.runs.write(content);
                first.change = wholly(content);
                blocks = rest;
            }
            parts.push(Part::Paragraph(first));
            for block in blocks {
                match block {
                    Block::List { start, items } => {
                        self.list(*start, items, level.saturating_add(1), depth, parts);
                    }
                    Block::Paragraph { content } => {
                        let runs = self.runs.write(content);
                        let left = u32::try_from(level.saturating_add(1)).unwrap_or(1);
                        parts.push(Part::Paragraph(Paragraph {
                            style: "ListParagraph",
                            indent: Some(left.saturating_mul(400)),
                            runs,
                            change: wholly(content),
                            ..Paragraph::default()
                        }));
                    }
                    Block::Heading { .. }
                    | Block::Table { .. }
                    | Block::Definitions { .. }
                    | Block::Notice { .. }
                    | Block::Contact { .. }
                    | Block::LetterHead(_)
                    | Block::Signature { .. }
                    | Block::PageBreak => self.block(block, depth.saturating_add(1), parts),
                }
            }
        }
    }
}

/// A label, which comes and goes with its value.
fn beside(label: &str, value: &[Inline]) -> Vec<Inline> {
    let label = Inline::text(label);
    match wholly(value) {
        Some(change) => vec![Inline::Changed {
            change,
            content: vec![label],
        }],
        None => vec![label],
    }
}

/// A thin empty paragraph: Word joins tables that touch.
fn gap() -> Paragraph {
    Paragraph {
        style: "Abstand",
        ..Paragraph::default()
    }
}

/// The end of the last paragraph of a cell or body cannot go; the end of the one before goes in
/// its place.
fn move_last_mark(parts: &mut [Part]) {
    let mut last = parts.len();
    while let Some(Part::Paragraph(paragraph)) = last.checked_sub(1).and_then(|at| parts.get(at)) {
        if paragraph.change.is_none() {
            break;
        }
        last -= 1;
    }
    // Parts from `last` on are changed as a whole; each mark moves to the paragraph before.
    let marks: Vec<Option<Change>> = parts
        .iter()
        .skip(last)
        .map(|part| match part {
            Part::Paragraph(paragraph) => paragraph.change,
            Part::Table(_) => None,
        })
        .collect();
    let Some(before) = last.checked_sub(1) else {
        return;
    };
    if marks.is_empty() || !matches!(parts.get(before), Some(Part::Paragraph(_))) {
        return;
    }
    for (offset, mark) in marks.iter().chain([&None]).enumerate() {
        if let Some(Part::Paragraph(paragraph)) = parts.get_mut(before.saturating_add(offset)) {
            paragraph.change = *mark;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deleted_last_paragraph_takes_the_end_of_the_one_before() {
        let paragraph = |change| {
            Part::Paragraph(Paragraph {
                change,
                ..Paragraph::default()
            })
        };
        let mut parts = vec![
            paragraph(None),
            paragraph(Some(Change::Deleted)),
            paragraph(Some(Change::Inserted)),
        ];
        move_last_mark(&mut parts);
        let marks: Vec<_> = parts
            .iter()
            .map(|part| match part {
                Part::Paragraph(paragraph) => paragraph.change,
                Part::Table(_) => None,
            })
            .collect();
        assert_eq!(marks, [Some(Change::Deleted), Some(Change::Inserted), None]);
    }
}
