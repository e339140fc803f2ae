//! The program as its users meet it: arguments, messages, exit status, files.
//!
//! Every run is hermetic: its own folder, an empty environment, a stated time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const NOW: &str = "2021-10-17T16:05";

/// A folder with the facts of an incident in it, and the program to run there.
struct Place {
    dir: TempDir,
    environment: Vec<(&'static str, &'static str)>,
}

struct Ended {
    code: i32,
    out: String,
    err: String,
}

fn example() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("beispiele/ksm-schwerin.toml");
    fs::read_to_string(path).unwrap()
}

/// The example without the one time that no report can do without.
fn without_awareness() -> String {
    let kept = example();
    let kept = kept.lines().filter(|line| !line.starts_with("kenntnis "));
    kept.collect::<Vec<_>>().join("\n")
}

impl Place {
    fn new(facts: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("vorfall.toml"), facts).unwrap();
        let environment = vec![("TZ", "Europe/Berlin"), ("LANG", "de_DE.UTF-8")];
        Self { dir, environment }
    }

    fn with(mut self, environment: &[(&'static str, &'static str)]) -> Self {
        self.environment = environment.to_vec();
        self
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        let Output {
            status,
            stdout,
            stderr,
        } = Command::new(env!("CARGO_BIN_EXE_datenpanne"))
            .args(arguments)
            .env_clear()
            .envs(self.environment.iter().copied())
            .current_dir(self.dir.path())
            .output()
            .unwrap();
        Ended {
            code: status.code().unwrap(),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        }
    }

    /// `erzeugen vorfall.toml` at the stated time, with more arguments.
    fn make(&self, more: &[&str]) -> Ended {
        let mut arguments = vec!["erzeugen", "vorfall.toml", "--jetzt", NOW];
        arguments.extend_from_slice(more);
        self.run(&arguments)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn output(&self, name: &str) -> PathBuf {
        self.path("ausgabe/ksm-2021-10").join(name)
    }

    fn manifest(&self) -> serde_json::Value {
        serde_json::from_slice(&fs::read(self.output("manifest.json")).unwrap()).unwrap()
    }
}

fn all_files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read(&path).unwrap())
        })
        .collect()
}

/// Compares with a reviewed file; `DATENPANNE_GOLDEN=neu` writes it anew.
fn golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var("DATENPANNE_GOLDEN").is_ok_and(|value| value == "neu") {
        fs::write(&path, text).unwrap();
    }
    assert_eq!(text, fs::read_to_string(&path).unwrap(), "{name}");
}

#[test]
fn help_is_german() {
    let place = Place::new("");
    for (arguments, file) in [
        (vec!["--hilfe"], "hilfe.txt"),
        (vec!["erzeugen", "--hilfe"], "hilfe-erzeugen.txt"),
        (vec!["neu", "--hilfe"], "hilfe-neu.txt"),
        (vec!["vergleichen", "--hilfe"], "hilfe-vergleichen.txt"),
        (vec!["schema", "-h"], "hilfe-schema.txt"),
    ] {
        let ended = place.run(&arguments);
        assert_eq!((ended.code, ended.err.as_str()), (0, ""));
        golden(file, &ended.out);
        for english in [
            "Usage",
            "Options",
            "Commands",
            "Arguments",
            "default",
            "Print",
        ] {
            assert!(!ended.out.contains(english), "{english} in {file}");
        }
    }
    assert_eq!(place.run(&["--help"]).out, place.run(&["--hilfe"]).out);
    let bare = place.run(&[]);
    assert_eq!(bare.code, 2);
    assert!(bare.out.is_empty() && bare.err.contains("Aufruf:"));
    assert!(place.run(&["--version"]).out.starts_with("datenpanne "));
}

