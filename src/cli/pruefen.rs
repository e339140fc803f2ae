//! `pruefen`: everything that is to be said about an incident before anybody writes a document.
//!
//! For people a page with the answers in the order of their questions; for programs all findings.

mod duties;

use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Europe::Berlin;
use serde::Serialize;

use super::args::{Antwort, Pruefen};
use super::findings::{concerns, count, noun, stops};
use super::frist::{head, json, until_when};
use super::messages::{Console, Exit, Failure, Tone, clean, clean_lines, shown};
use super::page::Page;
use super::steps::{DOCUMENTS, Facts, Finding, Level, Templates};
use super::templates::Overrides;
use super::{clock, reading};
use crate::drawing;
use crate::facts::{FieldPath, Incident, Sicht};
use crate::law::deadline::Status;
use crate::law::risk::Duty;
use crate::law::{self, Contact, Proposal, Timetable, contacts, words};

/// Checks an incident and prints what was found.
pub(crate) fn run(options: &Pruefen, console: &Console) -> Result<Exit, Failure> {
    let now = clock::stated(options.jetzt.as_deref())?;
    let (source, facts) = reading::incident(&options.vorfall, console)?;
    let checked = Checked::new(&facts, now)?;
    match options.format {
        Antwort::Json => console.result(&json(&checked.answer(&facts))?)?,
        Antwort::Text => {
            let mut page = Page::new(console);
            head(&mut page, &facts, now);
            checked.answers(&mut page, facts.case.judged());
            checked.missing(&mut page, &facts, &source.name);
            checked.steps(&mut page, &shown(&options.vorfall));
            console.result(&page.bytes())?;
        }
    }
    Ok(if checked.has(Level::Fehler) {
        Exit::Findings
    } else {
        Exit::Done
    })
}

/// What the command says as JSON: kept with a released version.
pub(crate) fn answer(facts: &Facts, now: DateTime<FixedOffset>) -> Result<Vec<u8>, Failure> {
    json(&Checked::new(facts, now)?.answer(facts))
}

/// A document, and why the incident asks for none of it.
#[derive(Clone, Serialize)]
struct Document {
    name: &'static str,
    entsteht: bool,
    grund: Option<String>,
}

/// All that was found.
struct Checked {
    findings: Vec<Finding>,
    table: Timetable,
    contacts: Vec<Contact>,
    documents: Vec<Document>,
    risk: Proposal,
    duties: Vec<law::Duty>,
    today: NaiveDate,
}

impl Checked {
    fn new(facts: &Facts, now: DateTime<FixedOffset>) -> Result<Self, Failure> {
        let case = &facts.case;
        let assessment = case.assess(now);
        let areas = case.area_assessments(now);
        let templates = Templates::load(Overrides::new())?;
        let mut documents = Vec::new();
        for name in DOCUMENTS {
            let reason = templates
                .reason_against(name, facts, &assessment)
                .map_err(|problem| Failure::input(clean_lines(problem.trim_end())))?;
            documents.push(Document {
                name,
                entsteht: reason.is_none(),
                grund: reason,
            });
        }
        let mut findings = case.findings(&assessment, &areas);
        findings.extend(templates.language(facts, &assessment, now)?);
        findings.extend(case.further_findings(templates.engine(), &assessment, now));
        findings.extend(drawing::findings(case.open()));
        findings.extend(facts.look.findings.iter().cloned());
        findings.extend(templates.addresses(facts, &assessment, now)?);
        findings.sort_by(|a, b| (a.level, a.code).cmp(&(b.level, b.code)));
        let reports = areas.iter().map(|(report, _)| report);
        let today = now.with_timezone(&Berlin).date_naive();
        Ok(Self {
            findings,
            table: Timetable::new(case.judged(), &assessment, &areas, now),
            contacts: contacts(case.judged(), &assessment, reports, today),
            documents,
            risk: assessment.risk.clone(),
            duties: assessment.duties.clone(),
            today,
        })
    }

    fn has(&self, level: Level) -> bool {
        self.findings.iter().any(|finding| finding.level == level)
    }

