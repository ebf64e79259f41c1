//! What stands over the headings of a table, or between them and its rows: days and years said once over several columns,
//! and the weeks of each month.

use super::heading::is_column_rest;
use super::lessico::Colonna;
use super::mark::mark_of;
use super::settle::when;
use super::table::{Column, Finder, What};
use crate::grid::Cell;
use crate::place::CellRange;

impl Finder<'_> {
    /// Whether a row only counts the weeks or fortnights of months that are each several columns wide.
    pub(super) fn parts_of_months(&self, row: u32, columns: &[Column]) -> bool {
        let wide = |column: &&Column| {
            matches!(column.what, What::Mesi(_)) && column.header.last.column > column.header.first.column
        };
        let months: Vec<CellRange> = columns.iter().filter(wide).map(|column| column.header).collect();
        let cells = self.cells(row);
        let inside = |cell: &&&Cell| months.iter().any(|month| month.has_column(cell.range.first.column));
        let short = |cell: &&&Cell| {
            cell.text.chars().count() <= 6
                && cell.text.chars().any(|c| c.is_ascii_digit() || "IVS".contains(c))
        };
        !months.is_empty()
            && cells.len() >= months.len() * 2
            && cells.iter().all(|cell| inside(&cell) && short(&cell))
    }

    /// Whether a cell is a date or a year over several columns, and no heading by itself.
    pub(super) fn is_date_band(&self, cell: &Cell) -> bool {
        let wide = cell.range.last.column > cell.range.first.column;
        let own = mark_of(&cell.text, cell.range, self.lessico);
        wide && is_column_rest(&cell.text) && own.is_none_or(|mark| !mark.is_whole())
    }

    /// A day or a period said once over several headings (`Situazione al 30/06` over `Target` and `Risultato`) is theirs.
    pub(super) fn inherit_days(&self, top: u32, columns: &mut [Column]) {
        let dated = |what: &What| {
            matches!(what, What::Colonna(Colonna::ValoreAtteso | Colonna::Conseguito | Colonna::Percentuale))
        };
        for column in columns.iter_mut().filter(|column| dated(&column.what) && column.rest.is_empty()) {
            let header = column.header;
            let over = |cell: &&&Cell| {
                let range = cell.range;
                range.last.row < header.first.row
                    && range.first.column < range.last.column
                    && range.has_column(header.first.column)
                    && range.has_column(header.last.column)
                    && range != header
            };
            let mut above =
                self.rows.range(top.saturating_sub(1)..header.first.row).flat_map(|(_, cells)| cells);
            let said = above.rfind(over).map(|cell| when(&cell.text, self.lessico)).unwrap_or_default();
            column.rest = said.to_owned();
        }
    }
}
