//! Findings by fixture: `tests/befunde/grundlage.toml` and `grundlage-auftragsverarbeiter.toml`
//! have none; every other file there changes one of them a little (`A…` the second).
//!
//! `CODE.toml` names the level and the path of the finding that must appear. `CODE.nicht.toml`
//! comes close, and the code must not appear. A code that a fixture makes appear by nothing but
//! taking facts away needs no such file: the base holds these facts, and has no finding.

#![allow(clippy::disallowed_methods)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::*;
use crate::facts::Zeitpunkt;

const NOW: &str = "2021-10-16T12:00:00";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/befunde")
}

fn now(text: &str) -> DateTime<FixedOffset> {
    Zeitpunkt::parse(text).unwrap().bei()
}

fn to_json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(flag) => json!(flag),
        toml::Value::Datetime(time) => json!(time.to_string()),
        toml::Value::Array(items) => items.into_iter().map(to_json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(k, v)| (k, to_json(v))).collect(),
    }
}

fn load(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap();
    to_json(toml::Value::Table(toml::from_str(&text).unwrap()))
}

fn merge(into: &mut Value, from: &Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) if from.get("offen").is_none() => {
            for (key, value) in from {
                merge(into.entry(key.clone()).or_insert(Value::Null), value);
            }
        }
        (into, from) => *into = from.clone(),
    }
}

fn remove(from: &mut Value, path: &str) {
    let (table, key) = match path.rsplit_once('.') {
        Some((table, key)) => (
            from.pointer_mut(&format!("/{}", table.replace('.', "/"))),
            key,
        ),
        None => (Some(from), path),
    };
    let removed = table
        .and_then(Value::as_object_mut)
        .and_then(|t| t.shift_remove(key));
    assert!(removed.is_some(), "{path} is not there to be removed");
}

fn base() -> Value {
    load(&folder().join("grundlage.toml"))
}

fn processor_base() -> Value {
    load(&folder().join("grundlage-auftragsverarbeiter.toml"))
}

fn incident(facts: &Value) -> Incident {
    serde_json::from_value(facts.clone()).unwrap()
}

fn fixtures() -> Vec<(String, Value)> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, load(&path))
        })
        .filter(|(name, _)| !name.starts_with("grundlage"))
        .collect()
}

/// The authorities with a user's own data over them; `own` is what the file would hold.
fn own_authorities(own: &Value) -> Authorities {
    let text = serde_json::to_vec(own).unwrap();
    let own = authority::overrides::read("behoerden.json", &text).unwrap();
    Authorities::shipped().with(&own)
}

#[test]
fn the_bases_have_no_findings() {
    for facts in [base(), processor_base()] {
        let assessment = assess(&incident(&facts), now(NOW));
        assert_eq!(assessment.findings, []);
    }
}

/// The facts of a fixture, and the time at which they are looked at.
fn apply(name: &str, fixture: &Value) -> (Value, DateTime<FixedOffset>) {
    let mut facts = if name.starts_with('A') {
        processor_base()
    } else {
        base()
    };
    let empty = Vec::new();
    for path in fixture["entfernen"].as_array().unwrap_or(&empty) {
        remove(&mut facts, path.as_str().unwrap());
    }
    merge(
        &mut facts,
        fixture.get("setzen").unwrap_or(&Value::Object(Map::new())),
    );
    let time = now(fixture["jetzt"].as_str().unwrap_or(NOW));
    // The mark of these very facts, as the finding's advice gives it.
    if let Some(mark) = facts.pointer_mut("/textfassungen/0/grundlage")
        && *mark == "@STAND@"
    {
        *mark = Value::Null;
        let findings = assess(&incident(&facts), time).findings;
        let hint = &findings.iter().find(|f| f.code == "M708").unwrap().hint;
        facts["textfassungen"][0]["grundlage"] = json!(hint.split('"').nth(1).unwrap());
    }
    (facts, time)
}

