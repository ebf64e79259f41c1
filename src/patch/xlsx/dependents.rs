//! Formulas that depend on changed cells: gathered for the room that computes, their results written back.
//!
//! Values are handed over as they are stored, the changed ones already new. What cannot be computed loses its saved
//! result, so that nobody is shown a stale one.

use super::sheet::{Cell, FormulaKind, Sheet};
use super::splice::Write;
use super::workbook::Workbook;
use super::write::Body;
use crate::grid::stored::{Stored, content, exact};
use crate::package::Fault;
use crate::patch::Recomputed;
use crate::patch::formula::{self, Value};
use crate::patch::value::float;
use crate::place::CellRef;
use std::collections::{BTreeMap, HashMap};

/// Cells of a workbook, and bytes of their texts, beyond which nothing is computed: as much as the grid keeps.
const MOST_CELLS: usize = 3_000_000;
const MOST_TEXT: usize = 128 << 20;

/// The cells of a workbook to be written, by sheet.
pub(super) type Writes = BTreeMap<usize, BTreeMap<CellRef, Write>>;

/// What followed from the changes.
#[derive(Default)]
pub(super) struct Followed {
    /// Formulas whose saved results change.
    pub recomputed: Vec<Recomputed>,
    /// Whether a formula is left without a result.
    pub uncertain: bool,
}

/// Adds to `writes` the results of all formulas that depend on the changed cells.
pub(super) fn follow(
    workbook: &Workbook,
    changed: &BTreeMap<(usize, CellRef), Stored>,
    writes: &mut Writes,
) -> Result<Followed, Fault> {
    let mut followed = Followed::default();
    if changed.is_empty() || !workbook.may_have_formulas() {
        return Ok(followed);
    }
    let book = book(workbook, changed)?;
    if book.sheets.iter().all(|sheet| sheet.formulas.is_empty()) {
        return Ok(followed);
    }
    let cells: Vec<(usize, CellRef)> = changed.keys().copied().collect();
    for (position, at, result) in formula::recompute(&book, &cells) {
        // where formulas compute with figures as shown, ours would not be Excel's
        let result = result.filter(|_| !workbook.book.rounded);
        followed.uncertain |= result.is_none();
        let sheet = workbook.sheet(position)?;
        let stored = result.as_ref().map_or(Stored::Nothing, back);
        let Some(cell) = sheet.find(at).into_iter().next() else { continue };
        let before = workbook.stored(sheet, cell)?;
        if is_same(&before, &stored) || changed.contains_key(&(position, at)) {
            continue;
        }
        let format = workbook.styles.format(cell.style);
        let shown = result.map(|_| content(&stored, format, workbook.book.from_1904));
        let name = workbook.book.sheets.get(position).map_or("", |entry| &entry.name);
        followed.recomputed.push(Recomputed { sheet: name.into(), cell: at, value: shown });
        let body = if cell.formula.is_some() { Body::Result(stored) } else { Body::Value(stored) };
        writes.entry(position).or_default().insert(at, Write { body, style: None });
    }
    Ok(followed)
}

