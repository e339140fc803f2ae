//! The sections of a document: a heading or a box, and what stands below it.
//!
//! A section holds prose (paragraphs and items of lists), which a person may fix by hand, and
//! fixed parts (tables, contact cards), which the facts fill. Words are compared without regard
//! to kinds of spaces, line ends and invisible characters, so that a copy that went through a
//! word processor says the same.

use sha2::{Digest, Sha256};

use super::model::{Block, Change, Document, Inline};

/// Where in a document something stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The head of a letter.
    LetterHead,
    /// Before the first heading or box.
    Start,
    /// Below a heading or in a box, by its id.
    Section(String),
    /// A signature, counted from one.
    Signature(usize),
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A paragraph.
    Paragraph(String),
    /// An item of a list.
    Item(String),
    /// What the facts fill: the words of a table, a card.
    Fixed(String),
}

impl Place {
    /// A name for each place of a document; those of sections are their ids.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Section(id) => id.clone(),
            Self::LetterHead => "*briefkopf".to_owned(),
            Self::Start => "*anfang".to_owned(),
            Self::Signature(number) => format!("*unterschrift-{number}"),
        }
    }
}

impl Piece {
    /// Its words, with single spaces.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Paragraph(words) | Self::Item(words) | Self::Fixed(words) => words,
        }
    }

    /// Whether a person may write it by hand.
    #[must_use]
    pub const fn is_prose(&self) -> bool {
        match self {
            Self::Paragraph(_) | Self::Item(_) => true,
            Self::Fixed(_) => false,
        }
    }
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Where it stands.
    pub place: Place,
    /// The words of its heading; empty where it has none.
    pub title: String,
    /// Whether it is a box.
    pub is_box: bool,
    /// Its content in reading order; pieces without words are left out.
    pub pieces: Vec<Piece>,
}

impl Section {
    /// An empty section.
    #[must_use]
    pub const fn new(place: Place, title: String, is_box: bool) -> Self {
        Self {
            place,
            title,
            is_box,
            pieces: Vec::new(),
        }
    }

    /// Its prose.
    pub fn prose(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().filter(|piece| piece.is_prose())
    }

    /// The words of its fixed parts.
    pub fn fixed(&self) -> impl Iterator<Item = &str> {
        self.pieces
            .iter()
            .filter(|piece| !piece.is_prose())
            .map(Piece::words)
    }

    /// Its prose as a person writes it: paragraphs apart by an empty line, items after `- `.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut in_list = false;
        for piece in self.prose() {
            let item = matches!(piece, Piece::Item(_));
            if !text.is_empty() {
                text.push_str(if in_list && item { "\n" } else { "\n\n" });
            }
            if item {
                text.push_str("- ");
            }
            text.push_str(piece.words());
            in_list = item;
        }
        text
    }

    /// A mark of its words: the first twelve hexadecimal digits of their SHA-256.
    #[must_use]
    pub fn mark(&self) -> String {
        let mut hash = Sha256::new();
        for (sign, words) in
            std::iter::once(("#", self.title.as_str())).chain(self.pieces.iter().map(|piece| {
                let sign = match piece {
                    Piece::Paragraph(_) => "p",
                    Piece::Item(_) => "-",
                    Piece::Fixed(_) => "|",
                };
                (sign, piece.words())
            }))
        {
            hash.update(sign);
            hash.update(words);
            hash.update("\n");
        }
        let digits: String = hash
            .finalize()
            .iter()
            .take(6)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        digits
    }

    fn add(&mut self, piece: Piece) {
        if !piece.words().is_empty() {
            self.pieces.push(piece);
        }
    }
}

/// The sections of a document in reading order. Of a redline, what the new version says.
#[must_use]
pub fn of(document: &Document) -> Vec<Section> {
    let mut sections = vec![Section::new(Place::Start, String::new(), false)];
    let mut signatures = 0_usize;
    for block in &document.blocks {
        match block {
            Block::LetterHead(head) => {
                let mut section = Section::new(Place::LetterHead, String::new(), false);
                let mut words = vec![flat(&head.return_line)];
                words.extend(head.remarks.iter().chain(&head.address).map(|l| flat(l)));
                labelled(&head.information, &mut words);
                section.add(Piece::Fixed(join(words)));
                // What follows belongs to the start again.
                sections.insert(sections.len().saturating_sub(1), section);
            }
            Block::Heading { id, content, .. } => {
                sections.push(Section::new(
                    Place::Section(id.clone()),
                    flat(content),
                    false,
                ));
            }
            Block::Notice {
                title, id, content, ..
            } => {
                let mut section = Section::new(Place::Section(id.clone()), flat(title), true);
                content
                    .iter()
                    .for_each(|block| collect(block, &mut section));
                // What follows the box belongs to the heading above it.
                let place = sections.len().saturating_sub(1);
                sections.insert(place, section);
            }
            Block::Signature { place, lines } => {
                signatures += 1;
                let mut section = Section::new(Place::Signature(signatures), String::new(), false);
                section.add(Piece::Paragraph(flat(place)));
                for line in lines {
                    section.add(Piece::Paragraph(flat(line)));
                }
                sections.push(section);
            }
            Block::Paragraph { .. }
            | Block::List { .. }
            | Block::Table { .. }
            | Block::Definitions { .. }
            | Block::Contact { .. }
            | Block::PageBreak => {
                if let Some(section) = sections.last_mut() {
                    collect(block, section);
                }
            }
        }
    }
    sections.retain(|section| section.place != Place::Start || !section.pieces.is_empty());
    sections
}

