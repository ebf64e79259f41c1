//! FAS209 anno-senza-fasi — Nessun cronoprogramma è dell'anno del piano
//!
//! **Che cosa.** La scheda ha dei cronoprogrammi, e tutti dicono di essere di un altro anno.
//! **Perché.** L'avanzamento previsto quest'anno non si può calcolare.
//! **Rimedio.** Correggere l'anno del cronoprogramma, o aggiungere quello che manca.
//!
//! ```tabella
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivi assegnati per l'anno 2023
//!  3 | Obiettivo n. 1: Museo diffuso
//!  4 | ATTIVITA' E TEMPI DI REALIZZAZIONE ANNO 2022
//!  5 | Fase | Descrizione         | GEN | FEB | MAR | APR | % | <- FAS209 A5 il cronoprogramma è del 2022, il piano è del 2023
//!  6 | 1    | Allestimento        | x   | x   |     |     | 100
//! ```
//!
//! Tace quando uno dei cronoprogrammi è dell'anno, o nessuno dice l'anno:
//!
//! ```tabella
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivi assegnati per l'anno 2023
//!  3 | Obiettivo n. 1: Museo diffuso
//!  4 | ATTIVITA' E TEMPI DI REALIZZAZIONE ANNO 2022
//!  5 | Fase | Descrizione         | GEN | FEB | MAR | APR | %
//!  6 | 1    | Allestimento        | x   | x   |     |     | 100
//!  7 | ATTIVITA' E TEMPI DI REALIZZAZIONE ANNO 2023
//!  8 | Fase | Descrizione         | GEN | FEB | MAR | APR | %
//!  9 | 2    | Apertura            | x   | x   |     |     | 100
//! ```

use super::scrittura::elenco;
use super::{Context, Rule};
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "FAS209",
    nome: "anno-senza-fasi",
    source: include_str!("fas209_anno_senza_fasi.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let Some(anno) = context.piano.anno else { return };
    for (obiettivo, scheda) in context.schede() {
        let anni: Option<Vec<i16>> = scheda.cronoprogrammi.iter().map(|crono| crono.anno).collect();
        if let (Some(anni), Some(first)) = (anni, scheda.cronoprogrammi.first()) {
            if anni.contains(&anno) {
                continue;
            }
            let quali = match anni.as_slice() {
                [one] => format!("il cronoprogramma è del {one}"),
                many => format!("i cronoprogrammi sono del {}", elenco(many.iter().map(i16::to_string))),
            };
            let messaggio = format!("{quali}, il piano è del {anno}");
            let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, &first.place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}
