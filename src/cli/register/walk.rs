//! The folders of incidents below a folder: directly in it, or one level deeper (by years).
//!
//! Links are not followed. A folder is one of an incident where a facts file or a case file lies in it.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::akte::CaseFile;
use super::super::input::{LIMIT, NAMES, read_limited};
use super::super::messages::{Console, Failure, clean, reason, shown};
use super::unreadable_folder;
use crate::drafts::akte::{Content as Kept, FOLDER, Registereintrag};
use crate::drafts::register::{CaseFile as Holding, Deleted, Unreadable};
use crate::facts::{self, Incident, line_column};

/// So many problems of a facts file stand in the register; all are printed.
const NAMED: usize = 3;

/// The folder of an incident.
#[derive(Debug)]
pub(super) struct Folder {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its name below the folder of the register, with `/`.
    pub(super) name: String,
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// Folders of incidents, by name.
    pub(super) folders: Vec<Folder>,
    /// What could not be looked into.
    pub(super) unreadable: Vec<Unreadable>,
    /// Folders with a facts file that lie deeper than the register looks, as far as they were
    /// counted.
    pub(super) deeper: Vec<String>,
}

/// What lies in the folder of an incident.
#[derive(Debug)]
pub(super) enum Content {
    /// Its facts.
    Incident {
        /// The facts.
        incident: Box<Incident>,
        /// What its case file holds.
        file: Holding,
        /// Whether its case file is damaged.
        damaged: bool,
    },
    /// Its files were deleted; the case file keeps a line.
    Deleted {
        /// What it keeps.
        record: Box<Registereintrag>,
        /// When, why and by whom they were deleted.
        deletion: Box<Deleted>,
        /// Whether its case file is damaged.
        damaged: bool,
    },
}

impl Content {
    /// Whether the case file is damaged.
    pub(super) const fn is_damaged(&self) -> bool {
        match self {
            Self::Incident { damaged, .. } | Self::Deleted { damaged, .. } => *damaged,
        }
    }
}

/// Why a folder could not be read.
#[derive(Debug)]
pub(super) struct Unread {
    /// In a few sentences, for the register.
    pub(super) reason: String,
    /// All problems with their places, ready to print.
    pub(super) said: String,
}

impl Unread {
    fn because(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            said: String::new(),
        }
    }
}

impl From<Failure> for Unread {
    fn from(failure: Failure) -> Self {
        Self::because(failure.message)
    }
}

/// Finds the folders of incidents.
pub(super) fn walk(root: &Path) -> Result<Walked, Failure> {
    let about = fs::metadata(root).map_err(|error| unreadable_folder(root, &error))?;
    let hint = "Bitte nennen Sie den Ordner, in dem die Ordner aller Vorfälle liegen.";
    if !about.is_dir() {
        return Err(Failure::input(format!("„{}“ ist kein Ordner.", shown(root))).hint(hint));
    }
    if is_incident(root) {
        return Err(Failure::input(format!(
            "„{}“ ist der Ordner eines einzelnen Vorfalls.",
            shown(root)
        ))
        .hint(hint));
    }
    let mut walked = Walked::default();
    let inside = names(root).map_err(|error| unreadable_folder(root, &error))?;
    for name in inside {
        look(
            &root.join(&name),
            &name.to_string_lossy(),
            true,
            &mut walked,
        );
    }
    Ok(walked)
}

/// Looks at one entry of a folder; `deeper`: also into a folder of a year.
fn look(path: &Path, name: &str, deeper: bool, walked: &mut Walked) {
    let hidden = |last: &str| last.starts_with('.');
    if name.rsplit('/').next().is_some_and(hidden) {
        return;
    }
    let mut problem = |reason: String, on_purpose: bool| {
        walked.unreadable.push(Unreadable {
            folder: clean(name),
            reason,
            on_purpose,
        });
    };
    let about = match fs::symlink_metadata(path) {
        Ok(about) => about,
        Err(error) => return problem(reason(&error), false),
    };
    if about.is_symlink() {
        // A link to a file holds no incident.
        if !fs::metadata(path).is_ok_and(|target| target.is_file()) {
            let link = "Das ist eine Verknüpfung auf einen anderen Ort; sie wird nicht verfolgt.";
            problem(link.to_owned(), true);
        }
        return;
    }
    if !about.is_dir() {
        return;
    }
    let inside = match names(path) {
        Ok(inside) => inside,
        Err(error) => return problem(reason(&error), false),
    };
    if is_incident(path) {
        walked.folders.push(Folder {
            path: path.to_owned(),
            name: clean(name),
        });
    } else if deeper {
        for below in inside {
            let name = format!("{name}/{}", below.to_string_lossy());
            look(&path.join(&below), &name, false, walked);
        }
    } else {
        let below = inside.iter().map(|below| {
            let name = format!("{name}/{}", below.to_string_lossy());
            (path.join(below), name)
        });
        too_deep(below.collect(), walked);
    }
}

/// How many levels below the last one are searched for incidents that are not taken in.
const SEARCHED: usize = 4;
/// How many folders are looked at there at most.
const LOOKED_AT: usize = 20_000;

