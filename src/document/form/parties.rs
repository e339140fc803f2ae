//! The report itself and who takes part: controller, reporting person, data protection officer,
//! other parties.

use super::Case;
use super::answer::{Answer, Holds, MISSING, under};
use super::cell::{Cell, labelled, lines};
use crate::document::model::Inline;
use crate::document::slots::trimmed;
use crate::document::value::Form;
use crate::law::authority::Authorities;
use crate::law::form::Question;
use crate::law::reports::{names_authority, same_name};
use serde_json::Value as Json;

/// The answer, where the question belongs here.
#[allow(clippy::wildcard_enum_match_arm)] // the other parts have their own questions
pub(super) fn answer(case: &Case<'_>, question: Question) -> Option<Answer> {
    use Question as Q;
    let controller = case.at("verantwortlicher");
    let reporter = case.at("melder");
    let officer = case.at("datenschutzbeauftragter");
    let contact_point = case.at("anlaufstelle");
    Some(match question {
        Q::MeldungArt => Answer::choice(&case.at("meldung.art")),
        Q::MeldungUntertyp => subtype(case),
        Q::RuecknahmeGrund => under(is_withdrawal(case), || {
            Answer::text(&case.at("meldung.ruecknahme_grund"))
        }),
        Q::FruehereKennung => under(is_follow_up(case), || earlier_reference(case)),
        Q::EigenesZeichen => Answer::text(&case.at("vorfall.kennung")),
        Q::RegisterArt | Q::RegisterNummer | Q::NationaleNummer | Q::Richtigkeit => Answer::void(),
        Q::VerantwortlicherName => controller_name(case),
        Q::VerantwortlicherKontakt => contact(&controller),
        Q::Sektor => Answer::choice(&controller.at("art")),
        Q::Groesse => under(is_private(case), Answer::not_kept),
        // Which of the sizes it is, is not known; „Andere“ has not been chosen.
        Q::GroesseBeschreibung => under(is_private(case), Answer::void),
        Q::Wirtschaftszweig => Answer::not_kept(),
        // The facts know controllers in Germany alone.
        Q::EwrVertreterName | Q::EwrVertreterKontakt => Answer::void(),
        Q::MelderName => Answer::text(&reporter.at("name")),
        Q::MelderKontakt => contact(&reporter),
        Q::MelderRolle => Answer::choice(&reporter.at("rolle")),
        Q::MelderFunktion => {
            let role = reporter.at("rolle");
            let other = match role.key() {
                Some(key) => case.same_choice(Q::MelderRolle, key, "sonstige").into(),
                None => Holds::Unknown(role.path),
            };
            under(other, || Answer::text(&reporter.at("funktion")))
        }
        Q::DsbBenannt => under(officer_asked(&reporter), || designated(&officer)),
        Q::DsbName => under(officer_asked(&reporter), || {
            Answer::text(&officer.at("name"))
        }),
        Q::DsbKontakt => under(officer_asked(&reporter), || contact(&officer)),
        Q::Auskunft => informant(case),
        Q::AuskunftName => under(asks_contact_point(case), || {
            Answer::text(&contact_point.at("name"))
        }),
        Q::AuskunftFunktion => under(asks_contact_point(case), Answer::not_kept),
        Q::AuskunftKontakt => under(asks_contact_point(case), || contact(&contact_point)),
        Q::Beteiligte => involved(case),
        Q::BeteiligteRolle => of_parties(case, |party| {
            party
                .at("rolle")
                .word("beteiligtenrolle")
                .map_or_else(|| party.at("rolle").words(), |word| vec![word])
        }),
        Q::BeteiligteName => of_parties(case, |party| {
            let name = party.at("name").words();
            let service = party.at("leistung");
            if name.is_empty() || !service.is_known() {
                return name;
            }
            [
                name,
                vec![Inline::text(" (")],
                service.words(),
                vec![Inline::text(")")],
            ]
            .concat()
        }),
        Q::BeteiligteKontakt => of_parties(case, |party| {
            let mut ways = contact_lines(party);
            let mut line = Vec::new();
            for way in ways.drain(..) {
                if !line.is_empty() {
                    line.push(Inline::text("; "));
                }
                line.extend(way);
            }
            line
        }),
        _ => return None,
    })
}

fn subtype(case: &Case<'_>) -> Answer {
    let kind = case.at("meldung.art");
    if kind.is("ruecknahme") {
        return Answer::key("ruecknahme", &kind.path);
    }
    let complete = case.at("meldung.vollstaendig");
    match complete.json {
        Json::Bool(true) => Answer::key("vollstaendig", &complete.path),
        Json::Bool(false) => Answer::key("unvollstaendig", &complete.path),
        Json::Null | Json::Number(_) | Json::String(_) | Json::Array(_) | Json::Object(_) => {
            Answer::unknown(&complete).unwrap_or_else(|| Answer::missing(&complete.path))
        }
    }
}

