//! Whether the case file is what the journal says: nothing altered, missing or added.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::coherence::{contradictions, unfinished};
use super::entry::Datei;
use super::plan::above;
use super::recovery::aside_path;
use super::staging::{WAITING, is_inside, unit, waiting};
use super::{Damage, HEAD, JOURNAL, Journal};

/// Name of the file that keeps two processes apart.
pub const LOCK: &str = ".sperre";

/// Everything that lies below `akte`, by its path there.
pub type Listing = BTreeMap<String, Found>;

/// What lies at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A file.
    File {
        /// Its SHA-256, hexadecimal.
        sha256: String,
        /// Its length.
        bytes: u64,
    },
    /// A folder.
    Folder,
    /// A link or something else that the program never makes.
    Other,
    /// A file or folder that can't be read.
    Unreadable {
        /// Why, in German.
        reason: String,
    },
}

/// Something that is not as the journal says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// What kind of fault.
    pub art: Kind,
    /// The file or folder, below `akte`.
    pub datei: String,
    /// The number of the entry that it concerns, where one is known.
    pub eintrag: Option<u64>,
    /// What is wrong, for people.
    pub meldung: String,
}

/// Kinds of faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Its bytes are not what was written.
    Veraendert,
    /// It is gone.
    Fehlt,
    /// The journal knows nothing of it.
    Zusaetzlich,
    /// A stop in the middle left it; the next writing command makes it good.
    Unterbrochen,
    /// It can't be read, so nobody can say whether it is what was written.
    Unlesbar,
    /// The chain is whole, but an entry contradicts another one or what lies there.
    Unstimmig,
}

/// Whether a file or folder waits for its name.
pub(super) fn waits(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with(WAITING))
}

/// Everything that is not as the journal says; nothing where all is well.
#[must_use]
pub fn verify(journal: &Journal, listing: &Listing) -> Vec<Fault> {
    let mut faults: Vec<Fault> = journal.damage.iter().map(damage).collect();
    interrupted(journal, &mut faults);
    let known = journal.files();
    let begun = unfinished(journal).unwrap_or_default();
    let deleted = journal.deleted_files();
    // What a stop left of a deletion; other deleted files that lie there contradict the journal.
    let (gone, stale): (Vec<_>, Vec<_>) = deleted
        .iter()
        .partition(|(number, _)| begun.contains(number));
    let gone = with_folders(gone.iter().map(|(_, file)| file.datei.as_str()));
    let stale = stale.iter().map(|(_, file)| file.datei.as_str());
    for (entry, file) in &known {
        if let Some(fault) = of_file(*entry, file, listing) {
            faults.push(fault);
        }
    }
    faults.extend(named_twice(&known));
    faults.extend(contradictions(journal, listing));
    let mut expected = with_folders(known.iter().map(|(_, file)| file.datei.as_str()));
    expected.extend(with_folders(
        stale.filter(|path| listing.contains_key(*path)),
    ));
    let waiting_units: BTreeSet<String> =
        known.iter().map(|(_, f)| waiting(unit(&f.datei))).collect();
    for (path, found) in listing {
        if let Found::Unreadable { reason } = found {
            faults.push(unreadable(path, reason));
            continue;
        }
        if expected.contains(path.as_str()) || waiting_units.contains(unit(path)) {
            if *found == Found::Other {
                faults.push(other(path));
            }
            continue;
        }
        if let Some(fault) = unknown(path, found, &gone) {
            faults.push(fault);
        }
    }
    faults
}

/// Paths with all folders above them.
fn with_folders<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut all = BTreeSet::new();
    for mut path in paths {
        while !path.is_empty() && all.insert(path) {
            path = above(path);
        }
    }
    all
}

