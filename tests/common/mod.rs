//! Documents made by hand that hold every block and inline, and a reader for HTML.

#![allow(dead_code)] // each test file uses a part

use datenpanne::document::model::{
    Block, Document, FieldPath, Inline, Layout, LetterHead, Markings, NoticeKind,
};
use datenpanne::render::words;

fn t(text: &str) -> Vec<Inline> {
    vec![Inline::text(text)]
}

fn fact(text: &str, path: &str) -> Inline {
    Inline::fact(text, FieldPath::new(path))
}

fn p(text: &str) -> Block {
    Block::Paragraph { content: t(text) }
}

fn h(level: u8, id: &str, text: &str) -> Block {
    Block::Heading {
        level,
        id: id.to_owned(),
        content: t(text),
    }
}

fn link(target: &str, text: &str) -> Vec<Inline> {
    vec![Inline::Link {
        target: target.to_owned(),
        content: t(text),
    }]
}

fn line(label: &str, value: Vec<Inline>) -> (String, Vec<Inline>) {
    (label.to_owned(), value)
}

fn open(text: &str, path: &str) -> Inline {
    Inline::Open {
        text: text.to_owned(),
        source: Some(FieldPath::new(path)),
    }
}

fn time(text: &str, datetime: &str) -> Inline {
    Inline::Time {
        text: text.to_owned(),
        datetime: datetime.to_owned(),
        source: Some(FieldPath::new("zeiten.kenntnis")),
    }
}

fn document(name: &str, title: &str, layout: Layout, blocks: Vec<Block>) -> Document {
    Document {
        fingerprint: None,
        release: None,
        by_hand: Vec::new(),
        name: name.to_owned(),
        part: None,
        title: title.to_owned(),
        subject: format!("{title} – ksm-2021-10"),
        layout,
        sender: "Kommunalservice Musterland AöR".to_owned(),
        reference: "ksm-2021-10".to_owned(),
        date: "16. Oktober 2021".to_owned(),
        foot: format!("{title} · ksm-2021-10"),
        markings: Markings {
            beispiel: true,
            ..Markings::default()
        },
        blocks,
        conditions: std::collections::BTreeSet::new(),
    }
}

/// A letter with every block and every inline.
pub(crate) fn sample() -> Document {
    let head = LetterHead {
        return_line: t("Kommunalservice Musterland AöR · Am Markt 1 · 19053 Musterstadt"),
        remarks: vec![t("Vorab per E-Mail")],
        address: vec![
            t("Die Landesbeauftragte für den Datenschutz"),
            t("Schloßstraße 8"),
            t("19053 Musterstadt"),
        ],
        information: vec![
            line("Unser Zeichen", vec![fact("ksm-2021-10", "kennung")]),
            line("Telefon", link("tel:+493851234567", "0385 1234-567")),
            line(
                "E-Mail",
                link("mailto:dsb@muster.example", "dsb@muster.example"),
            ),
            line("Datum", vec![time("16.\u{a0}Oktober 2021", "2021-10-16")]),
        ],
    };
    let mut blocks = vec![
        Block::LetterHead(Box::new(head)),
        h(
            1,
            "titel",
            "Meldung einer Verletzung des Schutzes personenbezogener Daten",
        ),
        p("Sehr geehrte Damen und Herren,"),
        Block::Paragraph {
            content: vec![
                Inline::text(
                    "nach Art.\u{a0}33 Abs.\u{a0}1 DSGVO melden wir Ihnen diesen Vorfall. Wir haben ihn am ",
                ),
                time(
                    "15.\u{a0}Oktober 2021, 7:20\u{a0}Uhr",
                    "2021-10-15T07:20:00+02:00",
                ),
                Inline::text(" bemerkt. Die Meldung ist "),
                Inline::Strong {
                    content: t("noch nicht vollständig"),
                },
                Inline::text(". Die Zahl der Betroffenen ist "),
                open(
                    "noch offen; wir ermitteln sie bis 30.\u{a0}Oktober 2021",
                    "betroffene.anzahl",
                ),
                Inline::text("."),
            ],
        },
    ];
    blocks.extend(sample_sections());
    document(
        "muster",
        "Meldung nach Art.\u{a0}33 DSGVO",
        Layout::Brief,
        blocks,
    )
}

