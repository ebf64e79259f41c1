//! The journal of a backup: what an update was to do, and how far it came.
//!
//! It is written before anything changes, and says how each workbook was and how it was to become. Whatever happens, a
//! workbook that is neither was changed by somebody else.

use super::disk::{replace_own, write_proved};
use anyhow::{Result, bail};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// The journal's name in the folder of a backup.
pub(super) const JOURNAL: &str = "stato.json";

/// The version of the journal.
const SCHEMA: &str = "schedario/copia/1";

/// How far an update, or its undoing, came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Stato {
    /// Workbooks are being replaced, or were when the run was killed.
    #[serde(rename = "in corso")]
    InCorso,
    /// Every workbook was replaced.
    #[serde(rename = "fatto")]
    Fatto,
    /// Some were, when the run ended.
    #[serde(rename = "a metà")]
    AMeta,
    /// None was.
    #[serde(rename = "senza effetto")]
    SenzaEffetto,
    /// Workbooks are being brought back, or were when the run was killed.
    #[serde(rename = "annullamento in corso")]
    Annullamento,
    /// They were brought back.
    #[serde(rename = "annullato")]
    Annullato,
}

impl Stato {
    /// Whether there may be something to undo.
    pub(super) fn is_undoable(self) -> bool {
        matches!(self, Stato::Fatto | Stato::AMeta)
    }
}

/// What one update was to do.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Journal {
    schema: String,
    /// Counts the updates of a folder, for clocks go back.
    pub(super) numero: u64,
    pub(super) stato: Stato,
    /// When, in the office's time.
    pub(super) quando: DateTime,
    /// When it was undone.
    pub(super) annullato_il: Option<DateTime>,
    pub(super) file: Vec<Voce>,
}

/// One workbook of an update.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Voce {
    /// Its path inside the office's folder, with `/`.
    pub(super) nome: String,
    /// The SHA-256 of what it was.
    pub(super) prima: String,
    /// The SHA-256 of what it was to become.
    pub(super) dopo: String,
    /// The name of its new self, beside it, until it takes the workbook's.
    pub(super) provvisorio: String,
}

/// What a workbook is, seen from its journal.
pub(super) enum Stand {
    /// What the update was to make of it, with its bytes.
    New(Vec<u8>),
    /// What it was before.
    Old,
    /// What somebody else made of it.
    Other,
    /// Not there.
    Missing,
}

impl Journal {
    /// A journal of what is about to be done.
    pub(super) fn new(numero: u64, quando: DateTime, file: Vec<Voce>) -> Journal {
        Journal { schema: SCHEMA.to_owned(), numero, stato: Stato::InCorso, quando, annullato_il: None, file }
    }

    /// The journal of a backup.
    pub(super) fn read(backup: &Path) -> Result<Journal> {
        let journal: Journal = serde_json::from_slice(&fs::read(backup.join(JOURNAL))?)?;
        if journal.schema != SCHEMA {
            bail!("è di un'altra versione del programma ({})", journal.schema);
        }
        Ok(journal)
    }

    /// Writes it into a new backup, where nothing else may have its name.
    pub(super) fn begin(&self, backup: &Path) -> Result<()> {
        write_proved(&backup.join(JOURNAL), self.text()?.as_bytes())
    }

    /// Writes it in the place of what it was.
    pub(super) fn write(&self, backup: &Path) -> Result<()> {
        replace_own(&backup.join(JOURNAL), self.text()?.as_bytes())
    }

    fn text(&self) -> Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}

impl Voce {
    /// What the workbook is now.
    pub(super) fn stand(&self, folder: &Path) -> Stand {
        let Ok(bytes) = fs::read(folder.join(&self.nome)) else { return Stand::Missing };
        match impronta(&bytes) {
            found if found == self.dopo => Stand::New(bytes),
            found if found == self.prima => Stand::Old,
            _ => Stand::Other,
        }
    }

    /// Where its new self is until it takes the workbook's name: in the folder of the file itself, for only there can a
    /// name be given in one step.
    pub(super) fn beside(&self, folder: &Path) -> PathBuf {
        let path = folder.join(&self.nome);
        let real = fs::canonicalize(&path).unwrap_or(path);
        real.with_file_name(&self.provvisorio)
    }
}

/// The SHA-256 of some bytes, in hexadecimal digits.
pub(super) fn impronta(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
