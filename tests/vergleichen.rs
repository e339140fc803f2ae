//! What changed between two versions: marks in every face, facts, words, and the command.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;
#[path = "pdf/preflight.rs"]
#[allow(dead_code)]
mod preflight;

use std::sync::OnceLock;

use chrono::{DateTime, FixedOffset};
use datenpanne::case::{Case, Occasion};
use datenpanne::document::model::{Block, Change, Inline};
use datenpanne::document::{DOCUMENTS, Document, Engine, Markings};
use datenpanne::drafts::compare::facts::{apply, changes};
use datenpanne::drafts::compare::{Version, compare, side, words};
use datenpanne::facts::{self, Zeitpunkt};
use datenpanne::render::html::HtmlOptions;
use datenpanne::render::pdf::{self, PdfOptions, tags};
use datenpanne::render::{self, html, text};
use proptest::prelude::*;
use serde_json::{Value, json};

static EXAMPLES: OnceLock<Vec<Value>> = OnceLock::new();

fn options() -> PdfOptions {
    PdfOptions::new(Zeitpunkt::parse("2021-10-17T16:00").unwrap().bei())
}

#[test]
fn text_marks_changed_words() {
    let face = text::render(&common::redline());
    for line in [
        "Meldung [-eines Vorfalls-][+einer Verletzung+]",
        "Wir haben [-die Zahl noch nicht-] [+1.320 Personen+] gezählt.",
        "[-Dieser Absatz fällt weg.-]",
        "- [+Kommt hinzu+]",
    ] {
        assert!(
            face.to_lowercase().contains(&line.to_lowercase()),
            "{line}\n{face}"
        );
    }
}

#[test]
fn html_marks_changed_words_and_says_so() {
    let face = html::render(&common::redline(), &HtmlOptions::default());
    assert!(face.contains(
        "<del><span class=\"gesprochen\" data-rahmen>gelöscht: </span>Dieser Absatz fällt weg.\
         <span class=\"gesprochen\" data-rahmen> Ende der Löschung </span></del>"
    ));
    assert_eq!(
        face.matches("<ins>").count(),
        face.matches("</ins>").count()
    );
    assert!(face.contains("line-through"));
    let plain = html::render(&common::sample(), &HtmlOptions::default());
    assert!(
        !plain.contains("line-through"),
        "no document carries what only redlines need"
    );
}

#[test]
fn pdf_tags_changed_words_and_says_so() {
    let document = common::redline();
    let rendered = pdf::render(&document, &options()).unwrap();
    let problems = preflight::problems(&rendered.bytes);
    assert!(problems.is_empty(), "{problems:#?}");
    if let Some(folder) = std::env::var_os("DATENPANNE_PDF_AUSGABE") {
        let folder = std::path::PathBuf::from(folder);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("aenderungen.pdf"), &rendered.bytes).unwrap();
    }
    let (laid_out, _) = pdf::lay_out(&document).unwrap();
    let tree = tags::as_text(&laid_out);
    assert!(
        tree.contains("Span (LineThrough) gelöscht: Dieser Absatz fällt weg. Ende der Löschung"),
        "{tree}"
    );
    assert!(
        tree.contains("Span (Underline) eingefügt: 1.320 Personen Ende der Einfügung"),
        "{tree}"
    );
    // A change over several lines is announced once.
    assert_eq!(tree.matches("eingefügt: ").count(), 5, "{tree}");
    assert_eq!(tree.matches("Ende der Einfügung").count(), 5, "{tree}");
}

/// All facts of a file, normalised.
fn facts_of(path: &std::path::Path) -> Value {
    let bytes = std::fs::read(path).unwrap();
    let read = facts::read("fakten", &bytes).unwrap();
    Case::new(read.incident).unwrap().whole().clone()
}

fn examples() -> Vec<Value> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = ["beispiele", "tests/arten"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    files.push(root.join("tests/vollstaendig.toml"));
    files.sort();
    files.iter().map(|path| facts_of(path)).collect()
}

