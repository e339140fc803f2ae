//! The assessment of the risk: a person's decision beside what the facts suggest.
//!
//! Nothing here stops a document: the decision is a person's. But where it departs from the facts,
//! the record must say why (Art. 5 Abs. 2, Art. 33 Abs. 5 DSGVO).

use super::required::{State, known};
use super::{Context, Finding, Level, Rule};
use crate::facts::{
    Abfluss, Gewissheit, Gruppe, Identifizierbar, Incident, Integritaet, Kategorie, RisikoErgebnis,
    Schwere, Unlesbar, Ursache, Verfuegbarkeit,
};
use crate::law::deadline::Status;
use crate::law::risk::{self, Duty};

pub(super) const RULES: [Rule; 16] = [
    LOWER,
    LOWER_WITH_REASONS,
    HIGHER,
    UNDECIDED,
    NO_NOTICE,
    BAND,
    INCOMPLETE,
    INTENT,
    CONFIDENTIALITY,
    AVAILABILITY,
    INTEGRITY,
    CONTEXT,
    IDENTITY,
    SEVERITY,
    VULNERABLE,
    NAMELESS,
];

const THRESHOLDS: &str = "Art. 33 Abs. 1 und 5, Art. 34 Abs. 1 DSGVO";
const METHOD: &str = "ENISA-Methode von 2013 (rechtlich nicht bindend)";

const LOWER: Rule = Rule::record(
    "R001",
    Level::Warnung,
    "risiko.ergebnis",
    THRESHOLDS,
    "Das Risiko ist niedriger bewertet, als die Angaben nahelegen.",
    "Prüfen Sie die Gründe des Vorschlags; der vermerk nennt sie. Bleiben Sie bei Ihrer Bewertung, begründen Sie unter \
     risiko.begruendung, warum diese Umstände hier nicht zählen.",
);

const LOWER_WITH_REASONS: Rule = Rule::record(
    "R002",
    Level::Hinweis,
    "risiko.begruendung",
    THRESHOLDS,
    "Das Risiko ist niedriger bewertet, als die Angaben nahelegen; eine Begründung steht da.",
    "Prüfen Sie, ob die Begründung auf die Gründe des Vorschlags eingeht; der vermerk nennt sie.",
);

const HIGHER: Rule = Rule::record(
    "R003",
    Level::Hinweis,
    "risiko.ergebnis",
    THRESHOLDS,
    "Das Risiko ist höher bewertet, als die Angaben nahelegen.",
    "Vorsicht ist zulässig. Nennen Sie unter risiko.begruendung, was das Risiko erhöht, und ergänzen Sie die Angaben, wenn \
     dort etwas fehlt.",
);

const UNDECIDED: Rule = Rule::record(
    "R004",
    Level::Warnung,
    "risiko.ergebnis",
    "Art. 33 Abs. 1 und 4 DSGVO",
    "Die Meldefrist läuft oder ist abgelaufen, und über das Risiko ist noch nicht entschieden. Nach den Angaben besteht eines.",
    "Entscheiden Sie über das Risiko und tragen Sie risiko.ergebnis ein. Eine vorläufige Meldung ist möglich; weitere Angaben \
     können folgen.",
);

const NO_NOTICE: Rule = Rule::record(
    "R005",
    Level::Hinweis,
    "benachrichtigung.status",
    "Art. 34 Abs. 1 DSGVO",
    "Die Angaben legen ein hohes Risiko nahe; eine Benachrichtigung der Menschen ist nicht vorgesehen, und über das Risiko \
     ist noch nicht entschieden.",
    "Entscheiden Sie zuerst über das Risiko (risiko.ergebnis), dann über die Benachrichtigung.",
);

const BAND: Rule = Rule::record(
    "R101",
    Level::Hinweis,
    "risiko.enisa",
    METHOD,
    "Die Rechnung nach ENISA führt zu einer anderen Stufe als Ihre Entscheidung. Üblich ist: niedrig entspricht „gering“, mittel \
     „risiko“, hoch und sehr hoch „hoch“. Eine gesetzliche Schwelle ist das nicht.",
    "Prüfen Sie die Eingangswerte. Weicht Ihre Entscheidung bewusst ab, sagen Sie unter risiko.begruendung, warum.",
);

