//! FAS205 fase-senza-mesi — Alcune fasi non hanno nessun mese marcato
//!
//! **Che cosa.** In un cronoprogramma in cui altre fasi hanno i loro mesi, cerca le fasi che non ne hanno. Tace per la
//! fase il cui peso porta una nota (ne parla FAS102): di solito dice in quali mesi di un altro anno si svolge.
//! **Perché.** Il peso di una fase senza mesi non entra nell'avanzamento previsto a nessuna data.
//! **Rimedio.** Segnare i mesi della fase.
//!
//! ```tabella
//! # Area Vigilanza.xlsx › OB 1
//!  1 | Area Vigilanza
//!  2 | Obiettivo n. 1: Controllo della velocità
//!  3 | ATTIVITA' E TEMPI DI REALIZZAZIONE
//!  4 | Fase | Descrizione           | GEN | FEB | MAR | APR | %
//!  5 | 1    | Verifica di mercato   |     |     |     |     | 30 | <- FAS205 C5 le fasi 1 e 2 non hanno nessun mese marcato
//!  6 | 2    | Decreto prefettizio   |     |     |     |     | 30
//!  7 | 3    | Installazione         |     |     | x   | x   | 40
//! ```
//!
//! Tace quando ogni fase ha i suoi mesi, e per la fase di cui una nota dice i mesi:
//!
//! ```tabella
//! # Area Vigilanza.xlsx › OB 2
//!  1 | Area Vigilanza
//!  2 | Obiettivo n. 2: Scuole sicure
//!  3 | ATTIVITA' E TEMPI DI REALIZZAZIONE
//!  4 | Fase | Descrizione           | GEN | FEB | MAR | APR | %
//!  5 | 1    | Servizi davanti       | x   | x   | x   | x   | 90
//!  6 | 2    | Stampa del rapporto   |     |     |     |     | 10 (marzo 2024)
//! ```

use super::scrittura::fasi;
use super::{Context, Rule};
use crate::model::Fase;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "FAS205",
    nome: "fase-senza-mesi",
    source: include_str!("fas205_fase_senza_mesi.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        // without a grid the months are periods in words, and the reader says which it could not read
        for cronoprogramma in scheda.cronoprogrammi.iter().filter(|one| !one.griglia.is_empty()) {
            let unmarked = |fase: &&Fase| fase.mesi.is_empty() && fase.celle_mesi.is_some() && !noted(fase);
            let vuote: Vec<&Fase> = cronoprogramma.fasi.iter().filter(unmarked).collect();
            let marked = cronoprogramma.fasi.iter().any(|fase| !fase.mesi.is_empty());
            let place = vuote.first().and_then(|fase| fase.celle_mesi.as_ref());
            if let (Some(place), true) = (place, marked) {
                let verbo = if vuote.len() == 1 { "ha" } else { "hanno" };
                let messaggio = format!("{} non {verbo} nessun mese marcato", fasi(&vuote));
                let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, place, messaggio);
                rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
            }
        }
    }
}

/// Whether the weight carries words: `10 (Marzo - Aprile 2024)`.
fn noted(fase: &Fase) -> bool {
    fase.peso.raw().is_some_and(|raw| raw.contains(char::is_alphabetic))
}
