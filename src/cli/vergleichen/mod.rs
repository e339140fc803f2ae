//! `vergleichen`: what changed between two versions, in facts and in words.

mod git;
mod remarks;
mod sides;
mod text;
mod times;
mod word;

use std::fs;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{ArgAction, Args, ValueEnum};

use super::messages::{Console, Exit, Failure, clean_lines, reason, shown};
use super::{clock, output, protect, steps, templates};
use crate::document::wording::dates;
use crate::document::{Engine, Markings};
use crate::drafts::compare::report::{Frame, Shape};
use crate::drafts::compare::{self, Comparison, Version, json, page, report};
use crate::render::pdf::{self, PdfOptions};
use sides::Given;

/// Exit codes, for the help.
pub(crate) const CODES: &str = "\
Fassungen:
  ORDNER oder DATEI      die Tatsachen, wie sie dort liegen
  ORDNER@3               Version 3 der Akte
  ORDNER@freigabe        die letzte freigegebene Version
  ORDNER@2021-10-18      die letzte Version, die bis zum Ende dieses Tages freigegeben war
  ORDNER@git:HEAD~1      der Stand einer Revision in git
  @3, git:HEAD~1 …       ohne ORDNER: dieselbe Datei wie die andere Fassung

Rückgabewerte:
  0  gleich in Tatsachen und Worten
  1  verschieden
  2  Aufruf oder Eingabe nicht verwendbar
  3  das Ergebnis ließ sich nicht schreiben";

/// The forms of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// For the terminal.
    Text,
    /// A page with old and new words.
    Html,
    /// The same on paper.
    Pdf,
    /// For programs.
    Json,
    /// For reviewers: tracked changes.
    Docx,
}

impl Form {
    /// The form that the ending of a file name asks for.
    fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "txt" => Some(Self::Text),
            "html" | "htm" => Some(Self::Html),
            "pdf" => Some(Self::Pdf),
            "json" => Some(Self::Json),
            "docx" => Some(Self::Docx),
            _ => None,
        }
    }
}

/// Options of `vergleichen`.
#[derive(Debug, Args)]
pub(crate) struct Vergleichen {
    #[arg(
        value_name = "ALT",
        help = "Die bisherige Fassung: Datei, Ordner oder eine Version davon (siehe unten)"
    )]
    alt: PathBuf,

    #[arg(value_name = "NEU", help = "Die neue Fassung, ebenso angegeben")]
    neu: PathBuf,

    #[arg(
        long,
        value_name = "NAME",
        value_delimiter = ',',
        action = ArgAction::Append,
        value_parser = PossibleValuesParser::new(steps::DOCUMENTS.iter().copied()),
        hide_possible_values = true,
        help = format!(
            "Nur die Worte dieser Dokumente vergleichen, durch Komma getrennt; \
             sonst aller, die eine der Fassungen verlangt: {}",
            steps::DOCUMENTS.join(", ")
        )
    )]
    dokument: Vec<String>,

    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        hide_possible_values = true,
        help = "Form des Ergebnisses: text (Standard), html, pdf, json oder docx (Word-Dateien mit nachverfolgten Änderungen)"
    )]
    format: Option<Form>,

    #[arg(
        long,
        value_name = "DATEI",
        help = "Das Ergebnis in diese Datei schreiben; ihre Endung bestimmt die Form, wenn --format fehlt. \
                Für docx ein Ordner: eine Datei je geändertem Dokument"
    )]
    ausgabe: Option<PathBuf>,

    #[arg(
        long,
        value_name = "NAME",
        default_value = "datenpanne",
        hide_default_value = true,
        help = "Unter welchem Namen die Änderungen in Word stehen (Standard: datenpanne)"
    )]
    autor: String,

    #[arg(
        long,
        value_name = "ZEIT",
        allow_hyphen_values = true,
        help = "Zeitpunkt, zu dem gerechnet wird (sonst SOURCE_DATE_EPOCH oder die Uhr des Rechners); \
                Versionen der Akte behalten den ihren"
    )]
    jetzt: Option<String>,

    #[arg(
        long,
        value_name = "ZEIT",
        allow_hyphen_values = true,
        help = "Zeitpunkt, zu dem die bisherige Fassung gerechnet wird, wenn sie eine Datei ist (sonst der, zu dem ihre \
                Meldung nach den Tatsachen eingereicht wurde, oder --jetzt)"
    )]
    jetzt_alt: Option<String>,

    #[arg(
        long,
        value_name = "ORDNER",
        help = "Ordner mit eigenen Vorlagen, die Teile der mitgelieferten ersetzen"
    )]
    vorlagen: Option<PathBuf>,

    #[arg(
        long,
        value_name = "ORDNER",
        help = "Andere eigene Vorlagen für die bisherige Fassung: zeigt, was eine Vorlage ändert"
    )]
    vorlagen_alt: Option<PathBuf>,
}

