//! SCH207 senza-indicatori — La scheda non ha nessun indicatore
//!
//! **Che cosa.** Cerca le schede in cui non è stato trovato nessun indicatore.
//! **Perché.** Senza indicatori non c'è niente da misurare: il grado di realizzazione non si può calcolare. Se sulla
//! scheda è scritta una percentuale complessiva vale quella, che nessuno può verificare.
//! **Rimedio.** Aggiungere almeno un indicatore con il suo valore atteso; se c'è già, intitolare le colonne «Indicatore» e
//! «Valore atteso».
//!
//! ```tabella
//! # Area Cultura.xlsx › OB 1
//!  1 | Area Cultura
//!  2 | Obiettivo n. 1: Museo diffuso | <- SCH207 A2 la scheda non ha indicatori: il grado di realizzazione non si può calcolare
//!  3 | Data di conclusione | 31/12/2023
//! # Area Cultura.xlsx › OB 2
//!  1 | Area Cultura
//!  2 | Obiettivo n. 2: Biblioteca | <- SCH207 A2 la scheda non ha indicatori: vale la percentuale complessiva scritta, 80%
//!  3 | Percentuale complessiva di realizzazione | 80%
//! ```
//!
//! Tace quando ce n'è uno:
//!
//! ```tabella
//! # Area Cultura.xlsx › OB 3
//!  1 | Area Cultura
//!  2 | Obiettivo n. 3: Teatro
//!  3 | Indicatore     | Valore atteso
//!  4 | Spettacoli     | 12
//! ```

use super::scrittura::numero;
use super::{Context, Rule};
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "SCH207",
    nome: "senza-indicatori",
    source: include_str!("sch207_senza_indicatori.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede().filter(|(_, scheda)| scheda.indicatori.is_empty()) {
        let (gravita, dunque) = match scheda.percentuale_complessiva.value() {
            Some(scritta) => {
                (Gravita::Avviso, format!("vale la percentuale complessiva scritta, {}%", numero(*scritta)))
            }
            None => (Gravita::Errore, "il grado di realizzazione non si può calcolare".to_owned()),
        };
        let messaggio = format!("la scheda non ha indicatori: {dunque}");
        rilievi.push(
            Rilievo::new(RULE.codice, gravita, &scheda.place, messaggio).su(obiettivo.chiave.to_string()),
        );
    }
}
