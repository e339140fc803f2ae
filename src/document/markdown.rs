//! From Markdown with slot markers to blocks.
//!
//! Only the structures of the block model are known; raw HTML, code, images and other link
//! schemes are errors of the template.

// The parser's events grow with its extensions; what is not named here is passed over.
#![allow(clippy::wildcard_enum_match_arm)]

use pulldown_cmark::{BlockQuoteKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::model::{Block, Inline, NoticeKind, is_within, plain};
use super::slots::{CLOSE, OPEN, Slot, Store};
use super::typography::no_break;

/// What a template must not hold, with the byte offset in its Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forbidden {
    /// German message.
    pub message: String,
    /// Byte offset in the Markdown text.
    pub offset: usize,
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// Finds what a template must not hold.
#[must_use]
pub fn forbidden(markdown: &str) -> Option<Forbidden> {
    for (event, range) in Parser::new_ext(markdown, options()).into_offset_iter() {
        let what = match event {
            Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) => {
                "HTML ist in Vorlagen nicht erlaubt."
            }
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => {
                "Code ist in Vorlagen nicht erlaubt (Einrückung mit vier Leerzeichen, Backticks)."
            }
            Event::Start(Tag::Image { .. }) => "Bilder sind in Vorlagen nicht erlaubt.",
            Event::Start(Tag::Link { ref dest_url, .. }) if !allowed_target(dest_url) => {
                "Verweise dürfen nur mit https:, http:, mailto: oder tel: beginnen oder mit # einen Abschnitt nennen."
            }
            _ => continue,
        };
        return Some(Forbidden {
            message: what.to_owned(),
            offset: range.start,
        });
    }
    None
}

/// Whether a link may point there.
#[must_use]
pub fn allowed_target(target: &str) -> bool {
    is_within(target)
        || ["https://", "http://", "mailto:", "tel:"]
            .iter()
            .any(|scheme| target.starts_with(scheme))
}

/// Parses Markdown and fills in the slots.
///
/// # Errors
/// Structures that the block model does not know.
pub fn blocks(markdown: &str, store: Option<&Store>) -> Result<Vec<Block>, Forbidden> {
    if let Some(found) = forbidden(markdown) {
        return Err(found);
    }
    let mut builder = Builder {
        events: Parser::new_ext(markdown, options()).peekable(),
        store,
    };
    Ok(builder.blocks(None))
}

struct Builder<'a, 's> {
    events: std::iter::Peekable<Parser<'a>>,
    store: Option<&'s Store>,
}

