//! Comparing with what was released: both sides say the words that went out, and a reader learns
//! where that is not certain.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

const FIRST: &str = "2021-10-15T18:00";
const SECOND: &str = "2021-10-18T15:00";
const RECOMPUTED: &str = "Die bisherige Fassung ist zum 18.\u{a0}Oktober 2021, 15:00\u{a0}Uhr neu gerechnet. \
                          Daten und Aussagen zur Frist können von dem abweichen, was versandt wurde.";

/// Runs the program in `folder`: exit code, output, messages.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_datenpanne"))
        .current_dir(folder)
        .env_clear()
        .args(arguments)
        .output()
        .unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

fn state(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("beispiele/ksm-verlauf/{name}.toml"))
}

fn release(place: &Path, state_name: &str, time: &str) {
    fs::copy(state(state_name), place.join("fall/vorfall.toml")).unwrap();
    let (code, _, err) = run(
        place,
        &[
            "freigeben",
            "fall",
            "--dokument",
            "meldung,buergerinformation",
            "--durch",
            "R. Beispiel",
            "--rolle",
            "leitung",
            "--jetzt",
            time,
        ],
    );
    assert_eq!(code, 0, "{err}");
}

/// A case with its first report released and the facts of the follow-up in place.
fn case() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("fall")).unwrap();
    release(place.path(), "1-erstmeldung", FIRST);
    fs::copy(
        state("2-folgemeldung"),
        place.path().join("fall/vorfall.toml"),
    )
    .unwrap();
    place
}

fn compared(place: &Path, old: &str, new: &str, more: &[&str]) -> Value {
    let mut arguments = vec![
        "vergleichen",
        old,
        new,
        "--jetzt",
        SECOND,
        "--format",
        "json",
    ];
    arguments.extend(["--dokument", "meldung"]);
    arguments.extend(more);
    let (code, out, err) = run(place, &arguments);
    assert_eq!(code, 1, "{err}");
    serde_json::from_str(&out).unwrap()
}

fn remarks(answer: &Value) -> Vec<&str> {
    let remarks = answer["hinweise"].as_array().unwrap().iter();
    remarks.map(|remark| remark.as_str().unwrap()).collect()
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || c == '|')
        .filter(|word| !word.is_empty())
        .collect()
}

