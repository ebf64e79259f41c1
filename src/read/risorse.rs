//! People and means: blocks that the data contract does not carry, recognised so that they are not taken for something
//! else. From the block's title to the next block every cell is accounted for.

use super::page::Page;
use super::table_rows;
use crate::layout::{Campo, Kind, Sezione, Table};

/// Accounts for the cells of the blocks of resources in these rows (first, and first no longer included).
pub fn claim_blocks(page: &mut Page<'_>, band: (u32, u32)) {
    let titles: Vec<u32> = page
        .marks
        .iter()
        .filter(|mark| (band.0..band.1).contains(&mark.range.first.row))
        .filter(|mark| mark.sezione.as_ref().is_some_and(|(sezione, _)| *sezione == Sezione::Risorse))
        .map(|mark| mark.range.first.row)
        .collect();
    for title in titles {
        let end = (title + 1..band.1).find(|row| starts_block(page, *row)).unwrap_or(band.1);
        claim_rows(page, title, end - 1);
    }
}

/// Accounts for the rows of a table of resources.
pub fn claim_table(page: &mut Page<'_>, table: &Table, limit: u32) {
    let last = table_rows::rows(page, table, limit).last().map_or(table.header.1, |row| row.at);
    claim_rows(page, table.header.0, last);
}

fn claim_rows(page: &mut Page<'_>, first: u32, last: u32) {
    let (_, right) = page.extent();
    for cell in page.cells_in((first, last), (0, right)) {
        page.claim(cell.range);
    }
}

/// Whether a row begins another block: another section, a table that is not of resources, or a box by itself.
fn starts_block(page: &Page<'_>, row: u32) -> bool {
    let table = page.tables.iter().any(|table| table.header.0 == row && table.kind != Kind::Risorse);
    let (_, right) = page.extent();
    let cells = page.cells_in((row, row), (0, right));
    let Some(mark) = cells.first().and_then(|cell| page.mark(cell.range)) else { return table };
    let section = mark
        .sezione
        .as_ref()
        .is_some_and(|(sezione, rest)| *sezione != Sezione::Risorse && (rest.is_whole() || rest.is_strong()));
    // in a list of people `Responsabile` and `Area` are words of the list
    let of_people =
        |campo: &Campo| matches!(campo, Campo::Responsabile | Campo::Area | Campo::Nota | Campo::Tipologia);
    let boxed = mark.campo.as_ref().is_some_and(|(campo, rest)| rest.is_strong() && !of_people(campo));
    table || section || boxed
}
