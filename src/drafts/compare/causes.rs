//! Why words changed, and what a changed fact touches.
//!
//! Found by trying: the newer state is made again with one fact set back. Words that then read
//! otherwise come from that fact; so do duties, findings and documents that then differ. Where no
//! fact alone explains a change, each fact is tried alone on the older state; then time and
//! templates; what is left comes from several facts together.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::duties::duty_changes;
use super::facts::{FactChange, apply};
use super::words::{Passage, PassageKind, sentences};
use crate::case::{Case, Occasion};
use crate::document::{Document, Engine, FieldPath, Markings, TemplateError};
use crate::law::{Duty, Finding};
use crate::parallel;

/// A state of an incident, with what its documents are made by.
#[derive(Debug, Clone, Copy)]
pub struct Version<'v> {
    /// The incident.
    pub case: &'v Case,
    /// The stated time.
    pub now: DateTime<FixedOffset>,
    /// The templates.
    pub engine: &'v Engine,
    /// What its documents are marked as.
    pub markings: Markings,
}

/// Why words changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// A fact.
    #[serde(rename = "tatsachen")]
    Facts,
    /// Wording fixed by hand.
    #[serde(rename = "handfassung")]
    ByHand,
    /// The stated time: dates of the documents, deadlines.
    #[serde(rename = "zeitpunkt")]
    Time,
    /// The templates.
    #[serde(rename = "vorlage")]
    Template,
    /// Several facts together, none of them alone.
    #[serde(rename = "zusammenwirken")]
    Together,
}

impl Cause {
    /// German words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Facts => "Tatsachen",
            Self::ByHand => "Handfassung",
            Self::Time => "Zeitpunkt",
            Self::Template => "Vorlage",
            Self::Together => "mehrere Tatsachen zusammen",
        }
    }
}

/// What a changed fact touches.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Touched {
    /// Documents whose words it changes, or that it asks for or no longer asks for.
    #[serde(rename = "dokumente")]
    pub documents: Vec<String>,
    /// Duties that it raises, ends or moves.
    #[serde(rename = "pflichten")]
    pub duties: Vec<String>,
    /// Findings that it brings: their codes.
    #[serde(rename = "befunde_neu")]
    pub findings: Vec<String>,
    /// Findings that it settles: their codes.
    #[serde(rename = "befunde_erledigt")]
    pub settled: Vec<String>,
}

/// A state with all that follows from it.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) documents: BTreeMap<String, Document>,
    pub(super) duties: Vec<Duty>,
    pub(super) findings: Vec<Finding>,
    /// For each document its sentences in order, each with its section.
    said: BTreeMap<String, Vec<(String, String)>>,
    footprints: BTreeMap<String, BTreeSet<(String, String)>>,
    orders: BTreeMap<String, BTreeSet<(String, String)>>,
}

/// Which documents of a state are looked at.
pub(super) enum Wanted<'w> {
    /// Those that the incident asks for.
    Due,
    /// Those of these names.
    Named(&'w [String]),
}

impl Version<'_> {
    pub(super) fn outcome(&self, wanted: &Wanted<'_>) -> Result<Outcome, TemplateError> {
        let assessed = self.case.assess(self.now);
        let areas = self.case.area_assessments(self.now);
        let occasion = Occasion {
            now: self.now,
            markings: self.markings,
            despite: None,
        };
        let mut documents = BTreeMap::new();
        for name in crate::document::DOCUMENTS {
            let made = match wanted {
                Wanted::Named(names) => names.iter().any(|wanted| wanted == name),
                Wanted::Due => self
                    .case
                    .reason_against(self.engine, name, &assessed)?
                    .is_none(),
            };
            if made {
                for one in self
                    .case
                    .documents(self.engine, name, &assessed, &occasion)?
                {
                    let document = one?.document;
                    documents.insert(document.file_stem(), document);
                }
            }
        }
        let findings = self.case.findings(&assessed, &areas);
        let duties = assessed.duties.clone();
        let said: BTreeMap<String, Vec<(String, String)>> = documents
            .iter()
            .map(|(stem, document)| (stem.clone(), sentences(document)))
            .collect();
        let footprints = said
            .iter()
            .map(|(stem, said)| (stem.clone(), said.iter().cloned().collect()))
            .collect();
        let orders = said
            .iter()
            .map(|(stem, said)| {
                let pairs = said.windows(2).filter_map(|pair| match pair {
                    [(_, before), (_, after)] => Some((before.clone(), after.clone())),
                    _ => None,
                });
                (stem.clone(), pairs.collect())
            })
            .collect();
        Ok(Outcome {
            said,
            footprints,
            orders,
            documents,
            duties,
            findings,
        })
    }
}

