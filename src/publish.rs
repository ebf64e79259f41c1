//! New files: the annexes, the list of rilievi, the open data. The only room that names rust_xlsxwriter; it reads
//! nothing back and changes no file of the office.

pub mod anteprima;