    /// The questions of the person in charge, each with its answer.
    fn answers(&self, page: &mut Page, incident: &Incident) {
        duties::report(page, incident, &self.risk);
        page.heading("Bei wem?");
        match incident.vorfall.sicht {
            Sicht::Auftragsverarbeiter => page.below(
                "Bei jedem Verantwortlichen, dessen Daten Sie verarbeiten, nicht bei einer Behörde.",
            ),
            Sicht::Verantwortlicher => {
                if self.risk.report == Duty::Nein {
                    page.below("Falls Sie doch melden:");
                }
                for contact in &self.contacts {
                    page.below(&with_whom(contact));
                }
            }
        }
        page.heading("Bis wann?");
        if self.risk.report == Duty::Nein && self.table.main.deadline.is_some() {
            page.below("Stellt sich doch ein Risiko heraus, gilt:");
        }
        for line in until_when(&self.table) {
            page.below(&line);
        }
        for hint in &self.table.day_hints {
            page.below(hint);
        }
        duties::communicate(page, incident, &self.risk);
        duties::besides(page, &self.duties);
    }

    /// The findings, the heavy ones first.
    fn missing(&self, page: &mut Page, facts: &Facts, file: &str) {
        page.heading("Was fehlt?");
        if self.findings.is_empty() {
            page.below("Nichts: Es gibt keinen Befund.");
            return;
        }
        // What concerns only documents that this incident does not ask for can wait.
        let (all, later): (Vec<&Finding>, Vec<&Finding>) = self
            .findings
            .iter()
            .partition(|finding| self.matters(finding));
        page.below(&format!("{}.", count(&all)));
        for (level, tone) in [
            (Level::Fehler, Tone::Error),
            (Level::Warnung, Tone::Warning),
            (Level::Hinweis, Tone::Note),
        ] {
            let of_level: Vec<_> = all.iter().filter(|f| f.level == level).collect();
            if of_level.is_empty() {
                continue;
            }
            page.gap();
            page.coloured(tone, noun(level, of_level.len()));
            for finding in of_level {
                describe(page, finding, facts, file);
            }
        }
        if !later.is_empty() {
            let mut codes: Vec<&str> = later.iter().map(|finding| finding.code).collect();
            codes.dedup();
            page.gap();
            page.below(&format!(
                "Nur für Dokumente, die dieser Vorfall nicht verlangt: {} (zu lesen mit --format json).",
                codes.join(", ")
            ));
        }
    }

    /// Whether a finding stops anything, or concerns a document that the incident asks for. Times
    /// that contradict each other always do: the own record rests on them, and the risk may yet
    /// be judged otherwise.
    fn matters(&self, finding: &Finding) -> bool {
        let of_times = |path: &FieldPath| path.as_str().starts_with("zeiten.");
        finding.level == Level::Fehler
            || finding.documents.is_empty()
            || finding.level == Level::Warnung && finding.path.as_ref().is_some_and(of_times)
            || self
                .documents
                .iter()
                .any(|document| document.entsteht && concerns(finding, document.name))
    }

    /// What to do now, in this order.
    fn steps(&self, page: &mut Page, path: &str) {
        let mut steps = Vec::new();
        let errors = self
            .findings
            .iter()
            .filter(|finding| finding.level == Level::Fehler)
            .count();
        if errors > 0 {
            steps.push(format!(
                "Beheben Sie {}. Bis dahin schreibt das Programm Entwürfe: datenpanne erzeugen {path} --entwurf",
                if errors == 1 {
                    "den Fehler".to_owned()
                } else {
                    format!("die {errors} Fehler")
                }
            ));
        }
        let due: Vec<&str> = self
            .documents
            .iter()
            .filter(|document| document.entsteht)
            .map(|document| document.name)
            .collect();
        let written: Vec<&str> = due
            .iter()
            .copied()
            .filter(|document| !self.findings.iter().any(|finding| stops(finding, document)))
            .collect();
        if !written.is_empty() {
            steps.push(format!(
                "Erzeugen Sie die Dokumente: datenpanne erzeugen {path}. Es entstehen: {}.",
                written.join(", ")
            ));
        }
        if let Some(deadline) = &self.table.main.deadline
            && due.contains(&"meldung")
        {
            match deadline.status {
                Status::Laeuft => steps.push(format!(
                    "Melden Sie, sobald Sie können, spätestens am {}. Tragen Sie Zeit, Weg und \
                     Aktenzeichen unter [[meldung.eingereicht]] ein.",
                    words::time(deadline.ziel)
                )),
                Status::Abgelaufen => steps.push(
                    "Melden Sie sofort, mit den Gründen der Verzögerung. Tragen Sie Zeit, Weg und \
                     Aktenzeichen unter [[meldung.eingereicht]] ein."
                        .to_owned(),
                ),
                Status::Gewahrt | Status::Versaeumt => {}
            }
        }
        if let Some(promise) = self.table.promises.iter().find(|p| p.datum >= self.today) {
            steps.push(format!(
                "Halten Sie den zugesagten Tag ein: {}, {}.",
                words::day(promise.datum),
                promise.angaben.join("; ")
            ));
        }
        steps.push(format!(
            "Wie die Frist gerechnet ist: datenpanne frist {path}. Wie man bei der Behörde meldet: \
             datenpanne behoerde {path}"
        ));
        page.heading("Nächste Schritte");
        for (number, step) in (1_usize..).zip(&steps) {
            page.item(&format!("{number}."), step);
        }
    }

