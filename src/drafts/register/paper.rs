//! The register as a document: a table of all incidents, figures, then a page for each incident.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::count::Certainty;
use super::entry::Entry;
use super::figures::Year;
use super::{Register, Unreadable};
use crate::document::markdown::slug;
use crate::document::model::{Inline, plain};
use crate::document::{Block, Document, Engine, Given, Markings, Setting, TemplateError};
use crate::facts::{Rechtsregime, Typ};

/// Columns of the table: fields by name. The first is the heading of its row.
pub(super) const COLUMNS: [&str; 9] = [
    "kennung",
    "kurz-kenntnis",
    "kurz-art",
    "kurz-daten",
    "kurz-anzahl",
    "kurz-risiko",
    "kurz-meldung",
    "kurz-benachrichtigung",
    "status",
];

/// The section that holds the table.
pub(super) const TABLE: &str = "uebersicht";

/// So many years stand beside each other in a table of kinds.
const YEARS: usize = 10;

pub(super) fn document(register: &Register, engine: &Engine) -> Result<Document, TemplateError> {
    let markings = Markings {
        beispiel: register.entries.iter().any(|entry| entry.example),
        uebung: register.entries.iter().any(|entry| entry.drill),
        entwurf: false,
    };
    let setting = Setting {
        now: register.now,
        markings,
        gaps: Vec::new(),
        part: None,
        despite: None,
    };
    let given = Given::new(json!({ "register": frame(register) }), json!({}));
    let mut document = engine.render("register", &given, &setting)?;
    let place = document
        .blocks
        .iter()
        .position(|block| matches!(block, Block::Heading { id, .. } if id == TABLE));
    if let (Some(place), Some(table)) = (place, table(&register.entries)) {
        document.blocks.insert(place + 1, table);
    }
    let ids = ids(&register.entries);
    for (entry, id) in register.entries.iter().zip(ids) {
        document.blocks.push(Block::PageBreak);
        page(entry, id, &mut document.blocks);
    }
    Ok(document)
}

/// The ids of the sections of entries: no two are the same.
pub(super) fn ids(entries: &[Entry]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    entries
        .iter()
        .map(|entry| {
            let mut name: String = slug(&entry.reference).chars().take(70).collect();
            if name.is_empty() {
                name.push_str("ohne-kennung");
            }
            let wanted = format!("v-{name}");
            let mut id = wanted.clone();
            let mut number = 2_usize;
            while !taken.insert(id.clone()) {
                id = format!("{wanted}-{number}");
                number += 1;
            }
            id
        })
        .collect()
}

/// The table; its labels are those of the fields.
fn table(entries: &[Entry]) -> Option<Block> {
    let first = entries.iter().find(|entry| entry.deleted.is_none());
    let labels = first.or(entries.first())?;
    let head = COLUMNS
        .iter()
        .map(|column| vec![Inline::text(label(labels, column))])
        .collect();
    Some(Block::Table {
        head,
        rows: entries.iter().map(cells).collect(),
        row_heads: true,
    })
}

/// The label of a field; entries of deleted incidents have fewer fields, with the same labels.
pub(super) fn label(entry: &Entry, id: &str) -> String {
    let found = entry.fields.iter().find(|field| field.id == id);
    found.map_or_else(
        || {
            if id == "kurz-daten" {
                "Daten".to_owned()
            } else {
                "Betroffene Personen".to_owned()
            }
        },
        |field| field.label.clone(),
    )
}

fn cells(entry: &Entry) -> Vec<Vec<Inline>> {
    COLUMNS
        .iter()
        .map(|column| {
            let mut cell = entry.field(column).to_vec();
            match *column {
                "kennung" => {
                    cell.push(Inline::Break);
                    cell.extend(entry.field("titel").iter().cloned());
                }
                "status" if !entry.gaps.is_empty() => {
                    cell.push(Inline::Break);
                    cell.push(Inline::text("unvollständig"));
                }
                _ if cell.is_empty() => cell.push(Inline::text("nicht aufbewahrt")),
                _ => {}
            }
            cell
        })
        .collect()
}

/// Everything that the register says of one incident.
fn page(entry: &Entry, id: String, blocks: &mut Vec<Block>) {
    let mut title = entry.field("kennung").to_vec();
    title.push(Inline::text(": "));
    // A title of several lines is one line here.
    let words = plain(entry.field("titel")).replace('\n', " ");
    title.push(Inline::text(words));
    blocks.push(Block::Heading {
        level: 2,
        id,
        content: title,
    });
    let mut items: Vec<(Vec<Inline>, Vec<Inline>)> = entry
        .fields
        .iter()
        .filter(|field| !field.is_short() && !matches!(field.id.as_str(), "kennung" | "titel"))
        .map(|field| {
            (
                vec![Inline::text(field.label.clone())],
                field.content.clone(),
            )
        })
        .collect();
    let mut line = |term: &str, text: String| {
        items.push((vec![Inline::text(term)], vec![Inline::text(text)]));
    };
    line("Ordner", entry.folder.clone());
    if entry.double {
        line(
            "Kennung",
            "Auch ein anderer Ordner hat diese Kennung.".to_owned(),
        );
    }
    for (marked, what) in [(entry.example, "Beispiel"), (entry.drill, "Übung")] {
        if marked {
            line("Hinweis", format!("{what}: kein wirklicher Vorfall"));
        }
    }
    blocks.push(Block::Definitions { items });
}

