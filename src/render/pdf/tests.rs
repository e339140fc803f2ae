//! Tests of the PDF face, with a small reader of the written files.

#![allow(clippy::disallowed_methods)] // writes a sample to look at where asked to

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use lopdf::content::Content;
use lopdf::{Object, ObjectId};

use super::{PdfOptions, Rendered, render};
use crate::document::Block;
use crate::document::model::{Document, Inline, Layout, LetterHead, Markings, NoticeKind, plain};

fn options() -> PdfOptions {
    PdfOptions::new(
        DateTime::<FixedOffset>::parse_from_rfc3339("2021-10-16T10:00:00+02:00").unwrap(),
    )
}

fn t(text: &str) -> Vec<Inline> {
    vec![Inline::text(text)]
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph { content: t(text) }
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading {
        level,
        id: "x".into(),
        content: t(text),
    }
}

fn document(layout: Layout, blocks: Vec<Block>) -> Document {
    Document {
        fingerprint: None,
        release: None,
        by_hand: Vec::new(),
        name: "probe".into(),
        part: None,
        title: "Meldung einer Verletzung des Schutzes personenbezogener Daten".into(),
        subject: "Meldung ksm-2021-10".into(),
        layout,
        sender: "Landeshauptstadt Schwerin".into(),
        reference: "ksm-2021-10".into(),
        date: "16. Oktober 2021".into(),
        foot: "Meldung nach Art. 33 DSGVO · ksm-2021-10".into(),
        markings: Markings::default(),
        blocks,
        conditions: Default::default(),
    }
}

fn letter_head() -> Block {
    Block::LetterHead(Box::new(LetterHead {
        return_line: t("Landeshauptstadt Schwerin · Am Packhof 2–6 · 19053 Schwerin"),
        remarks: vec![t("Vorab per E-Mail")],
        address: vec![
            t("Der Landesbeauftragte für Datenschutz"),
            t("und Informationsfreiheit"),
            t("Mecklenburg-Vorpommern"),
            t("Werderstraße 74a"),
            t("19055 Schwerin"),
        ],
        information: vec![
            ("Unser Zeichen".into(), t("ksm-2021-10")),
            ("Ansprechperson".into(), t("Erika Mustermann")),
            ("Telefon".into(), t("0385 545-0")),
            ("E-Mail".into(), t("datenschutz@schwerin.example")),
            ("Datum".into(), t("16. Oktober 2021")),
        ],
    }))
}

const LONG: &str = "Am Freitagmorgen bemerkte der Bereitschaftsdienst des kommunalen IT-Dienstleisters, dass Dateien auf mehreren Servern verschlüsselt worden waren. Nach bisheriger Kenntnis drangen die Angreifer über einen Fernwartungszugang ein und führten dort eine Schadsoftware aus, die Benutzerverzeichnisse, Fachverfahren und Sicherungskopien unlesbar machte.";

