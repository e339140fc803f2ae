//! A disk in memory that can be stopped at every step and every byte: the chain is never broken,
//! a version is whole or not there, nothing that stood in the journal is lost.
//!
//! Two kinds of stop: the process is killed (what was done stays visible), and the power fails
//! (names that no folder sync has made safe are gone).

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

use super::*;

/// A file, or a folder with the names that one sees in it and those that are safe on disk.
#[derive(Debug, Clone)]
enum Node {
    File(Vec<u8>),
    Folder {
        seen: BTreeMap<String, usize>,
        safe: BTreeMap<String, usize>,
    },
}

#[derive(Debug, Clone)]
struct Disk {
    nodes: Vec<Node>,
}

impl Disk {
    fn new() -> Self {
        Self {
            nodes: vec![Self::folder()],
        }
    }

    fn folder() -> Node {
        Node::Folder {
            seen: BTreeMap::new(),
            safe: BTreeMap::new(),
        }
    }

    fn find(&self, path: &str) -> Option<usize> {
        let mut at = 0;
        for part in path.split('/').filter(|part| !part.is_empty()) {
            let Node::Folder { seen, .. } = &self.nodes[at] else {
                return None;
            };
            at = *seen.get(part)?;
        }
        Some(at)
    }

    fn names(&mut self, folder: &str) -> &mut BTreeMap<String, usize> {
        let at = self
            .find(folder)
            .unwrap_or_else(|| panic!("no folder {folder}"));
        match &mut self.nodes[at] {
            Node::Folder { seen, .. } => seen,
            Node::File(_) => panic!("{folder} is a file"),
        }
    }

    fn put(&mut self, path: &str, node: Node) {
        self.nodes.push(node);
        let at = self.nodes.len() - 1;
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        self.names(folder).insert(name.to_owned(), at);
    }

    fn drop_name(&mut self, path: &str) -> Option<usize> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        self.find(folder)?;
        self.names(folder).remove(name)
    }

    fn journal(&mut self) -> &mut Vec<u8> {
        if self.find(JOURNAL).is_none() {
            self.put(JOURNAL, Node::File(Vec::new()));
        }
        let at = self.find(JOURNAL).unwrap();
        match &mut self.nodes[at] {
            Node::File(bytes) => bytes,
            Node::Folder { .. } => panic!("the journal is a folder"),
        }
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::Folder { path } => {
                if self.find(path).is_none() {
                    self.put(path, Self::folder());
                }
            }
            Step::Write { path, bytes } => self.put(path, Node::File(bytes.clone())),
            Step::Rename { from, to } => {
                let at = self.drop_name(from).unwrap_or_else(|| panic!("no {from}"));
                let (folder, name) = to.rsplit_once('/').unwrap_or(("", to));
                self.names(folder).insert(name.to_owned(), at);
            }
            Step::Sync { path } => {
                let at = self
                    .find(path)
                    .unwrap_or_else(|| panic!("no folder {path}"));
                if let Node::Folder { seen, safe } = &mut self.nodes[at] {
                    safe.clone_from(seen);
                }
            }
            Step::Cut { length } => self.journal().truncate(*length),
            Step::Append { length, bytes } => {
                assert_eq!(self.journal().len(), *length);
                self.journal().extend(bytes);
            }
            Step::Remove { path } => {
                self.drop_name(path);
            }
            Step::RemoveFolder { path } => {
                if self.find(path).is_some() && self.names(path).is_empty() {
                    self.drop_name(path);
                }
            }
        }
    }

    fn run(&mut self, steps: &[Step]) {
        for step in steps {
            self.take(step);
        }
    }

    /// What is left when the power fails.
    fn without_power(mut self) -> Self {
        for node in &mut self.nodes {
            if let Node::Folder { seen, safe } = node {
                seen.clone_from(safe);
            }
        }
        self
    }

    fn files(&self) -> BTreeMap<String, Option<Vec<u8>>> {
        let mut files = BTreeMap::new();
        let mut open = vec![(0, String::new())];
        while let Some((at, prefix)) = open.pop() {
            match &self.nodes[at] {
                Node::File(bytes) => {
                    files.insert(prefix.trim_end_matches('/').to_owned(), Some(bytes.clone()));
                }
                Node::Folder { seen, .. } => {
                    if !prefix.is_empty() {
                        files.insert(prefix.trim_end_matches('/').to_owned(), None);
                    }
                    for (name, at) in seen {
                        open.push((*at, format!("{prefix}{name}/")));
                    }
                }
            }
        }
        files
    }

    fn open(&self) -> Journal {
        let files = self.files();
        let bytes = |name: &str| files.get(name).cloned().flatten();
        read(&files, bytes(JOURNAL))
    }

    fn listing(&self) -> Listing {
        listing(&self.files())
    }

    fn verify(&self) -> Vec<Fault> {
        verify(&self.open(), &self.listing())
    }

    fn recovery(&self) -> Recovery {
        recover(&self.open(), &self.listing(), "a-1", time(8))
    }
}

