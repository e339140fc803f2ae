//! From the parts of a Word file to a flat list of what it says, changes accepted.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::sections::fold;
use crate::render::docx::names;

use super::tree::{self, Element, Node};
use super::{Unusable, package, running};

/// A Word file that this program wrote and a person edited.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Name of the document.
    pub document: String,
    /// Which of several of this name.
    pub part: Option<String>,
    /// Kennung of the incident.
    pub reference: String,
    /// Mark of the facts it was made from.
    pub basis: String,
    /// The stated time it was made at, RFC 3339.
    pub time: String,
    /// Whether it is marked as a draft.
    pub is_draft: bool,
    /// Whether it is marked as a drill.
    pub is_drill: bool,
    /// Marks of its sections as they were written.
    pub(super) marks: BTreeMap<String, String>,
    /// What it says.
    pub(super) items: Vec<Item>,
    /// How many tracked changes were still open.
    pub tracked: usize,
    /// How many comments it holds.
    pub comments: usize,
    /// Whether it holds macros; they are neither read nor run.
    pub has_macros: bool,
    /// What heads and feet of its pages say, without numbers that Word counts.
    pub running: BTreeSet<String>,
}

/// A paragraph or a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    Paragraph(Paragraph),
    Table(Vec<Item>),
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Paragraph {
    /// Names of bookmarks and controls that stand in it.
    pub(super) anchors: BTreeSet<String>,
    pub(super) is_heading: bool,
    pub(super) is_item: bool,
    /// Its words, folded.
    pub(super) words: String,
    /// What it holds besides words: `ein Bild`.
    pub(super) odd: BTreeSet<&'static str>,
}

/// Reads a file.
///
/// # Errors
/// A file that is no Word file of this program, or one beyond the limits.
pub fn read(bytes: &[u8]) -> Result<Draft, Unusable> {
    let package = package::open(bytes)?;
    let foreign = || {
        Unusable::new(
            "Dieses Word-Dokument stammt nicht von diesem Programm, oder seine Kennzeichen sind verloren gegangen.",
            "Schreiben Sie den Entwurf mit „datenpanne erzeugen … --format docx“, und bearbeiten Sie diese Datei in Word oder LibreOffice, ohne sie in ein anderes Format umzuwandeln.",
        )
    };
    let properties = match &package.properties {
        Some(xml) => properties(&tree::read("docProps/custom.xml", xml)?),
        None => return Err(foreign()),
    };
    let property = |name: &str| properties.get(name).cloned().unwrap_or_default();
    if property(names::FORM).is_empty() || property(names::DOCUMENT).is_empty() {
        return Err(foreign());
    }
    if property(names::FORM) != names::FORM_VERSION {
        return Err(Unusable::new(
            "Dieses Word-Dokument stammt von einer anderen Version des Programms, die Entwürfe anders kennzeichnet.",
            "Verwenden Sie die Version, die den Entwurf geschrieben hat, oder schreiben Sie ihn neu.",
        ));
    }
    let mut reader = Reader {
        styles: match &package.styles {
            Some(xml) => styles(&tree::read("word/styles.xml", xml)?),
            None => BTreeMap::new(),
        },
        ..Reader::default()
    };
    let main = tree::read("word/document.xml", &package.document)?;
    let body = main.child("body").ok_or_else(foreign)?;
    let mut items = Vec::new();
    reader.blocks(body, &mut items);
    reader.flush(&mut items);
    let comments = match &package.comments {
        Some(xml) => tree::read("word/comments.xml", xml)?
            .elements()
            .filter(|element| element.name == "comment")
            .filter(|element| element.attribute("author") != Some("datenpanne"))
            .count(),
        None => 0,
    };
    let mut running = BTreeSet::new();
    for (name, xml) in &package.running {
        running::lines(&tree::read(name, xml)?, &mut running);
    }
    Ok(Draft {
        running,
        document: property(names::DOCUMENT),
        part: Some(property(names::PART)).filter(|part| !part.is_empty()),
        reference: property(names::REFERENCE),
        basis: property(names::BASIS),
        time: property(names::TIME),
        is_draft: property(names::MARKINGS).contains("entwurf"),
        is_drill: property(names::MARKINGS).contains("uebung"),
        marks: properties
            .iter()
            .filter(|(name, _)| name.starts_with(names::SECTIONS))
            .flat_map(|(_, value)| value.split_whitespace())
            .filter_map(|entry| entry.rsplit_once('='))
            .map(|(id, mark)| (id.to_owned(), mark.to_owned()))
            .collect(),
        items,
        tracked: reader.tracked,
        comments,
        has_macros: package.has_macros,
    })
}

