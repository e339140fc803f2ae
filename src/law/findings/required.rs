//! Facts that a report needs: the ones without which nothing goes out, the ones that Art. 33
//! Abs. 3 names, and the ones that the forms of the authorities ask for besides.
//!
//! A first report may be incomplete (Art. 33 Abs. 4): then only the few rules of [`STOP`] stop
//! it, and every other gap is a warning and stands in the report as not yet collected.

use super::{Context, Finding, Grade, Level, REPORT, Rule};
use crate::facts::{
    Abfluss, Angabe, BenachrichtigungStatus, FolgeArt, Gruppe, Incident, Integritaet, Kategorie,
    MassnahmenZweck, MeldungArt, RisikoErgebnis, Schutzziel, Schwere, Typ, Unlesbar, Ursache,
    Verfuegbarkeit,
};
use crate::law::labels::label;

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
        if (required.state)(context.incident) != State::There {
            found.push(required.rule.finding(context.complete));
        }
    }
    for required in GDPR.iter().chain(FORMS) {
        match (required.state)(context.incident) {
            State::There => {}
            State::Missing => found.push(required.rule.finding(context.complete)),
            State::Open if context.complete && required.rule.grade == Grade::Complete => {
                let mut finding = required.rule.finding(true);
                finding.message = format!(
                    "{}: noch offen, obwohl die Meldung als vollständig bezeichnet ist.",
                    finding.path.as_ref().map(label).unwrap_or_default()
                );
                finding.hint = "Tragen Sie die Angabe nach, schreiben Sie „nicht_bestimmbar“ mit \
                                Grund, oder setzen Sie meldung.vollstaendig = false."
                    .to_owned();
                found.push(finding);
            }
            State::Open => {}
        }
    }
    others(context, found);
}

/// Paths of the facts of the report that nobody wrote down.
pub(crate) fn missing(incident: &Incident) -> Vec<&'static str> {
    STOP.iter()
        .chain(GDPR)
        .chain(FORMS)
        .filter(|required| {
            required.rule.code != INCOMPLETE_CODE && (required.state)(incident) == State::Missing
        })
        .map(|required| required.rule.path)
        .collect()
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
    Rule {
        code,
        grade: Grade::Always(Level::Fehler),
        path,
        article,
        message,
        hint,
        documents: REPORT,
    }
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

/// Without these no report goes out, complete or not.
static STOP: &[Required] = &[
    Required {
        rule: stop(
            "M001",
            "verantwortlicher.name",
            "Art. 33 Abs. 1 DSGVO",
            "Der Name der verantwortlichen Stelle fehlt.",
            "Tragen Sie den amtlichen Namen unter [verantwortlicher] als name ein.",
        ),
        state: |i| known(&i.verantwortlicher.name),
    },
    Required {
        rule: stop(
            "M002",
            "verantwortlicher",
            "Art. 33 Abs. 1 DSGVO",
            "Es fehlt jeder Kontakt zur verantwortlichen Stelle.",
            "Tragen Sie unter [verantwortlicher] anschrift, telefon oder email ein.",
        ),
        state: |i| {
            let controller = &i.verantwortlicher;
            any(&[
                known(&controller.anschrift.strasse),
                known(&controller.anschrift.ort),
                known(&controller.telefon),
                known(&controller.email),
            ])
        },
    },
    Required {
        rule: stop(
            "M003",
            "vorfall.beschreibung",
            "Art. 33 Abs. 3 Buchst. a DSGVO",
            "Die Beschreibung der Verletzung fehlt.",
            "Beschreiben Sie unter [vorfall] als beschreibung in wenigen Sätzen, was geschehen ist.",
        ),
        state: |i| known(&i.vorfall.beschreibung),
    },
    Required {
        rule: stop(
            "M004",
            "datenschutzbeauftragter",
            "Art. 33 Abs. 3 Buchst. b DSGVO",
            "Es fehlt ein Kontakt: weder die oder der Datenschutzbeauftragte noch eine Anlaufstelle \
             ist erreichbar.",
            "Tragen Sie unter [datenschutzbeauftragter] oder [anlaufstelle] telefon oder email ein.",
        ),
        state: |i| contact(i),
    },
    Required {
        rule: stop(
            "M005",
            "folgen",
            "Art. 33 Abs. 3 Buchst. c DSGVO",
            "Es ist keine wahrscheinliche Folge genannt.",
            "Nennen Sie mindestens eine Folge unter [[folgen]].",
        ),
        state: |i| consequence(i),
    },
    Required {
        rule: stop(
            "M006",
            "massnahmen",
            "Art. 33 Abs. 3 Buchst. d DSGVO",
            "Es ist keine Maßnahme genannt.",
            "Nennen Sie mindestens eine ergriffene oder geplante Maßnahme unter [[massnahmen]].",
        ),
        state: |i| measure(i),
    },
];

