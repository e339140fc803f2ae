//! Errors in the arguments, said in German: what is wrong, what was perhaps meant, where help is.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Error};

use super::args::{Cli, Farbe};
use super::messages::{Console, Exit, Failure, clean};

/// Prints help, version or the error, and says how the program ends.
pub(crate) fn report(error: &Error) -> Exit {
    let kind = error.kind();
    if kind == ErrorKind::DisplayHelp || kind == ErrorKind::DisplayVersion {
        match error.print() {
            Err(problem) if problem.kind() != std::io::ErrorKind::BrokenPipe => Exit::File,
            Ok(()) | Err(_) => Exit::Done,
        }
    } else if kind == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        // Nobody is left to tell if stderr is gone.
        let _ = error.print();
        Exit::Input
    } else {
        Console::new(Farbe::Auto).failure(&failure(error));
        Exit::Input
    }
}

fn failure(error: &Error) -> Failure {
    let mut hints = Vec::new();
    if let Some(suggestion) = suggestion(error) {
        hints.push(suggestion);
    }
    let allowed = texts(error, ContextKind::ValidValue);
    if !allowed.is_empty() {
        hints.push(format!("Möglich sind: {}.", allowed.join(", ")));
    }
    if error.kind() == ErrorKind::InvalidSubcommand || error.kind() == ErrorKind::MissingSubcommand
    {
        hints.push(format!("Befehle sind: {}.", commands().join(", ")));
    }
    hints.push("Alle Befehle und Optionen zeigt „datenpanne --hilfe“.".to_owned());
    Failure::input(message(error)).hint(hints.join("\n  → "))
}

fn message(error: &Error) -> String {
    let argument = first(error, ContextKind::InvalidArg);
    let value = first(error, ContextKind::InvalidValue);
    let kind = error.kind();
    if kind == ErrorKind::UnknownArgument {
        let what = if argument.starts_with('-') {
            "Unbekannte Option"
        } else {
            "Überzählige Angabe"
        };
        format!("{what} „{argument}“.")
    } else if kind == ErrorKind::InvalidSubcommand {
        let name = first(error, ContextKind::InvalidSubcommand);
        format!("Unbekannter Befehl „{name}“.")
    } else if kind == ErrorKind::MissingSubcommand {
        "Es fehlt der Befehl.".to_owned()
    } else if kind == ErrorKind::MissingRequiredArgument {
        let missing = texts(error, ContextKind::InvalidArg).join(", ");
        format!("Es fehlt eine Angabe: {missing}.")
    } else if kind == ErrorKind::InvalidValue && value.is_empty() {
        format!("Für „{argument}“ fehlt der Wert.")
    } else if kind == ErrorKind::InvalidValue || kind == ErrorKind::ValueValidation {
        format!("Der Wert „{value}“ ist für „{argument}“ nicht möglich.")
    } else if kind == ErrorKind::TooManyValues {
        format!("Der Wert „{value}“ ist für „{argument}“ überzählig.")
    } else if kind == ErrorKind::TooFewValues || kind == ErrorKind::WrongNumberOfValues {
        format!("Für „{argument}“ stimmt die Anzahl der Werte nicht.")
    } else if kind == ErrorKind::NoEquals {
        format!("Nach „{argument}“ muss ein Gleichheitszeichen mit dem Wert stehen.")
    } else if kind == ErrorKind::ArgumentConflict {
        conflict(error, &argument)
    } else if kind == ErrorKind::InvalidUtf8 {
        "Eine Angabe im Aufruf ist kein gültiger UTF-8-Text.".to_owned()
    } else {
        "Der Aufruf ist nicht verständlich.".to_owned()
    }
}

fn conflict(error: &Error, argument: &str) -> String {
    let prior: Vec<_> = texts(error, ContextKind::PriorArg)
        .into_iter()
        .filter(|other| other != argument)
        .collect();
    if prior.is_empty() {
        format!("„{argument}“ darf nur einmal angegeben werden.")
    } else {
        let others = prior.join("“, „");
        format!("„{argument}“ und „{others}“ schließen einander aus.")
    }
}

fn suggestion(error: &Error) -> Option<String> {
    let candidates: Vec<_> = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ]
    .into_iter()
    .flat_map(|kind| texts(error, kind))
    .collect();
    (!candidates.is_empty()).then(|| format!("Meinten Sie „{}“?", candidates.join("“ oder „")))
}

fn commands() -> Vec<String> {
    Cli::command()
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect()
}

fn first(error: &Error, kind: ContextKind) -> String {
    texts(error, kind).into_iter().next().unwrap_or_default()
}

fn texts(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![clean(text)],
        Some(ContextValue::Strings(texts)) => texts.iter().map(|text| clean(text)).collect(),
        Some(_) | None => Vec::new(),
    }
}
