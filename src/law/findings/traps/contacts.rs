//! Contact lines that hold a word instead of a contact: „-“, „folgt“, „unbekannt“.

use serde_json::Value;

use super::super::{Context, Finding, Level, Rule};
use super::words::Pattern;
use crate::facts::FieldPath;
use crate::facts::paths::item_names;

pub(super) const RULE: Rule = Rule::new(
    "M706",
    Level::Warnung,
    "anlaufstelle.telefon",
    "Art. 33 Abs. 3 Buchst. b, Art. 34 Abs. 2 DSGVO",
    "Hier steht ein Wort statt eines Kontakts. Die Dokumente drucken es, als wäre es einer.",
    "Tragen Sie den Kontakt ein. Gibt es ihn noch nicht, schreiben Sie { offen = \"Grund\" }; gibt es ihn \
     nicht, streichen Sie die Zeile.",
    &[
        "meldung",
        "portalbogen",
        "auftragsverarbeiter",
        "buergerinformation",
        "benachrichtigung",
        "aushang",
        "pressemitteilung",
        "telefonleitfaden",
    ],
);

/// Tables that hold contacts.
const TABLES: [&str; 7] = [
    "verantwortlicher",
    "melder",
    "datenschutzbeauftragter",
    "anlaufstelle",
    "presse",
    "schutzkontakt",
    "beteiligte",
];

/// Keys of a contact.
const KEYS: [&str; 7] = [
    "name",
    "funktion",
    "telefon",
    "email",
    "strasse",
    "ort",
    "sprechzeiten",
];

static NO_CONTACT: Pattern = Pattern::new(
    r"^\W*(n\.? ?/? ?[ab]\.?|k\. ?a\.?|keine?( angaben?)?|folgt|wird (noch )?(nachgereicht|ergänzt|benannt)|x+|tb[da]|todo|unbekannt|(noch )?offen|s\. ?o\.|siehe oben|0+|n\.? ?n\.?|nicht vorhanden|fehlt|test)?\W*$",
);

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Finding>) {
    for table in TABLES {
        if let Some(value) = context.facts.get(table) {
            look(context, value, &FieldPath::new(table), "", found);
        }
    }
}

fn look(
    context: &Context<'_>,
    value: &Value,
    path: &FieldPath,
    key: &str,
    found: &mut Vec<Finding>,
) {
    match value {
        Value::Object(table) => {
            for (key, value) in table {
                look(context, value, &path.key(key), key, found);
            }
        }
        Value::Array(list) => {
            for (item, name) in list.iter().zip(item_names(path.as_str(), list)) {
                look(context, item, &path.item(&name), key, found);
            }
        }
        // What is empty is missing, and other rules say so.
        Value::String(text) if KEYS.contains(&key) && is_no_contact(text) => {
            found.push(RULE.at(path.clone(), context.complete));
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn is_no_contact(text: &str) -> bool {
    !text.trim().is_empty() && NO_CONTACT.is_in(text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_instead_of_contacts_are_seen() {
        for text in [
            "-",
            "–",
            "n/a",
            "k. A.",
            "folgt",
            "xxx",
            "tbd",
            "unbekannt",
            "?",
            "...",
            "…",
            "N.N.",
            "wird nachgereicht",
            "00000",
            "(noch offen)",
        ] {
            assert!(is_no_contact(text), "{text}");
        }
    }

    #[test]
    fn contacts_are_not() {
        for text in [
            "030 23125-115",
            "110",
            "Bürgertelefon",
            "Pressestelle",
            "N. Beispiel",
            "Offenbach am Main",
            "Offen 8",
            "Am Markt 1",
            "Folgtaler Straße 3",
            "Tag und Nacht",
            "Montag bis Freitag 8 bis 16 Uhr",
            "Keine Straße 4",
            "",
        ] {
            assert!(!is_no_contact(text), "{text}");
        }
        assert!(NO_CONTACT.is_sound());
    }
}
