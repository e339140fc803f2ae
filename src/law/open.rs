//! What is open: every announced gap, and every fact of the report that nobody wrote down yet.

use chrono::NaiveDate;
use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::{Map, Value};

use super::findings::{processor, required};
use super::paths::items;
use crate::facts::paths::without_items;
use crate::facts::{FieldPath, Incident, Sicht, label};

/// Tables that no report and no notice shows.
const INTERNAL: [&str; 6] = [
    "schutzkontakt",
    "lehren",
    "textfassungen",
    "unterschriften",
    "freigabe",
    "gestaltung",
];

/// Tables that the processor's notice does not show besides: what the controller alone decides.
const OF_THE_CONTROLLER: [&str; 9] = [
    "verantwortlicher",
    "melder",
    "risiko",
    "meldung",
    "benachrichtigung",
    "empfaenger",
    "empfehlungen",
    "dienste",
    "bereiche",
];

/// Facts with a closed list in which `offen` is a key.
const OPEN_KEYS: [&str; 15] = [
    "vorfall.typ",
    "vorfall.ursache",
    "vorfall.abfluss",
    "vorfall.unlesbar",
    "vorfall.integritaet",
    "vorfall.verfuegbarkeit",
    "betroffene.gruppen.gruppe",
    "daten.kategorie",
    "daten.abfluss",
    "daten.unlesbar",
    "folgen.art",
    "empfaenger.reaktion",
    "risiko.schwere",
    "risiko.ergebnis",
    "benachrichtigung.status",
];

/// Facts of list entries that a report prints as not yet collected where nobody wrote them down.
const OF_ENTRIES: [&str; 21] = [
    "beteiligte.name",
    "beteiligte.rolle",
    "betroffene.gruppen.gruppe",
    "daten.kategorie",
    "folgen.art",
    "massnahmen.text",
    "massnahmen.zweck",
    "massnahmen.stand",
    "stellen.name",
    "stellen.rolle",
    "verlauf.am",
    "verlauf.text",
    "bereiche.name",
    "bereiche.fachgebiet",
    "benachrichtigung.schritte.weg",
    "benachrichtigung.schritte.grundlage",
    "benachrichtigung.schritte.am",
    "empfaenger.bezeichnung",
    "empfaenger.anzahl",
    "empfaenger.vertrauenswuerdig",
    "empfaenger.reaktion",
];

/// Categories that say so little that examples have to say what is meant, as readers know them.
const BROAD: [(&str, &str); 3] = [
    (
        "besondere_kategorien",
        "besondere Kategorien personenbezogener Daten",
    ),
    ("sonstige", "sonstige Daten"),
    ("verwaltungsvorgaenge", "Daten aus Verwaltungsvorgängen"),
];

/// Lists whose items have a name that readers know them by.
const NAMED_LISTS: [&str; 5] = ["beteiligte", "bereiche", "empfaenger", "stellen", "dienste"];

/// Why a point is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenKind {
    /// Announced as open.
    Offen,
    /// Asked for, but not written down.
    Fehlt,
    /// Cannot be determined.
    NichtBestimmbar,
}

/// A fact that is open.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenPoint {
    /// Which fact.
    pub path: FieldPath,
    /// Its German name.
    pub label: String,
    /// Why it is open.
    pub kind: OpenKind,
    /// The reason given; for missing facts `noch nicht erhoben`.
    pub reason: String,
    /// The promised date.
    pub until: Option<NaiveDate>,
}

impl Serialize for OpenPoint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("pfad", &self.path)?;
        map.serialize_entry("bezeichnung", &self.label)?;
        map.serialize_entry("art", &self.kind)?;
        map.serialize_entry("grund", &self.reason)?;
        map.serialize_entry("bis", &self.until)?;
        map.end()
    }
}

