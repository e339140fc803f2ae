//! The block model: what a document says, without any output format.
//!
//! Reading order is the order of `blocks`; each face shows the words in that order
//! (page headers, footers and page numbers aside). Text in inlines is literal text: no
//! markup in it has any meaning.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use crate::facts::FieldPath;

/// One finished document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// Name of the document: `meldung`, `buergerinformation`, …
    pub name: String,
    /// Which of several documents of this name: `realsteuern`, `2`.
    pub part: Option<String>,
    /// Title as a person reads it (window title, PDF title); carries no marking.
    pub title: String,
    /// SHA-256 of the facts it was made from, where it says so in its foot: hexadecimal digits.
    pub fingerprint: Option<String>,
    /// Which version of the case file it is, where it was released.
    pub release: Option<Release>,
    /// Subject line for e-mail; carries Kennung or Aktenzeichen, no marking.
    pub subject: String,
    /// Page layout.
    pub layout: Layout,
    /// Name of the controller (sender), for page headers and footers.
    pub sender: String,
    /// Kennung of the incident.
    pub reference: String,
    /// Date of the document, German: `16. Oktober 2021`.
    pub date: String,
    /// Short line for the page foot, for example `Meldung nach Art. 33 DSGVO · ksm-2021-10`.
    pub foot: String,
    /// What every page, subject and title must say.
    pub markings: Markings,
    /// Content in reading order.
    pub blocks: Vec<Block>,
    /// Paths of facts that decided on wording without being shown (conditions).
    pub conditions: BTreeSet<FieldPath>,
    /// Sections whose words a person fixed by hand.
    pub by_hand: Vec<ByHand>,
}

/// A section whose words a person fixed by hand (`textfassungen`). Its inlines have the text of
/// that entry as their source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ByHand {
    /// The id of its heading or box.
    pub section: String,
    /// The entry: `textfassungen[hergang]`.
    pub source: FieldPath,
    /// The facts that the template's words showed, and that the document shows nowhere else.
    pub replaced: BTreeSet<FieldPath>,
}

/// What a released document says of its place in the case file.
///
/// The hash is the head of the chain *before* the entry that brings the version: that entry holds
/// the hashes of the finished documents, so no document can hold the hash of its own entry. Paper
/// that names it fixes everything that was in the journal when the version was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Release {
    /// Number of the version.
    pub version: u32,
    /// Head of the chain before it: SHA-256, hexadecimal digits.
    pub head: String,
}

/// Page layout of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// Business letter after DIN 5008 form B: starts with `Block::LetterHead`.
    Brief,
    /// Public notice: a web page, printed on A4.
    Seite,
    /// Poster: one A4 page in large type.
    Plakat,
    /// Register: wide tables on landscape pages; what follows the first page break stands upright.
    Verzeichnis,
}

/// Markings that every page, subject and title carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Markings {
    /// The incident is an example: `BEISPIEL – kein amtliches Dokument`.
    pub beispiel: bool,
    /// A drill: `ÜBUNG – kein wirklicher Vorfall`.
    pub uebung: bool,
    /// A draft: `ENTWURF – nicht zur Abgabe`.
    pub entwurf: bool,
}

impl Markings {
    /// The short words for subjects and titles, most important first: `ENTWURF`, `ÜBUNG`, `BEISPIEL`.
    #[must_use]
    pub fn short(self) -> Vec<&'static str> {
        let mut words = Vec::new();
        if self.entwurf {
            words.push("ENTWURF");
        }
        if self.uebung {
            words.push("ÜBUNG");
        }
        if self.beispiel {
            words.push("BEISPIEL");
        }
        words
    }

    /// The full lines for the head of every page.
    #[must_use]
    pub fn lines(self) -> Vec<&'static str> {
        let mut lines = Vec::new();
        if self.entwurf {
            lines.push("ENTWURF – nicht zur Abgabe bestimmt");
        }
        if self.uebung {
            lines.push("ÜBUNG – kein wirklicher Vorfall");
        }
        if self.beispiel {
            lines.push("BEISPIEL – kein amtliches Dokument");
        }
        lines
    }

    /// `text` with the short markings before it: `[ENTWURF] [BEISPIEL] text`.
    #[must_use]
    pub fn mark(self, text: &str) -> String {
        let mut marked = String::new();
        for word in self.short() {
            marked.push('[');
            marked.push_str(word);
            marked.push_str("] ");
        }
        marked.push_str(text);
        marked
    }
}

