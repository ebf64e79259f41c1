//! The pesatura table: a row an obiettivo, a column a criterion, in whatever order the columns stand.

use super::Letto;
use super::fields::Item;
use super::page::Page;
use super::pesatura_attorno::{area_above, day_above, group_above, signatures, year_above};
use super::peso::points;
use super::table_rows::{Row, claim_columns, claim_ignored, claim_row, is_total, rows, spans};
use super::titolo;
use crate::grid::{Cell, Content};
use crate::layout::{Campo, Colonna, Table, What, has_content, one_line};
use crate::model::{Pesatura, RigaPesatura};
use crate::place::{CellRange, Cited, Field};
use crate::rilievo::Gravita;
use indexmap::IndexMap;

/// Reads a table of points, with its notes and signatures.
pub fn read_table(page: &mut Page<'_>, table: &Table, items: &[Item<'_>], letto: &mut Letto) {
    for column in &table.columns {
        page.claim(column.header);
    }
    let (last, _) = page.extent();
    let found = rows(page, table, last + 1);
    claim_ignored(page, table, &found);
    // the share within the Area follows from the weights
    claim_columns(page, table, &found, &[Colonna::PesoRelativo]);
    let numbers = number_columns(table, &found);
    let mut group = group_above(page, table);
    if group.value().is_none() && table.column(Colonna::Area).is_none() {
        group = area_above(page, table.header.0);
    }
    let mut note = Vec::new();
    for row in &found {
        match what_is(page, table, row) {
            What2::Total => claim_row(page, row),
            What2::Note(cell) => {
                page.claim(cell.range);
                note.push(Cited {
                    value: one_line(&cell.text),
                    raw: cell.text.clone(),
                    place: page.place(cell.range),
                });
            }
            What2::Group(cell) => {
                page.claim(cell.range);
                group = page.field(cell.text.clone(), cell.range);
            }
            What2::Obiettivo if is_only_area(table, row) => group = area(page, table, row).or(group.clone()),
            What2::Obiettivo => {
                let area = area(page, table, row);
                group = area.or(group);
                let riga = riga(page, table, row, &numbers, group.clone());
                letto.righe.push(riga);
            }
        }
    }
    let criteri = table
        .columns
        .iter()
        .filter_map(|c| if let What::Criterio(id) = &c.what { Some(id.clone()) } else { None });
    let header = table
        .columns
        .first()
        .map_or(CellRange::single(crate::place::CellRef::new(table.header.0, 0)), |c| c.header);
    let pesatura = Pesatura {
        place: page.place(header),
        anno: year_above(page, table.header.0),
        data: day_above(page, table.header.0),
        criteri: criteri.collect(),
        note,
        firme: signatures(page, items, table.header.1),
    };
    letto.pesature.push(pesatura);
}

