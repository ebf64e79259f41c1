//! A sheet being read: its cells, labels and tables, and which cells have been accounted for.
//!
//! Whoever reads a cell claims it. What nobody claimed, inside a form, is reported at the end: nothing is
//! dropped in silence.

use super::{Sorte, Traccia};
use crate::grid::{Cell, Content, Sheet};
use crate::layout::{Lessico, Mark, Marks, Table, bare, has_content, margin, one_line, tables};
use crate::place::{CellRange, CellRef, Cited, Field, Place};
use crate::rilievo::{Gravita, Rilievo};
use std::collections::BTreeSet;

/// A sheet, and the state of reading it.
pub struct Page<'a> {
    /// The cells.
    pub sheet: &'a Sheet,
    /// The vocabulary.
    pub lessico: &'a Lessico,
    /// The cells that are labels.
    pub marks: Marks,
    /// The tables found.
    pub tables: Vec<Table>,
    /// What was found wrong so far.
    pub rilievi: Vec<Rilievo>,
    claimed: BTreeSet<CellRef>,
    extent: (u32, u32),
}

impl<'a> Page<'a> {
    /// Looks at a sheet whose labels are known: its tables, no value yet.
    pub fn new(sheet: &'a Sheet, mut marks: Marks, lessico: &'a Lessico) -> Page<'a> {
        let margin = margin(sheet, &marks);
        marks.keep_titles(&margin);
        let tables = tables(sheet, &marks, &margin, lessico);
        let row = sheet.cells.keys().map(|cell| cell.row).max().unwrap_or(0);
        let column = sheet.cells.values().map(|cell| cell.range.last.column).max().unwrap_or(0);
        let (rilievi, claimed) = (Vec::new(), margin.iter().map(|range| range.first).collect());
        Page { sheet, lessico, marks, tables, rilievi, claimed, extent: (row, column) }
    }

    /// Marks a cell as accounted for.
    pub fn claim(&mut self, range: CellRange) {
        self.claimed.insert(range.first);
    }

    /// Whether the cell has been accounted for.
    pub fn is_claimed(&self, range: CellRange) -> bool {
        self.claimed.contains(&range.first)
    }

    /// The place of some cells.
    pub fn place(&self, range: CellRange) -> Place {
        self.sheet.place(range)
    }

    /// Reports something about some cells.
    pub fn report(
        &mut self,
        codice: &'static str,
        gravita: Gravita,
        range: CellRange,
        messaggio: impl Into<String>,
    ) {
        let place = self.place(range);
        self.rilievi.push(Rilievo::new(codice, gravita, &place, messaggio));
    }

    /// Reports something of a cell, unless it has been said of it already.
    pub fn report_once(
        &mut self,
        codice: &'static str,
        gravita: Gravita,
        range: CellRange,
        messaggio: impl Into<String>,
    ) {
        let rilievo = Rilievo::new(codice, gravita, &self.place(range), messaggio);
        if !self.rilievi.contains(&rilievo) {
            self.rilievi.push(rilievo);
        }
    }

    /// Cells with a content whose first cell lies in these rows and columns, in reading order.
    pub fn cells_in(&self, rows: (u32, u32), columns: (u32, u32)) -> Vec<&'a Cell> {
        if rows.0 > rows.1 {
            return Vec::new();
        }
        let span = CellRef::new(rows.0, 0)..=CellRef::new(rows.1, u32::MAX);
        let inside = |cell: &&Cell| (columns.0..=columns.1).contains(&cell.range.first.column);
        let cells = self.sheet.cells.range(span).map(|(_, cell)| cell);
        cells.filter(|cell| cell.content != Content::Empty).filter(inside).collect()
    }

    /// Cells with a content that cover this row, merged from above included, from left to right.
    pub fn row(&self, row: u32, columns: (u32, u32)) -> Vec<&'a Cell> {
        let mut found: Vec<&Cell> = self.cells_in((row, row), columns);
        for merge in self.sheet.merges.iter().filter(|merge| merge.first.row < row && merge.has_row(row)) {
            let inside = (columns.0..=columns.1).contains(&merge.first.column);
            let cell = self.sheet.cells.get(&merge.first).filter(|cell| cell.content != Content::Empty);
            found.extend(cell.filter(|_| inside));
        }
        found.sort_by_key(|cell| cell.range.first.column);
        found
    }

    /// The mark of a cell, if it is a label.
    pub fn mark(&self, range: CellRange) -> Option<&Mark> {
        self.marks.at(range.first)
    }

    /// What became of each cell so far. A label that carries its value counts as read.
    pub fn trace(&self) -> Vec<Traccia> {
        let sorte = |cell: &Cell| {
            let heading = self.tables.iter().flat_map(|table| &table.columns).any(|c| c.header == cell.range);
            let label = heading || self.mark(cell.range).is_some_and(Mark::is_whole);
            match (label, self.is_claimed(cell.range)) {
                (true, _) => Sorte::Etichetta,
                (false, true) => Sorte::Letta,
                (false, false) => Sorte::NonLetta,
            }
        };
        let cells = self.sheet.filled();
        cells.map(|cell| Traccia { place: self.place(cell.range), sorte: sorte(cell) }).collect()
    }

    /// Last row and column with a content.
    pub fn extent(&self) -> (u32, u32) {
        self.extent
    }

    /// The text of some cells, line by line, as a field; blank when they hold only dots or the form's hints.
    /// The cells are claimed; `at` is where the box stands when they are none.
    pub fn text(&mut self, cells: &[&Cell], at: CellRange) -> Field<String> {
        let mut lines = Vec::new();
        for cell in cells {
            self.claim(cell.range);
            if !is_blank(cell, self.lessico) {
                lines.push(cell.text.trim());
            }
        }
        let range = cells.first().map_or(at, |first| around(first.range, cells));
        self.field(lines.join("\n"), range)
    }

    /// A text as a field: its blanks folded, the text as typed kept.
    pub fn field(&self, raw: String, range: CellRange) -> Field<String> {
        let value = one_line(&raw);
        match has_content(&value) {
            true => Field::Filled(Cited { value, raw, place: self.place(range) }),
            false => Field::Blank(self.place(range)),
        }
    }
}