/// What the template around the incidents knows.
fn frame(register: &Register) -> Value {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.format("%Y-%m-%d").to_string());
    let selection = &register.selection;
    let unread = |on_purpose: bool| -> Vec<Value> {
        let folders = register.unreadable.iter();
        let folders = folders.filter(|folder| folder.on_purpose == on_purpose);
        folders
            .map(|Unreadable { folder, reason, .. }| json!({ "ordner": folder, "grund": reason }))
            .collect()
    };
    let doubles: Vec<Value> = register
        .doubles()
        .into_iter()
        .map(|(reference, folders)| json!({ "kennung": reference, "ordner": folders }))
        .collect();
    let states: Vec<String> = selection.states.iter().map(|state| state.words()).collect();
    let figures = &register.figures;
    let several = (figures.years.len() > 1).then(|| row("gesamt".to_owned(), &figures.total));
    let years: Vec<Value> = figures
        .years
        .iter()
        .map(|year| row(name(year), year))
        .chain(several)
        .collect();
    json!({
        "zeitraum": { "von": day(selection.from), "bis": day(selection.to) },
        "ohne_zeitpunkt": some(register.entries.iter().filter(|entry| entry.aware.is_none()).count()),
        "status": states,
        "anzahl": register.entries.len(),
        "vorfaelle": !register.entries.is_empty(),
        "ausgelassen": {
            "auswahl": some(register.left_out.unwanted),
            "beispiele": some(register.left_out.examples),
        },
        "anderes_recht": register.entries.iter().any(|entry| entry.regime != Rechtsregime::Dsgvo),
        "unlesbar": unread(false),
        "verknuepft": unread(true),
        "doppelt": doubles,
        "jahre": years,
        "arten": kinds(register),
    })
}

/// A number; none where there is nothing to say.
fn some(count: usize) -> Option<usize> {
    Some(count).filter(|count| *count > 0)
}

fn name(year: &Year) -> String {
    year.year
        .map_or_else(|| "ohne Zeitpunkt".to_owned(), |year| year.to_string())
}

fn row(name: String, year: &Year) -> Value {
    let persons = &year.persons;
    let certainty: Certainty = persons.certainty();
    json!({
        "jahr": name,
        "vorfaelle": year.incidents,
        "gemeldet": year.reported,
        "verspaetet": year.late,
        "ueberfaellig": year.overdue,
        "nicht_meldepflichtig": year.not_due,
        "keine_verletzung": year.no_breach,
        "mitgeteilt": year.passed_on,
        "offen": year.open,
        "benachrichtigt": year.told,
        "gewissheit": certainty,
        "personen": persons.least,
        "ohne_zahl": some(persons.unstated),
        "geloescht": year.deleted,
    })
}

/// How many of each kind, ten years beside each other.
fn kinds(register: &Register) -> Vec<Value> {
    let figures = &register.figures;
    let several = (figures.years.len() > 1).then_some(&figures.total);
    let columns: Vec<(String, &Year)> = figures
        .years
        .iter()
        .map(|year| (name(year), year))
        .chain(several.map(|total| ("gesamt".to_owned(), total)))
        .collect();
    let tables = columns.chunks(YEARS + 1);
    tables
        .map(|columns| {
            let rows: Vec<Value> = order(&figures.total)
                .into_iter()
                .map(|kind| {
                    let numbers: Vec<Value> = columns
                        .iter()
                        .map(|(_, year)| {
                            json!({ "zahl": year.kinds.get(&kind).copied().unwrap_or(0) })
                        })
                        .collect();
                    json!({ "typ": kind, "zahlen": numbers })
                })
                .collect();
            let years: Vec<Value> = columns
                .iter()
                .map(|(name, _)| json!({ "jahr": name }))
                .collect();
            json!({ "jahre": years, "zeilen": rows })
        })
        .collect()
}

/// The kinds that occur, the most frequent first; what is not known last.
fn order(total: &Year) -> Vec<Option<Typ>> {
    let mut kinds: Vec<(Option<Typ>, usize)> = total
        .kinds
        .iter()
        .map(|(kind, count)| (*kind, *count))
        .collect();
    kinds.sort_by_key(|(kind, count)| (kind.is_none(), std::cmp::Reverse(*count), *kind));
    kinds.into_iter().map(|(kind, _)| kind).collect()
}
