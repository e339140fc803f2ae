//! The optimal fit: lines of a ragged paragraph that differ least in length.
//!
//! After Knuth and Plass (Breaking Paragraphs into Lines, 1981), without stretching: of all ways to break a
//! paragraph between words into the fewest lines, the one whose squares of what is left free are
//! least. Where words must be parted, or parting them saves a line, the greedy way is taken.

use super::fragment::Fragment;
use super::paragraph::{Paragraph, Part, Segment};

/// The part of a line that may stay free before a word is hyphenated.
pub(super) const FREE: f32 = 0.14;
/// A last line that is shorter than this part of the width looks lost.
const LOST: f32 = 0.1;

/// The best way to break what comes before a segment.
#[derive(Clone, Copy)]
struct Way {
    lines: usize,
    cost: f32,
    /// First segment of the last line.
    from: usize,
}

impl Paragraph<'_> {
    /// The lines of the best fit; `None` where a word must be parted.
    #[must_use]
    pub(super) fn fitted(&self, width: f32) -> Option<Vec<Fragment>> {
        let ends = self.fit(width)?;
        let mut lines = Vec::with_capacity(ends.len());
        let mut from = 0;
        for end in ends {
            let segments = self.segments.get(from..end)?;
            lines.push(self.line_of(segments, self.segments.get(end)));
            from = end;
        }
        Some(lines)
    }

    /// For each line the segment behind its last.
    fn fit(&self, width: f32) -> Option<Vec<usize>> {
        let widths: Vec<(f32, f32)> = self
            .segments
            .iter()
            .map(|segment| {
                let (_, words) = self.parts(segment.start, segment.words);
                let (_, space) = self.parts(segment.words, segment.end);
                (words, space)
            })
            .collect();
        let unfit = |(segment, (words, _)): (&Segment, &(f32, f32))| {
            segment.forced || *words > width + 0.01
        };
        if self.segments.iter().zip(&widths).any(unfit) {
            return None;
        }
        let hyphen = self.hyphen_width();
        let mut ways: Vec<Option<Way>> = vec![Some(Way {
            lines: 0,
            cost: 0.0,
            from: 0,
        })];
        for end in 1..=self.segments.len() {
            let best = self.best_line(end, width, &widths, hyphen, &ways);
            ways.push(best);
        }
        let mut ends = Vec::new();
        let mut at = self.segments.len();
        while at > 0 {
            ends.push(at);
            at = ways.get(at).copied().flatten()?.from;
        }
        ends.reverse();
        Some(ends)
    }

    /// The best last line that ends before segment `end`.
    fn best_line(
        &self,
        end: usize,
        width: f32,
        widths: &[(f32, f32)],
        hyphen: f32,
        ways: &[Option<Way>],
    ) -> Option<Way> {
        let last = self.segments.get(end - 1)?;
        let closes = end == self.segments.len() || last.mandatory;
        let soft = self.text.get(..last.words)?.ends_with('\u{ad}');
        let mut used = if soft && !closes { hyphen } else { 0.0 };
        let mut best: Option<Way> = None;
        for from in (0..end).rev() {
            let segment = self.segments.get(from)?;
            let (words, space) = widths.get(from)?;
            let inside = from + 1 < end;
            if inside && segment.mandatory {
                break;
            }
            used += words + if inside { *space } else { 0.0 };
            if used > width + 0.01 {
                break;
            }
            let free = ((width - used) / width).max(0.0);
            // So much stays free only where the next word neither fits nor can be parted.
            let (_, behind) = widths.get(end - 1)?;
            let room = width - used - behind;
            if !closes && room > width * FREE {
                let next = self.segments.get(end).zip(widths.get(end));
                let goes_on = |(next, (words, _)): (&Segment, &(f32, f32))| {
                    *words <= room + 0.01
                        || self.style.hyphenate
                            && !self.is_in_name(next.start)
                            && self.hyphenate(next, room - hyphen).is_some()
                };
                if next.is_some_and(goes_on) {
                    continue;
                }
            }
            let Some(before) = ways.get(from).copied().flatten() else {
                continue;
            };
            let lost = closes && before.lines > 0 && used < width * LOST;
            let cost = match (closes, lost) {
                (false, _) => free * free,
                (true, true) => FREE * FREE / 2.0,
                (true, false) => 0.0,
            };
            let way = Way {
                lines: before.lines + 1,
                cost: before.cost + cost,
                from,
            };
            let better = best.is_none_or(|best| (way.lines, way.cost) < (best.lines, best.cost));
            if better {
                best = Some(way);
            }
        }
        best
    }

    /// One line; `next` is what follows.
    fn line_of(&self, segments: &[Segment], next: Option<&Segment>) -> Fragment {
        let mut parts: Vec<Part> = Vec::new();
        let last = segments.len().saturating_sub(1);
        for (index, segment) in segments.iter().enumerate() {
            parts.extend(self.parts(segment.start, segment.words).0);
            if index < last {
                parts.extend(self.parts(segment.words, segment.end).0);
            }
        }
        let closes = segments.last().is_none_or(|segment| segment.mandatory);
        let Some(next) = next.filter(|_| !closes) else {
            return self.assemble(parts, true);
        };
        if self.ends_soft(&parts, next.start) {
            self.add_hyphen(&mut parts);
        }
        let apart = self.text[..next.start].ends_with(char::is_whitespace);
        self.assemble(parts, apart)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::wildcard_enum_match_arm)]
