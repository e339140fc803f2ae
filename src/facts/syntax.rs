//! Errors of syntax in German, with a remedy for the frequent ones.

use jsonc_parser::errors::{ParseError, ParseErrorKind};

use super::problem::{Problem, Span};

/// An error of the TOML parser. `message` is its English text.
pub(super) fn toml(message: &str, span: Option<Span>, source: &str) -> Problem {
    let span = span.unwrap_or(0..0);
    let line = line_at(source, span.start);
    let (what, hint) = toml_words(message, line, source.get(span.clone()).unwrap_or_default());
    let mut problem = Problem::error(format!("Hier stimmt die Schreibweise (TOML) nicht: {what}"));
    problem.span = Some(span);
    if !hint.is_empty() {
        problem = problem.hint(hint);
    }
    problem
}

/// The line of the source that holds `offset`.
fn line_at(source: &str, offset: usize) -> &str {
    let bytes = source.as_bytes();
    let offset = offset.min(bytes.len());
    let start = bytes
        .iter()
        .take(offset)
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    let end = bytes
        .iter()
        .skip(offset)
        .position(|byte| *byte == b'\n')
        .map_or(bytes.len(), |at| at + offset);
    source.get(start..end).unwrap_or_default()
}

const QUOTE: &str = "Setzen Sie Text in gerade Anführungszeichen: schluessel = \"Text\". Längerer Text steht zwischen \"\"\" und \"\"\".";
const DATE: &str = "Schreiben Sie Zeiten so: 2021-10-15T07:20:00 oder 2021-10-15 (Jahr-Monat-Tag, ohne Anführungszeichen).";

