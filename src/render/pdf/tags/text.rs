//! The tag tree as text, for reading and comparing.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::super::fragment::{Item, LaidOut};
use super::{Kid, Owner, ROOT, TagTree};

/// The tag tree of laid out pages as text, a line an element: for reading and comparing.
#[must_use]
pub fn as_text(laid_out: &LaidOut) -> String {
    let mut tree = TagTree::default();
    let mut words: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for (index, page) in laid_out.pages.iter().enumerate() {
        for placed in &page.content {
            let elements = tree.place(placed);
            for sequence in tree.sequences(index, &placed.fragment, &elements) {
                if let Owner::Content { mcid, .. } = sequence.owner {
                    words.insert((index, mcid), text_of(sequence.items));
                }
            }
            for item in &placed.fragment.items {
                if let Item::Link { tag, .. } = item {
                    tree.annotation(index, &elements, *tag, (0, 0));
                }
            }
        }
    }
    tree.group_rows();
    let mut out = String::new();
    tree.line(ROOT, 0, &words, &mut out);
    out
}

fn text_of(items: &[Item]) -> String {
    items
        .iter()
        .map(|item| match item {
            Item::Text { run, .. } => run.text.as_str(),
            Item::Picture { text, .. } => text,
            Item::Fill { .. } | Item::Link { .. } => "",
        })
        .collect()
}

impl TagTree {
    fn line(
        &self,
        index: usize,
        depth: usize,
        words: &BTreeMap<(usize, usize), String>,
        out: &mut String,
    ) {
        let Some(element) = self.elements.get(index) else {
            return;
        };
        let said: String = element
            .kids
            .iter()
            .filter_map(|kid| match kid {
                Kid::Content { page, mcid } => words.get(&(*page, *mcid)),
                Kid::Element(_) | Kid::Annotation(_) => None,
            })
            .map(String::as_str)
            .collect();
        let scope = element
            .kind
            .scope()
            .or(element.kind.decoration())
            .map_or(String::new(), |scope| format!(" ({scope})"));
        let link = element
            .kids
            .iter()
            .any(|kid| matches!(kid, Kid::Annotation(_)));
        let _ = writeln!(
            out,
            "{:width$}{}{scope}{}{}",
            "",
            element.kind.name(),
            if link { " →" } else { "" },
            if said.is_empty() {
                String::new()
            } else {
                format!(" {}", said.trim_end())
            },
            width = depth * 2
        );
        for kid in &element.kids {
            if let Kid::Element(kid) = kid {
                self.line(*kid, depth + 1, words, out);
            }
        }
    }
}
