//! A commented facts file, line by line: answers take the place of commented lines.
//!
//! A question is a line `# key = …` below its table's head; an answer takes the `#` away and
//! writes the value. Blocks of a list (`# [[table]]` and the lines below it) are copied and
//! filled in; the commented block stays for more of them.

use std::fmt;

/// A facts file that is being filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    lines: Vec<String>,
}

/// A line `key = value   # remark`, commented out or not.
struct Question<'a> {
    /// With the blanks behind it.
    key: &'a str,
    value: &'a str,
    remark: Option<&'a str>,
    is_open: bool,
}

impl Form {
    pub(super) fn new(text: &str) -> Self {
        Self {
            lines: text.lines().map(str::to_owned).collect(),
        }
    }

    /// Answers `key` of the first table `table` with `value`, which is TOML; whether the form
    /// has that question.
    pub fn set(&mut self, table: &str, key: &str, value: &str) -> bool {
        self.write(table, key, value, "")
    }

    /// The same, marked as a proposal that a person checks.
    pub fn propose(&mut self, table: &str, key: &str, value: &str) -> bool {
        self.write(table, key, value, "Vorschlag, bitte prüfen: ")
    }

    /// Adds an entry to the list `table`, with these keys answered in TOML; whether the form has
    /// that list. A commented entry that proposed the same first value goes.
    pub fn add(&mut self, table: &str, answers: &[(&str, String)]) -> bool {
        let Some(start) = self.commented_head(table, 0) else {
            return false;
        };
        let block: Vec<String> = self
            .lines
            .iter()
            .skip(start + 1)
            .take_while(|line| !ends_block(line))
            .filter_map(|line| filled(line, answers))
            .collect();
        if let Some((key, value)) = answers.first()
            && let Some(proposed) = self.proposal(table, key, value)
        {
            self.remove_block(proposed);
        }
        let Some(at) = self.commented_head(table, 0) else {
            return false;
        };
        if let Some((key, value)) = answers.first() {
            self.forget(at, key, value);
        }
        let head = std::iter::once(format!("[[{table}]]"));
        self.lines.splice(at..at, head.chain(block));
        true
    }

    /// The values that commented entries of the list `table` propose for `key`.
    #[must_use]
    pub fn proposals(&self, table: &str, key: &str) -> Vec<String> {
        self.values(table, key, true)
    }

    /// The values that stand for `key` in entries of the list `table`.
    #[must_use]
    pub fn entries(&self, table: &str, key: &str) -> Vec<String> {
        self.values(table, key, false)
    }

    fn values(&self, table: &str, key: &str, is_open: bool) -> Vec<String> {
        let head = if is_open {
            format!("# [[{table}]]")
        } else {
            format!("[[{table}]]")
        };
        let mut inside = false;
        let mut found = Vec::new();
        for line in &self.lines {
            if ends_block(line) {
                inside = line.starts_with(&head);
            } else if inside
                && let Some(question) = question(line)
                && question.key.trim_end() == key
                && question.is_open == is_open
            {
                found.push(question.value.trim_matches('"').to_owned());
            }
        }
        found.retain(|value| !value.is_empty());
        found
    }

    fn write(&mut self, table: &str, key: &str, value: &str, mark: &str) -> bool {
        let heads = [format!("[{table}]"), format!("[[{table}]]")];
        let start = self
            .lines
            .iter()
            .position(|line| heads.iter().any(|head| line.starts_with(head)));
        let Some(start) = start else { return false };
        for line in self.lines.iter_mut().skip(start + 1) {
            if is_head(line) {
                return false;
            }
            let Some(question) = question(line) else {
                continue;
            };
            if question.key.trim_end() == key {
                *line = written(&question, value, mark);
                return true;
            }
        }
        false
    }

    fn commented_head(&self, table: &str, from: usize) -> Option<usize> {
        let head = format!("# [[{table}]]");
        let found = self
            .lines
            .iter()
            .skip(from)
            .position(|l| l.starts_with(&head));
        found.map(|index| index + from)
    }

    /// The head of the commented entry that proposes `value`; never the first, which explains the choices.
    fn proposal(&self, table: &str, key: &str, value: &str) -> Option<usize> {
        let first = self.commented_head(table, 0)?;
        let mut head = first;
        while let Some(next) = self.commented_head(table, head + 1) {
            let block = self.lines.iter().skip(next + 1);
            let mut questions = block
                .take_while(|line| !ends_block(line))
                .filter_map(|line| question(line));
            if questions.any(|asked| asked.key.trim_end() == key && asked.value == value) {
                return Some(next);
            }
            head = next;
        }
        None
    }

    /// Takes the proposal `value` out of the commented entry below `head`: it has been taken up.
    fn forget(&mut self, head: usize, key: &str, value: &str) {
        let block = self.lines.iter_mut().skip(head + 1);
        for line in block.take_while(|line| !ends_block(line)) {
            if let Some(asked) = question(line)
                && asked.key.trim_end() == key
                && asked.value == value
            {
                *line = format!("# {}= \"\"", asked.key);
            }
        }
    }

