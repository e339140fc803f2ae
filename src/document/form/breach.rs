//! The breach: times, kind, people, data, protection before.

use super::Case;
use super::answer::{Answer, Holds, under};
use super::cell::{Cell, labelled};
use super::communication::is_gdpr;
use crate::document::model::Inline;
use crate::document::value::Form;
use crate::document::wording::dates;
use crate::law::form::Question;
use serde_json::Value as Json;

/// The answer, where the question belongs here.
#[allow(clippy::wildcard_enum_match_arm)] // the other parts have their own questions
pub(super) fn answer(case: &Case<'_>, question: Question) -> Option<Answer> {
    use Question as Q;
    let in_case_of =
        |aim: &str, path: &str| under(aims_at(case, aim), || Answer::choice(&case.at(path)));
    Some(match question {
        Q::Zeitraum => period(case),
        Q::ZeitGeschaetzt => estimated(case),
        Q::Beginn => begin(case),
        Q::Ende => end(case),
        Q::Kenntnis => Answer::time(&case.at("zeiten.kenntnis"), false, false),
        Q::Verspaetung => delay(case),
        Q::EntdecktDurch => Answer::choice(&case.at("zeiten.entdeckt_durch")),
        Q::Entdeckung => Answer::text(&case.at("zeiten.entdeckung")),
        Q::Mitteilung => told_on(case),
        Q::ZeitAnmerkungen => remarks_on_time(case),
        Q::Schutzziele => listed(case, "vorfall.schutzziele", "", "sonstige"),
        Q::Abfluss => in_case_of("vertraulichkeit", "vorfall.abfluss"),
        Q::Unlesbar => in_case_of("vertraulichkeit", "vorfall.unlesbar"),
        Q::Integritaet => in_case_of("integritaet", "vorfall.integritaet"),
        Q::Verfuegbarkeit => in_case_of("verfuegbarkeit", "vorfall.verfuegbarkeit"),
        Q::Typ => Answer::choice(&case.at("vorfall.typ")),
        Q::Ursache => Answer::choice(&case.at("vorfall.ursache")),
        Q::Beschreibung => description(case),
        Q::Systeme => Answer::text(&case.at("vorfall.systeme")),
        Q::Gruppen => listed(case, "betroffene.gruppen", "gruppe", "offen"),
        Q::GruppenBeschreibung => described(case, "betroffene.gruppen", |group| {
            let mut line = named(group, "gruppe", "gruppe");
            add(&mut line, ": ", group.at("beschreibung").words());
            line
        }),
        Q::PersonenZahlArt => Answer::exactness(&case.at("betroffene.anzahl")),
        Q::PersonenZahl => Answer::number(&case.at("betroffene.anzahl")),
        Q::Daten => listed(case, "daten", "kategorie", "offen"),
        Q::DatenBeschreibung => described(case, "daten", category),
        Q::DatensaetzeZahlArt => Answer::exactness(&case.at("datensaetze.anzahl")),
        Q::DatensaetzeZahl => Answer::number(&case.at("datensaetze.anzahl")),
        Q::Schutz => listed(case, "schutz_vorher.massnahmen", "", "sonstige"),
        Q::SchutzBeschreibung => {
            let answer = described(case, "schutz_vorher.massnahmen", |measure| {
                measure.word("schutz").into_iter().collect()
            });
            if case.at("vorfall.unlesbar").is("umgehbar") {
                answer.hint("beschreiben Sie auch, wie sich der Schutz umgehen lässt")
            } else {
                answer
            }
        }
        _ => return None,
    })
}

/// The keys of a list in the facts.
pub(super) fn listed(case: &Case<'_>, path: &str, key: &str, otherwise: &str) -> Answer {
    let list = case.at(path);
    Answer::choices(&list, &list.items(), key, otherwise)
}

