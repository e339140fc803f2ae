//! What people hand in on the command line: names, reasons, proofs.

use std::path::{Path, PathBuf};

use super::super::input::{Source, read_limited};
use super::super::messages::{Failure, shown};
use crate::facts::text::normalise;

/// Longest name of a person, role or recipient.
const NAME_LIMIT: usize = 200;

/// Longest text.
const TEXT_LIMIT: usize = 20_000;

/// Largest proof.
const PROOF_LIMIT: u64 = 256 * 1024 * 1024;

/// A name in one line.
pub(crate) fn name(option: &str, given: &str) -> Result<String, Failure> {
    let text: String = clean(given)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    checked(option, text, NAME_LIMIT)
}

/// The same where it was given.
pub(crate) fn name_if(option: &str, given: Option<&str>) -> Result<Option<String>, Failure> {
    given.map(|given| name(option, given)).transpose()
}

/// A text; its line breaks stay.
pub(crate) fn text(option: &str, given: &str) -> Result<String, Failure> {
    checked(option, clean(given), TEXT_LIMIT)
}

/// Without invisible and control characters, except line breaks.
fn clean(given: &str) -> String {
    let (text, _) = normalise(given);
    text.chars()
        .map(|c| if c.is_control() && c != '\n' { ' ' } else { c })
        .collect::<String>()
        .trim()
        .to_owned()
}

fn checked(option: &str, text: String, limit: usize) -> Result<String, Failure> {
    let length = text.chars().count();
    if length == 0 {
        return Err(Failure::input(format!("Zu {option} fehlt der Text.")));
    }
    if length > limit {
        return Err(Failure::input(format!(
            "Der Text zu {option} hat {length} Zeichen; höchstens {limit} sind möglich."
        )));
    }
    Ok(text)
}

/// The proofs at `paths`, with their places in the case file: `belege/0005.pdf`. Their own names
/// stay outside: they may name people.
pub(crate) fn proofs(entry: u64, paths: &[PathBuf]) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut proofs = Vec::new();
    for (index, path) in paths.iter().enumerate() {
        let bytes = read_limited(path, PROOF_LIMIT)?;
        let again = if index == 0 {
            String::new()
        } else {
            format!("-{}", index + 1)
        };
        proofs.push((format!("belege/{entry:04}{again}{}", ending(path)), bytes));
    }
    Ok(proofs)
}

/// Whether the proofs can be read at all: asked before anything is locked.
pub(crate) fn readable(paths: &[PathBuf]) -> Result<(), Failure> {
    for path in paths {
        if read_limited(path, PROOF_LIMIT)?.is_empty() {
            return Err(
                Failure::input(format!("Der Beleg „{}“ ist leer.", shown(path)))
                    .hint("Bitte prüfen Sie, ob die Datei vollständig gespeichert ist."),
            );
        }
    }
    Ok(())
}

/// The name that a facts file has in the case file.
pub(crate) fn facts_name(source: &Source) -> &'static str {
    if ending(Path::new(&source.name)) == ".json" {
        "vorfall.json"
    } else {
        "vorfall.toml"
    }
}

/// The end of a file name, where it is a plain one.
fn ending(path: &Path) -> String {
    path.extension()
        .and_then(|ending| ending.to_str())
        .filter(|ending| ending.len() <= 8 && ending.bytes().all(|b| b.is_ascii_alphanumeric()))
        .map(|ending| format!(".{}", ending.to_ascii_lowercase()))
        .unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_line_and_texts_keep_theirs() {
        assert_eq!(
            name("--durch", " A.\n  Muster\u{202e} ").unwrap(),
            "A. Muster"
        );
        assert_eq!(text("--text", "a\r\nb\u{1b}").unwrap(), "a\nb");
        assert!(name("--durch", "\u{202e} ").is_err());
        assert!(name("--durch", &"x".repeat(201)).is_err());
    }

    #[test]
    fn only_the_end_of_a_proofs_name_is_kept() {
        for (path, kept) in [
            ("Bescheid Frau M.PDF", ".pdf"),
            ("x.tar.gz", ".gz"),
            ("x", ""),
            ("x.ä", ""),
            ("x.p/df", ""),
        ] {
            assert_eq!(ending(Path::new(path)), kept, "{path}");
        }
    }
}
