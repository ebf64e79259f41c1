//! The rows of a table: which rows belong to it, and which cell stands under which heading.

use super::page::Page;
use crate::grid::{Cell, Content};
use crate::layout::{Campo, Colonna, Kind, Table, What, fold, words};
use crate::place::CellRange;

/// A row of a table.
pub struct Row<'a> {
    /// Its number in the sheet, from 0.
    pub at: u32,
    /// Its cells, each with the position of its column in [`Table::columns`].
    pub cells: Vec<(usize, &'a Cell)>,
    /// Cells of the row that stand under no heading.
    pub loose: Vec<&'a Cell>,
}

impl<'a> Row<'a> {
    /// The cells under a named column.
    pub fn under(&self, table: &Table, colonna: Colonna) -> Vec<&'a Cell> {
        self.under_any(table, |what| *what == What::Colonna(colonna))
    }

    /// The cells under a named column that start in this row: nothing merged from above.
    pub fn own(&self, table: &Table, colonna: Colonna) -> Vec<&'a Cell> {
        let mut cells = self.under(table, colonna);
        cells.retain(|cell| cell.range.first.row == self.at);
        cells
    }

    /// The cells under the first of these columns that the table has.
    pub fn under_first(&self, table: &Table, colonne: &[Colonna]) -> Vec<&'a Cell> {
        let colonna = colonne.iter().find(|colonna| table.column(**colonna).is_some());
        colonna.map(|colonna| self.under(table, *colonna)).unwrap_or_default()
    }

    /// The cells under the columns that hold something.
    pub fn under_any(&self, table: &Table, wanted: impl Fn(&What) -> bool) -> Vec<&'a Cell> {
        let fits = |at: &usize| table.columns.get(*at).is_some_and(|column| wanted(&column.what));
        let mut cells: Vec<&Cell> =
            self.cells.iter().filter(|(at, _)| fits(at)).map(|(_, cell)| *cell).collect();
        cells.dedup_by_key(|cell| cell.range);
        cells
    }

    /// Every cell of the row that starts in these columns, under a heading or not.
    pub fn within(&self, columns: (u32, u32)) -> Vec<&'a Cell> {
        let all = self.cells.iter().map(|(_, cell)| *cell).chain(self.loose.iter().copied());
        let mut found: Vec<&Cell> =
            all.filter(|cell| (columns.0..=columns.1).contains(&cell.range.first.column)).collect();
        found.sort_by_key(|cell| cell.range);
        found.dedup_by_key(|cell| cell.range);
        found
    }

    /// The extent of the row, for messages.
    pub fn range(&self) -> Option<CellRange> {
        self.cells.first().map(|(_, cell)| cell.range).or_else(|| self.loose.first().map(|cell| cell.range))
    }

    /// Whether the row has no content of its own.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.loose.is_empty()
    }
}

/// Whether the row sums the others: it begins with the word.
pub fn is_total(page: &Page<'_>, row: &Row<'_>) -> bool {
    let cells = row.within((0, u32::MAX));
    let totals = page.lessico.valori.list("totale");
    let says = |cell: &&Cell| {
        let (folded, first) = (fold(&cell.text), words(&cell.text).into_iter().next().unwrap_or_default());
        let means = page.lessico.valori.has("media", &cell.text);
        let sums = |word: &String| folded == fold(word) || (word.len() > 4 && first == fold(word));
        means || totals.iter().any(sums) || ends_in_total(page, cell)
    };
    cells.iter().find(|cell| matches!(cell.content, Content::Text(_))).is_some_and(says)
}

/// `Area Tecnica - totale`: the word stands at the end, after a sign or after the name of an Area.
fn ends_in_total(page: &Page<'_>, cell: &Cell) -> bool {
    let text = cell.text.trim().trim_end_matches([':', ')', '.']);
    let Some((before, last)) = text.rsplit_once([' ', '(']) else { return false };
    let area = page.mark(cell.range).and_then(|mark| mark.campo.as_ref());
    let named = area.is_some_and(|(campo, _)| *campo == Campo::Area);
    let sign = before.trim_end().ends_with(['-', '–', '—', ':', '(']) || text.contains('(');
    let total =
        page.lessico.valori.list("totale").iter().any(|word| word.len() > 4 && fold(word) == fold(last));
    total && (named || sign)
}

/// Accounts for every cell of a row.
pub fn claim_row(page: &mut Page<'_>, row: &Row<'_>) {
    for cell in row.within((0, u32::MAX)) {
        page.claim(cell.range);
    }
}

/// Whether a cell lies under several headings.
pub fn spans(table: &Table, cell: &Cell) -> bool {
    let headers = table.columns.iter().map(|column| column.header);
    let mut headers: Vec<CellRange> = headers.filter(|header| header.shares_columns(&cell.range)).collect();
    headers.dedup();
    headers.len() > 1
}

/// Accounts for the cells of columns that are known and say nothing of the plan: a baseline, a source, a subtotal.
pub fn claim_ignored(page: &mut Page<'_>, table: &Table, rows: &[Row<'_>]) {
    for row in rows {
        for cell in row.under(table, Colonna::Altra) {
            page.claim(cell.range);
        }
    }
}

/// Accounts for the cells of these columns, which the rows of this table do not report.
pub fn claim_columns(page: &mut Page<'_>, table: &Table, rows: &[Row<'_>], colonne: &[Colonna]) {
    for row in rows {
        for cell in colonne.iter().flat_map(|colonna| row.own(table, *colonna)) {
            page.claim(cell.range);
        }
    }
}

