//! Facts that contradict each other: each may be right alone, both together need a second look.
//!
//! Which of the two is wrong only a person knows; so no finding here stops a document.

use super::required::{State, known};
use super::{BOTH, Context, Finding, Level, NOTICE, REPORT, Rule};
use crate::facts::{
    Abfluss, Angabe, Ausnahme, BenachrichtigungStatus, DienstStatus, FieldPath, Incident, JaNein,
    Kategorie, Medium, MeldungArt, RisikoErgebnis, Schritt, SchrittWeg, Schutzziel, Unlesbar,
    Verfuegbarkeit,
};
use crate::law::open::{OpenKind, OpenPoint};
use crate::law::paths;

pub(super) const RULES: [Rule; 14] = [
    UNREADABLE,
    CONTACT_DOWN,
    CONTACT_SYSTEM,
    OTHERS_DOWN,
    OTHERS_SYSTEM,
    RISK_WITHOUT_LEAK,
    NO_ADDRESSES,
    NOT_ALL,
    EXCEPTION_A,
    AREA_DATA,
    HIGH_WITHOUT_NOTICE,
    EXCEPTION_C,
    FINAL_BUT_OPEN,
    FINAL_BUT_DOWN,
];

const UNREADABLE: Rule = Rule::new(
    "M401",
    Level::Warnung,
    "vorfall.unlesbar",
    "Art. 33 Abs. 3 Buchst. a und c, Art. 34 Abs. 3 Buchst. a DSGVO",
    "Daten sind nach abfluss in fremde Hände gelangt oder wahrscheinlich gelangt, nach unlesbar aber \
     für Unbefugte nicht lesbar. Beides stimmt nur, wenn allein unlesbare Daten abgeflossen sind.",
    "Prüfen Sie beide Angaben. Ist der Schutz überwunden, schreiben Sie unlesbar = \"umgehbar\" oder \
     \"nein\"; sind nur unlesbare Daten abgeflossen, sagen Sie das in der Beschreibung.",
    BOTH,
);

const CONTACT_DOWN: Rule = Rule::new(
    "M402",
    Level::Warnung,
    "anlaufstelle",
    "Art. 33 Abs. 3 Buchst. b, Art. 34 Abs. 2 DSGVO",
    "Dieser Kontakt ist angegeben, aber nach [[dienste]] ist der Weg ausgefallen oder geschlossen.",
    "Nennen Sie einen Kontakt, der erreichbar ist. Ist er nicht betroffen, ändern Sie den Eintrag unter \
     [[dienste]] oder erklären Sie ihn dort mit hinweis.",
    CONTACTS,
);

const CONTACT_SYSTEM: Rule = Rule::new(
    "M403",
    Level::Hinweis,
    "anlaufstelle",
    "Art. 33 Abs. 3 Buchst. b, Art. 34 Abs. 2 DSGVO",
    "Dieser Kontakt ist angegeben, aber das System dafür gehört nach vorfall.systeme zu den betroffenen.",
    "Prüfen Sie, ob unter dieser Nummer oder Adresse jemand erreichbar ist. Sonst schreiben Sie \
     { offen = \"Grund\" }: Dann steht dort „zurzeit nicht erreichbar“.",
    CONTACTS,
);

/// Where contacts stand.
const CONTACTS: &[&str] = &[
    "meldung",
    "portalbogen",
    "buergerinformation",
    "benachrichtigung",
    "aushang",
    "pressemitteilung",
    "telefonleitfaden",
];

const OTHERS_DOWN: Rule = Rule::new(
    "M451",
    Level::Warnung,
    "datenschutzbeauftragter",
    "Art. 33 Abs. 3 Buchst. b, Art. 34 Abs. 2 DSGVO",
    "Datenschutzbeauftragte Person, Pressestelle oder Internetseite: Ein Kontakt ist angegeben, aber nach \
     [[dienste]] ist der Weg ausgefallen oder geschlossen.",
    "Prüfen Sie alle Nummern und Adressen unter [datenschutzbeauftragter], [presse] und [verantwortlicher]. Was \
     ausgefallen ist, schreiben Sie als { offen = \"Grund\" }: Dann steht dort „zurzeit nicht erreichbar“.",
    CONTACTS,
);

