//! The deadline of a table of results whose heading says none: in the title of its block, in the titles above it, in
//! the names of the sheet and of the file. `Monitoraggio intermedio` without a date is not the end of the year.

use super::date::date;
use super::page::Page;
use crate::grid::Content;
use crate::layout::{Sezione, Table};
use crate::model::Scadenza;
use jiff::civil::Date;

/// What the titles say of when the results were taken.
pub enum Titolo {
    /// On this day.
    Giorno(Scadenza),
    /// Within the year, no day said.
    Intermedio,
    /// Nothing.
    Niente,
}

/// Reads the titles of a table, the nearest first.
pub fn of_titles(page: &Page<'_>, table: &Table, year: Option<i16>) -> Titolo {
    let (_, right) = page.extent();
    let before = page.tables.iter().map(|other| other.header.1).filter(|row| *row < table.header.0).max();
    let first = before.map_or(0, |row| row + 1);
    let mut above = match table.header.0.checked_sub(1) {
        Some(last) => page.cells_in((first, last), (0, right)),
        None => Vec::new(),
    };
    above.reverse();
    for cell in above.into_iter().filter(|cell| matches!(cell.content, Content::Text(_))) {
        let mark = page.mark(cell.range).and_then(|mark| mark.sezione.as_ref());
        let monitoring = mark.is_some_and(|(sezione, _)| *sezione == Sezione::Monitoraggio);
        match day_in(page, &cell.text, monitoring, year) {
            Some(day) => return Titolo::Giorno(day),
            None if monitoring && says_midway(page, &cell.text) => return Titolo::Intermedio,
            None => {}
        }
    }
    let names = [page.sheet.name.to_string(), page.sheet.file.to_string()];
    // Obiettivo 2.1: in a name a day of deadlines is a month's last
    let last = |day: &Scadenza| {
        Date::new(2024, day.mese, 1).is_ok_and(|first| first.last_of_month().day() <= day.giorno + 1)
    };
    let said = |name: &String| {
        day_in(page, name, false, year).or_else(|| day_in(page, name, true, year).filter(last))
    };
    names.iter().find_map(said).map_or(Titolo::Niente, Titolo::Giorno)
}

fn says_midway(page: &Page<'_>, text: &str) -> bool {
    crate::layout::words(text).iter().any(|word| page.lessico.valori.has("intermedio", word))
}

/// A day of the plan's year in a text: after `al`, or anywhere in a title that is about monitoring.
fn day_in(page: &Page<'_>, text: &str, anywhere: bool, year: Option<i16>) -> Option<Scadenza> {
    let clean = text.replace('_', " ");
    let tokens: Vec<&str> = clean.split_whitespace().collect();
    for at in 0..tokens.len() {
        let after = at.checked_sub(1).and_then(|before| tokens.get(before));
        let announced = after.is_some_and(|word| page.lessico.valori.has("alla_data", word));
        if !announced && !anywhere {
            continue;
        }
        for length in [3, 2, 1] {
            let Some(part) = tokens.get(at..at + length) else { continue };
            let part = part.join(" ");
            let stem = part.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
            let stem = stem
                .rsplit_once('.')
                .filter(|(_, end)| end.len() > 2 && !end.starts_with(|c: char| c.is_ascii_digit()));
            let part = stem.map_or(part.as_str(), |(stem, _)| stem);
            let found = date(part, year, page.lessico).filter(|found| found.has_day);
            if let Some(day) = found.map(|found| found.date).filter(|day| of_year(*day, year)) {
                return Some(Scadenza { mese: day.month(), giorno: day.day() });
            }
        }
    }
    None
}

fn of_year(day: Date, year: Option<i16>) -> bool {
    year.is_none_or(|year| day.year() == year)
}
