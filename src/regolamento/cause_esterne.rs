//! The section `[cause_esterne]`: obiettivi withdrawn, or stopped by external causes.

use super::nome::Nominato;
use super::tabella::Tabella;

/// External causes.
#[derive(Debug, Clone)]
pub struct CauseEsterne {
    /// What becomes of an obiettivo neutralised or withdrawn.
    pub politica: Politica,
    /// The article or deed.
    pub fonte: String,
}

/// Policies for an obiettivo neutralised or withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Politica {
    /// It is left out; the others' weights are made to sum to 100.
    EscludiRinormalizza,
    /// It counts 100.
    Conta100,
    /// It counts what it had reached at the last deadline typed.
    PercentualeAllaData,
    /// It counts as it stands; a note says so.
    Nota,
}

impl Nominato for Politica {
    const TUTTI: &'static [Politica] =
        &[Politica::EscludiRinormalizza, Politica::Conta100, Politica::PercentualeAllaData, Politica::Nota];

    fn nome(self) -> &'static str {
        match self {
            Politica::EscludiRinormalizza => "escludi_rinormalizza",
            Politica::Conta100 => "conta_100",
            Politica::PercentualeAllaData => "percentuale_alla_data",
            Politica::Nota => "nota",
        }
    }
}

impl CauseEsterne {
    pub(super) fn read(table: &Tabella<'_, '_, '_>) -> Option<CauseEsterne> {
        let (politica, fonte) = (table.choice("politica"), table.text("fonte"));
        Some(CauseEsterne { politica: politica?, fonte: fonte? })
    }
}
