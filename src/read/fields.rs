//! The boxes of a form: each label with the cells of its value.
//!
//! The viewpoint is always from the label to the value: in the label's own cell, to its right, below it. A cell
//! that is one label's value is no longer a label itself, so a description may begin with any word.

use super::page::Page;
use super::titolo;
use crate::grid::Cell;
use crate::layout::{Campo, Colonna, Mark, Rest, has_content};
use crate::place::{CellRange, Field};

/// A label with the cells of its value.
#[derive(Debug, Clone)]
pub struct Item<'a> {
    /// What the label names.
    pub campo: Campo,
    /// The label's cell.
    pub label: CellRange,
    /// What follows the label in its own cell.
    pub rest: Rest,
    /// The cells of the value, when it stands elsewhere.
    pub cells: Vec<&'a Cell>,
}

impl Item<'_> {
    /// The value as a text.
    pub fn text(&self, page: &mut Page<'_>) -> Field<String> {
        page.claim(self.label);
        let inline = (!self.rest.is_whole()).then(|| page.field(self.rest.text.clone(), self.label));
        let beside = page.text(&self.cells, box_of(page, self.label));
        match (inline, self.cells.is_empty()) {
            (Some(inline), true) => inline,
            (Some(Field::Filled(mut inline)), false) => {
                // the text goes on in the cells after the label's
                if let Some(more) = beside.raw() {
                    inline.raw = format!("{}\n{more}", inline.raw);
                    inline.value = crate::layout::one_line(&inline.raw);
                }
                Field::Filled(inline)
            }
            _ => beside,
        }
    }
}

/// Where a label's value is to be written while there is none: where it prints dots; else the empty cell beside it, or the
/// one under it where labels stand over their values; the label's own cell where both are taken.
pub fn box_of(page: &Page<'_>, label: CellRange) -> CellRange {
    if has_dots(page, label) {
        return label;
    }
    let [beside, under] = around(page, label);
    let (_, right) = page.extent();
    let first = match label.last.column >= right || is_label_row(page, label) {
        true if fills_width(page, label) => [under, None],
        true => [under, beside],
        false => [beside, under],
    };
    first.into_iter().flatten().next().unwrap_or(label)
}

/// The same for a label that shares its cell with its value unless it has a cell of its own for it: never the cell under
/// it, but in a row of labels.
pub fn narrow_box_of(page: &Page<'_>, label: CellRange) -> CellRange {
    let [beside, under] = around(page, label);
    let found = match () {
        () if has_dots(page, label) => None,
        () if is_label_row(page, label) => under.or(beside),
        () if fills_width(page, label) => None,
        () => beside,
    };
    found.unwrap_or(label)
}

/// Whether a label is merged up to the form's edge: beyond it there is only the margin.
fn fills_width(page: &Page<'_>, label: CellRange) -> bool {
    let (_, right) = page.extent();
    label.last.column >= right && label.first.column < label.last.column
}

/// The cells beside and under a label, where they are free.
fn around(page: &Page<'_>, label: CellRange) -> [Option<CellRange>; 2] {
    let free = |range: CellRange| {
        let cell = page.sheet.at(range.first.row, range.first.column);
        cell.is_none_or(|cell| !has_content(&cell.text) && page.mark(cell.range).is_none()).then_some(range)
    };
    let beside = page.sheet.extent(label.first.row, label.last.column + 1);
    let under = page.sheet.extent(label.last.row + 1, label.first.column);
    [free(beside), free(under)]
}

/// Whether the label's own cell prints dots to write on.
fn has_dots(page: &Page<'_>, label: CellRange) -> bool {
    let cell = page.sheet.at(label.first.row, label.first.column);
    cell.is_some_and(|cell| super::gap::dots(&cell.text).is_some())
}

