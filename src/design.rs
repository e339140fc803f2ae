//! From `[gestaltung]` and the file it names to the look of the documents, and what stands against it.
//!
//! A logo that cannot be used is a warning: documents are made without it. A colour in which words
//! could not be read is made darker for words, and that is said.

use std::sync::Arc;

use crate::document::DOCUMENTS;
use crate::facts::{FieldPath, Gestaltung};
use crate::law::findings::{Finding, Grade, Level, Rule};
use crate::render::design::colour::{LINES, WHITE};
use crate::render::design::picture::{PLACE, PNG_LIMIT};
use crate::render::design::{Colour, Design, Logo, Palette, Picture, PictureError};

/// Fewest pixels an inch that look sharp on paper.
const DENSITY: f32 = 200.0;

const LOGO: &str = "gestaltung.logo";
const COLOUR: &str = "gestaltung.farbe";

const fn rule(
    code: &'static str,
    level: Level,
    path: &'static str,
    article: &'static str,
    message: &'static str,
    hint: &'static str,
) -> Rule {
    Rule {
        code,
        grade: Grade::Always(level),
        path,
        article,
        message,
        hint,
        documents: DOCUMENTS,
    }
}

/// The file cannot be found where it may lie.
const PLACE_OF_FILE: Rule = rule(
    "G001",
    Level::Warnung,
    LOGO,
    "Gestaltung",
    "Das Logo fehlt: Unter diesem Namen liegt keine lesbare Datei im Ordner der Tatsachendatei oder darunter. \
     Die Dokumente entstehen ohne Logo.",
    "Legen Sie das Bild neben die Tatsachendatei und nennen Sie nur seinen Namen, zum Beispiel: logo = \"wappen.svg\". \
     Pfade aus dem Ordner hinaus, auch über Verknüpfungen, folgt das Programm nicht.",
);
/// The file is no picture that can be drawn.
const KIND_OF_FILE: Rule = rule(
    "G002",
    Level::Warnung,
    LOGO,
    "Gestaltung",
    "Das Logo ist nicht verwendbar. Die Dokumente entstehen ohne Logo.",
    "Speichern Sie das Bild als PNG oder als einfaches SVG: Schrift in Pfade umgewandelt, ohne eingebettete \
     Bilder, Skripte, Filter und Verweise auf andere Dateien.",
);
/// The file is too large.
const SIZE_OF_FILE: Rule = rule(
    "G003",
    Level::Warnung,
    LOGO,
    "Gestaltung",
    "Das Logo ist zu groß: höchstens 8 MiB und 32 Millionen Bildpunkte sind möglich, bei SVG 1 MiB. \
     Die Dokumente entstehen ohne Logo.",
    "Speichern Sie das Bild kleiner. Für den Druck genügen 1.400 Bildpunkte in der Breite.",
);
/// Too few pixels.
const SHARPNESS: Rule = rule(
    "G004",
    Level::Hinweis,
    LOGO,
    "Gestaltung",
    "Das Logo hat für den Druck zu wenige Bildpunkte und kann unscharf aussehen.",
    "Nehmen Sie eine größere Fassung, am besten als SVG.",
);
/// Too little contrast.
const CONTRAST: Rule = rule(
    "G005",
    Level::Hinweis,
    COLOUR,
    "WCAG 2.2, Kriterien 1.4.3 und 1.4.11; BITV 2.0",
    "Die Hausfarbe ist für Schrift auf Weiß zu hell: Schrift braucht ein Kontrastverhältnis von 4,5 : 1, \
     Linien brauchen 3 : 1. Das Programm dunkelt sie ab, bis es erreicht ist.",
    "Wenn die abgedunkelte Farbe nicht zu Ihrem Haus passt, tragen Sie eine dunklere Farbe Ihres Hauses ein.",
);

/// The rules behind the findings.
pub const RULES: [Rule; 5] = [
    PLACE_OF_FILE,
    KIND_OF_FILE,
    SIZE_OF_FILE,
    SHARPNESS,
    CONTRAST,
];

/// What was found under the name of the logo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogoFile {
    /// Nothing that may be read.
    Missing,
    /// More than a logo may have.
    TooLarge,
    /// The file.
    Bytes(Vec<u8>),
}

/// Most bytes that are to be read of a file.
pub const FILE_LIMIT: u64 = PNG_LIMIT;

/// Whether a name leads to a file in the folder of the facts file or below it, as far as names tell.
#[must_use]
pub fn leads_inside(name: &str) -> bool {
    // Other systems read these as parts of a path.
    let is_plain = !name.contains(['\\', ':']) && !name.chars().any(char::is_control);
    is_plain
        && name
            .split('/')
            .all(|part| !part.is_empty() && part != ".." && part != ".")
}

/// The look that a house asks for, and what stands against it.
#[must_use]
pub fn settle(wanted: &Gestaltung, file: Option<LogoFile>) -> (Design, Vec<Finding>) {
    let mut found = Vec::new();
    let logo = file.and_then(|file| logo(wanted, file, &mut found));
    let colour = wanted.farbe.as_deref().and_then(Colour::parse);
    let palette = colour.map(Palette::of);
    found.extend(palette.as_ref().and_then(contrast));
    (Design { logo, palette }, found)
}

