//! Answers as people type them: text, numbers, contacts, choices from a numbered list.
//!
//! Errors are German sentences on what is wrong; they never repeat the answer.

use crate::facts::read;
use crate::facts::text::{Issue, normalise};

use super::quoted;

/// Words for „weiß ich noch nicht“.
const UNKNOWN: [&str; 8] = [
    "?",
    "-",
    "unbekannt",
    "weiß nicht",
    "weiss nicht",
    "weiß ich nicht",
    "weiß ich noch nicht",
    "keine ahnung",
];

/// The text of an answer, without what nobody sees; `None` where it says that nothing is known.
///
/// # Errors
/// If it holds characters that are none.
pub fn text(answer: &str) -> Result<Option<String>, String> {
    let (text, issues) = normalise(answer);
    if issues
        .iter()
        .any(|issue| matches!(issue, Issue::Damaged(_)))
    {
        return Err("Die Antwort enthält Steuerzeichen. Bitte schreiben Sie sie neu.".to_owned());
    }
    let is_unknown = text.is_empty() || UNKNOWN.contains(&text.to_lowercase().as_str());
    Ok((!is_unknown).then_some(text))
}

/// Whether the reader takes `value` (TOML) at `path` (`betroffene.anzahl`).
///
/// # Errors
/// The reader's advice where it does not.
pub fn accepted(path: &str, value: &str) -> Result<(), String> {
    let file = format!("format = 1\nvorfall.kennung = \"a\"\n{path} = {value}\n");
    let Err(problems) = read("antwort.toml", file.as_bytes()) else {
        return Ok(());
    };
    let problem = problems.into_iter().next();
    Err(problem.map_or_else(String::new, |problem| {
        problem.hint.unwrap_or(problem.message)
    }))
}

/// A number as a facts file writes it: `1.200`, `ca. 1200`, `1000 bis 2000`.
///
/// # Errors
/// If it is none.
pub fn count(answer: &str) -> Result<String, String> {
    const FORMS: &str = "Schreiben Sie eine Zahl, zum Beispiel: 1200, ca. 1200, 1000 bis 2000.";
    let wrong = || format!("Das ist keine Zahl. {FORMS}");
    let lower = answer.trim().to_lowercase();
    let about = ["ca.", "ca", "circa", "etwa", "ungefähr", "rund"];
    let exact = about.iter().find_map(|word| {
        lower
            .strip_prefix(word)
            .filter(|rest| rest.starts_with(|c: char| c == ' ' || c.is_ascii_digit()))
    });
    let (text, is_approximate) = exact.map_or((lower.as_str(), false), |rest| (rest, true));
    let range = text
        .split_once("bis")
        .or_else(|| text.split_once(['-', '–']));
    let written = if let Some((from, to)) = range {
        let from = number(from.trim().trim_start_matches("von ")).ok_or_else(wrong)?;
        let to = number(to).ok_or_else(wrong)?;
        format!("{{ von = {from}, bis = {to} }}")
    } else {
        let number = number(text).ok_or_else(wrong)?;
        if is_approximate {
            format!("{{ ungefaehr = {number} }}")
        } else {
            number.to_string()
        }
    };
    accepted("betroffene.anzahl", &written)?;
    Ok(written)
}

/// Digits, or groups of three with points or blanks between them.
fn number(text: &str) -> Option<u64> {
    let groups: Vec<&str> = text
        .trim()
        .split(['.', ' ', '\u{a0}', '\u{202f}'])
        .collect();
    let is_digits = |group: &&str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let is_grouped = groups.len() == 1
        || groups.first().is_some_and(|first| first.len() <= 3)
            && groups.iter().skip(1).all(|group| group.len() == 3);
    if is_grouped && groups.iter().all(is_digits) {
        groups.concat().parse().ok()
    } else {
        None
    }
}

/// How somebody is reached.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// Telephone number.
    pub telephone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

