//! MON202 indicatori-non-monitorati — Il monitoraggio non riporta tutti gli indicatori
//!
//! **Che cosa.** In una scheda che ha la tabella del monitoraggio, cerca gli indicatori di quest'anno che non vi hanno
//! nessuna riga né altrove una casella per il risultato.
//! **Perché.** Il risultato di quegli indicatori non si può scrivere da nessuna parte: il grado dell'obiettivo resterà in
//! sospeso.
//! **Rimedio.** Aggiungere al monitoraggio una riga per ogni indicatore, con le stesse parole.
//!
//! ```tabella
//! # Area Vigilanza.xlsx › OB 4
//!  1 | Area Vigilanza
//!  2 | Obiettivo n. 4: Notti sicure
//!  3 | INDICATORI DI RISULTATO
//!  4 | Indicatore                      | Valore atteso
//!  5 | Servizi notturni effettuati     | 15
//!  6 | Controlli su segnalazioni       | 10/10  | <- MON202 A6 1 indicatore su 2 non ha una riga nel monitoraggio: «Controlli su segnalazioni»
//!  7 | MONITORAGGIO
//!  8 | Indicatore                      | Valore atteso | Valore conseguito al 31/12
//!  9 | Servizi notturni effettuati     | 15            | 19
//! ```
//!
//! Tace quando ogni indicatore ha la sua riga, o il modulo non ha il monitoraggio:
//!
//! ```tabella
//! # Area Vigilanza.xlsx › OB 5
//!  1 | Area Vigilanza
//!  2 | Obiettivo n. 5: Scuole sicure
//!  3 | INDICATORI DI RISULTATO
//!  4 | Indicatore                      | Valore atteso
//!  5 | Servizi davanti alle scuole     | 15
//!  6 | MONITORAGGIO
//!  7 | Indicatore                      | Valore atteso | Valore conseguito al 31/12
//!  8 | Servizi davanti alle scuole     | 15            | 19
//! # Area Edilizia.xlsx › OB 1
//!  1 | Area Edilizia
//!  2 | Obiettivo n. 1: Registro dei crediti
//!  3 | Indicatore                      | Valore atteso | Valore conseguito al 31/12
//!  4 | Approvazione del registro       | Sì            |
//! ```

use super::scrittura::{conta, elenco, indicatore as nome};
use super::{Context, Rule, counts};
use crate::model::Indicatore;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "MON202",
    nome: "indicatori-non-monitorati",
    source: include_str!("mon202_indicatori_non_monitorati.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede().filter(|(_, scheda)| !scheda.monitoraggio.is_empty()) {
        let reported: Vec<usize> =
            scheda.monitoraggio.iter().flat_map(|row| row.indicatori.clone()).collect();
        let this_year = scheda.indicatori.iter().enumerate().filter(|(_, one)| counts(context.piano, one));
        let all: Vec<(usize, &Indicatore)> = this_year.collect();
        let left: Vec<&Indicatore> = all
            .iter()
            .filter(|(at, one)| !reported.contains(at) && !has_box(one))
            .map(|(_, one)| *one)
            .collect();
        let Some(first) = left.first() else { continue };
        let quanti = conta(left.len(), "indicatore", "indicatori");
        let ha = if left.len() == 1 { "ha" } else { "hanno" };
        let quali = elenco(left.iter().map(|one| nome(one)));
        let messaggio = format!("{quanti} su {} non {ha} una riga nel monitoraggio: {quali}", all.len());
        let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, &first.place, messaggio);
        rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
    }
}

/// Whether the result can be written beside the indicatore itself.
fn has_box(indicatore: &Indicatore) -> bool {
    !indicatore.conseguito.is_empty()
        || !indicatore.verifica.is_absent()
        || !indicatore.valore_ndv.is_absent()
}
