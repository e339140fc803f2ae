//! Paths of facts: how findings, documents and comparisons name a fact.

use serde::Serialize;

/// Path of a fact inside the facts file, for example `zeiten.kenntnis`,
/// `daten[zahlungsmittel].beispiele` or `massnahmen[1].text`. Natural keys stand in brackets.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Default)]
#[serde(transparent)]
pub struct FieldPath(pub String);

impl FieldPath {
    /// Makes a path from its written form.
    #[must_use]
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// The path of the key `key` below this path.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        if self.0.is_empty() {
            Self(key.to_owned())
        } else {
            Self(format!("{}.{key}", self.0))
        }
    }

    /// The path of a list item, named by its natural key or its position.
    #[must_use]
    pub fn item(&self, key: &str) -> Self {
        Self(format!("{}[{key}]", self.0))
    }

    /// The written form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for FieldPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