fn is_withdrawal(case: &Case<'_>) -> Holds {
    let kind = case.at("meldung.art");
    match kind.key() {
        Some(key) => (key == "ruecknahme").into(),
        None => Holds::Unknown(kind.path),
    }
}

fn is_follow_up(case: &Case<'_>) -> Holds {
    let kind = case.at("meldung.art");
    match kind.key() {
        Some(key) => (!case.same_choice(Question::MeldungArt, key, "erst")).into(),
        None => Holds::Unknown(kind.path),
    }
}

/// What the authority of this sheet called the first report: its own reference, never that of
/// another authority.
fn earlier_reference(case: &Case<'_>) -> Answer {
    let filings = case.at("meldung.eingereicht");
    let stated = |filing: &Cell<'_>| filing.at("behoerde").key().map(str::to_owned);
    let own: Vec<&str> = ["/behoerde/name", "/behoerde/kurz"]
        .into_iter()
        .filter_map(|key| case.law.pointer(key).and_then(Json::as_str))
        .collect();
    let is_own = |filing: &&Cell<'_>| {
        stated(filing).is_some_and(|stated| own.iter().any(|own| same_name(&stated, own)))
    };
    let is_known = |filing: &&Cell<'_>| {
        let known = |stated: String| {
            let mut all = Authorities::shipped().iter();
            all.any(|other| names_authority(&stated, other))
        };
        stated(filing).is_some_and(known)
    };
    let all = filings.items();
    let ours: Vec<&Cell<'_>> = all.iter().filter(is_own).collect();
    // Where no filing names this authority, one to another known authority is not taken for it.
    let candidates = if ours.is_empty() {
        all.iter().filter(|filing| !is_known(filing)).collect()
    } else {
        ours
    };
    let reference = candidates.iter().find_map(|filing| {
        ["kennung", "aktenzeichen"]
            .into_iter()
            .map(|key| filing.at(key))
            .find(Cell::is_known)
    });
    match reference {
        Some(cell) => Answer::text(&cell),
        None if all.is_empty() => Answer::missing(&filings.path),
        None => Answer::open(
            "Zu dieser Behörde ist keine Kennung und kein Aktenzeichen festgehalten",
            &filings.path,
        ),
    }
}

fn controller_name(case: &Case<'_>) -> Answer {
    let answer = Answer::text(&case.at("verantwortlicher.name"));
    let units: Vec<String> = case
        .at("bereiche")
        .items()
        .iter()
        .filter_map(|area| Some(area.at("verantwortliche_einheit").key()?.to_owned()))
        .collect();
    if units.is_empty() {
        return answer;
    }
    answer.hint(format!(
        "eigene verantwortliche Einheit nach den Tatsachen: {}",
        units.join(", ")
    ))
}

fn is_private(case: &Case<'_>) -> Holds {
    let kind = case.at("verantwortlicher.art");
    match kind.key() {
        Some(key) if case.same_choice(Question::Sektor, key, "unternehmen") => Holds::Yes,
        Some(key) if case.same_choice(Question::Sektor, key, "kommune") => Holds::No,
        Some(_) | None => Holds::Unknown(kind.path),
    }
}

/// Ways to reach somebody, a line each.
fn contact_lines(who: &Cell<'_>) -> Vec<Vec<Inline>> {
    let part = |path: &str| {
        let cell = who.at(path);
        if cell.is_known() {
            cell.words()
        } else {
            Vec::new()
        }
    };
    let mut address = part("anschrift.strasse");
    let mut place = part("anschrift.plz");
    let town = part("anschrift.ort");
    if !place.is_empty() && !town.is_empty() {
        place.push(Inline::text(" "));
    }
    place.extend(town);
    if !address.is_empty() && !place.is_empty() {
        address.push(Inline::text(", "));
    }
    address.extend(place);
    let mut all = vec![address];
    for (label, key) in [
        ("Telefon", "telefon"),
        ("E-Mail", "email"),
        ("Internet", "web"),
    ] {
        let cell = who.at(key);
        let words = match cell.form() {
            // As in the report: out of order is no gap that is still to be filled.
            Form::Open(reason, None) => vec![Inline::Open {
                text: format!("zurzeit nicht verfügbar ({})", trimmed(reason)),
                source: Some(cell.path.clone()),
            }],
            Form::Open(_, Some(_))
            | Form::Missing
            | Form::Exact(_)
            | Form::About(_)
            | Form::Range(..)
            | Form::Undeterminable(_)
            | Form::NotApplicable(_) => cell.words(),
        };
        all.push(labelled(label, words));
    }
    all.retain(|line| !line.is_empty());
    all
}

