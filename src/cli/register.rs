//! `register`: the documentation of Art. 33 Abs. 5 DSGVO over all incidents of a folder.
//!
//! What cannot be read stands in the register as such, is named on the way, and makes the command
//! end with 1: nothing is dropped in silence.

mod walk;

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::builder::PossibleValuesParser;
use clap::{ArgAction, Args, ValueEnum};

use super::messages::{Console, Exit, Failure, clean, clean_lines, reason, shown};
use super::output::{self, OutFile};
use super::templates::Overrides;
use super::{authorities, clock, steps};
use crate::drafts::register::{Entry, Maker, Register, Selection, State, Unreadable};
use crate::facts::Incident;
use crate::law::Authorities;
use crate::parallel;
use crate::render::{pdf, text};
use walk::{Content, Folder};

/// Options of `register`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[arg(
        value_name = "ORDNER",
        help = "Ordner, in dem die Ordner der Vorfälle liegen, auch nach Jahren unterteilt"
    )]
    pub(crate) ordner: PathBuf,

    #[arg(
        long,
        value_name = "FORMAT",
        value_delimiter = ',',
        action = ArgAction::Append,
        value_enum,
        hide_possible_values = true,
        help = "Nur diese Formate, durch Komma getrennt: pdf, html, csv, json, txt; Standard: pdf, html, csv und json"
    )]
    pub(crate) format: Vec<Face>,

    #[arg(
        long,
        value_name = "ORDNER",
        default_value = "ausgabe",
        hide_default_value = true,
        help = "Ordner für die Ausgabe (Standard: ausgabe)"
    )]
    pub(crate) ausgabe: PathBuf,

    #[arg(
        long,
        value_name = "TAG",
        allow_hyphen_values = true,
        help = "Nur Vorfälle, die an diesem Tag oder später bekannt wurden: JJJJ-MM-TT oder JJJJ"
    )]
    pub(crate) von: Option<String>,

    #[arg(
        long,
        value_name = "TAG",
        allow_hyphen_values = true,
        help = "Nur Vorfälle, die an diesem Tag oder früher bekannt wurden: JJJJ-MM-TT oder JJJJ"
    )]
    pub(crate) bis: Option<String>,

    #[arg(
        long,
        value_name = "STAND",
        value_delimiter = ',',
        action = ArgAction::Append,
        value_parser = PossibleValuesParser::new(State::ALL.iter().map(|state| state.key())),
        hide_possible_values = true,
        help = format!(
            "Nur Vorfälle in diesem Stand, durch Komma getrennt: {}",
            State::ALL.iter().map(|state| state.key()).collect::<Vec<_>>().join(", ")
        )
    )]
    pub(crate) status: Vec<String>,

    #[arg(
        long,
        help = "Auch Beispiele und Übungen aufnehmen; das Register ist dann als solches gekennzeichnet"
    )]
    pub(crate) beispiele: bool,

    #[command(flatten)]
    pub(crate) jetzt: super::args::Jetzt,
}

/// Exit codes of `register`.
pub(crate) const CODES: &str = "\
Rückgabewerte:
  0  erledigt
  1  geschrieben, aber nicht vollständig: Ordner ließen sich nicht lesen, oder eine Kennung ist doppelt
  2  Aufruf oder Ordner nicht verwendbar
  3  eine Datei ließ sich nicht schreiben";

/// A face of the register, also the end of its file name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Face {
    /// PDF/A-2a and PDF/UA-1.
    Pdf,
    /// A page of HTML.
    Html,
    /// A table for spreadsheets.
    Csv,
    /// For programs.
    Json,
    /// Plain text.
    Txt,
}

impl Face {
    const ALL: [Self; 5] = [Self::Pdf, Self::Html, Self::Csv, Self::Json, Self::Txt];

    const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Txt => "txt",
        }
    }
}

