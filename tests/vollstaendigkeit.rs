//! What a report form would refuse, a finding names first: every fact of a complete report is
//! taken away once, and announced as open once. Where the portal sheet then has an open field
//! that the template asks for, a finding concerns the sheet.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)]

use chrono::{DateTime, FixedOffset};
use datenpanne::case::{Case, Occasion};
use datenpanne::document::{Engine, Markings};
use datenpanne::facts::read;
use serde_json::{Value, json};

const FACTS: &str = include_str!("vollstaendig.toml");

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2021-10-16T12:00:00+02:00").unwrap()
}

fn whole() -> Value {
    let read = read("vollstaendig.toml", FACTS.as_bytes()).expect("the facts can be read");
    Case::new(read.incident).unwrap().whole().clone()
}

/// Numbers of the fields that the template asks for and that the sheet leaves open.
fn open_fields(case: &Case, engine: &Engine) -> Vec<u64> {
    let assessment = case.assess(now());
    let occasion = Occasion {
        now: now(),
        markings: Markings::default(),
        despite: None,
    };
    let made = case
        .documents(engine, "portalbogen", &assessment, &occasion)
        .unwrap()
        .remove(0)
        .unwrap();
    let sheet: Value = serde_json::from_str(&made.json.unwrap()).unwrap();
    let fields = sheet["felder"].as_array().unwrap();
    fields
        .iter()
        .filter(|field| field["stand"] == "offen" && field["pflicht"] != "nein")
        .map(|field| field["nummer"].as_u64().unwrap())
        .collect()
}

fn case(facts: &Value) -> Option<Case> {
    serde_json::from_value(facts.clone())
        .ok()
        .map(|incident| Case::new(incident).unwrap())
}

/// JSON pointers of everything that is written.
fn leaves(value: &Value, pointer: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(table) if table.contains_key("fehlt") => {}
        Value::Object(table) => {
            if table.contains_key("ungefaehr") {
                found.push(pointer.to_owned());
            } else {
                for (key, value) in table {
                    leaves(value, &format!("{pointer}/{key}"), found);
                }
            }
        }
        Value::Array(list) => {
            if !list.is_empty() {
                found.push(pointer.to_owned());
            }
            for (index, value) in list.iter().enumerate() {
                leaves(value, &format!("{pointer}/{index}"), found);
            }
        }
        Value::Null | Value::Bool(_) => {}
        Value::Number(_) | Value::String(_) => found.push(pointer.to_owned()),
    }
}

