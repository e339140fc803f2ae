//! Content streams: glyph runs, rules and marked content as PDF operators.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use subsetter::GlyphRemapper;

use super::fonts::{Face, Fonts};
use super::fragment::{Color, Glyph, GlyphRun};
use super::shape::to_f32;

/// Glyphs of one face that a file uses.
#[derive(Default)]
pub struct Used {
    /// Old to new glyph numbers.
    pub glyphs: GlyphRemapper,
    /// Text of a (new) glyph.
    pub unicode: BTreeMap<u16, String>,
}

/// Glyphs of all faces that a file uses.
pub struct Glyphs {
    fonts: &'static Fonts,
    /// By position of the face.
    pub used: [Used; 3],
}

impl Glyphs {
    /// None used yet.
    #[must_use]
    pub fn new(fonts: &'static Fonts) -> Self {
        let mut glyphs = Self {
            fonts,
            used: Default::default(),
        };
        for face in Face::ALL {
            // These glyphs stand for several characters; the usual one is theirs.
            for c in [' ', '-', '\u{fffd}'] {
                if let Some(id) = glyphs.fonts.face(face).glyph(c) {
                    let used = &mut glyphs.used[face.index()];
                    let id = used.glyphs.remap(id);
                    used.unicode.insert(id, c.to_string());
                }
            }
        }
        glyphs
    }
}

/// Writes the operators of a page.
pub struct Content<'g> {
    glyphs: &'g mut Glyphs,
    /// The stream.
    pub out: String,
    height: f32,
    color: Option<Color>,
}

impl<'g> Content<'g> {
    /// An empty stream for a page of `height` points.
    #[must_use]
    pub fn new(glyphs: &'g mut Glyphs, height: f32) -> Self {
        Self {
            glyphs,
            out: String::new(),
            height,
            color: None,
        }
    }

    /// An operator with its operands, as written.
    pub fn raw(&mut self, words: &str) {
        self.out.push_str(words);
        self.out.push('\n');
    }

    /// The next drawing states its colour anew.
    pub fn forget_color(&mut self) {
        self.color = None;
    }

    fn color(&mut self, color: Color) {
        if self.color != Some(color) {
            let [r, g, b] = color.map(|part| num(f32::from(part) / 255.0));
            let _ = writeln!(self.out, "{r} {g} {b} rg");
            self.color = Some(color);
        }
    }

    /// A filled rectangle.
    pub fn fill(&mut self, [left, top, width, height]: [f32; 4], color: Color) {
        self.color(color);
        let bottom = self.height - top - height;
        let _ = writeln!(
            self.out,
            "{} {} {} {} re f",
            num(left),
            num(bottom),
            num(width),
            num(height)
        );
    }

    /// Words, with their origin at `x`, `y`.
    pub fn text(&mut self, run: &GlyphRun, x: f32, y: f32) {
        if run.glyphs.is_empty() {
            return;
        }
        self.color(run.color);
        let _ = write!(
            self.out,
            "BT /{} {} Tf {} {} Td ",
            run.face.resource(),
            num(run.size),
            num(x + run.x),
            num(self.height - y - run.y)
        );
        let mut array = Show::default();
        let mut at = 0;
        while at < run.glyphs.len() {
            let start = run.glyphs[at].cluster;
            let mut end = at + 1;
            while end < run.glyphs.len() && run.glyphs[end].cluster == start {
                end += 1;
            }
            let next = run.glyphs.get(end).map_or(run.text.len(), |g| g.cluster);
            let text = run.text.get(start..next).unwrap_or("");
            self.cluster(&mut array, run, &run.glyphs[at..end], text);
            at = end;
        }
        array.flush(&mut self.out);
        self.raw("ET");
    }

    fn cluster(&mut self, array: &mut Show, run: &GlyphRun, glyphs: &[Glyph], text: &str) {
        let face = self.glyphs.fonts.face(run.face);
        let used = &mut self.glyphs.used[run.face.index()];
        let ids: Vec<u16> = glyphs.iter().map(|g| used.glyphs.remap(g.id)).collect();
        if let [id] = ids.as_slice() {
            used.unicode.entry(*id).or_insert_with(|| text.to_owned());
        } else if text.chars().count() == ids.len() {
            for (id, c) in ids.iter().zip(text.chars()) {
                used.unicode.entry(*id).or_insert_with(|| c.to_string());
            }
        }
        let mut rest = text;
        let known = ids.iter().all(|id| {
            match used.unicode.get(id).and_then(|own| rest.strip_prefix(own.as_str())) {
                Some(tail) => {
                    rest = tail;
                    true
                }
                None => false,
            }
        }) && rest.is_empty();
        if !known {
            array.flush(&mut self.out);
            let _ = write!(self.out, "/Span <</ActualText {}>> BDC ", hex_text(text));
        }
        for (glyph, id) in glyphs.iter().zip(&ids) {
            let scale = 1000.0 / face.upem;
            if glyph.dy != 0 {
                array.flush(&mut self.out);
                let rise = to_f32(glyph.dy) / face.upem * run.size;
                let _ = write!(self.out, "{} Ts ", num(rise));
            }
            array.adjust -= to_f32(glyph.dx) * scale;
            array.glyph(*id);
            array.adjust += (face.width(glyph.id) - to_f32(glyph.advance) + to_f32(glyph.dx)) * scale;
            if glyph.dy != 0 {
                array.flush(&mut self.out);
                self.out.push_str("0 Ts ");
            }
        }
        if !known {
            array.flush(&mut self.out);
            self.out.push_str("EMC ");
        }
    }
}

/// Operand of `TJ` in the making.
#[derive(Default)]
struct Show {
    words: String,
    open: bool,
    adjust: f32,
}

impl Show {
    fn glyph(&mut self, id: u16) {
        if self.adjust.abs() > 0.5 {
            if self.open {
                self.words.push('>');
                self.open = false;
            }
            self.words.push_str(&num(self.adjust));
            self.adjust = 0.0;
        }
        if !self.open {
            self.words.push('<');
            self.open = true;
        }
        let _ = write!(self.words, "{id:04x}");
    }

    fn flush(&mut self, out: &mut String) {
        if self.open {
            self.words.push('>');
            self.open = false;
        }
        if !self.words.is_empty() {
            let _ = write!(out, "[{}] TJ ", self.words);
            self.words.clear();
        }
    }
}

/// A number as PDF writes it, two decimals at most.
#[must_use]
pub fn num(value: f32) -> String {
    let mut words = format!("{value:.3}");
    while words.ends_with('0') {
        words.pop();
    }
    if words.ends_with('.') {
        words.pop();
    }
    if words == "-0" { "0".to_owned() } else { words }
}

/// A text string in UTF-16, written in hexadecimal digits.
#[must_use]
pub fn hex_text(text: &str) -> String {
    let mut out = String::from("<feff");
    for unit in text.encode_utf16() {
        let _ = write!(out, "{unit:04x}");
    }
    out.push('>');
    out
}
