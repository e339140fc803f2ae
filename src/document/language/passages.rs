//! What of a document is prose: its passages, sentences and words, each with the fact it states.
//!
//! A heading, a paragraph, an item of a list and a cell of a table are passages of their own.
//! Addresses, contact cards, the head of a letter and the signature are no prose.

use std::ops::Range;

use crate::document::engine::GAPS;
use crate::document::model::{Block, Document, FieldPath, Inline};
use crate::document::sentences::sentences;

/// Last keys of paths whose values name somebody or something, or say how to reach them.
const NAMES: [&str; 14] = [
    "name",
    "bezeichnung",
    "strasse",
    "plz",
    "ort",
    "anschrift",
    "telefon",
    "email",
    "web",
    "kennung",
    "aktenzeichen",
    "sprechzeiten",
    "funktion",
    "zusatz",
];

/// Last keys of paths whose values a person wrote as text. Closed lists are words of the program.
const TEXTS: [&str; 12] = [
    "beschreibung",
    "beschreibung_buerger",
    "text",
    "text_buerger",
    "beispiele",
    "hinweis",
    "wo",
    "titel",
    "grund",
    "offen",
    "entfaellt",
    "nicht_bestimmbar",
];

/// Sections of a document that people read, where not all of it is for them.
const PARTS_FOR_PEOPLE: [(&str, &[&str]); 1] =
    [("telefonleitfaden", &["fragen", "anrufbeantworter"])];

/// What a passage is in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Heading,
    Paragraph,
    Item,
    Cell,
}

/// A sentence, or what stands for one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sentence {
    /// The words as they stand, with plain spaces.
    pub(super) text: String,
    /// What it is.
    pub(super) kind: Kind,
    /// Its words in order.
    pub(super) words: Vec<Word>,
    /// The text of the facts that most of the sentence comes from; none for words of the program.
    pub(super) path: Option<FieldPath>,
}

/// A word of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    /// Its letters and digits, without the signs around it.
    pub(super) text: String,
    /// Where it stands in the sentence.
    pub(super) place: Range<usize>,
    /// Whether it is part of a name or an address.
    pub(super) name: bool,
    /// Whether it holds letters.
    pub(super) letters: bool,
}

impl Sentence {
    /// Whether it ends like a sentence; a label or a line of a list does not.
    pub(super) fn is_complete(&self) -> bool {
        self.text
            .trim_end_matches(['“', '”', '"', ')', '’', '‘'])
            .ends_with(['.', '!', '?'])
    }

    /// Whether it says more than a name or an address.
    pub(super) fn is_prose(&self) -> bool {
        let names = self.words.iter().filter(|word| word.name).count();
        let said = self
            .words
            .iter()
            .filter(|word| !word.name && word.letters)
            .count();
        said > 0 && said >= names
    }
}

/// The sentences of a document that people read.
pub(super) fn sentences_of(document: &Document) -> Vec<Sentence> {
    let mut passages = Passages::default();
    let sections = PARTS_FOR_PEOPLE
        .iter()
        .find(|(name, _)| *name == document.name)
        .map(|(_, sections)| *sections);
    let mut inside = sections.is_none();
    for block in &document.blocks {
        if let (
            Block::Heading {
                level: 0..=2, id, ..
            },
            Some(sections),
        ) = (block, sections)
        {
            inside = sections.contains(&id.as_str());
        }
        if inside {
            passages.block(block, Kind::Paragraph);
        }
    }
    passages.found
}

#[derive(Default)]
struct Passages {
    found: Vec<Sentence>,
}

impl Passages {
    fn block(&mut self, block: &Block, kind: Kind) {
        match block {
            Block::Heading { content, .. } => self.passage(content, Kind::Heading),
            Block::Paragraph { content } => self.passage(content, kind),
            Block::List { items, .. } => {
                for block in items.iter().flatten() {
                    self.block(block, Kind::Item);
                }
            }
            Block::Table { head, rows, .. } => {
                for cell in head.iter().chain(rows.iter().flatten()) {
                    self.passage(cell, Kind::Cell);
                }
            }
            Block::Definitions { items } => {
                for (term, text) in items {
                    self.passage(term, Kind::Cell);
                    self.passage(text, Kind::Cell);
                }
            }
            // What a draft lacks is for the people who write it.
            Block::Notice { id, .. } if id == GAPS => {}
            Block::Notice { title, content, .. } => {
                self.passage(title, Kind::Heading);
                content.iter().for_each(|block| self.block(block, kind));
            }
            Block::Contact { .. }
            | Block::LetterHead(_)
            | Block::Signature { .. }
            | Block::PageBreak => {}
        }
    }

