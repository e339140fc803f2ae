//! The authorities and how to reach them: `data/behoerden.json`, one row an authority.

use std::sync::{Arc, OnceLock};

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize, Serializer, ser::SerializeMap};

use super::overrides::{Fixed, Overrides};
use crate::facts::{Bundesland, MeldeWeg};

/// The file, as it is in this build.
pub(crate) const SOURCE: &str = include_str!("../../../data/behoerden.json");

/// A supervisory authority.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Authority {
    /// Identifier of the data set, `demvldi`.
    pub id: String,
    /// Official name.
    pub name: String,
    /// Short name.
    pub kurz: String,
    /// ISO 3166-2:DE without `DE-`, `DE`, or a country code.
    #[serde(rename = "iso")]
    pub land: String,
    pub(super) competence: Competence,
    pub(super) postal_address: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) fax: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Website.
    #[serde(rename = "website")]
    pub web: Option<String>,
    /// Address of the form for reports.
    #[serde(rename = "breach_form_url")]
    pub meldeweg: Option<String>,
    pub(super) channels: Channels,
    pub(super) encryption: Encryption,
    /// Address of the form for complaints; no way to report.
    #[serde(rename = "complaint_form_url_NOT_breach")]
    pub beschwerde: Option<String>,
    /// What proves there that a report was filed.
    #[serde(default)]
    pub nachweis: Option<String>,
    /// What to know when filing there.
    pub hinweise: Vec<String>,
    /// When the contact data were checked.
    #[serde(rename = "contact_data_date")]
    pub stand: Option<NaiveDate>,
    /// Where the data come from.
    #[serde(rename = "sources")]
    pub quellen: Vec<String>,
    /// Whether the user's own file changed or added this entry.
    #[serde(skip)]
    pub eigen: bool,
}

/// For which bodies; words of the data set, `ja` where without limit.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
pub(super) struct Competence {
    oeffentlich: Option<String>,
    nicht_oeffentlich: Option<String>,
}

/// How a report may get there; `None` where nothing is known.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub(super) struct Channels {
    online_form: Option<bool>,
    pdf_form: Option<bool>,
    download_form_and_upload: Option<bool>,
    email: Option<bool>,
    post: Option<bool>,
    fax: Option<bool>,
    telefon: Option<bool>,
    persoenlich: Option<bool>,
}

impl Channels {
    /// No form is known any more.
    pub(super) fn close_forms(&mut self) {
        self.online_form = None;
        self.pdf_form = None;
        self.download_form_and_upload = None;
    }

    /// These ways and no others.
    pub(super) fn only(&mut self, ways: &[MeldeWeg]) {
        let has = |way: MeldeWeg| Some(ways.contains(&way));
        *self = Self {
            online_form: has(MeldeWeg::Portal),
            pdf_form: None,
            download_form_and_upload: None,
            email: has(MeldeWeg::Email),
            post: has(MeldeWeg::Post),
            fax: has(MeldeWeg::Fax),
            telefon: has(MeldeWeg::Telefon),
            persoenlich: has(MeldeWeg::Persoenlich),
        };
    }
}

/// How to write so that nobody else reads it.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub(super) struct Encryption {
    pub(super) pgp_fingerprint: Option<String>,
    pub(super) pgp_url: Option<String>,
    smime: Option<bool>,
    form_e2e: Option<bool>,
}

#[derive(Deserialize)]
struct File {
    authorities: Vec<Authority>,
}

