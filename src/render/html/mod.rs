//! The HTML face: one complete file that asks nobody for anything.
//!
//! No script, no font, no request, no image but the logo of the house, which stands in the file: the style sheet stands in the file, and the content
//! security policy names its hash and allows nothing else. What stands around the document's own
//! words (banner, skip link, contents, foot) carries `data-rahmen`.

mod blocks;
mod escape;
mod house;
pub mod register;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::document::model::{Document, Layout};
use crate::render::design::{Design, Logo};
use blocks::{Body, Entry};
use escape::{escape, escape_flat, identifier};
use register::Views;

const STYLE: &str = include_str!("../../../assets/stil.css");
/// What a register needs besides.
const REGISTER: &str = include_str!("../../../assets/register.css");
/// What redlines need besides.
const CHANGES: &str = include_str!("../../../assets/aenderungen.css");

/// From how many sections on a page gets a table of contents.
const CONTENTS_FROM: usize = 7;

/// What may differ between two HTML files of one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HtmlOptions {
    /// Whether documents with more than six sections get a table of contents.
    pub contents: bool,
    /// The feed of its versions, beside the file.
    pub feed: Option<&'static str>,
}

impl Default for HtmlOptions {
    fn default() -> Self {
        Self {
            contents: true,
            feed: None,
        }
    }
}

/// Draws the document as a complete HTML file, in the look of this program.
#[must_use]
pub fn render(document: &Document, options: &HtmlOptions) -> String {
    render_as(document, options, &Design::default())
}

/// Draws the document as a complete HTML file, in the look of a house.
#[must_use]
pub fn render_as(document: &Document, options: &HtmlOptions, design: &Design) -> String {
    render_with(document, options, design, None)
}

/// The same, with a table that is drawn in several orders.
fn render_with(
    document: &Document,
    options: &HtmlOptions,
    design: &Design,
    views: Option<&Views>,
) -> String {
    let mut body = Body::new(document.layout, views);
    body.blocks(&document.blocks);
    let style = style(document, design, views);
    let mut out = String::with_capacity(body.out.len() + style.len() + 4096);
    let has_logo = design.logo.is_some();
    write_head(document, &style, (options.feed, has_logo), &mut out);
    write_frame_top(document, design.logo.as_ref(), &mut out);
    out.push_str("<main id=\"inhalt\" tabindex=\"-1\">\n");
    if !body.has_title {
        let title = escape_flat(&document.title);
        out.push_str(&format!("<h1 data-rahmen>{title}</h1>\n"));
    }
    match body.first_section {
        Some(at) if options.contents && body.entries.len() >= CONTENTS_FROM => {
            out.push_str(body.out.get(..at).unwrap_or_default());
            write_contents(&body.entries, &mut out);
            out.push_str(body.out.get(at..).unwrap_or_default());
        }
        Some(_) | None => out.push_str(&body.out),
    }
    out.push_str("</main>\n");
    write_foot(document, &mut out);
    out.push_str("</body>\n</html>\n");
    out
}

/// A page of an earlier version as it was published, with a line above it that says so and leads
/// to the newest one; `day` is German, `newest` a file beside it.
#[must_use]
pub fn superseded(page: &str, day: &str, newest: &str) -> String {
    const HEAD: &str = "<header data-rahmen>\n";
    const ROBOTS: &str = "<meta name=\"robots\" content=\"noindex\">\n";
    let Some(at) = page.find(HEAD).map(|at| at + HEAD.len()) else {
        return page.to_owned();
    };
    let (before, after) = page.split_at(at);
    let said = format!(
        "<div class=\"kennzeichen\" role=\"note\">\n<p>Überholte Fassung vom {}. \
         <a href=\"{}\" class=\"genannt\">Zur neuesten Fassung</a></p>\n</div>\n",
        escape_flat(day),
        escape(newest)
    );
    let mark = format!("<title>Überholt ({}): ", escape_flat(day));
    let mut out = before.replacen("<title>", &mark, 1);
    if !out.contains(ROBOTS) {
        out = out.replacen("<title>", &format!("{ROBOTS}<title>"), 1);
    }
    out.push_str(&said);
    out.push_str(after);
    out
}

