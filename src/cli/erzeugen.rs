//! `erzeugen`: from the facts of an incident to its documents.
//!
//! A finding of level `fehler` stops the documents it concerns and no other. Everything is made
//! in memory before the first file is written.

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use super::args::{Erzeugen, Format};
use super::findings::{concerns, count, name, print, stops};
use super::manifest::{self, Digest, Entry, Manifest};
use super::messages::{Console, Exit, Failure, clean_lines, shown};
use super::output::{self, OutFile};
use super::steps::{self, Assessment, DOCUMENTS, Face, Facts, Finding, Templates};
use super::{clock, input, templates};
use crate::document::model::Markings;

const REASON_LIMIT: usize = 500;

/// Makes and writes the documents.
pub(crate) fn run(options: &Erzeugen, console: &Console) -> Result<Exit, Failure> {
    let now = clock::stated(options.jetzt.as_deref())?;
    let reason = reason(options.trotzdem.as_deref())?;
    let source = input::read(&options.vorfall)?;
    let facts = read_facts(&source, console)?;
    let reference = facts.reference().ok_or_else(|| {
        Failure::input("Die Kennung des Vorfalls (vorfall.kennung) fehlt oder ist unzulässig.")
            .hint("Sie benennt den Ausgabeordner: Kleinbuchstaben a bis z, Ziffern und Bindestriche, höchstens 60 Zeichen.")
    })?;
    let overrides = match &options.vorlagen {
        Some(folder) => templates::read(folder)?,
        None => templates::Overrides::new(),
    };
    let templates = Templates::load(overrides)?;
    let assessment = steps::assess(&facts, now);
    let markings = Markings {
        beispiel: facts.is_example(),
        uebung: options.uebung,
        entwurf: options.entwurf,
    };

    let wanted = wanted_documents(&options.dokument);
    let findings: Vec<_> = assessment
        .findings
        .iter()
        .filter(|finding| wanted.iter().any(|document| concerns(finding, document)))
        .collect();
    print(&findings, console);

    let leave = Leave::of(options.entwurf, reason.as_deref(), facts.is_complete());
    let plan = Plan::new(&wanted, &findings, leave);
    plan.explain(&findings, leave, console);

    let run = Run {
        templates: &templates,
        facts: &facts,
        assessment: &assessment,
        now,
        markings,
    };
    let mut made = run.make(&plan.write, &wanted_formats(&options.format), console);
    if plan.is_stopped() {
        made.exit = made.exit.max(Exit::Findings);
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
        return Ok(made.exit.max(Exit::Findings));
    }

    let despite = plan.despite.then_some(reason.as_deref()).flatten();
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
            dokumente: made.entries,
            entwurf: markings.entwurf,
            uebung: markings.uebung,
            beispiel: markings.beispiel,
            trotzdem: despite,
        }
        .bytes()?,
    };
    let written = output::write(&options.ausgabe, reference, &made.files, &manifest)?;
    report(options, reference, &written, console)?;
    console.say(&format!(
        "{reference}: {} Dateien geschrieben. {}.",
        written.len(),
        count(&findings)
    ));
    Ok(made.exit)
}

fn read_facts(source: &input::Source, console: &Console) -> Result<Facts, Failure> {
    let read = steps::read_facts(&source.name, &source.bytes, console.colour());
    match read {
        Ok(facts) => {
            if !facts.warnings.is_empty() {
                console.say(facts.warnings.trim_end());
            }
            Ok(facts)
        }
        Err(problems) => {
            console.say(problems.trim_end());
            Err(
                Failure::input(format!("„{}“ lässt sich so nicht verwenden.", source.name))
                    .hint("Bitte berichtigen Sie die genannten Stellen; geschrieben wurde nichts."),
            )
        }
    }
}

/// The reason for `--trotzdem` in one line.
fn reason(given: Option<&str>) -> Result<Option<String>, Failure> {
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

fn wanted_documents(named: &[String]) -> Vec<&'static str> {
    DOCUMENTS
        .into_iter()
        .filter(|document| named.is_empty() || named.iter().any(|name| name == document))
        .collect()
}

fn wanted_formats(named: &[Format]) -> Vec<Format> {
    Format::ALL
        .into_iter()
        .filter(|format| named.is_empty() || named.contains(format))
        .collect()
}

/// What may be written in spite of findings of level `fehler`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leave {
    /// Nothing.
    None,
    /// Everything, marked as a draft.
    Draft,
    /// Everything, for a reason.
    Reason,
    /// Nothing: a reason was given, but the report claims to be complete.
    Refused,
}

impl Leave {
    const fn of(draft: bool, reason: Option<&str>, complete: bool) -> Self {
        match (draft, reason, complete) {
            (true, _, _) => Self::Draft,
            (false, None, _) => Self::None,
            (false, Some(_), false) => Self::Reason,
            (false, Some(_), true) => Self::Refused,
        }
    }
}

/// Which documents are written and which are not.
#[derive(Debug, PartialEq, Eq)]
struct Plan {
    write: Vec<&'static str>,
    stopped: Vec<&'static str>,
    /// Whether the reason of `--trotzdem` was needed.
    despite: bool,
}

