//! The user's own data on authorities: a file `behoerden.toml` or `behoerden.json` beside the facts.
//!
//! An entry changes the fields that it names and leaves the others as they are; an entry with an
//! identifier of its own is a new authority. `zustaendig` records who is competent where the rules
//! leave it open: a decision of a person, with its reason. All problems of the file are named at
//! once.

use std::borrow::Cow;
use std::sync::LazyLock;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::data::{Authorities, Authority};
use crate::facts::lists::closed_list;
use crate::facts::read::read_beside;
use crate::facts::tree::{Node, Val};
use crate::facts::{FieldPath, MeldeWeg, Problem, Span, Zeitpunkt, schema, suggest};

/// Names of the file, beside the facts.
pub const NAMES: [&str; 2] = ["behoerden.toml", "behoerden.json"];

/// The file.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Overrides {
    /// Version of the format: 1.
    #[schemars(range(min = 1, max = 1))]
    pub format: u32,
    /// Who is competent for the whole incident.
    pub zustaendig: Option<Fixed>,
    /// Changed and new authorities.
    pub behoerden: Vec<Entry>,
}

/// `zustaendig`: the authority of the whole incident, decided by a person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Fixed {
    /// Its identifier.
    #[schemars(length(max = 60))]
    pub behoerde: String,
    /// Why.
    #[schemars(length(max = 2_000))]
    pub grund: String,
}

/// `[[behoerden]]`: what is different, or new.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Entry {
    /// Identifier: one of ours, or a new one.
    #[schemars(extend("format" = "kennung"))]
    pub id: String,
    /// Official name.
    #[schemars(length(max = 500))]
    pub name: Option<String>,
    /// Short name.
    #[schemars(length(max = 100))]
    pub kurz: Option<String>,
    /// Lines of the address.
    pub anschrift: Option<Vec<String>>,
    /// Telephone.
    #[schemars(length(max = 100))]
    pub telefon: Option<String>,
    /// Fax.
    #[schemars(length(max = 100))]
    pub fax: Option<String>,
    /// E-mail address.
    #[schemars(extend("format" = "email"), length(max = 254))]
    pub email: Option<String>,
    /// Website.
    #[schemars(extend("format" = "uri"), length(max = 2_000))]
    pub web: Option<String>,
    /// Address of the form for reports.
    #[schemars(extend("format" = "uri"), length(max = 2_000))]
    pub meldeweg: Option<String>,
    /// Address of the form for complaints.
    #[schemars(extend("format" = "uri"), length(max = 2_000))]
    pub beschwerde: Option<String>,
    /// Fingerprint of the PGP key.
    #[schemars(length(max = 100))]
    pub pgp: Option<String>,
    /// Where the PGP key is.
    #[schemars(extend("format" = "uri"), length(max = 2_000))]
    pub pgp_schluessel: Option<String>,
    /// How a report may get there.
    pub wege: Option<Vec<MeldeWeg>>,
    /// What proves that a report was filed.
    #[schemars(length(max = 2_000))]
    pub nachweis: Option<String>,
    /// What to know when filing there; takes the place of ours.
    pub hinweise: Option<Vec<String>>,
    /// Fields of ours that are no longer right and have no new value.
    pub ohne: Vec<Field>,
    /// When it was checked.
    pub stand: Option<Zeitpunkt>,
    /// Where it comes from.
    #[schemars(length(max = 2_000))]
    pub quelle: Option<String>,
}

closed_list! {
    /// A field that an entry can take away.
    Field {
        Anschrift = "anschrift",
        Telefon = "telefon",
        Fax = "fax",
        Email = "email",
        Web = "web",
        Meldeweg = "meldeweg",
        Beschwerde = "beschwerde",
        Pgp = "pgp",
        Nachweis = "nachweis",
    }
}

