//! The valore atteso, typed: sì/no, a number at least or at most, a percentage, so many out of so many, a deadline.
//!
//! What is not surely one of these is text, and text is never scored: `30 giorni` does not say whether fewer are
//! better, `30% entro settembre` asks for two things at once.

use super::date::{date, mentions_date};
use super::number::{Quantity, quantity, ratio};
use crate::grid::Content;
use crate::layout::{Lessico, bare, fold, one_line};
use crate::model::ValoreAtteso;
use rust_decimal::Decimal;

/// What a cell expects. `year` completes a deadline without one.
pub fn atteso(content: &Content, text: &str, year: Option<i16>, lessico: &Lessico) -> ValoreAtteso {
    match content {
        Content::Number { value, percent: Some(true) } => {
            ValoreAtteso::Percentuale(value * Decimal::ONE_HUNDRED)
        }
        Content::Number { value, .. } => ValoreAtteso::Numero(*value),
        Content::Date { date, without_year: false } => ValoreAtteso::Scadenza(*date),
        Content::Bool(true) => ValoreAtteso::SiNo,
        Content::Text(_) => from_text(text, year, lessico),
        _ => ValoreAtteso::Testo,
    }
}

fn from_text(text: &str, year: Option<i16>, lessico: &Lessico) -> ValoreAtteso {
    let text = one_line(text);
    let text = text.trim_end_matches([';', ',', '.']);
    let outside = bare(text);
    let valori = &lessico.valori;
    if valori.has("si_no", &outside) || valori.has("si", &outside) {
        return ValoreAtteso::SiNo;
    }
    None.or_else(|| bounded(text, lessico))
        .or_else(|| slashed(text))
        .or_else(|| deadline(text, year, lessico))
        .or_else(|| plain(text, lessico))
        .unwrap_or(ValoreAtteso::Testo)
}

/// `< 30 gg.`, `max 10`, `almeno 5`, `entro 30 giorni`: the direction is said.
fn bounded(text: &str, lessico: &Lessico) -> Option<ValoreAtteso> {
    let (escluso, at_most, rest) = if let Some(rest) = text.strip_prefix("<=").or(text.strip_prefix('≤')) {
        (false, true, rest)
    } else if let Some(rest) = text.strip_prefix('<') {
        (true, true, rest)
    } else if let Some(rest) = text.strip_prefix(">=").or(text.strip_prefix('≥')).or(text.strip_prefix('>'))
    {
        (false, false, rest)
    } else if let Some(rest) = after_word("al_massimo", text, lessico) {
        (false, true, rest)
    } else if let Some(rest) = after_word("almeno", text, lessico) {
        (false, false, rest)
    } else {
        let rest = after_word("entro", text, lessico)?;
        let time = quantity(rest).filter(|found| is_time(found, lessico))?;
        return Some(ValoreAtteso::AlMassimo { limite: time.value, escluso: false, percentuale: false });
    };
    let found = quantity(after_word("articolo", rest, lessico).unwrap_or(rest).trim())
        .filter(|found| few_words(&found.note))?;
    Some(match (at_most, found.percent) {
        (true, percentuale) => ValoreAtteso::AlMassimo { limite: found.value, escluso, percentuale },
        (false, true) => ValoreAtteso::Percentuale(found.value),
        (false, false) => ValoreAtteso::Numero(found.value),
    })
}

/// `25/25`: so many out of so many. `30/06` is a date, and is left to the deadlines.
fn slashed(text: &str) -> Option<ValoreAtteso> {
    let digits = text.split('/').all(|part| part.trim().starts_with('0') && part.trim().len() > 1);
    let padded = text.split('/').any(|part| part.starts_with('0'));
    let (parte, totale) = ratio(text).filter(|_| !digits && !padded)?;
    (parte <= totale).then_some(ValoreAtteso::Rapporto { parte, totale })
}

/// A date alone, after `entro`, or at the end of a sentence that says nothing else to measure.
fn deadline(text: &str, year: Option<i16>, lessico: &Lessico) -> Option<ValoreAtteso> {
    let day = |text: &str| date(text, year, lessico).map(|found| ValoreAtteso::Scadenza(found.date));
    if let Some(found) = day(text).or_else(|| day(after_word("entro", text, lessico)?)) {
        return Some(found);
    }
    let lower = text.to_lowercase();
    let at = lower.rfind("entro ")?;
    let (sentence, rest) = (text.get(..at)?, text.get(at..)?);
    let measures = sentence.chars().any(|c| c.is_ascii_digit());
    (!measures && !mentions_date(sentence, lessico)).then(|| day(after_word("entro", rest, lessico)?))?
}

