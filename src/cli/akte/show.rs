//! `akte`: the timeline, and with `--pruefen` whether all is as it was written.

use std::path::Path;

use serde::Serialize;
use serde_json::Value;

use super::super::args::Antwort;
use super::super::frist::json;
use super::super::messages::{Console, Exit, Failure, Tone, clean, shown};
use super::super::page::Page;
use super::args::Akte;
use super::disk::list;
use super::lock::Lock;
use super::{CaseFile, say};
use crate::drafts::akte::{
    Approval, Entry, FOLDER, Fault, Journal, Kind, State, Version, first_hash, verify,
};
use crate::law::words;

/// What the chain proves and what it does not.
const PROVES: &str = "Die Prüfkette zeigt, ob nachträglich etwas verändert wurde. Einen Zeitpunkt beweist sie nicht.";

/// Shows the case file beside the facts in `folder`.
pub(super) fn run(options: &Akte, folder: &Path, console: &Console) -> Result<Exit, Failure> {
    // Half of what another run is writing would look altered.
    let _lock = Lock::share(&folder.join(FOLDER))?;
    let case_file = CaseFile::open(folder)?;
    let journal = &case_file.journal;
    let listing = list(&case_file.folder)?;
    if listing.is_empty() {
        return Err(Failure::input(format!(
            "Neben den Tatsachen in „{}“ liegt keine Akte.",
            shown(folder)
        ))
        .hint("Sie entsteht mit der ersten Freigabe: datenpanne freigeben VORFALL --dokument NAME --durch NAME --rolle ROLLE"));
    }
    let mut faults = verify(journal, &listing);
    if !options.pruefen {
        // Without the check of all files, only what concerns the journal itself.
        faults.retain(is_of_journal);
    }
    let found = match &options.kopf {
        Some(digits) => Some(find(journal, digits)?),
        None => None,
    };
    match options.format {
        Antwort::Json => console.result(&json(&answer(journal, &faults, options, found))?)?,
        Antwort::Text => {
            let mut page = Page::new(console);
            head(&mut page, journal);
            match found {
                Some(place) => say_found(&mut page, journal, place),
                None if options.pruefen => checked(&mut page, journal, &faults, listing.len()),
                None => {
                    if !faults.is_empty() {
                        page.gap();
                        page.coloured(
                            Tone::Error,
                            "Das Journal ist nicht, wie es sein soll: datenpanne akte VORFALL --pruefen",
                        );
                    }
                    versions(&mut page, journal);
                    timeline(&mut page, journal);
                    last(&mut page, journal);
                }
            }
            console.result(&page.bytes())?;
        }
    }
    let missing = matches!(found, Some(Place::Nowhere));
    Ok(if faults.is_empty() && !missing {
        Exit::Done
    } else {
        Exit::Findings
    })
}

fn is_of_journal(fault: &Fault) -> bool {
    [crate::drafts::akte::JOURNAL, crate::drafts::akte::HEAD].contains(&fault.datei.as_str())
}

fn head(page: &mut Page, journal: &Journal) {
    let reference = journal.reference().unwrap_or("ohne Einträge");
    page.title(&format!("Akte zum Vorfall {}", clean(reference)));
    page.paragraph(PROVES);
}

/// Where a printed value stands in the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before the first entry.
    Start,
    /// It is the hash of this entry.
    Entry(u64),
    /// In no place.
    Nowhere,
}

/// Looks a value up that released documents print.
fn find(journal: &Journal, digits: &str) -> Result<Place, Failure> {
    let digits: String = digits
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_lowercase();
    if digits.len() < 8 || digits.len() > 64 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(Failure::input(
            "Der Prüfwert unter --kopf besteht aus 8 bis 64 Zeichen: Ziffern und Buchstaben a bis f.",
        )
        .hint("Er steht im Fuß der freigegebenen Dokumente; die ersten Zeichen genügen."));
    }
    let start = journal.reference().map(first_hash);
    if start.is_some_and(|start| start.starts_with(&digits)) {
        return Ok(Place::Start);
    }
    let found = journal
        .entries
        .iter()
        .find(|entry| entry.hash.starts_with(&digits));
    Ok(found.map_or(Place::Nowhere, |entry| Place::Entry(entry.number)))
}

fn say_found(page: &mut Page, journal: &Journal, place: Place) {
    let hash = match place {
        Place::Nowhere => {
            page.coloured(
                Tone::Error,
                "Dieser Prüfwert steht nicht in der Akte. Entweder gehört das Dokument zu einer anderen Akte, oder \
                 Einträge wurden nachträglich ersetzt.",
            );
            return;
        }
        Place::Start => {
            page.paragraph("Der Prüfwert ist der Anfang dieser Akte, vor dem ersten Eintrag.");
            journal.reference().map(first_hash)
        }
        Place::Entry(number) => {
            let entry = journal.entries.iter().find(|entry| entry.number == number);
            if let Some(entry) = entry {
                page.paragraph(&format!(
                    "Der Prüfwert ist der von Eintrag {number} ({}): {}",
                    words::time(entry.time),
                    say::entry(entry)
                ));
            }
            entry.map(|entry| entry.hash.clone())
        }
    };
    let printed = journal.versions().iter();
    let mut printed = printed.filter(|version| Some(&version.head) == hash.as_ref());
    if let Some(version) = printed.next() {
        page.paragraph(&format!(
            "Er steht im Fuß der Dokumente von Version {} ({}).",
            version.number,
            version.about.dokumente.join(", ")
        ));
    }
}

