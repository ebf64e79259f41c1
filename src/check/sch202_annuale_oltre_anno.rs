//! SCH202 annuale-oltre-anno — Un obiettivo annuale finisce dopo l'anno
//!
//! **Che cosa.** Cerca gli obiettivi che la tipologia dice annuali e che si concludono, o hanno un indicatore che scade,
//! dopo il 31 dicembre dell'anno del piano.
//! **Perché.** A fine anno non si potrà dire se l'obiettivo è raggiunto, e la retribuzione di risultato è dell'anno.
//! **Rimedio.** Anticipare la data, o dire che l'obiettivo è pluriennale e dividerlo per anno.
//!
//! ```tabella
//! # Area Risorse.xlsx › OB 1
//!  1 | Area Risorse
//!  2 | Obiettivi assegnati per l'anno 2023
//!  3 | Obiettivo n. 1: Inventario
//!  4 | Tipologia obiettivo  | a) annuale b) settoriale
//!  5 | Data di conclusione  | 31/03/2024 | <- SCH202 B5 l'obiettivo è annuale ma si conclude il 31/03/2024
//! ```
//!
//! Tace quando finisce entro l'anno, o è pluriennale:
//!
//! ```tabella
//! # Area Risorse.xlsx › OB 2
//!  1 | Area Risorse
//!  2 | Obiettivi assegnati per l'anno 2023
//!  3 | Obiettivo n. 2: Cassa
//!  4 | Tipologia obiettivo  | a) annuale b) settoriale
//!  5 | Data di conclusione  | 31/12/2023
//! # Area Risorse.xlsx › OB 3
//!  1 | Area Risorse
//!  2 | Obiettivi assegnati per l'anno 2023
//!  3 | Obiettivo n. 3: Riscossione
//!  4 | Tipologia obiettivo  | a) pluriennale: 2023-2024 b) settoriale
//!  5 | Data di conclusione  | 31/03/2024
//! ```

use super::scrittura::{giorno, indicatore as nome};
use super::{Context, Rule};
use crate::model::{Durata, Scheda, ValoreAtteso};
use crate::place::Place;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "SCH202",
    nome: "annuale-oltre-anno",
    source: include_str!("sch202_annuale_oltre_anno.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let Some(anno) = context.piano.anno else { return };
    for (obiettivo, scheda) in context.schede() {
        if scheda.tipologia.durata.value() != Some(&Durata::Annuale) {
            continue;
        }
        if let Some((place, che)) = beyond(scheda, anno) {
            let messaggio = format!("l'obiettivo è annuale ma {che}");
            let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}

/// What goes beyond the year: the obiettivo's end, else the first indicatore that does.
fn beyond(scheda: &Scheda, anno: i16) -> Option<(&Place, String)> {
    let end = scheda.data_conclusione.cited().filter(|cited| cited.value.year() > anno);
    let own = end.map(|cited| (&cited.place, format!("si conclude il {}", giorno(cited.value))));
    own.or_else(|| {
        scheda.indicatori.iter().find_map(|indicatore| {
            let atteso = indicatore.valore_atteso.cited()?;
            match atteso.value {
                ValoreAtteso::Scadenza(due) if due.year() > anno => {
                    let che = format!("l'indicatore {} scade il {}", nome(indicatore), giorno(due));
                    Some((&atteso.place, che))
                }
                _ => None,
            }
        })
    })
}