fn logo(wanted: &Gestaltung, file: LogoFile, found: &mut Vec<Finding>) -> Option<Logo> {
    let bytes = match file {
        LogoFile::Missing => {
            found.push(finding(&PLACE_OF_FILE));
            return None;
        }
        LogoFile::TooLarge => {
            found.push(finding(&SIZE_OF_FILE));
            return None;
        }
        LogoFile::Bytes(bytes) => bytes,
    };
    let picture = match Picture::read(&bytes) {
        Ok(picture) => picture,
        Err(PictureError::TooLarge) => {
            found.push(finding(&SIZE_OF_FILE));
            return None;
        }
        Err(reason) => {
            found.push(Finding {
                message: format!(
                    "Das Logo ist nicht verwendbar: {reason}. Die Dokumente entstehen ohne Logo."
                ),
                ..finding(&KIND_OF_FILE)
            });
            return None;
        }
    };
    let (width, _) = picture.fit(PLACE);
    if let Some(density) = picture.density(width)
        && density < DENSITY
    {
        found.push(Finding {
            message: format!(
                "Das Logo hat im Druck nur {density:.0} Bildpunkte je Zoll und kann unscharf aussehen; \
                 gut sind mindestens {DENSITY:.0}."
            ),
            ..finding(&SHARPNESS)
        });
    }
    let text = wanted.logo_text.as_deref().map(one_line);
    Some(Logo {
        picture: Arc::new(picture),
        text: text.filter(|text| !text.is_empty()),
    })
}

fn contrast(palette: &Palette) -> Option<Finding> {
    if palette.is_readable() {
        return None;
    }
    let ratio = palette.house.contrast(WHITE);
    let lines = if ratio < LINES {
        format!("; Linien erscheinen in {}", palette.lines)
    } else {
        String::new()
    };
    Some(Finding {
        message: format!(
            "Die Hausfarbe erreicht auf Weiß ein Kontrastverhältnis von {} : 1; Schrift braucht 4,5 : 1. \
             Schrift erscheint deshalb in {}, der nächsten Farbe, die es erreicht{lines}.",
            german(ratio),
            palette.words
        ),
        ..finding(&CONTRAST)
    })
}

/// Two places, cut off and not rounded up: 4,496 does not pass as 4,5.
fn german(ratio: f64) -> String {
    format!("{:.2}", (ratio * 100.0).floor() / 100.0).replace('.', ",")
}

/// Words without line breaks.
fn one_line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn finding(rule: &Rule) -> Finding {
    let level = match rule.grade {
        Grade::Always(level) => level,
        Grade::Complete | Grade::ByMargin => Level::Hinweis,
    };
    Finding {
        code: rule.code,
        level,
        path: Some(FieldPath::new(rule.path)),
        article: rule.article,
        message: rule.message.to_owned(),
        hint: rule.hint.to_owned(),
        documents: rule.documents,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_out_are_none() {
        for name in [
            "wappen.svg",
            "bilder/wappen.png",
            "Wappen der Stadt.png",
            "..wappen.svg",
        ] {
            assert!(leads_inside(name), "{name}");
        }
        for name in [
            "",
            "/etc/passwd",
            "../wappen.svg",
            "bilder/../../wappen.svg",
            "bilder//wappen.svg",
            "./wappen.svg",
            "bilder/",
            "C:\\wappen.png",
            "C:wappen.png",
            "..\\wappen.svg",
            "wappen.svg\0.png",
        ] {
            assert!(!leads_inside(name), "{name}");
        }
    }

    #[test]
    fn a_light_colour_is_named_with_its_ratio_and_the_nearest_that_passes() {
        let wanted = |colour: &str| Gestaltung {
            farbe: Some(colour.to_owned()),
            ..Gestaltung::default()
        };
        let (design, found) = settle(&wanted("#0a5c36"), None);
        assert!(found.is_empty() && design.palette.is_some());
        let (_, found) = settle(&wanted("#777777"), None);
        assert!(
            found[0].message.contains("4,47 : 1"),
            "{}",
            found[0].message
        );
        assert!(!found[0].message.contains("Linien"), "{}", found[0].message);
        let (design, found) = settle(&wanted("#ffff00"), None);
        assert!(
            found[0].message.contains("1,07 : 1"),
            "{}",
            found[0].message
        );
        let words = design.palette.map(|palette| palette.words.to_string());
        assert!(words.is_some_and(|words| found[0].message.contains(&words)));
        assert!(found[0].message.contains("Linien"), "{}", found[0].message);
    }

    #[test]
    fn a_logo_that_cannot_be_used_is_a_warning_and_no_more() {
        let wanted = Gestaltung {
            logo: Some("logo.png".to_owned()),
            ..Gestaltung::default()
        };
        for (file, code) in [
            (LogoFile::Missing, "G001"),
            (LogoFile::Bytes(b"%PDF-1.7".to_vec()), "G002"),
            (LogoFile::TooLarge, "G003"),
        ] {
            let (design, found) = settle(&wanted, Some(file));
            assert_eq!(design, Design::default());
            assert_eq!(found[0].code, code);
            assert_eq!(found[0].level, Level::Warnung);
        }
        assert!(settle(&wanted, None).1.is_empty());
    }
}
