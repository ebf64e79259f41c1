//! MON201 atteso-cambiato — Il valore atteso del monitoraggio non è quello dell'indicatore
//!
//! **Che cosa.** Confronta il valore atteso scritto nel monitoraggio con quello scritto fra gli indicatori, per ogni riga
//! che riguarda un indicatore solo. Sono un avviso due date, numeri o percentuali diversi; una nota due testi diversi.
//! Tace se cambia solo il modo di scriverlo: «1.750» e «1750», «Entro il 30/06/2023» e «30.06.23».
//! **Perché.** Il grado si calcola sul valore dell'indicatore: se quello giusto è l'altro, il grado è sbagliato. Cambiare
//! in corso d'anno ciò che ci si aspetta richiede un atto.
//! **Rimedio.** Riportare lo stesso valore nei due posti, e citare l'atto se è cambiato.
//!
//! ```tabella
//! # Area Servizi.xlsx › OB 4
//!  1 | Area Servizi
//!  2 | Obiettivo n. 4: Identità digitale
//!  3 | INDICATORI DI RISULTATO
//!  4 | Indicatore                | Valore atteso
//!  5 | Sistemi migrati           | n. 5 sistemi
//!  6 | Delibera di indirizzo     | Entro il 31.10.2023
//!  7 | Stato della pubblicazione | Bozza avanzata
//!  8 | MONITORAGGIO
//!  9 | Indicatore                | Valore atteso                  | Valore conseguito al 30/09 | Valore conseguito al 31/12
//! 10 | Sistemi migrati           | n. 3 sistemi                   | | | <- MON201 B10 il monitoraggio si aspetta «n. 3 sistemi», l'indicatore «n. 5 sistemi»
//! 11 | Delibera di indirizzo     | 30/09/2023                     | | | <- MON201 B11
//! 12 | Stato della pubblicazione | Prima bozza comprensiva di foto | | | <- MON201 B12 il monitoraggio dice «Prima bozza comprensiva di foto»
//! ```
//!
//! Tace quando il valore è lo stesso, comunque sia scritto:
//!
//! ```tabella
//! # Area Risorse.xlsx › OB 5
//!  1 | Area Risorse
//!  2 | Obiettivo n. 5: Riscossione
//!  3 | INDICATORI DI RISULTATO
//!  4 | Indicatore                | Valore atteso
//!  5 | Numero atti               | "1.750"
//!  6 | Delibera di indirizzo     | Entro il 30/06/2023
//!  7 | Avvio della procedura     | Avvio procedura di co-progettazione
//!  8 | MONITORAGGIO
//!  9 | Indicatore                | Valore atteso                  | Valore conseguito al 30/09 | Valore conseguito al 31/12
//! 10 | Numero atti               | 1750
//! 11 | Delibera di indirizzo     | 30.06.23
//! 12 | Avvio della procedura     | AVVIO PROCEDURA DI COPROGETTAZIONE
//! ```

use super::parole::{same, words};
use super::scrittura::citato;
use super::{Context, Rule};
use crate::model::ValoreAtteso;
use crate::place::Cited;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "MON201",
    nome: "atteso-cambiato",
    source: include_str!("mon201_atteso_cambiato.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        for row in &scheda.monitoraggio {
            let [only] = row.indicatori.as_slice() else { continue };
            let planned =
                scheda.indicatori.get(*only).and_then(|indicatore| indicatore.valore_atteso.cited());
            let (Some(planned), Some(now)) = (planned, row.valore_atteso.cited()) else { continue };
            if let Some((gravita, messaggio)) = change(planned, now) {
                let rilievo = Rilievo::new(RULE.codice, gravita, &now.place, messaggio);
                rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
            }
        }
    }
}

fn change(planned: &Cited<ValoreAtteso>, now: &Cited<ValoreAtteso>) -> Option<(Gravita, String)> {
    let (before, after) = (citato(&planned.raw), citato(&now.raw));
    let texts = [planned, now].iter().any(|cited| cited.value == ValoreAtteso::Testo);
    match texts {
        _ if same(&planned.raw, &now.raw) => None,
        false if planned.value != now.value => {
            Some((Gravita::Avviso, format!("il monitoraggio si aspetta {after}, l'indicatore {before}")))
        }
        // the same value: words on one side only explain it, other words on both may change it
        false if !explained_otherwise(&planned.raw, &now.raw) => None,
        _ => Some((Gravita::Nota, format!("il monitoraggio dice {after}, l'indicatore {before}"))),
    }
}

/// Whether both texts go on with words, and not with the same ones: `45% del personale programmato`, `45% del personale`.
fn explained_otherwise(a: &str, b: &str) -> bool {
    let meant = |text: &str| {
        let long = |word: &String| word.len() > 4 && word.chars().all(char::is_alphabetic);
        words(text).into_iter().filter(long).collect::<Vec<_>>()
    };
    let (a, b) = (meant(a), meant(b));
    !a.is_empty() && !b.is_empty() && a != b
}
