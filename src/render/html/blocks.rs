//! Blocks and inlines as elements.

use super::escape::{Ids, escape, escape_flat, escape_isolated, is_datetime, link_target};
use super::register::{self, Views};
use crate::document::model::{
    Block, Change, Inline, Layout, LetterHead, NoticeKind, current, is_beside, is_within, plain,
};
use crate::render::words::names_target;

/// An entry of the table of contents.
pub(super) struct Entry {
    /// Id of the heading.
    pub(super) id: String,
    /// Its words, escaped.
    pub(super) words: String,
}

/// Writes blocks one after the other and remembers what the page frame needs.
#[derive(Default)]
pub(super) struct Body<'v> {
    /// The elements so far.
    pub(super) out: String,
    /// Sections of level 2.
    pub(super) entries: Vec<Entry>,
    /// Where the first section starts: the place of the table of contents.
    pub(super) first_section: Option<usize>,
    /// Whether a heading of level 1 was written.
    pub(super) has_title: bool,
    ids: Ids,
    /// Level of the last heading.
    level: u8,
    /// Its words, escaped.
    heading: String,
    /// Names of table regions so far: a landmark needs a name of its own (WCAG technique ARIA20).
    regions: Vec<String>,
    open_section: bool,
    /// Id of the section.
    section: String,
    /// A table that is drawn in several orders.
    views: Option<&'v Views>,
    /// Whether a box is a section of its own: on a poster it belongs to nothing above it.
    boxes_apart: bool,
}

impl<'v> Body<'v> {
    /// A page of a layout, with a table that is drawn in several orders, where there is one.
    pub(super) fn new(layout: Layout, views: Option<&'v Views>) -> Self {
        Self {
            views,
            boxes_apart: layout == Layout::Plakat,
            ..Self::default()
        }
    }
}

