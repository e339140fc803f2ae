//! Prints the holidays that this program knows, one a line, for comparison with other lists:
//! Land, date, name, and `oertlich` where it is one in a part of the Land only.
//!
//! `cargo run --example feiertage -- 2018 2035`
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::process::ExitCode;

use datenpanne::facts::Bundesland;
use datenpanne::law::holidays;

fn main() -> ExitCode {
    let years: Vec<i32> = std::env::args()
        .skip(1)
        .filter_map(|year| year.parse().ok())
        .collect();
    let [first, last] = years.as_slice() else {
        return ExitCode::from(2);
    };
    for land in Bundesland::alle() {
        for year in *first..=*last {
            let mut days: Vec<_> = holidays::rules()
                .iter()
                .filter(|rule| rule.holds_in(Some(*land)))
                .filter_map(|rule| Some((rule.in_year(year)?, rule)))
                .collect();
            days.sort_by_key(|(day, _)| *day);
            for (day, rule) in days {
                let part = if rule.everywhere() { "" } else { "oertlich" };
                println!("{land}\t{day}\t{}\t{part}", rule.name);
            }
        }
    }
    ExitCode::SUCCESS
}
