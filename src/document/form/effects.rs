//! What follows for people: consequences, risk, measures.

use super::Case;
use super::answer::{Answer, Holds, under};
use super::breach::{add, aims_at, listed, named};
use super::cell::{Cell, labelled};
use crate::document::model::{Inline, plain};
use crate::law::form::Question;

/// The answer, where the question belongs here.
#[allow(clippy::wildcard_enum_match_arm)] // the other parts have their own questions
pub(super) fn answer(case: &Case<'_>, question: Question) -> Option<Answer> {
    use Question as Q;
    Some(match question {
        Q::FolgenVertraulichkeit => effects(case, "vertraulichkeit", question),
        Q::FolgenVertraulichkeitBeschreibung => {
            other_effects(case, "vertraulichkeit", Q::FolgenVertraulichkeit)
        }
        Q::FolgenIntegritaet => effects(case, "integritaet", question),
        Q::FolgenIntegritaetBeschreibung => {
            other_effects(case, "integritaet", Q::FolgenIntegritaet)
        }
        Q::FolgenVerfuegbarkeit => effects(case, "verfuegbarkeit", question),
        Q::FolgenVerfuegbarkeitBeschreibung => {
            other_effects(case, "verfuegbarkeit", Q::FolgenVerfuegbarkeit)
        }
        Q::Folgen => listed(case, "folgen", "art", "offen"),
        Q::FolgenBeschreibung => described_effects(case),
        Q::Schwere => Answer::choice(&case.at("risiko.schwere")),
        Q::Risiko => Answer::choice(&case.at("risiko.ergebnis")),
        Q::RisikoBeschreibung => risk(case),
        Q::Massnahmen => measures(case, false),
        Q::Vorbeugung => prevention(case),
        Q::VorbeugungBeschreibung => measures(case, true),
        _ => return None,
    })
}

/// The consequences for one aim: those that name it, those whose form (`auspraegung`) only this
/// field knows, and the failure of services, which is one of availability by its name.
fn of_aim<'a>(case: &Case<'a>, aim: &str, question: Question) -> Vec<Cell<'a>> {
    let knows = |question, key: &str| {
        case.field(question)
            .is_some_and(|field| field.choice(key).is_some())
    };
    let only_here = |key: &str| {
        let fields = [
            Question::FolgenVertraulichkeit,
            Question::FolgenIntegritaet,
            Question::FolgenVerfuegbarkeit,
        ];
        fields
            .into_iter()
            .filter(|other| knows(*other, key))
            .eq([question])
    };
    let mut items = case.at("folgen").items();
    items.retain(|item| match item.at("schutzziel").key() {
        Some(own) => own == aim,
        None => match item.at("auspraegung").key() {
            Some(key) => only_here(key),
            None => aim == "verfuegbarkeit" && item.at("art").is("leistungsausfall"),
        },
    });
    items
}

fn effects(case: &Case<'_>, aim: &str, question: Question) -> Answer {
    under(aims_at(case, aim), || {
        let list = case.at("folgen");
        if let Some(answer) = Answer::unknown(&list) {
            return answer;
        }
        let items = of_aim(case, aim, question);
        if items.is_empty() {
            return Answer::open("keine Folge ist diesem Schutzziel zugeordnet", &list.path);
        }
        Answer::choices(&list, &items, "auspraegung", "sonstiges")
    })
}

fn other_effects(case: &Case<'_>, aim: &str, question: Question) -> Answer {
    under(aims_at(case, aim), || {
        let list = case.at("folgen");
        let others: Vec<Cell<'_>> = of_aim(case, aim, question)
            .into_iter()
            .filter(|item| {
                item.at("auspraegung")
                    .key()
                    .is_none_or(|key| key == "sonstiges")
            })
            .collect();
        if others.is_empty() {
            return Answer::void();
        }
        Answer::of_lines(others.iter().map(effect).collect(), &list.path)
    })
}

/// A consequence in words.
fn effect(item: &Cell<'_>) -> Vec<Inline> {
    let mut line = named(item, "art", "folgen");
    add(&mut line, ": ", item.at("beschreibung").words());
    line
}

/// The description of consequences for which the form has no option; the others stand with it.
fn described_effects(case: &Case<'_>) -> Answer {
    let list = case.at("folgen");
    if let Some(answer) = Answer::unknown(&list) {
        return under(Holds::Unknown(list.path), || answer);
    }
    let items = list.items();
    if !items.iter().any(|item| is_other(case, item)) {
        return Answer::void();
    }
    Answer::of_lines(items.iter().map(effect).collect(), &list.path)
}

/// Whether the form has no option of its own for this consequence.
fn is_other(case: &Case<'_>, item: &Cell<'_>) -> bool {
    item.at("art")
        .key()
        .is_some_and(|key| case.same_choice(Question::Folgen, key, "sonstige"))
}