impl Authority {
    /// An entry of which only the identifier is known.
    pub(super) fn named(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: String::new(),
            kurz: String::new(),
            land: String::new(),
            competence: Competence::default(),
            postal_address: None,
            phone: None,
            fax: None,
            email: None,
            web: None,
            meldeweg: None,
            channels: Channels::default(),
            encryption: Encryption::default(),
            beschwerde: None,
            nachweis: None,
            hinweise: Vec::new(),
            stand: None,
            quellen: Vec::new(),
            eigen: true,
        }
    }

    /// Address lines, without the country.
    #[must_use]
    pub fn anschrift(&self) -> Vec<&str> {
        let lines = self.postal_address.as_deref().unwrap_or_default().lines();
        lines
            .map(str::trim)
            .filter(|line| !line.is_empty() && *line != "Deutschland")
            .collect()
    }

    /// Telephone in German form: `0385 594940`.
    #[must_use]
    pub fn telefon(&self) -> Option<String> {
        self.phone.as_deref().map(german_number)
    }

    /// Fax in German form.
    #[must_use]
    pub fn telefax(&self) -> Option<String> {
        self.fax.as_deref().map(german_number)
    }

    /// Fingerprint of the PGP key.
    #[must_use]
    pub fn pgp(&self) -> Option<&str> {
        self.encryption.pgp_fingerprint.as_deref()
    }

    /// Where the PGP key is.
    #[must_use]
    pub fn pgp_schluessel(&self) -> Option<&str> {
        self.encryption.pgp_url.as_deref()
    }

    /// The ways to file a report there that the data name: German, most direct first.
    #[must_use]
    pub fn wege(&self) -> Vec<&'static str> {
        let channels = &self.channels;
        let form = channels.online_form == Some(true)
            || (self.meldeweg.is_some()
                && channels.online_form.is_none()
                && channels.download_form_and_upload != Some(true));
        let sealed = self.encryption.form_e2e == Some(true);
        let mail = match (self.pgp().is_some(), self.encryption.smime == Some(true)) {
            (true, true) => "E-Mail (mit PGP oder S/MIME verschlüsselt)",
            (true, false) => "E-Mail (mit PGP verschlüsselt)",
            (false, true) => "E-Mail (mit S/MIME verschlüsselt)",
            (false, false) => "E-Mail (verschlüsselt)",
        };
        [
            (
                form && sealed,
                "Online-Formular (Ende-zu-Ende verschlüsselt)",
            ),
            (form && !sealed, "Online-Formular"),
            (
                channels.download_form_and_upload == Some(true),
                "Formular zum Herunterladen, ausgefüllt über einen Upload-Link",
            ),
            (
                channels.pdf_form == Some(true),
                "PDF-Formular zum Herunterladen",
            ),
            (channels.email == Some(true), mail),
            (channels.post == Some(true), "Brief"),
            (channels.fax == Some(true), "Fax"),
            (channels.telefon == Some(true), "Telefon"),
            (channels.persoenlich == Some(true), "persönlich"),
        ]
        .into_iter()
        .filter_map(|(open, name)| open.then_some(name))
        .collect()
    }

    /// Whether the contact data have no date, or were last checked more than a year before `today`.
    #[must_use]
    pub fn is_outdated(&self, today: NaiveDate) -> bool {
        self.stand.is_none_or(|at| older_than_a_year(at, today))
    }
}

fn german_number(number: &str) -> String {
    match number.strip_prefix("+49") {
        Some(rest) => format!("0{}", rest.trim_start()),
        None => number.to_owned(),
    }
}

/// Whether data checked on a day are older than a year.
pub(crate) fn older_than_a_year(at: NaiveDate, today: NaiveDate) -> bool {
    today
        .checked_sub_months(Months::new(12))
        .is_some_and(|oldest| at < oldest)
}

/// The authorities that an assessment knows: those of this build, with the user's own data over
/// them.
#[derive(Debug, Clone, PartialEq)]
pub struct Authorities {
    list: Vec<Arc<Authority>>,
    fixed: Option<Fixed>,
}

impl Default for Authorities {
    fn default() -> Self {
        Self::shipped().clone()
    }
}

