//! A case file that somebody else wrote: its chain is whole, its words lead elsewhere.
//!
//! Every run is hermetic: an empty environment, a stated time, no terminal.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods
)]

#[path = "common/program.rs"]
mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use program::{Ended, ended};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

const EXAMPLE: &str = include_str!("../beispiele/falscher-empfaenger.toml");
const TIME: &str = "2026-10-07T14:00";

/// A folder with an incident and a case file: a version and a proof (entry 2).
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        fs::create_dir(place.path("fall")).unwrap();
        fs::write(place.path("fall/vorfall.toml"), EXAMPLE).unwrap();
        fs::write(place.path("beleg.pdf"), b"%PDF Beleg").unwrap();
        let ended = place.run(&[
            "freigeben",
            "fall",
            "--dokument",
            "meldung",
            "--durch",
            "A",
            "--rolle",
            "recht",
            "--jetzt",
            TIME,
        ]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        let ended = place.enter(&["--beleg", "beleg.pdf"]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_datenpanne"));
        command
            .args(arguments)
            .env_clear()
            .current_dir(self.0.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        ended(&mut self.command(arguments))
    }

    fn enter(&self, more: &[&str]) -> Ended {
        let remark = [
            "akte",
            "fall",
            "eintragen",
            "vermerk",
            "--text",
            "x",
            "--jetzt",
            TIME,
        ];
        self.run(&[&remark, more].concat())
    }

    fn check(&self) -> Ended {
        self.run(&["akte", "fall", "--pruefen"])
    }

    fn delete(&self) -> Ended {
        self.run(&[
            "akte",
            "fall",
            "loeschen",
            "--eintrag",
            "2",
            "--grund",
            "x",
            "--jetzt",
            TIME,
        ])
    }

    /// Writes the journal anew with a whole chain, each line as `change` leaves it.
    fn rewrite(&self, change: impl Fn(&str) -> String) {
        let journal = self.path("fall/akte/journal.jsonl");
        let text = fs::read_to_string(&journal).unwrap();
        let mut written = String::new();
        let (mut number, mut before) = (0, None);
        for line in text.lines() {
            let (open, _) = line.rsplit_once(",\"hash\":\"").unwrap();
            let mut open = change(open);
            if let Some(before) = &before {
                let (start, _) = open.rsplit_once("\"vorher\":\"").unwrap();
                open = format!("{start}\"vorher\":\"{before}\"");
            }
            let hash: String = Sha256::digest(format!("{open}}}").as_bytes())
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            written.push_str(&format!("{open},\"hash\":\"{hash}\"}}\n"));
            number += 1;
            before = Some(hash);
        }
        let head = format!("{{\"nr\":{number},\"hash\":\"{}\"}}\n", before.unwrap());
        fs::write(journal, written).unwrap();
        fs::write(self.path("fall/akte/kopf.json"), head).unwrap();
    }
}

#[test]
fn nothing_outside_the_case_file_is_deleted() {
    for named in [
        "absolut",
        "../../opfer.txt",
        "belege/../../../opfer.txt",
        "journal.jsonl",
        "kopf.json",
        ".sperre",
        "",
        ".",
        "..",
        "belege",
        "belege//0002.pdf",
    ] {
        let place = Place::new();
        let outside = place.path("opfer.txt");
        fs::write(&outside, "wichtig").unwrap();
        let absolute = outside.to_str().unwrap();
        let named = if named == "absolut" { absolute } else { named };
        place.rewrite(|line| line.replace("belege/0002.pdf", named));
        assert_eq!(place.check().code, 1, "{named}");
        let ended = place.delete();
        assert_eq!(ended.code, 2, "{named}: {}", ended.err);
        assert!(ended.err.contains("--pruefen"), "{}", ended.err);
        assert_eq!(fs::read_to_string(&outside).unwrap(), "wichtig", "{named}");
        for kept in ["journal.jsonl", "kopf.json", ".sperre", "belege/0002.pdf"] {
            assert!(
                place.path("fall/akte").join(kept).exists(),
                "{named}: {kept}"
            );
        }
    }
}

/// A folder in the place of a file, and a file that belongs to another entry.
#[test]
fn what_is_no_file_of_the_entry_stays() {
    let place = Place::new();
    place.rewrite(|line| line.replace("belege/0002.pdf", "versionen/0001"));
    assert_eq!(place.delete().code, 2);
    assert!(place.path("fall/akte/versionen/0001/vorfall.toml").exists());

    let place = Place::new();
    let other = "versionen/0001/vorfall.toml";
    place.rewrite(|line| line.replace("belege/0002.pdf", other));
    let ended = place.check();
    assert_eq!(ended.code, 1);
    assert!(
        flat(&ended.out).contains("gehört schon zu Eintrag 1"),
        "{}",
        ended.out
    );
    assert_eq!(place.delete().code, 2);
    assert!(place.path("fall/akte").join(other).exists());
}

#[test]
fn an_altered_case_file_is_not_deleted_from() {
    let place = Place::new();
    let manifest = place.path("fall/akte/versionen/0001/manifest.json");
    fs::write(&manifest, "{}").unwrap();
    let ended = place.delete();
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("ist verändert"), "{}", ended.err);
    assert!(place.path("fall/akte/belege/0002.pdf").exists());
}

