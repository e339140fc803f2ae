//! The incident itself: what happened and when.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::angabe::Angabe;
use super::lists::{
    Abfluss, DienstStatus, EntdecktDurch, Fachgebiet, Integritaet, JaNeinUnbekannt, Kategorie,
    Rechtsregime, Schutzziel, Sicht, Typ, Unlesbar, Ursache, Verfuegbarkeit,
};
use super::times::Zeitpunkt;

/// `[vorfall]`: what happened.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Vorfall {
    /// Identifier, `[a-z0-9-]`, used in file names and message ids.
    #[validate(length(min = 1, max = 60))]
    #[schemars(extend("format" = "kennung", "pattern" = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"))]
    pub kennung: String,
    /// Title of the incident.
    #[validate(length(max = 20_000))]
    pub titel: Angabe<String>,
    /// Who writes.
    pub sicht: Sicht,
    /// Every output says that this is an example.
    pub beispiel: bool,
    /// The default regime; areas may have another one.
    pub rechtsregime: Rechtsregime,
    /// Kind of breach.
    pub typ: Angabe<Typ>,
    /// Origin.
    pub ursache: Angabe<Ursache>,
    /// Which of confidentiality, integrity, availability is hurt.
    pub schutzziele: Angabe<Vec<Schutzziel>>,
    /// Whether data left.
    pub abfluss: Angabe<Abfluss>,
    /// Evidence, where data leaving is ruled out.
    #[validate(nested)]
    pub abfluss_nachweis: AbflussNachweis,
    /// Whether the data were unintelligible to others.
    pub unlesbar: Angabe<Unlesbar>,
    /// Loss of integrity.
    pub integritaet: Angabe<Integritaet>,
    /// Loss of availability.
    pub verfuegbarkeit: Angabe<Verfuegbarkeit>,
    /// Whether a criminal complaint was made.
    pub strafanzeige: Angabe<JaNeinUnbekannt>,
    /// Whether the processing crosses borders.
    pub grenzueberschreitend: Angabe<JaNeinUnbekannt>,
    /// What happened, for the authority.
    #[validate(length(max = 20_000))]
    pub beschreibung: Angabe<String>,
    /// What happened, in plain words for people.
    #[validate(length(max = 20_000))]
    pub beschreibung_buerger: Angabe<String>,
    /// Systems hit; never in public documents.
    #[validate(length(max = 20_000))]
    pub systeme: Angabe<String>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[vorfall.abfluss_nachweis]`: evidence for `abfluss = "ausgeschlossen"`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct AbflussNachweis {
    /// What was examined, as in "Die Untersuchung von …".
    #[validate(length(max = 20_000))]
    pub untersuchung: Angabe<String>,
    /// Who examined it.
    #[validate(length(max = 20_000))]
    pub durch: Angabe<String>,
    /// State of the examination.
    pub stand: Angabe<Zeitpunkt>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[zeiten]`: what happened when.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Zeiten {
    /// Begin of the breach.
    pub beginn: Angabe<Zeitpunkt>,
    /// End of the breach.
    pub ende: Angabe<Zeitpunkt>,
    /// Discovery.
    pub entdeckt: Angabe<Zeitpunkt>,
    /// First signs.
    pub erste_anhaltspunkte: Angabe<Zeitpunkt>,
    /// Awareness of the processor.
    pub kenntnis_auftragsverarbeiter: Angabe<Zeitpunkt>,
    /// Notice of the processor (Art. 33 Abs. 2).
    pub mitteilung_auftragsverarbeiter: Angabe<Zeitpunkt>,
    /// Awareness of the controller: starts the 72 hours.
    pub kenntnis: Angabe<Zeitpunkt>,
    /// Who found it.
    pub entdeckt_durch: Angabe<EntdecktDurch>,
    /// How it was found.
    #[validate(length(max = 20_000))]
    pub entdeckung: Angabe<String>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[[bereiche]]`: a part of the administration with another regime, authority or controller.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Bereich {
    /// Name of the area.
    #[validate(length(max = 20_000))]
    pub name: Angabe<String>,
    /// Field of law.
    pub fachgebiet: Angabe<Fachgebiet>,
    /// Regime, where it differs.
    pub regime: Option<Rechtsregime>,
    /// Categories of data of this area.
    pub daten: Vec<Kategorie>,
    /// The organisational unit that is the controller (§ 67 Abs. 4 SGB X).
    #[validate(length(max = 20_000))]
    pub verantwortliche_einheit: Angabe<String>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[[dienste]]`: what works, what does not.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Dienst {
    /// Name of the service.
    #[validate(length(max = 20_000))]
    pub name: Angabe<String>,
    /// Its state.
    pub status: Angabe<DienstStatus>,
    /// A remark.
    #[validate(length(max = 20_000))]
    pub hinweis: Option<String>,
    /// Kept to `vermerk`.
    pub intern: bool,
}

/// `[[verlauf]]`: an entry of the timeline.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct VerlaufEintrag {
    /// When.
    pub am: Angabe<Zeitpunkt>,
    /// What.
    #[validate(length(max = 20_000))]
    pub text: Angabe<String>,
    /// Who.
    #[validate(length(max = 20_000))]
    pub durch: Option<String>,
    /// Kept to `vermerk`.
    pub intern: bool,
}
