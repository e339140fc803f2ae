//! `akte … loeschen`: files go after their time, the journal stays.

use std::path::Path;

use chrono_tz::Europe::Berlin;
use serde_json::Value;

use super::super::messages::{Console, Exit, Failure, Problems};
use super::super::{clock, input, steps};
use super::args::Loeschen;
use super::{Writer, texts};
use crate::drafts::akte::{Content, Geloescht, Loeschung, Registereintrag, Version};
use crate::facts::{Incident, Zeitpunkt};
use crate::law::words;

/// Deletes the files of versions and entries; a tombstone says so.
pub(super) fn run(
    options: &Loeschen,
    folder: &Path,
    reference: &str,
    console: &Console,
) -> Result<Exit, Failure> {
    let mut problems = Problems::default();
    let now = problems.take(clock::stated(options.jetzt.as_deref()));
    let grund = problems.take(texts::name("--grund", &options.grund));
    let durch = problems.take(texts::name_if("--durch", options.durch.as_deref()));
    let given = (|| Some((now?, grund?, durch?)))();
    let (now, grund, durch) = problems.all(given)?;
    let mut writer = Writer::open(folder, reference, now, console)?;
    let eintraege = chosen(options, &writer)?;
    let numbers: Vec<u64> = eintraege.iter().map(|gone| gone.nr).collect();
    writer.may_delete(&numbers)?;
    let facts = last_facts(&writer);
    if !options.vorzeitig
        && let Some(until) = kept_until(folder, facts.as_ref())
        && now.with_timezone(&Berlin).date_naive() <= until.datum()
    {
        return Err(Failure::input(format!(
            "Die Aufbewahrung endet erst mit dem {} (freigabe.aufbewahren_bis).",
            words::date(until.datum())
        ))
        .hint("Soll trotzdem gelöscht werden: --vorzeitig. Der Grund steht im Journal."));
    }
    // When no version is left, the register still says that there was an incident.
    let left =
        writer.case_file.journal.versions().iter().any(|version| {
            version.is_kept() && !eintraege.iter().any(|gone| gone.nr == version.entry)
        });
    let register = (!left).then(|| {
        facts.as_ref().map_or_else(
            || Registereintrag::of(&serde_json::json!({ "vorfall": { "kennung": reference } })),
            Registereintrag::of,
        )
    });
    let register = register.filter(|_| writer.case_file.journal.register_record().is_none());
    let files: usize = eintraege.iter().map(|gone| gone.dateien).sum();
    let entry = writer.enter(Vec::new(), |_| {
        Content::Loeschung(Loeschung {
            eintraege,
            grund,
            durch,
            register,
        })
    })?;
    console.say(&format!(
        "{reference}: {files} Dateien gelöscht; Eintrag {} hält fest, welche es waren und warum. \
         Die Einträge des Journals bleiben, auch Namen und Texte darin.",
        entry.number
    ));
    console.note(
        "Nicht gelöscht sind die Tatsachendatei, der Ordner „ausgabe“, Sicherungen und was versandt wurde. \
         Auf manchen Datenträgern lassen sich gelöschte Dateien wiederherstellen.",
    );
    Ok(Exit::Done)
}

/// The entries whose files go.
fn chosen(options: &Loeschen, writer: &Writer) -> Result<Vec<Geloescht>, Failure> {
    let journal = &writer.case_file.journal;
    let files = journal.files();
    let mut numbers: Vec<u64> = Vec::new();
    if options.alles {
        numbers.extend(files.iter().map(|(number, _)| *number));
    }
    for number in &options.version {
        let version = journal.versions().iter().find(|v| v.number == *number);
        match version {
            Some(version) if version.is_kept() => numbers.push(version.entry),
            Some(_) => {
                return Err(Failure::input(format!(
                    "Die Dateien der Version {number} sind schon gelöscht."
                )));
            }
            None => {
                return Err(Failure::input(format!(
                    "Version {number} gibt es in der Akte nicht."
                )));
            }
        }
    }
    for number in &options.eintrag {
        if !files.iter().any(|(entry, _)| entry == number) {
            return Err(Failure::input(format!(
                "Eintrag {number} hat keine Dateien, die sich löschen ließen."
            ))
            .hint("Einträge selbst bleiben im Journal; sonst wäre die Prüfkette gebrochen."));
        }
        numbers.push(*number);
    }
    numbers.sort_unstable();
    numbers.dedup();
    if numbers.is_empty() {
        return Err(Failure::input("In der Akte liegen keine Dateien."));
    }
    let version = |number: u64| {
        let versions = journal.versions().iter();
        versions
            .filter(|version| version.entry == number)
            .map(|version| version.number)
            .next()
    };
    Ok(journal
        .entries
        .iter()
        .filter(|entry| numbers.contains(&entry.number))
        .map(|entry| Geloescht {
            nr: entry.number,
            hash: entry.hash.clone(),
            version: version(entry.number),
            dateien: entry.content.files().len(),
        })
        .collect())
}

/// The normalised facts of the last version whose files are there and whole.
fn last_facts(writer: &Writer) -> Option<Value> {
    let versions = writer.case_file.journal.versions().iter().rev();
    versions
        .filter(|version| version.is_kept())
        .filter_map(Version::normalised_facts)
        .find_map(|file| {
            let bytes = writer.case_file.file(file).ok()?;
            serde_json::from_slice(&bytes).ok()
        })
}

/// Until when the house keeps its versions: as the facts say now, else as they were released.
fn kept_until(folder: &Path, released: Option<&Value>) -> Option<Zeitpunkt> {
    let now = input::read(folder).ok().and_then(|source| {
        let facts = steps::read_facts(&source.name, &source.bytes, false).ok()?;
        Some(facts.case.incident().freigabe.aufbewahren_bis)
    });
    now.unwrap_or_else(|| {
        let incident: Incident = serde_json::from_value(released?.clone()).ok()?;
        incident.freigabe.aufbewahren_bis
    })
}
