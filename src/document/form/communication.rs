//! Who was told: data subjects, other bodies, authorities abroad; attachments.

use super::Case;
use super::answer::{Answer, Holds, under};
use super::breach::{add, listed, named};
use super::cell::{Cell, labelled};
use crate::document::model::{Inline, plain};
use crate::document::value::Form;
use crate::document::wording::{dates, words};
use crate::law::form::Question;

/// Bodies that supervise or control under other law.
const AUTHORITIES: [&str; 5] = [
    "cert",
    "bsi",
    "bundesnetzagentur",
    "rechtsaufsicht",
    "fachaufsicht",
];

/// Bodies that do not.
const NO_AUTHORITY: [&str; 4] = [
    "polizei",
    "staatsanwaltschaft",
    "versicherung",
    "personalvertretung",
];

/// The answer, where the question belongs here.
#[allow(clippy::wildcard_enum_match_arm)] // the other parts have their own questions
pub(super) fn answer(case: &Case<'_>, question: Question) -> Option<Answer> {
    use Question as Q;
    let exception = case.at("benachrichtigung.ausnahme");
    let list = case.at("benachrichtigung.schritte");
    Some(match question {
        Q::Benachrichtigung => told(case),
        Q::BenachrichtigtAm => under(is_told(case), || first_of(&dated(case, true), &list)),
        Q::BenachrichtigungGeplantAm => under(is_state(case, &["geplant"]), || {
            first_of(&dated(case, false), &list)
        }),
        Q::Ausnahme => under(is_excepted(case), || Answer::choice(&exception)),
        Q::AusnahmeBegruendung => under(is_excepted(case), || exception_reasons(case)),
        Q::AlleBenachrichtigt => under(is_told(case), || all_told(case)),
        Q::NichtAlleGrund => under(is_told(case), || why_not_all(case)),
        Q::Weg => under(is_told(case), || ways(case)),
        Q::WegBeschreibung => under(is_told(case), || media(case)),
        Q::Inhalt => under(is_told(case), || content(case)),
        Q::Strafanzeige => Answer::choice(&case.at("vorfall.strafanzeige")),
        Q::AndereBehoerden => others_told(case),
        Q::AndereBehoerdenBeschreibung => under(anybody_told(case), || bodies(case)),
        Q::Grenzueberschreitend => Answer::choice(&case.at("vorfall.grenzueberschreitend")),
        Q::Federfuehrend
        | Q::LaenderNiederlassung
        | Q::LaenderBetroffene
        | Q::ZahlJeLand
        | Q::BehoerdenEwr => under(crosses_borders(case), Answer::not_kept),
        // The facts know controllers in Germany alone.
        Q::AusserhalbEwr | Q::AusserhalbLaender | Q::AusserhalbZahl | Q::AusserhalbBehoerden => {
            Answer::void()
        }
        Q::Anlagen => attachments(case),
        Q::AnlagenAndere => other_attachments(case),
        _ => return None,
    })
}

/// Whether the incident is under the GDPR, so that its articles may be named.
pub(super) fn is_gdpr(case: &Case<'_>) -> bool {
    case.at("vorfall.rechtsregime").is("dsgvo")
}

fn steps<'a>(case: &Case<'a>) -> Vec<Cell<'a>> {
    case.at("benachrichtigung.schritte").items()
}

/// The steps with a known day, up to the stated time or after it, in order of their days.
fn dated<'a>(case: &Case<'a>, past: bool) -> Vec<Cell<'a>> {
    let is_past = |moment: dates::Moment| match moment {
        dates::Moment::Time(time) => time <= case.now,
        dates::Moment::Date(day) => day <= case.today(),
    };
    let mut steps = steps(case);
    steps.retain(|step| {
        let moments = step.at("am").moments();
        moments.is_some_and(|(first, _)| is_past(first) == past)
    });
    steps.sort_by_key(|step| step.at("am").day());
    steps
}