const OTHERS_SYSTEM: Rule = Rule::new(
    "M452",
    Level::Hinweis,
    "datenschutzbeauftragter",
    "Art. 33 Abs. 3 Buchst. b, Art. 34 Abs. 2 DSGVO",
    "Datenschutzbeauftragte Person, Pressestelle oder Internetseite: Ein Kontakt ist angegeben, aber das System \
     dafür gehört nach vorfall.systeme zu den betroffenen.",
    "Prüfen Sie alle Nummern und Adressen unter [datenschutzbeauftragter], [presse] und [verantwortlicher]. Was \
     ausgefallen ist, schreiben Sie als { offen = \"Grund\" }: Dann steht dort „zurzeit nicht erreichbar“.",
    CONTACTS,
);

const RISK_WITHOUT_LEAK: Rule = Rule::new(
    "M404",
    Level::Warnung,
    "risiko.ergebnis",
    "Art. 33 Abs. 1, Art. 34 Abs. 1 DSGVO",
    "Verletzt ist nach schutzziele allein die Vertraulichkeit, und ein Abfluss ist als ausgeschlossen \
     bezeichnet; das Risiko ist trotzdem als hoch bewertet.",
    "Prüfen Sie abfluss, schutzziele und ergebnis. Hat das Risiko einen anderen Grund, nennen Sie ihn \
     unter risiko.begruendung und ergänzen Sie das Schutzziel.",
    BOTH,
);

const NO_ADDRESSES: Rule = Rule::new(
    "M405",
    Level::Hinweis,
    "benachrichtigung.schritte[].medien",
    "Art. 34 Abs. 1 und 3 Buchst. c DSGVO",
    "Die Menschen sollen einzeln angeschrieben werden, aber Adressdaten gehören zu den Daten, die nicht \
     verfügbar sind.",
    "Prüfen Sie, ob Anschriften aus anderer Quelle vorliegen. Sonst informieren Sie öffentlich \
     (grundlage = \"abs3_c\") und schreiben die Menschen an, sobald es geht.",
    NOTICE,
);

const NOT_ALL: Rule = Rule::new(
    "M406",
    Level::Warnung,
    "benachrichtigung.schritte[].alle",
    "Art. 34 Abs. 1 DSGVO",
    "Es sollen alle informiert sein, die Anzahl ist aber kleiner als die Zahl der betroffenen Personen.",
    "Prüfen Sie anzahl und alle. Erfahren manche es durch andere, zum Beispiel Kinder durch ihre Eltern, \
     sagen Sie das unter grund.",
    REPORT,
);

const EXCEPTION_A: Rule = Rule::new(
    "M407",
    Level::Warnung,
    "benachrichtigung.ausnahme",
    "Art. 34 Abs. 3 Buchst. a DSGVO",
    "Die Ausnahme setzt voraus, dass die Daten für Unbefugte unzugänglich sind; nach unlesbar sind sie \
     das nicht oder nicht sicher.",
    "Prüfen Sie ausnahme und unlesbar.",
    REPORT,
);

const AREA_DATA: Rule = Rule::new(
    "M408",
    Level::Warnung,
    "bereiche[].daten",
    "Art. 33 Abs. 3 Buchst. a DSGVO",
    "Zum Bereich ist eine Kategorie von Daten genannt, die unter [[daten]] fehlt. Seine Meldung sagt zu \
     ihr nichts Näheres.",
    "Ergänzen Sie unter [[daten]] einen Eintrag für die Kategorie, oder streichen Sie sie beim Bereich.",
    REPORT,
);

const HIGH_WITHOUT_NOTICE: Rule = Rule::new(
    "M409",
    Level::Warnung,
    "benachrichtigung.status",
    "Art. 34 Abs. 1 DSGVO",
    "Das Risiko ist als hoch bewertet; dann sind die Menschen zu benachrichtigen. Die Benachrichtigung \
     ist als freiwillig oder als nicht erforderlich bezeichnet.",
    "Prüfen Sie status. Greift eine Ausnahme, schreiben Sie status = \"ausnahme\" mit ausnahme und \
     begruendung.",
    BOTH,
);