/// Finds every box outside the rows that tables own (`taken`, first and last row of each).
pub fn items<'a>(page: &mut Page<'a>, taken: &[(u32, u32)]) -> Vec<Item<'a>> {
    let marks: Vec<Mark> = page.marks.iter().cloned().collect();
    let mut found: Vec<Item<'a>> = Vec::new();
    let mut values: Vec<CellRange> = Vec::new();
    for mark in &marks {
        let numero = numbers(page, mark)
            .then(|| (Campo::Numero, Rest { text: String::new(), separated: false, length: 1 }));
        let Some((campo, rest)) = mark.campo.as_ref().or(numero.as_ref()) else { continue };
        let owned = taken.iter().any(|(first, last)| (*first..=*last).contains(&mark.range.first.row));
        if owned || values.contains(&mark.range) || page.is_claimed(mark.range) || is_answer(page, mark) {
            continue;
        }
        let item = Item { campo: *campo, label: mark.range, rest: rest.clone(), cells: Vec::new() };
        let cells = value_cells(page, &item, taken);
        values.extend(cells.iter().map(|cell| cell.range));
        found.push(Item { cells, ..item });
    }
    found
}

/// Whether a title's words stand beside a text that is no label: `Giudizio | Obiettivo raggiunto` is an answer.
fn is_answer(page: &Page<'_>, mark: &Mark) -> bool {
    let loose = mark.campo.as_ref().is_some_and(|(campo, rest)| {
        *campo == Campo::Titolo
            && !rest.is_whole()
            && !rest.separated
            && titolo::riga(rest, page.lessico).numero.is_none()
    });
    let Some(left) = mark.range.first.column.checked_sub(1).filter(|_| loose) else { return false };
    let row = page.row(mark.range.first.row, (0, left));
    row.last().is_some_and(|cell| page.mark(cell.range).is_none() && has_content(&cell.text))
}

fn value_cells<'a>(page: &Page<'a>, item: &Item<'a>, taken: &[(u32, u32)]) -> Vec<&'a Cell> {
    if !item.rest.is_whole() {
        return Vec::new();
    }
    let beside = if is_label_row(page, item.label) { Vec::new() } else { beside(page, item) };
    if !beside.is_empty() || !may_look_below(page, item.label) {
        return beside;
    }
    below(page, item, taken)
}

/// Cells to the right, over the rows of the label, up to the next label; for blocks also the rows after it, as
/// long as nothing stands under the label.
fn beside<'a>(page: &Page<'a>, item: &Item<'a>) -> Vec<&'a Cell> {
    let label = item.label;
    let mut found = Vec::new();
    let mut row = label.first.row;
    let (last_row, right) = page.extent();
    while row <= last_row {
        let own = row <= label.last.row;
        let goes_on = page.lessico.is_block(item.campo) && !found.is_empty() && continues(page, label, row);
        if !(own || goes_on) {
            break;
        }
        let limit = page.sheet.extent(row, label.last.column + 1);
        // a box merged beside the label ends where it ends: what stands beyond is a hint, or another's
        let right = if limit.last.column > limit.first.column { limit.last.column } else { right };
        let anchored = page.cells_in((row, row), (label.last.column + 1, right));
        found.extend(values_of_row(page, item.campo, anchored));
        row += 1;
    }
    found
}

fn values_of_row<'a>(page: &Page<'a>, campo: Campo, cells: Vec<&'a Cell>) -> Vec<&'a Cell> {
    let mut found = Vec::new();
    for (position, cell) in cells.into_iter().enumerate() {
        let mark = page.mark(cell.range);
        let label = mark.and_then(|mark| mark.campo.as_ref());
        let other = label.is_some_and(|(_, rest)| rest.is_whole() || (position > 0 && rest.separated));
        let criterio = mark.is_some_and(|mark| mark.criterio.is_some());
        // the kinds of an obiettivo are labels themselves: AMBITO: … DURATA: …
        if (other && campo != Campo::Tipologia) || criterio {
            break;
        }
        found.push(cell);
    }
    found
}

/// Whether a row after a block's label still belongs to it: empty under the label, not empty beside it.
fn continues(page: &Page<'_>, label: CellRange, row: u32) -> bool {
    let (_, right) = page.extent();
    let under = page.row(row, (0, label.last.column));
    let beside = page.cells_in((row, row), (label.last.column + 1, right));
    let headed = page.tables.iter().any(|table| table.header.0 == row);
    under.is_empty() && !beside.is_empty() && !headed
}

