//! `uebernehmen`: a reviewer's words from a Word file into the facts file, as wording fixed by
//! hand.
//!
//! The document is made once more as it was when the draft was written: same time, same markings,
//! today's facts. Only sections that a person changed are taken over. The new facts file is read
//! and its document made before it takes the place of the old one.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::args::Jetzt;
use super::input::{LIMIT, Source, read_limited};
use super::messages::{Console, Exit, Failure, clean, clean_lines, reason, shown};
use super::steps::{Facts, Occasion, Templates};
use super::{clock, output, protect, reading, steps, templates};
use crate::case::Case;
use crate::document::model::Markings;
use crate::document::sections::{self, Piece, Place, Section};
use crate::document::{DOCUMENTS, Document};
use crate::drafts::word::{self, Draft, Entry, Review};
use crate::render::docx::{self, DocxOptions};

pub(super) const CODES: &str = "\
Rückgabewerte:
  0  erledigt, auch wenn nichts zu übernehmen war
  1  etwas im Entwurf ließ sich nicht übernehmen; das Übrige ist übernommen
  2  Aufruf, Entwurf oder Tatsachendatei nicht verwendbar
  3  die Tatsachendatei ließ sich nicht schreiben";

/// Options of `uebernehmen`.
#[derive(Debug, Args)]
pub(crate) struct Uebernehmen {
    #[arg(
        value_name = "ENTWURF",
        help = "Word-Datei (.docx), die „erzeugen --format docx“ geschrieben hat und jemand bearbeitet hat"
    )]
    pub(crate) entwurf: PathBuf,

    #[arg(
        value_name = "VORFALL",
        default_value = ".",
        hide_default_value = true,
        help = "Datei mit den Tatsachen oder Ordner, in dem vorfall.toml oder vorfall.json liegt; sonst der Ordner, in dem Sie stehen"
    )]
    pub(crate) vorfall: PathBuf,

    #[arg(
        long,
        value_name = "NAME",
        help = "Von wem die Fassung stammt (Schlüssel „durch“ der Handfassung)"
    )]
    pub(crate) durch: Option<String>,

    #[arg(
        long,
        value_name = "ORDNER",
        help = "Ordner mit eigenen Vorlagen, mit denen der Entwurf geschrieben wurde"
    )]
    pub(crate) vorlagen: Option<PathBuf>,

    #[arg(long, help = "Nur zeigen, was übernommen würde, und nichts schreiben")]
    pub(crate) probe: bool,

    #[command(flatten)]
    pub(crate) jetzt: Jetzt,
}

/// A text that the sentence of no document is.
const SENTINEL: &str = "datenpanne-probe-der-handfassung";

/// Longest name of who reworded.
const NAME_LIMIT: usize = 200;

