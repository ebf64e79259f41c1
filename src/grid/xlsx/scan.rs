//! One light pass over a sheet part: what calamine does not tell, and whether the part can be trusted.
//!
//! It reads addresses, not values: hidden rows and columns, merged regions, which cells have a formula and
//! which of those have no computed value. It counts the cells, so that afterwards it is known that none was
//! lost. An address outside the sheet condemns the part, because a reader would wrap it around.

use crate::grid::draft::Draft;
use crate::package::{Event, Fault, Part, Tag};
use crate::place::{COLUMNS, CellRange, CellRef, ROWS};
use crate::rilievo::Gravita;
use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

/// Cells of a whole workbook.
pub(super) const MOST_CELLS: u64 = 10_000_000;
const MOST_MERGES: usize = 500_000;
/// Shared strings a workbook may declare: memory is set aside for them before any is read.
const MOST_STRINGS: u64 = 10_000_000;

/// Why a sheet cannot be read, as the end of an Italian sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reason(pub &'static str);

impl From<Fault> for Reason {
    fn from(fault: Fault) -> Reason {
        Reason(fault.reason())
    }
}

const OUTSIDE: Reason = Reason("contiene un indirizzo di cella che non esiste");
const TOO_MANY: Reason = Reason("ha troppe celle o troppe unioni");

/// What the pass found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// How many cells the part lists, empty ones included.
    pub cells: u64,
    /// The cells with a formula.
    pub formulas: BTreeSet<CellRef>,
    /// The bytes of the declared extent.
    pub dimension: Option<Range<usize>>,
    unvalued: Vec<CellRef>,
    merges: Vec<CellRange>,
    hidden_rows: Vec<RangeInclusive<u32>>,
    hidden_columns: Vec<RangeInclusive<u32>>,
}

/// Where the pass stands.
#[derive(Default)]
struct Cursor {
    row: u32,
    column: u32,
    in_data: bool,
    cell: Option<CellRef>,
    has_formula: bool,
    has_value: bool,
    /// Whether the cell's value is a text, which may be empty and be there all the same.
    is_text: bool,
    in_value: bool,
}

impl Scan {
    /// Reads the part to its end.
    pub fn read(part: &Part) -> Result<Scan, Reason> {
        let mut scan = Scan::default();
        scan.walk(part, |_, _| {})?;
        Ok(scan)
    }

    /// The address of the cell at this position in the part.
    pub fn address(part: &Part, position: u64) -> Option<CellRef> {
        let mut found = None;
        let note = |count, cell| found = if count == position { Some(cell) } else { found };
        Scan::default().walk(part, note).ok()?;
        found
    }

    fn walk(&mut self, part: &Part, mut on_cell: impl FnMut(u64, CellRef)) -> Result<(), Reason> {
        let mut xml = part.xml();
        let mut at = Cursor::default();
        while let Some(event) = xml.next()? {
            match event {
                Event::Start(tag) if at.in_data => {
                    if self.start_data(&tag, &mut at)? {
                        on_cell(self.cells - 1, CellRef::new(at.row, at.column));
                    }
                }
                Event::Start(tag) if tag.name() == "dimension" => {
                    let start = xml.span().start;
                    xml.skip()?;
                    self.dimension = Some(start..xml.span().end);
                }
                Event::Start(tag) => self.start_around(&tag, &mut at)?,
                Event::End("sheetData") => at.in_data = false,
                Event::End(name) if at.in_data => self.end_data(name, &mut at),
                Event::Text(_) => at.has_value |= at.in_value,
                Event::End(_) => {}
            }
        }
        Ok(())
    }

