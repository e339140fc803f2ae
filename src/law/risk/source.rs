//! Where the criteria come from.

/// A source of a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// Kind of breach.
    Breach,
    /// Kind, sensitivity and volume of data.
    Data,
    /// How easily people are identified.
    Identity,
    /// Severity of consequences, trust in recipients.
    Consequences,
    /// Characteristics of people.
    People,
    /// Characteristics of the controller.
    Controller,
    /// How many people.
    Number,
    /// Data that nobody else can read.
    Unreadable,
    /// Backups, restoring.
    Backup,
    /// Attackers from outside took the data.
    Attacker,
    /// Somebody of the own body took them.
    Insider,
    /// Blocks in the population register.
    Block,
    /// Which harm counts.
    Harm,
    /// No data, no breach.
    Definition,
}

impl Source {
    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::Breach => "EDSA-Leitlinien 9/2022, Abschnitt IV: Art der Verletzung",
            Self::Data => {
                "EDSA-Leitlinien 9/2022, Abschnitt IV: Art, Sensibilität und Umfang der Daten; \
                 ErwGr 75 DSGVO"
            }
            Self::Identity => "EDSA-Leitlinien 9/2022, Abschnitt IV: Identifizierbarkeit",
            Self::Consequences => "EDSA-Leitlinien 9/2022, Abschnitt IV: Schwere der Folgen",
            Self::People => {
                "EDSA-Leitlinien 9/2022, Abschnitt IV: besondere Merkmale der Personen; ErwGr 75 DSGVO"
            }
            Self::Controller => {
                "EDSA-Leitlinien 9/2022, Abschnitt IV: besondere Merkmale des Verantwortlichen"
            }
            Self::Number => {
                "EDSA-Leitlinien 9/2022, Abschnitt IV: Zahl der Personen; ErwGr 75 DSGVO"
            }
            Self::Unreadable => {
                "EDSA-Leitlinien 9/2022, Abschnitt IV; Gedanke des Art. 34 Abs. 3 Buchst. a DSGVO"
            }
            Self::Backup => "EDSA-Leitlinien 01/2021, Fälle 1 bis 4",
            Self::Attacker => "EDSA-Leitlinien 01/2021, Fälle 4 bis 7",
            Self::Insider => "EDSA-Leitlinien 01/2021, Fall 8",
            Self::Block => "§ 51 BMG",
            Self::Harm => "ErwGr 75, 76 und 85 DSGVO",
            Self::Definition => "Art. 4 Nr. 12 DSGVO",
        }
    }
}
