//! A pre-flight of our own: what PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) ask for and
//! an open file can show. Reads the finished bytes with lopdf and knows nothing of how they were made.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// Structure types of ISO 32000-1, 14.8.4 that a file of this program may hold.
const TYPES: [&str; 24] = [
    "Figure", "Document", "H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "LI", "Lbl", "LBody",
    "Table", "THead", "TBody", "TR", "TH", "TD", "Note", "Div", "Span", "Link", "Aside",
];

/// Keys that lead to actions, scripts or foreign content.
const FORBIDDEN: [&[u8]; 8] = [
    b"JS",
    b"JavaScript",
    b"OpenAction",
    b"AA",
    b"Launch",
    b"RichMedia",
    b"XFA",
    b"Encrypt",
];

/// Everything that is wrong with a file, one line each.
pub(crate) fn problems(bytes: &[u8]) -> Vec<String> {
    let pdf = match Document::load_mem(bytes) {
        Ok(pdf) => pdf,
        Err(error) => return vec![format!("not readable: {error}")],
    };
    let mut check = Check {
        pdf: &pdf,
        found: Vec::new(),
        sequences: BTreeMap::new(),
        marked: BTreeSet::new(),
        level: 0,
        ids: BTreeSet::new(),
        links: BTreeSet::new(),
    };
    check.catalog();
    check.pages();
    check.tree();
    check.fonts();
    check.keys();
    check.pictures();
    check.found
}

struct Check<'d> {
    pdf: &'d Document,
    found: Vec<String>,
    /// For each page, the owners of its marked content by the parent tree.
    sequences: BTreeMap<ObjectId, Vec<ObjectId>>,
    /// Content that the tag tree names.
    marked: BTreeSet<(ObjectId, i64)>,
    level: u8,
    ids: BTreeSet<Vec<u8>>,
    /// Annotations that the tag tree names.
    links: BTreeSet<ObjectId>,
}

impl<'d> Check<'d> {
    fn say(&mut self, wrong: bool, words: impl FnOnce() -> String) {
        if wrong {
            self.found.push(words());
        }
    }

    fn dict(&self, id: ObjectId) -> Dictionary {
        self.pdf.get_dictionary(id).cloned().unwrap_or_default()
    }

    fn resolved(&self, object: &Object) -> Object {
        match object {
            Object::Reference(id) => self.pdf.get_object(*id).cloned().unwrap_or(Object::Null),
            other => other.clone(),
        }
    }

    fn catalog(&mut self) {
        let catalog = self.pdf.catalog().cloned().unwrap_or_default();
        for key in [
            "Lang",
            "MarkInfo",
            "StructTreeRoot",
            "Metadata",
            "OutputIntents",
            "ViewerPreferences",
            "PageLabels",
        ] {
            self.say(!catalog.has(key.as_bytes()), || {
                format!("catalog without {key}")
            });
        }
        let title = catalog
            .get(b"ViewerPreferences")
            .and_then(Object::as_dict)
            .and_then(|preferences| preferences.get(b"DisplayDocTitle"))
            .and_then(Object::as_bool);
        self.say(title.ok() != Some(true), || {
            "the title is not shown".to_owned()
        });
        let metadata = catalog
            .get(b"Metadata")
            .and_then(Object::as_reference)
            .and_then(|id| self.pdf.get_object(id))
            .and_then(Object::as_stream)
            .map(|stream| String::from_utf8_lossy(&stream.content).into_owned())
            .unwrap_or_default();
        for words in [
            "<pdfuaid:part>1</pdfuaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<dc:title>",
        ] {
            self.say(!metadata.contains(words), || format!("XMP without {words}"));
        }
        self.say(!self.pdf.trailer.has(b"ID"), || "no identifier".to_owned());
    }

