//! Facts that the processor's notice to its controllers needs (Art. 33 Abs. 2, Art. 28 Abs. 3 f
//! GDPR): all that lets the controller report, and whom to ask.
//!
//! The content is not fixed by statute, so little stops the notice: who writes, how to reach
//! them, what happened. Whether a notice was made without undue delay is never asserted.

use chrono::TimeDelta;

use super::notice::{claims_no_leak, proves_no_leak};
use super::required::{State, any, known, list, measure, of, with_open};
use super::{Context, Finding, Grade, Level, Rule};
use crate::facts::{Beteiligter, Gruppe, Incident, Kategorie, Schutzmassnahme, Zeitpunkt};

/// The processor's notice.
const PROCESSOR: &[&str] = &["auftragsverarbeiter"];
const NOTICE: &str = "Art. 33 Abs. 2 DSGVO";
const SUPPORT: &str = "Art. 33 Abs. 2, Art. 28 Abs. 3 Buchst. f DSGVO";

/// A rule with the fact it asks for.
struct Asked {
    rule: Rule,
    state: fn(&Incident) -> State,
}

const fn rule(
    code: &'static str,
    level: Level,
    path: &'static str,
    article: &'static str,
    message: &'static str,
    hint: &'static str,
) -> Rule {
    Rule::new(code, level, path, article, message, hint, PROCESSOR)
}

