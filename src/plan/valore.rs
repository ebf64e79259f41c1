//! A value to be written, and its two faces: what a cell is given, and what it is understood as when read again.

use crate::model::walk::{conseguito, verifica};
use crate::model::{Conseguito, Verifica, numero_italiano};
use crate::patch::Change;
use rust_decimal::Decimal;

/// A value that belongs in a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Valore {
    /// Points.
    Punti(Decimal),
    /// A percentage, 0-100.
    Percento(Decimal),
    /// A verification.
    Verifica(Verifica),
    /// What was achieved, and as it was typed.
    Conseguito(Conseguito, String),
    /// A text.
    Testo(String),
}

impl Valore {
    /// As a text in Italian: `76,67`, `87,5%`, `sì`.
    pub fn testo(&self) -> String {
        match self {
            Valore::Punti(n) => numero_italiano(*n),
            Valore::Percento(n) => format!("{}%", numero_italiano(*n)),
            Valore::Verifica(value) => match value {
                Verifica::InParte(n) => format!("realizzato in parte: {}%", numero_italiano(*n)),
                whole => verifica(whole),
            },
            Valore::Conseguito(_, raw) | Valore::Testo(raw) => raw.clone(),
        }
    }

    /// As a value of a whole cell, best first: the next is for a cell that does not take the one before.
    pub(super) fn changes(&self) -> Vec<Change> {
        let number = |value: Decimal, percent: bool| Change::Number { value: value.normalize(), percent };
        let share = |n: Decimal| n.checked_div(Decimal::ONE_HUNDRED).map(|n| number(n, true));
        let text = || Change::Text(self.testo());
        match self {
            Valore::Punti(n) => vec![number(*n, false)],
            Valore::Percento(n) => share(*n).into_iter().chain([number(*n, false), text()]).collect(),
            Valore::Conseguito(Conseguito::Data(day), _) => vec![Change::Date(*day), text()],
            Valore::Conseguito(Conseguito::Numero(n), raw) if is_bare(raw) => vec![number(*n, false)],
            Valore::Conseguito(Conseguito::Percentuale(n), raw) if is_bare(raw) => {
                share(*n).into_iter().chain([text()]).collect()
            }
            Valore::Verifica(_) => {
                let plain = self.testo();
                vec![
                    Change::Text(plain.clone()),
                    Change::Text(capitalised(&plain)),
                    Change::Text(plain.to_uppercase()),
                ]
            }
            Valore::Conseguito(..) | Valore::Testo(_) => vec![text()],
        }
    }

    /// Whether a box that is read again says this value: what was understood, in the words of [`crate::model::walk`], and
    /// the text.
    pub(super) fn is_said(&self, capito: &str, scritto: Option<&str>) -> bool {
        match self {
            Valore::Punti(n) => capito.trim_end_matches(" %") == numero_italiano(*n),
            Valore::Percento(n) => capito == format!("{} %", numero_italiano(*n)),
            Valore::Verifica(value) => capito == verifica(value),
            Valore::Conseguito(value, _) => capito == conseguito(value),
            Valore::Testo(text) => scritto.is_some_and(|typed| typed.trim() == text.trim()),
        }
    }
}

/// Whether a typed number says nothing but the number, so that a number says it all.
fn is_bare(raw: &str) -> bool {
    raw.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || ".,%".contains(c))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
