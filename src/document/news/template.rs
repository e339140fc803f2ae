//! What is new, as templates see it: `bezug`, none where nothing is continued.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use minijinja::value::Value;
use serde::Serialize;
use serde_json::Value as Json;

use super::groups::{Group, differing, group, texts};
use super::{Change, EDITION, EVIDENCE, Kept, News, items, promises};
use crate::document::kinds;
use crate::document::model::{FieldPath, Inline};
use crate::document::slots::{inlines, trimmed};
use crate::document::typography::no_break;
use crate::document::value::{Conditions, Fact, Form, form};
use crate::document::wording::dates::{Moment, date};

/// A line of the table: what, before, now.
#[derive(Debug, PartialEq, Serialize)]
pub(in crate::document) struct Row {
    #[serde(rename = "bezeichnung")]
    name: String,
    #[serde(rename = "bisher")]
    before: Option<String>,
    #[serde(rename = "jetzt")]
    after: Option<String>,
    #[serde(rename = "pfad")]
    path: FieldPath,
}

/// The lines of a group.
pub(in crate::document) fn lines(news: &News, wanted: Group) -> Vec<Row> {
    news.changes
        .iter()
        .filter(|change| group(change, news) == wanted)
        .flat_map(|change| rows(change, news))
        .collect()
}

/// `bezug`: `version`, `am`, `art` and its `schluessel`, the groups `berichtigt`, `zugesagt`,
/// `ergaenzt`, `genauer` and `seither` with rows of `name`, `bisher` and `jetzt`, `neu_gefasst`,
/// `leer`; `frist` where awareness was corrected; `fassung`, `frueher`,
/// `rat_neu`, `rat_weg` and `aenderungen` for notices.
pub(in crate::document) fn value(news: &News, facts: &Arc<Json>, conditions: &Conditions) -> Value {
    let fact = |path: FieldPath, json: Json| {
        Value::from_object(Fact::root(
            path,
            Arc::new(json),
            Arc::clone(facts),
            Arc::clone(conditions),
        ))
    };
    let time = |at: &chrono::DateTime<chrono::FixedOffset>| {
        fact(FieldPath::new("bezug.am"), Json::String(at.to_rfc3339()))
    };
    let grouped: Vec<(Group, &Change)> = news
        .changes
        .iter()
        .map(|change| (group(change, news), change))
        .collect();
    let rows = |wanted: Group| -> Value {
        let rows = lines(news, wanted);
        rows.iter().map(row_value).collect::<Vec<Value>>().into()
    };
    let kept = |kept: &Kept| {
        let day = date(Moment::Time(kept.released).day());
        let words = vec![Inline::text(day)];
        let link = match &kept.file {
            Some(file) => vec![Inline::Link {
                target: file.clone(),
                content: words,
            }],
            None => words,
        };
        Value::from(BTreeMap::from([
            ("am", time(&kept.released)),
            ("verweis", inlines(link)),
        ]))
    };
    let told = told(news);
    let change = |(group, change): &(Group, &Change)| {
        let side = |path: &FieldPath, json: &Option<Json>| match json {
            Some(json) => fact(path.clone(), json.clone()),
            None => Value::from(()),
        };
        let keys: Vec<Value> = change
            .details
            .iter()
            .map(|detail| Value::from(detail.key.as_str()))
            .collect();
        let added = texts(change).map(|(old, new)| differing(new, old));
        let added = added.filter(|added| !added.is_empty()).map_or_else(
            || Value::from(()),
            |added| {
                inlines(vec![Inline::fact(
                    no_break(&added.join(" ")),
                    change.path.clone(),
                )])
            },
        );
        Value::from(BTreeMap::from([
            ("ort", Value::from(change.place())),
            ("berichtigt", Value::from(*group == Group::Corrected)),
            ("alt", side(&change.old_path, &change.old)),
            ("neu", side(&change.path, &change.new)),
            ("schluessel", Value::from(keys)),
            ("zusatz", added),
            ("gesagt", Value::from(is_told(change, &told))),
        ]))
    };
    let kind = match &news.kind {
        Some(kind) => fact(FieldPath::new("bezug.art"), Json::String(kind.clone())),
        None => Value::from(()),
    };
    let aware = |(group, change): &(Group, &Change)| {
        *group == Group::Corrected && change.path.as_str() == "zeiten.kenntnis"
    };
    let ends = news.ends.as_ref().filter(|_| grouped.iter().any(aware));
    let ends = ends.map(|(old, new)| {
        let end = |text: &String| fact(FieldPath::new("bezug.ende"), Json::String(text.clone()));
        Value::from(BTreeMap::from([
            ("bisher", end(old)),
            ("jetzt", end(new)),
            ("gleich", Value::from(old == new)),
        ]))
    });
    Value::from(BTreeMap::from([
        ("frist", ends.unwrap_or_else(|| Value::from(()))),
        ("version", Value::from(news.version.to_string())),
        ("am", time(&news.released)),
        ("art", kind),
        (
            "schluessel",
            news.kind
                .clone()
                .map_or_else(|| Value::from(()), Value::from),
        ),
        (
            "leer",
            Value::from(grouped.is_empty() && news.reworded.is_empty()),
        ),
        ("berichtigt", rows(Group::Corrected)),
        ("zugesagt", rows(Group::Promised)),
        ("ergaenzt", rows(Group::Completed)),
        ("genauer", rows(Group::Refined)),
        ("seither", rows(Group::Since)),
        ("neu_gefasst", Value::from(news.reworded.clone())),
        ("fassung", Value::from((news.earlier.len() + 1).to_string())),
        (
            "frueher",
            news.earlier
                .iter()
                .rev()
                .map(kept)
                .collect::<Vec<_>>()
                .into(),
        ),
        (
            "aenderungen",
            grouped.iter().map(change).collect::<Vec<_>>().into(),
        ),
        ("rat_neu", sentences_value(&news.advice_added)),
        ("rat_weg", sentences_value(&news.advice_gone)),
        ("felder", Value::from(news.fields.clone())),
    ]))
}

