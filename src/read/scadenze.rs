//! The deadline of each column of results, told by its heading; which columns of results are of another year, and which do
//! not say when. Where no heading says it, see [`super::scadenza`].

use super::date::date;
use super::page::Page;
use super::scadenza::{self, Titolo};
use super::table_rows::rows;
use super::{anno, periodo, risposte};
use crate::layout::{Colonna, Column, Table, What, one_line, words};
use crate::model::Scadenza;
use crate::place::CellRange;
use crate::rilievo::Gravita;

/// The deadline of each column of results. A column without a date is the end of the year's.
pub fn deadlines(page: &mut Page<'_>, table: &Table, year: Option<i16>) -> Vec<(usize, Scadenza)> {
    let mut found: Vec<(usize, Scadenza)> = Vec::new();
    for (index, column) in table.columns.iter().enumerate() {
        if column.what != What::Colonna(Colonna::Conseguito) || risposte::is_no(table, index) {
            continue;
        }
        let heading =
            page.sheet.at(column.header.first.row, column.header.first.column).map(|cell| cell.text.clone());
        let text = one_line(&heading.unwrap_or_default());
        let rest = risposte::without_answer(&column.rest);
        if let Some(other) = anno::only_year(rest).filter(|own| year.is_some_and(|year| year != *own)) {
            let text = format!("la colonna «{text}» è del {other}: non è stata usata");
            page.report("MON101", Gravita::Nota, column.header, text);
            claim_column(page, table, index);
            continue;
        }
        let read = date(rest.trim_start_matches("al ").trim(), year.or(Some(2001)), page.lessico);
        let other_year =
            read.filter(|found| found.has_year && year.is_some_and(|year| found.date.year() != year));
        if other_year.is_some() {
            page.report(
                "MON101",
                if of_past(page, table, year) { Gravita::Nota } else { Gravita::Avviso },
                column.header,
                format!("la colonna «{text}» riguarda un altro anno: non è stata usata"),
            );
            continue;
        }
        let scadenza = match read {
            Some(found) => Scadenza { mese: found.date.month(), giorno: found.date.day() },
            None if ends(page, rest, year).is_some() => ends(page, rest, year).unwrap_or(Scadenza::FINE_ANNO),
            None if is_instalment(page, table, index) => {
                let text = format!("la colonna «{text}» non dice a che data: non è stata usata");
                page.report("MON106", Gravita::Avviso, column.header, text);
                continue;
            }
            None => match scadenza::of_titles(page, table, year) {
                Titolo::Giorno(day) => day,
                Titolo::Niente => {
                    let text =
                        format!("la colonna «{text}» non dice a che data: i suoi valori valgono al 31/12");
                    page.report("MON112", Gravita::Nota, column.header, text);
                    Scadenza::FINE_ANNO
                }
                Titolo::Intermedio => {
                    let text = format!(
                        "il titolo dice che il monitoraggio è intermedio ma non a che data: la colonna «{text}» non è stata usata"
                    );
                    page.report("MON106", Gravita::Avviso, column.header, text);
                    continue;
                }
            },
        };
        match found.iter().any(|(_, known)| *known == scadenza) {
            true => page.report(
                "MON102",
                Gravita::Avviso,
                column.header,
                format!("due colonne riportano il risultato al {scadenza}: «{text}» non è stata usata"),
            ),
            false => found.push((index, scadenza)),
        }
    }
    found
}

/// A word that is a year, 2000-2099.
fn plan_year(word: &str) -> Option<i16> {
    (word.len() == 4).then(|| word.parse::<i16>().ok()).flatten().filter(|year| (2000..2100).contains(year))
}

/// Whether the table also has a column of the plan's own year: the other is there to compare.
fn of_past(page: &Page<'_>, table: &Table, year: Option<i16>) -> bool {
    let results = table.columns.iter().filter(|column| column.what == What::Colonna(Colonna::Conseguito));
    results.into_iter().any(|column| {
        let read = date(column.rest.trim_start_matches("al ").trim(), year.or(Some(2001)), page.lessico);
        let other =
            words(&column.rest).iter().filter_map(|word| plan_year(word)).any(|own| Some(own) != year);
        !other && read.is_none_or(|found| !found.has_year || Some(found.date.year()) == year)
    })
}

/// Whether a column without a date is one of several through the year: `I SAL`, `Monitoraggio intermedio`, beside
/// another column of results.
fn is_instalment(page: &Page<'_>, table: &Table, index: usize) -> bool {
    let results = |column: &&Column| column.what == What::Colonna(Colonna::Conseguito);
    let several = table.columns.iter().filter(results).count() > 1;
    let Some(header) = table.columns.get(index).map(|column| column.header) else { return false };
    let text = page.sheet.at(header.first.row, header.first.column).map(|cell| cell.text.clone());
    let found = words(&text.unwrap_or_default());
    let ranks = [
        "i", "ii", "iii", "iv", "1", "2", "3", "4", "primo", "secondo", "terzo", "prima", "seconda", "terza",
    ];
    let rank = found.first().is_some_and(|word| ranks.contains(&word.as_str()));
    let midway = found.iter().any(|word| page.lessico.valori.has("intermedio", word));
    several && (rank || midway)
}

/// The last day of the period that a heading names: `I semestre`, `3° trimestre 2024`.
fn ends(page: &Page<'_>, rest: &str, year: Option<i16>) -> Option<Scadenza> {
    let months = periodo::months(rest, year.or(Some(2001)), page.lessico)?;
    let last = months.last()?;
    let day = jiff::civil::Date::new(last.anno?, last.mese, 1).ok()?.last_of_month();
    Some(Scadenza { mese: day.month(), giorno: day.day() })
}

/// Accounts for the cells of a column that is known and not used.
fn claim_column(page: &mut Page<'_>, table: &Table, index: usize) {
    let (last, _) = page.extent();
    let cells: Vec<CellRange> = rows(page, table, last + 1)
        .iter()
        .flat_map(|row| row.cells.iter().filter(|(at, _)| *at == index).map(|(_, cell)| cell.range))
        .collect();
    cells.into_iter().for_each(|range| page.claim(range));
}