mod tests {
    use super::super::fonts::Fonts;
    use super::super::fragment::Item;
    use super::super::shape::{Shaper, to_f32};
    use super::super::style;
    use super::*;
    use crate::document::Inline;

    /// How uneven lines are: squares of what is free, the last line aside.
    fn unevenness(lines: &[Fragment], width: f32) -> f32 {
        let end = |line: &Fragment| {
            let ends = line.items.iter().filter_map(|item| match item {
                Item::Text { run, .. } => {
                    let fonts = Fonts::get().unwrap();
                    let upem = fonts.face(run.face).upem;
                    let text = run.text.trim_end();
                    let glyphs = run.glyphs.iter().filter(|glyph| glyph.cluster < text.len());
                    let advance: i32 = glyphs.map(|glyph| glyph.advance).sum();
                    Some(run.x + to_f32(advance) / upem * run.size)
                }
                _ => None,
            });
            ends.fold(0.0, f32::max)
        };
        let rest = lines.split_last().map_or(&[][..], |(_, rest)| rest);
        rest.iter()
            .map(|line| ((width - end(line)) / width).powi(2))
            .sum()
    }

    #[test]
    fn the_best_fit_is_never_less_even_than_filling_line_after_line() {
        let shaper = Shaper::new(Fonts::get().unwrap());
        let text = "Unbekannte haben Systeme des kommunalen IT-Dienstleisters mit einer Schadsoftware verschlüsselt. \
                    Der Dienstleister hat alle betroffenen Systeme isoliert und kontrolliert heruntergefahren. Ein Abfluss \
                    von Daten ist bisher nicht festgestellt, kann aber nicht ausgeschlossen werden. Die Stadt hat am \
                    Freitag den Krisenstab einberufen; Auszahlungen und Anträge können sich verzögern.";
        let content = [Inline::text(text)];
        let paragraph = Paragraph::new(&shaper, &content, style::body());
        let (mut fitted, mut better) = (0, 0);
        for step in 0..60_u8 {
            let width = 180.0 + f32::from(step) * 5.0;
            let greedy = paragraph.greedy(width);
            let Some(best) = paragraph.fitted(width) else {
                continue;
            };
            fitted += 1;
            // Filling line after line may part words; the best fit here parts none.
            let parted = greedy
                .iter()
                .flat_map(|line| &line.items)
                .any(|item| matches!(item, Item::Text { run, .. } if run.text.contains('\u{ad}')));
            assert!(parted || best.len() == greedy.len(), "{width}");
            if !parted {
                let (one, other) = (unevenness(&best, width), unevenness(&greedy, width));
                assert!(one <= other + 0.0001, "{width}: {one} {other}");
                better += usize::from(one + 0.0001 < other);
            }
            let words = |lines: &[Fragment]| -> String {
                let items = lines.iter().flat_map(|line| &line.items);
                items
                    .filter_map(|item| match item {
                        Item::Text { run, .. } => Some(run.text.replace('\u{ad}', "")),
                        _ => None,
                    })
                    .collect()
            };
            assert_eq!(words(&best).trim_end(), text);
        }
        assert!(fitted > 30 && better >= 5, "{fitted} {better}");
    }
}
