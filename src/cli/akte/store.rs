//! Reading the case file: its journal, its versions, and files whose hash is what the journal says.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::super::input::{open, unreadable};
use super::super::messages::{Failure, clean, shown};
use crate::drafts::akte::{self, Datei, FOLDER, HEAD, JOURNAL, Journal, Spec, Version, hash_of};

/// Largest journal: a hundred thousand entries.
const JOURNAL_LIMIT: u64 = 256 * 1024 * 1024;

/// How often journal and head are read until they stand still.
const READS: u32 = 20;

/// Largest file of the case file.
const FILE_LIMIT: u64 = 1024 * 1024 * 1024;

/// The case file of an incident, as it lies on disk.
#[derive(Debug)]
pub(crate) struct CaseFile {
    /// The folder `akte`.
    pub(crate) folder: PathBuf,
    /// Its journal; empty where nothing was released yet.
    pub(crate) journal: Journal,
}

impl CaseFile {
    /// Opens the case file beside the facts in `folder`. Damage is part of the answer.
    pub(crate) fn open(folder: &Path) -> Result<Self, Failure> {
        let folder = folder.join(FOLDER);
        Ok(Self {
            journal: consistent(&folder)?,
            folder,
        })
    }

    /// The version that a name means (`@3`, `@freigabe`, a date); `None` where the text names none.
    pub(crate) fn version(&self, name: &str) -> Result<Option<&Version>, Failure> {
        let Some(spec) = Spec::parse(name) else {
            return Ok(None);
        };
        let found = self.journal.resolve(spec).map(Some);
        found.map_err(|why| {
            let failure = Failure::input(format!("„{}“: {why}", clean(name)));
            let known: Vec<String> = self
                .journal
                .versions()
                .iter()
                .map(|version| format!("@{}", version.number))
                .collect();
            if !self.journal.is_sound() {
                failure.hint("Die Akte ist beschädigt: datenpanne akte VORFALL --pruefen")
            } else if known.is_empty() {
                failure.hint(format!(
                    "In „{}“ liegt noch keine Version. Versionen entstehen mit datenpanne freigeben.",
                    shown(&self.folder)
                ))
            } else {
                failure.hint(format!("Versionen dieser Akte: {}.", known.join(", ")))
            }
        })
    }

    /// The facts file of a version, byte for byte as released: a name for messages, and its bytes.
    pub(crate) fn facts(&self, version: &Version) -> Result<(String, Vec<u8>), Failure> {
        let file = version.facts_file().ok_or_else(|| {
            Failure::input(format!(
                "Zur Version {} nennt die Akte keine Tatsachendatei.",
                version.number
            ))
        })?;
        Ok((shown(&self.folder.join(&file.datei)), self.file(file)?))
    }

    /// A file of the case file; an error where its bytes are not those that the journal names.
    pub(crate) fn file(&self, file: &Datei) -> Result<Vec<u8>, Failure> {
        let path = self.folder.join(&file.datei);
        let altered = |what: &str| {
            Failure::input(format!("„{}“ {what}.", shown(&path)))
                .hint("Was die Akte dazu sagt: datenpanne akte VORFALL --pruefen")
        };
        if !akte::is_inside(&file.datei) {
            return Err(altered("ist kein Ort in der Akte"));
        }
        let mut bytes = read_if_there(&path, FILE_LIMIT)?;
        if bytes.is_none() {
            // A crash may have left it waiting for its name.
            bytes = read_if_there(&self.folder.join(akte::waiting(&file.datei)), FILE_LIMIT)?;
        }
        let bytes = bytes.ok_or_else(|| altered("fehlt in der Akte"))?;
        if hash_of(&bytes) == file.sha256 {
            Ok(bytes)
        } else {
            Err(altered("ist nicht mehr, was freigegeben wurde"))
        }
    }
}

/// Journal and head as they stood at one time: another process may write while this one reads.
/// A reader takes no lock, so that it can read where it may not write.
fn consistent(folder: &Path) -> Result<Journal, Failure> {
    let of = |journal: Option<Vec<u8>>, head: Option<Vec<u8>>| {
        Journal::read(&journal.unwrap_or_default(), head.as_deref())
    };
    let head_now = || read_if_there(&folder.join(HEAD), 4096);
    let mut head = head_now()?;
    for _ in 0..READS {
        let journal = read_if_there(&folder.join(JOURNAL), JOURNAL_LIMIT)?;
        let after = head_now()?;
        if after == head {
            return Ok(of(journal, head));
        }
        head = after;
    }
    Ok(of(
        read_if_there(&folder.join(JOURNAL), JOURNAL_LIMIT)?,
        head,
    ))
}

/// The bytes of a file; `None` where it does not exist.
fn read_if_there(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, Failure> {
    let about = match fs::symlink_metadata(path) {
        Ok(about) => about,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(path, &error)),
    };
    if !about.is_file() || about.len() > limit {
        return Err(Failure::input(format!(
            "„{}“ ist keine Datei, wie sie die Akte enthält.",
            shown(path)
        )));
    }
    let mut bytes = Vec::new();
    open(path)
        .and_then(|file| file.take(limit).read_to_end(&mut bytes))
        .map_err(|error| unreadable(path, &error))?;
    Ok(Some(bytes))
}
