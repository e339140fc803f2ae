//! The three promises, on the whole way from a facts file to every face:
//! nothing is invented and nothing disappears; one wording; same facts, same bytes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods
)]

mod common;

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};
use datenpanne::document::{DOCUMENTS, Document, Engine, FieldPath, Markings, Setting, value};
use datenpanne::render::html::HtmlOptions;
use datenpanne::render::{html, pdf, text, words};
use datenpanne::{facts, law};
use proptest::prelude::*;
use serde_json::Value;

const EXAMPLE: &str = include_str!("../beispiele/ksm-schwerin.toml");

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2021-10-17T16:00:00+02:00").unwrap()
}

/// Facts as documents see them, and all documents.
fn documents(name: &str, source: &str) -> (Value, Vec<Document>) {
    let read = facts::read(name, source.as_bytes()).unwrap_or_else(|problems| {
        panic!("{}", facts::render_problems(name, source, &problems, false))
    });
    let json = facts::disclosure::without_internal(&serde_json::to_value(&read.incident).unwrap());
    let law = serde_json::to_value(law::assess(&read.incident, now())).unwrap();
    let setting = Setting {
        now: now(),
        markings: Markings::default(),
        gaps: Vec::new(),
    };
    let engine = Engine::new(&[]).unwrap_or_else(|error| panic!("{error}"));
    let made = DOCUMENTS
        .iter()
        .map(|name| {
            engine
                .render(name, &json, &law, &setting)
                .unwrap_or_else(|error| panic!("{error}"))
        })
        .collect();
    (json, made)
}

/// Paths and values of all facts that are written.
fn leaves(path: &FieldPath, json: &Value, found: &mut Vec<(FieldPath, Value)>) {
    if matches!(value::form(json), value::Form::Missing) {
        return;
    }
    match json {
        Value::Object(table) if matches!(value::form(json), value::Form::Exact(_)) => {
            for (key, inner) in table {
                leaves(&path.key(key), inner, found);
            }
        }
        Value::Array(items) => {
            for (item, path) in items.iter().zip(value::item_paths(path, items)) {
                leaves(&path, item, found);
            }
        }
        Value::Null => {}
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            found.push((path.clone(), json.clone()))
        }
    }
}

/// Facts that belong to documents still to come, or steer the program.
fn stands_elsewhere(path: &str) -> Option<&'static str> {
    let starts = |prefix: &str| path.starts_with(prefix);
    match path {
        "format" | "vorfall.sicht" | "vorfall.beispiel" => {
            Some("steers the program, not a statement")
        }
        _ if starts("entscheidungen") => Some("record (vermerk)"),
        _ if starts("unterschriften") => Some("letter to data subjects (benachrichtigung)"),
        _ if path.ends_with(".intern") || path == "intern" => Some("steers disclosure"),
        _ if path.ends_with(".auskunftssperre") => Some("named where true"),
        _ if path.ends_with(".artikel") => Some("steers declension"),
        _ => None,
    }
}

#[test]
fn every_fact_of_the_example_stands_in_a_document() {
    let (json, documents) = documents("ksm-schwerin.toml", EXAMPLE);
    let mut shown: BTreeSet<FieldPath> = BTreeSet::new();
    for document in &documents {
        shown.extend(document.shown_facts());
        shown.extend(document.conditions.iter().cloned());
    }
    let mut facts = Vec::new();
    leaves(&FieldPath::default(), &json, &mut facts);
    let lost: Vec<String> = facts
        .iter()
        .filter(|(path, value)| !shown.contains(path) && *value != Value::Bool(false))
        .filter(|(path, _)| stands_elsewhere(path.as_str()).is_none())
        .map(|(path, _)| path.to_string())
        .collect();
    assert!(
        facts.len() > 120,
        "the example has become small: {}",
        facts.len()
    );
    assert!(lost.is_empty(), "no document uses: {lost:#?}");
}

#[test]
fn a_fact_that_no_template_knows_would_be_noticed() {
    let (_, documents) = documents("ksm-schwerin.toml", EXAMPLE);
    let path = FieldPath::new("erpressung.schreiben");
    assert!(
        documents
            .iter()
            .all(|d| !d.shown_facts().contains(&path) && !d.conditions.contains(&path))
    );
}

#[test]
fn internal_facts_and_systems_and_names_stay_inside() {
    let (_, documents) = documents("ksm-schwerin.toml", EXAMPLE);
    let plain = |name: &str| {
        documents
            .iter()
            .find(|d| d.name == name)
            .map(text::render)
            .unwrap()
    };
    let (report, notice) = (plain("meldung"), plain("buergerinformation"));
    for text in [&report, &notice] {
        assert!(
            !text.contains("Dazu liegen der Stadt keine Erkenntnisse vor"),
            "erpressung is internal"
        );
    }
    assert!(report.contains("Fachverfahren, E-Mail-System und Telefonanlage"));
    assert!(
        !notice.contains("Fachverfahren"),
        "systems stay out of public documents"
    );
    assert!(report.contains("A. Beispiel"));
    assert!(!notice.contains("A. Beispiel"), "nennen = funktion");
    assert!(!notice.contains("R. Beispiel"));
}

#[test]
fn no_exfiltration_is_said_only_where_it_is_excluded() {
    for key in [
        "bestaetigt",
        "wahrscheinlich",
        "nicht_auszuschliessen",
        "unwahrscheinlich",
        "offen",
    ] {
        let source = EXAMPLE.replace(
            "abfluss      = \"nicht_auszuschliessen\"",
            &format!("abfluss = \"{key}\""),
        );
        let (_, documents) = documents("v.toml", &source);
        for document in &documents {
            let said = text::render(document);
            for phrase in [
                "keine Daten abgeflossen",
                "Niemand hat Daten kopiert",
                "kein Datenabfluss",
            ] {
                assert!(!said.contains(phrase), "{key}, {}: {phrase}", document.name);
            }
        }
    }
}