/// Takes the words over.
pub(crate) fn run(options: &Uebernehmen, console: &Console) -> Result<Exit, Failure> {
    let now = clock::stated(options.jetzt.as_deref())?;
    let by = by(options.durch.as_deref())?;
    let bytes = read_limited(&options.entwurf, word::LARGEST_FILE)?;
    let draft = word::read(&bytes).map_err(|unusable| {
        Failure::input(format!(
            "„{}“ lässt sich nicht übernehmen. {}",
            shown(&options.entwurf),
            unusable.message
        ))
        .hint(unusable.hint)
    })?;
    let (source, facts) = reading::incident(&options.vorfall, console)?;
    belongs(&draft, &facts)?;
    let overrides = templates::read(options.vorlagen.as_deref())?;
    let templates = Templates::load(overrides)?;
    let maker = Maker {
        templates,
        occasion: Occasion {
            now: clock::stated(Some(&draft.time)).map_err(|_| {
                Failure::input(format!(
                    "„{}“ lässt sich nicht übernehmen. Der Zeitpunkt, zu dem der Entwurf geschrieben wurde, ist darin nicht lesbar.",
                    shown(&options.entwurf)
                ))
                .hint("Seine Kennzeichen sind verändert. Bitte schreiben Sie den Entwurf neu.")
            })?,
            markings: Markings {
                beispiel: facts.is_example(),
                uebung: draft.is_drill,
                entwurf: draft.is_draft,
            },
            despite: None,
        },
        draft: &draft,
    };
    let document = maker.document(&facts.case)?.ok_or_else(|| {
        Failure::input(format!(
            "Die Tatsachen ergeben kein Dokument „{}“ mehr.",
            clean(&maker.stem())
        ))
        .hint("Bitte prüfen Sie, ob Entwurf und Tatsachendatei zusammengehören.")
    })?;
    let today = sections::of(&document);
    let mut review = word::review(&draft, &today, &mut |id| maker.tail(&facts.case, id));
    if let Some(running) = running(&draft, &document, &maker, &facts) {
        if draft.basis == facts.case.basis() {
            review.problems.push(running);
        } else {
            // The facts may be why; who changed the draft is still told that it does not come over.
            console.note(&format!(
                "{}: {}",
                running.place,
                clean_lines(&running.message)
            ));
        }
    }
    remarks(&draft, &facts, &review, console);

    if review.changes.is_empty() {
        console.say(if review.problems.is_empty() {
            "Der Entwurf sagt, was das Dokument sagt; es ist nichts zu übernehmen."
        } else {
            "Es wurde nichts übernommen."
        });
        return Ok(ended(&review));
    }
    let entries: Vec<Entry> = review
        .changes
        .iter()
        .map(|change| Entry {
            document: draft.document.clone(),
            section: maker.place(&change.id),
            text: change.text.clone(),
            by: by.clone(),
            at: now.to_rfc3339(),
            basis: draft.basis.clone(),
        })
        .collect();
    let new = completed(&source, &entries)?;
    maker.check(&source, &facts, &new, &review, &today)?;
    let mut said = String::new();
    for (change, entry) in review.changes.iter().zip(&entries) {
        said.push_str(&format!(
            "{}: {} ({})\n",
            clean(&entry.document),
            clean(&change.title),
            clean(&entry.section)
        ));
        if options.probe {
            for line in clean_lines(&change.text).lines() {
                said.push_str(format!("  {line}").trim_end());
                said.push('\n');
            }
        }
    }
    if !options.probe {
        replace(&source, &new)?;
    }
    console.result(said.as_bytes())?;
    let count = entries.len();
    let what = if count == 1 {
        "1 Handfassung".to_owned()
    } else {
        format!("{count} Handfassungen")
    };
    console.say(&if options.probe {
        format!(
            "Probe: {what} würde in „{}“ stehen. Geschrieben wurde nichts.",
            source.name
        )
        .replace("Handfassungen würde", "Handfassungen würden")
    } else {
        format!("{what} in „{}“ eingetragen.", source.name)
    });
    Ok(ended(&review))
}

/// What heads and feet of the draft say otherwise than those of the document made once more.
fn running(
    draft: &Draft,
    document: &Document,
    maker: &Maker<'_>,
    facts: &Facts,
) -> Option<word::Problem> {
    let options = DocxOptions {
        now: maker.occasion.now,
        basis: facts.case.basis(),
        revision: None,
    };
    let written = docx::render(document, &options).ok()?;
    let written = word::read(&written).ok()?;
    word::running(&draft.running, &written.running)
}

fn ended(review: &Review) -> Exit {
    if review.problems.is_empty() {
        Exit::Done
    } else {
        Exit::Findings
    }
}

/// The name of who reworded, in one line.
fn by(given: Option<&str>) -> Result<Option<String>, Failure> {
    let Some(given) = given else { return Ok(None) };
    let (given, _) = crate::facts::text::normalise(given);
    let name = sections::fold(&given);
    if name.is_empty() || name.chars().count() > NAME_LIMIT {
        return Err(Failure::input(format!(
            "Zu --durch gehört ein Name mit höchstens {NAME_LIMIT} Zeichen."
        )));
    }
    Ok(Some(name))
}

