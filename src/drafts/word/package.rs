//! The archive of a Word file from anywhere: only the parts that are needed, and never more of
//! them than a long document has.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{Unusable, tree};

/// Largest file, in bytes.
pub const LARGEST_FILE: u64 = 20 * 1024 * 1024;
/// Largest part when it is unpacked, in bytes.
const LARGEST_PART: u64 = 32 * 1024 * 1024;
/// Largest number of entries.
const MOST_ENTRIES: usize = 5_000;

/// Largest number of heads and feet that are read.
const MOST_RUNNING: usize = 50;

/// The text of the parts that matter.
pub(super) struct Package {
    pub(super) document: String,
    pub(super) styles: Option<String>,
    pub(super) properties: Option<String>,
    pub(super) comments: Option<String>,
    /// Heads and feet of pages: the name of each part, and its text.
    pub(super) running: Vec<(String, String)>,
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
    unique(bytes, &archive)?;
    let has_macros = archive.index_for_name("word/vbaProject.bin").is_some();
    let root = Relations::of(&mut archive, "")?;
    let main = root.first("officeDocument", "word/document.xml");
    let document = part(&mut archive, &main)?.ok_or_else(|| {
        if archive.index_for_name("content.xml").is_some() {
            Unusable::new(
                "Die Datei ist ein OpenDocument-Text (.odt).",
                "Bitte speichern Sie sie in LibreOffice als „Word 2010–365 (.docx)“.",
            )
        } else {
            not_word()
        }
    })?;
    let inner = Relations::of(&mut archive, &main)?;
    let mut running = Vec::new();
    for name in inner.all(&["header", "footer"]).take(MOST_RUNNING) {
        if let Some(text) = part(&mut archive, &name)? {
            running.push((name, text));
        }
    }
    let properties = root.first("custom-properties", "docProps/custom.xml");
    Ok(Package {
        document,
        styles: part(&mut archive, &inner.first("styles", "word/styles.xml"))?,
        properties: part(&mut archive, &properties)?,
        comments: part(&mut archive, &inner.first("comments", "word/comments.xml"))?,
        running,
        has_macros,
    })
}

/// Which part belongs to which: kind of relation and name of the part.
#[derive(Default)]
struct Relations(Vec<(String, String)>);

impl Relations {
    /// The relations of a part; of the archive itself where `of` is empty.
    fn of(archive: &mut ZipArchive<Cursor<&[u8]>>, of: &str) -> Result<Self, Unusable> {
        let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
        let place = if folder.is_empty() {
            format!("_rels/{name}.rels")
        } else {
            format!("{folder}/_rels/{name}.rels")
        };
        let Some(xml) = part(archive, &place)? else {
            return Ok(Self::default());
        };
        let root = tree::read(&place, &xml)?;
        let inside = root
            .elements()
            .filter(|relation| relation.attribute("TargetMode") != Some("External"));
        let found = inside.filter_map(|relation| {
            let kind = relation.attribute("Type")?.rsplit('/').next()?;
            let target = resolved(folder, relation.attribute("Target")?);
            Some((kind.to_owned(), target))
        });
        Ok(Self(found.collect()))
    }

    /// The part of a kind; where none is named, its usual name.
    fn first(&self, kind: &str, usual: &str) -> String {
        let found = self.0.iter().find(|(known, _)| known == kind);
        found.map_or(usual, |(_, target)| target).to_owned()
    }

    /// All parts of these kinds.
    fn all(&self, kinds: &[&str]) -> impl Iterator<Item = String> {
        self.0
            .iter()
            .filter(|(kind, _)| kinds.contains(&kind.as_str()))
            .map(|(_, target)| target.clone())
    }
}

/// The name of a part that a relation names from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let (target, mut parts) = match target.strip_prefix('/') {
        Some(target) => (target, Vec::new()),
        None => (target, folder.split('/').collect()),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

/// Refuses an archive in which two entries have one name: programs differ in which of them they
/// show, so a person may have read another text than the one that would be taken over.
fn unique(bytes: &[u8], archive: &ZipArchive<Cursor<&[u8]>>) -> Result<(), Unusable> {
    let mut names = BTreeSet::new();
    let start = usize::try_from(archive.central_directory_start()).unwrap_or(usize::MAX);
    let mut rest = bytes.get(start..).unwrap_or_default();
    while rest.starts_with(b"PK\x01\x02") {
        let number = |at: usize| match rest.get(at..at + 2) {
            Some([low, high]) => usize::from(u16::from_le_bytes([*low, *high])),
            Some(_) | None => 0,
        };
        let (name, end) = (number(28), 46 + number(28) + number(30) + number(32));
        let name = rest.get(46..46 + name).ok_or_else(not_word)?;
        // Names of parts count without case.
        if !names.insert(name.to_ascii_lowercase()) {
            return Err(Unusable::new(
                "Die Datei enthält einen Teil doppelt. Welcher davon gilt, ist nicht eindeutig: Word und dieses Programm können Verschiedenes zeigen.",
                "Bitte öffnen Sie sie in Word oder LibreOffice, prüfen Sie den Text und speichern Sie sie noch einmal als .docx.",
            ));
        }
        rest = rest.get(end..).unwrap_or_default();
    }
    if names.len() == archive.len() {
        Ok(())
    } else {
        Err(not_word())
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_name_parts_from_their_folder() {
        for (folder, target, part) in [
            ("", "word/document2.xml", "word/document2.xml"),
            ("word", "header1.xml", "word/header1.xml"),
            ("word", "/word/header1.xml", "word/header1.xml"),
            ("word", "../docProps/custom.xml", "docProps/custom.xml"),
            ("word", "../../../x", "x"),
        ] {
            assert_eq!(resolved(folder, target), part);
        }
    }
}
