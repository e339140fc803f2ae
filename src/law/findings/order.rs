//! The order of events: what cannot lie before what.
//!
//! One table of pairs for the times of the breach, and the lists beside it. Approximate times and
//! bare dates are compared by days, ranges by their ends: only what is wrong in every reading is
//! named.

use super::{Context, Finding, Level, Rule, TO_PEOPLE};
use crate::facts::{
    Angabe, EntdecktDurch, FieldPath, Incident, MassnahmenStand, MassnahmenZweck, MeldungArt,
    Sicht, Zeitpunkt, label,
};
use crate::law::{paths, words};

pub(super) const RULES: [Rule; 6] = [
    IMPOSSIBLE,
    MEASURE_BEFORE,
    BEFORE_AWARENESS,
    FILED_BEFORE_FIRST,
    NEXT_IS_PAST,
    AWARE_BEFORE_PROCESSOR,
];

const IMPOSSIBLE: Rule = Rule::report(
    "Z101",
    Level::Warnung,
    "zeiten.ende",
    "Art. 33 Abs. 1, 3 Buchst. a und Abs. 5 DSGVO",
    "Diese Zeitangabe liegt vor einer anderen, die früher sein muss.",
    "Prüfen Sie beide Zeiten: Datum, Uhrzeit, Zeitzone. Was nur ungefähr bekannt ist, schreiben Sie \
     { ungefaehr = Zeitpunkt }.",
);

const MEASURE_BEFORE: Rule = Rule::report(
    "Z102",
    Level::Warnung,
    "massnahmen[].am",
    "Art. 33 Abs. 3 Buchst. d DSGVO",
    "Die Maßnahme liegt vor dem Beginn der Verletzung; auf die Verletzung kann sie nicht antworten.",
    "Prüfen Sie das Datum. Bestand die Maßnahme schon vorher, nennen Sie sie unter [schutz_vorher].",
);

const BEFORE_AWARENESS: Rule = Rule::report(
    "Z103",
    Level::Warnung,
    "meldung.eingereicht[].am",
    "Art. 33 Abs. 1, Art. 34 Abs. 1 DSGVO",
    "Gemeldet oder benachrichtigt wurde, bevor die Verletzung bekannt war.",
    "Prüfen Sie diesen Zeitpunkt und zeiten.kenntnis. Die Frist rechnet ab der Kenntnis.",
);

const FILED_BEFORE_FIRST: Rule = Rule::report(
    "Z104",
    Level::Warnung,
    "meldung.eingereicht[].am",
    "Art. 33 Abs. 4 DSGVO",
    "Diese Meldung ergänzt eine Erstmeldung, die erst danach eingereicht ist.",
    "Prüfen Sie art und am der Einträge unter [[meldung.eingereicht]].",
);

const NEXT_IS_PAST: Rule = Rule {
    documents: TO_PEOPLE,
    ..Rule::report(
        "Z105",
        Level::Warnung,
        "benachrichtigung.naechste_information.am",
        "Art. 34 Abs. 2 DSGVO",
        "Der Tag, für den Sie die nächste Information zugesagt haben, ist vorbei.",
        "Nennen Sie einen neuen Tag. Gibt es noch nichts Neues, sagen Sie auch das.",
    )
};

const AWARE_BEFORE_PROCESSOR: Rule = Rule::report(
    "Z106",
    Level::Hinweis,
    "zeiten.kenntnis",
    "Art. 33 Abs. 1 und 2 DSGVO",
    "Die verantwortliche Stelle soll die Verletzung früher gekannt haben als der Auftragsverarbeiter, der \
     sie entdeckt hat.",
    "Prüfen Sie kenntnis, kenntnis_auftragsverarbeiter und entdeckt_durch.",
);

