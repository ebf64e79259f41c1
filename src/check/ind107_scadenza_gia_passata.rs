//! IND107 scadenza-gia-passata — Un indicatore era già scaduto quando è stato pesato
//!
//! **Che cosa.** Confronta la scadenza di ogni indicatore con il giorno del verbale di pesatura, se sta scritto sopra la
//! tabella; altrimenti cerca solo le scadenze di anni prima di quello del piano.
//! **Perché.** Un risultato già noto quando si assegna l'obiettivo non è più una sfida: il Nucleo deve saperlo quando dà
//! i punti.
//! **Rimedio.** Correggere la data, se è sbagliata; altrimenti sostituire l'indicatore con uno ancora da raggiungere.
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Pesatura degli obiettivi 2023
//!  2 | Allegato al verbale del 14/06/2023
//!  3 | Area      | N. | Titolo obiettivo   | Strategicità | Complessità | Rapporto
//!  4 | PERSONALE | 1  | Nuove assunzioni   | 80           | 70          | 60
//! # Area Personale.xlsx › OB 1
//!  1 | Area Personale
//!  2 | Obiettivo n. 1: Nuove assunzioni
//!  3 | Indicatore                     | Valore atteso
//!  4 | Programmazione del fabbisogno  | 30/04/2023   | <- IND107 B4 la scadenza del 30/04/2023 era già passata il 14/06/2023, giorno della pesatura
//!  5 | Assunzioni                     | 31/12/2023
//! ```
//!
//! Tace quando le scadenze sono ancora da venire, o il giorno della pesatura non si sa:
//!
//! ```tabella
//! # Pesatura.xlsx › Pesatura
//!  1 | Pesatura degli obiettivi 2023
//!  2 | Area      | N. | Titolo obiettivo   | Strategicità | Complessità | Rapporto
//!  3 | PERSONALE | 1  | Nuove assunzioni   | 80           | 70          | 60
//! # Area Personale.xlsx › OB 1
//!  1 | Area Personale
//!  2 | Obiettivo n. 1: Nuove assunzioni
//!  3 | Indicatore                     | Valore atteso
//!  4 | Programmazione del fabbisogno  | 30/04/2023
//! ```

use super::scrittura::{conta, giorno, indicatore as nome};
use super::{Context, Rule, same_sheet};
use crate::model::{Indicatore, Obiettivo, ValoreAtteso};
use crate::place::Place;
use crate::rilievo::{Gravita, Rilievo};
use jiff::civil::Date;

pub const RULE: Rule = Rule {
    codice: "IND107",
    nome: "scadenza-gia-passata",
    source: include_str!("ind107_scadenza_gia_passata.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        let Some((since, quale)) = since(context, obiettivo) else { continue };
        let passed: Vec<(&Indicatore, Date, &Place)> = scheda
            .indicatori
            .iter()
            .filter_map(|indicatore| match indicatore.valore_atteso.cited()? {
                atteso if indicatore.anno.is_none() => Some((indicatore, due(&atteso.value)?, &atteso.place)),
                _ => None,
            })
            .filter(|(_, due, _)| *due < since)
            .collect();
        let Some((indicatore, due, place)) = passed.first() else { continue };
        let altri = match passed.len() {
            1 => String::new(),
            many => format!("; lo stesso per {}", conta(many - 1, "altro indicatore", "altri indicatori")),
        };
        let (nome, due) = (nome(indicatore), giorno(*due));
        let messaggio = format!("l'indicatore {nome}: la scadenza del {due} era già passata {quale}{altri}");
        let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, *place, messaggio);
        rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
    }
}

fn due(atteso: &ValoreAtteso) -> Option<Date> {
    match atteso {
        ValoreAtteso::Scadenza(date) => Some(*date),
        _ => None,
    }
}

/// The day of the pesatura that the obiettivo stands in, or the first of the plan's year.
fn since(context: &Context<'_>, obiettivo: &Obiettivo) -> Option<(Date, String)> {
    let place = obiettivo.pesatura.as_ref().map(|riga| &riga.place);
    let own = context
        .piano
        .pesature
        .iter()
        .find(|pesatura| place.is_some_and(|place| same_sheet(place, &pesatura.place)));
    let weighed = own.and_then(|pesatura| pesatura.data);
    let weighed = weighed.map(|date| (date, format!("il {}, giorno della pesatura", giorno(date))));
    weighed.or_else(|| {
        let anno = context.piano.anno?;
        Some((Date::new(anno, 1, 1).ok()?, format!("all'inizio del {anno}")))
    })
}
