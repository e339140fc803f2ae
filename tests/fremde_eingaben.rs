//! Inputs that somebody prepared: repositories, pipes in the place of files, outputs over inputs.
//!
//! Every run is hermetic: an empty environment but for the path, a stated time, no terminal.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const EXAMPLE: &str = include_str!("../beispiele/falscher-empfaenger.toml");

struct Ended {
    code: i32,
    err: String,
}

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

    /// Runs to its end; one that hangs fails the test.
    fn run(&self, arguments: &[&str]) -> Ended {
        let mut child = Command::new(env!("CARGO_BIN_EXE_datenpanne"))
            .args(arguments)
            .args(["--jetzt", "2026-10-07T14:00"])
            .env_clear()
            .env("PATH", std::env::var("PATH").unwrap_or_default())
            .current_dir(self.0.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(fs::File::create(self.path("stderr")).unwrap())
            .spawn()
            .unwrap();
        let start = Instant::now();
        while child.try_wait().unwrap().is_none() && start.elapsed() < Duration::from_secs(60) {
            std::thread::sleep(Duration::from_millis(5));
        }
        let ended = child.try_wait().unwrap();
        if ended.is_none() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
        let ended = ended.unwrap_or_else(|| panic!("hangs: {arguments:?}"));
        Ended {
            code: ended.code().unwrap(),
            err: fs::read_to_string(self.path("stderr")).unwrap(),
        }
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

#[cfg(unix)]
#[test]
fn a_released_draft_is_not_reworded() {
    let place = Place::new();
    place.release();
    let ended = place.run(&[
        "erzeugen",
        "fall",
        "--entwurf",
        "--dokument",
        "benachrichtigung",
        "--format",
        "docx",
    ]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let released = "fall/akte/versionen/0001";
    let draft = place.path("ausgabe/falscher-empfaenger-2026-10/benachrichtigung.docx");
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
#[cfg(unix)]
fn reword(draft: &Path, edited: &Path) {
    use std::io::{Read, Write};
    let mut from = zip::ZipArchive::new(fs::File::open(draft).unwrap()).unwrap();
    let mut to = zip::ZipWriter::new(fs::File::create(edited).unwrap());
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let mut text = Vec::new();
        part.read_to_end(&mut text).unwrap();
        let name = part.name().unwrap().into_owned();
        if name == "word/document.xml" {
            let words = String::from_utf8(text).unwrap();
            let new = words.replacen("Das Jugendamt hat", "Unser Jugendamt hat", 1);
            assert_ne!(new, words);
            text = new.into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        to.write_all(&text).unwrap();
    }
    to.finish().unwrap();
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
