//! Lists in a sentence: `A, B und C`.

/// The words between item `index` and the one before it in a list of `length` items:
/// nothing, `, ` or ` und `.
#[must_use]
pub fn joint(index: usize, length: usize, last: &'static str) -> &'static str {
    if index == 0 {
        ""
    } else if index + 1 == length {
        last
    } else {
        ", "
    }
}

/// How a relative clause begins after its comma.
const CLAUSES: [&str; 9] = [
    ", die ",
    ", der ",
    ", das ",
    ", den ",
    ", dem ",
    ", deren ",
    ", dessen ",
    ", denen ",
    ", dass ",
];

/// The words before the last item: `und` or `oder`; `sowie` where an item has an `und` of its own
/// (`Kundinnen und Kunden sowie Beschäftigte`); with a comma that ends the clause before it.
#[must_use]
pub fn last_joint(items: &[String], or: bool) -> &'static str {
    let before = match items {
        [before @ .., _] => before.last(),
        [] => None,
    };
    let clause = before.is_some_and(|item| CLAUSES.iter().any(|clause| item.contains(clause)));
    let nested = items.iter().any(|item| item.contains(" und "));
    match (or, nested, clause) {
        (true, _, false) => " oder ",
        (true, _, true) => ", oder ",
        (false, true, false) => " sowie ",
        (false, true, true) => ", sowie ",
        (false, false, false) => " und ",
        (false, false, true) => ", und ",
    }
}

/// Joins with commas and `und` before the last.
#[must_use]
pub fn und(items: &[&str]) -> String {
    items
        .iter()
        .enumerate()
        .map(|(i, item)| format!("{}{item}", joint(i, items.len(), " und ")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_with_und_before_the_last() {
        assert_eq!(und(&[]), "");
        assert_eq!(und(&["A"]), "A");
        assert_eq!(und(&["A", "B"]), "A und B");
        assert_eq!(und(&["A", "B", "C"]), "A, B und C");
    }

    #[test]
    fn an_und_inside_asks_for_sowie_and_a_clause_for_its_comma() {
        let joint = |items: &[&str], or| {
            let items: Vec<String> = items.iter().map(|item| (*item).to_owned()).collect();
            last_joint(&items, or)
        };
        let clause = "Menschen, die Leistungen beziehen";
        assert_eq!(joint(&[], false), " und ");
        assert_eq!(joint(&[clause], false), " und ");
        assert_eq!(joint(&["A", "B"], false), " und ");
        assert_eq!(joint(&["A", clause], false), " und ");
        assert_eq!(joint(&[clause, "B"], false), ", und ");
        assert_eq!(joint(&["A und B", "C"], false), " sowie ");
        assert_eq!(joint(&["A und B", clause, "C"], false), ", sowie ");
        assert_eq!(joint(&["A und B", "C"], true), " oder ");
        assert_eq!(joint(&[clause, "C"], true), ", oder ");
    }
}
