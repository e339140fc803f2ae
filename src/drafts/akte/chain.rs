//! The journal as a chain: reading it, and saying where it is broken.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::entry::{BadLine, Content, Datei, Entry, first_hash};
use super::staging::is_inside;
use super::{Loeschung, Registereintrag, Version, version};

/// The journal of an incident, as far as it can be trusted, and what is wrong with it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Journal {
    /// The entries whose text is what was written.
    pub entries: Vec<Entry>,
    /// Everything that breaks the chain, in the order of the lines.
    pub damage: Vec<Damage>,
    /// Bytes behind the last line end: an entry that a crash cut off.
    pub torn: Vec<u8>,
    /// How long the whole lines are, in bytes.
    pub length: usize,
    /// Whether `kopf.json` is behind the chain, as a crash leaves it, or not written yet.
    pub head_is_behind: bool,
    lines: u64,
    versions: Vec<Version>,
}

/// What is wrong with the chain. Lines count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// A line is not the text of an entry.
    Unreadable {
        /// The line.
        line: usize,
    },
    /// The text of a line was changed: its hash is another one.
    Altered {
        /// The line.
        line: usize,
    },
    /// A line does not follow on the one before it: entries are missing, added or moved.
    Break {
        /// The line.
        line: usize,
        /// The number that the entry has.
        number: u64,
        /// The number that should stand there.
        expected: u64,
    },
    /// An entry belongs to another incident.
    OtherIncident {
        /// The line.
        line: usize,
    },
    /// An entry names a file outside the case file, or one of its own files (journal, head, lock).
    Outside {
        /// The line.
        line: usize,
    },
    /// The journal ends before the entry that the head names: later entries are missing.
    Shortened {
        /// The number that the head names.
        number: u64,
        /// How many entries there are.
        entries: usize,
    },
    /// The head names another hash than the entry of its number has.
    HeadDiffers,
    /// The head can't be read.
    HeadUnreadable,
    /// There are entries, but the head is missing.
    HeadMissing,
}

/// `kopf.json`: which entry is the last one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    nr: u64,
    hash: String,
}

/// The bytes of `kopf.json` for an entry.
#[must_use]
pub(super) fn head_bytes(entry: &Entry) -> Vec<u8> {
    format!("{{\"nr\":{},\"hash\":\"{}\"}}\n", entry.number, entry.hash).into_bytes()
}

