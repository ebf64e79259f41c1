//! What the rows of one obiettivo say in a list: its indicatori, their weights and results, its phases, and what is
//! said once of the whole.

use super::elenco::{Elenco, Parte};
use super::indicatori_pesi::{one_share, set_weights};
use super::page::Page;
use super::peso::weight as obiettivo_weight;
use super::risultato::read_conseguito;
use super::spacchetta::line_of;
use super::table_rows::Row;
use super::valore::{typed, typed_text};
use super::{atteso, conseguito::Reading, fasi, packed, percent, risposte, verifica};
use crate::grid::Cell;
use crate::layout::{Colonna, Table, What, fold, one_line, words};
use crate::model::{Indicatore, Scadenza, Scheda, ValoreAtteso, Verifica};
use crate::place::{Cited, Field};
use crate::rilievo::Gravita;

/// An obiettivo of a list, with its rows.
pub struct Voce<'r> {
    pub scheda: Scheda,
    pub rows: Vec<&'r Row<'r>>,
}

/// Reads the rows of one obiettivo.
pub fn read(page: &mut Page<'_>, elenco: &Elenco<'_>, voce: Voce<'_>) -> Scheda {
    let Voce { mut scheda, rows } = voce;
    let phased = phases(elenco.table);
    let mut weights = Vec::new();
    for row in &rows {
        for parte in &elenco.parti {
            for indicatore in indicatori(page, parte, row, elenco.year) {
                scheda.indicatori.push(indicatore);
                weights.push(weight(page, elenco, parte, row));
            }
        }
        if phased.is_none() {
            text(page, elenco.table, row, Colonna::Descrizione, &mut scheda.descrizione);
        }
        text(page, elenco.table, row, Colonna::Motivazione, &mut scheda.motivazione);
        text(page, elenco.table, row, Colonna::Atto, &mut scheda.atto_conclusivo);
    }
    set_weights(page, &mut scheda.indicatori, weights);
    if let Some(table) = &phased {
        fasi::read_rows(page, table, &rows, elenco.year, &mut scheda);
    }
    let own = if elenco.by_indicatore { Colonna::PesoObiettivo } else { Colonna::Peso };
    let cells = once(&rows, elenco.table, &[Colonna::PesoObiettivo, own]);
    scheda.peso.peso_ponderale = cells.first().map_or(Field::Absent, |cell| obiettivo_weight(page, cell));
    overall(page, elenco, &rows, &mut scheda);
    standing(page, elenco.table, &rows);
    deadline(page, elenco, &rows, &mut scheda);
    scheda
}

/// The list's columns of phases alone, where it has them: the others say nothing of a phase.
fn phases(table: &Table) -> Option<Table> {
    let named = table.has(&[Colonna::Fase, Colonna::Descrizione]);
    let months = table.columns.iter().filter(|column| matches!(column.what, What::Mesi(_))).count() >= 3;
    let timed = months || table.has(&[Colonna::Inizio]) || (table.has(&[Colonna::Mesi, Colonna::PesoFase]));
    if !named || !timed {
        return None;
    }
    let mut phases = table.clone();
    for column in &mut phases.columns {
        use Colonna::*;
        let keep = match &column.what {
            What::Colonna(colonna) => matches!(colonna, Fase | Descrizione | Inizio | Fine | Mesi | PesoFase),
            What::Mesi(_) => true,
            What::Criterio(_) => false,
        };
        column.what = if keep { column.what.clone() } else { What::Colonna(Altra) };
    }
    Some(phases)
}

