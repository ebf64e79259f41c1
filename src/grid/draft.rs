//! A sheet being read: cells and regions gathered one by one, then made into a [`Sheet`].
//!
//! Whatever the format, this is where texts are cleaned and bounds are kept, so that no reader forgets. It
//! allocates nothing for cells that say nothing. It deliberately opens no file.

use super::merges;
use super::refusal::Refusal;
use super::{Cell, Content, Fill, Sheet};
use crate::place::{CellRange, CellRef};
use crate::rilievo::{Dove, Gravita, Rilievo};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Findings on single cells beyond this many say nothing new about a sheet.
const MOST_FINDINGS: usize = 1000;
/// Cells of a workbook that are kept: four times the largest office file ever met, and within a gigabyte.
pub(super) const MOST_CELLS: u64 = 3_000_000;
/// Bytes of text of a workbook, each cell counted by itself: a shared text is one in the file and many here.
pub(super) const MOST_TEXT: u64 = 128 << 20;
/// What stands in a cell that the file fills twice.
const TWICE: &str = "#DOPPIO";

/// A sheet being read.
pub(super) struct Draft {
    sheet: Sheet,
    /// Regions as the file declares them: possibly inverted, overlapping, absurd.
    pub regions: Vec<CellRange>,
    /// Hidden rows as runs, which may go on to the end of the sheet.
    pub hidden_rows: Vec<RangeInclusive<u32>>,
    /// Hidden columns, likewise.
    pub hidden_columns: Vec<RangeInclusive<u32>>,
    /// The bottom right corner of everything seen so far, empty cells included.
    corner: CellRef,
    /// Bytes of text kept so far.
    text: u64,
    findings: Vec<Rilievo>,
}

/// What a reader found in a cell.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    /// What it holds.
    pub content: Content,
    /// What it shows; texts show themselves.
    pub text: String,
    /// Its fill.
    pub fill: Option<Fill>,
    /// Whether a formula computes it.
    pub formula: bool,
}

impl Found {
    /// Bytes of its text.
    pub fn text_length(&self) -> u64 {
        match &self.content {
            Content::Text(text) => text.len() as u64,
            _ => self.text.len() as u64,
        }
    }
}

impl Draft {
    /// An empty sheet.
    pub fn new(file: &Arc<str>, name: &str, hidden: bool, has_fills: bool) -> Draft {
        let sheet = Sheet {
            file: file.clone(),
            name: name.into(),
            hidden,
            has_fills,
            hidden_rows: BTreeSet::new(),
            hidden_columns: BTreeSet::new(),
            merges: Vec::new(),
            cells: BTreeMap::new(),
            covered: BTreeMap::new(),
        };
        Draft {
            sheet,
            regions: Vec::new(),
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            corner: CellRef::new(0, 0),
            text: 0,
            findings: Vec::new(),
        }
    }

    /// The sheet's name.
    pub fn name(&self) -> &Arc<str> {
        &self.sheet.name
    }

    /// Puts what was found in a cell; cells that hold and show nothing are only counted in the used area.
    pub fn put(&mut self, at: CellRef, mut found: Found) {
        self.corner = CellRef::new(self.corner.row.max(at.row), self.corner.column.max(at.column));
        if self.is_overfull() {
            return;
        }
        if let Content::Text(typed) = &mut found.content
            && !is_clean(typed)
        {
            let cleaned = clean(typed);
            let lost = cleaned.chars().filter(|c| *c != '\n').count() < visible_length(typed);
            *typed = cleaned;
            if lost {
                let message = "il testo contiene caratteri di controllo, che sono stati tolti";
                self.find(at, "LET009", Gravita::Nota, message);
            }
        }
        if let Content::Text(text) = &found.content {
            found.text.clone_from(text);
        }
        if matches!(&found.content, Content::Text(text) if text.trim().is_empty()) {
            found.content = Content::Empty;
            found.text = String::new();
        }
        if self.is_filled(at) {
            match found.content == Content::Empty {
                true => return,
                false => self.refuse_twice(at, &mut found),
            }
        }
        if found.content == Content::Empty && found.fill.is_none() {
            return;
        }
        self.text += found.text.len() as u64;
        let Found { content, text, fill, formula } = found;
        self.sheet.cells.insert(at, Cell { range: CellRange::single(at), content, text, fill, formula });
    }

