//! Content streams: glyph runs, rules and marked content as PDF operators.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use subsetter::GlyphRemapper;

use super::fonts::{Face, Fonts};
use super::fragment::{Color, Glyph, GlyphRun};
use super::shape::to_f32;
use super::style;
use crate::render::design::{Palette, Picture};

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
    /// Colours of the house in the place of ours.
    palette: Option<Palette>,
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
            palette: None,
        }
    }

    /// The same in the colours of a house.
    #[must_use]
    pub fn with(mut self, palette: Option<Palette>) -> Self {
        self.palette = palette;
        self
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
        self.color(style::ground(color, self.palette.as_ref()));
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

    /// A picture.
    pub fn picture(&mut self, [left, top, width, height]: [f32; 4], picture: &Picture) {
        let bottom = self.height - top - height;
        let (wide, high) = super::picture::units(picture);
        let _ = writeln!(
            self.out,
            "q {} 0 0 {} {} {} cm {} Q",
            super::picture::exact(width / wide),
            super::picture::exact(height / high),
            num(left),
            num(bottom),
            super::picture::USE
        );
        self.forget_color();
    }

    /// Words, with their origin at `x`, `y`.
    pub fn text(&mut self, run: &GlyphRun, x: f32, y: f32) {
        if run.glyphs.is_empty() {
            return;
        }
        self.color(style::words(run.color, self.palette.as_ref()));
        let _ = write!(
            self.out,
            "BT /{} {} Tf {} {} Td ",
            run.face.resource(),
            num(run.size),
            num(x + run.x),
            num(self.height - y - run.y)
        );
        let mut array = Show::default();
        let clusters = clusters(run);
        for word in clusters.split_inclusive(|(_, text)| *text == " ") {
            self.word(&mut array, run, word);
        }
        array.flush(&mut self.out);
        self.raw("ET");
    }

    /// A word with the space behind it. Where its glyphs do not tell its text, the text is stated for
    /// the word as a whole: readers take a base with its marks apart otherwise.
    fn word(&mut self, array: &mut Show, run: &GlyphRun, clusters: &[(&[Glyph], &str)]) {
        let used = &mut self.glyphs.used[run.face.index()];
        let mut known = true;
        for (glyphs, text) in clusters {
            known &= used.claim(glyphs, text);
        }
        let mut clusters = clusters;
        if !known {
            let mut stated = clusters;
            if let [head @ .., (_, " ")] = clusters {
                stated = head;
            }
            let text: String = stated.iter().map(|(_, text)| *text).collect();
            array.flush(&mut self.out);
            let _ = write!(self.out, "/Span <</ActualText {}>> BDC ", hex_text(&text));
            self.glyphs_of(array, run, stated);
            array.flush(&mut self.out);
            self.out.push_str("EMC ");
            clusters = clusters.get(stated.len()..).unwrap_or_default();
        }
        self.glyphs_of(array, run, clusters);
    }

    fn glyphs_of(&mut self, array: &mut Show, run: &GlyphRun, clusters: &[(&[Glyph], &str)]) {
        let face = self.glyphs.fonts.face(run.face);
        let used = &mut self.glyphs.used[run.face.index()];
        let scale = 1000.0 / face.upem;
        for glyph in clusters.iter().flat_map(|(glyphs, _)| *glyphs) {
            let id = used.glyphs.remap(glyph.id);
            if glyph.dy != 0 {
                array.flush(&mut self.out);
                let rise = to_f32(glyph.dy) / face.upem * run.size;
                let _ = write!(self.out, "{} Ts ", num(rise));
            }
            array.adjust -= to_f32(glyph.dx) * scale;
            array.glyph(id);
            array.adjust +=
                (face.width(glyph.id) - to_f32(glyph.advance) + to_f32(glyph.dx)) * scale;
            if glyph.dy != 0 {
                array.flush(&mut self.out);
                self.out.push_str("0 Ts ");
            }
        }
    }
}

impl Used {
    /// Notes the text of a cluster's glyphs; whether readers get its text from them.
    fn claim(&mut self, glyphs: &[Glyph], text: &str) -> bool {
        let mut ids = glyphs.iter().map(|glyph| self.glyphs.remap(glyph.id));
        if let [_] = glyphs {
            let id = ids.next().unwrap_or(0);
            return self.unicode.entry(id).or_insert_with(|| text.to_owned()) == text;
        }
        if text.chars().count() == glyphs.len() {
            for (id, c) in ids.zip(text.chars()) {
                self.unicode.entry(id).or_insert_with(|| c.to_string());
            }
        } else {
            ids.for_each(drop);
        }
        false
    }
}

/// The clusters of a run: their glyphs and their text.
fn clusters(run: &GlyphRun) -> Vec<(&[Glyph], &str)> {
    let mut clusters = Vec::new();
    // What stands before the first glyph is not drawn, but part of the words.
    let mut from = 0;
    let mut rest = run.glyphs.as_slice();
    while let Some(first) = rest.first() {
        let count = rest
            .iter()
            .take_while(|g| g.cluster == first.cluster)
            .count();
        let (glyphs, tail) = rest.split_at(count);
        let next = tail.first().map_or(run.text.len(), |glyph| glyph.cluster);
        clusters.push((glyphs, run.text.get(from..next).unwrap_or("")));
        from = next;
        rest = tail;
    }
    clusters
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
