//! `register` as its users meet it: folders in, the four faces out.
//!
//! Every run is hermetic: its own folder, an empty environment, a stated time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods
)]

use std::fs;
use std::path::Path;
use std::process::Command;

use datenpanne::drafts::akte::{
    Content, Entry, Geloescht, Journal, Loeschung, Registereintrag, Zeitraum, first_hash,
};
use serde_json::Value;
use tempfile::TempDir;

const NOW: &str = "2026-11-25T12:00";

struct Ended {
    code: i32,
    out: String,
    err: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn run(folder: &Path, arguments: &[&str]) -> Ended {
    run_at(folder, NOW, arguments)
}

fn run_at(folder: &Path, now: &str, arguments: &[&str]) -> Ended {
    let output = Command::new(env!("CARGO_BIN_EXE_datenpanne"))
        .args(["register", ".", "--jetzt", now])
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

fn put(folder: &Path, name: &str, facts: &str) {
    let folder = folder.join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("vorfall.toml"), facts).unwrap();
}

fn example(name: &str) -> String {
    fs::read_to_string(root().join("beispiele").join(format!("{name}.toml"))).unwrap()
}

/// An example as if it had happened.
fn real(name: &str) -> String {
    example(name)
        .lines()
        .map(|line| {
            if line.starts_with("beispiel ") {
                "beispiel = false"
            } else {
                line
            }
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn few(kennung: &str, kenntnis: &str, more: &str) -> String {
    format!(
        "format = 1\n[vorfall]\nkennung = \"{kennung}\"\ntyp = \"offener_verteiler\"\n\
         [zeiten]\nkenntnis = {kenntnis}\n{more}"
    )
}

fn read(folder: &Path, ending: &str) -> String {
    fs::read_to_string(folder.join(format!("ausgabe/register.{ending}"))).unwrap()
}

fn json(folder: &Path) -> Value {
    serde_json::from_str(&read(folder, "json")).unwrap()
}

fn references(register: &Value) -> Vec<&str> {
    register["vorfaelle"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["kennung"].as_str().unwrap())
        .collect()
}

/// Compares with the golden file, or writes it.
fn golden(name: &str, found: &str) {
    let path = root().join("tests/golden/register").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, found).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        expected == found,
        "{name} differs; UPDATE_GOLDEN=1 writes it anew"
    );
}

/// Rows of the table, read by a reader of its own.
fn rows(folder: &Path) -> Vec<Vec<String>> {
    let text = read(folder, "csv");
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let row = rows.last_mut().unwrap();
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                row.last_mut().unwrap().push('"');
            }
            '"' => quoted = !quoted,
            ';' if !quoted => row.push(String::new()),
            '\r' if !quoted => {
                assert_eq!(signs.next(), Some('\n'));
                rows.push(vec![String::new()]);
            }
            other => row.last_mut().unwrap().push(other),
        }
    }
    assert_eq!(rows.pop().unwrap(), [""]);
    rows
}

/// Six incidents of three years: reported, late, low, open, a processor's, one without awareness.
fn several() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let below = dir.path();
    for name in ["ksm-amt", "sit-dienstleister"] {
        put(below, &format!("2021/{name}"), &real(name));
    }
    put(below, "laptop", &real("laptop-verschluesselt"));
    put(below, "2026/stick", &real("usb-stick"));
    put(below, "stadtwerke", &real("stadtwerke-betrugswarnung"));
    put(
        below,
        "spaet",
        &few(
            "spaet-2026-02",
            "2026-02-02T09:10:00",
            "[betroffene]\nanzahl = { von = 100, bis = 200 }\n[risiko]\nergebnis = \"risiko\"\nbegruendung = \"Adressen\"\n\
             [meldung]\nverspaetung = \"Die Stelle war geschlossen.\"\n[[meldung.eingereicht]]\nart = \"erst\"\n\
             behoerde = \"LfD\"\nam = 2026-02-09T10:00:00\naktenzeichen = \"4711\"\n",
        ),
    );
    dir
}

