//! MON201 atteso-cambiato — Il valore atteso del monitoraggio non è quello dell'indicatore
//!
//! **Che cosa.** Confronta il valore atteso scritto nel monitoraggio con quello scritto fra gli indicatori, per ogni riga
//! che riguarda un indicatore solo. Sono un avviso due date, numeri o percentuali diversi, anche dentro un testo; una nota
//! due testi diversi.
//! Tace se cambia solo il modo di scriverlo, «1.750» e «1750», «Entro il 30/06/2023» e «30.06.23», o se il monitoraggio lo
//! dice con meno parole.
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
//!  7 | Stato della pubblicazione | Bozza avanzata pronta al 31.12.2023
//!  8 | MONITORAGGIO
//!  9 | Indicatore                | Valore atteso                  | Valore conseguito al 30/09 | Valore conseguito al 31/12
//! 10 | Sistemi migrati           | n. 3 sistemi                   | | | <- MON201 B10 il monitoraggio si aspetta «n. 3 sistemi», l'indicatore «n. 5 sistemi»
//! 11 | Delibera di indirizzo     | 30/09/2023                     | | | <- MON201 B11
//! 12 | Stato della pubblicazione | Prima bozza (31/12/2024)       | | | <- MON201 B12 le date sono diverse
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
//!  8 | Calendario delle attività | Stesura calendario delle discipline sportive
//!  9 | MONITORAGGIO
//! 10 | Indicatore                | Valore atteso                  | Valore conseguito al 30/09 | Valore conseguito al 31/12
//! 11 | Numero atti               | 1750
//! 12 | Delibera di indirizzo     | 30.06.23
//! 13 | Avvio della procedura     | AVVIO PROCEDURA DI COPROGETTAZIONE
//! 14 | Calendario delle attività | Stesura calendario
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
        true if other_dates(&planned.raw, &now.raw) => Some((
            Gravita::Avviso,
            format!("il monitoraggio dice {after}, l'indicatore {before}: le date sono diverse"),
        )),
        false if planned.value != now.value => {
            Some((Gravita::Avviso, format!("il monitoraggio si aspetta {after}, l'indicatore {before}")))
        }
        true if shortened(&planned.raw, &now.raw) => None,
        // the same value: words on one side only explain it, other words on both may change it
        false if !explained_otherwise(&planned.raw, &now.raw) => None,
        _ => Some((Gravita::Nota, format!("il monitoraggio dice {after}, l'indicatore {before}"))),
    }
}

/// Whether the monitoring only says it in fewer words: `Stesura calendario` for `Stesura calendario delle discipline`.
fn shortened(planned: &str, now: &str) -> bool {
    let (planned, now) = (words(planned), words(now));
    now.len() > 1 && now.iter().all(|word| planned.contains(word))
}

/// Whether both texts say a day, and not the same.
fn other_dates(a: &str, b: &str) -> bool {
    let days = |text: &str| {
        let words = words(text);
        let digits = |word: &String| word.chars().all(|c| c.is_ascii_digit());
        let windows =
            words.windows(3).filter(|day| day.iter().all(digits) && day.last().is_some_and(|y| y.len() == 4));
        windows.map(<[String]>::to_vec).collect::<Vec<_>>()
    };
    let (a, b) = (days(a), days(b));
    !a.is_empty() && !b.is_empty() && a != b
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
