//! The headings of a table's columns: what a cell heads, alone or under a wider one, and what each column means beside
//! the others. Which rows are headings is told in [`super::table`].

use super::fold::words;
use super::lessico::Colonna;
use super::mark::Mark;
use super::table::{Column, What};
use crate::grid::{Cell, Content};
use crate::place::CellRange;

/// Whether a cell stands under a heading wider than itself.
pub(super) fn is_wider(column: &Column, cell: &Cell) -> bool {
    let header = column.header;
    let inside = header.has_column(cell.range.first.column) && header.has_column(cell.range.last.column);
    let more = header.last.column - header.first.column > cell.range.last.column - cell.range.first.column;
    inside && more && header.last.row < cell.range.first.row
}

/// Whether a word stands under a heading wider than itself.
pub(super) fn under_wider(cell: &Cell, upper: &[Column]) -> bool {
    let word = matches!(cell.content, Content::Text(_));
    word && upper.iter().any(|column| is_wider(column, cell))
}

/// The columns that a cell heads: every sense of its label, or the criterion that it names.
pub(super) fn headings_of(mark: &Mark, header: CellRange) -> Vec<Column> {
    let criterio = mark.criterio.as_ref().filter(|(_, rest)| rest.is_whole());
    let longest = mark.colonne.first().map_or(0, |(_, rest)| rest.length);
    if let Some((id, _)) = criterio.filter(|(_, rest)| rest.length >= longest) {
        return vec![Column { what: What::Criterio(id.clone()), header, rest: String::new() }];
    }
    let fits = mark.colonne.iter().filter(|(colonna, rest)| match colonna {
        Colonna::Storico => words(&rest.text).iter().any(|word| year_in(word).is_some()),
        _ => rest.is_whole() || is_column_rest(&rest.text),
    });
    fits.map(|(colonna, rest)| Column { what: What::Colonna(*colonna), header, rest: rest.text.clone() })
        .collect()
}

/// How many cells head the columns.
pub(super) fn distinct(columns: &[Column]) -> usize {
    let mut headers: Vec<CellRange> = columns.iter().map(|column| column.header).collect();
    headers.dedup();
    headers.len()
}

/// A heading under another names part of its columns: the lower one counts there.
pub(super) fn narrow(columns: &mut Vec<Column>, lower: Column) {
    columns.retain(|upper| {
        let inside =
            upper.header.shares_columns(&lower.header) && upper.header.last.row < lower.header.first.row;
        !inside
    });
    columns.push(lower);
}

/// What may follow a column's label in its heading: a date or a year, a percent sign, not a sentence.
pub(super) fn is_column_rest(rest: &str) -> bool {
    let words = words(rest);
    let answer = words.last().is_some_and(|word| word == "si" || word == "no");
    words.len() <= 5 && (answer || rest.chars().any(|c| c.is_ascii_digit())) || rest == "%"
}

/// A year, 2000-2099, alone or after the word ANNO.
pub(super) fn year_in(text: &str) -> Option<i16> {
    let folded = super::fold::fold(text);
    let digits = folded.strip_prefix("anno").unwrap_or(&folded);
    (digits.len() == 4).then(|| digits.parse::<i16>().ok().filter(|year| (2000..2100).contains(year)))?
}

/// The last row of headings that are merged downwards together, over parts that no word explains.
pub(super) fn deepest(columns: &[Column], last: u32) -> u32 {
    let mut headers: Vec<CellRange> = columns
        .iter()
        .map(|column| column.header)
        .filter(|h| h.last.row > last && h.last.row <= last + 2)
        .collect();
    headers.dedup();
    let deep = headers.iter().map(|header| header.last.row).max().unwrap_or(last);
    if headers.iter().filter(|header| header.last.row == deep).count() > 2 { deep } else { last }
}

/// A heading of indicatori that goes on below the heading rows: it stands beside its rows.
pub(super) fn side_label(columns: &[Column], last: u32) -> Option<CellRange> {
    let labels = columns.iter().filter(|column| column.what == What::Colonna(Colonna::Indicatore));
    labels.map(|column| column.header).find(|header| header.last.row > last)
}
