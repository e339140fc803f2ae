//! `behoerde`: who is competent, and how to file there.

use chrono_tz::Europe::Berlin;
use serde::Serialize;

use super::args::{Antwort, Behoerde};
use super::frist::{head, json};
use super::messages::{Console, Exit, Failure};
use super::page::Page;
use super::{clock, reading};
use crate::facts::{
    Bereich, Bundesland, Fachgebiet, Incident, Rechtsregime, Sicht, VerantwortlicherArt,
};
use crate::law::{self, Authorities, Authority, Contact, contacts, words};

#[derive(Serialize)]
struct Answer<'a> {
    behoerden: &'a [Contact],
}

/// Finds and prints the authorities.
pub(crate) fn run(options: &Behoerde, console: &Console) -> Result<Exit, Failure> {
    let now = clock::stated(options.jetzt.as_deref())?;
    let today = now.with_timezone(&Berlin).date_naive();
    let mut page = Page::new(console);
    let found = if let Some(path) = &options.vorfall {
        let (_, facts) = reading::incident(path, console)?;
        head(&mut page, &facts, now);
        let case = &facts.case;
        let reports = law::area_reports(case.judged(), case.authorities());
        if case.judged().vorfall.sicht == Sicht::Auftragsverarbeiter {
            page.paragraph(
                "Als Auftragsverarbeiter teilen Sie die Verletzung den Verantwortlichen mit, nicht einer \
                 Behörde. Die folgende Behörde ist für Ihre Stelle selbst zuständig.",
            );
        }
        contacts(case.judged(), &case.assess(now), &reports, today)
    } else {
        let incident = stated(options)?;
        page.title("Zuständige Aufsichtsbehörde");
        page.paragraph(&format!("Stand: {}", words::time(now)));
        let assessment = law::assess(&incident, now);
        let reports = law::area_reports(&incident, Authorities::shipped());
        let all = contacts(&incident, &assessment, &reports, today);
        // Asked for a field, the answer is its authority: that of its own report if it has one.
        let skip = usize::from(options.fachgebiet.is_some() && all.len() > 1);
        all.into_iter().skip(skip).collect()
    };
    match options.format {
        Antwort::Json => console.result(&json(&Answer { behoerden: &found })?)?,
        Antwort::Text => {
            let mut told = Vec::new();
            for contact in &found {
                describe(&mut page, contact, &mut told);
            }
            console.result(&page.bytes())?;
        }
    }
    Ok(Exit::Done)
}

/// What the options say, as an incident.
fn stated(options: &Behoerde) -> Result<Incident, Failure> {
    let none = options.bundesland.is_none() && options.art.is_none();
    if none && options.fachgebiet.is_none() {
        return Err(Failure::input(
            "Es fehlt, wofür die Behörde gesucht wird: ein VORFALL oder --bundesland und --art.",
        )
        .hint("Zum Beispiel: datenpanne behoerde --bundesland MV --art kommune"));
    }
    let mut incident = Incident::default();
    let land = chosen(options.bundesland.as_deref(), Bundesland::alle(), |land| {
        land.schluessel()
    });
    if let Some(land) = land {
        incident.verantwortlicher.bundesland = land.into();
    }
    let art = chosen(options.art.as_deref(), VerantwortlicherArt::alle(), |art| {
        art.schluessel()
    });
    if let Some(art) = art {
        incident.verantwortlicher.art = art.into();
        // A church that says nothing else works under its own law.
        if art == VerantwortlicherArt::KircheKatholisch {
            incident.vorfall.rechtsregime = Rechtsregime::Kdg;
        } else if art == VerantwortlicherArt::KircheEvangelisch {
            incident.vorfall.rechtsregime = Rechtsregime::DsgEkd;
        }
    }
    if let Some(diocese) = &options.bistum {
        incident.verantwortlicher.bistum = diocese.clone().into();
    }
    if let Some(church) = &options.gliedkirche {
        incident.verantwortlicher.gliedkirche = church.clone().into();
    }
    let field = chosen(options.fachgebiet.as_deref(), Fachgebiet::alle(), |field| {
        field.schluessel()
    });
    if let Some(field) = field {
        incident.bereiche.push(Bereich {
            fachgebiet: field.into(),
            ..Bereich::default()
        });
    }
    Ok(incident)
}

