//! `manifest.json`: what a run wrote, and from what. It holds no facts beside the Kennung, no
//! names of persons and no absolute paths, so that it can be handed on with the documents.

use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::messages::Failure;

/// Name of the manifest in its folder.
pub(crate) const NAME: &str = "manifest.json";

/// The manifest; fields in the order in which they are written.
#[derive(Debug, Serialize)]
pub(crate) struct Manifest<'a> {
    /// Always `datenpanne`.
    pub(crate) programm: &'static str,
    /// Version of the program.
    pub(crate) version: &'static str,
    /// The stated time, RFC 3339.
    pub(crate) erzeugt: String,
    /// Kennung of the incident.
    pub(crate) kennung: &'a str,
    /// The facts file as it was read.
    pub(crate) fakten: Digest,
    /// The templates used, shipped and own.
    pub(crate) vorlagen: Digest,
    /// The legal data used.
    pub(crate) daten: Digest,
    /// The user's own data on authorities, as the file was read.
    pub(crate) behoerden: Option<Digest>,
    /// The logo on the documents, as the file was read.
    pub(crate) logo: Option<Digest>,
    /// The documents, in the order written.
    pub(crate) dokumente: Vec<Entry>,
    /// Marked as a draft.
    pub(crate) entwurf: bool,
    /// Marked as a drill.
    pub(crate) uebung: bool,
    /// The incident is an example.
    pub(crate) beispiel: bool,
    /// Why documents were written in spite of findings of level `fehler`.
    pub(crate) trotzdem: Option<&'a str>,
}

/// A SHA-256 digest, hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Digest {
    sha256: String,
}

impl Digest {
    /// The digest of `bytes`.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self {
            sha256: sha256(bytes),
        }
    }

    /// Its hexadecimal digits.
    pub(crate) fn digits(&self) -> &str {
        &self.sha256
    }

    /// The digest of named parts, each with name and length before it, in the given order.
    pub(crate) fn of_parts<'p>(parts: impl IntoIterator<Item = (&'p str, &'p [u8])>) -> Self {
        let mut hasher = Sha256::new();
        for (name, bytes) in parts {
            hasher.update(format!("{name}\0{}\0", bytes.len()));
            hasher.update(bytes);
        }
        Self {
            sha256: hexadecimal(&hasher.finalize()),
        }
    }
}

/// One document in one format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Entry {
    /// File name.
    datei: String,
    /// Name of the document.
    dokument: String,
    /// Format, as `--format` takes it.
    format: &'static str,
    /// Digest of the file.
    sha256: String,
    /// Its length.
    bytes: usize,
}

impl Entry {
    /// The same file in a folder.
    pub(crate) fn below(mut self, folder: &str) -> Self {
        self.datei = format!("{folder}/{}", self.datei);
        self
    }

    /// The entry of the file `name` with the given content.
    pub(crate) fn new(name: &str, document: &str, format: &'static str, bytes: &[u8]) -> Self {
        Self {
            datei: name.to_owned(),
            dokument: document.to_owned(),
            format,
            sha256: sha256(bytes),
            bytes: bytes.len(),
        }
    }
}

impl Manifest<'_> {
    /// The file: indented JSON with a line end.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, Failure> {
        let mut bytes = serde_json::to_vec_pretty(self)
            .map_err(|_| Failure::file("Das Manifest ließ sich nicht bilden."))?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// The time as the manifest writes it.
pub(crate) fn written_time(time: &DateTime<FixedOffset>) -> String {
    time.to_rfc3339()
}

fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_sha256() {
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn parts_can_not_run_into_each_other() {
        let one = Digest::of_parts([("a", b"bc".as_slice())]);
        let other = Digest::of_parts([("ab", b"c".as_slice())]);
        assert_ne!(one, other);
    }
}
