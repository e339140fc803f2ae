//! Reading facts: the example, bad inputs with their messages, and anything at all.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)]

use std::path::{Path, PathBuf};

use datenpanne::facts::{
    Angabe, FieldPath, Kategorie, Problem, label, read, render_problems, schema,
};
use proptest::prelude::*;
use serde_json::Value;

const EXAMPLE: &str = include_str!("../beispiele/ksm-schwerin.toml");

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/eingabe")
}

fn ok(text: &str) -> datenpanne::facts::Read {
    read("probe.toml", text.as_bytes()).unwrap_or_else(|problems| {
        panic!("{}", render_problems("probe.toml", text, &problems, false))
    })
}

fn errors(text: &str) -> Vec<Problem> {
    read("probe.toml", text.as_bytes()).expect_err("must be rejected")
}

fn with(lines: &str) -> String {
    format!("format = 1\n[vorfall]\nkennung = \"probe\"\n{lines}\n")
}

#[test]
fn example_is_read() {
    let found = ok(EXAMPLE);
    assert_eq!(found.warnings, vec![]);
    let incident = found.incident;
    assert_eq!(incident.vorfall.kennung, "ksm-2021-10");
    assert_eq!(
        serde_json::to_value(&incident.zeiten.kenntnis).unwrap(),
        Value::from("2021-10-15T07:20:00+02:00")
    );
    assert!(incident.betroffene.anzahl.ist_offen());
    assert_eq!(incident.daten.liste().len(), 5);
    assert!(incident.erpressung.intern);
    assert!(incident.empfaenger.ist_fehlt());
    assert!(incident.benachrichtigung.stand.wert().unwrap().nur_datum());
    for path in [
        "daten[kontaktdaten].beispiele",
        "dienste[Stadthaus].status",
        "massnahmen[1].text",
        "betroffene.gruppen[buerger].beschreibung",
        "benachrichtigung.schritte[1].medien",
    ] {
        let span = &found.positions[&FieldPath::new(path)];
        assert!(EXAMPLE.get(span.clone()).is_some(), "{path}");
        assert!(label(&FieldPath::new(path)).is_some(), "{path}");
    }
    assert_eq!(
        &EXAMPLE[found.positions[&FieldPath::new("daten[kontaktdaten].kategorie")].clone()],
        "\"kontaktdaten\""
    );
}

#[test]
fn example_round_trips() {
    let incident = ok(EXAMPLE).incident;
    let json = serde_json::to_vec_pretty(&incident).unwrap();
    let again = read("probe.json", &json).unwrap_or_else(|problems| {
        panic!(
            "{}",
            render_problems(
                "probe.json",
                std::str::from_utf8(&json).unwrap(),
                &problems,
                false
            )
        )
    });
    assert_eq!(again.incident, incident);
    assert_eq!(read("probe", &json).unwrap().incident, incident);
}

/// TOML as JSON, times as text.
fn plain(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(time) => Value::String(time.to_string()),
        toml::Value::Array(items) => Value::Array(items.into_iter().map(plain).collect()),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(k, v)| (k, plain(v))).collect())
        }
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
    }
}

#[test]
fn schema_agrees() {
    let schema = schema();
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    let validator = jsonschema::validator_for(&schema).unwrap();
    let check = |text: &str| validator.is_valid(&plain(toml::from_str(text).unwrap()));
    let example = plain(toml::from_str(EXAMPLE).unwrap());
    let found: Vec<String> = validator
        .iter_errors(&example)
        .map(|error| format!("{} {error}", error.instance_path()))
        .collect();
    assert_eq!(found, Vec::<String>::new());
    for bad in [
        "typ = \"ransom\"",
        "kenung = \"x\"",
        "titel = { ungefaehr = \"x\" }",
        "abfluss = { offen = 1 }",
        "[betroffene]\nanzahl = -1",
        "[betroffene]\nanzahl = { ungefaehr = 99999999999 }",
        "[zeiten]\nkenntnis = \"gestern\"",
        "[verantwortlicher.anschrift]\nplz = \"123\"",
        "[risiko.enisa]\ndatenkontext = 5",
    ] {
        assert!(!check(&with(bad)), "schema must reject {bad}");
        errors(&with(bad));
    }
    assert!(check(&with("")));
}

#[test]
fn bad_inputs_have_their_messages() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end != "err"))
        .collect();
    files.sort();
    assert!(files.len() > 20);
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        let name = file.file_name().unwrap().to_str().unwrap();
        let problems = match read(name, &bytes) {
            Ok(found) => found.warnings,
            Err(problems) => problems,
        };
        assert!(!problems.is_empty(), "{name} must have problems");
        let source = String::from_utf8_lossy(&bytes);
        let found = render_problems(name, &source, &problems, false);
        let golden = folder().join(format!("{name}.err"));
        if update {
            std::fs::write(&golden, &found).unwrap();
        } else {
            let expected = std::fs::read_to_string(&golden).unwrap_or_default();
            assert_eq!(found, expected, "{name}; UPDATE_GOLDEN=1 rewrites");
        }
    }
}

#[test]
fn times_are_read() {
    for (written, read) in [
        ("2021-10-15T05:40:00Z", "2021-10-15T05:40:00+00:00"),
        ("\"2021-10-15 07:20\"", "2021-10-15T07:20:00+02:00"),
        ("2021-10-15 07:20:00", "2021-10-15T07:20:00+02:00"),
        ("2021-12-15T07:20:00", "2021-12-15T07:20:00+01:00"),
        ("2021-10-15", "2021-10-15"),
        ("\"2021-10-31T02:30:00+01:00\"", "2021-10-31T02:30:00+01:00"),
    ] {
        let found = ok(&with(&format!("[zeiten]\nkenntnis = {written}")));
        assert_eq!(
            serde_json::to_value(found.incident.zeiten.kenntnis).unwrap(),
            Value::from(read)
        );
    }
}

