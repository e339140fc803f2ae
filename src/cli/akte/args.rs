//! Options of `akte` and its commands.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

use super::super::args::{Antwort, COMMAND_HELP, Jetzt};
use super::super::steps;

/// The ways a document goes out: those of the facts' lists.
pub(super) const WAYS: [&str; 13] = [
    "portal",
    "email",
    "post",
    "fax",
    "telefon",
    "persoenlich",
    "webseite",
    "notfallseite",
    "aushang",
    "amtsblatt",
    "presse",
    "soziale_medien",
    "sonstige",
];

const AM: &str = "Wann, zum Beispiel 2021-10-17T16:20 (deutsche Ortszeit) oder 2021-10-17; sonst der Zeitpunkt des Eintrags";

const BELEG: &str = "Datei, die als Beleg in die Akte kopiert wird; auch mehrfach";

const DURCH: &str = "Wer es war; der Name steht im Journal";

const SUB_HELP: &str = "\
{about-with-newline}
Aufruf: {usage}

Optionen:
{options}{after-help}";

const LIST_HELP: &str = "\
{about-with-newline}
Aufruf: {usage}

Befehle:
{subcommands}

Optionen:
{options}{after-help}";

/// Options of `akte`.
#[derive(Debug, Args)]
pub(crate) struct Akte {
    #[arg(
        value_name = "VORFALL",
        help = "Ordner des Vorfalls, in dem „akte“ liegt, oder die Datei mit den Tatsachen darin"
    )]
    pub(crate) vorfall: PathBuf,

    #[arg(
        long,
        help = "Das Journal und jede Datei der Akte prüfen: was verändert ist, fehlt oder nicht dazugehört"
    )]
    pub(crate) pruefen: bool,

    #[arg(
        long,
        value_name = "PRÜFWERT",
        help = "Suchen, zu welchem Eintrag ein Prüfwert gehört, wie ihn freigegebene Dokumente im Fuß tragen (mindestens 8 Zeichen)"
    )]
    pub(crate) kopf: Option<String>,

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

    #[command(subcommand)]
    pub(crate) was: Option<Was>,
}

/// What is done with the case file.
#[derive(Debug, Subcommand)]
pub(crate) enum Was {
    /// Enters what happened.
    #[command(
        about = "Eintragen, was mit den Dokumenten geschah: versand, eingang, vermerk",
        override_usage = "datenpanne akte VORFALL eintragen BEFEHL [OPTIONEN]",
        help_template = LIST_HELP,
        subcommand_value_name = "BEFEHL",
        subcommand_required = true,
        arg_required_else_help = true
    )]
    Eintragen {
        /// What.
        #[command(subcommand)]
        was: Eintragen,
    },
    /// Deletes files after their time.
    #[command(
        about = "Dateien nach Ablauf der Aufbewahrung löschen; ein Eintrag im Journal bleibt",
        override_usage = "datenpanne akte VORFALL loeschen [OPTIONEN] --grund GRUND",
        help_template = SUB_HELP,
        alias = "löschen"
    )]
    Loeschen(Loeschen),
}

/// What happened.
#[derive(Debug, Subcommand)]
pub(crate) enum Eintragen {
    /// A document went out.
    #[command(
        about = "Ein Dokument ging hinaus: an wen, auf welchem Weg, wann",
        override_usage = "datenpanne akte VORFALL eintragen versand --dokument NAME --an EMPFÄNGER --weg WEG [OPTIONEN]",
        help_template = SUB_HELP
    )]
    Versand(Versand),
    /// Something came in.
    #[command(
        about = "Etwas kam an: Aktenzeichen, Kennung eines Portals, Eingangsbestätigung",
        override_usage = "datenpanne akte VORFALL eintragen eingang [OPTIONEN]",
        help_template = SUB_HELP
    )]
    Eingang(Eingang),
    /// A remark.
    #[command(
        about = "Ein Vermerk",
        override_usage = "datenpanne akte VORFALL eintragen vermerk --text TEXT [OPTIONEN]",
        help_template = SUB_HELP
    )]
    Vermerk(Vermerk),
}

