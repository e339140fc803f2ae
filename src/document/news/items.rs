//! Entries of lists in a few words, as the sections of a report say them.

use serde_json::Value as Json;

use crate::document::value::{Form, form};
use crate::document::wording::dates::{self, Moment};
use crate::document::wording::{lists, words};

/// What an entry of the list is called; `None` for lists whose entries have no short words.
pub(super) fn name(list: &str) -> Option<&'static str> {
    Some(match list {
        "daten" => "Kategorie von Daten",
        "betroffene.gruppen" => "Gruppe von Betroffenen",
        "folgen" => "Wahrscheinliche Folge",
        "massnahmen" => "Maßnahme",
        "verlauf" => "Ereignis",
        "stellen" => "Andere Stelle",
        "dienste" => "Dienst",
        "beteiligte" => "Beteiligte Stelle",
        "bereiche" => "Bereich",
        "empfaenger" => "Empfänger",
        "anlagen" => "Anlage",
        "empfehlungen" => "Empfehlung",
        "benachrichtigung.schritte" => "Benachrichtigung",
        _ => return None,
    })
}

/// An entry in a few words; `None` where the list has none, or the entry says nothing.
pub(super) fn say(list: &str, item: &Json) -> Option<String> {
    let entry = Entry(item);
    let said = match list {
        "daten" => {
            let kind = entry.word("kategorie", "daten")?;
            let examples = entry.texts("beispiele");
            let possible = item.get("gewissheit").and_then(Json::as_str) == Some("moeglich");
            let number = entry.number("anzahl");
            entry.with(
                kind,
                [
                    (!examples.is_empty()).then(|| lists::und(&refs(&examples))),
                    number.map(|number| format!("Zahl: {number}")),
                    possible.then(|| "möglicherweise betroffen".to_owned()),
                ],
            )
        }
        "betroffene.gruppen" => {
            let kind = entry.word("gruppe", "gruppe")?;
            let described = entry.text("beschreibung");
            match described {
                Some(text) if words::begins_with(&text, &kind) => text,
                described => entry.with(kind, [described]),
            }
        }
        "folgen" => {
            let kind = entry.word("art", "folgen")?;
            match entry.text("beschreibung") {
                Some(more) => format!("{kind}: {more}"),
                None => kind,
            }
        }
        "massnahmen" => {
            let text = entry.text("text")?;
            let state = entry.word("stand", "massnahmestand");
            entry.with(stopless(text), [state, entry.time("am")])
        }
        "verlauf" => match entry.time("am") {
            Some(at) => format!("{at}: {}", entry.text("text")?),
            None => entry.text("text")?,
        },
        "stellen" => {
            let name = entry.text("name")?;
            let mark = entry.text("aktenzeichen");
            entry.with(
                name,
                [
                    entry.word("rolle", "stellenrolle"),
                    entry.time("am"),
                    mark.map(|mark| format!("Aktenzeichen {mark}")),
                ],
            )
        }
        "dienste" => {
            let state = entry
                .word("status", "dienst")
                .unwrap_or_else(|| "offen".to_owned());
            let more = entry.text("hinweis").map(|more| format!(". {more}"));
            format!(
                "{}: {state}{}",
                entry.text("name")?,
                more.unwrap_or_default()
            )
        }
        "beteiligte" => {
            let name = entry.text("name")?;
            entry.with(
                name,
                [
                    entry.word("rolle", "beteiligtenrolle"),
                    entry.text("leistung"),
                ],
            )
        }
        "bereiche" => {
            let name = entry.text("name")?;
            entry.with(name, [entry.word("fachgebiet", "fachgebiet")])
        }
        "empfaenger" => {
            let name = entry.text("bezeichnung")?;
            let number = entry
                .number("anzahl")
                .map(|number| format!("Zahl: {number}"));
            entry.with(name, [number, entry.word("reaktion", "reaktion")])
        }
        "anlagen" => entry.text("bezeichnung")?,
        "empfehlungen" => entry.text("text").or_else(|| {
            let kind = entry.word("vorschlag", "daten")?;
            Some(format!("Vorschlag des Programms zu: {kind}"))
        })?,
        "benachrichtigung.schritte" => {
            let way = entry.word("weg", "weg")?;
            let number = entry
                .number("anzahl")
                .map(|number| format!("Zahl: {number}"));
            entry.with(way, [entry.time("am"), number])
        }
        _ => return None,
    };
    (!said.trim().is_empty()).then_some(said)
}

fn refs(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

/// A text that goes on behind its full stop.
fn stopless(text: String) -> String {
    crate::document::slots::trimmed(&text).to_owned()
}

struct Entry<'a>(&'a Json);

impl Entry<'_> {
    fn text(&self, key: &str) -> Option<String> {
        let value = self.0.get(key)?;
        match form(value) {
            Form::Exact(Json::String(text)) => {
                Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
            }
            Form::Open(reason, _) => Some(format!("noch offen ({})", reason.trim())),
            Form::Undeterminable(reason) => Some(format!("nicht bestimmbar ({})", reason.trim())),
            Form::Missing
            | Form::Exact(_)
            | Form::About(_)
            | Form::Range(..)
            | Form::NotApplicable(_) => None,
        }
        .filter(|text| !text.is_empty())
    }

    fn word(&self, key: &str, list: &str) -> Option<String> {
        match form(self.0.get(key)?) {
            Form::Exact(Json::String(found)) => words::word(list, found, None),
            Form::Open(..) => Some("noch offen".to_owned()),
            Form::Missing
            | Form::Exact(_)
            | Form::About(_)
            | Form::Range(..)
            | Form::Undeterminable(_)
            | Form::NotApplicable(_) => None,
        }
    }

    fn texts(&self, key: &str) -> Vec<String> {
        let list = self.0.get(key).and_then(Json::as_array);
        list.into_iter()
            .flatten()
            .filter_map(Json::as_str)
            .map(str::to_owned)
            .collect()
    }

    fn time(&self, key: &str) -> Option<String> {
        let said = |json: &Json| json.as_str().and_then(Moment::parse).map(dates::moment);
        match form(self.0.get(key)?) {
            Form::Exact(json) => said(json),
            Form::About(json) => json.as_str().and_then(Moment::parse).map(dates::about),
            Form::Range(from, to) => Some(format!("{} bis {}", said(from)?, said(to)?)),
            Form::Missing | Form::Open(..) | Form::Undeterminable(_) | Form::NotApplicable(_) => {
                None
            }
        }
    }

    fn number(&self, key: &str) -> Option<String> {
        let said = |json: &Json| {
            json.as_i64()
                .map(crate::document::wording::numbers::rounded)
        };
        match form(self.0.get(key)?) {
            Form::Exact(json) => said(json),
            Form::About(json) => Some(format!("ungefähr {}", said(json)?)),
            Form::Range(from, to) => Some(format!("{} bis {}", said(from)?, said(to)?)),
            Form::Open(..) => Some("noch offen".to_owned()),
            Form::Missing | Form::Undeterminable(_) | Form::NotApplicable(_) => None,
        }
    }

    /// Words with more in brackets behind.
    fn with<const N: usize>(&self, words: String, more: [Option<String>; N]) -> String {
        let more: Vec<String> = more.into_iter().flatten().collect();
        if more.is_empty() {
            words
        } else {
            format!("{words} ({})", more.join("; "))
        }
    }
}
