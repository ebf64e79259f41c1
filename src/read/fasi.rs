//! The timetable: phases, their months by sign or by colour, their weights, year by year.

use super::fasi_mesi::{griglia, read_dates, read_months};
use super::fasi_pesi::weigh;
use super::fasi_totali::{WEIGHTS, close, is_total, weight_cell, year_of};
use super::packed;
use super::page::Page;
use super::percent::Typed;
use super::segni::{Segni, is_share};
use super::table_rows::{Row, claim_columns, claim_ignored, claim_row, rows};
use crate::grid::{Cell, Content};
use crate::layout::{Colonna, Table, What, fold, has_content, part_of_year};
use crate::model::{Cronoprogramma, Fase, Scheda};
use crate::place::{CellRange, Field};
use crate::rilievo::Gravita;

/// A phase with its weight still untyped: the unit is known only when all are.
pub(super) struct Riga {
    pub(super) fase: Fase,
    pub(super) peso: Option<(CellRange, String, Typed)>,
}

/// Phases up to a total row, or to the end of the table.
#[derive(Default)]
pub(super) struct Gruppo {
    pub(super) righe: Vec<Riga>,
    pub(super) totale: Option<(CellRange, String, Typed)>,
    pub(super) anno: Option<i16>,
}

/// Reads a table of phases into one timetable a year.
pub fn read_table(page: &mut Page<'_>, table: &Table, limit: u32, year: Option<i16>, scheda: &mut Scheda) {
    for range in table.columns.iter().map(|column| column.header).chain(table.section).collect::<Vec<_>>() {
        page.claim(range);
    }
    // the years over the months are part of the headings
    let bands = page.cells_in((table.header.0.saturating_sub(1), table.header.1), table.width());
    // so are the periods over them, and the weeks under them
    let months = |range: CellRange| {
        let of_months = table.columns.iter().filter(|column| matches!(column.what, What::Mesi(_)));
        of_months
            .into_iter()
            .any(|column| column.header.first.row < range.first.row && column.header.shares_columns(&range))
    };
    let of_period = |cell: &&&Cell| {
        year_alone(&cell.text) || part_of_year(&cell.text, page.lessico).is_some() || months(cell.range)
    };
    for range in bands.iter().filter(of_period).map(|cell| cell.range).collect::<Vec<_>>() {
        page.claim(range);
    }
    let heading = heading_text(page, table);
    let anno = year_of(&heading).or(year);
    let found = rows(page, table, limit);
    claim_ignored(page, table, &found);
    claim_columns(page, table, &found, &UNREPORTED);
    report_outcomes(page, table, &found);
    read_rows(page, table, &found.iter().collect::<Vec<_>>(), anno, scheda);
}

/// Reads some rows of a table as the phases of one scheda.
pub fn read_rows(
    page: &mut Page<'_>,
    table: &Table,
    found: &[&Row<'_>],
    anno: Option<i16>,
    scheda: &mut Scheda,
) {
    let griglia = griglia(table, anno);
    report_inferred(page, table);
    let planned = |row: &&&Row<'_>| {
        let descrizione = description(table, row);
        !descrizione.is_empty() && !is_total(page, table, row, &descrizione) && !is_actual(page, table, row)
    };
    let phases: Vec<&Row<'_>> = found.iter().filter(planned).copied().collect();
    report_shares(page, table, &phases);
    let marks = Segni::new(page, table, &phases);
    let mut gruppi = vec![Gruppo::default()];
    for row in found {
        let descrizione = description(table, row);
        if is_actual(page, table, row) {
            claim_row(page, row);
        } else if is_total(page, table, row, &descrizione) {
            close(page, table, row, &mut gruppi);
        } else if let (false, Some(gruppo)) = (descrizione.is_empty(), gruppi.last_mut()) {
            gruppo.righe.push(riga(page, table, row, &descrizione, anno, &marks));
        } else {
            empty_row(page, table, row);
        }
    }
    let several = gruppi.iter().filter(|gruppo| !gruppo.righe.is_empty()).count() > 1;
    let dated = gruppi.iter().any(|gruppo| gruppo.anno.is_some()) && several;
    for gruppo in gruppi.into_iter().filter(|gruppo| !gruppo.righe.is_empty()) {
        let own = if dated { gruppo.anno.or(anno) } else { anno };
        let place = page.place(table.columns.first().map_or(scheda.place.cells, |column| column.header));
        let cronoprogramma = Cronoprogramma {
            place,
            anno: own,
            fasi: Vec::new(),
            totale: Field::Absent,
            griglia: griglia.clone(),
            colori_leggibili: page.sheet.has_fills,
        };
        let done = weigh(page, gruppo, cronoprogramma);
        scheda.cronoprogrammi.push(done);
    }
}

