//! Where an incident stands.

use serde::Serialize;

/// Where an incident stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Neither reported nor decided that nothing is to be reported.
    Offen,
    /// Reported to one of several authorities.
    TeilweiseGemeldet,
    /// Reported.
    Gemeldet,
    /// The final report is filed.
    Abgeschlossen,
    /// The report was withdrawn.
    Zurueckgenommen,
    /// Decided that nothing is to be reported: the risk is low.
    NichtMeldepflichtig,
    /// No breach was found.
    KeineVerletzung,
    /// A processor told its controller.
    Mitgeteilt,
    /// The files are gone; what the case file kept remains.
    Geloescht,
}

impl State {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Offen,
        Self::TeilweiseGemeldet,
        Self::Gemeldet,
        Self::Abgeschlossen,
        Self::Zurueckgenommen,
        Self::NichtMeldepflichtig,
        Self::KeineVerletzung,
        Self::Mitgeteilt,
        Self::Geloescht,
    ];

    /// Its key in options and JSON.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Offen => "offen",
            Self::TeilweiseGemeldet => "teilweise_gemeldet",
            Self::Gemeldet => "gemeldet",
            Self::Abgeschlossen => "abgeschlossen",
            Self::Zurueckgenommen => "zurueckgenommen",
            Self::NichtMeldepflichtig => "nicht_meldepflichtig",
            Self::KeineVerletzung => "keine_verletzung",
            Self::Mitgeteilt => "mitgeteilt",
            Self::Geloescht => "geloescht",
        }
    }

    /// Its German words.
    #[must_use]
    pub fn words(self) -> String {
        crate::document::wording::words::word("registerstand", self.key(), None)
            .unwrap_or_else(|| self.key().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_words_and_one_key() {
        for state in State::ALL {
            assert_eq!(serde_json::to_value(state).unwrap(), state.key());
            assert_ne!(state.words(), "", "{}", state.key());
            let known = crate::document::wording::words::knows(
                &crate::document::wording::words::id("registerstand", state.key()),
                None,
            );
            assert!(known, "{}", state.key());
        }
    }
}
