//! Plain language: what the program itself says to people is easy to read, with the facts of
//! every example and of an incident of every kind.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use datenpanne::case::{Case, Occasion};
use datenpanne::document::{Document, Engine, Markings, language};
use datenpanne::facts;
use datenpanne::law::{Finding, Level};

/// Longer sentences lose their reader.
const GREATEST_LENGTH: usize = 22;

fn incidents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found: Vec<PathBuf> = ["beispiele", "tests/arten"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    found.sort();
    assert!(found.len() > 15, "{}", found.len());
    found
}

fn case(path: &Path) -> Case {
    let source = std::fs::read_to_string(path).unwrap();
    let name = path.display().to_string();
    let read = facts::read(&name, source.as_bytes()).unwrap_or_else(|problems| {
        panic!(
            "{}",
            facts::render_problems(&name, &source, &problems, false)
        )
    });
    Case::new(read.incident).unwrap()
}

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-25T12:00:00+01:00").unwrap()
}

/// The documents for people that the incident asks for.
fn documents(case: &Case, engine: &Engine) -> Vec<Document> {
    let assessment = case.assess(now());
    let occasion = Occasion {
        now: now(),
        markings: Markings::default(),
        despite: None,
    };
    language::CHECKED
        .iter()
        .filter(|name| {
            case.reason_against(engine, name, &assessment)
                .unwrap()
                .is_none()
        })
        .flat_map(|name| {
            case.documents(engine, name, &assessment, &occasion)
                .unwrap()
        })
        .map(|made| made.unwrap().document)
        .collect()
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

#[test]
fn what_people_read_is_plain() {
    let engine = Engine::new(&[]).unwrap();
    let mut wrong = String::new();
    let mut measured = 0;
    for path in incidents() {
        for document in documents(&case(&path), &engine) {
            let name = format!("{} {}", stem(&path), document.file_stem());
            if let Some(found) = language::readability(&document) {
                measured += 1;
                if std::env::var_os("SHOW").is_some() {
                    println!("{name}: {:.1} {:.0}", found.wiener, found.amstad);
                }
                if found.wiener > language::PLAIN {
                    let _ = writeln!(wrong, "{name}: {:.2}", found.wiener);
                }
            }
            if let Some((words, text)) = language::longest_sentence(&document)
                && words > GREATEST_LENGTH
            {
                let _ = writeln!(wrong, "{name}: {words} words: {text}");
            }
        }
    }
    assert!(measured > 40, "{measured}");
    assert!(wrong.is_empty(), "{wrong}");
}

fn findings(path: &Path, engine: &Engine) -> Vec<Finding> {
    let case = case(path);
    let assessment = case.assess(now());
    case.language_findings(engine, &assessment, now()).unwrap()
}

#[test]
fn the_examples_have_no_warning_on_language() {
    let engine = Engine::new(&[]).unwrap();
    let mut wrong = String::new();
    for path in incidents() {
        for finding in findings(&path, &engine) {
            if std::env::var_os("SHOW").is_some() || finding.level != Level::Hinweis {
                let _ = writeln!(
                    wrong,
                    "{} {} {} {:?} {}",
                    stem(&path),
                    finding.level.schluessel(),
                    finding.code,
                    finding.path.map(|path| path.0),
                    finding.message
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn an_official_text_that_people_read_is_a_finding_on_the_missing_one() {
    let engine = Engine::new(&[]).unwrap();
    let mut objected = 0;
    for path in incidents() {
        let mut facts = case(&path).whole().clone();
        let incident = facts["vorfall"].as_object_mut().unwrap();
        incident.shift_remove("beschreibung_buerger");
        for measure in facts["massnahmen"].as_array_mut().into_iter().flatten() {
            measure
                .as_object_mut()
                .unwrap()
                .shift_remove("text_buerger");
        }
        let case = Case::new(serde_json::from_value(facts).unwrap()).unwrap();
        let assessment = case.assess(now());
        let found = case.language_findings(&engine, &assessment, now()).unwrap();
        let missing: Vec<_> = found
            .iter()
            .filter(|finding| finding.code == "S008")
            .collect();
        let mut paths: Vec<_> = missing
            .iter()
            .filter_map(|finding| finding.path.clone())
            .collect();
        assert!(
            paths.iter().all(|path| path.as_str().ends_with("_buerger")),
            "{missing:#?}"
        );
        let count = paths.len();
        paths.dedup();
        assert_eq!(paths.len(), count, "one finding a text: {missing:#?}");
        if paths
            .iter()
            .any(|path| path.as_str() == "vorfall.beschreibung_buerger")
        {
            objected += 1;
        }
    }
    assert!(objected >= 8, "{objected}");
}
