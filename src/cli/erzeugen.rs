//! `erzeugen`: from the facts of an incident to its documents.
//!
//! A finding of level `fehler` stops the documents it concerns and no other. Everything is made
//! in memory before the first file is written.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::args::{Erzeugen, Format};
use super::findings::{concerns, count, print};
use super::manifest::{self, Digest, Entry, Manifest};
use super::messages::{Console, Exit, Failure, clean_lines, shown};
use super::output::{self, OutFile};
use super::plan::{Leave, Plan};
use super::steps::{self, Assessment, DOCUMENTS, Face, Facts, Occasion, Templates};
use super::{akte, clock, notices, protect, reading, templates};
use crate::address_field;
use crate::case::PUBLIC_NOTICE;
use crate::document::model::Markings;
use crate::document::{Document, FieldPath, Release, usage};
use crate::drawing;
use crate::facts::Fachgebiet;
use crate::parallel;

const REASON_LIMIT: usize = 500;

/// So many files of an earlier run are named.
const NAMED: usize = 8;

/// Makes and writes the documents.
pub(crate) fn run(options: &Erzeugen, console: &Console) -> Result<Exit, Failure> {
    let now = clock::stated(options.jetzt.as_deref())?;
    let reason = reason(options.trotzdem.as_deref())?;
    let (source, facts) = reading::incident(&options.vorfall, console)?;
    let reference = facts.reference().ok_or_else(|| {
        Failure::input("Die Kennung des Vorfalls (vorfall.kennung) fehlt oder ist unzulässig.")
            .hint("Sie benennt den Ausgabeordner: Kleinbuchstaben a bis z, Ziffern und Bindestriche, höchstens 60 Zeichen.")
    })?;
    let overrides = templates::read(options.vorlagen.as_deref())?;
    let templates = Templates::load(overrides)?;
    let assessment = facts.case.assess(now);
    let markings = Markings {
        beispiel: facts.is_example(),
        uebung: options.uebung,
        entwurf: options.entwurf,
    };

    let wanted = if options.dokument.is_empty() {
        due(&templates, &facts, &assessment, console)?
    } else {
        named(&options.dokument)
    };
    let further = facts
        .case
        .further_findings(templates.engine(), &assessment, now);
    let findings: Vec<_> = assessment
        .findings
        .iter()
        .chain(&further)
        .filter(|finding| wanted.iter().any(|document| concerns(finding, document)))
        .collect();
    print(&findings, console);

    let leave = Leave::of(options.entwurf, reason.as_deref(), facts.is_complete());
    let plan = Plan::new(&wanted, &findings, leave);
    plan.explain(&findings, leave, console);

    let despite = plan.despite.then_some(reason.as_deref()).flatten();
    let run = Run {
        templates: &templates,
        facts: &facts,
        assessment: &assessment,
        occasion: Occasion {
            now,
            markings,
            despite: despite.map(str::to_owned),
        },
        attach: options.anlagen,
        fingerprint: Digest::of(&source.bytes).digits().to_owned(),
        release: None,
    };
    let mut made = run.make(&plan.write, &wanted_formats(&options.format), console);
    let language = facts.case.language_findings_in(&made.documents);
    let on_paper = made.files.iter().any(|file| file.name.ends_with(".pdf"));
    let drawing = drawing::findings(facts.case.open());
    let addresses = address_field::findings(&made.documents);
    let language: Vec<_> = language
        .iter()
        .chain(drawing.iter().filter(|_| on_paper))
        .chain(&facts.look.findings)
        .chain(addresses.iter().filter(|_| on_paper))
        .collect();
    print(&language, console);
    let findings = [findings, language].concat();
    if plan.is_stopped() {
        made.exit = made.exit.max(Exit::Findings);
    } else if options.dokument.is_empty() {
        say_unused(&facts, &made.documents, console);
    }
    if made.files.is_empty() {
        let earlier = options.ausgabe.join(reference);
        if earlier.is_dir() {
            console.warn(&format!(
                "In „{}“ liegen Dateien eines früheren Laufs; sie zeigen nicht den heutigen Stand.",
                shown(&earlier)
            ));
        }
        console.say(&format!(
            "{reference}: nichts geschrieben. {}.",
            count(&findings)
        ));
        // A document without such a face is no error.
        let faceless = options.format == [Format::Json] && !made.documents.is_empty();
        return Ok(if faceless {
            made.exit
        } else {
            made.exit.max(Exit::Findings)
        });
    }

    let manifest = OutFile {
        name: manifest::NAME.to_owned(),
        bytes: Manifest {
            programm: "datenpanne",
            version: env!("CARGO_PKG_VERSION"),
            erzeugt: manifest::written_time(&now),
            kennung: reference,
            fakten: Digest::of(&source.bytes),
            vorlagen: templates.digest(),
            daten: steps::data_digest(),
            behoerden: facts.own_authorities.clone(),
            logo: facts.look.logo.clone(),
            dokumente: made.entries,
            entwurf: markings.entwurf,
            uebung: markings.uebung,
            beispiel: markings.beispiel,
            trotzdem: despite,
        }
        .bytes()?,
    };
    for file in &made.files {
        let target = options.ausgabe.join(reference).join(&file.name);
        protect::file(&target, &[&source.path])?;
    }
    let written = output::write(&options.ausgabe, reference, &made.files, &manifest)?;
    report(options, reference, &written, console)?;
    console.say(&format!(
        "{reference}: {} Dateien geschrieben. {}.",
        written.len(),
        count(&findings)
    ));
    if options.aufbewahren {
        let files: Vec<&OutFile> = made.files.iter().chain([&manifest]).collect();
        akte::keep::draft(&source, reference, &plan.write, &files, now, console)?;
    }
    Ok(made.exit)
}

