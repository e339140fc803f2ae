//! Public holidays of the Länder.
//!
//! They never move the end of a period in hours (Art. 3 Abs. 4 of Regulation (EEC, Euratom)
//! No 1182/71). They say on which day an end falls and who will be at their desk. The days are
//! dated rules with their source in `data/feiertage.toml`.

use std::sync::OnceLock;

use chrono::{Datelike, Duration, NaiveDate, Weekday};
use serde::Deserialize;

use crate::facts::Bundesland;

/// A rule of `data/feiertage.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// Name of the day.
    pub name: String,
    tag: Option<String>,
    ostern: Option<i64>,
    mittwoch_vor: Option<String>,
    datum: Option<NaiveDate>,
    laender: Option<Vec<Bundesland>>,
    /// Where it is a holiday, if not in the whole Land.
    pub oertlich: Option<String>,
    gueltig_ab: Option<NaiveDate>,
    gueltig_bis: Option<NaiveDate>,
    /// Where the rule is taken from.
    pub quelle: String,
    /// When it was checked.
    pub stand: NaiveDate,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Holidays {
    feiertag: Vec<Holiday>,
}

/// All rules known.
#[must_use]
pub fn rules() -> &'static [Holiday] {
    static RULES: OnceLock<Vec<Holiday>> = OnceLock::new();
    RULES.get_or_init(|| {
        toml::from_str::<Holidays>(include_str!("../../data/feiertage.toml"))
            .map(|file| file.feiertag)
            .unwrap_or_default()
    })
}

impl Holiday {
    /// The day in a year; `None` where the rule gives none.
    #[must_use]
    pub fn in_year(&self, year: i32) -> Option<NaiveDate> {
        let day = if let Some(once) = self.datum {
            Some(once).filter(|day| day.year() == year)
        } else if let Some(fixed) = &self.tag {
            month_day(year, fixed)
        } else if let Some(after) = self.ostern {
            easter(year).map(|sunday| sunday + Duration::days(after))
        } else {
            let before = month_day(year, self.mittwoch_vor.as_deref()?)?;
            (1..=7)
                .map(|days| before - Duration::days(days))
                .find(|day| day.weekday() == Weekday::Wed)
        }?;
        let begun = self.gueltig_ab.is_none_or(|first| first <= day);
        let lasts = self.gueltig_bis.is_none_or(|last| day <= last);
        (begun && lasts).then_some(day)
    }

    /// Whether it is one in this Land; without a Land, whether it is one everywhere.
    #[must_use]
    pub fn holds_in(&self, land: Option<Bundesland>) -> bool {
        match (&self.laender, land) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(land)) => own.contains(&land),
        }
    }

    /// Whether it is a holiday in the whole Land.
    #[must_use]
    pub fn everywhere(&self) -> bool {
        self.oertlich.is_none()
    }
}

/// The holidays of a day: those of the whole Land first. Without a Land only those of all.
#[must_use]
pub fn on(day: NaiveDate, land: Option<Bundesland>) -> Vec<&'static Holiday> {
    let mut found: Vec<_> = rules()
        .iter()
        .filter(|rule| rule.holds_in(land) && rule.in_year(day.year()) == Some(day))
        .collect();
    found.sort_by_key(|rule| !rule.everywhere());
    found
}

/// Whether people are usually at their desks: no Saturday, no Sunday, no holiday of the whole Land.
#[must_use]
pub fn is_working_day(day: NaiveDate, land: Option<Bundesland>) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
        && !on(day, land).into_iter().any(Holiday::everywhere)
}

/// `03-08` in a year.
fn month_day(year: i32, text: &str) -> Option<NaiveDate> {
    let (month, day) = text.split_once('-')?;
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

/// Easter Sunday of the Gregorian calendar (the method of Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(
        year,
        u32::try_from(sum / 31).ok()?,
        u32::try_from(sum % 31 + 1).ok()?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn names(day: &str, land: Bundesland) -> Vec<&'static str> {
        on(date(day), Some(land))
            .iter()
            .map(|rule| rule.name.as_str())
            .collect()
    }

    #[test]
    fn data_can_be_read_and_every_rule_names_one_day() {
        assert!(rules().len() > 20);
        for rule in rules() {
            let ways = [
                rule.tag.is_some(),
                rule.ostern.is_some(),
                rule.mittwoch_vor.is_some(),
                rule.datum.is_some(),
            ];
            assert_eq!(ways.iter().filter(|way| **way).count(), 1, "{}", rule.name);
            let years = 2017..=2030;
            let days = years.filter_map(|year| rule.in_year(year)).count();
            assert!(days > 0, "{}", rule.name);
            assert!(!rule.quelle.is_empty());
        }
    }

    #[test]
    fn easter_is_where_the_church_has_it() {
        for (year, day) in [
            (2018, "2018-04-01"),
            (2024, "2024-03-31"),
            (2026, "2026-04-05"),
            (2027, "2027-03-28"),
            (2028, "2028-04-16"),
            (2038, "2038-04-25"),
        ] {
            assert_eq!(easter(year), Some(date(day)));
        }
    }

    #[test]
    fn days_of_one_land_are_no_days_of_another() {
        use Bundesland as Land;
        assert_eq!(names("2023-11-01", Land::Nw), ["Allerheiligen"]);
        assert!(names("2023-11-01", Land::Mv).is_empty());
        assert_eq!(names("2022-03-08", Land::Mv), [""; 0]);
        assert_eq!(names("2023-03-08", Land::Mv), ["Internationaler Frauentag"]);
        assert_eq!(names("2026-11-18", Land::Sn), ["Buß- und Bettag"]);
        assert_eq!(names("2026-04-05", Land::Bb), ["Ostersonntag"]);
        for land in Land::alle() {
            assert_eq!(names("2026-12-25", *land), ["Erster Weihnachtstag"]);
            assert_eq!(names("2017-10-31", *land).len(), 1, "{land}");
            assert!(names("2026-05-08", *land).is_empty());
        }
        assert_eq!(names("2028-06-17", Land::Be).len(), 1);
        assert!(on(date("2023-11-01"), None).is_empty());
        assert_eq!(on(date("2026-10-03"), None).len(), 1);
    }

    #[test]
    fn a_local_holiday_says_where_and_leaves_the_day_a_working_day() {
        let land = Some(Bundesland::By);
        let peace = on(date("2025-08-08"), land);
        assert_eq!(
            peace[0].oertlich.as_deref(),
            Some("nur in der Stadt Augsburg")
        );
        assert!(is_working_day(date("2025-08-08"), land));
        assert!(!is_working_day(date("2025-12-25"), land));
        assert!(!is_working_day(date("2025-08-09"), land));
    }
}
