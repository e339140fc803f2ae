//! `freigeben` and `akte` as their users meet them: approvals, journal, check, deletion.
//!
//! Every run is hermetic: an empty environment, a stated time, no terminal.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

const EXAMPLE: &str = include_str!("../beispiele/ksm-schwerin.toml");
const RULE: &str = "\n[freigabe]\nerforderlich = [\"recht\", \"leitung\"]\n";

struct Ended {
    code: i32,
    out: String,
    err: String,
}

/// A folder with an incident.
struct Place(TempDir);

impl Place {
    fn new(rule: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("vorfall.toml"), format!("{EXAMPLE}{rule}")).unwrap();
        Self(dir)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_datenpanne"));
        command
            .args(arguments)
            .env_clear()
            .current_dir(self.0.path())
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        let output = self.command(arguments).output().unwrap();
        Ended {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn release(&self, by: &str, role: &str, time: &str) -> Ended {
        self.run(&[
            "freigeben",
            ".",
            "--dokument",
            "meldung",
            "--durch",
            by,
            "--rolle",
            role,
            "--jetzt",
            time,
        ])
    }

    fn entries(&self) -> Vec<Value> {
        let journal = fs::read_to_string(self.path("akte/journal.jsonl")).unwrap();
        journal
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    fn answer(&self, arguments: &[&str]) -> (i32, Value) {
        let ended = self.run(&[&["akte", ".", "--format", "json"], arguments].concat());
        (ended.code, serde_json::from_str(&ended.out).unwrap())
    }

    /// All files of the case file.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut open = vec![self.path("akte")];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    files.insert(path.clone(), fs::read(&path).unwrap());
                }
            }
        }
        files
    }
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[test]
fn two_roles_release_one_version() {
    let place = Place::new(RULE);
    let first = place.release("A. Muster", "recht", "2021-10-17T16:00");
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(
        first.err.contains("Es fehlt noch die Freigabe: leitung"),
        "{}",
        first.err
    );
    let pdf = "akte/versionen/0001/dokumente/meldung.pdf";
    assert!(
        first.out.lines().any(|line| line.ends_with(pdf)),
        "{}",
        first.out
    );
    // What was read is what is kept.
    assert_eq!(
        fs::read(place.path("akte/versionen/0001/vorfall.toml")).unwrap(),
        fs::read(place.path("vorfall.toml")).unwrap()
    );
    let (_, answer) = place.answer(&[]);
    assert_eq!(answer["versionen"][0]["zustand"], "offen");

    // Hours later the same facts are the same content.
    let files = place.files();
    let second = place.release("B. Beispiel", "Leitung", "2021-10-17T19:30");
    assert_eq!(second.code, 0, "{}", second.err);
    assert!(
        second.err.contains("Version 1 ist freigegeben"),
        "{}",
        second.err
    );
    let (code, answer) = place.answer(&["--pruefen"]);
    assert_eq!((code, &answer["unversehrt"]), (0, &Value::Bool(true)));
    assert_eq!(answer["versionen"].as_array().unwrap().len(), 1);
    assert_eq!(answer["versionen"][0]["zustand"], "freigegeben");
    assert_eq!(
        answer["versionen"][0]["freigegeben"],
        "2021-10-17T19:30:00+02:00"
    );
    for (path, bytes) in files
        .iter()
        .filter(|(path, _)| path.to_string_lossy().contains("versionen"))
    {
        assert_eq!(&fs::read(path).unwrap(), bytes, "{path:?}");
    }
    // Once is enough.
    let again = place.release("B. Beispiel", "leitung", "2021-10-17T20:00");
    assert!(again.err.contains("schon freigegeben"), "{}", again.err);
    assert_eq!(place.entries().len(), 2);
}

#[test]
fn other_content_is_a_new_version() {
    let place = Place::new(RULE);
    place.release("A. Muster", "recht", "2021-10-17T16:00");
    let facts = fs::read_to_string(place.path("vorfall.toml")).unwrap();
    fs::write(place.path("vorfall.toml"), format!("# neu\n{facts}")).unwrap();
    let other = place.release("B. Beispiel", "leitung", "2021-10-17T17:00");
    assert_eq!(other.code, 0, "{}", other.err);
    assert!(
        other.err.contains("haben sich geändert: die Tatsachen"),
        "{}",
        other.err
    );
    let (_, answer) = place.answer(&[]);
    assert_eq!(
        answer["versionen"][0]["fehlende_rollen"],
        serde_json::json!(["leitung"])
    );
    assert_eq!(
        answer["versionen"][1]["fehlende_rollen"],
        serde_json::json!(["recht"])
    );
    // The first version can still be approved as it lies there.
    let old = place.run(&[
        "freigeben",
        ".",
        "--version",
        "1",
        "--durch",
        "B. Beispiel",
        "--rolle",
        "leitung",
        "--jetzt",
        "2021-10-17T17:05",
    ]);
    assert_eq!(old.code, 0, "{}", old.err);
    let (_, answer) = place.answer(&["--pruefen"]);
    assert_eq!(answer["versionen"][0]["zustand"], "freigegeben");
}