/// The state of the communication, in the keys of the form. „Ja“ is said only of what has taken
/// place by the stated time.
fn told(case: &Case<'_>) -> Answer {
    let status = case.at("benachrichtigung.status");
    let Some(key) = status.key() else {
        return Answer::choice(&status);
    };
    let exception = case.at("benachrichtigung.ausnahme");
    let to_come = !dated(case, false).is_empty();
    let key = match key {
        "geplant" if to_come => "geplant",
        "geplant" => "geplant_ohne_tag",
        "ausnahme" => {
            let known = |key| {
                case.field(Question::Ausnahme)
                    .is_some_and(|field| field.choice(key).is_some())
            };
            match exception.key() {
                Some(key) if known(key) => "ausnahme",
                Some(_) => "ausnahme_anderes_recht",
                None => {
                    return Answer::unknown(&exception)
                        .unwrap_or_else(|| Answer::missing(&exception.path))
                        .without_letter();
                }
            }
        }
        "individuell" | "oeffentlich" | "freiwillig" if dated(case, true).is_empty() => {
            let announced = |step: &Cell<'_>| matches!(step.at("am").form(), Form::Open(..));
            if to_come {
                "geplant"
            } else if steps(case).iter().any(announced) {
                "geplant_ohne_tag"
            } else {
                return Answer::open(
                    "wann benachrichtigt wurde oder wird, ist noch nicht erhoben",
                    &case.at("benachrichtigung.schritte").path,
                )
                .without_letter();
            }
        }
        other => other,
    };
    let answer = Answer::key(key, &status.path);
    match exception
        .key()
        .and_then(|e| words::word("ausnahme", e, (!is_gdpr(case)).then_some("inhalt")))
    {
        Some(word) if key != "ausnahme" => answer.hint(format!("Grundlage: {word}")),
        Some(_) | None => answer,
    }
}

fn is_state(case: &Case<'_>, wanted: &[&str]) -> Holds {
    match told(case) {
        Answer::Chosen { keys, .. } => keys
            .iter()
            .any(|(key, _)| wanted.contains(&key.as_str()))
            .into(),
        Answer::Open {
            path: Some(path), ..
        } => Holds::Unknown(path),
        Answer::Filled { .. } | Answer::Open { .. } | Answer::Void { .. } => {
            Holds::Unknown(case.at("benachrichtigung.status").path)
        }
    }
}

fn is_told(case: &Case<'_>) -> Holds {
    is_state(case, &["individuell", "oeffentlich", "freiwillig"])
}

fn is_excepted(case: &Case<'_>) -> Holds {
    if case.at("benachrichtigung.status").is("ausnahme") {
        return Holds::Yes;
    }
    is_state(case, &[])
}

/// The reasons of an exception; a ground that the form does not know is named with them.
fn exception_reasons(case: &Case<'_>) -> Answer {
    let reasons = case.at("benachrichtigung.begruendung");
    let exception = case.at("benachrichtigung.ausnahme");
    let known = exception.key().is_some_and(|key| {
        case.field(Question::Ausnahme)
            .is_some_and(|field| field.choice(key).is_some())
    });
    if known || !reasons.is_known() {
        return Answer::text(&reasons);
    }
    let ground = named(&case.at("benachrichtigung"), "ausnahme", "ausnahme");
    Answer::of_lines(vec![ground, reasons.words()], &reasons.path)
}

