//! Inlines as runs: words with their looks, links, marks of changes, anchors of comments.

use crate::document::model::{Change, FieldPath, Inline, plain};
use crate::render::words::names_target;

use super::Revision;
use super::styles::MUTED;
use super::xml::{escape, isolated, link_target};

/// What runs need to know and leave behind: relationships and numbers of the whole file.
pub(super) struct Runs<'a> {
    /// Author and date of changes, of a redline.
    revision: Option<&'a Revision>,
    /// Targets of links in the order of their relationships.
    pub(super) links: Vec<String>,
    /// The number of the last bookmark, mark or control.
    last_id: u32,
    /// How many marks of changes have passed.
    marks: usize,
    /// Which comments have found their place.
    placed: Vec<bool>,
}

/// How a run looks.
#[derive(Clone, Copy, Default)]
struct Look {
    muted: bool,
    strong: bool,
    emphasis: bool,
    open: bool,
    link: bool,
    change: Option<Change>,
}

impl<'a> Runs<'a> {
    pub(super) fn new(revision: Option<&'a Revision>) -> Self {
        Self {
            revision,
            links: Vec::new(),
            last_id: 0,
            marks: 0,
            placed: vec![false; revision.map_or(0, |revision| revision.comments.len())],
        }
    }

    /// The next number; each is used once in a file.
    pub(super) fn id(&mut self) -> u32 {
        self.last_id = self.last_id.saturating_add(1);
        self.last_id
    }

    /// The attributes of a mark of a change.
    fn attributes(&mut self) -> String {
        let id = self.id();
        let (author, date) = self.revision.map_or(("datenpanne", ""), |revision| {
            (revision.author.as_str(), revision.date.as_str())
        });
        let date = if date.is_empty() {
            String::new()
        } else {
            format!(" w:date=\"{}\"", escape(date))
        };
        format!("w:id=\"{id}\" w:author=\"{}\"{date}", escape(author))
    }

    /// A mark of a change without content, for a paragraph's end or a row.
    pub(super) fn mark(&mut self, change: Change) -> String {
        let name = match change {
            Change::Inserted => "ins",
            Change::Deleted => "del",
        };
        format!("<w:{name} {}/>", self.attributes())
    }

    /// The inlines as runs.
    pub(super) fn write(&mut self, content: &[Inline]) -> String {
        let mut out = String::new();
        self.all(content, Look::default(), &mut out);
        out
    }

    /// The inlines as bold runs.
    pub(super) fn write_strong(&mut self, content: &[Inline]) -> String {
        let mut out = String::new();
        let look = Look {
            strong: true,
            ..Look::default()
        };
        self.all(content, look, &mut out);
        out
    }

    /// The inlines as runs of a label.
    pub(super) fn write_muted(&mut self, content: &[Inline]) -> String {
        let mut out = String::new();
        let look = Look {
            muted: true,
            ..Look::default()
        };
        self.all(content, look, &mut out);
        out
    }

    fn all(&mut self, content: &[Inline], look: Look, out: &mut String) {
        for inline in content {
            match inline {
                Inline::Text { text, source } | Inline::Time { text, source, .. } => {
                    self.fact(text, source.as_ref(), look, out);
                }
                Inline::Open { text, source } => {
                    let look = Look { open: true, ..look };
                    self.fact(text, source.as_ref(), look, out);
                }
                Inline::Strong { content } => {
                    let look = Look {
                        strong: true,
                        ..look
                    };
                    self.all(content, look, out);
                }
                Inline::Emphasis { content } => {
                    let look = Look {
                        emphasis: true,
                        ..look
                    };
                    self.all(content, look, out);
                }
                Inline::Changed { change, content } => {
                    let look = Look {
                        change: Some(*change),
                        ..look
                    };
                    let here = self.comments_at_mark();
                    self.commented(&here, out, |runs, out| runs.all(content, look, out));
                }
                Inline::Link { target, content } => self.link(target, content, look, out),
                Inline::Break => self.run("<w:br/>", look, out),
            }
        }
    }

    fn link(&mut self, target: &str, content: &[Inline], look: Look, out: &mut String) {
        let Some(href) = link_target(target).filter(|_| !look.link) else {
            self.all(content, look, out);
            return;
        };
        let number = match self.links.iter().position(|known| *known == href) {
            Some(known) => known,
            None => {
                self.links.push(href.clone());
                self.links.len().saturating_sub(1)
            }
        };
        // The address is the tip where the words do not name it.
        let tip = if names_target(&plain(content), target) {
            String::new()
        } else {
            format!(" w:tooltip=\"{href}\"")
        };
        out.push_str(&format!(
            "<w:hyperlink r:id=\"rLink{}\"{tip} w:history=\"1\">",
            number.saturating_add(1)
        ));
        self.all(content, Look { link: true, ..look }, out);
        out.push_str("</w:hyperlink>");
    }

