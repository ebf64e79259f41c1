//! IND110 rapporto-senza-totale — L'indicatore è un rapporto, il valore atteso un numero solo
//!
//! **Che cosa.** Cerca gli indicatori che misurano «N° di … / N° di …» e il cui valore atteso è un numero senza il
//! secondo termine e senza il segno di percentuale.
//! **Perché.** «50» può essere il 50 per cento, 50 su quanti sono, o il quoziente: il risultato verrà confrontato con 50
//! così com'è.
//! **Rimedio.** Scrivere «50%», oppure «50/60»; niente, se è davvero il quoziente.
//!
//! ```tabella
//! # Area Vigilanza.xlsx › OB 2
//!  1 | Area Vigilanza
//!  2 | Obiettivo n. 2: Scuole sicure
//!  3 | Indicatore                                           | Valore atteso
//!  4 | N° di segnalazioni gestite / N° segnalazioni ricevute | 50 | <- IND110 B4 è un rapporto, il valore atteso è 50
//! ```
//!
//! Tace quando il valore è una percentuale o un rapporto, o la barra divide due parole:
//!
//! ```tabella
//! # Area Vigilanza.xlsx › OB 4
//!  1 | Area Vigilanza
//!  2 | Obiettivo n. 4: Notti sicure
//!  3 | Indicatore                                            | Valore atteso
//!  4 | N° di controlli / N° di segnalazioni pervenute        | 10/10
//!  5 | N° di segnalazioni gestite / N° segnalazioni ricevute | 50%
//!  6 | N° di corsi/incontri svolti                           | 5
//! ```

use super::parole::words;
use super::scrittura::{indicatore as nome, numero};
use super::{Context, Rule};
use crate::model::ValoreAtteso;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "IND110",
    nome: "rapporto-senza-totale",
    source: include_str!("ind110_rapporto_senza_totale.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        for indicatore in &scheda.indicatori {
            let Some(atteso) = indicatore.valore_atteso.cited() else { continue };
            let ValoreAtteso::Numero(n) = atteso.value else { continue };
            if indicatore.descrizione.raw().is_some_and(is_ratio) {
                let messaggio = format!(
                    "l'indicatore {} è un rapporto, il valore atteso è {} e non dice su quanti",
                    nome(indicatore),
                    numero(n)
                );
                let rilievo = Rilievo::new(RULE.codice, Gravita::Nota, &atteso.place, messaggio);
                rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
            }
        }
    }
}

/// `N° di … / n° …`: both terms say that they are numbers.
fn is_ratio(text: &str) -> bool {
    let counts =
        |part: &str| words(part).first().is_some_and(|word| matches!(word.as_str(), "n" | "nr" | "numero"));
    text.split_once('/').is_some_and(|(part, whole)| counts(part) && counts(whole))
}