/// The reason for `--trotzdem` in one line.
pub(super) fn reason(given: Option<&str>) -> Result<Option<String>, Failure> {
    let Some(given) = given else { return Ok(None) };
    let (given, _) = crate::facts::text::normalise(given);
    let given: String = given
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let text = given.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = text.chars().count();
    if length == 0 {
        return Err(Failure::input("Zu --trotzdem fehlt der Grund.").hint(
            "Zum Beispiel: --trotzdem \"Der Name der Kontaktperson steht noch nicht fest.\"",
        ));
    }
    if length > REASON_LIMIT {
        return Err(Failure::input(format!(
            "Der Grund zu --trotzdem hat {length} Zeichen; höchstens {REASON_LIMIT} sind möglich."
        )));
    }
    Ok(Some(text))
}

/// The documents named by the user, in our order.
pub(super) fn named(names: &[String]) -> Vec<&'static str> {
    DOCUMENTS
        .iter()
        .copied()
        .filter(|document| names.iter().any(|name| name == document))
        .collect()
}

/// The documents that the incident asks for; says why the others are left out.
fn due(
    templates: &Templates,
    facts: &Facts,
    assessment: &Assessment,
    console: &Console,
) -> Result<Vec<&'static str>, Failure> {
    let mut wanted = Vec::new();
    for document in DOCUMENTS {
        match templates.reason_against(document, facts, assessment) {
            Ok(None) => wanted.push(*document),
            Ok(Some(reason)) => console.note(&format!("{document}: entfällt. {reason}")),
            Err(problem) => return Err(Failure::input(clean_lines(problem.trim_end()))),
        }
    }
    Ok(wanted)
}

fn wanted_formats(named: &[Format]) -> Vec<Format> {
    if named.is_empty() {
        return Format::USUAL.to_vec();
    }
    Format::ALL
        .into_iter()
        .filter(|format| named.contains(format))
        .collect()
}