fn code(name: &str) -> &str {
    name.split(['-', '.']).next().unwrap()
}

fn must_not_fire(name: &str) -> bool {
    name.ends_with(".nicht")
}

#[test]
fn every_fixture_fires() {
    for (name, fixture) in fixtures() {
        if must_not_fire(&name) {
            continue;
        }
        let (facts, time) = apply(&name, &fixture);
        let authorities = fixture
            .get("behoerden")
            .map_or_else(Authorities::default, own_authorities);
        let assessment = assess_with(&incident(&facts), time, &authorities);
        let found: Vec<_> = assessment
            .findings
            .iter()
            .filter(|finding| finding.code == code(&name))
            .collect();
        assert_eq!(found.len(), 1, "{name}: {:#?}", assessment.findings);
        let json = serde_json::to_value(found[0]).unwrap();
        assert_eq!(json["level"], fixture["stufe"], "{name}");
        assert_eq!(json["path"], fixture["pfad"], "{name}");
        assert!(!found[0].hint.is_empty() && !found[0].message.is_empty());
    }
}

/// All texts in a value.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|value| texts(value, found)),
        Value::Object(table) => table.values().for_each(|value| texts(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn no_message_repeats_a_text_of_the_facts() {
    let rules = findings::catalogue(&[]);
    for (name, fixture) in fixtures() {
        let (facts, time) = apply(&name, &fixture);
        let mut said = Vec::new();
        texts(&fixture["setzen"], &mut said);
        said.retain(|text| {
            text.contains(' ') && text.chars().count() > 12 && !rules.contains(text)
        });
        for finding in assess(&incident(&facts), time).findings {
            let words = format!("{} {}", finding.message, finding.hint);
            for text in &said {
                assert!(!words.contains(text), "{name}: {finding:#?}");
            }
        }
    }
}

#[test]
fn what_comes_close_does_not_fire() {
    for (name, fixture) in fixtures() {
        if !must_not_fire(&name) {
            continue;
        }
        assert!(
            fixture["stufe"].is_null() && fixture["pfad"].is_null(),
            "{name}"
        );
        let (facts, time) = apply(&name, &fixture);
        let assessment = assess(&incident(&facts), time);
        let found: Vec<_> = assessment
            .findings
            .iter()
            .filter(|finding| finding.code == code(&name))
            .collect();
        assert!(found.is_empty(), "{name}: {found:#?}");
    }
}

#[test]
fn every_code_is_shown_not_to_fire() {
    let mut shown = BTreeSet::new();
    for (name, fixture) in fixtures() {
        let only_removes = fixture["setzen"].is_null() && fixture["jetzt"].is_null();
        if must_not_fire(&name) || only_removes {
            shown.insert(code(&name).to_owned());
        }
    }
    assert_eq!(codes_of_catalogue(), shown);
}

/// The codes of all rules.
fn codes_of_catalogue() -> BTreeSet<String> {
    findings::catalogue(&[])
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_code_has_a_fixture() {
    let names: BTreeSet<String> = fixtures()
        .into_iter()
        .filter(|(name, _)| !must_not_fire(name))
        .map(|(name, _)| code(&name).to_owned())
        .collect();
    assert_eq!(codes_of_catalogue(), names);
}

#[test]
fn own_data_with_a_date_and_the_same_authority_are_no_findings() {
    let own = own_authorities(&json!({
        "format": 1,
        "zustaendig": {"behoerde": "debawueldb", "grund": "Muster"},
        "behoerden": [{"id": "debawueldb", "telefon": "030 23125-100", "stand": "2021-10-16"}],
    }));
    let assessment = assess_with(&incident(&base()), now(NOW), &own);
    assert_eq!(assessment.findings, []);
    let json = serde_json::to_value(&assessment).unwrap();
    assert_eq!(json["behoerde"]["telefon"], "030 23125-100");
    assert_eq!(json["behoerde"]["eigen"], true);
}

#[test]
fn authorities_abroad_are_named_where_the_processing_crosses_borders() {
    let mut facts = base();
    facts["vorfall"]["grenzueberschreitend"] = json!("ja");
    let assessment = assess(&incident(&facts), now(NOW));
    let said = assessment.findings.iter().find(|f| f.code == "M308");
    let message = &said.unwrap().message;
    for part in ["Österreich", "Liechtenstein", "Luxemburg", "Südtirol"] {
        assert!(message.contains(part), "{message}");
    }
    assert!(assess(&incident(&base()), now(NOW)).abroad.is_empty());
}

#[test]
fn at_hour_sixty_nobody_is_sent_away() {
    let facts = json!({
        "format": 1,
        "vorfall": {"kennung": "knapp", "beschreibung": "Ein Brief ging verloren."},
        "zeiten": {"kenntnis": "2021-10-15T07:20:00"},
        "verantwortlicher": {"name": "Musterstadt", "telefon": "030 23125-100"},
        "anlaufstelle": {"telefon": "030 23125-115"},
        "folgen": [{"art": "kontrollverlust"}],
        "massnahmen": [{"text": "Wir suchen den Brief."}],
        "meldung": {"vollstaendig": false}
    });
    let assessment = assess(&incident(&facts), now("2021-10-17T19:20:00"));
    let stopping = |assessment: &Assessment| {
        assessment
            .findings
            .iter()
            .filter(|f| f.level == Level::Fehler && f.documents.contains(&"meldung"))
            .count()
    };
    assert_eq!(stopping(&assessment), 0, "{:#?}", assessment.findings);
    assert!(assessment.findings.iter().any(|f| f.code == "M102"));
    assert!(assessment.open.iter().any(|p| p.path.as_str() == "daten"));
    let mut complete = facts;
    complete["meldung"]["vollstaendig"] = json!(true);
    assert!(stopping(&assess(&incident(&complete), now("2021-10-17T19:20:00"))) > 3);
}

#[test]
fn reasons_make_a_late_report_possible() {
    let mut facts = base();
    facts["meldung"]["verspaetung"] = json!("Die Leitung war gestört.");
    let assessment = assess(&incident(&facts), now("2021-10-19T12:00:00"));
    assert!(!assessment.findings.iter().any(|f| f.code == "M007"));
}

/// Codes of the findings at the time.
fn codes(facts: &Value, at: &str) -> Vec<&'static str> {
    let found = assess(&incident(facts), now(at)).findings;
    found.iter().map(|finding| finding.code).collect()
}

#[test]
fn without_a_risk_no_report_is_late() {
    let week_later = "2021-10-24T12:00:00";
    let mut facts = base();
    assert!(codes(&facts, week_later).contains(&"M007"));
    facts["risiko"]["ergebnis"] = json!("gering");
    assert!(!codes(&facts, week_later).contains(&"M007"));
    // A report that was filed all the same has its time.
    facts["meldung"]["eingereicht"] = json!([{"art": "erst", "am": "2021-10-22T12:00:00"}]);
    assert!(codes(&facts, week_later).contains(&"M007"));
}

#[test]
fn nobody_is_aware_of_a_breach_that_is_none() {
    let mut facts = base();
    facts["zeiten"]["kenntnis"] = json!({"entfaellt": "Keine Datenpanne festgestellt"});
    assert!(codes(&facts, NOW).contains(&"Z001"));
    facts["risiko"]["ergebnis"] = json!({"entfaellt": "Keine Datenpanne festgestellt"});
    assert!(!codes(&facts, NOW).contains(&"Z001"));
    facts["zeiten"]["kenntnis"] = json!({"offen": "wird geklärt"});
    assert!(codes(&facts, NOW).contains(&"Z001"));
}

#[test]
fn proof_allows_to_say_that_nothing_left() {
    let mut facts = base();
    facts["vorfall"]["abfluss"] = json!("ausgeschlossen");
    facts["vorfall"]["abfluss_nachweis"] =
        json!({"untersuchung": "Protokolle", "durch": "Firma Muster", "stand": "2021-10-16"});
    facts["vorfall"]["beschreibung_buerger"] = json!("Es sind keine Daten abgeflossen.");
    assert_eq!(assess(&incident(&facts), now(NOW)).findings, []);
}

#[test]
fn a_processor_is_not_asked_for_a_report() {
    let facts = json!({"vorfall": {"kennung": "av", "sicht": "auftragsverarbeiter"}});
    let assessment = assess(&incident(&facts), now(NOW));
    assert!(!assessment.findings.is_empty());
    for finding in &assessment.findings {
        assert!(finding.code.starts_with('A'), "{finding:?}");
        assert_eq!(finding.documents, ["auftragsverarbeiter"]);
    }
    // Nothing that the controller alone decides is open in the processor's notice.
    let open: Vec<&str> = assessment.open.iter().map(|p| p.path.as_str()).collect();
    assert_eq!(
        open,
        [
            "vorfall.schutzziele",
            "vorfall.abfluss",
            "vorfall.beschreibung",
            "zeiten.kenntnis_auftragsverarbeiter",
            "betroffene.anzahl",
            "betroffene.gruppen",
            "datensaetze.anzahl",
            "daten",
            "massnahmen",
        ]
    );
}

#[test]
fn a_processor_may_announce_what_follows() {
    let mut facts = processor_base();
    facts["zeiten"]["kenntnis_auftragsverarbeiter"] = json!({"offen": "wird geprüft"});
    facts["daten"] = json!({"offen": "wird ausgewertet", "bis": "2021-10-20"});
    facts["risiko"]["ergebnis"] = json!({"offen": "Sache der Verantwortlichen"});
    let assessment = assess(&incident(&facts), now(NOW));
    assert_eq!(assessment.findings, []);
    let open: Vec<&str> = assessment.open.iter().map(|p| p.path.as_str()).collect();
    assert_eq!(
        open,
        [
            "zeiten.kenntnis_auftragsverarbeiter",
            "datensaetze.anzahl",
            "daten"
        ]
    );
}

#[test]
fn the_example_can_be_filed_on_the_second_day() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("beispiele/ksm-schwerin.toml");
    let assessment = assess(&incident(&load(&path)), now("2021-10-16T12:00:00"));
    assert!(
        assessment.findings.iter().all(|f| f.level != Level::Fehler),
        "{:#?}",
        assessment.findings
    );
    let json = serde_json::to_value(&assessment).unwrap();
    assert_eq!(json["frist"]["ende"], "2021-10-18T08:00:00+02:00");
    assert_eq!(json["frist"]["status"], "laeuft");
    assert_eq!(json["behoerde"]["kurz"], "LfDI MV");
    assert_eq!(json["behoerde"]["telefon"], "0385 594940");
    assert_eq!(json["behoerde"]["meldeweg"], Value::Null);
    assert_eq!(json["bereiche"][0]["kurz"], "BfDI");
    assert_eq!(json["bereiche"][1]["regime"], "ji");
    assert_eq!(json["offen"][0]["pfad"], "zeiten.beginn");
}

#[test]
fn hostile_texts_do_no_harm() {
    for text in ["", "[", "]]", "\u{202e}\u{301}👩‍👩‍👧", &"ä".repeat(10_000)] {
        let mut facts = base();
        facts["vorfall"]["beschreibung"] = json!(text);
        facts["dienste"] = json!([{"name": text}, {"name": {"offen": text}}]);
        facts["bereiche"] = json!([{"name": text, "fachgebiet": "bussgeld"}]);
        let assessment = assess(&incident(&facts), now(NOW));
        assert!(!assessment.findings.is_empty());
        assert!(serde_json::to_value(&assessment).is_ok());
    }
}
