//! Records with a block on information (§ 51 BMG): no public text may say that they are among
//! the data, or those who look for these people know where to look.

use super::super::passages::Passage;
use super::super::{Context, Finding, Level, PUBLIC, Rule};
use super::words::{Pattern, sentences};

pub(super) const RULES: [Rule; 2] = [TOLD, NOT_MARKED];

const TOLD: Rule = Rule::new(
    "B405",
    Level::Fehler,
    "vorfall.beschreibung_buerger",
    "§ 51 BMG; Art. 32, Art. 34 Abs. 2 DSGVO",
    "Ein öffentlicher Text erwähnt eine Auskunftssperre oder eine geschützte Anschrift. Unter den Daten \
     sind solche; wer nach diesen Menschen sucht, erfährt so davon.",
    "Streichen Sie die Stelle. Unterrichten Sie die Menschen mit Auskunftssperre persönlich, bevor etwas \
     veröffentlicht wird.",
    PUBLIC,
);

const NOT_MARKED: Rule = Rule::new(
    "B406",
    Level::Warnung,
    "daten[].auskunftssperre",
    "§ 51 BMG; Art. 34 DSGVO",
    "Ein öffentlicher Text erwähnt eine Auskunftssperre oder eine geschützte Anschrift; unter [[daten]] \
     ist keine angegeben.",
    "Sind solche Daten dabei, setzen Sie auskunftssperre = true und streichen Sie die Stelle. Sind sie \
     es nicht, braucht die Öffentlichkeit den Hinweis nicht.",
    PUBLIC,
);

static MENTION: Pattern = Pattern::new(
    r"\b(auskunfts|übermittlungs|melderegister)sperren?\b|\bsperrvermerke?n?\b|§ ?51 (Abs\. ?\d )?BMG\b|\b(geheime|geschützte|verdeckte)[nr]? (wohn)?(anschrift(en)?|adressen?)\b|\bschutzadressen?\b|\bfrauenh(aus|äuser)",
);
/// Advice that anybody may get: how to ask for a block.
static TO_ASK_FOR: Pattern =
    Pattern::new(r"\b(beantragen|beantragt|antrag|einrichten lassen|eintragen lassen)\b");

pub(super) fn find(context: &Context<'_>, passages: &[Passage], found: &mut Vec<Finding>) {
    let blocked = context
        .incident
        .daten
        .liste()
        .iter()
        .any(|data| data.auskunftssperre);
    for passage in passages {
        let mentioned = passage.is_public() && mentions(&passage.text, blocked);
        if mentioned {
            let rule = if blocked { &TOLD } else { &NOT_MARKED };
            found.push(passage.finding(rule, context.complete));
        }
    }
}

/// Whether a text mentions blocks; where there are none among the data, advice to ask for one is
/// no mention.
fn mentions(text: &str, blocked: bool) -> bool {
    sentences(text)
        .any(|sentence| MENTION.is_in(sentence) && (blocked || !TO_ASK_FOR.is_in(sentence)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_are_seen() {
        for text in [
            "Betroffen sind auch Daten mit Auskunftssperre.",
            "Menschen mit einer Übermittlungssperre informieren wir persönlich.",
            "Auch der Sperrvermerk war sichtbar.",
            "Eintragungen nach § 51 BMG sind dabei.",
            "Darunter sind geschützte Adressen.",
            "Die Liste enthielt Anschriften von Frauenhäusern.",
        ] {
            assert!(mentions(text, true) && mentions(text, false), "{text}");
        }
    }

    #[test]
    fn ordinary_sentences_are_not() {
        for text in [
            "Die Auskunft der Stadtverwaltung ist gesperrt.",
            "Lassen Sie Ihre Karte sperren.",
            "Eine Straßensperre behindert die Zufahrt zum Rathaus.",
            "Wir haben alle Konten gesperrt.",
            "Auskunft geben die Beschäftigten am Bürgertelefon.",
            "Ihre Adresse kann betroffen sein.",
            "Meldebescheinigungen gibt es zurzeit nicht.",
            "Sie können eine Auskunftssperre beantragen.",
            "Die Sperre des Zugangs ist aufgehoben.",
            "§ 51 der Hauptsatzung gilt weiter.",
            "Die Frauenberatung ist erreichbar.",
        ] {
            assert!(!mentions(text, false), "{text}");
        }
        assert!(mentions(
            "Sie können eine Auskunftssperre beantragen.",
            true
        ));
        assert!(MENTION.is_sound() && TO_ASK_FOR.is_sound());
    }
}
