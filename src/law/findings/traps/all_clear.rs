//! A false all-clear: words that calm people down while the facts do not.

use super::super::passages::Passage;
use super::super::{Context, Finding, Level, Rule, TO_PEOPLE};
use super::words::Pattern;
use crate::facts::{Abfluss, RisikoErgebnis, Unlesbar};

pub(super) const RULE: Rule = Rule::new(
    "B408",
    Level::Warnung,
    "vorfall.beschreibung_buerger",
    "Art. 34 Abs. 2, Art. 33 Abs. 3 Buchst. c DSGVO",
    "Der Text beruhigt mehr, als die Tatsachen hergeben: Das Risiko ist nicht als gering bewertet und ein \
     Abfluss ist nicht ausgeschlossen.",
    "Sagen Sie, was feststeht und was nicht, und was die Menschen tun können.",
    TO_PEOPLE,
);

static PATTERNS: [Pattern; 5] = [
    Pattern::new(
        r"\bkein(e|en|erlei)? (gefahr|risiko) (für (Sie|Ihre|die betroffenen|betroffene|die bürger|ihre daten)|mehr)\b",
    ),
    Pattern::new(r"\bkein(en|erlei)? (grund|anlass) zu[rm]? (sorge|beunruhigung|besorgnis|panik)"),
    Pattern::new(
        r"\b(Ihre|alle|sämtliche) (daten|angaben|unterlagen) (sind|waren) (weiterhin |nach wie vor |jederzeit |immer )?(sicher|geschützt|in sicherheit)\b",
    ),
    Pattern::new(
        r"\bmüssen (Sie )?(sich )?(keine sorgen machen|nichts (tun|unternehmen|befürchten))\b|\bmachen Sie sich (bitte )?keine sorgen\b",
    ),
    Pattern::new(
        r"\bbesteht (für Sie )?kein(e|erlei)? (gefahr|risiko|handlungsbedarf)\b(\.|$| für (Sie|Ihre|betroffene))",
    ),
];

pub(super) fn find(context: &Context<'_>, passages: &[Passage], found: &mut Vec<Finding>) {
    let incident = context.incident;
    let harmless = incident.risiko.ergebnis.ist(&RisikoErgebnis::Gering)
        || incident.vorfall.abfluss.ist(&Abfluss::Ausgeschlossen)
        || incident.vorfall.unlesbar.ist(&Unlesbar::Ja);
    if harmless {
        return;
    }
    for passage in passages.iter().filter(|passage| passage.is_for_people()) {
        if calms(&passage.text) {
            found.push(passage.finding(&RULE, context.complete));
        }
    }
}

fn calms(text: &str) -> bool {
    PATTERNS.iter().any(|pattern| pattern.is_in(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_calm_are_seen() {
        for text in [
            "Ihre Daten sind sicher.",
            "Es besteht kein Grund zur Sorge.",
            "Für Sie besteht keine Gefahr.",
            "Sie müssen nichts unternehmen.",
            "Machen Sie sich keine Sorgen.",
            "Alle Daten sind weiterhin geschützt.",
            "Es gibt keine Gefahr für Ihre Daten.",
        ] {
            assert!(calms(text), "{text}");
        }
    }

    #[test]
    fn ordinary_sentences_are_not() {
        for text in [
            "Es besteht keine Gefahr für die Trinkwasserversorgung.",
            "Ob Ihre Daten sicher sind, prüfen wir noch.",
            "Wir wissen noch nicht, ob Fremde Daten kopiert haben.",
            "Bewahren Sie Ihre Unterlagen sicher auf.",
            "Feuerwehr und Rettungsdienst sind nicht betroffen.",
            "Ein sicheres Passwort hat mindestens zwölf Zeichen.",
            "Wer nichts unternimmt, bemerkt falsche Abbuchungen vielleicht zu spät.",
            "Die Daten auf dem Gerät sind verschlüsselt.",
            "Haben Sie Sorgen? Rufen Sie uns an.",
            "Die Kläranlage läuft ohne Gefahr für die Umwelt weiter.",
            "Wir geben Entwarnung, wenn die Untersuchung abgeschlossen ist.",
        ] {
            assert!(!calms(text), "{text}");
        }
        assert!(PATTERNS.iter().all(Pattern::is_sound));
    }
}
