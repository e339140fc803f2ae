//! Rules by fixture: every line of `tests/sprache/CODE.txt` is a text that has the finding, every
//! line of `CODE.nicht.txt` one that has it not, and no line of `ohne.txt` has any.
//!
//! Lines that begin with `%` set what holds for those that follow: `%pfad` the fact that the text
//! comes from, `%fakten` the facts as JSON, `%ganz` that all lines are one document.

#![allow(clippy::disallowed_methods)]

use std::path::Path;

use serde_json::json;

use super::*;
use crate::document::model::{Block, Inline, Layout, Markings};

/// A text with where it comes from.
struct Case {
    line: String,
    document: Document,
    facts: Json,
}

fn document(name: &str, path: &str, lines: &[&str]) -> Document {
    let paragraph = |line: &&str| Block::Paragraph {
        content: vec![Inline::fact(*line, FieldPath::new(path))],
    };
    Document {
        name: name.to_owned(),
        part: None,
        title: String::new(),
        subject: String::new(),
        layout: Layout::Seite,
        sender: String::new(),
        reference: String::new(),
        date: String::new(),
        foot: String::new(),
        markings: Markings::default(),
        fingerprint: None,
        release: None,
        by_hand: Vec::new(),
        blocks: lines.iter().map(paragraph).collect(),
        conditions: BTreeSet::new(),
    }
}

fn cases(name: &str) -> Vec<Case> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/sprache")
        .join(format!("{name}.txt"));
    let text = std::fs::read_to_string(&file).unwrap_or_else(|_| panic!("{}", file.display()));
    let mut path = "vorfall.beschreibung_buerger";
    let mut facts = Json::Null;
    let mut whole = false;
    let mut found = Vec::new();
    let mut lines = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(given) = line.strip_prefix("%pfad ") {
            path = given;
        } else if let Some(given) = line.strip_prefix("%fakten ") {
            facts = serde_json::from_str(given).unwrap();
        } else if line == "%ganz" {
            whole = true;
        } else if whole {
            lines.push(line);
        } else {
            found.push(Case {
                line: line.to_owned(),
                document: document("buergerinformation", path, &[line]),
                facts: facts.clone(),
            });
        }
    }
    if whole {
        found.push(Case {
            line: lines.join(" "),
            document: document("buergerinformation", path, &lines),
            facts,
        });
    }
    assert!(!found.is_empty(), "{name}");
    found
}

#[test]
fn every_rule_has_texts_that_break_it_and_texts_that_do_not() {
    let mut wrong = Vec::new();
    for rule in &RULES {
        for (name, expected) in [
            (rule.code.to_owned(), true),
            (format!("{}.nicht", rule.code), false),
        ] {
            for case in cases(&name) {
                let found = check([&case.document], &case.facts);
                let fires = found.iter().any(|finding| finding.code == rule.code);
                if fires != expected {
                    let codes: Vec<_> = found.iter().map(|finding| finding.code).collect();
                    wrong.push(format!("{name}: {} {codes:?}", case.line));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn good_sentences_have_no_finding() {
    for case in cases("ohne") {
        let found = check(
            [&case.document],
            &json!({ "vorfall": { "abfluss": "bestaetigt" } }),
        );
        assert!(found.is_empty(), "{}: {found:#?}", case.line);
    }
}

#[test]
fn a_sentence_in_several_documents_is_one_finding() {
    let line = ["Das LKA ermittelt."];
    let path = "massnahmen[0].text_buerger";
    let made = ["aushang", "pressemitteilung", "meldung"].map(|name| document(name, path, &line));
    let found = check(&made, &Json::Null);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].documents, ["aushang", "pressemitteilung"]);
    assert_eq!(found[0].path, Some(FieldPath::new(path)));
    assert_eq!(
        found[0].message,
        "Die Abkürzung LKA ist nicht erklärt: „Das LKA ermittelt“ (aushang, pressemitteilung)"
    );
}

#[test]
fn findings_are_no_errors_and_quote_briefly() {
    let long = "Wort ".repeat(300) + "Ende.";
    let endless = "W".repeat(4000) + ".";
    for text in [long.as_str(), endless.as_str()] {
        let made = document("aushang", "vorfall.beschreibung_buerger", &[text]);
        let found = check([&made], &Json::Null);
        assert!(!found.is_empty());
        for finding in found {
            assert_ne!(finding.level, Level::Fehler);
            assert!(finding.message.chars().count() < 260, "{}", finding.message);
        }
    }
}

#[test]
fn every_set_of_documents_has_its_place() {
    for mask in 1_usize..1 << CHECKED.len() {
        let names: BTreeSet<&'static str> = CHECKED
            .into_iter()
            .enumerate()
            .filter(|(bit, _)| mask & 1 << bit != 0)
            .map(|(_, name)| name)
            .collect();
        let found: BTreeSet<&str> = set(&names).iter().copied().collect();
        assert_eq!(found, names);
    }
}

/// What the lists of words say to people, whole sentences without inserted values.
fn own_words() -> Vec<String> {
    let source = include_str!("../../../locales/de.ftl");
    let for_people = [".buerger = ", ".rat", ".bitte = ", ".erklaert = "];
    let mut speaks = false;
    let mut found = Vec::new();
    for line in source.lines() {
        let bare = line.trim_start();
        let text = if bare.starts_with(['[', '*']) {
            bare.split_once("] ").map(|(_, text)| text)
        } else {
            speaks = for_people.iter().any(|start| bare.starts_with(start));
            bare.split_once(" = ").map(|(_, text)| text)
        };
        if let (true, Some(text)) = (speaks, text)
            && !text.contains('{')
            && text.ends_with(['.', '?', '!'])
        {
            found.push(text.to_owned());
        }
    }
    assert!(found.len() > 80, "{}", found.len());
    found
}

#[test]
fn what_the_program_says_itself_is_plain() {
    let mut wrong = Vec::new();
    for text in own_words() {
        let made = document(
            "buergerinformation",
            "folgen[betrug].beschreibung",
            &[&text],
        );
        for finding in check([&made], &Json::Null) {
            wrong.push(format!("{} {}", finding.code, finding.message));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

proptest::proptest! {
    #[test]
    fn any_text_can_be_checked(text in "[\\PC\u{a0}\u{202f} .,„“()–-]{0,200}") {
        let made = document("aushang", "vorfall.beschreibung_buerger", &[&text]);
        for sentence in passages::sentences_of(&made) {
            for word in &sentence.words {
                proptest::prop_assert_eq!(sentence.text.get(word.place.clone()), Some(word.text.as_str()));
            }
        }
        let _ = check([&made], &Json::Null);
    }
}
