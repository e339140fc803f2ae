//! What was released before: read from the case file beside the facts, for reports and notices
//! that continue it.

use std::path::Path;
use std::sync::Arc;

use super::akte::CaseFile;
use super::messages::{Console, Failure};
use crate::case::{PUBLIC_NOTICE, Released};
use crate::drafts::akte::{Datei, Version};

/// The released versions of the incident in `folder`, oldest first. What can't be read is named
/// and counts as not kept: a report is made all the same. Drills are no releases.
pub(crate) fn read(folder: &Path, console: &Console) -> Result<Vec<Released>, Failure> {
    let file = CaseFile::open(folder)?;
    if !file.journal.is_sound() {
        console.warn(
            "Die Akte ist beschädigt; frühere Versionen bleiben vielleicht außer Betracht. Was beschädigt ist, sagt: \
             datenpanne akte VORFALL --pruefen",
        );
    }
    let mut found = Vec::new();
    for version in file.journal.versions() {
        let Some(released) = version.released().filter(|_| !version.about.uebung) else {
            continue;
        };
        let read =
            |entry: Option<&Datei>| entry.and_then(|entry| bytes(&file, entry, version, console));
        let facts =
            read(version.normalised_facts()).and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let page = format!("/{PUBLIC_NOTICE}.html");
        let mut pages = version.document_files();
        let page = read(pages.find(|entry| entry.datei.ends_with(&page)));
        let documents = version.about.dokumente.clone();
        let mut release = Released::new(version.number, released, documents, facts);
        release.page = page
            .and_then(|page| String::from_utf8(page).ok())
            .map(Arc::from);
        found.push(release);
    }
    Ok(found)
}

fn bytes(file: &CaseFile, entry: &Datei, version: &Version, console: &Console) -> Option<Vec<u8>> {
    if !version.is_kept() {
        return None;
    }
    match file.file(entry) {
        Ok(bytes) => Some(bytes),
        Err(failure) => {
            console.warn(&format!(
                "Version {} der Akte ist nicht lesbar und bleibt außer Betracht. {}",
                version.number, failure.message
            ));
            None
        }
    }
}
