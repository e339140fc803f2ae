//! The comparison as a web page: the document with a name on every mark, so that the lists of
//! changes lead to them.

use super::comparison::Comparison;
use super::report::{FOLDED, Frame, Shape, document, mark_id};
use crate::render::html::{self, HtmlOptions};

/// Draws the page: one file, no request.
#[must_use]
pub fn page(comparison: &Comparison, frame: &Frame) -> String {
    let document = document(comparison, frame, Shape::Screen);
    folded(&named(&html::render(&document, &HtmlOptions::default())))
}

/// Folds each list behind the words that stand before it. Text is escaped and links of documents
/// lead outside, so these links are ours.
fn folded(html: &str) -> String {
    let opening = format!("<a href=\"{FOLDED}\" class=\"genannt\">");
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(&opening) {
        let Some((words, list)) = after.split_once("</a><ul>") else {
            break;
        };
        let Some((items, tail)) = list.split_once("</ul>") else {
            break;
        };
        out.push_str(&format!(
            "{before}<details class=\"gruende\"><summary>{words}</summary>\n<ul>{items}</ul>\n</details>"
        ));
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// Gives every mark its name. Text is escaped, so `<ins>` and `<del>` are marks and nothing else.
fn named(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + 4096);
    let mut rest = html;
    let mut number = 0;
    loop {
        let next = ["<ins>", "<del>"]
            .into_iter()
            .filter_map(|tag| rest.find(tag))
            .min();
        let Some((before, after)) = next.and_then(|at| rest.split_at_checked(at + "<ins".len()))
        else {
            out.push_str(rest);
            return out;
        };
        out.push_str(before);
        out.push_str(&format!(" id=\"{}\"", mark_id(number)));
        number += 1;
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_reasons_are_folded() {
        assert_eq!(
            folded(
                "<li>Grund: <a href=\"#gruende\" class=\"genannt\">sechs</a><ul>\n<li>a</li>\n</ul>\n</li><ul></ul>"
            ),
            "<li>Grund: <details class=\"gruende\"><summary>sechs</summary>\n<ul>\n<li>a</li>\n</ul>\n</details>\n</li><ul></ul>"
        );
    }

    #[test]
    fn marks_get_names_in_order() {
        assert_eq!(
            named("a <ins>b</ins> <del>c</del> &lt;ins&gt;"),
            "a <ins id=\"aenderung-1\">b</ins> <del id=\"aenderung-2\">c</del> &lt;ins&gt;"
        );
    }
}