    fn is_filled(&self, at: CellRef) -> bool {
        self.sheet.cells.get(&at).is_some_and(|cell| cell.content != Content::Empty)
    }

    /// A cell that the file fills twice: if the two differ, nobody can say which was meant.
    fn refuse_twice(&mut self, at: CellRef, found: &mut Found) {
        if self.sheet.cells.get(&at).is_some_and(|cell| cell.content == found.content) {
            return;
        }
        let message =
            "il file riempie due volte questa cella, con contenuti diversi: riscriverla e salvare di nuovo";
        self.find(at, "LET006", Gravita::Errore, message);
        found.content = Content::Error(TWICE.into());
        found.text = TWICE.into();
    }

    /// Whether it holds more than is ever needed: what comes after is not kept, and the workbook will be refused.
    pub fn is_overfull(&self) -> bool {
        self.sheet.cells.len() as u64 > MOST_CELLS || self.text > MOST_TEXT
    }

    /// A finding on a cell.
    pub fn find(&mut self, at: CellRef, code: &'static str, gravita: Gravita, message: impl Into<String>) {
        if self.findings.len() < MOST_FINDINGS {
            let place = self.sheet.place(CellRange::single(at));
            self.findings.push(Rilievo::new(code, gravita, &place, message));
        }
    }

    /// A finding on the whole sheet; never left out, however many there are on its cells.
    pub fn find_on_sheet(&mut self, code: &'static str, gravita: Gravita, message: impl Into<String>) {
        let dove = Dove::foglio(&self.sheet.file, &self.sheet.name);
        self.findings.push(Rilievo::new(code, gravita, dove, message));
    }

    /// The finished sheet, with its regions in order and what was found on the way.
    pub fn finish(mut self) -> (Sheet, Vec<Rilievo>) {
        let (used, regions) = (self.corner, std::mem::take(&mut self.regions));
        let settled = merges::settle(regions, used);
        if settled.ignored > 0 {
            let count = settled.ignored;
            let message = match count {
                1 => "un'unione di celle è sovrapposta a un'altra o impossibile, ed è stata ignorata"
                    .to_owned(),
                _ => format!("{count} unioni di celle sono sovrapposte o impossibili e sono state ignorate"),
            };
            self.find_on_sheet("LET008", Gravita::Nota, message);
        }
        let mut sheet = self.sheet;
        sheet.cells.retain(|at, _| !settled.covered.contains_key(at));
        for merge in &settled.merges {
            if let Some(cell) = sheet.cells.get_mut(&merge.first) {
                cell.range = *merge;
            }
        }
        (sheet.merges, sheet.covered) = (settled.merges, settled.covered);
        sheet.hidden_rows = within(&self.hidden_rows, used.row);
        sheet.hidden_columns = within(&self.hidden_columns, used.column);
        (sheet, self.findings)
    }
}

/// Refuses a workbook whose sheets together hold more than is ever needed.
pub(super) fn measure(drafts: &[Draft]) -> Result<(), Refusal> {
    let cells: u64 = drafts.iter().map(|draft| draft.sheet.cells.len() as u64).sum();
    let text: u64 = drafts.iter().map(|draft| draft.text).sum();
    match cells > MOST_CELLS || text > MOST_TEXT {
        true => Err(Refusal::TooManyCells),
        false => Ok(()),
    }
}

/// The members of these runs up to the last one that matters.
fn within(runs: &[RangeInclusive<u32>], last: u32) -> BTreeSet<u32> {
    runs.iter().flat_map(|run| *run.start()..=(*run.end()).min(last)).collect()
}

/// Whether there is nothing to clean, as in nearly every cell; a doubt counts as no.
fn is_clean(typed: &str) -> bool {
    // the controls beyond ASCII begin with this byte in UTF-8
    const BEGINS_A_CONTROL: u8 = 0xC2;
    typed.bytes().all(|byte| (byte >= b' ' && byte != 0x7F && byte != BEGINS_A_CONTROL) || byte == b'\n')
}

/// The text with lines ended by `\n` alone and without control characters.
pub(super) fn clean(typed: &str) -> String {
    let lines = typed.replace("\r\n", "\n").replace('\r', "\n");
    lines.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

/// Characters of a text that are not line ends.
fn visible_length(typed: &str) -> usize {
    typed.chars().filter(|c| !matches!(c, '\n' | '\r')).count()
}
