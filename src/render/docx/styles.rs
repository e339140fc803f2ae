//! The styles of a Word file: the built-in names where Word has one, so that people find them.

use crate::document::model::Layout;

use super::xml::DECLARATION;

/// Twentieths of a point to a millimetre, times ten.
pub(super) const fn mm(tenths: u32) -> u32 {
    // 1 mm are 56.69 twips.
    (tenths * 5669 + 500) / 1000
}

/// The shorter edge of A4.
const SHORT: u32 = 11_906;
/// The longer edge of A4.
const LONG: u32 = 16_838;

/// The size of the page: a register lies on its side.
pub(super) fn page(layout: Layout) -> String {
    match layout {
        Layout::Brief | Layout::Seite | Layout::Plakat => {
            format!("<w:pgSz w:w=\"{SHORT}\" w:h=\"{LONG}\"/>")
        }
        Layout::Verzeichnis => {
            format!("<w:pgSz w:w=\"{LONG}\" w:h=\"{SHORT}\" w:orient=\"landscape\"/>")
        }
    }
}

/// Margins: top, right, bottom, left.
pub(super) const fn margins(layout: Layout) -> [u32; 4] {
    match layout {
        Layout::Brief | Layout::Seite | Layout::Verzeichnis => [mm(250), mm(200), mm(250), mm(250)],
        Layout::Plakat => [mm(200), mm(150), mm(200), mm(150)],
    }
}

/// Width of the text.
pub(super) const fn text_width(layout: Layout) -> u32 {
    let [_, right, _, left] = margins(layout);
    let width = match layout {
        Layout::Brief | Layout::Seite | Layout::Plakat => SHORT,
        Layout::Verzeichnis => LONG,
    };
    width - left - right
}

/// Sizes in half points: text, title, section, subsection.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    pub(super) text: u32,
    title: u32,
    section: u32,
    subsection: u32,
}

impl Sizes {
    pub(super) const fn of(layout: Layout, poster: u32) -> Self {
        match layout {
            Layout::Brief => Self {
                text: 21,
                title: 28,
                section: 24,
                subsection: 21,
            },
            Layout::Seite | Layout::Verzeichnis => Self {
                text: 21,
                title: 40,
                section: 25,
                subsection: 22,
            },
            Layout::Plakat => Self {
                text: poster,
                title: poster * 3 / 2,
                section: poster * 6 / 5,
                subsection: poster * 11 / 10,
            },
        }
    }
}

/// The one accent.
const ACCENT: &str = "1F3A5F";
/// Labels, heads and feet.
pub(super) const MUTED: &str = "555B63";
/// Thin lines.
pub(super) const RULE: &str = "C4CBD4";

