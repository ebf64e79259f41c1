//! The values of one workbook on their way into it: tried, proved, read again, until each is written or left for the hand.
//!
//! Each value has its ways, best first; a way that the cell does not take, or after which the form would not say the value
//! or would say something else elsewhere, gives way to the next. Nothing is put on the disk.

use crate::grid::{self, Content, Format, Sheet, Workbook};
use crate::layout::Lessico;
use crate::patch::{self, Change, Edit, Outcome, Patched};
use crate::place::{CellRange, Place};
use crate::plan::{Intento, Ways, confirm, ways};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;

/// Why a value is left for the hand: the form would not say it.
const UNSAID: &str = "la cella non sarebbe riletta con il valore giusto: scriverlo a mano";
/// Why a value is left for the hand: the form would say something else elsewhere.
const DISTURBING: &str =
    "la cella non può riceverlo senza cambiare la lettura di altre caselle del foglio: scriverlo a mano";

/// Values left for the hand, each with the reason.
pub(super) type ByHand = Vec<(Intento, String)>;

/// A workbook after its edits, proved.
pub(super) struct Written {
    /// What was done.
    pub patched: Patched,
    /// The new bytes.
    pub after: Vec<u8>,
    /// The workbook as it is read then.
    pub book: Workbook,
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

/// All the values of a workbook.
pub(super) struct Attempt<'a> {
    book: &'a Workbook,
    lessico: &'a Lessico,
    pending: Vec<Pending>,
    a_mano: ByHand,
}

impl<'a> Attempt<'a> {
    /// Looks for the ways of each value.
    pub fn new(book: &'a Workbook, intenti: &[Intento], lessico: &'a Lessico) -> Attempt<'a> {
        let mut attempt = Attempt { book, lessico, pending: Vec::new(), a_mano: Vec::new() };
        for intento in intenti {
            let sheet = attempt.sheet(intento);
            match sheet.map_or(Err("la cella è in un foglio che non c'è più".to_owned()), |sheet| {
                ways(intento, sheet, lessico).map_err(|reason| format!("la cella {reason}"))
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

    /// Leaves everything for the hand.
    pub fn give_up_all(&mut self, reason: &str) {
        self.a_mano.extend(self.pending.drain(..).map(|pending| (pending.intento, reason.to_owned())));
    }

    /// Tries until every value is written, or left; each round tries one way less.
    pub fn settle(&mut self, before: &[u8]) -> Result<Option<Written>> {
        while !self.pending.is_empty() {
            let (owners, edits) = self.edits();
            let patched = match patch::patch(before, &edits) {
                Ok(patched) => patched,
                Err(refusal) => {
                    self.give_up_all(&format!("il file {}", refusal.reason()));
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
            let reread = self.reread(before, &book, &patched)?;
            if reread.is_empty() {
                return Ok(Some(Written { patched, after, book }));
            }
            self.next_way(&reread);
        }
        Ok(None)
    }

    /// The edits of the way being tried, each with the position of its value.
    fn edits(&self) -> (Vec<usize>, Vec<Edit>) {
        let all = self.pending.iter().enumerate();
        all.flat_map(|(at, pending)| self.edits_of(pending).into_iter().map(move |edit| (at, edit))).unzip()
    }

    fn edits_of(&self, pending: &Pending) -> Vec<Edit> {
        let first = pending.intento.place.cells.first;
        let held = self.sheet(&pending.intento).and_then(|sheet| sheet.at(first.row, first.column));
        let content = held.map_or(Content::Empty, |cell| cell.content.clone());
        let changes = pending.ways.get(pending.at).into_iter().flatten();
        let edit = |change: &Change| Edit {
            sheet: pending.intento.place.sheet.clone(),
            cell: first,
            expected: Some(content.clone()),
            change: change.clone(),
        };
        changes.map(edit).collect()
    }

    /// The values that the form, read again, does not say, or that change what it says elsewhere.
    fn reread(&self, before: &[u8], after: &Workbook, patched: &Patched) -> Result<BTreeMap<usize, String>> {
        let intenti: Vec<&Intento> = self.pending.iter().map(|pending| &pending.intento).collect();
        let found = confirm(self.book, after, &intenti, &followed(self.book, patched), self.lessico);
        let mut failed: BTreeMap<usize, String> =
            found.unsaid.into_iter().map(|at| (at, UNSAID.to_owned())).collect();
        for sheet in &found.disturbed {
            for at in self.culprits(before, sheet)? {
                failed.entry(at).or_insert_with(|| DISTURBING.to_owned());
            }
        }
        Ok(failed)
    }

    /// The values of a sheet that, each by itself, change what it says elsewhere; all of them if none does by itself.
    fn culprits(&self, before: &[u8], sheet: &str) -> Result<Vec<usize>> {
        let of_sheet = self.pending.iter().enumerate().filter(|(_, one)| &*one.intento.place.sheet == sheet);
        let (mut all, mut culprits) = (Vec::new(), Vec::new());
        for (at, pending) in of_sheet {
            all.push(at);
            let edits = self.edits_of(pending);
            let Ok(patched) = patch::patch(before, &edits) else { continue };
            let Some(after) = proved(before, self.book, &edits, &patched)? else { continue };
            let followed = followed(self.book, &patched);
            if !confirm(self.book, &after, &[&pending.intento], &followed, self.lessico).disturbed.is_empty()
            {
                culprits.push(at);
            }
        }
        Ok(if culprits.is_empty() { all } else { culprits })
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

    /// The values written, and those left for the hand.
    pub fn into_parts(self) -> (Vec<Intento>, ByHand) {
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
            Outcome::Differs(_) => "la cella non contiene più ciò che era stato letto".to_owned(),
            Outcome::Refused(refusal) => format!("la cella {}", refusal.reason()),
        };
        failed.entry(*owner).or_insert(reason);
    }
    failed
}

/// The cells of formulas whose saved results followed.
pub(super) fn followed(book: &Workbook, patched: &Patched) -> Vec<Place> {
    let place = |one: &patch::Recomputed| Place {
        file: book.file.clone(),
        sheet: one.sheet.clone(),
        cells: CellRange::single(one.cell),
    };
    patched.recomputed.iter().map(place).collect()
}