const INCOMPLETE: Rule = Rule::record(
    "R102",
    Level::Hinweis,
    "risiko.enisa",
    METHOD,
    "Für die Rechnung nach ENISA fehlen Eingangswerte; sie wird nicht ausgeführt.",
    "Ergänzen Sie unter [risiko.enisa] alle sechs Werte: datenkontext, identifizierbarkeit, vertraulichkeit, integritaet, \
     verfuegbarkeit und boeswillig. Oder löschen Sie die Tabelle.",
);

const INTENT: Rule = Rule::record(
    "R103",
    Level::Warnung,
    "risiko.enisa.boeswillig",
    METHOD,
    "Der Wert für böswillige Absicht passt nicht zu vorfall.ursache.",
    "Prüfen Sie beide Angaben: Bei einer böswilligen Ursache ist boeswillig = true, sonst false.",
);

const CONFIDENTIALITY: Rule = Rule::record(
    "R104",
    Level::Warnung,
    "risiko.enisa.vertraulichkeit",
    METHOD,
    "Der Wert für die Vertraulichkeit passt nicht zu vorfall.abfluss.",
    "0 heißt, dass niemand Unbefugtes die Daten hat; 0.25, dass es bekannte Empfänger sind; 0.5, dass es unbekannte sind. \
     Prüfen Sie beide Angaben.",
);

const AVAILABILITY: Rule = Rule::record(
    "R105",
    Level::Warnung,
    "risiko.enisa.verfuegbarkeit",
    METHOD,
    "Der Wert für die Verfügbarkeit passt nicht zu vorfall.verfuegbarkeit.",
    "0 heißt ohne Mühe wiederherstellbar, 0.25 zeitweilig nicht verfügbar, 0.5 nicht wiederherstellbar. Prüfen Sie beide \
     Angaben.",
);

const INTEGRITY: Rule = Rule::record(
    "R106",
    Level::Warnung,
    "risiko.enisa.integritaet",
    METHOD,
    "Der Wert für die Integrität passt nicht zu vorfall.integritaet.",
    "0 heißt ohne Folgen, 0.25 verändert und wiederherstellbar, 0.5 nicht wiederherstellbar. Prüfen Sie beide Angaben.",
);

const CONTEXT: Rule = Rule::record(
    "R107",
    Level::Hinweis,
    "risiko.enisa.datenkontext",
    METHOD,
    "Der Datenkontext ist mit 1 bewertet, obwohl besonders geschützte Daten sicher betroffen sind.",
    "Die Methode beginnt bei sensiblen Daten mit 4. Bewerten Sie niedriger, nennen Sie den Grund unter risiko.begruendung.",
);

const IDENTITY: Rule = Rule::record(
    "R108",
    Level::Hinweis,
    "risiko.enisa.identifizierbarkeit",
    METHOD,
    "Der Wert für die Identifizierbarkeit passt nicht zu risiko.umstaende.identifizierbar.",
    "0.25 heißt, dass Personen kaum zu erkennen sind; 1, dass sie ohne Weiteres zu erkennen sind. Prüfen Sie beide Angaben.",
);

const SEVERITY: Rule = Rule::record(
    "R201",
    Level::Warnung,
    "risiko.schwere",
    THRESHOLDS,
    "Die Schwere der möglichen Folgen passt nicht zum Ergebnis: schwerwiegende Folgen bei geringem Risiko, oder geringe Folgen \
     bei hohem Risiko.",
    "Prüfen Sie beide Angaben. Macht die Wahrscheinlichkeit den Unterschied, sagen Sie das unter risiko.begruendung.",
);

const VULNERABLE: Rule = Rule::record(
    "R202",
    Level::Warnung,
    "risiko.umstaende.schutzbeduerftige",
    "EDSA-Leitlinien 9/2022, Abschnitt IV; ErwGr 75 DSGVO",
    "Schutzbedürftige Menschen sind verneint; unter den betroffenen Gruppen sind aber welche.",
    "Prüfen Sie schutzbeduerftige und betroffene.gruppen.",
);