/// The part `word/styles.xml`.
pub(super) fn part(layout: Layout, sizes: Sizes) -> String {
    let Sizes {
        text,
        title,
        section,
        subsection,
    } = sizes;
    let (line, after) = match layout {
        Layout::Brief | Layout::Seite | Layout::Verzeichnis => (276, 120),
        Layout::Plakat => (252, text * 4),
    };
    let before_section = match layout {
        Layout::Brief | Layout::Seite | Layout::Verzeichnis => 280,
        Layout::Plakat => text * 6,
    };
    let cell = if matches!(layout, Layout::Plakat) {
        text
    } else {
        19
    };
    let mut styles = String::new();
    let mut style = |kind: &str, id: &str, name: &str, more: &str, paragraph: &str, run: &str| {
        styles.push_str(&format!(
            "<w:style w:type=\"{kind}\"{} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{more}",
            if more.contains("w:customStyle") {
                " w:customStyle=\"1\""
            } else {
                ""
            }
        ));
        if !paragraph.is_empty() {
            styles.push_str(&format!("<w:pPr>{paragraph}</w:pPr>"));
        }
        if !run.is_empty() {
            styles.push_str(&format!("<w:rPr>{run}</w:rPr>"));
        }
        styles.push_str("</w:style>");
    };
    let based = "<w:basedOn w:val=\"Normal\"/>";
    let heading = |next: u32| {
        format!(
            "<w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:uiPriority w:val=\"{next}\"/><w:qFormat/>"
        )
    };
    let color = |value: &str| format!("<w:color w:val=\"{value}\"/>");
    let size = |half: u32| format!("<w:sz w:val=\"{half}\"/><w:szCs w:val=\"{half}\"/>");
    for (level, half, before, color_of) in [
        (1, title, 0, ACCENT),
        (2, section, before_section, ACCENT),
        (3, subsection, 200, "1A1A1A"),
        (4, subsection, 160, "1A1A1A"),
    ] {
        style(
            "paragraph",
            &format!("Heading{level}"),
            &format!("heading {level}"),
            &heading(9),
            &format!(
                "<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/><w:spacing w:before=\"{before}\" w:after=\"{}\" w:line=\"252\" w:lineRule=\"auto\"/><w:outlineLvl w:val=\"{}\"/>",
                if level == 1 { 160 } else { 80 },
                level - 1
            ),
            &format!("<w:b/>{}{}", color(color_of), size(half)),
        );
    }
    style(
        "paragraph",
        "ListParagraph",
        "List Paragraph",
        &format!("{based}<w:uiPriority w:val=\"34\"/><w:qFormat/>"),
        "<w:spacing w:after=\"60\"/>",
        "",
    );
    style(
        "paragraph",
        "Header",
        "header",
        based,
        "<w:spacing w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/>",
        &format!("{}{}", color(MUTED), size(17)),
    );
    style(
        "paragraph",
        "Footer",
        "footer",
        based,
        "<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>",
        &format!("{}{}", color(MUTED), size(15)),
    );
    style(
        "paragraph",
        "Signature",
        "Signature",
        based,
        "<w:keepNext/><w:keepLines/><w:spacing w:after=\"0\"/>",
        "",
    );
    style(
        "paragraph",
        "CommentText",
        "annotation text",
        based,
        "<w:spacing w:after=\"60\" w:line=\"240\" w:lineRule=\"auto\"/>",
        &size(20),
    );
    // Own styles: their names are German.
    let own = "<w:basedOn w:val=\"Normal\"/><w:qFormat/>";
    for (id, name, paragraph, run) in [
        ("Kennzeichen", "Kennzeichen", "<w:suppressAutoHyphens/><w:spacing w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/>".to_owned(), format!("<w:b/>{}{}", color("A01C1C"), size(16))),
        ("Absender", "Absender", format!("<w:pBdr><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"4\" w:color=\"{ACCENT}\"/></w:pBdr><w:spacing w:before=\"60\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>"), format!("<w:b/>{}{}", color(ACCENT), size(24))),
        ("Ruecksendezeile", "Rücksendezeile", format!("<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"{MUTED}\"/></w:pBdr><w:suppressAutoHyphens/><w:spacing w:after=\"0\" w:line=\"200\" w:lineRule=\"exact\"/>"), format!("{}{}", color(MUTED), size(14))),
        ("Anschrift", "Anschrift", "<w:suppressAutoHyphens/><w:spacing w:after=\"0\" w:line=\"250\" w:lineRule=\"atLeast\"/>".to_owned(), size(21)),
        ("Informationsblock", "Informationsblock", "<w:suppressAutoHyphens/><w:spacing w:after=\"0\" w:line=\"250\" w:lineRule=\"atLeast\"/>".to_owned(), size(18)),
        ("Tabellentext", "Tabellentext", "<w:spacing w:before=\"30\" w:after=\"30\" w:line=\"252\" w:lineRule=\"auto\"/>".to_owned(), size(cell)),
        ("Tabellenkopf", "Tabellenkopf", "<w:keepNext/><w:spacing w:before=\"30\" w:after=\"30\" w:line=\"252\" w:lineRule=\"auto\"/>".to_owned(), format!("<w:b/>{}", size(cell))),
        ("Abstand", "Abstand", "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/>".to_owned(), size(4)),
    ] {
        style("paragraph", id, name, &format!("{own}<!--w:customStyle-->"), &paragraph, &run);
    }
    style(
        "character",
        "Hyperlink",
        "Hyperlink",
        "<w:basedOn w:val=\"DefaultParagraphFont\"/>",
        "",
        &format!("{}<w:u w:val=\"single\"/>", color("1F3A8A")),
    );
    style(
        "character",
        "CommentReference",
        "annotation reference",
        "<w:basedOn w:val=\"DefaultParagraphFont\"/>",
        "",
        &size(16),
    );
    style(
        "character",
        "OffeneAngabe",
        "Offene Angabe",
        "<w:basedOn w:val=\"DefaultParagraphFont\"/><w:qFormat/><!--w:customStyle-->",
        "",
        &format!(
            "{}<w:u w:val=\"dotted\" w:color=\"5C3D00\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFF3D1\"/>",
            color("5C3D00")
        ),
    );
    let fonts =
        "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:eastAsia=\"Arial\" w:cs=\"Arial\"/>";
    format!(
        "{DECLARATION}<w:styles xmlns:w=\"{w}\"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:color w:val=\"1A1A1A\"/>\
         <w:sz w:val=\"{text}\"/><w:szCs w:val=\"{text}\"/><w:lang w:val=\"de-DE\" w:eastAsia=\"de-DE\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:after=\"{after}\" w:line=\"{line}\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/>\
         <w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\
         {}</w:styles>",
        styles.replace("<!--w:customStyle-->", ""),
        w = super::package::W,
    )
}

/// The part `word/numbering.xml`: bullets, and one list of numbers for each of `starts`.
pub(super) fn numbering(starts: &[u64]) -> String {
    let level = |number: u32, format: &str, text: &str| {
        let left = 400 * (number + 1);
        format!(
            "<w:lvl w:ilvl=\"{number}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/>\
             <w:pPr><w:ind w:left=\"{left}\" w:hanging=\"400\"/></w:pPr></w:lvl>"
        )
    };
    let mut bullets = String::new();
    let mut numbers = String::new();
    for number in 0..9 {
        bullets.push_str(&level(
            number,
            "bullet",
            if number % 2 == 0 { "•" } else { "–" },
        ));
        numbers.push_str(&level(number, "decimal", &format!("%{}.", number + 1)));
    }
    let mut out = format!(
        "{DECLARATION}<w:numbering xmlns:w=\"{w}\">\
         <w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"hybridMultilevel\"/>{bullets}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"1\"><w:multiLevelType w:val=\"hybridMultilevel\"/>{numbers}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        w = super::package::W
    );
    for (position, start) in starts.iter().enumerate() {
        let overrides: String = (0..9)
            .map(|level| {
                let start = if level == 0 { (*start).min(32_767) } else { 1 };
                format!("<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{start}\"/></w:lvlOverride>")
            })
            .collect();
        out.push_str(&format!(
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/>{overrides}</w:num>",
            position + 2
        ));
    }
    out.push_str("</w:numbering>");
    out
}
