//! A reviewer's Word file and back: what was reworded stands in the facts file and in the next
//! document, and nothing else changed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods
)]

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use zip::write::SimpleFileOptions;

const NOW: &str = "2021-10-17T16:00";
const LATER: &str = "2021-10-18T09:00";

struct Place {
    dir: TempDir,
}

struct Ended {
    code: i32,
    out: String,
    err: String,
}

fn example(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("beispiele")
        .join(name);
    fs::read_to_string(path).unwrap()
}

impl Place {
    fn new(facts: &str) -> Self {
        let place = Self {
            dir: tempfile::tempdir().unwrap(),
        };
        fs::write(place.path("vorfall.toml"), facts).unwrap();
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        let output = Command::new(env!("CARGO_BIN_EXE_datenpanne"))
            .args(arguments)
            .env_clear()
            .current_dir(self.dir.path())
            .output()
            .unwrap();
        Ended {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Writes the documents; returns the folder with them.
    fn make(&self, more: &[&str]) -> PathBuf {
        let mut arguments = vec![
            "erzeugen",
            "vorfall.toml",
            "--entwurf",
            "--format",
            "docx,txt",
        ];
        arguments.extend_from_slice(more);
        if !more.contains(&"--jetzt") {
            arguments.extend_from_slice(&["--jetzt", NOW]);
        }
        let ended = self.run(&arguments);
        assert!(ended.code <= 1, "{}", ended.err);
        let folders: Vec<_> = fs::read_dir(self.path("ausgabe")).unwrap().collect();
        folders.into_iter().next().unwrap().unwrap().path()
    }

    fn take(&self, draft: &Path, more: &[&str]) -> Ended {
        let mut arguments = vec![
            "uebernehmen",
            draft.to_str().unwrap(),
            "vorfall.toml",
            "--jetzt",
            LATER,
        ];
        arguments.extend_from_slice(more);
        self.run(&arguments)
    }

    fn facts(&self) -> String {
        fs::read_to_string(self.path("vorfall.toml")).unwrap()
    }
}

/// The same archive with one part changed.
fn edited(draft: &Path, part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let bytes = fs::read(draft).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        if name == part {
            text = change(&text);
        }
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// A draft whose main part says something else.
fn reworded(draft: &Path, pairs: &[(&str, &str)]) -> PathBuf {
    let bytes = edited(draft, "word/document.xml", |text| {
        pairs.iter().fold(text.to_owned(), |text, (old, new)| {
            assert!(text.contains(old), "{old}");
            text.replace(old, new)
        })
    });
    let path = draft.with_file_name("bearbeitet.docx");
    fs::write(&path, bytes).unwrap();
    path
}

const OLD: &str = "Deshalb sind viele Dienste der Stadt zurzeit nicht erreichbar.";

#[test]
fn an_unedited_draft_of_any_example_changes_nothing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("beispiele");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "toml") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let time = text
            .lines()
            .find_map(|line| line.strip_prefix("# Zeitpunkt:"))
            .unwrap();
        let place = Place::new(&text);
        let made = place.make(&["--jetzt", time.trim(), "--format", "docx"]);
        for draft in fs::read_dir(made).unwrap() {
            let draft = draft.unwrap().path();
            if draft.extension().is_some_and(|end| end == "docx") {
                let ended = place.take(&draft, &[]);
                assert_eq!(ended.code, 0, "{}: {}", draft.display(), ended.err);
                assert!(ended.err.contains("nichts zu übernehmen") && ended.out.is_empty());
                count += 1;
            }
        }
        assert_eq!(place.facts(), text);
    }
    assert!(count > 50, "{count}");
}