/// Makes and writes the register.
pub(crate) fn run(options: &Options, console: &Console) -> Result<Exit, Failure> {
    let now = clock::stated(options.jetzt.as_deref())?;
    let selection = selection(options)?;
    let engine = steps::Templates::load(Overrides::new())?.into_engine();
    let walked = walk::walk(&options.ordner)?;
    let mut unreadable = walked.unreadable;
    let deeper = walked.deeper;
    let contents = parallel::map(&walked.folders, |folder| walk::read(folder, *console));
    let maker = Maker {
        engine: &engine,
        now,
    };
    let mut incidents = Vec::new();
    for (folder, content) in walked.folders.iter().zip(contents) {
        match content {
            Ok(content) => match known_authorities(folder, *console) {
                Ok(authorities) => incidents.push((folder, content, authorities)),
                Err(failure) => {
                    unreadable.push(problem(folder, &failure.message));
                    console.failure(&failure);
                }
            },
            Err(unread) => {
                if !unread.said.is_empty() {
                    console.say(unread.said.trim_end());
                }
                unreadable.push(problem(folder, &unread.reason));
            }
        }
    }
    let made = parallel::map(&incidents, |(folder, content, authorities)| {
        entry(&maker, folder, content, authorities)
    });
    let mut entries = Vec::new();
    for ((folder, content, _), made) in incidents.iter().zip(made) {
        match made {
            Ok(entry) => {
                if content.is_damaged() {
                    console.warn(&format!(
                        "„{}“: Die Akte dieses Vorfalls ist beschädigt; das Register folgt der Tatsachendatei und dem, was lesbar ist.",
                        folder.name
                    ));
                }
                entries.push(entry);
            }
            Err(error) => {
                let said = clean_lines(error.trim_end());
                console.failure(&Failure::input(format!(
                    "„{}“ ließ sich nicht in Worte fassen.\n{said}",
                    folder.name
                )));
                unreadable.push(problem(
                    folder,
                    "Die Angaben ließen sich nicht in Worte fassen.",
                ));
            }
        }
    }
    unreadable.sort_by(|one, other| one.folder.cmp(&other.folder));
    let register = Register::new(
        entries,
        unreadable.clone(),
        selection,
        options.beispiele,
        now,
    );
    let files = faces(&register, &engine, &wanted(&options.format), now, *console)?;
    let written = output::write_files(&options.ausgabe, &files)?;
    report(options, &written, console)?;
    say_deeper(&deeper, console);
    Ok(conclude(&register, &unreadable, console))
}

/// Says which incidents lie too deep to be found.
fn say_deeper(deeper: &[String], console: &Console) {
    let Some(first) = deeper.first() else { return };
    console.warn(&match deeper.len() {
        1 => format!(
            "Der Ordner „{first}“ mit einem Vorfall liegt tiefer als zwei Ebenen und fehlt deshalb im Register."
        ),
        many => format!(
            "{many} Ordner mit Vorfällen liegen tiefer als zwei Ebenen und fehlen deshalb im Register, zum Beispiel „{first}“."
        ),
    });
    console.say(
        "  → Legen Sie Vorfälle nebeneinander oder in Ordner nach Jahren, oder rufen Sie das Register für einen Ordner weiter unten auf.",
    );
}

/// Says what was found, and whether it is everything.
fn conclude(register: &Register, unreadable: &[Unreadable], console: &Console) -> Exit {
    let mut exit = Exit::Done;
    for folder in unreadable {
        let line = format!("„{}“: {}", folder.folder, folder.reason);
        if folder.on_purpose {
            console.warn(&line);
        } else {
            console.failure(&Failure::input(line));
            exit = Exit::Findings;
        }
    }
    for (reference, folders) in register.doubles() {
        exit = Exit::Findings;
        console.failure(
            &Failure::finding(format!(
                "Die Kennung „{}“ ist mehrfach vergeben: {}.",
                clean(reference),
                folders.join(", ")
            ))
            .hint("Geben Sie jedem Vorfall eine eigene Kennung (vorfall.kennung)."),
        );
    }
    let left_out = register.left_out();
    if left_out.examples > 0 {
        console.note(&format!(
            "Beispiele und Übungen stehen nicht im Register: {} ausgelassen. Mit --beispiele stehen sie darin.",
            left_out.examples
        ));
    }
    let count = register.entries().len();
    let incomplete = register
        .entries()
        .iter()
        .filter(|entry| !entry.gaps.is_empty())
        .count();
    console.say(&format!(
        "Register: {count} {}; unvollständig dokumentiert: {incomplete}; nicht lesbar: {}.",
        if count == 1 { "Vorfall" } else { "Vorfälle" },
        unreadable
            .iter()
            .filter(|folder| !folder.on_purpose)
            .count()
    ));
    exit
}

fn problem(folder: &Folder, reason: &str) -> Unreadable {
    Unreadable {
        folder: folder.name.clone(),
        reason: reason.replace('\n', " "),
        on_purpose: false,
    }
}

fn known_authorities(folder: &Folder, console: Console) -> Result<Authorities, Failure> {
    authorities::read(&folder.path, console).map(|known| known.authorities)
}

fn entry(
    maker: &Maker<'_>,
    folder: &Folder,
    content: &Content,
    authorities: &Authorities,
) -> Result<Entry, String> {
    match content {
        Content::Incident { incident, file, .. } => {
            let incident: &Incident = incident;
            maker.incident(&folder.name, incident, authorities, *file)
        }
        Content::Deleted {
            record, deletion, ..
        } => maker.deleted(&folder.name, record, deletion.as_ref().clone()),
    }
    .map_err(|error| error.to_string())
}

