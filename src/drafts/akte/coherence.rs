//! Whether entries agree with each other: a chain can be whole and still tell nonsense, when
//! somebody wrote it anew. Nothing here says that an entry was altered; it says that two of them,
//! or an entry and what lies there, cannot both be right.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::{Art, Content, Datei, Entry, Freigabe, Loeschung};
use super::verify::{Fault, Kind, Listing};
use super::version::folder;
use super::{JOURNAL, Journal};

/// The entries whose files the last entry deletes: a stop may have left some of them there.
pub(super) fn unfinished(journal: &Journal) -> Option<BTreeSet<u64>> {
    let last = journal.entries.last()?;
    let (entry, deletion) = journal.deletions().last()?;
    std::ptr::eq(entry, last).then(|| deletion.eintraege.iter().map(|g| g.nr).collect())
}

/// Everything in which entries contradict each other or what lies there.
pub(super) fn contradictions(journal: &Journal, listing: &Listing) -> Vec<Fault> {
    let mut read = Reader::default();
    for entry in &journal.entries {
        read.take(entry);
    }
    still_there(journal, listing, &mut read);
    read.faults
}

/// Files that a tombstone names and that lie there, where no stop can have left them.
fn still_there(journal: &Journal, listing: &Listing, read: &mut Reader) {
    let begun = unfinished(journal).unwrap_or_default();
    for (number, file) in journal.deleted_files() {
        if listing.contains_key(&file.datei) && !begun.contains(&number) {
            read.faults.push(Fault {
                art: Kind::Unstimmig,
                meldung: format!(
                    "{} liegt noch da; nach dem Journal sind die Dateien von Eintrag {number} gelöscht.",
                    file.datei
                ),
                datei: file.datei,
                eintrag: Some(number),
            });
        }
    }
}

/// What was read so far.
#[derive(Default)]
struct Reader<'a> {
    /// The entries by number, each with its hash and its files.
    entries: BTreeMap<u64, (&'a str, usize)>,
    /// The versions by number, each with its manifest.
    versions: BTreeMap<u32, &'a str>,
    /// The versions by the entry that brought them.
    brought: BTreeMap<u64, u32>,
    /// The number of the last version.
    last: u32,
    /// The entries whose files are gone, with the entry that says so.
    gone: BTreeMap<u64, u64>,
    before: Option<&'a Entry>,
    faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    fn take(&mut self, entry: &'a Entry) {
        if let Some(before) = self.before
            && before.time > entry.time
        {
            self.fault(
                entry,
                format!(
                    "Eintrag {} trägt eine frühere Zeit als Eintrag {}.",
                    entry.number, before.number
                ),
            );
        }
        match &entry.content {
            Content::Freigabe(approval) => self.approval(entry, approval),
            Content::Loeschung(deletion) => self.deletion(entry, deletion),
            Content::Stellungnahme(opinion) => self.names(entry, opinion.version),
            Content::Versand(sent) => self.names(entry, Some(sent.version)),
            Content::Fremd { art, .. } if Art::ALL.iter().any(|known| known.key() == art) => {
                self.fault(
                    entry,
                    format!(
                        "Eintrag {} hat nicht die Form seiner Art: Werte fehlen oder sind unmöglich.",
                        entry.number
                    ),
                );
            }
            Content::Eingang(_)
            | Content::Entwurf(_)
            | Content::Vermerk(_)
            | Content::Beiseite(_)
            | Content::Fremd { .. } => {}
        }
        let files = entry.content.files().len();
        self.entries.insert(entry.number, (&entry.hash, files));
        self.before = Some(entry);
    }

    /// Numbers of versions go up by one; their files lie in the folder of their number.
    fn approval(&mut self, entry: &Entry, approval: &'a Freigabe) {
        let number = approval.version;
        let next = self.last.saturating_add(1);
        let known = self.versions.get(&number).copied();
        if approval.neu.is_none() {
            let message = match known {
                None => format!(
                    "Eintrag {} gibt Version {number} frei; die gibt es nicht.",
                    entry.number
                ),
                Some(manifest) if manifest != approval.manifest => format!(
                    "Eintrag {} gibt unter Version {number} einen anderen Inhalt frei, als sie hat.",
                    entry.number
                ),
                Some(_) => return,
            };
            self.fault(entry, message);
            return;
        }
        if number != next {
            self.fault(
                entry,
                format!(
                    "Eintrag {} legt Version {number} an; die nächste wäre Version {next}.",
                    entry.number
                ),
            );
        }
        let below = format!("{}/", folder(number));
        if !lies_below(&approval.dateien, &below) {
            self.fault(
                entry,
                format!(
                    "Eintrag {} nennt zu Version {number} Dateien, die nicht in {below} liegen.",
                    entry.number
                ),
            );
        }
        self.last = number;
        self.brought.insert(entry.number, number);
        self.versions
            .entry(number)
            .or_insert(approval.manifest.as_str());
    }

    /// A tombstone names earlier entries as they are, each once.
    fn deletion(&mut self, entry: &Entry, deletion: &Loeschung) {
        for gone in &deletion.eintraege {
            let number = entry.number;
            let version = self.brought.get(&gone.nr).copied();
            let message = match self.entries.get(&gone.nr) {
                None => Some(format!(
                    "Eintrag {number} löscht die Dateien von Eintrag {}; den gibt es davor nicht.",
                    gone.nr
                )),
                Some((hash, _)) if *hash != gone.hash => Some(format!(
                    "Eintrag {number} löscht die Dateien von Eintrag {}, nennt aber eine andere Prüfsumme, \
                     als er hat.",
                    gone.nr
                )),
                Some((_, files)) if *files != gone.dateien || version != gone.version => {
                    Some(format!(
                        "Eintrag {number} nennt zu Eintrag {} eine andere Version oder Zahl von Dateien, \
                         als er hat.",
                        gone.nr
                    ))
                }
                Some(_) => None,
            };
            let before = self.gone.insert(gone.nr, number);
            if let Some(message) = message {
                self.fault(entry, message);
            } else if let Some(before) = before {
                self.fault(
                    entry,
                    format!(
                        "Eintrag {number} löscht die Dateien von Eintrag {} noch einmal nach Eintrag {before}.",
                        gone.nr
                    ),
                );
            }
        }
    }

    /// An entry on a version must come after it.
    fn names(&mut self, entry: &Entry, version: Option<u32>) {
        let Some(number) = version else { return };
        if !self.versions.contains_key(&number) {
            self.fault(
                entry,
                format!(
                    "Eintrag {} nennt Version {number}; die gibt es davor nicht.",
                    entry.number
                ),
            );
        }
    }

    fn fault(&mut self, entry: &Entry, meldung: String) {
        self.faults.push(Fault {
            art: Kind::Unstimmig,
            datei: JOURNAL.to_owned(),
            eintrag: Some(entry.number),
            meldung,
        });
    }
}

