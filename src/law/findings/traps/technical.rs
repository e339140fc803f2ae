//! Technical detail in public texts that helps an attacker: addresses, names of computers, gaps,
//! versions, paths. And names of systems that only the authority needs to know.

use super::super::passages::Passage;
use super::super::{Context, Finding, Level, Rule, TO_PEOPLE};
use super::words::Pattern;

const NORM: &str = "Art. 32 Abs. 1, Art. 34 Abs. 2 DSGVO";

pub(super) const RULE: Rule = Rule::new(
    "B401",
    Level::Warnung,
    "vorfall.beschreibung_buerger",
    NORM,
    "Der Text nennt Technisches, das Fremden helfen kann, zum Beispiel eine Adresse im Netz, einen \
     Rechnernamen, eine Schwachstelle oder einen Dateipfad. Menschen brauchen das nicht.",
    "Lassen Sie es in Texten für Menschen weg; für die Aufsichtsbehörde gehört es nach vorfall.systeme \
     oder vorfall.beschreibung.",
    TO_PEOPLE,
);

pub(super) const SYSTEMS: Rule = Rule::new(
    "B402",
    Level::Hinweis,
    "vorfall.beschreibung_buerger",
    NORM,
    "Der Text nennt ein Programm oder System, das auch unter vorfall.systeme steht. Öffentlich nützt der \
     Name vor allem Fremden.",
    "Sagen Sie, was die Menschen kennen: „unser E-Mail-System“ statt des Produktnamens. Ist der Name \
     ohnehin bekannt, lassen Sie ihn stehen.",
    TO_PEOPLE,
);

static PATTERNS: [Pattern; 10] = [
    Pattern::new(r"\b(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}\b(/\d+)?"),
    Pattern::new(r"\b([0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b|\b([0-9a-f]{2}[:-]){5}[0-9a-f]{2}\b"),
    Pattern::new(r"\bCVE-\d{4}-\d{3,}"),
    Pattern::new(r"\b[0-9a-f]{32}([0-9a-f]{8})?([0-9a-f]{24})?\b"),
    Pattern::new(r"\b[A-Z]:\\|\\\\[a-z0-9]|(^|\s)/(etc|var|srv|home|opt|usr|tmp|mnt)/"),
    Pattern::new(r"\b[a-z0-9-]+\.(local|intern|internal|lan|corp)\b"),
    Pattern::new(r"\b(srv|dc|vm|sql|exch|fs|file|db|web|app|ts)[-_]?[a-z]{0,6}[-_]?\d{1,3}\b"),
    Pattern::new(
        r"\bversion \d+(\.\d+)+|\b\d+\.\d+\.\d+[-.]?(build|patch|sp|p)?\d*\b [^.]{0,20}\b(server|exchange|firmware|build)\b|\b(build|firmware|patchlevel) \d",
    ),
    Pattern::new(
        r"\b(RDP|SMB|SSH|LDAP|Remote[- ]Desktop)\b[^.!?;]{0,40}\b(port|offen|erreichbar|zugang)|\b(TCP|UDP)?[- ]?port \d{2,5}\b",
    ),
    Pattern::new(
        r"\b(unsere|die) (passwörter|kennwörter|administratorkonten|konten)\b[^.!?;]{0,60}\b(mindestens|nur) (\d+|acht|zehn|zwölf) (zeichen|stellen)",
    ),
];

/// Whether a text tells strangers more about computers than people need.
pub(super) fn helps_attackers(text: &str) -> bool {
    PATTERNS
        .iter()
        .flat_map(|pattern| pattern.all(text))
        .any(|found| !is_date(found.as_str()) && !is_plain_word(found.as_str()))
}

/// Four numbers with points between them that are a date or a number of a section.
fn is_date(found: &str) -> bool {
    found.ends_with('.')
}

