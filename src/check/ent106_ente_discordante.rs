//! ENT106 ente-discordante — Una scheda è di un altro ente
//!
//! **Che cosa.** Confronta l'ente scritto su ogni scheda con il primo che si incontra nella cartella.
//! **Perché.** Una scheda di un altro Comune, copiata come modello o finita qui per sbaglio, verrebbe contata come propria.
//! **Rimedio.** Correggere l'intestazione, o togliere la scheda dalla cartella.
//!
//! ```tabella
//! # Area Cultura.xlsx › OB 1
//!  1 | Comune di Montefiore
//!  2 | Area Cultura
//!  3 | Obiettivo n. 1: Museo diffuso
//! # Area Cultura.xlsx › OB 2
//!  1 | Comune di Vallelunga | <- ENT106 A1 la scheda è di «Comune di Vallelunga», le altre di «Comune di Montefiore»
//!  2 | Area Cultura
//!  3 | Obiettivo n. 2: Biblioteca
//! ```
//!
//! Tace quando è lo stesso, comunque sia scritto:
//!
//! ```tabella
//! # Area Cultura.xlsx › OB 1
//!  1 | Comune di Montefiore
//!  2 | Area Cultura
//!  3 | Obiettivo n. 1: Museo diffuso
//! # Area Cultura.xlsx › OB 2
//!  1 | COMUNE DI MONTEFIORE (Provincia di Firenze)
//!  2 | Area Cultura
//!  3 | Obiettivo n. 2: Biblioteca
//! ```

use super::parole::words;
use super::scrittura::citato;
use super::{Context, Rule};
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "ENT106",
    nome: "ente-discordante",
    source: include_str!("ent106_ente_discordante.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let Some(ente) = context.piano.ente.value() else { return };
    for (obiettivo, scheda) in context.schede() {
        let Some(own) = scheda.ente.cited().filter(|own| !is_same(&own.value, ente)) else { continue };
        let messaggio = format!("la scheda è di {}, le altre di {}", citato(&own.value), citato(ente));
        let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, &own.place, messaggio);
        rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
    }
}

/// Whether one name is the other, perhaps with more words after or around it.
fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let inside = |short: &[String], long: &[String]| short.iter().all(|word| long.contains(word));
    inside(&a, &b) || inside(&b, &a)
}