fn contact(who: &Cell<'_>) -> Answer {
    let cells: Vec<Cell<'_>> = ["telefon", "email", "web", "anschrift.ort"]
        .into_iter()
        .map(|key| who.at(key))
        .collect();
    if cells.iter().any(Cell::is_known) {
        return Answer::of_lines(contact_lines(who), &who.path);
    }
    let open = cells.iter().find(|cell| cell.form() != Form::Missing);
    open.and_then(Answer::unknown)
        .unwrap_or_else(|| Answer::missing(&who.at("telefon").path))
}

/// The form asks for the data protection officer unless it is the person who reports.
fn officer_asked(reporter: &Cell<'_>) -> Holds {
    (!reporter.at("rolle").is("dsb")).into()
}

fn designated(officer: &Cell<'_>) -> Answer {
    let cells = ["name", "telefon", "email"].map(|key| officer.at(key));
    if let Some(known) = cells.iter().find(|cell| cell.is_known()) {
        return Answer::yes(true, &known.path);
    }
    let name = officer.at("name");
    match name.form() {
        Form::NotApplicable(reason) => Answer::yes(false, &name.path).hint(reason),
        Form::Missing
        | Form::Exact(_)
        | Form::About(_)
        | Form::Range(..)
        | Form::Open(..)
        | Form::Undeterminable(_) => {
            Answer::unknown(&name).unwrap_or_else(|| Answer::missing(&name.path))
        }
    }
}

/// Who answers questions: as in the head of the report the person who reports.
fn informant(case: &Case<'_>) -> Answer {
    let reporter = case.at("melder.name");
    let role = case.at("melder.rolle");
    if reporter.is_known() && role.is("dsb") {
        return Answer::key("dsb", &role.path);
    }
    let found = [
        ("melder", reporter.clone()),
        ("dsb", case.at("datenschutzbeauftragter.name")),
        ("anlaufstelle", case.at("anlaufstelle.name")),
    ]
    .into_iter()
    .find(|(_, cell)| cell.is_known());
    match found {
        Some((key, cell)) => Answer::key(key, &cell.path),
        None => Answer::unknown(&reporter).unwrap_or_else(|| Answer::missing(&reporter.path)),
    }
}

fn asks_contact_point(case: &Case<'_>) -> Holds {
    match informant(case) {
        Answer::Chosen { keys, .. } => keys.iter().any(|(key, _)| key == "anlaufstelle").into(),
        Answer::Filled { .. } | Answer::Open { .. } | Answer::Void { .. } => {
            Holds::Unknown(case.at("melder.name").path)
        }
    }
}

/// Whether other parties are involved, as yes or no.
fn involved(case: &Case<'_>) -> Answer {
    let list = case.at("beteiligte");
    match list.form() {
        Form::Exact(Json::Array(items)) => {
            Answer::key(if items.is_empty() { "nein" } else { "ja" }, &list.path)
        }
        Form::NotApplicable(reason) => Answer::key("nein", &list.path).hint(reason),
        Form::Missing
        | Form::Exact(_)
        | Form::About(_)
        | Form::Range(..)
        | Form::Open(..)
        | Form::Undeterminable(_) => {
            Answer::unknown(&list).unwrap_or_else(|| Answer::missing(&list.path))
        }
    }
}

/// A line for each other party; numbered where there are several.
fn of_parties(case: &Case<'_>, say: impl Fn(&Cell<'_>) -> Vec<Inline>) -> Answer {
    let list = case.at("beteiligte");
    let condition = match involved(case) {
        Answer::Chosen { keys, .. } => keys.iter().any(|(key, _)| key == "ja").into(),
        Answer::Filled { .. } | Answer::Open { .. } | Answer::Void { .. } => {
            Holds::Unknown(list.path.clone())
        }
    };
    under(condition, || {
        let parties = list.items();
        let said: Vec<Vec<Inline>> = parties.iter().map(say).collect();
        if said.iter().all(Vec::is_empty) {
            return Answer::missing(&list.path);
        }
        if let ([line], [party]) = (said.as_slice(), parties.as_slice()) {
            return if line.iter().all(|part| matches!(part, Inline::Open { .. })) {
                Answer::open(crate::document::model::plain(line), &party.path)
            } else {
                Answer::of_lines(vec![line.clone()], &party.path)
            };
        }
        let numbered =
            said.into_iter()
                .zip(&parties)
                .zip(1_usize..)
                .map(|((line, party), number)| {
                    let line = if line.is_empty() {
                        vec![Inline::Open {
                            text: MISSING.to_owned(),
                            source: Some(party.path.clone()),
                        }]
                    } else {
                        line
                    };
                    [vec![Inline::text(format!("{number}. "))], line].concat()
                });
        Answer::Filled {
            content: lines(numbered.collect()),
            value: None,
            hint: Some("mehrere Stellen: im Portal je Stelle ein Eintrag".to_owned()),
        }
    })
}
