//! The degrees of the Aree and of the Ente as formulas on the rows of their obiettivi, by the regolamento's methods.

use super::obiettivi::Colonne;
use crate::compute::esito::Grado;
use crate::publish::formula::{Formula, Term, sum, weighted_mean};
use crate::publish::sheet::Sheet;
use crate::regolamento::Trasversali;
use rust_decimal::Decimal;

/// What the row of an obiettivo brings to the totals.
pub(super) struct Riga {
    /// The weight with which it counts in its group, where it counts and the weight is known.
    pub(super) peso: Option<Decimal>,
    /// The weight with which it counts for the Ente.
    pub(super) ente: Option<Decimal>,
    /// Its degree at each deadline.
    pub(super) gradi: Vec<Option<Grado>>,
}

/// The rows of a group.
pub(super) struct Righe {
    /// First and last row.
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) righe: Vec<Riga>,
}

/// A column of figures that is averaged, and how the figure is taken from a degree.
#[derive(Clone, Copy)]
pub(super) struct Figura {
    pub(super) column: u16,
    pub(super) scadenza: usize,
    pub(super) take: fn(&Grado) -> Option<Decimal>,
}

/// Which weights a mean uses.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Per {
    Gruppo,
    Ente,
}

/// The mean of the rows of these groups together.
pub(super) fn mean(groups: &[&Righe], figura: Figura, per: Per, colonne: &Colonne) -> Option<Formula> {
    let weights = match per {
        Per::Gruppo => colonne.peso_gruppo(),
        Per::Ente => colonne.peso_ente(),
    };
    // for the Ente one range from the first group to the last: the rows of totals between them have no weight there
    let spans: Vec<(u32, u32)> = match (per, groups.first(), groups.last()) {
        (Per::Ente, Some(first), Some(last)) => vec![(first.first, last.last)],
        _ => groups.iter().map(|rows| (rows.first, rows.last)).collect(),
    };
    let range = |column: u16, (first, last): (u32, u32)| {
        format!("{}:{}", Sheet::at(column, first), Sheet::at(column, last))
    };
    let products: Vec<String> = spans
        .iter()
        .map(|span| format!("SUMPRODUCT({},{})", range(weights, *span), range(figura.column, *span)))
        .collect();
    let sums: Vec<String> = spans.iter().map(|span| format!("SUM({})", range(weights, *span))).collect();
    let text = match products.len() {
        1 => format!("{}/{}", products.concat(), sums.concat()),
        _ => format!("({})/({})", products.join("+"), sums.join("+")),
    };
    let mut pairs = Vec::new();
    for riga in groups.iter().flat_map(|rows| &rows.righe) {
        let weight = if per == Per::Ente { riga.ente } else { riga.peso };
        if let Some(weight) = weight {
            let grado = riga.gradi.get(figura.scadenza).and_then(Option::as_ref);
            pairs.push((grado.and_then(figura.take)?, weight));
        }
    }
    let total = sum(pairs.iter().map(|(_, weight)| *weight))?;
    if total.is_zero() {
        return None;
    }
    Formula::of(text, weighted_mean(pairs.into_iter()))
}

/// The mean of a group with the trasversali, as far as the regolamento lets them in. `share` is the cell of the fixed
/// share.
pub(super) fn with_trasversali(
    own: &Righe,
    trasversali: Option<&Righe>,
    figura: Figura,
    rule: Trasversali,
    share: &str,
    colonne: &Colonne,
) -> Option<Formula> {
    let Some(cross) = trasversali else { return mean(&[own], figura, Per::Gruppo, colonne) };
    match rule {
        Trasversali::UnaVolta => mean(&[own], figura, Per::Gruppo, colonne),
        Trasversali::PerArea => mean(&[own, cross], figura, Per::Gruppo, colonne),
        Trasversali::QuotaFissa(quota) => {
            let own = mean(&[own], figura, Per::Gruppo, colonne)?;
            let cross = mean(&[cross], figura, Per::Gruppo, colonne)?;
            let rest = Decimal::ONE_HUNDRED.checked_sub(quota)?;
            let gives = weighted_mean([(own.gives, rest), (cross.gives, quota)].into_iter());
            let text = format!("((100-{share})*{}+{share}*{})/100", own.text, cross.text);
            Formula::of(text, gives)
        }
    }
}

/// The mean of cells, all equal.
pub(super) fn plain_mean(terms: &[Term]) -> Option<Formula> {
    if terms.is_empty() || terms.len() > 250 {
        return None;
    }
    let cells: Vec<&str> = terms.iter().map(|term| term.at.as_str()).collect();
    let gives = sum(terms.iter().map(|term| term.figure))?.checked_div(Decimal::from(terms.len()));
    Formula::of(format!("AVERAGE({})", cells.join(",")), gives)
}
