//! Reading the user's own templates (`--vorlagen`): every `.j2` file of a folder, by its path
//! below that folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::input::{read_limited, unreadable};
use super::messages::{Failure, shown};

/// Templates by name (`meldung.md.j2`, `teile/kopf.md.j2`).
pub(crate) type Overrides = BTreeMap<String, String>;

const FILE_LIMIT: u64 = 1024 * 1024;
const COUNT_LIMIT: usize = 500;
const DEPTH_LIMIT: usize = 5;

/// Reads all templates in `folder`; none where the user has none.
pub(crate) fn read(folder: Option<&Path>) -> Result<Overrides, Failure> {
    let mut found = Overrides::new();
    let Some(folder) = folder else {
        return Ok(found);
    };
    collect(folder, "", 0, &mut found)?;
    if found.is_empty() {
        return Err(Failure::input(format!(
            "Im Vorlagenordner „{}“ liegt keine Vorlage.",
            shown(folder)
        ))
        .hint("Vorlagen heißen wie die mitgelieferten, zum Beispiel meldung.md.j2."));
    }
    Ok(found)
}

fn collect(
    folder: &Path,
    prefix: &str,
    depth: usize,
    found: &mut Overrides,
) -> Result<(), Failure> {
    let entries = fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    for entry in entries {
        let path = entry.map_err(|error| unreadable(folder, &error))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if name.starts_with('.') {
            continue;
        }
        let about = fs::metadata(&path).map_err(|error| unreadable(&path, &error))?;
        if about.is_dir() {
            if depth < DEPTH_LIMIT {
                collect(&path, &format!("{prefix}{name}/"), depth + 1, found)?;
            }
        } else if name.ends_with(".j2") {
            let text = String::from_utf8(read_limited(&path, FILE_LIMIT)?).map_err(|_| {
                Failure::input(format!(
                    "Die Vorlage „{}“ ist kein UTF-8-Text.",
                    shown(&path)
                ))
            })?;
            if found.len() >= COUNT_LIMIT {
                return Err(Failure::input(format!(
                    "Im Vorlagenordner liegen mehr als {COUNT_LIMIT} Vorlagen."
                )));
            }
            found.insert(format!("{prefix}{name}"), text);
        }
    }
    Ok(())
}
