//! The words that the summary and the reminders share: an obiettivo, an indicatore, an answer.

use crate::answers::{Risposta, VoceResponsabile};
use crate::model::{Piano, Verifica};
use crate::publish::figure::{UNKNOWN, one_line, short};

/// The title of the obiettivo of a question.
pub(super) fn titolo(piano: &Piano, voce: &VoceResponsabile) -> String {
    let obiettivo = piano.obiettivi.get(&voce.obiettivo);
    obiettivo.and_then(|one| one.titolo()).map_or(UNKNOWN.to_owned(), |cited| one_line(&cited.value))
}

/// The indicatore of a question, and what is expected of it.
pub(super) fn indicatore(piano: &Piano, voce: &VoceResponsabile) -> (String, String) {
    let scheda = piano.obiettivi.get(&voce.obiettivo).and_then(|one| one.scheda.as_ref());
    let one = scheda.and_then(|scheda| scheda.indicatori.get(voce.indicatore));
    let text = one.and_then(|one| one.descrizione.raw()).map_or(UNKNOWN.to_owned(), one_line);
    let atteso = one.and_then(|one| one.valore_atteso.raw()).map_or(UNKNOWN.to_owned(), one_line);
    (format!("{}. {text}", voce.indicatore + 1), atteso)
}

/// What was answered, as typed.
pub(super) fn risposta(risposta: &Risposta) -> String {
    risposta.conseguito.as_ref().map_or(UNKNOWN.to_owned(), |cited| one_line(&cited.raw))
}

/// The esito that was chosen.
pub(super) fn esito(risposta: &Risposta) -> String {
    match risposta.verifica.as_ref().map(|cited| &cited.value) {
        None => UNKNOWN.to_owned(),
        Some(Verifica::Realizzato) => "realizzato".to_owned(),
        Some(Verifica::NonRealizzato) => "non realizzato".to_owned(),
        Some(Verifica::InParte(share)) => format!("in parte: {} %", short(*share)),
    }
}
