//! Where a German sentence ends.
//!
//! Plain text carries one sentence a line, so that a comparison of two versions shows the
//! sentence that changed. When in doubt two sentences stay together: a line too long is harmless,
//! a sentence torn at `Art. 33` is not.

/// After these a full stop never ends a sentence (compared without case, before the dot).
const ABBREVIATIONS: &[&str] = &[
    "abb", "abl", "abs", "abt", "allg", "anl", "anm", "art", "aufl", "az", "bd", "beschl", "bes",
    "bez", "bgbl", "bsp", "bspw", "buchst", "bzgl", "bzw", "ca", "dipl", "dr", "dt", "einschl",
    "entspr", "ev", "evtl", "exkl", "fa", "fr", "gem", "gez", "ggf", "ggfs", "gvbl", "hbf", "hl",
    "hr", "hrsg", "hs", "ing", "inkl", "insb", "insbes", "kap", "kath", "kfm", "lfd", "lit", "max",
    "mind", "nr", "nrn", "postf", "prof", "rdnr", "ref", "reg", "rn", "rz", "sog", "st", "stellv",
    "tel", "univ", "urt", "verf", "vgl", "vors", "vorst", "ziff", "zit", "zt", "zzgl", "zzt",
];

/// After these a full stop ends a sentence only where a word follows that opens one.
const OPEN_ABBREVIATIONS: &[&str] = &[
    "apr", "aug", "co", "dez", "etc", "feb", "ff", "inc", "jan", "jr", "jul", "jun", "mio", "mrd",
    "mrz", "min", "nov", "okt", "pl", "sek", "sen", "sep", "sept", "std", "str", "tsd", "usf",
    "usw",
];

/// Words that open a sentence and are written small inside one.
const OPENERS: &[&str] = &[
    "Ab",
    "Aber",
    "Alle",
    "Als",
    "Am",
    "An",
    "Auch",
    "Auf",
    "Aus",
    "Außerdem",
    "Bei",
    "Beim",
    "Bis",
    "Bitte",
    "Da",
    "Dabei",
    "Dadurch",
    "Dafür",
    "Daher",
    "Danach",
    "Dann",
    "Das",
    "Dass",
    "Davon",
    "Dazu",
    "Dem",
    "Den",
    "Denn",
    "Der",
    "Des",
    "Deshalb",
    "Die",
    "Dies",
    "Diese",
    "Diesem",
    "Diesen",
    "Dieser",
    "Dieses",
    "Doch",
    "Durch",
    "Ein",
    "Eine",
    "Einem",
    "Einen",
    "Einer",
    "Er",
    "Es",
    "Falls",
    "Für",
    "Gegen",
    "Hier",
    "Hierzu",
    "Ich",
    "Ihr",
    "Ihre",
    "Ihren",
    "Im",
    "In",
    "Ist",
    "Jede",
    "Jeder",
    "Kein",
    "Keine",
    "Mit",
    "Nach",
    "Nachdem",
    "Nicht",
    "Noch",
    "Nur",
    "Ob",
    "Obwohl",
    "Ohne",
    "Seit",
    "Sie",
    "Sind",
    "So",
    "Sobald",
    "Solange",
    "Sollte",
    "Sollten",
    "Um",
    "Und",
    "Unser",
    "Unsere",
    "Unter",
    "Über",
    "Vom",
    "Von",
    "Vor",
    "Was",
    "Wegen",
    "Weil",
    "Weitere",
    "Wenn",
    "Wer",
    "Wie",
    "Wir",
    "Wo",
    "Während",
    "Zu",
    "Zudem",
    "Zum",
    "Zur",
    "Zusätzlich",
];

/// How far a closing bracket may be for the text before it to count as bracketed.
const BRACKET_REACH: usize = 400;

/// The sentences of a text, without the white space between them.
///
/// A line end always ends a sentence; a no-break space never does.
#[must_use]
pub fn sentences(text: &str) -> Vec<&str> {
    text.split('\n').flat_map(line_sentences).collect()
}

