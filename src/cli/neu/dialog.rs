//! A conversation: one question at a time, on stderr, with answers from stdin.
//!
//! A person who types something that can't be understood is told why and asked again. A program
//! that pipes answers in gets an error, because its later answers would no longer fit.

use std::io::{BufRead, Read};

use crate::cli::messages::{Console, Failure};
use crate::facts::starter::answers;

/// Longest answer, in bytes.
const LONGEST: u64 = 64 * 1024;

/// A question.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question<'a> {
    /// What is asked.
    pub(super) text: &'a str,
    /// What it is for, or how to answer.
    pub(super) help: &'a str,
    /// What there is to choose from: key and words.
    pub(super) list: &'a [(&'a str, String)],
}

/// One side of the conversation.
#[derive(Debug)]
pub(super) struct Dialog<R> {
    input: R,
    console: Console,
    is_person: bool,
    asked: usize,
    total: Option<usize>,
}

impl<R: BufRead> Dialog<R> {
    /// A conversation over `input`, with a person or with a program.
    pub(super) const fn new(input: R, console: Console, is_person: bool) -> Self {
        Self {
            input,
            console,
            is_person,
            asked: 0,
            total: None,
        }
    }

    /// Says how many questions there are.
    pub(super) const fn expect(&mut self, total: usize) {
        self.total = Some(total);
    }

    /// Says something.
    pub(super) fn say(&self, text: &str) {
        self.console.say(text);
    }

    /// Asks; `None` where the answer is not known yet.
    pub(super) fn ask<T>(
        &mut self,
        question: Question<'_>,
        understand: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<T>, Failure> {
        self.asked += 1;
        self.pose(question);
        loop {
            if self.is_person {
                self.console.prompt("> ");
            }
            let Some(line) = self.line()? else {
                return Err(self.ended());
            };
            let answer = String::from_utf8(line)
                .map_err(|_| "Die Antwort ist kein gültiger UTF-8-Text.".to_owned())
                .and_then(|line| answers::text(&line));
            let understood = match answer {
                Ok(None) => return Ok(None),
                Ok(Some(answer)) => understand(&answer),
                Err(reason) => Err(reason),
            };
            match understood {
                Ok(value) => return Ok(Some(value)),
                Err(reason) if self.is_person => self.say(&format!("  {reason}")),
                Err(reason) => {
                    return Err(Failure::input(format!(
                        "Die Antwort auf {} passt nicht. {reason}",
                        self.number()
                    ))
                    .hint(
                        "Es wurde nichts geschrieben. Eine leere Zeile heißt: weiß ich noch nicht.",
                    ));
                }
            }
        }
    }

    /// Checks that no answer is left over.
    pub(super) fn finish(&mut self) -> Result<(), Failure> {
        if self.is_person {
            return Ok(());
        }
        while let Some(line) = self.line()? {
            if !line.trim_ascii().is_empty() {
                return Err(Failure::input(format!(
                    "Die Eingabe hat mehr Zeilen, als es Fragen gibt ({}).",
                    self.asked
                ))
                .hint("Es wurde nichts geschrieben. Für jede Frage steht genau eine Zeile."));
            }
        }
        Ok(())
    }

    fn pose(&self, question: Question<'_>) {
        self.say("");
        self.say(&format!("{}: {}", self.number(), question.text));
        if !question.help.is_empty() {
            self.say(&format!("  {}", question.help));
        }
        for (number, (_, words)) in (1..).zip(question.list) {
            self.say(&format!("  {number:>3}  {words}"));
        }
    }

    fn number(&self) -> String {
        match self.total {
            Some(total) => format!("Frage {} von {total}", self.asked),
            None => format!("Frage {}", self.asked),
        }
    }

    /// The next line; `None` at the end of the input.
    fn line(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        let mut line = Vec::new();
        let length = self
            .input
            .by_ref()
            .take(LONGEST + 1)
            .read_until(b'\n', &mut line)
            .map_err(|_| {
                Failure::input(
                    "Die Antworten lassen sich nicht lesen. Es wurde nichts geschrieben.",
                )
            })?;
        if u64::try_from(length).unwrap_or(u64::MAX) > LONGEST {
            return Err(Failure::input(format!(
                "Die Antwort auf {} ist zu lang. Es wurde nichts geschrieben.",
                self.number()
            )));
        }
        Ok((length > 0).then_some(line))
    }

    fn ended(&self) -> Failure {
        let without = "Ohne Fragen legt „datenpanne neu ORDNER --muster NAME“ die Datei an.";
        if self.is_person {
            self.say("");
            Failure::input("Abgebrochen. Es wurde nichts geschrieben.").hint(without)
        } else {
            Failure::input(format!(
                "Die Eingabe endet vor der Antwort auf {}. Es wurde nichts geschrieben.",
                self.number()
            ))
            .hint(format!(
                "Für jede Frage steht eine Zeile; eine leere heißt: weiß ich noch nicht. {without}"
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Farbe;

    const QUESTION: Question<'static> = Question {
        text: "Wie viele?",
        help: "",
        list: &[],
    };

    fn dialog(input: &str, is_person: bool) -> Dialog<&[u8]> {
        Dialog::new(input.as_bytes(), Console::new(Farbe::Nie), is_person)
    }

    fn number(answer: &str) -> Result<u8, String> {
        answer.parse().map_err(|_| "Keine Zahl.".to_owned())
    }

    #[test]
    fn a_person_is_asked_again() {
        let mut dialog = dialog("viele\n\u{1b}[A\n7\n\n", true);
        assert_eq!(dialog.ask(QUESTION, number), Ok(Some(7)));
        assert_eq!(dialog.ask(QUESTION, number), Ok(None));
        let ended = dialog.ask(QUESTION, number).unwrap_err();
        assert!(
            ended
                .message
                .contains("Abgebrochen. Es wurde nichts geschrieben.")
        );
    }

    #[test]
    fn a_program_is_not() {
        let wrong = dialog("viele\n7\n", false)
            .ask(QUESTION, number)
            .unwrap_err();
        assert!(wrong.message.contains("Frage 1 passt nicht. Keine Zahl."));
        let ended = dialog("", false).ask(QUESTION, number).unwrap_err();
        assert!(ended.message.contains("endet vor der Antwort auf Frage 1"));
    }
}
