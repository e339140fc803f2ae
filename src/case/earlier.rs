//! What left the house before: the versions that a report or notice continues.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Europe::Berlin;
use serde_json::Value;

use super::differences::{Shown, differences, is_edition, is_news, locate};
use super::editions::{PUBLIC_NOTICE, kept_names, lines_of};
use super::{Assessed, Case, Source};
use crate::document::model::{Block, plain};
use crate::document::news::{Kept, News};
use crate::document::{Audience, Continues, Document, Engine, FieldPath, Part, Setting, form};
use crate::facts::{Incident, MeldungArt, Sicht};
use crate::law;
use crate::law::findings::{Finding, Grade, Level, Rule};

/// A follow-up without the report that it follows.
pub const NO_BASE: Rule = Rule {
    code: "M249",
    grade: Grade::Always(Level::Hinweis),
    path: "meldung.art",
    article: "Art. 33 Abs. 4 DSGVO",
    message: "Zu dieser Meldung ist keine frühere freigegeben. Das Programm kann nicht benennen, was neu oder \
              berichtigt ist; die Meldung gibt nur den gesamten Stand wieder.",
    hint: "Geben Sie jede Meldung mit „freigeben“ frei, bevor Sie sie absenden; dann vergleicht das Programm die \
           nächste mit ihr. Für diese Meldung sagen Sie der Behörde selbst, was neu ist.",
    documents: &["meldung", "portalbogen", "auftragsverarbeiter"],
};

/// A version that was released with all its approvals.
#[derive(Debug, Clone)]
pub struct Released {
    /// Its number in the case file.
    pub number: u32,
    /// When the last approval came.
    pub released: DateTime<FixedOffset>,
    /// The names of its documents.
    pub documents: Vec<String>,
    /// Its facts; `None` where they are not kept any more.
    pub facts: Option<Case>,
    /// Its public notice as a page, as it was published.
    pub page: Option<Arc<str>>,
}

impl Released {
    /// A version with the facts as it was released with; unreadable ones count as not kept.
    #[must_use]
    pub fn new(
        number: u32,
        released: DateTime<FixedOffset>,
        documents: Vec<String>,
        facts: Option<Incident>,
    ) -> Self {
        Self {
            number,
            released,
            documents,
            facts: facts.and_then(|incident| Case::new(incident).ok()),
            page: None,
        }
    }

    fn has(&self, document: &str) -> bool {
        self.documents.iter().any(|known| known == document)
    }

    /// The day in Germany on which it was released.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        self.released.with_timezone(&Berlin).date_naive()
    }
}

impl Case {
    /// The same with the versions that were released before, oldest first.
    #[must_use]
    pub fn with_earlier(mut self, versions: Vec<Released>) -> Self {
        self.earlier = Arc::new(versions);
        self
    }

    /// The same as of an earlier time: without the versions that were released later.
    #[must_use]
    pub fn as_of(mut self, time: DateTime<FixedOffset>) -> Self {
        let known = self
            .earlier
            .iter()
            .filter(|version| version.released <= time);
        self.earlier = Arc::new(known.cloned().collect());
        self
    }

    /// Whether it is a later report, and no earlier one is known that it continues.
    #[must_use]
    pub fn lacks_base(&self) -> bool {
        self.without_base().is_some()
    }

    /// The versions that were released before this state of the facts, oldest first. One with the
    /// very same facts is this state itself.
    pub fn earlier(&self) -> &[Released] {
        let same = |version: &&Released| {
            version
                .facts
                .as_ref()
                .is_some_and(|facts| facts.whole == self.whole)
        };
        let count = self.earlier.iter().rev().take_while(same).count();
        let until = self.earlier.len() - count;
        self.earlier.get(..until).unwrap_or_default()
    }

    /// The earlier versions that hold a document, oldest first.
    #[must_use]
    pub fn earlier_with(&self, document: &str) -> Vec<&Released> {
        let versions = self.earlier().iter();
        versions.filter(|version| version.has(document)).collect()
    }

    /// Whether the report is none of the first kind.
    #[must_use]
    pub fn is_later_report(&self) -> bool {
        let kind = self.judged.meldung.art.wert();
        matches!(
            kind,
            Some(MeldungArt::Folge | MeldungArt::Abschluss | MeldungArt::Ruecknahme)
        )
    }

