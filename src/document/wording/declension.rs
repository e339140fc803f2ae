//! Declension of an organisation's name with its article: `des Landkreises Peine`,
//! `der Stadt`, `dem Amt`, `den Stadtwerken`.
//!
//! The article of the facts file (`der`, `die`, `das`, `keiner`) gives the gender; a plural
//! head word behind `die` is recognised by its ending. Only the head noun and adjectives
//! before it change.

/// Grammatical case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Wer oder was?
    Nominative,
    /// Wessen?
    Genitive,
    /// Wem?
    Dative,
    /// Wen oder was?
    Accusative,
}

impl Case {
    /// The case of its German name (`genitiv`).
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "nominativ" => Some(Self::Nominative),
            "genitiv" => Some(Self::Genitive),
            "dativ" => Some(Self::Dative),
            "akkusativ" => Some(Self::Accusative),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gender {
    Masculine,
    Feminine,
    Neuter,
    Plural,
}

/// Words that a name is made of in one case: article (perhaps empty) and name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declined {
    /// Article in its case, perhaps with a preposition; empty where there is none.
    pub article: String,
    /// The name in its case.
    pub name: String,
}

const PLURAL_ENDINGS: [&str; 9] = [
    "werke",
    "betriebe",
    "dienste",
    "kliniken",
    "schulen",
    "bäder",
    "ämter",
    "anstalten",
    "häuser",
];
const ADJECTIVE_STEMS: [&str; 9] = [
    "isch",
    "lich",
    "ig",
    "al",
    "sam",
    "iert",
    "einigt",
    "freiwillig",
    "frei",
];

/// Whether the name takes a plural verb: `die Stadtwerke haben`.
#[must_use]
pub fn is_plural(article: &str, name: &str) -> bool {
    gender(article, name) == Some(Gender::Plural)
}

fn gender(article: &str, name: &str) -> Option<Gender> {
    match article {
        "der" => Some(Gender::Masculine),
        "das" => Some(Gender::Neuter),
        "die" => {
            let head = head_index(name)
                .and_then(|i| name.split(' ').nth(i))
                .unwrap_or(name)
                .to_lowercase();
            Some(
                if PLURAL_ENDINGS.iter().any(|ending| head.ends_with(ending)) {
                    Gender::Plural
                } else {
                    Gender::Feminine
                },
            )
        }
        _ => None,
    }
}

/// Index of the head noun: the first word that is no adjective.
fn head_index(name: &str) -> Option<usize> {
    name.split(' ')
        .position(|word| adjective_stem(word).is_none())
}

fn adjective_stem(word: &str) -> Option<&str> {
    let stem = ["er", "es", "e", "en"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))?;
    ADJECTIVE_STEMS
        .iter()
        .any(|s| stem.to_lowercase().ends_with(s))
        .then_some(stem)
}

/// Declines `name` with its article; `preposition` (`von`, `zu`, `bei`, `in`, `an`) is merged
/// with the article where German does so (`vom`, `zum`, `zur`, `beim`, `im`, `am`).
#[must_use]
pub fn decline(article: &str, name: &str, case: Case, preposition: Option<&str>) -> Declined {
    let Some(gender) = gender(article, name) else {
        let word = match (preposition, case) {
            (Some(preposition), _) => preposition,
            (None, Case::Genitive) => "von",
            (None, Case::Nominative | Case::Dative | Case::Accusative) => "",
        };
        return Declined {
            article: word.to_owned(),
            name: name.to_owned(),
        };
    };
    let article = article_in(gender, case);
    let article = match preposition {
        None => article.to_owned(),
        Some(preposition) => contracted(preposition, article),
    };
    Declined {
        article,
        name: name_in(name, gender, case),
    }
}

fn article_in(gender: Gender, case: Case) -> &'static str {
    match (gender, case) {
        (Gender::Masculine, Case::Nominative) => "der",
        (Gender::Masculine | Gender::Neuter, Case::Genitive) => "des",
        (Gender::Masculine | Gender::Neuter, Case::Dative) => "dem",
        (Gender::Masculine, Case::Accusative) | (Gender::Plural, Case::Dative) => "den",
        (Gender::Neuter, Case::Nominative | Case::Accusative) => "das",
        (Gender::Feminine | Gender::Plural, Case::Nominative | Case::Accusative) => "die",
        (Gender::Feminine, Case::Genitive | Case::Dative) | (Gender::Plural, Case::Genitive) => {
            "der"
        }
    }
}

fn contracted(preposition: &str, article: &str) -> String {
    match (preposition, article) {
        ("von", "dem") => "vom".to_owned(),
        ("zu", "dem") => "zum".to_owned(),
        ("zu", "der") => "zur".to_owned(),
        ("bei", "dem") => "beim".to_owned(),
        ("in", "dem") => "im".to_owned(),
        ("an", "dem") => "am".to_owned(),
        _ => format!("{preposition} {article}"),
    }
}