#[test]
fn no_form_refuses_what_no_finding_names() {
    let engine = Engine::new(&[]).unwrap();
    let facts = whole();
    let complete = case(&facts).unwrap();
    assert_eq!(complete.assess(now()).findings, []);
    assert_eq!(open_fields(&complete, &engine), [] as [u64; 0]);

    let silent = silent_gaps(&facts, "", &engine, 80);
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn nor_where_people_are_not_told() {
    let engine = Engine::new(&[]).unwrap();
    let mut facts = whole();
    facts["benachrichtigung"]["status"] = json!("ausnahme");
    facts["benachrichtigung"]["ausnahme"] = json!("abs3_b");
    facts["benachrichtigung"]["begruendung"] = json!("Der Zugang ist zu.");
    facts["benachrichtigung"]["schritte"] = json!([]);
    assert_eq!(open_fields(&case(&facts).unwrap(), &engine), [] as [u64; 0]);
    let silent = silent_gaps(&facts, "/benachrichtigung", &engine, 3);
    assert!(silent.is_empty(), "{silent:#?}");
}

/// Changes of the facts below a pointer that leave fields of the sheet open and that no finding
/// on the sheet names.
fn silent_gaps(facts: &Value, below: &str, engine: &Engine, at_least: usize) -> Vec<String> {
    let mut pointers = Vec::new();
    leaves(facts.pointer(below).unwrap(), below, &mut pointers);
    assert!(pointers.len() >= at_least, "{}", pointers.len());
    let mut silent = Vec::new();
    for pointer in pointers {
        let states = [
            json!({ "fehlt": true }),
            json!({ "offen": "wird geprüft" }),
            Value::Null,
            json!([]),
        ];
        for state in states {
            let mut changed = facts.clone();
            *changed.pointer_mut(&pointer).unwrap() = state.clone();
            let Some(case) = case(&changed) else {
                continue;
            };
            let open = open_fields(&case, engine);
            let named = case
                .assess(now())
                .findings
                .iter()
                .any(|finding| finding.documents.contains(&"portalbogen"));
            if !open.is_empty() && !named {
                silent.push(format!("{pointer} = {state}: Felder {open:?}"));
            }
        }
    }
    silent
}

/// The reports as text, each cut at the section on what is open, with that section behind.
fn reports(case: &Case, engine: &Engine) -> Vec<(String, String)> {
    let assessment = case.assess(now());
    let occasion = Occasion {
        now: now(),
        markings: Markings::default(),
        despite: None,
    };
    case.documents(engine, "meldung", &assessment, &occasion)
        .unwrap()
        .into_iter()
        .map(|made| {
            let said = datenpanne::render::text::render(&made.unwrap().document);
            let said = said.replace('\u{a0}', " ");
            let (before, behind) = said.split_once("14 Noch offene Angaben").unwrap();
            (before.to_owned(), behind.to_owned())
        })
        .collect()
}

#[test]
fn what_a_report_prints_as_not_stated_is_counted_as_open() {
    let engine = Engine::new(&[]).unwrap();
    let mut facts = whole();
    let list = |facts: &mut Value, path: &str, entry: Value| {
        let place = facts.pointer_mut(path).unwrap();
        if !place.is_array() {
            *place = json!([]);
        }
        place.as_array_mut().unwrap().push(entry);
    };
    facts["beteiligte"][0]["leistung"] = json!("Betrieb der Fachverfahren");
    facts["stellen"][0]["aktenzeichen"] = json!("VG-1");
    facts["meldung"]["eingereicht"][0]["weg"] = json!("portal");
    facts["daten"][0]["gewissheit"] = json!("sicher");
    facts["wiederherstellung"]["am"] = json!("2021-10-15");
    facts["wiederherstellung"]["datensicherung"] = json!("vorhanden");
    for (path, entry) in [
        (
            "/daten",
            json!({ "kategorie": "steuerdaten", "beispiele": ["Gewerbesteuer"] }),
        ),
        (
            "/daten",
            json!({ "kategorie": "besondere_kategorien", "beispiele": ["Gesundheit"] }),
        ),
        (
            "/daten",
            json!({ "kategorie": "kontaktdaten", "beispiele": ["Anschrift"] }),
        ),
        (
            "/verlauf",
            json!({ "am": "2021-10-15T10:00:00+02:00", "text": "Der Krisenstab tritt zusammen." }),
        ),
        (
            "/empfaenger",
            json!({ "bezeichnung": "Verein", "anzahl": 2, "vertrauenswuerdig": "ja", "reaktion": "geloescht" }),
        ),
        (
            "/bereiche",
            json!({ "name": "Steueramt", "fachgebiet": "realsteuern", "daten": ["steuerdaten"] }),
        ),
        ("/anlagen", json!({ "bezeichnung": "Bescheid" })),
    ] {
        list(&mut facts, path, entry);
    }
    for (before, behind) in reports(&case(&facts).unwrap(), &engine) {
        assert!(
            before.contains("Diese Meldung ist vollständig."),
            "{before}"
        );
        assert!(!before.contains("noch nicht"), "{before}");
        assert!(behind.contains("Es sind keine Angaben offen."), "{behind}");
    }
    let mut pointers = Vec::new();
    leaves(&facts, "", &mut pointers);
    assert!(pointers.len() > 100, "{}", pointers.len());
    let mut uncounted = Vec::new();
    for pointer in pointers {
        let mut changed = facts.clone();
        let place = changed.pointer_mut(&pointer).unwrap();
        *place = if place.is_array() {
            json!([])
        } else {
            json!({ "fehlt": true })
        };
        let Some(case) = case(&changed).or_else(|| {
            *changed.pointer_mut(&pointer).unwrap() = Value::Null;
            self::case(&changed)
        }) else {
            continue;
        };
        for (before, behind) in reports(&case, &engine) {
            let gap = before.split("noch nicht").nth(1);
            let claims = before.contains("Diese Meldung ist vollständig.")
                || behind.contains("Es sind keine Angaben offen.");
            if let Some(gap) = gap.filter(|_| claims) {
                let start: String = gap.chars().take(60).collect();
                uncounted.push(format!("{pointer}: noch nicht{start}"));
            }
        }
    }
    assert!(uncounted.is_empty(), "{uncounted:#?}");
}
