//! Everything of an incident that has a date: the clock of the report, the clocks of areas with
//! another authority or regime, duties without a figure, and the days promised for open facts.
//!
//! Deadlines are computed in [`super::deadline`]; here they are put beside each other, with what
//! to know about them: on which day an end falls, who is reachable then, which of several times
//! counts. Holidays never move an end.

mod hints;

use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Europe::Berlin;
use serde::{Serialize, Serializer, ser::SerializeMap};

use self::hints::Hints;
use super::deadline::{Deadline, Status, rfc3339};
use super::holidays::{self, Holiday};
use super::{AreaReport, Assessment, OpenKind};
use crate::calendar::day_name;
use crate::facts::{Angabe, FieldPath, Incident, Rechtsregime, RisikoErgebnis, Sicht, Zeitpunkt};

/// A clock: what runs, for whom, until when.
#[derive(Debug, Clone, PartialEq)]
pub struct Clock {
    /// What is due, in German.
    pub name: String,
    /// Regime.
    pub regime: Rechtsregime,
    /// The norm.
    pub norm: String,
    /// Who gets it, where it is an authority.
    pub recipient: Option<Recipient>,
    /// Awareness, where it is known.
    pub known: Option<DateTime<FixedOffset>>,
    /// The period in hours; `None` where the duty has no figure or awareness is not known.
    pub deadline: Option<Deadline>,
    /// Minutes left; negative where it is over, `None` without an end or after filing.
    pub minutes_left: Option<i64>,
    /// What is to be said instead of, or beside, an end.
    pub note: Option<String>,
}

/// The authority that gets a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Identifier of the data set.
    pub id: String,
    /// Short name.
    pub kurz: String,
}

/// A day promised for an open fact.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Promise {
    /// The day.
    pub datum: NaiveDate,
    /// What was promised: German labels of the facts.
    pub angaben: Vec<String>,
    /// The facts.
    pub pfade: Vec<FieldPath>,
    /// How many days it is over; `None` for today and later days.
    pub ueberfaellig_tage: Option<i64>,
}

/// All that has a date.
#[derive(Debug, Clone, PartialEq)]
pub struct Timetable {
    /// The report on the whole; for a processor its notice to the controllers.
    pub main: Clock,
    /// What to know about it: German sentences.
    pub hints: Vec<String>,
    /// Those of them on the day of the end and who is reachable until then.
    pub day_hints: Vec<String>,
    /// Name of the day on which the end falls.
    pub weekday: Option<&'static str>,
    /// Holidays on that day.
    pub holidays: Vec<&'static Holiday>,
    /// Other clocks.
    pub further: Vec<Clock>,
    /// Promised days, the next first.
    pub promises: Vec<Promise>,
    /// Why there is no figure although the regime has one: awareness is missing.
    pub missing: bool,
    /// Whether awareness lies in the future.
    pub future: bool,
    /// Whether the controller decided that the risk is low, so that nothing is to be reported.
    pub nothing_due: bool,
}

impl Timetable {
    /// Puts the clocks of an incident together.
    #[must_use]
    pub fn new(
        incident: &Incident,
        assessment: &Assessment,
        areas: &[(AreaReport, Assessment)],
        now: DateTime<FixedOffset>,
    ) -> Self {
        let controller = match incident.vorfall.sicht {
            Sicht::Verantwortlicher => true,
            Sicht::Auftragsverarbeiter => false,
        };
        let land = incident.verantwortlicher.bundesland.wert().copied();
        let awareness = &incident.zeiten.kenntnis;
        let known = awareness.mindestens();
        let mut main = if controller {
            of_report(
                "Meldung an die Aufsichtsbehörde",
                incident.vorfall.rechtsregime,
                assessment,
                now,
            )
        } else {
            of_processor(incident.vorfall.rechtsregime)
        };
        if controller {
            main.known = known.map(|at| at.ortszeit().fixed_offset());
        }
        let end = main
            .deadline
            .as_ref()
            .map(|deadline| local_day(deadline.ende));
        let mut further = Vec::new();
        if controller {
            for (report, law) in areas {
                further.push(of_area(incident, report, law, now));
            }
            if known.is_some() && main.regime == Rechtsregime::Dsgvo {
                further.push(communication());
            }
        }
        let future = known.is_some_and(|at| at.bei() > now);
        let hints = Hints {
            incident,
            clock: &main,
            land,
            now,
        };
        let mut day_hints = Vec::new();
        if let Some(deadline) = &main.deadline {
            hints.day(deadline, &mut day_hints);
        }
        Self {
            hints: hints.all(),
            day_hints,
            weekday: end.map(day_name),
            holidays: end.map(|day| holidays::on(day, land)).unwrap_or_default(),
            further,
            promises: promises(incident, assessment, local_day(now)),
            missing: controller && known.is_none() && !nothing_happened(incident),
            future: controller && future,
            nothing_due: incident.risiko.ergebnis.ist(&RisikoErgebnis::Gering),
            main,
        }
    }
}

