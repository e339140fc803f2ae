//! TOML or JSON as one tree with a source span on every key and value.

use jsonc_parser::ParseOptions;
use jsonc_parser::ast::Value as Json;
use jsonc_parser::common::Ranged;
use toml::de::{DeTable, DeValue};
use toml_parser::lexer::TokenKind;

use super::problem::{Problem, Span};
use super::syntax;

/// Deepest nesting of tables and lists.
const DEEPEST: usize = 32;

/// Most errors of syntax that are reported.
const MOST_ERRORS: usize = 200;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its place.
    pub span: Span,
    /// The value.
    pub value: Val,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Val {
    /// Text.
    Text(String),
    /// A whole number; the ends of the type stand for numbers beyond.
    Integer(i128),
    /// A decimal number.
    Float(f64),
    /// `true` or `false`.
    Bool(bool),
    /// A native TOML date or time, in its written form.
    Time(String),
    /// A list.
    List(Vec<Node>),
    /// A table, in the order of the file.
    Table(Vec<Entry>),
}

/// A key of a table with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Its place.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

impl Node {
    /// The entry `key` of a table.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Val::Table(entries) => entries
                .iter()
                .find(|entry| entry.key == key)
                .map(|entry| &entry.node),
            Val::Text(_)
            | Val::Integer(_)
            | Val::Float(_)
            | Val::Bool(_)
            | Val::Time(_)
            | Val::List(_) => None,
        }
    }
}

/// Reads TOML; a tree is there even after errors of syntax, as far as it could be read.
pub fn toml(source: &str, problems: &mut Vec<Problem>) -> Option<Node> {
    if let Some(span) = too_many_dots(source) {
        problems.push(too_deep(&span));
        return None;
    }
    let (table, errors) = DeTable::parse_recoverable(source);
    let mut seen = std::collections::BTreeSet::new();
    for error in errors.into_iter().take(MOST_ERRORS) {
        let problem = syntax::toml(error.message(), error.span(), source);
        // One error a line: those that follow on the same line are mostly its echo.
        let line = problem
            .span
            .as_ref()
            .map(|span| super::line_column(source, span.start).0);
        if seen.insert(line) {
            problems.push(problem);
        }
    }
    let span = table.span();
    let value = table_value(table.get_ref(), 1, problems)?;
    Some(Node { span, value })
}

/// Dotted keys nest without a limit in the parser, so they are counted before.
fn too_many_dots(source: &str) -> Option<Span> {
    let mut dots = 0usize;
    for token in toml_parser::Source::new(source).lex() {
        match token.kind() {
            TokenKind::Dot => {
                dots += 1;
                if dots > DEEPEST {
                    return Some(token.span().start()..token.span().end());
                }
            }
            TokenKind::Equals
            | TokenKind::Comma
            | TokenKind::Newline
            | TokenKind::LeftSquareBracket
            | TokenKind::LeftCurlyBracket
            | TokenKind::RightSquareBracket
            | TokenKind::RightCurlyBracket => dots = 0,
            TokenKind::Whitespace
            | TokenKind::Comment
            | TokenKind::LiteralString
            | TokenKind::BasicString
            | TokenKind::MlLiteralString
            | TokenKind::MlBasicString
            | TokenKind::Atom
            | TokenKind::Eof => {}
        }
    }
    None
}

fn too_deep(span: &Span) -> Problem {
    let mut problem = Problem::error(format!(
        "Tabellen und Listen sind tiefer als {DEEPEST} Ebenen ineinander geschachtelt"
    ))
    .hint("Das Format braucht höchstens fünf Ebenen. Prüfen Sie die Klammern.");
    problem.span = Some(span.clone());
    problem
}

fn table_value(table: &DeTable<'_>, depth: usize, problems: &mut Vec<Problem>) -> Option<Val> {
    let mut entries = Vec::new();
    for (key, value) in table {
        if let Some(node) = toml_node(value, depth, problems) {
            entries.push(Entry {
                key: key.get_ref().to_string(),
                key_span: key.span(),
                node,
            });
        }
    }
    entries.sort_by_key(|entry| entry.key_span.start);
    Some(Val::Table(entries))
}

