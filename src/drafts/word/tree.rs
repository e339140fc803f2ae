//! XML of a stranger as a small tree: no document types, no entities beyond XML's own five, limits
//! on depth and size.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use super::Unusable;

/// How deep elements may lie.
const DEEPEST: usize = 200;
/// How many elements a part may have.
const MOST: usize = 1_500_000;

/// An element or a piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

/// An element: its kind of namespace, local name, attributes by local name, content.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Element {
    /// Whether it is one of WordprocessingML.
    pub(super) is_word: bool,
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) content: Vec<Node>,
}

impl Element {
    /// An attribute by its local name.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The elements inside.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.content.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element inside with this name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// The text inside, of all depths.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        for node in &self.content {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => out.push_str(&element.text()),
            }
        }
        out
    }
}

/// Reads a part.
pub(super) fn read(name: &str, xml: &str) -> Result<Element, Unusable> {
    let broken = || {
        Unusable::new(
            format!("Der Teil „{name}“ der Datei ist kein gültiges XML."),
            "Bitte öffnen Sie die Datei in Word oder LibreOffice und speichern Sie sie noch einmal als .docx.",
        )
    };
    let mut reader = NsReader::from_str(xml);
    let mut stack = vec![Element::default()];
    let mut count = 0_usize;
    loop {
        let (namespace, event) = reader.read_resolved_event().map_err(|_| broken())?;
        let is_word = matches!(namespace, ResolveResult::Bound(namespace)
            if namespace.as_ref().contains("wordprocessingml"));
        match event {
            Event::Start(start) => {
                count += 1;
                if stack.len() > DEEPEST || count > MOST {
                    return Err(too_much(name));
                }
                let element = element(is_word, &start).ok_or_else(broken)?;
                stack.push(element);
            }
            Event::Empty(start) => {
                count += 1;
                if count > MOST {
                    return Err(too_much(name));
                }
                let element = element(is_word, &start).ok_or_else(broken)?;
                if let Some(parent) = stack.last_mut() {
                    parent.content.push(Node::Element(element));
                }
            }
            Event::End(_) => {
                let done = stack.pop().ok_or_else(broken)?;
                stack
                    .last_mut()
                    .ok_or_else(broken)?
                    .content
                    .push(Node::Element(done));
            }
            Event::Text(text) => {
                add_text(&mut stack, &text.xml10_content());
            }
            Event::CData(text) => {
                add_text(&mut stack, &text.xml10_content());
            }
            Event::GeneralRef(reference) => {
                let c = resolved(&reference).ok_or_else(broken)?;
                add_text(&mut stack, c.encode_utf8(&mut [0; 4]));
            }
            // A document type may define entities that grow; no Word file has one.
            Event::DocType(_) => return Err(broken()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    let root = stack.pop().filter(|_| stack.is_empty());
    root.and_then(|root| root.elements().next().cloned())
        .ok_or_else(broken)
}

fn too_much(name: &str) -> Unusable {
    Unusable::new(
        format!(
            "Der Teil „{name}“ der Datei ist zu tief verschachtelt oder hat zu viele Elemente."
        ),
        "So ist kein Entwurf dieses Programms. Bitte prüfen Sie, ob das die gemeinte Datei ist.",
    )
}

fn element(is_word: bool, start: &BytesStart<'_>) -> Option<Element> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let name = attribute.key.local_name().as_ref().to_owned();
        let value = quick_xml::escape::unescape(&attribute.value).ok()?;
        let value = value.into_owned();
        attributes.push((name, value));
    }
    Some(Element {
        is_word,
        name: start.local_name().as_ref().to_owned(),
        attributes,
        content: Vec::new(),
    })
}

/// A reference to a character or to one of XML's own entities.
fn resolved(reference: &BytesRef<'_>) -> Option<char> {
    if let Some(c) = reference.resolve_char_ref().ok()? {
        return Some(c);
    }
    match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

fn add_text(stack: &mut [Element], text: &str) {
    let Some(parent) = stack.last_mut() else {
        return;
    };
    if let Some(Node::Text(known)) = parent.content.last_mut() {
        known.push_str(text);
    } else if !text.is_empty() {
        parent.content.push(Node::Text(text.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_of_the_file_are_refused_and_xmls_own_are_read() {
        let element = read("x", "<a>&lt;b&#228;&amp;</a>").unwrap();
        assert_eq!(element.text(), "<bä&");
        for bad in [
            "<!DOCTYPE a [<!ENTITY b \"cc\">]><a>&b;</a>",
            "<a>&b;</a>",
            "<a><b></a>",
            "<a>",
            "",
            "<a b=\"&c;\"/>",
        ] {
            assert!(read("x", bad).is_err(), "{bad}");
        }
        let deep = "<a>".repeat(1_000);
        assert!(read("x", &deep).is_err());
    }
}
