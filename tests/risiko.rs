//! The proposal on the risk: `tests/risiko/*.toml` are facts with the expected answer in the head.

use std::path::{Path, PathBuf};

use datenpanne::facts::{self, Incident};
use datenpanne::law::risk::{Duty, Effect, Proposal, propose};
use serde_json::Value;

struct Case {
    name: String,
    incident: Incident,
    risk: String,
    report: String,
    communicate: String,
}

fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/risiko");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files.iter().map(|path| case(path)).collect()
}

fn case(path: &Path) -> Case {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).unwrap();
    let expected = text
        .lines()
        .find_map(|line| line.strip_prefix("# erwartet: "))
        .unwrap_or_else(|| panic!("{name} says nothing of what is expected"));
    assert!(text.contains("\n# Quelle: "), "{name} has no source");
    let answer = |key: &str| {
        expected
            .split(", ")
            .find_map(|part| part.strip_prefix(key))
            .unwrap_or_else(|| panic!("{name}: {key} is missing"))
            .trim()
            .to_owned()
    };
    let read = facts::read(&format!("{name}.toml"), text.as_bytes());
    let read = read.unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
    Case {
        incident: read.incident,
        risk: answer("risiko"),
        report: answer("meldung"),
        communicate: answer("benachrichtigung"),
        name,
    }
}

fn texts(proposal: &Proposal) -> Vec<&str> {
    let reasons = proposal.reasons.iter();
    reasons.map(|reason| reason.text.as_str()).collect()
}

#[test]
fn every_case_is_proposed_as_its_source_has_it() {
    let cases = cases();
    let of = |prefix: &str| cases.iter().filter(|c| c.name.starts_with(prefix)).count();
    assert!(of("anhang-b-") >= 10 && of("edsa-") == 18 && of("kommune-") >= 15);
    let mut wrong = Vec::new();
    for case in &cases {
        let proposal = propose(&case.incident);
        let found = [
            word(proposal.risk),
            word(proposal.report),
            word(proposal.communicate),
        ];
        let expected = [&case.risk, &case.report, &case.communicate];
        if found.iter().ne(expected) {
            wrong.push(format!(
                "{}: {found:?} instead of {expected:?}: {:#?}",
                case.name,
                texts(&proposal)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
