//! Making good what a stop in the middle left behind: nothing is lost, nothing stays half.
//!
//! What waits and stands in the journal takes its name; what waits and does not never happened and
//! is removed (it was made from facts that are still there, and nobody was told of it). A line that
//! was cut off is kept aside, and an entry says so. Files that a tombstone names are removed.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};

use super::coherence::unfinished;
use super::entry::{Beiseite, Content, Datei, hash_of};
use super::plan::{above, commit, next, remove, stage, sync, write_head};
use super::staging::{unit, waiting};
use super::verify::{Found, Listing, waits};
use super::{HEAD, Journal, Step};

/// Folder of what a crash left of a line.
const ASIDE: &str = "beiseite";

/// What is to be made good.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recovery {
    /// The steps, to be taken in this order.
    pub steps: Vec<Step>,
    /// What was made good, for people: German sentences.
    pub said: Vec<String>,
}

/// What a stop left behind, and how it is made good. Needs a sound journal.
#[must_use]
pub fn recover(
    journal: &Journal,
    listing: &Listing,
    reference: &str,
    time: DateTime<FixedOffset>,
) -> Recovery {
    let mut recovery = Recovery::default();
    let known = journal.files();
    let torn = cut_off(journal, listing, &mut recovery);
    waiting_files(&known, listing, &mut recovery);
    deleted_files(journal, listing, &mut recovery);
    if let (true, Some(last)) = (journal.head_is_behind, journal.entries.last()) {
        recovery.steps.extend(write_head(last));
        recovery.said.push(format!(
            "{HEAD} nennt jetzt den letzten Eintrag, {}.",
            last.number
        ));
    }
    if !torn.is_empty() {
        let content = Content::Beiseite(Beiseite {
            grund:
                "Beim Schreiben wurde unterbrochen: Die letzte Zeile des Journals war nicht ganz \
                    geschrieben. Sie hat nie gegolten und ist hier aufbewahrt."
                    .to_owned(),
            dateien: torn,
        });
        let entry = next(journal, reference, time, content);
        recovery.steps.extend(commit(journal, &entry));
        recovery.said.push(format!(
            "Die letzte Zeile des Journals war nicht ganz geschrieben. Was von ihr da war, liegt in \
             {ASIDE}; Eintrag {} nennt es.",
            entry.number
        ));
    }
    recovery
}

/// Keeps a line aside that was cut off; returns the files that the journal does not name yet.
fn cut_off(journal: &Journal, listing: &Listing, recovery: &mut Recovery) -> Vec<Datei> {
    // An earlier run may have stopped after keeping a line aside and before saying so.
    let known: BTreeSet<String> = journal.files().into_iter().map(|(_, f)| f.datei).collect();
    let mut aside: Vec<Datei> = listing
        .iter()
        .filter(|(path, _)| !known.contains(*path))
        .filter_map(|(path, found)| match found {
            Found::File { sha256, bytes } if *path == aside_path(sha256) => Some(Datei {
                datei: path.clone(),
                sha256: sha256.clone(),
                bytes: *bytes,
            }),
            Found::File { .. } | Found::Folder | Found::Other | Found::Unreadable { .. } => None,
        })
        .collect();
    if journal.torn.is_empty() {
        return aside;
    }
    let path = aside_path(&hash_of(&journal.torn));
    let file = Datei::new(path.clone(), &journal.torn);
    if !known.contains(&path) {
        recovery.steps.extend(stage(
            std::slice::from_ref(&file),
            vec![journal.torn.clone()],
        ));
        recovery.steps.push(Step::Rename {
            from: waiting(&path),
            to: path,
        });
        recovery.steps.push(sync(ASIDE));
        if !aside.contains(&file) {
            aside.push(file);
        }
    }
    recovery.steps.push(Step::Cut {
        length: journal.length,
    });
    aside
}

/// Where a line that was cut off is kept: its hash is part of its name.
pub(super) fn aside_path(sha256: &str) -> String {
    format!("{ASIDE}/journal-{}.txt", sha256.get(..16).unwrap_or(sha256))
}

/// Finishes or removes what waits for its name.
fn waiting_files(known: &[(u64, Datei)], listing: &Listing, recovery: &mut Recovery) {
    let mut finished = BTreeSet::new();
    for (_, file) in known {
        let unit = unit(&file.datei);
        let waits = listing.contains_key(&waiting(unit));
        if waits && !listing.contains_key(unit) && finished.insert(unit.to_owned()) {
            recovery.steps.push(Step::Rename {
                from: waiting(unit),
                to: unit.to_owned(),
            });
            recovery.steps.push(sync(above(unit)));
            recovery.said.push(format!(
                "{unit} steht im Journal und liegt jetzt an seinem Ort."
            ));
        }
    }
    let finished: BTreeSet<String> = finished.iter().map(|unit| waiting(unit)).collect();
    let mut removed = BTreeSet::new();
    // The inner paths before the folders that hold them.
    for (path, found) in listing.iter().rev().filter(|(path, _)| waits(path)) {
        if finished.contains(unit(path)) {
            continue;
        }
        recovery.steps.push(match found {
            Found::Folder => Step::RemoveFolder { path: path.clone() },
            Found::File { .. } | Found::Other | Found::Unreadable { .. } => {
                Step::Remove { path: path.clone() }
            }
        });
        removed.insert(unit(path).to_owned());
    }
    for unit in removed {
        recovery.said.push(format!(
            "{unit} war nicht zu Ende geschrieben, stand in keinem Eintrag und ist entfernt."
        ));
    }
}

/// Removes files that a tombstone names. A stop leaves them only behind the last entry: the next
/// run would have removed them before it wrote another one.
fn deleted_files(journal: &Journal, listing: &Listing, recovery: &mut Recovery) {
    let (Some(begun), kept) = (unfinished(journal), journal.files()) else {
        return;
    };
    let kept: BTreeSet<String> = kept.into_iter().map(|(_, file)| file.datei).collect();
    let still: Vec<Datei> = journal
        .deleted_files()
        .into_iter()
        .filter(|(number, file)| begun.contains(number) && !kept.contains(&file.datei))
        .map(|(_, file)| file)
        .filter(|file| listing.contains_key(&file.datei) || listing.contains_key(unit(&file.datei)))
        .collect();
    if !still.is_empty() {
        recovery.steps.extend(remove(&still));
        recovery
            .said
            .push("Eine begonnene Löschung ist zu Ende gebracht.".to_owned());
    }
}
