//! The indicatori of a scheda, from their table.

use super::indicatori_esiti::{overall, read_results, report_degrees};
use super::indicatori_pesi::{read_weight, set_weights};
use super::page::{Page, is_blank};
use super::scadenze::deadlines;
use super::scostamenti;
use super::table_rows::{Row, claim_columns, claim_ignored, is_total, rows};
use super::valore::{typed, typed_text};
use super::{attesi_anno, packed};
use crate::grid::Cell;
use crate::layout::{Colonna, Table, What};
use crate::model::{Indicatore, Scheda, ValoreAtteso};
use crate::place::{CellRange, Field};

/// Columns of a table of indicatori.
struct Layout {
    descrizione: (u32, u32),
    misura: Option<(u32, u32)>,
}

/// An indicatore as its row says it, before its other columns.
struct Voce {
    numero: Option<String>,
    descrizione: Field<String>,
    atteso: Field<ValoreAtteso>,
    anno: Option<i16>,
}

/// Reads a table of indicatori; says whether it held any.
pub fn read_table(
    page: &mut Page<'_>,
    table: &Table,
    limit: u32,
    year: Option<i16>,
    scheda: &mut Scheda,
) -> bool {
    claim_headings(page, table);
    let table = &attesi_anno::of_year(page, table, year);
    let Some(layout) = layout(page, table) else { return false };
    let found = rows(page, table, limit);
    claim_ignored(page, table, &found);
    scostamenti::claim_past(page, table, &found, year);
    claim_columns(
        page,
        table,
        &found,
        &[Colonna::Responsabile, Colonna::Area, Colonna::Servizio, Colonna::Risorsa],
    );
    let first = scheda.indicatori.len();
    let scadenze = deadlines(page, table, year);
    scheda.scadenze.extend(scadenze.iter().map(|(_, scadenza)| *scadenza));
    let mut weights = Vec::new();
    let mut carried_year = None;
    let header_text = heading_description(page, table, &layout);
    for row in &found {
        // a code that is no number (I1, IND.2) is the row's name on the form, and nothing else
        for cell in row.own(table, Colonna::Numero) {
            page.claim(cell.range);
        }
        let mut descrizione = row.within(layout.descrizione);
        let atteso_cells = row.under(table, Colonna::ValoreAtteso);
        // several rows may share one description merged over them, but it names one indicatore only
        descrizione.retain(|cell| {
            cell.range.first.row == row.at
                || (cell.range.first.row <= table.header.1 && row.at == table.header.1 + 1)
        });
        if let Some(hint) = header_text.filter(|_| descrizione.is_empty() && found.len() == 1) {
            descrizione.push(hint);
        }
        if let Some(anno) = packed::year_row(&descrizione, &atteso_cells) {
            carried_year = Some(anno);
            claim_all(page, row);
            continue;
        }
        if descrizione.is_empty() && atteso_cells.is_empty() || is_unfilled(page, row) {
            match is_total(page, row) {
                // the sum of the weights: whether it is right is for the checks, from the weights
                true => claim_all(page, row),
                false => number_only(page, row, &layout),
            }
            continue;
        }
        let voci = voci(page, row, &layout, &descrizione, &atteso_cells, year);
        let several = voci.len() > 1;
        for voce in voci {
            carried_year = voce.anno.or(carried_year);
            let mut indicatore = Indicatore::new(voce.descrizione.place().cloned().unwrap_or_else(|| {
                page.place(
                    row.range().unwrap_or(table.columns.first().map_or(scheda.place.cells, |c| c.header)),
                )
            }));
            indicatore.numero = voce.numero;
            indicatore.descrizione = voce.descrizione;
            indicatore.valore_atteso = voce.atteso;
            indicatore.anno = carried_year.filter(|anno| Some(*anno) != year);
            if let Some(span) = layout.misura {
                let cells: Vec<&Cell> =
                    row.within(span).into_iter().filter(|cell| cell.range.first.row == row.at).collect();
                indicatore.misura = page.text(&cells, page.sheet.extent(row.at, span.0));
            }
            if !several {
                read_results(page, table, row, &scadenze, year, &mut indicatore);
            }
            weights.push(read_weight(page, table, row));
            scheda.indicatori.push(indicatore);
        }
        overall(page, table, row, scheda, found.len());
    }
    scostamenti::read(page, table, &found, scheda);
    report_degrees(page, table, &found);
    let indicatori = scheda.indicatori.get_mut(first..).unwrap_or_default();
    set_weights(page, indicatori, weights);
    packed::strip_numbers(indicatori);
    !indicatori.is_empty()
}

fn claim_headings(page: &mut Page<'_>, table: &Table) {
    let (_, right) = page.extent();
    let columns = table.columns.iter().map(|column| column.header).chain(table.section).chain(table.side);
    for range in columns.collect::<Vec<CellRange>>() {
        page.claim(range);
    }
    let above: Vec<CellRange> = page
        .cells_in(table.header, (0, right))
        .iter()
        .filter(|cell| is_blank(cell, page.lessico) || over_columns(table, cell))
        .map(|cell| cell.range)
        .collect();
    for range in above {
        page.claim(range);
    }
}

/// Whether a cell of the heading rows stands over the headings of several columns.
fn over_columns(table: &Table, cell: &Cell) -> bool {
    let under =
        |header: &CellRange| header.first.row > cell.range.last.row && header.shares_columns(&cell.range);
    cell.range.last.column > cell.range.first.column
        && table.columns.iter().any(|column| under(&column.header))
}