/// Whether the draft is one of this incident.
fn belongs(draft: &Draft, facts: &Facts) -> Result<(), Failure> {
    if !DOCUMENTS.contains(&draft.document.as_str()) {
        return Err(Failure::input(format!(
            "Der Entwurf nennt das Dokument „{}“; das kennt diese Version nicht.",
            clean(&draft.document)
        ))
        .hint("Bitte schreiben Sie den Entwurf neu, oder verwenden Sie die Version, von der er stammt."));
    }
    let own = facts.reference().unwrap_or_default();
    if draft.reference != own {
        return Err(Failure::input(format!(
            "Der Entwurf gehört zum Vorfall „{}“, die Tatsachendatei zu „{own}“.",
            clean(&draft.reference)
        ))
        .hint("Bitte nennen Sie den Entwurf und den Vorfall, die zusammengehören."));
    }
    Ok(())
}

/// Says what a person should know, and what could not be taken over.
fn remarks(draft: &Draft, facts: &Facts, review: &Review, console: &Console) {
    if draft.has_macros {
        console.warn("Die Word-Datei enthält Makros. Sie wurden weder gelesen noch ausgeführt; von diesem Programm stammen sie nicht.");
    }
    if draft.tracked > 0 {
        console.note(
            "Der Entwurf enthält noch nachverfolgte Änderungen. Sie gelten hier als angenommen.",
        );
    }
    match draft.comments {
        0 => {}
        1 => console.note("Der Entwurf enthält einen Kommentar. Kommentare werden nicht übernommen; bitte lesen Sie ihn."),
        many => console.note(&format!(
            "Der Entwurf enthält {many} Kommentare. Kommentare werden nicht übernommen; bitte lesen Sie sie."
        )),
    }
    for change in &review.changes {
        if change.facts_moved {
            console.warn(&format!(
                "Abschnitt „{}“ ({}): Mit den heutigen Tatsachen lautet er anders als beim Schreiben des Entwurfs. Übernommen wird die Fassung aus dem Entwurf.",
                clean(&change.title),
                clean(&change.id)
            ));
        }
    }
    if !review.changes.is_empty() {
        if draft.basis != facts.case.basis() {
            console.warn("Seit dem Entwurf haben sich Tatsachen geändert. Die Handfassungen nennen als Grundlage den Stand des Entwurfs; „pruefen“ fragt danach (M708).");
        }
        console.note("Eine Handfassung ist reiner Text: Hervorhebungen, Verweise und Nummern von Listen trägt sie nicht. Ihre Angaben folgen den Tatsachen nicht mehr.");
    }
    for problem in &review.problems {
        console.failure(
            &Failure::finding(format!(
                "{}: {}",
                clean(&problem.place),
                clean_lines(&problem.message)
            ))
            .hint(problem.hint.clone()),
        );
    }
}

/// Makes the document of a draft once more.
struct Maker<'a> {
    templates: Templates,
    occasion: Occasion,
    draft: &'a Draft,
}