fn toml_node(
    value: &toml::Spanned<DeValue<'_>>,
    depth: usize,
    problems: &mut Vec<Problem>,
) -> Option<Node> {
    let span = value.span();
    if depth > DEEPEST {
        problems.push(too_deep(&span));
        return None;
    }
    let value = match value.get_ref() {
        DeValue::String(text) => Val::Text(text.to_string()),
        DeValue::Integer(number) => {
            let negative = number.as_str().starts_with('-');
            let beyond = if negative { i128::MIN } else { i128::MAX };
            Val::Integer(i128::from_str_radix(number.as_str(), number.radix()).unwrap_or(beyond))
        }
        DeValue::Float(number) => Val::Float(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Val::Bool(*flag),
        DeValue::Datetime(time) => Val::Time(time.to_string()),
        DeValue::Array(items) => Val::List(
            items
                .iter()
                .filter_map(|item| toml_node(item, depth + 1, problems))
                .collect(),
        ),
        DeValue::Table(table) => table_value(table, depth + 1, problems)?,
    };
    Some(Node { span, value })
}

/// Reads JSON; entries that are `null` or `{"fehlt": true}` are left out.
pub fn json(source: &str, problems: &mut Vec<Problem>) -> Option<Node> {
    let options = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    match jsonc_parser::parse_to_ast(source, &Default::default(), &options) {
        Ok(result) => {
            let value = result.value?;
            json_node(&value, 0, problems)
        }
        Err(error) => {
            problems.push(syntax::json(&error));
            None
        }
    }
}

fn is_missing(value: &Json<'_>) -> bool {
    match value {
        Json::NullKeyword(_) => true,
        Json::Object(object) => match object.properties.as_slice() {
            [only] => {
                only.name.as_str() == "fehlt"
                    && matches!(&only.value, Json::BooleanLit(flag) if flag.value)
            }
            _ => false,
        },
        Json::StringLit(_) | Json::NumberLit(_) | Json::BooleanLit(_) | Json::Array(_) => false,
    }
}

fn json_node(value: &Json<'_>, depth: usize, problems: &mut Vec<Problem>) -> Option<Node> {
    let range = value.range();
    let span = range.start..range.end;
    if depth > DEEPEST {
        problems.push(too_deep(&span));
        return None;
    }
    let value = match value {
        Json::StringLit(text) => Val::Text(text.value.to_string()),
        Json::NumberLit(number) => json_number(number.value),
        Json::BooleanLit(flag) => Val::Bool(flag.value),
        Json::NullKeyword(_) => {
            let mut problem = Problem::error("`null` kann nicht in einer Liste stehen");
            problem.span = Some(span);
            problems.push(problem);
            return None;
        }
        Json::Array(array) => Val::List(
            array
                .elements
                .iter()
                .filter_map(|item| json_node(item, depth + 1, problems))
                .collect(),
        ),
        Json::Object(object) => {
            let mut entries: Vec<Entry> = Vec::new();
            let mut keys = std::collections::BTreeSet::new();
            for property in &object.properties {
                let name = property.name.range();
                let key = property.name.as_str();
                if !keys.insert(key.to_owned()) {
                    let mut problem = Problem::error("Dieser Schlüssel steht hier zweimal")
                        .hint("Streichen Sie einen der beiden.");
                    problem.span = Some(name.start..name.end);
                    problems.push(problem);
                    continue;
                }
                if is_missing(&property.value) {
                    continue;
                }
                if let Some(node) = json_node(&property.value, depth + 1, problems) {
                    entries.push(Entry {
                        key: key.to_owned(),
                        key_span: name.start..name.end,
                        node,
                    });
                }
            }
            Val::Table(entries)
        }
    };
    Some(Node { span, value })
}

fn json_number(text: &str) -> Val {
    if text.contains(['.', 'e', 'E']) {
        return Val::Float(text.parse().unwrap_or(f64::NAN));
    }
    let beyond = if text.starts_with('-') {
        i128::MIN
    } else {
        i128::MAX
    };
    Val::Integer(text.parse().unwrap_or(beyond))
}
