//! Wording fixed by hand (`textfassungen`): a person's text in the place of a section's words.
//!
//! Applied to the finished blocks, after the template. The heading of the section stays, and so do
//! boxes, sections below it, signature and greeting: they are not its own words. The text is
//! plain: paragraphs are separated by an empty line, lines that begin with `- ` are list items,
//! and nothing else in it has a meaning.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::model::{Block, ByHand, FieldPath, Inline};
use super::typography::no_break;
use super::value::item_paths;

/// Ends the own words of a section where no heading does: `{{ abschnittsende() }}` in a template.
/// A noncharacter, so that no text can hold it; it never leaves the engine.
pub(super) const END: &str = "\u{fdd3}";

/// The document that a text is for, where it is for every one that has the section.
const ALL: &str = "alle";

/// A text for a section, as the facts state it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Version {
    /// The section's id.
    pub(super) section: String,
    /// Of which of several documents; `None` for the one on the whole, and for every letter.
    pub(super) part: Option<String>,
    /// The words.
    text: String,
    /// Where it stands.
    pub(super) path: FieldPath,
    /// Whether it names the document.
    named: bool,
}

impl Version {
    /// Whether it is for every document that has the section.
    pub(super) const fn is_for_all(&self) -> bool {
        !self.named
    }
}

/// The texts for a document, by name. Entries that lack a document, a section or a text are none.
pub(super) fn versions(facts: &Json, document: &str) -> Vec<Version> {
    let list = FieldPath::new("textfassungen");
    let Some(entries) = facts.get("textfassungen").and_then(Json::as_array) else {
        return Vec::new();
    };
    let of = |(entry, path): (&Json, FieldPath)| {
        let text = |key: &str| entry.get(key).and_then(Json::as_str).map(str::trim);
        let stated = text("dokument")?;
        let text_of = text("text").filter(|text| !text.is_empty())?;
        let place = text("abschnitt").filter(|place| !place.is_empty())?;
        let (part, section) = match place.split_once('/') {
            Some((part, section)) => (Some(part.to_owned()), section),
            None => (None, place),
        };
        (stated == document || stated == ALL).then(|| Version {
            section: section.trim_start_matches('#').to_owned(),
            part,
            text: text_of.to_owned(),
            path,
            named: stated == document,
        })
    };
    entries
        .iter()
        .zip(item_paths(&list, entries))
        .filter_map(of)
        .collect()
}

/// Puts the texts in the place of the sections' words and takes the marks of ends out.
///
/// `part` names which of several documents this is, `shared` whether a text without a part is
/// for it too. Where two texts are for one section, the one that names document and part counts,
/// and of equal ones the later.
pub(super) fn apply(
    blocks: &mut Vec<Block>,
    versions: &[Version],
    part: Option<&str>,
    shared: bool,
) -> Vec<ByHand> {
    let mut fitting: Vec<&Version> = versions
        .iter()
        .filter(|version| match &version.part {
            Some(wanted) => part == Some(wanted.as_str()),
            None => shared,
        })
        .collect();
    fitting.sort_by_key(|version| (version.part.is_some(), version.named));
    let mut done: Vec<ByHand> = Vec::new();
    for version in fitting.into_iter().rev() {
        if done.iter().any(|other| other.section == version.section) {
            continue;
        }
        if let Some(replaced) = replace(blocks, version) {
            done.push(ByHand {
                section: version.section.clone(),
                source: version.path.clone(),
                replaced,
            });
        }
    }
    blocks.retain(|block| !is_end(block));
    let mut shown = BTreeSet::new();
    for block in blocks.iter() {
        facts_of(block, &mut shown);
    }
    for entry in &mut done {
        entry.replaced.retain(|path| !shown.contains(path));
    }
    done.sort_by(|one, other| one.section.cmp(&other.section));
    done
}