impl Outcome {
    /// Whether the words of a passage differ from what this state says: it then comes from what
    /// makes this state another one. `forward`: this state is near the older one.
    fn explains(&self, stem: &str, passage: &Telling<'_>, forward: bool) -> bool {
        let Some(footprint) = self.footprints.get(stem) else {
            // The state does not have the document at all: so it decides on the whole.
            return passage.passage.old.is_empty() != forward;
        };
        let says = |place: &String, sentence: &String| {
            footprint.contains(&(place.clone(), sentence.clone()))
        };
        if passage.passage.kind == PassageKind::Moved {
            // Words that stand elsewhere: what stands before them differs.
            let order = self.orders.get(stem);
            return order
                .is_some_and(|pairs| !passage.before.iter().all(|pair| pairs.contains(pair)));
        }
        let [was, is] = &passage.passage.places;
        let (old, new) = (&passage.old, &passage.new);
        if forward {
            old.iter().any(|said| !says(was, said)) || new.iter().any(|said| says(is, said))
        } else {
            new.iter().any(|said| !says(is, said)) || old.iter().any(|said| says(was, said))
        }
    }

    /// What a passage tells of its cause.
    fn telling<'p>(&self, old: &Self, stem: &str, passage: &'p Passage) -> Telling<'p> {
        let [was, is] = &passage.places;
        let has = |outcome: &Self, place: &String, sentence: &String| {
            let footprint = outcome.footprints.get(stem);
            footprint.is_some_and(|said| said.contains(&(place.clone(), sentence.clone())))
        };
        // Sentences that stand in the other version as well, in another place, tell nothing.
        let only = |sentences: &'p [String], other: &Self, place: &String| -> Vec<&'p String> {
            let telling: Vec<&String> =
                sentences.iter().filter(|s| !has(other, place, s)).collect();
            if telling.is_empty() {
                sentences.iter().collect()
            } else {
                telling
            }
        };
        let first = passage.new.first().or(passage.old.first());
        let state = if passage.new.is_empty() { old } else { self };
        let pairs = state.orders.get(stem).into_iter().flatten();
        Telling {
            old: only(&passage.old, self, was),
            new: only(&passage.new, old, is),
            before: pairs
                .filter(|(_, after)| Some(after) == first)
                .cloned()
                .collect(),
            passage,
        }
    }
}

/// The words of a passage that tell where it comes from.
struct Telling<'p> {
    passage: &'p Passage,
    /// Older sentences that the newer version does not have.
    old: Vec<&'p String>,
    /// Newer sentences that the older version did not have.
    new: Vec<&'p String>,
    /// The first sentence with the one before it.
    before: Vec<(String, String)>,
}

/// Why passages changed: for each its causes and its facts.
pub(super) type Explained = Vec<(BTreeSet<Cause>, Vec<FieldPath>)>;

/// So many changed facts are set back one by one; of more, those of a table together. A comparison
/// so takes a bounded number of renderings, whatever the files hold.
const ONE_BY_ONE: usize = 60;

/// What is tried to explain changes.
pub(super) struct Trial<'t> {
    old: Version<'t>,
    new: Version<'t>,
    wanted: Wanted<'t>,
    changes: &'t [FactChange],
    /// The changes that are tried together: their positions.
    groups: Vec<Vec<usize>>,
    /// The newer state with the facts of a group set back; `None` where that is no state.
    back: Vec<Option<Outcome>>,
    /// The older state with the facts of a group set forward, made when it is needed.
    forward: Option<Vec<Option<Outcome>>>,
    /// The older state with the time or the templates set forward.
    forward_otherwise: Vec<(Outcome, Cause)>,
    time: Option<Outcome>,
    template: Option<Outcome>,
}