    fn passage(&mut self, content: &[Inline], kind: Kind) {
        let mut run = Run::default();
        run.collect(content, false);
        let mut from = 0;
        for text in sentences(&run.text) {
            let start = run
                .text
                .get(from..)
                .and_then(|rest| rest.find(text))
                .map_or(from, |at| from + at);
            from = start + text.len();
            let sentence = run.sentence(text, start, kind);
            if sentence.is_prose() {
                self.found.push(sentence);
            }
        }
    }
}

/// The text of a passage, with where each piece comes from.
#[derive(Default)]
struct Run {
    text: String,
    pieces: Vec<Piece>,
}

struct Piece {
    range: Range<usize>,
    source: Option<FieldPath>,
    name: bool,
}

impl Run {
    fn collect(&mut self, content: &[Inline], link: bool) {
        for inline in content {
            match inline {
                Inline::Text { text, source } => self.push(text, source.as_ref(), link),
                // An open value and a time are words of the template.
                Inline::Open { text, .. } | Inline::Time { text, .. } => {
                    self.push(text, None, false);
                }
                Inline::Strong { content }
                | Inline::Emphasis { content }
                | Inline::Changed { content, .. } => {
                    self.collect(content, link);
                }
                Inline::Link { content, .. } => self.collect(content, true),
                Inline::Break => self.push("\n", None, false),
            }
        }
    }

    fn push(&mut self, text: &str, source: Option<&FieldPath>, link: bool) {
        let start = self.text.len();
        self.text.push_str(text);
        self.pieces.push(Piece {
            range: start..self.text.len(),
            source: source.cloned(),
            name: link || source.is_some_and(names),
        });
    }

    fn sentence(&self, text: &str, start: usize, kind: Kind) -> Sentence {
        let range = start..start + text.len();
        Sentence {
            text: text.replace(['\u{a0}', '\u{202f}'], " "),
            kind,
            words: self.words(text, start),
            path: self.source(&range),
        }
    }

    /// The text of the facts that at least half of the letters come from.
    fn source(&self, range: &Range<usize>) -> Option<FieldPath> {
        let mut shares: Vec<(&FieldPath, usize)> = Vec::new();
        let texts = |piece: &&Piece| piece.source.as_ref().is_some_and(is_text);
        for piece in self.pieces.iter().filter(texts) {
            let shared = overlap(&piece.range, range);
            if let (Some(path), true) = (&piece.source, shared > 0) {
                match shares.iter_mut().find(|(known, _)| *known == path) {
                    Some((_, share)) => *share += shared,
                    None => shares.push((path, shared)),
                }
            }
        }
        shares
            .into_iter()
            .find(|(_, share)| share * 2 >= range.len())
            .map(|(path, _)| path.clone())
    }

    fn words(&self, text: &str, start: usize) -> Vec<Word> {
        let mut found: Vec<Word> = Vec::new();
        // Where a word stands in the sentence, whose no-break spaces have become plain ones.
        let mut shift = 0;
        let mut at = 0;
        for token in text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '–' | '—'))
        {
            let begin = at;
            at += token.len();
            let bare = token.trim_matches(|c: char| !c.is_alphanumeric() && c != '§');
            let inner = token.find(bare).unwrap_or(0);
            let place = begin + inner - shift..begin + inner - shift + bare.len();
            shift += token
                .chars()
                .filter(|c| matches!(c, '\u{a0}' | '\u{202f}'))
                .map(|c| c.len_utf8() - 1)
                .sum::<usize>();
            if bare.is_empty() {
                continue;
            }
            let letters = bare.chars().any(char::is_alphabetic);
            let first = start + begin + inner;
            let name = is_address(bare)
                || self.pieces.iter().any(|piece| {
                    piece.name && overlap(&piece.range, &(first..first + bare.len())) > 0
                });
            // `030 23125-115` and `1 700 000` are one number.
            if !letters && found.last().is_some_and(|last| !last.letters) {
                continue;
            }
            found.push(Word {
                text: bare.to_owned(),
                place,
                name,
                letters,
            });
        }
        found
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// The last key of a path, without the number of an item: `beispiele` of `daten[a].beispiele[1]`.
fn last_key(path: &FieldPath) -> &str {
    let key = path.as_str().rsplit('.').next().unwrap_or_default();
    key.split('[').next().unwrap_or_default()
}

fn is_text(path: &FieldPath) -> bool {
    TEXTS.contains(&last_key(path))
}

/// Whether a fact is a name or says how to reach somebody.
fn names(path: &FieldPath) -> bool {
    NAMES.contains(&last_key(path)) || path.as_str().contains("anschrift")
}

