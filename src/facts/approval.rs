//! Who must approve documents before they count as released.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::times::Zeitpunkt;

/// `[freigabe]`: the house's rule for releasing documents. No document shows it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Freigaberegel {
    /// Roles that must approve; empty: one approval of any role is enough.
    #[validate(length(max = 20))]
    pub erforderlich: Vec<String>,
    /// Whether one person may approve in several of these roles.
    pub eine_person: bool,
    /// Until when the house keeps what was released.
    pub aufbewahren_bis: Option<Zeitpunkt>,
}

/// Whether a role advises and does not approve: that of the data protection officer (Art. 38,
/// 39 DSGVO).
#[must_use]
pub fn advises(role: &str) -> bool {
    let role = role.trim().to_lowercase();
    role == "dsb" || role.contains("datenschutzbeauftragt")
}
