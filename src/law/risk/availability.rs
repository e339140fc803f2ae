//! What is missing: for whom, how long, and whether it comes back.

use chrono::Duration;

use super::kinds::{self, Kind, kind, outside_malice};
use super::level::{Level, Range};
use super::source::Source;
use super::{Effect, Judgement};
use crate::facts::{
    Datensicherung, FieldPath, Gruppe, Incident, Kategorie, Schutzziel, VerantwortlicherArt,
    Verfuegbarkeit,
};

/// How much people depend on the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    /// Nobody waits for them.
    Ordinary,
    /// Benefits and payments that people live on.
    Benefits,
    /// Treatment and care.
    Health,
}

pub(super) fn judge(incident: &Incident) -> Judgement {
    let mut judgement = Judgement::new(Range::GERING);
    if !concerns(incident) {
        return judgement;
    }
    let need = need(incident);
    let hours = hours(incident);
    let backup = incident.wiederherstellung.datensicherung.wert();
    let lost = incident
        .vorfall
        .verfuegbarkeit
        .ist(&Verfuegbarkeit::Dauerhaft);
    let gone = matches!(kind(incident), Kind::Device | Kind::Paper | Kind::Post);
    judgement.range = match backup {
        Some(Datensicherung::Vorhanden) if gone => Range::GERING,
        Some(Datensicherung::Vorhanden) => restored(incident, need, hours),
        Some(Datensicherung::Keine | Datensicherung::Mitbetroffen) if gone => {
            without(need, Level::Gering)
        }
        Some(Datensicherung::Keine | Datensicherung::Mitbetroffen) if !lost && hours.is_some() => {
            rebuilt(need, hours)
        }
        Some(Datensicherung::Keine | Datensicherung::Mitbetroffen) => without(need, Level::Risiko),
        None if lost => without(need, Level::Risiko),
        // They are back: how does not matter any more.
        None if hours.is_some() && !gone => by_hours(need, hours),
        None if gone => Range::between(Level::Gering, without(need, Level::Gering).high),
        // An attack that stopped benefits or treatment is not over within hours.
        None if need != Need::Ordinary && outside_malice(incident) => {
            Range::between(Level::Risiko, Level::Hoch)
        }
        None => Range::between(Level::Gering, Level::Hoch),
    };
    about(incident, need, hours, gone, &mut judgement);
    judgement
}

/// Whether availability is, or may be, hurt.
fn concerns(incident: &Incident) -> bool {
    let state = &incident.vorfall.verfuegbarkeit;
    if state.ist_entfallen() || incident.vorfall.typ.ist_entfallen() {
        return false;
    }
    if state.ist_bekannt() {
        return true;
    }
    match kinds::named(incident, Schutzziel::Verfuegbarkeit) {
        Some(named) => named,
        None => {
            let backup = &incident.wiederherstellung.datensicherung;
            let none =
                backup.ist(&Datensicherung::Keine) || backup.ist(&Datensicherung::Mitbetroffen);
            matches!(kind(incident), Kind::Ransom | Kind::Outage)
                || kinds::unsaid(incident)
                || (kind(incident) == Kind::Unknown && none)
                || incident.wiederherstellung.dauer_stunden.ist_bekannt()
        }
    }
}

fn need(incident: &Incident) -> Need {
    let group = |wanted: Gruppe| {
        let mut groups = incident.betroffene.gruppen.liste().iter();
        groups.any(|group| group.gruppe.ist(&wanted))
    };
    let category = |wanted: Kategorie| {
        let mut entries = incident.daten.liste().iter();
        entries.any(|entry| entry.kategorie.ist(&wanted))
    };
    let kind_of = |wanted: VerantwortlicherArt| incident.verantwortlicher.art.ist(&wanted);
    if kind_of(VerantwortlicherArt::Krankenhaus)
        || group(Gruppe::Patienten)
        || category(Kategorie::Gesundheitsdaten)
        || category(Kategorie::GenetischeDaten)
    {
        Need::Health
    } else if kind_of(VerantwortlicherArt::JobcenterGemeinsam)
        || kind_of(VerantwortlicherArt::JobcenterKommunal)
        || group(Gruppe::Leistungsbeziehende)
        || category(Kategorie::Sozialdaten)
    {
        Need::Benefits
    } else {
        Need::Ordinary
    }
}

/// How many hours at most and at least: as stated, else from the times.
fn hours(incident: &Incident) -> Option<(u64, u64)> {
    let stated = &incident.wiederherstellung.dauer_stunden;
    if let (Some(low), Some(high)) = (stated.mindestens(), stated.hoechstens()) {
        return Some((*low, *high));
    }
    let times = &incident.zeiten;
    let back = incident.wiederherstellung.am.hoechstens();
    let over = incident
        .vorfall
        .verfuegbarkeit
        .ist(&Verfuegbarkeit::Voruebergehend)
        && kind(incident) == Kind::Outage;
    let back = back
        .or_else(|| times.ende.hoechstens().filter(|_| over))?
        .bei();
    let begin = [&times.beginn, &times.entdeckt, &times.kenntnis]
        .into_iter()
        .find_map(|time| time.mindestens())?
        .bei();
    let length = back.signed_duration_since(begin);
    let hours = u64::try_from(length.num_hours()).ok()?;
    let begun = length > Duration::hours(length.num_hours());
    let hours = hours.saturating_add(u64::from(begun));
    Some((hours, hours))
}

