//! Names, e-mail addresses and telephone numbers in texts that are not among the stated contacts.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::super::passages::Passage;
use super::super::{Context, Finding, Level, Rule};
use super::identifiers::EVERY_DOCUMENT;
use super::words::Pattern;

pub(super) const RULE: Rule = Rule::new(
    "M705",
    Level::Hinweis,
    "vorfall.beschreibung",
    "Art. 5 Abs. 1 Buchst. c, Art. 33 Abs. 3 Buchst. a DSGVO",
    "Der Text nennt offenbar eine Person, eine E-Mail-Adresse oder eine Telefonnummer, die nicht zu den \
     angegebenen Kontakten gehört.",
    "Gehört sie einer betroffenen Person oder einer oder einem Beschäftigten, streichen Sie sie. Ist es \
     eine Stelle, bei der Menschen Hilfe finden, lassen Sie sie stehen.",
    EVERY_DOCUMENT,
);

static PERSON: Pattern = Pattern::exact(
    r"\b(?:Herrn?|Frau) (?:(?i:Prof\.|Dr\.|Dipl\.-\w+\.?) ?)*[A-ZÄÖÜ][a-zäöüß]+(?:[ -][A-ZÄÖÜ][a-zäöüß]+)?",
);
static EMAIL: Pattern = Pattern::new(r"\b[\w.+-]+@[\w-]+(\.[\w-]+)+\b");
static TELEPHONE: Pattern =
    Pattern::new(r"(\+49|\b0049|\b0\d{1,5})[ /()-]{0,3}\d[\d /()-]{4,}\d\b");
/// Words before a number that say it is one to call.
static TO_CALL: Pattern = Pattern::new(
    r"\b(tel\.?|telefon\w*|fax|handy|mobil\w*|rufnummer|nummer|unter|durchwahl|hotline)[: ]*(\(?lautet\)? )?$",
);

/// Offices that follow „Herr“ or „Frau“ without a name.
static OFFICE: Pattern = Pattern::new(
    r"^(herrn?|frau) (\w*bürgermeister|landr(a|ä)t|stadtr(a|ä)t|kreisr(a|ä)t|minister|präsident|direktor|amts|abteilungs|dezernent|beigeordnet|kämmer|doktor|professor|staats|und |oder )",
);

/// Providers whose addresses say nothing about whom they belong to.
const MAIL_FOR_ALL: [&str; 10] = [
    "gmail.com",
    "googlemail.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "t-online.de",
    "outlook.com",
    "outlook.de",
    "freenet.de",
    "yahoo.de",
];

pub(super) fn find(context: &Context<'_>, passages: &[Passage], found: &mut Vec<Finding>) {
    let mut known = Known::of(&context.facts);
    let areas = context
        .assessment
        .areas
        .iter()
        .map(|area| area.authority.as_ref());
    for authority in areas
        .chain([context.assessment.authority.as_ref()])
        .flatten()
    {
        let email = authority.email.iter().map(|email| email.to_lowercase());
        known.emails.extend(email);
        known
            .numbers
            .extend(authority.telefon().map(|number| digits(&number)));
    }
    for passage in passages {
        // Who got data by mistake is named on purpose; so are people in the own files.
        let on_purpose = passage.is_for_record_only()
            || passage.path.as_str().starts_with("empfaenger")
            || passage.path.as_str().ends_with(".durch");
        if !on_purpose && known.is_foreign(&passage.text) {
            found.push(passage.finding(&RULE, context.complete));
        }
    }
}

/// Contacts and people that the facts name where they belong.
#[derive(Default)]
struct Known {
    names: BTreeSet<String>,
    emails: BTreeSet<String>,
    numbers: BTreeSet<String>,
}

impl Known {
    fn of(facts: &Map<String, Value>) -> Self {
        let mut known = Self::default();
        for (key, value) in facts {
            if key != "empfaenger" {
                known.add(key, value);
            }
        }
        known
    }

