//! Percentages of a table: the unit belongs to the table, decided once by what it sums to.
//!
//! `30%`, `0,3` shown as 30%, `80`, `30 %`, `12,50` stand side by side in real forms. What is shown with a percent
//! sign is a percentage; bare numbers that sum to 1 are fractions; nothing is decided cell by cell.

use super::number::quantity;
use crate::grid::{Cell, Content};
use crate::layout::has_content;
use rust_decimal::Decimal;

/// A number of a percent column, as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Shown with a percent sign: 0-100.
    Shown(Decimal),
    /// Bare: the table decides.
    Bare(Decimal),
}

/// What a cell of a percent column holds, with the note after the number.
pub enum Typed {
    /// Nothing, or dots.
    Blank,
    /// A number, with what follows it.
    Share(Share, String),
    /// Something else.
    Unreadable,
}

/// Reads a cell of a percent column.
pub fn typed(cell: &Cell) -> Typed {
    match &cell.content {
        Content::Empty => Typed::Blank,
        Content::Number { value, percent: Some(true) } => {
            Typed::Share(Share::Shown(value * Decimal::ONE_HUNDRED), String::new())
        }
        Content::Number { value, .. } => Typed::Share(Share::Bare(*value), String::new()),
        Content::Text(text) => typed_text(text),
        _ => Typed::Unreadable,
    }
}

/// Reads a percentage typed as text.
pub fn typed_text(text: &str) -> Typed {
    match quantity(text) {
        _ if !has_content(text) => Typed::Blank,
        Some(found) if found.percent => Typed::Share(Share::Shown(found.value), found.note),
        Some(found) if found.note.is_empty() || found.note.starts_with('(') => {
            Typed::Share(Share::Bare(found.value), found.note)
        }
        _ => Typed::Unreadable,
    }
}

/// How bare numbers of a table are to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// As percentages.
    Hundred,
    /// As fractions of one.
    One,
    /// They could be either: small numbers that sum to neither.
    Unknown,
    /// As percentages, but for those under one, that stand beside others and may be fractions.
    Mixed,
}

/// The unit of a table's bare numbers.
pub fn unit(shares: &[Share]) -> Unit {
    let bare: Vec<Decimal> =
        shares.iter().filter_map(|share| if let Share::Bare(n) = share { Some(*n) } else { None }).collect();
    let sum: Decimal = bare.iter().sum();
    let fractions =
        !bare.is_empty() && bare.iter().all(|n| *n <= Decimal::ONE) && bare.iter().any(|n| !n.is_zero());
    let part = |n: &Decimal| *n > Decimal::ZERO && *n < Decimal::ONE;
    let mixed = bare.iter().any(part) && bare.iter().any(|n| *n > Decimal::ONE);
    let shown: Decimal =
        shares.iter().map(|share| if let Share::Shown(n) = share { *n } else { Decimal::ZERO }).sum();
    if mixed && sum + shown != Decimal::ONE_HUNDRED {
        return Unit::Mixed;
    }
    match fractions {
        false => Unit::Hundred,
        true if (sum - Decimal::ONE).abs() <= Decimal::new(1, 2) => Unit::One,
        // a lone 1 in a table that otherwise shows its signs is one percent; alone, it is the whole
        true if sum < Decimal::ONE && shares.len() == bare.len() => Unit::One,
        true => Unit::Unknown,
    }
}

impl Share {
    /// The percentage, 0-100, once the unit is known.
    pub fn percent(self, unit: Unit) -> Option<Decimal> {
        match (self, unit) {
            (Share::Shown(n), _) | (Share::Bare(n), Unit::Hundred) => Some(n),
            (Share::Bare(n), Unit::One) => Some(n * Decimal::ONE_HUNDRED),
            (Share::Bare(_), Unit::Unknown) => None,
            (Share::Bare(n), Unit::Mixed) => (n.is_zero() || n >= Decimal::ONE).then_some(n),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_is_what_the_table_sums_to() {
        let bare = |ns: &[&str]| ns.iter().map(|n| Share::Bare(n.parse().unwrap())).collect::<Vec<_>>();
        assert_eq!(unit(&bare(&["30", "30", "40"])), Unit::Hundred);
        assert_eq!(unit(&bare(&["0.3", "0.3", "0.4"])), Unit::One);
        assert_eq!(unit(&bare(&["1"])), Unit::One);
        assert_eq!(unit(&bare(&["0.5", "0.9"])), Unit::Unknown);
        assert_eq!(unit(&bare(&["0.3", "30", "40"])), Unit::Mixed);
        assert_eq!(unit(&bare(&["0.5", "49.5", "50"])), Unit::Hundred);
        assert_eq!(unit(&[Share::Shown(50.into()), Share::Bare("0.5".parse().unwrap())]), Unit::Unknown);
    }
}
