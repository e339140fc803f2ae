//! Inlines to lines: break opportunities, hyphenation, ragged right.

use std::collections::VecDeque;
use std::rc::Rc;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use crate::document::Inline;
use crate::document::model::{Change, is_beside, is_within};

use super::fit::FREE;
use super::fonts::Face;
use super::fragment::{Color, Fragment, Glyph, GlyphRun, Item, Role};
use super::shape::{Shaped, Shaper};
use super::style;

/// How a paragraph looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    /// Size in points.
    pub size: f32,
    /// Distance of base lines.
    pub leading: f32,
    /// Face of plain words.
    pub face: Face,
    /// Colour of plain words.
    pub color: Color,
    /// Whether words may be hyphenated.
    pub hyphenate: bool,
}

impl TextStyle {
    /// Where the base line stands in a line.
    #[must_use]
    pub fn baseline(&self, shaper: &Shaper) -> f32 {
        let face = shaper.fonts().face(self.face);
        let (up, down) = (face.ascent / face.upem, face.descent / face.upem);
        (self.leading - (up - down) * self.size) / 2.0 + up * self.size
    }
}

pub(super) struct Span {
    pub(super) start: usize,
    end: usize,
    pub(super) face: Face,
    color: Color,
    link: Option<(usize, Rc<str>)>,
    /// The change it stands in, with its number in the paragraph.
    change: Option<(usize, Change)>,
    /// A name: never hyphenated.
    pub(super) name: bool,
}

#[derive(Clone)]
pub(super) struct Part {
    pub(super) span: usize,
    pub(super) text: String,
    /// Whether its words are only said.
    pub(super) spoken: bool,
    shaped: Rc<Shaped>,
}

/// Words that are said and not seen, at a place of the text: where a change begins and ends.
struct Spoken {
    at: usize,
    closes: bool,
    words: &'static str,
}

/// What words take over from the inlines around them.
#[derive(Clone)]
struct Look {
    face: Face,
    color: Color,
    link: Option<(usize, Rc<str>)>,
    change: Option<(usize, Change)>,
}

pub(super) struct Segment {
    pub(super) start: usize,
    /// End of the words, before the spaces.
    pub(super) words: usize,
    pub(super) end: usize,
    pub(super) mandatory: bool,
    /// Part of a word that is far too long for a line.
    pub(super) forced: bool,
}

/// Words ready to be broken into lines.
pub struct Paragraph<'s> {
    pub(super) shaper: &'s Shaper,
    pub(super) style: TextStyle,
    pub(super) text: String,
    pub(super) spans: Vec<Span>,
    pub(super) segments: Vec<Segment>,
    spoken: Vec<Spoken>,
}

const CHUNK: usize = 48;

/// Whether a fact names a person, a body or a place.
fn is_name(path: &str) -> bool {
    const TABLES: [&str; 8] = [
        "verantwortlicher.",
        "melder.",
        "datenschutzbeauftragter.",
        "anlaufstelle.",
        "beteiligte[",
        "stellen[",
        "unterschriften[",
        "recht.",
    ];
    const KEYS: [&str; 4] = ["name", "ort", "strasse", "bundesland"];
    let key = path.rsplit('.').next().unwrap_or("");
    KEYS.contains(&key) && TABLES.iter().any(|table| path.starts_with(table))
}

impl<'s> Paragraph<'s> {
    /// Takes the words of `content`.
    #[must_use]
    pub fn new(shaper: &'s Shaper, content: &[Inline], style: TextStyle) -> Self {
        let mut paragraph = Self {
            shaper,
            style,
            text: String::new(),
            spans: Vec::new(),
            segments: Vec::new(),
            spoken: Vec::new(),
        };
        let look = Look {
            face: style.face,
            color: style.color,
            link: None,
            change: None,
        };
        paragraph.take(content, &look, &mut 0);
        paragraph.segment();
        paragraph
    }

