//! What an entry lacks for Art. 33 Abs. 5 DSGVO: facts, effects, remedial measures, and the
//! reasons by which the authority can check the decisions.

use serde::Serialize;

use super::reports::{Report, Standing, not_due};
use crate::facts::{Angabe, BenachrichtigungStatus, Gegenstand, Incident, RisikoErgebnis, Sicht};

/// Something that is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// What happened.
    Hergang,
    /// When the controller became aware.
    Kenntnis,
    /// The kind of breach.
    Art,
    /// Categories of data.
    Daten,
    /// Groups of people.
    Gruppen,
    /// How many people.
    Anzahl,
    /// Consequences.
    Auswirkungen,
    /// Remedial measures.
    Massnahmen,
    /// The risk.
    Risiko,
    /// Reasons for it.
    Risikogruende,
    /// Who decided not to report.
    Absehen,
    /// Reasons for being late.
    Verspaetung,
    /// A report, or why there is none.
    Meldung,
    /// When it was reported.
    Meldezeit,
    /// At what time of the last day.
    Uhrzeit,
    /// Whether people are told.
    Benachrichtigung,
    /// Why not.
    Benachrichtigungsgruende,
    /// When the controller was told.
    Mitteilung,
}

impl Gap {
    /// Its key in JSON and in the words.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Hergang => "hergang",
            Self::Kenntnis => "kenntnis",
            Self::Art => "art",
            Self::Daten => "daten",
            Self::Gruppen => "gruppen",
            Self::Anzahl => "anzahl",
            Self::Auswirkungen => "auswirkungen",
            Self::Massnahmen => "massnahmen",
            Self::Risiko => "risiko",
            Self::Risikogruende => "risikogruende",
            Self::Absehen => "absehen",
            Self::Verspaetung => "verspaetung",
            Self::Meldung => "meldung",
            Self::Meldezeit => "meldezeit",
            Self::Uhrzeit => "uhrzeit",
            Self::Benachrichtigung => "benachrichtigung",
            Self::Benachrichtigungsgruende => "benachrichtigungsgruende",
            Self::Mitteilung => "mitteilung",
        }
    }
}

/// What an incident lacks. A value that is announced as open is documented as such, and not missing.
pub(super) fn of(incident: &Incident, reports: &[Report]) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut lacks = |gap: Gap, missing: bool| {
        if missing {
            gaps.push(gap);
        }
    };
    let processor = match incident.vorfall.sicht {
        Sicht::Auftragsverarbeiter => true,
        Sicht::Verantwortlicher => false,
    };
    lacks(Gap::Hergang, incident.vorfall.beschreibung.ist_fehlt());
    lacks(Gap::Art, incident.vorfall.typ.ist_fehlt());
    lacks(Gap::Daten, incident.daten.ist_fehlt());
    lacks(Gap::Gruppen, incident.betroffene.gruppen.ist_fehlt());
    lacks(Gap::Anzahl, incident.betroffene.anzahl.ist_fehlt());
    lacks(Gap::Auswirkungen, incident.folgen.ist_fehlt());
    lacks(Gap::Massnahmen, incident.massnahmen.ist_fehlt());
    if processor {
        let told = &incident.zeiten.mitteilung_auftragsverarbeiter;
        lacks(Gap::Mitteilung, told.ist_fehlt());
        return gaps;
    }
    lacks(Gap::Kenntnis, incident.zeiten.kenntnis.ist_fehlt());
    let risk = &incident.risiko;
    let undecided = risk.ergebnis.ist_fehlt() || risk.ergebnis.ist(&RisikoErgebnis::Offen);
    lacks(Gap::Risiko, undecided);
    let told_why = matches!(risk.ergebnis, Angabe::Entfaellt(_));
    lacks(
        Gap::Risikogruende,
        !undecided && !told_why && risk.begruendung.ist_fehlt(),
    );
    let any = |standing| reports.iter().any(|report| report.lage == standing);
    let decided = incident.entscheidungen.iter().any(|decision| {
        decision.gegenstand.ist(&Gegenstand::Meldung)
            && !decision.begruendung.ist_fehlt()
            && !decision.durch.ist_fehlt()
    });
    lacks(
        Gap::Absehen,
        not_due(incident) && any(Standing::NichtMeldepflichtig) && !decided,
    );
    lacks(
        Gap::Verspaetung,
        any(Standing::Verspaetet) && incident.meldung.verspaetung.ist_fehlt(),
    );
    lacks(
        Gap::Meldung,
        any(Standing::Abgelaufen) && incident.meldung.verspaetung.ist_fehlt(),
    );
    let undated = |report: &Report| report.lage.is_filed() && report.am.is_none();
    lacks(Gap::Meldezeit, reports.iter().any(undated));
    lacks(Gap::Uhrzeit, any(Standing::UhrzeitFehlt));
    let notice = &incident.benachrichtigung;
    // Where nothing is to be reported, there is nobody to be told.
    lacks(
        Gap::Benachrichtigung,
        notice.status.ist_fehlt() && !not_due(incident),
    );
    let silent = [
        BenachrichtigungStatus::NichtErforderlich,
        BenachrichtigungStatus::Ausnahme,
    ];
    lacks(
        Gap::Benachrichtigungsgruende,
        silent.iter().any(|status| notice.status.ist(status))
            && notice.begruendung.ist_fehlt()
            && !not_due(incident),
    );
    gaps
}
