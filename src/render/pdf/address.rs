//! The address field of a letter: DIN 5008, form B.
//!
//! Below the line with the sender the field has room for nine lines: three for remarks and six for
//! the address, which may take the lines that remarks leave free. Where words need it they stand in
//! smaller letters, down to eight points. What does not fit even then goes on below the field, whole,
//! where no window shows it; [`problem`] says so.

use crate::document::model::{LetterHead, plain};
use crate::document::{Block, Document, Inline};

use super::fonts::{Face, Fonts};
use super::fragment::{Fragment, Role};
use super::letter::return_lines;
use super::paragraph::{Paragraph, TextStyle};
use super::shape::Shaper;
use super::style::{self, MM};

/// Left edge of the words in the field.
pub(super) const LEFT: f32 = 25.0 * MM;
/// Width of the words: the field is 85 millimetres wide, with five at the left.
pub(super) const WIDTH: f32 = 80.0 * MM;
/// Upper edge of the address, below three lines of remarks.
const ADDRESS_Y: f32 = 62.7 * MM;
const BOTTOM: f32 = 90.0 * MM;
/// Lines of the whole field.
const LINES: usize = 9;
/// Sizes of the words, and the space from line to line in each of them.
const SIZES: [(f32, f32); 6] = [
    (10.5, 12.9),
    (10.0, 12.0),
    (9.5, 11.7),
    (9.0, 11.1),
    (8.5, 10.5),
    (8.0, 9.9),
];
/// Most lines of the sender above the field.
const SENDER_LINES: usize = 2;

/// Remarks and address, set.
struct Field {
    remarks: Vec<Vec<Fragment>>,
    address: Vec<Vec<Fragment>>,
    above: f32,
    below: f32,
    /// Whether all stands inside, with no word parted.
    fits: bool,
}

impl Field {
    /// In the largest letters with which all fits; else in the smallest.
    fn new(shaper: &Shaper, head: &LetterHead, height: f32) -> Self {
        let mut set = Self::sized(shaper, head, height, SIZES[0]);
        for size in SIZES.into_iter().skip(1) {
            if set.fits {
                break;
            }
            set = Self::sized(shaper, head, height, size);
        }
        set
    }

    fn sized(shaper: &Shaper, head: &LetterHead, height: f32, (size, leading): (f32, f32)) -> Self {
        let text = look(size, leading);
        let remark = TextStyle {
            color: style::MUTED,
            ..text
        };
        let mut parted = false;
        let mut lay = |lines: &[Vec<Inline>], look: TextStyle| -> Vec<Vec<Fragment>> {
            let set = |line: &Vec<Inline>| {
                let line = Paragraph::new(shaper, line, look);
                parted |= line.measure().1 > WIDTH;
                line.lines(WIDTH)
            };
            lines.iter().map(set).collect()
        };
        let remarks = lay(&head.remarks, remark);
        let address = lay(&head.address, text);
        let sum = |lines: &[Vec<Fragment>]| -> f32 {
            lines.iter().flatten().map(|line| line.height).sum()
        };
        let (above, below) = (sum(&remarks), sum(&address));
        let count = remarks.iter().chain(&address).flatten().count();
        Self {
            remarks,
            address,
            above,
            below,
            fits: !parted && count <= LINES && above + below <= height + 0.01,
        }
    }
}

fn look(size: f32, leading: f32) -> TextStyle {
    TextStyle {
        hyphenate: false,
        ..style::text(size, leading, Face::Regular, style::INK)
    }
}

/// Adds remarks and address below `top`; returns their lower edge.
pub(super) fn field(shaper: &Shaper, fragment: &mut Fragment, head: &LetterHead, top: f32) -> f32 {
    let Field {
        remarks,
        address,
        above,
        below,
        ..
    } = Field::new(shaper, head, BOTTOM - top);
    // The address at its zone, higher where it needs more than six lines.
    let start = ADDRESS_Y.min(BOTTOM - below).max(top + above);
    let mut y = start - above;
    for group in remarks.into_iter().chain(address) {
        let tag = fragment.tag(Role::Paragraph, None);
        for line in group {
            let step = line.height;
            fragment.absorb(line, LEFT, y, Some(tag));
            y += step;
        }
    }
    y
}

/// What does not fit the address field.
#[derive(Debug, Clone, PartialEq)]
pub struct AddressProblem {
    /// The line that takes the most room: its number in the address, from one; `None`: the sender's line.
    pub line: Option<usize>,
    /// Its words, with the facts they state.
    pub words: Vec<Inline>,
    /// How many lines all words need in the smallest letters.
    pub lines: usize,
    /// Whether a single word is wider than the field.
    pub wide: bool,
}

/// What does not fit the address field of a letter, or the line with its sender.
#[must_use]
pub fn problem(document: &Document) -> Option<AddressProblem> {
    let shaper = Shaper::new(Fonts::get().ok()?);
    document.blocks.iter().find_map(|block| {
        let Block::LetterHead(head) = block else {
            return None;
        };
        of_head(&shaper, head)
    })
}

fn of_head(shaper: &Shaper, head: &LetterHead) -> Option<AddressProblem> {
    let mut fragment = Fragment::default();
    let (top, sender) = return_lines(shaper, &mut fragment, &head.return_line);
    if sender > SENDER_LINES {
        return Some(AddressProblem {
            line: None,
            words: head.return_line.clone(),
            lines: sender,
            wide: false,
        });
    }
    let field = Field::new(shaper, head, BOTTOM - top);
    if field.fits {
        return None;
    }
    let all = || field.remarks.iter().chain(&field.address);
    let (size, leading) = SIZES[SIZES.len() - 1];
    let widest = |words: &[Inline]| {
        Paragraph::new(shaper, words, look(size, leading))
            .measure()
            .1
    };
    let wide = head.address.iter().position(|line| widest(line) > WIDTH);
    // Of equal ones the longest in letters: the one that is easiest to shorten.
    let longest = || {
        let length = |(index, lines): &(usize, &Vec<Fragment>)| {
            let letters = head
                .address
                .get(*index)
                .map_or(0, |line| plain(line).chars().count());
            (lines.len(), letters)
        };
        let found = field.address.iter().enumerate().max_by_key(length);
        found.map(|(index, _)| index)
    };
    let index = wide.or_else(longest)?;
    Some(AddressProblem {
        line: Some(index + 1),
        words: head.address.get(index).cloned().unwrap_or_default(),
        lines: all().flatten().count(),
        wide: wide.is_some(),
    })
}
