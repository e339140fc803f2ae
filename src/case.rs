//! One incident on its way: facts in, assessment and documents out.
//!
//! Where facts, law and documents meet. Decides which facts a document may show, and how many
//! documents of one name there are: one, or one for each authority or recipient.

mod differences;
mod earlier;
mod editions;

use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use serde_json::Value;

use crate::document::{
    Audience, DOCUMENTS, Document, Each, Engine, FieldPath, Gap, Given, Markings, Part, Setting,
    TemplateError, form, language, value,
};
use crate::facts::{self, Incident, disclosure};
use crate::law::{self, AreaReport, Assessment, Authorities, Finding, Level};

pub use earlier::{NO_BASE, Released};
pub use editions::{Edition, PUBLIC_NOTICE, kept_names};

/// An incident, ready to become documents.
#[derive(Debug, Clone)]
pub struct Case {
    incident: Incident,
    /// The facts as the law sees them: what documents may not show counts as not written.
    judged: Incident,
    /// The facts as documents may use them: normalised, without internal tables.
    open: Value,
    /// All facts, for the own files.
    whole: Value,
    /// The authorities that are known for it.
    authorities: Authorities,
    /// What was released before, oldest first.
    earlier: Arc<Vec<Released>>,
}

impl Case {
    /// Takes the facts apart.
    ///
    /// # Errors
    /// Facts that cannot be written as JSON: an error of this program.
    pub fn new(incident: Incident) -> Result<Self, serde_json::Error> {
        let whole = serde_json::to_value(&incident)?;
        let open = disclosure::without_internal(&whole);
        let judged = serde_json::from_value(disclosure::for_assessment(&whole, &open))?;
        Ok(Self {
            incident,
            judged,
            open,
            whole,
            authorities: Authorities::default(),
            earlier: Arc::default(),
        })
    }

    /// The same with other authorities: the user's own data over those of this build.
    #[must_use]
    pub fn with_authorities(mut self, authorities: Authorities) -> Self {
        self.authorities = authorities;
        self
    }

    /// The same incident with other facts, normalised; `None` where they are no facts.
    #[must_use]
    pub fn with_facts(&self, facts: &Value) -> Option<Self> {
        let mut other = Self::new(serde_json::from_value(facts.clone()).ok()?).ok()?;
        other.authorities = self.authorities.clone();
        other.earlier = Arc::clone(&self.earlier);
        Some(other)
    }

    /// The authorities that are known for it.
    #[must_use]
    pub fn authorities(&self) -> &Authorities {
        &self.authorities
    }

    /// The facts as types.
    #[must_use]
    pub fn incident(&self) -> &Incident {
        &self.incident
    }

    /// The facts without internal tables, normalised.
    #[must_use]
    pub fn open(&self) -> &Value {
        &self.open
    }

    /// All facts, normalised.
    #[must_use]
    pub fn whole(&self) -> &Value {
        &self.whole
    }

    /// The mark of the facts, as wording fixed by hand names it (`grundlage`).
    #[must_use]
    pub fn basis(&self) -> String {
        self.whole.as_object().map(law::basis).unwrap_or_default()
    }

    /// Assesses the facts at the stated time.
    #[must_use]
    pub fn assess(&self, now: DateTime<FixedOffset>) -> Assessed {
        let shown = law::assess_with(&self.judged, now, &self.authorities);
        let given = Given::new(self.open.clone(), json(&shown));
        // What stays inside counts for the risk all the same; documents for others never learn of it.
        let law = if self.judged == self.incident {
            shown
        } else {
            let mut law = law::assess_shown(&self.judged, &self.incident, now, &self.authorities);
            for path in law.findings.iter_mut().filter_map(|f| f.path.as_mut()) {
                *path = disclosure::in_whole(&self.whole, path);
            }
            law
        };
        Assessed { law, given, now }
    }

    /// The assessments of the reports on areas with another authority or regime.
    #[must_use]
    pub fn area_assessments(&self, now: DateTime<FixedOffset>) -> Vec<(AreaReport, Assessment)> {
        let reports = law::area_reports(&self.judged, &self.authorities);
        let assess = |report: AreaReport| {
            let incident = self.of_areas(&report)?;
            let law = law::assess_areas(&incident, now, &report, &self.authorities);
            Some((report, law))
        };
        reports.into_iter().filter_map(assess).collect()
    }

