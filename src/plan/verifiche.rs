//! The verification of each indicatore, where the result typed at the last deadline decides it against what was expected.
//!
//! Words are never judged: an indicatore whose degree is in sospeso keeps its empty box, for somebody to look at. So
//! does one whose result is a bare `sì` against a deadline: the form does not say when.

use super::{Intento, Presente, Valore, Voce, presente};
use crate::compute::esito::{Esito, Evidenza};
use crate::model::{Chiave, Conseguito, Indicatore, Piano, Scadenza, Scheda, ValoreAtteso, Verifica};
use rust_decimal::Decimal;

pub(super) fn intents(
    chiave: &Chiave,
    scheda: &Scheda,
    esito: &Esito,
    piano: &Piano,
    intenti: &mut Vec<Intento>,
) {
    let last = piano.scadenze.iter().max().copied().unwrap_or(Scadenza::FINE_ANNO);
    for (at, (indicatore, esito)) in scheda.indicatori.iter().zip(&esito.indicatori).enumerate() {
        let Some((grado, Evidenza::Conseguito)) = esito.realizzazione.get(&last) else { continue };
        if esito.peso.is_none() || rests_on_faith(indicatore, last) {
            continue;
        }
        let verifica = match grado.value {
            value if value >= Decimal::ONE_HUNDRED => Verifica::Realizzato,
            value if value.is_zero() => Verifica::NonRealizzato,
            value => Verifica::InParte(crate::compute::figure::rounded(value, 2).normalize()),
        };
        let Some((place, Presente::Vuoto)) = presente(&indicatore.verifica, |_| false) else { continue };
        intenti.push(Intento {
            obiettivo: chiave.clone(),
            voce: Voce::Verifica(at),
            place,
            presente: Presente::Vuoto,
            valore: Valore::Verifica(verifica),
            formula: grado.formula.clone(),
            fonte: grado.fonte.clone(),
        });
    }
}

/// A bare yes against a day: whether it was in time nobody said.
fn rests_on_faith(indicatore: &Indicatore, last: Scadenza) -> bool {
    let dated = matches!(indicatore.valore_atteso.value(), Some(ValoreAtteso::Scadenza(_)));
    let typed = indicatore.conseguito.get(&last).and_then(|field| field.value());
    dated && !matches!(typed, Some(Conseguito::Data(_) | Conseguito::EntroITermini | Conseguito::SiNo(false)))
}
