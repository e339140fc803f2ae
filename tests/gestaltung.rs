//! Logo and colour of a house: what may be a logo, what is refused, and how documents show it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm
)]

#[path = "pdf/preflight.rs"]
mod preflight;

use std::fs;
use std::path::Path;
use std::process::Command;

use datenpanne::render::design::picture::{Ink, Picture, PictureError};
use png::{BitDepth, ColorType};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

const CREST: &str = include_str!("gestaltung/wappen.svg");

/// A facts file with a logo beside it.
fn place(example: &str, design: &str, logo: (&str, &[u8])) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("beispiele/{example}.toml"));
    let facts = fs::read_to_string(example).unwrap();
    let facts = format!("{facts}\n[gestaltung]\n{design}\n");
    fs::write(dir.path().join("vorfall.toml"), facts).unwrap();
    if !logo.0.is_empty() {
        fs::write(dir.path().join(logo.0), logo.1).unwrap();
    }
    dir
}

struct Ended {
    code: i32,
    err: String,
}

fn make(dir: &TempDir, time: &str, more: &[&str]) -> Ended {
    let output = Command::new(env!("CARGO_BIN_EXE_datenpanne"))
        .args(["erzeugen", ".", "--jetzt", time])
        .args(more)
        .env_clear()
        .current_dir(dir.path())
        .output()
        .unwrap();
    Ended {
        code: output.status.code().unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn ksm(dir: &TempDir, more: &[&str]) -> Ended {
    make(dir, "2021-10-17T16:00", more)
}

fn out(dir: &TempDir, name: &str) -> Vec<u8> {
    let path = dir.path().join("ausgabe/ksm-2021-10").join(name);
    fs::read(&path).unwrap_or_else(|_| panic!("{}", path.display()))
}

fn text(dir: &TempDir, name: &str) -> String {
    String::from_utf8(out(dir, name)).unwrap()
}

fn png(color: ColorType, depth: BitDepth, (width, height): (u32, u32), data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(color);
    encoder.set_depth(depth);
    if color == ColorType::Indexed {
        encoder.set_palette(vec![255, 0, 0, 0, 0, 255]);
        encoder.set_trns(vec![255, 0]);
    }
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(data).unwrap();
    writer.finish().unwrap();
    bytes
}

fn pixels(bytes: &[u8]) -> Vec<u8> {
    match Picture::read(bytes).unwrap().ink {
        Ink::Pixels(pixels) => pixels.rgb,
        Ink::Shapes(_) => panic!("shapes"),
    }
}

#[test]
fn every_kind_of_png_becomes_opaque_pixels_on_white() {
    let (eight, sixteen) = (BitDepth::Eight, BitDepth::Sixteen);
    let two = (2, 1);
    // Black and white, as 1 bit a pixel.
    assert_eq!(
        pixels(&png(
            ColorType::Grayscale,
            BitDepth::One,
            two,
            &[0b0100_0000]
        )),
        [0, 0, 0, 255, 255, 255]
    );
    assert_eq!(
        pixels(&png(
            ColorType::Grayscale,
            sixteen,
            two,
            &[0x80, 0x33, 0xff, 0xff]
        )),
        [0x80, 0x80, 0x80, 255, 255, 255]
    );
    // Half of black over white, and nothing at all.
    assert_eq!(
        pixels(&png(ColorType::GrayscaleAlpha, eight, two, &[0, 128, 7, 0])),
        [127, 127, 127, 255, 255, 255]
    );
    assert_eq!(
        pixels(&png(ColorType::Rgb, eight, two, &[1, 2, 3, 4, 5, 6])),
        [1, 2, 3, 4, 5, 6]
    );
    assert_eq!(
        pixels(&png(
            ColorType::Rgba,
            eight,
            two,
            &[10, 20, 30, 255, 10, 20, 30, 0]
        )),
        [10, 20, 30, 255, 255, 255]
    );
    let deep = [10, 0, 20, 0, 30, 0, 255, 255, 1, 0, 2, 0, 3, 0, 0, 0];
    assert_eq!(
        pixels(&png(ColorType::Rgba, sixteen, two, &deep)),
        [10, 20, 30, 255, 255, 255]
    );
    // The second colour of the palette is transparent.
    assert_eq!(
        pixels(&png(ColorType::Indexed, BitDepth::Two, two, &[0b0001_0000])),
        [255, 0, 0, 255, 255, 255]
    );
}

#[test]
fn a_gamma_of_its_own_is_brought_into_line() {
    let with_gamma = |gamma: f32| {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
        encoder.set_color(ColorType::Grayscale);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_source_gamma(png::ScaledFloat::new(gamma));
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&[128]).unwrap();
        writer.finish().unwrap();
        pixels(&bytes)[0]
    };
    // A linear file is brighter in sRGB; that of a screen stays.
    assert_eq!(with_gamma(1.0), 188);
    assert_eq!(with_gamma(0.45455), 128);
}

/// An interlaced picture (Adam7) of 2 by 2 pixels: grey of 8 bits, in the order of its passes.
#[test]
fn an_interlaced_picture_is_read_in_order() {
    fn chunk(out: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
        out.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        let body: Vec<u8> = kind.iter().chain(data).copied().collect();
        let mut crc = u32::MAX;
        for byte in &body {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                crc = if crc & 1 == 1 {
                    (crc >> 1) ^ 0xedb8_8320
                } else {
                    crc >> 1
                };
            }
        }
        out.extend(&body);
        out.extend((!crc).to_be_bytes());
    }
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut head = Vec::new();
    head.extend(2_u32.to_be_bytes());
    head.extend(2_u32.to_be_bytes());
    head.extend([8, 0, 0, 0, 1]);
    chunk(&mut bytes, b"IHDR", &head);
    // Pass 1: the upper left pixel; pass 6: the upper right one; pass 7: the lower row.
    let rows = [0, 10, 0, 20, 0, 30, 40];
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut packed, &rows).unwrap();
    chunk(&mut bytes, b"IDAT", &packed.finish().unwrap());
    chunk(&mut bytes, b"IEND", &[]);
    assert_eq!(
        pixels(&bytes),
        [10, 10, 10, 20, 20, 20, 30, 30, 30, 40, 40, 40]
    );
}

