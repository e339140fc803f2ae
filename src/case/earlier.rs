//! What left the house before: the versions that a report or notice continues.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Europe::Berlin;
use serde_json::Value;

use super::{Assessed, Case, Source};
use crate::document::model::{Block, plain};
use crate::document::news::{Became, Change, Detail, Kept, News};
use crate::document::wording::dates::date;
use crate::document::{Audience, Continues, Document, Engine, FieldPath, Part, Setting, form};
use crate::drafts::compare::facts::{ChangeKind, FactChange, changes, is_blank};
use crate::drafts::compare::say;
use crate::facts::{Incident, MeldungArt, Sicht, item_names};
use crate::law;
use crate::law::findings::{Finding, Grade, Level, Rule};

/// The name of the notice that is published in versions.
pub const PUBLIC_NOTICE: &str = "buergerinformation";

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

/// A version of the public notice.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    /// Which one, from 1.
    pub number: usize,
    /// When it was released; the current one: the stated time.
    pub released: DateTime<FixedOffset>,
    /// The same day, German.
    pub day: String,
    /// Its file beside the current one.
    pub file: Option<String>,
    /// The page as it was published.
    pub page: Option<Arc<str>>,
    /// What it said was new; of the first one, what matters most.
    pub news: Vec<String>,
    /// Whether it is the current one.
    pub is_current: bool,
}

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

/// The file names of the earlier versions of a document, oldest first: its name and the day, and
/// a number where a day has several.
#[must_use]
pub fn kept_names(document: &str, days: &[NaiveDate]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (index, day) in days.iter().enumerate() {
        let before = days
            .iter()
            .take(index)
            .filter(|other| *other == day)
            .count();
        names.push(match before {
            0 => format!("{document}-{day}.html"),
            before => format!("{document}-{day}-{}.html", before + 1),
        });
    }
    names
}

