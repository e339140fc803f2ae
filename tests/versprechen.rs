//! The three promises, on the whole way from a facts file to every face:
//! nothing is invented and nothing disappears; one wording; same facts, same bytes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods
)]

mod common;

use chrono::{DateTime, FixedOffset};
use datenpanne::case::{Case, Occasion};
use datenpanne::document::{DOCUMENTS, Document, Engine, FieldPath, Markings, usage};
use datenpanne::render::html::HtmlOptions;
use datenpanne::render::{html, pdf, text, words};
use datenpanne::{facts, law};
use proptest::prelude::*;
use serde_json::Value;

const EXAMPLE: &str = include_str!("../beispiele/ksm-schwerin.toml");

fn time(text: &str) -> DateTime<FixedOffset> {
    facts::Zeitpunkt::parse(text).expect("a time").bei()
}

fn now() -> DateTime<FixedOffset> {
    time("2021-10-17T16:00")
}

fn case(name: &str, source: &str) -> Case {
    let read = facts::read(name, source.as_bytes()).unwrap_or_else(|problems| {
        panic!("{}", facts::render_problems(name, source, &problems, false))
    });
    Case::new(read.incident).unwrap()
}

/// Every document there is, whether the incident asks for it or not.
fn all_documents(case: &Case, now: DateTime<FixedOffset>) -> Vec<Document> {
    let engine = Engine::new(&[]).unwrap_or_else(|error| panic!("{error}"));
    let assessment = case.assess(now);
    let occasion = Occasion {
        now,
        markings: Markings::default(),
        despite: None,
    };
    let make = |name: &&str| {
        case.documents(&engine, name, &assessment, &occasion)
            .unwrap_or_else(|error| panic!("{error}"))
    };
    DOCUMENTS
        .iter()
        .flat_map(make)
        .map(|made| made.unwrap_or_else(|error| panic!("{error}")).document)
        .collect()
}

/// Facts as the own files see them, and all documents.
fn documents(name: &str, source: &str) -> (Value, Vec<Document>) {
    let case = case(name, source);
    let made = all_documents(&case, now());
    (case.whole().clone(), made)
}

/// Every example with the time it was written for.
fn examples() -> Vec<(String, String, DateTime<FixedOffset>)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/beispiele");
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .map(|path| {
            let source = std::fs::read_to_string(&path).unwrap();
            let stated = source
                .lines()
                .find_map(|line| line.strip_prefix("# Zeitpunkt: "))
                .unwrap_or("2021-10-17T16:00")
                .to_owned();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, source, time(stated.trim()))
        })
        .collect();
    found.sort();
    found
}

#[test]
fn every_fact_of_every_example_stands_in_a_document() {
    let mut count = 0;
    for (name, source, now) in examples() {
        let case = case(&name, &source);
        let documents = all_documents(&case, now);
        let lost: Vec<String> = usage::unused(case.whole(), &documents)
            .iter()
            .map(FieldPath::to_string)
            .collect();
        let mut facts = Vec::new();
        usage::leaves(&FieldPath::default(), case.whole(), &mut facts);
        count += facts.len();
        assert!(lost.is_empty(), "{name}: no document uses {lost:#?}");
    }
    assert!(count > 120, "the examples have become small: {count}");
}

/// Documents that leave the house.
fn outside(documents: &[Document]) -> impl Iterator<Item = &Document> {
    documents.iter().filter(|d| d.name != "vermerk")
}

#[test]
fn internal_facts_stand_in_the_record_alone() {
    let path = FieldPath::new("erpressung.schreiben");
    let (_, documents) = documents("ksm-schwerin.toml", EXAMPLE);
    let knows = |d: &Document| d.shown_facts().contains(&path);
    assert!(documents.iter().any(|d| d.name == "vermerk" && knows(d)));
    assert!(!outside(&documents).any(knows));
    let unused = usage::unused(
        &serde_json::json!({ "erpressung": { "schreiben": "ja" } }),
        outside(&documents),
    );
    assert_eq!(unused, [path], "a fact that no document uses is noticed");
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
    for document in outside(&documents) {
        assert!(
            !text::render(document).contains("Dazu liegen der Stadt keine Erkenntnisse vor"),
            "{}: erpressung is internal",
            document.name
        );
    }
    assert!(report.contains("Fachverfahren, E-Mail-System und Telefonanlage"));
    assert!(
        !notice.contains("Fachverfahren"),
        "systems stay out of public documents"
    );
    assert!(report.contains("A. Beispiel"));
    assert!(!notice.contains("A. Beispiel"), "nennen = funktion");
    assert!(
        notice.contains("R. Beispiel, Oberbürgermeister"),
        "who answers for it holds an office"
    );
}

/// What anybody may read, also read aloud on the telephone.
const PUBLIC: [&str; 4] = [
    "buergerinformation",
    "aushang",
    "pressemitteilung",
    "telefonleitfaden",
];

