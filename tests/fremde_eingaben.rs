//! Inputs that somebody prepared: repositories, pipes in the place of files, outputs over inputs.
//!
//! Every run is hermetic: an empty environment but for the path, a stated time, no terminal.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods
)]

#[path = "common/program.rs"]
#[allow(dead_code)]
mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use program::{Ended, ended};
use tempfile::TempDir;

const EXAMPLE: &str = include_str!("../beispiele/falscher-empfaenger.toml");

/// A folder with the incident `fall`.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        fs::create_dir(place.path("fall")).unwrap();
        fs::write(place.path("fall/vorfall.toml"), EXAMPLE).unwrap();
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        ended(
            Command::new(env!("CARGO_BIN_EXE_datenpanne"))
                .args(arguments)
                .args(["--jetzt", "2026-10-07T14:00"])
                .env_clear()
                .env("PATH", std::env::var("PATH").unwrap_or_default())
                .current_dir(self.0.path()),
        )
    }

    /// Writes a draft of the letter.
    fn draft(&self) -> PathBuf {
        let ended = self.run(&[
            "erzeugen",
            "fall",
            "--entwurf",
            "--dokument",
            "benachrichtigung",
            "--format",
            "docx",
        ]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        self.path("ausgabe/falscher-empfaenger-2026-10/benachrichtigung.docx")
    }

    fn release(&self) {
        let ended = self.run(&[
            "freigeben",
            "fall",
            "--dokument",
            "meldung",
            "--durch",
            "A",
            "--rolle",
            "recht",
        ]);
        assert_eq!(ended.code, 0, "{}", ended.err);
    }

    fn facts(&self) -> String {
        fs::read_to_string(self.path("fall/vorfall.toml")).unwrap()
    }
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let done = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.org"])
        .args(["-c", "commit.gpgsign=false"])
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8(done.stdout).unwrap().trim().to_owned()
}