    fn pages(&mut self) {
        let parents = self.parent_tree();
        for (number, id) in self.pdf.get_pages() {
            let page = self.dict(id);
            let tabs = page
                .get(b"Tabs")
                .and_then(Object::as_name)
                .unwrap_or_default();
            self.say(tabs != b"S", || {
                format!("page {number}: no tab order by structure")
            });
            let key = page
                .get(b"StructParents")
                .and_then(Object::as_i64)
                .unwrap_or(-1);
            let owners: Vec<ObjectId> = parents
                .get(&key)
                .and_then(|owners| owners.as_array().ok())
                .map(|owners| {
                    owners
                        .iter()
                        .filter_map(|o| o.as_reference().ok())
                        .collect()
                })
                .unwrap_or_default();
            let content = Content::decode(&self.pdf.get_page_content(id));
            let operations = content
                .map(|content| content.operations)
                .unwrap_or_default();
            let count = self.marked_content(number, &operations);
            self.say(count != owners.len(), || {
                format!("page {number}: {count} sequences, {} owners", owners.len())
            });
            self.sequences.insert(id, owners);
            let annotations = page.get(b"Annots").and_then(Object::as_array).cloned();
            for annotation in annotations.unwrap_or_default() {
                self.annotation(number, &annotation, &parents);
            }
        }
    }

    fn parent_tree(&mut self) -> BTreeMap<i64, Object> {
        let numbers = self
            .pdf
            .catalog()
            .and_then(|catalog| catalog.get(b"StructTreeRoot"))
            .and_then(Object::as_reference)
            .and_then(|id| self.pdf.get_dictionary(id))
            .and_then(|root| root.get(b"ParentTree"))
            .and_then(Object::as_reference)
            .and_then(|id| self.pdf.get_dictionary(id))
            .and_then(|tree| tree.get(b"Nums"))
            .and_then(Object::as_array)
            .cloned()
            .unwrap_or_default();
        let keys: Vec<i64> = numbers
            .iter()
            .step_by(2)
            .filter_map(|k| k.as_i64().ok())
            .collect();
        self.say(!keys.is_sorted(), || {
            "the parent tree is not in order".to_owned()
        });
        let values = numbers.iter().skip(1).step_by(2);
        keys.into_iter()
            .zip(values.map(|value| match value {
                // An array of owners stands by itself, the owner of an annotation is a dictionary.
                Object::Reference(id) => match self.pdf.get_object(*id) {
                    Ok(array @ Object::Array(_)) => array.clone(),
                    _ => value.clone(),
                },
                other => other.clone(),
            }))
            .collect()
    }

    /// Every operator that draws stands in one sequence, which is content with a number or an artifact.
    fn marked_content(&mut self, page: u32, operations: &[Operation]) -> usize {
        let mut open: Vec<&str> = Vec::new();
        let mut numbers = Vec::new();
        for operation in operations {
            match operation.operator.as_str() {
                "BDC" | "BMC" => {
                    let name = operation.operands.first().and_then(|n| n.as_name().ok());
                    let number = operation
                        .operands
                        .get(1)
                        .and_then(|dict| dict.as_dict().ok())
                        .and_then(|dict| dict.get(b"MCID").and_then(Object::as_i64).ok());
                    let kind = match (name, number) {
                        (Some(b"Artifact"), _) => "artifact",
                        (_, Some(number)) => {
                            numbers.push(number);
                            "content"
                        }
                        _ => "other",
                    };
                    let nested = open.iter().any(|kind| *kind != "other");
                    self.say(kind != "other" && nested, || {
                        format!("page {page}: marked content inside marked content")
                    });
                    open.push(kind);
                }
                "EMC" => {
                    let closed = open.pop();
                    self.say(closed.is_none(), || {
                        format!("page {page}: one EMC too many")
                    });
                }
                "Tj" | "TJ" | "'" | "\"" | "f" | "F" | "f*" | "S" | "B" | "Do" | "sh" => {
                    let marked = open.iter().any(|kind| *kind != "other");
                    self.say(!marked, || {
                        format!(
                            "page {page}: {} outside of marked content",
                            operation.operator
                        )
                    });
                }
                _ => {}
            }
        }
        self.say(!open.is_empty(), || {
            format!("page {page}: marked content stays open")
        });
        let expected: Vec<i64> = (0_i64..).take(numbers.len()).collect();
        self.say(numbers != expected, || {
            format!("page {page}: numbers not in order")
        });
        numbers.len()
    }

    fn annotation(&mut self, page: u32, object: &Object, parents: &BTreeMap<i64, Object>) {
        let Ok(id) = object.as_reference() else {
            self.found
                .push(format!("page {page}: annotation without a number"));
            return;
        };
        let link = self.dict(id);
        for key in ["Contents", "StructParent", "F", "A"] {
            self.say(!link.has(key.as_bytes()), || {
                format!("page {page}: link without {key}")
            });
        }
        let key = link
            .get(b"StructParent")
            .and_then(Object::as_i64)
            .unwrap_or(-1);
        let owner = parents
            .get(&key)
            .and_then(|owner| owner.as_reference().ok());
        let owner = owner.map(|owner| self.dict(owner)).unwrap_or_default();
        let name = owner
            .get(b"S")
            .and_then(Object::as_name)
            .unwrap_or_default();
        self.say(name != b"Link", || {
            format!("page {page}: link without its element")
        });
    }

