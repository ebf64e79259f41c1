//! The valore conseguito, typed: what the office declares it achieved.

use super::date::date;
use super::number::{quantity, ratio};
use crate::grid::Content;
use crate::layout::{Lessico, bare, fold, has_content, one_line};
use crate::model::Conseguito;
use rust_decimal::Decimal;

/// What a cell was understood to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading<T> {
    /// A value.
    Value(T),
    /// Nothing: empty, dots, `n.d.`.
    Blank,
    /// The question as printed (`si/no`), not an answer.
    Unanswered,
    /// Something, but not readable, and why.
    Unreadable(&'static str),
}

/// Reads what was achieved. `year` completes a day without one.
pub fn conseguito(
    content: &Content,
    text: &str,
    year: Option<i16>,
    lessico: &Lessico,
) -> Reading<Conseguito> {
    match content {
        Content::Empty => Reading::Blank,
        Content::Number { value, percent: Some(true) } => {
            Reading::Value(Conseguito::Percentuale(value * Decimal::ONE_HUNDRED))
        }
        Content::Number { value, .. } => Reading::Value(Conseguito::Numero(*value)),
        Content::Date { date, without_year: false } => Reading::Value(Conseguito::Data(*date)),
        Content::Date { without_year: true, .. } => Reading::Unreadable("Excel l'ha trasformato in una data"),
        Content::Bool(value) => Reading::Value(Conseguito::SiNo(*value)),
        Content::Error(_) => Reading::Unreadable("la cella contiene un errore di Excel"),
        Content::Text(_) => from_text(text, year, lessico),
    }
}

fn from_text(text: &str, year: Option<i16>, lessico: &Lessico) -> Reading<Conseguito> {
    let valori = &lessico.valori;
    if !has_content(text) || valori.has("vuoto", text) {
        return Reading::Blank;
    }
    if valori.has("si_no", text) {
        return Reading::Unanswered;
    }
    Reading::Value(value(text, year, lessico))
}

fn value(text: &str, year: Option<i16>, lessico: &Lessico) -> Conseguito {
    // several lines are a report, or several answers in one cell: words, until somebody splits them
    if text.trim().contains('\n') {
        return Conseguito::Testo;
    }
    let text = one_line(text);
    let text = text.trim_end_matches([';', ',', '.']);
    if let Some(answer) = yes_or_no(text, lessico) {
        return Conseguito::SiNo(answer);
    }
    if lessico.valori.has("entro_i_termini", &bare(text)) {
        return Conseguito::EntroITermini;
    }
    if let Some((parte, totale)) = ratio(text) {
        return Conseguito::Rapporto { parte, totale };
    }
    if let Some(found) = date(text, year, lessico).filter(|found| found.has_day) {
        return Conseguito::Data(found.date);
    }
    match quantity(text) {
        Some(found) if found.percent && found.note.is_empty() => Conseguito::Percentuale(found.value),
        Some(found) if !found.percent && is_unit(&found.note) => Conseguito::Numero(found.value),
        _ => Conseguito::Testo,
    }
}

/// Words after a number that only name what is counted: no other number, no negation, at most four.
fn is_unit(note: &str) -> bool {
    let words = crate::layout::words(&bare(note));
    let plain = words.iter().all(|word| !word.chars().any(|c| c.is_ascii_digit()) && word != "non");
    words.len() <= 4 && plain
}

/// `sì`, `NO`, also with a note after a sign: `NO (6 opere su 8)`, `SI - entro i termini`.
pub fn yes_or_no(text: &str, lessico: &Lessico) -> Option<bool> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let (word, note) = text.split_at(end);
    let note = note.trim_start_matches(|c: char| c == '\'' || c == '’' || c.is_whitespace());
    let separated = note.is_empty() || note.starts_with(['-', '–', '—', '(', ',', ';', ':', '.']);
    let answered = |list: &str| match note.is_empty() {
        true => lessico.valori.has(list, text),
        // only the plain word may carry a note: "raggiunto - in parte" is not a yes
        false => fold(word).len() == 2 && lessico.valori.has(list, word),
    };
    match separated || lessico.valori.has("no", text) || lessico.valori.has("si", text) {
        false => None,
        true if lessico.valori.has("no", text) || answered("no") => Some(false),
        true if answered("si") => Some(true),
        true => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    fn read(text: &str) -> Reading<Conseguito> {
        conseguito(&Content::Text(text.into()), text, Some(2023), &Lessico::embedded())
    }

    #[test]
    fn answers_as_offices_give_them() {
        use Conseguito::*;
        let ratio = |a: i64, b: i64| Rapporto { parte: a.into(), totale: b.into() };
        for (typed, value) in [
            ("SI", SiNo(true)),
            ("sì", SiNo(true)),
            ("si'", SiNo(true)),
            ("NO (6 opere su 8)", SiNo(false)),
            ("SI - entro i termini", SiNo(true)),
            ("NO - bozza trasmessa alla RSU il 18/12/2023", SiNo(false)),
            ("non realizzato", SiNo(false)),
            ("entro i termini (scadenza marzo 2024)", EntroITermini),
            ("412 su 500", ratio(412, 500)),
            ("22 dipendenti formati su 30", ratio(22, 30)),
            ("88,0%", Percentuale("88.0".parse().unwrap())),
            ("26 gg.", Numero(26.into())),
            ("n. 3 (SPID, CIE, EIDAS)", Numero(3.into())),
            ("1.750", Numero(1750.into())),
            ("28 settembre 2023", Data(day(2023, 9, 28))),
            ("Approvato con delibera G.C. n. 139 del 05/10/2023", Testo),
            ("Lavori non conclusi", Testo),
            ("giugno", Testo),
            ("1° semestre: 12% degli atti", Testo),
            ("sito in linea", Testo),
            ("noleggio attivato", Testo),
        ] {
            assert_eq!(read(typed), Reading::Value(value), "{typed}");
        }
        assert_eq!(read("si/no"), Reading::Unanswered);
        for blank in ["n.d.", "….", ".....", "-"] {
            assert_eq!(read(blank), Reading::Blank, "{blank}");
        }
    }
}
