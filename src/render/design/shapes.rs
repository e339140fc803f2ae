//! A drawing of opaque shapes: what most coats of arms are, and what paper draws sharp at any size.

use resvg::tiny_skia::{PathSegment, Transform};
use resvg::usvg::{self, FillRule, Group, LineCap, LineJoin, Node};

/// A shape in one colour.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// From the shape's own units to those of the drawing, whose `y` grows downwards.
    pub place: [f32; 6],
    /// Its outline.
    pub outline: Vec<Segment>,
    /// How it is painted, in this order.
    pub paint: Vec<Paint>,
}

/// A piece of an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    /// Begins anew at a point.
    Move([f32; 2]),
    /// A straight line to a point.
    Line([f32; 2]),
    /// A curve with two control points to a point.
    Curve([f32; 6]),
    /// Back to the beginning.
    Close,
}

/// How a shape is painted.
#[derive(Debug, Clone, PartialEq)]
pub enum Paint {
    /// Its inside.
    Fill {
        /// Colour.
        color: [u8; 3],
        /// Whether what is surrounded twice counts as outside.
        even_odd: bool,
    },
    /// Its outline.
    Stroke {
        /// Colour.
        color: [u8; 3],
        /// Width in the shape's own units.
        width: f32,
        /// Ends of lines, as PDF numbers them.
        cap: u8,
        /// Corners, as PDF numbers them.
        join: u8,
        /// Limit of pointed corners.
        miter: f32,
        /// Dashes and where they begin.
        dashes: (Vec<f32>, f32),
    },
}

/// The shapes of a drawing; `None` where it needs more than opaque shapes in plain colours.
pub(super) fn of(group: &Group) -> Option<Vec<Shape>> {
    let mut shapes = Vec::new();
    collect(group, &mut shapes)?;
    Some(shapes)
}

fn collect(group: &Group, shapes: &mut Vec<Shape>) -> Option<()> {
    if group.should_isolate() {
        return None;
    }
    for node in group.children() {
        match node {
            Node::Group(group) => collect(group, shapes)?,
            Node::Path(path) if path.is_visible() => shapes.push(shape(path)?),
            Node::Path(_) => {}
            Node::Image(_) | Node::Text(_) => return None,
        }
    }
    Some(())
}

fn shape(path: &usvg::Path) -> Option<Shape> {
    let fill = path.fill().map(|fill| {
        let even_odd = fill.rule() == FillRule::EvenOdd;
        let color = plain(fill.paint(), fill.opacity())?;
        Some(Paint::Fill { color, even_odd })
    });
    let stroke = path.stroke().map(stroke);
    let mut paint: Vec<Paint> = [fill, stroke]
        .into_iter()
        .flatten()
        .collect::<Option<_>>()?;
    if path.paint_order() == usvg::PaintOrder::StrokeAndFill {
        paint.reverse();
    }
    let Transform {
        sx,
        ky,
        kx,
        sy,
        tx,
        ty,
    } = path.abs_transform();
    Some(Shape {
        place: [sx, ky, kx, sy, tx, ty],
        outline: outline(path.data().segments()),
        paint,
    })
}

fn plain(paint: &usvg::Paint, opacity: usvg::Opacity) -> Option<[u8; 3]> {
    let usvg::Paint::Color(color) = paint else {
        return None;
    };
    (opacity == usvg::Opacity::ONE).then_some([color.red, color.green, color.blue])
}

fn stroke(stroke: &usvg::Stroke) -> Option<Paint> {
    let join = match stroke.linejoin() {
        LineJoin::Miter => 0,
        LineJoin::Round => 1,
        LineJoin::Bevel => 2,
        LineJoin::MiterClip => return None,
    };
    let cap = match stroke.linecap() {
        LineCap::Butt => 0,
        LineCap::Round => 1,
        LineCap::Square => 2,
    };
    let dashes = stroke.dasharray().unwrap_or_default().to_vec();
    Some(Paint::Stroke {
        color: plain(stroke.paint(), stroke.opacity())?,
        width: stroke.width().get(),
        cap,
        join,
        miter: stroke.miterlimit().get(),
        dashes: (dashes, stroke.dashoffset()),
    })
}

fn outline(segments: impl Iterator<Item = PathSegment>) -> Vec<Segment> {
    let mut last = [0.0_f32; 2];
    segments
        .map(|segment| match segment {
            PathSegment::MoveTo(to) => {
                last = [to.x, to.y];
                Segment::Move(last)
            }
            PathSegment::LineTo(to) => {
                last = [to.x, to.y];
                Segment::Line(last)
            }
            PathSegment::QuadTo(by, to) => {
                // The same curve with two control points.
                let towards = |from: f32, by: f32| from + (by - from) * 2.0 / 3.0;
                let curve = [
                    towards(last[0], by.x),
                    towards(last[1], by.y),
                    towards(to.x, by.x),
                    towards(to.y, by.y),
                    to.x,
                    to.y,
                ];
                last = [to.x, to.y];
                Segment::Curve(curve)
            }
            PathSegment::CubicTo(one, two, to) => {
                last = [to.x, to.y];
                Segment::Curve([one.x, one.y, two.x, two.y, to.x, to.y])
            }
            PathSegment::Close => Segment::Close,
        })
        .collect()
}