    /// All findings: those on the whole, and those that a report on areas has besides.
    #[must_use]
    pub fn findings(&self, whole: &Assessment, areas: &[(AreaReport, Assessment)]) -> Vec<Finding> {
        let mut all = whole.findings.clone();
        for (report, law) in areas {
            for finding in &law.findings {
                let path = finding.path.as_ref().map(of_whole);
                let known = all
                    .iter()
                    .any(|other| other.code == finding.code && other.path == path);
                if !known {
                    all.push(Finding {
                        path,
                        message: format!("Zu meldung-{}: {}", report.suffix, finding.message),
                        ..finding.clone()
                    });
                }
            }
        }
        all.sort_by(|a, b| (a.level, a.code).cmp(&(b.level, b.code)));
        all
    }

    /// The facts of the areas of a report, with its own filings.
    fn of_areas(&self, report: &AreaReport) -> Option<Incident> {
        let incident = serde_json::from_value(self.narrowed(report)).ok()?;
        Some(law::reports::filings_of(
            incident,
            report,
            &self.authorities,
        ))
    }

    fn narrowed(&self, report: &AreaReport) -> Value {
        facts::area::narrow(&self.open, &report.areas, report.regime.schluessel())
    }

    /// The facts as the law sees them: what documents may not show counts as not written.
    #[must_use]
    pub fn judged(&self) -> &Incident {
        &self.judged
    }

    /// Why the incident asks for no document of this name; `None` where it does.
    ///
    /// # Errors
    /// An error of the template's head.
    pub fn reason_against(
        &self,
        engine: &Engine,
        name: &str,
        assessment: &Assessed,
    ) -> Result<Option<String>, TemplateError> {
        let setting = Setting {
            now: assessment.now,
            markings: Markings::default(),
            gaps: Vec::new(),
            part: None,
            despite: None,
        };
        engine.reason_against(name, &assessment.given, &setting)
    }

    /// Makes the documents of one name: one, or one for each authority or recipient.
    ///
    /// # Errors
    /// No such template; within the list, an error of the template with these facts.
    pub fn documents(
        &self,
        engine: &Engine,
        name: &str,
        assessment: &Assessed,
        occasion: &Occasion,
    ) -> Result<Vec<Result<Made, TemplateError>>, TemplateError> {
        let audience = engine.audience(name)?;
        let has_json = engine.has_json(name)?;
        let is_evidence = engine.is_evidence(name)?;
        let now = occasion.now;
        let sources = match engine.each(name)? {
            Each::Vorfall => vec![Source::whole(self, audience, assessment, now)],
            Each::Behoerde => {
                let areas = law::area_reports(&self.judged, &self.authorities);
                let mut whole = Source::whole(self, audience, assessment, now);
                if !areas.is_empty() {
                    whole.own_filings(&self.authorities);
                }
                let mut sources = vec![whole];
                let of_area = |report| Source::areas(self, report, now);
                sources.extend(areas.iter().map(of_area));
                sources
            }
            Each::Empfaenger => Source::recipients(self, audience, assessment, now),
        };
        let make = |mut source: Source| {
            let gaps = if occasion.markings.entwurf {
                gaps(name, assessment)
            } else {
                Vec::new()
            };
            let setting = Setting {
                now,
                markings: occasion.markings,
                gaps,
                part: source.part.clone(),
                despite: occasion.despite.clone(),
            };
            let mut document = engine.render(name, &source.given, &setting)?;
            if let Some(news) = self.news(engine, name, &source, &document, &setting) {
                source.given = source.given.continuing(news);
                document = engine.render(name, &source.given, &setting)?;
            }
            let sheet = (has_json || is_evidence)
                .then(|| form::fill(&source.given.facts, &source.given.law, now))
                .flatten()
                .map(|sheet| {
                    let reference = &document.reference;
                    sheet.json(
                        reference,
                        (&source.given.law, source.given.news()),
                        occasion.markings,
                        now,
                    )
                });
            let evidence = is_evidence.then(|| Evidence {
                facts: disclosure::for_attachment(&source.given.facts),
                sheet: sheet.clone(),
            });
            Ok(Made {
                document,
                json: sheet.filter(|_| has_json),
                evidence,
                law: source.given.law,
                audience,
            })
        };
        Ok(sources.into_iter().map(make).collect())
    }

    /// What makes the documents hard to read that the incident asks for and people read
    /// (Art. 34 Abs. 2 DSGVO): made as drafts, checked, and dropped.
    ///
    /// # Errors
    /// An error of a template with these facts.
    pub fn language_findings(
        &self,
        engine: &Engine,
        assessment: &Assessed,
        now: DateTime<FixedOffset>,
    ) -> Result<Vec<Finding>, TemplateError> {
        let documents = self.due(engine, &language::CHECKED, assessment, now)?;
        Ok(self.language_findings_in(&documents))
    }

