//! How far a matter is settled: whether more is to be found out, and whether the circle of data is
//! closed. Documents say "noch" and reassure only as far as this carries.

use minijinja::value::Value;
use serde_json::Value as Json;

use super::kinds;
use super::value::{Fact, Form, form};
use super::wording::dates::{self, Moment};

/// That nothing more is to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// It is said.
    Plain,
    /// It is said, and an examination on data leaving is named.
    Examined,
}

/// Whether nothing more is to be found out or told: the report is final and complete, or no
/// further information is to come.
pub(super) fn ended(fact: &Fact) -> Option<Ended> {
    let known = |path: &str| fact.elsewhere(path).map_or(Form::Missing, form);
    let is_final = fact.elsewhere("meldung.art").and_then(Json::as_str) == Some("abschluss")
        && fact
            .elsewhere("meldung.vollstaendig")
            .and_then(Json::as_bool)
            == Some(true);
    let no_more = matches!(
        known("benachrichtigung.naechste_information.am"),
        Form::NotApplicable(_)
    );
    if !is_final && !no_more {
        return None;
    }
    let examined = matches!(
        known("vorfall.abfluss_nachweis.untersuchung"),
        Form::Exact(_)
    );
    Some(if examined {
        Ended::Examined
    } else {
        Ended::Plain
    })
}

/// `vorfall is abgeschlossen`.
pub(super) fn is_ended(incident: &Value) -> bool {
    Fact::of(incident).is_some_and(|fact| ended(&fact).is_some())
}

/// The month in which the breach began, or was found: `Oktober 2021`.
pub(super) fn month(fact: &Fact) -> Option<String> {
    ["zeiten.beginn", "zeiten.entdeckt", "zeiten.kenntnis"]
        .iter()
        .find_map(|path| {
            let moment = match form(fact.elsewhere(path)?) {
                Form::Exact(json) | Form::About(json) | Form::Range(json, _) => json.as_str()?,
                Form::Missing
                | Form::Open(..)
                | Form::Undeterminable(_)
                | Form::NotApplicable(_) => return None,
            };
            Moment::parse(moment).map(|moment| dates::month(moment.day()))
        })
}

/// Kinds of data that may hold bank accounts without saying so.
const BROAD: [&str; 8] = [
    "offen",
    "sonstige",
    "finanzdaten",
    "sozialdaten",
    "steuerdaten",
    "verwaltungsvorgaenge",
    "personalakten",
    "zahlungsmittel",
];

