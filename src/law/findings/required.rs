//! Facts that a report needs: the ones without which nothing goes out, the ones that Art. 33
//! Abs. 3 names, and the ones that the forms of the authorities ask for besides.
//!
//! A first report may be incomplete (Art. 33 Abs. 4): then only the few rules of [`STOP`] stop
//! it, and every other gap is a warning and stands in the report as not yet collected.

mod facts;

use self::facts::{FORMS, GDPR, STOP};
use super::{Context, Finding, Grade, Level, REPORT, Rule};
use crate::facts::{
    Angabe, FieldPath, FolgeArt, Incident, MassnahmenZweck, MeldungArt, RisikoErgebnis, Schutzziel,
    label,
};
use crate::law::OpenKind;

/// Whether a fact is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Written, or stated as undeterminable or not applicable.
    There,
    /// Announced as open.
    Open,
    /// Not written.
    Missing,
}

/// A rule with the fact it asks for.
struct Required {
    rule: Rule,
    state: fn(&Incident) -> State,
}

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Finding>) {
    for required in STOP {
        if (required.state)(&context.shown) != State::There {
            found.push(required.rule.finding(context.complete));
        }
    }
    let asked =
        |required: &&Required| is_asked(&context.incident.risiko.ergebnis, required.rule.path);
    for required in GDPR.iter().chain(FORMS).filter(asked) {
        match (required.state)(context.incident) {
            State::There => {}
            State::Missing => found.push(required.rule.finding(context.complete)),
            State::Open if context.complete => {
                let mut finding = required.rule.finding(true);
                let path = FieldPath::new(required.rule.path);
                finding.message = format!(
                    "{}: noch offen, obwohl die Meldung als vollständig bezeichnet ist.",
                    label(&path).unwrap_or_else(|| path.as_str().to_owned())
                );
                finding.hint = "Tragen Sie die Angabe nach, schreiben Sie „nicht_bestimmbar“ mit \
                                Grund, oder setzen Sie meldung.vollstaendig = false."
                    .to_owned();
                found.push(finding);
            }
            State::Open => {}
        }
    }
    if context.complete {
        still_open(context, found);
    }
    others(context, found);
}

/// Open values of a report that claims to be complete and that no other rule has named.
fn still_open(context: &Context<'_>, found: &mut Vec<Finding>) {
    let named: Vec<FieldPath> = found.iter().filter_map(|f| f.path.clone()).collect();
    let is_named = |path: &FieldPath| {
        named.iter().any(|named| {
            path.as_str()
                .strip_prefix(named.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        })
    };
    for point in &context.assessment.open {
        // A contact that does not work, and an answer from outside, are no gap of the report.
        let outside = [".reaktion", ".telefon", ".email"]
            .iter()
            .any(|key| point.path.as_str().ends_with(key));
        let state = match point.kind {
            OpenKind::Offen => "noch offen",
            OpenKind::Fehlt => "nicht angegeben",
            OpenKind::NichtBestimmbar => continue,
        };
        if !outside && !is_named(&point.path) {
            let mut finding = STILL_OPEN.at(point.path.clone(), true);
            finding.message = format!(
                "{}: {state}, obwohl die Meldung als vollständig bezeichnet ist.",
                point.label
            );
            found.push(finding);
        }
    }
}

/// Paths of the facts of the report that nobody wrote down.
pub(crate) fn missing(incident: &Incident) -> Vec<&'static str> {
    let result = &incident.risiko.ergebnis;
    let no_breach = matches!(result, Angabe::Entfaellt(_));
    let asked = |path: &str| is_asked(result, path);
    let unavailable = |state| if_hurt(incident, Schutzziel::Verfuegbarkeit, state);
    let restored = &incident.wiederherstellung;
    // Named by the report where they are missing, though no rule asks for them.
    let besides = [
        ("zeiten.kenntnis", of(&incident.zeiten.kenntnis)),
        ("zeiten.entdeckt", of(&incident.zeiten.entdeckt)),
        ("verantwortlicher.art", of(&incident.verantwortlicher.art)),
        (
            "verantwortlicher.bundesland",
            of(&incident.verantwortlicher.bundesland),
        ),
        (
            "wiederherstellung.datensicherung",
            unavailable(of(&restored.datensicherung)),
        ),
        ("wiederherstellung.am", unavailable(of(&restored.am))),
        ("stellen", of(&incident.stellen)),
    ];
    let besides = besides
        .into_iter()
        .filter(|(_, state)| *state == State::Missing && !no_breach)
        .map(|(path, _)| path);
    STOP.iter()
        .chain(GDPR)
        .chain(FORMS)
        .filter(|required| {
            required.rule.code != INCOMPLETE_CODE
                && asked(required.rule.path)
                && (required.state)(incident) == State::Missing
        })
        .map(|required| required.rule.path)
        .chain(besides)
        .collect()
}

