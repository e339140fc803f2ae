//! The reports of one incident: one for each authority and regime concerned (Art. 33 Abs. 1,
//! Art. 55 DSGVO), each on its own areas.

use std::sync::Arc;

use super::authority::{Authorities, Authority, Candidate, areas};
use crate::facts::{Einreichung, Fachgebiet, Incident, Rechtsregime};

/// A report on areas that have another authority or another regime than the whole.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaReport {
    /// What the file name adds: the fields of the areas, `realsteuern`.
    pub suffix: String,
    /// Which areas it covers, by their place in the facts.
    pub areas: Vec<usize>,
    /// The authority; `None` where it is to be settled.
    pub authority: Option<Arc<Authority>>,
    /// Why that one, or why none.
    pub reason: String,
    /// Who comes into question where it is to be settled.
    pub candidates: Vec<Candidate>,
    /// What a person has to settle.
    pub question: Option<String>,
    /// Regime.
    pub regime: Rechtsregime,
    /// The authority of the whole incident.
    pub whole: Option<Arc<Authority>>,
}

/// The reports beside the one on the whole, in the order of the areas.
#[must_use]
pub fn area_reports(incident: &Incident, authorities: &Authorities) -> Vec<AreaReport> {
    let mut reports: Vec<AreaReport> = Vec::new();
    let whole = of_whole(incident, authorities);
    for (index, area) in areas(incident, authorities).into_iter().enumerate() {
        if !area.separate {
            continue;
        }
        let jobcentre = area.fachgebiet == Some(Fachgebiet::Jobcenter);
        let same = reports.iter_mut().find(|report| {
            // A joint Jobcenter is a controller of its own (§ 50 Abs. 4 SGB II).
            let alike = jobcentre == (report.suffix == Fachgebiet::Jobcenter.schluessel());
            alike
                && report.regime == area.regime
                && report.authority.as_ref().map(|a| &a.id)
                    == area.authority.as_ref().map(|a| &a.id)
        });
        let field = area.fachgebiet.unwrap_or(Fachgebiet::Sonstige).schluessel();
        match same {
            Some(report) => {
                report.areas.push(index);
                if !report.suffix.split('-').any(|part| part == field) {
                    report.suffix = format!("{}-{field}", report.suffix);
                }
            }
            None => reports.push(AreaReport {
                suffix: field.to_owned(),
                areas: vec![index],
                authority: area.authority,
                reason: area.reason,
                candidates: area.candidates,
                question: area.question,
                regime: area.regime,
                whole: whole.clone(),
            }),
        }
    }
    for index in 1..reports.len() {
        let (before, rest) = reports.split_at_mut(index);
        let twins = before.iter().filter(|other| {
            rest.first()
                .is_some_and(|report| other.suffix.starts_with(&report.suffix))
        });
        let count = twins.count();
        if let Some(report) = rest.first_mut().filter(|_| count > 0) {
            report.suffix = format!("{}-{}", report.suffix, count + 1);
        }
    }
    reports
}

/// The incident with the filings of one report alone: those to its authority. Where the areas
/// have the authority of the whole, a filing there counts for both, and so does one whose
/// authority is written in another way.
#[must_use]
pub fn filings_of(
    mut incident: Incident,
    report: &AreaReport,
    authorities: &Authorities,
) -> Incident {
    let whole = report.whole.as_ref();
    let shared = match (&report.authority, whole) {
        (Some(own), Some(whole)) => whole.id == own.id,
        (Some(_), None) => false,
        // Who is competent is not known: a filing to a known other one is none to them.
        (None, _) => true,
    };
    let filings = &mut incident.meldung.eingereicht;
    filings.retain(|filing| {
        report
            .authority
            .as_ref()
            .is_some_and(|own| is_to(filing, own))
            || (shared && !authorities.iter().any(|other| is_to(filing, other)))
    });
    incident
}

/// The incident without the filings to other authorities: those of areas, and where the competent
/// one is known, all others that are.
#[must_use]
pub fn filings_of_whole(incident: &Incident, authorities: &Authorities) -> Incident {
    let whole = of_whole(incident, authorities);
    let reports = area_reports(incident, authorities);
    let others: Vec<_> = reports
        .iter()
        .filter_map(|report| report.authority.as_deref())
        .filter(|own| whole.as_ref().is_none_or(|whole| whole.id != own.id))
        .collect();
    let elsewhere = |filing: &Einreichung| {
        whole.as_ref().is_some_and(|own| {
            !is_to(filing, own) && authorities.iter().any(|other| is_to(filing, other))
        })
    };
    let mut incident = incident.clone();
    let filings = &mut incident.meldung.eingereicht;
    filings.retain(|filing| !elsewhere(filing) && !others.iter().any(|other| is_to(filing, other)));
    incident
}

fn of_whole(incident: &Incident, authorities: &Authorities) -> Option<Arc<Authority>> {
    authorities
        .competent(&incident.verantwortlicher, incident.vorfall.rechtsregime)
        .authority
}

/// Whether a filing names an authority, by its full or its short name.
fn is_to(filing: &Einreichung, authority: &Authority) -> bool {
    let stated = filing.behoerde.wert();
    stated.is_some_and(|stated| names_authority(stated, authority))
}

