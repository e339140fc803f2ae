//! A register: one table in several orders, and its sections to be chosen by groups, without script.
//!
//! The table stands in the file once for each order; a choice (`radio`) shows one of them, marks
//! (`checkbox`) take groups of rows and sections away. The style sheet does it with `:has()`; a
//! browser that does not know it shows the first table with all rows and no controls. So does print
//! as it was chosen. Every order but the first carries `data-rahmen`: it says the same once more.

use super::blocks::inlines;
use super::escape::escape_flat;
use super::{HtmlOptions, render_with};
use crate::document::Document;
use crate::document::model::{Inline, plain};
use crate::render::design::Design;

/// How a table is drawn.
#[derive(Debug, Clone)]
pub struct Views {
    /// Id of the section that holds the table.
    pub section: &'static str,
    /// Its orders, the one of the document first.
    pub orders: Vec<Order>,
    /// Its rows, as the document has them.
    pub rows: Vec<Row>,
    /// Groups of rows.
    pub groups: Vec<Group>,
}

/// An order of rows.
#[derive(Debug, Clone)]
pub struct Order {
    /// Its name in ids and classes: ASCII.
    pub key: &'static str,
    /// What people choose.
    pub label: &'static str,
    /// The column by which rows are ordered.
    pub column: usize,
    /// Whether the greatest stands first.
    pub descending: bool,
    /// The rows, by their place in the document.
    pub rows: Vec<usize>,
}

/// A row.
#[derive(Debug, Clone)]
pub struct Row {
    /// Id of the section with the details: ASCII letters, digits and hyphens.
    pub target: String,
    /// Its group.
    pub group: &'static str,
}

/// A group of rows.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its name in ids and classes: ASCII.
    pub key: &'static str,
    /// What people choose.
    pub label: String,
}

impl Views {
    /// The group of the section with this id.
    pub(super) fn group_of(&self, id: &str) -> Option<&'static str> {
        self.rows
            .iter()
            .find(|row| row.target == id)
            .map(|row| row.group)
    }

    /// The rules that show what was chosen.
    pub(super) fn style(&self) -> String {
        let mut out = String::from("@supports selector(main:has(input)) {\n");
        out.push_str("main .steuerung { display: block; }\n");
        for order in &self.orders {
            let key = order.key;
            out.push_str(&format!(
                "main:has(#nach-{key}:checked) .ansicht:not(.nach-{key}) {{ display: none; }}\n\
                 main:has(#nach-{key}:checked) .nach-{key} {{ display: block; }}\n"
            ));
        }
        for group in &self.groups {
            let key = group.key;
            out.push_str(&format!(
                "main:has(#zeige-{key}:not(:checked)) .gruppe-{key} {{ display: none; }}\n"
            ));
        }
        out.push_str("}\n");
        out
    }
}

/// Draws a register as a complete HTML file.
#[must_use]
pub fn render(document: &Document, views: &Views) -> String {
    let options = HtmlOptions {
        contents: false,
        ..HtmlOptions::default()
    };
    render_with(document, &options, &Design::default(), Some(views))
}

/// The controls and the table in every order.
pub(super) fn tables(views: &Views, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> String {
    let mut out = String::new();
    controls(views, &mut out);
    let names: Vec<String> = head.iter().map(|cell| inlines(cell)).collect();
    let cells: Vec<String> = rows
        .iter()
        .zip(&views.rows)
        .map(|(cells, row)| line(cells, row))
        .collect();
    for (index, order) in views.orders.iter().enumerate() {
        let frame = if index == 0 { "" } else { " data-rahmen" };
        let key = order.key;
        let label = escape_flat(&format!("Übersicht, geordnet nach: {}", order.label));
        out.push_str(&format!(
            "<div class=\"tabelle ansicht nach-{key}\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\"{frame}>\n\
             <table>\n<thead>\n<tr>"
        ));
        for (column, name) in names.iter().enumerate() {
            let sorted = match (column == order.column, order.descending) {
                (false, _) => "",
                (true, false) => " aria-sort=\"ascending\"",
                (true, true) => " aria-sort=\"descending\"",
            };
            out.push_str(&format!("<th scope=\"col\"{sorted}>{name}</th>"));
        }
        out.push_str("</tr>\n</thead>\n<tbody>\n");
        for at in &order.rows {
            out.push_str(cells.get(*at).map_or("", String::as_str));
        }
        out.push_str("</tbody>\n</table>\n</div>\n");
    }
    out
}

/// A row, with a link from its heading to the details.
fn line(cells: &[Vec<Inline>], row: &Row) -> String {
    let mut out = format!("<tr class=\"gruppe-{}\">", row.group);
    for (column, cell) in cells.iter().enumerate() {
        if column == 0 {
            let target = &row.target;
            let first = cell.split(|inline| matches!(inline, Inline::Break)).next();
            let first = first.unwrap_or_default();
            let rest = cell.get(first.len()..).unwrap_or_default();
            let said = if plain(first).trim().is_empty() {
                "ohne Kennung".to_owned()
            } else {
                inlines(first)
            };
            out.push_str(&format!(
                "<th scope=\"row\"><a href=\"#{target}\">{said}</a>{}</th>",
                inlines(rest)
            ));
        } else {
            out.push_str(&format!("<td>{}</td>", inlines(cell)));
        }
    }
    out.push_str("</tr>\n");
    out
}

fn controls(views: &Views, out: &mut String) {
    out.push_str(
        "<div class=\"steuerung\" data-rahmen>\n<fieldset>\n<legend>Ordnen nach</legend>\n",
    );
    for (index, order) in views.orders.iter().enumerate() {
        let checked = if index == 0 { " checked" } else { "" };
        let (key, label) = (order.key, escape_flat(order.label));
        out.push_str(&format!(
            "<label><input type=\"radio\" name=\"ordnung\" id=\"nach-{key}\"{checked}> {label}</label>\n"
        ));
    }
    out.push_str("</fieldset>\n");
    if views.groups.len() > 1 {
        out.push_str("<fieldset>\n<legend>Zeigen</legend>\n");
        for group in &views.groups {
            let (key, label) = (group.key, escape_flat(&group.label));
            out.push_str(&format!(
                "<label><input type=\"checkbox\" id=\"zeige-{key}\" checked> {label}</label>\n"
            ));
        }
        out.push_str("</fieldset>\n");
    }
    out.push_str("</div>\n");
}
