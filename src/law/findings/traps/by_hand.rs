//! Wording fixed by hand (`textfassungen`) that is incomplete, doubled, or takes the place of what
//! a report or notice must say.
//!
//! A program cannot judge whether a person's words still name a consequence or a measure; it says
//! which norm asks for it. Whether a contact is named can be seen.

use std::collections::BTreeMap;

use super::super::{Context, Finding, Level, Rule};
use super::identifiers::EVERY_DOCUMENT;
use crate::facts::{Angabe, DokumentWahl, Incident, Textfassung};
use crate::law::paths;

pub(super) const RULES: [Rule; 4] = [MANDATORY, CONTACT, INCOMPLETE, TWICE];

const MANDATORY: Rule = Rule::new(
    "M710",
    Level::Hinweis,
    "textfassungen[].text",
    "Art. 33 Abs. 3, Art. 34 Abs. 2 DSGVO",
    "Diese Handfassung steht an der Stelle einer Pflichtangabe. Das Programm prüft nicht, ob sie die Angabe \
     noch enthält.",
    "Lesen Sie, ob der Text noch alles nennt, was der Abschnitt nennen muss.",
    EVERY_DOCUMENT,
);

const CONTACT: Rule = Rule::new(
    "M711",
    Level::Warnung,
    "textfassungen[].text",
    "Art. 33 Abs. 3 Buchst. b, Art. 34 Abs. 2 DSGVO",
    "Diese Handfassung steht an der Stelle des Kontakts, nennt aber weder eine der angegebenen \
     Telefonnummern noch eine der E-Mail-Adressen.",
    "Nennen Sie im Text, wo mehr zu erfahren ist, wie es unter [anlaufstelle] oder \
     [datenschutzbeauftragter] steht.",
    EVERY_DOCUMENT,
);

const INCOMPLETE: Rule = Rule::new(
    "M712",
    Level::Warnung,
    "textfassungen[].text",
    "Art. 5 Abs. 1 Buchst. d DSGVO",
    "Dieser Handfassung fehlt das Dokument, der Abschnitt oder der Text. Sie wirkt nicht.",
    "Tragen Sie beim Eintrag unter [[textfassungen]] dokument, abschnitt und text ein, oder streichen Sie ihn.",
    EVERY_DOCUMENT,
);

const TWICE: Rule = Rule::new(
    "M713",
    Level::Warnung,
    "textfassungen[].abschnitt",
    "Art. 5 Abs. 1 Buchst. d DSGVO",
    "Für diesen Abschnitt gibt es eine weitere Handfassung. Es gilt die, die in der Datei weiter unten steht.",
    "Streichen Sie die Handfassung, die nicht mehr gelten soll.",
    EVERY_DOCUMENT,
);

/// Sections that say what the law asks for: document, id, norm, and what it is.
const SECTIONS: [(DokumentWahl, &str, &str, &str); 17] = [
    (
        DokumentWahl::Meldung,
        "hergang",
        "Art. 33 Abs. 3 Buchst. a DSGVO",
        "Art der Verletzung",
    ),
    (
        DokumentWahl::Meldung,
        "personen",
        "Art. 33 Abs. 3 Buchst. a DSGVO",
        "Kategorien und Zahl der Personen",
    ),
    (
        DokumentWahl::Meldung,
        "daten",
        "Art. 33 Abs. 3 Buchst. a DSGVO",
        "Kategorien und Zahl der Datensätze",
    ),
    (
        DokumentWahl::Meldung,
        "folgen",
        "Art. 33 Abs. 3 Buchst. c DSGVO",
        "wahrscheinliche Folgen",
    ),
    (
        DokumentWahl::Meldung,
        "massnahmen",
        "Art. 33 Abs. 3 Buchst. d DSGVO",
        "Maßnahmen",
    ),
    (
        DokumentWahl::Meldung,
        "offen",
        "Art. 33 Abs. 4 DSGVO",
        "was noch folgt",
    ),
    (
        DokumentWahl::Meldung,
        "neu",
        "Art. 33 Abs. 4 DSGVO",
        "was neu ist",
    ),
    (
        DokumentWahl::Buergerinformation,
        "hergang",
        "Art. 34 Abs. 2 DSGVO",
        "Art der Verletzung",
    ),
    (
        DokumentWahl::Buergerinformation,
        "folgen",
        "Art. 34 Abs. 2, Art. 33 Abs. 3 Buchst. c DSGVO",
        "wahrscheinliche Folgen",
    ),
    (
        DokumentWahl::Buergerinformation,
        "massnahmen",
        "Art. 34 Abs. 2, Art. 33 Abs. 3 Buchst. d DSGVO",
        "Maßnahmen",
    ),
    (
        DokumentWahl::Benachrichtigung,
        "folgen",
        "Art. 34 Abs. 2, Art. 33 Abs. 3 Buchst. c DSGVO",
        "wahrscheinliche Folgen",
    ),
    (
        DokumentWahl::Benachrichtigung,
        "massnahmen",
        "Art. 34 Abs. 2, Art. 33 Abs. 3 Buchst. d DSGVO",
        "Maßnahmen",
    ),
    (
        DokumentWahl::Vermerk,
        "hergang",
        "Art. 33 Abs. 5 DSGVO",
        "Tatsachen der Verletzung",
    ),
    (
        DokumentWahl::Vermerk,
        "daten",
        "Art. 33 Abs. 5 DSGVO",
        "Tatsachen der Verletzung",
    ),
    (
        DokumentWahl::Vermerk,
        "auswirkungen",
        "Art. 33 Abs. 5 DSGVO",
        "Auswirkungen",
    ),
    (
        DokumentWahl::Vermerk,
        "massnahmen",
        "Art. 33 Abs. 5 DSGVO",
        "Abhilfemaßnahmen",
    ),
    (
        DokumentWahl::Auftragsverarbeiter,
        "bekannt",
        "Art. 33 Abs. 2 DSGVO",
        "was bekannt ist",
    ),
];