#[test]
fn a_broken_or_hostile_png_is_refused() {
    let sound = png(ColorType::Rgb, BitDepth::Eight, (40, 40), &[7; 4800]);
    for end in [9, 20, 33, 40, sound.len() - 14] {
        let error = Picture::read(&sound[..end]).unwrap_err();
        assert_eq!(error, PictureError::Broken, "{end}");
    }
    // A head that promises more pixels than any logo has.
    for side in [20_000_u32, 9_000, u32::MAX / 2] {
        let mut bomb = sound.clone();
        bomb[16..20].copy_from_slice(&side.to_be_bytes());
        bomb[20..24].copy_from_slice(&side.to_be_bytes());
        let error = Picture::read(&bomb).unwrap_err();
        assert!(
            matches!(error, PictureError::TooLarge | PictureError::Broken),
            "{side}: {error}"
        );
    }
    for bytes in [
        b"".as_slice(),
        b"GIF89a",
        b"%PDF-1.7",
        b"\xff\xd8\xff\xe0",
        b"\x1f\x8b\x08",
    ] {
        assert_eq!(Picture::read(bytes).unwrap_err(), PictureError::Kind);
    }
    let thin = png(ColorType::Grayscale, BitDepth::Eight, (100, 1), &[0; 100]);
    assert_eq!(Picture::read(&thin).unwrap_err(), PictureError::Ratio);
}

#[test]
fn a_huge_picture_is_made_smaller() {
    let side = 4000_u32;
    let data: Vec<u8> = (0..side * side)
        .map(|i| if (i % side) < side / 2 { 0 } else { 200 })
        .collect();
    let picture = Picture::read(&png(
        ColorType::Grayscale,
        BitDepth::Eight,
        (side, side),
        &data,
    ))
    .unwrap();
    assert_eq!(picture.pixels, Some(4000));
    let Ink::Pixels(pixels) = picture.ink else {
        panic!()
    };
    // 20 millimetres at 300 to 600 pixels an inch.
    assert!((236..=473).contains(&pixels.width), "{}", pixels.width);
    assert_eq!(pixels.rgb[..3], [0, 0, 0]);
    assert_eq!(pixels.rgb[pixels.rgb.len() - 3..], [200, 200, 200]);
    assert!(picture.screen.1 <= 192 && picture.screen.2 <= 192);
}

fn svg(inside: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         viewBox=\"0 0 10 10\">{inside}</svg>"
    )
}