/// What a notice needs, in the order of codes.
static ASKED: &[Asked] = &[
    Asked {
        rule: rule(
            "A001",
            Level::Fehler,
            "beteiligte",
            NOTICE,
            "Es fehlt, welcher Auftragsverarbeiter die Mitteilung macht.",
            "Nennen Sie ihn als ersten Eintrag unter [[beteiligte]] mit rolle, name, anschrift, telefon und email.",
        ),
        state: |i| provider(i).map_or(State::Missing, |p| known(&p.name)),
    },
    Asked {
        rule: rule(
            "A002",
            Level::Fehler,
            "anlaufstelle",
            SUPPORT,
            "Es fehlt, wie die Verantwortlichen den Auftragsverarbeiter erreichen.",
            "Tragen Sie telefon oder email beim ersten Eintrag von [[beteiligte]] oder unter [anlaufstelle] ein.",
        ),
        state: |i| {
            let point = [known(&i.anlaufstelle.telefon), known(&i.anlaufstelle.email)];
            let own = provider(i).map_or([State::Missing; 2], |p| {
                [known(&p.telefon), known(&p.email)]
            });
            any(&[point, own].concat())
        },
    },
    Asked {
        rule: rule(
            "A003",
            Level::Fehler,
            "vorfall.beschreibung",
            SUPPORT,
            "Es fehlt, was geschehen ist. Ohne das können die Verantwortlichen nicht entscheiden, ob sie melden.",
            "Beschreiben Sie unter [vorfall] als beschreibung in wenigen Sätzen, was geschehen ist.",
        ),
        state: |i| known(&i.vorfall.beschreibung),
    },
    Asked {
        rule: rule(
            "A101",
            Level::Warnung,
            "zeiten.kenntnis_auftragsverarbeiter",
            NOTICE,
            "Es fehlt, wann dem Auftragsverarbeiter die Verletzung bekannt wurde.",
            "Tragen Sie den Zeitpunkt unter [zeiten] als kenntnis_auftragsverarbeiter ein, notfalls ungefähr.",
        ),
        state: |i| of(&i.zeiten.kenntnis_auftragsverarbeiter),
    },
    Asked {
        rule: rule(
            "A102",
            Level::Warnung,
            "daten",
            SUPPORT,
            "Es fehlt, welche Daten betroffen sind.",
            "Nennen Sie die Kategorien unter [[daten]], oder kennzeichnen Sie sie als offen: daten = { offen = \"Grund\", bis = Datum }.",
        ),
        state: |i| list(&i.daten, |d| with_open(&d.kategorie, &Kategorie::Offen)),
    },
    Asked {
        rule: rule(
            "A103",
            Level::Warnung,
            "betroffene.gruppen",
            SUPPORT,
            "Es fehlt, welche Gruppen von Personen betroffen sind.",
            "Nennen Sie sie unter [betroffene] als gruppen, oder kennzeichnen Sie die Angabe als offen.",
        ),
        state: |i| {
            list(&i.betroffene.gruppen, |g| {
                with_open(&g.gruppe, &Gruppe::Offen)
            })
        },
    },
    Asked {
        rule: rule(
            "A104",
            Level::Warnung,
            "betroffene.anzahl",
            SUPPORT,
            "Die (ungefähre) Zahl der betroffenen Personen dieses Verantwortlichen fehlt.",
            "Tragen Sie sie unter [betroffene] als anzahl ein, oder kennzeichnen Sie sie als offen.",
        ),
        state: |i| of(&i.betroffene.anzahl),
    },
    Asked {
        rule: rule(
            "A105",
            Level::Warnung,
            "datensaetze.anzahl",
            SUPPORT,
            "Die (ungefähre) Zahl der betroffenen Datensätze dieses Verantwortlichen fehlt.",
            "Tragen Sie sie unter [datensaetze] als anzahl ein, oder kennzeichnen Sie sie als offen.",
        ),
        state: |i| of(&i.datensaetze.anzahl),
    },
    Asked {
        rule: rule(
            "A106",
            Level::Warnung,
            "massnahmen",
            SUPPORT,
            "Es ist keine Maßnahme genannt.",
            "Nennen Sie unter [[massnahmen]], was Sie getan haben und was Sie planen.",
        ),
        state: measure,
    },
    Asked {
        rule: rule(
            "A107",
            Level::Warnung,
            "benachrichtigung.naechste_information",
            SUPPORT,
            "Es fehlt, wann Sie den Verantwortlichen das nächste Mal berichten.",
            "Tragen Sie unter benachrichtigung.naechste_information am und wo ein.",
        ),
        state: |i| of(&i.benachrichtigung.naechste_information.am),
    },
    Asked {
        rule: rule(
            "A108",
            Level::Warnung,
            "anlaufstelle.sprechzeiten",
            SUPPORT,
            "Es fehlt, zu welchen Zeiten Sie für die Verantwortlichen erreichbar sind. Deren Frist läuft auch nachts und am Wochenende.",
            "Tragen Sie unter [anlaufstelle] telefon und sprechzeiten ein, möglichst Tag und Nacht.",
        ),
        state: |i| list(&i.anlaufstelle.sprechzeiten, |_| State::There),
    },
    Asked {
        rule: rule(
            "A109",
            Level::Warnung,
            "vorfall.schutzziele",
            SUPPORT,
            "Es fehlt, ob Vertraulichkeit, Integrität oder Verfügbarkeit verletzt ist.",
            "Nennen Sie die Schutzziele unter [vorfall] als schutzziele.",
        ),
        state: |i| list(&i.vorfall.schutzziele, |_| State::There),
    },
    Asked {
        rule: rule(
            "A110",
            Level::Warnung,
            "vorfall.abfluss",
            SUPPORT,
            "Es fehlt, ob Daten abgeflossen sind.",
            "Wählen Sie unter [vorfall] für abfluss den Wert, den die Tatsachen tragen, notfalls \"offen\".",
        ),
        state: |i| of(&i.vorfall.abfluss),
    },
    Asked {
        rule: rule(
            "A111",
            Level::Warnung,
            "beteiligte[].anschrift",
            NOTICE,
            "Die Anschrift des Auftragsverarbeiters fehlt; sie steht als Absender über dem Schreiben.",
            "Tragen Sie sie beim ersten Eintrag von [[beteiligte]] als anschrift ein.",
        ),
        state: |i| provider(i).map_or(State::There, |p| known(&p.anschrift.ort)),
    },
    Asked {
        rule: rule(
            "A112",
            Level::Hinweis,
            "massnahmen[].art",
            SUPPORT,
            "Keine Maßnahme sagt, ob Protokolle und andere Beweise gesichert sind.",
            "Sichern Sie Beweise und nennen Sie das unter [[massnahmen]] mit art = \"vorfallprotokoll\".",
        ),
        state: |i| {
            let measures = i.massnahmen.liste();
            let secured = |art| art == Some(Schutzmassnahme::Vorfallprotokoll);
            if measures.is_empty() || measures.iter().any(|m| secured(m.art)) {
                State::There
            } else {
                State::Missing
            }
        },
    },
    Asked {
        rule: rule(
            "A113",
            Level::Hinweis,
            "folgen",
            SUPPORT,
            "Es ist keine mögliche Folge genannt. Die Verantwortlichen müssen Folgen melden; Sie kennen die Systeme am besten.",
            "Nennen Sie unter [[folgen]], was aus Ihrer Sicht möglich ist. Die Bewertung bleibt Sache der Verantwortlichen.",
        ),
        state: |i| of(&i.folgen),
    },
    Asked {
        rule: rule(
            "A114",
            Level::Hinweis,
            "zeiten.entdeckt",
            SUPPORT,
            "Es fehlt, wann die Verletzung begann und wann sie entdeckt wurde. Die Verantwortlichen müssen das melden.",
            "Tragen Sie unter [zeiten] beginn oder entdeckt ein, notfalls ungefähr oder als offen.",
        ),
        state: |i| any(&[of(&i.zeiten.beginn), of(&i.zeiten.entdeckt)]),
    },
    Asked {
        rule: rule(
            "A115",
            Level::Hinweis,
            "vorfall.systeme",
            SUPPORT,
            "Es fehlt, welche Systeme betroffen sind. Daran erkennen die Verantwortlichen ihre Verfahren.",
            "Nennen Sie unter [vorfall] als systeme die Verfahren und Systeme, die Sie für diese Verantwortlichen betreiben.",
        ),
        state: |i| known(&i.vorfall.systeme),
    },
    Asked {
        rule: rule(
            "A116",
            Level::Hinweis,
            "beteiligte[].leistung",
            SUPPORT,
            "Es fehlt, um welche Leistung oder welchen Vertrag es geht.",
            "Tragen Sie beim ersten Eintrag von [[beteiligte]] leistung ein, zum Beispiel \"Betrieb der Fachverfahren\".",
        ),
        state: |i| provider(i).map_or(State::There, |p| known(&p.leistung)),
    },
    Asked {
        rule: rule(
            "A117",
            Level::Hinweis,
            "stellen",
            SUPPORT,
            "Es fehlt, ob Polizei, CERT oder andere Stellen schon unterrichtet sind. Sonst unterrichtet sie jeder Verantwortliche noch einmal.",
            "Nennen Sie sie unter [[stellen]]. Eine leere Liste (stellen = []) sagt: niemand.",
        ),
        state: |i| of(&i.stellen),
    },
];

