//! `Angabe`: a value with the certainty it has.
//!
//! Every fact that the law or a document asks for is an [`Angabe`]. Nothing is invented: what is
//! not written is [`Angabe::Fehlt`], what is not known yet is [`Angabe::Offen`] with its reason.

use std::borrow::Cow;
use std::sync::LazyLock;

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{DeserializeOwned, Error as _};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value, json};

/// Keys that mark the written forms of an open value.
pub const FORMEN: [&str; 6] = [
    "ungefaehr",
    "von",
    "bis",
    "offen",
    "nicht_bestimmbar",
    "entfaellt",
];

/// A value that may be open.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Angabe<T> {
    /// Nothing is written. Never stands in a file.
    #[default]
    Fehlt,
    /// Known, exact.
    Genau(T),
    /// Known, approximate: `{ ungefaehr = 1200 }`.
    Ungefaehr(T),
    /// A range, both ends included: `{ von = 1000, bis = 2000 }`.
    Spanne {
        /// The lower end.
        von: T,
        /// The upper end.
        bis: T,
    },
    /// Not known yet, will follow (Art. 33 Abs. 4): `{ offen = "Grund", bis = 2021-10-29 }`.
    Offen {
        /// Why it is open.
        grund: String,
        /// The promised date.
        bis: Option<NaiveDate>,
    },
    /// Cannot be determined, with the reason.
    NichtBestimmbar(String),
    /// Does not apply, with the reason.
    Entfaellt(String),
}

impl<T> Angabe<T> {
    /// The value where it is known exactly or approximately; `None` for a range too.
    #[must_use]
    pub fn wert(&self) -> Option<&T> {
        match self {
            Self::Genau(wert) | Self::Ungefaehr(wert) => Some(wert),
            Self::Fehlt
            | Self::Spanne { .. }
            | Self::Offen { .. }
            | Self::NichtBestimmbar(_)
            | Self::Entfaellt(_) => None,
        }
    }

    /// The exact value.
    #[must_use]
    pub fn genau(&self) -> Option<&T> {
        match self {
            Self::Genau(wert) => Some(wert),
            Self::Fehlt
            | Self::Ungefaehr(_)
            | Self::Spanne { .. }
            | Self::Offen { .. }
            | Self::NichtBestimmbar(_)
            | Self::Entfaellt(_) => None,
        }
    }

    /// The lower end of a range, or the value.
    #[must_use]
    pub fn mindestens(&self) -> Option<&T> {
        match self {
            Self::Genau(wert) | Self::Ungefaehr(wert) | Self::Spanne { von: wert, .. } => {
                Some(wert)
            }
            Self::Fehlt | Self::Offen { .. } | Self::NichtBestimmbar(_) | Self::Entfaellt(_) => {
                None
            }
        }
    }

    /// The upper end of a range, or the value.
    #[must_use]
    pub fn hoechstens(&self) -> Option<&T> {
        match self {
            Self::Genau(wert) | Self::Ungefaehr(wert) | Self::Spanne { bis: wert, .. } => {
                Some(wert)
            }
            Self::Fehlt | Self::Offen { .. } | Self::NichtBestimmbar(_) | Self::Entfaellt(_) => {
                None
            }
        }
    }

    /// Whether nothing is written.
    #[must_use]
    pub fn ist_fehlt(&self) -> bool {
        matches!(self, Self::Fehlt)
    }

    /// Whether the value is announced as open.
    #[must_use]
    pub fn ist_offen(&self) -> bool {
        matches!(self, Self::Offen { .. })
    }

    /// Whether a value is known: exact, approximate or as a range.
    #[must_use]
    pub fn ist_bekannt(&self) -> bool {
        self.mindestens().is_some()
    }

    /// Whether the value does not apply.
    #[must_use]
    pub fn ist_entfallen(&self) -> bool {
        matches!(self, Self::Entfaellt(_))
    }
}

impl<T> Angabe<Vec<T>> {
    /// The items; none where nothing is said or the list is open.
    #[must_use]
    pub fn liste(&self) -> &[T] {
        self.wert().map_or(&[], Vec::as_slice)
    }
}

impl<T: PartialEq> Angabe<T> {
    /// Whether the value is known and equals `wert`.
    #[must_use]
    pub fn ist(&self, wert: &T) -> bool {
        self.wert() == Some(wert)
    }
}

impl<T> From<T> for Angabe<T> {
    fn from(wert: T) -> Self {
        Self::Genau(wert)
    }
}

