//! The degree of an obiettivo, into the box `Percentuale complessiva di realizzazione` of its scheda.
//!
//! Only a degree that rests on evidence for every indicatore is written: one that a rule on missing evidence made up is
//! no result to sign.

use super::pesi::is_rounded;
use super::{Intento, Valore, Voce, presente};
use crate::compute::esito::Esito;
use crate::compute::figure::rounded;
use crate::model::{Chiave, Scheda};
use crate::regolamento::Regolamento;
use rust_decimal::Decimal;

pub(super) fn intents(
    chiave: &Chiave,
    scheda: &Scheda,
    esito: &Esito,
    regolamento: &Regolamento,
    intenti: &mut Vec<Intento>,
) {
    let Some((_, grado)) = esito.realizzazione.last_key_value().filter(|_| !esito.dichiarata) else { return };
    let complete = grado.value.copertura == Decimal::ONE_HUNDRED;
    let Some(valore) = grado.value.valore.filter(|_| complete) else { return };
    let equal = |typed: &crate::place::Cited<Decimal>| is_rounded(typed.value, valore);
    let Some((place, presente)) = presente(&scheda.percentuale_complessiva, equal) else { return };
    intenti.push(Intento {
        obiettivo: chiave.clone(),
        voce: Voce::PercentualeComplessiva,
        place,
        presente,
        valore: Valore::Percento(rounded(valore, regolamento.stampa.decimali).normalize()),
        formula: grado.formula.clone(),
        fonte: grado.fonte.clone(),
    });
}
