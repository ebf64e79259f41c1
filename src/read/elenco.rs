//! A list: one row an obiettivo, or one row an indicatore, with the obiettivo merged or repeated beside it.

use super::Letto;
use super::fields::Item;
use super::indicatori::{one_share, typed};
use super::monitoraggio::{deadlines, read_conseguito};
use super::page::Page;
use super::percent;
use super::peso::points;
use super::table_rows::{Row, rows};
use super::{conseguito::Reading, date, verifica};
use crate::grid::{Cell, Content};
use crate::layout::{Campo, Colonna, Table, fold};
use crate::model::{Indicatore, Scadenza, Scheda};
use crate::place::{CellRange, CellRef, Cited, Field};
use crate::rilievo::Gravita;

/// Reads a list into one scheda an obiettivo.
pub fn read_table(page: &mut Page<'_>, table: &Table, items: &[Item<'_>], letto: &mut Letto) {
    for column in &table.columns {
        page.claim(column.header);
    }
    let (last, _) = page.extent();
    let (ente, anno) = heading(page, items, table.header.0);
    let year = anno.value().copied();
    let scadenze = deadlines(page, table, year);
    let found = rows(page, table, last + 1);
    let repeated = repeats_area(table, &found);
    let by_indicatore = weighs_indicatori(page, table, &found);
    let mut area = Field::Absent;
    let first = letto.schede.len();
    for row in &found {
        if is_total(page, row) {
            row.within((0, u32::MAX)).iter().for_each(|cell| page.claim(cell.range));
            continue;
        }
        area = carry_area(page, table, row, area, repeated);
        let titles: Vec<&Cell> = row
            .under(table, Colonna::Obiettivo)
            .into_iter()
            .filter(|cell| cell.range.first.row == row.at)
            .collect();
        let same = repeats_title(&titles, letto.schede.get(first..).unwrap_or_default());
        if !titles.is_empty() && !same {
            let mut scheda = obiettivo(page, table, row, &titles);
            scheda.ente = ente.clone();
            scheda.anno = anno.clone();
            scheda.scadenze = scadenze.iter().map(|(_, scadenza)| *scadenza).collect();
            scheda.aree = vec![area.clone()];
            if !by_indicatore {
                scheda.peso.peso_ponderale =
                    row.under(table, Colonna::Peso).first().map_or(Field::Absent, |cell| points(page, cell));
            }
            letto.schede.push(scheda);
        } else {
            titles.iter().for_each(|cell| page.claim(cell.range));
        }
        if let Some(scheda) = letto.schede.get_mut(first..).and_then(<[Scheda]>::last_mut) {
            indicatore(page, table, row, &scadenze, year, by_indicatore, scheda);
            once(page, table, row, scheda);
        }
    }
}

/// The municipality and the year in the titles above the list.
fn heading(page: &mut Page<'_>, items: &[Item<'_>], before: u32) -> (Field<String>, Field<i16>) {
    let mut ente = Field::Absent;
    let mut anno = Field::Absent;
    for item in items.iter().filter(|item| item.label.first.row < before) {
        let text = item.text(page);
        match item.campo {
            Campo::Ente => ente = text.or(ente),
            _ => {
                let year = text.raw().and_then(|raw| {
                    raw.split(|c: char| !c.is_ascii_digit()).find(|d| d.len() == 4)?.parse::<i16>().ok()
                });
                if let (Some(year), Some(cited), Field::Absent) =
                    (year.filter(|year| (2000..2100).contains(year)), text.cited(), &anno)
                {
                    anno = Field::Filled(cited.with(year));
                }
            }
        }
    }
    let (_, right) = page.extent();
    let above: Vec<CellRange> = before
        .checked_sub(1)
        .map(|above| page.cells_in((0, above), (0, right)).iter().map(|cell| cell.range).collect())
        .unwrap_or_default();
    for range in above {
        page.claim(range);
    }
    (ente, anno)
}