impl<T: Serialize> Serialize for Angabe<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = match self {
            Self::Genau(wert) => return wert.serialize(serializer),
            Self::Spanne { .. } | Self::Offen { .. } => serializer.serialize_map(Some(2))?,
            Self::Fehlt | Self::Ungefaehr(_) | Self::NichtBestimmbar(_) | Self::Entfaellt(_) => {
                serializer.serialize_map(Some(1))?
            }
        };
        match self {
            Self::Genau(_) => {}
            Self::Fehlt => map.serialize_entry("fehlt", &true)?,
            Self::Ungefaehr(wert) => map.serialize_entry("ungefaehr", wert)?,
            Self::Spanne { von, bis } => {
                map.serialize_entry("von", von)?;
                map.serialize_entry("bis", bis)?;
            }
            Self::Offen { grund, bis } => {
                map.serialize_entry("offen", grund)?;
                map.serialize_entry("bis", bis)?;
            }
            Self::NichtBestimmbar(grund) => map.serialize_entry("nicht_bestimmbar", grund)?,
            Self::Entfaellt(grund) => map.serialize_entry("entfaellt", grund)?,
        }
        map.end()
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Angabe<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        fn inner<T: DeserializeOwned, E: serde::de::Error>(value: &Value) -> Result<T, E> {
            T::deserialize(value).map_err(E::custom)
        }
        let value = Value::deserialize(deserializer)?;
        if value.is_null() {
            return Ok(Self::Fehlt);
        }
        let Some(map) = value.as_object() else {
            return Ok(Self::Genau(inner(&value)?));
        };
        if map.contains_key("fehlt") {
            return Ok(Self::Fehlt);
        }
        if let Some(grund) = map.get("offen") {
            let bis = match map.get("bis") {
                Some(bis) => inner(bis)?,
                None => None,
            };
            return Ok(Self::Offen {
                grund: inner(grund)?,
                bis,
            });
        }
        if let Some(wert) = map.get("ungefaehr") {
            return Ok(Self::Ungefaehr(inner(wert)?));
        }
        if let Some(grund) = map.get("nicht_bestimmbar") {
            return Ok(Self::NichtBestimmbar(inner(grund)?));
        }
        if let Some(grund) = map.get("entfaellt") {
            return Ok(Self::Entfaellt(inner(grund)?));
        }
        match (map.get("von"), map.get("bis")) {
            (Some(von), Some(bis)) => Ok(Self::Spanne {
                von: inner(von)?,
                bis: inner(bis)?,
            }),
            (Some(_), None) | (None, Some(_)) => Err(D::Error::custom("range with one end")),
            (None, None) => Ok(Self::Genau(inner(&value)?)),
        }
    }
}

impl<T: JsonSchema> JsonSchema for Angabe<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Angabe_{}", T::schema_name()).into()
    }

    fn schema_id() -> Cow<'static, str> {
        format!("{}::Angabe<{}>", module_path!(), T::schema_id()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        let measurable = is_measurable(&value);
        let value_kinds = match value.get("type") {
            Some(Value::Array(kinds)) => kinds.clone(),
            Some(kind) => vec![kind.clone()],
            None => Vec::new(),
        };
        let value = value.to_value();
        let mut forms = vec![value.clone()];
        if measurable {
            let range = [("von", value.clone()), ("bis", value.clone())];
            forms.push(form(&["ungefaehr"], [("ungefaehr", value)]));
            forms.push(form(&["von", "bis"], range));
        }
        forms.extend_from_slice(&*OPEN);
        let mut kinds = value_kinds;
        if !kinds.iter().any(|kind| kind == "object") {
            kinds.push("object".into());
        }
        // Put together by hand: the macro of schemars writes all that is inside once more.
        let mut schema = Schema::default();
        for (keyword, said) in [
            ("type", Value::Array(kinds)),
            ("anyOf", Value::Array(forms)),
            ("x-angabe", Value::Bool(true)),
            ("x-messbar", Value::Bool(measurable)),
        ] {
            schema.insert(keyword.to_owned(), said);
        }
        schema
    }
}

/// The forms in which a value is open.
static OPEN: LazyLock<[Value; 3]> = LazyLock::new(|| {
    let reason = || json!({ "type": "string", "minLength": 1 });
    let day = json!({ "type": "string", "format": "date" });
    [
        form(&["offen"], [("offen", reason()), ("bis", day)]),
        form(&["nicht_bestimmbar"], [("nicht_bestimmbar", reason())]),
        form(&["entfaellt"], [("entfaellt", reason())]),
    ]
});

/// The schema of a table of these keys.
fn form<const N: usize>(required: &[&str], keys: [(&str, Value); N]) -> Value {
    let properties: Map<String, Value> = keys
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect();
    let mut table = Map::new();
    table.insert("type".to_owned(), "object".into());
    table.insert("properties".to_owned(), Value::Object(properties));
    table.insert("required".to_owned(), required.into());
    table.insert("additionalProperties".to_owned(), Value::Bool(false));
    Value::Object(table)
}

/// Numbers and times can be approximate; texts, keys and lists cannot.
fn is_measurable(value: &Schema) -> bool {
    let kind = value.get("type").and_then(Value::as_str);
    let format = value.get("format").and_then(Value::as_str);
    matches!(kind, Some("integer" | "number")) || format == Some("zeitpunkt")
}