#[test]
fn the_faces_of_several_incidents_are_golden() {
    let dir = several();
    let ended = run(dir.path(), &["--format", "html,csv,json,txt"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    for ending in ["html", "csv", "json", "txt"] {
        golden(&format!("mehrere.{ending}"), &read(dir.path(), ending));
    }
    golden("mehrere.stderr.txt", &ended.err);
    assert_eq!(ended.out.lines().count(), 4);
}

#[test]
fn the_same_folders_give_the_same_bytes() {
    let dir = several();
    let read_all = || -> Vec<Vec<u8>> {
        run(dir.path(), &[]);
        ["pdf", "html", "csv", "json"]
            .iter()
            .map(|ending| fs::read(dir.path().join(format!("ausgabe/register.{ending}"))).unwrap())
            .collect()
    };
    assert!(read_all() == read_all());
}

#[test]
fn incidents_stand_by_awareness_and_are_counted_by_years() {
    let dir = several();
    run(dir.path(), &["--format", "json"]);
    let register = json(dir.path());
    assert_eq!(
        references(&register),
        [
            "ksm-2021-10-amt",
            "sit-2023-10",
            "spaet-2026-02",
            "laptop-2026-06",
            "usb-stick-2026-09",
            "stadtwerke-2021-11",
        ]
    );
    let years = register["jahre"].as_array().unwrap();
    let names: Vec<&Value> = years.iter().map(|year| &year["jahr"]).collect();
    assert_eq!(
        names,
        [&2021.into(), &2023.into(), &2026.into(), &Value::Null]
    );
    let year = &years[2];
    for (key, count) in [
        ("vorfaelle", 3),
        ("gemeldet", 1),
        ("verspaetet", 1),
        ("ueberfaellig", 1),
        ("nicht_meldepflichtig", 1),
        ("mitgeteilt", 0),
        ("offen", 1),
        ("benachrichtigt", 1),
    ] {
        assert_eq!(year[key], count, "{key}");
    }
    assert_eq!(year["personen"]["summe"], 486 + 300 + 100);
    assert_eq!(year["personen"]["gewissheit"], "mindestens");
    assert_eq!(years[1]["mitgeteilt"], 1);
    assert_eq!(years[1]["personen"]["gewissheit"], "unbekannt");
    let entry = |index: usize| &register["vorfaelle"][index];
    assert_eq!(entry(0)["status"], "gemeldet");
    assert_eq!(entry(2)["meldungen"][0]["lage"], "verspaetet");
    assert_eq!(entry(2)["aktenzeichen"], serde_json::json!(["4711"]));
    assert_eq!(
        entry(2)["texte"]["meldegruende"],
        "Die Stelle war geschlossen."
    );
    assert_eq!(entry(3)["status"], "nicht_meldepflichtig");
    assert_eq!(entry(3)["fehlt"], serde_json::json!([]));
    assert_eq!(entry(5)["kenntnis"], Value::Null);
    assert_eq!(entry(5)["status"], "keine_verletzung");
    assert_eq!(years[3]["keine_verletzung"], 1);
    assert_eq!(years[3]["nicht_meldepflichtig"], 0);
}

#[test]
fn what_was_promised_or_planned_for_a_day_that_passed_is_named() {
    let dir = several();
    let overdue = |now: &str| {
        let ended = run_at(dir.path(), now, &["--format", "json"]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        let register = json(dir.path());
        let entry = register["vorfaelle"].as_array().unwrap().iter();
        let mut entry = entry.filter(|entry| entry["kennung"] == "laptop-2026-06");
        entry.next().unwrap().clone()
    };
    let before = overdue("2026-07-01T12:00");
    assert_eq!(before["zugesagt"], serde_json::json!([]));
    assert_eq!(before["texte"]["status"], "nicht meldepflichtig");
    let after = overdue("2026-07-02T12:00");
    assert_eq!(after["zugesagt"][0]["art"], "massnahme");
    assert_eq!(after["zugesagt"][0]["bis"], "2026-07-01");
    assert_eq!(after["texte"]["status"], "nicht meldepflichtig, überfällig");
    let said = after["texte"]["fehlt"].as_str().unwrap();
    assert!(said.starts_with("Ausführung nicht verzeichnet: "), "{said}");
}

#[test]
fn a_period_and_states_select() {
    let dir = several();
    let selected = |arguments: &[&str]| {
        let ended = run(dir.path(), &[arguments, &["--format", "json"]].concat());
        assert_eq!(ended.code, 0, "{}", ended.err);
        let register = json(dir.path());
        let found: Vec<String> = references(&register)
            .into_iter()
            .map(str::to_owned)
            .collect();
        (found, register["ausgelassen"]["auswahl"].as_u64().unwrap())
    };
    // Without awareness an incident belongs to every period.
    let (found, left_out) = selected(&["--von", "2026-02-02", "--bis", "2026-06-18"]);
    assert_eq!(
        found,
        ["spaet-2026-02", "laptop-2026-06", "stadtwerke-2021-11"]
    );
    assert_eq!(left_out, 3);
    let (found, _) = selected(&["--von", "2021", "--bis", "2021"]);
    assert_eq!(found, ["ksm-2021-10-amt", "stadtwerke-2021-11"]);
    let (found, _) = selected(&["--status", "nicht_meldepflichtig,mitgeteilt"]);
    assert_eq!(found, ["sit-2023-10", "laptop-2026-06"]);
    let (found, _) = selected(&["--status", "keine_verletzung"]);
    assert_eq!(found, ["stadtwerke-2021-11"]);
    let (found, left_out) = selected(&["--von", "2026-01-01", "--status", "abgeschlossen"]);
    assert!(found.is_empty());
    assert_eq!(left_out, 6);
    for wrong in [
        &["--von", "morgen"][..],
        &["--von", "2026-02-30"],
        &["--von", "2026", "--bis", "2025"],
        &["--status", "egal"],
    ] {
        assert_eq!(run(dir.path(), wrong).code, 2, "{wrong:?}");
    }
}

#[test]
fn what_cannot_be_read_is_named_and_stands_in_the_register() {
    let dir = several();
    let below = dir.path();
    put(
        below,
        "kaputt-1",
        "format = 1\n[vorfall]\nkennung = 5\ntyp = \"quatsch\"\n",
    );
    put(below, "kaputt-2", "format = \n");
    put(below, "beide", &few("beide-1", "2026-01-01", ""));
    fs::write(below.join("beide/vorfall.json"), "{}").unwrap();
    fs::create_dir_all(below.join("verwaist/akte")).unwrap();
    fs::create_dir_all(below.join("leer/darin")).unwrap();
    let ended = run(below, &["--format", "json,csv,txt"]);
    assert_eq!(ended.code, 1);
    let register = json(below);
    let folders: Vec<&str> = register["nicht_gelesen"]
        .as_array()
        .unwrap()
        .iter()
        .map(|folder| folder["ordner"].as_str().unwrap())
        .collect();
    assert_eq!(folders, ["beide", "kaputt-1", "kaputt-2", "verwaist"]);
    assert_eq!(references(&register).len(), 6);
    for folder in folders {
        assert!(ended.err.contains(folder), "{folder}");
        assert!(read(below, "txt").contains(folder), "{folder}");
        assert!(
            rows(below)
                .iter()
                .any(|row| row.contains(&folder.to_owned()))
        );
    }
    // A value that might be personal is not repeated.
    assert!(!read(below, "txt").contains("quatsch"));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_named() {
    use std::os::unix::fs::symlink;
    let dir = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    put(elsewhere.path(), "fremd", &few("fremd-1", "2026-01-01", ""));
    symlink(elsewhere.path().join("fremd"), dir.path().join("verweis")).unwrap();
    let ended = run(dir.path(), &["--format", "json"]);
    assert_eq!(ended.code, 0);
    assert!(ended.err.contains("„verweis“"));
    let register = json(dir.path());
    assert!(references(&register).is_empty());
    assert_eq!(register["nicht_gelesen"][0]["absichtlich"], true);
    // An incident is there, but its facts lie elsewhere: the register is not complete.
    fs::create_dir(dir.path().join("halb")).unwrap();
    symlink(
        elsewhere.path().join("fremd/vorfall.toml"),
        dir.path().join("halb/vorfall.toml"),
    )
    .unwrap();
    assert_eq!(run(dir.path(), &["--format", "json"]).code, 1);
}

#[test]
fn a_kennung_names_one_incident() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "a", &few("gleich-1", "2026-01-01", ""));
    put(dir.path(), "b", &few("gleich-1", "2026-01-02", ""));
    put(dir.path(), "c", &few("anders-1", "2026-01-03", ""));
    let ended = run(dir.path(), &["--format", "json,html"]);
    assert_eq!(ended.code, 1);
    assert!(
        ended
            .err
            .contains("„gleich-1“ ist mehrfach vergeben: a, b.")
    );
    let register = json(dir.path());
    let double: Vec<&Value> = register["vorfaelle"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| &entry["doppelt"])
        .collect();
    assert_eq!(double, [true, true, false]);
    let page = read(dir.path(), "html");
    for id in ["v-gleich-1", "v-gleich-1-2"] {
        assert_eq!(
            page.matches(&format!("<h2 id=\"{id}\">")).count(),
            1,
            "{id}"
        );
        assert!(page.contains(&format!("href=\"#{id}\"")));
    }
}

#[test]
fn an_empty_folder_gives_an_empty_register() {
    let dir = tempfile::tempdir().unwrap();
    let ended = run(dir.path(), &["--format", "pdf,html,csv,json,txt"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.err.contains("Register: 0 Vorfälle"));
    assert!(read(dir.path(), "txt").contains("In diesem Umfang ist kein Vorfall verzeichnet."));
    assert_eq!(rows(dir.path()).len(), 1);
    assert!(references(&json(dir.path())).is_empty());
}

#[test]
fn a_wrong_place_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let missing = Command::new(env!("CARGO_BIN_EXE_datenpanne"))
        .args(["register", "fehlt"])
        .env_clear()
        .current_dir(dir.path())
        .output()
        .unwrap();
    assert_eq!(missing.status.code(), Some(2));
    fs::write(
        dir.path().join("vorfall.toml"),
        few("a-1", "2026-01-01", ""),
    )
    .unwrap();
    let ended = run(dir.path(), &[]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("Ordner eines einzelnen Vorfalls"));
    assert!(!dir.path().join("ausgabe").exists());
}

#[test]
fn examples_are_left_out_or_marked() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "stick", &example("usb-stick"));
    put(dir.path(), "echt", &few("echt-1", "2026-01-01", ""));
    let ended = run(dir.path(), &["--format", "json"]);
    assert_eq!(references(&json(dir.path())), ["echt-1"]);
    assert!(ended.err.contains("1 ausgelassen"));
    run(dir.path(), &["--format", "json,html,txt", "--beispiele"]);
    assert_eq!(references(&json(dir.path())).len(), 2);
    for ending in ["html", "txt"] {
        assert!(read(dir.path(), ending).contains("BEISPIEL – kein amtliches Dokument"));
    }
}

