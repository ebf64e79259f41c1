//! What stands around the rows of a worksheet: extent, styles of columns, merged regions, protection, rules.
//!
//! Only what a change of a cell must respect is kept. Everything is taken as the file declares it, extensions of
//! later versions included.

use super::validation::Rule;
use crate::package::{Fault, Tag, Xml};
use crate::place::CellRange;
use std::ops::Range;

/// What stands before and after the rows.
#[derive(Default)]
pub(super) struct Around {
    /// The tag of the declared extent.
    pub dimension: Option<(Range<usize>, CellRange)>,
    /// Columns that have a style: first, last, both from 0, and its index.
    pub columns: Vec<(u32, u32, usize)>,
    /// Merged regions.
    pub merges: Vec<CellRange>,
    /// Whether the sheet is protected.
    pub protected: bool,
    /// Rules on what cells may hold.
    pub rules: Vec<Rule>,
    /// Whether rows and cells are in order.
    pub orderly: bool,
}

impl Around {
    /// An element outside the rows.
    pub fn start(&mut self, tag: &Tag, xml: &mut Xml) -> Result<(), Fault> {
        match tag.name() {
            "dimension" => {
                let extent = tag.attribute("ref").and_then(|extent| CellRange::read(&extent));
                self.dimension = extent.map(|extent| (xml.span(), extent));
            }
            "col" => {
                let number = |name| tag.attribute(name).and_then(|value| value.parse::<u32>().ok());
                if let (Some(first), Some(last), Some(style)) =
                    (number("min"), number("max"), number("style"))
                    && first > 0
                {
                    self.columns.push((first - 1, last.saturating_sub(1), style as usize));
                }
            }
            "mergeCell" => {
                let region = tag.attribute("ref").and_then(|region| CellRange::read(&region));
                self.merges.extend(region);
            }
            "sheetProtection" => {
                self.protected |= matches!(tag.attribute("sheet").as_deref(), Some("1" | "true"));
            }
            "dataValidation" => self.rules.extend(Rule::read(tag, xml)?),
            _ => {}
        }
        Ok(())
    }

    /// The style that the column gives to its empty cells.
    pub fn column_style(&self, column: u32) -> usize {
        let found = self.columns.iter().find(|(first, last, _)| (*first..=*last).contains(&column));
        found.map_or(0, |(_, _, style)| *style)
    }
}