impl Body<'_> {
    /// Writes all blocks of a document.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        // The ids of the page frame are taken.
        self.ids.unique("inhalt");
        self.ids.unique("inhaltsverzeichnis");
        for block in blocks {
            self.block(block);
        }
        self.close_section();
    }

    fn close_section(&mut self) {
        if self.open_section {
            self.out.push_str("</section>\n");
            self.open_section = false;
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, id, content } => self.heading(*level, id, content),
            Block::Paragraph { content } => self.element("p", content),
            Block::List { start, items } => self.list(*start, items),
            Block::Table {
                head,
                rows,
                row_heads,
            } => self.table(head, rows, *row_heads),
            Block::Definitions { items } => {
                let items = items.iter().map(|(t, d)| (inlines(t), inlines(d)));
                self.definitions("angaben", items.collect());
            }
            Block::Notice {
                kind,
                title,
                id,
                content,
            } => self.notice(*kind, title, id, content),
            Block::Contact { name, lines } => self.contact(name, lines),
            Block::LetterHead(head) => self.letter_head(head),
            Block::Signature { place, lines } => self.signature(place, lines),
            Block::PageBreak => self.out.push_str("<div class=\"seitenwechsel\"></div>\n"),
        }
    }

    fn element(&mut self, name: &str, content: &[Inline]) {
        let words = inlines(content);
        self.push(&format!("<{name}>{words}</{name}>\n"));
    }

    fn push(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn heading(&mut self, level: u8, id: &str, content: &[Inline]) {
        let level = level.clamp(1, 4);
        let id = self.ids.unique(id);
        if level <= 2 {
            self.close_section();
        }
        if level == 1 {
            self.has_title = true;
        }
        if level == 2 {
            if self.first_section.is_none() {
                self.first_section = Some(self.out.len());
            }
            self.entries.push(Entry {
                id: id.clone(),
                words: escape_isolated(&current(content)),
            });
            let group = self.views.and_then(|views| views.group_of(&id));
            match group {
                Some(group) => self.push(&format!("<section class=\"gruppe-{group}\">\n")),
                None => self.push("<section>\n"),
            }
            self.open_section = true;
            self.section.clone_from(&id);
        }
        self.level = level;
        self.heading = escape_flat(&current(content));
        let words = inlines(content);
        self.push(&format!("<h{level} id=\"{id}\">{words}</h{level}>\n"));
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) {
        if items.is_empty() {
            return;
        }
        let (open, name) = match start {
            None => ("<ul>".to_owned(), "ul"),
            Some(1) => ("<ol>".to_owned(), "ol"),
            // The start attribute is a signed 32 bit number.
            Some(first) => (format!("<ol start=\"{}\">", first.min(2_147_483_647)), "ol"),
        };
        self.push(&open);
        self.push("\n");
        for item in items {
            self.push("<li>");
            if let [Block::Paragraph { content }, rest @ ..] = item.as_slice() {
                let tight = rest.iter().all(|b| matches!(b, Block::List { .. }));
                if tight {
                    self.push(&inlines(content));
                } else {
                    self.element("p", content);
                }
                rest.iter().for_each(|block| self.block(block));
            } else {
                item.iter().for_each(|block| self.block(block));
            }
            self.push("</li>\n");
        }
        self.push(&format!("</{name}>\n"));
    }

    /// A name for a table that no other table of the page has: its heading and its columns.
    fn region(&mut self, columns: &[String]) -> String {
        let columns = columns.join(", ");
        let name = match (self.heading.is_empty(), columns.is_empty()) {
            (true, true) => "Tabelle".to_owned(),
            (true, false) => format!("Tabelle: {columns}"),
            (false, true) => format!("Tabelle: {}", self.heading),
            (false, false) => format!("Tabelle: {} ({columns})", self.heading),
        };
        let same = self
            .regions
            .iter()
            .filter(|region| **region == name)
            .count();
        self.regions.push(name.clone());
        if same == 0 {
            name
        } else {
            format!("{name}, Teil {}", same + 1)
        }
    }

    fn table(&mut self, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], row_heads: bool) {
        if let Some(views) = self.views.filter(|views| views.section == self.section) {
            self.push(&register::tables(views, head, rows));
            return;
        }
        let names: Vec<String> = head
            .iter()
            .map(|cell| escape_flat(&current(cell)))
            .filter(|name| !name.trim().is_empty())
            .collect();
        let label = self.region(&names);
        self.push(&format!(
            "<div class=\"tabelle\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">\n<table>\n"
        ));
        if !names.is_empty() {
            self.push("<thead>\n<tr>");
            for cell in head {
                let words = inlines(cell);
                if words.is_empty() {
                    self.push("<td></td>");
                } else {
                    self.push(&format!("<th scope=\"col\">{words}</th>"));
                }
            }
            self.push("</tr>\n</thead>\n");
        }
        self.push("<tbody>\n");
        for row in rows {
            self.push("<tr>");
            for (column, cell) in row.iter().enumerate() {
                let words = inlines(cell);
                if row_heads && column == 0 {
                    self.push(&format!("<th scope=\"row\">{words}</th>"));
                } else {
                    self.push(&format!("<td>{words}</td>"));
                }
            }
            self.push("</tr>\n");
        }
        self.push("</tbody>\n</table>\n</div>\n");
    }

    fn definitions(&mut self, class: &str, items: Vec<(String, String)>) {
        if items.is_empty() {
            return;
        }
        self.push(&format!("<dl class=\"{class}\">\n"));
        for (term, text) in items {
            self.push(&format!("<div><dt>{term}</dt><dd>{text}</dd></div>\n"));
        }
        self.push("</dl>\n");
    }

    fn notice(&mut self, kind: NoticeKind, title: &[Inline], id: &str, content: &[Block]) {
        let class = match kind {
            NoticeKind::Wichtig => "wichtig",
            NoticeKind::Warnung => "warnung",
            NoticeKind::Hinweis => "bemerkung",
        };
        let id = self.ids.unique(id);
        if self.boxes_apart {
            self.close_section();
            self.level = self.level.min(1);
        }
        self.push(&format!("<section class=\"hinweis {class}\">\n"));
        let words = inlines(title);
        let outside = self.level;
        if !words.is_empty() {
            // One level below the heading the box stands under.
            self.level = outside.saturating_add(1).clamp(2, 4);
            let level = self.level;
            self.push(&format!("<h{level} id=\"{id}\">{words}</h{level}>\n"));
        }
        content.iter().for_each(|block| self.block(block));
        self.level = outside;
        self.push("</section>\n");
    }

    fn contact(&mut self, name: &[Inline], lines: &[(String, Vec<Inline>)]) {
        self.push("<div class=\"kontakt\">\n");
        let name = inlines(name);
        if !name.is_empty() {
            self.push(&format!("<p class=\"name\">{name}</p>\n"));
        }
        self.definitions("wege", labelled(lines));
        self.push("</div>\n");
    }

    fn letter_head(&mut self, head: &LetterHead) {
        self.push("<div class=\"briefkopf\">\n<div class=\"anschrift\">\n");
        let return_line = inlines(&head.return_line);
        if !return_line.is_empty() {
            self.push(&format!("<p class=\"absender\">{return_line}</p>\n"));
        }
        if !head.remarks.is_empty() {
            let lines = lines(&head.remarks);
            self.push(&format!("<p class=\"vermerke\">{lines}</p>\n"));
        }
        if !head.address.is_empty() {
            let lines = lines(&head.address);
            self.push(&format!("<p class=\"empfang\">{lines}</p>\n"));
        }
        self.push("</div>\n");
        self.definitions("information", labelled(&head.information));
        self.push("</div>\n");
    }

    fn signature(&mut self, place: &[Inline], runs: &[Vec<Inline>]) {
        self.push("<div class=\"unterschrift\">\n");
        let place = inlines(place);
        if !place.is_empty() {
            self.push(&format!("<p>{place}</p>\n"));
        }
        if !runs.is_empty() {
            let lines = lines(runs);
            self.push(&format!("<p class=\"zeichnung\">{lines}</p>\n"));
        }
        self.push("</div>\n");
    }
}