/// A number or a percentage, with a few words after it.
fn plain(text: &str, lessico: &Lessico) -> Option<ValoreAtteso> {
    let found = quantity(text)?;
    if found.percent {
        return few_words(&found.note).then_some(ValoreAtteso::Percentuale(found.value));
    }
    let other_numbers = found.note.chars().any(|c| c.is_ascii_digit());
    let names =
        (found.counted || few_words(&found.note)) && !other_numbers && !mentions_date(&found.note, lessico);
    (names && !is_time(&found, lessico)).then_some(ValoreAtteso::Numero(found.value))
}

/// Whether the quantity counts days or hours: fewer may be better.
fn is_time(found: &Quantity, lessico: &Lessico) -> bool {
    let unit = found.note.split_whitespace().next().unwrap_or_default();
    lessico.valori.has("unita_di_tempo", unit)
}

fn few_words(note: &str) -> bool {
    note.split_whitespace().count() <= 4 && !note.chars().any(|c| c.is_ascii_digit())
}

/// What follows one of the words of a list, where the text starts with it.
fn after_word<'a>(list: &str, text: &'a str, lessico: &Lessico) -> Option<&'a str> {
    let mut words: Vec<&String> = lessico.valori.list(list).iter().collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let lower = text.to_lowercase();
    let word = words.into_iter().find(|word| {
        let rest = lower.strip_prefix(word.as_str());
        rest.is_some_and(|rest| {
            word.ends_with(['\'', '’']) || rest.starts_with(|c: char| !c.is_alphanumeric())
        })
    })?;
    // lower-casing keeps byte lengths for the letters of Italian; anything else is left alone
    (lower.len() == text.len())
        .then(|| text.get(word.len()..).map(str::trim))?
        .filter(|rest| !fold(rest).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    fn read(text: &str) -> ValoreAtteso {
        atteso(&Content::Text(text.into()), text, Some(2023), &Lessico::embedded())
    }

    #[test]
    fn deadlines_as_the_forms_write_them() {
        let by = |month, of| ValoreAtteso::Scadenza(day(2023, month, of));
        for (typed, expected) in [
            ("Entro il mese di aprile 2023", by(4, 30)),
            ("31.10.2023", by(10, 31)),
            ("Luglio 2023", by(7, 31)),
            ("entro febbraio", by(2, 28)),
            ("Entro 30/10/2023", by(10, 30)),
            ("Entro il 30 settembre 2023", by(9, 30)),
            ("Rendicontazione sui portali dedicati entro il 31.07.2023", by(7, 31)),
            ("30/06", by(6, 30)),
        ] {
            assert_eq!(read(typed), expected, "{typed}");
        }
    }

    #[test]
    fn what_is_not_surely_a_measure_is_text() {
        for typed in [
            "Dal mese di Aprile 2023",
            "30 giorni",
            "30% entro il 30.09.2023",
            "Tutto l'anno",
            "Approvazione",
            "90 gg dall'approvazione del PIAO",
            "Una per ciascun trimestre dell'anno",
            "N. verifiche/ N. dichiarazioni (100%)",
        ] {
            assert_eq!(read(typed), ValoreAtteso::Testo, "{typed}");
        }
    }

    #[test]
    fn numbers_say_their_direction() {
        let number = |n: i64| ValoreAtteso::Numero(n.into());
        let at_most =
            |n: i64, escluso| ValoreAtteso::AlMassimo { limite: n.into(), escluso, percentuale: false };
        assert_eq!(read("<30 gg."), at_most(30, true));
        assert_eq!(read("al massimo 500"), at_most(500, false));
        assert_eq!(read("entro 30 giorni"), at_most(30, false));
        assert_eq!(read("almeno 5"), number(5));
        assert_eq!(read("N°5"), number(5));
        assert_eq!(read("n.2 API attivate verso la piattaforma"), number(2));
        assert_eq!(read("45% del personale programmato"), ValoreAtteso::Percentuale(45.into()));
        assert_eq!(read("N° 10/10"), ValoreAtteso::Rapporto { parte: 10.into(), totale: 10.into() });
        assert_eq!(read("si / no"), ValoreAtteso::SiNo);
    }
}
