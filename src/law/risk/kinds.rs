//! Kinds of breach, as far as they say something about the risk.

use crate::facts::{Incident, Schutzziel, Typ, Ursache};

/// What a kind of breach is by its nature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Files made unusable by an attacker, perhaps copied too.
    Ransom,
    /// Somebody broke in or deceived.
    Attack,
    /// Data were taken, or looked at without right.
    Access,
    /// Own people used their rights against the rules.
    Insider,
    /// A device is gone.
    Device,
    /// Paper is gone, or thrown away.
    Paper,
    /// A letter is gone or was opened.
    Post,
    /// Sent to the wrong ones.
    Sent,
    /// Shown, told or mixed up: one wrong person each.
    Shown,
    /// All see the addresses of all.
    OpenList,
    /// On the internet.
    Published,
    /// Seen or to be seen by those who should not.
    Rights,
    /// Only availability.
    Outage,
    /// Only integrity.
    Change,
    /// Not known.
    Unknown,
}

pub(super) fn kind(incident: &Incident) -> Kind {
    let Some(typ) = incident.vorfall.typ.wert() else {
        return Kind::Unknown;
    };
    match typ {
        Typ::Ransomware => Kind::Ransom,
        Typ::Hacking | Typ::Phishing | Typ::AusgenutzteSchwachstelle => Kind::Attack,
        Typ::UnbefugterZugriff | Typ::Datenabfluss => Kind::Access,
        Typ::MissbrauchVonZugriffsrechten => Kind::Insider,
        Typ::GeraetVerlorenOderGestohlen => Kind::Device,
        Typ::Elektronikschrott
        | Typ::UnsachgemaesseEntsorgung
        | Typ::PapierVerlorenOderGestohlen => Kind::Paper,
        Typ::PostVerlorenOderGeoeffnet => Kind::Post,
        Typ::VersehentlicherVersand => Kind::Sent,
        Typ::VerwechslungVonDatensaetzen
        | Typ::FalschemEmpfaengerAngezeigt
        | Typ::MuendlicheOffenlegung => Kind::Shown,
        Typ::OffenerVerteiler => Kind::OpenList,
        Typ::VersehentlicheVeroeffentlichung => Kind::Published,
        Typ::Fehlkonfiguration | Typ::FalscheZugriffsrechte => Kind::Rights,
        Typ::DatenGeloescht | Typ::TechnischeStoerung => Kind::Outage,
        Typ::UnbefugteAenderung => Kind::Change,
        Typ::Offen | Typ::Sonstige => Kind::Unknown,
    }
}

/// Whether somebody outside meant harm: said by the cause, or by the kind where the cause says
/// nothing else.
pub(super) fn outside_malice(incident: &Incident) -> bool {
    let cause = &incident.vorfall.ursache;
    let by_kind = matches!(kind(incident), Kind::Ransom | Kind::Attack);
    cause.ist(&Ursache::ExternBoeswillig)
        || (by_kind
            && !cause.ist(&Ursache::InternBoeswillig)
            && !cause.ist(&Ursache::InternNichtBoeswillig))
}

/// Whether own people meant harm.
pub(super) fn inside_malice(incident: &Incident) -> bool {
    let cause = &incident.vorfall.ursache;
    cause.ist(&Ursache::InternBoeswillig)
        || (kind(incident) == Kind::Insider && !cause.ist(&Ursache::ExternBoeswillig))
}

/// Whether an aim is hurt: `None` where the facts do not say.
pub(super) fn named(incident: &Incident, aim: Schutzziel) -> Option<bool> {
    let aims = incident.vorfall.schutzziele.wert()?;
    (!aims.is_empty()).then(|| aims.contains(&aim))
}

/// Whether nothing says what was hurt: neither kind nor aims, nor that others got data by mistake.
pub(super) fn unsaid(incident: &Incident) -> bool {
    let aims = named(incident, Schutzziel::Vertraulichkeit).is_some();
    kind(incident) == Kind::Unknown
        && !aims
        && incident.empfaenger.liste().is_empty()
        && !incident.vorfall.typ.ist_entfallen()
}
