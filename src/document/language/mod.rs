//! Whether people can read what they are told: the plain-language check.
//!
//! A communication to data subjects is written in clear and plain language (Art. 34 Abs. 2,
//! Art. 12 Abs. 1 DSGVO). The check looks at finished documents, so it sees what people see: words
//! of the templates and of the facts alike. It finds by word lists and simple patterns of German,
//! without a grammar; it advises and stops no document.

mod passages;
mod readability;
mod rules;
mod signs;
mod syllables;
mod terms;

use std::collections::BTreeSet;

use serde_json::Value as Json;

pub use readability::Readability;
pub use rules::RULES;
pub use syllables::syllables;

use super::model::{Document, FieldPath};
use crate::law::findings::{Finding, Level, Rule};
use passages::Sentence;

/// The documents that citizens read or hear.
pub const CHECKED: [&str; 6] = [
    "benachrichtigung",
    "buergerinformation",
    "aushang",
    "telefonleitfaden",
    "empfaengerschreiben",
    "pressemitteilung",
];

/// The greatest value of the Wiener Sachtextformel that is still plain: about the ninth school year.
pub const PLAIN: f64 = 9.0;

/// From here on the text is hard: few people without a higher school degree read it with ease.
const HARD: f64 = 11.0;

/// A text of the facts with so many words is measured on its own.
const LEAST_OF_TEXT: u32 = 30;

/// So many characters of a sentence are quoted.
const QUOTED: usize = 120;

/// So many characters of a word are quoted.
const LONGEST_WORD_QUOTED: usize = 60;

/// How hard a document is to read; `None` for one too short to say.
#[must_use]
pub fn readability(document: &Document) -> Option<Readability> {
    readability::readability(&passages::sentences_of(document), readability::LEAST_WORDS)
}

/// The number of words of the longest sentence of a document, with its beginning.
#[must_use]
pub fn longest_sentence(document: &Document) -> Option<(usize, String)> {
    passages::sentences_of(document)
        .into_iter()
        .max_by_key(|sentence| sentence.words.len())
        .map(|sentence| (sentence.words.len(), quote(&sentence.text)))
}

/// What makes the documents hard to read. What stands in several documents is said once.
///
/// `facts` are the normalised facts that the documents may show.
#[must_use]
pub fn check<'a>(documents: impl IntoIterator<Item = &'a Document>, facts: &Json) -> Vec<Finding> {
    let mut remarks: Vec<(Remark, BTreeSet<&'static str>)> = Vec::new();
    for document in documents {
        let Some(name) = CHECKED.into_iter().find(|name| *name == document.name) else {
            continue;
        };
        for remark in remarks_on(document, facts) {
            match remarks
                .iter_mut()
                .find(|(known, _)| known.says_the_same(&remark))
            {
                Some((known, documents)) => {
                    known.level = known.level.min(remark.level);
                    documents.insert(name);
                }
                None => remarks.push((remark, BTreeSet::from([name]))),
            }
        }
    }
    let mut found: Vec<Finding> = remarks
        .into_iter()
        .map(|(remark, documents)| remark.finding(&documents))
        .collect();
    found.sort_by(|a, b| (a.level, a.code).cmp(&(b.level, b.code)));
    found
}

/// Something a rule says about a document.
#[derive(Debug, Clone, PartialEq)]
struct Remark {
    rule: &'static str,
    level: Level,
    path: Option<FieldPath>,
    /// What is wrong, without the final stop.
    says: String,
    /// The sentence, shortened.
    quote: Option<String>,
}

impl Remark {
    /// Whether one finding is enough for both. A word is to be explained once, in whatever sentence.
    fn says_the_same(&self, other: &Self) -> bool {
        let of_word = [rules::SHORT.code, rules::FOREIGN.code].contains(&self.rule);
        // A missing text is missing once, whatever is wrong with the one in its place.
        let of_text = self.rule == rules::OFFICIAL.code && self.path == other.path;
        self.rule == other.rule
            && (of_text
                || self.says == other.says
                    && (of_word || self.path == other.path && self.quote == other.quote))
    }

    fn finding(self, documents: &BTreeSet<&'static str>) -> Finding {
        let rule = rule(self.rule);
        let names = CHECKED
            .into_iter()
            .filter(|name| documents.contains(name))
            .collect::<Vec<_>>()
            .join(", ");
        let message = match self.quote {
            Some(quote) => format!("{}: „{quote}“ ({names})", self.says),
            None => format!("{} ({names})", self.says),
        };
        Finding {
            code: rule.code,
            level: self.level,
            path: self.path,
            article: rule.article,
            message,
            hint: rule.hint.to_owned(),
            documents: set(documents),
        }
    }
}

fn rule(code: &str) -> &'static Rule {
    RULES
        .iter()
        .find(|rule| rule.code == code)
        .unwrap_or(&rules::TEXT)
}

