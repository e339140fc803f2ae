//! Heads and feet of pages: what they say, so that a change in them can be named.

use std::collections::BTreeSet;

use super::tree::{Element, Node};
use crate::document::sections::fold;

/// Gathers the paragraphs of a head or foot. What Word counts (numbers of pages) is left out, and
/// so are digests: they follow the file that they were made from.
pub(super) fn lines(root: &Element, found: &mut BTreeSet<String>) {
    for element in root.elements() {
        if element.name == "p" {
            let (mut words, mut depth) = (String::new(), 0_usize);
            inlines(element, &mut words, &mut depth);
            let words = fold(&words);
            if !words.is_empty() && !names_digest(&words) {
                found.insert(words);
            }
        } else {
            lines(element, found);
        }
    }
}

/// The words of a paragraph outside fields; `depth` counts the open ones.
fn inlines(parent: &Element, words: &mut String, depth: &mut usize) {
    for element in parent.elements() {
        match element.name.as_str() {
            "pPr" | "rPr" | "instrText" | "delText" | "del" | "moveFrom" | "fldSimple" => {}
            "fldChar" => match element.attribute("fldCharType") {
                Some("begin") => *depth += 1,
                Some("end") => *depth = depth.saturating_sub(1),
                Some(_) | None => {}
            },
            "t" if *depth == 0 => {
                for node in &element.content {
                    if let Node::Text(text) = node {
                        words.push_str(text);
                    }
                }
            }
            "t" => {}
            "tab" | "br" => words.push(' '),
            _ => inlines(element, words, depth),
        }
    }
}

fn names_digest(words: &str) -> bool {
    words
        .split(|c: char| !c.is_ascii_hexdigit())
        .any(|run| run.len() >= 32)
}