#[cfg(unix)]
#[test]
fn no_link_leads_a_deletion_elsewhere() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    let proofs = place.path("fall/akte/belege");
    fs::rename(&proofs, place.path("echt")).unwrap();
    symlink(place.path("echt"), &proofs).unwrap();
    let ended = place.delete();
    assert_eq!(ended.code, 2, "{}", ended.err);
    assert!(ended.err.contains("Verknüpfung"), "{}", ended.err);
    assert!(place.path("echt/0002.pdf").exists());
    // Nothing is written through it either.
    assert_ne!(place.enter(&["--beleg", "beleg.pdf"]).code, 0);
    assert_eq!(fs::read_dir(place.path("echt")).unwrap().count(), 1);
}

/// The journal says that files are gone which are not: the next run must not make it true.
#[test]
fn a_tombstone_that_no_stop_left_deletes_nothing() {
    let place = Place::new();
    place.enter(&[]);
    place.enter(&[]);
    let hash = fs::read_to_string(place.path("fall/akte/journal.jsonl")).unwrap();
    let hash = hash
        .lines()
        .next()
        .unwrap()
        .rsplit_once("\"hash\":\"")
        .unwrap()
        .1[..64]
        .to_owned();
    let (before, after) = (
        "\"art\":\"vermerk\",\"inhalt\":{\"text\":\"x\"}",
        format!(
            "\"art\":\"loeschung\",\"inhalt\":{{\"eintraege\":[{{\"nr\":1,\"hash\":\"{hash}\",\
             \"version\":1,\"dateien\":10}}],\"grund\":\"x\"}}"
        ),
    );
    place.rewrite(|line| {
        if line.starts_with("{\"nr\":3,") {
            line.replace(before, &after)
        } else {
            line.to_owned()
        }
    });
    let ended = place.check();
    assert_eq!(ended.code, 1);
    assert!(flat(&ended.out).contains("liegt noch da"), "{}", ended.out);
    assert_eq!(place.enter(&[]).code, 0);
    assert!(place.path("fall/akte/versionen/0001/vorfall.toml").exists());
}