fn local_day(instant: DateTime<FixedOffset>) -> NaiveDate {
    instant.with_timezone(&Berlin).date_naive()
}

/// Where no breach is established, nobody became aware of one.
fn nothing_happened(incident: &Incident) -> bool {
    let result = &incident.risiko.ergebnis;
    matches!(incident.zeiten.kenntnis, Angabe::Entfaellt(_))
        && (result.ist(&RisikoErgebnis::Gering) || matches!(result, Angabe::Entfaellt(_)))
}

fn of_report(
    name: &str,
    regime: Rechtsregime,
    assessment: &Assessment,
    now: DateTime<FixedOffset>,
) -> Clock {
    let deadline = assessment.deadline.clone();
    let norm = match (&deadline, regime) {
        (Some(deadline), _) => deadline.norm,
        (None, Rechtsregime::Dsgvo) => "Art. 33 Abs. 1 DSGVO",
        (None, Rechtsregime::Ji) => "nationales Recht zur Richtlinie (EU) 2016/680; Norm zu prüfen",
        (None, Rechtsregime::Kdg) => "KDG; Paragraf zu prüfen",
        (None, Rechtsregime::DsgEkd) => "DSG-EKD; Paragraf zu prüfen",
    };
    Clock {
        name: name.to_owned(),
        regime,
        norm: norm.to_owned(),
        recipient: assessment.authority.as_ref().map(|authority| Recipient {
            id: authority.id.clone(),
            kurz: authority.kurz.clone(),
        }),
        minutes_left: deadline
            .as_ref()
            .and_then(|deadline| deadline.minutes_left(now)),
        note: without_figure(regime).filter(|_| deadline.is_none()),
        known: deadline.as_ref().map(|deadline| deadline.kenntnis),
        deadline,
    }
}

/// What a regime without a figure in hours asks for.
fn without_figure(regime: Rechtsregime) -> Option<String> {
    match regime {
        Rechtsregime::DsgEkd => Some(
            "Zu melden ist unverzüglich. Eine Zahl von Stunden ist für das DSG-EKD nicht hinterlegt; \
             prüfen Sie das geltende Recht, und warten Sie vorsichtshalber keine 72 Stunden."
                .to_owned(),
        ),
        Rechtsregime::Dsgvo | Rechtsregime::Ji | Rechtsregime::Kdg => None,
    }
}

fn of_area(
    incident: &Incident,
    report: &AreaReport,
    law: &Assessment,
    now: DateTime<FixedOffset>,
) -> Clock {
    let names = super::contacts::names(incident, report);
    let name = if names.is_empty() {
        format!("Meldung für Bereiche ({})", report.suffix)
    } else {
        format!("Meldung für: {}", names.join(", "))
    };
    of_report(&name, report.regime, law, now)
}

/// Art. 33 Abs. 2 DSGVO: a processor has no 72 hours.
fn of_processor(regime: Rechtsregime) -> Clock {
    let norm = match regime {
        Rechtsregime::Dsgvo => "Art. 33 Abs. 2 DSGVO",
        Rechtsregime::Ji | Rechtsregime::Kdg | Rechtsregime::DsgEkd => {
            "Recht dieses Regimes; Norm zu prüfen"
        }
    };
    Clock {
        name: "Mitteilung an die Verantwortlichen".to_owned(),
        regime,
        norm: norm.to_owned(),
        recipient: None,
        known: None,
        deadline: None,
        minutes_left: None,
        note: Some(
            "Ein Auftragsverarbeiter meldet jedem Verantwortlichen unverzüglich; eine Zahl von \
             Stunden nennt das Gesetz nicht. Der Vertrag kann eine nennen. Bewerten Sie das Risiko \
             nicht selbst, bevor Sie mitteilen."
                .to_owned(),
        ),
    }
}

/// Art. 34 Abs. 1 DSGVO.
fn communication() -> Clock {
    Clock {
        name: "Benachrichtigung der betroffenen Menschen".to_owned(),
        regime: Rechtsregime::Dsgvo,
        norm: "Art. 34 Abs. 1 DSGVO".to_owned(),
        recipient: None,
        known: None,
        deadline: None,
        minutes_left: None,
        note: Some(
            "Bei hohem Risiko unverzüglich; eine Zahl von Stunden gibt es nicht.".to_owned(),
        ),
    }
}