impl Authorities {
    /// The authorities of this build.
    #[must_use]
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Authorities> = OnceLock::new();
        SHIPPED.get_or_init(|| Self {
            list: serde_json::from_str::<File>(SOURCE)
                .map(|file| file.authorities)
                .unwrap_or_default()
                .into_iter()
                .map(Arc::new)
                .collect(),
            fixed: None,
        })
    }

    /// These authorities with the user's own data over them.
    #[must_use]
    pub fn with(&self, overrides: &Overrides) -> Self {
        let mut list = self.list.clone();
        for entry in &overrides.behoerden {
            match list.iter_mut().find(|known| known.id == entry.id) {
                Some(known) => entry.change(Arc::make_mut(known)),
                None => {
                    let mut new = Authority::named(&entry.id);
                    entry.change(&mut new);
                    list.push(Arc::new(new));
                }
            }
        }
        Self {
            list,
            fixed: overrides.zustaendig.clone(),
        }
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Authority>> {
        self.list.iter()
    }

    /// The authority with this identifier.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<Arc<Authority>> {
        self.list
            .iter()
            .find(|authority| authority.id == id)
            .cloned()
    }

    /// What the user's own file decides on the authority of the whole incident.
    pub(super) fn fixed(&self) -> Option<&Fixed> {
        self.fixed.as_ref()
    }

    /// The authority of a Land: for public bodies, or for others.
    pub(super) fn of_land(&self, land: Bundesland, public: bool) -> Option<Arc<Authority>> {
        self.list
            .iter()
            .find(|authority| {
                let competence = if public {
                    &authority.competence.oeffentlich
                } else {
                    &authority.competence.nicht_oeffentlich
                };
                authority.land == land.schluessel() && competence.as_deref() == Some("ja")
            })
            .cloned()
    }
}

/// An authority with the reason, as documents use it.
pub(crate) struct WithReason<'a>(pub(crate) &'a Authority, pub(crate) &'a str);

impl Serialize for WithReason<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(authority, reason) = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &authority.id)?;
        map.serialize_entry("name", &authority.name)?;
        map.serialize_entry("kurz", &authority.kurz)?;
        map.serialize_entry("anschrift", &authority.anschrift())?;
        map.serialize_entry("telefon", &authority.telefon())?;
        map.serialize_entry("fax", &authority.telefax())?;
        map.serialize_entry("email", &authority.email)?;
        map.serialize_entry("web", &authority.web)?;
        map.serialize_entry("meldeweg", &authority.meldeweg)?;
        map.serialize_entry("wege", &authority.wege())?;
        map.serialize_entry("pgp", &authority.pgp())?;
        map.serialize_entry("pgp_schluessel", &authority.pgp_schluessel())?;
        map.serialize_entry("beschwerde", &authority.beschwerde)?;
        map.serialize_entry("nachweis", &authority.nachweis)?;
        map.serialize_entry("hinweise", &authority.hinweise)?;
        map.serialize_entry("stand", &authority.stand)?;
        map.serialize_entry("quellen", &authority.quellen)?;
        map.serialize_entry("eigen", &authority.eigen)?;
        map.serialize_entry("grund", reason)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contact_data_have_german_form() {
        let schwerin = Authorities::shipped().by_id("demvldi").unwrap();
        assert_eq!(schwerin.telefon().as_deref(), Some("0385 594940"));
        assert_eq!(
            schwerin.anschrift(),
            ["Schloss Schwerin", "Lennéstraße 1", "19053 Schwerin"]
        );
        for authority in Authorities::shipped().iter() {
            assert!(!authority.anschrift().contains(&"Deutschland"));
        }
    }

    #[test]
    fn ways_name_what_the_data_know() {
        let ways = |id: &str| Authorities::shipped().by_id(id).unwrap().wege();
        assert_eq!(
            ways("debayldb"),
            [
                "Online-Formular (Ende-zu-Ende verschlüsselt)",
                "E-Mail (mit PGP verschlüsselt)"
            ]
        );
        assert_eq!(
            ways("dekathostddsb"),
            [
                "Online-Formular",
                "E-Mail (mit S/MIME verschlüsselt)",
                "Brief"
            ]
        );
        assert_eq!(
            ways("dehessbdi"),
            ["Formular zum Herunterladen, ausgefüllt über einen Upload-Link"]
        );
        assert!(ways("demvldi").is_empty());
    }

    #[test]
    fn data_without_a_date_are_outdated() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let media = Authorities::shipped()
            .by_id("blm-mediendatenbeauftragter")
            .unwrap();
        assert!(media.is_outdated(day("2026-11-25")));
        let schwerin = Authorities::shipped().by_id("demvldi").unwrap();
        assert!(!schwerin.is_outdated(day("2027-03-08")));
        assert!(schwerin.is_outdated(day("2027-03-09")));
    }
}
