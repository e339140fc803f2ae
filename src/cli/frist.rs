//! `frist`: the clock of a report, with its derivation; for people, programs and calendars.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::args::{Frist, FristFormat};
use super::messages::{Console, Exit, Failure, clean};
use super::page::Page;
use super::steps::Facts;
use super::{clock, reading};
use crate::facts::label;
use crate::law::deadline::{Deadline, Status};
use crate::law::timetable::{Clock, Promise, Timetable, is_undated};
use crate::law::words;
use crate::render::ical::{self, Entry, Start};

/// Hours before an end at which a calendar reminds.
const BEFORE_END: [u16; 3] = [24, 6, 1];
/// Hours before a promised day: 9 o'clock of the day before.
const BEFORE_DAY: [u16; 1] = [15];

/// Computes and prints the deadline.
pub(crate) fn run(options: &Frist, console: &Console) -> Result<Exit, Failure> {
    let now = clock::stated(options.jetzt.as_deref())?;
    let (_, facts) = reading::incident(&options.vorfall, console)?;
    let table = timetable(&facts, now);
    match options.format {
        FristFormat::Text => console.result(&page(&facts, &table, now, console))?,
        FristFormat::Json => console.result(&json(&table)?)?,
        FristFormat::Ics => calendar(&facts, &table, now, console)?,
    }
    if table.missing {
        return Err(Failure::finding(
            "Ohne den Zeitpunkt des Bekanntwerdens lässt sich keine Frist berechnen.",
        )
        .hint(
            "Tragen Sie ihn unter [zeiten] als kenntnis ein, notfalls ungefähr oder nur den Tag.",
        ));
    }
    if table.future {
        return Err(Failure::finding(
            "Der Zeitpunkt des Bekanntwerdens (zeiten.kenntnis) liegt in der Zukunft.",
        )
        .hint("Prüfen Sie Datum, Uhrzeit und Zeitzone, oder geben Sie mit --jetzt die richtige Gegenwart an."));
    }
    Ok(Exit::Done)
}

/// All clocks of an incident.
pub(crate) fn timetable(facts: &Facts, now: DateTime<FixedOffset>) -> Timetable {
    let case = &facts.case;
    Timetable::new(
        case.judged(),
        &case.assess(now),
        &case.area_assessments(now),
        now,
    )
}

/// `value` as JSON with a line end.
pub(crate) fn json(value: &impl serde::Serialize) -> Result<Vec<u8>, Failure> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(|_| {
        Failure::input(
            "Das Ergebnis lässt sich nicht als JSON schreiben. Das ist ein Programmfehler.",
        )
    })?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The head of a page on an incident.
pub(crate) fn head(page: &mut Page, facts: &Facts, now: DateTime<FixedOffset>) {
    let reference = facts.reference().map_or("ohne Kennung".to_owned(), clean);
    match facts.title() {
        Some(title) => page.title(&format!("{reference}: {}", clean(title))),
        None => page.title(&reference),
    }
    if facts.is_example() {
        page.paragraph("BEISPIEL – kein echter Vorfall");
    }
    page.paragraph(&format!("Stand: {}", words::time(now)));
}

fn page(
    facts: &Facts,
    table: &Timetable,
    now: DateTime<FixedOffset>,
    console: &Console,
) -> Vec<u8> {
    let mut page = Page::new(console);
    head(&mut page, facts, now);
    page.heading("Bis wann?");
    for line in until_when(table) {
        page.below(&line);
    }
    if let Some(deadline) = &table.main.deadline {
        page.heading("So ist gerechnet");
        for step in deadline.numbered() {
            if let Some((number, sentence)) = step.split_once(' ') {
                page.item(number, sentence);
            }
        }
    }
    // Why there is no end is said above already.
    let said = usize::from(table.main.deadline.is_none());
    list(&mut page, "Zu beachten", table.hints.iter().skip(said));
    let further = table.further.iter().map(one_clock);
    list(&mut page, "Weitere Uhren", further);
    let today = now.with_timezone(&chrono_tz::Europe::Berlin).date_naive();
    let promises = table.promises.iter().map(|day| promise(day, today));
    list(&mut page, "Zugesagte Tage", promises);
    page.bytes()
}

