//! The months of a phase: marked in a grid, said in words, or lying between two days.

use super::date::due;
use super::page::Page;
use super::periodo;
use super::segni::Segni;
use super::table_rows::Row;
use crate::grid::Content;
use crate::layout::{Colonna, Column, Lessico, Period, Table, What, has_content, one_line};
use crate::model::{Fase, Mese};
use crate::place::CellRange;
use crate::rilievo::Gravita;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The months of the grid, with the plan's year where the heading says none.
pub(super) fn griglia(table: &Table, anno: Option<i16>) -> Vec<Mese> {
    let mut found = Vec::new();
    for column in &table.columns {
        if let What::Mesi(period) = &column.what {
            found.extend(months(period, anno));
        }
    }
    found
}

fn months(period: &Period, anno: Option<i16>) -> Vec<Mese> {
    // a negative year counts the Januaries seen so far: the plan's year, and those after it
    let year = match period.anno {
        Some(offset) if offset < 0 => anno.map(|anno| anno - offset),
        Some(year) => Some(year),
        None => anno,
    };
    period.mesi.iter().map(|mese| Mese { anno: year, mese: *mese }).collect()
}

pub(super) fn read_months(
    page: &mut Page<'_>,
    table: &Table,
    row: &Row<'_>,
    anno: Option<i16>,
    marks: &Segni,
    fase: &mut Fase,
) {
    let mut found = BTreeSet::new();
    let mut doubtful = None;
    let mut cells: Option<CellRange> = None;
    for column in &table.columns {
        let What::Mesi(period) = &column.what else { continue };
        let at = first_of_month(page, row.at, column.header, marks);
        let extent = page.sheet.extent(row.at, at);
        let grown = cells.map_or(extent, |range| CellRange { first: range.first, last: extent.last });
        cells = Some(grown);
        let Some(cell) = page.sheet.at(row.at, at) else { continue };
        if marks.is_marked(page, cell) {
            page.claim(cell.range);
            found.extend(months(period, anno));
        } else if marks.is_doubtful(cell) && doubtful.is_none() {
            doubtful = Some(cell.range);
        } else if has_content(&cell.text) && !page.is_claimed(cell.range) && cell.range.first.row == row.at {
            page.claim(cell.range);
            page.report(
                "FAS111",
                Gravita::Avviso,
                cell.range,
                format!(
                    "nella casella di un mese c'è «{}», che non è un segno: il mese non è stato contato",
                    one_line(&cell.text)
                ),
            );
        }
    }
    // a second January of an unknown year cannot be told from the first
    let untold =
        |column: &Column| matches!(&column.what, What::Mesi(period) if period.anno.is_some_and(|n| n < 0));
    if let (true, Some(range), None) = (table.columns.iter().any(untold), cells, anno) {
        found.clear();
        let text = "la griglia copre più anni ma né la testata né la scheda dicono quali: i mesi della fase non sono noti";
        page.report("FAS112", Gravita::Avviso, range, text);
    }
    fase.mesi = found.into_iter().collect();
    if let Some(range) = doubtful.filter(|_| fase.mesi.is_empty()) {
        let text = "tutta la riga ha un colore che nessun'altra fase usa per le sue barre: non è stato preso per un segno";
        page.report("FAS113", Gravita::Avviso, range, text);
    }
    fase.celle_mesi = cells.map(|range| page.place(range));
}

/// The column, of those under a month's heading, that is marked: a month may be drawn in weeks or fortnights.
fn first_of_month(page: &mut Page<'_>, row: u32, header: CellRange, marks: &Segni) -> u32 {
    let columns = header.first.column..=header.last.column;
    let marked: Vec<(u32, CellRange)> = columns
        .filter_map(|column| Some((column, page.sheet.at(row, column)?)))
        .filter(|(_, cell)| marks.is_marked(page, cell))
        .map(|(column, cell)| (column, cell.range))
        .collect();
    for (_, range) in &marked {
        page.claim(*range);
    }
    marked.first().map_or(header.first.column, |(column, _)| *column)
}

/// A period in words, or a start and an end, in place of a grid: the months between them.
pub(super) fn read_dates(
    page: &mut Page<'_>,
    table: &Table,
    row: &Row<'_>,
    anno: Option<i16>,
    fase: &mut Fase,
) {
    if !fase.mesi.is_empty() {
        return;
    }
    let cell = |colonne: &[Colonna]| {
        let found = colonne.iter().find_map(|colonna| row.under(table, *colonna).first().copied());
        found.filter(|cell| has_content(&cell.text))
    };
    let start = cell(&[Colonna::Inizio]);
    let end = cell(&[Colonna::Mesi, Colonna::Fine, Colonna::Scadenza]);
    let mut known = Vec::new();
    for cell in start.iter().chain(&end) {
        page.claim(cell.range);
        let read = match &cell.content {
            Content::Date { date, without_year: false } => periodo::span(*date, *date),
            Content::Text(text) => when(text, anno, page.lessico),
            _ => None,
        };
        if read.is_none() {
            let text =
                format!("«{}» non dice in quali mesi: i mesi della fase non sono noti", one_line(&cell.text));
            page.report("FAS112", Gravita::Avviso, cell.range, text);
        }
        known.push(read);
    }
    let Some(last) = end else { return };
    let first = start.unwrap_or(last);
    fase.mesi = match known.into_iter().collect::<Option<Vec<_>>>().as_deref() {
        Some([period]) => period.clone(),
        Some([from, to]) => between(page, last.range, from, to),
        _ => Vec::new(),
    };
    fase.celle_mesi = Some(page.place(CellRange { first: first.range.first, last: last.range.last }));
}

/// The months that a text names, or the month of its day.
fn when(text: &str, anno: Option<i16>, lessico: &Lessico) -> Option<Vec<Mese>> {
    // by a day: the phase is of that day's month
    let day = due(text, anno, lessico).and_then(|found| periodo::span(found.date, found.date));
    day.or_else(|| periodo::months(text, anno, lessico))
}

/// From the first month of one period to the last of another; dates the wrong way round mark no month.
fn between(page: &mut Page<'_>, at: CellRange, from: &[Mese], to: &[Mese]) -> Vec<Mese> {
    let day = |mese: Option<&Mese>| mese.and_then(|mese| Date::new(mese.anno?, mese.mese, 1).ok());
    let found = day(from.first()).zip(day(to.last())).and_then(|(first, last)| periodo::span(first, last));
    if found.is_none() {
        page.report(
            "FAS112",
            Gravita::Avviso,
            at,
            "la fase finisce prima di cominciare: i suoi mesi non sono noti",
        );
    }
    found.unwrap_or_default()
}
