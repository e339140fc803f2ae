//! One incident of the register.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use serde_json::{Value, json};

use super::count::Persons;
use super::fields::{self, Field};
use super::missing::{self, Gap};
use super::names;
use super::overdue::{self, Overdue};
use super::reports::{self, Report, Standing, not_due};
use super::state::State;
use crate::document::model::{Inline, plain};
use crate::document::{Engine, FieldPath, Given, Markings, Part, Setting, TemplateError};
use crate::drafts::akte::Registereintrag;
use crate::facts::{
    Angabe, BenachrichtigungStatus, Einreichung, Incident, MeldungArt, Rechtsregime,
    RisikoErgebnis, Sicht, Typ, Zeitpunkt,
};
use crate::law::Authorities;

/// One incident: what is counted and sorted by, and its fields in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its folder, below the one of the register.
    pub folder: String,
    /// Kennung.
    pub reference: String,
    /// When the controller (of a processor's facts: the processor) became aware.
    pub aware: Option<Zeitpunkt>,
    /// Where it stands.
    pub state: State,
    /// Kind of breach, where it is known.
    pub kind: Option<Typ>,
    /// Regime.
    pub regime: Rechtsregime,
    /// Whether a processor writes.
    pub processor: bool,
    /// How many people.
    pub persons: Persons,
    /// The risk as decided.
    pub risk: Option<RisikoErgebnis>,
    /// The reports, that on the whole first.
    pub reports: Vec<Report>,
    /// File numbers of authorities.
    pub file_numbers: Vec<String>,
    /// The communication to people.
    pub notice: Notice,
    /// What is missing for Art. 33 Abs. 5 DSGVO.
    pub gaps: Vec<Gap>,
    /// What was promised or planned for a day that has passed.
    pub overdue: Vec<Overdue>,
    /// Whether proofs are named that its case file does not hold.
    pub without_proof: bool,
    /// When and why its files were deleted.
    pub deleted: Option<Deleted>,
    /// Whether it is an example.
    pub example: bool,
    /// Whether it was released as a drill alone.
    pub drill: bool,
    /// Whether another folder has the same Kennung.
    pub double: bool,
    /// What the register says of it.
    pub fields: Vec<Field>,
}

/// The communication to people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Notice {
    /// Where it stands.
    pub lage: Told,
    /// The first step that was taken.
    pub am: Option<Zeitpunkt>,
}

/// Where the communication to people stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// A step was taken.
    Erfolgt,
    /// It is to come.
    Vorgesehen,
    /// Decided that there is no need.
    NichtErforderlich,
    /// An exception applies.
    Ausnahme,
    /// There is nothing to tell.
    Entfaellt,
    /// The controller decides.
    SacheDesVerantwortlichen,
    /// Not decided.
    Offen,
}

/// When and why files were deleted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Deleted {
    /// When, as stated.
    pub am: DateTime<FixedOffset>,
    /// Why.
    pub grund: String,
    /// By whom.
    pub durch: Option<String>,
}

impl Entry {
    /// By awareness, then by Kennung, then by folder; those without awareness last.
    pub(super) fn order(&self) -> (bool, Option<DateTime<FixedOffset>>, &str, &str) {
        (
            self.aware.is_none(),
            self.aware.map(|at| at.bei()),
            &self.reference,
            &self.folder,
        )
    }

    /// What a field says.
    #[must_use]
    pub fn field(&self, id: &str) -> &[Inline] {
        self.fields
            .iter()
            .find(|field| field.id == id)
            .map_or(&[], |field| &field.content)
    }

    /// What a field says, as plain text. Where a line may break is a matter of pages alone: spaces
    /// are plain ones, so that people and programs find the words.
    #[must_use]
    pub fn text(&self, id: &str) -> String {
        plain(self.field(id)).replace(['\u{a0}', '\u{202f}'], " ")
    }

    /// Whether a report is filed.
    #[must_use]
    pub fn is_reported(&self) -> bool {
        self.reports.iter().any(|report| report.lage.is_filed())
    }

    /// Whether a report was late.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.reports
            .iter()
            .any(|report| report.lage == Standing::Verspaetet)
    }

    /// Whether a report is not filed although its period is over.
    #[must_use]
    pub fn is_overdue(&self) -> bool {
        self.reports
            .iter()
            .any(|report| report.lage == Standing::Abgelaufen)
    }
}

/// What the case file of an incident holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CaseFile {
    /// Whether every version was released as a drill.
    pub drill: bool,
    /// Whether it holds a receipt.
    pub receipts: bool,
}

/// Makes entries.
#[derive(Debug, Clone, Copy)]
pub struct Maker<'e> {
    /// The templates.
    pub engine: &'e Engine,
    /// The stated time.
    pub now: DateTime<FixedOffset>,
}

