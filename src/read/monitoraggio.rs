//! What was achieved: the columns of results and the rows of the monitoring table, as printed.
//!
//! Which indicatore a row is about is not told here: see [`super::attach`].

use super::conseguito::{Reading, conseguito};
use super::date::date;
use super::page::Page;
use super::scadenza::{self, Titolo};
use super::table_rows::{Row, claim_ignored, rows};
use super::valore::{hidden_format, typed, typed_text};
use super::{anno, packed, periodo, risposte};
use crate::grid::{Cell, Content};
use crate::layout::{Colonna, Column, Kind, Table, What, one_line, words};
use crate::model::{Conseguito, Rilevazione, Scadenza, Scheda};
use crate::place::{CellRange, Cited, Field};
use crate::rilievo::Gravita;

/// Whether a table of indicatori also reports results: then it may be the monitoring of an earlier one.
pub fn reports(table: &Table) -> bool {
    table.has(&[Colonna::Conseguito])
}

/// The deadline of each column of results. A column without a date is the end of the year's.
pub fn deadlines(page: &mut Page<'_>, table: &Table, year: Option<i16>) -> Vec<(usize, Scadenza)> {
    let mut found: Vec<(usize, Scadenza)> = Vec::new();
    for (index, column) in table.columns.iter().enumerate() {
        if column.what != What::Colonna(Colonna::Conseguito) || risposte::is_no(table, index) {
            continue;
        }
        let heading =
            page.sheet.at(column.header.first.row, column.header.first.column).map(|cell| cell.text.clone());
        let text = one_line(&heading.unwrap_or_default());
        let rest = risposte::without_answer(&column.rest);
        if let Some(other) = anno::only_year(rest).filter(|own| year.is_some_and(|year| year != *own)) {
            let text = format!("la colonna «{text}» è del {other}: non è stata usata");
            page.report("MON101", Gravita::Nota, column.header, text);
            claim_column(page, table, index);
            continue;
        }
        let read = date(rest.trim_start_matches("al ").trim(), year.or(Some(2001)), page.lessico);
        let other_year =
            read.filter(|found| found.has_year && year.is_some_and(|year| found.date.year() != year));
        if other_year.is_some() {
            page.report(
                "MON101",
                if of_past(page, table, year) { Gravita::Nota } else { Gravita::Avviso },
                column.header,
                format!("la colonna «{text}» riguarda un altro anno: non è stata usata"),
            );
            continue;
        }
        let scadenza = match read {
            Some(found) => Scadenza { mese: found.date.month(), giorno: found.date.day() },
            None if ends(page, rest, year).is_some() => ends(page, rest, year).unwrap_or(Scadenza::FINE_ANNO),
            None if is_instalment(page, table, index) => {
                let text = format!("la colonna «{text}» non dice a che data: non è stata usata");
                page.report("MON106", Gravita::Avviso, column.header, text);
                continue;
            }
            None => match scadenza::of_titles(page, table, year) {
                Titolo::Giorno(day) => day,
                Titolo::Niente => Scadenza::FINE_ANNO,
                Titolo::Intermedio => {
                    let text = format!(
                        "il titolo dice che il monitoraggio è intermedio ma non a che data: la colonna «{text}» non è stata usata"
                    );
                    page.report("MON106", Gravita::Avviso, column.header, text);
                    continue;
                }
            },
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

/// A word that is a year, 2000-2099.
fn plan_year(word: &str) -> Option<i16> {
    (word.len() == 4).then(|| word.parse::<i16>().ok()).flatten().filter(|year| (2000..2100).contains(year))
}

/// Whether the table also has a column of the plan's own year: the other is there to compare.
fn of_past(page: &Page<'_>, table: &Table, year: Option<i16>) -> bool {
    let results = table.columns.iter().filter(|column| column.what == What::Colonna(Colonna::Conseguito));
    results.into_iter().any(|column| {
        let read = date(column.rest.trim_start_matches("al ").trim(), year.or(Some(2001)), page.lessico);
        let other =
            words(&column.rest).iter().filter_map(|word| plan_year(word)).any(|own| Some(own) != year);
        !other && read.is_none_or(|found| !found.has_year || Some(found.date.year()) == year)
    })
}

/// Whether a column without a date is one of several through the year: `I SAL`, `Monitoraggio intermedio`, beside
/// another column of results.
fn is_instalment(page: &Page<'_>, table: &Table, index: usize) -> bool {
    let results = |column: &&Column| column.what == What::Colonna(Colonna::Conseguito);
    let several = table.columns.iter().filter(results).count() > 1;
    let Some(header) = table.columns.get(index).map(|column| column.header) else { return false };
    let text = page.sheet.at(header.first.row, header.first.column).map(|cell| cell.text.clone());
    let found = words(&text.unwrap_or_default());
    let ranks = [
        "i", "ii", "iii", "iv", "1", "2", "3", "4", "primo", "secondo", "terzo", "prima", "seconda", "terza",
    ];
    let rank = found.first().is_some_and(|word| ranks.contains(&word.as_str()));
    let midway = found.iter().any(|word| page.lessico.valori.has("intermedio", word));
    several && (rank || midway)
}

/// The last day of the period that a heading names: `I semestre`, `3° trimestre 2024`.
fn ends(page: &Page<'_>, rest: &str, year: Option<i16>) -> Option<Scadenza> {
    let months = periodo::months(rest, year.or(Some(2001)), page.lessico)?;
    let last = months.last()?;
    let day = jiff::civil::Date::new(last.anno, last.mese, 1).ok()?.last_of_month();
    Some(Scadenza { mese: day.month(), giorno: day.day() })
}

/// Accounts for the cells of a column that is known and not used.
fn claim_column(page: &mut Page<'_>, table: &Table, index: usize) {
    let (last, _) = page.extent();
    let cells: Vec<CellRange> = rows(page, table, last + 1)
        .iter()
        .flat_map(|row| row.cells.iter().filter(|(at, _)| *at == index).map(|(_, cell)| cell.range))
        .collect();
    cells.into_iter().for_each(|range| page.claim(range));
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
    if let Some(no) = risposte::no_beside(table, column) {
        return risposte::read_cross(page, table, row, column, no);
    }
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
        hidden_format(page, cell);
        match conseguito(&cell.content, &cell.text, year, page.lessico) {
            Reading::Value(value) => values.push(value),
            Reading::Blank => {}
            Reading::Unanswered if seen => {}
            Reading::Unanswered => {
                unanswered(page, cell);
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

/// The question as printed: said once a sheet, of the first.
fn unanswered(page: &mut Page<'_>, cell: &Cell) {
    if !page.rilievi.iter().any(|rilievo| rilievo.codice == "MON103") {
        let text = format!(
            "«{}» è la domanda stampata sul modulo, non una risposta: qui e dove si ripete nel foglio",
            cell.text.trim()
        );
        page.report("MON103", Gravita::Nota, cell.range, text);
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
    let found = rows(page, table, limit);
    claim_ignored(page, table, &found);
    declared(page, table, &found);
    for row in found {
        for cell in row.own(table, Colonna::Numero) {
            page.claim(cell.range);
        }
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
            let read = risposte::not_repeated(page, &rilevazione.valore_atteso, read);
            rilevazione.conseguito.insert(*scadenza, read);
        }
        let empty = rilevazione.descrizione.value().is_none() && rilevazione.valore_atteso.value().is_none();
        if !empty || rilevazione.conseguito.values().any(|field| field.raw().is_some()) {
            match unpack(page, &rilevazione, year) {
                Some(several) => scheda.monitoraggio.extend(several),
                None => scheda.monitoraggio.push(rilevazione),
            }
        }
    }
    debug_assert!(table.kind == Kind::Monitoraggio || table.kind == Kind::Indicatori);
}

/// Degrees declared row by row: known, and left to the verification.
fn declared(page: &mut Page<'_>, table: &Table, rows: &[Row<'_>]) {
    let cells: Vec<&Cell> = rows.iter().flat_map(|row| row.own(table, Colonna::Percentuale)).collect();
    for cell in &cells {
        page.claim(cell.range);
    }
    if let Some(first) = cells.first() {
        let text = "le percentuali dichiarate indicatore per indicatore non entrano nel calcolo: contano i valori e la verifica";
        page.report("MON108", Gravita::Nota, first.range, text);
    }
}

/// Several rows packed in one, when every answer has as many lines as there are rows, or as many as there are rows of
/// this year.
fn unpack(page: &Page<'_>, row: &Rilevazione, year: Option<i16>) -> Option<Vec<Rilevazione>> {
    let parts = packed::split(row.descrizione.raw()?, row.valore_atteso.raw()?, page.lessico)?;
    let of_year: Vec<bool> = parts.iter().map(|part| part.anno.is_none() || part.anno == year).collect();
    let (cell, expected) = (row.descrizione.place()?.cells, row.valore_atteso.place()?.cells);
    let mut rows: Vec<Rilevazione> = parts
        .iter()
        .map(|part| Rilevazione {
            place: row.place.clone(),
            descrizione: page.field(part.descrizione.clone(), cell),
            valore_atteso: typed_text(page, &part.atteso, expected, year),
            conseguito: Default::default(),
            indicatori: Vec::new(),
        })
        .collect();
    for (scadenza, field) in &row.conseguito {
        let answers = answers(field, &of_year)?;
        for (row, line) in rows.iter_mut().zip(answers) {
            let read = line_of(page, field, line, year)?;
            row.conseguito.insert(*scadenza, read);
        }
    }
    Some(rows)
}

/// The line that answers each of the packed rows; none where the box is empty or the row is of another year.
fn answers<'a>(field: &'a Field<Conseguito>, of_year: &[bool]) -> Option<Vec<Option<&'a str>>> {
    let Some(raw) = field.raw() else { return Some(vec![None; of_year.len()]) };
    let mut lines = raw.lines().map(str::trim).filter(|line| !line.is_empty());
    let count = lines.clone().count();
    if count == of_year.len() {
        return Some(lines.map(Some).collect());
    }
    let due = of_year.iter().filter(|due| **due).count();
    (count == due).then(|| of_year.iter().map(|due| if *due { lines.next() } else { None }).collect())
}

/// One line of a result as a result of its own; blank where there is none.
pub fn line_of(
    page: &Page<'_>,
    field: &Field<Conseguito>,
    line: Option<&str>,
    year: Option<i16>,
) -> Option<Field<Conseguito>> {
    let place = field.place()?.clone();
    let Some(line) = line else { return Some(Field::Blank(place)) };
    match conseguito(&Content::Text(line.to_owned()), line, year, page.lessico) {
        Reading::Value(value) => Some(Field::Filled(Cited { value, raw: line.to_owned(), place })),
        Reading::Blank | Reading::Unanswered => Some(Field::Blank(place)),
        Reading::Unreadable(_) => None,
    }
}