fn sample_sections() -> Vec<Block> {
    vec![
        h(2, "vorfall", "1. Was ist geschehen?"),
        Block::Paragraph {
            content: vec![
                Inline::text("Unbekannte haben "),
                Inline::Emphasis {
                    content: vec![fact("Server verschlüsselt", "beschreibung")],
                },
                Inline::text(". Sie nennen sich „"),
                fact(
                    "<script>alert(1)</script> **x** {{ 7*7 }} ]]> \"onload=",
                    "taeter",
                ),
                Inline::text("“."),
                Inline::Break,
                Inline::text("Mehr steht auf der "),
                link("https://notfall.example/vorfall", "Notfallseite").remove(0),
                Inline::text(" und unter "),
                link("https://www.muster.example/", "www.muster.example").remove(0),
                Inline::text(". Kein Link: "),
                link("javascript:alert(1)", "Ziel").remove(0),
                Inline::text("."),
            ],
        },
        h(3, "verlauf", "Verlauf"),
        Block::List {
            start: Some(1),
            items: vec![
                vec![p("Die Überwachung schlägt an. Der Dienst wird getrennt.")],
                vec![
                    p("Die Leitung wird verständigt."),
                    Block::List {
                        start: None,
                        items: vec![vec![p("um 7:25\u{a0}Uhr")], vec![p("um 8:00\u{a0}Uhr")]],
                    },
                ],
                vec![p("Zwei Absätze."), p("Der zweite Absatz.")],
            ],
        },
        h(2, "daten", "2. Welche Daten sind betroffen?"),
        Block::Table {
            head: vec![t("Kategorie"), t("Beispiele"), t("Stand")],
            rows: vec![
                vec![
                    t("Stammdaten"),
                    vec![fact(
                        "Name, Anschrift, Geburtsdatum",
                        "daten[stammdaten].beispiele",
                    )],
                    t("gesichert"),
                ],
                vec![
                    t("Zahlungsmittel"),
                    t("IBAN"),
                    vec![open("noch nicht erhoben", "daten[zahlungsmittel].stand")],
                ],
            ],
            row_heads: true,
        },
        Block::Definitions {
            items: vec![
                (
                    t("Verantwortliche Stelle"),
                    t("Kommunalservice Musterland AöR"),
                ),
                (
                    t("Zeitraum"),
                    t("Beginn ist der 14.\u{a0}Oktober 2021. Das Ende ist offen."),
                ),
            ],
        },
        Block::Notice {
            kind: NoticeKind::Wichtig,
            title: t("Ändern Sie Ihr Kennwort"),
            id: "wichtig".to_owned(),
            content: vec![
                p(
                    "Ändern Sie das Kennwort überall, wo Sie es verwenden. Nutzen Sie jedes Kennwort nur einmal.",
                ),
                Block::List {
                    start: None,
                    items: vec![
                        vec![p("Prüfen Sie Ihre Kontoauszüge.")],
                        vec![p("Melden Sie Auffälliges der Bank.")],
                    ],
                },
            ],
        },
        Block::Notice {
            kind: NoticeKind::Warnung,
            title: t("Vorsicht vor falschen Anrufen"),
            id: "warnung".to_owned(),
            content: vec![p("Wir fragen nie nach Ihrem Kennwort.")],
        },
        Block::Notice {
            kind: NoticeKind::Hinweis,
            title: t("Nächste Information"),
            id: "naechste".to_owned(),
            content: vec![p("Am 30.\u{a0}Oktober 2021 informieren wir erneut.")],
        },
        Block::PageBreak,
        h(2, "kontakt", "3. An wen können Sie sich wenden?"),
        Block::Contact {
            name: t("Bürgertelefon der Stadt"),
            lines: vec![
                line("Telefon", link("tel:+493851234500", "0385 1234-500")),
                line(
                    "E-Mail",
                    link("mailto:hilfe@muster.example", "hilfe@muster.example"),
                ),
                line("Zeiten", t("Montag bis Freitag, 8 bis 18\u{a0}Uhr")),
            ],
        },
        h(2, "folgen", "4. Wahrscheinliche Folgen"),
        p("Es drohen Betrugsversuche."),
        h(2, "massnahmen", "5. Maßnahmen"),
        p("Wir haben Anzeige erstattet."),
        h(2, "offen", "6. Offene Angaben"),
        p("Die Zahl der Betroffenen."),
        h(2, "anlagen", "7. Anlagen"),
        p("Keine."),
        Block::Signature {
            place: t("Musterstadt, 16.\u{a0}Oktober 2021"),
            lines: vec![
                t("i.\u{a0}A."),
                t("Dr. Ada Beispiel"),
                t("Datenschutzbeauftragte"),
            ],
        },
    ]
}

