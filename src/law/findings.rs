//! Findings: what is missing, contradictory or risky, each with a stable code.
//!
//! `M…` report, `B…` communication, `A…` processor's notice, `R…` risk, `Z…` time. Every rule is a constant with its code, article
//! and advice; [`catalogue`] prints them all as `docs/befunde.md`. Messages never repeat a value
//! of the facts.
//!
//! What is missing: `required`, `forms`, `notice`, `public`, `recipients`, `processor`,
//! `record`. What contradicts: `contradictions`, `breach`, `communication`, `times`,
//! `order`. What harms once it is out: `traps`.

mod area;
mod breach;
mod communication;
mod contradictions;
mod duties;
mod forms;
mod notice;
mod order;
mod passages;
pub(super) mod processor;
mod public;
mod recipients;
mod record;
pub(super) mod required;
mod risk;
mod times;
pub(crate) mod traps;

use std::fmt::Write;

use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use serde_json::Map;

use super::Assessment;
use crate::facts::{Angabe, FieldPath, Incident, Rechtsregime, RisikoErgebnis, Sicht, disclosure};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The document must not go out like this.
    Fehler,
    /// Something is missing or doubtful.
    Warnung,
    /// Good to know.
    Hinweis,
}

impl Level {
    /// `fehler`, `warnung`, `hinweis`
    #[must_use]
    pub const fn schluessel(self) -> &'static str {
        match self {
            Self::Fehler => "fehler",
            Self::Warnung => "warnung",
            Self::Hinweis => "hinweis",
        }
    }
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable code, `M001`.
    pub code: &'static str,
    /// How grave.
    pub level: Level,
    /// Which fact.
    pub path: Option<FieldPath>,
    /// The norm behind it.
    pub article: &'static str,
    /// What is wrong, in German.
    pub message: String,
    /// What to do, in German.
    pub hint: String,
    /// The documents it concerns.
    pub documents: &'static [&'static str],
}

/// The documents that go to the authority.
pub(super) const REPORT: &[&str] = &["meldung", "portalbogen"];
/// The own record.
pub(super) const RECORD: &[&str] = &["vermerk"];
/// The documents that Art. 34 asks for.
pub(super) const NOTICE: &[&str] = &["buergerinformation", "benachrichtigung"];
/// The short public documents: poster, press release, telephone guide.
pub(super) const SPOKEN: &[&str] = &["aushang", "pressemitteilung", "telefonleitfaden"];
/// Everything that people read or hear.
pub(super) const TO_PEOPLE: &[&str] = &[
    "buergerinformation",
    "benachrichtigung",
    "aushang",
    "pressemitteilung",
    "telefonleitfaden",
];
/// Report and notice.
pub(super) const BOTH: &[&str] = &[
    "meldung",
    "portalbogen",
    "buergerinformation",
    "benachrichtigung",
];
/// Everything that anybody may read.
pub(super) const PUBLIC: &[&str] = &[
    "buergerinformation",
    "aushang",
    "pressemitteilung",
    "telefonleitfaden",
];

/// The level of a rule; one depends on whether the report claims to be complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grade {
    /// Always this level.
    Always(Level),
    /// `warnung` in an incomplete report, `fehler` in a complete one.
    Complete,
    /// `hinweis`, or `warnung` where a threshold is missed by far.
    ByMargin,
}

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Stable code, `M001`.
    pub code: &'static str,
    /// How grave.
    pub grade: Grade,
    /// The fact it looks at, without the names of list items; empty where it can be any text.
    pub path: &'static str,
    /// The norm behind it.
    pub article: &'static str,
    /// What is wrong, in German.
    pub message: &'static str,
    /// What to do, in German.
    pub hint: &'static str,
    /// The documents it concerns.
    pub documents: &'static [&'static str],
}

