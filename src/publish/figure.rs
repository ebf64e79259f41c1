//! Figures on their way out: rounding half up, Italian text, and the one step from Decimal to the binary number
//! that a cell holds. No figure is computed here.

use crate::compute::esito::Grado;
pub(super) use crate::compute::figure::{brief, printed, rounded};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// What stands where a figure is not known: never a 0, never an empty cell.
pub(super) const UNKNOWN: &str = "—";

/// A space at which a line is not broken.
pub(super) const GLUE: &str = "\u{a0}";

/// A figure without the noise of a division and without trailing zeroes: full precision, to be read by programs.
pub(super) fn plain(figure: Decimal) -> Decimal {
    rounded(figure, 20).normalize()
}

/// A figure as short as it can be: `30`, `12,5`.
pub(super) fn short(figure: Decimal) -> String {
    brief(figure, 20)
}

/// The binary number of a cell: the nearest one.
pub(super) fn binary(figure: Decimal) -> Option<f64> {
    // through its digits, so that 76.67 becomes the very number that Excel reads from «76,67»
    figure.normalize().to_string().parse::<f64>().ok().or_else(|| figure.to_f64())
}

/// Whether two figures are one and the same once they are cells: a formula is written only if it gives our figure.
pub(super) fn agree(one: Decimal, other: Decimal) -> bool {
    one.checked_sub(other).is_some_and(|gap| gap.abs() < Decimal::new(1, 9))
}

/// An interval as printed: `da 40,00 a 90,00`, glued so that a narrow cell breaks it in the middle only.
pub(super) fn interval(minimo: Decimal, massimo: Decimal, decimals: u32) -> String {
    between(minimo, massimo, decimals, " ")
}

/// The same on two lines, for a narrow column.
pub(super) fn tall_interval(minimo: Decimal, massimo: Decimal, decimals: u32) -> String {
    between(minimo, massimo, decimals, "\n")
}

fn between(minimo: Decimal, massimo: Decimal, decimals: u32, gap: &str) -> String {
    format!("da{GLUE}{}{gap}a{GLUE}{}", printed(minimo, decimals), printed(massimo, decimals))
}

/// A degree as printed: the figure, or the interval in which it lies.
pub(super) fn degree(grado: &Grado, decimals: u32) -> String {
    match grado.valore {
        Some(valore) => printed(valore, decimals),
        None => interval(grado.minimo, grado.massimo, decimals),
    }
}

/// One line: white space trimmed, runs of it folded to one space.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn division_noise_is_dropped_before_half_up() {
        let third = Decimal::from(1) / Decimal::from(3);
        let noisy: Decimal = "87.12499999999999999999999999".parse().unwrap();
        assert_eq!(printed(noisy, 2), "87,13");
        assert_eq!(printed(third * Decimal::from(3), 2), "1,00");
        assert_eq!(printed(Decimal::new(-5, 1), 0), "-1");
    }

    #[test]
    fn an_interval_says_from_and_to() {
        let text = interval(Decimal::from(40), Decimal::new(905, 1), 2);
        assert_eq!(text.replace(GLUE, " "), "da 40,00 a 90,50");
    }
}
