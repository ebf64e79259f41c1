//! The disk: files put on it whole or not at all, and workbooks of the office changed in place with a copy kept.
//!
//! Three jobs: a folder of results ([`save`]), workbooks rewritten with a backup and a log ([`update`]), the last
//! rewriting undone ([`undo`]). It knows bytes, names and times; it deliberately knows neither what a workbook
//! contains nor why it is changed.

mod save;
mod why;

pub use save::save;
pub use why::why;
