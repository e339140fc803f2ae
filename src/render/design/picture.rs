//! A file with a picture to something that can be drawn without harm.
//!
//! Whatever the file holds besides the picture (texts, programs, references, profiles, places) is
//! left behind. The picture is opaque, on white, so that paper needs no transparency and a dark
//! screen shows the same.

use super::{pixels, svg};

pub use super::pixels::Pixels;
pub use super::shapes::{Paint, Segment, Shape};

/// Largest PNG file, in bytes.
pub const PNG_LIMIT: u64 = 8 * 1024 * 1024;
/// Largest SVG file, in bytes.
pub const SVG_LIMIT: usize = 1024 * 1024;
/// Most pixels of a side.
pub const SIDE_LIMIT: u32 = 10_000;
/// Most pixels in all.
pub const PIXEL_LIMIT: u64 = 32_000_000;
/// How much longer one side may be than the other.
const RATIO_LIMIT: f32 = 20.0;

/// A picture, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Width and height; only their ratio means something.
    pub size: (f32, f32),
    /// What is drawn on paper.
    pub ink: Ink,
    /// The picture for screens, as a PNG file, and its size in pixels.
    pub screen: (Vec<u8>, u32, u32),
    /// Pixels of the width of the file; drawings without pixels have none.
    pub pixels: Option<u32>,
}

/// What is drawn on paper.
#[derive(Debug, Clone, PartialEq)]
pub enum Ink {
    /// Opaque pixels.
    Pixels(Pixels),
    /// Opaque shapes, from back to front.
    Shapes(Vec<Shape>),
}

/// Why a file is no picture that can be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// Neither PNG nor SVG.
    #[error("Die Datei ist weder ein PNG- noch ein SVG-Bild")]
    Kind,
    /// Broken or cut off.
    #[error("Die Datei ist beschädigt oder unvollständig")]
    Broken,
    /// Too many bytes or pixels.
    #[error("Das Bild ist zu groß")]
    TooLarge,
    /// Far longer than high, or the reverse; or without extent.
    #[error("Das Bild ist leer oder mehr als zwanzigmal so breit wie hoch oder so hoch wie breit")]
    Ratio,
    /// SVG with words that need a font.
    #[error(
        "Das SVG-Bild enthält Schrift als Text; ohne die passende Schriftart sähe es anders aus"
    )]
    Words,
    /// SVG with a picture inside.
    #[error("Das SVG-Bild enthält ein eingebettetes oder verknüpftes Pixelbild")]
    Inner,
    /// SVG with a program.
    #[error("Das SVG-Bild enthält ein Programm (Skript) oder fremde Inhalte")]
    Program,
    /// SVG with effects.
    #[error("Das SVG-Bild enthält Effekte (Filter), etwa Schatten oder Unschärfe")]
    Filter,
    /// SVG that moves.
    #[error("Das SVG-Bild enthält Bewegung (Animation)")]
    Motion,
    /// SVG that refers to other files.
    #[error("Das SVG-Bild verweist auf andere Dateien oder Adressen")]
    Reference,
    /// SVG with entities of its own.
    #[error("Das SVG-Bild definiert eigene XML-Entitäten")]
    Entities,
    /// SVG with too many parts.
    #[error("Das SVG-Bild hat zu viele oder zu tief verschachtelte Teile")]
    Parts,
}

/// Size on screens, in pixels: three times as large as it stands there.
pub(super) const SCREEN: (f32, f32) = (576.0, 192.0);

impl Picture {
    /// Reads a picture.
    ///
    /// # Errors
    /// See [`PictureError`].
    pub fn read(bytes: &[u8]) -> Result<Self, PictureError> {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Self::of_pixels(pixels::read(bytes)?);
        }
        svg::read(bytes)
    }

    fn of_pixels(whole: Pixels) -> Result<Self, PictureError> {
        let size = (side(whole.width), side(whole.height));
        check_ratio(size)?;
        // The largest place is that of a poster; more than 600 pixels an inch nobody sees.
        let (width, height) = fit(size, PLACE);
        let paper = whole.reduced(width * 600.0 / 72.0, height * 600.0 / 72.0);
        let (width, height) = fit(size, SCREEN);
        let screen = whole.reduced(width, height);
        Ok(Self {
            size,
            ink: Ink::Pixels(paper),
            screen: (screen.png()?, screen.width, screen.height),
            pixels: Some(whole.width),
        })
    }

    /// Width and height where it is to fit a place.
    #[must_use]
    pub fn fit(&self, place: (f32, f32)) -> (f32, f32) {
        fit(self.size, place)
    }

    /// Pixels an inch where it is drawn as wide as this, in points; drawings have none.
    #[must_use]
    pub fn density(&self, width: f32) -> Option<f32> {
        self.pixels.map(|pixels| side(pixels) / (width / 72.0))
    }
}

/// The largest place of a logo on paper, in points: 60 by 20 millimetres.
pub const PLACE: (f32, f32) = (170.08, 56.69);

pub(super) fn check_ratio((width, height): (f32, f32)) -> Result<(), PictureError> {
    let ratio = width / height;
    let is_sound = ratio.is_finite() && ratio > 0.0;
    if is_sound && ratio <= RATIO_LIMIT && 1.0 / ratio <= RATIO_LIMIT {
        Ok(())
    } else {
        Err(PictureError::Ratio)
    }
}

pub(super) fn fit((width, height): (f32, f32), (wide, high): (f32, f32)) -> (f32, f32) {
    let scale = (wide / width).min(high / height);
    (width * scale, height * scale)
}

#[allow(clippy::cast_precision_loss)]
pub(super) fn side(pixels: u32) -> f32 {
    pixels as f32
}