fn risk(case: &Case<'_>) -> Answer {
    let risk = case.at("risiko");
    let reasons = risk.at("begruendung");
    let mut lines = vec![if reasons.is_known() {
        reasons.words()
    } else {
        Vec::new()
    }];
    // Where the form does not ask for descriptions of consequences, they stand here.
    let effects = case.at("folgen").items();
    if !effects.iter().any(|item| is_other(case, item)) {
        let described = effects
            .iter()
            .filter(|item| item.at("beschreibung").is_known());
        lines.extend(described.map(effect));
    }
    for (label, key, list) in [
        (
            "Identifizierbarkeit der Personen",
            "identifizierbar",
            "identifizierbar",
        ),
        ("Umfang der Daten je Person", "umfang_je_person", "umfang"),
        (
            "Schutzbedürftige Personen betroffen",
            "schutzbeduerftige",
            "ja-nein",
        ),
        (
            "Missbrauch der Daten bekannt",
            "missbrauch_bekannt",
            "ja-nein",
        ),
    ] {
        let cell = risk.at("umstaende").at(key);
        let word = match cell.json.as_bool() {
            Some(flag) => Some(Inline::fact(
                if flag { "ja" } else { "nein" },
                cell.path.clone(),
            )),
            None => cell.word(list),
        };
        lines.push(labelled(label, word.into_iter().collect()));
    }
    let mut method = Vec::new();
    for (label, key) in [
        ("Datenkontext", "datenkontext"),
        ("Identifizierbarkeit", "identifizierbarkeit"),
        ("Vertraulichkeit", "vertraulichkeit"),
        ("Integrität", "integritaet"),
        ("Verfügbarkeit", "verfuegbarkeit"),
    ] {
        let words = risk.at("enisa").at(key).words();
        add(&mut method, ", ", labelled(label, words));
    }
    let intent = risk.at("enisa.boeswillig");
    if let Some(flag) = intent.json.as_bool() {
        let word = Inline::fact(if flag { "ja" } else { "nein" }, intent.path.clone());
        add(
            &mut method,
            ", ",
            labelled("böswillige Absicht", vec![word]),
        );
    }
    lines.push(labelled(
        "Eingangswerte nach der ENISA-Methode von 2013",
        method,
    ));
    lines.retain(|line| !line.is_empty());
    if lines.is_empty() {
        return Answer::text(&reasons);
    }
    if reasons.is_known() {
        return Answer::of_lines(lines, &reasons.path);
    }
    // Circumstances alone are no assessment: it stays open, beside what is known.
    let known: Vec<String> = lines.iter().map(|line| plain(line)).collect();
    Answer::unknown(&reasons)
        .unwrap_or_else(|| Answer::missing(&reasons.path))
        .hint(format!("bisher bekannt: {}", known.join("; ")))
}

/// The measures that end or mitigate the breach, or those that prevent the next one.
fn chosen<'a>(case: &Case<'a>, prevent: bool) -> Vec<Cell<'a>> {
    let mut items = case.at("massnahmen").items();
    items.retain(|item| item.at("zweck").is("vorbeugung") == prevent);
    items
}

fn measures(case: &Case<'_>, prevent: bool) -> Answer {
    let list = case.at("massnahmen");
    if let Some(answer) = Answer::unknown(&list) {
        return answer;
    }
    let items = chosen(case, prevent);
    if items.is_empty() {
        return none_named(&list, prevent);
    }
    let say = |item: &Cell<'_>| {
        let mut line = item.at("text").words();
        let mut state = named(item, "stand", "massnahmestand");
        let when = item.at("am");
        if when.is_known() {
            add(&mut state, ": ", when.words());
        }
        if !state.is_empty() {
            line.push(Inline::text(" ("));
            line.extend(state);
            line.push(Inline::text(")"));
        }
        line
    };
    let mut lines: Vec<Vec<Inline>> = items.iter().map(say).collect();
    if !prevent {
        let restoring = case.at("wiederherstellung");
        lines.push(labelled(
            "Datensicherung",
            named(&restoring, "datensicherung", "sicherung"),
        ));
        lines.push(labelled("Wiederherstellung", restoring.at("am").words()));
        lines.push(labelled(
            "Dauer des Ausfalls in Stunden",
            restoring.at("dauer_stunden").words(),
        ));
    }
    Answer::of_lines(lines, &list.path)
}

fn prevention(case: &Case<'_>) -> Answer {
    let list = case.at("massnahmen");
    if let Some(answer) = Answer::unknown(&list) {
        return answer;
    }
    let items = chosen(case, true);
    if items.is_empty() {
        return none_named(&list, true);
    }
    Answer::choices(&list, &items, "art", "sonstige")
}

fn none_named(list: &Cell<'_>, prevent: bool) -> Answer {
    let reason = if prevent {
        "keine Maßnahme ist als Vorbeugung bezeichnet"
    } else {
        "keine Maßnahme zur Behebung oder Abmilderung ist angegeben"
    };
    Answer::open(reason, &list.path)
}