/// The same for a report on areas, whose facts these are: what data of an area are affected is asked
/// for, where the area does not say so.
#[must_use]
pub fn open_points_of_areas(incident: &Incident) -> Vec<OpenPoint> {
    let mut points = open_points(incident);
    let facts = serde_json::to_value(&incident.bereiche).unwrap_or(Value::Null);
    let list = facts.as_array().map(Vec::as_slice).unwrap_or_default();
    let paths = items(&FieldPath::new("bereiche"), list);
    for (area, path) in incident.bereiche.iter().zip(paths) {
        if area.daten.is_empty() {
            let path = path.key("daten");
            points.push(OpenPoint {
                label: named(&path),
                path,
                kind: OpenKind::Fehlt,
                reason: "noch nicht im Einzelnen angegeben".to_owned(),
                until: None,
            });
        }
    }
    points
}

/// Everything open in the tables that documents show, in the order of the format.
#[must_use]
pub fn open_points(incident: &Incident) -> Vec<OpenPoint> {
    let Ok(Value::Object(facts)) = serde_json::to_value(incident) else {
        return Vec::new();
    };
    let mut walk = Walk {
        missing: match incident.vorfall.sicht {
            Sicht::Verantwortlicher => required::missing(incident),
            Sicht::Auftragsverarbeiter => processor::missing(incident),
        },
        hidden: match incident.vorfall.sicht {
            Sicht::Verantwortlicher => &[],
            Sicht::Auftragsverarbeiter => &OF_THE_CONTROLLER,
        },
        points: Vec::new(),
    };
    walk.table(&facts, &FieldPath::default());
    walk.points
}

struct Walk {
    missing: Vec<&'static str>,
    /// Tables that the document does not show.
    hidden: &'static [&'static str],
    points: Vec<OpenPoint>,
}

impl Walk {
    fn table(&mut self, table: &Map<String, Value>, path: &FieldPath) {
        for (key, value) in table {
            let key_hidden =
                INTERNAL.contains(&key.as_str()) || self.hidden.contains(&key.as_str());
            if path.as_str().is_empty() && key_hidden {
                continue;
            }
            if value.get("intern") != Some(&Value::Bool(true)) && !out_of_order(table, key) {
                self.value(value, &path.key(key));
            }
            if let Some(category) = lacks_examples(table, key, value) {
                self.push(
                    &path.key(key),
                    OpenKind::Fehlt,
                    "noch nicht angegeben",
                    None,
                );
                if let Some(point) = self.points.last_mut() {
                    point.label.push_str(&format!(" ({category})"));
                }
            }
        }
    }

