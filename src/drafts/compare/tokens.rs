//! Inlines as words: what a comparison counts as one, and back.
//!
//! Dates, times, amounts, norms, abbreviations and file numbers are one word each, so that a
//! comparison never shows half of one. A token knows the white space before it, the inlines around
//! it and what it states.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::model::{Change, FieldPath, Inline};
use crate::document::sentences::sentences;

/// An inline around words.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Wrap {
    Strong,
    Emphasis,
    Link(String),
}

/// The inline that holds the words themselves.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Leaf {
    Text(Option<FieldPath>),
    Open(Option<FieldPath>),
    Time(String, Option<FieldPath>),
    Break,
}

impl Leaf {
    pub(super) fn source(&self) -> Option<&FieldPath> {
        match self {
            Self::Text(source) | Self::Open(source) | Self::Time(_, source) => source.as_ref(),
            Self::Break => None,
        }
    }
}

/// Words of one kind in one place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) wraps: Vec<Wrap>,
    pub(super) leaf: Leaf,
}

/// One word with the white space before it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    /// The white space, where there is some.
    pub(super) space: Option<Piece>,
    pub(super) word: Piece,
    /// Which sentence of the passage it belongs to.
    pub(super) sentence: usize,
}

/// What counts when two tokens are compared: the words, where a link leads, and whether a space
/// stands before; not whether they are strong, nor which fact they come from.
#[derive(Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Key<'t> {
    word: &'t str,
    link: Option<&'t str>,
    spaced: bool,
}

impl Token {
    /// The key; the first word of a passage counts as spaced.
    pub(super) fn key(&self, first: bool) -> Key<'_> {
        let link = self.word.wraps.iter().find_map(|wrap| match wrap {
            Wrap::Link(target) => Some(target.as_str()),
            Wrap::Strong | Wrap::Emphasis => None,
        });
        Key {
            word: &self.word.text,
            link,
            spaced: first || self.space.is_some(),
        }
    }
}

/// Facts that are one word, however many spaces they have.
const WHOLE: [&str; 6] = [
    "aktenzeichen",
    "kennung",
    "telefon",
    "email",
    "vorgangsnummer",
    "web",
];

static WORD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let month =
        "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember";
    let unit = "Euro|€|%|Prozent|Millionen|Million|Milliarden|Milliarde|Mio\\.|Mrd\\.|KB|MB|GB|TB|Uhr|Stunden|Stunde|Tage|Tagen|Tag";
    Regex::new(&format!(
        "(?x)
        \\d{{1,2}}\\.\\s?(?:{month})(?:\\s\\d{{4}})?\\b
        | \\d{{1,2}}\\.\\d{{1,2}}\\.\\d{{2,4}}
        | \\d{{1,2}}:\\d{{2}}(?:\\sUhr)?
        | \\d+(?:[.,]\\d+)*(?:\\s(?:{unit})(?:\\b|))
        | (?:Art|Artt|Abs|Nr|Nrn|Buchst|lit|Ziff|Rn|S)\\.\\s?\\d+\\w?\\b
        | §§?\\s?\\d+\\w?\\b
        | \\b(?:z|d|u|i|o|s|m|a)\\.\\s?(?:B|h|a|U|Ä|d|R|D|E|V|o|u|w)\\.(?:\\s?\\w\\.)?
        | \\w+(?:[-/.:@_+?=&\\#%~,'’]+\\w+)*
        | \\S"
    ))
    .ok()
});

/// The words of inlines.
pub(super) fn tokens(content: &[Inline]) -> Vec<Token> {
    let mut reader = Reader::default();
    reader.read(content, &[]);
    reader.number();
    reader.found
}

#[derive(Default)]
struct Reader {
    found: Vec<Token>,
    space: Option<Piece>,
}

