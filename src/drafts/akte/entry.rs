//! Entries of the journal: what they hold, and how one becomes a line with its hash.
//!
//! A line is a JSON object without spaces. Its last member is `hash`: the SHA-256 of the same line
//! without that member, byte for byte. So nobody needs rules for writing JSON to recompute it.

use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use super::record::Registereintrag;

/// What stands between an entry and its own hash.
const BEFORE_HASH: &str = ",\"hash\":\"";

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its number; the first is 1.
    pub number: u64,
    /// When it was written, as stated.
    pub time: DateTime<FixedOffset>,
    /// Kennung of the incident.
    pub reference: String,
    /// What it says.
    pub content: Content,
    /// Hash of the entry before it; of the first, [`first_hash`].
    pub previous: String,
    /// Its own hash.
    pub hash: String,
}

/// What an entry says.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A version is released, or approved once more.
    Freigabe(Freigabe),
    /// An opinion, as the data protection officer gives it (Art. 38, 39 DSGVO): no approval.
    Stellungnahme(Stellungnahme),
    /// A document went out.
    Versand(Versand),
    /// Something came in: a file number, a confirmation.
    Eingang(Eingang),
    /// A draft was kept.
    Entwurf(Entwurf),
    /// Files were deleted after their time.
    Loeschung(Loeschung),
    /// A remark.
    Vermerk(Vermerk),
    /// A crash left something behind, which was kept aside.
    Beiseite(Beiseite),
    /// An entry of a kind or form that another version of the program writes.
    Fremd {
        /// Its kind.
        art: String,
        /// What it says.
        inhalt: Map<String, Value>,
    },
}

/// The kinds of entries that people make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Art {
    /// `freigabe`
    Freigabe,
    /// `stellungnahme`
    Stellungnahme,
    /// `versand`
    Versand,
    /// `eingang`
    Eingang,
    /// `entwurf`
    Entwurf,
    /// `loeschung`
    Loeschung,
    /// `vermerk`
    Vermerk,
    /// `beiseite`
    Beiseite,
}

impl Art {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Freigabe,
        Self::Stellungnahme,
        Self::Versand,
        Self::Eingang,
        Self::Entwurf,
        Self::Loeschung,
        Self::Vermerk,
        Self::Beiseite,
    ];

    /// The key in the journal.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Freigabe => "freigabe",
            Self::Stellungnahme => "stellungnahme",
            Self::Versand => "versand",
            Self::Eingang => "eingang",
            Self::Entwurf => "entwurf",
            Self::Loeschung => "loeschung",
            Self::Vermerk => "vermerk",
            Self::Beiseite => "beiseite",
        }
    }
}

/// A file of the case file, named by the entry that brought it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Datei {
    /// Its path below `akte`, with `/`.
    pub datei: String,
    /// Its SHA-256, hexadecimal.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
}

impl Datei {
    /// The file at `path` with these bytes.
    #[must_use]
    pub fn new(path: impl Into<String>, bytes: &[u8]) -> Self {
        Self {
            datei: path.into(),
            sha256: hash_of(bytes),
            bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        }
    }

    /// Its name below the folder of its version, draft or proof.
    #[must_use]
    pub fn name(&self) -> &str {
        self.datei.rsplit('/').next().unwrap_or(&self.datei)
    }
}

/// A version is released, or approved once more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Freigabe {
    /// Number of the version.
    pub version: u32,
    /// Who approves.
    pub durch: String,
    /// In which role.
    pub rolle: String,
    /// SHA-256 of the version's `manifest.json`, which names every document: what is approved.
    pub manifest: String,
    /// Why it is approved although findings of level `fehler` stand against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trotzdem: Option<String>,
    /// The codes of these findings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub befunde: Vec<String>,
    /// What the first approval says of the version; later ones say nothing of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub neu: Option<NeueVersion>,
    /// The files that it brought.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dateien: Vec<Datei>,
}