/// A file that the journal names.
fn of_file(entry: u64, file: &Datei, listing: &Listing) -> Option<Fault> {
    let fault = |art, meldung: String| {
        Some(Fault {
            art,
            datei: file.datei.clone(),
            eintrag: Some(entry),
            meldung,
        })
    };
    // Said of the line already.
    if !is_inside(&file.datei) {
        return None;
    }
    // What lies in a folder that can't be read is not known to be missing.
    let mut over = above(&file.datei);
    while !over.is_empty() {
        if matches!(listing.get(over), Some(Found::Unreadable { .. })) {
            return None;
        }
        over = above(over);
    }
    let place = listing.get(&file.datei);
    let waits = place.is_none();
    match place.or_else(|| listing.get(&waiting(&file.datei))) {
        None => fault(
            Kind::Fehlt,
            format!("{} fehlt; Eintrag {entry} nennt die Datei.", file.datei),
        ),
        Some(Found::File { sha256, bytes }) if *sha256 == file.sha256 && *bytes == file.bytes => {
            if waits {
                return fault(
                    Kind::Unterbrochen,
                    format!(
                        "{} wartet noch auf ihren Namen: Das Schreiben von Eintrag {entry} wurde \
                         unterbrochen.",
                        file.datei
                    ),
                );
            }
            None
        }
        Some(Found::File { bytes, .. }) => fault(
            Kind::Veraendert,
            if *bytes == file.bytes {
                format!(
                    "{} ist verändert: gleich lang, aber mit anderem Inhalt als in Eintrag {entry}.",
                    file.datei
                )
            } else {
                format!(
                    "{} ist verändert: {bytes} Bytes statt {} nach Eintrag {entry}.",
                    file.datei, file.bytes
                )
            },
        ),
        // Said of the place itself.
        Some(Found::Unreadable { .. }) => None,
        Some(Found::Folder | Found::Other) => fault(
            Kind::Veraendert,
            format!(
                "{} ist keine Datei mehr; Eintrag {entry} nennt eine.",
                file.datei
            ),
        ),
    }
}

/// Something that no entry names.
fn unknown(path: &str, found: &Found, gone: &BTreeSet<&str>) -> Option<Fault> {
    let fault = |art, meldung: String| {
        Some(Fault {
            art,
            datei: path.to_owned(),
            eintrag: None,
            meldung,
        })
    };
    let is_file = matches!(found, Found::File { .. });
    if is_file && (path == JOURNAL || path == HEAD) {
        return None;
    }
    match found {
        Found::File { bytes: 0, .. } if path == LOCK => return None,
        // The folders of the kinds of files stay when their files were deleted.
        Found::Folder if ["versionen", "belege", "entwuerfe", "beiseite"].contains(&path) => {
            return None;
        }
        Found::File { .. } | Found::Folder => {}
        Found::Other => return Some(other(path)),
        Found::Unreadable { reason } => return Some(unreadable(path, reason)),
    }
    if gone.contains(path) {
        return fault(
            Kind::Unterbrochen,
            format!(
                "{path} liegt noch da, obwohl es gelöscht ist: Die Löschung wurde unterbrochen."
            ),
        );
    }
    if let Found::File { sha256, .. } = found
        && path == aside_path(sha256)
    {
        return fault(
            Kind::Unterbrochen,
            format!(
                "{path} ist eine abgebrochene Zeile des Journals; ein Eintrag nennt sie noch nicht."
            ),
        );
    }
    if waits(path) {
        return fault(
            Kind::Unterbrochen,
            format!("{path} steht in keinem Eintrag: Ein Schreiben wurde vorher unterbrochen."),
        );
    }
    fault(
        Kind::Zusaetzlich,
        format!("{path} gehört nicht in die Akte: Kein Eintrag nennt es."),
    )
}

/// Files that two entries name: deleting those of one would take them from the other.
fn named_twice(known: &[(u64, Datei)]) -> Vec<Fault> {
    let mut first: BTreeMap<&str, u64> = BTreeMap::new();
    let mut faults = Vec::new();
    for (entry, file) in known {
        if let Some(before) = first.insert(&file.datei, *entry) {
            faults.push(Fault {
                art: Kind::Veraendert,
                datei: file.datei.clone(),
                eintrag: Some(*entry),
                meldung: format!(
                    "Eintrag {entry} nennt {}; die Datei gehört schon zu Eintrag {before}.",
                    file.datei
                ),
            });
        }
    }
    faults
}