impl<'t> Trial<'t> {
    pub(super) fn new(
        old: Version<'t>,
        new: Version<'t>,
        wanted: Wanted<'t>,
        changes: &'t [FactChange],
    ) -> Result<Self, TemplateError> {
        let mut trial = Self {
            old,
            new,
            wanted,
            changes,
            groups: groups(changes),
            back: Vec::new(),
            forward: None,
            forward_otherwise: Vec::new(),
            time: None,
            template: None,
        };
        trial.back = parallel::map(&trial.groups, |group| {
            let kept: Vec<&FactChange> = changes
                .iter()
                .enumerate()
                .filter(|(index, _)| !group.contains(index))
                .map(|(_, change)| change)
                .collect();
            trial.with(new, &kept)
        });
        if old.now != new.now {
            let version = Version {
                now: old.now,
                ..new
            };
            trial.time = Some(version.outcome(&trial.wanted)?);
        }
        if !std::ptr::eq(old.engine, new.engine) {
            let version = Version {
                engine: old.engine,
                ..new
            };
            trial.template = Some(version.outcome(&trial.wanted)?);
        }
        Ok(trial)
    }

    /// A state with some of the changes; none where a template refuses it, as may be between two
    /// states: it then explains nothing.
    fn with(&self, like: Version<'_>, kept: &[&FactChange]) -> Option<Outcome> {
        let kept: Vec<FactChange> = kept.iter().map(|change| (*change).clone()).collect();
        let case = like.case.with_facts(&apply(self.old.case.whole(), &kept))?;
        let version = Version {
            case: &case,
            ..like
        };
        version.outcome(&self.wanted).ok()
    }

    /// What the change of one fact touches, or of those that are tried with it.
    pub(super) fn touched(&self, index: usize, old: &Outcome, new: &Outcome) -> Touched {
        let group = self.groups.iter().position(|group| group.contains(&index));
        let Some(Some(back)) = group.and_then(|group| self.back.get(group)) else {
            return Touched::default();
        };
        let stems: BTreeSet<&String> = new.said.keys().chain(back.said.keys()).collect();
        let documents = stems
            .into_iter()
            .filter(|stem| new.said.get(*stem) != back.said.get(*stem))
            .cloned()
            .collect();
        let duties = duty_changes(&back.duties, &new.duties);
        // Findings of the states between the two versions alone are none of either.
        let fresh = |one: &Outcome, other: &Outcome, between: &Outcome| {
            let codes: BTreeSet<String> = one
                .findings
                .iter()
                .filter(|finding| !knows(&other.findings, finding))
                .filter(|finding| knows(&between.findings, finding) == std::ptr::eq(one, old))
                .map(|finding| finding.code.to_owned())
                .collect();
            codes.into_iter().collect()
        };
        Touched {
            documents,
            duties: duties.into_iter().map(|change| change.duty).collect(),
            findings: fresh(new, old, back),
            settled: fresh(old, new, back),
        }
    }

    /// Why the passages of a document changed.
    pub(super) fn explain(
        &mut self,
        (before, after): (&Outcome, &Outcome),
        stem: &str,
        passages: &[Passage],
        by_hand: &BTreeSet<String>,
    ) -> Result<Explained, TemplateError> {
        let mut explained = Explained::new();
        for passage in passages {
            let telling = after.telling(before, stem, passage);
            let mut causes = BTreeSet::new();
            let explains = |outcome: &Option<Outcome>| {
                outcome
                    .as_ref()
                    .is_some_and(|outcome| outcome.explains(stem, &telling, false))
            };
            let mut paths = self.paths(&self.back, passage, &explains);
            for (outcome, cause) in [(&self.time, Cause::Time), (&self.template, Cause::Template)] {
                if explains(outcome) {
                    causes.insert(cause);
                }
            }
            if paths.is_empty() && causes.is_empty() {
                if self.forward.is_none() {
                    self.forward = Some(self.forwards());
                    self.forward_otherwise = self.forwards_otherwise()?;
                }
                let forward = self.forward.as_deref().unwrap_or_default();
                paths = self.paths(forward, passage, &|outcome| {
                    outcome
                        .as_ref()
                        .is_some_and(|outcome| outcome.explains(stem, &telling, true))
                });
                for (outcome, cause) in &self.forward_otherwise {
                    if outcome.explains(stem, &telling, true) {
                        causes.insert(*cause);
                    }
                }
            }
            if paths.is_empty() && causes.is_empty() {
                // What the words state themselves.
                paths = self
                    .changes
                    .iter()
                    .filter(|change| passage.sources.iter().any(|path| is_at(path, change)))
                    .map(|change| change.path.clone())
                    .collect();
            }
            let is_text = |path: &FieldPath| path.as_str().starts_with("textfassungen");
            if by_hand.contains(&passage.section) && paths.iter().all(is_text) {
                causes.insert(Cause::ByHand);
            } else if !paths.is_empty() {
                causes.insert(Cause::Facts);
            } else if causes.is_empty() {
                causes.insert(if self.changes.is_empty() {
                    Cause::Template
                } else {
                    Cause::Together
                });
            }
            explained.push((causes, paths));
        }
        without_reasons_of_sections(passages, &mut explained);
        Ok(explained)
    }

