//! Freezing: documents with all they were made from, as the files of a version.

use std::path::Path;

use chrono::{DateTime, FixedOffset};

use super::super::akte::{CaseFile, Writer, texts};
use super::super::args::Format;
use super::super::erzeugen::Run;
use super::super::input::Source;
use super::super::manifest::{self, Digest, Manifest};
use super::super::messages::{Console, Exit, Failure, shown};
use super::super::steps::{self, Facts, Occasion, Templates};
use super::super::{authorities, pruefen, templates};
use super::{Approved, Freigeben, digest};
use crate::document::Release;
use crate::document::model::Markings;
use crate::drafts::akte::{Datei, NORMALISED, NeueVersion, State, Version, folder, hash_of};

/// A version before it is written.
pub(super) struct Frozen {
    pub(super) number: u32,
    /// SHA-256 of its manifest.
    pub(super) manifest: String,
    pub(super) about: NeueVersion,
    /// Its files; paths below `akte`.
    pub(super) files: Vec<(String, Vec<u8>)>,
}

/// What is to be frozen.
pub(super) struct Freezing<'a> {
    pub(super) source: &'a Source,
    pub(super) facts: &'a Facts,
    pub(super) wanted: &'a [&'static str],
    pub(super) options: &'a Freigeben,
}

/// How a version is made: a second time it is made the same way.
struct Way {
    number: u32,
    head: String,
    time: DateTime<FixedOffset>,
    despite: Option<String>,
    attach: bool,
}

impl Freezing<'_> {
    /// The version that lies there already, where making it once more gives the same documents;
    /// else a new one.
    pub(super) fn run<'v>(
        &self,
        writer: &Writer,
        known: &'v [Version],
        despite: Option<&(String, Vec<String>)>,
        now: DateTime<FixedOffset>,
        console: &Console,
    ) -> Result<Approved<'v>, Failure> {
        let overrides = templates::read(self.options.vorlagen.as_deref())?;
        let own_templates = if overrides.is_empty() {
            None
        } else {
            Some(super::super::frist::json(&overrides)?)
        };
        let templates = Templates::load(overrides)?;
        let last = known.last().filter(|version| version.is_kept());
        if let Some(version) = last.filter(|version| self.names(version)) {
            let way = Way {
                number: version.number,
                head: version.head.clone(),
                time: version.made,
                despite: version
                    .approvals
                    .first()
                    .and_then(|approval| approval.despite.clone()),
                attach: version.about.anlagen,
            };
            // What it says of the first time has been said then.
            let again = self.make(
                &templates,
                own_templates.as_deref(),
                &way,
                &Console::silent(),
            )?;
            if let Ok(again) = again
                && documents(&again.files) == of_version(version)
            {
                intact(writer, version)?;
                return Ok(Approved::Known(version));
            }
            self.say_why(version, &templates, console);
        }
        let number = known.last().map_or(0, |version| version.number);
        let number = number.checked_add(1).ok_or_else(|| {
            Failure::input(format!(
                "Hinter Version {number} ist keine weitere möglich."
            ))
            .hint("Was mit der Akte nicht stimmt, sagt: datenpanne akte VORFALL --pruefen")
        })?;
        let way = Way {
            number,
            head: writer.head(),
            time: now,
            despite: despite.map(|(reason, _)| reason.clone()),
            attach: self.options.anlagen,
        };
        let made = self.make(&templates, own_templates.as_deref(), &way, console)?;
        Ok(match made {
            Ok(frozen) => Approved::New(Box::new(frozen)),
            Err(exit) => Approved::Failed(exit),
        })
    }

    /// Whether a version holds the documents that are wanted now.
    fn names(&self, version: &Version) -> bool {
        version
            .about
            .dokumente
            .iter()
            .map(String::as_str)
            .eq(self.wanted.iter().copied())
    }

    /// Why a version that waits for approvals is not the one that is approved now.
    fn say_why(&self, version: &Version, templates: &Templates, console: &Console) {
        let State::Waiting { lacking } = &version.state else {
            return;
        };
        let mut changed = Vec::new();
        if version.about.fakten != digest(self.source) {
            changed.push("die Tatsachen");
        }
        if version.about.vorlagen != templates.digest().digits() {
            changed.push("die Vorlagen");
        }
        if version.about.daten != steps::data_digest().digits() {
            changed.push("die Rechtsdaten");
        }
        if version.about.programm != env!("CARGO_PKG_VERSION") {
            changed.push("die Version des Programms");
        }
        let changed = if changed.is_empty() {
            "die Angaben zu den Behörden oder das Programm".to_owned()
        } else {
            changed.join(", ")
        };
        console.warn(&format!(
            "Version {0} wartete noch auf: {1}. Seither haben sich geändert: {changed}. Die Dokumente sind andere; \
             deshalb entsteht eine neue Version, die alle Freigaben neu braucht. Version {0} bleibt in der Akte; \
             so, wie sie ist, gibt sie frei: --version {0}.",
            version.number,
            lacking.join(", "),
        ));
    }

    /// Makes the files of a version; the inner error says that a document failed.
    fn make(
        &self,
        templates: &Templates,
        own_templates: Option<&[u8]>,
        way: &Way,
        console: &Console,
    ) -> Result<Result<Frozen, Exit>, Failure> {
        let assessment = self.facts.case.assess(way.time);
        let markings = Markings {
            beispiel: self.facts.is_example(),
            uebung: self.options.uebung,
            entwurf: false,
        };
        let fingerprint = digest(self.source);
        let run = Run {
            templates,
            facts: self.facts,
            assessment: &assessment,
            occasion: Occasion {
                now: way.time,
                markings,
                despite: way.despite.clone(),
            },
            attach: way.attach,
            fingerprint: fingerprint.clone(),
            release: Some(Release {
                version: way.number,
                head: way.head.clone(),
            }),
        };
        let made = run.make(self.wanted, &Format::USUAL, console);
        if made.exit != Exit::Done || made.files.is_empty() {
            // A version is whole or not at all.
            console.failure(
                &Failure::input(
                    "Nicht jedes Dokument ließ sich erzeugen; deshalb entsteht keine Version.",
                )
                .hint("In die Akte ist nichts geschrieben."),
            );
            return Ok(Err(made.exit.max(Exit::Input)));
        }
        let reference = super::reference(self.facts)?;
        let entries = made.entries.into_iter();
        let manifest = Manifest {
            programm: "datenpanne",
            version: env!("CARGO_PKG_VERSION"),
            erzeugt: manifest::written_time(&way.time),
            kennung: reference,
            fakten: Digest::of(&self.source.bytes),
            vorlagen: templates.digest(),
            daten: steps::data_digest(),
            behoerden: self.facts.own_authorities.clone(),
            logo: self.facts.look.logo.clone(),
            dokumente: entries.map(|entry| entry.below("dokumente")).collect(),
            entwurf: false,
            uebung: markings.uebung,
            beispiel: markings.beispiel,
            trotzdem: way.despite.as_deref(),
        }
        .bytes()?;
        let rule = &self.facts.case.incident().freigabe;
        let about = NeueVersion {
            dokumente: self.wanted.iter().map(|name| (*name).to_owned()).collect(),
            erforderlich: required(&rule.erforderlich),
            eine_person: rule.eine_person,
            fakten: fingerprint,
            vorlagen: templates.digest().digits().to_owned(),
            daten: steps::data_digest().digits().to_owned(),
            programm: env!("CARGO_PKG_VERSION").to_owned(),
            uebung: markings.uebung,
            beispiel: markings.beispiel,
            anlagen: way.attach,
        };
        let mut files = vec![
            (
                texts::facts_name(self.source).to_owned(),
                self.source.bytes.clone(),
            ),
            (
                NORMALISED.to_owned(),
                super::super::frist::json(self.facts.case.whole())?,
            ),
            (
                "befunde.json".to_owned(),
                pruefen::answer(self.facts, way.time)?,
            ),
        ];
        if let Some((name, own)) = authorities::own_file(&self.source.folder)? {
            files.push((name.to_owned(), own));
        }
        if let Some(own) = own_templates {
            files.push(("vorlagen.json".to_owned(), own.to_vec()));
        }
        let hash = hash_of(&manifest);
        files.push((manifest::NAME.to_owned(), manifest));
        for file in made.files {
            files.push((format!("dokumente/{}", file.name), file.bytes));
        }
        let folder = folder(way.number);
        Ok(Ok(Frozen {
            number: way.number,
            manifest: hash,
            about,
            files: files
                .into_iter()
                .map(|(name, bytes)| (format!("{folder}/{name}"), bytes))
                .collect(),
        }))
    }
}

