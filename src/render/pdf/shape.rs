//! Words to glyphs, each word once.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use harfrust::{Buffer, Direction, Language, Script, ShapeOptions, ShaperFont, Tag};

use super::fonts::{Face, Fonts};
use super::fragment::Glyph;

/// A shaped piece of text, in font units.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shaped {
    /// Glyphs; clusters are byte offsets in the piece of text.
    pub glyphs: Vec<Glyph>,
    /// Sum of the advances, in ems.
    pub ems: f32,
    /// Characters that no face draws.
    missing: Vec<char>,
}

/// Shaped words of one face; only ever looked up, never walked.
type Words = HashMap<Box<str>, Rc<Shaped>>;

/// So many words of a face are remembered from one document to the next.
const REMEMBERED: usize = 20_000;

thread_local! {
    /// What the documents before this one had shaped: letters of a series share most of their words.
    static BEFORE: RefCell<[Words; 3]> = RefCell::default();
}

/// Shapes and remembers.
pub struct Shaper {
    fonts: &'static Fonts,
    prepared: [ShaperFont<'static, 'static>; 3],
    language: Option<Language>,
    cache: RefCell<[Words; 3]>,
    buffer: RefCell<Buffer>,
    missing: RefCell<BTreeSet<char>>,
}

impl Shaper {
    /// A shaper that remembers the words of the documents before it.
    #[must_use]
    pub fn new(fonts: &'static Fonts) -> Self {
        Self {
            fonts,
            prepared: Face::ALL.map(|face| ShaperFont::new(&fonts.face(face).shaping)),
            language: "de".parse().ok(),
            cache: RefCell::new(BEFORE.take()),
            buffer: RefCell::new(Buffer::new()),
            missing: RefCell::default(),
        }
    }

    /// The fonts.
    #[must_use]
    pub fn fonts(&self) -> &'static Fonts {
        self.fonts
    }

    /// Characters that no face draws; they stand as replacement characters.
    #[must_use]
    pub fn into_missing(self) -> BTreeSet<char> {
        let mut words = self.cache.into_inner();
        for of_face in &mut words {
            if of_face.len() > REMEMBERED {
                of_face.clear();
            }
        }
        BEFORE.set(words);
        self.missing.into_inner()
    }

    /// Shapes a word.
    pub fn shape(&self, face: Face, text: &str) -> Rc<Shaped> {
        if let Some(found) = self.cache.borrow()[face.index()].get(text) {
            self.note(&found.missing);
            return Rc::clone(found);
        }
        let shaped = Rc::new(self.shape_new(face, text));
        self.note(&shaped.missing);
        self.cache.borrow_mut()[face.index()].insert(text.into(), Rc::clone(&shaped));
        shaped
    }

    fn note(&self, missing: &[char]) {
        if !missing.is_empty() {
            self.missing.borrow_mut().extend(missing);
        }
    }

    fn shape_new(&self, face: Face, text: &str) -> Shaped {
        let data = self.fonts.face(face);
        let mut missing = Vec::new();
        let mut buffer = self.buffer.borrow_mut();
        buffer.reset();
        for (at, c) in text.char_indices() {
            let drawn = if is_invisible(c) {
                continue;
            } else if data.has(c) || is_composed(data, c) {
                c
            } else {
                missing.push(c);
                char::REPLACEMENT_CHARACTER
            };
            buffer.push(u32::from(drawn), u32::try_from(at).unwrap_or(u32::MAX));
        }
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(Script::from_iso15924_tag(Tag::new(b"Latn")));
        buffer.set_language(self.language.clone());
        let options = ShapeOptions::new().plan(Some(&data.plan));
        let Some(font) = self.prepared.get(face.index()) else {
            return Shaped::default();
        };
        if harfrust::shape(font, &mut buffer, options).is_err() {
            return Shaped::default();
        }
        let mut glyphs = Vec::with_capacity(buffer.len());
        let mut units = 0_i32;
        for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
            units = units.saturating_add(position.x_advance);
            glyphs.push(Glyph {
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                advance: position.x_advance,
                dx: position.x_offset,
                dy: position.y_offset,
                cluster: usize::try_from(info.cluster).unwrap_or(0),
            });
        }
        Shaped {
            glyphs,
            ems: to_f32(units) / data.upem,
            missing,
        }
    }
}

/// Whether a face neither draws nor leaves out `c`.
pub(super) fn lacks(data: &super::fonts::FaceData, c: char) -> bool {
    !is_invisible(c) && !data.has(c) && !is_composed(data, c)
}

/// Whether the shaper draws `c` from its parts.
fn is_composed(data: &super::fonts::FaceData, c: char) -> bool {
    let mut parts = 0;
    let mut all = true;
    unicode_normalization::char::decompose_canonical(c, |part| {
        parts += 1;
        all &= data.has(part);
    });
    parts > 0 && all && parts != 1
}

/// Characters that steer and are never drawn.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}'
        | '\u{a}'..='\u{d}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Font units as a number with fraction; exact for every length that occurs.
#[allow(clippy::cast_precision_loss)]
pub fn to_f32(units: i32) -> f32 {
    units as f32
}