/// Options of `eintragen versand`.
#[derive(Debug, Args)]
pub(crate) struct Versand {
    #[arg(
        long,
        value_name = "NAME",
        required = true,
        value_delimiter = ',',
        action = clap::ArgAction::Append,
        value_parser = PossibleValuesParser::new(steps::DOCUMENTS.iter().copied()),
        hide_possible_values = true,
        help = "Welches Dokument; auch mehrere, durch Komma getrennt"
    )]
    pub(crate) dokument: Vec<String>,

    #[arg(
        long,
        value_name = "NUMMER",
        value_parser = clap::value_parser!(u32).range(1..),
        help = "Aus welcher Version; sonst aus der letzten freigegebenen, die es enthält"
    )]
    pub(crate) version: Option<u32>,

    #[arg(
        long,
        value_name = "EMPFÄNGER",
        help = "An wen, zum Beispiel die Aufsichtsbehörde"
    )]
    pub(crate) an: String,

    #[arg(
        long,
        value_name = "WEG",
        value_parser = PossibleValuesParser::new(WAYS),
        hide_possible_values = true,
        help = format!("Auf welchem Weg: {}", WAYS.join(", "))
    )]
    pub(crate) weg: String,

    #[arg(long, value_name = "ZEIT", allow_hyphen_values = true, help = AM)]
    pub(crate) am: Option<String>,

    #[arg(long, value_name = "NAME", help = DURCH)]
    pub(crate) durch: Option<String>,

    #[arg(long, value_name = "DATEI", help = BELEG)]
    pub(crate) beleg: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) jetzt: Jetzt,
}

/// Options of `eintragen eingang`.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("inhalt").required(true).multiple(true).args(["aktenzeichen", "kennung", "text", "beleg"])))]
pub(crate) struct Eingang {
    #[arg(long, value_name = "NUMMER", help = "Aktenzeichen der Behörde")]
    pub(crate) aktenzeichen: Option<String>,

    #[arg(
        long,
        value_name = "KENNUNG",
        help = "Kennung, die das Portal vergeben hat"
    )]
    pub(crate) kennung: Option<String>,

    #[arg(
        long,
        value_name = "ABSENDER",
        help = "Von wem, zum Beispiel die Aufsichtsbehörde"
    )]
    pub(crate) von: Option<String>,

    #[arg(long, value_name = "ZEIT", allow_hyphen_values = true, help = AM)]
    pub(crate) am: Option<String>,

    #[arg(long, value_name = "TEXT", help = "Was dazu festzuhalten ist")]
    pub(crate) text: Option<String>,

    #[arg(long, value_name = "DATEI", help = BELEG)]
    pub(crate) beleg: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) jetzt: Jetzt,
}

/// Options of `eintragen vermerk`.
#[derive(Debug, Args)]
pub(crate) struct Vermerk {
    #[arg(
        long,
        value_name = "TEXT",
        help = "Was festzuhalten ist; bitte ohne Namen betroffener Personen, denn der Eintrag lässt sich nicht löschen"
    )]
    pub(crate) text: String,

    #[arg(long, value_name = "NAME", help = DURCH)]
    pub(crate) durch: Option<String>,

    #[arg(long, value_name = "DATEI", help = BELEG)]
    pub(crate) beleg: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) jetzt: Jetzt,
}

/// Options of `loeschen`.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("umfang").required(true).multiple(true).args(["version", "eintrag", "alles"])))]
pub(crate) struct Loeschen {
    #[arg(
        long,
        value_name = "NUMMER",
        value_delimiter = ',',
        value_parser = clap::value_parser!(u32).range(1..),
        help = "Die Dateien dieser Version; auch mehrere, durch Komma getrennt"
    )]
    pub(crate) version: Vec<u32>,

    #[arg(
        long,
        value_name = "NUMMER",
        value_delimiter = ',',
        value_parser = clap::value_parser!(u64).range(1..),
        help = "Die Dateien dieses Eintrags: Belege, ein aufbewahrter Entwurf"
    )]
    pub(crate) eintrag: Vec<u64>,

    #[arg(long, conflicts_with_all = ["version", "eintrag"], help = "Alle Dateien der Akte; das Journal bleibt")]
    pub(crate) alles: bool,

    #[arg(long, value_name = "GRUND", help = "Warum; steht im Journal")]
    pub(crate) grund: String,

    #[arg(long, value_name = "NAME", help = DURCH)]
    pub(crate) durch: Option<String>,

    #[arg(
        long,
        help = "Auch vor dem Tag löschen, den freigabe.aufbewahren_bis nennt"
    )]
    pub(crate) vorzeitig: bool,

    #[command(flatten)]
    pub(crate) jetzt: Jetzt,
}

/// The help of the command itself.
pub(crate) fn help_template() -> String {
    COMMAND_HELP.replace("Optionen:\n", "Befehle:\n{subcommands}\n\nOptionen:\n")
}
