//! What a reviewer changed, section by section, against what the facts say.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::sections::{Piece, Place, Section};
use crate::render::docx::names;

use super::read::{Draft, Item, Paragraph};
use crate::facts::suggest::number;

/// Longest text of a section that the facts file takes, in characters.
const LONGEST: usize = 20_000;

/// A section with new words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// Its new words as wording fixed by hand.
    pub text: String,
    /// Whether the facts say something else today than when the draft was made.
    pub facts_moved: bool,
}

/// Something that can't be taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where: German.
    pub place: String,
    /// What it is.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// The result.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Review {
    /// What to take over.
    pub changes: Vec<Change>,
    /// What can't be.
    pub problems: Vec<Problem>,
}

/// Compares a draft with the sections that its document has today. `tail` says which pieces of a
/// section stay when its words are fixed by hand; `None` where they cannot be.
pub fn review(
    draft: &Draft,
    today: &[Section],
    tail: &mut dyn FnMut(&str) -> Option<Vec<Piece>>,
) -> Review {
    let mut found = Found::of(draft, today);
    let mut review = Review {
        problems: std::mem::take(&mut found.problems),
        ..Review::default()
    };
    for section in today {
        let written = draft.marks.get(&section.place.key());
        let Some(edited) = found.sections.iter().find(|s| s.place == section.place) else {
            if written.is_some() {
                review.problems.push(Problem {
                    place: place(section),
                    message: "Dieser Teil fehlt im Entwurf.".to_owned(),
                    hint: "Eine Handfassung kann Worte ersetzen, aber nichts streichen. Ändern Sie die Tatsachen, aus denen der Teil entsteht, oder mit --vorlagen die Vorlage.".to_owned(),
                });
            }
            continue;
        };
        // What nobody touched stays, whatever the facts say today.
        if written.is_some_and(|mark| *mark == edited.mark()) || *edited == *section {
            continue;
        }
        let moved = written.is_some_and(|mark| *mark != section.mark());
        compare(section, edited, moved, tail, &mut review);
    }
    review
}

/// Says what heads and feet of the pages say otherwise than the program writes them.
#[must_use]
pub fn running(draft: &BTreeSet<String>, written: &BTreeSet<String>) -> Option<Problem> {
    let new = draft.difference(written).next();
    let gone = written.difference(draft).next();
    let what = match (new, gone) {
        (Some(new), _) => format!("Dort steht „{}“", shortened(new)),
        (None, Some(gone)) => format!("Dort fehlt „{}“", shortened(gone)),
        (None, None) => return None,
    };
    Some(Problem {
        place: "Kopf- oder Fußzeile".to_owned(),
        message: format!("{what}; das wird nicht übernommen."),
        hint: "Kopf- und Fußzeilen entstehen aus den Tatsachen und aus dem, was das Dokument ist. Ändern Sie die Tatsachen.".to_owned(),
    })
}

/// How a place is named to people.
fn place(section: &Section) -> String {
    match &section.place {
        Place::Section(id) if section.title.is_empty() => format!("Abschnitt „{id}“"),
        Place::Section(id) => format!("Abschnitt „{}“ ({id})", shortened(&section.title)),
        Place::LetterHead => "Briefkopf".to_owned(),
        Place::Start => "Anfang vor der ersten Überschrift".to_owned(),
        Place::Signature(1) => "Unterschrift".to_owned(),
        Place::Signature(number) => format!("Unterschrift {number}"),
    }
}

