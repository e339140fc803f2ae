//! The two questions of the law, answered in a few lines from the proposal of the risk.

use super::super::page::Page;
use crate::facts::{Incident, Rechtsregime, Sicht};
use crate::law::duties::Kind;
use crate::law::risk::{Duty, Effect, Reason};
use crate::law::{self, Proposal};

/// So many reasons of a kind are named; all of them stand in the JSON.
const NAMED: usize = 3;

const OF_CONTROLLERS: &str = "Das entscheiden die Verantwortlichen, deren Daten Sie verarbeiten. Sie teilen ihnen \
                              die Verletzung unverzüglich mit.";

/// Whether to report.
pub(super) fn report(page: &mut Page, incident: &Incident, proposal: &Proposal) {
    page.heading("Müssen wir melden?");
    if of_processor(incident) {
        page.below(OF_CONTROLLERS);
        return;
    }
    let answer = match proposal.report {
        Duty::Ja => "Ja, voraussichtlich.",
        Duty::Nein => "Nein, voraussichtlich nicht.",
        Duty::Pruefen => "Zu prüfen.",
    };
    let result = of(proposal, Effect::Ergebnis).next();
    let result = result.map(sentence).unwrap_or_default();
    page.below(&format!("{answer} {result}"));
    let mut told = reasons(page, proposal, proposal.report);
    if proposal.report == Duty::Pruefen {
        for advice in of(proposal, Effect::Hinweis).filter(|reason| reason.pfad.is_none()) {
            page.below(&sentence(advice));
            told += 1;
        }
    }
    let rest = proposal.reasons.len().saturating_sub(told + 1);
    if rest > 0 {
        page.below(&format!(
            "Weitere Gründe ({rest}) nennt die Ausgabe mit --format json."
        ));
    }
    page.below(
        "Das ist ein Vorschlag aus Ihren Angaben. Entscheiden und begründen muss ein Mensch.",
    );
}

/// Whether to tell the people concerned.
pub(super) fn communicate(page: &mut Page, incident: &Incident, proposal: &Proposal) {
    page.heading("Müssen wir die Menschen benachrichtigen?");
    if of_processor(incident) {
        page.below(OF_CONTROLLERS);
        return;
    }
    let norm = match incident.vorfall.rechtsregime {
        Rechtsregime::Dsgvo => "Art. 34 Abs. 1 DSGVO",
        Rechtsregime::Ji | Rechtsregime::Kdg | Rechtsregime::DsgEkd => {
            "anwendbares Recht, Norm zu prüfen"
        }
    };
    page.below(&match proposal.communicate {
        Duty::Ja => format!(
            "Ja, voraussichtlich, und unverzüglich: Nach den Angaben ist das Risiko hoch ({norm})."
        ),
        Duty::Nein => format!(
            "Nein, voraussichtlich nicht: Nach den Angaben ist kein hohes Risiko zu erwarten ({norm})."
        ),
        Duty::Pruefen => {
            format!("Zu prüfen: Ob das Risiko hoch ist, lassen die Angaben offen ({norm}).")
        }
    });
    // Where both questions are open, the same facts decide, and they are named above.
    if proposal.communicate != proposal.report {
        reasons(page, proposal, proposal.communicate);
    }
}

/// What the law asks for beside report and communication.
pub(super) fn besides(page: &mut Page, duties: &[law::Duty]) {
    let besides = |duty: &&law::Duty| match duty.kind {
        Kind::Meldung | Kind::Benachrichtigung => false,
        Kind::Mitteilung | Kind::Dokumentation | Kind::Unterrichtung => duty.status != Duty::Nein,
    };
    let mut duties = duties.iter().filter(besides).peekable();
    if duties.peek().is_some() {
        page.heading("Was ist außerdem Pflicht?");
    }
    for duty in duties {
        let what = match duty.kind {
            Kind::Mitteilung => "Mitteilung",
            Kind::Dokumentation => "Dokumentation",
            Kind::Unterrichtung => "Unterrichtung",
            Kind::Meldung => "Meldung",
            Kind::Benachrichtigung => "Benachrichtigung",
        };
        let doubt = if duty.status == Duty::Pruefen {
            " Zu prüfen."
        } else {
            ""
        };
        page.item(
            "-",
            &format!(
                "{what} ({}), {}: {} ({}){doubt}",
                duty.recipient, duty.due, duty.reason, duty.norm
            ),
        );
    }
}

fn of_processor(incident: &Incident) -> bool {
    match incident.vorfall.sicht {
        Sicht::Verantwortlicher => false,
        Sicht::Auftragsverarbeiter => true,
    }
}

fn of(proposal: &Proposal, effect: Effect) -> impl Iterator<Item = &Reason> {
    proposal
        .reasons
        .iter()
        .filter(move |reason| reason.wirkung == effect)
}

/// What speaks for an answer; where there is none yet, what would decide. Says how many.
fn reasons(page: &mut Page, proposal: &Proposal, duty: Duty) -> usize {
    let effect = match duty {
        Duty::Ja => Effect::Erhoeht,
        Duty::Nein => Effect::Senkt,
        Duty::Pruefen => Effect::Offen,
    };
    let named = of(proposal, effect).take(NAMED);
    named
        .map(|reason| page.item("-", &sentence(reason)))
        .count()
}

/// A reason with its source inside the sentence.
fn sentence(reason: &Reason) -> String {
    let text = reason.text.trim_end();
    match text.strip_suffix('.') {
        Some(text) => format!("{text} ({}).", reason.quelle),
        None => format!("{text} ({})", reason.quelle),
    }
}
