//! The stated time: `--jetzt`, else `SOURCE_DATE_EPOCH`, else the clock of the machine.
//!
//! Everything that depends on time uses this one value, so that the same facts at the same
//! stated time give the same bytes. Neither `TZ` nor the language of the system has a say:
//! local time is that of Europe/Berlin.

use std::ffi::OsString;

use chrono::{
    DateTime, Datelike, FixedOffset, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone,
    Timelike, Utc,
};
use chrono_tz::Europe::Berlin;

use super::messages::{Failure, clean};

/// The option that states the time of a run.
const NOW: &str = "--jetzt";

const FORMS: &str = "Möglich sind zum Beispiel 2021-10-17T16:05:00+02:00, 2021-10-17T16:05 \
                     (deutsche Ortszeit) oder 2021-10-17 (0:00 Uhr).";

/// The time that another option than `--jetzt` states.
pub(crate) fn of_option(option: &str, text: &str) -> Result<DateTime<FixedOffset>, Failure> {
    parse(text, option)
}

/// The stated time in Europe/Berlin, to the second.
pub(crate) fn stated(option: Option<&str>) -> Result<DateTime<FixedOffset>, Failure> {
    choose(option, std::env::var_os("SOURCE_DATE_EPOCH"), Utc::now)
}

fn choose(
    option: Option<&str>,
    epoch: Option<OsString>,
    machine: impl Fn() -> DateTime<Utc>,
) -> Result<DateTime<FixedOffset>, Failure> {
    match (option, epoch) {
        (Some(text), _) => parse(text, NOW),
        (None, Some(seconds)) => from_epoch(&seconds),
        (None, None) => Ok(in_berlin(&machine())),
    }
}

fn from_epoch(value: &OsString) -> Result<DateTime<FixedOffset>, Failure> {
    value
        .to_str()
        .and_then(|text| text.parse::<u64>().ok())
        .and_then(|seconds| i64::try_from(seconds).ok())
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
        .filter(|time| time.year() <= 9999)
        .map(|time| in_berlin(&time))
        .ok_or_else(|| {
            Failure::input(format!(
                "Die Umgebungsvariable SOURCE_DATE_EPOCH hat den unzulässigen Wert „{}“.",
                clean(&value.to_string_lossy())
            ))
            .hint("Erwartet wird die Zahl der Sekunden seit dem 1. Januar 1970, 0:00 Uhr UTC.")
        })
}

/// Reads a time as `--jetzt` takes it; `option` is the one to name in messages.
fn parse(text: &str, option: &str) -> Result<DateTime<FixedOffset>, Failure> {
    let wrong = || {
        Failure::input(format!(
            "„{}“ ist für {option} kein verständlicher Zeitpunkt.",
            clean(text)
        ))
        .hint(FORMS)
    };
    let trimmed = text.trim();
    let digits_first = trimmed.starts_with(|c: char| c.is_ascii_digit());
    if !digits_first || trimmed.len() > 40 {
        return Err(wrong());
    }
    let written = match trimmed.split_once([' ', 't']) {
        Some((date, time)) => format!("{date}T{time}"),
        None => trimmed.to_owned(),
    };
    let time = if let Some(time) = with_offset(&written) {
        in_berlin(&time)
    } else if let Some(local) = local(&written) {
        resolve(local, text, option)?
    } else {
        return Err(wrong());
    };
    if (1970..=9999).contains(&time.year()) {
        Ok(time)
    } else {
        Err(wrong())
    }
}

fn with_offset(text: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%#z"))
        .ok()
}

fn local(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f")
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M"))
        .or_else(|_| {
            NaiveDate::parse_from_str(text, "%Y-%m-%d").map(|date| date.and_time(NaiveTime::MIN))
        })
        .ok()
}

