//! The documents that there are. A new one costs its template and a line here; what else is to
//! be known about it stands in the template's head ([`super::head`]). Parts are what several
//! templates include; those of the register stand among them, since no incident has one.

/// Names and templates from one list.
macro_rules! documents {
    ([$($name:literal),+ $(,)?], parts: [$($part:literal),+ $(,)?]) => {
        /// The documents that there are, in the order in which they are written.
        pub const DOCUMENTS: &[&str] = &[$($name),+];

        /// The templates that come with the program: name and text.
        pub(super) const STANDARD: &[(&str, &str)] = &[
            $((
                concat!($name, ".md.j2"),
                include_str!(concat!("../../templates/de/", $name, ".md.j2")),
            ),)+
            $((
                concat!($part, ".md.j2"),
                include_str!(concat!("../../templates/de/", $part, ".md.j2")),
            ),)+
        ];
    };
}

documents! {
    [
    "meldung",
    "portalbogen",
    "benachrichtigung",
    "buergerinformation",
    "auftragsverarbeiter",
    "aushang",
    "telefonleitfaden",
    "empfaengerschreiben",
    "pressemitteilung",
    "vermerk",
    ],
    parts: [
        "anlass-einzeln",
        "anlass-oeffentlich",
        "anlass-telefon",
        "briefteile",
        "kein-anlass-oeffentlich",
        "register",
        "register-eintrag",
        "register-geloescht",
        "teil-ablauf",
        "teil-anlagen",
        "teil-beteiligte",
        "teil-benachrichtigung",
        "teil-bezug",
        "teil-daten",
        "teil-eingereicht",
        "teil-folgen",
        "teil-massnahmen",
        "teil-neues",
        "teil-neues-zeilen",
        "teil-offen",
        "teil-personen",
        "teil-risiko",
        "teil-stellen",
        "teile",
    ]
}
