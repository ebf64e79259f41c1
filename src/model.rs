//! The office's nouns: what a plan, a scheda, an indicatore, a fase, a pesatura say.
//!
//! Plain data, as read: every value with its cell. This room does no arithmetic, opens no file and knows no
//! regolamento; nothing here is serialised directly, the data contract is written by [`crate::publish`].

mod fase;
mod indicatore;
mod pesatura;
mod piano;
mod scheda;
pub mod walk;

pub use fase::{Cronoprogramma, Fase, Mese};
pub use indicatore::{Conseguito, Indicatore, Rilevazione, Scadenza, ValoreAtteso, Verifica};
pub use pesatura::{Pesatura, RigaPesatura, RiquadroPeso};
pub use piano::{Ambito, Area, Chiave, Obiettivo, Piano, Stato};
pub use scheda::{Durata, RiferimentoDup, Scheda, Tipologia};

use rust_decimal::Decimal;

/// A number as Italian offices write it, without useless zeros: `12,5`, `1750`.
pub fn numero_italiano(n: Decimal) -> String {
    n.normalize().to_string().replace('.', ",")
}
