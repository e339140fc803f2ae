//! The user's own data on authorities: `behoerden.toml` or `behoerden.json` beside the facts.

use std::fs;
use std::path::Path;

use super::input::read_limited;
use super::manifest::Digest;
use super::messages::{Console, Failure, shown};
use crate::facts;
use crate::law::Authorities;
use crate::law::authority::overrides::{self, NAMES};

/// Largest file, in bytes.
const LIMIT: u64 = 256 * 1024;

/// The authorities that an incident knows.
pub(crate) struct Known {
    /// Those of this build, with the user's own data over them.
    pub(crate) authorities: Authorities,
    /// The digest of the user's own file, where there is one.
    pub(crate) digest: Option<Digest>,
}

/// Reads the file in `folder`, if there is one.
pub(crate) fn read(folder: &Path, console: Console) -> Result<Known, Failure> {
    let found: Vec<_> = NAMES
        .iter()
        .map(|name| folder.join(name))
        .filter(|file| fs::symlink_metadata(file).is_ok())
        .collect();
    let file = match found.as_slice() {
        [] => {
            return Ok(Known {
                authorities: Authorities::default(),
                digest: None,
            });
        }
        [file] => file,
        _ => {
            return Err(Failure::input(format!(
                "Eingabe nicht eindeutig: Im Ordner „{}“ liegen behoerden.toml und behoerden.json.",
                shown(folder)
            ))
            .hint("Behalten Sie eine der beiden Dateien."));
        }
    };
    let bytes = read_limited(file, LIMIT)?;
    let name = shown(file);
    match overrides::read(&name, &bytes) {
        Ok(own) => Ok(Known {
            authorities: Authorities::shipped().with(&own),
            digest: Some(Digest::of(&bytes)),
        }),
        Err(problems) => {
            let source = String::from_utf8_lossy(&bytes);
            let said = facts::render_problems(&name, &source, &problems, console.colour());
            console.say(said.trim_end());
            Err(
                Failure::input(format!("„{name}“ lässt sich so nicht verwenden."))
                    .hint("Bitte berichtigen Sie die genannten Stellen; geschrieben wurde nichts."),
            )
        }
    }
}

/// The user's own file in `folder` as it lies there, with its name.
pub(crate) fn own_file(folder: &Path) -> Result<Option<(&'static str, Vec<u8>)>, Failure> {
    let found = NAMES
        .iter()
        .find(|name| fs::symlink_metadata(folder.join(name)).is_ok());
    let Some(name) = found else { return Ok(None) };
    Ok(Some((name, read_limited(&folder.join(name), LIMIT)?)))
}

/// The authorities with such a file over them; those of this build where it can't be read.
pub(crate) fn with(name: &str, bytes: &[u8]) -> Authorities {
    overrides::read(name, bytes).map_or_else(
        |_| Authorities::default(),
        |own| Authorities::shipped().with(&own),
    )
}