impl Plan {
    fn new(wanted: &[&'static str], findings: &[&Finding], leave: Leave) -> Self {
        let (faulty, sound): (Vec<_>, Vec<_>) = wanted
            .iter()
            .copied()
            .partition(|document| findings.iter().any(|finding| stops(finding, document)));
        match leave {
            Leave::Draft | Leave::Reason => Self {
                write: wanted.to_vec(),
                stopped: Vec::new(),
                despite: leave == Leave::Reason && !faulty.is_empty(),
            },
            Leave::None | Leave::Refused => Self {
                write: sound,
                stopped: faulty,
                despite: false,
            },
        }
    }

    fn is_stopped(&self) -> bool {
        !self.stopped.is_empty()
    }

    fn explain(&self, findings: &[&Finding], leave: Leave, console: &Console) {
        for document in &self.stopped {
            let reasons: Vec<_> = findings
                .iter()
                .filter(|finding| stops(finding, document))
                .map(|finding| name(finding))
                .collect();
            let failure = Failure::input(format!(
                "„{document}“ wird nicht geschrieben: {}.",
                reasons.join(", ")
            ));
            console.failure(&failure);
        }
        if self.is_stopped() {
            console.say(
                "  → Ergänzen Sie die Angaben. Einen gekennzeichneten Entwurf schreibt --entwurf.",
            );
            match leave {
                Leave::Refused => console.say(
                    "  → --trotzdem gilt nur, solange die Meldung unvollständig ist. \
                     Eine vollständige Meldung (meldung.vollstaendig = true) hat dieses Recht nicht.",
                ),
                Leave::None => console.say(
                    "  → Eine unvollständige Meldung schreibt --trotzdem \"GRUND\"; der Grund wird festgehalten.",
                ),
                Leave::Draft | Leave::Reason => {}
            }
        }
        if self.despite {
            console.warn(
                "Trotz Befunden der Stufe „fehler“ geschrieben; der Grund steht im Manifest.",
            );
        } else if leave == Leave::Reason {
            console.note("--trotzdem war nicht nötig; der Grund wird nicht festgehalten.");
        }
    }
}

/// What every document of the run is made from.
struct Run<'a> {
    templates: &'a Templates,
    facts: &'a Facts,
    assessment: &'a Assessment,
    now: DateTime<FixedOffset>,
    markings: Markings,
}

/// What was made.
struct Made {
    files: Vec<OutFile>,
    entries: Vec<Entry>,
    exit: Exit,
}

impl Run<'_> {
    /// Makes the documents in memory. What fails is said and left out; the others are made.
    fn make(&self, documents: &[&'static str], formats: &[Format], console: &Console) -> Made {
        let mut made = Made {
            files: Vec::new(),
            entries: Vec::new(),
            exit: Exit::Done,
        };
        let mut unsent = Vec::new();
        for name in documents {
            let document = self.templates.make_document(
                name,
                self.facts,
                self.assessment,
                self.now,
                self.markings,
            );
            let document = match document {
                Ok(document) => document,
                Err(problem) => {
                    made.fail(name, &problem, console);
                    continue;
                }
            };
            let faces = steps::faces(&document, formats, self.facts, self.assessment, self.now);
            if !faces.missing.is_empty() {
                console.warn(&unknown_characters(name, &faces.missing));
            }
            for (format, face) in faces.made {
                let file = format!("{name}.{}", format.extension());
                match face {
                    Face::Made(bytes) => made.add(file, name, format, bytes),
                    Face::NoSender => unsent.push(file),
                    Face::Failed(problem) => made.fail(&file, &problem, console),
                }
            }
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

/// Characters that the font of the PDF does not hold; they stand there as a replacement.
fn unknown_characters(document: &str, missing: &BTreeSet<char>) -> String {
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
    let names: Vec<_> = DOCUMENTS
        .iter()
        .flat_map(|document| Format::ALL.map(|format| format!("{document}.{}", format.extension())))
        .collect();
    let old = output::left_over(&options.ausgabe.join(reference), &names, written);
    if !old.is_empty() {
        let old: Vec<_> = old.iter().map(|path| shown(path)).collect();
        console.warn(&format!(
            "Aus einem früheren Lauf, nicht vom jetzigen Stand und nicht im Manifest: {}.",
            old.join(", ")
        ));
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::steps::Level;
    use super::*;

    fn error(documents: &'static [&'static str]) -> Finding {
        Finding {
            code: "M01",
            level: Level::Fehler,
            path: None,
            article: "",
            message: String::new(),
            hint: String::new(),
            documents,
        }
    }

    fn plan(leave: Leave, finding: &Finding) -> Plan {
        Plan::new(&["meldung", "buergerinformation"], &[finding], leave)
    }

    #[test]
    fn an_error_stops_only_what_it_concerns() {
        let stopped = plan(Leave::None, &error(&["meldung"]));
        assert_eq!(stopped.write, ["buergerinformation"]);
        assert_eq!(stopped.stopped, ["meldung"]);
        assert_eq!(plan(Leave::None, &error(&[])).write, [""; 0]);
        assert_eq!(plan(Leave::Refused, &error(&["meldung"])), stopped);
    }

    #[test]
    fn drafts_and_reasons_let_everything_through() {
        let draft = plan(Leave::Draft, &error(&[]));
        assert!(draft.write.len() == 2 && !draft.despite);
        let reason = plan(Leave::Reason, &error(&["meldung"]));
        assert!(reason.write.len() == 2 && reason.despite);
        assert!(!plan(Leave::Reason, &error(&["aushang"])).despite);
    }

    #[test]
    fn a_complete_report_has_no_leave() {
        assert_eq!(Leave::of(false, Some("Grund"), true), Leave::Refused);
        assert_eq!(Leave::of(false, Some("Grund"), false), Leave::Reason);
        assert_eq!(Leave::of(true, None, true), Leave::Draft);
        assert_eq!(Leave::of(false, None, false), Leave::None);
    }

    #[test]
    fn a_reason_is_one_line_of_limited_length() {
        assert_eq!(reason(None).unwrap(), None);
        assert_eq!(reason(Some(" a\n b ")).unwrap().as_deref(), Some("a b"));
        assert!(reason(Some(" \n")).is_err());
        assert!(reason(Some(&"ü".repeat(500))).is_ok());
        assert!(reason(Some(&"ü".repeat(501))).is_err());
    }
}
