//! The register for browsers: the table in several orders, incidents to be chosen by their state.

use std::cmp::Reverse;

use super::Register;
use super::paper::{TABLE, ids};
use super::state::State;
use crate::document::Document;
use crate::render::html::register::{Group, Order, Row, Views, render};

pub(super) fn html(register: &Register, document: &Document) -> String {
    let entries = &register.entries;
    let order = |key, label, column, descending, rows| Order {
        key,
        label,
        column,
        descending,
        rows,
    };
    let by_time: Vec<usize> = (0..entries.len()).collect();
    let mut latest = by_time.clone();
    latest.sort_by_key(|at| {
        let aware = entries.get(*at).and_then(|entry| entry.aware);
        (aware.is_none(), aware.map(|aware| Reverse(aware.bei())))
    });
    let mut by_reference = by_time.clone();
    by_reference.sort_by_key(|at| entries.get(*at).map(|entry| &entry.reference));
    let mut by_kind = by_time.clone();
    by_kind.sort_by_key(|at| {
        entries
            .get(*at)
            .map(|entry| entry.text("art").to_lowercase())
    });
    let mut by_persons = by_time.clone();
    by_persons.sort_by_key(|at| {
        let least = entries.get(*at).and_then(|entry| entry.persons.mindestens);
        (least.is_none(), least.map(Reverse))
    });
    let mut by_state = by_time.clone();
    by_state.sort_by_key(|at| entries.get(*at).map(|entry| entry.state));
    let orders = vec![
        order("aelteste", "Kenntnis, älteste zuerst", 1, false, by_time),
        order("neueste", "Kenntnis, neueste zuerst", 1, true, latest),
        order("kennung", "Kennung", 0, false, by_reference),
        order("art", "Art der Verletzung", 2, false, by_kind),
        order(
            "personen",
            "Zahl der Personen, größte zuerst",
            4,
            true,
            by_persons,
        ),
        order("stand", "Stand", 8, false, by_state),
    ];
    let rows = entries
        .iter()
        .zip(ids(entries))
        .map(|(entry, target)| Row {
            target,
            group: entry.state.key(),
        })
        .collect();
    let groups = State::ALL
        .into_iter()
        .filter_map(|state| {
            let count = entries.iter().filter(|entry| entry.state == state).count();
            (count > 0).then(|| Group {
                key: state.key(),
                label: format!("{} ({count})", state.words()),
            })
        })
        .collect();
    let views = Views {
        section: TABLE,
        orders,
        rows,
        groups,
    };
    render(document, &views)
}
