//! Text, ids and link targets on their way into HTML.

use std::collections::BTreeSet;

use crate::document::model::is_beside;
use crate::render::words::{changes_direction, clean, is_bidi_control};

/// Text for element content and quoted attribute values.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// Text for places without elements (title, labels): without direction controls.
pub(super) fn escape_flat(text: &str) -> String {
    let text: String = text.chars().filter(|c| !is_bidi_control(*c)).collect();
    escape(&text)
}

/// Text for running content: what could turn the writing direction is isolated.
pub(super) fn escape_isolated(text: &str) -> String {
    if changes_direction(text) {
        format!("<bdi>{}</bdi>", escape(text))
    } else {
        escape(text)
    }
}

/// A target that may stand in `href`: web, mail and telephone, and files beside the page.
pub(super) fn link_target(target: &str) -> Option<String> {
    if is_beside(target) {
        return Some(target.to_owned());
    }
    if let Some(id) = target.strip_prefix('#') {
        // A place in the same page.
        return (!id.is_empty() && identifier(id) == id).then(|| target.to_owned());
    }
    let lower = target.to_ascii_lowercase();
    let allowed = ["https://", "http://", "mailto:", "tel:"];
    let scheme = allowed.iter().find(|scheme| lower.starts_with(*scheme))?;
    let harmless = target.len() > scheme.len()
        && !target
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || is_bidi_control(c) || c == '\\');
    harmless.then(|| escape(target))
}

/// A machine-readable time: RFC 3339 letters only.
pub(super) fn is_datetime(value: &str) -> bool {
    !value.is_empty()
        && value.len() <= 40
        && value
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | ':' | 'T' | 'Z' | '+' | '.'))
}

/// A name made of ASCII letters, digits and hyphens.
pub(super) fn identifier(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars().take(80) {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// Ids already given in a file.
#[derive(Default)]
pub(super) struct Ids(BTreeSet<String>);

impl Ids {
    /// A valid id near `wanted` that no other element has.
    pub(super) fn unique(&mut self, wanted: &str) -> String {
        let base = match identifier(wanted) {
            name if name.is_empty() => "abschnitt".to_owned(),
            name => name,
        };
        let mut id = base.clone();
        let mut number = 2_u32;
        while !self.0.insert(id.clone()) {
            id = format!("{base}-{number}");
            number = number.saturating_add(1);
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_four_schemes_pass() {
        for good in [
            "https://a.de/?x=1",
            "HTTP://a.de",
            "mailto:a@b.de",
            "tel:+49385",
        ] {
            assert!(link_target(good).is_some(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "java\nscript:x",
            " https://a.de",
            "data:text/html,x",
            "//a.de",
            "mailto:",
            "https://a.de/\u{202e}x",
            "",
        ] {
            assert!(link_target(bad).is_none(), "{bad}");
        }
        assert_eq!(
            link_target("https://a.de/\"onload=x"),
            Some("https://a.de/&quot;onload=x".to_owned())
        );
    }

    #[test]
    fn ids_are_valid_and_unique() {
        let mut ids = Ids::default();
        assert_eq!(ids.unique("art und \"weise"), "art-und-weise");
        assert_eq!(ids.unique("art und weise"), "art-und-weise-2");
        assert_eq!(ids.unique("\u{202e}"), "abschnitt");
    }

    #[test]
    fn markup_in_text_is_text() {
        assert_eq!(
            escape_isolated("<b a='x'>\u{0}&"),
            "&lt;b a=&#39;x&#39;&gt;&amp;"
        );
        assert_eq!(escape_isolated("a\u{202e}b"), "<bdi>a\u{202e}b</bdi>");
    }
}
