//! What findings say of sound facts: the examples, at the time each of them states, and the
//! fixtures of all kinds of breach, a day after awareness. Their texts spring no trap, nothing
//! floods, and what is said is what was looked at and found true and useful.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)]

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, TimeDelta};
use datenpanne::case::Case;
use datenpanne::facts::{Incident, Zeitpunkt, read};
use datenpanne::law::{Finding, Level};

/// More warnings than this nobody reads at hour 60.
const MANY: usize = 12;

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    files.sort();
    assert!(files.len() > 5);
    files
}

/// The stated time of a file, or a day after somebody became aware.
fn time(source: &str, incident: &Incident) -> DateTime<FixedOffset> {
    let stated = source
        .lines()
        .find_map(|line| line.strip_prefix("# Zeitpunkt: "));
    match stated {
        Some(stated) => Zeitpunkt::parse(stated.trim()).unwrap().bei(),
        None => {
            let times = &incident.zeiten;
            let aware = times.kenntnis.hoechstens();
            let aware = aware.or(times.kenntnis_auftragsverarbeiter.hoechstens());
            aware.unwrap().bei() + TimeDelta::days(1)
        }
    }
}

/// The findings of all files of a folder, by file name.
fn findings(folder: &str) -> Vec<(String, Vec<Finding>)> {
    files(folder)
        .into_iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let source = std::fs::read_to_string(&path).unwrap();
            let incident = read(&name, source.as_bytes()).unwrap().incident;
            let now = time(&source, &incident);
            let found = Case::new(incident).unwrap().assess(now).findings.clone();
            (name, found)
        })
        .collect()
}

#[test]
fn no_text_of_an_example_springs_a_trap() {
    for folder in ["beispiele", "tests/arten"] {
        for (name, found) in findings(folder) {
            for finding in found {
                let trap = ["M7", "B40", "B005", "M310"];
                assert!(
                    !trap.iter().any(|code| finding.code.starts_with(code)),
                    "{name}: {finding:#?}"
                );
            }
        }
    }
}

#[test]
fn nothing_floods() {
    for folder in ["beispiele", "tests/arten"] {
        for (name, found) in findings(folder) {
            let warnings = found.iter().filter(|f| f.level <= Level::Warnung).count();
            assert!(warnings <= MANY, "{name}: {warnings}");
        }
    }
}

#[test]
fn the_examples_contradict_nothing() {
    // What a report form asks for and an example leaves out stays a hint; a competence that is
    // to be settled stays a warning.
    for (name, found) in findings("beispiele") {
        for finding in found {
            let settled = finding.level == Level::Hinweis || finding.code == "M301";
            assert!(
                settled || finding.code.starts_with(['R', 'S']),
                "{name}: {finding:#?}"
            );
        }
    }
}