enum What2<'a> {
    Obiettivo,
    Note(&'a Cell),
    Group(&'a Cell),
    Total,
}

fn what_is<'a>(page: &Page<'_>, table: &Table, row: &Row<'a>) -> What2<'a> {
    let cells: Vec<&Cell> = row.within((0, u32::MAX));
    let titled = !row.under(table, Colonna::Obiettivo).is_empty();
    let pointed = !row.under_any(table, |what| matches!(what, What::Criterio(_))).is_empty();
    let first = cells.iter().find(|cell| matches!(cell.content, Content::Text(_)));
    let maxima = first.is_some_and(|cell| page.lessico.valori.has("riga_dei_massimi", &cell.text));
    if is_total(page, row) || maxima {
        return What2::Total;
    }
    let mut wide = cells
        .iter()
        .filter(|cell| cell.range.first.row == row.at)
        .filter(|cell| matches!(cell.content, Content::Text(_)));
    match (wide.next(), wide.next()) {
        (Some(cell), None) if cell.text.trim_start().starts_with('*') => What2::Note(cell),
        (Some(cell), None) if spans(table, cell) && !pointed => match is_group(page, cell) {
            true => What2::Group(cell),
            false => What2::Note(cell),
        },
        (Some(cell), None) if !pointed && !titled && is_group(page, cell) => What2::Group(cell),
        _ => What2::Obiettivo,
    }
}

/// Whether a row holds nothing of its own but the Area, or is only covered from above: no obiettivo stands there.
fn is_only_area(table: &Table, row: &Row<'_>) -> bool {
    let of_area = |column: usize| {
        table.columns.get(column).is_some_and(|column| column.what == What::Colonna(Colonna::Area))
    };
    // a sum of nothing is nothing
    let own = |cell: &Cell| cell.range.first.row == row.at && !cell.formula;
    let loose = row.loose.iter().any(|cell| own(cell));
    !loose && row.cells.iter().all(|(column, cell)| of_area(*column) || !own(cell))
}

fn is_group(page: &Page<'_>, cell: &Cell) -> bool {
    let named = page
        .mark(cell.range)
        .and_then(|mark| mark.campo.as_ref())
        .is_some_and(|(campo, _)| matches!(campo, Campo::Area | Campo::Trasversale));
    named || cell.text.chars().count() <= 60
}

/// Which column of numbers counts within the Area, and which over the whole table: the second never starts again.
struct Numbers {
    own: Option<usize>,
    progressive: Option<usize>,
}

fn number_columns(table: &Table, rows: &[Row<'_>]) -> Numbers {
    let columns: Vec<usize> = table
        .columns
        .iter()
        .enumerate()
        .filter(|(_, c)| c.what == What::Colonna(Colonna::Numero))
        .map(|(at, _)| at)
        .collect();
    let restarts = |column: usize| {
        let values = rows.iter().filter_map(|row| {
            row.cells
                .iter()
                .find(|(at, _)| *at == column)
                .and_then(|(_, cell)| cell.text.trim().parse::<u32>().ok())
        });
        let values: Vec<u32> = values.collect();
        values.windows(2).any(|pair| matches!(pair, [a, b] if b <= a))
    };
    match columns.as_slice() {
        [] => Numbers { own: None, progressive: None },
        [one] => Numbers { own: Some(*one), progressive: None },
        [first, rest @ ..] => {
            match (restarts(*first), rest.iter().find(|column| restarts(**column)), rest.last()) {
                (true, _, other) => Numbers { own: Some(*first), progressive: other.copied() },
                (false, Some(own), _) => Numbers { own: Some(*own), progressive: Some(*first) },
                (false, None, other) => Numbers { own: other.copied(), progressive: Some(*first) },
            }
        }
    }
}

/// The Area of a row: under its heading, or the text that stands under no heading.
fn area(page: &mut Page<'_>, table: &Table, row: &Row<'_>) -> Field<String> {
    let mut cells = row.under(table, Colonna::Area);
    if table.column(Colonna::Area).is_none() {
        cells = row
            .loose
            .iter()
            .copied()
            .filter(|cell| matches!(cell.content, Content::Text(_)) && cell.text.trim().len() > 3)
            .collect();
    }
    match cells.first() {
        Some(cell) => {
            page.claim(cell.range);
            page.field(cell.text.clone(), cell.range)
        }
        None => Field::Absent,
    }
}

fn riga(
    page: &mut Page<'_>,
    table: &Table,
    row: &Row<'_>,
    numbers: &Numbers,
    area: Field<String>,
) -> RigaPesatura {
    let titles = row.under(table, Colonna::Obiettivo);
    let at = titles
        .first()
        .map(|cell| cell.range)
        .or(row.range())
        .unwrap_or(CellRange::single(crate::place::CellRef::new(row.at, 0)));
    let mut titolo = page.text(&titles, at);
    let mut numero = number(page, row, numbers.own);
    if let (None, Field::Filled(cited)) = (numbers.own, &mut titolo)
        && let Some((found, rest)) = titolo::numbered(&cited.value, page.lessico)
    {
        numero = Field::Filled(cited.with(found));
        cited.value = rest;
    }
    let mut punteggi = IndexMap::new();
    for (index, column) in table.columns.iter().enumerate() {
        let What::Criterio(id) = &column.what else { continue };
        let cells: Vec<&Cell> =
            row.cells.iter().filter(|(at, _)| *at == index).map(|(_, cell)| *cell).collect();
        let field = match cells.first().copied() {
            Some(cell) if cells.len() > 1 => several(page, cell, &cells),
            Some(cell) => {
                if cell.content != Content::Empty
                    && matches!(cell.content, Content::Text(_))
                    && has_content(&cell.text)
                {
                    as_text(page, cell);
                }
                points(page, cell)
            }
            None => Field::Blank(page.place(page.sheet.extent(row.at, column.header.first.column))),
        };
        punteggi.insert(id.clone(), field);
    }
    let weights = row.under_first(table, &[Colonna::PesoObiettivo, Colonna::Peso]);
    let peso_ponderale = match weights.first() {
        Some(cell) => points(page, cell),
        None => Field::Absent,
    };
    RigaPesatura {
        place: page.place(at),
        progressivo: number(page, row, numbers.progressive).value().cloned(),
        area,
        numero,
        titolo,
        punteggi,
        peso_ponderale,
    }
}

/// Several points under one criterion, `proposto` and `definitivo` perhaps: which counts, nobody can tell.
fn several(page: &mut Page<'_>, first: &Cell, cells: &[&Cell]) -> Field<rust_decimal::Decimal> {
    cells.iter().for_each(|cell| page.claim(cell.range));
    let raw = cells.iter().map(|cell| cell.text.trim()).collect::<Vec<&str>>().join(" | ");
    let text = format!("sotto un solo criterio ci sono più punteggi, «{raw}»: non si sa quale valga");
    page.report("PES106", Gravita::Errore, first.range, text);
    Field::Unreadable(Cited { value: (), raw, place: page.place(first.range) })
}

/// Points typed as a text are read, but the sheet's own sums skip them.
fn as_text(page: &mut Page<'_>, cell: &Cell) {
    if super::number::number(cell.text.trim_end_matches(['*', ' '])).is_some() {
        page.report(
            "LET038",
            Gravita::Nota,
            cell.range,
            format!("«{}» è scritto come testo: le formule di Excel non lo contano", cell.text.trim()),
        );
    }
}

fn number(page: &mut Page<'_>, row: &Row<'_>, column: Option<usize>) -> Field<String> {
    let cell = row.cells.iter().find(|(at, _)| Some(*at) == column).map(|(_, cell)| *cell);
    match cell {
        Some(cell) => {
            page.claim(cell.range);
            page.field(cell.text.trim().to_owned(), cell.range)
        }
        None => Field::Absent,
    }
}
