//! Which duties follow from which facts.

use serde_json::{Value, json};

use super::*;
use crate::facts::Zeitpunkt;
use crate::law::{Authorities, assess};

fn at(text: &str) -> DateTime<FixedOffset> {
    Zeitpunkt::parse(text).unwrap().bei()
}

/// A breach of a town in `land`, known on `day`.
fn facts(land: &str, day: &str) -> Value {
    json!({
        "format": 1,
        "vorfall": {"kennung": "pflichten", "typ": "ransomware"},
        "zeiten": {"kenntnis": format!("{day}T07:20:00")},
        "verantwortlicher": {"name": "Musterstadt", "art": "kommune", "bundesland": land},
    })
}

fn duties(facts: &Value, now: &str) -> Vec<Duty> {
    let incident = serde_json::from_value(facts.clone()).unwrap();
    assess(&incident, at(now)).duties
}

fn codes(facts: &Value, now: &str) -> Vec<&'static str> {
    let incident = serde_json::from_value(facts.clone()).unwrap();
    let found = assess(&incident, at(now)).findings;
    found.iter().map(|finding| finding.code).collect()
}

#[test]
fn a_town_has_report_communication_and_record() {
    let found = duties(&facts("MV", "2021-10-15"), "2021-10-16T12:00");
    let said: Vec<_> = found
        .iter()
        .map(|duty| (duty.kind, duty.recipient.as_str(), duty.norm.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (Kind::Meldung, "LfDI MV", "Art. 33 Abs. 1 DSGVO"),
            (
                Kind::Benachrichtigung,
                "betroffene Personen",
                "Art. 34 Abs. 1 DSGVO"
            ),
            (Kind::Dokumentation, "eigene Akten", "Art. 33 Abs. 5 DSGVO"),
        ]
    );
    assert_eq!(
        found[0].due,
        "unverzüglich, spätestens Montag, 18. Oktober 2021, um 8:00 Uhr"
    );
    assert_eq!(found[0].decision, "noch nicht gemeldet");
    assert_eq!(found[2].status, Proposed::Ja);
}

#[test]
fn areas_have_duties_of_their_own() {
    let mut town = facts("HE", "2021-10-15");
    town["bereiche"] = json!([
        {"name": "Steueramt", "fachgebiet": "realsteuern"},
        {"name": "Bußgeldstelle", "fachgebiet": "bussgeld"},
    ]);
    town["meldung"] = json!({"eingereicht": [
        {"behoerde": "BfDI", "art": "erst", "am": "2021-10-16T09:00:00"},
    ]});
    let found = duties(&town, "2021-10-16T12:00");
    let of = |area: &str| -> Vec<&Duty> {
        let named = found
            .iter()
            .filter(|duty| duty.area.as_deref() == Some(area));
        named.collect()
    };
    let tax = of("Steueramt");
    assert_eq!(tax.len(), 1);
    assert_eq!(tax[0].recipient, "BfDI");
    assert_eq!(tax[0].decision, "gemeldet am 16. Oktober 2021");
    assert_eq!(found[0].decision, "noch nicht gemeldet");
    let fines = of("Bußgeldstelle");
    let norms: Vec<_> = fines.iter().map(|duty| duty.norm.as_str()).collect();
    assert_eq!(norms, ["§ 60 HDSIG (zu prüfen)", "§ 61 HDSIG (zu prüfen)"]);
    assert!(fines.iter().all(|duty| duty.regime == Rechtsregime::Ji));
}

#[test]
fn what_another_law_asks_for_is_never_ruled_out_by_the_measure_of_the_gdpr() {
    let mut town = facts("MV", "2021-10-15");
    town["vorfall"]["rechtsregime"] = json!("ji");
    for duty in duties(&town, "2021-10-16T12:00") {
        assert_ne!(duty.status, Proposed::Nein, "{duty:?}");
        assert!(duty.norm.contains("zu prüfen"), "{duty:?}");
    }
}

#[test]
fn social_data_are_told_to_the_supervision_until_the_repeal() {
    let of_social = |day: &str| {
        let mut town = facts("MV", day);
        town["daten"] = json!([{"kategorie": "sozialdaten"}]);
        let now = format!("{day}T12:00");
        let duty = duties(&town, &now)
            .into_iter()
            .find(|duty| duty.kind == Kind::Unterrichtung);
        (duty, codes(&town, &now))
    };
    let (duty, found) = of_social("2025-12-21");
    assert_eq!(duty.map(|duty| duty.norm).as_deref(), Some("§ 83a SGB X"));
    assert!(found.contains(&"M602"));
    for day in ["2025-12-22", "2025-12-31"] {
        let duty = of_social(day).0.unwrap();
        assert_eq!(
            (duty.status, duty.norm.as_str()),
            (Proposed::Pruefen, "§ 83a SGB X (zu prüfen)")
        );
    }
    let (duty, found) = of_social("2026-01-01");
    assert_eq!(duty, None);
    assert!(found.contains(&"M601") && !found.contains(&"M602"));
    // A company is no body that § 35 SGB I names.
    let mut company = facts("MV", "2021-10-15");
    company["daten"] = json!([{"kategorie": "sozialdaten"}]);
    company["verantwortlicher"]["art"] = json!("unternehmen");
    assert!(!codes(&company, "2021-10-16T12:00").contains(&"M602"));
}