fn properties(root: &Element) -> BTreeMap<String, String> {
    root.elements()
        .filter_map(|property| {
            let name = property.attribute("name")?;
            Some((name.to_owned(), property.text().trim().to_owned()))
        })
        .collect()
}

/// What a style makes of its paragraphs.
#[derive(Debug, Clone, Copy, Default)]
struct Style {
    is_heading: bool,
    is_item: bool,
    is_hidden: bool,
}

fn styles(root: &Element) -> BTreeMap<String, Style> {
    root.elements()
        .filter(|style| style.name == "style")
        .filter_map(|style| {
            let id = style.attribute("styleId")?;
            let name = style.child("name").and_then(|name| name.attribute("val"));
            let name = name.unwrap_or_default().to_lowercase();
            let properties = style.child("pPr");
            let outline = properties
                .and_then(|p| p.child("outlineLvl"))
                .and_then(|level| level.attribute("val"));
            Some((
                id.to_owned(),
                Style {
                    is_heading: name.starts_with("heading ")
                        || name.starts_with("überschrift ")
                        || outline.is_some_and(|level| level != "9"),
                    is_item: properties.and_then(numbered).unwrap_or(false),
                    is_hidden: style.child("rPr").and_then(hidden).unwrap_or(false),
                },
            ))
        })
        .collect()
}

/// Whether paragraph properties make an item of a list; `None` where they don't say.
fn numbered(properties: &Element) -> Option<bool> {
    let number = properties.child("numPr")?.child("numId")?;
    Some(number.attribute("val").is_some_and(|number| number != "0"))
}

/// Whether properties hide words; `None` where they don't say.
fn hidden(properties: &Element) -> Option<bool> {
    let value = properties.child("vanish")?.attribute("val");
    Some(!matches!(value, Some("0" | "false" | "off")))
}

/// What a block is that holds no words of its own and is of no use here; `None` where it only
/// marks a place.
fn foreign(name: &str) -> Option<&'static str> {
    match name {
        "altChunk" | "subDoc" => Some("eingefügten Inhalt aus einer anderen Datei"),
        "oMath" | "oMathPara" => Some("eine Formel"),
        "sectPr" | "bookmarkEnd" | "proofErr" | "permStart" | "permEnd" | "pPr" | "rPr"
        | "sdtPr" | "sdtEndPr" | "tcPr" | "trPr" | "tblPr" | "tblPrEx" | "tblGrid"
        | "customXmlPr" | "smartTagPr" => None,
        other if other.ends_with("RangeStart") || other.ends_with("RangeEnd") => None,
        _ => Some("einen Teil, den dieses Programm nicht kennt"),
    }
}

#[derive(Default)]
struct Reader {
    styles: BTreeMap<String, Style>,
    tracked: usize,
    /// Anchors between paragraphs: they belong to the next one.
    waiting: BTreeSet<String>,
    /// Words of a paragraph whose end was deleted: the next one goes on with them.
    carried: Option<Paragraph>,
    /// Whether the style of the paragraph hides its words.
    is_hidden: bool,
}

impl Reader {
    fn blocks(&mut self, parent: &Element, items: &mut Vec<Item>) {
        for element in parent.elements() {
            match element.name.as_str() {
                "p" => self.paragraph(element, items),
                "tbl" => self.table(element, items),
                "sdt" => {
                    self.control(element);
                    if let Some(content) = element.child("sdtContent") {
                        self.blocks(content, items);
                    }
                }
                "bookmarkStart" => self.bookmark(element),
                "ins" | "moveTo" => {
                    self.tracked += 1;
                    self.blocks(element, items);
                }
                "del" | "moveFrom" => self.tracked += 1,
                "AlternateContent" => self.alternative(element, |reader, choice| {
                    reader.blocks(choice, items);
                }),
                "customXml" | "smartTag" => self.blocks(element, items),
                other => named(other, items),
            }
        }
    }