#[test]
fn hostile_texts_stay_texts_in_every_face() {
    let hostile = "=HYPERLINK(\\\"http://boese.example\\\");<script>alert(1)</script> **x** {{ 7*7 }}\\r\\nnoch;\\u202Eeine\\t\\\"Zeile\\\"";
    let facts = few(
        "boese-1",
        "2026-01-01",
        &format!(
            "entdeckung = \"x\"\n[verantwortlicher]\nname = \"{hostile}\"\n[risiko]\nergebnis = \"gering\"\n\
             begruendung = \"{hostile}\"\n[[entscheidungen]]\ngegenstand = \"meldung\"\nergebnis = \"{hostile}\"\n\
             begruendung = \"+49 385 {hostile}\"\ndurch = \"@SUM(A1)\"\nam = 2026-01-02\n"
        ),
    );
    let facts = facts.replace(
        "typ = ",
        &format!("titel = \"{hostile}\"\nbeschreibung = \"-1+{hostile}\"\ntyp = "),
    );
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "boese", &facts);
    let ended = run(dir.path(), &["--format", "pdf,html,csv,json,txt"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let rows = rows(dir.path());
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].len(), rows[1].len());
    let column = |name: &str| {
        let at = rows[0].iter().position(|head| head == name).unwrap();
        rows[1][at].as_str()
    };
    for cell in &rows[1] {
        assert!(
            !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']),
            "{cell}"
        );
        assert!(!cell.contains('\u{202e}'));
    }
    assert!(column("bezeichnung").starts_with("'=HYPERLINK(\"http://boese.example\");"));
    assert!(column("tatsachen").starts_with("'-1+=HYPERLINK"));
    assert!(column("meldung_gruende").starts_with("'+49 385"));
    let page = read(dir.path(), "html");
    assert!(!page.contains("<script"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; **x** {{ 7*7 }}"));
    let register = json(dir.path());
    let title = register["vorfaelle"][0]["texte"]["titel"].as_str().unwrap();
    assert!(title.starts_with("=HYPERLINK(\"http://boese.example\");<script>"));
}

#[test]
fn the_name_of_an_officer_who_wants_to_be_a_function_stays_out() {
    let more = "entdeckung = \"von Q. Geheim gemeldet\"\n[datenschutzbeauftragter]\nname = \"Q. Geheim\"\nnennen = \"funktion\"\n\
                [schutzkontakt]\nname = \"Z. Schutz\"\n[risiko]\nergebnis = \"gering\"\nbegruendung = \"Rat von Q. Geheim\"\n\
                [[entscheidungen]]\ngegenstand = \"meldung\"\nergebnis = \"nein\"\nbegruendung = \"gering\"\ndurch = \"Q. Geheim\"\nam = 2026-01-02\n";
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "a", &few("a-1", "2026-01-01", more));
    run(dir.path(), &["--format", "html,csv,json,txt"]);
    for ending in ["html", "csv", "json", "txt"] {
        let face = read(dir.path(), ending);
        for name in ["Geheim", "Schutz,", "Z. Schutz"] {
            assert!(!face.contains(name), "{name} in {ending}");
        }
        assert!(face.contains("[datenschutzbeauftragte Person]"), "{ending}");
    }
}

