//! The comparison as a web page: the document with a name on every mark, so that the lists of
//! changes lead to them.

use super::comparison::Comparison;
use super::report::{Frame, Shape, document, mark_id};
use crate::render::html::{self, HtmlOptions};

/// Draws the page: one file, no request.
#[must_use]
pub fn page(comparison: &Comparison, frame: &Frame) -> String {
    let document = document(comparison, frame, Shape::Screen);
    named(&html::render(&document, &HtmlOptions::default()))
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
    fn marks_get_names_in_order() {
        assert_eq!(
            named("a <ins>b</ins> <del>c</del> &lt;ins&gt;"),
            "a <ins id=\"aenderung-1\">b</ins> <del id=\"aenderung-2\">c</del> &lt;ins&gt;"
        );
    }
}