fn read(files: &BTreeMap<String, Option<Vec<u8>>>, journal: Option<Vec<u8>>) -> Journal {
    let head = files.get(HEAD).cloned().flatten();
    Journal::read(&journal.unwrap_or_default(), head.as_deref())
}

fn listing(files: &BTreeMap<String, Option<Vec<u8>>>) -> Listing {
    files
        .iter()
        .map(|(path, bytes)| {
            let found = bytes.as_ref().map_or(Found::Folder, |bytes| Found::File {
                sha256: hash_of(bytes),
                bytes: u64::try_from(bytes.len()).unwrap(),
            });
            (path.clone(), found)
        })
        .collect()
}

fn time(hour: u32) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(&format!("2021-10-17T{hour:02}:00:00+02:00")).unwrap()
}

fn version(number: u32) -> Vec<(String, Vec<u8>)> {
    let folder = folder(number);
    [
        ("vorfall.toml", "format = 1\n"),
        ("tatsachen.json", "{}"),
        ("manifest.json", "{\"v\":1}"),
        ("dokumente/meldung.pdf", "%PDF"),
        ("dokumente/meldung.txt", "Meldung"),
    ]
    .iter()
    .map(|(name, text)| {
        let bytes = format!("{text}{number}").into_bytes();
        (format!("{folder}/{name}"), bytes)
    })
    .collect()
}

fn release(number: u32, by: &str, files: &[(String, Vec<u8>)]) -> Content {
    let dateien: Vec<Datei> = files.iter().map(|(p, b)| Datei::new(p, b)).collect();
    let manifest = version(number)
        .iter()
        .find(|(path, _)| path.ends_with("manifest.json"))
        .map(|(_, bytes)| hash_of(bytes))
        .unwrap();
    Content::Freigabe(Freigabe {
        version: number,
        durch: by.to_owned(),
        rolle: by.to_owned(),
        manifest,
        trotzdem: None,
        befunde: Vec::new(),
        neu: (!files.is_empty()).then(|| NeueVersion {
            dokumente: vec!["meldung".to_owned()],
            erforderlich: vec!["recht".to_owned(), "leitung".to_owned()],
            eine_person: false,
            fakten: String::new(),
            vorlagen: String::new(),
            daten: String::new(),
            programm: String::new(),
            uebung: false,
            beispiel: false,
            anlagen: false,
        }),
        dateien,
    })
}

fn enter(disk: &Disk, content: Content, files: Vec<(String, Vec<u8>)>) -> Plan {
    let bytes = files.into_iter().map(|(_, bytes)| bytes).collect();
    Plan::enter(&disk.open(), "a-1", time(8), content, bytes)
}

fn remark(text: &str) -> Content {
    Content::Vermerk(Vermerk {
        text: text.to_owned(),
        durch: None,
        dateien: Vec::new(),
    })
}

