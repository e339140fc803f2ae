//! Who is competent: what is to be settled, and which areas report elsewhere.

use super::{Context, Finding, Grade, Level, REPORT, Rule};
use crate::facts::FieldPath;
use crate::law::paths;

pub(super) const RULES: [Rule; 3] = [UNKNOWN, ELSEWHERE, OLD];

const UNKNOWN: Rule = Rule {
    code: "M301",
    grade: Grade::Always(Level::Warnung),
    path: "verantwortlicher.art",
    article: "Art. 55 DSGVO",
    message: "Die zuständige Aufsichtsbehörde steht nicht fest.",
    hint: "Ergänzen Sie verantwortlicher.art und verantwortlicher.bundesland oder klären Sie die \
           Zuständigkeit; „behoerde“ nennt den Grund.",
    documents: REPORT,
};

const ELSEWHERE: Rule = Rule {
    code: "M302",
    grade: Grade::Always(Level::Hinweis),
    path: "bereiche[]",
    article: "Art. 33 Abs. 1, Art. 55 DSGVO",
    message: "Für diesen Bereich ist eine andere Behörde zuständig oder gilt anderes Recht: Er braucht \
              eine eigene Meldung.",
    hint: "Das Programm schreibt für den Bereich eine eigene Meldung und einen eigenen Portalbogen. \
           Reichen Sie beide bei der genannten Behörde ein und prüfen Sie, ob die Daten des Bereichs \
           (bereiche.daten) vollständig sind.",
    documents: REPORT,
};

const OLD: Rule = Rule {
    code: "M303",
    grade: Grade::Always(Level::Hinweis),
    path: "verantwortlicher.bundesland",
    article: "Art. 55 DSGVO",
    message: "Die Kontaktdaten der Aufsichtsbehörde sind älter als ein Jahr.",
    hint: "Prüfen Sie Anschrift und Meldeweg auf der Website der Behörde.",
    documents: REPORT,
};

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Finding>) {
    let assessment = context.assessment;
    match &assessment.authority {
        None => {
            let mut finding = UNKNOWN.finding(context.complete);
            finding.message = format!("{} {}", UNKNOWN.message, assessment.authority_reason);
            found.push(finding);
        }
        Some(authority) => {
            if authority.is_outdated(context.now.date_naive()) {
                found.push(OLD.finding(context.complete));
            }
        }
    }
    for (index, area) in assessment.areas.iter().enumerate() {
        let other = match (&area.authority, &assessment.authority) {
            (Some(own), Some(whole)) => own.id != whole.id,
            (Some(_), None) | (None, Some(_)) => true,
            (None, None) => false,
        };
        if other || area.regime != context.incident.vorfall.rechtsregime {
            let path: FieldPath = paths::item(&context.facts, "bereiche", index);
            let mut finding = ELSEWHERE.at(path, context.complete);
            finding.message = format!("{} {}", ELSEWHERE.message, area.reason);
            found.push(finding);
        }
    }
}
