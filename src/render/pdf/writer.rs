//! Laid out pages to a PDF file, by printpdf and lopdf.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat, dictionary};
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};
use sha2::{Digest, Sha256};

use crate::document::Document;

use super::content::{Content, Glyphs, Used};
use super::fonts::{Face, FaceData, Fonts};
use super::fragment::{Item, LaidOut, OutlineEntry, Page, Placed};
use super::{PdfError, PdfOptions, style};

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
        let contents: Vec<String> = laid_out
            .pages
            .iter()
            .map(|page| page_content(page, &mut glyphs))
            .collect();
        let mut pdf = skeleton(laid_out.pages.len(), &document.title);
        let fonts = fonts(&mut pdf, self.fonts, &glyphs)?;
        let page_ids: Vec<ObjectId> = pdf.get_pages().into_values().collect();
        for ((id, page), content) in page_ids.iter().zip(&laid_out.pages).zip(&contents) {
            let stream = compressed(Dictionary::new(), content.as_bytes())?;
            let content_id = pdf.add_object(stream);
            let links = links(&mut pdf, page);
            let entry = pdf.get_dictionary_mut(*id).map_err(write_error)?;
            entry.set("Contents", content_id);
            entry.set("Resources", dictionary! { "Font" => fonts });
            entry.set("Tabs", "S");
            if links.is_empty() {
                entry.remove(b"Annots");
            } else {
                entry.set("Annots", links);
            }
        }
        let outline = outline(&mut pdf, &page_ids, &laid_out.pages);
        catalog(&mut pdf, outline)?;
        information(&mut pdf, document, options, &contents);
        pdf.prune_objects();
        pdf.renumber_objects();
        let mut bytes = Vec::new();
        pdf.save_to(&mut bytes).map_err(|_| PdfError::Write)?;
        Ok(bytes)
    }
}

fn write_error(_: lopdf::Error) -> PdfError {
    PdfError::Write
}