/// One document with every block.
fn sample() -> Document {
    let mut rows = Vec::new();
    for index in 1..40 {
        rows.push(vec![
            t(&format!("Kategorie {index}")),
            t("Name, Anschrift, Geburtsdatum, Familienstand und Aktenzeichen der Bürgerinnen und Bürger"),
            t(&format!("etwa {index}.000")),
        ]);
    }
    let mut blocks = vec![
        letter_head(),
        heading(
            1,
            "Meldung einer Verletzung des Schutzes personenbezogener Daten nach Artikel 33 DSGVO",
        ),
        paragraph("Sehr geehrte Damen und Herren,"),
        paragraph(
            "hiermit melden wir eine Verletzung des Schutzes personenbezogener Daten. Wir haben davon am Freitag, 15. Oktober 2021, um 7:20 Uhr Kenntnis erlangt.",
        ),
        heading(2, "1 Art der Verletzung"),
        paragraph(LONG),
        Block::Paragraph {
            content: vec![
                Inline::text("Das steht fest: "),
                Inline::Strong {
                    content: t("Die Fachverfahren sind nicht erreichbar."),
                },
                Inline::text(" Nicht geklärt: "),
                Inline::Open {
                    text: "Die Zahl der betroffenen Personen steht noch nicht fest".into(),
                    source: None,
                },
                Inline::text(". Mehr unter "),
                Inline::Link {
                    target: "https://www.schwerin.example/datenpanne".into(),
                    content: t("www.schwerin.example/datenpanne"),
                },
                Inline::text(" oder „schriftlich“ – "),
                Inline::Emphasis {
                    content: t("auch persönlich"),
                },
                Inline::text(
                    ". Die Bürgermeisterin Şěǧœ́ n̂a Đặng M̂ D̄ affine Büroöffnung nach Art.\u{a0}33 Abs.\u{a0}1 DSGVO; Datenschutzgrundverordnungsverantwortlichkeitsfeststellung, Donaudampfschifffahrtsgesellschaft.",
                ),
            ],
        },
        Block::Notice {
            kind: NoticeKind::Wichtig,
            id: "w".into(),
            title: t("Was Sie jetzt tun sollten"),
            content: vec![
                paragraph(
                    "Ändern Sie Ihre Passwörter und achten Sie auf Anrufe, in denen jemand nach Ihren Kontodaten fragt.",
                ),
                Block::List {
                    start: None,
                    items: vec![
                        vec![paragraph("Kontoauszüge prüfen")],
                        vec![paragraph(
                            "Verdächtige Anrufe nicht beantworten, sondern unter der Nummer 0385 545-0 melden; die Mitarbeitenden der Stadt fragen niemals nach PIN oder TAN",
                        )],
                    ],
                },
            ],
        },
        heading(2, "2 Betroffene Daten"),
        Block::Table {
            head: vec![t("Kategorie"), t("Beispiele"), t("Zahl")],
            rows,
            row_heads: true,
        },
        heading(3, "2.1 Einzelheiten"),
        Block::Definitions {
            items: vec![
                (
                    t("Zeitpunkt der Kenntnis"),
                    t("Freitag, 15. Oktober 2021, 7:20 Uhr"),
                ),
                (t("Ende der Frist"), t(LONG)),
                (t("Datenschutzbeauftragte"), t("Erika Mustermann")),
            ],
        },
        Block::List {
            start: Some(1),
            items: vec![
                vec![paragraph("Systeme vom Netz genommen")],
                vec![
                    paragraph(LONG),
                    Block::List {
                        start: None,
                        items: vec![
                            vec![paragraph("Unterpunkt eins")],
                            vec![paragraph("Unterpunkt zwei")],
                        ],
                    },
                ],
                vec![paragraph("Anzeige erstattet")],
            ],
        },
        Block::Notice {
            kind: NoticeKind::Warnung,
            id: "b".into(),
            title: t("Vorsicht vor Betrug"),
            content: vec![paragraph(LONG)],
        },
        Block::Notice {
            kind: NoticeKind::Hinweis,
            id: "h".into(),
            title: t("Hinweis"),
            content: vec![paragraph(
                "Die nächste Unterrichtung folgt am 20. Oktober 2021.",
            )],
        },
        Block::Contact {
            name: t("Datenschutzbeauftragte der Landeshauptstadt Schwerin"),
            lines: vec![
                (
                    "Telefon".into(),
                    vec![Inline::Link {
                        target: "tel:+493855450".into(),
                        content: t("0385 545-0"),
                    }],
                ),
                (
                    "E-Mail".into(),
                    vec![Inline::Link {
                        target: "mailto:datenschutz@schwerin.example".into(),
                        content: t("datenschutz@schwerin.example"),
                    }],
                ),
                (
                    "Anschrift".into(),
                    vec![
                        Inline::text("Am Packhof 2–6"),
                        Inline::Break,
                        Inline::text("19053 Schwerin"),
                    ],
                ),
            ],
        },
        Block::Signature {
            place: t("Schwerin, 16. Oktober 2021"),
            lines: vec![
                t("i. A."),
                t("Erika Mustermann"),
                t("Datenschutzbeauftragte"),
            ],
        },
        Block::PageBreak,
        heading(2, "Anlage"),
    ];
    for _ in 0..5 {
        blocks.push(paragraph(LONG));
    }
    let mut document = document(Layout::Brief, blocks);
    document.markings.beispiel = true;
    document
}

