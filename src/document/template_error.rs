//! Errors of templates: file, line and caret, in German, never with facts.

// The kinds of the engine's errors are an open list.
#![allow(clippy::wildcard_enum_match_arm)]

use std::fmt;

/// An error in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// Name of the template file.
    pub template: String,
    /// Line, from 1; 0 where it is not known.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
    /// The line of the template.
    pub excerpt: String,
    /// Column (from 0) and length of the place in the line.
    pub mark: Option<(usize, usize)>,
}

impl TemplateError {
    /// An error at a byte range of a source.
    #[must_use]
    pub fn at(
        template: &str,
        source: &str,
        start: usize,
        end: usize,
        message: impl Into<String>,
    ) -> Self {
        let start = (0..=start.min(source.len()))
            .rev()
            .find(|i| source.is_char_boundary(*i))
            .unwrap_or(0);
        let (before, _) = source.split_at(start);
        let line = before.matches('\n').count() + 1;
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let excerpt = source.lines().nth(line - 1).unwrap_or_default().to_owned();
        let column = source
            .get(line_start..start)
            .map_or(0, |s| s.chars().count());
        let length = source
            .get(start..end.max(start))
            .map_or(1, |s| s.lines().next().unwrap_or_default().chars().count());
        Self {
            template: template.to_owned(),
            line,
            message: message.into(),
            excerpt,
            mark: Some((column, length.max(1))),
        }
    }

    /// From an error of the engine; `source` is the text of the template it names.
    #[must_use]
    pub fn from_engine(error: &minijinja::Error, source: impl Fn(&str) -> Option<String>) -> Self {
        // The innermost cause that still names a place is the one to mend.
        let mut error = error;
        while let Some(inner) =
            std::error::Error::source(error).and_then(|e| e.downcast_ref::<minijinja::Error>())
        {
            error = inner;
        }
        let template = error.name().unwrap_or("Vorlage").to_owned();
        let text = source(&template).unwrap_or_default();
        let message = message(error);
        if let Some(range) = error.range() {
            return Self::at(&template, &text, range.start, range.end, message);
        }
        let line = error.line().unwrap_or(0);
        let excerpt = line
            .checked_sub(1)
            .and_then(|i| text.lines().nth(i))
            .unwrap_or_default()
            .to_owned();
        Self {
            template,
            line,
            message,
            excerpt,
            mark: None,
        }
    }
}

fn message(error: &minijinja::Error) -> String {
    use minijinja::ErrorKind as Kind;
    // Details of the engine may hold values; only those of the template's own text are shown.
    let detail = error.detail().unwrap_or_default();
    match error.kind() {
        Kind::SyntaxError => format!("Die Schreibweise der Vorlage stimmt nicht ({detail})."),
        Kind::UndefinedError => "Dieser Wert ist nicht bekannt. Prüfen Sie den Namen: Er muss so in der Tatsachendatei vorkommen.".to_owned(),
        Kind::UnknownFilter => "Diesen Filter gibt es nicht.".to_owned(),
        Kind::UnknownTest => "Diese Prüfung (is …) gibt es nicht.".to_owned(),
        Kind::UnknownFunction => "Diese Funktion gibt es nicht.".to_owned(),
        Kind::UnknownMethod => "Diese Methode gibt es nicht.".to_owned(),
        Kind::UnknownBlock => "Diesen Block gibt es in der Vorlage nicht, auf die verwiesen wird.".to_owned(),
        Kind::TemplateNotFound => "Diese Vorlage gibt es nicht. Mitgelieferte Vorlagen heißen „standard/NAME.md.j2“.".to_owned(),
        Kind::BadSerialization => detail.to_owned(),
        Kind::OutOfFuel => {
            "Die Vorlage braucht zu viele Schritte. Prüfen Sie die Schleifen (for).".to_owned()
        }
        Kind::MissingArgument => "Hier fehlt ein Argument.".to_owned(),
        Kind::TooManyArguments => "Hier stehen zu viele Argumente.".to_owned(),
        Kind::InvalidOperation | Kind::NonPrimitive | Kind::NonKey => "Mit diesem Wert geht das nicht (falsche Art von Wert).".to_owned(),
        _ => "Die Vorlage kann nicht ausgeführt werden.".to_owned(),
    }
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Fehler in der Vorlage: {}", self.message)?;
        writeln!(f, "  --> {}:{}", self.template, self.line)?;
        if !self.excerpt.is_empty() {
            let number = self.line.to_string();
            let margin = " ".repeat(number.len());
            writeln!(f, "{margin} |")?;
            writeln!(f, "{number} | {}", self.excerpt)?;
            if let Some((column, length)) = self.mark {
                writeln!(f, "{margin} | {}{}", " ".repeat(column), "^".repeat(length))?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for TemplateError {}