fn name_in(name: &str, gender: Gender, case: Case) -> String {
    let head = head_index(name);
    name.split(' ')
        .enumerate()
        .map(|(index, word)| {
            if head.is_none_or(|head| index < head) {
                adjective_in(word, gender, case)
            } else if Some(index) == head {
                noun_in(word, gender, case)
            } else {
                word.to_owned()
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Weak declension behind the definite article.
fn adjective_in(word: &str, gender: Gender, case: Case) -> String {
    let Some(stem) = adjective_stem(word) else {
        return word.to_owned();
    };
    let ending = match (gender, case) {
        (Gender::Plural, _)
        | (_, Case::Genitive | Case::Dative)
        | (Gender::Masculine, Case::Accusative) => "en",
        (_, Case::Nominative | Case::Accusative) => "e",
    };
    format!("{stem}{ending}")
}

fn noun_in(word: &str, gender: Gender, case: Case) -> String {
    // Acronyms (KSM) and words that don't end in a letter stay as they are.
    let is_word = word.chars().last().is_some_and(char::is_lowercase);
    if !is_word {
        return word.to_owned();
    }
    match (gender, case) {
        (Gender::Plural, Case::Dative) if !word.ends_with('n') && !word.ends_with('s') => {
            format!("{word}n")
        }
        (Gender::Masculine | Gender::Neuter, Case::Genitive) => genitive(word),
        _ => word.to_owned(),
    }
}

fn genitive(word: &str) -> String {
    let lower = word.to_lowercase();
    // Weak nouns of public life take -en.
    if ["präsident", "beauftragt"]
        .iter()
        .any(|w| lower.ends_with(w))
    {
        return format!("{word}en");
    }
    if ["kreis", "haus"].iter().any(|w| lower.ends_with(w)) {
        return format!("{word}es");
    }
    if ["amt", "land", "markt"].iter().any(|w| lower.ends_with(w)) {
        return format!("{word}es");
    }
    if lower.ends_with("nis") {
        return format!("{word}ses");
    }
    if ["s", "ß", "x", "z"].iter().any(|w| lower.ends_with(w)) {
        return format!("{word}es");
    }
    format!("{word}s")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(article: &str, name: &str, case: &str) -> String {
        let declined = decline(article, name, Case::named(case).unwrap(), None);
        format!("{} {}", declined.article, declined.name)
            .trim()
            .to_owned()
    }

    #[test]
    fn feminine_names_keep_their_form() {
        assert_eq!(
            say("die", "Landeshauptstadt Schwerin", "nominativ"),
            "die Landeshauptstadt Schwerin"
        );
        assert_eq!(
            say("die", "Landeshauptstadt Schwerin", "genitiv"),
            "der Landeshauptstadt Schwerin"
        );
        assert_eq!(say("die", "Stadt", "dativ"), "der Stadt");
    }

    #[test]
    fn masculine_and_neuter_take_a_genitive_ending() {
        assert_eq!(
            say("der", "Landkreis Ludwigslust-Parchim", "genitiv"),
            "des Landkreises Ludwigslust-Parchim"
        );
        assert_eq!(say("das", "Amt Crivitz", "genitiv"), "des Amtes Crivitz");
        assert_eq!(say("das", "Land Berlin", "genitiv"), "des Landes Berlin");
        assert_eq!(say("der", "Markt Muster", "genitiv"), "des Marktes Muster");
        assert_eq!(say("das", "Amt", "dativ"), "dem Amt");
        assert_eq!(
            say("der", "Kommunalservice Mecklenburg", "genitiv"),
            "des Kommunalservices Mecklenburg"
        );
        assert_eq!(
            say("der", "Zweckverband Südwestfalen-IT", "akkusativ"),
            "den Zweckverband Südwestfalen-IT"
        );
        assert_eq!(
            say("das", "Jobcenter Nord", "genitiv"),
            "des Jobcenters Nord"
        );
    }

    #[test]
    fn adjectives_are_declined_behind_the_article() {
        assert_eq!(
            say("der", "Kommunaler Servicebetrieb", "nominativ"),
            "der Kommunale Servicebetrieb"
        );
        assert_eq!(
            say("das", "Städtisches Klinikum", "dativ"),
            "dem Städtischen Klinikum"
        );
    }

    #[test]
    fn plural_names_are_recognised() {
        assert_eq!(
            say("die", "Stadtwerke Schwerin", "dativ"),
            "den Stadtwerken Schwerin"
        );
        assert!(is_plural("die", "Stadtwerke Schwerin"));
        assert!(!is_plural("die", "Stadt Stadtwerke"));
    }

    #[test]
    fn without_article_nothing_is_declined() {
        assert_eq!(
            say("keiner", "Südwestfalen-IT", "genitiv"),
            "von Südwestfalen-IT"
        );
        assert_eq!(say("keiner", "Südwestfalen-IT", "dativ"), "Südwestfalen-IT");
    }

    #[test]
    fn acronyms_stay() {
        assert_eq!(say("der", "KSM", "genitiv"), "des KSM");
    }

    #[test]
    fn prepositions_are_contracted() {
        let d = decline("der", "Landkreis Peine", Case::Dative, Some("von"));
        assert_eq!(
            (d.article.as_str(), d.name.as_str()),
            ("vom", "Landkreis Peine")
        );
        let d = decline("die", "Stadt", Case::Dative, Some("zu"));
        assert_eq!(d.article, "zur");
        let d = decline("die", "Stadt", Case::Dative, Some("bei"));
        assert_eq!(d.article, "bei der");
    }
}