fn chosen<T: Copy>(given: Option<&str>, all: &[T], key: impl Fn(T) -> &'static str) -> Option<T> {
    let given = given?;
    all.iter()
        .copied()
        .find(|one| key(*one).eq_ignore_ascii_case(given))
}

/// Everything on one authority; how to reach it once only.
fn describe(page: &mut Page, contact: &Contact, told: &mut Vec<String>) {
    let what = if contact.areas.is_empty() {
        String::new()
    } else {
        format!(" für: {}", contact.areas.join(", "))
    };
    let Some(authority) = contact.authority.as_deref() else {
        page.heading(&format!("Noch zu klären{what}"));
        page.field("Warum", &contact.reason);
        if let Some(question) = &contact.question {
            page.field("Frage", question);
        }
        for candidate in &contact.candidates {
            let authority = &candidate.authority;
            page.field(
                "Möglich",
                &format!(
                    "{} ({}), {}",
                    authority.kurz, authority.name, candidate.wenn
                ),
            );
            reach(page, authority);
        }
        return;
    };
    page.heading(&format!("{}{what}", authority.kurz));
    page.field("Name", &authority.name);
    page.field("Recht", regime(contact.regime));
    page.field("Warum", &contact.reason);
    if let Some(other) = &contact.instead_of {
        page.field(
            "Statt",
            &format!("{} (so schlägt es das Programm vor)", other.kurz),
        );
    }
    if told.contains(&authority.id) {
        page.field("Wie melden", "siehe oben");
        return;
    }
    told.push(authority.id.clone());
    reach(page, authority);
    if let Some(proof) = &authority.nachweis {
        page.field("Nachweis", proof);
    }
    for hint in &authority.hinweise {
        page.field("Beachten", hint);
    }
    page.field("Stand", &age(contact, authority));
}

/// Address and ways to file.
fn reach(page: &mut Page, authority: &Authority) {
    let address = authority.anschrift();
    if !address.is_empty() {
        page.field("Anschrift", &address.join(", "));
    }
    for (label, value) in [
        ("Telefon", authority.telefon()),
        ("Fax", authority.telefax()),
        ("E-Mail", authority.email.clone()),
        ("Website", authority.web.clone()),
    ] {
        if let Some(value) = value {
            page.field(label, &value);
        }
    }
    let ways = authority.wege();
    if !ways.is_empty() {
        page.field("Meldewege", &ways.join("; "));
    }
    match &authority.meldeweg {
        Some(form) => page.field("Formular", form),
        None => page.field(
            "Formular",
            "Eine Adresse ist nicht hinterlegt. Suchen Sie auf der Website nach „Datenpanne melden“.",
        ),
    }
    if let Some(key) = authority.pgp() {
        page.field("PGP", key);
    }
    if let Some(place) = authority.pgp_schluessel() {
        page.field("Schlüssel", place);
    }
}

/// How old the data are.
fn age(contact: &Contact, authority: &Authority) -> String {
    let own = if authority.eigen {
        " Ihre eigene Behördendatei ist berücksichtigt."
    } else {
        ""
    };
    match authority.stand {
        None => format!("Kontaktdaten ohne Datum: bitte prüfen.{own}"),
        Some(day) if contact.is_outdated() => format!(
            "Kontaktdaten vom {}, älter als ein Jahr: bitte prüfen.{own}",
            words::date(day)
        ),
        Some(day) => format!("Kontaktdaten vom {}.{own}", words::date(day)),
    }
}

const fn regime(regime: Rechtsregime) -> &'static str {
    match regime {
        Rechtsregime::Dsgvo => "DSGVO",
        Rechtsregime::Ji => "nationales Recht zur Richtlinie (EU) 2016/680",
        Rechtsregime::Kdg => "Kirchliches Datenschutzgesetz (KDG)",
        Rechtsregime::DsgEkd => "Datenschutzgesetz der EKD (DSG-EKD)",
    }
}