/// What an outage of this length means; the limits are this program's own.
fn outage(need: Need, hours: u64) -> Range {
    use Level::{Gering, Hoch, Risiko};
    match (need, hours) {
        (Need::Ordinary, 0..=72) | (Need::Benefits, 0..=4) | (Need::Health, 0..=1) => Range::GERING,
        (Need::Ordinary, _) | (Need::Benefits, 5..=24) | (Need::Health, 2..=4) => {
            Range::between(Gering, Risiko)
        }
        (Need::Benefits, 25..=72) => Range::RISIKO,
        (Need::Benefits, _) | (Need::Health, 5..=24) => Range::between(Risiko, Hoch),
        (Need::Health, _) => Range::HOCH,
    }
}

fn by_hours(need: Need, hours: Option<(u64, u64)>) -> Range {
    match hours {
        Some((low, high)) => Range::between(outage(need, low).low, outage(need, high).high),
        None => Range::between(outage(need, 0).low, outage(need, u64::MAX).high),
    }
}

/// With a backup: the length alone counts.
fn restored(incident: &Incident, need: Need, hours: Option<(u64, u64)>) -> Range {
    let range = by_hours(need, hours);
    match need {
        _ if hours.is_some() => range,
        Need::Ordinary => Range::GERING,
        Need::Benefits => range,
        // An attack on a hospital is not over within an hour.
        Need::Health if outside_malice(incident) => Range::between(Level::Risiko, range.high),
        Need::Health => range,
    }
}

/// Without a backup, but back after some time: from paper, from others, by hand.
fn rebuilt(need: Need, hours: Option<(u64, u64)>) -> Range {
    let range = by_hours(need, hours);
    let long = hours.is_some_and(|(_, high)| high > 72);
    let weeks = hours.is_some_and(|(_, high)| high > 24 * 7);
    let rebuilding = match need {
        Need::Ordinary if weeks => Range::between(Level::Risiko, Level::Hoch),
        Need::Ordinary if long => Range::RISIKO,
        Need::Ordinary | Need::Benefits | Need::Health => {
            Range::between(Level::Gering, Level::Risiko)
        }
    };
    range.max(rebuilding)
}

/// Without a backup, and not known to be back.
fn without(need: Need, least: Level) -> Range {
    match need {
        Need::Ordinary if least == Level::Gering => Range::between(least, Level::Risiko),
        Need::Ordinary | Need::Benefits => Range::between(Level::Risiko, Level::Hoch),
        Need::Health if least == Level::Gering => Range::between(Level::Risiko, Level::Hoch),
        Need::Health => Range::HOCH,
    }
}

fn about(
    incident: &Incident,
    need: Need,
    hours: Option<(u64, u64)>,
    gone: bool,
    judgement: &mut Judgement,
) {
    let backup = FieldPath::new("wiederherstellung.datensicherung");
    let state = incident.wiederherstellung.datensicherung.wert();
    match state {
        Some(Datensicherung::Vorhanden) => judgement.because(
            Effect::Senkt,
            backup,
            Source::Backup,
            "Eine Datensicherung ist vorhanden; die Daten lassen sich wiederherstellen.",
        ),
        Some(Datensicherung::Keine) => judgement.because(
            Effect::Erhoeht,
            backup,
            Source::Backup,
            "Eine Datensicherung gibt es nicht; Daten können auf Dauer fehlen.",
        ),
        Some(Datensicherung::Mitbetroffen) => judgement.because(
            Effect::Erhoeht,
            backup,
            Source::Backup,
            "Auch die Datensicherung ist betroffen; Daten können auf Dauer fehlen.",
        ),
        None if hours.is_none() => judgement.because(
            Effect::Offen,
            backup,
            Source::Backup,
            "Entscheidend wäre: ob es eine brauchbare Datensicherung gibt.",
        ),
        None => {}
    }
    if incident
        .vorfall
        .verfuegbarkeit
        .ist(&Verfuegbarkeit::Dauerhaft)
    {
        judgement.because(
            Effect::Erhoeht,
            FieldPath::new("vorfall.verfuegbarkeit"),
            Source::Harm,
            "Die Daten sind nach den Angaben auf Dauer verloren.",
        );
    }
    if gone {
        return;
    }
    let length = FieldPath::new("wiederherstellung.dauer_stunden");
    match (need, hours) {
        (Need::Ordinary, Some((_, 0..=72)))
        | (Need::Benefits, Some((_, 0..=4)))
        | (Need::Health, Some((_, 0..=1))) => {
            judgement.because(
                Effect::Senkt,
                length,
                Source::Backup,
                "Der Ausfall war kurz; dass jemand dadurch Schaden nimmt, ist wenig wahrscheinlich.",
            );
        }
        (Need::Ordinary | Need::Benefits | Need::Health, Some(_)) => judgement.because(
            Effect::Erhoeht,
            length,
            Source::Backup,
            "Der Ausfall dauerte lange; Menschen mussten auf Bearbeitung oder Hilfe warten.",
        ),
        (Need::Ordinary, None) if state == Some(&Datensicherung::Vorhanden) => {}
        (Need::Ordinary | Need::Benefits | Need::Health, None) => judgement.because(
            Effect::Offen,
            length,
            Source::Backup,
            "Entscheidend wäre: wie viele Stunden die Daten fehlen.",
        ),
    }
    match need {
        Need::Ordinary => {}
        Need::Benefits => judgement.because(
            Effect::Erhoeht,
            FieldPath::new("daten"),
            Source::Controller,
            "Von den Daten hängen Sozialleistungen ab; bleiben sie aus, trifft das Menschen, die davon leben.",
        ),
        Need::Health => judgement.because(
            Effect::Erhoeht,
            FieldPath::new("daten"),
            Source::Controller,
            "Von den Daten hängt die Behandlung oder Versorgung kranker Menschen ab.",
        ),
    }
}
