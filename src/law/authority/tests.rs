//! Every authority is reachable by a rule, and nothing that is not settled is guessed.

use std::collections::BTreeSet;

use super::*;
use crate::facts::{
    Bereich, Bundesland, Fachgebiet, Incident, Rechtsregime, Verantwortlicher, VerantwortlicherArt,
};

fn controller(art: VerantwortlicherArt, land: Bundesland) -> Verantwortlicher {
    Verantwortlicher {
        art: art.into(),
        bundesland: land.into(),
        ..Verantwortlicher::default()
    }
}

fn short(art: VerantwortlicherArt, land: Bundesland) -> Option<String> {
    let found = competent(&controller(art, land));
    assert!(!found.reason.is_empty() && !found.norm.is_empty());
    // Where none is named, something is to be settled.
    assert!(found.authority.is_some() || found.question.is_some());
    found.authority.map(|authority| authority.kurz.clone())
}

fn candidates(art: VerantwortlicherArt, land: Bundesland) -> Vec<String> {
    let found = competent(&controller(art, land));
    let names = found.candidates.iter().map(|c| c.authority.kurz.clone());
    names.collect()
}

#[test]
fn every_authority_is_reachable() {
    let mut reached = BTreeSet::new();
    let mut reach = |routing: Routing| {
        reached.extend(routing.authority.iter().map(|a| a.id.clone()));
        reached.extend(routing.candidates.iter().map(|c| c.authority.id.clone()));
    };
    for art in VerantwortlicherArt::alle() {
        for land in Bundesland::alle() {
            reach(competent(&controller(*art, *land)));
        }
    }
    for candidate in Authorities::shipped().abroad() {
        reached.insert(candidate.authority.id.clone());
    }
    let all: BTreeSet<String> = Authorities::shipped()
        .iter()
        .map(|a| a.id.clone())
        .collect();
    assert_eq!(all.len(), 31);
    assert_eq!(reached, all);
}

#[test]
fn every_land_has_an_authority_for_its_municipalities() {
    for land in Bundesland::alle() {
        assert!(
            short(VerantwortlicherArt::Kommune, *land).is_some(),
            "{land}"
        );
        assert!(
            short(VerantwortlicherArt::Unternehmen, *land).is_some(),
            "{land}"
        );
    }
}

#[test]
fn bavaria_has_two() {
    use VerantwortlicherArt as Art;
    let by = Bundesland::By;
    assert_eq!(short(Art::Kommune, by).as_deref(), Some("BayLfD"));
    assert_eq!(short(Art::JobcenterKommunal, by).as_deref(), Some("BayLfD"));
    assert_eq!(short(Art::Verein, by).as_deref(), Some("BayLDA"));
    for art in [
        Art::Krankenhaus,
        Art::Schule,
        Art::Eigenbetrieb,
        Art::Sonstige,
    ] {
        assert_eq!(short(art, by), None);
        assert_eq!(candidates(art, by), ["BayLfD", "BayLDA"]);
    }
    let hessen = short(Art::Krankenhaus, Bundesland::He);
    assert_eq!(hessen.as_deref(), Some("HBDI"));
}

#[test]
fn federal_bodies_and_joint_jobcentres_report_to_the_federal_commissioner() {
    use VerantwortlicherArt as Art;
    let short = |art, land| short(art, land).unwrap();
    assert_eq!(short(Art::JobcenterGemeinsam, Bundesland::Nw), "BfDI");
    assert_eq!(short(Art::JobcenterKommunal, Bundesland::Nw), "LDI NRW");
    assert_eq!(short(Art::Bundesbehoerde, Bundesland::Be), "BfDI");
}

#[test]
fn an_enterprise_of_a_town_is_asked_for_its_nature_and_has_one_authority_outside_bavaria() {
    use VerantwortlicherArt as Art;
    for art in [Art::Eigenbetrieb, Art::KommunalesUnternehmen] {
        for land in Bundesland::alle() {
            let found = competent(&controller(art, *land));
            assert!(found.question.is_some(), "{land}");
            assert_eq!(found.authority.is_none(), *land == Bundesland::By, "{land}");
        }
        assert_eq!(short(art, Bundesland::Mv).as_deref(), Some("LfDI MV"));
        let somewhere = Verantwortlicher {
            art: art.into(),
            ..Verantwortlicher::default()
        };
        assert!(competent(&somewhere).authority.is_none());
    }
}

