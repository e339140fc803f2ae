//! An incident on its way: first report, follow-up, new notice, final report, each after the
//! release of the one before. What each document says first is golden.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)]

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use datenpanne::case::{Case, Made, Occasion, Released};
use datenpanne::document::{Document, Engine, Markings};
use datenpanne::facts::{Incident, read};
use datenpanne::render::text;
use serde_json::{Value, json};

/// The states of the example, with the time at which each is looked at and released.
const STATES: [(&str, &str); 4] = [
    ("1-erstmeldung", "2021-10-15T18:00:00+02:00"),
    ("2-folgemeldung", "2021-10-18T15:00:00+02:00"),
    ("3-bekanntmachung", "2021-12-23T12:00:00+01:00"),
    ("4-abschluss", "2022-03-15T10:00:00+01:00"),
];

const ISSUED: [&str; 3] = ["meldung", "portalbogen", "buergerinformation"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn time(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

fn incident(state: usize) -> Incident {
    let path = root().join(format!("beispiele/ksm-verlauf/{}.toml", STATES[state].0));
    let bytes = std::fs::read(path).unwrap();
    read("vorfall.toml", &bytes).unwrap().incident
}

/// The version that a state was released as.
fn released(state: usize) -> Released {
    Released::new(
        u32::try_from(state).unwrap() + 1,
        time(STATES[state].1),
        ISSUED.map(str::to_owned).to_vec(),
        Some(incident(state)),
    )
}

fn occasion(now: &str) -> Occasion {
    Occasion {
        now: time(now),
        markings: Markings::default(),
        despite: None,
    }
}

/// The documents of a name, of facts after these versions.
fn documents(facts: Incident, earlier: Vec<Released>, now: &str, name: &str) -> Vec<Made> {
    let engine = Engine::new(&[]).unwrap();
    let case = Case::new(facts).unwrap().with_earlier(earlier);
    let assessed = case.assess(time(now));
    case.documents(&engine, name, &assessed, &occasion(now))
        .unwrap()
        .into_iter()
        .map(|made| made.unwrap())
        .collect()
}

/// The documents of a state, after the release of those before.
fn at(state: usize, name: &str) -> Vec<Made> {
    let earlier = (0..state).map(released).collect();
    documents(incident(state), earlier, STATES[state].1, name)
}

/// Everything down to the section with this id.
fn until(document: &Document, section: &str) -> String {
    let mut short = document.clone();
    let end = short
        .blocks
        .iter()
        .position(|block| serde_json::to_value(block).unwrap()["id"] == section);
    short.blocks.truncate(end.expect("the section is there"));
    text::render(&short)
}

fn golden(name: &str, found: &str) {
    let path: PathBuf = root().join("tests/golden/verlauf").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, found).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        known == found,
        "{} differs; UPDATE_GOLDEN=1 rewrites it:\n{found}",
        path.display()
    );
}

#[test]
fn each_report_says_first_what_is_new() {
    for state in 1..STATES.len() {
        for made in at(state, "meldung") {
            let document = made.document;
            let said = until(&document, "verantwortlicher");
            golden(
                &format!("{}-{}.txt", state + 1, document.file_stem()),
                &said,
            );
        }
    }
}

#[test]
fn each_notice_says_first_what_is_new() {
    for state in 1..STATES.len() {
        let document = at(state, "buergerinformation").remove(0).document;
        let said = until(&document, "handeln");
        golden(&format!("{}-buergerinformation.txt", state + 1), &said);
    }
}
