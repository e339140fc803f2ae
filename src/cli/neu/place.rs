//! Where the new file goes: a folder of its own, for its owner alone; what exists stays.

use std::fs::{self, DirBuilder, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::input;
use crate::cli::messages::{Failure, reason, shown};
use crate::cli::{output, protect};

/// A folder that holds no incident yet.
#[derive(Debug)]
pub(super) struct Place {
    folder: PathBuf,
    file: PathBuf,
}

impl Place {
    /// Checks that `folder` is free and can be written, without leaving anything there.
    pub(super) fn free(folder: &Path) -> Result<Self, Failure> {
        match fs::symlink_metadata(folder) {
            Ok(about) if about.is_symlink() => {
                return Err(Failure::file(format!(
                    "„{}“ ist eine Verknüpfung auf einen anderen Ort.",
                    shown(folder)
                ))
                .hint("Bitte nennen Sie den Ordner selbst."));
            }
            Ok(about) if !about.is_dir() => {
                return Err(unmakable(folder, "Dort liegt eine Datei."));
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(unmakable(folder, &reason(&error))),
        }
        protect::folder(folder)?;
        for name in input::NAMES {
            if fs::symlink_metadata(folder.join(name)).is_ok() {
                return Err(taken(folder, name));
            }
        }
        let place = Self {
            folder: folder.to_owned(),
            file: folder.join(input::NAMES[0]),
        };
        place.try_out()?;
        Ok(place)
    }

    /// The file to be written.
    pub(super) fn file(&self) -> &Path {
        &self.file
    }

    /// The name of the folder, also where it was given as `.` or `..`.
    pub(super) fn name(&self) -> String {
        let whole = fs::canonicalize(&self.folder).or_else(|_| std::path::absolute(&self.folder));
        whole
            .ok()
            .and_then(|path| {
                path.file_name()
                    .map(|name| name.to_string_lossy().into_owned())
            })
            .unwrap_or_default()
    }

    /// Writes the file, whole or not at all, and never over another.
    pub(super) fn write(&self, text: &str) -> Result<(), Failure> {
        let is_new = !self.folder.is_dir();
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
            .create(&self.folder)
            .map_err(|error| unmakable(&self.folder, &reason(&error)))?;
        let written = self.fill(text);
        if written.is_err() && is_new {
            // Only an empty folder goes.
            let _ = fs::remove_dir(&self.folder);
        }
        written
    }

    fn fill(&self, text: &str) -> Result<(), Failure> {
        let unwritable = |error: &io::Error| {
            Failure::file(format!(
                "„{}“ lässt sich nicht schreiben. {}",
                shown(&self.file),
                reason(error)
            ))
            .hint("Bitte schaffen Sie Platz oder Zugang, oder wählen Sie einen anderen Ordner.")
        };
        let staged = output::stage(&self.folder, text.as_bytes()).map_err(|e| unwritable(&e))?;
        match staged.persist_noclobber(&self.file) {
            Ok(_) => {}
            Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(taken(&self.folder, input::NAMES[0]));
            }
            Err(failed) => return Err(unwritable(&failed.error)),
        }
        // The name is as safe as the file system makes it; not every one can sync a folder.
        let _ = File::open(&self.folder).and_then(|folder| folder.sync_all());
        Ok(())
    }

    /// A file that vanishes at once shows whether the place can be written: before anybody
    /// answers questions for nothing.
    fn try_out(&self) -> Result<(), Failure> {
        let mut nearest = self.folder.as_path();
        while !nearest.as_os_str().is_empty() && !nearest.is_dir() {
            match nearest.parent() {
                Some(parent) => nearest = parent,
                None => break,
            }
        }
        let nearest = if nearest.as_os_str().is_empty() {
            Path::new(".")
        } else {
            nearest
        };
        tempfile::Builder::new()
            .prefix(".datenpanne-")
            .suffix(".tmp")
            .tempfile_in(nearest)
            .map(|_| ())
            .map_err(|error| unmakable(&self.folder, &reason(&error)))
    }
}

fn unmakable(folder: &Path, why: &str) -> Failure {
    Failure::file(format!(
        "In „{}“ lässt sich kein Vorfall anlegen. {why}",
        shown(folder)
    ))
    .hint("Bitte wählen Sie einen anderen Ordner.")
}

fn taken(folder: &Path, name: &str) -> Failure {
    Failure::input(format!(
        "Im Ordner „{}“ liegt schon eine Datei {name}. Sie bleibt, wie sie ist.",
        shown(folder)
    ))
    .hint("Bitte arbeiten Sie in dieser Datei weiter, oder wählen Sie für einen neuen Vorfall einen anderen Ordner.")
}
