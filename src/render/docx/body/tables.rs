//! Tables: rows and columns, labels with values, and boxes.

use super::super::names;
use super::super::styles::{self, RULE};
use super::{Body, Paragraph, Part};
use crate::document::model::{Block, Inline, NoticeKind, plain, wholly};

impl Body<'_> {
    /// The mark of a row that was inserted or deleted as a whole.
    pub(super) fn row_mark(&mut self, cells: &[&[Inline]]) -> String {
        let mut filled = cells.iter().filter(|cell| !plain(cell).trim().is_empty());
        let Some(change) = filled.next().and_then(|cell| wholly(cell)) else {
            return String::new();
        };
        if filled.all(|cell| wholly(cell) == Some(change)) {
            self.runs.mark(change)
        } else {
            String::new()
        }
    }

    pub(super) fn cell_paragraph(
        &mut self,
        style: &'static str,
        content: &[Inline],
        strong: bool,
    ) -> String {
        let runs = if strong {
            self.runs.write_strong(content)
        } else {
            self.runs.write(content)
        };
        self.paragraph(Paragraph {
            style,
            runs,
            ..Paragraph::default()
        })
    }

    pub(super) fn table(
        &mut self,
        head: &[Vec<Inline>],
        rows: &[Vec<Vec<Inline>>],
        row_heads: bool,
    ) -> String {
        let columns = rows
            .iter()
            .map(Vec::len)
            .chain([head.len(), 1])
            .max()
            .unwrap_or(1);
        let widths = widths(head, rows, columns, styles::text_width(self.layout));
        let border = |side: &str| {
            format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"{RULE}\"/>")
        };
        let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"]
            .into_iter()
            .map(border)
            .collect();
        let look = format!(
            "<w:tblLook w:val=\"{}\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"{}\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>",
            if row_heads { "06A0" } else { "0620" },
            u8::from(row_heads)
        );
        let mut out = table_start(
            &widths,
            &format!("<w:tblBorders>{borders}</w:tblBorders>"),
            &look,
        );
        if head.iter().any(|cell| !plain(cell).trim().is_empty()) {
            let cells: Vec<&[Inline]> = head.iter().map(Vec::as_slice).collect();
            let mark = self.row_mark(&cells);
            out.push_str(&format!(
                "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/>{mark}</w:trPr>"
            ));
            for (column, width) in widths.iter().enumerate() {
                let words = head.get(column).map_or(&[][..], Vec::as_slice);
                let paragraph = self.cell_paragraph("Tabellenkopf", words, false);
                let ground = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F1F4F8\"/>";
                out.push_str(&cell(*width, ground, &paragraph));
            }
            out.push_str("</w:tr>");
        }
        for row in rows {
            let cells: Vec<&[Inline]> = row.iter().map(Vec::as_slice).collect();
            let mark = self.row_mark(&cells);
            out.push_str(&format!("<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>"));
            for (column, width) in widths.iter().enumerate() {
                let words = row.get(column).map_or(&[][..], Vec::as_slice);
                let paragraph =
                    self.cell_paragraph("Tabellentext", words, row_heads && column == 0);
                out.push_str(&cell(*width, "", &paragraph));
            }
            out.push_str("</w:tr>");
        }
        out.push_str("</w:tbl>");
        out
    }

    /// Labels and values side by side, below a name.
    pub(super) fn labelled(&mut self, name: &[Inline], rows: &[[&[Inline]; 2]]) -> String {
        let width = styles::text_width(self.layout);
        let left = width * 34 / 100;
        let widths = [left, width - left];
        let line = format!(
            "<w:tblBorders><w:insideH w:val=\"single\" w:sz=\"2\" w:space=\"0\" w:color=\"{RULE}\"/></w:tblBorders>"
        );
        let look = "<w:tblLook w:val=\"0680\" w:firstRow=\"0\" w:lastRow=\"0\" w:firstColumn=\"1\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>";
        let flush = "<w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar>";
        let mut out = table_start(&widths, &line, &format!("{flush}{look}"));
        if !plain(name).trim().is_empty() {
            let mark = self.row_mark(&[name]);
            let paragraph = self.cell_paragraph("Tabellenkopf", name, false);
            out.push_str(&format!(
                "<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr><w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:gridSpan w:val=\"2\"/></w:tcPr>{paragraph}</w:tc></w:tr>"
            ));
        }
        for row in rows {
            let mark = self.row_mark(row);
            out.push_str(&format!("<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>"));
            let [label, value] = row;
            let label = self.cell_paragraph("Tabellentext", label, true);
            let value = self.cell_paragraph("Tabellentext", value, false);
            let [label_width, value_width] = widths;
            out.push_str(&cell(label_width, "", &label));
            out.push_str(&cell(value_width, "", &value));
            out.push_str("</w:tr>");
        }
        out.push_str("</w:tbl>");
        out
    }

    pub(super) fn notice(
        &mut self,
        kind: NoticeKind,
        title: &[Inline],
        id: Option<&str>,
        content: &[Block],
        depth: usize,
    ) -> String {
        let (ground, bar) = match kind {
            NoticeKind::Wichtig => ("EEF2F8", "1F3A5F"),
            NoticeKind::Warnung => ("FDF3EC", "B03A1A"),
            NoticeKind::Hinweis => ("F5F6F7", "5A636E"),
        };
        let mut parts = Vec::new();
        let level = self.level.saturating_add(1).clamp(2, 4);
        let mut anchor = None;
        if plain(title).trim().is_empty() {
            anchor = id;
        } else {
            let mut heading = self.heading(level, id, title);
            heading.before = Some(60);
            parts.push(Part::Paragraph(heading));
        }
        for block in content {
            self.block(block, depth.saturating_add(1), &mut parts);
        }
        if let Some(id) = anchor {
            let mark = self.bookmarked(&names::bookmark(id), "");
            match parts.first_mut() {
                Some(Part::Paragraph(paragraph)) => paragraph.runs.insert_str(0, &mark),
                Some(Part::Table(_)) | None => parts.insert(
                    0,
                    Part::Paragraph(Paragraph {
                        style: "Abstand",
                        runs: mark,
                        ..Paragraph::default()
                    }),
                ),
            }
        }
        // Everything inside says what became of the box.
        let mut inlines: Vec<&[Inline]> = vec![title];
        content
            .iter()
            .for_each(|block| words_of(block, &mut inlines));
        let mark = self.row_mark(&inlines);
        let inner = self.finish(parts);
        let width = styles::text_width(self.layout);
        let borders = format!(
            "<w:tblBorders><w:left w:val=\"single\" w:sz=\"24\" w:space=\"0\" w:color=\"{bar}\"/></w:tblBorders>"
        );
        let look = "<w:tblLook w:val=\"0600\" w:firstRow=\"0\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>";
        let margins = "<w:tblCellMar><w:top w:w=\"80\" w:type=\"dxa\"/><w:left w:w=\"200\" w:type=\"dxa\"/><w:bottom w:w=\"60\" w:type=\"dxa\"/><w:right w:w=\"200\" w:type=\"dxa\"/></w:tblCellMar>";
        let mut out = table_start(&[width], &borders, &format!("{margins}{look}"));
        let shade = format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{ground}\"/>");
        let properties = if mark.is_empty() {
            String::new()
        } else {
            format!("<w:trPr>{mark}</w:trPr>")
        };
        out.push_str(&format!(
            "<w:tr>{properties}{}</w:tr></w:tbl>",
            cell(width, &shade, &inner)
        ));
        out
    }
}