fn toml_words(message: &str, line: &str, found: &str) -> (&'static str, &'static str) {
    // What the parser expected instead says nothing about the mistake, but for a missing `=`.
    let (said, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let has = |text: &str| said.contains(text);
    let value = line.split_once('=').map_or("", |(_, value)| value.trim());
    if has("recursion limit") {
        return (
            "Klammern sind zu tief ineinander geschachtelt",
            "Prüfen Sie, ob eine Klammer zu viel steht.",
        );
    }
    if has("duplicate key") {
        return (
            "dieser Schlüssel oder diese Tabelle steht zweimal in der Datei",
            "Streichen Sie eine der beiden Stellen. Mehrere gleichartige Einträge stehen unter doppelten Klammern, zum Beispiel [[massnahmen]].",
        );
    }
    if has("cannot extend value") {
        return (
            "dieser Schlüssel hat schon einen Wert und kann nicht zugleich eine Tabelle sein",
            "Streichen Sie eine der beiden Stellen, oder führen Sie sie zusammen.",
        );
    }
    if value.starts_with(['„', '“', '”', '‚', '‘', '’', '»', '«']) {
        return (
            "Text steht hier in typografischen Anführungszeichen",
            "Nehmen Sie gerade Anführungszeichen (\"), wie auf der Tastatur über der 2.",
        );
    }
    if german_date(value) {
        return ("eine Zeitangabe in deutscher Reihenfolge", DATE);
    }
    if has("date")
        || has("month")
        || has("day")
        || has("hour")
        || has("minute")
        || has("second")
        || iso_like(value)
    {
        return (
            "dieses Datum oder diese Uhrzeit gibt es nicht, oder die Schreibweise stimmt nicht",
            DATE,
        );
    }
    if has("escape")
        || ((has("invalid basic string") || has("multi-line basic string")) && value.contains('\\'))
    {
        return (
            "ein umgekehrter Schrägstrich (\\) in einem Text",
            "Schreiben Sie ihn doppelt (\\\\), oder setzen Sie den Text in einfache Anführungszeichen: 'C:\\Ordner'.",
        );
    }
    if has("carriage return")
        || has("control")
        || found
            .chars()
            .any(|c| c.is_control() && c != '\n' && c != '\t')
    {
        return (
            "ein unsichtbares Steuerzeichen steht in der Datei",
            "Löschen Sie die Stelle, und schreiben Sie sie neu.",
        );
    }
    if has("basic string") || has("literal string") && !has("quoted") {
        return (
            "ein Text ist nicht beendet; es fehlt das schließende Anführungszeichen",
            "Ergänzen Sie das Anführungszeichen am Ende des Textes. Ein Text über mehrere Zeilen steht zwischen \"\"\" und \"\"\"; Anführungszeichen im Text schreiben Sie „so“.",
        );
    }
    if has("opening quote") {
        return ("es fehlt das öffnende Anführungszeichen", QUOTE);
    }
    if has("must be quoted")
        || has("invalid string")
        || has("invalid float")
        || has("invalid boolean")
    {
        return (
            "der Wert steht ohne Anführungszeichen oder ist keine Zahl",
            QUOTE,
        );
    }
    if has("leading zero") {
        return (
            "eine Zahl beginnt mit 0",
            "Postleitzahlen, Telefonnummern und Aktenzeichen stehen in Anführungszeichen: plz = \"01067\".",
        );
    }
    if has("number") || has("digit") || has("sign") {
        return (
            "diese Zahl ist nicht lesbar",
            "Schreiben Sie Zahlen ohne Punkt und Leerzeichen: 1200. Anderes gehört in Anführungszeichen.",
        );
    }
    if has("unclosed array table") || has("unclosed table") {
        return (
            "die Überschrift einer Tabelle ist nicht geschlossen",
            "Schreiben Sie [name], bei Listen [[name]].",
        );
    }
    if has("unclosed array") {
        return (
            "eine Liste ist nicht geschlossen; es fehlt „]“",
            "Ergänzen Sie die schließende Klammer.",
        );
    }
    if has("unclosed inline table") {
        return (
            "eine geschweifte Klammer ist nicht geschlossen; es fehlt „}“",
            "Ergänzen Sie die schließende Klammer.",
        );
    }
    if has("missing comma") && (line.trim_start().starts_with('[') || line.contains('=')) {
        return (
            "die Liste davor ist nicht geschlossen; es fehlt „]“",
            "Ergänzen Sie die schließende Klammer. Steht diese Zeile noch in der Liste, fehlt davor ein Komma.",
        );
    }
    if has("missing comma") {
        return (
            "zwischen zwei Werten fehlt ein Komma",
            "Trennen Sie die Werte mit einem Komma: [\"eins\", \"zwei\"].",
        );
    }
    if has("extra comma") {
        return ("ein Komma ist zu viel", "Streichen Sie das Komma.");
    }
    if has("missing value") {
        return (
            "nach dem Gleichheitszeichen fehlt der Wert",
            "Ergänzen Sie den Wert, oder streichen Sie die Zeile: Was nicht bekannt ist, bleibt weg.",
        );
    }
    if has("key with no value") || has("missing assignment") || expected == "`=`" {
        return (
            "nach dem Schlüssel fehlt das Gleichheitszeichen",
            "Eine Zeile hat die Form: schluessel = \"Wert\". Ein Doppelpunkt steht dort nicht.",
        );
    }
    if has("extra `=`") || has("unexpected `=`") || has("extra assignment") {
        return (
            "ein Gleichheitszeichen ist zu viel",
            "Text mit Gleichheitszeichen steht in Anführungszeichen.",
        );
    }
    if has("unquoted key") || has("invalid key") || has("invalid table") || has("missing key") {
        return (
            "hier steht ein Schlüssel, der so nicht geschrieben werden kann",
            "Schlüssel bestehen aus a–z, 0–9, _ und -; Umlaute schreiben Sie ae, oe, ue, ss. Text über mehrere Zeilen steht zwischen \"\"\" und \"\"\".",
        );
    }
    if has("unexpected key or value") || has("unexpected content") {
        return (
            "nach dem Wert steht noch etwas in der Zeile",
            "Jeder Schlüssel steht in einer eigenen Zeile; Bemerkungen beginnen mit #. Anführungszeichen im Text schreiben Sie „so“.",
        );
    }
    (
        "diese Zeile ist nicht lesbar",
        "Eine Zeile hat die Form: schluessel = \"Wert\".",
    )
}

/// `15.10.2021 …`
fn german_date(value: &str) -> bool {
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    let rest = value.get(digits..).unwrap_or_default();
    (1..=2).contains(&digits)
        && rest.starts_with('.')
        && rest.get(1..).is_some_and(|rest| {
            let month = rest.bytes().take_while(u8::is_ascii_digit).count();
            (1..=2).contains(&month) && rest.get(month..).is_some_and(|r| r.starts_with('.'))
        })
}

/// `2021-…`
fn iso_like(value: &str) -> bool {
    value.len() > 4
        && value.bytes().take(4).all(|byte| byte.is_ascii_digit())
        && value.as_bytes().get(4) == Some(&b'-')
}

/// An error of the JSON parser.
pub(super) fn json(error: &ParseError) -> Problem {
    use ParseErrorKind as Kind;
    let (what, hint) = match error.kind() {
        Kind::CommentsNotAllowed | Kind::UnterminatedCommentBlock => (
            "Bemerkungen gibt es in JSON nicht",
            "Streichen Sie die Bemerkung, oder verwenden Sie TOML.",
        ),
        Kind::TrailingCommasNotAllowed | Kind::UnexpectedComma => {
            ("ein Komma ist zu viel", "Streichen Sie das Komma.")
        }
        Kind::ExpectedComma => (
            "zwischen zwei Werten fehlt ein Komma",
            "Ergänzen Sie das Komma.",
        ),
        Kind::ExpectedColonAfterObjectKey | Kind::UnexpectedColon => (
            "ein Doppelpunkt fehlt oder steht an der falschen Stelle",
            "Ein Eintrag hat die Form: \"schluessel\": \"Wert\".",
        ),
        Kind::ExpectedObjectValue => (
            "nach dem Doppelpunkt fehlt der Wert",
            "Ergänzen Sie den Wert.",
        ),
        Kind::ExpectedStringObjectProperty
        | Kind::SingleQuotedStringsNotAllowed
        | Kind::UnexpectedWord => (
            "Text steht ohne gerade Anführungszeichen",
            "Setzen Sie Schlüssel und Text in gerade Anführungszeichen (\").",
        ),
        Kind::String(_) => (
            "ein Text ist nicht beendet oder enthält eine falsche Zeichenfolge mit „\\“",
            "Ergänzen Sie das schließende Anführungszeichen; einen umgekehrten Schrägstrich schreiben Sie doppelt.",
        ),
        Kind::UnexpectedCloseBrace
        | Kind::UnexpectedCloseBracket
        | Kind::UnterminatedArray
        | Kind::UnterminatedObject => (
            "die Klammern passen nicht zusammen",
            "Zu jeder öffnenden Klammer gehört eine schließende.",
        ),
        Kind::NestingDepthExceeded => (
            "Klammern sind zu tief ineinander geschachtelt",
            "Prüfen Sie, ob eine Klammer zu viel steht.",
        ),
        Kind::MultipleRootJsonValues => (
            "nach dem Ende der Angaben steht noch etwas",
            "Streichen Sie, was nach der letzten geschweiften Klammer steht.",
        ),
        Kind::BareDecimalPointNumbersNotAllowed
        | Kind::ExpectedDigit
        | Kind::ExpectedDigitFollowingNegativeSign
        | Kind::ExpectedPlusMinusOrDigitInNumberLiteral
        | Kind::HexadecimalNumbersNotAllowed
        | Kind::NonFiniteNumbersNotAllowed
        | Kind::UnaryPlusNumbersNotAllowed => (
            "diese Zahl ist nicht lesbar",
            "Schreiben Sie Zahlen so: 1200 oder 0.5.",
        ),
        Kind::UnexpectedToken | Kind::UnexpectedTokenInObject => (
            "hier steht ein Zeichen, das nicht passt",
            "Prüfen Sie Kommas, Klammern und Anführungszeichen davor.",
        ),
    };
    let range = error.range();
    let mut problem =
        Problem::error(format!("Hier stimmt die Schreibweise (JSON) nicht: {what}")).hint(hint);
    problem.span = Some(range.start..range.end);
    problem
}
