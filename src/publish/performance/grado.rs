//! The degree of an obiettivo as formulas on its indicatori: what it is if everything missing turned out 0, what if
//! everything missing turned out whole, how much is covered, and what the regolamento makes of it.

use super::indicatori::Block;
use crate::compute::esito::Esito;
use crate::model::Scadenza;
use crate::publish::formula::{Formula, sum, weighted_mean};
use crate::regolamento::{Base, Mancanti, Regolamento};
use rust_decimal::Decimal;

/// The formulas of a degree, as far as there are any.
#[derive(Default)]
pub(super) struct Formulas {
    pub(super) minimo: Option<Formula>,
    pub(super) massimo: Option<Formula>,
    pub(super) copertura: Option<Formula>,
    pub(super) valore: Option<Formula>,
}

/// The indicatori that a degree rests on: weight, and degree where it is known.
type Terms = Vec<(Decimal, Option<Decimal>)>;

/// The formulas of an obiettivo at a deadline, by its position. `tetto` is the cell of the highest degree.
pub(super) fn formulas(
    block: &Block,
    esito: &Esito,
    (at, scadenza): (u16, Scadenza),
    tetto: &str,
    regolamento: &Regolamento,
) -> Formulas {
    let degree =
        |one: usize| esito.indicatori.get(one)?.realizzazione.get(&scadenza).map(|(found, _)| found.value);
    let weighed =
        esito.indicatori.iter().enumerate().filter_map(|(one, found)| Some((found.peso?, degree(one))));
    let terms: Terms = weighed.collect();
    let (pesi, gradi) = (block.pesi(), block.gradi(at));
    let covered = Formula::of(
        format!("100*SUMPRODUCT({pesi},--ISNUMBER({gradi}))/SUM({pesi})"),
        mean(&terms, |degree| degree.map_or(Decimal::ZERO, |_| Decimal::ONE_HUNDRED)),
    );
    let formulas = match regolamento.obiettivi.base {
        Base::Indicatori | Base::Media => means(&terms, &pesi, &gradi, tetto, regolamento),
        Base::Minimo if terms.len() == esito.indicatori.len() => lowest(&terms, &gradi, tetto, regolamento),
        Base::Minimo | Base::Fasi => Formulas::default(),
    };
    Formulas { copertura: covered, ..formulas }
}

fn means(terms: &Terms, pesi: &str, gradi: &str, tetto: &str, regolamento: &Regolamento) -> Formulas {
    let top = regolamento.indicatori.tetto;
    let low = format!("SUMPRODUCT({pesi},{gradi})/SUM({pesi})");
    let high =
        format!("(SUMPRODUCT({pesi},{gradi})+{tetto}*SUMPRODUCT({pesi},--ISTEXT({gradi})))/SUM({pesi})");
    let known: Terms = terms.iter().filter(|(_, degree)| degree.is_some()).copied().collect();
    let minimo = Formula::of(low.clone(), mean(terms, |degree| degree.unwrap_or_default()));
    Formulas {
        massimo: Formula::of(high, mean(terms, |degree| degree.unwrap_or(top))),
        valore: match regolamento.obiettivi.mancanti {
            Mancanti::Sospeso => None,
            Mancanti::Zero => minimo.clone(),
            Mancanti::Escludi => Formula::of(
                format!("SUMPRODUCT({pesi},{gradi})/SUMPRODUCT({pesi},--ISNUMBER({gradi}))"),
                mean(&known, |degree| degree.unwrap_or_default()),
            ),
        },
        minimo,
        copertura: None,
    }
}

fn lowest(terms: &Terms, gradi: &str, tetto: &str, regolamento: &Regolamento) -> Formulas {
    let least = |missing: Decimal| terms.iter().map(|(_, degree)| degree.unwrap_or(missing)).min();
    let minimo =
        Formula::of(format!("IF(SUMPRODUCT(--ISTEXT({gradi}))>0,0,MIN({gradi}))"), least(Decimal::ZERO));
    Formulas {
        massimo: Formula::of(format!("MIN({gradi},{tetto})"), least(regolamento.indicatori.tetto)),
        valore: match regolamento.obiettivi.mancanti {
            Mancanti::Sospeso => None,
            Mancanti::Zero => minimo.clone(),
            Mancanti::Escludi => {
                Formula::of(format!("MIN({gradi})"), terms.iter().filter_map(|(_, degree)| *degree).min())
            }
        },
        minimo,
        copertura: None,
    }
}

fn mean(terms: &Terms, degree: impl Fn(Option<Decimal>) -> Decimal) -> Option<Decimal> {
    let total = sum(terms.iter().map(|(peso, _)| *peso))?;
    if total.is_zero() {
        return None;
    }
    weighted_mean(terms.iter().map(|(peso, found)| (degree(*found), *peso)))
}
