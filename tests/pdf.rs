//! PDF that a public body may publish and archive: every document of every example, looked at with
//! a pre-flight of our own; tag trees as text; every name that administration must be able to write.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;
#[path = "pdf/preflight.rs"]
mod preflight;

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use datenpanne::case::{Case, Occasion};
use datenpanne::document::model::{Block, Inline};
use datenpanne::document::{DOCUMENTS, Document, Engine, Markings};
use datenpanne::facts;
use datenpanne::render::pdf::fonts::Face;
use datenpanne::render::pdf::fragment::Item;
use datenpanne::render::pdf::{self, PdfOptions, tags};
use serde_json::Value;

fn time(text: &str) -> DateTime<FixedOffset> {
    facts::Zeitpunkt::parse(text).unwrap().bei()
}

fn options() -> PdfOptions {
    PdfOptions::new(time("2021-10-17T16:00"))
}

/// Facts files with the time they are for.
fn incidents() -> Vec<(String, Case, DateTime<FixedOffset>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = ["beispiele", "tests/arten"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let source = std::fs::read_to_string(&path).unwrap();
            let stated = source
                .lines()
                .find_map(|line| line.strip_prefix("# Zeitpunkt: "))
                .unwrap_or("2026-10-10T12:00");
            let now = time(stated.trim());
            let read = facts::read(&name, source.as_bytes()).unwrap_or_else(|problems| {
                panic!(
                    "{}",
                    facts::render_problems(&name, &source, &problems, false)
                )
            });
            (name, Case::new(read.incident).unwrap(), now)
        })
        .collect()
}

fn documents(case: &Case, now: DateTime<FixedOffset>, markings: Markings) -> Vec<Document> {
    let engine = Engine::new(&[]).unwrap();
    let assessment = case.assess(now);
    let occasion = Occasion {
        now,
        markings,
        despite: None,
    };
    DOCUMENTS
        .iter()
        .flat_map(|name| {
            case.documents(&engine, name, &assessment, &occasion)
                .unwrap()
        })
        .map(|made| made.unwrap_or_else(|error| panic!("{error}")).document)
        .collect()
}

fn assert_sound(name: &str, document: &Document) {
    let rendered = pdf::render(document, &options()).unwrap();
    let problems = preflight::problems(&rendered.bytes);
    assert!(
        problems.is_empty(),
        "{name} {}: {problems:#?}",
        document.name
    );
}

#[test]
fn every_document_of_every_incident_passes() {
    for (name, case, now) in incidents() {
        for document in documents(&case, now, Markings::default()) {
            assert_sound(&name, &document);
        }
    }
}

#[test]
fn drafts_drills_and_long_documents_pass() {
    let incidents = incidents();
    let (name, case, now) = incidents
        .iter()
        .find(|(name, ..)| name == "ksm-schwerin")
        .unwrap();
    for (entwurf, uebung) in [(true, false), (false, true)] {
        let markings = Markings {
            entwurf,
            uebung,
            beispiel: true,
        };
        for document in documents(case, *now, markings) {
            assert_sound(name, &document);
        }
    }
    let mut long = common::sample();
    let blocks = long.blocks.clone();
    while pdf::lay_out(&long).unwrap().0.pages.len() < 60 {
        long.blocks.extend(blocks.iter().skip(1).cloned());
    }
    assert_sound("long", &long);
    keep("lang", &long);
}

/// Writes a file for validators of others, where the environment names a folder for it.
fn keep(name: &str, document: &Document) {
    if let Some(folder) = std::env::var_os("DATENPANNE_PDF_AUSGABE") {
        let folder = PathBuf::from(folder);
        std::fs::create_dir_all(&folder).unwrap();
        let bytes = pdf::render(document, &options()).unwrap().bytes;
        std::fs::write(folder.join(format!("{name}.pdf")), bytes).unwrap();
    }
}

/// Numbers that look random and are the same each time (a linear congruential generator).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

const HOSTILE: [&str; 6] = [
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "**fett** <b>x</b> \u{202e}verkehrt\u{202c} =1+1 [Link](http://example.org)",
    "C\u{328}\u{306}esar Đặng Ştefănescu Ḿ Æøå Łódź ẞ",
    "zwei\nZeilen und\teine\u{ad}Trennung \u{2011} https://example.org/sehr/langer/pfad?mit=fragen&und=mehr",
    "日本 ערב \u{1f469}\u{200d}\u{1f467}",
    "x",
];

