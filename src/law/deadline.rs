//! The clock: when a report is due, with the derivation in words.
//!
//! Art. 33 Abs. 1 DSGVO asks for a report without undue delay, where feasible within 72 hours of
//! becoming aware. How hours are counted follows Regulation (EEC, Euratom) No 1182/71: the hour
//! of the event does not count (Art. 3 Abs. 1), the period ends with its last hour (Abs. 2),
//! weekends and holidays do not move the end of a period in hours (Abs. 4). The number of hours
//! is dated data (`data/fristen.toml`), not code.

use std::sync::OnceLock;

use chrono::{DateTime, Duration, FixedOffset, NaiveDate, TimeZone};
use chrono_tz::Europe::Berlin;
use serde::{Deserialize, Serialize, Serializer};

use super::words;
use crate::facts::{Angabe, Incident, MeldungArt, Rechtsregime, Zeitpunkt};

const FRISTENVO: &str = "VO (EWG, Euratom) Nr. 1182/71";

/// How the hours of a period are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zaehlung {
    /// The running hour does not count (Art. 3 Abs. 1 of Regulation 1182/71).
    Fristenvo,
    /// From the moment of awareness: the cautious count where that regulation does not govern.
    AbKenntnis,
}

/// A row of `data/fristen.toml`: how long a period is, and since when.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The regime it belongs to.
    pub regime: Rechtsregime,
    /// Length in hours.
    pub stunden: u16,
    /// How the hours are counted.
    pub zaehlung: Zaehlung,
    /// The norm that sets it.
    pub norm: String,
    /// First day on which it holds.
    pub gueltig_ab: NaiveDate,
    /// Last day on which it holds.
    pub gueltig_bis: Option<NaiveDate>,
    /// Where it is taken from.
    pub quelle: String,
    /// When it was checked.
    pub stand: NaiveDate,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Periods {
    frist: Vec<Period>,
}

/// All periods known.
#[must_use]
pub fn periods() -> &'static [Period] {
    static PERIODS: OnceLock<Vec<Period>> = OnceLock::new();
    PERIODS.get_or_init(|| {
        toml::from_str::<Periods>(include_str!("../../data/fristen.toml"))
            .map(|file| file.frist)
            .unwrap_or_default()
    })
}

/// The period that holds for a regime on a day.
#[must_use]
pub fn period(regime: Rechtsregime, on: NaiveDate) -> Option<&'static Period> {
    periods().iter().find(|row| {
        row.regime == regime
            && row.gueltig_ab <= on
            && row.gueltig_bis.is_none_or(|last| on <= last)
    })
}

/// Where a deadline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Not filed, time left.
    Laeuft,
    /// Not filed, no time left.
    Abgelaufen,
    /// Filed in time.
    Gewahrt,
    /// Filed late.
    Versaeumt,
}

/// The deadline of a report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Deadline {
    /// Awareness, from which is counted.
    #[serde(serialize_with = "rfc3339")]
    pub kenntnis: DateTime<FixedOffset>,
    /// Begin of the period.
    #[serde(serialize_with = "rfc3339")]
    pub beginn: DateTime<FixedOffset>,
    /// End of the period.
    #[serde(serialize_with = "rfc3339")]
    pub ende: DateTime<FixedOffset>,
    /// The cautious target: awareness plus the length, never after the end.
    #[serde(serialize_with = "rfc3339")]
    pub ziel: DateTime<FixedOffset>,
    /// Where it stands.
    pub status: Status,
    /// The first filing, else the time of the assessment.
    pub meldezeit: Zeitpunkt,
    /// Whether awareness is a bare date, counted from 00:00.
    pub nur_datum: bool,
    /// Length in hours.
    pub stunden: u16,
    /// The norm that sets the length.
    pub norm: &'static str,
    /// Derivation: German sentences, in order.
    pub herleitung: Vec<String>,
    /// Advice for those who still have to file; no part of the derivation.
    pub planung: String,
}

impl Deadline {
    /// The derivation with numbers: `1. …`
    #[must_use]
    pub fn numbered(&self) -> Vec<String> {
        self.herleitung
            .iter()
            .zip(1_usize..)
            .map(|(sentence, number)| format!("{number}. {sentence}"))
            .collect()
    }

    /// Minutes left until the end; negative where it is over, `None` where a report was filed.
    #[must_use]
    pub fn minutes_left(&self, now: DateTime<FixedOffset>) -> Option<i64> {
        match self.status {
            Status::Laeuft | Status::Abgelaufen => {
                Some((self.ende - now).num_seconds().div_euclid(60))
            }
            Status::Gewahrt | Status::Versaeumt => None,
        }
    }

    /// Whether the report is (or would now be) after the end.
    #[must_use]
    pub fn is_late(&self) -> bool {
        match self.status {
            Status::Abgelaufen | Status::Versaeumt => true,
            Status::Laeuft | Status::Gewahrt => false,
        }
    }
}