/// Rules that look at more than one fact.
const OTHERS: [Rule; 4] = [EVIDENCE, FUTURE, BEFORE, DELAY];

const EVIDENCE: Rule = rule(
    "A004",
    Level::Fehler,
    "vorfall.abfluss_nachweis",
    SUPPORT,
    "Ein Abfluss ist als ausgeschlossen bezeichnet, aber Untersuchung, Urheber oder Stand des \
     Nachweises fehlen.",
    "Tragen Sie unter [vorfall.abfluss_nachweis] untersuchung, durch und stand ein, oder wählen Sie \
     für abfluss einen Wert, den die Tatsachen tragen.",
);

const FUTURE: Rule = rule(
    "A201",
    Level::Warnung,
    "zeiten.kenntnis_auftragsverarbeiter",
    NOTICE,
    "Die Kenntnis des Auftragsverarbeiters liegt in der Zukunft.",
    "Prüfen Sie Datum, Uhrzeit und Zeitzone.",
);

const BEFORE: Rule = rule(
    "A202",
    Level::Warnung,
    "zeiten.mitteilung_auftragsverarbeiter",
    NOTICE,
    "Die Mitteilung liegt vor der Kenntnis des Auftragsverarbeiters.",
    "Prüfen Sie unter [zeiten] kenntnis_auftragsverarbeiter und mitteilung_auftragsverarbeiter.",
);

const DELAY: Rule = rule(
    "A203",
    Level::Hinweis,
    "zeiten.mitteilung_auftragsverarbeiter",
    NOTICE,
    "Seit der Kenntnis des Auftragsverarbeiters ist mehr als ein Tag vergangen. Mitzuteilen ist \
     unverzüglich; eine Frist in Stunden nennt das Gesetz nicht.",
    "Teilen Sie mit, was Sie wissen, und reichen Sie den Rest nach. Halten Sie fest, warum es nicht \
     früher ging, und prüfen Sie die Frist im Vertrag.",
);

/// The provider that writes: the first of `beteiligte`.
fn provider(incident: &Incident) -> Option<&Beteiligter> {
    incident.beteiligte.liste().first()
}

pub(super) fn rules() -> impl Iterator<Item = Rule> {
    ASKED
        .iter()
        .map(|asked| asked.rule)
        .chain(OTHERS.iter().copied())
}

/// Rules on facts that the controller's report needs.
const FOR_THE_REPORT: [&str; 9] = [
    "A003", "A101", "A102", "A103", "A104", "A105", "A106", "A109", "A110",
];

/// Paths of the facts of the notice that nobody wrote down; for its list of open points.
pub(crate) fn missing(incident: &Incident) -> Vec<&'static str> {
    ASKED
        .iter()
        .filter(|asked| FOR_THE_REPORT.contains(&asked.rule.code))
        .filter(|asked| (asked.state)(incident) == State::Missing)
        .map(|asked| asked.rule.path)
        .collect()
}

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Finding>) {
    let incident = &context.shown;
    for asked in ASKED {
        let there = match ((asked.state)(incident), asked.rule.grade) {
            (State::There, _) => true,
            // What stops the notice must be there; everything else may still be open.
            (State::Open, grade) => grade != Grade::Always(Level::Fehler),
            (State::Missing, _) => false,
        };
        if !there {
            found.push(asked.rule.finding(context.complete));
        }
    }
    if claims_no_leak(incident) && !proves_no_leak(incident) {
        found.push(EVIDENCE.finding(context.complete));
    }
    times(context, found);
}

fn times(context: &Context<'_>, found: &mut Vec<Finding>) {
    let times = &context.incident.zeiten;
    let Some(aware) = times.kenntnis_auftragsverarbeiter.hoechstens() else {
        return;
    };
    if aware.bei() > context.now {
        found.push(FUTURE.finding(context.complete));
        return;
    }
    let told = times.mitteilung_auftragsverarbeiter.mindestens();
    if told.is_some_and(|told| {
        told.datum() < aware.datum() || both_exact(told, aware) && told.bei() < aware.bei()
    }) {
        found.push(BEFORE.finding(context.complete));
    }
    let told = told.map_or(context.now, Zeitpunkt::bei);
    if told - aware.bei() > TimeDelta::days(1) {
        found.push(DELAY.finding(context.complete));
    }
}

fn both_exact(one: &Zeitpunkt, other: &Zeitpunkt) -> bool {
    !one.nur_datum() && !other.nur_datum()
}
