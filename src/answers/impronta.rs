//! A short number made from a text: two texts that differ in a letter give, for any practical purpose, two numbers.
//!
//! It tells whether something has changed. It is no protection against anybody: whoever wants to forge it can.

use crate::layout::one_line;
use crate::model::{Indicatore, Obiettivo};

/// The number of a text (32 bits, Fowler–Noll–Vo 1a).
pub(super) fn of(text: &str) -> u32 {
    text.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The number of what an indicatore asks: title of its obiettivo, description, measure, valore atteso as typed. White
/// space and capitals do not count.
pub(super) fn of_indicatore(obiettivo: &Obiettivo, indicatore: &Indicatore) -> u32 {
    let parts = [
        obiettivo.titolo().map(|titolo| titolo.value.as_str()),
        indicatore.descrizione.raw(),
        indicatore.misura.raw(),
        indicatore.valore_atteso.raw(),
    ];
    let parts = parts.map(|part| one_line(part.unwrap_or_default()).to_lowercase());
    of(&parts.join("\u{1f}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_makes_another_number_and_the_number_never_changes() {
        assert_eq!(of(""), 0x811C_9DC5);
        assert_eq!(of("a"), 0xE40C_292C);
        assert_ne!(of("almeno 30"), of("almeno 31"));
    }
}
