//! Arguments: commands and options as users type and read them, all in German.

use std::ops::Deref;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use super::akte::{self, Akte};
use super::freigeben::Freigeben;
use super::vergleichen::{self, Vergleichen};
use super::{register, steps};
use crate::facts::starter::MUSTER;
use crate::facts::{Bundesland, Fachgebiet, VerantwortlicherArt};

const MAIN_HELP: &str = "\
{about-with-newline}
Aufruf: {usage}

Befehle:
{subcommands}

Optionen:
{options}{after-help}";

pub(super) const COMMAND_HELP: &str = "\
{about-with-newline}
Aufruf: {usage}

Argumente:
{positionals}

Optionen:
{options}{after-help}";

const BARE_HELP: &str = "\
{about-with-newline}
Aufruf: {usage}

Optionen:
{options}{after-help}";

const EXIT_CODES: &str = "\
Rückgabewerte:
  0  erledigt
  1  Befunde der Stufe „fehler“ haben ein Dokument verhindert
  2  Aufruf, Eingabe oder Vorlage nicht verwendbar
  3  eine Datei ließ sich nicht schreiben";

const AKTE_CODES: &str = "\
Rückgabewerte:
  0  erledigt; die Akte ist unversehrt
  1  etwas ist verändert, fehlt, gehört nicht dazu oder wurde unterbrochen
  2  Aufruf, Eingabe oder Akte nicht verwendbar
  3  eine Datei ließ sich nicht schreiben";

const FREIGEBEN_CODES: &str = "\
Rückgabewerte:
  0  die Freigabe oder Stellungnahme steht in der Akte
  1  Befunde der Stufe „fehler“ stehen gegen die Freigabe
  2  Aufruf, Eingabe, Vorlage oder Akte nicht verwendbar
  3  eine Datei ließ sich nicht schreiben";

const PRUEFEN_CODES: &str = "\
Rückgabewerte:
  0  kein Befund der Stufe „fehler“
  1  mindestens ein Befund der Stufe „fehler“
  2  Aufruf oder Eingabe nicht verwendbar
  3  das Ergebnis ließ sich nicht ausgeben";

const FRIST_CODES: &str = "\
Rückgabewerte:
  0  erledigt, auch wenn die Frist abgelaufen ist
  1  der Zeitpunkt des Bekanntwerdens fehlt oder liegt in der Zukunft
  2  Aufruf oder Eingabe nicht verwendbar
  3  das Ergebnis ließ sich nicht ausgeben";

const BEHOERDE_CODES: &str = "\
Rückgabewerte:
  0  erledigt, auch wenn die Behörde noch zu klären ist
  2  Aufruf oder Eingabe nicht verwendbar
  3  das Ergebnis ließ sich nicht ausgeben";

pub(super) const VORFALL: &str =
    "Datei mit den Tatsachen oder Ordner, in dem vorfall.toml oder vorfall.json liegt";

/// The stated time of a command that computes something.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Jetzt {
    #[arg(
        long,
        value_name = "ZEIT",
        allow_hyphen_values = true,
        help = "Zeitpunkt, zu dem gerechnet wird, zum Beispiel 2021-10-17T16:05 \
                (ohne Abweichung von UTC: deutsche Ortszeit); sonst SOURCE_DATE_EPOCH oder die Uhr des Rechners"
    )]
    jetzt: Option<String>,
}

impl Deref for Jetzt {
    type Target = Option<String>;

    fn deref(&self) -> &Self::Target {
        &self.jetzt
    }
}

/// The user's own templates.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Vorlagen {
    #[arg(
        long,
        value_name = "ORDNER",
        help = "Ordner mit eigenen Vorlagen, die Teile der mitgelieferten ersetzen"
    )]
    vorlagen: Option<PathBuf>,
}

impl Deref for Vorlagen {
    type Target = Option<PathBuf>;

