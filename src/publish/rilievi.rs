//! `Rilievi`: what is wrong, as a table that can be filtered, each line with a link that opens the office's workbook at
//! the cell; and how many there are, by Area and by file.

mod conteggi;
mod riferimento;
mod rimedi;

use super::Quadro;
use super::book::{Book, Page};
use super::figure::{UNKNOWN, one_line};
use super::link;
use super::sheet::{Cell, Sheet, Value};
use super::style::Look;
use crate::rilievo::{Gravita, Rilievo};
use anyhow::Result;
use riferimento::Indice;
use rust_xlsxwriter::{Table, TableColumn, TableStyle};

const NAME: &str = "Rilievi";
const GRAVITA: u16 = 0;
const AREA: u16 = 2;
const FILE: u16 = 4;
const CELLA: u16 = 6;

const HEADS: [&str; 8] =
    ["Gravità", "Codice", "Area", "Obiettivo", "File", "Foglio", "Cella", "Che cosa non va"];
const WIDTHS: [f64; 8] = [10.5, 9.5, 22.0, 24.0, 26.0, 17.0, 12.5, 66.0];

/// A sheet has so many links, and not one more.
const MOST_LINKS: usize = 65_530;

/// Rows of the table: a sheet has 1 048 576, head and title included.
const MOST_ROWS: usize = 1_000_000;

/// Makes the workbook.
pub(super) fn bytes(quadro: &Quadro<'_>) -> Result<Vec<u8>> {
    let mut book = Book::new(quadro, &format!("Rilievi {}", quadro.anno()))?;
    let rilievi = sorted(quadro.rilievi);
    let indice = Indice::of(quadro.piano);
    let (sheet, page, rows) = table(&book, quadro, &rilievi, &indice)?;
    let (conteggi, conteggi_page) = conteggi::write(&book, &rilievi, &indice, rows)?;
    book.add(sheet, &page)?;
    if let Some((rimedi, page)) = rimedi::write(&book, &rilievi)? {
        book.add(rimedi, &page)?;
    }
    book.add(conteggi, &conteggi_page)?;
    book.bytes()
}

/// The list, and what to do about each code, as sheets of another workbook.
pub(super) fn sheets(book: &Book<'_>, quadro: &Quadro<'_>) -> Result<Vec<(Sheet, Page)>> {
    let rilievi = sorted(quadro.rilievi);
    let (sheet, page, _) = table(book, quadro, &rilievi, &Indice::of(quadro.piano))?;
    let mut sheets = vec![(sheet, page)];
    sheets.extend(rimedi::write(book, &rilievi)?);
    Ok(sheets)
}

/// The rilievi by severity, then file, sheet, cell.
pub(super) fn sorted(rilievi: &[Rilievo]) -> Vec<&Rilievo> {
    let mut sorted: Vec<&Rilievo> = rilievi.iter().collect();
    sorted.sort_by(|one, other| key(one).cmp(&key(other)));
    sorted
}

fn key(rilievo: &Rilievo) -> impl Ord + '_ {
    let Rilievo { codice, gravita, dove, obiettivo, messaggio } = rilievo;
    (gravita, dove, codice, obiettivo, messaggio)
}

/// First and last row of the table's data; none if there is nothing wrong.
type Span = Option<(u32, u32)>;

fn table(
    book: &Book<'_>,
    quadro: &Quadro<'_>,
    rilievi: &[&Rilievo],
    indice: &Indice<'_>,
) -> Result<(Sheet, Page, Span)> {
    let mut sheet = Sheet::new(NAME, &WIDTHS, quadro.regolamento.stampa.decimali)?;
    book.opening(&mut sheet, &summary(rilievi))?;
    if rilievi.len() > MOST_ROWS {
        let words = format!(
            "Sono mostrati i primi {MOST_ROWS}: l'elenco intero è nei dati aperti (dati/piano.json)."
        );
        sheet.line(words, Look::Notice)?;
    }
    if rilievi.is_empty() {
        sheet.line("Nessun rilievo.", Look::Plain)?;
        return Ok((sheet, Page { landscape: true, head: None, frozen: 0, last_column: 7 }, None));
    }
    let heads: Vec<Cell> =
        (0..).zip(HEADS).map(|(column, head)| Cell::new(column, head, Look::Header)).collect();
    let head = sheet.row(&heads)?.first;
    for (at, rilievo) in rilievi.iter().take(MOST_ROWS).enumerate() {
        let target = link::to_dove(quadro.cartella, &rilievo.dove).filter(|_| at < MOST_LINKS);
        sheet.table_row(&row(rilievo, indice, target))?;
    }
    let last = sheet.next() - 1;
    let columns =
        HEADS.map(|head| TableColumn::new().set_header(head).set_header_format(Look::Header.format(0)));
    let table = Table::new().set_name("TabellaRilievi").set_style(TableStyle::None).set_columns(&columns);
    sheet.worksheet.add_table(head, 0, last, 7, &table)?;
    let page = Page { landscape: true, head: Some((head, head)), frozen: 0, last_column: 7 };
    Ok((sheet, page, Some((head + 1, last))))
}

fn summary(rilievi: &[&Rilievo]) -> String {
    let count = |gravita| rilievi.iter().filter(|rilievo| rilievo.gravita == gravita).count();
    format!(
        "Errori: {}. Avvisi: {}. Note: {}. La colonna «Cella» apre il foglio dell'ufficio nel punto indicato.",
        count(Gravita::Errore),
        count(Gravita::Avviso),
        count(Gravita::Nota)
    )
}

/// How the word of a severity looks.
fn look(gravita: Gravita) -> Look {
    match gravita {
        Gravita::Errore => Look::Errore,
        Gravita::Avviso => Look::Avviso,
        Gravita::Nota => Look::Nota,
    }
}

fn row(rilievo: &Rilievo, indice: &Indice<'_>, target: Option<String>) -> Vec<Cell> {
    let dove = &rilievo.dove;
    let words = |text: Option<&str>| text.filter(|text| !text.is_empty()).unwrap_or(UNKNOWN).to_owned();
    vec![
        Cell::new(GRAVITA, rilievo.gravita.word(), look(rilievo.gravita)),
        Cell::new(1, rilievo.codice, Look::Centre),
        Cell::new(AREA, words(indice.area(rilievo).as_deref()), Look::Text),
        Cell::new(3, words(indice.obiettivo(rilievo).as_deref()), Look::Text),
        Cell::new(FILE, words(Some(&*dove.file)), Look::Text),
        Cell::new(5, words(dove.foglio.as_deref()), Look::Text),
        where_exactly(rilievo, target),
        Cell::new(7, one_line(&rilievo.messaggio), Look::Text),
    ]
}

/// The cell, or whatever of the folder the rilievo is about; it opens what it names.
fn where_exactly(rilievo: &Rilievo, target: Option<String>) -> Cell {
    let dove = &rilievo.dove;
    let words = match (&dove.celle, &dove.foglio) {
        (Some(celle), _) => celle.first.to_string(),
        (None, Some(_)) => "tutto il foglio".to_owned(),
        (None, None) if dove.file.is_empty() => "tutta la cartella".to_owned(),
        (None, None) => "tutto il file".to_owned(),
    };
    match target {
        Some(target) => Cell::new(CELLA, Value::Link(words, target), Look::Link),
        None => Cell::new(CELLA, words, Look::Centre),
    }
}