fn sentences_value(sentences: &[String]) -> Value {
    sentences
        .iter()
        .map(|sentence| inlines(vec![Inline::text(no_break(sentence))]))
        .collect::<Vec<_>>()
        .into()
}

/// The new sentences of the description for people: what a list of news says already.
fn told(news: &News) -> Vec<String> {
    news.changes
        .iter()
        .filter(|change| change.place().starts_with("vorfall.beschreibung"))
        .filter_map(texts)
        .flat_map(|(old, new)| differing(new, old))
        .map(|sentence| trimmed(&sentence).to_owned())
        .collect()
}

/// Whether an entry with a text for people says no more than one of these sentences.
fn is_told(change: &Change, told: &[String]) -> bool {
    let words = change.new.as_ref().and_then(|new| {
        let text = |key: &str| new.get(key).and_then(Json::as_str);
        text("text_buerger").or_else(|| text("text"))
    });
    words.is_some_and(|words| told.iter().any(|said| said == trimmed(words)))
}

fn row_value(row: &Row) -> Value {
    let words = |text: &Option<String>, none: &str, source: Option<&FieldPath>| {
        let text = no_break(text.as_deref().unwrap_or(none));
        inlines(vec![match source {
            Some(path) => Inline::fact(text, path.clone()),
            None => Inline::text(text),
        }])
    };
    let now = row.after.is_some().then_some(&row.path);
    let gone = if row.before.is_some() {
        "nicht mehr genannt"
    } else {
        "–"
    };
    Value::from(BTreeMap::from([
        ("name", Value::from(row.name.as_str())),
        ("bisher", words(&row.before, "nicht genannt", None)),
        ("jetzt", words(&row.after, gone, now)),
    ]))
}