/// A label looks below itself when nothing can stand to its right: it fills the sheet's width, another label
/// follows it, its row is all labels, or it stands alone over one text.
fn may_look_below(page: &Page<'_>, label: CellRange) -> bool {
    let (_, right) = page.extent();
    let row = page.cells_in((label.first.row, label.first.row), (0, right));
    let after = row.iter().find(|cell| cell.range.first.column > label.last.column);
    let next_is_label = after.is_some_and(|cell| page.mark(cell.range).is_some());
    let labels =
        row.len() > 1 && row.iter().all(|cell| page.mark(cell.range).is_some_and(Mark::is_whole_label));
    let under = page.cells_in((label.last.row + 1, label.last.row + 1), (0, right));
    let alone = row.len() == 1
        && matches!(under.as_slice(), [only] if only.range.first.column == label.first.column && page.mark(only.range).is_none());
    label.last.column >= right || next_is_label || labels || alone
}

/// Whether the row is all labels, each with its value below.
pub fn is_label_row(page: &Page<'_>, label: CellRange) -> bool {
    let (_, right) = page.extent();
    let row = page.cells_in((label.first.row, label.first.row), (0, right));
    let is_label = |cell: &&Cell| page.mark(cell.range).is_some_and(Mark::is_whole_label);
    let under = page.cells_in((label.last.row + 1, label.last.row + 1), (0, right));
    let values = under
        .iter()
        .filter(|cell| row.iter().any(|label| label.range.first.column == cell.range.first.column));
    let values: Vec<&&Cell> = values.collect();
    // two labels may be a label and a value that sounds like one: the row under them tells
    row.len() > 1 && row.iter().all(is_label) && !values.is_empty() && !values.into_iter().any(is_label)
}

/// `N.` is a box's label only in a row of labels: elsewhere it is any number.
fn numbers(page: &Page<'_>, mark: &Mark) -> bool {
    let column = mark.colonne.iter().any(|(colonna, rest)| *colonna == Colonna::Numero && rest.is_whole());
    column && mark.campo.is_none() && is_label_row(page, mark.range)
}

/// Cells below the label: for blocks every row up to the next label or table; else the one cell under it.
fn below<'a>(page: &Page<'a>, item: &Item<'a>, taken: &[(u32, u32)]) -> Vec<&'a Cell> {
    let (last_row, _) = page.extent();
    let columns = (item.label.first.column, item.label.last.column);
    let headed = is_label_row(page, item.label);
    let mut found: Vec<&Cell> = Vec::new();
    let mut blanks = 0;
    for row in item.label.last.row + 1..=last_row {
        let cells = page.cells_in((row, row), columns);
        let owned = taken.iter().any(|(first, last)| (*first..=*last).contains(&row));
        let other = |cell: &&Cell| match headed {
            // under its own heading a value may begin with any word
            true => page.mark(cell.range).is_some_and(Mark::is_whole),
            false => starts_another(page, cell.range) && !repeats(page, item.campo, cell.range),
        };
        if owned || cells.first().is_some_and(other) {
            break;
        }
        blanks = if cells.is_empty() { blanks + 1 } else { 0 };
        found.extend(cells);
        let done = !page.lessico.is_block(item.campo) && !found.is_empty();
        if done || blanks > 1 || (blanks > 0 && !page.lessico.is_block(item.campo)) {
            break;
        }
    }
    found
}

/// Whether a text under a label begins with the label's own words (`RESPONSABILE` over `Responsabile Area Tecnica`).
fn repeats(page: &Page<'_>, campo: Campo, range: CellRange) -> bool {
    let own = page.mark(range).and_then(|mark| mark.campo.as_ref());
    own.is_some_and(|(other, rest)| *other == campo && !rest.is_whole() && !rest.separated)
}

/// Whether a cell is the label of another box or block, and not the beginning of a text.
fn starts_another(page: &Page<'_>, range: CellRange) -> bool {
    let Some(mark) = page.mark(range) else { return false };
    let campo = mark.campo.as_ref().is_some_and(|(_, rest)| rest.is_whole() || rest.is_strong());
    let sezione = mark.sezione.as_ref().is_some_and(|(_, rest)| rest.is_whole() || rest.is_strong());
    campo || sezione || mark.criterio.is_some()
}