    fn deref(&self) -> &Self::Target {
        &self.vorlagen
    }
}

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "datenpanne",
    version,
    about = "Aus einer Datei mit den Tatsachen einer Datenpanne die Dokumente nach Art. 33 und 34 DSGVO.",
    override_usage = "datenpanne [OPTIONEN] BEFEHL",
    help_template = MAIN_HELP,
    after_help = EXIT_CODES,
    subcommand_value_name = "BEFEHL",
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    arg_required_else_help = true,
    subcommand_required = true,
    max_term_width = 100
)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) befehl: Command,

    #[arg(
        long,
        global = true,
        value_name = "WANN",
        value_enum,
        default_value_t = Farbe::Auto,
        hide_default_value = true,
        hide_possible_values = true,
        display_order = 900,
        help = "Farbige Meldungen: auto (nur am Bildschirm), immer oder nie"
    )]
    pub(crate) farbe: Farbe,

    #[arg(
        short = 'h',
        long = "hilfe",
        alias = "help",
        global = true,
        action = ArgAction::Help,
        display_order = 990,
        help = "Diese Hilfe zeigen (auch --help)"
    )]
    hilfe: Option<bool>,

    #[arg(
        short = 'V',
        long = "version",
        action = ArgAction::Version,
        display_order = 991,
        help = "Die Version zeigen"
    )]
    version: Option<bool>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Begins an incident: a folder with a facts file to fill in.
    #[command(
        about = "Einen neuen Vorfall anlegen: Ordner mit einer Tatsachendatei zum Ausfüllen",
        override_usage = "datenpanne neu [OPTIONEN] ORDNER",
        help_template = COMMAND_HELP,
        after_help = muster_help()
    )]
    Neu(Neu),
    /// Makes the documents of an incident.
    #[command(
        about = "Die Dokumente zu einem Vorfall schreiben",
        override_usage = "datenpanne erzeugen [OPTIONEN] VORFALL",
        help_template = COMMAND_HELP,
        after_help = EXIT_CODES
    )]
    Erzeugen(Box<Erzeugen>),
    /// All findings, and what the law asks for.
    #[command(
        alias = "prüfen",
        about = "Alle Befunde zu einem Vorfall: was zu tun ist, bis wann, bei wem, und was fehlt",
        override_usage = "datenpanne pruefen [OPTIONEN] VORFALL",
        help_template = COMMAND_HELP,
        after_help = PRUEFEN_CODES
    )]
    Pruefen(Pruefen),
    /// The clock.
    #[command(
        about = "Die Frist der Meldung mit ihrer Herleitung",
        override_usage = "datenpanne frist [OPTIONEN] VORFALL",
        help_template = COMMAND_HELP,
        after_help = FRIST_CODES
    )]
    Frist(Frist),
    /// The competent authority.
    #[command(
        alias = "behörde",
        about = "Die zuständige Aufsichtsbehörde und wie man dort meldet",
        override_usage = "datenpanne behoerde [OPTIONEN] [VORFALL]",
        help_template = COMMAND_HELP,
        after_help = BEHOERDE_CODES
    )]
    Behoerde(Behoerde),
    /// Takes a reviewer's wording over from Word.
    #[command(
        alias = "übernehmen",
        about = "Die Fassung einer Prüferin oder eines Prüfers aus einer Word-Datei übernehmen",
        override_usage = "datenpanne uebernehmen [OPTIONEN] ENTWURF VORFALL",
        help_template = COMMAND_HELP,
        after_help = super::uebernehmen::CODES
    )]
    Uebernehmen(super::uebernehmen::Uebernehmen),
    /// What changed between two versions.
    #[command(
        about = "Zwei Fassungen vergleichen: was sich in Tatsachen und Worten geändert hat",
        override_usage = "datenpanne vergleichen [OPTIONEN] ALT NEU",
        help_template = COMMAND_HELP,
        after_help = vergleichen::CODES
    )]
    Vergleichen(Box<Vergleichen>),
    /// Releases documents as a version of the case file.
    #[command(
        about = "Dokumente freigeben: als Version in der Akte festhalten, mit allem, woraus sie entstanden",
        override_usage = "datenpanne freigeben [OPTIONEN] --durch NAME --rolle ROLLE VORFALL",
        help_template = COMMAND_HELP,
        after_help = FREIGEBEN_CODES
    )]
    Freigeben(Box<Freigeben>),
    /// Shows, checks and continues the case file.
    #[command(
        about = "Die Akte zeigen, prüfen und fortführen: Freigaben, Versand, Eingang",
        override_usage = "datenpanne akte [OPTIONEN] VORFALL [BEFEHL]",
        help_template = akte::help_template(),
        after_help = AKTE_CODES,
        subcommand_value_name = "BEFEHL"
    )]
    Akte(Akte),
    /// The register of all incidents.
    #[command(
        about = "Das Register aller Vorfälle eines Ordners (Art. 33 Abs. 5 DSGVO)",
        override_usage = "datenpanne register [OPTIONEN] ORDNER",
        help_template = COMMAND_HELP,
        after_help = register::CODES
    )]
    Register(Box<register::Options>),
    /// Prints the JSON Schema of the facts.
    #[command(
        about = "Das JSON-Schema der Eingabedatei ausgeben",
        override_usage = "datenpanne schema [OPTIONEN]",
        help_template = BARE_HELP
    )]
    Schema,
}

