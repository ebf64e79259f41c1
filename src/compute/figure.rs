//! Figures as they are printed: rounded half up, with a comma. Nothing that is computed further passes through here.

use super::exact::settled;
use rust_decimal::{Decimal, RoundingStrategy};

/// The figure with so many decimals, half up: 87,125 is 87,13.
pub fn rounded(figure: Decimal, decimali: u32) -> Decimal {
    settled(figure).round_dp_with_strategy(decimali, RoundingStrategy::MidpointAwayFromZero)
}

/// The figure as printed in a table, always with its decimals: `90,00`.
pub fn printed(figure: Decimal, decimali: u32) -> String {
    let mut rounded = rounded(figure, decimali);
    rounded.rescale(decimali);
    comma(rounded)
}

/// The figure as printed inside a formula, without decimals that say nothing: `90`, `76,67`.
pub fn brief(figure: Decimal, decimali: u32) -> String {
    comma(rounded(figure, decimali).normalize())
}

fn comma(figure: Decimal) -> String {
    figure.to_string().replace('.', ",")
}