/// What the first approval of a version says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeueVersion {
    /// The documents by name, in the order of the program.
    pub dokumente: Vec<String>,
    /// The roles that must approve; empty: one approval of any role is enough.
    pub erforderlich: Vec<String>,
    /// Whether one person may approve in several of these roles.
    pub eine_person: bool,
    /// SHA-256 of the facts file, byte for byte.
    pub fakten: String,
    /// SHA-256 of the templates.
    pub vorlagen: String,
    /// SHA-256 of the legal data.
    pub daten: String,
    /// The version of the program.
    pub programm: String,
    /// Whether the documents are marked as a drill.
    pub uebung: bool,
    /// Whether the incident is an example.
    pub beispiel: bool,
    /// Whether reports carry what they were made from (`--anlagen`).
    pub anlagen: bool,
}

/// An opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stellungnahme {
    /// On which version; none where it was given before there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// SHA-256 of the facts file that it is about.
    pub fakten: String,
    /// Whose.
    pub durch: String,
    /// In which role.
    pub rolle: String,
    /// What it says.
    pub text: String,
    /// The files that it brought.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dateien: Vec<Datei>,
}

/// A document went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versand {
    /// The documents by name.
    pub dokumente: Vec<String>,
    /// Of which version.
    pub version: u32,
    /// To whom.
    pub an: String,
    /// Which way: a key of the list `weg` of the facts.
    pub weg: String,
    /// When: RFC 3339, or a bare date.
    pub am: String,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub durch: Option<String>,
    /// The files that it brought: a proof.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dateien: Vec<Datei>,
}

/// Something came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Eingang {
    /// From whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub von: Option<String>,
    /// File number of the sender.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aktenzeichen: Option<String>,
    /// Identifier given by a portal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portal_kennung: Option<String>,
    /// When: RFC 3339, or a bare date.
    pub am: String,
    /// A remark on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The files that it brought.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dateien: Vec<Datei>,
}

/// A draft was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entwurf {
    /// The documents by name.
    pub dokumente: Vec<String>,
    /// SHA-256 of the facts file, byte for byte.
    pub fakten: String,
    /// The files that it brought.
    pub dateien: Vec<Datei>,
}

/// Files were deleted after their time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Loeschung {
    /// The entries whose files are gone.
    pub eintraege: Vec<Geloescht>,
    /// Why.
    pub grund: String,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub durch: Option<String>,
    /// What the register of Art. 33 Abs. 5 DSGVO goes on saying of the incident.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register: Option<Registereintrag>,
}

/// An entry whose files are gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Geloescht {
    /// Its number.
    pub nr: u64,
    /// Its hash.
    pub hash: String,
    /// The version that it brought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// How many files are gone.
    pub dateien: usize,
}

/// A remark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vermerk {
    /// What it says.
    pub text: String,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub durch: Option<String>,
    /// The files that it brought.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dateien: Vec<Datei>,
}

/// A crash left something behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beiseite {
    /// What it is.
    pub grund: String,
    /// The files that it brought.
    pub dateien: Vec<Datei>,
}

/// The line as it is written, in the order of its members.
#[derive(Serialize)]
struct Line<'a> {
    nr: u64,
    zeit: String,
    kennung: &'a str,
    art: &'a str,
    inhalt: &'a Value,
    vorher: &'a str,
}

/// The line as it is read.
#[derive(Deserialize)]
struct Read {
    nr: u64,
    zeit: String,
    kennung: String,
    art: String,
    inhalt: Map<String, Value>,
    vorher: String,
}

impl Content {
    /// The key of its kind.
    #[must_use]
    pub fn art(&self) -> &str {
        match self {
            Self::Freigabe(_) => Art::Freigabe.key(),
            Self::Stellungnahme(_) => Art::Stellungnahme.key(),
            Self::Versand(_) => Art::Versand.key(),
            Self::Eingang(_) => Art::Eingang.key(),
            Self::Entwurf(_) => Art::Entwurf.key(),
            Self::Loeschung(_) => Art::Loeschung.key(),
            Self::Vermerk(_) => Art::Vermerk.key(),
            Self::Beiseite(_) => Art::Beiseite.key(),
            Self::Fremd { art, .. } => art,
        }
    }

