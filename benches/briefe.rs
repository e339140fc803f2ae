//! Times a report and a letter to PDF beside Typst: a process each, and bundles in one process.
//!
//! ```text
//! cargo bench --bench briefe                 500 letters, 5 rounds
//! DATENPANNE_PEERS=.venv/bin/python cargo bench --bench briefe -- 100
//! ```
//!
//! Ours and Typst's (package `typst`, see README.md beside this file) take turns, so that a busy machine
//! hurts both alike; the load is printed. A bundle is the way of a serial letter: facts read and judged once, then
//! for each person the letter in words and as a file of its own, written to disk. Typst gets the same words.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::print_stderr)]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use datenpanne::document::{Document, Engine, FieldPath, Given, Markings, Part, Setting};
use datenpanne::facts::{self, disclosure};
use datenpanne::law;
use datenpanne::render::{pdf, text};
use serde_json::json;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const PROGRAM: &str = env!("CARGO_BIN_EXE_datenpanne");
const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const INCIDENT: &str = "beispiele/falscher-empfaenger.toml";
const NOW: &str = "2026-10-07T14:00:00+02:00";
const LETTERS: usize = 500;
const ROUNDS: usize = 5;
/// Processes of a round.
const PROCESSES: usize = 4;

fn main() -> ExitCode {
    match bench() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("briefe: {error}");
            ExitCode::FAILURE
        }
    }
}

fn bench() -> Outcome<()> {
    // Cargo hands `--bench` to the program; a number is the number of letters.
    let count = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(LETTERS)
        .max(1);
    let folder = tempfile::tempdir()?;
    let python = std::env::var("DATENPANNE_PEERS").ok();
    if python.is_none() {
        println!("Typst: not measured (DATENPANNE_PEERS is not set; see benches/README.md)");
    }
    println!("load before: {}", load());
    for document in ["meldung", "benachrichtigung"] {
        single(document, folder.path(), python.as_deref())?;
    }
    bundle(count, folder.path(), python.as_deref())?;
    println!("load after: {}", load());
    Ok(())
}

/// One document, a new process each time.
fn single(document: &str, folder: &Path, python: Option<&str>) -> Outcome<()> {
    let out = folder.join(document);
    let run = |formats: &str| {
        let mut command = Command::new(PROGRAM);
        command
            .current_dir(ROOT)
            .args(["erzeugen", INCIDENT, "--jetzt", NOW, "--dokument", document])
            .args(["--format", formats, "--ausgabe"])
            .arg(&out);
        command
    };
    ended(run("txt,pdf"))?;
    let words = file_below(&out, &format!("{document}.txt"))?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS * PROCESSES {
        ours.push(ended(run("pdf"))?);
        if let Some(python) = python {
            let mut command = Command::new(python);
            command
                .arg(Path::new(ROOT).join("benches/peer_typst.py"))
                .arg(folder.join("typst"))
                .arg(&words);
            theirs.push(ended(command)?);
        }
    }
    println!("{document}: {} processes each", ours.len());
    let own = median(&mut ours);
    println!("  datenpanne  median {:.1} ms", own.as_secs_f64() * 1000.0);
    if !theirs.is_empty() {
        let theirs = median(&mut theirs);
        println!(
            "  Typst       median {:.1} ms: {:.1} times ours",
            theirs.as_secs_f64() * 1000.0,
            theirs.as_secs_f64() / own.as_secs_f64()
        );
    }
    Ok(())
}

/// Many letters in one process.
fn bundle(count: usize, folder: &Path, python: Option<&str>) -> Outcome<()> {
    let words = folder.join("briefe.json");
    let texts: Vec<String> = letters(0..count)?
        .map(|letter| Ok(text::render(&letter?)))
        .collect::<Outcome<_>>()?;
    std::fs::write(&words, serde_json::to_vec(&texts)?)?;
    let threads = std::thread::available_parallelism()?.get();
    let mut times: BTreeMap<String, Vec<Duration>> = BTreeMap::new();
    let mut note =
        |name: &str, time: Duration| times.entry(name.to_owned()).or_default().push(time);
    for _ in 0..ROUNDS {
        let out = folder.join("buendel");
        note("datenpanne, one thread", written(count, 1, &out)?);
        note("datenpanne, all cores", written(count, threads, &out)?);
        let Some(python) = python else { continue };
        let output = Command::new(python)
            .arg(Path::new(ROOT).join("benches/peer_typst_bundle.py"))
            .arg(&words)
            .arg(folder.join("typst-buendel"))
            .stdin(Stdio::null())
            .output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
        }
        let said: BTreeMap<String, f64> = serde_json::from_slice(&output.stdout)?;
        for (way, name) in [
            ("function", "Typst, typst.compile for each"),
            ("compiler", "Typst, one Compiler"),
            ("whole", "Typst, one document of all letters"),
        ] {
            let seconds = said.get(way).copied().unwrap_or_default();
            note(name, Duration::from_secs_f64(seconds));
        }
    }
    println!("{count} letters (benachrichtigung), {ROUNDS} rounds");
    let own = times
        .get_mut("datenpanne, one thread")
        .map(|times| median(times));
    let own = own.unwrap_or_default().as_secs_f64();
    for (name, mut times) in times {
        let time = median(&mut times).as_secs_f64();
        let rate = as_f64(count) / time;
        println!(
            "  {name}: {rate:.0} a second, {:.2} times the time of ours in one thread",
            time / own
        );
    }
    Ok(())
}

