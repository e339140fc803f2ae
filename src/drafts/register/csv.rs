//! The table for spreadsheets: UTF-8 with a byte order mark, semicolons, CRLF, quotes by RFC 4180,
//! as Excel in Germany reads it without asking.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a line end for a formula
//! or a command. Before such a cell stands an apostrophe, and so it does before a cell that begins
//! with an apostrophe: whoever takes exactly one away has the text again.

use chrono_tz::Europe::Berlin;

use super::Register;
use super::entry::{Entry, Told};
use crate::document::wording::words::word;
use crate::facts::Zeitpunkt;
use crate::render::words::{clean, is_bidi_control};

/// The name of a column and its text.
type Column = (&'static str, fn(&Entry) -> String);

/// Columns, with the names by which programs find them.
const COLUMNS: [Column; 37] = [
    ("kennung", |entry| entry.reference.clone()),
    ("bezeichnung", |entry| entry.text("titel")),
    ("stand", |entry| entry.text("status")),
    ("stand_schluessel", |entry| entry.state.key().to_owned()),
    ("verantwortlicher", |entry| entry.text("verantwortlicher")),
    ("recht", |entry| entry.text("recht")),
    ("kenntnis", |entry| {
        entry.aware.map(time).unwrap_or_default()
    }),
    ("kenntnis_text", |entry| entry.text("kenntnis")),
    ("zeitraum", |entry| entry.text("zeitraum")),
    ("art", |entry| entry.text("art")),
    ("schutzziele_ursache", |entry| entry.text("schutzziele")),
    ("tatsachen", |entry| entry.text("hergang")),
    ("daten", |entry| entry.text("daten")),
    ("personengruppen", |entry| entry.text("gruppen")),
    ("personen", |entry| entry.text("anzahl")),
    ("personen_mindestens", |entry| {
        number(entry.persons.mindestens)
    }),
    ("personen_hoechstens", |entry| {
        number(entry.persons.hoechstens)
    }),
    ("datensaetze", |entry| entry.text("datensaetze")),
    ("auswirkungen", |entry| entry.text("auswirkungen")),
    ("abhilfemassnahmen", |entry| entry.text("massnahmen")),
    ("risiko", |entry| entry.text("kurz-risiko")),
    ("risiko_gruende", |entry| entry.text("risiko")),
    ("gemeldet", |entry| yes(entry.is_reported())),
    ("gemeldet_am", |entry| {
        let at = entry.reports.iter().filter_map(|report| report.am);
        at.min_by_key(Zeitpunkt::bei).map(time).unwrap_or_default()
    }),
    ("verspaetet", |entry| yes(entry.is_late())),
    ("ueberfaellig", |entry| yes(entry.is_overdue())),
    ("meldung", |entry| entry.text("meldung")),
    ("aktenzeichen", |entry| entry.file_numbers.join("; ")),
    ("meldung_gruende", |entry| entry.text("meldegruende")),
    ("benachrichtigt", |entry| {
        yes(entry.notice.lage == Told::Erfolgt)
    }),
    ("benachrichtigt_am", |entry| {
        entry.notice.am.map(time).unwrap_or_default()
    }),
    ("benachrichtigung", |entry| entry.text("benachrichtigung")),
    ("benachrichtigung_gruende", |entry| {
        entry.text("benachrichtigungsgruende")
    }),
    ("entscheidungen", |entry| entry.text("entscheidungen")),
    ("fehlt", |entry| entry.text("fehlt")),
    ("ordner", |entry| entry.folder.clone()),
    ("hinweise", hints),
];

pub(super) fn bytes(register: &Register) -> Result<Vec<u8>, ::csv::Error> {
    let mut writer = ::csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(::csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(COLUMNS.iter().map(|(name, _)| *name))?;
    for entry in &register.entries {
        writer.write_record(COLUMNS.iter().map(|(_, cell)| harmless(&cell(entry))))?;
    }
    for folder in &register.unreadable {
        let row = COLUMNS.iter().map(|(name, _)| match *name {
            "stand" if folder.on_purpose => "nicht gelesen".to_owned(),
            "stand" => "nicht lesbar".to_owned(),
            "stand_schluessel" => "nicht_lesbar".to_owned(),
            "ordner" => harmless(&folder.folder),
            "hinweise" => harmless(&folder.reason),
            _ => String::new(),
        });
        writer.write_record(row)?;
    }
    writer
        .into_inner()
        .map_err(|error| ::csv::Error::from(error.into_error()))
}

/// A point in time on the German clock, in a form that every spreadsheet sorts and takes for one:
/// `2021-10-15 07:20`.
fn time(at: Zeitpunkt) -> String {
    let local = at.bei().with_timezone(&Berlin);
    let form = if at.nur_datum() {
        "%Y-%m-%d"
    } else {
        "%Y-%m-%d %H:%M"
    };
    local.format(form).to_string()
}

fn number(number: Option<u64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn yes(flag: bool) -> String {
    let key = if flag { "ja" } else { "nein" };
    word("ja-nein", key, None).unwrap_or_else(|| key.to_owned())
}

fn hints(entry: &Entry) -> String {
    let hints = [
        (entry.double, "Kennung mehrfach vergeben"),
        (entry.example, "Beispiel"),
        (entry.drill, "Übung"),
    ];
    let hints: Vec<&str> = hints
        .into_iter()
        .filter_map(|(applies, hint)| applies.then_some(hint))
        .collect();
    hints.join("; ")
}

/// A cell that no spreadsheet takes for a formula. Line ends stay; other controls and what turns
/// the reading direction go.
fn harmless(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            clean(line)
                .chars()
                .filter(|c| !is_bidi_control(*c))
                .collect()
        })
        .collect();
    let text = lines.join("\n");
    let starts = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let first = starts.chars().next();
    let runs = matches!(
        first,
        Some('=' | '+' | '-' | '@' | '\'' | '＝' | '＋' | '－' | '＠' | '−')
    ) || text.starts_with(['\t', '\r', '\n']);
    if runs { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_cell_is_never_a_formula_and_comes_back_whole() {
        for text in [
            "=1+1",
            "+49 385",
            "-5",
            "@SUMME(A1)",
            "  =HYPERLINK(\"http://x\")",
            "'quoted",
            "\n=1",
            "＝1",
        ] {
            let cell = harmless(text);
            assert!(cell.starts_with('\''), "{cell}");
            assert_eq!(&cell[1..], text);
        }
        for text in ["", "Stadt", "1 = 1", "– Strich", "2021-10-15 07:20"] {
            assert_eq!(harmless(text), text);
        }
        assert_eq!(harmless("a\u{202e}b\u{0}\r\nc"), "ab \nc");
        assert_eq!(harmless("\t=1"), "' =1");
    }
}
