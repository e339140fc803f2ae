//! The short text for social media: whole sentences, as many as fit.

use minijinja::value::Value;
use minijinja::{Error, State};

use super::helpers::{need_fact, wrong};
use super::markdown;
use super::model::{Block, Inline, plain};
use super::sentences::sentences;
use super::slots::{Store, inlines, to_inlines};

/// How many characters a short text may have, spaces and address included.
pub const SHORT_TEXT_LIMIT: usize = 500;

/// A sentence with its weight: 1 always stays, the greatest number goes first.
struct Sentence {
    weight: u32,
    content: Vec<Inline>,
}

/// `kurztext([[1, satz], [3, satz], …])`: sentences in reading order, each with its weight.
///
/// Too long, it loses whole sentences: the greatest number first, of equal ones the later. What
/// has the number 1 stays; a text that is still too long is for a person to shorten.
pub(super) fn short_text(state: &State<'_, '_>, sentences: Value) -> Result<Value, Error> {
    let mut kept = Vec::new();
    for pair in sentences.try_iter()? {
        let parts: Vec<Value> = pair.try_iter()?.collect();
        let [weight, words] = parts.as_slice() else {
            return Err(wrong("„kurztext“ braucht Paare aus Gewicht und Satz."));
        };
        let weight = weight
            .as_usize()
            .and_then(|w| u32::try_from(w).ok())
            .filter(|w| *w > 0)
            .ok_or_else(|| wrong("Das Gewicht eines Satzes ist eine Zahl ab 1."))?;
        let content = content(state, words)?;
        if !plain(&content).trim().is_empty() {
            kept.push(Sentence { weight, content });
        }
    }
    while length(&kept) > SHORT_TEXT_LIMIT {
        let heaviest = kept.iter().map(|s| s.weight).max().filter(|w| *w > 1);
        let Some(at) = heaviest.and_then(|w| kept.iter().rposition(|s| s.weight == w)) else {
            break;
        };
        kept.remove(at);
    }
    Ok(inlines(joined(&kept)))
}

/// `vorfall.beschreibung_buerger | erster_satz`: a text in one sentence.
pub(super) fn first_sentence(value: Value) -> Result<Value, Error> {
    let fact = need_fact(&value)?;
    let first = fact
        .as_str()
        .and_then(|text| sentences(text).into_iter().next());
    match first {
        Some(sentence) => Ok(inlines(vec![Inline::fact(sentence, fact.path.clone())])),
        None => to_inlines(&value).map(inlines),
    }
}

/// `text | zeichen`: how many characters a text has, spaces included.
pub(super) fn characters(value: Value) -> Result<Value, Error> {
    let count = plain(&to_inlines(&value)?).chars().count();
    Ok(Value::from(count))
}

/// The words of a sentence: a captured piece of the template, or a value.
fn content(state: &State<'_, '_>, words: &Value) -> Result<Vec<Inline>, Error> {
    if !words.is_safe() {
        return to_inlines(words);
    }
    let text = words.as_str().unwrap_or_default();
    let blocks = markdown::blocks(text, state.get_extension::<Store>())
        .map_err(|found| wrong(found.message))?;
    let mut content = Vec::new();
    for block in blocks {
        let Block::Paragraph { content: words } = block else {
            return Err(wrong("Im Kurztext stehen nur Sätze."));
        };
        if !content.is_empty() {
            content.push(Inline::text(" "));
        }
        content.extend(words);
    }
    Ok(content)
}

fn joined(sentences: &[Sentence]) -> Vec<Inline> {
    let mut content = Vec::new();
    for sentence in sentences {
        if !content.is_empty() {
            content.push(Inline::text(" "));
        }
        content.extend(sentence.content.iter().cloned());
    }
    content
}

fn length(sentences: &[Sentence]) -> usize {
    plain(&joined(sentences)).chars().count()
}
