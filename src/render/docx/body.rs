//! Blocks as paragraphs and tables of `word/document.xml`.

use crate::document::model::{
    Block, Change, Inline, Layout, LetterHead, NoticeKind, plain, wholly,
};

use super::names;
use super::runs::Runs;
use super::styles::{self, RULE, mm};
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

    /// The mark of a row that was inserted or deleted as a whole.
    fn row_mark(&mut self, cells: &[&[Inline]]) -> String {
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

    fn cell_paragraph(&mut self, style: &'static str, content: &[Inline], strong: bool) -> String {
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

    fn table(
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
    fn labelled(&mut self, name: &[Inline], rows: &[[&[Inline]; 2]]) -> String {
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

    fn notice(
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

    /// Address field and information block at the places of DIN 5008 form B.
    fn letter_head(&mut self, head: &LetterHead) -> String {
        let (address, gap, information) = (mm(850), mm(150), mm(650));
        let widths = [address, gap, information];
        let margins = "<w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar>";
        let look = "<w:tblLook w:val=\"0600\" w:firstRow=\"0\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>";
        let caption = "<w:tblCaption w:val=\"Anschrift und Informationsblock\"/>";
        let mut out = table_start(&widths, "", &format!("{margins}{look}{caption}"));
        // The text begins 98.5 mm from the top, the table 25 mm.
        out.push_str(&format!(
            "<w:tr><w:trPr><w:trHeight w:val=\"{}\" w:hRule=\"atLeast\"/></w:trPr>",
            mm(735)
        ));
        let mut left = String::new();
        let mark = self.bookmarked(names::LETTER_HEAD, "");
        let mut lines: Vec<(&'static str, &[Inline], Option<u32>)> = Vec::new();
        let has_return = !plain(&head.return_line).trim().is_empty();
        if has_return {
            // It ends 50 mm from the top.
            lines.push((
                "Ruecksendezeile",
                &head.return_line,
                Some(mm(250) - 200 - 30),
            ));
        }
        let free = 3_usize.saturating_sub(head.remarks.len());
        let free = u32::try_from(free).unwrap_or(0) * mm(42);
        let top = if has_return { free } else { free + mm(250) };
        for (number, line) in head.remarks.iter().chain(&head.address).enumerate() {
            lines.push(("Anschrift", line, (number == 0).then_some(top)));
        }
        for (number, (style, line, before)) in lines.into_iter().enumerate() {
            let mut runs = self.runs.write(line);
            if number == 0 {
                runs.insert_str(0, &mark);
            }
            left.push_str(&self.paragraph(Paragraph {
                style,
                runs,
                before,
                change: None,
                ..Paragraph::default()
            }));
        }
        if left.is_empty() {
            let mut paragraph = self::gap();
            paragraph.runs = mark;
            left = self.paragraph(paragraph);
        }
        out.push_str(&cell(address, "", &left));
        let empty = self.paragraph(self::gap());
        out.push_str(&cell(gap, "", &empty));
        let mut right = String::new();
        for (number, (label, value)) in head.information.iter().enumerate() {
            let mut label = self.runs.write_muted(&beside(label, value));
            label.push_str("<w:r><w:tab/></w:r>");
            let value = self.runs.write(value);
            // The block begins 50 mm from the top; labels and values share a line.
            let before = if number == 0 { mm(250) } else { 0 };
            right.push_str(&format!(
                "<w:p><w:pPr><w:pStyle w:val=\"Informationsblock\"/><w:tabs><w:tab w:val=\"left\" w:pos=\"{tab}\"/></w:tabs>\
                 <w:spacing w:before=\"{before}\"/><w:ind w:left=\"{tab}\" w:hanging=\"{tab}\"/></w:pPr>{label}{value}</w:p>",
                tab = mm(280),
            ));
        }
        if right.is_empty() {
            right = self.paragraph(self::gap());
        }
        out.push_str(&cell(information, "", &right));
        out.push_str("</w:tr></w:tbl>");
        out
    }

    fn signature(&mut self, place: &[Inline], lines: &[Vec<Inline>], parts: &mut Vec<Part>) {
        let mut first = true;
        self.signatures += 1;
        let name = format!("{}{}", names::SIGNATURE, self.signatures);
        let mut added = Vec::new();
        let all = std::iter::once((place, 240_u32)).chain(
            lines
                .iter()
                .enumerate()
                // The space for the hand stands above the first line.
                .map(|(line, content)| (content.as_slice(), if line == 0 { 900 } else { 0 })),
        );
        for (content, before) in all {
            if plain(content).trim().is_empty() {
                continue;
            }
            let mut runs = self.runs.write(content);
            if std::mem::take(&mut first) {
                runs = self.bookmarked(&name, &runs);
            }
            added.push(Paragraph {
                style: "Signature",
                before: Some(before),
                keep_next: true,
                runs,
                change: wholly(content),
                ..Paragraph::default()
            });
        }
        if let Some(last) = added.last_mut() {
            last.keep_next = false;
        }
        // The greeting stays with it.
        if let Some(Part::Paragraph(greeting)) = parts.last_mut() {
            greeting.keep_next = true;
        }
        parts.extend(added.into_iter().map(Part::Paragraph));
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

/// The inlines of a block, for marks of whole boxes.
fn words_of<'a>(block: &'a Block, out: &mut Vec<&'a [Inline]>) {
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

fn table_start(widths: &[u32], borders: &str, more: &str) -> String {
    let total: u32 = widths.iter().sum();
    let grid: String = widths
        .iter()
        .map(|width| format!("<w:gridCol w:w=\"{width}\"/>"))
        .collect();
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{total}\" w:type=\"dxa\"/>{borders}<w:tblLayout w:type=\"fixed\"/>{more}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )
}

fn cell(width: u32, properties: &str, content: &str) -> String {
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{properties}</w:tcPr>{content}</w:tc>"
    )
}

/// Widths of columns: what the longest word needs, and the rest by the amount of text.
fn widths(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], columns: usize, total: u32) -> Vec<u32> {
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
