//! MON203 riga-senza-indicatore — Una riga del monitoraggio non corrisponde a nessun indicatore
//!
//! **Che cosa.** Cerca le righe del monitoraggio, ancora vuote, che non si riescono ad abbinare a un indicatore della
//! scheda. Quando la riga ha già un risultato ne parla MON105, che dice che il risultato non è stato usato.
//! **Perché.** Il risultato che vi si scriverà non entrerà nel calcolo.
//! **Rimedio.** Scrivere nella riga le stesse parole dell'indicatore, o aggiungere l'indicatore che manca.
//!
//! ```tabella
//! # Area Risorse.xlsx › OB 3
//!  1 | Area Risorse
//!  2 | Obiettivo n. 3: Formazione
//!  3 | INDICATORI DI RISULTATO
//!  4 | Indicatore                                | Valore atteso
//!  5 | Incontri con gli uffici                   | Sì
//!  6 | Chiarimenti sulle scritture contabili     | Sì
//!  7 | MONITORAGGIO
//!  8 | Indicatore                                | Valore atteso | Valore conseguito al 31/12
//!  9 | Incontri con gli uffici                   | Sì            |
//! 10 | Chiarimenti sulle scritture contabili     | Sì            |
//! 11 | Giornate formative                        | 10            | | <- MON203 A11 la riga «Giornate formative» del monitoraggio non corrisponde a nessun indicatore
//! ```
//!
//! Tace quando ogni riga è di un indicatore:
//!
//! ```tabella
//! # Area Risorse.xlsx › OB 4
//!  1 | Area Risorse
//!  2 | Obiettivo n. 4: Rimborsi
//!  3 | INDICATORI DI RISULTATO
//!  4 | Indicatore                                | Valore atteso
//!  5 | Numero atti di rimborso                   | 500
//!  6 | MONITORAGGIO
//!  7 | Indicatore                                | Valore atteso | Valore conseguito al 31/12
//!  8 | Numero atti di rimborso                   | 500           |
//! ```

use super::scrittura::citato;
use super::{Context, Rule};
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "MON203",
    nome: "riga-senza-indicatore",
    source: include_str!("mon203_riga_senza_indicatore.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        for row in scheda.monitoraggio.iter().filter(|row| row.indicatori.is_empty()) {
            let reported = row.conseguito.values().any(|field| field.raw().is_some());
            if let (Some(descrizione), false) = (row.descrizione.raw(), reported) {
                let riga = citato(descrizione);
                let messaggio =
                    format!("la riga {riga} del monitoraggio non corrisponde a nessun indicatore");
                let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, &row.place, messaggio);
                rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
            }
        }
    }
}
