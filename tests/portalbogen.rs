//! The sheet for an authority's portal: all fields of the report form, on the page and for machines.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods
)]

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use datenpanne::case::{Case, Made, Occasion};
use datenpanne::document::model::plain;
use datenpanne::document::{Block, Document, Engine, Markings};
use datenpanne::facts::{self, *};
use datenpanne::law::form::{self, Question};
use serde_json::{Value, json};

fn time(text: &str) -> DateTime<FixedOffset> {
    Zeitpunkt::parse(text).unwrap().bei()
}

fn sheets(source: &str, name: &str, now: DateTime<FixedOffset>) -> Vec<Made> {
    let read = facts::read(name, source.as_bytes()).unwrap_or_else(|problems| {
        panic!("{}", facts::render_problems(name, source, &problems, false))
    });
    let case = Case::new(read.incident).unwrap();
    let engine = Engine::new(&[]).unwrap();
    let occasion = Occasion {
        now,
        markings: Markings::default(),
        despite: None,
    };
    case.documents(&engine, "portalbogen", &case.assess(now), &occasion)
        .unwrap()
        .into_iter()
        .map(|made| made.unwrap_or_else(|error| panic!("{name}: {error}")))
        .collect()
}

fn fields(made: &Made) -> Vec<Value> {
    let json: Value = serde_json::from_str(made.json.as_ref().unwrap()).unwrap();
    json["felder"].as_array().unwrap().clone()
}

fn field(fields: &[Value], question: Question) -> &Value {
    let number = form::forms()[0]
        .fields
        .iter()
        .find(|field| field.frage == question)
        .unwrap()
        .nummer;
    fields
        .iter()
        .find(|field| field["nummer"] == number)
        .unwrap()
}

fn one(facts: &Value) -> Vec<Value> {
    fields(&sheets(&facts.to_string(), "probe.json", time("2026-11-24T10:00"))[0])
}

/// Every example, every kind of breach, and an incident of which nothing is known.
fn incidents() -> Vec<(String, String, DateTime<FixedOffset>)> {
    let root = env!("CARGO_MANIFEST_DIR");
    let mut found = vec![(
        "nichts".to_owned(),
        "format = 1\n[vorfall]\nkennung = \"nichts\"\n".to_owned(),
        time("2026-11-24T10:00"),
    )];
    for folder in ["beispiele", "tests/arten"] {
        for entry in std::fs::read_dir(format!("{root}/{folder}")).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|end| end == "toml") {
                let source = std::fs::read_to_string(&path).unwrap();
                let now = source
                    .lines()
                    .find_map(|line| line.strip_prefix("# Zeitpunkt: "))
                    .map_or_else(|| time("2026-11-24T10:00"), |text| time(text.trim()));
                found.push((path.display().to_string(), source, now));
            }
        }
    }
    found
}

/// Number and value of every row and every entry that is not asked.
fn on_the_page(document: &Document) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut keep = |number: &str, value: String| {
        let value = value.replace(['\u{a0}', '\u{202f}'], " ");
        assert!(found.insert(number.to_owned(), value).is_none(), "{number}");
    };
    for block in &document.blocks {
        match block {
            Block::Table { rows, .. } => {
                for row in rows {
                    keep(&plain(&row[0]), plain(&row[2]));
                }
            }
            Block::List { items, .. } => {
                for item in items {
                    let [Block::Paragraph { content }] = item.as_slice() else {
                        continue;
                    };
                    let text = plain(content);
                    let number = text.split(' ').next().unwrap_or_default().to_owned();
                    if number.parse::<u16>().is_ok() {
                        keep(&number, text);
                    }
                }
            }
            Block::Heading { .. }
            | Block::Paragraph { .. }
            | Block::Definitions { .. }
            | Block::Notice { .. }
            | Block::Contact { .. }
            | Block::LetterHead(_)
            | Block::Signature { .. }
            | Block::PageBreak => {}
        }
    }
    found
}

