//! Data that needs advice of its own, and got none: the proposal was left out and nothing says
//! what to do instead.

use super::super::{Context, Finding, Level, NOTICE, Rule};
use super::words::Pattern;
use crate::facts::{
    BenachrichtigungStatus, Daten, FieldPath, Incident, Kategorie, Schutzziel, Unlesbar,
};
use crate::law::paths;

pub(super) const RULE: Rule = Rule::new(
    "B407",
    Level::Warnung,
    "daten[].kategorie",
    "Art. 34 Abs. 2, ErwGr 86 DSGVO",
    "Zu dieser Kategorie von Daten gehört ein eigener Rat; nach [[empfehlungen]] steht keiner im Dokument.",
    "Nehmen Sie den Vorschlag mit vorschlag = \"…\" auf, oder schreiben Sie einen eigenen Rat als text.",
    NOTICE,
);

/// Categories with advice of their own, and words by which an own text shows that it gives it.
static ADVISED: [(Kategorie, Pattern); 6] = [
    (
        Kategorie::Zahlungsmittel,
        Pattern::new(r"(konto|konten|bank|abbuch|lastschrift|karte|überweis)"),
    ),
    (
        Kategorie::Zugangsdaten,
        Pattern::new(r"(passw|kennw|zugangs|zweite[nr]? faktor|\bpin\b)"),
    ),
    (
        Kategorie::AmtlicheDokumente,
        Pattern::new(
            r"(ausweis|reisepass|dokument|auskunftei|vertr[aä]g|identität|in ihrem namen)",
        ),
    ),
    (
        Kategorie::Identifikationsdaten,
        Pattern::new(
            r"(ausweis|reisepass|dokument|auskunftei|vertr[aä]g|identität|in ihrem namen)",
        ),
    ),
    (
        Kategorie::Gesundheitsdaten,
        Pattern::new(
            r"(bera(t|tung)|droh|erpress|angesproch|anspr[ie]ch|sprech|polizei|ärzt|arzt|krankenkasse|vertrau)",
        ),
    ),
    (
        Kategorie::Sozialdaten,
        Pattern::new(
            r"(bera(t|tung)|droh|erpress|angesproch|anspr[ie]ch|sprech|polizei|vertrau|leistung|amt)",
        ),
    ),
];

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Finding>) {
    let incident = context.incident;
    if incident.empfehlungen.is_empty() || !asks_for_advice(incident) {
        return;
    }
    for (index, data) in incident.daten.liste().iter().enumerate() {
        let needs = ADVISED
            .iter()
            .find(|(category, _)| data.kategorie.ist(category));
        if let Some((category, words)) = needs
            && readable(data, incident)
            && !is_proposed(incident, *category)
            && !says(incident, words)
        {
            let path: FieldPath = paths::item(&context.facts, "daten", index);
            found.push(RULE.at(path.key("kategorie"), context.complete));
        }
    }
}

/// Whether strangers may have seen data, and people are told.
fn asks_for_advice(incident: &Incident) -> bool {
    let aims = incident.vorfall.schutzziele.liste();
    let silent = [
        BenachrichtigungStatus::NichtErforderlich,
        BenachrichtigungStatus::Ausnahme,
    ];
    (aims.is_empty() || aims.contains(&Schutzziel::Vertraulichkeit))
        && !silent
            .iter()
            .any(|status| incident.benachrichtigung.status.ist(status))
}

fn readable(data: &Daten, incident: &Incident) -> bool {
    let protection = if data.unlesbar.ist_fehlt() {
        &incident.vorfall.unlesbar
    } else {
        &data.unlesbar
    };
    !protection.ist(&Unlesbar::Ja)
}

/// Whether documents give the tool's advice: it was taken over, or nothing replaces it. Where
/// proposals are left out one by one, the others stay.
fn is_proposed(incident: &Incident, category: Kategorie) -> bool {
    let advice = &incident.empfehlungen;
    let rejected = |category| advice.iter().any(|entry| entry.verwerfen == Some(category));
    let own = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    let alone = !advice
        .iter()
        .any(|entry| own(&entry.text) || entry.vorschlag.is_some());
    let some_rejected = advice.iter().any(|entry| entry.verwerfen.is_some());
    advice.iter().any(|entry| entry.vorschlag == Some(category))
        || (alone || some_rejected) && !rejected(category)
}

/// Whether an own text is on the matter.
fn says(incident: &Incident, words: &Pattern) -> bool {
    incident
        .empfehlungen
        .iter()
        .filter_map(|entry| entry.text.as_deref())
        .any(|text| words.is_in(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_sound() {
        assert!(ADVISED.iter().all(|(_, pattern)| pattern.is_sound()));
    }
}
