//! Printing: results on stdout, messages on stderr, colour on a terminal alone.
//!
//! A reader that goes away (`… | head`) is no error; a result that can't be written is one.

use std::io::{self, IsTerminal, Write};

use super::args::Farbe;
use super::input::NoFile;

/// How the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Everything asked for is done.
    Done,
    /// Findings of level `fehler` kept something from being done.
    Findings,
    /// The arguments, the facts or a template can't be used.
    Input,
    /// A file could not be written.
    File,
}

impl Exit {
    /// The exit status.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Findings => 1,
            Self::Input => 2,
            Self::File => 3,
        }
    }
}

/// What ended a command early: what is wrong and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    /// The exit status.
    pub(crate) exit: Exit,
    /// German sentence or sentences; empty when everything has been said already.
    pub(crate) message: String,
    /// What to do.
    pub(crate) hint: Option<String>,
    /// What else is wrong: whoever corrects a call wants to know all at once.
    pub(crate) also: Vec<Failure>,
}

impl Failure {
    /// The input can't be used.
    pub(crate) fn input(message: impl Into<String>) -> Self {
        Self::new(Exit::Input, message)
    }

    /// A file could not be written.
    pub(crate) fn file(message: impl Into<String>) -> Self {
        Self::new(Exit::File, message)
    }

    /// A finding of level `fehler` stands against it.
    pub(crate) fn finding(message: impl Into<String>) -> Self {
        Self::new(Exit::Findings, message)
    }

    fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self {
            exit,
            message: message.into(),
            hint: None,
            also: Vec::new(),
        }
    }

    /// The same with advice.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// Gathers what is wrong with a call, so that all of it is said at once.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<Failure>);

impl Problems {
    /// The value; where there is none, what was wrong is kept.
    pub(crate) fn take<T>(&mut self, result: Result<T, Failure>) -> Option<T> {
        result.map_err(|failure| self.0.push(failure)).ok()
    }

    /// Everything that was wrong, as one failure.
    pub(crate) fn all<T>(self, value: Option<T>) -> Result<T, Failure> {
        let mut failures = self.0.into_iter();
        match (failures.next(), value) {
            (Some(mut first), _) => {
                first.also = failures.collect();
                Err(first)
            }
            (None, Some(value)) => Ok(value),
            // A value is missing only where something was wrong.
            (None, None) => Err(Failure::input("")),
        }
    }
}

/// Colours of message heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Something failed.
    Error,
    /// Something needs attention.
    Warning,
    /// Good to know.
    Note,
    /// Came newly.
    Good,
}

impl Tone {
    const fn code(self) -> &'static str {
        match self {
            Self::Error => "\u{1b}[1;31m",
            Self::Warning => "\u{1b}[1;33m",
            Self::Note => "\u{1b}[1;36m",
            Self::Good => "\u{1b}[1;32m",
        }
    }
}

/// Where the program speaks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Console {
    colour: bool,
    /// Whether results on stdout are coloured.
    result_colour: bool,
    /// Whether messages are kept back.
    quiet: bool,
}

impl Console {
    /// A console that follows the wish of the user, `NO_COLOR` and the kind of stderr.
    pub(crate) fn new(wish: Farbe) -> Self {
        let choose = |is_terminal: bool| match wish {
            Farbe::Immer => true,
            Farbe::Nie => false,
            Farbe::Auto => {
                let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
                !unwanted && !dumb && is_terminal
            }
        };
        Self {
            colour: choose(io::stderr().is_terminal()),
            result_colour: choose(io::stdout().is_terminal()),
            quiet: false,
        }
    }

    /// A console that says nothing: for making once more what was made before.
    pub(crate) const fn silent() -> Self {
        Self {
            colour: false,
            result_colour: false,
            quiet: true,
        }
    }

    /// Whether messages are coloured.
    pub(crate) const fn colour(self) -> bool {
        self.colour
    }

    /// `text` in the colour of `tone`, where colour is wanted.
    pub(crate) fn paint(self, tone: Tone, text: &str) -> String {
        if self.colour {
            format!("{}{text}\u{1b}[0m", tone.code())
        } else {
            text.to_owned()
        }
    }

    /// The same for a result on stdout.
    pub(crate) fn paint_result(self, tone: Tone, text: &str) -> String {
        Self {
            colour: self.result_colour,
            ..self
        }
        .paint(tone, text)
    }

    /// A line (or lines) on stderr, as they are.
    pub(crate) fn say(self, text: &str) {
        if self.quiet {
            return;
        }
        // Nobody is left to tell if stderr is gone.
        let _ = writeln!(io::stderr().lock(), "{text}");
    }

    /// The start of a line on stderr, behind which a person types.
    pub(crate) fn prompt(self, text: &str) {
        let mut err = io::stderr().lock();
        let _ = write!(err, "{text}").and_then(|()| err.flush());
    }

    /// A warning on stderr.
    pub(crate) fn warn(self, text: &str) {
        self.say(&format!("{} {text}", self.paint(Tone::Warning, "Warnung:")));
    }