/// The inlines of a block, for marks of whole boxes.
pub(super) fn words_of<'a>(block: &'a Block, out: &mut Vec<&'a [Inline]>) {
    match block {
        Block::Heading { content, .. } | Block::Paragraph { content } => out.push(content),
        Block::List { items, .. } => items
            .iter()
            .flatten()
            .for_each(|block| words_of(block, out)),
        Block::Table { head, rows, .. } => {
            out.extend(head.iter().chain(rows.iter().flatten()).map(Vec::as_slice));
        }
        Block::Definitions { items } => {
            for (term, text) in items {
                out.push(term);
                out.push(text);
            }
        }
        Block::Notice { title, content, .. } => {
            out.push(title);
            content.iter().for_each(|block| words_of(block, out));
        }
        Block::Contact { name, lines } => {
            out.push(name);
            out.extend(lines.iter().map(|(_, value)| value.as_slice()));
        }
        Block::LetterHead(_) | Block::PageBreak => {}
        Block::Signature { place, lines } => {
            out.push(place);
            out.extend(lines.iter().map(Vec::as_slice));
        }
    }
}

pub(super) fn table_start(widths: &[u32], borders: &str, more: &str) -> String {
    let total: u32 = widths.iter().sum();
    let grid: String = widths
        .iter()
        .map(|width| format!("<w:gridCol w:w=\"{width}\"/>"))
        .collect();
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{total}\" w:type=\"dxa\"/>{borders}<w:tblLayout w:type=\"fixed\"/>{more}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )
}

pub(super) fn cell(width: u32, properties: &str, content: &str) -> String {
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{properties}</w:tcPr>{content}</w:tc>"
    )
}

/// Widths of columns: what the longest word needs, and the rest by the amount of text.
pub(super) fn widths(
    head: &[Vec<Inline>],
    rows: &[Vec<Vec<Inline>>],
    columns: usize,
    total: u32,
) -> Vec<u32> {
    const LETTER: u32 = 115;
    const MARGIN: u32 = 240;
    let mut least = vec![0_u32; columns];
    let mut wish = vec![1_u32; columns];
    for row in std::iter::once(head).chain(rows.iter().map(Vec::as_slice)) {
        for (column, words) in row.iter().enumerate() {
            let text = plain(words);
            let length = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
            let word = text
                .split([' ', '\n', '-', '/'])
                .map(length)
                .max()
                .unwrap_or(0);
            let line = text.lines().map(length).max().unwrap_or(0);
            if let Some(known) = least.get_mut(column) {
                *known = (*known).max(word.min(26));
            }
            if let Some(known) = wish.get_mut(column) {
                *known = (*known).max(line.min(70));
            }
        }
    }
    let least: Vec<u32> = least
        .iter()
        .map(|letters| letters * LETTER + MARGIN)
        .collect();
    let needed: u32 = least.iter().sum();
    let weights: u32 = wish.iter().sum();
    let share = |of: u32, whole: u32, amount: u32| -> u32 {
        let part = u64::from(amount) * u64::from(of) / u64::from(whole.max(1));
        u32::try_from(part).unwrap_or(amount)
    };
    let mut widths: Vec<u32> = if needed <= total {
        let rest = total - needed;
        least
            .iter()
            .zip(&wish)
            .map(|(least, wish)| least + share(*wish, weights, rest))
            .collect()
    } else {
        least
            .iter()
            .map(|least| share(*least, needed, total))
            .collect()
    };
    let sum: u32 = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last += total.saturating_sub(sum);
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_width_and_hold_their_longest_word() {
        let text = |text: &str| vec![Inline::text(text)];
        let head = [text("Was"), text("Wann")];
        let rows = [vec![
            text("Verschlüsselungstrojaner auf allen Servern"),
            text("heute"),
        ]];
        let found = widths(&head, &rows, 2, 9_355);
        assert_eq!(found.iter().sum::<u32>(), 9_355);
        assert!(found[0] > found[1] && found[1] >= 5 * 115);
    }
}
