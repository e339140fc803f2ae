//! The style sheet: contrast after WCAG 2.1 (1.4.3 and 1.4.11), no request, token names.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)]

use std::collections::BTreeMap;

const STYLE: &str = include_str!("../assets/stil.css");

/// Colour tokens of the light page and of the dark one.
fn themes() -> [BTreeMap<&'static str, [f64; 3]>; 2] {
    let (light, rest) = STYLE
        .split_once("@media (prefers-color-scheme: dark)")
        .unwrap();
    let light = colours(light);
    let mut dark = light.clone();
    dark.extend(colours(rest.split_once("*, *::before").unwrap().0));
    [light, dark]
}

fn colours(css: &'static str) -> BTreeMap<&'static str, [f64; 3]> {
    css.lines()
        .filter_map(|line| line.trim().strip_prefix("--kern-color-")?.split_once(": #"))
        .map(|(name, value)| {
            let part = |at: usize| {
                let byte = u8::from_str_radix(&value[at..at + 2], 16).unwrap();
                let share = f64::from(byte) / 255.0;
                if share <= 0.04045 {
                    share / 12.92
                } else {
                    ((share + 0.055) / 1.055).powf(2.4)
                }
            };
            (name, [part(0), part(2), part(4)])
        })
        .collect()
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let light = |[r, g, b]: [f64; 3]| 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    let (a, b) = (light(a), light(b));
    a.max(b) / a.min(b)
}

#[test]
fn words_and_signs_stand_out_in_light_and_dark() {
    let grounds = [
        "layout-background-default",
        "layout-background-hued",
        "feedback-info-background",
        "feedback-warning-background",
    ];
    for theme in themes() {
        for ground in grounds {
            for ink in [
                "layout-text-default",
                "layout-text-muted",
                "action-default",
                "action-visited",
            ] {
                let found = contrast(theme[ink], theme[ground]);
                assert!(found >= 4.5, "{ink} on {ground}: {found:.2}");
            }
            for sign in ["action-focus-default", "layout-border"] {
                let found = contrast(theme[sign], theme[ground]);
                assert!(found >= 3.0, "{sign} on {ground}: {found:.2}");
            }
        }
        for kind in ["info", "warning"] {
            let sign = theme[format!("feedback-{kind}").as_str()];
            let found = contrast(sign, theme["layout-background-default"]);
            assert!(found >= 3.0, "{kind}: {found:.2}");
        }
    }
}

#[test]
fn the_style_sheet_asks_nobody_and_cannot_end_its_element() {
    for forbidden in ["url(", "@import", "@font-face", "</", "expression("] {
        assert!(!STYLE.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn every_token_used_is_defined() {
    for used in STYLE.split("var(").skip(1) {
        let name = used.split([')', ',']).next().unwrap();
        assert!(STYLE.contains(&format!("{name}:")), "{name}");
    }
}
