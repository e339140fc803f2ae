//! Versions: what was released, who approved it, and what state it is in.

use chrono::{DateTime, FixedOffset};

use super::entry::{Content, Datei, Entry, Freigabe, NeueVersion};
use super::{NORMALISED, VERSIONS};

/// A version of the documents, frozen with everything it was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Its number.
    pub number: u32,
    /// The number of the entry that brought it.
    pub entry: u64,
    /// The stated time that its documents were made at.
    pub made: DateTime<FixedOffset>,
    /// The head of the chain before it, which its documents print.
    pub head: String,
    /// SHA-256 of its manifest, which names every document.
    pub manifest: String,
    /// What it was made from, and who must approve.
    pub about: NeueVersion,
    /// The approvals, oldest first.
    pub approvals: Vec<Approval>,
    /// Its files; paths below `akte`.
    pub files: Vec<Datei>,
    /// What state it is in.
    pub state: State,
}

/// An approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Number of its entry.
    pub entry: u64,
    /// Who.
    pub by: String,
    /// In which role.
    pub role: String,
    /// When.
    pub time: DateTime<FixedOffset>,
    /// Why in spite of findings of level `fehler`.
    pub despite: Option<String>,
}

/// What state a version is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Approvals are lacking.
    Waiting {
        /// The roles that have not approved yet.
        lacking: Vec<String>,
    },
    /// All required roles have approved.
    Released {
        /// When the last of them did.
        time: DateTime<FixedOffset>,
    },
    /// Its files were deleted after their time.
    Deleted {
        /// When it had been released, if it had.
        released: Option<DateTime<FixedOffset>>,
        /// The number of the tombstone.
        entry: u64,
    },
}

impl Version {
    /// When all required roles had approved.
    #[must_use]
    pub fn released(&self) -> Option<DateTime<FixedOffset>> {
        match &self.state {
            State::Released { time } => Some(*time),
            State::Deleted { released, .. } => *released,
            State::Waiting { .. } => None,
        }
    }

    /// Whether its files are still there.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        !matches!(self.state, State::Deleted { .. })
    }

    /// Its folder below `akte`: `versionen/0003`.
    #[must_use]
    pub fn folder(&self) -> String {
        folder(self.number)
    }

    /// The facts file, byte for byte as it was released.
    #[must_use]
    pub fn facts_file(&self) -> Option<&Datei> {
        let folder = self.folder();
        ["vorfall.toml", "vorfall.json"].iter().find_map(|name| {
            let path = format!("{folder}/{name}");
            self.files.iter().find(|file| file.datei == path)
        })
    }

    /// The normalised facts.
    #[must_use]
    pub fn normalised_facts(&self) -> Option<&Datei> {
        let path = format!("{}/{NORMALISED}", self.folder());
        self.files.iter().find(|file| file.datei == path)
    }

    /// The documents in all their formats, as released.
    pub fn document_files(&self) -> impl Iterator<Item = &Datei> {
        let below = format!("{}/dokumente/", self.folder());
        self.files
            .iter()
            .filter(move |file| file.datei.starts_with(&below))
    }

    /// Whether it holds a document of this name.
    #[must_use]
    pub fn has_document(&self, name: &str) -> bool {
        self.about.dokumente.iter().any(|known| known == name)
    }

    fn approve(&mut self, entry: &Entry, approval: &Freigabe) {
        self.approvals.push(Approval {
            entry: entry.number,
            by: approval.durch.clone(),
            role: approval.rolle.clone(),
            time: entry.time,
            despite: approval.trotzdem.clone(),
        });
        if let State::Waiting { lacking } = &mut self.state {
            lacking.retain(|role| !same(role, &approval.rolle));
            if lacking.is_empty() {
                self.state = State::Released { time: entry.time };
            }
        }
    }
}

/// Whether two names of roles or persons mean the same one: case and spaces do not count.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        words.join(" ")
    };
    plain(one) == plain(other)
}

/// The folder of a version below `akte`.
#[must_use]
pub fn folder(number: u32) -> String {
    format!("{VERSIONS}/{number:04}")
}

/// The versions that these entries tell of.
pub(super) fn of(entries: &[Entry]) -> Vec<Version> {
    let mut versions: Vec<Version> = Vec::new();
    for entry in entries {
        match &entry.content {
            Content::Freigabe(approval) => {
                if let Some(about) = &approval.neu {
                    versions.push(Version {
                        number: approval.version,
                        entry: entry.number,
                        made: entry.time,
                        head: entry.previous.clone(),
                        manifest: approval.manifest.clone(),
                        about: about.clone(),
                        approvals: Vec::new(),
                        files: approval.dateien.clone(),
                        state: State::Waiting {
                            lacking: about.erforderlich.clone(),
                        },
                    });
                }
                // What was approved is the content; a number alone approves nothing.
                let approved = versions.iter_mut().find(|version| {
                    version.number == approval.version && version.manifest == approval.manifest
                });
                if let Some(version) = approved {
                    version.approve(entry, approval);
                }
            }
            Content::Loeschung(deletion) => {
                for gone in &deletion.eintraege {
                    let deleted = versions
                        .iter_mut()
                        .find(|version| version.entry == gone.nr && version.is_kept());
                    if let Some(version) = deleted {
                        version.state = State::Deleted {
                            released: version.released(),
                            entry: entry.number,
                        };
                    }
                }
            }
            Content::Stellungnahme(_)
            | Content::Versand(_)
            | Content::Eingang(_)
            | Content::Entwurf(_)
            | Content::Vermerk(_)
            | Content::Beiseite(_)
            | Content::Fremd { .. } => {}
        }
    }
    versions
}
