//! A draft of the office's workbooks with their new values: made in memory, proved, and not yet written anywhere.
//!
//! For each workbook the edits are tried, the result is opened by the independent reader and read again as a form: a
//! value that would not be understood where it was written, or that would disturb another, is left to be typed by hand,
//! with the reason.

use super::attempt::{Attempt, ByHand, Written, followed, in_place};
use crate::folder;
use crate::grid::{self, Workbook};
use crate::layout::{Lessico, one_line};
use crate::place::Place;
use crate::plan::Intento;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// A value to be written, with the cell's whole text before and after.
#[derive(Debug, Clone)]
pub struct Riga {
    /// What and why.
    pub intento: Intento,
    /// What the cell shows now.
    pub prima: String,
    /// What it will show.
    pub dopo: String,
}

/// A workbook with its new values.
#[derive(Debug, Clone)]
pub struct Riscritto {
    /// Its path inside the folder.
    pub file: Arc<str>,
    /// Its bytes as they were read.
    pub before: Vec<u8>,
    /// Its new bytes.
    pub after: Vec<u8>,
    /// The values, in the order of their cells.
    pub righe: Vec<Riga>,
    /// Formulas whose saved result followed, or was taken away for Excel to compute.
    pub seguite: Vec<Place>,
}

/// What can be written, and what cannot.
#[derive(Debug, Clone, Default)]
pub struct Bozza {
    /// The workbooks that change, in order of name.
    pub riscritti: Vec<Riscritto>,
    /// Values to be typed by hand, each with the reason: the end of a sentence that begins with its cell.
    pub a_mano: Vec<(Intento, String)>,
}

impl Bozza {
    /// All the values to be written, workbook by workbook.
    pub fn righe(&self) -> impl Iterator<Item = &Riga> {
        self.riscritti.iter().flat_map(|riscritto| &riscritto.righe)
    }
}

/// Drafts the workbooks of a folder with these values in them.
///
/// # Errors
/// A workbook that was read before cannot be read any more.
pub fn draft(path: &Path, intenti: Vec<Intento>, lessico: &Lessico) -> Result<Bozza> {
    let mut by_file: BTreeMap<Arc<str>, Vec<Intento>> = BTreeMap::new();
    for intento in intenti {
        by_file.entry(intento.place.file.clone()).or_default().push(intento);
    }
    let files: Vec<_> = by_file.into_iter().collect();
    let mut bozza = Bozza::default();
    for done in folder::in_parallel(&files, |(file, intenti)| one_file(path, file, intenti, lessico)) {
        let (riscritto, a_mano) = done?;
        bozza.riscritti.extend(riscritto);
        bozza.a_mano.extend(a_mano);
    }
    Ok(bozza)
}

fn one_file(
    path: &Path,
    file: &Arc<str>,
    intenti: &[Intento],
    lessico: &Lessico,
) -> Result<(Option<Riscritto>, ByHand)> {
    let before =
        std::fs::read(path.join(&**file)).with_context(|| format!("il file {file} non si può leggere"))?;
    let (book, _) = grid::open(file, before.clone());
    let book = book.with_context(|| format!("il file {file} non si apre più: qualcuno lo sta cambiando"))?;
    let mut attempt = Attempt::new(&book, intenti, lessico);
    if !in_place(book.format) {
        attempt.give_up_all("il file non si può modificare in questo formato: salvarlo come xlsx, o scrivere il valore a mano");
    }
    let written = attempt.settle(&before)?;
    let (pending, a_mano) = attempt.into_parts();
    Ok((written.map(|written| riscritto(file, before, written, &book, pending)), a_mano))
}

fn riscritto(
    file: &Arc<str>,
    before: Vec<u8>,
    written: Written,
    book: &Workbook,
    intenti: Vec<Intento>,
) -> Riscritto {
    let shown = |book: &Workbook, place: &Place| {
        let sheet = book.sheets.iter().find(|sheet| sheet.name == place.sheet);
        let cell = sheet.and_then(|sheet| sheet.at(place.cells.first.row, place.cells.first.column));
        cell.map(|cell| cell.text.clone()).unwrap_or_default()
    };
    let seguite = followed(book, &written.patched);
    let mut righe: Vec<Riga> = intenti
        .into_iter()
        .map(|intento| Riga {
            prima: shown(book, &intento.place),
            dopo: shown(&written.book, &intento.place),
            intento,
        })
        .collect();
    // sheets as the workbook has them, cells as they are read
    let order = |riga: &Riga| {
        let place = &riga.intento.place;
        (book.sheets.iter().position(|sheet| sheet.name == place.sheet), place.cells.first)
    };
    righe.sort_by_key(order);
    Riscritto { file: file.clone(), before, after: written.after, righe, seguite }
}

/// A text on one line, as tables show it.
pub fn shown(text: &str) -> String {
    match one_line(text) {
        text if text.is_empty() => "(vuota)".to_owned(),
        text => text,
    }
}