/// Words of the blocks in order, soft hyphens dropped.
fn block_words(blocks: &[Block]) -> Vec<String> {
    fn add(out: &mut String, content: &[Inline]) {
        out.push_str(&plain(content));
        out.push('\n');
    }
    fn walk(out: &mut String, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { content, .. } | Block::Paragraph { content } => add(out, content),
                Block::List { start, items } => {
                    for (index, item) in (0..).zip(items) {
                        match start {
                            Some(first) => out.push_str(&format!("{}.\n", first + index)),
                            None => out.push_str("•\n"),
                        }
                        walk(out, item);
                    }
                }
                Block::Table { head, rows, .. } => {
                    head.iter()
                        .chain(rows.iter().flatten())
                        .for_each(|cell| add(out, cell));
                }
                Block::Definitions { items } => items.iter().for_each(|(term, text)| {
                    add(out, term);
                    add(out, text);
                }),
                Block::Notice { title, content, .. } => {
                    add(out, title);
                    walk(out, content);
                }
                Block::Contact { name, lines } => {
                    add(out, name);
                    for (label, value) in lines {
                        out.push_str(&format!("{label}\n"));
                        add(out, value);
                    }
                }
                Block::LetterHead(head) => {
                    add(out, &head.return_line);
                    head.remarks
                        .iter()
                        .chain(&head.address)
                        .for_each(|line| add(out, line));
                    for (label, value) in &head.information {
                        out.push_str(&format!("{label}\n"));
                        add(out, value);
                    }
                }
                Block::Signature { place, lines } => {
                    add(out, place);
                    lines.iter().for_each(|line| add(out, line));
                }
                Block::PageBreak => {}
            }
        }
    }
    let mut out = String::new();
    walk(&mut out, blocks);
    words(&out)
}

fn words(text: &str) -> Vec<String> {
    text.replace('\u{ad}', "")
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}

struct Read {
    pdf: lopdf::Document,
    pages: Vec<ObjectId>,
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes
        .chunks(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
        .collect();
    String::from_utf16(&units).unwrap()
}

impl Read {
    fn new(bytes: &[u8]) -> Self {
        let pdf = lopdf::Document::load_mem(bytes).unwrap();
        let pages = pdf.get_pages().into_values().collect();
        Self { pdf, pages }
    }

    fn maps(&self, page: ObjectId) -> BTreeMap<Vec<u8>, BTreeMap<u16, String>> {
        let mut maps = BTreeMap::new();
        for (name, font) in self.pdf.get_page_fonts(page).unwrap() {
            let id = font.get(b"ToUnicode").unwrap().as_reference().unwrap();
            let cmap = self
                .pdf
                .get_object(id)
                .unwrap()
                .as_stream()
                .unwrap()
                .decompressed_content()
                .unwrap();
            let cmap = String::from_utf8(cmap).unwrap();
            let mut map = BTreeMap::new();
            for line in cmap.lines() {
                if let Some((from, to)) = line.strip_prefix('<').and_then(|l| l.split_once("> <"))
                    && let Some(to) = to.strip_suffix('>')
                {
                    let Ok(id) = u16::from_str_radix(from, 16) else {
                        continue;
                    };
                    let bytes: Vec<u8> = (0..to.len() / 2)
                        .map(|i| u8::from_str_radix(&to[2 * i..2 * i + 2], 16).unwrap())
                        .collect();
                    map.insert(id, utf16(&bytes));
                }
            }
            maps.insert(name, map);
        }
        maps
    }

