//! A period in words: `da gennaio a marzo`, `aprile-maggio`, `entro giugno`, `I semestre`, `tutto l'anno`.
//!
//! Only words that say when are allowed beside the months: a sentence that mentions a month is no period.

use super::date::{date, month_named};
use crate::layout::{Lessico, one_line, part_of_year, words};
use crate::model::Mese;
use jiff::civil::Date;

/// The months of a period; `None` if the text is none. A deadline is its own month.
pub fn months(text: &str, year: Option<i16>, lessico: &Lessico) -> Option<Vec<Mese>> {
    let text = one_line(text);
    if let Some(range) = between_dates(&text, year, lessico) {
        return Some(range);
    }
    let found = words(&text);
    let said = found.iter().find_map(|word| four_digits(word)).or(year)?;
    let mese = |mese: i8| Mese { anno: Some(said), mese };
    if lessico.valori.has("tutto_l_anno", &text) {
        return Some((1..=12).map(mese).collect());
    }
    let part = found.iter().filter(|word| four_digits(word).is_none()).map(|word| in_digits(word, lessico));
    if let Some(period) = part_of_year(&part.collect::<Vec<_>>().join(" "), lessico) {
        return Some(period.mesi.into_iter().map(mese).collect());
    }
    let named: Vec<i8> = found.iter().filter_map(|word| month_named(word, lessico)).collect();
    let allowed = |word: &String| {
        month_named(word, lessico).is_some()
            || four_digits(word).is_some()
            || lessico.valori.has("parola_di_tempo", word)
    };
    if named.is_empty() || !found.iter().all(allowed) {
        return None;
    }
    let listed = text.contains(',') || found.iter().any(|word| word == "e" || word == "ed");
    match named.as_slice() {
        [first, last] if !listed && first <= last => Some((*first..=*last).map(mese).collect()),
        [one] => Some(vec![mese(*one)]),
        several if listed && several.is_sorted() => Some(several.iter().copied().map(mese).collect()),
        _ => None,
    }
}

/// `dal 01/02/2024 al 31/03/2024`, `1.2.2024 - 31.3.2024`.
fn between_dates(text: &str, year: Option<i16>, lessico: &Lessico) -> Option<Vec<Mese>> {
    let tokens = text.split([' ', '\u{a0}']).filter(|token| token.chars().any(|c| c.is_ascii_digit()));
    let days: Vec<Date> = tokens
        .filter_map(|token| date(token, year, lessico))
        .filter(|found| found.has_day)
        .map(|found| found.date)
        .collect();
    match days.as_slice() {
        [first, last] => span(*first, *last),
        _ => None,
    }
}

/// The months from one day to another; `None` if they stand the wrong way round, or too far apart for any plan.
pub fn span(first: Date, last: Date) -> Option<Vec<Mese>> {
    let count = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
    let (from, to) = (count(first), count(last));
    let months = (from..=to).map(|month| {
        Some(Mese { anno: Some((month / 12).try_into().ok()?), mese: (month % 12 + 1).try_into().ok()? })
    });
    (from <= to && to - from < 480).then(|| months.collect())?
}

fn four_digits(word: &str) -> Option<i16> {
    (word.len() == 4).then(|| word.parse::<i16>().ok()).flatten().filter(|year| (2000..2100).contains(year))
}

/// `primo` is 1: the headings of periods are read with digits.
fn in_digits(word: &str, lessico: &Lessico) -> String {
    let rank = lessico.valori.list("ordinale").iter().position(|known| known == word);
    rank.map_or(word.to_owned(), |rank| (rank + 1).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_as_offices_write_them() {
        let lessico = Lessico::embedded();
        let read = |text: &str| {
            months(text, Some(2024), &lessico).map(|months| months.iter().map(|m| m.mese).collect::<Vec<_>>())
        };
        for (typed, expected) in [
            ("da gennaio a marzo", vec![1, 2, 3]),
            ("aprile-maggio", vec![4, 5]),
            ("entro giugno", vec![6]),
            ("entro il mese di luglio 2024", vec![7]),
            ("gennaio, marzo e maggio", vec![1, 3, 5]),
            ("I semestre", vec![1, 2, 3, 4, 5, 6]),
            ("secondo trimestre 2024", vec![4, 5, 6]),
            ("tutto l'anno", (1..=12).collect()),
            ("dal 15/02/2024 al 30/04/2024", vec![2, 3, 4]),
            ("settembre", vec![9]),
        ] {
            assert_eq!(read(typed), Some(expected), "{typed}");
        }
        for typed in ["dopo l'estate", "secondo il piano di marzo", "da ottobre a marzo", "3 mesi"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }
}