/// The faces in memory.
fn faces(
    register: &Register,
    engine: &crate::document::Engine,
    wanted: &[Face],
    now: DateTime<FixedOffset>,
    console: Console,
) -> Result<Vec<OutFile>, Failure> {
    let broken =
        |what: &str| Failure::input(format!("Das Register ließ sich nicht erzeugen: {what}"));
    let document = register
        .document(engine)
        .map_err(|error| broken(&clean_lines(error.to_string().trim_end())))?;
    let mut files = Vec::new();
    for face in wanted {
        let bytes = match face {
            Face::Pdf => {
                let rendered = pdf::render(&document, &pdf::PdfOptions::new(now))
                    .map_err(|error| broken(&error.to_string()))?;
                if !rendered.missing.is_empty() {
                    console.warn(&super::erzeugen::unknown_characters(
                        "register",
                        &rendered.missing,
                    ));
                }
                rendered.bytes
            }
            Face::Html => register.html(&document).into_bytes(),
            Face::Csv => register.csv().map_err(|error| broken(&error.to_string()))?,
            Face::Json => register
                .json()
                .map_err(|error| broken(&error.to_string()))?
                .into_bytes(),
            Face::Txt => text::render(&document).into_bytes(),
        };
        files.push(OutFile {
            name: format!("register.{}", face.extension()),
            bytes,
        });
    }
    Ok(files)
}

fn wanted(named: &[Face]) -> Vec<Face> {
    Face::ALL
        .into_iter()
        .filter(|face| named.contains(face) || (named.is_empty() && *face != Face::Txt))
        .collect()
}

/// Lists the written files on stdout and names those of an earlier run on stderr.
fn report(options: &Options, written: &[PathBuf], console: &Console) -> Result<(), Failure> {
    let mut list = Vec::new();
    for path in written {
        list.extend_from_slice(path.as_os_str().as_encoded_bytes());
        list.push(b'\n');
    }
    console.result(&list)?;
    let is_ours = |name: &str| {
        let ending = name.strip_prefix("register.");
        ending.is_some_and(|ending| Face::ALL.iter().any(|face| face.extension() == ending))
    };
    let old = output::left_over(&options.ausgabe, is_ours, written);
    if !old.is_empty() {
        let named: Vec<String> = old.iter().map(|path| shown(path)).collect();
        console.warn(&format!(
            "Aus einem früheren Lauf und nicht vom jetzigen Stand: {}.",
            named.join(", ")
        ));
    }
    Ok(())
}

fn selection(options: &Options) -> Result<Selection, Failure> {
    let from = options
        .von
        .as_deref()
        .map(|text| day("--von", text, (1, 1)));
    let to = options
        .bis
        .as_deref()
        .map(|text| day("--bis", text, (12, 31)));
    let selection = Selection {
        from: from.transpose()?,
        to: to.transpose()?,
        states: State::ALL
            .into_iter()
            .filter(|state| options.status.iter().any(|key| key == state.key()))
            .collect(),
    };
    if let (Some(from), Some(to)) = (selection.from, selection.to)
        && from > to
    {
        return Err(Failure::input("Der Zeitraum endet vor seinem Beginn.")
            .hint("--von nennt den ersten Tag, --bis den letzten."));
    }
    Ok(selection)
}

/// A day, or the first or last one of a year.
fn day(option: &str, text: &str, (month, of_month): (u32, u32)) -> Result<NaiveDate, Failure> {
    let trimmed = text.trim();
    let year = (trimmed.len() == 4)
        .then(|| trimmed.parse::<i32>().ok())
        .flatten();
    let found = match year {
        Some(year) => NaiveDate::from_ymd_opt(year, month, of_month),
        None => NaiveDate::parse_from_str(trimmed, "%Y-%m-%d").ok(),
    };
    found
        .filter(|day| {
            let year = chrono::Datelike::year(day);
            (1900..=2199).contains(&year)
        })
        .ok_or_else(|| {
            Failure::input(format!("„{}“ ist für {option} kein Tag.", clean(text)))
                .hint("Möglich sind zum Beispiel 2026-01-01 oder 2026.")
        })
}

/// The failure for a folder that can't be read.
fn unreadable_folder(path: &std::path::Path, error: &std::io::Error) -> Failure {
    Failure::input(format!(
        "Ordner nicht lesbar: „{}“. {}",
        shown(path),
        reason(error)
    ))
    .hint("Bitte nennen Sie den Ordner, in dem die Ordner der Vorfälle liegen.")
}
