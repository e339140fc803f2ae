//! One incident on its way: facts in, assessment and documents out.
//!
//! Where facts, law and documents meet. Decides which facts a document may show, and how many
//! documents of one name there are: one, or one for each authority or recipient.

use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use serde_json::Value;

use crate::document::{
    Audience, Document, Each, Engine, FieldPath, Gap, Given, Markings, Part, Setting,
    TemplateError, form, value,
};
use crate::facts::{self, Incident, disclosure};
use crate::law::{self, AreaReport, Assessment, Level};

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
        })
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

    /// Assesses the facts at the stated time.
    #[must_use]
    pub fn assess(&self, now: DateTime<FixedOffset>) -> Assessed {
        let shown = law::assess(&self.judged, now);
        let given = Given::new(self.open.clone(), json(&shown));
        // What stays inside counts for the risk all the same; documents for others never learn of it.
        let law = if self.judged == self.incident {
            shown
        } else {
            law::assess_shown(&self.judged, &self.incident, now)
        };
        Assessed { law, given, now }
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
        let now = occasion.now;
        let sources = match engine.each(name)? {
            Each::Vorfall => vec![Source::whole(self, audience, assessment, now)],
            Each::Behoerde => {
                let areas = law::area_reports(&self.judged);
                let mut whole = Source::whole(self, audience, assessment, now);
                if !areas.is_empty() {
                    whole.own_filings();
                }
                let mut sources = vec![whole];
                let of_area = |report| Source::areas(self, report, now);
                sources.extend(areas.iter().map(of_area));
                sources
            }
            Each::Empfaenger => Source::recipients(self, audience, assessment, now),
        };
        let make = |source: Source| {
            let gaps = if occasion.markings.entwurf {
                gaps(name, assessment)
            } else {
                Vec::new()
            };
            let setting = Setting {
                now,
                markings: occasion.markings,
                gaps,
                part: source.part,
                despite: occasion.despite.clone(),
            };
            let document = engine.render(name, &source.given, &setting)?;
            let json = has_json
                .then(|| form::fill(&source.given.facts, &source.given.law, now))
                .flatten()
                .map(|sheet| {
                    let reference = &document.reference;
                    sheet.json(reference, &source.given.law, occasion.markings, now)
                });
            Ok(Made {
                document,
                json,
                law: source.given.law,
                audience,
            })
        };
        Ok(sources.into_iter().map(make).collect())
    }
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
    /// The assessment it was made from, as templates see it.
    pub law: Arc<Value>,
    /// Who reads it.
    pub audience: Audience,
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
            Audience::Akte => {
                Given::new(case.whole.clone(), json(&law::assess(&case.incident, now)))
            }
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
    fn own_filings(&mut self) {
        let own = serde_json::from_value::<Incident>(Value::clone(&self.given.facts))
            .map(|incident| law::reports::filings_of_whole(&incident))
            .and_then(serde_json::to_value);
        if let Ok(own) = own {
            self.given = Given::new(own, Value::clone(&self.given.law));
        }
    }

    /// For the authority of areas: their facts, assessed for it.
    fn areas(case: &Case, report: &AreaReport, now: DateTime<FixedOffset>) -> Self {
        let regime = report.regime.schluessel();
        let shown = facts::area::narrow(&case.open, &report.areas, regime);
        let incident = serde_json::from_value::<Incident>(shown.clone())
            .map(|incident| law::reports::filings_of(incident, report))
            .ok();
        let assessment = incident
            .as_ref()
            .map(|incident| law::assess_areas(incident, now, report));
        let facts = incident
            .and_then(|incident| serde_json::to_value(incident).ok())
            .unwrap_or(shown);
        let law = serde_json::to_value(assessment).unwrap_or(Value::Null);
        Self {
            given: Given::new(facts, law),
            part: Some(Part {
                suffix: report.suffix.clone(),
                also: None,
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
