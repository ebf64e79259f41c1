//! MON209 scostamento-senza-motivo — L'obiettivo non è realizzato del tutto e nessuno dice perché
//!
//! **Che cosa.** Quando il grado all'ultima scadenza rendicontata è sotto 100 e non può più arrivarci, guarda se la
//! casella della motivazione (o quelle delle cause) è stata compilata.
//! **Perché.** Il prospetto di fine anno deve spiegare ogni scostamento, e le cause esterne possono cambiare il grado.
//! **Rimedio.** Chiedere la motivazione al Responsabile.
//!
//! ```tabella
//! # Area Risorse.xlsx › OB 6
//!  1 | Area Risorse
//!  2 | Obiettivo n. 6: Recupero dell'evasione
//!  3 | Indicatore             | Valore atteso | Valore conseguito al 31/12
//!  4 | Numero avvisi          | 700           | 350
//!  5 | Motivazione di eventuali ritardi o mancata realizzazione | <- MON209 B5 il grado di realizzazione è 50% e la motivazione è vuota
//! ```
//!
//! Tace quando la motivazione c'è, o non serve:
//!
//! ```tabella
//! # Area Risorse.xlsx › OB 7
//!  1 | Area Risorse
//!  2 | Obiettivo n. 7: Rimborsi
//!  3 | Indicatore             | Valore atteso | Valore conseguito al 31/12
//!  4 | Numero atti            | 500           | 250
//!  5 | Motivazione di eventuali ritardi o mancata realizzazione | Due addetti trasferiti a giugno
//! # Area Risorse.xlsx › OB 8
//!  1 | Area Risorse
//!  2 | Obiettivo n. 8: Inventario
//!  3 | Indicatore             | Valore atteso | Valore conseguito al 31/12
//!  4 | Beni inventariati      | 500           | 500
//!  5 | Motivazione di eventuali ritardi o mancata realizzazione
//! ```

use super::rendiconto::cominciate;
use super::scrittura::numero;
use super::{Context, Rule};
use crate::model::{Scheda, Stato};
use crate::place::{Field, Place};
use crate::rilievo::{Gravita, Rilievo};
use rust_decimal::Decimal;

pub const RULE: Rule = Rule {
    codice: "MON209",
    nome: "scostamento-senza-motivo",
    source: include_str!("mon209_scostamento_senza_motivo.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let Some(last) = cominciate(context.piano).last().copied() else { return };
    for (obiettivo, scheda) in context.schede().filter(|(obiettivo, _)| obiettivo.stato == Stato::Attivo) {
        let esito = context.esiti.obiettivi.get(&obiettivo.chiave);
        let grado = esito.and_then(|esito| esito.realizzazione.get(&last)).map(|grado| grado.value);
        let (Some(grado), Some(place)) = (grado, unexplained(scheda)) else { continue };
        if grado.massimo < Decimal::ONE_HUNDRED {
            let quanto = match grado.valore {
                Some(valore) => format!("è {}%", numero(valore)),
                None => format!("non supera {}%", numero(grado.massimo)),
            };
            let messaggio = format!("il grado di realizzazione {quanto} e la motivazione è vuota");
            let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}

/// The box of the reasons, when the form has one and all of them are empty.
fn unexplained(scheda: &Scheda) -> Option<&Place> {
    let boxes = [&scheda.motivazione, &scheda.cause_interne, &scheda.cause_esterne];
    match boxes.iter().any(|field| field.raw().is_some()) {
        true => None,
        false => boxes.iter().find(|field| matches!(field, Field::Blank(_))).and_then(|field| field.place()),
    }
}
