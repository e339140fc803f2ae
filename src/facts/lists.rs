//! The closed lists: every key that a facts file may use, as enums.
//!
//! German labels stand in `locales/`; here are the keys alone.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// Defines a closed list: variants, their keys, serde, schema.
macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident { $($(#[$attr:meta])* $variant:ident = $key:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $(
                #[doc = concat!("`", $key, "`")]
                #[serde(rename = $key)]
                $(#[$attr])*
                $variant,
            )+
        }

        impl $name {
            /// All keys in the order of the list.
            #[must_use]
            pub const fn alle() -> &'static [Self] {
                &[$(Self::$variant,)+]
            }

            /// The key as a file writes it.
            #[must_use]
            pub const fn schluessel(self) -> &'static str {
                match self {
                    $(Self::$variant => $key,)+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.schluessel())
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "enum": [$($key,)+] })
            }
        }
    };
}

pub(crate) use closed_list;

closed_list! {
    /// `vorfall.sicht`: who writes.
    #[derive(Default)]
    Sicht {
        #[default]
        Verantwortlicher = "verantwortlicher",
        Auftragsverarbeiter = "auftragsverarbeiter",
    }
}

closed_list! {
    /// `vorfall.rechtsregime`, `bereiche[].regime`.
    #[derive(Default)]
    Rechtsregime {
        #[default]
        Dsgvo = "dsgvo",
        Ji = "ji",
        Kdg = "kdg",
        DsgEkd = "dsg_ekd",
    }
}

closed_list! {
    /// `bereiche[].fachgebiet`.
    Fachgebiet {
        Allgemein = "allgemein",
        Realsteuern = "realsteuern",
        Bussgeld = "bussgeld",
        Sozialleistungen = "sozialleistungen",
        Jobcenter = "jobcenter",
        Sonstige = "sonstige",
    }
}

closed_list! {
    /// `vorfall.typ`.
    Typ {
        MissbrauchVonZugriffsrechten = "missbrauch_von_zugriffsrechten",
        Ransomware = "ransomware",
        Hacking = "hacking",
        Phishing = "phishing",
        AusgenutzteSchwachstelle = "ausgenutzte_schwachstelle",
        UnbefugterZugriff = "unbefugter_zugriff",
        Datenabfluss = "datenabfluss",
        VerwechslungVonDatensaetzen = "verwechslung_von_datensaetzen",
        GeraetVerlorenOderGestohlen = "geraet_verloren_oder_gestohlen",
        Elektronikschrott = "elektronikschrott",
        UnsachgemaesseEntsorgung = "unsachgemaesse_entsorgung",
        PostVerlorenOderGeoeffnet = "post_verloren_oder_geoeffnet",
        Fehlkonfiguration = "fehlkonfiguration",
        FalscheZugriffsrechte = "falsche_zugriffsrechte",
        PapierVerlorenOderGestohlen = "papier_verloren_oder_gestohlen",
        DatenGeloescht = "daten_geloescht",
        FalschemEmpfaengerAngezeigt = "falschem_empfaenger_angezeigt",
        VersehentlicherVersand = "versehentlicher_versand",
        OffenerVerteiler = "offener_verteiler",
        TechnischeStoerung = "technische_stoerung",
        UnbefugteAenderung = "unbefugte_aenderung",
        VersehentlicheVeroeffentlichung = "versehentliche_veroeffentlichung",
        MuendlicheOffenlegung = "muendliche_offenlegung",
        Offen = "offen",
        Sonstige = "sonstige",
    }
}

closed_list! {
    /// `vorfall.ursache`.
    Ursache {
        InternNichtBoeswillig = "intern_nicht_boeswillig",
        InternBoeswillig = "intern_boeswillig",
        ExternNichtBoeswillig = "extern_nicht_boeswillig",
        ExternBoeswillig = "extern_boeswillig",
        Offen = "offen",
        Unbekannt = "unbekannt",
    }
}

