//! The phases of the obiettivi with their planned months: to be looked at while answering, not to be filled in.

use super::{Invio, called, elenco};
use crate::model::{Cronoprogramma, Fase, Mese};
use crate::publish::book::Page;
use crate::publish::figure::{UNKNOWN, one_line, short};
use crate::publish::sheet::{Cell, Sheet};
use crate::publish::style::Look;
use anyhow::Result;
use jiff::civil::Date;

const MONTHS: [&str; 12] =
    ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"];
const FIRST_MONTH: u16 = 3;
const BEYOND: u16 = 15;
const ENDED: u16 = 16;

/// Writes the sheet.
pub(super) fn sheet(invio: &Invio<'_>) -> Result<(Sheet, Page)> {
    let mut widths = vec![5.0, 58.0, 8.0];
    widths.extend([4.6; 12]);
    widths.extend([16.0, 13.0]);
    let mut sheet = Sheet::new("Fasi", &widths, 0)?;
    sheet.line(format!("Fasi previste – {}", invio.destinatario.titolo()), Look::Title)?;
    sheet.line("I mesi segnati sono quelli delle schede. Qui non c'è nulla da compilare.", Look::Subtitle)?;
    sheet.skip(6.0);
    let mut heads = vec![
        Cell::new(0, "N.", Look::Header),
        Cell::new(1, "Fase", Look::Header),
        Cell::new(2, "Peso %", Look::Header),
    ];
    heads.extend((FIRST_MONTH..).zip(MONTHS).map(|(column, month)| Cell::new(column, month, Look::Header)));
    heads.push(Cell::new(BEYOND, "Altri anni", Look::Header));
    heads.push(Cell::new(ENDED, format!("Mesi passati al {}", invio.day()), Look::Header));
    let head = sheet.row(&heads)?.first;
    for domanda in invio.obiettivi() {
        let titolo = domanda.obiettivo.titolo().map_or(UNKNOWN.to_owned(), |cited| one_line(&cited.value));
        sheet.line(format!("{} – {titolo}", called(&domanda.codice.chiave)), Look::Subband)?;
        let tables = &domanda.scheda.cronoprogrammi;
        if tables.iter().all(|table| table.fasi.is_empty()) {
            sheet.line("La scheda non prevede fasi.", Look::Note)?;
        }
        for table in tables {
            timetable(invio, &mut sheet, table)?;
        }
    }
    elenco::protect(&mut sheet.worksheet);
    Ok((sheet, Page { landscape: true, head: Some((head, head)), frozen: 2, last_column: ENDED }))
}

fn timetable(invio: &Invio<'_>, sheet: &mut Sheet, table: &Cronoprogramma) -> Result<()> {
    for (at, fase) in table.fasi.iter().enumerate() {
        let (own, others): (Vec<Mese>, Vec<Mese>) = fase
            .mesi
            .iter()
            .partition(|mese| mese.anno.or(table.anno).is_none_or(|anno| anno == invio.scadenza.year()));
        let peso = fase.peso.value().map_or(UNKNOWN.to_owned(), |peso| short(*peso));
        let mut cells = vec![
            Cell::new(0, fase.numero.clone().unwrap_or_else(|| (at + 1).to_string()), Look::Centre),
            Cell::new(1, fase.descrizione.raw().map_or(UNKNOWN.to_owned(), one_line), Look::Text),
            Cell::new(2, peso, Look::Centre),
        ];
        for (column, month) in (FIRST_MONTH..BEYOND).zip(1..) {
            let planned = own.iter().any(|mese| mese.mese == month);
            let (sign, look) = if planned { ("■", Look::Month) } else { ("", Look::Centre) };
            cells.push(Cell::new(column, sign, look));
        }
        cells.push(Cell::new(BEYOND, beyond(&others, table), Look::Centre));
        cells.push(Cell::new(ENDED, ended(invio, fase, table), Look::Centre));
        sheet.row(&cells)?;
    }
    Ok(())
}

/// The months of other years, as words.
fn beyond(others: &[Mese], table: &Cronoprogramma) -> String {
    let name = |mese: &Mese| {
        let word = usize::try_from(mese.mese - 1).ok().and_then(|at| MONTHS.get(at)).unwrap_or(&"");
        mese.anno.or(table.anno).map_or((*word).to_owned(), |anno| format!("{word} {anno}"))
    };
    others.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// How many of its months have ended by the deadline.
fn ended(invio: &Invio<'_>, fase: &Fase, table: &Cronoprogramma) -> String {
    if fase.mesi.is_empty() {
        return "mesi non indicati".to_owned();
    }
    let over = |mese: &&Mese| {
        let anno = mese.anno.or(table.anno).unwrap_or(invio.scadenza.year());
        Date::new(anno, mese.mese, 1).is_ok_and(|first| first.last_of_month() <= invio.scadenza)
    };
    format!("{} su {}", fase.mesi.iter().filter(over).count(), fase.mesi.len())
}
