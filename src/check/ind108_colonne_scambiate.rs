//! IND108 colonne-scambiate — L'indicatore e il valore atteso sembrano scambiati
//!
//! **Che cosa.** Cerca le righe in cui sotto «Indicatore» c'è un valore («sì», «SI/NO», «1», «25/25») e sotto «Valore
//! atteso» una frase. Se gli indicatori sono a posto guarda allo stesso modo le righe del monitoraggio.
//! **Perché.** Le colonne si leggono per come sono intitolate: quello che c'è sotto «Valore atteso» è un testo, che non
//! si può confrontare con il risultato, e l'indicatore resta in sospeso.
//! **Rimedio.** Scambiare il contenuto delle due celle.
//!
//! ```tabella
//! # Area Persona.xlsx › OB 3
//!  1 | Area Persona
//!  2 | Obiettivo n. 3: Sport a scuola
//!  3 | Indicatore | Valore atteso
//!  4 | si         | Riunione con le associazioni sportive      | <- IND108 A4 in 2 righe su 2
//!  5 | 1          | n. calendari per ogni istituto di scuola
//! ```
//!
//! Tace quando ogni cosa è al suo posto:
//!
//! ```tabella
//! # Area Persona.xlsx › OB 4
//!  1 | Area Persona
//!  2 | Obiettivo n. 4: Orti urbani
//!  3 | Indicatore                          | Valore atteso
//!  4 | Orti assegnati su domande           | 25/25
//!  5 | Numero                              | n. 40 servizi dello sportello pubblicati
//! ```

use super::scambio::scambiati;
use super::scrittura::citato;
use super::{Context, Rule};
use crate::model::{Scheda, ValoreAtteso};
use crate::place::Field;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "IND108",
    nome: "colonne-scambiate",
    source: include_str!("ind108_colonne_scambiate.rs"),
    run,
};

type Riga<'a> = (&'a Field<String>, &'a Field<ValoreAtteso>);

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        let found = indicatori(scheda).or_else(|| monitoraggio(scheda));
        rilievi.extend(found.map(|found| found.su(obiettivo.chiave.to_string())));
    }
}

fn indicatori(scheda: &Scheda) -> Option<Rilievo> {
    swapped(scheda.indicatori.iter().map(|one| (&one.descrizione, &one.valore_atteso)).collect(), "")
}

fn monitoraggio(scheda: &Scheda) -> Option<Rilievo> {
    let rows = scheda.monitoraggio.iter().map(|row| (&row.descrizione, &row.valore_atteso));
    swapped(rows.collect(), " del monitoraggio")
}

fn swapped(righe: Vec<Riga<'_>>, quali: &str) -> Option<Rilievo> {
    let is_swapped = |(descrizione, atteso): &&Riga<'_>| scambiati(descrizione.raw(), atteso.raw());
    let found: Vec<&Riga<'_>> = righe.iter().filter(is_swapped).collect();
    let (descrizione, atteso) = found.first()?;
    let quante = match righe.len() {
        1 => "nella riga".to_owned(),
        all if found.len() == 1 => format!("in una riga su {all}"),
        all => format!("in {} righe su {all}", found.len()),
    };
    let (valore, frase) = (citato(descrizione.raw()?), citato(atteso.raw()?));
    let messaggio = format!(
        "{quante}{quali} sotto «indicatore» c'è un valore ({valore}) e sotto «valore atteso» {frase}"
    );
    Some(Rilievo::new(RULE.codice, Gravita::Avviso, descrizione.place()?, messaggio))
}