    /// Words that may state a fact; comments on it stand here, where nothing stated it before.
    fn fact(&mut self, text: &str, source: Option<&FieldPath>, look: Look, out: &mut String) {
        let here = source.map_or_else(Vec::new, |path| self.comments_on(path, look));
        self.commented(&here, out, |runs, out| runs.words(text, look, out));
    }

    /// Words between the anchors of their comments.
    fn commented(
        &mut self,
        comments: &[usize],
        out: &mut String,
        write: impl FnOnce(&mut Self, &mut String),
    ) {
        for number in comments {
            out.push_str(&format!("<w:commentRangeStart w:id=\"{number}\"/>"));
        }
        write(self, out);
        for number in comments {
            out.push_str(&comment_end(*number));
        }
    }

    /// The comments that stand with the mark of a change that comes now.
    fn comments_at_mark(&mut self) -> Vec<usize> {
        let mark = self.marks;
        self.marks += 1;
        let Some(revision) = self.revision else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for (number, (comment, placed)) in
            revision.comments.iter().zip(&mut self.placed).enumerate()
        {
            if !*placed && comment.mark == Some(mark) {
                *placed = true;
                found.push(number);
            }
        }
        found
    }

    /// The comments on a fact that have no place yet; they stand with the new words.
    fn comments_on(&mut self, path: &FieldPath, look: Look) -> Vec<usize> {
        let Some(revision) = self.revision else {
            return Vec::new();
        };
        if look.change == Some(Change::Deleted) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (number, (comment, placed)) in
            revision.comments.iter().zip(&mut self.placed).enumerate()
        {
            if !*placed
                && comment.mark.is_none()
                && comment.facts.iter().any(|fact| concerns(fact, path))
            {
                *placed = true;
                found.push(number);
            }
        }
        found
    }

    /// The anchors of the comments that found no place.
    pub(super) fn homeless(&mut self) -> String {
        let mut out = String::new();
        for (number, placed) in self.placed.iter_mut().enumerate() {
            if !*placed {
                *placed = true;
                out.push_str(&format!("<w:commentRangeStart w:id=\"{number}\"/>"));
                out.push_str(&comment_end(number));
            }
        }
        out
    }

    fn words(&mut self, text: &str, look: Look, out: &mut String) {
        let text = isolated(text);
        // Word has a sign of its own for the hyphen that does not break.
        for (position, piece) in text.split('\u{2011}').enumerate() {
            if position > 0 {
                self.run("<w:noBreakHyphen/>", look, out);
            }
            if !piece.is_empty() {
                let element = if look.change == Some(Change::Deleted) {
                    "delText"
                } else {
                    "t"
                };
                let words = escape(piece);
                let run = format!("<w:{element} xml:space=\"preserve\">{words}</w:{element}>");
                self.run(&run, look, out);
            }
        }
    }

    fn run(&mut self, content: &str, look: Look, out: &mut String) {
        let properties = look.properties();
        let run = format!("<w:r>{properties}{content}</w:r>");
        let name = match look.change {
            None => {
                out.push_str(&run);
                return;
            }
            Some(Change::Inserted) => "ins",
            Some(Change::Deleted) => "del",
        };
        let attributes = self.attributes();
        out.push_str(&format!("<w:{name} {attributes}>{run}</w:{name}>"));
    }
}

fn comment_end(number: usize) -> String {
    format!(
        "<w:commentRangeEnd w:id=\"{number}\"/><w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr>\
         <w:commentReference w:id=\"{number}\"/></w:r>"
    )
}

/// Whether a stated fact is the changed one, a part of it or what it is a part of.
#[must_use]
pub fn concerns(changed: &FieldPath, stated: &FieldPath) -> bool {
    let (changed, stated) = (changed.as_str(), stated.as_str());
    let within = |inner: &str, outer: &str| {
        inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    !changed.is_empty() && (within(stated, changed) || within(changed, stated))
}

impl Look {
    fn properties(self) -> String {
        let mut inner = String::new();
        if self.link {
            inner.push_str("<w:rStyle w:val=\"Hyperlink\"/>");
        } else if self.open {
            inner.push_str("<w:rStyle w:val=\"OffeneAngabe\"/>");
        }
        if self.strong {
            inner.push_str("<w:b/>");
        }
        if self.emphasis {
            inner.push_str("<w:i/>");
        }
        if self.muted {
            inner.push_str(&format!("<w:color w:val=\"{MUTED}\"/>"));
        }
        if inner.is_empty() {
            inner
        } else {
            format!("<w:rPr>{inner}</w:rPr>")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_on_a_fact_stands_with_it_and_with_its_parts() {
        let on = |changed: &str, stated: &str| {
            concerns(&FieldPath::new(changed), &FieldPath::new(stated))
        };
        assert!(on("betroffene.anzahl", "betroffene.anzahl"));
        assert!(on("daten[kontaktdaten]", "daten[kontaktdaten].anzahl"));
        assert!(on("zeiten.ende.genau", "zeiten.ende"));
        assert!(!on("daten[kontakt]", "daten[kontaktdaten]"));
        assert!(!on("", "zeiten.ende"));
    }
}
