//! The comparison for the terminal.

use super::super::messages::{Console, Tone};
use super::super::page::Page;
use crate::document::model::{Change, Inline, plain};
use crate::drafts::compare::Comparison;
use crate::drafts::compare::comparison::{ComparedDocument, ComparedFact};
use crate::drafts::compare::report::{
    Frame, Side, causes, document_name, finding_line, name_of, passage_line, presence, sentences,
    touched_lines, value_words,
};

/// The page.
pub(super) fn page(comparison: &Comparison, frame: &Frame, console: &Console) -> Vec<u8> {
    let mut page = Page::new(console);
    page.title(&format!("Vergleich zweier Fassungen: {}", frame.reference));
    for (label, side) in [("Bisher", &frame.old), ("Neu", &frame.new)] {
        page.field(label, &said(side));
    }
    for remark in &frame.remarks {
        page.item("!", remark);
    }
    if comparison.is_equal() {
        page.gap();
        page.paragraph("Die beiden Fassungen sind in Tatsachen und Worten gleich.");
        return page.bytes();
    }
    facts(&mut page, comparison);
    consequences(&mut page, comparison);
    texts(&mut page, comparison);
    painted(page.bytes(), console)
}

/// A version in one line.
pub(super) fn said(side: &Side) -> String {
    if side.about.is_empty() {
        side.name.clone()
    } else {
        format!("{} ({})", side.name, side.about.join("; "))
    }
}

fn count(number: usize, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}

fn facts(page: &mut Page, comparison: &Comparison) {
    let internal = comparison
        .facts
        .iter()
        .filter(|fact| fact.change.internal)
        .count();
    let mut title = format!(
        "Tatsachen: {}",
        count(comparison.facts.len(), "Änderung", "Änderungen")
    );
    if comparison.is_internal() {
        title.push_str(", alle nur intern");
    } else if internal > 0 {
        title.push_str(&format!(", davon {internal} nur intern"));
    }
    page.heading(&title);
    for (index, fact) in comparison.facts.iter().enumerate() {
        fact_entry(page, index + 1, fact);
    }
}

fn fact_entry(page: &mut Page, number: usize, fact: &ComparedFact) {
    let change = &fact.change;
    let internal = if change.internal { " (nur intern)" } else { "" };
    page.item(
        &format!("{number}."),
        &format!("{} – {}{internal}", change.label, change.kind.words()),
    );
    let both = value_words(change);
    if let Some(words) = &both {
        page.item("    Worte:", &marked(words));
    }
    if both.is_none() {
        value(page, ("bisher:", Change::Deleted), &change.old_lines());
        value(page, ("jetzt: ", Change::Inserted), &change.new_lines());
    }
    for line in touched_lines(&fact.touched) {
        page.item("    →", &line);
    }
}

/// A value, a line for each of its facts.
fn value(page: &mut Page, (name, mark): (&str, Change), lines: &[String]) {
    match lines {
        [] => {}
        [line] => page.item(&format!("    {name}"), &marked_text(mark, line)),
        lines => {
            page.item("   ", name.trim());
            for line in lines {
                page.item("      -", &marked_text(mark, line));
            }
        }
    }
}

fn consequences(page: &mut Page, comparison: &Comparison) {
    if !comparison.duties.is_empty() {
        page.heading(&format!(
            "Pflichten: {}",
            count(comparison.duties.len(), "Änderung", "Änderungen")
        ));
        for duty in &comparison.duties {
            page.item("-", &format!("{} ({})", duty.duty, duty.norm));
            let none = || "keine".to_owned();
            page.item("  bisher:", &duty.old.clone().unwrap_or_else(none));
            page.item("  jetzt: ", &duty.new.clone().unwrap_or_else(none));
        }
    }
    for (title, findings) in [
        ("Neue Befunde", &comparison.findings),
        ("Erledigte Befunde", &comparison.settled),
    ] {
        if !findings.is_empty() {
            page.heading(&format!("{title}: {}", findings.len()));
            for finding in findings {
                page.item("-", &finding_line(finding));
            }
        }
    }
}

fn texts(page: &mut Page, comparison: &Comparison) {
    for document in comparison.changed() {
        document_entry(page, comparison, document);
    }
    let same: Vec<String> = comparison
        .documents
        .iter()
        .filter(|document| document.passages.is_empty())
        .map(|document| document_name(&document.stem))
        .collect();
    if !same.is_empty() {
        page.heading("Dokumente ohne Änderung");
        page.below(&same.join(", "));
    }
}

fn document_entry(page: &mut Page, comparison: &Comparison, document: &ComparedDocument) {
    page.heading(&format!(
        "{}: {}",
        name_of(document),
        count(
            document.passages.len(),
            "geänderte Stelle",
            "geänderte Stellen"
        )
    ));
    if let Some(words) = presence(document.presence) {
        // Its words are those of the document itself.
        page.below(words);
        return;
    }
    for (index, compared) in document.passages.iter().enumerate() {
        page.item(
            &format!("{}.", index + 1),
            &format!(
                "{} – Grund: {}",
                passage_line(&compared.passage),
                causes(comparison, compared)
            ),
        );
        page.item("  ", &marked(&sentences(&compared.passage)));
    }
}

/// Words with marks.
fn marked(content: &[Inline]) -> String {
    content
        .iter()
        .map(|inline| {
            if let Inline::Changed { change, content } = inline {
                marked_text(*change, &plain(content))
            } else {
                plain(std::slice::from_ref(inline))
            }
        })
        .collect()
}

fn marked_text(change: Change, words: &str) -> String {
    let said = words.trim();
    let start = words.len() - words.trim_start().len();
    let (before, after) = (
        words.get(..start).unwrap_or_default(),
        words.get(start + said.len()..).unwrap_or_default(),
    );
    match change {
        Change::Inserted => format!("{before}[+{said}+]{after}"),
        Change::Deleted => format!("{before}[-{said}-]{after}"),
    }
}

/// The marks in colour, where results are coloured.
fn painted(page: Vec<u8>, console: &Console) -> Vec<u8> {
    let Ok(text) = String::from_utf8(page) else {
        return Vec::new();
    };
    if console.paint_result(Tone::Good, "").is_empty() {
        return text.into_bytes();
    }
    let mut out = String::with_capacity(text.len() + 1024);
    let mut rest = text.as_str();
    while let Some((at, close, tone)) = next_mark(rest) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from.find(close).map_or(from.len(), |end| end + close.len());
        let (mark, tail) = from.split_at(end);
        // Line by line, so that the margin stays plain.
        let lines: Vec<String> = mark
            .split('\n')
            .map(|line| {
                let words = line.trim_start();
                let margin = line.get(..line.len() - words.len()).unwrap_or_default();
                format!("{margin}{}", console.paint_result(tone, words))
            })
            .collect();
        out.push_str(&lines.join("\n"));
        rest = tail;
    }
    out.push_str(rest);
    out.into_bytes()
}

fn next_mark(text: &str) -> Option<(usize, &'static str, Tone)> {
    [("[+", "+]", Tone::Good), ("[-", "-]", Tone::Error)]
        .into_iter()
        .filter_map(|(open, close, tone)| text.find(open).map(|at| (at, close, tone)))
        .min_by_key(|(at, _, _)| *at)
}
