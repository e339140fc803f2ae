//! What happened: the types of `vorfall.toml`, reading with source positions, JSON Schema.
//!
//! Bytes become a [`tree`] with a span on every key and value, a walk beside the [`schema`]
//! finds every error of form at once, and the same tree goes through serde into an
//! [`Incident`]. Missing facts are no errors of form: they are [`Angabe::Fehlt`].

pub mod angabe;
pub mod approval;
pub mod area;
pub mod communication;
mod constraints;
pub mod data;
pub mod design;
pub mod disclosure;
mod field_path;
mod forms;
pub mod incident;
pub mod lines;
pub mod lists;
pub mod measures;
pub mod paths;
pub mod people;
pub mod problem;
pub mod read;
pub mod report;
mod scalars;
pub mod schema;
pub mod starter;
pub(crate) mod suggest;
mod syntax;
pub mod text;
pub mod times;
pub mod tree;
mod walk;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

pub use angabe::Angabe;
pub use approval::Freigaberegel;
pub use communication::{
    Benachrichtigung, NaechsteInformation, Schritt, Textfassung, Unterschrift,
};
pub use data::{Betroffene, BetroffeneGruppe, Daten, Datensaetze, Folge};
pub use design::Gestaltung;
pub use field_path::FieldPath;
pub use incident::{AbflussNachweis, Bereich, Dienst, VerlaufEintrag, Vorfall, Zeiten};
pub use lines::Lines;
pub use lists::*;
pub use measures::{Empfehlung, Erpressung, Lehre, Massnahme, SchutzVorher, Wiederherstellung};
pub use paths::{item_name, item_names, natural_key};
pub use people::{
    Anlaufstelle, Anschrift, Beteiligter, Datenschutzbeauftragter, Empfaenger, Melder, Presse,
    Schutzkontakt, Stelle, Verantwortlicher, Vertretung,
};
pub use problem::{Problem, ProblemLevel, Span, line_column, render_problems};
pub use read::{Read, is_json, read};
pub use report::{Anlage, Einreichung, Enisa, Entscheidung, Meldung, Risiko, Umstaende};
pub use schema::{label, schema};
pub use times::{TimeError, Zeitpunkt};

/// One incident of one controller: the whole facts file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Incident {
    /// Version of the format: 1.
    #[validate(range(min = 1, max = 1))]
    pub format: u32,
    /// What happened.
    #[validate(nested)]
    pub vorfall: Vorfall,
    /// When.
    #[validate(nested)]
    pub zeiten: Zeiten,
    /// The controller.
    #[validate(nested)]
    pub verantwortlicher: Verantwortlicher,
    /// Who reports.
    #[validate(nested)]
    pub melder: Melder,
    /// The data protection officer.
    #[validate(nested)]
    pub datenschutzbeauftragter: Datenschutzbeauftragter,
    /// Where citizens turn to.
    #[validate(nested)]
    pub anlaufstelle: Anlaufstelle,
    /// Where the press turns to.
    #[validate(nested)]
    pub presse: Presse,
    /// Contact for people with a block; internal.
    #[validate(nested)]
    pub schutzkontakt: Schutzkontakt,
    /// Processors and joint controllers.
    #[validate(nested)]
    pub beteiligte: Angabe<Vec<Beteiligter>>,
    /// Areas with another regime, authority or controller.
    #[validate(nested)]
    pub bereiche: Vec<Bereich>,
    /// Data subjects.
    #[validate(nested)]
    pub betroffene: Betroffene,
    /// Records.
    #[validate(nested)]
    pub datensaetze: Datensaetze,
    /// Categories of data.
    #[validate(nested)]
    pub daten: Angabe<Vec<Daten>>,
    /// Consequences.
    #[validate(nested)]
    pub folgen: Angabe<Vec<Folge>>,
    /// Measures.
    #[validate(nested)]
    pub massnahmen: Angabe<Vec<Massnahme>>,
    /// Measures before.
    #[validate(nested)]
    pub schutz_vorher: SchutzVorher,
    /// Restoring.
    #[validate(nested)]
    pub wiederherstellung: Wiederherstellung,
    /// Extortion.
    #[validate(nested)]
    pub erpressung: Erpressung,
    /// Risk.
    #[validate(nested)]
    pub risiko: Risiko,
    /// Report.
    #[validate(nested)]
    pub meldung: Meldung,
    /// Communication.
    #[validate(nested)]
    pub benachrichtigung: Benachrichtigung,
    /// Who got data by mistake.
    #[validate(nested)]
    pub empfaenger: Angabe<Vec<Empfaenger>>,
    /// Advice.
    #[validate(nested)]
    pub empfehlungen: Vec<Empfehlung>,
    /// Other bodies contacted.
    #[validate(nested)]
    pub stellen: Angabe<Vec<Stelle>>,
    /// Services.
    #[validate(nested)]
    pub dienste: Angabe<Vec<Dienst>>,
    /// Timeline.
    #[validate(nested)]
    pub verlauf: Vec<VerlaufEintrag>,
    /// Decisions.
    #[validate(nested)]
    pub entscheidungen: Vec<Entscheidung>,
    /// Signatures.
    #[validate(nested)]
    pub unterschriften: Vec<Unterschrift>,
    /// Attachments.
    #[validate(nested)]
    pub anlagen: Vec<Anlage>,
    /// Logo and colour.
    #[validate(nested)]
    pub gestaltung: Gestaltung,
    /// Wording fixed by hand.
    #[validate(nested)]
    pub textfassungen: Vec<Textfassung>,
    /// Lessons.
    #[validate(nested)]
    pub lehren: Vec<Lehre>,
    /// Who must approve documents.
    #[validate(nested)]
    pub freigabe: Freigaberegel,
}
