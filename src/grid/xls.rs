//! Excel 97-2003 workbooks, read whole by calamine once their streams are known to be safe.
//!
//! How the cells look comes from [`super::biff_styles`]; for a version older than Excel 97 nothing does, the draft says
//! so, and whether a number is a percentage stays open. Texts stored one byte too wide are repaired.

use super::Opened;
use super::biff;
use super::biff_styles::{Look, Styles};
use super::cfb::Compound;
use super::draft::{Draft, Found};
use super::refusal::Refusal;
use super::value::{Setting, understand};
use crate::place::{CellRange, CellRef};
use crate::rilievo::Gravita;
use calamine::{Data, DataRef, Dimensions, Reader, SheetType, SheetVisible, Xls};
use std::io::Cursor;
use std::sync::Arc;

/// Reads all worksheets.
pub(super) fn read(file: &Arc<str>, compound: &Compound) -> Result<Opened, Refusal> {
    let stream = compound.stream("Workbook").or_else(|| compound.stream("Book"));
    let stream = stream.ok_or(Refusal::Damaged)??;
    biff::check(&stream)?;
    let (styles, looks) = (Styles::read(&stream), Look::all(&stream));
    let mut workbook: Xls<_> = Xls::new(Cursor::new(compound.bytes())).map_err(|_| Refusal::Damaged)?;
    let mut opened = Opened::default();
    let mut looks = looks.into_iter();
    for sheet in workbook.sheets_metadata().to_vec() {
        let look = looks.next();
        if sheet.typ == SheetType::WorkSheet {
            let style = styles.as_ref().zip(look.as_ref());
            let hidden = sheet.visible != SheetVisible::Visible;
            let mut draft = Draft::new(file, &sheet.name, hidden, style.is_some());
            fill(&mut draft, &mut workbook, &sheet.name, style);
            opened.add(draft)?;
        }
    }
    Ok(opened)
}

fn fill(draft: &mut Draft, workbook: &mut Xls<Cursor<&[u8]>>, name: &str, style: Option<(&Styles, &Look)>) {
    let from_1904 = workbook.has_1904_epoch();
    let (Ok(range), Ok(formulas)) = (workbook.worksheet_range(name), workbook.worksheet_formula(name)) else {
        draft.find_on_sheet(
            "LET005",
            Gravita::Errore,
            "il foglio non è stato letto: salvare il file come .xlsx",
        );
        return;
    };
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let at = CellRef::new(top + row as u32, left + column as u32);
        let format = style.and_then(|(styles, look)| styles.format(look, at));
        let (found, sound) = understand(&narrowed(value), Setting { from_1904, format });
        if !sound {
            draft.find(at, "LET006", Gravita::Errore, "il numero della cella non è valido: riscriverlo");
        }
        let formula = formulas.get_value((at.row, at.column)).is_some_and(|formula| !formula.is_empty());
        let fill = style.and_then(|(styles, look)| styles.fill(look, at));
        draft.put(at, Found { formula, fill, ..found });
    }
    if let Some((styles, look)) = style {
        let blank = |at: &CellRef| {
            let (row, column) = (at.row.checked_sub(top), at.column.checked_sub(left));
            let value = row.zip(column).and_then(|(row, column)| range.get((row as usize, column as usize)));
            value.is_none_or(|value| *value == Data::Empty)
        };
        for (at, fill) in styles.filled(look).filter(|(at, _)| blank(at)) {
            draft.put(at, Found { fill: Some(fill), ..Found::default() });
        }
        draft.hidden_rows.clone_from(&look.rows);
        draft.hidden_columns.clone_from(&look.columns);
    }
    draft.regions = workbook.merge_cells_by_sheet_name(name).unwrap_or_default().iter().map(region).collect();
}

/// The value, its text repaired if every second character is a NUL: two bytes were read as two characters.
fn narrowed(value: &Data) -> DataRef<'_> {
    let wide = |text: &str| {
        text.len() >= 2 && text.chars().enumerate().all(|(index, c)| (c == '\0') == (index % 2 == 1))
    };
    match value {
        Data::String(text) if wide(text) => DataRef::String(text.replace('\0', "")),
        Data::String(text) => DataRef::SharedString(text),
        Data::Int(value) => DataRef::Int(*value),
        Data::Float(value) => DataRef::Float(*value),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(value) => DataRef::DateTime(*value),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn region(merged: &Dimensions) -> CellRange {
    let corner = |(row, column)| CellRef::new(row, column);
    CellRange { first: corner(merged.start), last: corner(merged.end) }
}
