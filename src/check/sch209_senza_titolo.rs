//! SCH209 senza-titolo — La scheda non ha il titolo dell'obiettivo
//!
//! **Che cosa.** Cerca le schede con il titolo vuoto, quando nemmeno la pesatura ne ha uno.
//! **Perché.** Nei prospetti l'obiettivo comparirebbe senza nome.
//! **Rimedio.** Scrivere il titolo.
//!
//! ```tabella
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivo n. 1: …………………… | <- SCH209 A2 non ha un titolo
//!  3 | Data di conclusione | 31/12/2023
//! ```
//!
//! Tace quando il titolo c'è, sulla scheda o nella pesatura:
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Strategicità | Complessità | Rapporto
//!  2 | CULTURA | 1  | Museo diffuso     | 80           | 70          | 60
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivo n. 1:
//!  3 | Data di conclusione | 31/12/2023
//! ```

use super::{Context, Rule};
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule =
    Rule { codice: "SCH209", nome: "senza-titolo", source: include_str!("sch209_senza_titolo.rs"), run };

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede().filter(|(obiettivo, _)| obiettivo.titolo().is_none()) {
        let messaggio = format!("l'obiettivo {} non ha un titolo", obiettivo.chiave);
        let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, &scheda.place, messaggio);
        rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
    }
}