/// Replaces the words of one section; returns the facts that they showed, `None` where the
/// document has no such section.
fn replace(blocks: &mut Vec<Block>, version: &Version) -> Option<BTreeSet<FieldPath>> {
    let at = blocks.iter().position(|block| {
        matches!(block, Block::Heading { id, .. } | Block::Notice { id, .. } if *id == version.section)
    })?;
    let mut replaced = BTreeSet::new();
    let new = words(&version.text, &version.path.key("text"));
    if let Some(Block::Notice { content, .. }) = blocks.get_mut(at) {
        for block in content.iter() {
            facts_of(block, &mut replaced);
        }
        *content = new;
        return Some(replaced);
    }
    let from = at + 1;
    let length = blocks
        .iter()
        .skip(from)
        .position(ends_words)
        .unwrap_or(blocks.len() - from);
    for block in blocks.splice(from..from + length, new) {
        facts_of(&block, &mut replaced);
    }
    Some(replaced)
}

/// Whether a block no longer belongs to the own words of the section before it.
fn ends_words(block: &Block) -> bool {
    match block {
        Block::Heading { .. }
        | Block::Notice { .. }
        | Block::LetterHead(_)
        | Block::Signature { .. }
        | Block::PageBreak => true,
        Block::Paragraph { .. } => is_end(block),
        Block::List { .. }
        | Block::Table { .. }
        | Block::Definitions { .. }
        | Block::Contact { .. } => false,
    }
}

fn is_end(block: &Block) -> bool {
    matches!(block, Block::Paragraph { content }
        if matches!(content.as_slice(), [Inline::Text { text, .. }] if text == END))
}

fn facts_of(block: &Block, found: &mut BTreeSet<FieldPath>) {
    block.each_inline(&mut |inline| {
        if let Inline::Text {
            source: Some(path), ..
        }
        | Inline::Open {
            source: Some(path), ..
        }
        | Inline::Time {
            source: Some(path), ..
        } = inline
        {
            found.insert(path.clone());
        }
    });
}

/// A text as blocks.
fn words(text: &str, path: &FieldPath) -> Vec<Block> {
    let inline = |words: &str| vec![Inline::fact(no_break(words), path.clone())];
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = Open::None;
    for line in text.split('\n') {
        let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            open.close(&mut blocks, &inline);
        } else if let Some(item) = words.strip_prefix("- ") {
            open.close(&mut blocks, &inline);
            open = Open::Item(item.to_owned());
        } else {
            open.add(words);
        }
    }
    open.close(&mut blocks, &inline);
    blocks
}

/// What the next line belongs to.
enum Open {
    None,
    Paragraph(String),
    Item(String),
}

impl Open {
    fn add(&mut self, words: String) {
        match self {
            Self::None => *self = Self::Paragraph(words),
            Self::Paragraph(text) | Self::Item(text) => {
                text.push(' ');
                text.push_str(&words);
            }
        }
    }

