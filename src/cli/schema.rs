//! `schema`: the JSON Schema of the facts file, for editors that complete and check with it.

use super::messages::{Console, Exit, Failure};
use super::steps;

/// Prints the schema.
pub(crate) fn run(console: &Console) -> Result<Exit, Failure> {
    let mut text = serde_json::to_vec_pretty(&steps::schema())
        .map_err(|_| Failure::file("Das Schema ließ sich nicht bilden."))?;
    text.push(b'\n');
    console.result(&text)?;
    Ok(Exit::Done)
}
