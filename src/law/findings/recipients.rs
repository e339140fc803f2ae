//! Who got data by mistake: what the letter to them lacks.

use super::{Context, Finding, Grade, Level, Rule};
use crate::facts::{Angabe, Empfaenger, FieldPath, Reaktion};
use crate::law::paths;

pub(super) const RULES: [Rule; 4] = [NO_DATE, NO_PROOF, NO_NAME, NO_TRUST];

const NO_DATE: Rule = Rule {
    code: "B110",
    grade: Grade::Always(Level::Warnung),
    path: "empfaenger[].reaktion",
    article: "Art. 33 Abs. 3 Buchst. d DSGVO",
    message: "Es fehlt, bis wann der Empfänger antworten soll. Das Schreiben lässt den Tag offen.",
    hint: "Schreiben Sie reaktion = { offen = \"Die Antwort steht aus\", bis = Datum }.",
    documents: &["empfaengerschreiben"],
};

const NO_PROOF: Rule = Rule {
    code: "B111",
    grade: Grade::Always(Level::Hinweis),
    path: "empfaenger[].nachweis",
    article: "Art. 33 Abs. 5 DSGVO",
    message: "Die Antwort des Empfängers ist nicht belegt.",
    hint: "Nennen Sie unter nachweis, wie und wann der Empfänger das erklärt hat.",
    documents: &["empfaengerschreiben", "vermerk"],
};

const NO_NAME: Rule = Rule {
    code: "B112",
    grade: Grade::Always(Level::Warnung),
    path: "empfaenger[].bezeichnung",
    article: "Art. 33 Abs. 3 Buchst. a und d DSGVO",
    message: "Es fehlt, wer die Daten erhalten hat.",
    hint: "Tragen Sie bezeichnung ein, in der Meldung genügt die Art: \"ein Sportverein\". Das Schreiben braucht \
           Name und Anschrift; Sie ergänzen sie von Hand.",
    documents: &["meldung", "portalbogen", "empfaengerschreiben"],
};

const NO_TRUST: Rule = Rule {
    code: "B113",
    grade: Grade::Always(Level::Hinweis),
    path: "empfaenger[].vertrauenswuerdig",
    article: "Art. 33 Abs. 1 DSGVO; Leitlinien 9/2022 des EDSA",
    message: "Es fehlt, ob Sie dem Empfänger vertrauen können. Das kann das Risiko senken.",
    hint: "Tragen Sie vertrauenswuerdig = \"ja\", \"nein\" oder \"unbekannt\" ein.",
    documents: &["meldung", "portalbogen", "vermerk"],
};

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Finding>) {
    for (index, recipient) in context.incident.empfaenger.liste().iter().enumerate() {
        let path: FieldPath = paths::item(&context.facts, "empfaenger", index);
        if recipient.bezeichnung.ist_fehlt() {
            found.push(NO_NAME.at(path.key("bezeichnung"), context.complete));
        }
        if recipient.vertrauenswuerdig.ist_fehlt() {
            found.push(NO_TRUST.at(path.key("vertrauenswuerdig"), context.complete));
        }
        if asks_without_date(recipient) {
            found.push(NO_DATE.at(path.key("reaktion"), context.complete));
        }
        if confirmed(recipient) && recipient.nachweis.ist_fehlt() {
            found.push(NO_PROOF.at(path.key("nachweis"), context.complete));
        }
    }
}

/// Whether the letter asks for an answer and the facts give no day for it.
fn asks_without_date(recipient: &Empfaenger) -> bool {
    match &recipient.reaktion {
        Angabe::Offen { bis, .. } => bis.is_none(),
        Angabe::Fehlt
        | Angabe::Genau(_)
        | Angabe::Ungefaehr(_)
        | Angabe::Spanne { .. }
        | Angabe::NichtBestimmbar(_)
        | Angabe::Entfaellt(_) => !confirmed(recipient),
    }
}

fn confirmed(recipient: &Empfaenger) -> bool {
    [
        Reaktion::Geloescht,
        Reaktion::Zurueckgegeben,
        Reaktion::Ungelesen,
    ]
    .iter()
    .any(|answer| recipient.reaktion.ist(answer))
}
