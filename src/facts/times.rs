//! Points in time: with offset, local (Europe/Berlin), or a bare date.

use std::borrow::Cow;
use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::{Europe::Berlin, Tz};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A point in time, or a bare date that counts from 00:00 in Berlin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Zeitpunkt {
    zeit: DateTime<FixedOffset>,
    nur_datum: bool,
}

/// Why a text is no point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeError {
    /// Not in a form that is read.
    Form,
    /// German order of day, month and year.
    German,
    /// The date does not exist in the calendar.
    NoSuchDate,
    /// The time of day does not exist.
    NoSuchTime,
    /// The clock change skips this local time.
    Skipped {
        /// The last offset before the change applied to the written time, as an instant.
        before: DateTime<FixedOffset>,
        /// The same with the offset after the change.
        after: DateTime<FixedOffset>,
    },
    /// The clock change doubles this local time.
    Doubled {
        /// The first (summer time).
        first: DateTime<FixedOffset>,
        /// The second (standard time).
        second: DateTime<FixedOffset>,
    },
    /// Outside the years 1900 to 2199.
    Year,
}

impl Zeitpunkt {
    /// A point in time with its offset.
    #[must_use]
    pub fn new(zeit: DateTime<FixedOffset>) -> Self {
        Self {
            zeit,
            nur_datum: false,
        }
    }

    /// The instant; for a bare date its 00:00 in Berlin.
    #[must_use]
    pub fn bei(&self) -> DateTime<FixedOffset> {
        self.zeit
    }

    /// The instant on Berlin's clock.
    #[must_use]
    pub fn ortszeit(&self) -> DateTime<Tz> {
        self.zeit.with_timezone(&Berlin)
    }

    /// Its date on Berlin's calendar.
    #[must_use]
    pub fn datum(&self) -> NaiveDate {
        self.ortszeit().date_naive()
    }

    /// Whether only a date was written.
    #[must_use]
    pub fn nur_datum(&self) -> bool {
        self.nur_datum
    }

    /// Reads the written forms: RFC 3339, local time with `T` or a space, bare date.
    ///
    /// # Errors
    /// Says what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let text = text.trim();
        if looks_german(text) {
            return Err(TimeError::German);
        }
        let Some(date_text) = text.get(..10) else {
            return Err(TimeError::Form);
        };
        let date = parse_date(date_text)?;
        let rest = text.get(10..).unwrap_or_default();
        if rest.is_empty() {
            return Self::from_date(date);
        }
        let Some(rest) = rest.strip_prefix(['T', 't', ' ']) else {
            return Err(TimeError::Form);
        };
        let rest = rest.trim_start();
        let split = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
        let (clock, offset) = rest.split_at(split);
        let clock = parse_clock(clock.trim_end())?;
        let local = NaiveDateTime::new(date, clock);
        if offset.is_empty() {
            return Self::from_local(local);
        }
        let offset = parse_offset(offset)?;
        match offset.from_local_datetime(&local).single() {
            Some(zeit) => Ok(Self::new(zeit)),
            None => Err(TimeError::Form),
        }
    }

    /// A bare date: its first instant in Berlin.
    ///
    /// # Errors
    /// If the clock change swallows midnight, which has not happened in Berlin since 1893.
    pub fn from_date(date: NaiveDate) -> Result<Self, TimeError> {
        let mut point = Self::from_local(date.and_time(NaiveTime::MIN))?;
        point.nur_datum = true;
        Ok(point)
    }

    /// A local time in Berlin.
    ///
    /// # Errors
    /// [`TimeError::Skipped`] or [`TimeError::Doubled`] at the clock change.
    pub fn from_local(local: NaiveDateTime) -> Result<Self, TimeError> {
        match Berlin.from_local_datetime(&local) {
            chrono::LocalResult::Single(zeit) => Ok(Self::new(zeit.fixed_offset())),
            chrono::LocalResult::Ambiguous(first, second) => Err(TimeError::Doubled {
                first: first.fixed_offset(),
                second: second.fixed_offset(),
            }),
            chrono::LocalResult::None => Err(skipped(local)),
        }
    }
}

