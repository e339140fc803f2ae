//! PNG files to opaque pixels, and back.

use std::io::Cursor;

use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Limits, Transformations};

use super::picture::{PIXEL_LIMIT, PictureError, SIDE_LIMIT, side};

/// Opaque pixels in sRGB, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels of a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Red, green, blue of each pixel.
    pub rgb: Vec<u8>,
}

/// Reads a PNG file of any kind: grey or coloured, with or without palette and transparency, of 1
/// to 16 bits, interlaced or not, with a gamma of its own.
pub(super) fn read(bytes: &[u8]) -> Result<Pixels, PictureError> {
    let limits = Limits {
        bytes: 256 * 1024 * 1024,
    };
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_ignore_text_chunk(true);
    decoder.set_transformations(
        Transformations::EXPAND | Transformations::STRIP_16 | Transformations::ALPHA,
    );
    let header = decoder
        .read_header_info()
        .map_err(|_| PictureError::Broken)?;
    let (width, height) = (header.width, header.height);
    if width.max(height) > SIDE_LIMIT || u64::from(width) * u64::from(height) > PIXEL_LIMIT {
        return Err(PictureError::TooLarge);
    }
    let mut reader = decoder.read_info().map_err(|_| PictureError::Broken)?;
    let size = reader.output_buffer_size().ok_or(PictureError::TooLarge)?;
    let mut raw = vec![0; size];
    let frame = reader
        .next_frame(&mut raw)
        .map_err(|_| PictureError::Broken)?;
    let light = gamma(reader.info());
    let samples = match (frame.color_type, frame.bit_depth) {
        (ColorType::Rgba, BitDepth::Eight) => 4,
        (ColorType::GrayscaleAlpha, BitDepth::Eight) => 2,
        _ => return Err(PictureError::Broken),
    };
    raw.truncate(frame.buffer_size());
    let mut rgb = Vec::with_capacity(raw.len() / samples * 3);
    for pixel in raw.chunks_exact(samples) {
        let (colour, alpha) = match *pixel {
            [r, g, b, alpha] => ([r, g, b], alpha),
            [grey, alpha] => ([grey; 3], alpha),
            _ => return Err(PictureError::Broken),
        };
        rgb.extend(colour.map(|part| on_white(corrected(part, light.as_ref()), alpha)));
    }
    Ok(Pixels { width, height, rgb })
}

/// The table from samples to sRGB, where the file states another gamma.
fn gamma(info: &png::Info<'_>) -> Option<[u8; 256]> {
    if info.srgb.is_some() || info.icc_profile.is_some() {
        return None;
    }
    let gamma = info.gamma()?.into_value();
    // What cameras and programs write for sRGB, rounded in their ways.
    if !(0.1..=3.0).contains(&gamma) || (gamma - 0.4545).abs() < 0.005 {
        return None;
    }
    let mut table = [0_u8; 256];
    for (value, place) in (0_u8..=255).zip(table.iter_mut()) {
        let light = (f32::from(value) / 255.0).powf(1.0 / gamma);
        let part = if light <= 0.003_130_8 {
            light * 12.92
        } else {
            1.055 * light.powf(1.0 / 2.4) - 0.055
        };
        *place = rounded(part * 255.0);
    }
    Some(table)
}

fn corrected(part: u8, table: Option<&[u8; 256]>) -> u8 {
    table
        .and_then(|table| table.get(usize::from(part)).copied())
        .unwrap_or(part)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn rounded(value: f32) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

fn on_white(part: u8, alpha: u8) -> u8 {
    let (part, alpha) = (u32::from(part), u32::from(alpha));
    u8::try_from((part * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(255)
}

impl Pixels {
    /// The same picture with no more pixels than a place asks for: whole blocks become one pixel.
    pub(super) fn reduced(&self, width: f32, height: f32) -> Self {
        let times = (side(self.width) / width).max(side(self.height) / height);
        let block = (2_u32..=SIDE_LIMIT)
            .take_while(|block| side(*block) <= times.ceil())
            .last()
            .unwrap_or(1);
        if block == 1 || times <= 1.0 {
            return self.clone();
        }
        let (width, height) = (self.width.div_ceil(block), self.height.div_ceil(block));
        let mut rgb = Vec::new();
        for y in 0..height {
            for x in 0..width {
                rgb.extend(self.mean(x * block, y * block, block));
            }
        }
        Self { width, height, rgb }
    }

    /// The mean colour of a block.
    fn mean(&self, left: u32, top: u32, block: u32) -> [u8; 3] {
        let mut sum = [0_u64; 3];
        let mut count = 0_u64;
        for y in top..(top + block).min(self.height) {
            for x in left..(left + block).min(self.width) {
                let pixel = self.at(x, y);
                for (sum, part) in sum.iter_mut().zip(pixel) {
                    *sum += u64::from(*part);
                }
                count += 1;
            }
        }
        let count = count.max(1);
        sum.map(|sum| u8::try_from((sum + count / 2) / count).unwrap_or(255))
    }

    fn at(&self, x: u32, y: u32) -> &[u8] {
        let index = usize::try_from(u64::from(y) * u64::from(self.width) + u64::from(x));
        index
            .ok()
            .and_then(|index| self.rgb.get(index * 3..index * 3 + 3))
            .unwrap_or(&[255, 255, 255])
    }

    /// The picture as a PNG file that holds nothing else.
    pub(super) fn png(&self) -> Result<Vec<u8>, PictureError> {
        let mut out = Vec::new();
        let mut encoder = Encoder::new(&mut out, self.width, self.height);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_compression(Compression::High);
        let write = |encoder: Encoder<'_, &mut Vec<u8>>, data: &[u8]| {
            let mut writer = encoder.write_header()?;
            writer.write_image_data(data)?;
            writer.finish()
        };
        let done = match self.indexed() {
            Some((palette, indices)) => {
                encoder.set_color(ColorType::Indexed);
                encoder.set_palette(palette);
                write(encoder, &indices)
            }
            None => {
                encoder.set_color(ColorType::Rgb);
                write(encoder, &self.rgb)
            }
        };
        done.map_err(|_| PictureError::Broken)?;
        Ok(out)
    }

    /// Palette and indices, where there are no more than 256 colours.
    #[must_use]
    pub fn indexed(&self) -> Option<(Vec<u8>, Vec<u8>)> {
        let mut known = std::collections::BTreeMap::new();
        let mut palette = Vec::new();
        let mut indices = Vec::with_capacity(self.rgb.len() / 3);
        for pixel in self.rgb.chunks_exact(3) {
            let index = match known.get(pixel) {
                Some(index) => *index,
                None => {
                    let index = u8::try_from(known.len()).ok()?;
                    known.insert(pixel, index);
                    palette.extend_from_slice(pixel);
                    index
                }
            };
            indices.push(index);
        }
        Some((palette, indices))
    }
}