/// The day of the first of these steps.
fn first_of(steps: &[Cell<'_>], list: &Cell<'_>) -> Answer {
    let Some((first, others)) = steps.split_first() else {
        return Answer::missing(&list.path);
    };
    let answer = Answer::time(&first.at("am"), false, true);
    let days: Vec<String> = others
        .iter()
        .filter_map(|step| step.at("am").day())
        .filter(|day| Some(*day) != first.at("am").day())
        .map(|day| dates::typed(dates::Moment::Date(day)))
        .collect();
    if days.is_empty() {
        answer
    } else {
        answer.hint(format!("erster Schritt; weitere: {}", days.join(", ")))
    }
}

fn all_told(case: &Case<'_>) -> Answer {
    let mut steps = dated(case, true);
    // What is said voluntarily beside the letters says nothing about whom those reached.
    if steps
        .iter()
        .any(|step| !step.at("grundlage").is("freiwillig"))
    {
        steps.retain(|step| !step.at("grundlage").is("freiwillig"));
    }
    let list = case.at("benachrichtigung.schritte");
    let states: Vec<Cell<'_>> = steps.iter().map(|step| step.at("alle")).collect();
    if let Some(state) = states.iter().find(|state| state.is("nein")) {
        return Answer::key("nein", &state.path);
    }
    match states.first() {
        Some(first) if states.iter().all(|state| state.is("ja")) => Answer::key("ja", &first.path),
        Some(first) => {
            let open = states
                .iter()
                .find(|state| !state.is_known())
                .unwrap_or(first);
            Answer::unknown(open).unwrap_or_else(|| Answer::missing(&open.path))
        }
        None => Answer::missing(&list.path),
    }
}

fn why_not_all(case: &Case<'_>) -> Answer {
    let list = case.at("benachrichtigung.schritte");
    let mut partial = dated(case, true);
    partial.retain(|step| step.at("alle").is("nein"));
    if partial.is_empty() {
        return Answer::void();
    }
    let reasons = partial.iter().map(|step| step.at("grund").words());
    Answer::of_lines(reasons.collect(), &list.path)
}

fn ways(case: &Case<'_>) -> Answer {
    let list = case.at("benachrichtigung.schritte");
    let steps = dated(case, true);
    if steps.is_empty() {
        let status = case.at("benachrichtigung.status");
        return match status.key() {
            Some(key @ ("individuell" | "oeffentlich")) => Answer::key(key, &status.path),
            Some(_) | None => Answer::missing(&list.path),
        };
    }
    let mut kinds: Vec<&str> = steps
        .iter()
        .filter_map(|step| step.at("weg").key())
        .collect();
    kinds.dedup();
    let answer = Answer::choices(&list, &steps, "weg", "sonstige");
    if kinds.len() > 1 {
        answer.hint("mehrere Wege: den wichtigsten wählen, die anderen im nächsten Feld nennen")
    } else {
        answer
    }
}

fn media(case: &Case<'_>) -> Answer {
    let list = case.at("benachrichtigung.schritte");
    let say = |step: &Cell<'_>| {
        let mut media = Vec::new();
        for medium in step.at("medien").items() {
            add(
                &mut media,
                ", ",
                medium.word("medium").into_iter().collect(),
            );
        }
        let mut line = named(step, "weg", "weg");
        add(&mut line, ": ", media);
        let day = step.at("am");
        if day.is_known() {
            add(&mut line, ", ", day.words());
        }
        let mut groups = Vec::new();
        for group in step.at("gruppen").items() {
            add(
                &mut groups,
                ", ",
                group.word("gruppe").into_iter().collect(),
            );
        }
        add(&mut line, "; ", labelled("Personen", groups));
        // Its names are those of the GDPR; under other law only these two say something.
        let ground = step.at("grundlage");
        if is_gdpr(case) || ground.is("freiwillig") || ground.is("landesrecht") {
            let words = named(step, "grundlage", "grundlage");
            add(&mut line, "; ", labelled("Grundlage", words));
        }
        line
    };
    let mut lines: Vec<Vec<Inline>> = dated(case, true).iter().map(say).collect();
    if lines.is_empty() {
        return Answer::missing(&list.path);
    }
    // Of a public notice in place of letters, the form asks for the reasons nowhere else.
    let reasons = case.at("benachrichtigung.begruendung");
    if reasons.is_known() {
        lines.push(labelled("Begründung", reasons.words()));
    }
    Answer::of_lines(lines, &list.path)
}

/// What people were told: its words where an attachment holds them, and the description.
fn content(case: &Case<'_>) -> Answer {
    let text = case.at("vorfall.beschreibung_buerger");
    let mut lines: Vec<Vec<Inline>> = case
        .at("anlagen")
        .items()
        .iter()
        .filter(|item| item.at("art").is("benachrichtigungstext"))
        .map(|item| labelled("Wortlaut als Anlage", item.at("bezeichnung").words()))
        .collect();
    if text.is_known() {
        lines.push(text.words());
    }
    let attached = lines.len() > usize::from(text.is_known());
    let answer = if lines.is_empty() {
        Answer::text(&text)
    } else {
        Answer::of_lines(lines, &text.path)
    };
    if attached {
        answer
    } else {
        answer.hint("fügen Sie den Wortlaut der Benachrichtigung bei")
    }
}

