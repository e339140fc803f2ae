//! Wrong before, promised before, missing before, known better, or changed since: the groups of
//! what is new.
//!
//! Saying that an earlier report was wrong is a grave statement. It is made only where a value
//! that was stated as certain has become another, and time cannot have changed it.

use chrono::{DateTime, FixedOffset};
use serde_json::Value as Json;

use super::{Became, Change, Detail, EVIDENCE, News, Was, promises};
use crate::document::sentences::sentences;
use crate::document::value::{Form, form};
use crate::document::wording::dates::Moment;

/// Why something is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// It was stated, and it was not so.
    Corrected,
    /// It was promised for a day that has passed.
    Promised,
    /// It was open or not stated.
    Completed,
    /// It was known roughly, or as possible.
    Refined,
    /// It happened, was done or was assessed anew since.
    Since,
}

/// Facts that time changes: another value says nothing against the earlier one.
const STATES: [&str; 22] = [
    "massnahmen",
    "dienste",
    "wiederherstellung",
    "benachrichtigung",
    "risiko",
    "stellen",
    "anlaufstelle",
    "melder",
    "datenschutzbeauftragter",
    "presse",
    "empfehlungen",
    "anlagen",
    "meldung",
    "verlauf",
    "empfaenger",
    "erpressung",
    "folgen",
    "vorfall.strafanzeige",
    "vorfall.verfuegbarkeit",
    "vorfall.titel",
    "verantwortlicher.vertretung",
    "schutz_vorher",
];

/// From this length on a text is compared sentence by sentence.
const LONG: usize = 90;

/// The group of a change.
pub(super) fn group(change: &Change, news: &News) -> Group {
    if promises::missed(change, news).is_some() {
        return Group::Promised;
    }
    if happened_since(change, news.released) {
        return Group::Since;
    }
    let place = change.place();
    if place == EVIDENCE {
        let stated = change.old.is_some() || news.judged_on.is_some();
        return if stated {
            Group::Since
        } else {
            Group::Completed
        };
    }
    if is_decision(change, &place) {
        return Group::Since;
    }
    let state = is_of(&place, &STATES) || is_contact(&place);
    let of_detail = |detail: &Detail| match (detail.became, detail.was) {
        (Became::Added, _) | (Became::Known, Was::Absent | Was::Open) => Group::Completed,
        (Became::Known, Was::Rough) => Group::Refined,
        (Became::Known, Was::Stated) if is_of(&place, &JUDGED) => Group::Since,
        (Became::Known, Was::Stated) => Group::Refined,
        (Became::Changed, _) if is_text(&place, detail) => Group::Since,
        (Became::Removed | Became::Changed | Became::Uncertain, _) if state => Group::Since,
        (Became::Removed | Became::Changed | Became::Uncertain, _) => Group::Corrected,
    };
    let groups: Vec<Group> = change.details.iter().map(of_detail).collect();
    // What was open and still is has another reason or another day.
    if is_open(change.old.as_ref()) && is_open(change.new.as_ref()) {
        return Group::Since;
    }
    // A text that goes on where it ended completes; a new one replaces.
    if let Some((old, new)) = texts(change)
        && differing(old, new).is_empty()
    {
        return Group::Completed;
    }
    if groups.contains(&Group::Corrected) {
        let judged = place == "vorfall.abfluss" && !was_certain(change.old.as_ref());
        return if judged {
            Group::Since
        } else {
            Group::Corrected
        };
    }
    [Group::Since, Group::Refined]
        .into_iter()
        .find(|group| groups.contains(group))
        .unwrap_or(Group::Completed)
}

/// What is judged: a surer statement is a new judgement.
const JUDGED: [&str; 2] = ["vorfall.abfluss", "risiko"];

