//! What remains of an incident when its files are deleted: a line for the register of
//! Art. 33 Abs. 5 DSGVO, without names and without texts.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The line of the register that outlives the files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Registereintrag {
    /// Kennung of the incident.
    pub kennung: String,
    /// When it was.
    pub zeitraum: Zeitraum,
    /// Kind of breach: a key of the list `vorfall.typ`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typ: Option<String>,
    /// The risk as decided: a key of the list `risiko.ergebnis`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risiko: Option<String>,
    /// When it was reported to an authority.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gemeldet: Vec<String>,
    /// Whether people were told: a key of the list `benachrichtigung.status`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub benachrichtigung: Option<String>,
}

/// When an incident was; times as the facts write them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Zeitraum {
    /// Its begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beginn: Option<String>,
    /// Its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ende: Option<String>,
    /// When the controller learned of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kenntnis: Option<String>,
}

impl Registereintrag {
    /// What the register goes on saying, from the normalised facts of the last version.
    #[must_use]
    pub fn of(facts: &Value) -> Self {
        let text = |pointer: &str| facts.pointer(pointer).and_then(written);
        let filings = facts.pointer("/meldung/eingereicht");
        Self {
            kennung: text("/vorfall/kennung").unwrap_or_default(),
            zeitraum: Zeitraum {
                beginn: text("/zeiten/beginn"),
                ende: text("/zeiten/ende"),
                kenntnis: text("/zeiten/kenntnis"),
            },
            typ: text("/vorfall/typ"),
            risiko: text("/risiko/ergebnis"),
            gemeldet: filings
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .filter_map(|filing| filing.get("am").and_then(written))
                .collect(),
            benachrichtigung: text("/benachrichtigung/status"),
        }
    }
}

/// A written text, exact or approximate.
fn written(value: &Value) -> Option<String> {
    let text = value
        .as_str()
        .or_else(|| value.get("ungefaehr").and_then(Value::as_str))?;
    Some(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_keys_and_times_remain() {
        let facts = json!({
            "vorfall": { "kennung": "a-1", "typ": "angriff", "titel": "Angriff auf Frau M." },
            "zeiten": { "beginn": { "ungefaehr": "2021-10-14" }, "ende": { "offen": "läuft" },
                "kenntnis": "2021-10-15T07:20:00+02:00" },
            "risiko": { "ergebnis": "hoch", "begruendung": "Frau M. hat …" },
            "meldung": { "eingereicht": [{ "am": "2021-10-17" }, { "am": { "fehlt": true } }] },
            "benachrichtigung": { "status": { "fehlt": true } },
        });
        let record = Registereintrag::of(&facts);
        assert_eq!(
            serde_json::to_value(&record).unwrap(),
            json!({
                "kennung": "a-1",
                "zeitraum": { "beginn": "2021-10-14", "kenntnis": "2021-10-15T07:20:00+02:00" },
                "typ": "angriff",
                "risiko": "hoch",
                "gemeldet": ["2021-10-17"],
            })
        );
    }
}
