//! The values of a sheet, streamed from calamine into a draft.
//!
//! One cell that calamine cannot read costs that cell, not the sheet; but where the stream itself breaks,
//! reading stops. The number of cells delivered is compared with the number scanned, so that a sheet read in
//! part never passes for whole.

use super::scan::Scan;
use super::{Appearance, Sheet};
use crate::grid::Fill;
use crate::grid::draft::{Draft, Found};
use crate::grid::format::NumberFormat;
use crate::grid::value::{Setting, understand};
use crate::place::CellRef;
use crate::rilievo::Gravita;
use calamine::{Cell, DataRef, FillPattern, Style, Xlsx, XlsxCellReader, XlsxError};
use std::io::Cursor;

/// Cells that cannot be read, beyond which the sheet is given up.
const MOST_ERRORS: u64 = 1000;
const WHITE: [u8; 3] = [255, 255, 255];

/// Fills a draft with the cells of a worksheet; the palette is made with the first one.
pub(super) fn fill(
    draft: &mut Draft,
    workbook: &mut Xlsx<Cursor<Vec<u8>>>,
    name: &str,
    sheet: &Sheet,
    from_1904: bool,
    palette: &mut Option<Vec<Appearance>>,
) {
    let Ok(mut reader) = workbook.worksheet_cells_reader(name) else {
        draft.find_on_sheet(
            "LET005",
            Gravita::Errore,
            "il foglio non è stato letto: è privo della tabella delle celle",
        );
        return;
    };
    let palette = palette.get_or_insert_with(|| reader.styles().iter().map(Appearance::of).collect());
    let delivered = stream(draft, &mut reader, sheet, |cell, style, draft| {
        put(draft, cell, palette.get(style), from_1904, sheet);
    });
    if delivered != sheet.scan.cells {
        let message = format!(
            "il foglio è letto solo in parte: {delivered} celle su {}; aprire il file con Excel e salvarlo di nuovo",
            sheet.scan.cells
        );
        draft.find_on_sheet("LET002", Gravita::Errore, message);
    }
}

/// Passes on each cell; how many there were, unreadable ones included.
fn stream(
    draft: &mut Draft,
    reader: &mut XlsxCellReader<'_, Cursor<Vec<u8>>>,
    sheet: &Sheet,
    mut each: impl FnMut(Cell<DataRef>, usize, &mut Draft),
) -> u64 {
    let (mut count, mut errors) = (0, 0);
    while !draft.is_overfull() {
        match reader.next_cell_with_style_id() {
            Ok(Some((cell, style))) => each(cell, style, draft),
            Ok(None) => return count,
            // After these the stream does not move: asking again would never end.
            Err(XlsxError::Xml(_) | XlsxError::XmlEof(_) | XlsxError::Io(_) | XlsxError::Zip(_)) => {
                return count;
            }
            Err(_) if errors >= MOST_ERRORS => return count,
            Err(_) => {
                errors += 1;
                if let Some(cell) = Scan::address(&sheet.part, count) {
                    let message = "il contenuto della cella non è leggibile: riscriverlo e salvare di nuovo";
                    draft.find(cell, "LET006", Gravita::Errore, message);
                }
            }
        }
        count += 1;
    }
    count
}

fn put(draft: &mut Draft, cell: Cell<DataRef>, look: Option<&Appearance>, from_1904: bool, sheet: &Sheet) {
    let (row, column) = cell.get_position();
    let at = CellRef::new(row, column);
    let setting = Setting { from_1904, format: look.map(|look| &look.format) };
    let (found, sound) = understand(cell.get_value(), setting);
    if !sound {
        draft.find(at, "LET006", Gravita::Errore, "il numero della cella non è valido: riscriverlo");
    }
    let formula = sheet.scan.formulas.contains(&at);
    draft.put(at, Found { fill: look.and_then(|look| look.fill), formula, ..found });
}

impl Appearance {
    fn of(style: &Style) -> Appearance {
        let format = match &style.number_format {
            Some(format) => NumberFormat::new(&format.format_code, format.format_id),
            None => NumberFormat::new("General", None),
        };
        let fill = style.fill.as_ref().filter(|fill| fill.pattern != FillPattern::None);
        let colour =
            fill.and_then(|fill| fill.get_color()).map(|colour| [colour.red, colour.green, colour.blue]);
        Appearance { format, fill: colour.filter(|colour| *colour != WHITE).map(Fill) }
    }
}
