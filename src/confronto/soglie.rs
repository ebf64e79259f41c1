//! The measures of `templates/confronto.toml`: from which share of words in common two things are one, and which words
//! add nothing to a value. Data only; who uses them is beside this file.

use indexmap::IndexMap;
use serde::Deserialize;
use std::sync::LazyLock;

/// All the measures.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Soglie {
    pub(super) obiettivi: Misure,
    pub(super) indicatori: Misure,
    pub(super) fasi: Misure,
    pub(super) copia: Copia,
    pub(super) forma: Forma,
    pub(super) mesi: Mesi,
}

/// How things of one kind are recognised. Thresholds are percent 0-100.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Misure {
    /// From here on, two things of the same number are one.
    pub(super) stesso_numero: u32,
    /// From here on, two things of another number may be one.
    pub(super) altrove: u32,
    /// By how much the same number is preferred.
    pub(super) vantaggio_numero: u32,
    /// By how much the same Area, or timetable, is preferred.
    pub(super) vantaggio_area: u32,
    /// Candidates nearer than this are equally like.
    pub(super) scarto: u32,
    pesi: IndexMap<String, u32>,
}

impl Misure {
    /// How much a part counts.
    pub(super) fn peso(&self, parte: &str) -> u32 {
        self.pesi.get(parte).copied().unwrap_or(1)
    }
}

/// When an obiettivo is a copy of last year's.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Copia {
    /// Percent of words in common from which it is largely the same.
    pub(super) in_gran_parte: u32,
    /// Years before the first plan's that are still a plan's.
    pub(super) anni_prima: i16,
    /// Years after the second plan's.
    pub(super) anni_dopo: i16,
}

/// Words that add nothing to a value, by its kind.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Forma {
    pub(super) data: Vec<String>,
    pub(super) numero: Vec<String>,
    pub(super) si_no: Vec<String>,
    pub(super) verifica: Vec<String>,
}

/// The names of the months, from January.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mesi {
    nomi: Vec<String>,
}

impl Mesi {
    /// The month of this name, 1 to 12.
    pub(super) fn named(&self, word: &str) -> Option<i8> {
        let at = self.nomi.iter().position(|nome| nome == word)?;
        i8::try_from(at + 1).ok()
    }
}

impl Soglie {
    /// The measures that come with the program.
    pub(super) fn embedded() -> &'static Soglie {
        // the file is part of the program: a test reads it, so a mistake never reaches an office
        static EMBEDDED: LazyLock<Soglie> = LazyLock::new(|| {
            toml::from_str(include_str!("../../templates/confronto.toml")).unwrap_or_default()
        });
        &EMBEDDED
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_measures_are_there() {
        let soglie = Soglie::embedded();
        for misure in [&soglie.obiettivi, &soglie.indicatori, &soglie.fasi] {
            assert!(misure.altrove > misure.stesso_numero && misure.stesso_numero > 0);
            assert!(misure.scarto < misure.vantaggio_numero && !misure.pesi.is_empty());
        }
        assert_eq!(soglie.mesi.named("dicembre"), Some(12));
        assert!(!soglie.forma.data.is_empty() && soglie.copia.in_gran_parte > 0);
    }
}
