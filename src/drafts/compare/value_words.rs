//! Values of the facts in German words, for readers of a comparison.

use serde_json::{Map, Value};

use super::facts::is_blank;
use crate::document::value::{Form, form};
use crate::document::wording::dates::{Moment, about, moment};
use crate::document::wording::numbers;
use crate::document::wording::words::word;
use crate::facts::paths::without_items;
use crate::facts::{FieldPath, label};

/// The closed lists: path of the fact and name of the list in the locale.
const CLOSED: &[(&str, &str)] = &[
    ("vorfall.sicht", "entdeckt-durch"),
    ("vorfall.rechtsregime", "rechtsgrundlage"),
    ("vorfall.typ", "typ"),
    ("vorfall.ursache", "ursache"),
    ("vorfall.schutzziele", "schutzziel"),
    ("vorfall.abfluss", "abfluss-kurz"),
    ("vorfall.unlesbar", "unlesbar"),
    ("vorfall.integritaet", "integritaet"),
    ("vorfall.verfuegbarkeit", "verfuegbarkeit"),
    ("vorfall.strafanzeige", "ja-nein"),
    ("vorfall.grenzueberschreitend", "ja-nein"),
    ("zeiten.entdeckt_durch", "entdeckt-durch"),
    ("verantwortlicher.art", "stellenart"),
    ("verantwortlicher.bundesland", "land"),
    ("melder.rolle", "melderrolle"),
    ("beteiligte.rolle", "beteiligtenrolle"),
    ("bereiche.fachgebiet", "fachgebiet"),
    ("bereiche.regime", "rechtsgrundlage"),
    ("bereiche.daten", "daten"),
    ("betroffene.gruppen.gruppe", "gruppe"),
    ("daten.kategorie", "daten"),
    ("daten.gewissheit", "gewissheit"),
    ("daten.gruppen", "gruppe"),
    ("daten.abfluss", "abfluss-kurz"),
    ("daten.unlesbar", "unlesbar"),
    ("folgen.art", "folgen"),
    ("folgen.schutzziel", "schutzziel"),
    ("folgen.auspraegung", "auspraegung"),
    ("massnahmen.zweck", "zweck"),
    ("massnahmen.stand", "massnahmestand"),
    ("massnahmen.art", "schutz"),
    ("schutz_vorher.massnahmen", "schutz"),
    ("wiederherstellung.datensicherung", "sicherung"),
    ("erpressung.schreiben", "ja-nein"),
    ("erpressung.veroeffentlichung", "veroeffentlichung"),
    ("risiko.ergebnis", "risiko"),
    ("risiko.schwere", "schwere"),
    ("risiko.umstaende.identifizierbar", "identifizierbar"),
    ("risiko.umstaende.umfang_je_person", "umfang"),
    ("meldung.art", "meldungsart"),
    ("meldung.eingereicht.art", "meldungsart"),
    ("meldung.eingereicht.weg", "eingangsweg"),
    ("benachrichtigung.status", "status"),
    ("benachrichtigung.ausnahme", "ausnahme"),
    ("benachrichtigung.schritte.weg", "weg"),
    ("benachrichtigung.schritte.grundlage", "grundlage"),
    ("benachrichtigung.schritte.gruppen", "gruppe"),
    ("benachrichtigung.schritte.alle", "ja-nein"),
    ("benachrichtigung.schritte.medien", "medium"),
    ("empfaenger.vertrauenswuerdig", "ja-nein"),
    ("empfaenger.reaktion", "reaktion"),
    ("empfehlungen.vorschlag", "daten"),
    ("stellen.rolle", "stellenrolle"),
    ("dienste.status", "dienst"),
    ("entscheidungen.gegenstand", "gegenstand"),
    ("empfehlungen.verwerfen", "daten"),
    ("anlagen.art", "anlage"),
    ("unterschriften.dokument", "dokument"),
    ("textfassungen.dokument", "dokument"),
];

fn list_of(path: &FieldPath) -> Option<&'static str> {
    let path = without_items(path.as_str());
    CLOSED
        .iter()
        .find(|(known, _)| *known == path)
        .map(|(_, list)| *list)
}

/// Whether a fact takes its values from a closed list.
pub(super) fn is_closed(path: &FieldPath) -> bool {
    list_of(path).is_some()
}

/// The German words for a key of the closed list of a fact.
pub(super) fn closed(path: &FieldPath, key: &str) -> Option<String> {
    word(list_of(path)?, key, None)
}

/// The value of the fact at `path` in German words.
#[must_use]
pub fn say(path: &FieldPath, value: &Value) -> String {
    match form(value) {
        Form::Missing => "nicht angegeben".to_owned(),
        Form::About(value) => match value.as_str().and_then(Moment::parse) {
            Some(time) => about(time),
            None => format!("ungefähr {}", plain(path, value)),
        },
        Form::Range(from, to) => format!("{} bis {}", plain(path, from), plain(path, to)),
        Form::Open(reason, Some(until)) => {
            format!("offen bis {} ({reason})", text(path, until))
        }
        Form::Open(reason, None) => format!("offen ({reason})"),
        Form::Undeterminable(reason) => format!("nicht bestimmbar ({reason})"),
        Form::NotApplicable(reason) => format!("entfällt ({reason})"),
        Form::Exact(value) => plain(path, value),
    }
}

