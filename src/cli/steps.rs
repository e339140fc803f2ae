//! The steps of the way through, as the commands call them: read the facts, assess them, say
//! them in words, give the words a face. The one place where the command line meets the library.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

use super::args::Format;
use super::manifest::Digest;
use super::messages::Failure;
use super::templates::Overrides;
use crate::document::model::{
    Block, Document, FieldPath, Inline, Layout, Markings, NoticeKind, plain,
};

// JOIN: replace by `pub(crate) use crate::law::{Finding, Level};`.
/// Weight of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Stops the documents it concerns.
    Fehler,
    /// Needs attention.
    #[cfg_attr(not(test), allow(dead_code))]
    Warnung,
    /// Good to know.
    #[cfg_attr(not(test), allow(dead_code))]
    Hinweis,
}

// JOIN: see above.
/// Something that is missing or does not fit.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    /// Stable code (`M01`).
    pub(crate) code: &'static str,
    /// Weight.
    pub(crate) level: Level,
    /// The fact concerned.
    pub(crate) path: Option<FieldPath>,
    /// The rule (`Art. 33 Abs. 3 lit. a DSGVO`).
    pub(crate) article: &'static str,
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) hint: String,
    /// The documents concerned; none named means all.
    pub(crate) documents: &'static [&'static str],
}

/// Names of all documents, in the order in which they are written.
// JOIN: the documents the engine has templates for.
pub(crate) const DOCUMENTS: [&str; 3] = ["meldung", "buergerinformation", "auftragsverarbeiter"];

/// What was read.
pub(crate) struct Facts {
    /// The facts as normalised JSON.
    pub(crate) json: Value,
    /// Warnings of the reader, ready to print.
    pub(crate) warnings: String,
}

impl Facts {
    /// Kennung of the incident, where it is stated and fit for a folder name.
    pub(crate) fn reference(&self) -> Option<&str> {
        let reference = self.json.pointer("/vorfall/kennung")?.as_str()?;
        let fits = (1..=80).contains(&reference.len())
            && reference
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        fits.then_some(reference)
    }

    /// Whether the incident is an example.
    pub(crate) fn is_example(&self) -> bool {
        self.says_yes("/vorfall/beispiel")
    }

    /// Whether the report claims to be complete.
    pub(crate) fn is_complete(&self) -> bool {
        self.says_yes("/meldung/vollstaendig")
    }

    fn says_yes(&self, pointer: &str) -> bool {
        self.json.pointer(pointer) == Some(&Value::Bool(true))
    }
}

/// Reads facts; the error is the rendered list of problems, ready to print.
// JOIN: facts::read and facts::render_problems; `json` is serde_json::to_value(&incident).
pub(crate) fn read_facts(name: &str, bytes: &[u8], _colour: bool) -> Result<Facts, String> {
    let broken = || format!("{name}: Die Datei ist weder verständliches TOML noch JSON.");
    let json = if bytes.starts_with(b"{") {
        serde_json::from_slice(bytes).map_err(|_| broken())?
    } else {
        let text = std::str::from_utf8(bytes).map_err(|_| broken())?;
        toml::from_str(text).map_err(|_| broken())?
    };
    Ok(Facts {
        json,
        warnings: String::new(),
    })
}

/// What follows from the facts.
pub(crate) struct Assessment {
    /// As templates see it.
    pub(crate) json: Value,
    /// All findings.
    pub(crate) findings: Vec<Finding>,
}

/// Assesses the facts at the stated time.
// JOIN: law::assess(&facts.incident, now); `json` is serde_json::to_value(&assessment).
pub(crate) fn assess(facts: &Facts, _now: DateTime<FixedOffset>) -> Assessment {
    let mut findings = Vec::new();
    if facts.json.pointer("/zeiten/kenntnis").is_none() {
        findings.push(Finding {
            code: "M01",
            level: Level::Fehler,
            path: Some(FieldPath::new("zeiten.kenntnis")),
            article: "Art. 33 Abs. 1 DSGVO",
            message: "Der Zeitpunkt der Kenntnis fehlt.".to_owned(),
            hint: "Tragen Sie ein, wann die Verletzung bekannt wurde.".to_owned(),
            documents: &["meldung"],
        });
    }
    Assessment {
        json: Value::Null,
        findings,
    }
}

