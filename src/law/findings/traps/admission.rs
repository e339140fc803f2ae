//! Admissions of fault: „wir haben versäumt“, „nicht ausreichend geschützt“.
//!
//! A report and a letter under Art. 34 Abs. 1 are protected (§§ 42 Abs. 4, 43 Abs. 4 BDSG), public
//! information and the record are not named there. Facts are to be told; guilt is nobody's to
//! state on that day.

use super::super::{Level, Rule};
use super::words::Pattern;

pub(super) const RULE: Rule = Rule::new(
    "M701",
    Level::Hinweis,
    "vorfall.beschreibung",
    "§§ 42 Abs. 4, 43 Abs. 4 BDSG; Art. 33 Abs. 3, Art. 34 Abs. 2 DSGVO",
    "Der Text kann als Eingeständnis eines Verschuldens gelesen werden. Verlangt ist, was geschehen ist, \
     nicht, wer schuld ist.",
    "Beschreiben Sie nur Tatsachen: „Das Update vom 3. Mai war nicht eingespielt“ statt „Wir haben das \
     Update versäumt“. Stimmt der Satz so, lassen Sie ihn stehen: Der Hinweis hält nichts auf.",
    EVERY_TEXT,
);

pub(super) const IN_RECORD: Rule = Rule::new(
    "M703",
    Level::Hinweis,
    "entscheidungen[].begruendung",
    "Art. 33 Abs. 5 DSGVO; §§ 42 Abs. 4, 43 Abs. 4 BDSG",
    "Der Text wertet eigenes oder fremdes Verschulden. Er steht nur im Vermerk, und den nennen § 42 \
     Abs. 4 und § 43 Abs. 4 BDSG nicht.",
    "Halten Sie im Vermerk Tatsachen und Gründe fest und überlassen Sie die Wertung einem späteren \
     Bericht. Der Hinweis hält nichts auf.",
    &["vermerk"],
);

/// Documents in which a text may stand.
pub(super) const EVERY_TEXT: &[&str] = &[
    "meldung",
    "portalbogen",
    "auftragsverarbeiter",
    "buergerinformation",
    "benachrichtigung",
    "aushang",
    "pressemitteilung",
    "telefonleitfaden",
    "empfaengerschreiben",
];

static PATTERNS: [Pattern; 8] = [
    // Who: we, the administration. What: failed to do.
    Pattern::new(
        r"\b(wir|ich|man|die (stadt|gemeinde|verwaltung|behörde|stadtverwaltung|kreisverwaltung)|das (amt|rathaus|landratsamt)|der (landkreis|kreis|verband|zweckverband))\b[^.!?;]{0,60}\b(versäumt|verschlafen|vernachlässigt|missachtet|unterlassen)\b",
    ),
    Pattern::new(
        r"\b(versäumten|vernachlässigten|missachteten|unterließen) (wir|es)\b|\bwir (versäumten|vernachlässigten|missachteten|unterließen)\b",
    ),
    Pattern::new(
        r"\bunser(e|em|en|er|es)? ((eigen|schwer|groß|grob|klar|mangelnd|fehlend)\w* )?(fehler|versäumnis(se)?|verschulden|schuld|nachlässigkeit|fahrlässigkeit|unachtsamkeit)\b",
    ),
    Pattern::new(
        r"\b(uns|unserem amt|unserer verwaltung|der verwaltung|der stadt) (ist|sind|war|waren) [^.!?;]{0,30}\bfehler (passiert|unterlaufen)\b",
    ),
    Pattern::new(
        r"\b(nicht (ausreichend|genügend|hinreichend|richtig|ordentlich|sorgfältig( genug)?|gut genug)|unzureichend|ungenügend|mangelhaft) (geschützt|gesichert|abgesichert|gepflegt|geschult|überwacht|kontrolliert|geprüft|verschlüsselt)\b",
    ),
    Pattern::new(
        r"\b(grob fahrlässig|fahrlässig|fahrlässiges|fahrlässigen|schuldhaft|leichtfertig)\b",
    ),
    Pattern::new(
        r"\bwir (sind|waren) (selbst )?(daran |dafür )?schuld\b|\bwir tragen [^.!?;]{0,20}\bschuld\b|\bselbst verschuldet\b",
    ),
    Pattern::new(
        r"\b(eigene[ns]?|eigenem|eigener) (verschulden|fehler|versäumnis(se)?|nachlässigkeit)\b",
    ),
];