    fn take(&mut self, content: &[Inline], look: &Look, marks: &mut usize) {
        let slanted = if look.face == Face::Bold {
            Face::Bold
        } else {
            Face::Italic
        };
        for inline in content {
            let mut inner = look.clone();
            match inline {
                Inline::Text { text, source } => {
                    self.push(text, look);
                    if let Some(span) = self.spans.last_mut() {
                        span.name = source.as_ref().is_some_and(|path| is_name(path.as_str()));
                    }
                }
                Inline::Time { text, .. } => self.push(text, look),
                Inline::Open { text, .. } => {
                    inner.face = slanted;
                    inner.color = style::OPEN;
                    self.push(text, &inner);
                }
                Inline::Strong { content } => {
                    inner.face = Face::Bold;
                    self.take(content, &inner, marks);
                }
                Inline::Emphasis { content } => {
                    inner.face = slanted;
                    self.take(content, &inner, marks);
                }
                // Paper has no file beside it, and a section is found by its heading.
                Inline::Link { target, content } if is_beside(target) || is_within(target) => {
                    self.take(content, &inner, marks);
                }
                Inline::Link { target, content } => {
                    *marks += 1;
                    inner.link = Some((*marks, Rc::from(target.as_str())));
                    inner.color = style::LINK;
                    self.take(content, &inner, marks);
                }
                Inline::Changed { change, content } => {
                    *marks += 1;
                    inner.change = Some((*marks, *change));
                    let start = self.text.len();
                    self.take(content, &inner, marks);
                    self.speak(*change, start);
                }
                Inline::Break => self.push("\n", look),
            }
        }
    }

    /// Says of the words from `start` on what became of them.
    fn speak(&mut self, change: Change, start: usize) {
        let words = &self.text[start..];
        let from = start + words.len() - words.trim_start().len();
        let to = start + words.trim_end().len();
        if from >= to {
            return;
        }
        for (at, closes, words) in [
            (from, false, change.opening()),
            (to, true, change.closing()),
        ] {
            self.spoken.push(Spoken { at, closes, words });
        }
    }

    fn push(&mut self, text: &str, look: &Look) {
        let start = self.text.len();
        self.text
            .extend(text.chars().map(|c| if c == '\t' { ' ' } else { c }));
        if self.text.len() > start {
            self.spans.push(Span {
                start,
                end: self.text.len(),
                face: look.face,
                color: match look.change {
                    Some((_, Change::Inserted)) => style::INSERTED,
                    Some((_, Change::Deleted)) => style::DELETED,
                    None => look.color,
                },
                link: look.link.clone(),
                change: look.change,
                name: false,
            });
        }
    }

    fn segment(&mut self) {
        let mut start = 0;
        let mut segments: Vec<Segment> = Vec::new();
        for (end, kind) in linebreaks(&self.text) {
            let mandatory = kind == BreakOpportunity::Mandatory && end < self.text.len();
            if !mandatory && end < self.text.len() && self.is_glued(start, end) {
                continue;
            }
            let piece = &self.text[start..end];
            let words = start
                + piece
                    .trim_end_matches([
                        ' ', '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}',
                    ])
                    .len();
            let mut from = start;
            if words - start > 4 * CHUNK {
                let mut count = 0;
                for (at, _) in self.text[start..words].grapheme_indices(true) {
                    if count == CHUNK {
                        segments.push(Segment {
                            start: from,
                            words: start + at,
                            end: start + at,
                            mandatory: false,
                            forced: true,
                        });
                        from = start + at;
                        count = 0;
                    }
                    count += 1;
                }
            }
            segments.push(Segment {
                start: from,
                words,
                end,
                mandatory,
                forced: from != start,
            });
            start = end;
        }
        self.segments = segments;
    }