/// The result of `--pruefen`.
fn checked(page: &mut Page, journal: &Journal, faults: &[Fault], paths: usize) {
    page.gap();
    if faults.is_empty() {
        let files = journal.files().len();
        page.paragraph(&format!(
            "Unversehrt: {} und {} sind, wie sie geschrieben wurden; nichts fehlt, nichts ist hinzugekommen.",
            count(journal.entries.len(), "Eintrag", "Einträge"),
            count(files, "Datei", "Dateien"),
        ));
        last(page, journal);
        return;
    }
    let only = |kinds: &[Kind]| faults.iter().all(|fault| kinds.contains(&fault.art));
    let verdict = if only(&[Kind::Unstimmig]) {
        "Die Prüfkette ist ganz, aber Einträge widersprechen einander oder dem, was da liegt"
    } else if only(&[Kind::Unlesbar]) {
        "Nicht alles ließ sich prüfen"
    } else {
        "Nicht wie geschrieben"
    };
    page.coloured(
        Tone::Error,
        &format!(
            "{verdict}: {} (bei {paths} Dateien und Ordnern).",
            count(faults.len(), "Befund", "Befunde")
        ),
    );
    for (kind, title) in [
        (Kind::Veraendert, "Verändert"),
        (Kind::Fehlt, "Fehlt"),
        (Kind::Zusaetzlich, "Gehört nicht dazu"),
        (Kind::Unlesbar, "Nicht lesbar"),
        (Kind::Unstimmig, "Unstimmig"),
        (Kind::Unterbrochen, "Unterbrochen geschrieben"),
    ] {
        let of_kind: Vec<&Fault> = faults.iter().filter(|fault| fault.art == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        page.heading(title);
        for fault in of_kind {
            page.item(
                "–",
                &format!("{FOLDER}/{}: {}", clean(&fault.datei), fault.meldung),
            );
        }
    }
    page.heading("Was zu tun ist");
    if only(&[Kind::Unterbrochen]) {
        page.below(
            "Ein Lauf wurde mitten im Schreiben unterbrochen. Der nächste Befehl, der in die Akte schreibt, räumt \
             auf und sagt, was er tut; verloren ist nichts, was in der Akte stand.",
        );
        return;
    }
    if !journal.is_sound() {
        page.below(
            "Das Journal selbst ist betroffen. Dateien, deren Einträge nicht mehr zu lesen sind, erscheinen \
             deshalb als fremd.",
        );
    }
    if faults.iter().any(|fault| fault.art == Kind::Unlesbar) {
        page.below(
            "Geben Sie Ihrem Benutzerkonto Zugang zu dem, was nicht lesbar ist, und prüfen Sie noch einmal. Liegt es \
             am Datenträger, holen Sie es aus der Sicherung.",
        );
    }
    if faults.iter().any(|fault| fault.art == Kind::Unstimmig) {
        page.below(
            "Unstimmiges entsteht durch eine falsch gestellte Uhr (auch mit --jetzt), oder wenn jemand das Journal neu \
             geschrieben hat. Vergleichen Sie den Kopf der Akte mit Ihrer Notiz und mit den Prüfwerten auf versandten \
             Dokumenten (--kopf). War es die Uhr, halten Sie es mit „eintragen vermerk“ fest.",
        );
    }
    if only(&[Kind::Unlesbar, Kind::Unstimmig, Kind::Unterbrochen]) {
        return;
    }
    page.below(
        "Ändern und löschen Sie nichts, sondern kopieren Sie den Ordner „akte“ zuerst, wie er ist. Vergleichen Sie \
         ihn mit Ihrer Sicherung und holen Sie das Betroffene von dort. Fremde Dateien legen Sie an einen anderen \
         Ort. Danach prüfen Sie noch einmal.",
    );
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn versions(page: &mut Page, journal: &Journal) {
    if journal.versions().is_empty() {
        return;
    }
    page.heading("Versionen");
    for version in journal.versions() {
        page.item(
            &format!("@{}", version.number),
            &format!(
                "{}{}. {}",
                version.about.dokumente.join(", "),
                marks(version),
                state(version)
            ),
        );
    }
}

fn marks(version: &Version) -> String {
    let mut marks = Vec::new();
    if version.about.uebung {
        marks.push("Übung");
    }
    if version.about.beispiel {
        marks.push("Beispiel");
    }
    if marks.is_empty() {
        String::new()
    } else {
        format!(" ({})", marks.join(", "))
    }
}

fn state(version: &Version) -> String {
    let approvals: Vec<String> = version.approvals.iter().map(one_approval).collect();
    let approvals = approvals.join(", ");
    match &version.state {
        State::Released { time } => {
            format!("Freigegeben am {} durch {approvals}.", words::time(*time))
        }
        State::Waiting { lacking } => format!(
            "Noch nicht freigegeben: Es fehlt {}. Bisher: {approvals}.",
            lacking.join(", ")
        ),
        State::Deleted { released, entry } => {
            let released = released.map_or_else(
                || "Nicht freigegeben".to_owned(),
                |time| format!("Freigegeben am {}", words::time(time)),
            );
            format!("{released}; Dateien gelöscht mit Eintrag {entry}.")
        }
    }
}

fn one_approval(approval: &Approval) -> String {
    format!("{} ({})", approval.by, approval.role)
}

fn timeline(page: &mut Page, journal: &Journal) {
    page.heading("Verlauf");
    let mut day = None;
    for entry in &journal.entries {
        let today = entry.time.with_timezone(&chrono_tz::Europe::Berlin);
        if day != Some(today.date_naive()) {
            day = Some(today.date_naive());
            page.below(&words::day(today.date_naive()));
        }
        page.item(
            &format!("{:>4}.", entry.number),
            &format!("{} Uhr  {}", today.format("%-H:%M"), say::entry(entry)),
        );
    }
}

fn last(page: &mut Page, journal: &Journal) {
    if let Some(entry) = journal.entries.last() {
        page.gap();
        page.paragraph(&format!("Kopf der Akte: Eintrag {}", entry.number));
        page.paragraph(&format!("Prüfwert: {}", entry.hash));
    }
}

/// The JSON of the command.
#[derive(Serialize)]
struct Answer<'a> {
    kennung: Option<&'a str>,
    unversehrt: bool,
    geprueft: &'static str,
    kopf: Option<Head<'a>>,
    befunde: &'a [Fault],
    versionen: Vec<Row<'a>>,
    eintraege: Vec<Line<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gesucht: Option<Found>,
}

#[derive(Serialize)]
struct Head<'a> {
    nr: u64,
    hash: &'a str,
}

