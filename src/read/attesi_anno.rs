//! Several columns of expected values: `Target 2024 | Target 2025 | Target 2026`, `Valore atteso al 30/06 | al 31/12`.
//! The plan's year counts, and in it the last day.

use super::date::date;
use super::page::Page;
use crate::layout::{Colonna, Table, What, words};
use crate::place::CellRange;
use crate::rilievo::Gravita;
use jiff::civil::Date;

/// The table with one column of expected values a heading, the others recognised and left aside.
pub fn of_year(page: &mut Page<'_>, table: &Table, year: Option<i16>) -> Table {
    let expected = |what: &What| *what == What::Colonna(Colonna::ValoreAtteso);
    let headers: Vec<(CellRange, Option<i16>, Option<Date>)> = table
        .columns
        .iter()
        .filter(|column| expected(&column.what))
        .map(|column| (column.header, year_in(&column.rest), day_in(page, &column.rest, year)))
        .collect();
    let dated = headers.iter().filter(|(_, year, _)| year.is_some()).count();
    if headers.len() < 2 || dated == 0 && headers.iter().all(|(.., day)| day.is_none()) {
        return table.clone();
    }
    let of_year: Vec<_> = headers.iter().filter(|(_, own, _)| own.is_none() || *own == year).collect();
    let last = of_year.iter().filter_map(|(.., day)| *day).max();
    let keeps = |header: &CellRange| {
        let own = of_year.iter().find(|(range, ..)| range == header);
        own.is_some_and(|(.., day)| last.is_none() || *day == last || day.is_none())
    };
    if let (None, true, Some((first, ..))) = (year, dated > 1, headers.first()) {
        let text =
            "ci sono più colonne di valori attesi, di anni diversi, e non si sa di che anno sia il piano";
        page.report("IND202", Gravita::Avviso, *first, text);
    }
    let mut kept = table.clone();
    for column in kept.columns.iter_mut().filter(|column| expected(&column.what)) {
        if !keeps(&column.header) {
            column.what = What::Colonna(Colonna::Altra);
        }
    }
    kept
}

fn year_in(rest: &str) -> Option<i16> {
    let mut years =
        words(rest).into_iter().filter(|word| word.len() == 4).filter_map(|word| word.parse::<i16>().ok());
    years.find(|year| (2000..2100).contains(year))
}

fn day_in(page: &Page<'_>, rest: &str, year: Option<i16>) -> Option<Date> {
    let text = rest.trim_start_matches("al ").trim();
    date(text, year.or(Some(2001)), page.lessico).filter(|found| found.has_day).map(|found| found.date)
}
