//! Traps in free texts: words that harm people or the body itself once a document is out.
//!
//! One detector a file. A detector reads words, not sense: most of them give a *hinweis*, none of
//! those on fault or blame ever more. Which documents a finding concerns is decided by where the
//! text will stand ([`super::passages`]). Messages never repeat the text.

mod admission;
mod advice;
mod all_clear;
mod blame;
mod blocked;
pub(crate) mod by_hand;
mod contacts;
mod identifiers;
mod names;
mod needles;
mod phrases;
mod placeholders;
mod promise;
mod ruled_out;
mod technical;
pub(in crate::law) mod versions;
mod words;

use super::passages::{Passage, passages};
use super::{Context, Finding, Rule};
use crate::facts::Sicht;

/// Detectors that look at a text alone: the rule, and whether a text springs it.
type Detector = (&'static Rule, fn(&Passage) -> bool);

const ALONE: [Detector; 7] = [
    (&admission::RULE, |p| {
        !p.is_for_record_only() && admission::admits(&p.text)
    }),
    (&blame::RULE, |p| {
        !p.is_for_record_only() && blame::blames(&p.text)
    }),
    (&admission::IN_RECORD, |p| {
        p.is_for_record_only() && (admission::admits(&p.text) || blame::blames(&p.text))
    }),
    (&technical::RULE, |p| {
        p.is_for_people() && technical::helps_attackers(&p.text)
    }),
    (&identifiers::RULE, |p| identifiers::identifies(&p.text)),
    (&phrases::RULE, |p| {
        !p.is_for_record_only() && phrases::is_empty_phrase(&p.text)
    }),
    (&promise::RULE, |p| {
        p.is_for_people() && promise::promises(&p.text)
    }),
];

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Finding>) {
    let passages = passages(context);
    for (rule, springs) in ALONE {
        for passage in passages.iter().filter(|passage| springs(passage)) {
            found.push(passage.finding(rule, context.complete));
        }
    }
    ruled_out::find(context, &passages, found);
    names::find(context, &passages, found);
    placeholders::find(context, &passages, found);
    technical::find(context, &passages, found);
    contacts::find(context, found);
    versions::find(context, found);
    by_hand::find(context, found);
    if context.incident.vorfall.sicht == Sicht::Verantwortlicher {
        all_clear::find(context, &passages, found);
        blocked::find(context, &passages, found);
        advice::find(context, found);
    }
}

pub(super) fn rules() -> impl Iterator<Item = Rule> {
    ALONE
        .iter()
        .map(|(rule, _)| **rule)
        .chain(ruled_out::RULES)
        .chain([
            names::RULE,
            placeholders::RULE,
            technical::SYSTEMS,
            contacts::RULE,
            versions::RULE,
            all_clear::RULE,
            advice::RULE,
        ])
        .chain(blocked::RULES)
        .chain(by_hand::RULES)
}

#[cfg(test)]
#[allow(clippy::disallowed_methods)]
mod tests {
    use std::path::Path;

    use chrono::DateTime;

    use super::*;
    use crate::case::{Case, Occasion};
    use crate::document::{DOCUMENTS, Engine, Markings};
    use crate::render::text;

    /// The words of the templates themselves, around the facts of every kind of breach.
    #[test]
    fn no_document_springs_a_trap_by_its_own_words() {
        let engine = Engine::new(&[]).unwrap();
        let now = DateTime::parse_from_rfc3339("2026-06-10T12:00:00+02:00").unwrap();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/arten");
        let mut lines = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            let incident = crate::facts::read("art.toml", &bytes).unwrap().incident;
            let case = Case::new(incident).unwrap();
            let assessed = case.assess(now);
            let occasion = Occasion {
                now,
                markings: Markings {
                    entwurf: true,
                    ..Markings::default()
                },
                despite: None,
            };
            for &name in DOCUMENTS {
                if name == "vermerk" {
                    // Its margin note names the statutes on fault.
                    continue;
                }
                for made in case.documents(&engine, name, &assessed, &occasion).unwrap() {
                    let text = text::render(&made.unwrap().document);
                    for paragraph in text.split("\n\n") {
                        let words: Vec<&str> = paragraph.split_whitespace().collect();
                        let line = words.join(" ");
                        lines += 1;
                        let sprung = admission::admits(&line)
                            || blame::blames(&line)
                            || phrases::is_empty_phrase(&line)
                            || promise::promises(&line)
                            || identifiers::identifies(&line)
                            || technical::helps_attackers(&line);
                        assert!(!sprung, "{name}: {line}");
                    }
                }
            }
        }
        assert!(lines > 1000, "{lines}");
    }
}
