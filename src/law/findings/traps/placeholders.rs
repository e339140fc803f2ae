//! Placeholders that were to be filled in: „TODO“, „XX.XX.“, „[Datum einfügen]“, „Mustermann“.

use super::super::passages::Passage;
use super::super::{Context, Finding, Level, Rule};
use super::identifiers::EVERY_DOCUMENT;
use super::words::Pattern;

pub(super) const RULE: Rule = Rule::new(
    "M707",
    Level::Warnung,
    "vorfall.beschreibung",
    "Art. 33 Abs. 3, Art. 34 Abs. 2 DSGVO",
    "Im Text steht ein Platzhalter, der noch zu ersetzen ist.",
    "Setzen Sie die Angabe ein. Ist sie noch nicht bekannt, sagen Sie das im Satz.",
    EVERY_DOCUMENT,
);

static PATTERNS: [Pattern; 8] = [
    Pattern::exact(r"\b(TODO|FIXME|TBD|XXX+)\b"),
    Pattern::new(r"\blorem ipsum\b"),
    Pattern::exact(r"\b(XX|TT|YY|xx|tt)\.(XX|MM|xx|mm)\.|\bXX\b"),
    Pattern::new(r"\bxx:xx\b"),
    Pattern::new(
        r"[\[<{][^\]>}]{0,40}\b(name|datum|uhrzeit|ort|anzahl|zahl|einfügen|eintragen|ergänzen|ausfüllen|platzhalter)\b[^\]>}]{0,40}[\]>}]",
    ),
    Pattern::new(r"[\[<(](…|\.\.\.|\?+)[\])>]|_{3,}"),
    Pattern::new(r"\S (…|\.{3,}) \S"),
    Pattern::new(r"\b(bitte|hier|noch) (ergänzen|einfügen|eintragen|ausfüllen)\b\s*[.!:)\]]?$"),
];

/// Names of examples; in an example they are at home.
static OF_EXAMPLES: Pattern =
    Pattern::new(r"\b(max|erika|herrn?|frau)? ?muster(mann|frau|stadt|dorf|hausen|straße)\b");

pub(super) fn find(context: &Context<'_>, passages: &[Passage], found: &mut Vec<Finding>) {
    let example = context.incident.vorfall.beispiel;
    for passage in passages {
        if is_to_fill(&passage.text) || !example && OF_EXAMPLES.is_in(&passage.text) {
            found.push(passage.finding(&RULE, context.complete));
        }
    }
}

fn is_to_fill(text: &str) -> bool {
    PATTERNS.iter().any(|pattern| pattern.is_in(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_seen() {
        for text in [
            "TODO: Zahl der Betroffenen",
            "Der Vorfall begann am XX.XX.2021.",
            "Am TT.MM.JJJJ bemerkten wir den Angriff.",
            "Betroffen sind [Anzahl einfügen] Menschen.",
            "Wir informieren Sie am … wieder.",
            "Wir informieren Sie am ___ wieder.",
            "Ansprechperson ist <Name>.",
            "Lorem ipsum dolor sit amet",
            "Maßnahmen: bitte ergänzen",
            "Der Server fiel um xx:xx Uhr aus.",
        ] {
            assert!(is_to_fill(text), "{text}");
        }
    }

    #[test]
    fn ordinary_sentences_are_not() {
        for text in [
            "Wir prüfen noch, ob Daten kopiert wurden.",
            "Bitte ergänzen Sie in Ihrem Konto ein neues Passwort.",
            "Betroffen sind Namen, Anschriften, Rechnungen …",
            "Die Größe XXL der Dienstkleidung stand in der Liste.",
            "Die Datei [Anlage 1] lag offen.",
            "Stand: 15. Oktober 2021, 12 Uhr",
            "Todo-Listen der Ämter sind nicht betroffen.",
            "Der Name und das Datum standen auf dem Umschlag.",
            "Wir tragen die Zahl nach, sobald wir sie kennen.",
            "Die Unterlagen (Name, Ort, Datum) lagen im Bus.",
            "Hier ergänzen wir täglich neue Auskünfte.",
            "Von 8 bis 12 Uhr und von 14 bis 16 Uhr",
            "Das Musterformular der Stadt bleibt gültig.",
        ] {
            assert!(!is_to_fill(text), "{text}");
        }
        assert!(!OF_EXAMPLES.is_in("Das Muster der Stadt Mustern"));
        assert!(OF_EXAMPLES.is_in("Frau Mustermann"));
    }

    #[test]
    fn patterns_are_sound() {
        assert!(PATTERNS.iter().all(Pattern::is_sound) && OF_EXAMPLES.is_sound());
    }
}
