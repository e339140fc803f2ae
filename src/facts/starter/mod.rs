//! A facts file to begin with: for each kind of breach a commented form, and what fills it in.
//!
//! A form asks the questions of its kind in the order in which they can be answered on that day.
//! What nobody has answered stays a comment, so the form states no fact that nobody gave. Knows
//! neither terminal nor files: answers come in as text, the facts file goes out as text.

pub mod answers;
mod article;
mod form;
mod reference;
mod spoken_time;

use chrono::NaiveDate;

pub use answers::Contact;
pub use article::article;
pub use form::{Form, quoted};
pub use reference::reference;
pub use spoken_time::SpokenTime;

/// The form for a kind of breach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Muster {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for, in a line.
    pub zeile: &'static str,
    /// Its text, with `{{…}}` for the parts that forms share.
    text: &'static str,
}

macro_rules! muster {
    ($($name:literal: $line:literal,)+) => {
        &[$(Muster {
            name: $name,
            zeile: $line,
            text: include_str!(concat!("../../../templates/neu/", $name, ".toml")),
        },)+]
    };
}

/// All forms, in the order in which they are offered.
pub const MUSTER: &[Muster] = muster![
    "angriff": "Angriff auf Computer: verschlüsselte Daten, Eindringlinge, Datendiebstahl",
    "fehlversand": "Brief, E-Mail oder Fax mit Daten an die falsche Adresse",
    "offener-verteiler": "E-Mail, in der alle die Adressen aller anderen sehen",
    "geraeteverlust": "Laptop, Telefon oder Datenträger verloren oder gestohlen",
    "falsche-berechtigung": "Daten für Menschen zugänglich, die sie nicht sehen dürfen",
    "veroeffentlichung": "Daten versehentlich veröffentlicht, zum Beispiel im Internet",
    "phishing": "Zugangsdaten auf eine gefälschte Nachricht hin preisgegeben",
    "ausfall": "Daten nicht verfügbar oder gelöscht, ohne Angriff",
    "auftragsverarbeiter": "Als Dienstleister die Verantwortlichen unterrichten",
    "allgemein": "Etwas anderes, oder die Art steht noch nicht fest",
];

/// What several forms share.
const PARTS: [(&str, &str); 10] = [
    (
        "kopf",
        include_str!("../../../templates/neu/teile/kopf.toml"),
    ),
    (
        "zeiten",
        include_str!("../../../templates/neu/teile/zeiten.toml"),
    ),
    ("wer", include_str!("../../../templates/neu/teile/wer.toml")),
    (
        "daten",
        include_str!("../../../templates/neu/teile/daten.toml"),
    ),
    (
        "zahlen",
        include_str!("../../../templates/neu/teile/zahlen.toml"),
    ),
    (
        "massnahmen",
        include_str!("../../../templates/neu/teile/massnahmen.toml"),
    ),
    (
        "beteiligte",
        include_str!("../../../templates/neu/teile/beteiligte.toml"),
    ),
    (
        "schutz",
        include_str!("../../../templates/neu/teile/schutz.toml"),
    ),
    (
        "folgen",
        include_str!("../../../templates/neu/teile/folgen.toml"),
    ),
    (
        "schluss",
        include_str!("../../../templates/neu/teile/schluss.toml"),
    ),
];

impl Muster {
    /// The form of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        MUSTER.iter().find(|muster| muster.name == name)
    }

    /// Whether a processor writes to its controllers with it (`vorfall.sicht`).
    #[must_use]
    pub fn is_processor(&self) -> bool {
        self.name == "auftragsverarbeiter"
    }

    /// The form for the incident `reference`, begun on `date`.
    #[must_use]
    pub fn form(&self, reference: &str, date: NaiveDate) -> Form {
        let mut text = self.text.to_owned();
        for (name, part) in PARTS {
            text = text.replace(&format!("{{{{{name}}}}}"), part.trim_end());
        }
        let day = date.format("%d.%m.%Y").to_string();
        let date = date.to_string();
        for (name, value) in [
            ("kennung", reference),
            ("tag", &day),
            ("datum", &date),
            ("muster", self.name),
            ("zeile", self.zeile),
        ] {
            text = text.replace(&format!("{{{{{name}}}}}"), value);
        }
        Form::new(&text)
    }
}
