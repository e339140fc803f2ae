//! The tag tree: what assistive software reads instead of looking at the page.
//!
//! Follows ISO 32000-1, 14.7 and 14.8 (structure, standard types) and ISO 14289-1 (PDF/UA-1). The
//! tree is grown while pages are drawn, in reading order: [`TagTree::place`] finds or makes the
//! elements of a placed fragment, [`TagTree::sequences`] parts its items into marked content, and
//! [`TagTree::write`] puts all into the file with the tree from content back to elements.

mod text;
mod write;

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::ObjectId;

use crate::document::model::Change;

use super::fragment::{Fragment, Item, Placed, Role};

pub use text::as_text;

/// Index of the element above all others.
const ROOT: usize = 0;

/// One element and what hangs below it.
#[derive(Debug)]
struct Element {
    kind: Kind,
    parent: usize,
    /// Whether its parent knows it. Elements are hung when their first words are drawn, so that
    /// kids stand in reading order; one without words is never hung, but for cells of a table.
    hung: bool,
    kids: Vec<Kid>,
    /// Of a figure: what it shows, and where on its page.
    figure: Option<(Rc<str>, [f32; 4])>,
}

/// The standard structure types in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Document,
    /// Head or body of a table, around its rows.
    RowGroup(&'static str),
    Role(Role),
}

#[derive(Debug, Clone, Copy)]
enum Kid {
    Element(usize),
    /// A sequence of marked content.
    Content {
        page: usize,
        mcid: usize,
    },
    /// An annotation, by its place among all.
    Annotation(usize),
}

#[derive(Debug, Clone, Copy)]
struct Annotation {
    element: usize,
    page: usize,
    object: ObjectId,
}

/// Whom a sequence of drawing belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// An element: its type and the number of the sequence on its page.
    Content {
        /// Name of the structure type.
        name: &'static str,
        /// Number on the page.
        mcid: usize,
    },
    /// Nobody: rules and grounds.
    Decoration,
}

/// Items that are drawn as one piece of marked content.
#[derive(Debug)]
pub struct Sequence<'f> {
    /// Whom they belong to.
    pub owner: Owner,
    /// The items.
    pub items: &'f [Item],
}

/// The elements of one placed fragment.
#[derive(Debug)]
pub struct Elements {
    base: usize,
    own: Vec<usize>,
}

impl Elements {
    /// The element of an item's tag.
    fn of(&self, tag: Option<usize>) -> usize {
        tag.and_then(|tag| self.own.get(tag).copied())
            .unwrap_or(self.base)
    }
}

/// The tag tree of a file.
#[derive(Debug)]
pub struct TagTree {
    elements: Vec<Element>,
    by_key: BTreeMap<u32, usize>,
    /// For each page, for each sequence the element above it.
    pages: Vec<Vec<usize>>,
    annotations: Vec<Annotation>,
    /// Level of the last heading, so that none is skipped.
    level: u8,
}

impl Default for TagTree {
    fn default() -> Self {
        Self {
            elements: vec![Element {
                kind: Kind::Document,
                parent: ROOT,
                hung: true,
                kids: Vec::new(),
                figure: None,
            }],
            by_key: BTreeMap::new(),
            pages: Vec::new(),
            annotations: Vec::new(),
            level: 0,
        }
    }
}

impl TagTree {
    /// Finds or makes the elements of a fragment.
    pub fn place(&mut self, placed: &Placed) -> Elements {
        let mut base = ROOT;
        let mut path = vec![ROOT];
        for step in placed.path.iter() {
            base = match self.by_key.get(&step.key) {
                Some(known) => *known,
                None => {
                    let made = self.element(step.role, base);
                    self.by_key.insert(step.key, made);
                    made
                }
            };
            path.push(base);
        }
        let fragment = &placed.fragment;
        let mut own: Vec<usize> = Vec::with_capacity(fragment.tags.len());
        let mut seen: Vec<(usize, Role)> = Vec::new();
        for tag in &fragment.tags {
            let parent = match tag.parent {
                Some(index) => own.get(index).copied().unwrap_or(base),
                None => {
                    let depth = path.len().saturating_sub(1 + tag.up);
                    path.get(depth).copied().unwrap_or(ROOT)
                }
            };
            let before = seen.iter().filter(|at| **at == (parent, tag.role)).count();
            seen.push((parent, tag.role));
            let known = fragment
                .continues
                .then(|| self.continued(parent, tag.role, before, tag.parent.is_none()))
                .flatten();
            own.push(known.unwrap_or_else(|| self.element(tag.role, parent)));
        }
        Elements { base, own }
    }

