//! The article of an official name, where its first word leaves no doubt.

use crate::facts::Artikel;

/// `die` for `Stadt Musterstadt`; `None` where the word decides nothing.
#[must_use]
pub fn article(name: &str) -> Option<Artikel> {
    const ENDINGS: [(Artikel, &[&str]); 3] = [
        (
            Artikel::Die,
            &[
                "stadt",
                "gemeinde",
                "verwaltung",
                "schule",
                "universität",
                "behörde",
                "kammer",
                "anstalt",
                "klinik",
                "stiftung",
                "gesellschaft",
                "genossenschaft",
                "agentur",
                "direktion",
                "kirchengemeinde",
                "pfarrei",
            ],
        ),
        (
            Artikel::Der,
            &[
                "kreis", "verband", "verein", "betrieb", "bezirk", "landtag", "senat",
            ],
        ),
        (
            Artikel::Das,
            &[
                "amt",
                "jobcenter",
                "ministerium",
                "krankenhaus",
                "klinikum",
                "institut",
                "rechenzentrum",
                "studierendenwerk",
                "gymnasium",
                "bistum",
                "präsidium",
                "gericht",
            ],
        ),
    ];
    // A name of one word may be a town: „Darmstadt“ has no article.
    let (first, _) = name.trim().split_once(' ')?;
    let first = first.to_lowercase();
    ENDINGS
        .iter()
        .find(|(_, endings)| endings.iter().any(|ending| first.ends_with(ending)))
        .map(|(article, _)| *article)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_word_that_decides_decides() {
        for (name, expected) in [
            ("Stadt Musterstadt", Some(Artikel::Die)),
            ("Landeshauptstadt Schwerin", Some(Artikel::Die)),
            ("Verbandsgemeinde Muster", Some(Artikel::Die)),
            ("Landkreis Ludwigslust-Parchim", Some(Artikel::Der)),
            ("Zweckverband Wasser", Some(Artikel::Der)),
            ("Amt Crivitz", Some(Artikel::Das)),
            ("Jobcenter Muster", Some(Artikel::Das)),
            ("Darmstadt", None),
            ("Muster GmbH", None),
            ("Freie Universität Berlin", None),
            ("", None),
        ] {
            assert_eq!(article(name), expected, "{name}");
        }
    }
}
