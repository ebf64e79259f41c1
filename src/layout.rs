//! What a sheet's labels are, and where its tables stand.
//!
//! The vocabulary is data (`templates/lessico.toml`): no label is spelled in Rust. This room folds texts, finds
//! the cells that are labels, binds the columns of tables by their headings. It deliberately does not read
//! values and knows no model: `read` does, from label to value.

mod fold;
mod heading;
mod kind;
mod labels;
mod lessico;
mod margin;
mod mark;
mod month_row;
mod months;
mod over;
mod settle;
mod table;
mod views;

pub use fold::{Folded, bare, fold, has_content, one_line, words};
pub use lessico::{Campo, Colonna, Lessico, Sezione, Valori};
pub use margin::margin;
pub use mark::{Mark, Marks, Rest, campo_of, has_headings};
pub use months::{Period, parse_period, part_of_year};
pub use table::{Column, Kind, Table, What, tables};
pub use views::views;
