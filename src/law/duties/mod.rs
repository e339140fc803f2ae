//! Who is to be told what: the duties of an incident, each with norm, threshold, deadline, proposal
//! and source.
//!
//! A duty is proposed from the risk that the facts suggest; whether it is met a person decides. What
//! a law of a Land or a church says exactly is „zu prüfen“ where it was not read.

mod data;
pub(super) mod neighbours;
mod social;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

pub(crate) use data::{
    DUTIES, LAENDER, NEIGHBOURS, exception, stand_of_duties, stand_of_laender, stand_of_neighbours,
};
pub(crate) use social::{Social, social};

use super::authority::Authorities;
use super::deadline::{Deadline, deadline, first_filing};
use super::reports::{AreaReport, area_reports, filings_of, filings_of_whole};
use super::risk::Duty as Proposed;
use super::{Assessment, words};
use crate::facts::{
    Angabe, Ausnahme, BenachrichtigungStatus, BeteiligtenRolle, Incident, Rechtsregime,
    RisikoErgebnis, Sicht, StellenRolle,
};

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Report to the supervisory authority.
    Meldung,
    /// Communication to the data subjects.
    Benachrichtigung,
    /// Notice of the processor to its controller.
    Mitteilung,
    /// Record of the breach.
    Dokumentation,
    /// Telling another authority.
    Unterrichtung,
}

/// A duty.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Duty {
    /// What is to be done.
    #[serde(rename = "art")]
    pub kind: Kind,
    /// For which areas; `None` for the whole incident.
    #[serde(rename = "bereich")]
    pub area: Option<String>,
    /// By which law.
    pub regime: Rechtsregime,
    /// Who is to be told.
    #[serde(rename = "adressat")]
    pub recipient: String,
    /// The norm, with „(zu prüfen)“ where another may be the right one.
    pub norm: String,
    /// When the duty arises.
    #[serde(rename = "schwelle")]
    pub threshold: String,
    /// Its last moment, where there is one in hours.
    #[serde(rename = "bis", serialize_with = "rfc3339")]
    pub until: Option<DateTime<FixedOffset>>,
    /// The same in words: „unverzüglich, spätestens …“.
    #[serde(rename = "frist")]
    pub due: String,
    /// The proposal.
    pub status: Proposed,
    /// Why: a sentence.
    #[serde(rename = "grund")]
    pub reason: String,
    /// What the facts say was done or decided.
    #[serde(rename = "entscheidung")]
    pub decision: String,
    /// Where norm and threshold come from.
    #[serde(rename = "quelle")]
    pub source: String,
    /// When they were checked.
    pub stand: NaiveDate,
}

fn rfc3339<S: serde::Serializer>(
    time: &Option<DateTime<FixedOffset>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    time.map(|time| time.to_rfc3339()).serialize(serializer)
}

const WITHOUT_DELAY: &str = "unverzüglich";
const NOT_RECORDED: &str = "nicht festgehalten";

/// The duties of the incident, those of its areas behind those of the whole.
#[must_use]
pub(super) fn find(
    incident: &Incident,
    assessment: &Assessment,
    authorities: &Authorities,
    now: DateTime<FixedOffset>,
) -> Vec<Duty> {
    let on = day(incident, now);
    let case = Case {
        incident,
        assessment,
        on,
    };
    if incident.vorfall.sicht == Sicht::Auftragsverarbeiter {
        return case.notice_of_processor(true).into_iter().collect();
    }
    let regime = incident.vorfall.rechtsregime;
    let own = if assessment.whole {
        filings_of_whole(incident, authorities)
    } else {
        incident.clone()
    };
    let whole = Part {
        area: None,
        regime,
        recipient: assessment
            .authority
            .as_ref()
            .map(|authority| authority.kurz.clone()),
        deadline: assessment.deadline.as_ref(),
        filings: &own,
    };
    let mut duties = vec![case.report(&whole)];
    duties.extend(case.communication(&whole));
    duties.extend(case.extra_of_land(regime));
    duties.extend(case.record());
    if incident
        .beteiligte
        .liste()
        .iter()
        .any(|party| party.rolle.ist(&BeteiligtenRolle::Auftragsverarbeiter))
    {
        duties.extend(case.notice_of_processor(false));
    }
    duties.extend(case.social());
    if assessment.whole {
        for report in area_reports(incident, authorities) {
            duties.extend(case.of_areas(&report, authorities, now));
        }
    }
    duties
}

