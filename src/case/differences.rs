//! What differs between the facts of an earlier document and today's, by value and by list entry,
//! and which of it is news for its readers.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::document::FieldPath;
use crate::document::news::{Became, Change, Detail, EDITION, EVIDENCE, Was};
use crate::document::value::{Form, form};
use crate::drafts::compare::facts::{ChangeKind, FactChange, changes, is_blank};
use crate::drafts::compare::say;
use crate::facts::item_names;

/// The facts that the document shows, or a field of the form, and that the earlier one showed.
pub(super) struct Shown {
    pub(super) now: BTreeSet<FieldPath>,
    pub(super) before: BTreeSet<FieldPath>,
}

impl Shown {
    pub(super) fn has(&self, change: &Change) -> bool {
        let below = |paths: &BTreeSet<FieldPath>, unit: &FieldPath| {
            paths.iter().any(|path| {
                path.as_str()
                    .strip_prefix(unit.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            })
        };
        below(&self.now, &change.path) || below(&self.before, &change.old_path)
    }
}

/// Facts on the document itself: their change is no news on the incident.
const OF_THE_DOCUMENT: [&str; 13] = [
    "format",
    "vorfall.kennung",
    "vorfall.beispiel",
    "vorfall.sicht",
    "meldung.art",
    "meldung.vollstaendig",
    "meldung.eingereicht",
    "meldung.ruecknahme_grund",
    "benachrichtigung.stand",
    "unterschriften",
    "textfassungen",
    "freigabe",
    "gestaltung",
];

pub(super) fn is_news(change: &Change) -> bool {
    let place = change.place();
    !OF_THE_DOCUMENT.iter().any(|own| {
        place
            .strip_prefix(own)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

/// Whether it is a new edition of the public notice: news for the authority, which the report does
/// not show as a fact of its own.
pub(super) fn is_edition(change: &Change, facts: &Value) -> bool {
    let is_public = |value: Option<&Value>| value.and_then(Value::as_str) == Some("oeffentlich");
    let notice = facts.get("benachrichtigung");
    let steps = notice.and_then(|notice| notice.get("schritte"));
    let steps = steps.and_then(Value::as_array).map(Vec::as_slice);
    change.place() == EDITION
        && change.new.is_some()
        && (is_public(notice.and_then(|notice| notice.get("status")))
            || steps
                .unwrap_or_default()
                .iter()
                .any(|step| is_public(step.get("weg"))))
}

/// All differences, by value and by list entry.
pub(super) fn differences(old: &Value, new: &Value) -> Vec<Change> {
    let mut found: Vec<Change> = Vec::new();
    for change in changes(old, new) {
        if change.kind == ChangeKind::Reordered {
            continue;
        }
        for (path, old_path) in units(&change, old, new) {
            let detail = detail(&change, &path);
            match found
                .iter_mut()
                .find(|known| known.path == path && known.old_path == old_path)
            {
                Some(known) => known.details.push(detail),
                None => {
                    let came = change.old.is_none() && change.path == path;
                    let value = |facts: &Value, path: &FieldPath| {
                        locate(facts, path)
                            .filter(|value| !is_blank(value))
                            .cloned()
                    };
                    let gone = change.new.is_none() && change.path == path;
                    found.push(Change {
                        old: (!came).then(|| value(old, &old_path)).flatten(),
                        new: (!gone).then(|| value(new, &path)).flatten(),
                        path,
                        old_path,
                        details: vec![detail],
                    });
                }
            }
        }
    }
    found
}

/// The units that a change belongs to, by their later and their earlier path. A list that comes as
/// a whole is as many units as it has entries.
fn units(change: &FactChange, old: &Value, new: &Value) -> Vec<(FieldPath, FieldPath)> {
    if let Some(Value::Array(items)) = &change.new
        && items.iter().any(Value::is_object)
        && !matches!(change.old, Some(Value::Array(_)))
    {
        return item_names(change.path.as_str(), items)
            .iter()
            .map(|name| change.path.item(name))
            .map(|path| (path.clone(), path))
            .collect();
    }
    let later = unit(&change.path, if change.new.is_some() { new } else { old });
    let earlier = unit(
        &change.old_path,
        if change.old.is_some() { old } else { new },
    );
    vec![(later, earlier)]
}

/// The entry of a list of tables, or the whole list of words, that a path lies in.
fn unit(path: &FieldPath, facts: &Value) -> FieldPath {
    if path.as_str().starts_with(EVIDENCE) {
        return FieldPath::new(EVIDENCE);
    }
    let Some((list, rest)) = path.as_str().split_once('[') else {
        return path.clone();
    };
    let list = FieldPath::new(list);
    let tables = locate(facts, &list)
        .and_then(Value::as_array)
        .is_some_and(|items| items.iter().any(Value::is_object));
    match rest.split_once(']') {
        Some((name, _)) if tables => list.item(name),
        Some(_) | None => list,
    }
}

fn detail(change: &FactChange, unit: &FieldPath) -> Detail {
    let key = change
        .path
        .as_str()
        .strip_prefix(unit.as_str())
        .unwrap_or_default()
        .trim_start_matches('.');
    Detail {
        key: key.to_owned(),
        label: change.label.clone(),
        became: match change.kind {
            ChangeKind::Added => Became::Added,
            ChangeKind::Removed => Became::Removed,
            ChangeKind::Changed | ChangeKind::Reordered => Became::Changed,
            ChangeKind::BecameKnown | ChangeKind::BecameCertain => Became::Known,
            ChangeKind::BecameUncertain => Became::Uncertain,
        },
        was: was(change.old.as_ref()),
        old: change
            .old
            .as_ref()
            .map(|value| say(&change.old_path, value)),
        new: change.new.as_ref().map(|value| say(&change.path, value)),
    }
}

fn was(old: Option<&Value>) -> Was {
    let Some(old) = old else {
        return Was::Absent;
    };
    match form(old) {
        Form::Missing => Was::Absent,
        Form::Open(..) => Was::Open,
        Form::About(_) | Form::Range(..) => Was::Rough,
        Form::Exact(Value::String(key)) if key == "offen" || key == "unbekannt" => Was::Open,
        Form::Exact(_) | Form::Undeterminable(_) | Form::NotApplicable(_) => Was::Stated,
    }
}

/// The value at a path.
pub(super) fn locate<'v>(facts: &'v Value, path: &FieldPath) -> Option<&'v Value> {
    let mut place = facts;
    let mut walked = String::new();
    let mut rest = path.as_str();
    while !rest.is_empty() {
        if let Some((name, behind)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            let items = place.as_array()?;
            let at = item_names(&walked, items)
                .iter()
                .position(|known| known == name)?;
            place = items.get(at)?;
            walked.push_str(&format!("[{name}]"));
            rest = behind;
        } else {
            let key = rest.trim_start_matches('.');
            let end = key.find(['.', '[']).unwrap_or(key.len());
            let (key, behind) = key.split_at(end);
            place = place.get(key)?;
            if !walked.is_empty() {
                walked.push('.');
            }
            walked.push_str(key);
            rest = behind;
        }
    }
    Some(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn differences_are_gathered_by_value_and_by_entry() {
        let old = json!({
            "betroffene": { "anzahl": { "offen": "wird gezählt" } },
            "daten": { "offen": "wird ermittelt" },
            "anlaufstelle": { "sprechzeiten": ["Montag"] },
            "dienste": [{ "name": "Stadthaus", "status": "geschlossen", "hinweis": "zu" }],
        });
        let new = json!({
            "betroffene": { "anzahl": 1200 },
            "daten": [{ "kategorie": "kontaktdaten" }, { "kategorie": "finanzdaten" }],
            "anlaufstelle": { "sprechzeiten": ["Montag", "Dienstag"] },
            "dienste": [{ "name": "Stadthaus", "status": "verfuegbar", "hinweis": "offen" }],
        });
        let found = differences(&old, &new);
        let paths: Vec<&str> = found.iter().map(|change| change.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "betroffene.anzahl",
                "daten[kontaktdaten]",
                "daten[finanzdaten]",
                "anlaufstelle.sprechzeiten",
                "dienste[Stadthaus]"
            ]
        );
        let service = found.last().unwrap();
        assert_eq!(service.details.len(), 2);
        assert_eq!(service.old.as_ref().unwrap()["status"], "geschlossen");
        assert_eq!(service.new.as_ref().unwrap()["status"], "verfuegbar");
        assert_eq!(found[3].new, Some(json!(["Montag", "Dienstag"])));
        assert_eq!(found[1].old, None);
    }
}
