//! The list to be filled in: one row for each indicatore, whole by itself, so that rows can be filtered, sorted and
//! moved. The cells to be filled in are yellow and free, the rest is locked without a password.

use super::grado::Celle;
use super::riga::{DONE, NOT_YET, Riga, TODO};
use super::{Invio, convalida};
use crate::answers::INTESTAZIONI;
use crate::place::column_letters;
use crate::publish::book::Page;
use crate::publish::sheet::{Cell, Sheet, Value};
use crate::publish::style::{Look, Tint};
use anyhow::Result;
use rust_xlsxwriter::{ConditionalFormatText, ConditionalFormatTextRule, ProtectionOptions, Worksheet};

pub(super) const NAME: &str = "Da compilare";

const CODE: u16 = 0;
const VALORE: u16 = 5;
const ESITO: u16 = 6;
const QUOTA: u16 = 7;
const MOTIVAZIONE: u16 = 8;
const GRADO: u16 = 9;
const STATO: u16 = 10;
const CODE_AGAIN: u16 = 11;
const WIDTHS: [f64; 12] = [1.4, 27.0, 36.0, 20.0, 17.0, 18.0, 16.0, 9.0, 34.0, 9.0, 18.0, 1.4];

/// Where the rows are, for the counts on other sheets.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    first: u32,
    last: u32,
    /// Rows that are complete as they go out.
    pub(super) done: usize,
    /// Rows that nobody has to fill in yet.
    pub(super) not_yet: usize,
    /// All of them.
    pub(super) all: usize,
}

impl Span {
    /// The words on what is missing, as a range.
    pub(super) fn stato(self) -> String {
        self.range(STATO)
    }

    /// The codes, as a range.
    pub(super) fn codici(self) -> String {
        self.range(CODE)
    }

    fn range(self, column: u16) -> String {
        let letters = column_letters(u32::from(column));
        format!("'{NAME}'!${letters}${}:${letters}${}", self.first + 1, self.last + 1)
    }

    /// The first cell to be filled in.
    pub(super) fn start(self) -> String {
        format!("internal:'{NAME}'!{}", Sheet::at(VALORE, self.first))
    }
}

/// Writes the sheet.
pub(super) fn sheet(invio: &Invio<'_>) -> Result<(Sheet, Page, Span)> {
    let decimals = invio.quadro.regolamento.stampa.decimali;
    let mut sheet = Sheet::new(NAME, &WIDTHS, decimals)?.printed_to(STATO);
    let righe: Vec<Riga<'_>> = invio.domande.iter().map(|domanda| Riga::new(invio, domanda)).collect();
    let first = opening(invio, &mut sheet, &righe)?;
    for riga in &righe {
        row(invio, &mut sheet, riga)?;
    }
    let last = sheet.next().saturating_sub(1);
    tints(&mut sheet.worksheet, first, last)?;
    sheet.worksheet.autofilter(first - 1, 1, last, STATO)?;
    sheet.worksheet.set_selection(first, VALORE, first, VALORE)?;
    protect(&mut sheet.worksheet);
    let done = righe.iter().filter(|riga| riga.is_done()).count();
    let not_yet = righe.iter().filter(|riga| riga.is_not_yet()).count();
    let span = Span { first, last, done, not_yet, all: righe.len() };
    let page = Page { landscape: true, head: Some((first - 2, first - 1)), frozen: 3, last_column: STATO };
    Ok((sheet, page, span))
}

/// Title, count and heads; the row in which the list begins.
fn opening(invio: &Invio<'_>, sheet: &mut Sheet, righe: &[Riga<'_>]) -> Result<u32> {
    let title = format!("{} – {}", invio.title(), invio.destinatario.titolo());
    sheet.row(&[Cell::wide(1, 8, title, Look::Title)])?;
    // title, count, signs, heads
    let first = sheet.next() + 3;
    let last = (first + righe.len() as u32).saturating_sub(1);
    let stato = format!("{}:{}", Sheet::at(STATO, first), Sheet::at(STATO, last));
    sheet.row(&[
        Cell::wide(1, 4, "Si compilano solo le celle gialle. Una riga per ogni indicatore.", Look::Subtitle),
        Cell::wide(5, 10, counter(&stato, righe), Look::Subtitle),
    ])?;
    signs(sheet)?;
    let value = format!("Valore conseguito al {}", invio.day());
    let heads = [
        "Obiettivo",
        "Indicatore",
        "Valore atteso",
        "Già riferito",
        &value,
        "Esito",
        "In parte: quanto",
        "Motivazione",
        "Grado %",
        "Che cosa manca",
    ];
    let heads: Vec<Cell> =
        (1..).zip(heads).map(|(column, head)| Cell::new(column, head, Look::Header)).collect();
    sheet.row(&heads)?;
    Ok(first)
}

