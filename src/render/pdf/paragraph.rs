//! Inlines to lines: break opportunities, hyphenation, ragged right.

use std::collections::VecDeque;
use std::rc::Rc;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use crate::document::Inline;

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
    /// A name: never hyphenated.
    pub(super) name: bool,
}

#[derive(Clone)]
pub(super) struct Part {
    pub(super) span: usize,
    pub(super) text: String,
    shaped: Rc<Shaped>,
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
        };
        let mut links = 0;
        paragraph.take(content, style.face, style.color, None, &mut links);
        paragraph.segment();
        paragraph
    }

    fn take(
        &mut self,
        content: &[Inline],
        face: Face,
        color: Color,
        link: Option<&(usize, Rc<str>)>,
        links: &mut usize,
    ) {
        for inline in content {
            match inline {
                Inline::Text { text, source } => {
                    self.push(text, face, color, link);
                    if let Some(span) = self.spans.last_mut() {
                        span.name = source.as_ref().is_some_and(|path| is_name(path.as_str()));
                    }
                }
                Inline::Time { text, .. } => self.push(text, face, color, link),
                Inline::Open { text, .. } => {
                    let face = if face == Face::Bold {
                        face
                    } else {
                        Face::Italic
                    };
                    self.push(text, face, style::OPEN, link);
                }
                Inline::Strong { content } => self.take(content, Face::Bold, color, link, links),
                Inline::Emphasis { content } => {
                    let face = if face == Face::Bold {
                        face
                    } else {
                        Face::Italic
                    };
                    self.take(content, face, color, link, links);
                }
                Inline::Link { target, content } => {
                    *links += 1;
                    let link = (*links, Rc::from(target.as_str()));
                    self.take(content, face, style::LINK, Some(&link), links);
                }
                Inline::Break => self.push("\n", face, color, link),
            }
        }
    }

    fn push(&mut self, text: &str, face: Face, color: Color, link: Option<&(usize, Rc<str>)>) {
        let start = self.text.len();
        self.text
            .extend(text.chars().map(|c| if c == '\t' { ' ' } else { c }));
        if self.text.len() > start {
            self.spans.push(Span {
                start,
                end: self.text.len(),
                face,
                color,
                link: link.cloned(),
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
            let text = &self.text[start.max(span.start)..end.min(span.end)];
            let text = if text.contains('\u{ad}') {
                text.replace('\u{ad}', "")
            } else {
                text.to_owned()
            };
            if text.is_empty() {
                continue;
            }
            let shaped = self.shaper.shape(span.face, &text);
            width += shaped.ems * self.style.size;
            parts.push(Part {
                span: index,
                text,
                shaped,
            });
        }
        (parts, width)
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
        let mut link: Option<(usize, f32, usize)> = None;
        for part in parts {
            let Some(span) = self.spans.get(part.span) else {
                continue;
            };
            if current
                .as_ref()
                .is_some_and(|(index, _)| *index != part.span)
            {
                self.finish(&mut fragment, current.take(), x, &mut link);
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
        self.finish(&mut fragment, current, x, &mut link);
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
        link: &mut Option<(usize, f32, usize)>,
    ) {
        let Some((index, run)) = run else { return };
        let target = self.spans.get(index).and_then(|span| span.link.as_ref());
        let tag = target.map(|(key, _)| match *link {
            Some((last, _, tag)) if last == *key => tag,
            _ => {
                let tag = fragment.tag(Role::Link, None);
                *link = Some((*key, run.x, tag));
                tag
            }
        });
        let (x, y, color) = (run.x, run.y, run.color);
        fragment.items.push(Item::Text { run, tag });
        if let Some((_, target)) = target {
            let thick = (self.style.size * 0.05).max(0.4);
            fragment.items.push(Item::Fill {
                rect: [x, y + self.style.size * 0.12, end - x, thick],
                color,
            });
            fragment.items.push(Item::Link {
                rect: [x, 0.0, end - x, self.style.leading],
                target: Rc::clone(target),
                tag,
            });
        }
    }
}
