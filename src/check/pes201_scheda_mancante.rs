//! PES201 scheda-mancante — Un obiettivo pesato non ha la scheda
//!
//! **Che cosa.** Cerca le righe della pesatura a cui, per Area e numero, non corrisponde nessuna scheda. Tace se nella
//! cartella non ci sono schede affatto: ne parla ENT107.
//! **Perché.** Il grado di realizzazione dell'obiettivo non si può calcolare.
//! **Rimedio.** Aggiungere alla cartella la scheda; se c'è, controllare l'Area e il numero scritti su di essa.
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Strategicità | Complessità | Rapporto
//!  2 | CULTURA | 1  | Museo diffuso     | 80           | 70          | 60
//!  3 | CULTURA | 2  | Biblioteca        | 80           | 70          | 60 | <- PES201 C3 manca la scheda dell'obiettivo CULTURA/2
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivo n. 1: Museo diffuso
//! ```
//!
//! Tace quando ogni riga ha la sua scheda:
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Strategicità | Complessità | Rapporto
//!  2 | CULTURA | 1  | Museo diffuso     | 80           | 70          | 60
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivo n. 1: Museo diffuso
//! ```

use super::scrittura::citato;
use super::{Context, Rule};
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "PES201",
    nome: "scheda-mancante",
    source: include_str!("pes201_scheda_mancante.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    if context.schede().next().is_none() {
        return;
    }
    for obiettivo in context.piano.obiettivi.values().filter(|obiettivo| obiettivo.scheda.is_none()) {
        let Some(riga) = &obiettivo.pesatura else { continue };
        let titolo = riga.titolo.raw().map(|titolo| format!(", {}", citato(titolo))).unwrap_or_default();
        let messaggio = format!("manca la scheda dell'obiettivo {}{titolo}", obiettivo.chiave);
        let rilievo = Rilievo::new(RULE.codice, Gravita::Errore, &riga.place, messaggio);
        rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
    }
}