/// „hätten … müssen“: what ought to have been done.
static OUGHT: [Pattern; 2] = [
    Pattern::new(
        r"\b((wir|ich|man|die (stadt|gemeinde|verwaltung)|das (amt|rathaus)|der (landkreis|kreis)) hätten?|hätten? (wir|ich|man|die (stadt|gemeinde|verwaltung)|das (amt|rathaus)))\b[^.!?;]{0,80}\b(müssen|sollen|dürfen)\b",
    ),
    Pattern::new(r"\bhätten?\b[^.!?;]{0,80}\bwerden (müssen|sollen)\b"),
];

/// What was only imagined: „sonst hätte das Rathaus schließen müssen“.
static IMAGINED: Pattern =
    Pattern::new(r"\b(sonst|ansonsten|andernfalls|anderenfalls|ohne|wenn|falls|trotzdem|ob)\b");

/// Words of statutes: „vorsätzlich oder fahrlässig“.
static STATUTE: Pattern = Pattern::new(r"\b(vorsätzlich|bußgeld|§)");

/// Whether a text admits fault.
pub(super) fn admits(text: &str) -> bool {
    let stated = PATTERNS
        .iter()
        .any(|pattern| pattern.is_stated_in(text) && !(STATUTE.is_in(text)));
    stated
        || super::words::sentences(text).any(|sentence| {
            !IMAGINED.is_in(sentence) && OUGHT.iter().any(|pattern| pattern.is_in(sentence))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn admissions_are_seen() {
        for text in [
            "Wir haben versäumt, das Update einzuspielen.",
            "Das war unser Fehler.",
            "Die Daten waren nicht ausreichend geschützt.",
            "Die Verwaltung handelte fahrlässig.",
            "Wir hätten die Liste vorher prüfen müssen.",
            "Das Update hätte längst eingespielt werden müssen.",
            "Der Server war mangelhaft gesichert.",
            "Uns ist leider ein Fehler unterlaufen.",
            "Es war unser eigenes Verschulden.",
            "Die Stadt hat die Schulung der Beschäftigten vernachlässigt.",
            "Wir sind selbst schuld.",
        ] {
            assert!(admits(text), "{text}");
        }
    }

    #[test]
    fn ordinary_sentences_are_not() {
        for text in [
            "Ohne unser Verschulden kann die Post Sendungen verlieren.",
            "Wir haben keine Frist versäumt.",
            "Betroffen sind Daten der Schuldnerberatung und offene Schulden von Kundinnen und Kunden.",
            "Wir bitten um Entschuldigung.",
            "Ob die Daten nicht ausreichend geschützt waren, wird untersucht.",
            "Der Stick war nicht verschlüsselt.",
            "Ohne den Notbetrieb hätte das Rathaus geschlossen werden müssen.",
            "Sonst hätten wir alle Anträge noch einmal erfassen müssen.",
            "Die Fehlermeldung erschien am Morgen auf allen Rechnern.",
            "Ordnungswidrig handelt, wer vorsätzlich oder fahrlässig Daten erhebt (§ 43 BDSG).",
            "Die Daten waren ausreichend geschützt: Das Gerät ist verschlüsselt.",
            "Unsere Fehlersuche dauert an.",
            "Die Kämmerei hat Unterlagen zur Schuldenverwaltung wiederhergestellt.",
            "Sie hätten sich an das Bürgertelefon wenden können.",
            "Die Stadt ist schuldenfrei.",
            "Wir haben den Zugang unterbunden und die Kennwörter geändert.",
        ] {
            assert!(!admits(text), "{text}");
        }
    }

    #[test]
    fn patterns_are_sound() {
        assert!(PATTERNS.iter().chain(&OUGHT).all(Pattern::is_sound));
        assert!(IMAGINED.is_sound() && STATUTE.is_sound());
    }
}
