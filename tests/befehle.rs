//! `pruefen`, `frist` and `behoerde` as their users meet them: text, JSON, calendar, exit status.
//!
//! Every run is hermetic: an empty environment, a stated time, no terminal (so 80 columns).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

struct Ended {
    code: i32,
    out: String,
    err: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn run_in(folder: &Path, arguments: &[&str]) -> Ended {
    let output = Command::new(env!("CARGO_BIN_EXE_datenpanne"))
        .args(arguments)
        .env_clear()
        .current_dir(folder)
        .output()
        .unwrap();
    Ended {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn run(arguments: &[&str]) -> Ended {
    run_in(root(), arguments)
}

/// A folder with `vorfall.toml` in it.
fn place(facts: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("vorfall.toml"), facts).unwrap();
    dir
}

fn json(ended: &Ended) -> Value {
    serde_json::from_str(&ended.out).unwrap()
}

fn keys(value: &Value) -> Vec<&str> {
    let map = value.as_object().unwrap();
    map.keys().map(String::as_str).collect()
}

/// Compares with a reviewed file; `UPDATE_GOLDEN=1` writes it anew.
fn golden(name: &str, text: &str) {
    let path = root().join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, text).unwrap();
    }
    assert_eq!(text, fs::read_to_string(&path).unwrap(), "{name}");
}

/// The examples, each with the time that its head states.
fn examples() -> Vec<(String, PathBuf, String)> {
    let mut found: Vec<_> = fs::read_dir(root().join("beispiele"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let time = text
                .lines()
                .find_map(|line| line.strip_prefix("# Zeitpunkt:"))
                .unwrap()
                .trim()
                .to_owned();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let path = path.strip_prefix(root()).unwrap().to_owned();
            (name, path, time)
        })
        .collect();
    found.sort();
    assert!(found.len() >= 11);
    found
}

/// Facts that know little beside awareness.
fn known(awareness: &str, more: &str) -> String {
    format!(
        "format = 1\n\n[vorfall]\nkennung = \"test-1\"\n\n[zeiten]\nkenntnis = {awareness}\n\n{more}"
    )
}

const TOWN: &str = "[verantwortlicher]\nart = \"kommune\"\nbundesland = \"NW\"\n";

#[test]
fn help_is_german() {
    for command in ["pruefen", "frist", "behoerde"] {
        let ended = run(&[command, "--hilfe"]);
        assert_eq!((ended.code, ended.err.as_str()), (0, ""));
        golden(&format!("hilfe-{command}.txt"), &ended.out);
        for english in ["Usage", "Options", "Arguments", "default", "possible"] {
            assert!(!ended.out.contains(english), "{english} in {command}");
        }
    }
}

#[test]
fn every_example_reads_as_reviewed() {
    for (name, path, time) in examples() {
        let path = path.to_string_lossy();
        let ended = run(&["pruefen", &path, "--jetzt", &time]);
        golden(&format!("pruefen-{name}.txt"), &ended.out);
        let wide = ended.out.lines().filter(|line| line.chars().count() > 80);
        // Only what is copied whole may be wider: an address or a path.
        for line in wide {
            assert!(line.trim().contains('/'), "{name}: {line}");
        }
        assert!(!ended.out.contains('\u{1b}'));
    }
}

