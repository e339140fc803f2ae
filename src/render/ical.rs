//! Calendar entries with reminders (RFC 5545).
//!
//! Small on purpose: entries with a start, a title, a description and reminders. Times are
//! written in UTC, so no time zone has to be described; lines end with CR LF and are folded at
//! 75 octets.

use std::fmt::Write;

use chrono::{DateTime, Duration, FixedOffset, NaiveDate, Utc};

/// Longest line, in octets, without its end (RFC 5545, section 3.1).
const LIMIT: usize = 75;

/// When an entry begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// At an instant.
    Instant(DateTime<FixedOffset>),
    /// A whole day.
    Day(NaiveDate),
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Stays the same over runs, so that a calendar replaces the entry.
    pub uid: String,
    /// When.
    pub start: Start,
    /// Title.
    pub summary: String,
    /// What to know.
    pub description: String,
    /// Reminders, each so many hours before the start (of a day: before its 0:00).
    pub reminders: Vec<u16>,
}

/// A calendar of `entries`, made at `stamp`.
#[must_use]
pub fn render(entries: &[Entry], stamp: DateTime<FixedOffset>) -> String {
    let mut out = Lines::default();
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line(&format!(
        "PRODID:-//datenpanne//datenpanne {}//DE",
        env!("CARGO_PKG_VERSION")
    ));
    out.line("CALSCALE:GREGORIAN");
    out.line("METHOD:PUBLISH");
    for entry in entries {
        out.entry(entry, stamp);
    }
    out.line("END:VCALENDAR");
    out.0
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    fn entry(&mut self, entry: &Entry, stamp: DateTime<FixedOffset>) {
        self.line("BEGIN:VEVENT");
        self.text("UID", &entry.uid);
        self.line(&format!("DTSTAMP:{}", utc(stamp)));
        match entry.start {
            Start::Instant(at) => self.line(&format!("DTSTART:{}", utc(at))),
            Start::Day(day) => {
                self.line(&format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")));
                let next = day + Duration::days(1);
                self.line(&format!("DTEND;VALUE=DATE:{}", next.format("%Y%m%d")));
            }
        }
        self.text("SUMMARY", &entry.summary);
        self.text("DESCRIPTION", &entry.description);
        self.line("CLASS:CONFIDENTIAL");
        self.line("TRANSP:TRANSPARENT");
        for hours in &entry.reminders {
            self.line("BEGIN:VALARM");
            self.line("ACTION:DISPLAY");
            self.text("DESCRIPTION", &entry.summary);
            self.line(&format!("TRIGGER:-PT{hours}H"));
            self.line("END:VALARM");
        }
        self.line("END:VEVENT");
    }

    fn text(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", escaped(value)));
    }

    /// A line, folded: each part but the first begins with a blank that belongs to its length.
    fn line(&mut self, line: &str) {
        let mut used = 0;
        for character in line.chars() {
            let length = character.len_utf8();
            if used + length > LIMIT {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(character);
            used += length;
        }
        self.0.push_str("\r\n");
    }
}

fn utc(at: DateTime<FixedOffset>) -> String {
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = write!(text, "{}", at.with_timezone(&Utc).format("%Y%m%dT%H%M%SZ"));
    text
}

/// RFC 5545, section 3.3.11. Control characters have no place in a text value.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(character);
            }
            '\n' => out.push_str("\\n"),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2021-10-17T16:00:00+02:00").unwrap()
    }

    fn entry(summary: &str) -> Entry {
        Entry {
            uid: "datenpanne-a-1-ende".to_owned(),
            start: Start::Instant(stamp()),
            summary: summary.to_owned(),
            description: String::new(),
            reminders: vec![24, 1],
        }
    }

    #[test]
    fn lines_are_folded_at_75_octets_between_characters() {
        let summary = "Prüfung der Größe ".repeat(20);
        let text = render(&[entry(&summary)], stamp());
        assert!(text.lines().all(|line| line.len() <= LIMIT));
        assert!(text.split("\r\n").all(|line| !line.contains('\n')));
        assert!(text.replace("\r\n ", "").contains(&summary));
    }

    #[test]
    fn text_is_escaped_and_keeps_to_its_line() {
        let text = render(&[entry("a;b,c\\d\ne\u{7}\rEND:VEVENT")], stamp());
        assert!(text.contains("SUMMARY:a\\;b\\,c\\\\d\\neEND:VEVENT\r\n"));
        assert_eq!(text.matches("\r\nEND:VEVENT\r\n").count(), 1);
    }

    #[test]
    fn times_are_utc_and_days_whole() {
        let day = Entry {
            start: Start::Day(NaiveDate::from_ymd_opt(2021, 12, 31).unwrap()),
            ..entry("a")
        };
        let text = render(&[entry("a"), day], stamp());
        assert!(text.contains("DTSTART:20211017T140000Z\r\n"));
        assert!(text.contains("DTSTART;VALUE=DATE:20211231\r\nDTEND;VALUE=DATE:20220101\r\n"));
        assert_eq!(text.matches("BEGIN:VALARM").count(), 4);
        assert!(text.contains("TRIGGER:-PT24H\r\n"));
    }
}
