//! What lies beside the public notice: its earlier versions as they were published, and the feed
//! that names them all.

use super::manifest::Entry;
use super::output::OutFile;
use super::steps::{FEED, Facts, Occasion, Templates};
use crate::case::{Edition, PUBLIC_NOTICE};
use crate::document::Document;
use crate::render::atom::{self, Feed};
use crate::render::html;

/// The files beside a notice.
pub(crate) fn beside(
    document: &Document,
    templates: &Templates,
    facts: &Facts,
    occasion: &Occasion,
) -> Vec<(OutFile, Entry)> {
    let editions = facts
        .case
        .editions(templates.engine(), document, occasion.now);
    let current = format!("{PUBLIC_NOTICE}.html");
    let mut files: Vec<(OutFile, Entry)> = editions
        .iter()
        .filter_map(|edition| {
            let page = html::superseded(edition.page.as_deref()?, &edition.day, &current);
            Some(file(edition.file.clone()?, "html", page.into_bytes()))
        })
        .collect();
    let feed = feed(document, &editions, &current, facts);
    files.push(file(FEED.to_owned(), "atom", feed.into_bytes()));
    files
}

fn file(name: String, format: &'static str, bytes: Vec<u8>) -> (OutFile, Entry) {
    let entry = Entry::new(&name, PUBLIC_NOTICE, format, &bytes);
    (OutFile { name, bytes }, entry)
}

fn feed(document: &Document, editions: &[Edition], current: &str, facts: &Facts) -> String {
    let entries = editions
        .iter()
        .map(|edition| atom::Entry {
            number: edition.number,
            title: format!("Stand: {}", edition.day),
            updated: edition.released,
            // A version that is not kept has no page to show.
            href: match (&edition.page, edition.is_current) {
                (_, true) => Some(current.to_owned()),
                (Some(_), false) => edition.file.clone(),
                (None, false) => None,
            },
            lines: edition.news.clone(),
        })
        .collect();
    atom::render(&Feed {
        reference: document.reference.clone(),
        title: document.markings.mark(&document.title),
        author: document.sender.clone(),
        web: facts.web().map(str::to_owned),
        href: current.to_owned(),
        entries,
    })
}
