//! Reading a facts file: bytes in; an [`Incident`] with the places of its facts, or all problems, out.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::problem::{Problem, Span, line_column};
use super::tree::{self, Node, Val};
use super::walk::Walk;
use super::{FieldPath, Incident, schema};

/// Largest file, in bytes.
pub const LARGEST_FILE: usize = 2 * 1024 * 1024;

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// The facts.
    pub incident: Incident,
    /// Where each fact stands.
    pub positions: BTreeMap<FieldPath, Span>,
    /// What was mended on the way.
    pub warnings: Vec<Problem>,
}

/// Reads a facts file, TOML or JSON by the ending of `name` or the first byte `{`.
///
/// # Errors
/// All problems of form at once, in the order of the file; missing facts are none.
pub fn read(name: &str, bytes: &[u8]) -> Result<Read, Vec<Problem>> {
    let (incident, positions, warnings) =
        read_as(name, bytes, schema::bare(), empty(), |walk, tree| {
            walk.file(tree)
        })?;
    Ok(Read {
        incident,
        positions,
        warnings,
    })
}

/// Reads another file of the user's beside its schema; `rules` finds what the schema cannot say.
///
/// # Errors
/// All problems of form at once, in the order of the file; what the facts' reader only mends
/// with a warning is mended here in silence.
pub(crate) fn read_beside<T: DeserializeOwned>(
    name: &str,
    bytes: &[u8],
    schema: &serde_json::Value,
    empty: Problem,
    rules: impl FnOnce(&Node) -> Vec<Problem>,
) -> Result<T, Vec<Problem>> {
    let root = |walk: &mut Walk<'_>, tree: &Node| {
        let value = walk.value(tree, schema, &FieldPath::default());
        walk.problems.extend(rules(tree));
        value
    };
    let (read, _, _) = read_as(name, bytes, schema, empty, root)?;
    Ok(read)
}

type ReadAs<T> = (T, BTreeMap<FieldPath, Span>, Vec<Problem>);

fn read_as<T: DeserializeOwned>(
    name: &str,
    bytes: &[u8],
    schema: &serde_json::Value,
    empty: Problem,
    root: impl FnOnce(&mut Walk<'_>, &Node) -> Option<serde_json::Value>,
) -> Result<ReadAs<T>, Vec<Problem>> {
    let source = decode(bytes).map_err(|problem| vec![problem])?;
    let mut problems = Vec::new();
    let tree = if is_json(name, &source) {
        tree::json(&source, &mut problems)
    } else {
        tree::toml(&source, &mut problems)
    };
    let broken = !problems.is_empty();
    let Some(tree) = tree else {
        if !broken {
            problems.push(empty);
        }
        return Err(problems);
    };
    if !broken && matches!(&tree.value, Val::Table(entries) if entries.is_empty()) {
        return Err(vec![empty]);
    }
    let mut walk = Walk::new(&source, schema);
    let value = root(&mut walk, &tree);
    let (found, positions) = walk.finish();
    if broken {
        merge_after_syntax(&source, &mut problems, found);
        return Err(sorted(problems));
    }
    problems = found;
    if problems.iter().any(Problem::is_error) {
        return Err(sorted(problems));
    }
    match value.as_ref().map(T::deserialize) {
        Some(Ok(read)) => Ok((read, positions, sorted(problems))),
        Some(Err(_)) | None => Err(vec![whole(
            &tree,
            "Die Angaben passen nicht zum Format; die genaue Stelle ließ sich nicht feststellen",
        )]),
    }
}

fn whole(tree: &Node, message: &str) -> Problem {
    Problem::error(message)
        .at(&FieldPath::default(), &tree.span)
        .hint("Prüfen Sie die Datei mit einem Editor, der das JSON-Schema kennt (Befehl „schema“).")
}

fn empty() -> Problem {
    Problem::error("Die Datei enthält keine Angaben").hint(
        "Beginnen Sie mit „format = 1“ und „[vorfall]“, oder kopieren Sie ein Beispiel aus dem Ordner „beispiele“.",
    )
}

/// After errors of syntax the tree has gaps: what it lacks, and what stands on a broken line, says nothing.
fn merge_after_syntax(source: &str, problems: &mut Vec<Problem>, found: Vec<Problem>) {
    let line = |span: &Span| line_column(source, span.start).0;
    let broken: Vec<usize> = problems
        .iter()
        .filter_map(|problem| problem.span.as_ref())
        .map(line)
        .collect();
    problems.extend(found.into_iter().take(500).filter(|problem| {
        problem
            .span
            .as_ref()
            .is_some_and(|span| !broken.contains(&line(span)))
    }));
}

fn sorted(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(|problem| problem.span.as_ref().map(|span| span.start));
    problems
}

/// Whether a facts file is JSON: by the ending of its name, or by its first character.
#[must_use]
pub fn is_json(name: &str, source: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    match ending {
        Some(ending) if ending.eq_ignore_ascii_case("json") => true,
        Some(ending) if ending.eq_ignore_ascii_case("toml") => false,
        Some(_) | None => source.trim_start().starts_with('{'),
    }
}

/// UTF-8 as it stands; a byte order mark becomes blanks, so that places stay.
fn decode(bytes: &[u8]) -> Result<String, Problem> {
    const SAVE: &str = "Speichern Sie die Datei als UTF-8: im Editor von Windows „Speichern unter …“, Codierung „UTF-8“.";
    if bytes.len() > LARGEST_FILE {
        return Err(Problem::error("Die Datei ist größer als 2 MiB").hint(
            "Lange Listen von Personen oder Stellen gehören in eine eigene Tabelle, nicht in diese Datei.",
        ));
    }
    let utf16 = bytes.starts_with(&[0xFF, 0xFE])
        || bytes.starts_with(&[0xFE, 0xFF])
        || (bytes.len() >= 4 && bytes.iter().take(4).filter(|byte| **byte == 0).count() >= 2);
    if utf16 {
        return Err(Problem::error(
            "Die Datei ist als UTF-16 („Unicode“) gespeichert; gelesen wird UTF-8",
        )
        .hint(SAVE));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(match text.strip_prefix('\u{FEFF}') {
            Some(rest) => format!("   {rest}"),
            None => text.to_owned(),
        }),
        Err(error) => {
            let at = error.valid_up_to();
            let before = bytes.get(..at).unwrap_or_default();
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            Err(Problem::error(format!(
                "Die Datei ist nicht als UTF-8 gespeichert (vermutlich Windows-1252, „ANSI“): erstes unlesbares Zeichen in Zeile {line}"
            ))
            .hint(SAVE))
        }
    }
}