/// Every passage of one side stands in the text of its document.
fn assert_said(answer: &Value, side: &str, folder: &Path) {
    let mut count = 0;
    for passage in answer["texte"].as_array().unwrap() {
        let stem = passage["dokument"].as_str().unwrap();
        if passage["ueberschrift"] == "Betreff der E-Mail" {
            continue;
        }
        let text = fs::read_to_string(folder.join(format!("{stem}.txt"))).unwrap();
        let known = words(&text);
        let said = passage[side].as_str().unwrap_or_default();
        for word in words(said) {
            assert!(known.contains(&word), "{stem}: „{word}“ of „{said}“");
            count += 1;
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn old_words_are_those_released_and_new_words_those_that_go_out() {
    let place = case();
    let folder = place.path();
    for old in ["fall@1", "fall@freigabe", "@1"] {
        let answer = compared(folder, old, "fall", &[]);
        assert_eq!(answer["alt"]["zeitpunkt"], "2021-10-15T18:00:00+02:00");
        assert_eq!(answer["alt"]["neu_gerechnet"], false);
        assert_eq!(answer["neu"]["zeitpunkt"], "2021-10-18T15:00:00+02:00");
        let said = answer["alt"]["angaben"][0].as_str().unwrap();
        assert!(
            said.starts_with(
                "Version 1, freigegeben am 15.\u{a0}Oktober 2021, 18:00\u{a0}Uhr (Prüfwert "
            ),
            "{said}"
        );
        assert_eq!(remarks(&answer), [""; 0]);
        let new: Vec<&str> = answer["texte"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|text| text["dokument"] == "meldung")
            .filter_map(|text| text["neu"].as_str())
            .collect();
        for wanted in [
            "Dieses Schreiben folgt auf unsere Erstmeldung",
            "Was neu ist",
        ] {
            assert!(new.iter().any(|said| said.contains(wanted)), "{wanted}");
        }
        assert_said(
            &answer,
            "alt",
            &folder.join("fall/akte/versionen/0001/dokumente"),
        );
    }
    let made = [
        "erzeugen",
        "fall",
        "--dokument",
        "meldung",
        "--jetzt",
        SECOND,
        "--ausgabe",
        "aus",
    ];
    let (code, _, err) = run(folder, &made);
    assert_eq!(code, 0, "{err}");
    let made = fs::read_dir(folder.join("aus"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    let answer = compared(folder, "fall@1", "fall", &[]);
    assert_said(&answer, "neu", &made.path());
}

#[test]
fn two_versions_keep_their_own_times() {
    let place = case();
    release(place.path(), "2-folgemeldung", SECOND);
    let answer = compared(place.path(), "fall@1", "fall@2", &[]);
    assert_eq!(answer["alt"]["zeitpunkt"], "2021-10-15T18:00:00+02:00");
    assert_eq!(answer["neu"]["zeitpunkt"], "2021-10-18T15:00:00+02:00");
    assert_eq!(remarks(&answer), [""; 0]);
    let versions = place.path().join("fall/akte/versionen");
    assert_said(&answer, "alt", &versions.join("0001/dokumente"));
    assert_said(&answer, "neu", &versions.join("0002/dokumente"));
    // A version and the same facts in place are the same.
    let (code, out, err) = run(
        place.path(),
        &["vergleichen", "fall@2", "fall", "--jetzt", SECOND],
    );
    assert_eq!(code, 0, "{out}{err}");
}

#[test]
fn words_that_differ_from_the_released_ones_are_named() {
    let place = case();
    let folder = place.path();
    let all = compared(folder, "fall@1", "fall", &["--dokument", "aushang"]);
    let said = remarks(&all);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].contains("Nicht Teil der freigegebenen Version 1"),
        "{}",
        said[0]
    );
    assert!(said[0].ends_with("geschrieben: Aushang."), "{}", said[0]);

    let own = folder.join("eigene");
    fs::create_dir(&own).unwrap();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/de/meldung.md.j2");
    let template = fs::read_to_string(source).unwrap() + "\nEin Satz der eigenen Vorlage.\n";
    fs::write(own.join("meldung.md.j2"), template).unwrap();
    let answer = compared(folder, "fall@1", "fall", &["--vorlagen", "eigene"]);
    let said = remarks(&answer).join("\n");
    assert!(
        said.contains("Die bisherige Fassung lautet hier anders als freigegeben: Meldung, Meldung (Realsteuern)."),
        "{said}"
    );
    assert!(said.contains("mit anderen Vorlagen"), "{said}");
}

#[test]
fn files_say_for_which_time_they_are_made() {
    let place = case();
    let folder = place.path();
    let (first, second) = (state("1-erstmeldung"), state("2-folgemeldung"));
    let (first, second) = (first.to_str().unwrap(), second.to_str().unwrap());
    // The newer facts tell when the older report was filed; what the follow-up lacks is named.
    let answer = compared(folder, first, second, &[]);
    assert_eq!(answer["alt"]["zeitpunkt"], "2021-10-15T18:20:00+02:00");
    let said = remarks(&answer);
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].contains("eingereicht"), "{}", said[0]);
    assert!(
        said[1].starts_with("Die neue Fassung (Folgemeldung) folgt"),
        "{}",
        said[1]
    );
    assert!(said[1].contains("„Was neu ist“"), "{}", said[1]);
    // Its own time, where it is stated.
    let answer = compared(folder, first, second, &["--jetzt-alt", FIRST]);
    assert_eq!(answer["alt"]["zeitpunkt"], "2021-10-15T18:00:00+02:00");
    assert_eq!(remarks(&answer).len(), 1);
    assert_said(
        &answer,
        "alt",
        &folder.join("fall/akte/versionen/0001/dokumente"),
    );
    // Two drafts of one report: nothing tells the time of the older one.
    let draft = fs::read_to_string(first)
        .unwrap()
        .replace("\"offen\"", "\"bestaetigt\"");
    fs::write(folder.join("entwurf.toml"), draft).unwrap();
    let answer = compared(folder, first, "entwurf.toml", &[]);
    assert_eq!(answer["alt"]["neu_gerechnet"], true);
    assert_eq!(remarks(&answer), [RECOMPUTED]);
    let arguments = ["vergleichen", first, "entwurf.toml", "--jetzt", SECOND];
    let (_, text, err) = run(folder, &arguments);
    let flat = |text: &str| words(text).join(" ");
    assert!(flat(&text).contains(&flat(RECOMPUTED)), "{text}");
    assert!(err.contains("--jetzt-alt"), "{err}");
    // A version has its own.
    let (code, _, err) = run(
        folder,
        &["vergleichen", "fall@1", "fall", "--jetzt-alt", FIRST],
    );
    assert_eq!(code, 2);
    assert!(err.contains("--jetzt-alt passt nicht"), "{err}");
    let (code, _, err) = run(
        folder,
        &["vergleichen", first, second, "--jetzt-alt", "gestern"],
    );
    assert_eq!(code, 2);
    assert!(
        err.contains("für --jetzt-alt kein verständlicher Zeitpunkt"),
        "{err}"
    );
}

#[test]
fn pages_say_what_changed_in_short() {
    let place = case();
    let folder = place.path();
    let common = [
        "vergleichen",
        "fall@1",
        "fall",
        "--jetzt",
        SECOND,
        "--dokument",
        "meldung,buergerinformation",
    ];
    for name in ["v.html", "v.pdf"] {
        let mut arguments = common.to_vec();
        arguments.extend(["--ausgabe", name]);
        let (code, _, err) = run(folder, &arguments);
        assert_eq!(code, 1, "{err}");
        assert!(!err.contains("Schrift"), "a sign that no font holds: {err}");
    }
    let html = fs::read_to_string(folder.join("v.html")).unwrap();
    for wanted in [
        // More than five causes are folded, a new section is one entry.
        "<details class=\"gruende\"><summary>mehrere Tatsachen (25)",
        "eingefügt: Abschnitt „Was neu ist“ (",
        // Old and new words, and the row they stand in.
        "geändert: „4 Zeitlicher Ablauf“, Mitteilung des Auftragsverarbeiters (Art.\u{a0}33 Abs.\u{a0}2 DSGVO)</a>: bisher „15.\u{a0}Oktober 2021, 7:30\u{a0}Uhr“, jetzt \
         „15.\u{a0}Oktober 2021, 7:20\u{a0}Uhr“ – Grund: Mitteilung des Auftragsverarbeiters</li>",
        // Only the changed words of a long text, a line for each fact of an entry, German words.
        "<td>Betroffen sein können <ins",
        "Art der Anlage: Wortlaut der Benachrichtigung",
        "<br>\nStand der Maßnahme: ergriffen",
        "Dokumente: Bürgerinformation, Meldung, Meldung (Realsteuern)",
    ] {
        assert!(html.contains(wanted), "{wanted}");
    }
    for unwanted in [
        "benachrichtigungstext",
        ".;",
        "meldung-realsteuern<",
        "#gruende",
    ] {
        assert!(!html.contains(unwanted), "{unwanted}");
    }
    let pdf = fs::read(folder.join("v.pdf")).unwrap();
    let pages = lopdf::Document::load_mem(&pdf).unwrap().get_pages().len();
    assert!(pages < 40, "{pages}");
}
