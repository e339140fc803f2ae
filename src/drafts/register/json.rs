//! The register for programs. The keys are documented and stay.

use serde_json::{Map, Value, json};

use super::Register;
use super::entry::Entry;
use super::figures::Year;

/// Version of this form.
const FORMAT: u32 = 1;

pub(super) fn text(register: &Register) -> Result<String, serde_json::Error> {
    let selection = &register.selection;
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.format("%Y-%m-%d").to_string());
    let unreadable: Vec<Value> = register
        .unreadable
        .iter()
        .map(|folder| {
            json!({
                "ordner": folder.folder,
                "grund": folder.reason,
                "absichtlich": folder.on_purpose,
            })
        })
        .collect();
    let value = json!({
        "format": FORMAT,
        "stand": register.now.format("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        "zeitraum": { "von": day(selection.from), "bis": day(selection.to) },
        "status": selection.states,
        "mit_beispielen": register.with_examples,
        "ausgelassen": {
            "beispiele": register.left_out.examples,
            "auswahl": register.left_out.unwanted,
        },
        "vorfaelle": register.entries.iter().map(entry).collect::<Vec<_>>(),
        "nicht_gelesen": unreadable,
        "jahre": register.figures.years.iter().map(year).collect::<Vec<_>>(),
        "gesamt": year(&register.figures.total),
    });
    let mut text = serde_json::to_string_pretty(&value)?;
    text.push('\n');
    Ok(text)
}

fn entry(entry: &Entry) -> Value {
    let texts: Map<String, Value> = entry
        .fields
        .iter()
        .map(|field| (field.id.replace('-', "_"), entry.text(&field.id).into()))
        .collect();
    json!({
        "kennung": entry.reference,
        "ordner": entry.folder,
        "status": entry.state,
        "kenntnis": entry.aware,
        "typ": entry.kind,
        "regime": entry.regime,
        "sicht": if entry.processor { "auftragsverarbeiter" } else { "verantwortlicher" },
        "personen": entry.persons,
        "risiko": entry.risk,
        "gemeldet": entry.is_reported(),
        "verspaetet": entry.is_late(),
        "ueberfaellig": entry.is_overdue(),
        "meldungen": entry.reports,
        "aktenzeichen": entry.file_numbers,
        "benachrichtigung": entry.notice,
        "fehlt": entry.gaps,
        "zugesagt": entry.overdue,
        "ohne_nachweis": entry.without_proof,
        "geloescht": entry.deleted,
        "beispiel": entry.example,
        "uebung": entry.drill,
        "doppelt": entry.double,
        "texte": texts,
    })
}

fn year(year: &Year) -> Value {
    let kinds: Map<String, Value> = year
        .kinds
        .iter()
        .map(|(kind, count)| {
            let key = kind.map_or("nicht_angegeben", crate::facts::Typ::schluessel);
            (key.to_owned(), (*count).into())
        })
        .collect();
    json!({
        "jahr": year.year,
        "vorfaelle": year.incidents,
        "gemeldet": year.reported,
        "verspaetet": year.late,
        "ueberfaellig": year.overdue,
        "nicht_meldepflichtig": year.not_due,
        "keine_verletzung": year.no_breach,
        "mitgeteilt": year.passed_on,
        "offen": year.open,
        "benachrichtigt": year.told,
        "geloescht": year.deleted,
        "personen": {
            "summe": year.persons.least,
            "gewissheit": year.persons.certainty(),
            "mit_zahl": year.persons.stated,
            "ohne_zahl": year.persons.unstated,
        },
        "arten": kinds,
    })
}
