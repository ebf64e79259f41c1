//! The disk: files put on it whole or not at all, and workbooks of the office changed in place with a copy kept.
//!
//! Three jobs: a folder of results ([`save`]), workbooks rewritten with a backup and a log ([`update`]), the last
//! rewriting undone ([`undo`]); before the last two, what a killed run left is put in order and told ([`settle`]). It
//! knows bytes, names and times; it deliberately knows neither what a workbook contains nor why it is changed.

mod alone;
mod backup;
mod busy;
mod clock;
mod copies;
mod disk;
mod journal;
mod owner;
mod save;
mod settle;
mod swap;
mod undo;
mod update;
mod why;

pub use busy::{Busy, Obstacle, ready};
pub use clock::now;
pub use copies::{COPIES_MARK, holds_copies};
pub use save::save;
pub use settle::{Halfway, Interrupted, settle};
pub use undo::{Left, Undone, undo};
pub use update::{Rewrite, Updated, update};
pub use why::why;

/// How an error begins where it is true.
const UNCHANGED: &str = "Nulla è stato cambiato";