/// Whether a cell says nothing: dots, or the hint printed where the answer goes.
pub fn is_blank(cell: &Cell, lessico: &Lessico) -> bool {
    match &cell.content {
        Content::Empty => true,
        Content::Text(text) => {
            !has_content(text)
                || lessico.valori.has("vuoto", text)
                || is_placeholder(text)
                || (!has_content(&bare(text)) && is_hint(text, lessico))
        }
        _ => false,
    }
}

/// `(nome e cognome)`, `[titolo breve]`, `<indicatore>`: a form's own words, all in brackets, where the answer goes.
/// A figure in brackets is an answer.
fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    let inside = [('(', ')'), ('[', ']'), ('<', '>'), ('{', '}')].iter().find_map(|(open, close)| {
        text.strip_prefix(*open)?.strip_suffix(*close).filter(|inside| !inside.contains([*open, *close]))
    });
    inside.is_some_and(|inside| inside.split_whitespace().count() > 1 || inside.len() > 4)
        && !text.chars().any(|c| c.is_ascii_digit())
}

fn is_hint(text: &str, lessico: &Lessico) -> bool {
    let folded = crate::layout::fold(text);
    lessico.valori.list("vuoto").iter().any(|word| word.len() > 12 && folded == crate::layout::fold(word))
}

/// The smallest rectangle around a range and some cells.
pub fn around(range: CellRange, cells: &[&Cell]) -> CellRange {
    cells.iter().fold(range, |grown, cell| CellRange {
        first: CellRef::new(
            grown.first.row.min(cell.range.first.row),
            grown.first.column.min(cell.range.first.column),
        ),
        last: CellRef::new(
            grown.last.row.max(cell.range.last.row),
            grown.last.column.max(cell.range.last.column),
        ),
    })
}