impl Entry {
    /// Puts what the entry says in the place of what the authority has.
    pub(super) fn change(&self, authority: &mut Authority) {
        for field in &self.ohne {
            match field {
                Field::Anschrift => authority.postal_address = None,
                Field::Telefon => authority.phone = None,
                Field::Fax => authority.fax = None,
                Field::Email => authority.email = None,
                Field::Web => authority.web = None,
                Field::Meldeweg => {
                    authority.meldeweg = None;
                    authority.channels.close_forms();
                }
                Field::Beschwerde => authority.beschwerde = None,
                Field::Pgp => {
                    authority.encryption.pgp_fingerprint = None;
                    authority.encryption.pgp_url = None;
                }
                Field::Nachweis => authority.nachweis = None,
            }
        }
        let put = |place: &mut Option<String>, value: &Option<String>| {
            if value.is_some() {
                place.clone_from(value);
            }
        };
        if let Some(name) = &self.name {
            authority.name.clone_from(name);
        }
        if let Some(short) = &self.kurz {
            authority.kurz.clone_from(short);
        } else if authority.kurz.is_empty() {
            authority.kurz.clone_from(&authority.name);
        }
        if let Some(lines) = &self.anschrift {
            authority.postal_address = Some(lines.join("\n"));
        }
        put(&mut authority.phone, &self.telefon);
        put(&mut authority.fax, &self.fax);
        put(&mut authority.email, &self.email);
        put(&mut authority.web, &self.web);
        put(&mut authority.meldeweg, &self.meldeweg);
        put(&mut authority.beschwerde, &self.beschwerde);
        put(&mut authority.encryption.pgp_fingerprint, &self.pgp);
        put(&mut authority.encryption.pgp_url, &self.pgp_schluessel);
        put(&mut authority.nachweis, &self.nachweis);
        if let Some(ways) = &self.wege {
            authority.channels.only(ways);
        }
        if let Some(hints) = &self.hinweise {
            authority.hinweise.clone_from(hints);
        }
        // What was changed without a date has none.
        authority.stand = self.stand.map(|at| at.datum());
        authority.eigen = true;
        authority.quellen.push(match &self.quelle {
            Some(source) => format!("eigene Angabe: {source}"),
            None => "eigene Angabe".to_owned(),
        });
    }
}

static SCHEMA: LazyLock<Value> = LazyLock::new(schema::bare_of::<Overrides>);

/// Reads the file, TOML or JSON by the ending of `name`.
///
/// # Errors
/// All problems at once, in the order of the file.
pub fn read(name: &str, bytes: &[u8]) -> Result<Overrides, Vec<Problem>> {
    let empty = Problem::error("Die Behördendatei enthält keine Angaben")
        .hint("Beginnen Sie mit „format = 1“ und „[[behoerden]]“, oder löschen Sie die Datei.");
    read_beside(name, bytes, &SCHEMA, empty, rules)
}

/// What the schema cannot say.
fn rules(tree: &Node) -> Vec<Problem> {
    let mut found = Vec::new();
    if tree.get("format").is_none() {
        found.push(
            Problem::error("Es fehlt „format“, die Nummer des Dateiformats")
                .hint("Schreiben Sie als erste Zeile: format = 1"),
        );
    }
    let mut own: Vec<&str> = Vec::new();
    if let Some(Val::List(entries)) = tree.get("behoerden").map(|node| &node.value) {
        for entry in entries {
            entry_rules(entry, &mut own, &mut found);
        }
    }
    if let Some(fixed) = tree.get("zustaendig") {
        fixed_rules(fixed, &own, &mut found);
    }
    found
}

fn text<'a>(node: &'a Node, key: &str) -> Option<(&'a str, &'a Span)> {
    let value = node.get(key)?;
    match &value.value {
        Val::Text(text) => Some((text.trim(), &value.span)).filter(|(text, _)| !text.is_empty()),
        Val::Integer(_)
        | Val::Float(_)
        | Val::Bool(_)
        | Val::Time(_)
        | Val::List(_)
        | Val::Table(_) => None,
    }
}