impl Reader {
    fn read(&mut self, content: &[Inline], wraps: &[Wrap]) {
        let within = |wrap: Wrap| [wraps, &[wrap]].concat();
        for inline in content {
            match inline {
                Inline::Text { text, source } => {
                    let whole = source.as_ref().is_some_and(|path| {
                        let key = path.as_str().rsplit('.').next().unwrap_or_default();
                        WHOLE.contains(&key)
                    });
                    self.text(text, wraps, &Leaf::Text(source.clone()), whole);
                }
                Inline::Open { text, source } => {
                    self.text(text, wraps, &Leaf::Open(source.clone()), false);
                }
                Inline::Time {
                    text,
                    datetime,
                    source,
                } => self.text(
                    text,
                    wraps,
                    &Leaf::Time(datetime.clone(), source.clone()),
                    true,
                ),
                Inline::Break => self.word("\n", wraps, &Leaf::Break),
                Inline::Strong { content } => self.read(content, &within(Wrap::Strong)),
                Inline::Emphasis { content } => self.read(content, &within(Wrap::Emphasis)),
                Inline::Link { target, content } => {
                    self.read(content, &within(Wrap::Link(target.clone())));
                }
                Inline::Changed { content, .. } => self.read(content, wraps),
            }
        }
    }

    fn text(&mut self, text: &str, wraps: &[Wrap], leaf: &Leaf, whole: bool) {
        if whole && !text.trim().is_empty() {
            let start = text.len() - text.trim_start().len();
            let end = text.trim_end().len();
            self.blank(text.get(..start).unwrap_or_default(), wraps, leaf);
            self.word(text.get(start..end).unwrap_or_default(), wraps, leaf);
            self.blank(text.get(end..).unwrap_or_default(), wraps, leaf);
            return;
        }
        let mut at = 0;
        for found in WORD.iter().flat_map(|word| word.find_iter(text)) {
            self.blank(text.get(at..found.start()).unwrap_or_default(), wraps, leaf);
            self.word(found.as_str(), wraps, leaf);
            at = found.end();
        }
        self.blank(text.get(at..).unwrap_or_default(), wraps, leaf);
    }

    fn blank(&mut self, text: &str, wraps: &[Wrap], leaf: &Leaf) {
        if text.is_empty() {
            return;
        }
        match &mut self.space {
            Some(space) => space.text.push_str(text),
            None => {
                self.space = Some(Piece {
                    text: text.to_owned(),
                    wraps: wraps.to_vec(),
                    leaf: Leaf::Text(leaf.source().cloned()),
                });
            }
        }
    }

    fn word(&mut self, text: &str, wraps: &[Wrap], leaf: &Leaf) {
        self.found.push(Token {
            space: self.space.take(),
            word: Piece {
                text: text.to_owned(),
                wraps: wraps.to_vec(),
                leaf: leaf.clone(),
            },
            sentence: 0,
        });
    }

    /// Says of each word which sentence it belongs to.
    fn number(&mut self) {
        let text = text_of(&self.found);
        let start = text.as_ptr().addr();
        let ends: Vec<usize> = sentences(&text)
            .iter()
            .map(|sentence| sentence.as_ptr().addr() - start + sentence.len())
            .collect();
        let mut at = 0;
        for token in &mut self.found {
            at += token.space.as_ref().map_or(0, |space| space.text.len());
            token.sentence = ends.partition_point(|end| *end <= at);
            at += token.word.text.len();
        }
    }
}

/// The words as text.
pub(super) fn text_of<'t>(tokens: impl IntoIterator<Item = &'t Token>) -> String {
    let mut text = String::new();
    for token in tokens {
        if let Some(space) = &token.space {
            text.push_str(&space.text);
        }
        text.push_str(&token.word.text);
    }
    text
}

/// Words on their way back to inlines, with what became of them.
#[derive(Default)]
pub(super) struct Writer {
    pieces: Vec<(Option<Change>, Piece)>,
}

impl Writer {
    /// Adds words.
    pub(super) fn push(&mut self, change: Option<Change>, piece: &Piece) {
        if piece.text.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some((last, before))
                if *last == change
                    && before.wraps == piece.wraps
                    && before.leaf == piece.leaf
                    && matches!(piece.leaf, Leaf::Text(_) | Leaf::Open(_)) =>
            {
                before.text.push_str(&piece.text);
            }
            _ => self.pieces.push((change, piece.clone())),
        }
    }

    /// The inlines.
    pub(super) fn finish(self) -> Vec<Inline> {
        let mut out = Vec::new();
        let mut rest = self.pieces.as_slice();
        while let Some((change, _)) = rest.first() {
            let count = rest.iter().take_while(|(other, _)| other == change).count();
            let (run, tail) = rest.split_at(count);
            let pieces: Vec<&Piece> = run.iter().map(|(_, piece)| piece).collect();
            let content = nested(&pieces, 0);
            match change {
                Some(change) => out.push(Inline::Changed {
                    change: *change,
                    content,
                }),
                None => out.extend(content),
            }
            rest = tail;
        }
        out
    }
}

