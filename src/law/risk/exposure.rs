//! How likely it is that somebody uses the data: who can have them, and how sure that is.

use super::kinds::{self, Kind, kind};
use super::level::Span;
use super::source::Source;
use super::{Effect, Judgement, recipients};
use crate::facts::{
    Abfluss, Angabe, FieldPath, Incident, Schutzmassnahme, Schutzziel, Unlesbar, Veroeffentlichung,
};

/// Who can have the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Circle {
    /// Those who got it by mistake.
    Known,
    /// Own people who meant harm: they are known, too.
    Insider,
    /// Strangers: finders, thieves, attackers.
    Strangers,
    /// Everybody.
    Public,
}

/// Who can have the data, and how likely they use them if they do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    pub(super) span: Span,
    pub(super) circle: Circle,
    /// Whether everybody who got them says that they are gone again.
    pub(super) returned: bool,
    /// Whether everybody who got them is trustworthy.
    pub(super) trusted: bool,
    /// Whether somebody who got them is not trustworthy or refuses to delete them.
    pub(super) hostile: bool,
}

impl Reach {
    pub(super) const fn new(span: Span, circle: Circle) -> Self {
        Self {
            span,
            circle,
            returned: false,
            trusted: false,
            hostile: false,
        }
    }
}

/// The reach if data did become known.
pub(super) fn reach(incident: &Incident, judgement: &mut Judgement) -> Reach {
    let published = &incident.erpressung.veroeffentlichung;
    let kind = kind(incident);
    let nature = FieldPath::new("vorfall.typ");
    if published.ist(&Veroeffentlichung::Ja) || published.ist(&Veroeffentlichung::Angedroht) {
        judgement.because(
            Effect::Erhoeht,
            FieldPath::new("erpressung.veroeffentlichung"),
            Source::Attacker,
            "Unbekannte haben Daten veröffentlicht oder drohen damit.",
        );
        return Reach::new(Span::exactly(4), Circle::Public);
    }
    let cause = if incident.vorfall.ursache.ist_bekannt() {
        FieldPath::new("vorfall.ursache")
    } else {
        nature.clone()
    };
    if kinds::outside_malice(incident) {
        judgement.because(
            Effect::Erhoeht,
            cause,
            Source::Attacker,
            "Außenstehende handelten mit Absicht; wer Daten stiehlt, will sie meist nutzen.",
        );
        return Reach::new(Span::exactly(4), Circle::Strangers);
    }
    if kinds::inside_malice(incident) {
        judgement.because(
            Effect::Erhoeht,
            cause,
            Source::Insider,
            "Jemand aus der eigenen Stelle handelte mit Absicht; immerhin ist bekannt, wer die Daten hat.",
        );
        return Reach::new(Span::exactly(3), Circle::Insider);
    }
    if kind == Kind::Published {
        judgement.because(
            Effect::Erhoeht,
            nature,
            Source::Breach,
            "Die Daten standen offen im Internet oder waren sonst für alle zugänglich.",
        );
        return Reach::new(Span::exactly(4), Circle::Public);
    }
    let named = incident.empfaenger.liste();
    if !named.is_empty() {
        return recipients::reach(named, judgement);
    }
    let few = incident
        .betroffene
        .anzahl
        .hoechstens()
        .is_some_and(|number| *number <= 10);
    let (span, circle) = match kind {
        Kind::Shown if few => (Span::exactly(2), Circle::Known),
        Kind::Shown | Kind::Sent => (Span::new(2, 3), Circle::Known),
        Kind::OpenList => (recipients::of_open_list(incident), Circle::Known),
        Kind::Rights => (Span::new(2, 4), Circle::Known),
        Kind::Post => (Span::new(3, 4), Circle::Strangers),
        Kind::Device | Kind::Paper => (Span::exactly(4), Circle::Strangers),
        Kind::Access => (Span::new(3, 4), Circle::Strangers),
        Kind::Ransom | Kind::Attack | Kind::Insider => (Span::new(2, 4), Circle::Strangers),
        Kind::Published => (Span::exactly(4), Circle::Public),
        Kind::Outage | Kind::Change | Kind::Unknown => (Span::new(1, 4), Circle::Strangers),
    };
    if matches!(kind, Kind::Device | Kind::Paper | Kind::Post) {
        judgement.because(
            Effect::Erhoeht,
            nature,
            Source::Breach,
            "Wer das Verlorene jetzt hat, ist nicht bekannt.",
        );
    } else if span.low != span.high {
        judgement.because(
            Effect::Offen,
            FieldPath::new("empfaenger"),
            Source::Consequences,
            "Entscheidend wäre: wer die Daten erhalten hat oder sehen konnte.",
        );
    }
    Reach::new(span, circle)
}