    /// Shapes a range of the text, span by span.
    pub(super) fn parts(&self, start: usize, end: usize) -> (Vec<Part>, f32) {
        let mut parts = Vec::new();
        let mut width = 0.0;
        let first = self.spans.partition_point(|span| span.end <= start);
        for (index, span) in self.spans.iter().enumerate().skip(first) {
            if span.start >= end {
                break;
            }
            let mut from = start.max(span.start);
            let to = end.min(span.end);
            for spoken in &self.spoken {
                let here = if spoken.closes {
                    from < spoken.at && spoken.at <= to
                } else {
                    from <= spoken.at && spoken.at < to
                };
                if here {
                    self.part(index, from, spoken.at, &mut parts);
                    from = spoken.at;
                    parts.push(Part {
                        span: index,
                        text: spoken.words.to_owned(),
                        spoken: true,
                        shaped: self.thin_space(span.face),
                    });
                }
            }
            self.part(index, from, to, &mut parts);
        }
        for part in &parts {
            width += part.shaped.ems * self.style.size;
        }
        (parts, width)
    }

    fn part(&self, index: usize, from: usize, to: usize, parts: &mut Vec<Part>) {
        let text = self.text[from..to].replace('\u{ad}', "");
        if let Some(span) = self.spans.get(index)
            && !text.is_empty()
        {
            parts.push(Part {
                span: index,
                shaped: self.shaper.shape(span.face, &text),
                spoken: false,
                text,
            });
        }
    }

    /// The little space that carries words which are only said.
    fn thin_space(&self, face: Face) -> Rc<Shaped> {
        let space = self.shaper.shape(face, " ");
        let mut thin = Shaped::clone(&space);
        thin.ems /= 4.0;
        for glyph in &mut thin.glyphs {
            glyph.advance /= 4;
        }
        Rc::new(thin)
    }

    /// Width of the longest line without any break, and of the longest unbreakable piece.
    #[must_use]
    pub fn measure(&self) -> (f32, f32) {
        let (mut line, mut longest, mut piece) = (0.0_f32, 0.0_f32, 0.0_f32);
        for segment in &self.segments {
            let (_, words) = self.parts(segment.start, segment.words);
            let (_, all) = self.parts(segment.start, segment.end);
            longest = longest.max(line + words);
            piece = piece.max(words);
            line = if segment.mandatory { 0.0 } else { line + all };
        }
        (longest, piece)
    }

    /// As few lines as `width` allows, of about the same length.
    #[must_use]
    pub fn balanced(&self, width: f32) -> Vec<Fragment> {
        let mut lines = self.lines(width);
        if !(2..=4).contains(&lines.len()) {
            return lines;
        }
        for part in [0.9, 0.8, 0.7] {
            let narrower = self.lines(width * part);
            if narrower.len() > lines.len() {
                break;
            }
            lines = narrower;
        }
        lines
    }

    /// Breaks the words into lines of at most `width`: the best fit, unless parting words saves a line.
    #[must_use]
    pub fn lines(&self, width: f32) -> Vec<Fragment> {
        let greedy = self.greedy(width);
        self.fitted(width)
            .filter(|fitted| fitted.len() <= greedy.len())
            .unwrap_or(greedy)
    }