/// „App 2“, „Datei 1“: short words with a number that people write as well.
fn is_plain_word(found: &str) -> bool {
    let letters: String = found.chars().filter(|c| c.is_alphabetic()).collect();
    ["app", "web"].contains(&letters.to_lowercase().as_str())
}

/// Names of systems that stand in texts for people.
pub(super) fn find(context: &Context<'_>, passages: &[Passage], found: &mut Vec<Finding>) {
    let Some(systems) = context.incident.vorfall.systeme.wert() else {
        return;
    };
    let names = product_names(systems);
    for passage in passages.iter().filter(|passage| passage.is_public()) {
        let words = tokens(&passage.text);
        if names.iter().any(|name| words.contains(name)) {
            found.push(passage.finding(&SYSTEMS, context.complete));
        }
    }
}

/// Short forms that everybody uses.
const COMMON: [&str; 14] = [
    "IT", "EDV", "PC", "PCs", "WLAN", "LAN", "USB", "SMS", "PDF", "VPN", "DSL", "TV", "Kfz", "KFZ",
];

/// Words of a list of systems that look like names of products: capitals or digits within.
fn product_names(systems: &str) -> Vec<&str> {
    tokens(systems)
        .into_iter()
        .filter(|word| {
            let inner = word.chars().skip(1);
            let marked = inner.clone().any(char::is_uppercase)
                || word.chars().any(|c| c.is_ascii_digit())
                    && word.chars().any(char::is_alphabetic);
            marked && word.chars().count() > 2 && !COMMON.contains(word)
        })
        .collect()
}

fn tokens(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_are_seen() {
        for text in [
            "Der Angriff kam von 203.0.113.17.",
            "Die Lücke CVE-2021-26855 wurde ausgenutzt.",
            r"Betroffen ist das Laufwerk K:\Sozialamt\Akten.",
            "Die Dateien lagen unter /srv/daten/akten.",
            "Der Server srv-sql01 ist verschlüsselt.",
            "Der Rechner dc01.stadt.local ist neu aufgesetzt.",
            "Der Port 3389 war aus dem Internet erreichbar.",
            "Die Software lief in Version 4.2.1.",
            "Prüfsumme: d41d8cd98f00b204e9800998ecf8427e",
            r"Kopiert wurde \\server\freigabe.",
        ] {
            assert!(helps_attackers(text), "{text}");
        }
    }

    #[test]
    fn ordinary_sentences_are_not() {
        for text in [
            "Am 15.10.2021 haben Fremde unsere Computer angegriffen.",
            "Sie erreichen uns unter 030 23125-115 von 8.00 bis 12.30 Uhr.",
            "Anträge nach § 25 Abs. 2 Nr. 1.2 bearbeiten wir auf Papier.",
            "Unsere Website www.stadt.example ist erreichbar.",
            "Ändern Sie Ihr Passwort und nehmen Sie mindestens zwölf Zeichen.",
            "Der Betrag lautet 1.234.567,89 Euro.",
            "Raum 2.14 im Rathaus, Am Markt 1",
            "Stand 15.10.2021, 12.30 Uhr, Version 3 dieser Information",
            "Die App 2 der Stadtwerke läuft.",
            "Schreiben Sie an buergertelefon@example.org.",
            "Das Formular F-12 bekommen Sie im Bürgerbüro.",
            "Die Bankleitzahl und die Kontonummer sind betroffen.",
            "Informationen unter https://www.stadt.example/notfall/2021",
        ] {
            assert!(!helps_attackers(text), "{text}");
        }
    }

    #[test]
    fn names_of_products_are_told_from_words() {
        assert_eq!(
            product_names("E-Mail-System, OPENPROSOZ, Fachverfahren MESO21 und IT der Stadt"),
            ["OPENPROSOZ", "MESO21"]
        );
        assert!(product_names("Dateiablage, Zeiterfassung, Telefonanlage und WLAN").is_empty());
    }

    #[test]
    fn patterns_are_sound() {
        assert!(PATTERNS.iter().all(Pattern::is_sound));
    }
}