/// The set of documents as findings hold it.
fn set(documents: &BTreeSet<&'static str>) -> &'static [&'static str] {
    /// Every set of [`CHECKED`]: its members in order, then what is left empty.
    static SETS: [[&str; CHECKED.len()]; 1 << CHECKED.len()] = sets();
    const fn sets() -> [[&'static str; CHECKED.len()]; 1 << CHECKED.len()] {
        let mut all = [[""; CHECKED.len()]; 1 << CHECKED.len()];
        let mut mask = 0;
        while mask < all.len() {
            let mut at = 0;
            let mut bit = 0;
            while bit < CHECKED.len() {
                if mask & (1 << bit) != 0 {
                    all[mask][at] = CHECKED[bit];
                    at += 1;
                }
                bit += 1;
            }
            mask += 1;
        }
        all
    }
    let mask = CHECKED
        .iter()
        .enumerate()
        .filter(|(_, name)| documents.contains(*name))
        .fold(0, |mask, (bit, _)| mask | 1 << bit);
    SETS.get(mask)
        .and_then(|set| set.get(..documents.len()))
        .unwrap_or(&CHECKED)
}

/// Everything there is to say about one document.
fn remarks_on(document: &Document, facts: &Json) -> Vec<Remark> {
    let sentences = passages::sentences_of(document);
    let certain = certain(facts);
    let mut seen = terms::Seen::default();
    let mut remarks = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        remarks.extend(remarks_on_sentence(
            sentence,
            sentences.get(at + 1),
            certain,
            &mut seen,
        ));
    }
    let mut remarks = official(remarks, &sentences);
    remarks.extend(remark_on_text(&sentences));
    remarks
}

/// Whether the facts say for certain if data left.
fn certain(facts: &Json) -> bool {
    facts
        .pointer("/vorfall/abfluss")
        .and_then(Json::as_str)
        .is_some_and(|value| matches!(value, "bestaetigt" | "ausgeschlossen"))
}

fn remark_on_text(sentences: &[Sentence]) -> Option<Remark> {
    let found = readability::readability(sentences, readability::LEAST_WORDS)?;
    (found.wiener > PLAIN).then(|| Remark {
        rule: rules::TEXT.code,
        level: if found.wiener > HARD { Level::Warnung } else { Level::Hinweis },
        path: None,
        says: format!(
            "Das Schreiben ist schwer zu lesen: Wiener Sachtextformel {}, höchstens 9 ist einfach; Flesch-Amstad {}",
            decimal(found.wiener),
            decimal(found.amstad)
        ),
        quote: None,
    })
}

fn decimal(value: f64) -> String {
    format!("{value:.1}").replace('.', ",")
}

fn remarks_on_sentence(
    sentence: &Sentence,
    next: Option<&Sentence>,
    certain: bool,
    seen: &mut terms::Seen,
) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut say = |rule: &Rule, level: Level, says: String| {
        remarks.push(Remark {
            rule: rule.code,
            level,
            path: sentence.path.clone(),
            says,
            quote: Some(quote(&sentence.text)),
        });
    };
    if let Some(words) = signs::too_long(sentence) {
        let level = if words > signs::GREATEST_LENGTH {
            Level::Warnung
        } else {
            Level::Hinweis
        };
        say(
            &rules::LONG,
            level,
            format!(
                "Der Satz hat {words} Wörter, höchstens {} sind gut zu lesen",
                signs::EASY_LENGTH
            ),
        );
    }
    if let Some(hedges) = signs::hedges(sentence, certain) {
        let says = if hedges.len() > 1 {
            format!("Der Satz schränkt mehrfach ein ({})", hedges.join(", "))
        } else {
            format!(
                "Der Satz schränkt ein ({}), obwohl vorfall.abfluss feststeht",
                hedges.join(", ")
            )
        };
        say(&rules::HEDGE, Level::Warnung, says);
    }
    if let Some(verb) = signs::passive(sentence) {
        say(
            &rules::PASSIVE,
            Level::Hinweis,
            format!("Der Satz sagt nicht, wer handelt („{verb}“)"),
        );
    }
    for short in seen.abbreviations(sentence, next) {
        say(
            &rules::SHORT,
            Level::Warnung,
            format!("Die Abkürzung {short} ist nicht erklärt"),
        );
    }
    for term in seen.terms(sentence, next) {
        say(
            &rules::FOREIGN,
            Level::Warnung,
            format!("Das Fachwort „{term}“ ist nicht erklärt"),
        );
    }
    if let Some(nouns) = signs::nouns(sentence) {
        say(
            &rules::NOUNS,
            Level::Hinweis,
            format!("Hauptwörter statt Verben ({})", nouns.join(", ")),
        );
    }
    if let Some(word) = signs::long_word(sentence) {
        let says = format!(
            "Das Wort „{}“ hat mehr als 24 Buchstaben",
            shorten(&word.text, LONGEST_WORD_QUOTED)
        );
        say(&rules::LONG_WORD, Level::Hinweis, says);
    }
    if let Some(words) = signs::negations(sentence) {
        say(
            &rules::NEGATIONS,
            Level::Hinweis,
            format!("Der Satz verneint doppelt ({words})"),
        );
    }
    remarks
}