/// Compares two versions and says whether they differ.
pub(crate) fn run(options: &Vergleichen, console: &Console) -> Result<Exit, Failure> {
    let form = form(options)?;
    let now = clock::stated(options.jetzt.as_deref())?;
    let then = match &options.jetzt_alt {
        Some(text) => Some(clock::of_option("--jetzt-alt", text)?),
        None => None,
    };
    let (alt, neu) = sides::read((&options.alt, then), &options.neu, now, console)?;
    let inputs = inputs(options, &[&alt, &neu]);
    if let Some(target) = &options.ausgabe {
        if form == Form::Docx {
            protect::folder(target)?;
        }
        protect::file(target, &inputs)?;
    }
    let engine = engine_with(options.vorlagen.as_deref())?;
    let older = match &options.vorlagen_alt {
        Some(folder) => Some(engine_with(Some(folder))?),
        None => None,
    };
    let comparison = compare::compare(
        version(&alt, older.as_ref().unwrap_or(&engine)),
        version(&neu, &engine),
        &options.dokument,
    )
    .map_err(|error| Failure::input(clean_lines(error.to_string().trim_end())))?;
    let mut remarks = remarks::of((&alt, &neu), &comparison, &engine, console);
    if options.vorlagen_alt.is_some() {
        remarks
            .push("Die beiden Fassungen sind mit verschiedenen Vorlagen geschrieben.".to_owned());
    }
    let frame = frame(&alt, &neu, remarks, now);
    if form == Form::Docx {
        let target = options.ausgabe.as_deref();
        word::files(
            &comparison,
            (&frame, &neu),
            &options.autor,
            now,
            target,
            console,
        )?;
    } else {
        let bytes = draw(&comparison, &frame, form, now, console)?;
        match &options.ausgabe {
            Some(path) => write(path, &bytes, console)?,
            None => console.result(&bytes)?,
        }
    }
    Ok(if comparison.is_equal() {
        Exit::Done
    } else {
        Exit::Findings
    })
}

/// What this run reads and never replaces.
fn inputs(options: &Vergleichen, sides: &[&Given]) -> Vec<PathBuf> {
    let sides = sides.iter().filter_map(|given| given.path.clone());
    let templates = [&options.vorlagen, &options.vorlagen_alt];
    sides
        .chain(templates.into_iter().flatten().cloned())
        .collect()
}

/// The form of the result; a file of pages does not go to a screen.
fn form(options: &Vergleichen) -> Result<Form, Failure> {
    let by_name = options.ausgabe.as_deref().and_then(Form::of);
    let form = options.format.or(by_name).unwrap_or(Form::Text);
    if matches!(form, Form::Html | Form::Pdf)
        && options.ausgabe.is_none()
        && std::io::stdout().is_terminal()
    {
        return Err(
            Failure::input("Dieses Format ist nicht für den Bildschirm.")
                .hint("Bitte geben Sie eine Datei an, zum Beispiel --ausgabe vergleich.html."),
        );
    }
    Ok(form)
}

fn engine_with(folder: Option<&Path>) -> Result<Engine, Failure> {
    let overrides: Vec<(String, String)> = templates::read(folder)?.into_iter().collect();
    Engine::new(&overrides).map_err(|error| Failure::input(error.to_string().trim_end()))
}

fn version<'v>(given: &'v Given, engine: &'v Engine) -> Version<'v> {
    Version {
        case: &given.case,
        now: given.now,
        engine,
        markings: markings(given),
    }
}

fn markings(given: &Given) -> Markings {
    Markings {
        beispiel: given.case.incident().vorfall.beispiel,
        uebung: given.drill,
        entwurf: false,
    }
}

fn frame(
    alt: &Given,
    neu: &Given,
    remarks: Vec<String>,
    now: chrono::DateTime<chrono::FixedOffset>,
) -> Frame {
    let text = |pointer: &str| {
        let found = neu
            .case
            .whole()
            .pointer(pointer)
            .and_then(|value| value.as_str());
        found.unwrap_or_default().to_owned()
    };
    Frame {
        old: alt.side(),
        new: neu.side(),
        remarks,
        reference: neu.reference().to_owned(),
        sender: text("/verantwortlicher/name"),
        date: dates::date(dates::Moment::Time(now).day()),
        markings: markings(neu),
    }
}

fn draw(
    comparison: &Comparison,
    frame: &Frame,
    form: Form,
    now: chrono::DateTime<chrono::FixedOffset>,
    console: &Console,
) -> Result<Vec<u8>, Failure> {
    match form {
        // Written elsewhere: several files.
        Form::Docx => Ok(Vec::new()),
        Form::Text => Ok(text::page(comparison, frame, console)),
        Form::Html => Ok(page::page(comparison, frame).into_bytes()),
        Form::Json => {
            let mut bytes = serde_json::to_vec_pretty(&json::value(comparison, frame))
                .map_err(|_| Failure::file("Das Ergebnis lässt sich nicht als JSON schreiben."))?;
            bytes.push(b'\n');
            Ok(bytes)
        }
        Form::Pdf => {
            let document = report::document(comparison, frame, Shape::Paper);
            let rendered = pdf::render(&document, &PdfOptions::new(now)).map_err(|error| {
                Failure::file(format!("Die PDF-Datei ließ sich nicht zeichnen: {error}"))
            })?;
            if !rendered.missing.is_empty() {
                console.warn(&super::erzeugen::unknown_characters(
                    "vergleich",
                    &rendered.missing,
                ));
            }
            Ok(rendered.bytes)
        }
    }
}

/// Writes the result: whole or not at all, for the owner alone.
fn write(path: &Path, bytes: &[u8], console: &Console) -> Result<(), Failure> {
    let failed = |error: &std::io::Error| {
        Failure::file(format!("„{}“ lässt sich nicht schreiben. {}", shown(path), reason(error)))
            .hint("Bitte schaffen Sie Platz oder Zugang, oder wählen Sie mit --ausgabe einen anderen Ort.")
    };
    if fs::symlink_metadata(path).is_ok_and(|about| about.is_dir()) {
        return Err(Failure::file(format!(
            "„{}“ lässt sich nicht schreiben: Dort liegt ein Ordner.",
            shown(path)
        ))
        .hint("Bitte geben Sie eine Datei an, zum Beispiel vergleich.html."));
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    let temporary = output::stage(folder, bytes).map_err(|error| failed(&error))?;
    temporary
        .persist(path)
        .map_err(|error| failed(&error.error))?;
    console.say(&format!("Geschrieben: {}", shown(path)));
    Ok(())
}
