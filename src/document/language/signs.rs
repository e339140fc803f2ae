//! What makes one sentence hard: its length, hedges, passive, nouns, long words, negations.

use std::ops::Range;

use super::passages::{Kind, Sentence, Word};

/// So many words are still easy to hold.
pub(super) const EASY_LENGTH: usize = 20;

/// From here on a sentence is too long.
pub(super) const GREATEST_LENGTH: usize = 22;

/// Letters of the longest word (a part of a compound with hyphens) that is still easy to read.
const LONGEST_WORD: usize = 24;

/// So many abstract nouns in one sentence are too many.
const NOUNS: usize = 3;

/// Words that weaken a statement.
const HEDGES: [&str; 25] = [
    "möglicherweise",
    "gegebenenfalls",
    "ggf.",
    "unter umständen",
    "unter gewissen umständen",
    "u. u.",
    "nach derzeitigem kenntnisstand",
    "nach aktuellem kenntnisstand",
    "nach jetzigem kenntnisstand",
    "nach bisherigem kenntnisstand",
    "nach derzeitigem stand",
    "nach aktuellem stand",
    "eventuell",
    "evtl.",
    "womöglich",
    "allem anschein nach",
    "anscheinend",
    "mutmaßlich",
    "vermutlich",
    "vielleicht",
    "theoretisch",
    "soweit derzeit bekannt",
    "nicht auszuschließen",
    "könnte",
    "könnten",
];

/// Texts that state what happened and what is done; advice and consequences may say what can be.
const STATEMENTS: [&str; 3] = ["vorfall.", "massnahmen[", "verlauf["];

/// Number of words, where there are more than easy to hold.
pub(super) fn too_long(sentence: &Sentence) -> Option<usize> {
    let words = sentence.words.len();
    let is_label = sentence.kind == Kind::Cell && !sentence.is_complete();
    (words > EASY_LENGTH && !is_label).then_some(words)
}

/// The hedges of a sentence that states something certain, or that stand one on the other.
pub(super) fn hedges(sentence: &Sentence, certain: bool) -> Option<Vec<&'static str>> {
    let text = sentence.text.to_lowercase();
    let found: Vec<&'static str> = HEDGES
        .into_iter()
        .filter(|hedge| holds(&text, hedge))
        .collect();
    (found.len() > 1 || certain && states(sentence) && !found.is_empty()).then_some(found)
}

/// Whether the sentence is a text of the facts on what happened or is done.
fn states(sentence: &Sentence) -> bool {
    sentence.path.as_ref().is_some_and(|path| {
        STATEMENTS
            .iter()
            .any(|start| path.as_str().starts_with(start))
    })
}

/// Whether the words of `part` stand in the text as words of their own.
fn holds(text: &str, part: &str) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(part).any(|(at, _)| {
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let after = text.get(at + part.len()..).and_then(|t| t.chars().next());
        edge(before) && edge(after)
    })
}

/// Small words that look like a participle.
const NO_PARTICIPLES: [&str; 28] = [
    "erst",
    "erneut",
    "bereit",
    "bekannt",
    "unbekannt",
    "gegen",
    "gern",
    "gesamt",
    "gut",
    "gesund",
    "geben",
    "gehen",
    "gelten",
    "gehören",
    "gelangen",
    "geschehen",
    "gewinnen",
    "geraten",
    "gestalten",
    "genießen",
    "gefährden",
    "gedenken",
    "genannten",
    "beiden",
    "verschiedenen",
    "besten",
    "ersten",
    "gerecht",
];

/// Parts that a verb begins with and that take no `ge`.
const INSEPARABLE: [&str; 9] = [
    "be", "ver", "er", "ent", "zer", "miss", "über", "unter", "wider",
];

/// The participle of a passive whose actor the sentence does not name.
pub(super) fn passive(sentence: &Sentence) -> Option<String> {
    if !states(sentence) || !sentence.is_complete() {
        return None;
    }
    clauses(sentence).find_map(passive_of_clause)
}

/// The clauses of a sentence, parted by its signs.
fn clauses(sentence: &Sentence) -> impl Iterator<Item = &[Word]> {
    sentence
        .words
        .chunk_by(|word, next| !parted(sentence, &(word.place.end..next.place.start)))
}