/// Counts folders with a facts file that lie too deep, so that they can be named.
fn too_deep(level: Vec<(PathBuf, String)>, walked: &mut Walked) {
    let mut looked_at = 0;
    let mut level = level;
    for _ in 0..SEARCHED {
        let mut next = Vec::new();
        for (path, name) in level {
            let last = name.rsplit('/').next().unwrap_or_default();
            // The versions in a case file are no incidents of their own.
            let is_left_out = last.starts_with('.') || last == FOLDER;
            let is_folder = fs::symlink_metadata(&path).is_ok_and(|about| about.is_dir());
            looked_at += 1;
            if is_left_out || !is_folder || looked_at > LOOKED_AT {
                continue;
            }
            if is_incident(&path) {
                walked.deeper.push(clean(&name));
                continue;
            }
            // What can't be read holds nothing that is known.
            for below in names(&path).unwrap_or_default() {
                let name = format!("{name}/{}", below.to_string_lossy());
                next.push((path.join(below), name));
            }
        }
        level = next;
    }
}

/// Whether a facts file or a case file lies there.
fn is_incident(folder: &Path) -> bool {
    NAMES
        .iter()
        .any(|name| fs::symlink_metadata(folder.join(name)).is_ok())
        || fs::symlink_metadata(folder.join(FOLDER)).is_ok_and(|about| about.is_dir())
}

/// The names in a folder, in order.
fn names(folder: &Path) -> std::io::Result<Vec<std::ffi::OsString>> {
    let mut names = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.file_name()))
        .collect::<std::io::Result<Vec<_>>>()?;
    names.sort();
    Ok(names)
}

/// Reads what lies in the folder of an incident.
pub(super) fn read(folder: &Folder, console: Console) -> Result<Content, Unread> {
    let has_case_file =
        fs::symlink_metadata(folder.path.join(FOLDER)).is_ok_and(|about| about.is_dir());
    let case_file = has_case_file
        .then(|| CaseFile::open(&folder.path))
        .transpose();
    let files: Vec<_> = NAMES
        .iter()
        .map(|name| (*name, folder.path.join(name)))
        .filter(|(_, file)| fs::symlink_metadata(file).is_ok())
        .collect();
    match files.as_slice() {
        [] => deleted(case_file?),
        [(name, file)] => {
            if fs::symlink_metadata(file).is_ok_and(|about| about.is_symlink()) {
                return Err(Unread::because(format!(
                    "{name} ist eine Verknüpfung auf einen anderen Ort; sie wird nicht verfolgt."
                )));
            }
            let bytes = read_limited(file, LIMIT)?;
            let incident = facts_of(&format!("{}/{name}", folder.name), &bytes, console)?;
            // A damaged case file takes nothing away from the facts.
            let (holding, damaged) = match &case_file {
                Ok(Some(file)) => (holding(file), !file.journal.is_sound()),
                Ok(None) => (Holding::default(), false),
                Err(_) => (Holding::default(), true),
            };
            Ok(Content::Incident {
                incident: Box::new(incident),
                file: holding,
                damaged,
            })
        }
        _ => Err(Unread::because(
            "Hier liegen vorfall.toml und vorfall.json; welche Datei gilt, ist nicht eindeutig.",
        )),
    }
}

/// Whether every version that was released is marked as a drill.
fn is_drill(file: &CaseFile) -> bool {
    let versions = file.journal.versions();
    !versions.is_empty() && versions.iter().all(|version| version.about.uebung)
}

fn holding(file: &CaseFile) -> Holding {
    let mut entries = file.journal.entries.iter();
    Holding {
        drill: is_drill(file),
        receipts: entries.any(|entry| {
            matches!(entry.content, Kept::Eingang(_)) && !entry.content.files().is_empty()
        }),
    }
}

fn deleted(file: Option<CaseFile>) -> Result<Content, Unread> {
    let missing = || Unread::because("Hier liegt eine Akte, aber keine Datei vorfall.toml.");
    let file = file.ok_or_else(missing)?;
    let kept = file
        .journal
        .deletions()
        .filter_map(|(entry, deletion)| Some((entry, deletion, deletion.register.as_ref()?)))
        .last();
    let (entry, deletion, record) = kept.ok_or_else(missing)?;
    Ok(Content::Deleted {
        record: Box::new(record.clone()),
        deletion: Box::new(Deleted {
            am: entry.time,
            grund: deletion.grund.clone(),
            durch: deletion.durch.clone(),
        }),
        damaged: !file.journal.is_sound(),
    })
}

fn facts_of(name: &str, bytes: &[u8], console: Console) -> Result<Incident, Unread> {
    let problems = match facts::read(name, bytes) {
        Ok(read) => return Ok(read.incident),
        Err(problems) => problems,
    };
    let source = String::from_utf8_lossy(bytes);
    let errors: Vec<String> = problems
        .iter()
        .filter(|problem| problem.is_error())
        .map(|problem| {
            let said = problem.message.trim_end_matches('.');
            match &problem.span {
                Some(span) => format!("Zeile {}: {said}", line_column(&source, span.start).0),
                None => said.to_owned(),
            }
        })
        .collect();
    let mut reason = errors
        .iter()
        .take(NAMED)
        .cloned()
        .collect::<Vec<_>>()
        .join("; ");
    match errors.len().saturating_sub(NAMED) {
        0 => {}
        1 => reason.push_str("; und ein weiterer Fehler"),
        more => reason.push_str(&format!("; und {more} weitere Fehler")),
    }
    Err(Unread {
        reason,
        said: facts::render_problems(name, &source, &problems, console.colour()),
    })
}
