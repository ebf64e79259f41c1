//! IND103 limite-detto-altrove — Il testo dice «al massimo», il valore atteso no
//!
//! **Che cosa.** Quando il valore atteso è un semplice numero, cerca nel nome dell'indicatore e, accanto allo stesso
//! numero, nella descrizione dell'obiettivo le parole di un limite da non superare (l'elenco `al_massimo` di
//! `templates/regole.toml`).
//! **Perché.** Un numero semplice vuol dire «almeno»: chi ne fa di più ha 100. Se è un limite, chi lo supera dovrebbe
//! avere di meno.
//! **Rimedio.** Scrivere nel valore atteso «al massimo 500», se è un limite; altrimenti niente.
//!
//! ```tabella
//! # Area Risorse.xlsx › OB 4
//!  1 | Area Risorse
//!  2 | Obiettivo n. 4: Rimborsi
//!  3 | Descrizione obiettivo e risultato atteso | Per il 2023 si prevede di emettere al massimo 500 atti.
//!  4 | Indicatore            | Valore atteso
//!  5 | Numero atti           | 500           | <- IND103 B5 il valore atteso è 500, ma la descrizione dell'obiettivo dice «al massimo»
//! ```
//!
//! Tace quando il limite è scritto nel valore atteso, o riguarda un altro numero:
//!
//! ```tabella
//! # Area Risorse.xlsx › OB 5
//!  1 | Area Risorse
//!  2 | Obiettivo n. 5: Pagamenti
//!  3 | Descrizione obiettivo e risultato atteso | Al massimo 3 solleciti per fattura.
//!  4 | Indicatore            | Valore atteso
//!  5 | Giorni di ritardo     | al massimo 3
//!  6 | Fatture controllate   | 250
//! ```

use super::parole::Parole;
use super::scrittura::{citato, numero};
use super::{Context, Rule};
use crate::model::{Indicatore, Scheda, ValoreAtteso};
use crate::rilievo::{Gravita, Rilievo};
use rust_decimal::Decimal;

pub const RULE: Rule = Rule {
    codice: "IND103",
    nome: "limite-detto-altrove",
    source: include_str!("ind103_limite_detto_altrove.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let parole = Parole::embedded();
    for (obiettivo, scheda) in context.schede() {
        for indicatore in &scheda.indicatori {
            let Some(atteso) = indicatore.valore_atteso.cited() else { continue };
            let ValoreAtteso::Numero(n) = atteso.value else { continue };
            let own = in_own_words(parole, indicatore).map(|detto| (detto, "il nome dell'indicatore"));
            let other =
                || in_description(parole, scheda, n).map(|detto| (detto, "la descrizione dell'obiettivo"));
            if let Some((detto, dove)) = own.or_else(other) {
                let messaggio = format!("il valore atteso è {}, ma {dove} dice {}", numero(n), citato(detto));
                let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, &atteso.place, messaggio);
                rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
            }
        }
    }
}

fn in_own_words<'a>(parole: &'a Parole, indicatore: &Indicatore) -> Option<&'a str> {
    let texts = [indicatore.descrizione.raw(), indicatore.misura.raw()];
    texts.into_iter().flatten().find_map(|text| Some(parole.trova("al_massimo", text)?.0))
}

/// The limit and, within three words after it, the very number.
fn in_description<'a>(parole: &'a Parole, scheda: &Scheda, n: Decimal) -> Option<&'a str> {
    let (detto, dopo) = parole.trova("al_massimo", scheda.descrizione.raw()?)?;
    let number = n.normalize().to_string();
    dopo.iter().take(3).any(|word| *word == number).then_some(detto)
}
