//! The outline of a file: its headings as a tree.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::fragment::{OutlineEntry, Page};
use super::metadata::text;

/// The outline as a tree by levels; `None` without headings.
pub(super) fn outline(
    pdf: &mut lopdf::Document,
    page_ids: &[ObjectId],
    pages: &[Page],
) -> Option<ObjectId> {
    let entries: Vec<(ObjectId, f32, &OutlineEntry)> = page_ids
        .iter()
        .zip(pages)
        .flat_map(|(id, page)| {
            let (_, height) = page.size();
            let entries = page.outline.iter();
            entries.map(move |entry| (*id, height, entry))
        })
        .collect();
    if entries.is_empty() {
        return None;
    }
    let root = pdf.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| pdf.new_object_id()).collect();
    let parents: Vec<Option<usize>> = entries
        .iter()
        .enumerate()
        .map(|(index, (_, _, entry))| {
            (0..index)
                .rev()
                .find(|at| entries[*at].2.level < entry.level)
        })
        .collect();
    let children = |parent: Option<usize>| -> Vec<usize> {
        (0..entries.len())
            .filter(|at| parents[*at] == parent)
            .collect()
    };
    let ends = |dict: &mut Dictionary, kids: &[usize], open: bool| {
        if let (Some(first), Some(last)) = (kids.first(), kids.last()) {
            let count = i64::try_from(kids.len()).unwrap_or(0);
            dict.set("First", ids[*first]);
            dict.set("Last", ids[*last]);
            dict.set("Count", if open { count } else { -count });
        }
    };
    for (index, (page, height, entry)) in entries.iter().enumerate() {
        let top = Object::Real(height - entry.y);
        let mut dict = dictionary! {
            "Title" => text(&entry.title),
            "Parent" => parents[index].map_or(root, |parent| ids[parent]),
            "Dest" => vec![Object::Reference(*page), "XYZ".into(), Object::Null, top, Object::Null],
        };
        let siblings = children(parents[index]);
        let at = siblings.iter().position(|s| *s == index).unwrap_or(0);
        if let Some(before) = at.checked_sub(1).and_then(|at| siblings.get(at)) {
            dict.set("Prev", ids[*before]);
        }
        if let Some(after) = siblings.get(at + 1) {
            dict.set("Next", ids[*after]);
        }
        ends(&mut dict, &children(Some(index)), false);
        pdf.set_object(ids[index], dict);
    }
    let mut dict = dictionary! { "Type" => "Outlines" };
    ends(&mut dict, &children(None), true);
    pdf.set_object(root, dict);
    Some(root)
}