    /// The document as a run would write it now: a finding of level `fehler` stops what it concerns.
    fn written(&self, document: &Document) -> Document {
        let stopping = self.findings.iter();
        let mut stopping: Vec<&str> = stopping
            .filter(|finding| document.entsteht && stops(finding, document.name))
            .map(|finding| finding.code)
            .collect();
        stopping.dedup();
        if stopping.is_empty() {
            return document.clone();
        }
        Document {
            name: document.name,
            entsteht: false,
            grund: Some(format!(
                "Befunde der Stufe „fehler“ halten es auf: {}.",
                stopping.join(", ")
            )),
        }
    }

    fn answer<'a>(&'a self, facts: &'a Facts) -> Answer<'a> {
        Answer {
            befunde: self
                .findings
                .iter()
                .map(|finding| Row {
                    code: finding.code,
                    stufe: finding.level,
                    pfad: finding.path.as_ref().map(|path| path.as_str()),
                    zeile: line(finding, facts),
                    artikel: finding.article,
                    meldung: &finding.message,
                    abhilfe: &finding.hint,
                    dokumente: finding.documents,
                })
                .collect(),
            einschaetzung: &self.risk,
            dokumente: self.documents.iter().map(|one| self.written(one)).collect(),
            pflichten: &self.duties,
        }
    }
}

/// The JSON of the command.
#[derive(Serialize)]
struct Answer<'a> {
    befunde: Vec<Row<'a>>,
    einschaetzung: &'a Proposal,
    dokumente: Vec<Document>,
    pflichten: &'a [law::Duty],
}

#[derive(Serialize)]
struct Row<'a> {
    code: &'a str,
    stufe: Level,
    pfad: Option<&'a str>,
    zeile: Option<usize>,
    artikel: &'a str,
    meldung: &'a str,
    abhilfe: &'a str,
    dokumente: &'a [&'a str],
}

/// The line of the fact of a finding, or of what stands above it.
fn line(finding: &Finding, facts: &Facts) -> Option<usize> {
    finding.path.as_ref().and_then(|path| facts.lines.of(path))
}

fn describe(page: &mut Page, finding: &Finding, facts: &Facts, file: &str) {
    let place =
        line(finding, facts).map_or_else(|| file.to_owned(), |line| format!("{file}:{line}"));
    let path = finding
        .path
        .as_ref()
        .map(|path| format!(" {}", clean(path.as_str())))
        .unwrap_or_default();
    page.item(finding.code, &format!("{place}{path}"));
    let article = if finding.article.is_empty() {
        String::new()
    } else {
        format!(" ({})", finding.article)
    };
    page.item("    ", &format!("{}{article}", finding.message));
    if !finding.hint.is_empty() {
        page.item("   →", &finding.hint);
    }
    if finding.level == Level::Fehler && !finding.documents.is_empty() {
        page.item(
            "    ",
            &format!("Hält auf: {}.", finding.documents.join(", ")),
        );
    }
}

/// An authority in a sentence or two.
fn with_whom(contact: &Contact) -> String {
    let what = if contact.areas.is_empty() {
        String::new()
    } else {
        format!("Für {}: ", contact.areas.join(", "))
    };
    let Some(authority) = contact.authority.as_deref() else {
        let possible: Vec<&str> = contact
            .candidates
            .iter()
            .map(|candidate| candidate.authority.kurz.as_str())
            .collect();
        let possible = if possible.is_empty() {
            String::new()
        } else {
            format!(" In Betracht kommen: {}.", possible.join(", "))
        };
        return format!("{what}{}{possible}", contact.reason);
    };
    let age = if contact.is_outdated() {
        " Die Kontaktdaten sind älter als ein Jahr: bitte prüfen."
    } else {
        ""
    };
    let way = authority
        .meldeweg
        .as_ref()
        .map(|form| format!(" Formular: {form}"))
        .or_else(|| {
            authority
                .telefon()
                .map(|number| format!(" Telefon: {number}"))
        })
        .unwrap_or_default();
    format!(
        "{what}{} ({}). {}{age}{way}",
        authority.kurz, authority.name, contact.reason
    )
}