impl Rule {
    /// A rule of one level.
    const fn new(
        code: &'static str,
        level: Level,
        path: &'static str,
        article: &'static str,
        message: &'static str,
        hint: &'static str,
        documents: &'static [&'static str],
    ) -> Self {
        Self {
            code,
            grade: Grade::Always(level),
            path,
            article,
            message,
            hint,
            documents,
        }
    }

    /// A rule on the report to the authority.
    const fn report(
        code: &'static str,
        level: Level,
        path: &'static str,
        article: &'static str,
        message: &'static str,
        hint: &'static str,
    ) -> Self {
        Self::new(code, level, path, article, message, hint, REPORT)
    }

    /// A rule on the own record.
    const fn record(
        code: &'static str,
        level: Level,
        path: &'static str,
        article: &'static str,
        message: &'static str,
        hint: &'static str,
    ) -> Self {
        Self::new(code, level, path, article, message, hint, RECORD)
    }

    /// The finding of this rule at its own path.
    fn finding(&self, complete: bool) -> Finding {
        self.at(FieldPath::new(self.path), complete)
    }

    /// The finding of this rule at a path.
    fn at(&self, path: FieldPath, complete: bool) -> Finding {
        let level = match self.grade {
            Grade::Always(level) => level,
            Grade::Complete if complete => Level::Fehler,
            Grade::Complete => Level::Warnung,
            Grade::ByMargin => Level::Hinweis,
        };
        Finding {
            code: self.code,
            level,
            path: Some(path),
            article: self.article,
            message: self.message.to_owned(),
            hint: self.hint.to_owned(),
            documents: self.documents,
        }
    }
}

/// What a rule may look at.
pub(super) struct Context<'a> {
    incident: &'a Incident,
    /// The incident without internal tables: what a document can show.
    shown: Incident,
    /// The incident as normalised JSON, for the names of list items.
    facts: Map<String, serde_json::Value>,
    assessment: &'a Assessment,
    now: DateTime<FixedOffset>,
    /// Whether the report claims to be complete.
    complete: bool,
}

impl Context<'_> {
    /// Whether the controller decided that there is nothing to report: no risk (Art. 33 Abs. 1),
    /// or no breach whose risk could be assessed.
    fn nothing_to_report(&self) -> bool {
        let result = &self.incident.risiko.ergebnis;
        result.ist(&RisikoErgebnis::Gering) || matches!(result, Angabe::Entfaellt(_))
    }
}

/// All findings: *fehler* first, then by code; within a code in the order of the facts.
pub(super) fn find(
    incident: &Incident,
    assessment: &Assessment,
    now: DateTime<FixedOffset>,
) -> Vec<Finding> {
    let facts = serde_json::to_value(incident).unwrap_or_default();
    let shown = serde_json::from_value(disclosure::without_internal(&facts));
    let context = Context {
        incident,
        shown: shown.unwrap_or_else(|_| incident.clone()),
        facts: facts.as_object().cloned().unwrap_or_default(),
        assessment,
        now,
        complete: incident.meldung.vollstaendig.wert() == Some(&true),
    };
    let mut found = Vec::new();
    times::find(&context, &mut found);
    match incident.vorfall.sicht {
        Sicht::Verantwortlicher => {
            required::find(&context, &mut found);
            forms::find(&context, &mut found);
            area::find(&context, &mut found);
            duties::find(&context, &mut found);
            contradictions::find(&context, &mut found);
            breach::find(&context, &mut found);
            communication::find(&context, &mut found);
            notice::find(&context, &mut found);
            public::find(&context, &mut found);
            recipients::find(&context, &mut found);
            risk::find(&context, &mut found);
            record::find(&context, &mut found);
        }
        // A processor files no report and informs no data subject: it tells its controllers.
        Sicht::Auftragsverarbeiter => processor::find(&context, &mut found),
    }
    order::find(&context, &mut found);
    // A report on areas shows the same texts; they are looked at once.
    if assessment.whole {
        traps::find(&context, &mut found);
    }
    if incident.vorfall.rechtsregime == Rechtsregime::Ji {
        found.iter_mut().for_each(under_national_law);
    }
    found.sort_by(|a, b| (a.level, a.code).cmp(&(b.level, b.code)));
    found
}

/// Where the directive on law enforcement is the regime, Articles 33 and 34 of the GDPR do not
/// apply; which national norm does differs by Land.
fn under_national_law(finding: &mut Finding) {
    let names = |article| finding.article.contains(article);
    if names("DSGVO") && (names("Art. 33") || names("Art. 34")) {
        finding.article = "nationales Recht zur Richtlinie (EU) 2016/680; Norm zu prüfen";
    }
}

