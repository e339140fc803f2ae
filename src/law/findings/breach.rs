//! Contradictions within the description of the breach: aims, kind, numbers, backups, extortion.

use super::{BOTH, Context, Finding, Level, Rule};
use crate::facts::{
    Abfluss, Datensicherung, EntdecktDurch, FieldPath, Incident, JaNeinUnbekannt, Schutzmassnahme,
    Schutzziel, StellenRolle, Typ, Ursache, Verfuegbarkeit, Veroeffentlichung,
};
use crate::facts::{BeteiligtenRolle, Integritaet};
use crate::law::paths;

pub(super) const RULES: [Rule; 14] = [
    AIM_CONFIDENTIALITY,
    AIM_AVAILABILITY,
    AIM_INTEGRITY,
    MORE_PEOPLE,
    PART_ABOVE_WHOLE,
    CAUSE,
    PUBLISHED,
    RECIPIENTS_OF_ATTACK,
    NO_BACKUP,
    PERMANENT,
    MISUSE,
    POLICE,
    PROCESSOR_UNNAMED,
    CLOSED_AS_OPEN,
];

const NATURE: &str = "Art. 4 Nr. 12, Art. 33 Abs. 3 Buchst. a DSGVO";

const AIM_CONFIDENTIALITY: Rule = Rule::report(
    "M411",
    Level::Warnung,
    "vorfall.schutzziele",
    NATURE,
    "Daten sind nach abfluss in fremde Hände gelangt oder wahrscheinlich gelangt, aber die Vertraulichkeit \
     gehört nicht zu den verletzten Schutzzielen.",
    "Ergänzen Sie \"vertraulichkeit\" unter schutzziele, oder prüfen Sie abfluss.",
);

const AIM_AVAILABILITY: Rule = Rule::report(
    "M412",
    Level::Warnung,
    "vorfall.schutzziele",
    NATURE,
    "Für die Verfügbarkeit ist eine Verletzung angegeben, sie gehört aber nicht zu den verletzten \
     Schutzzielen.",
    "Ergänzen Sie \"verfuegbarkeit\" unter schutzziele, oder streichen Sie vorfall.verfuegbarkeit.",
);

const AIM_INTEGRITY: Rule = Rule::report(
    "M413",
    Level::Warnung,
    "vorfall.schutzziele",
    NATURE,
    "Für die Integrität ist eine Verletzung angegeben, sie gehört aber nicht zu den verletzten \
     Schutzzielen.",
    "Ergänzen Sie \"integritaet\" unter schutzziele, oder streichen Sie vorfall.integritaet.",
);

const MORE_PEOPLE: Rule = Rule::report(
    "M414",
    Level::Hinweis,
    "datensaetze.anzahl",
    "Art. 33 Abs. 3 Buchst. a DSGVO",
    "Es sind mehr als doppelt so viele Personen wie Datensätze angegeben. Meist gehört zu jeder Person \
     mindestens ein Datensatz.",
    "Prüfen Sie beide Zahlen. Stehen in einem Datensatz mehrere Personen, sagen Sie das in der \
     Beschreibung.",
);

const PART_ABOVE_WHOLE: Rule = Rule::report(
    "M415",
    Level::Warnung,
    "daten[].anzahl",
    "Art. 33 Abs. 3 Buchst. a DSGVO",
    "Von dieser Kategorie sind mehr Personen betroffen, als insgesamt betroffen sein sollen.",
    "Prüfen Sie daten.anzahl und betroffene.anzahl.",
);

const CAUSE: Rule = Rule::report(
    "M416",
    Level::Hinweis,
    "vorfall.ursache",
    NATURE,
    "Die Ursache passt selten zur Art des Vorfalls: Ein Angriff ist meist böswillig, ein Versehen meist \
     nicht.",
    "Prüfen Sie typ und ursache. Stimmen beide, erklären Sie den Zusammenhang in der Beschreibung.",
);

const PUBLISHED: Rule = Rule {
    documents: BOTH,
    ..Rule::report(
        "M417",
        Level::Warnung,
        "vorfall.abfluss",
        "Art. 33 Abs. 3 Buchst. a, Art. 34 Abs. 2 DSGVO",
        "Unbekannte haben nach erpressung.veroeffentlichung Daten veröffentlicht; der Abfluss ist aber \
         nicht als bestätigt bezeichnet.",
        "Schreiben Sie abfluss = \"bestaetigt\". Ist nur eine Behauptung im Netz, schreiben Sie \
         veroeffentlichung = \"angedroht\".",
    )
};

