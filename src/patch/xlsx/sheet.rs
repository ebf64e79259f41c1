//! A worksheet's part: every row and cell with the bytes it stands on, and what around them forbids changes.
//!
//! Addresses are told as the grid tells them: a row or a cell without one follows the last. One pass reads all;
//! values stay where they are in the part, and are looked at only when asked for.

use super::around::Around;
use crate::package::{Event, Fault, Part, Tag, Xml};
use crate::place::{CellRange, CellRef, ROWS};
use std::ops::Range;
use std::sync::Arc;

/// Cells of a sheet; the grid keeps no more of a whole workbook.
const MOST_CELLS: usize = 3_000_000;

/// A worksheet's part and where everything stands in it.
pub(super) struct Sheet {
    /// The part.
    pub part: Arc<Part>,
    /// The prefix of the cells' own elements, with its colon; empty if they have none.
    pub prefix: String,
    /// The element that holds the rows.
    pub data: Option<Element>,
    /// Its rows, as they come.
    pub rows: Vec<Row>,
    /// What stands before and after the rows.
    pub around: Around,
    /// Ranges filled by one formula, and how.
    pub filled: Vec<(CellRange, FormulaKind)>,
}

/// An element whose inside can be added to.
#[derive(Debug, Clone)]
pub(super) struct Element {
    /// Its start tag.
    pub tag: Range<usize>,
    /// Where its inside ends; where the tag ends, if it is written as one tag.
    pub inner_end: usize,
    /// Whether it is written as one tag.
    pub empty: bool,
}

/// A row.
#[derive(Debug)]
pub(super) struct Row {
    /// Its number, from 0.
    pub number: u32,
    /// Where it stands.
    pub element: Element,
    /// The style of its empty cells, if it has one.
    pub style: Option<u32>,
    /// The columns it says it fills, first and last, from 1.
    pub spans: Option<(u32, u32)>,
    /// Its cells, as they come.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug)]
pub(super) struct Cell {
    /// Its address.
    pub at: CellRef,
    /// Where it stands.
    pub span: Range<usize>,
    /// How its value is stored.
    pub kind: Kind,
    /// The index of its style.
    pub style: usize,
    /// The element of its value, the last one if there are more.
    pub value: Option<Range<usize>>,
    /// Its formula.
    pub formula: Option<Box<Formula>>,
}

/// How a value is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The number of a shared text.
    Shared,
    /// A text in the cell.
    Inline,
    /// A formula's text.
    Text,
    /// `0` or `1`.
    Bool,
    /// An error code.
    Error,
    /// A date in the international standard.
    Iso,
    /// A number, or nothing said.
    Number,
}

/// A formula.
#[derive(Debug)]
pub(super) struct Formula {
    /// How it fills its cells.
    pub kind: FormulaKind,
    /// The cells it concerns, if it says so.
    pub range: Option<CellRange>,
    /// The number by which cells share it.
    pub shared: Option<u32>,
    /// Its text.
    pub text: String,
}

/// How a formula fills its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormulaKind {
    /// One formula, one cell.
    Normal,
    /// Shared by several cells.
    Shared,
    /// One formula, all cells of a range.
    Array,
    /// A what-if table.
    DataTable,
}

/// Where the pass stands.
#[derive(Default)]
struct Cursor {
    row: u32,
    column: u32,
    count: usize,
}

impl Sheet {
    /// Reads the part to its end.
    pub fn read(part: Arc<Part>) -> Result<Sheet, Fault> {
        let (mut around, mut rows, mut data, mut prefix) =
            (Around::default(), Vec::new(), None, String::new());
        let mut xml = part.xml();
        while let Some(event) = xml.next()? {
            let Event::Start(tag) = event else { continue };
            match tag.name() {
                // A second one would be read too: which of the two holds a cell could not be told.
                "sheetData" if data.is_some() => return Err(Fault::Malformed),
                "sheetData" => {
                    if !tag.prefix().is_empty() {
                        prefix = format!("{}:", tag.prefix());
                    }
                    let (span, empty) = (xml.span(), tag.empty);
                    let inner_end = read_rows(&mut xml, &mut rows)?;
                    data = Some(Element { tag: span, inner_end, empty });
                }
                _ => around.start(&tag, &mut xml)?,
            }
        }
        Ok(Sheet { part, prefix, data, rows, around, filled: Vec::new() }.settled())
    }

    /// The cells at this address: one, none, or in a damaged file more.
    pub fn find(&self, at: CellRef) -> Vec<&Cell> {
        if self.is_orderly() {
            let Some(row) = self.row(at.row) else { return Vec::new() };
            let found = row.cells.binary_search_by_key(&at.column, |cell| cell.at.column).ok();
            return found.and_then(|index| row.cells.get(index)).into_iter().collect();
        }
        self.cells().filter(|cell| cell.at == at).collect()
    }

    /// The row of this number; only where the rows are in order.
    pub fn row(&self, number: u32) -> Option<&Row> {
        let found = self.rows.binary_search_by_key(&number, |row| row.number).ok()?;
        self.rows.get(found)
    }

