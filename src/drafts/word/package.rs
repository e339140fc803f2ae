//! The archive of a Word file from anywhere: only the parts that are needed, and never more of
//! them than a long document has.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Unusable;

/// Largest file, in bytes.
pub const LARGEST_FILE: u64 = 20 * 1024 * 1024;
/// Largest part when it is unpacked, in bytes.
const LARGEST_PART: u64 = 32 * 1024 * 1024;
/// Largest number of entries.
const MOST_ENTRIES: usize = 5_000;

/// The text of the parts that matter.
pub(super) struct Package {
    pub(super) document: String,
    pub(super) styles: Option<String>,
    pub(super) properties: Option<String>,
    pub(super) comments: Option<String>,
    /// Whether it holds macros.
    pub(super) has_macros: bool,
}

/// Opens the archive and unpacks what is needed.
pub(super) fn open(bytes: &[u8]) -> Result<Package, Unusable> {
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Unusable::new(
            "Die Datei ist im alten Word-Format (.doc) oder mit einem Kennwort geschützt.",
            "Bitte speichern Sie sie ohne Kennwort als Word-Dokument (.docx).",
        ));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| not_word())?;
    if archive.len() > MOST_ENTRIES {
        return Err(Unusable::new(
            format!(
                "Die Datei hat mehr als {MOST_ENTRIES} Teile. Ein Word-Dokument hat wenige Dutzend."
            ),
            "Bitte prüfen Sie, ob das die gemeinte Datei ist.",
        ));
    }
    let has_macros = archive.index_for_name("word/vbaProject.bin").is_some();
    let document = part(&mut archive, "word/document.xml")?.ok_or_else(|| {
        if archive.index_for_name("content.xml").is_some() {
            Unusable::new(
                "Die Datei ist ein OpenDocument-Text (.odt).",
                "Bitte speichern Sie sie in LibreOffice als „Word 2010–365 (.docx)“.",
            )
        } else {
            not_word()
        }
    })?;
    Ok(Package {
        document,
        styles: part(&mut archive, "word/styles.xml")?,
        properties: part(&mut archive, "docProps/custom.xml")?,
        comments: part(&mut archive, "word/comments.xml")?,
        has_macros,
    })
}

fn not_word() -> Unusable {
    Unusable::new(
        "Die Datei ist kein lesbares Word-Dokument (.docx).",
        "Bitte öffnen Sie sie in Word oder LibreOffice und speichern Sie sie noch einmal als .docx.",
    )
}

/// The text of a part; `None` where there is no such part.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, Unusable> {
    let Some(index) = archive.index_for_name(name) else {
        return Ok(None);
    };
    let entry = archive.by_index(index).map_err(|_| broken(name))?;
    // The length that the archive states may be a lie; no more is read than the limit.
    let mut bytes = Vec::new();
    entry
        .take(LARGEST_PART + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| broken(name))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LARGEST_PART {
        return Err(Unusable::new(
            format!(
                "Der Teil „{name}“ der Datei ist ausgepackt größer als {} MiB.",
                LARGEST_PART / 1024 / 1024
            ),
            "So lang ist kein Entwurf dieses Programms. Bitte prüfen Sie, ob das die gemeinte Datei ist.",
        ));
    }
    let text = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        utf16(&bytes).ok_or_else(|| broken(name))?
    } else {
        String::from_utf8(bytes).map_err(|_| broken(name))?
    };
    Ok(Some(text.trim_start_matches('\u{feff}').to_owned()))
}

fn utf16(bytes: &[u8]) -> Option<String> {
    let little = bytes.starts_with(&[0xff, 0xfe]);
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .skip(1)
        .map(|pair| match pair {
            [a, b] if little => u16::from_le_bytes([*a, *b]),
            [a, b] => u16::from_be_bytes([*a, *b]),
            _ => 0,
        })
        .collect();
    String::from_utf16(&units).ok()
}

fn broken(name: &str) -> Unusable {
    Unusable::new(
        format!("Der Teil „{name}“ der Datei ist beschädigt."),
        "Bitte öffnen Sie die Datei in Word oder LibreOffice und speichern Sie sie noch einmal als .docx.",
    )
}
