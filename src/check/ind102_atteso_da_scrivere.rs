//! IND102 atteso-da-scrivere — Al posto del valore atteso c'è la domanda «SI/NO»
//!
//! **Che cosa.** Cerca gli indicatori il cui valore atteso è la domanda stampata sul modulo, «SI/NO».
//! **Perché.** Viene inteso «sì»: l'indicatore è realizzato se si risponde sì. Se ci si aspettava altro, per esempio
//! entro una data, il grado sarà sbagliato.
//! **Rimedio.** Niente, se ci si aspetta un sì; altrimenti scrivere il valore atteso.
//!
//! ```tabella
//! # Area Patrimonio.xlsx › OB 1
//!  1 | Area Patrimonio
//!  2 | Obiettivo n. 1: Acquisto alloggi
//!  3 | Indicatore               | Valore atteso
//!  4 | Delibera di Giunta       | SI/NO         | <- IND102 B4 per 2 indicatori il valore atteso è la domanda «SI/NO»
//!  5 | Delibera di Consiglio    | sì/no
//! ```
//!
//! Tace quando il valore atteso è scritto:
//!
//! ```tabella
//! # Area Patrimonio.xlsx › OB 2
//!  1 | Area Patrimonio
//!  2 | Obiettivo n. 2: Convenzioni
//!  3 | Indicatore               | Valore atteso
//!  4 | Delibera di Giunta       | Sì
//!  5 | Pratiche evase           | 100%
//! ```

use super::parole::words;
use super::scrittura::{citato, conta};
use super::{Context, Rule, counts};
use crate::model::ValoreAtteso;
use crate::place::Cited;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "IND102",
    nome: "atteso-da-scrivere",
    source: include_str!("ind102_atteso_da_scrivere.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        let indicatori = scheda.indicatori.iter().filter(|indicatore| counts(context.piano, indicatore));
        let attesi = indicatori.filter_map(|indicatore| indicatore.valore_atteso.cited());
        let domande: Vec<&Cited<ValoreAtteso>> = attesi.filter(|atteso| is_question(atteso)).collect();
        if let Some(first) = domande.first() {
            let quanti = conta(domande.len(), "indicatore", "indicatori");
            let domanda = citato(&first.raw);
            let messaggio =
                format!("per {quanti} il valore atteso è la domanda {domanda}: è stato inteso «sì»");
            let rilievo = Rilievo::new(RULE.codice, Gravita::Nota, &first.place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}

/// Whether both answers stand there.
fn is_question(atteso: &Cited<ValoreAtteso>) -> bool {
    let words = words(&atteso.raw);
    atteso.value == ValoreAtteso::SiNo
        && ["si", "no"].iter().all(|answer| words.iter().any(|word| word == answer))
}