#[test]
fn no_public_document_of_an_example_shows_what_stays_inside() {
    for (name, source, now) in examples() {
        let case = case(&name, &source);
        for document in all_documents(&case, now) {
            let shown = document.shown_facts();
            let has = |prefix: &str| shown.iter().any(|path| path.as_str().starts_with(prefix));
            if PUBLIC.contains(&document.name.as_str()) || document.name == "benachrichtigung" {
                for prefix in [
                    "vorfall.systeme",
                    "schutzkontakt",
                    "entscheidungen",
                    "lehren",
                    "erpressung",
                    "risiko.enisa",
                    "risiko.begruendung",
                    "meldung.verspaetung",
                    "schutz_vorher",
                ] {
                    assert!(!has(prefix), "{name}: {} shows {prefix}", document.name);
                }
                assert!(
                    !shown
                        .iter()
                        .any(|path| path.as_str().ends_with("auskunftssperre")),
                    "{name}: {}",
                    document.name
                );
            }
            if PUBLIC.contains(&document.name.as_str()) {
                assert!(!has("melder.name"), "{name}: {}", document.name);
                assert!(!has("empfaenger"), "{name}: {}", document.name);
            }
        }
    }
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
        assert_ne!(
            source, EXAMPLE,
            "the example states the certainty otherwise"
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
fn all_faces_of_all_documents_of_all_examples_say_the_same_words() {
    for (name, source, now) in examples() {
        for document in all_documents(&case(&name, &source), now) {
            let stem = document.file_stem();
            let expected = words::words(&document);
            assert!(expected.len() > 60, "{name}: {stem} is short");
            let page = html::render(&document, &HtmlOptions::default());
            assert_eq!(
                common::visible_words(&page),
                expected,
                "HTML of {name}: {stem}"
            );
            let size = page.len();
            assert!(size <= 80 * 1024, "HTML of {name}: {stem} has {size} bytes");
        }
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
                    pdf::render(d, &pdf::PdfOptions::new(now())).unwrap().bytes,
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
    let assessment = case("intern.json", &json.to_string()).assess(now());
    let codes: Vec<&str> = assessment
        .findings
        .iter()
        .filter(|f| f.level == law::Level::Fehler)
        .map(|f| f.code)
        .collect();
    assert!(codes.contains(&"M004"), "DPO or contact point: {codes:?}");
}

/// Facts at the edge: long lists, long names, every letter that German offices must be able to
/// write, titles of one word, addresses of nine lines.
fn extreme() -> Value {
    let mut json = example_json();
    let states = ["verfuegbar", "eingeschraenkt", "ausgefallen", "geschlossen"];
    let services: Vec<Value> = (1..=40)
        .map(|n| {
            serde_json::json!({
                "name": format!("Dienst {n} für Grundstücksverkehrsgenehmigungszuständigkeiten"),
                "status": states[n % states.len()],
                "hinweis": "Anträge nehmen wir auf Papier an. ".repeat(n % 5).trim_end(),
            })
        })
        .collect();
    json["dienste"] = Value::Array(services);
    let measures: Vec<Value> = (1..=30)
        .map(|n| {
            serde_json::json!({
                "text": format!("Maßnahme {n}: {}", "Die Stadt prüft jedes Verfahren einzeln. ".repeat(n % 4 + 1).trim_end()),
                "zweck": "abmilderung",
                "stand": if n % 2 == 0 { "geplant" } else { "ergriffen" },
            })
        })
        .collect();
    json["massnahmen"] = Value::Array(measures);
    json["vorfall"]["titel"] = "Datenpanne".into();
    json["verantwortlicher"]["name"] = "Verwaltungsgemeinschaft der Gemeinden Ą̊ne, Č̕esk, K̲h, M̂uster, N̈ord, Ẓ̌ar und Donaudampfschifffahrtsgesellschaftshausen".into();
    json["verantwortlicher"]["anschrift"]["strasse"] = (1..=8)
        .map(|n| format!("Zeile {n} der Anschrift mit Hausteil"))
        .collect::<Vec<_>>()
        .join(", ")
        .into();
    json["empfaenger"] = serde_json::json!([
        { "bezeichnung": "W".repeat(300), "anzahl": 1_000_000, "reaktion": "verweigert" },
        { "bezeichnung": "ein Verein", "anzahl": 1, "reaktion": "geloescht" },
    ]);
    json
}

#[test]
fn extreme_facts_make_every_document_in_every_face() {
    let case = case("extrem.json", &extreme().to_string());
    for document in all_documents(&case, now()) {
        let stem = document.file_stem();
        let page = html::render(&document, &HtmlOptions::default());
        assert_eq!(
            common::visible_words(&page),
            words::words(&document),
            "{stem}"
        );
        let paper = pdf::render(&document, &pdf::PdfOptions::new(now()));
        let paper = paper.unwrap_or_else(|error| panic!("{stem}: {error}"));
        assert!(paper.missing.is_empty(), "{stem}: {:?}", paper.missing);
        assert!((1..40).contains(&paper.pages), "{stem}: {}", paper.pages);
    }
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
    #![proptest_config(ProptestConfig { cases: 20, failure_persistence: None, ..ProptestConfig::default() })]

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
            let paper = pdf::render(document, &pdf::PdfOptions::new(now()));
            prop_assert!(paper.is_ok());
        }
    }
}