/// How each phase went has no place in the plan: what was achieved is said by the indicatori.
fn report_outcomes(page: &mut Page<'_>, table: &Table, found: &[Row<'_>]) {
    let said = |row: &Row<'_>| {
        OUTCOMES.iter().flat_map(|colonna| row.own(table, *colonna)).map(|cell| cell.range).next()
    };
    let first = found.iter().find_map(said);
    claim_columns(page, table, found, &OUTCOMES);
    if let Some(range) = first {
        let text = "la tabella dice come sono andate le fasi: nel piano contano i risultati degli indicatori, queste colonne non sono state usate";
        page.report("FAS116", Gravita::Nota, range, text);
    }
}

/// A heading between two months that is no month's name is the month between them.
fn report_inferred(page: &mut Page<'_>, table: &Table) {
    let guessed = table.columns.iter().filter(|c| matches!(c.what, What::Mesi(_)) && !c.rest.is_empty());
    for column in guessed.cloned().collect::<Vec<_>>() {
        let text = format!(
            "«{}» sta fra due mesi e non è il nome di un mese: è stato letto come il mese che manca fra i due",
            column.rest
        );
        page.report("FAS115", Gravita::Nota, column.header, text);
    }
}

/// Percentages typed in the boxes of the months mark them, and say of the phase something that the plan has no place for.
fn report_shares(page: &mut Page<'_>, table: &Table, found: &[&Row<'_>]) {
    let months = table.columns.iter().filter(|column| matches!(column.what, What::Mesi(_)));
    let columns: Vec<u32> = months.map(|column| column.header.first.column).collect();
    let cells =
        found.iter().flat_map(|row| columns.iter().filter_map(|column| page.sheet.at(row.at, *column)));
    let first = cells.into_iter().find(|cell| is_share(cell)).map(|cell| cell.range);
    if let Some(range) = first {
        let text = "nelle caselle dei mesi ci sono percentuali: i mesi sono stati contati, le percentuali no";
        page.report("FAS114", Gravita::Nota, range, text);
    }
}

fn heading_text(page: &Page<'_>, table: &Table) -> String {
    let cell = table.section.and_then(|range| page.sheet.at(range.first.row, range.first.column));
    cell.map(|cell| cell.text.clone()).unwrap_or_default()
}

fn year_alone(text: &str) -> bool {
    year_of(text).is_some() && fold(text).trim_start_matches("anno").len() == 4
}

fn description<'a>(table: &Table, row: &Row<'a>) -> Vec<&'a Cell> {
    let named = [Colonna::Descrizione, Colonna::Indicatore].into_iter().find(|c| table.column(*c).is_some());
    let own = |cells: Vec<&'a Cell>| {
        cells.into_iter().filter(|cell| cell.range.first.row == row.at).collect::<Vec<_>>()
    };
    match named {
        Some(colonna) => own(row.under(table, colonna)),
        // a single column `Fase` holds the descriptions; beside it they may stand under no heading
        None => {
            let fase = own(row.under(table, Colonna::Fase));
            let loose: Vec<&Cell> =
                row.loose.iter().copied().filter(|cell| matches!(cell.content, Content::Text(_))).collect();
            let said = fase.iter().any(|cell| has_content(&cell.text) && !packed::is_number(&cell.text));
            match loose.is_empty() || said {
                true => fase,
                false => loose,
            }
        }
    }
}

