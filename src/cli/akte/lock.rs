//! Keeping two processes apart: who writes has the case file alone, who checks it keeps writers out.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::super::input;
use super::super::messages::{Failure, reason, shown};
use super::disk::{OWN_FOLDER, for_owner, make_folder, not_a_folder};
use crate::drafts::akte::LOCK;

/// How often the lock is tried, and how long is waited in between: ten seconds.
const TRIES: u32 = 100;
const PAUSE: Duration = Duration::from_millis(100);

/// Holds the case file for one process, until it is dropped. The system frees it when a process
/// ends, however it ends: there is no lock that somebody would have to remove.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for the case file, to write in it; ten seconds at most.
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
        make_folder(folder).map_err(|error| {
            if error.kind() == io::ErrorKind::NotADirectory {
                Failure::file(not_a_folder(folder)).hint(OWN_FOLDER)
            } else {
                failed(&error)
            }
        })?;
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
        if let Ok(about) = fs::symlink_metadata(&path)
            && !about.is_file()
        {
            let what = if about.is_dir() {
                "ein Ordner"
            } else if about.is_symlink() {
                "eine Verknüpfung"
            } else {
                "ein Gerät oder eine Leitung zu einem Programm"
            };
            return Err(Failure::file(format!(
                "Die Akte „{}“ lässt sich nicht sperren: „{LOCK}“ darin ist {what} statt einer leeren Datei.",
                shown(folder)
            ))
            .hint(format!(
                "Entfernen Sie „{LOCK}“ und wiederholen Sie den Befehl; er legt die leere Datei neu an."
            )));
        }
        let file = for_owner(OpenOptions::new().write(true).create(true).truncate(false))
            .open(&path)
            .map_err(|error| failed(&error))?;
        match wait(|| file.try_lock()) {
            Ok(true) => Ok(Self { _file: file }),
            Ok(false) => Err(busy(folder)),
            Err(error) => Err(failed(&error)),
        }
    }

    /// Keeps writers out while the case file is read; `None` where nothing can be locked: a copy
    /// without the file, or a file system that knows no locks.
    pub(super) fn share(folder: &Path) -> Result<Option<Self>, Failure> {
        let path = folder.join(LOCK);
        if !fs::symlink_metadata(&path).is_ok_and(|about| about.is_file()) {
            return Ok(None);
        }
        let Ok(file) = input::open(&path) else {
            return Ok(None);
        };
        match wait(|| file.try_lock_shared()) {
            Ok(true) => Ok(Some(Self { _file: file })),
            Ok(false) => Err(busy(folder)),
            Err(_) => Ok(None),
        }
    }
}

/// Tries to lock, ten seconds at most; `false` where another one holds it all the time.
fn wait(lock: impl Fn() -> Result<(), TryLockError>) -> io::Result<bool> {
    for _ in 0..TRIES {
        match lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Ok(false)
}

fn busy(folder: &Path) -> Failure {
    Failure::file(format!(
        "In der Akte „{}“ schreibt oder prüft gerade ein anderer Lauf des Programms.",
        shown(folder)
    ))
    .hint(
        "Warten Sie, bis er fertig ist, und wiederholen Sie den Befehl. Die Sperre endet mit jenem Lauf \
         von selbst; die Datei .sperre brauchen Sie nicht zu entfernen.",
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_keeps_others_out_until_it_is_dropped() {
        let dir = tempfile::tempdir().unwrap();
        let held = Lock::take(dir.path()).unwrap();
        let file = File::open(dir.path().join(LOCK)).unwrap();
        assert!(file.try_lock().is_err());
        assert!(file.try_lock_shared().is_err());
        drop(held);
        assert!(file.try_lock().is_ok());
    }

    #[test]
    fn readers_keep_writers_out_and_not_each_other() {
        let dir = tempfile::tempdir().unwrap();
        assert!(
            Lock::share(dir.path()).unwrap().is_none(),
            "nothing to lock"
        );
        drop(Lock::take(dir.path()).unwrap());
        let one = Lock::share(dir.path()).unwrap().unwrap();
        let two = Lock::share(dir.path()).unwrap().unwrap();
        let file = File::open(dir.path().join(LOCK)).unwrap();
        assert!(file.try_lock().is_err());
        drop((one, two));
        assert!(file.try_lock().is_ok());
    }
}