    fn value(&mut self, value: &Value, path: &FieldPath) {
        let point = angabe(value).or_else(|| closed(value, path));
        let of_entry = || {
            value.get("fehlt").is_some()
                && OF_ENTRIES.contains(&without_items(path.as_str()).as_str())
        };
        if (self.missing.contains(&path.as_str()) || of_entry()) && point.is_none() {
            self.push(path, OpenKind::Fehlt, "noch nicht erhoben", None);
            // Of a whole table it is the way to reach somebody that is missing.
            if value.is_object()
                && value.get("fehlt").is_none()
                && let Some(point) = self.points.last_mut()
            {
                point.label.push_str(": Kontakt");
            }
        }
        if let Some((kind, reason, until)) = point {
            self.push(path, kind, reason, until);
            return;
        }
        match value {
            Value::Object(table) => self.table(table, path),
            Value::Array(list) => {
                for (item, path) in list.iter().zip(items(path, list)) {
                    if item.get("intern") != Some(&Value::Bool(true)) {
                        self.value(item, &path);
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn push(&mut self, path: &FieldPath, kind: OpenKind, reason: &str, until: Option<NaiveDate>) {
        self.points.push(OpenPoint {
            path: path.clone(),
            label: named(path),
            kind,
            reason: reason.to_owned(),
            until,
        });
    }
}

/// The label of a fact, with the name of the item that it belongs to.
fn named(path: &FieldPath) -> String {
    let label = label(path).unwrap_or_else(|| path.as_str().to_owned());
    let item = path
        .as_str()
        .split_once('[')
        .and_then(|(list, rest)| NAMED_LISTS.contains(&list).then_some(rest))
        .and_then(|rest| rest.rsplit_once(']'))
        .map(|(name, _)| name)
        .filter(|name| name.parse::<usize>().is_err());
    match item {
        Some(name) => format!("{label} ({name})"),
        None => label,
    }
}

/// The category of data whose examples these are, where it says too little without any.
fn lacks_examples(table: &Map<String, Value>, key: &str, value: &Value) -> Option<&'static str> {
    let category = table.get("kategorie").and_then(Value::as_str)?;
    let blank = |text: &Value| text.as_str().is_none_or(|text| text.trim().is_empty());
    let (_, said) = BROAD.iter().find(|(known, _)| *known == category)?;
    let lacks = key == "beispiele" && value.as_array().is_none_or(|list| list.iter().all(blank));
    lacks.then_some(*said)
}

/// A telephone or e-mail address that is announced as out of order while the other one is
/// known: no information that is still to follow.
fn out_of_order(table: &Map<String, Value>, key: &str) -> bool {
    let other = match key {
        "telefon" => "email",
        "email" => "telefon",
        _ => return false,
    };
    let open = |key: &str| table.get(key).is_some_and(|v| v.get("offen").is_some());
    let known = |key: &str| table.get(key).is_some_and(Value::is_string);
    open(key) && known(other)
}

type Point<'a> = (OpenKind, &'a str, Option<NaiveDate>);

/// An open or undeterminable value in its normalised form.
fn angabe(value: &Value) -> Option<Point<'_>> {
    if let Some(reason) = value.get("offen").and_then(Value::as_str) {
        let until = value
            .get("bis")
            .and_then(Value::as_str)
            .and_then(|date| date.parse().ok());
        return Some((OpenKind::Offen, reason, until));
    }
    let reason = value.get("nicht_bestimmbar").and_then(Value::as_str)?;
    Some((OpenKind::NichtBestimmbar, reason, None))
}

/// The key `offen` (or `nicht_bestimmbar`) of a closed list.
fn closed(value: &Value, path: &FieldPath) -> Option<Point<'static>> {
    let key = value.as_str()?;
    let kind = match key {
        "offen" => OpenKind::Offen,
        "nicht_bestimmbar" => OpenKind::NichtBestimmbar,
        _ => return None,
    };
    let listed = OPEN_KEYS.contains(&without_items(path.as_str()).as_str());
    let reason = match kind {
        OpenKind::Offen | OpenKind::Fehlt => "wird noch geklärt",
        OpenKind::NichtBestimmbar => "nicht bestimmbar",
    };
    listed.then_some((kind, reason, None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Abfluss, Angabe, Dienst, Erpressung, Lehre, RisikoErgebnis};

    fn find<'a>(points: &'a [OpenPoint], path: &str) -> Option<&'a OpenPoint> {
        points.iter().find(|point| point.path.as_str() == path)
    }

    fn open<T>(reason: &str) -> Angabe<T> {
        Angabe::Offen {
            grund: reason.to_owned(),
            bis: NaiveDate::from_ymd_opt(2021, 10, 29),
        }
    }

    #[test]
    fn a_missing_contact_is_not_called_a_missing_controller() {
        let mut incident = Incident::default();
        let said = |incident: &Incident| {
            let points = open_points(incident);
            find(&points, "verantwortlicher").map(|point| point.label.clone())
        };
        assert_eq!(
            said(&incident).as_deref(),
            Some("Verantwortlicher: Kontakt")
        );
        incident.verantwortlicher.telefon = "030 23125-100".to_owned().into();
        assert_eq!(said(&incident), None);
        let points = open_points(&incident);
        let name = find(&points, "verantwortlicher.name").unwrap();
        assert_eq!(name.label, "Name des Verantwortlichen");
    }