closed_list! {
    /// `vorfall.schutzziele`, `folgen[].schutzziel`.
    Schutzziel {
        Vertraulichkeit = "vertraulichkeit",
        Integritaet = "integritaet",
        Verfuegbarkeit = "verfuegbarkeit",
    }
}

closed_list! {
    /// `vorfall.abfluss`, `daten[].abfluss`.
    Abfluss {
        Bestaetigt = "bestaetigt",
        Wahrscheinlich = "wahrscheinlich",
        NichtAuszuschliessen = "nicht_auszuschliessen",
        Unwahrscheinlich = "unwahrscheinlich",
        Ausgeschlossen = "ausgeschlossen",
        Offen = "offen",
    }
}

closed_list! {
    /// `vorfall.unlesbar`, `daten[].unlesbar`.
    Unlesbar {
        Ja = "ja",
        Umgehbar = "umgehbar",
        Nein = "nein",
        NichtBestimmbar = "nicht_bestimmbar",
        Offen = "offen",
    }
}

closed_list! {
    /// `vorfall.integritaet`.
    Integritaet {
        OhneMissbrauch = "ohne_missbrauch",
        MissbrauchUmkehrbar = "missbrauch_umkehrbar",
        MissbrauchUnumkehrbar = "missbrauch_unumkehrbar",
        Offen = "offen",
    }
}

closed_list! {
    /// `vorfall.verfuegbarkeit`.
    Verfuegbarkeit {
        Voruebergehend = "voruebergehend",
        Dauerhaft = "dauerhaft",
        Offen = "offen",
    }
}

closed_list! {
    /// Yes, no or unknown.
    JaNeinUnbekannt {
        Ja = "ja",
        Nein = "nein",
        Unbekannt = "unbekannt",
    }
}

closed_list! {
    /// Yes or no.
    JaNein {
        Ja = "ja",
        Nein = "nein",
    }
}

closed_list! {
    /// `zeiten.entdeckt_durch`.
    EntdecktDurch {
        Verantwortlicher = "verantwortlicher",
        Auftragsverarbeiter = "auftragsverarbeiter",
        BetroffenePerson = "betroffene_person",
        Dritte = "dritte",
        Presse = "presse",
        Sonstige = "sonstige",
    }
}

closed_list! {
    /// `betroffene.gruppen[].gruppe`: groups of data subjects.
    Gruppe {
        Kunden = "kunden",
        Beschaeftigte = "beschaeftigte",
        Sicherheitskraefte = "sicherheitskraefte",
        Minderjaehrige = "minderjaehrige",
        Patienten = "patienten",
        Studierende = "studierende",
        Abonnenten = "abonnenten",
        Nutzer = "nutzer",
        Schutzbeduerftige = "schutzbeduerftige",
        Buerger = "buerger",
        Leistungsbeziehende = "leistungsbeziehende",
        Schueler = "schueler",
        Ehrenamtliche = "ehrenamtliche",
        Sonstige = "sonstige",
        Offen = "offen",
    }
}

closed_list! {
    /// `daten[].kategorie`: categories of personal data.
    Kategorie {
        Basisdaten = "basisdaten",
        Kontaktdaten = "kontaktdaten",
        BiometrischeDaten = "biometrische_daten",
        Straftaten = "straftaten",
        PolitischeMeinung = "politische_meinung",
        EthnischeHerkunft = "ethnische_herkunft",
        ReligionWeltanschauung = "religion_weltanschauung",
        Sexualleben = "sexualleben",
        Gewerkschaft = "gewerkschaft",
        GenetischeDaten = "genetische_daten",
        Gesundheitsdaten = "gesundheitsdaten",
        Finanzdaten = "finanzdaten",
        GesundheitBeschaeftigung = "gesundheit_beschaeftigung",
        Identifikationsdaten = "identifikationsdaten",
        Standortdaten = "standortdaten",
        AmtlicheDokumente = "amtliche_dokumente",
        Zahlungsmittel = "zahlungsmittel",
        Profildaten = "profildaten",
        Zugangsdaten = "zugangsdaten",
        Offen = "offen",
        Sonstige = "sonstige",
        Sozialdaten = "sozialdaten",
        Steuerdaten = "steuerdaten",
        Meldedaten = "meldedaten",
        Verwaltungsvorgaenge = "verwaltungsvorgaenge",
        Personalakten = "personalakten",
        BesondereKategorien = "besondere_kategorien",
    }
}