const RECIPIENTS_OF_ATTACK: Rule = Rule::report(
    "M418",
    Level::Hinweis,
    "empfaenger",
    NATURE,
    "Der Vorfall ist ein Angriff, aber es sind Empfänger genannt, die Daten versehentlich erhalten haben. \
     An sie entstehen Schreiben mit der Bitte um Löschung.",
    "Prüfen Sie typ und [[empfaenger]]. Angreifer gehören nicht in diese Liste.",
);

const NO_BACKUP: Rule = Rule::report(
    "M419",
    Level::Hinweis,
    "wiederherstellung.datensicherung",
    "Art. 32 Abs. 1 Buchst. c, Art. 33 Abs. 3 DSGVO",
    "Unter schutz_vorher ist eine Datensicherung genannt, unter wiederherstellung gibt es keine.",
    "Prüfen Sie beide Angaben. Ist die Sicherung mit betroffen, schreiben Sie \
     datensicherung = \"mitbetroffen\".",
);

const PERMANENT: Rule = Rule::report(
    "M420",
    Level::Warnung,
    "wiederherstellung.am",
    NATURE,
    "Die Daten fehlen dauerhaft, es gibt aber einen Zeitpunkt, zu dem sie wiederhergestellt sind.",
    "Prüfen Sie vorfall.verfuegbarkeit und wiederherstellung.am.",
);

const MISUSE: Rule = Rule {
    documents: BOTH,
    ..Rule::report(
        "M421",
        Level::Warnung,
        "risiko.umstaende.missbrauch_bekannt",
        "Art. 33 Abs. 3 Buchst. c, Art. 34 Abs. 1 DSGVO",
        "Ein Missbrauch der Daten ist bekannt, ein Abfluss aber als ausgeschlossen bezeichnet.",
        "Prüfen Sie vorfall.abfluss und missbrauch_bekannt.",
    )
};

const POLICE: Rule = Rule::report(
    "M422",
    Level::Hinweis,
    "stellen",
    "Formulare der Aufsichtsbehörden",
    "Strafanzeige ist erstattet, aber weder Polizei noch Staatsanwaltschaft sind unter [[stellen]] genannt.",
    "Nennen Sie dort name, rolle, am und, wenn vorhanden, aktenzeichen.",
);

const PROCESSOR_UNNAMED: Rule = Rule::report(
    "M423",
    Level::Warnung,
    "beteiligte",
    "Art. 28, Art. 33 Abs. 2 DSGVO",
    "Unter [zeiten] kommt ein Auftragsverarbeiter vor, unter [[beteiligte]] ist keiner genannt.",
    "Nennen Sie ihn unter [[beteiligte]] mit rolle = \"auftragsverarbeiter\", name und Kontakt.",
);

const CLOSED_AS_OPEN: Rule = Rule::report(
    "M424",
    Level::Warnung,
    "zeiten.ende",
    "Art. 33 Abs. 3 Buchst. a, Abs. 4 DSGVO",
    "Die Meldung soll die letzte sein, das Ende der Verletzung ist aber offen.",
    "Tragen Sie das Ende nach. Dauert die Verletzung an, reichen Sie statt des Abschlusses eine \
     Folgemeldung ein (art = \"folge\").",
);

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Finding>) {
    let incident = context.incident;
    let breach = &incident.vorfall;
    let mut check = |rule: &Rule, fires: bool| {
        if fires {
            found.push(rule.finding(context.complete));
        }
    };
    let lacks = |aim| {
        let aims = breach.schutzziele.liste();
        !aims.is_empty() && !aims.contains(&aim)
    };
    let left = [Abfluss::Bestaetigt, Abfluss::Wahrscheinlich];
    check(
        &AIM_CONFIDENTIALITY,
        left.iter().any(|leak| breach.abfluss.ist(leak)) && lacks(Schutzziel::Vertraulichkeit),
    );
    let away = [Verfuegbarkeit::Voruebergehend, Verfuegbarkeit::Dauerhaft];
    check(
        &AIM_AVAILABILITY,
        away.iter().any(|state| breach.verfuegbarkeit.ist(state))
            && lacks(Schutzziel::Verfuegbarkeit),
    );
    let changed = [
        Integritaet::OhneMissbrauch,
        Integritaet::MissbrauchUmkehrbar,
        Integritaet::MissbrauchUnumkehrbar,
    ];
    check(
        &AIM_INTEGRITY,
        changed.iter().any(|state| breach.integritaet.ist(state)) && lacks(Schutzziel::Integritaet),
    );
    let people = &incident.betroffene.anzahl;
    let fewer_records = people
        .mindestens()
        .zip(incident.datensaetze.anzahl.hoechstens())
        .is_some_and(|(people, records)| *people >= FEW && people / 2 > *records);
    check(&MORE_PEOPLE, fewer_records);
    check(&CAUSE, is_odd(incident));
    check(
        &PUBLISHED,
        incident
            .erpressung
            .veroeffentlichung
            .ist(&Veroeffentlichung::Ja)
            && !breach.abfluss.ist(&Abfluss::Bestaetigt),
    );
    check(
        &RECIPIENTS_OF_ATTACK,
        is_attack(incident) && !incident.empfaenger.liste().is_empty(),
    );
    let before = incident.schutz_vorher.massnahmen.liste();
    check(
        &NO_BACKUP,
        incident
            .wiederherstellung
            .datensicherung
            .ist(&Datensicherung::Keine)
            && before.contains(&Schutzmassnahme::Datensicherung),
    );
    check(
        &PERMANENT,
        breach.verfuegbarkeit.ist(&Verfuegbarkeit::Dauerhaft)
            && incident.wiederherstellung.am.ist_bekannt(),
    );
    check(
        &MISUSE,
        incident.risiko.umstaende.missbrauch_bekannt == Some(true)
            && breach.abfluss.ist(&Abfluss::Ausgeschlossen),
    );
    check(&POLICE, charge_without_police(incident));
    check(&PROCESSOR_UNNAMED, processor_unnamed(incident));
    check(
        &CLOSED_AS_OPEN,
        incident
            .meldung
            .art
            .ist(&crate::facts::MeldungArt::Abschluss)
            && incident.zeiten.ende.ist_offen(),
    );
    if let Some(all) = people.hoechstens() {
        for (index, data) in incident.daten.liste().iter().enumerate() {
            if data.anzahl.mindestens().is_some_and(|part| part > all) {
                let path: FieldPath = paths::item(&context.facts, "daten", index);
                found.push(PART_ABOVE_WHOLE.at(path.key("anzahl"), context.complete));
            }
        }
    }
}

