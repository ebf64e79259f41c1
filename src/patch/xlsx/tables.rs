//! Tables and pivot tables of a worksheet: which cells belong to them.
//!
//! A table's headers name its columns in formulas, its totals are its own, and a pivot table writes its cells again
//! whenever it is refreshed. The cells themselves are not looked at.

use crate::package::{Event, Fault, Package, Tag};
use crate::patch::Refusal;
use crate::place::{CellRange, CellRef};

/// Tables and pivot tables of a sheet.
#[derive(Default)]
pub(super) struct Tables {
    /// Its tables.
    pub tables: Vec<Table>,
    pivots: Vec<CellRange>,
    /// Why they could not be read.
    fault: Option<Fault>,
}

/// A table.
pub(super) struct Table {
    /// The name by which formulas call it.
    pub name: String,
    /// All its cells.
    pub range: CellRange,
    /// Rows of headers at the top.
    pub headers: u32,
    /// Rows of totals at the bottom.
    pub totals: u32,
    /// Names of its columns.
    pub columns: Vec<String>,
}

impl Tables {
    /// No tables.
    pub const NONE: Tables = Tables { tables: Vec::new(), pivots: Vec::new(), fault: None };

    /// Reads the tables of the sheet whose part has this name.
    pub fn read(package: &mut Package, sheet: &str) -> Tables {
        let mut tables = Tables::NONE;
        if let Err(fault) = tables.fill(package, sheet) {
            tables.fault = Some(fault);
        }
        tables
    }

    fn fill(&mut self, package: &mut Package, sheet: &str) -> Result<(), Fault> {
        let relations = match package.relations(sheet) {
            // Most sheets point to nothing, and then have no such part.
            Err(Fault::MissingPart) => return Ok(()),
            relations => relations?,
        };
        for relation in relations {
            match relation.kind.as_str() {
                "table" => self.tables.extend(read_table(package, &relation.target)?),
                "pivotTable" => self.pivots.extend(read_pivot(package, &relation.target)?),
                _ => {}
            }
        }
        Ok(())
    }

    /// Why a cell cannot be changed because of the table it is in.
    pub fn refusal(&self, cell: CellRef) -> Option<Refusal> {
        if let Some(fault) = self.fault {
            return Some(Refusal::SheetDamaged(fault));
        }
        if self.pivots.iter().any(|pivot| pivot.contains(cell)) {
            return Some(Refusal::Pivot);
        }
        let table = self.tables.iter().find(|table| table.range.contains(cell))?;
        if cell.row < table.range.first.row.saturating_add(table.headers) {
            return Some(Refusal::TableHeader);
        }
        (cell.row.saturating_add(table.totals) > table.range.last.row).then_some(Refusal::TableTotals)
    }
}

fn read_table(package: &mut Package, target: &str) -> Result<Option<Table>, Fault> {
    let part = package.part(target)?;
    let mut xml = part.xml();
    let mut table: Option<Table> = None;
    while let Some(event) = xml.next()? {
        let Event::Start(tag) = event else { continue };
        match (tag.name(), &mut table) {
            ("table", None) => {
                let name = tag.attribute("displayName").or_else(|| tag.attribute("name")).unwrap_or_default();
                let range =
                    tag.attribute("ref").and_then(|range| CellRange::read(&range)).ok_or(Fault::Malformed)?;
                let (headers, totals) = (count(&tag, "headerRowCount", 1), count(&tag, "totalsRowCount", 0));
                table = Some(Table { name, range, headers, totals, columns: Vec::new() });
            }
            ("tableColumn", Some(table)) => table.columns.push(tag.attribute("name").unwrap_or_default()),
            _ => {}
        }
    }
    Ok(table)
}

/// The cells of a pivot table, its page fields above included.
fn read_pivot(package: &mut Package, target: &str) -> Result<Option<CellRange>, Fault> {
    let part = package.part(target)?;
    let mut xml = part.xml();
    while let Some(event) = xml.next()? {
        let Event::Start(tag) = event else { continue };
        if tag.name() == "location" {
            let range =
                tag.attribute("ref").and_then(|range| CellRange::read(&range)).ok_or(Fault::Malformed)?;
            let pages = count(&tag, "rowPageCount", 0);
            // One row is left free between the page fields and the table.
            let above = if pages > 0 { pages.saturating_add(1) } else { 0 };
            let first = CellRef::new(range.first.row.saturating_sub(above), range.first.column);
            return Ok(Some(CellRange { first, last: range.last }));
        }
    }
    Ok(None)
}

fn count(tag: &Tag, name: &str, otherwise: u32) -> u32 {
    tag.attribute(name).and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}