#[test]
fn wrong_arguments_end_with_2_and_german_advice() {
    let place = Place::new("");
    for (arguments, says) in [
        ("erzeuge x", "Meinten Sie „erzeugen“?"),
        ("erzeugen", "Es fehlt eine Angabe: <VORFALL>."),
        ("erzeugen x --entwurv", "Meinten Sie „--entwurf“?"),
        ("erzeugen x --quatsch", "Unbekannte Option „--quatsch“."),
        (
            "erzeugen x --format doc",
            "Möglich sind: pdf, html, eml, txt, json, docx.",
        ),
        ("erzeugen x --dokument meldun", "Meinten Sie „meldung“?"),
        ("erzeugen x --ausgabe", "fehlt der Wert"),
        ("erzeugen x y", "Überzählige Angabe „y“."),
        (
            "erzeugen x --entwurf --trotzdem g",
            "schließen einander aus",
        ),
        ("erzeugen x --jetzt 1 --jetzt 2", "nur einmal"),
        ("schema --farbe rot", "Möglich sind: auto, immer, nie."),
    ] {
        let ended = place.run(&arguments.split(' ').collect::<Vec<_>>());
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{arguments}");
        assert!(ended.err.starts_with("Fehler: "), "{arguments}");
        assert!(ended.err.contains(says), "{arguments}: {}", ended.err);
    }
}