/// Pieces below `depth` wraps.
fn nested(pieces: &[&Piece], depth: usize) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut rest = pieces;
    while let Some(first) = rest.first() {
        let wrap = first.wraps.get(depth);
        let count = match wrap {
            Some(_) => rest
                .iter()
                .take_while(|piece| piece.wraps.get(depth) == wrap)
                .count(),
            None => 1,
        };
        let (run, tail) = rest.split_at(count);
        out.push(match wrap {
            Some(Wrap::Strong) => Inline::Strong {
                content: nested(run, depth + 1),
            },
            Some(Wrap::Emphasis) => Inline::Emphasis {
                content: nested(run, depth + 1),
            },
            Some(Wrap::Link(target)) => Inline::Link {
                target: target.clone(),
                content: nested(run, depth + 1),
            },
            None => leaf(first),
        });
        rest = tail;
    }
    out
}

fn leaf(piece: &Piece) -> Inline {
    let text = piece.text.clone();
    match &piece.leaf {
        Leaf::Text(source) => Inline::Text {
            text,
            source: source.clone(),
        },
        Leaf::Open(source) => Inline::Open {
            text,
            source: source.clone(),
        },
        Leaf::Time(datetime, source) => Inline::Time {
            text,
            datetime: datetime.clone(),
            source: source.clone(),
        },
        Leaf::Break => Inline::Break,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(&[Inline::text(text)])
            .into_iter()
            .map(|token| token.word.text)
            .collect()
    }

    #[test]
    fn what_belongs_together_is_one_word() {
        for (text, expected) in [
            (
                "am 15.\u{a0}Oktober 2021, 7:20\u{a0}Uhr.",
                vec!["am", "15.\u{a0}Oktober 2021", ",", "7:20\u{a0}Uhr", "."],
            ),
            (
                "1.700.000 Personen, 3,5 Millionen Euro",
                vec!["1.700.000", "Personen", ",", "3,5 Millionen", "Euro"],
            ),
            (
                "Az. LfDI-1.2.3/4567-21, z. B. Art. 33 Abs. 1 DSGVO",
                vec![
                    "Az",
                    ".",
                    "LfDI-1.2.3/4567-21",
                    ",",
                    "z. B.",
                    "Art. 33",
                    "Abs. 1",
                    "DSGVO",
                ],
            ),
            (
                "(0385) 588-0; § 26a BDSG",
                vec!["(", "0385", ")", "588-0", ";", "§ 26a", "BDSG"],
            ),
            (
                "dsb@muster.example „Hallo“",
                vec!["dsb@muster.example", "„", "Hallo", "“"],
            ),
        ] {
            assert_eq!(words(text), expected);
        }
        let number = Inline::fact(
            "II 3 - 45 Js 67/21",
            FieldPath::new("stellen[A].aktenzeichen"),
        );
        assert_eq!(tokens(&[number]).len(), 1);
    }

    #[test]
    fn sentences_are_numbered() {
        let found = tokens(&[
            Inline::text("Das gilt z. B. für Art. 33 DSGVO. "),
            Inline::text("Neu ist das."),
        ]);
        let numbers: Vec<usize> = found.iter().map(|token| token.sentence).collect();
        assert_eq!(numbers, [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1]);
    }

    #[test]
    fn words_become_inlines_again() {
        let content = vec![
            Inline::text("Siehe "),
            Inline::Strong {
                content: vec![
                    Inline::text("die "),
                    Inline::Link {
                        target: "https://a.example".to_owned(),
                        content: vec![Inline::text("neue Seite")],
                    },
                ],
            },
            Inline::Break,
            Inline::fact("1.320 Personen", FieldPath::new("betroffene.anzahl")),
        ];
        let mut writer = Writer::default();
        for token in tokens(&content) {
            if let Some(space) = &token.space {
                writer.push(None, space);
            }
            writer.push(None, &token.word);
        }
        assert_eq!(writer.finish(), content);
    }
}