fn list(page: &mut Page, heading: &str, entries: impl Iterator<Item = impl AsRef<str>>) {
    let mut entries = entries.peekable();
    if entries.peek().is_some() {
        page.heading(heading);
    }
    for entry in entries {
        page.item("-", entry.as_ref());
    }
}

/// The end of the main clock and how much time is left, a sentence or two each.
pub(crate) fn until_when(table: &Timetable) -> Vec<String> {
    let clock = &table.main;
    let Some(deadline) = &clock.deadline else {
        // The first hint says why there is none.
        return table.hints.iter().take(1).cloned().collect();
    };
    let mut lines = vec![format!(
        "Unverzüglich; die Frist endet am {} ({}).",
        words::time(deadline.ende),
        deadline.norm
    )];
    lines.push(left(deadline, clock.minutes_left));
    let running = |clock: &&Clock| {
        let other = clock.deadline.as_ref();
        other.is_some_and(|other| other.status == Status::Laeuft && other.ende < deadline.ende)
    };
    if table.further.iter().any(|clock| running(&clock)) {
        lines.push("Andere Uhren enden früher; „datenpanne frist“ nennt sie.".to_owned());
    }
    if deadline.status == Status::Laeuft && deadline.ziel < deadline.ende {
        lines.push(format!(
            "Vorsichtiges Ziel: {}.",
            words::time(deadline.ziel)
        ));
    }
    lines
}

/// How much time is left, or how the clock ended.
fn left(deadline: &Deadline, minutes: Option<i64>) -> String {
    match (deadline.status, minutes) {
        (Status::Gewahrt, _) if is_undated(deadline) => {
            "Gemeldet am letzten Tag, ohne Uhrzeit: Ob die Frist gewahrt ist, ist nicht belegt."
                .to_owned()
        }
        (Status::Gewahrt, _) => "Gemeldet, die Frist ist gewahrt.".to_owned(),
        (Status::Versaeumt, _) => {
            "Gemeldet, aber nach dem Ende; die Gründe der Verzögerung sind zu nennen.".to_owned()
        }
        (Status::Laeuft, minutes) => format!("Noch {}.", duration(minutes.unwrap_or_default())),
        (Status::Abgelaufen, minutes) => {
            format!(
                "Seit {} abgelaufen.",
                long_duration(-minutes.unwrap_or_default())
            )
        }
    }
}

/// `2 Tage, 3 Stunden und 1 Minute`, for *noch …*.
fn duration(minutes: i64) -> String {
    in_words(minutes, "Tage")
}

/// The same for *seit …*.
fn long_duration(minutes: i64) -> String {
    in_words(minutes, "Tagen")
}

fn in_words(minutes: i64, days: &str) -> String {
    let parts: Vec<String> = [
        (minutes / 1440, "Tag", days),
        (minutes / 60 % 24, "Stunde", "Stunden"),
        (minutes % 60, "Minute", "Minuten"),
    ]
    .into_iter()
    .filter(|(count, _, _)| *count != 0)
    .map(|(count, one, many)| match (count, one, days) {
        (1, "Tag", "Tagen") => "1 Tag".to_owned(),
        (1, one, _) => format!("1 {one}"),
        (count, _, _) => format!("{count} {many}"),
    })
    .collect();
    match parts.as_slice() {
        [] => "weniger als eine Minute".to_owned(),
        [one] => one.clone(),
        [first, last] => format!("{first} und {last}"),
        [first, second, rest @ ..] => format!("{first}, {second} und {}", rest.join(" ")),
    }
}

fn one_clock(clock: &Clock) -> String {
    let to = clock
        .recipient
        .as_ref()
        .map(|to| format!(" (an: {})", to.kurz))
        .unwrap_or_default();
    let when = match (&clock.deadline, &clock.note) {
        (Some(deadline), _) => format!(
            "Ende am {} ({}). {}",
            words::time(deadline.ende),
            deadline.norm,
            left(deadline, clock.minutes_left)
        ),
        (None, Some(note)) => format!("{note} ({})", clock.norm),
        (None, None) => format!("unverzüglich ({})", clock.norm),
    };
    format!("{}{to}: {when}", clock.name)
}

