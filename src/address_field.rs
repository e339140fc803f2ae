//! Addresses that do not fit the window of an envelope: seen on finished letters.

use crate::document::model::Inline;
use crate::document::{Document, FieldPath};
use crate::law::findings::{Finding, Grade, Level, Rule};
use crate::render::pdf::address::{self, AddressProblem};

/// The rule behind the findings.
pub const RULE: Rule = Rule {
    code: "G101",
    grade: Grade::Always(Level::Warnung),
    path: "",
    article: "DIN 5008",
    message: "Die Anschrift passt nicht in das Anschriftfeld des Briefes. Sie steht vollständig auf dem Blatt, ragt aber \
              aus dem Fenster eines Briefumschlags.",
    hint: "Kürzen Sie die genannte Angabe oder teilen Sie sie anders auf. Das Feld hat neun Zeilen von 80 mm Breite. Sonst \
           nehmen Sie einen Umschlag ohne Fenster.",
    documents: LETTERS,
};

/// The documents that are letters.
pub const LETTERS: &[&str] = &[
    "meldung",
    "benachrichtigung",
    "auftragsverarbeiter",
    "empfaengerschreiben",
];

/// One finding for each letter whose address does not fit; equal ones once.
#[must_use]
pub fn findings<'a>(documents: impl IntoIterator<Item = &'a Document>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for document in documents {
        let Some(problem) = address::problem(document) else {
            continue;
        };
        let finding = finding(document, &problem);
        if !found.contains(&finding) {
            found.push(finding);
        }
    }
    found
}

fn finding(document: &Document, problem: &AddressProblem) -> Finding {
    let name = document.file_stem();
    let message = match problem.line {
        None => format!(
            "{name}: Die Absenderzeile über der Anschrift braucht auch in der kleinsten Schrift {} Zeilen; zwei sind möglich. \
             Die Anschrift rückt aus dem Fenster eines Briefumschlags.",
            problem.lines
        ),
        Some(line) if problem.wide => format!(
            "{name}: In Zeile {line} der Anschrift ist ein Wort breiter als das Anschriftfeld (80 mm). Es wird ohne Trennstrich umbrochen."
        ),
        Some(line) => format!(
            "{name}: Vermerke und Anschrift brauchen auch in der kleinsten Schrift {} Zeilen; das Anschriftfeld hat neun. Am längsten ist \
             Zeile {line} der Anschrift. Sie steht vollständig auf dem Blatt, ragt aber aus dem Fenster eines Briefumschlags.",
            problem.lines
        ),
    };
    Finding {
        code: RULE.code,
        level: Level::Warnung,
        path: problem.words.iter().find_map(source),
        article: RULE.article,
        message,
        hint: RULE.hint.to_owned(),
        documents: LETTERS
            .iter()
            .position(|letter| *letter == document.name)
            .and_then(|at| LETTERS.get(at..=at))
            .unwrap_or(LETTERS),
    }
}

/// The fact of the facts file that words state.
fn source(inline: &Inline) -> Option<FieldPath> {
    match inline {
        Inline::Text { source, .. } | Inline::Open { source, .. } | Inline::Time { source, .. } => {
            source.clone().filter(|path| {
                // What the program knows of an authority, and who gets a letter, stand elsewhere.
                !["recht.", "person."]
                    .iter()
                    .any(|table| path.as_str().starts_with(table))
            })
        }
        Inline::Strong { content }
        | Inline::Emphasis { content }
        | Inline::Link { content, .. }
        | Inline::Changed { content, .. } => content.iter().find_map(source),
        Inline::Break => None,
    }
}
