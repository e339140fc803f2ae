//! Colours, sizes and measures, all in one place.

use crate::document::model::Layout;
use crate::render::design::Palette;

use super::fonts::Face;
use super::fragment::Color;
use super::layout::Look;
use super::paragraph::TextStyle;

/// Points of a millimetre.
pub const MM: f32 = 72.0 / 25.4;
/// Width of A4.
pub const PAGE_WIDTH: f32 = 210.0 * MM;
/// Height of A4.
pub const PAGE_HEIGHT: f32 = 297.0 * MM;
/// Left margin of DIN 5008.
pub const LEFT: f32 = 25.0 * MM;
/// Right margin of DIN 5008.
pub const RIGHT: f32 = 20.0 * MM;
/// Width of the text.
pub const TEXT_WIDTH: f32 = PAGE_WIDTH - LEFT - RIGHT;
/// Margin of a poster at both sides: nobody files it.
const POSTER_SIDE: f32 = 15.0 * MM;
/// Lower edge of the text.
pub const BOTTOM: f32 = 272.0 * MM;
/// Lower edge of the text of a poster: just above the foot.
pub const POSTER_BOTTOM: f32 = 277.0 * MM;

/// How a page lies, and where its text stands: lengths from the upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sheet {
    /// Width of the paper.
    pub width: f32,
    /// Height of the paper.
    pub height: f32,
    /// Left edge of the text.
    pub left: f32,
    /// Width of the text.
    pub text_width: f32,
    /// Lower edge of the text.
    pub bottom: f32,
    /// Upper edge of the foot.
    pub foot: f32,
}

/// A4 across, for wide tables.
pub const LANDSCAPE: Sheet = Sheet {
    width: PAGE_HEIGHT,
    height: PAGE_WIDTH,
    left: LEFT,
    text_width: PAGE_HEIGHT - LEFT - RIGHT,
    bottom: 188.0 * MM,
    foot: 195.0 * MM,
};

/// The sheet of a page.
#[must_use]
pub fn sheet(layout: Layout, landscape: bool) -> Sheet {
    if landscape {
        return LANDSCAPE;
    }
    let (left, text_width) = measure(layout);
    Sheet {
        width: PAGE_WIDTH,
        height: PAGE_HEIGHT,
        left,
        text_width,
        bottom: match layout {
            Layout::Brief | Layout::Seite | Layout::Verzeichnis => BOTTOM,
            Layout::Plakat => POSTER_BOTTOM,
        },
        foot: 282.0 * MM,
    }
}

/// Text.
pub const INK: Color = [0x1a, 0x1a, 0x1a];
/// The one accent; a house's own colour takes its place.
pub const ACCENT: Color = [0x1f, 0x3a, 0x5f];
/// Links.
pub const LINK: Color = [0x1f, 0x3a, 0x8a];
/// Open values.
pub const OPEN: Color = [0x5c, 0x3d, 0x00];
/// Words that a redline marks as inserted.
pub const INSERTED: Color = [0x1b, 0x6b, 0x36];
/// Words that a redline marks as deleted.
pub const DELETED: Color = [0xa0, 0x1c, 0x1c];
/// Labels, heads and feet.
pub const MUTED: Color = [0x55, 0x5b, 0x63];
/// Thin lines.
pub const RULE: Color = [0xc4, 0xcb, 0xd4];
/// Ground of a table's head and of cards.
pub const GROUND: Color = [0xf1, 0xf4, 0xf8];
/// Ground and bar of a warning.
pub const WARNING: (Color, Color) = ([0xfd, 0xf3, 0xec], [0xb0, 0x3a, 0x1a]);
/// Ground and bar of the most important lines.
pub const IMPORTANT: (Color, Color) = ([0xee, 0xf2, 0xf8], ACCENT);
/// Ground and bar of a remark.
pub const REMARK: (Color, Color) = ([0xf5, 0xf6, 0xf7], [0x5a, 0x63, 0x6e]);
/// The word behind a draft.
pub const WATERMARK: Color = [0xe9, 0xe9, 0xe9];
/// Markings in the head.
pub const MARKING: Color = [0xa0, 0x1c, 0x1c];

