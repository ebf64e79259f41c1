//! Formulas as Excel reads them, each with the figure it gives. A formula is written only where that figure is the
//! computed one; where it is not, the computed figure is written by itself. Made of addresses and of this program's
//! own words, never of the office's text.

use super::figure::{GLUE, agree, printed, rounded, tall_interval};
use super::regole::Parametri;
use super::sheet::Value;
use crate::compute::esito::Grado;
use crate::regolamento::MetodoPeso;
use rust_decimal::Decimal;

/// A formula, and the figure it gives.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Formula {
    pub(super) text: String,
    pub(super) gives: Decimal,
}

impl Formula {
    /// A formula that gives a figure; none if what it gives is not known.
    pub(super) fn of(text: String, gives: Option<Decimal>) -> Option<Formula> {
        Some(Formula { text, gives: gives? })
    }
}

/// A cell that a formula names, and the figure in it.
#[derive(Debug, Clone)]
pub(super) struct Term {
    pub(super) at: String,
    pub(super) figure: Decimal,
}

/// The formula if it gives our figure, else our figure.
pub(super) fn live(formula: Option<Formula>, ours: Decimal) -> Value {
    match formula {
        Some(formula) if agree(formula.gives, ours) => Value::Live(formula.text, ours),
        _ => Value::Number(ours),
    }
}

/// The peso ponderale from the points, one term a criterion in the regolamento's order.
pub(super) fn peso(
    metodo: MetodoPeso,
    points: &[Term],
    massimi: &[Decimal],
    pesi: &[Decimal],
    at: &Parametri,
) -> Option<Formula> {
    let (first, last) = (points.first()?, points.last()?);
    let range = format!("{}:{}", first.at, last.at);
    let figures = || points.iter().map(|point| point.figure);
    match metodo {
        MetodoPeso::Media => {
            let gives = sum(figures())?.checked_div(Decimal::from(points.len()))?;
            Some(Formula { text: format!("AVERAGE({range})"), gives })
        }
        MetodoPeso::Somma => Some(Formula { text: format!("SUM({range})"), gives: sum(figures())? }),
        MetodoPeso::MediaPesata => {
            let terms: Vec<String> =
                points.iter().zip(&at.pesi).map(|(point, peso)| format!("{}*{peso}", point.at)).collect();
            let gives = weighted_mean(figures().zip(pesi.iter().copied()))?;
            Some(Formula { text: format!("({})/({})", terms.join("+"), at.pesi.join("+")), gives })
        }
        MetodoPeso::Prodotto => {
            let terms: Vec<String> =
                points.iter().zip(&at.massimi).map(|(point, top)| format!("{}/{top}", point.at)).collect();
            let shares = figures().zip(massimi).try_fold(Decimal::ONE_HUNDRED, |product, (figure, top)| {
                product.checked_mul(figure.checked_div(*top)?)
            });
            Some(Formula { text: format!("{}*100", terms.join("*")), gives: shares? })
        }
    }
}

/// The peso relativo as printed: the share rounded, with the last digit that the largest remainders move.
pub(super) fn peso_relativo(peso: &Term, total: &Term, printed: Decimal, decimals: u32) -> Option<Formula> {
    let share = Decimal::ONE_HUNDRED.checked_mul(peso.figure)?.checked_div(total.figure)?;
    let round = rounded(share, decimals);
    let unit = Decimal::new(1, decimals);
    // half-way between two roundings a binary number may fall on either side: no formula there
    let remainder = (share - share.trunc_with_scale(decimals)).abs();
    if agree(remainder, unit / Decimal::TWO) {
        return None;
    }
    let moved = printed - round;
    if moved.abs() > unit {
        return None;
    }
    let text = format!("ROUND(100*{}/{},{decimals})", peso.at, total.at);
    let text = match moved {
        moved if moved.is_zero() => text,
        moved if moved.is_sign_negative() => format!("{text}-{unit}"),
        _ => format!("{text}+{unit}"),
    };
    Some(Formula { text, gives: round + moved })
}

/// The mean of figures with their weights; none if the weights are all 0 or a figure is too large.
pub(super) fn weighted_mean(pairs: impl Iterator<Item = (Decimal, Decimal)>) -> Option<Decimal> {
    let (mut above, mut below) = (Decimal::ZERO, Decimal::ZERO);
    for (figure, weight) in pairs {
        above = above.checked_add(figure.checked_mul(weight)?)?;
        below = below.checked_add(weight)?;
    }
    above.checked_div(below)
}

