//! Writing to the case file: lock it, make good what a stop left behind, enter what is new.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::super::messages::{Console, Failure, clean, shown};
use super::disk::{Lock, execute, list};
use super::store::CaseFile;
use crate::drafts::akte::{Content, Datei, Entry, FOLDER, Plan, recover};

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
        let recovery = recover(&case_file.journal, &list(&place)?, reference, time);
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
