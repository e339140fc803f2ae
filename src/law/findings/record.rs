//! The record of Art. 33 Abs. 5: facts, effects, measures, and why it was decided so.
//!
//! The authority must be able to check compliance with it. So reasons for not reporting, and for
//! not informing people, belong into it, with the name of who decided.

use super::required::{State, consequence, known, measure};
use super::{Context, Finding, Level, Rule};
use crate::facts::approval::advises;
use crate::facts::{BenachrichtigungStatus, Entscheidung, FieldPath, Gegenstand, MeldungArt};
use crate::law::paths;

pub(super) const RULES: [Rule; 8] = [
    NO_LESSONS,
    INCOMPLETE,
    NOT_REPORTED,
    NOT_TOLD,
    NO_REASONS,
    NOBODY,
    NO_PROOF,
    NO_APPROVER,
];

const NORM: &str = "Art. 33 Abs. 5 DSGVO";

const INCOMPLETE: Rule = Rule::record(
    "M501",
    Level::Warnung,
    "vorfall.beschreibung",
    NORM,
    "Zu dokumentieren sind Tatsachen, Auswirkungen und Maßnahmen, auch wenn nichts zu melden ist. \
     Mindestens eines davon fehlt.",
    "Ergänzen Sie vorfall.beschreibung, [[folgen]] und [[massnahmen]].",
);

const NOT_REPORTED: Rule = Rule::record(
    "M502",
    Level::Warnung,
    "entscheidungen",
    "Art. 5 Abs. 2, Art. 33 Abs. 1 und 5 DSGVO",
    "Der Vorfall wird nicht gemeldet. Es fehlt, wer das aus welchen Gründen entschieden hat.",
    "Tragen Sie unter [[entscheidungen]] gegenstand = \"meldung\", ergebnis, begruendung, durch und am ein.",
);

const NOT_TOLD: Rule = Rule::record(
    "M503",
    Level::Hinweis,
    "entscheidungen",
    "Art. 5 Abs. 2, Art. 34, Art. 33 Abs. 5 DSGVO",
    "Die Menschen werden nicht benachrichtigt. Es fehlt, wer das entschieden hat.",
    "Tragen Sie unter [[entscheidungen]] gegenstand = \"benachrichtigung\", ergebnis, begruendung, durch \
     und am ein.",
);

const NO_REASONS: Rule = Rule::record(
    "M504",
    Level::Warnung,
    "entscheidungen[].begruendung",
    "Art. 5 Abs. 2, Art. 33 Abs. 5 DSGVO",
    "Zu dieser Entscheidung fehlen die Gründe.",
    "Tragen Sie begruendung ein: ein Satz genügt.",
);

const NOBODY: Rule = Rule::record(
    "M505",
    Level::Warnung,
    "entscheidungen[].durch",
    "Art. 5 Abs. 2, Art. 33 Abs. 5 DSGVO",
    "Bei dieser Entscheidung fehlt, wer sie wann getroffen hat.",
    "Tragen Sie durch und am ein. Entscheiden muss, wer die Stelle leitet oder beauftragt ist; die oder \
     der Datenschutzbeauftragte berät (Art. 39 DSGVO).",
);

const NO_PROOF: Rule = Rule::record(
    "M506",
    Level::Hinweis,
    "meldung.eingereicht[].nachweis",
    "Art. 5 Abs. 2, Art. 33 Abs. 5 DSGVO",
    "Zu dieser Meldung ist kein Nachweis verzeichnet, dass sie abgesandt wurde oder eingegangen ist.",
    "Legen Sie Sendebestätigung oder Eingangsnachricht ab und nennen Sie sie unter nachweis, zum Beispiel \
     den Dateinamen.",
);

const NO_LESSONS: Rule = Rule::record(
    "M507",
    Level::Hinweis,
    "lehren",
    "Art. 5 Abs. 2, Art. 24 Abs. 1, Art. 32 Abs. 1 Buchst. d DSGVO",
    "Der Vorfall wird abgeschlossen, aber keine Lehre ist festgehalten.",
    "Schreiben Sie unter [[lehren]], was Sie ändern, wer es tut und bis wann. Das steht nur im Vermerk.",
);

const NO_APPROVER: Rule = Rule::record(
    "M508",
    Level::Warnung,
    "freigabe.erforderlich",
    "Art. 38, 39 DSGVO",
    "Unter den Rollen, die freigeben müssen, steht eine leere oder die der oder des Datenschutzbeauftragten. \
     Die oder der Datenschutzbeauftragte berät und gibt nicht frei. So lässt sich nichts freigeben.",
    "Nehmen Sie die Rolle heraus. Was die oder der Datenschutzbeauftragte rät, hält datenpanne freigeben \
     als Stellungnahme fest.",
);

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Finding>) {
    let incident = context.incident;
    let decided = |subject| {
        incident
            .entscheidungen
            .iter()
            .any(|decision| decision.gegenstand.ist(&subject))
    };
    let mut check = |rule: &Rule, fires: bool| {
        if fires {
            found.push(rule.finding(context.complete));
        }
    };
    let missing = [
        known(&incident.vorfall.beschreibung),
        consequence(incident),
        measure(incident),
    ];
    check(
        &INCOMPLETE,
        context.nothing_to_report() && missing.contains(&State::Missing),
    );
    let filed = !incident.meldung.eingereicht.is_empty();
    check(
        &NOT_REPORTED,
        context.nothing_to_report() && !filed && !decided(Gegenstand::Meldung),
    );
    let silent = [
        BenachrichtigungStatus::NichtErforderlich,
        BenachrichtigungStatus::Ausnahme,
    ];
    check(
        &NOT_TOLD,
        silent
            .iter()
            .any(|status| incident.benachrichtigung.status.ist(status))
            && !decided(Gegenstand::Benachrichtigung),
    );
    check(
        &NO_LESSONS,
        incident.meldung.art.ist(&MeldungArt::Abschluss) && incident.lehren.is_empty(),
    );
    let cannot = |role: &String| role.trim().is_empty() || advises(role);
    check(
        &NO_APPROVER,
        incident.freigabe.erforderlich.iter().any(cannot),
    );
    for (index, decision) in incident.entscheidungen.iter().enumerate() {
        let path = paths::item(&context.facts, "entscheidungen", index);
        reasoned(context, decision, &path, found);
    }
    for (index, filing) in incident.meldung.eingereicht.iter().enumerate() {
        if known(&filing.nachweis) == State::Missing {
            let path = paths::item(&context.facts, "meldung.eingereicht", index);
            found.push(NO_PROOF.at(path.key("nachweis"), context.complete));
        }
    }
}

fn reasoned(
    context: &Context<'_>,
    decision: &Entscheidung,
    path: &FieldPath,
    found: &mut Vec<Finding>,
) {
    if known(&decision.begruendung) == State::Missing {
        found.push(NO_REASONS.at(path.key("begruendung"), context.complete));
    }
    if known(&decision.durch) == State::Missing {
        found.push(NOBODY.at(path.key("durch"), context.complete));
    } else if decision.am.ist_fehlt() {
        found.push(NOBODY.at(path.key("am"), context.complete));
    }
}
