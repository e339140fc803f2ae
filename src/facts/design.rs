//! How the documents of the house look: no fact about the breach, and never part of an assessment.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

/// `[gestaltung]`: logo and colour of the house.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Gestaltung {
    /// Name of a PNG or SVG file in the folder of the facts file, or below it.
    #[validate(length(max = 250))]
    pub logo: Option<String>,
    /// What the logo shows, for people who do not see it.
    #[validate(length(max = 300))]
    pub logo_text: Option<String>,
    /// Colour of the house, `#rrggbb`.
    #[schemars(extend("format" = "farbe", "pattern" = "^#[0-9A-Fa-f]{6}$"))]
    pub farbe: Option<String>,
}
