//! The command `vergleichen` as reviewers meet it: files, revisions in git, every form of the answer.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

#[path = "pdf/preflight.rs"]
#[allow(dead_code)]
mod preflight;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_datenpanne");
const NOW: &str = "2021-11-15T12:00";

struct Ended {
    code: i32,
    out: String,
    err: String,
}

/// Runs the program in `folder`; nothing of the environment but `path` reaches it.
fn run_with(path: &str, folder: &Path, arguments: &[&str]) -> Ended {
    let output = Command::new(PROGRAM)
        .current_dir(folder)
        .env_clear()
        .env("PATH", path)
        .arg("vergleichen")
        .args(arguments)
        .args(["--jetzt", NOW])
        .output()
        .unwrap();
    Ended {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn run(folder: &Path, arguments: &[&str]) -> Ended {
    run_with(
        &std::env::var("PATH").unwrap_or_default(),
        folder,
        arguments,
    )
}

fn course(number: u8) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("beispiele/ksm-verlauf");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    files.sort();
    files[usize::from(number) - 1].clone()
}

/// A folder with an example as `vorfall.toml`, and a newer state of it as `neu.toml`.
fn place() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("beispiele/ksm-schwerin.toml");
    let first = fs::read_to_string(example).unwrap();
    fs::write(place.path().join("vorfall.toml"), &first).unwrap();
    let newer = first.replace(
        "abfluss      = \"nicht_auszuschliessen\"",
        "abfluss      = \"bestaetigt\"",
    );
    assert_ne!(first, newer);
    fs::write(place.path().join("neu.toml"), newer).unwrap();
    place
}

fn json(ended: &Ended) -> Value {
    serde_json::from_str(&ended.out).unwrap_or_else(|_| panic!("{}{}", ended.out, ended.err))
}

#[test]
fn one_changed_fact_explains_every_changed_word() {
    let place = place();
    let ended = run(
        place.path(),
        &["vorfall.toml", "neu.toml", "--format", "json"],
    );
    assert_eq!(ended.code, 1, "{}", ended.err);
    let answer = json(&ended);
    let facts = answer["fakten"].as_array().unwrap();
    assert_eq!(facts.len(), 1);
    assert_eq!(facts[0]["pfad"], "vorfall.abfluss");
    assert_eq!(facts[0]["art"], "sicher_geworden");
    assert_eq!(facts[0]["alt_text"], "Abfluss nicht auszuschließen");
    let touched = facts[0]["betrifft"]["dokumente"].as_array().unwrap();
    assert!(touched.contains(&"meldung".into()), "{touched:?}");
    let texts = answer["texte"].as_array().unwrap();
    assert!(texts.len() > 5);
    for text in texts {
        assert_eq!(text["ursachen"], serde_json::json!(["tatsachen"]), "{text}");
        assert_eq!(
            text["tatsachen"],
            serde_json::json!(["vorfall.abfluss"]),
            "{text}"
        );
    }
    let one = run(
        place.path(),
        &["vorfall.toml", "neu.toml", "--dokument", "meldung"],
    );
    assert!(
        one.out
            .contains("[+Es steht fest, dass Daten abgeflossen sind.+]"),
        "{}",
        one.out
    );
    assert!(!one.out.contains("(aushang)"), "{}", one.out);
    assert!(!one.out.contains('\u{1b}'));
    let coloured = run(
        place.path(),
        &["vorfall.toml", "neu.toml", "--farbe", "immer"],
    );
    assert!(
        coloured
            .out
            .contains("\u{1b}[1;32m[+Abfluss steht fest+]\u{1b}[0m")
    );
}