const EXCEPTION_C: Rule = Rule::new(
    "M410",
    Level::Warnung,
    "benachrichtigung.schritte",
    "Art. 34 Abs. 3 Buchst. c Satz 2 DSGVO",
    "Statt einzelner Schreiben ist öffentlich bekannt zu machen oder vergleichbar wirksam zu informieren; \
     kein Schritt tut das.",
    "Nennen Sie unter [[benachrichtigung.schritte]] mit weg = \"oeffentlich\", wann und womit Sie das tun.",
    BOTH,
);

const FINAL_BUT_OPEN: Rule = Rule::new(
    "M425",
    Level::Warnung,
    "meldung.art",
    "Art. 33 Abs. 4 DSGVO",
    "Die Meldung ist als Abschluss bezeichnet, aber Angaben sind noch offen oder fehlen, oder sie ist nicht als \
     vollständig bezeichnet.",
    "Tragen Sie die Angaben nach und setzen Sie meldung.vollstaendig = true. Sonst reichen Sie eine Folgemeldung ein \
     (art = \"folge\"). Was sich nicht feststellen lässt, schreiben Sie als nicht_bestimmbar mit Grund.",
    REPORT,
);

const FINAL_BUT_DOWN: Rule = Rule::new(
    "M426",
    Level::Hinweis,
    "dienste[].status",
    "Art. 33 Abs. 4 DSGVO",
    "Die Meldung ist als Abschluss bezeichnet, dieses Angebot ist aber noch als ausgefallen angegeben.",
    "Prüfen Sie status. Dauert der Ausfall an, sagen Sie unter [wiederherstellung], bis wann, oder reichen Sie \
     eine Folgemeldung ein (art = \"folge\").",
    REPORT,
);

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Finding>) {
    readable(context, found);
    contacts(context, found);
    steps(context, found);
    area_data(context, found);
    let incident = context.incident;
    let notice = &incident.benachrichtigung;
    let mut check = |rule: &Rule, fires: bool| {
        if fires {
            found.push(rule.finding(context.complete));
        }
    };
    let high = incident.risiko.ergebnis.ist(&RisikoErgebnis::Hoch);
    let readable = [Unlesbar::Nein, Unlesbar::Umgehbar];
    let open = |point: &OpenPoint| match point.kind {
        OpenKind::Offen | OpenKind::Fehlt => true,
        OpenKind::NichtBestimmbar => false,
    };
    check(
        &FINAL_BUT_OPEN,
        incident.meldung.art.ist(&MeldungArt::Abschluss)
            && (incident.meldung.vollstaendig.wert() != Some(&true)
                || context.assessment.open.iter().any(open)),
    );
    if incident.meldung.art.ist(&MeldungArt::Abschluss) {
        for (index, service) in incident.dienste.liste().iter().enumerate() {
            if service.status.ist(&DienstStatus::Ausgefallen) {
                let path: FieldPath = paths::item(&context.facts, "dienste", index);
                found.push(FINAL_BUT_DOWN.at(path.key("status"), context.complete));
            }
        }
    }
    let mut check = |rule: &Rule, fires: bool| {
        if fires {
            found.push(rule.finding(context.complete));
        }
    };
    check(
        &RISK_WITHOUT_LEAK,
        high && only_confidentiality(incident) && no_leak(incident),
    );
    check(
        &EXCEPTION_A,
        notice.ausnahme.ist(&Ausnahme::Abs3A)
            && readable
                .iter()
                .any(|key| incident.vorfall.unlesbar.ist(key)),
    );
    check(
        &HIGH_WITHOUT_NOTICE,
        high && (notice.status.ist(&BenachrichtigungStatus::Freiwillig)
            || notice
                .status
                .ist(&BenachrichtigungStatus::NichtErforderlich)),
    );
    check(
        &EXCEPTION_C,
        notice.ausnahme.ist(&Ausnahme::Abs3C)
            && !notice
                .schritte
                .iter()
                .any(|step| step.weg.ist(&SchrittWeg::Oeffentlich)),
    );
}

