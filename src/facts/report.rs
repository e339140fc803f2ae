//! Risk, report to the authority, decisions, attachments.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::angabe::Angabe;
use super::lists::{
    AnlagenArt, Gegenstand, Identifizierbar, MeldeWeg, MeldungArt, RisikoErgebnis, Schwere,
    UmfangJePerson,
};
use super::times::Zeitpunkt;

/// `[risiko]`: the risk for people.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Risiko {
    /// A person's decision.
    pub ergebnis: Angabe<RisikoErgebnis>,
    /// Reasons.
    #[validate(length(max = 20_000))]
    pub begruendung: Angabe<String>,
    /// Severity.
    pub schwere: Angabe<Schwere>,
    /// Facts that raise or lower it.
    #[validate(nested)]
    pub umstaende: Umstaende,
    /// Input of the ENISA method.
    #[validate(nested)]
    pub enisa: Enisa,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[risiko.umstaende]`: EDPB 9/2022 section IV; all optional.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Umstaende {
    /// How easily people are identified.
    pub identifizierbar: Option<Identifizierbar>,
    /// How much about each person.
    pub umfang_je_person: Option<UmfangJePerson>,
    /// Whether vulnerable people are among them.
    pub schutzbeduerftige: Option<bool>,
    /// Whether misuse is known.
    pub missbrauch_bekannt: Option<bool>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[risiko.enisa]`: input of the ENISA 2013 method.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Enisa {
    /// DPC, 1 to 4.
    #[validate(range(min = 1, max = 4))]
    pub datenkontext: Option<u8>,
    /// EI.
    #[schemars(extend("enum" = [0.25, 0.5, 0.75, 1.0]))]
    pub identifizierbarkeit: Option<f64>,
    /// Loss of confidentiality.
    #[schemars(extend("enum" = [0.0, 0.25, 0.5]))]
    pub vertraulichkeit: Option<f64>,
    /// Loss of integrity.
    #[schemars(extend("enum" = [0.0, 0.25, 0.5]))]
    pub integritaet: Option<f64>,
    /// Loss of availability.
    #[schemars(extend("enum" = [0.0, 0.25, 0.5]))]
    pub verfuegbarkeit: Option<f64>,
    /// Malicious intent.
    pub boeswillig: Option<bool>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[meldung]`: the report (Art. 33).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Meldung {
    /// Kind.
    pub art: Angabe<MeldungArt>,
    /// Whether it is complete.
    pub vollstaendig: Angabe<bool>,
    /// Reasons for the delay.
    #[validate(length(max = 20_000))]
    pub verspaetung: Angabe<String>,
    /// Reasons for the withdrawal.
    #[validate(length(max = 20_000))]
    pub ruecknahme_grund: Angabe<String>,
    /// Every filing.
    #[validate(nested)]
    pub eingereicht: Vec<Einreichung>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[[meldung.eingereicht]]`: a filing.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Einreichung {
    /// With whom.
    #[validate(length(max = 20_000))]
    pub behoerde: Angabe<String>,
    /// Kind.
    pub art: Angabe<MeldungArt>,
    /// When.
    pub am: Angabe<Zeitpunkt>,
    /// How.
    pub weg: Angabe<MeldeWeg>,
    /// By whom.
    #[validate(length(max = 20_000))]
    pub durch: Angabe<String>,
    /// Identifier given by the portal.
    #[validate(length(max = 20_000))]
    pub kennung: Angabe<String>,
    /// File number of the authority.
    #[validate(length(max = 20_000))]
    pub aktenzeichen: Angabe<String>,
    /// Proof, for example a file name; only text.
    #[validate(length(max = 20_000))]
    pub nachweis: Angabe<String>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[[entscheidungen]]`: who decided what, and why (Art. 5 Abs. 2, Art. 33 Abs. 5).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Entscheidung {
    /// On what.
    pub gegenstand: Angabe<Gegenstand>,
    /// Result.
    #[validate(length(max = 20_000))]
    pub ergebnis: Angabe<String>,
    /// Reasons.
    #[validate(length(max = 20_000))]
    pub begruendung: Angabe<String>,
    /// By whom.
    #[validate(length(max = 20_000))]
    pub durch: Angabe<String>,
    /// When.
    pub am: Angabe<Zeitpunkt>,
    /// What the data protection officer said.
    #[validate(length(max = 20_000))]
    pub stellungnahme_dsb: Angabe<String>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[[anlagen]]`: an attachment.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Anlage {
    /// What.
    #[validate(length(max = 20_000))]
    pub bezeichnung: Angabe<String>,
    /// Kind.
    pub art: Angabe<AnlagenArt>,
    /// Kept to `vermerk`.
    pub intern: bool,
}
