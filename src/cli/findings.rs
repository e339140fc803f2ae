//! Findings on the terminal: grouped by weight, each with its place, its rule and the remedy.

use super::messages::{Console, Tone, clean, clean_lines};
use super::steps::{Finding, Level};

const LEVELS: [Level; 3] = [Level::Fehler, Level::Warnung, Level::Hinweis];

/// Whether `finding` concerns the document; a finding that names none concerns all.
pub(crate) fn concerns(finding: &Finding, document: &str) -> bool {
    finding.documents.is_empty() || finding.documents.contains(&document)
}

/// Whether `finding` stops the document.
pub(crate) fn stops(finding: &Finding, document: &str) -> bool {
    finding.level == Level::Fehler && concerns(finding, document)
}

/// Prints findings on stderr, the heavy ones first.
pub(crate) fn print(findings: &[&Finding], console: &Console) {
    for level in LEVELS {
        for finding in findings.iter().filter(|finding| finding.level == level) {
            console.say(&describe(finding, console));
        }
    }
}

/// How many findings of each weight: `1 Fehler, 2 Warnungen, 0 Hinweise`.
pub(crate) fn count(findings: &[&Finding]) -> String {
    LEVELS
        .map(|level| {
            let number = findings.iter().filter(|f| f.level == level).count();
            format!("{number} {}", noun(level, number))
        })
        .join(", ")
}

/// Code and place of a finding, for lists: `M01 zeiten.kenntnis`.
pub(crate) fn name(finding: &Finding) -> String {
    finding.path.as_ref().map_or_else(
        || finding.code.to_owned(),
        |path| format!("{} {}", finding.code, clean(path.as_str())),
    )
}

fn describe(finding: &Finding, console: &Console) -> String {
    let head = format!("{}[{}]", word(finding.level), finding.code);
    let mut text = console.paint(tone(finding.level), &head);
    if let Some(path) = &finding.path {
        text.push(' ');
        text.push_str(&clean(path.as_str()));
    }
    text.push_str(": ");
    text.push_str(&clean_lines(&finding.message));
    if !finding.article.is_empty() {
        text.push_str(&format!(" ({})", finding.article));
    }
    if finding.level == Level::Fehler && !finding.documents.is_empty() {
        text.push_str(&format!("\n  betrifft: {}", finding.documents.join(", ")));
    }
    if !finding.hint.is_empty() {
        text.push_str(&format!("\n  → {}", clean_lines(&finding.hint)));
    }
    text
}

const fn word(level: Level) -> &'static str {
    match level {
        Level::Fehler => "fehler",
        Level::Warnung => "warnung",
        Level::Hinweis => "hinweis",
    }
}

pub(crate) const fn noun(level: Level, number: usize) -> &'static str {
    match (level, number) {
        (Level::Fehler, _) => "Fehler",
        (Level::Warnung, 1) => "Warnung",
        (Level::Warnung, _) => "Warnungen",
        (Level::Hinweis, 1) => "Hinweis",
        (Level::Hinweis, _) => "Hinweise",
    }
}

const fn tone(level: Level) -> Tone {
    match level {
        Level::Fehler => Tone::Error,
        Level::Warnung => Tone::Warning,
        Level::Hinweis => Tone::Note,
    }
}

#[cfg(test)]
mod tests {
    use super::super::args::Farbe;
    use super::*;
    use crate::document::model::FieldPath;

    fn finding(level: Level, documents: &'static [&'static str]) -> Finding {
        Finding {
            code: "M01",
            level,
            path: Some(FieldPath::new("zeiten.kenntnis")),
            article: "Art. 33 Abs. 1 DSGVO",
            message: "Der Zeitpunkt fehlt.".to_owned(),
            hint: "Tragen Sie ihn ein.".to_owned(),
            documents,
        }
    }

    #[test]
    fn only_errors_stop_and_only_what_they_concern() {
        assert!(stops(&finding(Level::Fehler, &["meldung"]), "meldung"));
        assert!(!stops(
            &finding(Level::Fehler, &["meldung"]),
            "buergerinformation"
        ));
        assert!(stops(&finding(Level::Fehler, &[]), "buergerinformation"));
        assert!(!stops(&finding(Level::Warnung, &[]), "meldung"));
    }

    #[test]
    fn a_finding_reads_well() {
        let console = Console::new(Farbe::Nie);
        assert_eq!(
            describe(&finding(Level::Fehler, &["meldung"]), &console),
            "fehler[M01] zeiten.kenntnis: Der Zeitpunkt fehlt. (Art. 33 Abs. 1 DSGVO)\n  \
             betrifft: meldung\n  → Tragen Sie ihn ein."
        );
        let (one, two) = (finding(Level::Warnung, &[]), finding(Level::Hinweis, &[]));
        assert_eq!(
            count(&[&one, &two, &two]),
            "0 Fehler, 1 Warnung, 2 Hinweise"
        );
    }
}
