//! PES208 titolo-di-un-altro — Il titolo nella pesatura somiglia alla scheda di un altro obiettivo
//!
//! **Che cosa.** Cerca le righe della pesatura il cui titolo ha con la scheda di un altro obiettivo della stessa Area
//! almeno il doppio delle parole che ha con la propria.
//! **Perché.** Forse due numeri sono scambiati: i punti di un obiettivo starebbero contando per l'altro. L'unione è stata
//! fatta per numero, come sempre.
//! **Rimedio.** Controllare i numeri della pesatura e delle schede; niente, se la somiglianza è un caso.
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Area      | N. | Titolo obiettivo               | Strategicità | Complessità | Rapporto
//!  2 | VIGILANZA | 1  | Sicurezza stradale. Autovelox  | 80           | 50          | 60 | <- PES208 C2 somiglia di più alla scheda di VIGILANZA/4, «Sicurezza stradale. Notti sicure»
//!  3 | VIGILANZA | 4  | Notti sicure                   | 90           | 80          | 60
//! # Area Vigilanza.xlsx › OB 1
//!  1 | Area Vigilanza
//!  2 | Obiettivo n. 1: Rilevatore di velocità
//! # Area Vigilanza.xlsx › OB 4
//!  1 | Area Vigilanza
//!  2 | Obiettivo n. 4: Sicurezza stradale. Notti sicure
//! ```
//!
//! Tace quando ogni titolo somiglia di più alla sua scheda:
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Area      | N. | Titolo obiettivo               | Strategicità | Complessità | Rapporto
//!  2 | VIGILANZA | 1  | Piattaforma notifiche digitali | 80           | 50          | 60
//!  3 | VIGILANZA | 4  | Piattaforma digitale dei dati  | 90           | 80          | 60
//! # Area Vigilanza.xlsx › OB 1
//!  1 | Area Vigilanza
//!  2 | Obiettivo n. 1: Attivazione della piattaforma notifiche
//! # Area Vigilanza.xlsx › OB 4
//!  1 | Area Vigilanza
//!  2 | Obiettivo n. 4: Attivazione della piattaforma digitale nazionale
//! ```

use super::parole::Parole;
use super::scrittura::citato;
use super::titoli::Titoli;
use super::{Context, Rule};
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "PES208",
    nome: "titolo-di-un-altro",
    source: include_str!("pes208_titolo_di_un_altro.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let titoli = Titoli::new(context.piano, Parole::embedded());
    for obiettivo in context.piano.obiettivi.values() {
        let other =
            titoli.piu_simile(&obiettivo.chiave).and_then(|chiave| context.piano.obiettivi.get(chiave));
        let Some(other) = other else { continue };
        let row = obiettivo.pesatura.as_ref().and_then(|riga| riga.titolo.cited());
        let form = other.scheda.as_ref().and_then(|scheda| scheda.titolo.raw());
        if let (Some(row), Some(form)) = (row, form) {
            let (qui, chiave, altra) = (citato(&row.raw), &other.chiave, citato(form));
            let messaggio =
                format!("{qui} somiglia di più alla scheda di {chiave}, {altra}, che alla propria");
            let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, &row.place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}
