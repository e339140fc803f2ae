//! `neu`: a folder for an incident with a commented facts file to fill in.
//!
//! With `--muster` at once, otherwise after a short conversation. Everything is asked and checked
//! before the first byte is written, and nothing that exists is ever touched.

mod dialog;
mod place;
mod questions;

use std::io::{self, IsTerminal};
use std::path::Path;

use chrono::{DateTime, FixedOffset};

use super::args::Neu;
use super::clock;
use super::messages::{Console, Exit, Failure, shown};
use crate::document::wording::dates;
use crate::facts::starter::{Muster, reference};
use crate::facts::{self, Incident, Sicht};
use crate::law::deadline;
use dialog::Dialog;
use place::Place;

/// Makes the folder and its facts file.
pub(crate) fn run(options: &Neu, console: &Console) -> Result<Exit, Failure> {
    let now = clock::stated(options.jetzt.as_deref())?;
    let place = Place::free(&options.ordner)?;
    let reference = reference(&place.name(), now.date_naive());
    let muster = options.muster.as_deref().and_then(Muster::named);
    let form = match muster {
        Some(muster) => muster.form(&reference, now.date_naive()),
        None => {
            let stdin = io::stdin();
            let is_person = stdin.is_terminal();
            let mut dialog = Dialog::new(stdin.lock(), *console, is_person);
            questions::ask(&mut dialog, &shown(place.file()), &reference, now)?
        }
    };
    let text = form.to_string();
    let incident = check(&text)?;
    place.write(&text)?;

    let mut path = place.file().as_os_str().as_encoded_bytes().to_vec();
    path.push(b'\n');
    console.result(&path)?;
    console.say(&clock_line(&incident, now));
    console.say(&format!(
        "Ausfüllen: „{}“ in einem einfachen Textprogramm öffnen und ergänzen.",
        shown(place.file())
    ));
    console.say(&format!(
        "Nächster Schritt: datenpanne erzeugen {} --entwurf",
        typed(&options.ordner)
    ));
    Ok(Exit::Done)
}

/// Reads the file before it is written: nobody gets one that the reader would refuse.
fn check(text: &str) -> Result<Incident, Failure> {
    match facts::read("vorfall.toml", text.as_bytes()) {
        Ok(read) if read.warnings.is_empty() => Ok(read.incident),
        Ok(_) | Err(_) => Err(Failure::input(
            "Aus den Antworten ließ sich keine lesbare Datei machen. Es wurde nichts geschrieben.",
        )
        .hint(
            "Das ist ein Programmfehler. „datenpanne neu ORDNER --muster NAME“ legt die Datei ohne Fragen an.",
        )),
    }
}

/// What the clock says: the one line that a person needs first.
fn clock_line(incident: &Incident, now: DateTime<FixedOffset>) -> String {
    if incident.vorfall.sicht == Sicht::Auftragsverarbeiter {
        return "Unterrichten Sie die Verantwortlichen unverzüglich (Art. 33 Abs. 2 DSGVO)."
            .to_owned();
    }
    let Some(deadline) = deadline::deadline(incident, now) else {
        return "Zuerst eintragen: kenntnis unter [zeiten]. Ab diesem Zeitpunkt laufen die 72 Stunden."
            .to_owned();
    };
    let time = |time: DateTime<FixedOffset>| dates::moment(dates::Moment::Time(time));
    if now > deadline.ziel {
        format!(
            "Die {} Stunden nach Kenntnis sind seit {} vorbei. Ist eine Meldung nötig, dann sofort und mit den Gründen (verspaetung unter [meldung]).",
            deadline.stunden,
            time(deadline.ziel)
        )
    } else {
        format!(
            "Ist eine Meldung nötig, dann unverzüglich, möglichst bis {} ({} Stunden nach Kenntnis).",
            time(deadline.ziel),
            deadline.stunden
        )
    }
}

/// A path as a person types it into a shell.
fn typed(path: &Path) -> String {
    let mut text = shown(path);
    if text.starts_with('-') {
        text.insert_str(0, "./");
    }
    let is_plain = |c: char| c.is_alphanumeric() || "._-/\\:+@".contains(c);
    if text.chars().all(is_plain) {
        text
    } else if text.contains(['"', '$', '`', '\\', '!']) && !text.contains('\'') {
        format!("'{text}'")
    } else {
        format!("\"{text}\"")
    }
}
