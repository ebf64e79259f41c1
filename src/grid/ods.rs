//! OpenDocument spreadsheets, read by our own hand from their XML.
//!
//! A sheet is rows of cells, each possibly repeated a million times: only what says something is kept, and a
//! repetition that would fill the memory is refused. Formulas are not computed, annotations and drawings are
//! not read.

mod paragraph;
mod styles;
mod table;
mod value;

use super::Opened;
use super::refusal::Refusal;
use crate::package::{Event, Fault, Package};
use std::sync::Arc;
use styles::Styles;
use table::Budget;

/// Reads all sheets.
pub(super) fn read(file: &Arc<str>, package: &mut Package) -> Result<Opened, Refusal> {
    let mut styles = Styles::default();
    if package.has("styles.xml") {
        styles.read(&package.part("styles.xml")?)?;
    }
    let content = package.part("content.xml")?;
    styles.read(&content)?;
    let mut opened = Opened::default();
    let mut budget = Budget::default();
    let mut xml = content.xml();
    let mut spreadsheet = None;
    while let Some(event) = xml.next()? {
        let Event::Start(tag) = event else { continue };
        match tag.name() {
            "spreadsheet" => spreadsheet = Some(xml.depth()),
            // Tables deeper down belong to links to other files.
            "table" if spreadsheet.is_some_and(|depth| xml.depth() == depth + 1) => {
                opened.add(table::read(file, &tag, &mut xml, &styles, &mut budget)?)?;
            }
            _ if spreadsheet.is_some() => xml.skip()?,
            _ => {}
        }
    }
    match spreadsheet {
        Some(_) => Ok(opened),
        None => Err(Fault::MissingPart.into()),
    }
}
