//! The Word face: valid parts, the same words in the same order, tracked changes that can be
//! accepted and rejected, comments, the same bytes every time.
//!
//! The reader here is the test's own and knows nothing of how the files were made. LibreOffice
//! reads the same files in the outside checks: with `DATENPANNE_DOCX_AUSGABE` set, redlines are
//! written there with both texts beside them.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use datenpanne::case::{Case, Occasion};
use datenpanne::document::model::{Block, Change, Inline};
use datenpanne::document::{DOCUMENTS, Document, Engine, FieldPath, Markings};
use datenpanne::drafts::compare::{self, Version, side, words::redline};
use datenpanne::drafts::word::revision;
use datenpanne::facts::{self, Zeitpunkt};
use datenpanne::render::docx::{self, Comment, DocxOptions, Revision};
use datenpanne::render::{text, words};
use quick_xml::events::Event;

fn now() -> DateTime<FixedOffset> {
    Zeitpunkt::parse("2021-10-17T16:00").unwrap().bei()
}

fn options(revision: Option<Revision>) -> DocxOptions {
    DocxOptions {
        now: now(),
        basis: "0123456789abcdef".to_owned(),
        revision,
    }
}

fn plain(document: &Document) -> Vec<u8> {
    docx::render(document, &options(None)).unwrap()
}

fn tracked(document: &Document, comments: Vec<Comment>) -> Vec<u8> {
    let revision = Revision {
        author: "M. Muster & Söhne".to_owned(),
        date: now().to_rfc3339(),
        comments,
    };
    docx::render(document, &options(Some(revision))).unwrap()
}

fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut found = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        found.insert(entry.name().unwrap().into_owned(), text);
    }
    found
}

