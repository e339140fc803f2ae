//! The reasons for what may become known: which fact moved the judgement, and where to.

use super::confidentiality::{LARGE, pupils, vulnerable};
use super::data::{name, sensitivity};
use super::exposure::{self, Circle, Reach};
use super::source::Source;
use super::{Effect, Judgement};
use crate::facts::{
    Abfluss, Daten, FieldPath, Gewissheit, Identifizierbar, Incident, Kategorie, UmfangJePerson,
    Unlesbar,
};

/// What a category of data means for people.
pub(super) fn about_category(
    incident: &Incident,
    entry: &Daten,
    path: &FieldPath,
    sensitive: bool,
    judgement: &mut Judgement,
) {
    let category = entry.kategorie.wert().copied();
    let known = sensitivity(category);
    let missing = incident.daten.liste().is_empty();
    let path = if missing {
        FieldPath::new("daten")
    } else {
        path.clone()
    };
    let effect = match category {
        None | Some(Kategorie::Offen | Kategorie::Sonstige) => Effect::Offen,
        Some(_) if known.severity.high == 1 => Effect::Senkt,
        Some(_) => Effect::Erhoeht,
    };
    // Simple data beside sensitive ones lower nothing.
    if effect != Effect::Senkt || !sensitive {
        judgement.because(effect, path.clone(), Source::Data, known.text);
    }
    if entry.auskunftssperre {
        judgement.because(
            Effect::Erhoeht,
            path.key("auskunftssperre"),
            Source::Block,
            "Darunter sind Datensätze mit Auskunftssperre: Wird eine Anschrift bekannt, kann das Leben und Gesundheit gefährden.",
        );
    } else if category == Some(Kategorie::Meldedaten) {
        judgement.because(
            Effect::Hinweis,
            path.key("auskunftssperre"),
            Source::Block,
            "Prüfen Sie, ob unter den Meldedaten Datensätze mit Auskunftssperre sind; dann wäre das Risiko hoch.",
        );
    }
    if entry.gewissheit == Gewissheit::Moeglich {
        judgement.because(
            Effect::Offen,
            path.key("gewissheit"),
            Source::Data,
            format!(
                "Entscheidend wäre: ob auch {} betroffen sind; bisher ist das nur möglich.",
                name(category)
            ),
        );
    }
}

/// Who is concerned, how many, how much of them, and whether they can be told apart.
pub(super) fn about_people(incident: &Incident, reach: Reach, judgement: &mut Judgement) {
    let facts = &incident.risiko.umstaende;
    let at = |key: &str| FieldPath::new("risiko.umstaende").key(key);
    let mut say = |effect, path, source, text: &str| judgement.because(effect, path, source, text);
    match facts.umfang_je_person {
        Some(UmfangJePerson::Umfassend) => say(
            Effect::Erhoeht,
            at("umfang_je_person"),
            Source::Data,
            "Über jede Person ist umfassend etwas zu erfahren.",
        ),
        Some(UmfangJePerson::Gering) => say(
            Effect::Senkt,
            at("umfang_je_person"),
            Source::Data,
            "Über jede Person ist nur wenig zu erfahren.",
        ),
        Some(UmfangJePerson::Mittel) | None => {}
    }
    match facts.identifizierbar {
        Some(Identifizierbar::Pseudonym) => say(
            Effect::Senkt,
            at("identifizierbar"),
            Source::Identity,
            "Die Daten tragen nur Pseudonyme; wer sie hat, kann sie keiner Person zuordnen.",
        ),
        Some(Identifizierbar::Nein) => say(
            Effect::Senkt,
            at("identifizierbar"),
            Source::Identity,
            "Personen sind nach den Angaben nicht zu erkennen.",
        ),
        Some(Identifizierbar::MitZusatzwissen) => say(
            Effect::Senkt,
            at("identifizierbar"),
            Source::Identity,
            "Personen sind nur mit weiterem Wissen zu erkennen.",
        ),
        Some(Identifizierbar::Direkt) | None => {}
    }
    let unnamed = Daten::default();
    let listed = |hit: fn(&Incident, &Daten) -> bool| {
        let mut entries = incident.daten.liste().iter();
        hit(incident, &unnamed) || entries.any(|entry| hit(incident, entry))
    };
    if facts.schutzbeduerftige == Some(true) {
        say(
            Effect::Erhoeht,
            at("schutzbeduerftige"),
            Source::People,
            "Schutzbedürftige Menschen sind betroffen.",
        );
    } else if listed(vulnerable) {
        say(
            Effect::Erhoeht,
            FieldPath::new("betroffene.gruppen"),
            Source::People,
            "Betroffen sind Menschen, die besonderen Schutz brauchen, etwa Kinder, Kranke oder Menschen, die Leistungen beziehen.",
        );
    } else if listed(pupils) {
        say(
            Effect::Offen,
            FieldPath::new("betroffene.gruppen"),
            Source::People,
            "Entscheidend wäre: ob die Schülerinnen und Schüler minderjährig sind.",
        );
    }
    let many = incident.betroffene.anzahl.hoechstens();
    let many = many.is_some_and(|number| *number >= LARGE);
    if many && reach.circle != Circle::Insider {
        say(
            Effect::Erhoeht,
            FieldPath::new("betroffene.anzahl"),
            Source::Number,
            "Viele Menschen sind betroffen; das macht Missbrauch lohnender.",
        );
    }
}