/// A short public page without a heading of level 1 and without markings.
pub(crate) fn notice() -> Document {
    let mut document = document(
        "seite",
        "Information für Bürgerinnen und Bürger",
        Layout::Seite,
        vec![
            Block::Notice {
                kind: NoticeKind::Wichtig,
                title: t("Das Wichtigste"),
                id: "wichtigstes".to_owned(),
                content: vec![p(
                    "Die Bürgerdienste sind geschlossen. Anträge nimmt der Landkreis an.",
                )],
            },
            h(2, "dienste", "Welche Dienste fehlen?"),
            Block::Table {
                head: vec![t("Dienst"), t("Ersatz")],
                rows: vec![vec![
                    t("Kfz-Zulassung"),
                    t("Zulassungsstelle der Nachbarstadt, Am Ring 5"),
                ]],
                row_heads: true,
            },
        ],
    );
    document.markings = Markings::default();
    document
}

/// Facts that try everything, in every place.
pub(crate) fn hostile() -> Document {
    let texts = [
        "<script>alert(1)</script>".to_owned(),
        "**x** {{ 7*7 }} ]]> <!-- </style></title>".to_owned(),
        "\" onload=\"alert(1)' onerror='".to_owned(),
        "\u{202e}umgekehrt und \u{2067}offen".to_owned(),
        "a\u{0}b\u{1b}[31m\u{fdd0}1\u{fdd1}".to_owned(),
        "W".repeat(10_000),
        String::new(),
        "e\u{301}\u{327}\u{1f469}\u{200d}\u{1f4bb} שלום J\u{30c}".to_owned(),
    ];
    let mut blocks = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let run = vec![fact(text, "beschreibung")];
        blocks.extend([
            Block::Heading {
                level: u8::try_from(at).unwrap_or(9),
                id: text.clone(),
                content: run.clone(),
            },
            Block::Paragraph {
                content: vec![Inline::Link {
                    target: text.clone(),
                    content: run.clone(),
                }],
            },
            Block::Paragraph {
                content: vec![
                    Inline::Time {
                        text: text.clone(),
                        datetime: text.clone(),
                        source: None,
                    },
                    Inline::Break,
                    open(text, "x"),
                ],
            },
            Block::List {
                start: Some(u64::MAX),
                items: vec![
                    vec![],
                    vec![Block::Paragraph {
                        content: run.clone(),
                    }],
                ],
            },
            Block::Table {
                head: vec![run.clone()],
                rows: vec![vec![run.clone(), run.clone()], vec![]],
                row_heads: true,
            },
            Block::Definitions {
                items: vec![(run.clone(), run.clone())],
            },
            Block::Notice {
                kind: NoticeKind::Hinweis,
                title: run.clone(),
                id: text.clone(),
                content: vec![],
            },
            Block::Contact {
                name: run.clone(),
                lines: vec![(text.clone(), run.clone())],
            },
            Block::LetterHead(Box::new(LetterHead {
                return_line: run.clone(),
                remarks: vec![],
                address: vec![run.clone()],
                information: vec![(text.clone(), run.clone())],
            })),
            Block::Signature {
                place: run.clone(),
                lines: vec![run],
            },
        ]);
    }
    let mut document = document("feindlich", "x", Layout::Seite, blocks);
    let all = texts.concat();
    document.title.clone_from(&all);
    document.subject.clone_from(&all);
    document.sender.clone_from(&all);
    document.reference.clone_from(&all);
    document.foot.clone_from(&all);
    document.date = all;
    document
}

