//! What marks a month: a sign, or a colour that is not the paper's. Headings, the stripes of a readable table and
//! shaded columns are paper.

use super::number::quantity;
use super::page::Page;
use super::table_rows::Row;
use crate::grid::{Cell, Content, Fill};
use crate::layout::{Colonna, Table, What, fold};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// What counts as a mark in one table.
pub struct Segni {
    background: BTreeSet<Fill>,
    /// Colours of whole rows only, in a table that marks otherwise: stripes, most likely.
    doubtful: BTreeSet<Fill>,
}

/// A row of the grid: the colour of each month, and whether any bears a sign.
struct Riga {
    fills: Vec<Option<Fill>>,
    signed: bool,
}

impl Riga {
    /// The colour that all its months have.
    fn whole(&self) -> Option<Fill> {
        let first = self.fills.first().copied().flatten()?;
        self.fills.iter().all(|fill| *fill == Some(first)).then_some(first)
    }

    fn has_part(&self, fill: Fill) -> bool {
        self.whole() != Some(fill) && self.fills.contains(&Some(fill))
    }
}

impl Segni {
    /// Looks at a table and its rows.
    pub fn new(page: &Page<'_>, table: &Table, rows: &[&Row<'_>]) -> Segni {
        let months: Vec<u32> = table
            .columns
            .iter()
            .filter(|column| matches!(column.what, What::Mesi(_)))
            .map(|column| column.header.first.column)
            .collect();
        let mut background = paper(page, table, rows);
        let grid: Vec<Riga> = rows.iter().map(|row| riga(page, row.at, &months)).collect();
        let stripes = grid.iter().filter(|riga| riga.signed).filter_map(Riga::whole);
        background.extend(stripes);
        background.extend(shaded(&grid, &background));
        let signed = grid.iter().any(|riga| riga.signed);
        let parts = |fill: Fill| grid.iter().any(|riga| riga.has_part(fill));
        let others = |fill: Fill| {
            let mut fills = grid.iter().flat_map(|riga| riga.fills.iter().flatten());
            fills.any(|other| *other != fill && !background.contains(other) && parts(*other))
        };
        let whole = grid.iter().filter_map(Riga::whole).filter(|fill| !background.contains(fill));
        let doubtful = whole.filter(|fill| !parts(*fill) && (signed || others(*fill))).collect();
        Segni { background, doubtful }
    }

    /// Whether a cell is marked.
    pub fn is_marked(&self, page: &Page<'_>, cell: &Cell) -> bool {
        let colour = |fill: Fill| !self.background.contains(&fill) && !self.doubtful.contains(&fill);
        is_sign(page, cell) || is_share(cell) || cell.fill.is_some_and(colour)
    }

    /// Whether nobody can tell if the cell's colour is a mark.
    pub fn is_doubtful(&self, cell: &Cell) -> bool {
        cell.fill.is_some_and(|fill| self.doubtful.contains(&fill))
    }
}

/// The colours of the headings over the months, and those that rows share with the text beside them.
fn paper(page: &Page<'_>, table: &Table, rows: &[&Row<'_>]) -> BTreeSet<Fill> {
    let mut background = BTreeSet::new();
    for column in table.columns.iter().filter(|column| matches!(column.what, What::Mesi(_))) {
        let heading = page.sheet.at(column.header.first.row, column.header.first.column);
        background.extend(heading.and_then(|cell| cell.fill));
    }
    for row in rows {
        for colonna in [Colonna::Descrizione, Colonna::Fase, Colonna::Numero] {
            background.extend(row.under(table, colonna).iter().filter_map(|cell| cell.fill));
        }
    }
    background
}

fn riga(page: &Page<'_>, at: u32, months: &[u32]) -> Riga {
    let cells: Vec<Option<&Cell>> = months.iter().map(|column| page.sheet.at(at, *column)).collect();
    let signed = cells.iter().flatten().any(|cell| is_sign(page, cell) || is_share(cell));
    Riga { fills: cells.into_iter().map(|cell| cell.and_then(|cell| cell.fill)).collect(), signed }
}

/// Colours that shade the same columns in every row, in a table that marks otherwise.
fn shaded(grid: &[Riga], background: &BTreeSet<Fill>) -> BTreeSet<Fill> {
    let fills: BTreeSet<Fill> = grid.iter().flat_map(|riga| riga.fills.iter().flatten().copied()).collect();
    let columns = |riga: &Riga, fill: Fill| -> Vec<usize> {
        riga.fills.iter().enumerate().filter(|(_, own)| **own == Some(fill)).map(|(at, _)| at).collect()
    };
    let same = |fill: Fill| {
        let mut rows = grid.iter().map(|riga| columns(riga, fill));
        let first = rows.next().unwrap_or_default();
        !first.is_empty() && rows.all(|columns| columns == first)
    };
    let marks_otherwise = |fill: Fill| {
        let other = fills.iter().any(|other| *other != fill && !background.contains(other));
        other || grid.iter().any(|riga| riga.signed)
    };
    let shades = |fill: &Fill| grid.len() > 2 && same(*fill) && marks_otherwise(*fill);
    fills.iter().copied().filter(|fill| shades(fill)).collect()
}

/// `X`, `x`, `■`, `●`, `=`…: one sign, perhaps repeated, that is not a word. A lone dash marks nothing.
pub(super) fn is_sign(page: &Page<'_>, cell: &Cell) -> bool {
    match &cell.content {
        Content::Text(text) => is_sign_text(page, text),
        Content::Number { value, .. } => *value == Decimal::ONE,
        Content::Bool(value) => *value,
        _ => false,
    }
}

/// A percentage over zero: how far a phase should be in that month.
pub fn is_share(cell: &Cell) -> bool {
    match &cell.content {
        Content::Number { value, percent } => *percent == Some(true) && *value > Decimal::ZERO,
        Content::Text(text) => quantity(text).is_some_and(|found| {
            found.percent
                && found.note.is_empty()
                && found.value > Decimal::ZERO
                && found.value <= Decimal::ONE_HUNDRED
        }),
        _ => false,
    }
}

pub(super) fn is_sign_text(page: &Page<'_>, text: &str) -> bool {
    let text = text.trim();
    let short = text.chars().count() <= 3;
    let empty = page.lessico.valori.has("vuoto", text)
        || page.lessico.valori.list("casella_vuota").iter().any(|glyph| glyph == text);
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let letter_sign = letters.iter().all(|c| matches!(c, 'x' | 'X')) || fold(text) == "si" || text == "1";
    short && !empty && !text.is_empty() && letter_sign
}