/// What every document of the run is made from.
pub(super) struct Run<'a> {
    pub(super) templates: &'a Templates,
    pub(super) facts: &'a Facts,
    pub(super) assessment: &'a Assessment,
    pub(super) occasion: Occasion,
    /// Whether reports carry what they were made from.
    pub(super) attach: bool,
    /// Digest of the facts file.
    pub(super) fingerprint: String,
    /// Which version of the case file they are, where they are released.
    pub(super) release: Option<Release>,
}

/// What was made.
pub(super) struct Made {
    pub(super) files: Vec<OutFile>,
    pub(super) entries: Vec<Entry>,
    pub(super) documents: Vec<Document>,
    pub(super) exit: Exit,
}

impl Run<'_> {
    /// Makes the documents in memory. What fails is said and left out; the others are made.
    pub(super) fn make(
        &self,
        documents: &[&'static str],
        formats: &[Format],
        console: &Console,
    ) -> Made {
        let mut made = Made {
            files: Vec::new(),
            entries: Vec::new(),
            documents: Vec::new(),
            exit: Exit::Done,
        };
        let said = parallel::map(documents, |name| {
            self.templates
                .make_documents(name, self.facts, self.assessment, &self.occasion)
                .unwrap_or_else(|problem| vec![Err(problem)])
        });
        let mut sound = Vec::new();
        for (name, said) in documents.iter().zip(said) {
            for document in said {
                match document {
                    Ok(mut document) => {
                        if document.evidence.is_some() {
                            document.document.fingerprint = Some(self.fingerprint.clone());
                        }
                        document.document.release.clone_from(&self.release);
                        sound.push(document);
                    }
                    Err(problem) => made.fail(name, &problem, console),
                }
            }
        }
        let mut beside = Vec::new();
        let drawn = parallel::map(&sound, |document| {
            steps::faces(
                document,
                formats,
                self.facts,
                self.occasion.now,
                self.attach,
            )
        });
        if formats.contains(&Format::Html) {
            for document in sound.iter().map(|made| &made.document) {
                if document.name == PUBLIC_NOTICE {
                    let files =
                        notices::beside(document, self.templates, self.facts, &self.occasion);
                    beside.extend(files);
                }
            }
        }
        let mut unsent = Vec::new();
        for (document, faces) in sound.into_iter().zip(drawn) {
            made.take(document.document, faces, &mut unsent, console);
        }
        for (file, entry) in beside {
            made.files.push(file);
            made.entries.push(entry);
        }
        if !unsent.is_empty() {
            console.warn(&format!(
                "Ohne E-Mail-Adresse des Verantwortlichen (verantwortlicher.email) entfällt: {}.",
                unsent.join(", ")
            ));
        }
        made
    }
}

/// Says which facts none of the documents of this incident uses.
fn say_unused(facts: &Facts, documents: &[Document], console: &Console) {
    let mut unused = usage::unused(facts.case.whole(), documents);
    let behind = usage::behind_hands(&unused, documents);
    unused.retain(|path| !behind.contains(path));
    if !unused.is_empty() {
        console.note(&format!(
            "Diese Angaben verwendet keines der geschriebenen Dokumente: {}.",
            first(&unused)
        ));
    }
    if !behind.is_empty() {
        console.warn(&format!(
            "Wo diese Angaben standen, steht jetzt von Hand gefasster Wortlaut: {}. Prüfen Sie, ob der Text sie \
             noch nennt.",
            first(&behind)
        ));
    }
}

/// The first paths of a list, and how many more there are.
fn first(paths: &[FieldPath]) -> String {
    let mut named: Vec<String> = paths.iter().take(NAMED).map(ToString::to_string).collect();
    if paths.len() > NAMED {
        named.push(format!("{} weitere", paths.len() - NAMED));
    }
    named.join(", ")
}

/// Characters that the font of the PDF does not hold; they stand there as a replacement.
pub(crate) fn unknown_characters(document: &str, missing: &BTreeSet<char>) -> String {
    let codes: Vec<String> = missing
        .iter()
        .take(20)
        .map(|c| format!("U+{:04X}", u32::from(*c)))
        .collect();
    format!(
        "{document}.pdf: Diese Zeichen kennt die Schrift nicht; im PDF steht ein Ersatzzeichen: {}. HTML und Text enthalten sie.",
        codes.join(", ")
    )
}

