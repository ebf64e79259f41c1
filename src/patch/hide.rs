//! Sheets hidden, and the proof that nothing else happened to the workbook.
//!
//! A hidden sheet loses nothing: whoever wants it back shows it again. Cells are not touched here.

use super::{Refusal, ods, xlsx};
use crate::grid::{self, Book, Format, Workbook, fenced, package};
use crate::package::{Package, differing};
use std::collections::BTreeSet;

/// The workbook with these sheets hidden; the same bytes if all of them are hidden already.
///
/// # Errors
/// A name is of no sheet, no visible sheet would be left, the workbook's structure is protected, or the workbook as a
/// whole cannot be changed: then nothing is.
pub fn hide(bytes: &[u8], sheets: &[&str]) -> Result<Vec<u8>, Refusal> {
    let hidden = fenced(|| {
        let (format, mut package) = package(bytes)?.ok_or(Refusal::Format)?;
        match format {
            Format::Xlsx => xlsx::hide(bytes, &mut package, sheets),
            Format::Ods => ods::hide(bytes, &mut package, sheets),
            Format::Xls | Format::Xlsb => Err(Refusal::Format),
        }
    });
    hidden.unwrap_or(Err(Refusal::NoWorkbook))
}

/// Whether the second workbook is the first with these sheets hidden, cell by cell and part by part.
pub fn is_only_hidden(before: &[u8], after: &[u8], sheets: &[&str]) -> bool {
    let open = |bytes: &[u8]| grid::open(&"".into(), bytes.to_vec()).0;
    let (Some(old), Some(new)) = (open(before), open(after)) else { return false };
    let parts =
        || Some(meant(before, sheets)?.is_superset(&differing(before, after).ok()?.into_iter().collect()));
    same_but_hidden(&old, &new, sheets) && parts() == Some(true)
}

fn same_but_hidden(old: &Workbook, new: &Workbook, sheets: &[&str]) -> bool {
    old.sheets.len() == new.sheets.len()
        && old.sheets.iter().zip(&new.sheets).all(|(old, new)| {
            let hidden = old.hidden || sheets.iter().any(|name| is_name(name, &old.name));
            old.name == new.name
                && new.hidden == hidden
                && old.cells == new.cells
                && old.merges == new.merges
                && old.hidden_rows == new.hidden_rows
                && old.hidden_columns == new.hidden_columns
        })
}

/// The parts that hiding may change.
fn meant(bytes: &[u8], sheets: &[&str]) -> Option<BTreeSet<String>> {
    let (format, mut package) = package(bytes).ok()??;
    if format == Format::Ods {
        return Some(["content.xml", "settings.xml"].into_iter().map(str::to_owned).collect());
    }
    let book = Book::read(&mut package).ok()?;
    let own = book.sheets.iter().filter(|sheet| sheets.iter().any(|name| is_name(name, &sheet.name)));
    let mut meant: BTreeSet<String> =
        own.filter_map(|sheet| sheet.target.as_deref()).map(Package::canonical).collect();
    meant.insert(Package::canonical(&book.main));
    Some(meant)
}

/// Whether a sheet is called so: programs do not tell capitals from small letters.
pub(super) fn is_name(asked: &str, name: &str) -> bool {
    asked.to_lowercase() == name.to_lowercase()
}