#[test]
fn a_land_may_ask_for_more_where_its_limit_is_relied_on() {
    let extra = |land: &str| {
        let mut town = facts(land, "2021-10-15");
        town["benachrichtigung"] = json!({"status": "ausnahme", "ausnahme": "landesrecht"});
        duties(&town, "2021-10-16T12:00")
            .into_iter()
            .map(|duty| (duty.kind, duty.recipient, duty.norm))
            .filter(|(_, _, norm)| norm.contains("Abs. 2 HmbDSG") || norm.contains("Brem"))
            .collect::<Vec<_>>()
    };
    let hamburg = (
        Kind::Unterrichtung,
        "HmbBfDI".to_owned(),
        "§ 18 Abs. 2 HmbDSG".to_owned(),
    );
    assert_eq!(extra("HH"), [hamburg]);
    assert_eq!(extra("HB")[0].0, Kind::Dokumentation);
    assert_eq!(extra("BW"), []);
}

#[test]
fn hints_are_quiet_where_their_condition_is_not_met() {
    let town = facts("MV", "2026-03-02");
    let now = "2026-03-02T12:00";
    let found = codes(&town, now);
    assert!(found.contains(&"M617") && found.contains(&"M618"));
    for code in [
        "M611", "M612", "M613", "M614", "M619", "M601", "M605", "M606",
    ] {
        assert!(!found.contains(&code), "{code}");
    }
    // Before its law an enterprise is not told of it.
    let mut works = facts("MV", "2025-12-01");
    works["verantwortlicher"]["art"] = json!("eigenbetrieb");
    assert!(!codes(&works, "2025-12-01T12:00").contains(&"M611"));
    // A lost letter is no attack.
    let mut letter = facts("MV", "2026-03-02");
    letter["vorfall"]["typ"] = json!("post_verloren_oder_geoeffnet");
    let found = codes(&letter, now);
    assert!(
        !found.iter().any(|code| code.starts_with("M61")),
        "{found:?}"
    );
    // A postponement of the communication is right where the directive holds.
    let mut fines = facts("MV", "2026-03-02");
    fines["vorfall"]["rechtsregime"] = json!("ji");
    fines["benachrichtigung"] = json!({"ausnahme": "ji_aufschub"});
    assert!(!codes(&fines, now).contains(&"M606"));
}

#[test]
fn a_processor_tells_its_controllers_and_nobody_else() {
    let mut centre = facts("MV", "2021-10-15");
    centre["vorfall"]["sicht"] = json!("auftragsverarbeiter");
    let found = duties(&centre, "2021-10-16T12:00");
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].kind, found[0].status),
        (Kind::Mitteilung, Proposed::Ja)
    );
}

#[test]
fn areas_are_not_counted_twice_in_a_report_on_areas() {
    let mut town = facts("MV", "2021-10-15");
    town["bereiche"] = json!([{"name": "Steueramt", "fachgebiet": "realsteuern"}]);
    let incident = serde_json::from_value(town).unwrap();
    let authorities = Authorities::shipped();
    let report = area_reports(&incident, authorities).remove(0);
    let now = at("2021-10-16T12:00");
    let found = crate::law::assess_areas(&incident, now, &report, authorities).duties;
    let reports = found.iter().filter(|duty| duty.kind == Kind::Meldung);
    assert_eq!(reports.count(), 1);
    assert_eq!(found[0].recipient, "BfDI");
}

#[test]
fn each_exception_is_asked_for_its_own_conditions() {
    let with = |land: &str, art: &str, exception: &str, reasons: bool| {
        let mut body = facts(land, "2021-10-15");
        body["verantwortlicher"]["art"] = json!(art);
        body["benachrichtigung"] = json!({"status": "ausnahme", "ausnahme": exception});
        if reasons {
            body["benachrichtigung"]["begruendung"] = json!("Die Ermittlungen dauern an.");
        }
        let codes = codes(&body, "2021-10-16T12:00").into_iter();
        codes
            .filter(|code| ("M603".."M609").contains(code))
            .collect::<Vec<_>>()
    };
    assert_eq!(with("SH", "kommune", "landesrecht", false), ["M603"]);
    assert_eq!(with("RP", "kommune", "landesrecht", false), ["M604"]);
    assert_eq!(
        with("HB", "kommune", "landesrecht", false),
        ["M603", "M607"]
    );
    assert_eq!(with("HB", "kommune", "landesrecht", true), ["M603"]);
    assert_eq!(with("SH", "kommune", "bdsg_29", true), ["M605"]);
    assert_eq!(with("SH", "verein", "bdsg_29", true), ["M608"]);
    assert_eq!(with("SH", "kommune", "ji_aufschub", true), ["M606"]);
    assert_eq!(with("SH", "kommune", "abs3_b", true), [""; 0]);
}

#[test]
fn a_neighbouring_duty_is_quiet_once_its_addressee_is_named() {
    for (role, code) in [
        ("cert", "M618"),
        ("bsi", "M618"),
        ("rechtsaufsicht", "M617"),
        ("versicherung", "M616"),
    ] {
        let mut town = facts("MV", "2026-03-02");
        let now = "2026-03-02T12:00";
        assert!(codes(&town, now).contains(&code), "{code}");
        town["stellen"] = json!([{"name": "Stelle", "rolle": role}]);
        assert!(!codes(&town, now).contains(&code), "{code}");
    }
}
