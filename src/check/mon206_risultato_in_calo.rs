//! MON206 risultato-in-calo — Un risultato è più basso di quello scritto prima
//!
//! **Che cosa.** Confronta i risultati dello stesso indicatore a due scadenze di seguito, quando sono due numeri o due
//! percentuali e ci si aspetta almeno tanto. Tace dove meno è meglio («al massimo», «< 30 giorni»).
//! **Perché.** Ciò che si conta da inizio anno non può calare: forse al 31/12 è stato scritto solo l'ultimo trimestre.
//! **Rimedio.** Scrivere il totale dall'inizio dell'anno; niente, se il valore può davvero calare.
//!
//! ```tabella
//! # Area Risorse.xlsx › OB 4
//!  1 | Area Risorse
//!  2 | Obiettivo n. 4: Rimborsi
//!  3 | Indicatore             | Valore atteso | Valore conseguito al 30/09 | Valore conseguito al 31/12
//!  4 | Numero atti            | 500           | 412                        | 98 | <- MON206 D4 al 31/12 è 98, al 30/09 era 412
//! ```
//!
//! Tace quando cresce, e dove meno è meglio:
//!
//! ```tabella
//! # Area Risorse.xlsx › OB 5
//!  1 | Area Risorse
//!  2 | Obiettivo n. 5: Pagamenti
//!  3 | Indicatore             | Valore atteso | Valore conseguito al 30/09 | Valore conseguito al 31/12
//!  4 | Numero atti            | 500           | 412                        | 560
//!  5 | Giorni medi            | <30 gg.       | 28                         | 26
//! ```

use super::scrittura::{indicatore as nome, numero};
use super::{Context, Rule};
use crate::model::{Conseguito, ValoreAtteso};
use crate::rilievo::{Gravita, Rilievo};
use rust_decimal::Decimal;

pub const RULE: Rule = Rule {
    codice: "MON206",
    nome: "risultato-in-calo",
    source: include_str!("mon206_risultato_in_calo.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        for indicatore in &scheda.indicatori {
            let atteso = indicatore.valore_atteso.value();
            if !matches!(atteso, Some(ValoreAtteso::Numero(_) | ValoreAtteso::Percentuale(_))) {
                continue;
            }
            let results = indicatore.conseguito.iter().filter_map(|(at, field)| Some((at, field.cited()?)));
            let results: Vec<_> = results.collect();
            for pair in results.windows(2) {
                let [(before, earlier), (after, later)] = pair else { continue };
                let (Some(a), Some(b)) = (amount(&earlier.value), amount(&later.value)) else { continue };
                if a.0 == b.0 && b.1 < a.1 {
                    let (a, b) = (numero(a.1), numero(b.1));
                    let messaggio =
                        format!("l'indicatore {}: al {after} è {b}, al {before} era {a}", nome(indicatore));
                    let rilievo = Rilievo::new(RULE.codice, Gravita::Nota, &later.place, messaggio);
                    rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
                }
            }
        }
    }
}

/// The amount, and whether it is a percentage.
fn amount(conseguito: &Conseguito) -> Option<(bool, Decimal)> {
    match conseguito {
        Conseguito::Numero(n) => Some((false, *n)),
        Conseguito::Percentuale(n) => Some((true, *n)),
        _ => None,
    }
}
