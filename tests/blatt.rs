//! The sheet of paper: what is to be one page is one, and no signature stands alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods
)]

use chrono::{DateTime, FixedOffset};
use datenpanne::case::{Case, Occasion};
use datenpanne::document::model::{Block, Layout};
use datenpanne::document::{DOCUMENTS, Document, Engine, Markings};
use datenpanne::facts;
use datenpanne::render::pdf;
use datenpanne::render::pdf::fragment::{Item, LaidOut};

/// The documents that the examples ask for.
fn documents() -> Vec<(String, Document)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/beispiele");
    let engine = Engine::new(&[]).unwrap_or_else(|error| panic!("{error}"));
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "toml") {
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let now = source
            .lines()
            .find_map(|line| line.strip_prefix("# Zeitpunkt: "))
            .unwrap();
        let now: DateTime<FixedOffset> = facts::Zeitpunkt::parse(now.trim()).unwrap().bei();
        let read = facts::read(&name, source.as_bytes()).ok().unwrap();
        let case = Case::new(read.incident).unwrap();
        let assessment = case.assess(now);
        let occasion = Occasion {
            now,
            markings: Markings::default(),
            despite: None,
        };
        for kind in DOCUMENTS {
            let against = case.reason_against(&engine, kind, &assessment).unwrap();
            if against.is_none() {
                let made = case
                    .documents(&engine, kind, &assessment, &occasion)
                    .unwrap();
                let made = made.into_iter().map(|one| one.unwrap().document);
                found.extend(made.map(|document| (format!("{name}: {kind}"), document)));
            }
        }
    }
    assert!(found.len() > 60, "{}", found.len());
    found
}

fn laid_out(document: &Document) -> LaidOut {
    pdf::lay_out(document).unwrap().0
}

/// Lines of text on the last page, without head and foot.
fn lines_at_the_end(laid_out: &LaidOut) -> usize {
    let last = laid_out.pages.last().unwrap();
    last.content
        .iter()
        .filter(|placed| {
            let items = &placed.fragment.items;
            items.iter().any(|item| matches!(item, Item::Text { .. }))
        })
        .count()
}

#[test]
fn a_press_release_is_one_page_and_its_short_text_another() {
    let mut count = 0;
    for (place, document) in documents() {
        if document.name == "pressemitteilung" {
            assert_eq!(laid_out(&document).pages.len(), 2, "{place}");
            count += 1;
        }
    }
    assert!(count >= 5);
}

#[test]
fn no_signature_stands_alone_on_a_page() {
    let mut count = 0;
    for (place, document) in documents() {
        let signature = document.blocks.iter().find_map(|block| {
            if let Block::Signature { lines, .. } = block {
                Some(lines.len())
            } else {
                None
            }
        });
        let Some(lines) = signature.filter(|_| document.layout == Layout::Brief) else {
            continue;
        };
        let laid_out = laid_out(&document);
        if laid_out.pages.len() > 1 {
            count += 1;
            // Beside the signature the farewell and what it closes.
            let found = lines_at_the_end(&laid_out);
            assert!(
                found >= lines + 2,
                "{place}: {found} lines on the last page"
            );
        }
    }
    assert!(count >= 10, "{count}");
}
