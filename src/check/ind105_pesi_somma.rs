//! IND105 pesi-somma — I pesi degli indicatori non sommano a 100
//!
//! **Che cosa.** Somma i pesi degli indicatori che contano quest'anno, quando ce l'hanno tutti. Un peso negativo è un
//! errore.
//! **Perché.** Il grado si calcola lo stesso, dividendo per la somma, ma un peso è probabilmente sbagliato, o manca un
//! indicatore. Con un peso negativo il grado non si calcola.
//! **Rimedio.** Correggere i pesi in modo che sommino a 100.
//!
//! ```tabella
//! # Area Urbanistica.xlsx › OB 1
//!  1 | Area Urbanistica
//!  2 | Obiettivo n. 1: Piano operativo
//!  3 | Indicatore               | Valore atteso | Peso %
//!  4 | Avvio del procedimento   | Luglio 2023   | 40
//!  5 | Adozione                 | Dicembre 2023 | 40     | <- IND105 C5 i pesi degli indicatori sommano a 80, non a 100
//! ```
//!
//! Tace quando sommano a 100:
//!
//! ```tabella
//! # Area Urbanistica.xlsx › OB 2
//!  1 | Area Urbanistica
//!  2 | Obiettivo n. 2: Parco agricolo
//!  3 | Indicatore               | Valore atteso | Peso %
//!  4 | Istruttoria              | Giugno 2023   | 33,3
//!  5 | Approvazione             | Ottobre 2023  | 33,3
//!  6 | Pubblicazione            | Ottobre 2023  | 33,3
//! ```

use super::scrittura::numero;
use super::somma::{lost_in_rounding, sum};
use super::{Context, Rule, counts};
use crate::place::Cited;
use crate::rilievo::{Gravita, Rilievo};
use rust_decimal::Decimal;

pub const RULE: Rule =
    Rule { codice: "IND105", nome: "pesi-somma", source: include_str!("ind105_pesi_somma.rs"), run };

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        let this_year = scheda.indicatori.iter().filter(|indicatore| counts(context.piano, indicatore));
        let pesi: Option<Vec<&Cited<Decimal>>> =
            this_year.map(|indicatore| indicatore.peso.cited()).collect();
        let Some(pesi) = pesi else { continue };
        if let Some(negative) = pesi.iter().find(|peso| peso.value.is_sign_negative()) {
            let messaggio = format!("il peso {} dell'indicatore è negativo", numero(negative.value));
            let rilievo = Rilievo::new(RULE.codice, Gravita::Errore, &negative.place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
            continue;
        }
        let (Some(somma), Some(last)) = (sum(&pesi), pesi.last()) else { continue };
        if (somma - Decimal::ONE_HUNDRED).abs() > lost_in_rounding(&pesi) {
            let messaggio = format!("i pesi degli indicatori sommano a {}, non a 100", numero(somma));
            let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, &last.place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}