impl Maker<'_> {
    /// The entry of an incident.
    ///
    /// # Errors
    /// An error of the template with these facts.
    pub fn incident(
        &self,
        folder: &str,
        incident: &Incident,
        authorities: &Authorities,
        file: CaseFile,
    ) -> Result<Entry, TemplateError> {
        let reports = reports::of(incident, authorities, self.now);
        let mut entry = bare(folder, incident);
        entry.state = self.state(incident, &reports);
        entry.drill = file.drill;
        let mut filings = incident.meldung.eingereicht.iter();
        entry.without_proof = !file.receipts && filings.any(|f| f.nachweis.wert().is_some());
        if entry.state != State::Zurueckgenommen {
            entry.overdue = overdue::of(incident, self.now);
        }
        entry.notice = self.notice(incident);
        entry.gaps = missing::of(incident, &reports);
        entry.reports = reports;
        self.word(entry, incident)
    }

    /// The entry of an incident whose files were deleted, from what its case file kept.
    ///
    /// # Errors
    /// An error of the template with these facts.
    pub fn deleted(
        &self,
        folder: &str,
        record: &Registereintrag,
        deleted: Deleted,
    ) -> Result<Entry, TemplateError> {
        let incident = kept(record);
        let mut entry = bare(folder, &incident);
        entry.state = State::Geloescht;
        let at = incident.meldung.eingereicht.iter();
        let at = at.filter_map(|filing| filing.am.mindestens().copied());
        let at = at.min_by_key(Zeitpunkt::bei);
        let lage = match at {
            Some(_) => Standing::Gemeldet,
            None if not_due(&incident) => Standing::NichtMeldepflichtig,
            None => Standing::Offen,
        };
        entry.reports = vec![Report {
            behoerde: None,
            bereiche: Vec::new(),
            lage,
            am: at,
            ende: None,
        }];
        entry.notice = match self.notice(&incident) {
            // Steps are not kept; that people were told is.
            Notice {
                lage: Told::Vorgesehen,
                am,
            } if !incident
                .benachrichtigung
                .status
                .ist(&BenachrichtigungStatus::Geplant) =>
            {
                Notice {
                    lage: Told::Erfolgt,
                    am,
                }
            }
            other => other,
        };
        entry.deleted = Some(deleted);
        self.word(entry, &incident)
    }

    fn state(&self, incident: &Incident, reports: &[Report]) -> State {
        if incident.vorfall.sicht == Sicht::Auftragsverarbeiter {
            let told = &incident.zeiten.mitteilung_auftragsverarbeiter;
            let told = told.mindestens().is_some_and(|at| at.bei() <= self.now);
            return if told {
                State::Mitgeteilt
            } else {
                State::Offen
            };
        }
        let filed = |art: MeldungArt| {
            incident.meldung.eingereicht.iter().any(|filing| {
                filing.art.ist(&art) && filing.am.mindestens().is_none_or(|at| at.bei() <= self.now)
            })
        };
        let reported = reports
            .iter()
            .filter(|report| report.lage.is_filed())
            .count();
        if filed(MeldungArt::Ruecknahme) {
            State::Zurueckgenommen
        } else if reported == 0 && not_due(incident) {
            if incident.risiko.ergebnis.ist_entfallen() {
                State::KeineVerletzung
            } else {
                State::NichtMeldepflichtig
            }
        } else if reported == 0 {
            State::Offen
        } else if reported < reports.len() && !not_due(incident) {
            State::TeilweiseGemeldet
        } else if filed(MeldungArt::Abschluss) {
            State::Abgeschlossen
        } else {
            State::Gemeldet
        }
    }

    fn notice(&self, incident: &Incident) -> Notice {
        let notice = &incident.benachrichtigung;
        let at = notice
            .schritte
            .iter()
            .filter_map(|step| step.am.mindestens().copied())
            .filter(|at| at.bei() <= self.now)
            .min_by_key(Zeitpunkt::bei);
        let lage = if at.is_some() {
            Told::Erfolgt
        } else {
            match notice.status.wert() {
                Some(
                    BenachrichtigungStatus::Individuell
                    | BenachrichtigungStatus::Oeffentlich
                    | BenachrichtigungStatus::Geplant
                    | BenachrichtigungStatus::Freiwillig,
                ) => Told::Vorgesehen,
                Some(BenachrichtigungStatus::NichtErforderlich) => Told::NichtErforderlich,
                Some(BenachrichtigungStatus::Ausnahme) => Told::Ausnahme,
                Some(BenachrichtigungStatus::Offen) => Told::Offen,
                None if notice.status.ist_entfallen() => Told::Entfaellt,
                None if incident.vorfall.sicht == Sicht::Auftragsverarbeiter => {
                    Told::SacheDesVerantwortlichen
                }
                None if not_due(incident) => Told::Entfaellt,
                None => Told::Offen,
            }
        };
        Notice { lage, am: at }
    }

    /// Has the template say it.
    fn word(&self, mut entry: Entry, incident: &Incident) -> Result<Entry, TemplateError> {
        let mut facts = serde_json::to_value(incident).unwrap_or(Value::Null);
        names::without(incident, &mut facts);
        let also = (
            "eintrag".to_owned(),
            FieldPath::new("eintrag"),
            told(&entry, incident),
        );
        let setting = Setting {
            now: self.now,
            markings: Markings::default(),
            gaps: Vec::new(),
            part: Some(Part {
                suffix: String::new(),
                also: Some(also),
            }),
            despite: None,
        };
        let given = Given::new(facts, json!({ "gesamt": true }));
        let document = self.engine.render("register-eintrag", &given, &setting)?;
        entry.fields = fields::of(document);
        Ok(entry)
    }
}