/// How many rows are complete, as a sentence that keeps itself up to date.
pub(super) fn counter(stato: &str, righe: &[Riga<'_>]) -> Value {
    let done = righe.iter().filter(|riga| riga.is_done()).count();
    let not_yet = righe.iter().filter(|riga| riga.is_not_yet()).count();
    let open = righe.len() - done - not_yet;
    let formula = format!(
        "\"Compilati: \"&COUNTIF({stato},\"{DONE}\")&\". Da compilare o completare: \"&(COUNTIF({stato},\"?*\")\
         -COUNTIF({stato},\"{DONE}\")-COUNTIF({stato},\"{NOT_YET}*\"))&\". Non richiesti ora: \"&COUNTIF({stato},\"{NOT_YET}*\")&\".\""
    );
    let text = format!("Compilati: {done}. Da compilare o completare: {open}. Non richiesti ora: {not_yet}.");
    Value::LiveText(formula, text)
}

/// The row of signs by which the columns are known when the workbook comes back.
fn signs(sheet: &mut Sheet) -> Result<()> {
    let row = sheet.next();
    sheet.skip(4.0);
    let columns = [&[CODE, CODE_AGAIN][..], &[VALORE], &[ESITO], &[QUOTA], &[MOTIVAZIONE]];
    let strip = Look::Strip.format(0);
    for ((_, sign, _), columns) in INTESTAZIONI.iter().zip(columns) {
        for column in columns {
            sheet.worksheet.write_string_with_format(row, *column, *sign, &strip)?;
        }
    }
    Ok(())
}

fn row(invio: &Invio<'_>, sheet: &mut Sheet, riga: &Riga<'_>) -> Result<()> {
    let at = sheet.next();
    let celle =
        Celle { valore: Sheet::at(VALORE, at), esito: Sheet::at(ESITO, at), quota: Sheet::at(QUOTA, at) };
    let (valore, valore_look) = riga.valore();
    let (esito, quota) = riga.esito();
    let (grado, grado_look) = riga.grado(&celle);
    let stato = riga.stato(&celle, &Sheet::at(MOTIVAZIONE, at), &Sheet::at(GRADO, at));
    let row = sheet.table_row(&[
        Cell::new(1, riga.obiettivo(), Look::Text),
        Cell::new(2, riga.indicatore(), Look::Text),
        Cell::new(3, riga.valore_atteso(), Look::Text),
        Cell::new(4, riga.gia_riferito(), Look::Centre),
        Cell::new(VALORE, valore, valore_look),
        Cell::new(ESITO, esito, Look::InputChoice),
        Cell::new(QUOTA, quota, Look::InputPercent),
        Cell::new(MOTIVAZIONE, Value::Blank, Look::InputText),
        Cell::new(GRADO, grado, grado_look),
        Cell::new(STATO, stato, Look::Centre),
    ])?;
    let strip = Look::Strip.format(0);
    let code = riga.domanda.codice.written();
    for column in [CODE, CODE_AGAIN] {
        sheet.worksheet.write_string_with_format(row, column, &code, &strip)?;
    }
    let worksheet = &mut sheet.worksheet;
    let valore = convalida::valore(invio, riga.domanda, riga.tipo, &celle.valore)?;
    worksheet.add_data_validation(row, VALORE, row, VALORE, &valore)?;
    worksheet.add_data_validation(row, ESITO, row, ESITO, &convalida::esito(invio.is_last)?)?;
    worksheet.add_data_validation(row, QUOTA, row, QUOTA, &convalida::quota()?)?;
    worksheet.add_data_validation(row, MOTIVAZIONE, row, MOTIVAZIONE, &convalida::motivazione()?)?;
    Ok(())
}

/// The word on what is missing also has a colour.
fn tints(worksheet: &mut Worksheet, first: u32, last: u32) -> Result<()> {
    let rules = [
        (ConditionalFormatTextRule::BeginsWith(DONE.to_owned()), Tint::Done),
        (ConditionalFormatTextRule::BeginsWith(TODO.to_owned()), Tint::Todo),
        (ConditionalFormatTextRule::BeginsWith(NOT_YET.to_owned()), Tint::Quiet),
        (ConditionalFormatTextRule::Contains(" ".to_owned()), Tint::Wrong),
    ];
    for (rule, tint) in rules {
        let format =
            ConditionalFormatText::new().set_rule(rule).set_format(tint.format()).set_stop_if_true(true);
        worksheet.add_conditional_format(first, STATO, last, STATO, &format)?;
    }
    Ok(())
}

/// Locks what is not to be filled in; widths, heights, filters, sorting and new rows stay free.
pub(super) fn protect(worksheet: &mut Worksheet) {
    worksheet.protect_with_options(&ProtectionOptions {
        format_cells: false,
        format_columns: true,
        format_rows: true,
        insert_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::default()
    });
}