/// A line for each item of a list.
pub(super) fn described(
    case: &Case<'_>,
    path: &str,
    say: impl Fn(&Cell<'_>) -> Vec<Inline>,
) -> Answer {
    let list = case.at(path);
    if let Some(answer) = Answer::unknown(&list) {
        return answer;
    }
    let items = list.items();
    if items.is_empty() {
        return Answer::of_lines(
            vec![vec![Inline::fact("keine", list.path.clone())]],
            &list.path,
        );
    }
    Answer::of_lines(items.iter().map(say).collect(), &list.path)
}

/// The word of a key, or its open value.
pub(super) fn named(item: &Cell<'_>, key: &str, list: &str) -> Vec<Inline> {
    let cell = item.at(key);
    cell.word(list)
        .map_or_else(|| cell.words(), |word| vec![word])
}

/// Adds words after a joint, where there are any.
pub(super) fn add(line: &mut Vec<Inline>, joint: &str, words: Vec<Inline>) {
    if words.is_empty() {
        return;
    }
    if !line.is_empty() {
        line.push(Inline::text(joint));
    }
    line.extend(words);
}

/// Whether the breach hurts this aim.
pub(super) fn aims_at(case: &Case<'_>, aim: &str) -> Holds {
    let aims = case.at("vorfall.schutzziele");
    if aims.is_known() {
        aims.items().iter().any(|item| item.is(aim)).into()
    } else {
        Holds::Unknown(aims.path)
    }
}

/// Whether the breach was a day, lasted, or cannot be placed in time.
fn period(case: &Case<'_>) -> Answer {
    let (begin, end) = (case.at("zeiten.beginn"), case.at("zeiten.ende"));
    if matches!(begin.form(), Form::Undeterminable(_)) {
        return Answer::choice(&begin);
    }
    if let Some(answer) = Answer::unknown(&begin) {
        return answer;
    }
    let last = match end.form() {
        // Nothing that lasts: the breach was a moment.
        Form::NotApplicable(_) => begin.moments(),
        Form::Undeterminable(_) => return Answer::choice(&end),
        Form::Missing | Form::Exact(_) | Form::About(_) | Form::Range(..) | Form::Open(..) => {
            end.moments()
        }
    };
    match last.map(|(_, last)| last.day()) {
        Some(last) if begin.day() == Some(last) => Answer::key("tag", &begin.path),
        Some(_) => Answer::key("zeitraum", &begin.path),
        None => Answer::unknown(&end).unwrap_or_else(|| Answer::missing(&end.path)),
    }
}

fn is_estimate(cell: &Cell<'_>) -> bool {
    matches!(cell.form(), Form::About(_) | Form::Range(..))
}

fn estimated(case: &Case<'_>) -> Answer {
    let (begin, end) = (case.at("zeiten.beginn"), case.at("zeiten.ende"));
    if matches!(begin.form(), Form::Undeterminable(_)) {
        return Answer::void();
    }
    if !begin.is_known() {
        return under(Holds::Unknown(begin.path), Answer::void);
    }
    Answer::yes(is_estimate(&begin) || is_estimate(&end), &begin.path)
}

fn begin(case: &Case<'_>) -> Answer {
    let begin = case.at("zeiten.beginn");
    match begin.form() {
        Form::Undeterminable(_) => Answer::void(),
        Form::Missing
        | Form::Exact(_)
        | Form::About(_)
        | Form::Range(..)
        | Form::Open(..)
        | Form::NotApplicable(_) => Answer::time(&begin, false, false),
    }
}

fn end(case: &Case<'_>) -> Answer {
    let end = case.at("zeiten.ende");
    match period(case) {
        Answer::Chosen { keys, .. } if keys.iter().any(|(key, _)| key == "nicht_bestimmbar") => {
            Answer::void()
        }
        Answer::Chosen { .. } => Answer::time(&end, true, false),
        Answer::Filled { .. } | Answer::Open { .. } | Answer::Void { .. } => {
            Answer::unknown(&end).unwrap_or_else(|| Answer::time(&end, true, false))
        }
    }
}

/// Reasons for the delay: of a first report after the deadline. A portal counts from awareness and
/// may ask a little before the period is over.
fn delay(case: &Case<'_>) -> Answer {
    let kind = case.at("meldung.art");
    let reasons = case.at("meldung.verspaetung");
    let first = kind
        .key()
        .is_none_or(|key| case.same_choice(Question::MeldungArt, key, "erst"));
    if !first {
        return Answer::void();
    }
    let part = |key: &str| {
        case.law
            .pointer(&format!("/frist/{key}"))
            .and_then(Json::as_str)
    };
    let moment = |key: &str| part(key).and_then(dates::Moment::parse);
    match part("status") {
        Some("abgelaufen" | "versaeumt") => Answer::text(&reasons),
        Some(_) if reasons.is_known() => {
            Answer::text(&reasons).hint("nur eintragen, wenn das Portal danach fragt")
        }
        Some(_) => match (moment("meldezeit"), moment("ziel"), moment("ende")) {
            (Some(filed), Some(target), Some(end)) if is_after(filed, target) && is_gdpr(case) => {
                in_time(end)
            }
            _ => Answer::void(),
        },
        None => under(
            Holds::Unknown(case.at("zeiten.kenntnis").path),
            Answer::void,
        ),
    }
}

fn is_after(one: dates::Moment, other: dates::Moment) -> bool {
    match (one, other) {
        (dates::Moment::Time(one), dates::Moment::Time(other)) => one > other,
        (dates::Moment::Time(_) | dates::Moment::Date(_), _) => one.day() > other.day(),
    }
}

/// What a portal that asks too early is told.
fn in_time(end: dates::Moment) -> Answer {
    Answer::Filled {
        content: vec![Inline::text(format!(
            "Die Meldung erfolgt innerhalb der Frist; sie endet am {} (Art. 33 Abs. 1 DSGVO, \
             Art. 3 Abs. 1 und 2 VO (EWG, Euratom) Nr. 1182/71).",
            dates::typed(end)
        ))],
        value: None,
        hint: Some(
            "nur eintragen, wenn das Portal danach fragt; es rechnet dann ab Kenntnis, ohne die \
             angefangene Stunde"
                .to_owned(),
        ),
    }
}

/// What happened. Where the form tells certainty less finely than the facts, the exact one stands
/// here; so do the evidence and those who got data by mistake, for whom the form has no field.
fn description(case: &Case<'_>) -> Answer {
    let text = case.at("vorfall.beschreibung");
    if let Some(answer) = Answer::unknown(&text) {
        return answer;
    }
    let mut lines = vec![text.words()];
    let outflow = case.at("vorfall.abfluss");
    let field = case.field(Question::Abfluss);
    let is_coarse = |key: &str| {
        field
            .and_then(|field| field.choice(key))
            .is_some_and(|choice| choice.grob)
    };
    if outflow.key().is_some_and(is_coarse)
        && let Some(list) = field.and_then(|field| field.woerter.as_deref())
        && let Some(word) = outflow.word(list)
    {
        lines.push(vec![word, Inline::text(".")]);
    }
    let evidence = case.at("vorfall.abfluss_nachweis");
    let mut examined = Vec::new();
    for key in ["untersuchung", "durch", "stand"] {
        add(&mut examined, "; ", evidence.at(key).words());
    }
    lines.push(labelled("Untersuchung zum Abfluss", examined));
    for one in case.at("empfaenger").items() {
        let mut who = one.at("bezeichnung").words();
        add(&mut who, "; ", labelled("Anzahl", one.at("anzahl").words()));
        add(
            &mut who,
            "; ",
            named(&one, "vertrauenswuerdig", "vertrauen"),
        );
        add(&mut who, "; ", named(&one, "reaktion", "reaktion"));
        add(
            &mut who,
            "; ",
            labelled("Nachweis", one.at("nachweis").words()),
        );
        lines.push(labelled("Hat Daten versehentlich erhalten", who));
    }
    Answer::of_lines(lines, &text.path)
}

fn told_on(case: &Case<'_>) -> Answer {
    let by = case.at("zeiten.entdeckt_durch");
    match by.key() {
        Some("auftragsverarbeiter") => Answer::time(
            &case.at("zeiten.mitteilung_auftragsverarbeiter"),
            false,
            true,
        ),
        Some("verantwortlicher") => Answer::void(),
        Some(_) => Answer::not_kept(),
        None => under(Holds::Unknown(by.path), Answer::void),
    }
}

fn remarks_on_time(case: &Case<'_>) -> Answer {
    let times = case.at("zeiten");
    let mut lines = Vec::new();
    for (label, key) in [
        ("Erste Anhaltspunkte", "erste_anhaltspunkte"),
        ("Entdeckung", "entdeckt"),
        (
            "Kenntnis des Auftragsverarbeiters",
            "kenntnis_auftragsverarbeiter",
        ),
        (
            "Mitteilung des Auftragsverarbeiters",
            "mitteilung_auftragsverarbeiter",
        ),
    ] {
        let cell = times.at(key);
        if cell.is_known() {
            lines.push(labelled(label, cell.words()));
        }
    }
    for entry in case.at("verlauf").items() {
        let mut line = entry.at("am").words();
        add(&mut line, ": ", entry.at("text").words());
        let by = entry.at("durch").words();
        if !by.is_empty() {
            line.push(Inline::text(" (durch: "));
            line.extend(by);
            line.push(Inline::text(")"));
        }
        lines.push(line);
    }
    if lines.is_empty() {
        return Answer::void();
    }
    Answer::of_lines(lines, &times.path)
}

/// A category of data with its examples and how sure it is.
fn category(item: &Cell<'_>) -> Vec<Inline> {
    let mut line = named(item, "kategorie", "daten");
    let mut examples = Vec::new();
    for example in item.at("beispiele").items() {
        add(&mut examples, ", ", example.words());
    }
    add(&mut line, ": ", examples);
    let mut more = Vec::new();
    if item.at("gewissheit").is("moeglich") {
        add(
            &mut more,
            "; ",
            item.at("gewissheit")
                .word("gewissheit")
                .into_iter()
                .collect(),
        );
    }
    for (list, key) in [("abfluss-kurz", "abfluss"), ("unlesbar", "unlesbar")] {
        let cell = item.at(key);
        if cell.is_known() {
            let word: Vec<Inline> = cell.word(list).into_iter().collect();
            let word = if key == "unlesbar" {
                labelled("unlesbar", word)
            } else {
                word
            };
            add(&mut more, "; ", word);
        }
    }
    let mut groups = Vec::new();
    for group in item.at("gruppen").items() {
        add(
            &mut groups,
            ", ",
            group.word("gruppe").into_iter().collect(),
        );
    }
    add(&mut more, "; ", labelled("Personen", groups));
    let number = item.at("anzahl");
    if number.is_known() {
        add(
            &mut more,
            "; ",
            labelled("Zahl der Personen", number.words()),
        );
    }
    if !more.is_empty() {
        line.push(Inline::text(" ("));
        line.extend(more);
        line.push(Inline::text(")"));
    }
    line
}
