//! Sheets that by their own account say nothing of the plan: forms that nobody filled in, and sheets that open by saying
//! that they are instructions or lists of choices. Nothing is read of them; blank forms are counted, a workbook at a time.

use super::fields::Item;
use super::page::{Page, is_blank};
use super::table_rows;
use crate::grid::Workbook;
use crate::layout::{Campo, Colonna, Table, What, has_content};
use crate::rilievo::{Dove, Gravita, Rilievo};

/// What a blank form may already say: whose it is.
const HEADING: [Campo; 5] = [Campo::Ente, Campo::Area, Campo::Trasversale, Campo::Responsabile, Campo::Anno];

/// Whether the sheet opens with a title that calls it instructions, and has no table.
pub fn is_service(page: &Page<'_>) -> bool {
    let first = page.sheet.filled().find(|cell| has_content(&cell.text));
    let called = first.is_some_and(|cell| page.lessico.valori.has("foglio_di_servizio", &cell.text));
    called && page.tables.is_empty()
}

/// Whether the sheet is a form, with no box and no row of a table filled in.
pub fn is_blank_form(page: &Page<'_>, items: &[Item<'_>]) -> bool {
    let titled = items.iter().any(|item| matches!(item.campo, Campo::Titolo | Campo::Numero));
    let said = |item: &Item<'_>| {
        has_content(&item.rest.text) || item.cells.iter().any(|cell| !is_blank(cell, page.lessico))
    };
    let empty = items.iter().all(|item| HEADING.contains(&item.campo) || !said(item));
    titled && empty && !page.tables.is_empty() && page.tables.iter().all(|table| is_blank_table(page, table))
}

/// Whether the rows of the table say at most their numbers.
fn is_blank_table(page: &Page<'_>, table: &Table) -> bool {
    let counts = |at: usize| {
        let what = table.columns.get(at).map(|column| &column.what);
        matches!(what, Some(What::Colonna(Colonna::Numero | Colonna::Fase)))
    };
    let (last, _) = page.extent();
    table_rows::rows(page, table, last + 1).iter().all(|row| {
        table_rows::is_total(page, row)
            || row.cells.iter().all(|(at, cell)| counts(*at) || cell.formula || is_blank(cell, page.lessico))
    })
}

/// Says of a blank form what it is.
pub fn report(page: &mut Page<'_>) {
    let dove = Dove::foglio(&page.sheet.file, &page.sheet.name);
    let text = "il foglio è un modulo in bianco: non dice nessun obiettivo";
    page.rilievi.push(Rilievo::new("LET045", Gravita::Nota, dove, text));
}

/// Several blank forms of a workbook are one rilievo.
pub fn gather(book: &Workbook, rilievi: &mut Vec<Rilievo>) {
    let blank = |rilievo: &&Rilievo| rilievo.codice == "LET045";
    let sheets: Vec<String> =
        rilievi.iter().filter(blank).filter_map(|one| Some(one.dove.foglio.as_ref()?.to_string())).collect();
    let (Some(first), Some(last), Some(sheet)) = (sheets.first(), sheets.last(), book.sheets.first()) else {
        return;
    };
    if sheets.len() == 1 {
        return;
    }
    let text = format!(
        "{} fogli sono moduli in bianco (da «{first}» a «{last}»): non dicono nessun obiettivo",
        sheets.len()
    );
    let dove = Dove::file(&sheet.file);
    rilievi.retain(|rilievo| rilievo.codice != "LET045");
    rilievi.push(Rilievo::new("LET045", Gravita::Nota, dove, text));
}
