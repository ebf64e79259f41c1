//! What is wrong, where, and how much it matters.
//!
//! A rilievo is a value: reading and checking yield them beside their result and never stop. Why it matters
//! and what to do about it belong to the rule of its code (see [`crate::check`]), not to each rilievo. This
//! module knows nothing of how they are printed.

use crate::place::{CellRange, Place};
use std::sync::Arc;

/// How much a rilievo matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gravita {
    /// A figure cannot be computed, or would be wrong.
    Errore,
    /// Somebody must look: what was read may not be what was meant.
    Avviso,
    /// Worth knowing; nothing to do if it is as intended.
    Nota,
}

impl Gravita {
    /// The word printed: `errore`, `avviso`, `nota`.
    pub fn word(self) -> &'static str {
        match self {
            Gravita::Errore => "errore",
            Gravita::Avviso => "avviso",
            Gravita::Nota => "nota",
        }
    }
}

/// Where a rilievo points: a file, a sheet of it, cells of the sheet, as far as they are known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Dove {
    /// Path of the file inside the folder; empty for the whole folder.
    pub file: Arc<str>,
    /// The sheet's name.
    pub foglio: Option<Arc<str>>,
    /// The cells.
    pub celle: Option<CellRange>,
}

impl Dove {
    /// A whole file.
    pub fn file(file: &str) -> Dove {
        Dove { file: file.into(), foglio: None, celle: None }
    }

    /// A whole sheet.
    pub fn foglio(file: &Arc<str>, foglio: &Arc<str>) -> Dove {
        Dove { file: file.clone(), foglio: Some(foglio.clone()), celle: None }
    }
}

impl From<&Place> for Dove {
    fn from(place: &Place) -> Dove {
        Dove { file: place.file.clone(), foglio: Some(place.sheet.clone()), celle: Some(place.cells) }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rilievo {
    /// Stable code, such as `FAS101`; never reused.
    pub codice: &'static str,
    /// How much it matters.
    pub gravita: Gravita,
    /// Where.
    pub dove: Dove,
    /// The obiettivo concerned, printed as `RISORSE/2`, if it is known.
    pub obiettivo: Option<String>,
    /// What is wrong here, in Italian, with the values.
    pub messaggio: String,
}

impl Rilievo {
    /// A finding at a place.
    pub fn new(
        codice: &'static str,
        gravita: Gravita,
        dove: impl Into<Dove>,
        messaggio: impl Into<String>,
    ) -> Rilievo {
        Rilievo { codice, gravita, dove: dove.into(), obiettivo: None, messaggio: messaggio.into() }
    }

    /// The same finding, about this obiettivo.
    pub fn su(mut self, obiettivo: impl Into<String>) -> Rilievo {
        self.obiettivo = Some(obiettivo.into());
        self
    }
}
