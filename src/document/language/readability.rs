//! How hard a text is to read, by two formulas for German.
//!
//! *Erste Wiener Sachtextformel* (R. Bamberger, E. Vanecek: Lesen – Verstehen – Lernen –
//! Schreiben, Wien 1984): the school year that understands the text, about 4 (very easy) to 15.
//! *Flesch-Amstad* (T. Amstad: Wie verständlich sind unsere Zeitungen?, Zürich 1978): 0 (hard) to
//! 100 (easy). Items of lists count like sentences. Headings do not: they are short and would make
//! every text look easier than it is. Neither do cells of tables that hold no sentence, and names
//! and addresses.

use super::passages::{Kind, Sentence};
use super::syllables::syllables;

/// The formulas were made for samples of about a hundred words; a poster or a short letter has no
/// meaningful value.
pub(super) const LEAST_WORDS: u32 = 100;

/// Letters from which on a word is long: more than six.
const LONG: usize = 6;

/// The values of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Readability {
    /// Erste Wiener Sachtextformel: about the school year.
    pub wiener: f64,
    /// Flesch-Amstad: the higher, the easier.
    pub amstad: f64,
    /// Words counted.
    pub words: u32,
    /// Sentences counted.
    pub sentences: u32,
}

/// What the formulas count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    sentences: u32,
    /// Words with letters.
    words: u32,
    /// Words with letters, and numbers.
    all: u32,
    syllables: u32,
    /// Words of three and more syllables.
    many: u32,
    /// Words of one syllable.
    single: u32,
    /// Words of more than six letters.
    long: u32,
}

/// The values of these sentences; `None` for a text of fewer words than `least`.
pub(super) fn readability<'a>(
    sentences: impl IntoIterator<Item = &'a Sentence>,
    least: u32,
) -> Option<Readability> {
    let counts = count(sentences);
    (counts.words >= least && counts.sentences > 0).then(|| values(counts))
}

fn count<'a>(sentences: impl IntoIterator<Item = &'a Sentence>) -> Counts {
    let mut counts = Counts::default();
    for sentence in sentences {
        let counts_as_sentence = match sentence.kind {
            Kind::Heading => false,
            Kind::Cell => sentence.is_complete(),
            Kind::Paragraph | Kind::Item => true,
        };
        if !counts_as_sentence {
            continue;
        }
        counts.sentences += 1;
        for word in sentence.words.iter().filter(|word| !word.name) {
            counts.all += 1;
            if !word.letters {
                continue;
            }
            let spoken = syllables(&word.text);
            counts.words += 1;
            counts.syllables += u32::try_from(spoken).unwrap_or(u32::MAX);
            counts.many += u32::from(spoken >= 3);
            counts.single += u32::from(spoken == 1);
            let letters = word.text.chars().filter(|c| c.is_alphabetic()).count();
            counts.long += u32::from(letters > LONG);
        }
    }
    counts
}

fn values(counts: Counts) -> Readability {
    let words = f64::from(counts.words);
    let share = |number: u32| 100.0 * f64::from(number) / words;
    let length = f64::from(counts.all) / f64::from(counts.sentences);
    let wiener = 0.1935 * share(counts.many) + 0.1672 * length + 0.1297 * share(counts.long)
        - 0.0327 * share(counts.single)
        - 0.875;
    let amstad = 180.0 - length - 58.5 * f64::from(counts.syllables) / words;
    Readability {
        wiener,
        amstad,
        words: counts.words,
        sentences: counts.sentences,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_formulas_give_what_their_authors_wrote() {
        // 100 words in 10 sentences: 20 with three syllables, 30 long, 50 with one; 180 syllables.
        let counts = Counts {
            sentences: 10,
            words: 100,
            all: 100,
            syllables: 180,
            many: 20,
            single: 50,
            long: 30,
        };
        let found = values(counts);
        // 3.87 + 1.672 + 3.891 − 1.635 − 0.875
        assert!((found.wiener - 6.923).abs() < 1e-9, "{}", found.wiener);
        // 180 − 10 − 105.3
        assert!((found.amstad - 64.7).abs() < 1e-9, "{}", found.amstad);
    }
}