/// A case file with a released version, a proof and a remark.
fn filled() -> Disk {
    let mut disk = Disk::new();
    let files = version(1);
    let plan = enter(&disk, release(1, "recht", &files), files);
    disk.run(&plan.steps);
    let plan = enter(&disk, release(1, "leitung", &[]), Vec::new());
    disk.run(&plan.steps);
    let proof = vec![("belege/0003.pdf".to_owned(), b"Eingang".to_vec())];
    let content = Content::Eingang(Eingang {
        von: None,
        aktenzeichen: Some("5.2".to_owned()),
        portal_kennung: None,
        am: "2021-10-17".to_owned(),
        text: None,
        dateien: vec![Datei::new("belege/0003.pdf", b"Eingang")],
    });
    let plan = enter(&disk, content, proof);
    disk.run(&plan.steps);
    let plan = enter(&disk, remark("Anruf"), Vec::new());
    disk.run(&plan.steps);
    assert_eq!(disk.verify(), []);
    disk
}

/// Every state that a stop can leave: before each step, and after each byte of one that writes.
fn stops(disk: &Disk, steps: &[Step], every: usize, visit: &mut dyn FnMut(Disk)) {
    let mut done = disk.clone();
    for step in steps {
        visit(done.clone());
        visit(done.clone().without_power());
        let lengths = |bytes: &[u8]| (1..bytes.len()).step_by(every).collect::<Vec<_>>();
        match step {
            Step::Write { path, bytes } => {
                for length in lengths(bytes) {
                    let mut torn = done.clone();
                    let bytes = bytes[..length].to_vec();
                    let path = path.clone();
                    torn.take(&Step::Write { path, bytes });
                    visit(torn);
                }
            }
            Step::Append { length, bytes } => {
                for end in lengths(bytes) {
                    let mut torn = done.clone();
                    torn.take(&Step::Append {
                        length: *length,
                        bytes: bytes[..end].to_vec(),
                    });
                    visit(torn);
                }
            }
            Step::Folder { .. }
            | Step::Rename { .. }
            | Step::Sync { .. }
            | Step::Cut { .. }
            | Step::Remove { .. }
            | Step::RemoveFolder { .. } => {}
        }
        done.take(step);
    }
    visit(done.clone());
    visit(done.without_power());
}

/// The files of a version, wherever they lie; `None` where one is missing or another.
fn whole(disk: &Disk, version: &Version) -> bool {
    let files = disk.files();
    version.files.iter().all(|file| {
        let bytes = files
            .get(&file.datei)
            .or_else(|| files.get(&waiting(&file.datei)));
        bytes
            .and_then(Option::as_ref)
            .is_some_and(|bytes| hash_of(bytes) == file.sha256)
    })
}

/// What must hold after any stop, before and after it is made good.
fn check(stopped: &Disk, before: &Journal, after: &Journal, again: bool) {
    let seen = stopped.open();
    assert_eq!(seen.damage, [], "the chain is broken");
    assert!(
        seen.entries == before.entries || seen.entries == after.entries,
        "an entry is half there"
    );
    for version in seen.versions().iter().filter(|version| version.is_kept()) {
        assert!(whole(stopped, version), "version {}", version.number);
    }
    // Everything that is wrong is recognised as an interrupted write.
    for fault in stopped.verify() {
        assert_eq!(fault.art, Kind::Unterbrochen, "{fault:?}");
    }
    // Making good may be stopped as well.
    let recovery = stopped.recovery();
    let nested: &[Step] = if again { &recovery.steps } else { &[] };
    stops(stopped, nested, 97, &mut |again| {
        let seen = again.open();
        assert_eq!(seen.damage, []);
        let mut good = again.clone();
        good.run(&again.recovery().steps);
        // A journal whose very name is gone with the power never held anything.
        let torn = match again.find(JOURNAL) {
            Some(_) => stopped.open().torn,
            None => Vec::new(),
        };
        made_good(&good, &seen, &torn);
    });
    let mut good = stopped.clone();
    good.run(&recovery.steps);
    made_good(&good, &seen, &seen.torn);
}

fn made_good(good: &Disk, seen: &Journal, torn: &[u8]) {
    assert_eq!(good.verify(), []);
    assert!(
        good.recovery().steps.is_empty(),
        "made good once and for all"
    );
    let journal = good.open();
    assert!(journal.entries.starts_with(&seen.entries));
    if !torn.is_empty() {
        let files = good.files();
        assert!(
            files.values().flatten().any(|bytes| bytes == torn),
            "what was cut off is kept"
        );
    }
    // The same can be entered now.
    let mut next = good.clone();
    next.run(&enter(good, remark("Danach"), Vec::new()).steps);
    assert_eq!(next.verify(), []);
}

