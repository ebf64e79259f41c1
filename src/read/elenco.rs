//! A list: one row an obiettivo, or one row an indicatore, with the obiettivo merged or repeated beside it.
//!
//! Here the rows are told apart: which starts an obiettivo, which goes on with one, which names an Area or sums. What
//! a row says is read in [`super::elenco_riga`].

use super::Letto;
use super::elenco_riga::{self, Voce};
use super::elenco_titoli::{Titoli, titoli};
use super::fields::Item;
use super::page::Page;
use super::percent;
use super::scadenze::deadlines;
use super::table_rows::{Row, claim_ignored, claim_row, is_total, rows, spans};
use super::{attesi_anno, packed, titolo};
use crate::grid::{Cell, Content};
use crate::layout::{Campo, Colonna, Table, What, fold};
use crate::model::{Scadenza, Scheda};
use crate::place::{CellRange, CellRef, Field};
use crate::rilievo::Gravita;

/// What all rows of a list share.
pub struct Elenco<'t> {
    pub table: &'t Table,
    pub year: Option<i16>,
    /// The columns of each indicatore that a row may hold, one after the other.
    pub parti: Vec<Parte>,
    /// Whether `Peso` weighs the indicatori, and not the obiettivi.
    pub by_indicatore: bool,
}

/// The columns of one indicatore: the others are left aside.
pub struct Parte {
    pub table: Table,
    /// The columns of results, each with its deadline.
    pub scadenze: Vec<(usize, Scadenza)>,
}

/// Reads a list into one scheda an obiettivo.
pub fn read_table(page: &mut Page<'_>, table: &Table, items: &[Item<'_>], letto: &mut Letto) {
    for column in &table.columns {
        page.claim(column.header);
    }
    let (last, _) = page.extent();
    let mut titoli = titoli(page, items, table);
    let year = titoli.anno.value().copied();
    let found = rows(page, table, last + 1);
    claim_ignored(page, table, &found);
    let parti = parts(table).into_iter().map(|part| {
        let table = attesi_anno::of_year(page, &part, year);
        Parte { scadenze: deadlines(page, &table, year), table }
    });
    let elenco =
        Elenco { table, year, parti: parti.collect(), by_indicatore: weighs_indicatori(page, table, &found) };
    let repeated = repeats_area(table, &found);
    let mut voci: Vec<Voce<'_>> = Vec::new();
    for row in &found {
        if is_total(page, row) {
            claim_row(page, row);
        } else if row.cells.is_empty() && !is_band(page, table, row) {
            // nothing under any heading: the lower half of a heading, a remark
            continue;
        } else if let Some(band) = band(page, table, row) {
            page.claim(band.area.range);
            if titoli.programme(page, &band.area.text, band.area.range) {
                continue;
            }
            titoli.area = page.field(band.area.text.clone(), band.area.range);
            titoli.responsabile = owner(page, &band.responsabile);
        } else if is_only_area(table, row) {
            titoli.area = area(page, table, row, &titoli, false);
        } else {
            let starts = starts(table, row, &voci, &titoli);
            titoli.area = area(page, table, row, &titoli, repeated && starts);
            match voci.last_mut() {
                Some(voce) if !starts => {
                    claim_repeated(page, table, row);
                    voce.rows.push(row);
                }
                _ => voci.push(Voce { scheda: heading(page, &elenco, row, &titoli), rows: vec![row] }),
            }
        }
    }
    for voce in voci {
        letto.schede.push(elenco_riga::read(page, &elenco, voce));
    }
}

/// The list once for each of its columns of indicatori: `Indicatore 1 | Target 1 | Indicatore 2 | Target 2`. What stands
/// between one and the next is its own.
fn parts(table: &Table) -> Vec<Table> {
    let columns = table.columns.iter().filter(|column| column.what == What::Colonna(Colonna::Indicatore));
    let mut heads: Vec<u32> = columns.map(|column| column.header.first.column).collect();
    heads.dedup();
    if heads.len() < 2 {
        return vec![table.clone()];
    }
    let ends = heads.iter().skip(1).copied().chain([u32::MAX]);
    let groups: Vec<(u32, u32)> = heads.iter().copied().zip(ends).collect();
    let part = |group: &(u32, u32)| {
        let mut part = table.clone();
        for column in &mut part.columns {
            let at = column.header.first.column;
            let own = (group.0..group.1).contains(&at);
            if !own && groups.iter().any(|other| (other.0..other.1).contains(&at)) {
                column.what = What::Colonna(Colonna::Altra);
            }
        }
        part
    };
    groups.iter().map(part).collect()
}

