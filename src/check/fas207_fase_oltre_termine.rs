//! FAS207 fase-oltre-termine — Una fase continua dopo il termine dell'obiettivo
//!
//! **Che cosa.** Confronta l'ultimo mese di ogni fase con la data di conclusione dell'obiettivo; se il modulo non ne ha
//! una, con l'ultima scadenza dei suoi indicatori, quando tutti ne hanno una.
//! **Perché.** O la fase è segnata troppo a lungo, o la scadenza promessa non è quella vera: una delle due farà
//! sembrare in ritardo l'obiettivo.
//! **Rimedio.** Accorciare la fase, o correggere la data.
//!
//! ```tabella
//! # Area Ambiente.xlsx › OB 5
//!  1 | Area Ambiente
//!  2 | Obiettivo n. 5: Rendicontazioni regionali
//!  3 | Data di conclusione | 31/07/2023
//!  4 | ATTIVITA' E TEMPI DI REALIZZAZIONE ANNO 2023
//!  5 | Fase | Descrizione             | GIU | LUG | AGO | SET | %
//!  6 | 1    | Pista ciclabile         | x   | x   |     |     | 50
//!  7 | 2    | Attraversamenti         |     | x   | x   | x   | 50 | <- FAS207 C7 la fase 2 arriva a settembre, l'obiettivo si conclude il 31/07/2023
//! ```
//!
//! Tace quando le fasi finiscono entro il mese del termine:
//!
//! ```tabella
//! # Area Ambiente.xlsx › OB 6
//!  1 | Area Ambiente
//!  2 | Obiettivo n. 6: Portale cartografico
//!  3 | Data di conclusione | 15/09/2023
//!  4 | ATTIVITA' E TEMPI DI REALIZZAZIONE ANNO 2023
//!  5 | Fase | Descrizione             | GIU | LUG | AGO | SET | %
//!  6 | 1    | Mosaico                 | x   | x   | x   | x   | 100
//! ```

use super::scrittura::{fasi, giorno, mese};
use super::{Context, Rule};
use crate::model::{Fase, Mese, Scheda, ValoreAtteso};
use crate::place::Field;
use crate::rilievo::{Gravita, Rilievo};
use jiff::civil::Date;

pub const RULE: Rule = Rule {
    codice: "FAS207",
    nome: "fase-oltre-termine",
    source: include_str!("fas207_fase_oltre_termine.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        let Some((termine, quale)) = term(scheda) else { continue };
        let after =
            |mese: &Mese| mese.anno.is_some_and(|anno| (anno, mese.mese) > (termine.year(), termine.month()));
        for cronoprogramma in &scheda.cronoprogrammi {
            let late: Vec<&Fase> =
                cronoprogramma.fasi.iter().filter(|fase| fase.mesi.last().is_some_and(after)).collect();
            let last = late.iter().filter_map(|fase| fase.mesi.last()).max();
            let place = late.first().and_then(|fase| fase.celle_mesi.as_ref());
            if let (Some(last), Some(place)) = (last, place) {
                let verbo = if late.len() == 1 { "arriva" } else { "arrivano" };
                let mese = mese(*last, cronoprogramma.anno);
                let messaggio = format!("{} {verbo} a {mese}, {quale} il {}", fasi(&late), giorno(termine));
                let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, place, messaggio);
                rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
            }
        }
    }
}

/// By when the obiettivo is to be done, and who says so.
fn term(scheda: &Scheda) -> Option<(Date, &'static str)> {
    match &scheda.data_conclusione {
        Field::Filled(cited) => Some((cited.value, "l'obiettivo si conclude")),
        Field::Unreadable(_) => None,
        Field::Blank(_) | Field::Absent => {
            let due = scheda.indicatori.iter().map(|indicatore| match indicatore.valore_atteso.value() {
                Some(ValoreAtteso::Scadenza(date)) => Some(*date),
                _ => None,
            });
            let due: Vec<Date> = due.collect::<Option<_>>()?;
            Some((due.into_iter().max()?, "l'ultimo indicatore scade"))
        }
    }
}
