//! The duties as dated data: `pflichten.toml`, `landesrecht.toml`, `nebenpflichten.toml`.

use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::Deserialize;

use super::Kind;
use crate::facts::{
    BeteiligtenRolle, Bundesland, Gruppe, Kategorie, Rechtsregime, StellenRolle, Typ, Ursache,
    VerantwortlicherArt,
};

pub(crate) const DUTIES: &str = include_str!("../../../data/pflichten.toml");
pub(crate) const LAENDER: &str = include_str!("../../../data/landesrecht.toml");
pub(crate) const NEIGHBOURS: &str = include_str!("../../../data/nebenpflichten.toml");

/// How sure a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Certainty {
    /// Norm and threshold were read.
    Belegt,
    /// Another norm may be the right one.
    ZuPruefen,
}

impl Certainty {
    pub(crate) fn is_open(self) -> bool {
        self == Self::ZuPruefen
    }
}

/// A duty of a regime.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    pub(crate) regime: Rechtsregime,
    pub(crate) art: Kind,
    pub(crate) norm: String,
    pub(crate) schwelle: String,
    pub(crate) status: Certainty,
    pub(crate) gueltig_ab: NaiveDate,
    pub(crate) gueltig_bis: Option<NaiveDate>,
    pub(crate) quelle: String,
    pub(crate) stand: NaiveDate,
}

/// The duty to tell the supervising authority of a breach of social data.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SocialRow {
    pub(crate) norm: String,
    pub(crate) adressat: String,
    pub(crate) schwelle: String,
    pub(crate) gueltig_ab: NaiveDate,
    /// Until here it certainly held.
    pub(crate) sicher_bis: NaiveDate,
    /// From the day after it certainly holds no more.
    pub(crate) gueltig_bis: NaiveDate,
    pub(crate) quelle: String,
    pub(crate) stand: NaiveDate,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Duties {
    pub(crate) pflicht: Vec<Row>,
    pub(crate) sozialdaten: Vec<SocialRow>,
}

/// What takes the place of Art. 33 and 34 under Directive (EU) 2016/680; without a Land for all
/// that have no row.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct JiRow {
    land: Option<Bundesland>,
    pub(crate) meldung: String,
    pub(crate) benachrichtigung: String,
    pub(crate) schwelle_meldung: Option<String>,
    pub(crate) schwelle_benachrichtigung: Option<String>,
    pub(crate) status: Certainty,
    pub(crate) quelle: String,
    pub(crate) stand: NaiveDate,
}

/// A limit of a Land on Art. 34 GDPR (Art. 23 GDPR).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExceptionRow {
    pub(crate) land: Bundesland,
    pub(crate) norm: String,
    pub(crate) inhalt: String,
    /// What the Land asks for besides, in words.
    pub(crate) zusatz: Option<String>,
    pub(crate) zusatz_art: Option<Kind>,
    pub(crate) zusatz_norm: Option<String>,
    pub(crate) zusatz_adressat: Option<String>,
    pub(crate) status: Certainty,
    pub(crate) quelle: String,
    pub(crate) stand: NaiveDate,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Laender {
    pub(crate) ji: Vec<JiRow>,
    pub(crate) ausnahme: Vec<ExceptionRow>,
}

/// A neighbouring duty: a hint that names its source.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Neighbour {
    pub(crate) code: String,
    pub(crate) norm: String,
    pub(crate) adressat: String,
    pub(crate) pfad: String,
    pub(crate) hinweis: String,
    pub(crate) abhilfe: String,
    #[serde(default)]
    pub(crate) arten: Vec<VerantwortlicherArt>,
    #[serde(default)]
    pub(crate) typen: Vec<Typ>,
    #[serde(default)]
    pub(crate) ursachen: Vec<Ursache>,
    #[serde(default)]
    pub(crate) kategorien: Vec<Kategorie>,
    #[serde(default)]
    pub(crate) ohne_kategorien: Vec<Kategorie>,
    #[serde(default)]
    pub(crate) gruppen: Vec<Gruppe>,
    #[serde(default)]
    pub(crate) beteiligte: Vec<BeteiligtenRolle>,
    #[serde(default)]
    pub(crate) ohne_anzeige: bool,
    pub(crate) schweigt_bei: Vec<StellenRolle>,
    pub(crate) gueltig_ab: Option<NaiveDate>,
    pub(crate) gueltig_bis: Option<NaiveDate>,
    pub(crate) quelle: String,
    pub(crate) stand: NaiveDate,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Neighbours {
    nebenpflicht: Vec<Neighbour>,
}