/// The workbook as the room that computes sees it.
fn book(workbook: &Workbook, changed: &BTreeMap<(usize, CellRef), Stored>) -> Result<formula::Book, Fault> {
    let mut book = formula::Book { date_1904: workbook.book.from_1904, ..formula::Book::default() };
    let (mut texts, mut cells) = (0, 0);
    for (position, entry) in workbook.book.sheets.iter().enumerate() {
        let sheet = workbook.sheet(position)?;
        let mut values = BTreeMap::new();
        for cell in sheet.cells() {
            let Some(value) = value(&workbook.stored(sheet, cell)?) else { continue };
            if let Value::Text(text) = &value {
                texts += text.len();
            }
            cells += 1;
            if texts > MOST_TEXT || cells > MOST_CELLS {
                return Err(Fault::Excessive);
            }
            values.insert(cell.at, value);
        }
        for ((_, at), stored) in
            changed.range((position, CellRef::new(0, 0))..(position + 1, CellRef::new(0, 0)))
        {
            match value(stored) {
                Some(value) => drop(values.insert(*at, value)),
                None => drop(values.remove(at)),
            }
        }
        let formulas = formulas(sheet);
        book.sheets.push(formula::Sheet { name: entry.name.clone(), values, formulas });
        let of_sheet = workbook.tables(position).tables.iter();
        book.tables.extend(of_sheet.map(|table| formula::Table {
            name: table.name.clone(),
            sheet: position,
            range: table.range,
            columns: table.columns.clone(),
            header_rows: table.headers,
            totals_rows: table.totals,
        }));
    }
    let position = |tab: usize| workbook.book.sheets.iter().position(|entry| entry.tab == tab);
    for name in &workbook.book.names {
        // A name known only on a chart's sheet concerns no formula of a cell.
        let sheet = name.tab.map(position);
        if sheet != Some(None) {
            book.names.push(formula::Name {
                name: name.name.clone(),
                sheet: sheet.flatten(),
                text: name.text.clone(),
            });
        }
    }
    Ok(book)
}

/// The formulas of a sheet, shared ones told for each of their cells.
fn formulas(sheet: &Sheet) -> Vec<formula::Formula> {
    let mut masters: HashMap<u32, (CellRef, &str)> = HashMap::new();
    let mut all = Vec::new();
    for cell in sheet.cells() {
        let Some(found) = &cell.formula else { continue };
        let kind = match found.kind {
            FormulaKind::Array => formula::Kind::Array,
            FormulaKind::DataTable => formula::Kind::DataTable,
            FormulaKind::Normal | FormulaKind::Shared => formula::Kind::Normal,
        };
        if found.kind == FormulaKind::Shared && !found.text.is_empty() {
            masters.extend(found.shared.map(|number| (number, (cell.at, found.text.as_str()))));
        }
        let text = match found.shared.filter(|_| found.kind == FormulaKind::Shared && found.text.is_empty()) {
            Some(number) => masters.get(&number).map_or_else(String::new, |master| expanded(master, cell)),
            None => found.text.clone(),
        };
        let range = found.range.filter(|_| kind != formula::Kind::Normal);
        all.push(formula::Formula { cell: cell.at, text, range, kind });
    }
    all
}

/// The text of a shared formula in one of its cells.
fn expanded((home, text): &(CellRef, &str), cell: &Cell) -> String {
    let rows = i64::from(cell.at.row) - i64::from(home.row);
    let columns = i64::from(cell.at.column) - i64::from(home.column);
    // A text that cannot be moved is no formula that anybody can read.
    formula::shift(text, rows, columns).unwrap_or_default()
}

fn value(stored: &Stored) -> Option<Value> {
    Some(match stored {
        Stored::Nothing => return None,
        Stored::Text(text) | Stored::Iso(text) => Value::Text(text.clone()),
        Stored::Bool(truth) => Value::Bool(*truth),
        Stored::Error(code) => Value::Error(code.clone()),
        Stored::Number(number) => {
            exact(*number).map_or_else(|| Value::Error("#NUM!".to_owned()), Value::Number)
        }
    })
}

fn back(value: &Value) -> Stored {
    match value {
        Value::Empty => Stored::Nothing,
        Value::Number(number) => float(*number).map_or(Stored::Nothing, Stored::Number),
        Value::Text(text) => Stored::Text(text.clone()),
        Value::Bool(truth) => Stored::Bool(*truth),
        Value::Error(code) => Stored::Error(code.clone()),
    }
}

/// Whether two results are the same to the digits that workbooks keep.
fn is_same(one: &Stored, other: &Stored) -> bool {
    match (one, other) {
        (Stored::Number(one), Stored::Number(other)) => exact(*one) == exact(*other),
        _ => one == other,
    }
}