#[test]
fn input_that_can_not_be_read_ends_with_2() {
    let place = Place::new("");
    fs::create_dir(place.path("leer")).unwrap();
    fs::create_dir(place.path("beide")).unwrap();
    fs::write(place.path("beide/vorfall.toml"), "").unwrap();
    fs::write(place.path("beide/vorfall.json"), "{}").unwrap();
    fs::write(place.path("riese.toml"), vec![b'#'; 2 * 1024 * 1024 + 1]).unwrap();
    for (input, says) in [
        ("nirgends.toml", "Datei oder Ordner nicht gefunden."),
        ("leer", "liegt keine Datei vorfall.toml"),
        ("beide", "nicht eindeutig"),
        ("riese.toml", "größer als 2048 KiB"),
        ("vorfall.toml/x", "kein Ordner"),
    ] {
        let ended = place.run(&["erzeugen", input, "--jetzt", NOW]);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{input}");
        assert!(ended.err.contains(says), "{input}: {}", ended.err);
    }
    assert!(!place.path("ausgabe").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn an_endless_file_does_not_fill_memory() {
    let place = Place::new("");
    let ended = place.run(&["erzeugen", "/dev/zero", "--jetzt", NOW]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("keine gewöhnliche Datei"));
    // An ordinary file without bytes of its own, longer than any memory.
    let endless = fs::File::create(place.path("lang.toml")).unwrap();
    endless.set_len(1 << 40).unwrap();
    let ended = place.run(&["erzeugen", "lang.toml", "--jetzt", NOW]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("größer als"));
}

#[test]
fn broken_facts_end_with_2_and_nothing_is_written() {
    let place = Place::new("format = 1\n[melder]\nname = \"Geheim Geheimnis\n");
    let ended = place.make(&[]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("lässt sich so nicht verwenden"));
    assert!(!place.path("ausgabe").exists());
}

#[test]
fn an_incident_becomes_documents_and_a_manifest() {
    let place = Place::new(&example());
    let ended = place.make(&[]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let files = all_files(&place.output(""));
    let listed: Vec<_> = ended.out.lines().collect();
    assert_eq!(listed.len(), files.len());
    assert_eq!(listed.last(), Some(&"ausgabe/ksm-2021-10/manifest.json"));
    assert!(listed.contains(&"ausgabe/ksm-2021-10/meldung.txt"));

    let manifest = place.manifest();
    assert_eq!(manifest["programm"], "datenpanne");
    assert_eq!(manifest["erzeugt"], "2021-10-17T16:05:00+02:00");
    assert_eq!(manifest["kennung"], "ksm-2021-10");
    assert_eq!(manifest["beispiel"], true);
    assert_eq!(manifest["entwurf"], false);
    assert_eq!(manifest["trotzdem"], serde_json::Value::Null);
    let entries = manifest["dokumente"].as_array().unwrap();
    assert_eq!(entries.len() + 1, files.len());
    for entry in entries {
        let bytes = &files[entry["datei"].as_str().unwrap()];
        assert_eq!(entry["bytes"], bytes.len());
    }
    let text = String::from_utf8(files["manifest.json"].clone()).unwrap();
    assert!(text.ends_with("}\n"));
    assert!(!text.contains("Beispiel\"") && !text.contains(&*place.dir.path().to_string_lossy()));
}

#[test]
fn a_folder_is_as_good_as_its_file_and_stays_untouched() {
    let place = Place::new(&example());
    fs::create_dir(place.path("fall")).unwrap();
    fs::rename(place.path("vorfall.toml"), place.path("fall/vorfall.toml")).unwrap();
    let ended = place.run(&[
        "erzeugen",
        "fall",
        "--jetzt",
        NOW,
        "--ausgabe",
        "tief/hier",
        "--format",
        "txt",
        "--dokument",
        "meldung",
    ]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(
        ended.out,
        "tief/hier/ksm-2021-10/meldung.txt\ntief/hier/ksm-2021-10/meldung-realsteuern.txt\n\
         tief/hier/ksm-2021-10/meldung-bussgeld.txt\ntief/hier/ksm-2021-10/manifest.json\n"
    );
    assert_eq!(all_files(&place.path("fall")).len(), 1);
}

#[test]
fn an_error_stops_the_document_it_concerns() {
    let place = Place::new(&without_awareness());
    let ended = place.make(&[]);
    assert_eq!(ended.code, 1, "{}", ended.err);
    assert!(ended.err.contains("zeiten.kenntnis"));
    assert!(ended.err.contains("„meldung“ wird nicht geschrieben"));
    assert!(ended.err.contains("--entwurf") && ended.err.contains("--trotzdem"));
    assert!(!place.output("meldung.txt").exists());
    assert!(place.output("buergerinformation.txt").exists());
}

#[test]
fn a_draft_is_written_all_the_same() {
    let place = Place::new(&without_awareness());
    let ended = place.make(&["--entwurf"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let text = fs::read_to_string(place.output("meldung.txt")).unwrap();
    assert!(text.contains("ENTWURF"));
    assert_eq!(place.manifest()["entwurf"], true);
}

#[test]
fn a_reason_lets_an_incomplete_report_through() {
    let place = Place::new(&without_awareness());
    let ended = place.make(&["--trotzdem", "Der Zeitpunkt\nwird nachgereicht."]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(place.output("meldung.txt").exists());
    assert_eq!(
        place.manifest()["trotzdem"],
        "Der Zeitpunkt wird nachgereicht."
    );
    assert_eq!(place.make(&["--trotzdem", "  "]).code, 2);
    assert_eq!(place.make(&["--trotzdem", &"x".repeat(501)]).code, 2);
}

#[test]
fn a_complete_report_is_never_let_through() {
    let facts = without_awareness().replace("vollstaendig = false", "vollstaendig = true");
    let place = Place::new(&facts);
    let ended = place.make(&["--trotzdem", "Es eilt."]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("hat dieses Recht nicht"));
    assert!(!place.output("meldung.txt").exists());
}

#[test]
fn a_drill_is_marked() {
    let place = Place::new(&example());
    assert_eq!(place.make(&["--uebung"]).code, 0);
    let text = fs::read_to_string(place.output("meldung.txt")).unwrap();
    assert!(text.contains("ÜBUNG"));
    assert_eq!(place.manifest()["uebung"], true);
}

#[test]
fn a_stopped_run_says_that_older_files_lie_there() {
    let place = Place::new(&example());
    assert_eq!(place.make(&[]).code, 0);
    fs::write(place.path("vorfall.toml"), without_awareness()).unwrap();
    let stopped = place.make(&["--dokument", "meldung"]);
    assert_eq!(stopped.code, 1, "{}", stopped.err);
    assert!(
        stopped.err.contains("eines früheren Laufs"),
        "{}",
        stopped.err
    );
}

#[test]
fn files_of_an_earlier_run_are_named() {
    let place = Place::new(&example());
    assert_eq!(place.make(&[]).code, 0);
    let again = place.make(&["--format", "txt"]);
    assert_eq!(again.code, 0);
    assert!(again.err.contains("Aus einem früheren Lauf"));
    assert!(again.err.contains("ausgabe/ksm-2021-10/meldung.pdf"));
}

#[test]
fn a_place_that_can_not_be_written_ends_with_3() {
    let place = Place::new(&example());
    fs::write(place.path("datei"), "bleibt").unwrap();
    let ended = place.make(&["--ausgabe", "datei"]);
    assert_eq!((ended.code, ended.out.as_str()), (3, ""));
    assert!(ended.err.contains("lässt sich nicht anlegen"));
    assert_eq!(fs::read_to_string(place.path("datei")).unwrap(), "bleibt");

    fs::create_dir_all(place.path("ausgabe")).unwrap();
    fs::write(place.path("ausgabe/ksm-2021-10"), "bleibt").unwrap();
    let ended = place.make(&[]);
    assert_eq!(ended.code, 3);
    assert!(ended.err.contains("Dort liegt eine Datei."));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_stdout_ends_with_3_and_a_closed_pipe_with_0() {
    use std::process::Stdio;
    let full = fs::OpenOptions::new().write(true).open("/dev/full");
    let ended = Command::new(env!("CARGO_BIN_EXE_datenpanne"))
        .arg("schema")
        .env_clear()
        .stdout(full.unwrap())
        .output()
        .unwrap();
    assert_eq!(ended.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("Der Datenträger ist voll."));

    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let ended = Command::new(env!("CARGO_BIN_EXE_datenpanne"))
        .arg("schema")
        .env_clear()
        .stdout(writer)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert!(ended.stderr.is_empty());
}

#[cfg(unix)]
#[test]
fn files_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new(&example());
    assert_eq!(place.make(&[]).code, 0);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&place.path("ausgabe")), 0o700);
    assert_eq!(mode(&place.output("")), 0o700);
    for name in all_files(&place.output("")).keys() {
        assert_eq!(mode(&place.output(name)), 0o600, "{name}");
    }
}

#[test]
fn place_and_language_of_the_machine_have_no_say() {
    let one = Place::new(&example()).with(&[("TZ", "America/New_York"), ("LANG", "C")]);
    let other = Place::new(&example()).with(&[
        ("TZ", "Asia/Tokyo"),
        ("LANG", "de_DE.UTF-8"),
        ("LC_ALL", "de_DE.UTF-8"),
        ("COLUMNS", "40"),
        ("SOURCE_DATE_EPOCH", "0"),
    ]);
    let (first, second) = (one.make(&[]), other.make(&[]));
    assert_eq!((first.code, &first.out), (0, &second.out));
    assert_eq!(first.err, second.err);
    assert_eq!(all_files(&one.output("")), all_files(&other.output("")));
}

#[test]
fn the_stated_time_takes_every_form() {
    let place = Place::new(&example()).with(&[("TZ", "Asia/Tokyo")]);
    let at = |time: &str| {
        let arguments = [
            "erzeugen",
            "vorfall.toml",
            "--format",
            "txt",
            "--jetzt",
            time,
        ];
        (place.run(&arguments).code == 0)
            .then(|| place.manifest()["erzeugt"].as_str().unwrap().to_owned())
    };
    let meant = Some("2021-10-17T16:05:00+02:00".to_owned());
    for time in [
        "2021-10-17T16:05:00+02:00",
        "2021-10-17T14:05:00Z",
        "2021-10-17T16:05",
        "2021-10-17 16:05",
    ] {
        assert_eq!(at(time), meant, "{time}");
    }
    assert_eq!(at("2021-10-18").unwrap(), "2021-10-18T00:00:00+02:00");
    for (time, says) in [
        ("2021-03-28T02:30", "gibt es nicht"),
        ("2021-10-31T02:30", "gibt es zweimal"),
        ("gestern", "kein verständlicher Zeitpunkt"),
        ("-5", "kein verständlicher Zeitpunkt"),
    ] {
        let ended = place.run(&["erzeugen", "vorfall.toml", "--jetzt", time]);
        assert_eq!(ended.code, 2, "{time}");
        assert!(ended.err.contains(says), "{time}: {}", ended.err);
    }
}

#[test]
fn the_variable_states_the_time_where_the_option_does_not() {
    let arguments = ["erzeugen", "vorfall.toml", "--format", "txt"];
    let place = Place::new(&example()).with(&[("SOURCE_DATE_EPOCH", "1634479500")]);
    assert_eq!(place.run(&arguments).code, 0);
    assert_eq!(place.manifest()["erzeugt"], "2021-10-17T16:05:00+02:00");
    let place = place.with(&[("SOURCE_DATE_EPOCH", "heute")]);
    let ended = place.run(&arguments);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("SOURCE_DATE_EPOCH"));
}

#[test]
fn colour_comes_on_demand_alone() {
    let place = Place::new("");
    let coloured = |more: &[&str]| {
        let mut arguments = vec!["erzeugen", "nirgends"];
        arguments.extend_from_slice(more);
        place.run(&arguments).err.contains('\u{1b}')
    };
    assert!(!coloured(&[]));
    assert!(coloured(&["--farbe", "immer"]));
    assert!(!coloured(&["--farbe", "nie"]));
}

#[test]
fn control_characters_in_arguments_do_not_reach_the_terminal() {
    let ended = Place::new("").run(&["erzeugen", "a\u{1b}[2Jb\u{202e}"]);
    assert_eq!(ended.code, 2);
    assert!(!ended.err.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn the_schema_is_json() {
    let ended = Place::new("").run(&["schema"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let schema: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    assert!(schema["$schema"].is_string());
    assert!(ended.out.ends_with("}\n"));
}

#[test]
fn the_own_files_of_a_processor_are_sent_by_the_processor() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("beispiele/sit-dienstleister.toml");
    let facts = fs::read_to_string(path).unwrap();
    let phone = "telefon    = \"030 23125-500\"\n";
    assert!(facts.contains(phone));
    let facts = facts.replacen(phone, &format!("{phone}email = \"stadt@example.org\"\n"), 1);
    let place = Place::new(&facts);
    let ended = place.run(&[
        "erzeugen",
        ".",
        "--jetzt",
        "2023-10-30T08:30",
        "--format",
        "eml",
    ]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    for name in ["vermerk", "auftragsverarbeiter"] {
        let file = format!("ausgabe/sit-2023-10/{name}.eml");
        let mail = fs::read_to_string(place.dir.path().join(file)).unwrap();
        let from = mail.lines().find(|line| line.starts_with("From:")).unwrap();
        assert!(from.contains("lage-sit@example.org"), "{name}: {from}");
    }
}

#[test]
fn where_letters_cost_too_much_the_public_notice_is_written() {
    let made = |exception: &str| {
        let facts = format!(
            "format = 1\n[vorfall]\nkennung = \"x\"\n[benachrichtigung]\nstatus = \"ausnahme\"\nausnahme = \"{exception}\"\n"
        );
        let place = Place::new(&facts);
        let ended = place.run(&[
            "erzeugen",
            ".",
            "--jetzt",
            NOW,
            "--entwurf",
            "--format",
            "txt",
        ]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        ["buergerinformation", "aushang", "telefonleitfaden"].map(|name| {
            let file = format!("ausgabe/x/{name}.txt");
            place.dir.path().join(file).exists()
        })
    };
    assert_eq!(made("abs3_c"), [true; 3]);
    assert_eq!(made("abs3_a"), [false; 3]);
}

#[test]
fn hard_words_in_what_people_read_are_said_and_stop_nothing() {
    let facts = example().replace(
        "Fachleute untersuchen den Angriff.",
        "Das LKA untersucht die Server.",
    );
    let ended = Place::new(&facts).make(&["--format", "txt", "--dokument", "buergerinformation"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    for part in [
        "warnung[S005] massnahmen[2].text_buerger: Die Abkürzung LKA ist nicht erklärt: „Das LKA untersucht die Server“ (buergerinformation)",
        "warnung[S006] massnahmen[2].text_buerger: Das Fachwort „Server“ ist nicht erklärt",
        "2 Warnungen",
    ] {
        assert!(ended.err.contains(part), "{part}: {}", ended.err);
    }
    // What only the authority reads may speak its language.
    let ended = Place::new(&facts).make(&["--format", "txt", "--dokument", "meldung"]);
    assert!(!ended.err.contains("[S0"), "{}", ended.err);
}
