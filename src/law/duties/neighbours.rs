//! Neighbouring duties: hints whose conditions the facts meet and that nobody has met yet.

use chrono::NaiveDate;

use super::data::{Neighbour, neighbours};
use super::told;
use crate::facts::{Incident, JaNeinUnbekannt};

/// All of them, in the order of the file.
pub(crate) fn all() -> &'static [Neighbour] {
    neighbours()
}

/// Those that may concern the incident and that `stellen` does not name yet.
pub(crate) fn find(incident: &Incident, on: NaiveDate) -> impl Iterator<Item = &'static Neighbour> {
    neighbours()
        .iter()
        .filter(move |row| concerns(row, incident, on) && !told(incident, &row.schweigt_bei))
}

fn concerns(row: &Neighbour, incident: &Incident, on: NaiveDate) -> bool {
    let event = &incident.vorfall;
    let data = incident.daten.liste();
    let groups = incident.betroffene.gruppen.liste();
    let parties = incident.beteiligte.liste();
    let known = [JaNeinUnbekannt::Ja, JaNeinUnbekannt::Nein];
    let complained = known.iter().any(|answer| event.strafanzeige.ist(answer));
    row.gueltig_ab.is_none_or(|from| from <= on)
        && row.gueltig_bis.is_none_or(|last| on <= last)
        && any(&row.arten, |art| incident.verantwortlicher.art.ist(art))
        && any(&row.typen, |kind| event.typ.ist(kind))
        && any(&row.ursachen, |cause| event.ursache.ist(cause))
        && any(&row.kategorien, |category| {
            data.iter().any(|item| item.kategorie.ist(category))
        })
        && !row
            .ohne_kategorien
            .iter()
            .any(|category| data.iter().any(|item| item.kategorie.ist(category)))
        && any(&row.gruppen, |group| {
            groups.iter().any(|item| item.gruppe.ist(group))
        })
        && any(&row.beteiligte, |role| {
            parties.iter().any(|party| party.rolle.ist(role))
        })
        && !(row.ohne_anzeige && complained)
}

/// Whether one of the values fits; an empty list is no condition.
fn any<T>(values: &[T], fits: impl Fn(&T) -> bool) -> bool {
    values.is_empty() || values.iter().any(fits)
}