/// Elements that stand inside a line: their tags part no words.
const INSIDE: &[&str] = &["a", "strong", "em", "span", "time", "bdi"];

/// Elements without an end tag.
const VOID: &[&str] = &["meta", "br"];

/// The words of an HTML file, without head and without elements that carry `data-rahmen`.
pub(crate) fn visible_words(html: &str) -> Vec<String> {
    let body = &html[html.find("<body").expect("body")..html.rfind("</html>").expect("end")];
    let mut text = String::new();
    let mut rest = body;
    // Names of open elements; Some(depth) while inside a frame element.
    let mut open: Vec<String> = Vec::new();
    let mut frame: Option<usize> = None;
    while let Some(at) = rest.find('<') {
        if frame.is_none() {
            text.push_str(&rest[..at]);
        }
        let end = at + rest[at..].find('>').expect("closed tag");
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        let closing = tag.starts_with('/');
        let name = tag
            .trim_start_matches('/')
            .split_whitespace()
            .next()
            .expect("name")
            .to_owned();
        if !INSIDE.contains(&name.as_str()) {
            text.push('\n');
        }
        if closing {
            assert_eq!(open.pop().as_deref(), Some(name.as_str()), "nesting");
            if frame == Some(open.len()) {
                frame = None;
            }
        } else if !VOID.contains(&name.as_str()) {
            if frame.is_none() && tag.split_whitespace().any(|a| a == "data-rahmen") {
                frame = Some(open.len());
            }
            open.push(name);
        }
    }
    assert!(open.is_empty(), "closed elements");
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    words::split(&text)
}

/// A letter with changed words in every kind of block, over lines and links.
pub(crate) fn redline() -> Document {
    use datenpanne::document::model::Change::{Deleted, Inserted};
    let mark = |change, content| Inline::Changed { change, content };
    let long = "ein sehr langer Satz, der über mehrere Zeilen geht und deshalb an den Enden der \
                Zeilen geteilt wird, ohne dass die Sprachausgabe den Anfang oder das Ende verliert";
    let blocks = vec![
        Block::Heading {
            level: 1,
            id: "titel".to_owned(),
            content: vec![
                Inline::text("Meldung "),
                mark(Deleted, t("eines Vorfalls")),
                mark(Inserted, t("einer Verletzung")),
            ],
        },
        Block::Paragraph {
            content: vec![
                Inline::text("Wir haben "),
                mark(
                    Deleted,
                    vec![open("die Zahl noch nicht", "betroffene.anzahl")],
                ),
                Inline::text(" "),
                mark(Inserted, vec![fact("1.320 Personen", "betroffene.anzahl")]),
                Inline::text(" gezählt. Das ist "),
                mark(Inserted, t(long)),
                Inline::text(". Mehr: "),
                mark(
                    Inserted,
                    link("https://www.muster.example/", "www.muster.example"),
                ),
                Inline::text("."),
            ],
        },
        Block::Paragraph {
            content: vec![mark(Deleted, t("Dieser Absatz fällt weg."))],
        },
        Block::List {
            start: None,
            items: vec![
                vec![p("Bleibt")],
                vec![Block::Paragraph {
                    content: vec![mark(Inserted, t("Kommt hinzu"))],
                }],
            ],
        },
        Block::Table {
            head: vec![t("Was"), t("Wann")],
            rows: vec![
                vec![t("Server"), t("Freitag")],
                vec![
                    vec![mark(Deleted, t("Telefon"))],
                    vec![mark(Deleted, t("Samstag"))],
                ],
            ],
            row_heads: true,
        },
    ];
    document("muster", "Meldung", Layout::Seite, blocks)
}