    fn tree(&mut self) {
        let root = self
            .pdf
            .catalog()
            .and_then(|catalog| catalog.get(b"StructTreeRoot"));
        let Ok(root) = root.and_then(Object::as_reference) else {
            self.found.push("no tag tree".to_owned());
            return;
        };
        let kids = self
            .dict(root)
            .get(b"K")
            .and_then(Object::as_array)
            .cloned();
        let kids = kids.unwrap_or_default();
        self.say(kids.len() != 1, || "not one element above all".to_owned());
        for kid in kids {
            if let Ok(kid) = kid.as_reference() {
                self.element(kid, root, "");
            }
        }
        let named: BTreeSet<(ObjectId, i64)> = self
            .sequences
            .iter()
            .flat_map(|(page, owners)| (0_i64..).take(owners.len()).map(|number| (*page, number)))
            .collect();
        let lost = named.symmetric_difference(&self.marked).count();
        self.say(lost > 0, || format!("{lost} sequences not in both trees"));
        let links = self
            .pdf
            .objects
            .values()
            .filter_map(|object| object.as_dict().ok())
            .filter(|dict| {
                dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Link".as_slice())
            })
            .count();
        let tagged = self.links.len();
        self.say(links != tagged, || {
            format!("{links} links, {tagged} in the tag tree")
        });
    }

    fn element(&mut self, id: ObjectId, parent: ObjectId, above: &str) {
        let element = self.dict(id);
        let name = element
            .get(b"S")
            .and_then(Object::as_name)
            .unwrap_or_default()
            .to_vec();
        let name = String::from_utf8_lossy(&name).into_owned();
        self.say(!TYPES.contains(&name.as_str()), || {
            format!("unknown type {name}")
        });
        let up = element.get(b"P").and_then(Object::as_reference).ok();
        self.say(up != Some(parent), || format!("{name}: wrong parent"));
        let fits = match name.as_str() {
            "LI" => above == "L",
            "Lbl" | "LBody" => above == "LI",
            "THead" | "TBody" => above == "Table",
            "TR" => matches!(above, "THead" | "TBody"),
            "TH" | "TD" => above == "TR",
            "Document" => above.is_empty(),
            _ => !matches!(above, "L" | "LI" | "Table" | "THead" | "TBody" | "TR"),
        };
        self.say(!fits, || format!("{name} below {above}"));
        if let Some(level) = name
            .strip_prefix('H')
            .and_then(|level| level.parse::<u8>().ok())
        {
            let before = self.level;
            self.say(level > before + 1, || format!("H{level} after H{before}"));
            self.level = level;
        }
        if name == "TH" {
            let scope = element
                .get(b"A")
                .and_then(Object::as_dict)
                .cloned()
                .unwrap_or_default();
            self.say(!scope.has(b"Scope"), || "TH without scope".to_owned());
        }
        if name == "Figure" {
            let words = element.get(b"Alt").and_then(Object::as_str);
            let words = words.unwrap_or_default();
            // The mark of UTF-16 and at least one letter.
            self.say(words.len() < 4, || "a figure without words".to_owned());
            let area = element
                .get(b"A")
                .and_then(Object::as_dict)
                .and_then(|layout| layout.get(b"BBox"))
                .and_then(Object::as_array);
            self.say(area.map_or(0, Vec::len) != 4, || {
                "a figure without its place".to_owned()
            });
        }
        if name == "Note" {
            let note = element
                .get(b"ID")
                .and_then(Object::as_str)
                .unwrap_or_default()
                .to_vec();
            let new = !note.is_empty() && self.ids.insert(note);
            self.say(!new, || "note without an identifier of its own".to_owned());
        }
        let page = element.get(b"Pg").and_then(Object::as_reference).ok();
        let kids = match element.get(b"K") {
            Ok(Object::Array(kids)) => kids.clone(),
            Ok(one) => vec![one.clone()],
            Err(_) => Vec::new(),
        };
        let mut rows = BTreeSet::new();
        let mut annotated = false;
        for kid in kids {
            match &kid {
                Object::Integer(number) => self.content(id, page, *number),
                Object::Reference(kid) => {
                    if name == "TR" || name == "THead" || name == "TBody" {
                        rows.insert(
                            self.dict(*kid)
                                .get(b"K")
                                .and_then(Object::as_array)
                                .map_or(0, Vec::len),
                        );
                    }
                    self.element(*kid, id, &name);
                }
                other => {
                    let dict = self.resolved(other);
                    let dict = dict.as_dict().cloned().unwrap_or_default();
                    let page = dict.get(b"Pg").and_then(Object::as_reference).ok();
                    if let Ok(number) = dict.get(b"MCID").and_then(Object::as_i64) {
                        self.content(id, page, number);
                    } else if let Ok(link) = dict.get(b"Obj").and_then(Object::as_reference) {
                        annotated = true;
                        self.links.insert(link);
                    } else {
                        self.found.push(format!("{name}: a kid of no kind"));
                    }
                }
            }
        }
        self.say(name == "Link" && !annotated, || {
            "a link without its annotation".to_owned()
        });
        let even = name == "TR" || rows.len() <= 1;
        self.say(!even, || format!("{name}: rows of {rows:?} cells"));
    }

