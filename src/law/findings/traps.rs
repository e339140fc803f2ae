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
mod contacts;
mod identifiers;
mod names;
mod phrases;
mod placeholders;
mod promise;
mod ruled_out;
mod technical;
mod versions;
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
}
