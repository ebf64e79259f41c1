//! A few cells of a workbook changed, and nothing else: every other byte stays what it was.
//!
//! An edit is a cell, what it must hold, and what it shall hold. Parts that no edit concerns are copied as they are
//! stored; in a sheet only the bytes of the cells concerned are replaced. What cannot be changed without harm
//! (formulas, protected cells, headers of tables) is refused, with the reason. This room deliberately knows nothing of
//! schede, and touches no disk.

mod edit;
pub mod formula;
mod hide;
mod ods;
mod prove;
mod refusal;
mod value;
mod xlsx;

pub use edit::{Change, Edit, Outcome, Patched, Recomputed};
pub use hide::{hide, is_only_hidden};
pub use prove::{Unproved, prove, prove_parts};
pub use refusal::Refusal;

use crate::grid::{Format, fenced, package};

/// Applies the edits to the bytes of a workbook (xlsx, xlsm, ods).
///
/// Edits refused one by one do not stop the others. If any cell does not hold what was expected of it, nothing is
/// changed at all: the workbook is no longer the one that was read.
///
/// # Errors
/// The workbook as a whole cannot be changed: another format, damaged, signed.
pub fn patch(bytes: &[u8], edits: &[Edit]) -> Result<Patched, Refusal> {
    let patched = fenced(|| {
        let (format, mut package) = package(bytes)?.ok_or(Refusal::Format)?;
        match format {
            Format::Xlsx => xlsx::patch(bytes, &mut package, edits),
            Format::Ods => ods::patch(bytes, &mut package, edits),
            Format::Xls | Format::Xlsb => Err(Refusal::Format),
        }
    });
    patched.unwrap_or(Err(Refusal::NoWorkbook))
}