/// A block of content.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    /// Heading of a section.
    Heading {
        /// 1 is the title of the document, 2 a section, 3 a subsection.
        level: u8,
        /// Stable id of the section, ASCII, unique in the document.
        id: String,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph {
        /// Its words.
        content: Vec<Inline>,
    },
    /// A list; items hold blocks (a tight item is one paragraph).
    List {
        /// `Some(first number)` for a numbered list.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A table with one head row.
    Table {
        /// Words of the head cells; the first column holds row headings where `row_heads`.
        head: Vec<Vec<Inline>>,
        /// The rows, each as long as `head`.
        rows: Vec<Vec<Vec<Inline>>>,
        /// Whether the first cell of each row is its heading.
        row_heads: bool,
    },
    /// Terms and their descriptions.
    Definitions {
        /// Term and description.
        items: Vec<(Vec<Inline>, Vec<Inline>)>,
    },
    /// A box that a reader must not miss.
    Notice {
        /// Its weight.
        kind: NoticeKind,
        /// Heading of the box; `level` and `id` as for headings.
        title: Vec<Inline>,
        /// Stable id.
        id: String,
        /// Its content.
        content: Vec<Block>,
    },
    /// Ways to reach somebody.
    Contact {
        /// Who.
        name: Vec<Inline>,
        /// Label (`Telefon`) and value.
        lines: Vec<(String, Vec<Inline>)>,
    },
    /// Head of a letter: return line, address field, information block.
    LetterHead(Box<LetterHead>),
    /// Signature: lines below the space for the hand (name, function).
    Signature {
        /// Place and date line, where given.
        place: Vec<Inline>,
        /// Lines: addition (`i. A.`), name, function.
        lines: Vec<Vec<Inline>>,
    },
    /// The next block starts a new page in paged faces.
    PageBreak,
}

/// Weight of a notice box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NoticeKind {
    /// The most important lines (`[!IMPORTANT]` in a template).
    Wichtig,
    /// A warning, for example of fraud (`[!WARNING]`).
    Warnung,
    /// A remark (`[!NOTE]`).
    Hinweis,
}

/// Head of a letter after DIN 5008 form B, in reading order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LetterHead {
    /// The sender in one line, for the window of the envelope.
    pub return_line: Vec<Inline>,
    /// Remarks above the address (`Vorab per E-Mail`), at most three.
    pub remarks: Vec<Vec<Inline>>,
    /// Lines of the address, at most six below the remarks, nine in all.
    pub address: Vec<Vec<Inline>>,
    /// Information block: label and value (`Unser Zeichen`, `Telefon`, `Datum`).
    pub information: Vec<(String, Vec<Inline>)>,
}

/// A run of words inside a block.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "inline", rename_all = "snake_case")]
pub enum Inline {
    /// Literal text. `source` names the fact it states, `None` for template text.
    Text {
        /// The words.
        text: String,
        /// The fact stated.
        source: Option<FieldPath>,
    },
    /// Strong emphasis.
    Strong {
        /// The words.
        content: Vec<Inline>,
    },
    /// Emphasis.
    Emphasis {
        /// The words.
        content: Vec<Inline>,
    },
    /// A link; schemes `https`, `http`, `mailto`, `tel` only.
    Link {
        /// The target.
        target: String,
        /// The words.
        content: Vec<Inline>,
    },
    /// A line break that belongs to the text.
    Break,
    /// An open value, said as words (faces may set it apart).
    Open {
        /// The words.
        text: String,
        /// The fact that is open.
        source: Option<FieldPath>,
    },
    /// Words that a comparison marks: a redline is an ordinary document with these in it.
    ///
    /// A paragraph, an item or a row counts as inserted or deleted as a whole where all its
    /// inlines stand in marks of that kind ([`wholly`]).
    Changed {
        /// What became of the words.
        change: Change,
        /// The words.
        content: Vec<Inline>,
    },
    /// A point in time: words and machine-readable form.
    Time {
        /// German words: `15. Oktober 2021, 7:20 Uhr`.
        text: String,
        /// RFC 3339 date or date-time.
        datetime: String,
        /// The fact stated.
        source: Option<FieldPath>,
    },
}

