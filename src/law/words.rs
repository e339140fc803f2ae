//! German words for times, as derivations and messages use them.

use chrono::{DateTime, Datelike, FixedOffset, LocalResult, NaiveDate, Offset, TimeZone, Timelike};
use chrono_tz::{Europe::Berlin, Tz};

use crate::calendar::{DAYS, MONTHS};

/// `15. Oktober 2021`
pub(crate) fn date(day: NaiveDate) -> String {
    let month = usize::try_from(day.month0())
        .ok()
        .and_then(|index| MONTHS.get(index))
        .unwrap_or(&"");
    format!("{}. {month} {}", day.day(), day.year())
}

/// `seit 3 Tagen`, from a day that is over.
pub(crate) fn since(day: NaiveDate, today: NaiveDate) -> String {
    match (today - day).num_days() {
        1 => "seit 1 Tag".to_owned(),
        days => format!("seit {days} Tagen"),
    }
}

/// `Freitag, 15. Oktober 2021`
pub(crate) fn day(day: NaiveDate) -> String {
    let index = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or_default();
    format!("{}, {}", DAYS.get(index).unwrap_or(&""), date(day))
}

/// `Freitag, 15. Oktober 2021, um 7:20 Uhr`, on Berlin's clock.
pub(crate) fn time(instant: DateTime<FixedOffset>) -> String {
    let local = instant.with_timezone(&Berlin);
    let said = format!(
        "{}, um {}:{:02} Uhr",
        day(local.date_naive()),
        local.hour(),
        local.minute()
    );
    // In the night of the change one hour comes twice.
    match Berlin.from_local_datetime(&local.naive_local()) {
        LocalResult::Ambiguous(..) => format!("{said} {}", zone(local)),
        LocalResult::Single(_) | LocalResult::None => said,
    }
}

/// The same with `MEZ` or `MESZ`, for periods with a clock change.
pub(crate) fn time_with_zone(instant: DateTime<FixedOffset>) -> String {
    let said = time(instant);
    let zone = zone(instant.with_timezone(&Berlin));
    if said.ends_with(zone) {
        said
    } else {
        format!("{said} {zone}")
    }
}

fn zone(local: DateTime<Tz>) -> &'static str {
    if local.offset().fix().local_minus_utc() == 3600 {
        "MEZ"
    } else {
        "MESZ"
    }
}