/// Whether a row says when the phase of the row above was carried out: `E`, `Effettivo`, under its `P`, `Previsto`.
fn is_actual(page: &Page<'_>, table: &Table, row: &Row<'_>) -> bool {
    let named = [Colonna::Descrizione, Colonna::Indicatore, Colonna::Fase];
    let own = named.iter().any(|colonna| !row.own(table, *colonna).is_empty());
    let first = row.loose.iter().find(|cell| cell.range.first.row == row.at);
    !own && first.is_some_and(|cell| page.lessico.valori.has("effettivo", &cell.text))
}

/// Columns that say who works at a phase, not when.
const UNREPORTED: [Colonna; 4] = [Colonna::Responsabile, Colonna::Area, Colonna::Servizio, Colonna::Risorsa];

/// Columns that say how a phase went.
const OUTCOMES: [Colonna; 4] =
    [Colonna::Conseguito, Colonna::Percentuale, Colonna::Verifica, Colonna::Motivazione];

fn empty_row(page: &mut Page<'_>, table: &Table, row: &Row<'_>) {
    for colonna in [Colonna::Fase, Colonna::Numero] {
        for cell in row.under(table, colonna) {
            if packed::is_number(&cell.text) {
                page.claim(cell.range);
                page.report(
                    "FAS110",
                    Gravita::Nota,
                    cell.range,
                    format!("la fase {} è numerata ma vuota", cell.text.trim()),
                );
            }
        }
    }
}

fn riga(
    page: &mut Page<'_>,
    table: &Table,
    row: &Row<'_>,
    descrizione: &[&Cell],
    anno: Option<i16>,
    marks: &Segni,
) -> Riga {
    let at = descrizione
        .first()
        .map_or(CellRange::single(crate::place::CellRef::new(row.at, 0)), |cell| cell.range);
    let numero = number(page, table, row, descrizione);
    for cell in row.loose.iter().filter(|cell| descrizione.iter().all(|other| other.range != cell.range)) {
        if page.lessico.valori.has("previsto", &cell.text) {
            page.claim(cell.range);
        }
    }
    let text = page.text(descrizione, at);
    let mut fase = Fase {
        place: page.place(at),
        numero,
        descrizione: text,
        mesi: Vec::new(),
        celle_mesi: None,
        peso: Field::Absent,
    };
    read_months(page, table, row, anno, marks, &mut fase);
    read_dates(page, table, row, anno, &mut fase);
    for (_, cell) in row.cells.iter().filter(|(column, _)| {
        table.columns.get(*column).is_some_and(|c| c.what == What::Colonna(Colonna::PesoPluriennale))
    }) {
        page.claim(cell.range);
    }
    let peso = match weight_cell(table, row) {
        Some(found) => {
            page.claim(found.0);
            Some(found)
        }
        None => WEIGHTS.iter().find_map(|colonna| table.column(*colonna)).map(|column| {
            (page.sheet.extent(row.at, column.header.first.column), String::new(), Typed::Blank)
        }),
    };
    Riga { fase, peso }
}

fn number(page: &mut Page<'_>, table: &Table, row: &Row<'_>, descrizione: &[&Cell]) -> Option<String> {
    let mut cells = Vec::new();
    for colonna in [Colonna::Fase, Colonna::Numero] {
        cells.extend(row.under(table, colonna));
    }
    cells.extend(row.loose.iter().copied());
    let cell = cells.into_iter().find(|cell| {
        cell.range.first.row == row.at
            && descrizione.iter().all(|d| d.range != cell.range)
            && packed::is_number(&cell.text)
    })?;
    page.claim(cell.range);
    Some(packed::clean_number(&cell.text))
}
