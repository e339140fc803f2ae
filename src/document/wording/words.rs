//! The German words for closed lists, from `locales/de.ftl` (Fluent).
//!
//! A message is named `list-key` (`typ-ransomware`); an attribute holds a variant for
//! another voice (`.buerger`).

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::resolver::ResolverError;
use fluent_bundle::resolver::errors::ReferenceKind;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The locale file, for the digest of a run.
pub const SOURCE: &str = include_str!("../../../locales/de.ftl");

fn bundle() -> &'static FluentBundle<FluentResource> {
    static BUNDLE: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
    BUNDLE.get_or_init(|| {
        let resource = match FluentResource::try_new(SOURCE.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        let mut bundle = FluentBundle::new_concurrent(vec![
            "de-DE".parse::<LanguageIdentifier>().unwrap_or_default(),
        ]);
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        bundle
    })
}

/// Marks a place in a pattern where inlines go: [`MARK`] and the name of the argument.
pub const MARK: char = '\u{fdd2}';

/// What a pattern asks for while it is put into words; `None` where that is not known.
pub type Ask<'a> = &'a dyn Fn(&str) -> Option<FluentValue<'static>>;

/// The words for `key` of `list`, in the variant given; `None` where the locale has none.
#[must_use]
pub fn word(list: &str, key: &str, variant: Option<&str>) -> Option<String> {
    say(&id(list, key), variant, &|_| None)
}

/// The name of the message for `key` of `list`.
#[must_use]
pub fn id(list: &str, key: &str) -> String {
    format!("{list}-{}", key.replace('_', "-"))
}

/// Whether the locale has these words.
#[must_use]
pub fn knows(id: &str, variant: Option<&str>) -> bool {
    bundle()
        .get_message(id)
        .is_some_and(|message| match variant {
            Some(variant) => message.get_attribute(variant).is_some(),
            None => message.value().is_some(),
        })
}

/// Whether there are words of this variant for some kinds of breach: `.rat-versand`.
#[must_use]
pub fn has_special(id: &str, variant: &str) -> bool {
    bundle().get_message(id).is_some_and(|message| {
        message.attributes().any(|attribute| {
            attribute
                .id()
                .strip_prefix(variant)
                .is_some_and(|rest| rest.starts_with('-'))
        })
    })
}

/// Whether a description begins with the word that it describes: „Kundschaft der Eigenbetriebe“ as a
/// description of „Kundschaft“ needs no word before it.
#[must_use]
pub fn begins_with(description: &str, word: &str) -> bool {
    let (description, word) = (description.trim().to_lowercase(), word.to_lowercase());
    description.strip_prefix(&word).is_some_and(|rest| {
        rest.chars()
            .next()
            .is_none_or(|next| !next.is_alphanumeric())
    })
}

/// A counted noun in its plural form: `1 Person`, `1.200 Personen`.
#[must_use]
pub fn counted(noun: &str, count: i64) -> Option<String> {
    say(&format!("mehrzahl-{noun}"), None, &|name| {
        (name == "anzahl").then(|| count.into())
    })
}

/// The words of a message. Only what its pattern needs is asked for, so that the caller knows
/// which facts decided on the words. What is not known is said as `offen`.
#[must_use]
pub fn say(id: &str, variant: Option<&str>, ask: Ask<'_>) -> Option<String> {
    let bundle = bundle();
    let message = bundle.get_message(id)?;
    let pattern = match variant {
        Some(variant) => message.get_attribute(variant)?.value(),
        None => message.value()?,
    };
    let mut args = FluentArgs::new();
    loop {
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors);
        if errors.is_empty() {
            return Some(text.into_owned());
        }
        for error in errors {
            let FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable {
                id,
            })) = error
            else {
                return None;
            };
            let value = ask(&id).unwrap_or_else(|| "offen".into());
            args.set(id, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_file_has_no_errors() {
        assert!(FluentResource::try_new(SOURCE.to_owned()).is_ok());
    }

    #[test]
    fn finds_words_and_variants() {
        assert_eq!(word("ja-nein", "ja", None).as_deref(), Some("ja"));
        assert_eq!(word("ja-nein", "vielleicht", None), None);
        assert!(word("daten", "zahlungsmittel", Some("rat")).is_some());
    }

    #[test]
    fn counts() {
        assert_eq!(counted("personen", 1).as_deref(), Some("Person"));
        assert_eq!(counted("personen", 2).as_deref(), Some("Personen"));
    }
}
