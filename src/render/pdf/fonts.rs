//! The three faces, parsed once.

use std::sync::OnceLock;

use harfrust::{Direction, Font, Language, Script, ShapePlan, Tag};
use skrifa::MetadataProvider;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;

use super::PdfError;

/// A face of the family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Upright.
    Regular,
    /// Bold.
    Bold,
    /// Italic.
    Italic,
}

impl Face {
    /// All faces, in the order of their resources.
    pub const ALL: [Self; 3] = [Self::Regular, Self::Bold, Self::Italic];

    /// Position in [`Face::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        match self {
            Self::Regular => 0,
            Self::Bold => 1,
            Self::Italic => 2,
        }
    }

    /// Name of the resource in the content streams.
    #[must_use]
    pub fn resource(self) -> &'static str {
        match self {
            Self::Regular => "F0",
            Self::Bold => "F1",
            Self::Italic => "F2",
        }
    }

    /// PostScript name.
    #[must_use]
    pub fn postscript(self) -> &'static str {
        match self {
            Self::Regular => "NotoSans-Regular",
            Self::Bold => "NotoSans-Bold",
            Self::Italic => "NotoSans-Italic",
        }
    }

    fn data(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../../assets/fonts/NotoSans-Regular.ttf"),
            Self::Bold => include_bytes!("../../../assets/fonts/NotoSans-Bold.ttf"),
            Self::Italic => include_bytes!("../../../assets/fonts/NotoSans-Italic.ttf"),
        }
    }
}

/// A parsed face.
pub struct FaceData {
    /// The file.
    pub data: &'static [u8],
    /// For shaping.
    pub shaping: Font,
    /// Plan for left-to-right Latin text in German.
    pub plan: ShapePlan,
    charmap: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    /// Units of an em.
    pub upem: f32,
    /// Height above the base line in font units.
    pub ascent: f32,
    /// Depth below the base line in font units, negative.
    pub descent: f32,
    /// Height of capitals in font units.
    pub cap_height: f32,
    /// Bounding box of all glyphs.
    pub bbox: [f32; 4],
}

impl FaceData {
    fn load(face: Face) -> Result<Self, PdfError> {
        let data = face.data();
        let shaping = Font::new(data, 0).ok_or(PdfError::Font(face.postscript()))?;
        let font = skrifa::FontRef::new(data).map_err(|_| PdfError::Font(face.postscript()))?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let language = "de".parse::<Language>().ok();
        let script = Script::from_iso15924_tag(Tag::new(b"Latn"));
        let plan = ShapePlan::new(
            &shaping,
            Direction::LeftToRight,
            script,
            language.as_ref(),
            &[],
        );
        let bbox = metrics
            .bounds
            .map_or([0.0; 4], |b| [b.x_min, b.y_min, b.x_max, b.y_max]);
        Ok(Self {
            charmap: font.charmap(),
            metrics: font.glyph_metrics(Size::unscaled(), LocationRef::default()),
            data,
            shaping,
            plan,
            upem: f32::from(metrics.units_per_em),
            ascent: metrics.ascent,
            descent: metrics.descent,
            cap_height: metrics.cap_height.unwrap_or(metrics.ascent * 0.7),
            bbox,
        })
    }

    /// Whether the face draws `c`.
    #[must_use]
    pub fn has(&self, c: char) -> bool {
        self.charmap.map(c).is_some()
    }

    /// The glyph of a character.
    #[must_use]
    pub fn glyph(&self, c: char) -> Option<u16> {
        let id = self.charmap.map(c)?;
        u16::try_from(id.to_u32()).ok()
    }

    /// Width of a glyph in font units.
    #[must_use]
    pub fn width(&self, glyph: u16) -> f32 {
        self.metrics
            .advance_width(skrifa::GlyphId::from(glyph))
            .unwrap_or(0.0)
    }
}

/// The three faces.
pub struct Fonts {
    faces: [FaceData; 3],
}

impl Fonts {
    /// The fonts of this program, parsed at the first use.
    pub fn get() -> Result<&'static Self, PdfError> {
        static FONTS: OnceLock<Option<Fonts>> = OnceLock::new();
        FONTS
            .get_or_init(|| {
                Some(Self {
                    faces: [
                        FaceData::load(Face::Regular).ok()?,
                        FaceData::load(Face::Bold).ok()?,
                        FaceData::load(Face::Italic).ok()?,
                    ],
                })
            })
            .as_ref()
            .ok_or(PdfError::Font("Noto Sans"))
    }

    /// One face.
    #[must_use]
    pub fn face(&self, face: Face) -> &FaceData {
        match face {
            Face::Regular => &self.faces[0],
            Face::Bold => &self.faces[1],
            Face::Italic => &self.faces[2],
        }
    }
}
