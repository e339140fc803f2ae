//! Blocks to pieces: a flow of fragments with what keeps them together.

use std::rc::Rc;

use crate::document::model::{NoticeKind, plain};
use crate::document::{Block, Document, Inline};

use super::fonts::Face;
use super::fragment::{Color, Fragment, GlyphRun, Item, OutlineEntry, Role, Step};
use super::paragraph::{Paragraph, TextStyle};
use super::shape::Shaper;
use super::style::{self, MM};
use super::{letter, table};

/// A box behind pieces; equal keys are one box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Which box.
    pub key: u32,
    /// Left edge.
    pub x: f32,
    /// Width.
    pub width: f32,
    /// Ground.
    pub ground: Color,
    /// Bar at the left.
    pub bar: Option<Color>,
}

/// A fragment on its way to a page.
#[derive(Debug, Clone)]
pub struct Piece {
    /// What is drawn.
    pub fragment: Rc<Fragment>,
    /// Left edge on the page.
    pub x: f32,
    /// Space above, dropped at the top of a page.
    pub space: f32,
    /// Must stand on the page of the next piece.
    pub keep_next: bool,
    /// Starts a page.
    pub new_page: bool,
    /// Takes the page from its corner: the head of a letter.
    pub from_corner: bool,
    /// Elements above the fragment's own.
    pub path: Rc<[Step]>,
    /// Boxes behind it.
    pub frames: Rc<[Frame]>,
    /// Repeated above it when it starts a page: head of a table.
    pub head: Option<Rc<Fragment>>,
    /// Line of the outline.
    pub outline: Option<OutlineEntry>,
}

/// Collects the pieces of a document.
pub struct Flow<'s> {
    /// Shapes words.
    pub shaper: &'s Shaper,
    /// The pieces so far.
    pub pieces: Vec<Piece>,
    path: Vec<Step>,
    frames: Vec<Frame>,
    keys: u32,
    space: f32,
    notice: bool,
    break_next: bool,
}

/// Lays out the blocks of `document`.
pub fn flow(shaper: &Shaper, document: &Document, notice: bool) -> Vec<Piece> {
    let mut flow = Flow {
        shaper,
        pieces: Vec::new(),
        path: Vec::new(),
        frames: Vec::new(),
        keys: 0,
        space: 0.0,
        notice,
        break_next: false,
    };
    flow.blocks(&document.blocks, style::LEFT, style::TEXT_WIDTH);
    flow.pieces
}