#[test]
fn plain_drawings_stay_shapes_and_others_become_pixels() {
    let ink = |text: &str| Picture::read(text.as_bytes()).unwrap().ink;
    let Ink::Shapes(shapes) = ink(CREST) else {
        panic!()
    };
    assert_eq!(shapes.len(), 5);
    for inside in [
        "<rect width='9' height='9' fill='red' opacity='.5'/>",
        "<defs><linearGradient id='g'><stop stop-color='red'/><stop offset='1' stop-color='blue'/></linearGradient></defs>\
         <rect width='9' height='9' fill='url(#g)'/>",
        "<clipPath id='c'><circle r='5'/></clipPath><rect width='9' height='9' clip-path='url(#c)'/>",
        "<style>.a{clip-path:url(#c)} .b{fill:none}</style>\
         <clipPath id='c'><circle class='b' r='5'/></clipPath><rect class='a' width='9' height='9'/>",
    ] {
        assert!(matches!(ink(&svg(inside)), Ink::Pixels(_)), "{inside}");
    }
    // Parts that are used twice are drawn twice.
    let twice = svg(
        "<defs><rect id='r' width='1' height='1'/></defs><use href='#r'/><use xlink:href='#r' x='3'/>",
    );
    assert!(matches!(ink(&twice), Ink::Shapes(shapes) if shapes.len() == 2));
}

#[test]
fn a_drawing_that_asks_for_more_than_shapes_is_refused_with_its_reason() {
    let deep = format!("{}<rect/>{}", "<g>".repeat(200), "</g>".repeat(200));
    let mut laughs = String::from("<defs><rect id='a0' width='1' height='1'/>");
    for level in 1..12 {
        let before = level - 1;
        let uses = format!("<use href='#a{before}'/>").repeat(10);
        laughs.push_str(&format!("<g id='a{level}'>{uses}</g>"));
    }
    laughs.push_str("</defs><use href='#a11'/>");
    let layers = "<g opacity='.9'><rect width='9' height='9'/></g>".repeat(500);
    for (inside, reason) in [
        ("<text x='1' y='5'>Amt</text>", PictureError::Words),
        (
            "<image href='data:image/png;base64,AAAA'/>",
            PictureError::Inner,
        ),
        ("<image href='/etc/passwd'/>", PictureError::Inner),
        ("<script>alert(1)</script>", PictureError::Program),
        ("<g onload=\"alert(1)\"/>", PictureError::Program),
        (
            "<a href=\" JavaScript:alert(1)\"><path d=\"M0 0h9v9z\"/></a>",
            PictureError::Program,
        ),
        (
            "<a href=\"https://example.org\"><path d=\"M0 0h9v9z\"/></a>",
            PictureError::Reference,
        ),
        (
            "<g><set attributeName=\"href\" to=\"x\"/></g>",
            PictureError::Motion,
        ),
        (
            "<rect width=\"9\" height=\"9\"><animate attributeName=\"x\" to=\"9\" dur=\"1s\"/></rect>",
            PictureError::Motion,
        ),
        ("<foreignObject><p/></foreignObject>", PictureError::Program),
        (
            "<filter id='f'><feGaussianBlur stdDeviation='9'/></filter>",
            PictureError::Filter,
        ),
        (
            "<use href='https://example.org/x.svg#a'/>",
            PictureError::Reference,
        ),
        ("<use xlink:href='andere.svg#a'/>", PictureError::Reference),
        (
            "<rect fill='url(https://example.org/x.svg#a)'/>",
            PictureError::Reference,
        ),
        (
            "<style>@import url(x.css);</style>",
            PictureError::Reference,
        ),
        (&deep, PictureError::Parts),
        (&laughs, PictureError::Parts),
        (&layers, PictureError::Parts),
        ("<g id='a'><use href='#a'/></g>", PictureError::Parts),
        (
            "<pattern id='p' width='1' height='1'><rect fill='url(#p)'/></pattern><rect fill='url(#p)'/>",
            PictureError::Parts,
        ),
        ("<g>", PictureError::Broken),
        ("", PictureError::Ratio),
    ] {
        let error = Picture::read(svg(inside).as_bytes()).unwrap_err();
        assert_eq!(error, reason, "{inside:.80}");
    }
    let entities = format!(
        "<!DOCTYPE svg [<!ENTITY a \"aaaa\">]>{}",
        svg("<desc>&a;</desc>")
    );
    assert_eq!(
        Picture::read(entities.as_bytes()).unwrap_err(),
        PictureError::Entities
    );
    assert_eq!(Picture::read(b"<html/>").unwrap_err(), PictureError::Kind);
    let far = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 900'><rect width='1' height='1'/></svg>";
    assert_eq!(
        Picture::read(far.as_bytes()).unwrap_err(),
        PictureError::Ratio
    );
    // So deep that a parser that follows it would have no room left.
    let bottomless = svg(&"<g>".repeat(200_000));
    assert_eq!(
        Picture::read(bottomless.as_bytes()).unwrap_err(),
        PictureError::Parts
    );
}

