//! What a file says about itself: information, XMP, language, colours.
//!
//! PDF/UA-1 (ISO 14289-1, 5 and 7.1) and PDF/A-2a (ISO 19005-2, 6.2.3, 6.6 and 6.7; with files inside
//! PDF/A-3a, ISO 19005-3) ask for it.
//! The information dictionary and the XMP packet say the same.

use std::fmt::Write as _;
use std::sync::OnceLock;

use chrono::{DateTime, FixedOffset};
use lopdf::{Dictionary, Object, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use crate::document::Document;

use super::writer::{packed, write_error};
use super::{PdfError, PdfOptions, attachments};

/// The colour space of all colours: sRGB (IEC 61966-2-1).
const SRGB: &[u8] = include_bytes!("../../../assets/farben/srgb.icc");

/// The same, packed once.
static PROFILE: OnceLock<Option<Vec<u8>>> = OnceLock::new();

const CREATOR: &str = "datenpanne";
const PRODUCER: &str = concat!("datenpanne ", env!("CARGO_PKG_VERSION"));

/// Text that is said to readers, as UTF-16.
pub(super) fn text(words: &str) -> Object {
    let bytes = [0xfe, 0xff]
        .into_iter()
        .chain(words.encode_utf16().flat_map(u16::to_be_bytes))
        .collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// Writes catalog entries, information, XMP, output intent and the identifier of the file.
pub(super) fn write<'c>(
    pdf: &mut lopdf::Document,
    document: &Document,
    options: &PdfOptions,
    contents: impl Iterator<Item = &'c str>,
) -> Result<(), PdfError> {
    let said = Said {
        title: one_line(&document.markings.mark(&document.title)),
        author: one_line(&document.sender),
        subject: one_line(&document.subject),
        created: options.created,
    };
    let metadata = Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        xmp(&said, options).into_bytes(),
    );
    let metadata = pdf.add_object(metadata);
    let profile = PROFILE.get_or_init(|| packed(SRGB).ok());
    let profile = profile.clone().ok_or(PdfError::Write)?;
    let profile = pdf.add_object(Stream::new(
        dictionary! { "N" => 3, "Filter" => "FlateDecode" },
        profile,
    ));
    let intent = pdf.add_object(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB (IEC 61966-2-1)"),
        "DestOutputProfile" => profile,
    });
    let labels = dictionary! {
        "Nums" => vec![0.into(), Object::Dictionary(dictionary! { "S" => "D" })],
    };
    let catalog = pdf.catalog_mut().map_err(write_error)?;
    catalog.set("Lang", Object::string_literal("de-DE"));
    catalog.set("PageLayout", "OneColumn");
    catalog.set("PageMode", "UseNone");
    catalog.set("PageLabels", labels);
    catalog.set("Metadata", metadata);
    catalog.set("OutputIntents", vec![Object::Reference(intent)]);
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );
    attachments::write(pdf, options, &said.date())?;
    let info = pdf.add_object(said.information());
    pdf.trailer.set("Info", info);
    let mut hash = Sha256::new();
    hash.update(said.date().as_bytes());
    hash.update(said.title.as_bytes());
    for attachment in &options.attachments {
        hash.update(&attachment.bytes);
    }
    if let Some(logo) = &options.design.logo {
        hash.update(&logo.picture.screen.0);
    }
    for content in contents {
        hash.update(content.as_bytes());
    }
    let id: Vec<u8> = hash.finalize().iter().take(16).copied().collect();
    let id = Object::String(id, StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![id.clone(), id]);
    Ok(())
}

/// What information and XMP both say.
struct Said {
    title: String,
    author: String,
    subject: String,
    created: DateTime<FixedOffset>,
}

impl Said {
    fn date(&self) -> String {
        let zone = self.created.format("%:z").to_string().replace(':', "'");
        format!("D:{}{zone}'", self.created.format("%Y%m%d%H%M%S"))
    }

    fn information(&self) -> Dictionary {
        let date = self.date();
        let mut info = dictionary! {
            "Title" => text(&self.title),
            "Creator" => text(CREATOR),
            "Producer" => text(PRODUCER),
            "CreationDate" => Object::string_literal(date.as_str()),
            "ModDate" => Object::string_literal(date.as_str()),
        };
        for (key, words) in [("Author", &self.author), ("Subject", &self.subject)] {
            if !words.is_empty() {
                info.set(key, text(words));
            }
        }
        info
    }
}

/// The same words with every control character as a space: XML allows none.
fn one_line(words: &str) -> String {
    words
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // No XML document may hold these.
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// The description of the schema that PDF/UA adds: PDF/A asks for it.
const SCHEMA: &str = "\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas>";

const NAMESPACES: [(&str, &str); 8] = [
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("xmp", "http://ns.adobe.com/xap/1.0/"),
    ("pdf", "http://ns.adobe.com/pdf/1.3/"),
    ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
    ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
    ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
    ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
];

fn xmp(said: &Said, options: &PdfOptions) -> String {
    let part = if options.attachments.is_empty() { 2 } else { 3 };
    let date = said.created.to_rfc3339();
    let mut out = String::from(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\"",
    );
    // Writing to a String cannot fail.
    for (prefix, address) in NAMESPACES {
        let _ = write!(out, " xmlns:{prefix}=\"{address}\"");
    }
    out.push_str(">\n");
    let _ = writeln!(
        out,
        "<pdfuaid:part>1</pdfuaid:part><pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>\n\
         <dc:language><rdf:Bag><rdf:li>de-DE</rdf:li></rdf:Bag></dc:language>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>",
        escaped(&said.title)
    );
    if !said.author.is_empty() {
        let _ = writeln!(
            out,
            "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>",
            escaped(&said.author)
        );
    }
    if !said.subject.is_empty() {
        let _ = writeln!(
            out,
            "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:description>",
            escaped(&said.subject)
        );
    }
    let _ = writeln!(
        out,
        "<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>\n\
         <xmp:CreatorTool>{CREATOR}</xmp:CreatorTool><pdf:Producer>{PRODUCER}</pdf:Producer>\n{SCHEMA}"
    );
    out.push_str("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
    out
}