#[test]
fn every_field_is_filled_open_or_not_asked_and_the_page_says_the_same() {
    for (name, source, now) in incidents() {
        for made in sheets(&source, &name, now) {
            let page = on_the_page(&made.document);
            let fields = fields(&made);
            assert_eq!((fields.len(), page.len()), (100, 100), "{name}");
            for field in &fields {
                let number = field["nummer"].to_string();
                let text = &field["text"].as_str().unwrap().replace('\u{a0}', " ");
                assert!(!text.is_empty(), "{name}: {number}");
                match field["stand"].as_str().unwrap() {
                    "ausgefuellt" => {
                        let chosen = !field["optionen"].as_array().unwrap().is_empty();
                        let kind = field["art"].as_str().unwrap();
                        let choice = kind == "auswahl" || kind == "mehrfachauswahl";
                        assert!(choice || !field["wert"].is_null(), "{name}: {number}");
                        assert!(
                            chosen || !choice || text == "keine",
                            "{name}: {number} {text}"
                        );
                        assert_eq!(&page[&number], text, "{name}: {number}");
                    }
                    "offen" => {
                        assert!(field["grund"].is_string(), "{name}: {number}");
                        assert_eq!(&page[&number], text, "{name}: {number}");
                    }
                    "entfaellt" => {
                        let reason = text.strip_prefix("entfällt: ").unwrap();
                        assert_eq!(field["grund"], reason);
                        assert!(page[&number].ends_with(reason), "{name}: {number}");
                        assert!(field["optionen"].as_array().unwrap().is_empty());
                    }
                    other => panic!("{name}: {number} {other}"),
                }
            }
        }
    }
}

#[test]
fn every_key_of_the_closed_lists_has_its_option() {
    fn check<T: Copy>(question: Question, keys: &[T], name: impl Fn(T) -> &'static str) {
        let field = form::forms()[0]
            .fields
            .iter()
            .find(|field| field.frage == question)
            .unwrap();
        for key in keys {
            let key = name(*key);
            assert!(
                field.choice(key).is_some() || field.ohne_option.iter().any(|own| own == key),
                "{}: {key}",
                field.nummer
            );
        }
    }
    macro_rules! all {
        ($($question:ident: $list:ty),+ $(,)?) => {
            $(check(Question::$question, <$list>::alle(), <$list>::schluessel);)+
        };
    }
    all! {
        MeldungArt: MeldungArt,
        MelderRolle: MelderRolle,
        EntdecktDurch: EntdecktDurch,
        Schutzziele: Schutzziel,
        Abfluss: Abfluss,
        Unlesbar: Unlesbar,
        Integritaet: Integritaet,
        Verfuegbarkeit: Verfuegbarkeit,
        Typ: Typ,
        Ursache: Ursache,
        Gruppen: Gruppe,
        Daten: Kategorie,
        Schutz: Schutzmassnahme,
        Vorbeugung: Schutzmassnahme,
        Folgen: FolgeArt,
        Schwere: Schwere,
        Risiko: RisikoErgebnis,
        Ausnahme: Ausnahme,
        Strafanzeige: JaNeinUnbekannt,
        Grenzueberschreitend: JaNeinUnbekannt,
        Anlagen: AnlagenArt,
        Sektor: VerantwortlicherArt,
        Weg: SchrittWeg,
    }
}