/// Below this many people, one record of several people is nothing unusual: a family, a list.
const FEW: u64 = 10;

/// Kinds of breach that somebody commits.
const ATTACKS: [Typ; 5] = [
    Typ::Ransomware,
    Typ::Hacking,
    Typ::Phishing,
    Typ::AusgenutzteSchwachstelle,
    Typ::Datenabfluss,
];

/// Kinds of breach that happen to somebody.
const MISTAKES: [Typ; 6] = [
    Typ::OffenerVerteiler,
    Typ::VersehentlicherVersand,
    Typ::VersehentlicheVeroeffentlichung,
    Typ::FalschemEmpfaengerAngezeigt,
    Typ::VerwechslungVonDatensaetzen,
    Typ::Fehlkonfiguration,
];

fn is_attack(incident: &Incident) -> bool {
    ATTACKS.iter().any(|kind| incident.vorfall.typ.ist(kind))
}

/// Whether kind and cause seldom go together.
fn is_odd(incident: &Incident) -> bool {
    let cause = |causes: [Ursache; 2]| causes.iter().any(|key| incident.vorfall.ursache.ist(key));
    let without_malice = cause([
        Ursache::InternNichtBoeswillig,
        Ursache::ExternNichtBoeswillig,
    ]);
    let with_malice = cause([Ursache::InternBoeswillig, Ursache::ExternBoeswillig]);
    // Who falls for a deceiver means no harm, and data may leave without anybody's malice.
    let meant = [Typ::Ransomware, Typ::Hacking, Typ::AusgenutzteSchwachstelle];
    let is = |kinds: &[Typ]| kinds.iter().any(|kind| incident.vorfall.typ.ist(kind));
    is(&meant) && without_malice || is(&MISTAKES) && with_malice
}

fn charge_without_police(incident: &Incident) -> bool {
    let police = [StellenRolle::Polizei, StellenRolle::Staatsanwaltschaft];
    incident.vorfall.strafanzeige.ist(&JaNeinUnbekannt::Ja)
        && !incident.stellen.ist_offen()
        && !incident
            .stellen
            .liste()
            .iter()
            .any(|body| police.iter().any(|role| body.rolle.ist(role)))
}

fn processor_unnamed(incident: &Incident) -> bool {
    let times = &incident.zeiten;
    let mentioned = times.mitteilung_auftragsverarbeiter.ist_bekannt()
        || times.kenntnis_auftragsverarbeiter.ist_bekannt()
        || times
            .entdeckt_durch
            .ist(&EntdecktDurch::Auftragsverarbeiter);
    let roles = [
        BeteiligtenRolle::Auftragsverarbeiter,
        BeteiligtenRolle::Unterauftragsverarbeiter,
    ];
    mentioned
        && incident.beteiligte.wert().is_some_and(|parties| {
            !parties.iter().any(|party| {
                party.rolle.ist_fehlt() || roles.iter().any(|role| party.rolle.ist(role))
            })
        })
}