const NAMELESS: Rule = Rule::record(
    "R203",
    Level::Warnung,
    "risiko.umstaende.identifizierbar",
    "EDSA-Leitlinien 9/2022, Abschnitt IV",
    "Personen sind als nicht erkennbar bezeichnet; unter den Daten sind aber solche, die Personen bezeichnen.",
    "Prüfen Sie identifizierbar und die Kategorien unter [[daten]].",
);

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Finding>) {
    let incident = context.incident;
    for (rule, fires) in [
        (&UNDECIDED, undecided(context)),
        (&NO_NOTICE, no_notice(context)),
        (&SEVERITY, severity_differs(incident)),
        (&VULNERABLE, denies_vulnerable(incident)),
        (&NAMELESS, denies_names(incident)),
        (&INTENT, intent_differs(incident)),
        (&CONFIDENTIALITY, confidentiality_differs(incident)),
        (&AVAILABILITY, availability_differs(incident)),
        (&INTEGRITY, integrity_differs(incident)),
        (&CONTEXT, context_too_low(incident)),
        (&IDENTITY, identity_differs(incident)),
    ] {
        if fires {
            found.push(rule.finding(context.complete));
        }
    }
    decision(context, found);
    computation(context, found);
}

/// The level that a person decided on.
fn decided(incident: &Incident) -> Option<risk::Level> {
    match incident.risiko.ergebnis.wert()? {
        RisikoErgebnis::Gering => Some(risk::Level::Gering),
        RisikoErgebnis::Risiko => Some(risk::Level::Risiko),
        RisikoErgebnis::Hoch => Some(risk::Level::Hoch),
        RisikoErgebnis::Offen => None,
    }
}

fn decision(context: &Context<'_>, found: &mut Vec<Finding>) {
    let range = context.assessment.risk.range;
    let Some(decided) = decided(context.incident) else {
        return;
    };
    let reasons = known(&context.incident.risiko.begruendung) == State::There;
    let two_levels = decided == risk::Level::Gering && range.low == risk::Level::Hoch;
    let rule = if range.holds(decided) {
        return;
    } else if decided > range.high {
        &HIGHER
    } else if reasons && !two_levels {
        &LOWER_WITH_REASONS
    } else {
        &LOWER
    };
    found.push(rule.finding(context.complete));
}

fn computation(context: &Context<'_>, found: &mut Vec<Finding>) {
    let Some(outcome) = &context.assessment.enisa else {
        return;
    };
    let differs = outcome
        .ergebnis
        .as_ref()
        .zip(decided(context.incident))
        .is_some_and(|(score, decided)| score.level != decided);
    if !outcome.fehlend.is_empty() {
        found.push(INCOMPLETE.finding(context.complete));
    } else if differs {
        found.push(BAND.finding(context.complete));
    }
}

/// No decision, though the clock runs and the facts show a risk.
fn undecided(context: &Context<'_>) -> bool {
    let result = &context.incident.risiko.ergebnis;
    let open = decided(context.incident).is_none() && !result.ist_entfallen();
    let runs = context
        .assessment
        .deadline
        .as_ref()
        .is_some_and(|deadline| match deadline.status {
            Status::Laeuft | Status::Abgelaufen => true,
            Status::Gewahrt | Status::Versaeumt => false,
        });
    open && runs && context.assessment.risk.report == Duty::Ja
}

/// No notice is meant to go out, though the facts show a high risk that nobody has decided on.
fn no_notice(context: &Context<'_>) -> bool {
    use crate::facts::BenachrichtigungStatus as Notice;
    let status = &context.incident.benachrichtigung.status;
    let none = status.ist(&Notice::NichtErforderlich) || status.ist(&Notice::Freiwillig);
    let result = &context.incident.risiko.ergebnis;
    let open = decided(context.incident).is_none() && !result.ist_entfallen();
    none && open && context.assessment.risk.communicate == Duty::Ja
}

fn severity_differs(incident: &Incident) -> bool {
    let risk = &incident.risiko;
    let grave = risk.schwere.ist(&Schwere::Schwerwiegend);
    let slight = risk.schwere.ist(&Schwere::Gering);
    grave && risk.ergebnis.ist(&RisikoErgebnis::Gering)
        || slight && risk.ergebnis.ist(&RisikoErgebnis::Hoch)
}

fn denies_vulnerable(incident: &Incident) -> bool {
    let groups = [
        Gruppe::Minderjaehrige,
        Gruppe::Patienten,
        Gruppe::Schutzbeduerftige,
    ];
    incident.risiko.umstaende.schutzbeduerftige == Some(false)
        && incident
            .betroffene
            .gruppen
            .liste()
            .iter()
            .any(|group| groups.iter().any(|wanted| group.gruppe.ist(wanted)))
}

fn certain(incident: &Incident, wanted: &[Kategorie]) -> bool {
    incident.daten.liste().iter().any(|entry| {
        entry.gewissheit == Gewissheit::Sicher
            && wanted.iter().any(|category| entry.kategorie.ist(category))
    })
}

