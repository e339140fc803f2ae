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
}
