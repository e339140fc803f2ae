//! Helpers of the templates that return blocks: paragraphs, letter head, contact card, signature.

use minijinja::Error;
use minijinja::value::{Kwargs, Value};
use serde_json::Value as Json;

use super::helpers::{need_fact, wrong};
use super::model::{Block, Inline, LetterHead};
use super::slots::{blocks, paragraphs, text_inlines, to_inlines};
use super::value::{Fact, Form, form};

/// A text as paragraphs of its own.
pub(super) fn paragraph_blocks(value: Value) -> Result<Value, Error> {
    let fact = need_fact(&value)?;
    let Form::Exact(Json::String(text)) = fact.form() else {
        return to_inlines(&value).map(|content| blocks(vec![Block::Paragraph { content }]));
    };
    let content = paragraphs(text)
        .into_iter()
        .map(|lines| Block::Paragraph {
            content: text_inlines(&lines.join("\n"), &fact.path),
        })
        .collect();
    Ok(blocks(content))
}

/// Words of a value for a letter head or card; `None` where it is none or was never written.
pub(super) fn present(value: &Value) -> Result<Option<Vec<Inline>>, Error> {
    if value.is_none() || value.is_undefined() {
        return Ok(None);
    }
    if let Some(fact) = Fact::of(value)
        && (form(&fact.json) == Form::Missing || fact.json.as_str() == Some(""))
    {
        return Ok(None);
    }
    let content = to_inlines(value)?;
    Ok((!content.is_empty()).then_some(content))
}

/// Lines from a list of values; a nested list is one line of several pieces.
fn lines(value: &Value) -> Result<Vec<Vec<Inline>>, Error> {
    let mut out = Vec::new();
    for item in value.try_iter()? {
        if let Some(line) = line(&item)? {
            out.push(line);
        }
    }
    Ok(out)
}

fn line(item: &Value) -> Result<Option<Vec<Inline>>, Error> {
    joined(item, " ")
}

fn joined(item: &Value, separator: &str) -> Result<Option<Vec<Inline>>, Error> {
    let is_list = matches!(item.kind(), minijinja::value::ValueKind::Seq);
    if !is_list {
        return present(item);
    }
    let mut content = Vec::new();
    for piece in item.try_iter()? {
        if let Some(words) = present(&piece)? {
            if !content.is_empty() {
                content.push(Inline::text(separator));
            }
            content.extend(words);
        }
    }
    Ok((!content.is_empty()).then_some(content))
}

/// Label and value pairs; pairs without a value are left out.
fn pairs(value: &Value) -> Result<Vec<(String, Vec<Inline>)>, Error> {
    let mut out = Vec::new();
    for pair in value.try_iter()? {
        let parts: Vec<Value> = pair.try_iter()?.collect();
        let [label, value] = parts.as_slice() else {
            return Err(wrong(
                "Hier werden Paare aus Beschriftung und Wert gebraucht.",
            ));
        };
        let Some(label) = label.as_str() else {
            return Err(wrong("Die Beschriftung ist kein Text."));
        };
        if let Some(content) = line(value)? {
            out.push((label.to_owned(), content));
        }
    }
    Ok(out)
}

/// `briefkopf(ruecksendung=[…], vermerke=[…], anschrift=[…], angaben=[["Datum", jetzt]])`.
pub(super) fn letter_head(kwargs: Kwargs) -> Result<Value, Error> {
    let return_parts = lines(&kwargs.get::<Value>("ruecksendung")?)?;
    let remarks = lines(&kwargs.get::<Value>("vermerke")?)?;
    let address = lines(&kwargs.get::<Value>("anschrift")?)?;
    let information = pairs(&kwargs.get::<Value>("angaben")?)?;
    kwargs.assert_all_used()?;
    let mut return_line = Vec::new();
    for part in return_parts {
        if !return_line.is_empty() {
            return_line.push(Inline::text(" · "));
        }
        return_line.extend(part);
    }
    let head = LetterHead {
        return_line,
        remarks,
        address,
        information,
    };
    Ok(blocks(vec![Block::LetterHead(Box::new(head))]))
}

/// `kontaktkarte(name, [["Telefon", x], …])`.
pub(super) fn contact(name: Value, ways: Value) -> Result<Value, Error> {
    let name = line(&name)?.unwrap_or_default();
    Ok(blocks(vec![Block::Contact {
        name,
        lines: pairs(&ways)?,
    }]))
}

/// `unterschrift(ort, [zusatz, name, funktion])`.
pub(super) fn signature(place: Value, who: Value) -> Result<Value, Error> {
    let place = joined(&place, ", ")?.unwrap_or_default();
    Ok(blocks(vec![Block::Signature {
        place,
        lines: lines(&who)?,
    }]))
}
