//! PES204 punteggio-fuori-misura — Un punteggio è più alto del massimo, o negativo
//!
//! **Che cosa.** Confronta ogni punteggio della pesatura con il massimo che il regolamento dà al criterio.
//! **Perché.** Un punteggio impossibile renderebbe sbagliato il peso dell'obiettivo e quello di tutta l'Area: il peso non
//! viene calcolato.
//! **Rimedio.** Correggere il punteggio; se è giusto, correggere il massimo nel regolamento.
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Strategicità | Complessità | Rapporto
//!  2 | CULTURA | 1  | Museo diffuso     | 130          | 70          | 60 | <- PES204 D2 130 punti di Strategicità per l'Ente: il massimo è 100
//!  3 | CULTURA | 2  | Biblioteca        | 80           | -5          | 60 | <- PES204 E3 -5 punti di Complessità: un punteggio non può essere negativo
//! ```
//!
//! Tace fra zero e il massimo, compresi:
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Strategicità | Complessità | Rapporto
//!  2 | CULTURA | 1  | Museo diffuso     | 100          | 0           | 72,5
//! ```

use super::scrittura::numero;
use super::{Context, Rule};
use crate::rilievo::{Gravita, Rilievo};
use rust_decimal::Decimal;

pub const RULE: Rule = Rule {
    codice: "PES204",
    nome: "punteggio-fuori-misura",
    source: include_str!("pes204_punteggio_fuori_misura.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for obiettivo in context.piano.obiettivi.values() {
        let Some(riga) = &obiettivo.pesatura else { continue };
        for criterio in &context.regolamento.pesatura.criteri {
            let Some(cited) = riga.punteggi.get(&criterio.id).and_then(|field| field.cited()) else {
                continue;
            };
            let motivo = match cited.value {
                punti if punti < Decimal::ZERO => "un punteggio non può essere negativo".to_owned(),
                punti if punti > criterio.massimo => format!("il massimo è {}", numero(criterio.massimo)),
                _ => continue,
            };
            let messaggio = format!("{} punti di {}: {motivo}", numero(cited.value), criterio.nome);
            let rilievo = Rilievo::new(RULE.codice, Gravita::Errore, &cited.place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}
