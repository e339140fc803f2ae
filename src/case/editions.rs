//! The editions of the public notice: those that were published, and the current one.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Europe::Berlin;

use super::{Case, Released};
use crate::document::model::{Block, plain};
use crate::document::wording::dates::date;
use crate::document::{Document, Engine};

/// The name of the notice that is published in versions.
pub const PUBLIC_NOTICE: &str = "buergerinformation";

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

pub(super) fn lines_of(block: &Block, lines: &mut Vec<String>) {
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
