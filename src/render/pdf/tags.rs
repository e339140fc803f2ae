//! The tag tree: what assistive software reads instead of looking at the page.
//!
//! Follows ISO 32000-1, 14.7 and 14.8 (structure, standard types) and ISO 14289-1 (PDF/UA-1). The
//! tree is grown while pages are drawn, in reading order: [`TagTree::place`] finds or makes the
//! elements of a placed fragment, [`TagTree::sequences`] parts its items into marked content, and
//! [`TagTree::write`] puts all into the file with the tree from content back to elements.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId, StringFormat, dictionary};

use crate::document::model::Change;

use super::fragment::{Fragment, Item, LaidOut, Placed, Role};
use super::metadata;

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

    /// Writes the tree; its root, and gives pages and annotations their place in it.
    pub fn write(mut self, pdf: &mut lopdf::Document, page_ids: &[ObjectId]) -> ObjectId {
        self.group_rows();
        let root = pdf.new_object_id();
        let ids: Vec<ObjectId> = self.elements.iter().map(|_| pdf.new_object_id()).collect();
        let mut parents = vec![root; ids.len()];
        for (element, id) in self.elements.iter().zip(&ids) {
            for kid in &element.kids {
                if let Kid::Element(index) = kid
                    && let Some(parent) = parents.get_mut(*index)
                {
                    *parent = *id;
                }
            }
        }
        let mut names = Vec::new();
        for (index, element) in self.elements.iter().enumerate() {
            let (Some(id), Some(parent)) = (ids.get(index), parents.get(index)) else {
                continue;
            };
            if !element.hung {
                continue;
            }
            let mut dict = dictionary! {
                "Type" => "StructElem",
                "S" => element.kind.name(),
                "P" => *parent,
            };
            if let Some(scope) = element.kind.scope() {
                dict.set("A", dictionary! { "O" => "Table", "Scope" => scope });
            }
            if let Some(line) = element.kind.decoration() {
                dict.set(
                    "A",
                    dictionary! { "O" => "Layout", "TextDecorationType" => line },
                );
            }
            // ISO 14289-1, 7.9: a note has an identifier of its own.
            if element.kind == Kind::Role(Role::Note) {
                let name = format!("kasten{:04}", names.len() + 1).into_bytes();
                let name = Object::String(name, StringFormat::Literal);
                dict.set("ID", name.clone());
                names.extend([name, Object::Reference(*id)]);
            }
            if let Some((text, area)) = &element.figure {
                dict.set("Alt", metadata::text(text));
                dict.set("A", layout_of(*area));
            }
            self.kids(&mut dict, element, &ids, page_ids);
            pdf.set_object(*id, dict);
        }
        let (parent_tree, next) = self.parent_tree(pdf, &ids, page_ids);
        let mut dict = dictionary! {
            "Type" => "StructTreeRoot",
            "ParentTree" => parent_tree,
            "ParentTreeNextKey" => next,
        };
        if let Some(top) = ids.get(ROOT) {
            dict.set("K", vec![Object::Reference(*top)]);
        }
        if !names.is_empty() {
            dict.set("IDTree", dictionary! { "Names" => names });
        }
        pdf.set_object(root, dict);
        root
    }

    fn kids(
        &self,
        dict: &mut Dictionary,
        element: &Element,
        ids: &[ObjectId],
        page_ids: &[ObjectId],
    ) {
        let home = element.kids.iter().find_map(|kid| match kid {
            Kid::Content { page, .. } => Some(*page),
            Kid::Element(_) | Kid::Annotation(_) => None,
        });
        if let Some(page) = home.and_then(|page| page_ids.get(page)) {
            dict.set("Pg", *page);
        }
        let kids: Vec<Object> = element
            .kids
            .iter()
            .filter_map(|kid| match kid {
                Kid::Element(index) => ids.get(*index).map(|id| Object::Reference(*id)),
                Kid::Content { page, mcid } if home == Some(*page) => {
                    Some(Object::Integer(number(*mcid)))
                }
                Kid::Content { page, mcid } => page_ids.get(*page).map(|id| {
                    Object::Dictionary(dictionary! {
                        "Type" => "MCR",
                        "Pg" => *id,
                        "MCID" => number(*mcid),
                    })
                }),
                Kid::Annotation(index) => {
                    let annotation = self.annotations.get(*index)?;
                    let page = page_ids.get(annotation.page)?;
                    Some(Object::Dictionary(dictionary! {
                        "Type" => "OBJR",
                        "Pg" => *page,
                        "Obj" => annotation.object,
                    }))
                }
            })
            .collect();
        if !kids.is_empty() {
            dict.set("K", kids);
        }
    }

    /// The tree from content back to its elements (ISO 32000-1, 14.7.4.4).
    fn parent_tree(
        &self,
        pdf: &mut lopdf::Document,
        ids: &[ObjectId],
        page_ids: &[ObjectId],
    ) -> (ObjectId, i64) {
        let reference = |element: &usize| ids.get(*element).map(|id| Object::Reference(*id));
        let mut numbers = Vec::new();
        for (index, page) in page_ids.iter().enumerate() {
            let owners = self.pages.get(index).map_or(&[][..], Vec::as_slice);
            let owners: Vec<Object> = owners.iter().filter_map(reference).collect();
            let key = number(index);
            numbers.push(Object::Integer(key));
            numbers.push(Object::Reference(pdf.add_object(owners)));
            if let Ok(page) = pdf.get_dictionary_mut(*page) {
                page.set("StructParents", key);
            }
        }
        for (index, annotation) in self.annotations.iter().enumerate() {
            let key = number(page_ids.len() + index);
            let Some(owner) = reference(&annotation.element) else {
                continue;
            };
            numbers.push(Object::Integer(key));
            numbers.push(owner);
            if let Ok(link) = pdf.get_dictionary_mut(annotation.object) {
                link.set("StructParent", key);
            }
        }
        let next = number(page_ids.len() + self.annotations.len());
        (pdf.add_object(dictionary! { "Nums" => numbers }), next)
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

/// Where a figure stands (ISO 32000-1, 14.8.5.4.3).
fn layout_of(area: [f32; 4]) -> Dictionary {
    dictionary! {
        "O" => "Layout",
        "Placement" => "Block",
        "BBox" => area.map(Object::Real).to_vec(),
    }
}

fn number(index: usize) -> i64 {
    i64::try_from(index).unwrap_or(i64::MAX)
}

/// The tag tree of laid out pages as text, a line an element: for reading and comparing.
#[must_use]
pub fn as_text(laid_out: &LaidOut) -> String {
    let mut tree = TagTree::default();
    let mut words: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for (index, page) in laid_out.pages.iter().enumerate() {
        for placed in &page.content {
            let elements = tree.place(placed);
            for sequence in tree.sequences(index, &placed.fragment, &elements) {
                if let Owner::Content { mcid, .. } = sequence.owner {
                    words.insert((index, mcid), text_of(sequence.items));
                }
            }
            for item in &placed.fragment.items {
                if let Item::Link { tag, .. } = item {
                    tree.annotation(index, &elements, *tag, (0, 0));
                }
            }
        }
    }
    tree.group_rows();
    let mut out = String::new();
    tree.line(ROOT, 0, &words, &mut out);
    out
}

fn text_of(items: &[Item]) -> String {
    items
        .iter()
        .map(|item| match item {
            Item::Text { run, .. } => run.text.as_str(),
            Item::Picture { text, .. } => text,
            Item::Fill { .. } | Item::Link { .. } => "",
        })
        .collect()
}

impl TagTree {
    fn line(
        &self,
        index: usize,
        depth: usize,
        words: &BTreeMap<(usize, usize), String>,
        out: &mut String,
    ) {
        let Some(element) = self.elements.get(index) else {
            return;
        };
        let said: String = element
            .kids
            .iter()
            .filter_map(|kid| match kid {
                Kid::Content { page, mcid } => words.get(&(*page, *mcid)),
                Kid::Element(_) | Kid::Annotation(_) => None,
            })
            .map(String::as_str)
            .collect();
        let scope = element
            .kind
            .scope()
            .or(element.kind.decoration())
            .map_or(String::new(), |scope| format!(" ({scope})"));
        let link = element
            .kids
            .iter()
            .any(|kid| matches!(kid, Kid::Annotation(_)));
        let _ = writeln!(
            out,
            "{:width$}{}{scope}{}{}",
            "",
            element.kind.name(),
            if link { " →" } else { "" },
            if said.is_empty() {
                String::new()
            } else {
                format!(" {}", said.trim_end())
            },
            width = depth * 2
        );
        for kid in &element.kids {
            if let Kid::Element(kid) = kid {
                self.line(*kid, depth + 1, words, out);
            }
        }
    }
}