#[test]
fn what_is_missing_is_said() {
    let dir = tempfile::tempdir().unwrap();
    put(
        dir.path(),
        "a",
        &few("a-1", "2026-01-01", "[risiko]\nergebnis = \"gering\"\n"),
    );
    put(
        dir.path(),
        "b",
        &few(
            "b-1",
            "2026-01-02T10:00:00",
            "[risiko]\nergebnis = \"risiko\"\nbegruendung = \"x\"\n[[meldung.eingereicht]]\nart = \"erst\"\nam = 2026-01-05\n\
             [benachrichtigung]\nstatus = \"nicht_erforderlich\"\n",
        ),
    );
    run(dir.path(), &["--format", "json"]);
    let register = json(dir.path());
    let gaps = |index: usize| -> Vec<&str> {
        register["vorfaelle"][index]["fehlt"]
            .as_array()
            .unwrap()
            .iter()
            .map(|gap| gap.as_str().unwrap())
            .collect()
    };
    let facts = [
        "hergang",
        "daten",
        "gruppen",
        "anzahl",
        "auswirkungen",
        "massnahmen",
    ];
    assert_eq!(
        gaps(0),
        [&facts[..], &["risikogruende", "absehen"]].concat()
    );
    assert_eq!(
        gaps(1),
        [&facts[..], &["uhrzeit", "benachrichtigungsgruende"]].concat()
    );
    assert_eq!(
        register["vorfaelle"][1]["meldungen"][0]["lage"],
        "uhrzeit_fehlt"
    );
}

