//! Cells of an OpenDocument spreadsheet changed in place: what is asked happens, what must not change stays as it was
//! to the byte, and what cannot be changed without harm is refused with its reason.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

#[path = "patch_ods/forma.rs"]
mod forma;
#[path = "patch_ods/formule.rs"]
mod formule;
#[path = "patch_ods/legge.rs"]
mod legge;
#[path = "patch_ods/libro.rs"]
mod libro;
#[path = "patch_ods/rifiuti.rs"]
mod rifiuti;
#[path = "patch_ods/tratti.rs"]
mod tratti;
#[path = "patch_ods/valori.rs"]
mod valori;
