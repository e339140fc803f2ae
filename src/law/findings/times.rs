//! Times: awareness, the order of events, dates that cannot be right.

use chrono::NaiveDate;
use serde_json::Value;

use super::{BOTH, Context, Finding, Level, Rule};
use crate::facts::{
    Angabe, Einreichung, EntdecktDurch, FieldPath, MassnahmenStand, Sicht, Zeitpunkt,
};
use crate::law::authority::Authorities;
use crate::law::deadline::{Status, first_filing};
use crate::law::open::{OpenKind, open_points};
use crate::law::reports::names_authority;
use crate::law::{paths, words};

pub(super) const RULES: [Rule; 13] = [
    FILED_ELSEWHERE,
    UNKNOWN,
    FUTURE,
    AFTER_PROCESSOR,
    AFTER_DISCOVERY,
    AFTER_SIGNS,
    BARE_DATE,
    MEASURE,
    PROMISE,
    FILING_DATE,
    AFTER_TARGET,
    NO_PERIOD,
    FILING_FUTURE,
];

const UNKNOWN: Rule = Rule::report(
    "Z001",
    Level::Fehler,
    "zeiten.kenntnis",
    "Art. 33 Abs. 1 DSGVO",
    "Der Zeitpunkt des Bekanntwerdens fehlt. Ohne ihn lässt sich die Frist nicht berechnen.",
    "Tragen Sie unter [zeiten] als kenntnis ein, wann die verantwortliche Stelle von der Verletzung \
     erfahren hat, notfalls ungefähr oder nur den Tag.",
);

const FUTURE: Rule = Rule::report(
    "Z002",
    Level::Fehler,
    "zeiten.kenntnis",
    "Art. 33 Abs. 1 DSGVO",
    "Der Zeitpunkt des Bekanntwerdens liegt in der Zukunft.",
    "Prüfen Sie Datum, Uhrzeit und Zeitzone.",
);

const AFTER_PROCESSOR: Rule = Rule::report(
    "Z003",
    Level::Warnung,
    "zeiten.kenntnis",
    "Art. 33 Abs. 1 und 2 DSGVO",
    "Das Bekanntwerden liegt nach der Mitteilung des Auftragsverarbeiters. Wusste die \
     verantwortliche Stelle nicht schon mit der Mitteilung von der Verletzung?",
    "Rechnen Sie ab der Mitteilung, oder halten Sie fest, warum die Verletzung erst später bekannt wurde.",
);

const AFTER_DISCOVERY: Rule = Rule::report(
    "Z004",
    Level::Warnung,
    "zeiten.kenntnis",
    "Art. 33 Abs. 1 DSGVO",
    "Das Bekanntwerden liegt nach der Entdeckung. Wusste die verantwortliche Stelle nicht schon bei \
     der Entdeckung von der Verletzung?",
    "Rechnen Sie im Zweifel ab der Entdeckung, oder halten Sie fest, warum die Verletzung der \
     verantwortlichen Stelle erst später bekannt wurde.",
);

const AFTER_SIGNS: Rule = Rule::report(
    "Z005",
    Level::Hinweis,
    "zeiten.kenntnis",
    "Art. 33 Abs. 1 DSGVO",
    "Es gab schon vor dem Bekanntwerden erste Anhaltspunkte.",
    "Halten Sie fest, warum die Verletzung damals noch nicht hinreichend gewiss war.",
);

const BARE_DATE: Rule = Rule::report(
    "Z006",
    Level::Hinweis,
    "zeiten.kenntnis",
    "Art. 33 Abs. 1 DSGVO",
    "Für das Bekanntwerden ist keine Uhrzeit angegeben; gerechnet wird ab 0:00 Uhr.",
    "Tragen Sie die Uhrzeit nach, wenn sie bekannt ist.",
);

const MEASURE: Rule = Rule {
    documents: BOTH,
    ..Rule::report(
        "Z007",
        Level::Warnung,
        "massnahmen[].am",
        "Art. 33 Abs. 3 Buchst. d DSGVO",
        "Die Maßnahme ist als ergriffen bezeichnet, ihr Zeitpunkt liegt aber in der Zukunft.",
        "Prüfen Sie das Datum, oder setzen Sie stand = \"geplant\".",
    )
};

