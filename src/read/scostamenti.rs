//! The column of a table of indicatori that says why a result is not what was expected. A difference in figures says
//! nothing that the two values do not; a text is the obiettivo's reason, where no box of the form gives one.

use super::conseguito::yes_or_no;
use super::number::{quantity, ratio};
use super::page::{Page, is_blank};
use super::table_rows::Row;
use crate::grid::{Cell, Content};
use crate::layout::{Colonna, Table, What, words};
use crate::model::Scheda;

/// Reads the column over the rows of a table.
pub fn read(page: &mut Page<'_>, table: &Table, rows: &[Row<'_>], scheda: &mut Scheda) {
    let cells: Vec<&Cell> = rows.iter().flat_map(|row| row.own(table, Colonna::Motivazione)).collect();
    let (texts, figures): (Vec<&Cell>, Vec<&Cell>) =
        cells.into_iter().partition(|cell| is_reason(page, cell));
    for cell in figures {
        page.claim(cell.range);
    }
    let Some(first) = texts.first() else { return };
    if scheda.motivazione.value().is_none() {
        scheda.motivazione = page.text(&texts, first.range);
    }
}

/// Accounts for the values of years before the plan's, printed to compare with.
pub fn claim_past(page: &mut Page<'_>, table: &Table, rows: &[Row<'_>], year: Option<i16>) {
    let of_year =
        |rest: &str| words(rest).iter().find_map(|word| word.parse::<i16>().ok().filter(|y| *y >= 2000));
    let past = |what: &What, rest: &str| {
        matches!(what, What::Colonna(Colonna::Storico | Colonna::Conseguito))
            && of_year(rest).zip(year).is_some_and(|(own, year)| own < year)
    };
    for row in rows {
        let fits = |at: &usize| table.columns.get(*at).is_some_and(|column| past(&column.what, &column.rest));
        for (_, cell) in row.cells.iter().filter(|(at, _)| fits(at)) {
            page.claim(cell.range);
        }
    }
}

fn is_reason(page: &Page<'_>, cell: &Cell) -> bool {
    let unsigned = |text: &str| text.trim().trim_start_matches(['+', '-', '−', '–', ' ']).to_owned();
    let figure = |text: &str| quantity(&unsigned(text)).is_some() || ratio(text).is_some();
    let said = yes_or_no(&cell.text, page.lessico).is_some();
    let text = matches!(&cell.content, Content::Text(text) if !figure(text));
    text && !said && !is_blank(cell, page.lessico)
}
