//! The steps of the way through, as the commands call them: read the facts, assess them, say
//! them in words, give the words a face. The one place where the command line meets the library.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use serde_json::Value;

use super::args::Format;
use super::manifest::Digest;
use super::messages::Failure;
use super::templates::Overrides;
use crate::document::{Document, Engine, Gap, Layout, Markings, Setting};
use crate::facts::{self, Incident, disclosure};
use crate::law;
use crate::render::email::{MailAddress, MailParts};
use crate::render::html::HtmlOptions;
use crate::render::{email, html, pdf, text};

pub(crate) use crate::document::DOCUMENTS;
pub(crate) use crate::law::{Finding, Level};

/// What was read.
pub(crate) struct Facts {
    /// The facts as types.
    incident: Incident,
    /// The facts as the law sees them: what documents may not show counts as not written.
    judged: Incident,
    /// The facts as documents may use them: normalised, without internal tables.
    json: Value,
    /// Warnings of the reader, ready to print.
    pub(crate) warnings: String,
}

impl Facts {
    /// Kennung of the incident, fit for a folder name (the reader has checked its form).
    pub(crate) fn reference(&self) -> Option<&str> {
        Some(self.incident.vorfall.kennung.as_str()).filter(|reference| !reference.is_empty())
    }

    /// Whether the incident is an example.
    pub(crate) fn is_example(&self) -> bool {
        self.incident.vorfall.beispiel
    }

    /// Whether the report claims to be complete.
    pub(crate) fn is_complete(&self) -> bool {
        self.incident.meldung.vollstaendig.wert() == Some(&true)
    }

    fn text(&self, pointer: &str) -> Option<&str> {
        self.json.pointer(pointer).and_then(Value::as_str)
    }
}

/// Reads facts; the error is the rendered list of problems, ready to print.
pub(crate) fn read_facts(name: &str, bytes: &[u8], colour: bool) -> Result<Facts, String> {
    let source = String::from_utf8_lossy(bytes);
    let render =
        |problems: &[facts::Problem]| facts::render_problems(name, &source, problems, colour);
    let read = facts::read(name, bytes).map_err(|problems| render(&problems))?;
    let warnings = if read.warnings.is_empty() {
        String::new()
    } else {
        render(&read.warnings)
    };
    let json = serde_json::to_value(&read.incident).map_err(|_| {
        format!("{name}: Die Tatsachen lassen sich nicht weitergeben. Das ist ein Programmfehler.")
    })?;
    let open = disclosure::without_internal(&json);
    let judged =
        serde_json::from_value(disclosure::for_assessment(&json, &open)).map_err(|_| {
            format!(
                "{name}: Die Tatsachen lassen sich nicht weitergeben. Das ist ein Programmfehler."
            )
        })?;
    Ok(Facts {
        json: open,
        judged,
        incident: read.incident,
        warnings,
    })
}

/// What follows from the facts.
pub(crate) struct Assessment {
    /// As templates see it.
    json: Value,
    /// All findings.
    pub(crate) findings: Vec<Finding>,
}

/// Assesses the facts at the stated time.
pub(crate) fn assess(facts: &Facts, now: DateTime<FixedOffset>) -> Assessment {
    let assessment = law::assess(&facts.judged, now);
    let json = serde_json::to_value(&assessment).unwrap_or(Value::Null);
    Assessment {
        json,
        findings: assessment.findings,
    }
}

/// The templates of this run.
pub(crate) struct Templates {
    engine: Engine,
}

impl Templates {
    /// The shipped templates with the user's own over them.
    pub(crate) fn load(overrides: Overrides) -> Result<Self, Failure> {
        let overrides: Vec<(String, String)> = overrides.into_iter().collect();
        let engine = Engine::new(&overrides)
            .map_err(|error| Failure::input(error.to_string().trim_end()))?;
        Ok(Self { engine })
    }

    /// The digest of everything that decides on wording.
    pub(crate) fn digest(&self) -> Digest {
        Digest::of_parts(
            self.engine
                .sources()
                .chain(std::iter::once((
                    "de.ftl",
                    crate::document::wording::words::SOURCE,
                )))
                .map(|(name, text)| (name, text.as_bytes())),
        )
    }

    /// Makes one document; the error is a German description for the user.
    pub(crate) fn make_document(
        &self,
        name: &str,
        facts: &Facts,
        assessment: &Assessment,
        now: DateTime<FixedOffset>,
        markings: Markings,
    ) -> Result<Document, String> {
        let gaps = if markings.entwurf {
            gaps(name, assessment)
        } else {
            Vec::new()
        };
        self.engine
            .render(
                name,
                &facts.json,
                &assessment.json,
                &Setting {
                    now,
                    markings,
                    gaps,
                },
            )
            .map_err(|error| error.to_string())
    }
}