fn is_address(word: &str) -> bool {
    word.contains('@') || word.contains("://") || word.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::model::{Layout, Markings};
    use std::collections::BTreeSet;

    fn document(name: &str, blocks: Vec<Block>) -> Document {
        Document {
            name: name.to_owned(),
            part: None,
            title: String::new(),
            subject: String::new(),
            layout: Layout::Seite,
            sender: String::new(),
            reference: String::new(),
            date: String::new(),
            foot: String::new(),
            markings: Markings::default(),
            fingerprint: None,
            release: None,
            by_hand: Vec::new(),
            blocks,
            conditions: BTreeSet::new(),
        }
    }

    fn paragraph(content: Vec<Inline>) -> Block {
        Block::Paragraph { content }
    }

    fn texts(blocks: Vec<Block>) -> Vec<String> {
        sentences_of(&document("buergerinformation", blocks))
            .into_iter()
            .map(|sentence| sentence.text)
            .collect()
    }

    #[test]
    fn dates_times_abbreviations_and_addresses_stay_in_their_sentence() {
        let text = "Am 15. Oktober 2021 um 7:20 Uhr, z. B. in der Schlossstr. 5, war es so (Art. 34 Abs. 3 Buchst. c, Nr. 2). \
                    Mehr steht auf https://www.example.org/a.html. Schreiben Sie an hilfe@example.org. Danke.";
        let found = texts(vec![paragraph(vec![Inline::text(text)])]);
        assert_eq!(found.len(), 4, "{found:#?}");
    }

    #[test]
    fn items_headings_and_cells_are_passages() {
        let item = |text: &str| vec![paragraph(vec![Inline::text(text)])];
        let blocks = vec![
            Block::Heading {
                level: 2,
                id: "a".to_owned(),
                content: vec![Inline::text("Was ist passiert?")],
            },
            Block::List {
                start: None,
                items: vec![item("Ein Punkt ohne Ende"), item("Noch einer")],
            },
            Block::Table {
                head: vec![vec![Inline::text("Angebot")]],
                rows: vec![vec![vec![Inline::text("Verfügbar. Mit Termin.")]]],
                row_heads: false,
            },
            Block::Contact {
                name: vec![Inline::text("Bürgertelefon")],
                lines: Vec::new(),
            },
            Block::Signature {
                place: Vec::new(),
                lines: vec![vec![Inline::text("Erika Muster")]],
            },
        ];
        assert_eq!(
            texts(blocks),
            [
                "Was ist passiert?",
                "Ein Punkt ohne Ende",
                "Noch einer",
                "Angebot",
                "Verfügbar.",
                "Mit Termin."
            ]
        );
    }

    #[test]
    fn a_sentence_knows_the_fact_it_comes_from() {
        let path = FieldPath::new("vorfall.beschreibung_buerger");
        let blocks = vec![paragraph(vec![
            Inline::text("Wir schreiben Ihnen. "),
            Inline::fact(
                "Fremde haben Computer angegriffen. Wir prüfen das.",
                path.clone(),
            ),
            Inline::text(" Rufen Sie uns an."),
        ])];
        let found = sentences_of(&document("aushang", blocks));
        let paths: Vec<_> = found.into_iter().map(|sentence| sentence.path).collect();
        assert_eq!(paths, [None, Some(path.clone()), Some(path), None]);
    }

    #[test]
    fn names_and_numbers_are_no_prose() {
        let name = Inline::fact(
            "Die Landesbeauftragte für den Datenschutz",
            FieldPath::new("behoerde.name"),
        );
        assert!(texts(vec![paragraph(vec![name])]).is_empty());
        assert!(texts(vec![paragraph(vec![Inline::text("030 23125-115")])]).is_empty());
    }

    #[test]
    fn of_the_telephone_guide_only_what_callers_hear() {
        let heading = |level, id: &str, text: &str| Block::Heading {
            level,
            id: id.to_owned(),
            content: vec![Inline::text(text)],
        };
        let blocks = vec![
            heading(2, "schweigen", "Was wir nicht sagen"),
            paragraph(vec![Inline::text("Keine Zusagen.")]),
            heading(2, "fragen", "Zehn Fragen"),
            heading(3, "frage-1", "Bin ich betroffen?"),
            paragraph(vec![Inline::text("Das prüfen wir.")]),
            heading(2, "weitergeben", "An wen"),
            paragraph(vec![Inline::text("An die Leitung.")]),
        ];
        let found: Vec<_> = sentences_of(&document("telefonleitfaden", blocks))
            .into_iter()
            .map(|s| s.text)
            .collect();
        assert_eq!(
            found,
            ["Zehn Fragen", "Bin ich betroffen?", "Das prüfen wir."]
        );
    }

    #[test]
    fn a_number_with_spaces_is_one_word_and_words_know_their_place() {
        let blocks = vec![paragraph(vec![Inline::text(
            "Rufen Sie an:\u{a0}030 23125-115 (jetzt).",
        )])];
        let found = sentences_of(&document("aushang", blocks));
        let words = &found[0].words;
        let shown: Vec<_> = words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(shown, ["Rufen", "Sie", "an", "030", "jetzt"]);
        for word in words {
            assert_eq!(&found[0].text[word.place.clone()], word.text);
        }
    }
}