#[test]
fn letters_come_from_the_data_alone() {
    for (name, source, now) in incidents() {
        for made in sheets(&source, &name, now) {
            for (entry, field) in fields(&made).iter().zip(&form::forms()[0].fields) {
                for letter in entry["optionen"].as_array().unwrap() {
                    assert!(
                        field.optionen.iter().any(|o| o.buchstabe == *letter),
                        "{name}: {letter}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_complete_report_chooses_nothing_that_is_still_to_come() {
    let facts = |complete: bool| {
        json!({
            "format": 1,
            "vorfall": { "kennung": "probe", "typ": "offen", "schutzziele": ["vertraulichkeit"], "abfluss": "offen" },
            "meldung": { "art": "erst", "vollstaendig": complete },
        })
    };
    let letters = |fields: &[Value], question| field(fields, question)["optionen"].clone();
    let draft = one(&facts(false));
    assert_eq!(letters(&draft, Question::Typ), json!(["x"]));
    assert_eq!(letters(&draft, Question::MeldungUntertyp), json!(["b"]));
    let complete = one(&facts(true));
    for question in [Question::Typ, Question::Abfluss] {
        assert_eq!(letters(&complete, question), json!([]));
        assert_eq!(field(&complete, question)["stand"], "offen");
        let hint = field(&complete, question)["hinweis"]
            .as_str()
            .unwrap()
            .to_owned();
        assert!(
            hint.contains("nur in einer unvollständigen Meldung"),
            "{hint}"
        );
    }
    assert_eq!(letters(&complete, Question::MeldungUntertyp), json!(["a"]));
}

#[test]
fn times_and_numbers_are_typed_as_a_portal_takes_them() {
    let fields = one(&json!({
        "format": 1,
        "vorfall": { "kennung": "probe" },
        "zeiten": { "beginn": { "von": "2026-11-20T08:00", "bis": "2026-11-20T12:00" }, "ende": "2026-11-20", "kenntnis": "2026-11-23T07:05" },
        "betroffene": { "anzahl": { "von": 100, "bis": 1486 } },
        "datensaetze": { "anzahl": { "nicht_bestimmbar": "Das Verzeichnis ist verloren." } },
        "meldung": { "art": "erst" },
    }));
    let shown = |question| {
        let field = field(&fields, question);
        (
            field["text"].as_str().unwrap().to_owned(),
            field["wert"].clone(),
            field["optionen"].clone(),
        )
    };
    assert_eq!(shown(Question::Kenntnis).0, "23.11.2026, 07:05 Uhr");
    assert_eq!(shown(Question::Kenntnis).1, "2026-11-23T07:05:00+01:00");
    assert_eq!(shown(Question::Zeitraum).2, json!(["a"]));
    assert_eq!(shown(Question::Beginn).0, "20.11.2026, 08:00 Uhr");
    assert_eq!(shown(Question::ZeitGeschaetzt).1, json!(true));
    assert_eq!(
        shown(Question::PersonenZahl),
        ("1486".to_owned(), json!(1486), json!([]))
    );
    assert_eq!(shown(Question::PersonenZahlArt).2, json!(["b"]));
    assert_eq!(shown(Question::DatensaetzeZahlArt).2, json!(["c"]));
    assert_eq!(
        field(&fields, Question::DatensaetzeZahl)["stand"],
        "entfaellt"
    );
    assert_eq!(field(&fields, Question::Verspaetung)["stand"], "entfaellt");
}

#[test]
fn a_late_report_is_asked_for_its_reasons_a_follow_up_for_its_reference() {
    let late = one(&json!({
        "format": 1,
        "vorfall": { "kennung": "probe" },
        "zeiten": { "kenntnis": "2026-11-02T07:05" },
        "meldung": { "art": "erst", "verspaetung": "Die Poststelle war geschlossen." },
    }));
    assert_eq!(
        field(&late, Question::Verspaetung)["wert"],
        "Die Poststelle war geschlossen."
    );
    assert_eq!(
        field(&late, Question::FruehereKennung)["stand"],
        "entfaellt"
    );
    let follow_up = one(&json!({
        "format": 1,
        "vorfall": { "kennung": "probe" },
        "verantwortlicher": { "art": "kommune", "bundesland": "MV" },
        "zeiten": { "kenntnis": "2026-11-20T07:05" },
        "meldung": { "art": "folge", "eingereicht": [
            { "behoerde": "BfDI", "art": "erst", "am": "2026-11-20", "kennung": "fremd" },
            { "behoerde": "LfDI MV", "art": "erst", "am": "2026-11-20", "kennung": "1234-5" },
        ] },
    }));
    assert_eq!(
        field(&follow_up, Question::FruehereKennung)["wert"],
        "1234-5"
    );
    let written_out = one(&json!({
        "format": 1,
        "vorfall": { "kennung": "probe" },
        "verantwortlicher": { "art": "kommune", "bundesland": "MV" },
        "meldung": { "art": "folge", "eingereicht": [
            { "behoerde": "BfDI", "art": "erst", "kennung": "fremd" },
            { "behoerde": "Landesbeauftragter für Datenschutz und Informationsfreiheit Mecklenburg-Vorpommern", "art": "erst", "aktenzeichen": "B-17" },
        ] },
    }));
    assert_eq!(
        field(&written_out, Question::FruehereKennung)["wert"],
        "B-17"
    );
    assert_eq!(
        field(&follow_up, Question::Verspaetung)["stand"],
        "entfaellt"
    );
}

#[test]
fn who_was_told_decides_on_the_fields_that_follow() {
    let told = |status: Value| {
        one(&json!({ "format": 1, "vorfall": { "kennung": "probe" }, "benachrichtigung": status }))
    };
    let state = |fields: &[Value], question| {
        field(fields, question)["stand"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let letters = told(
        json!({ "status": "individuell", "schritte": [{ "weg": "individuell", "am": "2026-11-20", "alle": "nein", "grund": "Drei Anschriften fehlen.", "medien": ["brief"] }] }),
    );
    assert_eq!(
        field(&letters, Question::BenachrichtigtAm)["wert"],
        "2026-11-20"
    );
    assert_eq!(
        field(&letters, Question::AlleBenachrichtigt)["optionen"],
        json!(["b"])
    );
    assert_eq!(
        field(&letters, Question::NichtAlleGrund)["wert"],
        "Drei Anschriften fehlen."
    );
    let text = field(&letters, Question::Inhalt)["hinweis"]
        .as_str()
        .unwrap();
    assert!(text.contains("Wortlaut"), "{text}");
    let beside = told(json!({ "status": "individuell", "schritte": [
        { "weg": "individuell", "grundlage": "abs1", "am": "2026-11-20", "alle": "ja" },
        { "weg": "oeffentlich", "grundlage": "freiwillig", "am": "2026-11-20" },
    ] }));
    assert_eq!(
        field(&beside, Question::AlleBenachrichtigt)["optionen"],
        json!(["a"])
    );
    let to_come = told(
        json!({ "status": "individuell", "schritte": [{ "weg": "individuell", "am": "2026-11-30" }] }),
    );
    assert_eq!(
        field(&to_come, Question::Benachrichtigung)["optionen"],
        json!(["b"])
    );
    assert_eq!(
        field(&to_come, Question::BenachrichtigungGeplantAm)["wert"],
        "2026-11-30"
    );
    assert_eq!(state(&to_come, Question::BenachrichtigtAm), "entfaellt");
    let none = told(
        json!({ "status": "ausnahme", "ausnahme": "abs3_a", "begruendung": "Die Daten sind verschlüsselt." }),
    );
    assert_eq!(field(&none, Question::Ausnahme)["optionen"], json!(["a"]));
    assert_eq!(state(&none, Question::Weg), "entfaellt");
    let open =
        told(json!({ "status": { "offen": "Das Risiko wird geprüft", "bis": "2026-11-27" } }));
    assert_eq!(
        field(&open, Question::Benachrichtigung)["bis"],
        "2026-11-27"
    );
    assert_eq!(state(&open, Question::Weg), "offen");
}

fn letters(fields: &[Value], question: Question) -> Value {
    field(fields, question)["optionen"].clone()
}

fn at(source: &str, now: &str) -> Vec<Value> {
    fields(&sheets(source, "probe.json", time(now))[0])
}

#[test]
fn yes_is_said_of_a_communication_only_when_it_has_taken_place() {
    let told = |steps: Value| {
        one(
            &json!({ "format": 1, "vorfall": { "kennung": "probe" }, "benachrichtigung": {
                "status": "individuell", "schritte": steps,
            } }),
        )
    };
    let answer = |steps: Value| letters(&told(steps), Question::Benachrichtigung);
    assert_eq!(answer(json!([{ "am": "2026-11-24" }])), json!(["a"]));
    assert_eq!(answer(json!([{ "am": "2026-11-24T11:00" }])), json!(["b"]));
    assert_eq!(
        answer(json!([{ "am": { "offen": "Der Druck läuft" } }])),
        json!(["b1"])
    );
    let silent = told(json!([]));
    assert_eq!(field(&silent, Question::Benachrichtigung)["stand"], "offen");
    assert_eq!(letters(&silent, Question::Benachrichtigung), json!([]));
    assert_eq!(field(&silent, Question::BenachrichtigtAm)["stand"], "offen");
    let both = told(json!([{ "am": "2026-11-30" }, { "am": "2026-11-20", "medien": ["brief"] }]));
    assert_eq!(letters(&both, Question::Benachrichtigung), json!(["a"]));
    assert_eq!(
        field(&both, Question::BenachrichtigtAm)["wert"],
        "2026-11-20"
    );
    let ways = field(&both, Question::WegBeschreibung)["text"].as_str();
    assert!(!ways.unwrap().contains("30.11."), "{ways:?}");
}

#[test]
fn a_ground_that_the_form_does_not_know_is_not_said_to_be_one_it_knows() {
    for key in Ausnahme::alle() {
        let sheet = one(
            &json!({ "format": 1, "vorfall": { "kennung": "probe" }, "benachrichtigung": {
                "status": "ausnahme", "ausnahme": key, "begruendung": "Gründe",
            } }),
        );
        let known = key.schluessel().starts_with("abs3_");
        let told = field(&sheet, Question::Benachrichtigung);
        assert_eq!(told["optionen"] == json!(["e"]), known, "{key}");
        assert_eq!(told["stand"] == "offen", !known, "{key}");
        let reasons = field(&sheet, Question::AusnahmeBegruendung)["text"].as_str();
        assert_eq!(reasons == Some("Gründe"), known, "{key}: {reasons:?}");
    }
    let none = one(
        &json!({ "format": 1, "vorfall": { "kennung": "probe" }, "benachrichtigung": { "status": "ausnahme" } }),
    );
    assert_eq!(letters(&none, Question::Benachrichtigung), json!([]));
}

#[test]
fn certainty_is_never_rounded() {
    for (key, letter) in [
        ("bestaetigt", "a"),
        ("wahrscheinlich", "b"),
        ("nicht_auszuschliessen", "d"),
        ("unwahrscheinlich", "d"),
        ("ausgeschlossen", "c"),
        ("offen", "e"),
    ] {
        let sheet = one(&json!({ "format": 1, "vorfall": {
            "kennung": "probe", "schutzziele": ["vertraulichkeit"], "abfluss": key, "beschreibung": "Text.",
        } }));
        assert_eq!(letters(&sheet, Question::Abfluss), json!([letter]), "{key}");
        // Where the form knows no such grade, a text that the authority reads carries it.
        let said = field(&sheet, Question::Beschreibung)["text"]
            .as_str()
            .unwrap();
        assert_eq!(said != "Text.", letter == "d", "{key}: {said}");
    }
}

#[test]
fn a_portal_may_ask_for_reasons_before_the_period_is_over() {
    let source = json!({
        "format": 1,
        "vorfall": { "kennung": "probe" },
        "zeiten": { "kenntnis": "2026-11-20T07:20" },
        "meldung": { "art": "erst" },
    })
    .to_string();
    let delay = |now: &str| field(&at(&source, now), Question::Verspaetung).clone();
    assert_eq!(delay("2026-11-23T07:00")["stand"], "entfaellt");
    let between = delay("2026-11-23T07:40");
    assert!(
        between["text"]
            .as_str()
            .unwrap()
            .contains("innerhalb der Frist")
    );
    assert_eq!(delay("2026-11-23T08:10")["stand"], "offen");
}

#[test]
fn a_moment_is_a_day_and_availability_is_not_integrity() {
    let moment = one(
        &json!({ "format": 1, "vorfall": { "kennung": "probe" }, "zeiten": {
            "beginn": "2026-11-20", "ende": { "entfaellt": "einmaliger Versand" },
        } }),
    );
    assert_eq!(letters(&moment, Question::Zeitraum), json!(["a"]));
    assert_eq!(
        field(&moment, Question::Ende)["grund"],
        "einmaliger Versand"
    );
    for (aim, own, other) in [
        (
            "integritaet",
            Question::FolgenIntegritaet,
            Question::FolgenVerfuegbarkeit,
        ),
        (
            "verfuegbarkeit",
            Question::FolgenVerfuegbarkeit,
            Question::FolgenIntegritaet,
        ),
    ] {
        let sheet =
            one(&json!({ "format": 1, "vorfall": { "kennung": "probe", "schutzziele": [aim] } }));
        assert_eq!(field(&sheet, own)["stand"], "offen", "{aim}");
        assert_eq!(field(&sheet, other)["stand"], "entfaellt", "{aim}");
    }
    let named = one(
        &json!({ "format": 1, "vorfall": { "kennung": "probe", "schutzziele": ["verfuegbarkeit"] },
            "folgen": [{ "art": "betrug", "auspraegung": "kein_zugang", "beschreibung": "Anrufe." }] }),
    );
    assert_eq!(
        letters(&named, Question::FolgenVerfuegbarkeit),
        json!(["a"])
    );
}

#[test]
fn what_an_entry_does_not_say_is_not_said_to_be_something_else() {
    let sheet = one(&json!({ "format": 1, "vorfall": { "kennung": "probe" },
        "daten": [{ "kategorie": { "offen": "wird ermittelt" }, "beispiele": ["Bescheide"] }],
        "stellen": [{ "name": "Versicherung", "rolle": "versicherung" }],
        "meldung": { "vollstaendig": false },
    }));
    assert_eq!(letters(&sheet, Question::Daten), json!(["t"]));
    assert_eq!(field(&sheet, Question::Daten)["stand"], "offen");
    assert_eq!(letters(&sheet, Question::AndereBehoerden), json!(["b"]));
    let unclear = one(&json!({ "format": 1, "vorfall": { "kennung": "probe" },
        "stellen": [{ "name": "Eine Stelle", "rolle": "sonstige" }],
    }));
    assert_eq!(field(&unclear, Question::AndereBehoerden)["stand"], "offen");
}

#[test]
fn an_extreme_incident_keeps_its_shape() {
    let parties: Vec<Value> = (1..=40)
        .map(|n| json!({ "rolle": "auftragsverarbeiter", "name": format!("Stelle {n} | **x** {{{{ 7*7 }}}}") }))
        .collect();
    let categories: Vec<Value> = Kategorie::alle()
        .iter()
        .map(|key| json!({ "kategorie": key }))
        .collect();
    let source = json!({
        "format": 1,
        "vorfall": { "kennung": "probe", "typ": "sonstige", "beschreibung": "Langer Text. ".repeat(1500) },
        "betroffene": { "anzahl": { "von": 1_000_000, "bis": 9_999_999_999_u64 } },
        "beteiligte": parties,
        "daten": categories,
    });
    let sheet = one(&source);
    assert_eq!(field(&sheet, Question::PersonenZahl)["text"], "9999999999");
    assert_eq!(
        letters(&sheet, Question::Daten).as_array().unwrap().len(),
        21
    );
    let names = field(&sheet, Question::BeteiligteName)["text"]
        .as_str()
        .unwrap();
    assert_eq!(names.lines().count(), 40);
    assert!(names.ends_with("40. Stelle 40 | **x** {{ 7*7 }}"));
    let made = &sheets(&source.to_string(), "probe.json", time("2026-11-24T10:00"))[0];
    assert_eq!(on_the_page(&made.document).len(), 100);
}

#[test]
fn the_program_writes_the_json_of_the_sheet_alone() {
    let folder = std::env::temp_dir().join(format!("datenpanne-portal-{}", std::process::id()));
    let run = |arguments: &[&str]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_datenpanne"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(["erzeugen", "beispiele/ksm-schwerin.toml"])
            .args(["--jetzt", "2021-10-17T16:00", "--uebung", "--ausgabe"])
            .arg(&folder)
            .args(["--format", "json", "--dokument"])
            .args(arguments)
            .output()
            .unwrap()
    };
    let none = run(&["meldung"]);
    assert_eq!(none.status.code(), Some(0), "no such face is no error");
    assert_eq!(run(&["meldung,portalbogen"]).status.code(), Some(0));
    let read = |name: &str| -> Value {
        let path = folder.join("ksm-2021-10").join(name);
        serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
    };
    let manifest = read("manifest.json");
    let files: Vec<&Value> = manifest["dokumente"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| &entry["datei"])
        .collect();
    assert_eq!(files.len(), 3, "{files:?}");
    assert_eq!(files[0], "portalbogen.json");
    let face = read("portalbogen.json");
    assert_eq!(face["felder"].as_array().unwrap().len(), 100);
    assert_eq!(face["kennung"], "ksm-2021-10");
    assert_eq!(face["zeit"], "2021-10-17T16:00:00+02:00");
    assert_eq!(
        (&face["beispiel"], &face["uebung"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(face["behoerde"]["kurz"], "LfDI MV");
    assert_eq!(read("portalbogen-realsteuern.json")["gesamt"], false);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn what_is_out_of_order_or_still_open_is_said_as_in_the_report() {
    let fields = one(&json!({
        "format": 1,
        "vorfall": { "kennung": "probe", "schutzziele": ["verfuegbarkeit"] },
        "verantwortlicher": {
            "telefon": "030 23125-100",
            "email": { "offen": "Das E-Mail-System ist ausgefallen" },
        },
        "folgen": [{ "art": "leistungsausfall", "beschreibung": "Zahlungen kommen später." }],
        "risiko": {
            "begruendung": { "offen": "Die Auswertung läuft", "bis": "2026-12-01" },
            "umstaende": { "schutzbeduerftige": true },
        },
    }));
    let contact = field(&fields, Question::VerantwortlicherKontakt);
    let said = contact["text"].as_str().unwrap();
    assert!(said.contains("E-Mail: zurzeit nicht verfügbar (Das E-Mail-System ist ausgefallen)"));
    // A failure of services is one of availability, though no list of the facts says so.
    assert_eq!(
        field(&fields, Question::FolgenVerfuegbarkeit)["optionen"],
        json!(["c"])
    );
    let described = field(&fields, Question::FolgenVerfuegbarkeitBeschreibung);
    let said = described["text"].as_str().unwrap();
    assert!(said.contains("Zahlungen kommen später."), "{said}");
    // Circumstances are no assessment.
    let risk = field(&fields, Question::RisikoBeschreibung);
    assert_eq!(risk["stand"], "offen");
    assert_eq!(risk["bis"], "2026-12-01");
    let known = risk["hinweis"].as_str().unwrap();
    assert!(known.contains("Schutzbedürftige Personen betroffen: ja"));
}

#[test]
fn under_other_law_no_article_of_the_gdpr_is_given_as_the_ground() {
    let ways = |regime: &str, ground: &str| {
        let fields = one(&json!({
            "format": 1,
            "vorfall": { "kennung": "probe", "rechtsregime": regime },
            "benachrichtigung": {
                "status": "individuell",
                "schritte": [{ "weg": "individuell", "grundlage": ground, "am": "2026-11-20" }],
            },
        }));
        let said = field(&fields, Question::WegBeschreibung)["text"].clone();
        said.as_str().unwrap().to_owned()
    };
    assert!(ways("dsgvo", "abs1").contains("Art. 34 Abs. 1 DSGVO"));
    assert!(!ways("kdg", "abs1").contains("DSGVO"));
    assert!(ways("kdg", "freiwillig").contains("Grundlage: freiwillig"));
}
