//! The faces of a document: same words, same order, same bytes, and no effect of markup in facts.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)]

mod common;

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use common::{hostile, sample, visible_words};
use datenpanne::document::Document;
use datenpanne::document::model::{Inline, Markings};
use datenpanne::render::email::{MailAddress, MailError, MailParts};
use datenpanne::render::html::HtmlOptions;
use datenpanne::render::{email, html, text, words};
use mailparse::{MailHeaderMap as _, ParsedMail, parse_mail};

#[track_caller]
fn golden(name: &str, actual: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, actual).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if expected != actual {
        let line = expected
            .lines()
            .zip(actual.lines())
            .position(|(a, b)| a != b)
            .map_or(0, |at| at + 1);
        panic!("{name} differs from line {line} on; UPDATE_GOLDEN=1 rewrites it");
    }
}

/// Words as they are compared: bars, dashes as bullets and colons after terms are a face's own.
fn comparable(words: &[String]) -> Vec<String> {
    words
        .iter()
        .map(|word| word.trim_end_matches(':').to_owned())
        .filter(|word| !word.is_empty() && word != "|")
        .collect()
}

/// The words of the text face, without what it adds.
fn words_of_text(face: &str) -> Vec<String> {
    let mut kept = String::new();
    let lines: Vec<&str> = face
        .lines()
        .filter(|line| !line.starts_with("*** "))
        .map(str::trim_start)
        .collect();
    for (at, line) in lines.iter().copied().enumerate() {
        if is_rule(line) {
            continue;
        }
        let heading = lines
            .get(at + 1)
            .is_some_and(|next| !next.is_empty() && is_rule(next));
        let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let line = match digits.strip_prefix(". ") {
            Some(rest) if digits.len() < line.len() && !heading => rest,
            _ => line.strip_prefix("- ").unwrap_or(line),
        };
        for word in line.split(' ') {
            if !(word.starts_with("<http") && word.trim_end_matches(['.', ',']).ends_with('>')) {
                kept.push_str(word);
                kept.push(' ');
            }
        }
        kept.push('\n');
    }
    words::split(&kept)
}

fn is_rule(line: &str) -> bool {
    line.chars()
        .all(|c| matches!(c, '=' | '-' | '~' | '|' | ' '))
}

fn html_of(document: &Document) -> String {
    html::render(document, &HtmlOptions::default())
}

#[test]
fn golden_files() {
    for document in [sample(), common::notice()] {
        golden(&format!("{}.html", document.name), &html_of(&document));
        golden(&format!("{}.txt", document.name), &text::render(&document));
    }
}

#[test]
fn html_says_the_words_of_the_document() {
    for document in [sample(), common::notice(), hostile()] {
        assert_eq!(visible_words(&html_of(&document)), words::words(&document));
    }
}

#[test]
fn text_says_the_words_of_the_document() {
    for document in [sample(), common::notice()] {
        assert_eq!(
            comparable(&words_of_text(&text::render(&document))),
            comparable(&words::words(&document))
        );
    }
}

#[test]
fn hostile_facts_stay_text() {
    let page = html_of(&hostile());
    let elements: Vec<&str> = page.split('<').skip(1).collect();
    let body = page.split_once("</style>").unwrap().1;
    assert!(!body.contains("<script"));
    assert!(!body.contains("\" onload="));
    assert!(!page.contains('\u{0}'));
    assert!(!page.contains("href=\"javascript"));
    assert!(elements.iter().all(|e| !e.starts_with("script")));
    // A stray override can't leave the fact.
    let bare = body.replace("<bdi>", "\u{1}").replace("</bdi>", "\u{2}");
    let mut inside = false;
    for c in bare.chars() {
        match c {
            '\u{1}' => inside = true,
            '\u{2}' => inside = false,
            '\u{202e}' => assert!(inside),
            _ => {}
        }
    }
    assert!(!text::render(&hostile()).contains('\u{0}'));
}