impl Flow<'_> {
    /// A key that no other element has.
    fn key(&mut self) -> u32 {
        self.keys += 1;
        self.keys
    }

    /// Runs `inside` below a new element.
    pub fn within(&mut self, role: Role, inside: impl FnOnce(&mut Self)) {
        let key = self.key();
        self.path.push(Step { role, key });
        inside(self);
        self.path.pop();
    }

    /// Asks for at least `space` above the next piece.
    pub fn gap(&mut self, space: f32) {
        self.space = self.space.max(space);
    }

    /// Adds a fragment.
    pub fn push(&mut self, fragment: Fragment, x: f32) -> &mut Piece {
        let index = self.pieces.len();
        self.pieces.push(Piece {
            fragment: Rc::new(fragment),
            x,
            space: std::mem::take(&mut self.space),
            keep_next: false,
            new_page: std::mem::take(&mut self.break_next),
            from_corner: false,
            path: Rc::from(self.path.as_slice()),
            frames: Rc::from(self.frames.as_slice()),
            head: None,
            outline: None,
        });
        &mut self.pieces[index]
    }

    fn blocks(&mut self, blocks: &[Block], x: f32, width: f32) {
        for block in blocks {
            self.block(block, x, width);
        }
    }

    fn block(&mut self, block: &Block, x: f32, width: f32) {
        match block {
            Block::Heading { level, content, .. } => self.heading(*level, content, x, width),
            Block::Paragraph { content } => {
                self.gap(7.0);
                self.paragraph(Role::Paragraph, content, style::body(), x, width, false);
            }
            Block::List { start, items } => self.list(*start, items, x, width),
            Block::Table {
                head,
                rows,
                row_heads,
            } => table::table(self, head, rows, *row_heads, x, width),
            Block::Definitions { items } => table::definitions(self, items, x, width),
            Block::Notice {
                kind,
                title,
                content,
                ..
            } => self.notice(*kind, title, content, x, width),
            Block::Contact { name, lines } => self.contact(name, lines, x, width),
            Block::LetterHead(head) => letter::head(self, head),
            Block::Signature { place, lines } => self.signature(place, lines, x, width),
            Block::PageBreak => self.break_next = !self.pieces.is_empty(),
        }
    }

    /// Adds the lines of a paragraph; `keep`: all on the page of what follows.
    pub fn paragraph(
        &mut self,
        role: Role,
        content: &[Inline],
        text: TextStyle,
        x: f32,
        width: f32,
        keep: bool,
    ) {
        let lines = Paragraph::new(self.shaper, content, text).lines(width);
        let count = lines.len();
        self.within(role, |flow| {
            for (index, line) in lines.into_iter().enumerate() {
                // No single line of a paragraph at the foot or the top of a page.
                let orphan = index == 0 && count > 1;
                let widow = index + 2 == count;
                flow.push(line, x).keep_next = keep || orphan || widow;
            }
        });
    }

    fn heading(&mut self, level: u8, content: &[Inline], x: f32, width: f32) {
        self.gap(match level {
            0 | 1 => 14.0,
            2 => 17.0,
            3..=u8::MAX => 11.0,
        });
        let first = self.pieces.len();
        let look = style::heading(level, self.notice);
        self.paragraph(Role::Heading(level.max(1)), content, look, x, width, true);
        if let Some(piece) = self.pieces.get_mut(first) {
            piece.outline = Some(OutlineEntry {
                level: level.max(1),
                title: plain(content).replace('\n', " "),
                y: 0.0,
            });
        }
        self.space = 0.0;
        self.gap(if level <= 1 { 6.0 } else { 3.0 });
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], x: f32, width: f32) {
        let labels: Vec<String> = (0_u64..)
            .zip(items)
            .map(|(index, _)| match start {
                Some(first) => format!("{}.", first.saturating_add(index)),
                None => "•".to_owned(),
            })
            .collect();
        let text = style::body();
        let widest = labels
            .iter()
            .map(|label| self.shaper.shape(Face::Regular, label).ems * text.size)
            .fold(0.0, f32::max);
        let indent = (widest + 6.0).max(15.0).min(width / 3.0);
        let tight = items.iter().all(|blocks| blocks.len() <= 1);
        self.gap(6.0);
        self.within(Role::List, |flow| {
            for (label, blocks) in labels.iter().zip(items) {
                flow.within(Role::ListItem, |flow| {
                    let first = flow.pieces.len();
                    let saved = flow.space;
                    flow.space = 0.0;
                    flow.within(Role::ItemBody, |flow| {
                        flow.blocks(blocks, x + indent, width - indent);
                    });
                    if flow.pieces.len() == first {
                        let empty = Fragment {
                            height: text.leading,
                            ..Fragment::default()
                        };
                        flow.push(empty, x + indent);
                    }
                    let label = flow.label(label, text);
                    if let Some(piece) = flow.pieces.get_mut(first) {
                        let mut joined = Fragment {
                            height: piece.fragment.height,
                            ..Fragment::default()
                        };
                        let tag = joined.tag(Role::Label, None);
                        let offset = x - piece.x;
                        joined.absorb(label, offset, 0.0, Some(tag));
                        joined.absorb((*piece.fragment).clone(), 0.0, 0.0, None);
                        piece.fragment = Rc::new(joined);
                        piece.space = saved.max(if tight { 3.0 } else { 5.0 });
                    }
                });
                flow.space = 0.0;
            }
        });
        self.gap(6.0);
    }

    fn label(&self, label: &str, text: TextStyle) -> Fragment {
        let content = [Inline::text(label)];
        let mut lines = Paragraph::new(self.shaper, &content, text).lines(f32::MAX);
        lines.pop().unwrap_or_default()
    }

    /// Runs `inside` with a box behind it.
    fn framed(
        &mut self,
        (ground, bar): (Color, Option<Color>),
        x: f32,
        width: f32,
        inside: impl FnOnce(&mut Self, f32, f32),
    ) {
        let key = self.key();
        self.gap(11.0);
        self.frames.push(Frame {
            key,
            x,
            width,
            ground,
            bar,
        });
        let pad = Fragment {
            height: 8.0,
            ..Fragment::default()
        };
        self.push(pad.clone(), x).keep_next = true;
        self.space = 0.0;
        inside(self, x + 13.0, width - 24.0);
        self.space = 0.0;
        if let Some(last) = self.pieces.last_mut() {
            last.keep_next = true;
        }
        self.push(pad, x);
        self.frames.pop();
        self.gap(11.0);
    }

    fn notice(&mut self, kind: NoticeKind, title: &[Inline], content: &[Block], x: f32, width: f32) {
        let (ground, bar) = match kind {
            NoticeKind::Wichtig => style::IMPORTANT,
            NoticeKind::Warnung => style::WARNING,
            NoticeKind::Hinweis => style::REMARK,
        };
        self.within(Role::Note, |flow| {
            flow.framed((ground, Some(bar)), x, width, |flow, x, width| {
                let look = style::text(11.5, 15.5, Face::Bold, bar);
                flow.paragraph(Role::Heading(2), title, look, x, width, true);
                flow.space = 0.0;
                let first = flow.pieces.len();
                flow.blocks(content, x, width);
                if let Some(piece) = flow.pieces.get_mut(first) {
                    piece.space = 3.0;
                }
            });
        });
    }

    fn contact(&mut self, name: &[Inline], lines: &[(String, Vec<Inline>)], x: f32, width: f32) {
        self.within(Role::Division, |flow| {
            flow.framed((style::GROUND, None), x, width, |flow, x, width| {
                let bold = TextStyle {
                    face: Face::Bold,
                    ..style::body()
                };
                flow.paragraph(Role::Paragraph, name, bold, x, width, true);
                flow.space = 2.0;
                let first = flow.pieces.len();
                table::labelled(flow, lines, x, width);
                let pieces = flow.pieces.get_mut(first..).unwrap_or_default();
                if pieces.len() <= 15 {
                    pieces.iter_mut().for_each(|piece| piece.keep_next = true);
                }
            });
        });
    }

    fn signature(&mut self, place: &[Inline], lines: &[Vec<Inline>], x: f32, width: f32) {
        if let Some(last) = self.pieces.last_mut()
            && !last.from_corner
            && last.frames.is_empty()
        {
            last.keep_next = true;
        }
        self.gap(16.0);
        self.paragraph(Role::Paragraph, place, style::body(), x, width, true);
        self.space = 0.0;
        self.gap(14.0 * MM);
        let count = lines.len();
        for (index, line) in lines.iter().enumerate() {
            self.paragraph(
                Role::Paragraph,
                line,
                style::body(),
                x,
                width,
                index + 1 < count,
            );
        }
        self.gap(12.0);
    }
}

/// One line of plain words at the origin; cut to `width` by making it smaller.
pub fn line(shaper: &Shaper, words: &str, mut text: TextStyle, width: f32) -> (Fragment, f32) {
    text.hyphenate = false;
    let ems = shaper.shape(text.face, words).ems;
    if ems * text.size > width {
        text.size = width / ems;
    }
    let mut fragment = Fragment {
        height: text.leading,
        ..Fragment::default()
    };
    let shaped = shaper.shape(text.face, words);
    fragment.items.push(Item::Text {
        run: GlyphRun {
            x: 0.0,
            y: text.baseline(shaper),
            face: text.face,
            size: text.size,
            color: text.color,
            text: words.to_owned(),
            glyphs: shaped.glyphs.clone(),
        },
        tag: None,
    });
    (fragment, ems * text.size)
}