    /// Fills one line after the other.
    pub(super) fn greedy(&self, width: f32) -> Vec<Fragment> {
        let mut lines = Vec::new();
        let mut line: Vec<Part> = Vec::new();
        let mut used = 0.0_f32;
        let mut space: (Vec<Part>, f32) = (Vec::new(), 0.0);
        let mut queue: VecDeque<Segment> = VecDeque::new();
        let mut segments = self.segments.iter();
        let hyphen = self.hyphen_width();
        loop {
            let segment = match queue.pop_front() {
                Some(segment) => segment,
                None => match segments.next() {
                    Some(s) => Segment { ..*s },
                    None => break,
                },
            };
            let (parts, needs) = self.parts(segment.start, segment.words);
            let shy = self.text[..segment.words].ends_with('\u{ad}');
            let room = width - used - space.1;
            let last_shy = if shy { hyphen } else { 0.0 };
            if needs + last_shy <= room + 0.01 || (needs <= room + 0.01 && segment.mandatory) {
                line.append(&mut space.0);
                used += space.1 + needs;
                line.extend(parts);
                space = self.parts(
                    segment.words,
                    if segment.mandatory {
                        segment.words
                    } else {
                        segment.end
                    },
                );
                if segment.mandatory {
                    lines.push(self.assemble(std::mem::take(&mut line), true));
                    used = 0.0;
                }
                continue;
            }
            let empty = line.is_empty();
            if segment.forced && room > self.style.size * 2.0 {
                let at = self.cut(&parts, segment.start, room);
                if at < segment.words {
                    line.append(&mut space.0);
                    line.extend(self.parts(segment.start, at).0);
                    lines.push(self.assemble(std::mem::take(&mut line), false));
                    (used, space) = (0.0, (Vec::new(), 0.0));
                    queue.push_front(Segment {
                        start: at,
                        ..segment
                    });
                    continue;
                }
            }
            let wanted = empty
                || (self.style.hyphenate && room > width * FREE && !self.is_in_name(segment.start));
            if wanted && let Some(at) = self.hyphenate(&segment, room - hyphen) {
                line.append(&mut space.0);
                line.extend(self.parts(segment.start, at).0);
                self.add_hyphen(&mut line);
                lines.push(self.assemble(std::mem::take(&mut line), false));
                (used, space) = (0.0, (Vec::new(), 0.0));
                queue.push_front(Segment {
                    start: at,
                    ..segment
                });
                continue;
            }
            if empty {
                let at = self.cut(&parts, segment.start, width);
                let at = self.after_sign(segment.start, at, segment.words);
                line.extend(self.parts(segment.start, at).0);
                lines.push(self.assemble(
                    std::mem::take(&mut line),
                    at >= segment.words && at >= segment.end,
                ));
                (used, space) = (0.0, (Vec::new(), 0.0));
                if at < segment.end {
                    queue.push_front(Segment {
                        start: at,
                        words: segment.words.max(at),
                        ..segment
                    });
                }
                continue;
            }
            if self.ends_soft(&line, segment.start) {
                self.add_hyphen(&mut line);
            }
            // Between two words stands a space; within a broken word or after its hyphen none.
            let apart = self.text[..segment.start].ends_with(char::is_whitespace);
            lines.push(self.assemble(std::mem::take(&mut line), apart));
            (used, space) = (0.0, (Vec::new(), 0.0));
            queue.push_front(segment);
        }
        if !line.is_empty() {
            lines.push(self.assemble(line, true));
        }
        lines
    }

    /// Whether a name stands at a position of the text.
    pub(super) fn is_in_name(&self, at: usize) -> bool {
        let index = self.spans.partition_point(|span| span.end <= at);
        self.spans.get(index).is_some_and(|span| span.name)
    }

    pub(super) fn ends_soft(&self, line: &[Part], at: usize) -> bool {
        !line.is_empty() && self.text[..at].ends_with('\u{ad}')
    }

    pub(super) fn hyphen_width(&self) -> f32 {
        self.shaper.shape(self.style.face, "-").ems * self.style.size
    }

    pub(super) fn add_hyphen(&self, line: &mut Vec<Part>) {
        if let Some(last) = line.last() {
            let face = self
                .spans
                .get(last.span)
                .map_or(self.style.face, |s| s.face);
            let part = Part {
                span: last.span,
                text: "\u{ad}".to_owned(),
                spoken: false,
                shaped: self.shaper.shape(face, "-"),
            };
            line.push(part);
        }
    }

