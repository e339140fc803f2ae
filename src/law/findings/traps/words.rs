//! Word patterns, and what takes their sense away: negation, questions, conditions.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use regex::Regex;

use super::needles::needles;

/// A pattern, made ready when it is first used: read at once, compiled only when a text holds the
/// words without which it cannot occur.
pub(super) struct Pattern {
    source: &'static str,
    case: Case,
    needles: OnceLock<Vec<String>>,
    compiled: OnceLock<Option<Regex>>,
}

/// Whether capital letters matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Folded,
    Exact,
}

/// Where a pattern occurs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Found<'t> {
    pub(super) fn as_str(&self) -> &'t str {
        self.text.get(self.start..self.end).unwrap_or_default()
    }

    /// What stands before it.
    pub(super) fn before(&self) -> &'t str {
        self.text.get(..self.start).unwrap_or_default()
    }
}

impl Pattern {
    /// A pattern for which capital letters do not matter.
    pub(super) const fn new(source: &'static str) -> Self {
        Self::of(source, Case::Folded)
    }

    /// A pattern for which they do.
    pub(super) const fn exact(source: &'static str) -> Self {
        Self::of(source, Case::Exact)
    }

    const fn of(source: &'static str, case: Case) -> Self {
        Self {
            source,
            case,
            needles: OnceLock::new(),
            compiled: OnceLock::new(),
        }
    }

    fn regex(&self) -> Option<&Regex> {
        self.compiled
            .get_or_init(|| Regex::new(&self.written()).ok())
            .as_ref()
    }

    /// The pattern as it is compiled: digits and letters of German texts (the tables of all scripts
    /// take long to compile and say nothing here), in small letters where the text is read so.
    fn written(&self) -> String {
        let source = self
            .source
            .replace(r"\d", "[0-9]")
            .replace(r"\w", "[0-9A-Za-z_\u{c0}-\u{24f}]")
            .replace(r"\W", "[^0-9A-Za-z_\u{c0}-\u{24f}]");
        match self.case {
            Case::Exact => source,
            Case::Folded => small(&source),
        }
    }

    pub(super) fn is_in(&self, text: &str) -> bool {
        let read = self.read(text);
        self.may_be_in(&read) && self.regex().is_some_and(|regex| regex.is_match(&read))
    }

    pub(super) fn all<'t>(&self, text: &'t str) -> impl Iterator<Item = Found<'t>> + use<'t> {
        self.ranges(text).into_iter().map(move |range| Found {
            text,
            start: range.start,
            end: range.end,
        })
    }

    fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let read = self.read(text);
        if !self.may_be_in(&read) {
            return Vec::new();
        }
        let regex = self.regex().into_iter();
        regex
            .flat_map(|regex| regex.find_iter(&read).map(|found| found.range()))
            .collect()
    }

    /// The text as the pattern reads it; every letter stands where it stood.
    fn read<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.case {
            Case::Exact => Cow::Borrowed(text),
            Case::Folded if text.is_ascii() => Cow::Owned(text.to_ascii_lowercase()),
            Case::Folded => Cow::Owned(text.chars().map(in_place).collect()),
        }
    }

    /// Whether the text holds one of the words without which the pattern cannot occur.
    fn may_be_in(&self, read: &str) -> bool {
        let needles = self.needles.get_or_init(|| needles(&self.written()));
        needles.is_empty() || needles.iter().any(|needle| read.contains(needle.as_str()))
    }

    /// Whether it occurs in a sentence that states it: neither denied nor asked nor imagined.
    pub(super) fn is_stated_in(&self, text: &str) -> bool {
        let read = self.read(text);
        if !self.may_be_in(&read) {
            return false;
        }
        sentences(text).any(|sentence| {
            self.all(sentence).any(|found| {
                let before = found.before();
                !NEGATION.is_in(last_words(before, 4))
                    && !NEGATION_WITHIN.is_in(found.as_str())
                    && !QUESTION.is_in(before)
            })
        })
    }

    /// Whether the pattern can be compiled.
    #[cfg(test)]
    pub(super) fn is_sound(&self) -> bool {
        self.regex().is_some()
    }
}

/// A pattern in small letters; what stands after a backslash is a sign of the pattern language.
fn small(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut signs = source.chars();
    while let Some(sign) = signs.next() {
        if sign == '\\' {
            out.push(sign);
            out.extend(signs.next());
        } else {
            out.push(in_place(sign));
        }
    }
    out
}

/// The small letter of a capital one, where it takes as many bytes.
fn in_place(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    let mut small = letter.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) if one.len_utf8() == letter.len_utf8() => one,
        _ => letter,
    }
}

static NEGATION: Pattern =
    Pattern::new(r"\b(nicht|nichts|nie|niemals|weder|ohne|kein(e[mnrs]?)?)\b");
static NEGATION_WITHIN: Pattern = Pattern::new(
    r"\b(nichts|nie|niemals|weder|ohne|kein(e[mnrs]?)?|nicht (versäumt|übersehen|(\w+ )?schuld))\b",
);
static QUESTION: Pattern = Pattern::new(r"\b(ob|wer|inwieweit|inwiefern)\b");

/// The last few words of a text.
fn last_words(text: &str, count: usize) -> &str {
    let start = text
        .trim_end()
        .rmatch_indices(' ')
        .nth(count.saturating_sub(1))
        .map_or(0, |(index, _)| index);
    text.get(start..).unwrap_or_default()
}

/// The sentences of a text, roughly: short abbreviations and ordinal numbers end none.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    static ENDS: Pattern = Pattern::exact(r#"(\p{L}{3,}|[)\]“"%])[.!?;]\s"#);
    let mut start = 0;
    let ends: Vec<usize> = ENDS.ranges(text).into_iter().map(|end| end.end).collect();
    ends.into_iter().chain([text.len()]).filter_map(move |end| {
        let sentence = text.get(start..end);
        start = end;
        sentence
    })
}
