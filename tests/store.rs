//! Workbooks of the office rewritten on the disk: all of them or none, with a copy of each, and never half of one,
//! whoever pulls the plug and whenever.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "store/aggiorna.rs"]
mod aggiorna;
#[path = "store/annulla.rs"]
mod annulla;
#[path = "store/disco_pieno.rs"]
mod disco_pieno;
#[path = "store/due_insieme.rs"]
mod due_insieme;
#[path = "store/figlio.rs"]
mod figlio;
#[path = "store/interrotta.rs"]
mod interrotta;
#[path = "store/occupati.rs"]
mod occupati;
#[path = "store/uccisa.rs"]
mod uccisa;
#[path = "store/ufficio.rs"]
mod ufficio;