#[test]
fn the_course_of_the_example_is_explained_step_by_step() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for step in 1..4 {
        let (old, new) = (course(step), course(step + 1));
        let ended = run(
            root,
            &[
                old.to_str().unwrap(),
                new.to_str().unwrap(),
                "--format",
                "json",
            ],
        );
        assert_eq!(ended.code, 1, "{}", ended.err);
        let answer = json(&ended);
        let facts: Vec<&Value> = answer["fakten"]
            .as_array()
            .unwrap()
            .iter()
            .map(|fact| &fact["pfad"])
            .collect();
        assert!(!facts.is_empty());
        let texts = answer["texte"].as_array().unwrap();
        assert!(!texts.is_empty());
        let mut alone = 0;
        for text in texts {
            assert!(!text["ursachen"].as_array().unwrap().is_empty(), "{text}");
            let named = text["tatsachen"].as_array().unwrap();
            assert!(named.iter().all(|path| facts.contains(&path)), "{text}");
            alone += usize::from(!named.is_empty() && named.len() <= 3);
        }
        assert!(
            2 * alone > texts.len(),
            "step {step}: most passages name few facts: {alone} of {}",
            texts.len()
        );
    }
}

#[test]
fn a_passage_names_the_facts_that_change_it_and_no_others() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (old, new) = (course(1), course(2));
    let arguments = [
        old.to_str().unwrap(),
        new.to_str().unwrap(),
        "--dokument",
        "meldung",
        "--format",
        "json",
    ];
    let answer = json(&run(root, &arguments));
    let texts = answer["texte"].as_array().unwrap();
    let with = |heading: &str, old: &str| -> Vec<&Value> {
        texts
            .iter()
            .filter(|text| text["dokument"] == "meldung" && text["ueberschrift"] == heading)
            .filter(|text| text["alt"].as_str().is_some_and(|said| said.contains(old)))
            .map(|text| &text["tatsachen"])
            .collect()
    };
    let subjects = with("Betreff der E-Mail", "Erstmeldung");
    assert_eq!(subjects, [&serde_json::json!(["meldung.art"])]);
    // Two rows that changed in the same way, each for its own fact.
    let rows = with("4 Zeitlicher Ablauf", "5:30\u{a0}Uhr");
    assert_eq!(
        rows,
        [
            &serde_json::json!(["zeiten.entdeckt"]),
            &serde_json::json!(["zeiten.kenntnis_auftragsverarbeiter"]),
        ]
    );
    // A finding that a fact settles is one of those listed as settled.
    let settled: Vec<&Value> = answer["befunde"]["erledigt"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| &finding["code"])
        .collect();
    for fact in answer["fakten"].as_array().unwrap() {
        for code in fact["betrifft"]["befunde_erledigt"].as_array().unwrap() {
            assert!(settled.contains(&code), "{code}");
        }
    }
}

#[test]
fn comments_spaces_and_order_are_no_difference() {
    let place = place();
    let facts = fs::read_to_string(place.path().join("vorfall.toml")).unwrap();
    let same = format!("# eine Bemerkung\n\n{}", facts.replace(" = ", "   =   "));
    fs::write(place.path().join("neu.toml"), same).unwrap();
    let ended = run(place.path(), &["vorfall.toml", "neu.toml"]);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    assert!(ended.out.contains("in Tatsachen und Worten gleich"));
    let answer = json(&run(place.path(), &[".", "neu.toml", "--format", "json"]));
    assert_eq!(answer["gleich"], true);
    assert_eq!(answer["fakten"], serde_json::json!([]));
    assert_eq!(answer["texte"], serde_json::json!([]));
}

#[test]
fn internal_changes_are_named_as_such() {
    let place = place();
    let facts = fs::read_to_string(place.path().join("vorfall.toml")).unwrap();
    let more = format!("{facts}\n[[lehren]]\ntext = \"Zweiten Faktor einführen\"\n");
    fs::write(place.path().join("neu.toml"), more).unwrap();
    let ended = run(place.path(), &["vorfall.toml", "neu.toml"]);
    assert_eq!(ended.code, 1);
    assert!(ended.out.contains("alle nur intern"), "{}", ended.out);
    let answer = json(&run(
        place.path(),
        &["vorfall.toml", "neu.toml", "--format", "json"],
    ));
    assert_eq!(answer["nur_intern"], true);
    let documents: Vec<&Value> = answer["texte"]
        .as_array()
        .unwrap()
        .iter()
        .map(|text| &text["dokument"])
        .collect();
    assert!(
        documents.iter().all(|document| *document == "vermerk"),
        "{documents:?}"
    );
}