/// Both readings of a skipped local time: standard time (one hour on) and summer time.
fn skipped(local: NaiveDateTime) -> TimeError {
    let with = |seconds: i32| {
        FixedOffset::east_opt(seconds)
            .and_then(|offset| offset.from_local_datetime(&local).single())
            .map(|instant| instant.with_timezone(&Berlin).fixed_offset())
    };
    match (with(7200), with(3600)) {
        (Some(before), Some(after)) => TimeError::Skipped { before, after },
        (None, _) | (_, None) => TimeError::Form,
    }
}

/// Whether the text begins like `15.10.2021` or `15/10/2021`.
fn looks_german(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && matches!(text.as_bytes().get(digits), Some(b'.' | b'/'))
}

/// Reads `2021-10-15`.
pub(crate) fn parse_date(text: &str) -> Result<NaiveDate, TimeError> {
    if looks_german(text) {
        return Err(TimeError::German);
    }
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(i, b)| match i {
            4 | 7 => *b == b'-',
            _ => b.is_ascii_digit(),
        });
    if !shaped {
        return Err(TimeError::Form);
    }
    let number = |range: std::ops::Range<usize>| text.get(range).and_then(|t| t.parse().ok());
    let (Some(year), Some(month), Some(day)) = (
        number(0..4),
        number(5..7).and_then(|n: i32| u32::try_from(n).ok()),
        number(8..10).and_then(|n: i32| u32::try_from(n).ok()),
    ) else {
        return Err(TimeError::Form);
    };
    let date = NaiveDate::from_ymd_opt(year, month, day).ok_or(TimeError::NoSuchDate)?;
    if (1900..2200).contains(&year) {
        Ok(date)
    } else {
        Err(TimeError::Year)
    }
}

/// Reads `07:20`, `7:20`, `07:20:00`, `07:20:00.5`.
fn parse_clock(text: &str) -> Result<NaiveTime, TimeError> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let parts: Vec<&str> = whole.split(':').collect();
    let digits = |t: &str| !t.is_empty() && t.len() <= 2 && t.bytes().all(|b| b.is_ascii_digit());
    if !(2..=3).contains(&parts.len())
        || !parts.iter().all(|part| digits(part))
        || fraction.is_empty()
        || !fraction.bytes().all(|b| b.is_ascii_digit())
    {
        return Err(TimeError::Form);
    }
    let numbers: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let (hour, minute, second) = match numbers.as_slice() {
        [hour, minute] => (*hour, *minute, 0),
        [hour, minute, second] => (*hour, *minute, *second),
        _ => return Err(TimeError::Form),
    };
    NaiveTime::from_hms_opt(hour, minute, second).ok_or(TimeError::NoSuchTime)
}

/// Reads `Z`, `+02:00`, `-0100`, `+02`.
fn parse_offset(text: &str) -> Result<FixedOffset, TimeError> {
    if matches!(text, "Z" | "z") {
        return FixedOffset::east_opt(0).ok_or(TimeError::Form);
    }
    let negative = text.starts_with('-');
    let digits: String = text.chars().skip(1).filter(|c| *c != ':').collect();
    if !matches!(digits.len(), 2 | 4) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(TimeError::Form);
    }
    let part = |range: std::ops::Range<usize>| {
        digits
            .get(range)
            .and_then(|t| t.parse::<i32>().ok())
            .unwrap_or(0)
    };
    let (hours, minutes) = (part(0..2), part(2..4));
    if hours > 14 || minutes > 59 {
        return Err(TimeError::NoSuchTime);
    }
    let seconds = hours * 3600 + minutes * 60;
    FixedOffset::east_opt(if negative { -seconds } else { seconds }).ok_or(TimeError::Form)
}

impl fmt::Display for Zeitpunkt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.nur_datum {
            write!(f, "{}", self.datum())
        } else {
            write!(f, "{}", self.zeit.format("%Y-%m-%dT%H:%M:%S%:z"))
        }
    }
}

impl Serialize for Zeitpunkt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Zeitpunkt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|_| serde::de::Error::custom("no point in time"))
    }
}

impl JsonSchema for Zeitpunkt {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Zeitpunkt".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "format": "zeitpunkt",
            "pattern": r"^\s*\d{4}-\d{2}-\d{2}([Tt ]\s*\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([Zz]|[+-]\d{2}:?(\d{2})?)?)?\s*$"
        })
    }
}