fn passive_of_clause(words: &[Word]) -> Option<String> {
    let lower: Vec<String> = words.iter().map(|word| word.text.to_lowercase()).collect();
    let names_actor = lower
        .iter()
        .enumerate()
        .any(|(at, word)| match word.as_str() {
            "von" | "durch" | "mithilfe" => true,
            "vom" => lower.get(at + 1).is_none_or(|next| next != "netz"),
            _ => false,
        });
    if names_actor {
        return None;
    }
    let has = |forms: &[&str]| lower.iter().any(|word| forms.contains(&word.as_str()));
    let past = has(&["wurde", "wurden", "worden"]);
    // `wird` and `werden` also make the future, whose infinitive looks like a participle in -en.
    if !past && !has(&["wird", "werden"]) {
        return None;
    }
    words.iter().enumerate().find_map(|(at, word)| {
        // It stands last in its clause, auxiliaries aside.
        let last = words.get(at + 1).is_none_or(|next| {
            matches!(
                next.text.as_str(),
                "und" | "oder" | "worden" | "werden" | "wird" | "wurde" | "wurden"
            )
        });
        (last && is_participle(&word.text, past)).then(|| word.text.clone())
    })
}

fn is_participle(word: &str, past: bool) -> bool {
    if !word.chars().all(char::is_lowercase) || NO_PARTICIPLES.contains(&word) {
        return false;
    }
    let weak = word.ends_with('t');
    let strong = word.ends_with("en");
    if !weak && !strong || word.chars().count() < 5 {
        return false;
    }
    // `angegriffen`, `geprüft`: a prefix of a verb may stand before `ge`.
    let with_ge = word.starts_with("ge")
        || [
            "ab", "an", "auf", "aus", "ein", "fest", "frei", "her", "hin", "los", "mit", "nach",
            "um", "vor", "weg", "weiter", "zu", "zurück", "zusammen", "bei", "bereit", "sicher",
            "wieder",
        ]
        .iter()
        .any(|prefix| {
            word.strip_prefix(prefix)
                .is_some_and(|rest| rest.starts_with("ge") && rest.chars().count() > 4)
        });
    if with_ge {
        return true;
    }
    let without_ge = word.ends_with("iert")
        || INSEPARABLE.iter().any(|prefix| word.starts_with(prefix))
        || ["aus", "an", "be", "vor", "ab", "auf"]
            .iter()
            .any(|prefix| {
                word.strip_prefix(prefix)
                    .is_some_and(|rest| rest.starts_with("ver") || rest.starts_with("be"))
            });
    without_ge && (weak || past)
}

/// Nouns in -ung and the like that name a thing or a place, not an act.
const THINGS: [&str; 42] = [
    "zeitung",
    "wohnung",
    "rechnung",
    "zahlung",
    "abbuchung",
    "überweisung",
    "versicherung",
    "leitung",
    "verwaltung",
    "information",
    "region",
    "religion",
    "station",
    "kleidung",
    "heizung",
    "kreuzung",
    "umgebung",
    "abteilung",
    "einrichtung",
    "siedlung",
    "zulassung",
    "meldung",
    "forderung",
    "lösung",
    "bankverbindung",
    "verbindung",
    "sitzung",
    "leistung",
    "sozialleistung",
    "geldleistung",
    "quittung",
    "bescheinigung",
    "öffnung",
    "nation",
    "million",
    "person",
    "pension",
    "sendung",
    "zeichnung",
    "ordnung",
    "grundverordnung",
    "anhörung",
];

/// Phrases of officials.
const PHRASES: [&str; 21] = [
    "erfolgt",
    "erfolgte",
    "erfolgten",
    "erfolgen",
    "durchführung",
    "zur kenntnis",
    "in kenntnis",
    "inanspruchnahme",
    "unter zuhilfenahme",
    "in augenschein",
    "zum einsatz",
    "zur anwendung",
    "in abzug",
    "zur durchführung",
    "seitens",
    "diesbezüglich",
    "zwecks",
    "hinsichtlich",
    "in bezug auf",
    "vorgenommen",
    "zur anzeige",
];

