//! The outputs read back as an office's programs would: what the annexes say is what was computed, what is not known
//! is never a zero, nothing of the office's text turns into a formula, and the disk never holds half of a result.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/piano.rs"]
mod piano;
#[path = "support/scritto.rs"]
mod scritto;

#[path = "publish/allegati.rs"]
mod allegati;
#[path = "publish/dati.rs"]
mod dati;
#[path = "publish/disco.rs"]
mod disco;
#[path = "publish/pagina.rs"]
mod pagina;
#[path = "publish/prova.rs"]
mod prova;
#[path = "publish/rilievi.rs"]
mod rilievi;
