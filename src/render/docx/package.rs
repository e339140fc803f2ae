//! The parts of a Word file and the archive that holds them.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::{DECLARATION, escape};

/// Namespace of WordprocessingML.
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// Namespace of relationships in a part.
pub(super) const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A part of the archive.
pub(super) struct Part {
    /// Its name.
    pub(super) name: &'static str,
    /// Its content type; parts of relationships have none of their own.
    pub(super) kind: Option<String>,
    /// Its content.
    pub(super) content: String,
}

/// A part of the main document, with its content type.
pub(super) fn word(name: &'static str, kind: &str, content: String) -> Part {
    Part {
        name,
        kind: Some(format!("{MAIN}.{kind}+xml")),
        content,
    }
}

/// A part with another content type.
pub(super) fn other(name: &'static str, kind: &str, content: String) -> Part {
    Part {
        name,
        kind: Some(kind.to_owned()),
        content,
    }
}

/// A relationship: id, type and target; external ones are hyperlinks alone.
pub(super) struct Relation {
    pub(super) id: String,
    pub(super) kind: &'static str,
    pub(super) target: String,
    pub(super) external: bool,
}

/// A part with relationships.
pub(super) fn relations(name: &'static str, relations: &[Relation]) -> Part {
    let mut content = format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for relation in relations {
        let mode = if relation.external {
            " TargetMode=\"External\""
        } else {
            ""
        };
        content.push_str(&format!(
            "<Relationship Id=\"{}\" Type=\"{}\" Target=\"{}\"{mode}/>",
            relation.id, relation.kind, relation.target
        ));
    }
    content.push_str("</Relationships>");
    Part {
        name,
        kind: None,
        content,
    }
}

/// The relationships of the archive.
pub(super) fn root() -> Part {
    let relation = |id: &str, kind: &'static str, target: &str| Relation {
        id: id.to_owned(),
        kind,
        target: target.to_owned(),
        external: false,
    };
    relations(
        "_rels/.rels",
        &[
            relation(
                "rId1",
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
                "word/document.xml",
            ),
            relation(
                "rId2",
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
            relation(
                "rId3",
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties",
                "docProps/app.xml",
            ),
            relation(
                "rId4",
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties",
                "docProps/custom.xml",
            ),
        ],
    )
}

/// Title, author, language and times.
pub(super) fn core(title: &str, author: &str, subject: &str, time: &str) -> Part {
    other(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        format!(
            "{DECLARATION}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
             xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
             <dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:creator>{}</dc:creator><cp:lastModifiedBy>datenpanne</cp:lastModifiedBy>\
             <dcterms:created xsi:type=\"dcterms:W3CDTF\">{time}</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{time}</dcterms:modified>\
             <dc:language>de-DE</dc:language></cp:coreProperties>",
            escape(title),
            escape(subject),
            escape(author),
        ),
    )
}

/// The program that wrote it.
pub(super) fn app() -> Part {
    other(
        "docProps/app.xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        format!(
            "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>datenpanne</Application></Properties>"
        ),
    )
}

/// What brings the file back to its document.
pub(super) fn custom(properties: &[(String, String)]) -> Part {
    let mut content = format!(
        "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
         xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">"
    );
    for (position, (name, value)) in properties.iter().enumerate() {
        content.push_str(&format!(
            "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{}\" name=\"{}\"><vt:lpwstr>{}</vt:lpwstr></property>",
            position + 2,
            escape(name),
            escape(value)
        ));
    }
    content.push_str("</Properties>");
    other(
        "docProps/custom.xml",
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        content,
    )
}

/// The archive: the list of content types first, every time the same.
pub(super) fn archive(parts: &[Part]) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut types = format!(
        "{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    for part in parts {
        if let Some(kind) = &part.kind {
            types.push_str(&format!(
                "<Override PartName=\"/{}\" ContentType=\"{kind}\"/>",
                part.name
            ));
        }
    }
    types.push_str("</Types>");
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o600);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let all = std::iter::once(("[Content_Types].xml", types.as_str()))
        .chain(parts.iter().map(|part| (part.name, part.content.as_str())));
    for (name, content) in all {
        archive.start_file(name, options)?;
        archive.write_all(content.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}
