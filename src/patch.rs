//! A few cells of a workbook changed, and nothing else: every other byte stays what it was.
//!
//! An edit is a cell, what it must hold, and what it shall hold. Parts that no edit concerns are copied as they are
//! stored; in a sheet only the bytes of the cells concerned are replaced. What cannot be changed without harm
//! (formulas, protected cells, headers of tables) is refused, with the reason. This room deliberately knows nothing of
//! schede, and touches no disk.

mod edit;
pub mod formula;
mod refusal;

pub use edit::{Change, Edit, Outcome, Patched, Recomputed};
pub use refusal::Refusal;

/// Applies the edits to the bytes of a workbook (xlsx, xlsm, ods).
///
/// Edits refused one by one do not stop the others. If any cell does not hold what was expected of it, nothing is
/// changed at all: the workbook is no longer the one that was read.
///
/// # Errors
/// The workbook as a whole cannot be changed: another format, damaged, signed.
pub fn patch(bytes: &[u8], edits: &[Edit]) -> Result<Patched, Refusal> {
    let _ = (bytes, edits);
    Err(Refusal::Format)
}
