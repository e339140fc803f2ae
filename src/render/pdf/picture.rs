//! A picture as an object of a file: opaque pixels, or shapes that stay sharp.
//!
//! Neither needs transparency. Colours are DeviceRGB, which the output intent makes sRGB.

use std::fmt::Write as _;

use lopdf::{Object, ObjectId, StringFormat, dictionary};

use crate::render::design::Picture;
use crate::render::design::picture::{Ink, Paint, Pixels, Segment, Shape};

use super::PdfError;
use super::writer::compressed;

/// Name of the object on its page.
pub(super) const NAME: &str = "Logo";
/// The operator that draws it.
pub(super) const USE: &str = "/Logo Do";

/// Width and height of the object in its own units.
pub(super) fn units(picture: &Picture) -> (f32, f32) {
    match &picture.ink {
        Ink::Pixels(_) => (1.0, 1.0),
        Ink::Shapes(_) => picture.size,
    }
}

/// Writes the object.
pub(super) fn object(pdf: &mut lopdf::Document, picture: &Picture) -> Result<ObjectId, PdfError> {
    let stream = match &picture.ink {
        Ink::Pixels(pixels) => image(pixels)?,
        Ink::Shapes(shapes) => {
            let (width, height) = picture.size;
            let dict = dictionary! {
                "Type" => "XObject",
                "Subtype" => "Form",
                "BBox" => vec![0.into(), 0.into(), Object::Real(width), Object::Real(height)],
                "Resources" => dictionary! {},
            };
            compressed(dict, operators(shapes, height).as_bytes())?
        }
    };
    Ok(pdf.add_object(stream))
}

fn image(pixels: &Pixels) -> Result<lopdf::Stream, PdfError> {
    let mut dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(pixels.width),
        "Height" => i64::from(pixels.height),
        "BitsPerComponent" => 8,
        "ColorSpace" => "DeviceRGB",
    };
    let Some((palette, indices)) = pixels.indexed() else {
        return compressed(dict, &pixels.rgb);
    };
    let last = i64::try_from(palette.len() / 3).unwrap_or(256) - 1;
    let colours = vec![
        Object::Name(b"Indexed".to_vec()),
        Object::Name(b"DeviceRGB".to_vec()),
        Object::Integer(last),
        Object::String(palette, StringFormat::Hexadecimal),
    ];
    dict.set("ColorSpace", colours);
    compressed(dict, &indices)
}

/// The operators that paint shapes; `y` grows upwards in a file.
fn operators(shapes: &[Shape], height: f32) -> String {
    let mut out = format!("1 0 0 -1 0 {} cm\n", exact(height));
    for shape in shapes {
        for paint in &shape.paint {
            // Writing to a String cannot fail.
            let _ = write!(out, "q {} cm ", list(&shape.place));
            set(&mut out, paint);
            for segment in &shape.outline {
                let _ = match segment {
                    Segment::Move(at) => write!(out, "{} m ", list(at)),
                    Segment::Line(to) => write!(out, "{} l ", list(to)),
                    Segment::Curve(points) => write!(out, "{} c ", list(points)),
                    Segment::Close => write!(out, "h "),
                };
            }
            out.push_str(match paint {
                Paint::Fill {
                    even_odd: false, ..
                } => "f",
                Paint::Fill { even_odd: true, .. } => "f*",
                Paint::Stroke { .. } => "S",
            });
            out.push_str(" Q\n");
        }
    }
    out
}

/// Colour and pen.
fn set(out: &mut String, paint: &Paint) {
    let colour = |color: &[u8; 3]| list(&color.map(|part| f32::from(part) / 255.0));
    let _ = match paint {
        Paint::Fill { color, .. } => write!(out, "{} rg ", colour(color)),
        Paint::Stroke {
            color,
            width,
            cap,
            join,
            miter,
            dashes: (dashes, phase),
        } => write!(
            out,
            "{} RG {} w {cap} J {join} j {} M [{}] {} d ",
            colour(color),
            exact(*width),
            exact(miter.max(1.0)),
            list(dashes),
            exact(*phase)
        ),
    };
}

fn list(numbers: &[f32]) -> String {
    let numbers: Vec<String> = numbers.iter().map(|number| exact(*number)).collect();
    numbers.join(" ")
}

/// A number with as many places as a drawing needs that is enlarged.
pub(super) fn exact(value: f32) -> String {
    let words = format!("{value:.5}");
    let words = words.trim_end_matches('0').trim_end_matches('.');
    if words == "-0" || words.is_empty() {
        "0".to_owned()
    } else {
        words.to_owned()
    }
}
