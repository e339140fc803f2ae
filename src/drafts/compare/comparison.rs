//! The whole comparison of two versions: facts, words, duties, findings.

use std::collections::BTreeSet;

use serde::Serialize;

use super::causes::{Cause, Touched, Trial, Version, Wanted, knows};
use super::duties::{DutyChange, duty_changes};
use super::facts::{FactChange, changes};
use super::words::{Passage, Redline, redline};
use crate::document::{Document, FieldPath, TemplateError};
use crate::law::{Finding, Level};

/// A changed fact with what it touches.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedFact {
    /// The change.
    pub change: FactChange,
    /// What it touches.
    pub touched: Touched,
}

/// A changed passage with why it changed.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedPassage {
    /// The passage.
    pub passage: Passage,
    /// Why it changed.
    pub causes: BTreeSet<Cause>,
    /// The facts that changed it.
    pub facts: Vec<FieldPath>,
}

/// In which of two versions a document is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// In both.
    #[serde(rename = "beide")]
    Both,
    /// In the newer one alone.
    #[serde(rename = "neu")]
    New,
    /// In the older one alone.
    #[serde(rename = "alt")]
    Old,
}

/// A document in two versions.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedDocument {
    /// Its file name without ending: `meldung-realsteuern`.
    pub stem: String,
    /// Where it is made.
    pub presence: Presence,
    /// The older version, where there is one.
    pub old: Option<Document>,
    /// The newer version, where there is one.
    pub new: Option<Document>,
    /// Both as one.
    pub redline: Document,
    /// What changed.
    pub passages: Vec<ComparedPassage>,
}

/// A finding that came or went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingChange {
    /// Its code.
    pub code: String,
    /// Its level.
    #[serde(rename = "stufe")]
    pub level: Level,
    /// The fact.
    #[serde(rename = "pfad")]
    pub path: Option<FieldPath>,
    /// What it says.
    #[serde(rename = "meldung")]
    pub message: String,
}

/// Two versions of an incident beside each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// What changed in the facts.
    pub facts: Vec<ComparedFact>,
    /// The documents of both, also those that did not change.
    pub documents: Vec<ComparedDocument>,
    /// What became of duties.
    pub duties: Vec<DutyChange>,
    /// Findings that came.
    pub findings: Vec<FindingChange>,
    /// Findings that are settled.
    pub settled: Vec<FindingChange>,
}

impl Comparison {
    /// Whether facts and words are the same.
    #[must_use]
    pub fn is_equal(&self) -> bool {
        self.facts.is_empty()
            && self
                .documents
                .iter()
                .all(|document| document.passages.is_empty())
    }

    /// Whether only facts changed that the record alone shows.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        !self.facts.is_empty() && self.facts.iter().all(|fact| fact.change.internal)
    }

    /// The documents whose words changed.
    pub fn changed(&self) -> impl Iterator<Item = &ComparedDocument> {
        self.documents
            .iter()
            .filter(|document| !document.passages.is_empty())
    }
}

/// Compares two versions; `names` are the documents, or none for those that the incident asks for.
///
/// # Errors
/// An error of a template with these facts.
pub fn compare(
    old: Version<'_>,
    new: Version<'_>,
    names: &[String],
) -> Result<Comparison, TemplateError> {
    let wanted = || {
        if names.is_empty() {
            Wanted::Due
        } else {
            Wanted::Named(names)
        }
    };
    let found = changes(old.case.whole(), new.case.whole());
    let before = old.outcome(&wanted())?;
    let after = new.outcome(&wanted())?;
    let mut trial = Trial::new(old, new, wanted(), &found)?;
    let mut facts: Vec<ComparedFact> = found
        .iter()
        .enumerate()
        .map(|(index, change)| ComparedFact {
            change: change.clone(),
            touched: trial.touched(index, &before, &after),
        })
        .collect();
    let mut documents = Vec::new();
    for stem in in_order(&before.documents, &after.documents) {
        let (was, is) = (before.documents.get(&stem), after.documents.get(&stem));
        let Some(Redline { document, passages }) = redline(was, is) else {
            continue;
        };
        let by_hand: BTreeSet<String> = was
            .into_iter()
            .chain(is)
            .flat_map(|document| document.by_hand.iter().map(|entry| entry.section.clone()))
            .collect();
        let explained = trial.explain((&before, &after), &stem, &passages, &by_hand)?;
        documents.push(ComparedDocument {
            presence: match (was, is) {
                (Some(_), None) => Presence::Old,
                (None, Some(_)) => Presence::New,
                _ => Presence::Both,
            },
            old: was.cloned(),
            new: is.cloned(),
            redline: document,
            passages: passages
                .into_iter()
                .zip(explained)
                .map(|(passage, (causes, facts))| ComparedPassage {
                    passage,
                    causes,
                    facts,
                })
                .collect(),
            stem,
        });
    }
    // A fact touches every document of which it explains a passage.
    for document in &documents {
        for path in document.passages.iter().flat_map(|passage| &passage.facts) {
            for fact in facts.iter_mut().filter(|fact| fact.change.path == *path) {
                let stems = &mut fact.touched.documents;
                if let Err(at) = stems.binary_search(&document.stem) {
                    stems.insert(at, document.stem.clone());
                }
            }
        }
    }
    let fresh = |one: &[Finding], other: &[Finding]| {
        one.iter()
            .filter(|finding| !knows(other, finding))
            .map(|finding| FindingChange {
                code: finding.code.to_owned(),
                level: finding.level,
                path: finding.path.clone(),
                message: finding.message.clone(),
            })
            .collect()
    };
    Ok(Comparison {
        facts,
        documents,
        duties: duty_changes(&before.duties, &after.duties),
        findings: fresh(&after.findings, &before.findings),
        settled: fresh(&before.findings, &after.findings),
    })
}

type Documents = std::collections::BTreeMap<String, Document>;

/// The names of documents in the order of the program, parts behind the whole.
fn in_order(old: &Documents, new: &Documents) -> Vec<String> {
    let place = |document: &Document| {
        crate::document::DOCUMENTS
            .iter()
            .position(|name| *name == document.name)
    };
    let mut stems: Vec<(Option<usize>, &String)> = old
        .iter()
        .chain(new.iter().filter(|(stem, _)| !old.contains_key(*stem)))
        .map(|(stem, document)| (place(document), stem))
        .collect();
    stems.sort();
    stems.into_iter().map(|(_, stem)| stem.clone()).collect()
}
