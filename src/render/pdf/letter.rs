//! The head of a letter after DIN 5008 form B.

use std::rc::Rc;

use crate::document::Inline;
use crate::document::model::LetterHead;

use super::address;
use super::fonts::Face;
use super::fragment::{Fragment, Item, Role};
use super::layout::Flow;
use super::paragraph::{Paragraph, TextStyle};
use super::shape::Shaper;
use super::style::{self, MM};

/// Lower edge of the line with the sender.
const RETURN_BOTTOM: f32 = 50.0 * MM;
const INFORMATION: [f32; 3] = [125.0 * MM, 50.0 * MM, 75.0 * MM];
/// Where the text begins at the earliest.
pub const TEXT_Y: f32 = 98.46 * MM;

/// Adds the head: at its fixed place on the page.
pub fn head(flow: &mut Flow<'_>, head: &LetterHead) {
    let shaper = flow.shaper;
    let mut fragment = Fragment::default();
    let (return_bottom, _) = return_lines(shaper, &mut fragment, &head.return_line);
    let address_bottom = address::field(shaper, &mut fragment, head, return_bottom);
    let information_bottom = information(shaper, &mut fragment, &head.information);
    fragment.height = TEXT_Y
        .max(address_bottom + 8.0 * MM)
        .max(information_bottom + 8.0 * MM);
    if fragment.height < style::PAGE_HEIGHT * 0.75 {
        let piece = flow.push(fragment, 0.0);
        piece.from_corner = true;
        return;
    }
    // Far too much for the fields: as running text, so that nothing is lost.
    flow.within(Role::Division, |flow| {
        let lines = std::iter::once(&head.return_line)
            .chain(&head.remarks)
            .chain(&head.address);
        for line in lines {
            flow.paragraph(
                Role::Paragraph,
                line,
                style::body(),
                style::LEFT,
                style::TEXT_WIDTH,
                false,
            );
        }
        flow.gap(6.0);
        super::table::labelled(flow, &head.information, style::LEFT, style::TEXT_WIDTH);
    });
}

/// The sender above the address, small and underlined; its lower edge and its lines.
pub(super) fn return_lines(
    shaper: &Shaper,
    fragment: &mut Fragment,
    words: &[Inline],
) -> (f32, usize) {
    let mut text = style::small();
    let (wide, _) = Paragraph::new(shaper, words, text).measure();
    if wide > address::WIDTH {
        text.size = (text.size * address::WIDTH / wide).max(6.0);
        text.leading = text.size * 1.3;
    }
    let lines = Paragraph::new(shaper, words, text).lines(address::WIDTH);
    if lines.is_empty() {
        return (RETURN_BOTTOM, 0);
    }
    let count = lines.len();
    let height: f32 = lines.iter().map(|line| line.height).sum();
    let mut y = (RETURN_BOTTOM - height).max(45.0 * MM);
    let tag = fragment.tag(Role::Paragraph, None);
    for line in lines {
        let step = line.height;
        fragment.absorb(line, address::LEFT, y, Some(tag));
        y += step;
    }
    fragment.items.push(Item::Fill {
        rect: [address::LEFT, y + 0.5, address::WIDTH, 0.4],
        color: style::MUTED,
    });
    (y + 1.0, count)
}

/// The information block at the right.
fn information(shaper: &Shaper, fragment: &mut Fragment, lines: &[(String, Vec<Inline>)]) -> f32 {
    let [x, top, width] = INFORMATION;
    let label_style = TextStyle {
        hyphenate: false,
        ..style::text(8.5, 12.6, Face::Regular, style::MUTED)
    };
    let value_style = style::text(9.5, 12.6, Face::Regular, style::INK);
    let labels: Vec<Paragraph<'_>> = lines
        .iter()
        .map(|(label, _)| Paragraph::new(shaper, &[Inline::text(label.as_str())], label_style))
        .collect();
    let widest = labels
        .iter()
        .map(|label| label.measure().0)
        .fold(0.0, f32::max);
    let left = (widest + 8.0).min(width * 0.45);
    // An address that would break stands in smaller letters.
    let longest = lines
        .iter()
        .map(|(_, value)| Paragraph::new(shaper, value, value_style).measure().1)
        .fold(1.0, f32::max);
    let value_style = TextStyle {
        size: (value_style.size * ((width - left) / longest).min(1.0)).max(7.5),
        ..value_style
    };
    let mut y = top;
    let list = fragment.tag(Role::List, None);
    let shift = value_style.baseline(shaper) - label_style.baseline(shaper);
    for (label, (_, value)) in labels.iter().zip(lines) {
        let item = fragment.tag(Role::ListItem, Some(list));
        let name = fragment.tag(Role::Label, Some(item));
        let body = fragment.tag(Role::ItemBody, Some(item));
        let (mut left_y, mut right_y) = (y, y);
        for line in label.lines(left - 6.0) {
            let step = line.height;
            fragment.absorb(line, x, left_y + shift, Some(name));
            left_y += step;
        }
        for line in Paragraph::new(shaper, value, value_style).lines(width - left) {
            let step = line.height;
            fragment.absorb(line, x + left, right_y, Some(body));
            right_y += step;
        }
        y = left_y.max(right_y).max(y + label_style.leading);
    }
    y
}

/// Marks for folding and punching at the left edge of the first page.
#[must_use]
pub fn marks() -> Rc<Fragment> {
    let mark = |y: f32, length: f32| Item::Fill {
        rect: [4.0 * MM, y * MM - 0.2, length * MM, 0.4],
        color: style::RULE,
    };
    Rc::new(Fragment {
        height: 0.0,
        items: vec![mark(105.0, 5.0), mark(148.5, 7.0), mark(210.0, 5.0)],
        ..Fragment::default()
    })
}