/// The roles of the rule, each once.
fn required(roles: &[String]) -> Vec<String> {
    let mut required: Vec<String> = Vec::new();
    for role in roles {
        if !required
            .iter()
            .any(|known| crate::drafts::akte::same(known, role))
        {
            required.push(role.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    required
}

/// The documents among files, with their hashes.
fn documents(files: &[(String, Vec<u8>)]) -> Vec<Datei> {
    let mut documents: Vec<Datei> = files
        .iter()
        .filter(|(path, _)| path.contains("/dokumente/"))
        .map(|(path, bytes)| Datei::new(path, bytes))
        .collect();
    documents.sort_by(|a, b| a.datei.cmp(&b.datei));
    documents
}

fn of_version(version: &Version) -> Vec<Datei> {
    let mut documents: Vec<Datei> = version.document_files().cloned().collect();
    documents.sort_by(|a, b| a.datei.cmp(&b.datei));
    documents
}

/// A version that lies there, and its facts.
pub(super) fn read(folder: &Path, number: u32) -> Result<(Version, Facts), Failure> {
    let case_file = CaseFile::open(folder)?;
    let version = case_file
        .version(&format!("@{number}"))?
        .cloned()
        .ok_or_else(|| Failure::input(format!("Version {number} liegt nicht in der Akte.")))?;
    let (name, bytes) = case_file.facts(&version)?;
    let mut facts = steps::read_facts(&name, &bytes, false).map_err(|_| {
        Failure::input(format!(
            "Die Tatsachen der Version {number} lassen sich mit dieser Version des Programms nicht mehr lesen."
        ))
        .hint("Geben Sie die Dokumente mit --dokument als neue Version frei.")
    })?;
    let own = ["behoerden.toml", "behoerden.json"]
        .into_iter()
        .find_map(|name| {
            let path = format!("{}/{name}", version.folder());
            version.files.iter().find(|file| file.datei == path)
        });
    if let Some(own) = own {
        let known = authorities::with(own.name(), &case_file.file(own)?);
        facts.case = facts.case.with_authorities(known);
    }
    Ok((version, facts))
}

/// Every file of a version must be what was released.
pub(super) fn intact(writer: &Writer, version: &Version) -> Result<(), Failure> {
    for file in &version.files {
        writer.case_file.file(file).map_err(|failure| {
            Failure::input(format!(
                "Version {} in „{}“ ist nicht mehr, was freigegeben wurde. {}",
                version.number,
                shown(&writer.case_file.folder),
                failure.message
            ))
            .hint(failure.hint.unwrap_or_default())
        })?;
    }
    Ok(())
}