    /// What it says, as JSON.
    #[must_use]
    pub fn value(&self) -> Value {
        let value = match self {
            Self::Freigabe(inhalt) => serde_json::to_value(inhalt),
            Self::Stellungnahme(inhalt) => serde_json::to_value(inhalt),
            Self::Versand(inhalt) => serde_json::to_value(inhalt),
            Self::Eingang(inhalt) => serde_json::to_value(inhalt),
            Self::Entwurf(inhalt) => serde_json::to_value(inhalt),
            Self::Loeschung(inhalt) => serde_json::to_value(inhalt),
            Self::Vermerk(inhalt) => serde_json::to_value(inhalt),
            Self::Beiseite(inhalt) => serde_json::to_value(inhalt),
            Self::Fremd { inhalt, .. } => Ok(Value::Object(inhalt.clone())),
        };
        // Tables of texts and numbers are always JSON.
        value.unwrap_or(Value::Null)
    }

    /// The files that the entry brought into the case file.
    #[must_use]
    pub fn files(&self) -> Vec<Datei> {
        match self {
            Self::Freigabe(Freigabe { dateien, .. })
            | Self::Stellungnahme(Stellungnahme { dateien, .. })
            | Self::Versand(Versand { dateien, .. })
            | Self::Eingang(Eingang { dateien, .. })
            | Self::Entwurf(Entwurf { dateien, .. })
            | Self::Vermerk(Vermerk { dateien, .. })
            | Self::Beiseite(Beiseite { dateien, .. }) => dateien.clone(),
            Self::Loeschung(_) => Vec::new(),
            Self::Fremd { inhalt, .. } => inhalt
                .get("dateien")
                .and_then(|files| serde_json::from_value(files.clone()).ok())
                .unwrap_or_default(),
        }
    }

    fn read(art: String, inhalt: Map<String, Value>) -> Self {
        fn of<T: serde::de::DeserializeOwned>(inhalt: &Map<String, Value>) -> Option<T> {
            serde_json::from_value(Value::Object(inhalt.clone())).ok()
        }
        let known = Art::ALL.into_iter().find(|known| known.key() == art);
        let content = known.and_then(|known| match known {
            Art::Freigabe => of(&inhalt).map(Self::Freigabe),
            Art::Stellungnahme => of(&inhalt).map(Self::Stellungnahme),
            Art::Versand => of(&inhalt).map(Self::Versand),
            Art::Eingang => of(&inhalt).map(Self::Eingang),
            Art::Entwurf => of(&inhalt).map(Self::Entwurf),
            Art::Loeschung => of(&inhalt).map(Self::Loeschung),
            Art::Vermerk => of(&inhalt).map(Self::Vermerk),
            Art::Beiseite => of(&inhalt).map(Self::Beiseite),
        });
        content.unwrap_or(Self::Fremd { art, inhalt })
    }
}

/// What is wrong with a line by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BadLine {
    /// It is not the text of an entry.
    Form,
    /// Its hash is not that of its text.
    Hash,
}

impl Entry {
    /// A new entry behind the one with the hash `previous`.
    #[must_use]
    pub fn new(
        number: u64,
        time: DateTime<FixedOffset>,
        reference: &str,
        content: Content,
        previous: &str,
    ) -> Self {
        let mut entry = Self {
            number,
            time,
            reference: reference.to_owned(),
            content,
            previous: previous.to_owned(),
            hash: String::new(),
        };
        entry.hash = hash_of(entry.unsigned().as_bytes());
        entry
    }

    /// The line without its hash.
    fn unsigned(&self) -> String {
        let line = Line {
            nr: self.number,
            zeit: self.time.to_rfc3339(),
            kennung: &self.reference,
            art: self.content.art(),
            inhalt: &self.content.value(),
            vorher: &self.previous,
        };
        // Texts and numbers are always JSON.
        serde_json::to_string(&line).unwrap_or_default()
    }