#[test]
fn one_person_in_two_roles_needs_a_rule() {
    let place = Place::new(RULE);
    place.release("A. Muster", "recht", "2021-10-17T16:00");
    let refused = place.release(" a.  muster ", "leitung", "2021-10-17T16:10");
    assert_eq!(refused.code, 2);
    assert!(
        refused.err.contains("eine_person = true"),
        "{}",
        refused.err
    );
    assert_eq!(place.entries().len(), 1);

    let place = Place::new(&format!("{RULE}eine_person = true\n"));
    place.release("A. Muster", "recht", "2021-10-17T16:00");
    assert_eq!(
        place
            .release("A. Muster", "leitung", "2021-10-17T16:10")
            .code,
        0
    );
    let (_, answer) = place.answer(&[]);
    assert_eq!(answer["versionen"][0]["zustand"], "freigegeben");
}

#[test]
fn the_data_protection_officer_advises() {
    let place = Place::new("");
    let refused = place.release("C. Berater", "dsb", "2021-10-17T16:00");
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("Art. 38, 39 DSGVO"), "{}", refused.err);
    assert!(!place.path("akte").exists());
    let opinion = |time: &str| {
        place.run(&[
            "freigeben",
            ".",
            "--stellungnahme",
            "Keine Einwände.\nBitte zügig.",
            "--durch",
            "C. Berater",
            "--rolle",
            "dsb",
            "--jetzt",
            time,
        ])
    };
    // Before a version there are only the facts.
    assert_eq!(opinion("2021-10-17T15:00").code, 0);
    assert_eq!(place.entries()[0]["inhalt"]["version"], Value::Null);
    place.release("A. Muster", "leitung", "2021-10-17T16:00");
    assert_eq!(opinion("2021-10-17T16:10").code, 0);
    let entries = place.entries();
    assert_eq!(entries[2]["art"], "stellungnahme");
    assert_eq!(entries[2]["inhalt"]["version"], 1);
    assert_eq!(
        entries[2]["inhalt"]["text"],
        "Keine Einwände.\nBitte zügig."
    );
    let (_, answer) = place.answer(&["--pruefen"]);
    assert_eq!(
        answer["versionen"][0]["freigaben"]
            .as_array()
            .unwrap()
            .len(),
        1
    );

    let place = Place::new("\n[freigabe]\nerforderlich = [\"DSB\"]\n");
    assert_eq!(
        place.release("A. Muster", "recht", "2021-10-17T16:00").code,
        2
    );
}

#[test]
fn errors_stop_a_release_unless_there_is_a_reason() {
    let place = Place::new("");
    let facts = EXAMPLE.replace("\nkenntnis  ", "\n# kenntnis  ");
    assert!(facts != EXAMPLE);
    fs::write(place.path("vorfall.toml"), &facts).unwrap();
    let refused = place.release("A. Muster", "recht", "2021-10-17T16:00");
    assert_eq!(refused.code, 1, "{}", refused.err);
    assert!(
        refused.err.contains("„meldung“ wird nicht freigegeben"),
        "{}",
        refused.err
    );
    assert!(!place.path("akte").exists());
    let released = place.run(&[
        "freigeben",
        ".",
        "--dokument",
        "meldung",
        "--durch",
        "A. Muster",
        "--rolle",
        "recht",
        "--jetzt",
        "2021-10-17T16:00",
        "--trotzdem",
        "Die Uhr läuft.",
    ]);
    assert_eq!(released.code, 0, "{}", released.err);
    let entry = &place.entries()[0]["inhalt"];
    assert_eq!(entry["trotzdem"], "Die Uhr läuft.");
    assert!(!entry["befunde"].as_array().unwrap().is_empty());
    // Who approves next needs a reason too, and approves the same content.
    assert_eq!(
        place
            .release("B. Beispiel", "leitung", "2021-10-17T17:00")
            .code,
        1
    );
    let second = place.run(&[
        "freigeben",
        ".",
        "--dokument",
        "meldung",
        "--durch",
        "B. Beispiel",
        "--rolle",
        "leitung",
        "--jetzt",
        "2021-10-17T17:00",
        "--trotzdem",
        "Auch aus meiner Sicht.",
    ]);
    assert_eq!(second.code, 0, "{}", second.err);
    let (_, answer) = place.answer(&[]);
    assert_eq!(answer["versionen"].as_array().unwrap().len(), 1);
}

