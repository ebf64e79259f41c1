//! The obiettivi added, withdrawn, renumbered, moved, and those that nobody can tell: one line each, with both cells.

use super::parole::{posto, prova, sorte, titolo};
use super::{Variazioni, heads};
use crate::confronto::{Dubbio, Riferimento, Variazione};
use crate::place::Place;
use crate::publish::book::{Book, Page};
use crate::publish::figure::UNKNOWN;
use crate::publish::sheet::{Cell, Sheet};
use crate::publish::style::Look;
use anyhow::Result;

const HEADS: [&str; 8] = [
    "Variazione",
    "Prima",
    "Dopo",
    "Titolo",
    "Come è stato riconosciuto",
    "Foglio",
    "Cella prima",
    "Cella dopo",
];
const WIDTHS: [f64; 8] = [18.0, 25.0, 25.0, 42.0, 31.0, 27.0, 9.0, 9.0];

/// Half of the links that a sheet has: each line may have two.
const MOST_LINKS: usize = 32_000;

/// Writes the sheet.
pub(super) fn write(book: &Book<'_>, variazioni: &Variazioni<'_>) -> Result<(Sheet, Page)> {
    let mut sheet = Sheet::new("Obiettivi", &WIDTHS, 0)?;
    let confronto = variazioni.confronto;
    book.opening(&mut sheet, "Obiettivi aggiunti, ritirati, rinumerati, passati ad altra Area")?;
    let moved: Vec<&Variazione> = confronto.variazioni.iter().filter(|one| sorte(one).is_some()).collect();
    if moved.is_empty() && confronto.dubbi.is_empty() {
        sheet.line("Nessuno: gli obiettivi sono gli stessi, con gli stessi numeri.", Look::Plain)?;
        return Ok((sheet, Page { landscape: true, head: None, frozen: 0, last_column: 7 }));
    }
    let head = sheet.row(&heads(&HEADS))?.first;
    for (at, one) in moved.into_iter().enumerate() {
        sheet.row(&row(variazioni, one, at < MOST_LINKS))?;
    }
    for dubbio in &confronto.dubbi {
        sheet.row(&doubt(variazioni, dubbio))?;
    }
    Ok((sheet, Page { landscape: true, head: Some((head, head)), frozen: 0, last_column: 7 }))
}

fn cell(side: &Option<Riferimento>) -> Option<&Place> {
    side.as_ref().and_then(|riferimento| riferimento.place.as_ref())
}

fn row(variazioni: &Variazioni<'_>, one: &Variazione, linked: bool) -> Vec<Cell> {
    let place = |side: &Option<Riferimento>| {
        side.as_ref().map_or_else(|| UNKNOWN.to_owned(), |riferimento| posto(&riferimento.chiave))
    };
    let mut cells = vec![
        Cell::new(0, sorte(one).unwrap_or_default(), Look::Key),
        Cell::new(1, place(&one.prima), Look::Text),
        Cell::new(2, place(&one.dopo), Look::Text),
        Cell::new(3, one.riferimento().map(titolo).unwrap_or_default(), Look::Text),
        Cell::new(4, prova(one), Look::Text),
    ];
    cells.extend(variazioni.places(5, cell(&one.prima), cell(&one.dopo), linked));
    cells
}

fn doubt(variazioni: &Variazioni<'_>, dubbio: &Dubbio) -> Vec<Cell> {
    let places =
        |side: &[Riferimento]| side.iter().map(|one| posto(&one.chiave)).collect::<Vec<_>>().join("\n");
    let titles: Vec<String> = dubbio.prima.iter().chain(&dubbio.dopo).map(titolo).collect();
    let (prima, dopo) = (dubbio.prima.first(), dubbio.dopo.first());
    let mut cells = vec![
        Cell::new(0, "da decidere", Look::Key),
        Cell::new(1, places(&dubbio.prima), Look::Text),
        Cell::new(2, places(&dubbio.dopo), Look::Text),
        Cell::new(3, distinct(titles).join("\n"), Look::Text),
        Cell::new(
            4,
            format!(
                "ugualmente simili ({} delle parole in comune): non si può dire quale sia diventato quale",
                dubbio.quota
            ),
            Look::Text,
        ),
    ];
    let place = |side: Option<&'_ Riferimento>| side.and_then(|one| one.place.clone());
    cells.extend(variazioni.places(5, place(prima).as_ref(), place(dopo).as_ref(), true));
    cells
}

fn distinct(mut titles: Vec<String>) -> Vec<String> {
    titles.sort();
    titles.dedup();
    titles
}