fn line_sentences(line: &str) -> Vec<&str> {
    let chars: Vec<(usize, char)> = line.char_indices().collect();
    let bracketed = bracketed(&chars);
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < chars.len() {
        let Some(&(_, c)) = chars.get(at) else { break };
        if !is_terminator(c) {
            at += 1;
            continue;
        }
        let first = at;
        while chars.get(at).is_some_and(|(_, c)| is_terminator(*c)) {
            at += 1;
        }
        let terminators = at;
        while chars.get(at).is_some_and(|(_, c)| is_closing(*c)) {
            at += 1;
        }
        let inside = bracketed.get(at).copied().unwrap_or(false);
        let Some(&(end, space)) = chars.get(at) else {
            break;
        };
        if !matches!(space, ' ' | '\t') || inside {
            continue;
        }
        if ends_sentence(&chars, first, terminators, at) {
            push_trimmed(line.get(start..end), &mut found);
            start = end;
        }
    }
    push_trimmed(line.get(start..), &mut found);
    found
}

fn push_trimmed<'a>(piece: Option<&'a str>, found: &mut Vec<&'a str>) {
    let piece = piece.unwrap_or_default().trim();
    if !piece.is_empty() {
        found.push(piece);
    }
}

/// For every position whether it stands inside a pair of brackets.
fn bracketed(chars: &[(usize, char)]) -> Vec<bool> {
    let mut inside = vec![false; chars.len()];
    let mut open = Vec::new();
    for (at, (_, c)) in chars.iter().enumerate() {
        match c {
            '(' | '[' => open.push(at),
            ')' | ']' => {
                if let Some(from) = open.pop()
                    && at - from <= BRACKET_REACH
                    && let Some(range) = inside.get_mut(from..at)
                {
                    range.fill(true);
                }
            }
            _ => {}
        }
    }
    inside
}

/// Whether the terminators from `first` to `terminators`, followed by a space at `space`, end one.
fn ends_sentence(chars: &[(usize, char)], first: usize, terminators: usize, space: usize) -> bool {
    let rest = chars.get(space..).unwrap_or_default();
    let next: String = rest
        .iter()
        .map(|(_, c)| *c)
        .skip_while(|c| c.is_whitespace() || is_opening(*c))
        .take_while(|c| c.is_alphanumeric())
        .take(40)
        .collect();
    let Some(initial) = next.chars().next() else {
        // Nothing but signs follows: a dash goes on, an opening quotation mark can't be alone.
        return false;
    };
    if !(initial.is_uppercase() || initial.is_numeric()) {
        return false;
    }
    let opener = OPENERS.contains(&next.as_str());
    let run: Vec<char> = chars
        .get(first..terminators)
        .unwrap_or_default()
        .iter()
        .map(|(_, c)| *c)
        .collect();
    match run.as_slice() {
        ['.'] => match before_dot(&word_before(chars, first)) {
            Before::Word => true,
            Before::Open => opener,
            Before::Abbreviation => false,
        },
        run if run.contains(&'!') || run.contains(&'?') => true,
        _ => opener,
    }
}

/// What stands before a full stop.
enum Before {
    /// An ordinary word: the sentence ends.
    Word,
    /// An abbreviation or ordinal that may also stand last in a sentence.
    Open,
    /// An abbreviation that needs what follows.
    Abbreviation,
}

fn before_dot(word: &str) -> Before {
    let last = word.rsplit(['-', '/', '.']).next().unwrap_or(word);
    let lower = last.to_lowercase();
    let letters = last.chars().count();
    if last.is_empty() {
        return Before::Open;
    }
    if last.chars().all(|c| c.is_ascii_digit()) {
        // `15.` may be an ordinal, `2021.` is not one.
        return if letters <= 2 {
            Before::Open
        } else {
            Before::Word
        };
    }
    if letters == 1 {
        return if matches!(last, "a" | "ä" | "V") {
            Before::Open
        } else {
            Before::Abbreviation
        };
    }
    if ABBREVIATIONS.contains(&lower.as_str()) {
        return Before::Abbreviation;
    }
    if OPEN_ABBREVIATIONS.contains(&lower.as_str())
        || lower.ends_with("str")
        || lower.chars().all(|c| matches!(c, 'i' | 'v' | 'x'))
    {
        return Before::Open;
    }
    Before::Word
}