#[test]
fn released_pages_name_the_head_before_them_and_others_name_none() {
    let place = Place::new("");
    place.release("A. Muster", "recht", "2021-10-17T16:00");
    let facts = fs::read_to_string(place.path("vorfall.toml")).unwrap();
    fs::write(place.path("vorfall.toml"), format!("# neu\n{facts}")).unwrap();
    place.release("A. Muster", "recht", "2021-10-17T17:00");
    let entries = place.entries();
    let page = |version: u32| {
        let path = format!("akte/versionen/000{version}/dokumente/meldung.html");
        fs::read_to_string(place.path(&path)).unwrap()
    };
    let said = |version: u32, head: &str| {
        format!("Version {version} der Akte, Prüfwert der Akte davor (SHA-256): {head}")
    };
    assert!(page(1).contains(&said(1, &hash(b"ksm-2021-10"))));
    let head = entries[0]["hash"].as_str().unwrap();
    assert_eq!(entries[1]["vorher"], head);
    assert!(page(2).contains(&said(2, head)));
    let found = place.run(&["akte", ".", "--kopf", &head[..12]]);
    assert!(found.out.contains("Version 2"), "{}", found.out);
    assert_eq!(place.run(&["akte", ".", "--kopf", "0123456789"]).code, 1);

    place.run(&[
        "erzeugen",
        ".",
        "--dokument",
        "meldung",
        "--format",
        "html",
        "--jetzt",
        "2021-10-17T16:00",
    ]);
    let draft = fs::read_to_string(place.path("ausgabe/ksm-2021-10/meldung.html")).unwrap();
    assert!(!draft.contains("Version 1 der Akte"));
    assert_eq!(place.entries().len(), 2);
    place.run(&[
        "erzeugen",
        ".",
        "--dokument",
        "meldung",
        "--format",
        "txt",
        "--entwurf",
        "--aufbewahren",
        "--jetzt",
        "2021-10-17T18:00",
    ]);
    assert_eq!(place.entries()[2]["art"], "entwurf");
    assert!(
        place
            .path("akte/entwuerfe/0003/dokumente/meldung.txt")
            .is_file()
    );
    assert_eq!(place.run(&["akte", ".", "--pruefen"]).code, 0);
}

