//! Posters: the largest type with which a document fits one page.
//!
//! A poster is laid out in a narrower measure and enlarged as a whole, so that its proportions
//! stay. From large to small the first scale that fits is taken. What does not fit the smallest
//! readable one goes on a second page: nothing is hidden.

use std::rc::Rc;

use crate::document::Document;
use crate::render::design::Logo;

use super::fragment::{Fragment, Item, LaidOut};
use super::layout::{self, Frame, Look, Piece};
use super::page;
use super::shape::Shaper;
use super::style;

/// Enlargements from large to small: running text of 29 to 14 points.
const SCALES: [f32; 12] = [
    2.8, 2.6, 2.4, 2.25, 2.1, 1.95, 1.8, 1.7, 1.6, 1.5, 1.42, 1.34,
];

/// The space between blocks grows less than the type.
const SPACE: f32 = 0.5;

/// Puts a poster on one page, in the largest type that fits.
pub fn lay_out(shaper: &Shaper, document: &Document, logo: Option<&Logo>) -> LaidOut {
    let mut laid_out = LaidOut::default();
    let (_, width) = style::measure(document.layout);
    for scale in SCALES {
        let pieces: Vec<Piece> = layout::flow(shaper, document, Look::Poster, width / scale)
            .into_iter()
            .map(|piece| enlarged(piece, document, scale))
            .collect();
        laid_out = page::paginate(shaper, document, &pieces, logo);
        if laid_out.pages.len() <= 1 {
            break;
        }
    }
    laid_out
}

fn enlarged(mut piece: Piece, document: &Document, scale: f32) -> Piece {
    if piece.from_corner {
        return piece;
    }
    let (left, _) = style::measure(document.layout);
    let right = |x: f32| left + (x - style::LEFT) * scale;
    piece.x = right(piece.x);
    piece.space *= scale * SPACE;
    piece.fragment = Rc::new(drawn_larger(&piece.fragment, scale));
    piece.head = piece.head.map(|head| Rc::new(drawn_larger(&head, scale)));
    piece.frames = piece
        .frames
        .iter()
        .map(|frame| Frame {
            x: right(frame.x),
            width: frame.width * scale,
            ..*frame
        })
        .collect();
    piece
}

fn drawn_larger(fragment: &Fragment, scale: f32) -> Fragment {
    let larger = |rect: [f32; 4]| rect.map(|length| length * scale);
    let mut drawn = fragment.clone();
    drawn.height *= scale;
    for item in &mut drawn.items {
        match item {
            Item::Text { run, .. } => {
                run.x *= scale;
                run.y *= scale;
                run.size *= scale;
            }
            Item::Fill { rect, .. } | Item::Link { rect, .. } | Item::Picture { rect, .. } => {
                *rect = larger(*rect);
            }
        }
    }
    drawn
}
