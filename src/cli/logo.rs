//! Reading the logo that the facts name: a regular file in their folder or below it.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use super::input::open;
use super::manifest::Digest;
use crate::design::{self, FILE_LIMIT, LogoFile};
use crate::facts::Gestaltung;
use crate::law::Finding;
use crate::render::design::Design;

/// The look of the documents, as read.
#[derive(Debug, Default)]
pub(crate) struct Look {
    /// Logo and colour.
    pub(crate) design: Design,
    /// What stands against them.
    pub(crate) findings: Vec<Finding>,
    /// The digest of the logo's file, where it is used.
    pub(crate) logo: Option<Digest>,
}

/// Reads what `[gestaltung]` asks for; nothing here stops a document.
pub(crate) fn read(wanted: &Gestaltung, folder: &Path) -> Look {
    let file = wanted.logo.as_deref().map(|name| find(name, folder));
    let digest = match &file {
        Some(LogoFile::Bytes(bytes)) => Some(Digest::of(bytes)),
        Some(LogoFile::Missing | LogoFile::TooLarge) | None => None,
    };
    let (design, findings) = design::settle(wanted, file);
    Look {
        logo: digest.filter(|_| design.logo.is_some()),
        design,
        findings,
    }
}

fn find(name: &str, folder: &Path) -> LogoFile {
    read_inside(name, folder).unwrap_or(LogoFile::Missing)
}

fn read_inside(name: &str, folder: &Path) -> Option<LogoFile> {
    if !design::leads_inside(name) {
        return None;
    }
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    // Where links lead counts, not where they lie.
    let folder = fs::canonicalize(folder).ok()?;
    let path = fs::canonicalize(folder.join(name)).ok()?;
    if !path.starts_with(&folder) || !fs::metadata(&path).ok()?.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    let file = open(&path).ok()?;
    file.take(FILE_LIMIT + 1).read_to_end(&mut bytes).ok()?;
    let is_long = u64::try_from(bytes.len()).is_ok_and(|length| length > FILE_LIMIT);
    Some(if is_long {
        LogoFile::TooLarge
    } else {
        LogoFile::Bytes(bytes)
    })
}