    /// The element that goes on: the last of its kind below what is outside the fragment, and the
    /// one in the same place inside.
    fn continued(&self, parent: usize, role: Role, before: usize, outside: bool) -> Option<usize> {
        let goes_on = matches!(
            role,
            Role::Row | Role::Cell | Role::RowHead | Role::ColumnHead | Role::ItemBody
        );
        if !goes_on {
            return None;
        }
        let kids = &self.elements.get(parent)?.kids;
        let mut same = kids.iter().filter_map(|kid| match kid {
            Kid::Element(index) => {
                (self.elements.get(*index)?.kind == Kind::Role(role)).then_some(*index)
            }
            Kid::Content { .. } | Kid::Annotation(_) => None,
        });
        if outside {
            same.next_back()
        } else {
            same.nth(before)
        }
    }

    fn element(&mut self, role: Role, parent: usize) -> usize {
        let mut role = role;
        if let Role::Heading(level) = role {
            self.level = level.clamp(1, (self.level + 1).min(6));
            role = Role::Heading(self.level);
        }
        let index = self.elements.len();
        self.elements.push(Element {
            kind: Kind::Role(role),
            parent,
            hung: false,
            kids: Vec::new(),
            figure: None,
        });
        index
    }

    /// Hangs an element and those above it, where they do not hang yet; before it the elements of
    /// the same fragment that stand before it below the same parent.
    fn reach(&mut self, index: usize, elements: &Elements) {
        let Some(&Element { parent, hung, .. }) = self.elements.get(index) else {
            return;
        };
        if hung {
            return;
        }
        self.reach(parent, elements);
        let before: Vec<usize> = elements
            .own
            .iter()
            .copied()
            .take_while(|own| *own != index)
            .collect();
        let before = if elements.own.contains(&index) {
            before
        } else {
            Vec::new()
        };
        for sibling in before.into_iter().chain([index]) {
            if let Some(element) = self.elements.get_mut(sibling)
                && element.parent == parent
                && !element.hung
            {
                element.hung = true;
                self.hang(parent, Kid::Element(sibling));
            }
        }
    }

    /// Hangs the elements of a fragment that hold no words: empty cells.
    fn settle(&mut self, elements: &Elements) {
        for index in &elements.own {
            let is_cell = self.elements.get(*index).is_some_and(|element| {
                matches!(
                    element.kind,
                    Kind::Role(Role::Cell | Role::ColumnHead | Role::RowHead)
                )
            });
            if is_cell {
                self.reach(*index, elements);
            }
        }
    }

    fn hang(&mut self, parent: usize, kid: Kid) {
        if let Some(element) = self.elements.get_mut(parent) {
            element.kids.push(kid);
        }
    }

