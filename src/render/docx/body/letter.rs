//! Letters: address field and information block, and the signature.

use super::super::names;
use super::super::styles::mm;
use super::tables::{cell, table_start};
use super::{Body, Paragraph, Part, beside};
use crate::document::model::{Inline, LetterHead, plain, wholly};

impl Body<'_> {
    /// Address field and information block at the places of DIN 5008 form B.
    pub(super) fn letter_head(&mut self, head: &LetterHead) -> String {
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
            let mut paragraph = super::gap();
            paragraph.runs = mark;
            left = self.paragraph(paragraph);
        }
        out.push_str(&cell(address, "", &left));
        let empty = self.paragraph(super::gap());
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
            right = self.paragraph(super::gap());
        }
        out.push_str(&cell(information, "", &right));
        out.push_str("</w:tr></w:tbl>");
        out
    }

    pub(super) fn signature(
        &mut self,
        place: &[Inline],
        lines: &[Vec<Inline>],
        parts: &mut Vec<Part>,
    ) {
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
