//! Whether an obiettivo still counts: withdrawn or neutralised, when a text of its scheda says so and cites a deed.

use crate::layout::{Lessico, one_line, words};
use crate::model::{Scheda, Stato};
use crate::place::Cited;

/// Withdrawn or neutralised, when a text of the scheda says so of the obiettivo and cites a deed.
pub(super) fn stato(scheda: &Scheda, lessico: &Lessico) -> Stato {
    let results = scheda
        .monitoraggio
        .iter()
        .flat_map(|row| row.conseguito.values())
        .filter_map(|field| Some((field.raw()?, field.place()?)));
    let boxes = [&scheda.motivazione, &scheda.cause_esterne, &scheda.atto_conclusivo]
        .into_iter()
        .filter_map(|field| Some((field.raw()?, field.place()?)));
    let texts: Vec<_> = boxes.chain(results).collect();
    let says = |text: &str, list: &str| {
        let words = words(text);
        let word = |word: &String| lessico.valori.has(list, word);
        words
            .iter()
            .position(|w| w.starts_with("obiettiv"))
            .is_some_and(|at| words.iter().skip(at).take(4).any(word))
    };
    let deed = |text: &str| {
        let lower = text.to_lowercase();
        lessico.valori.list("atto").iter().any(|word| lower.contains(word.as_str()))
            && text.chars().any(|c| c.is_ascii_digit())
    };
    for (text, place) in texts {
        let cited = || Cited { value: one_line(text), raw: text.to_owned(), place: place.clone() };
        match deed(text) {
            true if says(text, "ritirato") => return Stato::Ritirato(cited()),
            true if says(text, "neutralizzato") => return Stato::Neutralizzato(cited()),
            _ => {}
        }
    }
    Stato::Attivo
}