/// The key of the text for people that is missing where they read the official one.
fn plain_variant(path: &FieldPath) -> Option<FieldPath> {
    let written = path.as_str();
    (written == "vorfall.beschreibung"
        || written.starts_with("massnahmen[") && written.ends_with("].text"))
    .then(|| FieldPath::new(format!("{written}_buerger")))
}

/// What is wrong with an official text that people read.
struct Objection {
    /// The key of the text that is missing.
    missing: FieldPath,
    level: Level,
    /// Rule and words.
    reasons: Vec<(&'static str, String)>,
}

impl Objection {
    fn add(&mut self, level: Level, rule: &'static str, says: String) {
        self.level = self.level.min(level);
        // One long sentence, one passive is reason enough.
        let once = [rules::LONG.code, rules::PASSIVE.code].contains(&rule);
        let known = |(code, text): &(&str, String)| *code == rule && (once || *text == says);
        if !self.reasons.iter().any(known) {
            self.reasons.push((rule, says));
        }
    }

    fn remark(self) -> Remark {
        let reasons: Vec<String> = self.reasons.into_iter().map(|(_, says)| says).collect();
        Remark {
            rule: rules::OFFICIAL.code,
            level: self.level,
            path: Some(self.missing),
            says: format!(
                "Menschen lesen hier den amtlichen Text, weil der für sie fehlt. {}",
                reasons.join(". ")
            ),
            quote: None,
        }
    }
}

/// Where people read an official text, all that is wrong with it is one remark on the missing one.
fn official(remarks: Vec<Remark>, sentences: &[Sentence]) -> Vec<Remark> {
    let mut kept = Vec::new();
    let mut texts: Vec<Objection> = Vec::new();
    let mut object =
        |missing: FieldPath, level: Level, rule: &'static str, says: String| match texts
            .iter_mut()
            .find(|known| known.missing == missing)
        {
            Some(known) => known.add(level, rule, says),
            None => texts.push(Objection {
                missing,
                level,
                reasons: vec![(rule, says)],
            }),
        };
    for remark in remarks {
        match remark.path.as_ref().and_then(plain_variant) {
            Some(path) => object(path, remark.level, remark.rule, remark.says),
            None => kept.push(remark),
        }
    }
    let shown: BTreeSet<&FieldPath> = sentences
        .iter()
        .filter_map(|sentence| sentence.path.as_ref())
        .collect();
    for path in shown {
        let of_text = sentences
            .iter()
            .filter(|sentence| sentence.path.as_ref() == Some(path));
        if let (Some(missing), Some(found)) = (
            plain_variant(path),
            readability::readability(of_text, LEAST_OF_TEXT),
        ) && found.wiener > PLAIN
        {
            let level = if found.wiener > HARD {
                Level::Warnung
            } else {
                Level::Hinweis
            };
            object(
                missing,
                level,
                rules::TEXT.code,
                format!("Wiener Sachtextformel {}", decimal(found.wiener)),
            );
        }
    }
    kept.extend(texts.into_iter().map(Objection::remark));
    kept
}

/// The beginning of a sentence.
fn quote(text: &str) -> String {
    shorten(text.trim_end_matches('.'), QUOTED)
}

/// A text of at most `limit` characters, cut between words.
fn shorten(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut: String = text.chars().take(limit).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!("{} …", whole.trim_end_matches([' ', ',', ';', ':']))
}

#[cfg(test)]
mod tests;