/// Whether a fact is asked for. What only a report needs is no gap where there is nothing to
/// report; where no breach is found, neither is what describes one.
fn is_asked(result: &Angabe<RisikoErgebnis>, path: &str) -> bool {
    let no_breach = matches!(result, Angabe::Entfaellt(_));
    let of = |table: &str| {
        path.strip_prefix(table)
            .is_some_and(|key| key.starts_with('.'))
    };
    !((no_breach || result.ist(&RisikoErgebnis::Gering)) && (of("meldung") || of("melder"))
        || no_breach && (of("risiko") || of("schutz_vorher") || of("vorfall")))
}

pub(super) fn rules() -> impl Iterator<Item = Rule> {
    STOP.iter()
        .chain(GDPR)
        .chain(FORMS)
        .map(|required| required.rule)
        .chain(OTHERS.iter().copied())
}

const fn stop(
    code: &'static str,
    path: &'static str,
    article: &'static str,
    message: &'static str,
    hint: &'static str,
) -> Rule {
    Rule::report(code, Level::Fehler, path, article, message, hint)
}

const fn gdpr(
    code: &'static str,
    path: &'static str,
    article: &'static str,
    message: &'static str,
) -> Rule {
    Rule {
        code,
        grade: Grade::Complete,
        path,
        article,
        message,
        hint: "Tragen Sie die Angabe ein. Ist sie noch nicht bekannt, schreiben Sie \
               { offen = \"Grund\", bis = Datum }; lässt sie sich nicht feststellen, \
               { nicht_bestimmbar = \"Grund\" }.",
        documents: REPORT,
    }
}

const fn form(code: &'static str, path: &'static str, message: &'static str) -> Rule {
    Rule {
        code,
        grade: Grade::Always(Level::Warnung),
        path,
        article: "Formulare der Aufsichtsbehörden",
        message,
        hint: "Tragen Sie die Angabe ein oder kennzeichnen Sie sie als offen: \
               { offen = \"Grund\", bis = Datum }. Sonst steht sie in der Meldung als noch nicht erhoben.",
        documents: REPORT,
    }
}

const INCOMPLETE_CODE: &str = "M229";

/// Rules that look at more than one fact.
const OTHERS: [Rule; 5] = [LATE, MITIGATION, FOLLOW_UP, STILL_OPEN, EARLIER_MARK];

const STILL_OPEN: Rule = Rule::new(
    "M245",
    Level::Warnung,
    "daten[].kategorie",
    "Art. 33 Abs. 4 DSGVO",
    "Die Meldung ist als vollständig bezeichnet, diese Angabe ist aber noch offen oder fehlt. Formulare lassen \
     „noch zu bestimmen“ nur in einer unvollständigen Meldung zu.",
    "Tragen Sie die Angabe nach, schreiben Sie „nicht_bestimmbar“ mit Grund, oder setzen Sie \
     meldung.vollstaendig = false.",
    REPORT,
);

const EARLIER_MARK: Rule = Rule::new(
    "M246",
    Level::Warnung,
    "meldung.eingereicht",
    "Art. 33 Abs. 4 DSGVO",
    "Die Meldung ergänzt eine frühere, aber deren Kennung oder Aktenzeichen fehlt. Die Behörde kann sie \
     so nicht zuordnen.",
    "Tragen Sie bei der Erstmeldung unter [[meldung.eingereicht]] kennung oder aktenzeichen ein. Hat die \
     Behörde noch keines mitgeteilt, schreiben Sie aktenzeichen = { offen = \"noch nicht mitgeteilt\" }.",
    REPORT,
);

const LATE: Rule = Rule {
    code: "M007",
    grade: Grade::Always(Level::Fehler),
    path: "meldung.verspaetung",
    article: "Art. 33 Abs. 1 Satz 2 DSGVO",
    message: "Die Meldung liegt nach dem Ende der Frist; die Gründe für die Verzögerung fehlen.",
    hint: "Melden Sie sofort und nennen Sie die Gründe unter [meldung] als verspaetung.",
    documents: REPORT,
};

const MITIGATION: Rule = Rule {
    code: "M230",
    grade: Grade::Always(Level::Hinweis),
    path: "massnahmen",
    article: "Art. 33 Abs. 3 Buchst. d DSGVO",
    message: "Keine Maßnahme dient der Abmilderung nachteiliger Folgen für die Menschen.",
    hint: "Gibt es solche Maßnahmen, nennen Sie sie mit zweck = \"abmilderung\".",
    documents: REPORT,
};

const FOLLOW_UP: Rule = Rule {
    code: "M231",
    grade: Grade::Always(Level::Warnung),
    path: "meldung.eingereicht",
    article: "Art. 33 Abs. 4 DSGVO",
    message: "Die Meldung ist keine Erstmeldung, aber keine eingereichte Erstmeldung ist verzeichnet.",
    hint: "Tragen Sie die Erstmeldung unter [[meldung.eingereicht]] mit art = \"erst\" und am ein.",
    documents: REPORT,
};

