//! Answers that are not written in words: a cross under SI or under NO; and the question printed again where the
//! answer goes.

use super::page::Page;
use super::segni::is_sign;
use super::table_rows::Row;
use crate::grid::Cell;
use crate::layout::{Colonna, Column, Table, What, fold, one_line, words};
use crate::model::{Conseguito, ValoreAtteso};
use crate::place::{Cited, Field};
use crate::rilievo::Gravita;

/// The columns of results that stand for NO beside this one, which stands for SI.
pub fn no_beside(table: &Table, si: usize) -> Option<usize> {
    let column = table.columns.get(si)?;
    let same = |other: &Column| {
        other.what == What::Colonna(Colonna::Conseguito)
            && other.header.first.column == column.header.last.column + 1
            && answer(&other.rest) == Some(false)
            && without_answer(&other.rest) == without_answer(&column.rest)
    };
    (column.what == What::Colonna(Colonna::Conseguito) && answer(&column.rest) == Some(true)).then_some(())?;
    table.columns.iter().position(same)
}

/// Whether a column stands for the NO of the one before it.
pub fn is_no(table: &Table, column: usize) -> bool {
    (0..table.columns.len()).any(|si| no_beside(table, si) == Some(column))
}

/// What the heading of a column says besides SI or NO.
pub fn without_answer(rest: &str) -> &str {
    match answer(rest) {
        Some(_) => rest.trim_end().rsplit_once(char::is_whitespace).map_or("", |(before, _)| before),
        None => rest,
    }
}

/// SI or NO at the end of a heading.
fn answer(rest: &str) -> Option<bool> {
    match rest.split_whitespace().next_back().map(fold).as_deref() {
        Some("si") => Some(true),
        Some("no") => Some(false),
        _ => None,
    }
}

/// Reads a cross under SI or under NO.
pub fn read_cross(
    page: &mut Page<'_>,
    table: &Table,
    row: &Row<'_>,
    si: usize,
    no: usize,
) -> Field<Conseguito> {
    let under = |column: usize| row.cells.iter().find(|(at, _)| *at == column).map(|(_, cell)| *cell);
    let (yes, not) = (under(si), under(no));
    for cell in yes.iter().chain(&not) {
        page.claim(cell.range);
    }
    let column = table.columns.get(si).map_or(0, |column| column.header.first.column);
    let place = page.place(page.sheet.extent(row.at, column));
    let (value, cell) = match (yes, not) {
        (None, None) => return Field::Blank(place),
        (Some(cell), None) => (true, cell),
        (None, Some(cell)) => (false, cell),
        (Some(cell), Some(_)) => return unclear(page, cell, "ci sono segni sia sotto SI sia sotto NO"),
    };
    let answered = is_sign(page, cell) || answer(&cell.text) == Some(value);
    match answered {
        true => {
            let raw = if value { "SI" } else { "NO" }.to_owned();
            Field::Filled(Cited { value: Conseguito::SiNo(value), raw, place: page.place(cell.range) })
        }
        false => unclear(page, cell, "sotto SI e NO ci si aspetta un segno"),
    }
}

/// Whether four fifths of a text of many lines are lines of another.
fn mostly_inside(text: &str, other: &str) -> bool {
    let (lines, other): (Vec<String>, String) = (text.lines().map(fold).collect(), fold(other));
    let all: usize = lines.iter().map(String::len).sum();
    let repeated: usize = lines.iter().filter(|line| other.contains(line.as_str())).map(String::len).sum();
    lines.len() > 2 && repeated * 5 >= all * 4
}

fn unclear(page: &mut Page<'_>, cell: &Cell, why: &str) -> Field<Conseguito> {
    let raw = cell.text.trim().to_owned();
    page.report("LET034", Gravita::Errore, cell.range, format!("il valore «{raw}» non è leggibile: {why}"));
    Field::Unreadable(Cited { value: (), raw, place: page.place(cell.range) })
}

/// The result of an indicatore, left blank where it only repeats in words what was expected: it was printed beforehand.
pub fn not_repeated(
    page: &mut Page<'_>,
    expected: &Field<ValoreAtteso>,
    read: Field<Conseguito>,
) -> Field<Conseguito> {
    let Field::Filled(cited) = &read else { return read };
    let said = words(&cited.raw);
    let deadline = said.first().is_some_and(|word| word == "entro");
    let wordy = match &cited.value {
        Conseguito::Testo => said.len() > 1,
        Conseguito::Data(_) => deadline,
        _ => false,
    };
    let Some(expected) = expected.raw().filter(|_| wordy) else { return read };
    if fold(expected) != fold(&cited.raw) {
        if mostly_inside(&cited.raw, expected) {
            let text = "ripete quasi tutto il valore atteso: se è stampato col modulo, non è una risposta";
            page.report_once("MON111", Gravita::Nota, cited.place.cells, text);
        }
        return read;
    }
    let text = format!(
        "«{}» ripete parola per parola il valore atteso: non è stato preso per una risposta",
        one_line(&cited.raw)
    );
    page.report_once("MON111", Gravita::Nota, cited.place.cells, text);
    Field::Blank(cited.place.clone())
}