/// What makes the style nominal: the nouns, or the phrase.
pub(super) fn nouns(sentence: &Sentence) -> Option<Vec<String>> {
    if !sentence.is_complete() || !matches!(sentence.kind, Kind::Paragraph | Kind::Item) {
        return None;
    }
    let text = sentence.text.to_lowercase();
    let phrase = PHRASES.into_iter().find(|phrase| holds(&text, phrase));
    if let Some(phrase) = phrase {
        return Some(vec![phrase.to_owned()]);
    }
    let found: Vec<String> = sentence
        .words
        .iter()
        .filter(|word| !word.name && is_abstract(&word.text))
        .map(|word| word.text.clone())
        .collect();
    // A list of things in one sentence is no nominal style.
    let listed = sentence.text.matches(',').count() >= 3 && sentence.text.contains(':');
    (found.len() >= NOUNS && !listed).then_some(found)
}

fn is_abstract(word: &str) -> bool {
    if !word.chars().next().is_some_and(char::is_uppercase) {
        return false;
    }
    let lower = word.to_lowercase();
    let last = lower.rsplit('-').next().unwrap_or(&lower);
    let singular = ["ungen", "heiten", "keiten", "ionen"]
        .iter()
        .find(|end| last.ends_with(*end))
        .and_then(|_| last.strip_suffix("en"))
        .unwrap_or(last);
    ["ung", "heit", "keit", "ion"]
        .iter()
        .any(|end| singular.ends_with(end))
        && singular.chars().count() > 5
        && !THINGS.iter().any(|thing| singular.ends_with(thing))
        // `Gesundheit`, `Krankheit`, `Sicherheit` are plain words.
        && !["gesundheit", "krankheit", "sicherheit", "freiheit", "kindheit", "einheit", "mehrheit", "möglichkeit"]
            .iter()
            .any(|plain| singular.ends_with(plain))
}

/// The first word that is too long to read, in a text from the facts.
pub(super) fn long_word(sentence: &Sentence) -> Option<&Word> {
    sentence.path.as_ref()?;
    sentence.words.iter().find(|word| {
        !word.name
            && word.letters
            && word
                .text
                .split(['-', '‑', '/'])
                .any(|part| part.chars().filter(|c| c.is_alphabetic()).count() > LONGEST_WORD)
    })
}

/// Words with `un` that deny nothing.
const NO_DENIAL: [&str; 6] = [
    "unbedingt",
    "unmittelbar",
    "unverzüglich",
    "unterschiedlich",
    "ungefähr",
    "unendlich",
];

/// The words that deny twice in one clause, in a text from the facts.
pub(super) fn negations(sentence: &Sentence) -> Option<String> {
    sentence.path.as_ref()?;
    let words = &sentence.words;
    for (at, word) in words.iter().enumerate() {
        let lower = word.text.to_lowercase();
        if !matches!(lower.as_str(), "nicht" | "nie" | "niemals") && !is_none(&lower) {
            continue;
        }
        let mut from = word.place.end;
        for next in words.get(at + 1..).unwrap_or_default().iter().take(6) {
            if parted(sentence, &(from..next.place.start)) {
                break;
            }
            from = next.place.end;
            let second = next.text.to_lowercase();
            // `Keine Anlagen und keine Links` lists; it denies once.
            let denies = !is_none(&lower) && is_none(&second)
                || matches!(second.as_str(), "nie" | "niemals" | "niemand" | "ohne")
                || is_none(&lower) && second == "nicht"
                || matches!(second.as_str(), "auszuschließen" | "ausgeschlossen")
                || denies_by_un(&second);
            if denies {
                return Some(format!("{} … {}", word.text, next.text));
            }
        }
    }
    None
}

fn is_none(word: &str) -> bool {
    matches!(
        word,
        "kein" | "keine" | "keinen" | "keinem" | "keiner" | "keines" | "keinerlei"
    )
}

fn denies_by_un(word: &str) -> bool {
    word.starts_with("un")
        && !word.starts_with("unter")
        && !word.starts_with("unser")
        && !NO_DENIAL.iter().any(|plain| word.starts_with(plain))
        && word.chars().count() >= 7
        && [
            "lich", "liche", "lichen", "bar", "bare", "baren", "ig", "ige", "igen", "isch", "end",
            "voll",
        ]
        .iter()
        .any(|end| word.ends_with(end))
}

/// Whether a new clause begins between two words.
fn parted(sentence: &Sentence, range: &Range<usize>) -> bool {
    sentence
        .text
        .get(range.clone())
        .is_none_or(|signs| signs.contains([',', ';', ':', '.', '–', '—', '(', '!', '?']))
}