    fn content(&mut self, element: ObjectId, page: Option<ObjectId>, number: i64) {
        let owner = page
            .and_then(|page| self.sequences.get(&page))
            .zip(usize::try_from(number).ok())
            .and_then(|(owners, number)| owners.get(number).copied());
        self.say(owner != Some(element), || {
            "content with another owner".to_owned()
        });
        if let Some(page) = page {
            let new = self.marked.insert((page, number));
            self.say(!new, || "content that stands twice in the tree".to_owned());
        }
    }

    /// Pictures are opaque and in a colour space that the output intent explains.
    fn pictures(&mut self) {
        for object in self.pdf.objects.values() {
            let Ok(dict) = object.as_stream().map(|stream| &stream.dict) else {
                continue;
            };
            if dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Image".as_slice()) {
                continue;
            }
            for key in ["SMask", "Mask", "Interpolate", "Alternates", "OPI"] {
                let has = dict.has(key.as_bytes());
                self.say(has, || format!("a picture with {key}"));
            }
            let space = match dict.get(b"ColorSpace") {
                Ok(Object::Array(parts)) => parts.get(1).and_then(|part| part.as_name().ok()),
                Ok(space) => space.as_name().ok(),
                Err(_) => None,
            };
            self.say(space != Some(b"DeviceRGB".as_slice()), || {
                "a picture in another colour space".to_owned()
            });
        }
    }

    fn fonts(&mut self) {
        let fonts: Vec<&Dictionary> = self
            .pdf
            .objects
            .values()
            .filter_map(|object| object.as_dict().ok())
            .filter(|dict| {
                dict.get(b"Type").and_then(Object::as_name).ok() == Some(b"Font".as_slice())
            })
            .collect();
        let mut wrong = Vec::new();
        for font in fonts {
            let kind = font
                .get(b"Subtype")
                .and_then(Object::as_name)
                .unwrap_or_default();
            if kind == b"Type0" && !font.has(b"ToUnicode") {
                wrong.push("a font without its characters".to_owned());
            }
            if kind == b"CIDFontType2" {
                let descriptor = font.get(b"FontDescriptor").and_then(Object::as_reference);
                let embedded = descriptor
                    .and_then(|id| self.pdf.get_dictionary(id))
                    .is_ok_and(|descriptor| descriptor.has(b"FontFile2"));
                if !embedded {
                    wrong.push("a font that is not embedded".to_owned());
                }
            } else if kind != b"Type0" {
                wrong.push("a font of another kind".to_owned());
            }
        }
        self.found.extend(wrong);
    }

    fn keys(&mut self) {
        let dicts = self.pdf.objects.values().filter_map(|object| match object {
            Object::Dictionary(dict) => Some(dict),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        });
        let open: Vec<String> = dicts
            .flat_map(|dict| dict.iter().map(|(key, _)| key.clone()))
            .filter(|key| FORBIDDEN.contains(&key.as_slice()))
            .map(|key| format!("key {}", String::from_utf8_lossy(&key)))
            .collect();
        self.found.extend(open);
    }
}
