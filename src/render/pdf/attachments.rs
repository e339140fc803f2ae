//! Files inside a document: the facts and the filled form, for machines (PDF/A-3, ISO 19005-3, 6.8).

use lopdf::{Object, Stream, StringFormat, dictionary};

use super::metadata::text;
use super::writer::{compressed, write_error};
use super::{Attachment, PdfError, PdfOptions, Relation};

/// Puts the files in and names them in the catalog.
pub(super) fn write(
    pdf: &mut lopdf::Document,
    options: &PdfOptions,
    date: &str,
) -> Result<(), PdfError> {
    if options.attachments.is_empty() {
        return Ok(());
    }
    let mut files: Vec<(&str, Object)> = Vec::new();
    for attachment in &options.attachments {
        let file = file(pdf, attachment, date)?;
        files.push((attachment.name, file));
    }
    // A name tree is in order of its names.
    files.sort_by_key(|(name, _)| *name);
    let names: Vec<Object> = files
        .iter()
        .flat_map(|(name, file)| [literal(name), file.clone()])
        .collect();
    let catalog = pdf.catalog_mut().map_err(write_error)?;
    let associated: Vec<Object> = files.into_iter().map(|(_, file)| file).collect();
    catalog.set("AF", associated);
    catalog.set(
        "Names",
        dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } },
    );
    catalog.set("PageMode", "UseAttachments");
    Ok(())
}

fn file(
    pdf: &mut lopdf::Document,
    attachment: &Attachment,
    date: &str,
) -> Result<Object, PdfError> {
    let size = i64::try_from(attachment.bytes.len()).unwrap_or(0);
    let dict = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => "application/json",
        "Params" => dictionary! {
            "Size" => size,
            "ModDate" => Object::string_literal(date),
        },
    };
    let stream: Stream = compressed(dict, &attachment.bytes)?;
    let stream = pdf.add_object(stream);
    let relation = match attachment.relation {
        Relation::Source => "Source",
        Relation::Data => "Data",
    };
    let file = pdf.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => literal(attachment.name),
        "UF" => text(attachment.name),
        "Desc" => text(attachment.description),
        "AFRelationship" => relation,
        "EF" => dictionary! { "F" => stream, "UF" => stream },
    });
    Ok(Object::Reference(file))
}

fn literal(name: &str) -> Object {
    Object::String(name.as_bytes().to_vec(), StringFormat::Literal)
}
