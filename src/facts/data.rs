//! Data subjects, data and consequences.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::angabe::Angabe;
use super::lists::{
    Abfluss, Auspraegung, FolgeArt, Gewissheit, Gruppe, Kategorie, Schutzziel, Unlesbar,
};

/// `[betroffene]`: the data subjects.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Betroffene {
    /// How many.
    #[validate(range(max = 10_000_000_000u64))]
    pub anzahl: Angabe<u64>,
    /// Groups.
    #[validate(nested)]
    pub gruppen: Angabe<Vec<BetroffeneGruppe>>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `betroffene.gruppen[]`: a group of data subjects.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct BetroffeneGruppe {
    /// The group.
    pub gruppe: Angabe<Gruppe>,
    /// In words.
    #[validate(length(max = 20_000))]
    pub beschreibung: Option<String>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[datensaetze]`: the records.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Datensaetze {
    /// How many.
    #[validate(range(max = 10_000_000_000u64))]
    pub anzahl: Angabe<u64>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[[daten]]`: a category of data.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Daten {
    /// The category.
    pub kategorie: Angabe<Kategorie>,
    /// Examples.
    pub beispiele: Vec<String>,
    /// Whether it is certain that they are hit.
    pub gewissheit: Gewissheit,
    /// Groups, where they differ.
    pub gruppen: Vec<Gruppe>,
    /// How many people, where it differs.
    #[validate(range(max = 10_000_000_000u64))]
    pub anzahl: Angabe<u64>,
    /// Whether data left, where it differs.
    pub abfluss: Angabe<Abfluss>,
    /// Whether unintelligible, where it differs.
    pub unlesbar: Angabe<Unlesbar>,
    /// Whether records with a block under § 51 BMG are among them.
    pub auskunftssperre: bool,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[[folgen]]`: a likely consequence (Art. 33 Abs. 3 c).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Folge {
    /// Kind.
    pub art: Angabe<FolgeArt>,
    /// In words.
    #[validate(length(max = 20_000))]
    pub beschreibung: Option<String>,
    /// The aim hurt.
    pub schutzziel: Option<Schutzziel>,
    /// Its form.
    pub auspraegung: Option<Auspraegung>,
    /// Kept to `vermerk`.
    pub intern: bool,
}
