//! Excel binary workbooks, read by calamine cell by cell.
//!
//! Fills, merged regions and hidden rows of this format are not readable, and the draft says so. Every part is
//! read to its end first, for calamine verifies no checksum.

use super::Opened;
use super::draft::{Draft, MOST_CELLS};
use super::refusal::Refusal;
use super::value::{Setting, understand};
use crate::package::Package;
use crate::place::{COLUMNS, CellRef, ROWS};
use crate::rilievo::Gravita;
use calamine::{Reader, SheetType, SheetVisible, Xlsb};
use std::io::Cursor;
use std::sync::Arc;

/// Reads all worksheets.
pub(super) fn read(file: &Arc<str>, package: &mut Package, bytes: &[u8]) -> Result<Opened, Refusal> {
    let names: Vec<String> =
        package.names().filter(|name| name.starts_with("xl/")).map(String::from).collect();
    for name in names {
        package.bytes(&name)?;
    }
    let mut workbook: Xlsb<_> = Xlsb::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let mut opened = Opened::default();
    let mut cells = 0;
    for sheet in workbook.sheets_metadata().to_vec() {
        if sheet.typ == SheetType::WorkSheet {
            let mut draft = Draft::new(file, &sheet.name, sheet.visible != SheetVisible::Visible, false);
            fill(&mut draft, &mut workbook, &sheet.name, &mut cells)?;
            opened.add(draft)?;
        }
    }
    Ok(opened)
}

fn fill(
    draft: &mut Draft,
    workbook: &mut Xlsb<Cursor<&[u8]>>,
    name: &str,
    cells: &mut u64,
) -> Result<(), Refusal> {
    let from_1904 = workbook.has_1904_epoch();
    let Ok(mut reader) = workbook.worksheet_cells_reader(name) else {
        draft.find_on_sheet(
            "LET005",
            Gravita::Errore,
            "il foglio non è stato letto: salvare il file come .xlsx",
        );
        return Ok(());
    };
    loop {
        let cell = match reader.next_cell() {
            Ok(Some(cell)) => cell,
            Ok(None) => return Ok(()),
            Err(_) => {
                let message = "il foglio è letto solo in parte: salvare il file come .xlsx";
                draft.find_on_sheet("LET002", Gravita::Errore, message);
                return Ok(());
            }
        };
        *cells += 1;
        let (row, column) = cell.get_position();
        if *cells > MOST_CELLS || row >= ROWS || column >= COLUMNS {
            return Err(Refusal::TooManyCells);
        }
        let at = CellRef::new(row, column);
        let (found, sound) = understand(cell.get_value(), Setting { from_1904, format: None });
        if !sound {
            draft.find(at, "LET006", Gravita::Errore, "il numero della cella non è valido: riscriverlo");
        }
        draft.put(at, found);
    }
}