fn is_of(place: &str, tables: &[&str]) -> bool {
    tables.iter().any(|table| {
        place
            .strip_prefix(table)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

/// What was decided on since: whether and how people are told, and a measure that is planned.
fn is_decision(change: &Change, place: &str) -> bool {
    let key = |key: &str| {
        let new = change.new.as_ref().and_then(|new| new.get(key));
        new.filter(|value| form(value) != Form::Missing)
    };
    match place {
        "benachrichtigung.schritte" => key("am").is_none(),
        "massnahmen" => {
            change.old.is_none() && key("stand").and_then(Json::as_str) == Some("geplant")
        }
        _ => is_of(place, &["benachrichtigung"]),
    }
}

fn is_open(value: Option<&Json>) -> bool {
    value.is_some_and(|value| matches!(form(value), Form::Open(..)))
}

/// Keys of free texts: worded anew, they say nothing against the earlier wording.
const TEXTS: [&str; 11] = [
    "beschreibung",
    "beschreibung_buerger",
    "text",
    "text_buerger",
    "hinweis",
    "begruendung",
    "leistung",
    "entdeckung",
    "untersuchung",
    "verspaetung",
    "grund",
];

fn is_text(place: &str, detail: &Detail) -> bool {
    let key = if detail.key.is_empty() {
        place
    } else {
        &detail.key
    };
    let last = key.rsplit('.').next().unwrap_or_default();
    TEXTS.contains(&last)
}

/// Telephone, mail and web of the controller change like those of a contact point.
fn is_contact(place: &str) -> bool {
    ["telefon", "email", "web", "sprechzeiten"]
        .iter()
        .any(|key| place.rsplit('.').next() == Some(key))
}

/// Whether a list entry bears a day after the earlier document.
fn happened_since(change: &Change, released: DateTime<FixedOffset>) -> bool {
    let after = |moment: Moment| match moment {
        Moment::Time(at) => at > released,
        Moment::Date(day) => day > Moment::Time(released).day(),
    };
    change.old.is_none()
        && change
            .new
            .as_ref()
            .and_then(|new| new.get("am"))
            .and_then(Json::as_str)
            .and_then(Moment::parse)
            .is_some_and(after)
}

fn was_certain(old: Option<&Json>) -> bool {
    let key = old.and_then(Json::as_str);
    matches!(key, Some("bestaetigt" | "ausgeschlossen"))
}

/// Both states of a long text.
pub(super) fn texts(change: &Change) -> Option<(&str, &str)> {
    let old = change.old.as_ref()?.as_str()?;
    let new = change.new.as_ref()?.as_str()?;
    (old.chars().count().max(new.chars().count()) >= LONG).then_some((old, new))
}

/// The sentences of `one` that the other text does not have.
pub(super) fn differing(one: &str, other: &str) -> Vec<String> {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let other = flat(other);
    let known = sentences(&other);
    let one = flat(one);
    sentences(&one)
        .into_iter()
        .filter(|sentence| !known.contains(sentence))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::model::FieldPath;
    use serde_json::json;

    fn change(path: &str, became: Became, old: Json, new: Json) -> Change {
        let some = |json: Json| (!json.is_null()).then_some(json);
        let old_value = old.clone();
        Change {
            path: FieldPath::new(path),
            old_path: FieldPath::new(path),
            old: some(old),
            new: some(new),
            details: vec![Detail {
                key: String::new(),
                label: String::new(),
                became,
                was: match form(&old_value) {
                    Form::Missing => Was::Absent,
                    Form::Open(..) => Was::Open,
                    Form::About(_) | Form::Range(..) => Was::Rough,
                    Form::Exact(_) | Form::Undeterminable(_) | Form::NotApplicable(_) => {
                        Was::Stated
                    }
                },
                old: None,
                new: None,
            }],
        }
    }

    fn news() -> News {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap();
        News {
            advice_added: Vec::new(),
            advice_gone: Vec::new(),
            version: 1,
            released: at("2021-10-16T12:00:00+02:00"),
            kind: None,
            facts: std::sync::Arc::default(),
            now: at("2021-11-16T12:00:00+01:00"),
            judged_on: None,
            told: Vec::new(),
            ends: None,
            changes: Vec::new(),
            reworded: Vec::new(),
            fields: Vec::new(),
            earlier: Vec::new(),
        }
    }

    #[test]
    fn only_a_certain_value_that_time_cannot_change_was_wrong() {
        let kind = |change: Change| group(&change, &news());
        for (expected, path, became, old, new) in [
            (
                Group::Corrected,
                "betroffene.anzahl",
                Became::Changed,
                json!(1200),
                json!(1500),
            ),
            (
                Group::Completed,
                "betroffene.anzahl",
                Became::Known,
                json!({ "offen": "x" }),
                json!(1500),
            ),
            (
                Group::Completed,
                "zeiten.beginn",
                Became::Added,
                Json::Null,
                json!("2021-10-14"),
            ),
            (
                Group::Since,
                "betroffene.anzahl",
                Became::Changed,
                json!({ "offen": "x" }),
                json!({ "offen": "y" }),
            ),
            (
                Group::Corrected,
                "daten[zahlungsmittel]",
                Became::Removed,
                json!({}),
                Json::Null,
            ),
            (
                Group::Since,
                "dienste[Stadthaus]",
                Became::Changed,
                json!({}),
                json!({}),
            ),
            (
                Group::Since,
                "anlaufstelle.telefon",
                Became::Changed,
                json!("1"),
                json!("2"),
            ),
            (
                Group::Since,
                "verantwortlicher.email",
                Became::Changed,
                json!("1"),
                json!("2"),
            ),
            (
                Group::Since,
                "vorfall.abfluss",
                Became::Changed,
                json!("wahrscheinlich"),
                json!("unwahrscheinlich"),
            ),
            (
                Group::Corrected,
                "vorfall.abfluss",
                Became::Changed,
                json!("ausgeschlossen"),
                json!("bestaetigt"),
            ),
            (
                Group::Completed,
                "massnahmen[2]",
                Became::Added,
                Json::Null,
                json!({ "am": "2021-10-16" }),
            ),
            (
                Group::Since,
                "massnahmen[2]",
                Became::Added,
                Json::Null,
                json!({ "stand": "geplant" }),
            ),
            (
                Group::Refined,
                "zeiten.entdeckt",
                Became::Known,
                json!({ "ungefaehr": "2021-10-15T05:30:00+02:00" }),
                json!("2021-10-15T05:40:00+02:00"),
            ),
            (
                Group::Since,
                "vorfall.abfluss",
                Became::Known,
                json!("nicht_auszuschliessen"),
                json!("unwahrscheinlich"),
            ),
            (
                Group::Since,
                "benachrichtigung.ausnahme",
                Became::Added,
                Json::Null,
                json!("abs3_c"),
            ),
            (
                Group::Promised,
                "betroffene.anzahl",
                Became::Changed,
                json!({ "offen": "x", "bis": "2021-10-29" }),
                json!({ "offen": "y", "bis": "2022-01-31" }),
            ),
            (
                Group::Since,
                "betroffene.anzahl",
                Became::Changed,
                json!({ "offen": "x", "bis": "2021-11-29" }),
                json!({ "offen": "y", "bis": "2022-01-31" }),
            ),
            (
                Group::Promised,
                "benachrichtigung.naechste_information.am",
                Became::Changed,
                json!("2021-10-25"),
                json!("2022-01-31"),
            ),
            (
                Group::Since,
                "massnahmen[2]",
                Became::Added,
                Json::Null,
                json!({ "am": "2021-10-17" }),
            ),
            (
                Group::Since,
                "verlauf[2]",
                Became::Added,
                Json::Null,
                json!({ "am": "2021-10-16T12:01:00+02:00" }),
            ),
        ] {
            assert_eq!(
                kind(change(path, became, old, new)),
                expected,
                "{path} {became:?}"
            );
        }
    }

    #[test]
    fn a_longer_text_completes_and_another_one_replaces() {
        let first = "Unbekannte haben Systeme verschlüsselt. Der Dienstleister hat alle betroffenen Systeme getrennt.";
        let longer = format!("{first} Die Untersuchung dauert an.");
        let other = "Unbekannte haben Systeme verschlüsselt. Die Systeme laufen nach einer Prüfung seit Montag wieder vollständig.";
        let of = |new: &str| {
            group(
                &change(
                    "vorfall.beschreibung",
                    Became::Changed,
                    json!(first),
                    json!(new),
                ),
                &news(),
            )
        };
        assert_eq!(of(&longer), Group::Completed);
        assert_eq!(of(other), Group::Since);
        assert_eq!(differing(&longer, first), ["Die Untersuchung dauert an."]);
    }
}