/// Writes the hostile page to look at: `LOOK=file cargo test --test faces`.
#[test]
fn hostile_page_to_look_at() {
    if let Some(path) = std::env::var_os("LOOK") {
        std::fs::write(path, html_of(&hostile())).unwrap();
    }
}

#[test]
fn html_asks_nobody_for_anything() {
    for document in [sample(), common::notice(), hostile()] {
        let page = html_of(&document);
        for forbidden in [
            "<script",
            "<link",
            "<img",
            "<iframe",
            "@import",
            "@font-face",
            "url(",
            " src=",
            " style=",
            " onclick",
        ] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"de\">"));
        assert!(page.contains("default-src 'none'"));
    }
    assert!(html_of(&sample()).len() < 60_000);
}

#[test]
fn markings_are_in_title_head_and_both_ends_of_the_text() {
    let mut document = sample();
    document.markings = Markings {
        beispiel: true,
        uebung: true,
        entwurf: true,
    };
    let page = html_of(&document);
    assert!(page.contains("<title>[ENTWURF] [ÜBUNG] [BEISPIEL] "));
    assert!(page.contains("<p>ÜBUNG – kein wirklicher Vorfall</p>"));
    let plain = text::render(&document);
    let marks = plain.lines().filter(|l| l.starts_with("*** ")).count();
    assert_eq!(marks, 6);
    assert!(plain.starts_with("*** ENTWURF"));
    assert!(plain.trim_end().ends_with("***"));
}

#[test]
fn faces_are_the_same_bytes_in_two_runs() {
    assert_eq!(html_of(&sample()), html_of(&sample()));
    assert_eq!(mail(&sample()), mail(&sample()));
}

// E-mail

fn person(name: &str, address: &str) -> MailAddress {
    MailAddress {
        name: name.to_owned(),
        address: address.to_owned(),
    }
}

fn stated() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2021-10-16T18:05:00+02:00").unwrap()
}

const PDF: &[u8] = b"%PDF-1.7\n\xff\xfe\n%%EOF\n";

fn parts<'a>(html: &'a str, text: &'a str) -> MailParts<'a> {
    MailParts {
        from: Some(person("Stadt Müßen, Büro", "dsb@muessen.example")),
        to: vec![person("", "poststelle@aufsicht.example")],
        reply_to: None,
        html,
        text,
        pdf: Some(PDF),
        attachment_name: "meldung.pdf",
        date: stated(),
    }
}

fn mail(document: &Document) -> Vec<u8> {
    let (html, text) = (html_of(document), text::render(document));
    email::render(document, &parts(&html, &text)).unwrap()
}

fn check_lines(bytes: &[u8]) {
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        assert!(line.len() <= 1000, "{} bytes", line.len());
        assert!(line.ends_with(b"\r\n"));
    }
    assert!(
        !String::from_utf8_lossy(bytes)
            .replace("\r\n", "")
            .contains('\r')
    );
}

#[test]
fn mail_has_its_parts_in_place() {
    let document = sample();
    let bytes = mail(&document);
    check_lines(&bytes);
    let parsed = parse_mail(&bytes).unwrap();
    assert_eq!(
        parsed.headers.get_first_value("Subject").unwrap(),
        "[BEISPIEL] Meldung nach Art. 33 DSGVO – ksm-2021-10"
    );
    assert_eq!(
        parsed.headers.get_first_value("Date").unwrap(),
        "Sat, 16 Oct 2021 18:05:00 +0200"
    );
    assert_eq!(parsed.headers.get_first_value("X-Unsent").unwrap(), "1");
    let id = parsed.headers.get_first_value("Message-ID").unwrap();
    assert!(id.starts_with("<ksm-2021-10.muster."), "{id}");
    assert!(id.ends_with("@muessen.example>"));
    assert!(
        parsed
            .headers
            .get_first_value("From")
            .unwrap()
            .contains("Müßen")
    );
    assert_eq!(parsed.ctype.mimetype, "multipart/mixed");
    let [alternative, attachment] = parsed.subparts.as_slice() else {
        panic!("two parts");
    };
    assert_eq!(alternative.ctype.mimetype, "multipart/alternative");
    let [plain, page] = alternative.subparts.as_slice() else {
        panic!("two versions");
    };
    assert_eq!(body(plain), text::render(&document));
    assert_eq!(body(page), html_of(&document));
    assert_eq!(plain.ctype.charset, "utf-8");
    assert_eq!(page.ctype.mimetype, "text/html");
    assert_eq!(attachment.ctype.mimetype, "application/pdf");
    assert_eq!(attachment.get_body_raw().unwrap(), PDF);
    assert_eq!(
        attachment.get_content_disposition().params.get("filename"),
        Some(&"meldung.pdf".to_owned())
    );
}

