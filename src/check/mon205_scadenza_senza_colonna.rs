//! MON205 scadenza-senza-colonna — Il monitoraggio non ha la colonna di una scadenza che le altre schede hanno
//!
//! **Che cosa.** Guarda quali scadenze (30/09, 31/12) hanno una colonna in almeno metà delle schede con il monitoraggio, e
//! cerca le schede a cui manca.
//! **Perché.** A quella scadenza il Responsabile non ha dove scrivere i risultati: la rendicontazione intermedia resta
//! incompleta.
//! **Rimedio.** Aggiungere la colonna al modulo.
//!
//! ```tabella
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivo n. 1: Catalogo
//!  3 | INDICATORI DI RISULTATO
//!  4 | Indicatore          | Valore atteso
//!  5 | Copie stampate      | 500
//!  6 | MONITORAGGIO
//!  7 | Indicatore          | Valore atteso | Valore conseguito al 30/09 | Valore conseguito al 31/12
//!  8 | Copie stampate      | 500           |                            |
//! # Area Cultura.xlsx › OB 2
//!  1 | Area Cultura
//!  2 | Obiettivo n. 2: Museo
//!  3 | INDICATORI DI RISULTATO
//!  4 | Indicatore          | Valore atteso
//!  5 | Visitatori          | 1000
//!  6 | MONITORAGGIO
//!  7 | Indicatore          | Valore atteso | Valore conseguito al 31/12
//!  8 | Visitatori          | 1000          |                            | <- MON205 A8 il monitoraggio non ha la colonna del 30/09, che le altre schede hanno
//! ```
//!
//! Tace quando le schede hanno le stesse colonne:
//!
//! ```tabella
//! # Area Cultura.xlsx › OB 3
//!  1 | Area Cultura
//!  2 | Obiettivo n. 3: Biblioteca
//!  3 | INDICATORI DI RISULTATO
//!  4 | Indicatore          | Valore atteso
//!  5 | Prestiti            | 1000
//!  6 | MONITORAGGIO
//!  7 | Indicatore          | Valore atteso | Valore conseguito al 31/12
//!  8 | Prestiti            | 1000          |
//! ```

use super::scrittura::scadenze;
use super::{Context, Rule};
use crate::model::{Obiettivo, Scadenza, Scheda, Stato};
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "MON205",
    nome: "scadenza-senza-colonna",
    source: include_str!("mon205_scadenza_senza_colonna.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let monitored: Vec<(&Obiettivo, &Scheda)> = context
        .schede()
        .filter(|(one, scheda)| one.stato == Stato::Attivo && !scheda.monitoraggio.is_empty())
        .collect();
    let usual = |scadenza: &&Scadenza| {
        let with = monitored.iter().filter(|(_, scheda)| scheda.scadenze.contains(scadenza)).count();
        2 * with >= monitored.len()
    };
    let expected: Vec<&Scadenza> = context.piano.scadenze.iter().filter(usual).collect();
    for (obiettivo, scheda) in &monitored {
        let missing = expected.iter().copied().filter(|scadenza| !scheda.scadenze.contains(scadenza));
        let missing: Vec<&Scadenza> = missing.collect();
        if let (Some(first), false) = (scheda.monitoraggio.first(), missing.is_empty()) {
            let colonna = if missing.len() == 1 { "la colonna del" } else { "le colonne del" };
            let messaggio =
                format!("il monitoraggio non ha {colonna} {}, che le altre schede hanno", scadenze(missing));
            let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, &first.place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}
