//! Word patterns, and what takes their sense away: negation, questions, conditions.

use std::sync::OnceLock;

use regex::{Match, Regex};

/// A pattern, compiled when it is first used. Case does not matter unless it says so.
pub(super) struct Pattern {
    source: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    pub(super) const fn new(source: &'static str) -> Self {
        Self {
            source,
            compiled: OnceLock::new(),
        }
    }

    fn regex(&self) -> Option<&Regex> {
        self.compiled
            .get_or_init(|| Regex::new(&latin(self.source)).ok())
            .as_ref()
    }

    pub(super) fn is_in(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    pub(super) fn all<'t>(&self, text: &'t str) -> impl Iterator<Item = Match<'t>> {
        self.regex()
            .into_iter()
            .flat_map(move |regex| regex.find_iter(text))
    }

    /// Whether it occurs in a sentence that states it: neither denied nor asked nor imagined.
    pub(super) fn is_stated_in(&self, text: &str) -> bool {
        sentences(text).any(|sentence| {
            self.all(sentence).any(|found| {
                let before = sentence.get(..found.start()).unwrap_or_default();
                let within = found.as_str();
                !NEGATION.is_in(last_words(before, 4))
                    && !NEGATION_WITHIN.is_in(within)
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

/// Digits and letters of German texts: the tables of all scripts take long to compile and say
/// nothing here.
fn latin(source: &str) -> String {
    let source = source
        .replace(r"\d", "[0-9]")
        .replace(r"\w", "[0-9a-z_\u{c0}-\u{24f}]")
        .replace(r"\W", "[^0-9a-z_\u{c0}-\u{24f}]");
    format!("(?i){source}")
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
    static ENDS: Pattern = Pattern::new(r#"(\p{L}{3,}|[)\]“"%])[.!?;]\s"#);
    let mut start = 0;
    let ends: Vec<usize> = ENDS.all(text).map(|end| end.end()).collect();
    ends.into_iter().chain([text.len()]).filter_map(move |end| {
        let sentence = text.get(start..end);
        start = end;
        sentence
    })
}