    fn close(&mut self, blocks: &mut Vec<Block>, inline: &dyn Fn(&str) -> Vec<Inline>) {
        match std::mem::replace(self, Self::None) {
            Self::None => {}
            Self::Paragraph(text) => blocks.push(Block::Paragraph {
                content: inline(&text),
            }),
            Self::Item(text) => {
                let item = vec![Block::Paragraph {
                    content: inline(&text),
                }];
                match blocks.last_mut() {
                    Some(Block::List { items, .. }) => items.push(item),
                    Some(_) | None => blocks.push(Block::List {
                        start: None,
                        items: vec![item],
                    }),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::model::plain;
    use serde_json::json;

    fn heading(level: u8, id: &str) -> Block {
        Block::Heading {
            level,
            id: id.to_owned(),
            content: vec![Inline::text(id)],
        }
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph {
            content: vec![Inline::fact(text, FieldPath::new(text))],
        }
    }

    fn said(blocks: &[Block]) -> Vec<String> {
        let mut lines = Vec::new();
        for block in blocks {
            match block {
                Block::Heading { id, .. } => lines.push(format!("#{id}")),
                Block::Paragraph { content } => lines.push(plain(content)),
                Block::List { items, .. } => {
                    for item in items.iter().flatten() {
                        if let Block::Paragraph { content } = item {
                            lines.push(format!("- {}", plain(content)));
                        }
                    }
                }
                Block::Notice { id, content, .. } => {
                    lines.push(format!("[{id}]"));
                    lines.extend(said(content));
                }
                Block::Signature { .. } => lines.push("Unterschrift".to_owned()),
                Block::Table { .. }
                | Block::Definitions { .. }
                | Block::Contact { .. }
                | Block::LetterHead(_)
                | Block::PageBreak => {}
            }
        }
        lines
    }

    fn facts(entries: &[(&str, &str, &str)]) -> Json {
        let list: Vec<Json> = entries
            .iter()
            .map(|(document, section, text)| {
                json!({ "dokument": document, "abschnitt": section, "text": text })
            })
            .collect();
        json!({ "textfassungen": list })
    }

    fn letter() -> Vec<Block> {
        vec![
            heading(2, "hergang"),
            paragraph("alt"),
            paragraph("geteilt"),
            heading(3, "darunter"),
            paragraph("geteilt"),
            Block::Notice {
                kind: crate::document::model::NoticeKind::Hinweis,
                title: Vec::new(),
                id: "kasten".to_owned(),
                content: vec![paragraph("im Kasten")],
            },
            heading(2, "anlagen"),
            paragraph("keine"),
            Block::Paragraph {
                content: vec![Inline::text(END)],
            },
            paragraph("Gruß"),
            Block::Signature {
                place: Vec::new(),
                lines: Vec::new(),
            },
        ]
    }

    fn applied(entries: &[(&str, &str, &str)], part: Option<&str>, shared: bool) -> Vec<String> {
        let mut blocks = letter();
        let found = versions(&facts(entries), "meldung");
        apply(&mut blocks, &found, part, shared);
        said(&blocks)
    }

    #[test]
    fn the_own_words_of_a_section_are_replaced_and_nothing_else() {
        let mut blocks = letter();
        let found = versions(
            &facts(&[
                (
                    "meldung",
                    "hergang",
                    "Neu.\nWeiter.\n\nUnd:\n- eins\n  mehr\n- zwei",
                ),
                ("vermerk", "anlagen", "nicht hier"),
                ("alle", "kasten", "Kasten neu"),
                ("meldung", "anlagen", "keine mehr"),
            ]),
            "meldung",
        );
        let done = apply(&mut blocks, &found, None, true);
        assert_eq!(
            said(&blocks),
            [
                "#hergang",
                "Neu. Weiter.",
                "Und:",
                "- eins mehr",
                "- zwei",
                "#darunter",
                "geteilt",
                "[kasten]",
                "Kasten neu",
                "#anlagen",
                "keine mehr",
                "Gruß",
                "Unterschrift"
            ]
        );
        let hergang = done
            .iter()
            .find(|entry| entry.section == "hergang")
            .unwrap();
        assert_eq!(hergang.source.as_str(), "textfassungen[hergang]");
        // What is shown elsewhere all the same is not lost.
        assert_eq!(
            hergang
                .replaced
                .iter()
                .map(FieldPath::as_str)
                .collect::<Vec<_>>(),
            ["alt"]
        );
    }

    #[test]
    fn markup_in_a_text_has_no_effect() {
        let lines = applied(
            &[("meldung", "hergang", "# **Fett** {{ x }}\n1. <b>")],
            None,
            true,
        );
        assert_eq!(
            lines.get(1).map(String::as_str),
            Some("# **Fett** {{ x }} 1. <b>")
        );
    }

    #[test]
    fn the_nearer_text_counts_and_a_part_has_its_own() {
        let both = [
            ("meldung", "hergang", "für die Meldung"),
            ("alle", "hergang", "für alle"),
            ("meldung", "realsteuern/hergang", "für den Bereich"),
        ];
        let second = |lines: Vec<String>| lines.into_iter().nth(1).unwrap_or_default();
        assert_eq!(second(applied(&both, None, true)), "für die Meldung");
        assert_eq!(
            second(applied(&both, Some("realsteuern"), false)),
            "für den Bereich"
        );
        assert_eq!(second(applied(&both, Some("bussgeld"), false)), "alt");
        let twice = [
            ("meldung", "hergang", "erst"),
            ("meldung", "hergang", "dann"),
        ];
        assert_eq!(second(applied(&twice, None, true)), "dann");
    }

    #[test]
    fn a_mark_of_an_end_never_leaves() {
        let lines = applied(&[], None, true);
        assert!(lines.iter().all(|line| !line.contains(END)));
        assert!(lines.contains(&"Gruß".to_owned()));
    }
}