fn labelled(lines: &[(String, Vec<Inline>)]) -> Vec<(String, String)> {
    lines
        .iter()
        .map(|(label, value)| (escape_isolated(label), inlines(value)))
        .collect()
}

fn lines(runs: &[Vec<Inline>]) -> String {
    let lines: Vec<String> = runs.iter().map(|run| inlines(run)).collect();
    lines.join("<br>\n")
}

/// Inlines as elements and escaped text.
pub(super) fn inlines(content: &[Inline]) -> String {
    let mut out = String::new();
    write(content, true, &mut out);
    out
}

fn write(content: &[Inline], may_link: bool, out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text { text, .. } => out.push_str(&escape_isolated(text)),
            Inline::Strong { content } => wrap("strong", content, may_link, out),
            Inline::Emphasis { content } => wrap("em", content, may_link, out),
            Inline::Link { target, content } => match link_target(target) {
                Some(href) if may_link => {
                    // Print adds the address only where the words don't name it.
                    let named = is_beside(target)
                        || is_within(target)
                        || names_target(&plain(content), target);
                    let class = if named { " class=\"genannt\"" } else { "" };
                    out.push_str(&format!("<a href=\"{href}\"{class}>"));
                    write(content, false, out);
                    out.push_str("</a>");
                }
                Some(_) | None => write(content, may_link, out),
            },
            Inline::Break => out.push_str("<br>\n"),
            Inline::Changed { content, .. } if content.is_empty() => {}
            Inline::Changed { change, content } => {
                let name = match change {
                    Change::Inserted => "ins",
                    Change::Deleted => "del",
                };
                let (opening, closing) = (change.opening(), change.closing());
                out.push_str(&format!(
                    "<{name}><span class=\"gesprochen\" data-rahmen>{opening}</span>"
                ));
                write(content, may_link, out);
                out.push_str(&format!(
                    "<span class=\"gesprochen\" data-rahmen>{closing}</span></{name}>"
                ));
            }
            Inline::Open { text, .. } => {
                let text = escape_isolated(text);
                out.push_str(&format!("<span class=\"offen\">{text}</span>"));
            }
            Inline::Time { text, datetime, .. } => {
                let text = escape_isolated(text);
                if is_datetime(datetime) {
                    let datetime = escape(datetime);
                    out.push_str(&format!("<time datetime=\"{datetime}\">{text}</time>"));
                } else {
                    out.push_str(&text);
                }
            }
        }
    }
}

fn wrap(name: &str, content: &[Inline], may_link: bool, out: &mut String) {
    out.push_str(&format!("<{name}>"));
    write(content, may_link, out);
    out.push_str(&format!("</{name}>"));
}