    /// Makes a line's fragment; `apart`: a space ends it, unseen, so that extracted words stay apart.
    pub(super) fn assemble(&self, parts: Vec<Part>, apart: bool) -> Fragment {
        let mut fragment = Fragment {
            height: self.style.leading,
            ..Fragment::default()
        };
        let baseline = self.style.baseline(self.shaper);
        let mut x = 0.0_f32;
        let mut current: Option<(usize, GlyphRun)> = None;
        let mut tags = Tags::default();
        for part in parts {
            let Some(span) = self.spans.get(part.span) else {
                continue;
            };
            if current
                .as_ref()
                .is_some_and(|(index, _)| *index != part.span)
            {
                self.finish(&mut fragment, current.take(), x, &mut tags);
            }
            let (_, run) = current.get_or_insert_with(|| {
                let run = GlyphRun {
                    x,
                    y: baseline,
                    face: span.face,
                    size: self.style.size,
                    color: span.color,
                    text: String::new(),
                    glyphs: Vec::new(),
                };
                (part.span, run)
            });
            let base = run.text.len();
            run.text.push_str(&part.text);
            run.glyphs
                .extend(part.shaped.glyphs.iter().map(|glyph| Glyph {
                    cluster: glyph.cluster + base,
                    ..*glyph
                }));
            x += part.shaped.ems * self.style.size;
        }
        self.finish(&mut fragment, current, x, &mut tags);
        if apart
            && let Some(Item::Text { run, .. }) = fragment
                .items
                .iter_mut()
                .rev()
                .find(|item| matches!(item, Item::Text { .. }))
        {
            let base = run.text.len();
            let space = self.shaper.shape(run.face, " ");
            run.text.push(' ');
            run.glyphs.extend(space.glyphs.iter().map(|glyph| Glyph {
                cluster: base,
                ..*glyph
            }));
        }
        fragment
    }

    fn finish(
        &self,
        fragment: &mut Fragment,
        run: Option<(usize, GlyphRun)>,
        end: f32,
        tags: &mut Tags,
    ) {
        let Some((index, run)) = run else { return };
        let Some(span) = self.spans.get(index) else {
            return;
        };
        let link = span.link.as_ref().map(|(key, target)| {
            let tag = tags.link.of(*key, || fragment.tag(Role::Link, None));
            (target, tag)
        });
        let link_tag = link.map(|(_, tag)| tag);
        let change = span.change.map(|(key, change)| {
            // Words of one change inside and outside a link hang in two places.
            let key = (key, link_tag);
            let tag = tags
                .change
                .of(key, || fragment.tag(Role::Changed(change), link_tag));
            (change, tag)
        });
        let tag = change.map(|(_, tag)| tag).or(link_tag);
        let (x, y, color, size) = (run.x, run.y, run.color, self.style.size);
        fragment.items.push(Item::Text { run, tag });
        let thick = (size * 0.05).max(0.4);
        let mut rule = |below: f32, thick: f32| {
            fragment.items.push(Item::Fill {
                rect: [x, y + below, end - x, thick],
                color,
            });
        };
        match change {
            Some((Change::Inserted, _)) => rule(size * 0.12, thick * 1.4),
            Some((Change::Deleted, _)) => rule(size * -0.27, thick * 1.4),
            None => {}
        }
        if let Some((target, tag)) = link {
            if change.is_none() {
                rule(size * 0.12, thick);
            }
            fragment.items.push(Item::Link {
                rect: [x, 0.0, end - x, self.style.leading],
                target: Rc::clone(target),
                tag: Some(tag),
            });
        }
    }
}

/// The elements that the line being made is in.
#[derive(Default)]
struct Tags {
    link: Last<usize>,
    change: Last<(usize, Option<usize>)>,
}

/// The last element of a kind: runs that follow each other share it.
struct Last<K>(Option<(K, usize)>);

impl<K> Default for Last<K> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: PartialEq + Copy> Last<K> {
    fn of(&mut self, key: K, make: impl FnOnce() -> usize) -> usize {
        match self.0 {
            Some((known, tag)) if known == key => tag,
            _ => {
                let tag = make();
                self.0 = Some((key, tag));
                tag
            }
        }
    }
}
