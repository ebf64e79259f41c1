//! MON207 verifica-in-contrasto — La verifica dice una cosa, il valore conseguito un'altra
//!
//! **Che cosa.** Dove c'è sia la verifica sia un valore conseguito che si può confrontare con quello atteso, cerca i casi
//! in cui la verifica è «realizzato» e il valore non è raggiunto, o è «non realizzato» e il valore è raggiunto.
//! **Perché.** Nel calcolo vale la verifica: se quella giusta è l'altra, il grado è sbagliato di cento punti.
//! **Rimedio.** Correggere la verifica, o il valore conseguito.
//!
//! ```tabella
//! # Area Edilizia.xlsx › OB 1
//!  1 | Area Edilizia
//!  2 | Obiettivo n. 1: Registro dei crediti
//!  3 | Indicatore                  | Valore atteso | Valore conseguito al 31/12 | Verifica
//!  4 | Approvazione del registro   | 30/06/2023    | 12/10/2023 | ☒ realizzato ☐ non realizzato ☐ realizzato in parte: …% | <- MON207 D4 la verifica dice realizzato, ma il valore conseguito («12/10/2023») non è quello atteso («30/06/2023»)
//!  5 | Pubblicazione               | Sì            | sì         | ☐ realizzato ☒ non realizzato ☐ realizzato in parte: …% | <- MON207 D5 la verifica dice non realizzato, ma il valore conseguito («sì») è quello atteso («Sì»)
//! ```
//!
//! Tace quando dicono lo stesso, quando il valore non si può confrontare, e per ciò che è realizzato in parte:
//!
//! ```tabella
//! # Area Edilizia.xlsx › OB 2
//!  1 | Area Edilizia
//!  2 | Obiettivo n. 2: Oneri
//!  3 | Indicatore                  | Valore atteso | Valore conseguito al 31/12 | Verifica
//!  4 | Approvazione degli oneri    | 30/06/2023    | 12/05/2023 | ☒ realizzato ☐ non realizzato ☐ realizzato in parte: …%
//!  5 | Avvio                       | 30/06/2023    | sì         | ☒ realizzato ☐ non realizzato ☐ realizzato in parte: …%
//!  6 | Consultazione               | 30/06/2023    | no         | ☐ realizzato ☐ non realizzato ☒ realizzato in parte: 60%
//! ```

use super::confronto::raggiunto;
use super::scrittura::citato;
use super::{Context, Rule};
use crate::model::{Indicatore, Verifica};
use crate::place::Place;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "MON207",
    nome: "verifica-in-contrasto",
    source: include_str!("mon207_verifica_in_contrasto.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        for (place, messaggio) in scheda.indicatori.iter().filter_map(contrast) {
            let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}

fn contrast(indicatore: &Indicatore) -> Option<(&Place, String)> {
    let verifica = indicatore.verifica.cited()?;
    let atteso = indicatore.valore_atteso.cited()?;
    let conseguito = indicatore.conseguito.values().rev().find_map(|field| field.cited())?;
    let reached = raggiunto(&atteso.value, &conseguito.value)?;
    let (detto, fatto) = match (&verifica.value, reached) {
        (Verifica::Realizzato, false) => ("realizzato", "non è quello atteso"),
        (Verifica::NonRealizzato, true) => ("non realizzato", "è quello atteso"),
        _ => return None,
    };
    let (atteso, conseguito) = (citato(&atteso.raw), citato(&conseguito.raw));
    let messaggio =
        format!("la verifica dice {detto}, ma il valore conseguito ({conseguito}) {fatto} ({atteso})");
    Some((&verifica.place, messaggio))
}
