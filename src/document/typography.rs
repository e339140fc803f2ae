//! Typography on the block model: no-break spaces where German sets them.
//!
//! Quotation marks are written in the templates; a fact's text is never changed, apart from
//! spaces that become no-break spaces.

use crate::calendar::MONTHS;

const NBSP: char = '\u{a0}';
const BEFORE_NUMBER: [&str; 9] = [
    "Art.",
    "Abs.",
    "Nr.",
    "§",
    "§§",
    "S.",
    "Artikel",
    "Absatz",
    "Buchstabe",
];
const UNITS: [&str; 9] = [
    "Uhr",
    "Stunden",
    "Stunde",
    "Millionen",
    "Million",
    "Euro",
    "€",
    "%",
    "km",
];
const ABBREVIATIONS: [(&str, &str); 6] = [
    ("z.", "B."),
    ("d.", "h."),
    ("u.", "a."),
    ("i.", "A."),
    ("i.", "V."),
    ("i.", "S."),
];

/// Sets no-break spaces in `text`; every other character stays.
#[must_use]
pub fn no_break(text: &str) -> String {
    if !text.contains(' ') {
        return text.to_owned();
    }
    let words: Vec<&str> = text.split(' ').collect();
    let mut out = String::with_capacity(text.len() + 8);
    for (index, word) in words.iter().enumerate() {
        out.push_str(word);
        if let Some(next) = words.get(index + 1) {
            out.push(if binds(word, next) { NBSP } else { ' ' });
        }
    }
    out
}

fn binds(word: &str, next: &str) -> bool {
    let bare = word.trim_start_matches(['(', '„']);
    let next_bare = next.trim_end_matches(['.', ',', ';', ':', ')', '“', '?', '!']);
    let starts_with_digit = next.starts_with(|c: char| c.is_ascii_digit());
    if BEFORE_NUMBER.contains(&bare) {
        return starts_with_digit || next_bare.len() == 1;
    }
    if ABBREVIATIONS
        .iter()
        .any(|(a, b)| *a == bare && next.starts_with(b))
    {
        return true;
    }
    let is_number = bare.ends_with(|c: char| c.is_ascii_digit())
        && bare.starts_with(|c: char| c.is_ascii_digit());
    if is_number && UNITS.contains(&next_bare) {
        return true;
    }
    let is_day = bare
        .strip_suffix('.')
        .is_some_and(|d| d.len() <= 2 && !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()));
    is_day && MONTHS.contains(&next_bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binds_references_units_and_dates() {
        assert_eq!(
            no_break("nach Art. 33 Abs. 1 DSGVO"),
            "nach Art.\u{a0}33 Abs.\u{a0}1 DSGVO"
        );
        assert_eq!(no_break("um 9 Uhr."), "um 9\u{a0}Uhr.");
        assert_eq!(no_break("am 15. Oktober 2021"), "am 15.\u{a0}Oktober 2021");
        assert_eq!(no_break("z. B. hier"), "z.\u{a0}B. hier");
        assert_eq!(no_break("(§ 51 BMG)"), "(§\u{a0}51 BMG)");
        assert_eq!(
            no_break("Absatz 3 Buchstabe c DSGVO"),
            "Absatz\u{a0}3 Buchstabe\u{a0}c DSGVO"
        );
    }

    #[test]
    fn leaves_everything_else() {
        for text in ["", "  ", "a  b", "Art. und Weise", "Uhr 9"] {
            assert_eq!(no_break(text), text);
        }
    }
}