/// Options of `neu`.
#[derive(Debug, Args)]
pub(crate) struct Neu {
    #[arg(
        value_name = "ORDNER",
        help = "Ordner für den Vorfall; darin entsteht vorfall.toml. Vorhandenes wird nie überschrieben"
    )]
    pub(crate) ordner: PathBuf,

    #[arg(
        long,
        value_name = "NAME",
        value_parser = PossibleValuesParser::new(MUSTER.iter().map(|muster| muster.name)),
        hide_possible_values = true,
        help = "Die Datei für diese Art von Panne ohne Fragen anlegen (Namen siehe unten); ohne diese Option stellt der Befehl Fragen"
    )]
    pub(crate) muster: Option<String>,

    #[arg(
        long,
        value_name = "ZEIT",
        allow_hyphen_values = true,
        help = "Zeitpunkt, der als Gegenwart gilt, zum Beispiel 2021-10-17T16:05; sein Datum steht in der Kennung \
                (sonst SOURCE_DATE_EPOCH oder die Uhr des Rechners)"
    )]
    pub(crate) jetzt: Option<String>,
}

/// The forms that `neu` knows, and its exit codes.
fn muster_help() -> String {
    let mut text = "Muster:\n".to_owned();
    for muster in MUSTER {
        text.push_str(&format!("  {:<22}{}\n", muster.name, muster.zeile));
    }
    text.push_str(
        "\nRückgabewerte:\n\
         \u{20} 0  erledigt\n\
         \u{20} 2  Aufruf oder Antworten nicht verwendbar, oder dort liegt schon ein Vorfall\n\
         \u{20} 3  eine Datei ließ sich nicht schreiben",
    );
    text
}

/// Options of `erzeugen`.
#[derive(Debug, Args)]
pub(crate) struct Erzeugen {
    #[arg(
        value_name = "VORFALL",
        help = "Datei mit den Tatsachen oder Ordner, in dem vorfall.toml oder vorfall.json liegt"
    )]
    pub(crate) vorfall: PathBuf,

    #[arg(
        long,
        value_name = "ORDNER",
        default_value = "ausgabe",
        hide_default_value = true,
        help = "Ordner für die Ausgabe; geschrieben wird nach ORDNER/KENNUNG (Standard: ausgabe)"
    )]
    pub(crate) ausgabe: PathBuf,

    #[arg(
        long,
        value_name = "NAME",
        value_delimiter = ',',
        action = ArgAction::Append,
        value_parser = PossibleValuesParser::new(steps::DOCUMENTS.iter().copied()),
        hide_possible_values = true,
        help = format!(
            "Nur diese Dokumente, durch Komma getrennt oder mehrfach angegeben; \
             sonst alle, die der Vorfall verlangt: {}",
            steps::DOCUMENTS.join(", ")
        )
    )]
    pub(crate) dokument: Vec<String>,

    #[arg(
        long,
        value_name = "FORMAT",
        value_delimiter = ',',
        action = ArgAction::Append,
        value_enum,
        hide_possible_values = true,
        help = "Nur diese Formate, durch Komma getrennt: pdf, html, eml, txt, json (nur für den Portalbogen), docx (Word, zum Gegenlesen); Standard: alle außer docx"
    )]
    pub(crate) format: Vec<Format>,

    #[command(flatten)]
    pub(crate) vorlagen: Vorlagen,

    #[arg(
        long,
        help = "Als Entwurf kennzeichnen und auch schreiben, wenn Pflichtangaben fehlen"
    )]
    pub(crate) entwurf: bool,

    #[arg(
        long,
        help = "In meldung.pdf die Tatsachen (ohne interne Angaben) und den Portalbogen für Programme einbetten (PDF/A-3)"
    )]
    pub(crate) anlagen: bool,

    #[arg(long, help = "Als Übung kennzeichnen")]
    pub(crate) uebung: bool,

    #[arg(
        long,
        help = "Die geschriebenen Dateien auch als Entwurf in der Akte aufbewahren; sonst bewahrt sie nur Freigegebenes"
    )]
    pub(crate) aufbewahren: bool,

    #[arg(
        long,
        value_name = "GRUND",
        conflicts_with = "entwurf",
        help = "Trotz Befunden der Stufe „fehler“ schreiben, solange die Meldung nicht vollständig ist; \
                der Grund (höchstens 500 Zeichen, bitte ohne Namen) steht im Manifest und im Vermerk"
    )]
    pub(crate) trotzdem: Option<String>,

    #[command(flatten)]
    pub(crate) jetzt: Jetzt,
}

/// Options of `pruefen`.
#[derive(Debug, Args)]
pub(crate) struct Pruefen {
    #[arg(value_name = "VORFALL", help = VORFALL)]
    pub(crate) vorfall: PathBuf,

    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        default_value_t = Antwort::Text,
        hide_default_value = true,
        hide_possible_values = true,
        help = "Form des Ergebnisses: text (Standard) oder json"
    )]
    pub(crate) format: Antwort,

    #[command(flatten)]
    pub(crate) jetzt: Jetzt,
}