    #[test]
    fn announced_gaps_are_listed_with_reason_and_date() {
        let mut incident = Incident::default();
        incident.betroffene.anzahl = open("Auswertung läuft");
        incident.vorfall.abfluss = Abfluss::Offen.into();
        incident.zeiten.ende = Angabe::NichtBestimmbar("Protokolle fehlen".to_owned());
        incident.dienste = vec![Dienst {
            name: "Stadthaus".to_owned().into(),
            status: open("wird geprüft"),
            ..Dienst::default()
        }]
        .into();
        let points = open_points(&incident);
        let number = find(&points, "betroffene.anzahl").unwrap();
        assert_eq!(number.kind, OpenKind::Offen);
        assert_eq!(Some(&number.label), label(&number.path).as_ref());
        assert_eq!(number.until, NaiveDate::from_ymd_opt(2021, 10, 29));
        assert_eq!(
            find(&points, "vorfall.abfluss").unwrap().kind,
            OpenKind::Offen
        );
        assert_eq!(
            find(&points, "zeiten.ende").unwrap().kind,
            OpenKind::NichtBestimmbar
        );
        assert!(find(&points, "dienste[Stadthaus].status").is_some());
    }

    #[test]
    fn a_contact_out_of_order_is_no_open_point_while_another_works() {
        let mut incident = Incident::default();
        incident.anlaufstelle.email = open("Das E-Mail-System ist ausgefallen");
        let points = open_points(&incident);
        assert!(find(&points, "anlaufstelle.email").is_some());
        incident.anlaufstelle.telefon = "030 23125-115".to_owned().into();
        let points = open_points(&incident);
        assert!(find(&points, "anlaufstelle.email").is_none());
    }

    #[test]
    fn an_item_is_named_as_its_readers_know_it() {
        let label = |path: &str| named(&FieldPath::new(path));
        assert!(label("stellen[CERT M-V].aktenzeichen").ends_with(" (CERT M-V)"));
        assert!(!label("stellen[2].aktenzeichen").contains('('));
        assert!(!label("daten[kontaktdaten].anzahl").contains('('));
    }

    #[test]
    fn nothing_to_report_leaves_no_gap_of_a_report() {
        let mut incident = Incident::default();
        let gap = |incident: &Incident, path: &str| find(&open_points(incident), path).is_some();
        assert!(gap(&incident, "meldung.art") && gap(&incident, "risiko.schwere"));
        incident.risiko.ergebnis = RisikoErgebnis::Gering.into();
        assert!(!gap(&incident, "meldung.art") && gap(&incident, "risiko.schwere"));
        incident.risiko.ergebnis = Angabe::Entfaellt("keine Verletzung".to_owned());
        assert!(!gap(&incident, "risiko.schwere") && !gap(&incident, "schutz_vorher.massnahmen"));
    }

    #[test]
    fn missing_facts_are_not_yet_collected() {
        let points = open_points(&Incident::default());
        let data = find(&points, "daten").unwrap();
        assert_eq!(data.kind, OpenKind::Fehlt);
        assert_eq!(data.reason, "noch nicht erhoben");
        assert!(find(&points, "verantwortlicher.web").is_none());
        let json = serde_json::to_value(data).unwrap();
        assert_eq!(json["art"], "fehlt");
        assert_eq!(json["bis"], Value::Null);
    }

    #[test]
    fn internal_tables_and_free_text_stay_out() {
        let mut incident = Incident {
            erpressung: Erpressung {
                schreiben: open("nicht bekannt"),
                intern: true,
                ..Erpressung::default()
            },
            lehren: vec![Lehre {
                text: open("später"),
                ..Lehre::default()
            }],
            ..Incident::default()
        };
        incident.vorfall.titel = "offen".to_owned().into();
        let points = open_points(&incident);
        assert!(find(&points, "erpressung.schreiben").is_none());
        assert!(!points.iter().any(|p| p.path.as_str().starts_with("lehren")));
        assert!(find(&points, "vorfall.titel").is_none());
    }
}
