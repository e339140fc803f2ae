//! Where a word may be broken: hyphenation, addresses, words too long for a line.

use hypher::{Lang, hyphenate_bounded};
use unicode_segmentation::UnicodeSegmentation;

use super::paragraph::{Paragraph, Part, Segment};

/// What is kept together is no longer than this, in bytes: an endless row of numbers may break.
const LONGEST_KEPT: usize = 40;

/// Whether no line should end between two pieces of text: in numbers, times, addresses, initials
/// and „E-Mail“ (DIN 5008).
fn keeps_together(before: &str, after: &str) -> bool {
    let spaced = before.ends_with(' ');
    let last = before
        .trim_end()
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or("");
    let next = after.split(char::is_whitespace).next().unwrap_or("");
    let starts_with_digit = next.starts_with(|c: char| c.is_ascii_digit());
    let ends_with_digit = last.ends_with(|c: char| c.is_ascii_digit());
    if !spaced {
        let Some(head) = last.strip_suffix('-') else {
            return false;
        };
        let single = head.trim_start_matches(|c: char| !c.is_alphanumeric());
        let one_letter = single.chars().count() == 1 && single.chars().all(char::is_alphabetic);
        let number = head.ends_with(|c: char| c.is_ascii_digit()) && starts_with_digit;
        return one_letter || number;
    }
    let capital = last.chars().next().is_some_and(char::is_uppercase);
    let house = next.trim_end_matches([',', '.', ')', ';']);
    let house_number = (1..=3).contains(&house.len()) && house.bytes().all(|b| b.is_ascii_digit());
    let street = |c: char| c.is_alphabetic() || matches!(c, '-' | '.');
    let postcode = last.len() == 5 && last.bytes().all(|b| b.is_ascii_digit());
    let initial = capital && last.chars().count() == 2 && last.ends_with('.');
    match (ends_with_digit, starts_with_digit) {
        (true, true) => true,
        (true, false) => {
            next.starts_with("Uhr")
                || (postcode && next.chars().next().is_some_and(char::is_uppercase))
        }
        (false, true) => initial || (capital && house_number && last.chars().all(street)),
        (false, false) => initial,
    }
}

impl Paragraph<'_> {
    /// Whether a break at `at` would fall into an e-mail address or a web address.
    pub(super) fn is_glued(&self, start: usize, at: usize) -> bool {
        if at - start < LONGEST_KEPT && keeps_together(&self.text[..at], &self.text[at..]) {
            return true;
        }
        if self.text[..at].ends_with(char::is_whitespace) {
            return false;
        }
        if at - start > 300 {
            return false;
        }
        let before = self.text[start..at]
            .split(char::is_whitespace)
            .next_back()
            .unwrap_or("");
        let after = self.text[at..]
            .chars()
            .take(300)
            .take_while(|c| !c.is_whitespace());
        let word: String = before.chars().chain(after).collect();
        word.contains('@') || word.contains("://") || word.starts_with("www.")
    }

    /// The last place inside a word where it may be hyphenated and still fits into `room`.
    pub(super) fn hyphenate(&self, segment: &Segment, room: f32) -> Option<usize> {
        let piece = self.text.get(segment.start..segment.words)?;
        let lead = piece.len() - piece.trim_start_matches(|c: char| !c.is_alphabetic()).len();
        let word = piece[lead..].trim_end_matches(|c: char| !c.is_alphabetic());
        let letters = word.chars().count();
        let all_caps = word.chars().filter(|c| c.is_uppercase()).count() * 2 > letters;
        if !(7..=60).contains(&letters) || all_caps || !word.chars().all(char::is_alphabetic) {
            return None;
        }
        let neighbours = self.text[..segment.start]
            .chars()
            .next_back()
            .into_iter()
            .chain(self.text[segment.words..].chars().next());
        if piece.contains(['@', '/', '_'])
            || piece.chars().any(|c| c.is_ascii_digit())
            || neighbours.into_iter().any(|c| matches!(c, '@' | '/' | '.'))
        {
            return None;
        }
        let mut at = segment.start + lead;
        let mut best = None;
        for syllable in hyphenate_bounded(word, Lang::German, 3, 3) {
            at += syllable.len();
            if at >= segment.start + lead + word.len() || self.parts(segment.start, at).1 > room {
                break;
            }
            best = Some(at);
        }
        best
    }

    /// Where a word must be cut to fit into `room`; at least after its first cluster.
    pub(super) fn cut(&self, parts: &[Part], start: usize, room: f32) -> usize {
        let mut at = start;
        let mut used = 0.0_f32;
        for part in parts.iter().filter(|part| !part.spoken) {
            let from = self
                .spans
                .get(part.span)
                .map_or(at, |span| span.start.max(at));
            let face = self
                .spans
                .get(part.span)
                .map_or(self.style.face, |s| s.face);
            let mut previous = 0;
            for (offset, grapheme) in part.text.grapheme_indices(true) {
                let needs = self.shaper.shape(face, grapheme).ems * self.style.size;
                if used + needs > room && from + offset > start {
                    return self.skip_soft(from, offset);
                }
                used += needs;
                previous = offset + grapheme.len();
            }
            at = self.skip_soft(from, previous);
        }
        at
    }

    /// In an address that is cut: behind its last sign before `at`, where there is one.
    pub(super) fn after_sign(&self, start: usize, at: usize, end: usize) -> usize {
        let piece = &self.text[start..at];
        if at >= end || !self.text[start..end].contains(['@', '/', '.']) {
            return at;
        }
        piece
            .rfind(['@', '/', '.', '-', '_', '?', '&', '='])
            .map_or(at, |sign| start + sign + 1)
    }

    /// The position in the text of `offset` bytes behind `from`, soft hyphens not counted.
    fn skip_soft(&self, from: usize, offset: usize) -> usize {
        let mut counted = 0;
        for (at, c) in self.text[from..].char_indices() {
            if counted >= offset && c != '\u{ad}' {
                return from + at;
            }
            if c != '\u{ad}' {
                counted += c.len_utf8();
            }
        }
        self.text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::keeps_together;

    #[test]
    fn numbers_times_addresses_and_initials_stay_whole() {
        for (before, after) in [
            ("Telefon 030 ", "23125-645"),
            ("030 23125-", "645"),
            ("schreiben Sie eine E-", "Mail an"),
            ("Donnerstag 13 bis 15 ", "Uhr"),
            ("80502 ", "München"),
            ("Am Musterweg 3, 19053 ", "Schwerin"),
            ("Musterweg ", "3, 19053"),
            ("gezeichnet R. ", "Beispiel"),
        ] {
            assert!(keeps_together(before, after), "{before}|{after}");
        }
        for (before, after) in [
            ("am Freitag ", "den Krisenstab"),
            ("IT-", "Dienstleister"),
            ("für 2021 ", "und später"),
            ("Wir haben ", "3 Briefe"),
            ("das sind 12000 ", "in der Stadt"),
        ] {
            assert!(!keeps_together(before, after), "{before}|{after}");
        }
    }
}
