//! The comparison as Word files with tracked changes: one for each document that changed.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::sides::Given;
use super::text::said;
use super::{Failure, write};
use crate::cli::messages::{Console, shown};
use crate::cli::output::{self, OutFile};
use crate::document::sections;
use crate::drafts::compare::Comparison;
use crate::drafts::compare::report::Frame;
use crate::drafts::word::revision;
use crate::render::docx::{self, Comment, DocxOptions};

/// Longest name of an author; Word keeps no more than 255.
const NAME_LIMIT: usize = 200;

/// Writes the files into the folder `target`, or a single one to a file of that name.
pub(super) fn files(
    comparison: &Comparison,
    (frame, new): (&Frame, &Given),
    author: &str,
    now: DateTime<FixedOffset>,
    target: Option<&Path>,
    console: &Console,
) -> Result<(), Failure> {
    let author = sections::fold(author);
    if author.is_empty() || author.chars().count() > NAME_LIMIT {
        return Err(Failure::input(format!(
            "Zu --autor gehört ein Name mit höchstens {NAME_LIMIT} Zeichen."
        )));
    }
    let target = target.ok_or_else(|| {
        Failure::input("Word-Dateien brauchen einen Ort.")
            .hint("Bitte geben Sie einen Ordner an, zum Beispiel --ausgabe aenderungen.")
    })?;
    let mut made = Vec::new();
    for compared in comparison.changed() {
        let mut revision = revision(comparison, compared, &author, now);
        revision.comments.insert(0, about(frame));
        let options = DocxOptions {
            now: new.now,
            basis: new.case.basis(),
            revision: Some(revision),
        };
        let bytes = docx::render(&compared.redline, &options).map_err(|error| {
            Failure::file(format!(
                "{}.docx ließ sich nicht schreiben: {error}",
                compared.stem
            ))
        })?;
        made.push(OutFile {
            name: format!("{}.docx", compared.stem),
            bytes,
        });
    }
    if made.is_empty() {
        console
            .say("In den Worten der Dokumente ändert sich nichts; es entsteht keine Word-Datei.");
        return Ok(());
    }
    let is_file = target
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("docx"));
    if is_file {
        return match made.as_slice() {
            [only] => write(target, &only.bytes, console),
            _ => Err(Failure::input(format!(
                "{} Dokumente haben sich geändert; „{}“ kann nur eines davon sein.",
                made.len(),
                shown(target)
            ))
            .hint("Bitte geben Sie mit --ausgabe einen Ordner an, oder nennen Sie ein Dokument mit --dokument.")),
        };
    }
    let written: Vec<PathBuf> = output::write_files(target, &made)?;
    let mut list = Vec::new();
    for path in &written {
        list.extend_from_slice(path.as_os_str().as_encoded_bytes());
        list.push(b'\n');
    }
    console.result(&list)
}

/// The comment at the beginning: what is compared, and what to know before.
fn about(frame: &Frame) -> Comment {
    let mut text = vec![
        format!("Bisherige Fassung: {}", said(&frame.old)),
        format!("Neue Fassung: {}", said(&frame.new)),
    ];
    text.extend(frame.remarks.iter().cloned());
    Comment {
        facts: Vec::new(),
        mark: None,
        text,
    }
}
