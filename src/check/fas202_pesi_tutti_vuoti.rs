//! FAS202 pesi-tutti-vuoti — Nessuna fase ha un peso
//!
//! **Che cosa.** Un cronoprogramma che ha la colonna dei pesi, ma nessun peso. È un avviso quando sotto è stampato un
//! totale, che così non è la somma di niente; altrimenti una nota.
//! **Perché.** L'avanzamento previsto si calcola dai pesi: senza, non si può dire se l'obiettivo è in ritardo.
//! **Rimedio.** Scrivere il peso di ogni fase, in modo che sommino a 100.
//!
//! ```tabella
//! # Area Vigilanza.xlsx › OB 3
//!  1 | Area Vigilanza
//!  2 | Obiettivo n. 3: Abbandono dei rifiuti
//!  3 | ATTIVITA' E TEMPI DI REALIZZAZIONE
//!  4 | Fase | Descrizione           | GEN | FEB | MAR | APR | %
//!  5 | 1    | Esame dei filmati     | x   | x   | x   | x   |
//!  6 | 2    | Contestazioni         |     | x   | x   | x   |
//!  7 |      | totale                |     |     |     |     | 100% | <- FAS202 G7 nessuna delle 2 fasi ha un peso, ma il totale stampato dice 100
//! ```
//!
//! Tace quando un peso c'è: se ne manca qualcuno ne parla FAS201.
//!
//! ```tabella
//! # Area Vigilanza.xlsx › OB 4
//!  1 | Area Vigilanza
//!  2 | Obiettivo n. 4: Notti sicure
//!  3 | ATTIVITA' E TEMPI DI REALIZZAZIONE
//!  4 | Fase | Descrizione           | GEN | FEB | MAR | APR | %
//!  5 | 1    | Servizi notturni      | x   | x   | x   | x   | 100
//!  6 |      | totale                |     |     |     |     | 100%
//! ```

use super::scrittura::numero;
use super::{Context, Rule};
use crate::place::Field;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "FAS202",
    nome: "pesi-tutti-vuoti",
    source: include_str!("fas202_pesi_tutti_vuoti.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        for cronoprogramma in &scheda.cronoprogrammi {
            let blank = |field: &Field<_>| matches!(field, Field::Blank(_));
            let first = cronoprogramma.fasi.first().and_then(|fase| fase.peso.place());
            let (Some(first), true) = (first, cronoprogramma.fasi.iter().all(|fase| blank(&fase.peso)))
            else {
                continue;
            };
            let nessuna = match cronoprogramma.fasi.len() {
                1 => "la sola fase non ha un peso".to_owned(),
                many => format!("nessuna delle {many} fasi ha un peso"),
            };
            let rilievo = match cronoprogramma.totale.cited() {
                Some(totale) => {
                    let messaggio = format!("{nessuna}, ma il totale stampato dice {}", numero(totale.value));
                    Rilievo::new(RULE.codice, Gravita::Avviso, &totale.place, messaggio)
                }
                None => Rilievo::new(RULE.codice, Gravita::Nota, first, nessuna),
            };
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}