    /// The finding on a later report that continues none.
    pub(super) fn without_base(&self) -> Option<Finding> {
        let name = match self.judged.vorfall.sicht {
            Sicht::Verantwortlicher => "meldung",
            Sicht::Auftragsverarbeiter => "auftragsverarbeiter",
        };
        let versions = self.earlier_with(name);
        let known = versions.iter().any(|version| version.facts.is_some());
        (self.is_later_report() && !known).then(|| Finding {
            code: NO_BASE.code,
            level: Level::Hinweis,
            path: Some(FieldPath::new(NO_BASE.path)),
            article: NO_BASE.article,
            message: NO_BASE.message.to_owned(),
            hint: NO_BASE.hint.to_owned(),
            documents: NO_BASE.documents,
        })
    }

    /// What a document made from `source` says first, where it continues an earlier one.
    pub(super) fn news(
        &self,
        engine: &Engine,
        name: &str,
        source: &Source,
        document: &Document,
        setting: &Setting,
    ) -> Option<News> {
        let stem = match engine.continues(name).ok()?? {
            Continues::Meldung if self.is_later_report() => {
                if name == "portalbogen" {
                    "meldung"
                } else {
                    name
                }
            }
            Continues::Meldung => return None,
            Continues::Fassung => name,
            Continues::Bekanntmachung => PUBLIC_NOTICE,
        };
        let versions = self.earlier_with(stem);
        let base = versions
            .iter()
            .rev()
            .find(|version| version.facts.is_some())?;
        let case = base
            .facts
            .clone()?
            .with_authorities(self.authorities.clone());
        let audience = engine.audience(name).ok()?;
        let old = case.source_like(source, audience, base.released)?;
        let then = Setting {
            now: base.released,
            ..setting.clone()
        };
        let before = engine.render(name, &old.given, &then).ok();
        let shown = |document: Option<&Document>, source: &Source, at| {
            // The sheet shows facts as answers of its own.
            let stated = sheet(source, at).filter(|_| name == "portalbogen");
            match stated {
                Some(sheet) => sheet.fields.into_iter().flat_map(|f| f.pfade).collect(),
                None => document.map(Document::shown_facts).unwrap_or_default(),
            }
        };
        let shown = Shown {
            now: shown(Some(document), source, setting.now),
            before: shown(before.as_ref(), &old, base.released),
        };
        let mut found = differences(&old.given.facts, &source.given.facts);
        found.retain(|change| {
            is_news(change) && shown.has(change)
                || name == "meldung" && is_edition(change, &source.given.facts)
        });
        let days: Vec<NaiveDate> = versions.iter().map(|version| version.day()).collect();
        let earlier = versions
            .iter()
            .zip(kept_names(name, &days))
            .map(|(version, file)| Kept {
                released: version.released,
                file: version.page.is_some().then_some(file),
            })
            .collect();
        let advice = |one: Option<&Document>, other: Option<&Document>| {
            let known = other.map(advice_of).unwrap_or_default();
            let mut items = one.map(advice_of).unwrap_or_default();
            items.retain(|item| !known.contains(item));
            items
        };
        let (now, then) = (Some(document), before.as_ref());
        Some(News {
            advice_added: advice(now, then),
            advice_gone: advice(then, now),
            version: base.number,
            released: base.released,
            kind: case
                .judged
                .meldung
                .art
                .wert()
                .map(|kind| kind.schluessel().to_owned()),
            facts: Arc::clone(&source.given.facts),
            now: setting.now,
            judged_on: judged_on(&old.given.facts, base.day()),
            told: told(&self.judged, &case.judged, setting.now),
            ends: end(&old).zip(end(source)),
            changes: found,
            reworded: before
                .as_ref()
                .map(|before| reworded((before, &old.given.facts), (document, &source.given.facts)))
                .unwrap_or_default(),
            fields: fields((&old, base.released), (source, setting.now)),
            earlier,
        })
    }

