//! The German words for closed lists, from `locales/de.ftl` (Fluent).
//!
//! A message is named `list-key` (`typ-ransomware`); an attribute holds a variant for
//! another voice (`.buerger`).

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
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

/// The words for `key` of `list`, in the variant given; `None` where the locale has none.
#[must_use]
pub fn word(list: &str, key: &str, variant: Option<&str>) -> Option<String> {
    format_message(&format!("{list}-{}", key.replace('_', "-")), variant, None)
}

/// Marks a place in a pattern where inlines go: [`MARK`] and the name of the argument.
pub const MARK: char = '\u{fdd2}';

/// The sentence on certainty of exfiltration, with marks for `stand` and `durch`.
#[must_use]
pub fn exfiltration(group: &str, key: &str, variant: Option<&str>) -> Option<String> {
    let mut args = FluentArgs::new();
    args.set("stand", format!("{MARK}stand"));
    args.set("durch", format!("{MARK}durch"));
    format_message(
        &format!("abfluss-{group}-{}", key.replace('_', "-")),
        variant,
        Some(&args),
    )
}

/// A counted noun in its plural form: `1 Person`, `1.200 Personen`.
#[must_use]
pub fn counted(noun: &str, count: i64) -> Option<String> {
    let mut args = FluentArgs::new();
    args.set("anzahl", count);
    format_message(&format!("mehrzahl-{noun}"), None, Some(&args))
}

fn format_message(
    id: &str,
    variant: Option<&str>,
    args: Option<&FluentArgs<'_>>,
) -> Option<String> {
    let bundle = bundle();
    let message = bundle.get_message(id)?;
    let pattern = match variant {
        Some(variant) => message.get_attribute(variant)?.value(),
        None => message.value()?,
    };
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, args, &mut errors);
    errors.is_empty().then(|| text.into_owned())
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