/// The colour of words where a house has its own: it takes the place of the accent.
#[must_use]
pub fn words(color: Color, palette: Option<&Palette>) -> Color {
    match palette {
        Some(palette) if color == ACCENT => palette.words.0,
        Some(_) | None => color,
    }
}

/// The colour of lines, edges and grounds where a house has its own.
#[must_use]
pub fn ground(color: Color, palette: Option<&Palette>) -> Color {
    match palette {
        Some(palette) if color == ACCENT => palette.lines.0,
        Some(palette) if color == GROUND => palette.ground.0,
        Some(palette) if color == IMPORTANT.0 => palette.box_ground.0,
        Some(_) | None => color,
    }
}

/// Left edge and width of the text of an upright page.
#[must_use]
pub fn measure(layout: Layout) -> (f32, f32) {
    match layout {
        Layout::Brief | Layout::Seite | Layout::Verzeichnis => (LEFT, TEXT_WIDTH),
        Layout::Plakat => (POSTER_SIDE, PAGE_WIDTH - 2.0 * POSTER_SIDE),
    }
}

/// Running text.
#[must_use]
pub fn body() -> TextStyle {
    text(10.5, 14.7, Face::Regular, INK)
}

/// Running text of a poster: large type needs less space between lines.
#[must_use]
pub fn poster_body() -> TextStyle {
    text(10.5, 13.4, Face::Regular, INK)
}

/// Running text of a letter that is to fit one page.
#[must_use]
pub fn dense_body() -> TextStyle {
    text(10.0, 13.0, Face::Regular, INK)
}

/// The subject of a letter that is to fit one page.
#[must_use]
pub fn dense_title() -> TextStyle {
    TextStyle {
        hyphenate: false,
        ..text(13.0, 17.0, Face::Bold, ACCENT)
    }
}

/// Headings that stand in the margin, beside text of this look.
#[must_use]
pub fn heading_beside(body: TextStyle) -> TextStyle {
    TextStyle {
        hyphenate: false,
        face: Face::Bold,
        color: ACCENT,
        ..body
    }
}

/// Text of tables.
#[must_use]
pub fn table() -> TextStyle {
    text(9.5, 13.0, Face::Regular, INK)
}

/// Text of tables with many columns, on landscape pages.
#[must_use]
pub fn wide_table() -> TextStyle {
    text(8.5, 11.6, Face::Regular, INK)
}

/// Text of heads and feet.
#[must_use]
pub fn small() -> TextStyle {
    TextStyle {
        hyphenate: false,
        ..text(8.0, 11.0, Face::Regular, MUTED)
    }
}

/// What only a comparison needs: a digest in the foot.
#[must_use]
pub fn tiny() -> TextStyle {
    TextStyle {
        hyphenate: false,
        ..text(6.5, 9.0, Face::Regular, MUTED)
    }
}

/// Headings: a public notice has the largest title; a poster is enlarged as a whole.
#[must_use]
pub fn heading(level: u8, look: Look) -> TextStyle {
    let (size, leading, color) = match (level, look) {
        (0 | 1, Look::Notice | Look::Close) => (22.0, 28.0, ACCENT),
        (0 | 1, _) => (15.0, 20.0, ACCENT),
        (2, _) => (12.5, 17.0, ACCENT),
        (3..=u8::MAX, _) => (10.5, 14.7, INK),
    };
    TextStyle {
        hyphenate: false,
        ..text(size, leading, Face::Bold, color)
    }
}

/// A style with hyphenation.
#[must_use]
pub fn text(size: f32, leading: f32, face: Face, color: Color) -> TextStyle {
    TextStyle {
        size,
        leading,
        face,
        color,
        hyphenate: true,
    }
}
