//! Which incidents are asked for: a period and states.

use chrono::NaiveDate;

use super::entry::Entry;
use super::state::State;

/// Which incidents are asked for. The day of awareness counts; an incident without one belongs to
/// every period, so that it is never lost.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// These states; none: all.
    pub states: Vec<State>,
}

impl Selection {
    /// Whether an entry is asked for.
    #[must_use]
    pub fn wants(&self, entry: &Entry) -> bool {
        let day = entry.aware.map(|at| at.datum());
        let from = |first| day.is_none_or(|day| day >= first);
        let to = |last| day.is_none_or(|day| day <= last);
        self.from.is_none_or(from)
            && self.to.is_none_or(to)
            && (self.states.is_empty() || self.states.contains(&entry.state))
    }
}