    /// Those of the named documents that the incident asks for.
    ///
    /// # Errors
    /// An error of a template with these facts.
    pub fn due(
        &self,
        engine: &Engine,
        names: &[&str],
        assessment: &Assessed,
        now: DateTime<FixedOffset>,
    ) -> Result<Vec<Document>, TemplateError> {
        let occasion = Occasion {
            now,
            markings: Markings::default(),
            despite: None,
        };
        let mut documents = Vec::new();
        for name in names {
            if self.reason_against(engine, name, assessment)?.is_none() {
                for made in self.documents(engine, name, assessment, &occasion)? {
                    documents.push(made?.document);
                }
            }
        }
        Ok(documents)
    }

    /// What stands against the documents besides: wording fixed by hand for sections that they do
    /// not have, and a later report without the one that it continues.
    #[must_use]
    pub fn further_findings(
        &self,
        engine: &Engine,
        assessment: &Assessed,
        now: DateTime<FixedOffset>,
    ) -> Vec<Finding> {
        let occasion = Occasion {
            now,
            markings: Markings::default(),
            despite: None,
        };
        let mut found: Vec<Finding> = self.without_base().into_iter().collect();
        if self.incident.textfassungen.is_empty() {
            return found;
        }
        found.extend(engine.hand_findings_of_all(&self.whole));
        for name in DOCUMENTS {
            let named = |version: &facts::Textfassung| {
                version.dokument.wert().map(|wanted| wanted.schluessel()) == Some(*name)
            };
            if !self.incident.textfassungen.iter().any(named) {
                continue;
            }
            let due = matches!(self.reason_against(engine, name, assessment), Ok(None));
            let made: Vec<Document> = due
                .then(|| self.documents(engine, name, assessment, &occasion).ok())
                .flatten()
                .into_iter()
                .flatten()
                .filter_map(|made| Some(made.ok()?.document))
                .collect();
            found.extend(engine.hand_findings(name, &self.whole, &made));
        }
        found
    }

    /// The same for documents that are made already.
    #[must_use]
    pub fn language_findings_in<'a>(
        &self,
        documents: impl IntoIterator<Item = &'a Document>,
    ) -> Vec<Finding> {
        language::check(documents, &self.open)
    }
}

/// The data of the incident that areas do not have.
fn other_data(whole: &Value, areas: &Value) -> Value {
    let list = |facts: &Value| facts.get("daten").and_then(Value::as_array).cloned();
    let own = list(areas).unwrap_or_default();
    let mut others = list(whole).unwrap_or_default();
    others.retain(|item| {
        let category = item.get("kategorie").and_then(Value::as_str);
        category.is_some_and(|category| category != "offen") && !own.contains(item)
    });
    Value::Array(others)
}

/// The path of a fact of areas in the whole facts: a position in a list that was cut is not one
/// in the whole list.
fn of_whole(path: &FieldPath) -> FieldPath {
    let cut = ["daten[", "bereiche["].into_iter().find(|list| {
        path.as_str().strip_prefix(list).is_some_and(|rest| {
            rest.split_once(']')
                .is_some_and(|(name, _)| name.bytes().all(|byte| byte.is_ascii_digit()))
        })
    });
    cut.map_or_else(
        || path.clone(),
        |list| FieldPath::new(list.trim_end_matches('[')),
    )
}

/// An assessment, ready for documents.
#[derive(Debug, Clone)]
pub struct Assessed {
    law: Assessment,
    given: Given,
    now: DateTime<FixedOffset>,
}

impl Deref for Assessed {
    type Target = Assessment;

    fn deref(&self) -> &Assessment {
        &self.law
    }
}

fn json(assessment: &Assessment) -> Value {
    serde_json::to_value(assessment).unwrap_or(Value::Null)
}

/// When and as what documents are made.
#[derive(Debug, Clone)]
pub struct Occasion {
    /// The stated time.
    pub now: DateTime<FixedOffset>,
    /// What every page says.
    pub markings: Markings,
    /// Why they are made although findings stand against it.
    pub despite: Option<String>,
}

/// A document, with what its faces need to know beside it.
#[derive(Debug, Clone)]
pub struct Made {
    /// The document.
    pub document: Document,
    /// The same for machines, where there is such a form.
    pub json: Option<String>,
    /// What it may carry for machines, where it names the facts it was made from.
    pub evidence: Option<Evidence>,
    /// The assessment it was made from, as templates see it.
    pub law: Arc<Value>,
    /// Who reads it.
    pub audience: Audience,
}