fn promises(incident: &Incident, assessment: &Assessment, today: NaiveDate) -> Vec<Promise> {
    let mut found: Vec<Promise> = Vec::new();
    let next = &incident.benachrichtigung.naechste_information;
    let next = next.am.mindestens().map(|at| {
        (
            at.datum(),
            match incident.vorfall.sicht {
                Sicht::Verantwortlicher => "Nächste Information der betroffenen Menschen",
                Sicht::Auftragsverarbeiter => "Nächste Information",
            }
            .to_owned(),
            FieldPath::new("benachrichtigung.naechste_information.am"),
        )
    });
    let open = assessment
        .open
        .iter()
        .filter_map(|point| match (point.kind, point.until) {
            (OpenKind::Offen, Some(day)) => Some((day, point.label.clone(), point.path.clone())),
            (OpenKind::Offen | OpenKind::Fehlt | OpenKind::NichtBestimmbar, _) => None,
        });
    for (day, label, path) in next.into_iter().chain(open) {
        match found.iter_mut().find(|promise| promise.datum == day) {
            Some(promise) => {
                if !promise.angaben.contains(&label) {
                    promise.angaben.push(label);
                }
                promise.pfade.push(path);
            }
            None => found.push(Promise {
                datum: day,
                angaben: vec![label],
                pfade: vec![path],
                ueberfaellig_tage: Some((today - day).num_days()).filter(|days| *days > 0),
            }),
        }
    }
    found.sort_by_key(|promise| promise.datum);
    found
}

/// Whether the filing bears the day of the end and no time of day.
#[must_use]
pub fn is_undated(deadline: &Deadline) -> bool {
    let at = deadline.meldezeit;
    at.nur_datum() && at.datum() == Zeitpunkt::new(deadline.ende).datum()
}

/// The word of a status in the form that programs read: a report filed late counts as expired.
const fn status_word(status: Status) -> &'static str {
    match status {
        Status::Laeuft => "laeuft",
        Status::Abgelaufen | Status::Versaeumt => "abgelaufen",
        Status::Gewahrt => "gewahrt",
    }
}

struct Rfc<'a>(&'a DateTime<FixedOffset>);

impl Serialize for Rfc<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        rfc3339(self.0, serializer)
    }
}

/// The six entries that every clock has.
fn entries<M: SerializeMap>(map: &mut M, clock: &Clock) -> Result<(), M::Error> {
    let deadline = clock.deadline.as_ref();
    map.serialize_entry("kenntnis", &clock.known.as_ref().map(Rfc))?;
    map.serialize_entry("beginn", &deadline.map(|d| Rfc(&d.beginn)))?;
    map.serialize_entry("ende", &deadline.map(|d| Rfc(&d.ende)))?;
    map.serialize_entry("ziel", &deadline.map(|d| Rfc(&d.ziel)))?;
    map.serialize_entry("status", &deadline.map(|d| status_word(d.status)))?;
    map.serialize_entry("verbleibend_minuten", &clock.minutes_left)?;
    let steps = deadline.map(|d| d.herleitung.as_slice());
    map.serialize_entry("herleitung", steps.unwrap_or_default())
}

impl Serialize for Clock {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("bezeichnung", &self.name)?;
        map.serialize_entry("regime", &self.regime)?;
        map.serialize_entry("norm", &self.norm)?;
        map.serialize_entry("behoerde", &self.recipient.as_ref().map(|to| &to.id))?;
        entries(&mut map, self)?;
        map.serialize_entry("hinweis", &self.note)?;
        map.end()
    }
}

/// The JSON of the command `frist`.
impl Serialize for Timetable {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names: Vec<String> = self
            .holidays
            .iter()
            .map(|holiday| match &holiday.oertlich {
                None => holiday.name.clone(),
                Some(place) => format!("{} ({place})", holiday.name),
            })
            .collect();
        let mut map = serializer.serialize_map(None)?;
        entries(&mut map, &self.main)?;
        map.serialize_entry("hinweise", &self.hints)?;
        map.serialize_entry("wochentag", &self.weekday)?;
        map.serialize_entry("feiertag", &(!names.is_empty()).then(|| names.join("; ")))?;
        map.serialize_entry("bezeichnung", &self.main.name)?;
        map.serialize_entry("regime", &self.main.regime)?;
        map.serialize_entry("norm", &self.main.norm)?;
        map.serialize_entry("behoerde", &self.main.recipient.as_ref().map(|to| &to.id))?;
        map.serialize_entry("weitere", &self.further)?;
        map.serialize_entry("termine", &self.promises)?;
        map.end()
    }
}

#[cfg(test)]
#[path = "timetable_tests.rs"]
mod tests;
