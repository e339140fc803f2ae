//! Entries in words.

use crate::drafts::akte::{Content, Datei, Entry, FOLDER, Freigabe};
use crate::facts::Zeitpunkt;
use crate::law::words;

/// What an entry says, in a sentence or two.
pub(super) fn entry(entry: &Entry) -> String {
    match &entry.content {
        Content::Freigabe(approval) => self::approval(approval),
        Content::Stellungnahme(opinion) => {
            let about = opinion.version.map_or_else(
                || "zu den Tatsachen ohne Version".to_owned(),
                |number| format!("zu Version {number}"),
            );
            format!(
                "Stellungnahme {about} von {} ({}): {}{}",
                opinion.durch,
                opinion.rolle,
                opinion.text,
                proofs(&opinion.dateien)
            )
        }
        Content::Versand(sent) => format!(
            "Versand von {} (Version {}) an {}, {}, am {}{}.{}",
            sent.dokumente.join(", "),
            sent.version,
            sent.an,
            way(&sent.weg),
            when(&sent.am),
            by(sent.durch.as_deref()),
            proofs(&sent.dateien)
        ),
        Content::Eingang(received) => {
            let from = received
                .von
                .as_ref()
                .map(|von| format!(" von {von}"))
                .unwrap_or_default();
            let mut parts = Vec::new();
            if let Some(number) = &received.aktenzeichen {
                parts.push(format!("Aktenzeichen {number}"));
            }
            if let Some(number) = &received.portal_kennung {
                parts.push(format!("Kennung {number}"));
            }
            parts.extend(received.text.clone());
            let parts = if parts.is_empty() {
                ".".to_owned()
            } else {
                format!(": {}.", parts.join(", ").trim_end_matches('.'))
            };
            format!(
                "Eingang{from} am {}{parts}{}",
                when(&received.am),
                proofs(&received.dateien)
            )
        }
        Content::Entwurf(draft) => {
            format!("Entwurf aufbewahrt: {}.", draft.dokumente.join(", "))
        }
        Content::Loeschung(deletion) => {
            let what: Vec<String> = deletion
                .eintraege
                .iter()
                .map(|gone| match gone.version {
                    Some(number) => format!("Version {number}"),
                    None => format!("Dateien zu Eintrag {}", gone.nr),
                })
                .collect();
            format!(
                "Gelöscht{}: {}. Grund: {}",
                by(deletion.durch.as_deref()),
                what.join(", "),
                deletion.grund
            )
        }
        Content::Vermerk(remark) => format!(
            "Vermerk{}: {}{}",
            by(remark.durch.as_deref()),
            remark.text,
            proofs(&remark.dateien)
        ),
        Content::Beiseite(aside) => format!("{}{}", aside.grund, proofs(&aside.dateien)),
        Content::Fremd { art, .. } => {
            format!("Eintrag der Art „{art}“, den diese Version des Programms nicht kennt.")
        }
    }
}

fn approval(approval: &Freigabe) -> String {
    let what = approval.neu.as_ref().map_or_else(
        || format!("Weitere Freigabe der Version {}", approval.version),
        |new| {
            let drill = if new.uebung { " zur Übung" } else { "" };
            format!(
                "Version {} angelegt ({}) und{drill} freigegeben",
                approval.version,
                new.dokumente.join(", ")
            )
        },
    );
    let despite = approval
        .trotzdem
        .as_ref()
        .map(|reason| format!(" Trotz {}: {reason}", approval.befunde.join(", ")))
        .unwrap_or_default();
    format!(
        "{what} durch {} ({}).{despite}",
        approval.durch, approval.rolle
    )
}

fn by(name: Option<&str>) -> String {
    name.map(|name| format!(" durch {name}"))
        .unwrap_or_default()
}

fn proofs(files: &[Datei]) -> String {
    if files.is_empty() {
        return String::new();
    }
    let names: Vec<String> = files
        .iter()
        .map(|file| format!("{FOLDER}/{}", file.datei))
        .collect();
    let noun = if names.len() == 1 { "Beleg" } else { "Belege" };
    format!(" {noun}: {}", names.join(", "))
}

/// A way in words.
fn way(key: &str) -> &str {
    match key {
        "portal" => "über das Portal",
        "email" => "per E-Mail",
        "post" => "per Post",
        "fax" => "per Fax",
        "telefon" => "telefonisch",
        "persoenlich" => "persönlich",
        "webseite" => "auf der Internetseite",
        "notfallseite" => "auf der Notfallseite",
        "aushang" => "durch Aushang",
        "amtsblatt" => "im Amtsblatt",
        "presse" => "über die Presse",
        "soziale_medien" => "in sozialen Medien",
        "sonstige" => "auf anderem Weg",
        other => other,
    }
}

/// A time as the journal writes it, in words.
pub(super) fn when(text: &str) -> String {
    match Zeitpunkt::parse(text) {
        Ok(time) if time.nur_datum() => words::date(time.datum()),
        Ok(time) => words::time(time.bei()),
        Err(_) => text.to_owned(),
    }
}
