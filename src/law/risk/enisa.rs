//! The ENISA method of 2013: SE = DPC × EI + CB.
//!
//! A computation from a person's inputs, to be shown with its source. It is not a threshold of the
//! law: that a band stands for a duty is a convention of those who use it. All its inputs are whole
//! quarters, and so is the computation: no rounding.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::Level;
use crate::facts::{Incident, Unlesbar};

/// The method's bands (`data/enisa.toml`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// Where it is published.
    pub quelle: String,
    /// Month of publication.
    pub gueltig_ab: String,
    /// When it was checked.
    pub stand: chrono::NaiveDate,
    stufe: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    ab_viertel: u8,
    name: String,
}

/// The method as this build knows it.
fn method() -> Option<&'static Method> {
    static METHOD: OnceLock<Option<Method>> = OnceLock::new();
    METHOD
        .get_or_init(|| toml::from_str(include_str!("../../../data/enisa.toml")).ok())
        .as_ref()
}

/// What the inputs amount to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The computation; `None` where an input is missing.
    pub ergebnis: Option<Score>,
    /// Keys of inputs that are missing, below `risiko.enisa`.
    pub fehlend: Vec<&'static str>,
    /// Where the method is published.
    pub quelle: &'static str,
}

/// A computed severity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Score {
    /// SE as a German decimal: `4,75`.
    pub wert: String,
    /// The computation: `4 × 1 + 0,75 = 4,75`.
    pub rechnung: String,
    /// `niedrig`, `mittel`, `hoch`, `sehr hoch`
    pub stufe: &'static str,
    /// The level that convention takes the band for.
    #[serde(skip)]
    pub level: Level,
    /// More than 100 people: the method's first flag.
    pub ueber_100: bool,
    /// Data unintelligible: its second flag.
    pub unlesbar: bool,
}

/// Computes, where any input is given.
#[must_use]
pub fn compute(incident: &Incident) -> Option<Outcome> {
    let given = &incident.risiko.enisa;
    let inputs = [
        ("datenkontext", given.datenkontext),
        ("identifizierbarkeit", quarters(given.identifizierbarkeit)),
        ("vertraulichkeit", quarters(given.vertraulichkeit)),
        ("integritaet", quarters(given.integritaet)),
        ("verfuegbarkeit", quarters(given.verfuegbarkeit)),
        (
            "boeswillig",
            given.boeswillig.map(|flag| if flag { 2 } else { 0 }),
        ),
    ];
    if inputs.iter().all(|(_, value)| value.is_none()) {
        return None;
    }
    let method = method()?;
    let fehlend: Vec<&'static str> = inputs
        .iter()
        .filter(|(_, value)| value.is_none())
        .map(|(key, _)| *key)
        .collect();
    let ergebnis = match inputs.map(|(_, value)| value) {
        [
            Some(context),
            Some(identity),
            Some(c),
            Some(i),
            Some(a),
            Some(malice),
        ] => {
            let circumstances = c + i + a + malice;
            let severity = context
                .saturating_mul(identity)
                .saturating_add(circumstances);
            score(
                method,
                incident,
                [context, identity, circumstances, severity],
            )
        }
        _ => None,
    };
    Some(Outcome {
        ergebnis,
        fehlend,
        quelle: &method.quelle,
    })
}

fn score(
    method: &'static Method,
    incident: &Incident,
    [context, identity, circumstances, severity]: [u8; 4],
) -> Option<Score> {
    let row = method
        .stufe
        .iter()
        .rev()
        .find(|row| row.ab_viertel <= severity)?;
    let wert = decimal(severity);
    Some(Score {
        rechnung: format!(
            "{context} × {} + {} = {wert}",
            decimal(identity),
            decimal(circumstances)
        ),
        wert,
        stufe: &row.name,
        level: match severity {
            0..8 => Level::Gering,
            8..12 => Level::Risiko,
            12.. => Level::Hoch,
        },
        ueber_100: incident
            .betroffene
            .anzahl
            .mindestens()
            .is_some_and(|number| *number > 100),
        unlesbar: incident.vorfall.unlesbar.ist(&Unlesbar::Ja),
    })
}

/// A multiple of a quarter, as the format allows them.
fn quarters(value: Option<f64>) -> Option<u8> {
    let value = value?;
    (0..=4_u8).find(|quarter| (f64::from(*quarter) / 4.0 - value).abs() < 0.01)
}

/// `4,75`
fn decimal(quarters: u8) -> String {
    let whole = quarters / 4;
    match quarters % 4 {
        0 => format!("{whole}"),
        1 => format!("{whole},25"),
        2 => format!("{whole},5"),
        _ => format!("{whole},75"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn incident(inputs: [Option<f64>; 4], context: Option<u8>, malice: Option<bool>) -> Incident {
        let mut incident = Incident::default();
        let enisa = &mut incident.risiko.enisa;
        let [identity, c, i, a] = inputs;
        enisa.datenkontext = context;
        enisa.identifizierbarkeit = identity;
        enisa.vertraulichkeit = c;
        enisa.integritaet = i;
        enisa.verfuegbarkeit = a;
        enisa.boeswillig = malice;
        incident
    }

    #[test]
    fn the_formula_and_the_bands() {
        for (context, inputs, malice, sum, band) in [
            (
                4,
                [1.0, 0.0, 0.0, 0.25],
                true,
                "4 × 1 + 0,75 = 4,75",
                "sehr hoch",
            ),
            (
                1,
                [1.0, 0.25, 0.0, 0.0],
                false,
                "1 × 1 + 0,25 = 1,25",
                "niedrig",
            ),
            (
                2,
                [0.75, 0.25, 0.25, 0.0],
                false,
                "2 × 0,75 + 0,5 = 2",
                "mittel",
            ),
            (3, [1.0, 0.0, 0.0, 0.0], false, "3 × 1 + 0 = 3", "hoch"),
            (4, [1.0, 0.5, 0.5, 0.5], true, "4 × 1 + 2 = 6", "sehr hoch"),
            (
                1,
                [0.25, 0.0, 0.0, 0.0],
                false,
                "1 × 0,25 + 0 = 0,25",
                "niedrig",
            ),
        ] {
            let outcome =
                compute(&incident(inputs.map(Some), Some(context), Some(malice))).unwrap();
            let score = outcome.ergebnis.unwrap();
            assert_eq!((score.rechnung.as_str(), score.stufe), (sum, band));
            assert!(outcome.fehlend.is_empty());
        }
    }

    #[test]
    fn nothing_is_computed_from_some_of_the_inputs() {
        let none = [None; 4];
        assert_eq!(compute(&incident(none, None, None)), None);
        let outcome = compute(&incident([Some(1.0), None, None, None], Some(2), None)).unwrap();
        assert_eq!(outcome.ergebnis, None);
        assert_eq!(
            outcome.fehlend,
            [
                "vertraulichkeit",
                "integritaet",
                "verfuegbarkeit",
                "boeswillig"
            ]
        );
    }
}