/// A time of the incident, by its path.
type Time = (&'static str, fn(&Incident) -> &Angabe<Zeitpunkt>);

const BEGIN: Time = ("zeiten.beginn", |i| &i.zeiten.beginn);
const DISCOVERED: Time = ("zeiten.entdeckt", |i| &i.zeiten.entdeckt);
const PROCESSOR_AWARE: Time = ("zeiten.kenntnis_auftragsverarbeiter", |i| {
    &i.zeiten.kenntnis_auftragsverarbeiter
});
const PROCESSOR_TOLD: Time = ("zeiten.mitteilung_auftragsverarbeiter", |i| {
    &i.zeiten.mitteilung_auftragsverarbeiter
});

/// What comes first, and what cannot lie before it.
const PAIRS: [(Time, Time); 9] = [
    (BEGIN, ("zeiten.ende", |i| &i.zeiten.ende)),
    (BEGIN, DISCOVERED),
    (
        BEGIN,
        ("zeiten.erste_anhaltspunkte", |i| {
            &i.zeiten.erste_anhaltspunkte
        }),
    ),
    (BEGIN, ("zeiten.kenntnis", |i| &i.zeiten.kenntnis)),
    (BEGIN, PROCESSOR_AWARE),
    (BEGIN, PROCESSOR_TOLD),
    (BEGIN, ("wiederherstellung.am", |i| &i.wiederherstellung.am)),
    (DISCOVERED, ("zeiten.kenntnis", |i| &i.zeiten.kenntnis)),
    (PROCESSOR_AWARE, PROCESSOR_TOLD),
];

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Finding>) {
    let incident = context.incident;
    let by_processor = incident.vorfall.sicht == Sicht::Auftragsverarbeiter;
    for ((first, first_time), (later, later_time)) in PAIRS {
        // The processor's notice has a rule of its own for this pair.
        let own = by_processor && later == PROCESSOR_TOLD.0 && first == PROCESSOR_AWARE.0;
        if !own && is_before(later_time(incident), first_time(incident)) {
            let mut finding = IMPOSSIBLE.at(FieldPath::new(later), context.complete);
            finding.message = format!("„{}“ liegt vor „{}“.", name(later), name(first));
            if by_processor {
                finding.documents = &["auftragsverarbeiter"];
            }
            found.push(finding);
        }
    }
    if by_processor {
        return;
    }
    lists(context, found);
    let times = &incident.zeiten;
    if times
        .entdeckt_durch
        .ist(&EntdecktDurch::Auftragsverarbeiter)
        && is_before(&times.kenntnis, &times.kenntnis_auftragsverarbeiter)
    {
        found.push(AWARE_BEFORE_PROCESSOR.finding(context.complete));
    }
    let next = &incident.benachrichtigung.naechste_information.am;
    let today = Zeitpunkt::new(context.now).datum();
    if next.hoechstens().is_some_and(|next| next.datum() < today) {
        let mut finding = NEXT_IS_PAST.finding(context.complete);
        if let Some(day) = next.hoechstens() {
            finding.message = format!(
                "Die nächste Information war für den {} zugesagt; {} überfällig.",
                words::date(day.datum()),
                words::since(day.datum(), today)
            );
        }
        found.push(finding);
    }
}

fn name(path: &str) -> String {
    label(&FieldPath::new(path)).unwrap_or_else(|| path.to_owned())
}

/// Whether `time` lies before `first`, however they are read.
fn is_before(time: &Angabe<Zeitpunkt>, first: &Angabe<Zeitpunkt>) -> bool {
    let rough = |angabe: &Angabe<Zeitpunkt>| matches!(angabe, Angabe::Ungefaehr(_));
    let by_days = rough(time) || rough(first);
    time.hoechstens()
        .zip(first.mindestens())
        .is_some_and(|(time, first)| {
            if by_days || time.nur_datum() || first.nur_datum() {
                time.datum() < first.datum()
            } else {
                time.bei() < first.bei()
            }
        })
}

fn lists(context: &Context<'_>, found: &mut Vec<Finding>) {
    let incident = context.incident;
    let mut check = |rule: &Rule, list: &str, index: usize, fires: bool| {
        if fires {
            let path = paths::item(&context.facts, list, index);
            found.push(rule.at(path.key("am"), context.complete));
        }
    };
    let (begin, aware) = (&incident.zeiten.beginn, &incident.zeiten.kenntnis);
    for (index, measure) in incident.massnahmen.liste().iter().enumerate() {
        let answers = measure.stand.ist(&MassnahmenStand::Ergriffen)
            && !measure.zweck.ist(&MassnahmenZweck::Vorbeugung);
        let fires = answers && is_before(&measure.am, begin);
        check(&MEASURE_BEFORE, "massnahmen", index, fires);
    }
    let filings = &incident.meldung.eingereicht;
    let first = filings
        .iter()
        .find(|filing| filing.art.ist(&MeldungArt::Erst));
    for (index, filing) in filings.iter().enumerate() {
        let list = "meldung.eingereicht";
        check(&BEFORE_AWARENESS, list, index, is_before(&filing.am, aware));
        let adds = !filing.art.ist_fehlt() && !filing.art.ist(&MeldungArt::Erst);
        // Several areas may have first reports of their own: the same authority alone counts.
        let fires = adds
            && first.is_some_and(|first| {
                first.behoerde == filing.behoerde && is_before(&filing.am, &first.am)
            });
        check(&FILED_BEFORE_FIRST, list, index, fires);
    }
    for (index, step) in incident.benachrichtigung.schritte.iter().enumerate() {
        let fires = is_before(&step.am, aware);
        check(&BEFORE_AWARENESS, "benachrichtigung.schritte", index, fires);
    }
}
