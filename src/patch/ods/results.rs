//! Results of formulas that depended on a changed cell: made right, or taken away for the program to compute.
//!
//! LibreOffice shows a saved text as it is and computes what has no saved result; so no result may stay that is no
//! longer true. What formulas mean is the business of the room that computes them.

use super::asked::serial;
use super::book::Book;
use super::cell::{Stored, with_value};
use super::format::Kind;
use super::saved::{Saved, read};
use super::stored::View;
use super::{Cells, table::Sheet};
use crate::grid::Content;
use crate::grid::stored::written;
use crate::package::Fault;
use crate::patch::formula::{self, Dialect, Formula, Value};
use crate::patch::value::{check_text, stored};
use crate::patch::{Recomputed, Refusal};
use crate::place::{COLUMNS, CellRef};
use jiff::ToSpan;
use jiff::civil::date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// Cells of a workbook that are looked at: as many as the grid opens.
const MOST_CELLS: u64 = 3_000_000;

/// What the cells written will hold.
pub(super) type Changed = BTreeMap<(usize, CellRef), Content>;

/// Makes the results that depend on the changed cells follow, adding their cells to those to be written.
pub(super) fn follow(book: &Book, changed: &Changed, cells: &mut Cells) -> Result<Vec<Recomputed>, Refusal> {
    if changed.is_empty() || !book.has_formulas {
        return Ok(Vec::new());
    }
    let (whole, kinds) = whole(book, changed)?;
    let is_sure = !book.scan.rounded && [date(1899, 12, 30), date(1904, 1, 1)].contains(&book.day_zero());
    let sources: Vec<(usize, CellRef)> = changed.keys().copied().collect();
    let mut followed = Vec::new();
    for (position, at, result) in formula::recompute(&whole, &sources) {
        let before = whole.sheets.get(position).and_then(|sheet| sheet.values.get(&at));
        let result = result.filter(|_| is_sure);
        if changed.contains_key(&(position, at)) || is_same(before, result.as_ref()) {
            continue;
        }
        let target = book.target(position, at)?;
        let kind = kinds.get(&(position, at)).map_or("", String::as_str);
        let made = result.and_then(|value| book.result(&value, &target.style, kind));
        let (stored, content) = made.map_or((Stored::default(), None), |(stored, made)| (stored, Some(made)));
        if before.is_none() && content.is_none() {
            continue;
        }
        cells.entry(position).or_default().insert(at, with_value(&target.written, &stored)?);
        followed.push(Recomputed { sheet: target.sheet.name.as_str().into(), cell: at, value: content });
    }
    Ok(followed)
}

impl Book<'_> {
    /// A result as it is saved in a cell of this style, whose saved result was of this type; and as it is read.
    fn result(&self, value: &Value, style: &str, before: &str) -> Option<(Stored, Content)> {
        let own = self.styles.format(style);
        let view = View { own, styles: &self.styles, day_zero: self.day_zero() };
        match value {
            Value::Number(number) => {
                let number = stored(*number)?;
                let is = |kind, name| own.map_or(before == name, |format| format.kind == kind);
                if is(Kind::Time, "time") {
                    return None;
                }
                if !is(Kind::Date, "date") {
                    let ready = view.number(number, before == "percentage").stored;
                    let percent = Some(ready.kind == Some("percentage"));
                    return Some((ready, Content::Number { value: number, percent }));
                }
                let days = number.to_i64().filter(|_| number.fract().is_zero())?;
                let date = self.day_zero().checked_add(days.days()).ok()?;
                Some((view.date(date).stored, Content::Date { date, without_year: false }))
            }
            Value::Text(text) => {
                check_text(text).ok()?;
                let value = Some(("office:string-value", text.clone()));
                let shown = (!text.is_empty()).then(|| text.clone());
                Some((Stored { kind: Some("string"), value, text: shown }, written(text)))
            }
            Value::Bool(truth) => Some((view.logical(*truth).stored, Content::Bool(*truth))),
            Value::Error(_) | Value::Empty => None,
        }
    }
}

/// The types of the saved results of formulas.
type Kinds = BTreeMap<(usize, CellRef), String>;

/// The workbook as the room that computes sees it, the changed cells already changed.
fn whole(book: &Book, changed: &Changed) -> Result<(formula::Book, Kinds), Fault> {
    let mut whole = formula::Book {
        dialect: Dialect::OpenFormula,
        date_1904: book.day_zero() == date(1904, 1, 1),
        ..formula::Book::default()
    };
    let mut kinds = Kinds::new();
    let mut room = MOST_CELLS;
    for (position, sheet) in book.scan.sheets.iter().enumerate() {
        let mut made = survey(book, sheet, &mut room, |at, kind| drop(kinds.insert((position, at), kind)))?;
        let of_sheet = (position, CellRef::new(0, 0))..(position + 1, CellRef::new(0, 0));
        for ((_, at), content) in changed.range(of_sheet) {
            match value(content, book) {
                Some(value) => drop(made.values.insert(*at, value)),
                None => drop(made.values.remove(at)),
            }
        }
        whole.sheets.push(made);
    }
    whole.names = (book.scan.names.iter())
        .map(|name| formula::Name { name: name.name.clone(), sheet: name.sheet, text: name.text.clone() })
        .collect();
    Ok((whole, kinds))
}

/// What the cells of a sheet hold, and its formulas; the type of each saved result is told.
fn survey(
    book: &Book,
    sheet: &Sheet,
    room: &mut u64,
    mut kind_of: impl FnMut(CellRef, String),
) -> Result<formula::Sheet, Fault> {
    let mut made = formula::Sheet { name: sheet.name.clone(), ..formula::Sheet::default() };
    for row in &sheet.rows {
        for cell in &row.cells {
            let saved = read(book.content.slice(cell.span.clone()), book.day_zero())?;
            if saved.value.is_none() && saved.formula.is_none() {
                continue;
            }
            let columns = cell.columns.start..cell.columns.end.min(COLUMNS);
            let cells = columns.len() as u64 * row.rows.len() as u64;
            *room = room.checked_sub(cells).ok_or(Fault::Excessive)?;
            let places =
                row.rows.clone().flat_map(|row| columns.clone().map(move |column| CellRef::new(row, column)));
            for at in places {
                made.values.extend(saved.value.clone().map(|value| (at, value)));
                if let Saved { formula: Some(text), kind, .. } = &saved {
                    made.formulas.push(formula_at(sheet, at, text));
                    kind_of(at, kind.clone());
                }
            }
        }
    }
    Ok(made)
}

fn formula_at(sheet: &Sheet, at: CellRef, text: &str) -> Formula {
    let range = sheet.arrays.iter().find(|range| range.first == at).copied();
    let kind = if range.is_some() { formula::Kind::Array } else { formula::Kind::Normal };
    Formula { cell: at, text: text.to_owned(), range, kind }
}

fn value(content: &Content, book: &Book) -> Option<Value> {
    Some(match content {
        Content::Empty => return None,
        Content::Text(text) => Value::Text(text.clone()),
        Content::Number { value, .. } => Value::Number(*value),
        Content::Date { date, .. } => Value::Number(serial(*date, book.day_zero())),
        Content::Bool(truth) => Value::Bool(*truth),
        Content::Error(code) => Value::Error(code.clone()),
    })
}

/// Whether two results are the same to the digits that workbooks keep.
fn is_same(one: Option<&Value>, other: Option<&Value>) -> bool {
    let number = |value: &Decimal| stored(*value);
    match (one, other) {
        (Some(Value::Number(one)), Some(Value::Number(other))) => number(one) == number(other),
        _ => one == other,
    }
}