    /// The facts whose outcomes explain a passage; of facts tried together those that the words of
    /// the passage state, where they state any.
    fn paths(
        &self,
        outcomes: &[Option<Outcome>],
        passage: &Passage,
        explains: &dyn Fn(&Option<Outcome>) -> bool,
    ) -> Vec<FieldPath> {
        let mut found: Vec<usize> = Vec::new();
        for (group, outcome) in self.groups.iter().zip(outcomes) {
            if !explains(outcome) {
                continue;
            }
            let is_stated = |index: &&usize| {
                let change = self.changes.get(**index);
                change.is_some_and(|change| passage.sources.iter().any(|at| is_at(at, change)))
            };
            let stated: Vec<&usize> = group.iter().filter(is_stated).collect();
            if stated.is_empty() || group.len() == 1 {
                found.extend(group);
            } else {
                found.extend(stated);
            }
        }
        found.sort_unstable();
        let changes = found
            .into_iter()
            .filter_map(|index| self.changes.get(index));
        changes.map(|change| change.path.clone()).collect()
    }

    fn forwards(&self) -> Vec<Option<Outcome>> {
        parallel::map(&self.groups, |group| {
            let members = group.iter().filter_map(|index| self.changes.get(*index));
            self.with(self.old, &members.collect::<Vec<_>>())
        })
    }

    /// The older state at the newer time, and with the newer templates.
    fn forwards_otherwise(&self) -> Result<Vec<(Outcome, Cause)>, TemplateError> {
        let mut made = Vec::new();
        if self.old.now != self.new.now {
            let version = Version {
                now: self.new.now,
                ..self.old
            };
            made.push((version.outcome(&self.wanted)?, Cause::Time));
        }
        if !std::ptr::eq(self.old.engine, self.new.engine) {
            let version = Version {
                engine: self.new.engine,
                ..self.old
            };
            made.push((version.outcome(&self.wanted)?, Cause::Template));
        }
        Ok(made)
    }
}

/// The changes that are tried together.
fn groups(changes: &[FactChange]) -> Vec<Vec<usize>> {
    if changes.len() <= ONE_BY_ONE {
        return (0..changes.len()).map(|index| vec![index]).collect();
    }
    let mut tables: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, change) in changes.iter().enumerate() {
        let path = change.path.as_str();
        let table = path.split(['.', '[']).next().unwrap_or(path);
        tables.entry(table).or_default().push(index);
    }
    tables.into_values().collect()
}

/// What brings or takes a whole section stands with its heading; its passages name it only where
/// nothing else explains them.
fn without_reasons_of_sections(passages: &[Passage], explained: &mut Explained) {
    let mut sections: BTreeMap<&str, Vec<FieldPath>> = BTreeMap::new();
    for (passage, (_, facts)) in passages.iter().zip(explained.iter()) {
        if passage.is_heading() {
            sections.insert(&passage.section, facts.clone());
        }
    }
    for (passage, (_, facts)) in passages.iter().zip(explained.iter_mut()) {
        if let Some(of_section) = sections.get(passage.section.as_str())
            && !passage.is_heading()
        {
            let own: Vec<FieldPath> = facts
                .iter()
                .filter(|path| !of_section.contains(path))
                .cloned()
                .collect();
            if !own.is_empty() {
                *facts = own;
            }
        }
    }
}

/// Whether a fact stands at or below the place of a change.
fn is_at(path: &FieldPath, change: &FactChange) -> bool {
    [&change.path, &change.old_path].into_iter().any(|place| {
        path.as_str()
            .strip_prefix(place.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    })
}

/// Whether a finding is among others: by its code and its fact.
pub(super) fn knows(findings: &[Finding], finding: &Finding) -> bool {
    findings.iter().any(|other| {
        other.code == finding.code && other.path == finding.path && other.level == finding.level
    })
}
