//! Pieces to pages: breaks, boxes, heads and feet.

use std::rc::Rc;

use crate::document::Document;
use crate::document::model::Layout;
use crate::render::design::Logo;

use super::fonts::Face;
use super::fragment::{Color, Fragment, Item, LaidOut, Page, Placed};
use super::layout::{Frame, Piece, line};
use super::letter;
use super::letterhead::Letterhead;
use super::paragraph::TextStyle;
use super::shape::Shaper;
use super::style::{self, MM};

struct Pages<'d> {
    done: Vec<Page>,
    page: Page,
    /// Boxes open on this page: which, from where to where.
    boxes: Vec<(Frame, f32, f32)>,
    y: f32,
    at_top: bool,
    /// Whether the page lies across.
    landscape: bool,
    document: &'d Document,
    markings: f32,
    /// Lower edge of the logo, where the text begins below it.
    below_logo: f32,
}

/// Puts the pieces on pages and gives each page its head and foot.
pub fn paginate(
    shaper: &Shaper,
    document: &Document,
    pieces: &[Piece],
    logo: Option<&Logo>,
) -> LaidOut {
    let letterhead = Letterhead::new(document, logo);
    let mut pages = Pages {
        done: Vec::new(),
        page: Page::default(),
        boxes: Vec::new(),
        y: 0.0,
        at_top: true,
        landscape: pieces.first().is_some_and(|piece| piece.landscape),
        document,
        markings: f32::from(u8::try_from(document.markings.lines().len()).unwrap_or(3)) * 13.0,
        below_logo: letterhead.below(),
    };
    pages.y = pages.top();
    let mut index = 0;
    while index < pieces.len() {
        let mut end = index;
        while end + 1 < pieces.len()
            && pieces[end].keep_next
            && !pieces[end + 1].new_page
            && !pieces[end + 1].from_corner
        {
            end += 1;
        }
        pages.group(&pieces[index..=end]);
        index = end + 1;
    }
    pages.close();
    let count = pages.done.len();
    let mut done = pages.done;
    for (index, page) in done.iter_mut().enumerate() {
        furnish(shaper, document, page, (index, count), &letterhead);
    }
    if let Some(page) = done.first_mut() {
        page.content.splice(0..0, letterhead.figure());
    }
    LaidOut { pages: done }
}

impl Pages<'_> {
    fn top(&self) -> f32 {
        let first = self.done.is_empty();
        match self.document.layout {
            Layout::Brief if first => 40.0 * MM,
            Layout::Seite | Layout::Plakat | Layout::Verzeichnis if first => (18.0 * MM)
                .max(12.0 * MM + self.markings + 10.0)
                .max(self.below_logo),
            Layout::Brief | Layout::Seite | Layout::Plakat | Layout::Verzeichnis => {
                (26.0 * MM).max(16.0 * MM + self.markings + 18.0)
            }
        }
    }

    fn bottom(&self) -> f32 {
        style::sheet(self.document.layout, self.landscape).bottom
    }

    fn close(&mut self) {
        let mut page = std::mem::take(&mut self.page);
        page.landscape = self.landscape;
        for (frame, top, bottom) in self.boxes.drain(..) {
            page.behind.push(ground(frame, top, bottom));
        }
        self.done.push(page);
        self.y = self.top();
        self.at_top = true;
    }

    fn group(&mut self, pieces: &[Piece]) {
        let Some(first) = pieces.first() else { return };
        if first.from_corner {
            self.corner(first);
            self.rest(&pieces[1..]);
            return;
        }
        if first.new_page && !self.at_top {
            self.close();
        }
        if self.at_top {
            self.landscape = first.landscape;
            self.y = self.top();
        }
        let height: f32 = pieces
            .iter()
            .map(|piece| piece.space + piece.fragment.height)
            .sum();
        if !self.at_top && self.y + height > self.bottom() + 0.01 {
            let page = self.bottom() - 32.0 * MM;
            if height < page {
                self.close();
            }
        }
        self.rest(pieces);
    }

    fn rest(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            let space = if self.at_top { 0.0 } else { piece.space };
            if !self.at_top && self.y + space + piece.fragment.height > self.bottom() + 0.01 {
                self.close();
            }
            self.place(piece);
        }
    }

    fn corner(&mut self, piece: &Piece) {
        if !(self.at_top && self.page.content.is_empty()) {
            self.close();
        }
        self.page.content.push(Placed {
            x: 0.0,
            y: 0.0,
            fragment: Rc::clone(&piece.fragment),
            path: Rc::clone(&piece.path),
        });
        self.y = piece.fragment.height;
        self.at_top = false;
    }

    fn place(&mut self, piece: &Piece) {
        let at_top = std::mem::take(&mut self.at_top);
        if at_top {
            // A box that goes on needs air above its words.
            if !piece.frames.is_empty() && !self.done.is_empty() && piece.fragment.height > 8.0 {
                self.frames(piece, self.y, self.y + 7.0);
                self.y += 7.0;
            }
            if let Some(head) = &piece.head {
                self.page.behind.push(Placed {
                    x: piece.x,
                    y: self.y,
                    fragment: Rc::clone(head),
                    path: Rc::from([]),
                });
                self.y += head.height;
            }
        } else {
            self.y += piece.space;
        }
        if let Some(entry) = &piece.outline {
            let mut entry = entry.clone();
            entry.y = self.y - 4.0;
            self.page.outline.push(entry);
        }
        let bottom = self.y + piece.fragment.height;
        self.frames(piece, self.y, bottom);
        self.page.content.push(Placed {
            x: piece.x,
            y: self.y,
            fragment: Rc::clone(&piece.fragment),
            path: Rc::clone(&piece.path),
        });
        self.y = bottom;
    }

    fn frames(&mut self, piece: &Piece, top: f32, bottom: f32) {
        for frame in piece.frames.iter() {
            match self
                .boxes
                .iter_mut()
                .find(|(known, _, _)| known.key == frame.key)
            {
                Some((_, _, end)) => *end = bottom,
                None => self.boxes.push((*frame, top, bottom)),
            }
        }
    }
}