closed_list! {
    /// `daten[].gewissheit`.
    #[derive(Default)]
    Gewissheit {
        #[default]
        Sicher = "sicher",
        Moeglich = "moeglich",
    }
}

closed_list! {
    /// `schutz_vorher.massnahmen`, `massnahmen[].art`.
    Schutzmassnahme {
        Pseudonymisierung = "pseudonymisierung",
        Anonymisierung = "anonymisierung",
        Datensicherung = "datensicherung",
        Verschluesselung = "verschluesselung",
        Richtlinien = "richtlinien",
        Schulung = "schulung",
        Vorfallprotokoll = "vorfallprotokoll",
        Zugriffsrechte = "zugriffsrechte",
        ZugangskontrolleLogisch = "zugangskontrolle_logisch",
        Pruefungen = "pruefungen",
        Zutrittskontrolle = "zutrittskontrolle",
        AktuelleSysteme = "aktuelle_systeme",
        Prozesse = "prozesse",
        Loeschung = "loeschung",
        Sonstige = "sonstige",
    }
}

closed_list! {
    /// `folgen[].art`.
    FolgeArt {
        Kontrollverlust = "kontrollverlust",
        Rechteeinschraenkung = "rechteeinschraenkung",
        Diskriminierung = "diskriminierung",
        Identitaetsdiebstahl = "identitaetsdiebstahl",
        Betrug = "betrug",
        FinanziellerVerlust = "finanzieller_verlust",
        AufhebungPseudonymisierung = "aufhebung_pseudonymisierung",
        Rufschaedigung = "rufschaedigung",
        VerlustBerufsgeheimnis = "verlust_berufsgeheimnis",
        Offenlegung = "offenlegung",
        ErheblicherNachteil = "erheblicher_nachteil",
        KoerperlicherSeelischerSchaden = "koerperlicher_seelischer_schaden",
        Sachschaden = "sachschaden",
        Leistungsausfall = "leistungsausfall",
        Sonstige = "sonstige",
        Offen = "offen",
    }
}

closed_list! {
    /// `folgen[].auspraegung`.
    Auspraegung {
        OffenlegungUeberZweck = "offenlegung_ueber_zweck",
        Verknuepfung = "verknuepfung",
        Zweckentfremdung = "zweckentfremdung",
        UngueltigGenutzt = "ungueltig_genutzt",
        ZuAnderemZweck = "zu_anderem_zweck",
        KeinZugang = "kein_zugang",
        Unterbrechung = "unterbrechung",
        Sonstiges = "sonstiges",
        WirdBewertet = "wird_bewertet",
    }
}

closed_list! {
    /// `empfaenger[].reaktion`.
    Reaktion {
        Geloescht = "geloescht",
        Zurueckgegeben = "zurueckgegeben",
        Ungelesen = "ungelesen",
        Verweigert = "verweigert",
        Offen = "offen",
    }
}

closed_list! {
    /// `wiederherstellung.datensicherung`.
    Datensicherung {
        Vorhanden = "vorhanden",
        Mitbetroffen = "mitbetroffen",
        Keine = "keine",
    }
}

closed_list! {
    /// `erpressung.veroeffentlichung`.
    Veroeffentlichung {
        Ja = "ja",
        Nein = "nein",
        Angedroht = "angedroht",
    }
}

closed_list! {
    /// `risiko.schwere`.
    Schwere {
        Gering = "gering",
        Mittel = "mittel",
        Schwerwiegend = "schwerwiegend",
        Offen = "offen",
    }
}

