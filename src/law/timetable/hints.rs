//! What to know about the clock of the report, beside its end: German sentences.

use chrono::{DateTime, FixedOffset};

use super::{Clock, is_undated, local_day, nothing_happened};
use crate::calendar::day_name;
use crate::facts::{
    Bundesland, EntdecktDurch, Incident, Rechtsregime, RisikoErgebnis, Sicht, Zeitpunkt,
};
use crate::law::deadline::{self, Deadline, Status};
use crate::law::holidays::{self, Holiday};
use crate::law::words;

/// What hints are made from.
pub(super) struct Hints<'a> {
    pub(super) incident: &'a Incident,
    pub(super) clock: &'a Clock,
    pub(super) land: Option<Bundesland>,
    pub(super) now: DateTime<FixedOffset>,
}

impl Hints<'_> {
    /// All of them, those that explain a missing end first.
    pub(super) fn all(&self) -> Vec<String> {
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
            let mut hint = "Der Zeitpunkt des Bekanntwerdens fehlt; ohne ihn lässt sich keine Frist berechnen. Tragen \
                 Sie ihn unter [zeiten] als kenntnis ein, notfalls ungefähr oder nur den Tag. Melden Sie \
                 unverzüglich, auch wenn er noch nicht feststeht."
                .to_owned();
            if let Some(earliest) = self.earliest_end() {
                hint.push(' ');
                hint.push_str(&earliest);
            }
            hints.push(hint);
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

    /// When the period would end if the first sign in the facts already were awareness: a date to
    /// plan with while awareness is open (EDPB Guidelines 9/2022, section II.A).
    fn earliest_end(&self) -> Option<String> {
        let times = &self.incident.zeiten;
        // What a processor noticed is not the controller's knowledge until it was passed on.
        let noticed = match times.entdeckt_durch.wert() {
            Some(EntdecktDurch::Auftragsverarbeiter) => None,
            Some(_) | None => Some((&times.entdeckt, "zeiten.entdeckt")),
        };
        let signs = [
            (&times.erste_anhaltspunkte, "zeiten.erste_anhaltspunkte"),
            (
                &times.mitteilung_auftragsverarbeiter,
                "zeiten.mitteilung_auftragsverarbeiter",
            ),
        ];
        let (first, path) = signs
            .into_iter()
            .chain(noticed)
            .filter_map(|(time, path)| Some((*time.mindestens()?, path)))
            .min_by_key(|(time, _)| time.bei())?;
        let mut assumed = self.incident.clone();
        assumed.zeiten.kenntnis = first.into();
        let deadline = deadline::deadline(&assumed, self.now)?;
        Some(format!(
            "Vorsorglich gerechnet ab dem frühesten Zeitpunkt Ihrer Datei ({}, {path}) endet die Frist am {} ({}).",
            filing(first),
            words::time(deadline.ende),
            deadline.norm
        ))
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
    pub(super) fn day(&self, deadline: &Deadline, hints: &mut Vec<String>) {
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