fn every_stop(disk: &Disk, plan: &Plan, every: usize) {
    let before = disk.open();
    let mut done = disk.clone();
    done.run(&plan.steps);
    let after = done.open();
    assert_eq!(done.verify(), []);
    assert_eq!(after.entries.last(), Some(&plan.entry));
    let mut count = 0;
    stops(disk, &plan.steps, every, &mut |stopped| {
        count += 1;
        check(&stopped, &before, &after, count % 41 == 0);
    });
    assert!(count > plan.steps.len());
}

#[test]
fn the_first_release_survives_every_stop() {
    let disk = Disk::new();
    let files = version(1);
    every_stop(&disk, &enter(&disk, release(1, "recht", &files), files), 1);
}

#[test]
fn a_later_release_survives_every_stop() {
    let disk = filled();
    let files = version(2);
    every_stop(&disk, &enter(&disk, release(2, "recht", &files), files), 7);
}

#[test]
fn an_entry_without_files_survives_every_stop() {
    let disk = filled();
    every_stop(&disk, &enter(&disk, remark("Zweiter Anruf"), Vec::new()), 1);
}

#[test]
fn a_deletion_survives_every_stop_and_is_finished() {
    let disk = filled();
    let journal = disk.open();
    let eintraege = [1, 3]
        .map(|number| {
            let entry = journal.entries.iter().find(|e| e.number == number).unwrap();
            Geloescht {
                nr: number,
                hash: entry.hash.clone(),
                version: (number == 1).then_some(1),
                dateien: entry.content.files().len(),
            }
        })
        .to_vec();
    let content = Content::Loeschung(Loeschung {
        eintraege,
        grund: "Aufbewahrung abgelaufen".to_owned(),
        durch: None,
        register: None,
    });
    let plan = enter(&disk, content, Vec::new());
    let mut done = disk.clone();
    done.run(&plan.steps);
    assert!(done.files().keys().all(|path| !path.contains("meldung")));
    let before = disk.open();
    let after = done.open();
    stops(&disk, &plan.steps, 1, &mut |stopped| {
        let mut good = stopped.clone();
        good.run(&stopped.recovery().steps);
        assert_eq!(good.verify(), []);
        let entries = good.open().entries;
        let kept = good.files().contains_key("belege/0003.pdf");
        if entries.starts_with(&after.entries) {
            assert!(!kept, "a tombstone without deletion");
        } else {
            assert!(entries.starts_with(&before.entries) && kept);
        }
    });
}

#[test]
fn every_changed_byte_is_found() {
    let files = filled().files();
    let mut tried = 0;
    for (path, bytes) in &files {
        let Some(bytes) = bytes else { continue };
        for place in 0..bytes.len() {
            for flip in [0x01, 0x20, 0x80] {
                let mut altered = files.clone();
                let mut other = bytes.clone();
                other[place] ^= flip;
                altered.insert(path.clone(), Some(other));
                let journal = altered.get(JOURNAL).cloned().flatten();
                let faults = verify(&read(&altered, journal), &listing(&altered));
                assert!(!faults.is_empty(), "{path}: byte {place} ^ {flip}");
                tried += 1;
            }
        }
    }
    assert!(tried > 5000, "{tried}");
}