/// Writes the letters of a bundle in this many threads; how long it took, facts and all.
fn written(count: usize, threads: usize, out: &Path) -> Outcome<Duration> {
    std::fs::create_dir_all(out)?;
    let start = Instant::now();
    let share = count.div_ceil(threads);
    let work = |from: usize| -> Outcome<()> {
        let options = pdf::PdfOptions::new(now()?);
        let range = from..(from + share).min(count);
        for (number, letter) in range.clone().zip(letters(range)?) {
            let made = pdf::render(&letter?, &options)?;
            std::fs::write(out.join(format!("{number}.pdf")), made.bytes)?;
        }
        Ok(())
    };
    std::thread::scope(|scope| -> Outcome<()> {
        let parts: Vec<_> = (0..count)
            .step_by(share)
            .map(|from| scope.spawn(move || work(from)))
            .collect();
        for part in parts {
            part.join().map_err(|_| "a thread stopped")??;
        }
        Ok(())
    })?;
    Ok(start.elapsed())
}

fn now() -> Outcome<DateTime<FixedOffset>> {
    Ok(DateTime::parse_from_rfc3339(NOW)?)
}

/// Letters to people with different names and addresses.
fn letters(range: std::ops::Range<usize>) -> Outcome<impl Iterator<Item = Outcome<Document>>> {
    let bytes = std::fs::read(Path::new(ROOT).join(INCIDENT))?;
    let read = facts::read(INCIDENT, &bytes).map_err(|_| "the example cannot be read")?;
    let now = now()?;
    let assessed = serde_json::to_value(law::assess(&read.incident, now))?;
    let open = disclosure::without_internal(&serde_json::to_value(&read.incident)?);
    let given = Given::new(open, assessed);
    let engine = Engine::new(&[])?;
    Ok(range.map(move |number| {
        let setting = Setting {
            now,
            markings: Markings::default(),
            gaps: Vec::new(),
            despite: None,
            part: Some(Part {
                suffix: String::new(),
                also: Some((
                    "person".to_owned(),
                    FieldPath::new("person"),
                    person(number),
                )),
            }),
        };
        Ok(engine.render("benachrichtigung", &given, &setting)?)
    }))
}

/// A person that does not exist.
fn person(number: usize) -> serde_json::Value {
    const FIRST: [&str; 8] = [
        "Aylin",
        "Björn",
        "Chloé",
        "Đorđe",
        "Elif",
        "Friedrich",
        "Gülşen",
        "Łukasz",
    ];
    const LAST: [&str; 7] = [
        "Müller-Lüdenscheidt",
        "Öztürk",
        "Nowák",
        "von der Heide",
        "Beispiel",
        "Szymańska",
        "Weiß",
    ];
    const STREET: [&str; 5] = [
        "Am Ring",
        "Lindenallee",
        "Straße der Einheit",
        "Kirchplatz",
        "Mühlenweg",
    ];
    let pick =
        |list: &[&'static str], at: usize| list.get(at % list.len()).copied().unwrap_or_default();
    let name = format!("{} {}", pick(&FIRST, number), pick(&LAST, number / 8));
    let street = format!("{} {}", pick(&STREET, number / 3), number % 200 + 1);
    json!({
        "anschrift": [name, street, format!("{:05} Musterstadt", 1000 + number % 90_000)],
        "anrede": format!("Guten Tag {name}"),
    })
}

fn ended(mut command: Command) -> Outcome<Duration> {
    let start = Instant::now();
    let output = command.stdin(Stdio::null()).output()?;
    let time = start.elapsed();
    if output.status.success() {
        return Ok(time);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{command:?} ended with {}: {said}", output.status).into())
}

fn file_below(folder: &Path, name: &str) -> Outcome<PathBuf> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path().join(name);
        if path.is_file() {
            return Ok(path);
        }
    }
    Err(format!("{name} was not written").into())
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

#[allow(clippy::cast_precision_loss, reason = "a rate")]
fn as_f64(count: usize) -> f64 {
    count as f64
}

/// Work waiting on this machine, as the kernel counts it.
fn load() -> String {
    std::fs::read_to_string("/proc/loadavg")
        .unwrap_or_else(|_| "not known".to_owned())
        .split_whitespace()
        .take(2)
        .collect::<Vec<_>>()
        .join(" ")
}