fn ground(frame: Frame, top: f32, bottom: f32) -> Placed {
    let height = bottom - top;
    let mut items = vec![Item::Fill {
        rect: [0.0, 0.0, frame.width, height],
        color: frame.ground,
    }];
    if let Some(color) = frame.bar {
        items.push(Item::Fill {
            rect: [0.0, 0.0, 3.0, height],
            color,
        });
    }
    decoration(
        frame.x,
        top,
        Fragment {
            height,
            items,
            ..Fragment::default()
        },
    )
}

fn decoration(x: f32, y: f32, fragment: Fragment) -> Placed {
    Placed {
        x,
        y,
        fragment: Rc::new(fragment),
        path: Rc::from([]),
    }
}

fn rule((left, width): (f32, f32), y: f32, color: Color, thick: f32) -> Placed {
    let items = vec![Item::Fill {
        rect: [0.0, 0.0, width, thick],
        color,
    }];
    decoration(
        left,
        y,
        Fragment {
            height: thick,
            items,
            ..Fragment::default()
        },
    )
}

/// Head, foot, marks and markings of one page.
fn furnish(
    shaper: &Shaper,
    document: &Document,
    page: &mut Page,
    (index, count): (usize, usize),
    letterhead: &Letterhead,
) {
    let small = style::small();
    let sheet = style::sheet(document.layout, page.landscape);
    let measure = (sheet.left, sheet.text_width);
    let (left_edge, width) = measure;
    let mut head = Vec::new();
    let mut y = 9.0 * MM;
    let bold = TextStyle {
        hyphenate: false,
        ..style::text(9.0, 13.0, Face::Bold, style::MARKING)
    };
    for words in document.markings.lines() {
        let (fragment, _) = line(shaper, words, bold, width);
        head.push(decoration(left_edge, y, fragment));
        y += 13.0;
    }
    y = y.max(14.0 * MM);
    let brief = document.layout == Layout::Brief;
    if index == 0 && brief {
        let name = TextStyle {
            hyphenate: false,
            ..style::text(14.0, 19.0, Face::Bold, style::ACCENT)
        };
        let y = letterhead.name_top(y.max(19.0 * MM));
        let room = width - letterhead.width();
        let (fragment, _) = line(shaper, &document.sender, name, room);
        head.push(decoration(left_edge, y, fragment));
        head.push(rule(measure, y + 21.0, style::ACCENT, 1.2));
        page.behind
            .insert(0, decoration(0.0, 0.0, (*letter::marks()).clone()));
    } else if index > 0 {
        let right = if brief {
            [document.reference.as_str(), document.date.as_str()]
                .into_iter()
                .filter(|words| !words.is_empty())
                .collect::<Vec<_>>()
                .join(" · ")
        } else {
            document.date.clone()
        };
        let left = if brief {
            &document.sender
        } else {
            &document.title
        };
        pair(shaper, &mut head, (left, &right), small, measure, y + 3.0);
        head.push(rule(measure, y + 16.0, style::RULE, 0.5));
    }
    page.head = head;

    let foot = sheet.foot;
    page.after.push(rule(measure, foot - 4.0, style::RULE, 0.5));
    let number = if document.layout == Layout::Plakat && count == 1 {
        String::new()
    } else {
        format!("Seite {} von {count}", index + 1)
    };
    pair(
        shaper,
        &mut page.after,
        (&document.foot, &number),
        small,
        measure,
        foot,
    );
    let mut below = foot + 12.0;
    for words in document.proofs() {
        let (fragment, _) = line(shaper, &words, style::tiny(), width);
        page.after.push(decoration(left_edge, below, fragment));
        below += 8.0;
    }
    if document.markings.entwurf {
        page.watermark = Some(watermark(shaper));
    }
}

/// Words at the left and at the right of one line.
fn pair(
    shaper: &Shaper,
    out: &mut Vec<Placed>,
    (left, right): (&str, &str),
    look: TextStyle,
    (edge, whole): (f32, f32),
    y: f32,
) {
    let (fragment, width) = line(shaper, right, look, whole * 0.45);
    let room = whole - width - 12.0;
    let (words, _) = line(shaper, left, look, room);
    out.push(decoration(edge, y, words));
    out.push(decoration(edge + whole - width, y, fragment));
}

/// The word across a draft, centred on its origin.
fn watermark(shaper: &Shaper) -> Rc<Fragment> {
    let look = style::text(120.0, 120.0, Face::Bold, style::WATERMARK);
    let (mut fragment, width) = line(shaper, "ENTWURF", look, 700.0);
    for item in &mut fragment.items {
        if let Item::Text { run, .. } = item {
            run.x = -width / 2.0;
            run.y = run.size * 0.357;
        }
    }
    Rc::new(fragment)
}