#[test]
fn wording_fixed_by_hand_is_named_as_the_cause() {
    let place = place();
    let facts = fs::read_to_string(place.path().join("vorfall.toml")).unwrap();
    let by_hand = format!(
        "{facts}\n[[textfassungen]]\ndokument = \"buergerinformation\"\nabschnitt = \"hergang\"\n\
         text = \"Der Angriff begann am Freitag.\"\n"
    );
    fs::write(place.path().join("neu.toml"), by_hand).unwrap();
    let sections = json(&run(
        place.path(),
        &["vorfall.toml", "neu.toml", "--format", "json"],
    ));
    let texts = sections["texte"].as_array().unwrap();
    let hand = texts
        .iter()
        .filter(|text| text["dokument"] == "buergerinformation")
        .collect::<Vec<_>>();
    if hand.is_empty() {
        panic!("no section was replaced: {sections:#}");
    }
    for text in hand {
        assert_eq!(
            text["ursachen"],
            serde_json::json!(["handfassung"]),
            "{text}"
        );
    }
}

#[test]
fn pages_for_reading_and_for_signing() {
    let place = place();
    let folder = place.path();
    let page = run(folder, &["vorfall.toml", "neu.toml", "--ausgabe", "v.html"]);
    assert_eq!(page.code, 1, "{}", page.err);
    let html = fs::read_to_string(folder.join("v.html")).unwrap();
    for wanted in [
        "default-src 'none'",
        "<ins id=\"aenderung-",
        "<del id=\"aenderung-",
        "eingefügt: ",
        "Ende der Löschung",
        "Nebeneinander",
    ] {
        assert!(html.contains(wanted), "{wanted}");
    }
    // Every link of the lists leads to a mark.
    let links: Vec<&str> = html
        .split("href=\"#aenderung-")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert!(!links.is_empty());
    for link in links {
        assert!(
            html.contains(&format!(" id=\"aenderung-{link}\"")),
            "{link}"
        );
    }
    let paper = run(
        folder,
        &[
            "vorfall.toml",
            "neu.toml",
            "--dokument",
            "meldung,vermerk",
            "--ausgabe",
            "v.pdf",
        ],
    );
    assert_eq!(paper.code, 1, "{}", paper.err);
    let bytes = fs::read(folder.join("v.pdf")).unwrap();
    assert_eq!(preflight::problems(&bytes), Vec::<String>::new());
    run(
        folder,
        &[
            "vorfall.toml",
            "neu.toml",
            "--dokument",
            "meldung,vermerk",
            "--ausgabe",
            "w.pdf",
        ],
    );
    assert_eq!(
        bytes,
        fs::read(folder.join("w.pdf")).unwrap(),
        "same facts, same bytes"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(folder.join("v.pdf"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let nowhere = run(
        folder,
        &["vorfall.toml", "neu.toml", "--ausgabe", "fehlt/v.pdf"],
    );
    assert_eq!(nowhere.code, 3, "{}", nowhere.err);
}

#[test]
fn a_changed_template_is_the_cause() {
    let place = place();
    let folder = place.path();
    fs::create_dir(folder.join("eigene")).unwrap();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/de/aushang.md.j2");
    let own =
        fs::read_to_string(source).unwrap() + "\nDieser Satz steht nur in der eigenen Vorlage.\n";
    fs::write(folder.join("eigene/aushang.md.j2"), own).unwrap();
    let ended = run(
        folder,
        &[
            "vorfall.toml",
            "vorfall.toml",
            "--dokument",
            "aushang",
            "--vorlagen-alt",
            "eigene",
            "--format",
            "json",
        ],
    );
    let answer = json(&ended);
    assert_eq!(ended.code, 1);
    assert_eq!(answer["fakten"], serde_json::json!([]));
    let texts = answer["texte"].as_array().unwrap();
    assert_eq!(texts[0]["ursachen"], serde_json::json!(["vorlage"]));
    assert_eq!(
        texts[0]["alt"],
        "Dieser Satz steht nur in der eigenen Vorlage."
    );
}

fn git(folder: &Path, arguments: &[&str]) {
    let done = Command::new("git")
        .current_dir(folder)
        .args([
            "-c",
            "user.name=Test",
            "-c",
            "user.email=test@example.org",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
}

#[test]
fn revisions_in_git() {
    let place = place();
    let folder = place.path();
    let outside = run(folder, &["git:HEAD", "."]);
    assert_eq!(outside.code, 2);
    assert!(
        outside.err.contains("in keinem Git-Repository"),
        "{}",
        outside.err
    );
    git(folder, &["init", "--quiet"]);
    git(folder, &["add", "vorfall.toml"]);
    git(folder, &["commit", "--quiet", "-m", "Erster Stand"]);
    fs::copy(folder.join("neu.toml"), folder.join("vorfall.toml")).unwrap();
    for arguments in [
        ["git:HEAD", "."],
        [".@git:HEAD", "vorfall.toml"],
        ["vorfall.toml@git:HEAD", "vorfall.toml"],
    ] {
        let ended = run(folder, &arguments);
        assert_eq!(ended.code, 1, "{}", ended.err);
        assert!(
            ended.out.contains("Abfluss von Daten – sicher geworden"),
            "{}",
            ended.out
        );
    }
    let same = run(folder, &["git:HEAD", ".@git:HEAD"]);
    assert_eq!(same.code, 0, "{}", same.err);
    for (revision, said) in [
        ("git:HEAD~7", "gibt es in diesem Git-Repository nicht"),
        ("git:--output=x", "ist keine Revision"),
        ("git:HEAD:neu.toml", "ist keine Revision"),
        ("neu.toml@git:HEAD", "keine Datei neu.toml"),
    ] {
        let ended = run(folder, &[revision, "."]);
        assert_eq!(ended.code, 2);
        assert!(ended.err.contains(said), "{revision}: {}", ended.err);
        assert!(ended.err.contains('→'), "{}", ended.err);
    }
    assert!(!folder.join("x").exists());
    let empty = tempfile::tempdir().unwrap();
    let without = run_with(empty.path().to_str().unwrap(), folder, &["git:HEAD", "."]);
    assert_eq!(without.code, 2);
    assert!(
        without
            .err
            .contains("Das Programm git ist auf diesem Rechner nicht zu finden"),
        "{}",
        without.err
    );
}

#[test]
fn what_cannot_be_compared_is_said() {
    let place = place();
    for (arguments, said) in [
        (["gibtsnicht.toml", "neu.toml"], "gibtsnicht.toml"),
        ([".@1", "."], "@1"),
        ([".@freigabe", "."], "Es ist noch keine Version freigegeben"),
        ([".@2021-10-18", "."], "18.10.2021"),
        (["@1", "@2"], "fehlt der Ordner des Vorfalls"),
        (["gibtsnicht@1", "."], "gibtsnicht"),
        ([".@morgen", "."], "benennt keine Version"),
    ] {
        let ended = run(place.path(), &arguments);
        assert_eq!(ended.code, 2, "{arguments:?}: {}", ended.out);
        assert!(ended.err.contains(said), "{arguments:?}: {}", ended.err);
    }
    fs::write(place.path().join("neu.toml"), "format = 1\nfalsch = 2\n").unwrap();
    let ended = run(place.path(), &["vorfall.toml", "neu.toml"]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("falsch"), "{}", ended.err);
    assert_eq!(ended.out, "");
}
