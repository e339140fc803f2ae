//! The Atom feed of a public notice (RFC 4287): one entry a version, the newest first.
//!
//! Identifiers come from the Kennung alone, so they stay the same from run to run and when the
//! page moves. Links are relative to the feed, which lies beside the pages.

use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset};
use sha2::{Digest as _, Sha256};

use super::words::{clean, is_bidi_control};

/// A feed.
#[derive(Debug, Clone, PartialEq)]
pub struct Feed {
    /// The Kennung of the incident.
    pub reference: String,
    /// Title of the notice.
    pub title: String,
    /// Who publishes it.
    pub author: String,
    /// Web address of the publisher, where it is known.
    pub web: Option<String>,
    /// The newest version, relative to the feed.
    pub href: String,
    /// The versions, oldest first.
    pub entries: Vec<Entry>,
}

/// A version.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Which version it is, from 1.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// When it was released.
    pub updated: DateTime<FixedOffset>,
    /// Its page, relative to the feed.
    pub href: Option<String>,
    /// What it says, line by line.
    pub lines: Vec<String>,
}

/// The feed as a file.
#[must_use]
pub fn render(feed: &Feed) -> String {
    let newest = feed.entries.iter().map(|entry| entry.updated).max();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"de\">\n");
    element(&mut out, "  ", "id", &identifier(&feed.reference, 0));
    element(&mut out, "  ", "title", &feed.title);
    if let Some(newest) = newest {
        element(&mut out, "  ", "updated", &newest.to_rfc3339());
    }
    // Every feed needs an author; without a name the Kennung is all that is known.
    let author = if feed.author.trim().is_empty() {
        &feed.reference
    } else {
        &feed.author
    };
    out.push_str("  <author>\n");
    element(&mut out, "    ", "name", author);
    if let Some(web) = feed.web.as_ref().filter(|web| is_web(web)) {
        element(&mut out, "    ", "uri", web);
    }
    out.push_str("  </author>\n");
    link(&mut out, "  ", &feed.href);
    for entry in feed.entries.iter().rev() {
        out.push_str("  <entry>\n");
        element(
            &mut out,
            "    ",
            "id",
            &identifier(&feed.reference, entry.number),
        );
        element(&mut out, "    ", "title", &entry.title);
        element(&mut out, "    ", "updated", &entry.updated.to_rfc3339());
        if let Some(href) = &entry.href {
            link(&mut out, "    ", href);
        }
        out.push_str("    <content type=\"xhtml\">\n");
        out.push_str("      <div xmlns=\"http://www.w3.org/1999/xhtml\">\n");
        for line in &entry.lines {
            element(&mut out, "        ", "p", line);
        }
        out.push_str("      </div>\n    </content>\n");
        out.push_str("  </entry>\n");
    }
    out.push_str("</feed>\n");
    out
}

/// A name that never changes: a UUID of version 8 (RFC 9562) from the Kennung and the number of
/// the version, 0 for the feed.
fn identifier(reference: &str, number: usize) -> String {
    let digest = Sha256::digest(format!("datenpanne\0{reference}\0{number}"));
    let mut digits: Vec<char> = digest
        .iter()
        .take(16)
        .flat_map(|byte| format!("{byte:02x}").chars().collect::<Vec<_>>())
        .collect();
    if let Some(version) = digits.get_mut(12) {
        *version = '8';
    }
    if let Some(variant) = digits.get_mut(16) {
        let value = variant.to_digit(16).unwrap_or_default() & 0x3 | 0x8;
        *variant = char::from_digit(value, 16).unwrap_or('8');
    }
    let mut out = String::from("urn:uuid:");
    for (index, digit) in digits.into_iter().enumerate() {
        if matches!(index, 8 | 12 | 16 | 20) {
            out.push('-');
        }
        out.push(digit);
    }
    out
}

fn element(out: &mut String, indent: &str, name: &str, text: &str) {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // Writing to a string can't fail.
    let _ = writeln!(out, "{indent}<{name}>{}</{name}>", escape(&flat));
}

fn link(out: &mut String, indent: &str, href: &str) {
    let _ = writeln!(
        out,
        "{indent}<link rel=\"alternate\" type=\"text/html\" hreflang=\"de\" href=\"{}\"/>",
        escape(href)
    );
}

fn is_web(address: &str) -> bool {
    (address.starts_with("https://") || address.starts_with("http://"))
        && !address
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || is_bidi_control(c))
}

/// Text for an element or a quoted attribute: no character that XML forbids, none that turns the
/// writing direction.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars().filter(|c| !is_bidi_control(*c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(title: &str) -> Feed {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap();
        Feed {
            reference: "ksm-2021-10".to_owned(),
            title: title.to_owned(),
            author: "Stadt & Land <AöR>".to_owned(),
            web: Some("https://www.example.org".to_owned()),
            href: "buergerinformation.html".to_owned(),
            entries: vec![
                Entry {
                    number: 1,
                    title: "Stand: 18. Oktober 2021".to_owned(),
                    updated: at("2021-10-18T15:00:00+02:00"),
                    href: Some("buergerinformation-2021-10-18.html".to_owned()),
                    lines: vec!["]]> & <b>".to_owned(), "zwei".to_owned()],
                },
                Entry {
                    number: 2,
                    title: "Stand: 23. Dezember 2021".to_owned(),
                    updated: at("2021-12-23T12:00:00+01:00"),
                    href: None,
                    lines: vec!["drei".to_owned()],
                },
            ],
        }
    }

    #[test]
    fn the_newest_entry_comes_first_and_nothing_is_markup() {
        let out = render(&feed("Titel \u{202e}\u{0}<x>"));
        assert!(out.contains("<updated>2021-12-23T12:00:00+01:00</updated>\n  <author>"));
        assert!(out.contains("<name>Stadt &amp; Land &lt;AöR&gt;</name>"));
        assert!(out.contains("<p>]]&gt; &amp; &lt;b&gt;</p>"));
        assert!(!out.contains('\u{202e}') && !out.contains('\u{0}'));
        let place = |text: &str| out.find(text).unwrap();
        assert!(place("23. Dezember") < place("18. Oktober"));
    }

    #[test]
    fn identifiers_hang_on_kennung_and_number_alone() {
        let ids = |out: &str| -> Vec<String> {
            out.lines()
                .filter(|line| line.contains("<id>"))
                .map(|line| line.trim().to_owned())
                .collect()
        };
        let one = ids(&render(&feed("A")));
        let mut moved = feed("B");
        moved.web = None;
        moved.href = "anders.html".to_owned();
        assert_eq!(one, ids(&render(&moved)));
        assert_eq!(one.len(), 3);
        let mut unique = one.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), 3);
        assert!(
            one.iter()
                .all(|id| id.starts_with("<id>urn:uuid:") && id.len() == 54)
        );
    }
}
