//! An opinion: recorded with its text, and no approval.

use chrono::{DateTime, FixedOffset};

use super::super::akte::{Writer, texts};
use super::super::messages::{Console, Exit, Failure, clean};
use super::super::reading;
use super::{Approver, Freigeben, digest, reference};
use crate::drafts::akte::{Content, Stellungnahme};

/// Records an opinion on a version, or on the facts as they are now.
pub(super) fn record(
    options: &Freigeben,
    approver: &Approver,
    text: &str,
    now: DateTime<FixedOffset>,
    console: &Console,
) -> Result<Exit, Failure> {
    let text = texts::text("--stellungnahme", text)?;
    texts::readable(&options.beleg)?;
    let (source, facts) = reading::incident(&options.vorfall, console)?;
    let reference = reference(&facts)?;
    let mut writer = Writer::open(&source.folder, reference, now, console)?;
    let versions = writer.case_file.journal.versions();
    let today = digest(&source);
    let version = match options.version {
        Some(number) => Some(
            versions
                .iter()
                .find(|version| version.number == number)
                .ok_or_else(|| {
                    Failure::input(format!("Version {number} liegt nicht in der Akte."))
                })?,
        ),
        None => versions
            .iter()
            .rev()
            .find(|version| version.about.fakten == today),
    };
    let number = version.map(|version| version.number);
    let fakten = version.map_or(today, |version| version.about.fakten.clone());
    let files = texts::proofs(writer.next(), &options.beleg)?;
    let entry = writer.enter(files, |dateien| {
        Content::Stellungnahme(Stellungnahme {
            version: number,
            fakten,
            durch: approver.by.clone(),
            rolle: approver.role.clone(),
            text,
            dateien,
        })
    })?;
    let about = number.map_or_else(
        || "zu den Tatsachen, wie sie jetzt sind".to_owned(),
        |number| format!("zu Version {number}"),
    );
    console.say(&format!(
        "{reference}: Stellungnahme von {} ({}) {about} steht als Eintrag {} in der Akte. Sie ist keine Freigabe.",
        clean(&approver.by),
        clean(&approver.role),
        entry.number
    ));
    Ok(Exit::Done)
}