    /// A remark on stderr.
    pub(crate) fn note(self, text: &str) {
        self.say(&format!("{} {text}", self.paint(Tone::Note, "Hinweis:")));
    }

    /// A failure on stderr.
    pub(crate) fn failure(self, failure: &Failure) {
        if failure.message.is_empty() {
            return;
        }
        let head = self.paint(Tone::Error, "Fehler:");
        self.say(&format!("{head} {}", failure.message));
        if let Some(hint) = &failure.hint {
            self.say(&format!("  → {hint}"));
        }
        for failure in &failure.also {
            self.failure(failure);
        }
    }

    /// A result on stdout. A reader that has gone away is no failure.
    pub(crate) fn result(self, bytes: &[u8]) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(error) => Err(Failure::file(format!(
                "Das Ergebnis ließ sich nicht ausgeben: {}",
                reason(&error)
            ))),
        }
    }
}

/// What the operating system says, in German.
pub(crate) fn reason(error: &io::Error) -> String {
    use io::ErrorKind;
    let words = [
        (ErrorKind::NotFound, "Datei oder Ordner nicht gefunden."),
        (ErrorKind::PermissionDenied, "Die Berechtigung fehlt."),
        (
            ErrorKind::AlreadyExists,
            "Es gibt dort schon eine Datei dieses Namens.",
        ),
        (
            ErrorKind::NotADirectory,
            "Ein Teil des Pfades ist eine Datei und kein Ordner.",
        ),
        (ErrorKind::IsADirectory, "Dort liegt ein Ordner."),
        (ErrorKind::StorageFull, "Der Datenträger ist voll."),
        (
            ErrorKind::QuotaExceeded,
            "Das Speicherkontingent ist ausgeschöpft.",
        ),
        (ErrorKind::FileTooLarge, "Die Datei ist zu groß."),
        (
            ErrorKind::ReadOnlyFilesystem,
            "Der Datenträger ist schreibgeschützt.",
        ),
        (
            ErrorKind::InvalidFilename,
            "Der Name ist zu lang oder nicht zulässig.",
        ),
        (
            ErrorKind::InvalidInput,
            "Der Pfad enthält ein unzulässiges Zeichen.",
        ),
        (ErrorKind::InvalidData, "Der Inhalt ist kein UTF-8-Text."),
        (ErrorKind::BrokenPipe, "Der Empfänger liest nicht mehr."),
    ];
    if let Some(no_file) = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<NoFile>())
    {
        return no_file.to_string();
    }
    let known = words.iter().find(|(kind, _)| *kind == error.kind());
    match (known, error.raw_os_error()) {
        (Some((_, text)), _) => (*text).to_owned(),
        (None, Some(code)) => format!("Das Betriebssystem meldet den Fehler {code}."),
        (None, None) => "Das Betriebssystem meldet einen Fehler.".to_owned(),
    }
}

/// `text` without characters that could move the cursor, colour the screen or turn the reading
/// direction; at most 200 characters. For paths and arguments, which anybody may have named.
pub(crate) fn clean(text: &str) -> String {
    const LIMIT: usize = 200;
    let mut out: String = text.chars().take(LIMIT).map(harmless).collect();
    if text.chars().nth(LIMIT).is_some() {
        out.push('…');
    }
    out
}

/// `text` as [`clean`] leaves it, but with its line breaks and tabs, and at any length.
pub(crate) fn clean_lines(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c == '\n' || c == '\t' {
                c
            } else {
                harmless(c)
            }
        })
        .collect()
}

fn harmless(c: char) -> char {
    let turns =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if c.is_control() || turns {
        '\u{fffd}'
    } else {
        c
    }
}

/// A path for messages.
pub(crate) fn shown(path: &std::path::Path) -> String {
    clean(&path.to_string_lossy())
}

/// A panic is a fault of the program. Its text may hold facts, so only its place is printed.
pub(crate) fn keep_facts_out_of_panics() {
    std::panic::set_hook(Box::new(|info| {
        let place = info
            .location()
            .map(|place| format!(" ({}:{})", place.file(), place.line()))
            .unwrap_or_default();
        let _ = writeln!(
            io::stderr().lock(),
            "Programmfehler{place}. Bitte melden Sie diese Stelle; die Eingabedatei ist dafür nicht nötig."
        );
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        assert_eq!(
            clean("a\u{1b}[31mb\nc\u{202e}"),
            "a\u{fffd}[31mb\u{fffd}c\u{fffd}"
        );
        assert_eq!(clean(&"x".repeat(300)).chars().count(), 201);
        assert_eq!(clean_lines("a\nb\r"), "a\nb\u{fffd}");
    }

    #[test]
    fn reasons_are_german() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        assert_eq!(reason(&full), "Der Datenträger ist voll.");
        let odd = io::Error::from_raw_os_error(5);
        assert_eq!(reason(&odd), "Das Betriebssystem meldet den Fehler 5.");
    }
}