    /// What the same document was made from at the time.
    fn source_like(
        &self,
        source: &Source,
        audience: Audience,
        at: DateTime<FixedOffset>,
    ) -> Option<Source> {
        let areas = law::area_reports(&self.judged, &self.authorities);
        let suffix = source.part.as_ref().map(|part: &Part| part.suffix.as_str());
        if let Some(suffix) = suffix {
            let report = areas.iter().find(|report| report.suffix == suffix)?;
            return Some(Source::areas(self, report, at));
        }
        let assessed: Assessed = self.assess(at);
        let mut whole = Source::whole(self, audience, &assessed, at);
        if !areas.is_empty() {
            whole.own_filings(&self.authorities);
        }
        Some(whole)
    }
}

/// The advice that a document lists for people: the items of its section on what to do.
fn advice_of(document: &Document) -> Vec<String> {
    let section = document
        .blocks
        .iter()
        .skip_while(|block| !matches!(block, Block::Heading { id, .. } if id == "handeln"))
        .skip(1)
        .take_while(|block| !matches!(block, Block::Heading { .. } | Block::Notice { .. }));
    let mut lines = Vec::new();
    for block in section.filter(|block| matches!(block, Block::List { .. })) {
        lines_of(block, &mut lines);
    }
    lines
}

/// Headings of the sections whose words a person fixed, and fixed differently before.
fn reworded(
    (before, old): (&Document, &Value),
    (document, new): (&Document, &Value),
) -> Vec<String> {
    let words = |document: &Document, facts: &Value, section: &str| {
        let entry = document
            .by_hand
            .iter()
            .find(|entry| entry.section == section)?;
        locate(facts, &entry.source.key("text")).cloned()
    };
    let sections: BTreeSet<&str> = before
        .by_hand
        .iter()
        .chain(&document.by_hand)
        .map(|entry| entry.section.as_str())
        .collect();
    document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { id, content, .. }
            | Block::Notice {
                id, title: content, ..
            } => Some((id.as_str(), plain(content))),
            Block::Paragraph { .. }
            | Block::List { .. }
            | Block::Table { .. }
            | Block::Definitions { .. }
            | Block::Contact { .. }
            | Block::LetterHead(_)
            | Block::Signature { .. }
            | Block::PageBreak => None,
        })
        .filter(|(id, _)| {
            sections.contains(id) && words(before, old, id) != words(document, new, id)
        })
        .map(|(_, heading)| heading)
        .collect()
}

/// Numbers of the fields of the report form that are filled in another way.
fn fields(
    (before, then): (&Source, DateTime<FixedOffset>),
    (source, now): (&Source, DateTime<FixedOffset>),
) -> Vec<u16> {
    let (Some(old), Some(new)) = (sheet(before, then), sheet(source, now)) else {
        return Vec::new();
    };
    new.fields
        .iter()
        .filter(|entry| {
            old.fields
                .iter()
                .find(|other| other.nummer == entry.nummer)
                .is_none_or(|other| other.text != entry.text)
        })
        .map(|entry| entry.nummer)
        .collect()
}

fn sheet(source: &Source, at: DateTime<FixedOffset>) -> Option<form::Sheet> {
    form::fill(&source.given.facts, &source.given.law, at)
}

/// The end of the period, as the law computed it.
fn end(source: &Source) -> Option<String> {
    let end = source.given.law.pointer("/frist/ende")?;
    end.as_str().map(str::to_owned)
}

/// The day that a report named for the certainty of exfiltration of its own accord: where the
/// sentence has a day and the facts had none.
fn judged_on(facts: &Value, released: NaiveDate) -> Option<NaiveDate> {
    let key = facts.pointer("/vorfall/abfluss").and_then(Value::as_str);
    let dated = facts
        .pointer("/vorfall/abfluss_nachweis/stand")
        .is_some_and(|day| !crate::drafts::compare::facts::is_blank(day));
    (matches!(key, Some("unwahrscheinlich" | "ausgeschlossen")) && !dated).then_some(released)
}

/// The days on which people were told until now, without those that the earlier document knew.
fn told(incident: &Incident, before: &Incident, now: DateTime<FixedOffset>) -> Vec<NaiveDate> {
    let days = |incident: &Incident| -> Vec<_> {
        let steps = incident.benachrichtigung.schritte.iter();
        let days = steps.filter_map(|step| step.am.mindestens());
        days.filter(|at| at.bei() <= now)
            .map(|at| at.datum())
            .collect()
    };
    let known = days(before);
    let mut told = days(incident);
    told.retain(|day| !known.contains(day));
    told
}