/// Whether words name an authority, by its full or its short name. Upper and lower case, an
/// article before the name and the ending of „Beauftragte“ make no difference.
#[must_use]
pub fn names_authority(stated: &str, authority: &Authority) -> bool {
    same_name(stated, &authority.name) || same_name(stated, &authority.kurz)
}

/// Whether two names are those of one authority, in the same sense.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    bare(one) == bare(other)
}

fn bare(name: &str) -> String {
    let name = name.to_lowercase();
    let mut words: Vec<&str> = name.split_whitespace().collect();
    if words.len() > 1 && matches!(words.first(), Some(&("der" | "die" | "das"))) {
        words.remove(0);
    }
    let alike = |word: &str| {
        ["beauftragter", "beauftragten"]
            .into_iter()
            .find_map(|ending| word.strip_suffix(ending))
            .map_or_else(|| word.to_owned(), |stem| format!("{stem}beauftragte"))
    };
    words
        .into_iter()
        .map(alike)
        .collect::<Vec<String>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Bereich, Bundesland, VerantwortlicherArt};

    fn incident(fields: &[Fachgebiet]) -> Incident {
        let mut incident = Incident::default();
        incident.verantwortlicher.art = VerantwortlicherArt::Kommune.into();
        incident.verantwortlicher.bundesland = Bundesland::Mv.into();
        incident.bereiche = fields
            .iter()
            .map(|field| Bereich {
                fachgebiet: (*field).into(),
                ..Bereich::default()
            })
            .collect();
        incident
    }

    #[test]
    fn one_report_for_each_authority_and_regime() {
        let reports = area_reports(
            &incident(&[
                Fachgebiet::Realsteuern,
                Fachgebiet::Bussgeld,
                Fachgebiet::Sozialleistungen,
                Fachgebiet::Jobcenter,
            ]),
            Authorities::shipped(),
        );
        let said: Vec<_> = reports
            .iter()
            .map(|r| (r.suffix.as_str(), r.areas.as_slice(), r.regime))
            .collect();
        assert_eq!(
            said,
            [
                ("realsteuern", &[0][..], Rechtsregime::Dsgvo),
                ("bussgeld", &[1][..], Rechtsregime::Ji),
                ("jobcenter", &[3][..], Rechtsregime::Dsgvo),
            ]
        );
    }

    #[test]
    fn no_two_reports_share_a_file_name() {
        let mut two = incident(&[Fachgebiet::Sonstige, Fachgebiet::Sonstige]);
        for (area, regime) in two
            .bereiche
            .iter_mut()
            .zip([Rechtsregime::Ji, Rechtsregime::Kdg])
        {
            area.regime = Some(regime);
        }
        let names: Vec<_> = area_reports(&two, Authorities::shipped())
            .into_iter()
            .map(|r| r.suffix)
            .collect();
        assert_eq!(names, ["sonstige", "sonstige-2"]);
    }

    #[test]
    fn an_area_of_the_same_authority_stays_in_the_report() {
        assert!(
            area_reports(&incident(&[Fachgebiet::Allgemein]), Authorities::shipped()).is_empty()
        );
    }

    #[test]
    fn an_authority_is_known_by_its_name_in_any_form() {
        let own = crate::law::authority::competent(&incident(&[]).verantwortlicher)
            .authority
            .unwrap();
        let full = own.name.trim_start_matches("Der ");
        for stated in [
            own.name.as_str(),
            own.kurz.as_str(),
            " lfdi  mv ",
            full,
            &full.replacen("Landesbeauftragte", "Landesbeauftragter", 1),
            &format!("die {full}"),
        ] {
            assert!(names_authority(stated, &own), "{stated}");
        }
        for stated in ["", "der", "LfDI", "BfDI", "Landesbeauftragter"] {
            assert!(!names_authority(stated, &own), "{stated}");
        }
    }

    #[test]
    fn a_filing_counts_for_the_authority_that_it_names() {
        let mut incident = incident(&[Fachgebiet::Realsteuern]);
        incident.meldung.eingereicht = ["LfDI MV", " bfdi "]
            .into_iter()
            .map(|name| Einreichung {
                behoerde: name.to_owned().into(),
                ..Einreichung::default()
            })
            .collect();
        let names = |incident: &Incident| -> Vec<String> {
            let filings = incident.meldung.eingereicht.iter();
            filings.filter_map(|f| f.behoerde.wert().cloned()).collect()
        };
        assert_eq!(
            names(&filings_of_whole(&incident, Authorities::shipped())),
            ["LfDI MV"]
        );
        let reports = area_reports(&incident, Authorities::shipped());
        assert_eq!(
            names(&filings_of(incident, &reports[0], Authorities::shipped())),
            [" bfdi "]
        );
    }

    #[test]
    fn a_filing_to_another_known_authority_is_none_to_the_competent_one() {
        let mut incident = incident(&[Fachgebiet::Allgemein]);
        incident.meldung.eingereicht = ["BayLDA", "die Aufsicht"]
            .into_iter()
            .map(|name| Einreichung {
                behoerde: name.to_owned().into(),
                ..Einreichung::default()
            })
            .collect();
        let own = filings_of_whole(&incident, Authorities::shipped());
        let names: Vec<_> = own
            .meldung
            .eingereicht
            .iter()
            .filter_map(|filing| filing.behoerde.wert().cloned())
            .collect();
        assert_eq!(names, ["die Aufsicht"]);
    }
}