fn promise(promise: &Promise, today: NaiveDate) -> String {
    let overdue = match promise.ueberfaellig_tage {
        Some(_) => format!(" ({} überfällig)", words::since(promise.datum, today)),
        None if promise.datum == today => " (heute)".to_owned(),
        None => String::new(),
    };
    format!(
        "{}: {}{overdue}",
        words::day(promise.datum),
        promise.angaben.join("; ")
    )
}

/// The calendar: nothing in it is personal, so it may stand in a shared one.
fn calendar(
    facts: &Facts,
    table: &Timetable,
    now: DateTime<FixedOffset>,
    console: &Console,
) -> Result<(), Failure> {
    let reference = facts.reference().unwrap_or("ohne-kennung");
    let entries = entries(reference, facts.is_example(), table, now);
    if entries.is_empty() {
        console.note("Es gibt keinen Termin für den Kalender; ausgegeben wurde nichts.");
        return Ok(());
    }
    console.result(ical::render(&entries, now).as_bytes())
}

fn entries(
    reference: &str,
    example: bool,
    table: &Timetable,
    now: DateTime<FixedOffset>,
) -> Vec<Entry> {
    let mark = if example { "BEISPIEL: " } else { "" };
    let mut entries = Vec::new();
    let clocks = std::iter::once(&table.main).chain(&table.further);
    for clock in clocks.filter(|_| !table.nothing_due) {
        let Some(deadline) = clock
            .deadline
            .as_ref()
            .filter(|_| clock.minutes_left.is_some())
        else {
            continue;
        };
        let id = clock.recipient.as_ref().map_or("offen", |to| &to.id);
        // An area may have a telling name; its authority has not.
        let to = clock
            .recipient
            .as_ref()
            .map_or("die Aufsichtsbehörde", |to| to.kurz.as_str());
        let mut add = |what: &str, at: DateTime<FixedOffset>, title: String, text: String| {
            entries.push(Entry {
                uid: format!("datenpanne-{reference}-{what}-{}-{id}", clock.regime),
                start: Start::Instant(at),
                summary: format!("{mark}{title}: Meldung an {to} ({reference})"),
                description: text,
                reminders: BEFORE_END.to_vec(),
            });
        };
        if deadline.ziel < deadline.ende {
            add(
                "ziel",
                deadline.ziel,
                "Vorsichtiges Ziel".to_owned(),
                format!(
                    "{} Stunden ab Bekanntwerden. Zu melden ist unverzüglich.",
                    deadline.stunden
                ),
            );
        }
        add(
            "ende",
            deadline.ende,
            "Ende der Frist".to_owned(),
            format!("{}\n{}", deadline.norm, deadline.planung),
        );
    }
    let today = now.with_timezone(&chrono_tz::Europe::Berlin).date_naive();
    for promise in table.promises.iter().filter(|p| p.datum >= today) {
        entries.push(day_entry(reference, mark, promise, promise.datum));
    }
    entries
}

fn day_entry(reference: &str, mark: &str, promise: &Promise, day: NaiveDate) -> Entry {
    let mut labels: Vec<String> = Vec::new();
    // Labels of the facts alone: the name of a list item may be that of a person.
    for name in promise.pfade.iter().filter_map(label) {
        if !labels.contains(&name) {
            labels.push(name);
        }
    }
    Entry {
        uid: format!("datenpanne-{reference}-zusage-{day}"),
        start: Start::Day(day),
        summary: format!("{mark}Zugesagte Angaben zur Datenpanne ({reference})"),
        description: labels.join("\n"),
        reminders: BEFORE_DAY.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        assert_eq!(duration(0), "weniger als eine Minute");
        assert_eq!(duration(61), "1 Stunde und 1 Minute");
        assert_eq!(duration(2 * 1440 + 125), "2 Tage, 2 Stunden und 5 Minuten");
        assert_eq!(long_duration(2 * 1440), "2 Tagen");
        assert_eq!(long_duration(1440 + 60), "1 Tag und 1 Stunde");
    }
}
