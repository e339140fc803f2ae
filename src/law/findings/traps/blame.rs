//! Blame: words that put the fault on a processor, an employee or somebody else.
//!
//! Who is to blame is seldom known in the first days, and who is blamed answers. The cause
//! (`vorfall.ursache`) has a key of its own.

use super::super::{Level, Rule};
use super::admission::EVERY_TEXT;
use super::words::Pattern;

pub(super) const RULE: Rule = Rule::new(
    "M702",
    Level::Hinweis,
    "vorfall.beschreibung",
    "Art. 33 Abs. 3 Buchst. a, Art. 34 Abs. 2 DSGVO",
    "Der Text kann als Schuldzuweisung gelesen werden. Verlangt ist, was geschehen ist, nicht, wer \
     schuld ist.",
    "Nennen Sie, was wer getan hat, ohne es zu werten: „Der Dienstleister hat die Freigabe am 3. Mai \
     geöffnet.“ Der Hinweis hält nichts auf.",
    EVERY_TEXT,
);

static PATTERNS: [Pattern; 7] = [
    Pattern::new(r"\b(ist|sind|war|waren|hat|haben) (\w+ ){0,5}?(daran |dafür )?schuld\b"),
    Pattern::new(r"\b(trägt|tragen|trug|trifft|liegt|gibt|geben|gab) [^.!?;]{0,40}\bschuld\b"),
    Pattern::new(r"\bschuld (daran )?(ist|sind|war|waren|hat|haben|trägt|tragen|liegt)\b"),
    Pattern::new(
        r"\bverschuldet (durch|von|vom)\b|\b(den vorfall|das|die panne|die datenpanne) (hat|haben) [^.!?;]{0,40}\bverschuldet\b|\b(den vorfall|die panne|die datenpanne) verschuldet\b",
    ),
    Pattern::new(
        r"\b(schlampig\w*|geschlampt|schlamperei|gepfuscht|pfusch|inkompetent\w*|inkompetenz|verantwortungslos\w*|dilettantisch\w*|stümperhaft\w*)\b",
    ),
    Pattern::new(
        r"\b(dienstleister(in)?|auftragsverarbeiter(in)?|auftragnehmer(in)?|firma|rechenzentrum|hersteller|mitarbeiter(in)?|beschäftigter?|kolleg(e|in)|praktikant(in)?|auszubildender?|post|zusteller(in)?)\b[^.!?;]{0,60}\b(versagt|versäumt|verschlafen|missachtet|nicht aufgepasst|vernachlässigt)\b",
    ),
    Pattern::new(
        r"\b(verschulden|nachlässigkeit|fahrlässigkeit|unachtsamkeit|versäumnis(se)?|schuld) (des|der|eines|einer|unseres|unserer|von|vom) ",
    ),
];

/// Whether a text blames somebody.
pub(super) fn blames(text: &str) -> bool {
    PATTERNS.iter().any(|pattern| pattern.is_stated_in(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blame_is_seen() {
        for text in [
            "Schuld ist der Dienstleister.",
            "Die Firma hat schlampig gearbeitet.",
            "Der Vorfall ist verschuldet durch das Rechenzentrum.",
            "Die Schuld trägt ein Mitarbeiter.",
            "Der Dienstleister hat das Update versäumt.",
            "Der Hersteller ist daran schuld.",
            "Das geschah durch Nachlässigkeit des Auftragnehmers.",
            "Die Mitarbeiterin hat die Dienstanweisung missachtet.",
            "Das lag an der Inkompetenz der Beteiligten.",
        ] {
            assert!(blames(text), "{text}");
        }
    }

    #[test]
    fn ordinary_sentences_are_not() {
        for text in [
            "Sie trifft keine Schuld.",
            "Die Beschäftigten sind nicht schuld.",
            "Betroffen sind Menschen mit hohen Schulden und Unterlagen der Schuldnerberatung.",
            "Wir bitten um Entschuldigung für die Mühe.",
            "Die Gemeinde ist schuldenfrei.",
            "Der Haushalt ist überschuldet; Unterlagen dazu sind betroffen.",
            "Wer schuld ist, klärt die Polizei.",
            "Ob jemanden eine Schuld trifft, wird geprüft.",
            "Der Dienstleister hat die Server vom Netz genommen.",
            "Der Dienstleister hat keine Frist versäumt.",
            "Das Unternehmen schuldet uns noch eine Auskunft.",
            "Ohne Verschulden der Beschäftigten ging der Brief verloren.",
            "Die Firma Muster hat die Protokolle gesichert.",
            "Vollstreckung wegen Schulden: Name, Anschrift und Betrag.",
        ] {
            assert!(!blames(text), "{text}");
        }
    }

    #[test]
    fn patterns_are_sound() {
        assert!(PATTERNS.iter().all(Pattern::is_sound));
    }
}