/// Empty pages, made by printpdf.
fn skeleton(pages: usize, title: &str) -> lopdf::Document {
    let mut pdf = PdfDocument::new(title);
    pdf.with_pages(
        (0..pages)
            .map(|_| PdfPage::new(Mm(210.0), Mm(297.0), Vec::new()))
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

fn page_content(page: &Page, glyphs: &mut Glyphs) -> String {
    let mut content = Content::new(glyphs, style::PAGE_HEIGHT);
    content.raw("/Artifact BMC");
    if let Some(word) = &page.watermark {
        // Turned by 52 degrees about the middle of the page.
        let (x, y) = (style::PAGE_WIDTH / 2.0, style::PAGE_HEIGHT / 2.0);
        content.raw(&format!("q 0.616 0.788 -0.788 0.616 {x:.2} {y:.2} cm"));
        for item in &word.items {
            if let Item::Text { run, .. } = item {
                content.text(run, 0.0, style::PAGE_HEIGHT);
            }
        }
        content.raw("Q");
        content.forget_color();
    }
    page.behind.iter().for_each(|placed| draw(&mut content, placed));
    content.raw("EMC");
    page.content.iter().for_each(|placed| draw(&mut content, placed));
    content.raw("/Artifact BMC");
    page.after.iter().for_each(|placed| draw(&mut content, placed));
    content.raw("EMC");
    content.out
}

fn draw(content: &mut Content<'_>, placed: &Placed) {
    for item in &placed.fragment.items {
        match item {
            Item::Text { run, .. } => content.text(run, placed.x, placed.y),
            Item::Fill { rect, color } => {
                let [left, top, width, height] = *rect;
                content.fill([left + placed.x, top + placed.y, width, height], *color);
            }
            Item::Link { .. } => {}
        }
    }
}

fn compressed(mut dict: Dictionary, bytes: &[u8]) -> Result<Stream, PdfError> {
    use std::io::Write as _;
    let mut encoder =
        flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::new(6));
    encoder.write_all(bytes).map_err(|_| PdfError::Write)?;
    let packed = encoder.finish().map_err(|_| PdfError::Write)?;
    dict.set("Filter", "FlateDecode");
    Ok(Stream::new(dict, packed))
}

fn text(words: &str) -> Object {
    let bytes = [0xfe, 0xff]
        .into_iter()
        .chain(words.encode_utf16().flat_map(u16::to_be_bytes))
        .collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

fn links(pdf: &mut lopdf::Document, page: &Page) -> Vec<Object> {
    let mut links = Vec::new();
    for placed in &page.content {
        for item in &placed.fragment.items {
            if let Item::Link { rect, target, .. } = item {
                let [left, top, width, height] = *rect;
                let (x, y) = (left + placed.x, style::PAGE_HEIGHT - top - placed.y);
                let rect: Vec<Object> = [x, y - height, x + width, y]
                    .into_iter()
                    .map(Object::Real)
                    .collect();
                let action = dictionary! {
                    "S" => "URI",
                    "URI" => Object::String(uri(target), StringFormat::Literal),
                };
                let link = pdf.add_object(dictionary! {
                    "Type" => "Annot",
                    "Subtype" => "Link",
                    "Rect" => rect,
                    "Border" => vec![0.into(), 0.into(), 0.into()],
                    "F" => 4,
                    "Contents" => text(target),
                    "A" => action,
                });
                links.push(Object::Reference(link));
            }
        }
    }
    links
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

fn fonts(
    pdf: &mut lopdf::Document,
    fonts: &Fonts,
    glyphs: &Glyphs,
) -> Result<ObjectId, PdfError> {
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
    let file = compressed(dictionary! { "Length1" => length }, &subset)?;
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
    let to_unicode = compressed(Dictionary::new(), to_unicode(&used.unicode).as_bytes())?;
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

/// The outline as a tree by levels; `None` without headings.
fn outline(
    pdf: &mut lopdf::Document,
    page_ids: &[ObjectId],
    pages: &[Page],
) -> Option<ObjectId> {
    let entries: Vec<(ObjectId, &OutlineEntry)> = page_ids
        .iter()
        .zip(pages)
        .flat_map(|(id, page)| page.outline.iter().map(|entry| (*id, entry)))
        .collect();
    if entries.is_empty() {
        return None;
    }
    let root = pdf.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| pdf.new_object_id()).collect();
    let parents: Vec<Option<usize>> = entries
        .iter()
        .enumerate()
        .map(|(index, (_, entry))| (0..index).rev().find(|at| entries[*at].1.level < entry.level))
        .collect();
    let children = |parent: Option<usize>| -> Vec<usize> {
        (0..entries.len()).filter(|at| parents[*at] == parent).collect()
    };
    let ends = |dict: &mut Dictionary, kids: &[usize], open: bool| {
        if let (Some(first), Some(last)) = (kids.first(), kids.last()) {
            let count = i64::try_from(kids.len()).unwrap_or(0);
            dict.set("First", ids[*first]);
            dict.set("Last", ids[*last]);
            dict.set("Count", if open { count } else { -count });
        }
    };
    for (index, (page, entry)) in entries.iter().enumerate() {
        let top = Object::Real(style::PAGE_HEIGHT - entry.y);
        let mut dict = dictionary! {
            "Title" => text(&entry.title),
            "Parent" => parents[index].map_or(root, |parent| ids[parent]),
            "Dest" => vec![Object::Reference(*page), "XYZ".into(), Object::Null, top, Object::Null],
        };
        let siblings = children(parents[index]);
        let at = siblings.iter().position(|s| *s == index).unwrap_or(0);
        if let Some(before) = at.checked_sub(1).and_then(|at| siblings.get(at)) {
            dict.set("Prev", ids[*before]);
        }
        if let Some(after) = siblings.get(at + 1) {
            dict.set("Next", ids[*after]);
        }
        ends(&mut dict, &children(Some(index)), false);
        pdf.set_object(ids[index], dict);
    }
    let mut dict = dictionary! { "Type" => "Outlines" };
    ends(&mut dict, &children(None), true);
    pdf.set_object(root, dict);
    Some(root)
}

fn catalog(pdf: &mut lopdf::Document, outline: Option<ObjectId>) -> Result<(), PdfError> {
    let catalog = pdf.catalog_mut().map_err(write_error)?;
    catalog.set("Lang", Object::string_literal("de-DE"));
    catalog.set("PageLayout", "OneColumn");
    catalog.set("PageMode", "UseNone");
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }
    Ok(())
}

fn information(
    pdf: &mut lopdf::Document,
    document: &Document,
    options: &PdfOptions,
    contents: &[String],
) {
    let zone = options.created.format("%:z").to_string().replace(':', "'");
    let created = format!("D:{}{zone}'", options.created.format("%Y%m%d%H%M%S"));
    let title = document.markings.mark(&document.title);
    let info = pdf.add_object(dictionary! {
        "Title" => text(&title),
        "Author" => text(&document.sender),
        "Subject" => text(&document.subject),
        "Creator" => text("datenpanne"),
        "Producer" => text(concat!("datenpanne ", env!("CARGO_PKG_VERSION"))),
        "CreationDate" => Object::string_literal(created.as_str()),
        "ModDate" => Object::string_literal(created.as_str()),
    });
    pdf.trailer.set("Info", info);
    let mut hash = Sha256::new();
    hash.update(created.as_bytes());
    hash.update(title.as_bytes());
    for content in contents {
        hash.update(content.as_bytes());
    }
    let id: Vec<u8> = hash.finalize().iter().take(16).copied().collect();
    let id = Object::String(id, StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![id.clone(), id]);
}
