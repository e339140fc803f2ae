//! Text on its way into XML.

use crate::render::words::{changes_direction, clean};

/// The start of every part.
pub(super) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Text for element content and quoted attribute values; what XML cannot hold is left out.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            c => out.push(c),
        }
    }
    out
}

/// Text for running content: what could turn the writing direction is isolated.
pub(super) fn isolated(text: &str) -> String {
    if changes_direction(text) {
        format!("\u{2068}{text}\u{2069}")
    } else {
        text.to_owned()
    }
}

/// A target that a hyperlink may have: web, mail and telephone only.
pub(super) fn link_target(target: &str) -> Option<String> {
    let lower = target.to_ascii_lowercase();
    let scheme = ["https://", "http://", "mailto:", "tel:"]
        .into_iter()
        .find(|scheme| lower.starts_with(scheme))?;
    let harmless = target.len() > scheme.len()
        && !changes_direction(target)
        && !target
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '\\' | '<' | '>' | '"'));
    harmless.then(|| escape(target))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_left_out_and_markup_is_text() {
        assert_eq!(
            escape("<b a='x'>\u{0}\u{1b}\u{ffff}&\""),
            "&lt;b a=&apos;x&apos;&gt;&amp;&quot;"
        );
        assert_eq!(isolated("a\u{202e}b"), "\u{2068}a\u{202e}b\u{2069}");
    }

    #[test]
    fn only_web_mail_and_telephone_are_links() {
        for good in ["https://a.de/?x=1&y=2", "mailto:a@b.de", "tel:+49385"] {
            assert!(link_target(good).is_some(), "{good}");
        }
        for bad in [
            "file:///etc/passwd",
            "\\\\server\\x",
            "javascript:x",
            "mailto:",
            "https://a b",
        ] {
            assert!(link_target(bad).is_none(), "{bad}");
        }
    }
}