#[test]
fn what_happened_is_entered_and_proofs_are_copied() {
    let place = Place::new("");
    place.release("A. Muster", "recht", "2021-10-17T16:00");
    let sent = place.run(&[
        "akte",
        ".",
        "eintragen",
        "versand",
        "--dokument",
        "meldung",
        "--an",
        "LfDI",
        "--weg",
        "portal",
        "--am",
        "2021-10-17T16:20",
        "--jetzt",
        "2021-10-17T16:30",
    ]);
    assert_eq!(sent.code, 0, "{}", sent.err);
    let name = "Bestätigung Erika Musterfrau.PDF";
    fs::write(place.path(name), b"%PDF Eingang").unwrap();
    // Faulty facts do not keep a receipt out.
    fs::write(place.path("vorfall.toml"), "kaputt =").unwrap();
    let received = place.run(&[
        "akte",
        ".",
        "eintragen",
        "eingang",
        "--aktenzeichen",
        "5.2-\"7\"",
        "--kennung",
        "DS-1",
        "--beleg",
        name,
        "--jetzt",
        "2021-10-17T16:40",
    ]);
    assert_eq!(received.code, 0, "{}", received.err);
    assert!(
        received.err.contains("aktenzeichen = '5.2-\"7\"'"),
        "{}",
        received.err
    );
    assert!(
        received.err.contains("nachweis = \"akte/belege/0003.pdf\""),
        "{}",
        received.err
    );
    let journal = fs::read_to_string(place.path("akte/journal.jsonl")).unwrap();
    assert!(!journal.contains("Musterfrau"));
    assert_eq!(
        fs::read(place.path("akte/belege/0003.pdf")).unwrap(),
        b"%PDF Eingang"
    );
    let remark = place.run(&[
        "akte",
        ".",
        "eintragen",
        "vermerk",
        "--text",
        "\u{1b}[31mAnruf",
        "--jetzt",
        "2021-10-17T16:50",
    ]);
    assert_eq!(remark.code, 0);
    let shown = place.run(&["akte", "."]);
    assert_eq!(shown.code, 0);
    assert!(!shown.out.contains('\u{1b}'));
    for words in [
        "Versand von meldung (Version 1) an LfDI, über das Portal",
        "Kennung DS-1",
        "beweist sie nicht",
    ] {
        let flat = shown
            .out
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .replace('\u{a0}', " ");
        assert!(flat.contains(words), "{words}: {flat}");
    }
    for bad in [
        vec![
            "versand",
            "--dokument",
            "aushang",
            "--an",
            "x",
            "--weg",
            "post",
        ],
        vec![
            "versand",
            "--dokument",
            "meldung",
            "--version",
            "7",
            "--an",
            "x",
            "--weg",
            "post",
        ],
        vec![
            "versand",
            "--dokument",
            "meldung",
            "--an",
            "x",
            "--weg",
            "post",
            "--am",
            "2031-01-01",
        ],
        vec!["eingang", "--beleg", "fehlt.pdf"],
        vec!["eingang"],
        vec!["vermerk", "--text", " "],
    ] {
        let ended = place.run(
            &[
                &["akte", ".", "eintragen"],
                bad.as_slice(),
                &["--jetzt", "2021-10-17T17:00"],
            ]
            .concat(),
        );
        assert_eq!(ended.code, 2, "{bad:?}: {}", ended.err);
    }
    assert_eq!(place.entries().len(), 4);
}

#[test]
fn one_changed_byte_in_any_file_is_found() {
    let place = Place::new("");
    place.release("A. Muster", "recht", "2021-10-17T16:00");
    assert_eq!(place.run(&["akte", ".", "--pruefen"]).code, 0);
    let root = place.path("");
    for (path, bytes) in place
        .files()
        .into_iter()
        .filter(|(_, bytes)| !bytes.is_empty())
    {
        let mut altered = bytes.clone();
        let middle = altered.len() / 2;
        altered[middle] ^= 1;
        fs::write(&path, &altered).unwrap();
        let ended = place.run(&["akte", ".", "--pruefen"]);
        assert_eq!(ended.code, 1, "{path:?}");
        let name = path
            .strip_prefix(&root)
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let flat: String = ended.out.split_whitespace().collect();
        assert!(flat.contains(&name), "{name}: {}", ended.out);
        fs::write(&path, &bytes).unwrap();
    }
    fs::write(place.path("akte/fremd.txt"), "x").unwrap();
    let (code, answer) = place.answer(&["--pruefen"]);
    assert_eq!(code, 1);
    assert_eq!(answer["befunde"][0]["art"], "zusaetzlich");
    assert_eq!(answer["befunde"][0]["datei"], "fremd.txt");
}

