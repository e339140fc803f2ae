//! What people should do: the advice that the facts keep, and proposals for the kind of breach
//! and the categories of data, most urgent first.

use std::collections::BTreeSet;

use minijinja::Error;
use minijinja::value::Value;
use serde_json::Value as Json;

use super::helpers::full_stop;
use super::kinds;
use super::model::{FieldPath, Inline, plain};
use super::slots::{inlines, to_inlines};
use super::value::{Fact, Form};

/// Categories in the order in which their advice is urgent: what somebody can use at once comes
/// first. Categories that are not named here follow.
const URGENT: [&str; 19] = [
    "zugangsdaten",
    "zahlungsmittel",
    "amtliche_dokumente",
    "identifikationsdaten",
    "gesundheitsdaten",
    "sozialdaten",
    "besondere_kategorien",
    "straftaten",
    "sexualleben",
    "politische_meinung",
    "ethnische_herkunft",
    "religion_weltanschauung",
    "standortdaten",
    "kontaktdaten",
    "finanzdaten",
    "steuerdaten",
    "verwaltungsvorgaenge",
    "meldedaten",
    "basisdaten",
];

/// `vorschlaege(daten, empfehlungen)`: sentences to list; `vorschlaege(daten, empfehlungen, true)`:
/// the same to be read out, without norms in brackets.
///
/// What the facts advise, in their order. Where they advise nothing, or leave single proposals
/// out (`verwerfen`), the proposals follow: for the categories and one for the kind of breach
/// ([`kinds`]). Equal words stand once.
pub(super) fn advice(
    data: Value,
    advised: Value,
    spoken: Option<bool>,
) -> Result<Vec<Value>, Error> {
    let mut list = List {
        spoken: spoken == Some(true),
        ..List::default()
    };
    let mut rejected = BTreeSet::new();
    for entry in items(&advised) {
        rejected.extend(key(&entry, "verwerfen")?);
    }
    for entry in items(&advised) {
        let text = entry.get_attr("text")?;
        let chosen = entry.get_attr("vorschlag")?;
        if Fact::of(&text).is_some_and(|fact| fact.as_str().is_some_and(|text| !text.is_empty())) {
            list.add(to_inlines(&full_stop(text)?)?);
        } else if let (Some(fact), Some(category)) = (Fact::of(&chosen), key(&entry, "vorschlag")?)
        {
            list.say(
                kinds::word(&fact, "daten", &category, Some("rat")),
                &fact.path,
            );
        }
    }
    if list.sentences.is_empty() || !rejected.is_empty() {
        let mut categories = Vec::new();
        for item in items(&data) {
            if let Some(category) = key(&item, "kategorie")?
                && !rejected.contains(&category)
                && let Some(fact) = Fact::of(&item.get_attr("kategorie")?)
            {
                let place = URGENT.iter().position(|urgent| *urgent == category);
                categories.push((place.unwrap_or(URGENT.len()), category, fact));
            }
        }
        categories.sort_by_key(|(rank, ..)| *rank);
        for (_, category, fact) in categories {
            list.say(kinds::proposed_advice(&fact, &category), &fact.path);
        }
        if let Some(fact) = Fact::of(&data).or_else(|| Fact::of(&advised)) {
            let path = FieldPath::new("vorfall.typ");
            list.say(kinds::general_advice(&fact), &path);
        }
    }
    Ok(list.sentences)
}

/// The items of a list; none where it is open or was never written.
fn items(value: &Value) -> Vec<Value> {
    let is_list = Fact::of(value).is_some_and(|fact| {
        fact.asked();
        matches!(fact.form(), Form::Exact(Json::Array(_)))
    });
    if is_list {
        value.try_iter().map(Iterator::collect).unwrap_or_default()
    } else {
        Vec::new()
    }
}

fn key(item: &Value, name: &str) -> Result<Option<String>, Error> {
    let value = item.get_attr(name)?;
    Ok(Fact::of(&value).and_then(|fact| {
        fact.asked();
        fact.as_str().map(str::to_owned)
    }))
}

/// Sentences without repetition.
#[derive(Default)]
struct List {
    sentences: Vec<Value>,
    said: BTreeSet<String>,
    /// Whether the proposals are read out.
    spoken: bool,
}

impl List {
    fn say(&mut self, words: Option<String>, path: &FieldPath) {
        if let Some(words) = words {
            let words = if self.spoken {
                speakable(&words)
            } else {
                words
            };
            self.add(vec![Inline::fact(words, path.clone())]);
        }
    }

    fn add(&mut self, sentence: Vec<Inline>) {
        if self.said.insert(plain(&sentence)) {
            self.sentences.push(inlines(sentence));
        }
    }
}

/// Words without the norms that stand in brackets: nobody reads those out.
fn speakable(words: &str) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some((before, bracket)) = rest.split_once(" (") {
        let Some((inside, after)) = bracket.split_once(')') else {
            break;
        };
        out.push_str(before);
        let norm = ["§", "Artikel"].iter().any(|sign| inside.starts_with(sign));
        if !norm {
            out.push_str(&format!(" ({inside})"));
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn norms_in_brackets_are_not_read_out() {
        assert_eq!(
            speakable(
                "Die Bank muss das wissen (§ 676b Absatz 2 BGB). Fragen (auch schriftlich) helfen."
            ),
            "Die Bank muss das wissen. Fragen (auch schriftlich) helfen."
        );
        assert_eq!(speakable("Ein Rest (§ 1"), "Ein Rest (§ 1");
    }
}