fn word_before(chars: &[(usize, char)], at: usize) -> String {
    let mut word: Vec<char> = chars
        .get(..at)
        .unwrap_or_default()
        .iter()
        .rev()
        .map(|(_, c)| *c)
        .take_while(|c| !c.is_whitespace() && !is_opening(*c))
        .take(60)
        .collect();
    word.reverse();
    word.into_iter().collect()
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '“' | '”' | '"' | '’' | '‘' | '\'' | '«' | '»' | ')' | ']'
    )
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '„' | '‚' | '"' | '\'' | '»' | '«' | '(' | '[' | '“' | '‘'
    )
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[track_caller]
    fn is_one(text: &str) {
        assert_eq!(sentences(text), [text]);
    }

    #[test]
    fn plain_sentences_are_split() {
        assert_eq!(
            sentences("Wir haben Anzeige erstattet. Die Polizei ermittelt! Was können Sie tun?"),
            [
                "Wir haben Anzeige erstattet.",
                "Die Polizei ermittelt!",
                "Was können Sie tun?"
            ]
        );
        assert!(sentences("").is_empty());
        assert!(sentences(" \n ").is_empty());
        assert_eq!(sentences("Ohne Punkt"), ["Ohne Punkt"]);
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        is_one(
            "Nach Art. 33 Abs. 4 Nr. 2 Buchst. a DSGVO, z. B. Namen, d. h. Angaben u. a. Daten.",
        );
        is_one("Frau Dr. Meier und Prof. Schulz, i. A. Herr Krause, vgl. Anlage, bzw. Beleg.");
        is_one("Es sind ca. 1.700 Personen, ggf. Kinder, in St. Georg, Tel. 0385 1234.");
        is_one("Die Hauptstr. 5 in Schwerin ist geschlossen.");
        is_one("Der Verein e. V. Schwerin ist betroffen.");
        is_one("Sie erreichen Frau A. Müller.");
    }

    #[test]
    fn an_abbreviation_may_stand_last() {
        assert_eq!(
            sentences("Betroffen sind Namen, Adressen usw. Wir prüfen das."),
            ["Betroffen sind Namen, Adressen usw.", "Wir prüfen das."]
        );
        assert_eq!(
            sentences("Die Stelle ist in der Hauptstr. Sie ist offen."),
            ["Die Stelle ist in der Hauptstr.", "Sie ist offen."]
        );
    }

    #[test]
    fn dates_ordinals_and_numbers() {
        is_one("Am 15. Oktober 2021 um 7.20 Uhr gab es die 2. Meldung an 1.700.000 Personen.");
        assert_eq!(
            sentences("Es geschah am 15.10.2021. Das Amt ist zu. 12 Personen warten."),
            [
                "Es geschah am 15.10.2021.",
                "Das Amt ist zu.",
                "12 Personen warten."
            ]
        );
        assert_eq!(
            sentences("Die Frist endet am 18. Wir melden vorher."),
            ["Die Frist endet am 18.", "Wir melden vorher."]
        );
    }

    #[test]
    fn quotes_brackets_and_ellipses() {
        assert_eq!(
            sentences("Er rief „Halt!“ und ging. „Das ist gut.“ Danach war Ruhe."),
            [
                "Er rief „Halt!“ und ging.",
                "„Das ist gut.“",
                "Danach war Ruhe."
            ]
        );
        is_one("Die Daten (Namen. Vor allem Adressen. Mehr nicht.) sind weg.");
        assert_eq!(
            sentences("Alles ist gut (siehe oben). Die Stadt prüft."),
            ["Alles ist gut (siehe oben).", "Die Stadt prüft."]
        );
        is_one("Name, Adresse … Telefon und mehr.");
        assert_eq!(sentences("Name, … Wir prüfen."), ["Name, …", "Wir prüfen."]);
    }

    #[test]
    fn no_break_spaces_hold_and_line_ends_part() {
        is_one("Siehe Anlage.\u{a0}Sie liegt bei.");
        assert_eq!(sentences("eins\nzwei"), ["eins", "zwei"]);
    }

    #[test]
    fn hostile_text_does_no_harm() {
        for text in [
            "….!?".repeat(500),
            "(".repeat(10_000),
            "x".repeat(10_000),
            "\u{202e}„. „. „.".to_owned(),
            "\u{301}. \u{1f600}. A\u{301}. ".to_owned(),
        ] {
            let joined: String = sentences(&text).concat();
            let kept: String = joined.split_whitespace().collect();
            let whole: String = text.split_whitespace().collect();
            assert_eq!(kept, whole);
        }
    }
}