/// A telephone number, an e-mail address, or both with a comma between them.
///
/// # Errors
/// If a part is neither.
pub fn contact(answer: &str) -> Result<Contact, String> {
    let mut contact = Contact::default();
    for part in answer
        .split([',', ';'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let place = if part.contains('@') {
            accepted("anlaufstelle.email", &quoted(part))?;
            &mut contact.email
        } else {
            let is_number = part.chars().filter(char::is_ascii_digit).count() >= 3
                && part
                    .chars()
                    .all(|c| c.is_ascii_digit() || " +()/-–.".contains(c));
            if !is_number {
                return Err("Schreiben Sie eine Telefonnummer, eine E-Mail-Adresse oder beide mit einem Komma dazwischen.".to_owned());
            }
            &mut contact.telephone
        };
        if place.replace(part.to_owned()).is_some() {
            return Err("Nennen Sie bitte nur eine Telefonnummer und eine E-Mail-Adresse; weitere können Sie danach in der Datei ergänzen.".to_owned());
        }
    }
    Ok(contact)
}

/// One entry of a numbered list: its number, its key, or its words.
///
/// # Errors
/// If there is no such entry.
pub fn choice(answer: &str, list: &[(&str, String)]) -> Result<usize, String> {
    let answer = answer.trim().trim_end_matches(['.', ')']);
    if let Ok(number) = answer.parse::<usize>()
        && (1..=list.len()).contains(&number)
    {
        return Ok(number - 1);
    }
    let lower = answer.to_lowercase();
    list.iter()
        .position(|(key, words)| key.to_lowercase() == lower || words.to_lowercase() == lower)
        .ok_or_else(|| {
            format!(
                "Das steht nicht zur Wahl. Nennen Sie eine Nummer von 1 bis {}.",
                list.len()
            )
        })
}

/// Several entries of a numbered list, with commas or blanks between their numbers; each once,
/// in the order of the list.
///
/// # Errors
/// If one of them does not exist.
pub fn choices(answer: &str, list: &[(&str, String)]) -> Result<Vec<usize>, String> {
    let is_numbers = answer
        .chars()
        .all(|c| c.is_ascii_digit() || " ,;.".contains(c));
    let parts: Vec<&str> = if is_numbers {
        answer.split([' ', ',', ';', '.']).collect()
    } else {
        answer.split([',', ';']).collect()
    };
    let mut found = Vec::new();
    for part in parts.into_iter().filter(|part| !part.trim().is_empty()) {
        let index = choice(part, list).map_err(|reason| {
            format!("{reason} Mehrere trennen Sie durch Kommas, zum Beispiel: 1, 3.")
        })?;
        if !found.contains(&index) {
            found.push(index);
        }
    }
    if found.is_empty() {
        return Err("Nennen Sie mindestens eine Nummer.".to_owned());
    }
    found.sort_unstable();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_known_is_no_text() {
        for answer in ["", "  ", "?", "Weiß nicht", "\u{200b}"] {
            assert_eq!(text(answer), Ok(None), "{answer}");
        }
        assert_eq!(text(" a\u{202e}b\tc "), Ok(Some("ab c".to_owned())));
        assert!(text("a\u{1b}[2J").is_err());
        assert!(text("\u{0}").is_err());
    }

    #[test]
    fn numbers_are_read_with_their_certainty() {
        for (answer, expected) in [
            ("0", "0"),
            ("1200", "1200"),
            ("1.200", "1200"),
            ("1 700 000", "1700000"),
            ("ca. 1200", "{ ungefaehr = 1200 }"),
            ("Rund 1.200", "{ ungefaehr = 1200 }"),
            ("ca 50", "{ ungefaehr = 50 }"),
            ("1000-2000", "{ von = 1000, bis = 2000 }"),
            ("von 1.000 bis 2.000", "{ von = 1000, bis = 2000 }"),
            ("10 – 20", "{ von = 10, bis = 20 }"),
        ] {
            assert_eq!(count(answer).as_deref(), Ok(expected), "{answer}");
        }
        for answer in [
            "viele",
            "-5",
            "1,5",
            "1.5",
            "12.00",
            "1..2",
            "2000 bis 1000",
            "99999999999",
            "99999999999999999999999",
            "1 ] x",
            "ca",
            "bis",
            "5 bis",
        ] {
            assert!(count(answer).is_err(), "{answer}");
        }
    }

    #[test]
    fn contacts_are_told_apart() {
        let both = contact("030 23125-100, info@example.org").unwrap();
        assert_eq!(both.telephone.as_deref(), Some("030 23125-100"));
        assert_eq!(both.email.as_deref(), Some("info@example.org"));
        assert!(contact("+49 (30) 23125/100").unwrap().email.is_none());
        for answer in [
            "Max",
            "info@",
            "a@b",
            "12",
            "1@x.de, 2@x.de",
            "0301234; 0304567",
            "a b@x.de",
        ] {
            assert!(contact(answer).is_err(), "{answer}");
        }
    }

    #[test]
    fn choices_take_numbers_keys_and_words() {
        let list = [
            ("MV", "Mecklenburg-Vorpommern".to_owned()),
            ("NI", "Niedersachsen".to_owned()),
        ];
        for answer in ["1", "1.", "mv", "Mecklenburg-Vorpommern"] {
            assert_eq!(choice(answer, &list), Ok(0), "{answer}");
        }
        for answer in ["0", "3", "-1", "x", "1 2", ""] {
            assert!(choice(answer, &list).is_err(), "{answer}");
        }
        assert_eq!(choices("2, 1,2", &list), Ok(vec![0, 1]));
        assert_eq!(choices("2 1", &list), Ok(vec![0, 1]));
        assert_eq!(choices("NI; mv", &list), Ok(vec![0, 1]));
        for answer in ["1,3", ",", "1, quatsch"] {
            assert!(choices(answer, &list).is_err(), "{answer}");
        }
    }
}
