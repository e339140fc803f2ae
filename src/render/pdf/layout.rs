//! Blocks to pieces: a flow of fragments with what keeps them together.

use std::rc::Rc;

use unicode_segmentation::UnicodeSegmentation;

use crate::document::model::{Layout, NoticeKind, current, plain};
use crate::document::{Block, Document, Inline};

use super::fonts::Face;
use super::fragment::{Color, Fragment, GlyphRun, Item, OutlineEntry, Role, Step};
use super::paragraph::{Paragraph, TextStyle};
use super::shape::Shaper;
use super::style::{self, MM};
use super::{letter, table};

/// How long a paragraph that ends with a colon may be to stay with what it leads to.
const LEAD_IN: usize = 200;

/// How high a box may be to stay on one page: half a page.
const TOGETHER: f32 = 360.0;

/// How many lines stay with a signature: the farewell, and two of what it closes.
const CLOSED_LINES: usize = 3;

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
    /// Stands on a page that lies across.
    pub landscape: bool,
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
    look: Look,
    break_next: bool,
    /// Whether pages lie across: a register does up to its first page break.
    landscape: bool,
    /// Height of the heading in the margin, where the section beside it has begun.
    beside: Option<Section>,
}

/// How a document is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Running text with headings above their sections.
    Running,
    /// A public notice: a larger title.
    Notice,
    /// The same with less air, where it then is a page shorter.
    Close,
    /// A poster, which is enlarged as a whole: less space between lines.
    Poster,
    /// A letter that is to fit one page: headings of sections in the margin.
    Beside,
    /// The same with less air, in smaller letters.
    Dense,
}

impl Look {
    const fn is_beside(self) -> bool {
        matches!(self, Self::Beside | Self::Dense)
    }
}

/// A section beside its heading.
#[derive(Debug, Clone, Copy)]
struct Section {
    /// Height of the heading.
    height: f32,
    /// First piece of the section.
    first: usize,
}

/// Width of the column of headings in the margin, and where the text beside it begins.
const MARGIN: [f32; 2] = [38.0 * MM, 41.0 * MM];

