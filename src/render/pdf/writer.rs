//! Laid out pages to a PDF file, by printpdf and lopdf.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::rc::Rc;

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat, dictionary};
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};
use sha2::{Digest, Sha256};

use crate::document::Document;

use super::content::{Content, Glyphs, Used};
use super::fonts::{Face, FaceData, Fonts};
use super::fragment::{Item, LaidOut, Page, Placed};
use super::metadata::{self, text};
use super::objects;
use super::outline::outline;
use super::picture;
use super::tags::{Owner, TagTree};
use super::{PdfError, PdfOptions};

/// Draws laid out pages into a file of some format.
pub trait PageWriter {
    /// The finished file.
    fn write(
        &self,
        laid_out: &LaidOut,
        document: &Document,
        options: &PdfOptions,
    ) -> Result<Vec<u8>, PdfError>;
}

/// Writes one document as one file.
pub struct FileWriter {
    /// The fonts that the glyphs belong to.
    pub fonts: &'static Fonts,
}

impl PageWriter for FileWriter {
    fn write(
        &self,
        laid_out: &LaidOut,
        document: &Document,
        options: &PdfOptions,
    ) -> Result<Vec<u8>, PdfError> {
        let mut glyphs = Glyphs::new(self.fonts);
        let mut tree = TagTree::default();
        let palette = options.design.palette;
        let mut contents: Vec<(String, Vec<Area>)> = Vec::new();
        let mut pdf = skeleton(&laid_out.pages, &document.title);
        for (index, page) in laid_out.pages.iter().enumerate() {
            contents.push(page_content(
                (index, page),
                Content::new(&mut glyphs, page.size().1).with(palette),
                &mut tree,
                &mut pdf,
            ));
        }
        let fonts = fonts(&mut pdf, self.fonts, &glyphs)?;
        let page_ids: Vec<ObjectId> = pdf.get_pages().into_values().collect();
        let logo = options.design.logo.as_ref();
        let logo = logo.map(|logo| picture::object(&mut pdf, &logo.picture));
        let logo = logo.transpose()?;
        for ((id, (content, areas)), page) in page_ids.iter().zip(&contents).zip(&laid_out.pages) {
            let stream = compressed(Dictionary::new(), content.as_bytes())?;
            let content_id = pdf.add_object(stream);
            let links = links(&mut pdf, areas, page.size().1);
            let mut resources = dictionary! { "Font" => fonts };
            if let Some(logo) = logo.filter(|_| content.contains(picture::USE)) {
                resources.set("XObject", dictionary! { picture::NAME => logo });
            }
            let entry = pdf.get_dictionary_mut(*id).map_err(write_error)?;
            entry.set("Contents", content_id);
            entry.set("Resources", resources);
            entry.set("Tabs", "S");
            if links.is_empty() {
                entry.remove(b"Annots");
            } else {
                entry.set("Annots", links);
            }
        }
        let outline = outline(&mut pdf, &page_ids, &laid_out.pages);
        let tags = tree.write(&mut pdf, &page_ids);
        let contents = contents.iter().map(|(content, _)| content.as_str());
        metadata::write(&mut pdf, document, options, contents)?;
        let catalog = pdf.catalog_mut().map_err(write_error)?;
        catalog.set("StructTreeRoot", tags);
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
        if let Some(outline) = outline {
            catalog.set("Outlines", outline);
        }
        objects::tidy(&mut pdf);
        let mut bytes = Vec::new();
        pdf.save_to(&mut bytes).map_err(|_| PdfError::Write)?;
        Ok(bytes)
    }
}

pub(super) fn write_error(_: lopdf::Error) -> PdfError {
    PdfError::Write
}

/// Empty pages, made by printpdf.
fn skeleton(pages: &[Page], title: &str) -> lopdf::Document {
    let mut pdf = PdfDocument::new(title);
    pdf.with_pages(
        pages
            .iter()
            .map(|page| match page.landscape {
                true => PdfPage::new(Mm(297.0), Mm(210.0), Vec::new()),
                false => PdfPage::new(Mm(210.0), Mm(297.0), Vec::new()),
            })
            .collect(),
    );
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        ..PdfSaveOptions::default()
    };
    let mut document = pdf.to_lopdf_document(&options, &mut Vec::new());
    document.version = "1.7".to_owned();
    document
}

/// A link on a page: its annotation, where it is and where it leads.
struct Area {
    object: ObjectId,
    rect: [f32; 4],
    target: Rc<str>,
}

