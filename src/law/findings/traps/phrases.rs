//! Phrases that say nothing, and that readers of such letters have read too often.

use super::super::{Level, Rule};
use super::admission::EVERY_TEXT;
use super::words::Pattern;

pub(super) const RULE: Rule = Rule::new(
    "M709",
    Level::Hinweis,
    "vorfall.beschreibung_buerger",
    "Art. 34 Abs. 2 DSGVO (klare und einfache Sprache)",
    "Der Text enthält eine Floskel, die nichts aussagt.",
    "Sagen Sie stattdessen, was geschehen ist oder was Sie tun: „Seit Freitag arbeiten zwölf Fachleute \
     daran“ statt „mit Hochdruck“.",
    EVERY_TEXT,
);

static PHRASES: [Pattern; 7] = [
    Pattern::new(r"\bleider müssen wir\b|\bwir müssen (Ihnen |Sie )?leider\b"),
    Pattern::new(r"\b(aller)?höchste[nr]? priorität\b|\boberste[nr]? priorität\b"),
    Pattern::new(r"\b(mit|unter) hochdruck\b"),
    Pattern::new(r"\bbedauerliche[nrms]? (vorfall|vorfalls|zwischenfall|ereignis)\b"),
    Pattern::new(
        r"\b(nehmen|nimmt) (den|ihren) (schutz|datenschutz)\b[^.!?;]{0,40}\b(sehr )?ernst\b|\b(datenschutz|sicherheit) [^.!?;]{0,30}\bsehr ernst\b",
    ),
    Pattern::new(r"\bunannehmlichkeiten\b"),
    Pattern::new(r"\bliegt uns (sehr )?am herzen\b"),
];

/// Whether a text holds such a phrase.
pub(super) fn is_empty_phrase(text: &str) -> bool {
    PHRASES.iter().any(|phrase| phrase.is_in(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_seen() {
        for text in [
            "Leider müssen wir Ihnen mitteilen, dass Daten betroffen sind.",
            "Die Aufklärung hat höchste Priorität.",
            "Wir arbeiten mit Hochdruck an der Lösung.",
            "Wir bedauern diesen bedauerlichen Vorfall.",
            "Wir nehmen den Schutz Ihrer Daten sehr ernst.",
            "Wir bitten, die Unannehmlichkeiten zu entschuldigen.",
            "Wir müssen Ihnen leider sagen, dass Ihre Akte fehlt.",
        ] {
            assert!(is_empty_phrase(text), "{text}");
        }
    }

    #[test]
    fn ordinary_sentences_are_not() {
        for text in [
            "Wir bedauern, dass Sie nun Mühe haben.",
            "Leider dauert die Bearbeitung länger.",
            "Das Jobcenter zahlt Leistungen zuerst aus.",
            "Die Hochdruckreinigung der Straßen fällt aus.",
            "Der Vorfall ist der Polizei gemeldet.",
            "Die Priorität der Wiederherstellung legt der Stab fest.",
            "Nehmen Sie verdächtige Anrufe ernst.",
            "Wir müssen Ihre Unterlagen noch einmal anfordern.",
            "Die Sicherheit der Wasserversorgung ist nicht berührt.",
            "Wir haben alle Computer vom Netz genommen.",
            "Die Feuerwehr ist erreichbar.",
        ] {
            assert!(!is_empty_phrase(text), "{text}");
        }
        assert!(PHRASES.iter().all(Pattern::is_sound));
    }
}