/// Takes facts out, doubles entries, and puts hard words in the place of texts.
fn shake(value: &mut Value, key: &str, dice: &mut Dice) {
    match value {
        Value::Object(table) => {
            let keys: Vec<String> = table.keys().cloned().collect();
            for key in keys {
                let needed = ["format", "vorfall", "kennung"].contains(&key.as_str());
                if !needed && dice.throw(12) == 0 {
                    table.shift_remove(&key);
                } else if let Some(inner) = table.get_mut(&key) {
                    shake(inner, &key, dice);
                }
            }
        }
        Value::Array(items) => {
            items.iter_mut().for_each(|item| shake(item, key, dice));
            if let Some(first) = items.first().cloned()
                && first.is_object()
                && dice.throw(4) == 0
            {
                items.extend(std::iter::repeat_n(first, 9));
            }
        }
        Value::String(text) => {
            let free = [
                "text",
                "beschreibung",
                "name",
                "hinweis",
                "begruendung",
                "titel",
                "ort",
            ];
            if free.contains(&key) && dice.throw(3) == 0 {
                let hard = usize::try_from(dice.throw(6)).unwrap();
                *text = format!("{} {text}", HOSTILE[hard]);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn fifty_random_incidents_pass() {
    let incidents = incidents();
    let mut dice = Dice(20_211_015);
    let mut made = 0;
    while made < 50 {
        let at = usize::try_from(dice.throw(1000)).unwrap() % incidents.len();
        let (name, case, now) = &incidents[at];
        let mut facts = case.whole().clone();
        shake(&mut facts, "", &mut dice);
        let Ok(incident) = serde_json::from_value(facts) else {
            continue;
        };
        made += 1;
        let case = Case::new(incident).unwrap();
        let all = documents(&case, *now, Markings::default());
        let one = usize::try_from(dice.throw(1000)).unwrap() % all.len();
        for (index, document) in all.iter().enumerate() {
            // All are drawn and looked at; one of each incident is kept for others to look at.
            if index % 3 == one % 3 {
                assert_sound(name, document);
            }
            if index == one {
                keep(&format!("{made:02}-{}", document.name), document);
            }
        }
    }
}

/// A pre-flight that finds nothing must be able to find something.
#[test]
fn the_preflight_finds_what_is_wrong() {
    let rendered = pdf::render(&common::sample(), &options()).unwrap();
    let broken = |change: &dyn Fn(&mut lopdf::Document)| {
        let mut pdf = lopdf::Document::load_mem(&rendered.bytes).unwrap();
        change(&mut pdf);
        let mut bytes = Vec::new();
        pdf.save_to(&mut bytes).unwrap();
        preflight::problems(&bytes)
    };
    assert_eq!(broken(&|_| {}), Vec::<String>::new());
    let without = |key: &'static [u8]| {
        broken(&move |pdf| {
            pdf.catalog_mut().unwrap().remove(key);
        })
    };
    assert!(!without(b"Lang").is_empty());
    assert!(!without(b"StructTreeRoot").is_empty());
    let each = |kind: &'static str, key: &'static [u8], value: lopdf::Object| {
        broken(&move |pdf| {
            for object in pdf.objects.values_mut() {
                if let Ok(dict) = object.as_dict_mut()
                    && dict.get(b"S").and_then(lopdf::Object::as_name).ok() == Some(kind.as_bytes())
                {
                    dict.set(key, value.clone());
                }
            }
        })
    };
    assert!(!each("TH", b"A", lopdf::Object::Null).is_empty());
    assert!(!each("H2", b"S", "H4".into()).is_empty());
    assert!(!each("LBody", b"S", "P".into()).is_empty());
    assert!(!each("P", b"K", lopdf::Object::Array(Vec::new())).is_empty());
    assert!(!each("Note", b"ID", lopdf::Object::Null).is_empty());
    let unmarked = broken(&|pdf| {
        let page = *pdf.get_pages().values().next().unwrap();
        let mut content = lopdf::content::Content::decode(&pdf.get_page_content(page)).unwrap();
        content
            .operations
            .retain(|operation| !matches!(operation.operator.as_str(), "BDC" | "EMC"));
        let bytes = content.encode().unwrap();
        pdf.change_page_content(page, bytes).unwrap();
    });
    assert!(
        unmarked
            .iter()
            .any(|words| words.contains("outside of marked content"))
    );
}

const TAGS_ELSEWHERE: [&str; 3] = [
    "benachrichtigung",
    "empfaengerschreiben",
    "auftragsverarbeiter",
];

#[test]
fn tag_trees_read_as_they_should() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/tags");
    let mut old = Vec::new();
    for (name, case, now) in incidents() {
        // Each document once, from an incident that asks for it.
        let of = |document: &str| match name.as_str() {
            "ksm-schwerin" => !TAGS_ELSEWHERE.contains(&document),
            "falscher-empfaenger" => {
                ["benachrichtigung", "empfaengerschreiben"].contains(&document)
            }
            "sit-dienstleister" => document == "auftragsverarbeiter",
            _ => false,
        };
        for document in documents(&case, now, Markings::default()) {
            let whole = document.part.as_ref().is_none_or(String::is_empty);
            if !of(&document.name) || !whole {
                continue;
            }
            let (laid_out, _) = pdf::lay_out(&document).unwrap();
            let path = root.join(format!("{}.txt", document.name));
            let text = tags::as_text(&laid_out);
            if std::env::var_os("UPDATE_GOLDEN").is_some() {
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(&path, &text).unwrap();
            }
            if std::fs::read_to_string(&path).unwrap_or_default() != text {
                old.push(path);
            }
        }
    }
    assert!(old.is_empty(), "UPDATE_GOLDEN=1 rewrites them: {old:#?}");
}

/// A line of the list of DIN 91379: what it is, and the characters.
fn din_91379() -> Vec<(String, String)> {
    include_str!("daten/din91379_latin_list_1.3.txt")
        .lines()
        .filter(|line| line.contains(';'))
        .filter_map(|line| {
            let mut parts = line.split(';');
            let (_, kind, points) = (parts.next()?, parts.next()?, parts.next()?);
            let text: String = points
                .split(['+', ' ', 'U', ','])
                .filter(|part| !part.is_empty())
                .map(|part| u32::from_str_radix(part, 16).ok().and_then(char::from_u32))
                .collect::<Option<String>>()?;
            (!text.is_empty()).then(|| (kind.trim().to_owned(), text))
        })
        .collect()
}

#[test]
fn every_character_and_sequence_of_din_91379_is_drawn_and_found() {
    let all = din_91379();
    assert!(all.len() > 900, "{}", all.len());
    let mut document = common::sample();
    document.blocks = all
        .iter()
        .filter(|(_, text)| !text.chars().any(char::is_control))
        .map(|(_, text)| Block::Paragraph {
            content: vec![
                Inline::text(format!("A{text}e ")),
                Inline::Strong {
                    content: vec![Inline::text(format!("A{text}e "))],
                },
                Inline::Emphasis {
                    content: vec![Inline::text(format!("A{text}e"))],
                },
            ],
        })
        .collect();
    let rendered = pdf::render(&document, &options()).unwrap();
    assert!(rendered.missing.is_empty(), "{:?}", rendered.missing);
    assert!(preflight::problems(&rendered.bytes).is_empty());
}

#[test]
fn marks_stand_where_the_font_puts_them() {
    let face = |face: Face| match face {
        Face::Regular => "Regular",
        Face::Bold => "Bold",
        Face::Italic => "Italic",
    };
    let mut count = 0;
    for line in include_str!("daten/din91379_positions.txt").lines() {
        let mut parts = line.split(';');
        let (wanted, points, placed) = (
            parts.next().unwrap(),
            parts.next().unwrap(),
            parts.next().unwrap(),
        );
        let text: String = points
            .split(' ')
            .map(|point| char::from_u32(u32::from_str_radix(point, 16).unwrap()).unwrap())
            .collect();
        let content = vec![Inline::text(text)];
        let mut document = common::sample();
        document.layout = datenpanne::document::model::Layout::Seite;
        document.blocks = vec![Block::Paragraph {
            content: match wanted {
                "Bold" => vec![Inline::Strong { content }],
                "Italic" => vec![Inline::Emphasis { content }],
                _ => content,
            },
        }];
        let (laid_out, _) = pdf::lay_out(&document).unwrap();
        let found: Vec<String> = laid_out.pages[0]
            .content
            .iter()
            .flat_map(|placed| &placed.fragment.items)
            .filter_map(|item| match item {
                Item::Text { run, .. } if face(run.face) == wanted => Some(run),
                _ => None,
            })
            // A space may follow, which parts the line from the next.
            .flat_map(|run| {
                let glyphs = run.glyphs.iter();
                glyphs.filter(|glyph| run.text.get(glyph.cluster..) != Some(" "))
            })
            .map(|glyph| format!("{},{},{},{}", glyph.id, glyph.advance, glyph.dx, glyph.dy))
            .collect();
        assert_eq!(found.join(" "), placed, "{line}");
        count += 1;
    }
    assert!(count > 400, "{count}");
}

#[test]
fn a_report_carries_the_facts_it_was_made_from_and_nothing_internal() {
    let incidents = incidents();
    for (name, case, now) in &incidents {
        let engine = Engine::new(&[]).unwrap();
        let assessment = case.assess(*now);
        let occasion = Occasion {
            now: *now,
            markings: Markings::default(),
            despite: None,
        };
        let made = case
            .documents(&engine, "meldung", &assessment, &occasion)
            .unwrap();
        let report = made.into_iter().next().unwrap().unwrap();
        let evidence = report.evidence.unwrap();
        let attached = format!("{:#}", evidence.facts);
        for table in [
            "intern",
            "lehren",
            "textfassungen",
            "schutzkontakt",
            "fehlt",
        ] {
            assert!(
                !attached.contains(&format!("\"{table}\"")),
                "{name}: {table}"
            );
        }
        // It is a facts file: read again it gives the same report.
        let again = facts::read("tatsachen.json", attached.as_bytes()).unwrap_or_else(|problems| {
            panic!(
                "{}",
                facts::render_problems(name, &attached, &problems, false)
            )
        });
        let again = Case::new(again.incident).unwrap();
        let same = documents(&again, *now, Markings::default());
        let same = same
            .iter()
            .find(|document| document.name == "meldung")
            .unwrap();
        assert_eq!(words(same), words(&report.document), "{name}");
        let sheet: Value = serde_json::from_str(&evidence.sheet.unwrap()).unwrap();
        assert!(sheet.is_object(), "{name}");
    }
}

fn words(document: &Document) -> String {
    datenpanne::render::text::render(document)
}

#[test]
fn files_inside_are_named_and_the_foot_says_the_digest() {
    let mut document = common::sample();
    document.fingerprint = Some("0123456789abcdef".repeat(4));
    let bytes = br#"{"format": 1}"#.to_vec();
    let with = PdfOptions {
        attachments: vec![pdf::Attachment {
            name: "tatsachen.json",
            description: "Die Tatsachen",
            relation: pdf::Relation::Source,
            bytes: bytes.clone(),
        }],
        ..options()
    };
    let rendered = pdf::render(&document, &with).unwrap();
    assert_eq!(preflight::problems(&rendered.bytes), Vec::<String>::new());
    let file = lopdf::Document::load_mem(&rendered.bytes).unwrap();
    let inside = file.objects.values().find_map(|object| {
        let stream = object.as_stream().ok()?;
        (stream
            .dict
            .get(b"Type")
            .and_then(lopdf::Object::as_name)
            .ok()?
            == b"EmbeddedFile")
            .then(|| stream.decompressed_content().unwrap())
    });
    assert_eq!(inside, Some(bytes));
    let catalog = file.catalog().unwrap();
    assert!(catalog.has(b"AF") && catalog.has(b"Names"));
    let (laid_out, _) = pdf::lay_out(&document).unwrap();
    for page in &laid_out.pages {
        let foot: String = page
            .after
            .iter()
            .flat_map(|placed| &placed.fragment.items)
            .filter_map(|item| match item {
                Item::Text { run, .. } => Some(run.text.as_str()),
                _ => None,
            })
            .collect();
        assert!(foot.contains(&"0123456789abcdef".repeat(4)), "{foot}");
    }
}
