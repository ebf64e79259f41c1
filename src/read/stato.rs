//! Whether an obiettivo still counts: withdrawn or neutralised, when a text of its scheda says so and cites a deed.

use crate::layout::{Lessico, one_line, words};
use crate::model::{Scheda, Stato};
use crate::place::{Cited, Place};

/// Withdrawn or neutralised, when a text of the scheda says so of the obiettivo and cites a deed.
pub(super) fn stato(scheda: &Scheda, lessico: &Lessico) -> Stato {
    for (text, place) in texts(scheda) {
        let cited = || Cited { value: one_line(text), raw: text.to_owned(), place: place.clone() };
        match deed(text, lessico) {
            true if says(text, "ritirato", lessico) => return Stato::Ritirato(cited()),
            true if says(text, "neutralizzato", lessico) => return Stato::Neutralizzato(cited()),
            _ => {}
        }
    }
    Stato::Attivo
}

/// The text that says the obiettivo is postponed, if one does and cites a deed.
pub fn rinviato(scheda: &Scheda, lessico: &Lessico) -> Option<Cited<String>> {
    let found =
        texts(scheda).into_iter().find(|(text, _)| deed(text, lessico) && says(text, "rinviato", lessico));
    found.map(|(text, place)| Cited { value: one_line(text), raw: text.to_owned(), place: place.clone() })
}

/// The text that says the obiettivo is postponed, whether or not it cites a deed.
pub fn detto_rinviato(scheda: &Scheda, lessico: &Lessico) -> Option<Cited<String>> {
    let found = texts(scheda).into_iter().find(|(text, _)| says(text, "rinviato", lessico));
    found.map(|(text, place)| Cited { value: one_line(text), raw: text.to_owned(), place: place.clone() })
}

/// The texts that may say it: the reasons, the act, the results.
fn texts(scheda: &Scheda) -> Vec<(&str, &Place)> {
    let rows = scheda.monitoraggio.iter().flat_map(|row| row.conseguito.values());
    let lists = scheda.indicatori.iter().flat_map(|indicatore| indicatore.conseguito.values());
    let results = rows.chain(lists).filter_map(|field| Some((field.raw()?, field.place()?)));
    let boxes = [&scheda.motivazione, &scheda.cause_esterne, &scheda.atto_conclusivo];
    boxes.into_iter().filter_map(|field| Some((field.raw()?, field.place()?))).chain(results).collect()
}

/// Whether a text says this of the obiettivo.
fn says(text: &str, list: &str, lessico: &Lessico) -> bool {
    let words = words(text);
    let at = words.iter().position(|word| word.starts_with("obiettiv"));
    at.is_some_and(|at| words.iter().skip(at).take(4).any(|word| lessico.valori.has(list, word)))
}

/// Whether a text cites a deed.
fn deed(text: &str, lessico: &Lessico) -> bool {
    let lower = text.to_lowercase();
    lessico.valori.list("atto").iter().any(|word| lower.contains(word.as_str()))
        && text.chars().any(|c| c.is_ascii_digit())
}