/// Every rule, in the order of codes.
fn rules() -> Vec<Rule> {
    let mut rules: Vec<Rule> = required::rules()
        .chain(area::RULES.iter().copied())
        .chain(duties::rules())
        .chain(forms::RULES.iter().copied())
        .chain(contradictions::RULES.iter().copied())
        .chain(breach::RULES.iter().copied())
        .chain(communication::RULES.iter().copied())
        .chain(notice::RULES.iter().copied())
        .chain(public::RULES.iter().copied())
        .chain(processor::rules())
        .chain(recipients::RULES.iter().copied())
        .chain(risk::RULES.iter().copied())
        .chain(record::RULES.iter().copied())
        .chain(order::RULES.iter().copied())
        .chain(times::RULES.iter().copied())
        .chain(traps::rules())
        .collect();
    rules.sort_by_key(|rule| rule.code);
    rules
}

/// The sections that say what the law asks for: document and id.
pub fn mandatory_sections() -> impl Iterator<Item = (&'static str, &'static str)> {
    traps::by_hand::mandatory_sections()
}

/// All rules as a Markdown document: `docs/befunde.md`. `more` are rules on finished documents,
/// of which the law knows nothing.
#[must_use]
pub fn catalogue(more: &[Rule]) -> String {
    let mut out = String::from(
        "# Befunde\n\n\
         `pruefen` nennt alle Befunde auf einmal. Jeder hat einen festen Code:\n\n\
         | Code | Worum es geht |\n\
         |---|---|\n\
         | `M0…` bis `M2…` | Was der Meldung fehlt (`M24…` auch: was Formulare unter einer Bedingung fragen) |\n\
         | `M3…` | Zuständigkeit und Aussagen zum Abfluss |\n\
         | `M4…` | Angaben, die einander widersprechen; Benachrichtigung in der Meldung |\n\
         | `M5…` | Vermerk (Art. 33 Abs. 5 DSGVO) |\n\
         | `M6…` | Pflichten daneben, Landesrecht |\n\
          | `M7…` | Fallen im Wortlaut; das Programm erkennt Wörter, nicht ihren Sinn |\n\
         | `B…` | Benachrichtigung, öffentliche Dokumente und Schreiben an Empfänger |\n\
         | `A…` | Mitteilung des Auftragsverarbeiters |\n\
         | `G…` | Gestaltung: Logo, Hausfarbe, Anschriftfeld |\n\
          | `R…` | Bewertung des Risikos |\n\
          | `S…` | Sprache der fertigen Dokumente (`S1…`: Zeichen, die die Schrift nicht kennt) |\n\
         | `Z…` | Zeiten (`Z1…`: Reihenfolge der Ereignisse) |\n\n\
         Ein *fehler* hält die genannten Dokumente auf, eine *warnung* und ein *hinweis* nicht. Wie Sie \
         Befunde lesen und was Sie tun, wenn Sie anderer Meinung sind, steht im \
         [Handbuch](handbuch/befunde.md).\n\n\
         „hinweis/warnung“ heißt: *warnung*, wo ein Wert weit überschritten ist.\n\n\
         „warnung/fehler“ heißt: *warnung*, solange `meldung.vollstaendig = false` gilt; *fehler* \
         in einer vollständigen Meldung. Dort ist auch eine noch offene Angabe ein *fehler*; fragen \
         nur Formulare danach, eine *warnung*.\n\n\
         Diese Datei wird aus dem Programm erzeugt.\n",
    );
    for rule in rules().iter().chain(more) {
        let path = match rule.path {
            "" => "der Text, den der Befund nennt".to_owned(),
            path => format!("`{path}`"),
        };
        let level = match rule.grade {
            Grade::Always(level) => level.schluessel(),
            Grade::Complete => "warnung/fehler",
            Grade::ByMargin => "hinweis/warnung",
        };
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            "\n## {}\n\n{}\n\n- Stufe: {level}\n- Angabe: {path}\n- Grundlage: {}\n- Dokumente: {}\n- Abhilfe: {}\n",
            rule.code,
            rule.message,
            rule.article,
            rule.documents.join(", "),
            rule.hint
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique() {
        let codes: Vec<_> = rules().iter().map(|rule| rule.code).collect();
        let mut unique = codes.clone();
        unique.dedup();
        assert_eq!(codes, unique);
    }

    #[test]
    fn every_rule_says_where_why_and_what_to_do() {
        for rule in rules() {
            let path = FieldPath::new(rule.path.replace("[]", ""));
            assert!(
                crate::facts::label(&path).is_some(),
                "{}: {path}",
                rule.code
            );
            for text in [rule.article, rule.message, rule.hint] {
                assert!(!text.trim().is_empty(), "{}", rule.code);
            }
            assert!(!rule.documents.is_empty(), "{}", rule.code);
        }
    }
}
