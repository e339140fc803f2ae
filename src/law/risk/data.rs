//! How sensitive each category of data is: severity if it becomes known.

use super::level::Span;
use crate::facts::Kategorie;

/// What is known of a category.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sensitivity {
    /// Severity where the volume for each person is ordinary.
    pub(super) severity: Span,
    /// Whether the law protects it in particular (Art. 9, 10 DSGVO, § 67 SGB X).
    pub(super) special: bool,
    /// What it means for people, as a German sentence.
    pub(super) text: &'static str,
}

const fn row(low: u8, high: u8, text: &'static str) -> Sensitivity {
    Sensitivity {
        severity: Span::new(low, high),
        special: false,
        text,
    }
}

const fn special(text: &'static str) -> Sensitivity {
    Sensitivity {
        severity: Span::exactly(4),
        special: true,
        text,
    }
}

/// A category, or none where it is not written.
pub(super) fn sensitivity(category: Option<Kategorie>) -> Sensitivity {
    let Some(category) = category else {
        return row(
            1,
            4,
            "Entscheidend wäre: welche Kategorien von Daten betroffen sind.",
        );
    };
    match category {
        Kategorie::Basisdaten => row(
            1,
            1,
            "Basisdaten wie Name oder Geburtsdatum sind für sich genommen wenig sensibel.",
        ),
        Kategorie::Kontaktdaten => row(
            1,
            1,
            "Kontaktdaten sind für sich genommen wenig sensibel; sie erleichtern aber Betrugsversuche.",
        ),
        Kategorie::Meldedaten => row(
            2,
            2,
            "Meldedaten verbinden Anschrift, Geburtsdatum und Familie; das erleichtert Betrug und Nachstellung.",
        ),
        Kategorie::Verwaltungsvorgaenge => row(
            2,
            3,
            "Daten aus Verwaltungsvorgängen zeigen, mit welchem Anliegen sich jemand an die Stelle gewandt hat.",
        ),
        Kategorie::Profildaten => row(
            2,
            2,
            "Profildaten zeigen Verhalten und Gewohnheiten einer Person.",
        ),
        Kategorie::Standortdaten => row(2, 3, "Standortdaten zeigen, wann sich jemand wo aufhält."),
        Kategorie::Finanzdaten => row(
            2,
            2,
            "Finanzdaten zeigen die wirtschaftliche Lage einer Person; möglich sind Betrug und Rufschädigung.",
        ),
        Kategorie::Zahlungsmittel => row(
            3,
            3,
            "Mit Daten von Zahlungsmitteln sind Abbuchungen und Betrug möglich.",
        ),
        Kategorie::Identifikationsdaten => row(
            3,
            3,
            "Mit Identifikationsdaten wie Kennnummern ist Identitätsdiebstahl möglich.",
        ),
        Kategorie::AmtlicheDokumente => row(
            3,
            3,
            "Mit Ausweisen oder anderen amtlichen Dokumenten ist Identitätsdiebstahl möglich.",
        ),
        Kategorie::Zugangsdaten => row(
            3,
            3,
            "Zugangsdaten öffnen Konten, auch andere, wenn dort dasselbe Passwort gilt.",
        ),
        Kategorie::Steuerdaten => row(
            3,
            3,
            "Steuerdaten unterliegen dem Steuergeheimnis und zeigen Einkommen und Lebensumstände.",
        ),
        Kategorie::Personalakten => row(
            3,
            3,
            "Personaldaten sind vertraulich; möglich sind Nachteile im Beruf und Rufschädigung.",
        ),
        Kategorie::Sozialdaten => special(
            "Sozialdaten unterliegen dem Sozialgeheimnis; sie zeigen Notlagen und private Verhältnisse.",
        ),
        Kategorie::Gesundheitsdaten | Kategorie::GesundheitBeschaeftigung => special(
            "Gesundheitsdaten gehören zu den besonderen Kategorien; ihr Bekanntwerden kann schwer schaden.",
        ),
        Kategorie::GenetischeDaten => special(
            "Genetische Daten gehören zu den besonderen Kategorien und sind nicht zu ändern.",
        ),
        Kategorie::BiometrischeDaten => special(
            "Biometrische Daten gehören zu den besonderen Kategorien und sind nicht zu ändern.",
        ),
        Kategorie::Straftaten => special(
            "Daten über Straftaten sind besonders geschützt; ihr Bekanntwerden kann den Ruf schwer schädigen.",
        ),
        Kategorie::PolitischeMeinung
        | Kategorie::EthnischeHerkunft
        | Kategorie::ReligionWeltanschauung
        | Kategorie::Sexualleben
        | Kategorie::Gewerkschaft
        | Kategorie::BesondereKategorien => special(
            "Besondere Kategorien von Daten sind besonders geschützt; möglich ist Diskriminierung.",
        ),
        Kategorie::Sonstige => row(
            1,
            3,
            "Entscheidend wäre: wie sensibel die sonstigen Daten sind.",
        ),
        Kategorie::Offen => row(
            1,
            4,
            "Entscheidend wäre: welche Kategorien von Daten betroffen sind.",
        ),
    }
}

/// What a category is called in a sentence.
pub(super) fn name(category: Option<Kategorie>) -> &'static str {
    match category {
        Some(Kategorie::Basisdaten) => "Basisdaten",
        Some(Kategorie::Kontaktdaten) => "Kontaktdaten",
        Some(Kategorie::BiometrischeDaten) => "biometrische Daten",
        Some(Kategorie::Straftaten) => "Daten über Straftaten",
        Some(Kategorie::PolitischeMeinung) => "Daten über politische Meinungen",
        Some(Kategorie::EthnischeHerkunft) => "Daten über die ethnische Herkunft",
        Some(Kategorie::ReligionWeltanschauung) => "Daten über Religion oder Weltanschauung",
        Some(Kategorie::Sexualleben) => "Daten über das Sexualleben",
        Some(Kategorie::Gewerkschaft) => "Daten über eine Gewerkschaftszugehörigkeit",
        Some(Kategorie::GenetischeDaten) => "genetische Daten",
        Some(Kategorie::Gesundheitsdaten | Kategorie::GesundheitBeschaeftigung) => {
            "Gesundheitsdaten"
        }
        Some(Kategorie::Finanzdaten) => "Finanzdaten",
        Some(Kategorie::Identifikationsdaten) => "Identifikationsdaten",
        Some(Kategorie::Standortdaten) => "Standortdaten",
        Some(Kategorie::AmtlicheDokumente) => "amtliche Dokumente",
        Some(Kategorie::Zahlungsmittel) => "Zahlungsmittel",
        Some(Kategorie::Profildaten) => "Profildaten",
        Some(Kategorie::Zugangsdaten) => "Zugangsdaten",
        Some(Kategorie::Sozialdaten) => "Sozialdaten",
        Some(Kategorie::Steuerdaten) => "Steuerdaten",
        Some(Kategorie::Meldedaten) => "Meldedaten",
        Some(Kategorie::Verwaltungsvorgaenge) => "Daten aus Verwaltungsvorgängen",
        Some(Kategorie::Personalakten) => "Personaldaten",
        Some(Kategorie::BesondereKategorien) => "besondere Kategorien von Daten",
        Some(Kategorie::Sonstige) => "sonstige Daten",
        Some(Kategorie::Offen) | None => "weitere Daten",
    }
}