    /// Whether a run is not to be seen.
    fn hides(&self, run: &Element) -> bool {
        let properties = run.child("rPr");
        let style = properties
            .and_then(|p| p.child("rStyle"))
            .and_then(|style| style.attribute("val"))
            .and_then(|id| self.styles.get(id));
        properties
            .and_then(hidden)
            .unwrap_or_else(|| self.is_hidden || style.is_some_and(|style| style.is_hidden))
    }

    fn alternative(&mut self, element: &Element, mut with: impl FnMut(&mut Self, &Element)) {
        if let Some(choice) = element
            .child("Choice")
            .or_else(|| element.child("Fallback"))
        {
            with(self, choice);
        }
    }

    fn bookmark(&mut self, element: &Element) {
        if let Some(name) = element.attribute("name") {
            self.waiting.insert(name.to_owned());
        }
    }

    fn control(&mut self, element: &Element) {
        let tag = element
            .child("sdtPr")
            .and_then(|properties| properties.child("tag"))
            .and_then(|tag| tag.attribute("val"));
        if let Some(id) = tag.and_then(|tag| tag.strip_prefix(names::TAG)) {
            self.waiting.insert(names::bookmark(id));
        }
    }

    /// A paragraph without an end of its own at the end of a cell or of the body.
    fn flush(&mut self, items: &mut Vec<Item>) {
        if let Some(paragraph) = self.carried.take() {
            items.push(Item::Paragraph(paragraph));
        }
    }

    fn paragraph(&mut self, element: &Element, items: &mut Vec<Item>) {
        let properties = element.child("pPr");
        let style = properties
            .and_then(|p| p.child("pStyle"))
            .and_then(|style| style.attribute("val"))
            .and_then(|id| self.styles.get(id))
            .copied()
            .unwrap_or_default();
        let outline = properties
            .and_then(|p| p.child("outlineLvl"))
            .and_then(|level| level.attribute("val"));
        let mut paragraph = Paragraph {
            is_heading: outline.map_or(style.is_heading, |level| level != "9"),
            is_item: properties.and_then(numbered).unwrap_or(style.is_item),
            ..Paragraph::default()
        };
        let end = properties.and_then(|p| p.child("rPr"));
        let end_is = |name: &str| end.is_some_and(|end| end.child(name).is_some());
        if end_is("ins") || end_is("moveTo") {
            self.tracked += 1;
        }
        let end_is_gone = end_is("del") || end_is("moveFrom");
        if end_is_gone {
            self.tracked += 1;
        }
        let mut words = String::new();
        self.is_hidden = style.is_hidden;
        self.inlines(element, &mut words, &mut paragraph.odd);
        paragraph.anchors = std::mem::take(&mut self.waiting);
        if let Some(before) = self.carried.take() {
            words.insert_str(0, &before.words);
            paragraph.anchors.extend(before.anchors);
            paragraph.odd.extend(before.odd);
        }
        if end_is_gone {
            let is_blank = fold(&words).is_empty();
            if is_blank && !paragraph.anchors.is_empty() {
                // A deleted heading still says where its section was.
                items.push(Item::Paragraph(Paragraph {
                    words: String::new(),
                    ..paragraph
                }));
            } else if !is_blank || !paragraph.odd.is_empty() {
                paragraph.words = words;
                self.carried = Some(paragraph);
            }
            return;
        }
        paragraph.words = fold(&words);
        items.push(Item::Paragraph(paragraph));
    }

