//! Taking the steps of a plan, listing what lies in the case file, and keeping two processes apart.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use sha2::{Digest as _, Sha256};

use super::super::messages::{Failure, reason, shown};
use crate::drafts::akte::{Found, JOURNAL, LOCK, Listing, Step};

/// How often the lock is tried, and how long is waited in between: ten seconds.
const TRIES: u32 = 100;
const PAUSE: Duration = Duration::from_millis(100);

/// Takes the steps in their order; stops at the first that fails.
pub(super) fn execute(folder: &Path, steps: &[Step]) -> Result<(), Failure> {
    for step in steps {
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

fn make_folder(path: &Path) -> io::Result<()> {
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

fn for_owner(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Holds the case file for one process, until it is dropped. The system frees it when a process
/// ends, however it ends: there is no lock that somebody would have to remove.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for the case file, ten seconds at most.
    pub(super) fn take(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(LOCK);
        let failed = |error: &io::Error| {
            Failure::file(format!(
                "Die Akte „{}“ lässt sich nicht sperren. {}",
                shown(folder),
                reason(error)
            ))
            .hint(
                "Die Sperre hält zwei gleichzeitige Läufe auseinander. Manche Netzlaufwerke kennen keine: \
                 Legen Sie den Ordner des Vorfalls dann auf einen eigenen Datenträger.",
            )
        };
        make_folder(folder).map_err(|error| failed(&error))?;
        // Its own name is to last as well.
        let _ = folder
            .parent()
            .map(|above| {
                if above.as_os_str().is_empty() {
                    Path::new(".")
                } else {
                    above
                }
            })
            .map(|above| File::open(above).and_then(|above| above.sync_all()));
        if fs::symlink_metadata(&path).is_ok_and(|about| !about.is_file()) {
            return Err(failed(&io::Error::from(io::ErrorKind::InvalidInput)));
        }
        let file = for_owner(OpenOptions::new().write(true).create(true).truncate(false))
            .open(&path)
            .map_err(|error| failed(&error))?;
        for _ in 0..TRIES {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
                Err(TryLockError::Error(error)) => return Err(failed(&error)),
            }
        }
        Err(Failure::file(format!(
            "In der Akte „{}“ schreibt gerade ein anderer Lauf des Programms.",
            shown(folder)
        ))
        .hint(
            "Warten Sie, bis er fertig ist, und wiederholen Sie den Befehl. Die Sperre endet mit jenem Lauf \
             von selbst; die Datei .sperre brauchen Sie nicht zu entfernen.",
        ))
    }
}

/// Everything that lies below the case file, with the hash of every file; nothing where there is
/// no case file. Links are not followed.
pub(super) fn list(folder: &Path) -> Result<Listing, Failure> {
    let mut listing = Listing::new();
    match fs::symlink_metadata(folder) {
        Ok(about) if about.is_dir() => {}
        Ok(_) => {
            return Err(Failure::input(format!(
                "„{}“ ist kein Ordner, sondern eine Datei oder Verknüpfung.",
                shown(folder)
            )));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(listing),
        Err(error) => return Err(super::super::input::unreadable(folder, &error)),
    }
    let mut open: Vec<(PathBuf, String)> = vec![(folder.to_owned(), String::new())];
    while let Some((path, prefix)) = open.pop() {
        let failed = |error: &io::Error| super::super::input::unreadable(&path, error);
        for entry in fs::read_dir(&path).map_err(|error| failed(&error))? {
            let entry = entry.map_err(|error| failed(&error))?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            let kind = entry.file_type().map_err(|error| failed(&error))?;
            let found = if kind.is_dir() {
                open.push((entry.path(), format!("{name}/")));
                Found::Folder
            } else if kind.is_file() {
                let place = entry.path();
                digest(&place).map_err(|error| super::super::input::unreadable(&place, &error))?
            } else {
                Found::Other
            };
            listing.insert(name, found);
        }
    }
    Ok(listing)
}

fn digest(path: &Path) -> io::Result<Found> {
    let mut file = File::open(path)?;
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

    #[test]
    fn a_lock_keeps_others_out_until_it_is_dropped() {
        let dir = tempfile::tempdir().unwrap();
        let held = Lock::take(dir.path()).unwrap();
        let file = File::open(dir.path().join(LOCK)).unwrap();
        assert!(file.try_lock().is_err());
        drop(held);
        assert!(file.try_lock().is_ok());
    }
}
