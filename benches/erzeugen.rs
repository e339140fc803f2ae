//! Times the whole program from the outside: facts file in, all documents in all formats out.
//!
//! ```text
//! cargo bench --bench erzeugen              30 runs
//! cargo bench --bench erzeugen -- 100       100 runs
//! DATENPANNE_PEERS=.venv/bin/python cargo bench --bench erzeugen
//! ```
//!
//! Every run is a new process that writes into a new folder; the first one, which also warms the
//! disk cache, is not counted. With `DATENPANNE_PEERS` (a Python with the packages `weasyprint` and
//! `typst`, see README.md beside this file) the same documents are then made by these two, also
//! a process each, and the ratios printed. Peak memory comes from GNU time, where it is installed.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

type Outcome<T> = Result<T, Box<dyn Error>>;

const PROGRAM: &str = env!("CARGO_BIN_EXE_datenpanne");
const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const INCIDENT: &str = "beispiele/ksm-schwerin.toml";
const NOW: &str = "2021-10-17T16:00";
const RUNS: usize = 30;
/// The peers take seconds, not milliseconds; so many runs are enough to see the ratio.
const PEER_RUNS: usize = 5;
const GNU_TIME: &str = "/usr/bin/time";

fn main() -> ExitCode {
    match bench() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("erzeugen: {error}");
            ExitCode::FAILURE
        }
    }
}

fn bench() -> Outcome<()> {
    // Cargo hands `--bench` to the program; a number is the number of runs.
    let runs = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(RUNS)
        .max(1);
    let folder = tempfile::tempdir()?;

    println!("datenpanne erzeugen {INCIDENT}: {runs} processes, all formats");
    let own = measure(runs, |number| {
        generate(&folder.path().join(format!("lauf-{number}")))
    })?;
    println!("  {own}");

    let produced = folder.path().join("lauf-0");
    let mut bytes = 0;
    for file in files_below(&produced)? {
        bytes += file.metadata()?.len();
    }
    println!("  {bytes} bytes in {} files", files_below(&produced)?.len());
    report_memory("datenpanne", &generate(&folder.path().join("speicher"))?);

    let Ok(python) = std::env::var("DATENPANNE_PEERS") else {
        println!("Peers: not measured (DATENPANNE_PEERS is not set; see benches/README.md)");
        return Ok(());
    };
    compare(&python, &produced, folder.path(), own.median)
}

/// Measures the two other programs on what this one produced.
fn compare(python: &str, produced: &Path, folder: &Path, own: Duration) -> Outcome<()> {
    let peers = [
        ("WeasyPrint", "weasyprint", "peer_weasyprint.py", "html"),
        ("Typst", "typst", "peer_typst.py", "txt"),
    ];
    for (name, package, script, extension) in peers {
        let inputs: Vec<PathBuf> = files_below(produced)?
            .into_iter()
            .filter(|file| file.extension().is_some_and(|found| found == extension))
            .collect();
        let installed = Command::new(python)
            .args(["-c", &format!("import {package}")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if !matches!(installed, Ok(status) if status.success()) {
            println!("{name}: not installed for {python}, not measured");
            continue;
        }
        let command = || {
            let mut command = Command::new(python);
            command
                .arg(Path::new(ROOT).join("benches").join(script))
                .arg(folder.join(package))
                .args(&inputs);
            command
        };
        println!(
            "{name}: {} documents to PDF, {PEER_RUNS} processes",
            inputs.len()
        );
        let theirs = measure(PEER_RUNS, |_| Ok(command()))?;
        let ratio = theirs.median.as_secs_f64() / own.as_secs_f64();
        println!("  {theirs}");
        println!("  {ratio:.1} times the median of datenpanne, which writes the other formats too");
        report_memory(name, &command());
    }
    Ok(())
}

/// The command line of one run into `folder`.
fn generate(folder: &Path) -> Outcome<Command> {
    std::fs::create_dir_all(folder)?;
    let mut command = Command::new(PROGRAM);
    command
        .current_dir(ROOT)
        .args(["erzeugen", INCIDENT, "--jetzt", NOW, "--ausgabe"])
        .arg(folder);
    Ok(command)
}

/// Smallest, middle and greatest time of some runs.
struct Times {
    least: Duration,
    median: Duration,
    most: Duration,
}

impl std::fmt::Display for Times {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        write!(
            f,
            "median {:.1} ms (least {:.1}, most {:.1})",
            ms(self.median),
            ms(self.least),
            ms(self.most)
        )
    }
}

/// Runs the command once for the disk cache and `runs` times for the clock.
fn measure(runs: usize, mut command: impl FnMut(usize) -> Outcome<Command>) -> Outcome<Times> {
    let mut times = Vec::with_capacity(runs);
    for number in 0..=runs {
        let mut command = command(number)?;
        let start = Instant::now();
        let output = command.stdin(Stdio::null()).output()?;
        let time = start.elapsed();
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!("{command:?} ended with {}: {said}", output.status).into());
        }
        if number > 0 {
            times.push(time);
        }
    }
    times.sort_unstable();
    let (Some(&least), Some(&median), Some(&most)) =
        (times.first(), times.get(times.len() / 2), times.last())
    else {
        return Err("no run".into());
    };
    Ok(Times {
        least,
        median,
        most,
    })
}

/// Prints the greatest memory in use of one more run, as GNU time counts it.
fn report_memory(name: &str, command: &Command) {
    let mut timed = Command::new(GNU_TIME);
    timed
        .arg("-v")
        .arg(command.get_program())
        .args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        timed.current_dir(folder);
    }
    let said = match timed.stdin(Stdio::null()).output() {
        Ok(output) => String::from_utf8_lossy(&output.stderr).into_owned(),
        Err(_) => String::new(),
    };
    let kilobytes = said
        .lines()
        .find_map(|line| {
            line.trim()
                .strip_prefix("Maximum resident set size (kbytes): ")
        })
        .and_then(|number| number.parse::<u64>().ok());
    match kilobytes {
        Some(kilobytes) => println!("  peak memory of {name}: {:.1} MiB", mib(kilobytes)),
        None => println!("  peak memory of {name}: not measured ({GNU_TIME} is not GNU time)"),
    }
}

#[allow(clippy::cast_precision_loss, reason = "shown with one decimal place")]
fn mib(kilobytes: u64) -> f64 {
    kilobytes as f64 / 1024.0
}

/// All files below a folder, sorted.
fn files_below(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files_below(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
