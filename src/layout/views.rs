//! Views: forms that stand side by side on one sheet, told apart by the labels that a row repeats.
//!
//! A view is the same sheet with fewer columns: every cell keeps its address. Two arrangements are known: whole forms
//! one beside the other, and one column of labels that serves a column of values for each obiettivo.

use super::fold::{fold, has_content};
use super::lessico::{Campo, Colonna};
use super::mark::{Mark, Marks};
use crate::grid::{Cell, Content, Sheet};
use crate::place::CellRef;
use std::collections::{BTreeMap, BTreeSet};

/// The sheet's views; `None` where it is to be read as a whole.
pub fn views(sheet: &Sheet, marks: &Marks) -> Option<Vec<Sheet>> {
    side_by_side(sheet, marks).or_else(|| columns_of_values(sheet, marks))
}

/// Rows of a label that must repeat before it is taken for several forms.
const REPEATED: usize = 2;

fn side_by_side(sheet: &Sheet, marks: &Marks) -> Option<Vec<Sheet>> {
    let title = |mark: &&Mark| {
        let campo = mark.campo.as_ref();
        campo.is_some_and(|(campo, rest)| {
            matches!(campo, Campo::Titolo | Campo::Numero) && (rest.is_whole() || rest.separated)
        })
    };
    let mut rows: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for mark in marks.iter().filter(title) {
        rows.entry(mark.range.first.row).or_default().push(mark.range.first.column);
    }
    let starts =
        rows.into_values().find(|columns| columns.len() > 1 && repeated(marks, columns).len() > REPEATED)?;
    let top = repeated(marks, &starts).into_iter().min()?;
    let ends = starts.iter().skip(1).map(|next| next - 1).chain([u32::MAX]);
    let groups: Vec<(u32, u32)> = starts.iter().copied().zip(ends).collect();
    let inside = |cell: &Cell| {
        let range = cell.range;
        range.first.row < top
            || groups.iter().any(|group| group.0 <= range.first.column && range.last.column <= group.1)
    };
    // a text across two forms, or left of the first, belongs to neither
    let clean = sheet.filled().all(inside);
    clean.then(|| {
        groups.iter().map(|group| view(sheet, top, |column| (group.0..=group.1).contains(&column))).collect()
    })
}

/// The rows in which the same label stands at each of these columns.
fn repeated(marks: &Marks, columns: &[u32]) -> Vec<u32> {
    let mut rows: BTreeMap<u32, Vec<&Mark>> = BTreeMap::new();
    for mark in marks.iter().filter(|mark| columns.contains(&mark.range.first.column)) {
        rows.entry(mark.range.first.row).or_default().push(mark);
    }
    let names = |mark: &Mark| {
        (mark.campo.as_ref().map(|(campo, _)| *campo), mark.colonne.first().map(|(colonna, _)| *colonna))
    };
    let same = |marks: &Vec<&Mark>| {
        let mut kinds = marks.iter().map(|mark| names(mark));
        let first = kinds.next();
        marks.len() == columns.len() && kinds.all(|kind| Some(kind) == first)
    };
    rows.into_iter().filter(|(_, marks)| same(marks)).map(|(row, _)| row).collect()
}

/// Labels that show a column of labels to describe obiettivi.
fn describes(mark: &Mark) -> bool {
    let campo = mark.campo.as_ref().filter(|(_, rest)| rest.is_whole()).map(|(campo, _)| *campo);
    let colonne = mark.colonne.iter().filter(|(_, rest)| rest.is_whole());
    campo.is_some()
        || colonne
            .map(|(colonna, _)| colonna)
            .any(|c| matches!(c, Colonna::Indicatore | Colonna::ValoreAtteso))
}

fn columns_of_values(sheet: &Sheet, marks: &Marks) -> Option<Vec<Sheet>> {
    let title = marks.iter().find(|mark| {
        let campo =
            mark.campo.as_ref().is_some_and(|(campo, rest)| *campo == Campo::Titolo && rest.is_whole());
        campo
            && values(sheet, marks, mark)
                .is_some_and(|values| values.len() > 1 && values.iter().all(|cell| is_title(cell)))
    })?;
    let columns: BTreeSet<u32> =
        values(sheet, marks, title)?.iter().map(|cell| cell.range.first.column).collect();
    let label = title.range.first.column;
    let rows: Vec<u32> = marks
        .iter()
        .filter(|mark| mark.range.first.column == label && describes(mark))
        .filter(|mark| {
            let found = values(sheet, marks, mark).unwrap_or_default();
            found.iter().map(|cell| cell.range.first.column).collect::<BTreeSet<u32>>() == columns
        })
        .map(|mark| mark.range.first.row)
        .collect();
    let top = *rows.iter().min()?;
    let shared = |column: u32| column <= title.range.last.column;
    // a row of headings under the labels is a table, which columns of values do not have
    let heads =
        |mark: &&Mark| mark.range.first.row >= top && !shared(mark.range.first.column) && mark.is_heading();
    if marks.iter().any(|mark| heads(&mark)) {
        return None;
    }
    (rows.len() > 3).then(|| {
        columns.iter().map(|own| view(sheet, top, |column| shared(column) || column == *own)).collect()
    })
}

/// The cells right of a label, if none of them is a label itself.
fn values<'a>(sheet: &'a Sheet, marks: &Marks, mark: &Mark) -> Option<Vec<&'a Cell>> {
    let row = mark.range.first.row;
    let span = CellRef::new(row, mark.range.last.column + 1)..CellRef::new(row + 1, 0);
    let cells = sheet.cells.range(span).map(|(_, cell)| cell).filter(|cell| cell.content != Content::Empty);
    let cells: Vec<&Cell> = cells.collect();
    cells
        .iter()
        .all(|cell| marks.at(cell.range.first).is_none_or(|mark| !mark.is_whole_label()))
        .then_some(cells)
}

fn is_title(cell: &Cell) -> bool {
    matches!(cell.content, Content::Text(_)) && has_content(&cell.text) && fold(&cell.text).len() > 3
}

/// The sheet with all its rows above `top`, and below it only some columns.
fn view(sheet: &Sheet, top: u32, keeps: impl Fn(u32) -> bool) -> Sheet {
    let kept = |cell: &CellRef| cell.row < top || keeps(cell.column);
    let mut view = sheet.clone();
    view.cells.retain(|first, _| kept(first));
    view.covered.retain(|_, first| kept(first));
    view.merges.retain(|merge| kept(&merge.first));
    view
}
