//! From a path to facts: the first step of every command on an incident.

use std::path::Path;

use super::input::{self, Source};
use super::messages::{Console, Failure};
use super::steps::{self, Facts};

/// Reads the facts at `path`; prints warnings, or all problems.
pub(crate) fn incident(path: &Path, console: &Console) -> Result<(Source, Facts), Failure> {
    let source = input::read(path)?;
    let facts = facts(&source, console)?;
    Ok((source, facts))
}

/// Reads facts that lie in memory; prints warnings, or all problems.
pub(crate) fn facts(source: &Source, console: &Console) -> Result<Facts, Failure> {
    let read = steps::read_facts(&source.name, &source.bytes, console.colour());
    match read {
        Ok(facts) => {
            if !facts.warnings.is_empty() {
                console.say(facts.warnings.trim_end());
            }
            Ok(facts)
        }
        Err(problems) => {
            console.say(problems.trim_end());
            Err(
                Failure::input(format!("„{}“ lässt sich so nicht verwenden.", source.name))
                    .hint("Bitte berichtigen Sie die genannten Stellen; geschrieben wurde nichts."),
            )
        }
    }
}