/// The rows under a table's headings, in order. `limit` is the row where the next form or table starts.
pub fn rows<'a>(page: &Page<'a>, table: &Table, limit: u32) -> Vec<Row<'a>> {
    let last = table.side.map_or(limit, |side| limit.min(side.last.row + 1));
    let mut found = Vec::new();
    let mut blanks = 0;
    for at in table.header.1 + 1..last {
        if table.side.is_none() && ends_table(page, table, at) {
            break;
        }
        let row = row(page, table, at);
        if !row.is_empty() {
            blanks = 0;
            found.push(row);
            continue;
        }
        blanks += 1;
        if table.side.is_none() && !goes_on(page, table, at + 1, blanks) {
            break;
        }
    }
    found
}

/// One row: each cell under the heading in whose columns it starts, or that it covers.
fn row<'a>(page: &Page<'a>, table: &Table, at: u32) -> Row<'a> {
    let (_, right) = page.extent();
    let mut row = Row { at, cells: Vec::new(), loose: Vec::new() };
    for cell in page.row(at, (0, right)) {
        // a cell merged down from the headings, or a label beside the rows, is no value of this row
        let heading =
            cell.range.first.row <= table.header.1 && table.columns.iter().any(|c| c.header == cell.range);
        if heading || table.side == Some(cell.range) {
            continue;
        }
        let starts = |column: &crate::layout::Column| column.header.has_column(cell.range.first.column);
        let mut under: Vec<usize> = positions(table, starts);
        if under.is_empty() {
            under = positions(table, |column| column.header.shares_columns(&cell.range));
        }
        match under.is_empty() {
            true => row.loose.push(cell),
            false => row.cells.extend(under.into_iter().map(|column| (column, cell))),
        }
    }
    row
}

fn positions(table: &Table, fits: impl Fn(&crate::layout::Column) -> bool) -> Vec<usize> {
    let mut found = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        // several senses of one heading share its cells; a wide cell over two headings belongs to the first
        let same =
            found.first().and_then(|first: &usize| table.columns.get(*first)).map(|first| first.header);
        if fits(column) && same.is_none_or(|header| header == column.header) {
            found.push(at);
        }
    }
    found
}

/// Whether a row is no longer the table's: it starts another block, or another table.
fn ends_table(page: &Page<'_>, table: &Table, at: u32) -> bool {
    if page.tables.iter().any(|other| other.header.0 == at) {
        return true;
    }
    let (_, right) = page.extent();
    let cells = page.cells_in((at, at), (0, right));
    let Some(first) = cells.first() else { return false };
    let Some(mark) = page.mark(first.range) else { return false };
    let (left, _) = table.width();
    if first.range.first.column > left {
        return false;
    }
    let alone = cells.len() == 1;
    let block = alone && mark.sezione.as_ref().is_some_and(|(_, rest)| rest.is_whole() || rest.is_strong());
    let strong = mark.campo.as_ref().is_some_and(|(_, rest)| rest.is_strong());
    // a short label is an ordinary word too: it ends the table when its value, if any, is all that follows
    let whole = alone && mark.campo.as_ref().is_some_and(|(_, rest)| rest.is_whole());
    block || whole || (strong && cells.len() <= 2)
}

/// Whether a row begins with the name of an Area, as a band of rows does.
fn names_area(page: &Page<'_>, row: &Row<'_>) -> bool {
    let first = row.within((0, u32::MAX)).first().map(|cell| cell.range);
    let mark = first.and_then(|range| page.mark(range)).and_then(|mark| mark.campo.as_ref());
    mark.is_some_and(|(campo, rest)| matches!(campo, Campo::Area | Campo::Trasversale) && !rest.is_whole())
}

/// Blank rows inside a list, beyond which what follows is something else.
const MOST_BLANKS: u32 = 60;

/// Whether a table goes on after blank rows: its next row is numbered, or fills several columns; after many, both.
fn goes_on(page: &Page<'_>, table: &Table, at: u32, blanks: u32) -> bool {
    let long = matches!(table.kind, Kind::Pesatura | Kind::Elenco | Kind::Fasi);
    if table.kind == Kind::Fasi && total_below(page, table, at) {
        return true;
    }
    if !long || blanks > MOST_BLANKS || ends_table(page, table, at) {
        return false;
    }
    let next = row(page, table, at);
    let far = blanks > 2;
    let numbered = next.cells.iter().any(|(column, cell)| {
        let what = table.columns.get(*column).map(|column| &column.what);
        matches!(what, Some(What::Colonna(Colonna::Numero | Colonna::Fase)))
            && matches!(cell.content, Content::Number { .. })
    });
    let listed = matches!(table.kind, Kind::Elenco | Kind::Pesatura)
        && !next.own(table, Colonna::Obiettivo).is_empty()
        && next.cells.len() > 1;
    let points = |what: &What| matches!(what, What::Criterio(_));
    let pointed = table.kind != Kind::Pesatura || !next.under_any(table, points).is_empty();
    if names_area(page, &next) && goes_on(page, table, at + 1, blanks) {
        return true;
    }
    // a number and a title in their columns are enough, however many rows were emptied above
    let sure = numbered && listed;
    let goes = sure || (!far && (numbered || listed) && pointed);
    goes || (next.is_empty() && goes_on(page, table, at + 1, blanks + 1))
}

/// Whether nothing but rows left blank stand between here and the total of a timetable.
fn total_below(page: &Page<'_>, table: &Table, from: u32) -> bool {
    const FURTHEST: u32 = 20;
    let next = (from..from + FURTHEST)
        .take_while(|at| !ends_table(page, table, *at))
        .map(|at| row(page, table, at))
        .find(|row| !row.is_empty());
    next.is_some_and(|row| is_total(page, &row) && row.cells.len() > 1)
}
