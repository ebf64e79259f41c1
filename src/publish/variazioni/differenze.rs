//! Every value that differs: both values as typed, both cells.

use super::parole::{scritto, titolo};
use super::{Variazioni, heads};
use crate::confronto::{Differenza, Riferimento, Variazione};
use crate::publish::book::{Book, Page};
use crate::publish::figure::UNKNOWN;
use crate::publish::sheet::{Cell, Sheet};
use crate::publish::style::Look;
use anyhow::Result;
use rust_xlsxwriter::{Table, TableColumn, TableStyle};

const HEADS: [&str; 9] =
    ["Obiettivo", "Voce", "Differenza", "Prima", "Dopo", "Nota", "Foglio", "Cella prima", "Cella dopo"];
const WIDTHS: [f64; 9] = [27.0, 21.0, 14.5, 35.0, 35.0, 21.0, 22.0, 9.0, 9.0];

/// Half of the links that a sheet has: each line may have two.
const MOST_LINKS: usize = 32_000;

/// Rows of the table: a sheet has 1 048 576, and a long text takes several.
const MOST_ROWS: usize = 200_000;

/// Letters of a title that are enough to know it again.
const LETTERS: usize = 44;

/// Writes the sheet.
pub(super) fn write(book: &Book<'_>, variazioni: &Variazioni<'_>) -> Result<(Sheet, Page)> {
    let mut sheet = Sheet::new("Differenze", &WIDTHS, 0)?;
    let subtitle = "I valori che cambiano, come sono scritti nelle due cartelle. Le ultime due colonne aprono i fogli \
                    dell'ufficio nel punto indicato.";
    book.opening(&mut sheet, subtitle)?;
    let of = |one: &'_ Variazione| -> Option<String> { one.riferimento().map(name) };
    let all: Vec<(String, &Differenza)> = variazioni
        .confronto
        .variazioni
        .iter()
        .flat_map(|one| {
            let name = of(one).unwrap_or_default();
            one.differenze.iter().map(move |differenza| (name.clone(), differenza))
        })
        .collect();
    if all.is_empty() {
        sheet.line("Nessuna differenza nei valori.", Look::Plain)?;
        return Ok((sheet, Page { landscape: true, head: None, frozen: 0, last_column: 8 }));
    }
    if all.len() > MOST_ROWS {
        let words =
            format!("Sono mostrate le prime {MOST_ROWS} differenze: l'elenco intero si ha con --json.");
        sheet.line(words, Look::Notice)?;
    }
    let head = sheet.row(&heads(&HEADS))?.first;
    let mut is_plain = true;
    for (at, (name, differenza)) in all.iter().take(MOST_ROWS).enumerate() {
        let rows = sheet.row(&row(variazioni, name, differenza, at < MOST_LINKS))?;
        is_plain &= rows.first == rows.last;
    }
    // a table that can be filtered has no merged cells: very long texts have them
    if is_plain {
        let last = sheet.next() - 1;
        let columns =
            HEADS.map(|head| TableColumn::new().set_header(head).set_header_format(Look::Header.format(0)));
        let table =
            Table::new().set_name("TabellaDifferenze").set_style(TableStyle::None).set_columns(&columns);
        sheet.worksheet.add_table(head, 0, last, 8, &table)?;
    }
    Ok((sheet, Page { landscape: true, head: Some((head, head)), frozen: 0, last_column: 8 }))
}

/// `RISORSE/3 – Rilevazioni inventariali`.
fn name(riferimento: &Riferimento) -> String {
    let title = titolo(riferimento);
    let short: String = title.chars().take(LETTERS).collect();
    let more = if short.len() < title.len() { "…" } else { "" };
    format!("{} – {short}{more}", riferimento.chiave)
}

fn row(variazioni: &Variazioni<'_>, name: &str, differenza: &Differenza, linked: bool) -> Vec<Cell> {
    let nota = differenza.nota.as_deref().unwrap_or(UNKNOWN);
    let mut cells = vec![
        Cell::new(0, name, Look::Text),
        Cell::new(1, differenza.voce.as_str(), Look::Text),
        Cell::new(2, differenza.tipo.parola(), Look::Centre),
        Cell::new(3, scritto(&differenza.prima.scritto), Look::Text),
        Cell::new(4, scritto(&differenza.dopo.scritto), Look::Text),
        Cell::new(5, nota, Look::Text),
    ];
    let (prima, dopo) = (differenza.prima.place.as_ref(), differenza.dopo.place.as_ref());
    cells.extend(variazioni.places(6, prima, dopo, linked));
    cells
}