#[test]
fn a_chain_that_is_whole_may_still_contradict_itself() {
    let place = Place::new();
    assert_eq!(place.check().code, 0);
    place.rewrite(|line| line.replace("\"nr\":2,\"zeit\":\"2026", "\"nr\":2,\"zeit\":\"1999"));
    let ended = place.check();
    assert_eq!(ended.code, 1, "{}", ended.out);
    let out = flat(&ended.out);
    for words in [
        "Die Prüfkette ist ganz, aber",
        "Eintrag 2 trägt eine frühere Zeit als Eintrag 1.",
        "falsch gestellte Uhr",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
    assert!(!out.contains("Unversehrt") && !out.contains("Ändern und löschen Sie nichts"));
}

#[test]
fn what_is_sent_must_be_what_was_released() {
    let place = Place::new();
    let sent = || {
        place.run(&[
            "akte",
            "fall",
            "eintragen",
            "versand",
            "--dokument",
            "meldung",
            "--an",
            "LfD",
            "--weg",
            "portal",
            "--jetzt",
            TIME,
        ])
    };
    assert_eq!(sent().code, 0);
    let entries = || {
        fs::read_to_string(place.path("fall/akte/journal.jsonl"))
            .unwrap()
            .lines()
            .count()
    };
    let before = entries();
    let pdf = place.path("fall/akte/versionen/0001/dokumente/meldung.pdf");
    let mut bytes = fs::read(&pdf).unwrap();
    bytes.push(b'x');
    fs::write(&pdf, bytes).unwrap();
    let ended = sent();
    assert_eq!(ended.code, 2);
    assert!(
        ended
            .err
            .contains("Version 1 ist nicht mehr, was freigegeben wurde"),
        "{}",
        ended.err
    );
    assert_eq!(entries(), before);
}

#[test]
fn a_call_is_told_all_that_is_wrong_with_it() {
    let place = Place::new();
    let ended = place.run(&[
        "akte",
        "fall",
        "eintragen",
        "eingang",
        "--am",
        "quatsch",
        "--jetzt",
        "auch",
        "--von",
        " ",
        "--beleg",
        "fehlt.pdf",
    ]);
    assert_eq!(ended.code, 2);
    for words in ["für --jetzt", "für --am", "Zu --von fehlt", "fehlt.pdf"] {
        assert!(ended.err.contains(words), "{words}: {}", ended.err);
    }
    assert_eq!(ended.err.matches("Fehler:").count(), 4, "{}", ended.err);
}

/// What cannot be read is one finding among others.
#[cfg(unix)]
#[test]
fn an_unreadable_file_does_not_end_the_check() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let proof = place.path("fall/akte/belege/0002.pdf");
    fs::set_permissions(&proof, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&proof).is_ok() {
        // Whoever may read everything meets this where a name is too long for the system.
        fs::set_permissions(&proof, fs::Permissions::from_mode(0o600)).unwrap();
        deep(&place.path("fall/akte"));
    }
    fs::write(place.path("fall/akte/fremd.txt"), "x").unwrap();
    let ended = place.check();
    assert_eq!(ended.code, 1, "{}", ended.err);
    let out = flat(&ended.out);
    for words in [
        "Nicht lesbar",
        "lässt sich nicht lesen",
        "fremd.txt gehört nicht in die Akte",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
    // Nothing is written while not everything can be looked at.
    assert_eq!(place.enter(&[]).code, 2);
}

/// Folders in folders, deeper than a path may be long.
#[cfg(unix)]
fn deep(folder: &Path) {
    let name = "d".repeat(200);
    let script = format!("for i in $(seq 30); do mkdir {name} && cd -P {name} || exit 1; done");
    let made = Command::new("sh")
        .arg("-c")
        .arg(script)
        .current_dir(folder)
        .status()
        .unwrap();
    assert!(made.success());
}

#[cfg(unix)]
#[test]
fn what_stands_in_the_place_of_the_lock_is_named() {
    let lock = "fall/akte/.sperre";
    let place = Place::new();
    fs::remove_file(place.path(lock)).unwrap();
    fs::create_dir(place.path(lock)).unwrap();
    let folder = place.enter(&[]);
    fs::remove_dir(place.path(lock)).unwrap();
    fifo(&place.path(lock));
    let pipe = place.enter(&[]);
    assert_eq!(place.check().code, 1);
    fs::remove_file(place.path(lock)).unwrap();
    std::os::unix::fs::symlink(place.path("beleg.pdf"), place.path(lock)).unwrap();
    let link = place.enter(&[]);
    for (ended, words) in [
        (folder, "ein Ordner statt"),
        (pipe, "eine Leitung zu einem Programm statt"),
        (link, "eine Verknüpfung statt"),
    ] {
        assert_eq!(ended.code, 3, "{}", ended.err);
        assert!(ended.err.contains(words), "{words}: {}", ended.err);
        assert!(
            ended.err.contains("Entfernen Sie „.sperre“"),
            "{}",
            ended.err
        );
    }
    fs::remove_file(place.path(lock)).unwrap();
    assert_eq!(place.enter(&[]).code, 0);

    fs::rename(place.path("fall/akte"), place.path("fall/echt")).unwrap();
    std::os::unix::fs::symlink("echt", place.path("fall/akte")).unwrap();
    for ended in [place.enter(&[]), place.check()] {
        assert!(ended.code >= 2);
        assert!(
            ended
                .err
                .contains("sondern eine Verknüpfung auf einen anderen Ort"),
            "{}",
            ended.err
        );
        assert!(!ended.err.contains("unzulässiges Zeichen"), "{}", ended.err);
    }
}

#[cfg(unix)]
fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Half of what another run writes is no finding.
#[test]
fn a_check_waits_for_who_writes() {
    let place = Place::new();
    let lock = fs::File::options()
        .write(true)
        .open(place.path("fall/akte/.sperre"))
        .unwrap();
    lock.lock().unwrap();
    let pdf = place.path("fall/akte/versionen/0001/dokumente/meldung.pdf");
    let whole = fs::read(&pdf).unwrap();
    fs::write(&pdf, "halb").unwrap();
    let mut check = place
        .command(&["akte", "fall", "--pruefen"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(700));
    assert!(check.try_wait().unwrap().is_none(), "it did not wait");
    fs::write(&pdf, whole).unwrap();
    drop(lock);
    assert_eq!(check.wait().unwrap().code(), Some(0));
}

fn flat(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace('\u{a0}', " ")
}
