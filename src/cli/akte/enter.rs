//! `akte … eintragen`: what happened to the documents.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::super::clock;
use super::super::messages::{Console, Exit, Failure, Problems, clean, clean_lines};
use super::args::{Eingang, Vermerk, Versand};
use super::{Writer, say, texts};
use crate::drafts::akte::{self, Content, Datei, Entry, FOLDER, Version};
use crate::facts::Zeitpunkt;

/// A document went out.
pub(super) fn sent(
    options: &Versand,
    folder: &Path,
    reference: &str,
    console: &Console,
) -> Result<Exit, Failure> {
    let mut problems = Problems::default();
    let now = problems.take(clock::stated(options.jetzt.as_deref()));
    let an = problems.take(texts::name("--an", &options.an));
    let durch = problems.take(texts::name_if("--durch", options.durch.as_deref()));
    let am = problems.take(when(options.am.as_deref(), now));
    problems.take(texts::readable(&options.beleg));
    let given = (|| Some((now?, an?, durch?, am?)))();
    let (now, an, durch, am) = problems.all(given)?;
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
    unaltered(&writer, version, &options.dokument)?;
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

/// What is said to have gone out must be what was released: the files of these documents, as the
/// journal names them. Where they were deleted after their time, nothing is left to compare.
fn unaltered(writer: &Writer, version: &Version, documents: &[String]) -> Result<(), Failure> {
    if !version.is_kept() {
        return Ok(());
    }
    let of_documents = version.document_files().filter(|file| {
        documents.iter().any(|name| {
            let rest = file.name().strip_prefix(name.as_str());
            rest.is_some_and(|rest| rest.starts_with(['.', '-']))
        })
    });
    for file in of_documents {
        writer.case_file.file(file).map_err(|failure| {
            Failure::input(format!(
                "Der Versand wird nicht eingetragen, denn Version {} ist nicht mehr, was freigegeben wurde. {}",
                version.number, failure.message
            ))
            .hint(
                "Holen Sie die Datei aus der Sicherung und wiederholen Sie den Befehl. Ging etwas anderes hinaus, als \
                 freigegeben wurde, halten Sie es mit „eintragen vermerk“ fest.",
            )
        })?;
    }
    Ok(())
}

/// Something came in.
pub(super) fn received(
    options: &Eingang,
    folder: &Path,
    reference: &str,
    console: &Console,
) -> Result<Exit, Failure> {
    let mut problems = Problems::default();
    let now = problems.take(clock::stated(options.jetzt.as_deref()));
    let von = problems.take(texts::name_if("--von", options.von.as_deref()));
    let aktenzeichen = problems.take(texts::name_if(
        "--aktenzeichen",
        options.aktenzeichen.as_deref(),
    ));
    let kennung = problems.take(texts::name_if("--kennung", options.kennung.as_deref()));
    let text = options.text.as_deref();
    let text = problems.take(text.map(|text| texts::text("--text", text)).transpose());
    let am = problems.take(when(options.am.as_deref(), now));
    problems.take(texts::readable(&options.beleg));
    let given = (|| Some((now?, von?, aktenzeichen?, kennung?, text?, am?)))();
    let (now, von, aktenzeichen, kennung, text, am) = problems.all(given)?;
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
    let mut problems = Problems::default();
    let now = problems.take(clock::stated(options.jetzt.as_deref()));
    let text = problems.take(texts::text("--text", &options.text));
    let durch = problems.take(texts::name_if("--durch", options.durch.as_deref()));
    problems.take(texts::readable(&options.beleg));
    let given = (|| Some((now?, text?, durch?)))();
    let (now, text, durch) = problems.all(given)?;
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

/// When it happened: as stated, else now; without a now, only whether the statement can be read.
fn when(given: Option<&str>, now: Option<DateTime<FixedOffset>>) -> Result<String, Failure> {
    let time = match given {
        None => return Ok(now.map_or_else(String::new, |now| Zeitpunkt::new(now).to_string())),
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
    if now.is_some_and(|now| time.bei() > now) {
        return Err(Failure::input(
            "Der Zeitpunkt unter --am liegt in der Zukunft.",
        )
        .hint("Die Akte hält fest, was geschehen ist. Stimmt die Uhr des Rechners (oder --jetzt)?"));
    }
    Ok(time.to_string())
}
