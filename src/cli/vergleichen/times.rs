//! At which time the older of two bare files is made: a file has no stated time of its own, but
//! the filings in the facts tell when its report went out.

use chrono::{DateTime, FixedOffset};
use serde_json::Value;

use crate::document::wording::dates::Moment;

/// Where the time of a version comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stated {
    /// A version of the case file has its own, and options state one.
    Own,
    /// The older report was filed then, as the facts say.
    Filed,
    /// The time of the run, which is that of the newer version.
    OfTheRun,
}

/// When the report of the older facts was filed: the first filing of its kind that only the newer
/// facts know; of a first report, the one that both know, where the newer report is another one.
pub(super) fn filed(
    old: &Value,
    new: &Value,
    until: DateTime<FixedOffset>,
) -> Option<DateTime<FixedOffset>> {
    let kind = kind_of(old)?;
    let known = filings(old);
    let of_kind = |facts| filings(facts).into_iter().filter(|filing| filing.0 == kind);
    // There is one first report; where the newer one is another, every filing of it counts.
    let is_past = kind == "erst" && kind_of(new) != Some(kind);
    let newer = of_kind(new).filter(|filing| is_past || !known.contains(filing));
    let older = of_kind(old).filter(|_| is_past);
    let time = newer.chain(older).map(|filing| filing.1).min()?;
    // Facts that happened later were not known then: it was another state that was filed.
    (time <= until && last_event(old).is_none_or(|last| last <= time)).then_some(time)
}

fn kind_of(facts: &Value) -> Option<&str> {
    facts.pointer("/meldung/art")?.as_str()
}

/// Kind and time of each filing.
fn filings(facts: &Value) -> Vec<(String, DateTime<FixedOffset>)> {
    entries(facts, "/meldung/eingereicht")
        .filter_map(|entry| Some((entry.get("art")?.as_str()?.to_owned(), time(entry)?)))
        .collect()
}

/// The last event of the course that the facts tell.
fn last_event(facts: &Value) -> Option<DateTime<FixedOffset>> {
    entries(facts, "/verlauf").filter_map(time).max()
}

fn entries<'f>(facts: &'f Value, list: &str) -> impl Iterator<Item = &'f Value> {
    facts
        .pointer(list)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn time(entry: &Value) -> Option<DateTime<FixedOffset>> {
    match Moment::parse(entry.get("am")?.as_str()?)? {
        Moment::Time(time) => Some(time),
        Moment::Date(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).unwrap_or_default()
    }

    fn facts(kind: &str, filings: &[(&str, &str)], event: &str) -> Value {
        let filings: Vec<Value> = filings
            .iter()
            .map(|(kind, time)| json!({ "art": kind, "am": time }))
            .collect();
        json!({ "meldung": { "art": kind, "eingereicht": filings }, "verlauf": [{ "am": event }] })
    }

    #[test]
    fn the_newer_facts_tell_when_the_older_report_was_filed() {
        const FIRST: &str = "2021-10-15T18:20:00+02:00";
        const OTHER: &str = "2021-10-15T18:40:00+02:00";
        const THEN: &str = "2021-10-18T15:30:00+02:00";
        const EVENT: &str = "2021-10-15T08:30:00+02:00";
        let until = at("2021-12-23T12:00:00+01:00");
        let first = facts("erst", &[], EVENT);
        let second = facts("folge", &[("erst", OTHER), ("erst", FIRST)], EVENT);
        let third = facts(
            "folge",
            &[("erst", FIRST), ("erst", OTHER), ("folge", THEN)],
            EVENT,
        );
        assert_eq!(filed(&first, &second, until), Some(at(FIRST)));
        assert_eq!(filed(&second, &third, until), Some(at(THEN)));
        // The same report further on: nothing was filed between the two.
        assert_eq!(filed(&second, &second, until), None);
        // Kept as it was filed.
        let kept = facts("erst", &[("erst", FIRST)], EVENT);
        assert_eq!(filed(&kept, &second, until), Some(at(FIRST)));
        assert_eq!(filed(&kept, &kept, until), None);
        // It tells of what came after the filing, or the filing is still to come.
        let later = facts("erst", &[], "2021-10-16T08:30:00+02:00");
        assert_eq!(filed(&later, &second, until), None);
        assert_eq!(filed(&first, &second, at(EVENT)), None);
    }
}