impl Builder<'_, '_> {
    /// Reads blocks up to the end given.
    fn blocks(&mut self, end: Option<TagEnd>) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some(event) = self.events.peek() {
            match event {
                Event::End(found) if Some(*found) == end || end.is_none() => {
                    self.events.next();
                    if end.is_some() {
                        break;
                    }
                }
                Event::Start(tag) if is_block(tag) => {
                    if let Some(Event::Start(tag)) = self.events.next() {
                        self.block(tag, &mut blocks);
                    }
                }
                Event::Rule => {
                    self.events.next();
                    blocks.push(Block::PageBreak);
                }
                Event::End(_) => {
                    self.events.next();
                }
                _ => {
                    // Words without a paragraph: a tight list item.
                    let (content, mut found) = self.inlines(end);
                    push_paragraph(content, &mut blocks);
                    blocks.append(&mut found);
                }
            }
        }
        blocks
    }

    fn block(&mut self, tag: Tag<'_>, blocks: &mut Vec<Block>) {
        match tag {
            Tag::Paragraph => {
                let (content, mut found) = self.inlines(None);
                self.events.next();
                push_paragraph(content, blocks);
                blocks.append(&mut found);
            }
            Tag::Heading { level, id, .. } => {
                let (content, _) = self.inlines(None);
                self.events.next();
                let id = id.map_or_else(|| slug(&plain(&content)), |id| id.to_string());
                blocks.push(Block::Heading {
                    level: depth(level),
                    id,
                    content,
                });
            }
            Tag::BlockQuote(kind) => {
                let content = self.blocks(Some(TagEnd::BlockQuote(kind)));
                blocks.push(notice(kind, content));
            }
            Tag::List(start) => blocks.extend(self.list(start)),
            Tag::Table(_) => blocks.extend(self.table()),
            Tag::DefinitionList => blocks.extend(self.definitions()),
            _ => {}
        }
    }

    fn list(&mut self, start: Option<u64>) -> Option<Block> {
        let mut items = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let item = self.blocks(Some(TagEnd::Item));
                    if !item.is_empty() {
                        items.push(item);
                    }
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        (!items.is_empty()).then_some(Block::List { start, items })
    }

    fn table(&mut self) -> Option<Block> {
        let mut head = Vec::new();
        let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
        let mut row = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    let (content, _) = self.inlines(None);
                    self.events.next();
                    row.push(content);
                }
                Event::End(TagEnd::TableHead) => head = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => rows.push(std::mem::take(&mut row)),
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        // A head cell in strong type says that the first column holds row headings.
        let row_heads = head
            .first()
            .is_some_and(|cell| matches!(cell.first(), Some(Inline::Strong { .. })));
        if row_heads && let Some(cell) = head.first_mut() {
            *cell = cell
                .drain(..)
                .flat_map(|i| {
                    if let Inline::Strong { content } = i {
                        content
                    } else {
                        vec![i]
                    }
                })
                .collect();
        }
        (!rows.is_empty()).then_some(Block::Table {
            head,
            rows,
            row_heads,
        })
    }

    fn definitions(&mut self) -> Option<Block> {
        let mut items = Vec::new();
        let mut term = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::DefinitionListTitle) => {
                    term = self.inlines(None).0;
                    self.events.next();
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    let inner = self.blocks(Some(TagEnd::DefinitionListDefinition));
                    let mut content = Vec::new();
                    for block in inner {
                        if let Block::Paragraph { content: words } = block {
                            if !content.is_empty() {
                                content.push(Inline::Break);
                            }
                            content.extend(words);
                        }
                    }
                    items.push((std::mem::take(&mut term), content));
                }
                Event::End(TagEnd::DefinitionList) => break,
                _ => {}
            }
        }
        (!items.is_empty()).then_some(Block::Definitions { items })
    }

    /// Reads inlines up to the next end of a block (not consumed), and the blocks that
    /// stood in slots among them.
    fn inlines(&mut self, end: Option<TagEnd>) -> (Vec<Inline>, Vec<Block>) {
        let mut stack: Vec<(Option<String>, bool, Vec<Inline>)> = vec![(None, false, Vec::new())];
        let mut found = Vec::new();
        while let Some(event) = self.events.peek() {
            match event {
                Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => {}
                Event::End(tag) if end.is_none() || Some(*tag) == end => break,
                Event::Start(tag) if is_block(tag) => break,
                Event::End(_) | Event::Rule => break,
                _ => {}
            }
            let Some(event) = self.events.next() else {
                break;
            };
            match event {
                Event::Text(text) => {
                    if let Some((_, _, content)) = stack.last_mut() {
                        fill(&text, self.store, content, &mut found);
                    }
                }
                Event::SoftBreak => push_text(&mut stack, " "),
                Event::HardBreak => {
                    if let Some((_, _, content)) = stack.last_mut() {
                        content.push(Inline::Break);
                    }
                }
                Event::Start(Tag::Strong) => stack.push((None, true, Vec::new())),
                Event::Start(Tag::Emphasis) => stack.push((None, false, Vec::new())),
                Event::Start(Tag::Link { dest_url, .. }) => {
                    stack.push((Some(dest_url.to_string()), false, Vec::new()))
                }
                Event::End(_) => {
                    if stack.len() > 1
                        && let Some((target, strong, content)) = stack.pop()
                        && let Some((_, _, outer)) = stack.last_mut()
                    {
                        outer.push(match (target, strong) {
                            (Some(target), _) => Inline::Link { target, content },
                            (None, true) => Inline::Strong { content },
                            (None, false) => Inline::Emphasis { content },
                        });
                    }
                }
                _ => {}
            }
        }
        let content = stack
            .into_iter()
            .flat_map(|(_, _, content)| content)
            .collect();
        (tidy(content), found)
    }
}