    /// Text of a page; with or without what is no content.
    fn text(&self, page: ObjectId, artifacts: bool) -> String {
        let maps = self.maps(page);
        let content = Content::decode(&self.pdf.get_page_content(page)).unwrap();
        let mut out = String::new();
        let mut font = Vec::new();
        let mut marks: Vec<&str> = Vec::new();
        for op in &content.operations {
            match op.operator.as_str() {
                "BMC" => marks.push("artifact"),
                "BDC" if op.operands[0].as_name().ok() == Some(b"Artifact".as_slice()) => {
                    marks.push("artifact");
                }
                "BDC" => {
                    let dict = op.operands[1].as_dict().unwrap();
                    if let Ok(text) = dict.get(b"ActualText") {
                        marks.push("replaced");
                        if artifacts || !marks.contains(&"artifact") {
                            out.push_str(&utf16(&text.as_str().unwrap()[2..]));
                        }
                    } else {
                        marks.push("marked");
                    }
                }
                "EMC" => {
                    marks.pop().unwrap();
                }
                "Tf" => font = op.operands[0].as_name().unwrap().to_vec(),
                "TJ" => {
                    if marks.contains(&"replaced") || (!artifacts && marks.contains(&"artifact")) {
                        continue;
                    }
                    for part in op.operands[0].as_array().unwrap() {
                        if let Object::String(bytes, _) = part {
                            for pair in bytes.chunks(2) {
                                let id = u16::from_be_bytes([pair[0], pair[1]]);
                                out.push_str(&maps[&font][&id]);
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        assert!(marks.is_empty());
        out
    }

    fn all(&self) -> String {
        self.pages
            .iter()
            .map(|page| self.text(*page, false))
            .collect::<Vec<_>>()
            .join("")
    }
}

fn rendered(document: &Document) -> Rendered {
    render(document, &options()).unwrap()
}

#[test]
fn words_of_the_file_are_the_words_of_the_blocks() {
    let document = sample();
    let file = rendered(&document);
    if let Ok(path) = std::env::var("PDF_SAMPLE") {
        std::fs::write(path, &file.bytes).unwrap();
    }
    assert!(file.missing.is_empty(), "{:?}", file.missing);
    let read = Read::new(&file.bytes);
    pretty(&words(&read.all()), &block_words(&document.blocks));
}

fn pretty(found: &[String], expected: &[String]) {
    for (index, (a, b)) in found.iter().zip(expected).enumerate() {
        assert_eq!(
            a,
            b,
            "at {index}: {:?}",
            &expected[index.saturating_sub(4)..index]
        );
    }
    assert_eq!(found.len(), expected.len());
}

/// Every drawn run of a layout lies on its page.
fn assert_inside(document: &Document) {
    use super::fragment::Item;
    use super::style;
    let (laid_out, _) = super::lay_out(document).unwrap();
    let fonts = super::fonts::Fonts::get().unwrap();
    for page in &laid_out.pages {
        for placed in page
            .content
            .iter()
            .chain(&page.head)
            .chain(&page.behind)
            .chain(&page.after)
        {
            for item in &placed.fragment.items {
                if let Item::Text { run, .. } = item {
                    let upem = fonts.face(run.face).upem;
                    // The unseen space at the end of a line may lie in the margin.
                    let advance: i32 = run.glyphs.iter().map(|g| g.advance).sum();
                    let right = placed.x + run.x + super::shape::to_f32(advance) / upem * run.size;
                    assert!(placed.x + run.x >= 20.0, "{}", run.text);
                    assert!(right <= style::PAGE_WIDTH - 20.0, "{right} {}", run.text);
                    let y = placed.y + run.y;
                    assert!(
                        y > 20.0 && y < style::PAGE_HEIGHT - 20.0,
                        "{y} {}",
                        run.text
                    );
                }
            }
        }
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(rendered(&sample()).bytes, rendered(&sample()).bytes);
}

#[test]
fn a_table_repeats_its_head_on_every_page() {
    let document = sample();
    let read = Read::new(&rendered(&document).bytes);
    for page in &read.pages[1..3] {
        let text = read.text(*page, true);
        assert!(text.contains("Kategorie Beispiele Zahl"), "{text}");
    }
    assert_inside(&document);
}

#[test]
fn a_heading_is_never_last_on_a_page() {
    for count in 0..60 {
        let mut blocks: Vec<Block> = (0..count).map(|_| paragraph("Zeile")).collect();
        blocks.push(heading(2, "Überschrift"));
        blocks.push(paragraph(LONG));
        let read = Read::new(&rendered(&document(Layout::Seite, blocks)).bytes);
        for page in &read.pages {
            let text = read.text(*page, false);
            assert!(!text.trim_end().ends_with("Überschrift"), "{count}");
        }
    }
}

#[test]
fn hostile_text_stays_on_the_page_and_keeps_its_words() {
    let word = "W".repeat(10_000);
    let small = "schadsoftwareverteilung".repeat(500);
    let texts = [
        word.as_str(),
        small.as_str(),
        &LONG.repeat(30),
        &"a\u{301}\u{302}\u{303}".repeat(200),
        "",
        " ",
        "weich\u{ad}getrennt",
        "Zeile eins\nZeile zwei\tdrei",
        "Art.\u{a0}33 und 10\u{202f}000 und Nicht\u{2011}Wissen",
        "\u{202e}verkehrt\u{202c} \u{200f}x\u{feff}",
    ];
    for layout in [Layout::Brief, Layout::Seite] {
        for text in texts {
            let cell = || t(text);
            let blocks = vec![
                heading(1, text),
                paragraph(text),
                Block::List {
                    start: Some(u64::MAX),
                    items: vec![vec![], vec![paragraph(text)]],
                },
                Block::Table {
                    head: vec![cell(), cell(), cell()],
                    rows: vec![vec![cell(), cell()], vec![cell(), cell(), cell()]],
                    row_heads: true,
                },
                Block::Definitions {
                    items: vec![(t("Wort"), cell())],
                },
                Block::Notice {
                    kind: NoticeKind::Warnung,
                    id: "n".into(),
                    title: cell(),
                    content: vec![paragraph(text)],
                },
                Block::Contact {
                    name: cell(),
                    lines: vec![("Telefon".into(), cell())],
                },
                Block::Signature {
                    place: cell(),
                    lines: vec![cell()],
                },
            ];
            let mut document = document(layout, blocks);
            document.markings = Markings {
                beispiel: true,
                uebung: true,
                entwurf: true,
            };
            document.sender = text.into();
            document.foot = text.chars().take(300).collect();
            let file = rendered(&document);
            if text.len() < 100 {
                assert!(file.missing.is_empty(), "{:?}", file.missing);
            }
            assert_inside(&document);
            if !text.contains("schad") {
                let found: String = words(&Read::new(&file.bytes).all()).concat();
                assert!(found.contains(&words(text).concat()), "{:.40}", text);
            }
        }
    }
}

#[test]
fn unknown_characters_are_named_and_still_found() {
    let file = rendered(&document(Layout::Seite, vec![paragraph("Gruß 🙂 an שלום")]));
    assert!(file.missing.contains(&'🙂'));
    let text = Read::new(&file.bytes).all();
    assert_eq!(text.trim(), "Gruß 🙂 an שלום");
}

#[test]
fn empty_blocks_and_empty_documents_are_drawn() {
    let blocks = vec![
        heading(2, ""),
        Block::List {
            start: None,
            items: vec![],
        },
        Block::Table {
            head: vec![],
            rows: vec![],
            row_heads: false,
        },
        Block::Definitions { items: vec![] },
        Block::Signature {
            place: vec![],
            lines: vec![],
        },
        Block::PageBreak,
    ];
    assert_eq!(rendered(&document(Layout::Brief, blocks)).pages, 1);
    assert_eq!(rendered(&document(Layout::Seite, vec![])).pages, 1);
}

#[test]
fn a_long_address_is_kept_whole() {
    for count in [6, 9, 12, 200] {
        let Block::LetterHead(mut head) = letter_head() else {
            unreachable!()
        };
        head.address = (0..count)
            .map(|index| t(&format!("Zeile {index} der Anschrift")))
            .collect();
        let document = document(
            Layout::Brief,
            vec![Block::LetterHead(head), paragraph(LONG)],
        );
        let file = rendered(&document);
        assert_inside(&document);
        pretty(
            &words(&Read::new(&file.bytes).all()),
            &block_words(&document.blocks),
        );
    }
}

#[test]
fn a_notice_for_the_door() {
    let Block::LetterHead(_) = letter_head() else {
        unreachable!()
    };
    let mut blocks = sample().blocks;
    blocks.remove(0);
    let mut document = document(Layout::Seite, blocks);
    document.markings = Markings {
        entwurf: true,
        uebung: false,
        beispiel: true,
    };
    let file = rendered(&document);
    if let Ok(path) = std::env::var("PDF_NOTICE") {
        std::fs::write(path, &file.bytes).unwrap();
    }
    pretty(
        &words(&Read::new(&file.bytes).all()),
        &block_words(&document.blocks),
    );
}

/// Lines of `text` in a column of `width` points.
fn column(text: &str, width: f32) -> Vec<String> {
    use super::fragment::Item;
    let shaper = super::shape::Shaper::new(super::fonts::Fonts::get().unwrap());
    super::paragraph::Paragraph::new(&shaper, &t(text), super::style::body())
        .lines(width)
        .iter()
        .map(|line| {
            let runs = line.items.iter().map(|item| match item {
                Item::Text { run, .. } => run.text.clone(),
                Item::Fill { .. } | Item::Link { .. } | Item::Picture { .. } => String::new(),
            });
            runs.collect()
        })
        .collect()
}

#[test]
fn long_words_are_hyphenated_and_addresses_are_not() {
    let lines = column("Die Datenschutzbeauftragte informiert", 80.0);
    assert!(
        lines.iter().any(|line| line.ends_with('\u{ad}')),
        "{lines:?}"
    );
    let lines = column(
        "Schreiben Sie an datenschutz-stelle@schwerin.example oder ABSCHALTUNGEN",
        215.0,
    );
    assert!(
        lines.iter().all(|line| !line.contains('\u{ad}')),
        "{lines:?}"
    );
    assert!(
        lines
            .iter()
            .any(|line| line.contains("datenschutz-stelle@schwerin.example")),
        "{lines:?}"
    );
    let lines = column("nach Art.\u{a0}33 DSGVO", 60.0);
    assert!(
        lines.iter().any(|line| line.contains("Art.\u{a0}33")),
        "{lines:?}"
    );
}

#[test]
fn narrow_columns_and_a_draft() {
    let head: Vec<Vec<Inline>> = (1..7).map(|index| t(&format!("Spalte {index}"))).collect();
    let row = vec![
        t("Beschäftigtendatenverarbeitung"),
        t("Erreichbarkeit der Telefonauskunft"),
        t("datenschutz@schwerin.example"),
        t("12"),
        t(LONG),
        t(&"x".repeat(200)),
    ];
    let Block::LetterHead(mut head_block) = letter_head() else {
        unreachable!()
    };
    head_block.address = (0..12)
        .map(|index| t(&format!("Zeile {index} der Anschrift")))
        .collect();
    let mut document = document(
        Layout::Brief,
        vec![
            Block::LetterHead(head_block),
            Block::Table {
                head,
                rows: vec![row.clone(), row],
                row_heads: true,
            },
        ],
    );
    document.markings.entwurf = true;
    let file = rendered(&document);
    if let Ok(path) = std::env::var("PDF_NARROW") {
        std::fs::write(path, &file.bytes).unwrap();
    }
    assert_inside(&document);
    pretty(
        &words(&Read::new(&file.bytes).all()),
        &block_words(&document.blocks),
    );
}

#[test]
fn a_document_is_drawn_quickly() {
    let document = sample();
    rendered(&document);
    let start = std::time::Instant::now();
    rendered(&document);
    // Far above what it takes; the benchmarks measure.
    assert!(start.elapsed().as_millis() < 2_000);
}
