//! Facts that the communication to people needs (Art. 34 Abs. 2), and what it must not say.

use super::public::is_public;
use super::required::{State, consequence, contact, known, measure};
use super::{Context, Finding, Grade, Level, NOTICE, PUBLIC, Rule, TO_PEOPLE};
use crate::facts::{
    Abfluss, BenachrichtigungStatus, DokumentWahl, FieldPath, Incident, SchrittWeg,
};
use crate::law::paths;

pub(super) const RULES: [Rule; 12] = [
    SIGNER,
    ADDRESS,
    CONTROLLER,
    DESCRIPTION,
    CONTACT,
    CONSEQUENCE,
    MEASURE,
    EVIDENCE,
    NEXT,
    CONTACT_POINT,
    BLOCKED,
    BLOCKED_CONTACT,
];

const fn stop(
    code: &'static str,
    path: &'static str,
    article: &'static str,
    message: &'static str,
    hint: &'static str,
) -> Rule {
    Rule::new(code, Level::Fehler, path, article, message, hint, NOTICE)
}

const fn warn(
    code: &'static str,
    path: &'static str,
    article: &'static str,
    message: &'static str,
    hint: &'static str,
    documents: &'static [&'static str],
) -> Rule {
    Rule::new(
        code,
        Level::Warnung,
        path,
        article,
        message,
        hint,
        documents,
    )
}

const DESCRIPTION: Rule = stop(
    "B001",
    "vorfall.beschreibung_buerger",
    "Art. 34 Abs. 2 DSGVO",
    "Es fehlt, was geschehen ist.",
    "Beschreiben Sie den Vorfall in einfachen Worten unter [vorfall] als beschreibung_buerger.",
);

const CONTROLLER: Rule = Rule {
    documents: TO_PEOPLE,
    ..stop(
        "B006",
        "verantwortlicher.name",
        "Art. 34 Abs. 2, Art. 33 Abs. 3 Buchst. b DSGVO",
        "Es fehlt, wer die Information gibt.",
        "Tragen Sie den amtlichen Namen unter [verantwortlicher] als name ein.",
    )
};

const CONTACT: Rule = stop(
    "B002",
    "anlaufstelle",
    "Art. 34 Abs. 2, Art. 33 Abs. 3 Buchst. b DSGVO",
    "Es fehlt ein Kontakt für Fragen.",
    "Tragen Sie unter [anlaufstelle] oder [datenschutzbeauftragter] telefon oder email ein.",
);

const CONSEQUENCE: Rule = stop(
    "B003",
    "folgen",
    "Art. 34 Abs. 2, Art. 33 Abs. 3 Buchst. c DSGVO",
    "Es ist keine wahrscheinliche Folge genannt.",
    "Nennen Sie mindestens eine Folge unter [[folgen]].",
);

const MEASURE: Rule = stop(
    "B004",
    "massnahmen",
    "Art. 34 Abs. 2, Art. 33 Abs. 3 Buchst. d DSGVO",
    "Es ist keine Maßnahme genannt.",
    "Nennen Sie mindestens eine Maßnahme unter [[massnahmen]], möglichst mit text_buerger.",
);

const EVIDENCE: Rule = Rule {
    code: "M008",
    grade: Grade::Always(Level::Fehler),
    path: "vorfall.abfluss_nachweis",
    article: "Art. 5 Abs. 2, Art. 33 Abs. 3 Buchst. a, Art. 34 Abs. 2 DSGVO",
    message: "Ein Abfluss ist als ausgeschlossen bezeichnet, aber Untersuchung, Urheber oder Stand des \
              Nachweises fehlen.",
    hint: "Tragen Sie unter [vorfall.abfluss_nachweis] untersuchung, durch und stand ein, oder \
           wählen Sie für abfluss einen Wert, den die Tatsachen tragen.",
    documents: EVERYWHERE,
};

/// Where a statement on data that left must be proved.
const EVERYWHERE: &[&str] = &[
    "meldung",
    "portalbogen",
    "buergerinformation",
    "benachrichtigung",
    "aushang",
    "pressemitteilung",
    "telefonleitfaden",
];

const NEXT: Rule = warn(
    "B101",
    "benachrichtigung.naechste_information",
    "Art. 34 Abs. 2 DSGVO",
    "Es fehlt, wann und wo Sie das nächste Mal informieren.",
    "Tragen Sie unter benachrichtigung.naechste_information am und wo ein.",
    TO_PEOPLE,
);

const CONTACT_POINT: Rule = warn(
    "B102",
    "anlaufstelle",
    "Art. 34 Abs. 2, Art. 33 Abs. 3 Buchst. b DSGVO",
    "Es fehlt eine Anlaufstelle für die Fragen der Menschen.",
    "Tragen Sie unter [anlaufstelle] Name, Telefon oder E-Mail-Adresse und Sprechzeiten ein.",
    NOTICE,
);

const BLOCKED: Rule = warn(
    "B103",
    "daten[].auskunftssperre",
    "§ 51 BMG",
    "Unter diesen Daten sind solche mit Auskunftssperre. Öffentliche Dokumente dürfen das nicht \
     erwähnen.",
    "Prüfen Sie Beschreibungen, Maßnahmen und Empfehlungen. Unterrichten Sie diese Menschen \
     persönlich, bevor etwas veröffentlicht wird.",
    PUBLIC,
);

const BLOCKED_CONTACT: Rule = warn(
    "B104",
    "schutzkontakt",
    "§ 51 BMG",
    "Unter den Daten sind solche mit Auskunftssperre, aber eine Ansprechperson dafür fehlt.",
    "Tragen Sie unter [schutzkontakt] name und telefon ein. Die Angabe bleibt intern.",
    &["vermerk"],
);

