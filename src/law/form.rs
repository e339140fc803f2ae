//! What a report form asks: the fields of `data/edpb-meldevorlage.toml`, chosen by date.
//!
//! Numbers, options, conditions and labels are dated data. The code knows only what is asked
//! ([`Question`]); a new version of the form is a new table there.

use std::sync::OnceLock;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// A version of a report form.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Its German name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// How binding it is, in German.
    pub status: String,
    /// First day on which it holds.
    pub gueltig_ab: NaiveDate,
    /// Last day on which it holds.
    pub gueltig_bis: Option<NaiveDate>,
    /// Where it is taken from.
    pub quelle: String,
    /// When it was checked.
    pub stand: NaiveDate,
    /// Sections, in order.
    #[serde(rename = "abschnitt")]
    pub sections: Vec<Section>,
    /// Fields, in order.
    #[serde(rename = "feld")]
    pub fields: Vec<Field>,
}

/// A section of a form.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// `2.3.1`
    pub nummer: String,
    /// Its title, in German.
    pub titel: String,
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its number in the form.
    pub nummer: u16,
    /// Number of its section.
    pub abschnitt: String,
    /// What it asks.
    pub frage: Question,
    /// Its label, in German.
    pub bezeichnung: String,
    /// What is entered.
    pub art: Kind,
    /// Whether it must be filled.
    pub pflicht: Duty,
    /// The norm that the form names.
    pub norm: Option<String>,
    /// When the form shows it, in German.
    pub bedingung: Option<String>,
    /// Defects of the form and how they are read here.
    pub anmerkung: Option<String>,
    /// What can be chosen.
    #[serde(default)]
    pub optionen: Vec<Choice>,
    /// Keys of the facts for which the form has no option.
    #[serde(default)]
    pub ohne_option: Vec<String>,
    /// The word list that says such keys, and keys the form tells apart less finely.
    pub woerter: Option<String>,
}

/// An option of a field.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// `a`, `b1`
    pub buchstabe: String,
    /// Its label, in German.
    pub text: String,
    /// The keys of the facts that mean it.
    #[serde(default)]
    pub schluessel: Vec<String>,
    /// Whether choosing it says that the value is still to come.
    #[serde(default)]
    pub offen: bool,
    /// Whether only an incomplete report may choose it.
    #[serde(default)]
    pub nur_unvollstaendig: bool,
    /// Whether the facts tell more than it does.
    #[serde(default)]
    pub grob: bool,
}

/// What is entered into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One option.
    Auswahl,
    /// Any number of options.
    Mehrfachauswahl,
    /// A line.
    Text,
    /// Paragraphs.
    Absatz,
    /// A number.
    Zahl,
    /// A date.
    Datum,
    /// Date and time of day.
    Zeitpunkt,
    /// Yes or no.
    JaNein,
}

/// Whether a field must be filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// Always.
    Ja,
    /// Under its condition.
    Bedingt,
    /// No.
    Nein,
}

/// What a field asks, whatever its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the labels in the data say what each one asks
pub enum Question {
    MeldungArt,
    MeldungUntertyp,
    RuecknahmeGrund,
    FruehereKennung,
    EigenesZeichen,
    RegisterArt,
    RegisterNummer,
    VerantwortlicherName,
    VerantwortlicherKontakt,
    Sektor,
    Groesse,
    GroesseBeschreibung,
    Wirtschaftszweig,
    EwrVertreterName,
    EwrVertreterKontakt,
    MelderName,
    MelderKontakt,
    MelderRolle,
    MelderFunktion,
    NationaleNummer,
    Richtigkeit,
    DsbBenannt,
    DsbName,
    DsbKontakt,
    Auskunft,
    AuskunftName,
    AuskunftFunktion,
    AuskunftKontakt,
    Beteiligte,
    BeteiligteRolle,
    BeteiligteName,
    BeteiligteKontakt,
    Zeitraum,
    ZeitGeschaetzt,
    Beginn,
    Ende,
    Kenntnis,
    Verspaetung,
    EntdecktDurch,
    Entdeckung,
    Mitteilung,
    ZeitAnmerkungen,
    Schutzziele,
    Abfluss,
    Unlesbar,
    Integritaet,
    Verfuegbarkeit,
    Typ,
    Ursache,
    Beschreibung,
    Systeme,
    Gruppen,
    GruppenBeschreibung,
    PersonenZahlArt,
    PersonenZahl,
    Daten,
    DatenBeschreibung,
    DatensaetzeZahlArt,
    DatensaetzeZahl,
    Schutz,
    SchutzBeschreibung,
    FolgenVertraulichkeit,
    FolgenVertraulichkeitBeschreibung,
    FolgenIntegritaet,
    FolgenIntegritaetBeschreibung,
    FolgenVerfuegbarkeit,
    FolgenVerfuegbarkeitBeschreibung,
    Folgen,
    FolgenBeschreibung,
    Schwere,
    Risiko,
    RisikoBeschreibung,
    Massnahmen,
    Vorbeugung,
    VorbeugungBeschreibung,
    Benachrichtigung,
    BenachrichtigtAm,
    BenachrichtigungGeplantAm,
    Ausnahme,
    AusnahmeBegruendung,
    AlleBenachrichtigt,
    NichtAlleGrund,
    Weg,
    WegBeschreibung,
    Inhalt,
    Strafanzeige,
    AndereBehoerden,
    AndereBehoerdenBeschreibung,
    Grenzueberschreitend,
    Federfuehrend,
    LaenderNiederlassung,
    LaenderBetroffene,
    ZahlJeLand,
    BehoerdenEwr,
    AusserhalbEwr,
    AusserhalbLaender,
    AusserhalbZahl,
    AusserhalbBehoerden,
    Anlagen,
    AnlagenAndere,
}

