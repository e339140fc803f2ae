//! Facts that the short public documents live on: poster, press release, telephone guide.

use super::required::{State, known};
use super::{Context, Finding, Level, Rule, SPOKEN};
use crate::facts::{BenachrichtigungStatus, FieldPath, FolgeArt, Incident, SchrittWeg};
use crate::law::paths;

pub(super) const RULES: [Rule; 5] = [TELEPHONE, HOURS, STATE_OF_SERVICE, PRESS, SERVICES];

const fn rule(
    code: &'static str,
    level: Level,
    path: &'static str,
    message: &'static str,
    hint: &'static str,
    documents: &'static [&'static str],
) -> Rule {
    Rule::new(
        code,
        level,
        path,
        "Art. 34 Abs. 2 und 3 Buchst. c DSGVO",
        message,
        hint,
        documents,
    )
}

const TELEPHONE: Rule = rule(
    "B301",
    Level::Warnung,
    "anlaufstelle.telefon",
    "Es fehlt eine Telefonnummer für Fragen. Ein Aushang ohne Nummer hilft denen nicht, die kein \
     Internet haben.",
    "Tragen Sie unter [anlaufstelle] telefon ein, notfalls eine Mobilnummer.",
    SPOKEN,
);

const HOURS: Rule = rule(
    "B302",
    Level::Hinweis,
    "anlaufstelle.sprechzeiten",
    "Zur Telefonnummer der Anlaufstelle fehlen die Sprechzeiten.",
    "Tragen Sie unter [anlaufstelle] sprechzeiten ein, zum Beispiel \
     [\"Montag bis Freitag 9 bis 12 Uhr\"].",
    &[
        "aushang",
        "pressemitteilung",
        "telefonleitfaden",
        "buergerinformation",
    ],
);

const STATE_OF_SERVICE: Rule = rule(
    "B303",
    Level::Warnung,
    "dienste[].status",
    "Bei diesem Angebot steht nicht, ob es verfügbar ist. Öffentliche Dokumente führen es als \
     ungeprüft.",
    "Tragen Sie status ein: verfuegbar, eingeschraenkt, ausgefallen oder geschlossen.",
    &[
        "aushang",
        "pressemitteilung",
        "telefonleitfaden",
        "buergerinformation",
    ],
);

const PRESS: Rule = rule(
    "B304",
    Level::Warnung,
    "presse",
    "Es fehlt ein Kontakt für die Presse; die Pressemitteilung nennt nur Ihre Stelle.",
    "Tragen Sie unter [presse] name und telefon oder email ein. Die Nummer der Anlaufstelle \
     bleibt so für Bürgerinnen und Bürger frei.",
    &["pressemitteilung"],
);

const SERVICES: Rule = rule(
    "B305",
    Level::Warnung,
    "dienste",
    "Leistungen fallen aus oder verzögern sich, aber kein Angebot ist genannt.",
    "Nennen Sie unter [[dienste]], was geht und was nicht geht: Das lesen die Menschen zuerst.",
    &[
        "aushang",
        "pressemitteilung",
        "telefonleitfaden",
        "buergerinformation",
    ],
);

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Finding>) {
    let incident = &context.shown;
    let mut check = |rule: &Rule, there: bool| {
        if !there {
            found.push(rule.finding(context.complete));
        }
    };
    let there = |state: State| state == State::There;
    let point = &incident.anlaufstelle;
    let own = there(known(&point.telefon));
    let of_body = point.telefon.ist_fehlt() && there(known(&incident.verantwortlicher.telefon));
    check(&TELEPHONE, own || of_body);
    let hours = !point.sprechzeiten.liste().is_empty() || point.sprechzeiten.ist_offen();
    check(&HOURS, !own || hours);
    let press = &incident.presse;
    let reachable = there(known(&press.telefon)) || there(known(&press.email));
    check(&PRESS, reachable || !is_public(incident));
    let fails = incident
        .folgen
        .liste()
        .iter()
        .any(|item| item.art.ist(&FolgeArt::Leistungsausfall));
    let silent = incident.dienste.liste().is_empty() && !incident.dienste.ist_offen();
    check(&SERVICES, !(fails && silent));
    for (index, service) in context.incident.dienste.liste().iter().enumerate() {
        if !service.status.ist_bekannt() && !service.intern {
            let path: FieldPath = paths::item(&context.facts, "dienste", index);
            found.push(STATE_OF_SERVICE.at(path.key("status"), context.complete));
        }
    }
}

/// Whether the incident is or was made public: by its state, or by a step.
pub(super) fn is_public(incident: &Incident) -> bool {
    let notice = &incident.benachrichtigung;
    let steps = &notice.schritte;
    let no_way = !steps.iter().any(|step| step.weg.ist_bekannt());
    notice.status.ist(&BenachrichtigungStatus::Oeffentlich)
        || notice.status.ist(&BenachrichtigungStatus::Freiwillig) && no_way
        || steps
            .iter()
            .any(|step| step.weg.ist(&SchrittWeg::Oeffentlich))
}
