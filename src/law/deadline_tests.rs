use super::*;
use crate::facts::Einreichung;

fn at(text: &str) -> Zeitpunkt {
    Zeitpunkt::parse(text).unwrap()
}

fn known(text: &str) -> Incident {
    let mut incident = Incident::default();
    incident.zeiten.kenntnis = at(text).into();
    incident
}

fn due(text: &str) -> Deadline {
    deadline(&known(text), at("2026-01-01").bei()).unwrap()
}

fn rfc(time: DateTime<FixedOffset>) -> String {
    time.to_rfc3339()
}

#[test]
fn data_can_be_read() {
    assert_eq!(periods().len(), 3);
    assert!(periods().iter().all(|row| !row.quelle.is_empty()));
}

#[test]
fn worked_examples_end_where_they_should() {
    let cases = [
        ("2020-12-22T12:17", "2020-12-22T13:00", "2020-12-25T13:00"),
        ("2020-12-22T12:59", "2020-12-22T13:00", "2020-12-25T13:00"),
        ("2026-05-22T16:30", "2026-05-22T17:00", "2026-05-25T17:00"),
        ("2026-11-20T15:30", "2026-11-20T16:00", "2026-11-23T16:00"),
        ("2026-04-02T16:40", "2026-04-02T17:00", "2026-04-05T17:00"),
        ("2026-12-23T17:45", "2026-12-23T18:00", "2026-12-26T18:00"),
        ("2026-12-24T10:10", "2026-12-24T11:00", "2026-12-27T11:00"),
        ("2021-10-15T06:30", "2021-10-15T07:00", "2021-10-18T07:00"),
        ("2023-10-30T07:15", "2023-10-30T08:00", "2023-11-02T08:00"),
        ("2021-10-15T07:20", "2021-10-15T08:00", "2021-10-18T08:00"),
        ("2026-11-20T13:00", "2026-11-20T13:00", "2026-11-23T13:00"),
        (
            "2026-11-20T13:00:01",
            "2026-11-20T14:00",
            "2026-11-23T14:00",
        ),
        ("2026-11-20", "2026-11-20T00:00", "2026-11-23T00:00"),
    ];
    for (t0, begin, end) in cases {
        let due = due(t0);
        assert_eq!(rfc(due.beginn), rfc(at(begin).bei()), "{t0}");
        assert_eq!(rfc(due.ende), rfc(at(end).bei()), "{t0}");
        assert!(due.ziel <= due.ende, "{t0}");
    }
}

#[test]
fn clock_changes_take_the_earlier() {
    let autumn = due("2026-10-23T15:20");
    assert_eq!(rfc(autumn.ende), "2026-10-26T15:00:00+01:00");
    assert_eq!(rfc(autumn.ziel), "2026-10-26T14:20:00+01:00");
    assert!(
        autumn
            .herleitung
            .iter()
            .any(|s| s.contains("16:00 Uhr MEZ"))
    );
    let spring = due("2026-03-27T15:20");
    assert_eq!(rfc(spring.ende), "2026-03-30T16:00:00+02:00");
    assert_eq!(rfc(spring.ziel), "2026-03-30T15:20:00+02:00");
    assert!(spring.herleitung.iter().any(|s| s.contains("umgestellt")));
    // The end falls into the hour that is skipped, or doubled.
    assert_eq!(
        rfc(due("2026-03-26T01:20").ende),
        "2026-03-29T03:00:00+02:00"
    );
    assert_eq!(
        rfc(due("2026-10-22T01:20").ende),
        "2026-10-25T02:00:00+02:00"
    );
}

#[test]
fn a_bare_date_says_so() {
    let due = due("2026-11-20");
    assert!(due.nur_datum);
    assert!(due.herleitung[1].contains("ab 0:00 Uhr"));
    assert!(due.numbered()[1].starts_with("2. "));
}

#[test]
fn without_delay_comes_first_and_sources_are_named() {
    let due = due("2021-10-15T07:20");
    assert!(due.herleitung[0].contains("unverzüglich"));
    let all = due.herleitung.join(" ");
    for source in [
        "Art. 33 Abs. 1 DSGVO",
        "Art. 3 Abs. 1 VO",
        "Art. 3 Abs. 2 VO",
        "Art. 3 Abs. 4 VO",
    ] {
        assert!(all.contains(source), "{source}");
    }
    assert_eq!(
        due.herleitung[1],
        "Bekannt wurde sie am Freitag, 15. Oktober 2021, um 7:20 Uhr."
    );
}