fn lies_below(files: &[Datei], folder: &str) -> bool {
    files.iter().all(|file| file.datei.starts_with(folder))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use serde_json::{Map, json};

    use super::super::entry::{Datei, Geloescht, NeueVersion, Vermerk, Versand, first_hash};
    use super::super::verify::{Found, verify};
    use super::*;

    /// A journal of these entries, each with the hour of its time.
    fn journal(contents: Vec<(u32, Content)>) -> Journal {
        let mut text = String::new();
        let mut hash = first_hash("a-1");
        let mut last = None;
        for (number, (hour, content)) in (1..).zip(contents) {
            let time = format!("2021-10-17T{hour:02}:00:00+02:00");
            let time = DateTime::parse_from_rfc3339(&time).unwrap();
            let entry = Entry::new(number, time, "a-1", content, &hash);
            text.push_str(&entry.line());
            hash.clone_from(&entry.hash);
            last = Some(entry);
        }
        let head = super::super::chain::head_bytes(&last.unwrap());
        Journal::read(text.as_bytes(), Some(&head))
    }

    fn listing(journal: &Journal) -> Listing {
        let mut listing = Listing::new();
        for (_, file) in journal.files() {
            let mut path = file.datei.as_str();
            let found = Found::File {
                sha256: file.sha256.clone(),
                bytes: file.bytes,
            };
            listing.insert(path.to_owned(), found);
            while let Some((above, _)) = path.rsplit_once('/') {
                listing.insert(above.to_owned(), Found::Folder);
                path = above;
            }
        }
        listing
    }

    fn said(contents: Vec<(u32, Content)>) -> Vec<String> {
        let journal = journal(contents);
        assert!(journal.is_sound(), "{:?}", journal.damage);
        let faults = verify(&journal, &listing(&journal));
        assert!(faults.iter().all(|fault| fault.art == Kind::Unstimmig));
        faults.into_iter().map(|fault| fault.meldung).collect()
    }

    fn remark(file: Option<&str>) -> Content {
        Content::Vermerk(Vermerk {
            text: "x".to_owned(),
            durch: None,
            dateien: file
                .into_iter()
                .map(|path| Datei::new(path, b"x"))
                .collect(),
        })
    }

    fn release(version: u32, new: bool, manifest: &str) -> Content {
        Content::Freigabe(Freigabe {
            version,
            durch: "A".to_owned(),
            rolle: "recht".to_owned(),
            manifest: manifest.to_owned(),
            trotzdem: None,
            befunde: Vec::new(),
            neu: new.then(|| NeueVersion {
                dokumente: vec!["meldung".to_owned()],
                erforderlich: Vec::new(),
                eine_person: false,
                fakten: String::new(),
                vorlagen: String::new(),
                daten: String::new(),
                programm: String::new(),
                uebung: false,
                beispiel: false,
                anlagen: false,
            }),
            dateien: Vec::new(),
        })
    }

    fn sent(version: u32) -> Content {
        Content::Versand(Versand {
            dokumente: vec!["meldung".to_owned()],
            version,
            an: "x".to_owned(),
            weg: "post".to_owned(),
            am: "2021-10-17".to_owned(),
            durch: None,
            dateien: Vec::new(),
        })
    }

    fn tombstone(nr: u64, hash: &str, version: Option<u32>, dateien: usize) -> Content {
        Content::Loeschung(Loeschung {
            eintraege: vec![Geloescht {
                nr,
                hash: hash.to_owned(),
                version,
                dateien,
            }],
            grund: "x".to_owned(),
            durch: None,
            register: None,
        })
    }

    fn hash_of_first(content: &Content) -> String {
        journal(vec![(8, content.clone())]).entries[0].hash.clone()
    }

    #[test]
    fn what_agrees_is_not_named() {
        let proof = remark(Some("belege/0001.pdf"));
        let hash = hash_of_first(&proof);
        let contents = vec![
            (8, proof),
            (8, release(1, true, "m")),
            (9, release(1, false, "m")),
            (9, sent(1)),
            (10, release(2, true, "n")),
            (11, tombstone(1, &hash, None, 1)),
            (12, remark(None)),
        ];
        assert_eq!(said(contents), [""; 0]);
    }

    #[test]
    fn time_does_not_go_back() {
        let said = said(vec![(9, remark(None)), (8, remark(None))]);
        assert_eq!(said, ["Eintrag 2 trägt eine frühere Zeit als Eintrag 1."]);
    }

    #[test]
    fn numbers_of_versions_go_up_by_one() {
        let first = said(vec![(8, release(u32::MAX, true, "m")), (9, sent(7))]);
        assert_eq!(
            first,
            [
                "Eintrag 1 legt Version 4294967295 an; die nächste wäre Version 1.",
                "Eintrag 2 nennt Version 7; die gibt es davor nicht."
            ]
        );
        let approvals = said(vec![
            (8, release(3, false, "m")),
            (8, release(1, true, "m")),
            (8, release(1, false, "n")),
        ]);
        assert_eq!(
            approvals,
            [
                "Eintrag 1 gibt Version 3 frei; die gibt es nicht.",
                "Eintrag 3 gibt unter Version 1 einen anderen Inhalt frei, als sie hat."
            ]
        );
        let beyond = Content::Fremd {
            art: "freigabe".to_owned(),
            inhalt: Map::from_iter([("version".to_owned(), json!(18_446_744_073_709_551_615_u64))]),
        };
        let said = said(vec![(8, beyond)]);
        assert_eq!(
            said,
            ["Eintrag 1 hat nicht die Form seiner Art: Werte fehlen oder sind unmöglich."]
        );
    }

    #[test]
    fn a_tombstone_names_what_there_was() {
        let proof = remark(Some("belege/0001.pdf"));
        let hash = hash_of_first(&proof);
        for (tomb, expected) in [
            (tombstone(77, &hash, None, 1), "den gibt es davor nicht"),
            (tombstone(2, &hash, None, 1), "den gibt es davor nicht"),
            (tombstone(1, "x", None, 1), "andere Prüfsumme"),
            (tombstone(1, &hash, Some(1), 1), "andere Version"),
            (tombstone(1, &hash, None, 9), "Zahl von Dateien"),
        ] {
            let said = said(vec![(8, proof.clone()), (9, tomb)]);
            assert_eq!(said.len(), 1, "{said:?}");
            assert!(said[0].contains(expected), "{said:?}");
        }
        let again = said(vec![
            (8, proof),
            (9, tombstone(1, &hash, None, 1)),
            (9, tombstone(1, &hash, None, 1)),
        ]);
        assert_eq!(again.len(), 1, "{again:?}");
    }

    #[test]
    fn files_that_a_tombstone_names_lie_there_only_after_a_stop() {
        let proof = remark(Some("belege/0001.pdf"));
        let hash = hash_of_first(&proof);
        let there = listing(&journal(vec![(8, proof.clone())]));
        let begun = journal(vec![(8, proof.clone()), (9, tombstone(1, &hash, None, 1))]);
        let kinds = |journal: &Journal| -> Vec<Kind> {
            let mut kinds: Vec<_> = verify(journal, &there).iter().map(|f| f.art).collect();
            kinds.dedup();
            kinds
        };
        assert_eq!(kinds(&begun), [Kind::Unterbrochen]);
        let over = journal(vec![
            (8, proof),
            (9, tombstone(1, &hash, None, 1)),
            (9, remark(None)),
        ]);
        assert_eq!(kinds(&over), [Kind::Unstimmig]);
        let time = over.entries[0].time;
        let recovery = super::super::recover(&over, &there, "a-1", time);
        assert_eq!(recovery.steps, [], "nothing is deleted");
        assert!(
            !super::super::recover(&begun, &there, "a-1", time)
                .steps
                .is_empty()
        );
    }
}
