//! OpenDocument spreadsheets, read by our own hand from their XML.
//!
//! A sheet is rows of cells, each possibly repeated a million times: only what says something is kept, and a
//! repetition that would fill the memory is refused. Formulas are not computed, annotations and drawings are
//! not read.

mod paragraph;
mod styles;
mod table;
mod value;

use super::draft::Found;
use super::refusal::Refusal;
use super::stored::written;
use super::{Content, Opened};
use crate::package::{Event, Fault, Package, Xml};
use std::sync::Arc;
use styles::Styles;
use table::Budget;
use value::{Declared, Outcome};

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

/// What a cell holds, from the text it stands on, for the room that writes into workbooks; dates as with their year.
pub(crate) fn cell(standing: &str) -> Result<Content, Fault> {
    let mut xml = Xml::fragment(standing);
    let Some(Event::Start(tag)) = xml.next()? else { return Err(Fault::Malformed) };
    let declared = Declared::read(&tag);
    let text = paragraph::read(&mut xml)?;
    let found = match declared.understand(text, false) {
        Outcome::Sound(found) | Outcome::Unsound(found) => found,
        Outcome::Uncomputed => Found::default(),
    };
    Ok(match found.content {
        Content::Text(text) => written(&text),
        content => content,
    })
}