#[test]
fn status_follows_filing_or_now() {
    let mut incident = known("2021-10-15T07:20");
    let status =
        |incident: &Incident, now: &str| deadline(incident, at(now).bei()).map(|due| due.status);
    assert_eq!(status(&incident, "2021-10-18T08:00"), Some(Status::Laeuft));
    assert_eq!(
        status(&incident, "2021-10-18T08:01"),
        Some(Status::Abgelaufen)
    );
    incident.meldung.eingereicht.push(Einreichung {
        art: MeldungArt::Erst.into(),
        am: at("2021-10-18T08:00").into(),
        ..Einreichung::default()
    });
    assert_eq!(status(&incident, "2026-01-01"), Some(Status::Gewahrt));
    incident.meldung.eingereicht[0].am = at("2021-10-18T08:30").into();
    assert_eq!(status(&incident, "2026-01-01"), Some(Status::Versaeumt));
}

#[test]
fn other_regimes_count_from_awareness_or_not_at_all() {
    let mut incident = known("2026-11-20T15:30");
    let now = at("2026-11-20T16:00").bei();
    incident.vorfall.rechtsregime = Rechtsregime::Ji;
    let due = deadline(&incident, now).unwrap();
    assert_eq!(rfc(due.ende), "2026-11-23T15:30:00+01:00");
    assert!(!due.herleitung.join(" ").contains("Art. 33"));
    incident.vorfall.rechtsregime = Rechtsregime::DsgEkd;
    assert!(deadline(&incident, now).is_none());
}

#[test]
fn a_range_counts_from_its_begin_and_an_open_time_not_at_all() {
    let mut incident = Incident::default();
    let now = at("2026-11-20T16:00").bei();
    assert!(deadline(&incident, now).is_none());
    incident.zeiten.kenntnis = Angabe::Spanne {
        von: at("2026-11-20T08:10"),
        bis: at("2026-11-20T12:00"),
    };
    let due = deadline(&incident, now).unwrap();
    assert_eq!(rfc(due.beginn), "2026-11-20T09:00:00+01:00");
    assert!(due.herleitung[1].contains("frühestens"));
}

#[test]
fn json_has_the_agreed_keys() {
    let json = serde_json::to_value(due("2021-10-15T07:20")).unwrap();
    assert_eq!(json["kenntnis"], "2021-10-15T07:20:00+02:00");
    assert_eq!(json["ende"], "2021-10-18T08:00:00+02:00");
    assert_eq!(json["status"], "abgelaufen");
    assert_eq!(json["meldezeit"], "2026-01-01T00:00:00+01:00");
}

#[test]
fn the_dispute_is_told_and_does_not_lengthen_the_period() {
    // Thursday to Sunday: with two working days it would end later.
    let due = due("2026-04-02T16:40");
    assert_eq!(rfc(due.ende), "2026-04-05T17:00:00+02:00");
    let told = due.herleitung.iter().find(|s| s.contains("Art. 3 Abs. 5"));
    let told = told.unwrap();
    assert!(told.contains("verneinen") && told.contains("bejaht"));
    assert!(told.ends_with("verlängert diese Regel die Frist deshalb nicht."));
}

#[test]
fn the_cautious_target_is_a_step_where_it_is_earlier() {
    let target = |text: &str| {
        let due = due(text);
        due.herleitung
            .last()
            .is_some_and(|s| s.starts_with("Vorsichtiges Ziel"))
    };
    assert!(target("2026-11-20T15:30"));
    assert!(!target("2026-11-20T15:00"));
}

#[test]
fn minutes_count_down_and_below_zero_until_a_report_is_filed() {
    let mut incident = known("2021-10-15T07:20");
    let left = |incident: &Incident, now: &str| {
        let now = at(now).bei();
        deadline(incident, now).unwrap().minutes_left(now)
    };
    assert_eq!(left(&incident, "2021-10-18T07:00"), Some(60));
    assert_eq!(left(&incident, "2021-10-18T08:00"), Some(0));
    assert_eq!(left(&incident, "2021-10-18T08:00:01"), Some(-1));
    assert_eq!(left(&incident, "2021-10-18T09:00"), Some(-60));
    incident.meldung.eingereicht.push(Einreichung {
        art: MeldungArt::Erst.into(),
        am: at("2021-10-17T08:00").into(),
        ..Einreichung::default()
    });
    assert_eq!(left(&incident, "2021-10-18T09:00"), None);
}

#[test]
fn the_earliest_filing_counts_and_none_that_lies_ahead() {
    let mut incident = known("2021-10-15T07:20");
    incident.meldung.eingereicht = ["2021-10-19T10:00", "2021-10-17T10:00"]
        .into_iter()
        .map(|when| Einreichung {
            art: MeldungArt::Erst.into(),
            am: at(when).into(),
            ..Einreichung::default()
        })
        .collect();
    let status = |now: &str| deadline(&incident, at(now).bei()).map(|due| due.status);
    assert_eq!(status("2021-10-20"), Some(Status::Gewahrt));
    assert_eq!(status("2021-10-16"), Some(Status::Laeuft));
}