pub(super) fn rfc3339<S: Serializer>(
    time: &DateTime<FixedOffset>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&time.format("%Y-%m-%dT%H:%M:%S%:z"))
}

/// The earliest filing of a first report.
#[must_use]
pub fn first_filing(incident: &Incident) -> Option<Zeitpunkt> {
    let filings = incident.meldung.eingereicht.iter();
    filings
        .filter(|filing| filing.art.ist(&MeldungArt::Erst))
        .filter_map(|filing| filing.am.mindestens().copied())
        .min_by_key(Zeitpunkt::bei)
}

/// The deadline of an incident; `None` where awareness is not known or no period holds.
#[must_use]
pub fn deadline(incident: &Incident, now: DateTime<FixedOffset>) -> Option<Deadline> {
    let awareness = &incident.zeiten.kenntnis;
    let t0 = *awareness.mindestens()?;
    let row = period(incident.vorfall.rechtsregime, t0.datum())?;
    let clock = Clock::of(t0.bei(), row);
    // What lies ahead has not been filed yet.
    let filed = first_filing(incident).filter(|at| at.bei() <= now);
    Some(Deadline {
        kenntnis: local(t0.bei()),
        beginn: clock.begin,
        ende: clock.end,
        ziel: clock.target,
        status: status(clock.end, filed, now),
        meldezeit: filed.unwrap_or_else(|| Zeitpunkt::new(local(now))),
        nur_datum: t0.nur_datum(),
        stunden: row.stunden,
        norm: &row.norm,
        herleitung: derivation(awareness, t0, row, &clock),
        planung: planning(row, &clock),
    })
}

fn status(
    end: DateTime<FixedOffset>,
    filed: Option<Zeitpunkt>,
    now: DateTime<FixedOffset>,
) -> Status {
    match filed {
        Some(at) if at.bei() <= end => Status::Gewahrt,
        Some(_) => Status::Versaeumt,
        None if now <= end => Status::Laeuft,
        None => Status::Abgelaufen,
    }
}

/// Begin, end and target, with both readings of the end where a clock change lies between.
struct Clock {
    begin: DateTime<FixedOffset>,
    end: DateTime<FixedOffset>,
    target: DateTime<FixedOffset>,
    by_elapsed: DateTime<FixedOffset>,
    by_clock: DateTime<FixedOffset>,
    full_hour: bool,
}

impl Clock {
    fn of(t0: DateTime<FixedOffset>, row: &Period) -> Self {
        let (begin, full_hour) = match row.zaehlung {
            Zaehlung::Fristenvo => next_full_hour(t0),
            Zaehlung::AbKenntnis => (t0, false),
        };
        let length = Duration::hours(i64::from(row.stunden));
        let by_elapsed = local(begin + length);
        let by_clock = on_the_clock(begin, length).unwrap_or(by_elapsed);
        let target = local(t0 + length);
        let target = on_the_clock(t0, length).map_or(target, |other| target.min(other));
        Self {
            begin: local(begin),
            end: by_elapsed.min(by_clock),
            target,
            by_elapsed,
            by_clock,
            full_hour,
        }
    }
}

/// The next full hour, or the hour itself if the event falls exactly on it (cautious).
fn next_full_hour(t0: DateTime<FixedOffset>) -> (DateTime<FixedOffset>, bool) {
    let running = t0.timestamp().rem_euclid(3600);
    let fraction = Duration::nanoseconds(i64::from(t0.timestamp_subsec_nanos()));
    if running == 0 && fraction.is_zero() {
        (t0, true)
    } else {
        (t0 - fraction + Duration::seconds(3600 - running), false)
    }
}

/// The same wall-clock time in Berlin after `length`; `None` where the clock change skips it.
fn on_the_clock(from: DateTime<FixedOffset>, length: Duration) -> Option<DateTime<FixedOffset>> {
    let wall = from.with_timezone(&Berlin).naive_local() + length;
    Berlin
        .from_local_datetime(&wall)
        .earliest()
        .map(|time| time.fixed_offset())
}

/// The instant with the offset that Berlin's clock has then.
fn local(instant: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    instant.with_timezone(&Berlin).fixed_offset()
}

