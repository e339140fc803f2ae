//! Colours that can be read: contrast after WCAG 2.2 (1.4.3 for words, 1.4.11 for lines).

use std::fmt;

/// What words need beside their ground.
pub const WORDS: f64 = 4.5;
/// What lines and edges need beside their ground.
pub const LINES: f64 = 3.0;

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

/// The ground of a light page.
pub const WHITE: Colour = Colour([255; 3]);
/// The lighter ground of a dark page (`assets/stil.css`): the harder one for light words.
pub const NIGHT: Colour = Colour([0x1d, 0x20, 0x34]);

impl Colour {
    /// Reads `#0a5c36`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| {
            digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        })?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// Relative luminance (WCAG 2.2).
    #[must_use]
    pub fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Contrast to another colour: 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The nearest colour of the same hue that is as dark as a light ground asks for.
    #[must_use]
    pub fn darkened_for(self, ground: Self, need: f64) -> Self {
        if self.contrast(ground) >= need && self.luminance() <= ground.luminance() {
            return self;
        }
        let wanted = ((ground.luminance() + 0.05) / need - 0.05).max(0.0);
        let share = wanted / self.luminance().max(f64::MIN_POSITIVE);
        // Light adds up linearly, so the same share of each part keeps the hue.
        let dark = Self(self.0.map(|part| shade(linear(part) * share.min(1.0))));
        dark.stepped(ground, need, |part| part.saturating_sub(1))
    }

    /// A colour of the same hue that is as light as a dark ground asks for; mixed with white where
    /// more light alone is not enough.
    #[must_use]
    pub fn lightened_for(self, ground: Self, need: f64) -> Self {
        if self.contrast(ground) >= need && self.luminance() >= ground.luminance() {
            return self;
        }
        let wanted = ((ground.luminance() + 0.05) * need - 0.05).min(1.0);
        let parts = self.0.map(linear);
        let most = 1.0 / parts.into_iter().fold(f64::MIN_POSITIVE, f64::max);
        let more = (wanted / self.luminance().max(f64::MIN_POSITIVE)).clamp(1.0, most.max(1.0));
        let brighter = Self(parts.map(|part| shade(part * more)));
        let own = brighter.luminance();
        let share = ((wanted - own) / (1.0 - own).max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
        let light = Self(brighter.0.map(|part| {
            let part = linear(part);
            shade(part + (1.0 - part) * share)
        }));
        light.stepped(ground, need, |part| part.saturating_add(1))
    }

    /// Rounding to eight bits may miss the contrast by a step.
    fn stepped(mut self, ground: Self, need: f64, step: impl Fn(u8) -> u8) -> Self {
        for _ in 0..8 {
            if self.contrast(ground) >= need {
                break;
            }
            self = Self(self.0.map(&step));
        }
        self
    }

    /// A little of the colour in another one.
    #[must_use]
    pub fn tint(self, ground: Self, share: f64) -> Self {
        let mut mixed = ground.0;
        for (part, own) in mixed.iter_mut().zip(self.0) {
            let value = f64::from(*part) * (1.0 - share) + f64::from(own) * share;
            *part = byte(value);
        }
        Self(mixed)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(out, "#{r:02x}{g:02x}{b:02x}")
    }
}

fn linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.04045 {
        part / 12.92
    } else {
        ((part + 0.055) / 1.055).powf(2.4)
    }
}

fn shade(light: f64) -> u8 {
    let part = if light <= 0.003_130_8 {
        light * 12.92
    } else {
        1.055 * light.powf(1.0 / 2.4) - 0.055
    };
    byte(part * 255.0)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn byte(value: f64) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

/// The colours that follow from the one of a house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// The colour as the house writes it.
    pub house: Colour,
    /// Words on light grounds.
    pub words: Colour,
    /// Lines, bars and edges on light grounds.
    pub lines: Colour,
    /// Ground of heads of tables and of cards.
    pub ground: Colour,
    /// Ground of the most important box.
    pub box_ground: Colour,
    /// Words, lines and edges on a dark page.
    pub night: Colour,
    /// Ground on a dark page.
    pub night_ground: Colour,
}

impl Palette {
    /// The palette of a house's colour.
    #[must_use]
    pub fn of(house: Colour) -> Self {
        let ground = house.tint(WHITE, 0.05);
        let box_ground = house.tint(WHITE, 0.07);
        let night_ground = house.tint(NIGHT, 0.12);
        Self {
            house,
            words: house.darkened_for(box_ground, WORDS),
            lines: house.darkened_for(box_ground, LINES),
            ground,
            box_ground,
            night: house
                .lightened_for(night_ground, WORDS)
                .lightened_for(NIGHT, WORDS),
            night_ground,
        }
    }

    /// Whether words can stand in the colour as it is, on white.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        self.house.contrast(WHITE) >= WORDS
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn contrasts_are_those_of_wcag() {
        // Pairs with published ratios, in hundredths.
        for (one, two, ratio) in [
            ("#000000", "#ffffff", 2100),
            ("#767676", "#ffffff", 454),
            ("#777777", "#ffffff", 448),
            ("#949494", "#ffffff", 303),
            ("#959595", "#ffffff", 299),
            ("#ff0000", "#ffffff", 400),
            ("#0000ff", "#ffffff", 859),
            ("#ffff00", "#ffffff", 107),
            ("#ffffff", "#ffffff", 100),
        ] {
            let found = colour(one).contrast(colour(two));
            assert!(
                (found * 100.0 - f64::from(ratio)).abs() < 0.6,
                "{one}: {found}"
            );
        }
    }

    #[test]
    fn only_six_digits_behind_a_hash_are_a_colour() {
        for text in [
            "", "#", "#abc", "0a5c36", "#0a5c3", "#0a5c366", "#0a5c3g", "#+1+1+1", "#ä5c36",
        ] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
        assert_eq!(colour("#0A5c36").to_string(), "#0a5c36");
    }

    #[test]
    fn every_colour_gives_a_palette_that_can_be_read() {
        let steps = [0_u8, 17, 51, 102, 153, 204, 238, 255];
        for r in steps {
            for g in steps {
                for b in steps {
                    let palette = Palette::of(Colour([r, g, b]));
                    for ground in [WHITE, palette.ground, palette.box_ground] {
                        assert!(palette.words.contrast(ground) >= WORDS, "{palette:?}");
                        assert!(palette.lines.contrast(ground) >= LINES, "{palette:?}");
                    }
                    for ground in [NIGHT, palette.night_ground] {
                        assert!(palette.night.contrast(ground) >= WORDS, "{palette:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_colour_that_can_be_read_stays_and_another_changes_no_more_than_it_must() {
        let green = colour("#0a5c36");
        assert_eq!(Palette::of(green).words, green);
        let red = colour("#ff0000");
        let words = red.darkened_for(WHITE, WORDS);
        assert!(words.contrast(WHITE) < 4.6, "{words}");
        assert_eq!(&words.0[1..], [0, 0]);
        assert_eq!(
            colour("#777777").darkened_for(WHITE, WORDS),
            colour("#767676")
        );
    }
}
