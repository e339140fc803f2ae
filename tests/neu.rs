//! `neu` as its users meet it: forms, the conversation, and what it never does to their files.
//!
//! Every run is hermetic: its own folder, an empty environment, a stated time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use datenpanne::facts::{self, starter::MUSTER};
use serde_json::Value;
use tempfile::TempDir;

const NOW: &str = "2026-11-24T09:00";

/// Answers to all questions of a controller, and of a processor.
const ANSWERS: [&str; 13] = [
    "1",
    "23.11.2026 14:30",
    "Unbekannte haben Daten verschlüsselt.",
    "Stadt Musterstadt",
    "1",
    "Mecklenburg-Vorpommern",
    "030 23125-100, info@example.org",
    "A. Beispiel",
    "dsb@example.org",
    "1, 3",
    "ca. 1.200",
    "1, 5",
    "Die Server sind vom Netz getrennt.",
];

struct Place {
    dir: TempDir,
}

struct Ended {
    code: i32,
    out: String,
    err: String,
}

impl Place {
    fn new() -> Self {
        Self {
            dir: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn run(&self, arguments: &[&str], input: &[u8]) -> Ended {
        let mut child = Command::new(env!("CARGO_BIN_EXE_datenpanne"))
            .args(arguments)
            .env_clear()
            .current_dir(self.dir.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // The program may end before it has read everything.
        let _ = child.stdin.take().unwrap().write_all(input);
        let ended = child.wait_with_output().unwrap();
        Ended {
            code: ended.status.code().unwrap(),
            out: String::from_utf8(ended.stdout).unwrap(),
            err: String::from_utf8(ended.stderr).unwrap(),
        }
    }

    fn with_form(&self, folder: &str, muster: &str) -> Ended {
        self.run(&["neu", folder, "--muster", muster, "--jetzt", NOW], b"")
    }

    fn with_answers(&self, folder: &str, answers: &[&str]) -> Ended {
        let input = format!("{}\n", answers.join("\n"));
        self.run(&["neu", folder, "--jetzt", NOW], input.as_bytes())
    }

    /// Nothing but what was there before.
    fn is_untouched(&self) -> bool {
        fs::read_dir(self.dir.path()).unwrap().next().is_none()
    }
}

/// Answers for the kind `number`, which may be that of a processor.
fn answers_for(number: usize) -> Vec<String> {
    let mut answers: Vec<String> = ANSWERS.iter().map(|answer| (*answer).to_owned()).collect();
    answers[0] = number.to_string();
    if MUSTER[number - 1].is_processor() {
        answers.drain(4..6);
    }
    answers
}

fn read(text: &str) -> Value {
    let read = facts::read("vorfall.toml", text.as_bytes());
    let read = read.unwrap_or_else(|problems| panic!("{problems:?}\n{text}"));
    assert_eq!(read.warnings, [], "{text}");
    serde_json::to_value(read.incident).unwrap()
}

#[test]
fn every_form_is_short_and_makes_a_draft_as_it_is() {
    for muster in MUSTER {
        let place = Place::new();
        let ended = place.with_form("fall", muster.name);
        assert_eq!(ended.code, 0, "{}: {}", muster.name, ended.err);
        assert_eq!(ended.out, "fall/vorfall.toml\n");
        assert!(ended.err.contains("datenpanne erzeugen fall --entwurf"));
        let text = place.text("fall/vorfall.toml");
        assert!(text.lines().count() <= 120, "{}", muster.name);
        for line in text.lines() {
            assert!(line.chars().count() <= 120, "{}: {line}", muster.name);
            assert_eq!(line.trim_end(), line, "{}", muster.name);
        }
        assert!(!text.contains("{{"), "{}", muster.name);
        let facts = read(&text);
        assert_eq!(facts["vorfall"]["kennung"], "fall-2026-11-24");
        assert_eq!(
            facts["vorfall"]["sicht"] == "auftragsverarbeiter",
            muster.is_processor()
        );
        let draft = place.run(
            &[
                "erzeugen",
                "fall",
                "--entwurf",
                "--format",
                "txt",
                "--jetzt",
                NOW,
            ],
            b"",
        );
        assert_eq!(draft.code, 0, "{}: {}", muster.name, draft.err);
        assert!(!draft.out.is_empty());
    }
}

#[test]
fn a_form_states_no_more_than_its_kind_decides() {
    let allowed = [
        "format",
        "kennung",
        "sicht",
        "typ",
        "kategorie",
        "beispiele",
        "rolle",
        "art",
        "vollstaendig",
    ];
    for muster in MUSTER {
        let place = Place::new();
        place.with_form("fall", muster.name);
        let text = place.text("fall/vorfall.toml");
        for line in text.lines().filter(|line| !line.starts_with(['#', '['])) {
            let key = line.split('=').next().unwrap().trim();
            assert!(
                key.is_empty() || allowed.contains(&key),
                "{}: {line}",
                muster.name
            );
        }
        let incident = facts::read("vorfall.toml", text.as_bytes())
            .unwrap()
            .incident;
        assert!(incident.zeiten.kenntnis.ist_fehlt());
        assert!(incident.vorfall.abfluss.ist_fehlt() && incident.vorfall.ursache.ist_fehlt());
        assert!(incident.betroffene.anzahl.ist_fehlt() && incident.risiko.ergebnis.ist_fehlt());
        assert!(incident.folgen.ist_fehlt() && incident.massnahmen.ist_fehlt());
        assert!(!incident.meldung.vollstaendig.ist(&true));
    }
}

/// The keys of the closed list at `table`.`key`, through references and lists.
fn closed_list(schema: &Value, table: &str, key: &str) -> BTreeSet<String> {
    fn resolve<'a>(root: &'a Value, node: &'a Value) -> Vec<&'a Value> {
        let mut found = vec![node];
        if let Some(name) = node.get("$ref").and_then(Value::as_str) {
            found.extend(resolve(
                root,
                root.pointer(name.trim_start_matches('#')).unwrap(),
            ));
        }
        for join in ["anyOf", "oneOf", "allOf"] {
            for part in node
                .get(join)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                found.extend(resolve(root, part));
            }
        }
        if let Some(items) = node.get("items") {
            found.extend(resolve(root, items));
        }
        found
    }
    fn property<'a>(root: &'a Value, node: &'a Value, key: &str) -> Option<&'a Value> {
        let found = resolve(root, node);
        found
            .into_iter()
            .find_map(|node| node.pointer(&format!("/properties/{key}")))
    }
    let table = property(schema, schema, table).unwrap_or_else(|| panic!("no table {table}"));
    let mut node =
        property(schema, table, key).unwrap_or_else(|| panic!("no key {key} in {table:.200}"));
    if key == "gruppen" {
        node = property(schema, node, "gruppe").unwrap();
    }
    let found = resolve(schema, node);
    found
        .into_iter()
        .filter_map(|node| node.get("enum").and_then(Value::as_array))
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

/// A question of a form: table, key, and the words with strokes between them behind it.
struct Asked {
    table: String,
    key: String,
    choices: BTreeSet<String>,
}

fn questions(text: &str) -> Vec<Asked> {
    let mut table = String::new();
    let mut asked: Vec<Asked> = Vec::new();
    for line in text.lines() {
        let bare = line.strip_prefix("# ").unwrap_or(line);
        if bare.starts_with('[') {
            table = bare.split(']').next().unwrap().trim_matches('[').to_owned();
            continue;
        }
        let key = bare.split(" = ").next().unwrap();
        let is_key = bare.contains(" = ")
            && key.chars().all(|c| c.is_ascii_lowercase() || c == '_')
            && !table.is_empty();
        if is_key {
            asked.push(Asked {
                table: table.clone(),
                key: key.to_owned(),
                choices: BTreeSet::new(),
            });
        }
        let remark = if is_key {
            bare.split_once("  # ").map_or("", |(_, remark)| remark)
        } else if line.starts_with("#    ") {
            bare
        } else {
            ""
        };
        if let Some(last) = asked.last_mut() {
            let words: Vec<&str> = remark.split_whitespace().collect();
            for (at, word) in words.iter().enumerate() {
                let before = at.checked_sub(1).and_then(|at| words.get(at));
                if before == Some(&"|") || words.get(at + 1) == Some(&"|") {
                    last.choices.insert(word.trim_end_matches(':').to_owned());
                }
            }
        }
    }
    asked
}

#[test]
fn every_choice_shown_exists_and_none_is_left_out() {
    let schema = facts::schema();
    for muster in MUSTER {
        let place = Place::new();
        place.with_form("fall", muster.name);
        let asked = questions(&place.text("fall/vorfall.toml"));
        assert!(asked.len() > 30, "{}", muster.name);
        // What a list of tables asks several times it explains once.
        let mut shown: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
        for Asked {
            table,
            key,
            choices,
        } in asked
        {
            shown.entry((table, key)).or_default().extend(choices);
        }
        for ((table, key), choices) in shown {
            let list = closed_list(&schema, &table, &key);
            let place = format!("{}: {table}.{key}", muster.name);
            let unknown: Vec<_> = choices.difference(&list).collect();
            assert!(unknown.is_empty(), "{place}: {unknown:?}");
            // Of kinds only those are shown that fit; who else took part is decided here.
            let is_decided =
                key == "typ" || key == "sicht" || key == "rolle" && table == "beteiligte";
            if !is_decided {
                assert_eq!(choices, list, "{place}");
            }
        }
    }
}

#[test]
fn every_question_can_be_answered_where_it_stands() {
    let schema = facts::schema();
    for muster in MUSTER {
        let place = Place::new();
        place.with_form("fall", muster.name);
        let text = place.text("fall/vorfall.toml");
        let mut table = String::new();
        let mut answered = String::new();
        for line in text.lines() {
            let bare = line.strip_prefix("# ").unwrap_or(line);
            if bare.starts_with('[') {
                table = bare.split(']').next().unwrap().trim_matches('[').to_owned();
                answered.push_str(bare);
            } else if let Some((key, value)) = bare.split_once(" = ")
                && key.chars().all(|c| c.is_ascii_lowercase() || c == '_')
                && !table.is_empty()
            {
                let list = closed_list(&schema, &table, key);
                let text = match (list.last(), key, table.as_str()) {
                    (Some(choice), _, _) => choice,
                    (None, "email", _) => "a@example.org",
                    (None, "am" | "entdeckt" | "beginn" | "ende" | "kenntnis", _) => "2026-11-24",
                    (None, key, "zeiten") if key != "entdeckung" => "2026-11-24T15:30",
                    (None, _, _) => "Text",
                };
                let value = value
                    .replace("plz = \"\"", "plz = \"12345\"")
                    .replace("\"\"", &format!("{text:?}"))
                    .replace("= ___", "= 12");
                let value = if value.starts_with("___") {
                    "12"
                } else {
                    &value
                };
                answered.push_str(&format!("{key} = {value}"));
            } else if !line.starts_with('#') {
                answered.push_str(line);
            }
            answered.push('\n');
        }
        let facts = read(&answered);
        assert_eq!(facts["betroffene"]["anzahl"], 12, "{}", muster.name);
        assert!(facts["massnahmen"][0]["text"] == "Text", "{}", muster.name);
    }
}

#[test]
fn answers_become_facts_and_the_report_can_be_filed() {
    let place = Place::new();
    let ended = place.with_answers("fall", &ANSWERS);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(ended.out, "fall/vorfall.toml\n");
    assert!(ended.err.contains("Frage 13 von 13"));
    assert!(
        ended
            .err
            .contains("Verstanden: Montag, 23.\u{a0}November 2026, 14:30\u{a0}Uhr")
    );
    assert!(
        ended
            .err
            .contains("möglichst bis 26.\u{a0}November 2026, 14:30\u{a0}Uhr")
    );
    let text = place.text("fall/vorfall.toml");
    assert!(text.contains("\nkenntnis = 2026-11-23T14:30:00 "), "{text}");
    assert!(text.contains("artikel = \"die\"              # Vorschlag, bitte prüfen: "));
    let facts = read(&text);
    for (path, expected) in [
        (
            "/vorfall/beschreibung",
            "Unbekannte haben Daten verschlüsselt.",
        ),
        ("/verantwortlicher/name", "Stadt Musterstadt"),
        ("/verantwortlicher/art", "kommune"),
        ("/verantwortlicher/bundesland", "MV"),
        ("/verantwortlicher/telefon", "030 23125-100"),
        ("/verantwortlicher/email", "info@example.org"),
        ("/datenschutzbeauftragter/name", "A. Beispiel"),
        ("/datenschutzbeauftragter/email", "dsb@example.org"),
        ("/daten/0/kategorie", "kontaktdaten"),
        ("/daten/1/kategorie", "zahlungsmittel"),
        ("/folgen/0/art", "kontrollverlust"),
        ("/folgen/1/art", "betrug"),
        ("/massnahmen/0/text", "Die Server sind vom Netz getrennt."),
        ("/massnahmen/0/stand", "ergriffen"),
    ] {
        assert_eq!(
            facts.pointer(path).and_then(Value::as_str),
            Some(expected),
            "{path}"
        );
    }
    assert_eq!(facts["betroffene"]["anzahl"]["ungefaehr"], 1200);

    // What the conversation asks is all that a first report can't do without.
    let filed = place.run(
        &[
            "erzeugen",
            "fall",
            "--dokument",
            "meldung",
            "--format",
            "txt",
            "--jetzt",
            NOW,
        ],
        b"",
    );
    assert_eq!(filed.code, 0, "{}", filed.err);
    assert!(filed.out.contains("meldung.txt"));
}

#[test]
fn every_form_has_room_for_every_answer() {
    for (number, muster) in (1..).zip(MUSTER) {
        let place = Place::new();
        let answers = answers_for(number);
        let answers: Vec<&str> = answers.iter().map(String::as_str).collect();
        let ended = place.with_answers("fall", &answers);
        assert_eq!(ended.code, 0, "{}: {}", muster.name, ended.err);
        let facts = read(&place.text("fall/vorfall.toml"));
        assert_eq!(
            facts["daten"].as_array().unwrap().len(),
            2,
            "{}",
            muster.name
        );
        assert_eq!(
            facts["folgen"].as_array().unwrap().len(),
            2,
            "{}",
            muster.name
        );
        if muster.is_processor() {
            assert_eq!(facts["beteiligte"][0]["name"], "Stadt Musterstadt");
            assert_eq!(facts["beteiligte"][0]["email"], "info@example.org");
            assert_eq!(facts["anlaufstelle"]["name"], "A. Beispiel");
            assert!(facts["zeiten"]["kenntnis_auftragsverarbeiter"].is_string());
        }
    }
}

#[test]
fn who_knows_nothing_yet_gets_the_form_as_it_is() {
    for (number, muster) in (1..).zip(MUSTER) {
        let place = Place::new();
        let count = if muster.is_processor() { 10 } else { 12 };
        let input = format!("{number}\n{}", "\n".repeat(count));
        let asked = place.run(&["neu", "fall", "--jetzt", NOW], input.as_bytes());
        assert_eq!(asked.code, 0, "{}: {}", muster.name, asked.err);
        let text = place.text("fall/vorfall.toml");
        fs::remove_dir_all(place.path("fall")).unwrap();
        place.with_form("fall", muster.name);
        assert_eq!(text, place.text("fall/vorfall.toml"), "{}", muster.name);
    }
    // Who comes late hears it at once.
    let place = Place::new();
    let mut answers = [""; 13];
    answers[1] = "20.11. 8 Uhr";
    let ended = place.with_answers("fall", &answers);
    assert!(
        ended
            .err
            .contains("sind seit 23.\u{a0}November 2026, 8:00\u{a0}Uhr vorbei"),
        "{}",
        ended.err
    );
    // Not even the kind.
    let place = Place::new();
    let ended = place.with_answers("fall", &["?"; 13]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(place.text("fall/vorfall.toml").contains("„allgemein“"));
    assert!(ended.err.contains("Zuerst eintragen: kenntnis"));
}

#[test]
fn hostile_answers_are_text() {
    for hostile in [
        "a\"b",
        "'''\"\"\"\\",
        "x\"\n[meldung]\nvollstaendig = true"
            .split('\n')
            .next()
            .unwrap(),
        "\"] # [[folgen]] \\u0000 \\",
        "{{kennung}} {{ 7*7 }} <script>**fett**</script>",
        "# art = \"betrug\"  # Rest",
        "ſchön e\u{301} 💻 שלום",
    ] {
        let place = Place::new();
        let mut answers = ANSWERS;
        answers[2] = hostile;
        answers[3] = hostile;
        answers[12] = hostile;
        let ended = place.with_answers("fall", &answers);
        assert_eq!(ended.code, 0, "{hostile}: {}", ended.err);
        let facts = read(&place.text("fall/vorfall.toml"));
        let meant = facts::text::normalise(hostile).0;
        assert_eq!(facts["vorfall"]["beschreibung"], meant.as_str());
        assert_eq!(facts["verantwortlicher"]["name"], meant.as_str());
        assert_eq!(facts["massnahmen"][0]["text"], meant.as_str());
        assert_eq!(facts["folgen"].as_array().unwrap().len(), 2);
        assert_eq!(facts["vorfall"]["kennung"], "fall-2026-11-24");
    }
    // What nobody sees does not get in.
    let place = Place::new();
    let mut answers = ANSWERS;
    answers[3] = "Stadt \u{202e}Muster\u{200b}stadt";
    assert_eq!(place.with_answers("fall", &answers).code, 0);
    assert!(
        place
            .text("fall/vorfall.toml")
            .contains("\"Stadt Musterstadt\"")
    );
}

#[test]
fn a_wrong_answer_in_a_pipe_ends_with_2_and_nothing_is_written() {
    for (number, wrong, says) in [
        (0, "11", "Nummer von 1 bis 10"),
        (1, "morgen", "nicht zu verstehen"),
        (1, "25.11.2026", "in der Zukunft"),
        (2, "a\u{1b}[2Jb", "Steuerzeichen"),
        (4, "Stadtwerk", "steht nicht zur Wahl"),
        (6, "anrufen", "Telefonnummer"),
        (8, "dsb@", "E-Mail-Adresse"),
        (9, "1, 99", "Nummer von 1 bis 27"),
        (10, "viele", "keine Zahl"),
    ] {
        let place = Place::new();
        let mut answers = ANSWERS;
        answers[number] = wrong;
        let ended = place.with_answers("fall", &answers);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{wrong}");
        let question = format!("Die Antwort auf Frage {}", number + 1);
        assert!(ended.err.contains(&question), "{}", ended.err);
        assert!(ended.err.contains(says), "{}", ended.err);
        assert!(ended.err.contains("Es wurde nichts geschrieben."));
        assert!(!ended.err.contains('\u{1b}'));
        assert!(place.is_untouched(), "{wrong}");
    }
    let place = Place::new();
    let ended = place.run(&["neu", "fall", "--jetzt", NOW], b"1\n\n\xff\xfe\n");
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("UTF-8"), "{}", ended.err);
    assert!(place.is_untouched());
}

#[test]
fn an_input_that_ends_early_or_late_writes_nothing() {
    for count in [0, 1, 5, 12] {
        let place = Place::new();
        let input = ANSWERS[..count].join("\n");
        let ended = place.run(&["neu", "fall", "--jetzt", NOW], input.as_bytes());
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{count}");
        let says = format!("endet vor der Antwort auf Frage {}", count + 1);
        assert!(ended.err.contains(&says), "{}", ended.err);
        assert!(ended.err.contains("--muster NAME"));
        assert!(place.is_untouched());
    }
    let place = Place::new();
    let mut answers = ANSWERS.to_vec();
    answers.push("noch eine");
    let ended = place.with_answers("fall", &answers);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("mehr Zeilen"), "{}", ended.err);
    assert!(place.is_untouched());

    // The last line needs no line break, and blank lines at the end do no harm.
    for end in ["", "\n\n\n"] {
        let place = Place::new();
        let input = ANSWERS.join("\n") + end;
        assert_eq!(
            place
                .run(&["neu", "fall", "--jetzt", NOW], input.as_bytes())
                .code,
            0
        );
    }
    let place = Place::new();
    let ended = place.run(&["neu", "fall", "--jetzt", NOW], &vec![b'x'; 200_000]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("zu lang"), "{}", ended.err);
    assert!(place.is_untouched());
}

#[test]
fn what_exists_stays() {
    for name in ["vorfall.toml", "vorfall.json"] {
        let place = Place::new();
        fs::create_dir(place.path("fall")).unwrap();
        fs::write(place.path("fall").join(name), "bleibt").unwrap();
        for ended in [
            place.with_form("fall", "angriff"),
            place.with_answers("fall", &ANSWERS),
        ] {
            assert_eq!((ended.code, ended.out.as_str()), (2, ""));
            assert!(
                ended
                    .err
                    .contains(&format!("liegt schon eine Datei {name}"))
            );
            assert!(
                !ended.err.contains("Frage"),
                "checked before anybody is asked"
            );
        }
        assert_eq!(
            fs::read_to_string(place.path("fall").join(name)).unwrap(),
            "bleibt"
        );
        assert_eq!(fs::read_dir(place.path("fall")).unwrap().count(), 1);
    }
    // Other files don't matter.
    let place = Place::new();
    fs::create_dir(place.path("fall")).unwrap();
    fs::write(place.path("fall/notiz.txt"), "bleibt").unwrap();
    assert_eq!(place.with_form("fall", "angriff").code, 0);
    assert_eq!(place.text("fall/notiz.txt"), "bleibt");
}

#[test]
fn a_place_that_can_not_be_written_ends_with_3() {
    let place = Place::new();
    fs::write(place.path("datei"), "bleibt").unwrap();
    let mut folders = vec!["datei", "datei/fall"];
    if cfg!(target_os = "linux") {
        folders.push("/proc/fall");
    }
    for folder in folders {
        let ended = place.with_form(folder, "angriff");
        assert_eq!((ended.code, ended.out.as_str()), (3, ""), "{folder}");
        assert!(
            ended.err.contains("lässt sich kein Vorfall anlegen"),
            "{}",
            ended.err
        );
        assert_eq!(place.with_answers(folder, &[]).code, 3, "{folder}");
    }
    assert_eq!(place.text("datei"), "bleibt");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    fs::create_dir(place.path("anderswo")).unwrap();
    symlink("anderswo", place.path("fall")).unwrap();
    let ended = place.with_form("fall", "angriff");
    assert_eq!(ended.code, 3);
    assert!(ended.err.contains("Verknüpfung"));
    assert_eq!(fs::read_dir(place.path("anderswo")).unwrap().count(), 0);

    fs::create_dir(place.path("drin")).unwrap();
    symlink("../ziel.toml", place.path("drin/vorfall.toml")).unwrap();
    assert_eq!(place.with_form("drin", "angriff").code, 2);
    assert!(!place.path("ziel.toml").exists());
}

#[cfg(unix)]
#[test]
fn folder_and_file_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    assert_eq!(place.with_form("tief/unten/fall", "angriff").code, 0);
    let mode = |name: &str| fs::metadata(place.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("tief"), 0o700);
    assert_eq!(mode("tief/unten/fall"), 0o700);
    assert_eq!(mode("tief/unten/fall/vorfall.toml"), 0o600);
    let inside = fs::read_dir(place.path("tief/unten/fall")).unwrap();
    assert_eq!(inside.count(), 1, "no temporary file is left");
}

#[test]
fn two_runs_give_the_same_bytes() {
    let (one, other) = (Place::new(), Place::new());
    for place in [&one, &other] {
        assert_eq!(place.with_answers("fall", &ANSWERS).code, 0);
    }
    assert_eq!(
        one.text("fall/vorfall.toml"),
        other.text("fall/vorfall.toml")
    );
}

#[test]
fn the_reference_comes_from_the_folder_and_the_stated_date() {
    let place = Place::new();
    for (folder, reference) in [
        ("Büro Süd", "buero-sued-2026-11-24"),
        ("2026-11-24_Straße", "2026-11-24-strasse"),
        ("日本", "vorfall-2026-11-24"),
        ("-x", "x-2026-11-24"),
        ("a/../b", "b-2026-11-24"),
    ] {
        fs::create_dir_all(place.path("a")).unwrap();
        let arguments = ["neu", "--muster", "phishing", "--jetzt", NOW, "--", folder];
        let ended = place.run(&arguments, b"");
        assert_eq!(ended.code, 0, "{folder}: {}", ended.err);
        let facts = read(&place.text(&format!("{folder}/vorfall.toml")));
        assert_eq!(facts["vorfall"]["kennung"], reference, "{folder}");
    }
    // The folder one stands in.
    let name = place.dir.path().file_name().unwrap().to_string_lossy();
    let ended = place.with_form(".", "phishing");
    assert_eq!(ended.code, 0, "{}", ended.err);
    let facts = read(&place.text("vorfall.toml"));
    let reference = facts["vorfall"]["kennung"].as_str().unwrap();
    let letters: String = name
        .to_lowercase()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    assert_eq!(reference.replace('-', ""), format!("{letters}20261124"));
}

#[test]
fn an_unknown_form_is_an_error_with_advice() {
    let place = Place::new();
    let ended = place.with_form("fall", "fehlversant");
    assert_eq!(ended.code, 2);
    assert!(
        ended.err.contains("Meinten Sie „fehlversand“?"),
        "{}",
        ended.err
    );
    assert!(ended.err.contains("offener-verteiler, geraeteverlust"));
    assert!(place.is_untouched());
}

#[test]
fn every_form_is_a_file_and_every_file_a_form() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/neu");
    let files: BTreeSet<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    let names = MUSTER.iter().map(|muster| muster.name.to_owned()).collect();
    assert_eq!(files, names);
}