    /// Parts the items of a fragment into marked content, in the order in which they are drawn.
    pub fn sequences<'f>(
        &mut self,
        page: usize,
        fragment: &'f Fragment,
        elements: &Elements,
    ) -> Vec<Sequence<'f>> {
        let mut sequences = Vec::new();
        let mut start = 0;
        let mut open: Option<Option<usize>> = None;
        for (index, item) in fragment.items.iter().enumerate() {
            let owner = match item {
                Item::Text { run, tag } if !run.glyphs.is_empty() => Some(elements.of(*tag)),
                Item::Picture { tag, .. } => Some(elements.of(*tag)),
                Item::Fill { .. } => None,
                Item::Text { .. } | Item::Link { .. } => continue,
            };
            if let Some(before) = open
                && before != owner
            {
                let items = fragment.items.get(start..index).unwrap_or_default();
                sequences.push(self.sequence(page, before, items, elements));
                start = index;
            }
            open = Some(owner);
        }
        if let Some(owner) = open {
            let items = fragment.items.get(start..).unwrap_or_default();
            sequences.push(self.sequence(page, owner, items, elements));
        }
        self.settle(elements);
        sequences
    }

    fn sequence<'f>(
        &mut self,
        page: usize,
        owner: Option<usize>,
        items: &'f [Item],
        elements: &Elements,
    ) -> Sequence<'f> {
        let Some(element) = owner else {
            return Sequence {
                owner: Owner::Decoration,
                items,
            };
        };
        self.reach(element, elements);
        while self.pages.len() <= page {
            self.pages.push(Vec::new());
        }
        let mut mcid = 0;
        if let Some(owners) = self.pages.get_mut(page) {
            mcid = owners.len();
            owners.push(element);
        }
        self.hang(element, Kid::Content { page, mcid });
        let name = self
            .elements
            .get(element)
            .map_or("P", |element| element.kind.name());
        Sequence {
            owner: Owner::Content { name, mcid },
            items,
        }
    }

    /// Hangs an annotation below the element of its tag.
    pub fn annotation(
        &mut self,
        page: usize,
        elements: &Elements,
        tag: Option<usize>,
        object: ObjectId,
    ) {
        let element = elements.of(tag);
        self.reach(element, elements);
        self.hang(element, Kid::Annotation(self.annotations.len()));
        self.annotations.push(Annotation {
            element,
            page,
            object,
        });
    }

    /// Says of a figure what it shows, and where on its page: left, lower, right and upper edge.
    pub fn figure(
        &mut self,
        elements: &Elements,
        tag: Option<usize>,
        text: &Rc<str>,
        area: [f32; 4],
    ) {
        if let Some(element) = self.elements.get_mut(elements.of(tag)) {
            element.figure = Some((Rc::clone(text), area));
        }
    }

    /// Puts rows below the head and the body of their table (ISO 32000-1, 14.8.4.3.4).
    fn group_rows(&mut self) {
        for index in 0..self.elements.len() {
            let Some(table) = self.elements.get_mut(index) else {
                continue;
            };
            if table.kind != Kind::Role(Role::Table) {
                continue;
            }
            let rows = std::mem::take(&mut table.kids);
            let heads = rows.iter().take_while(|row| self.is_head(row)).count();
            let (head, body) = rows.split_at(heads);
            for (name, rows) in [("THead", head), ("TBody", body)] {
                if rows.is_empty() {
                    continue;
                }
                let group = self.elements.len();
                self.elements.push(Element {
                    kind: Kind::RowGroup(name),
                    parent: index,
                    hung: true,
                    kids: rows.to_vec(),
                    figure: None,
                });
                self.hang(index, Kid::Element(group));
            }
        }
    }

    fn is_head(&self, row: &Kid) -> bool {
        let Kid::Element(row) = row else { return false };
        let cells = self
            .elements
            .get(*row)
            .map_or(&[][..], |row| row.kids.as_slice());
        matches!(cells.first(), Some(Kid::Element(cell))
            if self.elements.get(*cell).is_some_and(|cell| cell.kind == Kind::Role(Role::ColumnHead)))
    }
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::RowGroup(name) => name,
            Self::Role(role) => match role {
                Role::Heading(1) => "H1",
                Role::Heading(2) => "H2",
                Role::Heading(3) => "H3",
                Role::Heading(4) => "H4",
                Role::Heading(5) => "H5",
                Role::Heading(_) => "H6",
                Role::Paragraph => "P",
                Role::List => "L",
                Role::ListItem => "LI",
                Role::Label => "Lbl",
                Role::ItemBody => "LBody",
                Role::Table => "Table",
                Role::Row => "TR",
                Role::ColumnHead | Role::RowHead => "TH",
                Role::Cell => "TD",
                Role::Note => "Note",
                Role::Division => "Div",
                Role::Span | Role::Changed(_) => "Span",
                Role::Link => "Link",
                Role::Figure => "Figure",
            },
        }
    }

    /// The line that marks changed words (ISO 32000-1, 14.8.5.4.5).
    const fn decoration(self) -> Option<&'static str> {
        match self {
            Self::Role(Role::Changed(Change::Inserted)) => Some("Underline"),
            Self::Role(Role::Changed(Change::Deleted)) => Some("LineThrough"),
            Self::Document | Self::RowGroup(_) | Self::Role(_) => None,
        }
    }

    const fn scope(self) -> Option<&'static str> {
        match self {
            Self::Role(Role::ColumnHead) => Some("Column"),
            Self::Role(Role::RowHead) => Some("Row"),
            Self::Document | Self::RowGroup(_) | Self::Role(_) => None,
        }
    }
}
