//! The command line: everything that touches a terminal, a file or a clock.
//!
//! One file a command ([`behoerde`], [`erzeugen`], [`frist`], [`neu`], [`pruefen`], [`register`], [`schema`], [`vergleichen`]); beside them what commands share: arguments,
//! the stated time, reading, writing and printing. All other modules get their bytes and their
//! time from here and know neither files nor clocks.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::print_stderr)]

mod akte;
mod args;
mod authorities;
mod behoerde;
mod clock;
mod earlier;
mod erzeugen;
mod findings;
mod freigeben;
mod frist;
mod input;
mod logo;
mod manifest;
mod messages;
mod neu;
mod notices;
mod output;
mod page;
mod plan;
mod protect;
mod pruefen;
mod reading;
mod register;
mod schema;
mod steps;
mod templates;
mod uebernehmen;
mod usage_errors;
mod vergleichen;

use std::ffi::OsString;
use std::process::ExitCode;

use args::{Cli, Command};
use clap::Parser;
use messages::{Console, Exit};

/// Runs the program with the given arguments (the first is its own name) and says how it ended.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    messages::keep_facts_out_of_panics();
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return usage_errors::report(&error).into(),
    };
    let console = Console::new(cli.farbe);
    let ended = match &cli.befehl {
        Command::Erzeugen(options) => erzeugen::run(options, &console),
        Command::Akte(options) => akte::run(options, &console),
        Command::Freigeben(options) => freigeben::run(options, &console),
        Command::Neu(options) => neu::run(options, &console),
        Command::Pruefen(options) => pruefen::run(options, &console),
        Command::Frist(options) => frist::run(options, &console),
        Command::Behoerde(options) => behoerde::run(options, &console),
        Command::Uebernehmen(options) => uebernehmen::run(options, &console),
        Command::Vergleichen(options) => vergleichen::run(options, &console),
        Command::Register(options) => register::run(options, &console),
        Command::Schema => schema::run(&console),
    };
    match ended {
        Ok(exit) => exit.into(),
        Err(failure) => {
            console.failure(&failure);
            failure.exit.into()
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
