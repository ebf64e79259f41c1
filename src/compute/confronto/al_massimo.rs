//! At most so many: within the bound is 100, beyond it the bound over the achieved.

use super::{Confronto, quota, too_large};
use crate::compute::exact::percent;
use crate::compute::year::Year;
use crate::model::Conseguito;
use rust_decimal::Decimal;

/// A bound that is not to be passed.
pub(super) struct Bound {
    pub limite: Decimal,
    pub escluso: bool,
    pub percentuale: bool,
}

impl Bound {
    /// The degree; `None` if what was achieved is of another kind.
    pub fn compare(&self, conseguito: &Conseguito, year: &Year<'_>) -> Option<Confronto> {
        let achieved = match (self.percentuale, conseguito) {
            (false, Conseguito::Numero(number)) => Ok(*number),
            (true, other) => quota::percent_of(other)?,
            (false, _) => return None,
        };
        Some(achieved.and_then(|achieved| self.degree(achieved, year)))
    }

    fn degree(&self, achieved: Decimal, year: &Year<'_>) -> Confronto {
        let unit = if self.percentuale { "%" } else { "" };
        let (typed, bound) = (year.brief(achieved), year.brief(self.limite));
        let kept = if self.escluso { achieved < self.limite } else { achieved <= self.limite };
        if kept {
            let sign = if self.escluso { "<" } else { "≤" };
            return Ok((Decimal::ONE_HUNDRED, format!("{typed}{unit} {sign} {bound}{unit}: 100")));
        }
        // bound over achieved would be 100, or more, for a bound that was not kept
        if achieved == self.limite {
            return Err(format!(
                "{typed}{unit} non è meno di {bound}{unit}, ma il rapporto darebbe 100: serve la verifica"
            ));
        }
        if self.limite.is_sign_negative() {
            return Err(format!("il valore atteso è {bound}{unit}: il rapporto non si può calcolare"));
        }
        let value = percent(self.limite, achieved).ok_or_else(too_large)?;
        Ok((value, format!("{bound}{unit} / {typed}{unit} × 100 = {}", year.printed(value))))
    }
}