/// `vorfall is ohne_bankdaten`: the facts carry the statement that bank accounts are not among the
/// data.
///
/// Facts list what is known to be concerned; that a kind is not listed says nothing while more may
/// come. So the statement needs data that are all certain and of kinds that hold no accounts, and a
/// report that is complete; of a letter or a talk it is enough that nothing says it is not. Where
/// strangers went through systems, it must be no open question what they took.
pub(super) fn without_accounts(incident: &Value) -> bool {
    let Some(fact) = Fact::of(incident) else {
        return false;
    };
    let group = kinds::group(&fact);
    let bounded = ["versand", "verteiler", "post", "muendlich"].contains(&group.as_str());
    let complete = fact
        .elsewhere("meldung.vollstaendig")
        .and_then(Json::as_bool)
        .unwrap_or(bounded);
    let data = fact.elsewhere("daten").and_then(Json::as_array);
    let certain = data.is_some_and(|entries| {
        !entries.is_empty()
            && entries.iter().all(|entry| {
                let text = |key: &str| entry.get(key).and_then(Json::as_str);
                text("gewissheit") != Some("moeglich")
                    && text("kategorie").is_some_and(|kind| !BROAD.contains(&kind))
            })
    });
    let roamed = ["angriff", "konto", "sonstige"].contains(&group.as_str());
    let open = matches!(
        kinds::exfiltration_key(&fact),
        "offen" | "fehlt" | "nicht_auszuschliessen" | "nicht_bestimmbar"
    );
    complete && certain && !(roamed && open)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::model::FieldPath;
    use serde_json::json;
    use std::sync::Arc;

    fn fact(whole: Json) -> Arc<Fact> {
        let incident = whole.get("vorfall").cloned().unwrap_or(Json::Null);
        Arc::new(Fact::root(
            FieldPath::new("vorfall"),
            Arc::new(incident),
            Arc::new(whole),
            Arc::default(),
        ))
    }

    fn closed(change: impl FnOnce(&mut Json)) -> bool {
        let mut facts = json!({
            "vorfall": { "typ": "hacking", "abfluss": "bestaetigt" },
            "daten": [{ "kategorie": "kontaktdaten", "beispiele": ["Name"] }],
            "meldung": { "art": "abschluss", "vollstaendig": true },
        });
        change(&mut facts);
        without_accounts(&Value::from_dyn_object(fact(facts)))
    }

    #[test]
    fn what_is_not_listed_is_ruled_out_only_where_nothing_is_open() {
        assert!(closed(|_| {}));
        assert!(!closed(
            |facts| facts["meldung"]["vollstaendig"] = json!(false)
        ));
        assert!(!closed(|facts| facts["meldung"] = json!({})));
        assert!(!closed(|facts| facts["daten"] = json!([])));
        assert!(!closed(
            |facts| facts["daten"] = json!({ "offen": "wird ermittelt" })
        ));
        assert!(!closed(
            |facts| facts["daten"][0]["gewissheit"] = json!("moeglich")
        ));
        assert!(!closed(
            |facts| facts["daten"][0]["kategorie"] = json!("verwaltungsvorgaenge")
        ));
        for open in [json!("offen"), json!("nicht_auszuschliessen"), json!(null)] {
            assert!(!closed(|facts| facts["vorfall"]["abfluss"] = open.clone()));
        }
        // What went out by mail is known, whoever read it.
        assert!(closed(|facts| {
            facts["vorfall"] =
                json!({ "typ": "versehentlicher_versand", "abfluss": "nicht_auszuschliessen" });
            facts["meldung"] = json!({});
        }));
        assert!(!closed(|facts| {
            facts["vorfall"] = json!({ "typ": "versehentlicher_versand" });
            facts["meldung"] = json!({ "vollstaendig": false });
        }));
    }

    #[test]
    fn a_matter_has_ended_where_the_report_is_final_or_no_more_is_to_come() {
        let of = |facts: Json| ended(&fact(facts));
        assert_eq!(of(json!({})), None);
        assert_eq!(of(json!({ "meldung": { "art": "abschluss" } })), None);
        let complete = json!({ "art": "abschluss", "vollstaendig": true });
        assert_eq!(of(json!({ "meldung": complete })), Some(Ended::Plain));
        let proof = json!({ "abfluss_nachweis": { "untersuchung": "Auswertung" } });
        assert_eq!(of(json!({ "vorfall": proof })), None);
        assert_eq!(
            of(json!({ "vorfall": proof, "meldung": complete })),
            Some(Ended::Examined)
        );
        let next =
            json!({ "naechste_information": { "am": { "entfaellt": "Mehr kommt nicht." } } });
        assert_eq!(of(json!({ "benachrichtigung": next })), Some(Ended::Plain));
    }

    #[test]
    fn the_month_is_that_of_the_beginning_else_of_the_discovery() {
        let of = |times: Json| month(&fact(json!({ "zeiten": times })));
        assert_eq!(
            of(json!({ "beginn": { "ungefaehr": "2021-10-14" } })),
            Some("Oktober\u{a0}2021".to_owned())
        );
        assert_eq!(
            of(json!({ "beginn": { "offen": "?" }, "entdeckt": "2026-01-02T08:00:00+01:00" })),
            Some("Januar\u{a0}2026".to_owned())
        );
        assert_eq!(of(json!({})), None);
    }
}
