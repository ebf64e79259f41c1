//! What was achieved: the columns of results, the monitoring table, and which indicatore each of its rows is about.
//!
//! A row is attached to an indicatore only on evidence: the same number, the same words, or as many rows as
//! indicatori in the same order. A row that cannot be attached is reported; its values enter no computation.

use super::conseguito::{Reading, conseguito};
use super::date::date;
use super::indicatori::typed;
use super::packed;
use super::page::Page;
use super::table_rows::{Row, rows};
use crate::grid::Cell;
use crate::layout::{Colonna, Kind, Table, What, fold, one_line, words};
use crate::model::{Conseguito, Rilevazione, Scadenza, Scheda};
use crate::place::{Cited, Field};
use crate::rilievo::{Gravita, Rilievo};

/// Whether a table of indicatori also reports results: then it may be the monitoring of an earlier one.
pub fn reports(table: &Table) -> bool {
    table.has(&[Colonna::Conseguito])
}

/// The deadline of each column of results. A column without a date is the end of the year's.
pub fn deadlines(page: &mut Page<'_>, table: &Table, year: Option<i16>) -> Vec<(usize, Scadenza)> {
    let mut found: Vec<(usize, Scadenza)> = Vec::new();
    for (index, column) in table.columns.iter().enumerate() {
        if column.what != What::Colonna(Colonna::Conseguito) {
            continue;
        }
        let heading =
            page.sheet.at(column.header.first.row, column.header.first.column).map(|cell| cell.text.clone());
        let text = one_line(&heading.unwrap_or_default());
        let read = date(column.rest.trim_start_matches("al ").trim(), year.or(Some(2001)), page.lessico);
        let other_year =
            read.filter(|found| found.has_year && year.is_some_and(|year| found.date.year() != year));
        if other_year.is_some() {
            page.report(
                "MON101",
                Gravita::Avviso,
                column.header,
                format!("la colonna «{text}» riguarda un altro anno: non è stata usata"),
            );
            continue;
        }
        let scadenza = match read {
            Some(found) => Scadenza { mese: found.date.month(), giorno: found.date.day() },
            None if fold(&column.rest).contains("semestre") => Scadenza { mese: 6, giorno: 30 },
            None => Scadenza::FINE_ANNO,
        };
        match found.iter().any(|(_, known)| *known == scadenza) {
            true => page.report(
                "MON102",
                Gravita::Avviso,
                column.header,
                format!("due colonne riportano il risultato al {scadenza}: «{text}» non è stata usata"),
            ),
            false => found.push((index, scadenza)),
        }
    }
    found
}

/// Reads what a row says was achieved under a column, which may be split over several cells.
pub fn read_conseguito(
    page: &mut Page<'_>,
    table: &Table,
    row: &Row<'_>,
    column: usize,
    year: Option<i16>,
) -> Field<Conseguito> {
    let Some(header) = table.columns.get(column).map(|column| column.header) else { return Field::Absent };
    let cells: Vec<&Cell> = row.cells.iter().filter(|(at, _)| *at == column).map(|(_, cell)| *cell).collect();
    let Some(first) = cells.first() else {
        return Field::Blank(page.place(page.sheet.extent(row.at, header.first.column)));
    };
    let place = page.place(first.range);
    let mut values = Vec::new();
    let mut texts: Vec<&str> = Vec::new();
    for cell in &cells {
        let seen = page.is_claimed(cell.range);
        page.claim(cell.range);
        texts.push(cell.text.trim());
        match conseguito(&cell.content, &cell.text, year, page.lessico) {
            Reading::Value(value) => values.push(value),
            Reading::Blank => {}
            Reading::Unanswered if seen => {}
            Reading::Unanswered => {
                page.report(
                    "MON103",
                    Gravita::Nota,
                    cell.range,
                    format!("«{}» è la domanda stampata sul modulo, non una risposta", cell.text.trim()),
                );
            }
            Reading::Unreadable(why) => {
                let raw = cell.text.trim().to_owned();
                page.report(
                    "LET034",
                    Gravita::Errore,
                    cell.range,
                    format!("il valore «{raw}» non è leggibile: {why}"),
                );
                return Field::Unreadable(Cited { value: (), raw, place });
            }
        }
    }
    let raw = texts.join(" ");
    match together(values) {
        Some(value) => Field::Filled(Cited { value, raw, place }),
        None => Field::Blank(place),
    }
}

