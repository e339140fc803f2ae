//! Times as people say them: `23.11.2026 14:30`, `gestern gegen 16 Uhr`, `heute`.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Europe::Berlin;

use crate::calendar::{DAYS, MONTHS};
use crate::facts::{TimeError, Zeitpunkt};

/// A point in time that somebody named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpokenTime {
    /// The point in time.
    pub point: Zeitpunkt,
    /// Whether it was said to be approximate.
    pub is_approximate: bool,
    /// As a facts file writes it.
    pub toml: String,
}

const FORMS: &str = "Schreiben Sie zum Beispiel: 23.11.2026 14:30, gestern 16 Uhr, gegen 9 Uhr.";

impl SpokenTime {
    /// Reads what somebody said at the time `now`; it lies not after that time.
    ///
    /// # Errors
    /// A German sentence on what is wrong.
    pub fn parse(text: &str, now: DateTime<FixedOffset>) -> Result<Self, String> {
        let mut words = Words::new(text);
        let mut is_approximate = words.skip_about();
        let (point, written) = match Zeitpunkt::parse(words.rest) {
            Ok(point) => (point, point.to_string()),
            Err(TimeError::Form | TimeError::German) => {
                let today = now.with_timezone(&Berlin).date_naive();
                let date = words.date(today)?;
                is_approximate |= words.skip_about();
                let clock = words.clock()?;
                let date = match (date, clock) {
                    (Some(date), _) => date,
                    (None, Some(_)) => today,
                    (None, None) => return Err(format!("Das ist keine Zeitangabe. {FORMS}")),
                };
                local(date, clock)?
            }
            Err(error) => return Err(reason(error)),
        };
        if point.bei() > now {
            return Err("Der Zeitpunkt liegt in der Zukunft.".to_owned());
        }
        let toml = if is_approximate {
            format!("{{ ungefaehr = {written} }}")
        } else {
            written
        };
        Ok(Self {
            point,
            is_approximate,
            toml,
        })
    }
}

/// The point and its written form: local time, as the person named it.
fn local(date: NaiveDate, clock: Option<NaiveTime>) -> Result<(Zeitpunkt, String), String> {
    match clock {
        Some(clock) => {
            let local = NaiveDateTime::new(date, clock);
            let point = Zeitpunkt::from_local(local).map_err(reason)?;
            Ok((point, local.format("%Y-%m-%dT%H:%M:%S").to_string()))
        }
        None => Zeitpunkt::from_date(date)
            .map(|point| (point, date.to_string()))
            .map_err(reason),
    }
}

fn reason(error: TimeError) -> String {
    match error {
        TimeError::NoSuchDate => "Dieses Datum gibt es im Kalender nicht.".to_owned(),
        TimeError::NoSuchTime => "Diese Uhrzeit gibt es nicht.".to_owned(),
        TimeError::Year => "Das Jahr liegt nicht zwischen 1900 und 2199.".to_owned(),
        TimeError::Skipped { .. } => {
            "Diese Uhrzeit gab es nicht: Die Uhren wurden auf Sommerzeit vorgestellt.".to_owned()
        }
        TimeError::Doubled { first, second } => format!(
            "Diese Uhrzeit gab es zweimal: Die Uhren wurden zurückgestellt. Schreiben Sie {} (Sommerzeit) oder {} (Winterzeit).",
            first.to_rfc3339(),
            second.to_rfc3339()
        ),
        TimeError::Form | TimeError::German => format!("Das ist keine Zeitangabe. {FORMS}"),
    }
}

/// What is left to read.
struct Words<'a> {
    rest: &'a str,
}

impl<'a> Words<'a> {
    fn new(text: &'a str) -> Self {
        Self { rest: text.trim() }
    }

    /// Takes `word`, in any case, if it comes next as a whole word.
    fn take(&mut self, word: &str) -> bool {
        let Some(head) = self.rest.get(..word.len()) else {
            return false;
        };
        let tail = self.rest.get(word.len()..).unwrap_or_default();
        let is_whole = !tail.starts_with(char::is_alphanumeric);
        let is_it = is_whole && head.to_lowercase() == word;
        if is_it {
            self.rest = tail.trim_start();
        }
        is_it
    }

    fn take_char(&mut self, chars: &[char]) -> bool {
        let taken = self.rest.strip_prefix(chars);
        self.rest = taken.unwrap_or(self.rest);
        taken.is_some()
    }

