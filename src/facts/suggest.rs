//! „Meinten Sie …?“ and small German wording for messages about form.

/// The candidate most like `key`, if one is like it.
pub(crate) fn nearest<'a>(key: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let key: String = ascii(&key.chars().take(80).collect::<String>());
    let limit = (key.chars().count() / 3).clamp(1, 4);
    let bare = key.strip_prefix("de_").unwrap_or(&key);
    candidates
        .map(|candidate| {
            let plain = candidate.to_lowercase();
            let distance = if plain == bare {
                0
            } else {
                strsim::damerau_levenshtein(&key, &plain)
            };
            (distance, candidate)
        })
        .filter(|(distance, candidate)| {
            *distance <= limit
                || (key.len() >= 4
                    && (candidate.starts_with(&key)
                        || key.starts_with(candidate) && candidate.len() >= 4))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Keys are written in ASCII: `Maßnahmen` means `massnahmen`.
fn ascii(key: &str) -> String {
    let mut out = String::new();
    for character in key.chars().flat_map(char::to_lowercase) {
        match character {
            'ä' => out.push_str("ae"),
            'ö' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            '-' | ' ' => out.push('_'),
            other => out.push(other),
        }
    }
    out
}

/// A key as it can stand in a message: short, without control characters.
pub(crate) fn printable(key: &str) -> String {
    let mut shown: String = key
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || "_- .".contains(c) {
                c
            } else {
                '·'
            }
        })
        .take(60)
        .collect();
    if key.chars().count() > 60 {
        shown.push('…');
    }
    shown
}

/// A number with German thousands points.
pub(crate) fn number(value: usize) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests() {
        let keys = ["massnahmen", "zeiten", "daten"];
        assert_eq!(nearest("Maßnahmen", keys.into_iter()), Some("massnahmen"));
        assert_eq!(nearest("zeitn", keys.into_iter()), Some("zeiten"));
        assert_eq!(nearest("DE-MV", ["MV", "NI"].into_iter()), Some("MV"));
        assert_eq!(nearest("xyz", keys.into_iter()), None);
        assert_eq!(number(20_000), "20.000");
    }
}
