//! Taking the steps of a plan, and listing what lies in the case file.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::super::input;
use super::super::messages::{Failure, clean, reason, shown};
use crate::drafts::akte::{Found, HEAD, JOURNAL, LOCK, Listing, Step};

/// Takes the steps in their order; stops at the first that fails. Before the first, all are
/// looked at: none may lead out of the case file.
pub(super) fn execute(folder: &Path, steps: &[Step]) -> Result<(), Failure> {
    for step in steps {
        guard(folder, step)?;
    }
    for step in steps {
        guard(folder, step)?;
        take(folder, step).map_err(|error| {
            Failure::file(format!(
                "In der Akte „{}“ ließ sich nicht schreiben. {}",
                shown(folder),
                reason(&error)
            ))
            .hint(
                "Was schon in der Akte steht, ist davon nicht berührt. Schaffen Sie Platz oder Zugang und \
                 wiederholen Sie den Befehl; er räumt Unfertiges zuerst auf.",
            )
        })?;
    }
    Ok(())
}

/// Refuses a step that leads out of the case file: by its path, or over a link on the way.
/// What is removed is never a folder, the journal, its head or the lock.
fn guard(folder: &Path, step: &Step) -> Result<(), Failure> {
    let (paths, removes) = match step {
        Step::Folder { path } | Step::Sync { path } | Step::RemoveFolder { path } => {
            (vec![path.as_str()], false)
        }
        Step::Write { path, .. } => (vec![path.as_str()], false),
        Step::Rename { from, to } => (vec![from.as_str(), to.as_str()], false),
        Step::Cut { .. } | Step::Append { .. } => (vec![JOURNAL], false),
        Step::Remove { path } => (vec![path.as_str()], true),
    };
    for path in paths {
        let refused = |why: &str| {
            Err(Failure::input(format!(
                "In der Akte „{}“ wird nichts geändert: „{}“ {why}.",
                shown(folder),
                clean(path)
            ))
            .hint("Was mit der Akte nicht stimmt, sagt: datenpanne akte VORFALL --pruefen"))
        };
        let plain = |part: Component<'_>| matches!(part, Component::Normal(_));
        if !Path::new(path).components().all(plain) {
            return refused("liegt nicht darin");
        }
        if removes && (path.is_empty() || [JOURNAL, HEAD, LOCK].contains(&path)) {
            return refused("gehört zur Akte selbst");
        }
        let mut place = folder.to_owned();
        let parts: Vec<_> = Path::new(path).components().collect();
        for (index, part) in parts.iter().enumerate() {
            let kind = fs::symlink_metadata(&place).map(|about| about.file_type());
            if kind.is_ok_and(|kind| !kind.is_dir()) {
                return refused("liegt hinter einer Verknüpfung oder Datei");
            }
            place.push(part);
            let is_last = index + 1 == parts.len();
            if is_last && removes && fs::symlink_metadata(&place).is_ok_and(|about| about.is_dir())
            {
                return refused("ist ein Ordner");
            }
        }
    }
    Ok(())
}

fn take(folder: &Path, step: &Step) -> io::Result<()> {
    let at = |path: &String| {
        if path.is_empty() {
            folder.to_owned()
        } else {
            folder.join(path)
        }
    };
    match step {
        Step::Folder { path } => make_folder(&at(path)),
        Step::Write { path, bytes } => {
            let path = at(path);
            gone(fs::remove_file(&path))?;
            let mut file = for_owner(OpenOptions::new().write(true).create_new(true)).open(path)?;
            file.write_all(bytes)?;
            file.sync_all()
        }
        Step::Rename { from, to } => fs::rename(at(from), at(to)),
        Step::Sync { path } => {
            // Not every file system can sync a folder.
            let _ = File::open(at(path)).and_then(|folder| folder.sync_all());
            Ok(())
        }
        Step::Cut { length } => {
            let file = OpenOptions::new().write(true).open(folder.join(JOURNAL))?;
            file.set_len(as_u64(*length))?;
            file.sync_all()
        }
        Step::Append { length, bytes } => {
            let path = folder.join(JOURNAL);
            let mut file = for_owner(OpenOptions::new().append(true).create(true)).open(path)?;
            if file.metadata()?.len() != as_u64(*length) {
                return Err(io::Error::other("the journal grew in between"));
            }
            file.write_all(bytes)?;
            file.sync_all()
        }
        Step::Remove { path } => gone(fs::remove_file(at(path))),
        Step::RemoveFolder { path } => match fs::remove_dir(at(path)) {
            // What does not belong there stays, and the check names it.
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(()),
            other => gone(other),
        },
    }
}

/// What is gone already is right.
fn gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

fn as_u64(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            // A link could lead anywhere.
            if fs::symlink_metadata(path)?.is_dir() {
                Ok(())
            } else {
                Err(io::Error::from(io::ErrorKind::NotADirectory))
            }
        }
        other => other,
    }
}