fn others_told(case: &Case<'_>) -> Answer {
    let list = case.at("stellen");
    if matches!(list.form(), Form::Undeterminable(_)) {
        return Answer::choice(&list);
    }
    if let Some(answer) = Answer::unknown(&list) {
        return answer;
    }
    let roles: Vec<Cell<'_>> = list.items().iter().map(|item| item.at("rolle")).collect();
    let among =
        |role: &Cell<'_>, group: &[&str]| role.key().is_some_and(|key| group.contains(&key));
    if let Some(role) = roles.iter().find(|role| among(role, &AUTHORITIES)) {
        return Answer::key("ja", &role.path);
    }
    match roles.iter().find(|role| !among(role, &NO_AUTHORITY)) {
        Some(role) => Answer::open(
            "ob die genannte Stelle eine Aufsichts- oder Kontrollstelle ist, sagt ihre Rolle nicht",
            &role.path,
        ),
        None => Answer::key("nein", &list.path),
    }
}

fn anybody_told(case: &Case<'_>) -> Holds {
    let charge = case.at("vorfall.strafanzeige");
    let others = others_told(case);
    let yes = match &others {
        Answer::Chosen { keys, .. } => keys.iter().any(|(key, _)| key == "ja"),
        Answer::Filled { .. } | Answer::Open { .. } | Answer::Void { .. } => false,
    };
    if charge.is("ja") || yes {
        return Holds::Yes;
    }
    match (charge.key(), others) {
        (None, _) => Holds::Unknown(charge.path),
        (Some(_), Answer::Open { path, .. }) => Holds::Unknown(path.unwrap_or_default()),
        (Some(_), Answer::Filled { .. } | Answer::Chosen { .. } | Answer::Void { .. }) => Holds::No,
    }
}

fn bodies(case: &Case<'_>) -> Answer {
    let list = case.at("stellen");
    let say = |item: &Cell<'_>| {
        let mut line = item.at("name").words();
        let role = named(item, "rolle", "stellenrolle");
        if !role.is_empty() && plain(&role) != plain(&line) {
            add(&mut line, " – ", role);
        }
        let day = item.at("am");
        if day.is_known() {
            add(&mut line, ", ", day.words());
        }
        add(
            &mut line,
            "; ",
            labelled("Aktenzeichen", item.at("aktenzeichen").words()),
        );
        line
    };
    let lines: Vec<Vec<Inline>> = list.items().iter().map(say).collect();
    if lines.is_empty() {
        return Answer::missing(&list.path);
    }
    Answer::of_lines(lines, &list.path)
}

fn crosses_borders(case: &Case<'_>) -> Holds {
    let cell = case.at("vorfall.grenzueberschreitend");
    match cell.key() {
        Some(key) => (key == "ja").into(),
        None => Holds::Unknown(cell.path),
    }
}

fn attachments(case: &Case<'_>) -> Answer {
    let list = case.at("anlagen");
    let items = list.items();
    if items.is_empty() {
        return Answer::void();
    }
    let names: Vec<String> = items
        .iter()
        .map(|item| plain(&item.at("bezeichnung").words()))
        .filter(|name| !name.is_empty())
        .collect();
    let answer = listed(case, "anlagen", "art", "sonstige");
    if names.is_empty() {
        answer
    } else {
        answer.hint(names.join("; "))
    }
}

fn other_attachments(case: &Case<'_>) -> Answer {
    let list = case.at("anlagen");
    let mut others = list.items();
    others.retain(|item| item.at("art").key().is_none_or(|key| key == "sonstige"));
    if others.is_empty() {
        return Answer::void();
    }
    let names = others.iter().map(|item| item.at("bezeichnung").words());
    Answer::of_lines(names.collect(), &list.path)
}
