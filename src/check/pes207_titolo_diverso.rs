//! PES207 titolo-diverso — Il titolo nella pesatura e quello della scheda non hanno una parola in comune
//!
//! **Che cosa.** Confronta le parole che contano dei due titoli dell'obiettivo, senza badare a singolari e plurali. Se il
//! titolo della pesatura somiglia a un'altra scheda ne parla PES208.
//! **Perché.** Riga e scheda si uniscono per Area e numero: se i numeri sono stati scambiati, i punti di un obiettivo
//! finiscono a un altro.
//! **Rimedio.** Controllare che la riga sia davvero di questa scheda; niente, se il titolo è solo un riassunto.
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo           | Strategicità | Complessità | Rapporto
//!  2 | RISORSE | 1  | Rilevazioni inventariali   | 80           | 70          | 60 | <- PES207 C2 sulla scheda il titolo è «Riconciliazione della spesa per investimenti»
//! # Area Risorse.xlsx › OB 1
//!  1 | Area Risorse
//!  2 | Obiettivo n. 1: Riconciliazione della spesa per investimenti
//! ```
//!
//! Tace quando una parola è la stessa, anche al plurale:
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo           | Strategicità | Complessità | Rapporto
//!  2 | RISORSE | 1  | Sistemi informativi        | 80           | 70          | 60
//! # Area Risorse.xlsx › OB 1
//!  1 | Area Risorse
//!  2 | Obiettivo n. 1: Un SISTEMA per i controlli interni
//! ```

use super::parole::Parole;
use super::scrittura::citato;
use super::titoli::Titoli;
use super::{Context, Rule};
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule =
    Rule { codice: "PES207", nome: "titolo-diverso", source: include_str!("pes207_titolo_diverso.rs"), run };

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let titoli = Titoli::new(context.piano, Parole::embedded());
    for (obiettivo, scheda) in context.schede() {
        let chiave = &obiettivo.chiave;
        let apart = titoli.in_comune(chiave, chiave) == Some(0);
        if !apart || titoli.piu_simile(chiave).is_some() {
            continue;
        }
        let row = obiettivo.pesatura.as_ref().and_then(|riga| riga.titolo.cited());
        let (Some(row), Some(form)) = (row, scheda.titolo.raw()) else { continue };
        let (qui, altrove) = (citato(&row.raw), citato(form));
        let messaggio =
            format!("{qui} non ha parole in comune con la scheda: sulla scheda il titolo è {altrove}");
        let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, &row.place, messaggio);
        rilievi.push(rilievo.su(chiave.to_string()));
    }
}