    /// An element inside the cells' table; whether it is a cell.
    fn start_data(&mut self, tag: &Tag, at: &mut Cursor) -> Result<bool, Reason> {
        match tag.name() {
            "row" => {
                if let Some(number) = tag.attribute("r") {
                    at.row = number.parse::<u32>().ok().and_then(|row| row.checked_sub(1)).ok_or(OUTSIDE)?;
                }
                if truth(tag, "hidden") {
                    self.hidden_rows.push(at.row..=at.row);
                }
            }
            "c" => {
                if let Some(address) = tag.attribute("r") {
                    // A cell is where it says, even if its row says otherwise, as for the reader of values.
                    let cell = CellRef::read(&address).ok_or(OUTSIDE)?;
                    (at.row, at.column) = (cell.row, cell.column);
                }
                if at.row >= ROWS || at.column >= COLUMNS {
                    return Err(OUTSIDE);
                }
                self.cells += 1;
                (at.cell, at.has_formula, at.has_value) =
                    (Some(CellRef::new(at.row, at.column)), false, false);
                at.is_text = tag.attribute("t").as_deref() == Some("str");
                return if self.cells > MOST_CELLS { Err(TOO_MANY) } else { Ok(true) };
            }
            "f" => at.has_formula = true,
            // a value without a text is none: so formulas are saved by programs that compute nothing
            "v" => (at.in_value, at.has_value) = (true, at.is_text),
            "is" => at.has_value = true,
            _ => {}
        }
        Ok(false)
    }

    fn end_data(&mut self, name: &str, at: &mut Cursor) {
        match name {
            "v" => at.in_value = false,
            "c" => {
                if let Some(cell) = at.cell.take().filter(|_| at.has_formula) {
                    self.formulas.insert(cell);
                    self.unvalued.extend((!at.has_value).then_some(cell));
                }
                at.column += 1;
            }
            "row" => (at.row, at.column) = (at.row + 1, 0),
            _ => {}
        }
    }

    /// An element before or after the cells' table.
    fn start_around(&mut self, tag: &Tag, at: &mut Cursor) -> Result<(), Reason> {
        let number = |name| tag.attribute(name).and_then(|value| value.parse::<u32>().ok());
        match tag.name() {
            "sheetData" => at.in_data = true,
            "col" if truth(tag, "hidden") => {
                let run = number("min").and_then(|first| first.checked_sub(1)).zip(number("max"));
                let inside = run.filter(|(first, end)| first < end && *end <= COLUMNS);
                self.hidden_columns.extend(inside.map(|(first, end)| first..=end - 1));
            }
            "mergeCell" => {
                let region = tag.attribute("ref").and_then(|region| CellRange::read(&region));
                // A region that cannot be read is passed on inverted, to be counted among the ignored ones.
                let nowhere = CellRange { first: CellRef::new(1, 1), last: CellRef::new(0, 0) };
                self.merges.push(region.unwrap_or(nowhere));
                if self.merges.len() > MOST_MERGES {
                    return Err(TOO_MANY);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Hands over to the sheet what only the scan knows.
    pub fn settle(self, draft: &mut Draft) {
        for cell in self.unvalued {
            let message =
                "la formula non ha un risultato salvato: aprire il file con Excel e salvarlo di nuovo";
            draft.find(cell, "LET007", Gravita::Avviso, message);
        }
        draft.regions = self.merges;
        draft.hidden_rows = self.hidden_rows;
        draft.hidden_columns = self.hidden_columns;
    }
}

/// Refuses a table of shared strings that declares an absurd number of them.
pub(super) fn check_strings(part: &Part) -> Result<(), Fault> {
    let mut xml = part.xml();
    while let Some(event) = xml.next()? {
        let Event::Start(tag) = event else { continue };
        let declared = tag.attribute("uniqueCount").filter(|_| tag.name() == "sst");
        let absurd = declared.is_some_and(|count| count.trim().parse().unwrap_or(u64::MAX) > MOST_STRINGS);
        return if absurd { Err(Fault::Excessive) } else { Ok(()) };
    }
    Ok(())
}

fn truth(tag: &Tag, name: &str) -> bool {
    tag.attribute(name).is_some_and(|value| value == "1" || value == "true")
}