#[test]
fn documents_show_logo_and_colour_and_pass_the_preflight() {
    let half = svg("<rect width='9' height='9' fill='#0a5c36' opacity='.5'/>");
    let noise: Vec<u8> = (0..400_u32 * 300 * 3)
        .map(|i| (i * 7 % 251) as u8)
        .collect();
    let photo = png(ColorType::Rgb, BitDepth::Eight, (400, 300), &noise);
    for (name, logo) in [
        ("wappen.svg", CREST.as_bytes()),
        ("halb.svg", half.as_bytes()),
        ("bild.png", &photo),
    ] {
        let design = format!(
            "logo = \"{name}\"\nlogo_text = \"Wappen: Löwe & „Turm“\\n<b>\"\nfarbe = \"#c00000\""
        );
        let dir = place("ksm-schwerin", &design, (name, logo));
        let run = ksm(&dir, &["--anlagen"]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(!run.err.contains("[G"), "{}", run.err);
        for document in [
            "meldung",
            "buergerinformation",
            "aushang",
            "pressemitteilung",
        ] {
            let bytes = out(&dir, &format!("{document}.pdf"));
            assert_eq!(
                preflight::problems(&bytes),
                [] as [String; 0],
                "{name}: {document}"
            );
            let pdf = lopdf::Document::load_mem(&bytes).unwrap();
            let figures = pdf
                .objects
                .values()
                .filter_map(|object| object.as_dict().ok())
                .filter(|dict| {
                    dict.get(b"S").and_then(lopdf::Object::as_name).ok()
                        == Some(b"Figure".as_slice())
                })
                .count();
            assert_eq!(figures, 1, "{name}: {document}");
            let pages: Vec<bool> = pdf
                .get_pages()
                .into_values()
                .map(|page| {
                    String::from_utf8_lossy(&pdf.get_page_content(page)).contains("/Logo Do")
                })
                .collect();
            assert!(
                pages[0] && !pages[1..].contains(&true),
                "{name}: {document}"
            );
            let page = text(&dir, &format!("{document}.html"));
            assert!(page.contains("img-src data:"), "{document}");
            assert!(
                page.contains("alt=\"Wappen: Löwe &amp; „Turm“ &lt;b&gt;\""),
                "{document}"
            );
            assert_eq!(page.matches("<img").count(), 1);
            assert!(page.contains("--haus-schrift: #c00000"));
            // An e-mail shows the colour and no picture.
            let mail = text(&dir, &format!("{document}.eml"));
            let mail = mailparse::parse_mail(mail.as_bytes()).unwrap();
            let pages: Vec<String> = mail
                .parts()
                .filter(|part| part.ctype.mimetype == "text/html")
                .map(|part| part.get_body().unwrap())
                .collect();
            assert!(!pages.is_empty());
            assert!(
                pages
                    .iter()
                    .all(|page| !page.contains("<img") && page.contains("--haus-schrift"))
            );
        }
        // Papers that stay in the house have the colour alone.
        for document in ["vermerk", "telefonleitfaden", "portalbogen"] {
            let page = text(&dir, &format!("{document}.html"));
            assert!(
                !page.contains("<img") && page.contains("--haus-schrift"),
                "{document}"
            );
        }
        let manifest: serde_json::Value =
            serde_json::from_str(&text(&dir, "manifest.json")).unwrap();
        let sum: String = Sha256::digest(logo)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(manifest["logo"]["sha256"], sum.as_str());
        // What the report carries for machines is a facts file without how it looks.
        let report = lopdf::Document::load_mem(&out(&dir, "meldung.pdf")).unwrap();
        let attached = report
            .objects
            .values()
            .filter_map(|object| object.as_stream().ok())
            .any(|stream| {
                let content = stream.decompressed_content().unwrap_or_default();
                String::from_utf8_lossy(&content).contains("gestaltung")
            });
        assert!(!attached);
        let before = out(&dir, "meldung.pdf");
        assert_eq!(ksm(&dir, &["--anlagen"]).code, 0);
        assert!(
            out(&dir, "meldung.pdf") == before,
            "{name}: the same facts, other bytes"
        );
    }
}

#[test]
fn the_words_are_the_same_with_and_without_a_logo() {
    let plain = place("ksm-schwerin", "", ("", b""));
    let drawn = place(
        "ksm-schwerin",
        "logo = \"wappen.svg\"\nfarbe = \"#0a5c36\"",
        ("wappen.svg", CREST.as_bytes()),
    );
    for dir in [&plain, &drawn] {
        let run = ksm(dir, &["--format", "txt,html"]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(!run.err.contains("gestaltung"), "{}", run.err);
    }
    for document in ["buergerinformation", "aushang", "vermerk"] {
        let name = format!("{document}.txt");
        assert_eq!(text(&plain, &name), text(&drawn, &name));
    }
    let page = text(&drawn, "aushang.html");
    assert!(page.contains("alt=\"Logo: Landeshauptstadt Schwerin\""));
    let page = text(&plain, "aushang.html");
    assert!(!page.contains("img-src") && !page.contains("--haus-"));
    let manifest: serde_json::Value = serde_json::from_str(&text(&plain, "manifest.json")).unwrap();
    assert!(manifest.as_object().unwrap().contains_key("logo") && manifest["logo"].is_null());
}

#[test]
fn a_logo_that_cannot_be_used_stops_no_document() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("wappen.svg"), CREST).unwrap();
    let absolute = outside.path().join("wappen.svg");
    let absolute = format!("logo = \"{}\"", absolute.display());
    for (design, code) in [
        ("logo = \"fehlt.png\"", "G001"),
        ("logo = \"..\"", "G001"),
        ("logo = \".\"", "G001"),
        ("logo = \"../vorfall.svg\"", "G001"),
        (&absolute, "G001"),
        ("logo = \"verweis.svg\"", "G001"),
        ("logo = \"ordner\"", "G001"),
        ("logo = \"vorfall.toml\"", "G002"),
        ("logo = \"kaputt.png\"", "G002"),
        ("logo = \"gross.png\"", "G003"),
        ("logo = \"klein.png\"", "G004"),
        ("farbe = \"#ffcc00\"", "G005"),
    ] {
        let dir = place(
            "ksm-schwerin",
            design,
            ("kaputt.png", b"\x89PNG\r\n\x1a\nIHDR"),
        );
        std::os::unix::fs::symlink(
            outside.path().join("wappen.svg"),
            dir.path().join("verweis.svg"),
        )
        .unwrap();
        fs::create_dir(dir.path().join("ordner")).unwrap();
        fs::write(dir.path().join("gross.png"), vec![0; 8 * 1024 * 1024 + 1]).unwrap();
        let small = png(ColorType::Grayscale, BitDepth::Eight, (60, 20), &[0; 1200]);
        fs::write(dir.path().join("klein.png"), small).unwrap();
        let run = ksm(&dir, &["--format", "pdf,html", "--dokument", "meldung"]);
        assert_eq!(run.code, 0, "{design}: {}", run.err);
        assert!(
            run.err.contains(&format!("[{code}] gestaltung.")),
            "{design}: {}",
            run.err
        );
        let has_logo = text(&dir, "meldung.html").contains("<img");
        assert_eq!(has_logo, code == "G004", "{design}");
        let checked = Command::new(env!("CARGO_BIN_EXE_datenpanne"))
            .args([
                "pruefen",
                ".",
                "--jetzt",
                "2021-10-17T16:00",
                "--format",
                "json",
            ])
            .env_clear()
            .current_dir(dir.path())
            .output()
            .unwrap();
        let said = String::from_utf8(checked.stdout).unwrap();
        assert!(said.contains(&format!("\"{code}\"")), "{design}");
    }
    // A file in a folder below, and a link that stays inside, are fine.
    let dir = place(
        "ksm-schwerin",
        "logo = \"bilder/verweis.svg\"",
        ("wappen.svg", CREST.as_bytes()),
    );
    fs::create_dir(dir.path().join("bilder")).unwrap();
    std::os::unix::fs::symlink("../wappen.svg", dir.path().join("bilder/verweis.svg")).unwrap();
    let run = ksm(&dir, &["--format", "html", "--dokument", "meldung"]);
    assert!(!run.err.contains("[G"), "{}", run.err);
    assert!(text(&dir, "meldung.html").contains("<img"));
}

#[test]
fn a_colour_in_another_form_is_an_error_with_its_line() {
    for colour in ["gruen", "#abc", "#12345g", "rgb(0,0,0)"] {
        let dir = place("ksm-schwerin", &format!("farbe = \"{colour}\""), ("", b""));
        let run = ksm(&dir, &[]);
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(
            run.err.contains("gestaltung.farbe") && run.err.contains("#0a5c36"),
            "{}",
            run.err
        );
    }
}