/// Options of `frist`.
#[derive(Debug, Args)]
pub(crate) struct Frist {
    #[arg(value_name = "VORFALL", help = VORFALL)]
    pub(crate) vorfall: PathBuf,

    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        default_value_t = FristFormat::Text,
        hide_default_value = true,
        hide_possible_values = true,
        help = "Form des Ergebnisses: text (Standard), json oder ics (Kalendereinträge mit Erinnerungen)"
    )]
    pub(crate) format: FristFormat,

    #[command(flatten)]
    pub(crate) jetzt: Jetzt,
}

/// Options of `behoerde`.
#[derive(Debug, Args)]
pub(crate) struct Behoerde {
    #[arg(
        value_name = "VORFALL",
        help = "Datei mit den Tatsachen oder Ordner, in dem vorfall.toml oder vorfall.json liegt; \
                ohne VORFALL entscheiden die Optionen"
    )]
    pub(crate) vorfall: Option<PathBuf>,

    #[arg(
        long,
        value_name = "LAND",
        conflicts_with = "vorfall",
        value_parser = list_of(Bundesland::alle(), Bundesland::schluessel),
        hide_possible_values = true,
        ignore_case = true,
        help = format!("Land der verantwortlichen Stelle: {}", keys(Bundesland::alle(), Bundesland::schluessel))
    )]
    pub(crate) bundesland: Option<String>,

    #[arg(
        long,
        value_name = "ART",
        conflicts_with = "vorfall",
        value_parser = list_of(VerantwortlicherArt::alle(), VerantwortlicherArt::schluessel),
        hide_possible_values = true,
        help = format!(
            "Art der verantwortlichen Stelle: {}",
            keys(VerantwortlicherArt::alle(), VerantwortlicherArt::schluessel)
        )
    )]
    pub(crate) art: Option<String>,

    #[arg(
        long,
        value_name = "GEBIET",
        conflicts_with = "vorfall",
        value_parser = list_of(Fachgebiet::alle(), Fachgebiet::schluessel),
        hide_possible_values = true,
        help = format!("Fachgebiet, um das es geht: {}", keys(Fachgebiet::alle(), Fachgebiet::schluessel))
    )]
    pub(crate) fachgebiet: Option<String>,

    #[arg(
        long,
        value_name = "NAME",
        conflicts_with = "vorfall",
        help = "Bistum, für katholische Einrichtungen"
    )]
    pub(crate) bistum: Option<String>,

    #[arg(
        long,
        value_name = "NAME",
        conflicts_with = "vorfall",
        help = "Gliedkirche oder Diakonie, für evangelische Einrichtungen"
    )]
    pub(crate) gliedkirche: Option<String>,

    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        default_value_t = Antwort::Text,
        hide_default_value = true,
        hide_possible_values = true,
        help = "Form des Ergebnisses: text (Standard) oder json"
    )]
    pub(crate) format: Antwort,

    #[command(flatten)]
    pub(crate) jetzt: Jetzt,
}

/// The keys of a closed list as values of an option.
fn list_of<T: Copy>(all: &[T], key: fn(T) -> &'static str) -> PossibleValuesParser {
    PossibleValuesParser::new(all.iter().map(|one| key(*one)))
}

fn keys<T: Copy>(all: &[T], key: fn(T) -> &'static str) -> String {
    all.iter()
        .map(|one| key(*one))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The form of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Antwort {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// The form of a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FristFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For calendars.
    Ics,
}

/// When messages are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Farbe {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Immer,
    /// Never.
    Nie,
}

/// A face of a document, also the end of its file name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Format {
    /// PDF/A-2a and PDF/UA-1.
    Pdf,
    /// A page of HTML.
    Html,
    /// An e-mail, ready to send.
    Eml,
    /// Plain text.
    Txt,
    /// For machines, where a document has such a form.
    Json,
    /// For reviewers: a Word file. Made only where it is asked for.
    Docx,
}

impl Format {
    /// All faces, in the order in which files are listed.
    pub(crate) const ALL: [Self; 6] = [
        Self::Pdf,
        Self::Html,
        Self::Eml,
        Self::Txt,
        Self::Json,
        Self::Docx,
    ];

    /// The faces that are made where nobody names one: all but the one for reviewers.
    pub(crate) const USUAL: [Self; 5] = [Self::Pdf, Self::Html, Self::Eml, Self::Txt, Self::Json];

    /// The end of the file name.
    pub(crate) const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Eml => "eml",
            Self::Txt => "txt",
            Self::Json => "json",
            Self::Docx => "docx",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