/// Whether a row holds nothing but the Area, its own or merged from above: no obiettivo stands there.
fn is_only_area(table: &Table, row: &Row<'_>) -> bool {
    let of_area = |column: usize| {
        let what = table.columns.get(column).map(|column| &column.what);
        matches!(what, Some(What::Colonna(Colonna::Area | Colonna::Servizio | Colonna::Responsabile)))
    };
    !row.cells.is_empty()
        && row.loose.is_empty()
        && row.cells.iter().all(|(column, cell)| of_area(*column) || cell.formula)
}

/// Whether a row begins another obiettivo: a title or a number of its own, other than the last row's.
fn starts(table: &Table, row: &Row<'_>, voci: &[Voce<'_>], titoli: &Titoli) -> bool {
    let Some(last) = voci.last().map(|voce| &voce.scheda) else { return true };
    let own = |colonna| row.own(table, colonna).first().map(|cell| fold(&cell.text));
    let same = |text: &Option<String>, field: &Field<String>| {
        text.as_ref().is_none_or(|text| field.raw().is_some_and(|raw| fold(raw) == *text))
    };
    let (title, number) = (own(Colonna::Obiettivo), own(Colonna::Numero));
    let area = own(Colonna::Area);
    let known = last.aree.first().unwrap_or(&titoli.area);
    let said = title.is_some() || (table.column(Colonna::Obiettivo).is_none() && number.is_some());
    said && !(same(&title, &last.titolo) && same(&number, &last.numero) && same(&area, known))
}

/// What a further row of an obiettivo repeats of the first.
fn claim_repeated(page: &mut Page<'_>, table: &Table, row: &Row<'_>) {
    use Colonna::*;
    for colonna in [Obiettivo, Numero, Responsabile, Missione, Programma, Descrizione] {
        for cell in row.own(table, colonna) {
            page.claim(cell.range);
        }
    }
}

/// What the row that begins an obiettivo says of it.
fn heading(page: &mut Page<'_>, elenco: &Elenco<'_>, row: &Row<'_>, titoli: &Titoli) -> Scheda {
    let titles = row.own(elenco.table, Colonna::Obiettivo);
    let first = titles.first().map(|cell| cell.range).or(row.range());
    let at = first.unwrap_or(CellRange::single(CellRef::new(row.at, 0)));
    let mut scheda = Scheda::new(page.place(at));
    scheda.titolo = page.text(&titles, at);
    scheda.ente = titoli.ente.clone();
    scheda.anno = titoli.anno.clone();
    scheda.aree = vec![titoli.area.clone()];
    let scadenze = elenco.parti.iter().flat_map(|parte| &parte.scadenze);
    scheda.scadenze = scadenze.map(|(_, scadenza)| *scadenza).collect();
    if elenco.table.column(Colonna::Numero).is_none() {
        scheda.numero = unheaded_number(page, row, at);
        number_in_title(page, &mut scheda);
    }
    let mut own = |colonna: Colonna| {
        let cells = row.under(elenco.table, colonna);
        let at = cells.first().map(|cell| cell.range);
        at.map_or(Field::Absent, |at| page.text(&cells, at))
    };
    scheda.numero = own(Colonna::Numero).or(scheda.numero);
    scheda.responsabile = own(Colonna::Responsabile).or(titoli.responsabile.clone());
    scheda.riferimento_dup.missione = own(Colonna::Missione).or(titoli.missione.clone());
    scheda.riferimento_dup.programma = own(Colonna::Programma).or(titoli.programma.clone());
    scheda
}

/// A number left of the title, in a column without a heading.
fn unheaded_number(page: &mut Page<'_>, row: &Row<'_>, title: CellRange) -> Field<String> {
    let left = row.loose.iter().copied().filter(|cell| cell.range.last.column < title.first.column);
    match left.into_iter().find(|cell| packed::is_number(&cell.text)) {
        Some(cell) => page.text(&[cell], cell.range),
        None => Field::Absent,
    }
}