/// An object is missing, and the repository says that a command of its own fetches it.
#[cfg(unix)]
#[test]
fn a_repository_runs_no_command() {
    let place = Place::new();
    let root = place.path("");
    git(&root, &["init", "--quiet"]);
    git(&root, &["add", "fall"]);
    git(&root, &["commit", "--quiet", "-m", "eins"]);
    fs::write(
        place.path("fall/vorfall.toml"),
        format!("{EXAMPLE}# zwei\n"),
    )
    .unwrap();
    git(&root, &["commit", "--quiet", "-a", "-m", "zwei"]);
    let blob = git(&root, &["rev-parse", "HEAD~1:fall/vorfall.toml"]);
    let object = place.path(&format!(".git/objects/{}/{}", &blob[..2], &blob[2..]));
    fs::remove_file(object).unwrap();
    let mark = place.path("AUSGEFUEHRT");
    let command = format!("ext::sh -c touch% {}", mark.display());
    for (key, value) in [
        ("core.repositoryformatversion", "1"),
        ("extensions.partialClone", "o"),
        ("remote.o.promisor", "true"),
        ("remote.o.url", command.as_str()),
        ("protocol.ext.allow", "always"),
        ("core.fsmonitor", &format!("touch {}", mark.display())),
    ] {
        git(&root, &["config", key, value]);
    }
    let ended = place.run(&["vergleichen", "fall@git:HEAD~1", "fall"]);
    assert_eq!(ended.code, 2, "{}", ended.err);
    assert!(!mark.exists(), "the command of the repository ran");
    // What is there can be compared all the same.
    let ended = place.run(&["vergleichen", "fall@git:HEAD", "fall"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(!mark.exists());
}

/// A folder that only looks like a repository is none.
#[test]
fn a_bare_repository_in_a_folder_is_not_asked() {
    let place = Place::new();
    let fall = place.path("fall");
    git(&place.path(""), &["init", "--quiet", "--bare", "fall"]);
    let ended = place.run(&["vergleichen", "fall@git:HEAD", "fall"]);
    assert_eq!(ended.code, 2);
    assert!(
        ended.err.contains("in keinem Git-Repository"),
        "{}",
        ended.err
    );
    assert!(fall.join("HEAD").exists());
}

#[test]
fn a_result_replaces_no_input_and_nothing_of_the_case_file() {
    let place = Place::new();
    place.release();
    let old = EXAMPLE.replace("unterschriebener", "schriftlicher");
    assert_ne!(old, EXAMPLE);
    fs::write(place.path("alt.toml"), &old).unwrap();
    fs::create_dir(place.path("eigene")).unwrap();
    let template = "{% include \"aushang.md.j2\" %}";
    fs::write(place.path("eigene/meins.md.j2"), template).unwrap();
    let journal = fs::read(place.path("fall/akte/journal.jsonl")).unwrap();
    for (target, said) in [
        (
            "fall/vorfall.toml",
            "So heißt eine Datei mit Ihren eigenen Angaben",
        ),
        (
            "behoerden.toml",
            "So heißt eine Datei mit Ihren eigenen Angaben",
        ),
        ("alt.toml", "Daraus liest dieser Lauf"),
        ("fall/../alt.toml", "Daraus liest dieser Lauf"),
        ("eigene/meins.md.j2", "Daraus liest dieser Lauf"),
        ("fall/akte/journal.jsonl", "in der Akte eines Vorfalls"),
        (
            "fall/akte/versionen/0001/neu.txt",
            "in der Akte eines Vorfalls",
        ),
    ] {
        let ended = place.run(&[
            "vergleichen",
            "alt.toml",
            "fall",
            "--format",
            "text",
            "--vorlagen",
            "eigene",
            "--ausgabe",
            target,
        ]);
        assert_eq!(ended.code, 2, "{target}: {}", ended.err);
        assert!(ended.err.contains(said), "{target}: {}", ended.err);
    }
    for arguments in [
        ["erzeugen", "fall", "--entwurf", "--ausgabe", "fall/akte"].as_slice(),
        &[
            "erzeugen",
            "fall",
            "--entwurf",
            "--ausgabe",
            "fall/akte/neu",
        ],
        &[
            "register",
            ".",
            "--beispiele",
            "--ausgabe",
            "fall/akte/belege",
        ],
        &[
            "vergleichen",
            "alt.toml",
            "fall",
            "--format",
            "docx",
            "--ausgabe",
            "fall/akte/neu",
        ],
        &[
            "freigeben",
            "fall/akte/versionen/0001",
            "--dokument",
            "meldung",
            "--durch",
            "A",
            "--rolle",
            "r",
        ],
    ] {
        let ended = place.run(arguments);
        assert_eq!(ended.code, 2, "{arguments:?}: {}", ended.err);
        assert!(
            ended.err.contains("in der Akte eines Vorfalls"),
            "{}",
            ended.err
        );
    }
    assert_eq!(place.facts(), EXAMPLE);
    assert_eq!(fs::read_to_string(place.path("alt.toml")).unwrap(), old);
    let kept = fs::read_to_string(place.path("eigene/meins.md.j2")).unwrap();
    assert_eq!(kept, template);
    assert_eq!(
        fs::read(place.path("fall/akte/journal.jsonl")).unwrap(),
        journal
    );
    let check = Command::new(env!("CARGO_BIN_EXE_datenpanne"))
        .args(["akte", "fall", "--pruefen"])
        .current_dir(place.path(""))
        .output()
        .unwrap();
    assert!(
        check.status.success(),
        "{}",
        String::from_utf8_lossy(&check.stdout)
    );
    // Elsewhere it is written.
    let ended = place.run(&["vergleichen", "alt.toml", "fall", "--ausgabe", "neu.txt"]);
    assert_eq!(ended.code, 1, "{}", ended.err);
    assert!(place.path("neu.txt").exists());
}

/// The place of the facts file itself, before there is a case file.
#[test]
fn documents_do_not_begin_a_case_file() {
    let place = Place::new();
    let ended = place.run(&["erzeugen", "fall", "--entwurf", "--ausgabe", "fall/akte"]);
    assert_eq!(ended.code, 2, "{}", ended.err);
    assert!(!place.path("fall/akte").exists());
}

#[test]
fn a_released_draft_is_not_reworded() {
    let place = Place::new();
    place.release();
    let released = "fall/akte/versionen/0001";
    let draft = place.draft();
    let edited = place.path("neu.docx");
    reword(&draft, &edited);
    let before = fs::read(place.path(released).join("vorfall.toml")).unwrap();
    let ended = place.run(&["uebernehmen", "neu.docx", released]);
    assert_eq!(ended.code, 2, "{}", ended.err);
    assert!(
        ended.err.contains("in der Akte eines Vorfalls"),
        "{}",
        ended.err
    );
    assert_eq!(
        fs::read(place.path(released).join("vorfall.toml")).unwrap(),
        before
    );
    assert_eq!(place.run(&["uebernehmen", "neu.docx", "fall"]).code, 0);
    assert!(place.facts().contains("textfassungen"));
}

/// The draft with other words in one sentence.
fn reword(draft: &Path, edited: &Path) {
    edit(draft, edited, &|name, text| {
        let new = text.replacen("Das Jugendamt hat", "Unser Jugendamt hat", 1);
        assert_eq!(new != text, name == "word/document.xml", "{name}");
        (name.to_owned(), new)
    });
}

/// The draft with every part as `change` leaves it: name and text.
fn edit(draft: &Path, edited: &Path, change: &dyn Fn(&str, &str) -> (String, String)) {
    use std::io::{Read, Write};
    let mut from = zip::ZipArchive::new(fs::File::open(draft).unwrap()).unwrap();
    let mut to = zip::ZipWriter::new(fs::File::create(edited).unwrap());
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let (name, text) = change(&part.name().unwrap(), &text);
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        to.start_file(name, options).unwrap();
        to.write_all(text.as_bytes()).unwrap();
    }
    to.finish().unwrap();
}

/// A draft of a letter, and what becomes of it when its parts are changed.
fn drafted() -> (Place, PathBuf) {
    let place = Place::new();
    let draft = place.draft();
    (place, draft)
}

/// What nobody sees, and what this program does not read, is named and stays out.
#[test]
fn a_draft_hides_nothing() {
    let (place, draft) = drafted();
    let run = "<w:r><w:t xml:space=\"preserve\">Das Jugendamt hat";
    let before = |what: &str| {
        let what = what.to_owned();
        move |name: &str, text: &str| {
            let new = text.replacen(run, &format!("{what}{run}"), 1);
            assert_eq!(new != text, name == "word/document.xml", "{name}");
            (name.to_owned(), new)
        }
    };
    let block = |what: &str| {
        let what = what.to_owned();
        move |name: &str, text: &str| {
            (
                name.to_owned(),
                text.replacen("<w:sectPr>", &format!("{what}<w:sectPr>"), 1),
            )
        }
    };
    let head = |name: &str, text: &str| {
        let text = if name == "word/header1.xml" {
            text.replace("ENTWURF", "GEHEIM")
        } else {
            text.to_owned()
        };
        (name.to_owned(), text)
    };
    type Change = Box<dyn Fn(&str, &str) -> (String, String)>;
    let changes: [(Change, &str); 8] = [
        (
            Box::new(before(
                "<w:r><w:rPr><w:vanish/></w:rPr><w:t>GEHEIM</w:t></w:r>",
            )),
            "enthält verborgenen Text; das wird nicht übernommen",
        ),
        (
            Box::new(before(
                "<w:r><w:ruby><w:rt><w:r><w:t>GEHEIM</w:t></w:r></w:rt><w:rubyBase/></w:ruby></w:r>",
            )),
            "eine Lesehilfe über den Worten",
        ),
        (
            Box::new(block("<w:altChunk r:id=\"rX\"/>")),
            "Inhalt aus einer anderen Datei",
        ),
        (
            Box::new(block(
                "<w:fremd><w:p><w:r><w:t>GEHEIM</w:t></w:r></w:p></w:fremd>",
            )),
            "einen Teil, den dieses Programm nicht kennt",
        ),
        (
            Box::new(block(
                "<w:p><w:pPr><w:pStyle w:val=\"X\"/></w:pPr><w:r><w:rPr><w:vanish w:val=\"1\"/></w:rPr><w:t>GEHEIM</w:t></w:r></w:p>",
            )),
            "verborgenen Text",
        ),
        (Box::new(head), "Kopf- oder Fußzeile: Dort steht „GEHEIM"),
        (
            Box::new(before(&format!(
                "<w:r><w:t>{}</w:t></w:r>",
                "Wort eins. ".repeat(2_500)
            ))),
            "eine Handfassung hat höchstens 20.000",
        ),
        (
            Box::new(|name: &str, text: &str| {
                (
                    name.to_owned(),
                    text.replace("2026-10-07T14:00:00+02:00", "99999-99-99"),
                )
            }),
            "Der Zeitpunkt, zu dem der Entwurf geschrieben wurde",
        ),
    ];
    for (change, said) in changes {
        let edited = place.path("neu.docx");
        edit(&draft, &edited, &change);
        let ended = place.run(&["uebernehmen", "neu.docx", "fall"]);
        assert!(ended.err.contains(said), "{said}: {}", ended.err);
        let expected = if said.starts_with("Der Zeitpunkt") {
            2
        } else {
            1
        };
        assert_eq!(ended.code, expected, "{said}: {}", ended.err);
        assert!(!ended.err.contains("--jetzt"), "{}", ended.err);
        assert_eq!(place.facts(), EXAMPLE, "{said}");
    }
    // What says that it is not hidden is not.
    let seen = before(
        "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t xml:space=\"preserve\">Gut: </w:t></w:r>",
    );
    edit(&draft, &place.path("neu.docx"), &seen);
    let ended = place.run(&["uebernehmen", "neu.docx", "fall"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(place.facts().contains("Gut: Das Jugendamt hat"));
}

/// Programs differ in which of two parts with one name they show.
#[test]
fn a_draft_has_each_part_once() {
    use std::io::Write;
    let (place, draft) = drafted();
    let mut twice = zip::ZipWriter::new_append(
        fs::File::options()
            .read(true)
            .write(true)
            .open(&draft)
            .unwrap(),
    )
    .unwrap();
    twice
        .start_file(
            "word/dokument.xml",
            zip::write::SimpleFileOptions::default(),
        )
        .unwrap();
    twice.write_all(b"<w/>").unwrap();
    twice.finish().unwrap();
    let mut bytes = fs::read(&draft).unwrap();
    let (name, other) = (b"word/dokument.xml", b"word/Document.xml");
    for at in 0..bytes.len() - name.len() {
        if bytes[at..].starts_with(name) {
            bytes[at..at + name.len()].copy_from_slice(other);
        }
    }
    fs::write(place.path("neu.docx"), bytes).unwrap();
    let ended = place.run(&["uebernehmen", "neu.docx", "fall"]);
    assert_eq!(ended.code, 2, "{}", ended.err);
    assert!(
        ended.err.contains("enthält einen Teil doppelt"),
        "{}",
        ended.err
    );
    assert_eq!(place.facts(), EXAMPLE);
}

/// The archive says where its document is.
#[test]
fn a_draft_may_name_its_parts_otherwise() {
    let (place, draft) = drafted();
    let edited = place.path("neu.docx");
    edit(&draft, &edited, &|name, text| {
        let new = |text: &str| text.replace("document.xml", "document2.xml");
        let text = text.replacen("Das Jugendamt hat", "Unser Jugendamt hat", 1);
        (
            new(name),
            if name.starts_with('[') || name.ends_with(".rels") {
                new(&text)
            } else {
                text
            },
        )
    });
    let ended = place.run(&["uebernehmen", "neu.docx", "fall"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(place.facts().contains("Unser Jugendamt hat"));
}

/// The time grows with the number of texts, not with its square.
#[test]
fn many_fixed_texts_are_read_in_time() {
    let place = Place::new();
    let texts: String = (0..5_000)
        .map(|number| {
            format!(
                "\n[[textfassungen]]\ndokument = \"benachrichtigung\"\nabschnitt = \"a{number}\"\ntext = \"x\"\n"
            )
        })
        .collect();
    fs::write(place.path("fall/vorfall.toml"), format!("{EXAMPLE}{texts}")).unwrap();
    // A run that takes longer than a minute fails; with the square it is several.
    let ended = place.run(&["pruefen", "fall"]);
    assert!(ended.code < 2, "{}", ended.err);
}

#[cfg(unix)]
fn fifo(path: &Path) {
    let _ = fs::remove_file(path);
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// A pipe in the place of any input is refused at once.
#[cfg(unix)]
#[test]
fn nothing_waits_for_a_pipe() {
    let place = Place::new();
    place.release();
    fifo(&place.path("leitung"));
    fs::create_dir(place.path("eigene")).unwrap();
    fifo(&place.path("eigene/meldung.md.j2"));
    let no_file = "Das ist keine gewöhnliche Datei";
    for arguments in [
        ["pruefen", "leitung"].as_slice(),
        &["erzeugen", "leitung"],
        &["vergleichen", "leitung", "fall"],
        &["uebernehmen", "leitung", "fall"],
        &["erzeugen", "fall", "--vorlagen", "eigene"],
        &[
            "akte",
            "fall",
            "eintragen",
            "vermerk",
            "--text",
            "x",
            "--beleg",
            "leitung",
        ],
        &["erzeugen", "/dev/zero"],
    ] {
        let ended = place.run(arguments);
        assert_eq!(ended.code, 2, "{arguments:?}: {}", ended.err);
        assert!(ended.err.contains(no_file), "{arguments:?}: {}", ended.err);
    }
    // Beside the facts, and in the case file.
    for name in ["behoerden.toml", "akte/journal.jsonl", "akte/kopf.json"] {
        let input = place.path("fall").join(name);
        let before = fs::read(&input).ok();
        fifo(&input);
        let ended = place.run(&[
            "freigeben",
            "fall",
            "--dokument",
            "meldung",
            "--durch",
            "A",
            "--rolle",
            "r",
        ]);
        assert_eq!(ended.code, 2, "{name}: {}", ended.err);
        fs::remove_file(&input).unwrap();
        if let Some(bytes) = before {
            fs::write(&input, bytes).unwrap();
        }
    }
    let logo = format!("{EXAMPLE}\n[gestaltung]\nlogo = \"logo.png\"\nlogo_text = \"x\"\n");
    fs::write(place.path("fall/vorfall.toml"), logo).unwrap();
    fifo(&place.path("fall/logo.png"));
    let ended = place.run(&["erzeugen", "fall", "--entwurf", "--format", "txt"]);
    assert!(ended.err.contains("G00"), "{}", ended.err);
    // The register names the folder and goes on.
    fifo(&place.path("fall/vorfall.toml"));
    fs::remove_dir_all(place.path("fall/akte")).unwrap();
    let ended = place.run(&["register", ".", "--ausgabe", "aus", "--format", "csv"]);
    assert_eq!(ended.code, 1, "{}", ended.err);
    assert!(ended.err.contains(no_file), "{}", ended.err);
}
