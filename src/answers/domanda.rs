//! What is asked at a deadline: one question for each indicatore that counts this year, of each obiettivo that is still
//! to be pursued.

use super::codice::{self, Codice};
use super::impronta;
use crate::model::{Chiave, Indicatore, Obiettivo, Piano, Scadenza, Scheda, Stato, ValoreAtteso};
use jiff::civil::Date;

/// A question.
#[derive(Debug, Clone)]
pub struct Domanda<'p> {
    /// The obiettivo.
    pub obiettivo: &'p Obiettivo,
    /// Its form.
    pub scheda: &'p Scheda,
    /// The indicatore asked about.
    pub indicatore: &'p Indicatore,
    /// The code that its row carries.
    pub codice: Codice,
    /// The day by which it is due, when that is after the deadline: then nobody has to answer yet.
    pub non_ancora: Option<Date>,
}

/// The questions of a deadline, in the plan's order.
pub fn domande(piano: &Piano, scadenza: Date) -> Vec<Domanda<'_>> {
    let ente = codice::ente(piano.ente.value().map_or("", String::as_str));
    let mut found = Vec::new();
    for obiettivo in piano.obiettivi.values().filter(|one| one.stato == Stato::Attivo) {
        let Some(scheda) = &obiettivo.scheda else { continue };
        for (at, indicatore) in scheda.indicatori.iter().enumerate() {
            if counts(piano, indicatore) {
                let impronta = impronta::of_indicatore(obiettivo, indicatore);
                let chiave = obiettivo.chiave.clone();
                let codice = Codice { ente, scadenza, chiave, indicatore: at, impronta };
                let non_ancora = due(indicatore).filter(|due| *due > scadenza);
                found.push(Domanda { obiettivo, scheda, indicatore, codice, non_ancora });
            }
        }
    }
    found
}

/// Whether the indicatore is of the plan's year, and not of one to come.
fn counts(piano: &Piano, indicatore: &Indicatore) -> bool {
    indicatore.anno.zip(piano.anno).is_none_or(|(own, anno)| own <= anno)
}

/// The day by which an indicatore is due, if it has one.
pub(super) fn due(indicatore: &Indicatore) -> Option<Date> {
    match indicatore.valore_atteso.value() {
        Some(ValoreAtteso::Scadenza(due)) => Some(*due),
        _ => None,
    }
}

/// Whether a deadline is the last of the year: verifications and motivazioni belong there.
pub fn is_last(piano: &Piano, scadenza: Scadenza) -> bool {
    is_last_of(&piano.scadenze, scadenza)
}

/// Whether a deadline is the last of some.
pub(super) fn is_last_of(scadenze: &[Scadenza], scadenza: Scadenza) -> bool {
    let last = scadenze.iter().max().copied().unwrap_or(Scadenza::FINE_ANNO);
    scadenza >= last
}

/// A deadline within its year.
pub(super) fn within_year(date: Date) -> Scadenza {
    Scadenza { mese: date.month(), giorno: date.day() }
}

/// How an indicatore is named in messages: its number and the beginning of its text.
pub(super) fn named(piano: &Piano, chiave: &Chiave, at: usize) -> String {
    const LONGEST: usize = 50;
    let scheda = piano.obiettivi.get(chiave).and_then(|one| one.scheda.as_ref());
    let text = scheda.and_then(|scheda| scheda.indicatori.get(at)).and_then(|one| one.descrizione.raw());
    let line = crate::layout::one_line(text.unwrap_or_default());
    let short: String = line.chars().take(LONGEST).collect();
    let more = if line.chars().count() > LONGEST { "…" } else { "" };
    match short.is_empty() {
        true => format!("l'indicatore {}", at + 1),
        false => format!("l'indicatore {} («{}{more}»)", at + 1, short.trim_end()),
    }
}
