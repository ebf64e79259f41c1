//! IND109 piu-misure-un-atteso — Una cella tiene più misure e un solo valore atteso
//!
//! **Che cosa.** Cerca gli indicatori la cui descrizione contiene più misure (più «%», più «N°» su righe diverse) mentre
//! il valore atteso è un numero solo, e i valori attesi che ne contengono più d'una. Tace quando il lettore ha già diviso
//! la cella in più indicatori.
//! **Perché.** Non si sa a quale misura si riferiscano il valore atteso, il risultato e la verifica, che sono uno solo.
//! **Rimedio.** Mettere una misura per riga, ciascuna con il suo valore atteso.
//!
//! ```tabella
//! # Area Vigilanza.xlsx › OB 3
//!  1 | Area Vigilanza
//!  2 | Obiettivo n. 3: Abbandono dei rifiuti
//!  3 | Indicatore                                                                         | Valore atteso
//!  4 | N° di ricorsi esaminati % di riduzione degli abbandoni % di raccolta differenziata | 10 | <- IND109 A4 2 percentuali
//!  5 | N° di verbali elevati⏎N° di telecamere⏎N° di ricorsi                               | 50 | <- IND109 A5 3 misure «N°»
//!  6 | Conflitto d'interessi | N. segnalazioni/ N. soggetti⏎N. controlli/ N. dichiarazioni | <- IND109 B6 il valore atteso dell'indicatore
//! ```
//!
//! Tace quando la misura è una, anche se è un rapporto:
//!
//! ```tabella
//! # Area Vigilanza.xlsx › OB 4
//!  1 | Area Vigilanza
//!  2 | Obiettivo n. 4: Notti sicure
//!  3 | Indicatore                                      | Valore atteso
//!  4 | N° di controlli / N° di segnalazioni pervenute  | 10/10
//!  5 | % di pratiche evase                             | 80%
//! ```

use super::parole::words;
use super::scrittura::{citato, indicatore as nome};
use super::{Context, Rule};
use crate::model::ValoreAtteso;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "IND109",
    nome: "piu-misure-un-atteso",
    source: include_str!("ind109_piu_misure_un_atteso.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        for indicatore in &scheda.indicatori {
            let Some(atteso) = indicatore.valore_atteso.cited() else { continue };
            let Some(descrizione) = indicatore.descrizione.cited() else { continue };
            let single = matches!(atteso.value, ValoreAtteso::Numero(_) | ValoreAtteso::Percentuale(_));
            let (messaggio, place) = match (single, several(&descrizione.raw), lines(&atteso.raw)) {
                (true, Some(quante), _) => {
                    let che =
                        format!("contiene {quante}, il valore atteso è uno solo: {}", citato(&atteso.raw));
                    (format!("l'indicatore {} {che}", nome(indicatore)), &descrizione.place)
                }
                (false, _, many @ 2..) => {
                    let che = format!("contiene {many} misure «N°»");
                    (format!("il valore atteso dell'indicatore {} {che}", nome(indicatore)), &atteso.place)
                }
                _ => continue,
            };
            let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}

/// How many measures a description holds, when it is more than one.
fn several(text: &str) -> Option<String> {
    match (text.matches('%').count(), lines(text)) {
        (percents @ 2.., _) => Some(format!("{percents} percentuali")),
        (_, many @ 2..) => Some(format!("{many} misure «N°»")),
        _ => None,
    }
}

/// How many lines begin with `N°`.
fn lines(text: &str) -> usize {
    let counts =
        |line: &&str| words(line).first().is_some_and(|word| matches!(word.as_str(), "n" | "nr" | "numero"));
    text.lines().filter(counts).count()
}