const PROMISE: Rule = Rule {
    documents: BOTH,
    ..Rule::report(
        "Z008",
        Level::Warnung,
        "betroffene.anzahl",
        "Art. 33 Abs. 4 DSGVO",
        "Eine offene Angabe war für einen Tag zugesagt, der vorbei ist.",
        "Tragen Sie die Angabe nach, oder nennen Sie einen neuen Tag und den Grund.",
    )
};

const FILING_DATE: Rule = Rule::report(
    "Z009",
    Level::Warnung,
    "meldung.eingereicht[].am",
    "Art. 33 Abs. 1 DSGVO",
    "Die Meldung ist am letzten Tag der Frist ohne Uhrzeit verzeichnet. Ob die Frist gewahrt ist, \
     lässt sich so nicht belegen.",
    "Tragen Sie die Uhrzeit der Meldung nach.",
);

const AFTER_TARGET: Rule = Rule::report(
    "Z010",
    Level::Hinweis,
    "meldung.verspaetung",
    "Art. 33 Abs. 1 DSGVO",
    "Seit dem Bekanntwerden sind mehr als 72 Stunden vergangen; nach der Fristenverordnung ist die \
     Meldung noch rechtzeitig.",
    "Nennen Sie vorsorglich Gründe unter [meldung] als verspaetung.",
);

const NO_PERIOD: Rule = Rule::report(
    "Z011",
    Level::Warnung,
    "zeiten.kenntnis",
    "Art. 33 Abs. 1 DSGVO; DSG-EKD",
    "Für dieses Rechtsregime und dieses Datum ist keine Frist in Stunden hinterlegt. Zu melden ist unverzüglich.",
    "Prüfen Sie das Datum (die DSGVO gilt seit dem 25. Mai 2018). Melden Sie sofort und prüfen Sie die Frist im geltenden Recht.",
);

const FILING_FUTURE: Rule = Rule::report(
    "Z012",
    Level::Warnung,
    "meldung.eingereicht[].am",
    "Art. 33 Abs. 1 DSGVO",
    "Eine Meldung ist als eingereicht verzeichnet, ihr Zeitpunkt liegt aber in der Zukunft.",
    "Prüfen Sie Datum und Uhrzeit der Meldung.",
);

const FILED_ELSEWHERE: Rule = Rule::report(
    "Z013",
    Level::Warnung,
    "meldung.eingereicht[].behoerde",
    "Art. 33 Abs. 1, Art. 55 DSGVO",
    "Eine Meldung ist an eine Behörde verzeichnet, die nach den Angaben nicht zuständig ist. Für die Frist \
     zählt sie hier nicht.",
    "Prüfen Sie die Behörde, und melden Sie bei der zuständigen; „behoerde“ nennt sie. Ist die genannte \
     doch zuständig, legen Sie das in behoerden.toml neben der Tatsachendatei fest.",
);

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Finding>) {
    awareness(context, found);
    filing(context, found);
    let today = Zeitpunkt::new(context.now).datum();
    for (index, measure) in context.incident.massnahmen.liste().iter().enumerate() {
        let taken = measure.stand.ist(&MassnahmenStand::Ergriffen);
        if taken
            && measure
                .am
                .mindestens()
                .is_some_and(|at| at.bei() > context.now)
        {
            let path: FieldPath = paths::item(&context.facts, "massnahmen", index);
            found.push(MEASURE.at(path.key("am"), context.complete));
        }
    }
    for point in open_points(context.incident) {
        let past = point.until.filter(|until| *until < today);
        if let (OpenKind::Offen, Some(until)) = (point.kind, past) {
            let mut finding = PROMISE.at(point.path, context.complete);
            finding.message = promise(&point.label, until, today);
            found.push(finding);
        }
    }
}

fn promise(label: &str, until: NaiveDate, today: NaiveDate) -> String {
    format!(
        "{label}: noch offen, war aber bis {} zugesagt; {} überfällig.",
        words::date(until),
        words::since(until, today)
    )
}