    fn inlines(&mut self, parent: &Element, words: &mut String, odd: &mut BTreeSet<&'static str>) {
        for element in parent.elements() {
            match element.name.as_str() {
                "pPr" | "rPr" | "delText" | "instrText" | "delInstrText" | "sdtPr" => {}
                "t" if element.is_word => {
                    for node in &element.content {
                        if let Node::Text(text) = node {
                            words.push_str(text);
                        }
                    }
                }
                "r" if self.hides(element) => {
                    if !fold(&element.text()).is_empty() {
                        odd.insert("verborgenen Text");
                    }
                }
                "ruby" => {
                    odd.insert("eine Lesehilfe über den Worten");
                    if let Some(base) = element.child("rubyBase") {
                        self.inlines(base, words, odd);
                    }
                }
                "tab" | "br" | "cr" | "ptab" => words.push(' '),
                "noBreakHyphen" => words.push('\u{2011}'),
                "sym" => {
                    odd.insert("ein Sonderzeichen aus einer Symbolschrift");
                }
                "bookmarkStart" => self.bookmark(element),
                "ins" | "moveTo" => {
                    self.tracked += 1;
                    self.inlines(element, words, odd);
                }
                "del" | "moveFrom" => self.tracked += 1,
                "sdt" => {
                    self.control(element);
                    self.inlines(element, words, odd);
                }
                "AlternateContent" => {
                    self.alternative(element, |reader, choice| {
                        reader.inlines(choice, words, odd);
                    });
                }
                "drawing" | "pict" | "object" => {
                    odd.insert("ein Bild, eine Zeichnung oder ein Textfeld");
                }
                "footnoteReference" | "endnoteReference" => {
                    odd.insert("eine Fußnote");
                }
                "oMath" | "oMathPara" => {
                    odd.insert("eine Formel");
                }
                _ => self.inlines(element, words, odd),
            }
        }
    }

    fn table(&mut self, element: &Element, items: &mut Vec<Item>) {
        // The end of a paragraph before a table can go only with its words.
        self.flush(items);
        let mut inside = Vec::new();
        self.rows(element, &mut inside);
        items.push(Item::Table(inside));
    }

    fn rows(&mut self, parent: &Element, inside: &mut Vec<Item>) {
        for row in parent.elements() {
            match row.name.as_str() {
                "tr" => {
                    let properties = row.child("trPr");
                    let row_is = |name: &str| properties.is_some_and(|p| p.child(name).is_some());
                    if row_is("ins") {
                        self.tracked += 1;
                    }
                    if row_is("del") {
                        self.tracked += 1;
                        continue;
                    }
                    self.cells(row, inside);
                }
                "sdt" => {
                    self.control(row);
                    if let Some(content) = row.child("sdtContent") {
                        self.rows(content, inside);
                    }
                }
                "customXml" => self.rows(row, inside),
                "bookmarkStart" => self.bookmark(row),
                other => named(other, inside),
            }
        }
    }

    fn cells(&mut self, row: &Element, inside: &mut Vec<Item>) {
        for cell in row.elements() {
            match cell.name.as_str() {
                "tc" => {
                    self.blocks(cell, inside);
                    self.flush(inside);
                }
                "sdt" => {
                    self.control(cell);
                    if let Some(content) = cell.child("sdtContent") {
                        self.cells(content, inside);
                    }
                }
                "customXml" => self.cells(cell, inside),
                "bookmarkStart" => self.bookmark(cell),
                other => named(other, inside),
            }
        }
    }
}

/// Keeps the place of a block that is not read, so that it can be named.
fn named(element: &str, items: &mut Vec<Item>) {
    if let Some(what) = foreign(element) {
        items.push(Item::Paragraph(Paragraph {
            odd: BTreeSet::from([what]),
            ..Paragraph::default()
        }));
    }
}

impl Item {
    /// The names inside.
    pub(super) fn anchors(&self) -> BTreeSet<&str> {
        match self {
            Self::Paragraph(paragraph) => paragraph.anchors.iter().map(String::as_str).collect(),
            Self::Table(items) => items.iter().flat_map(Self::anchors).collect(),
        }
    }

    /// Its words in reading order.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Paragraph(paragraph) => paragraph.words.clone(),
            Self::Table(items) => {
                let words: Vec<String> = items
                    .iter()
                    .map(Self::words)
                    .filter(|words| !words.is_empty())
                    .collect();
                words.join(" ")
            }
        }
    }

    /// What it holds besides words.
    pub(super) fn odd(&self) -> BTreeSet<&'static str> {
        match self {
            Self::Paragraph(paragraph) => paragraph.odd.clone(),
            Self::Table(items) => items.iter().flat_map(Self::odd).collect(),
        }
    }
}
