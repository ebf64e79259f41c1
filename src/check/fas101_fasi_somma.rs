//! FAS101 fasi-somma — I pesi delle fasi non sommano a 100
//!
//! **Che cosa.** Somma i pesi delle fasi di ogni cronoprogramma, anno per anno: deve fare 100, e il totale stampato
//! sotto deve dire lo stesso. Un peso negativo, o più alto di 100, è sbagliato anche se la somma torna. Se un peso manca,
//! ne parla FAS201. Pesi con decimali possono scartare di quanto si perde nell'arrotondarli (33,33 tre volte).
//! **Perché.** L'avanzamento previsto a una data è la somma dei pesi delle fasi: con una quota che manca l'obiettivo
//! appare indietro anche quando è in regola.
//! **Rimedio.** Correggere il peso di una fase; se i pesi sono giusti, cercare la fase che manca.
//!
//! ```tabella
//! # Area Cultura.xlsx › OB 2
//!  1 | Area Cultura
//!  2 | Obiettivo n. 2: Catalogo del museo
//!  3 | ATTIVITA' E TEMPI DI REALIZZAZIONE
//!  4 | Fase | Descrizione             | GEN | FEB | MAR | APR | %
//!  5 | 1    | Stesura del testo       | x   | x   |     |     | 30
//!  6 | 2    | Stampa del catalogo     |     | x   | x   |     | 40
//!  7 | 3    | Eventi di presentazione |     |     |     | x   | 15
//!  8 |      | totale                  |     |     |     |     | 100% | <- FAS101 G8 le fasi sommano a 85, il totale stampato dice 100
//! ```
//!
//! ```tabella
//! # Area Cultura.xlsx › OB 4
//!  1 | Area Cultura
//!  2 | Obiettivo n. 4: Mostra
//!  3 | ATTIVITA' E TEMPI DI REALIZZAZIONE
//!  4 | Fase | Descrizione  | GEN | FEB | MAR | APR | %
//!  5 | 1    | Progetto     | x   | x   |     |     | 120 | <- FAS101 G5 una fase pesa 120: il peso sta fra 0 e 100
//!  6 | 2    | Allestimento |     | x   | x   |     | -20
//! ```
//!
//! Tace quando la somma torna, ogni anno per conto suo:
//!
//! ```tabella
//! # Area Cultura.xlsx › OB 3
//!  1 | Area Cultura
//!  2 | Obiettivo n. 3: Restauro della torre
//!  3 | ATTIVITA' E TEMPI DI REALIZZAZIONE ANNO 2023
//!  4 | Fase | Descrizione | GEN | FEB | MAR | APR | %
//!  5 | 1    | Progetto    | x   |     |     |     | 33,33
//!  6 | 2    | Gara        |     | x   |     |     | 33,33
//!  7 | 3    | Cantiere    |     |     | x   | x   | 33,33
//!  8 | ATTIVITA' E TEMPI DI REALIZZAZIONE ANNO 2024
//!  9 | Fase | Descrizione | GEN | FEB | MAR | APR | %
//! 10 | 4    | Collaudo    | x   | x   |     |     | 100
//! 11 |      | totale      |     |     |     |     | 100%
//! ```

use super::scrittura::numero;
use super::somma::{lost_in_rounding, sum};
use super::{Context, Rule};
use crate::model::Cronoprogramma;
use crate::place::{Cited, Place};
use crate::rilievo::{Gravita, Rilievo};
use rust_decimal::Decimal;

pub const RULE: Rule =
    Rule { codice: "FAS101", nome: "fasi-somma", source: include_str!("fas101_fasi_somma.rs"), run };

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        for cronoprogramma in &scheda.cronoprogrammi {
            if let Some((gravita, place, messaggio)) = difference(cronoprogramma) {
                let rilievo = Rilievo::new(RULE.codice, gravita, place, messaggio);
                rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
            }
        }
    }
}

/// What does not add up, if every phase has a weight that was read.
fn difference(cronoprogramma: &Cronoprogramma) -> Option<(Gravita, &Place, String)> {
    let pesi = cronoprogramma.fasi.iter().map(|fase| fase.peso.cited());
    let pesi: Vec<&Cited<Decimal>> = pesi.collect::<Option<_>>()?;
    let possible = Decimal::ZERO..=Decimal::ONE_HUNDRED;
    if let Some(peso) = pesi.iter().find(|peso| !possible.contains(&peso.value)) {
        let messaggio = format!("una fase pesa {}: il peso sta fra 0 e 100", numero(peso.value));
        return Some((Gravita::Errore, &peso.place, messaggio));
    }
    let somma = sum(&pesi)?;
    let totale = cronoprogramma.totale.cited();
    let place = totale.map(|totale| &totale.place).or(pesi.last().map(|peso| &peso.place))?;
    let sums_up = (somma - Decimal::ONE_HUNDRED).abs() <= lost_in_rounding(&pesi);
    match totale {
        Some(totale) if !sums_up => {
            let (somma, detto) = (numero(somma), numero(totale.value));
            Some((
                Gravita::Errore,
                place,
                format!("le fasi sommano a {somma}, il totale stampato dice {detto}"),
            ))
        }
        None if !sums_up => {
            Some((Gravita::Errore, place, format!("le fasi sommano a {}, non a 100", numero(somma))))
        }
        Some(totale) if totale.value != Decimal::ONE_HUNDRED => {
            let detto = numero(totale.value);
            Some((
                Gravita::Avviso,
                place,
                format!("le fasi sommano a 100, ma il totale stampato dice {detto}"),
            ))
        }
        _ => None,
    }
}