/// Sections that say where more can be learned.
const CONTACTS: [(DokumentWahl, &str); 4] = [
    (DokumentWahl::Meldung, "anlaufstelle"),
    (DokumentWahl::Buergerinformation, "kontakt"),
    (DokumentWahl::Benachrichtigung, "kontakt"),
    (DokumentWahl::Auftragsverarbeiter, "kontakt"),
];

/// All of these sections: document and id.
pub(crate) fn mandatory_sections() -> impl Iterator<Item = (&'static str, &'static str)> {
    SECTIONS
        .iter()
        .map(|(document, id, _, _)| (document.schluessel(), *id))
        .chain(
            CONTACTS
                .iter()
                .map(|(document, id)| (document.schluessel(), *id)),
        )
}

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Finding>) {
    let versions = &context.incident.textfassungen;
    let paths = paths::items_of(&context.facts, "textfassungen");
    // The last text of each place is the one that counts.
    let mut last: BTreeMap<Place, usize> = BTreeMap::new();
    for (index, version) in versions.iter().enumerate() {
        if stated(&version.text).is_some() {
            last.insert(place_of(version), index);
        }
    }
    for (index, (version, path)) in versions.iter().zip(paths).enumerate() {
        let (Some(document), Some(section), Some(text)) = (
            version.dokument.wert().copied(),
            stated(&version.abschnitt),
            stated(&version.text),
        ) else {
            found.push(INCOMPLETE.at(path.key("text"), context.complete));
            continue;
        };
        if last
            .get(&place_of(version))
            .is_some_and(|last| *last > index)
        {
            found.push(TWICE.at(path.key("abschnitt"), context.complete));
        }
        let own = section.rsplit('/').next().unwrap_or(section);
        let own = own.trim_start_matches('#');
        let is_for = |place: DokumentWahl| document == place || document == DokumentWahl::Alle;
        let contact = CONTACTS
            .iter()
            .any(|(place, id)| *id == own && is_for(*place));
        if contact && !names_contact(context.incident, text) {
            found.push(CONTACT.at(path.key("text"), context.complete));
        }
        let mandatory = SECTIONS
            .iter()
            .find(|(place, id, _, _)| *id == own && is_for(*place));
        if let Some((_, _, norm, what)) = mandatory {
            let mut finding = MANDATORY.at(path.key("text"), context.complete);
            finding.article = norm;
            finding.message = format!(
                "Diese Handfassung steht an der Stelle einer Pflichtangabe ({what}). Das Programm prüft \
                 nicht, ob sie die Angabe noch enthält."
            );
            found.push(finding);
        }
    }
}

/// A text that says something.
fn stated(text: &Angabe<String>) -> Option<&str> {
    let text = text.wert().map(|text| text.trim());
    text.filter(|text| !text.is_empty())
}

/// What a text is for: document and section.
type Place<'a> = (Option<&'static str>, Option<&'a str>);

fn place_of(version: &Textfassung) -> Place<'_> {
    let document = version
        .dokument
        .wert()
        .map(|document| document.schluessel());
    (document, stated(&version.abschnitt))
}

/// Whether a text names a telephone number or mail address of the facts; also where none is known.
fn names_contact(incident: &Incident, text: &str) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let (said, numbers) = (text.to_lowercase(), digits(text));
    let points = [
        (&incident.anlaufstelle.telefon, &incident.anlaufstelle.email),
        (
            &incident.datenschutzbeauftragter.telefon,
            &incident.datenschutzbeauftragter.email,
        ),
        (
            &incident.verantwortlicher.telefon,
            &incident.verantwortlicher.email,
        ),
        (&incident.melder.telefon, &incident.melder.email),
    ];
    let mut known = false;
    for (telephone, mail) in points {
        if let Some(number) = telephone.wert().map(|number| digits(number)) {
            known = true;
            // Written with the country's number or without.
            let national = number.trim_start_matches('0');
            if national.len() > 4 && numbers.contains(national) {
                return true;
            }
        }
        if let Some(mail) = mail.wert() {
            known = true;
            if said.contains(&mail.to_lowercase()) {
                return true;
            }
        }
    }
    !known
}