/// The indicatori of a row: one, or several packed in its cells line by line.
fn indicatori(page: &mut Page<'_>, parte: &Parte, row: &Row<'_>, year: Option<i16>) -> Vec<Indicatore> {
    let table = &parte.table;
    let named = row.own(table, Colonna::Indicatore);
    let expected = row.own(table, Colonna::ValoreAtteso);
    let measured = table.has(&[Colonna::Indicatore, Colonna::ValoreAtteso]);
    // a list of results alone: whose they are, its number tells
    let result = || {
        let mut results = row.own(table, Colonna::Conseguito);
        results.retain(|_| !measured);
        results.first().map(|cell| cell.range)
    };
    let named_at = named.first().or(expected.first()).map(|cell| cell.range);
    let Some(at) = named_at.or_else(result) else { return Vec::new() };
    let mut indicatore = Indicatore::new(page.place(at));
    indicatore.descrizione = page.text(&named, at);
    let measure = row.own(table, Colonna::Misura);
    indicatore.misura = measure.first().map_or(Field::Absent, |cell| page.text(&[*cell], cell.range));
    indicatore.valore_atteso = expected.first().map_or(Field::Absent, |cell| typed(page, cell, year));
    expected.iter().for_each(|cell| page.claim(cell.range));
    if let [first, _, ..] = expected.as_slice() {
        let text = "sotto la stessa intestazione ci sono più valori attesi: è stato letto il primo";
        page.report("IND204", Gravita::Avviso, first.range, text);
    }
    for (column, scadenza) in &parte.scadenze {
        let read = read_conseguito(page, table, row, *column, year);
        let read = risposte::not_repeated(page, &indicatore.valore_atteso, read);
        shared(page, row, *column);
        indicatore.conseguito.insert(*scadenza, read);
    }
    if let Some(cell) = row.under(table, Colonna::Verifica).first() {
        indicatore.verifica = check(page, cell);
    }
    indicatore.valore_ndv = one_share(page, &row.under(table, Colonna::ValoreNdv), "il valore del Nucleo");
    unpack(page, &indicatore, year).unwrap_or_else(|| vec![indicatore])
}

/// A result merged down from the indicatore above: one answer for two questions.
fn shared(page: &mut Page<'_>, row: &Row<'_>, column: usize) {
    let cell = row.cells.iter().find(|(at, cell)| *at == column && cell.range.first.row < row.at);
    if let Some((_, cell)) = cell {
        let text = format!(
            "il risultato «{}» sta in una cella unita su più indicatori: è stato dato a ciascuno",
            one_line(&cell.text)
        );
        page.report_once("MON109", Gravita::Avviso, cell.range, text);
    }
}

/// The indicatori packed in two cells, when each result has a line for every one of them, or none at all.
fn unpack(page: &Page<'_>, packed: &Indicatore, year: Option<i16>) -> Option<Vec<Indicatore>> {
    let parts = packed::split(packed.descrizione.raw()?, packed.valore_atteso.raw()?, page.lessico)?;
    let (cell, expected) = (packed.descrizione.place()?.cells, packed.valore_atteso.place()?.cells);
    let mut found = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let mut indicatore = Indicatore::new(packed.place.clone());
        indicatore.descrizione = page.field(part.descrizione.clone(), cell);
        indicatore.valore_atteso = typed_text(page, &part.atteso, expected, year);
        indicatore.anno = part.anno;
        for (scadenza, field) in &packed.conseguito {
            let lines = packed::answers(field.raw().unwrap_or_default(), &packed.descrizione);
            if !lines.is_empty() && lines.len() != parts.len() {
                return None;
            }
            indicatore
                .conseguito
                .insert(*scadenza, line_of(page, field, lines.get(at).map(String::as_str), year)?);
        }
        found.push(indicatore);
    }
    packed::strip_numbers(&mut found);
    Some(found)
}

fn weight(
    page: &mut Page<'_>,
    elenco: &Elenco<'_>,
    parte: &Parte,
    row: &Row<'_>,
) -> Option<(crate::place::CellRange, String, percent::Typed)> {
    let generic = if elenco.by_indicatore { Colonna::Peso } else { Colonna::PesoIndicatore };
    let cells = row.under_first(&parte.table, &[Colonna::PesoIndicatore, generic]);
    let cell = cells.into_iter().find(|cell| cell.range.first.row == row.at)?;
    page.claim(cell.range);
    Some((cell.range, cell.text.trim().to_owned(), percent::typed(cell)))
}