fn collect(block: &Block, section: &mut Section) {
    match block {
        Block::Heading { content, .. } | Block::Paragraph { content } => {
            section.add(Piece::Paragraph(flat(content)));
        }
        Block::List { items, .. } => {
            for item in items {
                let mut blocks = item.iter();
                match blocks.next() {
                    Some(Block::Paragraph { content }) => {
                        section.add(Piece::Item(flat(content)));
                    }
                    Some(other) => collect(other, section),
                    None => {}
                }
                blocks.for_each(|block| collect(block, section));
            }
        }
        Block::Table { head, rows, .. } => {
            let cells = head.iter().chain(rows.iter().flatten());
            section.add(Piece::Fixed(join(cells.map(|cell| flat(cell)).collect())));
        }
        Block::Definitions { items } => {
            let cells = items.iter().flat_map(|(term, text)| [term, text]);
            section.add(Piece::Fixed(join(cells.map(|cell| flat(cell)).collect())));
        }
        Block::Contact { name, lines } => {
            let mut words = vec![flat(name)];
            labelled(lines, &mut words);
            section.add(Piece::Fixed(join(words)));
        }
        Block::Notice { title, content, .. } => {
            section.add(Piece::Paragraph(flat(title)));
            content.iter().for_each(|block| collect(block, section));
        }
        Block::Signature { place, lines } => {
            section.add(Piece::Paragraph(flat(place)));
            for line in lines {
                section.add(Piece::Paragraph(flat(line)));
            }
        }
        Block::LetterHead(_) | Block::PageBreak => {}
    }
}

fn labelled(lines: &[(String, Vec<Inline>)], words: &mut Vec<String>) {
    for (label, value) in lines {
        words.push(fold(label));
        words.push(flat(value));
    }
}

fn join(words: Vec<String>) -> String {
    let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The words of inlines as the new version says them.
fn flat(content: &[Inline]) -> String {
    let mut text = String::new();
    write(content, &mut text);
    fold(&text)
}

fn write(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text { text, .. } | Inline::Open { text, .. } | Inline::Time { text, .. } => {
                out.push_str(text);
            }
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Link { content, .. }
            | Inline::Changed {
                change: Change::Inserted,
                content,
            } => write(content, out),
            Inline::Changed {
                change: Change::Deleted,
                ..
            } => {}
            Inline::Break => out.push(' '),
        }
    }
}

/// Words with single, ordinary spaces and without characters that nobody sees.
#[must_use]
pub fn fold(text: &str) -> String {
    let seen: String = text
        .chars()
        .filter_map(|c| match c {
            '\u{ad}' | '\u{200b}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{feff}' => None,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
            '\u{fdd0}'..='\u{fdef}' => None,
            c if (u32::from(c) & 0xfffe) == 0xfffe => None,
            c if c.is_whitespace() => Some(' '),
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::model::{Layout, Markings};

    fn document(blocks: Vec<Block>) -> Document {
        Document {
            name: "meldung".to_owned(),
            part: None,
            title: String::new(),
            fingerprint: None,
            release: None,
            by_hand: Vec::new(),
            subject: String::new(),
            layout: Layout::Seite,
            sender: String::new(),
            reference: String::new(),
            date: String::new(),
            foot: String::new(),
            markings: Markings::default(),
            blocks,
            conditions: std::collections::BTreeSet::new(),
        }
    }

    fn words(text: &str) -> Vec<Inline> {
        vec![Inline::text(text)]
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph {
            content: words(text),
        }
    }

    #[test]
    fn prose_reads_as_a_person_writes_it_and_a_box_stands_for_itself() {
        let sections = of(&document(vec![
            Block::Heading {
                level: 2,
                id: "hergang".to_owned(),
                content: words("1 Hergang"),
            },
            paragraph("Am\u{a0}15. Oktober"),
            Block::List {
                start: None,
                items: vec![vec![paragraph("eins")], vec![paragraph("zwei")]],
            },
            Block::Notice {
                kind: crate::document::model::NoticeKind::Hinweis,
                title: words("Kasten"),
                id: "kasten".to_owned(),
                content: vec![paragraph("darin")],
            },
            paragraph("danach"),
        ]));
        let found: Vec<_> = sections
            .iter()
            .map(|section| (section.title.as_str(), section.text()))
            .collect();
        assert_eq!(
            found,
            [
                ("Kasten", "darin".to_owned()),
                (
                    "1 Hergang",
                    "Am 15. Oktober\n\n- eins\n- zwei\n\ndanach".to_owned()
                ),
            ]
        );
    }

    #[test]
    fn a_redline_says_what_the_new_version_says() {
        let changed = |change, text: &str| Inline::Changed {
            change,
            content: words(text),
        };
        let sections = of(&document(vec![Block::Paragraph {
            content: vec![
                Inline::text("Es sind "),
                changed(Change::Deleted, "zehn"),
                changed(Change::Inserted, "zwölf"),
            ],
        }]));
        assert_eq!(sections[0].text(), "Es sind zwölf");
        assert_ne!(
            sections[0].mark(),
            of(&document(vec![paragraph("x")]))[0].mark()
        );
    }
}
