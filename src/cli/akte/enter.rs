//! `akte … eintragen`: what happened to the documents.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::super::clock;
use super::super::messages::{Console, Exit, Failure, clean, clean_lines};
use super::args::{Eingang, Vermerk, Versand};
use super::{Writer, say, texts};
use crate::drafts::akte::{self, Content, Datei, Entry, FOLDER};
use crate::facts::Zeitpunkt;

/// A document went out.
pub(super) fn sent(
    options: &Versand,
    folder: &Path,
    reference: &str,
    console: &Console,
) -> Result<Exit, Failure> {
    let now = clock::stated(options.jetzt.as_deref())?;
    let an = texts::name("--an", &options.an)?;
    let durch = texts::name_if("--durch", options.durch.as_deref())?;
    let am = when(options.am.as_deref(), now)?;
    texts::readable(&options.beleg)?;
    let mut writer = Writer::open(folder, reference, now, console)?;
    let journal = &writer.case_file.journal;
    let version = match options.version {
        Some(number) => journal.versions().iter().find(|v| v.number == number),
        None => journal.released().find(|version| {
            options
                .dokument
                .iter()
                .all(|name| version.has_document(name))
        }),
    };
    let version = version.ok_or_else(|| {
        Failure::input(match options.version {
            Some(number) => format!("Version {number} gibt es in der Akte nicht."),
            None => "Eine freigegebene Version mit diesen Dokumenten gibt es in der Akte nicht.".to_owned(),
        })
        .hint("Was in der Akte steht, zeigt: datenpanne akte VORFALL. Eine Version entsteht mit datenpanne freigeben.")
    })?;
    if let Some(missing) = options
        .dokument
        .iter()
        .find(|name| !version.has_document(name))
    {
        return Err(Failure::input(format!(
            "Version {} enthält kein Dokument „{missing}“.",
            version.number
        ))
        .hint(format!(
            "Sie enthält: {}.",
            version.about.dokumente.join(", ")
        )));
    }
    if version.released().is_none() {
        console.warn(&format!(
            "Version {} war nicht freigegeben. Der Versand wird festgehalten, wie er war; holen Sie die Freigabe nach.",
            version.number
        ));
    }
    let number = version.number;
    let dokumente = version
        .about
        .dokumente
        .iter()
        .filter(|name| options.dokument.contains(name))
        .cloned()
        .collect();
    let entry = with_proofs(&mut writer, &options.beleg, |dateien| {
        Content::Versand(akte::Versand {
            dokumente,
            version: number,
            an,
            weg: options.weg.clone(),
            am,
            durch,
            dateien,
        })
    })?;
    said(&entry, reference, console);
    Ok(Exit::Done)
}

/// Something came in.
pub(super) fn received(
    options: &Eingang,
    folder: &Path,
    reference: &str,
    console: &Console,
) -> Result<Exit, Failure> {
    let now = clock::stated(options.jetzt.as_deref())?;
    let von = texts::name_if("--von", options.von.as_deref())?;
    let aktenzeichen = texts::name_if("--aktenzeichen", options.aktenzeichen.as_deref())?;
    let kennung = texts::name_if("--kennung", options.kennung.as_deref())?;
    let text = match &options.text {
        Some(text) => Some(texts::text("--text", text)?),
        None => None,
    };
    let am = when(options.am.as_deref(), now)?;
    texts::readable(&options.beleg)?;
    let mut writer = Writer::open(folder, reference, now, console)?;
    let entry = with_proofs(&mut writer, &options.beleg, |dateien| {
        Content::Eingang(akte::Eingang {
            von,
            aktenzeichen: aktenzeichen.clone(),
            portal_kennung: kennung.clone(),
            am,
            text,
            dateien,
        })
    })?;
    said(&entry, reference, console);
    let mut lines = Vec::new();
    for (key, value) in [("aktenzeichen", aktenzeichen), ("kennung", kennung)] {
        if let Some(value) = value {
            lines.push(format!("  {key} = {}", toml::Value::String(value)));
        }
    }
    if let Some(file) = entry.content.files().first() {
        lines.push(format!(
            "  nachweis = {}",
            toml::Value::String(format!("{FOLDER}/{}", file.datei))
        ));
    }
    if !lines.is_empty() {
        console.note(
            "Damit es auch in den Dokumenten steht, schreiben Sie in die Tatsachendatei unter die Meldung, zu der es \
             gehört ([[meldung.eingereicht]]):",
        );
        for line in lines {
            console.say(&clean_lines(&line));
        }
    }
    Ok(Exit::Done)
}

/// A remark.
pub(super) fn remark(
    options: &Vermerk,
    folder: &Path,
    reference: &str,
    console: &Console,
) -> Result<Exit, Failure> {
    let now = clock::stated(options.jetzt.as_deref())?;
    let text = texts::text("--text", &options.text)?;
    let durch = texts::name_if("--durch", options.durch.as_deref())?;
    texts::readable(&options.beleg)?;
    let mut writer = Writer::open(folder, reference, now, console)?;
    let entry = with_proofs(&mut writer, &options.beleg, |dateien| {
        Content::Vermerk(akte::Vermerk {
            text,
            durch,
            dateien,
        })
    })?;
    said(&entry, reference, console);
    Ok(Exit::Done)
}

fn with_proofs(
    writer: &mut Writer,
    proofs: &[PathBuf],
    content: impl FnOnce(Vec<Datei>) -> Content,
) -> Result<Entry, Failure> {
    let files = texts::proofs(writer.next(), proofs)?;
    writer.enter(files, content)
}

fn said(entry: &Entry, reference: &str, console: &Console) {
    console.say(&format!(
        "{reference}: Eintrag {} steht in der Akte. {}",
        entry.number,
        clean(&say::entry(entry))
    ));
}

/// When it happened: as stated, else now.
fn when(given: Option<&str>, now: DateTime<FixedOffset>) -> Result<String, Failure> {
    let time = match given {
        None => Zeitpunkt::new(now),
        Some(text) => Zeitpunkt::parse(text).map_err(|_| {
            Failure::input(format!(
                "„{}“ ist für --am kein verständlicher Zeitpunkt.",
                clean(text)
            ))
            .hint(
                "Möglich sind zum Beispiel 2021-10-17T16:20:00+02:00, 2021-10-17T16:20 (deutsche Ortszeit) oder \
                 2021-10-17. In der Nacht der Zeitumstellung hilft die Angabe mit +01:00 oder +02:00.",
            )
        })?,
    };
    if time.bei() > now {
        return Err(Failure::input(
            "Der Zeitpunkt unter --am liegt in der Zukunft.",
        )
        .hint("Die Akte hält fest, was geschehen ist. Stimmt die Uhr des Rechners (oder --jetzt)?"));
    }
    Ok(time.to_string())
}