/// Several cells under one heading: `si` and the day, `si` and the act.
fn together(values: Vec<Conseguito>) -> Option<Conseguito> {
    match values.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        [Conseguito::SiNo(true), day @ Conseguito::Data(_)] => Some(day.clone()),
        [answer @ Conseguito::SiNo(_), Conseguito::Testo] => Some(answer.clone()),
        _ => Some(Conseguito::Testo),
    }
}

/// Reads a monitoring table.
pub fn read_table(page: &mut Page<'_>, table: &Table, limit: u32, year: Option<i16>, scheda: &mut Scheda) {
    for range in table.columns.iter().map(|column| column.header).chain(table.section).collect::<Vec<_>>() {
        page.claim(range);
    }
    let scadenze = deadlines(page, table, year);
    scheda.scadenze.extend(scadenze.iter().map(|(_, scadenza)| *scadenza));
    let label = [Colonna::Indicatore, Colonna::Descrizione, Colonna::Fase]
        .into_iter()
        .find(|c| table.column(*c).is_some());
    for row in rows(page, table, limit) {
        let named = label.map(|colonna| row.under(table, colonna)).unwrap_or_default();
        let expected = row.under(table, Colonna::ValoreAtteso);
        let Some(range) = row.range() else { continue };
        if packed::year_row(&named, &expected).is_some() && !named.is_empty() {
            named.iter().chain(&expected).for_each(|cell| page.claim(cell.range));
            continue;
        }
        let mut rilevazione = Rilevazione {
            place: page.place(range),
            descrizione: page.text(&named, range),
            valore_atteso: expected.first().map_or(Field::Absent, |cell| typed(page, cell, year)),
            conseguito: Default::default(),
            indicatori: Vec::new(),
        };
        expected.iter().for_each(|cell| page.claim(cell.range));
        for (column, scadenza) in &scadenze {
            let read = read_conseguito(page, table, &row, *column, year);
            rilevazione.conseguito.insert(*scadenza, read);
        }
        let empty = rilevazione.descrizione.value().is_none() && rilevazione.valore_atteso.value().is_none();
        if !empty || rilevazione.conseguito.values().any(|field| field.raw().is_some()) {
            scheda.monitoraggio.push(rilevazione);
        }
    }
    debug_assert!(table.kind == Kind::Monitoraggio || table.kind == Kind::Indicatori);
}

/// Attaches each row of the monitoring table to the indicatori it reports on, and hands them its results.
pub fn attach(page: &mut Page<'_>, scheda: &mut Scheda) {
    let mut taken = vec![false; scheda.indicatori.len()];
    let mut attached: Vec<Vec<usize>> = vec![Vec::new(); scheda.monitoraggio.len()];
    for evidence in [same_number, same_words, contained_words] {
        for (row, found) in scheda.monitoraggio.iter().zip(&mut attached) {
            if !found.is_empty() {
                continue;
            }
            let candidates: Vec<usize> = (0..scheda.indicatori.len())
                .filter(|at| taken.get(*at) == Some(&false) && evidence(scheda, row, *at))
                .collect();
            if let [only] = candidates.as_slice() {
                found.push(*only);
                if let Some(flag) = taken.get_mut(*only) {
                    *flag = true;
                }
            }
        }
    }
    by_position(page, scheda, &mut attached, &taken);
    for (at, found) in attached.into_iter().enumerate() {
        hand_over(page, scheda, at, found);
    }
}

type Evidence = fn(&Scheda, &Rilevazione, usize) -> bool;
const _: [Evidence; 3] = [same_number, same_words, contained_words];

fn same_number(scheda: &Scheda, row: &Rilevazione, at: usize) -> bool {
    let number = row.descrizione.raw().and_then(packed::leading_number).map(|(number, _)| number);
    let own = scheda.indicatori.get(at).and_then(|indicatore| indicatore.numero.clone());
    number.is_some() && number == own
}

/// The words of an indicatore: its description and what it expects, since forms swap the two.
fn subject(scheda: &Scheda, at: usize) -> Vec<String> {
    let indicatore = scheda.indicatori.get(at);
    let texts = indicatore
        .map(|i| [i.descrizione.raw().unwrap_or_default(), i.valore_atteso.raw().unwrap_or_default()]);
    texts.unwrap_or_default().iter().flat_map(|text| words(text)).collect()
}