fn push_text(stack: &mut [(Option<String>, bool, Vec<Inline>)], text: &str) {
    if let Some((_, _, content)) = stack.last_mut() {
        push_plain(content, text);
    }
}

fn push_plain(content: &mut Vec<Inline>, text: &str) {
    if let Some(Inline::Text {
        text: last,
        source: None,
    }) = content.last_mut()
    {
        last.push_str(text);
    } else {
        content.push(Inline::text(text));
    }
}

/// Splits template text at slot markers.
fn fill(text: &str, store: Option<&Store>, content: &mut Vec<Inline>, found: &mut Vec<Block>) {
    let mut rest = text;
    while let Some(start) = rest.find(OPEN) {
        let (before, marked) = rest.split_at(start);
        if !before.is_empty() {
            push_plain(content, before);
        }
        let marked = marked.strip_prefix(OPEN).unwrap_or(marked);
        let Some((number, after)) = marked.split_once(CLOSE) else {
            rest = marked;
            continue;
        };
        let slot = number
            .parse()
            .ok()
            .and_then(|n| store.and_then(|s| s.get(n)));
        match slot {
            Some(Slot::Inlines(words)) => content.extend(words),
            Some(Slot::Blocks(blocks)) => found.extend(blocks),
            None => {}
        }
        rest = after;
    }
    if !rest.is_empty() {
        push_plain(content, rest);
    }
}

/// Joins template text, sets no-break spaces, drops spaces at the edges.
fn tidy(content: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for inline in content {
        match inline {
            Inline::Text { text, source: None } => push_plain(&mut out, &text),
            Inline::Text { text, source } => out.push(Inline::Text {
                text: no_break(&text),
                source,
            }),
            Inline::Open { text, source } => out.push(Inline::Open {
                text: no_break(&text),
                source,
            }),
            Inline::Strong { .. }
            | Inline::Emphasis { .. }
            | Inline::Link { .. }
            | Inline::Break
            | Inline::Changed { .. }
            | Inline::Time { .. } => out.push(inline),
        }
    }
    for inline in &mut out {
        if let Inline::Text { text, source: None } = inline {
            *text = no_break(text);
        }
    }
    if let Some(Inline::Text { text, source: None }) = out.first_mut() {
        *text = text.trim_start_matches(' ').to_owned();
    }
    if let Some(Inline::Text { text, source: None }) = out.last_mut() {
        *text = text.trim_end_matches(' ').to_owned();
    }
    out.retain(|inline| !matches!(inline, Inline::Text { text, .. } if text.is_empty()));
    out
}

fn push_paragraph(content: Vec<Inline>, blocks: &mut Vec<Block>) {
    if !content.is_empty() && !plain(&content).trim().is_empty() {
        blocks.push(Block::Paragraph { content });
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. } | Tag::Strikethrough
    )
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 | HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => 3,
    }
}

/// A box: its heading is the first heading inside.
fn notice(kind: Option<BlockQuoteKind>, mut content: Vec<Block>) -> Block {
    let kind = match kind {
        Some(BlockQuoteKind::Important) => NoticeKind::Wichtig,
        Some(BlockQuoteKind::Warning | BlockQuoteKind::Caution) => NoticeKind::Warnung,
        Some(BlockQuoteKind::Note | BlockQuoteKind::Tip) | None => NoticeKind::Hinweis,
    };
    let (id, title) = match content.first() {
        Some(Block::Heading {
            id, content: title, ..
        }) => {
            let found = (id.clone(), title.clone());
            content.remove(0);
            found
        }
        Some(_) | None => ("hinweis".to_owned(), Vec::new()),
    };
    Block::Notice {
        kind,
        title,
        id,
        content,
    }
}

/// An ASCII id from a heading: `Was ist passiert?` becomes `was-ist-passiert`.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.to_lowercase().chars() {
        match c {
            'ä' => out.push_str("ae"),
            'ö' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            c if c.is_ascii_alphanumeric() => out.push(c),
            _ if !out.ends_with('-') && !out.is_empty() => out.push('-'),
            _ => {}
        }
    }
    out.trim_end_matches('-').to_owned()
}
