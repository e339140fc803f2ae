//! What a command writes never takes the place of what somebody wrote or of what was released.

use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::input;
use super::messages::{Failure, shown};
use crate::drafts::akte::{FOLDER, HEAD, JOURNAL, LOCK};
use crate::law::authority::overrides;

/// Refuses a file that would replace one of `inputs`, or a file that people write, or one of the
/// case file.
pub(crate) fn file<P: AsRef<Path>>(target: &Path, inputs: &[P]) -> Result<(), Failure> {
    let place = real(target);
    let name = target.file_name().and_then(OsStr::to_str);
    let mut names = input::NAMES.iter().chain(&overrides::NAMES);
    if let Some(name) = name
        && names.any(|own| own.eq_ignore_ascii_case(name))
    {
        return Err(Failure::input(format!(
            "„{}“ wird nicht geschrieben: So heißt eine Datei mit Ihren eigenen Angaben.",
            shown(target)
        ))
        .hint(ELSEWHERE));
    }
    if inputs.iter().any(|input| lies_in(&place, input.as_ref())) {
        return Err(Failure::input(format!(
            "„{}“ wird nicht geschrieben: Daraus liest dieser Lauf.",
            shown(target)
        ))
        .hint(ELSEWHERE));
    }
    outside(&place).map_err(|()| {
        Failure::input(format!(
            "„{}“ wird nicht geschrieben: Der Ort liegt in der Akte eines Vorfalls.",
            shown(target)
        ))
        .hint(ELSEWHERE)
    })
}

/// Refuses a folder that is a case file or lies in one.
pub(crate) fn folder(target: &Path) -> Result<(), Failure> {
    outside(&real(target)).map_err(|()| {
        Failure::input(format!(
            "In „{}“ wird nichts geschrieben: Der Ordner liegt in der Akte eines Vorfalls.",
            shown(target)
        ))
        .hint("In die Akte schreiben nur freigeben und akte. Bitte wählen Sie einen anderen Ort.")
    })
}

const ELSEWHERE: &str = "Bitte wählen Sie mit --ausgabe einen anderen Ort oder Namen.";

/// Whether `place` is the input, or lies in it where it is a folder.
fn lies_in(place: &Path, input: &Path) -> bool {
    fs::canonicalize(input).is_ok_and(|input| place.starts_with(input))
}

fn outside(place: &Path) -> Result<(), ()> {
    if place.ancestors().any(is_case_file) {
        Err(())
    } else {
        Ok(())
    }
}

/// A folder `akte` with a journal, or beside a facts file, where the journal comes later.
fn is_case_file(folder: &Path) -> bool {
    let name = folder.file_name().and_then(OsStr::to_str);
    let there = |path: PathBuf| fs::symlink_metadata(path).is_ok();
    name.is_some_and(|name| name.eq_ignore_ascii_case(FOLDER))
        && ([JOURNAL, HEAD, LOCK]
            .iter()
            .any(|own| there(folder.join(own)))
            || folder
                .parent()
                .is_some_and(|above| input::NAMES.iter().any(|own| there(above.join(own)))))
}

/// Where a path leads, also one that is not there yet.
fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut place = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => {
                place.pop();
            }
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => {
                place.push(part);
                // Links are followed one by one, so that a way up starts where they lead.
                if let Ok(found) = fs::canonicalize(&place) {
                    place = found;
                }
            }
        }
    }
    place
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_own_files_of_people_and_the_case_file_stay() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        fs::create_dir_all(at("fall/akte/versionen")).unwrap();
        fs::create_dir_all(at("akte/2026")).unwrap();
        fs::write(at("fall/vorfall.toml"), "x").unwrap();
        fs::write(at("alt.toml"), "x").unwrap();
        let input = at("alt.toml");
        let refused = |name: &str| file(&at(name), &[&input]).is_err();
        for name in [
            "alt.toml",
            "fall/../alt.toml",
            "vorfall.toml",
            "Vorfall.JSON",
            "neu/behoerden.toml",
            "fall/akte/journal.jsonl",
            "fall/akte/versionen/x.html",
            "fall/neu/../akte/x.html",
        ] {
            assert!(refused(name), "{name}");
        }
        // A folder of this name that holds no case file is one like any other.
        for name in ["neu.html", "fall/x.html", "akte/2026/x.html", "akte/x.html"] {
            assert!(!refused(name), "{name}");
        }
        assert!(folder(&at("fall/akte")).is_err());
        assert!(folder(&at("fall/akte/neu")).is_err());
        assert!(folder(&at("fall")).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_hide_where_a_path_leads() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        fs::create_dir_all(at("fall/akte")).unwrap();
        fs::write(at("fall/vorfall.toml"), "x").unwrap();
        fs::write(at("alt.toml"), "x").unwrap();
        symlink(at("fall/akte"), at("ausgabe")).unwrap();
        symlink(at("alt.toml"), at("neu.html")).unwrap();
        assert!(folder(&at("ausgabe")).is_err());
        assert!(file(&at("ausgabe/../akte/x.html"), &[] as &[&Path]).is_err());
        assert!(file(&at("neu.html"), &[at("alt.toml")]).is_err());
    }
}
