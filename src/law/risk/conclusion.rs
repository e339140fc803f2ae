//! From a range of levels to the duties, with the threshold of the regime in words.

use super::level::{Level, Range};
use super::{Duty, Effect, Judgement, Proposal, Proposed, Reason};
use crate::facts::{FieldPath, Incident, Rechtsregime, Sicht};

pub(super) fn conclude(
    incident: &Incident,
    judged: Judgement,
    (range, asked): (Range, Vec<Reason>),
) -> Proposal {
    let processor = incident.vorfall.sicht == Sicht::Auftragsverarbeiter;
    let (report, communicate) = if processor {
        (Duty::Pruefen, Duty::Pruefen)
    } else {
        (duty(range, Level::Risiko), duty(range, Level::Hoch))
    };
    let mut reasons = vec![result(incident, range)];
    reasons.extend(regime(incident));
    if processor {
        reasons.push(Reason {
            text: "Der Auftragsverarbeiter meldet der Aufsichtsbehörde nicht selbst. Er unterrichtet jeden Verantwortlichen \
                   unverzüglich; dieser bewertet das Risiko für seine Daten und entscheidet."
                .to_owned(),
            pfad: Some(FieldPath::new("vorfall.sicht")),
            quelle: match incident.vorfall.rechtsregime {
                Rechtsregime::Dsgvo => "Art. 33 Abs. 2 DSGVO",
                Rechtsregime::Ji | Rechtsregime::Kdg | Rechtsregime::DsgEkd => ELSEWHERE,
            },
            wirkung: Effect::Hinweis,
        });
    }
    if report == Duty::Pruefen && !processor && incident.vorfall.rechtsregime == Rechtsregime::Dsgvo
    {
        reasons.push(Reason {
            text: "Lässt sich das vor Ablauf der Frist nicht klären, kommt eine vorläufige Meldung in Betracht; weitere \
                   Angaben können folgen."
                .to_owned(),
            pfad: None,
            quelle: "Art. 33 Abs. 4 DSGVO",
            wirkung: Effect::Hinweis,
        });
    }
    reasons.extend(judged.reasons);
    reasons.extend(asked);
    let mut seen: Vec<Reason> = Vec::new();
    for reason in reasons {
        if !seen.iter().any(|other| other.text == reason.text) {
            seen.push(under(incident.vorfall.rechtsregime, reason));
        }
    }
    Proposal {
        risk: match (range.low, range.high) {
            (Level::Gering, Level::Gering) => Proposed::Gering,
            (Level::Gering, Level::Risiko | Level::Hoch) => Proposed::Offen,
            (Level::Risiko, _) => Proposed::Risiko,
            (Level::Hoch, _) => Proposed::Hoch,
        },
        range,
        report,
        communicate,
        reasons: seen,
    }
}

fn duty(range: Range, threshold: Level) -> Duty {
    if range.low >= threshold {
        Duty::Ja
    } else if range.high < threshold {
        Duty::Nein
    } else {
        Duty::Pruefen
    }
}

/// Articles of the GDPR are no source where another law is in force.
fn under(regime: Rechtsregime, mut reason: Reason) -> Reason {
    if regime != Rechtsregime::Dsgvo && reason.quelle.contains("Art. ") {
        reason.quelle = ELSEWHERE;
    }
    reason
}

const ELSEWHERE: &str = "anwendbares Recht, Norm zu prüfen";

/// What the range amounts to.
fn result(incident: &Incident, range: Range) -> Reason {
    let gdpr = incident.vorfall.rechtsregime == Rechtsregime::Dsgvo;
    let (text, norm) = match (range.low, range.high) {
        (Level::Gering, Level::Gering) => (
            "Nach den Angaben führt die Verletzung voraussichtlich nur zu einem geringen Risiko.",
            "Art. 33 Abs. 1 DSGVO",
        ),
        (Level::Gering, Level::Risiko) => (
            "Nach den Angaben ist das Risiko gering oder etwas höher; ein hohes Risiko ist nicht zu erwarten.",
            "Art. 33 Abs. 1 DSGVO",
        ),
        (Level::Gering, Level::Hoch) => (
            "Die Angaben reichen nicht: Das Risiko kann gering oder hoch sein.",
            "Art. 33 Abs. 1, Art. 34 Abs. 1 DSGVO",
        ),
        (Level::Risiko, Level::Gering | Level::Risiko) => (
            "Nach den Angaben besteht ein Risiko, aber voraussichtlich kein hohes.",
            "Art. 33 Abs. 1, Art. 34 Abs. 1 DSGVO",
        ),
        (Level::Risiko, Level::Hoch) => (
            "Nach den Angaben besteht ein Risiko; ob es hoch ist, ist abzuwägen.",
            "Art. 33 Abs. 1, Art. 34 Abs. 1 DSGVO",
        ),
        (Level::Hoch, _) => (
            "Nach den Angaben ist das Risiko voraussichtlich hoch.",
            "Art. 33 Abs. 1, Art. 34 Abs. 1 DSGVO",
        ),
    };
    Reason {
        text: text.to_owned(),
        pfad: None,
        quelle: if gdpr { norm } else { ELSEWHERE },
        wirkung: Effect::Ergebnis,
    }
}

/// Other regimes have thresholds of their own.
fn regime(incident: &Incident) -> Option<Reason> {
    let text = match incident.vorfall.rechtsregime {
        Rechtsregime::Dsgvo => return None,
        Rechtsregime::Ji => {
            "Es gilt nationales Recht zur Richtlinie (EU) 2016/680; ab welcher Gefahr zu melden und zu benachrichtigen ist, \
             ist zu prüfen. Der Vorschlag legt die Stufen der DSGVO zugrunde."
        }
        Rechtsregime::Kdg => {
            "Es gilt kirchliches Datenschutzrecht (KDG). Zu melden ist danach ein nicht unerhebliches Risiko; die Schwelle in der \
             Fassung Ihrer Diözese ist zu prüfen. Der Vorschlag legt die Stufen der DSGVO zugrunde."
        }
        Rechtsregime::DsgEkd => {
            "Es gilt kirchliches Datenschutzrecht (DSG-EKD). Zu melden ist danach ein nicht unerhebliches Risiko; die Schwelle in \
             der geltenden Fassung ist zu prüfen. Der Vorschlag legt die Stufen der DSGVO zugrunde."
        }
    };
    Some(Reason {
        text: text.to_owned(),
        pfad: Some(FieldPath::new("vorfall.rechtsregime")),
        quelle: ELSEWHERE,
        wirkung: Effect::Hinweis,
    })
}