/// Lays out the blocks of `document` in lines of this width.
pub fn flow(shaper: &Shaper, document: &Document, look: Look, width: f32) -> Vec<Piece> {
    let mut flow = Flow {
        shaper,
        pieces: Vec::new(),
        path: Vec::new(),
        frames: Vec::new(),
        keys: 0,
        space: 0.0,
        look,
        break_next: false,
        landscape: document.layout == Layout::Verzeichnis,
        beside: None,
    };
    flow.top(&document.blocks, width);
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
            landscape: self.landscape,
            path: Rc::from(self.path.as_slice()),
            frames: Rc::from(self.frames.as_slice()),
            head: None,
            outline: None,
        });
        &mut self.pieces[index]
    }

    /// The blocks of the document itself; some letters set sections beside their headings.
    fn top(&mut self, blocks: &[Block], width: f32) {
        let [column, indent] = MARGIN;
        let mut width = width;
        for (index, block) in blocks.iter().enumerate() {
            let closing = matches!(blocks.get(index + 1), Some(Block::Signature { .. }));
            match block {
                Block::Heading { level, content, .. } if self.look.is_beside() && *level > 1 => {
                    self.leave_margin();
                    let first = self.pieces.len();
                    self.heading(*level, content, style::LEFT, column);
                    let heading = self.pieces.get(first..).unwrap_or_default();
                    let height = heading.iter().map(|piece| piece.fragment.height).sum();
                    self.space = 0.0;
                    self.beside = Some(Section {
                        height,
                        first: self.pieces.len(),
                    });
                }
                Block::PageBreak if self.landscape => {
                    self.block(block, style::LEFT, width);
                    self.landscape = false;
                    width = style::TEXT_WIDTH;
                }
                Block::Heading { .. } | Block::Signature { .. } | Block::PageBreak => {
                    self.leave_margin();
                    self.block(block, style::LEFT, width);
                }
                Block::Paragraph { .. } if closing => {
                    if self.beside.is_some() {
                        self.leave_margin();
                        self.gap(self.air(20.0));
                    }
                    self.block(block, style::LEFT, width);
                }
                Block::Paragraph { .. }
                | Block::List { .. }
                | Block::Table { .. }
                | Block::Definitions { .. }
                | Block::Notice { .. }
                | Block::Contact { .. }
                | Block::LetterHead(_) => match self.beside {
                    None => self.block(block, style::LEFT, width),
                    Some(Section { height, first }) => {
                        self.block(block, style::LEFT + indent, width - indent);
                        // The section begins at the height of its heading.
                        if let Some(piece) = self.pieces.get_mut(first) {
                            piece.space = -height;
                        }
                    }
                },
            }
        }
    }

    /// Ends a section beside its heading, below the longer of the two.
    fn leave_margin(&mut self) {
        let Some(Section { height, first }) = self.beside.take() else {
            return;
        };
        let section = self.pieces.get(first..).unwrap_or_default();
        let below: f32 = section
            .iter()
            .map(|piece| piece.space + piece.fragment.height)
            .sum();
        if below < 0.0 {
            self.space = 0.0;
            let pad = Fragment {
                height: (-below).min(height),
                ..Fragment::default()
            };
            self.push(pad, style::LEFT);
        }
    }

    /// A space above or below, smaller in a dense letter.
    fn air(&self, space: f32) -> f32 {
        match self.look {
            Look::Running | Look::Notice | Look::Poster => space,
            Look::Beside | Look::Close => space * 0.8,
            Look::Dense => space * 0.5,
        }
    }

    /// Running text of this look.
    fn body(&self) -> TextStyle {
        match self.look {
            Look::Running | Look::Notice | Look::Close | Look::Beside => style::body(),
            Look::Poster => style::poster_body(),
            Look::Dense => style::dense_body(),
        }
    }

    /// Text of tables here, and the height up to which a row is kept in one piece.
    pub fn table_rows(&self) -> (TextStyle, f32) {
        if self.landscape {
            (style::wide_table(), 340.0)
        } else {
            (style::table(), 520.0)
        }
    }

    /// So high may a table be whose rows stay together; none of a page of text.
    pub fn table_kept(&self) -> f32 {
        if self.landscape { 240.0 } else { 0.0 }
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
                self.gap(self.air(7.0));
                let text = self.fitting(self.body(), content, width);
                // A line that leads to a list or table stays with it.
                let plain = plain(content);
                let leads = plain.trim_end().ends_with(':') && plain.chars().count() <= LEAD_IN;
                self.paragraph(Role::Paragraph, content, text, x, width, leads);
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
        let paragraph = Paragraph::new(self.shaper, content, text);
        let lines = if matches!(role, Role::Heading(_)) {
            paragraph.balanced(width)
        } else {
            paragraph.lines(width)
        };
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

    /// On a poster words are parted only where one is too long for a line.
    fn fitting(&self, mut look: TextStyle, content: &[Inline], width: f32) -> TextStyle {
        if self.look == Look::Poster {
            look.hyphenate = false;
            look.hyphenate = Paragraph::new(self.shaper, content, look).measure().1 > width;
        }
        look
    }

    fn heading(&mut self, level: u8, content: &[Inline], x: f32, width: f32) {
        let space = match level {
            0 | 1 => 14.0,
            2 => 17.0,
            3..=u8::MAX => 11.0,
        };
        self.gap(match self.look {
            Look::Running | Look::Notice | Look::Poster => space,
            Look::Close => space * 0.6,
            Look::Beside => 8.0,
            Look::Dense => 5.0,
        });
        let first = self.pieces.len();
        let look = match self.look {
            Look::Running | Look::Notice | Look::Close | Look::Poster => {
                self.fitting(style::heading(level, self.look), content, width)
            }
            Look::Beside | Look::Dense if level > 1 => style::heading_beside(self.body()),
            Look::Beside => style::heading(level, self.look),
            Look::Dense => style::dense_title(),
        };
        self.paragraph(Role::Heading(level.max(1)), content, look, x, width, true);
        if let Some(piece) = self.pieces.get_mut(first) {
            piece.outline = Some(OutlineEntry {
                level: level.max(1),
                title: current(content).replace('\n', " "),
                y: 0.0,
            });
        }
        self.space = 0.0;
        self.gap(self.air(if level <= 1 { 6.0 } else { 3.0 }));
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], x: f32, width: f32) {
        let labels: Vec<String> = (0_u64..)
            .zip(items)
            .map(|(index, _)| match start {
                Some(first) => format!("{}.", first.saturating_add(index)),
                None => "•".to_owned(),
            })
            .collect();
        let text = self.body();
        let widest = labels
            .iter()
            .map(|label| self.shaper.shape(Face::Regular, label).ems * text.size)
            .fold(0.0, f32::max);
        let indent = (widest + 6.0).max(15.0).min(width / 3.0);
        let tight = items.iter().all(|blocks| blocks.len() <= 1);
        self.gap(self.air(6.0));
        let between = self.air(if tight { 3.0 } else { 5.0 });
        self.within(Role::List, |flow| {
            for (number, (label, blocks)) in labels.iter().zip(items).enumerate() {
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
                        // The label belongs to the item, beside its body.
                        let up = piece.path.len().saturating_sub(flow.path.len());
                        let tag = joined.tag_above(Role::Label, None, up);
                        let offset = x - piece.x;
                        joined.absorb(label, offset, 0.0, Some(tag));
                        joined.absorb((*piece.fragment).clone(), 0.0, 0.0, None);
                        piece.fragment = Rc::new(joined);
                        piece.space = saved.max(between);
                    }
                });
                // The first item does not stand alone at the foot of a page.
                if number == 0
                    && items.len() > 1
                    && let Some(last) = flow.pieces.last_mut()
                {
                    last.keep_next = true;
                }
                flow.space = 0.0;
            }
        });
        self.gap(self.air(6.0));
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

    fn notice(
        &mut self,
        kind: NoticeKind,
        title: &[Inline],
        content: &[Block],
        x: f32,
        width: f32,
    ) {
        let (ground, bar) = match kind {
            NoticeKind::Wichtig => style::IMPORTANT,
            NoticeKind::Warnung => style::WARNING,
            NoticeKind::Hinweis => style::REMARK,
        };
        let first = self.pieces.len();
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
        self.keep_together(first);
    }

    /// The pieces from `first` on stay on one page, where they are no more than half of it.
    fn keep_together(&mut self, first: usize) {
        let pieces = self.pieces.get_mut(first..).unwrap_or_default();
        let height: f32 = pieces
            .iter()
            .map(|piece| piece.space + piece.fragment.height)
            .sum();
        if height <= TOGETHER
            && let Some((_, before)) = pieces.split_last_mut()
        {
            for piece in before {
                piece.keep_next = true;
            }
        }
    }

    fn contact(&mut self, name: &[Inline], lines: &[(String, Vec<Inline>)], x: f32, width: f32) {
        self.within(Role::Division, |flow| {
            flow.framed((style::GROUND, None), x, width, |flow, x, width| {
                let bold = TextStyle {
                    face: Face::Bold,
                    ..flow.body()
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

    /// The words of farewell stay with the signature, and two lines of what they close: a signature
    /// that stands alone on a page signs nothing. Headings and empty space are no lines.
    fn keep_closing(&mut self) {
        let mut lines = 0;
        for last in self.pieces.iter_mut().rev() {
            if last.from_corner || lines == CLOSED_LINES {
                break;
            }
            let is_heading = last
                .path
                .iter()
                .any(|step| matches!(step.role, Role::Heading(_)));
            let has_words = last
                .fragment
                .items
                .iter()
                .any(|item| matches!(item, Item::Text { .. }));
            if has_words && !is_heading {
                lines += 1;
            }
            last.keep_next = true;
            if last.new_page {
                break;
            }
        }
    }

    fn signature(&mut self, place: &[Inline], lines: &[Vec<Inline>], x: f32, width: f32) {
        self.keep_closing();
        self.gap(self.air(16.0));
        self.paragraph(Role::Paragraph, place, self.body(), x, width, true);
        self.space = 0.0;
        self.gap(match self.look {
            Look::Running | Look::Notice | Look::Close | Look::Poster | Look::Beside => 14.0 * MM,
            Look::Dense => 9.0 * MM,
        });
        let count = lines.len();
        for (index, line) in lines.iter().enumerate() {
            self.paragraph(
                Role::Paragraph,
                line,
                self.body(),
                x,
                width,
                index + 1 < count,
            );
        }
        self.gap(12.0);
    }
}

/// One line of plain words at the origin, in smaller letters or shortened where it is wider than `width`.
pub fn line(shaper: &Shaper, words: &str, mut text: TextStyle, width: f32) -> (Fragment, f32) {
    text.hyphenate = false;
    let mut words: String = words
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| *c != '\u{ad}')
        .collect();
    let measure = |words: &str| shaper.shape(text.face, words).ems;
    let mut ems = measure(&words);
    if ems * text.size * 0.8 > width {
        let mut room = width / (text.size * 0.8) - measure("…");
        let mut end = 0;
        for (at, grapheme) in words.grapheme_indices(true) {
            room -= measure(grapheme);
            if room < 0.0 {
                break;
            }
            end = at + grapheme.len();
        }
        words.truncate(end);
        words.push('…');
        ems = measure(&words);
    }
    if ems * text.size > width {
        text.size = width / ems;
    }
    let mut fragment = Fragment {
        height: text.leading,
        ..Fragment::default()
    };
    let shaped = shaper.shape(text.face, &words);
    fragment.items.push(Item::Text {
        run: GlyphRun {
            x: 0.0,
            y: text.baseline(shaper),
            face: text.face,
            size: text.size,
            color: text.color,
            text: words,
            glyphs: shaped.glyphs.clone(),
        },
        tag: None,
    });
    (fragment, ems * text.size)
}
