//! A sheet: whatever it holds (forms, a pesatura, a list), read block by block; and what nobody read, reported.

use super::fields::items;
use super::page::Page;
use super::{Letto, bands, elenco, pesatura, scheda, table_rows};
use crate::layout::{Kind, Table, fold, has_content, one_line};
use crate::place::{CellRange, CellRef};
use crate::rilievo::{Dove, Gravita, Rilievo};

/// Reads whatever a sheet holds.
pub fn read_sheet(page: &mut Page<'_>, letto: &mut Letto) {
    let spans = spans(page);
    let items = items(page, &spans);
    let starts = bands::starts(page, &items);
    let lists = page.tables.iter().any(|table| matches!(table.kind, Kind::Pesatura | Kind::Elenco));
    if starts.is_empty() && !lists {
        skip(page, "LET021", "il foglio non contiene schede, pesature o elenchi riconosciuti");
        return;
    }
    if page.sheet.hidden {
        skip(page, "LET020", "il foglio è nascosto: le schede che contiene non sono state lette");
        return;
    }
    for table in page.tables.clone() {
        match table.kind {
            Kind::Pesatura => pesatura::read_table(page, &table, &items, letto),
            Kind::Elenco => elenco::read_table(page, &table, &items, letto),
            _ => {}
        }
    }
    let (last_row, _) = page.extent();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(last_row + 1, |next| next.first);
        let band = bands::Band { start: *start, end };
        letto.schede.push(scheda::read_band(page, band, &items));
    }
    report_leftovers(page, starts.is_empty());
    report_hidden(page);
}

/// The rows that tables own: headings and data.
fn spans(page: &Page<'_>) -> Vec<(u32, u32)> {
    let (last, _) = page.extent();
    let rows_of = |table: &Table| {
        let rows = table_rows::rows(page, table, last + 1);
        (table.header.0, rows.last().map_or(table.header.1, |row| row.at))
    };
    page.tables.iter().map(rows_of).collect()
}

fn skip(page: &mut Page<'_>, codice: &'static str, message: &str) {
    let text = page.sheet.filled().any(|cell| has_content(&cell.text));
    let forms = !page.tables.is_empty() || page.marks.iter().any(|mark| mark.campo.is_some());
    if text && (codice == "LET021" || forms) {
        let dove = Dove::foglio(&page.sheet.file, &page.sheet.name);
        page.rilievi.push(Rilievo::new(codice, Gravita::Nota, dove, message));
    }
}

/// What nobody read, inside a sheet that holds forms.
fn report_leftovers(page: &mut Page<'_>, lists_only: bool) {
    let left: Vec<(CellRange, String)> = page
        .sheet
        .filled()
        .filter(|cell| {
            !page.is_claimed(cell.range) && has_content(&cell.text) && page.mark(cell.range).is_none()
        })
        .map(|cell| (cell.range, one_line(&cell.text)))
        .collect();
    let severity = if lists_only { Gravita::Nota } else { Gravita::Avviso };
    for (range, text) in left {
        let short: String = text.chars().take(80).collect();
        let numbered = fold(&text).len() <= 2 && lists_only;
        if !numbered {
            page.report(
                "LET032",
                severity,
                range,
                format!("il testo «{short}» non è stato riconosciuto e non è stato usato"),
            );
        }
    }
}

/// Rows and columns hidden among those read.
fn report_hidden(page: &mut Page<'_>) {
    let hidden = |cell: &CellRef| {
        page.sheet.hidden_rows.contains(&cell.row) || page.sheet.hidden_columns.contains(&cell.column)
    };
    let cells = page.sheet.filled().filter(|cell| hidden(&cell.range.first)).map(|cell| cell.range);
    if let Some(first) = cells.min() {
        page.report(
            "LET033",
            Gravita::Avviso,
            first,
            "ci sono righe o colonne nascoste con dei dati: sono state lette come le altre",
        );
    }
}