#[test]
fn a_damaged_journal_takes_no_entry_and_a_torn_line_is_kept() {
    let place = Place::new("");
    place.release("A. Muster", "recht", "2021-10-17T16:00");
    let journal = place.path("akte/journal.jsonl");
    let whole = fs::read(&journal).unwrap();
    let mut altered = whole.clone();
    altered[100] ^= 1;
    fs::write(&journal, &altered).unwrap();
    let remark = || {
        place.run(&[
            "akte",
            ".",
            "eintragen",
            "vermerk",
            "--text",
            "x",
            "--jetzt",
            "2021-10-17T17:00",
        ])
    };
    let ended = remark();
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("beschädigt"), "{}", ended.err);
    assert_eq!(fs::read(&journal).unwrap(), altered);

    let torn = [whole.as_slice(), b"{\"nr\":2,\"zeit\":"].concat();
    fs::write(&journal, &torn).unwrap();
    assert_eq!(place.run(&["akte", ".", "--pruefen"]).code, 1);
    let ended = remark();
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(
        ended.err.contains("nicht ganz geschrieben"),
        "{}",
        ended.err
    );
    let kept: Vec<_> = place
        .files()
        .into_iter()
        .filter(|(path, _)| path.to_string_lossy().contains("beiseite"))
        .collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].1, b"{\"nr\":2,\"zeit\":");
    assert_eq!(place.run(&["akte", ".", "--pruefen"]).code, 0);
    let kinds: Vec<String> = place
        .entries()
        .iter()
        .map(|e| e["art"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(kinds, ["freigabe", "beiseite", "vermerk"]);
}

#[test]
fn many_processes_at_once_keep_the_chain() {
    let place = Place::new("");
    place.release("A. Muster", "recht", "2021-10-17T16:00");
    let children: Vec<_> = (0..8)
        .map(|number| {
            let text = format!("Anruf {number}");
            place
                .command(&[
                    "akte",
                    ".",
                    "eintragen",
                    "vermerk",
                    "--text",
                    &text,
                    "--jetzt",
                    "2021-10-17T17:00",
                ])
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(place.entries().len(), 9);
    assert_eq!(place.run(&["akte", ".", "--pruefen"]).code, 0);
}

#[test]
fn deletion_leaves_a_tombstone_and_a_line_for_the_register() {
    let place = Place::new("\n[freigabe]\naufbewahren_bis = 2031-12-31\n");
    place.release("A. Muster", "recht", "2021-10-17T16:00");
    let delete = |more: &[&str], time: &str| {
        place.run(
            &[
                &[
                    "akte",
                    ".",
                    "loeschen",
                    "--alles",
                    "--grund",
                    "Aufbewahrung abgelaufen",
                    "--jetzt",
                    time,
                ],
                more,
            ]
            .concat(),
        )
    };
    let early = delete(&[], "2031-12-31T23:59");
    assert_eq!(early.code, 2);
    assert!(early.err.contains("--vorzeitig"), "{}", early.err);
    let released = place.entries()[0]["hash"].clone();
    let ended = delete(&[], "2032-01-01");
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(!place.path("akte/versionen/0001").exists());
    let entry = &place.entries()[1];
    assert_eq!(entry["inhalt"]["eintraege"][0]["hash"], released);
    assert_eq!(entry["inhalt"]["register"]["kennung"], "ksm-2021-10");
    assert_eq!(entry["inhalt"]["register"]["typ"], "ransomware");
    let (code, answer) = place.answer(&["--pruefen"]);
    assert_eq!(
        (code, &answer["versionen"][0]["zustand"]),
        (0, &"geloescht".into())
    );
    assert_eq!(
        answer["versionen"][0]["freigegeben"],
        "2021-10-17T16:00:00+02:00"
    );
    // Without the facts the case file can still be read.
    fs::remove_file(place.path("vorfall.toml")).unwrap();
    assert_eq!(place.run(&["akte", "."]).code, 0);
    // What is gone can't be deleted again.
    assert_eq!(delete(&[], "2032-01-02").code, 2);
}

#[test]
fn drills_and_other_incidents_stay_apart() {
    let place = Place::new("");
    place.release("A. Muster", "recht", "2021-10-17T16:00");
    let drill = place.run(&[
        "freigeben",
        ".",
        "--dokument",
        "aushang",
        "--uebung",
        "--durch",
        "A. Muster",
        "--rolle",
        "recht",
        "--jetzt",
        "2021-10-17T16:00",
    ]);
    assert_eq!(drill.code, 2);
    let facts = fs::read_to_string(place.path("vorfall.toml")).unwrap();
    fs::write(
        place.path("vorfall.toml"),
        facts.replace("ksm-2021-10", "anderer-2"),
    )
    .unwrap();
    let other = place.release("A. Muster", "recht", "2021-10-17T16:00");
    assert_eq!(other.code, 2);
    assert!(
        other.err.contains("gehört zum Vorfall „ksm-2021-10“"),
        "{}",
        other.err
    );
    assert_eq!(place.entries().len(), 1);
}

#[cfg(unix)]
#[test]
fn the_case_file_belongs_to_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new("");
    place.release("A. Muster", "recht", "2021-10-17T16:00");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for path in place.files().keys() {
        assert_eq!(mode(path), 0o600, "{path:?}");
    }
    for folder in [
        "akte",
        "akte/versionen",
        "akte/versionen/0001",
        "akte/versionen/0001/dokumente",
    ] {
        assert_eq!(mode(&place.path(folder)), 0o700, "{folder}");
    }
    // A link in the place of the case file is not followed.
    let elsewhere = tempfile::tempdir().unwrap();
    let place = Place::new("");
    std::os::unix::fs::symlink(elsewhere.path(), place.path("akte")).unwrap();
    assert_eq!(
        place.release("A. Muster", "recht", "2021-10-17T16:00").code,
        3
    );
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}
