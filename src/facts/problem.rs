//! Problems of form: what is wrong in a file, where, and what to do. German.
//!
//! Messages name keys and allowed values, never what stands in the file: that may be personal.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::FieldPath;

/// Bytes of the source, from start up to (not including) end.
pub type Span = Range<usize>;

/// How many problems are shown at once.
const SHOWN: usize = 100;
/// A source line longer than this is not shown.
const LONGEST_LINE: usize = 2_000;

/// Weight of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemLevel {
    /// The file cannot be used.
    Fehler,
    /// Something was mended on the way.
    Warnung,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub message: String,
    /// The fact it is about.
    pub path: Option<FieldPath>,
    /// Where in the file.
    pub span: Option<Span>,
    /// What to do.
    pub hint: Option<String>,
    /// Its weight.
    pub level: ProblemLevel,
}

impl Problem {
    /// An error.
    #[must_use]
    pub fn error(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            path: None,
            span: None,
            hint: None,
            level: ProblemLevel::Fehler,
        }
    }

    /// A warning.
    #[must_use]
    pub fn warning(message: impl Into<String>) -> Self {
        Self {
            level: ProblemLevel::Warnung,
            ..Self::error(message)
        }
    }

    /// With its place.
    #[must_use]
    pub fn at(mut self, path: &FieldPath, span: &Span) -> Self {
        if !path.as_str().is_empty() {
            self.path = Some(path.clone());
        }
        self.span = Some(span.clone());
        self
    }

    /// With advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Whether the file cannot be used.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.level == ProblemLevel::Fehler
    }
}

/// Line and column (in characters), both from 1, of a byte of `source`.
#[must_use]
pub fn line_column(source: &str, offset: usize) -> (usize, usize) {
    let offset = floor(source, offset);
    let before = source.get(..offset).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
    (line, column)
}

/// The nearest character boundary at or before `offset`.
fn floor(source: &str, offset: usize) -> usize {
    let mut offset = offset.min(source.len());
    while !source.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// All problems as text for a terminal, in the order of the file: message, file, line, column, caret.
#[must_use]
pub fn render_problems(name: &str, source: &str, problems: &[Problem], colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut out = String::new();
    for problem in problems.iter().take(SHOWN) {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&renderer.render(&[group(name, source, problem)]));
        out.push('\n');
    }
    if problems.len() > SHOWN {
        out.push_str(&format!(
            "\n… und {} weitere. Beheben Sie zuerst die gezeigten.\n",
            problems.len() - SHOWN
        ));
    }
    out
}

/// One problem for the renderer, with the source line it stands on.
fn group<'a>(name: &'a str, source: &'a str, problem: &'a Problem) -> Group<'a> {
    let level = match problem.level {
        ProblemLevel::Fehler => Level::ERROR.with_name("Fehler"),
        ProblemLevel::Warnung => Level::WARNING.with_name("Warnung"),
    };
    let mut group = Group::with_title(level.primary_title(problem.message.as_str()));
    if let Some(span) = &problem.span {
        let start = floor(source, span.start);
        let line_start = source
            .get(..start)
            .and_then(|before| before.rfind('\n'))
            .map_or(0, |at| at + 1);
        let rest = source.get(line_start..).unwrap_or_default();
        let length = rest.find('\n').unwrap_or(rest.len());
        let line = rest
            .get(..length)
            .unwrap_or_default()
            .trim_end_matches('\r');
        let (number, column) = line_column(source, start);
        if line.len() <= LONGEST_LINE {
            let from = (start - line_start).min(line.len());
            let to = floor(line, span.end.saturating_sub(line_start)).max(from);
            group = group.element(
                Snippet::source(line)
                    .path(name)
                    .line_start(number)
                    .annotation(AnnotationKind::Primary.span(from..to)),
            );
        } else {
            group = group.element(
                annotate_snippets::Origin::path(name)
                    .line(number)
                    .char_column(column),
            );
        }
    } else {
        group = group.element(annotate_snippets::Origin::path(name));
    }
    if let Some(hint) = &problem.hint {
        group = group.element(Level::HELP.with_name("Hilfe").message(hint.as_str()));
    }
    group
}