closed_list! {
    /// `risiko.ergebnis`: a person's decision.
    RisikoErgebnis {
        Gering = "gering",
        Risiko = "risiko",
        Hoch = "hoch",
        Offen = "offen",
    }
}

closed_list! {
    /// `risiko.umstaende.identifizierbar`.
    Identifizierbar {
        Direkt = "direkt",
        MitZusatzwissen = "mit_zusatzwissen",
        Pseudonym = "pseudonym",
        Nein = "nein",
    }
}

closed_list! {
    /// `risiko.umstaende.umfang_je_person`.
    UmfangJePerson {
        Gering = "gering",
        Mittel = "mittel",
        Umfassend = "umfassend",
    }
}

closed_list! {
    /// `benachrichtigung.status`.
    BenachrichtigungStatus {
        Individuell = "individuell",
        Oeffentlich = "oeffentlich",
        Geplant = "geplant",
        Freiwillig = "freiwillig",
        NichtErforderlich = "nicht_erforderlich",
        Ausnahme = "ausnahme",
        Offen = "offen",
    }
}

closed_list! {
    /// `benachrichtigung.ausnahme`.
    Ausnahme {
        Abs3A = "abs3_a",
        Abs3B = "abs3_b",
        Abs3C = "abs3_c",
        Abs4Feststellung = "abs4_feststellung",
        Landesrecht = "landesrecht",
        Bdsg29 = "bdsg_29",
        JiAufschub = "ji_aufschub",
    }
}

closed_list! {
    /// `benachrichtigung.schritte[].weg`.
    SchrittWeg {
        Individuell = "individuell",
        Oeffentlich = "oeffentlich",
    }
}

closed_list! {
    /// `benachrichtigung.schritte[].grundlage`.
    SchrittGrundlage {
        Abs1 = "abs1",
        Abs3C = "abs3_c",
        Freiwillig = "freiwillig",
        Landesrecht = "landesrecht",
    }
}

closed_list! {
    /// `benachrichtigung.schritte[].medien`.
    Medium {
        Brief = "brief",
        Email = "email",
        Persoenlich = "persoenlich",
        Telefon = "telefon",
        Webseite = "webseite",
        Notfallseite = "notfallseite",
        Aushang = "aushang",
        Amtsblatt = "amtsblatt",
        Presse = "presse",
        SozialeMedien = "soziale_medien",
        Sonstige = "sonstige",
    }
}

closed_list! {
    /// `meldung.art`, `meldung.eingereicht[].art`.
    MeldungArt {
        Erst = "erst",
        Folge = "folge",
        Abschluss = "abschluss",
        Ruecknahme = "ruecknahme",
    }
}

closed_list! {
    /// `meldung.eingereicht[].weg`.
    MeldeWeg {
        Portal = "portal",
        Email = "email",
        Post = "post",
        Fax = "fax",
        Telefon = "telefon",
        Persoenlich = "persoenlich",
    }
}

closed_list! {
    /// `melder.rolle`.
    MelderRolle {
        Dsb = "dsb",
        Vertretung = "vertretung",
        Bevollmaechtigt = "bevollmaechtigt",
        Sonstige = "sonstige",
    }
}

closed_list! {
    /// `beteiligte[].rolle`.
    BeteiligtenRolle {
        Auftragsverarbeiter = "auftragsverarbeiter",
        Unterauftragsverarbeiter = "unterauftragsverarbeiter",
        GemeinsamVerantwortlich = "gemeinsam_verantwortlich",
    }
}

closed_list! {
    /// `stellen[].rolle`.
    StellenRolle {
        Polizei = "polizei",
        Staatsanwaltschaft = "staatsanwaltschaft",
        Cert = "cert",
        Bsi = "bsi",
        Rechtsaufsicht = "rechtsaufsicht",
        Fachaufsicht = "fachaufsicht",
        Bundesnetzagentur = "bundesnetzagentur",
        Versicherung = "versicherung",
        Personalvertretung = "personalvertretung",
        Sonstige = "sonstige",
    }
}

