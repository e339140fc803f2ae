//! Numbers that name one person: bank account, tax, pension insurance, identity card, birth.
//!
//! A report describes categories and numbers of people (Art. 33 Abs. 3 a), never the people.

use super::super::{Level, Rule};
use super::words::Pattern;

pub(super) const RULE: Rule = Rule::new(
    "M704",
    Level::Warnung,
    "vorfall.beschreibung",
    "Art. 5 Abs. 1 Buchst. c, Art. 33 Abs. 3 Buchst. a DSGVO",
    "Der Text enthält offenbar Daten einer einzelnen Person, zum Beispiel eine Kontonummer, ein \
     Geburtsdatum oder eine Ausweis-, Steuer- oder Versicherungsnummer.",
    "Streichen Sie sie. Gefragt sind Arten von Daten und Gruppen von Menschen; wer es ist, muss niemand \
     lesen.",
    EVERY_DOCUMENT,
);

/// Every document that shows free texts.
pub(super) const EVERY_DOCUMENT: &[&str] = &[
    "meldung",
    "portalbogen",
    "auftragsverarbeiter",
    "buergerinformation",
    "benachrichtigung",
    "aushang",
    "pressemitteilung",
    "telefonleitfaden",
    "empfaengerschreiben",
    "vermerk",
];

static GERMAN_ACCOUNT: Pattern = Pattern::new(r"\bDE\d{2}( ?\d{4}){4} ?\d{2}\b");
static ACCOUNT: Pattern = Pattern::new(r"\b[A-Z]{2}\d{2}( ?[A-Z0-9]{4}){3,7}( ?[A-Z0-9]{1,3})?\b");

static PATTERNS: [Pattern; 5] = [
    Pattern::new(
        r"\b(geb\.|geboren|geburtsdatum|geburtstag)( (am|ist|war|lautet))?[: ]+\d{1,2}\. ?(\d{1,2}\.|[a-zä]+) ?\d{2,4}\b",
    ),
    Pattern::new(
        r"\b(steuer-?id(nr)?|idnr|steueridentifikationsnummer|steuer-identifikationsnummer)[^.!?;\d]{0,25}[1-9]\d ?\d{3} ?\d{3} ?\d{3}\b",
    ),
    // Number of the pension insurance: area, birthday, first letter of the name at birth, serial.
    Pattern::new(r"\b\d{2} ?[0-3]\d[01]\d{3} ?[A-Z] ?\d{3}\b"),
    Pattern::new(
        r"\b(personalausweis|reisepass|ausweis|pass|ausweisnummer|passnummer|seriennummer)[^!?;]{0,25}\b[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{7,9}\b",
    ),
    Pattern::new(
        r"\b(versichertennummer|versicherten-nr\.?|krankenversichertennummer|kvnr)[^.!?;]{0,15}\b[A-Z]\d{9}\b",
    ),
];

static DIGIT: Pattern = Pattern::new(r"\d");

/// Whether a text holds a number that names one person.
pub(super) fn identifies(text: &str) -> bool {
    GERMAN_ACCOUNT.is_in(text)
        || ACCOUNT.all(text).any(|found| is_account(found.as_str()))
        || PATTERNS
            .iter()
            .flat_map(|pattern| pattern.all(text))
            .any(|found| DIGIT.is_in(found.as_str()))
}

/// The check of ISO 7064 (mod 97-10) that every IBAN passes.
fn is_account(found: &str) -> bool {
    let letters: String = found.chars().filter(|c| !c.is_whitespace()).collect();
    let (Some(head), Some(tail)) = (letters.get(..4), letters.get(4..)) else {
        return false;
    };
    let mut rest = 0u32;
    for character in tail.chars().chain(head.chars()) {
        let Some(value) = character.to_digit(36) else {
            return false;
        };
        rest = (rest * if value > 9 { 100 } else { 10 } + value) % 97;
    }
    rest == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_people_are_seen() {
        for text in [
            "Überwiesen wurde auf DE89 3704 0044 0532 0130 00.",
            "Konto DE89370400440532013000",
            "Konto AT61 1904 3002 3457 3201",
            "Der Mann, geboren am 12.03.1980, wohnt hier.",
            "Die Frau (geb. 1. Mai 1975) rief an.",
            "Steuer-ID 86 095 742 719",
            "Die Nummer 12 150870 B 123 stand im Brief.",
            "Personalausweis Nr. L01X00T47",
            "Versichertennummer A123456789",
            "Geburtsdatum: 03.11.1962",
        ] {
            assert!(identifies(text), "{text}");
        }
    }

    #[test]
    fn ordinary_sentences_are_not() {
        for text in [
            "Betroffen sind Name, Geburtsdatum und Steuer-ID von 1.200 Menschen.",
            "Der Vorfall begann am 15.10.2021 um 7.20 Uhr.",
            "Aktenzeichen B-2021-0417 der Aufsichtsbehörde",
            "Die Kontonummern (IBAN) der Eltern können betroffen sein.",
            "Telefon 030 23125-115, Zimmer 214",
            "Geboren zwischen 1950 und 1980 sind die meisten Betroffenen.",
            "Personalausweise und Reisepässe bekommen Sie im Bürgerbüro.",
            "Die Ausweisnummer stand nicht in der Datei.",
            "§ 43 Abs. 4 BDSG; Art. 33 Abs. 3 Buchst. a DSGVO",
            "Rechnung 2021/10/15-0042 über 1.234,56 Euro",
            "Die Geburtstage am 1. Mai stehen in der Liste nicht.",
            "Postleitzahlen 19053, 19055 und 19059",
            "Der Reisepass wurde am Schalter 12 ausgegeben.",
        ] {
            assert!(!identifies(text), "{text}");
        }
    }

    #[test]
    fn patterns_are_sound() {
        assert!(PATTERNS.iter().all(Pattern::is_sound));
        assert!(GERMAN_ACCOUNT.is_sound() && ACCOUNT.is_sound() && DIGIT.is_sound());
    }
}
