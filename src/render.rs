//! What the jobs found, as text for a terminal or a file: rilievi, the summary of the main job, explanations.
//!
//! Plain Italian, no colour that carries a meaning alone. Nothing is computed here.

mod aggiorna;
mod annulla;
mod confronta;
mod explanation;
mod modelli;
mod monitoraggio;
mod nuovo_anno;
mod rilievi;
mod scrivi;
mod summary;

pub use aggiorna::{aggiornamento, diverso};
pub use annulla::annullamento;
pub use confronta::confronta;
pub use explanation::{doc, explanation};
pub use modelli::modelli;
pub use monitoraggio::{preparati, raccolti};
pub use nuovo_anno::nuovo_anno;
pub use rilievi::rilievi;
pub use scrivi::scrittura;
pub use summary::{anteprima, summary};

use rust_decimal::{Decimal, RoundingStrategy};

/// How text may be dressed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// Whether colours may be used.
    pub colours: bool,
    /// Whether the reader is a terminal, with a width.
    pub terminal: bool,
}

impl Style {
    /// The text in a colour, by its terminal code.
    fn paint(self, code: &str, text: &str) -> String {
        match self.colours {
            true => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            false => text.to_owned(),
        }
    }
}

/// A figure with two decimals, half up, as Italian offices write it.
fn two_decimals(value: Decimal) -> String {
    // the noise of divisions goes first, so that a true half is a half
    let clean = value.round_dp_with_strategy(20, RoundingStrategy::MidpointAwayFromZero);
    let rounded = clean.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    format!("{rounded:.2}").replace('.', ",")
}
