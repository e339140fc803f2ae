//! Where files wait until their entry stands in the journal: `versionen/.neu-0003/…` becomes
//! `versionen/0003/…`.

/// What the name of a waiting file or folder begins with.
pub(super) const WAITING: &str = ".neu-";

/// The unit of a file that takes its name at once: the version, the draft, the proof.
#[must_use]
pub(super) fn unit(path: &str) -> &str {
    let end = path
        .match_indices('/')
        .nth(1)
        .map_or(path.len(), |(place, _)| place);
    path.get(..end).unwrap_or(path)
}

/// Where the file at `path` waits.
#[must_use]
pub fn waiting(path: &str) -> String {
    match path.split_once('/') {
        Some((kind, rest)) => format!("{kind}/{WAITING}{rest}"),
        None => format!("{WAITING}{path}"),
    }
}

/// Whether a path of the journal stays inside the case file: plain names, no way up, no drive.
#[must_use]
pub fn is_inside(path: &str) -> bool {
    path.contains('/')
        && path.split('/').all(|part| {
            !part.is_empty()
                && !part.starts_with('.')
                && !part.ends_with('.')
                && part
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_wait_beside_their_place() {
        assert_eq!(
            waiting("versionen/0003/dokumente/meldung.pdf"),
            "versionen/.neu-0003/dokumente/meldung.pdf"
        );
        assert_eq!(waiting("belege/0005.pdf"), "belege/.neu-0005.pdf");
        assert_eq!(unit("versionen/0003/dokumente/a.pdf"), "versionen/0003");
        assert_eq!(unit("belege/0005.pdf"), "belege/0005.pdf");
    }

    #[test]
    fn no_path_leads_out() {
        assert!(is_inside("versionen/0003/dokumente/meldung-2.pdf"));
        for path in [
            "",
            "/etc/passwd",
            "../x",
            "a/../b",
            "a//b",
            "a/.b",
            "C:/x",
            "a\\b/c",
            "a/b:c",
            "journal.jsonl",
            "a/b.",
        ] {
            assert!(!is_inside(path), "{path}");
        }
    }
}
