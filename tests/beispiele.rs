//! The examples: each is a sound incident, says what it shows, and yields the documents that a
//! data protection officer expects.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeZone};
use chrono_tz::Europe::Berlin;
use datenpanne::document::sentences::sentences;
use datenpanne::facts::{self, Incident, Nennen, Read, render_problems};
use datenpanne::law::{self, Level};
use serde_json::Value;

/// Files of the documents for the public.
const PUBLIC: [&str; 4] = [
    "aushang",
    "buergerinformation",
    "pressemitteilung",
    "telefonleitfaden",
];
/// Longest sentence for people, in words.
const WORDS: usize = 20;

/// The documents that each example yields, by the name of their files; `+` stands for [`PUBLIC`].
const DOCUMENTS: [(&str, &str); 11] = [
    (
        "falscher-empfaenger",
        "meldung portalbogen benachrichtigung telefonleitfaden empfaengerschreiben vermerk",
    ),
    ("ksm-amt", "meldung portalbogen + vermerk"),
    (
        "ksm-schwerin",
        "meldung meldung-realsteuern meldung-bussgeld \
         portalbogen portalbogen-realsteuern portalbogen-bussgeld + vermerk",
    ),
    ("laiv", "meldung portalbogen benachrichtigung + vermerk"),
    ("laptop-verschluesselt", "vermerk"),
    (
        "offener-verteiler",
        "meldung portalbogen benachrichtigung telefonleitfaden empfaengerschreiben vermerk",
    ),
    (
        "ratsunterlagen",
        "meldung portalbogen benachrichtigung + vermerk",
    ),
    ("sit-dienstleister", "auftragsverarbeiter vermerk"),
    (
        "sit-stadt",
        "meldung meldung-realsteuern meldung-bussgeld \
         portalbogen portalbogen-realsteuern portalbogen-bussgeld + vermerk",
    ),
    ("stadtwerke-betrugswarnung", "+ vermerk"),
    (
        "usb-stick",
        "meldung portalbogen benachrichtigung telefonleitfaden vermerk",
    ),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("beispiele")
}

struct Example {
    name: String,
    source: String,
    /// The lines of the opening comment, without `# `.
    opening: Vec<String>,
    read: Read,
}

impl Example {
    fn load(path: &Path) -> Self {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let source = std::fs::read_to_string(path).unwrap();
        let opening = source
            .lines()
            .map_while(|line| line.strip_prefix("# "))
            .map(str::to_owned)
            .collect();
        let read = facts::read(&name, source.as_bytes()).unwrap_or_else(|problems| {
            panic!("{}", render_problems(&name, &source, &problems, false))
        });
        Self {
            name,
            source,
            opening,
            read,
        }
    }

    fn incident(&self) -> &Incident {
        &self.read.incident
    }

    /// The time the example was written for, as `--jetzt` takes it.
    fn time(&self) -> &str {
        let last = self.opening.last().unwrap();
        last.strip_prefix("Zeitpunkt: ")
            .unwrap_or_else(|| panic!("{}: the opening comment ends with {last}", self.name))
    }

    fn now(&self) -> DateTime<FixedOffset> {
        let local = NaiveDateTime::parse_from_str(self.time(), "%Y-%m-%dT%H:%M").unwrap();
        Berlin.from_local_datetime(&local).unwrap().fixed_offset()
    }

    fn json(&self) -> Value {
        serde_json::to_value(self.incident()).unwrap()
    }
}

fn examples() -> Vec<Example> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml" || e == "json"))
        .collect();
    paths.sort();
    paths.iter().map(|path| Example::load(path)).collect()
}