/// Data that left and that nobody can read; for the whole and for single categories, where what
/// is not said for the category is that of the whole.
fn readable(context: &Context<'_>, found: &mut Vec<Finding>) {
    let whole = &context.incident.vorfall;
    let left = |leak: &Angabe<Abfluss>| {
        leak.ist(&Abfluss::Bestaetigt) || leak.ist(&Abfluss::Wahrscheinlich)
    };
    if left(&whole.abfluss) && whole.unlesbar.ist(&Unlesbar::Ja) {
        found.push(UNREADABLE.finding(context.complete));
        return;
    }
    for (index, data) in context.incident.daten.liste().iter().enumerate() {
        let leak = or(&data.abfluss, &whole.abfluss);
        let protection = or(&data.unlesbar, &whole.unlesbar);
        let own = !data.abfluss.ist_fehlt() || !data.unlesbar.ist_fehlt();
        if own && left(leak) && protection.ist(&Unlesbar::Ja) {
            let path: FieldPath = paths::item(&context.facts, "daten", index);
            found.push(UNREADABLE.at(path, context.complete));
        }
    }
}

fn or<'a, T>(own: &'a Angabe<T>, whole: &'a Angabe<T>) -> &'a Angabe<T> {
    if own.ist_fehlt() { whole } else { own }
}

fn only_confidentiality(incident: &Incident) -> bool {
    incident.vorfall.schutzziele.liste() == [Schutzziel::Vertraulichkeit]
}

/// Whether a leak is ruled out for the whole, and no category says otherwise.
fn no_leak(incident: &Incident) -> bool {
    let excluded = |leak: &Angabe<Abfluss>| leak.ist(&Abfluss::Ausgeschlossen);
    excluded(&incident.vorfall.abfluss)
        && incident
            .daten
            .liste()
            .iter()
            .all(|data| data.abfluss.ist_fehlt() || excluded(&data.abfluss))
}

/// Ways to reach somebody, against what is said to be down: those of the contact point each, of the
/// others the first one that is in question.
fn contacts(context: &Context<'_>, found: &mut Vec<Finding>) {
    let incident = context.incident;
    let (point, officer, press) = (
        &incident.anlaufstelle,
        &incident.datenschutzbeauftragter,
        &incident.presse,
    );
    for (key, contact, way) in [
        ("telefon", &point.telefon, Way::Telephone),
        ("email", &point.email, Way::Email),
    ] {
        let rule = match state(context, contact, way) {
            Some(Trouble::Down) => &CONTACT_DOWN,
            Some(Trouble::System) => &CONTACT_SYSTEM,
            None => continue,
        };
        let path = FieldPath::new("anlaufstelle").key(key);
        found.push(rule.at(path, context.complete));
    }
    let others = [
        (
            "datenschutzbeauftragter.telefon",
            &officer.telefon,
            Way::Telephone,
        ),
        ("datenschutzbeauftragter.email", &officer.email, Way::Email),
        ("presse.telefon", &press.telefon, Way::Telephone),
        ("presse.email", &press.email, Way::Email),
        (
            "verantwortlicher.web",
            &incident.verantwortlicher.web,
            Way::Web,
        ),
    ];
    for (rule, trouble) in [
        (&OTHERS_DOWN, Trouble::Down),
        (&OTHERS_SYSTEM, Trouble::System),
    ] {
        let hit = others
            .iter()
            .find(|(_, contact, way)| state(context, contact, *way) == Some(trouble));
        if let Some((path, ..)) = hit {
            found.push(rule.at(FieldPath::new(*path), context.complete));
        }
    }
}

/// What stands against a contact that is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    /// The service is down or closed.
    Down,
    /// Its system is among those that were hit, and not yet restored.
    System,
}