/// What a draft of `name` still lacks, most important first.
fn gaps(name: &str, assessment: &Assessment) -> Vec<Gap> {
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

/// The digest of the legal data.
pub(crate) fn data_digest() -> Digest {
    Digest::of_parts(
        law::DATA
            .iter()
            .map(|(name, text)| (*name, text.as_bytes())),
    )
}

/// A document in one format.
pub(crate) enum Face {
    /// The file.
    Made(Vec<u8>),
    /// An e-mail needs the address of the sender, and the facts state none.
    NoSender,
    /// It could not be drawn: a German description for the user.
    Failed(String),
}

/// The faces of a document, and characters that the PDF font does not hold.
pub(crate) struct Faces {
    /// Face by format.
    pub(crate) made: BTreeMap<Format, Face>,
    /// Characters drawn as a replacement in the PDF.
    pub(crate) missing: BTreeSet<char>,
}

/// Draws the faces of a document.
pub(crate) fn faces(
    document: &Document,
    formats: &[Format],
    facts: &Facts,
    assessment: &Assessment,
    now: DateTime<FixedOffset>,
) -> Faces {
    let wants = |format: Format| formats.contains(&format);
    let mut missing = BTreeSet::new();
    let page = (wants(Format::Html) || wants(Format::Eml))
        .then(|| html::render(document, &page_options(document)));
    let plain = (wants(Format::Txt) || wants(Format::Eml)).then(|| text::render(document));
    let paper = (wants(Format::Pdf) || wants(Format::Eml)).then(|| {
        pdf::render(document, &pdf::PdfOptions { created: now }).map(|rendered| {
            missing.extend(rendered.missing);
            rendered.bytes
        })
    });
    let made = formats
        .iter()
        .map(|format| {
            let face = match format {
                Format::Html => Face::Made(page.clone().unwrap_or_default().into_bytes()),
                Format::Txt => Face::Made(plain.clone().unwrap_or_default().into_bytes()),
                Format::Pdf => match &paper {
                    Some(Ok(bytes)) => Face::Made(bytes.clone()),
                    Some(Err(error)) => Face::Failed(error.to_string()),
                    None => Face::Failed(String::new()),
                },
                Format::Eml => {
                    let pdf = paper
                        .as_ref()
                        .and_then(|paper| paper.as_ref().ok())
                        .map(Vec::as_slice);
                    mail(
                        document,
                        facts,
                        assessment,
                        (page.as_deref(), plain.as_deref(), pdf),
                        now,
                    )
                }
            };
            (*format, face)
        })
        .collect();
    Faces { made, missing }
}

/// A letter gets a table of contents; a public notice says first what to do.
fn page_options(document: &Document) -> HtmlOptions {
    HtmlOptions {
        contents: document.layout == Layout::Brief,
    }
}

/// The e-mail: the report goes to the authority, a notice has no recipient yet.
fn mail(
    document: &Document,
    facts: &Facts,
    assessment: &Assessment,
    (page, plain, pdf): (Option<&str>, Option<&str>, Option<&[u8]>),
    now: DateTime<FixedOffset>,
) -> Face {
    let is_report = document.name == "meldung";
    let reporter = is_report.then(|| facts.text("/melder/email")).flatten();
    let name = |pointer: &str| facts.text(pointer).unwrap_or_default().to_owned();
    let from = match (reporter, facts.text("/verantwortlicher/email")) {
        (Some(address), _) => MailAddress {
            name: name("/melder/name"),
            address: address.to_owned(),
        },
        (None, Some(address)) => MailAddress {
            name: name("/verantwortlicher/name"),
            address: address.to_owned(),
        },
        (None, None) => return Face::NoSender,
    };
    let authority = |key: &str| {
        assessment
            .json
            .pointer(&format!("/behoerde/{key}"))
            .and_then(Value::as_str)
    };
    let to = match authority("email") {
        // Neither a drill nor an example nor a draft may reach an authority by a wrong click.
        Some(address) if is_report && document.markings == Markings::default() => {
            vec![MailAddress {
                name: authority("name").unwrap_or_default().to_owned(),
                address: address.to_owned(),
            }]
        }
        Some(_) | None => Vec::new(),
    };
    let parts = MailParts {
        from: Some(from),
        to,
        reply_to: None,
        html: page.unwrap_or_default(),
        text: plain.unwrap_or_default(),
        pdf,
        attachment_name: &format!("{}.pdf", document.name),
        date: now,
    };
    match email::render(document, &parts) {
        Ok(bytes) => Face::Made(bytes),
        Err(error) => Face::Failed(error.to_string()),
    }
}

/// The JSON Schema of the facts.
pub(crate) fn schema() -> Value {
    facts::schema()
}