    fn remove_block(&mut self, head: usize) {
        let length = self
            .lines
            .iter()
            .skip(head + 1)
            .take_while(|line| !ends_block(line))
            .count();
        self.lines.drain(head..=head + length);
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.lines {
            writeln!(f, "{line}")?;
        }
        Ok(())
    }
}

/// `text` as a TOML string.
#[must_use]
pub fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A line of a copied block: answered, still open, or left out where it only explains.
fn filled(line: &str, answers: &[(&str, String)]) -> Option<String> {
    let question = question(line)?;
    let answer = answers
        .iter()
        .find(|(key, _)| *key == question.key.trim_end());
    Some(match answer {
        Some((_, value)) => format!("{}= {value}", question.key),
        None => line.to_owned(),
    })
}

fn written(question: &Question<'_>, value: &str, mark: &str) -> String {
    let start = format!("{}= {value}", question.key);
    match question.remark {
        Some(remark) => format!("{start:<27}  # {mark}{remark}"),
        None => start,
    }
}

/// Reads a line that asks for a value or states one.
fn question(line: &str) -> Option<Question<'_>> {
    let (rest, is_open) = match line.strip_prefix("# ") {
        Some(rest) => (rest, true),
        None => (line, false),
    };
    let (key, value) = rest.split_once("= ")?;
    let name = key.trim_end();
    let is_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.is_empty() || !name.chars().all(is_key) {
        return None;
    }
    let (value, remark) = match value.split_once("  # ") {
        Some((value, remark)) => (value.trim_end(), Some(remark)),
        None => (value, None),
    };
    Some(Question {
        key,
        value,
        remark,
        is_open,
    })
}

fn is_head(line: &str) -> bool {
    line.strip_prefix("# ").unwrap_or(line).starts_with('[')
}

fn ends_block(line: &str) -> bool {
    line.is_empty() || is_head(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
# kopf = zeile
[vorfall]
kennung = \"a\"
# titel = \"\"                 # kurz
#     a | b
# [[beteiligte]]
# name = \"\"
[zeiten]                     # wann
# kenntnis = \"\"

# [[folgen]]
# art = \"betrug\"
#     betrug | verlust | sonstige
# [[folgen]]
# art = \"verlust\"

[meldung]
art = \"erst\"";

    fn form() -> Form {
        Form::new(TEXT)
    }

    #[test]
    fn an_answer_takes_the_place_of_its_question() {
        let mut form = form();
        assert!(form.set("vorfall", "titel", "\"Ein Titel\""));
        assert!(form.propose("zeiten", "kenntnis", "2026-11-20"));
        let text = form.to_string();
        assert!(
            text.contains("\ntitel = \"Ein Titel\"          # kurz\n"),
            "{text}"
        );
        assert!(text.contains("\nkenntnis = 2026-11-20\n"), "{text}");
    }

    #[test]
    fn a_question_of_another_table_is_not_answered() {
        let mut form = form();
        assert!(
            !form.set("vorfall", "name", "\"x\""),
            "belongs to beteiligte"
        );
        assert!(!form.set("vorfall", "art", "\"x\""));
        assert!(!form.set("nirgends", "art", "\"x\""));
        assert_eq!(form, self::form());
    }

    #[test]
    fn an_entry_is_added_and_the_block_stays_for_more() {
        let mut form = form();
        assert_eq!(form.proposals("folgen", "art"), ["betrug", "verlust"]);
        assert!(form.add("folgen", &[("art", "\"verlust\"".to_owned())]));
        assert!(form.add("folgen", &[("art", "\"betrug\"".to_owned())]));
        assert!(!form.add("daten", &[]));
        let text = form.to_string();
        let expected = "[[folgen]]\nart = \"verlust\"\n[[folgen]]\nart = \"betrug\"\n# [[folgen]]\n# art = \"\"\n#     betrug | verlust | sonstige\n\n[meldung]";
        assert!(text.contains(expected), "{text}");
        assert_eq!(form.entries("folgen", "art"), ["verlust", "betrug"]);
    }

    #[test]
    fn strings_stay_strings() {
        for text in [
            "a\"b'c",
            "\"\"\"",
            "'''",
            "'''\"\"\"",
            "a\nb\r\nc",
            "\\",
            "\u{7}\u{1b}[31m\u{0}\u{7f}",
            "\u{202e}abc\u{2066}",
            "# kein Kommentar  # doch nicht",
            "]\n[meldung]\nvollstaendig = true",
            "",
            "„so“ – ä ß 💻",
        ] {
            let read: toml::Table = format!("x = {}\ny = 1", quoted(text)).parse().unwrap();
            assert_eq!(read["x"].as_str(), Some(text));
            assert_eq!(read.len(), 2);
        }
    }
}