fn write_head(
    document: &Document,
    style: &str,
    (feed, has_logo): (Option<&str>, bool),
    out: &mut String,
) {
    // The logo stands in the file; other pictures are allowed from nowhere.
    let pictures = if has_logo { " img-src data:;" } else { "" };
    let title = escape_flat(&document.markings.mark(&document.title));
    let hash = STANDARD.encode(Sha256::digest(style.as_bytes()));
    out.push_str("<!DOCTYPE html>\n<html lang=\"de\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str(&format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'sha256-{hash}';{pictures} base-uri 'none'; form-action 'none'\">\n"
    ));
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str("<meta name=\"referrer\" content=\"no-referrer\">\n");
    out.push_str("<meta name=\"color-scheme\" content=\"light dark\">\n");
    out.push_str("<meta name=\"format-detection\" content=\"telephone=no\">\n");
    if !document.markings.lines().is_empty() {
        out.push_str("<meta name=\"robots\" content=\"noindex\">\n");
    }
    if let Some(feed) = feed {
        let feed = escape_flat(feed);
        out.push_str(&format!(
            "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Neue Fassungen\" href=\"{feed}\">\n"
        ));
    }
    out.push_str(&format!("<title>{title}</title>\n"));
    out.push_str(&format!("<style>{style}</style>\n</head>\n"));
}

/// The style sheet, with the markings for every printed page.
fn style(document: &Document, design: &Design, views: Option<&Views>) -> String {
    let mut style = STYLE.replace("\r\n", "\n");
    if document.has_changes() || document.name == "vergleich" {
        style.push_str(&CHANGES.replace("\r\n", "\n"));
    }
    house::style(design, &mut style);
    if let Some(views) = views {
        style.push_str(&REGISTER.replace("\r\n", "\n"));
        style.push_str(&views.style());
    }
    let marks = document.markings.lines().join(" · ");
    if !marks.is_empty() {
        style.push_str(&format!(
            "@page {{ @top-center {{ content: \"{marks}\"; font: 700 9pt sans-serif; }} }}\n"
        ));
    }
    style
}

fn write_frame_top(document: &Document, logo: Option<&Logo>, out: &mut String) {
    let name = identifier(&document.name);
    let layout = match document.layout {
        Layout::Brief => "brief",
        Layout::Seite => "seite",
        Layout::Plakat => "plakat",
        Layout::Verzeichnis => "verzeichnis-seite",
    };
    out.push_str(&format!(
        "<body class=\"{layout} dokument-{name}\">\n\
         <a class=\"sprung\" href=\"#inhalt\" data-rahmen>Zum Inhalt springen</a>\n"
    ));
    let marks = document.markings.lines();
    let sender = escape_flat(&document.sender);
    out.push_str("<header data-rahmen>\n");
    if !marks.is_empty() {
        out.push_str("<div class=\"kennzeichen\" role=\"note\">\n");
        for mark in marks {
            out.push_str(&format!("<p>{}</p>\n", escape(mark)));
        }
        out.push_str("</div>\n");
    }
    let has_sender = !sender.trim().is_empty();
    if let Some(logo) = logo {
        out.push_str("<div class=\"briefband\">\n");
        if has_sender {
            out.push_str(&format!("<p class=\"stelle\">{sender}</p>\n"));
        }
        house::logo(logo, &document.sender, out);
        out.push_str("</div>\n");
    } else if has_sender {
        out.push_str(&format!("<p class=\"stelle\">{sender}</p>\n"));
    }
    out.push_str("</header>\n");
}

fn write_contents(entries: &[Entry], out: &mut String) {
    out.push_str(
        "<nav class=\"verzeichnis\" aria-labelledby=\"inhaltsverzeichnis\" data-rahmen>\n\
         <p id=\"inhaltsverzeichnis\">Inhalt</p>\n<ul>\n",
    );
    for Entry { id, words } in entries {
        out.push_str(&format!("<li><a href=\"#{id}\">{words}</a></li>\n"));
    }
    out.push_str("</ul>\n</nav>\n");
}

fn write_foot(document: &Document, out: &mut String) {
    let parts: Vec<String> = [&document.foot, &document.date]
        .into_iter()
        .map(|part| escape_flat(part))
        .filter(|part| !part.trim().is_empty())
        .collect();
    out.push_str("<footer data-rahmen>\n");
    for part in parts {
        out.push_str(&format!("<p>{part}</p>\n"));
    }
    let proofs = document.proofs();
    if !proofs.is_empty() {
        // Sixty-four digits are no reading for people; who checks them opens them.
        out.push_str("<details>\n<summary>Angaben zur Prüfung dieser Fassung</summary>\n");
        for proof in proofs {
            out.push_str(&format!("<p>{}</p>\n", escape_flat(&proof)));
        }
        out.push_str("</details>\n");
    }
    out.push_str("</footer>\n");
}