    /// A number of at most `most` digits.
    fn number(&mut self, most: usize) -> Option<u32> {
        let length = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if length == 0 || length > most {
            return None;
        }
        let number = self.rest.get(..length)?.parse().ok()?;
        self.rest = self.rest.get(length..).unwrap_or_default();
        Some(number)
    }

    /// Skips words around a time; whether one says that it is approximate.
    fn skip_about(&mut self) -> bool {
        let mut about = false;
        loop {
            self.rest = self.rest.trim_start_matches([' ', ',']);
            if [
                "ca",
                "circa",
                "etwa",
                "gegen",
                "ungefähr",
                "rund",
                "vermutlich",
            ]
            .iter()
            .any(|word| self.take(word))
            {
                self.take_char(&['.']);
                about = true;
            } else if !["am", "um", "der", "den", "ab"]
                .iter()
                .any(|word| self.take(word))
            {
                return about;
            }
        }
    }

    /// The date, if one comes next.
    fn date(&mut self, today: NaiveDate) -> Result<Option<NaiveDate>, String> {
        for (word, days) in [("heute", 0), ("gestern", 1), ("vorgestern", 2)] {
            if self.take(word) {
                return Ok(today.checked_sub_days(Days::new(days)));
            }
        }
        let weekday = self.weekday();
        let before = self.rest;
        let Some(day) = self.number(2) else {
            return match weekday {
                Some(_) => Err(format!("Zum Wochentag fehlt das Datum. {FORMS}")),
                None => Ok(None),
            };
        };
        let is_date = self.take_char(&['.', '/']);
        self.rest = self.rest.trim_start();
        let month = if is_date { self.month() } else { None };
        let Some(month) = month else {
            // A number alone is a time of day.
            self.rest = before;
            return Ok(None);
        };
        let date = match self.year() {
            Some(year) => NaiveDate::from_ymd_opt(year, month, day),
            None => {
                let this = NaiveDate::from_ymd_opt(today.year(), month, day);
                match this {
                    Some(date) if date > today => {
                        NaiveDate::from_ymd_opt(today.year() - 1, month, day)
                    }
                    Some(_) | None => this,
                }
            }
        };
        let date = date.ok_or_else(|| reason(TimeError::NoSuchDate))?;
        if !(1900..2200).contains(&date.year()) {
            return Err(reason(TimeError::Year));
        }
        match weekday {
            Some(weekday) if weekday != date.weekday().num_days_from_monday() => {
                Err("Wochentag und Datum passen nicht zusammen.".to_owned())
            }
            Some(_) | None => Ok(Some(date)),
        }
    }

    /// Days from Monday.
    fn weekday(&mut self) -> Option<u32> {
        for (index, day) in (0_u32..).zip(DAYS) {
            let day = day.to_lowercase();
            let short: String = day.chars().take(2).collect();
            if self.take(&day) || self.take(&short) {
                self.rest = self.rest.trim_start_matches(['.', ',', ' ']);
                self.take("den");
                return Some(index);
            }
        }
        None
    }

    fn month(&mut self) -> Option<u32> {
        for (number, month) in (1_u32..).zip(MONTHS) {
            let month = month.to_lowercase();
            let short: String = month.chars().take(3).collect();
            if self.take(&month) || self.take(&short) {
                self.take_char(&['.']);
                return Some(number);
            }
        }
        let before = self.rest;
        let month = self.number(2)?;
        // „14.30 Uhr“ is a time of day.
        if !self.take_char(&['.', '/']) && self.rest.trim_start().to_lowercase().starts_with("uhr")
        {
            self.rest = before;
            return None;
        }
        Some(month)
    }

    /// A year of four or two digits; two digits before a colon or „Uhr“ are an hour.
    fn year(&mut self) -> Option<i32> {
        self.rest = self.rest.trim_start();
        let before = self.rest;
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let year = self.number(4)?;
        let tail = self.rest.trim_start().to_lowercase();
        let is_hour = tail.starts_with([':', '.']) || tail.starts_with("uhr");
        match digits {
            4 => i32::try_from(year).ok(),
            2 if !is_hour => i32::try_from(year + 2000).ok(),
            _ => {
                self.rest = before;
                None
            }
        }
    }