/// All texts of a value with the key they stand under.
fn texts<'a>(key: &'a str, value: &'a Value, found: &mut Vec<(&'a str, &'a str)>) {
    match value {
        Value::String(text) => found.push((key, text)),
        Value::Array(items) => items.iter().for_each(|item| texts(key, item, found)),
        Value::Object(table) => table.iter().for_each(|(key, v)| texts(key, v, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn every_example_stands_in_the_table() {
    let there: Vec<String> = examples().into_iter().map(|e| e.name).collect();
    let listed: Vec<&str> = DOCUMENTS.iter().map(|(name, _)| *name).collect();
    assert_eq!(there, listed);
}

#[test]
fn every_example_opens_with_what_it_shows() {
    for example in examples() {
        let lines = example.opening.len();
        assert!((3..=8).contains(&lines), "{}: {lines} lines", example.name);
        let opening = example.opening.join(" ");
        assert!(opening.contains("Ergibt: "), "{}", example.name);
        assert!(opening.contains("ngenommen"), "{}", example.name);
        assert!(example.now() > DateTime::UNIX_EPOCH, "{}", example.name);
        let after = example.source.lines().nth(lines);
        assert_eq!(after, Some(""), "{}: an empty line follows", example.name);
    }
}

#[test]
fn every_example_reads_without_a_warning_and_is_marked() {
    let mut references = BTreeSet::new();
    for example in examples() {
        assert_eq!(example.read.warnings, vec![], "{}", example.name);
        let incident = &example.incident().vorfall;
        assert!(incident.beispiel, "{}", example.name);
        assert!(
            references.insert(incident.kennung.clone()),
            "{}: its reference is taken",
            example.name
        );
    }
}

#[test]
fn no_example_has_an_error() {
    for example in examples() {
        let found = law::assess(example.incident(), example.now()).findings;
        let errors: Vec<_> = found.iter().filter(|f| f.level == Level::Fehler).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", example.name);
    }
}

#[test]
fn contacts_belong_to_nobody() {
    for example in examples() {
        let json = example.json();
        let mut found = Vec::new();
        texts("", &json, &mut found);
        assert!(found.iter().any(|(key, _)| *key == "telefon"));
        for (key, text) in found {
            let place = format!("{}, {key}: {text}", example.name);
            match key {
                "telefon" => {
                    let own = text.strip_prefix("030 23125-").expect(&place);
                    assert!(own.len() == 3 && own.parse::<u16>().is_ok(), "{place}");
                }
                "email" => assert!(text.ends_with("@example.org"), "{place}"),
                "web" => assert_eq!(text, "https://www.example.org", "{place}"),
                // A time has digits and signs too; a number with a dialling code has a blank.
                _ => {
                    assert!(!text.contains('@'), "{place}");
                    assert!(
                        !text.contains("030 ") && !text.contains("+49"),
                        "a telephone number in a text: {place}"
                    );
                }
            }
        }
    }
}

#[test]
fn people_have_no_real_names() {
    let invented = |name: Option<&String>, place: &str| {
        let Some(name) = name else { return };
        let initial = name.strip_suffix(". Beispiel");
        assert!(initial.is_some_and(|i| i.len() == 1), "{place}: {name}");
    };
    for example in examples() {
        let incident = example.incident();
        invented(incident.melder.name.wert(), &example.name);
        invented(incident.datenschutzbeauftragter.name.wert(), &example.name);
        let controller = &incident.verantwortlicher;
        invented(controller.vertretung.name.wert(), &example.name);
        for person in &incident.unterschriften {
            invented(person.name.wert(), &example.name);
        }
    }
}

#[test]
fn texts_for_people_are_plain() {
    for example in examples() {
        let incident = example.incident();
        let mut plain: Vec<&str> = Vec::new();
        plain.extend(
            incident
                .vorfall
                .beschreibung_buerger
                .wert()
                .map(String::as_str),
        );
        let measures = incident.massnahmen.liste();
        plain.extend(measures.iter().filter_map(|m| m.text_buerger.as_deref()));
        plain.extend(
            incident
                .empfehlungen
                .iter()
                .filter_map(|e| e.text.as_deref()),
        );
        for text in plain {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            for sentence in sentences(&text) {
                let words = sentence.split(' ').count();
                assert!(
                    words <= WORDS,
                    "{}: {words} words: {sentence}",
                    example.name
                );
            }
        }
    }
}

/// Runs `erzeugen` on a file and returns the plain texts by file name, with what it said.
fn made(file: &Path, reference: &str, time: &str) -> (BTreeMap<String, String>, String) {
    let out = tempfile::tempdir().unwrap();
    let ended = Command::new(env!("CARGO_BIN_EXE_datenpanne"))
        .arg("erzeugen")
        .arg(file)
        .args(["--jetzt", time, "--format", "txt", "--ausgabe"])
        .arg(out.path())
        .env_clear()
        .output()
        .unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert!(ended.status.success(), "{}: {said}", file.display());
    let texts = std::fs::read_dir(out.path().join(reference))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    (texts, said)
}

impl Example {
    fn made(&self) -> (BTreeMap<String, String>, String) {
        let file = folder().join(format!("{}.toml", self.name));
        made(&file, &self.incident().vorfall.kennung, self.time())
    }

    /// The documents of the example after replacing something in its source.
    fn made_with(&self, replaced: &[(&str, &str)]) -> BTreeSet<String> {
        let place = tempfile::tempdir().unwrap();
        let mut source = self.source.clone();
        for (old, new) in replaced {
            assert!(source.contains(old), "{}: {old}", self.name);
            source = source.replace(old, new);
        }
        let file = place.path().join("vorfall.toml");
        std::fs::write(&file, source).unwrap();
        let (texts, _) = made(&file, &self.incident().vorfall.kennung, self.time());
        texts.into_keys().collect()
    }
}

#[test]
fn every_example_yields_the_documents_it_promises() {
    for (example, (name, listed)) in examples().iter().zip(DOCUMENTS) {
        assert_eq!(example.name, name);
        let (texts, said) = example.made();
        assert!(said.contains("0 Fehler, 0 Warnungen"), "{name}: {said}");
        let expected: BTreeSet<&str> = listed
            .split_whitespace()
            .flat_map(|word| {
                if word == "+" {
                    PUBLIC.to_vec()
                } else {
                    vec![word]
                }
            })
            .collect();
        let written: BTreeSet<&str> = texts.keys().map(String::as_str).collect();
        assert_eq!(written, expected, "{name}");
        stays_inside(example, &texts);
    }
}

/// Systems and names kept back stand in no public document, internal entries in the record alone.
fn stays_inside(example: &Example, texts: &BTreeMap<String, String>) {
    let incident = example.incident();
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (document, text) in texts {
        let text = flat(text);
        let lacks = |fact: Option<&String>| {
            if let Some(fact) = fact {
                assert!(
                    !text.contains(&flat(fact)),
                    "{}, {document}: {fact}",
                    example.name
                );
            }
        };
        if document != "vermerk" {
            for entry in incident.verlauf.iter().filter(|entry| entry.intern) {
                lacks(entry.text.wert());
            }
        }
        if PUBLIC.contains(&document.as_str()) {
            lacks(incident.vorfall.systeme.wert());
            if incident.datenschutzbeauftragter.nennen == Nennen::Funktion {
                lacks(incident.datenschutzbeauftragter.name.wert());
            }
        }
    }
}

fn example(name: &str) -> Example {
    Example::load(&folder().join(format!("{name}.toml")))
}

#[test]
fn steps_decide_what_a_planned_or_voluntary_notice_is() {
    let stick = example("usb-stick");
    let planned = ("status = \"individuell\"", "status = \"geplant\"");
    let individual = ("weg = \"individuell\"", "weg = \"oeffentlich\"");
    let letter = "benachrichtigung";
    let public = |made: &BTreeSet<String>| PUBLIC.iter().all(|name| made.contains(*name));
    // Whoever gets a letter may call: staff need their guide all the same.
    let nothing_public = |made: &BTreeSet<String>| {
        let published = PUBLIC.iter().filter(|name| **name != "telefonleitfaden");
        published.into_iter().all(|name| !made.contains(*name))
    };

    let made = stick.made_with(&[planned]);
    assert!(made.contains(letter) && nothing_public(&made), "{made:?}");
    let made = stick.made_with(&[planned, individual]);
    assert!(!made.contains(letter) && public(&made), "{made:?}");
    // No step says how: both are prepared.
    let made = stick.made_with(&[planned, ("  weg = \"individuell\"\n", "")]);
    assert!(made.contains(letter) && public(&made), "{made:?}");

    let list = example("offener-verteiler");
    let made = list.made_with(&[("  weg = \"individuell\"\n", "")]);
    assert!(!made.contains(letter) && public(&made), "{made:?}");
}

#[test]
fn where_no_breach_is_established_none_is_said() {
    let utility = example("stadtwerke-betrugswarnung");
    let (texts, said) = utility.made();
    assert!(
        said.contains("meldung: entfällt. Nach Ihren Angaben ist keine Verletzung festgestellt"),
        "{said}"
    );
    let notice = &texts["buergerinformation"];
    assert!(notice.contains("Eine Datenpanne bei den Stadtwerken ist nicht festgestellt."));
    for claim in ["Unbefugte", "prüfen wir noch", "verletzt"] {
        assert!(!notice.contains(claim), "{claim}");
    }
}

#[test]
fn the_overview_lists_every_example_with_its_time() {
    let readme = std::fs::read_to_string(folder().join("README.md")).unwrap();
    for example in examples() {
        let row = format!("| `{}.toml` |", example.name);
        let rows: Vec<&str> = readme.lines().filter(|l| l.starts_with(&row)).collect();
        let time = format!("`{}` |", example.time());
        assert_eq!(rows.len(), 2, "{row}");
        assert!(rows.iter().any(|row| row.ends_with(&time)), "{row} {time}");
    }
}
