//! IND101 indicatore-senza-atteso — Un indicatore non dice quale valore ci si aspetta
//!
//! **Che cosa.** Cerca gli indicatori con la casella del valore atteso vuota, o senza casella. Se il monitoraggio della
//! stessa scheda il valore lo dice, il rilievo lo riporta. Tace dove il risultato si giudica con la verifica (realizzato,
//! non realizzato, in parte), che fa a meno del valore atteso.
//! **Perché.** Senza un valore atteso il risultato non si può confrontare con niente: l'indicatore resta in sospeso.
//! **Rimedio.** Scrivere il valore atteso nella sua casella.
//!
//! ```tabella
//! # Area Vigilanza.xlsx › OB 2
//!  1 | Area Vigilanza
//!  2 | Obiettivo n. 2: Scuole sicure
//!  3 | Indicatore                     | Valore atteso
//!  4 | N. di agenti dedicati          | 3
//!  5 | N. di ore nelle classi         |               | <- IND101 «N. di ore nelle classi» non ha un valore atteso
//! ```
//!
//! Tace quando il valore c'è, e dove c'è la verifica:
//!
//! ```tabella
//! # Area Vigilanza.xlsx › OB 3
//!  1 | Area Vigilanza
//!  2 | Obiettivo n. 3: Notti sicure
//!  3 | Indicatore                     | Valore atteso
//!  4 | N. di servizi notturni         | 15
//! # Area Edilizia.xlsx › OB 1
//!  1 | Area Edilizia
//!  2 | Obiettivo n. 1: Registro dei crediti
//!  3 | Indicatore                     | Verifica
//!  4 | Approvazione del registro      | ☐ realizzato ☐ non realizzato ☐ realizzato in parte: …%
//! ```

use super::scrittura::{citato, indicatore as nome};
use super::{Context, Rule, counts};
use crate::model::{Indicatore, Scheda};
use crate::place::Field;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "IND101",
    nome: "indicatore-senza-atteso",
    source: include_str!("ind101_indicatore_senza_atteso.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        for (at, indicatore) in scheda.indicatori.iter().enumerate() {
            if !counts(context.piano, indicatore) || !lacks(indicatore) {
                continue;
            }
            let altrove = match in_monitoraggio(scheda, at) {
                Some(detto) => format!("; il monitoraggio dice {}", citato(detto)),
                None => String::new(),
            };
            let place = indicatore.valore_atteso.place().unwrap_or(&indicatore.place);
            let messaggio = format!("l'indicatore {} non ha un valore atteso{altrove}", nome(indicatore));
            let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}

fn lacks(indicatore: &Indicatore) -> bool {
    let verified = !indicatore.verifica.is_absent() || !indicatore.valore_ndv.is_absent();
    matches!(indicatore.valore_atteso, Field::Blank(_) | Field::Absent) && !verified
}

/// What the monitoring row of this indicatore alone says was expected.
fn in_monitoraggio(scheda: &Scheda, at: usize) -> Option<&str> {
    let row = scheda.monitoraggio.iter().find(|row| row.indicatori == [at])?;
    row.valore_atteso.raw()
}
