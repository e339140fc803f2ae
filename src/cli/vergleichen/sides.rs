//! Which versions are compared: files, folders, versions of the case file, revisions in git.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::super::akte::CaseFile;
use super::super::input::{self, NAMES};
use super::super::messages::{Console, Failure, clean, shown};
use super::super::{authorities, earlier, reading, steps};
use super::git;
use super::times::{self, Stated};
use crate::case::Case;
use crate::document::wording::dates::{Moment, moment};
use crate::drafts::akte::{Spec, State, Version, hash_of};
use crate::drafts::compare::report::Side;

/// A version, read.
pub(super) struct Given {
    /// What the user called it.
    pub(super) name: String,
    /// The file that it was read from, where that is one of the user's.
    pub(super) path: Option<PathBuf>,
    /// What kind of version it is.
    pub(super) origin: Origin,
    /// SHA-256 of its facts file.
    digest: String,
    /// The incident.
    pub(super) case: Case,
    /// The time that its documents are made for.
    pub(super) now: DateTime<FixedOffset>,
    /// Where this time comes from.
    pub(super) stated: Stated,
    /// Whether its documents are marked as a drill.
    pub(super) drill: bool,
}

/// Where a version comes from.
pub(super) enum Origin {
    /// A file as it lies there.
    File,
    /// A revision in git: its commit.
    Git(String),
    /// A version of the case file.
    Version(Kept),
}

/// A version of the case file.
pub(super) struct Kept {
    /// Its number.
    pub(super) number: u32,
    /// What became of it: `freigegeben am …`.
    state: String,
    /// SHA-256 of its manifest.
    manifest: String,
    /// The digest of its templates.
    pub(super) templates: String,
    /// Its folder.
    pub(super) folder: String,
    /// Its documents as text, by their names without ending.
    pub(super) texts: BTreeMap<String, Vec<u8>>,
}

/// How many digits of a digest identify a version for a reader.
const DIGITS: usize = 16;

impl Given {
    /// How a reader knows the version.
    pub(super) fn side(&self) -> Side {
        let short = |digits: &str| digits.chars().take(DIGITS).collect::<String>();
        let mut about = match &self.origin {
            Origin::File => Vec::new(),
            Origin::Git(commit) => vec![format!("Revision {commit}")],
            Origin::Version(kept) => vec![format!(
                "Version {}, {} (Prüfwert {})",
                kept.number,
                kept.state,
                short(&kept.manifest)
            )],
        };
        about.push(format!("gerechnet zum {}", moment(Moment::Time(self.now))));
        about.push(format!(
            "SHA-256 der Tatsachendatei {}",
            short(&self.digest)
        ));
        Side {
            name: self.name.clone(),
            about,
            time: Moment::Time(self.now).machine(),
            digest: self.digest.clone(),
            is_recomputed: self.stated == Stated::OfTheRun,
        }
    }

    /// The same at another time, with what had been released by then.
    fn at(self, now: DateTime<FixedOffset>, stated: Stated) -> Self {
        Self {
            case: self.case.as_of(now),
            now,
            stated,
            ..self
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

/// Reads both versions; `now` is the time of the run, `then` the one stated for the older version.
pub(super) fn read(
    (alt, then): (&Path, Option<DateTime<FixedOffset>>),
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
    let is_version = matches!(old.origin, Origin::Version(_));
    let old = match then {
        Some(_) if is_version => {
            return Err(Failure::input(format!(
                "--jetzt-alt passt nicht zu „{}“: Eine Version der Akte hat ihren eigenen Zeitpunkt.",
                old.name
            ))
            .hint("Bitte lassen Sie --jetzt-alt weg."));
        }
        Some(then) => old.at(then, Stated::Own),
        None if is_version => old,
        None => match times::filed(old.case.whole(), new.case.whole(), new.now) {
            Some(then) => old.at(then, Stated::Filed),
            None => Given {
                stated: Stated::OfTheRun,
                ..old
            },
        },
    };
    Ok((old, new))
}

fn one(named: &Named, now: DateTime<FixedOffset>, console: &Console) -> Result<Given, Failure> {
    match named {
        Named::There(path) => {
            let (source, facts) = reading::incident(path, console)?;
            Ok(Given {
                name: source.name,
                path: Some(source.path),
                origin: Origin::File,
                digest: hash_of(&source.bytes),
                case: facts.case,
                now,
                stated: Stated::Own,
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
    let state = match &version.state {
        State::Released { time } => format!("freigegeben am {}", moment(Moment::Time(*time))),
        State::Waiting { lacking } if lacking.is_empty() => "noch nicht freigegeben".to_owned(),
        State::Waiting { lacking } => {
            format!("noch nicht freigegeben; es fehlt: {}", lacking.join(", "))
        }
        State::Deleted { .. } => "gelöscht".to_owned(),
    };
    Ok(Given {
        name: format!("{}@{}", shown(path), version.number),
        path: None,
        origin: Origin::Version(Kept {
            number: version.number,
            state,
            manifest: version.manifest.clone(),
            templates: version.about.vorlagen.clone(),
            folder: shown(&files.folder.join(version.folder())),
            texts: texts(&files, version)?,
        }),
        digest: hash_of(&bytes),
        case: case(&file, &bytes, &folder, Some(version.number), console)?,
        now: version.made,
        stated: Stated::Own,
        drill: version.about.uebung,
    })
}

/// The documents of a version as text, by their names without ending.
fn texts(files: &CaseFile, version: &Version) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut found = BTreeMap::new();
    for entry in version.document_files() {
        let path = Path::new(&entry.datei);
        if path.extension().is_some_and(|ending| ending == "txt")
            && let Some(stem) = path.file_stem().and_then(|stem| stem.to_str())
        {
            found.insert(stem.to_owned(), files.file(entry)?);
        }
    }
    Ok(found)
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
        origin: Origin::Git(file.commit),
        digest: hash_of(&file.bytes),
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
        stated: Stated::Own,
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
