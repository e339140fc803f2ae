//! Levels of risk, and how severity and likelihood make one.
//!
//! Two dimensions, as recitals 75 and 76 GDPR and Kurzpapier Nr. 18 of the DSK have them. The cells
//! below are this program's own: no source prescribes them. Cells on the border hold two levels,
//! and then a person has to weigh.

/// A level of risk (Art. 33 Abs. 1, Art. 34 Abs. 1 DSGVO).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// No more than a low risk: document.
    Gering,
    /// A risk: report.
    Risiko,
    /// A high risk: report and communicate.
    Hoch,
}

/// The levels that the facts allow, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// At least.
    pub low: Level,
    /// At most.
    pub high: Level,
}

impl Range {
    pub(super) const GERING: Self = Self::between(Level::Gering, Level::Gering);
    pub(super) const RISIKO: Self = Self::between(Level::Risiko, Level::Risiko);
    pub(super) const HOCH: Self = Self::between(Level::Hoch, Level::Hoch);

    pub(super) const fn between(low: Level, high: Level) -> Self {
        Self { low, high }
    }

    /// The worse of two, end by end.
    #[must_use]
    pub(super) fn max(self, other: Self) -> Self {
        Self::between(self.low.max(other.low), self.high.max(other.high))
    }

    /// Whether a level lies within.
    #[must_use]
    pub fn holds(self, level: Level) -> bool {
        self.low <= level && level <= self.high
    }
}

/// A severity or a likelihood: both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) low: u8,
    pub(super) high: u8,
}

impl Span {
    pub(super) const fn new(low: u8, high: u8) -> Self {
        Self { low, high }
    }

    pub(super) const fn exactly(value: u8) -> Self {
        Self::new(value, value)
    }

    pub(super) fn raise(self, by: Self) -> Self {
        Self::new(
            self.low.saturating_add(by.low),
            self.high.saturating_add(by.high),
        )
    }

    /// Lower, but never below 1.
    pub(super) fn lower(self, low: u8, high: u8) -> Self {
        Self::new(
            self.low.saturating_sub(low).max(1),
            self.high.saturating_sub(high).max(1),
        )
    }

    pub(super) fn at_most(self, limit: u8) -> Self {
        Self::new(self.low.min(limit), self.high.min(limit))
    }

    pub(super) fn max(self, other: Self) -> Self {
        Self::new(self.low.max(other.low), self.high.max(other.high))
    }
}

/// The level of severity (1 small, 2 limited, 3 substantial, 4 great, 5 great and aggravated) and
/// likelihood (0 none, 1 remote, 2 possible, 3 likely, 4 certain or nearly so).
pub(super) fn level(severity: Span, likelihood: Span) -> Range {
    Range::between(
        cell(severity.low, likelihood.low).low,
        cell(severity.high, likelihood.high).high,
    )
}

fn cell(severity: u8, likelihood: u8) -> Range {
    use Level::{Gering, Hoch, Risiko};
    match (severity, likelihood) {
        (_, 0) | (0..=2, 1) | (0..=1, 2) => Range::GERING,
        (3..=4, 1) => Range::between(Gering, Risiko),
        (2, 2) | (0..=2, 3) => Range::RISIKO,
        (5.., 1) | (3..=4, 2) | (0..=1, 4..) => Range::between(Risiko, Hoch),
        (5.., 2) | (3.., 3) | (2.., 4..) => Range::HOCH,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_severe_or_more_likely_is_never_less() {
        for severity in 1..=5 {
            for likelihood in 0..=4 {
                let here = cell(severity, likelihood);
                assert!(here.low <= here.high);
                for worse in [
                    cell(severity + 1, likelihood),
                    cell(severity, likelihood + 1),
                ] {
                    assert!(worse.low >= here.low && worse.high >= here.high);
                }
            }
        }
    }
}
