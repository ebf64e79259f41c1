//! FAS201 fase-senza-peso — Alcune fasi non hanno il peso
//!
//! **Che cosa.** In un cronoprogramma in cui le altre fasi hanno un peso, cerca le caselle rimaste vuote. È un errore
//! se le altre fasi non fanno 100: il peso che manca non si può indovinare. Se fanno già 100, la fase vale 0, oppure è
//! di troppo il peso di un'altra.
//! **Perché.** Senza il peso di una fase l'avanzamento previsto non si può calcolare.
//! **Rimedio.** Scrivere il peso della fase, anche 0 se è parte di un'altra, e rivedere gli altri perché sommino a 100.
//!
//! ```tabella
//! # Area Patrimonio.xlsx › OB 1
//!  1 | Area Patrimonio
//!  2 | Obiettivo n. 1: Acquisto alloggi
//!  3 | ATTIVITA' E TEMPI DI REALIZZAZIONE
//!  4 | Fase | Descrizione          | GEN | FEB | MAR | APR | %
//!  5 | 1    | Istruttoria          | x   |     |     |     | 60%
//!  6 | 2    | Delibera di Giunta   |     | x   |     |     |       | <- FAS201 G6 la fase 2 non ha peso; le altre sommano già a 100
//!  7 | 3    | Atto di acquisto     |     |     | x   | x   | 40%
//! # Area Patrimonio.xlsx › OB 2
//!  1 | Area Patrimonio
//!  2 | Obiettivo n. 2: Pista di atletica
//!  3 | ATTIVITA' E TEMPI DI REALIZZAZIONE
//!  4 | Fase | Descrizione          | GEN | FEB | MAR | APR | %
//!  5 | 1    | Progetto             | x   |     |     |     | 60%
//!  6 | 2    | Gara                 |     | x   |     |     |       | <- FAS201 G6 le fasi 2 e 3 non hanno peso; le altre sommano a 60
//!  7 | 3    | Lavori               |     |     | x   | x   | ..... |
//! ```
//!
//! Tace quando nessuna fase ha un peso: ne parla FAS202.
//!
//! ```tabella
//! # Area Patrimonio.xlsx › OB 3
//!  1 | Area Patrimonio
//!  2 | Obiettivo n. 3: Convenzioni
//!  3 | ATTIVITA' E TEMPI DI REALIZZAZIONE
//!  4 | Fase | Descrizione          | GEN | FEB | MAR | APR | %
//!  5 | 1    | Esame                | x   |     |     |     |
//!  6 | 2    | Delibera di Giunta   |     | x   |     |     |
//! ```

use super::scrittura::{fasi, numero};
use super::{Context, Rule};
use crate::model::{Cronoprogramma, Fase};
use crate::place::Field;
use crate::rilievo::{Gravita, Rilievo};
use rust_decimal::Decimal;

pub const RULE: Rule = Rule {
    codice: "FAS201",
    nome: "fase-senza-peso",
    source: include_str!("fas201_fase_senza_peso.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        for cronoprogramma in &scheda.cronoprogrammi {
            rilievi.extend(missing(cronoprogramma).map(|found| found.su(obiettivo.chiave.to_string())));
        }
    }
}

fn missing(cronoprogramma: &Cronoprogramma) -> Option<Rilievo> {
    let blank = |fase: &&Fase| matches!(fase.peso, Field::Blank(_));
    let vuote: Vec<&Fase> = cronoprogramma.fasi.iter().filter(blank).collect();
    let place = vuote.first()?.peso.place()?;
    let mut somma = Decimal::ZERO;
    let mut weighed = false;
    for fase in cronoprogramma.fasi.iter().filter(|fase| !blank(fase)) {
        // a weight that could not be read has its own rilievo, and leaves the sum unknown
        somma = somma.checked_add(*fase.peso.value()?)?;
        weighed = true;
    }
    if !weighed {
        return None;
    }
    let verbo = if vuote.len() == 1 { "non ha peso" } else { "non hanno peso" };
    let (gravita, fanno) = match somma == Decimal::ONE_HUNDRED {
        true => (Gravita::Avviso, "già a 100".to_owned()),
        false => (Gravita::Errore, format!("a {}", numero(somma))),
    };
    let messaggio = format!("{} {verbo}; le altre sommano {fanno}", fasi(&vuote));
    Some(Rilievo::new(RULE.codice, gravita, place, messaggio))
}
