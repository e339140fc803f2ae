//! A facts file as a revision in git has it, by the program `git`.

use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Output};

use super::super::input::LIMIT;
use super::super::messages::{Failure, clean, reason, shown};

/// A file of a revision.
pub(super) struct Found {
    /// Its name.
    pub(super) name: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// The revision, as git abbreviates it.
    pub(super) commit: String,
}

/// The first of `names` in `folder` that the revision has.
pub(super) fn file(folder: &Path, revision: &str, names: &[&str]) -> Result<Found, Failure> {
    // What begins with a hyphen would be an option; a colon would name another file.
    if revision.is_empty() || revision.starts_with('-') || revision.contains([':', '\0', '\n']) {
        return Err(
            Failure::input(format!("„{}“ ist keine Revision.", clean(revision))).hint(
                "Möglich sind zum Beispiel git:HEAD~1, git:main oder die Kennung eines Commits.",
            ),
        );
    }
    let inside = git(folder, &["rev-parse", "--is-inside-work-tree"])?;
    if !inside.status.success() {
        return Err(Failure::input(format!(
            "„{}“ liegt in keinem Git-Repository.",
            shown(folder)
        ))
        .hint("Ohne git lassen sich zwei Dateien vergleichen: datenpanne vergleichen ALT NEU"));
    }
    let commit = git(
        folder,
        &[
            "rev-parse",
            "--verify",
            "--quiet",
            "--short",
            &format!("{revision}^{{commit}}"),
        ],
    )?;
    if !commit.status.success() {
        return Err(Failure::input(format!(
            "Die Revision „{}“ gibt es in diesem Git-Repository nicht.",
            clean(revision)
        ))
        .hint("Welche es gibt, zeigt: git log --oneline"));
    }
    for name in names {
        let blob = format!("{revision}:./{name}");
        let size = git(folder, &["cat-file", "-s", &blob])?;
        if !size.status.success() {
            continue;
        }
        let length: u64 = String::from_utf8_lossy(&size.stdout)
            .trim()
            .parse()
            .unwrap_or(u64::MAX);
        if length > LIMIT {
            return Err(Failure::input(format!(
                "„{name}“ ist in dieser Revision zu groß für eine Tatsachendatei."
            )));
        }
        let found = git(folder, &["cat-file", "blob", &blob])?;
        if found.status.success() {
            return Ok(Found {
                name: (*name).to_owned(),
                bytes: found.stdout,
                commit: clean(String::from_utf8_lossy(&commit.stdout).trim()),
            });
        }
    }
    Err(Failure::input(format!(
        "In der Revision „{}“ liegt in „{}“ keine Datei {}.",
        clean(revision),
        shown(folder),
        names.join(" oder ")
    ))
    .hint("Bitte prüfen Sie, ob die Datei dort anders hieß oder noch nicht aufgenommen war."))
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Output, Failure> {
    Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .output()
        .map_err(|error| {
            if error.kind() == ErrorKind::NotFound {
                Failure::input("Das Programm git ist auf diesem Rechner nicht zu finden.")
                    .hint("Bitte installieren Sie git, oder vergleichen Sie zwei Dateien.")
            } else {
                Failure::input(format!("git ließ sich nicht starten. {}", reason(&error)))
            }
        })
}
