//! IND106 scadenza-oltre-conclusione — Un indicatore scade dopo la conclusione dell'obiettivo
//!
//! **Che cosa.** Confronta la scadenza di ogni indicatore con la data di conclusione scritta sulla scheda.
//! **Perché.** L'obiettivo si dice concluso quando un suo risultato può ancora arrivare: una delle due date è sbagliata.
//! **Rimedio.** Spostare la data di conclusione, o correggere la scadenza.
//!
//! ```tabella
//! # Area Risorse.xlsx › OB 1
//!  1 | Area Risorse
//!  2 | Obiettivo n. 1: Inventario
//!  3 | Indicatore                     | Valore atteso
//!  4 | Verifica dei pagamenti         | 30/11/2023
//!  5 | Approvazione del rendiconto    | 30/04/2024     | <- IND106 B5 scade il 30/04/2024, l'obiettivo si conclude il 31/12/2023
//!  6 | Data di conclusione            | 31/12/2023
//! ```
//!
//! Tace quando tutte le scadenze cadono entro la conclusione:
//!
//! ```tabella
//! # Area Risorse.xlsx › OB 2
//!  1 | Area Risorse
//!  2 | Obiettivo n. 2: Cassa vincolata
//!  3 | Indicatore                     | Valore atteso
//!  4 | Determinazione                 | 31/12/2023
//!  5 | Data di conclusione            | 31/12/2023
//! ```

use super::scrittura::{giorno, indicatore as nome};
use super::{Context, Rule};
use crate::model::ValoreAtteso;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "IND106",
    nome: "scadenza-oltre-conclusione",
    source: include_str!("ind106_scadenza_oltre_conclusione.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        let Some(conclusione) = scheda.data_conclusione.value().copied() else { continue };
        for indicatore in &scheda.indicatori {
            let Some(atteso) = indicatore.valore_atteso.cited() else { continue };
            let ValoreAtteso::Scadenza(scadenza) = atteso.value else { continue };
            if scadenza > conclusione {
                let (scadenza, conclusione) = (giorno(scadenza), giorno(conclusione));
                let nome = nome(indicatore);
                let messaggio = format!(
                    "l'indicatore {nome} scade il {scadenza}, l'obiettivo si conclude il {conclusione}"
                );
                let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, &atteso.place, messaggio);
                rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
            }
        }
    }
}
