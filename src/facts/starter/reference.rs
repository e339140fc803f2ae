//! The Kennung of a new incident: from the name of its folder and the date.

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest Kennung, in characters.
const LONGEST: usize = 60;

/// `musterstadt-laptop-2026-11-24` for the folder `Musterstadt Laptop`: `[a-z0-9-]`, with the
/// date once, and never empty.
#[must_use]
pub fn reference(folder: &str, date: NaiveDate) -> String {
    let date = date.to_string();
    let mut name = slug(folder);
    if name.contains(&date) {
        name.truncate(LONGEST);
        if name.contains(&date) {
            return name.trim_matches('-').to_owned();
        }
    }
    name.truncate(LONGEST - date.len() - 1);
    let name = name.trim_matches('-');
    if name.is_empty() {
        format!("vorfall-{date}")
    } else {
        format!("{name}-{date}")
    }
}

/// Lower-case ASCII letters and digits, with single hyphens between them.
fn slug(text: &str) -> String {
    let mut out = String::new();
    for letter in text.nfc().flat_map(char::to_lowercase) {
        match plain(letter) {
            Some(letters) => out.push_str(letters),
            None => {
                for part in std::iter::once(letter).nfd() {
                    if part.is_ascii_alphanumeric() {
                        out.push(part);
                    } else if !is_combining_mark(part) && !out.is_empty() && !out.ends_with('-') {
                        out.push('-');
                    }
                }
            }
        }
    }
    out.trim_matches('-').to_owned()
}

/// Letters that decompose into none of ours.
const fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ä' | 'æ' => "ae",
        'ö' | 'œ' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(folder: &str) -> String {
        reference(
            folder,
            NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default(),
        )
    }

    #[test]
    fn names_of_folders_become_references() {
        for (folder, expected) in [
            ("laptop", "laptop-2026-11-24"),
            ("Büro Groß-Gerau", "buero-gross-gerau-2026-11-24"),
            ("U\u{308}bung", "uebung-2026-11-24"),
            ("ÄÖÜ", "aeoeue-2026-11-24"),
            ("STRAẞE", "strasse-2026-11-24"),
            ("Łódź, Café & Co.", "lodz-cafe-co-2026-11-24"),
            ("  --a__b--  ", "a-b-2026-11-24"),
            ("2026-11-24 Fehlversand", "2026-11-24-fehlversand"),
            (
                "2026-11-23 Fehlversand",
                "2026-11-23-fehlversand-2026-11-24",
            ),
            ("", "vorfall-2026-11-24"),
            ("...", "vorfall-2026-11-24"),
            ("Привет 💻", "vorfall-2026-11-24"),
            ("\u{202e}x\u{0}", "x-2026-11-24"),
        ] {
            assert_eq!(made(folder), expected, "{folder}");
        }
    }

    #[test]
    fn every_reference_has_the_form_that_the_reader_takes() {
        let long = "ab-".repeat(200);
        let dated = format!("{}2026-11-24", "x".repeat(55));
        for folder in [
            &*long, &dated, "ﬁ", "a\u{301}", "Ⅷ", "²", "٣", "ſ", "ǆ", "ŉ", "İ",
        ] {
            let made = made(folder);
            let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(made.chars().all(allowed), "{folder}: {made}");
            assert!(made.len() <= LONGEST && !made.starts_with('-') && !made.ends_with('-'));
        }
    }
}
