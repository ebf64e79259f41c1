//! A pesatura laid out the other way: a row a criterion, a column an obiettivo.
//!
//! The criteria stand one under the other; above the points, each column says its number, its title, or both. What a
//! column does not say is not guessed.

use super::fields::Item;
use super::page::Page;
use super::pesatura::{area_above, day_above, signatures, year_above};
use super::peso::points;
use super::titolo;
use super::{Letto, packed};
use crate::grid::{Cell, Content};
use crate::layout::{Colonna, Kind, fold};
use crate::model::{Pesatura, RigaPesatura};
use crate::place::{CellRange, Field};
use indexmap::IndexMap;

/// Reads the criteria that stand in a column, if the sheet has such a block and no pesatura of the usual kind.
pub fn read(page: &mut Page<'_>, items: &[Item<'_>], letto: &mut Letto) -> bool {
    if page.tables.iter().any(|table| table.kind == Kind::Pesatura) {
        return false;
    }
    let Some(labels) = criteria(page) else { return false };
    let Some((_, first)) = labels.first() else { return false };
    let (first, last) = (*first, labels.last().map_or(*first, |(_, range)| *range));
    let columns = columns(page, &labels);
    let header = (first.first.row.saturating_sub(2), first.first.row.saturating_sub(1));
    let area = area_above(page, header.0);
    let mut rows = Vec::new();
    for column in columns {
        if let Some(riga) = riga(page, &labels, header, column, &area) {
            rows.push(riga);
        }
    }
    if rows.is_empty() {
        return false;
    }
    claim_block(page, header.0, last.last.row + 1);
    let pesatura = Pesatura {
        place: page.place(first),
        anno: year_above(page, header.0),
        data: day_above(page, header.0),
        criteri: labels.iter().map(|(id, _)| id.clone()).collect(),
        note: Vec::new(),
        firme: signatures(page, items, last.last.row),
    };
    letto.pesature.push(pesatura);
    letto.righe.extend(rows);
    true
}

/// At least two criteria, alone in their cells, one under the other.
fn criteria(page: &Page<'_>) -> Option<Vec<(String, CellRange)>> {
    let whole = page.marks.iter().filter_map(|mark| {
        let (id, _) = mark.criterio.as_ref().filter(|(_, rest)| rest.is_whole())?;
        Some((id.clone(), mark.range))
    });
    let mut found: Vec<(String, CellRange)> = whole.collect();
    let column = found.first()?.1.first.column;
    let stacked = found.iter().all(|(_, range)| range.first.column == column);
    let mut ids: Vec<&String> = found.iter().map(|(id, _)| id).collect();
    ids.sort();
    ids.dedup();
    let once = ids.len() == found.len() && found.len() >= 2;
    found.sort_by_key(|(_, range)| range.first.row);
    (stacked && once).then_some(found)
}

/// The columns right of the criteria that hold points, and are not the most that a criterion may have.
fn columns(page: &Page<'_>, labels: &[(String, CellRange)]) -> Vec<u32> {
    let (_, right) = page.extent();
    let left = labels.iter().map(|(_, range)| range.last.column + 1).max().unwrap_or(0);
    let cell = |range: &CellRange, column: u32| page.sheet.at(range.first.row, column);
    let filled = |column: &u32| labels.iter().any(|(_, range)| cell(range, *column).is_some());
    (left..=right).filter(filled).collect()
}

/// What one column says: above its points, what it is about.
fn riga(
    page: &mut Page<'_>,
    labels: &[(String, CellRange)],
    header: (u32, u32),
    column: u32,
    area: &Field<String>,
) -> Option<RigaPesatura> {
    let above: Vec<&Cell> = page.cells_in(header, (column, column));
    let (mut numero, mut titolo) = (Field::Absent, Field::Absent);
    for cell in &above {
        let number = heads_number(page, cell);
        match (number, titolo::numbered(&cell.text, page.lessico)) {
            (Some(number), _) => numero = page.field(number, cell.range),
            (None, Some((number, title))) => {
                numero = page.field(number, cell.range);
                titolo = page.field(title, cell.range);
            }
            (None, None) if matches!(cell.content, Content::Text(_)) && is_title(page, cell) => {
                titolo = page.field(cell.text.clone(), cell.range);
            }
            _ => {}
        }
    }
    let at = above.first()?.range;
    if numero.value().is_none() && titolo.value().is_none() {
        return None;
    }
    let mut punteggi = IndexMap::new();
    for (id, label) in labels {
        let field = match page.sheet.at(label.first.row, column) {
            Some(cell) => points(page, cell),
            None => Field::Blank(page.place(page.sheet.extent(label.first.row, column))),
        };
        punteggi.insert(id.clone(), field);
    }
    Some(RigaPesatura {
        place: page.place(at),
        progressivo: None,
        area: area.clone(),
        numero,
        titolo,
        punteggi,
        peso_ponderale: Field::Absent,
    })
}

/// `Obiettivo 1`, `Ob. n. 2`, `3`: a cell that says the number and nothing else.
fn heads_number(page: &Page<'_>, cell: &Cell) -> Option<String> {
    let mark = page.mark(cell.range).and_then(|mark| mark.campo.as_ref());
    let rest = mark.map_or(cell.text.as_str(), |(_, rest)| rest.text.as_str());
    packed::is_number(rest).then(|| packed::clean_number(rest))
}

/// Whether a heading can be a title: not `Max`, `Peso %`, `Totale`.
fn is_title(page: &Page<'_>, cell: &Cell) -> bool {
    let word = |list: &str| page.lessico.valori.has(list, &cell.text);
    let column = page.mark(cell.range).is_some_and(|mark| {
        mark.colonne.iter().any(|(colonna, rest)| rest.is_whole() && *colonna != Colonna::Obiettivo)
    });
    !column && !word("totale") && !word("media") && !word("al_massimo") && fold(&cell.text).len() > 3
}

fn claim_block(page: &mut Page<'_>, from: u32, to: u32) {
    let (_, right) = page.extent();
    for range in page.cells_in((from, to), (0, right)).iter().map(|cell| cell.range).collect::<Vec<_>>() {
        page.claim(range);
    }
}
