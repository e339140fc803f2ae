//! The templates that come with the program, each taken apart when it is first asked for. They are
//! checked by tests, not at every start.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::catalogue::STANDARD;
use super::head::{self, Head};

/// Before the name of a shipped template that an override may extend.
pub(super) const PREFIX: &str = "standard/";

/// A shipped template.
#[derive(Debug)]
pub(super) struct Shipped {
    /// Its text, with line ends as the engine counts them.
    pub(super) source: String,
    /// Its head, where it has one.
    pub(super) head: Option<Head>,
    /// What the engine compiles: the head blanked out.
    pub(super) body: String,
}

/// The shipped template of this name, with or without [`PREFIX`].
pub(super) fn of(name: &str) -> Option<&'static Shipped> {
    type Cells = BTreeMap<&'static str, (&'static str, OnceLock<Option<Shipped>>)>;
    static ALL: OnceLock<Cells> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        STANDARD
            .iter()
            .map(|&(name, source)| (name, (source, OnceLock::new())))
            .collect()
    });
    let (source, cell) = all.get(name.strip_prefix(PREFIX).unwrap_or(name))?;
    cell.get_or_init(|| {
        let source = normalised(source);
        let (head, body) = head::split(name, &source).ok()?;
        Some(Shipped { source, head, body })
    })
    .as_ref()
}

/// The text of a template, or of a part of its head (`meldung.md.j2#titel`).
pub(super) fn text(name: &str) -> Option<&'static str> {
    let Some((template, part)) = name.split_once('#') else {
        return of(name).map(|shipped| shipped.body.as_str());
    };
    let head = of(template)?.head.as_ref()?;
    let (_, text) = head.texts().into_iter().find(|(known, _)| *known == part)?;
    Some(text)
}

/// A template's text without a byte order mark, its lines ended by line feeds.
pub(super) fn normalised(source: &str) -> String {
    source.trim_start_matches('\u{feff}').replace("\r\n", "\n")
}
