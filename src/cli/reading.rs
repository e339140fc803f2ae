//! From a path to facts: the first step of every command on an incident.

use std::path::Path;

use super::input::{self, Source};
use super::logo;
use super::messages::{Console, Failure};
use super::steps::{self, Facts};
use super::{authorities, earlier};

/// Reads the facts at `path` and the user's own data on authorities beside them; prints warnings,
/// or all problems.
pub(crate) fn incident(path: &Path, console: &Console) -> Result<(Source, Facts), Failure> {
    let source = input::read(path)?;
    let read = steps::read_facts(&source.name, &source.bytes, console.colour());
    let mut facts = read.map_err(|problems| {
        console.say(problems.trim_end());
        Failure::input(format!("„{}“ lässt sich so nicht verwenden.", source.name))
            .hint("Bitte berichtigen Sie die genannten Stellen; geschrieben wurde nichts.")
    })?;
    if !facts.warnings.is_empty() {
        console.say(facts.warnings.trim_end());
    }
    let known = authorities::read(&source.folder, *console)?;
    let released = earlier::read(&source.folder, console)?;
    facts.case = facts
        .case
        .with_authorities(known.authorities)
        .with_earlier(released);
    facts.own_authorities = known.digest;
    facts.look = logo::read(&facts.case.incident().gestaltung, &source.folder);
    Ok((source, facts))
}
