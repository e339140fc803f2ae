//! On which line of the file a fact stands.

use std::collections::BTreeMap;

use super::FieldPath;
use super::problem::Span;

/// The lines of the facts of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lines(BTreeMap<FieldPath, usize>);

impl Lines {
    /// From the positions that the reader found, and the text they belong to.
    #[must_use]
    pub fn new(source: &str, positions: &BTreeMap<FieldPath, Span>) -> Self {
        let breaks: Vec<usize> = source
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(at, _)| at)
            .collect();
        let line = |span: &Span| breaks.partition_point(|at| *at < span.start) + 1;
        let lines = positions.iter();
        Self(
            lines
                .map(|(path, span)| (path.clone(), line(span)))
                .collect(),
        )
    }

    /// The line of a fact, counted from 1; for a fact that is not written, the line of the nearest
    /// table above it that is. `None` where nothing of it is written.
    #[must_use]
    pub fn of(&self, path: &FieldPath) -> Option<usize> {
        let mut at = path.as_str();
        while !at.is_empty() {
            if let Some(line) = self.0.get(&FieldPath::new(at)) {
                return Some(*line);
            }
            at = parent(at);
        }
        None
    }
}

/// `daten[kontaktdaten].beispiele` → `daten[kontaktdaten]` → `daten` → nothing. Names in brackets
/// may hold dots.
fn parent(path: &str) -> &str {
    let mut depth = 0_usize;
    let cut = path
        .char_indices()
        .rev()
        .find_map(|(at, character)| match character {
            ']' => {
                depth += 1;
                None
            }
            '[' => {
                depth = depth.saturating_sub(1);
                (depth == 0).then_some(at)
            }
            '.' if depth == 0 => Some(at),
            _ => None,
        });
    cut.and_then(|at| path.get(..at)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::read;

    fn lines(name: &str, source: &str) -> Lines {
        Lines::new(
            source,
            &read(name, source.as_bytes()).map_or_else(|_| BTreeMap::new(), |read| read.positions),
        )
    }

    const TOML: &str = "format = 1\n\n[vorfall]\nkennung = \"a-1\"\n\n[zeiten]\nkenntnis = 2026-11-20T09:30:00\n\n\
                        [[daten]]\nkategorie = \"kontaktdaten\"\n\n[[dienste]]\nname = \"Amt v. West\"\n";

    #[test]
    fn a_fact_stands_on_its_line_and_a_missing_one_on_that_of_its_table() {
        let lines = lines("a.toml", TOML);
        let line = |path: &str| lines.of(&FieldPath::new(path));
        assert_eq!(line("vorfall.kennung"), Some(4));
        assert_eq!(line("zeiten.kenntnis"), Some(7));
        assert_eq!(line("zeiten.entdeckt"), Some(6));
        assert_eq!(line("daten[kontaktdaten].kategorie"), Some(10));
        assert_eq!(line("daten[kontaktdaten].anzahl"), Some(9));
        assert_eq!(line("daten[7].anzahl"), Some(9));
        assert_eq!(line("dienste[Amt v. West].status"), Some(12));
        assert_eq!(line("risiko.ergebnis"), None);
        assert_eq!(line(""), None);
    }

    #[test]
    fn json_has_lines_too() {
        let source = "{\n  \"format\": 1,\n  \"vorfall\": {\n    \"kennung\": \"a-1\"\n  }\n}\n";
        let lines = lines("a.json", source);
        assert_eq!(lines.of(&FieldPath::new("vorfall.kennung")), Some(4));
        assert_eq!(lines.of(&FieldPath::new("vorfall.titel")), Some(3));
    }
}