fn awareness(context: &Context<'_>, found: &mut Vec<Finding>) {
    let times = &context.incident.zeiten;
    let Some(known) = times.kenntnis.mindestens() else {
        match context.incident.vorfall.sicht {
            // Where no breach is established, nobody became aware of one.
            Sicht::Verantwortlicher
                if matches!(times.kenntnis, Angabe::Entfaellt(_))
                    && context.nothing_to_report() => {}
            Sicht::Verantwortlicher => found.push(UNKNOWN.finding(context.complete)),
            Sicht::Auftragsverarbeiter => {}
        }
        return;
    };
    let mut check = |rule: &Rule, fires: bool| {
        if fires {
            found.push(rule.finding(context.complete));
        }
    };
    check(&FUTURE, known.bei() > context.now);
    check(&BARE_DATE, known.nur_datum());
    for (rule, other) in [
        (&AFTER_PROCESSOR, &times.mitteilung_auftragsverarbeiter),
        (&AFTER_DISCOVERY, &times.entdeckt),
        (&AFTER_SIGNS, &times.erste_anhaltspunkte),
    ] {
        // What the processor discovered, the controller learns later (Art. 33 Abs. 2 GDPR).
        let by_processor = rule.code == AFTER_DISCOVERY.code
            && times.entdeckt_durch.wert() == Some(&EntdecktDurch::Auftragsverarbeiter);
        // Signs that came with the discovery say nothing that the discovery does not.
        let with_discovery = rule.code == AFTER_SIGNS.code
            && times
                .entdeckt
                .hoechstens()
                .zip(other.mindestens())
                .is_some_and(|(found, signs)| later(known, found) && signs >= found);
        check(
            rule,
            !by_processor
                && !with_discovery
                && other.hoechstens().is_some_and(|at| later(known, at)),
        );
    }
    check(&NO_PERIOD, context.assessment.deadline.is_none());
}

/// Whether one time is after another; where one is a bare date, by days.
fn later(one: &Zeitpunkt, other: &Zeitpunkt) -> bool {
    if one.nur_datum() || other.nur_datum() {
        one.datum() > other.datum()
    } else {
        one.bei() > other.bei()
    }
}

/// Whether a filing names a known authority that is competent neither for the whole nor for an area.
fn is_elsewhere(filing: &Einreichung, context: &Context<'_>) -> bool {
    let assessment = context.assessment;
    let Some((named, whole)) = filing.behoerde.wert().zip(assessment.authority.as_ref()) else {
        return false;
    };
    let areas = assessment
        .areas
        .iter()
        .filter_map(|area| area.authority.as_ref());
    let mut competent = areas.chain([whole]);
    assessment.whole
        && !competent.any(|own| names_authority(named, own))
        && Authorities::shipped()
            .iter()
            .any(|other| names_authority(named, other))
}

fn filing(context: &Context<'_>, found: &mut Vec<Finding>) {
    let list = FieldPath::new("meldung.eingereicht");
    let filings = context
        .facts
        .get("meldung")
        .and_then(|report| report.get("eingereicht"))
        .and_then(Value::as_array)
        .map(|values| paths::items(&list, values))
        .unwrap_or_default();
    for (filing, path) in context.incident.meldung.eingereicht.iter().zip(filings) {
        if filing
            .am
            .mindestens()
            .is_some_and(|at| at.bei() > context.now)
        {
            found.push(FILING_FUTURE.at(path.key("am"), context.complete));
        }
        if is_elsewhere(filing, context) {
            found.push(FILED_ELSEWHERE.at(path.key("behoerde"), context.complete));
        }
    }
    let Some(deadline) = &context.assessment.deadline else {
        return;
    };
    let last_day = Zeitpunkt::new(deadline.ende).datum();
    if first_filing(context.incident).is_some_and(|at| at.nur_datum() && at.datum() == last_day) {
        found.push(FILING_DATE.at(list, context.complete));
    }
    let in_time = matches!(deadline.status, Status::Laeuft | Status::Gewahrt);
    if in_time
        && deadline.meldezeit.bei() > deadline.ziel
        && context.incident.meldung.verspaetung.ist_fehlt()
    {
        found.push(AFTER_TARGET.finding(context.complete));
    }
}