/// Changes facts in all ways that a hand changes them: values, states, entries, their order.
fn shake(value: &mut Value, dice: &mut impl FnMut(u32) -> u32) {
    match value {
        Value::Object(table) if table.contains_key("fehlt") => {
            if dice(8) == 0 {
                *value = [
                    json!("neu"),
                    json!(["a", "b"]),
                    json!({ "offen": "folgt", "bis": null }),
                ][dice(3) as usize]
                    .clone();
            }
        }
        Value::Object(table) => table.values_mut().for_each(|inner| shake(inner, dice)),
        Value::Array(items) => {
            items.iter_mut().for_each(|item| shake(item, dice));
            if items.is_empty() {
                return;
            }
            let at = |dice: &mut dyn FnMut(u32) -> u32| {
                dice(u32::try_from(items.len()).unwrap()) as usize
            };
            let (one, other) = (at(dice), at(dice));
            match dice(9) {
                0 => drop(items.remove(one)),
                1 => items.swap(one, other),
                2 => items.insert(one, items[other].clone()),
                3 => items.push(json!({ "name": "[Neu].x", "text": "ein neuer Eintrag" })),
                _ => {}
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            let states = [
                json!({ "fehlt": true }),
                json!({ "offen": "wird ermittelt", "bis": "2021-11-01" }),
                json!({ "ungefaehr": 12 }),
                json!({ "nicht_bestimmbar": "Grund" }),
                json!({ "von": 1, "bis": 5 }),
                json!(null),
                json!("ein anderer Text"),
                json!(17),
                json!(true),
            ];
            let state = dice(9) as usize;
            if dice(12) == 0 {
                *value = states[state].clone();
            } else if let (Value::String(text), 0) = (&mut *value, dice(10)) {
                text.push_str(" und mehr");
            }
        }
    }
}

/// Changes facts so that they stay facts: texts, numbers, open values, entries and their order.
fn reword(value: &mut Value, dice: &mut impl FnMut(u32) -> u32) {
    match value {
        Value::Object(table) if table.contains_key("ungefaehr") => {
            if let (0, Some(exact)) = (dice(3), table.get("ungefaehr")) {
                *value = exact.clone();
            }
        }
        Value::Object(table) => table.values_mut().for_each(|inner| reword(inner, dice)),
        Value::Array(items) => {
            items.iter_mut().for_each(|item| reword(item, dice));
            if !items.is_empty() {
                let length = u32::try_from(items.len()).unwrap();
                let (one, other) = (dice(length) as usize, dice(length) as usize);
                match dice(8) {
                    0 => drop(items.remove(one)),
                    1 => items.swap(one, other),
                    2 => items.insert(one, items[other].clone()),
                    _ => {}
                }
            }
        }
        Value::String(text) if text.contains(' ') => {
            let mut words: Vec<&str> = text.split(' ').collect();
            let length = u32::try_from(words.len()).unwrap();
            match dice(9) {
                0 => words.insert(dice(length + 1) as usize, "heute"),
                1 => drop(words.remove(dice(length) as usize)),
                2 => words.swap(dice(length) as usize, dice(length) as usize),
                3 => words.push("Das ist z. B. neu. Mehr folgt."),
                _ => return,
            }
            *value = json!(words.join(" "));
        }
        Value::Number(number) if number.is_u64() && dice(5) == 0 => *value = json!(3),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn equal_facts_have_no_changes() {
    for facts in examples() {
        assert_eq!(changes(&facts, &facts), []);
    }
}

#[test]
fn any_two_incidents_are_compared_without_loss() {
    let all = examples();
    for old in &all {
        for new in &all {
            assert_eq!(apply(old, &changes(old, new)), *new);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changes_of_facts_lose_nothing(which in 0usize..100, seed in any::<u64>()) {
        let all = EXAMPLES.get_or_init(examples);
        let old = &all[which % all.len()];
        let mut state = seed;
        let mut dice = move |sides: u32| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u32::try_from((state >> 33) % u64::from(sides)).unwrap()
        };
        let mut new = old.clone();
        shake(&mut new, &mut dice);
        let found = changes(old, &new);
        prop_assert_eq!(apply(old, &found), new.clone());
        prop_assert_eq!(found.is_empty(), *old == new);
        let back = changes(&new, old);
        prop_assert_eq!(&apply(&new, &back), old);
    }
}

#[test]
fn what_became_of_a_fact_has_a_name() {
    let kind = |path: &str, old: Value, new: Value| {
        let table = |value: Value| {
            let (first, last) = path.split_once('.').unwrap();
            json!({ (first): { (last): value } })
        };
        let found = changes(&table(old), &table(new));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].path.as_str(), path);
        found[0].kind.key()
    };
    let open = || json!({ "offen": "wird gezählt", "bis": "2021-10-29" });
    let number = "betroffene.anzahl";
    for (old, new, expected) in [
        (open(), json!(1320), "bekannt_geworden"),
        (open(), json!({ "von": 1, "bis": 9 }), "bekannt_geworden"),
        (
            json!({ "nicht_bestimmbar": "x" }),
            json!(3),
            "bekannt_geworden",
        ),
        (json!({ "ungefaehr": 1300 }), json!(1320), "sicher_geworden"),
        (json!({ "von": 1, "bis": 9 }), json!(5), "sicher_geworden"),
        (json!(5), json!({ "ungefaehr": 5 }), "unsicher_geworden"),
        (json!(5), open(), "unsicher_geworden"),
        (json!(5), json!(6), "geaendert"),
        (json!({ "fehlt": true }), json!(6), "hinzugefuegt"),
        (json!(6), json!({ "fehlt": true }), "entfernt"),
        (json!(6), json!({ "entfaellt": "Grund" }), "geaendert"),
    ] {
        assert_eq!(kind(number, old, new), expected);
    }
    let abfluss = "vorfall.abfluss";
    for (old, new, expected) in [
        ("nicht_auszuschliessen", "bestaetigt", "sicher_geworden"),
        ("wahrscheinlich", "ausgeschlossen", "sicher_geworden"),
        ("nicht_auszuschliessen", "wahrscheinlich", "sicher_geworden"),
        ("ausgeschlossen", "wahrscheinlich", "unsicher_geworden"),
        ("bestaetigt", "ausgeschlossen", "geaendert"),
        ("offen", "bestaetigt", "bekannt_geworden"),
    ] {
        assert_eq!(
            kind(abfluss, json!(old), json!(new)),
            expected,
            "{old} {new}"
        );
    }
}

#[test]
fn entries_are_known_by_their_keys_and_by_their_words() {
    let old = json!({
        "daten": [{ "kategorie": "kontaktdaten", "anzahl": 5 }, { "kategorie": "steuerdaten", "anzahl": 7 }],
        "massnahmen": [{ "text": "Alle Server wurden vom Netz getrennt", "stand": "geplant" }],
        "entscheidungen": [{ "gegenstand": "meldung", "text": "x" }],
        "stellen": [{ "name": "A", "intern": true, "telefon": "1" }],
    });
    let new = json!({
        "daten": [{ "kategorie": "zahlungsmittel", "anzahl": 1 }, { "kategorie": "kontaktdaten", "anzahl": 6 },
                  { "kategorie": "steuerdaten", "anzahl": 7 }],
        "massnahmen": [{ "text": "Neu", "stand": "geplant" },
                       { "text": "Alle Server wurden vom Netz getrennt", "stand": "ergriffen" }],
        "entscheidungen": [{ "gegenstand": "meldung", "text": "y" }],
        "stellen": [{ "name": "A", "intern": true, "telefon": "2" }],
    });
    let found = changes(&old, &new);
    let seen: Vec<(&str, &str, bool)> = found
        .iter()
        .map(|change| (change.path.as_str(), change.kind.key(), change.internal))
        .collect();
    assert_eq!(
        seen,
        [
            ("daten[zahlungsmittel]", "hinzugefuegt", false),
            ("daten[kontaktdaten].anzahl", "geaendert", false),
            ("massnahmen[1]", "hinzugefuegt", false),
            ("massnahmen[2].stand", "geaendert", false),
            ("entscheidungen[meldung].text", "geaendert", true),
            ("stellen[A].telefon", "geaendert", true),
        ]
    );
    assert_eq!(found[3].old_path.as_str(), "massnahmen[1].stand");
    assert!(
        found[3]
            .label
            .contains("„Alle Server wurden vom Netz getrennt“"),
        "{}",
        found[3].label
    );
    assert_eq!(found[1].old_words().as_deref(), Some("5"));
}

fn now() -> DateTime<FixedOffset> {
    Zeitpunkt::parse("2021-10-17T16:00").unwrap().bei()
}

/// All documents of these facts, as drafts.
fn documents(facts: &Value) -> Option<Vec<Document>> {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    let engine = ENGINE.get_or_init(|| Engine::new(&[]).unwrap());
    let case = Case::new(serde_json::from_value(facts.clone()).ok()?).unwrap();
    let assessed = case.assess(now());
    let occasion = Occasion {
        now: now(),
        markings: Markings::default(),
        despite: None,
    };
    let made = DOCUMENTS
        .iter()
        .flat_map(|name| case.documents(engine, name, &assessed, &occasion).unwrap());
    Some(made.map(|made| made.unwrap().document).collect())
}

#[track_caller]
fn assert_lossless(old: &Document, new: &Document) {
    let redline = words::redline(Some(old), Some(new)).unwrap();
    let says = |document: &Document| render::words::words(document);
    let taken = side(&redline.document, Change::Inserted);
    assert_eq!(says(&taken), says(new), "{}", new.name);
    let refused = side(&redline.document, Change::Deleted);
    assert_eq!(says(&refused), says(old), "{}", old.name);
    // Every mark belongs to a passage, and the faces draw it.
    let mut marks = 0;
    redline.document.each_inline(&mut |inline| {
        marks +=
            usize::from(matches!(inline, Inline::Changed { content, .. } if !content.is_empty()));
    });
    let named: usize = redline
        .passages
        .iter()
        .map(|passage| passage.marks.len())
        .sum();
    assert_eq!(marks, named);
    let html = html::render(&redline.document, &HtmlOptions::default());
    assert_eq!(
        html.matches("<ins>").count() + html.matches("<del>").count(),
        marks
    );
    if old.blocks == new.blocks && old.subject == new.subject {
        assert_eq!(redline.passages, []);
    }
}

#[test]
fn words_of_any_two_incidents_are_compared_without_loss() {
    let all: Vec<Vec<Document>> = examples().iter().filter_map(documents).collect();
    for (index, old) in all.iter().enumerate() {
        for new in [
            &all[index],
            &all[(index + 1) % all.len()],
            &all[(index + 7) % all.len()],
        ] {
            for before in old {
                for after in new.iter().filter(|after| after.name == before.name) {
                    assert_lossless(before, after);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_lose_nothing_when_facts_change(which in 0usize..100, seed in any::<u64>()) {
        let all = EXAMPLES.get_or_init(examples);
        let old = &all[which % all.len()];
        let mut state = seed;
        let mut dice = move |sides: u32| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u32::try_from((state >> 33) % u64::from(sides)).unwrap()
        };
        let mut new = old.clone();
        reword(&mut new, &mut dice);
        let before = documents(old).unwrap();
        let after = documents(&new).expect("reworded facts are facts");
        for old in &before {
            if let Some(new) = after.iter().find(|new| new.file_stem() == old.file_stem()) {
                assert_lossless(old, new);
            }
        }
    }

    /// Blocks in any order, with words from a small stock, so that equal and moved ones abound.
    #[test]
    fn blocks_in_any_order_lose_nothing(
        old in prop::collection::vec(0u8..40, 0..14),
        new in prop::collection::vec(0u8..40, 0..14),
    ) {
        let build = |numbers: &[u8]| {
            let mut document = common::sample();
            let stock = document.blocks.clone();
            document.blocks = numbers.iter().map(|number| {
                let number = usize::from(*number);
                match stock.get(number) {
                    Some(block) => block.clone(),
                    None if number % 3 == 0 => Block::Heading {
                        level: 2,
                        id: format!("teil-{}", number % 5),
                        content: vec![Inline::text(format!("Teil {}", number % 4))],
                    },
                    None => Block::Paragraph { content: vec![Inline::text(format!(
                        "Das ist Satz {}. Er gilt z. B. für Art. 33 Abs. {} DSGVO, bis 3. November 2021. Ende.",
                        number % 7, number % 3
                    ))] },
                }
            }).collect();
            document
        };
        assert_lossless(&build(&old), &build(&new));
    }
}

/// What a hundred entries more bring is found with few renderings, and still names its entries.
#[test]
fn many_changed_facts_are_tried_by_tables_and_named_one_by_one() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let old = facts_of(&root.join("beispiele/ksm-schwerin.toml"));
    let mut new = old.clone();
    let entries = new["verlauf"].as_array_mut().unwrap();
    for number in 0..100 {
        entries.push(json!({
            "am": format!("2021-10-16T{:02}:{:02}:00+02:00", 8 + number / 60, number % 60),
            "text": format!("Schritt {number} ist getan."),
        }));
    }
    let case = |facts: &Value| Case::new(serde_json::from_value(facts.clone()).unwrap()).unwrap();
    let (old, new) = (case(&old), case(&new));
    let engine = Engine::new(&[]).unwrap();
    let version = |case| Version {
        case,
        now: now(),
        engine: &engine,
        markings: Markings::default(),
    };
    let names = ["meldung".to_owned()];
    let compared = compare(version(&old), version(&new), &names).unwrap();
    assert_eq!(compared.facts.len(), 100);
    let passages: Vec<_> = compared
        .documents
        .iter()
        .flat_map(|document| &document.passages)
        .filter(|passage| {
            passage
                .passage
                .new
                .iter()
                .any(|said| said.contains("Schritt 7 "))
        })
        .collect();
    assert!(!passages.is_empty());
    for passage in passages {
        assert!(
            passage.facts.len() < 3 && !passage.facts.is_empty(),
            "{:?}",
            passage.facts
        );
    }
}