/// How likely harm is for data with this `abfluss` and `unlesbar`; 0 where nobody can have them.
pub(super) fn likelihood(
    incident: &Incident,
    reach: Reach,
    leak: &Angabe<Abfluss>,
    unreadable: &Angabe<Unlesbar>,
) -> Span {
    if unreadable.ist(&Unlesbar::Ja) {
        return Span::exactly(0);
    }
    // What has been published has left, whatever else is said.
    let published = &incident.erpressung.veroeffentlichung;
    let span = if published.ist(&Veroeffentlichung::Ja) {
        reach.span
    } else {
        by_leak(incident, reach.span, leak)
    };
    if may_be_unreadable(incident, unreadable) {
        Span::new(0, span.high)
    } else {
        span
    }
}

fn by_leak(incident: &Incident, span: Span, leak: &Angabe<Abfluss>) -> Span {
    let kind = kind(incident);
    // Whoever can look into other people's records does so sooner or later.
    let least = if kind == Kind::Rights { 2 } else { 1 };
    let lowered = |by: u8| {
        let lower = span.lower(by, by);
        Span::new(lower.low.max(least.min(span.low)), lower.high.max(least))
    };
    if leak.ist_entfallen() {
        return Span::exactly(0);
    }
    match leak.wert() {
        Some(Abfluss::Bestaetigt | Abfluss::Wahrscheinlich) => span,
        Some(Abfluss::NichtAuszuschliessen) => lowered(1),
        // Logs that show nobody say the same for all who could have looked.
        Some(Abfluss::Unwahrscheinlich) if kind == Kind::Rights => span.lower(2, 3),
        Some(Abfluss::Unwahrscheinlich) => span.lower(2, 2),
        Some(Abfluss::Ausgeschlossen) => Span::exactly(0),
        Some(Abfluss::Offen) => Span::new(1, span.high),
        None if is_disclosure(incident) => span,
        None => match kind {
            Kind::Sent | Kind::Shown | Kind::OpenList | Kind::Published | Kind::Insider => span,
            Kind::Device | Kind::Paper | Kind::Post => lowered(1),
            Kind::Attack | Kind::Access | Kind::Rights => Span::new(lowered(1).low, span.high),
            Kind::Ransom | Kind::Outage | Kind::Change | Kind::Unknown => Span::new(1, span.high),
        },
    }
}

/// Whether the breach itself is that others got the data, so that nothing more is to be found out.
pub(super) fn is_disclosure(incident: &Incident) -> bool {
    match kind(incident) {
        Kind::Sent | Kind::Shown | Kind::OpenList | Kind::Published | Kind::Insider => true,
        Kind::Ransom
        | Kind::Attack
        | Kind::Access
        | Kind::Device
        | Kind::Paper
        | Kind::Post
        | Kind::Rights
        | Kind::Outage
        | Kind::Change
        | Kind::Unknown => false,
    }
}

/// Whether it is open that the data are unintelligible to others.
pub(super) fn may_be_unreadable(incident: &Incident, unreadable: &Angabe<Unlesbar>) -> bool {
    match unreadable.wert() {
        Some(Unlesbar::Ja | Unlesbar::Nein | Unlesbar::Umgehbar) => false,
        Some(Unlesbar::NichtBestimmbar | Unlesbar::Offen) => true,
        None => {
            let before = incident.schutz_vorher.massnahmen.liste();
            kind(incident) == Kind::Device
                || unreadable.ist_offen()
                || before.contains(&Schutzmassnahme::Verschluesselung)
                || before.contains(&Schutzmassnahme::Anonymisierung)
        }
    }
}

/// Whether confidentiality is, or may be, hurt at all.
pub(super) fn concerns(incident: &Incident) -> bool {
    let whole = &incident.vorfall.abfluss;
    let apart = |leak: &Angabe<Abfluss>| !leak.ist_fehlt() && !leak.ist_entfallen();
    let entries = incident.daten.liste();
    let published = &incident.erpressung.veroeffentlichung;
    if published.ist(&Veroeffentlichung::Ja) || published.ist(&Veroeffentlichung::Angedroht) {
        return true;
    }
    if apart(whole) || entries.iter().any(|data| apart(&data.abfluss)) {
        return true;
    }
    if whole.ist_entfallen() {
        return false;
    }
    // The kind may say it where the aims forget it.
    let by_kind = is_disclosure(incident) || kind(incident) == Kind::Access;
    match kinds::named(incident, Schutzziel::Vertraulichkeit) {
        Some(named) => named || by_kind,
        None => match kind(incident) {
            Kind::Outage | Kind::Change => false,
            Kind::Ransom
            | Kind::Attack
            | Kind::Access
            | Kind::Insider
            | Kind::Device
            | Kind::Paper
            | Kind::Post
            | Kind::Sent
            | Kind::Shown
            | Kind::OpenList
            | Kind::Published
            | Kind::Rights
            | Kind::Unknown => true,
        },
    }
}