#[test]
fn what_is_missing_added_or_shortened_is_found() {
    let files = filled().files();
    let faults = |files: &BTreeMap<String, Option<Vec<u8>>>| {
        let journal = files.get(JOURNAL).cloned().flatten();
        verify(&read(files, journal), &listing(files))
    };
    for path in files.keys().filter(|path| files[*path].is_some()) {
        let mut fewer = files.clone();
        fewer.remove(path);
        assert!(!faults(&fewer).is_empty(), "{path} removed");
    }
    for path in [
        "x",
        "versionen/0001/dokumente/x.pdf",
        "versionen/0002",
        "belege/0009.pdf",
    ] {
        let mut more = files.clone();
        more.insert(path.to_owned(), Some(b"x".to_vec()));
        assert!(!faults(&more).is_empty(), "{path} added");
    }
    let journal = files[JOURNAL].clone().unwrap();
    for length in 0..journal.len() {
        let mut shorter = files.clone();
        shorter.insert(JOURNAL.to_owned(), Some(journal[..length].to_vec()));
        assert!(!faults(&shorter).is_empty(), "journal of {length} bytes");
    }
    let lines: Vec<&[u8]> = journal.split_inclusive(|byte| *byte == b'\n').collect();
    for (one, other) in [(0, 1), (1, 2), (2, 3), (0, 3)] {
        let mut moved = lines.clone();
        moved.swap(one, other);
        let mut altered = files.clone();
        altered.insert(JOURNAL.to_owned(), Some(moved.concat()));
        assert!(
            !faults(&altered).is_empty(),
            "lines {one} and {other} swapped"
        );
    }
    for gone in 0..lines.len() {
        let mut fewer = lines.clone();
        fewer.remove(gone);
        let mut altered = files.clone();
        altered.insert(JOURNAL.to_owned(), Some(fewer.concat()));
        assert!(!faults(&altered).is_empty(), "line {gone} removed");
    }
}

#[test]
fn a_fault_names_its_place() {
    let mut files = filled().files();
    let pdf = "versionen/0001/dokumente/meldung.pdf";
    files.insert(pdf.to_owned(), Some(b"%PDX1".to_vec()));
    files.insert("belege/fremd.pdf".to_owned(), Some(Vec::new()));
    files.remove("versionen/0001/vorfall.toml");
    let journal = files.get(JOURNAL).cloned().flatten();
    let faults = verify(&read(&files, journal), &listing(&files));
    let mut said: Vec<(Kind, &str, Option<u64>)> = faults
        .iter()
        .map(|fault| (fault.art, fault.datei.as_str(), fault.eintrag))
        .collect();
    said.sort();
    assert_eq!(
        said,
        [
            (Kind::Veraendert, pdf, Some(1)),
            (Kind::Fehlt, "versionen/0001/vorfall.toml", Some(1)),
            (Kind::Zusaetzlich, "belege/fremd.pdf", None),
        ]
    );
}

#[test]
fn approvals_make_a_version_released() {
    let mut disk = Disk::new();
    let files = version(1);
    let plan = enter(&disk, release(1, "recht", &files), files);
    disk.run(&plan.steps);
    let journal = disk.open();
    assert_eq!(
        journal.versions()[0].state,
        State::Waiting {
            lacking: vec!["leitung".to_owned()]
        }
    );
    assert_eq!(
        journal.resolve(Spec::Released),
        Err(Unresolved::NothingReleased)
    );
    assert_eq!(journal.resolve(Spec::Number(1)).unwrap().number, 1);
    // Another role, and an approval of another content, do not count.
    for content in [release(1, "presse", &[]), {
        let Content::Freigabe(mut other) = release(1, "leitung", &[]) else {
            panic!()
        };
        other.manifest = hash_of(b"other");
        Content::Freigabe(other)
    }] {
        let plan = enter(&disk, content, Vec::new());
        disk.run(&plan.steps);
        assert_eq!(disk.open().versions()[0].released(), None);
    }
    let plan = enter(&disk, release(1, "Leitung ", &[]), Vec::new());
    disk.run(&plan.steps);
    let journal = disk.open();
    assert_eq!(journal.versions()[0].released(), Some(time(8)));
    assert_eq!(journal.latest_with("meldung").unwrap().number, 1);
    assert_eq!(journal.latest_with("aushang"), None);
    let day = |text: &str| journal.resolve(Spec::parse(text).unwrap());
    assert_eq!(day("2021-10-17").unwrap().number, 1);
    assert!(matches!(
        day("2021-10-16"),
        Err(Unresolved::NothingReleasedBy(_))
    ));
    assert_eq!(day("@2"), Err(Unresolved::NoSuchNumber));
}
