//! How many rilievi there are, by Area and by file: live counts over the table.

use super::riferimento::Indice;
use super::{AREA, FILE, GRAVITA, NAME, Span};
use crate::place::column_letters;
use crate::publish::book::{Book, Page};
use crate::publish::figure::UNKNOWN;
use crate::publish::sheet::{Cell, Sheet, Value};
use crate::publish::style::Look;
use crate::rilievo::{Gravita, Rilievo};
use anyhow::Result;
use indexmap::IndexMap;
use rust_decimal::Decimal;

const COLUMNS: [(Gravita, &str); 3] =
    [(Gravita::Errore, "Errori"), (Gravita::Avviso, "Avvisi"), (Gravita::Nota, "Note")];

/// Writes the sheet. `rows` are those of the table.
pub(super) fn write(
    book: &Book<'_>,
    rilievi: &[&Rilievo],
    indice: &Indice<'_>,
    rows: Span,
) -> Result<(Sheet, Page)> {
    let mut sheet = Sheet::new("Conteggi", &[58.0, 13.0, 13.0, 13.0, 13.0], 0)?;
    book.opening(&mut sheet, "Quanti rilievi ci sono, per Area e per file")?;
    if let Some(rows) = rows {
        let by_area = counted(rilievi, |rilievo| indice.area(rilievo).unwrap_or_else(|| UNKNOWN.to_owned()));
        block(&mut sheet, "Area", AREA, &by_area, rows)?;
        sheet.skip(14.0);
        let file = |rilievo: &Rilievo| match rilievo.dove.file.is_empty() {
            true => UNKNOWN.to_owned(),
            false => rilievo.dove.file.to_string(),
        };
        block(&mut sheet, "File", FILE, &counted(rilievi, file), rows)?;
        sheet.skip(6.0);
        let note = "«—»: rilievi che non riguardano un obiettivo, o un file, in particolare.";
        sheet.line(note, Look::Note)?;
    } else {
        sheet.line("Nessun rilievo.", Look::Plain)?;
    }
    Ok((sheet, Page { landscape: false, head: None, frozen: 0, last_column: 4 }))
}

/// How many of each severity.
type Counts = [u32; 3];

/// The counts by a name, in alphabetical order.
fn counted(rilievi: &[&Rilievo], name: impl Fn(&Rilievo) -> String) -> Vec<(String, Counts)> {
    let mut counts: IndexMap<String, Counts> = IndexMap::new();
    for rilievo in rilievi.iter().take(super::MOST_ROWS) {
        let entry = counts.entry(name(rilievo)).or_default();
        for ((gravita, _), count) in COLUMNS.iter().zip(entry.iter_mut()) {
            *count += u32::from(rilievo.gravita == *gravita);
        }
    }
    counts.sort_keys();
    counts.into_iter().collect()
}

fn block(
    sheet: &mut Sheet,
    what: &str,
    column: u16,
    counts: &[(String, Counts)],
    rows: (u32, u32),
) -> Result<()> {
    let mut head = vec![Cell::new(0, what, Look::Header), Cell::new(4, "Totale", Look::Header)];
    head.extend((1..).zip(COLUMNS).map(|(column, (_, name))| Cell::new(column, name, Look::Header)));
    sheet.row(&head)?;
    let first = sheet.next();
    for (name, counts) in counts {
        let row = sheet.next();
        let mut cells = vec![Cell::new(0, name.as_str(), Look::Text)];
        for ((at, (gravita, _)), count) in (1..).zip(COLUMNS).zip(counts) {
            let formula = format!(
                "SUMPRODUCT(EXACT({},{})*({}=\"{}\"))",
                range(column, rows),
                Sheet::at(0, row),
                range(GRAVITA, rows),
                gravita.word()
            );
            cells.push(Cell::new(at, Value::Live(formula, Decimal::from(*count)), Look::Count));
        }
        let total = Decimal::from(counts.iter().sum::<u32>());
        let formula = format!("SUM({}:{})", Sheet::at(1, row), Sheet::at(3, row));
        cells.push(Cell::new(4, Value::Live(formula, total), Look::Count));
        sheet.row(&cells)?;
    }
    total(sheet, counts, first)
}

fn total(sheet: &mut Sheet, counts: &[(String, Counts)], first: u32) -> Result<()> {
    let last = sheet.next() - 1;
    let mut cells = vec![Cell::new(0, "Totale", Look::TotalText)];
    let mut all = 0;
    for at in 0..COLUMNS.len() {
        let sum: u32 = counts.iter().filter_map(|(_, counts)| counts.get(at)).sum();
        all += sum;
        cells.push(summed(at as u16 + 1, first, last, sum));
    }
    cells.push(summed(4, first, last, all));
    sheet.row(&cells).map(|_| ())
}

fn summed(column: u16, first: u32, last: u32, sum: u32) -> Cell {
    let formula = format!("SUM({}:{})", Sheet::at(column, first), Sheet::at(column, last));
    Cell::new(column, Value::Live(formula, Decimal::from(sum)), Look::TotalCount)
}

fn range(column: u16, (first, last): (u32, u32)) -> String {
    let letters = column_letters(u32::from(column));
    format!("{NAME}!${letters}${}:${letters}${}", first + 1, last + 1)
}
