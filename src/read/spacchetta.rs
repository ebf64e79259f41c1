//! Several rows of a monitoring table packed in one: as many lines in each of its cells.

use super::conseguito::{Reading, conseguito};
use super::packed;
use super::page::Page;
use super::valore::typed_text;
use crate::grid::Content;
use crate::model::{Conseguito, Rilevazione};
use crate::place::{Cited, Field};

/// Several rows packed in one, when every answer has as many lines as there are rows, or as many as there are rows of
/// this year.
pub fn unpack(page: &Page<'_>, row: &Rilevazione, year: Option<i16>) -> Option<Vec<Rilevazione>> {
    let parts = packed::split(row.descrizione.raw()?, row.valore_atteso.raw()?, page.lessico)?;
    let of_year: Vec<bool> = parts.iter().map(|part| part.anno.is_none() || part.anno == year).collect();
    let (cell, expected) = (row.descrizione.place()?.cells, row.valore_atteso.place()?.cells);
    let mut rows: Vec<Rilevazione> = parts
        .iter()
        .map(|part| Rilevazione {
            place: row.place.clone(),
            numero: None,
            descrizione: page.field(part.descrizione.clone(), cell),
            valore_atteso: typed_text(page, &part.atteso, expected, year),
            conseguito: Default::default(),
            indicatori: Vec::new(),
        })
        .collect();
    for (scadenza, field) in &row.conseguito {
        let answers = answers(field, &of_year)?;
        for (row, line) in rows.iter_mut().zip(answers) {
            let read = line_of(page, field, line, year)?;
            row.conseguito.insert(*scadenza, read);
        }
    }
    Some(rows)
}

/// The line that answers each of the packed rows; none where the box is empty or the row is of another year.
fn answers<'a>(field: &'a Field<Conseguito>, of_year: &[bool]) -> Option<Vec<Option<&'a str>>> {
    let Some(raw) = field.raw() else { return Some(vec![None; of_year.len()]) };
    let mut lines = raw.lines().map(str::trim).filter(|line| !line.is_empty());
    let count = lines.clone().count();
    if count == of_year.len() {
        return Some(lines.map(Some).collect());
    }
    let due = of_year.iter().filter(|due| **due).count();
    (count == due).then(|| of_year.iter().map(|due| if *due { lines.next() } else { None }).collect())
}

/// One line of a result as a result of its own; blank where there is none.
pub fn line_of(
    page: &Page<'_>,
    field: &Field<Conseguito>,
    line: Option<&str>,
    year: Option<i16>,
) -> Option<Field<Conseguito>> {
    let place = field.place()?.clone();
    let Some(line) = line else { return Some(Field::Blank(place)) };
    match conseguito(&Content::Text(line.to_owned()), line, year, page.lessico) {
        Reading::Value(value) => Some(Field::Filled(Cited { value, raw: line.to_owned(), place })),
        Reading::Blank | Reading::Unanswered => Some(Field::Blank(place)),
        Reading::Unreadable(_) => None,
    }
}