/// Which columns hold the description, and which how it is measured.
fn layout(page: &Page<'_>, table: &Table) -> Option<Layout> {
    let span = |range: CellRange| (range.first.column, range.last.column);
    let named: Vec<CellRange> = table
        .columns
        .iter()
        .filter(|column| {
            column.what == What::Colonna(Colonna::Indicatore) && Some(column.header) != table.side
        })
        .map(|column| column.header)
        .collect();
    let other = [Colonna::Descrizione, Colonna::Fase].into_iter().find_map(|colonna| table.column(colonna));
    match (named.as_slice(), table.side) {
        ([first, second, ..], None) => {
            Some(Layout { descrizione: span(*first), misura: Some(span(*second)) })
        }
        ([first, ..], _) => Some(Layout {
            descrizione: span(*first),
            misura: table.column(Colonna::Misura).map(|c| span(c.header)),
        }),
        ([], Some(side)) => {
            if let Some(column) = other {
                return Some(Layout { descrizione: span(column.header), misura: None });
            }
            let first = side.last.column + 1;
            let right = table.column(Colonna::ValoreAtteso).map(|column| column.header.first.column);
            let last = right
                .or(Some(page.extent().1 + 1))
                .and_then(|right| right.checked_sub(1))
                .filter(|last| *last >= first)?;
            Some(Layout { descrizione: (first, last), misura: None })
        }
        ([], None) => Some(Layout {
            descrizione: span(other?.header),
            misura: table.column(Colonna::Misura).map(|c| span(c.header)),
        }),
    }
}

/// A description typed over the hint in the heading row, when the only row under it has none.
fn heading_description<'a>(page: &Page<'a>, table: &Table, layout: &Layout) -> Option<&'a Cell> {
    table.side?;
    let cells = page.cells_in(table.header, layout.descrizione);
    let cell = cells.into_iter().find(|cell| !is_blank(cell, page.lessico))?;
    let mark = page.mark(cell.range);
    let heading = mark.is_some_and(|mark| mark.colonne.iter().any(|(_, rest)| rest.is_whole()));
    (!heading).then_some(cell)
}

fn voci(
    page: &mut Page<'_>,
    row: &Row<'_>,
    layout: &Layout,
    descrizione: &[&Cell],
    atteso_cells: &[&Cell],
    year: Option<i16>,
) -> Vec<Voce> {
    let at = page.sheet.extent(row.at, layout.descrizione.0);
    let descr = page.text(descrizione, at);
    let descr = without_hint(page, descr);
    let numero = number_beside(page, row, layout);
    let atteso_at = atteso_cells.first().map_or(at, |cell| cell.range);
    let expected = page.text(atteso_cells, atteso_at);
    if let Some(parts) =
        packed::split(descr.raw().unwrap_or_default(), expected.raw().unwrap_or_default(), page.lessico)
    {
        let place = |field: &Field<String>| field.place().cloned();
        return parts
            .into_iter()
            .map(|part| Voce {
                numero: None,
                descrizione: place(&descr)
                    .map_or(Field::Absent, |p| page.field(part.descrizione.clone(), p.cells)),
                atteso: typed_text(page, &part.atteso, place(&expected).map_or(at, |p| p.cells), year),
                anno: part.anno,
            })
            .collect();
    }
    let (anno, descr) = packed::heading_year(descr);
    let (other, expected) = packed::heading_year(expected);
    let atteso = match (atteso_cells, other) {
        ([one], None) => typed(page, one, year),
        _ => match expected {
            Field::Filled(cited) => typed_text(page, &cited.raw, cited.place.cells, year),
            Field::Blank(place) => Field::Blank(place),
            _ => Field::Absent,
        },
    };
    vec![Voce { numero, descrizione: descr, atteso, anno: anno.or(other) }]
}

/// A description that begins with the hint printed in its cell.
fn without_hint(page: &Page<'_>, descr: Field<String>) -> Field<String> {
    let Field::Filled(cited) = descr else { return descr };
    let mark = page.mark(cited.place.cells);
    let rest = mark.and_then(|mark| {
        mark.colonne.iter().find(|(colonna, rest)| *colonna == Colonna::Indicatore && !rest.is_whole())
    });
    match rest {
        Some((_, rest)) if rest.length > 20 => page.field(rest.text.clone(), cited.place.cells),
        _ => Field::Filled(cited),
    }
}

/// A short number in a cell left of the description: `1)`, `6 bis`.
fn number_beside(page: &mut Page<'_>, row: &Row<'_>, layout: &Layout) -> Option<String> {
    let left = layout.descrizione.0.checked_sub(1)?;
    let cells = row.within((0, left));
    let cell =
        cells.iter().rev().find(|cell| cell.range.first.row == row.at && packed::is_number(&cell.text))?;
    page.claim(cell.range);
    Some(packed::clean_number(&cell.text))
}

/// Whether a row holds only places to write: `… | … | …`.
fn is_unfilled(page: &Page<'_>, row: &Row<'_>) -> bool {
    let cells = row.within((0, u32::MAX));
    cells.len() > 1 && cells.iter().all(|cell| is_blank(cell, page.lessico))
}

/// A row with a number and nothing else is a line that nobody filled in.
fn number_only(page: &mut Page<'_>, row: &Row<'_>, layout: &Layout) {
    number_beside(page, row, layout);
}

fn claim_all(page: &mut Page<'_>, row: &Row<'_>) {
    for (_, cell) in &row.cells {
        page.claim(cell.range);
    }
}