fn is_total(page: &Page<'_>, row: &Row<'_>) -> bool {
    let cells = row.within((0, u32::MAX));
    let totals = page.lessico.valori.list("totale");
    cells.first().is_some_and(|cell| {
        totals.iter().any(|word| word.len() > 3 && fold(&cell.text).starts_with(&fold(word)))
    })
}

/// Whether the list names the Area on every row: then an empty Area is a missing one, not the one above.
fn repeats_area(table: &Table, rows: &[Row<'_>]) -> bool {
    let names: Vec<String> = rows
        .iter()
        .map(|row| {
            row.under(table, Colonna::Area)
                .first()
                .filter(|cell| cell.range.first.row == row.at)
                .map(|cell| fold(&cell.text))
                .unwrap_or_default()
        })
        .collect();
    names.windows(2).any(|pair| matches!(pair, [a, b] if a == b && !a.is_empty()))
}

fn carry_area(
    page: &mut Page<'_>,
    table: &Table,
    row: &Row<'_>,
    known: Field<String>,
    repeated: bool,
) -> Field<String> {
    let Some(column) = table.column(Colonna::Area) else { return Field::Absent };
    match row.under(table, Colonna::Area).first() {
        Some(cell) => {
            page.claim(cell.range);
            page.field(cell.text.clone(), cell.range)
        }
        None if repeated => {
            let range = page.sheet.extent(row.at, column.header.first.column);
            page.report(
                "SCH103",
                Gravita::Errore,
                range,
                "manca l'Area: le altre righe la ripetono, questa no",
            );
            Field::Blank(page.place(range))
        }
        None => known,
    }
}

/// The same title typed again on the row of a second indicatore.
fn repeats_title(titles: &[&Cell], schede: &[Scheda]) -> bool {
    let last = schede.last().and_then(|scheda| scheda.titolo.value());
    titles.first().zip(last).is_some_and(|(cell, title)| fold(&cell.text) == fold(title))
}

fn obiettivo(page: &mut Page<'_>, table: &Table, row: &Row<'_>, titles: &[&Cell]) -> Scheda {
    let range = titles.first().map_or(CellRange::single(CellRef::new(row.at, 0)), |cell| cell.range);
    let mut scheda = Scheda::new(page.place(range));
    scheda.titolo = page.text(titles, range);
    let mut own = |colonna: Colonna| {
        let cells = row.under(table, colonna);
        let at = cells.first().map(|cell| cell.range);
        at.map_or(Field::Absent, |at| page.text(&cells, at))
    };
    scheda.numero = own(Colonna::Numero);
    scheda.responsabile = own(Colonna::Responsabile);
    scheda.descrizione = own(Colonna::Descrizione);
    scheda.riferimento_dup.missione = own(Colonna::Missione);
    scheda.riferimento_dup.programma = own(Colonna::Programma);
    scheda
}

fn indicatore(
    page: &mut Page<'_>,
    table: &Table,
    row: &Row<'_>,
    scadenze: &[(usize, Scadenza)],
    year: Option<i16>,
    weighted: bool,
    scheda: &mut Scheda,
) {
    let own = |colonna: Colonna| -> Vec<&Cell> {
        row.under(table, colonna).into_iter().filter(|cell| cell.range.first.row == row.at).collect()
    };
    let named = own(Colonna::Indicatore);
    let expected = own(Colonna::ValoreAtteso);
    if named.is_empty() && expected.is_empty() {
        return;
    }
    let at = named.first().or(expected.first()).map_or(scheda.place.cells, |cell| cell.range);
    let mut indicatore = Indicatore::new(page.place(at));
    indicatore.descrizione = page.text(&named, at);
    indicatore.misura =
        own(Colonna::Misura).first().map_or(Field::Absent, |cell| page.text(&[*cell], cell.range));
    indicatore.valore_atteso = expected.first().map_or(Field::Absent, |cell| typed(page, cell, year));
    for (column, scadenza) in scadenze {
        let read = read_conseguito(page, table, row, *column, year);
        indicatore.conseguito.insert(*scadenza, read);
    }
    if let Some(cell) = row.under(table, Colonna::Verifica).first() {
        indicatore.verifica = check(page, cell);
    }
    indicatore.valore_ndv = one_share(page, &row.under(table, Colonna::ValoreNdv), "il valore del Nucleo");
    if weighted {
        indicatore.peso = one_share(page, &own(Colonna::Peso), "il peso");
    }
    scheda.indicatori.push(indicatore);
}

fn check(page: &mut Page<'_>, cell: &Cell) -> Field<crate::model::Verifica> {
    page.claim(cell.range);
    let (raw, place) = (cell.text.trim().to_owned(), page.place(cell.range));
    match verifica::verifica(&cell.content, &raw, page.lessico) {
        Reading::Value(value) => Field::Filled(Cited { value, raw, place }),
        Reading::Blank | Reading::Unanswered => Field::Blank(place),
        Reading::Unreadable(why) => {
            page.report(
                "IND201",
                Gravita::Avviso,
                cell.range,
                format!("la verifica «{raw}» non è leggibile: {why}"),
            );
            Field::Unreadable(Cited { value: (), raw, place })
        }
    }
}

/// What a row says of the whole obiettivo.
fn once(page: &mut Page<'_>, table: &Table, row: &Row<'_>, scheda: &mut Scheda) {
    let text = |page: &mut Page<'_>, colonna: Colonna, known: &mut Field<String>| {
        let cells = row.under(table, colonna);
        if let Some(first) = cells.first() {
            let found = page.text(&cells, first.range);
            *known = std::mem::take(known).or(found);
        }
    };
    text(page, Colonna::Motivazione, &mut scheda.motivazione);
    text(page, Colonna::Atto, &mut scheda.atto_conclusivo);
    let share = one_share(page, &row.under(table, Colonna::Percentuale), "la percentuale di raggiungimento");
    scheda.percentuale_complessiva = std::mem::take(&mut scheda.percentuale_complessiva).or(share);
    if let Some(cell) = row.under(table, Colonna::Scadenza).first() {
        page.claim(cell.range);
        let year = scheda.anno.value().copied();
        let read = match &cell.content {
            Content::Date { date, without_year: false } => Some(*date),
            Content::Text(text) => date::date(text, year, page.lessico).map(|found| found.date),
            _ => None,
        };
        let (raw, place) = (cell.text.trim().to_owned(), page.place(cell.range));
        scheda.data_conclusione = match read {
            Some(value) => Field::Filled(Cited { value, raw, place }),
            None => {
                page.report(
                    "SCH102",
                    Gravita::Avviso,
                    cell.range,
                    format!("la data di conclusione «{raw}» non è una data"),
                );
                Field::Unreadable(Cited { value: (), raw, place })
            }
        };
    }
}

/// Whether `Peso` weighs the indicatori: it says so, or an obiettivo with several rows has a weight on several.
fn weighs_indicatori(page: &Page<'_>, table: &Table, rows: &[Row<'_>]) -> bool {
    let Some(column) = table.column(Colonna::Peso) else { return false };
    let heading = page
        .sheet
        .at(column.header.first.row, column.header.first.column)
        .map(|cell| fold(&cell.text))
        .unwrap_or_default();
    if heading.contains("indicator") || heading.contains("obiettiv") || heading.contains("ponderale") {
        return heading.contains("indicator");
    }
    let mut in_obiettivo = 0;
    for row in rows {
        let starts = row.under(table, Colonna::Obiettivo).iter().any(|cell| cell.range.first.row == row.at);
        let weighted = row.under(table, Colonna::Peso).iter().any(|cell| {
            cell.range.first.row == row.at && !matches!(percent::typed(cell), percent::Typed::Blank)
        });
        in_obiettivo = if starts { 0 } else { in_obiettivo } + usize::from(weighted);
        if in_obiettivo > 1 {
            return true;
        }
    }
    false
}