    /// The line of the journal, with its line end.
    #[must_use]
    pub fn line(&self) -> String {
        let unsigned = self.unsigned();
        let open = unsigned.strip_suffix('}').unwrap_or(&unsigned);
        format!("{open}{BEFORE_HASH}{}\"}}\n", self.hash)
    }

    /// Reads a line without its line end.
    pub(super) fn read(line: &[u8]) -> Result<Self, BadLine> {
        let text = std::str::from_utf8(line).map_err(|_| BadLine::Form)?;
        let (open, rest) = text.rsplit_once(BEFORE_HASH).ok_or(BadLine::Form)?;
        let hash = rest.strip_suffix("\"}").ok_or(BadLine::Form)?;
        let unsigned = format!("{open}}}");
        if hash_of(unsigned.as_bytes()) != hash {
            return Err(BadLine::Hash);
        }
        let read: Read = serde_json::from_str(&unsigned).map_err(|_| BadLine::Form)?;
        Ok(Self {
            number: read.nr,
            time: DateTime::parse_from_rfc3339(&read.zeit).map_err(|_| BadLine::Form)?,
            reference: read.kennung,
            content: Content::read(read.art, read.inhalt),
            previous: read.vorher,
            hash: hash.to_owned(),
        })
    }
}

/// What the first entry names as the hash before it: the SHA-256 of the Kennung. So the chain
/// belongs to its incident from the first line on.
#[must_use]
pub fn first_hash(reference: &str) -> String {
    hash_of(reference.as_bytes())
}

/// The SHA-256 of `bytes`, hexadecimal.
#[must_use]
pub fn hash_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remark(text: &str) -> Entry {
        Entry::new(
            1,
            DateTime::parse_from_rfc3339("2021-10-17T16:05:00+02:00").unwrap(),
            "ksm-2021-10",
            Content::Vermerk(Vermerk {
                text: text.to_owned(),
                durch: None,
                dateien: Vec::new(),
            }),
            &first_hash("ksm-2021-10"),
        )
    }

    #[test]
    fn a_line_reads_as_what_was_written() {
        for text in [
            "Ein Anruf",
            "\",\"hash\":\"",
            "Zeile\nZwei\u{2028}",
            "\u{202e}",
        ] {
            let entry = remark(text);
            let line = entry.line();
            assert_eq!(line.matches('\n').count(), 1, "{line}");
            assert_eq!(
                Entry::read(line.trim_end_matches('\n').as_bytes()),
                Ok(entry)
            );
        }
    }

    #[test]
    fn every_changed_byte_of_a_line_is_found() {
        let line = remark("Ein Anruf").line();
        let line = line.trim_end_matches('\n').as_bytes();
        for place in 0..line.len() {
            for bit in 0..8 {
                let mut altered = line.to_vec();
                altered[place] ^= 1 << bit;
                assert!(Entry::read(&altered).is_err(), "byte {place}, bit {bit}");
            }
        }
    }

    #[test]
    fn the_hash_is_that_of_the_line_without_it() {
        let line = remark("Ein Anruf").line();
        let (open, hash) = line.trim_end().rsplit_once(",\"hash\":\"").unwrap();
        assert_eq!(hash_of(format!("{open}}}").as_bytes()), hash[..64]);
    }

    #[test]
    fn an_unknown_kind_is_kept_as_it_is() {
        let inhalt = serde_json::json!({ "b": 1, "a": [2], "dateien": [
            { "datei": "neues/x", "sha256": "00", "bytes": 1 }
        ] });
        let inhalt = inhalt.as_object().unwrap().clone();
        let mut entry = remark("");
        entry = Entry::new(
            1,
            entry.time,
            "a",
            Content::Fremd {
                art: "neu".to_owned(),
                inhalt,
            },
            "",
        );
        let line = entry.line();
        let read = Entry::read(line.trim_end().as_bytes()).unwrap();
        assert_eq!(read.line(), line);
        assert_eq!(read.content.files()[0].datei, "neues/x");
    }
}
