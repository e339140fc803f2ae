//! Promises without a day: „wir informieren Sie in Kürze“.

use super::super::{Level, Rule, TO_PEOPLE};
use super::words::{Pattern, sentences};

pub(super) const RULE: Rule = Rule::new(
    "B409",
    Level::Hinweis,
    "vorfall.beschreibung_buerger",
    "Art. 34 Abs. 2 DSGVO",
    "Der Text verspricht etwas, ohne einen Tag zu nennen. Wer betroffen ist, ruft dann jeden Tag an.",
    "Nennen Sie einen Tag, und sei es der, an dem Sie sagen, dass es nichts Neues gibt \
     (benachrichtigung.naechste_information).",
    TO_PEOPLE,
);

static VAGUE: Pattern = Pattern::new(
    r"\b(in kürze|in kürzester zeit|zeitnah|demnächst|alsbald|schnellstmöglich|baldmöglichst|so (schnell|bald|rasch) wie möglich|in den nächsten (tagen|wochen)|zu gegebener zeit)\b",
);
static ANNOUNCES: Pattern = Pattern::new(
    r"\b(informieren|unterrichten|benachrichtigen|melden uns|berichten|mitteilen|teilen|veröffentlichen|schreiben|erhalten|bekommen|folgen|folgt|wieder (verfügbar|erreichbar))\b",
);
static DATED: Pattern = Pattern::new(
    r"\d{1,2}\. ?(\d|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)|\b(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|morgen|heute)\b",
);
/// What readers are asked to do soon is no promise.
static ASKED: Pattern = Pattern::new(
    r"\b(melden|schreiben|informieren|unterrichten) Sie (sich|uns|Ihre|die)\b|^(bitte|ändern|prüfen|sperren|lassen) ",
);

/// Whether a sentence promises something without a day.
pub(super) fn promises(text: &str) -> bool {
    sentences(text).any(|sentence| {
        VAGUE.is_in(sentence)
            && ANNOUNCES.is_in(sentence)
            && !DATED.is_in(sentence)
            && !ASKED.is_in(sentence)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promises_without_a_day_are_seen() {
        for text in [
            "Wir informieren Sie in Kürze.",
            "Weitere Informationen folgen zeitnah.",
            "Wir melden uns so schnell wie möglich bei Ihnen.",
            "Sie erhalten demnächst einen Brief.",
            "Das Bürgerbüro ist in den nächsten Tagen wieder erreichbar.",
            "Wir werden Sie schnellstmöglich unterrichten.",
        ] {
            assert!(promises(text), "{text}");
        }
    }

    #[test]
    fn ordinary_sentences_are_not() {
        for text in [
            "Wir informieren Sie am 25. Oktober wieder.",
            "Wir berichten spätestens am Freitag, so schnell wie möglich.",
            "Melden Sie sich so bald wie möglich bei Ihrer Bank.",
            "Ändern Sie Ihr Passwort so schnell wie möglich.",
            "Wir haben die Computer so schnell wie möglich vom Netz genommen.",
            "Wann das Bürgerbüro öffnet, steht noch nicht fest.",
            "Sie bekommen einen Brief von uns.",
            "Bitte schreiben Sie uns zeitnah, wenn Ihnen etwas auffällt.",
            "Die nächste Information hängt am 3.11. am Rathaus.",
            "Wir haben die Aufsicht zeitnah nach der Entdeckung aufgesucht.",
            "Der Betrieb läuft in Kürze an.",
        ] {
            assert!(!promises(text), "{text}");
        }
        let all = [&VAGUE, &ANNOUNCES, &DATED, &ASKED];
        assert!(all.iter().all(|pattern| pattern.is_sound()));
    }
}
