//! Communication to data subjects, signatures, wording fixed by hand.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::angabe::Angabe;
use super::lists::{
    Ausnahme, BenachrichtigungStatus, DokumentWahl, Gruppe, JaNein, Medium, SchrittGrundlage,
    SchrittWeg,
};
use super::times::Zeitpunkt;

/// `[benachrichtigung]`: the communication (Art. 34).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Benachrichtigung {
    /// State.
    pub status: Angabe<BenachrichtigungStatus>,
    /// Exception relied on.
    pub ausnahme: Angabe<Ausnahme>,
    /// Reasons.
    #[validate(length(max = 20_000))]
    pub begruendung: Angabe<String>,
    /// As of.
    pub stand: Angabe<Zeitpunkt>,
    /// The next information.
    #[validate(nested)]
    pub naechste_information: NaechsteInformation,
    /// Steps.
    #[validate(nested)]
    pub schritte: Vec<Schritt>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `benachrichtigung.naechste_information`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct NaechsteInformation {
    /// When.
    pub am: Angabe<Zeitpunkt>,
    /// Where.
    pub wo: Angabe<Vec<String>>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[[benachrichtigung.schritte]]`: a step.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Schritt {
    /// Individual or public.
    pub weg: Angabe<SchrittWeg>,
    /// Legal basis.
    pub grundlage: Angabe<SchrittGrundlage>,
    /// Groups reached.
    pub gruppen: Vec<Gruppe>,
    /// When.
    pub am: Angabe<Zeitpunkt>,
    /// How many people.
    #[validate(range(max = 10_000_000_000u64))]
    pub anzahl: Angabe<u64>,
    /// Whether all were reached.
    pub alle: Angabe<JaNein>,
    /// Why not all.
    #[validate(length(max = 20_000))]
    pub grund: Angabe<String>,
    /// Media.
    pub medien: Vec<Medium>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[[unterschriften]]`: who signs.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Unterschrift {
    /// Which document.
    pub dokument: Angabe<DokumentWahl>,
    /// Name.
    #[validate(length(max = 20_000))]
    pub name: Angabe<String>,
    /// Function.
    #[validate(length(max = 20_000))]
    pub funktion: Angabe<String>,
    /// `i. A.`, `i. V.`
    #[validate(length(max = 20_000))]
    pub zusatz: Option<String>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[[textfassungen]]`: wording fixed by hand.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Textfassung {
    /// Which document.
    pub dokument: Angabe<DokumentWahl>,
    /// Stable id of the section.
    #[validate(length(max = 20_000))]
    pub abschnitt: Angabe<String>,
    /// The sentence.
    #[validate(length(max = 20_000))]
    pub text: Angabe<String>,
    /// By whom.
    #[validate(length(max = 20_000))]
    pub durch: Angabe<String>,
    /// When.
    pub am: Angabe<Zeitpunkt>,
    /// Hash of the facts it was written for.
    #[validate(length(max = 20_000))]
    pub grundlage: Angabe<String>,
    /// Kept to `vermerk`.
    pub intern: bool,
}