#[test]
fn new_words_stand_in_the_facts_and_in_the_next_document_and_nothing_else_changes() {
    let facts = example("ksm-schwerin.toml");
    let place = Place::new(&facts);
    let made = place.make(&[]);
    let before = fs::read_to_string(made.join("buergerinformation.txt")).unwrap();
    let other = fs::read_to_string(made.join("meldung.txt")).unwrap();
    let draft = reworded(
        &made.join("buergerinformation.docx"),
        &[(
            OLD,
            "Deshalb sind <viele> Dienste gestört."
                .replace('<', "&lt;")
                .replace('>', "&gt;")
                .as_str(),
        )],
    );
    let trial = place.take(&draft, &["--durch", "R. Prüfer", "--probe"]);
    assert_eq!(trial.code, 0, "{}", trial.err);
    assert!(trial.out.contains("Deshalb sind <viele> Dienste gestört."));
    assert_eq!(place.facts(), facts, "a trial writes nothing");

    let ended = place.take(&draft, &["--durch", "R. Prüfer"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(
        ended.out,
        "buergerinformation: Was ist passiert? (hergang)\n"
    );
    let new = place.facts();
    assert!(new.starts_with(&facts), "the rest of the file stays");
    for line in [
        "dokument = \"buergerinformation\"",
        "abschnitt = \"hergang\"",
        "durch = \"R. Prüfer\"",
        "am = 2021-10-18T09:00:00+02:00",
    ] {
        assert!(new.contains(line), "{line}\n{new}");
    }
    let made = place.make(&[]);
    let after = fs::read_to_string(made.join("buergerinformation.txt")).unwrap();
    assert_eq!(
        after,
        before.replace(OLD, "Deshalb sind <viele> Dienste gestört.")
    );
    assert_eq!(fs::read_to_string(made.join("meldung.txt")).unwrap(), other);
    // The mark of the facts is the one that a finding would ask for.
    let findings = place.run(&["pruefen", "vorfall.toml", "--jetzt", LATER]);
    assert!(!findings.out.contains("M708"), "{}", findings.out);
    // Once more: nothing new.
    let again = place.take(&draft, &["--durch", "R. Prüfer"]);
    assert!(
        again.code == 0 && again.err.contains("nichts zu übernehmen"),
        "{}",
        again.err
    );
    assert_eq!(place.facts(), new);
}

#[test]
fn a_second_rewording_replaces_the_first() {
    let place = Place::new(&example("ksm-schwerin.toml"));
    let made = place.make(&[]);
    let draft = reworded(
        &made.join("buergerinformation.docx"),
        &[(OLD, "Fassung eins.")],
    );
    assert_eq!(place.take(&draft, &["--durch", "Erste Person"]).code, 0);
    let made = place.make(&[]);
    let draft = reworded(
        &made.join("buergerinformation.docx"),
        &[("Fassung eins.", "Fassung zwei.")],
    );
    assert_eq!(place.take(&draft, &[]).code, 0);
    let facts = place.facts();
    assert_eq!(facts.matches("[[textfassungen]]").count(), 1, "{facts}");
    assert!(facts.contains("Fassung zwei.") && !facts.contains("Fassung eins."));
    assert!(
        !facts.contains("Erste Person"),
        "whose words these are nobody said"
    );
}

#[test]
fn tracked_changes_count_as_accepted_and_this_is_said() {
    let place = Place::new(&example("ksm-schwerin.toml"));
    let made = place.make(&[]);
    let draft = reworded(
        &made.join("buergerinformation.docx"),
        &[(
            &format!("{OLD}</w:t></w:r></w:p>"),
            "</w:t></w:r><w:del w:id=\"901\" w:author=\"R\"><w:r><w:delText>Weg damit.</w:delText></w:r></w:del>\
             <w:ins w:id=\"902\" w:author=\"R\"><w:r><w:t>Vieles ist </w:t></w:r><w:hyperlink><w:r><w:t>gestört.</w:t></w:r></w:hyperlink></w:ins></w:p>\
             <w:p><w:pPr><w:pStyle w:val=\"ListParagraph\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>ein Punkt</w:t></w:r></w:p>\
             <w:p><w:pPr><w:rPr><w:del w:id=\"903\" w:author=\"R\"/></w:rPr></w:pPr><w:del w:id=\"904\" w:author=\"R\"><w:r><w:delText>ganz weg</w:delText></w:r></w:del></w:p>\
             <w:p><w:pPr><w:rPr><w:del w:id=\"905\" w:author=\"R\"/></w:rPr></w:pPr><w:r><w:t>Ein Satz </w:t></w:r></w:p><w:p><w:r><w:t>in zwei Teilen.</w:t></w:r></w:p>",
        )],
    );
    let ended = place.take(&draft, &["--probe"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.err.contains("gelten hier als angenommen"));
    assert!(
        ended
            .out
            .contains("Vieles ist gestört.\n\n  - ein Punkt\n\n  Ein Satz in zwei Teilen.\n"),
        "{}",
        ended.out
    );
    assert!(!ended.out.contains("weg"));
}

#[test]
fn what_cannot_be_taken_over_is_said_and_the_rest_is_taken() {
    let place = Place::new(&example("ksm-schwerin.toml"));
    let made = place.make(&[]);
    let draft = reworded(
        &made.join("meldung.docx"),
        &[
            ("Sehr geehrte Damen und Herren", "Guten Tag"),
            ("Lennéstraße 1", "Lennéstraße 2"),
            (
                "<w:t xml:space=\"preserve\">Kommune</w:t>",
                "<w:t xml:space=\"preserve\">Gemeinde</w:t>",
            ),
            (">Anlagen</w:t>", ">Beilagen</w:t>"),
            (
                "Mit freundlichen Grüßen</w:t></w:r></w:p>",
                "Mit freundlichen Grüßen</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"Heading2\"/></w:pPr><w:r><w:t>Ganz neu</w:t></w:r></w:p><w:p><w:r><w:t>Neuer Inhalt</w:t></w:r></w:p>",
            ),
        ],
    );
    let ended = place.take(&draft, &[]);
    assert_eq!(ended.code, 1, "{}", ended.err);
    for said in [
        "Briefkopf: Dieser Teil ist geändert",
        "Eine Tabelle oder ein Kontaktfeld ist geändert",
        "Die Überschrift lautet im Entwurf anders",
        "Überschrift „Ganz neu“: Diese Überschrift ist neu",
    ] {
        assert!(ended.err.contains(said), "{said}\n{}", ended.err);
    }
    assert!(
        ended.err.matches("  → ").count() >= 4,
        "each with its remedy"
    );
    assert!(ended.out.contains("(betreff)"), "{}", ended.out);
    let facts = place.facts();
    assert!(facts.contains("Guten Tag,") && !facts.contains("Neuer Inhalt"));
    assert!(!facts.contains("Lennéstraße 2"));
}

#[test]
fn a_greeting_after_the_own_words_stays_out_of_the_wording() {
    let place = Place::new(&example("ksm-schwerin.toml"));
    let made = place.make(&[]);
    let draft = reworded(
        &made.join("meldung.docx"),
        &[(
            "Wortlaut der Bürgerinformation",
            "Text der Bürgerinformation",
        )],
    );
    assert_eq!(place.take(&draft, &[]).code, 0);
    assert!(
        place
            .facts()
            .contains("text = \"- Text der Bürgerinformation\""),
        "{}",
        place.facts()
    );
    let made = place.make(&[]);
    let text = fs::read_to_string(made.join("meldung.txt")).unwrap();
    assert_eq!(text.matches("Mit freundlichen Grüßen").count(), 1);
    // A changed greeting is the template's.
    let draft = reworded(
        &made.join("meldung.docx"),
        &[("Mit freundlichen Grüßen", "Hochachtungsvoll")],
    );
    let ended = place.take(&draft, &[]);
    assert!(
        ended.code == 1 && ended.err.contains("Grußformel"),
        "{}",
        ended.err
    );
}

#[test]
fn a_report_on_an_area_is_named_with_its_part() {
    let place = Place::new(&example("ksm-schwerin.toml"));
    let made = place.make(&[]);
    let draft = reworded(
        &made.join("meldung-realsteuern.docx"),
        &[("Sehr geehrte Damen und Herren", "Guten Tag")],
    );
    let ended = place.take(&draft, &[]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(
        place
            .facts()
            .contains("abschnitt = \"realsteuern/betreff\"")
    );
    let made = place.make(&[]);
    let text = |name: &str| fs::read_to_string(made.join(name)).unwrap();
    assert!(text("meldung-realsteuern.txt").contains("Guten Tag,"));
    assert!(text("meldung.txt").contains("Sehr geehrte Damen und Herren,"));
}

#[test]
fn facts_that_moved_since_are_said_and_the_mark_is_that_of_the_draft() {
    let facts = example("ksm-schwerin.toml");
    let place = Place::new(&facts);
    let made = place.make(&[]);
    let draft = reworded(
        &made.join("buergerinformation.docx"),
        &[(OLD, "Vieles ist gestört.")],
    );
    let before = fs::read_to_string(made.join("manifest.json")).unwrap();
    assert!(!before.is_empty());
    fs::write(
        place.path("vorfall.toml"),
        facts.replace("telefon = \"030 23125-115\"", "telefon = \"030 23125-116\""),
    )
    .unwrap();
    assert_ne!(place.facts(), facts);
    let ended = place.take(&draft, &[]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(
        ended.err.contains("haben sich Tatsachen geändert"),
        "{}",
        ended.err
    );
    // Sections that only the facts changed are no words of the reviewer.
    assert_eq!(place.facts().matches("[[textfassungen]]").count(), 1);
    let findings = place.run(&["pruefen", "vorfall.toml", "--jetzt", LATER]);
    assert!(findings.out.contains("M708"));
}

#[test]
fn json_facts_are_completed_as_json() {
    let place = Place::new("");
    fs::remove_file(place.path("vorfall.toml")).unwrap();
    let facts: toml::Table = example("ksm-schwerin.toml").parse().unwrap();
    let mut json = serde_json::to_value(&facts).unwrap();
    plain_times(&mut json);
    let text = format!("{json:#}\n");
    fs::write(place.path("vorfall.json"), &text).unwrap();
    let ended = place.run(&[
        "erzeugen",
        ".",
        "--jetzt",
        NOW,
        "--entwurf",
        "--format",
        "docx",
    ]);
    assert!(ended.code <= 1, "{}", ended.err);
    let draft = reworded(
        &place.path("ausgabe/ksm-2021-10/buergerinformation.docx"),
        &[(OLD, "Vieles ist gestört.")],
    );
    let ended = place.run(&[
        "uebernehmen",
        draft.to_str().unwrap(),
        ".",
        "--jetzt",
        LATER,
    ]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let new = fs::read_to_string(place.path("vorfall.json")).unwrap();
    let value: serde_json::Value = serde_json::from_str(&new).unwrap();
    let entry = &value["textfassungen"][0];
    assert_eq!(entry["abschnitt"], "hergang");
    assert!(
        entry["text"]
            .as_str()
            .unwrap()
            .contains("Vieles ist gestört.")
    );
    let start = text.trim_end().trim_end_matches('}').trim_end();
    assert!(new.starts_with(start), "the rest of the file stays");
}

/// TOML's times as texts.
fn plain_times(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(table) => {
            if let Some(time) = table.get("$__toml_private_datetime") {
                *value = time.clone();
            } else {
                table.values_mut().for_each(plain_times);
            }
        }
        serde_json::Value::Array(list) => list.iter_mut().for_each(plain_times),
        serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Number(_)
        | serde_json::Value::String(_) => {}
    }
}

#[test]
fn the_file_keeps_its_owner_and_links_are_followed() {
    let place = Place::new(&example("ksm-schwerin.toml"));
    let made = place.make(&[]);
    let draft = reworded(
        &made.join("buergerinformation.docx"),
        &[(OLD, "Vieles ist gestört.")],
    );
    fs::create_dir(place.path("anderswo")).unwrap();
    fs::rename(
        place.path("vorfall.toml"),
        place.path("anderswo/fakten.toml"),
    )
    .unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::{PermissionsExt, symlink};
        symlink("anderswo/fakten.toml", place.path("vorfall.toml")).unwrap();
        let ended = place.take(&draft, &[]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        assert!(
            fs::symlink_metadata(place.path("vorfall.toml"))
                .unwrap()
                .is_symlink()
        );
        let real = place.path("anderswo/fakten.toml");
        assert!(
            fs::read_to_string(&real)
                .unwrap()
                .contains("Vieles ist gestört.")
        );
        assert_eq!(
            fs::metadata(&real).unwrap().permissions().mode() & 0o777,
            0o600
        );
        let left: Vec<_> = fs::read_dir(place.path("anderswo")).unwrap().collect();
        assert_eq!(left.len(), 1, "no temporary file stays");
    }
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn files_of_strangers_are_refused_in_german_and_nothing_is_written() {
    let facts = example("ksm-schwerin.toml");
    let place = Place::new(&facts);
    let made = place.make(&["--dokument", "buergerinformation"]);
    let good = made.join("buergerinformation.docx");
    let main = |change: &dyn Fn(&str) -> String| edited(&good, "word/document.xml", change);
    let bomb = vec![b' '; 40 * 1024 * 1024];
    let truncated = {
        let bytes = fs::read(&good).unwrap();
        bytes.get(..bytes.len() / 2).unwrap().to_vec()
    };
    let entities = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>";
    let hostile: Vec<(&str, Vec<u8>, &str)> = vec![
        ("leer", Vec::new(), "kein lesbares Word-Dokument"),
        (
            "Zufall",
            b"PK\x03\x04 und sonst nichts".to_vec(),
            "kein lesbares Word-Dokument",
        ),
        ("abgeschnitten", truncated, "kein lesbares Word-Dokument"),
        (
            "altes Format",
            vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1],
            "alten Word-Format",
        ),
        (
            "ODT",
            archive(&[("mimetype", b"x"), ("content.xml", b"<a/>")]),
            "OpenDocument",
        ),
        (
            "ohne Teile",
            archive(&[("../../vorfall.toml", b"format = 1")]),
            "kein lesbares Word-Dokument",
        ),
        (
            "fremd",
            archive(&[("word/document.xml", b"<a/>")]),
            "stammt nicht von diesem Programm",
        ),
        (
            "Bombe",
            archive(&[("word/document.xml", &bomb)]),
            "größer als 32 MiB",
        ),
        (
            "Entitäten",
            main(&|xml| xml.replacen("?>", &format!("?>{entities}"), 1)),
            "kein gültiges XML",
        ),
        (
            "Entität",
            main(&|xml| xml.replacen("</w:t>", "&b;</w:t>", 1)),
            "kein gültiges XML",
        ),
        (
            "kaputt",
            main(&|xml| xml.replacen("</w:p>", "", 1)),
            "kein gültiges XML",
        ),
        (
            "tief",
            main(&|xml| {
                xml.replacen(
                    "<w:body>",
                    &format!("<w:body>{}", "<w:sdt>".repeat(5_000)),
                    1,
                )
            }),
            "zu tief verschachtelt",
        ),
        (
            "anderes Dokument",
            edited(&good, "docProps/custom.xml", |xml| {
                xml.replace(">buergerinformation<", ">../../etc<")
            }),
            "kennt diese Version nicht",
        ),
        (
            "anderer Vorfall",
            edited(&good, "docProps/custom.xml", |xml| {
                xml.replace(">ksm-2021-10<", ">anderer-1<")
            }),
            "gehört zum Vorfall",
        ),
        (
            "andere Form",
            edited(&good, "docProps/custom.xml", |xml| {
                xml.replace("<vt:lpwstr>1<", "<vt:lpwstr>2<")
            }),
            "anderen Version",
        ),
        (
            "ohne Zeit",
            edited(&good, "docProps/custom.xml", |xml| {
                xml.replace("2021-10-17T16", "gestern T16")
            }),
            "Zeitpunkt, zu dem der Entwurf geschrieben wurde",
        ),
    ];
    for (what, bytes, wanted) in hostile {
        let path = place.path("fremd.docx");
        fs::write(&path, bytes).unwrap();
        let ended = place.take(&path, &[]);
        assert_eq!(ended.code, 2, "{what}: {}", ended.err);
        assert!(ended.err.contains(wanted), "{what}: {}", ended.err);
        assert!(ended.err.contains("  → "), "{what}: {}", ended.err);
        assert_eq!(place.facts(), facts, "{what}");
    }
    let missing = place.take(&place.path("fehlt.docx"), &[]);
    assert_eq!(missing.code, 2);
    let macros = edited(&good, "word/document.xml", |xml| {
        xml.replace(OLD, "Vieles ist gestört.")
    });
    let mut archive = zip::ZipWriter::new_append(Cursor::new(macros)).unwrap();
    archive
        .start_file("word/vbaProject.bin", SimpleFileOptions::default())
        .unwrap();
    let path = place.path("makros.docx");
    fs::write(&path, archive.finish().unwrap().into_inner()).unwrap();
    let ended = place.take(&path, &["--probe"]);
    assert!(
        ended.code == 0 && ended.err.contains("Makros"),
        "{}",
        ended.err
    );
}

#[test]
fn words_of_a_draft_stay_text_in_the_facts_file() {
    let place = Place::new(&example("ksm-schwerin.toml"));
    let made = place.make(&[]);
    let nasty = "&quot;&quot;&quot; \\u0041 {{ vorfall.titel }} **fett** [[textfassungen]] &#x202E;rtl ''' = 1 # nein";
    let draft = reworded(&made.join("buergerinformation.docx"), &[(OLD, nasty)]);
    let ended = place.take(&draft, &[]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let made = place.make(&[]);
    let text = fs::read_to_string(made.join("buergerinformation.txt")).unwrap();
    assert!(
        text.contains(
            "\"\"\" \\u0041 {{ vorfall.titel }} **fett** [[textfassungen]] rtl ''' = 1 # nein"
        ),
        "{text}"
    );
}

/// All tracked words rejected; ends of paragraphs and rows stay tracked.
fn rejected(text: &str) -> String {
    let inserted = regex::Regex::new("<w:ins [^>]*[^/]>.*?</w:ins>").unwrap();
    let deleted = regex::Regex::new("</?w:del(?: [^>]*[^/])?>").unwrap();
    let text = inserted.replace_all(text, "");
    deleted.replace_all(&text, "").replace("w:delText", "w:t")
}

#[test]
fn a_comparison_goes_back_as_the_newer_version() {
    let new = example("ksm-schwerin.toml").replace(
        "abfluss      = \"nicht_auszuschliessen\"",
        "abfluss      = \"bestaetigt\"",
    );
    let place = Place::new(&new);
    fs::write(place.path("alt.toml"), example("ksm-schwerin.toml")).unwrap();
    let arguments = [
        "vergleichen",
        "alt.toml",
        "vorfall.toml",
        "--dokument",
        "buergerinformation",
        "--format",
        "docx",
        "--ausgabe",
        "aenderungen",
        "--jetzt",
        NOW,
    ];
    let ended = place.run(&arguments);
    assert_eq!(ended.code, 1, "{}", ended.err);
    let redline = place.path("aenderungen/buergerinformation.docx");
    // As it is: its changes count as accepted, and that is what the facts say.
    let ended = place.take(&redline, &["--durch", "R. Prüferin"]);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    assert!(ended.err.contains("nichts zu übernehmen"), "{}", ended.err);
    assert!(
        ended.err.contains("gelten hier als angenommen"),
        "{}",
        ended.err
    );
    assert_eq!(place.facts(), new);
    // Reworded by a reviewer: the newer words with the reviewer's, none of the older ones.
    let draft = reworded(&redline, &[(OLD, "Viele Dienste der Stadt fallen aus.")]);
    let ended = place.take(&draft, &["--durch", "R. Prüferin"]);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    assert_eq!(place.facts().matches("[[textfassungen]]").count(), 1);
    assert!(
        place
            .facts()
            .contains("Viele Dienste der Stadt fallen aus.")
    );
    // Rejected: the older sentence is the reviewer's wording of the section.
    fs::write(place.path("vorfall.toml"), &new).unwrap();
    let draft = place.path("abgelehnt.docx");
    fs::write(&draft, edited(&redline, "word/document.xml", rejected)).unwrap();
    let ended = place.take(&draft, &["--durch", "R. Prüferin"]);
    assert!(ended.code <= 1, "{}{}", ended.out, ended.err);
    let facts = place.facts();
    assert!(facts.contains("[[textfassungen]]"), "{}", ended.out);
    assert!(
        facts.contains("Wir wissen noch nicht, ob Fremde Daten kopiert haben."),
        "{facts}"
    );
}