/// Draws a page and hangs what it shows into the tag tree.
fn page_content(
    (index, page): (usize, &Page),
    mut content: Content<'_>,
    tree: &mut TagTree,
    pdf: &mut lopdf::Document,
) -> (String, Vec<Area>) {
    let (width, height) = page.size();
    if let Some(word) = &page.watermark {
        content.raw("/Artifact <</Type /Pagination /Subtype /Watermark>> BDC");
        // Turned by 52 degrees about the middle of the page.
        let (x, y) = (width / 2.0, height / 2.0);
        // The marking in the head says the word; letters across the page would disturb who copies text.
        content.raw("/Span <</ActualText <feff>>> BDC");
        content.raw(&format!("q 0.616 0.788 -0.788 0.616 {x:.2} {y:.2} cm"));
        for item in &word.items {
            if let Item::Text { run, .. } = item {
                content.text(run, 0.0, height);
            }
        }
        content.raw("Q EMC EMC");
        content.forget_color();
    }
    artifact(&mut content, HEAD, &page.head);
    artifact(&mut content, LAYOUT, &page.behind);
    let mut areas = Vec::new();
    for placed in &page.content {
        let elements = tree.place(placed);
        for sequence in tree.sequences(index, &placed.fragment, &elements) {
            content.raw(&match sequence.owner {
                Owner::Content { name, mcid } => format!("/{name} <</MCID {mcid}>> BDC"),
                Owner::Decoration => LAYOUT.to_owned(),
            });
            draw(&mut content, sequence.items, placed);
            content.raw("EMC");
        }
        for item in &placed.fragment.items {
            if let Item::Picture {
                rect, text, tag, ..
            } = item
            {
                let [left, top, width, height] = *rect;
                let (left, top) = (left + placed.x, page.size().1 - top - placed.y);
                let area = [left, top - height, left + width, top];
                tree.figure(&elements, *tag, text, area);
            }
            if let Item::Link { rect, target, tag } = item {
                let object = pdf.new_object_id();
                tree.annotation(index, &elements, *tag, object);
                let [left, top, width, height] = *rect;
                areas.push(Area {
                    object,
                    rect: [left + placed.x, top + placed.y, width, height],
                    target: Rc::clone(target),
                });
            }
        }
    }
    artifact(&mut content, FOOT, &page.after);
    (content.out, areas)
}

/// Kinds of artifacts (ISO 32000-1, 14.8.2.2.2).
const HEAD: &str = "/Artifact <</Type /Pagination /Subtype /Header>> BDC";
const FOOT: &str = "/Artifact <</Type /Pagination /Subtype /Footer>> BDC";
const LAYOUT: &str = "/Artifact <</Type /Layout>> BDC";

fn artifact(content: &mut Content<'_>, kind: &str, placed: &[Placed]) {
    if placed.is_empty() {
        return;
    }
    content.raw(kind);
    placed
        .iter()
        .for_each(|placed| draw(content, &placed.fragment.items, placed));
    content.raw("EMC");
}

fn draw(content: &mut Content<'_>, items: &[Item], placed: &Placed) {
    for item in items {
        match item {
            Item::Text { run, .. } => content.text(run, placed.x, placed.y),
            Item::Fill { rect, color } => {
                let [left, top, width, height] = *rect;
                content.fill([left + placed.x, top + placed.y, width, height], *color);
            }
            Item::Picture { rect, picture, .. } => {
                let [left, top, width, height] = *rect;
                content.picture([left + placed.x, top + placed.y, width, height], picture);
            }
            Item::Link { .. } => {}
        }
    }
}

pub(super) fn compressed(mut dict: Dictionary, bytes: &[u8]) -> Result<Stream, PdfError> {
    let packed = packed(bytes)?;
    dict.set("Filter", "FlateDecode");
    Ok(Stream::new(dict, packed))
}

/// The same for bytes that letters of a series share: fonts, and what their glyphs say.
fn compressed_again(mut dict: Dictionary, bytes: &[u8]) -> Result<Stream, PdfError> {
    type Packed = HashMap<[u8; 32], Vec<u8>>;
    /// So many are remembered.
    const REMEMBERED: usize = 64;
    thread_local! {
        /// By the digest of the bytes; only ever looked up, never walked.
        static BEFORE: RefCell<Packed> = RefCell::default();
    }
    let key: [u8; 32] = Sha256::digest(bytes).into();
    let known = BEFORE.with_borrow(|before| before.get(&key).cloned());
    let packed = match known {
        Some(packed) => packed,
        None => {
            let packed = packed(bytes)?;
            BEFORE.with_borrow_mut(|before| {
                if before.len() >= REMEMBERED {
                    before.clear();
                }
                before.insert(key, packed.clone());
            });
            packed
        }
    };
    dict.set("Filter", "FlateDecode");
    Ok(Stream::new(dict, packed))
}

/// Bytes in the form of zlib.
pub(super) fn packed(bytes: &[u8]) -> Result<Vec<u8>, PdfError> {
    thread_local! {
        /// Its tables take longer to make than a short stream to pack.
        static PACKER: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(6), true));
    }
    PACKER.with_borrow_mut(|packer| {
        packer.reset();
        let mut packed = Vec::with_capacity(bytes.len() / 2 + 64);
        loop {
            let read = usize::try_from(packer.total_in()).unwrap_or(usize::MAX);
            let rest = bytes.get(read..).unwrap_or_default();
            let status = packer
                .compress_vec(rest, &mut packed, FlushCompress::Finish)
                .map_err(|_| PdfError::Write)?;
            if status == Status::StreamEnd {
                return Ok(packed);
            }
            packed.reserve(packed.capacity().max(64));
        }
    })
}

