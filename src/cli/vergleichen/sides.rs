//! Which versions are compared: files, folders, versions of the case file, revisions in git.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::super::akte::CaseFile;
use super::super::input::{self, NAMES};
use super::super::messages::{Console, Failure, clean, shown};
use super::super::{authorities, earlier, reading, steps};
use super::git;
use crate::case::Case;
use crate::document::wording::dates::{Moment, moment};
use crate::drafts::akte::{Spec, State};
use crate::drafts::compare::report::Side;

/// A version, read.
pub(super) struct Given {
    /// What the user called it.
    pub(super) name: String,
    /// The file that it was read from, where that is one of the user's.
    pub(super) path: Option<PathBuf>,
    /// What else to know of it.
    about: Vec<String>,
    /// The incident.
    pub(super) case: Case,
    /// The time that its documents are made for.
    pub(super) now: DateTime<FixedOffset>,
    /// The digest of the templates that it was released with.
    pub(super) templates: Option<String>,
    /// Whether its documents are marked as a drill.
    pub(super) drill: bool,
}

impl Given {
    pub(super) fn side(&self) -> Side {
        Side {
            name: self.name.clone(),
            about: self.about.clone(),
        }
    }

    pub(super) fn reference(&self) -> &str {
        &self.case.incident().vorfall.kennung
    }
}

/// What an argument names.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Named {
    /// A file or folder as it lies there.
    There(PathBuf),
    /// A version of the case file beside it; `None`: beside the other one.
    Version(Option<PathBuf>, String),
    /// A revision in git.
    Git(Option<PathBuf>, String),
}

impl Named {
    /// Reads an argument: what exists is a path, whatever its name.
    fn of(argument: &Path, exists: impl Fn(&Path) -> bool) -> Self {
        let Some(text) = argument.to_str() else {
            return Self::There(argument.to_owned());
        };
        if exists(argument) {
            return Self::There(argument.to_owned());
        }
        if let Some(revision) = text.strip_prefix("git:") {
            return Self::Git(None, revision.to_owned());
        }
        if let Some((path, revision)) = text.split_once("@git:") {
            let path = (!path.is_empty()).then(|| PathBuf::from(path));
            return Self::Git(path, revision.to_owned());
        }
        if Spec::parse(text).is_some() {
            return Self::Version(None, text.to_owned());
        }
        match text.rsplit_once('@') {
            Some((path, version)) => {
                let path = (!path.is_empty()).then(|| PathBuf::from(path));
                Self::Version(path, format!("@{version}"))
            }
            None => Self::There(argument.to_owned()),
        }
    }

    /// The path that it names.
    fn path(&self) -> Option<&Path> {
        match self {
            Self::There(path) => Some(path),
            Self::Version(path, _) | Self::Git(path, _) => path.as_deref(),
        }
    }

    /// The same with the path of the other side, where it names none.
    fn beside(self, other: Option<&Path>) -> Self {
        let or = |path: Option<PathBuf>| path.or_else(|| other.map(Path::to_owned));
        match self {
            Self::There(path) => Self::There(path),
            Self::Version(path, version) => Self::Version(or(path), version),
            Self::Git(path, revision) => Self::Git(or(path), revision),
        }
    }
}

/// Reads both versions.
pub(super) fn read(
    alt: &Path,
    neu: &Path,
    now: DateTime<FixedOffset>,
    console: &Console,
) -> Result<(Given, Given), Failure> {
    let exists = |path: &Path| fs::symlink_metadata(path).is_ok();
    let (old, new) = (Named::of(alt, exists), Named::of(neu, exists));
    let (old_path, new_path) = (
        old.path().map(Path::to_owned),
        new.path().map(Path::to_owned),
    );
    let old = one(&old.beside(new_path.as_deref()), now, console)?;
    let new = one(&new.beside(old_path.as_deref()), now, console)?;
    Ok((old, new))
}

fn one(named: &Named, now: DateTime<FixedOffset>, console: &Console) -> Result<Given, Failure> {
    match named {
        Named::There(path) => {
            let (source, facts) = reading::incident(path, console)?;
            Ok(Given {
                name: source.name,
                path: Some(source.path),
                about: Vec::new(),
                case: facts.case,
                now,
                templates: None,
                drill: false,
            })
        }
        Named::Version(Some(path), version) => released(path, version, console),
        Named::Git(Some(path), revision) => from_git(path, revision, now, console),
        Named::Version(None, text) | Named::Git(None, text) => Err(Failure::input(format!(
            "Zu „{}“ fehlt der Ordner des Vorfalls.",
            clean(text)
        ))
        .hint("Bitte geben Sie ihn bei einer der beiden Fassungen an, zum Beispiel: datenpanne vergleichen ORDNER@1 ORDNER")),
    }
}