/// The lines that a change takes.
fn rows(change: &Change, news: &News) -> Vec<Row> {
    let row = |name: &str, before: Option<String>, after: Option<String>| Row {
        name: name.to_owned(),
        before,
        after,
        path: change.path.clone(),
    };
    let place = change.place();
    let label = change.details.first().map_or("", |detail| &detail.label);
    if let Some(missed) = promises::missed(change, news) {
        return vec![row(label, Some(date(missed.day)), Some(missed.now))];
    }
    if place == EVIDENCE {
        let say = |json: &Option<Json>, own| evidence(json.as_ref(), own);
        let (before, after) = (say(&change.old, news.judged_on), say(&change.new, None));
        return vec![row("Grundlage der Aussage zum Abfluss", before, after)];
    }
    if place == EDITION {
        let say = |words: &Option<String>| words.as_ref().map(|day| format!("Fassung vom {day}"));
        return change
            .details
            .iter()
            .map(|detail| {
                let (before, after) = (say(&detail.old), say(&detail.new));
                row("Information der betroffenen Personen", before, after)
            })
            .collect();
    }
    if let Some(name) = items::name(&place) {
        let say = |item: &Option<Json>| {
            let item = item.as_ref()?;
            adopted(&place, item, change, news).or_else(|| items::say(&place, item))
        };
        let (before, after) = (say(&change.old), say(&change.new));
        if before != after {
            return vec![row(name, before, after)];
        }
    }
    if let Some((old, new)) = texts(change)
        && let Some(detail) = change.details.first()
    {
        let joined = |one: &str, other: &str| {
            let sentences = differing(one, other);
            (!sentences.is_empty()).then(|| sentences.join(" "))
        };
        let (before, after) = (joined(old, new), joined(new, old));
        return vec![match (before, after) {
            (None, after) => row(
                &detail.label,
                Some("ohne diesen Zusatz".to_owned()),
                after.map(|after| format!("Zusatz: {after}")),
            ),
            (before, None) => row(&detail.label, before, Some("entfällt".to_owned())),
            (before, after) => row(&detail.label, before, after),
        }];
    }
    change
        .details
        .iter()
        .map(|detail| row(&detail.label, detail.old.clone(), detail.new.clone()))
        .collect()
}

/// The advice that an entry adopts from the proposals, as people read it.
fn adopted(place: &str, item: &Json, change: &Change, news: &News) -> Option<String> {
    let category = item.get("vorschlag").and_then(Json::as_str)?;
    let fact = Fact::root(
        change.path.clone(),
        Arc::new(item.clone()),
        Arc::clone(&news.facts),
        Conditions::default(),
    );
    let words = kinds::word(&fact, "daten", category, Some("rat"));
    words.filter(|_| place == "empfehlungen" && item.get("text").is_none_or(is_blank))
}

fn is_blank(text: &Json) -> bool {
    matches!(form(text), Form::Missing) || text.as_str().is_some_and(|text| text.trim().is_empty())
}

/// What a statement on exfiltration rests on; `own` is the day that the document named of its own
/// accord.
fn evidence(table: Option<&Json>, own: Option<NaiveDate>) -> Option<String> {
    let text = |key: &str| match form(table?.get(key)?) {
        Form::Exact(Json::String(text)) => Some(trimmed(text).to_owned()),
        Form::Open(reason, _) => Some(format!("noch offen ({})", trimmed(reason))),
        Form::Undeterminable(reason) => Some(format!("nicht bestimmbar ({})", trimmed(reason))),
        Form::Missing
        | Form::Exact(_)
        | Form::About(_)
        | Form::Range(..)
        | Form::NotApplicable(_) => None,
    };
    let day = text("stand").and_then(|text| Moment::parse(&text).map(|at| date(at.day())));
    let day = day
        .or_else(|| own.map(date))
        .map(|day| format!("Stand {day}"));
    let by = text("durch").map(|by| format!("durch: {by}"));
    let parts: Vec<String> = [text("untersuchung"), by, day]
        .into_iter()
        .flatten()
        .collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}
