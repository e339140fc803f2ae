//! Keeping a draft, where somebody asks for it: `erzeugen --aufbewahren`.

use chrono::{DateTime, FixedOffset};

use super::super::input::Source;
use super::super::manifest::Digest;
use super::super::messages::{Console, Failure};
use super::super::output::OutFile;
use super::{Writer, texts};
use crate::drafts::akte::{Content, Entwurf};

/// Keeps written files and the facts they were made from under `entwuerfe/NNNN`.
pub(crate) fn draft(
    source: &Source,
    reference: &str,
    documents: &[&'static str],
    files: &[&OutFile],
    now: DateTime<FixedOffset>,
    console: &Console,
) -> Result<(), Failure> {
    let mut writer = Writer::open(&source.folder, reference, now, console)?;
    let folder = format!("entwuerfe/{:04}", writer.next());
    let facts = texts::facts_name(source);
    let mut kept = vec![(format!("{folder}/{facts}"), source.bytes.clone())];
    for file in files {
        kept.push((
            format!("{folder}/dokumente/{}", file.name),
            file.bytes.clone(),
        ));
    }
    let entry = writer.enter(kept, |dateien| {
        Content::Entwurf(Entwurf {
            dokumente: documents.iter().map(|name| (*name).to_owned()).collect(),
            fakten: Digest::of(&source.bytes).digits().to_owned(),
            dateien,
        })
    })?;
    console.say(&format!(
        "{reference}: als Entwurf aufbewahrt, Eintrag {} der Akte.",
        entry.number
    ));
    Ok(())
}