fn shortened(text: &str) -> String {
    const LIMIT: usize = 60;
    if text.chars().nth(LIMIT).is_none() {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(LIMIT).collect();
    short.push('…');
    short
}

fn compare(
    section: &Section,
    edited: &Section,
    moved: bool,
    tail: &mut dyn FnMut(&str) -> Option<Vec<Piece>>,
    review: &mut Review,
) {
    let mut problem = |message: &str, hint: &str| {
        review.problems.push(Problem {
            place: place(section),
            message: message.to_owned(),
            hint: hint.to_owned(),
        });
    };
    let Place::Section(id) = &section.place else {
        problem(
            "Dieser Teil ist geändert; er entsteht allein aus den Tatsachen und der Vorlage.",
            match section.place {
                Place::LetterHead => {
                    "Ändern Sie die Anschriften und Kontakte in der Tatsachendatei."
                }
                Place::Signature(_) => "Ändern Sie [[unterschriften]] in der Tatsachendatei.",
                Place::Start | Place::Section(_) => {
                    "Ändern Sie die Tatsachen, die dort stehen, oder mit --vorlagen die Vorlage."
                }
            },
        );
        return;
    };
    if edited.title != section.title {
        problem(
            "Die Überschrift lautet im Entwurf anders.",
            "Überschriften stehen in der Vorlage; ändern Sie sie dort (--vorlagen) oder die Tatsache, die darin genannt ist.",
        );
    }
    if edited.pieces == section.pieces {
        return;
    }
    let Some(stays) = tail(id) else {
        problem(
            "Die Worte dieses Teils sind geändert, lassen sich aber nicht von Hand festlegen.",
            "Ändern Sie die Tatsachen, die dort stehen, oder mit --vorlagen die Vorlage.",
        );
        return;
    };
    let Some(own) = edited.pieces.strip_suffix(stays.as_slice()) else {
        problem(
            "Geändert ist auch, was nach den eigenen Worten des Abschnitts folgt (etwa die Grußformel oder Text nach einem Kasten).",
            "Dieser Teil steht in der Vorlage. Stellen Sie ihn im Entwurf wieder her, damit der übrige Abschnitt übernommen wird, oder ändern Sie mit --vorlagen die Vorlage.",
        );
        return;
    };
    let before = section
        .pieces
        .strip_suffix(stays.as_slice())
        .unwrap_or(&section.pieces);
    if own == before {
        return;
    }
    let fixed = |pieces: &[Piece]| -> Vec<Piece> {
        pieces
            .iter()
            .filter(|piece| !piece.is_prose())
            .cloned()
            .collect()
    };
    if fixed(own) != fixed(before) {
        problem(
            "Eine Tabelle oder ein Kontaktfeld ist geändert. Eine Handfassung besteht nur aus Absätzen und Listen.",
            "Ändern Sie die Tatsachen, aus denen die Tabelle entsteht.",
        );
        return;
    }
    if own.iter().any(|piece| !piece.is_prose()) {
        problem(
            "Worte in einem Abschnitt mit einer Tabelle oder einem Kontaktfeld sind geändert. Eine Handfassung würde die Tabelle ersetzen.",
            "Ändern Sie die Tatsachen, die dort stehen, oder mit --vorlagen die Vorlage.",
        );
        return;
    }
    let new = Section {
        pieces: own.to_vec(),
        ..edited.clone()
    };
    let text = new.text();
    if text.is_empty() {
        problem(
            "Alle Worte dieses Abschnitts sind gestrichen.",
            "Eine Handfassung kann Worte ersetzen, aber nichts streichen. Schreiben Sie einen Satz, oder ändern Sie die Tatsachen.",
        );
        return;
    }
    let length = text.chars().count();
    if length > LONGEST {
        problem(
            &format!(
                "Der Text dieses Abschnitts hat {} Zeichen; eine Handfassung hat höchstens {}.",
                number(length),
                number(LONGEST)
            ),
            "Kürzen Sie ihn im Entwurf.",
        );
        return;
    }
    review.changes.push(Change {
        id: id.clone(),
        title: section.title.clone(),
        text,
        facts_moved: moved,
    });
}

/// The sections of a draft, and what belongs to none.
struct Found {
    sections: Vec<Section>,
    problems: Vec<Problem>,
}

impl Found {
    fn of(draft: &Draft, today: &[Section]) -> Self {
        let known: BTreeMap<String, &Section> = today
            .iter()
            .filter_map(|section| match &section.place {
                Place::Section(id) => Some((names::bookmark(id), section)),
                Place::LetterHead | Place::Start | Place::Signature(_) => None,
            })
            .collect();
        let anchored: BTreeSet<&str> = draft.items.iter().flat_map(Item::anchors).collect();
        let of_anchors = |anchors: &BTreeSet<String>| {
            anchors.iter().find_map(|anchor| known.get(anchor)).copied()
        };
        let mut sections: Vec<Section> = vec![Section::new(Place::Start, String::new(), false)];
        let mut current = 0_usize;
        let mut problems = Vec::new();
        let mut astray = false;
        for item in &draft.items {
            for odd in item.odd() {
                problems.push(Problem {
                    place: sections.get(current).map(place).unwrap_or_default(),
                    message: format!("Der Entwurf enthält {odd}; das wird nicht übernommen."),
                    hint: "Eine Handfassung besteht nur aus Absätzen und Listen. Schreiben Sie den Inhalt als Text.".to_owned(),
                });
            }
            match item {
                Item::Table(inside) => {
                    if let Some(section) = boxed(inside, &known) {
                        sections.insert(current, section);
                        current += 1;
                    } else if item.anchors().contains(names::LETTER_HEAD) {
                        let mut head = Section::new(Place::LetterHead, String::new(), false);
                        head.pieces.push(Piece::Fixed(item.words()));
                        sections.insert(current, head);
                        current += 1;
                    } else if !astray {
                        push(&mut sections, current, Piece::Fixed(item.words()));
                    }
                }
                Item::Paragraph(paragraph) => {
                    let lost = || {
                        // The name of a heading that was typed anew is gone; its words are not.
                        known
                            .iter()
                            .find(|(name, section)| {
                                paragraph.is_heading
                                    && !section.is_box
                                    && section.title == paragraph.words
                                    && !paragraph.words.is_empty()
                                    && !anchored.contains(name.as_str())
                            })
                            .map(|(_, section)| *section)
                    };
                    if let Some(section) = of_anchors(&paragraph.anchors).or_else(lost) {
                        sections.push(Section::new(
                            section.place.clone(),
                            paragraph.words.clone(),
                            false,
                        ));
                        current = sections.len() - 1;
                        astray = false;
                    } else if let Some(number) = signature(paragraph) {
                        sections.push(Section::new(Place::Signature(number), String::new(), false));
                        current = sections.len() - 1;
                        astray = false;
                        push(&mut sections, current, piece(paragraph));
                    } else if paragraph.is_heading && !paragraph.words.is_empty() {
                        let of_facts = paragraph
                            .anchors
                            .iter()
                            .any(|anchor| anchor.starts_with(names::SECTION));
                        problems.push(stray(paragraph, of_facts));
                        astray = true;
                    } else if !astray {
                        push(&mut sections, current, piece(paragraph));
                    }
                }
            }
        }
        sections.retain(|section| section.place != Place::Start || !section.pieces.is_empty());
        Self { sections, problems }
    }
}

/// A heading that today's document does not have.
fn stray(paragraph: &Paragraph, of_facts: bool) -> Problem {
    let place = format!("Überschrift „{}“", shortened(&paragraph.words));
    if of_facts {
        Problem {
            place,
            message: "Diesen Abschnitt hat das Dokument mit den heutigen Tatsachen nicht mehr; sein Inhalt wird nicht übernommen.".to_owned(),
            hint: "Prüfen Sie, ob die Änderung noch gebraucht wird, und schreiben Sie dafür einen neuen Entwurf.".to_owned(),
        }
    } else {
        Problem {
            place,
            message: "Diese Überschrift ist neu; sie und der Text darunter werden nicht übernommen.".to_owned(),
            hint: "Neue Abschnitte gehören in die Vorlage (--vorlagen), neue Angaben in die Tatsachendatei. Oder fügen Sie den Text einem vorhandenen Abschnitt an.".to_owned(),
        }
    }
}

/// The number of the signature that begins here.
fn signature(paragraph: &Paragraph) -> Option<usize> {
    paragraph
        .anchors
        .iter()
        .find_map(|anchor| anchor.strip_prefix(names::SIGNATURE)?.parse().ok())
}

fn push(sections: &mut [Section], at: usize, piece: Piece) {
    if piece.words().is_empty() {
        return;
    }
    if let Some(section) = sections.get_mut(at) {
        section.pieces.push(piece);
    }
}

fn piece(paragraph: &Paragraph) -> Piece {
    let words = paragraph.words.clone();
    if paragraph.is_item {
        Piece::Item(words)
    } else {
        match words.strip_prefix("- ") {
            Some(item) => Piece::Item(item.to_owned()),
            None => Piece::Paragraph(words),
        }
    }
}

/// A box: a table that holds the name of one.
fn boxed(inside: &[Item], known: &BTreeMap<String, &Section>) -> Option<Section> {
    let section = inside.iter().find_map(|item| match item {
        Item::Paragraph(paragraph) => paragraph
            .anchors
            .iter()
            .find_map(|anchor| known.get(anchor))
            .copied(),
        Item::Table(_) => None,
    })?;
    let name = match &section.place {
        Place::Section(id) => names::bookmark(id),
        Place::LetterHead | Place::Start | Place::Signature(_) => return None,
    };
    let mut found = Section::new(section.place.clone(), String::new(), true);
    for item in inside {
        let piece = match item {
            Item::Paragraph(paragraph) => {
                if paragraph.anchors.contains(&name) && !section.title.is_empty() {
                    found.title.clone_from(&paragraph.words);
                    continue;
                }
                piece(paragraph)
            }
            Item::Table(_) => Piece::Fixed(item.words()),
        };
        if !piece.words().is_empty() {
            found.pieces.push(piece);
        }
    }
    Some(found)
}