/// The identifiers of this build, nearest first where one is like `id`.
fn suggestion(id: &str) -> String {
    let ids: Vec<&str> = Authorities::shipped()
        .iter()
        .map(|a| a.id.as_str())
        .collect();
    let short = Authorities::shipped()
        .iter()
        .find(|known| known.kurz.to_lowercase() == id.to_lowercase())
        .map(|known| known.id.as_str());
    match short.or_else(|| suggest::nearest(id, ids.iter().copied())) {
        Some(near) => format!("Meinten Sie „{near}“?"),
        None => format!("Mitgeliefert sind: {}.", ids.join(", ")),
    }
}

fn entry_rules<'a>(entry: &'a Node, own: &mut Vec<&'a str>, found: &mut Vec<Problem>) {
    let path = FieldPath::new("behoerden");
    if entry.get("id").is_none() {
        found.push(
            Problem::error("Einem Eintrag unter [[behoerden]] fehlt „id“")
                .at(&path.key("id"), &entry.span)
                .hint(
                    "Schreiben Sie die id der Behörde, die Sie ändern, zum Beispiel id = \"demvldi\", \
                     oder eine eigene für eine neue.",
                ),
        );
        return;
    }
    let Some((id, span)) = text(entry, "id") else {
        return;
    };
    let shown = suggest::printable(id);
    if own.contains(&id) {
        found.push(
            Problem::error(format!("Die Behörde „{shown}“ steht zweimal in der Datei"))
                .at(&path.key("id"), span)
                .hint("Fassen Sie beide Einträge zu einem zusammen."),
        );
    }
    own.push(id);
    if Authorities::shipped().by_id(id).is_none() && text(entry, "name").is_none() {
        found.push(
            Problem::error(format!(
                "Die Behörde „{shown}“ ist nicht mitgeliefert; einer neuen fehlt „name“"
            ))
            .at(&path.key("id"), span)
            .hint(format!(
                "{} Für eine neue Behörde ergänzen Sie name, kurz und die Kontaktdaten.",
                suggestion(id)
            )),
        );
    }
}

