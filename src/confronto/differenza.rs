//! A value that differs: what it is about, what it was and is as typed, the cells where it stands.

use crate::place::Place;

/// What a value is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Materia {
    /// Title, heading, description, references.
    Testi,
    /// What is measured and expected.
    Indicatori,
    /// Phases and months.
    Fasi,
    /// Points and weights.
    Pesi,
    /// What was achieved and why.
    Risultati,
}

impl Materia {
    /// All of them, in the order of the form.
    pub const TUTTE: [Materia; 5] =
        [Materia::Testi, Materia::Indicatori, Materia::Fasi, Materia::Pesi, Materia::Risultati];

    /// What it is called.
    pub fn nome(self) -> &'static str {
        match self {
            Materia::Testi => "titolo, dati e testi",
            Materia::Indicatori => "indicatori",
            Materia::Fasi => "fasi e mesi",
            Materia::Pesi => "pesi e punteggi",
            Materia::Risultati => "risultati",
        }
    }
}

/// How two values differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tipo {
    /// Another value.
    Cambiato,
    /// Nothing before, something after.
    Aggiunto,
    /// Something before, nothing after.
    Tolto,
    /// The same, exactly one year later; between plans of consecutive years only.
    UnAnnoDopo,
    /// One of the two was not understood, or cannot be told from another: it cannot be said whether they differ.
    NonConfrontabile,
}

impl Tipo {
    /// The word printed.
    pub fn parola(self) -> &'static str {
        match self {
            Tipo::Cambiato => "cambiato",
            Tipo::Aggiunto => "aggiunto",
            Tipo::Tolto => "tolto",
            Tipo::UnAnnoDopo => "un anno dopo",
            Tipo::NonConfrontabile => "non confrontabile",
        }
    }
}

/// A value that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differenza {
    /// What it is about.
    pub materia: Materia,
    /// What the form calls it: `valore atteso dell'indicatore 2`.
    pub voce: String,
    /// How the two differ.
    pub tipo: Tipo,
    /// Before.
    pub prima: Valore,
    /// After.
    pub dopo: Valore,
    /// What else must be known, in Italian.
    pub nota: Option<String>,
}

/// A value on one side, and its cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Valore {
    /// What is there.
    pub scritto: Scritto,
    /// Its cell, if the form has one for it.
    pub place: Option<Place>,
}

/// What is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scritto {
    /// The text as typed.
    Testo(String),
    /// A text that was not understood, as typed.
    Illeggibile(String),
    /// Something told as a whole: a form, a row.
    Presente,
    /// An empty box.
    Vuoto,
    /// The form has no such box.
    Assente,
}
