//! One reading of the content: where the sheets stand, and what is said beside them.
//!
//! Everything is told as the bytes it stands on, so that what is to be changed can be replaced and the rest left
//! alone. It reads no value: what cells hold is read by the grid.

use super::address;
use super::table::Sheet;
use super::validation::Rule;
use crate::package::{Event, Fault, Part, Tag};
use crate::place::CellRange;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The rows that are to be looked at.
#[derive(Default)]
pub(super) struct Wanted {
    /// By the name of their sheet in small letters.
    pub rows: BTreeMap<String, BTreeSet<u32>>,
    /// All rows of all sheets.
    pub all: bool,
}

/// What the content holds.
#[derive(Default)]
pub(super) struct Scan {
    /// The start tag of the whole.
    pub root: Range<usize>,
    /// The sheets, in the order of their tabs.
    pub sheets: Vec<Sheet>,
    /// Whether changes are recorded.
    pub tracked: bool,
    /// Day 0, if the workbook says it.
    pub day_zero: Option<Date>,
    /// Whether formulas compute with the figures shown.
    pub rounded: bool,
    /// The cells of pivot tables.
    pub pivots: Vec<(String, CellRange)>,
    /// Rules on what cells may hold, by name.
    pub rules: BTreeMap<String, Rule>,
    /// Names that formulas use.
    pub names: Vec<Name>,
}

/// A name that formulas use.
pub(super) struct Name {
    /// The name.
    pub name: String,
    /// The sheet it belongs to, by position; none if it is the whole workbook's.
    pub sheet: Option<usize>,
    /// The cells or the formula it stands for, as a formula.
    pub text: String,
}

/// Reads the content.
pub(super) fn scan(content: &Part, wanted: &Wanted) -> Result<Scan, Fault> {
    let mut scan = Scan::default();
    let mut xml = content.xml();
    let mut inside = None;
    let none = BTreeSet::new();
    while let Some(event) = xml.next()? {
        let Event::Start(tag) = event else { continue };
        match tag.name() {
            _ if xml.depth() == 1 => scan.root = xml.span(),
            "spreadsheet" => inside = Some(xml.depth()),
            _ if inside.is_none() => {}
            "table" if inside == Some(xml.depth() - 1) => {
                let name = tag.attribute("table:name").unwrap_or_default();
                let rows = wanted.rows.get(&name.to_lowercase()).unwrap_or(&none);
                let is_wanted = |own: &Range<u32>| wanted.all || rows.range(own.clone()).next().is_some();
                let position = scan.sheets.len();
                let (sheet, names) = Sheet::read(&tag, &mut xml, content, &is_wanted)?;
                scan.names.extend(names.into_iter().map(|name| Name { sheet: Some(position), ..name }));
                scan.sheets.push(sheet);
            }
            "calculation-settings" => {
                scan.rounded = tag.attribute("table:precision-as-shown").as_deref() == Some("true");
            }
            "content-validations" | "data-pilot-tables" | "named-expressions" => {}
            "named-range" | "named-expression" => scan.names.push(Name::read(&tag)),
            "tracked-changes" => {
                let off = tag.attribute("table:track-changes").as_deref() == Some("false");
                scan.tracked = !(off && tag.empty);
                xml.skip()?;
            }
            "null-date" => {
                scan.day_zero = tag.attribute("table:date-value").and_then(|day| day.parse().ok());
            }
            "content-validation" => {
                let rule = Rule::read(&tag, &mut xml)?;
                scan.rules.insert(rule.name.clone(), rule);
            }
            "data-pilot-table" => {
                let target = tag.attribute("table:target-range-address");
                scan.pivots.extend(target.as_deref().and_then(address::range));
                xml.skip()?;
            }
            _ => xml.skip()?,
        }
    }
    match inside {
        Some(_) => Ok(scan),
        None => Err(Fault::MissingPart),
    }
}

impl Name {
    /// Reads a name from its tag.
    pub fn read(tag: &Tag) -> Name {
        let attribute = |name: &str| tag.attribute(name);
        let cells = attribute("table:cell-range-address").map(|cells| format!("of:=[{cells}]"));
        Name {
            name: attribute("table:name").unwrap_or_default(),
            sheet: None,
            text: cells.or(attribute("table:expression")).unwrap_or_default(),
        }
    }
}