/// Writes the annotations of a page.
fn links(pdf: &mut lopdf::Document, areas: &[Area], page_height: f32) -> Vec<Object> {
    areas
        .iter()
        .map(|area| {
            let [left, top, width, height] = area.rect;
            let y = page_height - top;
            let rect: Vec<Object> = [left, y - height, left + width, y]
                .into_iter()
                .map(Object::Real)
                .collect();
            let action = dictionary! {
                "S" => "URI",
                "URI" => Object::String(uri(&area.target), StringFormat::Literal),
            };
            let link = dictionary! {
                "Type" => "Annot",
                "Subtype" => "Link",
                "Rect" => rect,
                "Border" => vec![0.into(), 0.into(), 0.into()],
                "F" => 4,
                "Contents" => text(&area.target),
                "A" => action,
            };
            pdf.set_object(area.object, link);
            Object::Reference(area.object)
        })
        .collect()
}

/// The target with everything but printable ASCII written as per cent signs and digits.
fn uri(target: &str) -> Vec<u8> {
    let mut out = String::new();
    for byte in target.bytes() {
        if byte.is_ascii_graphic() {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out.into_bytes()
}

fn fonts(pdf: &mut lopdf::Document, fonts: &Fonts, glyphs: &Glyphs) -> Result<ObjectId, PdfError> {
    let mut resources = Dictionary::new();
    for face in Face::ALL {
        let used = &glyphs.used[face.index()];
        let id = font(pdf, face, fonts.face(face), used)?;
        resources.set(face.resource(), id);
    }
    Ok(pdf.add_object(resources))
}

fn font(
    pdf: &mut lopdf::Document,
    face: Face,
    data: &FaceData,
    used: &Used,
) -> Result<ObjectId, PdfError> {
    let subset = subsetter::subset(data.data, 0, &used.glyphs)
        .map_err(|_| PdfError::Font(face.postscript()))?;
    let name = format!("{}+{}", prefix(&subset), face.postscript());
    let scale = 1000.0 / data.upem;
    let widths: Vec<Object> = used
        .glyphs
        .remapped_gids()
        .map(|old| Object::Real(data.width(old) * scale))
        .collect();
    let length = i64::try_from(subset.len()).unwrap_or(0);
    let file = compressed_again(dictionary! { "Length1" => length }, &subset)?;
    let file = pdf.add_object(file);
    let real = |value: f32| Object::Real((value * scale).round());
    let descriptor = pdf.add_object(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => Object::Name(name.clone().into_bytes()),
        "Flags" => if face == Face::Italic { 4 + 64 } else { 4 },
        "FontBBox" => data.bbox.map(real).to_vec(),
        "ItalicAngle" => if face == Face::Italic { -12 } else { 0 },
        "Ascent" => real(data.ascent),
        "Descent" => real(data.descent),
        "CapHeight" => real(data.cap_height),
        "StemV" => if face == Face::Bold { 140 } else { 80 },
        "FontFile2" => file,
    });
    let cid_font = pdf.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType2",
        "BaseFont" => Object::Name(name.clone().into_bytes()),
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
        "FontDescriptor" => descriptor,
        "DW" => 0,
        "W" => vec![0.into(), Object::Array(widths)],
        "CIDToGIDMap" => "Identity",
    });
    let to_unicode = compressed_again(Dictionary::new(), to_unicode(&used.unicode).as_bytes())?;
    let to_unicode = pdf.add_object(to_unicode);
    Ok(pdf.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => Object::Name(name.into_bytes()),
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![Object::Reference(cid_font)],
        "ToUnicode" => to_unicode,
    }))
}

/// Six letters that name a subset, from its content.
fn prefix(subset: &[u8]) -> String {
    Sha256::digest(subset)
        .iter()
        .take(6)
        .map(|byte| char::from(b'A' + byte % 26))
        .collect()
}

fn to_unicode(map: &BTreeMap<u16, String>) -> String {
    let mut out = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n",
    );
    let entries: Vec<(&u16, &String)> = map.iter().filter(|(_, text)| !text.is_empty()).collect();
    for chunk in entries.chunks(100) {
        let _ = writeln!(out, "{} beginbfchar", chunk.len());
        for (id, text) in chunk {
            let _ = write!(out, "<{id:04x}> <");
            for unit in text.encode_utf16() {
                let _ = write!(out, "{unit:04x}");
            }
            out.push_str(">\n");
        }
        out.push_str("endbfchar\n");
    }
    out.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    out
}
