//! A draft of the office's workbooks with their new values: made in memory, proved, and not yet written anywhere.
//!
//! For each workbook the edits are tried, the result is opened by the independent reader and read again as a form: a
//! value that would not be understood where it was written, or that would disturb another, is left to be typed by hand,
//! with the reason.

use crate::folder;
use crate::grid::{self, Content, Format, Sheet, Workbook};
use crate::layout::{Lessico, one_line};
use crate::patch::{self, Edit, Outcome, Patched};
use crate::place::{CellRange, Place};
use crate::plan::{Intento, Ways, confirm, ways};
use anyhow::{Context, Result, bail};
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

type ByHand = Vec<(Intento, String)>;

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
        attempt.give_up_all("è in un file che non si può modificare sul posto: salvarlo come xlsx, o scrivere il valore a mano");
    }
    let written = attempt.settle(&before)?;
    let (pending, a_mano) = attempt.into_parts();
    Ok((written.map(|written| riscritto(file, before, written, &book, pending)), a_mano))
}

/// A workbook after its edits, proved.
struct Written {
    patched: Patched,
    after: Vec<u8>,
    book: Workbook,
}

/// One value on its way into the workbook.
struct Pending {
    intento: Intento,
    ways: Ways,
    /// Which of the ways is being tried.
    at: usize,
    /// Why the first way did not do.
    reason: Option<String>,
}

struct Attempt<'a> {
    book: &'a Workbook,
    lessico: &'a Lessico,
    pending: Vec<Pending>,
    a_mano: ByHand,
}

impl<'a> Attempt<'a> {
    fn new(book: &'a Workbook, intenti: &[Intento], lessico: &'a Lessico) -> Attempt<'a> {
        let mut attempt = Attempt { book, lessico, pending: Vec::new(), a_mano: Vec::new() };
        for intento in intenti {
            let sheet = attempt.sheet(intento);
            match sheet.map_or(Err("è in un foglio che non c'è più".to_owned()), |sheet| {
                ways(intento, sheet, lessico)
            }) {
                Ok(ways) => {
                    attempt.pending.push(Pending { intento: intento.clone(), ways, at: 0, reason: None })
                }
                Err(reason) => attempt.a_mano.push((intento.clone(), reason)),
            }
        }
        attempt
    }

    fn sheet(&self, intento: &Intento) -> Option<&'a Sheet> {
        self.book.sheets.iter().find(|sheet| sheet.name == intento.place.sheet)
    }

    fn give_up_all(&mut self, reason: &str) {
        self.a_mano.extend(self.pending.drain(..).map(|pending| (pending.intento, reason.to_owned())));
    }

    /// Tries until every value is written, or left; each round tries one way less.
    fn settle(&mut self, before: &[u8]) -> Result<Option<Written>> {
        while !self.pending.is_empty() {
            let (owners, edits) = self.edits();
            let patched = match patch::patch(before, &edits) {
                Ok(patched) => patched,
                Err(refusal) => {
                    self.give_up_all(&refusal.reason());
                    break;
                }
            };
            let failed = failed(&owners, &patched.outcomes);
            if !failed.is_empty() {
                self.next_way(&failed);
                continue;
            }
            let (Some(book), Some(after)) =
                (proved(before, self.book, &edits, &patched)?, patched.bytes.clone())
            else {
                break;
            };
            let reread = self.reread(&book, &patched);
            if reread.is_empty() {
                return Ok(Some(Written { patched, after, book }));
            }
            self.next_way(&reread);
        }
        Ok(None)
    }

    /// The edits of the way being tried, each with the position of its value.
    fn edits(&self) -> (Vec<usize>, Vec<Edit>) {
        let (mut owners, mut edits) = (Vec::new(), Vec::new());
        for (at, pending) in self.pending.iter().enumerate() {
            let first = pending.intento.place.cells.first;
            let held = self.sheet(&pending.intento).and_then(|sheet| sheet.at(first.row, first.column));
            for change in pending.ways.get(pending.at).into_iter().flatten() {
                owners.push(at);
                edits.push(Edit {
                    sheet: pending.intento.place.sheet.clone(),
                    cell: first,
                    expected: Some(held.map_or(Content::Empty, |cell| cell.content.clone())),
                    change: change.clone(),
                });
            }
        }
        (owners, edits)
    }

    /// The values that the form, read again, does not say, or that change what it says elsewhere.
    fn reread(&self, after: &Workbook, patched: &Patched) -> BTreeMap<usize, String> {
        let intenti: Vec<&Intento> = self.pending.iter().map(|pending| &pending.intento).collect();
        let found = confirm(self.book, after, &intenti, &followed(self.book, patched), self.lessico);
        let unsaid = "non sarebbe riletto con il valore giusto: scriverlo a mano";
        let mut failed: BTreeMap<usize, String> =
            found.unsaid.into_iter().map(|at| (at, unsaid.to_owned())).collect();
        for (at, intento) in intenti.iter().enumerate() {
            if found.disturbed.contains(&intento.place.sheet) {
                let reason = "cambierebbe la lettura di altre caselle del foglio: scriverlo a mano";
                failed.entry(at).or_insert_with(|| reason.to_owned());
            }
        }
        failed
    }

    /// Goes on to the next way for these values; one that has none left is for the hand.
    fn next_way(&mut self, failed: &BTreeMap<usize, String>) {
        let mut kept = Vec::new();
        for (at, mut pending) in std::mem::take(&mut self.pending).into_iter().enumerate() {
            if let Some(reason) = failed.get(&at) {
                pending.at += 1;
                let reason = pending.reason.get_or_insert_with(|| reason.clone()).clone();
                if pending.at >= pending.ways.len() {
                    self.a_mano.push((pending.intento, reason));
                    continue;
                }
            }
            kept.push(pending);
        }
        self.pending = kept;
    }

    fn into_parts(self) -> (Vec<Intento>, ByHand) {
        (self.pending.into_iter().map(|pending| pending.intento).collect(), self.a_mano)
    }
}