/// Named by Art. 33 Abs. 3.
static GDPR: &[Required] = &[
    Required {
        rule: gdpr(
            "M101",
            "betroffene.gruppen",
            "Art. 33 Abs. 3 Buchst. a DSGVO",
            "Die Kategorien der betroffenen Personen fehlen.",
        ),
        state: |i| {
            list(&i.betroffene.gruppen, |g| {
                with_open(&g.gruppe, &Gruppe::Offen)
            })
        },
    },
    Required {
        rule: gdpr(
            "M102",
            "betroffene.anzahl",
            "Art. 33 Abs. 3 Buchst. a DSGVO",
            "Die (ungefähre) Zahl der betroffenen Personen fehlt.",
        ),
        state: |i| of(&i.betroffene.anzahl),
    },
    Required {
        rule: gdpr(
            "M103",
            "daten",
            "Art. 33 Abs. 3 Buchst. a DSGVO",
            "Die Kategorien der betroffenen Daten fehlen.",
        ),
        state: |i| list(&i.daten, |d| with_open(&d.kategorie, &Kategorie::Offen)),
    },
    Required {
        rule: gdpr(
            "M104",
            "datensaetze.anzahl",
            "Art. 33 Abs. 3 Buchst. a DSGVO",
            "Die (ungefähre) Zahl der betroffenen Datensätze fehlt. Sie ist nicht dasselbe wie die \
             Zahl der Personen.",
        ),
        state: |i| of(&i.datensaetze.anzahl),
    },
    Required {
        rule: gdpr(
            "M105",
            "vorfall.schutzziele",
            "Art. 33 Abs. 3 Buchst. a DSGVO",
            "Es fehlt, ob Vertraulichkeit, Integrität oder Verfügbarkeit verletzt ist.",
        ),
        state: |i| list(&i.vorfall.schutzziele, |_| State::There),
    },
    Required {
        rule: gdpr(
            "M106",
            "datenschutzbeauftragter.name",
            "Art. 33 Abs. 3 Buchst. b DSGVO",
            "Es fehlt der Name der oder des Datenschutzbeauftragten oder der Anlaufstelle.",
        ),
        state: |i| {
            any(&[
                text(&i.datenschutzbeauftragter.name),
                text(&i.anlaufstelle.name),
            ])
        },
    },
];

