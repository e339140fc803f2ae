//! From a path to facts: the first step of every command on an incident.

use std::path::Path;

use super::input::{self, Source};
use super::messages::{Console, Failure};
use super::steps::{self, Facts};
use crate::law::authority::overrides;

/// Reads the facts at `path` and the user's own data on authorities beside them; prints warnings,
/// or all problems.
pub(crate) fn incident(path: &Path, console: &Console) -> Result<(Source, Facts), Failure> {
    let source = input::read(path)?;
    let read = steps::read_facts(&source.name, &source.bytes, console.colour());
    let mut facts = or_problems(read, &source.name, console)?;
    if !facts.warnings.is_empty() {
        console.say(facts.warnings.trim_end());
    }
    if let Some(own) = input::read_beside(&source.folder, overrides::NAMES)? {
        let read = steps::read_authorities(&own.name, &own.bytes, console.colour());
        let authorities = or_problems(read, &own.name, console)?;
        facts.case = facts.case.with_authorities(authorities);
        facts.own_authorities = Some(own.bytes);
    }
    Ok((source, facts))
}

/// What was read, or all its problems on the console.
fn or_problems<T>(read: Result<T, String>, name: &str, console: &Console) -> Result<T, Failure> {
    read.map_err(|problems| {
        console.say(problems.trim_end());
        Failure::input(format!("„{name}“ lässt sich so nicht verwenden."))
            .hint("Bitte berichtigen Sie die genannten Stellen; geschrieben wurde nichts.")
    })
}