    fn add(&mut self, key: &str, value: &Value) {
        match value {
            Value::Object(table) => table.iter().for_each(|(key, value)| self.add(key, value)),
            Value::Array(list) => list.iter().for_each(|value| self.add(key, value)),
            Value::String(text) => match key {
                "name" | "durch" => {
                    let words = text.split(|c: char| !c.is_alphabetic());
                    self.names.extend(words.map(str::to_lowercase));
                }
                "email" => {
                    self.emails.insert(text.to_lowercase());
                }
                "telefon" => {
                    self.numbers.insert(digits(text));
                }
                _ => {}
            },
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// Whether a text names a person, an address or a number that is not among them.
    fn is_foreign(&self, text: &str) -> bool {
        let person = PERSON.all(text).any(|found| {
            let last = found.as_str().rsplit([' ', '-']).next().unwrap_or_default();
            !OFFICE.is_in(found.as_str()) && !self.names.contains(&last.to_lowercase())
        });
        let email = EMAIL
            .all(text)
            .any(|found| !self.has_email(&found.as_str().to_lowercase()));
        let telephone = TELEPHONE.all(text).any(|found| {
            let called =
                found.as_str().starts_with("+49") || TO_CALL.is_in(found.before().trim_end());
            called && !self.numbers.contains(&digits(found.as_str()))
        });
        person || email || telephone
    }

    /// Whether it is one of the stated addresses or belongs to the same body.
    fn has_email(&self, email: &str) -> bool {
        let host = |email: &str| email.rsplit_once('@').map(|(_, host)| host.to_owned());
        self.emails.contains(email)
            || host(email).is_some_and(|own| {
                !MAIL_FOR_ALL.contains(&own.as_str())
                    && self
                        .emails
                        .iter()
                        .any(|known| host(known).as_ref() == Some(&own))
            })
    }
}

/// A telephone number as its digits, the country left out.
fn digits(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let national = if number.trim_start().starts_with("+49") {
        digits.strip_prefix("49")
    } else {
        digits
            .strip_prefix("0049")
            .or_else(|| digits.strip_prefix('0'))
    };
    national.unwrap_or(&digits).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn known() -> Known {
        let facts = json!({
            "melder": { "name": "A. Beispiel", "telefon": "030 23125-110", "email": "dsb@stadt.example" },
            "anlaufstelle": { "telefon": "+49 30 23125-115" },
        });
        Known::of(facts.as_object().unwrap())
    }

    #[test]
    fn strangers_are_seen() {
        for text in [
            "Die Akte von Frau Lehmann lag im Bus.",
            "Herr Dr. Schulze hat den Brief geöffnet.",
            "Die E-Mail ging an erika@web.de.",
            "Rufen Sie an: Telefon 0171 2345678.",
            "Erreichbar unter +49 171 2345678.",
            "Frau Meier-Schulte meldete sich.",
            "Die Liste enthält Herrn Kowalski.",
            "Kontakt: jemand@anderswo.example",
        ] {
            assert!(known().is_foreign(text), "{text}");
        }
    }

    #[test]
    fn contacts_and_ordinary_sentences_are_not() {
        for text in [
            "Fragen beantwortet Frau Beispiel.",
            "Rufen Sie uns an: Telefon 030 23125-115.",
            "Schreiben Sie an dsb@stadt.example oder post@stadt.example.",
            "Frau Bürgermeisterin und Herr Landrat sind unterrichtet.",
            "Jede Frau und jeder Mann kann nachfragen.",
            "Am 15.10.2021 um 07:20 Uhr fiel der Server aus.",
            "Das Aktenzeichen 0417/2021-0053 nennt die Behörde.",
            "Die Sperr-Nummer 116 116 hilft bei verlorenen Karten.",
            "Bei Gefahr wählen Sie 110.",
            "Die Postleitzahl 01067 gehört zu Dresden.",
            "Der Hausherr ließ die Schlösser tauschen.",
            "Sehr geehrte Frau Präsidentin",
            "Herr und Frau stehen in der Anrede der Serienbriefe.",
        ] {
            assert!(!known().is_foreign(text), "{text}");
        }
    }

    #[test]
    fn patterns_are_sound() {
        let all = [&PERSON, &EMAIL, &TELEPHONE, &TO_CALL, &OFFICE];
        assert!(all.iter().all(|pattern| pattern.is_sound()));
    }
}