#[derive(Serialize)]
struct Found {
    eintrag: Option<u64>,
    gefunden: bool,
}

#[derive(Serialize)]
struct Row<'a> {
    version: u32,
    zustand: &'static str,
    angelegt: String,
    freigegeben: Option<String>,
    fehlende_rollen: &'a [String],
    dokumente: &'a [String],
    uebung: bool,
    beispiel: bool,
    kopf_davor: &'a str,
    eintrag: u64,
    freigaben: Vec<ApprovalRow<'a>>,
    ordner: Option<String>,
}

#[derive(Serialize)]
struct ApprovalRow<'a> {
    durch: &'a str,
    rolle: &'a str,
    zeit: String,
    eintrag: u64,
}

#[derive(Serialize)]
struct Line<'a> {
    nr: u64,
    zeit: String,
    art: &'a str,
    inhalt: Value,
    vorher: &'a str,
    hash: &'a str,
}

fn answer<'a>(
    journal: &'a Journal,
    faults: &'a [Fault],
    options: &Akte,
    found: Option<Place>,
) -> Answer<'a> {
    Answer {
        kennung: journal.reference(),
        unversehrt: faults.is_empty(),
        geprueft: if options.pruefen { "alles" } else { "journal" },
        kopf: journal.entries.last().map(|entry| Head {
            nr: entry.number,
            hash: &entry.hash,
        }),
        befunde: faults,
        versionen: journal.versions().iter().map(row).collect(),
        eintraege: journal.entries.iter().map(line).collect(),
        gesucht: found.map(|place| Found {
            eintrag: match place {
                Place::Start => Some(0),
                Place::Entry(number) => Some(number),
                Place::Nowhere => None,
            },
            gefunden: place != Place::Nowhere,
        }),
    }
}

fn row(version: &Version) -> Row<'_> {
    let (zustand, lacking): (_, &[String]) = match &version.state {
        State::Waiting { lacking } => ("offen", lacking),
        State::Released { .. } => ("freigegeben", &[]),
        State::Deleted { .. } => ("geloescht", &[]),
    };
    Row {
        version: version.number,
        zustand,
        angelegt: version.made.to_rfc3339(),
        freigegeben: version.released().map(|time| time.to_rfc3339()),
        fehlende_rollen: lacking,
        dokumente: &version.about.dokumente,
        uebung: version.about.uebung,
        beispiel: version.about.beispiel,
        kopf_davor: &version.head,
        eintrag: version.entry,
        freigaben: version
            .approvals
            .iter()
            .map(|approval| ApprovalRow {
                durch: &approval.by,
                rolle: &approval.role,
                zeit: approval.time.to_rfc3339(),
                eintrag: approval.entry,
            })
            .collect(),
        ordner: version
            .is_kept()
            .then(|| format!("{FOLDER}/{}", version.folder())),
    }
}

fn line(entry: &Entry) -> Line<'_> {
    Line {
        nr: entry.number,
        zeit: entry.time.to_rfc3339(),
        art: entry.content.art(),
        inhalt: entry.content.value(),
        vorher: &entry.previous,
        hash: &entry.hash,
    }
}