/// The day that decides which law holds: awareness, else discovery, begin, the stated time.
pub(crate) fn day(incident: &Incident, now: DateTime<FixedOffset>) -> NaiveDate {
    let times = &incident.zeiten;
    [&times.kenntnis, &times.entdeckt, &times.beginn]
        .into_iter()
        .find_map(|time| time.mindestens())
        .map_or_else(|| now.date_naive(), |time| time.datum())
}

struct Case<'a> {
    incident: &'a Incident,
    assessment: &'a Assessment,
    on: NaiveDate,
}

/// The whole, or areas with another authority or law.
struct Part<'a> {
    area: Option<String>,
    regime: Rechtsregime,
    recipient: Option<String>,
    deadline: Option<&'a Deadline>,
    filings: &'a Incident,
}

/// Norm, threshold and where both come from.
struct Basis {
    norm: String,
    threshold: String,
    open: bool,
    source: String,
    stand: NaiveDate,
}

impl Basis {
    fn said(&self) -> String {
        if self.open && !self.norm.contains("zu prüfen") {
            format!("{} (zu prüfen)", self.norm)
        } else {
            self.norm.clone()
        }
    }
}

impl Case<'_> {
    fn basis(&self, regime: Rechtsregime, kind: Kind) -> Option<Basis> {
        if regime == Rechtsregime::Ji {
            let row = data::ji(self.incident.verantwortlicher.bundesland.wert().copied())?;
            let (norm, threshold) = match kind {
                Kind::Meldung => (&row.meldung, &row.schwelle_meldung),
                Kind::Benachrichtigung => (&row.benachrichtigung, &row.schwelle_benachrichtigung),
                Kind::Mitteilung | Kind::Dokumentation | Kind::Unterrichtung => return None,
            };
            return Some(Basis {
                norm: norm.clone(),
                threshold: threshold
                    .clone()
                    .unwrap_or_else(|| "Schwelle zu prüfen.".to_owned()),
                open: row.status.is_open(),
                source: row.quelle.clone(),
                stand: row.stand,
            });
        }
        let row = data::row(regime, kind, self.on)?;
        Some(Basis {
            norm: row.norm.clone(),
            threshold: row.schwelle.clone(),
            open: row.status.is_open(),
            source: row.quelle.clone(),
            stand: row.stand,
        })
    }

    /// What the risk suggests. Under another law than the GDPR the threshold is another one: what
    /// is no duty there is to be examined.
    fn proposal(&self, regime: Rechtsregime, kind: Kind) -> (Proposed, String) {
        let risk = &self.assessment.risk;
        let status = match kind {
            Kind::Benachrichtigung => risk.communicate,
            Kind::Meldung | Kind::Mitteilung | Kind::Dokumentation | Kind::Unterrichtung => {
                risk.report
            }
        };
        let why = risk
            .reasons
            .first()
            .map(|reason| reason.text.clone())
            .unwrap_or_default();
        match (regime, status) {
            (Rechtsregime::Dsgvo, _) => (status, why),
            (Rechtsregime::Ji | Rechtsregime::Kdg | Rechtsregime::DsgEkd, Proposed::Nein) => (
                Proposed::Pruefen,
                "Nach den Angaben ist das Risiko nicht so hoch; die Schwelle dieses Rechts ist eine \
                 andere und zu prüfen."
                    .to_owned(),
            ),
            (
                Rechtsregime::Ji | Rechtsregime::Kdg | Rechtsregime::DsgEkd,
                Proposed::Ja | Proposed::Pruefen,
            ) => (
                status,
                "Vorgeschlagen nach dem Risiko, das sich aus den Angaben ergibt; die Schwelle dieses \
                 Rechts ist zu prüfen."
                    .to_owned(),
            ),
        }
    }

    fn report(&self, part: &Part<'_>) -> Duty {
        let basis = self
            .basis(part.regime, Kind::Meldung)
            .unwrap_or_else(|| Basis {
                norm: "Norm zu prüfen".to_owned(),
                threshold: "Schwelle zu prüfen.".to_owned(),
                open: true,
                source: "kein Recht für diesen Tag hinterlegt".to_owned(),
                stand: self.on,
            });
        let (status, reason) = self.proposal(part.regime, Kind::Meldung);
        let until = part.deadline.map(|deadline| deadline.ende);
        Duty {
            kind: Kind::Meldung,
            area: part.area.clone(),
            regime: part.regime,
            recipient: part
                .recipient
                .clone()
                .unwrap_or_else(|| "zuständige Aufsichtsbehörde (zu klären)".to_owned()),
            norm: basis.said(),
            threshold: basis.threshold,
            until,
            due: until.map_or_else(
                || WITHOUT_DELAY.to_owned(),
                |end| format!("{WITHOUT_DELAY}, spätestens {}", words::time(end)),
            ),
            status,
            reason,
            decision: reported(part.filings),
            source: basis.source,
            stand: basis.stand,
        }
    }

    fn communication(&self, part: &Part<'_>) -> Option<Duty> {
        let basis = self.basis(part.regime, Kind::Benachrichtigung)?;
        let (status, reason) = self.proposal(part.regime, Kind::Benachrichtigung);
        Some(Duty {
            kind: Kind::Benachrichtigung,
            area: part.area.clone(),
            regime: part.regime,
            recipient: "betroffene Personen".to_owned(),
            norm: basis.said(),
            threshold: basis.threshold,
            until: None,
            due: WITHOUT_DELAY.to_owned(),
            status,
            reason,
            decision: communicated(&self.incident.benachrichtigung.status).to_owned(),
            source: basis.source,
            stand: basis.stand,
        })
    }

    fn record(&self) -> Option<Duty> {
        let regime = self.incident.vorfall.rechtsregime;
        let (basis, status) = match self.basis(regime, Kind::Dokumentation) {
            Some(basis) => (basis, Proposed::Ja),
            None => {
                let like = self.basis(regime, Kind::Meldung)?;
                let basis = Basis {
                    norm: "Norm zu prüfen".to_owned(),
                    threshold: "Schwelle zu prüfen.".to_owned(),
                    ..like
                };
                (basis, Proposed::Pruefen)
            }
        };
        Some(Duty {
            kind: Kind::Dokumentation,
            area: None,
            regime,
            recipient: "eigene Akten".to_owned(),
            norm: basis.said(),
            threshold: basis.threshold,
            until: None,
            due: "laufend".to_owned(),
            status,
            reason: "Tatsachen, Auswirkungen und Abhilfemaßnahmen sind so festzuhalten, dass die \
                     Aufsichtsbehörde sie prüfen kann."
                .to_owned(),
            decision: "Vermerk".to_owned(),
            source: basis.source,
            stand: basis.stand,
        })
    }

    fn notice_of_processor(&self, own: bool) -> Option<Duty> {
        let regime = self.incident.vorfall.rechtsregime;
        let basis = self.basis(regime, Kind::Mitteilung).or_else(|| {
            let like = self.basis(regime, Kind::Meldung)?;
            Some(Basis {
                norm: "Norm zu prüfen".to_owned(),
                threshold: "Schwelle zu prüfen.".to_owned(),
                ..like
            })
        })?;
        let told = self
            .incident
            .zeiten
            .mitteilung_auftragsverarbeiter
            .mindestens();
        Some(Duty {
            kind: Kind::Mitteilung,
            area: None,
            regime,
            recipient: if own {
                "Verantwortliche".to_owned()
            } else {
                "Verantwortlicher (durch den Auftragsverarbeiter)".to_owned()
            },
            norm: basis.said(),
            threshold: basis.threshold,
            until: None,
            due: WITHOUT_DELAY.to_owned(),
            status: Proposed::Ja,
            reason:
                "Der Auftragsverarbeiter bewertet das Risiko nicht; er teilt jede Verletzung mit."
                    .to_owned(),
            decision: told.map_or_else(
                || NOT_RECORDED.to_owned(),
                |at| format!("mitgeteilt am {}", words::date(at.datum())),
            ),
            source: basis.source,
            stand: basis.stand,
        })
    }

    /// What a Land asks for where its limit on Art. 34 GDPR is relied on.
    fn extra_of_land(&self, regime: Rechtsregime) -> Option<Duty> {
        let notice = &self.incident.benachrichtigung;
        if !notice.ausnahme.ist(&Ausnahme::Landesrecht) {
            return None;
        }
        let row = exception(self.incident.verantwortlicher.bundesland.wert().copied())?;
        let kind = row.zusatz_art?;
        Some(Duty {
            kind,
            area: None,
            regime,
            recipient: row
                .zusatz_adressat
                .clone()
                .unwrap_or_else(|| "eigene Akten".to_owned()),
            norm: row.zusatz_norm.clone().unwrap_or_else(|| row.norm.clone()),
            threshold: format!("Die Benachrichtigung unterbleibt nach {}.", row.norm),
            until: None,
            due: NO_TIME.to_owned(),
            status: Proposed::Ja,
            reason: row.zusatz.clone().unwrap_or_default(),
            decision: match kind {
                Kind::Dokumentation if !notice.begruendung.ist_fehlt() => {
                    "Gründe festgehalten".to_owned()
                }
                Kind::Dokumentation
                | Kind::Meldung
                | Kind::Benachrichtigung
                | Kind::Mitteilung
                | Kind::Unterrichtung => NOT_RECORDED.to_owned(),
            },
            source: row.quelle.clone(),
            stand: row.stand,
        })
    }

    fn social(&self) -> Option<Duty> {
        let (row, certain) = match social(self.incident, self.on)? {
            Social::Holds(row) => (row, true),
            Social::Unsure(row) => (row, false),
            Social::Repealed => return None,
        };
        let told = told(
            self.incident,
            &[StellenRolle::Rechtsaufsicht, StellenRolle::Fachaufsicht],
        );
        let (status, reason) = if certain {
            (
                self.assessment.risk.report,
                "Die Unterrichtung folgt der Meldung nach Art. 33 DSGVO.".to_owned(),
            )
        } else {
            (
                Proposed::Pruefen,
                "Die Vorschrift ist Ende 2025 aufgehoben worden; ob sie an diesem Tag noch galt, ist zu \
                 prüfen."
                    .to_owned(),
            )
        };
        Some(Duty {
            kind: Kind::Unterrichtung,
            area: None,
            regime: Rechtsregime::Dsgvo,
            recipient: row.adressat.clone(),
            norm: if certain {
                row.norm.clone()
            } else {
                format!("{} (zu prüfen)", row.norm)
            },
            threshold: row.schwelle.clone(),
            until: None,
            due: NO_TIME.to_owned(),
            status,
            reason,
            decision: if told {
                "unterrichtet".to_owned()
            } else {
                NOT_RECORDED.to_owned()
            },
            source: row.quelle.clone(),
            stand: row.stand,
        })
    }

    /// The duties for areas with an authority or a law of their own.
    fn of_areas(
        &self,
        report: &AreaReport,
        authorities: &Authorities,
        now: DateTime<FixedOffset>,
    ) -> Vec<Duty> {
        let mut narrowed = filings_of(self.incident.clone(), report, authorities);
        narrowed.vorfall.rechtsregime = report.regime;
        let names: Vec<String> = report
            .areas
            .iter()
            .filter_map(|index| self.assessment.areas.get(*index)?.name.clone())
            .collect();
        let clock = deadline(&narrowed, now);
        let part = Part {
            area: Some(names.join(", ")).filter(|names| !names.is_empty()),
            regime: report.regime,
            recipient: report
                .authority
                .as_ref()
                .map(|authority| authority.kurz.clone()),
            deadline: clock.as_ref(),
            filings: &narrowed,
        };
        let mut duties = vec![self.report(&part)];
        if report.regime != self.incident.vorfall.rechtsregime {
            duties.extend(self.communication(&part));
        }
        duties
    }
}

