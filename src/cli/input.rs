//! Reading the facts file: finding it, and never more of it than fits.
//!
//! Every input is opened with [`open`]: a pipe or a device in its place is refused, not waited for.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::messages::{Failure, reason, shown};

/// Largest facts file, in bytes: 2 MiB, a hundred times a long one.
pub(crate) const LIMIT: u64 = 2 * 1024 * 1024;

/// Names of a facts file in its folder.
pub(crate) const NAMES: [&str; 2] = ["vorfall.toml", "vorfall.json"];

/// A facts file as it lies on disk.
#[derive(Debug)]
pub(crate) struct Source {
    /// Its path, for messages and for telling TOML from JSON.
    pub(crate) name: String,
    /// Its path.
    pub(crate) path: PathBuf,
    /// The folder it lies in.
    pub(crate) folder: PathBuf,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
}

/// Reads the facts file at `path`, or the one in the folder `path`.
pub(crate) fn read(path: &Path) -> Result<Source, Failure> {
    let is_folder = fs::metadata(path)
        .map_err(|error| unreadable(path, &error))?
        .is_dir();
    let file = if is_folder {
        in_folder(path)?
    } else {
        path.to_owned()
    };
    let bytes = read_limited(&file, LIMIT)?;
    Ok(Source {
        name: shown(&file),
        folder: file.parent().map(Path::to_owned).unwrap_or_default(),
        path: file,
        bytes,
    })
}

fn in_folder(folder: &Path) -> Result<PathBuf, Failure> {
    let found: Vec<_> = NAMES
        .iter()
        .map(|name| folder.join(name))
        .filter(|file| fs::symlink_metadata(file).is_ok())
        .collect();
    match found.as_slice() {
        [file] => Ok(file.clone()),
        [] => Err(Failure::input(format!(
            "Eingabe nicht lesbar: Im Ordner „{}“ liegt keine Datei vorfall.toml.",
            shown(folder)
        ))
        .hint("Bitte geben Sie die Datei mit den Tatsachen an oder den Ordner, in dem sie liegt.")),
        _ => Err(Failure::input(format!(
            "Eingabe nicht eindeutig: Im Ordner „{}“ liegen vorfall.toml und vorfall.json.",
            shown(folder)
        ))
        .hint("Bitte geben Sie die gemeinte Datei an.")),
    }
}

/// What lies there is no ordinary file: a pipe, a socket or a device.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NoFile;

impl fmt::Display for NoFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Das ist keine gewöhnliche Datei, sondern ein Gerät oder eine Leitung zu einem Programm.")
    }
}

impl std::error::Error for NoFile {}

/// `O_NONBLOCK`: opening does not wait for the other end of a pipe. Zero where it is not known.
#[cfg(unix)]
const NONBLOCK: i32 = if cfg!(any(target_os = "linux", target_os = "android")) {
    if cfg!(any(target_arch = "mips", target_arch = "mips64")) {
        0o200
    } else if cfg!(any(target_arch = "sparc", target_arch = "sparc64")) {
        0o40000
    } else {
        0o4000
    }
} else if cfg!(any(
    target_vendor = "apple",
    target_os = "freebsd",
    target_os = "netbsd",
    target_os = "openbsd",
    target_os = "dragonfly"
)) {
    4
} else {
    0
};

/// Opens an ordinary file for reading; links are followed. Anything else is an error at once.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    // Opening some devices does something already.
    ordinary(&fs::metadata(path)?)?;
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, NONBLOCK);
    let file = options.open(path)?;
    // Something else may have taken its place in between.
    ordinary(&file.metadata()?)?;
    Ok(file)
}

fn ordinary(about: &fs::Metadata) -> io::Result<()> {
    if about.is_file() {
        Ok(())
    } else if about.is_dir() {
        Err(io::Error::from(io::ErrorKind::IsADirectory))
    } else {
        Err(io::Error::other(NoFile))
    }
}

/// Reads a file of at most `limit` bytes; of a longer one no more than one byte beyond.
pub(crate) fn read_limited(path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    open(path)
        .and_then(|file| file.take(limit.saturating_add(1)).read_to_end(&mut bytes))
        .map_err(|error| unreadable(path, &error))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit {
        return Err(Failure::input(format!(
            "Eingabe nicht lesbar: „{}“ ist größer als {} KiB.",
            shown(path),
            limit / 1024
        ))
        .hint("Bitte prüfen Sie, ob das die gemeinte Datei ist."));
    }
    Ok(bytes)
}

/// The failure for a path that can't be read.
pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let failure = Failure::input(format!(
        "Eingabe nicht lesbar: „{}“. {}",
        shown(path),
        reason(error)
    ));
    if error.kind() == io::ErrorKind::NotFound {
        failure.hint("Bitte prüfen Sie den Pfad.")
    } else if error.kind() == io::ErrorKind::PermissionDenied {
        failure.hint("Bitte prüfen Sie, ob Sie die Datei lesen dürfen.")
    } else {
        failure
    }
}