fn row_words(row: &Rilevazione) -> Vec<String> {
    let texts = [row.descrizione.raw().unwrap_or_default(), row.valore_atteso.raw().unwrap_or_default()];
    texts.iter().flat_map(|text| words(text)).collect()
}

fn same_words(scheda: &Scheda, row: &Rilevazione, at: usize) -> bool {
    let Some(indicatore) = scheda.indicatori.get(at) else { return false };
    let same = |a: Option<&str>, b: Option<&str>| {
        a.zip(b).is_some_and(|(a, b)| fold(a) == fold(b) && fold(a).len() > 3)
    };
    same(row.descrizione.raw(), indicatore.descrizione.raw())
        || same(row.valore_atteso.raw(), indicatore.valore_atteso.raw())
            && fold(row.valore_atteso.raw().unwrap_or_default()).len() > 20
}

/// Every word that matters of one stands in the other.
fn contained_words(scheda: &Scheda, row: &Rilevazione, at: usize) -> bool {
    let matter = |words: Vec<String>| -> Vec<String> {
        words.into_iter().filter(|word| word.len() > 3 && !word.chars().all(|c| c.is_ascii_digit())).collect()
    };
    let (ours, theirs) = (matter(subject(scheda, at)), matter(row_words(row)));
    let inside = |small: &[String], large: &[String]| {
        small.len() >= 2 && small.iter().all(|word| large.contains(word))
    };
    let name = |text: Option<&str>| matter(words(text.unwrap_or_default()));
    let named = inside(&name(row.descrizione.raw()), &ours);
    let back = inside(&name(scheda.indicatori.get(at).and_then(|i| i.descrizione.raw())), &theirs);
    let expected = inside(&name(row.valore_atteso.raw()), &ours);
    named || back || expected
}

/// As many rows as indicatori, those left over in the same order: reported, since only their place says so.
fn by_position(page: &mut Page<'_>, scheda: &Scheda, attached: &mut [Vec<usize>], taken: &[bool]) {
    let free: Vec<usize> = taken.iter().enumerate().filter(|(_, taken)| !**taken).map(|(at, _)| at).collect();
    let waiting: Vec<usize> =
        attached.iter().enumerate().filter(|(_, found)| found.is_empty()).map(|(at, _)| at).collect();
    if scheda.monitoraggio.len() != scheda.indicatori.len() || free.len() != waiting.len() {
        return;
    }
    let in_order = attached.iter().flatten().is_sorted();
    for (row, indicatore) in waiting.into_iter().zip(free) {
        let between = in_order || row == indicatore;
        if let (true, Some(found), Some(rilevazione)) =
            (between, attached.get_mut(row), scheda.monitoraggio.get(row))
        {
            found.push(indicatore);
            let name = rilevazione.descrizione.value().cloned().unwrap_or_default();
            page.rilievi.push(Rilievo::new("MON104", Gravita::Nota, &rilevazione.place,
                format!("la riga «{name}» è stata abbinata all'indicatore {} per posizione: le parole sono diverse", indicatore + 1)));
        }
    }
}

fn hand_over(page: &mut Page<'_>, scheda: &mut Scheda, at: usize, found: Vec<usize>) {
    let Some(rilevazione) = scheda.monitoraggio.get_mut(at) else { return };
    let reported = rilevazione.conseguito.values().any(|field| field.raw().is_some());
    match found.as_slice() {
        [only] => {
            if let Some(indicatore) = scheda.indicatori.get_mut(*only) {
                for (scadenza, field) in &rilevazione.conseguito {
                    let known = indicatore.conseguito.remove(scadenza).unwrap_or_default();
                    indicatore.conseguito.insert(*scadenza, field.clone().or(known));
                }
            }
        }
        _ if reported => {
            let name = rilevazione.descrizione.value().cloned().unwrap_or_default();
            page.rilievi.push(Rilievo::new("MON105", Gravita::Avviso, &rilevazione.place,
                format!("non si capisce a quale indicatore della scheda si riferisca la riga «{name}»: i suoi valori non entrano nel calcolo")));
        }
        _ => {}
    }
    rilevazione.indicatori = found;
}