/// Asked for by the forms of the authorities.
static FORMS: &[Required] = &[
    Required {
        rule: form("M201", "vorfall.typ", "Die Art des Vorfalls fehlt."),
        state: |i| with_open(&i.vorfall.typ, &Typ::Offen),
    },
    Required {
        rule: form("M202", "vorfall.ursache", "Die Ursache fehlt."),
        state: |i| with_open(&i.vorfall.ursache, &Ursache::Offen),
    },
    Required {
        rule: form(
            "M203",
            "vorfall.abfluss",
            "Es fehlt, ob Daten abgeflossen sind.",
        ),
        state: |i| {
            if_hurt(
                i,
                Schutzziel::Vertraulichkeit,
                with_open(&i.vorfall.abfluss, &Abfluss::Offen),
            )
        },
    },
    Required {
        rule: form(
            "M204",
            "vorfall.unlesbar",
            "Es fehlt, ob die Daten für Unbefugte unlesbar waren.",
        ),
        state: |i| {
            if_hurt(
                i,
                Schutzziel::Vertraulichkeit,
                with_open(&i.vorfall.unlesbar, &Unlesbar::Offen),
            )
        },
    },
    Required {
        rule: form(
            "M205",
            "vorfall.integritaet",
            "Es fehlt, wie die Integrität verletzt ist.",
        ),
        state: |i| {
            if_hurt(
                i,
                Schutzziel::Integritaet,
                with_open(&i.vorfall.integritaet, &Integritaet::Offen),
            )
        },
    },
    Required {
        rule: form(
            "M206",
            "vorfall.verfuegbarkeit",
            "Es fehlt, ob die Verfügbarkeit vorübergehend oder dauerhaft verletzt ist.",
        ),
        state: |i| {
            if_hurt(
                i,
                Schutzziel::Verfuegbarkeit,
                with_open(&i.vorfall.verfuegbarkeit, &Verfuegbarkeit::Offen),
            )
        },
    },
    Required {
        rule: form("M207", "vorfall.systeme", "Die betroffenen Systeme fehlen."),
        state: |i| text(&i.vorfall.systeme),
    },
    Required {
        rule: form("M208", "zeiten.beginn", "Der Beginn der Verletzung fehlt."),
        state: |i| of(&i.zeiten.beginn),
    },
    Required {
        rule: form("M209", "zeiten.ende", "Das Ende der Verletzung fehlt."),
        state: |i| of(&i.zeiten.ende),
    },
    Required {
        rule: form(
            "M210",
            "zeiten.entdeckt_durch",
            "Es fehlt, wer die Verletzung entdeckt hat.",
        ),
        state: |i| of(&i.zeiten.entdeckt_durch),
    },
    Required {
        rule: form(
            "M211",
            "zeiten.entdeckung",
            "Es fehlt, wie die Verletzung entdeckt wurde.",
        ),
        state: |i| text(&i.zeiten.entdeckung),
    },
    Required {
        rule: form(
            "M212",
            "verantwortlicher.anschrift",
            "Die Anschrift der verantwortlichen Stelle fehlt.",
        ),
        state: |i| {
            any(&[
                text(&i.verantwortlicher.anschrift.strasse),
                text(&i.verantwortlicher.anschrift.ort),
            ])
        },
    },
    Required {
        rule: form(
            "M213",
            "melder.name",
            "Der Name der meldenden Person fehlt.",
        ),
        state: |i| text(&i.melder.name),
    },
    Required {
        rule: form(
            "M214",
            "melder.rolle",
            "Die Funktion der meldenden Person fehlt.",
        ),
        state: |i| any(&[of(&i.melder.rolle), text(&i.melder.funktion)]),
    },
    Required {
        rule: form("M215", "melder", "Ein Kontakt zur meldenden Person fehlt."),
        state: |i| any(&[text(&i.melder.telefon), text(&i.melder.email)]),
    },
    Required {
        rule: form(
            "M216",
            "beteiligte",
            "Es fehlt, ob Auftragsverarbeiter oder gemeinsam Verantwortliche beteiligt sind. Eine \
             leere Liste sagt: niemand.",
        ),
        state: |i| of(&i.beteiligte),
    },
    Required {
        rule: form(
            "M217",
            "schutz_vorher.massnahmen",
            "Die Schutzmaßnahmen vor dem Vorfall fehlen.",
        ),
        state: |i| of(&i.schutz_vorher.massnahmen),
    },
    Required {
        rule: form(
            "M218",
            "risiko.ergebnis",
            "Das Ergebnis der Risikobewertung fehlt.",
        ),
        state: |i| with_open(&i.risiko.ergebnis, &RisikoErgebnis::Offen),
    },
    Required {
        rule: form(
            "M219",
            "risiko.begruendung",
            "Die Begründung der Risikobewertung fehlt.",
        ),
        state: |i| text(&i.risiko.begruendung),
    },
    Required {
        rule: form(
            "M220",
            "risiko.schwere",
            "Die Schwere der möglichen Folgen fehlt.",
        ),
        state: |i| with_open(&i.risiko.schwere, &Schwere::Offen),
    },
    Required {
        rule: form(
            "M221",
            "benachrichtigung.status",
            "Es fehlt, ob die betroffenen Personen benachrichtigt werden.",
        ),
        state: |i| with_open(&i.benachrichtigung.status, &BenachrichtigungStatus::Offen),
    },
    Required {
        rule: form(
            "M222",
            "vorfall.strafanzeige",
            "Es fehlt, ob Strafanzeige erstattet ist.",
        ),
        state: |i| of(&i.vorfall.strafanzeige),
    },
    Required {
        rule: form(
            "M223",
            "vorfall.grenzueberschreitend",
            "Es fehlt, ob die Verarbeitung Grenzen überschreitet.",
        ),
        state: |i| of(&i.vorfall.grenzueberschreitend),
    },
    Required {
        rule: form("M224", "meldung.art", "Die Art der Meldung fehlt."),
        state: |i| of(&i.meldung.art),
    },
    Required {
        rule: form(
            "M225",
            "meldung.ruecknahme_grund",
            "Die Gründe für die Rücknahme fehlen.",
        ),
        state: |i| {
            if i.meldung.art.ist(&MeldungArt::Ruecknahme) {
                text(&i.meldung.ruecknahme_grund)
            } else {
                State::There
            }
        },
    },
    Required {
        rule: Rule {
            code: INCOMPLETE_CODE,
            grade: Grade::Always(Level::Warnung),
            path: "meldung.vollstaendig",
            article: "Art. 33 Abs. 4 DSGVO",
            message: "Es fehlt, ob die Meldung vollständig ist. Sie gilt als unvollständig.",
            hint: "Setzen Sie meldung.vollstaendig auf true oder false.",
            documents: REPORT,
        },
        state: |i| of(&i.meldung.vollstaendig),
    },
];

/// Rules that look at more than one fact.
const OTHERS: [Rule; 3] = [LATE, MITIGATION, FOLLOW_UP];

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
    if later && !filed {
        found.push(FOLLOW_UP.finding(context.complete));
    } else if deadline.is_some_and(crate::law::Deadline::is_late)
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
fn of<T>(value: &Angabe<T>) -> State {
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
        state => state,
    }
}

/// The same for a closed list in which one key says "open".
fn with_open<T: PartialEq>(value: &Angabe<T>, open: &T) -> State {
    if value.ist(open) {
        State::Open
    } else {
        of(value)
    }
}

/// The state of a list: an empty one is missing, one with open items only is open.
fn list<T>(value: &Angabe<Vec<T>>, item: fn(&T) -> State) -> State {
    match value.wert() {
        Some(items) if items.is_empty() => State::Missing,
        Some(items) if items.iter().all(|i| item(i) == State::Open) => State::Open,
        Some(items) if items.iter().all(|i| item(i) != State::There) => State::Missing,
        Some(_) => State::There,
        None => of(value),
    }
}

/// One of several facts is enough.
fn any(states: &[State]) -> State {
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
