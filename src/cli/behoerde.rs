use super::args::Behoerde;
use super::messages::*;
pub(crate) fn run(_o: &Behoerde, _c: &Console) -> Result<Exit, Failure> {
    Ok(Exit::Done)
}