impl Made {
    /// Takes the faces of one document.
    fn take(
        &mut self,
        document: Document,
        faces: steps::Faces,
        unsent: &mut Vec<String>,
        console: &Console,
    ) {
        let name = document.file_stem();
        if !faces.missing.is_empty() {
            console.warn(&unknown_characters(&name, &faces.missing));
        }
        for warning in &faces.too_long {
            console.warn(warning);
        }
        for (format, face) in faces.made {
            let file = format!("{name}.{}", format.extension());
            match face {
                Face::Made(bytes) => self.add(file, &document.name, format, bytes),
                Face::NoSender => unsent.push(file),
                Face::Failed(problem) => self.fail(&file, &problem, console),
            }
        }
        self.documents.push(document);
    }

    fn add(&mut self, file: String, document: &str, format: Format, bytes: Vec<u8>) {
        self.entries
            .push(Entry::new(&file, document, format.extension(), &bytes));
        self.files.push(OutFile { name: file, bytes });
    }

    fn fail(&mut self, what: &str, problem: &str, console: &Console) {
        let problem = clean_lines(problem.trim_end());
        console.failure(
            &Failure::input(format!("„{what}“ ließ sich nicht erzeugen.\n{problem}"))
                .hint("Die übrigen Dokumente sind davon nicht betroffen."),
        );
        self.exit = self.exit.max(Exit::Input);
    }
}

/// Lists the written files on stdout and names those of an earlier run on stderr.
fn report(
    options: &Erzeugen,
    reference: &str,
    written: &[PathBuf],
    console: &Console,
) -> Result<(), Failure> {
    let mut list = Vec::new();
    for path in written {
        list.extend_from_slice(path.as_os_str().as_encoded_bytes());
        list.push(b'\n');
    }
    console.result(&list)?;
    let mut old = output::left_over(&options.ausgabe.join(reference), is_document, written);
    old.sort_by_key(|path| {
        let name = path.file_name().and_then(|name| name.to_str());
        let starts = |document: &&str| name.is_some_and(|name| name.starts_with(*document));
        let place = DOCUMENTS.iter().position(starts);
        (place, name.map(str::len))
    });
    if !old.is_empty() {
        let mut named: Vec<_> = old.iter().take(NAMED).map(|path| shown(path)).collect();
        if old.len() > NAMED {
            named.push(format!("{} weitere", old.len() - NAMED));
        }
        console.warn(&format!(
            "Aus einem früheren Lauf, nicht vom jetzigen Stand und nicht im Manifest: {}.",
            named.join(", ")
        ));
    }
    Ok(())
}

/// Whether a file name is one that `erzeugen` writes.
fn is_document(name: &str) -> bool {
    let Some((stem, ending)) = name.rsplit_once('.') else {
        return false;
    };
    let is_part = |part: &str| {
        part.parse::<usize>().is_ok()
            || Fachgebiet::alle()
                .iter()
                .any(|field| field.schluessel() == part)
    };
    let ours = |document: &&str| {
        stem.strip_prefix(*document).is_some_and(|rest| {
            rest.is_empty()
                || rest
                    .strip_prefix('-')
                    .is_some_and(|parts| parts.split('-').all(is_part))
        })
    };
    let ending_is_ours = Format::ALL.iter().any(|f| f.extension() == ending) || name == steps::FEED;
    ending_is_ours && DOCUMENTS.iter().any(ours)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_one_line_of_limited_length() {
        assert_eq!(reason(None).unwrap(), None);
        assert_eq!(reason(Some(" a\n b ")).unwrap().as_deref(), Some("a b"));
        assert!(reason(Some(" \n")).is_err());
        assert!(reason(Some(&"ü".repeat(500))).is_ok());
        assert!(reason(Some(&"ü".repeat(501))).is_err());
    }
}
