//! Numbers in words and figures: `1.200`, `1,7 Millionen`.

/// A whole number with dots between thousands: `1.700.000`. Four figures take a dot as well.
#[must_use]
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::new();
    if number < 0 {
        out.push('−');
    }
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// Round millions in words (`1,7 Millionen`, `1 Million`), everything else grouped.
#[must_use]
pub fn rounded(number: i64) -> String {
    if number >= 1_000_000 && number % 100_000 == 0 {
        let (whole, tenth) = (number / 1_000_000, number % 1_000_000 / 100_000);
        return match (whole, tenth) {
            (1, 0) => "1\u{a0}Million".to_owned(),
            (_, 0) => format!("{}\u{a0}Millionen", grouped(whole)),
            _ => format!("{},{tenth}\u{a0}Millionen", grouped(whole)),
        };
    }
    grouped(number)
}

/// A decimal number with a comma: `0,75`; whole values without decimals.
#[must_use]
pub fn decimal(number: f64) -> String {
    number.to_string().replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_thousands() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1200), "1.200");
        assert_eq!(grouped(1_700_000), "1.700.000");
        assert_eq!(grouped(-1200), "−1.200");
    }

    #[test]
    fn says_round_millions_in_words() {
        assert_eq!(rounded(1_700_000), "1,7\u{a0}Millionen");
        assert_eq!(rounded(1_000_000), "1\u{a0}Million");
        assert_eq!(rounded(3_000_000), "3\u{a0}Millionen");
        assert_eq!(rounded(1_700_001), "1.700.001");
    }

    #[test]
    fn decimals_take_a_comma() {
        assert_eq!(decimal(0.75), "0,75");
        assert_eq!(decimal(4.0), "4");
    }
}
