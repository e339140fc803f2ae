//! Everything of an incident that has a date: the clock of the report, the clocks of areas with
//! another authority or regime, duties without a figure, and the days promised for open facts.
//!
//! Deadlines are computed in [`super::deadline`]; here they are put beside each other, with what
//! to know about them: on which day an end falls, who is reachable then, which of several times
//! counts. Holidays never move an end.

use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Europe::Berlin;
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::deadline::{Deadline, Status, rfc3339};
use super::holidays::{self, Holiday};
use super::{AreaReport, Assessment, OpenKind, words};
use crate::calendar::day_name;
use crate::facts::{
    Angabe, Bundesland, FieldPath, Incident, Rechtsregime, RisikoErgebnis, Sicht, Zeitpunkt,
};

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
            promises: promises(incident, assessment),
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

fn promises(incident: &Incident, assessment: &Assessment) -> Vec<Promise> {
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

/// What hints are made from.
struct Hints<'a> {
    incident: &'a Incident,
    clock: &'a Clock,
    land: Option<Bundesland>,
    now: DateTime<FixedOffset>,
}

impl Hints<'_> {
    fn all(&self) -> Vec<String> {
        let mut hints = Vec::new();
        hints.extend(self.clock.note.clone());
        match self.incident.vorfall.sicht {
            Sicht::Auftragsverarbeiter => hints.push(
                "Die 72 Stunden eines Verantwortlichen laufen, sobald die Verletzung ihm bekannt wird. Seine \
                 und Ihre Kenntnis sind zweierlei; halten Sie beide Zeiten fest, und sagen Sie ihm Ihre."
                    .to_owned(),
            ),
            Sicht::Verantwortlicher => {
                self.unknown(&mut hints);
                if let Some(deadline) = &self.clock.deadline {
                    self.state(deadline, &mut hints);
                    self.day(deadline, &mut hints);
                }
                self.times(&mut hints);
                if self.clock.deadline.is_some() {
                    hints.push(OTHER_DUTIES.to_owned());
                }
            }
        }
        hints
    }

    /// Why there is no figure.
    fn unknown(&self, hints: &mut Vec<String>) {
        let awareness = &self.incident.zeiten.kenntnis;
        if nothing_happened(self.incident) {
            hints.push(
                "Eine Verletzung ist nach Ihrer Datei nicht bekannt geworden; deshalb läuft keine Frist. \
                 Stellt sich eine heraus, tragen Sie unter [zeiten] als kenntnis den Zeitpunkt ein."
                    .to_owned(),
            );
            return;
        }
        let Some(known) = awareness.mindestens() else {
            hints.push(
                "Der Zeitpunkt des Bekanntwerdens fehlt; ohne ihn lässt sich keine Frist berechnen. Tragen \
                 Sie ihn unter [zeiten] als kenntnis ein, notfalls ungefähr oder nur den Tag. Melden Sie \
                 unverzüglich, auch wenn er noch nicht feststeht."
                    .to_owned(),
            );
            return;
        };
        if self.clock.deadline.is_none() && self.clock.note.is_none() {
            hints.push(
                "Für dieses Rechtsregime und dieses Datum ist keine Frist in Stunden hinterlegt (die DSGVO \
                 gilt seit dem 25. Mai 2018). Melden Sie unverzüglich, und prüfen Sie das geltende Recht."
                    .to_owned(),
            );
        }
        if known.bei() > self.now {
            hints.push(
                "Der Zeitpunkt des Bekanntwerdens liegt in der Zukunft. Prüfen Sie Datum, Uhrzeit und \
                 Zeitzone; die Rechnung stimmt sonst nicht."
                    .to_owned(),
            );
        }
    }

    /// What the state of the clock asks for.
    fn state(&self, deadline: &Deadline, hints: &mut Vec<String>) {
        let gdpr = self.clock.regime == Rechtsregime::Dsgvo;
        let filed_after_target = deadline.meldezeit.bei() > deadline.ziel;
        if gdpr && self.incident.risiko.ergebnis.ist(&RisikoErgebnis::Gering) {
            hints.push(
                "Nach der Bewertung in Ihrer Datei ist das Risiko gering; dann ist nicht zu melden \
                 (Art. 33 Abs. 1 DSGVO). Die Frist bleibt wichtig, falls die Bewertung sich ändert."
                    .to_owned(),
            );
            return;
        }
        match deadline.status {
            Status::Laeuft => {
                hints.push(deadline.planung.clone());
                if gdpr {
                    hints.push(format!(
                        "Zu melden ist unverzüglich. Länger als {} Stunden zu warten ist nicht ratsam; bei \
                         hohem Risiko kann selbst das zu lang sein (EDSA, Leitlinien 01/2021, Rn. 24).",
                        deadline.stunden
                    ));
                    hints.push(
                        "Fehlende Angaben halten die Meldung nicht auf: Sie dürfen sie schrittweise \
                         nachreichen (Art. 33 Abs. 4 DSGVO)."
                            .to_owned(),
                    );
                }
                if filed_after_target {
                    hints.push(PRECAUTION.to_owned());
                }
            }
            Status::Abgelaufen => hints.push(format!(
                "Das Ende ist vorbei. Melden Sie sofort, und nennen Sie die Gründe der Verzögerung{}. \
                 Wochenende, Feiertag, interne Freigabe oder eine noch laufende Untersuchung sind keine \
                 guten Gründe.",
                if gdpr {
                    " (Art. 33 Abs. 1 Satz 2 DSGVO)"
                } else {
                    ""
                }
            )),
            Status::Gewahrt if is_undated(deadline) => hints.push(format!(
                "Die erste Meldung ist für den {} ohne Uhrzeit verzeichnet; an diesem Tag endet die Frist. Tragen \
                 Sie die Uhrzeit nach: Ohne sie lässt sich nicht belegen, dass die Frist gewahrt ist.",
                filing(deadline.meldezeit)
            )),
            Status::Gewahrt => {
                hints.push(format!(
                    "Die erste Meldung ist für den {} verzeichnet und damit vor dem Ende. Heben Sie den \
                     Nachweis auf.",
                    filing(deadline.meldezeit)
                ));
                if filed_after_target {
                    hints.push(PRECAUTION.to_owned());
                }
            }
            Status::Versaeumt => hints.push(format!(
                "Die erste Meldung ist für den {} verzeichnet, also nach dem Ende. Die Meldung muss die \
                 Gründe der Verzögerung nennen{}.",
                filing(deadline.meldezeit),
                if gdpr {
                    " (Art. 33 Abs. 1 Satz 2 DSGVO)"
                } else {
                    ""
                }
            )),
        }
    }

    /// On which day the end falls, and who is reachable until then.
    fn day(&self, deadline: &Deadline, hints: &mut Vec<String>) {
        match deadline.status {
            Status::Laeuft => {}
            Status::Abgelaufen | Status::Gewahrt | Status::Versaeumt => return,
        }
        let end = local_day(deadline.ende);
        for holiday in holidays::on(end, self.land) {
            hints.push(match &holiday.oertlich {
                None => format!(
                    "Das Ende fällt auf einen gesetzlichen Feiertag ({}). Es verschiebt sich dadurch nicht.",
                    holiday.name
                ),
                Some(place) => format!(
                    "In manchen Gemeinden ist der Tag des Endes Feiertag: {}, {place}. Das Ende verschiebt \
                     sich dadurch nicht.",
                    holiday.name
                ),
            });
        }
        if holidays::is_working_day(end, self.land) {
            return;
        }
        if !holidays::on(end, self.land)
            .into_iter()
            .any(Holiday::everywhere)
        {
            hints.push(format!(
                "Das Ende fällt auf einen {}. Es verschiebt sich dadurch nicht.",
                day_name(end)
            ));
        }
        let today = local_day(self.now);
        let last = end
            .iter_days()
            .rev()
            .skip(1)
            .take_while(|day| *day >= today)
            .find(|day| holidays::is_working_day(*day, self.land));
        hints.push(match last {
            Some(day) if day > today => format!(
                "Der letzte Arbeitstag davor ist {}. Klären Sie bis dahin, wen Sie für Freigabe und \
                 Rückfragen erreichen.",
                words::day(day)
            ),
            Some(_) => "Heute ist der letzte Arbeitstag davor. Klären Sie heute, wen Sie für Freigabe und \
                        Rückfragen erreichen."
                .to_owned(),
            None => "Bis dahin liegt kein Arbeitstag mehr. Melden Sie auf dem elektronischen Weg, und warten \
                     Sie nicht auf den nächsten Arbeitstag."
                .to_owned(),
        });
    }

    /// Several times of one incident, and which of them counts.
    fn times(&self, hints: &mut Vec<String>) {
        let times = &self.incident.zeiten;
        let Some(known) = times.kenntnis.mindestens() else {
            return;
        };
        if times
            .erste_anhaltspunkte
            .mindestens()
            .is_some_and(|signs| before(signs, known))
        {
            hints.push(
                "Erste Anhaltspunkte gab es schon vorher. Bekannt ist eine Verletzung, wenn mit hinreichender \
                 Gewissheit feststeht, dass personenbezogene Daten betroffen sind (EDSA, Leitlinien 9/2022, \
                 Abschnitt II.A). Halten Sie fest, warum das erst später der Fall war, oder rechnen Sie ab den \
                 ersten Anhaltspunkten."
                    .to_owned(),
            );
        }
        let of_processor = [
            &times.kenntnis_auftragsverarbeiter,
            &times.mitteilung_auftragsverarbeiter,
        ];
        if of_processor.iter().any(|time| time.mindestens().is_some()) {
            hints.push(
                "Ihre Datei nennt auch Zeiten des Auftragsverarbeiters. Seine Kenntnis und Ihre sind \
                 zweierlei: Die Frist läuft ab Ihrer Kenntnis. Wussten Sie durch einen eigenen Ausfall oder \
                 aus der Presse schon vor seiner Mitteilung davon, gilt der frühere Zeitpunkt."
                    .to_owned(),
            );
        }
    }
}

const PRECAUTION: &str = "Seit dem Bekanntwerden sind mehr Stunden vergangen, als die Frist ohne die \
                          angefangene Stunde hätte. Nennen Sie vorsorglich die Gründe der Verzögerung.";

const OTHER_DUTIES: &str = "Andere Meldepflichten haben eigene Fristen, etwa § 32 BSIG oder §§ 168 und 169 TKG. \
                            Sie sind hier nicht gerechnet.";

fn before(one: &Zeitpunkt, other: &Zeitpunkt) -> bool {
    if one.nur_datum() || other.nur_datum() {
        one.datum() < other.datum()
    } else {
        one.bei() < other.bei()
    }
}

fn filing(at: Zeitpunkt) -> String {
    if at.nur_datum() {
        words::day(at.datum())
    } else {
        words::time(at.bei())
    }
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
