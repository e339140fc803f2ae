//! German names of facts, as lists of open points and findings show them.

use super::paths::generic;
use crate::facts::FieldPath;

/// The German name of a fact, or its path where it has none.
#[must_use]
pub fn label(path: &FieldPath) -> String {
    let key = generic(path);
    LABELS.iter().find(|(known, _)| *known == key).map_or_else(
        || path.as_str().to_owned(),
        |(_, label)| (*label).to_owned(),
    )
}

const LABELS: [(&str, &str); 105] = [
    ("vorfall.titel", "Bezeichnung des Vorfalls"),
    ("vorfall.typ", "Art des Vorfalls"),
    ("vorfall.ursache", "Ursache"),
    ("vorfall.schutzziele", "Verletzte Schutzziele"),
    ("vorfall.abfluss", "Abfluss von Daten"),
    (
        "vorfall.abfluss_nachweis",
        "Nachweis, dass keine Daten abgeflossen sind",
    ),
    (
        "vorfall.abfluss_nachweis.untersuchung",
        "Gegenstand der Untersuchung zum Abfluss",
    ),
    (
        "vorfall.abfluss_nachweis.durch",
        "Wer den Abfluss untersucht hat",
    ),
    (
        "vorfall.abfluss_nachweis.stand",
        "Stand der Untersuchung zum Abfluss",
    ),
    ("vorfall.unlesbar", "Unlesbarkeit der Daten für Unbefugte"),
    ("vorfall.integritaet", "Verletzung der Integrität"),
    ("vorfall.verfuegbarkeit", "Verletzung der Verfügbarkeit"),
    ("vorfall.strafanzeige", "Strafanzeige"),
    (
        "vorfall.grenzueberschreitend",
        "Grenzüberschreitende Verarbeitung",
    ),
    ("vorfall.beschreibung", "Beschreibung des Vorfalls"),
    (
        "vorfall.beschreibung_buerger",
        "Beschreibung des Vorfalls für die Öffentlichkeit",
    ),
    ("vorfall.systeme", "Betroffene Systeme"),
    ("zeiten.beginn", "Beginn der Verletzung"),
    ("zeiten.ende", "Ende der Verletzung"),
    ("zeiten.entdeckt", "Zeitpunkt der Entdeckung"),
    ("zeiten.erste_anhaltspunkte", "Erste Anhaltspunkte"),
    (
        "zeiten.kenntnis_auftragsverarbeiter",
        "Kenntnis des Auftragsverarbeiters",
    ),
    (
        "zeiten.mitteilung_auftragsverarbeiter",
        "Mitteilung des Auftragsverarbeiters",
    ),
    ("zeiten.kenntnis", "Zeitpunkt des Bekanntwerdens"),
    ("zeiten.entdeckt_durch", "Wer die Verletzung entdeckt hat"),
    ("zeiten.entdeckung", "Wie die Verletzung entdeckt wurde"),
    (
        "verantwortlicher",
        "Kontaktdaten der verantwortlichen Stelle",
    ),
    ("verantwortlicher.name", "Name der verantwortlichen Stelle"),
    ("verantwortlicher.art", "Art der verantwortlichen Stelle"),
    ("verantwortlicher.bundesland", "Bundesland"),
    ("verantwortlicher.vertretung.name", "Name der Vertretung"),
    (
        "verantwortlicher.vertretung.funktion",
        "Funktion der Vertretung",
    ),
    (
        "verantwortlicher.anschrift",
        "Anschrift der verantwortlichen Stelle",
    ),
    (
        "verantwortlicher.anschrift.strasse",
        "Straße und Hausnummer der verantwortlichen Stelle",
    ),
    (
        "verantwortlicher.anschrift.plz",
        "Postleitzahl der verantwortlichen Stelle",
    ),
    (
        "verantwortlicher.anschrift.ort",
        "Ort der verantwortlichen Stelle",
    ),
    (
        "verantwortlicher.telefon",
        "Telefon der verantwortlichen Stelle",
    ),
    (
        "verantwortlicher.email",
        "E-Mail-Adresse der verantwortlichen Stelle",
    ),
    (
        "verantwortlicher.web",
        "Website der verantwortlichen Stelle",
    ),
    ("melder", "Kontaktdaten der meldenden Person"),
    ("melder.name", "Name der meldenden Person"),
    ("melder.funktion", "Funktion der meldenden Person"),
    ("melder.rolle", "Rolle der meldenden Person"),
    ("melder.telefon", "Telefon der meldenden Person"),
    ("melder.email", "E-Mail-Adresse der meldenden Person"),
    (
        "datenschutzbeauftragter",
        "Datenschutzbeauftragte Person oder Anlaufstelle",
    ),
    (
        "datenschutzbeauftragter.name",
        "Name der oder des Datenschutzbeauftragten",
    ),
    (
        "datenschutzbeauftragter.telefon",
        "Telefon der oder des Datenschutzbeauftragten",
    ),
    (
        "datenschutzbeauftragter.email",
        "E-Mail-Adresse der oder des Datenschutzbeauftragten",
    ),
    ("anlaufstelle", "Anlaufstelle für Fragen"),
    ("anlaufstelle.name", "Name der Anlaufstelle"),
    ("anlaufstelle.telefon", "Telefon der Anlaufstelle"),
    ("anlaufstelle.email", "E-Mail-Adresse der Anlaufstelle"),
    ("anlaufstelle.sprechzeiten", "Sprechzeiten der Anlaufstelle"),
    ("schutzkontakt", "Ansprechperson bei Auskunftssperren"),
    (
        "beteiligte",
        "Auftragsverarbeiter und gemeinsam Verantwortliche",
    ),
    ("beteiligte[].name", "Name einer beteiligten Stelle"),
    ("beteiligte[].leistung", "Leistung einer beteiligten Stelle"),
    ("beteiligte[].telefon", "Telefon einer beteiligten Stelle"),
    (
        "beteiligte[].email",
        "E-Mail-Adresse einer beteiligten Stelle",
    ),
    (
        "bereiche[].verantwortliche_einheit",
        "Verantwortliche Einheit eines Bereichs",
    ),
    ("betroffene.anzahl", "Zahl der betroffenen Personen"),
    ("betroffene.gruppen", "Kategorien der betroffenen Personen"),
    (
        "betroffene.gruppen[].gruppe",
        "Weitere Gruppe betroffener Personen",
    ),
    ("datensaetze.anzahl", "Zahl der betroffenen Datensätze"),
    ("daten", "Kategorien der betroffenen Daten"),
    ("daten[].kategorie", "Weitere Kategorie betroffener Daten"),
    ("daten[].anzahl", "Zahl der Personen je Datenkategorie"),
    ("daten[].abfluss", "Abfluss je Datenkategorie"),
    ("daten[].unlesbar", "Unlesbarkeit je Datenkategorie"),
    ("folgen", "Wahrscheinliche Folgen"),
    ("folgen[].art", "Weitere Folge"),
    ("massnahmen", "Maßnahmen"),
    ("massnahmen[].text", "Beschreibung einer Maßnahme"),
    ("massnahmen[].am", "Zeitpunkt einer Maßnahme"),
    ("massnahmen[].stand", "Stand einer Maßnahme"),
    ("massnahmen[].zweck", "Zweck einer Maßnahme"),
    (
        "schutz_vorher.massnahmen",
        "Schutzmaßnahmen vor dem Vorfall",
    ),
    (
        "wiederherstellung.datensicherung",
        "Zustand der Datensicherungen",
    ),
    ("wiederherstellung.am", "Zeitpunkt der Wiederherstellung"),
    ("wiederherstellung.dauer_stunden", "Dauer des Ausfalls"),
    ("erpressung.schreiben", "Erpresserschreiben"),
    ("erpressung.veroeffentlichung", "Veröffentlichung von Daten"),
    ("risiko.ergebnis", "Ergebnis der Risikobewertung"),
    ("risiko.begruendung", "Begründung der Risikobewertung"),
    ("risiko.schwere", "Schwere der möglichen Folgen"),
    ("meldung.art", "Art der Meldung"),
    ("meldung.vollstaendig", "Vollständigkeit der Meldung"),
    ("meldung.verspaetung", "Gründe für die Verzögerung"),
    ("meldung.ruecknahme_grund", "Gründe für die Rücknahme"),
    ("meldung.eingereicht[].kennung", "Kennung der Meldung"),
    (
        "meldung.eingereicht[].aktenzeichen",
        "Aktenzeichen der Aufsichtsbehörde",
    ),
    ("meldung.eingereicht[].nachweis", "Nachweis der Meldung"),
    (
        "benachrichtigung.status",
        "Benachrichtigung der betroffenen Personen",
    ),
    (
        "benachrichtigung.ausnahme",
        "Ausnahme von der Benachrichtigung",
    ),
    (
        "benachrichtigung.begruendung",
        "Begründung zur Benachrichtigung",
    ),
    ("benachrichtigung.stand", "Stand der Benachrichtigung"),
    (
        "benachrichtigung.naechste_information",
        "Nächste Information",
    ),
    (
        "benachrichtigung.naechste_information.am",
        "Zeitpunkt der nächsten Information",
    ),
    (
        "benachrichtigung.naechste_information.wo",
        "Ort der nächsten Information",
    ),
    (
        "benachrichtigung.schritte[].am",
        "Zeitpunkt einer Benachrichtigung",
    ),
    (
        "benachrichtigung.schritte[].anzahl",
        "Zahl der benachrichtigten Personen",
    ),
    ("empfaenger[].reaktion", "Reaktion eines Empfängers"),
    (
        "stellen[].aktenzeichen",
        "Aktenzeichen einer anderen Stelle",
    ),
    (
        "stellen[].am",
        "Zeitpunkt der Unterrichtung einer anderen Stelle",
    ),
];