fn others(context: &Context<'_>, found: &mut Vec<Finding>) {
    let report = &context.incident.meldung;
    let filed = crate::law::deadline::first_filing(context.incident).is_some();
    let later = [
        MeldungArt::Folge,
        MeldungArt::Abschluss,
        MeldungArt::Ruecknahme,
    ]
    .iter()
    .any(|kind| report.art.ist(kind));
    let deadline = context.assessment.deadline.as_ref();
    let marked = report.eingereicht.iter().any(|filing| {
        known(&filing.kennung) != State::Missing || known(&filing.aktenzeichen) != State::Missing
    });
    if later && filed && !marked {
        found.push(EARLIER_MARK.finding(context.complete));
    }
    if later && !filed {
        found.push(FOLLOW_UP.finding(context.complete));
    } else if deadline.is_some_and(crate::law::Deadline::is_late)
        && (filed || !context.nothing_to_report())
        && known(&report.verspaetung) != State::There
    {
        found.push(LATE.finding(context.complete));
    }
    let measures = context.incident.massnahmen.liste();
    if !measures.is_empty()
        && !measures
            .iter()
            .any(|measure| measure.zweck.ist(&MassnahmenZweck::Abmilderung))
    {
        found.push(MITIGATION.finding(context.complete));
    }
}

/// The state of a fact as it is written.
pub(super) fn of<T>(value: &Angabe<T>) -> State {
    match value {
        Angabe::Fehlt => State::Missing,
        Angabe::Offen { .. } => State::Open,
        Angabe::Genau(_)
        | Angabe::Ungefaehr(_)
        | Angabe::Spanne { .. }
        | Angabe::NichtBestimmbar(_)
        | Angabe::Entfaellt(_) => State::There,
    }
}

/// The same for a text: an empty one is missing.
fn text(value: &Angabe<String>) -> State {
    match value.wert() {
        Some(text) if text.trim().is_empty() => State::Missing,
        Some(_) | None => of(value),
    }
}

/// For a text without which nothing goes out: no reason replaces it.
pub(super) fn known(value: &Angabe<String>) -> State {
    match text(value) {
        State::There if value.wert().is_none() => State::Missing,
        State::There => State::There,
        State::Open => State::Open,
        State::Missing => State::Missing,
    }
}

/// The same for a closed list in which one key says "open".
pub(super) fn with_open<T: PartialEq>(value: &Angabe<T>, open: &T) -> State {
    if value.ist(open) {
        State::Open
    } else {
        of(value)
    }
}

/// The state of a list: an empty one is missing, one with open items only is open.
pub(super) fn list<T>(value: &Angabe<Vec<T>>, item: fn(&T) -> State) -> State {
    match value.wert() {
        Some(items) if items.is_empty() => State::Missing,
        Some(items) if items.iter().all(|i| item(i) == State::Open) => State::Open,
        Some(items) if items.iter().all(|i| item(i) != State::There) => State::Missing,
        Some(_) => State::There,
        None => of(value),
    }
}

/// One of several facts is enough.
pub(super) fn any(states: &[State]) -> State {
    if states.contains(&State::There) {
        State::There
    } else if states.contains(&State::Open) {
        State::Open
    } else {
        State::Missing
    }
}

/// Only asked for where this aim is hurt.
fn if_hurt(incident: &Incident, aim: Schutzziel, state: State) -> State {
    if incident.vorfall.schutzziele.liste().contains(&aim) {
        state
    } else {
        State::There
    }
}

/// A way to reach the data protection officer or the contact point (Art. 33 Abs. 3 b).
pub(super) fn contact(incident: &Incident) -> State {
    any(&[
        known(&incident.datenschutzbeauftragter.telefon),
        known(&incident.datenschutzbeauftragter.email),
        known(&incident.anlaufstelle.telefon),
        known(&incident.anlaufstelle.email),
    ])
}

/// A consequence that documents may show (Art. 33 Abs. 3 c).
pub(super) fn consequence(incident: &Incident) -> State {
    let items = incident.folgen.liste();
    let stated = items.iter().any(|item| {
        let named = item.art.wert().is_some_and(|art| *art != FolgeArt::Offen);
        let described = item.beschreibung.as_deref().is_some_and(has_words);
        !item.intern && (named || described)
    });
    stated_or(stated, of(&incident.folgen))
}

/// A measure that documents may show (Art. 33 Abs. 3 d).
pub(super) fn measure(incident: &Incident) -> State {
    let items = incident.massnahmen.liste();
    let stated = items.iter().any(|item| {
        let words = item.text.wert().is_some_and(|text| has_words(text));
        let plain = item.text_buerger.as_deref().is_some_and(has_words);
        !item.intern && (words || plain)
    });
    stated_or(stated, of(&incident.massnahmen))
}

fn stated_or(stated: bool, otherwise: State) -> State {
    match otherwise {
        _ if stated => State::There,
        State::Open => State::Open,
        State::There | State::Missing => State::Missing,
    }
}

fn has_words(text: &str) -> bool {
    !text.trim().is_empty()
}
