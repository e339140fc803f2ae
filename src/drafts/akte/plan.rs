//! What is to be done on disk, step by step, so that a stop at any step loses nothing.
//!
//! One line of the journal is what makes a change: files are written and synced beside their place
//! before it, and take their names after it. A line counts from its line end on.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};

use super::chain::head_bytes;
use super::entry::{Content, Datei, Entry};
use super::staging::{unit, waiting};
use super::{HEAD, Journal};

/// One step. Paths are below `akte`; the empty path is that folder itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Makes a folder, for the owner alone; one that is there already is right.
    Folder {
        /// Its path.
        path: String,
    },
    /// Writes a whole file, for the owner alone, and syncs it. Replaces what lies there.
    Write {
        /// Its path.
        path: String,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// Gives a file or folder its name.
    Rename {
        /// Where it waits.
        from: String,
        /// Where it belongs.
        to: String,
    },
    /// Syncs a folder, so that the names in it stay.
    Sync {
        /// Its path.
        path: String,
    },
    /// Cuts the journal to so many bytes: what a crash left of a line was kept aside before.
    Cut {
        /// The length of its whole lines.
        length: usize,
    },
    /// Writes a line behind the journal and syncs it.
    Append {
        /// How long the journal is before.
        length: usize,
        /// The line with its line end.
        bytes: Vec<u8>,
    },
    /// Removes a file; one that is gone already is right.
    Remove {
        /// Its path.
        path: String,
    },
    /// Removes an empty folder; one that is gone already is right.
    RemoveFolder {
        /// Its path.
        path: String,
    },
}

/// A new entry, and how it comes to disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The entry.
    pub entry: Entry,
    /// The steps, to be taken in this order.
    pub steps: Vec<Step>,
}

impl Plan {
    /// Enters `content` with the bytes of the files that it brings, in the same order.
    ///
    /// The journal must be sound, and what an earlier crash left must have been made good.
    #[must_use]
    pub fn enter(
        journal: &Journal,
        reference: &str,
        time: DateTime<FixedOffset>,
        content: Content,
        bytes: Vec<Vec<u8>>,
    ) -> Self {
        let mut steps = vec![folder("")];
        let files = content.files();
        steps.extend(stage(&files, bytes));
        let entry = next(journal, reference, time, content);
        steps.extend(commit(journal, &entry));
        for unit in units(&files) {
            steps.push(Step::Rename {
                from: waiting(&unit),
                to: unit.clone(),
            });
            steps.push(sync(above(&unit)));
        }
        if let Content::Loeschung(deletion) = &entry.content {
            let gone: Vec<u64> = deletion.eintraege.iter().map(|gone| gone.nr).collect();
            let files: Vec<Datei> = journal
                .files()
                .into_iter()
                .filter(|(number, _)| gone.contains(number))
                .map(|(_, file)| file)
                .collect();
            steps.extend(remove(&files));
        }
        Self { entry, steps }
    }
}

/// The entry that follows.
pub(super) fn next(
    journal: &Journal,
    reference: &str,
    time: DateTime<FixedOffset>,
    content: Content,
) -> Entry {
    let reference = journal.reference().unwrap_or(reference);
    let (number, hash) = journal.head(reference);
    Entry::new(number + 1, time, reference, content, &hash)
}

/// Appends an entry and writes the new head.
pub(super) fn commit(journal: &Journal, entry: &Entry) -> Vec<Step> {
    let mut steps = vec![
        Step::Append {
            length: journal.length,
            bytes: entry.line().into_bytes(),
        },
        sync(""),
    ];
    steps.extend(write_head(entry));
    steps
}

/// Writes the head of the chain.
pub(super) fn write_head(entry: &Entry) -> Vec<Step> {
    vec![
        Step::Write {
            path: waiting(HEAD),
            bytes: head_bytes(entry),
        },
        Step::Rename {
            from: waiting(HEAD),
            to: HEAD.to_owned(),
        },
        sync(""),
    ]
}

/// Writes files where they wait for their names.
pub(super) fn stage(files: &[Datei], bytes: Vec<Vec<u8>>) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut folders = BTreeSet::new();
    for file in files {
        let path = waiting(&file.datei);
        let mut above = above(&path);
        while !above.is_empty() {
            folders.insert(above.to_owned());
            above = self::above(above);
        }
    }
    steps.extend(folders.iter().map(|path| folder(path)));
    for (file, bytes) in files.iter().zip(bytes) {
        steps.push(Step::Write {
            path: waiting(&file.datei),
            bytes,
        });
    }
    // The inner folders before those that hold them.
    steps.extend(folders.iter().rev().map(|path| sync(path)));
    if !folders.is_empty() {
        steps.push(sync(""));
    }
    steps
}

/// Removes files and the folders that only held them; the kinds of folders stay.
pub(super) fn remove(files: &[Datei]) -> Vec<Step> {
    let mut steps: Vec<Step> = files
        .iter()
        .map(|file| Step::Remove {
            path: file.datei.clone(),
        })
        .collect();
    let mut folders = BTreeSet::new();
    let mut kinds = BTreeSet::new();
    for file in files {
        let mut path = above(&file.datei);
        while path.contains('/') {
            folders.insert(path.to_owned());
            path = above(path);
        }
        kinds.insert(path.to_owned());
    }
    steps.extend(
        folders
            .into_iter()
            .rev()
            .map(|path| Step::RemoveFolder { path }),
    );
    steps.extend(kinds.iter().map(|path| sync(path)));
    steps
}

/// What takes its name at once.
fn units(files: &[Datei]) -> BTreeSet<String> {
    let units = files.iter().map(|file| unit(&file.datei).to_owned());
    units.collect()
}

pub(super) fn above(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(above, _)| above)
}

pub(super) fn folder(path: &str) -> Step {
    Step::Folder {
        path: path.to_owned(),
    }
}

pub(super) fn sync(path: &str) -> Step {
    Step::Sync {
        path: path.to_owned(),
    }
}