fn denies_names(incident: &Incident) -> bool {
    let names = [
        Kategorie::Basisdaten,
        Kategorie::Kontaktdaten,
        Kategorie::Identifikationsdaten,
        Kategorie::AmtlicheDokumente,
        Kategorie::Meldedaten,
    ];
    incident.risiko.umstaende.identifizierbar == Some(Identifizierbar::Nein)
        && certain(incident, &names)
}

fn intent_differs(incident: &Incident) -> bool {
    let Some(intent) = incident.risiko.enisa.boeswillig else {
        return false;
    };
    match incident.vorfall.ursache.wert() {
        Some(Ursache::InternBoeswillig | Ursache::ExternBoeswillig) => !intent,
        Some(Ursache::InternNichtBoeswillig | Ursache::ExternNichtBoeswillig) => intent,
        Some(Ursache::Offen | Ursache::Unbekannt) | None => false,
    }
}

/// Inputs are multiples of a quarter; this is 0.
fn is_zero(input: f64) -> bool {
    input < 0.125
}

/// This is 0.5 or more.
fn is_full(input: f64) -> bool {
    input > 0.375
}

fn confidentiality_differs(incident: &Incident) -> bool {
    let Some(input) = incident.risiko.enisa.vertraulichkeit else {
        return false;
    };
    // Other categories may have left although the whole did not, and the other way round.
    let apart = incident
        .daten
        .liste()
        .iter()
        .any(|entry| !entry.abfluss.ist_fehlt() || !entry.unlesbar.ist_fehlt());
    match incident.vorfall.abfluss.wert() {
        _ if apart => false,
        Some(Abfluss::Bestaetigt | Abfluss::Wahrscheinlich) => {
            is_zero(input) && !incident.vorfall.unlesbar.ist(&Unlesbar::Ja)
        }
        Some(Abfluss::Ausgeschlossen) => !is_zero(input),
        Some(Abfluss::NichtAuszuschliessen | Abfluss::Unwahrscheinlich | Abfluss::Offen) | None => {
            false
        }
    }
}

fn availability_differs(incident: &Incident) -> bool {
    let Some(input) = incident.risiko.enisa.verfuegbarkeit else {
        return false;
    };
    match incident.vorfall.verfuegbarkeit.wert() {
        Some(Verfuegbarkeit::Voruebergehend) => is_full(input),
        Some(Verfuegbarkeit::Dauerhaft) => !is_full(input),
        Some(Verfuegbarkeit::Offen) | None => false,
    }
}

fn integrity_differs(incident: &Incident) -> bool {
    let Some(input) = incident.risiko.enisa.integritaet else {
        return false;
    };
    match incident.vorfall.integritaet.wert() {
        Some(Integritaet::MissbrauchUmkehrbar) => is_zero(input) || is_full(input),
        Some(Integritaet::MissbrauchUnumkehrbar) => !is_full(input),
        Some(Integritaet::OhneMissbrauch | Integritaet::Offen) | None => false,
    }
}

fn context_too_low(incident: &Incident) -> bool {
    incident.risiko.enisa.datenkontext == Some(1)
        && certain(
            incident,
            &[
                Kategorie::Gesundheitsdaten,
                Kategorie::GesundheitBeschaeftigung,
                Kategorie::GenetischeDaten,
                Kategorie::BiometrischeDaten,
                Kategorie::Sexualleben,
                Kategorie::Straftaten,
                Kategorie::PolitischeMeinung,
                Kategorie::EthnischeHerkunft,
                Kategorie::ReligionWeltanschauung,
                Kategorie::Gewerkschaft,
                Kategorie::BesondereKategorien,
                Kategorie::Sozialdaten,
            ],
        )
}

fn identity_differs(incident: &Incident) -> bool {
    let Some(input) = incident.risiko.enisa.identifizierbarkeit else {
        return false;
    };
    match incident.risiko.umstaende.identifizierbar {
        Some(Identifizierbar::Direkt) => !is_full(input),
        Some(Identifizierbar::Pseudonym | Identifizierbar::Nein) => input > 0.875,
        Some(Identifizierbar::MitZusatzwissen) | None => false,
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods)]
mod tests {
    use super::*;
    use crate::facts::{
        Angabe, BetroffeneGruppe, Daten, Datensicherung, Enisa, Umstaende, Zeitpunkt,
    };
    use crate::law::assess;

