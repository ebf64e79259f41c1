//! The degree that follows from each answer: the plan as it would be with the answers in their boxes, computed by the
//! regolamento like any other.

use super::domanda::is_last_of;
use super::risposta::Risposta;
use crate::compute::compute;
use crate::model::{Piano, Scadenza};
use crate::place::Field;
use crate::regolamento::Regolamento;

/// Sets the degree of every answer. A verification counts where it would be written.
pub(super) fn set(piano: &Piano, regolamento: &Regolamento, scadenze: &[Scadenza], buone: &mut [Risposta]) {
    let mut piano = piano.clone();
    for scadenza in scadenze {
        if !piano.scadenze.contains(scadenza) {
            piano.scadenze.push(*scadenza);
        }
    }
    piano.scadenze.sort();
    let last = piano.scadenze.clone();
    for risposta in buone.iter() {
        let scheda = piano.obiettivi.get_mut(&risposta.obiettivo).and_then(|one| one.scheda.as_mut());
        let Some(indicatore) = scheda.and_then(|scheda| scheda.indicatori.get_mut(risposta.indicatore))
        else {
            continue;
        };
        if let Some(cited) = &risposta.conseguito {
            indicatore.conseguito.insert(risposta.scadenza, Field::Filled(cited.clone()));
        }
        let is_last = is_last_of(&last, risposta.scadenza);
        if let Some(cited) = risposta.verifica.as_ref().filter(|_| is_last) {
            indicatore.verifica = Field::Filled(cited.clone());
        }
    }
    let esiti = compute(&piano, regolamento);
    for risposta in buone {
        let esito = esiti.obiettivi.get(&risposta.obiettivo);
        let esito = esito.and_then(|esito| esito.indicatori.get(risposta.indicatore));
        risposta.grado =
            esito.and_then(|esito| esito.realizzazione.get(&risposta.scadenza)).map(|(grado, _)| grado.value);
    }
}
