//! What a killed run left: found out from its journal and the workbooks themselves, put in order, told.
//!
//! Every workbook is whole, the old one or the new one. Nothing is finished and nothing undone here: whoever asked for
//! an update asks again.

use super::backup::Backup;
use super::clock::words;
use super::copies::Copies;
use super::disk::real;
use super::journal::{Stand, Stato};
use anyhow::{Error, Result};
use jiff::civil::DateTime;
use std::fmt;
use std::path::{Path, PathBuf};

/// A run that did not come to its end. Its text says so to the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Interrupted {
    /// It was still making copies: no workbook had been touched.
    Preparing,
    /// It was replacing workbooks.
    Updating(Halfway),
    /// It was bringing workbooks back.
    Undoing(Halfway),
}

/// How far a run came. Workbooks are paths inside the folder with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Halfway {
    /// When the update was made.
    pub quando: DateTime,
    /// Its backup.
    pub backup: PathBuf,
    /// The workbooks that are as the update makes them.
    pub new: Vec<String>,
    /// Those that are as they were before the update.
    pub old: Vec<String>,
    /// Those that somebody has changed or removed since.
    pub other: Vec<String>,
}

/// Puts in order what a killed run left; `None` if there is nothing.
///
/// # Errors
/// Another run is writing in the folder, or its backups cannot be listed.
pub fn settle(folder: &Path) -> Result<Option<Interrupted>> {
    if !folder.is_dir() {
        return Ok(None);
    }
    let folder = real(folder)?;
    settled(&Copies::of(&folder)?, &folder)
}

/// The same, for a run that is alone already.
pub(super) fn settled(copies: &Copies, folder: &Path) -> Result<Option<Interrupted>> {
    let mut found = copies.sweep().then_some(Interrupted::Preparing);
    for mut backup in copies.list()?.0 {
        let undoing = match backup.journal.stato {
            Stato::InCorso => false,
            Stato::Annullamento => true,
            _ => continue,
        };
        backup.sweep(folder);
        let halfway = halfway(&backup, folder);
        // where it cannot be written it is found, and told, again
        let _ = backup.mark(halfway.stato(undoing));
        found = Some(match undoing {
            true => Interrupted::Undoing(halfway),
            false => Interrupted::Updating(halfway),
        });
    }
    Ok(found)
}

/// An error with what a killed run had left, which is told now or never.
pub(super) fn told(error: Error, interrupted: Option<Interrupted>) -> Error {
    match interrupted {
        Some(interrupted) => error.context(interrupted.to_string()),
        None => error,
    }
}

fn halfway(backup: &Backup, folder: &Path) -> Halfway {
    let (mut new, mut old, mut other) = (Vec::new(), Vec::new(), Vec::new());
    for voce in &backup.journal.file {
        let list = match voce.stand(folder) {
            Stand::New(_) => &mut new,
            Stand::Old => &mut old,
            Stand::Other | Stand::Missing => &mut other,
        };
        list.push(voce.nome.clone());
    }
    Halfway { quando: backup.journal.quando, backup: backup.path.clone(), new, old, other }
}

impl Halfway {
    /// What the update now is.
    fn stato(&self, undoing: bool) -> Stato {
        match (self.new.is_empty(), self.old.is_empty(), self.other.is_empty()) {
            (false, true, true) => Stato::Fatto,
            (false, ..) => Stato::AMeta,
            (true, ..) if undoing => Stato::Annullato,
            (true, _, true) => Stato::SenzaEffetto,
            // it may have been replaced before somebody changed it: its copy must not be forgotten
            (true, _, false) => Stato::AMeta,
        }
    }

    /// The workbooks by what they are, each list in its words.
    fn lists(&self, f: &mut fmt::Formatter<'_>, new: &str, old: &str) -> fmt::Result {
        let lists = [(new, &self.new), (old, &self.old), ("Cambiati o spostati da allora", &self.other)];
        for (what, names) in lists.iter().filter(|(_, names)| !names.is_empty()) {
            write!(f, " {what}: «{}».", names.join("», «"))?;
        }
        write!(f, " Nessun file è andato perduto: gli originali sono in {}.", self.backup.display())
    }
}

impl fmt::Display for Interrupted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Interrupted::Preparing => f.write_str(
                "Un aggiornamento precedente si era interrotto mentre preparava le copie di sicurezza: nessun file era \
                 stato cambiato.",
            ),
            Interrupted::Updating(at) => {
                write!(f, "L'aggiornamento del {} si era interrotto", words(at.quando))?;
                match (at.new.is_empty(), at.old.is_empty() && at.other.is_empty()) {
                    (true, _) if at.other.is_empty() => {
                        return f.write_str(" prima di cambiare i file: sono tutti com'erano.");
                    }
                    (_, true) => f.write_str(" quando i file erano già tutti aggiornati.")?,
                    _ => f.write_str(" a metà. Per completarlo ripetere il comando, per tornare indietro schedario annulla.")?,
                }
                at.lists(f, "Aggiornati", "Ancora com'erano")
            }
            Interrupted::Undoing(at) => {
                write!(f, "L'annullamento dell'aggiornamento del {} si era interrotto", words(at.quando))?;
                match at.new.is_empty() {
                    true => f.write_str(" quando i file erano già tornati com'erano.")?,
                    false => f.write_str(". Per completarlo ripetere schedario annulla.")?,
                }
                at.lists(f, "Ancora aggiornati", "Tornati com'erano")
            }
        }
    }
}