    /// The time of day, which is all that may be left.
    fn clock(&mut self) -> Result<Option<NaiveTime>, String> {
        self.rest = self.rest.trim_start_matches([' ', ',']);
        if self.rest.is_empty() {
            return Ok(None);
        }
        let wrong = || format!("Diese Zeitangabe ist nicht zu verstehen. {FORMS}");
        let hour = self.number(2).ok_or_else(wrong)?;
        let mut said = self.take_char(&[':', '.']);
        let mut minute = 0;
        let mut second = 0;
        if said {
            minute = self.number(2).ok_or_else(wrong)?;
            if self.take_char(&[':']) {
                second = self.number(2).ok_or_else(wrong)?;
            }
        }
        self.rest = self.rest.trim_start();
        if self.take("uhr") || self.take("h") {
            if !said && !self.rest.is_empty() {
                minute = self.number(2).ok_or_else(wrong)?;
            }
            said = true;
        }
        if !said || !self.rest.trim().is_empty() {
            return Err(wrong());
        }
        NaiveTime::from_hms_opt(hour, minute, second)
            .map(Some)
            .ok_or_else(|| reason(TimeError::NoSuchTime))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        // A Tuesday.
        let now = Zeitpunkt::parse("2026-11-24T09:00").unwrap().bei();
        match SpokenTime::parse(text, now) {
            Ok(time) => time.toml,
            Err(reason) => reason,
        }
    }

    #[test]
    fn people_are_understood() {
        for (text, expected) in [
            ("23.11.2026 14:30", "2026-11-23T14:30:00"),
            ("23.11.2026, 14.30 Uhr", "2026-11-23T14:30:00"),
            ("23.11.26 um 14 Uhr", "2026-11-23T14:00:00"),
            ("23.11. 14:30", "2026-11-23T14:30:00"),
            ("23.11. 14 Uhr 30", "2026-11-23T14:30:00"),
            ("23. 11. 2026 7:05", "2026-11-23T07:05:00"),
            ("23/11/2026", "2026-11-23"),
            ("23. November 2026, 14:30:15 Uhr", "2026-11-23T14:30:15"),
            ("Montag, den 23. Nov. 2026 14 h", "2026-11-23T14:00:00"),
            (
                "Mo, 23.11. gegen 16 Uhr",
                "{ ungefaehr = 2026-11-23T16:00:00 }",
            ),
            ("am 3. März 2026", "2026-03-03"),
            ("heute 8:30", "2026-11-24T08:30:00"),
            ("HEUTE", "2026-11-24"),
            ("gestern", "2026-11-23"),
            (
                "vorgestern ca. 9 Uhr",
                "{ ungefaehr = 2026-11-22T09:00:00 }",
            ),
            ("etwa 20.11.2026", "{ ungefaehr = 2026-11-20 }"),
            ("8:30", "2026-11-24T08:30:00"),
            ("8.30 Uhr", "2026-11-24T08:30:00"),
            ("um 8 Uhr", "2026-11-24T08:00:00"),
            ("31.12. 23:59", "2025-12-31T23:59:00"),
            ("2026-11-23T14:30", "2026-11-23T14:30:00+01:00"),
            ("2026-11-23 14:30", "2026-11-23T14:30:00+01:00"),
            ("2026-11-23", "2026-11-23"),
            ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+02:00"),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, says) in [
            ("bald", "nicht zu verstehen"),
            ("14", "nicht zu verstehen"),
            ("23.11.2026 halb drei", "nicht zu verstehen"),
            ("23.11.2026 14:30 oder so", "nicht zu verstehen"),
            ("Montag", "fehlt das Datum"),
            ("Sonntag, 23.11.2026", "passen nicht zusammen"),
            ("31.02.2026", "im Kalender nicht"),
            ("23.13.2026", "im Kalender nicht"),
            ("2026-02-30", "im Kalender nicht"),
            ("23.11.2026 25:00", "Uhrzeit gibt es nicht"),
            ("heute 9:01", "in der Zukunft"),
            ("25.11.2026", "in der Zukunft"),
            ("23.11.1026", "Jahr"),
            ("25.10.2026 2:30", "2026-10-25T02:30:00+02:00 (Sommerzeit)"),
            ("29.03.2026 2:30", "vorgestellt"),
            ("ä", "nicht zu verstehen"),
            ("ca.", "keine Zeitangabe"),
        ] {
            assert!(said(text).contains(says), "{text}: {}", said(text));
        }
    }
}