closed_list! {
    /// `dienste[].status`.
    DienstStatus {
        Verfuegbar = "verfuegbar",
        Eingeschraenkt = "eingeschraenkt",
        Ausgefallen = "ausgefallen",
        Geschlossen = "geschlossen",
    }
}

closed_list! {
    /// `verantwortlicher.art`.
    VerantwortlicherArt {
        Kommune = "kommune",
        Landesbehoerde = "landesbehoerde",
        Bundesbehoerde = "bundesbehoerde",
        JobcenterGemeinsam = "jobcenter_gemeinsam",
        JobcenterKommunal = "jobcenter_kommunal",
        Zweckverband = "zweckverband",
        Anstalt = "anstalt",
        Eigenbetrieb = "eigenbetrieb",
        KommunalesUnternehmen = "kommunales_unternehmen",
        Schule = "schule",
        Hochschule = "hochschule",
        Krankenhaus = "krankenhaus",
        Verein = "verein",
        Unternehmen = "unternehmen",
        KircheKatholisch = "kirche_katholisch",
        KircheEvangelisch = "kirche_evangelisch",
        Rundfunk = "rundfunk",
        Sonstige = "sonstige",
    }
}

closed_list! {
    /// The grammatical article of a name.
    Artikel {
        Die = "die",
        Der = "der",
        Das = "das",
        Keiner = "keiner",
    }
}

closed_list! {
    /// `datenschutzbeauftragter.nennen`: what documents for the public print.
    #[derive(Default)]
    Nennen {
        #[default]
        Name = "name",
        Funktion = "funktion",
    }
}

closed_list! {
    /// ISO 3166-2:DE without `DE-`.
    Bundesland {
        Bw = "BW",
        By = "BY",
        Be = "BE",
        Bb = "BB",
        Hb = "HB",
        Hh = "HH",
        He = "HE",
        Mv = "MV",
        Ni = "NI",
        Nw = "NW",
        Rp = "RP",
        Sl = "SL",
        Sn = "SN",
        St = "ST",
        Sh = "SH",
        Th = "TH",
    }
}

closed_list! {
    /// `entscheidungen[].gegenstand`.
    Gegenstand {
        Meldung = "meldung",
        Benachrichtigung = "benachrichtigung",
        Risiko = "risiko",
        Sonstiges = "sonstiges",
    }
}

closed_list! {
    /// A document, or all of them.
    DokumentWahl {
        Alle = "alle",
        Meldung = "meldung",
        Portalbogen = "portalbogen",
        Benachrichtigung = "benachrichtigung",
        Buergerinformation = "buergerinformation",
        Auftragsverarbeiter = "auftragsverarbeiter",
        Aushang = "aushang",
        Telefonleitfaden = "telefonleitfaden",
        Empfaengerschreiben = "empfaengerschreiben",
        Pressemitteilung = "pressemitteilung",
        Vermerk = "vermerk",
        Beschaeftigteninformation = "beschaeftigteninformation",
        Unterrichtung = "unterrichtung",
    }
}

closed_list! {
    /// `anlagen[].art`.
    AnlagenArt {
        Benachrichtigungstext = "benachrichtigungstext",
        Risikobewertung = "risikobewertung",
        Untersuchungsbericht = "untersuchungsbericht",
        Erpresserschreiben = "erpresserschreiben",
        PhishingNachricht = "phishing_nachricht",
        Meldeverfahren = "meldeverfahren",
        Loeschrichtlinie = "loeschrichtlinie",
        SchreibenAnEmpfaenger = "schreiben_an_empfaenger",
        MeldungDritter = "meldung_dritter",
        Sonstige = "sonstige",
    }
}

closed_list! {
    /// `massnahmen[].zweck`.
    MassnahmenZweck {
        Behebung = "behebung",
        Abmilderung = "abmilderung",
        Vorbeugung = "vorbeugung",
    }
}

closed_list! {
    /// `massnahmen[].stand`.
    MassnahmenStand {
        Ergriffen = "ergriffen",
        Geplant = "geplant",
    }
}
