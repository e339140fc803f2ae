//! Dates and times in words: `15. Oktober 2021, 7:20 Uhr`, always in German local time.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};
use chrono_tz::Europe::Berlin;

use crate::calendar::{DAYS, MONTHS};

/// A point in time as it is written in a facts file: with a time of day, or a bare date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Date and time of day with its offset.
    Time(DateTime<FixedOffset>),
    /// A date without a time of day.
    Date(NaiveDate),
}

impl Moment {
    /// Reads RFC 3339 (`2021-10-15T07:20:00+02:00`) or a bare date (`2021-10-15`).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(time) = DateTime::parse_from_rfc3339(text) {
            return Some(Self::Time(time));
        }
        NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .ok()
            .map(Self::Date)
    }

    /// The calendar day in Germany.
    #[must_use]
    pub fn day(self) -> NaiveDate {
        match self {
            Self::Time(time) => time.with_timezone(&Berlin).date_naive(),
            Self::Date(date) => date,
        }
    }

    /// Machine-readable form for `datetime` attributes.
    #[must_use]
    pub fn machine(self) -> String {
        match self {
            Self::Time(time) => time
                .with_timezone(&Berlin)
                .format("%Y-%m-%dT%H:%M:%S%:z")
                .to_string(),
            Self::Date(date) => date.format("%Y-%m-%d").to_string(),
        }
    }
}

/// `15. Oktober 2021` with a no-break space after the day.
#[must_use]
pub fn date(day: NaiveDate) -> String {
    let month = MONTHS
        .get(day.month0() as usize)
        .copied()
        .unwrap_or_default();
    format!("{}.\u{a0}{month} {}", day.day(), day.year())
}

/// `Freitag, 15. Oktober 2021`.
#[must_use]
pub fn weekday_date(day: NaiveDate) -> String {
    let name = DAYS
        .get(day.weekday().num_days_from_monday() as usize)
        .copied()
        .unwrap_or_default();
    format!("{name}, {}", date(day))
}

/// `15. Oktober 2021, 7:20 Uhr`; a bare date stays a date.
#[must_use]
pub fn moment(moment: Moment) -> String {
    match moment {
        Moment::Date(day) => date(day),
        Moment::Time(time) => {
            let local = time.with_timezone(&Berlin);
            format!(
                "{}, {}:{:02}\u{a0}Uhr",
                date(local.date_naive()),
                local.hour(),
                local.minute()
            )
        }
    }
}

/// `15. Oktober 2021 gegen 5:30 Uhr`; a bare date: `ungefähr 14. Oktober 2021`.
#[must_use]
pub fn about(moment: Moment) -> String {
    match moment {
        Moment::Date(day) => format!("ungefähr {}", date(day)),
        Moment::Time(time) => {
            let local = time.with_timezone(&Berlin);
            format!(
                "{} gegen {}:{:02}\u{a0}Uhr",
                date(local.date_naive()),
                local.hour(),
                local.minute()
            )
        }
    }
}

/// `Oktober 2021`.
#[must_use]
pub fn month(day: NaiveDate) -> String {
    let month = MONTHS
        .get(day.month0() as usize)
        .copied()
        .unwrap_or_default();
    format!("{month}\u{a0}{}", day.year())
}

/// `15.10.2021, 07:20 Uhr`, as it is typed into a form; a bare date stays a date.
#[must_use]
pub fn typed(moment: Moment) -> String {
    match moment {
        Moment::Date(day) => day.format("%d.%m.%Y").to_string(),
        Moment::Time(time) => time
            .with_timezone(&Berlin)
            .format("%d.%m.%Y, %H:%M Uhr")
            .to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_times_in_german_local_time() {
        let time = Moment::parse("2021-10-15T05:20:00Z").unwrap();
        assert_eq!(moment(time), "15.\u{a0}Oktober 2021, 7:20\u{a0}Uhr");
        assert_eq!(time.machine(), "2021-10-15T07:20:00+02:00");
    }

    #[test]
    fn a_bare_date_has_no_time_of_day() {
        let day = Moment::parse("2021-03-01").unwrap();
        assert_eq!(moment(day), "1.\u{a0}März 2021");
        assert_eq!(weekday_date(day.day()), "Montag, 1.\u{a0}März 2021");
    }

    #[test]
    fn an_approximate_time_says_about_which_hour() {
        let time = Moment::parse("2021-10-15T05:30:00+02:00").unwrap();
        assert_eq!(about(time), "15.\u{a0}Oktober 2021 gegen 5:30\u{a0}Uhr");
        let day = Moment::parse("2021-10-14").unwrap();
        assert_eq!(about(day), "ungefähr 14.\u{a0}Oktober 2021");
        assert_eq!(month(day.day()), "Oktober\u{a0}2021");
    }

    #[test]
    fn nonsense_is_no_moment() {
        assert_eq!(Moment::parse("gestern"), None);
        assert_eq!(Moment::parse("2021-02-30"), None);
    }
}
