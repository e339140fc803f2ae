//! Writing documents: for the owner alone, whole or not at all.
//!
//! All files of a run are first written and synced under temporary names in the target folder.
//! Only when every one of them is safe on disk do they take their names, the manifest last.
//! The manifest of an earlier run is removed before, so that a manifest never speaks of files
//! that are not its own.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::messages::{Failure, reason, shown};
use super::protect;
use crate::parallel;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OutFile {
    /// Its name in the target folder.
    pub(crate) name: String,
    /// Its content.
    pub(crate) bytes: Vec<u8>,
}

/// Writes `files` and then `manifest` into the folder `below`/`reference`; returns the paths in
/// the order written.
pub(crate) fn write(
    below: &Path,
    reference: &str,
    files: &[OutFile],
    manifest: &OutFile,
) -> Result<Vec<PathBuf>, Failure> {
    let folder = below.join(reference);
    make_folder(&folder)?;
    let all: Vec<&OutFile> = files.iter().chain([manifest]).collect();
    let mut staged = Vec::new();
    for made in parallel::map_waiting(&all, |file| stage_for(&folder, file)) {
        staged.push(made?);
    }
    let old_manifest = folder.join(&manifest.name);
    match fs::remove_file(&old_manifest) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(unwritable(&old_manifest, &error));
        }
        Ok(()) | Err(_) => {}
    }
    let mut written = Vec::new();
    for (temporary, target) in staged {
        temporary
            .persist(&target)
            .map_err(|failed| unwritable(&target, &failed.error))?;
        written.push(target);
    }
    // The names are as safe as the file system makes them; not every one can sync a folder.
    let _ = File::open(&folder).and_then(|folder| folder.sync_all());
    Ok(written)
}

/// Writes files into `folder` as they are, without a manifest; returns their paths in order.
pub(crate) fn write_files(folder: &Path, files: &[OutFile]) -> Result<Vec<PathBuf>, Failure> {
    make_folder(folder)?;
    let all: Vec<&OutFile> = files.iter().collect();
    let mut staged = Vec::new();
    for made in parallel::map_waiting(&all, |file| stage_for(folder, file)) {
        staged.push(made?);
    }
    let mut written = Vec::new();
    for (temporary, target) in staged {
        temporary
            .persist(&target)
            .map_err(|failed| unwritable(&target, &failed.error))?;
        written.push(target);
    }
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(written)
}

/// Files of `folder` whose names this program gives, but which are not among `written`.
pub(crate) fn left_over(
    folder: &Path,
    is_ours: impl Fn(&str) -> bool,
    written: &[PathBuf],
) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.file_name().to_str().is_some_and(&is_ours))
        .map(|entry| entry.path())
        .filter(|path| !written.contains(path))
        .collect();
    found.sort();
    found
}

fn make_folder(folder: &Path) -> Result<(), Failure> {
    protect::folder(folder)?;
    if fs::symlink_metadata(folder).is_ok_and(|about| about.is_symlink()) {
        return Err(Failure::file(format!(
            "Der Ausgabeordner „{}“ ist eine Verknüpfung auf einen anderen Ort.",
            shown(folder)
        ))
        .hint(
            "Bitte entfernen Sie die Verknüpfung oder wählen Sie mit --ausgabe einen anderen Ort.",
        ));
    }
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| {
        let why = if error.kind() == io::ErrorKind::AlreadyExists {
            "Dort liegt eine Datei.".to_owned()
        } else {
            reason(&error)
        };
        Failure::file(format!(
            "Der Ausgabeordner „{}“ lässt sich nicht anlegen. {why}",
            shown(folder)
        ))
        .hint("Bitte wählen Sie mit --ausgabe einen anderen Ort.")
    })
}