/// The block of a text that follows the line `after`, without its fences.
fn block<'a>(text: &'a str, after: &str) -> &'a str {
    let rest = text.split_once(after).expect(after).1;
    let start = rest.find("```").unwrap();
    let rest = rest[start..].split_once('\n').unwrap().1;
    rest.split_once("```").unwrap().0
}

#[test]
fn the_documents_show_what_the_program_does() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let section = readme.split_once("### `neu`").unwrap().1;
    let command = block(section, "").trim();
    let arguments: Vec<&str> = command.split(' ').skip(1).collect();
    let place = Place::new();
    let ended = place.run(&arguments, b"");
    assert_eq!(ended.code, 0, "{command}: {}", ended.err);
    let shown = section.split("```").nth(3).unwrap().trim();
    assert_eq!(shown, format!("{}{}", ended.out, ended.err).trim());
    let form = place.text("vorfall-laptop/vorfall.toml");
    let excerpt = block(section, "So beginnt die Datei");
    assert!(form.contains(excerpt), "{excerpt}");

    let manual = fs::read_to_string(root.join("docs/handbuch.md")).unwrap();
    for muster in MUSTER {
        let row = format!("| `{}` | {} |", muster.name, muster.zeile);
        assert!(manual.contains(&row), "{row}");
    }
}
