//! MON210 si-senza-data — Un «sì» dopo la scadenza non dice quando è stato fatto
//!
//! **Che cosa.** Cerca gli indicatori che scadono un certo giorno e il cui risultato, scritto a una data successiva, è un
//! «sì» senza giorno. Tace quando un «sì» c'era già prima della scadenza, quando dopo la scadenza c'era ancora un «no»
//! (è in ritardo di sicuro), e quando c'è la verifica.
//! **Perché.** Può essere stato fatto in tempo o in ritardo: il regolamento (`si_senza_data`) dice se contarlo rispettato,
//! e allora vale 100, o tenerlo in sospeso.
//! **Rimedio.** Scrivere il giorno al posto del «sì», o barrare la verifica.
//!
//! ```tabella
//! # Area Edilizia.xlsx › OB 1
//!  1 | Area Edilizia
//!  2 | Obiettivi assegnati per l'anno 2023
//!  3 | Obiettivo n. 1: Registro dei crediti
//!  4 | Indicatore                | Valore atteso | Valore conseguito al 30/09 | Valore conseguito al 31/12
//!  5 | Approvazione del registro | 30/06/2023    |                            | sì | <- MON210 D5 non dice se è stato fatto entro il 30/06/2023: è stato contato come rispettato
//! ```
//!
//! Tace quando il giorno c'è, o le altre rilevazioni lo chiariscono:
//!
//! ```tabella
//! # Area Edilizia.xlsx › OB 2
//!  1 | Area Edilizia
//!  2 | Obiettivi assegnati per l'anno 2023
//!  3 | Obiettivo n. 2: Oneri
//!  4 | Indicatore                | Valore atteso | Valore conseguito al 30/09 | Valore conseguito al 31/12
//!  5 | Delibera                  | 30/06/2023    |                            | 12/06/2023
//!  6 | Regolamento               | 31/10/2023    | sì                         | sì
//!  7 | Pubblicazione             | 30/06/2023    | no                         | sì
//!  8 | Rapporto                  | 31/12/2023    |                            | sì
//! ```

use super::scrittura::{citato, giorno, indicatore as nome};
use super::{Context, Rule};
use crate::model::{Conseguito, Indicatore, Scadenza, ValoreAtteso};
use crate::place::Cited;
use crate::regolamento::SiSenzaData;
use crate::rilievo::{Gravita, Rilievo};
use jiff::civil::Date;

pub const RULE: Rule =
    Rule { codice: "MON210", nome: "si-senza-data", source: include_str!("mon210_si_senza_data.rs"), run };

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let Some(anno) = context.piano.anno else { return };
    let preso = match context.regolamento.indicatori.si_senza_data {
        SiSenzaData::Rispettato => "è stato contato come rispettato",
        SiSenzaData::Sospeso => "resta in sospeso",
    };
    for (obiettivo, scheda) in context.schede() {
        for indicatore in &scheda.indicatori {
            let Some((due, said)) = undated(indicatore, anno) else { continue };
            let (detto, nome) = (citato(&said.raw), nome(indicatore));
            let che = format!("{detto} non dice se è stato fatto entro il {}: {preso}", giorno(due));
            let messaggio = format!("l'indicatore {nome}: {che}");
            let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, &said.place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}

/// The day due and the last result, when that is a bare yes read after the day and nothing else tells.
fn undated(indicatore: &Indicatore, anno: i16) -> Option<(Date, &Cited<Conseguito>)> {
    let Some(ValoreAtteso::Scadenza(due)) = indicatore.valore_atteso.value() else { return None };
    if indicatore.verifica.raw().is_some() || indicatore.valore_ndv.raw().is_some() {
        return None;
    }
    let read = |scadenza: &Scadenza| Date::new(anno, scadenza.mese, scadenza.giorno).ok();
    let results = indicatore.conseguito.iter().filter_map(|(at, field)| Some((read(at)?, field.cited()?)));
    let results: Vec<(Date, &Cited<Conseguito>)> = results.collect();
    let ((day, said), before) = results.split_last()?;
    if said.value != Conseguito::SiNo(true) || day <= due {
        return None;
    }
    let told = before.iter().any(|(day, earlier)| match earlier.value {
        Conseguito::SiNo(true) => day <= due,
        Conseguito::SiNo(false) => day >= due,
        Conseguito::Data(_) | Conseguito::EntroITermini => true,
        _ => false,
    });
    (!told).then_some((*due, *said))
}
