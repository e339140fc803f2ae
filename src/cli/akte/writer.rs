//! Writing to the case file: lock it, make good what a stop left behind, enter what is new.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::super::messages::{Console, Failure, clean, shown};
use super::super::protect;
use super::disk::{execute, list};
use super::lock::Lock;
use super::store::CaseFile;
use crate::drafts::akte::{Content, Datei, Entry, FOLDER, Found, Plan, against_deletion, recover};

/// A case file that this process alone may write.
#[derive(Debug)]
pub(crate) struct Writer {
    folder: PathBuf,
    reference: String,
    time: DateTime<FixedOffset>,
    /// What stands there.
    pub(crate) case_file: CaseFile,
    _lock: Lock,
}

impl Writer {
    /// Opens the case file of the incident `reference` beside its facts in `folder`, for writing.
    pub(crate) fn open(
        folder: &Path,
        reference: &str,
        time: DateTime<FixedOffset>,
        console: &Console,
    ) -> Result<Self, Failure> {
        protect::folder(folder).map_err(|failure| {
            failure.hint(
                "Nennen Sie den Ordner des Vorfalls selbst; eine Akte in der Akte entsteht nicht.",
            )
        })?;
        let place = folder.join(FOLDER);
        let lock = Lock::take(&place)?;
        let case_file = CaseFile::open(folder)?;
        let known = case_file.journal.reference();
        if let Some(known) = known.filter(|known| *known != reference) {
            return Err(Failure::input(format!(
                "Die Akte „{}“ gehört zum Vorfall „{}“, die Tatsachen zu „{}“.",
                shown(&place),
                clean(known),
                clean(reference)
            ))
            .hint(
                "Jeder Vorfall hat einen eigenen Ordner mit einer eigenen Akte; seine Kennung bleibt dieselbe.",
            ));
        }
        if !case_file.journal.is_sound() {
            return Err(Failure::input(format!(
                "Das Journal der Akte „{}“ ist beschädigt; deshalb wird nichts darin eingetragen.",
                shown(&place)
            ))
            .hint(
                "Was beschädigt ist, sagt: datenpanne akte VORFALL --pruefen. Holen Sie den Ordner „akte“ aus der \
                 Sicherung. Eilt es: Benennen Sie ihn um, zum Beispiel in „akte-beschaedigt“, und geben Sie \
                 noch einmal frei; dann beginnt eine neue Akte. Dokumente schreibt erzeugen in jedem Fall.",
            ));
        }
        let listing = list(&place)?;
        for (path, found) in &listing {
            if let Found::Unreadable { reason } = found {
                return Err(Failure::input(format!(
                    "Eingabe nicht lesbar: „{}“. {reason}",
                    shown(&place.join(path))
                ))
                .hint("In die Akte ist nichts geschrieben. Bitte prüfen Sie, ob Sie alles darin lesen dürfen."));
            }
        }
        let recovery = recover(&case_file.journal, &listing, reference, time);
        let mut writer = Self {
            folder: place,
            reference: reference.to_owned(),
            time,
            case_file,
            _lock: lock,
        };
        if !recovery.steps.is_empty() {
            execute(&writer.folder, &recovery.steps)?;
            console.note("Ein früherer Lauf wurde mitten im Schreiben unterbrochen. Aufgeräumt:");
            for said in &recovery.said {
                console.say(&format!("  {said}"));
            }
            writer.case_file = CaseFile::open(folder)?;
        }
        if let Some(last) = writer.case_file.journal.entries.last()
            && last.time > time
        {
            console.warn(&format!(
                "Der letzte Eintrag der Akte trägt eine spätere Zeit ({}) als dieser. \
                 Stimmt die Uhr des Rechners?",
                last.time.format("%d.%m.%Y, %H:%M Uhr")
            ));
        }
        Ok(writer)
    }

    /// The number that the next entry has.
    pub(crate) fn next(&self) -> u64 {
        self.case_file.journal.head(&self.reference).0 + 1
    }

    /// The hash that the next entry follows on.
    pub(crate) fn head(&self) -> String {
        self.case_file.journal.head(&self.reference).1
    }

    /// Refuses to delete the files of these entries while the case file is not what was written:
    /// what the journal names could then be something else.
    pub(super) fn may_delete(&self, entries: &[u64]) -> Result<(), Failure> {
        let faults = against_deletion(&self.case_file.journal, &list(&self.folder)?, entries);
        let Some(first) = faults.first() else {
            return Ok(());
        };
        let more = match faults.len() - 1 {
            0 => String::new(),
            1 => " Dazu kommt ein weiterer Befund.".to_owned(),
            more => format!(" Dazu kommen {more} weitere Befunde."),
        };
        Err(Failure::input(format!(
            "In der Akte „{}“ wird nichts gelöscht, denn sie ist nicht, wie sie geschrieben wurde. {}{more}",
            shown(&self.folder),
            clean(&first.meldung)
        ))
        .hint(
            "Alles, was nicht stimmt, sagt: datenpanne akte VORFALL --pruefen. Holen Sie das Betroffene aus der              Sicherung, und löschen Sie danach.",
        ))
    }

    /// Enters something, with the files that it brings; they lie there when this returns.
    pub(crate) fn enter(
        &mut self,
        files: Vec<(String, Vec<u8>)>,
        content: impl FnOnce(Vec<Datei>) -> Content,
    ) -> Result<Entry, Failure> {
        let named = files
            .iter()
            .map(|(path, bytes)| Datei::new(path, bytes))
            .collect();
        let bytes = files.into_iter().map(|(_, bytes)| bytes).collect();
        let journal = &self.case_file.journal;
        let plan = Plan::enter(journal, &self.reference, self.time, content(named), bytes);
        execute(&self.folder, &plan.steps)?;
        let above = self.folder.parent().map(Path::to_owned).unwrap_or_default();
        self.case_file = CaseFile::open(&above)?;
        Ok(plan.entry)
    }
}