impl Maker<'_> {
    fn stem(&self) -> String {
        match &self.draft.part {
            Some(part) => format!("{}-{part}", self.draft.document),
            None => self.draft.document.clone(),
        }
    }

    /// How `abschnitt` names a section.
    fn place(&self, id: &str) -> String {
        match &self.draft.part {
            Some(part) => format!("{part}/{id}"),
            None => id.to_owned(),
        }
    }

    fn document(&self, case: &Case) -> Result<Option<Document>, Failure> {
        self.templates
            .document_of(
                case,
                &self.draft.document,
                self.draft.part.as_deref(),
                &self.occasion,
            )
            .map_err(|problem| Failure::input(clean_lines(problem.trim_end())))
    }

    /// What stays of a section when its words are fixed by hand: tried out.
    fn tail(&self, case: &Case, id: &str) -> Option<Vec<Piece>> {
        let mut facts = case.whole().clone();
        let mark = serde_json::json!({
            "dokument": self.draft.document, "abschnitt": self.place(id), "text": SENTINEL
        });
        facts
            .as_object_mut()?
            .entry("textfassungen")
            .or_insert_with(|| serde_json::json!([]))
            .as_array_mut()?
            .push(mark);
        let document = self.document(&case.with_facts(&facts)?).ok().flatten()?;
        let section = find(&sections::of(&document), id)?.clone();
        let (first, rest) = section.pieces.split_first()?;
        (first.words() == SENTINEL).then(|| rest.to_vec())
    }

    /// Reads the new facts file and makes its document: it must say the reviewer's words, and
    /// nothing else may have changed.
    fn check(
        &self,
        source: &Source,
        facts: &Facts,
        new: &str,
        review: &Review,
        today: &[Section],
    ) -> Result<(), Failure> {
        let refused = |why: &str| {
            Failure::input(format!(
                "Die geänderte Tatsachendatei „{}“ bestand die Gegenprobe nicht: {why} Geschrieben wurde nichts.",
                source.name
            ))
            .hint("Bitte tragen Sie die Handfassungen selbst unter [[textfassungen]] ein; --probe zeigt sie.")
        };
        let read = steps::read_facts(&source.name, new.as_bytes(), false)
            .map_err(|_| refused("Sie ist so nicht lesbar."))?;
        let without = |case: &Case| {
            let mut whole = case.whole().clone();
            if let Some(table) = whole.as_object_mut() {
                table.remove("textfassungen");
            }
            whole
        };
        if without(&read.case) != without(&facts.case) {
            return Err(refused("Auch andere Angaben haben sich geändert."));
        }
        let case = facts
            .case
            .with_facts(read.case.whole())
            .ok_or_else(|| refused("Sie ist so nicht lesbar."))?;
        let document = self
            .document(&case)?
            .ok_or_else(|| refused("Das Dokument entsteht nicht mehr."))?;
        let after = sections::of(&document);
        for section in today {
            let Place::Section(id) = &section.place else {
                continue;
            };
            let found = find(&after, id);
            let fits = match review.changes.iter().find(|change| change.id == *id) {
                Some(change) => found.is_some_and(|found| found.text().starts_with(&change.text)),
                None => found.is_some_and(|found| found.pieces == section.pieces),
            };
            if !fits {
                return Err(refused(
                    "Das Dokument sagt danach etwas anderes als der Entwurf.",
                ));
            }
        }
        Ok(())
    }
}

fn find<'s>(sections: &'s [Section], id: &str) -> Option<&'s Section> {
    sections
        .iter()
        .find(|section| matches!(&section.place, Place::Section(found) if found == id))
}

/// The text of the facts file with the entries.
fn completed(source: &Source, entries: &[Entry]) -> Result<String, Failure> {
    let text = std::str::from_utf8(&source.bytes)
        .map_err(|_| Failure::input(format!("„{}“ ist kein UTF-8-Text.", source.name)))?;
    let is_json = crate::facts::is_json(&source.name, text);
    word::add(text, is_json, entries).map_err(|why| {
        Failure::input(format!(
            "In „{}“ lassen sich keine Handfassungen eintragen. {}",
            source.name, why.0
        ))
        .hint("Schreiben Sie die Handfassungen als [[textfassungen]] am Ende der Datei; --probe zeigt sie.")
    })
}

/// Puts the new facts file in the place of the old one, where that is still what was read.
fn replace(source: &Source, new: &str) -> Result<(), Failure> {
    protect::folder(&source.path).map_err(|failure| {
        failure.hint(
            "Was in der Akte liegt, ist, was freigegeben wurde. Nennen Sie den Ordner des Vorfalls selbst.",
        )
    })?;
    let unwritable = |error: &std::io::Error| {
        Failure::file(format!(
            "„{}“ lässt sich nicht schreiben. {}",
            source.name,
            reason(error)
        ))
        .hint("Die Datei ist, wie sie war. Bitte schaffen Sie Platz oder Zugang.")
    };
    // A link is followed: it goes on pointing to the file.
    let target = fs::canonicalize(&source.path).map_err(|error| unwritable(&error))?;
    let folder = target.parent().unwrap_or(Path::new("."));
    let staged = output::stage(folder, new.as_bytes()).map_err(|error| unwritable(&error))?;
    // What can no longer be read, or is longer than it may be, is not what was read.
    if !read_limited(&target, LIMIT).is_ok_and(|bytes| bytes == source.bytes) {
        return Err(Failure::file(format!(
            "„{}“ wurde inzwischen von anderer Seite geändert. Geschrieben wurde nichts.",
            source.name
        ))
        .hint("Bitte rufen Sie den Befehl noch einmal auf."));
    }
    staged
        .persist(&target)
        .map_err(|failed| unwritable(&failed.error))?;
    Ok(())
}