fn state(context: &Context<'_>, contact: &Angabe<String>, way: Way) -> Option<Trouble> {
    let incident = context.incident;
    if known(contact) != State::There {
        return None;
    }
    let down = incident.dienste.liste().iter().any(|service| {
        let closed = service.status.ist(&DienstStatus::Ausgefallen)
            || service.status.ist(&DienstStatus::Geschlossen);
        closed
            && service.hinweis.is_none()
            && service
                .name
                .wert()
                .is_some_and(|name| way.is_named_in(name))
    });
    let aims = incident.vorfall.schutzziele.liste();
    let restored = incident.wiederherstellung.am.hoechstens();
    let runs_again = restored.is_some_and(|at| at.bei() <= context.now);
    let systems = incident.vorfall.systeme.wert();
    let hit = aims.contains(&Schutzziel::Verfuegbarkeit)
        && !runs_again
        && systems.is_some_and(|text| way.is_named_in(text));
    match (down, hit) {
        (true, _) => Some(Trouble::Down),
        (false, true) => Some(Trouble::System),
        (false, false) => None,
    }
}

#[derive(Clone, Copy)]
enum Way {
    Telephone,
    Email,
    Web,
}

impl Way {
    /// Whether a service or system of this name carries it.
    fn is_named_in(self, text: &str) -> bool {
        let text = text.to_lowercase();
        let names: &[&str] = match self {
            Self::Telephone => &["telefon"],
            Self::Email => &["e-mail", "email"],
            Self::Web => &["internetauftritt", "internetseite", "webseite", "website"],
        };
        names.iter().any(|name| text.contains(name))
    }
}

fn steps(context: &Context<'_>, found: &mut Vec<Finding>) {
    let incident = context.incident;
    let gone = addresses_gone(context);
    for (index, step) in incident.benachrichtigung.schritte.iter().enumerate() {
        let path = || {
            let steps = context
                .facts
                .get("benachrichtigung")
                .and_then(|notice| notice.get("schritte"))
                .and_then(serde_json::Value::as_array);
            let list = FieldPath::new("benachrichtigung.schritte");
            steps
                .and_then(|steps| paths::items(&list, steps).into_iter().nth(index))
                .unwrap_or(list)
        };
        let written = [Medium::Brief, Medium::Email];
        let alone = step.weg.ist(&SchrittWeg::Individuell);
        if gone && alone && written.iter().any(|way| step.medien.contains(way)) {
            found.push(NO_ADDRESSES.at(path().key("medien"), context.complete));
        }
        if says_all_of_fewer(step, incident) {
            found.push(NOT_ALL.at(path().key("alle"), context.complete));
        }
    }
}

/// Whether addresses are among data that are not there, and not yet restored.
fn addresses_gone(context: &Context<'_>) -> bool {
    let incident = context.incident;
    let unavailable = [Verfuegbarkeit::Voruebergehend, Verfuegbarkeit::Dauerhaft]
        .iter()
        .any(|key| incident.vorfall.verfuegbarkeit.ist(key));
    let restored = incident.wiederherstellung.am.hoechstens();
    let addresses = [
        Kategorie::Kontaktdaten,
        Kategorie::Basisdaten,
        Kategorie::Meldedaten,
    ];
    unavailable
        && restored.is_none_or(|at| at.bei() > context.now)
        && incident.daten.liste().iter().any(|data| {
            addresses
                .iter()
                .any(|category| data.kategorie.ist(category))
        })
}

/// Whether a step to everybody reached fewer people than are affected, without a reason.
fn says_all_of_fewer(step: &Schritt, incident: &Incident) -> bool {
    let groups = incident.betroffene.gruppen.liste();
    let everybody = step.gruppen.is_empty()
        || groups
            .iter()
            .filter_map(|group| group.gruppe.wert())
            .all(|group| step.gruppen.contains(group));
    let fewer = step
        .anzahl
        .hoechstens()
        .zip(incident.betroffene.anzahl.mindestens())
        .is_some_and(|(reached, affected)| reached < affected);
    step.alle.ist(&JaNein::Ja) && everybody && fewer && known(&step.grund) != State::There
}

fn area_data(context: &Context<'_>, found: &mut Vec<Finding>) {
    let data = context.incident.daten.liste();
    if data.is_empty() {
        return;
    }
    let described = |category: &Kategorie| data.iter().any(|entry| entry.kategorie.ist(category));
    for (index, area) in context.incident.bereiche.iter().enumerate() {
        if !area.daten.iter().all(described) {
            let path: FieldPath = paths::item(&context.facts, "bereiche", index);
            found.push(AREA_DATA.at(path.key("daten"), context.complete));
        }
    }
}