/// The derivation in sentences.
fn derivation(
    awareness: &Angabe<Zeitpunkt>,
    t0: Zeitpunkt,
    row: &Period,
    clock: &Clock,
) -> Vec<String> {
    let hours = row.stunden;
    let changed = clock.by_elapsed != clock.by_clock;
    let say = if changed {
        words::time_with_zone
    } else {
        words::time
    };
    let mut sentences = vec![
        format!(
            "Die Verletzung ist unverzüglich zu melden, möglichst binnen {hours} Stunden, \
             nachdem sie bekannt wurde ({}).",
            row.norm
        ),
        aware(awareness, t0),
    ];
    sentences.push(match row.zaehlung {
        Zaehlung::Fristenvo if clock.full_hour => format!(
            "Die Stunde des Bekanntwerdens zählt nicht mit (Art. 3 Abs. 1 {FRISTENVO}). Der \
             Zeitpunkt liegt genau auf einer vollen Stunde; vorsichtshalber beginnt die Frist \
             schon dann: am {}.",
            say(clock.begin)
        ),
        Zaehlung::Fristenvo => format!(
            "Die Stunde des Bekanntwerdens zählt nicht mit; die Frist beginnt mit der nächsten \
             vollen Stunde: am {} (Art. 3 Abs. 1 {FRISTENVO}).",
            say(clock.begin)
        ),
        Zaehlung::AbKenntnis => format!(
            "Die {FRISTENVO} gilt hier nicht. Gerechnet wird deshalb vorsichtig ab dem \
             Zeitpunkt des Bekanntwerdens, ohne eine Stunde abzuziehen."
        ),
    });
    if changed {
        sentences.push(format!(
            "In der Frist wird die Uhr umgestellt. Nach verstrichenen Stunden endet sie am {}, \
             nach der Uhrzeit am {}. Maßgeblich ist vorsichtshalber der frühere Zeitpunkt.",
            words::time_with_zone(clock.by_elapsed),
            words::time_with_zone(clock.by_clock)
        ));
    }
    match row.zaehlung {
        Zaehlung::Fristenvo => {
            sentences.push(format!(
                "Die Frist endet mit Ablauf ihrer letzten Stunde: am {} (Art. 3 Abs. 2 {FRISTENVO}).",
                say(clock.end)
            ));
            sentences.push(format!(
                "Samstage, Sonntage und Feiertage verschieben das Ende nicht, weil die Frist nach \
                 Stunden bemessen ist (Art. 3 Abs. 4 {FRISTENVO})."
            ));
            sentences.push(two_working_days(hours));
        }
        Zaehlung::AbKenntnis => {
            sentences.push(format!("Die Frist endet am {}.", say(clock.end)));
            sentences.push(
                "Samstage, Sonntage und Feiertage zählen vorsichtshalber mit und verschieben das \
                 Ende nicht."
                    .to_owned(),
            );
        }
    }
    if clock.target < clock.end {
        sentences.push(format!(
            "Vorsichtiges Ziel ist der {}: {hours} Stunden ab Bekanntwerden, ohne die angefangene \
             Stunde abzuziehen. Es hält auch dann, wenn die {FRISTENVO} nicht gelten sollte.",
            say(clock.target)
        ));
    }
    sentences
}

/// The dispute on Art. 3 Abs. 5 of the regulation: both views, and which one is taken. Against:
/// the Bavarian authority's guidance of 1 June 2019 and the authority of North Rhine-Westphalia;
/// for: parts of the literature.
fn two_working_days(hours: u16) -> String {
    format!(
        "Jede Frist von zwei oder mehr Tagen umfasst mindestens zwei Arbeitstage (Art. 3 Abs. 5 \
         {FRISTENVO}). Ob das auch für {hours} Stunden gilt, ist umstritten: Die \
         Aufsichtsbehörden BayLfD (Orientierungshilfe vom 1. Juni 2019) und LDI NRW verneinen es, \
         ein Teil der Fachliteratur bejaht es. Hier verlängert diese Regel die Frist deshalb nicht."
    )
}

/// The cautious target, where it is earlier than the end, and why not to wait for either.
fn planning(row: &Period, clock: &Clock) -> String {
    let say = if clock.by_elapsed == clock.by_clock {
        words::time
    } else {
        words::time_with_zone
    };
    let hours = row.stunden;
    let target = if clock.target < clock.end {
        format!(
            " Planen Sie mit dem früheren Ziel: am {}. Das sind {hours} Stunden ab Bekanntwerden.",
            say(clock.target)
        )
    } else {
        String::new()
    };
    format!("Die {hours} Stunden sind keine Schonfrist.{target}")
}

/// The sentence on awareness, with its certainty.
fn aware(awareness: &Angabe<Zeitpunkt>, t0: Zeitpunkt) -> String {
    let certainty = match awareness {
        Angabe::Ungefaehr(_) => "ungefähr ",
        Angabe::Spanne { .. } => "frühestens ",
        Angabe::Genau(_)
        | Angabe::Fehlt
        | Angabe::Offen { .. }
        | Angabe::NichtBestimmbar(_)
        | Angabe::Entfaellt(_) => "",
    };
    if t0.nur_datum() {
        format!(
            "Bekannt wurde sie {certainty}am {}. Eine Uhrzeit ist nicht angegeben; gerechnet wird \
             ab 0:00 Uhr dieses Tages.",
            words::day(t0.datum())
        )
    } else {
        format!("Bekannt wurde sie {certainty}am {}.", words::time(t0.bei()))
    }
}

#[cfg(test)]
#[path = "deadline_tests.rs"]
mod tests;