fn body(part: &ParsedMail<'_>) -> String {
    part.get_body().unwrap().replace("\r\n", "\n")
}

#[test]
fn a_subject_injects_nothing() {
    let mut document = sample();
    for subject in [
        "Meldung\r\nBcc: x@y.example\r\n\r\nText",
        "\u{0}\u{7}Bcc: x",
        "=?utf-8?q?=0D=0ABcc:x?=",
        "",
    ] {
        document.subject = subject.to_owned();
        let (html, text) = (html_of(&document), text::render(&document));
        let mut parts = parts(&html, &text);
        parts.to = vec![person("A\r\nBcc: z@y.example", "a@b.example")];
        parts.attachment_name = "a\"\r\nX-Evil: 1.pdf";
        let bytes = email::render(&document, &parts).unwrap();
        check_lines(&bytes);
        let parsed = parse_mail(&bytes).unwrap();
        assert!(parsed.headers.get_first_value("Bcc").is_none());
        assert!(!String::from_utf8_lossy(&bytes).contains("\nX-Evil"));
        assert_eq!(parsed.subparts.len(), 2);
    }
    document.subject = "x".repeat(10_000);
    check_lines(&mail(&document));
    document.subject = "ü😀 ".repeat(3_000);
    check_lines(&mail(&document));
}

#[test]
fn a_draft_needs_neither_sender_nor_recipient() {
    let document = sample();
    let (html, text) = (html_of(&document), text::render(&document));
    let mut parts = parts(&html, &text);
    parts.from = None;
    parts.to.clear();
    parts.pdf = None;
    let bytes = email::render(&document, &parts).unwrap();
    let parsed = parse_mail(&bytes).unwrap();
    for absent in ["To", "From", "Bcc"] {
        assert!(parsed.headers.get_first_value(absent).is_none(), "{absent}");
    }
    let id = parsed.headers.get_first_value("Message-ID").unwrap();
    assert!(id.ends_with("@datenpanne.invalid>"));
}

#[test]
fn what_is_no_address_is_named() {
    let document = sample();
    let (html, text) = (html_of(&document), text::render(&document));
    for address in ["", "x", "a b@c.de", "x@y\r\nBcc: z", "ü@ö.de", "a@b@c"] {
        let mut parts = parts(&html, &text);
        parts.to.push(person("", address));
        let error = email::render(&document, &parts).unwrap_err();
        assert_eq!(
            error,
            MailError::Address {
                rolle: "2. Empfänger".to_owned()
            },
            "{address:?}"
        );
    }
    let mut parts = parts(&html, &text);
    parts.date = DateTime::parse_from_rfc3339("1960-01-01T00:00:00+01:00").unwrap();
    assert_eq!(
        email::render(&document, &parts).unwrap_err(),
        MailError::Date
    );
}

#[test]
fn a_hostile_document_makes_a_mail() {
    let document = hostile();
    check_lines(&mail(&document));
    assert!(matches!(
        document.blocks.first(),
        Some(datenpanne::document::Block::Heading { content, .. })
            if matches!(content.first(), Some(Inline::Text { .. }))
    ));
}
