//! The section `[obiettivi]`: the degree of an obiettivo.

use super::nome::Nominato;
use super::tabella::Tabella;

/// The degree of an obiettivo.
#[derive(Debug, Clone)]
pub struct Obiettivi {
    /// What the degree rests on.
    pub base: Base,
    /// What becomes of evidence that is missing.
    pub mancanti: Mancanti,
    /// The article or deed.
    pub fonte: String,
}

/// What the degree of an obiettivo rests on (`fonte` in the design's words).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// Mean of the indicatori weighted by their weights.
    Indicatori,
    /// Mean of the phases' progress weighted by their weights.
    Fasi,
    /// The lowest of the indicatori.
    Minimo,
    /// Mean of the indicatori, all equal.
    Media,
}

impl Nominato for Base {
    const TUTTI: &'static [Base] = &[Base::Indicatori, Base::Media, Base::Minimo, Base::Fasi];

    fn nome(self) -> &'static str {
        match self {
            Base::Indicatori => "indicatori",
            Base::Fasi => "fasi",
            Base::Minimo => "minimo",
            Base::Media => "media",
        }
    }
}

/// What becomes of missing evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mancanti {
    /// The degree waits: an interval.
    Sospeso,
    /// It counts 0.
    Zero,
    /// It is left out and the other weights are made to sum to 100.
    Escludi,
}

impl Nominato for Mancanti {
    const TUTTI: &'static [Mancanti] = &[Mancanti::Sospeso, Mancanti::Zero, Mancanti::Escludi];

    fn nome(self) -> &'static str {
        match self {
            Mancanti::Sospeso => "sospeso",
            Mancanti::Zero => "zero",
            Mancanti::Escludi => "escludi",
        }
    }
}

impl Obiettivi {
    pub(super) fn read(table: &Tabella<'_, '_, '_>) -> Option<Obiettivi> {
        let (base, mancanti, fonte) = (table.choice("base"), table.choice("mancanti"), table.text("fonte"));
        Some(Obiettivi { base: base?, mancanti: mancanti?, fonte: fonte? })
    }
}
