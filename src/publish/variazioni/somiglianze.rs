//! How much of a plan copies the one of the year before, obiettivo by obiettivo.

use super::parole::{posto, titolo};
use super::{Variazioni, heads};
use crate::confronto::{Copia, Esito, Somiglianze};
use crate::publish::book::{Book, Page};
use crate::publish::figure::UNKNOWN;
use crate::publish::sheet::{Cell, Sheet, Value};
use crate::publish::style::Look;
use anyhow::Result;
use rust_decimal::Decimal;

const HEADS: [&str; 11] = [
    "Dopo",
    "Prima",
    "Titolo",
    "Somiglianza",
    "Parole in comune %",
    "Valori un anno esatto dopo",
    "Date rimaste indietro",
    "Altri valori diversi",
    "Foglio",
    "Cella prima",
    "Cella dopo",
];
const WIDTHS: [f64; 11] = [23.0, 23.0, 40.0, 15.0, 10.5, 11.5, 11.0, 10.5, 24.0, 9.0, 9.0];

const NOTE: [&str; 3] = [
    "Copiato con date nuove: titolo, stato attuale, descrizione, indicatori, valori attesi e fasi hanno le stesse parole e \
     gli stessi numeri, una volta tolti anni, date e mesi. Che un obiettivo pluriennale prosegua con le stesse parole può \
     essere giusto: qui è soltanto constatato.",
    "Date rimaste indietro: anno della scheda, data di conclusione e scadenze degli indicatori che cadono prima dell'anno \
     del piano.",
    "Altri valori diversi: titolo e testi, indicatori, fasi; non contano i pesi e i risultati.",
];

/// Writes the sheet, for plans of consecutive years.
pub(super) fn write(book: &Book<'_>, variazioni: &Variazioni<'_>) -> Result<Option<(Sheet, Page)>> {
    let Some(somiglianze) = &variazioni.confronto.somiglianze else { return Ok(None) };
    let mut sheet = Sheet::new("Somiglianze", &WIDTHS, 0)?;
    book.opening(&mut sheet, &summary(somiglianze))?;
    let head = sheet.row(&heads(&HEADS))?.first;
    for (at, copia) in somiglianze.copie.iter().enumerate() {
        sheet.row(&row(variazioni, copia, at < 32_000))?;
    }
    sheet.skip(6.0);
    for note in NOTE {
        sheet.line(note, Look::Note)?;
    }
    Ok(Some((sheet, Page { landscape: true, head: Some((head, head)), frozen: 0, last_column: 10 })))
}

/// How much of the plan is copied, in one sentence.
pub(super) fn summary(somiglianze: &Somiglianze) -> String {
    let copiati = somiglianze.quanti(Esito::Copiato);
    let share = somiglianze.quota().map(|quota| format!(" ({quota})")).unwrap_or_default();
    let titles = match somiglianze.quanti(Esito::SoloTitolo) {
        0 => String::new(),
        n => format!("; con il solo titolo da confrontare: {n}"),
    };
    format!(
        "Obiettivi copiati dal piano dell'anno precedente con date nuove: {copiati} su {}{share}; in gran parte uguali: {}; \
         riscritti: {}; nuovi: \
         {}{titles}.",
        somiglianze.totale,
        somiglianze.quanti(Esito::InGranParte),
        somiglianze.quanti(Esito::Riscritto),
        somiglianze.quanti(Esito::Nuovo)
    )
}

fn row(variazioni: &Variazioni<'_>, copia: &Copia, linked: bool) -> Vec<Cell> {
    let count =
        |column: u16, count: usize| Cell::new(column, Value::Number(Decimal::from(count)), Look::Count);
    let share = match copia.quota {
        Some(quota) => Cell::new(4, Value::Number(Decimal::from(quota.percento())), Look::Count),
        None => Cell::new(4, UNKNOWN, Look::Missing),
    };
    let prima = copia.prima.as_ref();
    let mut cells = vec![
        Cell::new(0, posto(&copia.dopo.chiave), Look::Text),
        Cell::new(1, prima.map_or_else(|| UNKNOWN.to_owned(), |one| posto(&one.chiave)), Look::Text),
        Cell::new(2, titolo(&copia.dopo), Look::Text),
        Cell::new(3, copia.esito.parole(), Look::Key),
        share,
        count(5, copia.un_anno_dopo),
        count(6, copia.date_ferme),
        count(7, copia.altre),
    ];
    let place = prima.and_then(|one| one.place.as_ref());
    cells.extend(variazioni.places(8, place, copia.dopo.place.as_ref(), linked));
    cells
}