/// The folder of an incident, by the folder or by the facts file in it.
fn folder_of(path: &Path) -> PathBuf {
    let is_file = fs::metadata(path).is_ok_and(|about| about.is_file());
    match path.parent() {
        Some(parent) if is_file => {
            if parent.as_os_str().is_empty() {
                PathBuf::from(".")
            } else {
                parent.to_owned()
            }
        }
        Some(_) | None => path.to_owned(),
    }
}

fn released(path: &Path, name: &str, console: &Console) -> Result<Given, Failure> {
    if fs::symlink_metadata(path).is_err() {
        return Err(Failure::input(format!(
            "Eingabe nicht lesbar: „{}“ gibt es nicht.",
            shown(path)
        ))
        .hint("Bitte prüfen Sie den Pfad vor dem Zeichen „@“."));
    }
    let folder = folder_of(path);
    let files = CaseFile::open(&folder)?;
    let version = files.version(name)?.ok_or_else(|| {
        Failure::input(format!("„{}“ benennt keine Version.", clean(name)))
            .hint("Möglich sind zum Beispiel @3, @freigabe, @2021-10-18 und git:HEAD~1.")
    })?;
    let (file, bytes) = files.facts(version)?;
    let mut about = vec![format!(
        "Version {} der Akte, Stand {}",
        version.number,
        moment(Moment::Time(version.made))
    )];
    about.push(match &version.state {
        State::Released { time } => format!("freigegeben am {}", moment(Moment::Time(*time))),
        State::Waiting { lacking } if lacking.is_empty() => "noch nicht freigegeben".to_owned(),
        State::Waiting { lacking } => {
            format!("noch nicht freigegeben; es fehlt: {}", lacking.join(", "))
        }
        State::Deleted { .. } => "gelöscht".to_owned(),
    });
    Ok(Given {
        name: format!("{}@{}", shown(path), version.number),
        path: None,
        about,
        case: case(&file, &bytes, &folder, Some(version.number), console)?,
        now: version.made,
        templates: Some(version.about.vorlagen.clone()),
        drill: version.about.uebung,
    })
}

fn from_git(
    path: &Path,
    revision: &str,
    now: DateTime<FixedOffset>,
    console: &Console,
) -> Result<Given, Failure> {
    // A file that is gone by now may still be in a revision.
    let is_file = path
        .extension()
        .is_some_and(|end| end == "toml" || end == "json");
    let (folder, names) = match (is_file, path.file_name().and_then(|name| name.to_str())) {
        (true, Some(name)) => {
            let parent = path
                .parent()
                .filter(|parent| !parent.as_os_str().is_empty());
            (parent.unwrap_or(Path::new(".")).to_owned(), vec![name])
        }
        _ => (path.to_owned(), NAMES.to_vec()),
    };
    let file = git::file(&folder, revision, &names)?;
    let name = format!("{}@git:{}", shown(path), clean(revision));
    Ok(Given {
        about: vec![format!("Revision {}", file.commit)],
        case: case(
            &format!("{name}/{}", file.name),
            &file.bytes,
            &folder,
            None,
            console,
        )?,
        name,
        path: None,
        now,
        templates: None,
        drill: false,
    })
}

/// Facts with what lies beside them; of the case file, what was released before the version.
fn case(
    name: &str,
    bytes: &[u8],
    folder: &Path,
    version: Option<u32>,
    console: &Console,
) -> Result<Case, Failure> {
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > input::LIMIT {
        return Err(Failure::input(format!(
            "„{name}“ ist zu groß für eine Tatsachendatei."
        )));
    }
    let facts = steps::read_facts(name, bytes, console.colour()).map_err(|problems| {
        console.say(problems.trim_end());
        Failure::input(format!("„{name}“ lässt sich so nicht verwenden."))
    })?;
    let known = authorities::read(folder, *console)?;
    let mut released = earlier::read(folder, console)?;
    released.retain(|other| version.is_none_or(|version| other.number < version));
    Ok(facts
        .case
        .with_authorities(known.authorities)
        .with_earlier(released))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_name_paths_versions_and_revisions() {
        let nothing = |_: &Path| false;
        let of = |text: &str| Named::of(Path::new(text), nothing);
        let path = |text: &str| Some(PathBuf::from(text));
        assert_eq!(of("fall"), Named::There("fall".into()));
        assert_eq!(of("fall@3"), Named::Version(path("fall"), "@3".into()));
        assert_eq!(
            of("a@b/fall@freigabe"),
            Named::Version(path("a@b/fall"), "@freigabe".into())
        );
        assert_eq!(of("@3"), Named::Version(None, "@3".into()));
        assert_eq!(of("2021-10-18"), Named::Version(None, "2021-10-18".into()));
        assert_eq!(of("git:HEAD~1"), Named::Git(None, "HEAD~1".into()));
        assert_eq!(
            of("fall@git:HEAD@{1}"),
            Named::Git(path("fall"), "HEAD@{1}".into())
        );
        let there = Named::of(Path::new("fall@3"), |_| true);
        assert_eq!(
            there,
            Named::There("fall@3".into()),
            "what exists is a path"
        );
    }
}