/// Writes a file of a run under a temporary name; returns it with the name it is to take.
fn stage_for(folder: &Path, file: &OutFile) -> Result<(NamedTempFile, PathBuf), Failure> {
    let target = folder.join(&file.name);
    if fs::symlink_metadata(&target).is_ok_and(|about| about.is_dir()) {
        return Err(Failure::file(format!(
            "„{}“ lässt sich nicht schreiben: Dort liegt ein Ordner.",
            shown(&target)
        ))
        .hint(
            "Bitte benennen Sie den Ordner um oder wählen Sie mit --ausgabe einen anderen Ort.",
        ));
    }
    let temporary = stage(folder, &file.bytes).map_err(|error| unwritable(&target, &error))?;
    Ok((temporary, target))
}

/// Writes `bytes` to a temporary file of the owner (0600), which disappears if nobody keeps it.
pub(crate) fn stage(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut temporary = tempfile::Builder::new()
        .prefix(".datenpanne-")
        .suffix(".tmp")
        .tempfile_in(folder)?;
    fill(temporary.as_file_mut(), bytes)?;
    Ok(temporary)
}

fn fill(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

fn unwritable(target: &Path, error: &io::Error) -> Failure {
    Failure::file(format!(
        "„{}“ lässt sich nicht schreiben. {}",
        shown(target),
        reason(error)
    ))
    .hint("Bitte schaffen Sie Platz oder Zugang, oder wählen Sie mit --ausgabe einen anderen Ort.")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> OutFile {
        OutFile {
            name: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn the_manifest_comes_last_and_nothing_is_left_behind() {
        let dir = tempfile::tempdir().unwrap();
        let manifest = file("manifest.json", "{}");
        let written = write(dir.path(), "a-1", &[file("meldung.txt", "x")], &manifest).unwrap();
        let folder = dir.path().join("a-1");
        assert_eq!(
            written,
            [folder.join("meldung.txt"), folder.join("manifest.json")]
        );
        assert_eq!(names(&folder), ["manifest.json", "meldung.txt"]);
    }

    #[test]
    fn a_failed_run_leaves_the_earlier_one_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let manifest = file("manifest.json", "alt");
        write(dir.path(), "a-1", &[file("meldung.txt", "alt")], &manifest).unwrap();
        let folder = dir.path().join("a-1");
        fs::create_dir(folder.join("meldung.pdf")).unwrap();
        let again = [file("meldung.txt", "neu"), file("meldung.pdf", "neu")];
        let failure = write(dir.path(), "a-1", &again, &file("manifest.json", "neu")).unwrap_err();
        assert!(failure.message.contains("Dort liegt ein Ordner"));
        assert_eq!(
            names(&folder),
            ["manifest.json", "meldung.pdf", "meldung.txt"]
        );
        for name in ["manifest.json", "meldung.txt"] {
            assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), "alt");
        }
    }

    #[cfg(unix)]
    #[test]
    fn files_and_folders_belong_to_their_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let below = dir.path().join("x/y");
        write(&below, "a-1", &[file("b", "")], &file("m", "")).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&dir.path().join("x")), 0o700);
        assert_eq!(mode(&below.join("a-1")), 0o700);
        assert_eq!(mode(&below.join("a-1/b")), 0o600);
        assert_eq!(mode(&below.join("a-1/m")), 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_replaced_and_never_written_through() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().unwrap();
        let elsewhere = dir.path().join("fremd");
        fs::write(&elsewhere, "fremd").unwrap();
        fs::create_dir(dir.path().join("a-1")).unwrap();
        symlink(&elsewhere, dir.path().join("a-1/b")).unwrap();
        write(dir.path(), "a-1", &[file("b", "neu")], &file("m", "")).unwrap();
        assert_eq!(fs::read_to_string(&elsewhere).unwrap(), "fremd");
        assert_eq!(fs::read_to_string(dir.path().join("a-1/b")).unwrap(), "neu");
        symlink(dir.path().join("a-1"), dir.path().join("a-2")).unwrap();
        let failure = write(dir.path(), "a-2", &[], &file("m", "")).unwrap_err();
        assert!(failure.message.contains("Verknüpfung"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_said_in_german() {
        let mut full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let error = fill(&mut full, b"x").unwrap_err();
        let failure = unwritable(Path::new("ausgabe/a/meldung.pdf"), &error);
        assert!(failure.message.contains("Der Datenträger ist voll."));
    }
}
