//! Times the comparison of two drafts of 60 pages, and `git diff --word-diff` on the same words.
//!
//! ```text
//! cargo bench --bench vergleichen              30 runs
//! cargo bench --bench vergleichen -- 100       100 runs
//! ```
//!
//! The drafts are the documents of an example, one behind the other and again until they fill 60
//! pages, each copy with words of its own. The newer draft has a change in every tenth paragraph,
//! paragraphs that came and went, and a section elsewhere. What is timed: both documents in memory
//! to the redline with its list of changes, and besides its page of HTML. git gets the text faces
//! as files and is timed as a process; a process that does nothing is timed for comparison.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use datenpanne::case::{Case, Occasion};
use datenpanne::document::model::{Block, Inline};
use datenpanne::document::{DOCUMENTS, Document, Engine, Markings};
use datenpanne::drafts::compare::words::redline;
use datenpanne::facts::{self, Zeitpunkt};
use datenpanne::render::html::HtmlOptions;
use datenpanne::render::{html, pdf, text};

type Outcome<T> = Result<T, Box<dyn Error>>;

const INCIDENT: &str = "beispiele/ksm-schwerin.toml";
const NOW: &str = "2021-10-17T16:00";
const RUNS: usize = 30;
const PAGES: usize = 60;

fn main() -> ExitCode {
    match bench() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("vergleichen: {error}");
            ExitCode::FAILURE
        }
    }
}

fn bench() -> Outcome<()> {
    let runs = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(RUNS)
        .max(1);
    let old = draft()?;
    let new = changed(&old);
    let pages = pdf::lay_out(&old)?.0.pages.len();
    let (before, after) = (text::render(&old), text::render(&new));
    let found = redline(Some(&old), Some(&new)).ok_or("no redline")?;
    println!(
        "two drafts of {pages} pages, {} blocks, {} words; {} changed passages",
        old.blocks.len(),
        before.split_whitespace().count(),
        found.passages.len()
    );
    let own = measure(runs, || {
        std::hint::black_box(redline(Some(&old), Some(&new)));
        Ok(())
    })?;
    println!("  redline and list of changes   {own}");
    let page = measure(runs, || {
        std::hint::black_box(html::render(&found.document, &HtmlOptions::default()));
        Ok(())
    })?;
    println!("  the redline as HTML           {page}");

    let folder = tempfile::tempdir()?;
    let (a, b) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
    fs::write(&a, &before)?;
    fs::write(&b, &after)?;
    match measure(runs, || git_diff(&a, &b)) {
        Ok(git) => {
            println!("  git diff --word-diff          {git}");
            let idle = measure(runs, || run(Command::new("git").arg("--version"), &[0]))?;
            println!("  git --version                 {idle}");
            println!(
                "  ratio of medians, git to datenpanne: {:.2}",
                git.median.as_secs_f64() / own.median.as_secs_f64()
            );
        }
        Err(error) => println!("  git: {error}"),
    }
    if own.median > Duration::from_millis(100) {
        return Err("more than 100 ms".into());
    }
    Ok(())
}

fn git_diff(a: &Path, b: &Path) -> Outcome<()> {
    let mut git = Command::new("git");
    git.args(["diff", "--no-index", "--word-diff", "--no-color"]);
    run(git.arg(a).arg(b), &[1])
}

fn run(command: &mut Command, expected: &[i32]) -> Outcome<()> {
    let status = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    if status.code().is_some_and(|code| expected.contains(&code)) {
        Ok(())
    } else {
        Err(format!("ended with {status}").into())
    }
}

struct Times {
    least: Duration,
    median: Duration,
    greatest: Duration,
}

impl std::fmt::Display for Times {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        write!(
            f,
            "median {:.1} ms ({:.1} to {:.1})",
            ms(self.median),
            ms(self.least),
            ms(self.greatest)
        )
    }
}

fn measure(runs: usize, mut work: impl FnMut() -> Outcome<()>) -> Outcome<Times> {
    work()?;
    let mut times = Vec::with_capacity(runs);
    for _ in 0..runs {
        let start = Instant::now();
        work()?;
        times.push(start.elapsed());
    }
    times.sort();
    let at = |index: usize| times.get(index).copied().unwrap_or_default();
    Ok(Times {
        least: at(0),
        median: at(times.len() / 2),
        greatest: at(times.len() - 1),
    })
}

/// Documents of the example, one behind the other.
fn draft() -> Outcome<Document> {
    let source = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(INCIDENT))?;
    let read = facts::read(INCIDENT, &source).map_err(|_| "the example is not readable")?;
    let case = Case::new(read.incident)?;
    let now = Zeitpunkt::parse(NOW).map_err(|_| "no time")?.bei();
    let engine = Engine::new(&[])?;
    let assessed = case.assess(now);
    let occasion = Occasion {
        now,
        markings: Markings::default(),
        despite: None,
    };
    let mut parts = Vec::new();
    for name in DOCUMENTS {
        for made in case.documents(&engine, name, &assessed, &occasion)? {
            parts.push(made?.document);
        }
    }
    let mut whole = parts.first().ok_or("no document")?.clone();
    whole.blocks.clear();
    let mut copy = 0;
    loop {
        for part in &parts {
            copy += 1;
            let blocks = part.blocks.iter();
            let running =
                blocks.filter(|block| !matches!(block, Block::LetterHead(_) | Block::PageBreak));
            whole.blocks.extend(running.map(|block| own(block, copy)));
            if pdf::lay_out(&whole)?.0.pages.len() >= PAGES {
                return Ok(whole);
            }
        }
    }
}

/// A block with words of its own.
fn own(block: &Block, copy: usize) -> Block {
    let mut block = block.clone();
    if let Block::Heading { id, .. } | Block::Notice { id, .. } = &mut block {
        *id = format!("{id}-{copy}");
    } else if let Block::Paragraph { content } = &mut block {
        content.push(Inline::text(format!(" Das ist Fassung {copy}.")));
    }
    block
}

/// The next draft.
fn changed(old: &Document) -> Document {
    let mut new = old.clone();
    let mut number = 0;
    let mut blocks = Vec::new();
    for block in &old.blocks {
        let mut block = block.clone();
        if let Block::Paragraph { content } = &mut block {
            number += 1;
            match number % 40 {
                10 => content.insert(0, Inline::text("Nach heutigem Stand gilt: ")),
                20 => content.push(Inline::text(
                    " Bis zum 3. November 2021 sind es 1.320 Personen.",
                )),
                30 => continue,
                0 => blocks.push(Block::Paragraph {
                    content: vec![Inline::text(format!("Neu ist Absatz {number}."))],
                }),
                _ => {}
            }
        }
        blocks.push(block);
    }
    let middle = blocks.len() / 2;
    let moved: Vec<Block> = blocks.splice(middle..middle + 6, []).collect();
    blocks.extend(moved);
    new.blocks = blocks;
    new
}