pub(super) fn for_owner(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Everything that lies below the case file, with the hash of every file; nothing where there is
/// no case file. Links are not followed; what can't be read is part of the answer.
pub(super) fn list(folder: &Path) -> Result<Listing, Failure> {
    let mut listing = Listing::new();
    match fs::symlink_metadata(folder) {
        Ok(about) if about.is_dir() => {}
        Ok(_) => {
            return Err(Failure::input(not_a_folder(folder)).hint(OWN_FOLDER));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(listing),
        Err(error) => return Err(input::unreadable(folder, &error)),
    }
    let mut open: Vec<(PathBuf, String)> = vec![(folder.to_owned(), String::new())];
    while let Some((path, prefix)) = open.pop() {
        let entries = match fs::read_dir(&path).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(entries) => entries,
            Err(error) if prefix.is_empty() => return Err(input::unreadable(&path, &error)),
            Err(error) => {
                listing.insert(prefix.trim_end_matches('/').to_owned(), cannot_read(&error));
                continue;
            }
        };
        for entry in entries {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            let kind = match entry.file_type() {
                Ok(kind) => kind,
                Err(error) => {
                    listing.insert(name, cannot_read(&error));
                    continue;
                }
            };
            let found = if kind.is_dir() {
                open.push((entry.path(), format!("{name}/")));
                Found::Folder
            } else if kind.is_file() {
                digest(&entry.path()).unwrap_or_else(|error| cannot_read(&error))
            } else {
                Found::Other
            };
            listing.insert(name, found);
        }
    }
    Ok(listing)
}

fn cannot_read(error: &io::Error) -> Found {
    Found::Unreadable {
        reason: reason(error),
    }
}

/// What to do where something else stands in the place of the case file.
pub(super) const OWN_FOLDER: &str = "Die Akte muss ein Ordner sein, der selbst neben der Tatsachendatei liegt: Legen Sie ihn an diese                                      Stelle statt einer Verknüpfung.";

/// Says that the case file is none.
pub(super) fn not_a_folder(folder: &Path) -> String {
    let is_link = fs::symlink_metadata(folder).is_ok_and(|about| about.is_symlink());
    let what = if is_link {
        "eine Verknüpfung auf einen anderen Ort"
    } else {
        "eine Datei"
    };
    format!(
        "Die Akte „{}“ ist kein Ordner, sondern {what}.",
        shown(folder)
    )
}

fn digest(path: &Path) -> io::Result<Found> {
    let mut file = input::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0_u8; 64 * 1024];
    let mut bytes = 0_u64;
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hasher.update(buffer.get(..read).unwrap_or_default());
        bytes += as_u64(read);
    }
    let sha256 = hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Ok(Found::File { sha256, bytes })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use chrono::DateTime;

    use super::super::CaseFile;
    use super::*;
    use crate::drafts::akte::{Content, Datei, FOLDER, Plan, Vermerk, recover, verify};

    fn plan(case_file: &CaseFile, number: u32) -> Plan {
        let bytes = format!("Beleg {number}").into_bytes();
        let content = Content::Vermerk(Vermerk {
            text: "Anruf".to_owned(),
            durch: None,
            dateien: vec![Datei::new(format!("belege/{number:04}.txt"), &bytes)],
        });
        let time = DateTime::parse_from_rfc3339("2021-10-17T16:05:00+02:00").unwrap();
        Plan::enter(&case_file.journal, "a-1", time, content, vec![bytes])
    }

    /// The same as the disk in memory of the library's tests, on a real one.
    #[test]
    fn a_stop_at_every_step_is_made_good() {
        let time = DateTime::parse_from_rfc3339("2021-10-17T16:05:00+02:00").unwrap();
        let mut stops = 0;
        for stop in 0..usize::MAX {
            let dir = tempfile::tempdir().unwrap();
            let folder = dir.path().join(FOLDER);
            let first = plan(&CaseFile::open(dir.path()).unwrap(), 1);
            execute(&folder, &first.steps).unwrap();
            let before = CaseFile::open(dir.path()).unwrap();
            let second = plan(&before, 2);
            let Some(steps) = second.steps.get(..stop) else {
                break;
            };
            stops += 1;
            execute(&folder, steps).unwrap();
            // Where the line is written only half, too.
            if let Some(Step::Append { length, bytes }) = second.steps.get(stop) {
                let half = Step::Append {
                    length: *length,
                    bytes: bytes.get(..bytes.len() / 2).unwrap().to_vec(),
                };
                execute(&folder, &[half]).unwrap();
            }
            let stopped = CaseFile::open(dir.path()).unwrap();
            assert!(stopped.journal.is_sound(), "step {stop}");
            let recovery = recover(&stopped.journal, &list(&folder).unwrap(), "a-1", time);
            execute(&folder, &recovery.steps).unwrap();
            let good = CaseFile::open(dir.path()).unwrap();
            assert_eq!(
                verify(&good.journal, &list(&folder).unwrap()),
                [],
                "step {stop}"
            );
            assert!(good.journal.entries.starts_with(&before.journal.entries));
            for (_, file) in good.journal.files() {
                good.file(&file).unwrap();
            }
        }
        assert!(stops > 10, "{stops}");
    }
}