fn fixed_rules(fixed: &Node, own: &[&str], found: &mut Vec<Problem>) {
    let path = FieldPath::new("zustaendig");
    match text(fixed, "behoerde") {
        None => found.push(
            Problem::error("In „zustaendig“ fehlt „behoerde“")
                .at(&path.key("behoerde"), &fixed.span)
                .hint("Schreiben Sie: zustaendig = { behoerde = \"dekathdsz\", grund = \"…\" }"),
        ),
        Some((id, span)) => {
            if Authorities::shipped().by_id(id).is_none() && !own.contains(&id) {
                found.push(
                    Problem::error(format!(
                        "Die Behörde „{}“ in „zustaendig“ gibt es nicht",
                        suggest::printable(id)
                    ))
                    .at(&path.key("behoerde"), span)
                    .hint(format!(
                        "{} Eine neue Behörde tragen Sie unter [[behoerden]] ein.",
                        suggestion(id)
                    )),
                );
            }
        }
    }
    if text(fixed, "grund").is_none() {
        found.push(
            Problem::error("In „zustaendig“ fehlt „grund“")
                .at(&path.key("grund"), &fixed.span)
                .hint("Schreiben Sie, warum diese Behörde zuständig ist und wer das geklärt hat."),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::render_problems;

    fn problems(source: &str) -> String {
        let found = read("behoerden.toml", source.as_bytes()).unwrap_err();
        render_problems("behoerden.toml", source, &found, false)
    }

    #[test]
    fn an_entry_changes_what_it_names_and_nothing_else() {
        let source = "format = 1\n[[behoerden]]\nid = \"demvldi\"\nemail = \"neu@example.org\"\n\
                      stand = 2026-11-25\nwege = [\"email\"]\n";
        let own = read("behoerden.toml", source.as_bytes()).unwrap();
        let authorities = Authorities::shipped().with(&own);
        let changed = authorities.by_id("demvldi").unwrap();
        assert_eq!(changed.email.as_deref(), Some("neu@example.org"));
        assert_eq!(changed.telefon().as_deref(), Some("0385 594940"));
        assert_eq!(changed.wege(), ["E-Mail (mit PGP verschlüsselt)"]);
        assert!(changed.eigen);
        assert_eq!(changed.stand, "2026-11-25".parse().ok());
        // The data of the build stay what they are.
        let shipped = Authorities::shipped().by_id("demvldi").unwrap();
        assert!(!shipped.eigen && shipped.email.as_deref() == Some("info@datenschutz-mv.de"));
    }

    #[test]
    fn what_is_no_longer_right_can_go() {
        let source = "{\"format\": 1, \"behoerden\": [{\"id\": \"dehmbbfdi\", \"ohne\": [\"meldeweg\", \"fax\"]}]}";
        let own = read("behoerden.json", source.as_bytes()).unwrap();
        let changed = Authorities::shipped()
            .with(&own)
            .by_id("dehmbbfdi")
            .unwrap();
        assert_eq!(changed.meldeweg, None);
        assert_eq!(changed.telefax(), None);
        assert!(changed.wege().is_empty());
        assert_eq!(changed.stand, None);
    }

    #[test]
    fn a_new_authority_can_be_the_competent_one() {
        let source = "format = 1\nzustaendig = { behoerde = \"dsbkd\", grund = \"Geklärt mit der Rechtsstelle.\" }\n\
                      [[behoerden]]\nid = \"dsbkd\"\nname = \"Eigene Aufsicht\"\n";
        let own = read("behoerden.toml", source.as_bytes()).unwrap();
        let authorities = Authorities::shipped().with(&own);
        let controller = crate::facts::Verantwortlicher {
            art: crate::facts::VerantwortlicherArt::KircheEvangelisch.into(),
            ..Default::default()
        };
        let found = authorities.competent(&controller, crate::facts::Rechtsregime::DsgEkd);
        let authority = found.authority.unwrap();
        assert_eq!(
            (authority.kurz.as_str(), authority.eigen),
            ("Eigene Aufsicht", true)
        );
        assert!(found.reason.ends_with("Geklärt mit der Rechtsstelle."));
        assert_eq!(found.instead_of, None);
    }

    #[test]
    fn all_problems_are_named_at_once() {
        let said = problems(
            "[zustaendig]\nbehoerde = \"dekathdz\"\n\
             [[behoerden]]\nid = \"LfDI MV\"\nemial = \"x\"\nemail = \"keine\"\nweb = \"www.example.org\"\nstand = \"25.11.2026\"\n\
             [[behoerden]]\nname = \"Ohne id\"\n\
             [[behoerden]]\nid = \"demvldi\"\nwege = [\"brief\"]\n\
             [[behoerden]]\nid = \"demvldi\"\n",
        );
        for part in [
            "Es fehlt „format“",
            "Die Behörde „dekathdz“ in „zustaendig“ gibt es nicht",
            "Meinten Sie „dekathdsz“?",
            "In „zustaendig“ fehlt „grund“",
            "keine Kennung",
            "Den Schlüssel „emial“ gibt es in „behoerden“ nicht",
            "Meinten Sie „email“?",
            "keine E-Mail-Adresse",
            "keine Internetadresse",
            "in deutscher Reihenfolge",
            "fehlt „id“",
            "Diesen Wert gibt es für „behoerden.wege“ nicht",
            "steht zweimal",
        ] {
            assert!(said.contains(part), "{part} fehlt in:\n{said}");
        }
    }

    #[test]
    fn an_unknown_authority_needs_a_name() {
        let said = problems("format = 1\n[[behoerden]]\nid = \"demvldii\"\n");
        assert!(said.contains("einer neuen fehlt „name“"), "{said}");
        assert!(said.contains("Meinten Sie „demvldi“?"), "{said}");
        assert!(said.contains("behoerden.toml:3:6"), "{said}");
        assert!(problems("").contains("keine Angaben"));
    }
}
