//! Abbreviations and terms that a reader may not know, and whether the text explains them.

use super::passages::{Sentence, Word};

/// Abbreviations that everybody knows, and forms of organisations, which are part of a name.
const KNOWN: [&str; 38] = [
    "SMS", "PDF", "EU", "PC", "USB", "PIN", "TAN", "IBAN", "BIC", "WLAN", "DVD", "CD", "TV", "LED",
    "PLZ", "TÜV", "LKW", "PKW", "OK", "IT", "AG", "KG", "GmbH", "gGmbH", "AöR", "eG", "OHG", "UG",
    "ID", "UTC", "EUR", "GPS", "ADAC", "USA", "EC", "KFZ", "QR", "DIN",
];

/// Longer than this nothing is an abbreviation; a whole word in capitals is emphasis.
const LONGEST: usize = 6;

/// Terms of computer people and lawyers, without their endings.
const FOREIGN: [&str; 48] = [
    "ransomware",
    "malware",
    "schadcode",
    "phishing",
    "spoofing",
    "exfiltration",
    "exfiltriert",
    "server",
    "backup",
    "provider",
    "compliance",
    "incident",
    "darknet",
    "leak",
    "firewall",
    "account",
    "login",
    "credential",
    "patch",
    "exploit",
    "trojaner",
    "botnet",
    "hash",
    "token",
    "logfile",
    "log-datei",
    "logdatei",
    "vpn",
    "cloud",
    "dump",
    "forensik",
    "forensisch",
    "forensische",
    "forensischen",
    "kompromittiert",
    "kompromittierung",
    "response",
    "awareness",
    "monitoring",
    "stakeholder",
    "rollout",
    "domain",
    "active directory",
    "client",
    "endpoint",
    "encryption",
    "pseudonymisiert",
    "injection",
];

/// Endings that a term may take.
const ENDINGS: [&str; 9] = ["", "s", "n", "e", "en", "es", "er", "em", "ern"];

/// Words that open an explanation.
const EXPLAINS: [&str; 8] = [
    "das heißt",
    "d. h.",
    "das bedeutet",
    "das ist",
    "das sind",
    "gemeint ist",
    "also",
    "so heißt",
];

/// What the text has used so far.
#[derive(Default)]
pub(super) struct Seen {
    abbreviations: Vec<String>,
    terms: Vec<&'static str>,
}

impl Seen {
    /// Abbreviations that appear here for the first time and are not explained.
    pub(super) fn abbreviations(
        &mut self,
        sentence: &Sentence,
        next: Option<&Sentence>,
    ) -> Vec<String> {
        let mut unexplained = Vec::new();
        for word in sentence.words.iter().filter(|word| !word.name) {
            for part in word.text.split(['-', '‑', '/']) {
                if !is_abbreviation(part) || self.abbreviations.iter().any(|seen| seen == part) {
                    continue;
                }
                self.abbreviations.push(part.to_owned());
                if !cites(sentence, word)
                    && !is_explained(sentence, word, next)
                    && !expands(sentence, word)
                {
                    unexplained.push(part.to_owned());
                }
            }
        }
        unexplained
    }

    /// Terms that appear here for the first time and are not explained.
    pub(super) fn terms(&mut self, sentence: &Sentence, next: Option<&Sentence>) -> Vec<String> {
        let mut unexplained = Vec::new();
        for (at, word) in sentence
            .words
            .iter()
            .enumerate()
            .filter(|(_, word)| !word.name)
        {
            let lower = word.text.to_lowercase();
            let pair = sentence
                .words
                .get(at + 1)
                .map(|second| format!("{lower} {}", second.text.to_lowercase()));
            let parts: Vec<&str> = lower.split(['-', '‑', '/']).collect();
            let found = FOREIGN.into_iter().find(|term| {
                lower == *term
                    || pair.as_deref().is_some_and(|pair| pair == *term)
                    || parts.iter().any(|part| {
                        part.strip_prefix(*term)
                            .is_some_and(|ending| ENDINGS.contains(&ending))
                    })
            });
            let Some(term) = found else { continue };
            if self.terms.contains(&term) {
                continue;
            }
            self.terms.push(term);
            if !is_explained(sentence, word, next) && !expands(sentence, word) {
                unexplained.push(word.text.clone());
            }
        }
        unexplained
    }
}

/// `LKA`, `LfDI`; not `GmbH`, not `VORSICHT`, not `BürgerInnen`.
fn is_abbreviation(part: &str) -> bool {
    let letters = part.chars().count();
    let capitals = part.chars().filter(|c| c.is_uppercase()).count();
    let small = part.chars().filter(|c| c.is_lowercase()).count();
    part.chars().all(char::is_alphabetic)
        && part.chars().next().is_some_and(char::is_uppercase)
        && (2..=LONGEST).contains(&letters)
        && capitals >= 2
        && capitals > small
        && !part.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
        && !KNOWN.contains(&part)
}

/// A statute cited in brackets need not be read: `(§ 676b Absatz 2 BGB)`.
fn cites(sentence: &Sentence, word: &Word) -> bool {
    sentence
        .text
        .get(..word.place.start)
        .and_then(|before| before.rfind('(').and_then(|at| before.get(at..)))
        .is_some_and(|bracket| !bracket.contains(')') && bracket.contains('§'))
}

/// Whether the words after it, or the next sentence, explain a word.
fn is_explained(sentence: &Sentence, word: &Word, next: Option<&Sentence>) -> bool {
    let after = sentence.text.get(word.place.end..).unwrap_or_default();
    let after = after.trim_start_matches(['“', '"', '‘', '’']);
    // The rest of a compound belongs to the word, and so does the noun it stands before.
    let follows = after.starts_with(" (")
        || after.starts_with(" – ")
        || after.starts_with(": ")
        || [
            ", ein ", ", eine ", ", einem ", ", einer ", ", das ", ", die ", ", der ", ", also ",
            ", kurz ",
        ]
        .iter()
        .any(|start| after.starts_with(start));
    // A bracket further on explains where it holds more than an abbreviation.
    let bracket = after
        .split_once(" (")
        .and_then(|(_, inside)| inside.split_once(')'))
        .is_some_and(|(inside, _)| inside.split_whitespace().count() > 2);
    let lower = after.to_lowercase();
    let says = EXPLAINS.iter().any(|words| lower.contains(words));
    let next = next
        .map(|next| next.text.to_lowercase())
        .unwrap_or_default();
    let after_it = [
        "das heißt",
        "das bedeutet",
        "das ist ein",
        "das sind ",
        "gemeint ist",
        "so heißt",
        "so nennt",
    ]
    .iter()
    .any(|start| next.starts_with(start))
        || next.starts_with(&format!("{} ist ein", word.text.to_lowercase()))
        || next.starts_with(&format!("{} sind ", word.text.to_lowercase()));
    follows || bracket || says || after_it
}

/// Whether it stands in brackets, or after `kurz`, behind the words it stands for.
fn expands(sentence: &Sentence, word: &Word) -> bool {
    let before = sentence.text.get(..word.place.start).unwrap_or_default();
    let before = before.trim_end_matches(['„', '"', '‚']);
    let alone = sentence.text.get(word.place.end..).is_some_and(|after| {
        after
            .trim_start_matches(['“', '"', '‘'])
            .starts_with([')', ',', ';'])
    });
    let bracket = before.ends_with('(') && alone && before.chars().any(char::is_alphabetic);
    bracket
        || before.ends_with("kurz ")
        || before.ends_with("kurz: ")
        || before.ends_with("sogenannte ")
        || before.ends_with("sogenannten ")
        || before.ends_with("auch ") && before.contains('(')
}