/// How sure it is that data became known, and whether anybody could read them.
pub(super) fn about_leak(incident: &Incident, reachable: u8, judgement: &mut Judgement) {
    let whole = &incident.vorfall;
    let leak = FieldPath::new("vorfall.abfluss");
    let (effect, text) = match whole.abfluss.wert() {
        Some(Abfluss::Bestaetigt) => (
            Effect::Erhoeht,
            "Es steht fest, dass Unbefugte die Daten haben oder sehen konnten.",
        ),
        Some(Abfluss::Wahrscheinlich) => (
            Effect::Erhoeht,
            "Es ist wahrscheinlich, dass Unbefugte die Daten haben oder sehen konnten.",
        ),
        Some(Abfluss::NichtAuszuschliessen) => (
            Effect::Erhoeht,
            "Dass Unbefugte die Daten haben, ist nicht auszuschließen.",
        ),
        Some(Abfluss::Unwahrscheinlich) => (
            Effect::Senkt,
            "Dass Unbefugte die Daten haben, ist unwahrscheinlich.",
        ),
        Some(Abfluss::Ausgeschlossen) => (
            Effect::Senkt,
            "Dass Unbefugte die Daten haben, ist ausgeschlossen; die Vertraulichkeit bleibt gewahrt.",
        ),
        Some(Abfluss::Offen) | None => (
            Effect::Offen,
            "Entscheidend wäre: ob Unbefugte die Daten haben oder sehen konnten.",
        ),
    };
    let by_nature = whole.abfluss.ist_fehlt() && exposure::is_disclosure(incident);
    if !whole.abfluss.ist_entfallen() && !by_nature {
        judgement.because(effect, leak, Source::Breach, text);
    }
    let path = FieldPath::new("vorfall.unlesbar");
    if whole.unlesbar.ist(&Unlesbar::Ja) {
        judgement.because(
            Effect::Senkt,
            path,
            Source::Unreadable,
            "Die Daten sind für Unbefugte nicht lesbar. Wird der Schlüssel später bekannt, ist neu zu bewerten.",
        );
    } else if whole.unlesbar.ist(&Unlesbar::Umgehbar) {
        judgement.because(
            Effect::Erhoeht,
            path,
            Source::Unreadable,
            "Der Schutz der Daten lässt sich umgehen; er zählt deshalb nicht.",
        );
    } else if reachable > 0 && exposure::may_be_unreadable(incident, &whole.unlesbar) {
        judgement.because(
            Effect::Offen,
            path,
            Source::Unreadable,
            "Entscheidend wäre: ob Unbefugte die Daten lesen können oder zum Beispiel eine Verschlüsselung sie schützt.",
        );
    }
}