fn plain(path: &FieldPath, value: &Value) -> String {
    match value {
        Value::Null => "nicht angegeben".to_owned(),
        Value::Bool(true) => "ja".to_owned(),
        Value::Bool(false) => "nein".to_owned(),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => numbers::grouped(whole),
            (None, Some(part)) => numbers::decimal(part),
            (None, None) => number.to_string(),
        },
        Value::String(words) => text(path, words),
        Value::Array(items) if items.is_empty() => "keine Einträge".to_owned(),
        Value::Array(items) if items.iter().any(Value::is_object) => {
            let entries = items
                .iter()
                .enumerate()
                .map(|(index, item)| format!("{}. {}", index + 1, say(path, item)));
            entries.collect::<Vec<_>>().join(" – ")
        }
        Value::Array(items) => {
            let words: Vec<String> = items.iter().map(|item| say(path, item)).collect();
            words.join(", ")
        }
        Value::Object(table) => {
            let mut said = String::new();
            for part in fields(path, table) {
                if !said.is_empty() {
                    // Behind a whole sentence no semicolon stands.
                    said.push_str(if said.ends_with(['.', '!', '?']) {
                        " "
                    } else {
                        "; "
                    });
                }
                said.push_str(&part);
            }
            if said.is_empty() {
                "ohne Angaben".to_owned()
            } else {
                said
            }
        }
    }
}

/// The facts of a table, each with its name.
fn fields(path: &FieldPath, table: &Map<String, Value>) -> Vec<String> {
    table
        .iter()
        .filter(|(_, value)| !is_blank(value) && has_words(value))
        .map(|(key, value)| {
            let below = path.key(key);
            let name = label(&below).unwrap_or_else(|| key.clone());
            format!("{name}: {}", say(&below, value))
        })
        .collect()
}

/// The same in lines: one for each fact of a table, and for each entry of a list of tables.
#[must_use]
pub(super) fn lines(path: &FieldPath, value: &Value) -> Vec<String> {
    let lines = match (form(value), value) {
        (Form::Exact(_), Value::Object(table)) => fields(path, table),
        (Form::Exact(_), Value::Array(items)) if items.iter().any(Value::is_object) => items
            .iter()
            .enumerate()
            .map(|(index, item)| format!("{}. {}", index + 1, say(path, item)))
            .collect(),
        _ => Vec::new(),
    };
    if lines.is_empty() {
        vec![say(path, value)]
    } else {
        lines
    }
}

/// Whether anything is written below.
fn has_words(value: &Value) -> bool {
    if let Value::Object(table) = value
        && matches!(form(value), Form::Exact(_))
    {
        return table
            .values()
            .any(|value| !is_blank(value) && has_words(value));
    }
    !is_blank(value)
}

fn text(path: &FieldPath, words: &str) -> String {
    if let Some(said) = closed(path, words) {
        return said;
    }
    match Moment::parse(words) {
        Some(time) => moment(time),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Closed lists without words of their own: what the key says is what a reader needs.
    const SPEAK_FOR_THEMSELVES: [&str; 6] = [
        "verantwortlicher.artikel",
        "beteiligte.artikel",
        "datenschutzbeauftragter.nennen",
        "risiko.enisa",
        "schutzkontakt",
        "melder.nennen",
    ];

    fn walk(schema: &Value, path: &str, found: &mut Vec<(String, Vec<String>)>) {
        if let Some(keys) = schema.get("enum").and_then(Value::as_array) {
            let keys = keys.iter().filter_map(Value::as_str).map(str::to_owned);
            found.push((path.to_owned(), keys.collect()));
        }
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            for (key, inner) in properties {
                walk(inner, &crate::facts::schema::join(path, key), found);
            }
        }
        let below = [schema.get("items"), schema.pointer("/anyOf/0")];
        for inner in below.into_iter().flatten() {
            walk(inner, path, found);
        }
    }

    #[test]
    fn every_key_of_every_closed_list_has_words() {
        let mut lists = Vec::new();
        walk(&crate::facts::schema(), "", &mut lists);
        assert!(lists.len() > 40);
        for (path, keys) in lists {
            if SPEAK_FOR_THEMSELVES.iter().any(|own| path.starts_with(own)) {
                continue;
            }
            for key in keys {
                let at = FieldPath::new(&path);
                assert!(closed(&at, &key).is_some(), "{path} {key}");
            }
        }
    }

    #[test]
    fn values_are_said_as_people_say_them() {
        let number = FieldPath::new("betroffene.anzahl");
        for (value, said) in [
            (json!(1200), "1.200"),
            (json!({ "ungefaehr": 1200 }), "ungefähr 1.200"),
            (json!({ "von": 10, "bis": 20 }), "10 bis 20"),
            (
                json!({ "offen": "wird gezählt", "bis": "2021-10-29" }),
                "offen bis 29.\u{a0}Oktober 2021 (wird gezählt)",
            ),
            (json!({ "fehlt": true }), "nicht angegeben"),
        ] {
            assert_eq!(say(&number, &value), said);
        }
        assert_eq!(
            say(&FieldPath::new("vorfall.abfluss"), &json!("bestaetigt")),
            "Abfluss steht fest"
        );
    }
}