/// `1. Titolo`, `Ob. 2 - Titolo`: the number that stands before a title, in a list without a column for it.
fn number_in_title(page: &Page<'_>, scheda: &mut Scheda) {
    let Field::Filled(cited) = &mut scheda.titolo else { return };
    let found = titolo::numbered(&cited.value, page.lessico).filter(|_| scheda.numero.value().is_none());
    if let Some((numero, titolo)) = found {
        scheda.numero = Field::Filled(cited.with(numero));
        cited.value = titolo;
    }
}

/// A row that only names the Area of those after it, perhaps with its Responsabile beside.
struct Band<'a> {
    area: &'a Cell,
    responsabile: Vec<&'a Cell>,
}

fn is_band(page: &Page<'_>, table: &Table, row: &Row<'_>) -> bool {
    band(page, table, row).is_some()
}

fn band<'a>(page: &Page<'_>, table: &Table, row: &Row<'a>) -> Option<Band<'a>> {
    let mut cells = row.within((0, u32::MAX));
    cells.retain(|cell| cell.range.first.row == row.at);
    let (area, responsabile) = cells.split_first()?;
    let campo =
        |cell: &Cell| page.mark(cell.range).and_then(|mark| mark.campo.as_ref()).map(|(campo, _)| *campo);
    let named = matches!(campo(area), Some(Campo::Area | Campo::Trasversale));
    let alone = responsabile.is_empty() && spans(table, area) && area.text.chars().count() <= 60;
    let owned = responsabile.first().is_none_or(|cell| campo(cell) == Some(Campo::Responsabile))
        && responsabile.len() <= 2;
    let texts = cells.iter().all(|cell| matches!(cell.content, Content::Text(_)));
    (texts && (alone || (named && owned))).then(|| Band { area, responsabile: responsabile.to_vec() })
}

/// The Responsabile of a band: after the label in its cell, or in the next.
fn owner(page: &mut Page<'_>, cells: &[&Cell]) -> Field<String> {
    let Some(label) = cells.first() else { return Field::Absent };
    page.claim(label.range);
    let mark = page.mark(label.range).and_then(|mark| mark.campo.as_ref());
    let rest = mark.map(|(_, rest)| rest.text.clone()).unwrap_or_default();
    match cells.get(1) {
        Some(value) if rest.is_empty() => page.text(&[*value], value.range),
        _ => page.field(rest, label.range),
    }
}

/// Whether the list names the Area on every row: then an empty Area is a missing one, not the one above.
fn repeats_area(table: &Table, rows: &[Row<'_>]) -> bool {
    let titled = rows.iter().filter(|row| !row.own(table, Colonna::Obiettivo).is_empty());
    let names: Vec<String> = titled
        .map(|row| row.own(table, Colonna::Area).first().map(|cell| fold(&cell.text)).unwrap_or_default())
        .collect();
    names.windows(2).any(|pair| matches!(pair, [a, b] if a == b && !a.is_empty()))
}

fn area(page: &mut Page<'_>, table: &Table, row: &Row<'_>, known: &Titoli, expected: bool) -> Field<String> {
    let Some(column) = table.column(Colonna::Area) else { return known.area.clone() };
    match row.under(table, Colonna::Area).first() {
        Some(cell) => {
            page.claim(cell.range);
            page.field(cell.text.clone(), cell.range)
        }
        None if expected => {
            let range = page.sheet.extent(row.at, column.header.first.column);
            let text = "manca l'Area: le altre righe la ripetono, questa no";
            page.report("SCH103", Gravita::Errore, range, text);
            Field::Blank(page.place(range))
        }
        None => known.area.clone(),
    }
}

/// Whether `Peso` weighs the indicatori: the obiettivo has a weight of its own, or one obiettivo has several weights.
fn weighs_indicatori(page: &Page<'_>, table: &Table, rows: &[Row<'_>]) -> bool {
    if table.column(Colonna::PesoObiettivo).is_some() {
        return true;
    }
    let mut in_obiettivo = 0;
    let mut title = String::new();
    for row in rows.iter().filter(|row| !is_total(page, row)) {
        let own = row.own(table, Colonna::Obiettivo).first().map(|cell| fold(&cell.text));
        let begins = own.is_some_and(|own| std::mem::replace(&mut title, own.clone()) != own);
        let weights = row.own(table, Colonna::Peso);
        let weighted = weights.iter().any(|cell| !matches!(percent::typed(cell), percent::Typed::Blank));
        in_obiettivo = if begins { 0 } else { in_obiettivo } + usize::from(weighted);
        if in_obiettivo > 1 {
            return true;
        }
    }
    false
}
