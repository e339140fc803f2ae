//! Names that travel in a Word file and bring it back to its document.
//!
//! Headings and boxes carry their id twice: as a bookmark around their words and as the tag of a
//! content control. Either one is enough to find the section again. What the file was made from
//! stands in its own properties.

use sha2::{Digest, Sha256};

/// Bookmark of the head of a letter.
pub const LETTER_HEAD: &str = "datenpanne_briefkopf";
/// Start of the bookmark of a signature; its number follows.
pub const SIGNATURE: &str = "datenpanne_unterschrift_";
/// Start of the bookmark of a section.
pub const SECTION: &str = "abschnitt_";
/// Start of the tag of a section's content control.
pub const TAG: &str = "datenpanne:abschnitt:";

/// Property: version of these names.
pub const FORM: &str = "datenpanne.form";
/// Property: name of the document.
pub const DOCUMENT: &str = "datenpanne.dokument";
/// Property: which of several documents of this name.
pub const PART: &str = "datenpanne.teil";
/// Property: Kennung of the incident.
pub const REFERENCE: &str = "datenpanne.kennung";
/// Property: mark of the facts.
pub const BASIS: &str = "datenpanne.grundlage";
/// Property: the stated time, RFC 3339.
pub const TIME: &str = "datenpanne.zeit";
/// Property: what the document is marked as, `entwurf uebung`.
pub const MARKINGS: &str = "datenpanne.kennzeichen";
/// Property, with a number: marks of the sections as they were written, `id=mark id=mark …`.
pub const SECTIONS: &str = "datenpanne.abschnitte.";

/// The version of these names.
pub const FORM_VERSION: &str = "1";

/// The name of a section's bookmark: Word takes forty letters, digits and underscores.
#[must_use]
pub fn bookmark(id: &str) -> String {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    if id.len() <= 30 && id.chars().all(|c| plain(c) || c == '-') {
        return format!("{SECTION}{}", id.replace('-', "_"));
    }
    let readable: String = id
        .chars()
        .take(16)
        .map(|c| if plain(c) { c } else { '_' })
        .collect();
    let digest: String = Sha256::digest(id)
        .iter()
        .take(5)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{SECTION}{readable}_{digest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_bookmarks_fit_word_and_differ() {
        assert_eq!(bookmark("was-ist-passiert"), "abschnitt_was_ist_passiert");
        let long = "a-very-long-id-that-goes-on-and-on-and-on";
        let names = [
            bookmark(long),
            bookmark(&format!("{long}-2")),
            bookmark("a_b"),
            bookmark("ä"),
        ];
        for name in &names {
            assert!(name.len() <= 40, "{name}");
            assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'));
        }
        assert_ne!(names[0], names[1]);
        assert_ne!(bookmark("a_b"), bookmark("a-b"));
    }
}