/// What became of words between two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The newer version alone says them.
    Inserted,
    /// The older version alone said them.
    Deleted,
}

impl Change {
    /// What a voice says before the words.
    #[must_use]
    pub const fn opening(self) -> &'static str {
        match self {
            Self::Inserted => "eingefügt: ",
            Self::Deleted => "gelöscht: ",
        }
    }

    /// What a voice says after the words.
    #[must_use]
    pub const fn closing(self) -> &'static str {
        match self {
            Self::Inserted => " Ende der Einfügung ",
            Self::Deleted => " Ende der Löschung ",
        }
    }
}

/// The one change that all of `content` stands in; `None` where there is none, or no content.
#[must_use]
pub fn wholly(content: &[Inline]) -> Option<Change> {
    let mut found = None;
    for inline in content {
        match (inline, found) {
            (Inline::Changed { change, .. }, None) => found = Some(*change),
            (Inline::Changed { change, .. }, Some(known)) if *change == known => {}
            _ => return None,
        }
    }
    found
}

impl Inline {
    /// Template text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text {
            text: text.into(),
            source: None,
        }
    }

    /// Text that states a fact.
    #[must_use]
    pub fn fact(text: impl Into<String>, source: FieldPath) -> Self {
        Self::Text {
            text: text.into(),
            source: Some(source),
        }
    }
}

/// Whether a link names a file beside the document: a bare name of ASCII letters, digits and
/// hyphens. A page can link to it; paper, mail and plain text cannot.
#[must_use]
pub fn is_beside(target: &str) -> bool {
    target.strip_suffix(".html").is_some_and(|stem| {
        !stem.is_empty()
            && stem
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    })
}

/// Whether a link names a section of the same document: `#neu`. A page can lead there; paper, mail
/// and plain text say its words.
#[must_use]
pub fn is_within(target: &str) -> bool {
    target.strip_prefix('#').is_some_and(|id| {
        !id.is_empty()
            && id
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    })
}

/// The words of inlines as plain text; a break becomes `\n`. In a redline: old and new words.
#[must_use]
pub fn plain(content: &[Inline]) -> String {
    let mut out = String::new();
    collect_plain(content, None, &mut out);
    out
}

/// The words as they read now: those of a redline without what was deleted, unless all was.
#[must_use]
pub fn current(content: &[Inline]) -> String {
    let mut out = String::new();
    if wholly(content) != Some(Change::Deleted) {
        collect_plain(content, Some(Change::Deleted), &mut out);
        return out;
    }
    plain(content)
}

fn collect_plain(content: &[Inline], without: Option<Change>, out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text { text, .. } | Inline::Open { text, .. } | Inline::Time { text, .. } => {
                out.push_str(text)
            }
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Link { content, .. } => collect_plain(content, without, out),
            Inline::Changed { change, .. } if Some(*change) == without => {}
            Inline::Changed { content, .. } => collect_plain(content, without, out),
            Inline::Break => out.push('\n'),
        }
    }
}

impl Document {
    /// What the foot says for those who check the document: the facts it was made from, its place
    /// in the case file.
    #[must_use]
    pub fn proofs(&self) -> Vec<String> {
        let facts = self
            .fingerprint
            .iter()
            .map(|digits| format!("Prüfsumme der Tatsachendatei (SHA-256): {digits}"));
        let release = self.release.iter().map(|release| {
            format!(
                "Version {} der Akte, Prüfwert der Akte davor (SHA-256): {}",
                release.version, release.head
            )
        });
        facts.chain(release).collect()
    }

    /// The file name without its ending: name, and part where there are several.
    #[must_use]
    pub fn file_stem(&self) -> String {
        match &self.part {
            Some(part) => format!("{}-{part}", self.name),
            None => self.name.clone(),
        }
    }

    /// The words of the first paragraph of a section, by the section's id.
    #[must_use]
    pub fn first_paragraph(&self, id: &str) -> Option<String> {
        let mut section = self
            .blocks
            .iter()
            .skip_while(|block| !matches!(block, Block::Heading { id: found, .. } if found == id));
        section.next();
        match section.next() {
            Some(Block::Paragraph { content }) => Some(plain(content)),
            Some(_) | None => None,
        }
    }