/// `pflichten.toml`
pub(crate) fn duties() -> Option<&'static Duties> {
    static FILE: OnceLock<Option<Duties>> = OnceLock::new();
    FILE.get_or_init(|| toml::from_str(DUTIES).ok()).as_ref()
}

/// `landesrecht.toml`
pub(crate) fn laender() -> Option<&'static Laender> {
    static FILE: OnceLock<Option<Laender>> = OnceLock::new();
    FILE.get_or_init(|| toml::from_str(LAENDER).ok()).as_ref()
}

/// `nebenpflichten.toml`
pub(crate) fn neighbours() -> &'static [Neighbour] {
    static FILE: OnceLock<Vec<Neighbour>> = OnceLock::new();
    FILE.get_or_init(|| {
        toml::from_str::<Neighbours>(NEIGHBOURS)
            .map(|file| file.nebenpflicht)
            .unwrap_or_default()
    })
}

/// The row of a regime that holds on a day.
pub(crate) fn row(regime: Rechtsregime, kind: Kind, on: NaiveDate) -> Option<&'static Row> {
    duties()?.pflicht.iter().find(|row| {
        row.regime == regime
            && row.art == kind
            && row.gueltig_ab <= on
            && row.gueltig_bis.is_none_or(|last| on <= last)
    })
}

/// The law of a Land under Directive (EU) 2016/680, or the federal one.
pub(crate) fn ji(land: Option<Bundesland>) -> Option<&'static JiRow> {
    let rows = &laender()?.ji;
    rows.iter()
        .find(|row| row.land.is_some() && row.land == land)
        .or_else(|| rows.iter().find(|row| row.land.is_none()))
}

/// The limit of a Land on Art. 34 GDPR, where one is known.
pub(crate) fn exception(land: Option<Bundesland>) -> Option<&'static ExceptionRow> {
    laender()?
        .ausnahme
        .iter()
        .find(|row| Some(row.land) == land)
}

/// When the duties were last checked: the oldest row.
pub(crate) fn stand_of_duties() -> Option<NaiveDate> {
    let file = duties()?;
    let rows = file.pflicht.iter().map(|row| row.stand);
    rows.chain(file.sozialdaten.iter().map(|row| row.stand))
        .min()
}

/// When the law of the Länder was last checked: the oldest row.
pub(crate) fn stand_of_laender() -> Option<NaiveDate> {
    let file = laender()?;
    let rows = file.ji.iter().map(|row| row.stand);
    rows.chain(file.ausnahme.iter().map(|row| row.stand)).min()
}

/// When the neighbouring duties were last checked: the oldest row.
pub(crate) fn stand_of_neighbours() -> Option<NaiveDate> {
    neighbours().iter().map(|row| row.stand).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_whole() {
        toml::from_str::<Duties>(DUTIES).unwrap();
        toml::from_str::<Laender>(LAENDER).unwrap();
        toml::from_str::<Neighbours>(NEIGHBOURS).unwrap();
    }

    #[test]
    fn a_land_without_a_row_has_the_federal_norms() {
        let federal = ji(Some(Bundesland::Mv)).unwrap();
        assert!(federal.meldung.starts_with("§ 65 BDSG"));
        assert_eq!(ji(None).unwrap().meldung, federal.meldung);
        assert_eq!(ji(Some(Bundesland::Sn)).unwrap().meldung, "§ 21 SächsDSUG");
        // What is not settled is marked in every row.
        assert!(laender().unwrap().ji.iter().all(|row| row.status.is_open()));
    }
}
