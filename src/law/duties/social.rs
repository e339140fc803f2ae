//! Social data: § 83a SGB X, until its repeal at the end of 2025.

use chrono::NaiveDate;

use super::data::{SocialRow, duties};
use crate::facts::{Fachgebiet, Incident, Kategorie, VerantwortlicherArt};

/// Whether the supervising authority is to be told by § 83a SGB X.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Social {
    /// The paragraph held on that day.
    Holds(&'static SocialRow),
    /// It was repealed about that day.
    Unsure(&'static SocialRow),
    /// It held no more.
    Repealed,
}

/// What § 83a SGB X says of the incident; `None` where no social data of a body that § 35 SGB I
/// names are hit.
pub(crate) fn social(incident: &Incident, on: NaiveDate) -> Option<Social> {
    if !has_social_data(incident) || !is_social_body(incident) {
        return None;
    }
    let rows = &duties()?.sozialdaten;
    let held = rows
        .iter()
        .find(|row| row.gueltig_ab <= on && on <= row.gueltig_bis);
    Some(match held {
        Some(row) if on <= row.sicher_bis => Social::Holds(row),
        Some(row) => Social::Unsure(row),
        None if rows.iter().any(|row| on > row.gueltig_bis) => Social::Repealed,
        None => return None,
    })
}

fn has_social_data(incident: &Incident) -> bool {
    let data = incident.daten.liste();
    data.iter()
        .any(|item| item.kategorie.ist(&Kategorie::Sozialdaten))
        || incident.bereiche.iter().any(|area| {
            area.fachgebiet.ist(&Fachgebiet::Sozialleistungen)
                || area.fachgebiet.ist(&Fachgebiet::Jobcenter)
        })
}

/// Public bodies that may be ones which § 35 SGB I names.
fn is_social_body(incident: &Incident) -> bool {
    use VerantwortlicherArt as Art;
    [
        Art::Kommune,
        Art::Landesbehoerde,
        Art::Bundesbehoerde,
        Art::JobcenterGemeinsam,
        Art::JobcenterKommunal,
        Art::Zweckverband,
        Art::Anstalt,
    ]
    .iter()
    .any(|art| incident.verantwortlicher.art.ist(art))
}
