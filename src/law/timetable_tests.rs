use super::*;
use crate::facts::{Bundesland, Einreichung, EntdecktDurch, MeldungArt};
use crate::law::assess;

fn at(text: &str) -> DateTime<FixedOffset> {
    Zeitpunkt::parse(text).unwrap().bei()
}

fn known(text: &str) -> Incident {
    let mut incident = Incident::default();
    incident.zeiten.kenntnis = Zeitpunkt::parse(text).unwrap().into();
    incident
}

fn table(incident: &Incident, now: &str) -> Timetable {
    let now = at(now);
    Timetable::new(incident, &assess(incident, now), &[], now)
}

fn says(table: &Timetable, text: &str) -> bool {
    table.hints.iter().any(|hint| hint.contains(text))
}

#[test]
fn the_end_on_a_holiday_is_named_and_not_moved() {
    let mut incident = known("2020-12-22T12:17");
    incident.verantwortlicher.bundesland = Bundesland::Nw.into();
    let table = table(&incident, "2020-12-23T09:00");
    assert_eq!(table.weekday, Some("Freitag"));
    assert_eq!(table.holidays[0].name, "Erster Weihnachtstag");
    assert!(says(&table, "gesetzlichen Feiertag (Erster Weihnachtstag)"));
    assert!(says(&table, "Donnerstag, 24. Dezember 2020"));
    let json = serde_json::to_value(&table).unwrap();
    assert_eq!(json["ende"], "2020-12-25T13:00:00+01:00");
    assert_eq!(json["feiertag"], "Erster Weihnachtstag");
}

#[test]
fn a_weekend_without_a_working_day_before_says_so() {
    let incident = known("2026-11-20T15:30");
    assert!(!says(&table(&incident, "2026-11-20T16:00"), "fällt auf"));
    let friday = known("2026-04-02T16:40");
    let sunday = table(&friday, "2026-04-03T09:00");
    assert!(says(&sunday, "fällt auf einen Sonntag"));
    assert!(says(&sunday, "kein Arbeitstag mehr"));
}

#[test]
fn a_local_holiday_is_said_to_be_one_in_some_municipalities() {
    let mut incident = known("2025-08-12T09:10");
    incident.verantwortlicher.bundesland = Bundesland::By.into();
    let table = table(&incident, "2025-08-12T10:00");
    assert!(says(&table, "In manchen Gemeinden"));
    assert!(!says(&table, "Der letzte Arbeitstag"));
}

#[test]
fn two_awarenesses_and_early_signs_are_explained() {
    let mut incident = known("2026-11-20T15:30");
    assert!(!says(&table(&incident, "2026-11-20T16:00"), "zweierlei"));
    incident.zeiten.kenntnis_auftragsverarbeiter =
        Zeitpunkt::parse("2026-11-19T08:00").unwrap().into();
    incident.zeiten.erste_anhaltspunkte = Zeitpunkt::parse("2026-11-20T07:00").unwrap().into();
    let table = table(&incident, "2026-11-20T16:00");
    assert!(says(&table, "zweierlei"));
    assert!(says(&table, "Erste Anhaltspunkte gab es schon vorher"));
}

#[test]
fn while_awareness_is_open_the_first_sign_gives_a_date_to_plan_with() {
    let mut incident = Incident::default();
    incident.zeiten.entdeckt = Zeitpunkt::parse("2026-11-18T06:10").unwrap().into();
    incident.zeiten.mitteilung_auftragsverarbeiter =
        Zeitpunkt::parse("2026-11-18T09:30").unwrap().into();
    let own = table(&incident, "2026-11-20T16:00");
    assert!(says(
        &own,
        "zeiten.entdeckt) endet die Frist am Samstag, 21. November 2026, um 7:00 Uhr"
    ));
    incident.zeiten.entdeckt_durch = EntdecktDurch::Auftragsverarbeiter.into();
    let told = table(&incident, "2026-11-20T16:00");
    assert!(says(
        &told,
        "zeiten.mitteilung_auftragsverarbeiter) endet die Frist am Samstag, 21. November 2026, um 10:00 Uhr"
    ));
    assert!(told.main.deadline.is_none());
}

#[test]
fn without_awareness_there_are_nulls_and_a_hint() {
    let table = table(&Incident::default(), "2026-11-20T16:00");
    assert!(table.missing);
    let json = serde_json::to_value(&table).unwrap();
    for key in [
        "kenntnis",
        "beginn",
        "ende",
        "ziel",
        "status",
        "verbleibend_minuten",
        "wochentag",
        "feiertag",
    ] {
        assert!(json[key].is_null(), "{key}");
    }
    assert!(says(&table, "fehlt"));
}

#[test]
fn a_report_filed_late_counts_as_expired() {
    let mut incident = known("2026-11-20T15:30");
    incident.meldung.eingereicht.push(Einreichung {
        art: MeldungArt::Erst.into(),
        am: Zeitpunkt::parse("2026-11-24T08:00").unwrap().into(),
        ..Einreichung::default()
    });
    let table = table(&incident, "2026-11-25T16:00");
    let json = serde_json::to_value(&table).unwrap();
    assert_eq!(json["status"], "abgelaufen");
    assert!(json["verbleibend_minuten"].is_null());
    assert!(says(&table, "Art. 33 Abs. 1 Satz 2 DSGVO"));
}

#[test]
fn the_evangelical_law_has_no_figure() {
    let mut incident = known("2026-11-20T15:30");
    incident.vorfall.rechtsregime = Rechtsregime::DsgEkd;
    let table = table(&incident, "2026-11-20T16:00");
    assert!(table.main.deadline.is_none() && !table.missing);
    assert!(says(&table, "DSG-EKD"));
    let json = serde_json::to_value(&table).unwrap();
    assert_eq!(json["kenntnis"], "2026-11-20T15:30:00+01:00");
    assert!(json["ende"].is_null());
    assert!(!says(&table, "Art. 33"));
}

#[test]
fn a_processor_has_no_72_hours() {
    let mut incident = known("2026-11-20T15:30");
    incident.vorfall.sicht = Sicht::Auftragsverarbeiter;
    let table = table(&incident, "2026-11-20T16:00");
    assert!(table.main.deadline.is_none() && !table.missing && table.further.is_empty());
    assert_eq!(table.main.norm, "Art. 33 Abs. 2 DSGVO");
}

#[test]
fn promised_days_come_in_order_and_together() {
    let mut incident = known("2026-11-20T15:30");
    let open = |day: &str| Angabe::Offen {
        grund: "wird geprüft".to_owned(),
        bis: day.parse().ok(),
    };
    incident.zeiten.ende = open("2026-12-01");
    incident.zeiten.beginn = open("2026-11-27");
    incident.betroffene.anzahl = Angabe::Offen {
        grund: "Auswertung".to_owned(),
        bis: "2026-11-27".parse().ok(),
    };
    let table = table(&incident, "2026-11-20T16:00");
    let days: Vec<_> = table
        .promises
        .iter()
        .map(|promise| (promise.datum.to_string(), promise.pfade.len()))
        .collect();
    assert_eq!(
        days,
        [("2026-11-27".to_owned(), 2), ("2026-12-01".to_owned(), 1)]
    );
}

#[test]
fn awareness_in_the_future_is_said() {
    let table = table(&known("2026-11-20T15:30"), "2026-11-20T15:00");
    assert!(table.future);
    assert!(says(&table, "in der Zukunft"));
}