/// The words of a main part, changes accepted (`Inserted` kept) or rejected (`Deleted` kept).
fn read(xml: &str, kept: Change) -> Vec<String> {
    let gone = match kept {
        Change::Inserted => "w:del",
        Change::Deleted => "w:ins",
    };
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut path: Vec<String> = Vec::new();
    // Words of finished rows; a row that is gone takes its words along.
    let mut levels: Vec<(String, bool)> = vec![(String::new(), false)];
    let mut end_is_gone = false;
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(start) | Event::Empty(start) => {
                let name = start.name().as_ref().to_owned();
                let parent = path.last().map_or("", String::as_str);
                let before = path.iter().rev().nth(1).map_or("", String::as_str);
                if name == gone && parent == "w:rPr" && before == "w:pPr" {
                    end_is_gone = true;
                }
                if name == gone && parent == "w:trPr" {
                    levels.last_mut().unwrap().1 = true;
                }
                let text = &mut levels.last_mut().unwrap().0;
                match name.as_str() {
                    "w:br" | "w:tab"
                        if !path.iter().any(|name| name == gone || name == "w:tabs") =>
                    {
                        text.push(' ');
                    }
                    "w:noBreakHyphen" if !path.contains(&gone.to_owned()) => text.push('\u{2011}'),
                    _ => {}
                }
                if matches!(event, Event::Start(_)) {
                    if name == "w:tr" {
                        levels.push((String::new(), false));
                    }
                    path.push(name);
                }
            }
            Event::End(end) => {
                match end.name().as_ref() {
                    "w:p" if !std::mem::take(&mut end_is_gone) => {
                        levels.last_mut().unwrap().0.push(' ');
                    }
                    "w:tr" => {
                        let (text, is_gone) = levels.pop().unwrap();
                        if !is_gone {
                            levels.last_mut().unwrap().0.push_str(&text);
                        }
                    }
                    _ => {}
                }
                path.pop();
            }
            Event::Text(content) => {
                let holder = path.last().map_or("", String::as_str);
                let kept =
                    matches!(holder, "w:t" | "w:delText") && !path.contains(&gone.to_owned());
                if kept {
                    levels
                        .last_mut()
                        .unwrap()
                        .0
                        .push_str(&content.xml10_content());
                }
            }
            Event::GeneralRef(reference) => {
                let holder = path.last().map_or("", String::as_str);
                if matches!(holder, "w:t" | "w:delText") && !path.contains(&gone.to_owned()) {
                    let c = match &**reference {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        other => panic!("{other}"),
                    };
                    levels.last_mut().unwrap().0.push(c);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    words::split(&levels.pop().unwrap().0)
}

fn main_part(bytes: &[u8]) -> String {
    parts(bytes).remove("word/document.xml").unwrap()
}

/// Every part is XML, ids of marks differ, and nothing leads outside but links.
fn assert_valid(bytes: &[u8]) {
    let parts = parts(bytes);
    for (name, xml) in &parts {
        assert!(!name.to_lowercase().contains("vba"), "{name}");
        let mut reader = quick_xml::Reader::from_str(xml);
        reader.config_mut().check_comments = true;
        let mut ids = std::collections::BTreeSet::new();
        let mut depth = 0;
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) | Event::Empty(start) => {
                    depth += 1;
                    for attribute in start.attributes() {
                        let attribute = attribute.unwrap();
                        let key = attribute.key.as_ref().to_owned();
                        let element = start.name().as_ref().to_owned();
                        let marked = ["w:ins", "w:del", "w:bookmarkStart"];
                        if name == "word/document.xml"
                            && key == "w:id"
                            && marked.contains(&element.as_str())
                        {
                            assert!(ids.insert(attribute.value.to_string()), "{element}");
                        }
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert!(depth > 0, "{name}");
        for c in xml.chars() {
            assert!(!c.is_control() || c == '\n', "{name}: {c:?}");
        }
        for relation in xml.split("<Relationship ").skip(1) {
            if relation.contains("TargetMode") {
                assert!(relation.contains("/hyperlink\""), "{relation}");
                let target = relation.split("Target=\"").nth(1).unwrap();
                assert!(
                    ["https://", "http://", "mailto:", "tel:"]
                        .iter()
                        .any(|scheme| target.to_lowercase().starts_with(scheme)),
                    "{target}"
                );
            }
        }
    }
    for needed in [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/styles.xml",
        "docProps/custom.xml",
    ] {
        assert!(parts.contains_key(needed), "{needed}");
    }
    let main = &parts["word/document.xml"];
    for style in main.split("<w:pStyle w:val=\"").skip(1) {
        let style = style.split('"').next().unwrap();
        let defined = format!("w:styleId=\"{style}\"");
        assert!(parts["word/styles.xml"].contains(&defined), "{style}");
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn case_of(path: &Path) -> (Case, DateTime<FixedOffset>) {
    let bytes = std::fs::read(path).unwrap();
    let source = String::from_utf8_lossy(&bytes).into_owned();
    let time = source
        .lines()
        .find_map(|line| line.strip_prefix("# Zeitpunkt:"));
    let time = time.map_or_else(now, |time| Zeitpunkt::parse(time.trim()).unwrap().bei());
    let read = facts::read("fakten.toml", &bytes).unwrap();
    (Case::new(read.incident).unwrap(), time)
}

fn facts_files(folder: &str) -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(root().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

fn all_documents(case: &Case, engine: &Engine, time: DateTime<FixedOffset>) -> Vec<Document> {
    let occasion = Occasion {
        now: time,
        markings: Markings::default(),
        despite: None,
    };
    let assessed = case.assess(time);
    DOCUMENTS
        .iter()
        .flat_map(|name| case.documents(engine, name, &assessed, &occasion).unwrap())
        .map(|made| made.unwrap().document)
        .collect()
}

#[test]
fn every_document_of_every_example_says_the_same_words_in_the_same_order() {
    let engine = Engine::new(&[]).unwrap();
    let mut count = 0;
    for path in facts_files("beispiele") {
        let (case, time) = case_of(&path);
        for document in all_documents(&case, &engine, time) {
            let bytes = plain(&document);
            assert_valid(&bytes);
            let found = read(&main_part(&bytes), Change::Inserted);
            assert_eq!(
                found,
                words::words(&document),
                "{} {}",
                path.display(),
                document.file_stem()
            );
            count += 1;
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn every_block_is_drawn_and_hostile_facts_are_text() {
    for document in [common::sample(), common::hostile()] {
        let bytes = plain(&document);
        assert_valid(&bytes);
        assert_eq!(
            read(&main_part(&bytes), Change::Inserted),
            words::words(&document)
        );
        assert_eq!(bytes, plain(&document), "the same bytes every time");
    }
}

#[test]
fn sections_carry_their_names_and_the_file_says_what_it_is() {
    let document = common::sample();
    let parts = parts(&plain(&document));
    let main = &parts["word/document.xml"];
    let mut ids = 0;
    for block in &document.blocks {
        if let Block::Heading { id, .. } | Block::Notice { id, .. } = block {
            let name = docx::names::bookmark(id);
            assert!(main.contains(&format!("w:name=\"{name}\"")), "{id}");
            ids += 1;
        }
    }
    assert!(ids > 2);
    let custom = &parts["docProps/custom.xml"];
    for wanted in [
        document.name.as_str(),
        "0123456789abcdef",
        "2021-10-17T16:00:00+02:00",
    ] {
        assert!(
            custom.contains(&format!("<vt:lpwstr>{wanted}</vt:lpwstr>")),
            "{wanted}"
        );
    }
    for value in custom.split("<vt:lpwstr>").skip(1) {
        assert!(value.split('<').next().unwrap().chars().count() <= 255);
    }
    assert!(parts["docProps/core.xml"].contains("<dc:language>de-DE</dc:language>"));
    assert!(parts["word/styles.xml"].contains("<w:lang w:val=\"de-DE\""));
}

#[test]
fn markings_stand_in_every_page_head_and_a_draft_tracks_changes() {
    let mut document = common::sample();
    document.markings = Markings {
        entwurf: true,
        uebung: true,
        beispiel: false,
    };
    let parts = parts(&plain(&document));
    let heads: Vec<_> = parts
        .iter()
        .filter(|(name, _)| name.contains("header"))
        .collect();
    assert!(!heads.is_empty());
    for (name, xml) in heads.into_iter().filter(|(name, _)| !name.contains("rels")) {
        for mark in document.markings.lines() {
            assert!(xml.contains(mark), "{name}: {mark}");
        }
    }
    assert!(parts["word/settings.xml"].contains("<w:trackRevisions/>"));
    assert!(parts["docProps/core.xml"].contains("[ENTWURF]"));
}

/// A redline as a file: accepted it is the new version, rejected the old one.
fn assert_tracked(document: &Document, bytes: &[u8]) {
    assert_valid(bytes);
    let main = main_part(bytes);
    for kept in [Change::Inserted, Change::Deleted] {
        let wanted = words::words(&side(document, kept));
        assert_eq!(
            read(&main, kept),
            wanted,
            "{kept:?} {}",
            document.file_stem()
        );
    }
    assert_eq!(
        document.has_changes(),
        main.contains("<w:ins ") || main.contains("<w:del "),
        "{}",
        document.file_stem()
    );
    assert!(!main.contains("<w:t xml:space=\"preserve\"></w:t>"));
}

#[test]
fn changes_can_be_accepted_and_rejected() {
    let document = common::redline();
    let bytes = tracked(&document, Vec::new());
    assert_tracked(&document, &bytes);
    let main = main_part(&bytes);
    assert!(
        main.contains("w:author=\"M. Muster &amp; Söhne\" w:date=\"2021-10-17T16:00:00+02:00\"")
    );
    assert!(
        main.contains("<w:rPr><w:del "),
        "the end of a deleted paragraph"
    );
}

#[test]
fn whole_paragraphs_rows_and_boxes_go_without_a_trace() {
    let changed = |change, text: &str| {
        vec![Inline::Changed {
            change,
            content: vec![Inline::text(text)],
        }]
    };
    let cells = |change| vec![changed(change, "eins"), changed(change, "zwei")];
    let paragraph = |content| Block::Paragraph { content };
    let document = Document {
        blocks: vec![
            paragraph(vec![Inline::text("bleibt")]),
            paragraph(changed(Change::Deleted, "geht")),
            Block::Table {
                head: vec![vec![Inline::text("A")], vec![Inline::text("B")]],
                rows: vec![cells(Change::Deleted), cells(Change::Inserted)],
                row_heads: false,
            },
            Block::Notice {
                kind: datenpanne::document::model::NoticeKind::Hinweis,
                title: changed(Change::Inserted, "Kasten"),
                id: "kasten".to_owned(),
                content: vec![paragraph(changed(Change::Inserted, "darin"))],
            },
            paragraph(vec![Inline::text("Schluss")]),
            paragraph(changed(Change::Deleted, "letzter")),
        ],
        ..common::sample()
    };
    let bytes = tracked(&document, Vec::new());
    assert_tracked(&document, &bytes);
    let main = main_part(&bytes);
    assert_eq!(main.matches("<w:cantSplit/><w:del ").count(), 1, "{main}");
    assert_eq!(main.matches("<w:cantSplit/><w:ins ").count(), 1);
    assert_eq!(main.matches("<w:trPr><w:ins ").count(), 1, "the box");
    // The last paragraph of a file keeps its end; the one before gives its own.
    assert!(main.contains("<w:pStyle w:val=\"Normal\"/><w:rPr><w:del "));
    assert!(
        !main
            .trim_end()
            .contains("letzter</w:delText></w:r></w:del></w:p><w:p>")
    );
}

fn outside() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os("DATENPANNE_DOCX_AUSGABE")?);
    std::fs::create_dir_all(&folder).unwrap();
    Some(folder)
}

fn keep(folder: &Path, name: &str, document: &Document, bytes: &[u8]) {
    let write = |ending: &str, bytes: &[u8]| {
        std::fs::write(folder.join(format!("{name}.{ending}")), bytes).unwrap();
    };
    write("docx", bytes);
    write(
        "alt.txt",
        text::render(&side(document, Change::Deleted)).as_bytes(),
    );
    write(
        "neu.txt",
        text::render(&side(document, Change::Inserted)).as_bytes(),
    );
}

#[test]
fn redlines_of_a_case_are_tracked_changes_with_a_comment_for_each_fact() {
    let engine = Engine::new(&[]).unwrap();
    let versions = facts_files("beispiele/ksm-verlauf");
    let mut others = 0;
    for pair in versions.windows(2) {
        let [(old, then), (new, later)] = [case_of(&pair[0]), case_of(&pair[1])];
        let version = |case, now| Version {
            case,
            now,
            engine: &engine,
            markings: Markings::default(),
        };
        let names: Vec<String> = ["meldung", "vermerk", "buergerinformation", "aushang"]
            .map(str::to_owned)
            .to_vec();
        let comparison =
            compare::compare(version(&old, then), version(&new, later), &names).unwrap();
        assert!(comparison.changed().count() > 0);
        for compared in comparison.changed() {
            let revision = revision(&comparison, compared, "datenpanne", later);
            let is_record = compared.redline.name == "vermerk";
            // Facts that change this document, and no others.
            let facts = comparison
                .facts
                .iter()
                .filter(|fact| is_record || !fact.change.internal)
                .filter(|fact| fact.touched.documents.contains(&compared.stem));
            let wanted: Vec<&str> = facts.map(|fact| fact.change.path.as_str()).collect();
            let found: Vec<&str> = revision
                .comments
                .iter()
                .flat_map(|comment| &comment.facts)
                .map(datenpanne::facts::FieldPath::as_str)
                .collect();
            assert_eq!(found, wanted, "{}", compared.stem);
            others += comparison.facts.len() - found.len();
            let options = options(Some(revision.clone()));
            let bytes = docx::render(&compared.redline, &options).unwrap();
            assert_tracked(&compared.redline, &bytes);
            let all = parts(&bytes);
            let main = &all["word/document.xml"];
            for number in 0..revision.comments.len() {
                for anchor in ["commentRangeStart", "commentRangeEnd", "commentReference"] {
                    let anchor = format!("<w:{anchor} w:id=\"{number}\"/>");
                    assert_eq!(main.matches(&anchor).count(), 1, "{anchor}");
                }
            }
            let comments = &all["word/comments.xml"];
            assert_eq!(
                comments.matches("w:author=\"datenpanne\"").count(),
                revision.comments.len()
            );
            if let Some(folder) = outside() {
                let stem = pair[1].file_stem().unwrap().to_string_lossy().into_owned();
                keep(
                    &folder,
                    &format!("{stem}-{}", compared.stem),
                    &compared.redline,
                    &bytes,
                );
            }
        }
    }
    assert!(others > 0, "some facts change some documents only");
}

#[test]
fn a_comment_stands_with_the_new_words_of_its_fact() {
    let fact = |text: &str| Inline::fact(text, FieldPath::new("betroffene.anzahl"));
    let changed = |change, inline| Inline::Changed {
        change,
        content: vec![inline],
    };
    let document = Document {
        blocks: vec![Block::Paragraph {
            content: vec![
                Inline::text("Es sind "),
                changed(Change::Deleted, fact("zehn")),
                changed(Change::Inserted, fact("zwölf")),
                Inline::text(" Menschen."),
            ],
        }],
        ..common::sample()
    };
    let comment = |facts: &str, mark| Comment {
        facts: vec![FieldPath::new(facts)],
        mark,
        text: vec!["Anzahl <neu>".to_owned()],
    };
    let comments = vec![
        comment("betroffene.anzahl", None),
        comment("vorfall.typ", Some(0)),
        comment("vorfall.titel", None),
    ];
    let bytes = tracked(&document, comments);
    assert_valid(&bytes);
    let main = main_part(&bytes);
    let at = |text: &str| main.find(text).unwrap_or_else(|| panic!("{text}: {main}"));
    let start = |number| at(&format!("<w:commentRangeStart w:id=\"{number}\"/>"));
    assert!(
        start(2) < at("Es sind "),
        "nothing states it: at the beginning"
    );
    assert!(at("Es sind ") < start(1) && start(1) < at("zehn"));
    assert!(at("zehn") < start(0) && start(0) < at("zwölf"));
    let comments = parts(&bytes).remove("word/comments.xml").unwrap();
    assert!(comments.contains("Anzahl &lt;neu&gt;"));
}

#[test]
fn documents_that_come_and_go_are_tracked_as_a_whole() {
    let document = common::sample();
    for (old, new) in [(Some(&document), None), (None, Some(&document))] {
        let redline = redline(old, new).unwrap().document;
        let bytes = tracked(&redline, Vec::new());
        assert_tracked(&redline, &bytes);
        if let Some(folder) = outside() {
            let name = if old.is_some() { "entfallen" } else { "neu" };
            keep(&folder, name, &redline, &bytes);
        }
    }
}