/// What stands against deleting the files of these entries: nothing is deleted while a file is
/// altered or can't be read, or while a link lies on the way to one of them.
#[must_use]
pub fn against_deletion(journal: &Journal, listing: &Listing, entries: &[u64]) -> Vec<Fault> {
    let files = journal.files();
    let deleted = files.iter().filter(|(entry, _)| entries.contains(entry));
    let on_the_way = with_folders(deleted.map(|(_, file)| file.datei.as_str()));
    let mut faults = verify(journal, listing);
    faults.retain(|fault| {
        fault.art == Kind::Veraendert
            || matches!(fault.art, Kind::Zusaetzlich | Kind::Unlesbar)
                && on_the_way.contains(fault.datei.as_str())
    });
    faults
}

fn unreadable(path: &str, reason: &str) -> Fault {
    Fault {
        art: Kind::Unlesbar,
        datei: path.to_owned(),
        eintrag: None,
        meldung: format!(
            "{path} lässt sich nicht lesen: {reason} Ob etwas daran verändert ist, bleibt offen."
        ),
    }
}

fn other(path: &str) -> Fault {
    Fault {
        art: Kind::Zusaetzlich,
        datei: path.to_owned(),
        eintrag: None,
        meldung: format!("{path} ist eine Verknüpfung oder keine gewöhnliche Datei."),
    }
}

/// What a stop in the middle left in the journal itself.
fn interrupted(journal: &Journal, faults: &mut Vec<Fault>) {
    let mut push = |datei: &str, meldung: String| {
        faults.push(Fault {
            art: Kind::Unterbrochen,
            datei: datei.to_owned(),
            eintrag: None,
            meldung,
        });
    };
    if !journal.torn.is_empty() {
        push(
            JOURNAL,
            format!(
                "Hinter der letzten ganzen Zeile stehen {} Bytes einer abgebrochenen Zeile.",
                journal.torn.len()
            ),
        );
    }
    if journal.head_is_behind {
        push(
            HEAD,
            "Der letzte Eintrag ist geschrieben, der Kopf nennt ihn noch nicht.".to_owned(),
        );
    }
}

/// What breaks the chain, for people.
fn damage(damage: &Damage) -> Fault {
    let (art, datei, line, meldung) = match damage {
        Damage::Unreadable { line } => (
            Kind::Veraendert,
            JOURNAL,
            Some(*line),
            format!("Zeile {line} ist kein lesbarer Eintrag mehr."),
        ),
        Damage::Altered { line } => (
            Kind::Veraendert,
            JOURNAL,
            Some(*line),
            format!("Zeile {line} ist verändert: Ihre Prüfsumme passt nicht zu ihrem Text."),
        ),
        Damage::Break {
            line,
            number,
            expected,
        } => (
            if number > expected {
                Kind::Fehlt
            } else {
                Kind::Veraendert
            },
            JOURNAL,
            Some(*line),
            if number > expected {
                format!(
                    "Vor Zeile {line} fehlen Einträge: Erwartet wird Eintrag {expected}, dort steht {number}."
                )
            } else {
                format!(
                    "Zeile {line} schließt nicht an die vorige an: Einträge sind verändert, hinzugefügt oder umgestellt."
                )
            },
        ),
        Damage::OtherIncident { line } => (
            Kind::Veraendert,
            JOURNAL,
            Some(*line),
            format!("Zeile {line} gehört zu einem anderen Vorfall."),
        ),
        Damage::Outside { line } => (
            Kind::Veraendert,
            JOURNAL,
            Some(*line),
            format!("Zeile {line} nennt einen Ort, der nicht in der Akte liegt."),
        ),
        Damage::Shortened { number, entries } => (
            Kind::Fehlt,
            JOURNAL,
            None,
            format!(
                "Am Ende fehlen Einträge: Der Kopf nennt Eintrag {number}, lesbar sind {entries}."
            ),
        ),
        Damage::HeadDiffers => (
            Kind::Veraendert,
            HEAD,
            None,
            "Der Kopf nennt einen anderen Stand als das Journal.".to_owned(),
        ),
        Damage::HeadUnreadable => (
            Kind::Veraendert,
            HEAD,
            None,
            "Der Kopf ist nicht mehr lesbar.".to_owned(),
        ),
        Damage::HeadMissing => (Kind::Fehlt, HEAD, None, "Der Kopf fehlt.".to_owned()),
    };
    Fault {
        art,
        datei: datei.to_owned(),
        eintrag: line.and_then(|line| u64::try_from(line).ok()),
        meldung,
    }
}
