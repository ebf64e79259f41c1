//! FAS206 mesi-con-salto — Una fase continua salta un mese
//!
//! **Che cosa.** Una fase marcata per più mesi di seguito, uno vuoto, e poi altri di seguito. Tace sulle fasi che si
//! ripetono (ogni trimestre, due volte l'anno) e sui salti di più mesi, che sono di solito voluti.
//! **Perché.** Può essere voluto, come la pausa di agosto, o una casella dimenticata: cambia di poco l'avanzamento
//! previsto.
//! **Rimedio.** Niente, se il mese va saltato; altrimenti marcarlo.
//!
//! ```tabella
//! # Area Risorse.xlsx › OB 5
//!  1 | Area Risorse
//!  2 | Obiettivo n. 5: Riscossione coattiva
//!  3 | ATTIVITA' E TEMPI DI REALIZZAZIONE
//!  4 | Fase | Descrizione         | GIU | LUG | AGO | SET | OTT | %
//!  5 | 1    | Emissione atti      | x   | x   |     | x   | x   | 100 | <- FAS206 C5 la fase 1 salta agosto
//! ```
//!
//! Tace sulle fasi che si ripetono e su quelle senza salti:
//!
//! ```tabella
//! # Area Risorse.xlsx › OB 6
//!  1 | Area Risorse
//!  2 | Obiettivo n. 6: Cassa vincolata
//!  3 | ATTIVITA' E TEMPI DI REALIZZAZIONE
//!  4 | Fase | Descrizione         | GIU | LUG | AGO | SET | OTT | %
//!  5 | 1    | Un rapporto al mese | x   | x   | x   | x   | x   | 50
//!  6 | 2    | Ogni due mesi       | x   |     | x   |     | x   | 50
//! ```

use super::scrittura::{fasi, mese};
use super::{Context, Rule};
use crate::model::{Fase, Mese};
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule =
    Rule { codice: "FAS206", nome: "mesi-con-salto", source: include_str!("fas206_mesi_con_salto.rs"), run };

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        for cronoprogramma in &scheda.cronoprogrammi {
            for fase in &cronoprogramma.fasi {
                let skipped = skipped(fase, &cronoprogramma.griglia);
                if let (Some(skipped), Some(place)) = (skipped, &fase.celle_mesi) {
                    let messaggio = format!("{} salta {}", fasi(&[fase]), mese(skipped, cronoprogramma.anno));
                    let rilievo = Rilievo::new(RULE.codice, Gravita::Nota, place, messaggio);
                    rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
                }
            }
        }
    }
}

/// The only month left out between two runs of two months or more.
fn skipped(fase: &Fase, griglia: &[Mese]) -> Option<Mese> {
    let first = griglia.iter().position(|mese| fase.mesi.contains(mese))?;
    let last = griglia.iter().rposition(|mese| fase.mesi.contains(mese))?;
    let span = griglia.get(first..=last)?;
    let mut unmarked = span.iter().enumerate().filter(|(_, mese)| !fase.mesi.contains(mese));
    let (at, skipped) = unmarked.next()?;
    let alone = unmarked.next().is_none();
    (alone && at >= 2 && span.len() - at > 2).then_some(*skipped)
}
