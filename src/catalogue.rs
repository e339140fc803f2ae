//! The list of all findings, those of the law and those on finished documents: `docs/befunde.md`.

use crate::address_field;
use crate::case;
use crate::design;
use crate::document::{HAND_RULES, language};
use crate::drawing;
use crate::law::findings;

/// All rules as a Markdown document.
#[must_use]
pub fn catalogue() -> String {
    let more = [
        &language::RULES[..],
        &[drawing::RULE],
        &design::RULES[..],
        &[address_field::RULE],
        &HAND_RULES[..],
        &[case::NO_BASE],
    ];
    findings::catalogue(&more.concat())
}

#[cfg(test)]
#[allow(clippy::disallowed_methods)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/befunde.md");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(path, catalogue()).unwrap();
        }
        let written = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            written == catalogue(),
            "docs/befunde.md is old: UPDATE_GOLDEN=1 rewrites it"
        );
    }
}