/// Whether workbooks of this format can be changed where they are.
pub(super) fn in_place(format: Format) -> bool {
    matches!(format, Format::Xlsx | Format::Ods)
}

/// Opens a workbook after its edits with the reader of all workbooks, and proves that exactly the cells meant have changed.
/// `None` if nothing did.
///
/// # Errors
/// It does not open, or another cell changed: a defect of this program, and nothing may be written.
pub(super) fn proved(
    before: &[u8],
    book: &Workbook,
    edits: &[Edit],
    patched: &Patched,
) -> Result<Option<Workbook>> {
    let Some(bytes) = &patched.bytes else { return Ok(None) };
    let file = &book.file;
    let (after, _) = grid::open(file, bytes.clone());
    let after =
        after.with_context(|| format!("{file}: il file modificato non si riapre. Nulla è stato scritto"))?;
    let whole =
        patch::prove(book, &after, edits, patched).and(patch::prove_parts(before, bytes, edits, patched));
    if let Err(unproved) = whole {
        bail!(
            "{file}: {unproved}. Nulla è stato scritto: è un difetto di schedario, da segnalare a chi lo mantiene"
        );
    }
    Ok(Some(after))
}

/// The values whose edits were not made, with the first reason.
fn failed(owners: &[usize], outcomes: &[Outcome]) -> BTreeMap<usize, String> {
    let mut failed = BTreeMap::new();
    for (owner, outcome) in owners.iter().zip(outcomes) {
        let reason = match outcome {
            Outcome::Written | Outcome::Already => continue,
            Outcome::Differs(_) => "non contiene più ciò che era stato letto".to_owned(),
            Outcome::Refused(refusal) => refusal.reason(),
        };
        failed.entry(*owner).or_insert(reason);
    }
    failed
}

/// The cells of formulas whose saved results followed.
fn followed(book: &Workbook, patched: &Patched) -> Vec<Place> {
    let place = |one: &patch::Recomputed| Place {
        file: book.file.clone(),
        sheet: one.sheet.clone(),
        cells: CellRange::single(one.cell),
    };
    patched.recomputed.iter().map(place).collect()
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
