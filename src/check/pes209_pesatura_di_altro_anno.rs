//! PES209 pesatura-di-altro-anno — La pesatura è di un anno diverso dalle schede
//!
//! **Che cosa.** Confronta l'anno scritto sopra la tabella della pesatura con quello del piano.
//! **Perché.** Con la pesatura dell'anno sbagliato ogni obiettivo avrebbe i punti di un altro.
//! **Rimedio.** Mettere nella cartella la pesatura di quest'anno, o correggere il suo titolo.
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Pesatura degli obiettivi 2022
//!  2 | Area    | N. | Titolo obiettivo  | Strategicità | Complessità | Rapporto | <- PES209 A2 la pesatura è del 2022, il piano è del 2023
//!  3 | CULTURA | 1  | Museo diffuso     | 80           | 70          | 60
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivi assegnati per l'anno 2023
//!  3 | Obiettivo n. 1: Museo diffuso
//! # Area Cultura.xlsx › OB 2
//!  1 | Area Cultura
//!  2 | Obiettivi assegnati per l'anno 2023
//!  3 | Obiettivo n. 2: Biblioteca
//! ```
//!
//! Tace quando l'anno è lo stesso, o non è scritto:
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Area    | N. | Titolo obiettivo  | Strategicità | Complessità | Rapporto
//!  2 | CULTURA | 1  | Museo diffuso     | 80           | 70          | 60
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivi assegnati per l'anno 2023
//!  3 | Obiettivo n. 1: Museo diffuso
//! ```

use super::{Context, Rule};
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "PES209",
    nome: "pesatura-di-altro-anno",
    source: include_str!("pes209_pesatura_di_altro_anno.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let Some(anno) = context.piano.anno else { return };
    for pesatura in &context.piano.pesature {
        if let Some(own) = pesatura.anno.filter(|own| *own != anno) {
            let messaggio = format!("la pesatura è del {own}, il piano è del {anno}");
            rilievi.push(Rilievo::new(RULE.codice, Gravita::Avviso, &pesatura.place, messaggio));
        }
    }
}