#[test]
fn what_is_not_settled_is_asked_with_its_candidates() {
    use VerantwortlicherArt as Art;
    for (art, names) in [
        (Art::KircheEvangelisch, vec!["BfD EKD"]),
        (
            Art::Rundfunk,
            vec!["Rundfunkdatenschutzbeauftragter", "RDSB Deutsche Welle"],
        ),
        (Art::Sonstige, vec!["LfDI MV"]),
    ] {
        let found = competent(&controller(art, Bundesland::Mv));
        assert!(found.authority.is_none());
        assert!(found.reason.starts_with("Zu klären"));
        assert_eq!(candidates(art, Bundesland::Mv), names);
    }
    assert_eq!(candidates(Art::KircheKatholisch, Bundesland::Mv).len(), 5);
    assert_eq!(candidates(Art::Rundfunk, Bundesland::By).len(), 3);
    let nothing = competent(&Verantwortlicher::default());
    assert!(nothing.authority.is_none() && nothing.question.is_some());
}

#[test]
fn the_regime_of_a_church_leads_to_its_authority() {
    let mut hospital = controller(VerantwortlicherArt::Krankenhaus, Bundesland::Nw);
    hospital.bistum = "Bistum Essen".to_owned().into();
    let found = Authorities::shipped().competent(&hospital, Rechtsregime::Kdg);
    assert_eq!(found.authority.unwrap().kurz, "KDSZ Dortmund");
}

#[test]
fn areas_have_their_own_authority_and_regime() {
    let mut incident = Incident {
        verantwortlicher: controller(VerantwortlicherArt::Kommune, Bundesland::Mv),
        ..Incident::default()
    };
    let fields = [
        (Fachgebiet::Realsteuern, "BfDI", Rechtsregime::Dsgvo),
        (Fachgebiet::Jobcenter, "BfDI", Rechtsregime::Dsgvo),
        (Fachgebiet::Bussgeld, "LfDI MV", Rechtsregime::Ji),
        (Fachgebiet::Sozialleistungen, "LfDI MV", Rechtsregime::Dsgvo),
        (Fachgebiet::Allgemein, "LfDI MV", Rechtsregime::Dsgvo),
    ];
    for (field, _, _) in fields {
        incident.bereiche.push(Bereich {
            fachgebiet: field.into(),
            ..Bereich::default()
        });
    }
    let found = areas(&incident, Authorities::shipped());
    for (area, (_, kurz, regime)) in found.iter().zip(fields) {
        assert_eq!(area.authority.as_ref().map(|a| a.kurz.as_str()), Some(kurz));
        assert_eq!(area.regime, regime);
    }
    assert!(found[2].reason.contains("Norm zu prüfen"));
    assert!(found[3].reason.contains("§ 67 Abs. 4 Satz 2 SGB X"));
}

#[test]
fn an_area_under_church_law_does_not_go_to_the_land() {
    let mut incident = Incident {
        verantwortlicher: controller(VerantwortlicherArt::Kommune, Bundesland::Mv),
        ..Incident::default()
    };
    incident.bereiche.push(Bereich {
        regime: Some(Rechtsregime::DsgEkd),
        ..Bereich::default()
    });
    let found = areas(&incident, Authorities::shipped());
    assert!(found[0].authority.is_none() && found[0].separate);
    assert_eq!(found[0].candidates[0].authority.kurz, "BfD EKD");
}

#[test]
fn what_is_settled_for_the_whole_is_not_settled_for_an_area_under_another_law() {
    let own = "format = 1\nzustaendig = { behoerde = \"debfdi\", grund = \"Muster\" }\n";
    let own = overrides::read("behoerden.toml", own.as_bytes()).unwrap();
    let authorities = Authorities::shipped().with(&own);
    let mut incident = Incident {
        verantwortlicher: controller(VerantwortlicherArt::Kommune, Bundesland::Mv),
        ..Incident::default()
    };
    incident.bereiche = vec![
        Bereich {
            regime: Some(Rechtsregime::DsgEkd),
            ..Bereich::default()
        },
        Bereich {
            fachgebiet: Fachgebiet::Allgemein.into(),
            ..Bereich::default()
        },
    ];
    let found = areas(&incident, &authorities);
    assert_eq!(found[0].authority, None);
    assert!(!found[1].separate);
    let routing = authorities.competent(&incident.verantwortlicher, Rechtsregime::Dsgvo);
    assert_eq!(routing.authority.unwrap().kurz, "BfDI");
    assert_eq!(routing.instead_of.unwrap().kurz, "LfDI MV");
}
