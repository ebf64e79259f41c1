//! PES202 pesatura-mancante — Un obiettivo ha la scheda ma non è nella pesatura
//!
//! **Che cosa.** Cerca le schede a cui, per Area e numero, non corrisponde nessuna riga della pesatura. Tace se nella
//! cartella non c'è una pesatura: ne parla ENT107.
//! **Perché.** Senza punti il peso ponderale non si può calcolare, e l'obiettivo non entra nel grado dell'Area.
//! **Rimedio.** Aggiungere l'obiettivo alla pesatura; se c'è, controllare l'Area e il numero della riga.
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Strategicità | Complessità | Rapporto
//!  2 | CULTURA | 1  | Museo diffuso     | 80           | 70          | 60
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivo n. 1: Museo diffuso
//! # Area Cultura.xlsx › OB 2
//!  1 | Area Cultura
//!  2 | Obiettivo n. 2: Biblioteca | <- PES202 A2 l'obiettivo CULTURA/2 non è nella pesatura
//! ```
//!
//! Tace quando non c'è nessuna pesatura:
//!
//! ```tabella
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivo n. 1: Museo diffuso
//! ```

use super::{Context, Rule};
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "PES202",
    nome: "pesatura-mancante",
    source: include_str!("pes202_pesatura_mancante.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    if context.piano.obiettivi.values().all(|obiettivo| obiettivo.pesatura.is_none()) {
        return;
    }
    for (obiettivo, scheda) in context.schede().filter(|(obiettivo, _)| obiettivo.pesatura.is_none()) {
        let messaggio = format!("l'obiettivo {} non è nella pesatura", obiettivo.chiave);
        let rilievo = Rilievo::new(RULE.codice, Gravita::Errore, &scheda.place, messaggio);
        rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
    }
}