impl Case {
    /// The same with the versions that were released before, oldest first.
    #[must_use]
    pub fn with_earlier(mut self, versions: Vec<Released>) -> Self {
        self.earlier = Arc::new(versions);
        self
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

    /// All versions of the public notice, oldest first; `current` is the one of this state.
    #[must_use]
    pub fn editions(
        &self,
        engine: &Engine,
        current: &Document,
        now: DateTime<FixedOffset>,
    ) -> Vec<Edition> {
        let versions = self.earlier_with(PUBLIC_NOTICE);
        let days: Vec<NaiveDate> = versions.iter().map(|version| version.day()).collect();
        let names = kept_names(PUBLIC_NOTICE, &days);
        let mut editions: Vec<Edition> = Vec::new();
        for ((version, day), file) in versions.iter().zip(&days).zip(names) {
            editions.push(Edition {
                number: editions.len() + 1,
                released: version.released,
                day: date(*day),
                file: Some(file),
                page: version.page.clone(),
                news: self
                    .notice_of(engine, version)
                    .map(|d| news_of(&d))
                    .unwrap_or_default(),
                is_current: false,
            });
        }
        editions.push(Edition {
            number: editions.len() + 1,
            released: now,
            day: date(now.with_timezone(&Berlin).date_naive()),
            file: None,
            page: None,
            news: news_of(current),
            is_current: true,
        });
        editions
    }

    /// The notice of an earlier version, with what was new in it then.
    fn notice_of(&self, engine: &Engine, version: &Released) -> Option<Document> {
        let before = self
            .earlier
            .iter()
            .filter(|other| other.number < version.number)
            .cloned()
            .collect();
        let case = version
            .facts
            .clone()?
            .with_authorities(self.authorities.clone())
            .with_earlier(before);
        let assessed = case.assess(version.released);
        let occasion = super::Occasion {
            now: version.released,
            markings: crate::document::Markings::default(),
            despite: None,
        };
        let made = case
            .documents(engine, PUBLIC_NOTICE, &assessed, &occasion)
            .ok()?;
        made.into_iter().next()?.ok().map(|made| made.document)
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
        let shown = |document: &Document| document.shown_facts();
        let shown = Shown {
            now: shown(document),
            before: before.as_ref().map(shown).unwrap_or_default(),
            everything: name == "portalbogen" || stem != name,
        };
        let mut found = differences(&old.given.facts, &source.given.facts);
        found.retain(|change| is_news(change) && shown.has(change));
        let days: Vec<NaiveDate> = versions.iter().map(|version| version.day()).collect();
        let earlier = versions
            .iter()
            .zip(kept_names(name, &days))
            .map(|(version, file)| Kept {
                released: version.released,
                file: version.page.is_some().then_some(file),
            })
            .collect();
        Some(News {
            version: base.number,
            released: base.released,
            kind: case
                .judged
                .meldung
                .art
                .wert()
                .map(|kind| kind.schluessel().to_owned()),
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

/// The lines of the section on what is new, or of the box on what matters most.
fn news_of(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    let section = document
        .blocks
        .iter()
        .skip_while(|block| !matches!(block, Block::Heading { id, .. } if id == "neu"))
        .skip(1)
        .take_while(|block| !matches!(block, Block::Heading { .. } | Block::Notice { .. }));
    for block in section {
        lines_of(block, &mut lines);
    }
    if lines.is_empty()
        && let Some(Block::Notice { content, .. }) = document
            .blocks
            .iter()
            .find(|block| matches!(block, Block::Notice { id, .. } if id == "wichtigstes"))
    {
        for block in content {
            lines_of(block, &mut lines);
        }
    }
    lines
}

fn lines_of(block: &Block, lines: &mut Vec<String>) {
    match block {
        Block::Paragraph { content } => lines.push(plain(content)),
        Block::List { items, .. } => items
            .iter()
            .flatten()
            .for_each(|block| lines_of(block, lines)),
        Block::Heading { .. }
        | Block::Table { .. }
        | Block::Definitions { .. }
        | Block::Notice { .. }
        | Block::Contact { .. }
        | Block::LetterHead(_)
        | Block::Signature { .. }
        | Block::PageBreak => {}
    }
}

/// The facts that the document shows, and that the earlier one showed.
struct Shown {
    now: BTreeSet<FieldPath>,
    before: BTreeSet<FieldPath>,
    /// The sheet shows facts as answers of its own; all of the report count.
    everything: bool,
}

impl Shown {
    fn has(&self, change: &Change) -> bool {
        let below = |paths: &BTreeSet<FieldPath>, unit: &FieldPath| {
            paths.iter().any(|path| {
                path.as_str()
                    .strip_prefix(unit.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            })
        };
        self.everything || below(&self.now, &change.path) || below(&self.before, &change.old_path)
    }
}

/// Facts on the document itself: their change is no news on the incident.
const OF_THE_DOCUMENT: [&str; 13] = [
    "format",
    "vorfall.kennung",
    "vorfall.beispiel",
    "vorfall.sicht",
    "meldung.art",
    "meldung.vollstaendig",
    "meldung.eingereicht",
    "meldung.ruecknahme_grund",
    "benachrichtigung.stand",
    "unterschriften",
    "textfassungen",
    "freigabe",
    "gestaltung",
];

fn is_news(change: &Change) -> bool {
    let place = change.place();
    !OF_THE_DOCUMENT.iter().any(|own| {
        place
            .strip_prefix(own)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

/// All differences, by value and by list entry.
fn differences(old: &Value, new: &Value) -> Vec<Change> {
    let mut found: Vec<Change> = Vec::new();
    for change in changes(old, new) {
        if change.kind == ChangeKind::Reordered {
            continue;
        }
        for (path, old_path) in units(&change, old, new) {
            let detail = detail(&change, &path);
            match found
                .iter_mut()
                .find(|known| known.path == path && known.old_path == old_path)
            {
                Some(known) => known.details.push(detail),
                None => {
                    let came = change.old.is_none() && change.path == path;
                    let value = |facts: &Value, path: &FieldPath| {
                        locate(facts, path)
                            .filter(|value| !is_blank(value))
                            .cloned()
                    };
                    let gone = change.new.is_none() && change.path == path;
                    found.push(Change {
                        old: (!came).then(|| value(old, &old_path)).flatten(),
                        new: (!gone).then(|| value(new, &path)).flatten(),
                        path,
                        old_path,
                        details: vec![detail],
                    });
                }
            }
        }
    }
    found
}

/// The units that a change belongs to, by their later and their earlier path. A list that comes as
/// a whole is as many units as it has entries.
fn units(change: &FactChange, old: &Value, new: &Value) -> Vec<(FieldPath, FieldPath)> {
    if let Some(Value::Array(items)) = &change.new
        && items.iter().any(Value::is_object)
        && !matches!(change.old, Some(Value::Array(_)))
    {
        return item_names(change.path.as_str(), items)
            .iter()
            .map(|name| change.path.item(name))
            .map(|path| (path.clone(), path))
            .collect();
    }
    let later = unit(&change.path, if change.new.is_some() { new } else { old });
    let earlier = unit(
        &change.old_path,
        if change.old.is_some() { old } else { new },
    );
    vec![(later, earlier)]
}

/// The entry of a list of tables, or the whole list of words, that a path lies in.
fn unit(path: &FieldPath, facts: &Value) -> FieldPath {
    let Some((list, rest)) = path.as_str().split_once('[') else {
        return path.clone();
    };
    let list = FieldPath::new(list);
    let tables = locate(facts, &list)
        .and_then(Value::as_array)
        .is_some_and(|items| items.iter().any(Value::is_object));
    match rest.split_once(']') {
        Some((name, _)) if tables => list.item(name),
        Some(_) | None => list,
    }
}

fn detail(change: &FactChange, unit: &FieldPath) -> Detail {
    let key = change
        .path
        .as_str()
        .strip_prefix(unit.as_str())
        .unwrap_or_default()
        .trim_start_matches('.');
    Detail {
        key: key.to_owned(),
        label: change.label.clone(),
        became: match change.kind {
            ChangeKind::Added => Became::Added,
            ChangeKind::Removed => Became::Removed,
            ChangeKind::Changed | ChangeKind::Reordered => Became::Changed,
            ChangeKind::BecameKnown | ChangeKind::BecameCertain => Became::Known,
            ChangeKind::BecameUncertain => Became::Uncertain,
        },
        old: change
            .old
            .as_ref()
            .map(|value| say(&change.old_path, value)),
        new: change.new.as_ref().map(|value| say(&change.path, value)),
    }
}

/// The value at a path.
fn locate<'v>(facts: &'v Value, path: &FieldPath) -> Option<&'v Value> {
    let mut place = facts;
    let mut walked = String::new();
    let mut rest = path.as_str();
    while !rest.is_empty() {
        if let Some((name, behind)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            let items = place.as_array()?;
            let at = item_names(&walked, items)
                .iter()
                .position(|known| known == name)?;
            place = items.get(at)?;
            walked.push_str(&format!("[{name}]"));
            rest = behind;
        } else {
            let key = rest.trim_start_matches('.');
            let end = key.find(['.', '[']).unwrap_or(key.len());
            let (key, behind) = key.split_at(end);
            place = place.get(key)?;
            if !walked.is_empty() {
                walked.push('.');
            }
            walked.push_str(key);
            rest = behind;
        }
    }
    Some(place)
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
    let fill = |source: &Source, at| form::fill(&source.given.facts, &source.given.law, at);
    let (Some(old), Some(new)) = (fill(before, then), fill(source, now)) else {
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn several_versions_of_a_day_have_names_of_their_own() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(
            kept_names(
                "buergerinformation",
                &[day("2021-10-18"), day("2021-10-18"), day("2021-12-23")]
            ),
            [
                "buergerinformation-2021-10-18.html",
                "buergerinformation-2021-10-18-2.html",
                "buergerinformation-2021-12-23.html"
            ]
        );
    }

    #[test]
    fn differences_are_gathered_by_value_and_by_entry() {
        let old = json!({
            "betroffene": { "anzahl": { "offen": "wird gezählt" } },
            "daten": { "offen": "wird ermittelt" },
            "anlaufstelle": { "sprechzeiten": ["Montag"] },
            "dienste": [{ "name": "Stadthaus", "status": "geschlossen", "hinweis": "zu" }],
        });
        let new = json!({
            "betroffene": { "anzahl": 1200 },
            "daten": [{ "kategorie": "kontaktdaten" }, { "kategorie": "finanzdaten" }],
            "anlaufstelle": { "sprechzeiten": ["Montag", "Dienstag"] },
            "dienste": [{ "name": "Stadthaus", "status": "verfuegbar", "hinweis": "offen" }],
        });
        let found = differences(&old, &new);
        let paths: Vec<&str> = found.iter().map(|change| change.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "betroffene.anzahl",
                "daten[kontaktdaten]",
                "daten[finanzdaten]",
                "anlaufstelle.sprechzeiten",
                "dienste[Stadthaus]"
            ]
        );
        let service = found.last().unwrap();
        assert_eq!(service.details.len(), 2);
        assert_eq!(service.old.as_ref().unwrap()["status"], "geschlossen");
        assert_eq!(service.new.as_ref().unwrap()["status"], "verfuegbar");
        assert_eq!(found[3].new, Some(json!(["Montag", "Dienstag"])));
        assert_eq!(found[1].old, None);
    }
}