/// The templates of this run.
pub(crate) struct Templates {
    overrides: Overrides,
}

impl Templates {
    /// The shipped templates with the user's own over them.
    // JOIN: Engine::standard() or Engine::with_overrides(…); its TemplateError as Failure::input.
    pub(crate) fn load(overrides: Overrides) -> Result<Self, Failure> {
        Ok(Self { overrides })
    }

    /// The digest of everything that decides on wording.
    // JOIN: chain the shipped templates and locales before the overrides.
    pub(crate) fn digest(&self) -> Digest {
        Digest::of_parts(
            self.overrides
                .iter()
                .map(|(name, text)| (name.as_str(), text.as_bytes())),
        )
    }

    /// Makes one document; the error is a German description for the user.
    // JOIN: engine.render(name, &facts.json, &assessment.json, &Setting { now, markings, gaps }),
    // gaps from the findings that concern `name` and name a missing value.
    pub(crate) fn make_document(
        &self,
        name: &str,
        facts: &Facts,
        assessment: &Assessment,
        now: DateTime<FixedOffset>,
        markings: Markings,
    ) -> Result<Document, String> {
        let reference = facts.reference().unwrap_or_default();
        let stated = now.format("%d.%m.%Y, %H:%M Uhr").to_string();
        let findings = format!("Befunde: {}", assessment.findings.len());
        let remark = assessment.json.as_str().map(Inline::text);
        Ok(Document {
            name: name.to_owned(),
            title: name.to_owned(),
            subject: reference.to_owned(),
            layout: Layout::Seite,
            sender: String::new(),
            reference: reference.to_owned(),
            date: stated.clone(),
            foot: reference.to_owned(),
            markings,
            blocks: vec![Block::Notice {
                kind: NoticeKind::Hinweis,
                title: vec![Inline::text(name)],
                id: "platzhalter".to_owned(),
                content: vec![Block::Paragraph {
                    content: [Inline::text(stated), Inline::Break, Inline::text(findings)]
                        .into_iter()
                        .chain(remark)
                        .collect(),
                }],
            }],
            conditions: std::collections::BTreeSet::new(),
        })
    }
}

/// The digest of the legal data.
// JOIN: law::DATA or the like, all data files in the order of their names.
pub(crate) fn data_digest() -> Digest {
    Digest::of(b"")
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

/// Draws the faces of a document.
// JOIN: render::{pdf, html, email, text}.
pub(crate) fn faces(
    document: &Document,
    formats: &[Format],
    facts: &Facts,
    now: DateTime<FixedOffset>,
) -> BTreeMap<Format, Face> {
    formats
        .iter()
        .map(|format| (*format, face(document, *format, facts, now)))
        .collect()
}

fn face(document: &Document, format: Format, facts: &Facts, now: DateTime<FixedOffset>) -> Face {
    if document.blocks.is_empty() {
        return Face::Failed("Das Dokument ist leer.".to_owned());
    }
    let mut words = document.markings.lines().join("\n");
    document.each_inline(&mut |inline| {
        words.push_str(&plain(std::slice::from_ref(inline)));
        words.push('\n');
    });
    match format {
        Format::Pdf | Format::Html | Format::Txt => Face::Made(words.into_bytes()),
        Format::Eml => match facts.json.pointer("/verantwortlicher/email") {
            Some(Value::String(_)) => {
                Face::Made(format!("Date: {}\n\n{words}", now.to_rfc2822()).into_bytes())
            }
            Some(_) | None => Face::NoSender,
        },
    }
}

/// The JSON Schema of the facts.
// JOIN: facts::schema().
pub(crate) fn schema() -> Value {
    json!({ "$schema": "https://json-schema.org/draft/2020-12/schema" })
}