#[test]
fn a_deleted_incident_keeps_its_line() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("2019/alt/akte");
    fs::create_dir_all(&folder).unwrap();
    let deletion = Loeschung {
        eintraege: vec![Geloescht {
            nr: 1,
            hash: "0".repeat(64),
            version: Some(1),
            dateien: 12,
        }],
        grund: "Die Aufbewahrungsfrist ist abgelaufen".to_owned(),
        durch: Some("Hauptamt".to_owned()),
        register: Some(Registereintrag {
            kennung: "alt-2019-03".to_owned(),
            zeitraum: Zeitraum {
                kenntnis: Some("2019-03-04T09:00:00+01:00".to_owned()),
                ..Zeitraum::default()
            },
            typ: Some("phishing".to_owned()),
            risiko: Some("risiko".to_owned()),
            gemeldet: vec!["2019-03-06".to_owned()],
            benachrichtigung: None,
        }),
    };
    let reference = "alt-2019-03";
    let entry = Entry::new(
        1,
        chrono::DateTime::parse_from_rfc3339("2026-03-05T10:00:00+01:00").unwrap(),
        reference,
        Content::Loeschung(deletion),
        &first_hash(reference),
    );
    let line = entry.line();
    fs::write(folder.join("journal.jsonl"), &line).unwrap();
    assert!(
        Journal::read(line.as_bytes(), None)
            .register_record()
            .is_some()
    );
    run(dir.path(), &["--format", "json,txt"]);
    let register = json(dir.path());
    let entry = &register["vorfaelle"][0];
    assert_eq!(entry["kennung"], "alt-2019-03");
    assert_eq!(entry["status"], "geloescht");
    assert_eq!(entry["gemeldet"], true);
    assert_eq!(
        entry["geloescht"]["grund"],
        "Die Aufbewahrungsfrist ist abgelaufen"
    );
    assert_eq!(register["jahre"][0]["geloescht"], 1);
    assert_eq!(register["jahre"][0]["arten"]["phishing"], 1);
    let text = read(dir.path(), "txt");
    assert!(
        text.contains("Die Unterlagen zu diesem Vorfall sind gelöscht."),
        "{text}"
    );
}

/// What lies deeper than the register looks is not passed over in silence.
#[test]
fn incidents_that_lie_too_deep_are_named() {
    let place = tempfile::tempdir().unwrap();
    put(place.path(), "eins", &few("k-1", "2026-10-01T09:00:00", ""));
    let one = run(place.path(), &[]);
    assert!(!one.err.contains("tiefer"), "{}", one.err);
    put(
        place.path(),
        "2026/amt/zwei",
        &few("k-2", "2026-10-01T09:00:00", ""),
    );
    let two = run(place.path(), &[]);
    assert!(two.err.contains("„2026/amt/zwei“"), "{}", two.err);
    put(
        place.path(),
        "2026/amt/a/b/drei",
        &few("k-3", "2026-10-01T09:00:00", ""),
    );
    // The versions of a case file are no incidents of their own.
    put(
        place.path(),
        "eins/akte/versionen/0001",
        &few("k-1", "2026-10-01T09:00:00", ""),
    );
    let three = run(place.path(), &[]);
    assert!(
        three
            .err
            .contains("2 Ordner mit Vorfällen liegen tiefer als zwei Ebenen"),
        "{}",
        three.err
    );
}