/// The sum of figures; none if it is too large.
pub(super) fn sum(figures: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    figures.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)
}

/// A degree as it is shown, from the two cells between which it lies: the figure once they meet, else the interval.
/// A degree that does not follow from those cells is its own formula, or is written by itself.
pub(super) fn degree(grado: &Grado, (low, high): (&str, &str), own: Option<Formula>, decimals: u32) -> Value {
    let formula = format!(
        "IF(ABS({high}-{low})<0.000000001,{low},\"da{GLUE}\"&{}&CHAR(10)&\"a{GLUE}\"&{})",
        as_text(low, decimals),
        as_text(high, decimals)
    );
    match grado.valore {
        Some(valore) if agree(valore, grado.minimo) && agree(valore, grado.massimo) => {
            Value::Live(formula, valore)
        }
        Some(valore) => live(own, valore),
        None if agree(grado.minimo, grado.massimo) || near_half(grado, decimals) => {
            Value::Text(tall_interval(grado.minimo, grado.massimo, decimals))
        }
        None => Value::LiveText(formula, tall_interval(grado.minimo, grado.massimo, decimals)),
    }
}

/// A figure inside a sentence: `coperto 62,50 %`.
pub(super) fn sentence(before: &str, at: &str, figure: Decimal, after: &str) -> Value {
    const DECIMALS: u32 = 2;
    let text = format!("{before}{}{after}", printed(figure, DECIMALS));
    match is_near_half(figure, DECIMALS) {
        true => Value::Text(text),
        false => Value::LiveText(format!("\"{before}\"&{}&\"{after}\"", as_text(at, DECIMALS)), text),
    }
}

/// A figure as Italian text, whatever the language of the program that computes it.
fn as_text(at: &str, decimals: u32) -> String {
    format!("SUBSTITUTE(FIXED({at},{decimals},TRUE),\".\",\",\")")
}

fn near_half(grado: &Grado, decimals: u32) -> bool {
    is_near_half(grado.minimo, decimals) || is_near_half(grado.massimo, decimals)
}

/// Whether a figure stands half-way between two roundings, where a binary number may fall on either side.
fn is_near_half(figure: Decimal, decimals: u32) -> bool {
    agree((figure - figure.trunc_with_scale(decimals)).abs(), Decimal::new(5, decimals + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(at: &str, figure: i64) -> Term {
        Term { at: at.to_owned(), figure: Decimal::from(figure) }
    }

    #[test]
    fn the_weight_is_the_mean_of_the_points() {
        let points = [term("E8", 70), term("F8", 80), term("G8", 90)];
        let formula = peso(MetodoPeso::Media, &points, &[], &[], &Parametri::default()).unwrap();
        assert_eq!(formula, Formula { text: "AVERAGE(E8:G8)".to_owned(), gives: Decimal::from(80) });
    }

    #[test]
    fn a_product_is_a_share_of_the_maxima() {
        let at = Parametri { massimi: vec!["M1".to_owned(), "M2".to_owned()], ..Parametri::default() };
        let hundred = [Decimal::ONE_HUNDRED; 2];
        let points = [term("E8", 50), term("F8", 50)];
        let formula = peso(MetodoPeso::Prodotto, &points, &hundred, &[], &at).unwrap();
        assert_eq!(formula, Formula { text: "E8/M1*F8/M2*100".to_owned(), gives: Decimal::from(25) });
    }

    #[test]
    fn a_remainder_moves_the_last_digit() {
        let formula = peso_relativo(&term("H8", 1), &term("H$11", 3), "33.34".parse().unwrap(), 2).unwrap();
        assert_eq!(formula.text, "ROUND(100*H8/H$11,2)+0.01");
        assert_eq!(formula.gives, "33.34".parse().unwrap());
        let half = peso_relativo(&term("H8", 1), &term("H$11", 800), "0.13".parse().unwrap(), 2);
        assert_eq!(half, None);
    }

    #[test]
    fn a_formula_that_gives_another_figure_is_not_written() {
        let formula = Formula { text: "SUM(A1:A2)".to_owned(), gives: Decimal::from(3) };
        assert!(matches!(live(Some(formula.clone()), Decimal::from(3)), Value::Live(..)));
        assert!(matches!(live(Some(formula), Decimal::from(4)), Value::Number(_)));
    }
}
