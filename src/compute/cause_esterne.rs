//! An obiettivo withdrawn, or neutralised by a deed: what the regolamento makes of it.

use super::esito::Derived;
use super::grado::known;
use super::obiettivo::Gradi;
use super::year::Year;
use crate::model::{Scadenza, Stato};
use crate::place::Cited;
use crate::regolamento::Politica;
use rust_decimal::Decimal;

/// Changes the degrees of an obiettivo as its state asks; says whether it still counts.
pub(super) fn apply(stato: &Stato, gradi: &mut Gradi, year: &Year<'_>) -> bool {
    let (deed, word) = match stato {
        Stato::Attivo => return true,
        Stato::Ritirato(deed) => (deed, "ritirato"),
        Stato::Neutralizzato(deed) => (deed, "neutralizzato"),
    };
    match year.regolamento.cause_esterne.politica {
        Politica::EscludiRinormalizza => return false,
        Politica::Conta100 => counts_whole(deed, word, gradi, year),
        Politica::PercentualeAllaData => as_it_stood(deed, word, gradi, year),
        Politica::Nota => {}
    }
    true
}

fn counts_whole(deed: &Cited<String>, word: &str, gradi: &mut Gradi, year: &Year<'_>) {
    for scadenza in &year.scadenze {
        let derived = Derived {
            value: known(Decimal::ONE_HUNDRED),
            formula: format!("obiettivo {word}: conta 100"),
            fonte: year.regolamento.cause_esterne.fonte.clone(),
            from: vec![deed.place.clone()],
        };
        gradi.realizzazione.insert(*scadenza, derived);
    }
    gradi.dichiarata = false;
}

/// What it had reached at the last deadline at which anything is known holds for those after it.
fn as_it_stood(deed: &Cited<String>, word: &str, gradi: &mut Gradi, year: &Year<'_>) {
    let reached = gradi.realizzazione.iter().rev().find(|(_, derived)| !derived.value.copertura.is_zero());
    let Some((at, reached)) = reached.map(|(at, derived)| (*at, derived.clone())) else { return };
    let later: Vec<Scadenza> = year.scadenze.iter().copied().filter(|scadenza| *scadenza > at).collect();
    for scadenza in later {
        let mut from = reached.from.clone();
        from.push(deed.place.clone());
        let derived = Derived {
            value: reached.value,
            formula: format!("obiettivo {word}: come al {at}, {}", reached.formula),
            fonte: year.regolamento.cause_esterne.fonte.clone(),
            from,
        };
        gradi.realizzazione.insert(scadenza, derived);
    }
}
