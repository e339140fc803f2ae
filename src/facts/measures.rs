//! Measures: before, after, restoring, extortion, lessons, advice to people.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::angabe::Angabe;
use super::lists::{
    Datensicherung, JaNein, Kategorie, MassnahmenStand, MassnahmenZweck, Schutzmassnahme,
    Veroeffentlichung,
};
use super::times::Zeitpunkt;

/// `[[massnahmen]]`: a measure (Art. 33 Abs. 3 d).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Massnahme {
    /// What.
    #[validate(length(max = 20_000))]
    pub text: Angabe<String>,
    /// The same in plain words for people.
    #[validate(length(max = 20_000))]
    pub text_buerger: Option<String>,
    /// Aim.
    pub zweck: Angabe<MassnahmenZweck>,
    /// Taken or planned.
    pub stand: Angabe<MassnahmenStand>,
    /// When.
    pub am: Angabe<Zeitpunkt>,
    /// Kind.
    pub art: Option<Schutzmassnahme>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[schutz_vorher]`: measures in place before.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct SchutzVorher {
    /// Kinds.
    pub massnahmen: Angabe<Vec<Schutzmassnahme>>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[wiederherstellung]`: restoring the data.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Wiederherstellung {
    /// State of the backups.
    pub datensicherung: Angabe<Datensicherung>,
    /// When everything runs again.
    pub am: Angabe<Zeitpunkt>,
    /// How many hours of outage.
    #[validate(range(max = 10_000_000_000u64))]
    pub dauer_stunden: Angabe<u64>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[erpressung]`: extortion.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Erpressung {
    /// Whether there is a letter.
    pub schreiben: Angabe<JaNein>,
    /// Whether the attackers published data.
    pub veroeffentlichung: Angabe<Veroeffentlichung>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[[empfehlungen]]`: what readers should do; one of the three keys.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Empfehlung {
    /// Own advice.
    #[validate(length(max = 20_000))]
    pub text: Option<String>,
    /// Take the tool's advice for this category.
    pub vorschlag: Option<Kategorie>,
    /// Leave the tool's advice for this category out.
    pub verwerfen: Option<Kategorie>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[[lehren]]`: a lesson (in `vermerk` only).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Lehre {
    /// What.
    #[validate(length(max = 20_000))]
    pub text: Angabe<String>,
    /// Who sees to it.
    #[validate(length(max = 20_000))]
    pub verantwortlich: Angabe<String>,
    /// By when.
    pub bis: Angabe<Zeitpunkt>,
    /// Kept to `vermerk`.
    pub intern: bool,
}
