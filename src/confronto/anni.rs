//! How the years of two plans lie: whether a date moved by one year has only followed the plan.

use super::soglie::Soglie;
use super::testo::Years;

/// The years of the two plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anni {
    /// Two states of one year's plan.
    Stesso(i16),
    /// A year's plan, and the next year's.
    Consecutivi(i16, i16),
    /// Years that do not follow one another, or the later one first.
    Lontani(i16, i16),
    /// At least one of the two does not say it.
    Ignoti,
}

impl Anni {
    /// The years of two plans.
    pub(super) fn of(prima: Option<i16>, dopo: Option<i16>) -> Anni {
        match (prima, dopo) {
            (Some(prima), Some(dopo)) if prima == dopo => Anni::Stesso(prima),
            (Some(prima), Some(dopo)) if prima.checked_add(1) == Some(dopo) => Anni::Consecutivi(prima, dopo),
            (Some(prima), Some(dopo)) => Anni::Lontani(prima, dopo),
            _ => Anni::Ignoti,
        }
    }

    /// Whether the second plan is the next year's.
    pub fn are_consecutive(self) -> bool {
        matches!(self, Anni::Consecutivi(..))
    }

    /// The years that, in the texts of consecutive plans, are theirs and not a law's.
    pub(super) fn of_plans(self) -> Option<Years> {
        let copia = &Soglie::embedded().copia;
        match self {
            Anni::Consecutivi(prima, dopo) => {
                Some(prima.saturating_sub(copia.anni_prima)..=dopo.saturating_add(copia.anni_dopo))
            }
            _ => None,
        }
    }
}