#[test]
fn the_deadline_reads_as_reviewed() {
    for (name, time) in [
        ("ksm-schwerin", "2021-10-17T16:00"),
        ("sit-stadt", "2023-11-01T09:00"),
        ("sit-dienstleister", "2023-10-30T08:30"),
        ("ksm-amt", "2021-12-23T12:00"),
    ] {
        let path = format!("beispiele/{name}.toml");
        let ended = run(&["frist", &path, "--jetzt", time]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        golden(&format!("frist-{name}.txt"), &ended.out);
    }
}

#[test]
fn the_calendar_reads_as_reviewed_and_names_nobody() {
    let ended = run(&[
        "frist",
        "beispiele/ksm-schwerin.toml",
        "--jetzt",
        "2021-10-17T16:00",
        "--format",
        "ics",
    ]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    golden(
        "frist-ksm-schwerin.ics.txt",
        &ended.out.replace("\r\n", "\n"),
    );
    assert_eq!(
        ended.out.matches('\n').count(),
        ended.out.matches("\r\n").count()
    );
    assert!(ended.out.split("\r\n").all(|line| line.len() <= 75));
    assert!(!ended.out.contains('@'));
    assert!(ended.out.contains("DTSTAMP:20211017T140000Z\r\n"));
}

#[test]
fn a_calendar_without_a_date_is_none() {
    let dir = place(&known(
        "2026-11-20T15:30:00",
        "[risiko]\nergebnis = \"gering\"\n",
    ));
    let ended = run_in(
        dir.path(),
        &[
            "frist",
            ".",
            "--format",
            "ics",
            "--jetzt",
            "2026-11-20T16:00",
        ],
    );
    assert_eq!((ended.code, ended.out.as_str()), (0, ""));
    assert!(ended.err.contains("keinen Termin"));
}

#[test]
fn worked_examples_end_where_they_should() {
    // Awareness, begin, end, target, name of the day, holiday in the Land.
    #[rustfmt::skip]
    let cases = [
        ("NW", "2020-12-22T12:17:00", "2020-12-22T13:00:00+01:00", "2020-12-25T13:00:00+01:00", "2020-12-25T12:17:00+01:00", "Freitag", Some("Erster Weihnachtstag")),
        ("NW", "2020-12-22T12:59:00", "2020-12-22T13:00:00+01:00", "2020-12-25T13:00:00+01:00", "2020-12-25T12:59:00+01:00", "Freitag", Some("Erster Weihnachtstag")),
        ("NW", "2026-05-22T16:30:00", "2026-05-22T17:00:00+02:00", "2026-05-25T17:00:00+02:00", "2026-05-25T16:30:00+02:00", "Montag", Some("Pfingstmontag")),
        ("NW", "2026-11-20T15:30:00", "2026-11-20T16:00:00+01:00", "2026-11-23T16:00:00+01:00", "2026-11-23T15:30:00+01:00", "Montag", None),
        ("NW", "2026-04-02T16:40:00", "2026-04-02T17:00:00+02:00", "2026-04-05T17:00:00+02:00", "2026-04-05T16:40:00+02:00", "Sonntag", None),
        ("BB", "2026-04-02T16:40:00", "2026-04-02T17:00:00+02:00", "2026-04-05T17:00:00+02:00", "2026-04-05T16:40:00+02:00", "Sonntag", Some("Ostersonntag")),
        ("NW", "2026-12-23T17:45:00", "2026-12-23T18:00:00+01:00", "2026-12-26T18:00:00+01:00", "2026-12-26T17:45:00+01:00", "Samstag", Some("Zweiter Weihnachtstag")),
        ("NW", "2026-12-24T10:10:00", "2026-12-24T11:00:00+01:00", "2026-12-27T11:00:00+01:00", "2026-12-27T10:10:00+01:00", "Sonntag", None),
        ("MV", "2021-10-15T06:30:00", "2021-10-15T07:00:00+02:00", "2021-10-18T07:00:00+02:00", "2021-10-18T06:30:00+02:00", "Montag", None),
        ("NW", "2023-10-30T07:15:00", "2023-10-30T08:00:00+01:00", "2023-11-02T08:00:00+01:00", "2023-11-02T07:15:00+01:00", "Donnerstag", None),
        // A full hour; a bare date; the two clock changes.
        ("NW", "2026-11-20T13:00:00", "2026-11-20T13:00:00+01:00", "2026-11-23T13:00:00+01:00", "2026-11-23T13:00:00+01:00", "Montag", None),
        ("NW", "2026-11-20", "2026-11-20T00:00:00+01:00", "2026-11-23T00:00:00+01:00", "2026-11-23T00:00:00+01:00", "Montag", None),
        ("NW", "2026-10-23T15:20:00", "2026-10-23T16:00:00+02:00", "2026-10-26T15:00:00+01:00", "2026-10-26T14:20:00+01:00", "Montag", None),
        ("NW", "2026-03-27T15:20:00", "2026-03-27T16:00:00+01:00", "2026-03-30T16:00:00+02:00", "2026-03-30T15:20:00+02:00", "Montag", None),
        // Written with another offset, said on Berlin's clock.
        ("NW", "2026-11-20T14:30:00Z", "2026-11-20T16:00:00+01:00", "2026-11-23T16:00:00+01:00", "2026-11-23T15:30:00+01:00", "Montag", None),
    ];
    for (land, awareness, begin, end, target, day, holiday) in cases {
        let dir = place(&known(awareness, &TOWN.replace("NW", land)));
        let ended = run_in(
            dir.path(),
            &["frist", ".", "--format", "json", "--jetzt", "2026-12-31"],
        );
        let answer = json(&ended);
        assert_eq!(ended.code, 0, "{awareness}: {}", ended.err);
        assert_eq!(answer["beginn"], begin, "{awareness}");
        assert_eq!(answer["ende"], end, "{awareness}");
        assert_eq!(answer["ziel"], target, "{awareness}");
        assert_eq!(answer["wochentag"], day, "{awareness}");
        assert_eq!(answer["feiertag"].as_str(), holiday, "{awareness}");
        assert_eq!(answer["status"], "abgelaufen");
    }
}

#[test]
fn json_begins_with_the_agreed_keys() {
    for (name, path, time) in examples() {
        let path = path.to_string_lossy();
        let ask = |command: &str| {
            let ended = run(&[command, &path, "--jetzt", &time, "--format", "json"]);
            assert!(ended.code <= 1, "{name}: {}", ended.err);
            (json(&ended), ended.code)
        };
        let (deadline, _) = ask("frist");
        assert_eq!(
            keys(&deadline)[..8],
            [
                "kenntnis",
                "beginn",
                "ende",
                "ziel",
                "status",
                "verbleibend_minuten",
                "herleitung",
                "hinweise"
            ]
        );
        let (checked, code) = ask("pruefen");
        assert_eq!(keys(&checked)[..2], ["befunde", "einschaetzung"]);
        assert_eq!(
            keys(&checked["einschaetzung"])[..4],
            ["risiko", "meldung_behoerde", "benachrichtigung", "gruende"]
        );
        let findings = checked["befunde"].as_array().unwrap();
        let errors = findings.iter().any(|finding| finding["stufe"] == "fehler");
        assert_eq!(code, i32::from(errors), "{name}");
        for finding in findings {
            assert_eq!(
                keys(finding)[..7],
                [
                    "code", "stufe", "pfad", "zeile", "artikel", "meldung", "abhilfe"
                ]
            );
        }
        let (authorities, _) = ask("behoerde");
        assert_eq!(keys(&authorities), ["behoerden"]);
        for authority in authorities["behoerden"].as_array().unwrap() {
            assert_eq!(
                keys(authority)[..5],
                ["id", "name", "kurz", "regime", "grund"]
            );
        }
    }
}

#[test]
fn findings_name_the_line_of_their_fact() {
    let text = known("2026-11-20T15:30:00", TOWN);
    let dir = place(&text);
    let ended = run_in(
        dir.path(),
        &[
            "pruefen",
            ".",
            "--format",
            "json",
            "--jetzt",
            "2026-11-20T16:00",
        ],
    );
    assert_eq!(ended.code, 1);
    let answer = json(&ended);
    let line = |path: &str| {
        let findings = answer["befunde"].as_array().unwrap();
        let finding = findings.iter().find(|finding| finding["pfad"] == path);
        finding.map(|finding| finding["zeile"].clone())
    };
    let table = text
        .lines()
        .position(|line| line == "[verantwortlicher]")
        .unwrap()
        + 1;
    // A missing fact of a table that is written; one of which nothing is.
    assert_eq!(line("verantwortlicher.name"), Some(Value::from(table)));
    assert_eq!(line("massnahmen"), Some(Value::Null));
}

#[test]
fn the_umlaut_is_understood() {
    let (_, path, time) = examples().remove(0);
    let path = path.to_string_lossy();
    let plain = run(&["pruefen", &path, "--jetzt", &time]);
    let umlaut = run(&["prüfen", &path, "--jetzt", &time]);
    assert_eq!((plain.code, plain.out), (umlaut.code, umlaut.out));
    let authority = run(&["behörde", "--art", "kommune", "--bundesland", "mv"]);
    assert!(authority.out.contains("LfDI MV"), "{}", authority.err);
}

#[test]
fn without_awareness_there_is_no_deadline_and_it_is_said() {
    let dir = place("format = 1\n\n[vorfall]\nkennung = \"test-1\"\n");
    let text = run_in(dir.path(), &["frist", ".", "--jetzt", "2026-11-20"]);
    assert_eq!(text.code, 1);
    assert!(text.err.contains("zeiten"), "{}", text.err);
    let ended = run_in(
        dir.path(),
        &["frist", ".", "--jetzt", "2026-11-20", "--format", "json"],
    );
    assert_eq!(ended.code, 1);
    let answer = json(&ended);
    for key in [
        "kenntnis",
        "beginn",
        "ende",
        "ziel",
        "status",
        "verbleibend_minuten",
    ] {
        assert!(answer[key].is_null(), "{key}");
    }
    assert!(!answer["hinweise"].as_array().unwrap().is_empty());
    let calendar = run_in(
        dir.path(),
        &["frist", ".", "--jetzt", "2026-11-20", "--format", "ics"],
    );
    assert_eq!((calendar.code, calendar.out.as_str()), (1, ""));
}

#[test]
fn awareness_in_the_future_is_an_error() {
    let dir = place(&known("2026-11-20T15:30:00", TOWN));
    let ended = run_in(dir.path(), &["frist", ".", "--jetzt", "2026-11-20T15:00"]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("liegt in der Zukunft"));
    let checked = run_in(
        dir.path(),
        &[
            "pruefen",
            ".",
            "--jetzt",
            "2026-11-20T15:00",
            "--format",
            "json",
        ],
    );
    assert_eq!(checked.code, 1);
    assert!(checked.out.contains("Z002"));
}

#[test]
fn minutes_are_negative_after_the_end_and_null_after_filing() {
    let left = |more: &str| {
        let dir = place(&known("2026-11-20T15:30:00", more));
        let ended = run_in(
            dir.path(),
            &[
                "frist",
                ".",
                "--jetzt",
                "2026-11-23T17:00",
                "--format",
                "json",
            ],
        );
        let answer = json(&ended);
        (
            answer["status"].as_str().unwrap().to_owned(),
            answer["verbleibend_minuten"].clone(),
        )
    };
    assert_eq!(left(TOWN), ("abgelaufen".to_owned(), Value::from(-60)));
    let filed = |at: &str| format!("[[meldung.eingereicht]]\nart = \"erst\"\nam = {at}\n");
    assert_eq!(
        left(&filed("2026-11-23T16:00:00")),
        ("gewahrt".to_owned(), Value::Null)
    );
    assert_eq!(
        left(&filed("2026-11-23T16:00:01")),
        ("abgelaufen".to_owned(), Value::Null)
    );
}

#[test]
fn several_regimes_have_several_clocks() {
    let ended = run(&[
        "frist",
        "beispiele/ksm-schwerin.toml",
        "--jetzt",
        "2021-10-17T16:00",
        "--format",
        "json",
    ]);
    let answer = json(&ended);
    let further = answer["weitere"].as_array().unwrap();
    let clock = |regime: &str, authority: &str| {
        further
            .iter()
            .find(|clock| clock["regime"] == regime && clock["behoerde"] == authority)
            .unwrap()
    };
    assert_eq!(clock("dsgvo", "debfdi")["ende"], answer["ende"]);
    assert_eq!(clock("ji", "demvldi")["ende"], answer["ziel"]);
    let promised = answer["termine"].as_array().unwrap();
    assert!(promised.iter().any(|day| day["datum"] == "2021-10-29"));
}

#[test]
fn unusable_input_is_said_with_a_remedy() {
    let empty = place("");
    let none = tempfile::tempdir().unwrap();
    let skipped = place(&known("2026-03-29T02:30:00", ""));
    let doubled = place(&known("2026-10-25T02:30:00", ""));
    let land = place(&known(
        "2026-11-20T15:30:00",
        "[verantwortlicher]\nbundesland = \"XX\"\n",
    ));
    for command in ["pruefen", "frist", "behoerde"] {
        for (dir, said) in [
            (&empty, "enthält keine Angaben"),
            (&none, "liegt keine Datei vorfall.toml"),
            (&skipped, "gab es nicht"),
            (&doubled, "zweimal"),
            (&land, "verantwortlicher.bundesland"),
        ] {
            let ended = run_in(dir.path(), &[command, ".", "--jetzt", "2026-12-31"]);
            assert_eq!(ended.code, 2, "{command}: {said}");
            assert_eq!(ended.out, "", "{command}: {said}");
            assert!(ended.err.contains(said), "{command}: {}", ended.err);
        }
        let missing = run(&[command, "gibt-es-nicht.toml"]);
        assert_eq!(missing.code, 2);
        let format = run(&[command, "beispiele/laiv.toml", "--format", "yaml"]);
        assert_eq!(format.code, 2);
        assert!(
            format.err.contains("Möglich sind: text, json"),
            "{}",
            format.err
        );
        let time = run(&[
            command,
            "beispiele/laiv.toml",
            "--jetzt",
            "2026-03-29T02:30",
        ]);
        assert_eq!(time.code, 2);
        assert!(time.err.contains("gibt es nicht"));
    }
}

#[test]
fn an_authority_is_found_by_kind_and_land() {
    let ids = |arguments: &[&str]| {
        let mut all = vec!["behoerde", "--format", "json", "--jetzt", "2026-11-25"];
        all.extend_from_slice(arguments);
        let ended = run(&all);
        assert_eq!(ended.code, 0, "{}", ended.err);
        let answer = json(&ended);
        let entries = answer["behoerden"].as_array().unwrap();
        entries
            .iter()
            .map(|entry| entry["id"].as_str().unwrap_or("?").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        ids(&["--bundesland", "MV", "--art", "kommune"]),
        ["demvldi"]
    );
    assert_eq!(
        ids(&[
            "--bundesland",
            "MV",
            "--art",
            "kommune",
            "--fachgebiet",
            "realsteuern"
        ]),
        ["debfdi"]
    );
    assert_eq!(
        ids(&[
            "--bundesland",
            "NW",
            "--art",
            "kommune",
            "--fachgebiet",
            "allgemein"
        ]),
        ["denrwldi"]
    );
    assert_eq!(ids(&["--art", "bundesbehoerde"]), ["debfdi"]);
    // Where it is to be settled there is an entry with its question, not nothing.
    assert_eq!(ids(&["--bundesland", "BY", "--art", "krankenhaus"]), ["?"]);
    assert_eq!(ids(&["--bundesland", "MV"]), ["?"]);
}

#[test]
fn an_open_authority_names_who_comes_into_question() {
    let ended = run(&[
        "behoerde",
        "--bundesland",
        "BY",
        "--art",
        "krankenhaus",
        "--format",
        "json",
        "--jetzt",
        "2026-11-25",
    ]);
    let answer = json(&ended);
    let entry = &answer["behoerden"][0];
    assert!(entry["grund"].as_str().unwrap().starts_with("Zu klären"));
    assert!(entry["frage"].is_string());
    assert_eq!(entry["kandidaten"].as_array().unwrap().len(), 2);
}

#[test]
fn options_of_the_search_are_checked() {
    for (arguments, said) in [
        (&["behoerde"][..], "Es fehlt, wofür"),
        (&["behoerde", "--bundesland", "XX"], "nicht möglich"),
        (&["behoerde", "--art", "gemeinde"], "nicht möglich"),
        (
            &["behoerde", "beispiele/laiv.toml", "--art", "kommune"],
            "schließen einander aus",
        ),
    ] {
        let ended = run(arguments);
        assert_eq!(ended.code, 2);
        assert!(ended.err.contains(said), "{}", ended.err);
    }
}

#[test]
fn old_contact_data_say_so() {
    let ask = |now: &str| {
        let arguments = [
            "behoerde",
            "--bundesland",
            "MV",
            "--art",
            "kommune",
            "--jetzt",
            now,
        ];
        run(&arguments).out
    };
    golden("behoerde-mv.txt", &ask("2026-11-25T10:00"));
    assert!(!ask("2027-03-08").contains("älter als ein Jahr"));
    assert!(ask("2027-03-10").contains("älter als ein Jahr"));
}

#[test]
fn the_users_own_authority_counts_in_every_command() {
    let dir = place(&known("2026-11-20T15:30:00", TOWN));
    let own = "format = 1\n\n[[behoerden]]\nid = \"denrwldi\"\nemail = \"neu@example.org\"\nquelle = \"Anruf\"\n";
    fs::write(dir.path().join("behoerden.toml"), own).unwrap();
    let ask = |command: &str| run_in(dir.path(), &[command, ".", "--jetzt", "2026-11-20T16:00"]);
    let found = ask("behoerde");
    assert!(found.out.contains("neu@example.org"), "{}", found.err);
    assert!(found.out.contains("eigene Behördendatei"));
    fs::write(
        dir.path().join("behoerden.toml"),
        "format = 1\nunsinn = 2\n",
    )
    .unwrap();
    for command in ["pruefen", "frist", "behoerde"] {
        let ended = ask(command);
        assert_eq!(ended.code, 2, "{command}");
        assert!(ended.err.contains("unsinn"), "{}", ended.err);
    }
}

#[test]
fn nothing_in_the_facts_moves_the_cursor() {
    let text = known("2026-11-20T15:30:00", TOWN).replace(
        "kennung = \"test-1\"\n",
        "kennung = \"test-1\"\ntitel = \"a\\u001b[2Jb\\u202Ec\"\n",
    );
    let dir = place(&text);
    for command in ["pruefen", "frist", "behoerde"] {
        let ended = run_in(dir.path(), &[command, ".", "--jetzt", "2026-11-20T16:00"]);
        let bad = |text: &str| text.contains('\u{1b}') || text.contains('\u{202e}');
        assert!(!bad(&ended.out) && !bad(&ended.err), "{command}");
    }
}

#[test]
fn colour_comes_when_asked_for() {
    let arguments = [
        "pruefen",
        "beispiele/laiv.toml",
        "--jetzt",
        "2021-10-19T15:00",
        "--farbe",
    ];
    let mut always = arguments.to_vec();
    always.push("immer");
    let mut never = arguments.to_vec();
    never.push("nie");
    let (always, never) = (run(&always), run(&never));
    assert!(always.out.contains("\u{1b}[1;36m"));
    assert!(!never.out.contains('\u{1b}'));
}

#[test]
fn same_facts_same_bytes() {
    for command in ["pruefen", "frist", "behoerde"] {
        for format in ["text", "json"] {
            let ask = || {
                let path = "beispiele/sit-stadt.toml";
                run(&[
                    command,
                    path,
                    "--jetzt",
                    "2023-10-30T17:00",
                    "--format",
                    format,
                ])
                .out
            };
            assert_eq!(ask(), ask());
        }
    }
}

#[test]
fn a_document_that_a_finding_stops_is_not_made() {
    let facts = fs::read_to_string(root().join("beispiele/usb-stick.toml")).unwrap();
    let kept = facts.lines().filter(|line| !line.starts_with("kenntnis "));
    let dir = place(&kept.collect::<Vec<_>>().join("\n"));
    let made = |arguments: &[&str]| {
        let ended = run_in(dir.path(), arguments);
        let answer = json(&ended);
        let documents = answer["dokumente"].as_array().unwrap().clone();
        let report = documents.into_iter().find(|one| one["name"] == "meldung");
        report.unwrap()
    };
    let report = made(&[
        "pruefen",
        ".",
        "--format",
        "json",
        "--jetzt",
        "2026-09-15T11:00",
    ]);
    assert_eq!(report["entsteht"], false);
    let reason = report["grund"].as_str().unwrap();
    assert!(
        reason.starts_with("Befunde der Stufe „fehler“ halten es auf: "),
        "{reason}"
    );
    fs::write(dir.path().join("vorfall.toml"), facts).unwrap();
    let report = made(&[
        "pruefen",
        ".",
        "--format",
        "json",
        "--jetzt",
        "2026-09-15T11:00",
    ]);
    assert_eq!(
        (&report["entsteht"], &report["grund"]),
        (&true.into(), &Value::Null)
    );
}

#[test]
fn under_the_law_enforcement_directive_no_finding_cites_the_gdpr_on_reports() {
    let articles = |regime: &str| -> Vec<(String, String)> {
        let dir = place(&format!(
            "format = 1\n[vorfall]\nkennung = \"a-1\"\nrechtsregime = \"{regime}\"\n"
        ));
        let ended = run_in(
            dir.path(),
            &[
                "pruefen",
                ".",
                "--format",
                "json",
                "--jetzt",
                "2026-09-15T11:00",
            ],
        );
        let answer = json(&ended);
        let findings = answer["befunde"].as_array().unwrap().iter();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        findings
            .map(|one| (text(&one["code"]), text(&one["artikel"])))
            .collect()
    };
    let cites = |(_, article): &&(String, String)| {
        article.contains("DSGVO") && (article.contains("Art. 33") || article.contains("Art. 34"))
    };
    for code in ["B001", "B002", "M003"] {
        let found = |regime| {
            articles(regime)
                .into_iter()
                .find(|(known, _)| known == code)
        };
        assert!(found("dsgvo").is_some_and(|one| cites(&&one)), "{code}");
        let national = found("ji").unwrap().1;
        assert_eq!(
            national,
            "nationales Recht zur Richtlinie (EU) 2016/680; Norm zu prüfen"
        );
    }
    let ji = articles("ji");
    assert_eq!(ji.iter().find(cites), None);
}