fn resolve(
    local: NaiveDateTime,
    text: &str,
    option: &str,
) -> Result<DateTime<FixedOffset>, Failure> {
    match Berlin.from_local_datetime(&local) {
        LocalResult::Single(time) => Ok(in_berlin(&time)),
        LocalResult::None => Err(Failure::input(format!(
            "Den Zeitpunkt „{}“ ({option}) gibt es nicht: In dieser Nacht wird die Uhr von 2 auf 3 Uhr vorgestellt.",
            clean(text)
        ))
        .hint("Bitte geben Sie eine Uhrzeit an, die es gibt.")),
        LocalResult::Ambiguous(summer, winter) => Err(Failure::input(format!(
            "Den Zeitpunkt „{}“ ({option}) gibt es zweimal: In dieser Nacht wird die Uhr von 3 auf 2 Uhr zurückgestellt.",
            clean(text)
        ))
        .hint(format!(
            "Bitte schreiben Sie {} (Sommerzeit) oder {} (Winterzeit).",
            summer.to_rfc3339(),
            winter.to_rfc3339()
        ))),
    }
}

fn in_berlin<Zone: TimeZone>(time: &DateTime<Zone>) -> DateTime<FixedOffset> {
    let time = time.with_timezone(&Berlin).fixed_offset();
    time.with_nanosecond(0).unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rfc(text: &str) -> String {
        parse(text, NOW).map_or_else(|failure| failure.message, |time| time.to_rfc3339())
    }

    #[test]
    fn every_form_is_read() {
        for text in [
            "2021-10-17T16:05:00+02:00",
            "2021-10-17T14:05:00Z",
            "2021-10-17T14:05Z",
            "2021-10-17T10:05-04:00",
            "2021-10-17t16:05:00+02:00",
            "2021-10-17 16:05:00+02:00",
            "2021-10-17T16:05",
            "2021-10-17 16:05",
            "2021-10-17T16:05:00",
            "2021-10-17T16:05:00.75",
            " 2021-10-17T16:05 ",
        ] {
            assert_eq!(rfc(text), "2021-10-17T16:05:00+02:00", "{text}");
        }
        assert_eq!(rfc("2021-10-17"), "2021-10-17T00:00:00+02:00");
        assert_eq!(rfc("2021-12-24"), "2021-12-24T00:00:00+01:00");
    }

    #[test]
    fn hours_of_the_clock_change_are_errors() {
        assert!(rfc("2021-03-28T02:30").contains("gibt es nicht"));
        let twice = parse("2021-10-31 02:30", NOW).err();
        let hint = twice.and_then(|failure| failure.hint).unwrap_or_default();
        assert!(hint.contains("2021-10-31T02:30:00+02:00"));
        assert!(hint.contains("2021-10-31T02:30:00+01:00"));
        assert_eq!(rfc("2021-10-31T02:30+01:00"), "2021-10-31T02:30:00+01:00");
    }

    #[test]
    fn nonsense_is_an_error() {
        for text in [
            "",
            "gestern",
            "2021-13-01",
            "2021-10-17T25:00",
            "17.10.2021",
            "-2021-10-17",
            "20211017",
            "2021-10-17T16:05 Uhr",
            "99999-01-01",
            "0001-01-01",
            "2021-10-17T16:05:00+99:00",
        ] {
            assert!(
                rfc(text).contains("kein verständlicher Zeitpunkt"),
                "{text}"
            );
        }
    }

    #[test]
    fn the_option_goes_before_the_variable_and_the_variable_before_the_clock() {
        let machine = || DateTime::from_timestamp(86_400, 0).unwrap_or_default();
        let time = |option, epoch: Option<&str>| {
            choose(option, epoch.map(OsString::from), machine).map(|time| time.to_rfc3339())
        };
        assert_eq!(
            time(Some("2021-10-17"), Some("Unsinn")),
            Ok("2021-10-17T00:00:00+02:00".to_owned())
        );
        assert_eq!(
            time(None, Some("1634479500")),
            Ok("2021-10-17T16:05:00+02:00".to_owned())
        );
        assert_eq!(time(None, None), Ok("1970-01-02T01:00:00+01:00".to_owned()));
        for bad in ["", "-1", "1.5", "heute", "99999999999999"] {
            assert!(time(None, Some(bad)).is_err(), "{bad}");
        }
    }
}