#[test]
fn limits_hold() {
    let text = |length: usize| with(&format!("titel = \"{}\"", "x".repeat(length)));
    ok(&text(10_000));
    ok(&text(20_000));
    assert!(errors(&text(20_001))[0].message.contains("20.000"));
    assert!(
        errors(&"#".repeat(2 * 1024 * 1024 + 1))[0]
            .message
            .contains("2 MiB")
    );
    errors(&with(&format!("x = {}1{}", "[".repeat(40), "]".repeat(40))));
    errors(&with(&format!(
        "x = {}1{}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    )));
    errors(&with(&format!("{}a = 1", "a.".repeat(500_000))));
    errors(&format!("[{}a]", "a.".repeat(500_000)));
    errors(&with(&"x = { ".repeat(100_000)));
    assert!(read("a.json", "[".repeat(100_000).as_bytes()).is_err());
    assert!(read("a.json", "{\"a\":".repeat(100_000).as_bytes()).is_err());
    let list = with(&format!(
        "schutzziele = [{}]",
        "\"integritaet\",".repeat(10_001)
    ));
    assert!(errors(&list)[0].message.contains("10.000"));
}

/// Two megabytes of mistakes are read in a few seconds, also in a debug build.
#[test]
fn many_mistakes_take_no_time() {
    let begin = std::time::Instant::now();
    for line in [
        "\"\n",
        "a b\n",
        "= 1\n",
        "a = 1\n",
        "[[daten]]\n",
        "[a]\n",
        "x=\"\u{202E}\"\n",
    ] {
        survive("a.toml", line.repeat(300_000).as_bytes());
    }
    let keys: String = (0..150_000).map(|n| format!("kenn{n}=1\n")).collect();
    survive("a.toml", keys.as_bytes());
    let texts: String = (0..9_000)
        .map(|_| "[[verlauf]]\ntext=\"a\u{202E}b\"\nzeit=\"\"\n".to_owned())
        .collect();
    survive("a.toml", with(&texts).as_bytes());
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}

#[test]
fn empty_texts_say_nothing_and_marks_are_accepted() {
    let found = ok(&format!("\u{FEFF}{}", with("titel = \"  \"")));
    assert!(found.incident.vorfall.titel.ist_fehlt());
    assert_eq!(found.warnings, vec![]);
    let found = ok(&with("beschreibung = \"a\u{200B}b\tc\u{2028}d\u{308}\""));
    assert_eq!(
        found.incident.vorfall.beschreibung,
        Angabe::Genau("ab c\nd\u{308}".to_owned())
    );
    assert_eq!(found.warnings.len(), 1);
    assert_eq!(
        ok(&format!("beteiligte = []\n{}", with("")))
            .incident
            .beteiligte,
        Angabe::Genau(vec![])
    );
}

#[test]
fn items_with_equal_keys_are_named_by_position() {
    let found = ok(&with(
        "[[dienste]]\nname = \"A\"\n[[dienste]]\nname = \"A\"\n[[dienste]]\nname = \"B\"",
    ));
    for path in ["dienste[1].name", "dienste[2].name", "dienste[B].name"] {
        assert!(
            found.positions.contains_key(&FieldPath::new(path)),
            "{path}"
        );
    }
}

#[test]
fn closed_lists_know_their_keys() {
    assert_eq!(Kategorie::alle().len(), 27);
    for key in Kategorie::alle() {
        assert_eq!(
            serde_json::to_value(key).unwrap(),
            Value::from(key.schluessel())
        );
    }
}

#[test]
fn messages_never_repeat_values() {
    let secret = "Erika Geheim";
    let text = format!(
        "format = \"{secret}\"\n[vorfall]\nkennung = \"{secret}\"\ntyp = \"{secret}\"\n[zeiten]\nkenntnis = \"{secret}\"\n[verantwortlicher]\nemail = \"{secret}\"\nweb = \"{secret}\"\n[[dienste]]\nname = \"{secret}\"\nstatus = \"{secret}\"\n[betroffene]\nanzahl = \"{secret}\"\n"
    );
    for problem in errors(&text) {
        assert!(!problem.message.contains("Erika"), "{problem:?}");
        assert!(!problem.hint.unwrap_or_default().contains("Erika"));
    }
}

/// Reads and renders; whatever comes must not panic.
fn survive(name: &str, bytes: &[u8]) {
    let problems = match read(name, bytes) {
        Ok(found) => found.warnings,
        Err(problems) => problems,
    };
    let _ = render_problems(name, &String::from_utf8_lossy(bytes), &problems, true);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_bytes_survive(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        survive("a.toml", &bytes);
        survive("a.json", &bytes);
    }

    #[test]
    fn any_text_survives(text in "\\PC{0,300}") {
        survive("a.toml", text.as_bytes());
        survive("a.json", text.as_bytes());
        survive("a.toml", with(&format!("titel = '{text}'")).as_bytes());
    }

    #[test]
    fn a_mutated_example_survives(at in 0..EXAMPLE.len(), drop in 0..40usize, add in "[\\[\\]{}\"'=.,#a1\n\\\\ü\u{202E}-]{0,6}") {
        let mut bytes = EXAMPLE.as_bytes().to_vec();
        let end = (at + drop).min(bytes.len());
        bytes.splice(at..end, add.bytes());
        survive("a.toml", &bytes);
    }
}
