//! Numbers of people, with the certainty they have.

use serde::Serialize;

use crate::facts::Angabe;

/// How many people are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Persons {
    /// At least so many; `None` where no number is stated.
    pub mindestens: Option<u64>,
    /// At most so many.
    pub hoechstens: Option<u64>,
    /// Whether the number is only approximate.
    pub ungefaehr: bool,
}

impl Persons {
    /// What a fact says.
    #[must_use]
    pub fn of(stated: &Angabe<u64>) -> Self {
        Self {
            mindestens: stated.mindestens().copied(),
            hoechstens: stated.hoechstens().copied(),
            ungefaehr: matches!(stated, Angabe::Ungefaehr(_)),
        }
    }
}

/// How sure a sum is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Every number is exact.
    Genau,
    /// Some are approximate, none is missing.
    Ungefaehr,
    /// Ranges count with their lower end, or numbers are missing.
    Mindestens,
    /// No number is stated.
    Unbekannt,
}

/// People of several incidents together: only what can be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    /// The lower ends together.
    pub least: u64,
    /// How many incidents state a number.
    pub stated: usize,
    /// How many state none.
    pub unstated: usize,
    approximate: bool,
    open_above: bool,
}

impl Sum {
    /// Adds the people of one incident.
    pub fn add(&mut self, persons: Persons) {
        match persons.mindestens {
            Some(least) => {
                self.least = self.least.saturating_add(least);
                self.stated += 1;
                self.approximate |= persons.ungefaehr;
                self.open_above |= persons.hoechstens != Some(least);
            }
            None => self.unstated += 1,
        }
    }

    /// How sure the sum is.
    #[must_use]
    pub fn certainty(&self) -> Certainty {
        if self.stated == 0 && self.unstated > 0 {
            Certainty::Unbekannt
        } else if self.unstated > 0 || self.open_above {
            Certainty::Mindestens
        } else if self.approximate {
            Certainty::Ungefaehr
        } else {
            Certainty::Genau
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(stated: &[Angabe<u64>]) -> (u64, Certainty) {
        let mut sum = Sum::default();
        for one in stated {
            sum.add(Persons::of(one));
        }
        (sum.least, sum.certainty())
    }

    #[test]
    fn a_sum_says_how_sure_it_is() {
        let range = Angabe::Spanne { von: 10, bis: 20 };
        assert_eq!(sum(&[]), (0, Certainty::Genau));
        assert_eq!(sum(&[5.into(), 7.into()]), (12, Certainty::Genau));
        assert_eq!(
            sum(&[5.into(), Angabe::Ungefaehr(7)]),
            (12, Certainty::Ungefaehr)
        );
        assert_eq!(
            sum(&[range, Angabe::Ungefaehr(7)]),
            (17, Certainty::Mindestens)
        );
        assert_eq!(sum(&[5.into(), Angabe::Fehlt]), (5, Certainty::Mindestens));
        assert_eq!(sum(&[Angabe::Fehlt]), (0, Certainty::Unbekannt));
        assert_eq!(sum(&[u64::MAX.into(), 1.into()]).0, u64::MAX);
    }
}
