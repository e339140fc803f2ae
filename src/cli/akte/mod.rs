//! `akte`: what left the house, who approved it, and whether anything of it was lost or altered.

mod args;
mod delete;
mod disk;
mod enter;
pub(crate) mod keep;
mod lock;
mod say;
mod show;
mod store;
pub(crate) mod texts;
mod writer;

use std::fs;
use std::path::{Path, PathBuf};

use super::input;
use super::messages::{Console, Exit, Failure};
use super::steps;
use args::{Eintragen, Was};

pub(crate) use args::{Akte, help_template};
pub(crate) use store::CaseFile;
pub(crate) use writer::Writer;

/// Shows, checks or continues the case file.
pub(crate) fn run(options: &Akte, console: &Console) -> Result<Exit, Failure> {
    let folder = folder(&options.vorfall)?;
    match &options.was {
        None => show::run(options, &folder, console),
        Some(Was::Eintragen { was }) => {
            let reference = reference(&options.vorfall, &folder)?;
            match was {
                Eintragen::Versand(options) => enter::sent(options, &folder, &reference, console),
                Eintragen::Eingang(options) => {
                    enter::received(options, &folder, &reference, console)
                }
                Eintragen::Vermerk(options) => enter::remark(options, &folder, &reference, console),
            }
        }
        Some(Was::Loeschen(deletion)) => {
            let reference = reference(&options.vorfall, &folder)?;
            delete::run(deletion, &folder, &reference, console)
        }
    }
}

/// The folder of the incident: its facts may be deleted already.
fn folder(path: &Path) -> Result<PathBuf, Failure> {
    let about = fs::metadata(path).map_err(|error| input::unreadable(path, &error))?;
    Ok(if about.is_dir() {
        path.to_owned()
    } else {
        path.parent().map(Path::to_owned).unwrap_or_default()
    })
}

/// Kennung of the incident: as the facts name it; where they can't be read, as the journal does.
/// So faulty facts never keep a receipt out of the files.
fn reference(path: &Path, folder: &Path) -> Result<String, Failure> {
    let of_facts = input::read(path).ok().and_then(|source| {
        let facts = steps::read_facts(&source.name, &source.bytes, false).ok()?;
        facts.reference().map(str::to_owned)
    });
    if let Some(reference) = of_facts {
        return Ok(reference);
    }
    let case_file = CaseFile::open(folder)?;
    let known = case_file.journal.reference().map(str::to_owned);
    known.ok_or_else(|| {
        Failure::input("Zu welchem Vorfall die Akte gehört, ist nicht zu erkennen: Die Tatsachen lassen sich nicht lesen.")
            .hint("Bitte prüfen Sie den Pfad und die Datei: datenpanne pruefen VORFALL")
    })
}
