//! FAS203 fasi-numerazione — I numeri delle fasi non sono di seguito
//!
//! **Che cosa.** In ogni cronoprogramma i numeri delle fasi devono cominciare da 1 e andare di seguito: cerca numeri
//! saltati, ripetuti o fuori ordine. Il cronoprogramma di un anno dopo può ricominciare da 1 o continuare. Tace sulle
//! lettere (a, b, c), sui bis e dove la riga del numero mancante c'è ma è vuota (ne parla FAS110).
//! **Perché.** Un numero che manca può essere una fase cancellata per sbaglio, con il suo peso.
//! **Rimedio.** Controllare se una fase è andata persa; altrimenti rinumerare.
//!
//! ```tabella
//! # Area Affari generali.xlsx › OB 4
//!  1 | Area Affari generali
//!  2 | Obiettivo n. 4: Rendiconto di mandato
//!  3 | ATTIVITA' E TEMPI DI REALIZZAZIONE
//!  4 | Fase | Descrizione           | GEN | FEB | MAR | APR | %
//!  5 | 1    | Indirizzi             | x   |     |     |     | 20
//!  6 | 3    | Progetto grafico      |     | x   |     |     | 40 | <- FAS203 B6 dopo la fase 1 viene la 3: manca la 2
//!  7 | 4    | Stampa                |     |     | x   | x   | 20
//!  8 | 4    | Distribuzione         |     |     |     | x   | 20 | <- FAS203 B8 il numero 4 c'è già
//! ```
//!
//! Tace con i numeri di seguito, con quelli di un anno dopo che continuano, e dove la riga saltata è vuota:
//!
//! ```tabella
//! # Area Affari generali.xlsx › OB 5
//!  1 | Area Affari generali
//!  2 | Obiettivo n. 5: Gare di appalto
//!  3 | ATTIVITA' E TEMPI DI REALIZZAZIONE ANNO 2023
//!  4 | Fase | Descrizione           | GEN | FEB | MAR | APR | %
//!  5 | 1    | Capitolato            | x   |     |     |     | 60
//!  6 | 2    |
//!  7 | 3    | Pubblicazione         |     | x   |     |     | 40
//!  8 | ATTIVITA' E TEMPI DI REALIZZAZIONE ANNO 2024
//!  9 | Fase | Descrizione           | GEN | FEB | MAR | APR | %
//! 10 | 4    | Aggiudicazione        | x   |     |     |     | 100
//! ```

use super::{Context, Rule};
use crate::model::{Cronoprogramma, Fase};
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "FAS203",
    nome: "fasi-numerazione",
    source: include_str!("fas203_fasi_numerazione.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        let mut before: Option<&Cronoprogramma> = None;
        for cronoprogramma in &scheda.cronoprogrammi {
            let found = start(cronoprogramma, before).into_iter().chain(sequence(cronoprogramma));
            rilievi.extend(found.map(|found| found.su(obiettivo.chiave.to_string())));
            before = Some(cronoprogramma);
        }
    }
}

/// The number of a phase: 6 for `6` and for `6 bis`; none for letters.
fn number(fase: &Fase) -> Option<u32> {
    let digits: String = fase.numero.as_ref()?.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// Where the numbers begin: at 1, or after those of the year before.
fn start(cronoprogramma: &Cronoprogramma, before: Option<&Cronoprogramma>) -> Option<Rilievo> {
    let first = cronoprogramma.fasi.first()?;
    let n = number(first).filter(|n| *n > 1)?;
    let Some(before) = before else {
        let messaggio = format!("la prima fase ha il numero {n}");
        return Some(Rilievo::new(RULE.codice, Gravita::Avviso, &first.place, messaggio));
    };
    let last = before.fasi.iter().filter_map(number).max()?;
    let messaggio = format!("dopo le fasi fino alla {last} di un altro anno, la numerazione riprende da {n}");
    (n != last + 1).then(|| Rilievo::new(RULE.codice, Gravita::Nota, &first.place, messaggio))
}

/// Numbers that jump, go back or come twice.
fn sequence(cronoprogramma: &Cronoprogramma) -> Vec<Rilievo> {
    let mut found = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    let mut last: Option<(&Fase, u32)> = None;
    for fase in &cronoprogramma.fasi {
        let (Some(n), Some(numero)) = (number(fase), fase.numero.as_deref()) else { continue };
        let messaggio = match last {
            _ if seen.contains(&numero) => Some(format!("il numero {numero} c'è già")),
            Some((_, before)) if n < before => Some(format!("dopo la fase {before} viene la {n}")),
            Some((previous, before)) if n > before + 1 && !row_between(previous, fase) => {
                let missing =
                    if n == before + 2 { format!("manca la {}", before + 1) } else { missing(before, n) };
                Some(format!("dopo la fase {before} viene la {n}: {missing}"))
            }
            _ => None,
        };
        found.extend(messaggio.map(|text| Rilievo::new(RULE.codice, Gravita::Avviso, &fase.place, text)));
        seen.push(numero);
        last = Some((fase, n));
    }
    found
}

fn missing(before: u32, after: u32) -> String {
    format!("mancano da {} a {}", before + 1, after - 1)
}

/// Whether a row stands between the two: the number that seems missing is there, on a row without a text.
fn row_between(first: &Fase, second: &Fase) -> bool {
    second.place.cells.first.row > first.place.cells.last.row + 1
}