#[test]
fn all_faces_say_the_same_words() {
    let (_, documents) = documents("ksm-schwerin.toml", EXAMPLE);
    for document in &documents {
        let expected = words::words(document);
        assert!(expected.len() > 300, "{} is short", document.name);
        let page = html::render(document, &HtmlOptions::default());
        assert_eq!(
            common::visible_words(&page),
            expected,
            "HTML of {}",
            document.name
        );
        assert!(
            page.len() <= 60 * 1024,
            "HTML of {} has {} bytes",
            document.name,
            page.len()
        );
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    let run = || {
        let (_, documents) = documents("ksm-schwerin.toml", EXAMPLE);
        documents
            .iter()
            .map(|d| {
                (
                    text::render(d),
                    html::render(d, &HtmlOptions::default()),
                    pdf::render(d, &pdf::PdfOptions { created: now() })
                        .unwrap()
                        .bytes,
                )
            })
            .collect::<Vec<_>>()
    };
    assert!(run() == run());
}

/// The example as JSON, to take things out of it.
fn example_json() -> Value {
    let read = facts::read("ksm-schwerin.toml", EXAMPLE.as_bytes()).unwrap();
    serde_json::to_value(read.incident).unwrap()
}

#[test]
fn documents_are_made_whatever_is_missing_or_empty() {
    let whole = example_json();
    let keys: Vec<String> = whole.as_object().unwrap().keys().cloned().collect();
    for key in keys
        .iter()
        .filter(|key| *key != "format" && *key != "vorfall")
    {
        let mut without = whole.clone();
        without.as_object_mut().unwrap().remove(key);
        documents("ohne.json", &without.to_string());
        if [
            "beteiligte",
            "daten",
            "folgen",
            "massnahmen",
            "stellen",
            "dienste",
            "empfaenger",
        ]
        .contains(&key.as_str())
        {
            let mut empty = whole.clone();
            empty[key.as_str()] = Value::Array(Vec::new());
            documents("leer.json", &empty.to_string());
        }
    }
}

#[test]
fn a_duty_is_not_met_by_an_internal_fact() {
    let mut json = example_json();
    json["datenschutzbeauftragter"]["intern"] = Value::Bool(true);
    json["anlaufstelle"]["intern"] = Value::Bool(true);
    let open = facts::disclosure::without_internal(&json);
    let judged: facts::Incident =
        serde_json::from_value(facts::disclosure::for_assessment(&json, &open)).unwrap();
    let codes: Vec<&str> = law::assess(&judged, now())
        .findings
        .iter()
        .filter(|f| f.level == law::Level::Fehler)
        .map(|f| f.code)
        .collect();
    assert!(codes.contains(&"M004"), "DPO or contact point: {codes:?}");
}

/// Text that looks like every language on the way: TOML, Jinja, Markdown, HTML, headers.
fn hostile_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("{{ 7*7 }}".to_owned()),
        Just("{% if x %}".to_owned()),
        Just("**fett**".to_owned()),
        Just("<b>x</b>".to_owned()),
        Just("| a | b |".to_owned()),
        Just("# Titel".to_owned()),
        Just("[x](javascript:alert(1))".to_owned()),
        Just("\"; DROP".to_owned()),
        Just("=SUMME(A1)".to_owned()),
        Just("Bcc: a@example.org".to_owned()),
        Just("2021-10-15".to_owned()),
        Just("&amp;&#x41;".to_owned()),
        Just("Ç̆ S̄ Ž ẞ".to_owned()),
        "[a-zA-ZäöüßÄÖÜ0-9 .,;:!?_`~^°§$%/()=#*+-]{1,40}",
        "[a-z]{200,400}",
    ];
    prop::collection::vec(piece, 1..4).prop_map(|pieces| pieces.join(" "))
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_put_in_as_text_comes_out_as_text(description in hostile_text(), service in hostile_text(), measure in hostile_text()) {
        prop_assume!(!description.trim().is_empty() && !service.trim().is_empty() && !measure.trim().is_empty());
        let source = serde_json::json!({
            "format": 1,
            "vorfall": { "kennung": "probe", "typ": "ransomware", "beschreibung": description },
            "dienste": [{ "name": service, "status": "ausgefallen" }],
            "massnahmen": [{ "text": measure, "stand": "ergriffen" }],
        }).to_string();
        let (_, documents) = documents("probe.json", &source);
        let report = documents.iter().find(|d| d.name == "meldung").unwrap();
        let mut all = Vec::new();
        report.each_inline(&mut |inline| if let datenpanne::document::Inline::Text { text, source: Some(path) } = inline {
            all.push((path.to_string(), squeezed(text)));
        });
        for (path, expected) in [("vorfall.beschreibung", &description), ("massnahmen[1].text", &measure)] {
            let said: Vec<&str> = all.iter().filter(|(p, _)| p == path).map(|(_, t)| t.as_str()).collect();
            prop_assert_eq!(squeezed(&said.join(" ")), squeezed(&facts::text::normalise(expected).0), "{}", path);
        }
        for document in &documents {
            let page = html::render(document, &HtmlOptions::default());
            prop_assert_eq!(common::visible_words(&page), words::words(document));
            prop_assert!(!page.contains("<b>x</b>"));
            prop_assert!(!text::render(document).is_empty());
            let paper = pdf::render(document, &pdf::PdfOptions { created: now() });
            prop_assert!(paper.is_ok());
        }
    }
}
