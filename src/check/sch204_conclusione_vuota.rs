//! SCH204 conclusione-vuota — La data di conclusione non è stata scritta
//!
//! **Che cosa.** La scheda ha la casella della data di conclusione, ed è vuota.
//! **Perché.** Non si può dire se fasi e indicatori finiscono in tempo, né se l'obiettivo è in ritardo.
//! **Rimedio.** Scrivere il giorno entro cui l'obiettivo si conclude.
//!
//! ```tabella
//! # Area Affari generali.xlsx › OB 2
//!  1 | Area Affari generali
//!  2 | Obiettivo n. 2: Gare di appalto
//!  3 | Data di conclusione  | ………… | <- SCH204 B3 la data di conclusione è vuota
//! ```
//!
//! Tace quando c'è, e sui moduli che non hanno la casella:
//!
//! ```tabella
//! # Area Affari generali.xlsx › OB 3
//!  1 | Area Affari generali
//!  2 | Obiettivo n. 3: Cooperazione
//!  3 | Data di conclusione  | 31/12/2023
//! # Area Affari generali.xlsx › OB 4
//!  1 | Area Affari generali
//!  2 | Obiettivo n. 4: Rendiconto
//! ```

use super::{Context, Rule};
use crate::place::Field;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "SCH204",
    nome: "conclusione-vuota",
    source: include_str!("sch204_conclusione_vuota.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        if let Field::Blank(place) = &scheda.data_conclusione {
            let rilievo = Rilievo::new(RULE.codice, Gravita::Nota, place, "la data di conclusione è vuota");
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}