/// What a document was made from, for machines.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// The facts that its reader may see, in the form of a facts file.
    pub facts: Value,
    /// The filled report form, in JSON.
    pub sheet: Option<String>,
}

/// What one document is made from.
struct Source {
    given: Given,
    part: Option<Part>,
}

impl Source {
    fn whole(
        case: &Case,
        audience: Audience,
        assessment: &Assessed,
        now: DateTime<FixedOffset>,
    ) -> Self {
        let given = match audience {
            // The own files show everything, so their assessment counts everything.
            Audience::Akte => Given::new(
                case.whole.clone(),
                json(&law::assess_with(&case.incident, now, &case.authorities)),
            ),
            Audience::Behoerde
            | Audience::Verantwortliche
            | Audience::Betroffene
            | Audience::Oeffentlichkeit
            | Audience::Empfaenger
            | Audience::Beschaeftigte => assessment.given.clone(),
        };
        Self { given, part: None }
    }

    /// Takes the filings to authorities of areas out: their file numbers mean nothing here.
    fn own_filings(&mut self, authorities: &Authorities) {
        let own = serde_json::from_value::<Incident>(Value::clone(&self.given.facts))
            .map(|incident| law::reports::filings_of_whole(&incident, authorities))
            .and_then(serde_json::to_value);
        if let Ok(own) = own {
            self.given = Given::new(own, Value::clone(&self.given.law));
        }
    }

    /// For the authority of areas: their facts, assessed for it.
    fn areas(case: &Case, report: &AreaReport, now: DateTime<FixedOffset>) -> Self {
        let incident = case.of_areas(report);
        let assessment = incident
            .as_ref()
            .map(|incident| law::assess_areas(incident, now, report, &case.authorities));
        let facts = incident
            .and_then(|incident| serde_json::to_value(incident).ok())
            .unwrap_or_else(|| case.narrowed(report));
        let law = serde_json::to_value(assessment).unwrap_or(Value::Null);
        let others = other_data(&case.open, &facts);
        Self {
            given: Given::new(facts, law),
            part: Some(Part {
                suffix: report.suffix.clone(),
                also: Some(("uebrige".to_owned(), FieldPath::new("daten"), others)),
            }),
        }
    }

    /// One for each entry of `empfaenger`; a single one needs no number.
    fn recipients(
        case: &Case,
        audience: Audience,
        assessment: &Assessed,
        now: DateTime<FixedOffset>,
    ) -> Vec<Self> {
        let whole = Self::whole(case, audience, assessment, now);
        let list = FieldPath::new("empfaenger");
        let entries = whole
            .given
            .facts
            .get("empfaenger")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        let paths = value::item_paths(&list, &entries);
        let alone = entries.len() == 1;
        entries
            .into_iter()
            .zip(paths)
            .enumerate()
            .map(|(index, (entry, path))| Self {
                given: whole.given.clone(),
                part: Some(Part {
                    suffix: if alone {
                        String::new()
                    } else {
                        (index + 1).to_string()
                    },
                    also: Some(("empfang".to_owned(), path, entry)),
                }),
            })
            .collect()
    }
}

/// What a draft of `name` still lacks, most important first.
fn gaps(name: &str, assessment: &Assessed) -> Vec<Gap> {
    let mut seen = BTreeSet::new();
    [Level::Fehler, Level::Warnung]
        .into_iter()
        .flat_map(|level| {
            assessment
                .findings
                .iter()
                .filter(move |finding| finding.level == level)
        })
        .filter(|finding| finding.documents.is_empty() || finding.documents.contains(&name))
        .filter(|finding| seen.insert(finding.message.clone()))
        .map(|finding| Gap {
            // What stops the document comes with its remedy; the rest is a short line each.
            text: match finding.level {
                Level::Fehler => format!("{} {}", finding.message, finding.hint),
                Level::Warnung | Level::Hinweis => finding.message.clone(),
            },
            path: finding.path.clone(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_in_a_cut_list_are_none_in_the_whole_list() {
        let path = |text: &str| of_whole(&FieldPath::new(text)).0;
        assert_eq!(path("daten[2].anzahl"), "daten");
        assert_eq!(
            path("daten[steuerdaten].anzahl"),
            "daten[steuerdaten].anzahl"
        );
        assert_eq!(path("massnahmen[2].am"), "massnahmen[2].am");
    }
}
