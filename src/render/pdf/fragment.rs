//! Fragments: placed nowhere yet, immutable, the same for equal content at equal width.
//!
//! Layout makes fragments and places them on pages; a writer draws them. Lengths are points,
//! `y` grows downwards from the upper left corner of the fragment.

use std::rc::Rc;
use std::sync::Arc;

use crate::render::design::Picture;

use crate::document::model::Change;

use super::fonts::Face;
use super::style;

/// What an element of the tag tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A heading with its level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list.
    List,
    /// An item of a list.
    ListItem,
    /// Number or bullet of an item.
    Label,
    /// Content of an item.
    ItemBody,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell that heads a column.
    ColumnHead,
    /// A cell that heads a row.
    RowHead,
    /// A cell with data.
    Cell,
    /// A box set apart.
    Note,
    /// A group of blocks without meaning of its own.
    Division,
    /// Words inside a block.
    Span,
    /// A link inside a block.
    Link,
    /// Changed words inside a block.
    Changed(Change),
    /// A picture with an alternative text.
    Figure,
}

/// One element on the way from the root of the tag tree; equal keys are one element, also across fragments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step {
    /// What the element is.
    pub role: Role,
    /// Which element of the document it is.
    pub key: u32,
}

/// An element of a fragment's own piece of the tag tree.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tag {
    /// What the element is.
    pub role: Role,
    /// Index of the element above it in the same fragment; `None`: hangs below the fragment's path.
    pub parent: Option<usize>,
    /// Without a parent: how many steps above the end of the fragment's path it hangs.
    pub up: usize,
}

/// Colour as red, green, blue.
pub type Color = [u8; 3];

/// One glyph of a run, in font units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Glyph {
    /// Glyph of the whole font.
    pub id: u16,
    /// How far the pen moves.
    pub advance: i32,
    /// Offset of the drawing to the right.
    pub dx: i32,
    /// Offset of the drawing upwards.
    pub dy: i32,
    /// Position in the run's text where the cluster of the glyph begins.
    pub cluster: usize,
}

/// Glyphs on one base line in one face, size and colour.
#[derive(Debug, Clone, PartialEq)]
pub struct GlyphRun {
    /// Left end.
    pub x: f32,
    /// Base line.
    pub y: f32,
    /// Face.
    pub face: Face,
    /// Size in points.
    pub size: f32,
    /// Colour.
    pub color: Color,
    /// The words as they must be extracted.
    pub text: String,
    /// The glyphs, in order of their clusters.
    pub glyphs: Vec<Glyph>,
}

/// Something drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Words: a leaf of the tag tree.
    Text {
        /// The glyphs.
        run: GlyphRun,
        /// Element in the fragment's `tags`; `None`: directly below the fragment's path.
        tag: Option<usize>,
    },
    /// A filled rectangle; decoration.
    Fill {
        /// Left, top, width, height.
        rect: [f32; 4],
        /// Colour.
        color: Color,
    },
    /// A picture that says something: a leaf of the tag tree.
    Picture {
        /// Left, top, width, height.
        rect: [f32; 4],
        /// The picture.
        picture: Arc<Picture>,
        /// What it shows, for people who do not see it.
        text: Rc<str>,
        /// Element in the fragment's `tags`.
        tag: Option<usize>,
    },
    /// The area of a link.
    Link {
        /// Left, top, width, height.
        rect: [f32; 4],
        /// Target.
        target: Rc<str>,
        /// Element in the fragment's `tags`.
        tag: Option<usize>,
    },
}

/// Content without a place.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fragment {
    /// How much of the page's height it takes.
    pub height: f32,
    /// What is drawn, in reading order.
    pub items: Vec<Item>,
    /// Its piece of the tag tree, parents before children.
    pub tags: Vec<Tag>,
    /// Whether it goes on with the row or the item of the fragment before.
    pub continues: bool,
}

impl Fragment {
    /// Adds an element and returns its index.
    pub fn tag(&mut self, role: Role, parent: Option<usize>) -> usize {
        self.tag_above(role, parent, 0)
    }

    /// The same; without a parent it hangs `up` steps above the end of the fragment's path.
    pub fn tag_above(&mut self, role: Role, parent: Option<usize>, up: usize) -> usize {
        self.tags.push(Tag { role, parent, up });
        self.tags.len() - 1
    }

    /// Takes over the content of `other`, moved, below the element `parent`.
    pub fn absorb(&mut self, other: Fragment, x: f32, y: f32, parent: Option<usize>) {
        let base = self.tags.len();
        let place = |tag: Option<usize>| tag.map_or(parent, |index| Some(base + index));
        for tag in other.tags {
            self.tags.push(Tag {
                role: tag.role,
                parent: place(tag.parent),
                up: tag.up,
            });
        }
        for item in other.items {
            self.items.push(match item {
                Item::Text { mut run, tag } => {
                    run.x += x;
                    run.y += y;
                    Item::Text {
                        run,
                        tag: place(tag),
                    }
                }
                Item::Fill { rect, color } => Item::Fill {
                    rect: moved(rect, x, y),
                    color,
                },
                Item::Link { rect, target, tag } => Item::Link {
                    rect: moved(rect, x, y),
                    target,
                    tag: place(tag),
                },
                Item::Picture {
                    rect,
                    picture,
                    text,
                    tag,
                } => Item::Picture {
                    rect: moved(rect, x, y),
                    picture,
                    text,
                    tag: place(tag),
                },
            });
        }
    }
}

fn moved([left, top, width, height]: [f32; 4], x: f32, y: f32) -> [f32; 4] {
    [left + x, top + y, width, height]
}

/// A fragment on a page.
#[derive(Debug, Clone)]
pub struct Placed {
    /// Left edge on the page.
    pub x: f32,
    /// Top edge on the page.
    pub y: f32,
    /// What is there; the same `Rc` is the same content.
    pub fragment: Rc<Fragment>,
    /// Elements above the fragment's own, from the root.
    pub path: Rc<[Step]>,
}

/// A line in the outline of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineEntry {
    /// Level, 1 is the highest.
    pub level: u8,
    /// Words.
    pub title: String,
    /// Top edge on its page.
    pub y: f32,
}

/// One page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Content in reading order.
    pub content: Vec<Placed>,
    /// Drawn first: what is said at the top of the page.
    pub head: Vec<Placed>,
    /// Drawn before the content and no part of it: marks, boxes, repeated heads of tables.
    pub behind: Vec<Placed>,
    /// Drawn after the content and no part of it: the foot.
    pub after: Vec<Placed>,
    /// Headings that begin on this page.
    pub outline: Vec<OutlineEntry>,
    /// A large word across the page, behind everything.
    pub watermark: Option<Rc<Fragment>>,
    /// Whether the page lies across.
    pub landscape: bool,
}

impl Page {
    /// Width and height of the paper.
    #[must_use]
    pub const fn size(&self) -> (f32, f32) {
        if self.landscape {
            (style::PAGE_HEIGHT, style::PAGE_WIDTH)
        } else {
            (style::PAGE_WIDTH, style::PAGE_HEIGHT)
        }
    }
}

/// A document as pages of placed fragments: all that a writer needs.
#[derive(Debug, Clone, Default)]
pub struct LaidOut {
    /// The pages.
    pub pages: Vec<Page>,
}