/// Awareness of whoever writes.
fn awareness(incident: &Incident) -> &Angabe<Zeitpunkt> {
    let times = &incident.zeiten;
    match incident.vorfall.sicht {
        Sicht::Auftragsverarbeiter if !times.kenntnis_auftragsverarbeiter.ist_fehlt() => {
            &times.kenntnis_auftragsverarbeiter
        }
        Sicht::Auftragsverarbeiter | Sicht::Verantwortlicher => &times.kenntnis,
    }
}

fn bare(folder: &str, incident: &Incident) -> Entry {
    let filings = incident.meldung.eingereicht.iter();
    let mut file_numbers: Vec<String> = Vec::new();
    for number in filings.filter_map(|filing| filing.aktenzeichen.wert()) {
        if !file_numbers.contains(number) {
            file_numbers.push(number.clone());
        }
    }
    Entry {
        folder: folder.to_owned(),
        reference: incident.vorfall.kennung.clone(),
        aware: awareness(incident).mindestens().copied(),
        state: State::Offen,
        kind: incident.vorfall.typ.wert().copied(),
        regime: incident.vorfall.rechtsregime,
        processor: incident.vorfall.sicht == Sicht::Auftragsverarbeiter,
        persons: Persons::of(&incident.betroffene.anzahl),
        risk: incident.risiko.ergebnis.wert().copied(),
        reports: Vec::new(),
        file_numbers,
        notice: Notice {
            lage: Told::Offen,
            am: None,
        },
        gaps: Vec::new(),
        overdue: Vec::new(),
        without_proof: false,
        deleted: None,
        example: incident.vorfall.beispiel,
        drill: false,
        double: false,
        fields: Vec::new(),
    }
}

/// What the template knows beside the facts.
fn told(entry: &Entry, incident: &Incident) -> Value {
    let whole = entry.reports.first();
    let reasons = if entry.is_late() {
        "verspaetung"
    } else if entry.is_overdue() {
        "ausgeblieben"
    } else if whole.is_some_and(|report| report.lage == Standing::NichtMeldepflichtig) {
        "absehen"
    } else {
        "keine"
    };
    // A number means something with its authority alone; where nobody named it, the number stands.
    let mut numbers: Vec<Value> = Vec::new();
    for filing in &incident.meldung.eingereicht {
        if let Some(number) = filing.aktenzeichen.wert() {
            let mark = json!({ "text": number, "behoerde": filing.behoerde.wert() });
            if !numbers.contains(&mark) {
                numbers.push(mark);
            }
        }
    }
    let gaps: Vec<Value> = entry
        .gaps
        .iter()
        .map(|gap| json!({ "was": gap.key() }))
        .collect();
    json!({
        "status": entry.state,
        "kenntnis": awareness(incident),
        "lage": whole.map(|report| report.lage),
        "meldung": whole,
        "meldungen": entry.reports,
        "benachrichtigung": entry.notice,
        "gruende": reasons,
        "zeichen": numbers,
        "fehlt": gaps,
        "zugesagt": entry.overdue,
        "ohne_nachweis": entry.without_proof,
        "geloescht": entry.deleted,
    })
}

/// The facts that outlived the files. What no list knows any more reads as not kept.
fn kept(record: &Registereintrag) -> Incident {
    fn key<T: serde::de::DeserializeOwned>(text: Option<&String>) -> Angabe<T> {
        text.and_then(|text| serde_json::from_value(Value::String(text.clone())).ok())
            .map_or(Angabe::Fehlt, Angabe::Genau)
    }
    let time = |text: Option<&String>| -> Angabe<Zeitpunkt> {
        text.and_then(|text| Zeitpunkt::parse(text).ok())
            .map_or(Angabe::Fehlt, Angabe::Genau)
    };
    let mut incident = Incident::default();
    incident.vorfall.kennung.clone_from(&record.kennung);
    incident.vorfall.typ = key(record.typ.as_ref());
    incident.zeiten.beginn = time(record.zeitraum.beginn.as_ref());
    incident.zeiten.ende = time(record.zeitraum.ende.as_ref());
    incident.zeiten.kenntnis = time(record.zeitraum.kenntnis.as_ref());
    incident.risiko.ergebnis = key(record.risiko.as_ref());
    incident.benachrichtigung.status = key(record.benachrichtigung.as_ref());
    incident.meldung.eingereicht = record
        .gemeldet
        .iter()
        .map(|at| Einreichung {
            am: time(Some(at)),
            ..Einreichung::default()
        })
        .collect();
    incident
}
