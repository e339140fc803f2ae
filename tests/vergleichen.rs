//! What changed between two versions: marks in every face, facts, words, and the command.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;
#[path = "pdf/preflight.rs"]
#[allow(dead_code)]
mod preflight;

use datenpanne::facts::Zeitpunkt;
use datenpanne::render::html::HtmlOptions;
use datenpanne::render::pdf::{self, PdfOptions, tags};
use datenpanne::render::{html, text};

fn options() -> PdfOptions {
    PdfOptions::new(Zeitpunkt::parse("2021-10-17T16:00").unwrap().bei())
}

#[test]
fn text_marks_changed_words() {
    let face = text::render(&common::redline());
    for line in [
        "Meldung [-eines Vorfalls-][+einer Verletzung+]",
        "Wir haben [-die Zahl noch nicht-] [+1.320 Personen+] gezählt.",
        "[-Dieser Absatz fällt weg.-]",
        "- [+Kommt hinzu+]",
    ] {
        assert!(
            face.to_lowercase().contains(&line.to_lowercase()),
            "{line}\n{face}"
        );
    }
}

#[test]
fn html_marks_changed_words_and_says_so() {
    let face = html::render(&common::redline(), &HtmlOptions::default());
    assert!(face.contains(
        "<del><span class=\"gesprochen\" data-rahmen>gelöscht: </span>Dieser Absatz fällt weg.\
         <span class=\"gesprochen\" data-rahmen> Ende der Löschung </span></del>"
    ));
    assert_eq!(
        face.matches("<ins>").count(),
        face.matches("</ins>").count()
    );
    assert!(face.contains("line-through"));
    let plain = html::render(&common::sample(), &HtmlOptions::default());
    assert!(
        !plain.contains("line-through"),
        "no document carries what only redlines need"
    );
}

#[test]
fn pdf_tags_changed_words_and_says_so() {
    let document = common::redline();
    let rendered = pdf::render(&document, &options()).unwrap();
    let problems = preflight::problems(&rendered.bytes);
    assert!(problems.is_empty(), "{problems:#?}");
    if let Some(folder) = std::env::var_os("DATENPANNE_PDF_AUSGABE") {
        let folder = std::path::PathBuf::from(folder);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("aenderungen.pdf"), &rendered.bytes).unwrap();
    }
    let (laid_out, _) = pdf::lay_out(&document).unwrap();
    let tree = tags::as_text(&laid_out);
    assert!(
        tree.contains("Span (LineThrough) gelöscht: Dieser Absatz fällt weg. Ende der Löschung"),
        "{tree}"
    );
    assert!(
        tree.contains("Span (Underline) eingefügt: 1.320 Personen Ende der Einfügung"),
        "{tree}"
    );
    // A change over several lines is announced once.
    assert_eq!(tree.matches("eingefügt: ").count(), 5, "{tree}");
    assert_eq!(tree.matches("Ende der Einfügung").count(), 5, "{tree}");
}
