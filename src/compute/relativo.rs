//! The peso relativo: the share of an obiettivo in the points of its ambito, 100 in all.
//!
//! It belongs to the pesatura as it was deliberated: every obiettivo listed enters, withdrawn ones too. Where one
//! weight of the ambito is unknown the total is, and with it every share.

use super::esito::Derived;
use super::exact::{percent, settled, sum};
use super::year::{Year, gather};
use rust_decimal::{Decimal, RoundingStrategy};

/// A peso relativo: exact, and as printed.
pub(super) struct Relativo {
    pub exact: Derived<Decimal>,
    pub printed: Decimal,
}

/// The pesi relativi of one ambito, in the order of its pesi ponderali; nothing if they cannot be told.
pub(super) fn relativi(pesi: &[Option<&Derived<Decimal>>], year: &Year<'_>) -> Option<Vec<Relativo>> {
    let pesi: Vec<&Derived<Decimal>> = pesi.iter().copied().collect::<Option<_>>()?;
    let total = sum(pesi.iter().map(|peso| peso.value))?;
    let shares: Vec<Decimal> = pesi.iter().map(|peso| percent(peso.value, total)).collect::<Option<_>>()?;
    let printed = largest_remainder(&shares, year.decimali());
    let relativo = |((peso, share), printed): ((&&Derived<Decimal>, Decimal), Decimal)| Relativo {
        exact: Derived {
            value: share,
            formula: format!(
                "100 × {} / {} = {}",
                year.brief(peso.value),
                year.brief(total),
                year.printed(share)
            ),
            fonte: peso.fonte.clone(),
            from: gather(peso.from.iter().chain(pesi.iter().flat_map(|other| &other.from))),
        },
        printed,
    };
    Some(pesi.iter().zip(shares).zip(printed).map(relativo).collect())
}

/// The shares cut at so many decimals, and what is missing to 100 given, a unit each, to those that lost most; among
/// equals to the first.
fn largest_remainder(shares: &[Decimal], decimali: u32) -> Vec<Decimal> {
    let unit = Decimal::new(1, decimali);
    let cut = |share: &Decimal| settled(*share).round_dp_with_strategy(decimali, RoundingStrategy::ToZero);
    let mut printed: Vec<Decimal> = shares.iter().map(cut).collect();
    let mut losers: Vec<(usize, Decimal)> =
        shares.iter().zip(&printed).map(|(share, cut)| settled(share - cut)).enumerate().collect();
    losers.sort_by(|(_, one), (_, other)| other.cmp(one));
    let mut missing = Decimal::ONE_HUNDRED - printed.iter().sum::<Decimal>();
    for (at, _) in losers {
        if missing < unit {
            break;
        }
        if let Some(share) = printed.get_mut(at) {
            *share += unit;
            missing -= unit;
        }
    }
    printed.iter_mut().for_each(|share| share.rescale(decimali));
    printed
}
