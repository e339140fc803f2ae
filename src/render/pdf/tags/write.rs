//! The tag tree into a file: elements, what they hold, and the way back from content to elements.

use lopdf::{Dictionary, Object, ObjectId, StringFormat, dictionary};

use super::super::fragment::Role;
use super::super::metadata;
use super::{Element, Kid, Kind, ROOT, TagTree};

impl TagTree {
    /// Writes the tree; its root, and gives pages and annotations their place in it.
    pub fn write(mut self, pdf: &mut lopdf::Document, page_ids: &[ObjectId]) -> ObjectId {
        self.group_rows();
        let root = pdf.new_object_id();
        let ids: Vec<ObjectId> = self.elements.iter().map(|_| pdf.new_object_id()).collect();
        let mut parents = vec![root; ids.len()];
        for (element, id) in self.elements.iter().zip(&ids) {
            for kid in &element.kids {
                if let Kid::Element(index) = kid
                    && let Some(parent) = parents.get_mut(*index)
                {
                    *parent = *id;
                }
            }
        }
        let mut names = Vec::new();
        for (index, element) in self.elements.iter().enumerate() {
            let (Some(id), Some(parent)) = (ids.get(index), parents.get(index)) else {
                continue;
            };
            if !element.hung {
                continue;
            }
            let mut dict = dictionary! {
                "Type" => "StructElem",
                "S" => element.kind.name(),
                "P" => *parent,
            };
            if let Some(scope) = element.kind.scope() {
                dict.set("A", dictionary! { "O" => "Table", "Scope" => scope });
            }
            if let Some(line) = element.kind.decoration() {
                dict.set(
                    "A",
                    dictionary! { "O" => "Layout", "TextDecorationType" => line },
                );
            }
            // ISO 14289-1, 7.9: a note has an identifier of its own.
            if element.kind == Kind::Role(Role::Note) {
                let name = format!("kasten{:04}", names.len() + 1).into_bytes();
                let name = Object::String(name, StringFormat::Literal);
                dict.set("ID", name.clone());
                names.extend([name, Object::Reference(*id)]);
            }
            if let Some((text, area)) = &element.figure {
                dict.set("Alt", metadata::text(text));
                dict.set("A", layout_of(*area));
            }
            self.kids(&mut dict, element, &ids, page_ids);
            pdf.set_object(*id, dict);
        }
        let (parent_tree, next) = self.parent_tree(pdf, &ids, page_ids);
        let mut dict = dictionary! {
            "Type" => "StructTreeRoot",
            "ParentTree" => parent_tree,
            "ParentTreeNextKey" => next,
        };
        if let Some(top) = ids.get(ROOT) {
            dict.set("K", vec![Object::Reference(*top)]);
        }
        if !names.is_empty() {
            dict.set("IDTree", dictionary! { "Names" => names });
        }
        pdf.set_object(root, dict);
        root
    }

    fn kids(
        &self,
        dict: &mut Dictionary,
        element: &Element,
        ids: &[ObjectId],
        page_ids: &[ObjectId],
    ) {
        let home = element.kids.iter().find_map(|kid| match kid {
            Kid::Content { page, .. } => Some(*page),
            Kid::Element(_) | Kid::Annotation(_) => None,
        });
        if let Some(page) = home.and_then(|page| page_ids.get(page)) {
            dict.set("Pg", *page);
        }
        let kids: Vec<Object> = element
            .kids
            .iter()
            .filter_map(|kid| match kid {
                Kid::Element(index) => ids.get(*index).map(|id| Object::Reference(*id)),
                Kid::Content { page, mcid } if home == Some(*page) => {
                    Some(Object::Integer(number(*mcid)))
                }
                Kid::Content { page, mcid } => page_ids.get(*page).map(|id| {
                    Object::Dictionary(dictionary! {
                        "Type" => "MCR",
                        "Pg" => *id,
                        "MCID" => number(*mcid),
                    })
                }),
                Kid::Annotation(index) => {
                    let annotation = self.annotations.get(*index)?;
                    let page = page_ids.get(annotation.page)?;
                    Some(Object::Dictionary(dictionary! {
                        "Type" => "OBJR",
                        "Pg" => *page,
                        "Obj" => annotation.object,
                    }))
                }
            })
            .collect();
        if !kids.is_empty() {
            dict.set("K", kids);
        }
    }

    /// The tree from content back to its elements (ISO 32000-1, 14.7.4.4).
    fn parent_tree(
        &self,
        pdf: &mut lopdf::Document,
        ids: &[ObjectId],
        page_ids: &[ObjectId],
    ) -> (ObjectId, i64) {
        let reference = |element: &usize| ids.get(*element).map(|id| Object::Reference(*id));
        let mut numbers = Vec::new();
        for (index, page) in page_ids.iter().enumerate() {
            let owners = self.pages.get(index).map_or(&[][..], Vec::as_slice);
            let owners: Vec<Object> = owners.iter().filter_map(reference).collect();
            let key = number(index);
            numbers.push(Object::Integer(key));
            numbers.push(Object::Reference(pdf.add_object(owners)));
            if let Ok(page) = pdf.get_dictionary_mut(*page) {
                page.set("StructParents", key);
            }
        }
        for (index, annotation) in self.annotations.iter().enumerate() {
            let key = number(page_ids.len() + index);
            let Some(owner) = reference(&annotation.element) else {
                continue;
            };
            numbers.push(Object::Integer(key));
            numbers.push(owner);
            if let Ok(link) = pdf.get_dictionary_mut(annotation.object) {
                link.set("StructParent", key);
            }
        }
        let next = number(page_ids.len() + self.annotations.len());
        (pdf.add_object(dictionary! { "Nums" => numbers }), next)
    }
}

/// Where a figure stands (ISO 32000-1, 14.8.5.4.3).
fn layout_of(area: [f32; 4]) -> Dictionary {
    dictionary! {
        "O" => "Layout",
        "Placement" => "Block",
        "BBox" => area.map(Object::Real).to_vec(),
    }
}

fn number(index: usize) -> i64 {
    i64::try_from(index).unwrap_or(i64::MAX)
}