const NO_TIME: &str = "keine Frist hinterlegt";

/// Whether another body with one of these roles is among those contacted.
pub(crate) fn told(incident: &Incident, roles: &[StellenRolle]) -> bool {
    let bodies = incident.stellen.liste();
    bodies
        .iter()
        .any(|body| roles.iter().any(|role| body.rolle.ist(role)))
}

/// What the facts say on a report.
fn reported(filings: &Incident) -> String {
    if let Some(at) = first_filing(filings) {
        return format!("gemeldet am {}", words::date(at.datum()));
    }
    match &filings.risiko.ergebnis {
        Angabe::Genau(RisikoErgebnis::Gering) => "nicht gemeldet: Risiko gering".to_owned(),
        Angabe::Entfaellt(_) => "nicht gemeldet: keine Verletzung festgestellt".to_owned(),
        Angabe::Genau(RisikoErgebnis::Risiko | RisikoErgebnis::Hoch | RisikoErgebnis::Offen)
        | Angabe::Fehlt
        | Angabe::Ungefaehr(_)
        | Angabe::Spanne { .. }
        | Angabe::Offen { .. }
        | Angabe::NichtBestimmbar(_) => "noch nicht gemeldet".to_owned(),
    }
}

/// What the facts say on the communication.
fn communicated(status: &Angabe<BenachrichtigungStatus>) -> &'static str {
    use BenachrichtigungStatus as Status;
    match status.wert() {
        Some(Status::Individuell) => "einzelne Benachrichtigung",
        Some(Status::Oeffentlich) => "öffentliche Bekanntmachung",
        Some(Status::Geplant) => "geplant",
        Some(Status::Freiwillig) => "freiwillige Information",
        Some(Status::NichtErforderlich) => "nicht erforderlich",
        Some(Status::Ausnahme) => "Ausnahme in Anspruch genommen",
        Some(Status::Offen) | None => "noch nicht entschieden",
    }
}

#[cfg(test)]
mod tests;
