//! What was promised or planned for a day that has passed.

use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Europe::Berlin;
use serde::Serialize;

use crate::facts::{Incident, MassnahmenStand, Sicht};
use crate::law::{OpenKind, open_points};

/// Something that was to be there by a day that has passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overdue {
    /// What: a fact that was to follow, a measure that was planned, the next information.
    pub art: Promised,
    /// Its name, or the words of the measure.
    pub bezeichnung: String,
    /// The day.
    pub bis: NaiveDate,
}

/// What was promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Promised {
    /// A fact that is still open.
    Angabe,
    /// A measure that is still planned.
    Massnahme,
    /// The next information of people.
    Information,
}

/// What is overdue in an incident at the time `now`.
pub(super) fn of(incident: &Incident, now: DateTime<FixedOffset>) -> Vec<Overdue> {
    let today = now.with_timezone(&Berlin).date_naive();
    let mut found: Vec<Overdue> = open_points(incident)
        .into_iter()
        .filter(|point| point.kind == OpenKind::Offen)
        .filter_map(|point| {
            Some(Overdue {
                art: Promised::Angabe,
                bezeichnung: point.label,
                bis: point.until?,
            })
        })
        .collect();
    for measure in incident.massnahmen.liste() {
        let planned = measure.stand.ist(&MassnahmenStand::Geplant);
        if let (true, Some(day)) = (planned, measure.am.hoechstens()) {
            found.push(Overdue {
                art: Promised::Massnahme,
                bezeichnung: measure.text.wert().cloned().unwrap_or_default(),
                bis: day.datum(),
            });
        }
    }
    let notice = &incident.benachrichtigung;
    let told = |day: NaiveDate| {
        let steps = notice.schritte.iter();
        let mut days = steps.filter_map(|step| step.am.hoechstens());
        days.any(|at| at.datum() >= day && at.bei() <= now)
    };
    // A processor's next report goes to its controller; the facts have no place for it.
    let next = match incident.vorfall.sicht {
        Sicht::Verantwortlicher => notice.naechste_information.am.hoechstens(),
        Sicht::Auftragsverarbeiter => None,
    };
    if let Some(day) = next.map(|at| at.datum()).filter(|day| !told(*day)) {
        found.push(Overdue {
            art: Promised::Information,
            bezeichnung: String::new(),
            bis: day,
        });
    }
    found.retain(|promise| promise.bis < today);
    found
}
