//! The reports of one incident: to whom, when, in time or late.

use chrono::{DateTime, FixedOffset};
use serde::{Serialize, Serializer};

use crate::facts::{Angabe, Bereich, Incident, MeldungArt, RisikoErgebnis, Sicht, Zeitpunkt};
use crate::law::{self, Authorities, deadline};

/// Where a report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Filed within the period.
    Rechtzeitig,
    /// Filed after its end.
    Verspaetet,
    /// Filed on the last day, without a time of day: nobody can tell.
    UhrzeitFehlt,
    /// Filed; when, or until when it was due, is not stated.
    Gemeldet,
    /// Not filed; the period runs.
    Laeuft,
    /// Not filed; the period is over.
    Abgelaufen,
    /// Nothing is to be reported.
    NichtMeldepflichtig,
    /// The controller reports, not its processor.
    SacheDesVerantwortlichen,
    /// Not filed, and no period is known.
    Offen,
}

impl Standing {
    /// Whether the report is filed.
    #[must_use]
    pub const fn is_filed(self) -> bool {
        match self {
            Self::Rechtzeitig | Self::Verspaetet | Self::UhrzeitFehlt | Self::Gemeldet => true,
            Self::Laeuft
            | Self::Abgelaufen
            | Self::NichtMeldepflichtig
            | Self::SacheDesVerantwortlichen
            | Self::Offen => false,
        }
    }
}

/// A report to one authority.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Short name of the authority, where it is known.
    pub behoerde: Option<String>,
    /// The areas that it is about; none: the whole incident.
    pub bereiche: Vec<String>,
    /// Where it stands.
    pub lage: Standing,
    /// The first filing.
    pub am: Option<Zeitpunkt>,
    /// End of the period.
    #[serde(serialize_with = "rfc3339")]
    pub ende: Option<DateTime<FixedOffset>>,
}

fn rfc3339<S: Serializer>(
    time: &Option<DateTime<FixedOffset>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match time {
        Some(time) => serializer.collect_str(&time.format("%Y-%m-%dT%H:%M:%S%:z")),
        None => serializer.serialize_none(),
    }
}

/// Whether a person decided that nothing is to be reported.
pub(super) fn not_due(incident: &Incident) -> bool {
    let result = &incident.risiko.ergebnis;
    result.ist(&RisikoErgebnis::Gering) || matches!(result, Angabe::Entfaellt(_))
}

/// The reports of an incident, that on the whole first.
pub(super) fn of(
    incident: &Incident,
    authorities: &Authorities,
    now: DateTime<FixedOffset>,
) -> Vec<Report> {
    let whole = law::reports::filings_of_whole(incident, authorities);
    let competent =
        authorities.competent(&incident.verantwortlicher, incident.vorfall.rechtsregime);
    let mut reports = vec![report(
        &whole,
        competent.authority.map(|authority| authority.kurz.clone()),
        Vec::new(),
        now,
    )];
    for area in law::area_reports(incident, authorities) {
        let mut own = law::reports::filings_of(incident.clone(), &area, authorities);
        own.vorfall.rechtsregime = area.regime;
        let names = area
            .areas
            .iter()
            .filter_map(|index| incident.bereiche.get(*index))
            .map(area_name)
            .collect();
        let authority = area.authority.as_ref().map(|own| own.kurz.clone());
        reports.push(report(&own, authority, names, now));
    }
    reports
}

fn area_name(area: &Bereich) -> String {
    area.name.wert().cloned().unwrap_or_else(|| {
        let field = area.fachgebiet.wert();
        field
            .and_then(|field| {
                crate::document::wording::words::word("fachgebiet", field.schluessel(), None)
            })
            .unwrap_or_else(|| "einen Bereich".to_owned())
    })
}

fn report(
    incident: &Incident,
    authority: Option<String>,
    areas: Vec<String>,
    now: DateTime<FixedOffset>,
) -> Report {
    let clock = deadline::deadline(incident, now);
    let filings: Vec<_> = incident
        .meldung
        .eingereicht
        .iter()
        .filter(|filing| !filing.art.ist(&MeldungArt::Ruecknahme))
        .map(|filing| filing.am.mindestens().copied())
        // What lies ahead has not been filed yet.
        .filter(|at| at.is_none_or(|at| at.bei() <= now))
        .collect();
    let at = filings.iter().flatten().copied().min_by_key(Zeitpunkt::bei);
    let end = clock.as_ref().map(|clock| clock.ende);
    let due = !not_due(incident);
    let lage = match (incident.vorfall.sicht, filings.is_empty(), at, end) {
        (Sicht::Auftragsverarbeiter, true, _, _) => Standing::SacheDesVerantwortlichen,
        (_, false, Some(at), Some(end)) if due => filed(at, end),
        (_, false, _, _) => Standing::Gemeldet,
        (_, true, _, _) if !due => Standing::NichtMeldepflichtig,
        (_, true, _, Some(end)) if now <= end => Standing::Laeuft,
        (_, true, _, Some(_)) => Standing::Abgelaufen,
        (_, true, _, None) => Standing::Offen,
    };
    Report {
        behoerde: authority,
        bereiche: areas,
        lage,
        am: at,
        ende: end.filter(|_| due),
    }
}

fn filed(at: Zeitpunkt, end: DateTime<FixedOffset>) -> Standing {
    let last_day = end.with_timezone(&chrono_tz::Europe::Berlin).date_naive();
    if at.nur_datum() && at.datum() == last_day {
        Standing::UhrzeitFehlt
    } else if at.bei() <= end {
        Standing::Rechtzeitig
    } else {
        Standing::Verspaetet
    }
}
