//! Wording fixed by hand for a section that a document does not have.

use std::collections::BTreeSet;

use super::by_hand::Version;
use super::catalogue::DOCUMENTS;
use super::model::{Document, FieldPath};
use crate::facts::suggest::nearest;
use crate::law::findings::{Finding, Grade, Level, Rule};

/// The rules on sections that finished documents lack.
pub const RULES: [Rule; 2] = [UNKNOWN, ABSENT];

const UNKNOWN: Rule = Rule {
    code: "M714",
    grade: Grade::Always(Level::Fehler),
    path: "textfassungen[].abschnitt",
    article: "Art. 5 Abs. 1 Buchst. d DSGVO",
    message: "Einen Abschnitt mit dieser Kennung hat das Dokument nicht; die Handfassung wirkt dort nicht.",
    hint: "Berichtigen Sie abschnitt beim Eintrag unter [[textfassungen]]. Die Kennung eines Abschnitts steht in \
           der Webseite des Dokuments hinter dem # des Verweises auf ihn.",
    documents: DOCUMENTS,
};

const ABSENT: Rule = Rule {
    code: "M715",
    grade: Grade::Always(Level::Hinweis),
    path: "textfassungen[].abschnitt",
    article: "Art. 5 Abs. 1 Buchst. d DSGVO",
    message: "Diesen Abschnitt zeigt das Dokument mit den heutigen Tatsachen nicht; die Handfassung wirkt nicht.",
    hint: "Prüfen Sie, ob Sie den Text an anderer Stelle brauchen.",
    documents: DOCUMENTS,
};

/// What texts for a document miss. `made` are the documents of this name with today's facts,
/// `sections` all ids that its template can give, `only` the name as findings hold it.
pub(super) fn find(
    versions: &[Version],
    made: &[Document],
    sections: &BTreeSet<String>,
    only: &'static [&'static str],
) -> Vec<Finding> {
    let shown = |section: &str| {
        made.iter().any(|document| {
            document
                .by_hand
                .iter()
                .any(|entry| entry.section == section)
        })
    };
    let mut found = Vec::new();
    for version in versions {
        let place = version.path.key("abschnitt");
        let known = sections.contains(&version.section) || shown(&version.section);
        if !known && version.is_for_all() {
            // Other documents may have it; that none has is said once, by the caller.
            continue;
        }
        if !known {
            found.push(unknown(place, &version.section, sections, only));
        } else if !made.is_empty() && !version.is_for_all() && !shown(&version.section) {
            found.push(finding(&ABSENT, place, only));
        }
    }
    found
}

fn finding(rule: &Rule, path: FieldPath, documents: &'static [&'static str]) -> Finding {
    Finding {
        code: rule.code,
        level: match rule.grade {
            Grade::Always(level) => level,
            Grade::Complete | Grade::ByMargin => Level::Warnung,
        },
        path: Some(path),
        article: rule.article,
        message: rule.message.to_owned(),
        hint: rule.hint.to_owned(),
        documents,
    }
}

/// A section that no template gives, with the one that may be meant.
pub(super) fn unknown(
    path: FieldPath,
    section: &str,
    sections: &BTreeSet<String>,
    documents: &'static [&'static str],
) -> Finding {
    let mut finding = finding(&UNKNOWN, path, documents);
    match nearest(section, sections.iter().map(String::as_str)) {
        Some(meant) => finding.hint = format!("Meinten Sie „{meant}“? {}", UNKNOWN.hint),
        None => {
            let all: Vec<&str> = sections.iter().map(String::as_str).collect();
            finding.hint = format!("Möglich sind: {}.", all.join(", "));
        }
    }
    finding
}