impl Field {
    /// The option that a key of the facts means.
    #[must_use]
    pub fn choice(&self, key: &str) -> Option<&Choice> {
        self.optionen
            .iter()
            .find(|choice| choice.schluessel.iter().any(|own| own == key))
    }

    /// The option that says the value is still to come.
    #[must_use]
    pub fn open_choice(&self) -> Option<&Choice> {
        self.optionen.iter().find(|choice| choice.offen)
    }
}

impl Form {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds(&self, on: NaiveDate) -> bool {
        self.gueltig_ab <= on && self.gueltig_bis.is_none_or(|last| on <= last)
    }

    /// Whether it was checked more than a year before a day.
    #[must_use]
    pub fn is_stale(&self, on: NaiveDate) -> bool {
        self.stand
            .checked_add_days(Days::new(365))
            .is_some_and(|last| last < on)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    vorlage: Vec<Form>,
}

/// All forms known.
#[must_use]
pub fn forms() -> &'static [Form] {
    static FORMS: OnceLock<Vec<Form>> = OnceLock::new();
    FORMS
        .get_or_init(|| read(include_str!("../../data/edpb-meldevorlage.toml")).unwrap_or_default())
}

fn read(source: &str) -> Result<Vec<Form>, toml::de::Error> {
    toml::from_str::<File>(source).map(|file| file.vorlage)
}

/// The form for a report on that day: the one that holds, else the last one before, else the
/// first one after.
#[must_use]
pub fn form(on: NaiveDate) -> Option<&'static Form> {
    choose(forms(), on)
}

fn choose(forms: &[Form], on: NaiveDate) -> Option<&Form> {
    let newest = |form: &&Form| form.gueltig_ab;
    forms
        .iter()
        .filter(|form| form.holds(on))
        .max_by_key(newest)
        .or_else(|| {
            forms
                .iter()
                .filter(|form| form.gueltig_ab <= on)
                .max_by_key(newest)
        })
        .or_else(|| forms.iter().min_by_key(newest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_data_is_whole() {
        let forms = read(include_str!("../../data/edpb-meldevorlage.toml")).unwrap();
        let form = &forms[0];
        assert_eq!(form.fields.len(), 100);
        assert!(form.fields.is_sorted_by(|a, b| a.nummer < b.nummer));
        let questions: BTreeSet<String> = form
            .fields
            .iter()
            .map(|field| format!("{:?}", field.frage))
            .collect();
        assert_eq!(questions.len(), 100);
        let order: Vec<&str> = form.sections.iter().map(|s| s.nummer.as_str()).collect();
        let mut used: Vec<&str> = form.fields.iter().map(|f| f.abschnitt.as_str()).collect();
        used.dedup();
        assert_eq!(used, order);
    }

    #[test]
    fn options_have_their_own_letters_and_keys() {
        for field in &forms()[0].fields {
            let letters: BTreeSet<&str> = field
                .optionen
                .iter()
                .map(|o| o.buchstabe.as_str())
                .collect();
            assert_eq!(letters.len(), field.optionen.len(), "{}", field.nummer);
            let keys: Vec<&String> = field
                .optionen
                .iter()
                .flat_map(|o| &o.schluessel)
                .chain(&field.ohne_option)
                .collect();
            let unique: BTreeSet<&&String> = keys.iter().collect();
            assert_eq!(keys.len(), unique.len(), "{}", field.nummer);
            let choice = matches!(field.art, Kind::Auswahl | Kind::Mehrfachauswahl);
            assert_eq!(choice, !field.optionen.is_empty(), "{}", field.nummer);
            assert!(field.pflicht != Duty::Bedingt || field.bedingung.is_some());
        }
    }

    #[test]
    fn a_version_is_chosen_by_the_day_of_the_report() {
        let first = forms()[0].clone();
        let mut second = first.clone();
        second.version = "2.0".to_owned();
        second.gueltig_ab = day("2027-01-01");
        let mut ended = first;
        ended.gueltig_bis = Some(day("2026-12-31"));
        let both = [second, ended];
        let version = |on| choose(&both, day(on)).map(|form| form.version.as_str());
        assert_eq!(version("2026-12-31"), Some("1.0"));
        assert_eq!(version("2027-01-01"), Some("2.0"));
        assert_eq!(version("2021-10-17"), Some("1.0"));
        assert_eq!(
            choose(&both[1..], day("2028-01-01")).unwrap().version,
            "1.0"
        );
        assert!(!both[1].holds(day("2028-01-01")));
        assert!(both[1].is_stale(day("2028-01-01")));
        assert_eq!(choose(&[], day("2028-01-01")), None);
    }
}
