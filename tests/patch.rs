//! The patch room on workbooks of every make: the cells asked for change, and nothing else does.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

#[path = "patch/banco.rs"]
mod banco;
#[path = "patch/celle.rs"]
mod celle;
#[path = "patch/formati.rs"]
mod formati;
#[path = "patch/formule.rs"]
mod formule;
#[path = "patch/legge.rs"]
mod legge;
#[path = "patch/pacchetti.rs"]
mod pacchetti;
#[path = "patch/ricco.rs"]
mod ricco;
#[path = "patch/rifiuti.rs"]
mod rifiuti;
#[path = "patch/testi.rs"]
mod testi;
