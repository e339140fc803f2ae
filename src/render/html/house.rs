//! Logo and colour of a house on a page.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::escape::escape_flat;
use crate::render::design::colour::Colour;
use crate::render::design::{Design, Logo, Palette};

/// Adds to the style sheet what the house's logo and colour need.
pub(super) fn style(design: &Design, style: &mut String) {
    if design.logo.is_some() {
        style.push_str(LOGO);
    }
    if let Some(palette) = &design.palette {
        style.push_str(&colours(palette));
    }
}

/// The logo stands on white, also on a dark page: it was drawn for paper.
const LOGO: &str = "
/* Logo of the house */
.briefband { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--kern-metric-space-small) var(--kern-metric-space-default); padding-block: var(--kern-metric-space-small); }
.briefband .stelle { flex: 1 1 14rem; padding-block: var(--kern-metric-space-small); }
.briefband img { display: block; width: auto; height: auto; max-width: min(12rem, 100%); max-height: 4rem; background: #fff; }
@media (prefers-color-scheme: dark) { .briefband img { padding: var(--kern-metric-space-x-small); border-radius: var(--kern-metric-border-radius-default); } }
@media print { .briefband img { max-width: 60mm; max-height: 18mm; padding: 0; } }
";

fn colours(palette: &Palette) -> String {
    let set = |words: Colour, lines: Colour, ground: Colour, box_ground: Colour| {
        format!(
            "--haus-schrift: {words}; --haus-linie: {lines}; --haus-grund: {ground}; --haus-kasten: {box_ground};"
        )
    };
    let day = set(
        palette.words,
        palette.lines,
        palette.ground,
        palette.box_ground,
    );
    let night = set(
        palette.night,
        palette.night,
        palette.night_ground,
        palette.night_ground,
    );
    format!(
        "
/* Colour of the house */
:root {{ {day} }}
@media (prefers-color-scheme: dark) {{ :root {{ {night} }} }}
@media print {{ :root {{ {day} }} }}
h1, h2, .stelle {{ color: var(--haus-schrift); }}
body > header {{ border-bottom: var(--kern-metric-border-width-default) solid var(--haus-linie); }}
thead th {{ color: var(--haus-schrift); background: var(--haus-grund); border-bottom-color: var(--haus-linie); }}
.wichtig {{ background: var(--haus-kasten); border-color: var(--haus-linie); }}
.wichtig > :is(h2, h3, h4) {{ color: var(--haus-schrift); }}
.warnung > h2, .bemerkung > h2 {{ color: inherit; }}
@media print {{ thead th, .wichtig {{ background: none; }} }}
"
    )
}

/// The logo with its words.
pub(super) fn logo(logo: &Logo, sender: &str, out: &mut String) {
    let (png, width, height) = &logo.picture.screen;
    let words = escape_flat(&logo.alternative(sender));
    out.push_str(&format!(
        "<img src=\"data:image/png;base64,{}\" width=\"{width}\" height=\"{height}\" alt=\"{words}\">\n",
        STANDARD.encode(png)
    ));
}