/// Reads a verification box in a cell of its own.
pub fn check(page: &mut Page<'_>, cell: &Cell) -> Field<Verifica> {
    page.claim(cell.range);
    let (raw, place) = (cell.text.trim().to_owned(), page.place(cell.range));
    match verifica::verifica(&cell.content, &raw, page.lessico) {
        Reading::Value(value) => Field::Filled(Cited { value, raw, place }),
        Reading::Blank | Reading::Unanswered => Field::Blank(place),
        Reading::Unreadable(why) => {
            let text = format!("la verifica «{raw}» non è leggibile: {why}");
            page.report("IND201", Gravita::Avviso, cell.range, text);
            Field::Unreadable(Cited { value: (), raw, place })
        }
    }
}

fn text(page: &mut Page<'_>, table: &Table, row: &Row<'_>, colonna: Colonna, known: &mut Field<String>) {
    let cells = row.under(table, colonna);
    if let Some(first) = cells.first() {
        let found = page.text(&cells, first.range);
        *known = std::mem::take(known).or(found);
    }
}

/// The distinct cells of the obiettivo's rows under the first of some columns that the list has.
fn once<'a>(rows: &[&Row<'a>], table: &Table, colonne: &[Colonna]) -> Vec<&'a Cell> {
    let mut cells: Vec<&Cell> = rows.iter().flat_map(|row| row.under_first(table, colonne)).collect();
    cells.dedup_by_key(|cell| cell.range);
    cells
}

/// The declared degree, where the obiettivo has one only: one a row is each indicatore's own.
fn overall(page: &mut Page<'_>, elenco: &Elenco<'_>, rows: &[&Row<'_>], scheda: &mut Scheda) {
    let cells = once(rows, elenco.table, &[Colonna::Percentuale]);
    cells.iter().for_each(|cell| page.claim(cell.range));
    let mut days = elenco.parti.iter().flat_map(|parte| &parte.scadenze).map(|(_, day)| *day).peekable();
    let column = elenco.table.column(Colonna::Percentuale).map(|column| column.header);
    if let (Some(header), true, true) =
        (column, days.peek().is_some(), days.all(|day| day < Scadenza::FINE_ANNO))
    {
        let text =
            "queste percentuali sono di un monitoraggio in corso d'anno: non sono il grado di realizzazione";
        page.report_once("MON110", Gravita::Nota, header, text);
        return;
    }
    if let [only] = cells.as_slice() {
        let share = one_share(page, &[*only], "la percentuale di raggiungimento");
        scheda.percentuale_complessiva = share;
    }
}

/// A state that says the obiettivo no longer goes on: a deed must say what becomes of it.
fn standing(page: &mut Page<'_>, table: &Table, rows: &[&Row<'_>]) {
    for cell in once(rows, table, &[Colonna::Stato]) {
        page.claim(cell.range);
        let stopped = ["ritirato", "rinviato", "neutralizzato"];
        let said = words(&cell.text);
        let says = |list: &&str| said.iter().any(|word| page.lessico.valori.has(list, word));
        if stopped.iter().any(says) {
            let text = format!(
                "lo stato è «{}»: l'obiettivo conta come gli altri, finché una motivazione non cita l'atto che lo toglie dal calcolo",
                one_line(&cell.text)
            );
            page.report("SCH111", Gravita::Avviso, cell.range, text);
        }
    }
}

/// The day by which the obiettivo is due, where all its rows say the same.
fn deadline(page: &mut Page<'_>, elenco: &Elenco<'_>, rows: &[&Row<'_>], scheda: &mut Scheda) {
    let cells = once(rows, elenco.table, &[Colonna::Scadenza]);
    cells.iter().for_each(|cell| page.claim(cell.range));
    let Some(first) = cells.first() else { return };
    if cells.iter().any(|cell| fold(&cell.text) != fold(&first.text)) {
        return;
    }
    let (raw, place) = (first.text.trim().to_owned(), page.place(first.range));
    scheda.data_conclusione = match atteso::atteso(&first.content, &raw, elenco.year, page.lessico) {
        ValoreAtteso::Scadenza(value) => Field::Filled(Cited { value, raw, place }),
        _ => {
            let text = format!("la data di conclusione «{raw}» non è una data");
            page.report("SCH102", Gravita::Avviso, first.range, text);
            Field::Unreadable(Cited { value: (), raw, place })
        }
    };
}
