//! People and bodies: controller, contacts, processors, recipients, other bodies.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::angabe::Angabe;
use super::lists::{
    Artikel, BeteiligtenRolle, Bundesland, JaNeinUnbekannt, MelderRolle, Nennen, Reaktion,
    StellenRolle, VerantwortlicherArt,
};
use super::times::Zeitpunkt;

/// `[verantwortlicher]`: the controller.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Verantwortlicher {
    /// Official name.
    #[validate(length(max = 20_000))]
    pub name: Angabe<String>,
    /// Article of the name.
    pub artikel: Angabe<Artikel>,
    /// Kind of controller.
    pub art: Angabe<VerantwortlicherArt>,
    /// Land.
    pub bundesland: Angabe<Bundesland>,
    /// Diocese, for Catholic bodies.
    #[validate(length(max = 20_000))]
    pub bistum: Angabe<String>,
    /// Member church, for Protestant bodies.
    #[validate(length(max = 20_000))]
    pub gliedkirche: Angabe<String>,
    /// Who represents it.
    #[validate(nested)]
    pub vertretung: Vertretung,
    /// Postal address.
    #[validate(nested)]
    pub anschrift: Anschrift,
    /// Telephone.
    #[validate(length(max = 20_000))]
    pub telefon: Angabe<String>,
    /// E-mail address.
    #[validate(email, length(max = 254))]
    pub email: Angabe<String>,
    /// Website.
    #[validate(url, length(max = 2_000))]
    pub web: Angabe<String>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// The representative.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Vertretung {
    /// Name.
    #[validate(length(max = 20_000))]
    pub name: Angabe<String>,
    /// Function.
    #[validate(length(max = 20_000))]
    pub funktion: Angabe<String>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// A postal address.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Anschrift {
    /// Street and number.
    #[validate(length(max = 20_000))]
    pub strasse: Angabe<String>,
    /// Postal code, five digits.
    #[schemars(extend("format" = "plz", "pattern" = "^[0-9]{5}$"))]
    pub plz: Angabe<String>,
    /// Town.
    #[validate(length(max = 20_000))]
    pub ort: Angabe<String>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[melder]`: the person who reports.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Melder {
    /// Name.
    #[validate(length(max = 20_000))]
    pub name: Angabe<String>,
    /// Function.
    #[validate(length(max = 20_000))]
    pub funktion: Angabe<String>,
    /// Role.
    pub rolle: Angabe<MelderRolle>,
    /// Telephone.
    #[validate(length(max = 20_000))]
    pub telefon: Angabe<String>,
    /// E-mail address.
    #[validate(email, length(max = 254))]
    pub email: Angabe<String>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[datenschutzbeauftragter]`: the data protection officer (Art. 33 Abs. 3 b).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Datenschutzbeauftragter {
    /// Name.
    #[validate(length(max = 20_000))]
    pub name: Angabe<String>,
    /// What documents for the public print.
    pub nennen: Nennen,
    /// Telephone.
    #[validate(length(max = 20_000))]
    pub telefon: Angabe<String>,
    /// E-mail address.
    #[validate(email, length(max = 254))]
    pub email: Angabe<String>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[anlaufstelle]`: where citizens turn to.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Anlaufstelle {
    /// Name.
    #[validate(length(max = 20_000))]
    pub name: Angabe<String>,
    /// Telephone.
    #[validate(length(max = 20_000))]
    pub telefon: Angabe<String>,
    /// E-mail address.
    #[validate(email, length(max = 254))]
    pub email: Angabe<String>,
    /// Hours.
    pub sprechzeiten: Angabe<Vec<String>>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[presse]`: where the press turns to.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Presse {
    /// Name of the office or person.
    #[validate(length(max = 20_000))]
    pub name: Angabe<String>,
    /// Telephone.
    #[validate(length(max = 20_000))]
    pub telefon: Angabe<String>,
    /// E-mail address.
    #[validate(email, length(max = 254))]
    pub email: Angabe<String>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[schutzkontakt]`: contact for people with a block under § 51 BMG; always internal.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Schutzkontakt {
    /// Name.
    #[validate(length(max = 20_000))]
    pub name: Angabe<String>,
    /// Telephone.
    #[validate(length(max = 20_000))]
    pub telefon: Angabe<String>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[[beteiligte]]`: a processor or joint controller.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Beteiligter {
    /// Role.
    pub rolle: Angabe<BeteiligtenRolle>,
    /// Name.
    #[validate(length(max = 20_000))]
    pub name: Angabe<String>,
    /// Article of the name.
    pub artikel: Angabe<Artikel>,
    /// What it does for the controller.
    #[validate(length(max = 20_000))]
    pub leistung: Angabe<String>,
    /// Postal address.
    #[validate(nested)]
    pub anschrift: Anschrift,
    /// Telephone.
    #[validate(length(max = 20_000))]
    pub telefon: Angabe<String>,
    /// E-mail address.
    #[validate(email, length(max = 254))]
    pub email: Angabe<String>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[[empfaenger]]`: who got the data by mistake.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Empfaenger {
    /// Who.
    #[validate(length(max = 20_000))]
    pub bezeichnung: Angabe<String>,
    /// How many.
    #[validate(range(max = 10_000_000_000u64))]
    pub anzahl: Angabe<u64>,
    /// Whether trustworthy.
    pub vertrauenswuerdig: Angabe<JaNeinUnbekannt>,
    /// What the recipient did.
    pub reaktion: Angabe<Reaktion>,
    /// Proof.
    #[validate(length(max = 20_000))]
    pub nachweis: Angabe<String>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[[stellen]]`: another body contacted.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Stelle {
    /// Name.
    #[validate(length(max = 20_000))]
    pub name: Angabe<String>,
    /// Role.
    pub rolle: Angabe<StellenRolle>,
    /// When.
    pub am: Angabe<Zeitpunkt>,
    /// File number.
    #[validate(length(max = 20_000))]
    pub aktenzeichen: Angabe<String>,
    /// Kept to `vermerk`.
    pub intern: bool,
}