    /// All cells, as they come.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows.iter().flat_map(|row| &row.cells)
    }

    /// Whether rows and cells come in order, each row and each cell once, and each cell in its own row.
    pub fn is_orderly(&self) -> bool {
        self.around.orderly
    }

    /// Settles what is known once all rows are.
    fn settled(mut self) -> Sheet {
        let rows = self.rows.is_sorted_by(|before, after| before.number < after.number);
        let orderly = |row: &Row| {
            row.cells.iter().all(|cell| cell.at.row == row.number)
                && row.cells.is_sorted_by(|before, after| before.at.column < after.at.column)
        };
        self.around.orderly = rows && self.rows.iter().all(orderly);
        let formulas = self.cells().filter_map(|cell| cell.formula.as_deref());
        let fills =
            |formula: &&Formula| matches!(formula.kind, FormulaKind::Array | FormulaKind::DataTable);
        self.filled =
            formulas.filter(fills).filter_map(|formula| Some((formula.range?, formula.kind))).collect();
        self
    }
}

/// Reads the rows up to the end of their element; where that end begins.
fn read_rows(xml: &mut Xml, rows: &mut Vec<Row>) -> Result<usize, Fault> {
    let outside = xml.depth() - 1;
    let mut at = Cursor::default();
    loop {
        let event = xml.next()?.ok_or(Fault::Malformed)?;
        match event {
            Event::Start(tag) if tag.name() == "row" => {
                if let Some(number) = tag.attribute("r") {
                    at.row = number
                        .parse::<u32>()
                        .ok()
                        .and_then(|row| row.checked_sub(1))
                        .ok_or(Fault::Malformed)?;
                }
                let mut row = Row::begin(&tag, xml.span(), at.row);
                row.element.inner_end = read_cells(xml, &mut row.cells, &mut at)?;
                rows.push(row);
                (at.row, at.column) = (at.row + 1, 0);
            }
            Event::End(_) if xml.depth() == outside => return Ok(xml.span().start),
            _ => {}
        }
    }
}

impl Row {
    fn begin(tag: &Tag, span: Range<usize>, number: u32) -> Row {
        let styled = matches!(tag.attribute("customFormat").as_deref(), Some("1" | "true"));
        let style = tag.attribute("s").filter(|_| styled).and_then(|style| style.parse().ok());
        let spans = tag.attribute("spans").and_then(|spans| {
            // Several runs are told one after the other.
            let ((first, _), (_, last)) = (spans.split_once(':')?, spans.rsplit_once(':')?);
            Some((first.trim().parse().ok()?, last.trim().parse().ok()?))
        });
        let element = Element { tag: span, inner_end: 0, empty: tag.empty };
        Row { number, element, style, spans, cells: Vec::new() }
    }
}

/// Reads the cells up to the end of their row; where that end begins.
fn read_cells(xml: &mut Xml, cells: &mut Vec<Cell>, at: &mut Cursor) -> Result<usize, Fault> {
    let outside = xml.depth() - 1;
    loop {
        let event = xml.next()?.ok_or(Fault::Malformed)?;
        match event {
            Event::Start(tag) if tag.name() == "c" => {
                if let Some(address) = tag.attribute("r") {
                    // A cell is where it says, even if its row says otherwise, as for the grid.
                    let cell = CellRef::read(&address).ok_or(Fault::Malformed)?;
                    (at.row, at.column) = (cell.row, cell.column);
                }
                if at.row >= ROWS {
                    return Err(Fault::Malformed);
                }
                let cell = Cell::begin(&tag, xml.span(), CellRef::new(at.row, at.column));
                cells.push(cell.read(xml)?);
                at.count += 1;
                if at.count > MOST_CELLS {
                    return Err(Fault::Excessive);
                }
                at.column += 1;
            }
            Event::End(_) if xml.depth() == outside => return Ok(xml.span().start),
            _ => {}
        }
    }
}

impl Cell {
    fn begin(tag: &Tag, span: Range<usize>, at: CellRef) -> Cell {
        let kind = match tag.attribute("t").as_deref() {
            Some("s") => Kind::Shared,
            Some("inlineStr" | "is") => Kind::Inline,
            Some("str") => Kind::Text,
            Some("b") => Kind::Bool,
            Some("e") => Kind::Error,
            Some("d") => Kind::Iso,
            _ => Kind::Number,
        };
        let style = tag.attribute("s").and_then(|style| style.parse().ok()).unwrap_or(0);
        Cell { at, span, kind, style, value: None, formula: None }
    }

    /// Reads to the end of the cell.
    fn read(mut self, xml: &mut Xml) -> Result<Cell, Fault> {
        let outside = xml.depth() - 1;
        loop {
            let event = xml.next()?.ok_or(Fault::Malformed)?;
            match event {
                Event::Start(tag) => {
                    let start = xml.span().start;
                    match tag.name() {
                        "f" => self.formula = Some(Box::new(Formula::read(&tag, xml)?)),
                        "v" if self.kind == Kind::Inline => xml.skip()?,
                        "v" | "is" => {
                            xml.skip()?;
                            self.value = Some(start..xml.span().end);
                        }
                        _ => xml.skip()?,
                    }
                }
                Event::End(_) if xml.depth() == outside => {
                    self.span.end = xml.span().end;
                    return Ok(self);
                }
                _ => {}
            }
        }
    }
}

impl Formula {
    fn read(tag: &Tag, xml: &mut Xml) -> Result<Formula, Fault> {
        let kind = match tag.attribute("t").as_deref() {
            Some("shared") => FormulaKind::Shared,
            Some("array") => FormulaKind::Array,
            Some("dataTable") => FormulaKind::DataTable,
            _ => FormulaKind::Normal,
        };
        let range = tag.attribute("ref").and_then(|range| CellRange::read(&range));
        let shared = tag.attribute("si").and_then(|number| number.parse().ok());
        Ok(Formula { kind, range, shared, text: xml.text()? })
    }
}
