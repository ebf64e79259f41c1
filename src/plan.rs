//! What is to be written into the office's own workbooks: from the model and the results to edits of cells.
//!
//! An edit fills a box that the form has and the office left blank, in the unit and the type that its table uses. A
//! value that the office typed is never replaced: where it differs from ours both are told. This room deliberately
//! knows neither bytes nor the disk.
