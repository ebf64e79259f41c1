//! SCH201 anno-discordante — La scheda è di un anno diverso dal piano
//!
//! **Che cosa.** Confronta l'anno scritto sulla scheda con quello che la maggior parte delle schede e la pesatura dicono.
//! Di «2023-25» conta il primo anno.
//! **Perché.** Può essere la scheda dell'anno prima rimasta nella cartella, o un'intestazione non aggiornata: anche le sue
//! scadenze e i suoi mesi sarebbero di un altro anno.
//! **Rimedio.** Correggere l'anno nell'intestazione, o sostituire la scheda.
//!
//! ```tabella
//! # Area Patrimonio.xlsx › OB 1
//!  1 | Area Patrimonio
//!  2 | Obiettivi assegnati per l'anno 2023:
//!  3 | Obiettivo n. 1: Acquisto alloggi
//! # Area Patrimonio.xlsx › OB 2
//!  1 | Area Patrimonio
//!  2 | Obiettivi assegnati per l'anno 2023-25:
//!  3 | Obiettivo n. 2: Opere strutturali
//! # Area Patrimonio.xlsx › OB 4
//!  1 | Area Patrimonio
//!  2 | Obiettivi assegnati per l'anno 2022: <- SCH201 A2 la scheda è del 2022, il piano è del 2023
//!  3 | Obiettivo n. 4: Pista di atletica
//! ```
//!
//! Tace quando l'anno è quello del piano, o sulla scheda non c'è:
//!
//! ```tabella
//! # Area Patrimonio.xlsx › OB 1
//!  1 | Area Patrimonio
//!  2 | Obiettivi assegnati per l'anno 2023:
//!  3 | Obiettivo n. 1: Acquisto alloggi
//! # Area Patrimonio.xlsx › OB 2
//!  1 | Area Patrimonio
//!  2 | Obiettivo n. 2: Opere strutturali
//! ```

use super::{Context, Rule};
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "SCH201",
    nome: "anno-discordante",
    source: include_str!("sch201_anno_discordante.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let Some(anno) = context.piano.anno else { return };
    for (obiettivo, scheda) in context.schede() {
        if let Some(cited) = scheda.anno.cited().filter(|cited| cited.value != anno) {
            let messaggio = format!("la scheda è del {}, il piano è del {anno}", cited.value);
            let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, &cited.place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}