    fn base() -> Incident {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/befunde/grundlage.toml");
        let bytes = std::fs::read(path).unwrap();
        crate::facts::read("grundlage.toml", &bytes)
            .unwrap()
            .incident
    }

    fn codes(incident: &Incident) -> Vec<&'static str> {
        let now = Zeitpunkt::parse("2021-10-16T12:00:00").unwrap().bei();
        let found = assess(incident, now).findings;
        let codes = found.iter().map(|finding| finding.code);
        codes.filter(|code| code.starts_with('R')).collect()
    }

    /// Facts that show a low risk and nothing else.
    fn harmless() -> Incident {
        let mut incident = base();
        incident.vorfall.abfluss = Abfluss::Ausgeschlossen.into();
        incident.wiederherstellung.datensicherung = Datensicherung::Vorhanden.into();
        incident.wiederherstellung.dauer_stunden = 6.into();
        incident.risiko.ergebnis = RisikoErgebnis::Gering.into();
        incident.risiko.schwere = Schwere::Mittel.into();
        incident
    }

    /// Inputs that fit the base.
    fn fitting() -> Enisa {
        Enisa {
            datenkontext: Some(3),
            identifizierbarkeit: Some(1.0),
            vertraulichkeit: Some(0.5),
            integritaet: Some(0.0),
            verfuegbarkeit: Some(0.25),
            boeswillig: Some(true),
            intern: false,
        }
    }

    #[test]
    fn a_decision_within_the_proposal_needs_no_more_reasons() {
        assert_eq!(codes(&harmless()), [] as [&str; 0]);
        // The base allows a risk and a high one: both are the person's to choose.
        let mut either = base();
        either.risiko.ergebnis = RisikoErgebnis::Risiko.into();
        either.risiko.begruendung = Angabe::Fehlt;
        assert_eq!(codes(&either), [] as [&str; 0]);
    }

    #[test]
    fn without_a_decision_only_a_risk_that_the_facts_show_presses() {
        let mut open = harmless();
        open.risiko.ergebnis = RisikoErgebnis::Offen.into();
        assert_eq!(codes(&open), [] as [&str; 0]);
        let mut pressing = base();
        pressing.risiko.ergebnis = Angabe::Fehlt;
        assert_eq!(codes(&pressing), ["R004"]);
        pressing.risiko.ergebnis = Angabe::Entfaellt("Keine Datenpanne festgestellt".to_owned());
        assert_eq!(codes(&pressing), [] as [&str; 0]);
    }

    #[test]
    fn a_fitting_computation_is_silent() {
        let mut incident = base();
        incident.risiko.enisa = fitting();
        incident.risiko.umstaende.identifizierbar = Some(Identifizierbar::Direkt);
        assert_eq!(codes(&incident), [] as [&str; 0]);
        // Unreadable data in strange hands: the confidentiality holds.
        incident.vorfall.abfluss = Abfluss::Bestaetigt.into();
        incident.vorfall.unlesbar = Unlesbar::Ja.into();
        incident.risiko.enisa.vertraulichkeit = Some(0.0);
        assert!(!codes(&incident).contains(&"R104"));
        incident.vorfall.ursache = Ursache::Offen.into();
        assert!(!codes(&incident).contains(&"R103"));
        incident.risiko.enisa.datenkontext = Some(1);
        assert!(!codes(&incident).contains(&"R107"));
    }

    #[test]
    fn people_and_circumstances_that_fit_are_silent() {
        let mut incident = base();
        incident.risiko.umstaende = Umstaende {
            schutzbeduerftige: Some(false),
            identifizierbar: Some(Identifizierbar::Nein),
            ..Umstaende::default()
        };
        incident.betroffene.gruppen = vec![BetroffeneGruppe {
            gruppe: Gruppe::Beschaeftigte.into(),
            ..BetroffeneGruppe::default()
        }]
        .into();
        incident.daten = vec![Daten {
            kategorie: Kategorie::Profildaten.into(),
            ..Daten::default()
        }]
        .into();
        assert!(!codes(&incident).contains(&"R202"));
        assert!(!codes(&incident).contains(&"R203"));
    }

    #[test]
    fn a_processor_is_not_asked_how_it_assesses() {
        let mut incident = base();
        incident.vorfall.sicht = crate::facts::Sicht::Auftragsverarbeiter;
        incident.risiko.schwere = Schwere::Gering.into();
        assert_eq!(codes(&incident), [] as [&str; 0]);
    }
}
