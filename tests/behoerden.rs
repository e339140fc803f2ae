//! The user's own data on authorities, on the whole way from the file to every document.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods
)]

use std::fs;
use std::path::Path;
use std::process::Command;

use sha2::{Digest, Sha256};
use tempfile::TempDir;

const OWN: &str = r#"format = 1

[[behoerden]]
id        = "demvldi"
anschrift = ["Neue Straße 5", "19053 Schwerin"]
telefon   = "030 23125-105"
email     = "neu@example.org"
meldeweg  = "https://example.org/melden"
wege      = ["portal", "email"]
nachweis  = "Nach dem Absenden erscheint eine Nummer."
hinweise  = ["Das Formular fragt nach dem Amt."]
stand     = 2021-10-14
quelle    = "Anruf bei der Behörde"
"#;

struct Ended {
    code: i32,
    err: String,
}

fn place(own: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("beispiele/ksm-schwerin.toml");
    fs::copy(example, dir.path().join("vorfall.toml")).unwrap();
    for (name, text) in own {
        fs::write(dir.path().join(name), text).unwrap();
    }
    dir
}

fn make(dir: &TempDir) -> Ended {
    let output = Command::new(env!("CARGO_BIN_EXE_datenpanne"))
        .args(["erzeugen", ".", "--jetzt", "2021-10-17T16:05"])
        .args(["--format", "txt,json"])
        .env_clear()
        .current_dir(dir.path())
        .output()
        .unwrap();
    Ended {
        code: output.status.code().unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn read(dir: &TempDir, name: &str) -> String {
    fs::read_to_string(dir.path().join("ausgabe/ksm-2021-10").join(name)).unwrap()
}

#[test]
fn every_document_uses_the_own_data_and_the_manifest_names_them() {
    let dir = place(&[("behoerden.toml", OWN)]);
    let ended = make(&dir);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(!ended.err.contains("M304"), "{}", ended.err);
    let report = read(&dir, "meldung.txt");
    assert!(report.contains("Neue Straße 5"), "{report}");
    assert!(!report.contains("Lennéstraße 1"), "{report}");
    let sheet = read(&dir, "portalbogen.txt");
    for part in [
        "https://example.org/melden",
        "Meldungen an: Online-Formular; E-Mail (mit PGP verschlüsselt)",
        "Nach dem Absenden erscheint eine Nummer.",
        "Das Formular fragt nach dem Amt.",
        "neu@example.org",
    ] {
        assert!(sheet.contains(part), "{part} fehlt in:\n{sheet}");
    }
    let notice = read(&dir, "buergerinformation.txt");
    assert!(notice.contains("neu@example.org"), "{notice}");
    assert!(notice.contains("030 23125-105"), "{notice}");
    let manifest: serde_json::Value = serde_json::from_str(&read(&dir, "manifest.json")).unwrap();
    let sum: String = Sha256::digest(OWN)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(manifest["behoerden"]["sha256"], sum);
}

#[test]
fn without_own_data_the_manifest_names_none() {
    let dir = place(&[]);
    assert_eq!(make(&dir).code, 0);
    let manifest: serde_json::Value = serde_json::from_str(&read(&dir, "manifest.json")).unwrap();
    assert_eq!(manifest["behoerden"], serde_json::Value::Null);
    assert!(manifest.as_object().unwrap().contains_key("behoerden"));
}

#[test]
fn faulty_own_data_stop_everything_with_their_place() {
    let dir = place(&[(
        "behoerden.toml",
        "format = 1\n[[behoerden]]\nid = \"demvldi\"\nemial = \"a@example.org\"\nweb = \"irgendwo\"\n",
    )]);
    let ended = make(&dir);
    assert_eq!(ended.code, 2);
    for part in [
        "behoerden.toml:4:1",
        "Meinten Sie „email“?",
        "behoerden.toml:5:7",
        "keine Internetadresse",
        "lässt sich so nicht verwenden",
    ] {
        assert!(ended.err.contains(part), "{part} fehlt in:\n{}", ended.err);
    }
    assert!(!dir.path().join("ausgabe").exists());
}

#[test]
fn two_files_of_own_data_are_one_too_many() {
    let dir = place(&[("behoerden.toml", OWN), ("behoerden.json", "{}")]);
    let ended = make(&dir);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("nicht eindeutig"), "{}", ended.err);
}