    /// The same without links to files beside it, for faces that travel alone.
    #[must_use]
    pub fn alone(&self) -> Self {
        let mut document = self.clone();
        for block in &mut document.blocks {
            block.each_content(&mut |content| {
                *content = content.drain(..).flat_map(words_of_neighbour).collect();
            });
        }
        document
    }

    /// Paths of all facts that the document shows in words.
    #[must_use]
    pub fn shown_facts(&self) -> BTreeSet<FieldPath> {
        let mut found = BTreeSet::new();
        self.each_inline(&mut |inline| {
            if let Inline::Text {
                source: Some(path), ..
            }
            | Inline::Open {
                source: Some(path), ..
            }
            | Inline::Time {
                source: Some(path), ..
            } = inline
            {
                found.insert(path.clone());
            }
        });
        found
    }

    /// Whether it is a redline: some words in it are marked as changed.
    #[must_use]
    pub fn has_changes(&self) -> bool {
        let mut found = false;
        self.each_inline(&mut |inline| found |= matches!(inline, Inline::Changed { .. }));
        found
    }

    /// Visits every inline in reading order.
    pub fn each_inline<'a>(&'a self, visit: &mut dyn FnMut(&'a Inline)) {
        for block in &self.blocks {
            block.each_inline(visit);
        }
    }
}

/// The words of a link to a file beside the document; anything else stays.
fn words_of_neighbour(inline: Inline) -> Vec<Inline> {
    if let Inline::Link { target, content } = inline {
        if is_beside(&target) {
            return content;
        }
        return vec![Inline::Link { target, content }];
    }
    vec![inline]
}

impl Block {
    /// Visits the words of paragraphs, also of those in lists and boxes.
    fn each_content(&mut self, change: &mut dyn FnMut(&mut Vec<Inline>)) {
        match self {
            Self::Paragraph { content } => change(content),
            Self::List { items, .. } => items
                .iter_mut()
                .flatten()
                .for_each(|block| block.each_content(change)),
            Self::Notice { content, .. } => content
                .iter_mut()
                .for_each(|block| block.each_content(change)),
            Self::Heading { .. }
            | Self::Table { .. }
            | Self::Definitions { .. }
            | Self::Contact { .. }
            | Self::LetterHead(_)
            | Self::Signature { .. }
            | Self::PageBreak => {}
        }
    }

    /// Visits every inline of the block in reading order.
    pub fn each_inline<'a>(&'a self, visit: &mut dyn FnMut(&'a Inline)) {
        match self {
            Self::Heading { content, .. } | Self::Paragraph { content } => {
                visit_all(content, visit)
            }
            Self::List { items, .. } => items.iter().flatten().for_each(|b| b.each_inline(visit)),
            Self::Table { head, rows, .. } => {
                head.iter().for_each(|c| visit_all(c, visit));
                rows.iter().flatten().for_each(|c| visit_all(c, visit));
            }
            Self::Definitions { items } => items.iter().for_each(|(term, text)| {
                visit_all(term, visit);
                visit_all(text, visit);
            }),
            Self::Notice { title, content, .. } => {
                visit_all(title, visit);
                content.iter().for_each(|b| b.each_inline(visit));
            }
            Self::Contact { name, lines } => {
                visit_all(name, visit);
                lines.iter().for_each(|(_, value)| visit_all(value, visit));
            }
            Self::LetterHead(head) => {
                visit_all(&head.return_line, visit);
                head.remarks
                    .iter()
                    .chain(&head.address)
                    .for_each(|l| visit_all(l, visit));
                head.information
                    .iter()
                    .for_each(|(_, value)| visit_all(value, visit));
            }
            Self::Signature { place, lines } => {
                visit_all(place, visit);
                lines.iter().for_each(|l| visit_all(l, visit));
            }
            Self::PageBreak => {}
        }
    }
}

fn visit_all<'a>(content: &'a [Inline], visit: &mut dyn FnMut(&'a Inline)) {
    for inline in content {
        visit(inline);
        match inline {
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Link { content, .. }
            | Inline::Changed { content, .. } => visit_all(content, visit),
            Inline::Text { .. } | Inline::Open { .. } | Inline::Time { .. } | Inline::Break => {}
        }
    }
}