const SIGNER: Rule = warn(
    "B105",
    "unterschriften",
    "Art. 34 Abs. 2 DSGVO",
    "Es fehlt, wer die Schreiben unterzeichnet. Sie lassen den Namen offen.",
    "Tragen Sie unter [verantwortlicher] vertretung = { name, funktion } ein, oder nennen Sie unter \
     [[unterschriften]] dokument, name und funktion.",
    LETTERS,
);

const ADDRESS: Rule = warn(
    "B106",
    "verantwortlicher.anschrift",
    "Art. 34 Abs. 2, Art. 33 Abs. 3 Buchst. b DSGVO",
    "Die Postanschrift fehlt. Wer kein Internet hat, schreibt einen Brief; die Schreiben brauchen sie als \
     Absender.",
    "Tragen Sie unter [verantwortlicher] anschrift = { strasse, plz, ort } ein.",
    &[
        "benachrichtigung",
        "buergerinformation",
        "empfaengerschreiben",
    ],
);

/// Letters to people.
const LETTERS: &[&str] = &["benachrichtigung", "empfaengerschreiben"];

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Finding>) {
    let incident = &context.shown;
    let mut check = |rule: &Rule, there: bool| {
        if !there {
            found.push(rule.finding(context.complete));
        }
    };
    let there = |state: State| state == State::There;
    check(
        &DESCRIPTION,
        there(known(&incident.vorfall.beschreibung_buerger))
            || there(known(&incident.vorfall.beschreibung)),
    );
    check(&CONTROLLER, there(known(&incident.verantwortlicher.name)));
    check(&CONTACT, there(contact(incident)));
    check(&CONSEQUENCE, there(consequence(incident)));
    check(&MEASURE, there(measure(incident)));
    check(
        &EVIDENCE,
        !claims_no_leak(incident) || proves_no_leak(incident),
    );
    let next = &incident.benachrichtigung.naechste_information;
    check(
        &NEXT,
        !next.am.ist_fehlt() || !next.wo.ist_fehlt() || !expects_news(incident),
    );
    let point = &incident.anlaufstelle;
    check(
        &CONTACT_POINT,
        there(known(&point.telefon)) || there(known(&point.email)),
    );
    let writes = writes_letters(incident);
    let signed = incident.unterschriften.iter().any(|signature| {
        let letters = [
            DokumentWahl::Alle,
            DokumentWahl::Benachrichtigung,
            DokumentWahl::Empfaengerschreiben,
        ];
        letters.iter().any(|letter| signature.dokument.ist(letter))
            && known(&signature.name) != State::Missing
    });
    check(
        &SIGNER,
        !writes || signed || known(&incident.verantwortlicher.vertretung.name) != State::Missing,
    );
    let address = &incident.verantwortlicher.anschrift;
    check(
        &ADDRESS,
        !writes && !is_public(incident) || known(&address.ort) != State::Missing,
    );
    let mut blocked = false;
    for (index, data) in context.incident.daten.liste().iter().enumerate() {
        if data.auskunftssperre {
            blocked = true;
            let path: FieldPath = paths::item(&context.facts, "daten", index);
            found.push(BLOCKED.at(path.key("auskunftssperre"), context.complete));
        }
    }
    if blocked && !there(known(&context.incident.schutzkontakt.telefon)) {
        found.push(BLOCKED_CONTACT.finding(context.complete));
    }
}

/// Whether letters go out: to people, or to those who got data by mistake.
fn writes_letters(incident: &Incident) -> bool {
    let notice = &incident.benachrichtigung;
    notice.status.ist(&BenachrichtigungStatus::Individuell)
        || notice
            .schritte
            .iter()
            .any(|step| step.weg.ist(&SchrittWeg::Individuell))
        || !incident.empfaenger.liste().is_empty()
}

/// Whether people wait for news: they are told, and what they are told is not all there is.
fn expects_news(incident: &Incident) -> bool {
    let notice = &incident.benachrichtigung;
    let is = |states: &[BenachrichtigungStatus]| states.iter().any(|key| notice.status.ist(key));
    let silent = is(&[
        BenachrichtigungStatus::NichtErforderlich,
        BenachrichtigungStatus::Ausnahme,
    ]);
    let letters = is(&[BenachrichtigungStatus::Individuell])
        && !notice
            .schritte
            .iter()
            .any(|step| step.weg.ist(&SchrittWeg::Oeffentlich));
    let settled = [Abfluss::Bestaetigt, Abfluss::Ausgeschlossen]
        .iter()
        .any(|leak| incident.vorfall.abfluss.ist(leak));
    !(silent && notice.schritte.is_empty()
        || letters && settled && incident.zeiten.ende.ist_bekannt())
}

/// Whether any statement rules out that data left.
pub(super) fn claims_no_leak(incident: &Incident) -> bool {
    let excluded = |abfluss: &crate::facts::Angabe<Abfluss>| abfluss.ist(&Abfluss::Ausgeschlossen);
    excluded(&incident.vorfall.abfluss)
        || incident
            .daten
            .liste()
            .iter()
            .any(|data| excluded(&data.abfluss))
}

pub(super) fn proves_no_leak(incident: &Incident) -> bool {
    let proof = &incident.vorfall.abfluss_nachweis;
    known(&proof.untersuchung) == State::There
        && known(&proof.durch) == State::There
        && proof.stand.ist_bekannt()
}