impl Journal {
    /// Reads the journal and its head; what does not lie there is empty or none.
    #[must_use]
    pub fn read(journal: &[u8], head: Option<&[u8]>) -> Self {
        let mut read = Self::default();
        let whole = journal
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |end| end + 1);
        let (lines, tail) = journal.split_at(whole);
        read.length = lines.len();
        read.torn = tail.to_vec();
        let mut previous: Option<(u64, String)> = None;
        for (index, line) in lines.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let line = line.strip_suffix(b"\n").unwrap_or(line);
            read.lines += 1;
            previous = read.take(index + 1, line, previous);
        }
        read.compare(head);
        read.versions = version::of(&read.entries);
        read
    }

    /// Takes one line; returns what the next one must follow on.
    fn take(
        &mut self,
        line: usize,
        text: &[u8],
        previous: Option<(u64, String)>,
    ) -> Option<(u64, String)> {
        let entry = match Entry::read(text) {
            Ok(entry) => entry,
            Err(fault) => {
                self.damage.push(match fault {
                    BadLine::Form => Damage::Unreadable { line },
                    BadLine::Hash => Damage::Altered { line },
                });
                // What the line names as its hash is what the next one was written for.
                let number = previous.map_or(0, |(number, _)| number).saturating_add(1);
                return Some((number, stated_hash(text).unwrap_or_default()));
            }
        };
        let (number, hash) = previous.unwrap_or_else(|| (0, first_hash(&entry.reference)));
        let expected = number.saturating_add(1);
        if entry.number != expected || (entry.previous != hash && !hash.is_empty()) {
            self.damage.push(Damage::Break {
                line,
                number: entry.number,
                expected,
            });
        }
        let first = self.entries.first();
        if first.is_some_and(|first| first.reference != entry.reference) {
            self.damage.push(Damage::OtherIncident { line });
        }
        let files = entry.content.files();
        if !files.iter().all(|file| is_inside(&file.datei)) {
            self.damage.push(Damage::Outside { line });
        }
        let follow = Some((entry.number, entry.hash.clone()));
        self.entries.push(entry);
        follow
    }

    /// Compares the chain with its head.
    fn compare(&mut self, head: Option<&[u8]>) {
        let Some(bytes) = head else {
            // The first entry is written before the first head.
            self.head_is_behind = !self.entries.is_empty();
            if self.entries.len() > 1 {
                self.damage.push(Damage::HeadMissing);
            }
            return;
        };
        let read = serde_json::from_slice::<Head>(bytes).ok();
        let Some(head) = read.filter(|head| {
            bytes == format!("{{\"nr\":{},\"hash\":\"{}\"}}\n", head.nr, head.hash).as_bytes()
        }) else {
            self.damage.push(Damage::HeadUnreadable);
            return;
        };
        let last = self.entries.last().map_or(0, |entry| entry.number);
        match self.entries.iter().find(|entry| entry.number == head.nr) {
            Some(entry) if entry.hash != head.hash => self.damage.push(Damage::HeadDiffers),
            Some(entry) => {
                // A crash leaves the head behind by one entry, never by more.
                let next = entry.number.saturating_add(1);
                self.head_is_behind = next == last && entry.number < last;
                if next < last {
                    self.damage.push(Damage::HeadDiffers);
                }
            }
            None if head.nr > self.lines => self.damage.push(Damage::Shortened {
                number: head.nr,
                entries: self.entries.len(),
            }),
            // The entry that it names is the one that was altered: said already.
            None => {}
        }
    }

    /// Whether the chain is whole.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.damage.is_empty()
    }

    /// Kennung of the incident; none while nothing is written.
    #[must_use]
    pub fn reference(&self) -> Option<&str> {
        self.entries.first().map(|entry| entry.reference.as_str())
    }

    /// Number and hash that the next entry follows on.
    #[must_use]
    pub fn head(&self, reference: &str) -> (u64, String) {
        self.entries.last().map_or_else(
            || (0, first_hash(reference)),
            |e| (e.number, e.hash.clone()),
        )
    }

    /// The versions, oldest first; also those whose files were deleted.
    #[must_use]
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// The files that should lie in the case file, with the number of their entry.
    #[must_use]
    pub fn files(&self) -> Vec<(u64, Datei)> {
        let gone: BTreeSet<u64> = self.deletions().flat_map(|(_, d)| numbers(d)).collect();
        self.entries
            .iter()
            .filter(|entry| !gone.contains(&entry.number))
            .flat_map(|entry| {
                let files = entry.content.files();
                files.into_iter().map(|file| (entry.number, file))
            })
            .collect()
    }

    /// The files that were deleted, with the number of their entry.
    #[must_use]
    pub fn deleted_files(&self) -> Vec<(u64, Datei)> {
        let gone: BTreeSet<u64> = self.deletions().flat_map(|(_, d)| numbers(d)).collect();
        self.entries
            .iter()
            .filter(|entry| gone.contains(&entry.number))
            .flat_map(|entry| {
                let files = entry.content.files();
                files.into_iter().map(|file| (entry.number, file))
            })
            .collect()
    }

    /// The tombstones.
    pub fn deletions(&self) -> impl Iterator<Item = (&Entry, &Loeschung)> {
        self.entries
            .iter()
            .filter_map(|entry| match &entry.content {
                Content::Loeschung(deletion) => Some((entry, deletion)),
                Content::Freigabe(_)
                | Content::Stellungnahme(_)
                | Content::Versand(_)
                | Content::Eingang(_)
                | Content::Entwurf(_)
                | Content::Vermerk(_)
                | Content::Beiseite(_)
                | Content::Fremd { .. } => None,
            })
    }

    /// What the register goes on saying of an incident whose files were deleted.
    #[must_use]
    pub fn register_record(&self) -> Option<&Registereintrag> {
        self.deletions()
            .filter_map(|(_, deletion)| deletion.register.as_ref())
            .last()
    }
}

fn numbers(deletion: &Loeschung) -> impl Iterator<Item = u64> + '_ {
    deletion.eintraege.iter().map(|gone| gone.nr)
}

/// The hash that a damaged line names for itself.
fn stated_hash(line: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(line).ok()?;
    let (_, rest) = text.rsplit_once(",\"hash\":\"")?;
    let hash = rest.strip_suffix("\"}")?;
    (hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| hash.to_owned())
}
