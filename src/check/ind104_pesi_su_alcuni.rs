//! IND104 pesi-su-alcuni — Solo alcuni indicatori hanno un peso
//!
//! **Che cosa.** Fra gli indicatori che contano quest'anno, cerca quelli senza peso quando altri ce l'hanno.
//! **Perché.** Il grado dell'obiettivo è la media degli indicatori con i loro pesi: con qualche peso vuoto non si può
//! calcolare, e non viene calcolato.
//! **Rimedio.** Dare un peso a ogni indicatore, in modo che sommino a 100; oppure a nessuno, e contano tutti uguali.
//!
//! ```tabella
//! # Area Urbanistica.xlsx › OB 1
//!  1 | Area Urbanistica
//!  2 | Obiettivo n. 1: Piano operativo
//!  3 | Indicatore               | Valore atteso | Peso %
//!  4 | Avvio del procedimento   | Luglio 2023   | 40
//!  5 | Conferenza               | Ottobre 2023  |        | <- IND104 C5 1 indicatore su 3 non ha peso
//!  6 | Adozione                 | Dicembre 2023 | 20
//! ```
//!
//! Tace quando il peso ce l'hanno tutti o nessuno:
//!
//! ```tabella
//! # Area Urbanistica.xlsx › OB 2
//!  1 | Area Urbanistica
//!  2 | Obiettivo n. 2: Parco agricolo
//!  3 | Indicatore               | Valore atteso | Peso %
//!  4 | Istruttoria              | Giugno 2023   | 40
//!  5 | Approvazione             | Ottobre 2023  | 60
//! # Area Urbanistica.xlsx › OB 3
//!  1 | Area Urbanistica
//!  2 | Obiettivo n. 3: Regolamento edilizio
//!  3 | Indicatore               | Valore atteso | Peso %
//!  4 | Istruttoria              | Giugno 2023   |
//!  5 | Approvazione             | Ottobre 2023  |
//! ```

use super::{Context, Rule, counts};
use crate::model::Indicatore;
use crate::place::Field;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule =
    Rule { codice: "IND104", nome: "pesi-su-alcuni", source: include_str!("ind104_pesi_su_alcuni.rs"), run };

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        let this_year = scheda.indicatori.iter().filter(|indicatore| counts(context.piano, indicatore));
        let indicatori: Vec<&Indicatore> = this_year.collect();
        let missing = |indicatore: &&&Indicatore| matches!(indicatore.peso, Field::Blank(_) | Field::Absent);
        let senza: Vec<&&Indicatore> = indicatori.iter().filter(missing).collect();
        let Some(first) = senza.first() else { continue };
        if senza.len() < indicatori.len() {
            let verbo = if senza.len() == 1 { "indicatore" } else { "indicatori" };
            let quanti = format!("{} {verbo} su {}", senza.len(), indicatori.len());
            let ha = if senza.len() == 1 { "ha" } else { "hanno" };
            let messaggio =
                format!("{quanti} non {ha} peso, gli altri sì: il grado dell'obiettivo non si calcola");
            let place = first.peso.place().unwrap_or(&first.place);
            let rilievo = Rilievo::new(RULE.codice, Gravita::Errore, place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}
