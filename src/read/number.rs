//! Numbers as Italian offices type them: `12,50`, `1.750`, `30 %`, `N° 15`, `26 gg.`, `12 su 14`.
//!
//! A number is read whole or not at all; what stands after it is kept as a note, never dropped.

use crate::layout::fold;
use rust_decimal::Decimal;
use std::str::FromStr;

/// A number with what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The number.
    pub value: Decimal,
    /// Whether a percent sign follows.
    pub percent: bool,
    /// Whether it is announced as a count: `n. 3`.
    pub counted: bool,
    /// What follows, trimmed.
    pub note: String,
}

/// Reads a number that is the whole text, percent sign aside.
pub fn number(text: &str) -> Option<Decimal> {
    quantity(text).filter(|found| found.note.is_empty() && !found.percent).map(|found| found.value)
}

/// Reads a quantity at the start of a text.
pub fn quantity(text: &str) -> Option<Quantity> {
    let text = text.trim();
    let (counted, digits_on) = after_count_word(text);
    let end =
        digits_on.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(digits_on.len());
    let (digits, rest) = digits_on.split_at(digits_on.get(..end)?.trim_end_matches(['.', ',']).len());
    let value = italian(digits)?;
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{a0}');
    let (percent, rest) = match rest.strip_prefix('%') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    // a letter glued to the digits makes it a name (1ED), not a quantity
    let glued =
        !percent && digits_on.get(digits.len()..).is_some_and(|after| after.starts_with(char::is_alphabetic));
    let note =
        rest.trim_matches(|c: char| c.is_whitespace() || c == '.' || c == '\u{a0}' || c == ';').to_owned();
    (!glued).then_some(Quantity { value, percent, counted, note })
}

/// Reads `25/25`, `12 su 14`, `22 dipendenti formati su 30`: how many, out of how many.
pub fn ratio(text: &str) -> Option<(Decimal, Decimal)> {
    let text = text.trim();
    let (_, text) = after_count_word(text);
    if let Some((part, total)) = text.split_once('/') {
        return Some((plain(part)?, plain(total.trim_end_matches(['.', ';']))?))
            .filter(|(_, total)| !total.is_zero());
    }
    let first = quantity(text)?;
    let note = format!(" {}", first.note);
    let (between, total) = [" su ", " SU ", " Su "].iter().find_map(|word| note.rsplit_once(word))?;
    let few_words =
        between.split_whitespace().count() <= 4 && !between.contains(|c: char| c.is_ascii_digit());
    let total = quantity(total)?;
    let bare_total = total.note.split_whitespace().count() <= 2 && !total.percent && !first.percent;
    (few_words && bare_total && !total.value.is_zero()).then_some((first.value, total.value))
}

fn plain(text: &str) -> Option<Decimal> {
    let text = text.trim();
    text.chars().all(|c| c.is_ascii_digit()).then(|| italian(text))?
}

/// Skips `n.`, `N°`, `nr.`, `numero`, `tot.` before a number, and says whether one was there.
fn after_count_word(text: &str) -> (bool, &str) {
    let start = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let (before, after) = text.split_at(start);
    match fold(before).as_str() {
        "" if before.chars().all(|c| c.is_whitespace() || c == '\u{a0}') => (false, after),
        "" if before.trim() == "€" => (false, after),
        "n" | "nr" | "num" | "numero" | "tot" => (true, after),
        _ => (false, text),
    }
}

/// Digits with Italian separators. `1.750` is a thousand and more, `0.5` and `1.5` are decimals.
fn italian(digits: &str) -> Option<Decimal> {
    if digits.is_empty() {
        return None;
    }
    let plain = match (digits.contains('.'), digits.contains(',')) {
        (false, false) => digits.to_owned(),
        (false, true) => one_comma(digits)?,
        (true, false) if is_grouped(digits, '.') => digits.replace('.', ""),
        (true, false) if digits.matches('.').count() == 1 => digits.to_owned(),
        (true, false) => return None,
        (true, true) => {
            let (whole, decimals) = digits.rsplit_once(',')?;
            is_grouped(whole, '.').then(|| format!("{}.{decimals}", whole.replace('.', "")))?
        }
    };
    Decimal::from_str(&plain).ok()
}

fn one_comma(digits: &str) -> Option<String> {
    (digits.matches(',').count() == 1).then(|| digits.replace(',', "."))
}

/// Whether dots separate groups of exactly three digits, the first not a lone zero.
fn is_grouped(digits: &str, separator: char) -> bool {
    let mut groups = digits.split(separator);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && first != "0" && groups.all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_offices_type_them() {
        let cases = [
            ("12,50", "12.50"),
            ("1.750", "1750"),
            ("1.234,56", "1234.56"),
            ("0.5", "0.5"),
            ("80", "80"),
            ("0.125", "0.125"),
            ("N° 15", "15"),
            ("n.40", "40"),
        ];
        for (typed, value) in cases {
            assert_eq!(number(typed), Decimal::from_str(value).ok(), "{typed}");
        }
        for typed in ["settanta", "1.75.0", "1,2,3", "", ".....", "1/ED", "85 gg", "30 %"] {
            assert_eq!(number(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_quantity_keeps_what_follows() {
        let found = quantity("10 (Marzo - Aprile 2024)").unwrap();
        assert_eq!((found.value, found.note.as_str()), (Decimal::from(10), "(Marzo - Aprile 2024)"));
        assert!(quantity("30 %").unwrap().percent);
        assert_eq!(quantity("26 gg.").unwrap().note, "gg");
    }

    #[test]
    fn so_many_out_of_so_many() {
        let some = |a: i64, b: i64| Some((Decimal::from(a), Decimal::from(b)));
        assert_eq!(ratio("23/25"), some(23, 25));
        assert_eq!(ratio("N° 10/10"), some(10, 10));
        assert_eq!(ratio("22 dipendenti formati su 30"), some(22, 30));
        assert_eq!(ratio("612 avvisi su 700"), some(612, 700));
        assert_eq!(ratio("31/12/2023"), None);
        assert_eq!(ratio("lavori su strada"), None);
    }
}
